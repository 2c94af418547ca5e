//! What the terminal answers, told apart from what is typed: its background, its name, how it shows pictures. What nobody
//! asked for is dropped.
//!
//! Pure. This room must never know what an answer is good for.

use crate::tui::term::background::Background;
use crate::tui::term::named;
use crate::tui::term::pictures::{self, Said};

/// The most answers about pictures of one read that are handed on: there are four.
const SAID_MOST: usize = 16;

/// What was asked and not answered, and what was answered and not handed on.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// The terminal was asked for its background and has not said it.
    pub asked: bool,
    /// What it said.
    pub background: Option<Background>,
    /// The terminal was asked for its name and has not said it.
    pub asked_name: bool,
    /// Whether the name is that of one which has every sign.
    pub rich: Option<bool>,
    /// What it said of how it shows pictures.
    pub said: Vec<Said>,
}

impl Answers {
    /// May a text with this beginning be an answer, so that it is to be held?
    pub fn may_be_one(&self, held: &[u8]) -> bool {
        !held.is_empty() && (self.asked || self.asked_name || held.starts_with(b"_"))
    }

    /// A text is at its end, what opened it in front: it may be an answer that is owed.
    pub fn take_text(&mut self, held: &[u8]) {
        let said = held.strip_prefix(b"_").and_then(pictures::apc);
        self.say(said);
        let name = held.strip_prefix(b"P").filter(|_| self.asked_name);
        if let Some(rich) = name.and_then(named::answered) {
            self.asked_name = false;
            self.rich = Some(rich);
        }
        let text = held.strip_prefix(b"]").filter(|_| self.asked);
        if let Some(background) = text.and_then(Background::answered) {
            self.asked = false;
            self.background = Some(background);
        }
    }

    /// A report: was it an answer?
    pub fn take_report(&mut self, held: &[u8], last: u8) -> bool {
        let said = pictures::report(held, last);
        self.say(said);
        said.is_some()
    }

    fn say(&mut self, said: Option<Said>) {
        self.said.extend(said.filter(|_| self.said.len() < SAID_MOST));
    }
}
