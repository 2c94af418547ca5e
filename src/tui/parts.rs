//! Which parts of the screen a frame has to draw anew, and which picture lies over them.
//!
//! Nearly all frames are a second that has passed, or a move in the grid: for these only the boxes that can have changed
//! are drawn over the last frame. Whatever else happens draws everything. The two are compared cell by cell by a test
//! over long random sessions. It must never know how a box is drawn.

use ratatui::layout::Rect;

use crate::core::time::{MINUTE, SECOND, Stamp};
use crate::tui::layout::{self, Boxed, Room, Slot};
use crate::tui::model::Model;
use crate::tui::msg::{Pane, Place};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::photo;
use crate::tui::term::pictures::Placed;

/// What is drawn anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parts {
    /// Everything.
    All,
    /// The insides of these boxes of the desk, and the last line.
    Boxes(Vec<Boxed>),
}

impl Parts {
    /// The areas that are drawn anew.
    pub fn areas(&self, screen: Rect) -> Vec<Rect> {
        match self {
            Self::All => vec![screen],
            Self::Boxes(boxes) => boxes
                .iter()
                .map(|b| layout::inside(b.area))
                .chain([layout::areas(screen).footer])
                .collect(),
        }
    }
}

/// What is remembered of the last frame. Where the ground is the same, only the selection and the seconds can have moved.
#[derive(Debug)]
pub struct Last {
    ground: Ground,
    now: Stamp,
    keyed: u64,
}

/// What everything rests on: whatever happened but a second or a move, and what a second can take away.
#[derive(Debug, PartialEq, Eq)]
struct Ground {
    heard: u64,
    minute: i64,
    fresh: usize,
    claims: usize,
    size: Rect,
}

impl Ground {
    fn of(model: &Model) -> Self {
        Self {
            heard: model.heard,
            minute: model.stage.now.0.div_euclid(MINUTE),
            fresh: model.stage.fresh.len(),
            claims: model.stage.claims.len(),
            size: model.size,
        }
    }
}

impl Last {
    /// What the model shows now.
    pub fn of(model: &Model) -> Self {
        Self {
            ground: Ground::of(model),
            now: model.stage.now,
            keyed: model.keyed,
        }
    }
}

/// What has to be drawn anew since the last frame; everything where that is not on the screen any more.
pub fn since(last: Option<&Last>, model: &Model) -> Parts {
    let Some(last) = last else {
        return Parts::All;
    };
    let areas = layout::areas(model.size);
    let plain = model.place == Place::Desk
        && !model.places.desk.map
        && model.timeline.is_none()
        && matches!(model.overlay, Overlay::None)
        && !model.is_fallen_shown()
        && areas.room >= Room::Desk;
    let same = || {
        last.ground == Ground::of(model)
            && model.stage.now >= last.now
            && model
                .stage
                .campaign
                .next_change(last.now)
                .is_none_or(|t| t > model.stage.now)
    };
    if !plain || !same() {
        return Parts::All;
    }
    let moved = last.keyed != model.keyed;
    let ticked = last.now.0.div_euclid(SECOND) != model.stage.now.0.div_euclid(SECOND);
    let mut boxes = layout::desk(&areas, model.places.desk.pane);
    boxes.retain(|b| match b.slot {
        Slot::Pane(Pane::Countdown) => ticked,
        Slot::Pane(Pane::Grid) | Slot::Unit | Slot::Map => moved,
        Slot::Pane(Pane::Activities) => moved && model.places.desk.pane == Pane::Activities,
        Slot::Pane(Pane::Goals) | Slot::Chart => false,
    });
    Parts::Boxes(boxes)
}

/// The picture that lies over the cells, where the terminal shows it in points.
pub fn picture(model: &Model) -> Option<Placed> {
    let areas = model.areas();
    match &model.overlay {
        Overlay::Photo(state) if areas.room != Room::TooSmall => {
            photo::placed(state, &model.stage.campaign, areas.body)
        }
        _ => None,
    }
}
