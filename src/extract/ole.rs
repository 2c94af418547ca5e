//! Compound files: the house of old office files and of locked new ones. What it is, the names in it tell.

use std::io::Cursor;

use cfb::CompoundFile;

use super::sheets;
use super::told::{Lacking, Told};

pub(super) fn words(bytes: &[u8], most: usize) -> Result<Told, Lacking> {
    let Ok(file) = CompoundFile::open(Cursor::new(bytes)) else {
        // Some old workbooks are read by a reader of workbooks and by nothing else.
        return sheets::xls(bytes, most);
    };
    let has = |name: &str| file.exists(format!("/{name}"));
    if has("EncryptedPackage") {
        return Err(Lacking::Encrypted);
    }
    if !has("Workbook") && !has("Book") {
        // A `.doc` is kept and not looked into, as is whatever else lives in such a house.
        return Err(Lacking::Unknown);
    }
    let macros = has("_VBA_PROJECT_CUR");
    let mut told = sheets::xls(bytes, most)?;
    if macros {
        told.flag("macros");
    }
    Ok(told)
}
