//! A file that was written, opened again before it gets its name: is it whole, and what is its hash?

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use quick_xml::events::Event;
use sha2::{Digest as _, Sha256};

use super::kinds::Format;
use crate::core::hex::hex;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Why a file that was written is not fit to be named.
#[derive(Debug, thiserror::Error)]
pub enum Unsound {
    /// It cannot be read again.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// This of it is not what it should be.
    #[error("{0}")]
    Part(String),
}

/// Reads a file from its beginning, whole.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(file: &mut File, format: Format) -> Result<Checked, Unsound> {
    let checked = digest(file)?;
    file.seek(SeekFrom::Start(0))?;
    match format {
        Format::Md | Format::Csv | Format::Html => text(file)?,
        Format::Json => json(file)?,
        Format::Docx => package(file)?,
        Format::Pdf => pdf(file)?,
    }
    Ok(checked)
}

/// The size and the hash of a file, read from its beginning.
pub(super) fn digest(file: &mut File) -> io::Result<Checked> {
    file.seek(SeekFrom::Start(0))?;
    let mut digest = Sha256::new();
    let (mut size, mut piece) = (0, vec![0; 1 << 16]);
    loop {
        let n = file.read(&mut piece)?;
        let Some(read) = piece.get(..n).filter(|read| !read.is_empty()) else {
            break;
        };
        digest.update(read);
        size += n as u64;
    }
    Ok(Checked {
        sha256: hex(&digest.finalize()),
        size,
    })
}

fn text(file: &mut File) -> Result<(), Unsound> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    if text.is_empty() {
        return Err(Unsound::Part("text".to_owned()));
    }
    Ok(())
}

fn json(file: &mut File) -> Result<(), Unsound> {
    let read = serde_json::from_reader::<_, serde_json::Value>(BufReader::new(file));
    let value = read.map_err(|why| Unsound::Part(why.to_string()))?;
    match value.get("schema") {
        Some(serde_json::Value::String(_)) => Ok(()),
        _ => Err(Unsound::Part("schema".to_owned())),
    }
}

/// Parts without which nothing opens a document.
const NEEDED: [&str; 2] = ["[Content_Types].xml", "word/document.xml"];

/// A package of parts: every one is read to its end, by which its sum is checked; XML has to be XML.
fn package(file: &mut File) -> Result<(), Unsound> {
    let wrong = |part: &str| Unsound::Part(part.to_owned());
    let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(|why| wrong(&why.to_string()))?;
    for needed in NEEDED {
        if zip.index_for_name(needed).is_none() {
            return Err(wrong(needed));
        }
    }
    let mut names = BTreeSet::new();
    for n in 0..zip.len() {
        let mut part = zip.by_index(n).map_err(|why| wrong(&why.to_string()))?;
        let name = part.name().map_err(|why| wrong(&why.to_string()))?.into_owned();
        let ending = name.rsplit('.').next();
        let is_xml = matches!(ending, Some("xml" | "rels"));
        let read = if is_xml {
            let mut text = String::new();
            part.read_to_string(&mut text)
                .and_then(|_| well_formed(&text).ok_or_else(|| io::ErrorKind::InvalidData.into()))
        } else {
            io::copy(&mut part, &mut io::sink()).map(drop)
        };
        if read.is_err() || !names.insert(name.clone()) {
            return Err(wrong(&name));
        }
    }
    Ok(())
}

fn well_formed(text: &str) -> Option<()> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open = 0_usize;
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) => open += 1,
            Event::End(_) => open = open.checked_sub(1)?,
            Event::Eof => return (open == 0).then_some(()),
            Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// What makes PDFs is another program; that it is one, from its beginning to its end, is all that is looked at.
fn pdf(file: &mut File) -> Result<(), Unsound> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let end = bytes.trim_ascii_end().ends_with(b"%%EOF");
    if bytes.starts_with(b"%PDF-") && end {
        Ok(())
    } else {
        Err(Unsound::Part("PDF".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn found(format: Format, bytes: &[u8]) -> Result<Checked, String> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        check(&mut file, format).map_err(|why| why.to_string())
    }

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).expect("a part");
            zip.write_all(text.as_bytes()).expect("its text");
        }
        zip.finish().expect("whole").into_inner()
    }

    #[test]
    fn a_file_that_does_not_read_back_gets_no_name() {
        let whole = [("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a>b</a>")];
        let good = packed(&whole);
        let checked = found(Format::Docx, &good).expect("whole");
        assert_eq!((checked.size, checked.sha256.len()), (good.len() as u64, 64));
        let mut cut = good.clone();
        cut.truncate(good.len() / 2);
        let mut changed = good.clone();
        // Within the first entry's data: behind its head of 30 bytes and its name.
        changed[30 + whole[0].0.len()] ^= 0xff;
        let open = packed(&[whole[0], ("word/document.xml", "<a><b></a>")]);
        for (what, bytes) in [
            ("cut", cut),
            ("changed", changed),
            ("open", open),
            ("lacking", packed(&whole[..1])),
        ] {
            assert!(found(Format::Docx, &bytes).is_err(), "{what}");
        }
        assert!(found(Format::Json, b"{\"schema\":\"x/1\"}").is_ok());
        assert!(found(Format::Json, b"{}").is_err() && found(Format::Json, b"{").is_err());
        assert!(found(Format::Md, b"").is_err() && found(Format::Md, b"\xff").is_err());
        assert!(found(Format::Pdf, b"%PDF-1.7 %%EOF\n").is_ok() && found(Format::Pdf, b"%PDF-1.7").is_err());
    }
}
