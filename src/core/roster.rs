//! Rosters: who is expected to report, with names, regions, places on the map and lineage.
//!
//! All text lies in one string and each unit is a row of fixed size, so that ten thousand communes are read in a couple
//! of milliseconds. A [`UnitIx`] is a place in that table and means nothing without its roster.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::core::names::{Lang, Text, UnitIx};
use crate::core::time::Date;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// Centrally-run city.
    City,
    /// Province.
    #[default]
    Province,
    /// Commune, ward or special zone.
    Commune,
    /// Anything else that reports.
    Other,
}

/// A region: the first level of grouping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Stable id.
    pub id: String,
    /// Full name.
    pub name: Text,
    /// For narrow places.
    #[serde(default)]
    pub short: Text,
    /// A few letters.
    #[serde(default)]
    pub tiny: String,
}

/// How units lie beside each other as tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tiling {
    /// As in the country, as far as tiles can.
    Map,
    /// Rows of a list, for screens on which the map has no room.
    Compact,
}

/// An archipelago that every map must show; not a unit of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inset {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Code of the unit that it belongs to.
    pub belongs_to: String,
    /// Column and row on the tile map.
    pub tile: (u16, u16),
    /// Column and row on the compact map.
    pub tile_compact: (u16, u16),
}

impl Inset {
    /// Column and row of its tile.
    pub fn at(&self, tiling: Tiling) -> (u16, u16) {
        match tiling {
            Tiling::Map => self.tile,
            Tiling::Compact => self.tile_compact,
        }
    }
}

/// A unit as a roster file tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitForm {
    /// Code, unique in the roster.
    pub code: String,
    /// Three letters; empty where there is none.
    #[serde(default)]
    pub abbr: String,
    /// True where we made the abbreviation up to keep it unique.
    #[serde(default)]
    pub abbr_invented: bool,
    /// Name.
    pub name: Text,
    /// For narrow places; empty: the name.
    #[serde(default)]
    pub short: String,
    /// What it is.
    #[serde(default)]
    pub kind: UnitKind,
    /// Region id.
    pub region: String,
    /// Code of the unit above, in a roster that is a tree.
    #[serde(default)]
    pub parent: Option<String>,
    /// Seat of the administration.
    #[serde(default)]
    pub seat: String,
    /// ISO 3166-2 code.
    #[serde(default)]
    pub iso: String,
    /// How far the ISO code can be trusted, where not fully.
    #[serde(default)]
    pub iso_status: String,
    /// Column and row on the tile map.
    #[serde(default)]
    pub tile: Option<(u16, u16)>,
    /// Column and row on the compact map.
    #[serde(default)]
    pub tile_compact: Option<(u16, u16)>,
    /// Codes in the roster before, the namesake first.
    #[serde(default)]
    pub formed_from: Vec<String>,
    /// Other ways in which letters spell the name: found by, never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spellings: Vec<String>,
}

/// A roster file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterForm {
    /// Format of the file: 1.
    pub schema: u32,
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// First day on which it is in force.
    #[serde(deserialize_with = "crate::core::time::written::past_day")]
    pub valid_from: Date,
    /// Last day, if it has been replaced.
    #[serde(default, deserialize_with = "crate::core::time::written::maybe_past_day")]
    pub valid_to: Option<Date>,
    /// The roster before, in whose codes `formed_from` is told.
    #[serde(default)]
    pub follows: Option<String>,
    /// Regions, in order.
    pub regions: Vec<Region>,
    /// Units.
    pub units: Vec<UnitForm>,
    /// Archipelagos.
    #[serde(default)]
    pub insets: Vec<Inset>,
}

impl RosterForm {
    /// Refuses units without a name. Asked of files alone: what a journal already holds must stay readable.
    ///
    /// # Errors
    /// [`RosterError::Nameless`] with the code of the first of them.
    pub fn check_names(&self) -> Result<(), RosterError> {
        let nameless = |u: &&UnitForm| !u.name.vi.chars().any(char::is_alphanumeric);
        match self.units.iter().find(nameless) {
            Some(u) => Err(RosterError::Nameless(u.code.clone())),
            None => Ok(()),
        }
    }
}

/// Why a roster file is not a roster.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RosterError {
    /// A code or abbreviation stands twice.
    #[error("duplicate {0}")]
    Duplicate(String),
    /// A code is empty or could be taken for something else.
    #[error("bad code {0:?}")]
    BadCode(String),
    /// A region that is not listed.
    #[error("unit {unit}: unknown region {region}")]
    UnknownRegion {
        /// Code.
        unit: String,
        /// Region id.
        region: String,
    },
    /// A parent that is not listed, or a circle.
    #[error("unit {unit}: unknown parent {parent}")]
    UnknownParent {
        /// Code.
        unit: String,
        /// Code of the parent.
        parent: String,
    },
    /// An archipelago of a unit that is not listed.
    #[error("inset {inset}: unknown unit {unit}")]
    UnknownOwner {
        /// Inset id.
        inset: String,
        /// Code.
        unit: String,
    },
    /// A spelling that is empty, or could mean another unit as well.
    #[error("unit {unit}: spelling {spelling:?}")]
    BadSpelling {
        /// Code.
        unit: String,
        /// The spelling.
        spelling: String,
    },
    /// A unit whose name has no letter and no digit that could be read.
    #[error("unit {0} has no name")]
    Nameless(String),
    /// No unit at all.
    #[error("no unit")]
    Empty,
    /// Too much text for the table.
    #[error("too large")]
    TooLarge,
}

/// How many zeros are thought of in front of a code that came without: codes of communes have five figures.
const MOST_ZEROS: usize = 4;

/// The longest other spelling of a name, in bytes.
const LONGEST_SPELLING: usize = 200;

const NO_PARENT: u32 = u32::MAX;

/// A text of a unit, by its place in the row: they lie one after the other in this order.
#[derive(Debug, Clone, Copy)]
enum Word {
    Code,
    Abbr,
    Vi,
    /// Empty where it is the same as in Vietnamese, and so for thousands of communes.
    En,
    Short,
}

/// How many texts a unit has.
const WORDS: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Where the first of its texts begins.
    at: u32,
    lens: [u16; WORDS],
    region: u16,
    parent: u32,
    kind: UnitKind,
    tile: Option<(u16, u16)>,
}

/// Rows as they are stored: of a fixed size, because a hundred thousand of them are read before the first page is seen.
mod packed {
    use super::{NO_PARENT, Row, UnitKind, WORDS};

    /// Five lengths, region, parent, kind, column and row (a column of 65,535: none).
    const SIZE: usize = 2 * WORDS + 2 + 4 + 1 + 4;
    const KINDS: [UnitKind; 4] = [
        UnitKind::City,
        UnitKind::Province,
        UnitKind::Commune,
        UnitKind::Other,
    ];

    pub(super) fn pack(rows: &[Row]) -> Vec<u8> {
        let mut out = Vec::with_capacity(rows.len() * SIZE);
        for r in rows {
            r.lens.iter().for_each(|n| out.extend(n.to_le_bytes()));
            out.extend(r.region.to_le_bytes());
            out.extend(r.parent.to_le_bytes());
            out.push(KINDS.iter().position(|k| *k == r.kind).unwrap_or(3) as u8);
            let (x, y) = r.tile.unwrap_or((u16::MAX, 0));
            out.extend(x.to_le_bytes());
            out.extend(y.to_le_bytes());
        }
        out
    }

    /// The rows, or nothing where these bytes are none, or speak of more text than there is.
    pub(super) fn unpack(bytes: &[u8], text: usize) -> Option<Vec<Row>> {
        let (records, rest) = bytes.as_chunks::<SIZE>();
        if !rest.is_empty() {
            return None;
        }
        let mut at = 0u32;
        let mut rows = Vec::with_capacity(records.len());
        for b in records {
            let two = |i: usize| u16::from_le_bytes([b[i], b[i + 1]]);
            let lens = std::array::from_fn(|i| two(2 * i));
            let [parent, kind, x, y] = [12, 16, 17, 19];
            let parent = u32::from_le_bytes([b[parent], b[parent + 1], b[parent + 2], b[parent + 3]]);
            if parent != NO_PARENT && parent as usize >= records.len() {
                return None;
            }
            rows.push(Row {
                at,
                lens,
                region: two(10),
                parent,
                kind: *KINDS.get(usize::from(b[kind]))?,
                tile: (two(x) != u16::MAX).then(|| (two(x), two(y))),
            });
            at = at.checked_add(lens.iter().map(|n| u32::from(*n)).sum())?;
        }
        // What stands below stands below one at the top: two levels, no circles.
        let top = |r: &Row| r.parent == NO_PARENT;
        let sound = rows.iter().all(|r| top(r) || top(&rows[r.parent as usize]));
        (at as usize == text && sound).then_some(rows)
    }
}

/// A string of bytes, which serde takes for a list of numbers unless it is told.
struct Bytes<'a>(std::borrow::Cow<'a, [u8]>);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> serde::de::Visitor<'de> for Visit {
            type Value = Bytes<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_borrowed_bytes<E>(self, v: &'de [u8]) -> Result<Self::Value, E> {
                Ok(Bytes(v.into()))
            }

            fn visit_bytes<E>(self, v: &[u8]) -> Result<Self::Value, E> {
                Ok(Bytes(v.to_vec().into()))
            }
        }
        d.deserialize_bytes(Visit)
    }
}

/// What only few units have, told apart from the rows to keep them small.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Extra {
    seat: String,
    iso: String,
    iso_status: String,
    tile_compact: Option<(u16, u16)>,
    formed_from: Vec<String>,
    abbr_invented: bool,
    spellings: Vec<String>,
}

/// A roster.
#[derive(Debug, Clone)]
pub struct Roster {
    head: Header,
    text: String,
    rows: Vec<Row>,
    /// Made when it is first asked for: the first page of a tree needs only the units at the top.
    order: OnceLock<Vec<UnitIx>>,
    shape: Shape,
}

/// What follows from the rows and is asked at every key: worked out once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shape {
    /// A unit has another above it.
    tree: bool,
    /// The units at the top, in the order of the grid, and where each stands in it.
    tops: Vec<(UnitIx, u32)>,
    /// Units that have a place on a map, in code order.
    tiled: Vec<UnitIx>,
    /// Columns and rows of the tile map and of the compact one, archipelagos included.
    tile_size: (u16, u16),
    compact_size: (u16, u16),
    /// How many units each region has.
    regions: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    id: String,
    title: Text,
    #[serde(with = "crate::core::time::day")]
    valid_from: Date,
    #[serde(with = "crate::core::time::maybe_day")]
    valid_to: Option<Date>,
    follows: Option<String>,
    regions: Vec<Region>,
    insets: Vec<Inset>,
    extra: BTreeMap<u32, Extra>,
    abbrs: Vec<(String, u32)>,
}

impl PartialEq for Roster {
    fn eq(&self, other: &Self) -> bool {
        // The rest follows from these.
        (&self.head, &self.text, &self.rows) == (&other.head, &other.text, &other.rows)
    }
}

impl Eq for Roster {}

impl Roster {
    /// The roster of a file, checked. Units are put in the order of their codes.
    ///
    /// # Errors
    /// See [`RosterError`].
    pub fn from_form(mut form: RosterForm) -> Result<Self, RosterError> {
        if form.units.is_empty() {
            return Err(RosterError::Empty);
        }
        form.units.sort_by(|a, b| a.code.cmp(&b.code));
        check(&form)?;
        let region_of: BTreeMap<&str, u16> = form
            .regions
            .iter()
            .enumerate()
            .map(|(i, r)| (r.id.as_str(), i as u16))
            .collect();
        let mut text = String::new();
        let mut rows = Vec::with_capacity(form.units.len());
        let mut extra = BTreeMap::new();
        let mut abbrs = Vec::new();
        for (i, u) in form.units.iter().enumerate() {
            let at = u32::try_from(text.len()).map_err(|_| RosterError::TooLarge)?;
            let english = if u.name.en == u.name.vi { "" } else { &u.name.en };
            let mut lens = [0; WORDS];
            let words = [u.code.as_str(), &u.abbr, &u.name.vi, english, &u.short];
            for (len, word) in lens.iter_mut().zip(words) {
                *len = u16::try_from(word.len()).map_err(|_| RosterError::TooLarge)?;
                text.push_str(word);
            }
            let parent = match &u.parent {
                None => NO_PARENT,
                Some(p) => form
                    .units
                    .binary_search_by(|x| x.code.as_str().cmp(p))
                    .map_or(NO_PARENT, |i| i as u32),
            };
            rows.push(Row {
                at,
                lens,
                region: region_of.get(u.region.as_str()).copied().unwrap_or(0),
                parent,
                kind: u.kind,
                tile: u.tile,
            });
            if !u.abbr.is_empty() {
                abbrs.push((u.abbr.to_uppercase(), i as u32));
            }
            let more = Extra {
                seat: u.seat.clone(),
                iso: u.iso.clone(),
                iso_status: u.iso_status.clone(),
                tile_compact: u.tile_compact,
                formed_from: u.formed_from.clone(),
                abbr_invented: u.abbr_invented,
                spellings: u.spellings.clone(),
            };
            if more != Extra::default() {
                extra.insert(i as u32, more);
            }
        }
        abbrs.sort();
        let head = Header {
            id: form.id,
            title: form.title,
            valid_from: form.valid_from,
            valid_to: form.valid_to,
            follows: form.follows,
            regions: form.regions,
            insets: form.insets,
            extra,
            abbrs,
        };
        Ok(Self::assemble(head, text, rows))
    }

    fn assemble(head: Header, text: String, rows: Vec<Row>) -> Self {
        let shape = Shape::of(&head, &rows);
        Self {
            head,
            text,
            rows,
            order: OnceLock::new(),
            shape,
        }
    }

    /// The roster as a file tells it.
    pub fn to_form(&self) -> RosterForm {
        let unit = |ix: UnitIx| {
            let x = self.extra(ix).cloned().unwrap_or_default();
            UnitForm {
                code: self.code(ix).to_owned(),
                abbr: self.abbr(ix).to_owned(),
                abbr_invented: x.abbr_invented,
                name: Text::new(self.name(ix, Lang::Vi), self.name(ix, Lang::En)),
                short: self.row(ix).map_or("", |r| self.word(r, Word::Short)).to_owned(),
                kind: self.kind(ix),
                region: self
                    .head
                    .regions
                    .get(self.region(ix))
                    .map(|r| r.id.clone())
                    .unwrap_or_default(),
                parent: self.parent(ix).map(|p| self.code(p).to_owned()),
                seat: x.seat,
                iso: x.iso,
                iso_status: x.iso_status,
                tile: self.tile(ix, Tiling::Map),
                tile_compact: x.tile_compact,
                formed_from: x.formed_from,
                spellings: x.spellings,
            }
        };
        RosterForm {
            schema: 1,
            id: self.head.id.clone(),
            title: self.head.title.clone(),
            valid_from: self.head.valid_from,
            valid_to: self.head.valid_to,
            follows: self.head.follows.clone(),
            regions: self.head.regions.clone(),
            units: self.units().map(unit).collect(),
            insets: self.head.insets.clone(),
        }
    }

    fn row(&self, ix: UnitIx) -> Option<&Row> {
        self.rows.get(ix.at())
    }

    fn extra(&self, ix: UnitIx) -> Option<&Extra> {
        self.head.extra.get(&ix.0)
    }

    fn word(&self, row: &Row, word: Word) -> &str {
        let before: usize = row.lens[..word as usize].iter().map(|n| usize::from(*n)).sum();
        let at = row.at as usize + before;
        let end = at + usize::from(row.lens[word as usize]);
        self.text.get(at..end).unwrap_or("")
    }

    /// Stable id.
    pub fn id(&self) -> &str {
        &self.head.id
    }

    /// Title.
    pub fn title(&self) -> &Text {
        &self.head.title
    }

    /// First day on which it is in force.
    pub fn valid_from(&self) -> Date {
        self.head.valid_from
    }

    /// Last day, if it has been replaced.
    pub fn valid_to(&self) -> Option<Date> {
        self.head.valid_to
    }

    /// Is it in force on that day? The one place that says so: the first and the last day are in it.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from() <= day && self.valid_to().is_none_or(|to| day <= to)
    }

    /// The roster before this one.
    pub fn follows(&self) -> Option<&str> {
        self.head.follows.as_deref()
    }

    /// How many units.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// A roster has at least one unit.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every unit, in code order.
    pub fn units(&self) -> impl DoubleEndedIterator<Item = UnitIx> + use<> {
        (0..self.rows.len() as u32).map(UnitIx)
    }

    /// Every unit by region, in a tree each parent before its children, then by code.
    pub fn grid_order(&self) -> &[UnitIx] {
        self.order.get_or_init(|| order(&self.rows, &self.shape.tops))
    }

    /// Code; empty for a place that is not of this roster.
    pub fn code(&self, ix: UnitIx) -> &str {
        self.row(ix).map_or("", |r| self.word(r, Word::Code))
    }

    /// Abbreviation; may be empty.
    pub fn abbr(&self, ix: UnitIx) -> &str {
        self.row(ix).map_or("", |r| self.word(r, Word::Abbr))
    }

    /// Name.
    pub fn name(&self, ix: UnitIx, lang: Lang) -> &str {
        let Some(r) = self.row(ix) else { return "" };
        let (first, second) = match lang {
            Lang::Vi => (Word::Vi, Word::En),
            Lang::En => (Word::En, Word::Vi),
        };
        match self.word(r, first) {
            "" => self.word(r, second),
            name => name,
        }
    }

    /// Name for narrow places.
    pub fn short_name(&self, ix: UnitIx, lang: Lang) -> &str {
        match (lang, self.row(ix).map(|r| self.word(r, Word::Short))) {
            (Lang::Vi, Some(short)) if !short.is_empty() => short,
            _ => self.name(ix, lang),
        }
    }

    /// What it is.
    pub fn kind(&self, ix: UnitIx) -> UnitKind {
        self.row(ix).map_or(UnitKind::Other, |r| r.kind)
    }

    /// Seat of the administration.
    pub fn seat(&self, ix: UnitIx) -> &str {
        self.extra(ix).map_or("", |x| &x.seat)
    }

    /// ISO 3166-2 code.
    pub fn iso(&self, ix: UnitIx) -> &str {
        self.extra(ix).map_or("", |x| &x.iso)
    }

    /// How far the ISO code can be trusted, where not fully.
    pub fn iso_status(&self, ix: UnitIx) -> &str {
        self.extra(ix).map_or("", |x| &x.iso_status)
    }

    /// True where we made the abbreviation up to keep it unique.
    pub fn abbr_invented(&self, ix: UnitIx) -> bool {
        self.extra(ix).is_some_and(|x| x.abbr_invented)
    }

    /// Place of its region in [`Roster::regions`].
    pub fn region(&self, ix: UnitIx) -> usize {
        self.row(ix).map_or(0, |r| usize::from(r.region))
    }

    /// Regions, in order.
    pub fn regions(&self) -> &[Region] {
        &self.head.regions
    }

    /// The unit above, in a roster that is a tree.
    pub fn parent(&self, ix: UnitIx) -> Option<UnitIx> {
        self.row(ix)
            .filter(|r| r.parent != NO_PARENT)
            .map(|r| UnitIx(r.parent))
    }

    /// True where at least one unit has a unit above it.
    pub fn is_tree(&self) -> bool {
        self.shape.tree
    }

    /// How many units stand at the top.
    pub fn top_count(&self) -> usize {
        self.shape.tops.len()
    }

    /// The units at the top, in the order of the grid: all of them where the roster is no tree.
    pub fn tops(&self) -> impl Iterator<Item = UnitIx> {
        self.shape.tops.iter().map(|(ix, _)| *ix)
    }

    /// The unit itself, or the one above it: the one that stands at the top.
    pub fn top_of(&self, ix: UnitIx) -> UnitIx {
        self.parent(ix).unwrap_or(ix)
    }

    /// The place among [`Roster::tops`] of the unit under which this one stands.
    pub fn branch(&self, ix: UnitIx) -> Option<usize> {
        let top = self.top_of(ix);
        let key = |ix: UnitIx| (self.region(ix), ix);
        self.shape
            .tops
            .binary_search_by_key(&key(top), |(t, _)| key(*t))
            .ok()
    }

    /// The units below a unit at the top, in code order.
    pub fn children(&self, ix: UnitIx) -> &[UnitIx] {
        match self.parent(ix) {
            None => self.branch(ix).map_or(&[], |b| self.branch_children(b)),
            Some(_) => &[],
        }
    }

    /// The units below the unit at that place among [`Roster::tops`].
    pub fn branch_children(&self, branch: usize) -> &[UnitIx] {
        let start = |b: usize| self.shape.tops.get(b).map(|(_, at)| *at as usize);
        let Some(from) = start(branch).filter(|_| self.is_tree()) else {
            return &[];
        };
        let to = start(branch + 1).unwrap_or(self.rows.len());
        self.grid_order().get(from + 1..to).unwrap_or(&[])
    }

    /// How many units stand below the one at that place among [`Roster::tops`].
    pub fn branch_size(&self, branch: usize) -> usize {
        let start = |b: usize| self.shape.tops.get(b).map(|(_, at)| *at as usize);
        start(branch).map_or(0, |at| start(branch + 1).unwrap_or(self.rows.len()) - at - 1)
    }

    /// Has a unit others below it?
    pub fn has_children(&self, ix: UnitIx) -> bool {
        let branch = self.branch(ix).filter(|_| self.parent(ix).is_none());
        branch.is_some_and(|b| self.branch_size(b) > 0)
    }

    /// How many units a region has, by its place in [`Roster::regions`].
    pub fn region_size(&self, region: usize) -> u32 {
        self.shape.regions.get(region).copied().unwrap_or(0)
    }

    /// The units that have a place on a map, in code order.
    pub fn tiled(&self) -> &[UnitIx] {
        &self.shape.tiled
    }

    /// Column and row of a unit's tile.
    pub fn tile(&self, ix: UnitIx, tiling: Tiling) -> Option<(u16, u16)> {
        match tiling {
            Tiling::Map => self.row(ix).and_then(|r| r.tile),
            Tiling::Compact => self.extra(ix).and_then(|x| x.tile_compact),
        }
    }

    /// Archipelagos that every map must show.
    pub fn insets(&self) -> &[Inset] {
        &self.head.insets
    }

    /// The unit that an archipelago belongs to.
    pub fn inset_owner(&self, inset: &Inset) -> Option<UnitIx> {
        self.by_code(&inset.belongs_to)
    }

    /// Columns and rows of all tiles, archipelagos included; (0, 0) where the roster has none.
    pub fn map_size(&self, tiling: Tiling) -> (u16, u16) {
        match tiling {
            Tiling::Map => self.shape.tile_size,
            Tiling::Compact => self.shape.compact_size,
        }
    }

    /// Codes of the units of the roster before from which it was formed, the namesake first.
    pub fn formed_from(&self, ix: UnitIx) -> &[String] {
        self.extra(ix).map_or(&[], |x| &x.formed_from)
    }

    /// Other ways in which letters spell its name.
    pub fn spellings(&self, ix: UnitIx) -> &[String] {
        self.extra(ix).map_or(&[], |x| &x.spellings)
    }

    /// The unit into which a unit of the roster before went.
    pub fn descendant(&self, old_code: &str) -> Option<UnitIx> {
        let has = |x: &Extra| x.formed_from.iter().any(|c| c == old_code);
        self.head
            .extra
            .iter()
            .find(|(_, x)| has(x))
            .map(|(i, _)| UnitIx(*i))
    }

    /// The unit of exactly that code.
    pub fn by_code(&self, code: &str) -> Option<UnitIx> {
        self.rows
            .binary_search_by(|r| self.word(r, Word::Code).cmp(code))
            .ok()
            .map(|i| UnitIx(i as u32))
    }

    /// The unit of that code or abbreviation, whatever the letters' case; `1` is `01` where it can be nothing else.
    pub fn find(&self, word: &str) -> Option<UnitIx> {
        let upper = word.to_uppercase();
        let exact = self.by_code(word).or_else(|| self.by_code(&upper));
        exact.or_else(|| self.by_abbr(&upper)).or_else(|| {
            let mut bare = self.by_bare_code(word);
            bare.next().filter(|_| bare.next().is_none())
        })
    }

    fn by_abbr(&self, upper: &str) -> Option<UnitIx> {
        let abbrs = &self.head.abbrs;
        let i = abbrs.binary_search_by(|(a, _)| a.as_str().cmp(upper)).ok()?;
        abbrs.get(i).map(|(_, ix)| UnitIx(*ix))
    }

    /// The units whose codes are these figures behind zeros, which spreadsheets drop: `1` for `01`.
    pub fn by_bare_code<'a>(&'a self, figures: &'a str) -> impl Iterator<Item = UnitIx> + 'a {
        let bare = !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit());
        let zeros = (1..=MOST_ZEROS).filter(move |_| bare);
        zeros.filter_map(move |n| self.by_code(&format!("{}{figures}", "0".repeat(n))))
    }

    /// A made-up roster for benches and tests: the provinces of `base` and communes under them in turn, `total` units.
    #[must_use]
    pub fn generated(base: &Self, total: usize) -> Self {
        const FIRST: [&str; 12] = [
            "Tân", "Phú", "An", "Bình", "Đông", "Hòa", "Long", "Mỹ", "Thạnh", "Vĩnh", "Xuân", "Yên",
        ];
        const SECOND: [&str; 12] = [
            "Lợi", "Hưng", "Thịnh", "Mỹ", "Sơn", "Thành", "Trung", "Lộc", "Khánh", "Đức", "Giang", "Phước",
        ];
        let mut form = base.to_form();
        let provinces: Vec<(String, String)> = form
            .units
            .iter()
            .map(|u| (u.code.clone(), u.region.clone()))
            .collect();
        form.id = format!("generated-{total}");
        let missing = total.saturating_sub(provinces.len());
        for n in 0..missing {
            let (code, region) = &provinces[n % provinces.len()];
            let name = format!(
                "{} {} {}",
                FIRST[n / 7 % 12],
                SECOND[n / 84 % 12],
                n / provinces.len() + 1
            );
            form.units.push(UnitForm {
                code: format!("{code}{:04}", n / provinces.len()),
                name: Text::new(name.clone(), name),
                kind: UnitKind::Commune,
                region: region.clone(),
                parent: Some(code.clone()),
                ..UnitForm::default()
            });
        }
        form.units.truncate(total.max(1));
        Self::from_form(form).unwrap_or_else(|_| base.clone())
    }
}

/// Every unit by region, each parent before its children, otherwise as the rows are: in the order of codes. The places of
/// the units at the top are known already; those below are counted into theirs.
fn order(rows: &[Row], tops: &[(UnitIx, u32)]) -> Vec<UnitIx> {
    let mut next = vec![0u32; rows.len()];
    let mut order = vec![UnitIx(0); rows.len()];
    for (top, at) in tops {
        order[*at as usize] = *top;
        next[top.at()] = at + 1;
    }
    for (i, r) in rows.iter().enumerate() {
        if let Some(place) = next.get_mut(r.parent as usize) {
            if let Some(slot) = order.get_mut(*place as usize) {
                *slot = UnitIx(i as u32);
            }
            *place += 1;
        }
    }
    order
}

impl Shape {
    /// One pass over the rows: a roster of a hundred thousand is read before the first page is seen.
    fn of(head: &Header, rows: &[Row]) -> Self {
        let mut regions = vec![0; head.regions.len()];
        let mut below = vec![0u32; rows.len()];
        let mut tops: Vec<(UnitIx, u32)> = Vec::new();
        let mut tiled: Vec<UnitIx> = Vec::new();
        let mut tile_size = (0, 0);
        for (i, r) in rows.iter().enumerate() {
            let ix = UnitIx(i as u32);
            if let Some(n) = regions.get_mut(usize::from(r.region)) {
                *n += 1;
            }
            match below.get_mut(r.parent as usize) {
                Some(n) => *n += 1,
                None => tops.push((ix, 0)),
            }
            if let Some(tile) = r.tile {
                tile_size = reach(tile_size, tile);
                tiled.push(ix);
            }
        }
        tops.sort_by_key(|(ix, _)| rows[ix.at()].region);
        let mut at = 0;
        for (top, place) in &mut tops {
            *place = at;
            at += 1 + below[top.at()];
        }
        let mut compact_size = (0, 0);
        for (i, x) in &head.extra {
            if let Some(tile) = x.tile_compact {
                compact_size = reach(compact_size, tile);
                tiled.push(UnitIx(*i));
            }
        }
        tiled.sort_unstable();
        tiled.dedup();
        for inset in &head.insets {
            tile_size = reach(tile_size, inset.tile);
            compact_size = reach(compact_size, inset.tile_compact);
        }
        Self {
            tree: tops.len() < rows.len(),
            tops,
            tiled,
            tile_size,
            compact_size,
            regions,
        }
    }
}

/// How far a map reaches that has this tile too.
fn reach((columns, rows): (u16, u16), (x, y): (u16, u16)) -> (u16, u16) {
    (columns.max(x.saturating_add(1)), rows.max(y.saturating_add(1)))
}

fn check(form: &RosterForm) -> Result<(), RosterError> {
    let regions: Vec<&str> = form.regions.iter().map(|r| r.id.as_str()).collect();
    let mut abbrs: Vec<String> = form
        .units
        .iter()
        .map(|u| u.abbr.to_uppercase())
        .filter(|a| !a.is_empty())
        .collect();
    abbrs.sort();
    if let Some(w) = abbrs.windows(2).find(|w| w[0] == w[1]) {
        return Err(RosterError::Duplicate(w[0].clone()));
    }
    if let Some(w) = form.units.windows(2).find(|w| w[0].code == w[1].code) {
        return Err(RosterError::Duplicate(w[0].code.clone()));
    }
    let has = |code: &str| form.units.binary_search_by(|x| x.code.as_str().cmp(code)).ok();
    for u in &form.units {
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_alphanumeric());
        if u.code.is_empty() || u.code.len() > 16 || !plain(&u.code) || !plain(&u.abbr) {
            return Err(RosterError::BadCode(u.code.clone()));
        }
        if !regions.contains(&u.region.as_str()) {
            return Err(RosterError::UnknownRegion {
                unit: u.code.clone(),
                region: u.region.clone(),
            });
        }
        if let Some(p) = &u.parent {
            // A parent must itself be at the top: two levels below the region, no circles.
            let top = has(p).is_some_and(|i| form.units[i].parent.is_none());
            if !top {
                return Err(RosterError::UnknownParent {
                    unit: u.code.clone(),
                    parent: p.clone(),
                });
            }
        }
    }
    check_spellings(form)?;
    match form.insets.iter().find(|i| has(&i.belongs_to).is_none()) {
        Some(i) => Err(RosterError::UnknownOwner {
            inset: i.id.clone(),
            unit: i.belongs_to.clone(),
        }),
        None => Ok(()),
    }
}

/// No spelling of one unit may be what another is called: nobody is to be found by guessing.
fn check_spellings(form: &RosterForm) -> Result<(), RosterError> {
    for (i, u) in form.units.iter().enumerate() {
        for spelling in &u.spellings {
            let lower = spelling.trim().to_lowercase();
            let called = |other: &UnitForm| {
                let own = [
                    &other.code,
                    &other.abbr,
                    &other.name.vi,
                    &other.name.en,
                    &other.short,
                ];
                own.into_iter()
                    .chain(&other.spellings)
                    .any(|n| n.trim().to_lowercase() == lower)
            };
            let taken = form.units.iter().enumerate().any(|(k, o)| k != i && called(o));
            if lower.is_empty() || spelling.len() > LONGEST_SPELLING || taken {
                return Err(RosterError::BadSpelling {
                    unit: u.code.clone(),
                    spelling: spelling.clone(),
                });
            }
        }
    }
    Ok(())
}

impl Serialize for Roster {
    /// People and the journal get the form; snapshots and built-in data get the table as it is.
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() {
            self.to_form().serialize(s)
        } else {
            (&self.head, &self.text, Bytes(packed::pack(&self.rows).into())).serialize(s)
        }
    }
}

impl<'de> Deserialize<'de> for Roster {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        if d.is_human_readable() {
            Self::from_form(RosterForm::deserialize(d)?).map_err(D::Error::custom)
        } else {
            let (head, text, rows): (Header, String, Bytes<'de>) = Deserialize::deserialize(d)?;
            let rows = packed::unpack(&rows.0, text.len())
                .ok_or_else(|| D::Error::custom("the rows of a roster are damaged"))?;
            Ok(Self::assemble(head, text, rows))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Roster {
        crate::refdata::roster("vn-provinces-63").expect("shipped")
    }

    #[test]
    fn a_table_that_was_stored_is_the_same_roster() {
        for roster in [base(), Roster::generated(&base(), 1_000)] {
            let bytes = postcard::to_stdvec(&roster).expect("written");
            let back: Roster = postcard::from_bytes(&bytes).expect("read");
            assert_eq!(back, roster);
            assert_eq!(Roster::from_form(roster.to_form()).expect("a form"), roster);
            // Cut short or made longer it is refused, never half read.
            assert!(postcard::from_bytes::<Roster>(&bytes[..bytes.len() - 1]).is_err());
            let rows = packed::pack(&roster.rows);
            assert!(packed::unpack(&rows[1..], roster.text.len()).is_none());
            assert!(packed::unpack(&rows, roster.text.len() + 1).is_none());
        }
    }

    #[test]
    fn parents_stand_before_their_own() {
        let roster = Roster::generated(&base(), 1_000);
        let key = |ix: &UnitIx| {
            let top = roster.top_of(*ix);
            (roster.region(top), top, roster.parent(*ix).is_some(), *ix)
        };
        assert!(roster.grid_order().is_sorted_by_key(key));
        assert_eq!((roster.top_count(), roster.len()), (63, 1_000));
        let by_hand = |top: UnitIx| {
            roster
                .units()
                .filter(|ix| roster.parent(*ix) == Some(top))
                .collect::<Vec<_>>()
        };
        for (branch, top) in roster.tops().enumerate() {
            assert_eq!(roster.branch(top), Some(branch));
            assert_eq!(roster.children(top), by_hand(top), "{}", roster.code(top));
            assert!(
                roster
                    .children(top)
                    .iter()
                    .all(|ix| roster.children(*ix).is_empty())
            );
        }
        assert_eq!(base().tops().count(), 63);
        assert!(base().children(UnitIx(0)).is_empty());
    }
}
