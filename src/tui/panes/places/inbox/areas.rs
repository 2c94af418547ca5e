//! How the inside of the frame is divided between the list and the letter.

use ratatui::layout::Rect;

use crate::tui::panes::kit::list as kit;

/// From this width on the letter stands beside the list.
const BESIDE: u16 = 98;
/// From this height on it stands below a narrow one.
const BELOW: u16 = 14;
/// The least and the most cells of a list with a letter beside it, and the part of a wide screen that is the list's.
const LIST: (u16, u16) = (48, 100);
const SHARE: u16 = 45;

/// How the inside of the frame is divided.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Areas {
    pub(super) list: Rect,
    /// The names of the views.
    pub(super) tabs: Rect,
    pub(super) letter: Rect,
    pub(super) bar: Option<u16>,
}

/// Is there room for one of both only?
pub(super) fn is_alone(area: Rect) -> bool {
    area.width < BESIDE && area.height < BELOW
}

impl Areas {
    /// The areas inside of a frame, for a list of so many lines; `turned`: where there is room for one of both, the letter is shown.
    pub(super) fn of(area: Rect, lines: usize, turned: bool) -> Self {
        let mut areas = Self::default();
        let full = |r: Rect| Self {
            tabs: Rect {
                height: r.height.min(1),
                ..r
            },
            letter: kit::split_top(r, 1).1,
            ..Self::default()
        };
        if area.width >= BESIDE {
            let wide = (area.width / 100 * SHARE + area.width % 100 * SHARE / 100).clamp(LIST.0, LIST.1);
            let x = area.x + wide + 3;
            areas = full(Rect::new(x, area.y, area.right().saturating_sub(x), area.height));
            areas.bar = Some(x - 2);
            areas.list = Rect { width: wide, ..area };
        } else if area.height >= BELOW {
            // A short list leaves its room to the letter; it keeps its place while the letters of a morning go.
            let most = (area.height * 2 / 5).max(5);
            let rows = (lines.min(usize::from(u16::MAX)) as u16).clamp(5, most);
            let (list, rest) = kit::split_top(area, rows);
            areas = full(rest);
            areas.list = list;
        } else if turned {
            areas = full(area);
        } else {
            areas.list = area;
        }
        areas
    }
}
