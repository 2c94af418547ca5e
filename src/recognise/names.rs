//! What the units of a roster are called in letters: their own names, those of the units that they were formed from or went
//! into, and the seats that stand in date lines.

use crate::core::names::{Lang, UnitIx};
use crate::core::recognition::RulesFile;
use crate::core::roster::{Roster, UnitKind};
use crate::core::time::Date;

use super::words::{Hit, Terms, Word, words};

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The unit's own.
    Unit,
    /// A unit's that went into it.
    Former,
    /// A unit's that it went into later, from that day on.
    Later(Date),
}

/// A name, and for whom it stands.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// As the roster has it.
    pub text: String,
    /// The units that it can mean.
    pub units: Vec<UnitIx>,
    /// Whose it is.
    pub of: Of,
    /// It needs a word before it that says it is a place.
    pub ambiguous: bool,
    /// A city below its province is called the same.
    pub has_city: bool,
}

/// All names of a roster's units.
#[derive(Debug)]
pub(super) struct Names {
    names: Vec<Name>,
    terms: Terms,
    seats: Vec<Name>,
    seat_terms: Terms,
    kinds: Terms,
    cities: Terms,
}

/// A name that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'a> {
    /// The name.
    pub name: &'a Name,
    /// The place of its first word, with the word for its kind.
    pub from: usize,
    /// The place behind its last word.
    pub to: usize,
    /// “Tỉnh”, “thành phố” or the like stands with it.
    pub with_kind: bool,
    /// It is the city of that name below the province.
    pub is_city_below: bool,
}

impl Names {
    /// The names of `roster`, with what `others` know of units before and after.
    pub fn new(roster: &Roster, others: &[Roster], rules: &RulesFile) -> Self {
        let mut all = Self {
            names: Vec::new(),
            terms: Terms::default(),
            seats: Vec::new(),
            seat_terms: Terms::default(),
            kinds: Terms::of(&rules.words.kinds),
            cities: Terms::of(&rules.words.city),
        };
        for ix in roster.units() {
            all.add(roster, ix, vec![ix], Of::Unit, rules);
        }
        for other in others.iter().filter(|o| o.id() != roster.id()) {
            if roster.follows() == Some(other.id()) {
                for ix in other.units() {
                    let units: Vec<UnitIx> = roster.descendant(other.code(ix)).into_iter().collect();
                    let units = if units.is_empty() { continue } else { units };
                    all.add(other, ix, units, Of::Former, rules);
                }
            }
            if other.follows() == Some(roster.id()) {
                for ix in other.units() {
                    let from = other.formed_from(ix).iter();
                    let units: Vec<UnitIx> = from.filter_map(|code| roster.by_code(code)).collect();
                    all.add(other, ix, units, Of::Later(other.valid_from()), rules);
                }
            }
        }
        all
    }

    fn add(&mut self, roster: &Roster, ix: UnitIx, units: Vec<UnitIx>, of: Of, rules: &RulesFile) {
        let name = roster.name(ix, Lang::Vi);
        let is = |listed: &String| same(listed, name);
        let id = self.names.len();
        let listed = rules.spellings.iter().filter(|s| is(&s.name));
        let mut spellings: Vec<&str> = vec![name, roster.name(ix, Lang::En), roster.short_name(ix, Lang::Vi)];
        spellings.extend(roster.spellings(ix).iter().map(String::as_str));
        spellings.extend(listed.flat_map(|s| s.also.iter().map(String::as_str)));
        let mut seen: Vec<String> = Vec::new();
        for spelling in spellings {
            let key = spelling.to_lowercase();
            if !seen.contains(&key) {
                self.terms.add_name(spelling, id);
                seen.push(key);
            }
        }
        let seat = roster.seat(ix);
        let name = Name {
            text: name.to_owned(),
            units,
            of,
            ambiguous: rules.ambiguous.iter().any(is),
            has_city: roster.kind(ix) == UnitKind::Province && same(seat, name),
        };
        for place in [seat, &name.text] {
            if !place.is_empty() {
                self.seat_terms.add_name(place, self.seats.len());
                self.seats.push(Name {
                    text: place.to_owned(),
                    ..name.clone()
                });
            }
        }
        self.names.push(name);
    }

    /// The name that begins at a place, perhaps with a word for its kind before it.
    pub fn at(&self, words: &[Word<'_>], from: usize, day: Date) -> Option<Named<'_>> {
        let kind = self.kinds.at(words, from);
        let with_kind = kind.and_then(|kind| self.bare(words, kind.to, day).map(|found| (kind, found)));
        if let Some((kind, (name, hit))) = with_kind {
            return Some(Named {
                name,
                from,
                to: self.behind(words, hit.to),
                with_kind: true,
                is_city_below: name.has_city && self.cities.at(words, kind.from).is_some(),
            });
        }
        let (name, hit) = self.bare(words, from, day)?;
        let to = self.behind(words, hit.to);
        Some(Named {
            name,
            from,
            to,
            with_kind: to > hit.to,
            is_city_below: false,
        })
    }

    /// English has the word for its kind behind it.
    fn behind(&self, words: &[Word<'_>], to: usize) -> usize {
        let english = self.kinds.at(words, to);
        let is_english = words
            .get(to)
            .is_some_and(|w| matches!(w.folded.as_str(), "province" | "city"));
        english.filter(|_| is_english).map_or(to, |hit| hit.to)
    }

    /// Where several units are called so, the one that is called so itself goes before those that were, or will be.
    fn bare(&self, words: &[Word<'_>], from: usize, day: Date) -> Option<(&Name, Hit)> {
        best(&self.names, self.terms.all_at(words, from), day)
    }

    /// The seat, or the name, that ends before a place.
    pub fn seat_before(&self, words: &[Word<'_>], to: usize, day: Date) -> Option<(&Name, usize)> {
        let starts = to.saturating_sub(5)..to;
        starts.into_iter().find_map(|from| {
            let hits = self.seat_terms.all_at(words, from).filter(|hit| hit.to == to);
            best(&self.seats, hits, day).map(|(name, hit)| (name, hit.from))
        })
    }
}

/// Of the longest hits the one for today: a unit of the later roster is meant from the day on when it is there, where it was
/// formed of several; before that, the unit's own name.
fn best(names: &[Name], hits: impl Iterator<Item = Hit>, day: Date) -> Option<(&Name, Hit)> {
    let found: Vec<(&Name, Hit)> = hits
        .filter_map(|hit| names.get(hit.id).map(|name| (name, hit)))
        .filter(|(name, _)| !matches!(name.of, Of::Later(from) if day < from))
        .collect();
    let longest = found.iter().map(|(_, hit)| hit.to).max()?;
    let rank = |name: &Name| match name.of {
        Of::Later(_) if name.units.len() > 1 => 0,
        Of::Unit => 1,
        Of::Former => 2,
        Of::Later(_) => 3,
    };
    let longest = found.into_iter().filter(|(_, hit)| hit.to == longest);
    longest.min_by_key(|(name, _)| rank(name))
}

fn same(a: &str, b: &str) -> bool {
    let letters = |text: &str| {
        words(text)
            .into_iter()
            .map(|w| w.text.to_lowercase())
            .collect::<Vec<_>>()
    };
    a == b || (letters(a) == letters(b))
}
