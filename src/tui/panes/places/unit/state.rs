//! What a sheet remembers, and how one moves in it.

use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::names::{BlobId, UnitIx};
use crate::core::unit::{Entry, Evidence};
use crate::intake::Compared;
use crate::output::{description, words};
use crate::tui::msg::{Nav, Question};
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{Cursor, Line};
use crate::tui::panes::kit::report::report;
use crate::tui::panes::places::unit::changed::Changed;
use crate::tui::panes::places::unit::figures::figures;
use crate::tui::panes::places::unit::lists::{List, call, count};
use crate::tui::panes::places::unit::plan::{Shows, plan};
use crate::tui::scene::{ActRef, Scene};

/// What the sheet remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The list that the keys go to.
    pub list: List,
    pub(super) lower: Option<List>,
    /// The history and the units below share a box too: the one that is shown.
    foot: Option<List>,
    pub(super) lists: &'static [List],
    cursors: [Cursor; 8],
    unit: Option<UnitIx>,
    report_lines: usize,
    changed: Changed,
    /// The whole history of a unit, as far as it was known when it was asked for.
    pub(super) past: (Option<UnitIx>, Vec<Entry>),
    /// The question that was asked for it last.
    question: Option<Question>,
}

impl State {
    /// Begins anew where another unit is selected, and follows lists that have become shorter.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        if self.unit != scene.unit {
            self.unit = scene.unit;
            self.cursors = [Cursor::default(); 8];
        }
        self.lists = scene.unit.map_or(&[], |ix| List::of(scene, ix));
        if !self.lists.contains(&self.list) {
            self.list = List::default();
        }
        for list in List::ALL {
            let n = self.len(list, scene);
            if !list.is_lines() {
                self.cursors[list as usize].clamp(n);
            }
        }
        self.changed.look(scene);
    }

    /// What is to be asked now, where what changed is shown: the unit.
    pub(super) fn wants_changes(&mut self) -> Option<UnitIx> {
        let shown = self.list == List::Changes || self.lower == Some(List::Changes);
        let there = shown && self.lists.contains(&List::Changes);
        self.unit.filter(|ix| there && self.changed.asks(*ix))
    }

    /// Letters have come, were decided, or lost their words: what changed is asked anew where it is shown.
    pub fn hear_letters(&mut self) {
        self.changed.again();
    }

    /// Takes in what changed from one version of a unit's report to the next.
    pub fn take_changes(&mut self, ix: UnitIx, told: Result<Compared, String>) {
        self.changed.take(ix, told);
    }

    /// The lines that tell what changed.
    pub(super) fn changes(&self) -> &[Line] {
        &self.changed.lines
    }

    pub(super) fn len(&self, list: List, scene: &Scene<'_>) -> usize {
        let Some(ix) = scene.unit else { return 0 };
        if list == List::Report {
            return self.report_lines;
        }
        if list == List::Changes {
            return self.changed.lines.len();
        }
        self.count(list, scene, ix)
    }

    pub(super) fn cursor(&self, list: List) -> Cursor {
        self.cursors[list as usize]
    }

    /// The next list, or the one before.
    pub fn next_list(&mut self, forward: bool) {
        let n = self.lists.len().max(1);
        let step = if forward { 1 } else { n - 1 };
        let at = self.lists.iter().position(|l| *l == self.list).unwrap_or(0);
        let next = self.lists.get((at + step) % n);
        self.turn_to(next.copied().unwrap_or_default());
    }

    /// Gives the keys to a list, with this row of it selected.
    pub fn stand_at(&mut self, list: List, row: usize) {
        self.turn_to(list);
        self.cursors[list as usize].at = row;
    }

    fn turn_to(&mut self, list: List) {
        self.list = list;
        if matches!(self.list, List::History | List::Below) {
            self.foot = Some(self.list);
        }
        if self.list.is_lower() {
            self.lower = Some(self.list);
        }
    }

    /// What there is to show of the lists.
    pub(super) fn shows(&self, scene: &Scene<'_>) -> Shows {
        let some = |ix| !self.list.is_lines() && self.count(self.list, scene, ix) > 0;
        Shows {
            said: scene.unit.is_some_and(some),
            list: self.list,
            lower: self.lower,
            foot: self.foot,
            lists: self.lists,
        }
    }

    /// The unit whose whole history is here, or was asked for.
    pub fn past_of(&self) -> Option<UnitIx> {
        self.past.0
    }

    /// The whole history of this unit, or of none, is asked for by this question.
    pub fn ask_past(&mut self, unit: Option<UnitIx>, question: Question) {
        self.past = (unit, Vec::new());
        self.question = Some(question);
    }

    /// What is held of the whole history is worth nothing any more, and what is on its way is not taken.
    pub fn forget_past(&mut self) {
        self.past = (None, Vec::new());
        self.question = None;
    }

    /// Is this the question that was asked last?
    pub fn awaits(&self, question: Question) -> bool {
        self.question == Some(question)
    }

    /// The answer to this question has come.
    pub fn take_past(&mut self, question: Question, log: Vec<Entry>) {
        if self.awaits(question) {
            self.past.1 = log;
        }
    }

    /// What is older than the unit's own log.
    pub(super) fn older(&self, scene: &Scene<'_>, ix: UnitIx) -> &[Entry] {
        let first = scene.campaign.unit(ix).log().first();
        let (true, Some(first)) = (self.past.0 == Some(ix), first) else {
            return &[];
        };
        let end = self.past.1.partition_point(|e| e.seq < first.seq);
        self.past.1.get(..end).unwrap_or_default()
    }

    /// A row of the history: the newest first.
    pub(super) fn entry<'a>(&'a self, scene: &Scene<'a>, ix: UnitIx, at: usize) -> Option<&'a Entry> {
        self.entries(scene, ix).nth(at)
    }

    /// All of them.
    pub(super) fn entries<'a>(&'a self, scene: &Scene<'a>, ix: UnitIx) -> impl Iterator<Item = &'a Entry> {
        let log = scene.campaign.unit(ix).log();
        let older = self.older(scene, ix).iter().rev();
        log.iter().rev().chain(older)
    }

    /// How many rows a list has.
    pub(super) fn count(&self, list: List, scene: &Scene<'_>, ix: UnitIx) -> usize {
        let older = if list == List::History {
            self.older(scene, ix).len()
        } else {
            0
        };
        count(list, scene, ix) + older
    }

    /// Moves in the list that has the keys.
    pub fn go(&mut self, nav: Nav, scene: &Scene<'_>) {
        let len = self.len(self.list, scene);
        let cursor = &mut self.cursors[self.list as usize];
        if self.list.is_lines() {
            cursor.scroll(nav, len);
        } else {
            cursor.go(nav, len);
        }
    }

    /// Keeps the selected rows among those that are shown.
    pub fn settle(&mut self, scene: &Scene<'_>, area: Rect) {
        let Some(ix) = scene.unit else { return };
        let plan = plan(&self.shows(scene), area);
        for b in &plan.boxes {
            if b.list.is_lines() {
                let n = if b.list == List::Report {
                    self.report_lines = report(scene, ix, b.body.width, b.body.height).len();
                    self.report_lines
                } else {
                    self.changed.settle(scene, ix, b.body.width);
                    self.changed.lines.len()
                };
                let cursor = &mut self.cursors[b.list as usize];
                cursor.rows = usize::from(b.body.height);
                cursor.at = cursor.at.min(n.saturating_sub(cursor.rows));
                cursor.first = cursor.at;
            } else {
                let n = self.count(b.list, scene, ix);
                self.cursors[b.list as usize].settle(b.body.height, n);
            }
        }
    }

    /// The selected activity, where the list of activities has the keys.
    pub fn selected_activity(&self, campaign: &Campaign, unit: Option<UnitIx>) -> Option<ActRef> {
        let unit = unit.filter(|_| self.list == List::Activities)?;
        let at = self.cursor(List::Activities).at;
        let there = at < campaign.unit(unit).activities.len();
        there.then_some(ActRef { unit, at: at as u32 })
    }

    /// The selected file, where the list of files has the keys; one whose bytes were removed is none.
    pub fn selected_file(&self, campaign: &Campaign, unit: UnitIx) -> Option<BlobId> {
        let file = self.selected_row_of_file(campaign, unit)?;
        file.redacted.is_none().then(|| file.file.sha256.clone())
    }

    /// The same, whatever became of its bytes.
    pub fn selected_row_of_file<'a>(&self, campaign: &'a Campaign, unit: UnitIx) -> Option<&'a Evidence> {
        let at = (self.list == List::Evidence).then(|| self.cursor(List::Evidence).at)?;
        campaign.unit(unit).evidence.get(at)
    }

    /// The selected unit below, where the list of these has the keys.
    pub fn selected_below(&self, campaign: &Campaign, unit: Option<UnitIx>) -> Option<UnitIx> {
        let unit = unit.filter(|_| self.list == List::Below)?;
        let below = campaign.roster().children(unit);
        below.get(self.cursor(List::Below).at).copied()
    }

    /// What copying puts on the clipboard: the hash of a file, a telephone number, a sentence.
    pub fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        let ix = scene.unit?;
        let u = scene.campaign.unit(ix);
        let at = self.cursor(self.list).at;
        match self.list {
            List::Report => {
                let told = description::unit_line(scene.cat, scene.campaign, ix, scene.now, 0);
                Some(told.join("\n"))
            }
            List::Changes => Some(self.changed.text()),
            List::Activities => u.activities.get(at).map(|a| {
                let title = clean(&a.details.title);
                format!("{} {title}", a.id)
            }),
            List::Evidence => u.evidence.get(at).map(|e| e.file.sha256.to_string()),
            List::Contacts => match u.contacts.get(at) {
                Some(c) if !c.phone.is_empty() => Some(clean(&c.phone).into_owned()),
                Some(c) if !c.mail.is_empty() => Some(clean(&c.mail).into_owned()),
                Some(c) => Some(clean(&c.name).into_owned()),
                None => call(u, at).map(|c| clean(&c.note).into_owned()),
            },
            List::Figures => figures(scene, u).get(at).map(|f| f.words(scene)),
            List::Below => self
                .selected_below(scene.campaign, scene.unit)
                .map(|below| words::name_in(scene.campaign, below, scene.lang())),
            List::History => self
                .entry(scene, ix, at)
                .map(|e| words::entry(scene.cat, scene.campaign, e, Some(ix))),
        }
    }
}
