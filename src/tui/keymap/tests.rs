//! The table is without contradiction, and what is overridden is checked.

use crate::tui::keymap::map::{KeyProblem, Keymap, STACKS, WAYS};
use crate::tui::keymap::names::{key_name, parse_key};
use crate::tui::keymap::table::{Layer, TABLE};
use crate::tui::msg::{Action, Pane, Place};
use crate::tui::places::Places;
use crate::tui::term::{KeyEvent, KeyExt as _};

use std::collections::BTreeSet;

#[test]
fn every_key_of_the_table_is_a_key_and_stands_once_in_a_layer() {
    let mut seen = BTreeSet::new();
    for row in TABLE {
        for key in row.keys {
            let parsed = parse_key(key).unwrap_or_else(|| panic!("{key} of {} is no key", row.id));
            for layer in row.layers {
                // Esc drops what is said or a filter, and goes back where there is none: the first that is ready.
                // Enter opens a file, or a unit below: of a sheet's lists one alone has the keys. Esc stops what is being
                // written before it goes anywhere.
                let shared = matches!(
                    row.action,
                    Action::Dismiss | Action::Unfilter | Action::StopExport | Action::Back | Action::View
                );
                let fresh = seen.insert((layer.id(), key_name(parsed)));
                assert!(fresh || shared, "{key} stands twice in {}", layer.id());
            }
        }
    }
}

#[test]
fn ids_are_unique_and_every_command_can_be_named() {
    let mut ids = BTreeSet::new();
    for row in TABLE {
        assert!(ids.insert(row.id), "{} stands twice", row.id);
    }
}

#[test]
fn overrides_are_checked() {
    let over = |id: &str, keys: &[&str]| {
        let keys = keys.iter().map(|k| (*k).to_owned()).collect();
        Keymap::with_overrides(&[(id.to_owned(), keys)])
    };
    let map = over("report.accept", &["A", "f10"]).expect("free keys");
    assert_eq!(map.key_of("report.accept"), "A");
    assert_eq!(map.resolve(&[Layer::Grid], KeyEvent::char('a')).len(), 0);
    assert!(matches!(
        over("no.such", &["A"]),
        Err((0, KeyProblem::UnknownAction { .. }))
    ));
    assert!(matches!(
        over("undo", &["ctrl-"]),
        Err((0, KeyProblem::UnknownKey { .. }))
    ));
    assert!(matches!(
        over("report.accept", &["x"]),
        Err((0, KeyProblem::Taken { .. }))
    ));
    for (id, key) in [
        ("form.submit", "a"),
        ("text.word", "space"),
        ("palette.close", "q"),
        ("filter.keep", "é"),
    ] {
        assert!(
            matches!(over(id, &[key]), Err((0, KeyProblem::Printable { .. }))),
            "{id} {key}"
        );
    }
    for id in WAYS {
        assert!(
            matches!(over(id, &[]), Err((0, KeyProblem::NoWay { .. }))),
            "{id}"
        );
    }
    over("form.submit", &["f10", "alt-s"]).expect("these are no letters");
}

#[test]
fn what_a_key_is_taken_from_is_told() {
    let over = |id: &str, keys: &[&str]| {
        let keys = keys.iter().map(|k| (*k).to_owned()).collect();
        Keymap::with_overrides(&[(id.to_owned(), keys)]).expect("keys")
    };
    let told = |map: &Keymap, id: &str| -> Vec<(String, String, &str)> {
        let all = map.shadows(&[id]).into_iter();
        all.map(|s| (s.key, s.from, s.layer.id())).collect()
    };
    let map = over("report.accept", &["A", "q"]);
    let quit = |layer| ("q".to_owned(), "quit".to_owned(), layer);
    assert_eq!(
        told(&map, "report.accept"),
        [quit("grid"), quit("unit"), quit("queue")]
    );
    assert_eq!(told(&over("report.accept", &["f13"]), "report.accept"), []);
    assert_eq!(
        told(&over("form.submit", &["ctrl-w"]), "form.submit")[0].1,
        "text.word"
    );
}

#[test]
fn every_place_asks_a_stack_of_layers() {
    let mut places = Places::default();
    let mut stacks: Vec<Vec<Layer>> = Vec::new();
    for pane in Pane::ALL {
        places.desk.pane = pane;
        stacks.extend(Place::ALL.map(|p| places.at(p).layers().to_vec()));
    }
    for layers in stacks {
        // Of a stack that is a part of another one a clash is found in that.
        let asked_after = |s: &&[Layer]| {
            let mut rest = s.iter();
            layers.iter().all(|l| rest.any(|r| r == l))
        };
        let known = STACKS.iter().any(asked_after);
        assert!(
            known,
            "{layers:?} is in no stack, so that no clash of keys is found in it"
        );
    }
}

#[test]
fn every_layer_that_is_asked_with_others_stands_in_a_stack() {
    let alone = [
        Layer::Help,
        Layer::Confirm,
        Layer::Places,
        Layer::Photo,
        Layer::Welcome,
    ];
    for layer in Layer::ALL {
        let stands = STACKS.iter().any(|s| s.contains(&layer));
        assert_eq!(stands, !alone.contains(&layer), "{layer:?}");
    }
}
