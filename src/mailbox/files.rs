//! Letters in files: one, many in one, a Maildir, a folder of any of these.
//!
//! What a file holds is judged by its first bytes; that it holds no letter is for the reader of letters to say.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::listing::{Listing, Where, refusal};
use super::source::{Access, Bytes, Item, Mailbox, MailboxError, Reach};
use super::{maildir, mbox, tree};
use crate::infile;

/// Files or folders of letters.
#[derive(Debug)]
pub(super) struct Files {
    name: String,
    /// The folder that all paths are below, and by what name it is opened anew for each listing: another may have taken
    /// its place.
    top: OwnedFd,
    path: PathBuf,
    /// The one file that was named, if it was no folder.
    only: Option<OsString>,
    listing: Listing,
    /// Where each item lies that the listing named.
    places: HashMap<String, Where>,
    /// The folder that was read from last.
    near: Option<(PathBuf, OwnedFd)>,
    stop: Arc<AtomicBool>,
}

impl Files {
    /// Opens what a person named; a link to it is followed.
    pub fn open(spec: &str, access: &Access) -> Result<Self, MailboxError> {
        let failed = |why: io::Error| match why.kind() {
            io::ErrorKind::NotFound => MailboxError::Absent(spec.to_owned()),
            _ => MailboxError::Io {
                mailbox: spec.to_owned(),
                why,
            },
        };
        let path = std::fs::canonicalize(spec).map_err(failed)?;
        let is_folder = std::fs::metadata(&path).map_err(failed)?.is_dir();
        let (folder, only) = match (path.parent(), path.file_name()) {
            (Some(folder), Some(file)) if !is_folder => (folder, Some(file.to_owned())),
            _ => (path.as_path(), None),
        };
        let top = tree::top(folder).map_err(failed)?;
        if let Some(only) = &only {
            // That it can be read and is an ordinary file is better said at once.
            infile::open_in(top.as_fd(), Path::new(only)).map_err(failed)?;
        }
        Ok(Self {
            name: tree::written(&path),
            top,
            path: folder.to_owned(),
            only,
            listing: Listing::default(),
            places: HashMap::new(),
            near: None,
            stop: Arc::clone(&access.stop),
        })
    }

    fn failed(&self, why: io::Error) -> MailboxError {
        match why.kind() {
            io::ErrorKind::NotFound => MailboxError::Absent(self.name.clone()),
            _ => MailboxError::Io {
                mailbox: self.name.clone(),
                why,
            },
        }
    }

    /// Opens a file below the folder, no link on the way.
    fn file(&mut self, path: &Path) -> io::Result<File> {
        let (folder, name) = (
            path.parent().unwrap_or(Path::new("")),
            path.file_name().unwrap_or_default(),
        );
        let near = match self.near.take().filter(|(at, _)| at == folder) {
            Some(near) => near,
            None => (folder.to_owned(), tree::folder(self.top.as_fd(), folder)?),
        };
        let file = infile::open_in(near.1.as_fd(), Path::new(name));
        self.near = Some(near);
        file
    }

    /// The file of a letter of a Maildir, wherever another program moved it meanwhile.
    fn letter(&mut self, id: &str, folder: &Path, at: &Path) -> io::Result<File> {
        match self.file(&folder.join(at)) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => {}
            file => return file,
        }
        let open = tree::folder(self.top.as_fd(), folder)?;
        // Who moves one moves many: all of them are looked up at once.
        for (called, at) in maildir::letters(open.as_fd())? {
            let id = tree::written(&folder.join(called));
            if let Some(Where::Letter(_, place)) = self.places.get_mut(&id) {
                *place = at;
            }
        }
        match self.places.get(id).cloned() {
            Some(Where::Letter(_, now)) if now != at => self.file(&folder.join(now)),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// All bytes of an open file, or its head.
fn whole(mut file: File, most: u64, head: usize) -> io::Result<Bytes> {
    let size = file.metadata()?.len();
    let wanted = if size > most { head as u64 } else { most + 1 };
    let mut bytes = Vec::with_capacity(size.min(wanted) as usize);
    (&mut file).take(wanted).read_to_end(&mut bytes)?;
    if size > most || bytes.len() as u64 > most {
        bytes.truncate(head);
        return Ok(Bytes::TooLarge {
            head: bytes,
            size: size.max(most + 1),
        });
    }
    Ok(Bytes::Whole(bytes))
}

impl Mailbox for Files {
    fn name(&self) -> &str {
        &self.name
    }

    fn next(&mut self) -> Result<Option<Item>, MailboxError> {
        if self.listing.begins() {
            self.places.clear();
            self.near = None;
            self.top = tree::top(&self.path).map_err(|why| self.failed(why))?;
        }
        let named = self.listing.next(self.top.as_fd(), self.only.as_deref());
        let named = named.map_err(|why| self.failed(why))?;
        Ok(named.map(|(item, place)| {
            self.places.insert(item.id.clone(), place);
            item
        }))
    }

    fn reach(&self) -> Option<Reach> {
        self.listing.reach()
    }

    fn read(&mut self, item: &Item, most: u64, head: usize) -> Result<Bytes, MailboxError> {
        let read = match self.places.get(&item.id).cloned() {
            None => return Ok(Bytes::Gone),
            Some(Where::Refused(why)) => return Ok(Bytes::Refused(why)),
            Some(Where::File(path)) => self.file(&path).and_then(|f| whole(f, most, head)),
            Some(Where::Letter(folder, at)) => self
                .letter(&item.id, &folder, &at)
                .and_then(|f| whole(f, most, head)),
            Some(Where::Among(path, found)) => self.file(&path).and_then(|file| {
                let limit = if found.len > most { head as u64 } else { most };
                Ok(match mbox::read(&file, &found, limit)? {
                    None => Bytes::Gone,
                    Some(bytes) if found.len > most => Bytes::TooLarge {
                        head: bytes,
                        size: found.len,
                    },
                    Some(bytes) => Bytes::Whole(mbox::unpacked(bytes)),
                })
            }),
        };
        match read {
            Ok(bytes) => Ok(bytes),
            Err(why) if is_of_the_system(&why) => Err(self.failed(why)),
            Err(why) => Ok(refusal(&why).map_or(Bytes::Gone, Bytes::Refused)),
        }
    }

    fn done(&mut self, item: &Item) -> Result<(), MailboxError> {
        let (folder, at) = match self.places.get(&item.id) {
            Some(Where::Letter(folder, at)) => (folder, at),
            Some(Where::Among(path, found)) => {
                self.listing.done(path, found);
                return Ok(());
            }
            _ => return Ok(()),
        };
        let marked = tree::folder(self.top.as_fd(), folder).and_then(|open| maildir::mark(open.as_fd(), at));
        match marked {
            Ok(None) => Ok(()),
            Ok(Some(name)) => {
                let now = Where::Letter(folder.clone(), Path::new(maildir::CUR).join(&name));
                self.places.insert(item.id.clone(), now);
                self.listing.watch.moved(name);
                Ok(())
            }
            Err(why) => Err(self.failed(why)),
        }
    }

    fn wait(&mut self, at_most: Duration) -> Result<bool, MailboxError> {
        Ok(self.listing.watch.wait(at_most, self.only.as_deref(), &self.stop))
    }

    fn signal(&self) -> Option<BorrowedFd<'_>> {
        self.listing.watch.signal()
    }
}

/// Is it the program or the machine that has no more room, and not this file that is at fault?
fn is_of_the_system(why: &io::Error) -> bool {
    let codes = [
        rustix::io::Errno::MFILE,
        rustix::io::Errno::NFILE,
        rustix::io::Errno::NOMEM,
    ];
    codes
        .iter()
        .any(|code| why.raw_os_error() == Some(code.raw_os_error()))
}
