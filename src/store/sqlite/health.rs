//! What the place of a store in a file is like: whose its files are and who may touch them, what has been left there, what
//! kind of file system it is on, how the engine keeps it. It looks and changes nothing.
//!
//! It must never know how what it finds is told.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use super::build::WORKSHOP;
use super::info::{self, engine_is_sound};
use crate::infile;
use crate::owner::quoted;
use crate::store::files;
use crate::store::health::{Mended, Sign, Trust};

/// Everything that is to be said about the place of the store at this path.
pub(super) fn of(store: &Path) -> Vec<Sign> {
    let mut all = vec![
        Sign::Loose(loose(store)),
        Sign::Stranger(strangers(store)),
        Sign::Engine {
            name: format!("SQLite {}", rusqlite::version()),
            sound: engine_is_sound(),
        },
    ];
    let left = leftovers(store);
    if !left.is_empty() {
        all.push(Sign::Leftovers(left));
    }
    if let Ok(info) = info::info(store) {
        let wal = info.journal_mode.eq_ignore_ascii_case("wal");
        all.push(Sign::Log {
            mode: info.journal_mode,
            fine: wal || info.read_only,
        });
        if info.read_only {
            all.push(Sign::ReadOnly);
        }
    }
    all.extend(folder(store));
    all
}

/// The nearest folder above that is there: the store's own may still have to be made.
fn standing(path: &Path) -> Option<&Path> {
    path.ancestors()
        .skip(1)
        .map(|p| {
            if p.as_os_str().is_empty() {
                Path::new(".")
            } else {
                p
            }
        })
        .find(|p| p.is_dir())
}

/// The folder that it lies in, or will be made in: what it is on, and how much room there is.
fn folder(store: &Path) -> Vec<Sign> {
    let Some(folder) = standing(store) else {
        return vec![Sign::Folder {
            path: store.to_owned(),
            writable: false,
        }];
    };
    let mut all = vec![Sign::Folder {
        path: folder.to_owned(),
        writable: rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok(),
    }];
    if let Some((kind, trust)) = file_system(folder) {
        all.push(Sign::FileSystem { kind, trust });
    }
    if let Ok(stat) = rustix::fs::statvfs(folder) {
        all.push(Sign::Room(stat.f_bavail.saturating_mul(stat.f_frsize)));
    }
    all
}

/// The store, what the engine keeps beside it, and the folder of the files.
fn parts(store: &Path) -> Vec<(PathBuf, fs::Metadata)> {
    ["", "-wal", "-shm", ".blobs"]
        .iter()
        .map(|tail| files::beside(store, tail))
        .filter_map(|p| Some((p.clone(), fs::symlink_metadata(p).ok()?)))
        // A link is refused when the store is opened; its own permissions mean nothing.
        .filter(|(_, m)| !m.is_symlink())
        .collect()
}

/// The first below the folder of the files that `wrong` finds something wrong with.
fn first_below(blobs: &Path, wrong: &dyn Fn(&fs::Metadata) -> bool) -> Option<(PathBuf, fs::Metadata)> {
    for shelf in fs::read_dir(blobs).ok()?.flatten() {
        let meta = fs::symlink_metadata(shelf.path()).ok()?;
        if !meta.is_symlink() && wrong(&meta) {
            return Some((shelf.path(), meta));
        }
        if !meta.is_dir() {
            continue;
        }
        for file in fs::read_dir(shelf.path()).into_iter().flatten().flatten() {
            if let Ok(meta) = fs::symlink_metadata(file.path())
                && !meta.is_symlink()
                && wrong(&meta)
            {
                return Some((file.path(), meta));
            }
        }
    }
    None
}

/// What others may read or write though it is the owner's alone, whatever the umask was (reliability row 26).
fn loose(store: &Path) -> Vec<Mended> {
    let mut all = Vec::new();
    let shown = |p: &Path, m: &fs::Metadata| format!("{} ({:04o})", p.display(), m.mode() & 0o7777);
    let wide = |m: &fs::Metadata| m.mode() & 0o077 != 0;
    for (path, meta) in parts(store) {
        let below = meta.is_dir().then(|| first_below(&path, &wide)).flatten();
        let (found, command) = match below {
            Some((below, meta)) => (
                shown(&below, &meta),
                format!("chmod -R u=rwX,go= {}", quoted(&path)),
            ),
            None if wide(&meta) && meta.is_dir() => {
                (shown(&path, &meta), format!("chmod 700 {}", quoted(&path)))
            }
            None if wide(&meta) => (shown(&path, &meta), format!("chmod 600 {}", quoted(&path))),
            None => continue,
        };
        all.push(Mended { found, command });
    }
    // Who may write to the folder may put another file in the store's place; where only owners may rename, as in /tmp,
    // that is not so.
    let folder = files::folder_of(store);
    if let Ok(meta) = fs::metadata(folder)
        && meta.mode() & 0o022 != 0
        && meta.mode() & 0o1000 == 0
    {
        all.push(Mended {
            found: shown(folder, &meta),
            command: format!("chmod go-w {}", quoted(folder)),
        });
    }
    all
}

/// What belongs to somebody else than it should: all parts to one account, which is this one unless this is root.
fn strangers(store: &Path) -> Vec<Mended> {
    let me = rustix::process::geteuid().as_raw();
    let parts = parts(store);
    let owner = match parts.first() {
        Some((_, m)) if me == 0 => m.uid(),
        _ => me,
    };
    let other = |m: &fs::Metadata| m.uid() != owner;
    let shown = |p: &Path, m: &fs::Metadata| format!("{} (uid {})", p.display(), m.uid());
    let mut all = Vec::new();
    for (path, meta) in parts {
        let below = meta.is_dir().then(|| first_below(&path, &other)).flatten();
        let wrong = if other(&meta) {
            Some((path.clone(), meta))
        } else {
            below
        };
        if let Some((wrong, meta)) = wrong {
            all.push(Mended {
                found: shown(&wrong, &meta),
                command: format!("sudo chown -R {owner} {}", quoted(&path)),
            });
        }
    }
    let folder = files::folder_of(store);
    if let Ok(meta) = fs::metadata(folder)
        && ![0, owner].contains(&meta.uid())
    {
        all.push(Mended {
            found: shown(folder, &meta),
            command: format!("sudo chown {owner} {}", quoted(folder)),
        });
    }
    all
}

/// What a program that was killed has left beside the store: workshops of backups and restores, and files without the
/// store that they were to belong to. None of it is needed by anybody, unless it is being made at this moment.
fn leftovers(store: &Path) -> Vec<Mended> {
    let mut all: Vec<PathBuf> = Vec::new();
    let made_for_a_while = [files::BACKUP_WORKSHOP, WORKSHOP];
    for entry in fs::read_dir(files::folder_of(store))
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_dir = entry.file_type().is_ok_and(|t| t.is_dir());
        if is_dir && made_for_a_while.iter().any(|p| name.starts_with(p)) {
            all.push(entry.path());
        }
    }
    let blobs = files::beside(store, ".blobs");
    let absent = fs::symlink_metadata(store).is_err();
    if absent && fs::symlink_metadata(&blobs).is_ok_and(|m| m.is_dir()) {
        all.push(blobs);
    } else {
        all.extend(unfinished(&blobs));
    }
    all.sort();
    let mended = |path: PathBuf| Mended {
        found: path.display().to_string(),
        command: format!("rm -r {}", quoted(&path)),
    };
    all.into_iter().map(mended).collect()
}

/// Files on their way in whose program is gone: whoever is still writing one holds its lock.
fn unfinished(blobs: &Path) -> impl Iterator<Item = PathBuf> {
    let all = fs::read_dir(blobs).into_iter().flatten().flatten();
    let named = all.filter(|e| e.file_name().to_string_lossy().starts_with(".new-"));
    named.map(|e| e.path()).filter(|path| {
        let free = |file| flock(file, FlockOperation::NonBlockingLockShared).is_ok();
        infile::open_itself(path).is_ok_and(free)
    })
}

/// Kinds that are not a plain disk, by the number that the kernel gives each.
const KINDS: &[(u32, &str, Trust)] = &[
    (0x6969, "NFS", Trust::Shared),
    (0x517b, "SMB", Trust::Shared),
    (0xff53_4d42, "CIFS", Trust::Shared),
    (0xfe53_4d42, "SMB2", Trust::Shared),
    (0x0102_1997, "9P", Trust::Shared),
    (0x5346_414f, "AFS", Trust::Shared),
    (0x7375_7245, "Coda", Trust::Shared),
    (0x00c3_6400, "Ceph", Trust::Shared),
    (0x0bd0_0bd0, "Lustre", Trust::Shared),
    (0x4750_4653, "GPFS", Trust::Shared),
    (0x0116_1970, "GFS2", Trust::Shared),
    (0x7461_636f, "OCFS2", Trust::Shared),
    (0x786f_4256, "vboxsf", Trust::Shared),
    (0x6573_5546, "FUSE", Trust::Shared),
    (0x794c_7630, "overlay", Trust::Layered),
    (0x6175_6673, "aufs", Trust::Layered),
];

/// The kind of the file system that a folder is on, and what it means; `None` for a name: a disk of this machine.
fn file_system(folder: &Path) -> Option<(Option<String>, Trust)> {
    let stat = rustix::fs::statfs(folder).ok()?;
    // The numbers are 32 bits wide whatever the field is.
    let magic = stat.f_type as u32;
    let dev = fs::metadata(folder).ok()?.dev();
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    Some(judge(magic, kind_of(&mounts, dev)))
}

fn judge(magic: u32, kind: Option<&str>) -> (Option<String>, Trust) {
    let Some((_, name, trust)) = KINDS.iter().find(|(n, _, _)| *n == magic) else {
        return (None, Trust::Local);
    };
    // What is mounted by a program in between says which: sshfs, a disk of another system, a share of the host.
    let trust = match kind {
        Some("fuseblk") => Trust::Unsure,
        _ => *trust,
    };
    let name = match kind {
        Some(kind) if *name == "FUSE" => format!("FUSE ({kind})"),
        _ => (*name).to_owned(),
    };
    (Some(name), trust)
}

/// The kernel's word for what is mounted under this device number.
fn kind_of(mounts: &str, dev: u64) -> Option<&str> {
    let wanted = format!("{}:{}", rustix::fs::major(dev), rustix::fs::minor(dev));
    let line = mounts
        .lines()
        .find(|l| l.split(' ').nth(2) == Some(wanted.as_str()))?;
    line.split_once(" - ")?.1.split(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_or_layered_is_known_by_its_number() {
        assert_eq!(judge(0xef53, Some("ext4")), (None, Trust::Local));
        assert_eq!(judge(0x6969, Some("nfs4")), (Some("NFS".into()), Trust::Shared));
        assert_eq!(judge(0xff53_4d42, None), (Some("CIFS".into()), Trust::Shared));
        assert_eq!(judge(0x0102_1997, Some("9p")), (Some("9P".into()), Trust::Shared));
        let sshfs = (Some("FUSE (fuse.sshfs)".into()), Trust::Shared);
        assert_eq!(judge(0x6573_5546, Some("fuse.sshfs")), sshfs);
        assert_eq!(judge(0x6573_5546, Some("fuseblk")).1, Trust::Unsure);
        assert_eq!(judge(0x6573_5546, None), (Some("FUSE".into()), Trust::Shared));
        assert_eq!(judge(0x794c_7630, Some("overlay")).1, Trust::Layered);
    }

    #[test]
    fn the_kernels_table_is_read() {
        let mounts = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
                      40 22 0:51 / /mnt/a\\040b rw - fuse.sshfs host:/x rw,user_id=0\n";
        assert_eq!(kind_of(mounts, rustix::fs::makedev(0, 51)), Some("fuse.sshfs"));
        assert_eq!(kind_of(mounts, rustix::fs::makedev(8, 1)), Some("ext4"));
        assert_eq!(kind_of(mounts, rustix::fs::makedev(9, 9)), None);
        assert_eq!(kind_of("nonsense", 5), None);
    }
}
