//! Passwords: one line of a file that nobody but its owner may read, or of what the service's manager hands over; from
//! nowhere else. Whoever needs one, for whatever server, asks here.
//!
//! It must never know what a password is for.

use std::fmt;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::infile;

/// The longest file that can hold a password.
const LONGEST: u64 = 4_096;

/// What some editors put before the first letter of a text.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A password. It is shown to nobody, and its bytes are overwritten when it is no longer needed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Its bytes, for whoever sends them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Secret {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.fill(0);
        // Somebody may look: what nobody reads any more would not be written either.
        std::hint::black_box(&self.0);
    }
}

/// The name of a key and the key, as servers give them out together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The name.
    pub name: String,
    /// The key.
    pub key: Secret,
}

/// Why there is no password.
#[derive(Debug, Error)]
pub enum NoSecret {
    /// Neither a file nor a credential was named.
    #[error("none was named")]
    Unnamed,
    /// Others than its owner may read the file: its permissions.
    #[error("others may read it ({0:o})")]
    Open(u32),
    /// There is nothing in it, or more than a line.
    #[error("not one line")]
    NotALine,
    /// It does not hold a name and a key on two lines.
    #[error("not two lines")]
    NotAPair,
    /// It cannot be read.
    #[error("{0}")]
    Io(std::io::Error),
}

/// The password in this file, or else that of the first of these names in the folder of credentials that the service's
/// manager made.
///
/// # Errors
/// Why there is none, and of which file that is said.
pub fn find(
    file: Option<&Path>,
    credentials: Option<&Path>,
    names: &[&str],
) -> Result<Secret, (Option<PathBuf>, NoSecret)> {
    found(file, credentials, names, one_line)
}

/// The name and the key on the two lines of a file, found as [`find`] finds a password.
///
/// # Errors
/// As for [`find`].
pub fn find_pair(
    file: Option<&Path>,
    credentials: Option<&Path>,
    names: &[&str],
) -> Result<Pair, (Option<PathBuf>, NoSecret)> {
    found(file, credentials, names, |file, private| {
        let secret = whole(file, private)?;
        let mut lines = secret.0.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
        let (name, key) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let is_word = |w: &[u8]| !w.is_empty() && w.iter().all(u8::is_ascii_graphic);
        let name = str::from_utf8(name)
            .ok()
            .filter(|_| is_word(name) && is_word(key));
        match name.filter(|_| lines.all(<[u8]>::is_empty)) {
            Some(name) => Ok(Pair {
                name: name.to_owned(),
                key: key.to_vec().into(),
            }),
            None => Err(NoSecret::NotAPair),
        }
    })
}

fn found<T>(
    file: Option<&Path>,
    credentials: Option<&Path>,
    names: &[&str],
    read: impl Fn(&Path, bool) -> Result<T, NoSecret>,
) -> Result<T, (Option<PathBuf>, NoSecret)> {
    if let Some(file) = file {
        return read(file, true).map_err(|why| (Some(file.to_owned()), why));
    }
    let files = names.iter().filter_map(|name| Some(credentials?.join(name)));
    for file in files {
        // The service's manager alone decides who may read what it hands over.
        match read(&file, false) {
            Err(NoSecret::Io(why)) if why.kind() == std::io::ErrorKind::NotFound => {}
            read => return read.map_err(|why| (Some(file), why)),
        }
    }
    Err((None, NoSecret::Unnamed))
}

/// The bytes of a file that is not longer than one with a password is.
fn whole(file: &Path, private: bool) -> Result<Secret, NoSecret> {
    use std::io::Read as _;
    let open = infile::open(file).map_err(NoSecret::Io)?;
    let mode = open.metadata().map_err(NoSecret::Io)?.permissions().mode() & 0o7777;
    if private && mode & 0o077 != 0 {
        return Err(NoSecret::Open(mode));
    }
    let mut secret = Secret(Vec::with_capacity(LONGEST as usize + 1));
    let bytes = &mut secret.0;
    open.take(LONGEST + 1).read_to_end(bytes).map_err(NoSecret::Io)?;
    if bytes.len() as u64 > LONGEST {
        return Err(NoSecret::NotALine);
    }
    // Editors of Windows put it there, nobody sees it, and no password begins with it.
    if bytes.starts_with(MARK) {
        bytes.rotate_left(MARK.len());
        bytes.truncate(bytes.len() - MARK.len());
    }
    Ok(secret)
}

fn one_line(file: &Path, private: bool) -> Result<Secret, NoSecret> {
    let mut secret = whole(file, private)?;
    let bytes = &mut secret.0;
    if bytes.ends_with(b"\n") {
        bytes.pop();
    }
    if bytes.ends_with(b"\r") {
        bytes.pop();
    }
    let is_line = !bytes.is_empty() && !bytes.iter().any(|b| matches!(b, b'\n' | b'\r' | 0));
    if !is_line {
        return Err(NoSecret::NotALine);
    }
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::OpenOptionsExt as _;

    use super::*;

    fn file_of(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
        use std::io::Write as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        let mut made = std::fs::File::options()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(&file)
            .unwrap();
        made.write_all(bytes).unwrap();
        (folder, file)
    }

    #[test]
    fn a_password_is_what_people_see_in_the_file_whichever_editor_wrote_it() {
        for bytes in [
            &b"m\xe1t kh"[..],
            b"m\xe1t kh\n",
            b"m\xe1t kh\r\n",
            b"\xef\xbb\xbfm\xe1t kh\r\n",
        ] {
            let (_folder, file) = file_of(bytes);
            assert_eq!(find(Some(&file), None, &[]).unwrap().bytes(), b"m\xe1t kh");
        }
        for bytes in [
            &b""[..],
            b"\n",
            b"\xef\xbb\xbf",
            b"a\nb\n",
            b"a\0",
            &[b'a'; 5_000],
        ] {
            let (_folder, file) = file_of(bytes);
            let why = find(Some(&file), None, &[]).unwrap_err().1;
            assert!(matches!(why, NoSecret::NotALine), "{why}");
        }
    }

    #[test]
    fn two_keys_are_two_lines_whichever_editor_wrote_them() {
        for bytes in [
            &b"AKIA\nk/e+y="[..],
            b"AKIA\r\nk/e+y=\r\n",
            b"\xef\xbb\xbfAKIA\r\nk/e+y=\r\n\r\n",
        ] {
            let (_folder, file) = file_of(bytes);
            let pair = find_pair(Some(&file), None, &[]).unwrap();
            assert_eq!((pair.name.as_str(), pair.key.bytes()), ("AKIA", &b"k/e+y="[..]));
        }
        for bytes in [
            &b""[..],
            b"AKIA",
            b"AKIA\n\nkey",
            b"AKIA key\n",
            b"A\nb\nc",
            b"\xef\xbb\xbf\nkey",
        ] {
            let (_folder, file) = file_of(bytes);
            let why = find_pair(Some(&file), None, &[]).unwrap_err().1;
            assert!(matches!(why, NoSecret::NotAPair), "{why}");
        }
    }
}
