//! Stories told to the dashboard: keys go in, a screen comes out. Pictures are kept as snapshots, several frames of one
//! story in one file; what must always be so is asserted.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::album::Album;
use crate::common::desk::wtisd_2020;
use crate::common::screen::{AFTER, BEFORE, SIZES, Screen, Setting, ledger, who};
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::names::{CmdId, Lang, UnitCode};
use ketnoi::core::roster::Roster;
use ketnoi::core::status::{State, Step};
use ketnoi::store::Site;
use ketnoi::tui::keymap::{Layer, Need, Row, TABLE, parse_key};
use ketnoi::tui::layout::Room;
use ketnoi::tui::msg::{Action, Hop, Msg, Nav};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::term::key::{KeyCode, KeyEvent, KeyExt as _};
use ketnoi::tui::term::{Input, is_input_method};

/// Every place, and how to get there from the desk.
pub const PLACES: [(&str, &str); 14] = [
    ("desk", ""),
    ("unit", "<enter>"),
    ("queue", "5"),
    ("activities", "6"),
    ("goals", "7"),
    ("sdgs", "7 <tab>"),
    ("documents", "8"),
    ("history", "9"),
    ("reminders", "g r"),
    ("export", "O"),
    ("help", "?"),
    ("palette", ":"),
    ("map", "m"),
    ("menu", "g"),
];

fn en() -> Setting {
    Setting {
        lang: Lang::En,
        ..Setting::default()
    }
}

fn after() -> Setting {
    Setting {
        when: AFTER,
        ..Setting::default()
    }
}

// ---------------------------------------------------------------------- pictures

#[test]
fn every_place_at_every_size() {
    for (name, keys) in PLACES {
        let mut album = Album::default();
        for size in SIZES {
            let mut screen = Setting::default().size(size).demo();
            album.frame(name, screen.press(keys));
        }
        insta::assert_snapshot!(format!("place_{name}"), album.pictures());
    }
}

#[test]
fn every_place_in_english() {
    let mut album = Album::default();
    // The menu's names are those of the places; the reminders and what leaves have albums of their own.
    for (name, keys) in PLACES
        .iter()
        .filter(|(name, _)| !["menu", "reminders", "export"].contains(name))
    {
        album.frame(name, en().demo().press(keys));
    }
    insta::assert_snapshot!("places_en", album.pictures());
    let mut reminders = Album::default();
    reminders.frame("reminders", en().demo().press("g r"));
    insta::assert_snapshot!("reminders_en", reminders.pictures());
}

#[test]
fn the_desk_after_the_cut_off() {
    let mut album = Album::default();
    for size in SIZES {
        album.frame("desk", &mut after().size(size).demo());
    }
    album.frame("queue", after().demo().press("5"));
    album.frame("queue", after().size((120, 40)).demo().press("5"));
    let long_past = Setting {
        when: "2021-03-05T00:00:00+07:00",
        ..Setting::default()
    };
    album.frame("long past", &mut long_past.demo());
    insta::assert_snapshot!("after_the_cut_off", album.pictures());
}

#[test]
fn the_desk_in_every_look() {
    for look in ["default", "contrast", "colour-blind", "mono", "light", "dark"] {
        let setting = Setting {
            look,
            ..Setting::default()
        };
        let mut album = Album::default();
        album.styles(look, setting.demo().press("j <space> <space>"));
        insta::assert_snapshot!(format!("look_{}", look.replace('-', "_")), album.pictures());
    }
}

#[test]
fn the_desk_in_ascii() {
    let ascii = Setting {
        look: "mono",
        ascii: true,
        ..Setting::default()
    };
    let mut album = Album::default();
    album.frame("ascii", &mut ascii.demo());
    album.frame("ascii", &mut ascii.clone().size((120, 40)).demo());
    album.frame("ascii unit", ascii.demo().press("<enter>"));
    insta::assert_snapshot!("look_ascii", album.pictures());
}

/// Every form, and the keys that open it: those of a report, those of a unit, those of an activity.
pub const FORMS: [(&str, &str); 14] = [
    ("receive", "r"),
    ("return", "l l x"),
    ("exempt", "e"),
    ("withdraw", "l l w"),
    ("close", ": đ ó n g đ ợ t <enter>"),
    ("note", "n"),
    ("figure", "f"),
    ("call", "c"),
    ("contact", "p"),
    ("extend", "d"),
    ("activity add", "+"),
    ("activity edit", "6 E"),
    ("activity done", "2 <down> <down> <down> D"),
    ("activity cancel", "6 X"),
];

#[test]
fn every_form() {
    let albums = [
        ("report", &FORMS[..5]),
        ("unit", &FORMS[5..10]),
        ("activity", &FORMS[10..]),
    ];
    for (name, forms) in albums {
        let mut album = Album::default();
        for (title, keys) in forms {
            let mut screen = Setting::default().demo();
            screen.press(keys);
            assert!(
                !matches!(screen.model().overlay, Overlay::None),
                "{title} opens\n{}",
                screen.text()
            );
            album.frame(title, &mut screen);
        }
        insta::assert_snapshot!(format!("form_{name}"), album.pictures());
    }
}

#[test]
fn a_form_in_english_and_one_in_colour() {
    let mut album = Album::default();
    album.styles("note", Setting::default().size((40, 12)).demo().press("n x i n"));
    album.frame("activity add", en().demo().press("+"));
    album.frame("contact", en().size((120, 40)).demo().press("p"));
    insta::assert_snapshot!("form_looks", album.pictures());
}

#[test]
fn filter_grouping_and_marks() {
    let mut album = Album::default();
    let mut screen = Setting::default().demo();
    album.frame("filter typed", screen.press("/ d a").type_in(" nang"));
    album.frame("filter kept", screen.press("<enter>"));
    album.frame("filter dropped", screen.press("<esc> b"));
    album.frame("by debt", screen.press("b"));
    album.frame("by name", screen.press("b"));
    album.frame("marked", screen.press("b <home> <space> <space> <space>"));
    album.frame("asked", screen.press("a"));
    insta::assert_snapshot!("filter_grouping_marks", album.pictures());
}

#[test]
fn a_report_is_returned_undone_and_done_again() {
    let mut album = Album::default();
    let mut screen = Setting::default().demo();
    screen.press("5 x");
    album.frame("nothing typed is refused", screen.press("<enter>"));
    screen.type_in("Thiếu số liệu của ba huyện");
    screen.press("<tab> <ctrl-u>");
    screen.type_in("03/06/2020");
    album.frame("filled", &mut screen);
    album.frame("returned", screen.press("<enter>"));
    album.frame("undone", screen.press("u"));
    album.frame("done again", screen.press("U"));
    album.frame("in the history", screen.press("9"));
    insta::assert_snapshot!("return_undo_redo", album.pictures());
}

#[test]
fn the_language_and_the_look_change_while_one_works() {
    let mut album = Album::default();
    let mut screen = Setting::default().demo();
    album.frame("palette", screen.press(": n g ô n"));
    album.frame("english", screen.press("<enter>"));
    album.frame("look", screen.press("T"));
    album.frame("unit", screen.press("<enter>"));
    album.frame("back", screen.press("<esc> L"));
    insta::assert_snapshot!("language_and_look", album.pictures());
}

// ---------------------------------------------------------------------- what is on the glass

#[test]
fn all_panes_and_all_provinces_stand_on_80x24() {
    for setting in [Setting::default(), en(), after()] {
        let mut screen = setting.demo();
        let text = screen.text();
        let campaign = &screen.model().stage.campaign;
        assert_eq!(campaign.roster().len(), 63);
        for ix in campaign.roster().units() {
            let abbr = campaign.label(ix);
            // The sign stands before the letters, so that a word of a title cannot stand in for a unit.
            let signs = ["·", "○", "●", "◄", "√", "–"];
            assert!(
                signs.iter().any(|s| text.contains(&format!("{s}{abbr}"))),
                "{abbr} at {}\n{text}",
                setting.when
            );
        }
        for n in 1..=4 {
            assert!(text.contains(&format!(" {n} ")), "pane {n}\n{text}");
        }
        assert!(!screen.footer().is_empty());
        let beside = [
            screen.model().stage.cat.tr("desk-letter_intro").into_owned(),
            "2020”".to_owned(),
        ];
        for words in beside {
            screen.shows(&words);
        }
    }
}

#[test]
fn in_ascii_no_other_byte_is_drawn() {
    for lang in [Lang::Vi, Lang::En] {
        let setting = Setting {
            lang,
            ascii: true,
            look: "mono",
            when: AFTER,
            ..Setting::default()
        };
        for (name, keys) in PLACES.iter().chain(&FORMS) {
            let mut screen = setting.demo();
            screen.press(keys);
            for size in SIZES {
                let text = screen.resize(size).text();
                let odd = text.lines().find(|l| !l.is_ascii());
                assert!(odd.is_none(), "{name} {size:?}: {odd:?}");
            }
        }
    }
}

#[test]
fn nothing_is_drawn_over_a_border() {
    for setting in [Setting::default(), after(), en()] {
        for size in [(80, 24), (120, 40), (200, 60), (110, 34), (160, 48)] {
            let mut screen = setting.clone().size(size).demo();
            let text = screen.text();
            let body: Vec<&str> = text.lines().skip(1).take(usize::from(size.1) - 2).collect();
            for line in &body {
                assert!(
                    line.ends_with(['┐', '┤', '│', '┘', '╗', '╣', '║', '╝'])
                        && line.starts_with(['┌', '├', '│', '└', '╔', '╠', '║', '╚']),
                    "{line}\n{text}"
                );
            }
            let middle = body[1]
                .chars()
                .enumerate()
                .skip(1)
                .find(|(_, c)| matches!(c, '│' | '║'))
                .expect("a border")
                .0;
            for line in &body {
                let c = line.chars().nth(middle).expect("a cell");
                assert!("│┬┴├┤┼║╦╩╠╣╬╟╢".contains(c), "{c} at {middle} of {line}\n{text}");
            }
        }
    }
}

#[test]
fn sizes_that_are_too_small_are_told_and_do_no_harm() {
    let mut screen = Setting::default().demo();
    for size in [(39, 12), (40, 11), (1, 1), (0, 0), (7, 3), (300, 1), (1, 200)] {
        screen.resize(size);
        assert_eq!(screen.model().room(), Room::TooSmall);
        screen.press("j <enter> ? <esc> / x <esc>");
        let text = screen.text();
        if size.0 >= 39 && size.1 >= 11 {
            assert!(text.contains("40x12"), "{text}");
        }
    }
    screen.resize((80, 24)).press("0").shows("4 Báo cáo");
}

#[test]
fn rosters_of_every_size_are_drawn() {
    let base = wtisd_2020();
    for units in [63, 10_599, 100_000] {
        let mut definition = (*base).clone();
        if units != 63 {
            definition.roster = Roster::generated(&base.roster, units);
        }
        let definition = Arc::new(definition);
        let setting = Setting::default();
        let mut screen = setting.over(ledger(&definition, Site::memory(), setting.now(), None));
        assert_eq!(screen.model().stage.campaign.roster().len(), units);
        let sizes: &[(u16, u16)] = if units == 100_000 { &[(80, 24)] } else { &SIZES };
        for size in sizes {
            screen.resize(*size);
            for (name, keys) in PLACES {
                let text = screen.press("0").press(keys).text();
                assert!(text.lines().count() == usize::from(size.1), "{name}\n{text}");
                screen.press("<esc> <esc>");
            }
        }
        screen.resize((80, 24)).press("0 <end>");
        let last = screen.model().selected_unit().expect("a unit");
        assert_eq!(
            Some(&last),
            screen.model().places.desk.grid.shown().last(),
            "{units}"
        );
    }
}

// ---------------------------------------------------------------------- keys

/// How to get to where a layer is asked, with something there that its keys can work on.
fn way_to(layer: Layer) -> &'static str {
    match layer {
        Layer::Global | Layer::Grid | Layer::Desk => "",
        Layer::Unit => "<enter>",
        Layer::Queue => "5",
        Layer::Inbox => "I",
        Layer::Activities => "6",
        Layer::Goals => "7",
        Layer::Documents => "8",
        Layer::Reminders => "g r",
        Layer::History => "9",
        Layer::Strip | Layer::Past => "t",
        Layer::Welcome => "W",
        Layer::Places => "g",
        Layer::Photo => "<enter> <tab> <enter>",
        Layer::Help => "?",
        Layer::Confirm => "5 <space> <space> a",
        Layer::Form => "+ <tab>",
        Layer::SetUp => "N <shift-tab> <shift-tab>",
        Layer::Choices => "+ <space>",
        Layer::Figures => "f",
        Layer::Pick => "r <tab> <tab> / e t c / <c-o>",
        Layer::Text => "n a b c <left>",
        Layer::Palette => ":",
        Layer::Filter => "/ h",
        Layer::Export => "O <right>",
    }
}

/// What comes before a key, so that it has something to do.
fn before(row: &Row) -> &'static str {
    match row.action {
        Action::Go(Nav::Up | Nav::PageUp | Nav::First) => "<down> <down>",
        Action::Go(Nav::Left) if row.layers == [Layer::Inbox] => "<right>",
        Action::Go(Nav::Left) => "<right> <down>",
        Action::Place(ketnoi::tui::msg::Place::Desk) => "5",
        Action::NextPane if row.layers == [Layer::Pick] => "p a s s w",
        Action::Pick => "<esc> r <tab> <tab>",
        Action::PrevChoice | Action::NextChoice => "<shift-tab>",
        Action::Pane(ketnoi::tui::msg::Pane::Grid) => "1",
        Action::Unmark => "<space>",
        Action::Hop(Hop::Day | Hop::Week | Hop::Last | Hop::Fact) => "<home>",
        _ => "",
    }
}

/// Is it seen on no screen?
fn unseen(row: &Row) -> bool {
    matches!(row.action, Action::Redraw)
}

fn all_of(screen: &mut Screen) -> (String, String, Option<String>, bool) {
    let printed = screen.printed();
    (printed.text(), printed.styles(), printed.copied, printed.ended)
}

#[test]
fn every_key_does_something_or_says_why_not() {
    for row in TABLE.iter().filter(|r| !unseen(r)) {
        for layer in row.layers {
            for key in row.keys {
                // No letters come into a demo.
                let mut screen = match layer {
                    Layer::Inbox => crate::inbox::with_letters(),
                    _ => Setting::default().demo(),
                };
                screen.press(way_to(*layer)).press(before(row));
                assert!(
                    screen.model().layers().contains(layer)
                        || row.action == Action::Place(ketnoi::tui::msg::Place::Desk),
                    "{} is not asked for {}: {:?}",
                    layer.id(),
                    row.id,
                    screen.model().layers()
                );
                let was = all_of(&mut screen);
                let key = parse_key(key).expect("a key");
                screen.tell(Msg::Input(Input::Keys(vec![key])));
                assert!(
                    was != all_of(&mut screen),
                    "{key:?} of {} in {} does nothing\n{}",
                    row.id,
                    layer.id(),
                    screen.text()
                );
            }
        }
    }
}

#[test]
fn who_may_only_look_is_refused_each_writing_key_with_the_reason() {
    let past = Setting {
        past: true,
        ..Setting::default()
    };
    for row in TABLE.iter().filter(|r| r.needs.contains(&Need::Write)) {
        for (layer, key) in row
            .layers
            .iter()
            .flat_map(|l| row.keys.iter().map(move |k| (l, k)))
        {
            let mut screen = past.demo();
            let seq = screen.model().stage.campaign.seq();
            screen.press(way_to(*layer));
            screen.tell(Msg::Input(Input::Keys(vec![parse_key(key).expect("a key")])));
            assert!(matches!(screen.model().overlay, Overlay::None), "{}", row.id);
            assert_eq!(screen.model().stage.campaign.seq(), seq, "{}", row.id);
            let said = screen
                .model()
                .said
                .as_ref()
                .map(|s| s.text.clone())
                .unwrap_or_default();
            assert!(said.len() > 20, "{} says “{said}”", row.id);
            screen.shows(&said[..said.floor_char_boundary(30)]);
        }
        // Nor does the footer offer it.
        let mut screen = past.demo();
        let label = screen.model().stage.cat.tr(&row.short_key()).into_owned();
        let hint = format!("{} {label} ", row.keys.first().copied().unwrap_or("none"));
        assert!(!screen.footer().contains(&hint), "{hint}");
    }
    let mut screen = past.demo();
    screen.press("?").shows("Trợ giúp");
}

#[test]
fn every_hint_in_the_footer_is_a_key_that_works() {
    for (name, keys) in PLACES {
        let mut screen = Setting::default().size((200, 60)).demo();
        screen.press(keys);
        for row in screen.model().rows_here() {
            let label = screen.model().stage.cat.tr(&row.short_key()).into_owned();
            let key = screen
                .model()
                .keymap
                .keys_of(row)
                .first()
                .cloned()
                .unwrap_or_default();
            if key.is_empty() || !screen.footer().contains(&format!(" {key} {label}  ")) {
                continue;
            }
            assert!(screen.model().ready(row).is_ok(), "{} in {name}", row.id);
        }
        if matches!(screen.model().overlay, Overlay::None) {
            screen.shows("? trợ giúp");
        }
    }
}

#[test]
fn moving_in_the_grid_reaches_every_unit_in_each_grouping() {
    for groups in 0..4 {
        let mut screen = Setting::default().demo();
        for _ in 0..groups {
            screen.press("b");
        }
        for (back, forth) in [("<left>", "<right>"), ("<up>", "<down>")] {
            screen.press("<home>");
            let mut seen = BTreeSet::new();
            if forth == "<down>" {
                // Down each column in turn.
                for column in 0..16 {
                    screen.press("<home>");
                    for _ in 0..column {
                        screen.press("<right>");
                    }
                    for _ in 0..24 {
                        seen.insert(screen.model().selected_unit().expect("a unit"));
                        screen.press(forth);
                    }
                }
            } else {
                for _ in 0..63 {
                    seen.insert(screen.model().selected_unit().expect("a unit"));
                    screen.press(forth);
                }
            }
            assert_eq!(seen.len(), 63, "grouping {groups}, {forth}");
            for _ in 0..63 {
                screen.press(back);
            }
            let first = screen.model().places.desk.grid.shown().first().copied();
            if back == "<left>" {
                assert_eq!(screen.model().selected_unit(), first, "grouping {groups}");
            }
        }
    }
}

#[test]
fn the_arrows_on_the_map_reach_every_unit() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        let mut screen = Setting::default().size(size).demo();
        screen.press("m");
        let start = screen.model().selected_unit().expect("a unit");
        let mut seen = BTreeSet::from([start]);
        let mut open = vec![String::new()];
        while let Some(way) = open.pop() {
            for arrow in ["<up>", "<down>", "<left>", "<right>"] {
                let there = format!("{way} {arrow}");
                screen.press("0 <home> m").press(&there);
                if seen.insert(screen.model().selected_unit().expect("a unit")) {
                    open.insert(0, there);
                }
            }
        }
        assert_eq!(seen.len(), 63, "{size:?}");
    }
}

#[test]
fn escape_closes_what_lies_on_top_one_by_one() {
    let mut screen = Setting::default().demo();
    screen.press("/ h a <enter> 5 / t <enter> <enter>");
    assert_eq!(screen.model().place.id(), "unit");
    screen.press("?");
    assert!(matches!(screen.model().overlay, Overlay::Help(_)));
    screen.press("<esc>");
    assert!(matches!(screen.model().overlay, Overlay::None));
    assert_eq!(screen.model().place.id(), "unit");
    screen.press("<esc>");
    assert_eq!(screen.model().place.id(), "queue");
    assert!(screen.model().filter().needle.is_some());
    screen.press("<esc>");
    assert_eq!(screen.model().place.id(), "queue");
    assert!(screen.model().filter().needle.is_none());
    screen.press("<esc>");
    assert_eq!(screen.model().place.id(), "desk");
    assert!(screen.model().filter().needle.is_some());
    screen.press("<esc>");
    assert!(screen.model().filter().needle.is_none());
    screen.press("m <esc>");
    assert!(!screen.model().places.desk.map);
    screen.press("1 <esc>").shows("4 Báo cáo");
    assert_eq!(screen.model().places.desk.pane, ketnoi::tui::msg::Pane::Grid);
    screen.press("<esc>");
    assert!(!screen.ended());
    assert!(screen.model().said.is_some(), "says that there is nowhere to go");
}

#[test]
fn an_input_method_left_on_does_nothing_and_says_so() {
    // Telex: the letter a, then Backspace and â.
    let batch = vec![KeyEvent::plain(KeyCode::Backspace), KeyEvent::char('â')];
    assert!(is_input_method(&batch));
    for (_, keys) in PLACES.iter().take(8) {
        let mut screen = Setting::default().demo();
        screen.press(keys);
        let (place, seq) = (screen.model().place, screen.model().stage.campaign.seq());
        screen.tell(Msg::Input(Input::Keys(batch.clone())));
        assert_eq!(screen.model().place, place);
        assert_eq!(screen.model().stage.campaign.seq(), seq);
        let words = screen.model().stage.cat.tr("term-input_method_on").into_owned();
        assert_eq!(screen.model().said.as_ref().map(|s| s.text.clone()), Some(words));
    }
    // In a field it is what was typed.
    let mut screen = Setting::default().demo();
    screen.press("n a");
    screen.tell(Msg::Input(Input::Keys(batch)));
    screen.shows("â");
}

#[test]
fn a_letter_in_a_field_is_a_letter() {
    let mut screen = Setting::default().demo();
    screen.press("n q 1 5 ? : /").shows("q15?:/");
    assert!(!screen.ended());
    let mut screen = Setting::default().demo();
    screen.press("/ q").shows("q");
    assert!(!screen.ended());
    let mut screen = Setting::default().demo();
    screen.press(": q").shows("q");
    assert!(!screen.ended());
    let mut screen = Setting::default().demo();
    screen.press("q");
    assert!(screen.ended());
}

#[test]
fn digits_lead_where_they_say() {
    let mut screen = Setting::default().demo();
    for (key, place) in [
        ("5", "queue"),
        ("6", "activities"),
        ("7", "goals"),
        ("8", "documents"),
        ("9", "history"),
        ("0", "desk"),
    ] {
        assert_eq!(screen.press(key).model().place.id(), place);
    }
    for (n, pane) in ketnoi::tui::msg::Pane::ALL.into_iter().enumerate() {
        assert_eq!(screen.press(&(n + 1).to_string()).model().places.desk.pane, pane);
    }
    // Whose digit row carries letters goes by function keys and by Tab.
    for (key, place) in [
        ("<f2>", "queue"),
        ("<f3>", "activities"),
        ("<f4>", "goals"),
        ("<f5>", "documents"),
        ("<f6>", "history"),
    ] {
        assert_eq!(screen.press(key).model().place.id(), place);
    }
}

// ---------------------------------------------------------------------- filter and copy

#[test]
fn a_filter_is_typed_with_marks_or_without() {
    let found = |typed: &str| {
        let mut screen = Setting::default().demo();
        screen.press("/").type_in(typed).press("<enter>");
        let model = screen.model();
        let names: Vec<String> = model
            .places
            .desk
            .grid
            .shown()
            .iter()
            .map(|ix| model.stage.campaign.roster().name(*ix, Lang::Vi).to_owned())
            .collect();
        names
    };
    assert_eq!(found("da nang"), ["Đà Nẵng"]);
    assert_eq!(found("đà nẵng"), ["Đà Nẵng"]);
    assert_eq!(found("DNG"), ["Đà Nẵng"]);
    let strict = found("đa");
    assert!(strict.contains(&"Đà Nẵng".to_owned()), "{strict:?}");
    assert!(
        strict.iter().all(|n| n.to_lowercase().contains('đ')),
        "a mark that is typed counts: {strict:?}"
    );
    assert!(found("d").len() > found("đ").len());
    assert_eq!(found("khong co don vi nay"), Vec::<String>::new());
    // As letters write them: what the command line finds, the filter finds.
    for (typed, name) in [
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("tphcm", "Hồ Chí Minh"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("thanh pho ha noi", "Hà Nội"),
        ("Tỉnh Cao Bằng", "Cao Bằng"),
        ("ba ria–vung tau", "Bà Rịa - Vũng Tàu"),
        ("Kontum", "Kon Tum"),
        ("daklak", "Đắk Lắk"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
    ] {
        assert_eq!(found(typed), [name], "{typed:?}");
    }
    assert!(found("1").contains(&"Hà Nội".to_owned()));
    assert!(found("Tỉnh Cao Băng").len() == 1 && found("Tính Cao Bằng").is_empty());
}

#[test]
fn every_list_is_filtered_by_units_as_letters_write_them() {
    // The same words with the unit's own name, which its list has as it stands, find the same.
    for (place, typed, name) in [
        ("5", "tỉnh Đắk Nông", "đắk nông"),
        ("5", "TP. Hồ Chí Minh", "hồ chí minh"),
        ("6", "Thành phố Hà Nội", "hà nội"),
        ("9", "TP. Đà Nẵng", "đà nẵng"),
    ] {
        let shown = |typed: &str| {
            let mut screen = after().size((120, 40)).demo();
            screen.press(place).press("/").type_in(typed).press("<enter>");
            let text = screen.text();
            let rows: Vec<String> = text.lines().skip(3).take(30).map(str::to_owned).collect();
            rows.iter()
                .filter(|l| !l.contains(typed))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(typed), shown(name), "{typed:?} in {place}");
        assert_ne!(shown(typed), shown("không có ai"), "{typed:?} in {place}");
    }
}

#[test]
fn what_is_copied_is_what_is_selected() {
    let copied = |keys: &str| {
        let mut screen = Setting::default().demo();
        screen.press(keys).printed().copied.unwrap_or_default()
    };
    assert!(copied("y").contains("Hà Giang"), "{}", copied("y"));
    assert!(copied("5 y").contains("Đồng Tháp"), "{}", copied("5 y"));
    let hash = copied("9 y");
    assert_eq!(hash.len(), 64);
    assert!(hash.chars().all(|c| c.is_ascii_hexdigit()));
    assert!(copied("8 <enter>").contains("2030"), "{}", copied("8 <enter>"));
    assert!(!copied("<enter> <tab> <tab> y").is_empty());
}

// ---------------------------------------------------------------------- writing

#[test]
fn several_reports_are_accepted_by_one_command_and_undone_by_one() {
    let mut screen = Setting::default().demo();
    let before = screen.model().stage.campaign.counts(screen.model().stage.now);
    // Below what is past its date.
    screen.press("5 <down> <space> <space> <space> a");
    assert!(matches!(screen.model().overlay, Overlay::Confirm(_)));
    // The key that began it does not confirm it.
    screen.press("a");
    assert!(matches!(screen.model().overlay, Overlay::Confirm(_)));
    screen.press("<enter>");
    let counts = screen.model().stage.campaign.counts(screen.model().stage.now);
    assert_eq!(counts.accepted, before.accepted + 3);
    assert!(screen.model().stage.marks.is_empty());
    screen.press("9");
    let facts = &screen.model().places.history.facts;
    let last: Vec<_> = facts.iter().rev().take(3).collect();
    assert!(
        last.iter()
            .all(|f| f.cmd == last[0].cmd && f.fact.type_name() == "report.accepted")
    );
    assert_eq!(last.iter().map(|f| &f.unit).collect::<BTreeSet<_>>().len(), 3);
    screen.press("0 u");
    let counts = screen.model().stage.campaign.counts(screen.model().stage.now);
    assert_eq!(
        (counts.accepted, counts.received),
        (before.accepted, before.received)
    );
    screen.press("U");
    let counts = screen.model().stage.campaign.counts(screen.model().stage.now);
    assert_eq!(counts.accepted, before.accepted + 3);
    let said = screen.footer();
    assert!(
        said.contains("làm lại") && !said.contains("đã hoàn tác"),
        "{said}"
    );
}

/// In a demo a day lasts a second: what the user is told stays as long as anywhere else.
#[test]
fn messages_live_in_the_time_of_the_world() {
    let mut screen = Setting::default().demo();
    screen.press("a");
    let said = screen.model().said.clone().expect("an answer");
    let now = screen.model().stage.now;
    screen.tell(Msg::Tick(now.plus(30 * 86_400_000)));
    assert_eq!(screen.model().said.as_ref(), Some(&said));
    screen.hear_world(now.plus(5_999)).tell(Msg::Tick(now));
    assert_eq!(screen.model().said.as_ref(), Some(&said));
    screen.hear_world(now.plus(6_000)).tell(Msg::Tick(now));
    assert_eq!(screen.model().said, None);
}

/// Who owes a report is the one denominator, and who is exempt is named beside it.
#[test]
fn who_is_exempt_is_missing_from_the_share_and_named() {
    for (lang, named) in [
        (Lang::Vi, "22/62 (35%) · 1 nợ bổ sung · 1 miễn"),
        (Lang::En, "1 exempt"),
    ] {
        let setting = Setting {
            lang,
            ..Setting::default()
        };
        setting.size((120, 40)).demo().shows(named);
    }
}

#[test]
fn one_report_is_accepted_at_once_and_undo_is_offered() {
    let mut screen = Setting::default().demo();
    // Below what is past its date.
    screen.press("5 <down>");
    let ix = screen.model().selected_unit().expect("a unit");
    assert_eq!(screen.model().stage.campaign.unit(ix).state, State::Received);
    screen.press("a");
    assert_eq!(screen.model().stage.campaign.unit(ix).state, State::Accepted);
    assert!(screen.footer().contains("u hoàn tác"), "{}", screen.footer());
    screen.press("u");
    assert_eq!(screen.model().stage.campaign.unit(ix).state, State::Received);
}

#[test]
fn a_form_keeps_what_was_typed_over_a_refusal_and_another_language() {
    let dir = std::env::temp_dir().join(format!("ketnoi-stories-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    let file = dir.join("store.db");
    let definition = wtisd_2020();
    let setting = Setting::default();
    let open = || ledger(&definition, Site::file(file.clone()), setting.now(), None);
    let mut other = open();
    let receive = |n: u128, step| {
        let command = Command::Report {
            units: vec![UnitCode::from("02")],
            step,
            due: None,
            files: vec![],
        };
        Order::new(CmdId(n.into()), command).note("báo cáo của Sở")
    };
    other.submit(&receive(1, Step::Receive)).expect("received");
    let mut screen = setting.over(open());
    screen.press("x").type_in("Thiếu ảnh");
    // Somebody else accepts it meanwhile.
    let mut theirs = who();
    theirs.actor = "lan".into();
    other
        .submit_as(&theirs, &receive(2, Step::Accept), setting.now())
        .expect("accepted");
    screen
        .press("<tab> <ctrl-u>")
        .type_in("03/06/2020")
        .press("<enter>");
    assert!(
        matches!(screen.model().overlay, Overlay::Form(_)),
        "{}",
        screen.text()
    );
    screen.shows("Thiếu ảnh").shows("03/06/2020").shows("lan");
    // The language may be switched only where text is not typed, but what is there stays in any case.
    screen.press("<f7>").shows("Thiếu ảnh");
    // Leaving asks first, and no wrong key loses it.
    screen.press("<esc>");
    assert!(matches!(screen.model().overlay, Overlay::Confirm(_)));
    screen.press("<esc>").shows("Thiếu ảnh");
    screen.press("<esc> <enter>");
    assert!(matches!(screen.model().overlay, Overlay::None));
    std::fs::remove_dir_all(&dir).expect("the folder goes");
}

#[test]
fn a_slip_of_an_extension_is_asked_back_and_put_right() {
    let setting = Setting::default().size((120, 40));
    let mut screen = setting.over(ledger(&wtisd_2020(), Site::memory(), setting.now(), None));
    screen.press("d <tab>").type_in("11/12/2062").press("<enter>");
    screen.shows("11/12/2062 rất xa đợt báo cáo");
    screen.press("<enter>").shows("gia hạn đến hết ngày 11/12/2062");
    screen.press("n").type_in("ghi việc khác").press("<enter>"); // undo reaches it no more without this
    screen.press("d <tab> <right> <tab>").type_in("10/06/2020");
    screen.press("<enter>").shows("Không được để trống");
    screen.type_in("gõ nhầm năm").press("<enter>");
    screen.shows("hạn đúng là hết ngày 10/06/2020, thay cho 11/12/2062 ghi nhầm");
}

#[test]
fn a_screen_of_another_size_loses_nothing() {
    let mut screen = Setting::default().demo();
    screen.press("5 <down> <down>");
    let unit = screen.model().selected_unit();
    screen.press("n").type_in("đang gõ dở");
    for size in [(40, 12), (200, 60), (1, 1), (80, 24)] {
        screen.resize(size);
        screen.text();
    }
    screen.shows("đang gõ dở");
    screen.press("<esc> <enter>");
    assert_eq!(screen.model().selected_unit(), unit);
}

#[test]
fn the_clock_of_the_pictures_is_the_campaigns() {
    assert_eq!(Setting::default().when, BEFORE);
    let mut screen = Setting::default().demo();
    screen.shows("28/05/2020 14:03").shows("04/06/2020");
}

#[test]
fn enter_pressed_twice_records_once() {
    let mut screen = Setting::default().demo();
    let before = screen.model().stage.campaign.seq();
    screen.press("n").type_in("đã gọi lại");
    let enter = KeyEvent::plain(KeyCode::Enter);
    screen.tell(Msg::Input(Input::Keys(vec![enter, enter])));
    assert_eq!(screen.model().stage.campaign.seq(), before + 1);
    assert!(matches!(screen.model().overlay, Overlay::None));
    assert!(screen.model().pending.is_empty());
}

/// The desk draws only what can have changed since the last frame. Over long walks that is compared with whole frames:
/// keys, seconds, the last second before a cut-off.
#[test]
fn what_is_drawn_over_the_last_frame_makes_the_whole_frame() {
    const KEYS: [&str; 30] = [
        "j", "k", "h", "l", "j", "t", "<down>", "<right>", "<tab>", "<tab>", "<space>", "*", "-", "b", "m",
        "/", "b", "<esc>", "<enter>", "<esc>", "1", "2", "4", "<end>", "<home>", "L", "T", "a", "u", "y",
    ];
    for (size, when, look) in [
        ((80, 24), BEFORE, "default"),
        ((120, 40), "2020-06-04T23:59:40+07:00", "mono"),
        ((200, 60), AFTER, "contrast"),
        ((80, 24), "2020-06-04T23:58:55+07:00", "default"),
    ] {
        let setting = Setting {
            when,
            look,
            ..Setting::default()
        };
        let seed = u64::from(size.0) + when.len() as u64;
        setting.size(size).demo().walk(&KEYS, 400, seed);
    }
}

/// Over a slow line or through tmux they come in one read, which looks like one key with Alt held.
#[test]
fn escape_and_the_next_key_in_one_read_are_two_keys() {
    let both = |c: char| Msg::Input(Input::Keys(vec![KeyEvent::char(c).with_alt()]));
    let mut screen = Setting::default().demo();
    screen.press("j");
    let below = screen.model().places.desk.grid.selected();
    screen.press("k :").tell(both('j'));
    assert!(matches!(screen.model().overlay, Overlay::None));
    assert_eq!(
        screen.model().places.desk.grid.selected(),
        below,
        "the palette is closed, and one row down"
    );
    screen.press("/ h a").tell(both('5'));
    assert_eq!(screen.model().place.id(), "queue");
    assert!(screen.model().filters[0].needle.is_none());
    screen.press("? ").tell(both('7'));
    assert_eq!(screen.model().place.id(), "goals");
}

#[test]
fn the_axis_of_the_curve_is_true_after_the_cut_off() {
    let day = "2020-07-09T10:00:00+07:00";
    for (lang, mark) in [(Lang::Vi, "hạn 04/06"), (Lang::En, "due 04/06")] {
        for size in [(120, 40), (200, 60)] {
            let setting = |when| Setting {
                lang,
                when,
                ..Setting::default()
            };
            let axis = |when| {
                let text = setting(when).size(size).demo().text();
                let is_axis = |l: &&str| l.contains("0└01/05 ");
                text.lines().find(is_axis).unwrap_or(&text).to_owned()
            };
            // The label hangs on the line of the cut-off, the last day stands at the end.
            let after = axis(day);
            assert!(
                after.contains(&format!("{mark}┘")) && after.contains(" 22/06"),
                "{after}"
            );
            // Until then its last day is the deadline, at the edge.
            let before = axis(BEFORE);
            let end = before.split(&format!("{mark}┘")).nth(1).unwrap_or(&before);
            assert!(end.starts_with("   │"), "{before}");
        }
    }
}
