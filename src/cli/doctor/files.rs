//! What a machine is like on which ketnoi runs: who may write the files that it goes by, whether it has the locale and the
//! letters. What the place of the store is like, the store says itself. It looks and changes nothing.
//!
//! It must never know how what it finds is told.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::access;
use crate::owner::quoted;
use crate::store::{Mended, Site};

/// Access files that somebody else than root or the store's owner could have written: their roles cannot be trusted.
/// `None`: there is no such file.
pub fn loose_access(house: &Path, site: &Site) -> Option<Vec<Mended>> {
    let owner = site.owner().here(rustix::process::geteuid().as_raw());
    let mut there = false;
    let mut all = Vec::new();
    for file in access::places(house, site.access_file()) {
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
