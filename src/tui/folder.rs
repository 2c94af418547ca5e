//! What lies in a folder of this machine, for whoever picks files from it: the newest first, and never more than a screen's
//! user can look through, however many there are. The clerk reads it, so that the thread that draws waits for no disk.
//!
//! It must never open a file, nor say anything in a language.

use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::core::time::Stamp;

/// The most entries that are handed over: the newest.
pub const MOST: usize = 1_000;
/// The most entries that are looked at. A folder with more is told as it is: what was looked at, and that there is more.
const LOOKED_AT: usize = 200_000;

/// A file or a folder in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// A folder, that one can go into.
    pub is_folder: bool,
    /// Bytes.
    pub size: u64,
    /// When it was last written.
    pub changed: Stamp,
}

/// A folder with what lies in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its path, without anything that stands for something else.
    pub path: String,
    /// What lies in it, the newest first.
    pub items: Vec<Item>,
    /// So many more lie in it, older than these.
    pub left_out: usize,
}

impl Folder {
    /// The path of something in it.
    pub fn path_of(&self, name: &str) -> String {
        Path::new(&self.path).join(name).display().to_string()
    }

    /// The folder in which it lies.
    pub fn parent(&self) -> Option<String> {
        Path::new(&self.path).parent().map(|p| p.display().to_string())
    }
}

/// Reads a folder. Hidden files, links to files (which are never taken in), and what is neither file nor folder are left
/// out; so are names that are no text, or of more than one line: a form could not hold them.
///
/// # Errors
/// It is not there, is no folder, or the system refuses.
pub fn read(path: &Path) -> io::Result<Folder> {
    let path: PathBuf = path.canonicalize()?;
    let mut items: Vec<Item> = Vec::new();
    let mut left_out = 0;
    for (n, entry) in std::fs::read_dir(&path)?.enumerate() {
        if n >= LOOKED_AT {
            left_out += 1;
            continue;
        }
        // What went away between the listing and the look is not there.
        let Some(item) = entry.ok().and_then(|entry| item(&entry)) else {
            continue;
        };
        items.push(item);
        if items.len() >= 2 * MOST {
            left_out += keep_newest(&mut items);
        }
    }
    left_out += keep_newest(&mut items);
    Ok(Folder {
        path: path.display().to_string(),
        items,
        left_out,
    })
}

/// Leaves the newest, in their order; gives how many went.
fn keep_newest(items: &mut Vec<Item>) -> usize {
    items.sort_by(|a, b| (Reverse(a.changed), &a.name).cmp(&(Reverse(b.changed), &b.name)));
    let gone = items.len().saturating_sub(MOST);
    items.truncate(MOST);
    gone
}

fn item(entry: &std::fs::DirEntry) -> Option<Item> {
    let name = entry.file_name().into_string().ok()?;
    if name.starts_with('.') || name.chars().any(char::is_control) {
        return None;
    }
    let itself = entry.metadata().ok()?;
    let meta = if itself.is_symlink() {
        std::fs::metadata(entry.path())
            .ok()
            .filter(std::fs::Metadata::is_dir)?
    } else {
        itself
    };
    if !meta.is_dir() && !meta.is_file() {
        return None;
    }
    let since = meta
        .modified()
        .ok()
        .and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    Some(Item {
        name,
        is_folder: meta.is_dir(),
        size: meta.len(),
        changed: Stamp(since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    fn aged(path: &Path, hours: u64) {
        let file = File::options()
            .append(true)
            .create(true)
            .open(path)
            .expect("a file");
        let when: SystemTime = UNIX_EPOCH + Duration::from_secs(1_600_000_000 - hours * 3_600);
        file.set_modified(when).expect("its time");
    }

    #[test]
    fn a_folder_is_told_newest_first_and_without_what_cannot_be_taken_in() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        for (name, hours) in [
            ("cũ.pdf", 9),
            ("mới.pdf", 1),
            ("giữa.jpg", 5),
            (".hidden", 0),
            ("hai\ndòng", 0),
        ] {
            aged(&at(name), hours);
        }
        fs::create_dir(at("thư mục")).expect("a folder in it");
        std::os::unix::fs::symlink(at("mới.pdf"), at("link.pdf")).expect("a link");
        std::os::unix::fs::symlink(dir.path(), at("nơi khác")).expect("a link to a folder");
        let read = read(dir.path()).expect("read");
        let files: Vec<&str> = read
            .items
            .iter()
            .filter(|i| !i.is_folder)
            .map(|i| i.name.as_str())
            .collect();
        assert_eq!(files, ["mới.pdf", "giữa.jpg", "cũ.pdf"]);
        let mut folders: Vec<&str> = read
            .items
            .iter()
            .filter(|i| i.is_folder)
            .map(|i| i.name.as_str())
            .collect();
        folders.sort_unstable();
        assert_eq!(folders, ["nơi khác", "thư mục"]);
        assert_eq!(read.left_out, 0);
        assert!(super::read(&at("không có")).is_err());
        assert!(super::read(&at("cũ.pdf")).is_err());
    }

    #[test]
    fn of_very_many_files_the_newest_are_kept_and_the_rest_is_counted() {
        let dir = tempfile::tempdir().expect("a folder");
        let n = 2 * MOST + 500;
        for i in 0..n {
            File::create(dir.path().join(format!("{i:05}.jpg"))).expect("a file");
        }
        aged(&dir.path().join("00000.jpg"), 5);
        let read = read(dir.path()).expect("read");
        assert_eq!((read.items.len(), read.left_out), (MOST, n - MOST));
        assert!(
            read.items.iter().all(|i| i.name != "00000.jpg"),
            "the oldest is left out"
        );
    }
}
