//! Where the lists of a sheet stand, by how much room there is. Pure.

use ratatui::layout::Rect;

use crate::tui::panes::kit::list;
use crate::tui::panes::places::unit::lists::List;

/// Which lists there are, and which of those that share a box are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shows {
    /// The list that the keys go to.
    pub(super) list: List,
    pub(super) lower: Option<List>,
    pub(super) foot: Option<List>,
    pub(super) lists: &'static [List],
    /// There is something to say of the row that is selected.
    pub(super) said: bool,
}

pub(super) struct Boxed {
    pub(super) list: List,
    pub(super) title: Rect,
    pub(super) body: Rect,
}

#[derive(Default)]
pub(super) struct Plan {
    pub(super) head: Rect,
    pub(super) boxes: Vec<Boxed>,
    /// Column, first row, row after the last.
    pub(super) bars: Vec<(u16, u16, u16)>,
    pub(super) small: bool,
    /// What is said of the selected row.
    pub(super) said: Rect,
    /// One box stands for evidence, contacts and figures.
    pub(super) shared: bool,
}

pub(super) fn boxed(list: List, area: Rect) -> Boxed {
    let (title, body) = list::split_top(area, 1);
    Boxed { list, title, body }
}

pub(super) fn plan(shows: &Shows, area: Rect) -> Plan {
    if area.width < 70 || area.height < 16 {
        return small_plan(shows, area);
    }
    let (head, rest) = list::split_top(area, 1);
    let history = (rest.height * 3 / 10).max(5);
    let (top, below) = list::split_top(rest, rest.height - history);
    let said = u16::from(shows.said) * if area.height >= 28 { 2 } else { 1 };
    let (below, said) = list::split_top(below, below.height - said);
    let mut plan = Plan {
        head,
        said,
        ..Plan::default()
    };
    let mut column = |x: u16, cells: u16, lists: &[(List, u16)]| {
        let mut y = top.y;
        for (i, (list, share)) in lists.iter().enumerate() {
            let last = i + 1 == lists.len();
            let rows = if last {
                top.bottom() - y
            } else {
                top.height * share / 10
            };
            plan.boxes.push(boxed(*list, Rect::new(x, y, cells, rows)));
            y += rows;
        }
    };
    let lower = shows.lower.filter(|l| shows.lists.contains(l));
    let lower = lower.unwrap_or(List::Evidence);
    if area.width >= 150 && area.height >= 28 {
        let left = 52;
        let middle = (area.width - left - 2) / 2;
        let right = area.width - left - middle - 2;
        let (x1, x2) = (area.x + left + 1, area.x + left + middle + 2);
        column(area.x, left, &[(List::Report, 10)]);
        column(x1, middle, &[(List::Activities, 6), (List::Figures, 4)]);
        // What changed takes the place of the files that it tells of.
        let files = if lower == List::Changes {
            lower
        } else {
            List::Evidence
        };
        column(x2, right, &[(files, 6), (List::Contacts, 4)]);
        plan.bars = vec![(x1 - 1, top.y, top.bottom()), (x2 - 1, top.y, top.bottom())];
    } else {
        let left = (area.width * 42 / 100).clamp(32, 56);
        column(area.x, left, &[(List::Report, 10)]);
        let rest = area.width - left - 1;
        column(area.x + left + 1, rest, &[(List::Activities, 5), (lower, 5)]);
        plan.bars = vec![(area.x + left, top.y, top.bottom())];
        plan.shared = true;
    }
    let foot = shows.foot.filter(|l| shows.lists.contains(l));
    plan.boxes.push(boxed(foot.unwrap_or(foot_first(shows)), below));
    plan
}

/// Of a unit with others below it these are asked for first.
pub(super) fn foot_first(shows: &Shows) -> List {
    if shows.lists.contains(&List::Below) {
        List::Below
    } else {
        List::History
    }
}

pub(super) fn small_plan(shows: &Shows, area: Rect) -> Plan {
    let rows = match area.height {
        // The report tells by itself what the head would.
        _ if shows.list == List::Report => 1,
        0..=3 => 1,
        4..=6 => 2,
        7..=8 if shows.said => 2,
        _ => 3,
    };
    let (head, rest) = list::split_top(area, rows);
    let said = if shows.said && rest.height >= 5 { 2 } else { 0 };
    let (rest, said) = list::split_top(rest, rest.height - said);
    Plan {
        head,
        said,
        boxes: vec![boxed(shows.list, rest)],
        small: true,
        ..Plan::default()
    }
}
