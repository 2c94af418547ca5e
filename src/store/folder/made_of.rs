//! What was made of kept files to save time: `<store>.blobs/.made/<file>-<what>`, each behind the SHA-256 of its bytes. Nobody relies
//! on it, no backup holds it, and it goes with the file that it was made of.
//!
//! It must never know what it is.

use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;

use rustix::fs::AtFlags;
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use super::entry::{made, names, open_file, there};
use super::unfinished::Unfinished;
use crate::core::names::BlobId;
use crate::owner::Heir;
use crate::store::files;

/// The folder in the folder; no file's name begins so.
pub(super) const FOLDER: &str = ".made";
/// Bytes of a SHA-256.
const SUM: usize = 32;
/// No more than this is read: what is kept is small.
const MOST: u64 = 16 << 20;

/// The name of something made; `None` if a part of it could lead elsewhere.
fn name(id: &BlobId, what: &str) -> Option<String> {
    let plain = !what.is_empty() && what.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (plain && id.is_well_formed()).then(|| format!("{}-{what}", id.0))
}

/// What was made, if it is as it was written.
pub(super) fn read(root: &OwnedFd, id: &BlobId, what: &str) -> Option<Vec<u8>> {
    let folder = files::open_folder(root, FOLDER).ok()?;
    let mut all = Vec::new();
    let file = open_file(&folder, &name(id, what)?).ok()?;
    file.take(MOST).read_to_end(&mut all).ok()?;
    let (sum, bytes) = all.split_at_checked(SUM)?;
    (Sha256::digest(bytes).as_slice() == sum).then(|| bytes.to_vec())
}

/// Keeps it, in place of what was there.
pub(super) fn write(root: &OwnedFd, id: &BlobId, what: &str, bytes: &[u8], heir: Heir) -> io::Result<()> {
    let name = name(id, what).ok_or(Errno::INVAL)?;
    let folder = made(root, FOLDER, heir)?;
    let mut file = Unfinished::new(&folder)?;
    heir.gets(&file.file);
    file.file.write_all(&Sha256::digest(bytes))?;
    file.file.write_all(bytes)?;
    let there = there(open_file(&folder, &name))?.is_some();
    match file.settle(&folder, &name, there) {
        // Somebody else has just made the same.
        Ok(()) | Err(Errno::EXIST) => Ok(()),
        Err(why) => Err(why.into()),
    }
}

/// Removes all that was made of a file.
pub(super) fn remove(root: &OwnedFd, id: &BlobId) -> io::Result<()> {
    let Some(folder) = there(files::open_folder(root, FOLDER))? else {
        return Ok(());
    };
    let begins = format!("{}-", id.0);
    for name in names(&folder)?
        .iter()
        .filter(|n| id.is_well_formed() && n.starts_with(&begins))
    {
        match rustix::fs::unlinkat(&folder, name.as_str(), AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(why) => return Err(why.into()),
        }
    }
    rustix::fs::fsync(&folder)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{Blobs, FolderBlobs};

    #[test]
    fn what_was_made_is_kept_as_written_and_goes_with_its_file() {
        let dir = tempfile::tempdir().unwrap();
        let mut blobs = FolderBlobs::beside(&dir.path().join("k.db"));
        let id = blobs.put(&mut &b"a photo"[..], 99).unwrap().id;
        let other = blobs.put(&mut &b"another"[..], 99).unwrap().id;
        assert_eq!(blobs.made_of(&id, "jpeg-80"), None);
        blobs.keep_made(&id, "jpeg-80", b"small");
        blobs.keep_made(&id, "jpeg-80", b"small");
        blobs.keep_made(&id, "jpeg-40", b"smaller");
        blobs.keep_made(&other, "jpeg-80", b"not this one");
        blobs.keep_made(&id, "../../x", b"elsewhere");
        assert_eq!(blobs.made_of(&id, "jpeg-80").as_deref(), Some(&b"small"[..]));
        assert_eq!(
            blobs.list(None, 9).unwrap().len(),
            2,
            "no file is counted that is none"
        );
        let made = blobs.root().join(".made");
        assert_eq!(fs::read_dir(&made).unwrap().count(), 3);
        let kept = made.join(format!("{}-jpeg-40", id.0));
        let mut bytes = fs::read(&kept).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&kept, bytes).unwrap();
        assert_eq!(blobs.made_of(&id, "jpeg-40"), None, "not as it was written");
        assert!(blobs.remove(&id).unwrap());
        assert_eq!(blobs.made_of(&id, "jpeg-80"), None);
        assert!(blobs.made_of(&other, "jpeg-80").is_some());
        assert_eq!(fs::read_dir(&made).unwrap().count(), 1);
    }
}
