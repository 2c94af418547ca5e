//! A campaign set up on screen: from the letter in one's hand to the desk of the campaign that was opened.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use crate::common::album::{Album, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::screen::{SIZES, Screen, Setting, ledger, who};
use ketnoi::campaign_file;
use ketnoi::clock::Clock;
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::fact::Role;
use ketnoi::core::names::{CampaignId, CmdId, Lang};
use ketnoi::drafts::Shelf;
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::refdata::Source;
use ketnoi::store::Site;
use ketnoi::tui::first::First;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::workbench::Foundry;

/// A working day before the letter of 2027 goes out.
const TODAY: &str = "2027-04-12T09:00:00+07:00";

/// A house with a folder for drafts, another where the program was started, and a store.
struct House {
    home: tempfile::TempDir,
    site: Site,
}

impl House {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir(home.path().join("here")).expect("a folder");
        Self {
            home,
            site: Site::memory(),
        }
    }

    fn drafts(&self) -> PathBuf {
        self.home.path().join("drafts")
    }

    fn here(&self) -> PathBuf {
        self.home.path().join("here")
    }

    fn ground(&self) -> Ground {
        Ground {
            foundry: Foundry {
                shelf: Shelf {
                    folder: Some(self.drafts()),
                    here: Some(self.here()),
                },
                ..Foundry::default()
            },
            ..Ground::default()
        }
    }

    fn begin(&self, setting: &Setting) -> Screen {
        let ledger = ledger(&wtisd_2020(), self.site.clone(), setting.now(), None);
        setting.over_on(ledger, self.ground())
    }

    fn draft(&self, name: &str) -> String {
        fs::read_to_string(self.drafts().join(name)).expect("a draft")
    }
}

fn setting(lang: Lang) -> Setting {
    Setting {
        lang,
        when: TODAY,
        size: (120, 40),
        ..Setting::default()
    }
}

fn is_set_up(screen: &Screen) -> bool {
    matches!(screen.model().overlay, Overlay::SetUp(_))
}

/// What an officer types with the letter before them; gives how many keys that were not values.
fn type_the_letter(screen: &mut Screen) -> usize {
    let mut keys = 0;
    for value in [
        "1520",
        "BKHCN-HTQT",
        "15/04/2027",
        "Chủ đề của năm 2027",
        "The theme of 2027",
        "Nguyễn Văn An",
    ] {
        screen.type_in(value).press("<enter>");
        keys += 1;
    }
    keys
}

/// Goes to the field with this label by the keys that go on from field to field.
#[track_caller]
fn to(screen: &mut Screen, label: &str) {
    for _ in 0..80 {
        let text = screen.text();
        let at = text
            .lines()
            .find(|l| l.contains(&format!("► {label}")) || at_hand(l, label));
        if at.is_some() {
            return;
        }
        screen.press("<tab>");
    }
    panic!("{label}: {}", screen.text());
}

/// Is it the row with the pointer, and this label behind it?
fn at_hand(line: &str, label: &str) -> bool {
    let inside = line.trim_start_matches(['│', '|', ' ']);
    let mut chars = inside.chars();
    let pointer = chars.next().is_some_and(|c| matches!(c, '▸' | '►' | '>'));
    let rest = chars
        .as_str()
        .trim_start_matches(['!', '*', '•', '■', '◆', '●', ' ']);
    pointer && rest.starts_with(label)
}

#[test]
fn the_form_at_every_size_in_both_languages() {
    for (lang, name) in [(Lang::Vi, "set_up_vi"), (Lang::En, "set_up_en")] {
        let mut album = Album::default();
        for size in PICTURED {
            let setting = setting(lang).size(size);
            let mut ground = Ground::default();
            // A folder that is not there: nothing is saved where nothing is typed.
            ground.foundry.shelf.folder = Some(PathBuf::from("/home/lan/.local/share/ketnoi/drafts"));
            let ledger = ledger(&wtisd_2020(), Site::memory(), setting.now(), None);
            let mut screen = setting.over_on(ledger, ground);
            album.frame("set up", screen.press("N"));
        }
        insta::assert_snapshot!(name, album.pictures());
    }
}

#[test]
fn f1_says_what_the_fields_are_for_and_loses_nothing() {
    for (lang, words) in [
        (Lang::Vi, ["Ý nghĩa các ô", "Ngày cuối", "Tên miền thư", "Mã đợt"]),
        (
            Lang::En,
            [
                "What the fields are for",
                "Last day that counts",
                "Mail domains",
                "Campaign id",
            ],
        ),
    ] {
        for size in SIZES {
            let house = House::new();
            let mut screen = house.begin(&setting(lang).size(size));
            screen.press("N").type_in("1520").press("<f1>");
            let [title, fields @ ..] = words;
            screen.shows(title);
            // All of it can be read, and no field is forgotten.
            let mut read = screen.text();
            for _ in 0..40 {
                read.push_str(screen.press("<pagedown>").text().as_str());
            }
            for field in fields {
                assert!(read.contains(field), "{size:?}: {field}");
            }
            screen.press("<f1>");
            assert!(is_set_up(&screen));
            screen.shows("1520").press("<f1> <esc>").shows("1520");
            assert!(is_set_up(&screen), "Esc closes the explanation, not the form");
        }
    }
    let house = House::new();
    let mut album = Album::default();
    for lang in [Lang::Vi, Lang::En] {
        let mut screen = house.begin(&setting(lang).size((100, 30)));
        album.frame("fields", screen.press("N <f1>"));
        album.frame("further down", screen.press("<pagedown>"));
    }
    insta::assert_snapshot!("set_up_fields", album.pictures());
}

#[test]
fn from_the_letter_to_the_desk_in_sixty_keys() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let house = House::new();
            let mut screen = house.begin(&setting(lang).size(size));
            screen.press("N");
            let keys = 1 + type_the_letter(&mut screen) + 1;
            let asked = screen.text();
            assert!(matches!(screen.model().overlay, Overlay::Confirm(_)), "{asked}");
            assert!(asked.contains("wtisd-2027"), "{asked}");
            assert!(screen.model().live().id().as_str() == "wtisd-2020");
            screen.press("<enter>");
            let text = screen.text();
            assert!(text.contains("WTISD-2027"), "{size:?}: {text}");
            let campaign = screen.model().live();
            assert!(
                campaign.opened().is_some() && campaign.roster().len() == 34,
                "{text}"
            );
            let def = campaign.def();
            assert_eq!(def.letter.number, "1520");
            assert_eq!(def.letter.symbol, "BKHCN-HTQT");
            assert_eq!(
                def.letter.date.map(|d| d.to_string()).as_deref(),
                Some("2027-04-15")
            );
            assert_eq!(def.signer.name, "Nguyễn Văn An");
            assert_eq!(def.theme.en, "The theme of 2027");
            assert!(keys <= 60, "{keys}");
            // The draft is the file that `campaign open` would have taken.
            let file = house.draft("wtisd-2027.yaml");
            let read = campaign_file::read("f", file.as_bytes(), &Source::default()).expect("a campaign");
            assert_eq!(&read, def.as_ref());
            // Work goes on in the campaign that was opened.
            screen.press("i");
            assert!(screen.model().live().seq() > 1, "{}", screen.text());
        }
    }
}

#[test]
fn dates_and_words_follow_the_day_and_what_was_written_stays() {
    let house = House::new();
    let mut screen = house.begin(&setting(Lang::En));
    screen.press("N <tab>");
    to(&mut screen, "Activities until");
    screen.press("<ctrl-u>").type_in("20/05/2027");
    to(&mut screen, "The Day");
    screen.press("<ctrl-u>").type_in("17/05/2028").press("<tab>");
    let text = screen.text();
    for part in [
        "01/05/2028",
        "20/05/2027", // what was written stays
        "before 5 June 2028",
        "04/06/2028",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("lies before the first"), "{text}");
    // The words in the letter say which day counts last, and the other language follows.
    to(&mut screen, "Deadline (vi)");
    screen.press("<ctrl-u>").type_in("trước ngày 10 tháng 6 năm 2028");
    let text = screen.text();
    for part in [
        "Read as: counts until the end of Friday 9 June 2028",
        "before 10 June 2028",
        "09/06/2028",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // And the day says what the usual words are.
    to(&mut screen, "Last day that counts");
    screen.press("<ctrl-u>").type_in("12/06/2028");
    let text = screen.text();
    assert!(text.contains("trước ngày 13 tháng 6 năm 2028"), "{text}");
    // Before July 2025 there were 63 provinces, another ministry and another edition.
    to(&mut screen, "The Day");
    screen.press("<ctrl-u>").type_in("17/05/2021").press("<tab>");
    let text = screen.text();
    assert!(text.contains("63 units"), "{text}");
    assert!(text.contains("Connect 2030: 5 goals, 24 targets"), "{text}");
    assert!(text.contains("is far away"), "{text}");
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_nothing_is_lost() {
    let house = House::new();
    for size in [(120, 40), (80, 24), (40, 12)] {
        let mut screen = house.begin(&setting(Lang::En).size(size));
        screen.press("N");
        to(&mut screen, "The Day");
        screen.press("<ctrl-u>").type_in("31/02/2027").press("<ctrl-s>");
        assert!(is_set_up(&screen));
        screen.shows("Not a date").shows("31/02/2027");
        screen.press("<ctrl-u>").type_in("17/05/2027");
        to(&mut screen, "Activities until");
        screen
            .press("<ctrl-u>")
            .type_in("30/04/2027")
            .press("<tab> <shift-tab>");
        screen.shows("lies before the first");
        screen.press("<ctrl-u>").type_in("31/05/2027");
        to(&mut screen, "Last day");
        screen
            .press("<ctrl-u>")
            .type_in("30/04/2027")
            .press("<tab> <shift-tab>");
        screen.shows("must come after");
        screen.press("<ctrl-u>").type_in("05/06/2027");
        to(&mut screen, "Units");
        screen.type_in("63").press("<tab> <shift-tab>");
        screen.shows("not in");
        screen.press("<left>");
        to(&mut screen, "Date of the letter");
        screen
            .press("<ctrl-u>")
            .type_in("10/06/2027")
            .press("<tab> <shift-tab>");
        screen.shows("letter’s date must lie");
        screen.press("<ctrl-u>");
        to(&mut screen, "Mail domains");
        screen
            .type_in("HNI hanoi.gov.vn\nXYZ x.gov.vn")
            .press("<tab> <shift-tab>");
        screen.shows("Line 2: “XYZ”");
        screen.press("<esc>");
        assert!(
            matches!(screen.model().overlay, Overlay::Confirm(_)),
            "what cannot be read is in no file"
        );
        screen.press("<esc>");
        screen.shows("XYZ");
    }
}

#[test]
fn a_deadline_on_a_day_off_is_asked_about_and_may_be_meant() {
    let house = House::new();
    let mut screen = house.begin(&setting(Lang::En));
    screen.press("N");
    to(&mut screen, "Last day");
    // A Saturday.
    screen.press("<ctrl-u>").type_in("05/06/2027");
    screen.shows("The last day that counts, 05/06/2027, is a");
    to(&mut screen, "Theme (vi)");
    screen
        .type_in("Chủ đề")
        .press("<tab>")
        .type_in("Theme")
        .press("<ctrl-s>");
    screen
        .shows("Open the campaign wtisd-2027?")
        .shows("is a day off")
        .shows("Left out");
    screen.press("<esc>");
    assert!(is_set_up(&screen), "a no loses nothing");
    screen.shows("Chủ đề").press("<ctrl-s> <enter>");
    assert_eq!(screen.model().live().id().as_str(), "wtisd-2027");
}

#[test]
fn a_draft_is_saved_as_one_goes_and_gone_on_with() {
    let house = House::new();
    let mut screen = house.begin(&setting(Lang::En));
    screen.press("N");
    assert!(!house.drafts().exists(), "what was only proposed is not saved");
    screen
        .type_in("1520")
        .press("<enter>")
        .type_in("BKHCN-HTQT")
        .press("<tab>");
    let file = house.draft("wtisd-2027.yaml");
    assert!(
        file.contains("letter: {number: \"1520\", symbol: \"BKHCN-HTQT\"}"),
        "{file}"
    );
    assert!(file.contains("theme: {vi: \"TODO: chủ đề năm nay\""), "{file}");
    screen.type_in("15/04/2027").press("<esc>");
    assert!(matches!(screen.model().overlay, Overlay::None));
    screen.shows("Draft: ");
    // Another session finds it, at the first place that is left.
    let mut other = house.begin(&setting(Lang::Vi));
    other.press("N");
    other
        .shows("bản nháp wtisd-2027.yaml")
        .shows("1520")
        .shows("15/04/2027");
    other
        .type_in("Chủ đề")
        .press("<enter>")
        .type_in("Theme")
        .press("<enter> <enter>");
    other.press("<enter>");
    other.shows("WTISD-2027");
    // What was opened is no draft any more.
    other.press("N");
    assert!(!other.text().contains("bản nháp wtisd-2027"), "{}", other.text());
    other.shows("đã được mở trong kho");
}

#[test]
fn a_file_of_campaign_new_is_a_draft_and_a_draft_is_such_a_file() {
    let house = House::new();
    let from = campaign_file::shipped("wtisd-2020").expect("shipped");
    let edition = Source::default()
        .edition_documents("connect2030-2022")
        .expect("built in");
    let text = campaign_file::new_text(campaign_file::NewCampaign {
        id: "itu-day-2027",
        from: &from,
        settled: false,
        roster: "vn-provinces-34",
        day: chrono::NaiveDate::from_ymd_opt(2027, 5, 17).expect("a day"),
        theme: None,
        offices: &ketnoi::refdata::offices(),
        edition: &edition,
    });
    let path = house.here().join("itu-day-2027.yaml");
    fs::write(&path, &text).expect("written");
    fs::write(house.here().join("docker.yaml"), "version: 3\n").expect("written");
    let mut screen = house.begin(&setting(Lang::En));
    screen.press("N");
    screen
        .shows("draft itu-day-2027.yaml")
        .shows("To be written or looked at (8)");
    assert!(!screen.text().contains("docker"), "{}", screen.text());
    // Words of the model's letter are looked at, and taken by Enter.
    screen.type_in("1520").press("<enter> <enter> <enter>");
    screen
        .type_in("Chủ đề")
        .press("<enter>")
        .type_in("Theme")
        .press("<enter>");
    screen.shows("Words of the model");
    screen.press("<enter> <enter> <enter> <enter> <enter> <enter>");
    screen.shows("Nothing that must be written is left");
    screen.press("<ctrl-s> <esc> <esc>");
    let saved = fs::read_to_string(&path).expect("saved where it came from");
    assert!(
        saved.starts_with("# Campaign itu-day-2027, made from wtisd-2020."),
        "{saved}"
    );
    let read = campaign_file::read("f", saved.as_bytes(), &Source::default()).expect("it can be opened");
    assert_eq!(read.letter.number, "1520");
    assert!(!house.drafts().join("itu-day-2027.yaml").exists());
}

#[test]
fn what_somebody_else_changed_is_left_and_ours_is_saved_beside_it() {
    let house = House::new();
    let mut one = house.begin(&setting(Lang::En));
    one.press("N").type_in("1520").press("<tab>");
    let theirs = house.draft("wtisd-2027.yaml").replace("1520", "99");
    fs::write(house.drafts().join("wtisd-2027.yaml"), &theirs).expect("written");
    one.type_in("ABC").press("<tab>");
    assert_eq!(house.draft("wtisd-2027.yaml"), theirs);
    assert!(house.draft("wtisd-2027-2.yaml").contains("symbol: \"ABC\""));
    one.shows("Somebody else has changed");
    one.press("<tab>").type_in("x").press("<esc>");
    assert!(
        house.draft("wtisd-2027-2.yaml").contains("vi: \"x\""),
        "{}",
        house.draft("wtisd-2027-2.yaml")
    );
}

#[test]
fn a_broken_draft_is_named_with_its_line_and_left_as_it_is() {
    let house = House::new();
    fs::create_dir(house.drafts()).expect("a folder");
    let broken = "schema: 1\nid: x-2027\nroster: vn-provinces-34\nday: 31/02/2027\ndeadline: {}\n";
    fs::write(house.drafts().join("x-2027.yaml"), broken).expect("written");
    let mut screen = house.begin(&setting(Lang::En));
    screen.press("N");
    let text = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("A draft cannot be read"), "{text}");
    assert!(text.contains("x-2027.yaml"), "{text}");
    screen.shows("model wtisd-2027");
    assert_eq!(house.draft("x-2027.yaml"), broken);
}

#[test]
fn hostile_drafts_stop_nobody_and_stay_as_they_are() {
    let house = House::new();
    fs::create_dir(house.drafts()).expect("a folder");
    let binary: Vec<u8> = (0..4_096_u32).map(|n| (n * 131 % 251) as u8).collect();
    let cut = "schema: 1\nid: cut-2027\nroster: vn-provinces-34\nday: 2027-05-17\ntheme: {vi: \"Chủ";
    let other = "schema: 9\nid: later-2027\nroster: vn-provinces-34\nday: 2027-05-17\nnew_in_nine: [a, b]\n";
    let deep = format!("schema: 1\nid: deep-2027\nroster: {}\n", "[".repeat(50_000));
    let all = [
        ("binary.yaml", binary.clone()),
        (
            "with-a-head.yaml",
            [b"schema: 1\nid: x\n".as_slice(), &binary].concat(),
        ),
        ("cut-2027.yaml", cut.as_bytes().to_vec()),
        ("later-2027.yaml", other.as_bytes().to_vec()),
        ("deep-2027.yaml", deep.into_bytes()),
        ("empty.yaml", Vec::new()),
    ];
    for (name, bytes) in &all {
        fs::write(house.drafts().join(name), bytes).expect("written");
    }
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let mut screen = house.begin(&setting(lang).size(size));
            screen.press("N");
            assert!(is_set_up(&screen), "{size:?}: {}", screen.text());
            if size.1 >= 24 {
                screen.shows("wtisd-2027");
            }
        }
    }
    let mut screen = house.begin(&setting(Lang::En));
    screen.press("N");
    // And one's own work is saved beside them.
    screen.type_in("1520").press("<tab> <esc>");
    assert!(house.draft("wtisd-2027.yaml").contains("1520"));
    for (name, bytes) in &all {
        let there = fs::read(house.drafts().join(name)).expect("still there");
        assert!(there == *bytes, "{name} was changed");
    }
}

#[test]
fn where_nothing_can_be_saved_it_is_said_and_nothing_is_lost() {
    let house = House::new();
    // A folder cannot be made where a file stands: a full disk says another sentence, and the same follows.
    fs::write(house.drafts(), "a file").expect("written");
    for (keys, leaves) in [("<esc>", false), ("<ctrl-c>", true)] {
        let mut screen = house.begin(&setting(Lang::En));
        screen.press("N").type_in("1520").press("<tab>");
        screen
            .shows("The draft is NOT saved")
            .shows("1520")
            .shows("drafts");
        screen.press(keys);
        assert!(
            matches!(screen.model().overlay, Overlay::Confirm(_)),
            "{}",
            screen.text()
        );
        screen.press("<esc>");
        assert!(is_set_up(&screen), "{}", screen.text());
        screen.shows("1520");
        // It can be opened all the same: the campaign is in the store, not in the file.
        screen.press(keys).press("<enter>");
        assert_eq!(screen.ended(), leaves);
        assert!(!is_set_up(&screen));
    }
}

#[test]
fn the_answer_may_be_slow_and_typing_goes_on() {
    let house = House::new();
    let mut screen = house.begin(&setting(Lang::En));
    screen.hold_answers().press("N");
    screen.shows("Reading models").press("1 2 <enter>");
    assert!(screen.release());
    screen
        .type_in("1520")
        .press("<tab>")
        .type_in("ABC")
        .press("<tab> <ctrl-c>");
    assert!(!screen.ended(), "the draft is being saved");
    while screen.release() {}
    assert!(screen.ended() || is_set_up(&screen));
    assert!(house.draft("wtisd-2027.yaml").contains("1520"));
    // Whoever insists does not wait for a disk that does not answer.
    let mut screen = house.begin(&setting(Lang::En));
    screen.press("N").hold_answers().type_in("7").press("<ctrl-c>");
    assert!(!screen.ended());
    assert!(screen.press("<ctrl-c>").ended());
}

#[test]
fn it_is_for_whoever_may_open_a_campaign() {
    let house = House::new();
    let setting = Setting {
        first: First {
            calm: true,
            welcome: true,
            ..First::default()
        },
        ..setting(Lang::En)
    };
    let definition = wtisd_2020();
    let shipped = |_: Option<&str>| Some(definition.clone());
    let reviewer = Ledger::open(Opening {
        site: house.site.clone(),
        campaign: Some(CampaignId::from("wtisd-2020")),
        shipped: &shipped,
        who: ketnoi::core::decide::Who {
            role: Role::Reviewer,
            ..who()
        },
        clock: Clock::Fixed(setting.now()),
        read_only: None,
    })
    .expect("a ledger");
    let mut screen = setting.over_on(reviewer, house.ground());
    screen.press("1");
    assert!(!is_set_up(&screen));
    assert!(screen.model().said.is_some(), "{}", screen.text());
    let mut screen = house.begin(&setting);
    screen.press("1");
    assert!(is_set_up(&screen));
    screen.press("<esc> :").type_in("set up a new").press("<enter>");
    assert!(is_set_up(&screen), "{}", screen.text());
}

#[test]
fn a_letter_asks_for_as_many_things_as_it_likes_and_an_entry_that_went_blocks_no_other() {
    let house = House::new();
    let mut screen = house.begin(&setting(Lang::En));
    screen.press("N");
    // One more, and one more behind it, without leaving the form.
    to(&mut screen, "Asked for 4 (vi)");
    screen
        .type_in("Việc thứ tư")
        .press("<tab>")
        .type_in("The fourth")
        .press("<tab>");
    to(&mut screen, "Asked for 5 (vi)");
    screen.type_in("Việc thứ năm").press("<tab>").type_in("The fifth");
    // The second one goes.
    for label in ["Asked for 2 (vi)", "Asked for 2 (en)"] {
        to(&mut screen, label);
        screen.press("<ctrl-u>");
    }
    screen.press("<tab> <esc>");
    let asked = |house: &House| -> Vec<String> {
        let draft = house.draft("wtisd-2027.yaml");
        let from = draft.find("requests:").expect("what is asked");
        let ids = draft[from..]
            .lines()
            .skip(1)
            .take_while(|l| l.starts_with([' ', '-']));
        ids.filter_map(|l| {
            l.split_once("id: ")
                .map(|(_, id)| id.trim_matches(['"', ' ', '}']).to_owned())
        })
        .map(|id: String| {
            id.split(',')
                .next()
                .unwrap_or_default()
                .trim_matches('"')
                .to_owned()
        })
        .collect()
    };
    assert_eq!(asked(&house), ["i", "iii", "iv", "v"]);
    // Gone on with later: the next one is not taken for one that is there.
    let mut later = house.begin(&setting(Lang::En));
    later.press("N");
    to(&mut later, "Asked for 5 (vi)");
    later
        .type_in("Việc thêm")
        .press("<tab>")
        .type_in("One more")
        .press("<tab>");
    assert!(!later.text().contains("stands twice"), "{}", later.text());
    later.press("<esc>");
    let ids = asked(&house);
    let all: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!((ids.len(), all.len()), (5, 5), "{ids:?}");
}

#[test]
fn a_closed_campaign_is_no_bar_and_can_be_the_model() {
    let house = House::new();
    let setting = setting(Lang::En);
    let definition = wtisd_2020();
    let mut before = ledger(&definition, house.site.clone(), setting.now(), None);
    let order = |n: u128, command| Order::new(CmdId(n.into()), command);
    let open = Command::Open {
        definition: Arc::clone(&definition),
        source: "shipped".to_owned(),
    };
    before.submit(&order(1, open)).expect("opened");
    before.submit(&order(2, Command::Close)).expect("closed");
    let mut screen = house.begin(&setting);
    screen.press("N <tab>");
    to(&mut screen, "Begin with");
    screen.press("<right>");
    screen
        .shows("campaign wtisd-2020")
        .shows("To be written or looked at");
    screen.type_in("model");
    screen.shows("model wtisd-2027");
    // Letters that name nothing are told, and change nothing.
    screen.type_in("zzz");
    screen.shows("zzz").shows("model wtisd-2027");
}

#[test]
fn an_id_that_was_opened_meanwhile_is_refused_at_the_form() {
    let house = House::new();
    let mut one = house.begin(&setting(Lang::En));
    let mut two = house.begin(&setting(Lang::En));
    one.press("N");
    two.press("N");
    // Both sessions draw the same ids here: one of them has drawn some before.
    two.press("<esc> u N");
    type_the_letter(&mut one);
    type_the_letter(&mut two);
    one.press("<enter>");
    assert_eq!(one.model().live().id().as_str(), "wtisd-2027");
    two.press("<enter>");
    assert!(is_set_up(&two), "{}", two.text());
    two.shows("opened campaign wtisd-2027");
    to(&mut two, "Number");
    two.shows("1520");
    assert_eq!(two.model().live().id().as_str(), "wtisd-2020");
    // The session is about its own campaign still.
    two.press("<esc> i <enter>");
    assert!(two.model().live().opened().is_some(), "{}", two.text());
}
