//! Asks for small pictures and judges what comes; tells of a file that is being taken in whether it can be shown. It must
//! never look into the file.

use std::io::{self, ErrorKind, Read};

use super::decode::JOB;
use super::thumb::{MOST_BYTES, Thumb};
use crate::core::names::BlobId;
use crate::jail::{Jail, Why};

/// The media types that can be decoded.
pub const MEDIA: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// The picture that is made of a file where it is only asked whether one can be made. Not a single point: the decoders' library sums
/// up what a point is made of, and of more than sixteen million bright ones the sum is too large for it.
pub(super) const TRIED: (u16, u16) = (16, 16);

/// Why a file that begins like a photo is not shown on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// It cannot be decoded: it is no picture.
    NoPicture,
    /// It is longer than what is decoded.
    TooLarge,
    /// It has too many points, or asks for too much memory or work.
    Limits,
    /// Decoding it took too long.
    TooSlow,
}

/// Makes small pictures, each in a process of its own.
#[derive(Debug, Clone)]
pub struct Maker {
    jail: Jail,
    most: (u16, u16),
}

impl Maker {
    /// A maker of pictures of at most so many points.
    pub fn new(jail: Jail, most: (u16, u16)) -> Self {
        Self { jail, most }
    }

    /// A maker that is only asked whether a picture can be made.
    pub fn to_try(jail: Jail) -> Self {
        Self::new(jail, TRIED)
    }

    /// The same for pictures of at most so many points.
    #[must_use]
    pub fn within(&self, most: (u16, u16)) -> Self {
        Self::new(self.jail.clone(), most)
    }

    /// The small picture of a file, if the file is the one of that name.
    ///
    /// # Errors
    /// [`Why`] there is none.
    pub fn make(&self, file: &mut dyn Read, id: &BlobId) -> Result<Thumb, Why> {
        let (w, h) = self.most;
        let args = [w.to_string(), h.to_string()];
        let answer = self.jail.ask(&JOB, &args, file, id, Thumb::bytes_of(self.most))?;
        let foreign = || Why::NoProcess(io::Error::from(ErrorKind::InvalidData));
        Thumb::from_bytes(&answer, self.most).ok_or_else(foreign)
    }

    /// Tries whether a file of `size` bytes can be shown; `None` if it can, or if that cannot be told now: then the wall
    /// will find out.
    pub fn doubt(&self, file: &mut dyn Read, size: u64, id: &BlobId) -> Option<Unshown> {
        if size > MOST_BYTES {
            return Some(Unshown::TooLarge);
        }
        match self.make(file, id) {
            Err(Why::Unfit) => Some(Unshown::NoPicture),
            Err(Why::TooLarge) => Some(Unshown::TooLarge),
            Err(Why::Limits) => Some(Unshown::Limits),
            Err(Why::TooSlow) => Some(Unshown::TooSlow),
            Ok(_) | Err(Why::Changed | Why::Unreadable(_) | Why::NoProcess(_) | Why::GivenUp) => None,
        }
    }
}
