//! Office files are archives: their parts by name, unpacked within limits.
//!
//! What an archive says of its own sizes is a claim: it is used to refuse early, and never relied on.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::told::{Lacking, Told};

/// The longest part that is read.
const PART_MOST: u64 = 64 << 20;
/// The most that is unpacked of one file.
const SUM_MOST: u64 = 128 << 20;
/// The most parts that an office file may have.
const PARTS_MOST: usize = 10_000;

/// The parts of an office file, within limits.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens one.
    ///
    /// # Errors
    /// It is no archive, or has more parts than an office file may have.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Lacking> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Lacking::Unfit)?;
        if archive.len() > PARTS_MOST {
            return Err(Lacking::Beyond);
        }
        Ok(Self {
            archive,
            left: SUM_MOST,
        })
    }

    /// The names of its parts.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names_raw();
        names.map(|n| String::from_utf8_lossy(n).into_owned()).collect()
    }

    /// Refuses a file whose parts are larger than what is unpacked, by what they say of themselves: for readers that
    /// unpack by themselves.
    pub(super) fn claims_to_fit(&self) -> Result<(), Lacking> {
        match self.archive.decompressed_size() {
            Some(sum) if sum > SUM_MOST.into() => Err(Lacking::Beyond),
            _ => Ok(()),
        }
    }

    /// A part; `None` if there is none of that name.
    ///
    /// # Errors
    /// It is locked, damaged, or larger than what is unpacked.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Lacking> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Lacking::Encrypted),
            Err(_) => return Err(Lacking::Unfit),
        };
        let most = PART_MOST.min(self.left);
        let mut bytes = Vec::new();
        let read = part.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(Lacking::Beyond);
        }
        read.map_err(|_| Lacking::Unfit)?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// Says of an office file what else is in it: programs, and names of files elsewhere.
    pub fn mark(&mut self, told: &mut Told) {
        let names = self.names();
        let ends = |n: &String, ends: &[&str]| ends.iter().any(|end| n.to_ascii_lowercase().ends_with(end));
        if names
            .iter()
            .any(|n| ends(n, &["vbaproject.bin", "vbadata.xml"]) || n.starts_with("Basic/"))
        {
            told.flag("macros");
        }
        let is_elsewhere = names.iter().any(|n| n.starts_with("xl/externalLinks/"));
        if is_elsewhere
            || names
                .iter()
                .filter(|n| ends(n, &[".rels"]))
                .any(|n| self.points_out(n))
        {
            told.flag("external");
        }
    }

    /// A link that a person may follow is no matter; a template, a picture or an object that a program would fetch is.
    fn points_out(&mut self, name: &str) -> bool {
        let Ok(Some(bytes)) = self.part(name) else {
            return false;
        };
        let text = String::from_utf8_lossy(&bytes);
        text.split('<')
            .any(|tag| tag.contains("TargetMode=\"External\"") && !tag.contains("/hyperlink\""))
    }
}
