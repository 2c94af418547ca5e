//! What there is in a file or a folder, piece by piece: of a large folder no more is held than the names.
//!
//! It must never know what anybody does with it.

use std::collections::{BTreeSet, HashMap};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{FileType, Stat};

use super::mbox::{self, Found, Scan};
use super::source::{Item, Reach};
use super::watch::Watch;
use super::{maildir, tree};
use crate::core::letter::ReceivedBy;
use crate::core::time::Stamp;
use crate::infile;

/// Folders in folders that are gone into; each holds a descriptor while it is listed.
const DEEPEST: usize = 64;
/// So much of a file says whether it holds one letter or many.
const HEAD: usize = 4_096;

/// Goes through a folder, again and again.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// What is still to be listed, the next last; none between two listings.
    steps: Option<Vec<Step>>,
    /// How far files of many letters have been gone through.
    gone: HashMap<PathBuf, Gone>,
    /// The folders that were listed.
    pub watch: Watch,
}

/// An item, and where it lies.
pub(super) type Named = (Item, Where);

/// Something of a listing.
#[derive(Debug)]
enum Step {
    /// The names of a folder.
    Names {
        folder: OwnedFd,
        path: PathBuf,
        left: std::vec::IntoIter<OsString>,
        /// How many there are, where each is a file: what lies in a folder is not known before it is listed.
        of: Option<usize>,
    },
    /// The letters of a Maildir: what each is called, and where it lies below it.
    Letters {
        folder: OwnedFd,
        path: PathBuf,
        left: std::collections::btree_map::IntoIter<OsString, PathBuf>,
        of: usize,
    },
    /// A file of many letters.
    Many {
        path: PathBuf,
        scan: Scan,
        /// Where it ends.
        end: u64,
        /// Somebody is writing to it, so that the last letter may be half of one.
        busy: bool,
        found: Option<Found>,
    },
    /// The rest of a file that could not be gone through.
    Broken(PathBuf, &'static str),
}

/// Where an item lies, below the folder.
#[derive(Debug, Clone)]
pub(super) enum Where {
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

impl Listing {
    /// What comes next below this folder, or of the one file in it that was named; nothing at the end.
    pub fn next(&mut self, top: BorrowedFd<'_>, only: Option<&OsStr>) -> io::Result<Option<Named>> {
        let mut steps = match self.steps.take() {
            Some(steps) => steps,
            None => vec![self.begin(top, only)?],
        };
        while !steps.is_empty() {
            if let Some(named) = self.step(&mut steps) {
                self.steps = Some(steps);
                return Ok(Some(named));
            }
        }
        Ok(None)
    }

    /// Is the next item the first of a listing?
    pub fn begins(&self) -> bool {
        self.steps.is_none()
    }

    /// How far it is, where it is known how much there is: in a Maildir, a folder of files, or one file of many letters.
    pub fn reach(&self) -> Option<Reach> {
        let steps = self.steps.as_deref()?;
        let items = |left: usize, of: usize| Reach::Items {
            done: of.saturating_sub(left) as u64,
            of: of as u64,
        };
        match steps {
            [Step::Names { of: Some(1), .. }, Step::Many { scan, end, .. }] => Some(Reach::Bytes {
                done: scan.here(),
                of: *end,
            }),
            // The one file is behind us, or nothing by itself.
            [Step::Names { of: Some(1), .. }] => None,
            [Step::Letters { left, of, .. }] => Some(items(left.len(), *of)),
            [
                Step::Names {
                    left, of: Some(of), ..
                },
                ..,
            ] => Some(items(left.len(), *of)),
            _ => None,
        }
    }

    /// A letter among many is on record: it need not be named again.
    pub fn done(&mut self, path: &Path, found: &Found) {
        if let Some(gone) = self.gone.get_mut(path) {
            gone.open.remove(&found.line);
        }
    }

    fn begin(&mut self, top: BorrowedFd<'_>, only: Option<&OsStr>) -> io::Result<Step> {
        let folder = tree::folder(top, Path::new(""))?;
        match only {
            Some(only) => {
                self.watch.add(folder.as_fd());
                tree::look(folder.as_fd(), Path::new(only))?;
                let left = vec![only.to_owned()].into_iter();
                Ok(Step::Names {
                    folder,
                    path: PathBuf::new(),
                    left,
                    of: Some(1),
                })
            }
            None => self.enter(folder, PathBuf::new()),
        }
    }

    /// A folder, to be listed as what it is.
    fn enter(&mut self, folder: OwnedFd, path: PathBuf) -> io::Result<Step> {
        if !maildir::is_one(folder.as_fd()) {
            self.watch.add(folder.as_fd());
            let (names, are_files) = tree::names(folder.as_fd())?;
            let of = are_files.then_some(names.len());
            let left = names.into_iter();
            return Ok(Step::Names {
                folder,
                path,
                left,
                of,
            });
        }
        for sub in [maildir::NEW, maildir::CUR] {
            if let Ok(sub) = tree::folder(folder.as_fd(), Path::new(sub)) {
                self.watch.add(sub.as_fd());
            }
        }
        let left = maildir::letters(folder.as_fd())?.into_iter();
        let of = left.len();
        Ok(Step::Letters {
            folder,
            path,
            left,
            of,
        })
    }

    /// Goes on with the last of what is to be listed.
    fn step(&mut self, steps: &mut Vec<Step>) -> Option<Named> {
        let depth = steps.len();
        match steps.last_mut()? {
            Step::Names {
                folder, path, left, ..
            } => {
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
                    Judged::File(stat) => Some(plain(file, &stat)),
                    Judged::Refused(why, stat) => Some(refused(&file, why, stat.as_ref())),
                }
            }
            Step::Letters {
                folder, path, left, ..
            } => {
                let Some((called, at)) = left.next() else {
                    steps.pop();
                    return None;
                };
                let called = path.join(called);
                match tree::look(folder.as_fd(), &at) {
                    Ok(stat) if tree::kind(&stat) == FileType::RegularFile => {
                        let place = Where::Letter(path.clone(), at);
                        Some((named(tree::written(&called), letter(&stat)), place))
                    }
                    Ok(stat) => Some(refused(&called, no_file(&stat), Some(&stat))),
                    Err(why) => Some(refused(&called, refusal(&why)?, None)),
                }
            }
            Step::Broken(path, why) => {
                let (path, why) = (path.clone(), *why);
                steps.pop();
                Some(refused(&path, why, None))
            }
            Step::Many { path, scan, .. } => {
                let next = scan.next();
                let path = path.clone();
                self.among(steps, path, next)
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
        let failed = |why: &io::Error| Some(Judged::Refused(refusal(why)?, Some(*stat)));
        match tree::kind(stat) {
            FileType::RegularFile => {}
            FileType::Directory if depth >= DEEPEST => return Some(Judged::Refused("deep", Some(*stat))),
            FileType::Directory => {
                let entered = tree::folder(folder.as_fd(), Path::new(name))
                    .and_then(|sub| self.enter(sub, file.to_owned()));
                return match entered {
                    Ok(step) => Some(Judged::Enter(step)),
                    Err(why) => failed(&why),
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
            Err(why) => failed(&why),
        }
    }

    /// A file of many letters, from where it was gone through before if what stood there still stands there.
    fn many(&mut self, path: &Path, open: File, is_locked: bool) -> io::Result<Step> {
        let at_rest = mbox::is_at_rest(&open, is_locked);
        let meta = open.metadata()?;
        let stat = (meta.dev(), meta.ino());
        let from = match self.gone.get(path) {
            Some(gone)
                if gone.file == stat && mbox::before(&open, gone.last).is_ok_and(|b| b == gone.before) =>
            {
                gone.open.first().copied().unwrap_or(gone.last)
            }
            _ => 0,
        };
        let gone = Gone {
            file: stat,
            last: from,
            before: mbox::before(&open, from)?,
            open: BTreeSet::new(),
        };
        self.gone.insert(path.to_owned(), gone);
        Ok(Step::Many {
            path: path.to_owned(),
            scan: Scan::new(open, from, meta.size())?,
            end: meta.size(),
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
    ) -> Option<Named> {
        let Some(Step::Many {
            busy, found, scan, ..
        }) = steps.last_mut()
        else {
            return None;
        };
        let ready = match next {
            Ok(Some(next)) => found.replace(next),
            Ok(None) => {
                let ready = found.take().filter(|_| !*busy);
                match (self.gone.get_mut(&path), scan.last_line()) {
                    (Some(gone), Ok(last)) => (gone.last, gone.before) = last,
                    _ => drop(self.gone.remove(&path)),
                }
                steps.pop();
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
        Some((item, Where::Among(path, found)))
    }
}

fn plain(path: PathBuf, stat: &Stat) -> Named {
    // A time that a program set says nothing of when the bytes were written; the system's own does.
    let mark = format!("{}.{}.{}", mark(stat), stat.st_ctime, stat.st_ctime_nsec);
    let told = (stat.st_size as u64, mark, None);
    (named(tree::written(&path), told), Where::File(path))
}

fn named(id: String, (size, mark, received): Told) -> Item {
    Item {
        id,
        mark,
        size: Some(size),
        received,
    }
}

fn refused(path: &Path, why: &'static str, stat: Option<&Stat>) -> Named {
    let item = Item {
        id: tree::written(path),
        mark: format!("{why}.{}", stat.map(mark).unwrap_or_default()),
        size: None,
        received: None,
    };
    (item, Where::Refused(why))
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
pub(super) fn refusal(why: &io::Error) -> Option<&'static str> {
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
