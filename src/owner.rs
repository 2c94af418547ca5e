//! Whose files are: what stands in an account's way to one, and whose becomes what root makes in somebody's folder.
//!
//! It must never know what the files are for.

use std::fs;
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, Gid, Uid};
use rustix::process::geteuid;

/// What keeps this account from a file: the file, or the first folder on the way to it that does not let it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barrier {
    /// The folder or file.
    pub at: PathBuf,
    /// The number of the account that it belongs to.
    pub owner: u32,
    /// The command for a shell that gives it to this account; none where it lies in a folder of somebody else's, who
    /// alone can say whether it should be.
    pub mend: Option<String>,
}

/// A path as one word of a shell.
pub fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "'\\''"))
}

/// What keeps this account from reading `path` or, if nothing does, from making it.
pub fn barrier(path: &Path) -> Option<Barrier> {
    let mut way: Vec<&Path> = path.ancestors().filter(|p| !p.as_os_str().is_empty()).collect();
    way.reverse();
    let lets = |p: &Path, how: Access| rustix::fs::access(p, how).is_ok();
    let mut folder = None;
    for step in way {
        // What is not there bars nobody; nor can what lies behind it.
        let Ok(meta) = fs::metadata(step) else { break };
        let how = if meta.is_dir() {
            Access::EXEC_OK | Access::READ_OK
        } else {
            Access::READ_OK
        };
        // On the way to it a folder need not be read, only passed.
        let how = if step == path { how } else { how & !Access::READ_OK };
        if !lets(step, if how.is_empty() { Access::EXISTS } else { how }) {
            return Some(barred(step, &meta));
        }
        folder = Some((step, meta)).filter(|(_, m)| m.is_dir()).or(folder);
    }
    let (last, meta) = folder?;
    (!lets(last, Access::WRITE_OK)).then(|| barred(last, &meta))
}

fn barred(at: &Path, meta: &fs::Metadata) -> Barrier {
    let me = geteuid().as_raw();
    let mine = |p: &Path| fs::metadata(p).is_ok_and(|m| m.uid() == me);
    let mend = if meta.uid() == me {
        Some(format!("chmod -R u+rwX {}", quoted(at)))
    } else if at.parent().is_some_and(mine) {
        Some(format!("sudo chown -R {me} {}", quoted(at)))
    } else {
        None
    };
    Barrier {
        at: at.to_owned(),
        owner: meta.uid(),
        mend,
    }
}

/// Whose what this program makes is to be. Only root can give anything away, and what root keeps would shut out those
/// whose store it is; so the engine does it with its own files, and so we do with ours.
#[derive(Debug, Clone, Copy)]
pub struct Heir(Option<(Uid, Gid)>);

impl Heir {
    /// The owner of what stands at `path`; where nothing stands there yet, of the nearest folder above.
    pub fn of(path: &Path) -> Self {
        if !geteuid().is_root() {
            return Self(None);
        }
        let here = |p: &Path| {
            let p = if p.as_os_str().is_empty() {
                Path::new(".")
            } else {
                p
            };
            fs::symlink_metadata(p).ok()
        };
        let found = path.ancestors().find_map(here).filter(|m| m.uid() != 0);
        Self(found.map(|m| (Uid::from_raw(m.uid()), Gid::from_raw(m.gid()))))
    }

    /// Gives them what was made. Where that cannot be (a file system that knows no owners, an account that this
    /// namespace does not know) it stays as it is.
    pub fn gets(self, made: impl AsFd) {
        if let Some((uid, gid)) = self.0 {
            let _ = rustix::fs::fchown(made, Some(uid), Some(gid));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn nothing_stands_in_the_way_of_what_is_ones_own() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a");
        assert_eq!(barrier(&file), None);
        fs::write(&file, "x").unwrap();
        assert_eq!(barrier(&file), None);
        assert_eq!(barrier(&file.join("below a file")), None);
    }

    #[test]
    fn what_one_has_shut_oneself_one_opens_oneself() {
        if geteuid().is_root() {
            return; // rights do not bind root
        }
        let dir = tempfile::tempdir().unwrap();
        let shut = dir.path().join("it's shut");
        fs::create_dir(&shut).unwrap();
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
        let found = barrier(&shut.join("a")).unwrap();
        assert_eq!(found.at, shut);
        assert!(found.mend.unwrap().starts_with("chmod -R u+rwX '"));
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).unwrap();
    }
}
