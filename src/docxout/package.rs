//! The parts of a DOCX, and how they come into the file: one after the other, photos as they are made, the same bytes always.

use std::io::{self, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::enclosed::enclose;
use super::look::{PAGE, styles};
use super::sections::{self, FIRST_HEADER, OTHER_HEADER};
use super::write::Writing;
use super::xml::{Own, escaped, paragraph_properties};
use crate::core::names::Lang;
use crate::paper::{Paper, Picture, Shown};
use crate::steady::Steady;

/// The first line of every part.
pub(super) const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The names of words and paragraphs.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Relations between parts.
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// Relations of a document.
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Puts a part into a package. Words are packed; pictures are already. No clock: the same bytes always.
///
/// # Errors
/// What is written to says no.
pub(crate) fn part<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    name: &str,
    bytes: &[u8],
    packed: bool,
) -> io::Result<()> {
    let method = if packed {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    zip.start_file(name, options)?;
    zip.write_all(bytes)
}

/// Writes a paper as a DOCX and gives back what was written to. Photos are asked for one by one; one that cannot be shown
/// becomes the line that says why.
///
/// # Errors
/// What was written to says no.
pub fn write<W: Write + Seek>(
    paper: &Paper,
    to: W,
    ask: &mut dyn FnMut(&Picture) -> Result<Shown, String>,
) -> io::Result<W> {
    let mut zip = ZipWriter::new(Steady::new(to));
    part(&mut zip, "[Content_Types].xml", TYPES.as_bytes(), false)?;
    part(&mut zip, "_rels/.rels", ROOT_RELATIONS.as_bytes(), false)?;
    let sections = std::iter::once(&paper.body).chain(&paper.appendices);
    let blocks = sections.flat_map(|s| &s.blocks);
    let mut put = |name: &str, bytes: &[u8], packed| part(&mut zip, name, bytes, packed);
    let enclosed = enclose(&mut put, blocks, "k", paper.lang, ask)?;
    let mut body = Writing::new(&enclosed.media, true, 0);
    sections::all(&mut body, paper);
    rest(&mut zip, paper, &body.out, &enclosed.relations)?;
    Ok(zip.finish()?.into_inner())
}

/// Writes our own template: the same head, foot and appendices, with placeholders in the place of words.
///
/// # Errors
/// What was written to says no.
pub fn stencil<W: Write + Seek>(to: W) -> io::Result<W> {
    let paper = super::stencil::paper();
    let media = super::write::Media::default();
    let mut body = Writing::new(&media, true, 0);
    super::stencil::body(&mut body, &paper);
    let mut zip = ZipWriter::new(Steady::new(to));
    part(&mut zip, "[Content_Types].xml", TYPES.as_bytes(), false)?;
    part(&mut zip, "_rels/.rels", ROOT_RELATIONS.as_bytes(), false)?;
    rest(&mut zip, &paper, &body.out, &[])?;
    Ok(zip.finish()?.into_inner())
}

/// All parts but the first two and what lies beside the words.
fn rest<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    paper: &Paper,
    body: &str,
    media: &[(String, String)],
) -> io::Result<()> {
    let document = format!("{PROLOGUE}{DOCUMENT_OPENS}<w:body>{body}</w:body></w:document>");
    part(zip, "word/document.xml", document.as_bytes(), false)?;
    part(
        zip,
        "word/_rels/document.xml.rels",
        relations(media).as_bytes(),
        false,
    )?;
    part(zip, "word/styles.xml", styles(paper.lang).as_bytes(), false)?;
    part(zip, "word/settings.xml", SETTINGS.as_bytes(), false)?;
    part(zip, "word/header1.xml", header("").as_bytes(), false)?;
    part(zip, "word/header2.xml", header(PAGE_NUMBER).as_bytes(), false)?;
    part(zip, "docProps/core.xml", core(paper).as_bytes(), false)?;
    part(zip, "docProps/app.xml", APP.as_bytes(), false)?;
    Ok(())
}

const DOCUMENT_OPENS: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">";

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>\
<Default Extension=\"emf\" ContentType=\"image/x-emf\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
<Override PartName=\"/word/header2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
</Types>";

const ROOT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
</Relationships>";

/// The newest manner of Word, so that it lays out as it would a new document.
const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/>\
<w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>\
<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
</w:compat></w:settings>";

const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>ketnoi</Application></Properties>";

const PAGE_NUMBER: &str = "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>2</w:t></w:r></w:fldSimple>";

fn relations(media: &[(String, String)]) -> String {
    let mut out = format!("{PROLOGUE}<Relationships xmlns=\"{RELATIONS}\">");
    let own = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        (FIRST_HEADER, "header", "header1.xml"),
        (OTHER_HEADER, "header", "header2.xml"),
    ];
    for (id, kind, part) in own {
        out.push_str(&relation(id, kind, part));
    }
    for (id, part) in media {
        out.push_str(&relation(id, "image", part));
    }
    out.push_str("</Relationships>");
    out
}

/// One relation of a document.
pub(super) fn relation(id: &str, kind: &str, part: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{part}\"/>")
}

fn header(run: &str) -> String {
    let properties = paragraph_properties(&PAGE, &Own::default(), true);
    format!("{PROLOGUE}<w:hdr xmlns:w=\"{MAIN}\"><w:p>{properties}{run}</w:p></w:hdr>")
}

fn core(paper: &Paper) -> String {
    let language = match paper.lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    };
    format!(
        "{PROLOGUE}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:description>{}</dc:description><dc:language>{language}</dc:language></cp:coreProperties>",
        escaped(&paper.title),
        escaped(&paper.head.issuer),
        escaped(&paper.made_from),
    )
}
