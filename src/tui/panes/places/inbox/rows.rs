//! What is listed, and why each letter stands where it does. It must never know how a row is drawn.

use std::sync::Arc;

use crate::core::house::LetterState;
use crate::core::letter::Doubt;
use crate::core::names::LetterId;
use crate::core::time::Stamp;
use crate::output::words;
use crate::text::Needle;
use crate::tui::letters::{Item, List, Unread};
use crate::tui::scene::Scene;

/// Why a letter stands where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing was decided about it.
    New,
    /// The rules are not certain.
    Doubt(Doubt),
    /// It was filed, and the campaign refused it.
    Refused,
    /// A person took back what had been decided.
    PutBack,
    /// It could not be read.
    Unread,
    /// It is filed.
    Filed,
    /// A person said that it is none of ours.
    Dismissed,
    /// No person wrote it.
    Automatic,
}

impl Why {
    /// The stable name, of which words are made.
    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Doubt(doubt) => doubt.id(),
            Self::Refused => "refused",
            Self::PutBack => "put_back",
            Self::Unread => "unread",
            Self::Filed => "filed",
            Self::Dismissed => "dismissed",
            Self::Automatic => "automatic",
        }
    }

    /// Why this letter stands where it does.
    pub(super) fn of(item: &Item) -> Self {
        match (item.state, item.doubt) {
            (LetterState::New, _) => Self::New,
            (LetterState::Filed, _) => Self::Filed,
            (LetterState::Dismissed, _) => Self::Dismissed,
            (LetterState::Automatic, _) => Self::Automatic,
            (LetterState::SetAside, _) if item.refused => Self::Refused,
            (LetterState::SetAside, Some(doubt)) => Self::Doubt(doubt),
            (LetterState::SetAside, None) => Self::PutBack,
        }
    }
}

/// A group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// They wait for a person.
    Waiting,
    /// They could not be read.
    Unread,
    /// They were decided last.
    Decided,
}

impl Group {
    pub(super) const ALL: [Self; 3] = [Self::Waiting, Self::Unread, Self::Decided];
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Row {
    Letter(Arc<Item>),
    Unread(Arc<Unread>),
}

impl Row {
    pub(super) fn why(&self) -> Why {
        match self {
            Self::Letter(item) => Why::of(item),
            Self::Unread(_) => Why::Unread,
        }
    }

    pub(super) fn group(&self) -> Group {
        match self {
            Self::Letter(item) if item.state.waits() => Group::Waiting,
            Self::Letter(_) => Group::Decided,
            Self::Unread(_) => Group::Unread,
        }
    }

    pub(super) fn letter(&self) -> Option<&Arc<Item>> {
        match self {
            Self::Letter(item) => Some(item),
            Self::Unread(_) => None,
        }
    }

    /// By what it is found again.
    pub(super) fn id(&self) -> LetterId {
        match self {
            Self::Letter(item) => item.id.clone(),
            Self::Unread(unread) => LetterId(unread.raw.as_str().to_owned()),
        }
    }

    pub(super) fn at(&self) -> Stamp {
        match self {
            Self::Letter(item) => item.at,
            Self::Unread(unread) => unread.at,
        }
    }

    /// Does what was typed stand in its sender, its subject, its number, its files, or the names of its units?
    pub(super) fn fits(&self, needle: &Needle, scene: &Scene<'_>) -> bool {
        let told = match self {
            Self::Unread(unread) => unread.failed.copy.source.clone(),
            Self::Letter(item) => {
                let claims = &item.kept.claims;
                let mut told = format!("{} {} {}", claims.from, claims.subject, item.symbol.number);
                let names = item.kept.parts.iter().map(|p| p.name.clone());
                let candidates = item.candidates().iter().map(|c| &c.unit);
                let units = item.units.iter().chain(candidates).flat_map(|code| {
                    let ix = scene.campaign.roster().by_code(code.as_str());
                    let named = ix.map(|ix| {
                        let label = scene.campaign.label(ix);
                        format!("{label} {}", words::name_in(scene.campaign, ix, scene.lang()))
                    });
                    [Some(code.as_str().to_owned()), named]
                });
                for word in names.map(Some).chain(units).flatten() {
                    told.push(' ');
                    told.push_str(&word);
                }
                told
            }
        };
        let all = |needle: &Needle| needle.words().iter().all(|word| word.matches(&told).is_some());
        all(needle) || needle.either().iter().any(all)
    }
}

/// Every row, group by group.
pub(super) fn all(list: &List) -> Vec<Row> {
    let waiting = list.waiting.iter().cloned().map(Row::Letter);
    let unread = list.unread.iter().cloned().map(Row::Unread);
    let decided = list.decided.iter().cloned().map(Row::Letter);
    waiting.chain(unread).chain(decided).collect()
}
