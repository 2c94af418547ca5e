//! The bytes of an export.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Cursor, Write as _};
use std::ops::ControlFlow;

use super::gather::Material;
use super::kinds::{Format, What};
use crate::core::campaign::Campaign;
use crate::core::names::{BlobId, Lang};
use crate::csvout::{Bom, Cell, CsvOut};
use crate::docxout;
use crate::htmlout;
use crate::mdout;
use crate::output::parts::Album;
use crate::output::table::Value;
use crate::output::{consolidated, itu};
use crate::paper::{Block, Paper, Picture, Shown, Unfilled};
use crate::pdfout::{NoPdf, Office};
use crate::pictures::{NotShown, Pictures};
use crate::template;
use crate::text::Catalogue;
use crate::text::sanitize::is_invisible;

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// What.
    pub what: What,
    /// As what.
    pub format: Format,
    /// In which language.
    pub lang: Lang,
    /// For a screen: what the registry stamps is left open.
    pub electronic: bool,
    /// How many photos.
    pub album: Album,
}

/// What an export is written with.
pub struct Means<'a> {
    /// Where its photos come from.
    pub pictures: Pictures,
    /// Hears how many of how many photos are ready, and may break it off; of none it is asked only whether to go on.
    pub told: &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    /// What makes PDFs, where it is installed.
    pub office: Option<Office>,
    /// The house's own template, looked at before, for what is written as DOCX.
    pub template: Option<Vec<u8>>,
}

/// Why an export was not written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// The file cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Nothing here makes PDFs.
    #[error("no office")]
    NoOffice,
    /// What makes them made none.
    #[error(transparent)]
    NoPdf(NoPdf),
    /// Somebody broke it off.
    #[error("broken off")]
    BrokenOff,
}

impl From<NoPdf> for Unwritten {
    fn from(why: NoPdf) -> Self {
        match why {
            NoPdf::Stopped => Self::BrokenOff,
            why @ (NoPdf::Io(_) | NoPdf::TooSlow(_) | NoPdf::Nothing) => Self::NoPdf(why),
        }
    }
}

/// Writes an export into a file; gives what nobody has filled in.
///
/// # Errors
/// Why it is not written.
pub(super) fn write(
    file: &mut File,
    cat: &Catalogue,
    campaign: &Campaign,
    material: &Material,
    wish: &Wish,
    means: &mut Means<'_>,
) -> Result<Vec<Unfilled>, Unwritten> {
    let material = &*measured(material, means)?;
    match wish.format {
        Format::Json => json(&mut BufWriter::new(file), campaign, material, wish)?,
        Format::Csv => csv(&mut BufWriter::new(file), campaign, material, wish)?,
        Format::Docx | Format::Md | Format::Html | Format::Pdf => {
            let paper = paper(cat, campaign, material, wish);
            pages(file, &cat.in_lang(wish.lang), &paper, wish.format, means)?;
            return Ok(paper.unfilled);
        }
    }
    Ok(Vec::new())
}

/// The same with the lengths of films, where they tell them.
fn measured<'m>(material: &'m Material, means: &mut Means<'_>) -> Result<Cow<'m, Material>, Unwritten> {
    let mut material = Cow::Borrowed(material);
    if !material.dossier.files.videos.is_empty() {
        for film in &mut material.to_mut().dossier.files.videos {
            // A long film takes a while to be gone through.
            if (means.told)(0, 0).is_break() {
                return Err(Unwritten::BrokenOff);
            }
            film.seconds = means.pictures.seconds(&film.file.sha256);
        }
        // The last of them may have been given up in the middle.
        if (means.told)(0, 0).is_break() {
            return Err(Unwritten::BrokenOff);
        }
    }
    Ok(material)
}

/// A paper in a format that people read.
fn pages(
    file: &mut File,
    cat: &Catalogue,
    paper: &Paper,
    format: Format,
    means: &mut Means<'_>,
) -> Result<(), Unwritten> {
    if format.shows_photos() {
        let ready = means.pictures.prepare(&photos_of(paper), means.told);
        if ready.is_break() {
            return Err(Unwritten::BrokenOff);
        }
    }
    let many = photos_of(paper).len();
    let Means {
        pictures,
        told,
        office,
        template,
    } = means;
    let template = template.as_deref();
    let mut ended: Option<Unwritten> = None;
    let mut ask = |picture: &Picture| {
        if ended.is_none() && told(many, many).is_break() {
            ended = Some(Unwritten::BrokenOff);
        }
        if ended.is_some() {
            // Nobody reads what is not finished: the rest is written without photos, and thrown away.
            return Err(String::new());
        }
        pictures.shown(&picture.file).map_err(|why| match why {
            // There is no room to make it: no fault of the photo, which a report must not leave out for that.
            NotShown::Aside(why) => {
                ended = Some(why.into());
                String::new()
            }
            // Whoever stops it meant all of it.
            why if why.is_given_up() => {
                ended = Some(Unwritten::BrokenOff);
                String::new()
            }
            why @ (NotShown::Gone | NotShown::NoPress | NotShown::Made(_) | NotShown::Store(_)) => {
                unshown(cat, &why)
            }
        })
    };
    match format {
        Format::Docx => {
            docx(paper, template, BufWriter::new(file), &mut ask)?.flush()?;
        }
        Format::Html => file.write_all(htmlout::text(paper, &mut ask).as_bytes())?,
        Format::Pdf => {
            let office = office.as_ref().ok_or(Unwritten::NoOffice)?;
            let docx = docx(paper, template, Cursor::new(Vec::new()), &mut ask)?.into_inner();
            file.write_all(&office.pdf(&docx, &mut || told(many, many))?)?;
        }
        Format::Md | Format::Json | Format::Csv => file.write_all(mdout::text(paper).as_bytes())?,
    }
    ended.map_or(Ok(()), Err)
}

/// A paper as DOCX: in our own form, or in the house's template.
fn docx<W: io::Write + io::Seek>(
    paper: &Paper,
    template: Option<&[u8]>,
    to: W,
    ask: &mut dyn FnMut(&Picture) -> Result<Shown, String>,
) -> io::Result<W> {
    match template {
        Some(bytes) => template::fill(bytes, paper, to, ask),
        None => docxout::write(paper, to, ask),
    }
}

/// The photos of a paper, in the order in which they stand.
fn photos_of(paper: &Paper) -> Vec<BlobId> {
    let sections = std::iter::once(&paper.body).chain(&paper.appendices);
    let blocks = sections.flat_map(|s| &s.blocks);
    let photo = |block: &Block| match block {
        Block::Picture(picture) => Some(picture.file.clone()),
        Block::Heading { .. }
        | Block::Text(_)
        | Block::List(_)
        | Block::Table(_)
        | Block::Chart(..)
        | Block::Note(_) => None,
    };
    blocks.filter_map(photo).collect()
}

/// Why a photo is not shown, as the line in its place says it.
fn unshown(cat: &Catalogue, why: &NotShown) -> String {
    let key = match why {
        NotShown::Gone => "photo_unshown-gone",
        NotShown::NoPress => "photo_unshown-no_press",
        NotShown::Made(_) => "photo_unshown-damaged",
        NotShown::Store(_) | NotShown::Aside(_) => "photo_unshown-unread",
    };
    cat.tr(key).into_owned()
}

fn csv(to: &mut dyn io::Write, campaign: &Campaign, material: &Material, wish: &Wish) -> io::Result<()> {
    let mut csv = CsvOut::new(to, Bom::With)?;
    csv.row(itu::HEADS.map(Cell::from))?;
    for row in itu::rows(campaign, &material.dossier, wish.lang) {
        csv.row(row.into_iter().map(cell))?;
    }
    csv.finish()?.flush()
}

/// The paper of an export, in the language that is wished for.
pub fn paper(cat: &Catalogue, campaign: &Campaign, material: &Material, wish: &Wish) -> Paper {
    let cat = cat.in_lang(wish.lang);
    let Material { dossier, made } = material;
    match wish.what {
        What::Consolidated => consolidated::paper(&cat, campaign, dossier, made, wish.album, wish.electronic),
        What::Itu => itu::paper(&cat, campaign, dossier, made, wish.album),
    }
}

fn json(to: &mut dyn io::Write, campaign: &Campaign, material: &Material, wish: &Wish) -> io::Result<()> {
    let Material { dossier, made } = material;
    let document = match wish.what {
        What::Consolidated => consolidated::document(campaign, dossier, made, wish.lang),
        What::Itu => itu::document(campaign, dossier, made, wish.lang),
    };
    let text = serde_json::to_string_pretty(&document)?;
    to.write_all(harmless(&text).as_bytes())?;
    to.write_all(b"\n")?;
    to.flush()
}

/// JSON that moves no cursor: controls above U+001F, and marks that turn letters around, can only stand inside texts, where an
/// escape means the same.
fn harmless(json: &str) -> String {
    let acts = |c: char| c >= '\u{7f}' && (c.is_control() || is_invisible(c));
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn cell(value: Value<'_>) -> Cell<'_> {
    match value {
        Value::Text(text) => Cell::Text(text),
        Value::Whole(n) => Cell::Int(n),
        Value::Decimal(n) => Cell::Decimal(n),
        Value::Date(day) => Cell::Date(day),
        // Rows hold none of these.
        Value::Nothing | Value::Moment(..) | Value::Yes(_) | Value::List(_) | Value::Fields(_) => Cell::Empty,
    }
}
