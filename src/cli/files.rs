//! Files that are named on the command line: opened without following links or waiting for anybody, read whole into the
//! blobs, judged by their content; and files written, never half and never over another unasked.
//!
//! It must never know what a file is attached to.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};

use rustix::fs::{FileType, Mode, OFlags};
use unicode_normalization::UnicodeNormalization;

use crate::cli::fail::Fail;
use crate::core::fact::{Attachment, EvidenceKind};
use crate::core::names::BlobId;
use crate::filekind;
use crate::store::{Blobs, StoreError};
use crate::text::numbers;
use crate::text::{Catalogue, line};

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
pub fn open(cat: &Catalogue, path: &Path) -> Result<Opened, Fail> {
    let shown = path.display().to_string();
    let refuse = |key: &str| Fail::Failed(cat.tr_args(key, &[("file", line(&shown).into())]));
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let fd = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(fd) => fd,
        Err(rustix::io::Errno::LOOP) => return Err(refuse("cli-file_symlink")),
        Err(rustix::io::Errno::NXIO) => return Err(refuse("cli-file_not_regular")),
        Err(e) => return Err(Fail::io(cat, &shown, &e.into())),
    };
    let stat = rustix::fs::fstat(fd.as_fd()).map_err(|e| Fail::io(cat, &shown, &e.into()))?;
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => Ok(Opened {
            file: File::from(fd),
            name: shown,
            size: u64::try_from(stat.st_size).unwrap_or(0),
        }),
        FileType::Directory => Err(refuse("cli-file_folder")),
        _ => Err(refuse("cli-file_not_regular")),
    }
}

impl Opened {
    /// The file itself, and its length when it was opened.
    pub fn into_file(self) -> (File, u64) {
        (self.file, self.size)
    }

    /// The whole content, if it is not more than `limit` bytes.
    pub fn read(mut self, cat: &Catalogue, limit: u64) -> Result<Vec<u8>, Fail> {
        let mut bytes = Vec::new();
        Read::take(&mut self.file, limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| Fail::io(cat, &self.name, &e))?;
        if bytes.len() as u64 > limit {
            return Err(too_large(cat, &self.name, limit));
        }
        Ok(bytes)
    }
}

/// Opens every file, so that one that cannot be had stops the command before anything is kept.
pub fn open_all<'a>(
    cat: &Catalogue,
    paths: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<Opened>, Fail> {
    paths.into_iter().map(|p| open(cat, p)).collect()
}

/// Stand-ins for files that are not kept yet, for asking whether the command would be refused anyway.
pub fn placeholders(files: &[Opened]) -> Vec<Attachment> {
    files
        .iter()
        .enumerate()
        .map(|(n, f)| Attachment {
            sha256: BlobId(format!("{n:064x}")),
            name: display_name(&f.name),
            size: f.size,
            kind: EvidenceKind::Other,
            media: String::new(),
        })
        .collect()
}

/// Keeps the files, each content once.
pub fn keep(
    cat: &Catalogue,
    blobs: &mut dyn Blobs,
    files: Vec<Opened>,
    limit: u64,
    store_failed: &dyn Fn(&StoreError) -> Fail,
) -> Result<Vec<Attachment>, Fail> {
    let mut kept: Vec<Attachment> = Vec::new();
    for mut f in files {
        if f.size > limit {
            return Err(too_large(cat, &f.name, limit));
        }
        let mut reader = Watched {
            file: &mut f.file,
            failed: None,
        };
        let put = blobs.put(&mut reader, limit);
        let failed = reader.failed.take();
        let put = match (put, failed) {
            (_, Some(why)) => return Err(Fail::io(cat, &f.name, &why)),
            (Err(StoreError::TooLarge { .. }), None) => return Err(too_large(cat, &f.name, limit)),
            (Err(e), None) => return Err(store_failed(&e)),
            (Ok(put), None) => put,
        };
        let now = f.file.metadata().map_err(|e| Fail::io(cat, &f.name, &e))?.len();
        if put.size != f.size || now != f.size {
            let shown = line(&f.name).into_owned();
            return Err(Fail::Failed(
                cat.tr_args("cli-file_changed", &[("file", shown.into())]),
            ));
        }
        if kept.iter().any(|k| k.sha256 == put.id) {
            continue;
        }
        let (kind, media) = filekind::judge(&put.head);
        kept.push(Attachment {
            sha256: put.id,
            name: display_name(&f.name),
            size: put.size,
            kind,
            media: media.to_owned(),
        });
    }
    Ok(kept)
}

/// Tells an error of the file from an error of the store that is being written.
struct Watched<'a> {
    file: &'a mut File,
    failed: Option<io::Error>,
}

impl Read for Watched<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.file.read(buf).inspect_err(|e| {
            if e.kind() != io::ErrorKind::Interrupted {
                self.failed = Some(io::Error::new(e.kind(), e.to_string()));
            }
        })
    }
}

fn too_large(cat: &Catalogue, file: &str, limit: u64) -> Fail {
    Fail::Failed(cat.tr_args(
        "cli-file_too_large",
        &[
            ("file", line(file).into()),
            ("limit", numbers::size(cat.lang(), limit).into()),
        ],
    ))
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

/// Writes a file through a temporary one beside it, so that there is never half of it under its name. Another file of
/// that name stays, unless `over`; a link of that name is replaced, never followed (reliability rows 27 to 29).
pub fn write(cat: &Catalogue, path: &Path, from: &mut dyn Read, over: bool) -> Result<u64, Fail> {
    let shown = path.display().to_string();
    let failed = |e: &io::Error| Fail::io(cat, &shown, e);
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut temp = tempfile::Builder::new()
        .prefix(".ketnoi-")
        .tempfile_in(folder)
        .map_err(|e| failed(&e))?;
    let size = io::copy(from, temp.as_file_mut()).map_err(|e| failed(&e))?;
    temp.as_file_mut().flush().map_err(|e| failed(&e))?;
    temp.as_file().sync_all().map_err(|e| failed(&e))?;
    let put = if over {
        temp.persist(path)
    } else {
        temp.persist_noclobber(path)
    };
    put.map_err(|e| match e.error.kind() {
        io::ErrorKind::AlreadyExists => {
            Fail::Failed(cat.tr_args("cli-file_exists", &[("file", line(&shown).into())]))
        }
        _ => failed(&e.error),
    })?;
    // The name is in the folder for good only once the folder is on the disk too; some file systems cannot be asked.
    let _best_effort = File::open(folder).and_then(|f| f.sync_all());
    Ok(size)
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
}
