//! The names of letters in a Maildir, and how one is marked as read.
//!
//! A letter keeps its name up to `:2,` as long as it is there; what stands after it says what was done with it, and
//! which of `new` and `cur` it lies in says no more than that. So that name alone is what it is called by.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::RenameFlags;
use rustix::io::Errno;

use super::tree;

/// Where new letters are put.
pub(super) const NEW: &str = "new";
/// Where they lie once somebody has seen them.
pub(super) const CUR: &str = "cur";

/// Before the letters that say what was done with a letter.
const FLAGS: &[u8] = b":2,";

/// Is this folder one?
pub(super) fn is_one(folder: BorrowedFd<'_>) -> bool {
    [NEW, CUR]
        .iter()
        .all(|sub| tree::is_folder(folder, Path::new(sub)))
}

/// What the letter of this file is called by.
pub(super) fn base(name: &OsStr) -> &OsStr {
    let bytes = name.as_bytes();
    let end = bytes.windows(FLAGS.len()).position(|w| w == FLAGS);
    OsStr::from_bytes(bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default())
}

/// All letters by what they are called, and where each lies below the folder.
///
/// `new` is read first: a letter that another program moves to `cur` meanwhile is seen twice and told once; the other
/// way round it could be seen in neither.
pub(super) fn letters(folder: BorrowedFd<'_>) -> io::Result<BTreeMap<OsString, PathBuf>> {
    let mut all = BTreeMap::new();
    for sub in [NEW, CUR] {
        let names = match tree::folder(folder, Path::new(sub)) {
            Ok(dir) => tree::names(dir.as_fd())?.0,
            Err(why) if why.kind() == io::ErrorKind::NotFound => continue,
            Err(why) => return Err(why),
        };
        // Those that begin with a dot are no letters, as whoever writes Maildirs has agreed.
        for name in names.into_iter().filter(|n| !n.as_bytes().starts_with(b".")) {
            all.insert(base(&name).to_owned(), Path::new(sub).join(name));
        }
    }
    Ok(all)
}

/// The name in `cur` of a letter in `new` that was taken in.
fn seen(name: &OsStr) -> OsString {
    let mut bytes = name.as_bytes().to_vec();
    if let Some(at) = bytes.windows(FLAGS.len()).position(|w| w == FLAGS) {
        // They stand in the order of the alphabet.
        let from = at + FLAGS.len();
        let flags = bytes.get(from..).unwrap_or_default();
        if !flags.contains(&b'S') {
            let before = flags.iter().take_while(|b| **b < b'S').count();
            bytes.insert(from + before, b'S');
        }
    } else {
        bytes.extend_from_slice(FLAGS);
        bytes.push(b'S');
    }
    OsString::from_vec(bytes)
}

/// Marks the letter as read if it still lies in `new`: moves it to `cur`, over nothing that lies there. That another
/// program moved or removed it is no error. Nothing is synced: if the move is lost in a crash, the letter is looked at
/// again and known by its bytes.
pub(super) fn mark(folder: BorrowedFd<'_>, file: &Path) -> io::Result<Option<OsString>> {
    let Some(name) = file.file_name().filter(|_| file.starts_with(NEW)) else {
        return Ok(None);
    };
    let (new, cur) = match (
        tree::folder(folder, Path::new(NEW)),
        tree::folder(folder, Path::new(CUR)),
    ) {
        (Ok(new), Ok(cur)) => (new, cur),
        (Err(why), _) | (_, Err(why)) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        (Err(why), _) | (_, Err(why)) => return Err(why),
    };
    let to = seen(name);
    let moved = match rustix::fs::renameat_with(&new, name, &cur, to.as_os_str(), RenameFlags::NOREPLACE) {
        // Not every file system over a network can do that; a name is never given twice anyway.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if !tree::is_there(cur.as_fd(), Path::new(&to)) => {
            rustix::fs::renameat(&new, name, &cur, to.as_os_str())
        }
        moved => moved,
    };
    match moved {
        Ok(()) => Ok(Some(to)),
        Err(Errno::NOENT | Errno::EXIST) => Ok(None),
        Err(why) => Err(why.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_keeps_its_name_whatever_was_done_with_it() {
        for (name, called, marked) in [
            ("1590.M1P2.host", "1590.M1P2.host", "1590.M1P2.host:2,S"),
            (
                "1590.M1P2.host,S=77",
                "1590.M1P2.host,S=77",
                "1590.M1P2.host,S=77:2,S",
            ),
            ("1590.M1P2.host:2,", "1590.M1P2.host", "1590.M1P2.host:2,S"),
            ("1590.M1P2.host:2,FRT", "1590.M1P2.host", "1590.M1P2.host:2,FRST"),
            ("1590.M1P2.host:2,FS", "1590.M1P2.host", "1590.M1P2.host:2,FS"),
        ] {
            let name = OsStr::new(name);
            assert_eq!(base(name), OsStr::new(called));
            assert_eq!(seen(name), OsString::from(marked));
        }
    }
}
