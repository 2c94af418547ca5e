//! Every place: the menu that leads to it, its words, its keys.

use std::collections::BTreeSet;

use ketnoi::core::names::Lang;
use ketnoi::text::Catalogue;
use ketnoi::tui::keymap::{Layer, TABLE};
use ketnoi::tui::msg::{Action, Msg, Place};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::places::Places;
use ketnoi::tui::term::Input;
use ketnoi::tui::term::key::{KeyCode, KeyEvent, KeyExt as _};

use crate::common::screen::{Screen, Setting};

fn menu_is_open(screen: &Screen) -> bool {
    matches!(screen.model().overlay, Overlay::Places(_))
}

#[test]
fn every_place_has_a_letter_an_entry_in_the_palette_and_words() {
    let screen = Setting::default().demo();
    let mut letters = BTreeSet::new();
    let palette = screen.model().palette_items();
    for place in Place::ALL {
        assert_eq!(Places::default().at(place).place(), place);
        let leads = |r: &&ketnoi::tui::keymap::Row| r.action == Action::Place(place);
        let rows: Vec<_> = TABLE.iter().filter(|r| r.is_letter()).filter(leads).collect();
        assert_eq!(rows.len(), 1, "one row of the menu leads to {place:?}");
        let [letter] = rows[0].keys else {
            panic!("{place:?} has not one letter: {:?}", rows[0].keys);
        };
        assert!(letter.len() == 1, "{letter} is no letter");
        assert!(letters.insert(*letter), "{letter} stands for two places");
        let listed = palette
            .iter()
            .filter(|i| TABLE.iter().filter(leads).any(|r| r.id == i.id))
            .count();
        assert_eq!(listed, 1, "{place:?} stands once in the palette");
        for lang in [Lang::Vi, Lang::En] {
            let cat = Catalogue::new(lang);
            for key in [
                format!("place-{}", place.id()),
                rows[0].label_key(),
                rows[0].short_key(),
            ] {
                assert_ne!(cat.tr(&key), key, "{lang:?} has no word for {place:?}");
            }
        }
    }
    // The keys of the menu itself are no letters, else one of them would be missing in it.
    let of_menu = TABLE
        .iter()
        .filter(|r| r.layers.contains(&Layer::Places) && !r.is_letter());
    for key in of_menu.flat_map(|r| r.keys) {
        assert!(!letters.contains(key), "{key}");
    }
}

#[test]
fn the_menu_leads_to_every_place_by_its_letter() {
    for (letter, place) in [
        ("q", Place::Queue),
        ("a", Place::Activities),
        ("g", Place::Goals),
        ("c", Place::Documents),
        ("h", Place::History),
        ("u", Place::Unit),
        ("d", Place::Desk),
    ] {
        for menu in ["G", "<f10>"] {
            let mut screen = Setting::default().demo();
            screen.press("6").press(menu).shows("Các màn hình");
            assert!(menu_is_open(&screen));
            screen.press(letter);
            assert_eq!(screen.model().place, place, "{menu} {letter}");
            assert!(!menu_is_open(&screen));
        }
    }
}

#[test]
fn the_menu_is_gone_through_with_arrows_and_left_with_escape() {
    let mut screen = Setting::default().demo();
    screen.press("G <down> <down> <enter>");
    assert_eq!(screen.model().place, Place::Queue);
    // It opens on where one is.
    screen.press("G <down> <enter>");
    assert_eq!(screen.model().place, Place::Activities);
    for leave in ["<esc>", "G", "<f10>"] {
        screen.press("G").press(leave);
        assert!(!menu_is_open(&screen), "{leave}");
        assert_eq!(screen.model().place, Place::Activities);
    }
    // What is no letter of a place does nothing.
    screen.press("G z 5 x");
    assert!(menu_is_open(&screen));
    assert_eq!(screen.model().place, Place::Activities);
    // An input method left on: Backspace and a letter with a mark.
    let batch = vec![KeyEvent::plain(KeyCode::Backspace), KeyEvent::char('ả')];
    screen.tell(Msg::Input(Input::Keys(batch)));
    assert!(menu_is_open(&screen));
    let words = screen.model().stage.cat.tr("term-input_method_on").into_owned();
    assert_eq!(screen.model().said.as_ref().map(|s| s.text.clone()), Some(words));
}

#[test]
fn the_sheet_by_its_letter_is_that_of_the_unit_that_is_selected() {
    let mut screen = Setting::default().demo();
    screen.press("<right> <right>");
    let selected = screen.model().selected_unit();
    assert!(selected.is_some());
    screen.press("G u");
    assert_eq!(screen.model().place, Place::Unit);
    assert_eq!(screen.model().selected_unit(), selected);
    // Where none is, the one that was shown last.
    screen.press("8 G u");
    assert_eq!(screen.model().selected_unit(), selected);
    screen.press("<esc>");
    assert_eq!(screen.model().place, Place::Documents);
}

#[test]
fn the_letters_follow_the_users_keys() {
    use ketnoi::tui::keymap::Keymap;
    let over = [
        ("places".to_owned(), vec!["b".to_owned()]),
        ("places.queue".to_owned(), vec!["w".to_owned()]),
    ];
    let map = Keymap::with_overrides(&over).expect("free keys");
    assert_eq!(map.key_of("places.queue"), "b w");
    let none = Keymap::with_overrides(&[("places".to_owned(), Vec::new())]).expect("no key");
    assert_eq!(
        none.key_of("places.queue"),
        "",
        "without the menu its letter leads nowhere"
    );
}
