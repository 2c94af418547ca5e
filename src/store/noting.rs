//! A kept file while it is read into another place: what failed on the side that it is read from, told apart from what fails
//! where it goes.
//!
//! It must never know where it goes.

use std::io::{self, Read};
use std::path::Path;

use super::error::StoreError;
use super::files;
use crate::core::names::BlobId;

/// Keeps what failed while a file was read: it is no failure of the place that it is read into.
pub(super) struct Noting<'a> {
    id: &'a BlobId,
    from: &'a mut dyn Read,
    /// What failed, if anything did.
    pub(super) failed: Option<StoreError>,
}

impl<'a> Noting<'a> {
    pub(super) fn of(id: &'a BlobId, from: &'a mut dyn Read) -> Self {
        Self {
            id,
            from,
            failed: None,
        }
    }
}

impl Read for Noting<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into);
        read.map_err(|why| {
            let kind = why.kind();
            if kind != io::ErrorKind::Interrupted {
                self.failed = Some(match why.downcast::<StoreError>() {
                    Ok(told) => told,
                    Err(why) => files::refused(Path::new(self.id.as_str()), why),
                });
            }
            kind.into()
        })
    }
}
