//! What leaves as a document: looked at before it is written, walked through to what stands behind its figures, and written
//! as the command line writes it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::album::{Album, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::screen::{AFTER, SIZES, Screen, Setting, ledger, who as common_who};
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{ExportMade, Fact, Role};
use ketnoi::core::names::{CmdId, Lang, UnitCode};
use ketnoi::core::source::Source;
use ketnoi::core::time::Stamp;
use ketnoi::demo::{Player, Script};
use ketnoi::export::{
    self, CALENDAR, Columns, Format, ListMeans, Material, Means, Sheet, What, Wish, recorded, recorded_as,
};
use ketnoi::ledger::{Ledger, Opening, ReadOnly};
use ketnoi::outfile::Guard;
use ketnoi::output::parts::Album as Photos;
use ketnoi::pdfout::Office;
use ketnoi::pictures::Pictures;
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::exporting::{Going, Matter, Told, Written};
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::msg::{Answer, Ask, Msg, Place};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::panes::places::unit::lists::List;

fn setting(lang: Lang) -> Setting {
    Setting {
        lang,
        when: AFTER,
        size: (120, 40),
        ..Setting::default()
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn ground(home: &Path) -> Ground {
    Ground {
        home: Some(home.to_owned()),
        guard: Guard::new().store(&home.join("ketnoi.db")),
        ..Ground::default()
    }
}

/// The demo as far as the moment, in a store of its own, for whoever sits there.
fn played(site: &Site, now: Stamp, role: Role, read_only: Option<ReadOnly>) -> Ledger {
    let definition = wtisd_2020();
    let mut first = ledger(&definition, site.clone(), now, None);
    Player::new(Script::new(2020, &definition))
        .play(&mut first, now)
        .expect("the script is carried out");
    let shipped = |_: Option<&str>| Some(definition.clone());
    Ledger::open(Opening {
        site: site.clone(),
        campaign: None,
        shipped: &shipped,
        who: Who { role, ..common_who() },
        clock: Clock::Fixed(now),
        read_only,
    })
    .expect("a ledger")
}

fn desk(setting: &Setting, home: &Path) -> (Screen, Site) {
    let site = Site::memory();
    let ledger = played(&site, setting.now(), Role::Administrator, None);
    (setting.over_on(ledger, ground(home)), site)
}

/// The files of a folder, by their names.
fn names(home: &Path) -> Vec<String> {
    let entries = fs::read_dir(home).expect("a folder");
    let name = |e: fs::DirEntry| e.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|e| name(e.expect("an entry"))).collect();
    names.sort();
    names
}

/// The exports on record.
fn on_record(site: &Site, now: Stamp) -> Vec<ExportMade> {
    let mut ledger = ledger(&wtisd_2020(), site.clone(), now, None);
    let mut all = Vec::new();
    let read = ledger.each_fact(|env| {
        if let Fact::ExportMade(export) = &env.fact {
            all.push(export.clone());
        }
    });
    read.expect("facts");
    all
}

/// What is at hand: the words that copying would take.
fn at_hand(screen: &Screen) -> Option<String> {
    let model = screen.model();
    model.here().copy_text(&model.scene())
}

/// Goes from figure to figure, until one leads to what is wanted; gives what it reads.
#[track_caller]
fn find(screen: &mut Screen, wanted: impl Fn(&Source) -> bool) -> String {
    for _ in 0..400 {
        screen.press("<right>");
        let sources = screen.model().places.export.sources_at_hand();
        if sources.iter().any(&wanted) {
            return at_hand(screen).expect("a figure");
        }
    }
    panic!("no such figure:\n{}", screen.text());
}

#[test]
fn in_english_at_every_size() {
    let mut album = Album::default();
    let smallest: Vec<&str> = vec!["2/9", "Report on the results"];
    for size in SIZES {
        let home = folder();
        let (mut screen, _) = desk(&setting(Lang::En).size(size), home.path());
        screen.press("O <tab>");
        if PICTURED.contains(&size) {
            album.frame("export", &mut screen);
        }
        for words in smallest.iter().skip(usize::from(size.0 > 120)) {
            screen.shows(words);
        }
    }
    insta::assert_snapshot!("export_en", album.pictures());
}

#[test]
fn the_form_at_every_size_in_both_languages() {
    let mut album = Album::default();
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let home = folder();
            let (mut screen, _) = desk(&setting(lang).size(size), home.path());
            screen.press("O s").shows("DOCX").shows("2020-06-30.docx");
            if PICTURED.contains(&size) && (lang == Lang::Vi || size == (80, 24)) {
                album.frame(if lang == Lang::Vi { "vi" } else { "en" }, &mut screen);
            }
            assert_eq!(names(home.path()), [""; 0], "nothing is written before Enter");
        }
    }
    insta::assert_snapshot!("form_export", album.pictures());
}

#[test]
fn from_a_figure_to_what_stands_behind_it_and_back_to_the_figure() {
    let home = folder();
    for lang in [Lang::Vi, Lang::En] {
        let (mut screen, _) = desk(&setting(lang), home.path());
        screen.press("O");
        // Several: a list, in which one of them is chosen.
        let words = find(&mut screen, |s| matches!(s, Source::Version(..)));
        let before = screen.text();
        screen.press("<enter> <down>");
        let chosen = at_hand(&screen).expect("a source");
        assert_ne!(screen.text(), before);
        screen.press("<enter>");
        assert_eq!(screen.model().place, Place::Unit);
        assert_eq!(screen.model().places.sheet.state.list, List::History);
        let ix = screen.model().selected_unit().expect("a unit");
        let roster = screen.model().stage.campaign.roster();
        assert!(chosen.starts_with(roster.name(ix, lang)), "{chosen}");
        screen.press("<esc>");
        assert_eq!(
            at_hand(&screen),
            Some(chosen),
            "back in the list, at the same of them"
        );
        screen.press("<esc>");
        assert_eq!(at_hand(&screen), Some(words));
        assert_eq!(screen.text(), before, "and back at the same figure");
        // An activity alone: at once to its row.
        screen.press("<home>");
        let title = find(&mut screen, |s| matches!(s, Source::Activity(_)));
        let mut one = title.clone();
        while screen.model().places.export.sources_at_hand().len() != 1 {
            one = find(&mut screen, |s| matches!(s, Source::Activity(_)));
        }
        screen.press("<enter>");
        assert_eq!(screen.model().place, Place::Unit);
        let activity = screen.model().selected_activity().expect("an activity");
        let activity = activity.of(&screen.model().stage.campaign).expect("there");
        assert_eq!(activity.details.title, one);
        screen.press("<esc>");
        assert_eq!(at_hand(&screen), Some(one));
        // Every file of a unit, in the list of those behind how many there are.
        screen.press("<home>");
        find(&mut screen, |s| matches!(s, Source::File(..)));
        screen.press("<enter> <down> <down>");
        let file = at_hand(&screen).expect("a file");
        screen.press("<enter>");
        let (ix, id) = screen.model().selected_file().expect("a file");
        let unit = screen.model().stage.campaign.unit(ix);
        assert!(
            file.starts_with(&unit.file(&id).expect("there").file.name),
            "{file}"
        );
        screen.press("<esc>");
        assert_eq!(at_hand(&screen), Some(file));
    }
}

#[test]
fn a_table_opens_where_it_stands_and_its_figures_lead_on() {
    let home = folder();
    let (mut screen, _) = desk(&setting(Lang::En), home.path());
    screen.press("O <tab>");
    let at_a_table = |screen: &mut Screen| {
        let text = screen.text();
        text.lines().any(|l| l.starts_with("│►") && l.contains("Table: "))
    };
    while !at_a_table(&mut screen) {
        screen.press("<right>");
    }
    let closed = screen.text();
    screen
        .press("<enter>")
        .shows("Red River Delta")
        .shows("Received: ");
    screen.press("<right>");
    assert!(!screen.model().places.export.sources_at_hand().is_empty());
    screen.press("<left> <enter>");
    assert_eq!(screen.text(), closed);
}

#[test]
fn what_is_uncertain_is_a_key_away() {
    let home = folder();
    let (mut screen, _) = desk(&setting(Lang::En).size((80, 24)), home.path());
    screen.press("O <tab> <right>").shows("Not certain: ");
    screen.press("<enter>");
    let text = screen.text();
    let first = text.lines().nth(4).expect("a row");
    assert!(first.contains("How sure the figures are"), "{text}");
}

/// Everything that is asked of a document stands on the screen before it is written.
#[test]
fn what_is_open_and_which_photos_are_shown_stands_on_top() {
    let home = folder();
    let (mut screen, _) = desk(&setting(Lang::Vi), home.path());
    screen
        .press("O")
        .shows("Còn để “…”: ")
        .shows("nơi kính gửi")
        .shows("số, ngày, tháng, năm");
    screen.shows("5 ảnh không sử dụng vì người trong ảnh");
    screen
        .press("<tab> <tab>")
        .shows("are not sent because consent is missing");
}

#[test]
fn what_is_written_is_what_the_command_line_writes_and_is_on_record_as_such() {
    for (keys, what, lang) in [
        ("O s <enter>", What::Consolidated, Lang::Vi),
        ("O <tab> s <enter>", What::Consolidated, Lang::En),
        ("O <tab> <tab> s <enter>", What::Itu, Lang::En),
    ] {
        let home = folder();
        let setting = setting(Lang::En);
        let (mut screen, site) = desk(&setting, home.path());
        screen.press(keys);
        let written = names(home.path());
        assert_eq!(written.len(), 1, "{}", screen.text());
        let own = home.path().join(&written[0]);
        let recorded = on_record(&site, setting.now());
        let other = home.path().join("other.docx");
        let mut ledger = ledger(&wtisd_2020(), site.clone(), setting.now(), None);
        let wish = Wish {
            what,
            format: Format::Docx,
            lang,
            electronic: true,
            album: Photos::default(),
        };
        let (_, fact) = by_hand(&mut ledger, &wish, &other);
        assert_eq!(
            fs::read(&own).expect("ours"),
            fs::read(&other).expect("the other")
        );
        assert_eq!(recorded, [fact]);
        screen
            .shows("On record as no. ")
            .shows(&recorded[0].sha256.as_str()[..12]);
        // The numbers of what was written stand in the history.
        screen.press("9").shows("exported");
    }
}

/// The same export as the command line makes it.
fn by_hand(ledger: &mut Ledger, wish: &Wish, to: &Path) -> (PathBuf, ExportMade) {
    let now = ledger.clock().now();
    let material = Material::gather(ledger, now).expect("gathered");
    let mut means = Means {
        pictures: Pictures::new(ledger.blobs().another(), None, false),
        told: &mut |_, _| std::ops::ControlFlow::Continue(()),
        office: None,
        template: None,
    };
    let cat = Catalogue::new(Lang::En);
    let campaign = ledger.campaign().clone();
    let made = export::make(
        &Guard::new(),
        (to, false),
        &cat,
        &campaign,
        &material,
        wish,
        &mut means,
    );
    let (file, _) = made.expect("made");
    (to.to_owned(), recorded_as(&material, wish, &file))
}

#[test]
fn lists_and_the_calendar_leave_as_from_the_command_line() {
    let home = folder();
    let setting = setting(Lang::Vi);
    let now = setting.now();
    let (mut screen, site) = desk(&setting, home.path());
    let mut ledger = ledger(&wtisd_2020(), site.clone(), now, None);
    let head = ledger.exports_from().expect("a head");
    let campaign = ledger.campaign().clone();
    let cat = Catalogue::new(Lang::Vi);
    let guard = Guard::new();
    let other = home.path().join("other");
    screen.press("O <tab> <tab> <tab>");
    let mut facts = Vec::new();
    for (sheet, words) in Sheet::ALL
        .into_iter()
        .zip(["63 dòng", "dòng. Các cột", "dòng", "dòng"])
    {
        screen.press("<tab>").shows(words).shows("Những dòng đầu");
        for (steps, columns) in [("", Columns::Book), ("<right>", Columns::Words)] {
            screen.press("S").press(steps);
            assert!(
                !screen.text().contains("Văn bản mẫu"),
                "no template: {}",
                screen.text()
            );
            screen.press("<enter>").shows("Đã ghi nhận vào nhật ký");
            let means = ListMeans {
                guard: &guard,
                to: &other,
                over: true,
                cat: &cat,
                now,
                go_on: &mut || std::ops::ControlFlow::Continue(()),
            };
            let file = export::list(&campaign, sheet, columns, means).expect("made");
            let own = written_now(home.path(), columns.id());
            assert!(
                own == fs::read(&other).expect("the other"),
                "{sheet:?} {columns:?}"
            );
            facts.push(recorded(
                (sheet.id(), columns.id()),
                Lang::Vi,
                (now, &head),
                &file,
            ));
        }
    }
    screen.press("<tab> S <enter>").shows("Đã ghi nhận vào nhật ký");
    let file = export::days(&guard, (&other, true), &cat, &campaign, now).expect("made");
    assert!(written_now(home.path(), "ics") == fs::read(&other).expect("the other"));
    facts.push(recorded(CALENDAR, Lang::Vi, (now, &head), &file));
    assert_eq!(on_record(&site, now), facts);
    // Where there is no document that is kept open, there is none to be walked from.
    screen.press("<right> <enter>");
    assert_eq!(screen.model().place, Place::Export);
}

/// The only file with that ending, which goes.
#[track_caller]
fn written_now(home: &Path, ending: &str) -> Vec<u8> {
    let there: Vec<String> = names(home).into_iter().filter(|n| n.ends_with(ending)).collect();
    assert_eq!(there.len(), 1, "{there:?}");
    let path = home.join(&there[0]);
    let bytes = fs::read(&path).expect("a file");
    fs::remove_file(path).expect("gone");
    bytes
}

#[test]
fn every_format_is_written_and_the_ending_follows_it() {
    let home = folder();
    let (mut screen, site) = desk(&setting(Lang::En), home.path());
    screen.press("O <tab>");
    for (steps, ending) in [
        ("", "docx"),
        ("<right>", "md"),
        ("<right>", "html"),
        ("<right>", "json"),
    ] {
        // What was typed last stands there again, so that one step leads to the next.
        screen.press("S").press(steps).shows(&format!(".{ending}"));
        screen.press("<enter>");
        assert!(
            matches!(screen.model().overlay, Overlay::None),
            "{}",
            screen.text()
        );
        let there = |n: &String| n.ends_with(&format!(".{ending}"));
        assert!(names(home.path()).iter().any(there), "{:?}", names(home.path()));
    }
    // The ending that is typed decides too.
    screen
        .press("S <tab> <ctrl-u>")
        .type_in("~/b.md")
        .press("<enter>");
    let formats: Vec<String> = on_record(&site, setting(Lang::En).now())
        .into_iter()
        .map(|e| e.format)
        .collect();
    assert_eq!(formats, ["docx", "md", "html", "json", "md"]);
}

#[test]
fn a_name_that_is_taken_is_left_and_the_next_one_proposed() {
    let home = folder();
    let (mut screen, site) = desk(&setting(Lang::En), home.path());
    let name = "consolidated-report-2020-06-30.docx";
    fs::write(home.path().join(name), "another's").expect("written");
    screen.press("O <tab> s <enter>");
    screen
        .shows("already there")
        .shows("consolidated-report-2020-06-30-2.docx");
    assert_eq!(on_record(&site, setting(Lang::En).now()), []);
    screen.press("<enter>");
    assert_eq!(
        names(home.path()),
        ["consolidated-report-2020-06-30-2.docx", name]
    );
    assert_eq!(fs::read(home.path().join(name)).expect("there"), b"another's");
    assert_eq!(on_record(&site, setting(Lang::En).now()).len(), 1);
}

#[test]
fn what_must_not_be_written_is_said_and_nothing_that_was_typed_is_lost() {
    let home = folder();
    let (mut screen, site) = desk(&setting(Lang::En), home.path());
    screen
        .press("O s <tab> <ctrl-u>")
        .type_in("~/ketnoi.db")
        .press("<enter>");
    screen.shows("~/ketnoi.db");
    assert!(
        matches!(screen.model().overlay, Overlay::Form(_)),
        "{}",
        screen.text()
    );
    screen.press("<ctrl-u> <enter>").shows("File name");
    assert!(matches!(screen.model().overlay, Overlay::Form(_)));
    // A template where none is used, and one that is not there.
    screen
        .type_in("~/a.html")
        .press("<tab>")
        .type_in("~/mau.docx")
        .press("<enter>");
    screen.shows("DOCX");
    assert!(matches!(screen.model().overlay, Overlay::Form(_)));
    screen
        .press("<tab> <tab> <ctrl-u>")
        .type_in("~/a.docx")
        .press("<enter>");
    screen.shows("mau.docx").shows("~/a.docx");
    assert!(
        matches!(screen.model().overlay, Overlay::Form(_)),
        "{}",
        screen.text()
    );
    assert_eq!(names(home.path()), [""; 0]);
    assert_eq!(on_record(&site, setting(Lang::En).now()), []);
}

#[test]
fn who_only_looks_gets_the_file_and_is_told_that_it_is_not_on_record() {
    let cases = [
        (Role::Viewer, None, "your role only looks"),
        (
            Role::Administrator,
            Some(ReadOnly::Asked),
            "this session only reads",
        ),
        (
            Role::Administrator,
            Some(ReadOnly::Now),
            "this session only reads",
        ),
    ];
    for (role, read_only, words) in cases {
        let home = folder();
        let setting = setting(Lang::En);
        let site = Site::memory();
        let ledger = played(&site, setting.now(), role, read_only);
        let mut screen = setting.over_on(ledger, ground(home.path()));
        screen.press("O s <enter>").shows(words);
        assert_eq!(names(home.path()).len(), 1);
        assert_eq!(on_record(&site, setting.now()), [], "{words}");
    }
}

#[test]
fn the_past_leaves_as_it_is_shown_and_is_not_on_record() {
    let home = folder();
    let setting = setting(Lang::En);
    // A session in the past, and a moment of the time line in a session of the present: the same file.
    let site = Site::memory();
    let now = setting.now();
    let moment = Stamp::parse_rfc3339("2020-05-20T23:59:59.999+07:00").expect("a moment");
    let mut ledger = played(&site, now, Role::Administrator, None);
    let (mut screen, other) = desk(&setting, home.path());
    screen.press("t <home>");
    let at = |screen: &Screen| screen.model().stage.now;
    while at(&screen) < moment {
        screen.press("<right>");
    }
    let shown = at(&screen);
    screen.press("<tab> O S <enter>").shows("a moment in the past");
    assert_eq!(on_record(&other, now), []);
    let own = home.path().join(&names(home.path())[0]);
    ledger.turn_back(Some(shown), None).expect("the past is read");
    let mut back = Ledger::open(Opening {
        site: site.clone(),
        campaign: None,
        shipped: &|_: Option<&str>| Some(wtisd_2020()),
        who: common_who(),
        clock: Clock::Fixed(shown),
        read_only: None,
    })
    .expect("a ledger");
    back.turn_back(Some(shown), None).expect("the past is read");
    let wish = Wish {
        what: What::Consolidated,
        format: Format::Docx,
        lang: Lang::Vi,
        electronic: true,
        album: Photos::default(),
    };
    let there = home.path().join("there.docx");
    by_hand(&mut back, &wish, &there);
    assert_eq!(fs::read(own).expect("ours"), fs::read(there).expect("the other"));
}

#[test]
fn a_session_that_is_shut_in_looks_and_writes_no_file_of_the_server() {
    let home = folder();
    let setting = setting(Lang::En);
    let shut_in = || {
        let mut ledger = played(&Site::memory(), setting.now(), Role::Administrator, None);
        ledger.admit(
            Pass {
                restricted: true,
                ..Pass::default()
            },
            None,
        );
        ledger
    };
    let mut screen = setting.over_on(shut_in(), ground(home.path()));
    screen.press("O").shows("I. TÌNH HÌNH TRIỂN KHAI");
    screen.press("s").shows("writes no file on the server");
    assert!(matches!(screen.model().overlay, Overlay::None));
    screen.press("?");
    assert!(!screen.text().contains("Write the document"), "it is not offered");
    // Whatever the screen lets through, the clerk does not: in any format, and no other program is started.
    let office = home.path().join("soffice");
    fs::write(
        &office,
        format!("#!/bin/sh\ntouch {}/ran\n", home.path().display()),
    )
    .expect("written");
    let ground = Ground {
        office: Some(Office::at(office)),
        ..ground(home.path())
    };
    for format in What::Consolidated.formats() {
        let mut clerk = Clerk::new(shut_in(), None, Catalogue::new(Lang::En)).at_home(ground.clone());
        let answers = clerk.answer(going(1, *format, "~/a.bin"));
        assert!(matches!(&answers[..], [Answer::Failed { .. }]), "{answers:?}");
    }
    assert_eq!(names(home.path()), ["soffice"]);
}

fn going(n: u128, format: Format, path: &str) -> Ask {
    Ask::Export(Box::new(Going {
        cmd: CmdId(n.into()),
        matter: Matter::ALL[0],
        then: None,
        written: Written::Report(format),
        path: path.to_owned(),
        template: String::new(),
    }))
}

#[test]
fn who_is_kept_to_own_units_is_not_led_there_and_is_refused() {
    let home = folder();
    let setting = setting(Lang::En);
    let own = || {
        let mut ledger = played(&Site::memory(), setting.now(), Role::UnitOfficer, None);
        let pass = Pass {
            units: vec!["CBG".into()],
            national: false,
            ..Pass::default()
        };
        ledger.admit(pass, None);
        ledger
    };
    let mut screen = setting.over_on(own(), ground(home.path()));
    screen.press("O");
    assert_eq!(screen.model().place, Place::Unit);
    screen.press("g");
    assert!(!screen.text().contains("Export"), "{}", screen.text());
    let mut clerk = Clerk::new(own(), None, Catalogue::new(Lang::En)).at_home(ground(home.path()));
    let preview = clerk.answer(Ask::Preview(Matter::ALL[0], None));
    assert!(
        matches!(&preview[..], [Answer::Preview(_, _, shown)] if shown.is_err()),
        "{preview:?}"
    );
    let answers = clerk.answer(going(1, Format::Docx, "~/a.docx"));
    assert!(matches!(&answers[..], [Answer::Refused { .. }]), "{answers:?}");
    assert_eq!(names(home.path()), [""; 0]);
}

#[test]
fn a_pdf_is_offered_where_something_makes_it_and_else_said_why_not() {
    let home = folder();
    let (mut screen, _) = desk(&setting(Lang::En), home.path());
    screen
        .press("O s")
        .shows("1/4")
        .shows("There is no PDF: LibreOffice is");
    let office = home.path().join("soffice");
    let with = Ground {
        office: Some(Office::at(office)),
        ..ground(home.path())
    };
    let ledger = played(
        &Site::memory(),
        setting(Lang::En).now(),
        Role::Administrator,
        None,
    );
    let mut screen = setting(Lang::En).over_on(ledger, with);
    screen.press("O s").shows("1/5");
    assert!(!screen.text().contains("LibreOffice"), "{}", screen.text());
}

#[test]
fn what_is_looked_at_follows_what_happens_and_the_figure_stays_at_hand() {
    let home = folder();
    let setting = setting(Lang::En);
    let (mut screen, site) = desk(&setting, home.path());
    screen.press("O <tab>");
    let words = find(&mut screen, |s| matches!(s, Source::Version(..)));
    let head = |screen: &Screen| {
        let preview = screen.model().places.export.preview().expect("a document");
        preview.paper.made_from.clone()
    };
    let before = head(&screen);
    // Somebody else takes a note.
    let mut other = ledger(&wtisd_2020(), site, setting.now(), None);
    let units = vec![UnitCode::from("04")];
    let order = Order::new(CmdId(77.into()), Command::Note { units }).note("x");
    other.submit(&order).expect("recorded");
    let minute = screen.model().stage.now.plus(60_001);
    screen.tell(Msg::Tick(minute));
    assert_ne!(head(&screen), before);
    assert_eq!(at_hand(&screen), Some(words));
}

#[test]
fn what_becomes_of_it_is_told_wherever_one_is() {
    let home = folder();
    let (mut screen, _) = desk(&setting(Lang::En), home.path());
    screen.press("O").hold_answers();
    screen.press("s <enter>");
    // The form is there until it has begun; pressed twice, it is written once.
    screen.press("<enter>").shows("Write a document");
    let mut begun = 0;
    while screen
        .held()
        .any(|a| matches!(a, Answer::Export(_, Told::Done(_))))
    {
        let next = screen.held().next().cloned();
        screen.release();
        match next {
            Some(Answer::Export(_, Told::Begun(_))) => {
                begun += 1;
                screen.shows("Writing ").press("0");
                assert_eq!(screen.model().place, Place::Desk);
            }
            Some(Answer::Export(_, Told::Done(_))) => {
                screen.shows("Exported the consolidated report");
            }
            _ => {}
        }
    }
    assert_eq!(begun, 1);
    assert_eq!(names(home.path()).len(), 1);
    screen.press("O").shows("On record as no.");
    screen.press("<esc>");
    assert_eq!(screen.model().place, Place::Export, "the receipt goes first");
    screen.press("<esc>");
    assert_eq!(screen.model().place, Place::Desk);
}
