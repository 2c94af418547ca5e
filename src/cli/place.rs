//! What a place is like in which a store lies: whose its files are and who may touch them, what kind of file system it
//! is on, whether the machine has the locale. It looks and changes nothing.
//!
//! It must never know how what it finds is told.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use crate::infile;
use crate::owner::quoted;

/// Something that is not as it should be, and the command that makes it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// What was found.
    pub found: String,
    /// A command for a shell.
    pub command: String,
}

fn beside(store: &Path, tail: &str) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

fn folder_of(store: &Path) -> &Path {
    match store.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The store, what the engine keeps beside it, and the folder of the files.
fn parts(store: &Path) -> Vec<(PathBuf, fs::Metadata)> {
    ["", "-wal", "-shm", ".blobs"]
        .iter()
        .map(|tail| beside(store, tail))
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
pub fn loose(store: &Path) -> Vec<Mended> {
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
    let folder = folder_of(store);
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
pub fn strangers(store: &Path) -> Vec<Mended> {
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
    let folder = folder_of(store);
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

/// Access files that somebody else than root or the store's owner could have written: their roles cannot be trusted.
/// `None`: there is no such file.
pub fn loose_access(house: &Path, store: &Path) -> Option<Vec<Mended>> {
    let owner = fs::symlink_metadata(store).map_or_else(|_| rustix::process::geteuid().as_raw(), |m| m.uid());
    let mut there = false;
    let mut all = Vec::new();
    for file in [house.to_owned(), folder_of(store).join("access.yaml")] {
        let Ok(meta) = fs::symlink_metadata(&file) else {
            continue;
        };
        there = true;
        if !meta.is_file() {
            all.push(Mended {
                found: file.display().to_string(),
                command: format!("ls -l {}", quoted(&file)),
            });
            continue;
        }
        all.extend(written_by_others(&file, &meta, [0, owner].contains(&meta.uid())));
    }
    there.then_some(all)
}

/// What lets somebody else write a file: whose it is, unless that is `known`, and its mode.
fn written_by_others(file: &Path, meta: &fs::Metadata, known: bool) -> Vec<Mended> {
    let path = quoted(file);
    let mut all = Vec::new();
    if !known {
        all.push(Mended {
            found: format!("{} (uid {})", file.display(), meta.uid()),
            command: format!("sudo chown root {path}"),
        });
    }
    if meta.mode() & 0o022 != 0 {
        all.push(Mended {
            found: format!("{} ({:04o})", file.display(), meta.mode() & 0o7777),
            command: format!("chmod go-w {path}"),
        });
    }
    all
}

/// What a program that was killed has left beside the store: workshops of backups and restores, and files without the
/// store that they were to belong to. None of it is needed by anybody, unless it is being made at this moment.
pub fn leftovers(store: &Path) -> Vec<Mended> {
    let mut all: Vec<PathBuf> = Vec::new();
    let made_for_a_while = [".ketnoi-backup-", ".ketnoi-restore-"];
    for entry in fs::read_dir(folder_of(store)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_dir = entry.file_type().is_ok_and(|t| t.is_dir());
        if is_dir && made_for_a_while.iter().any(|p| name.starts_with(p)) {
            all.push(entry.path());
        }
    }
    let blobs = beside(store, ".blobs");
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

/// Settings that somebody else than root or this account could have written: they say where the store and the log are.
pub fn loose_settings(files: &[PathBuf]) -> Vec<Mended> {
    let me = rustix::process::geteuid().as_raw();
    let mut all = Vec::new();
    for file in files {
        let Ok(meta) = fs::metadata(file) else { continue };
        all.extend(written_by_others(
            file,
            &meta,
            me == 0 || [0, me].contains(&meta.uid()),
        ));
    }
    all
}

/// What a kind of file system means for a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Its locks hold.
    Local,
    /// A layer over another, as in a container: what is written may go away with it, and a file that is written the
    /// first time becomes another one under those who read it.
    Layered,
    /// Somebody else's program stands between; it depends on that.
    Unsure,
    /// Other machines may write as well: locks are not to be trusted (reliability row 56).
    Shared,
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
pub fn file_system(folder: &Path) -> Option<(Option<String>, Trust)> {
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

/// Where the C library keeps its locales.
const LOCALES: &str = "/usr/lib/locale";

/// Is the locale of this name there? True where that cannot be known.
pub fn has_locale(name: &str) -> bool {
    has_locale_in(Path::new(LOCALES), name)
}

fn has_locale_in(folder: &Path, name: &str) -> bool {
    let (place, rest) = name.split_once('.').unwrap_or((name, ""));
    if matches!(place, "C" | "POSIX") || !folder.is_dir() || name.contains('/') {
        return true;
    }
    let code: String = rest
        .split('@')
        .next()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let plain = format!("{place}.{}", code.to_ascii_lowercase());
    [name, plain.as_str()].iter().any(|n| folder.join(n).is_dir())
        || holds(&folder.join("locale-archive"), format!("{plain}\0").as_bytes())
}

/// Is this in the file? Read piece by piece: the archive of all locales is large.
fn holds(file: &Path, wanted: &[u8]) -> bool {
    let Ok(mut file) = File::open(file) else {
        return false;
    };
    let mut piece = vec![0; 1 << 16];
    let mut kept = 0;
    loop {
        let n = match file.read(piece.get_mut(kept..).unwrap_or_default()) {
            Ok(0) | Err(_) => return false,
            Ok(n) => kept + n,
        };
        let have = piece.get(..n).unwrap_or_default();
        if have.windows(wanted.len()).any(|w| w == wanted) {
            return true;
        }
        // The end of this piece may be the beginning of what is wanted.
        kept = n.min(wanted.len());
        piece.copy_within(n - kept..n, 0);
    }
}

/// Debian's settings of the console's font.
const CONSOLE: &str = "/etc/default/console-setup";

/// Is the console of this machine set to a font with the letters of Vietnamese?
pub fn console_is_vietnamese() -> bool {
    says_vietnamese(&fs::read_to_string(CONSOLE).unwrap_or_default())
}

fn says_vietnamese(settings: &str) -> bool {
    let value = |l: &str| {
        l.trim()
            .strip_prefix("CODESET=")
            .map(|v| v.trim_matches('"').to_owned())
    };
    settings
        .lines()
        .filter_map(value)
        .next_back()
        .is_some_and(|v| v.eq_ignore_ascii_case("vietnamese"))
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

    #[test]
    fn a_locale_is_found_as_a_folder_and_in_the_archive() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("en_US.utf8")).unwrap();
        let mut archive = vec![7; (1 << 16) - 4];
        archive.extend(b"vi_VN.utf8\0");
        fs::write(dir.path().join("locale-archive"), archive).unwrap();
        for name in [
            "C",
            "C.UTF-8",
            "POSIX",
            "en_US.UTF-8",
            "vi_VN.UTF-8",
            "vi_VN.utf8",
        ] {
            assert!(has_locale_in(dir.path(), name), "{name}");
        }
        for name in ["vi_VN", "fr_FR.UTF-8", "en_US.ISO-8859-1"] {
            assert!(!has_locale_in(dir.path(), name), "{name}");
        }
        assert!(has_locale_in(Path::new("/nowhere"), "fr_FR.UTF-8"), "not known");
    }

    #[test]
    fn the_last_word_on_the_consoles_letters_counts() {
        assert!(says_vietnamese("CHARMAP=\"UTF-8\"\nCODESET=\"Vietnamese\"\n"));
        assert!(!says_vietnamese("CODESET=\"Vietnamese\"\nCODESET=\"guess\"\n"));
        assert!(!says_vietnamese("# CODESET=\"Vietnamese\"\n"));
    }

    #[test]
    fn a_path_is_one_word_for_a_shell() {
        assert_eq!(quoted(Path::new("/a b/o'c")), "'/a b/o'\\''c'");
    }
}
