//! The history, as it is read, filtered and drawn.

use crate::core::names::Lang;
use crate::text::Needle;
use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, shows};
use crate::tui::panes::kit::place::PlaceState;
use crate::tui::panes::places::history::state::State;
use crate::tui::panes::places::history::view::view;

fn screen(state: &mut State, desk: &Desk, size: (u16, u16)) -> String {
    let scene = desk.scene();
    draw(size, |area, buf| {
        state.refresh(&scene);
        state.settle(&scene, area);
        view(state, &scene, area, buf);
    })
}

#[test]
fn the_newest_fact_is_on_top_at_every_size() {
    for (lang, lines) in [(Lang::Vi, ["dòng", "hoàn tác"]), (Lang::En, ["lines", "undo"])] {
        let desk = Desk::busy(lang);
        for size in SIZES.into_iter().chain(ODD) {
            let mut state = State::default();
            state.take(desk.facts.clone());
            let out = screen(&mut state, &desk, size);
            if SIZES.contains(&size) {
                shows(&out, &lines);
                shows(&out, &["28/05 08:00", "CBG"]);
            }
        }
    }
}

#[test]
fn pieces_join_and_are_asked_for_once() {
    let desk = Desk::busy(Lang::Vi);
    let n = desk.facts.len();
    let mut state = State::default();
    assert_eq!(state.wants_before(), Some(None));
    assert_eq!(state.wants_before(), None, "asked already");
    state.take(desk.facts[n - 3..].to_vec());
    screen(&mut state, &desk, (78, 20));
    assert_eq!(state.wants_before(), Some(Some(n as u64 - 2)));
    state.take(desk.facts[..n - 2].to_vec());
    screen(&mut state, &desk, (78, 20));
    assert_eq!(state.facts, desk.facts);
    assert_eq!(state.wants_before(), None, "the first fact is there");
}

#[test]
fn new_facts_go_behind_and_a_gap_begins_anew() {
    let desk = Desk::busy(Lang::Vi);
    let n = desk.facts.len();
    let mut state = State::default();
    state.take(desk.facts[..4].to_vec());
    state.take(desk.facts[2..6].to_vec());
    assert_eq!(state.facts, desk.facts[..6]);
    state.take(desk.facts[n - 2..].to_vec());
    assert_eq!(state.facts, desk.facts[n - 2..]);
    assert_eq!(state.wants_before(), Some(Some(n as u64 - 1)));
    state.take(Vec::new());
    assert_eq!(state.wants_before(), None, "there is nothing older");
}

#[test]
fn filter_selection_hash_and_chain() {
    let mut desk = Desk::busy(Lang::Vi);
    let mut state = State::default();
    state.take(desk.facts.clone());
    desk.needle = Some(Needle::new("hni"));
    let out = screen(&mut state, &desk, (100, 20));
    assert!(!out.contains("CBG"), "{out}");
    assert_eq!(state.selected_unit(&desk.campaign), Some(desk.ix("01")));
    assert_eq!(state.copy_text(&desk.scene()).map(|h| h.len()), Some(64));
    state.verified = Some(Ok(12));
    shows(&screen(&mut state, &desk, (100, 20)), &["chuỗi nguyên vẹn: 12"]);
    state.verified = Some(Err("dòng 7".to_owned()));
    shows(&screen(&mut state, &desk, (100, 20)), &["CHUỖI HỎNG: dòng 7"]);
}

#[test]
fn what_was_taken_back_says_so() {
    let mut desk = Desk::busy(Lang::Vi);
    desk.needle = Some(Needle::new("ghi nham"));
    let mut state = State::default();
    state.take(desk.facts.clone());
    let back = desk.cat.tr_args("words-taken_back", &[("line", "".into())]);
    shows(&screen(&mut state, &desk, (120, 20)), &["ghi nhầm", back.trim()]);
}
