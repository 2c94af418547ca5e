//! A campaign of provinces and their communes: the grid by levels, what is counted below, a filter across all of them,
//! marks and bulk, sheets, the wall; and that ten thousand and a hundred thousand units do no harm.

#[path = "common/screen.rs"]
mod screen;

use std::sync::Arc;

use ketnoi::core::definition::Definition;
use ketnoi::core::names::Lang;
use ketnoi::core::roster::Roster;
use ketnoi::demo::{Player, Script};
use ketnoi::ledger::Place;
use ketnoi::tui::layout::Room;
use screen::{AFTER, SIZES, Screen, Setting, ledger, wtisd_2020};

/// The 2020 campaign with that many units: 63 provinces, the rest communes.
fn tree(units: usize) -> Arc<Definition> {
    let mut definition = (*wtisd_2020()).clone();
    definition.roster = Roster::generated(&definition.roster, units);
    definition.into()
}

/// The dashboard over the demo of a tree.
fn demo(setting: &Setting, units: usize) -> Screen {
    let definition = tree(units);
    let mut ledger = ledger(&definition, Place::Memory, setting.now(), None);
    Player::new(Script::new(2020, &definition))
        .play(&mut ledger, setting.now())
        .expect("the script is carried out");
    setting.over(ledger)
}

#[test]
fn look() {
    let keys = std::env::var("K").unwrap_or_default();
    let units = std::env::var("N")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1000);
    for size in SIZES {
        let mut s = demo(
            &Setting {
                when: if std::env::var("AFTER").is_ok() {
                    AFTER
                } else {
                    screen::BEFORE
                },
                ascii: std::env::var("A").is_ok(),
                lang: if std::env::var("EN").is_ok() {
                    Lang::En
                } else {
                    Lang::Vi
                },
                ..Setting::default()
            }
            .size(size),
            units,
        );
        println!("{}", s.press(&keys).text());
    }
    let _ = Room::Desk;
}
