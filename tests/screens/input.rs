//! The table of `docs/input.md`, played: every row goes through the reader, the command line, the form and, where a file
//! can hold such a value, the campaign file, in both languages. A row that one of the doors reads otherwise fails.
//!
//! A new kind of value needs rows in the page and an arm in each function that matches on a row's kind.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::common::desk::wtisd_2020;
use crate::common::screen::{Screen, Setting, ledger};
use chrono::{Datelike, Days};
use ketnoi::clock::Clock;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{NOTE_MAX, TITLE_MAX};
use ketnoi::core::names::{Lang, UnitIx};
use ketnoi::core::time::{Date, Zone};
use ketnoi::reading::units::Meant;
use ketnoi::reading::{dates, numbers, texts, units, words};
use ketnoi::refdata::Source;
use ketnoi::store::Site;
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::panes::over::form::field::Id;
use serde_json::Value;

/// What a door makes of what was typed.
#[derive(Debug, Clone, PartialEq)]
enum Want {
    /// It is taken as this.
    Value(String),
    /// It is asked back, and taken as this.
    Asked(String),
    /// It is refused, with these words.
    Refused(Vec<String>),
}

#[derive(Debug)]
struct Row {
    kind: String,
    typed: String,
    vi: Want,
    en: Want,
    file: Option<Want>,
}

impl Row {
    fn want(&self, lang: Lang) -> &Want {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

const LANGS: [(Lang, &str); 2] = [(Lang::Vi, "vi"), (Lang::En, "en")];

/// The rows of the page.
fn rows() -> Vec<Row> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/input.md");
    let text = fs::read_to_string(page).expect("docs/input.md");
    let rows: Vec<Row> = text
        .lines()
        .filter_map(|l| l.strip_prefix("| `")?.strip_suffix('|'))
        .map(|row| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [kind, typed, vi, en, file] = cells.as_slice() else {
                panic!("a row has five cells: {row}");
            };
            Row {
                kind: kind.trim_matches('`').to_owned(),
                typed: written_out(typed.trim_matches('`')),
                vi: want(vi),
                en: want(en),
                file: (!file.is_empty()).then(|| want(file)),
            }
        })
        .collect();
    assert!(rows.len() > 50, "the table is found");
    rows
}

/// A cell with what stands for other characters in it written out: `\n`, `\u{300}`, `a{4000}` for as many of them.
fn written_out(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell.chars();
    let number = |rest: &mut std::str::Chars<'_>, radix| {
        let digits: String = rest
            .by_ref()
            .skip_while(|c| *c == '{')
            .take_while(|c| *c != '}')
            .collect();
        u32::from_str_radix(&digits, radix).expect("a number in a cell")
    };
    while let Some(c) = rest.next() {
        match c {
            '\\' => out.push(match rest.next() {
                Some('r') => '\r',
                Some('n') => '\n',
                Some('t') => '\t',
                Some('u') => char::from_u32(number(&mut rest, 16)).expect("a character"),
                other => panic!("{other:?} behind a backslash in {cell}"),
            }),
            '{' => {
                let last = out.pop().expect("a character before {");
                let count = number(&mut rest, 10) as usize;
                out.extend(std::iter::repeat_n(last, count));
            }
            c => out.push(c),
        }
    }
    out
}

fn want(cell: &str) -> Want {
    match (cell.strip_prefix("asked "), cell.strip_prefix("refused")) {
        (Some(value), _) => Want::Asked(value.to_owned()),
        (_, Some("")) => Want::Refused(Vec::new()),
        (_, Some(words)) => {
            let words = words.trim_start_matches(':').split(" or ");
            Want::Refused(words.map(|w| w.trim().to_owned()).collect())
        }
        _ => Want::Value(written_out(cell)),
    }
}

/// `today + 5` on that day; anything else stands for itself.
fn on(today: Date, value: &str) -> String {
    let Some(days) = value.strip_prefix("today + ") else {
        return value.to_owned();
    };
    let days = days.parse().expect("a number of days");
    (today + Days::new(days)).to_string()
}

fn real_today() -> Date {
    Zone::default().date(Clock::Real.now())
}

// ---------------------------------------------------------------------- the readers

/// What the reader of a kind makes of it, told as the table tells it.
fn read(row: &Row, today: Date) -> Option<String> {
    let zone = Zone::default();
    let told = |m: dates::Moment, at: fn(dates::Moment, Zone) -> _| zone.rfc3339(at(m, zone));
    let ewaste = wtisd_2020();
    let typed = &row.typed;
    match row.kind.as_str() {
        "day" => dates::date(typed, today, 2020).map(|d| d.to_string()),
        "moment" => dates::when(typed, zone, today, 2020)
            .filter(|t| (2000..2100).contains(&zone.date(*t).year())) // the rules refuse the rest
            .map(|t| zone.rfc3339(t)),
        "now" => dates::clock_moment(typed).map(|m| told(m, dates::Moment::first)),
        "as-of" => dates::clock_moment(typed).map(|m| told(m, dates::Moment::last)),
        "people" => numbers::whole(typed).map(|n| n.to_string()),
        "figure" => numbers::figure(ewaste.indicator(FIGURE), typed)
            .ok()
            .filter(|n| *n <= 100_000.0) // likewise
            .map(|n| n.to_string()),
        "unit" => match units::read(&ewaste.roster, typed) {
            Meant::One(ix) => Some(ewaste.roster.code(ix).to_owned()),
            Meant::Several(_) | Meant::Nobody => None,
        },
        "note" => short_enough(texts::block(typed), NOTE_MAX),
        "title" => short_enough(texts::one_line(typed), TITLE_MAX),
        "sdg" => known_tags(typed, |tag| ewaste.goals.knows_sdg(tag)),
        "goal" => known_tags(typed, |tag| ewaste.goals.knows_goal(tag)),
        other => panic!("no reader of {other}"),
    }
}

/// How long a text may be is a rule.
fn short_enough(text: String, most: usize) -> Option<String> {
    (text.chars().count() <= most).then_some(text)
}

/// So is which tags there are.
fn known_tags(typed: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    let tags = words::tags(typed);
    tags.iter().all(|t| known(t)).then(|| tags.join(", "))
}

/// The indicator whose values the table is about: anything from 0 to 100,000.
const FIGURE: &str = "ewaste_collected_tonnes";

#[test]
fn the_readers_read_the_table() {
    let today = Date::from_ymd_opt(2020, 5, 28).expect("a day");
    for row in rows() {
        for (lang, _) in LANGS {
            let value = match row.want(lang) {
                Want::Value(v) | Want::Asked(v) => Some(on(today, v)),
                Want::Refused(_) => None,
            };
            assert_eq!(read(&row, today), value, "{row:?}");
        }
    }
}

// ---------------------------------------------------------------------- the command line

/// A folder with a store, for the program in one language.
struct House {
    dir: tempfile::TempDir,
    lang: &'static str,
}

impl House {
    fn new(lang: &'static str) -> Self {
        Self {
            dir: tempfile::tempdir().expect("a folder"),
            lang,
        }
    }

    fn program(&self) -> Command {
        let mut c = Command::new(env!("CARGO_BIN_EXE_ketnoi"));
        c.env_clear()
            .env("HOME", self.dir.path())
            .env("KETNOI_LANG", self.lang)
            .env("LC_ALL", "C.UTF-8")
            .env(
                "KETNOI_STORE",
                format!("sqlite:{}", self.dir.path().join("k.db").display()),
            )
            .current_dir(self.dir.path())
            .stdin(Stdio::null());
        c
    }

    fn run(&self, args: &[String]) -> (i32, String, String) {
        let Output {
            status,
            stdout,
            stderr,
        } = self.program().args(args).output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (status.code().unwrap_or(-1), text(stdout), text(stderr))
    }

    #[track_caller]
    fn ok(&self, args: &[&str]) -> String {
        let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
        let (code, out, err) = self.run(&args);
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    }

    /// The facts of the journal.
    fn facts(&self) -> Vec<Value> {
        let log = self.ok(&["log", "--json"]);
        log.lines()
            .map(|l| serde_json::from_str(l).expect("a fact"))
            .collect()
    }
}

/// The command that records a row, or shows it; `name` marks what it recorded.
fn command(row: &Row, name: &str, unit: &str) -> Vec<String> {
    let typed = &row.typed;
    let own = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
    let add = |option: &str, title: &str| {
        let words = [
            "activity", "add", "--unit", unit, "--kind", "banner", "--title", title,
        ];
        let mut words: Vec<String> = own(&words);
        if option != "title" {
            words.push(format!("--{option}={typed}"));
        }
        words
    };
    match row.kind.as_str() {
        "day" => add("from", name),
        "people" => add("reach", name),
        "title" => add("title", typed),
        "sdg" | "goal" => add(&row.kind, name),
        "unit" => own(&["report", "note", typed, "--note", name]),
        "note" => own(&["report", "note", unit, "--note", typed]),
        "moment" => own(&["report", "note", unit, "--note", name, &format!("--at={typed}")]),
        "figure" => own(&["report", "figure", unit, &format!("{FIGURE}={typed}")]),
        "now" | "as-of" => own(&["status", "--json", &format!("--{}={typed}", row.kind)]),
        other => panic!("no command for {other}"),
    }
}

/// What a fact that a row led to says of it, told as the table tells it.
fn recorded(row: &Row, fact: &Value) -> Option<String> {
    let text = |key: &str| fact.pointer(key)?.as_str().map(str::to_owned);
    match row.kind.as_str() {
        "day" => text("/data/details/from"),
        "people" => Some(fact.pointer("/data/details/reach")?.to_string()),
        "moment" => Some(text("/at")?.replace(".000+", "+")),
        "figure" => Some(fact.pointer("/data/value")?.as_f64()?.to_string()),
        "unit" => text("/unit"),
        "note" => text("/data/text"),
        "title" => text("/data/details/title"),
        "sdg" | "goal" => {
            let tags = fact
                .pointer(&format!("/data/details/{}s", row.kind))?
                .as_array()?;
            Some(
                tags.iter()
                    .filter_map(Value::as_str)
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        }
        _ => None,
    }
}

#[test]
fn the_command_line_reads_the_table() {
    let (rows, roster) = (rows(), wtisd_2020().roster.clone());
    for (lang, id) in LANGS {
        let house = House::new(id);
        let began = real_today();
        house.ok(&["report", "note", "01", "--note", "first"]);
        let mut kept = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            let name = format!("row {n}");
            let unit = roster.code(UnitIx((n % roster.len()) as u32)).to_owned();
            let mut words = command(row, &name, &unit);
            let (code, out, err) = house.run(&words);
            match row.want(lang) {
                Want::Value(v) if matches!(row.kind.as_str(), "now" | "as-of") => {
                    let shown: Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {err}"));
                    assert_eq!(shown["as_of"], v.as_str(), "{row:?}");
                }
                Want::Value(v) => {
                    assert_eq!(code, 0, "{row:?}: {err}");
                    kept.push((row, v));
                }
                Want::Asked(v) => {
                    assert_eq!(code, 3, "{row:?}: {err}");
                    assert!(err.contains("--yes"), "{row:?}: {err}");
                    words.push("--yes".to_owned());
                    let (code, _, err) = house.run(&words);
                    assert_eq!(code, 0, "{row:?}: {err}");
                    kept.push((row, v));
                }
                Want::Refused(told) => {
                    let nothing = row.kind == "unit" && code == 4;
                    assert!(code == 2 || code == 3 || nothing, "{row:?}: {code} {out}{err}");
                    assert!(!err.contains("--yes"), "refused, not asked: {row:?}: {err}");
                    assert!(told.iter().all(|w| err.contains(w)), "{row:?}: {err}");
                }
            }
        }
        let (facts, ended) = (house.facts(), real_today());
        // The campaign was opened and noted about before.
        assert_eq!(
            facts.len(),
            kept.len() + 2,
            "what was refused left nothing, and a row one fact"
        );
        for ((row, value), fact) in kept.into_iter().zip(&facts[2..]) {
            let got = recorded(row, fact);
            let wanted = [began, ended].map(|today| Some(on(today, value)));
            assert!(wanted.contains(&got), "{row:?}: {got:?}");
        }
    }
}

// ---------------------------------------------------------------------- the form

/// The keys that open the form of a kind, and the field that it is typed into.
fn form(row: &Row) -> Option<(&'static str, Id)> {
    match row.kind.as_str() {
        "day" => Some(("+", Id::From)),
        "people" => Some(("+", Id::Reach)),
        "moment" => Some(("r", Id::When)),
        "figure" => Some(("f", Id::Figure(13))), // the one called FIGURE
        "note" => Some(("c", Id::Note)),
        "title" => Some(("+", Id::Title)),
        "sdg" => Some(("+", Id::Sdgs)),
        "goal" => Some(("+", Id::Goals)),
        // Units are for the filter.
        "unit" | "now" | "as-of" => None,
        other => panic!("no form for {other}"),
    }
}

/// What the one unit that was written about has on record, told as the table tells it.
fn on_record(row: &Row, campaign: &Campaign) -> Option<String> {
    let mut units = (0..campaign.roster().len()).map(|n| campaign.unit(UnitIx(n as u32)));
    let details = campaign.activities().next().map(|(_, a)| &a.details);
    match row.kind.as_str() {
        "day" => Some(details?.from.to_string()),
        "people" => Some(details?.reach?.to_string()),
        "moment" => units
            .find_map(|u| u.latest())
            .map(|v| campaign.def().zone.rfc3339(v.at)),
        "figure" => units.find_map(|u| u.figures.last()).map(|f| f.value.to_string()),
        "title" => Some(details?.title.clone()),
        "sdg" => Some(details?.sdgs.join(", ")),
        "goal" => Some(details?.goals.join(", ")),
        "note" => units.find_map(|u| u.calls.last()).map(|c| c.note.clone()),
        _ => None,
    }
}

/// The field at hand.
fn at_hand(screen: &Screen) -> Option<Id> {
    match &screen.model().overlay {
        Overlay::Form(form) => form.field().map(|f| f.id),
        _ => None,
    }
}

/// Goes to a field; one of text on the way that must not be empty gets some.
fn go(screen: &mut Screen, id: Id) {
    for _ in 0..20 {
        match at_hand(screen) {
            Some(at) if at == id => return,
            Some(Id::Title | Id::CameWith) => {
                screen.type_in("theo thư");
            }
            _ => {}
        }
        screen.press("<tab>");
    }
    panic!("no field {id:?}:\n{}", screen.text());
}

#[test]
fn the_form_reads_the_table() {
    let definition = wtisd_2020();
    for row in rows() {
        let Some((keys, id)) = form(&row) else { continue };
        for (lang, _) in LANGS {
            let setting = Setting {
                lang,
                size: (100, 40),
                ..Setting::default()
            };
            let today = Zone::default().date(setting.now());
            let mut screen = setting.over(ledger(&definition, Site::memory(), setting.now(), None));
            screen.press(keys);
            go(&mut screen, id);
            screen.type_in(&row.typed);
            if let (Want::Refused(told), Id::Note | Id::Title) = (row.want(lang), id) {
                // What has no room is told at once, and left out.
                for words in told {
                    screen.shows(words);
                }
                continue;
            }
            screen.press("<ctrl-s>");
            let kept = |s: &Screen| on_record(&row, s.model().live());
            match row.want(lang) {
                Want::Value(v) => {
                    assert_eq!(kept(&screen), Some(on(today, v)), "{row:?}\n{}", screen.text());
                }
                Want::Asked(v) => {
                    assert_eq!(at_hand(&screen), Some(id), "{row:?}\n{}", screen.text());
                    assert_eq!(kept(&screen), None, "{row:?}");
                    screen.shows("Enter");
                    screen.press("<ctrl-s>");
                    assert_eq!(kept(&screen), Some(v.clone()), "{row:?}\n{}", screen.text());
                }
                Want::Refused(told) => {
                    assert_eq!(at_hand(&screen), Some(id), "{row:?}\n{}", screen.text());
                    for words in told {
                        screen.shows(words);
                    }
                    screen.press("<ctrl-s>");
                    assert_eq!(kept(&screen), None, "no second Enter helps: {row:?}");
                }
            }
        }
    }
}

#[test]
fn the_filter_finds_the_units_of_the_table() {
    let definition = wtisd_2020();
    for (lang, _) in LANGS {
        let setting = Setting {
            lang,
            size: (200, 60),
            ..Setting::default()
        };
        for row in rows().into_iter().filter(|r| r.kind == "unit") {
            let mut screen = setting.over(ledger(&definition, Site::memory(), setting.now(), None));
            screen.press("/").type_in(&row.typed).press("<enter>");
            let mut shown = BTreeSet::new();
            for _ in 0..definition.roster.len() {
                let at = screen.model().selected_unit();
                shown.extend(at.map(|ix| definition.roster.code(ix).to_owned()));
                screen.press("<down>");
            }
            match row.want(lang) {
                Want::Value(code) => assert!(shown.contains(code), "{row:?}: {shown:?}"),
                Want::Refused(names) if names.is_empty() => assert_eq!(shown, BTreeSet::new(), "{row:?}"),
                Want::Refused(names) => {
                    for name in names {
                        screen.shows(name);
                    }
                }
                Want::Asked(_) => panic!("a unit is not asked about: {row:?}"),
            }
        }
    }
}

// ---------------------------------------------------------------------- the campaign file

#[test]
fn the_campaign_file_reads_the_table() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/campaigns/wtisd-2020.yaml");
    let shipped = fs::read_to_string(shipped).expect("the shipped campaign");
    let window = "window: {from: 2020-05-01, to: 2020-05-31}";
    let sender = shipped
        .lines()
        .find(|l| l.starts_with("sender:"))
        .expect("a sender");
    assert!(shipped.contains(window), "the window stands in one line");
    let mut played = 0;
    for row in rows() {
        let Some(want) = &row.file else { continue };
        played += 1;
        let (line, typed) = match row.kind.as_str() {
            "day" => (
                window,
                format!("window: {{from: 2000-01-01, to: \"{}\"}}", row.typed),
            ),
            "note" => (sender, format!("sender: {{vi: \"{}\", en: x}}", row.typed)),
            other => panic!("no place in a file for {other}"),
        };
        let read = ketnoi::campaign_file::read(
            "c.yaml",
            shipped.replace(line, &typed).as_bytes(),
            &Source::new(None),
        );
        match (want, read) {
            (Want::Value(v), Ok(def)) if line == sender => assert_eq!(def.sender.vi, *v, "{row:?}"),
            (Want::Value(v), Ok(def)) => assert_eq!(def.window.to.to_string(), *v, "{row:?}"),
            (Want::Refused(_), Err(e)) => {
                for (lang, _) in LANGS {
                    let said = e.sentence(&ketnoi::text::Catalogue::new(lang));
                    assert!(said.contains("2020-06-05"), "the right way is told: {said}");
                    assert!(said.contains("14"), "the line is told: {said}");
                }
            }
            (want, read) => panic!("{row:?}: {want:?} {:?}", read.map(|d| d.window)),
        }
    }
    assert!(played > 10, "the rows of files are found");
}

// ---------------------------------------------------------------------- what the table cannot say

#[test]
fn every_option_with_a_day_takes_short_ones_and_two_digits_of_a_year() {
    let house = House::new("en");
    house.ok(&["report", "receive", "01"]);
    house.ok(&["report", "return", "01", "--note", "x", "--due", "+5"]);
    let due = real_today() + Days::new(5);
    house.ok(&["report", "receive", "02"]);
    house.ok(&[
        "report", "return", "02", "--note", "x", "--due", "10/12/99", "--yes",
    ]);
    house.ok(&["campaign", "extend", "--until", "15/06/20"]);
    house.ok(&[
        "activity", "add", "--unit", "01", "--kind", "banner", "--title", "x", "--from", "10.5", "--to",
        "12.5.20",
    ]);
    house.ok(&["activity", "edit", "HNI-1", "--to", "20-05"]);
    let facts = house.facts();
    let all = |kind: &str, key: &str| -> Vec<String> {
        let of = facts.iter().filter(|f| f["type"] == kind);
        of.map(|f| {
            f.pointer(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
    };
    assert_eq!(
        all("report.returned", "/data/due"),
        [due.to_string(), "2099-12-10".into()]
    );
    assert_eq!(all("deadline.extended", "/data/until"), ["2020-06-15"]);
    assert_eq!(all("activity.added", "/data/details/to"), ["2020-05-12"]);
    assert_eq!(all("activity.edited", "/data/details/to"), ["2020-05-20"]);

    let new = |id: &str, day: &str| {
        let words = [
            "campaign",
            "new",
            id,
            "--from",
            "wtisd-2020",
            "--roster",
            "vn-provinces-34",
            "--day",
            day,
        ];
        house.run(&words.map(str::to_owned))
    };
    assert_eq!(new("wtisd-2027", "17/05/27").0, 0);
    let file = fs::read_to_string(house.dir.path().join("wtisd-2027.yaml")).expect("the new file");
    let (code, _, said) = new("wtisd-2062", "17/05/62");
    assert!(
        code == 3 && said.contains("--yes") && said.contains("2062"),
        "{code} {said}"
    );
    assert!(!house.dir.path().join("wtisd-2062.yaml").exists());
    assert!(file.contains("day: 2027-05-17"), "{file}");
    let (code, _, said) = new("wtisd-2028", "17/05");
    assert!(code == 2 && said.contains("with its year"), "{code} {said}");

    assert_eq!(
        house.ok(&["log", "--json", "--since", "01/11/98"]),
        "",
        "2098 is to come"
    );
    assert!(house.ok(&["log", "--json", "--since", "01/11"]).lines().count() > 5);
    let shown = house
        .program()
        .env("KETNOI_NOW", "28/05/20")
        .args(["status", "--json"])
        .output();
    let shown: Value = serde_json::from_slice(&shown.expect("it runs").stdout).expect("a document");
    assert_eq!(shown["as_of"], "2020-05-28T00:00:00+07:00");
}

#[test]
fn what_is_not_confirmed_keeps_no_file() {
    let house = House::new("en");
    house.ok(&["report", "note", "01", "--note", "x"]);
    fs::write(house.dir.path().join("a.txt"), "a letter").expect("written");
    let words = "activity add --unit 01 --kind banner --title x --from 10/05/2002 --attach a.txt";
    let mut words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    let kept = || fs::read_dir(house.dir.path().join("k.db.blobs")).map_or(0, Iterator::count);
    assert_eq!(house.run(&words).0, 3);
    assert_eq!((kept(), house.facts().len()), (0, 2));
    words.push("--yes".to_owned());
    assert_eq!(house.run(&words).0, 0);
    assert!(kept() > 0, "they are looked for where they are kept");
}

#[test]
fn a_far_day_that_stands_on_record_is_not_asked_about_again() {
    let house = House::new("vi");
    let add = "activity add --unit HNI --kind banner --title x --from 10/05/2002 --yes";
    house.ok(&add.split(' ').collect::<Vec<_>>());
    house.ok(&[
        "activity",
        "edit",
        "HNI-1",
        "--from",
        "10/05/2002",
        "--title",
        "y",
    ]);
    house.ok(&["activity", "edit", "HNI-1", "--to", "10/05/2002", "--reach", "5"]);
    let (code, _, said) = house.run(&["activity", "edit", "HNI-1", "--to", "11/05/2002"].map(str::to_owned));
    assert!(code == 3 && said.contains("--yes"), "another far day is: {said}");
}

#[test]
fn a_campaign_of_a_far_day_is_made_once_it_is_meant() {
    let house = House::new("en");
    let new = "campaign new wtisd-2062 --from wtisd-2020 --roster vn-provinces-34 --day 2062-05-17";
    let words: Vec<&str> = new.split(' ').collect();
    house.ok(&[&words[..], &["--yes"]].concat());
    assert!(house.dir.path().join("wtisd-2062.yaml").exists());
}

#[test]
fn a_cancellation_by_edit_names_the_activity() {
    let house = House::new("vi");
    for n in ["1", "2"] {
        house.ok(&[
            "activity", "add", "--unit", "HNI", "--kind", "banner", "--title", n,
        ]);
    }
    let cancel = |id: &'static str, more: &[&'static str]| {
        let words = ["activity", "edit", id, "--status", "cancelled", "--note", "mưa"];
        house.ok(&[&words[..], more].concat())
    };
    let told = cancel("HNI-1", &[]);
    assert!(told.contains("HNI-1"), "{told}");
    let told = cancel("HNI-2", &["--title", "y"]);
    assert_eq!(told.matches("HNI-2 (").count(), 1, "{told}");
}

#[test]
fn filters_read_tags_as_the_records_do() {
    let house = House::new("en");
    for (n, sdg, goal) in [("1", "9.C", "2.8"), ("2", "17", "2"), ("3", "4", "1")] {
        let add = [
            "activity", "add", "--unit", "HNI", "--kind", "banner", "--title", n,
        ];
        house.ok(&[&add[..], &["--sdg", sdg, "--goal", goal]].concat());
    }
    for (filter, found) in [
        (&["--sdg", "9.C"][..], &["HNI-1"][..]),
        (&["--sdg", "9; 17."], &["HNI-1", "HNI-2"]),
        (&["--sdg", "4", "--sdg", "17"], &["HNI-2", "HNI-3"]),
        (&["--goal", "2"], &["HNI-1", "HNI-2"]),
        (&["--goal", "1,2.8", "--sdg=4"], &["HNI-3"]),
        (&["--goal="], &["HNI-1", "HNI-2", "HNI-3"]),
    ] {
        let list = house.ok(&[&["activity", "list", "--json"], filter].concat());
        let list: Value = serde_json::from_str(&list).expect("a document");
        let ids: Vec<&str> = list["activities"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|a| a["id"].as_str())
            .collect();
        assert_eq!(ids, found, "{filter:?}");
    }
    let (code, _, said) = house.run(&["activity", "list", "--sdg", "9,18"].map(str::to_owned));
    assert!(code == 3 && said.contains("18"), "{code} {said}");
}

#[test]
fn receipts_say_what_was_recorded_and_what_lies_outside_the_window() {
    let rows: [(&str, [&[&str]; 4]); 2] = [
        (
            "vi",
            [
                &[
                    "HNI-1 (10/05–20/05/2021, 12.500 người)",
                    "ngoài thời gian hoạt động 01/05–31/05",
                ],
                &["HNI-1 (1.000 người)"],
                &[
                    "ewaste_collected_tonnes 1.234,5 tấn/năm",
                    "households_internet 85,125%",
                    "digital_plan có",
                ],
                &["HNI-2 (17/05)"],
            ],
        ),
        (
            "en",
            [
                &[
                    "HNI-1 (10/05–20/05/2021, 12,500 people)",
                    "outside the window of the activities, 01/05–31/05",
                ],
                &["HNI-1 (1,000 people)"],
                &[
                    "ewaste_collected_tonnes 1,234.5 tonnes a year",
                    "households_internet 85.125%",
                    "digital_plan yes",
                ],
                &["HNI-2 (17/05)"],
            ],
        ),
    ];
    let add = [
        "activity", "add", "--unit", "HNI", "--kind", "banner", "--title", "x", "--from",
    ];
    let with = |more: &[&'static str]| [&add[..], more].concat();
    let commands: [Vec<&str>; 4] = [
        with(&[
            "10/05", "--to", "20/05/21", "--reach", "12.500", "--status", "ongoing",
        ]),
        vec!["activity", "done", "HNI-1", "--reach", "1,000"],
        vec![
            "report",
            "figure",
            "HNI",
            "ewaste_collected_tonnes=1.234,5",
            "households_internet=85.125%",
            "digital_plan=có",
        ],
        with(&["17/05"]),
    ];
    for (lang, told) in rows {
        let house = House::new(lang);
        for (command, words) in commands.iter().zip(told) {
            let said = house.ok(command);
            for part in words {
                assert!(said.contains(part), "{part:?} is not in {said}");
            }
            let outside = said.contains("01/05–31/05");
            assert_eq!(
                outside,
                words.len() == 2,
                "only what lies outside is told: {said}"
            );
        }
    }
}

#[test]
fn a_year_that_is_not_the_campaigns_is_shown_wherever_the_day_is() {
    let house = House::new("vi");
    let add = ["activity", "add", "--unit", "HNI", "--kind", "banner", "--title"];
    let with = |more: &[&'static str]| [&add[..], more].concat();
    house.ok(&with(&["Treo", "--from", "10/05/2021"]));
    house.ok(&with(&["Phát", "--from", "20/12", "--to", "10/01/2021"]));
    house.ok(&with(&["Nhắn", "--from", "12/05"]));
    house.ok(&["campaign", "extend", "--until", "10/06/2021"]);
    house.ok(&["report", "receive", "HNI"]);
    let print = |keys: &str| house.ok(&["--print", "--size", "160x50", "--keys", keys]);
    let places = [
        ("list", house.ok(&["activity", "list"])),
        ("desk", print("l")),
        ("activities", print("6")),
        ("unit", print("/ H N I <enter> <enter>")),
    ];
    for (place, shown) in places {
        assert!(shown.contains("10/05/2021"), "{place}:\n{shown}");
        assert!(
            shown.contains("12/05") && !shown.contains("12/05/2020"),
            "{place}:\n{shown}"
        );
    }
    for (place, shown) in [
        ("list", house.ok(&["activity", "list"])),
        ("activities", print("6")),
    ] {
        assert!(shown.contains("20/12–10/01/2021"), "{place}:\n{shown}");
    }
    let deadline = print("l");
    assert!(deadline.contains("10/06/2021"), "{deadline}");
    let wall = house.ok(&["wall", "--print", "--pages", "activities", "--size", "160x50"]);
    assert!(
        wall.contains("10/05/2021") || wall.contains("10/01/2021"),
        "{wall}"
    );
}

#[test]
fn a_moment_of_another_year_than_the_campaigns_shows_it() {
    // The campaign is of 2020, the clock of these commands is not.
    for (_, id) in LANGS {
        let house = House::new(id);
        fs::write(house.dir.path().join("a.txt"), "a letter").expect("written");
        house.ok(&["report", "receive", "HNI", "--attach", "a.txt"]);
        house.ok(&["contact", "log", "HNI", "--how", "phone", "--note", "x"]);
        let day = dates_of(&house.facts()[0]);
        let print = |keys: &str| house.ok(&["--print", "--size", "170x50", "--keys", keys]);
        let places = [
            ("queue", house.ok(&["queue"])),
            ("status", house.ok(&["status"])),
            ("contacts", house.ok(&["contact", "list"])),
            ("files", house.ok(&["evidence", "list"])),
            ("campaigns", house.ok(&["campaign", "list"])),
            ("desk", print("/ H N I <enter>")),
            ("unit", print("/ H N I <enter> <enter>")),
            ("queue, drawn", print("5")),
            ("history, drawn", print("9")),
            (
                "wall",
                house.ok(&["wall", "--print", "--pages", "overview", "--size", "160x50"]),
            ),
        ];
        for (place, shown) in places {
            let (short, full) = &day;
            assert!(
                shown.contains(full) || !shown.contains(short),
                "{place}:\n{shown}"
            );
        }
        for (place, shown) in [("queue", print("5")), ("history", print("9"))] {
            assert!(shown.contains(&format!("{} ", day.1)), "{place}:\n{shown}");
        }
    }
}

/// The day of a fact without its year and with it: `28/05`, `28/05/2026`.
fn dates_of(fact: &Value) -> (String, String) {
    let at = fact["at"].as_str().expect("a moment");
    let (year, month, day) = (&at[..4], &at[5..7], &at[8..10]);
    (format!("{day}/{month}"), format!("{day}/{month}/{year}"))
}

#[test]
fn the_form_tells_a_day_outside_the_window_and_two_readings_before_they_are_handed_in() {
    let definition = wtisd_2020();
    for (lang, outside, two) in [
        (
            Lang::Vi,
            "ngoài thời gian hoạt động 01/05–31/05",
            "hãy viết 1234 hoặc 1,2340",
        ),
        (
            Lang::En,
            "Outside the window of the activities, 01/05–31/05",
            "write 1234 or 1.2340",
        ),
    ] {
        let setting = Setting {
            lang,
            size: (120, 40),
            ..Setting::default()
        };
        let open = |keys: &str| {
            let mut screen = setting.over(ledger(&definition, Site::memory(), setting.now(), None));
            screen.press(keys);
            screen
        };
        let mut screen = open("+");
        go(&mut screen, Id::From);
        screen.type_in("04/06").shows(outside);
        let mut screen = open("f");
        go(&mut screen, Id::Figure(13));
        screen.type_in("1.234").shows(two);
    }
}

#[test]
fn a_calendar_of_ones_own_is_read_as_people_write() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("calendar/vn.yaml");
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    let calendar = |date: &str| {
        let text = format!(
            "schema: 1\nnames:\n  - {{id: may, name: {{vi: \"Quốc tế Lao động\", en: \"Labour Day\"}}}}\nholidays:\n  \
             - {{date: {date}, name: may, kind: statutory, sure: high}}\nextra_working_days: []\n"
        );
        fs::write(&file, text).expect("written");
        Source::new(Some(dir.path().to_owned())).calendar()
    };
    for date in ["2020-05-01", "01/05/2020", "1.5.20"] {
        let read = calendar(date).unwrap_or_else(|e| panic!("{date}: {e}"));
        assert_eq!(read.holidays[0].date.to_string(), "2020-05-01", "{date}");
    }
    for date in ["01/05", "20-05", "31/06/2020"] {
        assert!(calendar(date).is_err(), "{date}");
    }
}
