//! A paper in pieces, for a house's own template: words, and blocks that say all of their looks at their place.

use std::io;

use super::body::{self, Way};
use super::enclosed::enclose;
use super::foot;
use super::head::{day_in_words, or_unfilled};
use super::measure::UNFILLED;
use super::package::relation;
use super::sections::end_mark;
use super::stencil::Mark;
use super::write::Writing;
use crate::paper::{Block, Kind, Paper, Picture, Shown};

/// Numbers of drawings begin here: a house's own have smaller ones.
const DRAWINGS: u32 = 20_000;
/// What pictures and their parts are called, so that they meet none of the house's.
const NAME: &str = "ketnoi";

/// The blocks of a paper, as markup.
#[derive(Debug)]
pub struct Filling {
    /// In the place of `{{NỘI_DUNG}}`.
    pub text: String,
    /// In the place of `{{BẢNG_ĐỊA_PHƯƠNG}}`.
    pub units: String,
    /// In the place of `{{ẢNH}}`.
    pub photos: String,
    /// In the place of `{{NƠI_NHẬN}}`.
    pub copies: String,
    /// Relations to pictures, as they stand in the list of relations.
    pub relations: String,
}

impl Filling {
    /// What stands in the place of a block.
    pub fn block(&self, mark: Mark) -> Option<&str> {
        match mark {
            Mark::Text => Some(&self.text),
            Mark::Units => Some(&self.units),
            Mark::Photos => Some(&self.photos),
            Mark::Copies => Some(&self.copies),
            _ => None,
        }
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
        Mark::Date => day_in_words(head.day),
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
        Mark::Text | Mark::Units | Mark::Photos | Mark::Copies => String::new(),
    }
}

/// The blocks of a paper for a text so many twips wide; pictures are put into the package on the way, by name.
///
/// # Errors
/// What puts them says no.
pub fn filling(
    paper: &Paper,
    wide: i32,
    put: &mut dyn FnMut(&str, &[u8]) -> io::Result<()>,
    ask: &mut dyn FnMut(&Picture) -> Result<Shown, String>,
) -> io::Result<Filling> {
    let official = paper.kind != Kind::Plain;
    let mut text = paper.body.blocks.clone();
    if official {
        end_mark(&mut text);
    }
    let is_photo = |b: &Block| matches!(b, Block::Picture(_));
    let is_table = |b: &Block| matches!(b, Block::Table(_));
    let units: &[Block] = paper
        .appendices
        .iter()
        .find(|s| s.blocks.iter().any(is_table))
        .map_or(&[], |s| &s.blocks);
    let photos: Vec<Block> = paper
        .appendices
        .iter()
        .filter(|s| s.blocks.iter().any(is_photo))
        .flat_map(|s| s.blocks.iter().cloned())
        .collect();
    let all = text.iter().chain(units).chain(&photos);
    let mut put_part = |name: &str, bytes: &[u8], _| put(name, bytes);
    let enclosed = enclose(&mut put_part, all, NAME, paper.lang, ask)?;
    let mut w = Writing::new(&enclosed.media, false, DRAWINGS);
    let way = |hold_last| Way {
        official,
        wide,
        hold_last,
    };
    let take = |w: &mut Writing<'_>, blocks: &[Block], way| {
        body::blocks(w, blocks, way);
        let markup = std::mem::take(&mut w.out);
        if markup.is_empty() {
            "<w:p/>".to_owned()
        } else {
            named(&markup)
        }
    };
    let (text, units) = (take(&mut w, &text, way(true)), take(&mut w, units, way(false)));
    let photos = take(&mut w, &photos, way(false));
    let recipients = paper.sign.as_ref().map(|s| s.recipients.clone());
    foot::list(&mut w, &recipients.unwrap_or_default());
    let relations = enclosed.relations.iter();
    Ok(Filling {
        text,
        units,
        photos,
        copies: w.out,
        relations: relations.map(|(id, part)| relation(id, "image", part)).collect(),
    })
}

/// A stranger's part need not know the names that pictures are written with: each says them itself.
fn named(markup: &str) -> String {
    const NAMES: &str = "<wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
        xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
        xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ";
    markup.replace("<wp:inline ", NAMES)
}
