//! What the place remembers: which document is shown, where one is in it, what is open in it, what is being written.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;

use crate::core::names::{CmdId, Lang};
use crate::core::source::Source;
use crate::core::time::{Date, Stamp};
use crate::tui::exporting::{Preview, Then, Told, used};
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::letters::Post;
use crate::tui::matter::{Chosen, Manner, Matter};
use crate::tui::msg::{Ask, Nav, Place};
use crate::tui::paint;
use crate::tui::panes::kit::list;
use crate::tui::panes::kit::place::{Opens, PlaceState};
use crate::tui::panes::places::export::behind::Behind;
use crate::tui::panes::places::export::outline::{self, Anchor, Outline, Spot, Stop};
use crate::tui::panes::places::export::view;
use crate::tui::scene::Scene;

/// What the place remembers.
#[derive(Debug, Default)]
pub struct State {
    /// The place of the document among all of them.
    pub(super) at: usize,
    pub(super) shown: Option<Result<Box<Preview>, String>>,
    /// What is shown was asked for by this; something else is to be asked for where that has changed.
    made_for: Option<Key>,
    /// What was asked for and has not come.
    asked: Option<Key>,
    /// What is to be shown.
    wanted: Option<Key>,
    pub(super) open: BTreeSet<Spot>,
    pub(super) outline: Outline,
    /// The row that the keys go to, and the place in it that Enter is for.
    pub(super) row: usize,
    pub(super) place: Option<usize>,
    pub(super) first: usize,
    rows: usize,
    pub(super) behind: Option<Behind>,
    /// What is being written.
    pub(super) going: Option<UnderWay>,
    /// What became of the last one, and whether it failed.
    pub(super) told: Option<(Vec<String>, bool)>,
    /// What was typed last, and for which document.
    typed: Option<(Matter, Chosen)>,
    /// What is being chosen of it in a form.
    filling: Option<Chosen>,
    /// What can leave here.
    all: Vec<Matter>,
}

/// A document that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnderWay {
    cmd: CmdId,
    pub(super) file: String,
    since: Stamp,
    /// So many of so many photos are ready.
    pub(super) photos: (usize, usize),
    pub(super) stopping: bool,
}

/// What a preview depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Key {
    matter: Matter,
    manner: Manner,
    then: Then,
    seq: u64,
    /// Of letters that wait it is told how many there are.
    post: Post,
    today: Date,
    lang: Lang,
}

impl State {
    /// The document that is shown, or will be.
    pub fn matter(&self) -> Matter {
        self.all.get(self.at).copied().unwrap_or(Matter::Calendar)
    }

    /// What can leave here.
    pub(super) fn all(&self) -> &[Matter] {
        &self.all
    }

    /// What is chosen of it, in the form that is open or in the last one.
    pub(super) fn chosen(&self) -> Option<&Chosen> {
        self.filling.as_ref().or(self.typed())
    }

    /// In a form this is being chosen of the document; nothing: none is open.
    pub fn follow(&mut self, filling: Option<Chosen>) {
        self.filling = filling;
    }

    /// The moment of which it tells, where that is not now.
    pub fn then(&self) -> Then {
        self.wanted.and_then(|key| key.then)
    }

    /// The document as it would be written, once that is known.
    pub fn preview(&self) -> Option<&Preview> {
        let shown = self.shown.as_ref()?.as_ref().ok()?;
        (shown.matter == self.matter()).then_some(shown)
    }

    /// What was typed for this document last.
    pub fn typed(&self) -> Option<&Chosen> {
        let (matter, typed) = self.typed.as_ref()?;
        (*matter == self.matter()).then_some(typed)
    }

    /// A document as it would be written has come, or the sentence that says why it will not.
    pub fn take(&mut self, matter: Matter, then: Then, shown: Result<Preview, String>) {
        let Some(key) = self.asked.filter(|key| (key.matter, key.then) == (matter, then)) else {
            return;
        };
        (self.asked, self.made_for) = (None, Some(key));
        if self.matter() == matter {
            // A list is looked at for its rows.
            if self.shown.is_none() && !matches!(matter, Matter::Report(..)) {
                self.open.insert(outline::ROWS);
            }
            self.shown = Some(shown.map(Box::new));
        }
    }

    /// It is given to be written.
    pub fn give(&mut self, typed: Chosen) {
        self.typed = Some((self.matter(), typed));
        self.told = None;
    }

    /// What became of what was given, or how far it is. Gives the sentence to be said wherever one is, once it has ended.
    pub fn hear(&mut self, cmd: CmdId, told: Told, now: Stamp) -> Option<String> {
        match told {
            Told::Begun(file) => {
                self.going = Some(UnderWay {
                    cmd,
                    file,
                    since: now,
                    photos: (0, 0),
                    stopping: false,
                });
                None
            }
            Told::Photos(done, all) => {
                if let Some(going) = self.going.as_mut().filter(|g| g.cmd == cmd) {
                    going.photos = (done, all);
                }
                None
            }
            Told::Done(receipt) => self.end(receipt, false),
            Told::Failed(sentence) => self.end(vec![sentence], true),
            Told::Stopped(sentence) => self.end(vec![sentence], false),
        }
    }

    fn end(&mut self, told: Vec<String>, failed: bool) -> Option<String> {
        self.going = None;
        let first = told.first().cloned();
        self.told = Some((told, failed));
        first
    }

    /// The document that is being written, and since when.
    pub fn writing(&self) -> Option<(&str, Stamp)> {
        self.going.as_ref().map(|g| (g.file.as_str(), g.since))
    }

    /// Is a document being written?
    pub fn is_under_way(&self) -> bool {
        self.going.is_some()
    }

    /// Can what is being written be stopped here? What lies over the document is closed first.
    pub fn can_stop(&self) -> bool {
        self.behind.is_none() && self.going.as_ref().is_some_and(|g| !g.stopping)
    }

    /// It is to be stopped.
    pub fn stop(&mut self) {
        if let Some(going) = &mut self.going {
            going.stopping = true;
        }
    }

    /// Forgets what was shown to whom other units are not shown any more.
    pub fn forget(&mut self) {
        let (going, typed) = (self.going.take(), self.typed.take());
        *self = Self {
            going,
            typed,
            ..Self::default()
        };
    }

    /// The rows of the paper anew, with the row and the place that were at hand.
    fn fold(&mut self, scene: &Scene<'_>, cells: u16) {
        let Some(Ok(preview)) = &self.shown else {
            self.outline = Outline::default();
            return;
        };
        let used = self.chosen().map(|c| used(scene.cat, preview.matter, c));
        let used = used.unwrap_or_default();
        let made = Outline::of(&preview.paper, &used, &self.open, scene, cells);
        if made == self.outline {
            return;
        }
        let before = std::mem::replace(&mut self.outline, made);
        let spot = before.rows.get(self.row).map(|row| row.spot);
        let Some(spot) = spot else {
            return self.land(0);
        };
        // The row within what stands there, and the place among those of it.
        let deep = self.row - before.row_of(spot).unwrap_or(self.row);
        let nth = self.place.map(|at| {
            let same = |p: &&Anchor| p.spot == spot;
            before.places.iter().take(at).filter(same).count()
        });
        let row = self.outline.row_of(spot).unwrap_or(0);
        let end = self
            .outline
            .rows
            .iter()
            .rposition(|r| r.spot == spot)
            .unwrap_or(row);
        self.row = (row + deep).min(end);
        let mut own = (0..self.outline.places.len()).filter(|i| self.outline.places[*i].spot == spot);
        self.place = nth.and_then(|n| own.nth(n));
        if let Some(place) = self.place.and_then(|at| self.outline.places.get(at)) {
            self.row = place.row;
        }
    }

    /// Goes to a row; the first place in it is at hand.
    fn land(&mut self, row: usize) {
        self.row = row.min(self.outline.rows.len().saturating_sub(1));
        self.place = self.outline.first_of(self.row);
    }

    /// Goes to the next place, or the one before.
    fn step(&mut self, forward: bool) {
        let places = &self.outline.places;
        let next = match (self.place, forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => places.iter().position(|p| p.row >= self.row),
            (None, false) => places.iter().rposition(|p| p.row <= self.row),
        };
        if let Some((at, place)) = next.and_then(|at| Some((at, places.get(at)?))) {
            (self.row, self.place) = (place.row, Some(at));
        }
    }

    /// What stands behind the figure at hand.
    pub fn sources_at_hand(&self) -> &[Source] {
        let place = self.place.and_then(|at| self.outline.places.get(at));
        match (place.map(|p| &p.stop), self.preview()) {
            (Some(Stop::Figure(id, _)), Some(preview)) => preview.paper.sources.of(*id),
            _ => &[],
        }
    }

    /// The figure at hand, as it reads.
    fn figure(&self) -> Option<&str> {
        match &self.outline.places.get(self.place?)?.stop {
            Stop::Figure(_, words) => Some(words),
            Stop::Fold | Stop::To(_) => None,
        }
    }
}

impl PlaceState for State {
    fn place(&self) -> Place {
        Place::Export
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Export, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        let all = Matter::all(scene.campaign.eyes());
        if self.all != all {
            self.all = all;
            self.at = 0;
            self.forget_shown();
        }
        self.wanted = Some(Key {
            matter: self.matter(),
            manner: self.chosen().map(|c| c.manner).unwrap_or_default(),
            then: scene.back.map(|back| (back.sight, scene.now)),
            seq: scene.campaign.seq(),
            post: scene.post,
            today: scene.today(),
            lang: scene.lang(),
        });
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        let parts = view::plan(self, scene, layout::inside(areas.body));
        self.rows = usize::from(parts.rows.height);
        if let Some(behind) = &mut self.behind {
            behind.cursor.settle(parts.list().height, behind.sources.len());
        }
        self.fold(scene, parts.rows.width.saturating_sub(view::MARGIN));
        let len = self.outline.rows.len();
        self.row = self.row.min(len.saturating_sub(1));
        self.first = paint::scroll(self.first, self.row, self.rows, len);
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        view::view(self, scene, areas, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, _areas: &Areas) {
        if let Some(behind) = &mut self.behind {
            return behind.cursor.go(nav, behind.sources.len());
        }
        match nav {
            Nav::Left => self.step(false),
            Nav::Right => self.step(true),
            Nav::Up | Nav::Down | Nav::PageUp | Nav::PageDown | Nav::First | Nav::Last => {
                let last = self.outline.rows.len().saturating_sub(1);
                self.land(list::step(self.row, nav, self.rows.saturating_sub(1), last));
            }
        }
    }

    fn forget_order(&mut self) {
        self.made_for = None;
    }

    fn forget_facts(&mut self) {
        self.made_for = None;
    }

    fn open(&mut self, _scene: &Scene<'_>) -> Opens {
        if let Some(behind) = &self.behind {
            return behind.selected().cloned().map_or(Opens::Nothing, Opens::Source);
        }
        let Some(place) = self.place.and_then(|at| self.outline.places.get(at)) else {
            return Opens::Nothing;
        };
        match place.stop.clone() {
            Stop::Fold => {
                let spot = place.spot;
                if !self.open.remove(&spot) {
                    self.open.insert(spot);
                }
                Opens::Nothing
            }
            Stop::To(spot) => {
                let row = self.outline.row_of(spot).unwrap_or(self.row);
                self.land(row);
                // What it leads to stands on top.
                self.first = row;
                Opens::Nothing
            }
            Stop::Figure(_, words) => match self.sources_at_hand() {
                [one] => Opens::Source(one.clone()),
                several => {
                    self.behind = Some(Behind::of(&words, several));
                    Opens::Nothing
                }
            },
        }
    }

    fn close(&mut self) -> bool {
        self.behind.take().is_some() || self.told.take().is_some()
    }

    fn next_list(&mut self, forward: bool) {
        let n = self.all.len().max(1);
        self.at = (self.at + if forward { 1 } else { n - 1 }) % n;
        self.forget_shown();
    }

    fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        if let Some(behind) = &self.behind {
            return behind.selected().map(|source| view::named(self, source, scene));
        }
        self.figure().map(str::to_owned)
    }

    fn lacks(&mut self) -> Option<Ask> {
        let wanted = self.wanted.filter(|key| self.made_for != Some(*key))?;
        if self.asked.is_some() {
            return None; // one at a time: facts may come faster than a document is made
        }
        self.asked = Some(wanted);
        Some(Ask::Preview(wanted.matter, wanted.manner, wanted.then))
    }
}

impl State {
    fn forget_shown(&mut self) {
        self.shown = None;
        self.made_for = None;
        self.open.clear();
        self.behind = None;
        self.outline = Outline::default();
        (self.row, self.place, self.first) = (0, None, 0);
    }
}
