//! Reports as files: the same bytes of the same moment, what goes on record of it, and what is refused.

use std::process::Command;

use serde_json::Value;

use super::home::Home;
use crate::common::schema;

const LONG: usize = 300;

/// A campaign in which something has happened, with words in it that would do harm.
fn lively(lang: &'static str) -> Home {
    let home = Home::speaking(lang);
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let at = ["--at", "2020-06-01T09:00", "--note", "=1+1 | *x*"];
    for unit in ["HNI", "CBG"] {
        home.ok(&[&["report", "receive", unit][..], &at].concat());
    }
    let title = format!("<script>&]]> {}", "ệ".repeat(LONG - 13));
    let day = ["--from", "2020-05-17", "--to", "2020-05-18", "--reach", "1200"];
    let tags = ["--sdg", "9.c", "--goal", "2.8", "--mode", "online"];
    let who = [
        "activity", "add", "--unit", "HNI", "--kind", "seminar", "--title", &title,
    ];
    home.ok(&[&who[..], &day, &tags].concat());
    home.ok(&[
        "report",
        "figure",
        "HNI",
        "households_internet=81,5",
        "digital_plan=yes",
    ]);
    home
}

fn bytes(home: &Home, name: &str) -> Vec<u8> {
    std::fs::read(home.path(name)).expect("the file is read")
}

/// The facts of a kind, as `ketnoi log --json` tells them.
fn facts(home: &Home, kind: &str) -> Vec<Value> {
    let log = home.ok(&["log", "--json"]);
    let all = log
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
    all.filter(|f| f["type"] == kind).collect()
}

fn digest(home: &Home, name: &str) -> String {
    let ran = Command::new("sha256sum")
        .arg(home.path(name))
        .output()
        .expect("sha256sum");
    String::from_utf8(ran.stdout)
        .expect("text")
        .split(' ')
        .next()
        .expect("a digest")
        .to_owned()
}

#[test]
fn the_same_moment_gives_the_same_bytes_however_much_has_happened_since() {
    let home = lively("en");
    let formats = ["md", "json", "docx", "html"];
    let mut moments = Vec::new();
    for format in formats {
        let name = format!("first.{format}");
        let receipt = home.json(&["export", "consolidated", "-o", &name]);
        assert_eq!(receipt["schema"], "ketnoi.export/1");
        assert_eq!(
            receipt["sha256"],
            digest(&home, &name).as_str(),
            "of the file as it lies there"
        );
        moments.push(receipt["moment"].as_str().expect("a moment").to_owned());
    }
    home.ok(&["report", "receive", "DNG"]);
    home.ok(&["report", "note", "HNI", "--note", "đã gọi"]);
    for (format, moment) in formats.iter().zip(&moments) {
        let [first, again, now] = ["first", "again", "now"].map(|n| format!("{n}.{format}"));
        home.ok(&["export", "consolidated", "-o", &again, "--known-at", moment]);
        assert!(
            bytes(&home, &first) == bytes(&home, &again),
            "{format} of {moment}"
        );
        home.ok(&["export", "consolidated", "-o", &now]);
        assert!(
            bytes(&home, &first) != bytes(&home, &now),
            "{format}: something has happened since"
        );
    }
}

/// No table of noughts, no words that lead to nothing, and one is one.
#[test]
fn of_nothing_and_of_one_a_report_says_so() {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let written = |what: &str, lang: &str| {
        let name = format!("{what}-{lang}.md");
        home.ok(&["export", what, "--lang", lang, "-o", &name, "--force"]);
        // However lines are folded.
        home.read(&name).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let says = |text: &str, wanted: &[&str], unwanted: &[&str]| {
        for words in wanted {
            assert!(text.contains(words), "{words}: {text}");
        }
        for words in unwanted {
            assert!(!text.contains(words), "{words}: {text}");
        }
    };
    says(
        &written("consolidated", "en"),
        &[
            "none of the 63 units that owe a report had sent one.",
            "No activity is on record.",
            "No documents, photos or videos have come in.",
        ],
        &["Activities by", "Contribution to", "Of those received"],
    );
    says(
        &written("consolidated", "vi"),
        &[
            "chưa có đơn vị nào trong số 63 đơn vị phải báo cáo gửi báo cáo.",
            "Chưa có văn bản, ảnh hay video nào được gửi đến.",
        ],
        &["Hoạt động theo", "Đóng góp cho"],
    );
    says(
        &written("itu", "en"),
        &["0 of 63 units sent a report. No activity is on record."],
        &["Activities by", "BY SDG"],
    );
    home.ok(&[
        "report",
        "receive",
        "HNI",
        "--at",
        "2020-05-20T09:30",
        "--note",
        "x",
    ]);
    let title = "Treo băng rôn";
    let one = [
        "activity", "add", "--unit", "HNI", "--kind", "banner", "--title", title,
    ];
    home.ok(&[&one[..], &["--from", "2020-05-17", "--reach", "1"]].concat());
    says(
        &written("consolidated", "en"),
        &[
            "1 awaits review, 0 were returned",
            "On record is 1 activity of 1 unit, reaching 1 person",
            "), 1 person",
            "No activity names an SDG.",
            "No activity names a goal of Connect 2030.",
            "Nothing was heard of 62 units.",
        ],
        &["1 activities", "1 units", "1 people", "rows do not add up"],
    );
    says(
        &written("itu", "en"),
        &["1 of 63 units sent a report. 1 unit held 1 activity, reaching 1 person"],
        &["cells do not add up"],
    );
}

#[test]
fn an_export_goes_on_record_and_changes_nothing_that_is_exported() {
    let home = lively("en");
    let before = home.json(&["log", "--head"])["seq"].clone();
    let first = home.json(&["export", "consolidated", "-o", "a.md"]);
    let second = home.json(&["export", "itu", "-o", "b.csv"]);
    for receipt in [&first, &second] {
        assert_eq!(receipt["head"]["seq"], before, "exports are no head of exports");
        assert!(receipt["recorded"].is_u64() && receipt["not_recorded"].is_null());
    }
    let made = facts(&home, "export.made");
    let told: Vec<_> = made
        .iter()
        .map(|f| (&f["data"]["what"], &f["data"]["format"], &f["data"]["head"]))
        .collect();
    assert_eq!(
        told,
        [
            (&"consolidated".into(), &"md".into(), &before),
            (&"itu".into(), &"csv".into(), &before)
        ]
    );
    assert_eq!(made[0]["data"]["sha256"], first["sha256"]);
    let said = home.ok(&["log"]);
    assert!(
        said.contains("exported the consolidated report (MD, vi)"),
        "{said}"
    );
    // An undo means what was done before the exports.
    home.ok(&["undo"]);
    assert_eq!(facts(&home, "export.made").len(), 2);
    assert!(home.ok(&["log", "--verify"]).contains("wtisd-2020"));
    home.ok(&["campaign", "close", "--yes"]);
    let last = home.json(&["export", "consolidated", "-o", "c.md"]);
    assert!(
        last["recorded"].is_u64(),
        "the report is made when all is over: {last}"
    );
}

#[test]
fn where_nothing_may_be_recorded_the_file_is_written_all_the_same() {
    let home = lively("en");
    let look = |args: &[&str], name: &str| {
        let all = [&["export", "consolidated", "-o", name], args].concat();
        let receipt = home.json(&all);
        assert!(receipt["recorded"].is_null(), "{receipt}");
        assert!(home.read(name).contains("KẾT QUẢ THỰC HIỆN"));
        receipt["not_recorded"].as_str().expect("why").to_owned()
    };
    assert_eq!(look(&["--read-only"], "1.md"), "read_only");
    assert_eq!(look(&["--as-of", "2030-01-01"], "2.md"), "past");
    assert_eq!(look(&["--known-at", "2030-01-01"], "3.md"), "past");
    assert_eq!(look(&["--now", "2020-06-30T08:00:00+07:00"], "4.md"), "read_only");
    let me = Command::new("id")
        .arg("-un")
        .output()
        .expect("the account's name")
        .stdout;
    let me = String::from_utf8(me).expect("a name");
    let access = format!(
        "schema: 1\nnational_view: false\npeople:\n  - {{account: {}, role: administrator, as: [mai, hoa]}}\n  - {{account: mai, role: viewer}}\n  \
         - {{account: hoa, role: unit_officer, units: [CBG]}}\n",
        me.trim()
    );
    home.write("data/access.yaml", access);
    assert_eq!(look(&["--as", "mai"], "5.md"), "role");
    // Whoever is kept to one unit is told so, and there is no file.
    let said = home.fails(3, &["--as", "hoa", "export", "consolidated", "-o", "6.md"]);
    assert!(!said.is_empty() && !home.path("6.md").exists());
    assert!(facts(&home, "export.made").is_empty());
}

#[test]
fn a_campaign_without_reports_is_a_report_too_and_is_not_opened_by_it() {
    let home = Home::speaking("en");
    for format in ["md", "json", "docx", "html"] {
        let name = format!("empty.{format}");
        let receipt = home.json(&["export", "consolidated", "-o", &name]);
        assert_eq!(receipt["not_recorded"], "not_opened");
        assert!(bytes(&home, &name).len() > 2_000);
    }
    assert!(
        home.read("empty.md")
            .contains("Chưa có hoạt động nào được ghi nhận.")
    );
    home.ok(&["export", "itu", "-o", "empty-itu.md"]);
    home.ok(&["export", "itu", "-o", "empty-itu.csv"]);
    assert!(home.ok(&["campaign", "list"]).contains("wtisd-2020"));
    assert!(!home.store().exists(), "nothing was written");
}

#[test]
fn nothing_is_written_over_without_asking() {
    let home = lively("en");
    home.write("mine.md", "mine");
    let said = home.fails(3, &["export", "consolidated", "-o", "mine.md"]);
    assert!(
        said.contains("--force") && home.read("mine.md") == "mine",
        "{said}"
    );
    home.ok(&["export", "consolidated", "-o", "mine.md", "--force"]);
    assert!(home.read("mine.md").starts_with("**BỘ THÔNG TIN"));
    home.fails(2, &["export", "consolidated"]);
    let said = home.fails(2, &["export", "consolidated", "-o", "report.xyz"]);
    assert!(said.contains("docx"), "the formats there are: {said}");
    home.fails(2, &["export", "consolidated", "-o", "report.csv"]);
    home.fails(2, &["export", "consolidated", "-o", "a.md", "--photos", "many"]);
    home.fails(
        1,
        &[
            "export",
            "consolidated",
            "-o",
            "data/ketnoi.db",
            "--format",
            "md",
            "--force",
        ],
    );
    home.fails(1, &["export", "consolidated", "-o", "no/such/folder.md"]);
    std::fs::create_dir(home.path("folder.md")).expect("a folder");
    home.fails(1, &["export", "consolidated", "-o", "folder.md", "--force"]);
    let left: Vec<String> = home
        .listing()
        .into_iter()
        .filter(|f| f.contains(".ketnoi-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_nobody_filled_in_is_listed_and_not_invented() {
    let home = lively("en");
    let ran = home.run(&["export", "consolidated", "-o", "a.md", "--json"]);
    let open: Vec<&str> = [
        "issuer",
        "abbreviation",
        "place",
        "number",
        "day",
        "office",
        "signer",
        "addressees",
        "recipients",
        "drafting",
    ]
    .into_iter()
    .filter(|f| {
        ran.json()["unfilled"]
            .as_array()
            .expect("a list")
            .contains(&Value::from(*f))
    })
    .collect();
    assert_eq!(
        open,
        [
            "abbreviation",
            "place",
            "number",
            "day",
            "office",
            "signer",
            "addressees",
            "recipients",
            "drafting"
        ]
    );
    assert!(
        ran.err.contains("the signer’s name") && ran.err.contains("registry: number, date"),
        "{}",
        ran.err
    );
    assert!(home.read("a.md").contains("BC-…"));
    let plain = home.json(&["export", "consolidated", "-o", "b.md", "--lang", "en"]);
    assert_eq!(
        plain["unfilled"],
        Value::Array(Vec::new()),
        "a plain paper has no head"
    );
    assert!(home.read("b.md").starts_with("# Report on the results of"));
    assert_eq!(plain["language"], "en");
}

#[test]
fn json_is_what_its_schema_says() {
    let home = lively("vi");
    for (what, file) in [("consolidated", "consolidated-1.json"), ("itu", "itu-1.json")] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/schemas/");
        let schema = std::fs::read_to_string(format!("{folder}{file}")).expect("a schema");
        let schema: Value = serde_json::from_str(&schema).expect("JSON");
        let name = format!("{what}.json");
        home.ok(&["export", what, "-o", &name]);
        let mut document: Value = serde_json::from_str(&home.read(&name)).expect("JSON");
        assert_eq!(schema::wrong(&schema, &document), Vec::<String>::new(), "{what}");
        // The comparison can fail.
        document["made"]["language"] = "fr".into();
        document["extra"] = 1.into();
        assert_eq!(schema::wrong(&schema, &document).len(), 2);
    }
    let document: Value = serde_json::from_str(&home.read("consolidated.json")).expect("JSON");
    let title = document["notable"][0]["title"].as_str().expect("a title");
    assert_eq!(title.chars().count(), LONG, "nothing is cut");
}

fn is_photo(part: &str) -> bool {
    std::path::Path::new(part).extension().is_some_and(|e| e == "jpg")
}

/// A paper as DOCX: the names of its parts.
fn parts(home: &Home, name: &str) -> Vec<String> {
    let file = std::fs::File::open(home.path(name)).expect("the file opens");
    let zip = zip::ZipArchive::new(file).expect("a package");
    let names = zip.file_names();
    names.map(|n| n.expect("a name").into_owned()).collect()
}

#[test]
fn a_photo_that_cannot_be_shown_is_a_line_and_one_without_consent_is_nowhere() {
    let home = lively("vi");
    let photo = include_bytes!("../../photos/progressive.jpg");
    home.write("good.jpg", photo);
    home.write("refused.jpg", [&photo[..], b" "].concat());
    home.write("gone.jpg", [&photo[..], b"  "].concat());
    home.ok(&["evidence", "add", "HNI", "good.jpg", "refused.jpg", "gone.jpg"]);
    let hash = digest(&home, "gone.jpg");
    let blob = format!("data/ketnoi.db.blobs/{}/{}", &hash[..2], &hash[2..]);
    std::fs::remove_file(home.path(&blob)).expect("its bytes were there");
    home.ok(&[
        "evidence",
        "edit",
        "HNI",
        "refused.jpg",
        "--caption",
        "Không đồng ý",
        "--consent",
        "no",
    ]);
    home.ok(&["export", "consolidated", "-o", "a.docx"]);
    let photos: Vec<String> = parts(&home, "a.docx")
        .into_iter()
        .filter(|n| is_photo(n))
        .collect();
    assert_eq!(photos.len(), 1, "{photos:?}");
    home.ok(&["export", "consolidated", "-o", "a.html"]);
    let page = home.read("a.html");
    assert!(
        page.contains("gone.jpg: tệp ảnh không còn"),
        "which, and why it is not shown"
    );
    assert!(!page.contains("Không đồng ý") && page.contains("không sử dụng vì người trong ảnh không đồng ý"));
    home.ok(&["export", "consolidated", "-o", "none.docx", "--photos", "0"]);
    assert!(!parts(&home, "none.docx").iter().any(|n| is_photo(n)));
    // Nobody was asked about the good one: it stays in the country.
    home.ok(&["export", "itu", "-o", "itu.docx"]);
    assert!(!parts(&home, "itu.docx").iter().any(|n| is_photo(n)));
}

/// A film of two minutes and five seconds, as telephones write them: what is in it first, its head at the end.
fn film() -> Vec<u8> {
    let boxed = |kind: &[u8], body: &[u8]| {
        let size = u32::try_from(body.len() + 8).expect("short");
        [&size.to_be_bytes()[..], kind, body].concat()
    };
    let head = [0, 1, 2, 600, 75_000].map(u32::to_be_bytes).concat();
    let moov = boxed(b"moov", &boxed(b"mvhd", &[&head[..], &[0; 80]].concat()));
    [
        boxed(b"ftyp", b"isom\0\0\x02\0isommp41"),
        boxed(b"mdat", &[7; 4_000]),
        moov,
    ]
    .concat()
}

#[test]
fn a_film_is_named_with_its_length_where_it_tells_it() {
    let home = lively("vi");
    let whole = film();
    home.write("dai.mp4", &whole);
    home.write("cut.mp4", &whole[..whole.len() - 100]);
    home.ok(&["evidence", "add", "HNI", "dai.mp4", "cut.mp4"]);
    for turn in ["first", "again"] {
        let name = format!("{turn}.md");
        home.ok(&["export", "consolidated", "-o", &name]);
        let text = home.read(&name);
        let row = |film: &str| text.lines().find(|l| l.contains(film)).expect("a row").to_owned();
        assert!(text.contains("Thời lượng"), "{text}");
        assert!(row("dai.mp4").contains("| 2:05 |"), "{}", row("dai.mp4"));
        assert!(
            !row("cut.mp4").contains(':'),
            "its size alone: {}",
            row("cut.mp4")
        );
    }
    home.ok(&["export", "consolidated", "-o", "a.json"]);
    let document: Value = serde_json::from_str(&home.read("a.json")).expect("JSON");
    let films = &document["files"]["videos"];
    let seconds: Vec<&Value> = films
        .as_array()
        .expect("films")
        .iter()
        .map(|f| &f["seconds"])
        .collect();
    assert_eq!(seconds, [&Value::from(125), &Value::Null], "{films}");
    let schema = include_str!("../../../data/schemas/consolidated-1.json");
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    assert_eq!(schema::wrong(&schema, &document), Vec::<String>::new());
}

#[test]
fn an_earlier_year_stands_beside_as_it_was_known_then() {
    let home = lively("en");
    home.ok(&["campaign", "new", "wtisd-2027", "--day", "17/05/2027"]);
    let text = home.read("wtisd-2027.yaml");
    let text = text
        .replace("TODO: this year's theme", "Bridges")
        .replace("TODO: chủ đề năm nay", "Cầu nối");
    home.write("c.yaml", text);
    home.ok(&["campaign", "open", "c.yaml"]);
    home.ok(&[
        "--campaign",
        "wtisd-2027",
        "report",
        "figure",
        "HNI",
        "households_internet=90",
    ]);
    let export = |name: &str, more: &[&str]| {
        let args = ["--campaign", "wtisd-2027", "export", "consolidated", "-o", name];
        home.json(&[&args[..], more].concat())
    };
    let receipt = export("a.md", &[]);
    assert!(
        home.read("a.md").contains("81,5% (1 đơn vị)"),
        "{}",
        home.read("a.md")
    );
    home.ok(&[
        "--campaign",
        "wtisd-2020",
        "report",
        "figure",
        "CBG",
        "households_internet=60",
    ]);
    export("b.md", &[]);
    assert!(home.read("b.md").contains("(2 đơn vị)"));
    let moment = receipt["moment"].as_str().expect("a moment");
    export("c.md", &["--known-at", moment]);
    assert!(
        bytes(&home, "a.md") == bytes(&home, "c.md"),
        "what came into the other campaign since is not there"
    );
}

#[test]
fn words_that_would_do_harm_are_words() {
    let home = lively("vi");
    home.ok(&["export", "consolidated", "-o", "a.md"]);
    assert!(home.read("a.md").contains("\\<script\\>"));
    home.ok(&["activity", "edit", "HNI-1", "--title", "=HYPERLINK(\"x\")"]);
    home.write("anh.jpg", include_bytes!("../../photos/progressive.jpg"));
    home.ok(&["evidence", "add", "HNI", "anh.jpg"]);
    home.ok(&[
        "evidence",
        "edit",
        "HNI",
        "anh.jpg",
        "--caption",
        "=1+1",
        "--consent",
        "yes",
    ]);
    home.ok(&["export", "itu", "-o", "a.csv"]);
    let rows = home.read("a.csv");
    assert!(rows.contains("'=1+1") && !rows.contains(",=1+1"), "{rows}");
    assert!(
        rows.lines()
            .any(|l| l.starts_with("figure,households_internet,") && l.contains(",81.5,")),
        "{rows}"
    );
}

#[test]
fn the_journal_as_csv_tells_what_happened_in_the_words_of_whoever_reads_it() {
    for (lang, received) in [("vi", "nhận bản 1"), ("en", "version 1")] {
        let home = lively(lang);
        for args in [
            &["export", "log", "-o", "log.csv"][..],
            &["log", "--format", "csv", "-o", "log.csv"],
        ] {
            home.ok(args);
            let written = home.read("log.csv");
            let mut lines = written.trim_start_matches('\u{feff}').lines();
            // Scripts find every column where it was; the new one comes last.
            assert_eq!(
                lines.next(),
                Some("seq,at,recorded,actor,real_user,via,unit,type,fact")
            );
            let of = |kind: &str| {
                let is = |l: &&str| l.contains(&format!(",{kind},"));
                let line = lines
                    .clone()
                    .find(is)
                    .unwrap_or_else(|| panic!("{kind}: {written}"));
                line.split_once(&format!(",{kind},"))
                    .expect("the last column")
                    .1
                    .to_owned()
            };
            let told = of("report.received");
            assert!(told.contains(received) && told.contains("=1+1 | *x*"), "{told}");
            assert!(of("activity.added").contains("HNI-1"), "{written}");
            // As the screen tells it.
            let screen = home.ok(&["log"]);
            let opened = of("campaign.opened");
            assert!(screen.contains(opened.trim_matches('"')), "{opened}: {screen}");
            std::fs::remove_file(home.path("log.csv")).expect("removed");
        }
    }
}
