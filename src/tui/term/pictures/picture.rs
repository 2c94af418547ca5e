//! A picture ready to be sent.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::palette::few;
use super::speak::{Pictures, Protocol};
use super::{indexed, inline, kitty, sixel};

/// The bytes of a picture in the terminal's own way, and the cells that it takes.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    cells: (u16, u16),
    protocol: Protocol,
    bytes: Vec<u8>,
}

impl Picture {
    /// A picture of so many points, in rows of `width`, as large as it can be in `room` columns and rows; `None` if there is
    /// no room or no picture.
    pub fn new(
        points: &[[u8; 3]],
        (width, height): (u16, u16),
        how: Pictures,
        room: (u16, u16),
    ) -> Option<Self> {
        if points.is_empty() || points.len() != usize::from(width) * usize::from(height) {
            return None;
        }
        let cells = how.cells((width, height), room)?;
        let few = few(points, usize::from(width), usize::from(how.colours));
        let bytes = match how.protocol {
            Protocol::Sixel => sixel::bytes(&few, (width, height)),
            Protocol::Kitty => kitty::bytes(&indexed::png(&few, (width, height))?, cells),
            Protocol::Iterm => inline::bytes(&indexed::png(&few, (width, height))?, cells),
        };
        Some(Self {
            cells,
            protocol: how.protocol,
            bytes,
        })
    }

    /// Columns and rows that it takes.
    pub fn cells(&self) -> (u16, u16) {
        self.cells
    }

    /// What shows it from where the cursor is.
    pub(in crate::tui::term) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What takes it away, beside writing its cells anew.
    pub(in crate::tui::term) fn removal(&self) -> &'static [u8] {
        match self.protocol {
            Protocol::Kitty => kitty::REMOVE,
            Protocol::Sixel | Protocol::Iterm => b"",
        }
    }
}

/// A picture, and where it stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The cell at its upper left.
    pub at: Position,
    /// The picture.
    pub picture: Arc<Picture>,
}

/// The same one at the same place; another one that looks the same is sent anew.
impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && Arc::ptr_eq(&self.picture, &other.picture)
    }
}

impl Placed {
    /// The cells that it lies in.
    pub fn area(&self) -> Rect {
        let (w, h) = self.picture.cells;
        Rect::new(self.at.x, self.at.y, w, h)
    }
}
