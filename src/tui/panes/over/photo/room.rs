//! Where a photo stands, and where the words below it do.

use ratatui::layout::Rect;

use crate::tui::layout;
use crate::tui::panes::kit::list;

/// Rows of words below a photo, and in little room.
const WORDS: (u16, u16) = (3, 2);

/// The rows of the photo, and those of the words.
pub(super) fn split(body: Rect) -> (Rect, Rect) {
    let inside = layout::sheet_inside(body);
    let words = if inside.height >= 14 { WORDS.0 } else { WORDS.1 };
    list::split_top(inside, inside.height.saturating_sub(words))
}

/// Where a photo stands over the body.
pub(super) fn room(body: Rect) -> Rect {
    split(body).0
}
