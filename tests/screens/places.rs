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
        ("m", Place::Goals),
        ("c", Place::Documents),
        ("r", Place::Reminders),
        ("h", Place::History),
        ("u", Place::Unit),
        ("d", Place::Desk),
    ] {
        for menu in ["g", "<f10>"] {
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
    screen.press("g <down> <down> <enter>");
    assert_eq!(screen.model().place, Place::Queue);
    // It opens on where one is.
    screen.press("g <down> <enter>");
    assert_eq!(screen.model().place, Place::Inbox);
    screen.press("g <down> <enter>");
    assert_eq!(screen.model().place, Place::Activities);
    for leave in ["<esc>", "<f10>"] {
        screen.press("g").press(leave);
        assert!(!menu_is_open(&screen), "{leave}");
        assert_eq!(screen.model().place, Place::Activities);
    }
    // What is no letter of a place does nothing.
    screen.press("g z 5 x");
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
    screen.press("g u");
    assert_eq!(screen.model().place, Place::Unit);
    assert_eq!(screen.model().selected_unit(), selected);
    // Where none is, the one that was shown last.
    screen.press("8 g u");
    assert_eq!(screen.model().selected_unit(), selected);
    screen.press("<esc>");
    assert_eq!(screen.model().place, Place::Documents);
}

/// Vim's `gg` and `G` in every list; the menu that lies between the two is gone again.
#[test]
fn gg_leads_to_the_top_and_capital_g_to_the_bottom() {
    for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        for place in ["4", "2", "3", "5", "6", "7", "9"] {
            let mut screen = Setting::default().size(size).demo();
            // The history fetches more when one comes to its end.
            let bottom = screen.press(place).press("<end> <end>").text();
            let top = screen.press("<home>").text();
            if place != "3" {
                assert_ne!(top, bottom, "{place}: nothing to go through");
            }
            screen.press("g g");
            assert!(!menu_is_open(&screen));
            assert_eq!(screen.text(), top, "{place} at {size:?}: gg");
            screen.press("G");
            assert_eq!(screen.text(), bottom, "{place} at {size:?}: G");
        }
    }
    // The menu's entry does the same, and says so.
    let mut screen = Setting::default().demo();
    let top = screen.press("5").text();
    screen.press("G g").shows("Lên đầu danh sách");
    screen
        .press("<down>")
        .press("<down> <down> <down> <down> <down> <down> <down> <enter>");
    assert_eq!(screen.text(), top);
    let mut help = Setting::default().demo();
    let top = help.press("?").text();
    assert_ne!(help.press("G").text(), top);
    assert_eq!(help.press("g g").text(), top);
}

#[test]
fn the_letters_follow_the_users_keys() {
    use ketnoi::tui::keymap::Keymap;
    let over = [
        ("places".to_owned(), vec!["z".to_owned()]),
        ("places.queue".to_owned(), vec!["w".to_owned()]),
    ];
    let map = Keymap::with_overrides(&over).expect("free keys");
    assert_eq!(map.key_of("places.queue"), "z w");
    let none = Keymap::with_overrides(&[("places".to_owned(), Vec::new())]).expect("no key");
    assert_eq!(
        none.key_of("places.queue"),
        "",
        "without the menu its letter leads nowhere"
    );
}

/// What the change log says for whoever wants the keys as they were.
#[test]
fn the_old_keys_can_be_had_back() {
    use ketnoi::tui::keymap::Keymap;
    let over = [
        ("go.last", vec!["end"]),
        ("places", vec!["G", "f10"]),
        ("places.goals", vec!["g"]),
        ("places.top", vec![]),
        ("group", vec!["g"]),
    ]
    .map(|(id, keys)| (id.to_owned(), keys.into_iter().map(str::to_owned).collect()));
    let map = Keymap::with_overrides(&over).expect("no key is taken twice");
    assert_eq!(map.key_of("places.goals"), "G g");
    assert_eq!(map.key_of("group"), "g");
}
