//! A template with a paper in the places of its placeholders. All other parts are copied as they lie in the file.

use std::io::{self, Cursor, Read, Seek, Write};
use std::ops::Range;

use zip::{ZipArchive, ZipWriter};

use super::check::has_words;
use super::scan::Scan;
use super::turn::Turning;
use crate::docxout::{self, Mark};
use crate::paper::{Block, Paper, Picture, Shown};
use crate::steady::Steady;

const TYPES: &str = "[Content_Types].xml";
const MAIN: &str = "word/document.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";

/// Fills a template that [`super::check`] has looked at, and gives back what was written to.
///
/// # Errors
/// What was written to says no, or the template is not the one that was looked at.
pub fn fill<W: Write + Seek>(
    template: &[u8],
    paper: &Paper,
    to: W,
    ask: &mut dyn FnMut(&Picture) -> Result<Shown, String>,
) -> io::Result<W> {
    let mut from = ZipArchive::new(Cursor::new(template))?;
    let mut zip = ZipWriter::new(Steady::new(to));
    let main = text(&mut from, MAIN)?.ok_or(io::ErrorKind::InvalidData)?;
    let holds_pictures = has_pictures(paper);
    // First of all, as tools that look at the first bytes of a file expect it.
    match text(&mut from, TYPES)? {
        Some(types) if holds_pictures => {
            docxout::part(&mut zip, TYPES, with_types(&types).as_bytes(), false)?;
        }
        _ => copy(&mut from, &mut zip, TYPES)?,
    }
    let mut media = |name: &str, bytes: &[u8]| {
        docxout::part(&mut zip, name, bytes, name.rsplit('.').next() == Some("jpg"))
    };
    let scanned = Scan::of(&main);
    let turning = Turning::of(&scanned);
    let room = |mark| scanned.place(mark).map(|at| turning.room(&at));
    let filling = docxout::filling(paper, &room, &mut media, ask)?;
    let names: Vec<String> = (0..from.len())
        .filter_map(|n| Some(from.name_for_index(n)?.ok()?.into_owned()))
        .collect();
    let has_relations = names.iter().any(|n| n == RELATIONS);
    for name in names.iter().filter(|n| *n != TYPES) {
        if name == RELATIONS && !filling.relations.is_empty() {
            let old = text(&mut from, name)?.ok_or(io::ErrorKind::InvalidData)?;
            let new = old.replacen(
                "</Relationships>",
                &format!("{}</Relationships>", filling.relations),
                1,
            );
            docxout::part(&mut zip, name, new.as_bytes(), false)?;
            continue;
        }
        if has_words(name) {
            let old = text(&mut from, name)?.ok_or(io::ErrorKind::InvalidData)?;
            let scan = Scan::of(&old);
            if scan.marks().next().is_some() {
                // Pictures are named by the main part alone.
                let mut turning = Turning::of(&scan);
                let mut block = |mark: Mark, at: &Range<usize>| Some(turning.put(at, filling.block(mark)?));
                let new = scan.filled(&|mark| docxout::words(paper, mark), &mut block);
                docxout::part(&mut zip, name, new.as_bytes(), false)?;
                continue;
            }
        }
        copy(&mut from, &mut zip, name)?;
    }
    if !has_relations && !filling.relations.is_empty() {
        let all = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
             xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            filling.relations
        );
        docxout::part(&mut zip, RELATIONS, all.as_bytes(), false)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn has_pictures(paper: &Paper) -> bool {
    let sections = std::iter::once(&paper.body).chain(&paper.appendices);
    let mut blocks = sections.flat_map(|s| &s.blocks);
    blocks.any(|b| matches!(b, Block::Picture(_) | Block::Chart(..)))
}

fn text(from: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> io::Result<Option<String>> {
    let mut part = match from.by_name(name) {
        Ok(part) => part,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(why) => return Err(why.into()),
    };
    let mut text = String::new();
    part.read_to_string(&mut text)?;
    Ok(Some(text))
}

/// A part as it lies there, packed bytes and all.
fn copy<W: Write + Seek>(
    from: &mut ZipArchive<Cursor<&[u8]>>,
    to: &mut ZipWriter<W>,
    name: &str,
) -> io::Result<()> {
    let n = from.index_for_name(name).ok_or(io::ErrorKind::InvalidData)?;
    Ok(to.raw_copy_file(from.by_index_raw(n)?)?)
}

/// The list of media types with those of our pictures.
fn with_types(types: &str) -> String {
    let mut out = types.to_owned();
    for (ending, media) in [("jpg", "image/jpeg"), ("emf", "image/x-emf")] {
        let known = out
            .to_ascii_lowercase()
            .contains(&format!("extension=\"{ending}\""));
        if !known {
            let line = format!("<Default Extension=\"{ending}\" ContentType=\"{media}\"/></Types>");
            out = out.replacen("</Types>", &line, 1);
        }
    }
    out
}
