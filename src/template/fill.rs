//! A template with a paper in the places of its placeholders. All other parts are copied as they lie in the file.

use std::io::{self, Cursor, Read, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::check::has_words;
use super::scan::Scan;
use crate::docxout::{self, Mark};
use crate::paper::{Block, Paper, Picture, Shown};

const TYPES: &str = "[Content_Types].xml";
const MAIN: &str = "word/document.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
/// The width of an upright page's text, where a template does not say its own.
const TEXT_WIDE: i32 = 9_354;

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
    let mut zip = ZipWriter::new(to);
    let main = text(&mut from, MAIN)?.ok_or(io::ErrorKind::InvalidData)?;
    let holds_pictures = has_pictures(paper);
    // First of all, as tools that look at the first bytes of a file expect it.
    match text(&mut from, TYPES)? {
        Some(types) if holds_pictures => put(&mut zip, TYPES, with_types(&types).as_bytes(), false)?,
        _ => copy(&mut from, &mut zip, TYPES)?,
    }
    let mut media =
        |name: &str, bytes: &[u8]| put(&mut zip, name, bytes, name.rsplit('.').next() == Some("jpg"));
    let filling = docxout::filling(paper, text_wide(&main), &mut media, ask)?;
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
            put(&mut zip, name, new.as_bytes(), false)?;
            continue;
        }
        if has_words(name) {
            let old = text(&mut from, name)?.ok_or(io::ErrorKind::InvalidData)?;
            let scan = Scan::of(&old);
            if scan.marks().next().is_some() {
                // Pictures are named by the main part alone.
                let block = |mark: Mark| filling.block(mark).map(str::to_owned);
                let new = scan.filled(&|mark| docxout::words(paper, mark), &block);
                put(&mut zip, name, new.as_bytes(), false)?;
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
        put(&mut zip, RELATIONS, all.as_bytes(), false)?;
    }
    Ok(zip.finish()?)
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

fn put<W: Write + Seek>(to: &mut ZipWriter<W>, name: &str, bytes: &[u8], packed: bool) -> io::Result<()> {
    let method = if packed {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    to.start_file(name, options)?;
    to.write_all(bytes)
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

/// How wide the text of the last section is.
fn text_wide(main: &str) -> i32 {
    let last = main
        .rfind("<w:sectPr")
        .and_then(|n| main.get(n..))
        .unwrap_or_default();
    let number = |tag: &str, name: &str| -> Option<i32> {
        let tag = last.split_once(&format!("<w:{tag} "))?.1.split_once('>')?.0;
        let value = tag.split_once(&format!("w:{name}=\""))?.1.split_once('"')?.0;
        value.parse().ok()
    };
    let wide = || Some(number("pgSz", "w")? - number("pgMar", "left")? - number("pgMar", "right")?);
    wide()
        .filter(|w| (2_000..30_000).contains(w))
        .unwrap_or(TEXT_WIDE)
}
