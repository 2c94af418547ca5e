//! A paper in pieces, for a house's own template: words, and blocks that say all of their looks at their place.

use std::io;

use super::body::{self, Way};
use super::enclosed::enclose;
use super::foot;
use super::measure::{even_lines, length, part_of};
use super::package::relation;
use super::sections::{end_mark, pieces};
use super::stencil::Mark;
use super::write::Writing;
use crate::paper::{Block, Holds, Kind, Paper, Picture, Shown, UNFILLED, or_unfilled};
use crate::text::times::Face;

/// Numbers of drawings begin here: a house's own have smaller ones.
const DRAWINGS: u32 = 20_000;
/// What pictures and their parts are called, so that they meet none of the house's.
const NAME: &str = "ketnoi";
/// What is left free of a line above a rule: its end may be reckoned otherwise by another program.
const GAP: i32 = 170;

/// How much room there is in the place of a block, in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Across the page as it lies there.
    pub wide: i32,
    /// Across a page on its side, where a table that is too wide may have one.
    pub aside: Option<i32>,
}

/// Markup that stands on pages of one direction.
#[derive(Debug)]
pub struct Piece {
    /// On their side?
    pub aside: bool,
    /// The markup.
    pub markup: String,
}

/// The blocks of a paper, as markup.
#[derive(Debug)]
pub struct Filling {
    blocks: Vec<(Mark, Vec<Piece>)>,
    /// Relations to pictures, as they stand in the list of relations.
    pub relations: String,
}

impl Filling {
    /// What stands in the place of a block; `None` where it is nothing.
    pub fn block(&self, mark: Mark) -> Option<&[Piece]> {
        let found = self.blocks.iter().find(|(m, _)| *m == mark)?;
        Some(&found.1)
            .filter(|pieces| !pieces.is_empty())
            .map(Vec::as_slice)
    }
}

/// The words in the place of a placeholder that is no block; lines are lines.
pub fn words(paper: &Paper, mark: Mark) -> String {
    let head = &paper.head;
    let lines = |all: &[String]| match all {
        [] => UNFILLED.to_owned(),
        all => all.join("\n"),
    };
    match mark {
        Mark::Parent => head.parent.clone().unwrap_or_default().to_uppercase(),
        Mark::Issuer => or_unfilled(&head.issuer).to_uppercase(),
        // Room for the registry's number.
        Mark::Number => head.number.clone().unwrap_or_else(|| "\u{a0}".repeat(8)),
        Mark::Symbol => or_unfilled(&head.symbol).to_owned(),
        Mark::Place => or_unfilled(&head.place).to_owned(),
        Mark::Date => head.day_in_words(),
        Mark::Kind => head
            .kind_name
            .as_deref()
            .map_or(UNFILLED, or_unfilled)
            .to_uppercase(),
        Mark::Subject => lines(&head.subject),
        Mark::Addressees => match head.addressees.as_slice() {
            [] => UNFILLED.to_owned(),
            all => all.join("; "),
        },
        Mark::Office => lines(&paper.sign.as_ref().map(|s| s.office.clone()).unwrap_or_default()),
        Mark::Name => or_unfilled(paper.sign.as_ref().map_or("", |s| &s.name)).to_owned(),
        Mark::MadeFrom => paper.made_from.clone(),
        Mark::Text | Mark::Units | Mark::Activities | Mark::Photos | Mark::Copies => String::new(),
    }
}

/// The blocks of a paper for the rooms of a template, which has none for what it does not show; pictures are put into the package
/// on the way, by name.
///
/// # Errors
/// What puts them says no.
pub fn filling(
    paper: &Paper,
    room: &dyn Fn(Mark) -> Option<Room>,
    put: &mut dyn FnMut(&str, &[u8]) -> io::Result<()>,
    ask: &mut dyn FnMut(&Picture) -> Result<Shown, String>,
) -> io::Result<Filling> {
    let official = paper.kind != Kind::Plain;
    let mut text = paper.body.blocks.clone();
    if official {
        end_mark(&mut text);
    }
    let enclosed = |holds| -> Vec<Block> {
        let sections = paper.appendices.iter().filter(|s| s.holds == holds);
        sections.flat_map(|s| s.blocks.iter().cloned()).collect()
    };
    let all = [
        (Mark::Text, text),
        (Mark::Units, enclosed(Holds::Units)),
        (Mark::Activities, enclosed(Holds::Activities)),
        (Mark::Photos, enclosed(Holds::Photos)),
    ];
    let wanted: Vec<(Mark, Vec<Block>, Room)> = all
        .into_iter()
        .filter_map(|(mark, blocks)| Some((mark, blocks, room(mark)?)))
        .collect();
    let mut put_part = |name: &str, bytes: &[u8], _| put(name, bytes);
    let shown = wanted.iter().flat_map(|(_, blocks, _)| blocks);
    let enclosed = enclose(&mut put_part, shown, NAME, paper.lang, ask)?;
    let mut w = Writing::new(&enclosed.media, false, DRAWINGS);
    let mut blocks = Vec::new();
    for (mark, all, room) in &wanted {
        let cut = pieces(all, room.aside.is_some());
        let mut written = Vec::new();
        for piece in &cut {
            let way = Way {
                official,
                wide: room.aside.filter(|_| piece.aside).unwrap_or(room.wide),
                hold_last: *mark == Mark::Text && piece.to == all.len(),
                ends: piece.aside,
            };
            body::blocks(&mut w, all.get(piece.from..piece.to).unwrap_or_default(), way);
            written.push(Piece {
                aside: piece.aside,
                markup: named(&std::mem::take(&mut w.out)),
            });
        }
        blocks.push((*mark, written));
    }
    foot::list(&mut w, &paper.sign.clone().unwrap_or_default());
    let copies = Piece {
        aside: false,
        markup: w.out,
    };
    blocks.push((Mark::Copies, vec![copies]));
    let relations = enclosed.relations.iter();
    Ok(Filling {
        blocks,
        relations: relations.map(|(id, part)| relation(id, "image", part)).collect(),
    })
}

/// Words in the lines in which they stand above a rule, in a room so wide, and how much is left on either side of it.
pub fn above_rule(words: &str, size: u16, wide: i32) -> (String, i32) {
    let lines: Vec<String> = words
        .split('\n')
        .flat_map(|line| even_lines(line, Face::Bold, size, wide - GAP))
        .collect();
    let last = lines.last().filter(|line| *line != UNFILLED);
    let last = last.map_or(wide, |line| length(line, Face::Bold, size).min(wide));
    (lines.join("\n"), (wide - part_of(last)) / 2)
}

/// A stranger's part need not know the names that pictures are written with: each says them itself.
fn named(markup: &str) -> String {
    const NAMES: &str = "<wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
        xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
        xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ";
    markup.replace("<wp:inline ", NAMES)
}
