//! What is said in the last line: how long it stays, and what is offered with it.
//!
//! It must never know what it is about.

use crate::core::names::UnitIx;
use crate::core::time::{DAY, SECOND, Stamp};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// How long a message stays, and how long what somebody else changed is marked, in the clock's milliseconds.
pub const STAYS: i64 = 6 * SECOND;

/// How long a message stays in which something is offered.
const OFFERED: i64 = 5 * STAYS;

/// A message in the last line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// How it is written.
    pub role: Role,
    /// Until when it stays (a key takes it away sooner).
    pub until: Stamp,
    /// The units whose letter one key writes while this is said.
    pub offers: Vec<UnitIx>,
}

impl Model {
    /// Says something in the last line.
    pub fn say(&mut self, text: impl Into<String>, role: Role) {
        self.said = Some(Said {
            text: text.into(),
            role,
            until: self.world.plus(STAYS),
            offers: Vec::new(),
        });
    }

    /// Says something with a key in it that writes the letter to these units: long enough to be read.
    pub fn say_offering(&mut self, text: impl Into<String>, units: Vec<UnitIx>) {
        self.said = Some(Said {
            text: text.into(),
            role: Role::Text,
            until: self.world.plus(OFFERED),
            offers: units,
        });
    }

    /// The time of the world, by which messages come and go whatever clock is shown: in a demo a day may last a second,
    /// and under `--now` none ever passes.
    pub fn hear_world(&mut self, world: Stamp) {
        self.world = world;
    }

    /// The message whose time is over goes.
    pub fn expire_message(&mut self) {
        if self.said.as_ref().is_some_and(|s| s.until <= self.world) {
            self.said = None;
        }
    }

    /// When, by the time of the world, the message that is being said goes.
    pub fn message_ends(&self) -> Option<Stamp> {
        self.said.as_ref().map(|s| s.until)
    }

    /// Until when, by the time of the world, a message stays for as long as anybody could want.
    pub fn for_long(&self) -> Stamp {
        self.world.plus(365 * DAY)
    }
}
