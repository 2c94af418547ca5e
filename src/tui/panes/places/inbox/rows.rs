//! What is listed, and why each letter stands where it does. It must never know how a row is drawn.

use std::sync::Arc;

use crate::core::house::LetterState;
use crate::core::letter::Doubt;
use crate::output::words;
use crate::text::Needle;
use crate::tui::letters::{Item, List};
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
    /// Every one.
    pub const ALL: [Self; 14] = [
        Self::New,
        Self::Doubt(Doubt::Unit),
        Self::Doubt(Doubt::Campaign),
        Self::Doubt(Doubt::Kind),
        Self::Doubt(Doubt::Document),
        Self::Doubt(Doubt::Contradiction),
        Self::Doubt(Doubt::Form),
        Self::Doubt(Doubt::Answer),
        Self::Refused,
        Self::PutBack,
        Self::Unread,
        Self::Filed,
        Self::Dismissed,
        Self::Automatic,
    ];

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
        let Some(state) = item.state else {
            return Self::Unread;
        };
        match (state, item.entry.doubt) {
            (LetterState::New, _) => Self::New,
            (LetterState::Filed, _) => Self::Filed,
            (LetterState::Dismissed, _) => Self::Dismissed,
            (LetterState::Automatic, _) => Self::Automatic,
            (LetterState::SetAside, _) if item.entry.refused => Self::Refused,
            (LetterState::SetAside, Some(doubt)) => Self::Doubt(doubt),
            (LetterState::SetAside, None) => Self::PutBack,
        }
    }
}

/// A group of rows, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// The group in which a letter stands.
pub(super) fn group(item: &Item) -> Group {
    match item.state {
        None => Group::Unread,
        Some(_) if item.waits() => Group::Waiting,
        Some(_) => Group::Decided,
    }
}

/// Does what was typed stand in its sender, its subject, its number, its files, where it came from, or the names of its
/// units?
pub(super) fn fits(item: &Item, needle: &Needle, scene: &Scene<'_>) -> bool {
    let entry = &item.entry;
    let mut told = format!(
        "{} {} {}",
        entry.claims.from, entry.claims.subject, entry.symbol.number
    );
    let candidates = item.candidates().iter().map(|c| &c.unit);
    let units = entry.units.iter().chain(candidates).flat_map(|code| {
        let ix = scene.campaign.roster().by_code(code.as_str());
        let named = ix.map(|ix| {
            let label = scene.campaign.label(ix);
            format!("{label} {}", words::name_in(scene.campaign, ix, scene.lang()))
        });
        [Some(code.as_str().to_owned()), named]
    });
    let names = entry.parts.iter().map(|p| Some(p.name.clone()));
    let source = item.state.is_none().then(|| entry.copy.source.clone());
    for word in names.chain(units).chain([source]).flatten() {
        told.push(' ');
        told.push_str(&word);
    }
    let all = |needle: &Needle| needle.words().iter().all(|word| word.matches(&told).is_some());
    all(needle) || needle.either().iter().any(all)
}

/// Every row, group by group.
pub(super) fn all(list: &List) -> impl Iterator<Item = &Arc<Item>> {
    list.waiting.iter().chain(&list.unread).chain(&list.decided)
}
