//! What the inbox remembers: where one is, what is marked, what of the letter at hand was read.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::core::letter::LetterKind;
use crate::core::names::{Lang, LetterId, UnitCode};
use crate::core::time::{MINUTE, Stamp};
use crate::intake::{About, Compared};
use crate::text::Needle;
use crate::tui::letters::{Item, Letters, Read, Sought};
use crate::tui::msg::{Ask, Nav};
use crate::tui::paint;
use crate::tui::panes::kit::changed;
use crate::tui::panes::kit::list::{self as kit, Line};
use crate::tui::panes::places::inbox::areas::{self, Areas};
use crate::tui::panes::places::inbox::beside::{Beside, Changed, Further, Seeking};
use crate::tui::panes::places::inbox::rows::{self, Group, Why, group};
use crate::tui::panes::places::inbox::views::View;
use crate::tui::panes::places::inbox::{letter, parts, why};
use crate::tui::scene::Scene;
use crate::tui::theme::{Look, Role};

/// What the inbox remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub(super) letters: Arc<Letters>,
    /// How often it was told how they stand.
    told: u64,
    /// The list was asked for.
    asked: bool,
    pub(super) rows: Vec<Arc<Item>>,
    /// The reason that is shown alone.
    pub(super) only: Option<Why>,
    pub(super) at: usize,
    /// The first line that is shown: rows and headings.
    pub(super) first: usize,
    page: usize,
    pub(super) view: View,
    /// On a screen that has room for one of both, the letter is shown and not the list.
    pub(super) turned: bool,
    pub(super) alone: bool,
    pub(super) marks: BTreeSet<LetterId>,
    read: Option<(LetterId, Result<Read, String>)>,
    reading: Option<LetterId>,
    pub(super) seeking: Seeking,
    pub(super) changes: Changed,
    /// The lines of the letter at hand as they were made last, and how far one has scrolled in them.
    pub(super) lines: Vec<Line>,
    pub(super) scroll: usize,
    lines_of: Option<LinesOf>,
    made_for: Option<Key>,
    /// What is to be selected once it is listed.
    wanted: Option<LetterId>,
    further: Further,
}

/// What the rows depend on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    told: u64,
    campaign: u64,
    lang: Lang,
    needle: Option<Needle>,
    only: Option<Why>,
    sought: u64,
}

/// What the lines of a letter depend on.
#[derive(Debug, Clone, PartialEq)]
struct LinesOf {
    id: LetterId,
    told: u64,
    view: View,
    read: bool,
    wide: u16,
    lang: Lang,
    look: Look,
    campaign: u64,
    minute: i64,
    looked: bool,
    hit: bool,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Heading(Group, usize),
    Row(usize),
}

impl State {
    /// Takes in how letters stand.
    pub fn take(&mut self, letters: Arc<Letters>) {
        if letters.list.is_none() {
            // It is on its way; what is shown meanwhile stays.
            return;
        }
        self.letters = letters;
        self.told += 1;
        let known = &self.letters;
        let further = self.further.item();
        self.marks.retain(|id| {
            let item = known.get(id).or(further.filter(|item| item.id() == id));
            item.is_some_and(|item| item.is_open())
        });
        // What has come, or was decided, may have the words too, or make another version.
        self.seeking.again();
        self.changes.again();
        self.further.again();
    }

    /// Takes in a letter that is not listed. False: there is none of that name that is shown here.
    pub fn take_letter(&mut self, id: &LetterId, item: Option<Arc<Item>>) -> bool {
        let is_there = self.further.take(id, item);
        if !is_there && self.wanted.as_ref() == Some(id) {
            self.wanted = None;
        }
        self.made_for = None;
        is_there
    }

    /// The letter that somebody came for, which is not listed and is to be asked for now.
    pub(super) fn wants_letter(&mut self) -> Option<LetterId> {
        let list = self.letters.list.as_ref()?;
        self.further
            .asks(|id| rows::all(list).any(|item| item.id() == id))
    }

    /// Takes in which letters have the words that are looked for.
    pub fn take_sought(&mut self, sought: Sought) {
        self.seeking.take(sought);
        self.lines_of = None;
    }

    /// Takes in what a letter changes.
    pub fn take_changes(&mut self, id: LetterId, told: Result<Compared, String>) {
        self.changes.take(id, told);
        self.lines_of = None;
    }

    /// What is to be asked now of the words of letters, and of what the one at hand changes.
    pub(super) fn wants_more(&mut self) -> Option<Ask> {
        if let Some(typed) = self.seeking.asks() {
            return Some(Ask::Seek(typed));
        }
        let item = self.selected()?.clone();
        let makes = item.kind() == LetterKind::Report && item.state.is_some();
        let id = item.id().clone();
        if makes && self.changes.asks(&id) {
            return Some(Ask::Compare(About::Letter(id)));
        }
        None
    }

    /// Takes in the words of a letter.
    pub fn take_words(&mut self, id: LetterId, read: Result<Read, String>) {
        if self.reading.as_ref() == Some(&id) {
            self.reading = None;
        }
        self.read = Some((id, read));
        self.lines_of = None;
    }

    /// Forgets everything that it was told: it may not be on record any more, or not for the eyes here.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Is there anything that it was told?
    pub(super) fn is_told(&self) -> bool {
        self.letters.list.is_some()
    }

    pub(super) fn wants_list(&mut self) -> bool {
        !self.is_told() && !std::mem::replace(&mut self.asked, true)
    }

    /// The letter whose words are to be asked for now: one at a time.
    pub(super) fn wants_words(&mut self) -> Option<LetterId> {
        let id = self.selected().filter(|item| item.state.is_some())?.id().clone();
        let there = self.read.as_ref().is_some_and(|(read, _)| *read == id);
        if there || self.reading.is_some() {
            return None;
        }
        self.reading = Some(id.clone());
        Some(id)
    }

    /// The words of the letter at hand, or why they cannot be had.
    pub(super) fn words(&self) -> Option<&Result<Read, String>> {
        let id = self.selected()?.id();
        self.read
            .as_ref()
            .filter(|(read, _)| read == id)
            .map(|(_, words)| words)
    }

    /// The letter at hand.
    pub fn selected(&self) -> Option<&Arc<Item>> {
        self.rows.get(self.at)
    }

    /// The letter at hand, if a decision about it can be taken back.
    pub fn decided(&self) -> Option<&Arc<Item>> {
        self.selected()
            .filter(|item| item.state.is_some_and(|state| !state.waits()))
    }

    /// The letter whose words are shown.
    pub fn looked_at(&self) -> Option<LetterId> {
        self.words().and(self.selected()).map(|item| item.id().clone())
    }

    /// When the next of those who look at letters is not shown any more.
    pub fn looks_end(&self, now: Stamp) -> Option<Stamp> {
        self.letters
            .looking
            .iter()
            .map(|l| l.until)
            .filter(|t| *t > now)
            .min()
    }

    /// The unit of the letter's candidate of that number, the first being 1.
    pub fn candidate(&self, n: u8) -> Option<UnitCode> {
        let at = usize::from(n).checked_sub(1)?;
        let item = self.selected().filter(|item| item.is_open())?;
        item.candidates().get(at).map(|c| c.unit.clone())
    }

    /// The number of the last fact about letters that is shown here.
    pub fn seen(&self) -> u64 {
        self.letters.seq
    }

    /// Selects this letter once it is listed, and shows it where there is room for one of both.
    pub fn want(&mut self, id: LetterId) {
        self.further = Further::of(id.clone());
        self.wanted = Some(id);
        // Whatever was looked at before: it is this one that is wanted.
        (self.made_for, self.only) = (None, None);
        (self.view, self.turned) = (View::Letter, true);
    }

    /// Shows the letters of the next reason alone, after the last of them all again; gives the key of the word for it.
    pub(super) fn next_reason(&mut self) -> String {
        let mut reasons: Vec<Why> = Vec::new();
        for why in self
            .letters
            .list
            .iter()
            .flat_map(rows::all)
            .map(|item| Why::of(item))
        {
            if !reasons.contains(&why) {
                reasons.push(why);
            }
        }
        let next = match self
            .only
            .and_then(|only| reasons.iter().position(|why| *why == only))
        {
            Some(at) => reasons.get(at + 1),
            None => reasons.first(),
        };
        self.only = next.copied();
        match self.only {
            Some(why) => format!("inbox_only-{}", why.id()),
            None => "inbox-all".to_owned(),
        }
    }

    /// Puts the rows right for what they show.
    pub(super) fn refresh(&mut self, scene: &Scene<'_>) {
        let key = Key {
            told: self.told,
            campaign: scene.campaign.seq(),
            lang: scene.lang(),
            needle: scene.needle.cloned(),
            only: self.only,
            sought: self.seeking.told(),
        };
        self.seeking.wants(scene.needle);
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        let before = self.selected().map(|item| (item.id().clone(), group(item)));
        let mut rows: Vec<Arc<Item>> = self.letters.list.iter().flat_map(rows::all).cloned().collect();
        let further = self.further.item();
        let is_listed = |item: &Arc<Item>| rows.iter().any(|row| row.id() == item.id());
        let further = further.filter(|item| !is_listed(item)).cloned();
        rows.extend(further);
        if let Some(only) = self.only {
            if rows.iter().any(|item| Why::of(item) == only) {
                rows.retain(|item| Why::of(item) == only);
            } else {
                self.only = None; // the last of them was decided
            }
        }
        if let Some(needle) = scene.needle.filter(|n| !n.is_empty()) {
            rows.retain(|item| self.seeking.has(item.id()) || rows::fits(item, needle, scene));
            // What lies further back than the list was found all the same.
            let further = self.seeking.hits().filter(|hit| {
                let fits = self.only.is_none_or(|only| Why::of(&hit.item) == only);
                fits && !rows.iter().any(|row| row.id() == hit.item.id())
            });
            let further: Vec<Arc<Item>> = further.map(|hit| hit.item.clone()).collect();
            rows.extend(further);
        }
        // The keys go from row to row as they are shown.
        rows.sort_by_key(|item| group(item));
        self.rows = rows;
        // A letter that was decided is not followed to where it stands now: the next one is at hand.
        let wanted = self.wanted.take();
        let found = match &wanted {
            Some(id) => self.rows.iter().position(|item| item.id() == id),
            None => before.as_ref().and_then(|(id, group)| {
                self.rows
                    .iter()
                    .position(|item| item.id() == id && rows::group(item) == *group)
            }),
        };
        if found.is_none() {
            self.wanted = wanted;
        }
        let at = found.unwrap_or(self.at).min(self.rows.len().saturating_sub(1));
        self.select(at);
        if self.selected().map(|item| item.id()) != before.as_ref().map(|(id, _)| id) {
            self.scroll = 0;
        }
    }

    fn select(&mut self, at: usize) {
        if at != self.at {
            self.scroll = 0;
        }
        self.at = at;
    }

    /// Moves the selection; to the sides, the letter.
    pub(super) fn go(&mut self, nav: Nav, rows: u16) {
        let page = usize::from(rows.saturating_sub(1)).max(1);
        match nav {
            Nav::Left => self.scroll = self.scroll.saturating_sub(page),
            Nav::Right => self.scroll += page,
            Nav::Up | Nav::Down | Nav::PageUp | Nav::PageDown | Nav::First | Nav::Last => self.select(
                kit::step(self.at, nav, self.page, self.rows.len().saturating_sub(1)),
            ),
        }
    }

    /// Keeps what is selected among what is shown, and the lines of the letter right.
    pub(super) fn settle(&mut self, scene: &Scene<'_>, area: Rect) {
        self.alone = areas::is_alone(area);
        let areas = Areas::of(area, self.shown().len(), self.turned);
        let rows = usize::from(areas.list.height);
        self.page = rows.saturating_sub(1);
        let lines = self.shown();
        let line = lines.iter().position(|l| *l == Shown::Row(self.at)).unwrap_or(0);
        let heads = line > 0 && matches!(lines.get(line - 1), Some(Shown::Heading(..)));
        if heads && rows > 1 {
            self.first = paint::scroll(self.first, line - 1, rows, lines.len());
        }
        self.first = paint::scroll(self.first, line, rows, lines.len());
        self.settle_letter(scene, areas.letter);
    }

    fn settle_letter(&mut self, scene: &Scene<'_>, area: Rect) {
        if !self.views().contains(&self.view) {
            self.view = View::default();
        }
        let Some(id) = self
            .selected()
            .map(|item| item.id().clone())
            .filter(|_| !area.is_empty())
        else {
            (self.lines, self.lines_of) = (Vec::new(), None);
            return;
        };
        let of = LinesOf {
            hit: self.seeking.has(&id),
            id,
            told: self.told,
            view: self.view,
            read: self.words().is_some(),
            wide: area.width,
            lang: scene.lang(),
            look: scene.look.clone(),
            campaign: scene.campaign.seq(),
            minute: scene.now.0.div_euclid(MINUTE),
            looked: self
                .selected()
                .is_some_and(|item| self.letters.looked_at_by(item.id(), scene.now).is_some()),
        };
        if self.lines_of.as_ref() != Some(&of) {
            self.lines = self.lines(scene, area.width);
            self.lines_of = Some(of);
        }
        self.scroll = self
            .scroll
            .min(self.lines.len().saturating_sub(usize::from(area.height)));
    }

    fn lines(&self, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
        let Some(item) = self.selected() else {
            return Vec::new();
        };
        if item.state.is_none() {
            return letter::unread(&item.entry, scene, cells);
        }
        match self.view {
            View::Letter => {
                let looked = self.letters.looked_at_by(item.id(), scene.now);
                let beside = Beside {
                    looked,
                    hit: self.seeking.hit(item.id()),
                    changes: self.changes.of(item.id()),
                };
                letter::lines(item, &beside, self.words(), scene, cells)
            }
            View::Changes => match self.changes.of(item.id()) {
                Some(Ok(compared)) => changed::lines(&compared.changes, scene, cells),
                Some(Err(why)) => kit::wrapped(why, cells, scene.style(Role::Error)),
                None => Vec::new(),
            },
            View::Parts => parts::lines(item, scene, cells),
            View::Why => why::lines(item, scene, cells),
            View::Head => letter::head(item, self.words(), scene, cells),
        }
    }

    /// The lines of the list: each group that has rows under its heading.
    pub(super) fn shown(&self) -> Vec<Shown> {
        let mut out = Vec::new();
        for group in Group::ALL {
            let rows = self
                .rows
                .iter()
                .enumerate()
                .filter(|(_, item)| rows::group(item) == group);
            let places: Vec<usize> = rows.map(|(i, _)| i).collect();
            if !places.is_empty() {
                out.push(Shown::Heading(group, places.len()));
            }
            out.extend(places.into_iter().map(Shown::Row));
        }
        out
    }
}
