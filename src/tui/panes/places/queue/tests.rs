//! What waits, at sizes and in both languages.

use crate::core::names::Lang;
use crate::text::{Needle, width};
use crate::tui::msg::Nav;
use crate::tui::panes::fixture::{Desk, ODD, SIZES, at, draw, shows};
use crate::tui::panes::kit::place::PlaceState as _;
use crate::tui::panes::places::queue::state::{State, view};

fn screen(state: &mut State, desk: &Desk, size: (u16, u16)) -> String {
    let mut scene = desk.scene();
    draw(size, |area, buf| {
        state.refresh(&scene);
        state.settle(area);
        scene.unit = state.selected();
        view(state, &scene, area, buf);
    })
}

#[test]
fn what_waits_is_shown_with_its_name_and_reason() {
    for (lang, words) in [
        (Lang::Vi, ["Cao Bằng", "Hà Nội", "Quá hạn"]),
        (Lang::En, ["Cao Bang", "Ha Noi", "Past due"]),
    ] {
        let desk = Desk::busy(lang);
        for size in SIZES {
            let mut state = State::default();
            let mut seen = screen(&mut state, &desk, size);
            state.go(Nav::Last);
            seen += &screen(&mut state, &desk, size);
            shows(&seen, &words);
        }
        for size in ODD {
            screen(&mut State::default(), &desk, size);
        }
    }
}

#[test]
fn debts_come_first_and_the_filter_narrows() {
    let mut desk = Desk::busy(Lang::Vi);
    let mut state = State::default();
    state.refresh(&desk.scene());
    assert_eq!(state.rows.len(), 63);
    assert_eq!(state.debts, 62);
    assert_eq!(state.selected(), Some(desk.ix("01")));
    state.go(Nav::Last);
    assert_eq!(state.selected(), Some(desk.ix("04")), "what is here comes last");
    desk.needle = Some(Needle::new("ha noi"));
    state.refresh(&desk.scene());
    assert_eq!(state.shown_units(), Some(vec![desk.ix("01")]));
    desk.needle = None;
    state.refresh(&desk.scene());
    assert_eq!(state.selected(), Some(desk.ix("01")), "the selection stays");
}

/// Going through the list, the selected row is always shown, and the heading of a group with its first row.
#[test]
fn the_selected_row_is_shown_and_its_groups_heading_with_the_first() {
    let desk = Desk::busy(Lang::Vi);
    for size in [(38, 5), (38, 9), (78, 20), (118, 36)] {
        let mut state = State::default();
        for nav in [Nav::Down, Nav::Up] {
            for _ in 0..63 {
                let out = screen(&mut state, &desk, size);
                let ix = state.selected().expect("a unit");
                let name = crate::output::words::short_name_in(&desk.campaign, ix, Lang::Vi);
                assert!(out.contains(&name), "{size:?} {name}\n{out}");
                for (row, heading) in [(0, "Quá hạn"), (62, "Cần xem xét")] {
                    assert!(state.at != row || out.contains(heading), "{size:?}\n{out}");
                }
                state.go(nav);
            }
        }
    }
}

/// At 80x24 one column too many stood in the heading: the rows were a cell narrower.
#[test]
fn a_heading_stands_over_its_column() {
    let desk = Desk::busy(Lang::Vi);
    for wide in 40..130 {
        let out = screen(&mut State::default(), &desk, (wide, 12));
        let lines: Vec<&str> = out.lines().collect();
        let at = |line: &str, words: &str| line.find(words).map(|i| width::cells(&line[..i]));
        let head = lines.iter().position(|l| l.contains("Lý do")).expect("a heading");
        let heading = at(lines[head], "Lý do");
        let why = lines.iter().skip(head + 2).find_map(|l| at(l, "quá hạn"));
        assert_eq!(heading, why, "{wide}\n{out}");
        assert!(heading.is_some());
    }
}

#[test]
fn no_name_is_cut_from_forty_columns_on() {
    for lang in [Lang::Vi, Lang::En] {
        let desk = Desk::busy(lang);
        let mut state = State::default();
        state.refresh(&desk.scene());
        let names: Vec<String> = state
            .rows
            .iter()
            .map(|w| crate::output::words::short_name_in(&desk.campaign, w.unit, lang))
            .collect();
        for wide in [38, 60, 78, 98, 118, 198] {
            let mut state = State::default();
            let out = screen(&mut state, &desk, (wide, 90));
            for name in &names {
                assert!(out.contains(name), "{wide}: {name}\n{out}");
            }
        }
    }
}

#[test]
fn an_empty_queue_says_so() {
    let mut desk = Desk::new(Lang::Vi);
    desk.now = at("2020-05-12T08:00:00+07:00");
    let out = screen(&mut State::default(), &desk, (60, 8));
    shows(&out, &["Không có việc nào đang chờ"]);
}
