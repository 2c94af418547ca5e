//! Letters in files: one, many in one, a Maildir, a folder of any of these.
//!
//! What a file holds is judged by its first bytes; that it holds no letter is for the reader of letters to say. Folders
//! are listed piece by piece, so that of a large one no more is held than the names.

use std::collections::{BTreeSet, HashMap};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FileType, Stat};

use super::mbox::{self, Found, Scan};
use super::source::{Bytes, Item, Mailbox, MailboxError};
use super::watch::Watch;
use super::{maildir, tree};
use crate::core::letter::ReceivedBy;
use crate::core::time::Stamp;
use crate::infile;

/// Folders in folders that are gone into; each holds a descriptor while it is listed.
const DEEPEST: usize = 64;
/// So much of a file says whether it holds one letter or many.
const HEAD: usize = 4_096;

/// Files or folders of letters.
#[derive(Debug)]
pub(super) struct Files {
    name: String,
    /// The folder that all paths are below.
    top: OwnedFd,
    /// The one file that was named, if it was no folder.
    only: Option<OsString>,
    /// What is still to be listed, the next last; none between two listings.
    listing: Option<Vec<Step>>,
    /// Where each item lies that the listing named.
    places: HashMap<String, Place>,
    /// How far files of many letters have been gone through.
    gone: HashMap<PathBuf, Gone>,
    watch: Watch,
    /// The folder that was read from last.
    near: Option<(PathBuf, OwnedFd)>,
}

/// Something of a listing.
#[derive(Debug)]
enum Step {
    /// The names of a folder.
    Names {
        folder: OwnedFd,
        path: PathBuf,
        left: std::vec::IntoIter<OsString>,
    },
    /// The letters of a Maildir: what each is called, and where it lies below it.
    Letters {
        folder: OwnedFd,
        path: PathBuf,
        left: std::collections::btree_map::IntoIter<OsString, PathBuf>,
    },
    /// A file of many letters.
    Many {
        path: PathBuf,
        scan: Scan,
        /// Somebody is writing to it, so that the last letter may be half of one.
        busy: bool,
        found: Option<Found>,
    },
    /// The rest of a file that could not be gone through.
    Broken(PathBuf, &'static str),
}

/// Where an item lies, below the folder.
#[derive(Debug, Clone)]
enum Place {
    File(PathBuf),
    /// In the Maildir of that path.
    Letter(PathBuf, PathBuf),
    Among(PathBuf, Found),
    Refused(&'static str),
}

/// How far a file of many letters was gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gone {
    /// Which file it was.
    file: (u64, u64),
    /// Where the line of its last letter stands, which somebody may have been writing.
    last: u64,
    /// What stood before that line.
    before: Vec<u8>,
    /// The lines of letters that were named and that nobody has said to be on record; they are named again.
    open: BTreeSet<u64>,
}

impl Files {
    /// Opens what a person named; a link to it is followed.
    pub fn open(spec: &str) -> Result<Self, MailboxError> {
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
            only,
            listing: None,
            places: HashMap::new(),
            gone: HashMap::new(),
            watch: Watch::default(),
            near: None,
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

    fn begin(&mut self) -> io::Result<Vec<Step>> {
        self.places.clear();
        self.near = None;
        let folder = tree::folder(self.top.as_fd(), Path::new(""))?;
        self.watch.add(folder.as_fd());
        match &self.only {
            Some(only) => {
                tree::look(folder.as_fd(), Path::new(only))?;
                let left = vec![only.clone()].into_iter();
                let path = PathBuf::new();
                Ok(vec![Step::Names { folder, path, left }])
            }
            // A folder that is open and was removed has no names and no links.
            None if rustix::fs::fstat(&folder)?.st_nlink == 0 => Err(io::ErrorKind::NotFound.into()),
            None => Ok(vec![self.enter(folder, PathBuf::new())?]),
        }
    }

    /// A folder, to be listed as what it is.
    fn enter(&mut self, folder: OwnedFd, path: PathBuf) -> io::Result<Step> {
        if !maildir::is_one(folder.as_fd()) {
            self.watch.add(folder.as_fd());
            let left = tree::names(folder.as_fd())?.into_iter();
            return Ok(Step::Names { folder, path, left });
        }
        for sub in [maildir::NEW, maildir::CUR] {
            if let Ok(sub) = tree::folder(folder.as_fd(), Path::new(sub)) {
                self.watch.add(sub.as_fd());
            }
        }
        let left = maildir::letters(folder.as_fd())?.into_iter();
        Ok(Step::Letters { folder, path, left })
    }

    /// Goes on with the last of what is to be listed.
    fn step(&mut self, steps: &mut Vec<Step>) -> Option<Item> {
        let depth = steps.len();
        match steps.last_mut()? {
            Step::Names { folder, path, left } => {
                let Some(name) = left.next() else {
                    steps.pop();
                    return None;
                };
                let file = path.join(&name);
                let found = match tree::look(folder.as_fd(), Path::new(&name)) {
                    Ok(stat) => self.judge(folder, &name, &file, &stat, depth),
                    Err(why) => refusal(&why).map(|why| Judged::Refused(why, None)),
                };
                match found? {
                    Judged::Enter(step) => {
                        steps.push(step);
                        None
                    }
                    Judged::File(stat) => Some(self.item(file, &stat)),
                    Judged::Refused(why, stat) => Some(self.refused(&file, why, stat.as_ref())),
                }
            }
            Step::Letters { folder, path, left } => {
                let Some((called, at)) = left.next() else {
                    steps.pop();
                    return None;
                };
                let called = path.join(called);
                match tree::look(folder.as_fd(), &at) {
                    Ok(stat) if tree::kind(&stat) == FileType::RegularFile => {
                        let place = Place::Letter(path.clone(), at);
                        Some(self.named(tree::written(&called), letter(&stat), place))
                    }
                    Ok(stat) => Some(self.refused(&called, no_file(&stat), Some(&stat))),
                    Err(why) => Some(self.refused(&called, refusal(&why)?, None)),
                }
            }
            Step::Broken(path, why) => {
                let (path, why) = (path.clone(), *why);
                steps.pop();
                Some(self.refused(&path, why, None))
            }
            Step::Many { path, scan, .. } => {
                let next = scan.next();
                let (path, last) = (path.clone(), scan.last_line());
                self.among(steps, path, next, last)
            }
        }
    }

    /// What stands under a name of a folder; nothing if it went away.
    fn judge(
        &mut self,
        folder: &OwnedFd,
        name: &OsStr,
        file: &Path,
        stat: &Stat,
        depth: usize,
    ) -> Option<Judged> {
        let refused = |why: &io::Error| Some(Judged::Refused(refusal(why)?, Some(*stat)));
        match tree::kind(stat) {
            FileType::RegularFile => {}
            FileType::Directory if depth >= DEEPEST => return Some(Judged::Refused("deep", Some(*stat))),
            FileType::Directory => {
                let entered = tree::folder(folder.as_fd(), Path::new(name))
                    .and_then(|sub| self.enter(sub, file.to_owned()));
                return match entered {
                    Ok(step) => Some(Judged::Enter(step)),
                    Err(why) => refused(&why),
                };
            }
            _ => return Some(Judged::Refused(no_file(stat), Some(*stat))),
        }
        let many = infile::open_in(folder.as_fd(), Path::new(name)).and_then(|open| {
            let mut head = Vec::with_capacity(HEAD);
            (&open).take(HEAD as u64).read_to_end(&mut head)?;
            if !mbox::is_one(&head) {
                return Ok(None);
            }
            let mut lock = name.to_owned();
            lock.push(".lock");
            let is_locked = tree::is_there(folder.as_fd(), Path::new(&lock));
            self.many(file, open, is_locked).map(Some)
        });
        match many {
            Ok(Some(step)) => Some(Judged::Enter(step)),
            Ok(None) => Some(Judged::File(*stat)),
            Err(why) => refused(&why),
        }
    }

    /// A file of many letters, from where it was gone through before if what stood there still stands there.
    fn many(&mut self, path: &Path, open: File, is_locked: bool) -> io::Result<Step> {
        let at_rest = mbox::is_at_rest(&open, is_locked);
        let meta = open.metadata()?;
        let stat = (meta.dev(), meta.ino());
        let from = match self.gone.get(path) {
            Some(gone) if gone.file == stat && before(&open, gone.last).is_ok_and(|b| b == gone.before) => {
                gone.open.first().copied().unwrap_or(gone.last)
            }
            _ => 0,
        };
        let gone = Gone {
            file: stat,
            last: from,
            before: before(&open, from)?,
            open: BTreeSet::new(),
        };
        self.gone.insert(path.to_owned(), gone);
        Ok(Step::Many {
            path: path.to_owned(),
            scan: Scan::new(open, from, meta.size())?,
            busy: !at_rest,
            found: None,
        })
    }

    /// The next letter among many: one behind, because the last is not given while somebody may be writing it.
    fn among(
        &mut self,
        steps: &mut Vec<Step>,
        path: PathBuf,
        next: io::Result<Option<Found>>,
        last: u64,
    ) -> Option<Item> {
        let Some(Step::Many { busy, found, .. }) = steps.last_mut() else {
            return None;
        };
        let busy = *busy;
        let ready = match next {
            Ok(Some(next)) => found.replace(next),
            Ok(None) => {
                let ready = found.take().filter(|_| !busy);
                steps.pop();
                let stood = self.file(&path).and_then(|f| before(&f, last));
                match (self.gone.get_mut(&path), stood) {
                    (Some(gone), Ok(before)) => (gone.last, gone.before) = (last, before),
                    _ => drop(self.gone.remove(&path)),
                }
                ready
            }
            Err(why) => {
                let ready = found.take();
                steps.pop();
                self.gone.remove(&path);
                // What was found is given; that the rest cannot be read is an item of its own.
                steps.extend(refusal(&why).map(|why| Step::Broken(path.clone(), why)));
                ready
            }
        };
        let found = ready?;
        let item = Item {
            id: format!("{}#{}", tree::written(&path), found.start),
            mark: format!("{}.{:016x}", found.len, found.hash),
            size: Some(found.len),
            received: None,
        };
        if let Some(gone) = self.gone.get_mut(&path) {
            gone.open.insert(found.line);
        }
        self.places.insert(item.id.clone(), Place::Among(path, found));
        Some(item)
    }

    fn item(&mut self, path: PathBuf, stat: &Stat) -> Item {
        let (size, mark) = (stat.st_size as u64, mark(stat));
        // What is no letter's own folder says nothing of when one came; but a change of its owner is worth a look.
        let mark = format!("{mark}.{}.{}", stat.st_ctime, stat.st_ctime_nsec);
        self.named(tree::written(&path), (size, mark, None), Place::File(path))
    }

    fn named(&mut self, id: String, (size, mark, received): Told, place: Place) -> Item {
        self.places.insert(id.clone(), place);
        Item {
            id,
            mark,
            size: Some(size),
            received,
        }
    }

    fn refused(&mut self, path: &Path, why: &'static str, stat: Option<&Stat>) -> Item {
        let id = tree::written(path);
        self.places.insert(id.clone(), Place::Refused(why));
        Item {
            id,
            mark: format!("{why}.{}", stat.map(mark).unwrap_or_default()),
            size: None,
            received: None,
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
            if let Some(Place::Letter(_, place)) = self.places.get_mut(&id) {
                *place = at;
            }
        }
        match self.places.get(id).cloned() {
            Some(Place::Letter(_, now)) if now != at => self.file(&folder.join(now)),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// What a name stands for.
enum Judged {
    Enter(Step),
    File(Stat),
    Refused(&'static str, Option<Stat>),
}

/// Size, mark and moment of a file.
type Told = (u64, String, Option<(Stamp, ReceivedBy)>);

fn mark(stat: &Stat) -> String {
    format!(
        "{}.{}.{}.{}",
        stat.st_size, stat.st_ino, stat.st_mtime, stat.st_mtime_nsec
    )
}

/// Of a letter in a Maildir: whoever delivered it wrote the file then, and nobody after.
fn letter(stat: &Stat) -> Told {
    let millis = stat.st_mtime.saturating_mul(1_000) + (stat.st_mtime_nsec / 1_000_000) as i64;
    (
        stat.st_size as u64,
        mark(stat),
        Some((Stamp(millis), ReceivedBy::File)),
    )
}

fn no_file(stat: &Stat) -> &'static str {
    match tree::kind(stat) {
        FileType::Symlink => "link",
        _ => "special",
    }
}

/// Why one thing in a folder is not read, if that is about it alone; none if it went away.
fn refusal(why: &io::Error) -> Option<&'static str> {
    match why.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::StaleNetworkFileHandle => {
            None
        }
        _ if infile::is_link(why) => Some("link"),
        io::ErrorKind::InvalidInput | io::ErrorKind::IsADirectory => Some("special"),
        io::ErrorKind::PermissionDenied => Some("denied"),
        _ => Some("damaged"),
    }
}

/// The last bytes before a place in a file.
fn before(file: &File, at: u64) -> io::Result<Vec<u8>> {
    let len = at.min(256);
    let mut bytes = vec![0; len as usize];
    std::os::unix::fs::FileExt::read_exact_at(file, &mut bytes, at - len)?;
    Ok(bytes)
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
        let mut steps = match self.listing.take() {
            Some(steps) => steps,
            None => self.begin().map_err(|why| self.failed(why))?,
        };
        while !steps.is_empty() {
            if let Some(item) = self.step(&mut steps) {
                self.listing = Some(steps);
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    fn read(&mut self, item: &Item, most: u64, head: usize) -> Result<Bytes, MailboxError> {
        let read = match self.places.get(&item.id).cloned() {
            None => return Ok(Bytes::Gone),
            Some(Place::Refused(why)) => return Ok(Bytes::Refused(why)),
            Some(Place::File(path)) => self.file(&path).and_then(|f| whole(f, most, head)),
            Some(Place::Letter(folder, at)) => self
                .letter(&item.id, &folder, &at)
                .and_then(|f| whole(f, most, head)),
            Some(Place::Among(path, found)) => self.file(&path).and_then(|file| {
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
            Some(Place::Letter(folder, at)) => (folder, at),
            Some(Place::Among(path, found)) => {
                if let Some(gone) = self.gone.get_mut(path) {
                    gone.open.remove(&found.line);
                }
                return Ok(());
            }
            _ => return Ok(()),
        };
        let marked = tree::folder(self.top.as_fd(), folder).and_then(|open| maildir::mark(open.as_fd(), at));
        match marked {
            Ok(None) => Ok(()),
            Ok(Some(name)) => {
                let now = Place::Letter(folder.clone(), Path::new(maildir::CUR).join(&name));
                self.places.insert(item.id.clone(), now);
                self.watch.moved(name);
                Ok(())
            }
            Err(why) => Err(self.failed(why)),
        }
    }

    fn wait(&mut self, at_most: Duration) -> Result<bool, MailboxError> {
        Ok(self.watch.wait(at_most, self.only.as_deref()))
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
