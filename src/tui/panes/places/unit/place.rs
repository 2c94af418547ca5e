//! The sheet as a place: whose it is, and the sheet of the unit above that one came from.

use ratatui::buffer::Buffer;

use crate::core::campaign::Campaign;
use crate::core::names::{BlobId, UnitIx};
use crate::core::unit::Evidence;
use crate::intake::About;
use crate::listout::{Format, Page};
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Ask, Nav, Place};
use crate::tui::panes::kit::place::{Opens, PlaceState, framed, name};
use crate::tui::panes::places::unit::state::State;
use crate::tui::panes::places::unit::view::view;
use crate::tui::scene::{ActRef, Scene};

/// The sheet of a unit.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Whose.
    pub unit: Option<UnitIx>,
    /// What it remembers.
    pub state: State,
    /// The sheet of the unit above, where one came to this one from there.
    above: Option<(UnitIx, State)>,
    /// Whose it was in the present, while the past is shown.
    present: Option<UnitIx>,
}

impl Sheet {
    /// Shows the sheet of a unit from its beginning.
    pub fn show(&mut self, unit: Option<UnitIx>) {
        self.unit = unit;
        self.state = State::default();
    }

    /// The same, on the way from here: from the sheet of the unit above (where `from_here`) back leads there again, to
    /// where one was in it.
    pub fn open(&mut self, unit: UnitIx, from_here: bool) {
        let above = std::mem::take(&mut self.state);
        self.above = match self.unit {
            Some(from) if from_here && from != unit => Some((from, above)),
            _ => None,
        };
        self.unit = Some(unit);
    }

    /// The selected unit below, where the list of these has the keys.
    pub fn below(&self, campaign: &Campaign) -> Option<UnitIx> {
        self.state.selected_below(campaign, self.unit)
    }

    /// The selected file, where the list of files has the keys, and whose it is.
    pub fn file(&self, campaign: &Campaign) -> Option<(UnitIx, BlobId)> {
        let unit = self.unit?;
        Some((unit, self.state.selected_file(campaign, unit)?))
    }

    /// The row of the list of files that is selected, where that list has the keys.
    pub fn row_of_file<'a>(&self, campaign: &'a Campaign) -> Option<&'a Evidence> {
        self.state.selected_row_of_file(campaign, self.unit?)
    }

    /// Back to the sheet of the unit above, if one came from there; gives that unit.
    pub fn back(&mut self) -> Option<UnitIx> {
        let (unit, mut state) = self.above.take()?;
        // The answer may have come while another sheet was open, and was not taken.
        state.forget_past();
        (self.unit, self.state) = (Some(unit), state);
        Some(unit)
    }
}

impl PlaceState for Sheet {
    fn place(&self) -> Place {
        Place::Unit
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Unit, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        self.state.refresh(scene);
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        self.state.settle(scene, layout::inside(areas.body));
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let title = scene
            .unit
            .map_or_else(|| name(Place::Unit, scene), |ix| named(scene, ix));
        let area = framed(&title, scene, areas, buf);
        view(&self.state, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, scene: &Scene<'_>, _areas: &Areas) {
        self.state.go(nav, scene);
    }

    /// What is older than a unit's own log is asked for anew: it is told from where one looks.
    fn forget_order(&mut self) {
        self.state.forget_past();
    }

    fn forget_facts(&mut self) {
        self.state.forget_past();
    }

    fn selected_unit(&self, _campaign: &Campaign) -> Option<UnitIx> {
        self.unit
    }

    fn selected_activity(&self, campaign: &Campaign) -> Option<ActRef> {
        self.state.selected_activity(campaign, self.unit)
    }

    fn open(&mut self, scene: &Scene<'_>) -> Opens {
        let below = self.below(scene.campaign);
        below.map_or(Opens::Nothing, Opens::Unit)
    }

    fn next_list(&mut self, forward: bool) {
        self.state.next_list(forward);
    }

    fn lacks(&mut self) -> Option<Ask> {
        self.state.wants_changes().map(|ix| Ask::Compare(About::Unit(ix)))
    }

    fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        self.state.copy_text(scene)
    }

    fn list_key(&self) -> Option<&'static str> {
        self.unit.map(|_| self.state.list_key())
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        self.unit.map(|ix| self.state.page(scene, ix, format))
    }

    fn leave_present(&mut self) {
        self.present = self.unit;
    }

    /// What was opened in the past stays open; else it is the one that was.
    fn come_back(&mut self) {
        self.unit = self.unit.or(self.present.take());
    }
}

/// The unit on the frame, below the one that it belongs to.
fn named(scene: &Scene<'_>, ix: UnitIx) -> String {
    let roster = scene.campaign.roster();
    let above = roster.parent(ix).map_or(String::new(), |top| {
        format!("{} {} ", roster.name(top, scene.lang()), scene.look.glyphs.arrow)
    });
    let (label, name) = (scene.campaign.label(ix), roster.name(ix, scene.lang()));
    format!("{above}{label} {name}")
}
