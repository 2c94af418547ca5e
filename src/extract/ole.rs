//! Compound files: the house of old office files and of locked new ones. What it is, the names in it tell.

use std::io::Cursor;

use cfb::CompoundFile;

use super::told::{Lacking, Told};
use super::{doc, sheets};

pub(super) fn words(bytes: &[u8], most: usize) -> Result<Told, Lacking> {
    let Ok(mut file) = CompoundFile::open(Cursor::new(bytes)) else {
        // Some old workbooks are read by a reader of workbooks and by nothing else.
        return sheets::xls(bytes, most);
    };
    let has = |name: &str| file.exists(format!("/{name}"));
    if has("EncryptedPackage") {
        return Err(Lacking::Encrypted);
    }
    if file.exists(doc::STREAM) {
        return doc::words(&mut file, most);
    }
    if !has("Workbook") && !has("Book") {
        // Whatever else lives in such a house is kept and not looked into.
        return Err(Lacking::Unknown);
    }
    let macros = has("_VBA_PROJECT_CUR");
    let mut told = sheets::xls(bytes, most)?;
    if macros {
        told.flag("macros");
    }
    Ok(told)
}
