//! What the wall knows, and when it changes by itself.
//!
//! Two clocks: `now` is the moment that is shown (in a demo it races, under `--now` it stands still), `world` is the
//! machine's, by which pages turn and the layout shifts. Either may jump. It must never hold anything that grows with
//! time, save the campaign itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::campaign::Campaign;
use crate::core::deadline;
use crate::core::fact::{self, Envelope};
use crate::core::mailboxes::MailboxHealth;
use crate::core::names::{ActivityId, BlobId, UnitIx};
use crate::core::status::Phase;
use crate::core::time::{MINUTE, SECOND, Stamp};
use crate::text::Catalogue;
use crate::tui::letters::Post;
use crate::tui::model::Shown;
use crate::tui::msg::{Answer, Fallen};
use crate::tui::scene::Scene;
use crate::tui::term::key::{KeyCode, KeyEvent, KeyModifiers};
use crate::tui::theme::Look;
use crate::tui::wall::album::Album;

/// How often the wall looks at its store unasked, in milliseconds.
pub const RECHECK: i64 = 10 * SECOND;
/// How long the layout stays in one of its nine positions.
const SHIFT_EVERY: i64 = 10 * MINUTE;
/// The nine positions, each one cell from the next.
const SHIFTS: [(u16, u16); 9] = [
    (1, 1),
    (2, 1),
    (2, 2),
    (1, 2),
    (0, 2),
    (0, 1),
    (0, 0),
    (1, 0),
    (2, 0),
];

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Countdown, map, regions, curve, ticker, goals.
    Overview,
    /// Every unit under its region.
    Regions,
    /// Activities, and the goals they serve.
    Activities,
    /// Photos of accepted reports. Not turned to where there are none, or not the colours for them.
    Photos,
}

impl Page {
    /// Every page, in the order in which they turn.
    pub const ALL: [Self; 4] = [Self::Overview, Self::Regions, Self::Activities, Self::Photos];

    /// The stable name, as in `--pages`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Regions => "regions",
            Self::Activities => "activities",
            Self::Photos => "photos",
        }
    }

    /// The page of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.id() == id)
    }
}

/// Which pages, and how long each stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The pages; never none.
    pub pages: Vec<Page>,
    /// How long each stays, in milliseconds.
    pub interval: i64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            pages: Page::ALL.to_vec(),
            interval: 20 * SECOND,
        }
    }
}

/// What a wall begins with.
pub struct Begin {
    /// The campaign.
    pub campaign: Campaign,
    /// The moment that is shown.
    pub now: Stamp,
    /// The machine's.
    pub world: Stamp,
    /// Which clock is shown.
    pub shown: Shown,
    /// The words.
    pub cat: Catalogue,
    /// Styles and signs.
    pub look: Look,
    /// Pages and pace.
    pub plan: Plan,
    /// A simulated campaign.
    pub demo: bool,
    /// Seconds are shown.
    pub seconds: bool,
    /// Photos can be shown: there are files, and colours enough.
    pub photos: bool,
}

/// How far the wall is with a fact that it missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// The number of the next one showed it.
    Noticed,
    /// The whole campaign was asked for.
    AskedFor,
}

/// The wall.
pub struct Wall {
    /// The campaign.
    pub campaign: Campaign,
    /// The moment that is shown.
    pub now: Stamp,
    /// The last moment at which the store could be read.
    pub seen: Stamp,
    /// Since when it cannot be, if it cannot.
    pub lost: Option<Stamp>,
    /// What the store has lost, while that is said.
    pub fallen: Option<Fallen>,
    /// Where the store went, in a sentence, if it was moved: nothing more comes from here.
    pub moved: Option<String>,
    /// A newer program writes the store: this one must be started anew.
    pub restart: bool,
    /// Which clock is shown.
    pub shown: Shown,
    /// The words.
    pub cat: Catalogue,
    /// Styles and signs.
    pub look: Look,
    /// A simulated campaign.
    pub demo: bool,
    /// Seconds are shown.
    pub seconds: bool,
    /// Letters that wait.
    pub post: Post,
    /// How each mailbox is doing.
    pub mailboxes: Vec<MailboxHealth>,
    /// The photos.
    pub album: Album,
    /// Goes up with whatever was told and every page that was turned.
    pub heard: u64,
    /// A fact was missed, and what is shown is older than the store.
    missing: Option<Missing>,
    world: Stamp,
    plan: Plan,
    at: usize,
    rounds: usize,
    turned: Stamp,
    marks: BTreeSet<UnitIx>,
    act_marks: BTreeSet<ActivityId>,
    fresh: BTreeMap<UnitIx, Stamp>,
}

impl Wall {
    /// A wall at its first page.
    pub fn new(mut b: Begin) -> Self {
        if b.plan.pages.is_empty() {
            b.plan.pages.push(Page::Overview);
        }
        let mut wall = Self {
            album: Album::new(b.photos, &b.campaign),
            campaign: b.campaign,
            now: b.now,
            seen: b.now,
            lost: None,
            fallen: None,
            moved: None,
            restart: false,
            shown: b.shown,
            cat: b.cat,
            look: b.look,
            demo: b.demo,
            seconds: b.seconds,
            post: Post::default(),
            mailboxes: Vec::new(),
            heard: 0,
            missing: None,
            world: b.world,
            plan: b.plan,
            at: 0,
            rounds: 0,
            turned: b.world,
            marks: BTreeSet::new(),
            act_marks: BTreeSet::new(),
            fresh: BTreeMap::new(),
        };
        let others = wall.plan.pages.iter().position(|p| wall.may_turn_to(*p));
        wall.at = others.unwrap_or_default();
        wall.campaign.rest();
        wall
    }

    /// The clocks show other moments. Neither need be later than before.
    pub fn tick(&mut self, now: Stamp, world: Stamp) {
        self.now = now;
        self.world = world;
        if world < self.turned {
            // The clock was set back: the page stays its time from here.
            self.turned = world;
        } else if world.0 - self.turned.0 >= self.plan.interval {
            self.turn(true);
        }
    }

    /// The clerk has something to tell.
    pub fn take(&mut self, answer: Answer) {
        self.heard += 1;
        match answer {
            // By number, never by time: a clock that was set back changes no order.
            Answer::Facts { after, facts, .. } => {
                if after > self.campaign.seq() {
                    self.missing.get_or_insert(Missing::Noticed);
                } else {
                    for env in &facts {
                        self.take_fact(env);
                    }
                }
                self.renew_photos();
            }
            Answer::Photo(id, thumb) => {
                self.album.take(id, thumb.map(|t| *t), self.world);
            }
            Answer::FeedLost(_) => self.lost = Some(self.seen),
            // What is shown gets old from here.
            Answer::Moved(sentence) => {
                self.moved = sentence;
                self.is_back();
            }
            Answer::Fallen(fallen) => {
                self.lost.get_or_insert(self.seen);
                self.fallen = Some(*fallen);
            }
            Answer::FeedBack => self.is_back(),
            Answer::Reloaded(campaign) => {
                self.campaign = *campaign;
                self.missing = None;
                self.is_back();
                self.renew_photos();
            }
            Answer::RestartNeeded => {
                self.restart = true;
                self.lost.get_or_insert(self.seen);
            }
            Answer::Letters(letters) => {
                self.post = Post::of(&letters);
                self.mailboxes.clone_from(&letters.mailboxes);
            }
            // Answers to what a wall never asks, what might be done (nothing is), and whose form is open, which nobody
            // need know from five metres.
            Answer::Refused { .. }
            | Answer::Rights(..)
            | Answer::Progress { .. }
            | Answer::Barred(_)
            | Answer::Claims(_)
            | Answer::Failed { .. }
            | Answer::Wrote { .. }
            | Answer::ReadLetter(..)
            | Answer::FoundLetter(..)
            | Answer::Sought(_)
            | Answer::Compared(..)
            | Answer::Decided(_)
            | Answer::Folder(..)
            | Answer::NameTaken { .. }
            | Answer::Unanswered(_)
            | Answer::History(_)
            | Answer::UnitLog(..)
            | Answer::NoUnitLog(..)
            | Answer::Print(..)
            | Answer::LetterOf(..)
            | Answer::Preview(..)
            | Answer::Template(..)
            | Answer::Export(..)
            | Answer::Verified(_)
            | Answer::Broken(_)
            | Answer::Times(..)
            | Answer::Past { .. }
            | Answer::NoPast(..)
            | Answer::Since(_)
            | Answer::Elsewhere(_)
            | Answer::Earlier(_)
            | Answer::LastTime(_)
            | Answer::Waiting
            | Answer::Workbench(..)
            | Answer::Saved(..)
            | Answer::Begun { .. }
            | Answer::Underway { .. }
            | Answer::Sent { .. }
            | Answer::Bounced(_)
            | Answer::Kept => {}
        }
    }

    /// The store can be read; where it was moved, what is shown gets old all the same.
    fn is_back(&mut self) {
        self.fallen = None;
        self.lost = match (&self.moved, self.lost) {
            (None, _) => None,
            (Some(_), since) => Some(since.unwrap_or(self.seen)),
        };
    }

    /// Takes in the next fact. Where it is not the next, one was missed: that shows nothing wrong, but something old. A
    /// wall that is kept to some units goes by what the clerk says instead, for it is told no other's facts.
    fn take_fact(&mut self, env: &Envelope) {
        if env.stream != *self.campaign.id() {
            return;
        }
        let next = self.campaign.seq() + 1;
        if env.seq == next || env.seq > next && !self.campaign.eyes().see_all() {
            self.campaign.apply(env);
        } else if env.seq > next {
            self.missing.get_or_insert(Missing::Noticed);
        }
    }

    /// A key of somebody who stands before the wall: true if it ends the program.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        match key.code {
            KeyCode::Char('q') => return true,
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => return true,
            KeyCode::Right | KeyCode::Down | KeyCode::PageDown => self.turn(true),
            KeyCode::Left | KeyCode::Up | KeyCode::PageUp => self.turn(false),
            _ => {}
        }
        false
    }

    fn turn(&mut self, forward: bool) {
        let n = self.plan.pages.len();
        self.heard += 1;
        self.turned = self.world;
        for _ in 0..n {
            if forward {
                self.at = (self.at + 1) % n;
                self.rounds = self.rounds.wrapping_add(usize::from(self.at == 0));
            } else {
                self.rounds = self.rounds.wrapping_sub(usize::from(self.at == 0));
                self.at = (self.at + n - 1) % n;
            }
            if self.may_turn_to(self.page()) {
                return;
            }
        }
    }

    /// A page of photos is left out of the turn while there are none to show.
    fn may_turn_to(&self, page: Page) -> bool {
        page != Page::Photos || self.album.is_ready()
    }

    /// What was accepted or removed has changed.
    fn renew_photos(&mut self) {
        self.album.renew(&self.campaign);
        // Long lists were unpacked for it.
        self.campaign.rest();
        if !self.may_turn_to(self.page()) {
            self.turn(true);
        }
    }

    /// Is the whole campaign to be asked for? Once, after a fact was missed on the way.
    pub fn want_whole(&mut self) -> bool {
        let wanted = self.missing == Some(Missing::Noticed);
        if wanted {
            self.missing = Some(Missing::AskedFor);
        }
        wanted
    }

    /// The store was read at this moment. Where a fact was missed that is not what is shown, and is not said of it.
    pub fn see(&mut self, at: Stamp) {
        if self.missing.is_none() {
            self.seen = at;
        }
    }

    /// The next photo of which a small picture is to be made.
    pub fn want_photo(&mut self) -> Option<BlobId> {
        self.album.want(self.world)
    }

    /// The page that is shown.
    pub fn page(&self) -> Page {
        self.plan.pages.get(self.at).copied().unwrap_or(Page::Overview)
    }

    /// Its number, and how many there are.
    pub fn page_of(&self) -> (usize, usize) {
        let pages = &self.plan.pages;
        let count = |of: &[Page]| of.iter().filter(|p| self.may_turn_to(**p)).count().max(1);
        (count(pages.get(..=self.at).unwrap_or_default()), count(pages))
    }

    /// Which part of a page that has so many is shown: one each round.
    pub fn part(&self, parts: usize) -> usize {
        self.rounds % parts.max(1)
    }

    /// How far the layout stands from the corner.
    pub fn shift(&self) -> (u16, u16) {
        let n = self.world.0.max(0) / SHIFT_EVERY;
        SHIFTS[(n % SHIFTS.len() as i64) as usize]
    }

    /// Has anybody opened this campaign?
    pub fn is_open(&self) -> bool {
        self.campaign.opened().is_some()
    }

    /// What panes may read.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            campaign: &self.campaign,
            now: self.now,
            cat: &self.cat,
            look: &self.look,
            marks: &self.marks,
            act_marks: &self.act_marks,
            fresh: &self.fresh,
            claims: &[],
            post: self.post,
            mailing: None,
            last_time: None,
            unit: None,
            needle: None,
            focused: false,
            acts_as: fact::Role::Viewer,
            seconds: self.seconds,
            back: None,
            at_hand: None,
        }
    }

    /// Does something on this page change with every second?
    fn ticking(&self) -> bool {
        let counting = self.is_open() && self.campaign.phase(self.now) != Phase::Closed;
        self.seconds && counting && self.page() == Page::Overview
    }

    /// The next moment, by the clock that is shown, at which the page changes by itself.
    pub fn next_change(&self) -> Stamp {
        let marks = self.campaign.next_change(self.now);
        let next = deadline::next_visible_change(self.now, self.ticking(), marks);
        // Where seconds may be seen at all, the time of the last look is kept fresh too.
        if self.seconds {
            next.min(self.now.plus(RECHECK))
        } else {
            next
        }
    }

    /// The next moment, by the machine's clock, at which the page turns, where nothing else wakes the loop in time. While
    /// seconds are shown it turns with one of them; where they are not wanted, with a minute.
    pub fn next_turn(&self, stands_still: bool) -> Option<Stamp> {
        (stands_still || self.seconds && !self.ticking()).then(|| self.turned.plus(self.plan.interval))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_positions_are_one_cell_apart() {
        for (i, a) in SHIFTS.iter().enumerate() {
            let b = SHIFTS[(i + 1) % SHIFTS.len()];
            assert!(a.0.abs_diff(b.0) <= 1 && a.1.abs_diff(b.1) <= 1, "{a:?} {b:?}");
        }
        let all: BTreeSet<_> = SHIFTS.into_iter().collect();
        assert_eq!(all.len(), 9);
    }

    #[test]
    fn pages_are_found_by_name() {
        for p in Page::ALL {
            assert_eq!(Page::from_id(p.id()), Some(p));
        }
        assert_eq!(Page::from_id("films"), None);
    }
}
