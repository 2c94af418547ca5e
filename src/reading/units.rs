//! From what somebody calls a unit to the unit: code, abbreviation, or name as letters write it.
//!
//! ```text
//!   typed ─┬─ a code or abbreviation? ──────────────────────────> the unit
//!          └─ a name? ─┬─ as it stands ──────────┬─ whole names ─> one: the unit
//!                      └─ without "tỉnh", "TP" ──┴─ beginnings ──> several: said, never guessed
//! ```
//!
//! Marks that were typed must be there, marks that were not are not asked for; blanks, dashes and dots do not matter to a
//! whole name (`Bà Rịa – Vũng Tàu`, `TP.HCM`, `Kontum`). Other spellings stand in the roster. It must never know what is
//! done with the unit.

use std::collections::BTreeSet;

use crate::core::names::{Lang, UnitIx};
use crate::core::roster::{Roster, UnitKind};
use crate::text::fold::{Fit, Needle, Rank};

/// Which units were meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    One(UnitIx),
    /// One of these, best first.
    Several(Vec<UnitIx>),
    /// None that there is.
    Nobody,
}

impl Meant {
    fn all(self) -> Vec<UnitIx> {
        match self {
            Self::One(ix) => vec![ix],
            Self::Several(many) => many,
            Self::Nobody => Vec::new(),
        }
    }

    fn of(units: Vec<UnitIx>) -> Self {
        match units.as_slice() {
            [] => Self::Nobody,
            [ix] => Self::One(*ix),
            _ => Self::Several(units),
        }
    }
}

/// What letters put in front of a name, or English behind it, and what it says of the unit.
const KINDS: &[(&str, UnitKind)] = &[
    ("tỉnh", UnitKind::Province),
    ("province", UnitKind::Province),
    ("thành phố", UnitKind::City),
    ("tp", UnitKind::City),
    ("city", UnitKind::City),
    ("xã", UnitKind::Commune),
    ("phường", UnitKind::Commune),
    ("đặc khu", UnitKind::Commune),
    ("commune", UnitKind::Commune),
    ("ward", UnitKind::Commune),
];

/// The units that a word can mean.
pub fn read(roster: &Roster, typed: &str) -> Meant {
    let typed = typed.trim();
    if let Some(ix) = roster.find(typed) {
        return Meant::One(ix);
    }
    let bare: Vec<UnitIx> = roster.by_bare_code(typed).collect();
    if !bare.is_empty() {
        return Meant::of(bare);
    }
    // “An Bình, Hà Nội”: the name, and what stands above.
    let (name, above) = typed.rsplit_once(',').unwrap_or((typed, ""));
    let within = Within::new(roster, above);
    let (begun, whole) = within.named(&Needle::for_names(name));
    if whole {
        return Meant::of(begun);
    }
    match without_kind(name) {
        None => Meant::of(begun),
        // “TP” begins the short name of one city and says nothing of which is meant.
        Some((rest, _)) if rest.is_empty() => Meant::Nobody,
        Some((rest, kind)) => {
            if let Some(ix) = roster.find(&rest).filter(|ix| within.has(*ix)) {
                return Meant::One(ix);
            }
            let (mut found, whole) = within.named(&Needle::for_names(&rest));
            if whole {
                return Meant::of(of_kind(roster, found, kind));
            }
            found.extend(begun);
            found.sort_unstable();
            found.dedup();
            Meant::of(found)
        }
    }
}

/// The same for a filter, which shows all that can be meant.
pub fn meant(roster: &Roster, typed: &str) -> BTreeSet<UnitIx> {
    read(roster, typed).all().into_iter().collect()
}

/// Does it say of what kind the unit is: “tỉnh …”, “TP …”?
pub fn says_kind(typed: &str) -> bool {
    without_kind(typed).is_some()
}

/// A province and a city of one name are told apart by what stood in front of it.
fn of_kind(roster: &Roster, found: Vec<UnitIx>, kind: UnitKind) -> Vec<UnitIx> {
    let fitting: Vec<UnitIx> = found
        .iter()
        .copied()
        .filter(|ix| roster.kind(*ix) == kind)
        .collect();
    if fitting.is_empty() { found } else { fitting }
}

/// The name without the word for its kind, if it has one; empty where it is nothing else.
fn without_kind(name: &str) -> Option<(String, UnitKind)> {
    let spaced = name.replace(['.', '_', '-', '–', '—'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let is = |part: &[&str], kind: &str| {
        let rank = Needle::new(&part.join(" ")).matches(kind);
        rank.is_some_and(|r| r.place == Fit::Exact)
    };
    KINDS.iter().find_map(|(word, kind)| {
        let n = word.split(' ').count();
        let rest = words.len().checked_sub(n)?;
        if is(&words[..n], word) {
            Some((words[n..].join(" "), *kind))
        } else if word.is_ascii() && is(&words[rest..], word) {
            Some((words[..rest].join(" "), *kind))
        } else {
            None
        }
    })
}

/// The units that are looked at: all, or those below what was named behind a comma.
struct Within<'a> {
    roster: &'a Roster,
    above: Needle,
}

impl<'a> Within<'a> {
    fn new(roster: &'a Roster, above: &str) -> Self {
        let bare = without_kind(above)
            .map(|(rest, _)| rest)
            .filter(|r| !r.is_empty());
        Self {
            roster,
            above: Needle::for_names(bare.as_deref().unwrap_or(above)),
        }
    }

    fn has(&self, ix: UnitIx) -> bool {
        self.above.is_empty()
            || self.roster.parent(ix).is_some_and(|top| {
                let letters = [self.roster.abbr(top), self.roster.code(top)];
                let mut names = names(self.roster, top).chain(letters);
                names.any(|n| self.above.fits_name(n).is_some())
            })
    }

    /// The units of that name; where none has it whole (false), those of which a word of the name begins with it.
    fn named(&self, needle: &Needle) -> (Vec<UnitIx>, bool) {
        if needle.is_empty() {
            return (Vec::new(), false);
        }
        let best = |ix: UnitIx| {
            let ranks = names(self.roster, ix).filter_map(|name| needle.fits_name(name));
            ranks.filter(|r| r.place <= Fit::WordStart).min()
        };
        let mut ranked: Vec<(Rank, UnitIx)> = self
            .roster
            .units()
            .filter(|ix| self.has(*ix))
            .filter_map(|ix| Some((best(ix)?, ix)))
            .collect();
        let whole = ranked.iter().any(|(r, _)| r.place == Fit::Exact);
        if whole {
            ranked.retain(|(r, _)| r.place == Fit::Exact);
            let least = ranked.iter().map(|(r, _)| r.loose).min();
            ranked.retain(|(r, _)| Some(r.loose) == least);
        }
        ranked.sort_by_key(|(r, ix)| (*r, *ix));
        (ranked.into_iter().map(|(_, ix)| ix).collect(), whole)
    }
}

/// Everything that a unit is called, each way once.
fn names(roster: &Roster, ix: UnitIx) -> impl Iterator<Item = &str> {
    let (vi, en) = (roster.name(ix, Lang::Vi), roster.name(ix, Lang::En));
    let short = roster.short_name(ix, Lang::Vi);
    [
        Some(vi),
        Some(en).filter(|n| *n != vi),
        Some(short).filter(|n| *n != vi),
    ]
    .into_iter()
    .flatten()
    .chain(roster.spellings(ix).iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;
    use crate::core::names::Text;
    use crate::core::roster::UnitForm;
    use crate::refdata;
    use crate::text::fold::folded;

    fn provinces() -> Roster {
        refdata::roster("vn-provinces-63").expect("shipped")
    }

    fn meant(roster: &Roster, typed: &str) -> Vec<String> {
        let all = read(roster, typed).all();
        all.into_iter().map(|ix| roster.code(ix).to_owned()).collect()
    }

    #[test]
    fn units_as_letters_write_them() {
        let roster = provinces();
        for (typed, code) in [
            ("01", "01"),
            ("1", "01"),
            (" hni ", "01"),
            ("Hà Nội", "01"),
            ("Hanoi", "01"),
            ("Thành phố Hà Nội", "01"),
            ("TP Hà Nội", "01"),
            ("Ha Noi City", "01"),
            ("TP. Hồ Chí Minh", "79"),
            ("TP.Hồ Chí Minh", "79"),
            ("TP Hồ Chí Minh", "79"),
            ("Thành phố Hồ Chí Minh", "79"),
            ("TPHCM", "79"),
            ("TP.HCM", "79"),
            ("TP. HCM", "79"),
            ("Tp.hcm", "79"),
            ("HCMC", "79"),
            ("Sài Gòn", "79"),
            ("Saigon", "79"),
            ("Tỉnh Cao Bằng", "04"),
            ("tinh cao bang", "04"),
            ("Cao Bang Province", "04"),
            ("Bà Rịa - Vũng Tàu", "77"),
            ("Bà Rịa – Vũng Tàu", "77"),
            ("Bà Rịa — Vũng Tàu", "77"),
            ("Bà Rịa-Vũng Tàu", "77"),
            ("Bà Rịa–Vũng Tàu", "77"),
            ("Bà Rịa Vũng Tàu", "77"),
            ("tỉnh Bà Rịa - Vũng Tàu", "77"),
            ("ba ria vung tau", "77"),
            ("BRVT", "77"),
            ("BR-VT", "77"),
            ("Kontum", "62"),
            ("Kon Tum", "62"),
            ("Daklak", "66"),
            ("Dak Lak", "66"),
            ("Đắk Lắk", "66"),
            ("Đăk Lăk", "66"),
            ("Đắc Lắc", "66"),
            ("Đắc Lắk", "66"),
            ("Dac Lac", "66"),
            ("Đăk Nông", "67"),
            ("Đắc Nông", "67"),
            ("Bắc Cạn", "06"),
            ("bac can", "06"),
            ("Tỉnh Bắc Kạn", "06"),
            ("Thừa Thiên - Huế", "46"),
            ("Thừa Thiên-Huế", "46"),
            ("Thừa Thiên Huế", "46"),
            ("TT-Huế", "46"),
            ("Huế", "46"),
            ("Hoà Bình", "17"),
            ("hoabinh", "17"),
            ("Hà Tĩnh", "42"),
            ("ha tinh", "42"),
        ] {
            assert_eq!(meant(&roster, typed), [code], "{typed:?}");
            let apart: String = typed.nfd().collect();
            assert_eq!(meant(&roster, &apart), [code], "{typed:?} decomposed");
            assert_eq!(meant(&roster, &folded(typed)), [code], "{typed:?} without marks");
            assert_eq!(
                meant(&roster, &typed.to_uppercase()),
                [code],
                "{typed:?} in capitals"
            );
        }
        for (typed, codes) in [
            ("quang", 6), // never by guessing
            ("Tỉnh Hà", 4),
            ("TP Hà", 4),
            ("TP H", 13),
            ("tinh", 0),
            ("tỉnh", 0),
            ("TP", 0),
            ("TP.", 0),
            ("Bắc Cận", 0), // marks that were typed must be there
            ("Tĩnh Cao Bằng", 0),
            ("", 0),
            (" - ", 0),
            ("0", 0),
            ("001", 0),
            ("Vũng-Tàu-Bà-Rịa", 0),
        ] {
            assert_eq!(meant(&roster, typed).len(), codes, "{typed:?}");
        }
    }

    #[test]
    fn every_name_finds_its_unit_in_both_rosters() {
        for id in ["vn-provinces-63", "vn-provinces-34"] {
            let roster = refdata::roster(id).expect("shipped");
            for ix in roster.units() {
                for name in names(&roster, ix) {
                    for typed in [
                        name.to_owned(),
                        folded(name).replace([' ', '-'], ""),
                        format!("tỉnh {name}"),
                    ] {
                        assert_eq!(read(&roster, &typed), Meant::One(ix), "{typed:?} in {id}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_can_mean_two_is_never_one() {
        let mut form = provinces().to_form();
        let below = |code: &str, name: &str, parent: &str| UnitForm {
            code: code.to_owned(),
            name: Text::new(name, name),
            kind: UnitKind::Commune,
            region: "red-river-delta".to_owned(),
            parent: Some(parent.to_owned()),
            ..UnitForm::default()
        };
        form.units.push(below("00001", "An Bình", "01"));
        form.units.push(below("00004", "Phường An Bình", "31"));
        form.units.push(below("00005", "Cao Bằng", "31"));
        let roster = Roster::from_form(form).expect("a roster");
        assert_eq!(meant(&roster, "1"), ["01", "00001"], "both without their zeros");
        assert_eq!(meant(&roster, "5"), ["00005"]);
        assert_eq!(
            meant(&roster, "an bình").len(),
            1,
            "a whole name before a part of one"
        );
        assert_eq!(meant(&roster, "phường an bình"), ["00004"]);
        assert_eq!(meant(&roster, "an bình, TP. Hải Phòng"), ["00004"]);
        assert_eq!(meant(&roster, "An Bình, HNI"), ["00001"]);
        assert_eq!(meant(&roster, "cao bằng").len(), 2);
        assert_eq!(
            meant(&roster, "Tỉnh Cao Bằng"),
            ["04"],
            "the kind tells them apart"
        );
        assert_eq!(meant(&roster, "xã Cao Bằng"), ["00005"]);
    }
}
