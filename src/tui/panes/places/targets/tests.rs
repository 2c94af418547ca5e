//! Both trees.

use crate::core::names::Lang;
use crate::text::Needle;
use crate::tui::msg::Nav;
use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, shows};
use crate::tui::panes::places::targets::state::{List, State};
use crate::tui::panes::places::targets::view::view;

fn screen(state: &mut State, desk: &Desk, size: (u16, u16)) -> String {
    let scene = desk.scene();
    draw(size, |area, buf| {
        state.refresh(&scene);
        state.settle(&scene, area);
        view(state, &scene, area, buf);
    })
}

#[test]
fn both_trees_are_shown_at_every_size() {
    for (lang, goal, sdg) in [(Lang::Vi, "Bao trùm", "SDG"), (Lang::En, "Inclusiveness", "SDG")] {
        let desk = Desk::busy(lang);
        for list in [List::Connect, List::Sdgs] {
            for size in SIZES.into_iter().chain(ODD) {
                let mut state = State {
                    list,
                    ..State::default()
                };
                let out = screen(&mut state, &desk, size);
                if SIZES.contains(&size) {
                    shows(&out, &[if list == List::Connect { goal } else { sdg }]);
                }
            }
        }
    }
}

#[test]
fn a_node_opens_to_its_targets_and_they_to_their_activities() {
    let desk = Desk::busy(Lang::Vi);
    let mut state = State::default();
    let at = |state: &mut State, desk: &Desk| screen(state, desk, (78, 56));
    at(&mut state, &desk);
    assert_eq!(state.rows.len(), 5);
    state.go(Nav::Down);
    state.go(Nav::Right);
    shows(&at(&mut state, &desk), &["2.8", "2.10"]);
    assert_eq!(state.rows.len(), 15);
    for _ in 0..8 {
        state.go(Nav::Down);
    }
    state.toggle();
    let out = at(&mut state, &desk);
    shows(
        &out,
        &[
            "2.8 Bình đẳng giới",
            "ngang nhau",
            "chưa đối chiếu văn bản gốc",
            "5.b",
        ],
    );
    state.go(Nav::Down);
    assert!(state.activity().is_some());
    state.go(Nav::Left);
    assert_eq!(
        state.copy_text(&desk.scene()).map(|s| s.starts_with("2.8")),
        Some(true)
    );
}

#[test]
fn a_filter_opens_what_it_finds() {
    let mut desk = Desk::busy(Lang::Vi);
    desk.needle = Some(Needle::new("anh sang"));
    let mut state = State::default();
    shows(
        &screen(&mut state, &desk, (78, 20)),
        &["2 Bao trùm", "2.8", "Ánh sáng số"],
    );
    assert_eq!(state.rows.len(), 3);
    state.other_list();
    shows(&screen(&mut state, &desk, (78, 20)), &["9.c", "4.7"]);
}
