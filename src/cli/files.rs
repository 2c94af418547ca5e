//! Files of the command line: those that are named are opened by the room that takes files in; what is written
//! goes through the guard, and its refusals become sentences here.
//!
//! It must never know what a file is attached to.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::attach;
use crate::cli::fail::Fail;
use crate::config::Places;
use crate::drafts::Shelf;
use crate::failure;
use crate::outfile::{Barred, Guard, Readers};
use crate::text::Catalogue;

pub use crate::attach::{Opened, display_name, placeholders};

/// Where drafts of campaigns lie.
pub fn shelf() -> Shelf {
    Shelf {
        folder: Places::usual().data.map(|data| data.join("drafts")),
        here: Places::here(),
    }
}

/// Why a file was not taken in.
pub fn not_taken(cat: &Catalogue, refused: &attach::Refused) -> Fail {
    Fail::Failed(failure::not_taken(cat, refused))
}

/// Opens a regular file for reading.
pub fn open(cat: &Catalogue, path: &Path) -> Result<Opened, Fail> {
    attach::open(path).map_err(|e| not_taken(cat, &e))
}

/// Opens every file that is to be kept, so that one that cannot be had stops the command before anything is kept.
pub fn open_all<'a>(
    cat: &Catalogue,
    paths: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<Opened>, Fail> {
    attach::open_all(paths).map_err(|e| not_taken(cat, &e))
}

/// Writes a file whole, where the guard lets it; another file of that name stays, unless `over` (reliability rows 27 to
/// 29 and 69).
pub fn write(
    cat: &Catalogue,
    guard: &Guard,
    path: &Path,
    from: &mut dyn Read,
    over: bool,
    readers: Readers,
) -> Result<u64, Fail> {
    guard
        .write(path, from, over, readers)
        .map_err(|why| barred(cat, path, &why))
}

/// Why a path is not written, in a sentence.
pub fn barred(cat: &Catalogue, path: &Path, why: &Barred) -> Fail {
    Fail::Failed(failure::not_written(cat, path, why))
}
