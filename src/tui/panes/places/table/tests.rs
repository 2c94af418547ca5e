//! The table, sorted and filtered.

use crate::core::names::Lang;
use crate::text::Needle;
use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, shows};
use crate::tui::panes::places::table::state::{Sort, State};
use crate::tui::panes::places::table::view::view;
use crate::tui::scene::ActRef;

fn screen(state: &mut State, desk: &Desk, size: (u16, u16)) -> String {
    let scene = desk.scene();
    draw(size, |area, buf| {
        state.refresh(&scene);
        state.settle(&scene, area);
        view(state, &scene, area, buf);
    })
}

fn ids(state: &State, desk: &Desk) -> Vec<String> {
    let id = |r: &ActRef| r.of(&desk.campaign).map(|a| a.id.to_string());
    state.shown().iter().filter_map(id).collect()
}

#[test]
fn titles_and_totals_are_shown_at_every_size() {
    for (lang, count) in [(Lang::Vi, "3 hoạt động"), (Lang::En, "3 activities")] {
        let desk = Desk::busy(lang);
        for size in SIZES {
            shows(
                &screen(&mut State::default(), &desk, size),
                &[count, "Ánh sáng số", "CBG"],
            );
        }
        for size in ODD {
            screen(&mut State::default(), &desk, size);
        }
    }
    let reach = screen(&mut State::default(), &Desk::busy(Lang::Vi), (78, 20));
    shows(&reach, &["4.200 người tham gia"]);
}

#[test]
fn each_way_of_sorting_puts_first_what_belongs_there() {
    let desk = Desk::busy(Lang::Vi);
    let mut state = State::default();
    let mut first = Vec::new();
    for _ in 0..6 {
        state.refresh(&desk.scene());
        first.push((state.sort, ids(&state, &desk)[0].clone()));
        state.next_sort();
    }
    assert_eq!(state.sort, Sort::Date, "the ways go round");
    let of = |sort| first.iter().find(|(s, _)| *s == sort).map(|(_, id)| id.as_str());
    assert_eq!(of(Sort::Date), Some("CBG-2"));
    // Á comes before T, which byte order would not give.
    assert_eq!(of(Sort::Title), Some("CBG-2"));
    assert_eq!(of(Sort::Reach), Some("CBG-2"));
}

#[test]
fn the_filter_finds_titles_units_and_kinds_without_marks() {
    let mut desk = Desk::busy(Lang::Vi);
    let mut state = State::default();
    for (typed, found) in [
        ("toa dam ket", 1),
        ("cao bang", 2),
        ("hni-1", 1),
        ("seminar", 3),
        ("zzz", 0),
    ] {
        desk.needle = Some(Needle::new(typed));
        state.refresh(&desk.scene());
        assert_eq!(state.shown().len(), found, "{typed}");
    }
}

#[test]
fn an_undone_command_is_forgotten() {
    let mut desk = Desk::busy(Lang::Vi);
    let mut state = State::default();
    state.refresh(&desk.scene());
    assert_eq!(state.shown().len(), 3);
    desk.activity("02", "Phát thanh", "2020-05-17", 9);
    state.refresh(&desk.scene());
    assert_eq!(state.shown().len(), 4);
    desk.give(
        "2020-05-28T09:00:00+07:00",
        crate::core::decide::Command::Undo,
        "",
    );
    state.refresh(&desk.scene());
    assert_eq!(state.shown().len(), 3);
}
