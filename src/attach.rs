//! Files of this machine that are taken into the store: opened without following links or waiting for anybody, read
//! whole into the blobs with word of how far it is, judged by their content.
//!
//! The command line and the dashboard both come here, so that the same limits and refusals hold. It must never know what
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
    pub fn new(blobs: &dyn Blobs, kept: Kept, tail: &Tail, name: &str, photos: Option<&Maker>) -> Self {
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

/// Takes the files in; they are kept once the command that they come with is accepted. The store keeps each content once;
/// whether a second name for it counts is for the core to say.
pub fn keep(
    blobs: &mut dyn Blobs,
    files: Vec<Opened>,
    terms: Terms<'_>,
    progress: Progress<'_>,
) -> Result<Vec<Taken>, Refused> {
    let kept = receive(blobs, files, terms, progress);
    if kept.is_err() {
        blobs.give_up();
    }
    kept
}

fn receive(
    blobs: &mut dyn Blobs,
    files: Vec<Opened>,
    terms: Terms<'_>,
    progress: Progress<'_>,
) -> Result<Vec<Taken>, Refused> {
    let limit = terms.limit;
    let all = files.iter().map(|f| f.size).sum();
    let mut before = 0;
    let mut taken = Vec::new();
    for mut f in files {
        if f.size > limit {
            return Err(Why::TooLarge(limit).of(&f.name));
        }
        let mut reader = Watched {
            file: &mut f.file,
            failed: None,
            tail: Tail::default(),
            read: before,
            all,
            progress: &mut *progress,
        };
        let put = blobs.receive(&mut reader, limit);
        let (failed, tail) = (reader.failed.take(), std::mem::take(&mut reader.tail));
        before = reader.read;
        let put = match (put, failed) {
            (_, Some(why)) => return Err(Why::Io(why).of(&f.name)),
            (Err(StoreError::TooLarge { .. }), None) => return Err(Why::TooLarge(limit).of(&f.name)),
            (Err(e), None) => return Err(Why::Store(e).of(&f.name)),
            (Ok(put), None) => put,
        };
        let now = f.file.metadata().map_err(|e| Why::Io(e).of(&f.name))?.len();
        if put.size != f.size || now != f.size {
            return Err(Why::Changed.of(&f.name));
        }
        taken.push(Taken::new(blobs, put, &tail, &f.name, terms.photos));
    }
    Ok(taken)
}

/// Tells an error of the file from an error of the store that is being written.
struct Watched<'a> {
    file: &'a mut File,
    failed: Option<io::Error>,
    tail: Tail,
    read: u64,
    all: u64,
    progress: Progress<'a>,
}

impl Read for Watched<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let got = self.file.read(buf).inspect_err(|e| {
            if e.kind() != io::ErrorKind::Interrupted {
                self.failed = Some(io::Error::new(e.kind(), e.to_string()));
            }
        });
        if let Ok(n) = got {
            self.tail.feed(buf.get(..n).unwrap_or_default());
            self.read += n as u64;
            (self.progress)(self.read, self.all);
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
        assert_eq!(typed_path("~/a", None), Path::new("~/a"));
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
        let kept = keep(&mut blobs, opened, terms, &mut |done, of| {
            heard.push((done, of));
        })
        .unwrap();
        assert_eq!(kept.len(), 2);
        assert!(heard.is_sorted() && heard.iter().all(|(_, of)| *of == 600_000));
        assert_eq!(heard.last(), Some(&(600_000, 600_000)));
    }
}
