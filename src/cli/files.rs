//! Files of the command line: those that are named are opened by the room that takes files in; here they are written,
//! never half and never over another unasked.
//!
//! It must never know what a file is attached to.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::attach;
use crate::cli::fail::Fail;
use crate::text::{Catalogue, line};

pub use crate::attach::{Opened, display_name, placeholders};

impl From<attach::Refused> for Fail {
    fn from(refused: attach::Refused) -> Self {
        Self::Failed(refused.0)
    }
}

/// Opens a regular file for reading.
pub fn open(cat: &Catalogue, path: &Path) -> Result<Opened, Fail> {
    Ok(attach::open(cat, path)?)
}

/// Opens every file that is to be kept, so that one that cannot be had stops the command before anything is kept.
pub fn open_all<'a>(
    cat: &Catalogue,
    paths: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<Opened>, Fail> {
    Ok(attach::open_all(cat, paths)?)
}

/// Writes a file through a temporary one beside it, so that there is never half of it under its name. Another file of
/// that name stays, unless `over`; a link of that name is replaced, never followed (reliability rows 27 to 29).
pub fn write(cat: &Catalogue, path: &Path, from: &mut dyn Read, over: bool) -> Result<u64, Fail> {
    let shown = path.display().to_string();
    let failed = |e: &io::Error| Fail::io(cat, &shown, e);
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut temp = tempfile::Builder::new()
        .prefix(".ketnoi-")
        .tempfile_in(folder)
        .map_err(|e| failed(&e))?;
    let size = io::copy(from, temp.as_file_mut()).map_err(|e| failed(&e))?;
    temp.as_file_mut().flush().map_err(|e| failed(&e))?;
    temp.as_file().sync_all().map_err(|e| failed(&e))?;
    let put = if over {
        temp.persist(path)
    } else {
        temp.persist_noclobber(path)
    };
    put.map_err(|e| match e.error.kind() {
        io::ErrorKind::AlreadyExists => {
            Fail::Failed(cat.tr_args("cli-file_exists", &[("file", line(&shown).into())]))
        }
        _ => failed(&e.error),
    })?;
    // The name is in the folder for good only once the folder is on the disk too; some file systems cannot be asked.
    let _best_effort = File::open(folder).and_then(|f| f.sync_all());
    Ok(size)
}
