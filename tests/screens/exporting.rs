//! What leaves as a document: looked at before it is written, walked through to what stands behind its figures, and written
//! as the command line writes it.

use std::fs;
use std::io::Cursor;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::common::album::{Album, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::pty;
use crate::common::screen::{AFTER, SIZES, Screen, Setting, ledger, who as common_who};
use crate::inbox;
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{ExportMade, Fact, Role};
use ketnoi::core::names::{CmdId, Lang, UnitCode};
use ketnoi::core::source::Source;
use ketnoi::core::time::Stamp;
use ketnoi::demo::{Player, Script};
use ketnoi::docxout;
use ketnoi::export::{
    self, CALENDAR, Columns, Format, ListMeans, Material, Means, Sheet, What, Wish, recorded, recorded_as,
};
use ketnoi::jail::Jail;
use ketnoi::ledger::{Ledger, Opening, ReadOnly};
use ketnoi::outfile::Guard;
use ketnoi::output::parts::Album as Photos;
use ketnoi::paper::Block;
use ketnoi::pdfout::Office;
use ketnoi::pictures::Pictures;
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::exporting::{Going, Told};
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::matter::{Chosen, Manner, Matter, Written};
use ketnoi::tui::msg::{Answer, Ask, Msg, Place, Question};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::panes::places::unit::lists::List;
use ketnoi::tui::run::Start;
use ketnoi::undone;

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

/// The screen without blanks and frames: however a sentence is folded.
fn folded(screen: &mut Screen) -> String {
    let mut said = screen.text();
    said.retain(|c| !c.is_whitespace() && c != '│');
    said
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
fn from_a_figure_to_the_letters_behind_it_and_back_to_the_figure() {
    for (lang, size) in [Lang::Vi, Lang::En]
        .into_iter()
        .flat_map(|l| SIZES.map(|s| (l, s)))
    {
        let (site, mut other) = inbox::post(&[inbox::WHOSE]);
        let mut screen = inbox::desk(&inbox::setting(lang, size), &site);
        // The inbox was looked at before, for another reason.
        screen.press("I b O");
        let words = find(&mut screen, |s| s.letter().is_some());
        let before = screen.text();
        let here = |screen: &Screen| {
            screen
                .model()
                .places
                .inbox
                .selected()
                .map(|item| item.id().clone())
        };
        // One: at once to it, its words and all.
        screen.press("<enter>");
        assert_eq!(screen.model().place, Place::Inbox);
        assert_eq!(here(&screen), Some(inbox::WHOSE.id()));
        screen.shows("Báo cáo kết quả Ngày 17/5");
        screen.press("<esc>");
        assert_eq!(at_hand(&screen).as_deref(), Some(words.as_str()));
        assert_eq!(screen.text(), before, "and back at the same figure");
        // Others come in, and the figure follows: a list, in which each goes by what it says of itself.
        other.brings(&inbox::KIND);
        other.brings(&inbox::LOST);
        screen.tell(Msg::Tick(screen.model().stage.now.plus(60_001)));
        assert_eq!(
            screen.model().places.export.sources_at_hand().len(),
            3,
            "{}",
            screen.text()
        );
        for (steps, letter) in
            ["", "<down>", "<down> <down>"]
                .into_iter()
                .zip([&inbox::WHOSE, &inbox::KIND, &inbox::LOST])
        {
            screen.press("<enter>").press(steps);
            let chosen = at_hand(&screen).expect("a letter");
            assert!(chosen.contains(letter.subject), "{chosen}");
            screen.press("<enter>");
            assert_eq!(here(&screen), Some(letter.id()));
            let begins: String = letter.subject.chars().take(12).collect();
            screen.shows(&begins);
            screen.press("<esc>");
            assert_eq!(
                at_hand(&screen),
                Some(chosen),
                "back in the list, at the same of them"
            );
            screen.press("<esc>");
        }
    }
}

/// However many wait longer: the letter is at hand, can be filed, and the way back is the same.
#[test]
fn a_letter_further_back_than_the_list_is_found_from_its_figure() {
    for lang in [Lang::Vi, Lang::En] {
        let (site, mut other) = inbox::post(&[inbox::WHOSE]);
        other.brings_many(2_000);
        let mut screen = inbox::desk(&inbox::setting(lang, (120, 40)), &site);
        // Looked at before: it is none of those that are listed.
        screen.press("I");
        let ids = |screen: &Screen| {
            screen
                .model()
                .places
                .inbox
                .selected()
                .map(|item| item.id().clone())
        };
        screen.press("<end>");
        assert_ne!(ids(&screen), Some(inbox::WHOSE.id()));
        screen.press("<esc> O");
        find(&mut screen, |s| s.letter() == Some(inbox::WHOSE.id().as_str()));
        screen.press("<enter>");
        let chosen = at_hand(&screen).expect("a letter");
        assert!(chosen.contains(inbox::WHOSE.subject), "{chosen}");
        screen.press("<enter>");
        assert_eq!(screen.model().place, Place::Inbox);
        assert_eq!(ids(&screen), Some(inbox::WHOSE.id()));
        screen.shows("Báo cáo kết quả Ngày 17/5").shows("Trân trọng.");
        // It follows what others decide of it.
        screen.press("1");
        assert_eq!(
            other.state(&inbox::WHOSE),
            ketnoi::core::house::LetterState::Filed
        );
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
    by_hand_in(ledger, wish, None, to)
}

/// The same in a template.
fn by_hand_in(
    ledger: &mut Ledger,
    wish: &Wish,
    template: Option<Vec<u8>>,
    to: &Path,
) -> (PathBuf, ExportMade) {
    let now = ledger.clock().now();
    let material = Material::gather(ledger, now).expect("gathered");
    let mut means = Means {
        pictures: Pictures::new(ledger.blobs().another(), None, false),
        told: &mut |_, _| std::ops::ControlFlow::Continue(()),
        office: None,
        template,
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
    // A template that is not there, and photos that are no number.
    screen
        .type_in("~/a.docx")
        .press("<tab>")
        .type_in("~/mau.docx")
        .press("<enter>");
    screen.shows("mau.docx").shows("~/a.docx");
    assert!(
        matches!(screen.model().overlay, Overlay::Form(_)),
        "{}",
        screen.text()
    );
    screen
        .press("<tab> <tab> <ctrl-u> <tab> <ctrl-u>")
        .type_in("mười")
        .press("<enter>");
    screen.shows("a whole number").shows("mười");
    assert_eq!(names(home.path()), [""; 0]);
    assert_eq!(on_record(&site, setting(Lang::En).now()), []);
}

#[test]
fn who_only_looks_gets_the_file_and_is_told_that_it_is_not_on_record() {
    let cases = [
        (Role::Viewer, None, "your role does not record exports"),
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
        chosen: Chosen {
            written: Written::Report(format),
            path: path.to_owned(),
            template: String::new(),
            manner: Manner::default(),
        },
    }))
}

#[test]
fn who_is_kept_to_own_units_gets_the_lists_of_these_and_no_report() {
    for lang in [Lang::Vi, Lang::En] {
        let setting = setting(lang);
        let now = setting.now();
        let site = Site::memory();
        let pass = || Pass {
            units: vec!["CBG".into()],
            national: false,
            ..Pass::default()
        };
        let own = |first: bool| {
            let mut ledger = if first {
                played(&site, now, Role::UnitOfficer, None)
            } else {
                officer(&site, now)
            };
            ledger.admit(pass(), None);
            ledger
        };
        let home = folder();
        let mut screen = setting.over_on(own(true), ground(home.path()));
        // By its key, by the menu, and back to the own sheet.
        screen.press("O");
        assert_eq!(screen.model().place, Place::Export);
        screen.press("<esc>");
        assert_eq!(screen.model().place, Place::Unit);
        screen.press("g e");
        assert_eq!(screen.model().place, Place::Export);
        let cat = Catalogue::new(lang);
        let mut seen = Vec::new();
        let ledger = own(false);
        let shown = ledger.shown().into_owned();
        let other = home.path().join("other");
        for _ in 0..=Sheet::ALL.len() {
            let matter = screen.model().places.export.matter();
            seen.push(matter);
            let text = screen.text();
            for secret in ["Hà Nội", "HNI", "Ha Noi", "Bắc Kạn"] {
                assert!(!text.contains(secret), "{secret}: {text}");
            }
            screen.press("S <enter>").shows(&cat.tr("export_unrecorded-role"));
            let ending = matter.formats()[0].id();
            let written = written_now(home.path(), ending);
            if let Matter::List(sheet) = matter {
                let means = ListMeans {
                    guard: &Guard::new(),
                    to: &other,
                    over: true,
                    cat: &cat,
                    now,
                    go_on: &mut || std::ops::ControlFlow::Continue(()),
                };
                export::list(&shown, sheet, Columns::Book, means).expect("made");
                assert!(written == fs::read(&other).expect("the other"), "{sheet:?}");
                fs::remove_file(&other).expect("gone");
            }
            screen.press("<esc> <tab>");
        }
        let lists = Sheet::ALL.map(Matter::List);
        assert_eq!(seen, [&lists[..], &[Matter::Calendar]].concat());
        assert_eq!(on_record(&site, now), []);
        // Whatever the screen lets through, the clerk does not.
        let mut clerk = Clerk::new(own(false), None, Catalogue::new(lang)).at_home(ground(home.path()));
        let preview = clerk.answer(Ask::Preview(Matter::ALL[0], Manner::default(), None));
        assert!(
            matches!(&preview[..], [Answer::Preview(_, _, shown)] if shown.is_err()),
            "{preview:?}"
        );
        let answers = clerk.answer(going(1, Format::Docx, "~/a.docx"));
        assert!(matches!(&answers[..], [Answer::Refused { .. }]), "{answers:?}");
        assert_eq!(names(home.path()), [""; 0]);
    }
}

#[test]
fn the_past_of_own_units_leaves_as_it_is_shown_to_them() {
    let setting = setting(Lang::En);
    let home = folder();
    let site = Site::memory();
    let mut ledger = played(&site, setting.now(), Role::UnitOfficer, None);
    let pass = Pass {
        units: vec!["CBG".into()],
        national: false,
        ..Pass::default()
    };
    ledger.admit(pass, None);
    let mut screen = setting.over_on(ledger, ground(home.path()));
    screen
        .press("t <home> <right> <tab> O <tab>")
        .shows("The first rows");
    let text = screen.text();
    assert!(!text.contains("Ha Noi") && !text.contains("HNI"), "{text}");
    screen.press("S <right> <enter>").shows("a moment in the past");
    let csv = String::from_utf8(written_now(home.path(), "csv")).expect("text");
    assert!(!csv.contains("HNI") && !csv.contains("Ha Noi"), "{csv}");
}

fn officer(site: &Site, now: Stamp) -> Ledger {
    let shipped = |_: Option<&str>| Some(wtisd_2020());
    Ledger::open(Opening {
        site: site.clone(),
        campaign: None,
        shipped: &shipped,
        who: Who {
            role: Role::UnitOfficer,
            ..common_who()
        },
        clock: Clock::Fixed(now),
        read_only: None,
    })
    .expect("a ledger")
}

/// A dashboard that can look into files, as that of a terminal can.
fn with_jail(setting: &Setting, home: &Path) -> (Screen, Site) {
    let site = Site::memory();
    let ledger = played(&site, setting.now(), Role::Administrator, None);
    let start = Start {
        ground: ground(home),
        jail: Some(Jail::by(PathBuf::from(pty::ketnoi()))),
        ..setting.start(ledger)
    };
    (setting.over_start(start), site)
}

#[test]
fn a_template_is_looked_at_as_soon_as_it_is_named_and_the_document_is_made_in_it() {
    for lang in [Lang::Vi, Lang::En] {
        let home = folder();
        let setting = setting(lang);
        let stencil = docxout::stencil(Cursor::new(Vec::new()))
            .expect("a template")
            .into_inner();
        fs::write(home.path().join("mau.docx"), &stencil).expect("written");
        fs::write(home.path().join("hong.docx"), "no template").expect("written");
        let (mut screen, site) = with_jail(&setting, home.path());
        screen
            .press("O s <tab> <tab>")
            .type_in("~/hong.docx")
            .press("<tab>");
        // What is wrong stands at the field, before anything is written; nothing is handed in with it.
        let why = undone::no_template(
            &Catalogue::new(lang),
            &home.path().join("hong.docx"),
            &export::template(
                &home.path().join("hong.docx"),
                Some(&Jail::by(PathBuf::from(pty::ketnoi()))),
            )
            .expect_err("it is none"),
        );
        let first: String = why.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        screen.shows(&first).press("<enter>").shows(&first);
        assert_eq!(names(home.path()), ["hong.docx", "mau.docx"]);
        // The field is at hand again.
        screen
            .press("<ctrl-u>")
            .type_in("~/mau.docx")
            .press("<tab> <shift-tab>");
        screen
            .shows(if lang == Lang::En {
                "can be filled"
            } else {
                "dùng được"
            })
            .press("<tab> <ctrl-u>")
            .type_in("0")
            .press("<enter>");
        let made = home.path().join(&names(home.path())[0]);
        assert!(
            matches!(screen.model().overlay, Overlay::None),
            "{}",
            screen.text()
        );
        screen.shows("~/mau.docx");
        let recorded = on_record(&site, setting.now());
        assert_eq!(recorded.len(), 1);
        // The same as the command line makes in it.
        let mut ledger = ledger(&wtisd_2020(), site.clone(), setting.now(), None);
        let wish = Wish {
            what: What::Consolidated,
            format: Format::Docx,
            lang: Lang::Vi,
            electronic: true,
            album: Photos {
                most: 0,
                ..Photos::default()
            },
        };
        let other = home.path().join("other.docx");
        let (_, fact) = by_hand_in(&mut ledger, &wish, Some(stencil), &other);
        assert_eq!(recorded, [fact]);
        assert!(fs::read(made).expect("ours") == fs::read(other).expect("the other"));
    }
}

/// A jail whose process begins, says so, and never answers; nobody loses patience.
fn endless_jail(home: &Path) -> Jail {
    let program = home.join("endless");
    let script = format!(
        "#!/bin/sh\necho $$ > {}/begun\nexec /bin/sleep 600\n",
        home.display()
    );
    fs::write(&program, script).expect("written");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).expect("set");
    Jail::by(program).patient_for(Duration::from_hours(1))
}

/// The number of its process, once it has begun.
fn begun(home: &Path) -> u32 {
    let number = || fs::read_to_string(home.join("begun")).ok()?.trim().parse().ok();
    pty::wait_until("its beginning", || number().is_some());
    let found = number().expect("a number");
    fs::remove_file(home.join("begun")).expect("removed");
    found
}

/// A clerk at work on a thread of its own, as in a session.
struct Serving {
    ask: Sender<Ask>,
    said: Receiver<Answer>,
    thread: JoinHandle<()>,
}

impl Serving {
    fn new(ledger: Ledger, home: &Path) -> Self {
        let (ask, asks) = channel();
        let (say, said) = channel();
        let clerk = Clerk::new(ledger, None, Catalogue::new(Lang::En))
            .at_home(ground(home))
            .reading(Some(endless_jail(home)))
            .with_porter(ask.clone());
        let thread = std::thread::spawn(move || {
            clerk.serve(&asks, &|answer| {
                let _ = say.send(answer);
            });
        });
        Self { ask, said, thread }
    }

    fn asks(&self, ask: Ask) {
        self.ask.send(ask).expect("a clerk");
    }

    /// The session is over.
    fn leaves(self) {
        self.asks(Ask::Leave);
        self.thread.join().expect("the clerk has gone");
    }

    /// The next answer that is meant.
    #[track_caller]
    fn hears<T>(&self, what: &str, meant: impl Fn(Answer) -> Option<T>) -> T {
        loop {
            let answer = self.said.recv_timeout(Duration::from_mins(1));
            if let Some(found) = meant(answer.unwrap_or_else(|_| panic!("never heard: {what}"))) {
                return found;
            }
        }
    }
}

#[test]
fn a_template_that_takes_long_keeps_nobody_waiting_and_is_given_up() {
    let home = folder();
    fs::write(home.path().join("mau.docx"), "a template").expect("written");
    let (site, now) = (Site::memory(), setting(Lang::En).now());
    let ledger = played(&site, now, Role::Administrator, None);
    let clerk = Serving::new(ledger, home.path());
    clerk.asks(Ask::Template(Question(1), "~/mau.docx".to_owned()));
    let first = begun(home.path());
    // Others' facts come in meanwhile, and a command is carried out.
    let mut other = self::ledger(&wtisd_2020(), site.clone(), now, None);
    let note = |n: u128| {
        let units = vec![UnitCode::from("01")];
        Order::new(CmdId(n.into()), Command::Note { units }).note("a note")
    };
    other.submit(&note(91)).expect("noted");
    clerk.asks(Ask::CatchUp);
    let came = clerk.hears("the other's fact", |answer| match answer {
        Answer::Facts { facts, .. } if !facts.is_empty() => Some(facts.len()),
        _ => None,
    });
    assert_eq!(came, 1);
    clerk.asks(Ask::Submit(Box::new(note(92))));
    clerk.hears("the own fact", |answer| match answer {
        Answer::Facts { done: Some(done), .. } => Some(done.cmd),
        _ => None,
    });
    // Another name takes the place of the first, and what is given up is told no more.
    clerk.asks(Ask::Template(Question(2), "~/mau.docx".to_owned()));
    pty::wait_until("the end of the first", || !pty::is_alive(first));
    let second = begun(home.path());
    clerk.asks(Ask::StopTemplate);
    pty::wait_until("the end of the second", || !pty::is_alive(second));
    clerk.asks(Ask::Template(Question(3), "~/none.docx".to_owned()));
    let (question, said) = clerk.hears("what is said of the third", |answer| match answer {
        Answer::Template(question, said) => Some((question, said)),
        _ => None,
    });
    assert!(question == Question(3) && said.is_err(), "{question:?} {said:?}");
    clerk.leaves();
}

/// What a document is waiting for when somebody leaves is given up at once, however patient its reader is.
#[test]
fn whoever_leaves_waits_for_no_file_that_takes_long() {
    let home = folder();
    fs::write(home.path().join("mau.docx"), "a template").expect("written");
    let (site, now) = (Site::memory(), setting(Lang::En).now());
    let clerk = Serving::new(played(&site, now, Role::Administrator, None), home.path());
    let going = |n: u128, template: &str| {
        let Ask::Export(mut going) = going(n, Format::Docx, "~/a.docx") else {
            unreachable!("it is one");
        };
        template.clone_into(&mut going.chosen.template);
        Ask::Export(going)
    };
    // Stopped, it says so at once: of a template, and of the photos of a report.
    for (n, template) in [(1, "~/mau.docx"), (2, "")] {
        clerk.asks(going(n, template));
        let process = begun(home.path());
        clerk.asks(Ask::StopExport);
        clerk.hears("that it was stopped", |answer| match answer {
            Answer::Export(_, Told::Stopped(_)) => Some(()),
            Answer::Export(_, told @ (Told::Done(_) | Told::Failed(_))) => panic!("{told:?}"),
            _ => None,
        });
        pty::wait_until("its end", || !pty::is_alive(process));
        let _ = fs::remove_file(home.path().join("begun"));
    }
    clerk.asks(going(3, "~/mau.docx"));
    let process = begun(home.path());
    clerk.leaves();
    assert!(!pty::is_alive(process), "nothing goes on behind whoever has left");
    assert_eq!(names(home.path()), ["endless", "mau.docx"]);
    assert_eq!(on_record(&site, now), []);
}

#[test]
fn a_template_that_is_looked_into_for_long_says_so_and_esc_gives_it_up() {
    for (lang, size) in [Lang::Vi, Lang::En]
        .into_iter()
        .flat_map(|l| SIZES.map(|s| (l, s)))
    {
        let home = folder();
        let stencil = docxout::stencil(Cursor::new(Vec::new()))
            .expect("a template")
            .into_inner();
        fs::write(home.path().join("mau.docx"), stencil).expect("written");
        let (mut screen, _) = with_jail(&setting(lang).size(size), home.path());
        let (under_way, given_up, fits) = match lang {
            Lang::Vi => ("đã2giây", "Đãthôikiểmtra", "dùngđược"),
            Lang::En => (":2s", "wasgivenup", "canbefilled"),
        };
        screen.press("O s <tab> <tab>").hold_answers();
        screen.type_in("~/mau.docx").press("<tab>");
        let of_template = |screen: &Screen| screen.held().any(|a| matches!(a, Answer::Template(..)));
        assert!(of_template(&screen));
        let later = screen.model().stage.now.plus(2_000);
        screen.tell(Msg::Tick(later));
        let says = |screen: &mut Screen, words: &str| {
            assert!(folded(screen).contains(words), "{}", screen.text());
            let is_form = matches!(screen.model().overlay, Overlay::Form(_));
            assert!(is_form, "{}", screen.text());
        };
        says(&mut screen, under_way);
        let next = screen.model().next_change();
        assert!(next <= later.plus(1_000), "the seconds go on");
        // Nothing that was typed is lost, and what comes after all is not believed.
        screen.press("<esc>").shows("~/mau.docx");
        says(&mut screen, given_up);
        while screen.release() {}
        says(&mut screen, given_up);
        screen.press("<enter>");
        says(&mut screen, given_up);
        assert!(!of_template(&screen), "nothing is handed in with it");
        // Its field is at hand; left once more, it is looked into once more.
        screen.press("<tab>");
        assert!(of_template(&screen));
        while screen.release() {}
        screen.press("<shift-tab>");
        says(&mut screen, fits);
    }
}

#[test]
fn a_template_is_picked_among_documents_alone_and_looked_at_at_once() {
    let home = folder();
    let stencil = docxout::stencil(Cursor::new(Vec::new()))
        .expect("a template")
        .into_inner();
    fs::write(home.path().join("mau.docx"), stencil).expect("written");
    fs::write(home.path().join("anh.jpg"), "x").expect("written");
    let (mut screen, _) = with_jail(&setting(Lang::En), home.path());
    screen.press("O s <tab> <tab> <ctrl-o>").shows("mau.docx");
    assert!(!screen.text().contains("anh.jpg"), "{}", screen.text());
    // One is wanted, so none is marked.
    screen.press("<ctrl-t>").shows("One file is wanted");
    screen.press("<enter>").shows("can be filled").shows("mau.docx");
}

#[test]
fn what_a_format_cannot_take_is_not_offered_and_what_was_typed_for_it_is_there_again() {
    let home = folder();
    let (mut screen, _) = desk(&setting(Lang::En), home.path());
    let all = ["Template", "Photos", "Enclosures"];
    let offers = |screen: &mut Screen, wanted: &[&str]| {
        let text = screen.text();
        for label in all {
            let there = text
                .lines()
                .any(|l| l.contains(&format!("{label} ")) && l.contains('│'));
            assert_eq!(there, wanted.contains(&label), "{label}: {text}");
        }
    };
    screen.press("O s");
    offers(&mut screen, &all);
    screen
        .press("<tab> <tab>")
        .type_in("~/m.docx")
        .press("<shift-tab> <shift-tab>");
    // Markdown, HTML, JSON.
    screen.press("<right>");
    offers(&mut screen, &all[1..2]);
    screen.press("<right>");
    offers(&mut screen, &all[1..2]);
    screen.press("<right>");
    offers(&mut screen, &[]);
    screen.press("<right>");
    offers(&mut screen, &all);
    screen.shows("~/m.docx");
    // An English report has no such line.
    screen.press("<esc> <enter> <tab> s");
    offers(&mut screen, &all[..2]);
}

#[test]
fn what_is_shown_follows_what_is_chosen_and_the_receipt_tells_it() {
    let home = folder();
    let (mut screen, site) = desk(&setting(Lang::En), home.path());
    let paper = |screen: &Screen| {
        let preview = screen.model().places.export.preview().expect("a document");
        let sections = std::iter::once(&preview.paper.body).chain(&preview.paper.appendices);
        let blocks = sections.flat_map(|s| &s.blocks);
        let photos = blocks.filter(|b| matches!(b, Block::Picture(_))).count();
        (photos, preview.paper.electronic)
    };
    screen.press("O");
    let (usual, _) = paper(&screen);
    assert!(usual > 2, "{usual}");
    screen.press("s <tab> <tab> <tab> <ctrl-u>").type_in("2");
    assert_eq!(paper(&screen), (2, true));
    screen.press("<tab> <right>");
    assert_eq!(paper(&screen), (2, false));
    screen
        .press("<enter>")
        .shows("With 2 photos at most.")
        .shows("For paper: ");
    let recorded = on_record(&site, setting(Lang::En).now());
    let mut ledger = ledger(&wtisd_2020(), site, setting(Lang::En).now(), None);
    let wish = Wish {
        what: What::Consolidated,
        format: Format::Docx,
        lang: Lang::Vi,
        electronic: false,
        album: Photos {
            most: 2,
            ..Photos::default()
        },
    };
    let (_, fact) = by_hand(&mut ledger, &wish, &home.path().join("other.docx"));
    assert_eq!(recorded, [fact]);
    // Of another document nothing is chosen yet; a form that is left without a word changes nothing.
    screen.press("<esc> <tab>");
    screen.press("s <tab> <tab> <tab> <ctrl-u>").type_in("1");
    assert_eq!(paper(&screen).0, 1);
    screen.press("<esc> <enter>");
    assert_eq!(paper(&screen).0, usual);
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

/// Whoever leaves in the middle is told of what, for how long, and what a yes comes to; what is waited for ends the program.
#[test]
fn whoever_quits_while_a_document_is_written_decides_and_sees_it_end() {
    for (lang, size) in [Lang::Vi, Lang::En]
        .into_iter()
        .flat_map(|l| SIZES.map(|s| (l, s)))
    {
        let home = folder();
        let (mut screen, _) = desk(&setting(lang).size(size), home.path());
        let cat = Catalogue::new(lang);
        screen.press("O").hold_answers();
        screen.press("s <enter>");
        while !screen.model().places.export.is_under_way() {
            assert!(screen.release(), "it begins");
        }
        screen.press("q").shows(&cat.tr("forms-ask_export"));
        let later = screen.model().stage.now.plus(3_000);
        screen.tell(Msg::Tick(later));
        let said = folded(&mut screen);
        let seconds = match lang {
            Lang::Vi => "đã3giây",
            Lang::En => "written:3s",
        };
        assert!(said.contains(seconds), "{}", screen.text());
        screen.press("<esc>");
        assert!(!screen.ended() && screen.model().places.export.is_under_way());
        screen.press("q <enter>").shows(&cat.tr("forms-ask_leave_now"));
        assert!(!screen.ended(), "it is waited for");
        while screen.release() {}
        assert!(screen.ended(), "and over, the program ends");
    }
}

#[test]
fn whoever_does_not_wait_for_a_document_leaves_at_once() {
    let home = folder();
    let (mut screen, _) = desk(&setting(Lang::En), home.path());
    screen.press("O").hold_answers();
    screen.press("s <enter>");
    while !screen.model().places.export.is_under_way() {
        assert!(screen.release(), "it begins");
    }
    screen.press("q <enter>");
    assert!(!screen.ended());
    screen.press("<enter>");
    assert!(screen.ended());
}
