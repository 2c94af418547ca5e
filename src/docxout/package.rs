//! The parts of a DOCX, and how they come into the file: one after the other, photos as they are made, the same bytes always.

use std::io::{self, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::look::{PAGE, styles};
use super::picture::{Drawn, emf_size};
use super::sections;
use super::write::{Media, Writing};
use super::xml::{Own, escaped, paragraph_properties};
use crate::chart;
use crate::core::names::Lang;
use crate::paper::{Block, Paper, Picture, Shown};

/// The first line of every part.
pub(super) const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The names of words and paragraphs.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Relations between parts.
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// Relations of a document.
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The relation to the header of first pages.
pub(super) const FIRST_HEADER: &str = "rId3";
/// The relation to the header of all others.
pub(super) const OTHER_HEADER: &str = "rId4";

/// What comes into a package beside its words, and under which names.
#[derive(Debug, Default)]
pub(super) struct Enclosed {
    pub(super) media: Media,
    /// Relations: the name, the part below `word/`.
    pub(super) relations: Vec<(String, String)>,
}

/// Writes words and media into a package.
pub(super) struct Packing<W: Write + Seek> {
    zip: ZipWriter<W>,
}

impl<W: Write + Seek> Packing<W> {
    pub(super) fn new(to: W) -> Self {
        Self {
            zip: ZipWriter::new(to),
        }
    }

    /// A part. Words are packed; pictures are already. No clock: the same bytes always.
    pub(super) fn part(&mut self, name: &str, bytes: &[u8], packed: bool) -> io::Result<()> {
        let method = if packed {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(name, options)?;
        self.zip.write_all(bytes)
    }

    pub(super) fn finish(self) -> io::Result<W> {
        Ok(self.zip.finish()?)
    }
}

/// Puts the charts and the photos of blocks into the package, each photo once, and no more than one of them in memory.
pub(super) fn enclose<'b, W: Write + Seek>(
    to: &mut Packing<W>,
    blocks: impl IntoIterator<Item = &'b Block>,
    mark: &str,
    lang: Lang,
    ask: &mut dyn FnMut(&Picture) -> Result<Shown, String>,
) -> io::Result<Enclosed> {
    let mut all = Enclosed::default();
    for block in blocks {
        match block {
            Block::Chart(chart, _) => {
                let bytes = chart::emf(&chart::draw(chart, lang));
                let n = all.media.charts.len() + 1;
                let (id, part) = (format!("{mark}Chart{n}"), format!("media/{mark}chart{n}.emf"));
                to.part(&format!("word/{part}"), &bytes, false)?;
                let (wide, high) = emf_size(&bytes).unwrap_or((160.0, 90.0));
                all.media.charts.push(Drawn {
                    id: id.clone(),
                    wide,
                    high,
                });
                all.relations.push((id, part));
            }
            Block::Picture(picture) if !all.media.photos.contains_key(&picture.file) => {
                let shown = match ask(picture) {
                    Ok(shown) => {
                        let n = all.media.photos.len() + 1;
                        let (id, part) = (format!("{mark}Photo{n}"), format!("media/{mark}photo{n}.jpg"));
                        to.part(&format!("word/{part}"), &shown.jpeg, true)?;
                        all.relations.push((id.clone(), part));
                        Ok(Drawn {
                            id,
                            wide: shown.width.into(),
                            high: shown.height.into(),
                        })
                    }
                    Err(why) => Err(why),
                };
                all.media.photos.insert(picture.file.clone(), shown);
            }
            _ => {}
        }
    }
    Ok(all)
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
    let mut zip = Packing::new(to);
    zip.part("[Content_Types].xml", TYPES.as_bytes(), false)?;
    zip.part("_rels/.rels", ROOT_RELATIONS.as_bytes(), false)?;
    let sections = std::iter::once(&paper.body).chain(&paper.appendices);
    let blocks = sections.flat_map(|s| &s.blocks);
    let enclosed = enclose(&mut zip, blocks, "k", paper.lang, ask)?;
    let mut body = Writing::new(&enclosed.media, true, 0);
    sections::all(&mut body, paper);
    let document = format!(
        "{PROLOGUE}{DOCUMENT_OPENS}<w:body>{}</w:body></w:document>",
        body.out
    );
    zip.part("word/document.xml", document.as_bytes(), false)?;
    zip.part(
        "word/_rels/document.xml.rels",
        relations(&enclosed.relations).as_bytes(),
        false,
    )?;
    zip.part("word/styles.xml", styles(paper.lang).as_bytes(), false)?;
    zip.part("word/settings.xml", SETTINGS.as_bytes(), false)?;
    zip.part("word/header1.xml", header("").as_bytes(), false)?;
    zip.part("word/header2.xml", header(PAGE_NUMBER).as_bytes(), false)?;
    zip.part("docProps/core.xml", core(paper).as_bytes(), false)?;
    zip.part("docProps/app.xml", APP.as_bytes(), false)?;
    zip.finish()
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
