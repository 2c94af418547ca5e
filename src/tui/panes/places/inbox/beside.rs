//! What is known of letters beside what is on record of each: which have the words that are looked for, and what the one at hand
//! changes. Each is asked one question at a time, so that a key held down asks for the last.
//!
//! It must never know how it is drawn.

use std::sync::Arc;

use crate::core::names::LetterId;
use crate::intake::Compared;
use crate::ledger::Looking;
use crate::text::Needle;
use crate::tui::letters::{Hit, Item, Sought};

/// What stands beside a letter.
pub(super) struct Beside<'a> {
    /// Who else looks at it.
    pub(super) looked: Option<&'a Looking>,
    /// Where it has the words that are looked for.
    pub(super) hit: Option<&'a Hit>,
    /// What it changes.
    pub(super) changes: Option<&'a Result<Compared, String>>,
}

/// Which letters have the words that are looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Seeking {
    /// What is looked for now.
    typed: String,
    /// What was asked last, and whether the answer has come.
    asked: Option<String>,
    waits: bool,
    sought: Sought,
    told: u64,
}

impl Seeking {
    pub(super) fn told(&self) -> u64 {
        self.told
    }

    /// That is what the filter says.
    pub(super) fn wants(&mut self, needle: Option<&Needle>) {
        let typed = needle.map_or("", Needle::typed);
        if self.typed != typed {
            typed.clone_into(&mut self.typed);
        }
    }

    /// Letters have changed: it is asked once more.
    pub(super) fn again(&mut self) {
        if !self.typed.is_empty() {
            self.asked = None;
        }
    }

    /// What is to be asked now.
    pub(super) fn asks(&mut self) -> Option<String> {
        let asked = self.asked.as_deref().unwrap_or_default();
        let is_new = asked != self.typed || self.asked.is_none() && !self.typed.is_empty();
        if self.waits || !is_new {
            return None;
        }
        self.waits = true;
        self.asked = Some(self.typed.clone());
        self.asked.clone()
    }

    pub(super) fn take(&mut self, sought: Sought) {
        if self.asked.as_ref() == Some(&sought.typed) {
            self.waits = false;
        }
        self.told += 1;
        self.sought = sought;
    }

    /// What was found, if it is what is looked for now.
    fn now(&self) -> Option<&Sought> {
        (!self.typed.is_empty() && self.sought.typed == self.typed).then_some(&self.sought)
    }

    pub(super) fn hits(&self) -> impl Iterator<Item = &Hit> {
        self.now().into_iter().flat_map(|sought| &sought.hits)
    }

    pub(super) fn hit(&self, id: &LetterId) -> Option<&Hit> {
        self.hits().find(|hit| hit.item.id() == id)
    }

    pub(super) fn has(&self, id: &LetterId) -> bool {
        self.hit(id).is_some()
    }

    /// How many more were found than are listed, and how many letters were not read yet.
    pub(super) fn beyond(&self) -> (usize, usize) {
        self.now().map_or((0, 0), |sought| (sought.more, sought.left))
    }
}

/// A letter that somebody came for and that lies further back than the list.
#[derive(Debug, Clone, Default)]
pub(super) struct Further {
    id: Option<LetterId>,
    asked: bool,
    item: Option<Arc<Item>>,
}

impl Further {
    /// Somebody comes for this one.
    pub(super) fn of(id: LetterId) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }

    /// Letters have changed: it is asked once more; what is shown stays until then.
    pub(super) fn again(&mut self) {
        self.asked = false;
    }

    /// What is to be asked now, of one that is not listed.
    pub(super) fn asks(&mut self, listed: impl Fn(&LetterId) -> bool) -> Option<LetterId> {
        let id = self.id.clone().filter(|id| !listed(id))?;
        (!std::mem::replace(&mut self.asked, true)).then_some(id)
    }

    /// As it stands. False where there is none that is shown here: nobody need wait for it.
    pub(super) fn take(&mut self, id: &LetterId, item: Option<Arc<Item>>) -> bool {
        if self.id.as_ref() != Some(id) {
            return true;
        }
        let is_there = item.is_some();
        self.item = item;
        if !is_there {
            self.id = None;
        }
        is_there
    }

    pub(super) fn item(&self) -> Option<&Arc<Item>> {
        self.item.as_ref()
    }
}

/// What the letter at hand changes.
#[derive(Debug, Clone, Default)]
pub(super) struct Changed {
    asked: Option<LetterId>,
    waits: bool,
    told: Option<(LetterId, Result<Compared, String>)>,
}

impl Changed {
    /// Letters have changed: it is asked once more; what is shown stays until then.
    pub(super) fn again(&mut self) {
        self.asked = None;
    }

    /// Is it to be asked now of this letter?
    pub(super) fn asks(&mut self, id: &LetterId) -> bool {
        if self.waits || self.asked.as_ref() == Some(id) {
            return false;
        }
        (self.waits, self.asked) = (true, Some(id.clone()));
        true
    }

    pub(super) fn take(&mut self, id: LetterId, told: Result<Compared, String>) {
        self.waits = false;
        self.told = Some((id, told));
    }

    /// What this letter changes, where it makes a version or would.
    pub(super) fn of(&self, id: &LetterId) -> Option<&Result<Compared, String>> {
        let (_, told) = self.told.as_ref().filter(|(of, _)| of == id)?;
        let any = told
            .as_ref()
            .map_or(true, |compared| !compared.changes.is_empty());
        any.then_some(told)
    }
}
