//! What every report is written with: sentences and cells whose figures keep what stands behind them, numbered headings,
//! names of units.
//!
//! It must never know what is reported.

use crate::core::campaign::Campaign;
use crate::core::dossier::{Count, Dossier};
use crate::core::names::{Lang, UnitIx};
use crate::core::official::Official;
use crate::core::source::Source;
use crate::core::time::Date;
use crate::paper::{Align, Block, Column, Item, Sources, Span, Table};
use crate::text::dates::date_told;
use crate::text::{Arg, Catalogue, PLACE, line, numbers};

use crate::output::words;

/// Stands where a person is to write something.
pub(in crate::output) const BLANK: &str = "…";

/// Something that goes into a sentence.
pub(in crate::output) enum Part {
    /// Words, cleaned.
    Words(String),
    /// A whole number, which chooses the plural.
    Whole(u64),
    /// The same with what stands behind it.
    Count(u64, Vec<Source>),
    /// A figure as it is written, and what stands behind it.
    Figure(String, Vec<Source>),
}

impl From<String> for Part {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}
impl From<&Count> for Part {
    fn from(count: &Count) -> Self {
        Self::Count(count.n, count.from.clone())
    }
}
impl From<u64> for Part {
    fn from(n: u64) -> Self {
        Self::Whole(n)
    }
}

/// Letters of points, as official papers have them.
const VI_LETTERS: [&str; 12] = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m"];
const EN_LETTERS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
const ROMAN: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// Writes a report.
pub(in crate::output) struct Writer<'a> {
    pub(in crate::output) cat: &'a Catalogue,
    pub(in crate::output) campaign: &'a Campaign,
    pub(in crate::output) dossier: &'a Dossier,
    pub(in crate::output) sources: Sources,
    /// How many headings there have been at each level, since the last one above it.
    numbers: [usize; 3],
}

impl<'a> Writer<'a> {
    pub(in crate::output) fn new(cat: &'a Catalogue, campaign: &'a Campaign, dossier: &'a Dossier) -> Self {
        Self {
            cat,
            campaign,
            dossier,
            sources: Sources::default(),
            numbers: [0; 3],
        }
    }

    pub(in crate::output) fn lang(&self) -> Lang {
        self.cat.lang()
    }

    pub(in crate::output) fn words(&self, key: &str) -> String {
        self.cat.tr(key).into_owned()
    }

    /// A heading of level 1 (`I.`), 2 (`1.`) or 3 (`a)`), with the next number of its level.
    pub(in crate::output) fn heading(&mut self, level: u8, key: &str) -> Block {
        let at = usize::from(level.clamp(1, 3)) - 1;
        let mut n = 0;
        for (place, number) in self.numbers.iter_mut().enumerate() {
            if place == at {
                n = *number;
                *number += 1;
            } else if place > at {
                *number = 0;
            }
        }
        let letters = match self.lang() {
            Lang::Vi => &VI_LETTERS,
            Lang::En => &EN_LETTERS,
        };
        let of = |signs: &[&str; 12]| {
            signs
                .get(n)
                .map_or_else(|| (n + 1).to_string(), |s| (*s).to_owned())
        };
        let number = match level {
            0 | 1 => format!("{}.", of(&ROMAN)),
            2 => format!("{}.", n + 1),
            _ => format!("{})", of(letters)),
        };
        Block::Heading {
            level,
            number,
            title: self.words(key),
        }
    }

    pub(in crate::output) fn whole(&self, n: u64) -> String {
        numbers::whole(self.lang(), i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// A sentence whose figures are spans of their own.
    pub(in crate::output) fn sentence(&mut self, key: &str, parts: Vec<(&str, Part)>) -> Vec<Span> {
        let mut figures: Vec<(String, Vec<Source>)> = Vec::new();
        let mut marked: Vec<(&str, Arg<'_>)> = Vec::with_capacity(parts.len());
        for (name, part) in parts {
            let place = figures.len();
            marked.push((
                name,
                match part {
                    Part::Words(words) => words.into(),
                    Part::Whole(n) => n.into(),
                    Part::Count(n, from) => {
                        figures.push((self.whole(n), from));
                        Arg::Place(i64::try_from(n).unwrap_or(i64::MAX), place)
                    }
                    Part::Figure(words, from) => {
                        figures.push((words, from));
                        format!("{}{place}{}", PLACE.0, PLACE.1).into()
                    }
                },
            ));
        }
        let told = self.cat.tr_args(key, &marked);
        let mut spans = Vec::new();
        for piece in told.split(PLACE.0) {
            let (figure, rest) = match piece.split_once(PLACE.1) {
                Some((n, rest)) => (n.parse::<usize>().ok(), rest),
                None => (None, piece),
            };
            if let Some((words, from)) = figure.and_then(|n| figures.get(n)) {
                let source = self.sources.keep(from.clone());
                spans.push(Span::figure(words.clone(), source));
            }
            if !rest.is_empty() {
                spans.push(Span::plain(rest));
            }
        }
        spans
    }

    pub(in crate::output) fn text(&mut self, key: &str, parts: Vec<(&str, Part)>) -> Block {
        Block::Text(self.sentence(key, parts))
    }

    pub(in crate::output) fn note(&mut self, key: &str, parts: Vec<(&str, Part)>) -> Block {
        Block::Note(self.sentence(key, parts))
    }

    pub(in crate::output) fn item(&mut self, key: &str, parts: Vec<(&str, Part)>) -> Item {
        Item {
            spans: self.sentence(key, parts),
        }
    }

    // ------------------------------------------------------------------ cells

    pub(in crate::output) fn cell(&mut self, count: &Count) -> Vec<Span> {
        self.figure(self.whole(count.n), count.from.clone())
    }

    pub(in crate::output) fn figure(&mut self, words: String, from: Vec<Source>) -> Vec<Span> {
        let source = self.sources.keep(from);
        vec![Span::figure(words, source)]
    }

    /// A column under the words of `key`.
    pub(in crate::output) fn column(&self, key: &str, align: Align, share: u16) -> Column {
        Column {
            head: self.words(key),
            align,
            share,
        }
    }

    pub(in crate::output) fn table(
        &self,
        key: &str,
        columns: Vec<Column>,
        rows: Vec<Vec<Vec<Span>>>,
        sum: bool,
    ) -> Table {
        Table {
            caption: self.words(key),
            columns,
            rows,
            sum,
            wide: false,
        }
    }

    // ------------------------------------------------------------------ names

    pub(in crate::output) fn unit(&self, ix: UnitIx) -> String {
        words::name_in(self.campaign, ix, self.lang())
    }

    /// The units behind a figure by name: `Hà Nội, Cao Bằng`.
    pub(in crate::output) fn names(&self, count: &Count) -> String {
        let unit = |source: &Source| match source {
            Source::Unit(ix) | Source::Version(ix, _) | Source::File(ix, _) => Some(self.unit(*ix)),
            Source::Activity(_) | Source::Letter(_) | Source::Definition => None,
        };
        let mut names: Vec<String> = count.from.iter().filter_map(unit).collect();
        names.dedup();
        names.join(", ")
    }

    /// The full name of a region, by its place.
    pub(in crate::output) fn region(&self, place: usize) -> String {
        let regions = self.campaign.roster().regions();
        regions
            .get(place)
            .map_or_else(String::new, |r| clean(r.name.get(self.lang())))
    }

    /// `SDG 4: Giáo dục có chất lượng`, `9.c`; of one that the campaign does not know, its id.
    pub(in crate::output) fn sdg(&self, id: &str) -> String {
        let set = &self.campaign.def().goals;
        match id.parse::<u8>() {
            Ok(n) => titled(&format!("SDG {id}"), set.sdg(n).map(|s| s.title.get(self.lang()))),
            Err(_) => titled(id, set.ict_target(id).map(|t| t.note.get(self.lang()))),
        }
    }

    /// `2: Bao trùm`, `2.8: Bình đẳng giới trên mạng`.
    pub(in crate::output) fn goal(&self, id: &str) -> String {
        let set = &self.campaign.def().goals;
        let goal = set.goal(id).map(|g| &g.title);
        let title = goal.or_else(|| set.target(id).map(|t| &t.title));
        titled(id, title.map(|t| t.get(self.lang())))
    }

    /// What the campaign is about.
    pub(in crate::output) fn campaign_name(&self) -> String {
        clean(self.campaign.def().name.get(self.lang()))
    }

    pub(in crate::output) fn year(&self) -> String {
        self.campaign.def().year().to_string()
    }
}

/// Who gets copies of an official paper, a line each: those to whom it goes (`as_above`), the others, and the registry. A list
/// that begins with the first by itself has it once.
pub(in crate::output) fn copies(cat: &Catalogue, official: &Official, as_above: bool) -> Vec<String> {
    let bare = |entry: &str| entry.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let first = as_above.then(|| cat.tr("dossier-as_above").into_owned());
    let told = first.as_deref().map(bare);
    let others = official.recipients.iter().map(|r| clean(r));
    let others = others.filter(|r| told.as_deref() != Some(bare(r).as_str()));
    let kept = cat.tr_args(
        "dossier-kept",
        &[("drafting", or_blank(&official.drafting).into())],
    );
    first.clone().into_iter().chain(others).chain([kept]).collect()
}

/// The words, or what stands where somebody is to write them.
pub(in crate::output) fn or_blank(words: &str) -> String {
    match words.trim() {
        "" => BLANK.to_owned(),
        words => line(words).into_owned(),
    }
}

/// What came from outside, fit to stand in a paper.
pub(in crate::output) fn clean(outside: &str) -> String {
    line(outside).into_owned()
}

/// A cell of words.
pub(in crate::output) fn plain(words: impl Into<String>) -> Vec<Span> {
    vec![Span::plain(words)]
}

/// A paragraph that only a person can write.
pub(in crate::output) fn left_open() -> Block {
    Block::Text(vec![Span::plain(BLANK)])
}

/// `01/05/2020–31/05/2020`, `1 May 2020–31 May 2020`; one day where it is one.
pub(in crate::output) fn days(cat: &Catalogue, from: Date, to: Date) -> String {
    if from == to {
        date_told(cat, from)
    } else {
        format!("{}–{}", date_told(cat, from), date_told(cat, to))
    }
}

fn titled(id: &str, title: Option<&str>) -> String {
    match title {
        Some(title) => format!("{}: {}", clean(id), clean(title)),
        None => clean(id),
    }
}
