//! Choosing from a list: what is typed filters it by names and codes, in either language's letters; one thing is chosen, or
//! several are ticked.
//!
//! ```text
//!   Goals  2.8, ky nang▏             typed letters, and the list below opens by itself where it is long
//!          [x] 2.8  Gender equality   Enter takes the row at hand, Space ticks where nothing is being typed
//!          [ ] 2.10 ICT skills        Tab and handing in take it too: nothing that was typed is lost
//! ```
//!
//! It must never know what is chosen, nor how it is drawn.

use unicode_normalization::UnicodeNormalization;

use crate::core::goals::id_order;
use crate::text::fold::Needle;
use crate::tui::msg::{Edit, Nav};
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field};
use crate::tui::panes::over::form::list::rank;
use crate::tui::panes::over::form::read::{Tags, Wrong};
use crate::tui::scene::Scene;

/// The most letters of a name by which something is chosen.
const NAME_MOST: usize = 60;
/// A list of no more than so many is seen by going along it, and opens only where that is asked for.
const SHORT: usize = 3;
/// Rows of a page.
const PAGE: usize = 8;

impl Field {
    fn all(&self) -> &[Choice] {
        match &self.body {
            Body::Text(_) => &[],
            Body::Choice(all, _) | Body::Many(all, _) => all,
        }
    }

    /// Is its list shown?
    pub fn is_open(&self) -> bool {
        self.list.open
    }

    /// Those that fit what was typed, the best first, by their places; all where nothing was.
    pub(super) fn found(&self, scene: &Scene<'_>) -> Vec<usize> {
        let typed = self.list.typed.trim();
        if typed.is_empty() {
            return (0..self.all().len()).collect();
        }
        let needle = Needle::new(typed);
        let ranked = |(i, c): (usize, &Choice)| Some((rank(typed, &needle, c, scene)?, i));
        let mut found: Vec<(u8, usize)> = self.all().iter().enumerate().filter_map(ranked).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, i)| i).collect()
    }

    /// What is at hand in the list, if something fits.
    pub(super) fn at_hand(&self, scene: &Scene<'_>) -> Option<&Choice> {
        let found = self.found(scene);
        self.all().get(*found.get(self.list.at)?)
    }

    /// What was typed into a choice names none of them: nothing that was typed is passed over in silence.
    pub fn names_nothing(&self) -> Option<Wrong> {
        let typed = matches!(self.body, Body::Choice(..) | Body::Many(..));
        self.wrong
            .as_ref()
            .filter(|w| {
                typed
                    && matches!(
                        w,
                        Wrong::NoSuchChoice(_)
                            | Wrong::BadYesNo(_)
                            | Wrong::UnknownSdg(..)
                            | Wrong::UnknownGoal(..)
                    )
            })
            .cloned()
    }

    fn tags(&self) -> Option<Tags> {
        match &self.body {
            Body::Many(all, _) => all.iter().find_map(|c| match c {
                Choice::Tag(tags, _) => Some(*tags),
                _ => None,
            }),
            Body::Text(_) | Body::Choice(..) => None,
        }
    }

    /// Letters of a name, or codes with commas between them.
    pub(super) fn type_name(&mut self, text: &str, scene: &Scene<'_>) {
        let text = text.trim_matches(['\r', '\n']);
        if text.trim().is_empty() && self.list.typed.is_empty() {
            return self.space(scene);
        }
        if matches!(self.body, Body::Choice(..)) {
            self.add(&text.replace(['\n', '\r', '\t'], " "));
        } else {
            for c in text.chars() {
                let ends = match c {
                    ',' | ';' | '\n' | '\r' | '\t' => true,
                    // Codes may stand apart by blanks too; a name has blanks in it.
                    c if c.is_whitespace() => self.is_code(),
                    _ => false,
                };
                if ends {
                    self.take_typed(scene);
                    self.list.comma = true;
                } else if !(c.is_whitespace() && self.list.typed.is_empty()) {
                    self.add(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
        self.typed(scene);
    }

    fn add(&mut self, text: &str) {
        self.list.typed.push_str(text);
        self.list.typed = self.list.typed.nfc().take(NAME_MOST).collect();
        self.list.comma = false;
    }

    /// A blank with nothing typed: opens the list; in a list of several that is open it ticks the row at hand.
    fn space(&mut self, scene: &Scene<'_>) {
        if std::mem::take(&mut self.list.comma) {
            return;
        }
        if !self.list.open {
            self.wrong = None;
            self.open_list();
        } else if matches!(self.body, Body::Many(..)) {
            self.tick(scene);
        } else {
            self.take_typed(scene);
        }
    }

    fn open_list(&mut self) {
        self.list.open = true;
        self.list.at = 0;
        if let Body::Choice(_, at) = &self.body {
            self.list.at = *at;
            self.list.was = Some(*at);
        }
    }

    /// Is what was typed a code as it stands?
    fn is_code(&self) -> bool {
        let word = self.list.typed.trim().to_lowercase();
        word.starts_with(|c: char| c.is_ascii_digit())
            || self
                .all()
                .iter()
                .any(|c| c.code().is_some_and(|c| c.to_lowercase() == word))
    }

    /// What was typed is another: one is chosen at once, of several the best is at hand.
    fn typed(&mut self, scene: &Scene<'_>) {
        self.wrong = None;
        if self.list.typed.trim().is_empty() {
            self.list.typed.clear();
            return;
        }
        let coded = self.all().iter().any(|c| c.code().is_some());
        if !self.list.open && (coded || self.all().len() > SHORT) {
            self.open_list();
        }
        self.know_code(scene);
        let found = self.found(scene);
        self.list.at = 0;
        match (&mut self.body, found.first()) {
            (Body::Choice(_, at), Some(first)) => *at = *first,
            (Body::Choice(..), None) => self.wrong = Some(Wrong::NoSuchChoice(self.list.typed.clone())),
            (Body::Many(..) | Body::Text(_), _) => {}
        }
    }

    /// A code that is one without being listed joins the list.
    fn know_code(&mut self, scene: &Scene<'_>) {
        let Some(tags) = self.tags() else { return };
        let word = self.list.typed.trim().trim_end_matches('.').to_lowercase();
        let listed = self.all().iter().any(|c| c.code() == Some(&word));
        if !listed
            && tags.knows(&scene.campaign.def().goals, &word)
            && let Body::Many(all, _) = &mut self.body
        {
            let place = all.partition_point(|c| c.code().is_some_and(|c| id_order(c) < id_order(&word)));
            all.insert(place, Choice::Tag(tags, word));
        }
    }

    pub(super) fn edit_name(&mut self, edit: Edit, scene: &Scene<'_>) {
        let several = matches!(self.body, Body::Many(..));
        match edit {
            Edit::Left | Edit::Right if several => {}
            Edit::Left => self.choose(false),
            Edit::Right => self.choose(true),
            Edit::Home => self.go(Nav::First, scene),
            Edit::End => self.go(Nav::Last, scene),
            Edit::Backspace if self.list.typed.is_empty() => {
                self.wrong = None;
                if let Body::Many(_, ticked) = &mut self.body {
                    ticked.pop();
                }
            }
            Edit::Backspace => {
                self.list.typed.pop();
                self.typed(scene);
            }
            Edit::Delete | Edit::Word | Edit::All => {
                self.wrong = None;
                if !self.list.typed.is_empty() {
                    self.list.rest();
                    if edit != Edit::All {
                        return;
                    }
                }
                match &mut self.body {
                    Body::Many(_, ticked) => ticked.clear(),
                    // Emptied, a choice that knows nothing says nothing.
                    Body::Choice(all, at) => {
                        *at = all.iter().position(|c| *c == Choice::NoValue).unwrap_or(*at);
                    }
                    Body::Text(_) => {}
                }
            }
        }
    }

    /// Moves in the list; where it is closed, along the choices.
    pub(super) fn go(&mut self, nav: Nav, scene: &Scene<'_>) {
        let found = self.found(scene);
        let last = found.len().saturating_sub(1);
        let here = match &self.body {
            Body::Choice(_, at) if !self.list.open => *at,
            _ => self.list.at.min(last),
        };
        let to = match nav {
            Nav::Up | Nav::Left => here.checked_sub(1).unwrap_or(last),
            Nav::Down | Nav::Right => {
                if here < last {
                    here + 1
                } else {
                    0
                }
            }
            Nav::PageUp => here.saturating_sub(PAGE),
            Nav::PageDown => (here + PAGE).min(last),
            Nav::First => 0,
            Nav::Last => last,
        };
        self.list.at = to;
        self.list.moved = true;
        if let (Body::Choice(_, at), Some(there)) = (&mut self.body, found.get(to)) {
            *at = *there;
            self.wrong = None;
        }
    }

    /// Goes to the next choice, or the one before, and forgets the letters of a name: the next ones begin another.
    pub fn choose(&mut self, forward: bool) {
        if let Body::Choice(all, at) = &mut self.body
            && !all.is_empty()
        {
            *at = (*at + if forward { 1 } else { all.len() - 1 }) % all.len();
            self.wrong = None;
            self.list.rest();
        }
    }

    /// Ticks the row at hand, or takes its tick away. The list stays as it is.
    fn tick(&mut self, scene: &Scene<'_>) {
        let Some(choice) = self.at_hand(scene).cloned() else {
            return;
        };
        if let Body::Many(_, ticked) = &mut self.body {
            match ticked.iter().position(|c| *c == choice) {
                Some(there) => drop(ticked.remove(there)),
                None => ticked.push(choice),
            }
            self.wrong = None;
            self.list.moved = false;
        }
    }

    /// Takes the row at hand, and closes the list.
    pub(super) fn take(&mut self, scene: &Scene<'_>) {
        if self.list.typed.is_empty() && matches!(self.body, Body::Many(..)) {
            self.tick_once(scene);
            self.list.rest();
        } else {
            self.take_typed(scene);
        }
    }

    /// The row at hand is ticked from now on.
    fn tick_once(&mut self, scene: &Scene<'_>) {
        let there = self.at_hand(scene).is_some_and(|c| self.ticked().contains(c));
        // Where Space has ticked the row already, Enter only closes.
        if !there && (self.list.moved || self.ticked().is_empty()) {
            self.tick(scene);
        }
    }

    /// What was typed is what it names. What names nothing stays to be mended.
    fn take_typed(&mut self, scene: &Scene<'_>) {
        let word = self.list.typed.trim().to_owned();
        if word.is_empty() {
            return self.list.rest();
        }
        if matches!(self.body, Body::Choice(..)) && self.wrong.is_none() {
            return self.list.rest(); // it has chosen already, in whichever language it was typed
        }
        let choice = self.at_hand(scene).cloned();
        match (&mut self.body, choice) {
            (Body::Many(_, ticked), Some(choice)) => {
                if !ticked.contains(&choice) {
                    ticked.push(choice);
                }
                self.list.rest();
            }
            (Body::Choice(..), Some(_)) => self.list.rest(),
            (_, None) => {
                self.list.open = false;
                let goals = &scene.campaign.def().goals;
                self.wrong = Some(match self.tags() {
                    Some(tags) => tags.unknown(goals, &word),
                    None => Wrong::NoSuchChoice(word),
                });
            }
            (Body::Text(_), Some(_)) => {}
        }
    }

    /// Closes the list without a choice: what was chosen when it opened is chosen again, what was typed is forgotten.
    pub(super) fn close(&mut self) {
        if let (Body::Choice(_, at), Some(was)) = (&mut self.body, self.list.was) {
            *at = was;
        }
        self.wrong = None;
        self.list.rest();
    }

    /// Nobody types into it any more.
    pub(super) fn settle(&mut self, scene: &Scene<'_>) {
        if self.list.typed.trim().is_empty() {
            self.list.rest();
        } else {
            self.take_typed(scene);
        }
    }
}
