//! Blocks in the flow of a template: a table that is too wide for its page stands on pages of their own on their side, as in our own
//! papers. Cut or squeezed it could not be read.
//!
//! Where the template's section lies on its side already nothing turns, nor in a table, where no section can end.

use std::collections::BTreeSet;
use std::ops::Range;

use super::rules::number;
use super::scan::Scan;
use crate::docxout::{Piece, Room};

/// The width of an upright page's text, where a template does not say its own.
const TEXT_WIDE: i32 = 9_354;
/// The most letters that a title has: with name and number of an appendix, and to what it belongs.
const TITLE: usize = 300;
/// Widths that a text has.
const WIDTHS: Range<i32> = 2_000..30_000;

/// What comes into the place of a block.
pub(super) struct Put {
    /// The markup.
    pub(super) markup: String,
    /// Where the properties of its section stand, and what they become.
    pub(super) section: Option<(Range<usize>, String)>,
}

/// The section of a place.
struct Section<'m> {
    /// Where its properties stand: behind all that is in it.
    at: Range<usize>,
    properties: &'m str,
}

/// A page: its width, its height, and its margins on both sides together.
struct Page {
    wide: i32,
    high: i32,
    margins: i32,
}

/// A part whose pages turn.
pub(super) struct Turning<'m> {
    markup: &'m str,
    /// Where blocks have their places.
    blocks: Vec<usize>,
    /// Sections of which a piece was ended already: pages are numbered on in the next.
    begun: BTreeSet<usize>,
}

impl<'m> Turning<'m> {
    pub(super) fn of(scan: &Scan<'m>) -> Self {
        Self {
            markup: scan.markup(),
            blocks: scan.blocks().map(|at| at.start).collect(),
            begun: BTreeSet::new(),
        }
    }

    /// The room at a place.
    pub(super) fn room(&self, at: &Range<usize>) -> Room {
        let page = section(self.markup, at.start).and_then(|s| page(s.properties));
        let turned = page
            .filter(|p| p.wide < p.high && !is_in_table(self.markup, at.start))
            .map(|p| p.high - p.margins);
        Room {
            wide: text_wide(self.markup, at.start),
            aside: turned.filter(|w| WIDTHS.contains(w)),
        }
    }

    /// Pieces in the place of a paragraph.
    pub(super) fn put(&mut self, at: &Range<usize>, pieces: &[Piece]) -> Put {
        let Some(section) = section(self.markup, at.start) else {
            return Put {
                markup: pieces.iter().map(|p| p.markup.as_str()).collect(),
                section: None,
            };
        };
        // The paragraph itself may be the one that ends the section: it goes on doing so.
        let own = section.at.start < at.end;
        let mut first = !self.begun.contains(&section.at.start);
        let mut something = !self.begins(at.start);
        let mut aside = false;
        let mut markup = String::new();
        for piece in pieces {
            if piece.aside != aside {
                if something {
                    markup.push_str(&ended(section.properties, aside, first));
                    first = false;
                }
                aside = piece.aside;
            }
            markup.push_str(&piece.markup);
            something = true;
        }
        if aside && !own && !says_nothing(self.markup.get(at.end..section.at.start).unwrap_or_default()) {
            markup.push_str(&ended(section.properties, aside, first));
            (aside, first) = (false, false);
        }
        if !first {
            self.begun.insert(section.at.start);
        }
        let last = properties(section.properties, aside, first);
        if own {
            markup.push_str(&format!("<w:p><w:pPr>{last}</w:pPr></w:p>"));
        }
        Put {
            markup,
            section: (!own && last != section.properties).then_some((section.at, last)),
        }
    }

    /// Does its section begin there? A title before it goes along to its page.
    fn begins(&self, at: usize) -> bool {
        let before = self.markup.get(..at).unwrap_or_default();
        let from = before.rfind("</w:sectPr>").unwrap_or(0);
        let before = before.get(from..).unwrap_or_default();
        let words = before.split("</w:t>").filter_map(|run| run.rsplit_once("<w:t"));
        let letters: usize = words
            .filter_map(|(_, run)| Some(run.split_once('>')?.1.chars().count()))
            .sum();
        let others = self.blocks.iter().any(|block| (from..at).contains(block));
        letters <= TITLE && !others && !shows(before)
    }
}

/// Is there nothing to be seen in it?
fn says_nothing(markup: &str) -> bool {
    !markup.contains("<w:t>") && !markup.contains("<w:t ") && !shows(markup)
}

/// Is there more in it than words?
fn shows(markup: &str) -> bool {
    let seen = [
        "<w:tbl>",
        "<w:tbl ",
        "<w:drawing",
        "<w:pict",
        "<w:object",
        "<w:fld",
    ];
    seen.iter().any(|s| markup.contains(s))
}

/// The section that a place is in. Where changes of it are tracked it is left as it is.
fn section(markup: &str, at: usize) -> Option<Section<'_>> {
    let from = markup.get(at..)?.find("<w:sectPr")? + at;
    let to = markup.get(from..)?.find("</w:sectPr>")? + "</w:sectPr>".len() + from;
    let properties = markup.get(from..to)?;
    let whole = !properties.contains("<w:sectPrChange") && !properties.get(1..)?.contains("<w:sectPr");
    whole.then_some(Section {
        at: from..to,
        properties,
    })
}

fn tag<'p>(properties: &'p str, name: &str) -> Option<&'p str> {
    let from = properties.find(&format!("<w:{name} "))?;
    let rest = properties.get(from..)?;
    rest.get(..=rest.find('>')?)
}

fn page(properties: &str) -> Option<Page> {
    let (size, margins) = (tag(properties, "pgSz")?, tag(properties, "pgMar")?);
    Some(Page {
        wide: number(size, "w:w")?,
        high: number(size, "w:h")?,
        margins: number(margins, "w:left")? + number(margins, "w:right")?,
    })
}

/// How wide the text is at a place.
pub(super) fn text_wide(markup: &str, at: usize) -> i32 {
    let page = section(markup, at).and_then(|s| page(s.properties));
    let wide = page.map(|p| p.wide - p.margins);
    wide.filter(|w| WIDTHS.contains(w)).unwrap_or(TEXT_WIDE)
}

/// Is the place in a table or in a box?
pub(super) fn is_in_table(markup: &str, at: usize) -> bool {
    let before = markup.get(..at).unwrap_or_default();
    let count = |s: &str| before.matches(s).count();
    count("<w:tbl>") + count("<w:tbl ") > count("</w:tbl>")
        || count("<w:txbxContent") > count("</w:txbxContent>")
}

/// A section's properties for a piece of it: turned or not, with page numbers from its beginning on or numbered on.
fn properties(all: &str, aside: bool, first: bool) -> String {
    let mut out = all.to_owned();
    if let (true, Some(size), Some(page)) = (aside, tag(all, "pgSz"), page(all)) {
        let Page { wide, high, .. } = page;
        let turned = format!("<w:pgSz w:w=\"{high}\" w:h=\"{wide}\" w:orient=\"landscape\"/>");
        out = out.replacen(size, &turned, 1);
    }
    if !first {
        // A first page looks otherwise, and is there once.
        for gone in ["<w:titlePg/>", "<w:type w:val=\"continuous\"/>"] {
            out = out.replacen(gone, "", 1);
        }
        if let Some(numbers) = tag(&out, "pgNumType").map(str::to_owned) {
            out = out.replacen(&numbers, &without(&numbers, "w:start"), 1);
        }
    }
    out
}

/// A tag without one of its values.
fn without(tag: &str, name: &str) -> String {
    let cut = || {
        let (before, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(format!("{before}{}", rest.split_once('"')?.1))
    };
    cut().unwrap_or_else(|| tag.to_owned())
}

/// The end of a piece that is not the last of its section.
fn ended(all: &str, aside: bool, first: bool) -> String {
    format!(
        "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>{}</w:pPr></w:p>",
        properties(all, aside, first)
    )
}
