//! The grid in its orders and sizes.

use ratatui::layout::Rect;

use crate::core::names::Lang;
use crate::tui::panes::desk::grid::state::State;
use crate::tui::panes::desk::grid::view::{name_that_fits, view};
use crate::tui::panes::fixture::{Desk, draw};

#[test]
fn the_sign_for_more_hides_no_digit() {
    let desk = Desk::busy(Lang::Vi);
    let scene = desk.scene();
    for rows in 1..21 {
        let mut state = State::default();
        state.refresh(&desk.campaign, desk.now, &desk.cat, None);
        let out = draw((45, rows), |area, buf| {
            state.settle(&scene, area);
            view(&state, &scene, area, buf);
        });
        for line in out.lines().filter(|l| l.contains('/')) {
            let count = line
                .split_whitespace()
                .find(|w| w.contains('/'))
                .expect("a count");
            let count = count.trim_end_matches(['▲', '▼']);
            let whole = ["1/14", "1/11", "0/14", "0/5", "0/6", "0/13"];
            assert!(whole.contains(&count), "{count} in {rows} rows\n{out}");
        }
    }
}

/// Where there is room to spare regions stand apart; the selection is shown and the mouse finds units all the same.
#[test]
fn regions_stand_apart_where_there_is_room() {
    let mut desk = Desk::busy(Lang::Vi);
    for (size, blank) in [((78, 24), 0), ((78, 25), 0), ((78, 26), 5), ((78, 40), 5)] {
        let mut state = State::default();
        state.refresh(&desk.campaign, desk.now, &desk.cat, None);
        for ix in state.shown().iter().copied().step_by(4).collect::<Vec<_>>() {
            desk.unit = Some(ix);
            state.select(ix);
            let scene = desk.scene();
            let mut inside = Rect::default();
            let out = draw(size, |area, buf| {
                inside = area;
                state.settle(&scene, area);
                view(&state, &scene, area, buf);
            });
            // Around what is drawn the canvas has a margin.
            let lines: Vec<&str> = out.trim_end().lines().skip(usize::from(inside.y)).collect();
            // Below the last unit there may be the legend.
            let last = lines
                .iter()
                .rposition(|l| l.contains("Cà Mau"))
                .expect("it is shown");
            let found = lines[..last].iter().filter(|l| l.trim().is_empty()).count();
            assert_eq!(found, blank, "{size:?}\n{out}");
            let y = state.line_of(state.at) - state.first;
            let x = state.cell_line(state.at, state.columns).1 as u16 * state.cell;
            let hit = state.at_cell(inside, inside.x + x, inside.y + y as u16);
            assert_eq!(hit, Some(ix), "{size:?}");
            let name = name_that_fits(&scene, ix, 11).into_owned();
            assert!(lines[y].contains(&name), "{name} in line {y}\n{out}");
        }
    }
}
