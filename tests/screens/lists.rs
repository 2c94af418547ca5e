//! The list that is shown becomes a file by one key and Enter: what is shown, in its order, in the language that is spoken.

use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::common::album::{Album, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::screen::{AFTER, SIZES, Screen, Setting, ledger, who as common_who};
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::Who;
use ketnoi::core::fact::Role;
use ketnoi::core::names::{CmdId, Lang};
use ketnoi::demo::{Player, Script};
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::listout::Format;
use ketnoi::outfile::Guard;
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::list_file::{Ground, Leaving};
use ketnoi::tui::msg::{Answer, Ask};
use ketnoi::tui::overlay::Overlay;

fn setting(lang: Lang) -> Setting {
    Setting {
        lang,
        when: AFTER,
        size: (120, 40),
        ..Setting::default()
    }
}

fn played(setting: &Setting) -> Ledger {
    let definition = wtisd_2020();
    let mut ledger = ledger(&definition, Site::memory(), setting.now(), None);
    Player::new(Script::new(2020, &definition))
        .play(&mut ledger, setting.now())
        .expect("the script is carried out");
    ledger
}

/// A dashboard whose lists go into this folder.
fn desk(setting: &Setting, home: &Path) -> Screen {
    let ground = Ground {
        home: Some(home.to_owned()),
        guard: Guard::new().store(&home.join("ketnoi.db")),
        ..Ground::default()
    };
    setting.over_on(played(setting), ground)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn names(home: &Path) -> Vec<String> {
    let entries = fs::read_dir(home).expect("a folder");
    let name = |e: fs::DirEntry| e.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|e| name(e.expect("an entry"))).collect();
    names.sort();
    names
}

/// The rows of a sheet, its head first.
fn sheet(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a spreadsheet");
    let name = book.sheet_names().remove(0);
    let range = book.worksheet_range(&name).expect("a sheet");
    let cell = |d: &Data| d.to_string();
    range.rows().map(|row| row.iter().map(cell).collect()).collect()
}

fn column<'a>(rows: &'a [Vec<String>], head: &str) -> Vec<&'a str> {
    let at = rows[0]
        .iter()
        .position(|h| h == head)
        .unwrap_or_else(|| panic!("{head} in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[at].as_str()).collect()
}

#[test]
fn the_form_at_every_size_in_both_languages() {
    let mut album = Album::default();
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let home = folder();
            let mut screen = desk(&setting(lang).size(size), home.path());
            screen.press("5 S");
            screen.shows("2020-");
            screen.shows("XLSX");
            if PICTURED.contains(&size) && (lang == Lang::Vi || size == (80, 24)) {
                album.frame(if lang == Lang::Vi { "vi" } else { "en" }, &mut screen);
            }
            assert_eq!(names(home.path()), [""; 0], "nothing is written before Enter");
        }
    }
    insta::assert_snapshot!("form_list", album.pictures());
}

#[test]
fn two_keys_write_the_queue_in_its_order_and_the_words_of_the_language() {
    for (lang, file, head) in [
        (Lang::Vi, "viec-can-xu-ly-2020-06-30.xlsx", "Đơn vị"),
        (Lang::En, "queue-2020-06-30.xlsx", "Unit"),
    ] {
        let home = folder();
        let mut screen = desk(&setting(lang), home.path());
        screen.press("5 S <enter>");
        assert!(
            matches!(screen.model().overlay, Overlay::None),
            "{}",
            screen.text()
        );
        assert_eq!(names(home.path()), [file]);
        screen.shows(file);
        let rows = sheet(&home.path().join(file));
        let stage = &screen.model().stage;
        let mut waiting = stage.campaign.queue(stage.now);
        waiting.sort_by_key(|w| !stage.campaign.is_debt(w.unit, stage.now));
        let expected: Vec<&str> = waiting
            .iter()
            .map(|w| stage.campaign.roster().name(w.unit, lang))
            .collect();
        assert!(expected.len() > 3);
        assert_eq!(column(&rows, head), expected);
    }
}

#[test]
fn the_filter_and_the_marks_decide_which_rows_leave() {
    let home = folder();
    let mut screen = desk(&setting(Lang::En), home.path());
    screen.press("/ n a m <enter> S <enter>");
    let filtered = sheet(&home.path().join(&names(home.path())[0]));
    let shown = screen.model().here().shown_units().expect("units");
    let named = |ix: &ketnoi::core::names::UnitIx| {
        let roster = screen.model().stage.campaign.roster();
        roster.name(*ix, Lang::En).to_owned()
    };
    let all: Vec<String> = shown.iter().map(named).collect();
    assert!(all.len() > 2, "{all:?}");
    assert_eq!(column(&filtered, "Unit"), all);
    // Two marked ones leave alone, in the order of the list and not of the marking.
    screen.press("<end> <space> <home> <space> S");
    screen.shows("2 marked");
    screen
        .press("<tab> <ctrl-u>")
        .type_in("~/marked.xlsx")
        .press("<enter>");
    let marked = sheet(&home.path().join("marked.xlsx"));
    let stage = &screen.model().stage;
    let of_shown: Vec<&str> = shown
        .iter()
        .filter(|ix| stage.marks.contains(ix))
        .map(|ix| stage.campaign.roster().name(*ix, Lang::En))
        .collect();
    assert_eq!(of_shown.len(), 2);
    assert_eq!(column(&marked, "Unit"), of_shown);
}

#[test]
fn every_list_of_every_place_leaves_in_every_format() {
    let home = folder();
    let mut screen = desk(&setting(Lang::En), home.path());
    let places = [
        ("", "grid"),
        ("2", "activities of the desk"),
        ("5", "queue"),
        ("6", "activities"),
        ("7", "goals"),
        ("8", "documents"),
        ("9", "history"),
        ("0 <enter>", "sheet"),
        ("<tab>", "sheet"),
        ("<tab>", "sheet"),
        ("<tab>", "sheet"),
        ("<tab>", "sheet"),
    ];
    let mut written = 0;
    for (n, (way, what)) in places.iter().enumerate() {
        screen.press(way);
        for (ending, choose) in [("xlsx", ""), ("csv", "<right>"), ("md", "<right> <right>")] {
            screen.press("S").press(choose);
            screen.shows(&format!(".{ending}"));
            screen
                .press("<tab> <ctrl-u>")
                .type_in(&format!("~/{n}.{ending}"))
                .press("<enter>");
            if matches!(screen.model().overlay, Overlay::Form(_)) {
                screen.shows("Nothing is listed here").press("<esc>");
                if !matches!(screen.model().overlay, Overlay::None) {
                    screen.press("<enter>");
                }
                continue;
            }
            written += 1;
            let path = home.path().join(format!("{n}.{ending}"));
            let bytes = fs::read(&path).unwrap_or_else(|e| panic!("{what}: {e}\n{}", screen.text()));
            match ending {
                "xlsx" => assert!(sheet(&path).len() > 1, "{what}"),
                "csv" => {
                    let text = String::from_utf8(bytes).expect("UTF-8");
                    assert!(text.starts_with('\u{feff}') && text.lines().count() > 1, "{what}");
                }
                _ => assert!(bytes.starts_with(b"|"), "{what}"),
            }
        }
    }
    assert!(written >= 9 * 3, "{written}");
}

#[test]
fn a_name_that_is_taken_is_left_and_the_next_one_proposed() {
    let home = folder();
    let mut screen = desk(&setting(Lang::En), home.path());
    screen.press("5 S <enter>");
    let first = names(home.path()).remove(0);
    fs::write(home.path().join(&first), "mine").expect("written");
    let next = first.replace(".xlsx", "-2.xlsx");
    screen.press("S <enter>");
    screen.shows("is already there").shows(&next);
    assert!(matches!(screen.model().overlay, Overlay::Form(_)));
    screen.press("<enter>");
    assert!(
        matches!(screen.model().overlay, Overlay::None),
        "{}",
        screen.text()
    );
    assert_eq!(fs::read(home.path().join(&first)).expect("there"), b"mine");
    assert!(sheet(&home.path().join(&next)).len() > 1);
    // Written meanwhile by somebody else: the third.
    screen.press("S <enter>").shows("-3.xlsx");
}

#[test]
fn what_must_not_be_written_is_said_in_a_sentence_and_nothing_is_lost() {
    let home = folder();
    fs::write(home.path().join("plain"), "x").expect("written");
    let mut screen = desk(&setting(Lang::En), home.path());
    screen.press("5 S <tab>");
    for (path, said) in [
        ("~/ketnoi.db", "belongs to a store"),
        ("~/ketnoi.db-wal", "belongs to a store"),
        ("~/access.yaml", "belongs to the settings"),
        ("~/nowhere/a.xlsx", "nowhere/a.xlsx"),
        ("~/plain/a.xlsx", "plain/a.xlsx"),
        ("/proc/a.xlsx", "/proc/a.xlsx"),
        ("/dev/null", "not an ordinary file"),
        ("~/", "is a folder"),
        ("", "required"),
    ] {
        screen.press("<ctrl-u>").type_in(path).press("<enter>");
        let Overlay::Form(form) = &screen.model().overlay else {
            panic!("{path}: the form stays\n{}", screen.text());
        };
        assert_eq!(form.field().expect("a field").text(), path);
        assert_eq!(form.sent(), None, "{path}: it can be handed in again");
        if !path.is_empty() {
            screen.shows(said);
        }
    }
    assert_eq!(names(home.path()), ["plain"]);
    screen.press("<ctrl-u>").type_in("~/a.xlsx").press("<enter>");
    assert_eq!(names(home.path()), ["a.xlsx", "plain"], "{}", screen.text());
}

#[test]
fn a_list_that_is_being_written_is_written_once() {
    let home = folder();
    let mut screen = desk(&setting(Lang::En), home.path());
    screen.hold_answers().press("5 S <enter> <enter>").type_in("x");
    screen.shows("one moment");
    let held: Vec<&Answer> = screen.held().collect();
    assert!(matches!(held[..], [Answer::Wrote { .. }]), "{held:?}");
    assert!(
        matches!(screen.model().overlay, Overlay::Form(_)),
        "until it is known"
    );
    assert!(screen.release());
    assert!(matches!(screen.model().overlay, Overlay::None));
    assert_eq!(names(home.path()), ["queue-2020-06-30.xlsx"]);
}

#[test]
fn who_is_kept_to_own_units_gets_their_lists_and_no_other() {
    let home = folder();
    let setting = setting(Lang::En);
    let definition = wtisd_2020();
    let who = Who {
        role: Role::UnitOfficer,
        ..common_who()
    };
    let shipped = |_: Option<&str>| Some(definition.clone());
    let mut ledger = Ledger::open(Opening {
        site: Site::memory(),
        campaign: None,
        shipped: &shipped,
        who,
        clock: Clock::Fixed(setting.now()),
        read_only: None,
    })
    .expect("a ledger");
    Player::new(Script::new(2020, &definition))
        .play(&mut ledger, setting.now())
        .expect("the script is carried out");
    let pass = Pass {
        units: vec!["CBG".into()],
        national: false,
        ..Pass::default()
    };
    ledger.admit(pass, None);
    let ground = Ground {
        home: Some(home.path().to_owned()),
        guard: Guard::new(),
        ..Ground::default()
    };
    let mut screen = setting.over_on(ledger, ground);
    assert!(screen.model().own_units_only());
    screen
        .press("5 S <tab> <ctrl-u>")
        .type_in("~/own.csv")
        .press("<enter>");
    let text = fs::read_to_string(home.path().join("own.csv")).expect("written");
    assert!(text.lines().count() > 1, "{text}");
    for line in text.lines().skip(1) {
        assert!(line.starts_with("CBG-"), "{line}");
    }
}

#[test]
fn the_past_leaves_as_it_is_shown() {
    let home = folder();
    let mut screen = desk(&setting(Lang::En), home.path());
    screen.press("6 t <home> <right> <right> <right> <tab> S <tab> <ctrl-u>");
    screen.type_in("~/then.csv").press("<enter>");
    let shown = screen.model().here().found();
    assert!(screen.model().timeline.is_some());
    assert!(shown > 0);
    let text = fs::read_to_string(home.path().join("then.csv")).expect("written");
    assert_eq!(text.lines().count(), shown + 1);
}

#[test]
fn a_session_that_is_shut_in_writes_no_file_of_the_server() {
    let home = folder();
    let setting = setting(Lang::En);
    let mut ledger = played(&setting);
    let pass = Pass {
        units: vec!["CBG".into()],
        national: true,
        restricted: true,
    };
    ledger.admit(pass, None);
    let ground = Ground {
        home: Some(home.path().to_owned()),
        guard: Guard::new(),
        ..Ground::default()
    };
    let mut open = desk(&setting, home.path());
    open.press("5");
    let scene = open.model().scene();
    let page = open.model().here().page(&scene, Format::Csv).expect("a list");
    let mut screen = setting.over_on(ledger, ground.clone());
    screen.press("S");
    assert!(matches!(screen.model().overlay, Overlay::None));
    screen.shows("writes no file on the server");
    screen.press("?");
    assert!(!screen.text().contains("Write the list"), "it is not offered");
    // Whatever the screen lets through, the clerk does not.
    let mut ledger = played(&setting);
    ledger.admit(
        Pass {
            restricted: true,
            ..Pass::default()
        },
        None,
    );
    let mut clerk = Clerk::new(ledger, None, Catalogue::new(Lang::En)).at_home(ground);
    let ask = Ask::Write(Box::new(Leaving {
        cmd: CmdId(1.into()),
        path: "~/a.csv".into(),
        page,
    }));
    let answers = clerk.answer(ask);
    assert!(matches!(&answers[..], [Answer::Failed { .. }]), "{answers:?}");
    assert_eq!(names(home.path()), [""; 0]);
}
