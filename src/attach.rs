//! What is taken into the store, from whatever gives bytes under a name: read whole into the blobs with word of how far it
//! is, judged by its content. Files of this machine are opened without following links or waiting for anybody.
//!
//! The command line, the dashboard and whoever hands in bytes from memory come here, so that the same limits and refusals hold. It must never know what
//! a file is attached to, nor who may attach it, nor say anything in a language.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use crate::core::fact::{Attachment, EvidenceKind};
use crate::core::names::BlobId;
use crate::filekind::{self, Tail};
use crate::infile;
use crate::photo::{MEDIA, Maker, Unshown};
use crate::store::{Blobs, Kept, StoreError};

/// Why a file was not taken in; `failure` has the sentences.
#[derive(Debug, Error)]
#[error("{file}: {why}")]
pub struct Refused {
    /// Which, as it was named.
    pub file: String,
    /// Why.
    pub why: Why,
}

/// What is wrong with a file that was to be taken in.
#[derive(Debug, Error)]
pub enum Why {
    /// It is a folder.
    #[error("a folder")]
    Folder,
    /// It is a pipe, a device or a socket.
    #[error("not an ordinary file")]
    NotRegular,
    /// It is a symbolic link.
    #[error("a link")]
    Link,
    /// There is nothing in it.
    #[error("empty")]
    Empty,
    /// It is longer than so many bytes.
    #[error("more than {0} bytes")]
    TooLarge(u64),
    /// It became longer or shorter while it was read.
    #[error("changed while it was read")]
    Changed,
    /// The system refused to open or read it.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The store did not take it.
    #[error(transparent)]
    Store(StoreError),
}

impl Why {
    fn of(self, file: &str) -> Refused {
        Refused {
            file: file.to_owned(),
            why: self,
        }
    }
}

/// The longest name that is kept, in bytes.
const NAME_MAX: usize = 255;

/// A file that was opened and may be read.
#[derive(Debug)]
pub struct Opened {
    file: File,
    name: String,
    size: u64,
}

/// Opens a regular file for reading. A link, a pipe, a device or a folder is refused, and nothing is waited for
/// (reliability row 27).
///
/// # Errors
/// It is none of these, or the system refuses.
pub fn open(path: &Path) -> Result<Opened, Refused> {
    let name = path.display().to_string();
    let opened = infile::open_itself(path).map_err(|why| match why.kind() {
        io::ErrorKind::IsADirectory => Why::Folder,
        io::ErrorKind::InvalidInput => Why::NotRegular,
        _ if infile::is_link(&why) => Why::Link,
        _ => Why::Io(why),
    });
    let sized = opened.and_then(|file| Ok((file.metadata()?.len(), file)));
    match sized {
        Ok((size, file)) => Ok(Opened { file, name, size }),
        Err(why) => Err(why.of(&name)),
    }
}

impl Opened {
    /// The file itself, and its length when it was opened.
    pub fn into_file(self) -> (File, u64) {
        (self.file, self.size)
    }

    /// The whole content, if it is not more than `limit` bytes.
    ///
    /// # Errors
    /// It is more, or cannot be read.
    pub fn read(mut self, limit: u64) -> Result<Vec<u8>, Refused> {
        let mut bytes = Vec::new();
        Read::take(&mut self.file, limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| Why::Io(e).of(&self.name))?;
        if bytes.len() as u64 > limit {
            return Err(Why::TooLarge(limit).of(&self.name));
        }
        Ok(bytes)
    }
}

/// Opens a file that is to be kept: one without any content is refused as `put` refuses it.
///
/// # Errors
/// As for [`open`], and there is nothing in it.
pub fn open_to_keep(path: &Path) -> Result<Opened, Refused> {
    let mut opened = open(path)?;
    // Files of the kernel say that they are empty and are not; those are refused when they are read.
    let empty = opened.size == 0 && matches!(opened.file.read(&mut [0]), Ok(0));
    if empty {
        return Err(Why::Empty.of(&opened.name));
    }
    Ok(opened)
}

/// Opens every file that is to be kept, so that one that cannot be had stops the command before anything is kept.
///
/// # Errors
/// As for [`open_to_keep`], of the first that cannot be had.
pub fn open_all<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<Vec<Opened>, Refused> {
    paths.into_iter().map(|p| open_to_keep(p)).collect()
}

/// Stand-ins for files that are not kept yet, for asking whether the command would be refused anyway.
pub fn placeholders(files: &[Opened]) -> Vec<Attachment> {
    files
        .iter()
        .enumerate()
        .map(|(n, f)| Attachment {
            sha256: BlobId(format!("{n:064x}")),
            name: display_name(&f.name),
            size: f.size.max(1), // that there is nothing in it is told when it is opened
            kind: EvidenceKind::Other,
            media: String::new(),
        })
        .collect()
}

/// Hears how much of how much has been read.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// On which terms files are taken in.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The most bytes of one file.
    pub limit: u64,
    /// Who tries what begins like a photo; without anybody it counts as one by its first bytes.
    pub photos: Option<&'a Maker>,
}

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// As it comes on record.
    pub file: Attachment,
    /// It begins like a photo and the wall will not show it, for this reason.
    pub unshown: Option<Unshown>,
}

impl Taken {
    /// What was received, under this name: its kind is judged by its content. What begins like a photo that can be decoded
    /// here is tried, and is none if no decoder takes it; other kinds of photo are known by their first bytes alone.
    fn judged(blobs: &dyn Blobs, kept: Kept, tail: &Tail, name: &str, photos: Option<&Maker>) -> Self {
        let (mut kind, media) = filekind::judge(&kept.head, tail.bytes());
        let unshown = photos
            .filter(|_| MEDIA.contains(&media))
            .and_then(|maker| doubt(blobs, &kept, maker));
        if unshown == Some(Unshown::NoPicture) {
            kind = EvidenceKind::Other;
        }
        Self {
            file: Attachment {
                sha256: kept.id,
                name: display_name(name),
                size: kept.size,
                kind,
                media: media.to_owned(),
            },
            unshown,
        }
    }
}

/// What cannot be read back here is told by the store when it gets its name.
fn doubt(blobs: &dyn Blobs, kept: &Kept, maker: &Maker) -> Option<Unshown> {
    let mut file = blobs.open_received(&kept.id).ok()??;
    maker.doubt(&mut file, kept.size, &kept.id)
}

/// Takes in what a reader gives, wherever it comes from, under this name; it is kept once the command that it comes with is
/// accepted. `heard` is told how much has been read.
///
/// # Errors
/// What is wrong with it, or the store does not take it. What was received before it stays received: whoever gives the
/// command up gives that up too ([`Blobs::give_up`]).
pub fn keep(
    blobs: &mut dyn Blobs,
    from: &mut dyn Read,
    name: &str,
    terms: Terms<'_>,
    heard: &mut dyn FnMut(u64),
) -> Result<Taken, Refused> {
    let mut reader = Watched {
        from,
        failed: None,
        tail: Tail::default(),
        read: 0,
        heard,
    };
    let received = blobs.receive(&mut reader, terms.limit);
    let received = match (received, reader.failed.take()) {
        (_, Some(why)) => Err(Why::Io(why)),
        (Err(StoreError::TooLarge { .. }), None) => Err(Why::TooLarge(terms.limit)),
        (Err(why), None) => Err(Why::Store(why)),
        (Ok(kept), None) if kept.size == 0 => Err(Why::Empty),
        (Ok(kept), None) => Ok(kept),
    };
    let kept = received.map_err(|why| why.of(name))?;
    Ok(Taken::judged(blobs, kept, &reader.tail, name, terms.photos))
}

/// Takes in files of this machine, all or none.
///
/// # Errors
/// As for [`keep`], and a file that became longer or shorter meanwhile; nothing stays received.
pub fn keep_files(
    blobs: &mut dyn Blobs,
    files: Vec<Opened>,
    terms: Terms<'_>,
    progress: Progress<'_>,
) -> Result<Vec<Taken>, Refused> {
    let all = files.iter().map(|f| f.size).sum();
    let mut before = 0;
    let mut each = |mut f: Opened| {
        if f.size > terms.limit {
            return Err(Why::TooLarge(terms.limit).of(&f.name));
        }
        let heard = &mut |read| progress(before + read, all);
        let taken = keep(blobs, &mut f.file, &f.name, terms, heard)?;
        before += taken.file.size;
        let now = f.file.metadata().map_err(|e| Why::Io(e).of(&f.name))?.len();
        if taken.file.size != f.size || now != f.size {
            return Err(Why::Changed.of(&f.name));
        }
        Ok(taken)
    };
    let kept: Result<Vec<Taken>, Refused> = files.into_iter().map(&mut each).collect();
    if kept.is_err() {
        blobs.give_up();
    }
    kept
}

/// Tells an error of what is read from an error of the store that is being written.
struct Watched<'a> {
    from: &'a mut dyn Read,
    failed: Option<io::Error>,
    tail: Tail,
    read: u64,
    heard: &'a mut dyn FnMut(u64),
}

impl Read for Watched<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let got = self.from.read(buf).inspect_err(|e| {
            if e.kind() != io::ErrorKind::Interrupted {
                self.failed = Some(io::Error::new(e.kind(), e.to_string()));
            }
        });
        if let Ok(n) = got {
            self.tail.feed(buf.get(..n).unwrap_or_default());
            self.read += n as u64;
            (self.heard)(self.read);
        }
        got
    }
}

/// The name that a file is known by afterwards: the last part of the path, composed, of bounded length. It is shown and
/// never used to open anything.
pub fn display_name(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).find(|p| !p.is_empty()).unwrap_or(path);
    let mut name: String = last.nfc().collect();
    if name.len() > NAME_MAX {
        let mut end = NAME_MAX;
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name.truncate(end);
    }
    name
}

/// The path that somebody typed, or that a terminal wrote where a file was dropped on it: quotes around it are taken off,
/// a file's address is the path in it, and `~/` is the user's own folder.
pub fn typed_path(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    let inner = ['\'', '"'].into_iter().find_map(|q| {
        let inner = typed.strip_prefix(q)?.strip_suffix(q)?;
        (!inner.contains(q)).then_some(inner)
    });
    let path = inner.unwrap_or(typed);
    let path = path.strip_prefix("file://").unwrap_or(path);
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// The paths that somebody typed, one a line, each as [`typed_path`] takes it. Of files that were dropped together a terminal
/// writes one line: paths in single quotes, or addresses, with blanks between.
pub fn typed_paths(typed: &str, home: Option<&Path>) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let pieces: Vec<&str> = if line.starts_with('\'') && line.contains("' '") {
            line.trim_matches('\'').split("' '").collect()
        } else if line.starts_with("file://") && line.contains(" file://") {
            line.split(' ').filter(|piece| !piece.is_empty()).collect()
        } else {
            vec![line]
        };
        for piece in pieces {
            let path = typed_path(piece, home);
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_last_part_and_never_too_long() {
        assert_eq!(display_name("../../etc/passwd"), "passwd");
        assert_eq!(display_name("C:\\anh\\mot.jpg"), "mot.jpg");
        assert_eq!(display_name("a\u{300}.txt"), "à.txt");
        let long = display_name(&"ở".repeat(200));
        assert!(long.len() <= NAME_MAX && long.chars().all(|c| c == 'ở'));
    }

    #[test]
    fn paths_as_people_type_and_drop_them() {
        let home = Some(Path::new("/home/lan"));
        for (typed, path) in [
            (" /tmp/anh 1.jpg ", "/tmp/anh 1.jpg"),
            ("'/tmp/anh 1.jpg' ", "/tmp/anh 1.jpg"),
            ("\"anh.jpg\"", "anh.jpg"),
            ("file:///tmp/anh.jpg", "/tmp/anh.jpg"),
            ("~/anh.jpg", "/home/lan/anh.jpg"),
            ("~lan/anh.jpg", "~lan/anh.jpg"),
            ("'", "'"),
        ] {
            assert_eq!(typed_path(typed, home), Path::new(path), "{typed:?}");
        }
        for (typed, paths) in [
            (
                "/tmp/anh 1.jpg\n~/b.pdf\n\n",
                &["/tmp/anh 1.jpg", "/home/lan/b.pdf"][..],
            ),
            ("'/tmp/anh 1.jpg' '/tmp/b.jpg'", &["/tmp/anh 1.jpg", "/tmp/b.jpg"]),
            (
                "file:///tmp/a.jpg file:///tmp/b.jpg",
                &["/tmp/a.jpg", "/tmp/b.jpg"],
            ),
            ("a.jpg\na.jpg", &["a.jpg"]),
        ] {
            let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
            assert_eq!(typed_paths(typed, home), paths, "{typed:?}");
        }
        assert_eq!(typed_path("~/a", None), Path::new("~/a"));
    }

    /// A sender that breaks off, as a letter's part may.
    struct Broken(&'static [u8]);

    impl Read for Broken {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Err(io::ErrorKind::ConnectionReset.into());
            }
            self.0.read(buf)
        }
    }

    #[test]
    fn bytes_from_memory_are_taken_in_as_a_file_is_and_what_is_wrong_is_data() {
        let mut blobs = crate::store::MemoryBlobs::default();
        let terms = Terms {
            limit: 16,
            photos: None,
        };
        let mut heard = 0;
        let mut take = |from: &mut dyn Read| keep(&mut blobs, from, "thư/a.pdf", terms, &mut |n| heard = n);
        let taken = take(&mut &b"%PDF-1.4 b"[..]).unwrap();
        assert_eq!(taken.file.name, "a.pdf");
        assert_eq!((taken.file.size, taken.file.kind), (10, EvidenceKind::Document));
        assert_eq!(taken.file.media, "application/pdf");
        let why = |refused: Result<Taken, Refused>| {
            let Refused { file, why } = refused.unwrap_err();
            assert_eq!(file, "thư/a.pdf");
            why
        };
        assert!(matches!(why(take(&mut io::empty())), Why::Empty));
        assert!(matches!(why(take(&mut &[0; 17][..])), Why::TooLarge(16)));
        let broken = why(take(&mut Broken(b"half")));
        assert!(matches!(broken, Why::Io(e) if e.kind() == io::ErrorKind::ConnectionReset));
        assert_eq!(heard, 4, "of what broke off");
    }

    #[test]
    fn it_is_told_how_much_has_been_read_to_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = |n: usize| dir.path().join(format!("{n}"));
        for n in 1..=2 {
            std::fs::write(path(n), vec![u8::try_from(n).unwrap(); n * 200_000]).unwrap();
        }
        let opened = open_all([&path(1), &path(2)]).unwrap();
        let mut heard = Vec::new();
        let mut blobs = crate::store::MemoryBlobs::default();
        let terms = Terms {
            limit: 1 << 20,
            photos: None,
        };
        let kept = keep_files(&mut blobs, opened, terms, &mut |done, of| {
            heard.push((done, of));
        })
        .unwrap();
        assert_eq!(kept.len(), 2);
        assert!(heard.is_sorted() && heard.iter().all(|(_, of)| *of == 600_000));
        assert_eq!(heard.last(), Some(&(600_000, 600_000)));
    }
}
