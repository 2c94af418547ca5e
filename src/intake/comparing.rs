//! What changed from one version of a report to the next, and what a letter would change that would make one: gathered from
//! the record, from the letters, and from the words that were read of them.
//!
//! All of it is within the eyes of whoever sits at the ledger. It must never know how it is told.

use std::collections::BTreeMap;

use super::finding::Finder;
use crate::core::campaign::Campaign;
use crate::core::changes::{Changes, Side, TextChange, figures, figures_before, files};
use crate::core::fact::{Attachment, Fact, LetterFact};
use crate::core::house::{Letter, LetterState};
use crate::core::letter::{Judgement, LetterKept, LetterKind, Part, Symbol};
use crate::core::names::{LetterId, UnitIx};
use crate::core::record::Version;
use crate::core::unit::{Entry, UnitState};
use crate::ledger::{HouseLedger, Ledger, LedgerError, LetterWhole};
use crate::text::lines::compared;

/// So many of a unit's versions are compared, the last ones.
const VERSIONS_MOST: usize = 6;

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The versions of a unit's report, each with the one before.
    Unit(UnitIx),
    /// What a letter made, or would make, with the version before.
    Letter(LetterId),
}

/// What changed, the newest first, and the letters of which the words were not read yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// What changed.
    pub changes: Vec<Changes>,
    /// Letters that are to be read before all of it can be told.
    pub unread: Vec<LetterId>,
}

/// One side, with what it consists of.
struct Whole {
    side: Side,
    files: Vec<Attachment>,
    figures: BTreeMap<String, f64>,
}

/// Compares versions.
///
/// # Errors
/// The store cannot be read.
pub fn compare(
    house: &mut HouseLedger,
    ledger: &mut Ledger,
    finder: &mut Finder,
    about: &About,
) -> Result<Compared, LedgerError> {
    match about {
        About::Unit(ix) => versions(house, ledger, finder, *ix, None),
        About::Letter(id) => {
            let Some((letter, whole)) = house.letter(ledger, id)?.and_then(|whole| {
                let letter = house.house().letter(id).cloned()?;
                Some((letter, whole))
            }) else {
                return Ok(Compared::default());
            };
            of_letter(house, ledger, finder, &letter, &whole)
        }
    }
}

/// The standing versions of a unit with the one before, the newest first; where one is named that one alone.
fn versions(
    house: &mut HouseLedger,
    ledger: &mut Ledger,
    finder: &mut Finder,
    ix: UnitIx,
    only: Option<u32>,
) -> Result<Compared, LedgerError> {
    let mut out = Compared::default();
    if !ledger.rights().eyes().see(ledger.campaign().roster(), ix) {
        return Ok(out);
    }
    let log = ledger.history(ix)?;
    let shown = ledger.shown();
    let unit = shown.unit(ix);
    let standing: Vec<&Version> = unit.versions.iter().filter(|v| !v.withdrawn).collect();
    let wholes: Vec<Whole> = standing
        .iter()
        .enumerate()
        .map(|(at, version)| {
            let end = standing.get(at + 1).map_or(u64::MAX, |next| next.fact());
            of_version(house, ledger, unit, version, &log, end)
        })
        .collect();
    for pair in wholes.windows(2).rev() {
        let [old, new] = pair else { continue };
        if only.is_none_or(|n| new.side.n == Some(n)) {
            out.changes.push(told(finder, ix, old, new, &mut out.unread)?);
        }
        if out.changes.len() == VERSIONS_MOST {
            break;
        }
    }
    Ok(out)
}

fn of_version(
    house: &HouseLedger,
    ledger: &Ledger,
    unit: &UnitState,
    version: &Version,
    log: &[Entry],
    end: u64,
) -> Whole {
    let came = unit.evidence.iter().filter(|e| e.version == Some(version.n));
    let facts: Vec<u64> = came.clone().map(|e| e.seq).chain([version.fact()]).collect();
    let house = house.house();
    let (eyes, campaign) = (ledger.rights().eyes(), ledger.campaign());
    let brought = house.letters().iter().filter(|l| {
        let filing = l.filing.as_ref();
        filing.is_some_and(|f| f.facts.iter().any(|seq| facts.contains(seq)))
            && l.state == LetterState::Filed
            && house.campaign_of(l) == Some(campaign.id())
            && house.shows(l, eyes, campaign)
    });
    let mut letters: Vec<&Letter> = brought.collect();
    letters.sort_by_key(|l| (l.at, l.seq));
    Whole {
        side: Side {
            n: Some(version.n),
            symbol: version.symbol.clone(),
            at: version.at,
            letters: letters.into_iter().map(|l| l.id.letter()).collect(),
        },
        files: came.map(|e| e.file.clone()).collect(),
        figures: figures_before(log, end),
    }
}

/// The version that a letter made, or would make.
fn of_letter(
    house: &mut HouseLedger,
    ledger: &mut Ledger,
    finder: &mut Finder,
    letter: &Letter,
    whole: &LetterWhole,
) -> Result<Compared, LedgerError> {
    let campaign = ledger.campaign();
    if letter.state == LetterState::Filed {
        let (Some(filing), Some(unit)) = (&letter.filing, house.house().units_of(letter).next()) else {
            return Ok(Compared::default());
        };
        let made = campaign.roster().by_code(unit.as_str()).and_then(|ix| {
            let versions = campaign.unit(ix).versions.iter();
            let mut made = versions.filter(|v| filing.facts.contains(&v.fact()));
            Some((ix, made.next()?.n))
        });
        let made = made.filter(|_| house.house().campaign_of(letter) == Some(campaign.id()));
        return match made {
            Some((ix, n)) => versions(house, ledger, finder, ix, Some(n)),
            None => Ok(Compared::default()),
        };
    }
    let Some((kept, proposed)) = proposed(campaign, letter, whole) else {
        return Ok(Compared::default());
    };
    let Proposed { ix, symbol } = proposed;
    let log = ledger.history(ix)?;
    let shown = ledger.shown();
    let unit = shown.unit(ix);
    let Some(latest) = unit.versions.iter().rfind(|v| !v.withdrawn) else {
        return Ok(Compared::default());
    };
    let old = of_version(house, ledger, unit, latest, &log, u64::MAX);
    let mut then = old.figures.clone();
    if let Some(form) = kept.form.as_ref().filter(|f| f.unit == shown.code(ix)) {
        then.extend(form.said.figures.iter().cloned());
    }
    let new = Whole {
        side: Side {
            n: None,
            symbol,
            at: letter.at,
            letters: vec![letter.id.letter()],
        },
        files: kept.parts.iter().filter_map(Part::as_evidence).collect(),
        figures: then,
    };
    let mut out = Compared::default();
    let changes = told(finder, ix, &old, &new, &mut out.unread)?;
    out.changes.push(changes);
    Ok(out)
}

/// What the rules say of a letter: its kind, its document, whether it is of this campaign, and how they came to it.
type Said<'a> = (LetterKind, &'a Symbol, bool, &'a Judgement);

struct Proposed {
    ix: UnitIx,
    symbol: Symbol,
}

/// Would this letter make a new version where it is filed as the rules take it? Then of whose report, and by which number.
fn proposed<'w>(
    campaign: &Campaign,
    letter: &Letter,
    whole: &'w LetterWhole,
) -> Option<(&'w LetterKept, Proposed)> {
    let Fact::Letter(LetterFact::Kept(kept)) = &whole.kept.fact else {
        return None;
    };
    if !letter.state.waits() {
        return None;
    }
    let here = campaign.id();
    let (kind, symbol, is_here, judgement): Said<'_> = match &whole.judged.as_ref()?.fact {
        Fact::Letter(LetterFact::SetAside(f)) => (
            f.kind,
            &f.symbol,
            f.campaign.as_ref().is_none_or(|id| id == here),
            &f.judgement,
        ),
        Fact::Letter(LetterFact::Filed(f)) => (f.kind, &f.symbol, f.campaign == *here, &f.judgement),
        _ => return None,
    };
    let likeliest = judgement.candidates.first()?;
    let ix = campaign.roster().by_code(likeliest.unit.as_str())?;
    let versions = &campaign.unit(ix).versions;
    let is_there = versions.iter().any(|v| !v.withdrawn && v.symbol.is_same(symbol));
    (kind == LetterKind::Report && is_here && !is_there).then(|| {
        let symbol = symbol.clone();
        (kept, Proposed { ix, symbol })
    })
}

fn told(
    finder: &mut Finder,
    ix: UnitIx,
    old: &Whole,
    new: &Whole,
    unread: &mut Vec<LetterId>,
) -> Result<Changes, LedgerError> {
    let texts = [text(finder, &old.side, unread)?, text(finder, &new.side, unread)?];
    let text = match texts {
        [Some(old), Some(new)] if !old.trim().is_empty() && !new.trim().is_empty() => {
            TextChange::Lines(compared(&old, &new))
        }
        [Some(_), Some(_)] => TextChange::NoWords,
        [None, _] | [_, None] => TextChange::NotRead,
    };
    Ok(Changes {
        unit: ix,
        old: old.side.clone(),
        new: new.side.clone(),
        files: files(&old.files, &new.files),
        figures: figures(&old.figures, &new.figures),
        text,
    })
}

/// The words of the letters of one side: a letter's own, then those of each document. `None`: not all were read yet.
fn text(finder: &mut Finder, side: &Side, unread: &mut Vec<LetterId>) -> Result<Option<String>, LedgerError> {
    let (mut out, mut names, mut is_whole) = (String::new(), Vec::new(), true);
    for id in &side.letters {
        let Some(passages) = finder.words(id)? else {
            unread.push(id.clone());
            is_whole = false;
            continue;
        };
        for passage in passages {
            // Of a letter itself subject and sender stand in front, of a part its name.
            let head = if passage.part.is_some() { 1 } else { 2 };
            let name = passage.text.lines().next().unwrap_or_default();
            let stem = name
                .rsplit_once('.')
                .map_or(name, |(stem, _)| stem)
                .to_lowercase();
            let body: Vec<&str> = passage.text.lines().skip(head).collect();
            if body.iter().all(|line| line.trim().is_empty()) {
                continue;
            }
            // The signed document and the one that it was written in say the same twice.
            if passage.part.is_some() && !stem.is_empty() {
                if names.contains(&stem) {
                    continue;
                }
                names.push(stem);
            }
            for line in body {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    Ok(is_whole.then_some(out))
}
