//! The queue as it is used: what waits on the left, what one wants to know before one calls or decides on the right.

use ketnoi::core::names::Lang;
use ketnoi::core::status::State;
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::print::parse_keys;

use crate::common::album::Album;
use crate::common::screen::{SIZES, Screen, Setting};

/// The morning after the cut-off: seven are late, twenty wait to be reviewed.
const MORNING: &str = "2020-06-06T09:03:19+07:00";

fn morning(lang: Lang, size: (u16, u16)) -> Screen {
    Setting {
        lang,
        when: MORNING,
        ..Setting::default()
    }
    .size(size)
    .demo()
}

/// The number of whoever is to be called at the selected unit.
fn number(screen: &Screen) -> String {
    let model = screen.model();
    let ix = model.selected_unit().expect("a unit");
    let contact = model.stage.campaign.unit(ix).contacts.last().expect("a contact");
    assert!(contact.phone.len() > 5, "{contact:?}");
    contact.phone.clone()
}

/// `path.md`: five keys and rows before.
#[test]
fn the_number_of_a_late_unit_is_one_key_away() {
    for lang in [Lang::Vi, Lang::En] {
        for size in [(80, 24), (100, 30), (120, 40), (200, 60)] {
            let mut screen = morning(lang, size);
            screen.press("5");
            let number = number(&screen);
            screen.shows(&number);
            let model = screen.model();
            let ix = model.selected_unit().expect("a unit");
            assert!(
                model.stage.campaign.is_debt(ix, model.stage.now),
                "who is late comes first"
            );
            // The next one is one key further, each with its own.
            screen.press("<down>");
            let next = self::number(&screen);
            assert_ne!(next, number);
            screen.shows(&next);
        }
    }
}

#[test]
fn the_preview_tells_what_is_there_and_what_is_missing() {
    for lang in [Lang::Vi, Lang::En] {
        let (missing, last) = match lang {
            Lang::Vi => ("nội dung báo cáo", "Liên hệ gần nhất"),
            Lang::En => ("report text", "Last contact"),
        };
        for size in SIZES {
            let mut screen = morning(lang, size);
            // On a narrow screen it is a view of its own, and the keys of the queue work in it.
            let beside = size.0 >= 100;
            screen.press(if beside { "5" } else { "5 <tab>" });
            if size.1 >= 24 {
                screen.shows(missing).shows(last);
                let number = number(&screen);
                screen.shows(&number);
            }
            let name = |screen: &Screen| {
                let model = screen.model();
                let ix = model.selected_unit().expect("a unit");
                ketnoi::output::words::name_in(&model.stage.campaign, ix, lang)
            };
            let first = name(&screen);
            screen.shows(&first).press("<down>");
            let second = name(&screen);
            assert_ne!(first, second);
            screen.shows(&second);
            screen.press("c");
            assert!(matches!(screen.model().overlay, Overlay::Form(_)));
        }
    }
}

/// What came with a report that is to be reviewed: the note in its own words, and the files.
#[test]
fn a_report_that_came_in_is_shown_with_its_note_and_files() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut screen = morning(Lang::Vi, size);
        screen.press(if size.0 >= 100 { "5 G" } else { "5 G <tab>" });
        let model = screen.model();
        let ix = model.selected_unit().expect("a unit");
        let unit = model.stage.campaign.unit(ix);
        assert_eq!(unit.state, State::Received);
        let file = unit.evidence.recent().last().expect("a file").file.name.clone();
        screen.shows(&file);
    }
}

/// Accepted, having looked: the queue and one key, where four led through the sheet.
#[test]
fn what_was_looked_at_in_the_queue_is_accepted_with_one_key() {
    let mut screen = morning(Lang::Vi, (120, 40));
    screen.press("5 G");
    let ix = screen.model().selected_unit().expect("a unit");
    screen.press("a");
    assert_eq!(screen.model().stage.campaign.unit(ix).state, State::Accepted);
}

#[test]
fn a_call_is_logged_in_its_note_with_the_number_above_it() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let mut screen = morning(lang, size);
            screen.press("5");
            let (number, ix) = (number(&screen), screen.model().selected_unit().expect("a unit"));
            screen.press("c");
            if size.1 >= 24 {
                screen.shows(&number);
            }
            // What is typed is the note; that it was by telephone is what is proposed.
            screen.type_in("hẹn chiều nay").press("<enter>");
            assert!(matches!(screen.model().overlay, Overlay::None), "{size:?}");
            let call = screen
                .model()
                .stage
                .campaign
                .unit(ix)
                .last_call()
                .cloned()
                .expect("logged");
            assert_eq!((call.note.as_str(), call.how.id()), ("hẹn chiều nay", "phone"));
        }
    }
    assert!(parse_keys("5 c <enter>").expect("keys").len() <= 4);
    assert!(parse_keys("/ h n i <enter> c <enter>").expect("keys").len() <= 8);
}

#[test]
fn the_queue_with_its_preview() {
    for (name, lang) in [("queue_vi", Lang::Vi), ("queue_en", Lang::En)] {
        let mut album = Album::default();
        for (size, keys) in [
            ((40, 12), "5"),
            ((40, 12), "5 <tab>"),
            ((80, 24), "5"),
            ((80, 24), "5 <tab>"),
            ((120, 40), "5"),
            ((120, 40), "5 G"),
            ((120, 40), "5 <tab>"),
            ((80, 24), "5 c"),
        ] {
            let mut screen = morning(lang, size);
            album.frame(&format!("{keys} at {}x{}", size.0, size.1), screen.press(keys));
        }
        insta::assert_snapshot!(name, album.pictures());
    }
}
