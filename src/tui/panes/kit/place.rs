//! What a place is asked: whoever moves, opens, marks or copies asks the place one is in, and knows none by name.
//!
//! What every place must say has no default, so that the compiler asks for it; whatever a place has none of is left as it
//! stands here. A new place is this, its line in `Place`, its arm in `tui/places.rs`, its row of keys and its words. It
//! must never know the model.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::names::UnitIx;
use crate::core::source::Source;
use crate::listout::{Format, Page};
use crate::output::words;
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Ask, Nav, Place};
use crate::tui::paint;
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// What stands in a list and can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Units.
    Units,
    /// Activities.
    Activities,
    /// Letters, which the inbox marks itself.
    Letters,
}

/// Where opening what is selected leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// Nowhere: there is nothing to open, or it was opened where it stands.
    Nothing,
    /// To the sheet of a unit.
    Unit(UnitIx),
    /// To another place.
    Place(Place),
    /// To what stands behind a figure.
    Source(Source),
}

/// The state of a place: what it remembers, how one moves in it and how it is drawn.
pub trait PlaceState {
    /// Which place it is.
    fn place(&self) -> Place;

    /// The layers of keys, the one that is asked first in front.
    fn layers(&self) -> &'static [Layer];

    /// Puts its lists right for what they show.
    fn refresh(&mut self, scene: &Scene<'_>);

    /// Keeps what is selected among what is shown, for these areas.
    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas);

    /// Draws it over the body, its frame included.
    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer);

    /// Moves the selection.
    fn go(&mut self, nav: Nav, scene: &Scene<'_>, areas: &Areas);

    /// Forgets what was put in order: another moment of the campaign is shown, and its number of facts no longer tells
    /// whether anything has changed.
    fn forget_order(&mut self);

    /// The selected unit.
    fn selected_unit(&self, _campaign: &Campaign) -> Option<UnitIx> {
        None
    }

    /// The selected activity.
    fn selected_activity(&self, _campaign: &Campaign) -> Option<ActRef> {
        None
    }

    /// The unit that a command is for where none is marked.
    fn meant_unit(&self, campaign: &Campaign) -> Option<UnitIx> {
        self.selected_unit(campaign)
    }

    /// What a command is for where any of it is marked, if the place lists it.
    fn takes_marks(&self) -> Option<Kind> {
        None
    }

    /// What is marked here, and where the selection goes after that.
    fn marks(&self) -> (Kind, Nav) {
        (Kind::Units, Nav::Right)
    }

    /// The units that are listed, if it lists any.
    fn shown_units(&self) -> Option<Vec<UnitIx>> {
        None
    }

    /// The activities that are listed, if it lists any that can be marked.
    fn shown_activities(&self) -> Option<Vec<ActRef>> {
        None
    }

    /// How many rows the filter lets through.
    fn found(&self) -> usize {
        0
    }

    /// The message that names the list that has the keys, if it can leave as a file.
    fn list_key(&self) -> Option<&'static str> {
        None
    }

    /// That list as it is shown: the rows that the filter lets through, in their order, only the marked ones if any are.
    fn page(&self, _scene: &Scene<'_>, _format: Format) -> Option<Page> {
        None
    }

    /// Opens what is selected.
    fn open(&mut self, scene: &Scene<'_>) -> Opens {
        scene.unit.map_or(Opens::Nothing, Opens::Unit)
    }

    /// Closes what was opened where it stands; false where nothing was, so that one leaves.
    fn close(&mut self) -> bool {
        false
    }

    /// Goes to the next list, or the one before.
    fn next_list(&mut self, _forward: bool) {}

    /// Groups or sorts in the next way; gives the key of the word that says how, if one is to be said.
    fn group(&mut self) -> Option<String> {
        None
    }

    /// What copying puts on the clipboard.
    fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        let code = scene.campaign.roster().code(scene.unit?);
        Some(words::unit_name(scene.cat, scene.campaign, code))
    }

    /// The question that must be answered before it can show everything. Asked once, until the answer has come.
    fn lacks(&mut self) -> Option<Ask> {
        None
    }

    /// These have come into the journal.
    fn hear(&mut self, _facts: &[Envelope]) {}

    /// Forgets what it holds of the journal: it may not be on record any more.
    fn forget_facts(&mut self) {}

    /// The past is shown from now on: lays by what is to be found again in the present.
    fn leave_present(&mut self) {}

    /// The present is shown again.
    fn come_back(&mut self) {}
}

/// What a place has laid by while the past is shown. A copy of the place has nothing laid by.
#[derive(Debug)]
pub struct LaidBy<T>(Option<Box<T>>);

impl<T> LaidBy<T> {
    /// Lays this by.
    pub fn of(state: T) -> Self {
        Self(Some(Box::new(state)))
    }

    /// What is laid by, to change.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }

    /// Takes it back.
    pub fn take(&mut self) -> Option<T> {
        self.0.take().map(|state| *state)
    }
}

impl<T> Default for LaidBy<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Clone for LaidBy<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Draws the frame of a place that fills the body; gives what is inside.
pub fn framed(title: &str, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) -> Rect {
    let area = areas.body;
    let style = scene.style(Role::BorderFocus);
    paint::Frames::new(area).draw(buf, area, scene.look, style);
    paint::title(buf, area, title, style);
    layout::inside(area)
}

/// The name of a place, as it stands on its frame.
pub fn name(place: Place, scene: &Scene<'_>) -> String {
    scene.tr(&format!("place-{}", place.id())).into_owned()
}
