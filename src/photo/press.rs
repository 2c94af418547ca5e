//! Asks for photos as documents show them, and judges what comes. It must never look into the file.

use std::io::{self, ErrorKind, Read};

use sha2::{Digest as _, Sha256};

use super::film::{self, FILM};
use super::print::{MARK, PRINT};
use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::jail::{Jail, Why};

/// A photo as a document shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Points in a row.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// A JPEG.
    pub jpeg: Vec<u8>,
}

impl Printed {
    /// The picture that stands in an answer, if it is no larger than that and can be a JPEG.
    pub fn from_bytes(bytes: &[u8], (most_w, most_h): (u16, u16)) -> Option<Self> {
        let rest = bytes.strip_prefix(MARK)?;
        let (&[a, b, c, d], jpeg) = rest.split_first_chunk::<4>()?;
        let (width, height) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        let fits = (1..=most_w).contains(&width) && (1..=most_h).contains(&height);
        let whole = jpeg.starts_with(&[0xff, 0xd8, 0xff]) && jpeg.ends_with(&[0xff, 0xd9]);
        (fits && whole).then(|| Self {
            width,
            height,
            jpeg: jpeg.to_vec(),
        })
    }
}

/// Makes photos fit for documents, each in a process of its own.
#[derive(Debug, Clone)]
pub struct Press {
    jail: Jail,
    most: (u16, u16),
}

impl Press {
    /// A press for pictures of at most so many points.
    pub fn new(jail: Jail, most: (u16, u16)) -> Self {
        Self { jail, most }
    }

    /// The most points of a row and of a column.
    pub fn most(&self) -> (u16, u16) {
        self.most
    }

    /// The answer to a file, if the file is the one of that name: what [`Printed::from_bytes`] reads.
    ///
    /// # Errors
    /// [`Why`] there is none.
    pub fn print(&self, file: &mut dyn Read, id: &BlobId) -> Result<Vec<u8>, Why> {
        let (w, h) = self.most;
        let args = [w.to_string(), h.to_string()];
        // A JPEG is never larger than its points.
        let most = 4096 + 3 * usize::from(w) * usize::from(h);
        let answer = self.jail.ask(&PRINT, &args, file, id, most)?;
        match Printed::from_bytes(&answer, self.most) {
            Some(_) => Ok(answer),
            None => Err(Why::NoProcess(io::Error::from(ErrorKind::InvalidData))),
        }
    }

    /// How many seconds a film lasts; `None` where it does not say.
    ///
    /// # Errors
    /// [`Why`] nobody can tell.
    pub fn seconds(&self, file: &mut dyn Read) -> Result<Option<u32>, Why> {
        let Some(about) = film::head(file).map_err(Why::Unreadable)? else {
            return Ok(None);
        };
        let id = BlobId(hex(&Sha256::digest(&about)));
        let told = self.jail.ask(&FILM, &[], &mut &*about, &id, size_of::<u32>());
        match told {
            Ok(bytes) => Ok(bytes.try_into().ok().map(u32::from_be_bytes)),
            Err(Why::Unfit | Why::Limits) => Ok(None),
            Err(why) => Err(why),
        }
    }
}
