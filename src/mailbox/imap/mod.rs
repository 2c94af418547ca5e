//! Letters in a folder on a mail server, over IMAP.
//!
//! Nothing is deleted or moved there. A letter that is on record is marked `\Seen`, which proves nothing and is not asked
//! for: what somebody read elsewhere is given all the same. The client is our own, and small: what it needs is ten
//! commands, and a server that lies must meet a limit wherever it may.

mod address;
mod entry;
mod line;
mod talk;
mod utf7;

use std::collections::VecDeque;
use std::io;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use chrono::DateTime;

use self::address::Address;
use self::entry::Entry;
use self::line::Fault;
use self::talk::{Reply, Said, Talk};
use super::source::{Access, Bytes, Guarded, Item, Mailbox, MailboxError, Reach};
use crate::core::letter::ReceivedBy;
use crate::core::time::Stamp;
use crate::secret::Secret;

/// So much of a letter is asked for at once.
const PIECE: u64 = 1 << 20;
/// So many letters are listed at once.
const BATCH: u32 = 500;
/// Goes into a folder, as who may mark letters in it.
const GO_INTO: &str = "SELECT";
/// After so long of waiting the server is asked whether it is still there.
const ASK_AGAIN: Duration = Duration::from_mins(5);
/// So often a server is asked that cannot tell by itself.
const POLL: Duration = Duration::from_mins(1);

/// A folder on a mail server.
pub(super) struct Server {
    name: String,
    address: Address,
    access: Access,
    session: Option<Session>,
}

/// What lasts as long as the line does.
struct Session {
    talk: Talk,
    validity: u32,
    read_only: bool,
    can_idle: bool,
    /// How many letters there are, and the number of the next to be listed.
    exists: u32,
    next: u32,
    listed: VecDeque<Item>,
    /// Whether the server was asked for news since the last listing ended.
    fresh: bool,
    asked: Instant,
}

impl Server {
    /// The folder of that name; none if it is that of no mail server. Nothing is asked of it yet.
    pub fn of(spec: &str, access: &Access) -> Option<Result<Self, MailboxError>> {
        let address = Address::read(spec)?;
        Some(address.map(|address| Self {
            name: address.name(),
            address,
            access: access.clone(),
            session: None,
        }))
    }

    /// How the line is guarded: it is tried as far as a password could be said, and none is.
    pub fn guarded(&self) -> Result<(&str, Guarded), MailboxError> {
        let entry = Entry::reach(&self.address, &self.access).map_err(|fault| self.failed(fault))?;
        let guarded = entry.guarded;
        entry.leave();
        Ok((&self.name, guarded))
    }

    fn failed(&self, fault: Fault) -> MailboxError {
        let mailbox = self.name.clone();
        match fault {
            Fault::Server(what, detail) => MailboxError::Server {
                mailbox,
                what,
                detail,
            },
            Fault::Stopped => MailboxError::Io {
                mailbox,
                why: io::ErrorKind::Interrupted.into(),
            },
        }
    }

    /// Does something on the line, which is opened if need be, and given up after a fault.
    fn on_line<T>(&mut self, what: impl FnOnce(&mut Session) -> Result<T, Fault>) -> Result<T, MailboxError> {
        let mut session = if let Some(session) = self.session.take() {
            session
        } else {
            let password = self.address.password(&self.access)?;
            let begun = Session::begin(&self.address, &self.access, &password);
            begun.map_err(|fault| self.failed(fault))?
        };
        match what(&mut session) {
            Ok(done) => {
                self.session = Some(session);
                Ok(done)
            }
            Err(fault) => Err(self.failed(fault)),
        }
    }
}

impl Session {
    fn begin(address: &Address, access: &Access, password: &Secret) -> Result<Self, Fault> {
        let (talk, able) = Entry::reach(address, access)?.log_in(&address.user, password)?;
        let mut session = Self {
            talk,
            validity: 0,
            read_only: false,
            can_idle: able.has("IDLE"),
            exists: 0,
            next: 1,
            listed: VecDeque::new(),
            fresh: true,
            asked: Instant::now(),
        };
        session.select(&address.folder)?;
        Ok(session)
    }

    fn select(&mut self, folder: &str) -> Result<(), Fault> {
        let folder = utf7::encoded(folder);
        let Some(folder) = talk::quoted(folder.as_bytes()) else {
            return Err(Fault::Server("folder", folder));
        };
        let (mut exists, mut validity) = (0, None);
        let answer = self
            .talk
            .ask(&format!("{GO_INTO} {folder}"), 0, &mut |said| match said {
                Said::Exists(n) => exists = n,
                Said::Note(words) => {
                    let number = words
                        .strip_prefix("[UIDVALIDITY ")
                        .and_then(|w| w.split(']').next());
                    validity = number.and_then(|n| n.parse().ok()).or(validity);
                }
                _ => {}
            })?;
        match answer {
            Reply::No(words) => Err(Fault::Server("folder", words)),
            Reply::Ok(words) => {
                self.read_only = words.to_ascii_uppercase().starts_with("[READ-ONLY]");
                self.exists = exists;
                self.validity = validity.unwrap_or(0);
                Ok(())
            }
        }
    }

    /// Carries out a command; `each` is given the values of each letter that is spoken of.
    fn ask(
        &mut self,
        command: &str,
        room: usize,
        mut each: impl FnMut(Vec<(String, Option<Vec<u8>>)>),
    ) -> Result<Reply, Fault> {
        let (exists, next) = (&mut self.exists, &mut self.next);
        self.asked = Instant::now();
        self.talk.ask(command, room, &mut |said| match said {
            Said::Fetch(tokens) => each(talk::values(tokens)),
            other => count(&other, exists, next),
        })
    }

    fn next(&mut self) -> Result<Option<Item>, Fault> {
        loop {
            if let Some(item) = self.listed.pop_front() {
                return Ok(Some(item));
            }
            if self.next > self.exists {
                if self.fresh {
                    self.fresh = false;
                    return Ok(None);
                }
                self.fresh = true;
                self.ask("NOOP", 0, |_| {})?;
                continue;
            }
            self.list()?;
        }
    }

    /// Lists the next letters. While this command is carried out no numbers change.
    fn list(&mut self) -> Result<(), Fault> {
        let (from, to) = (self.next, self.exists.min(self.next.saturating_add(BATCH - 1)));
        let validity = self.validity;
        let mut listed = Vec::new();
        let answer = self.ask(
            &format!("FETCH {from}:{to} (UID RFC822.SIZE INTERNALDATE)"),
            0,
            |values| listed.extend(item(&values, validity)),
        )?;
        if let Reply::No(words) = answer {
            return Err(Fault::Server("protocol", words));
        }
        self.next = to.saturating_add(1);
        // A server that speaks of more letters than there are is not believed in more of them than were asked for.
        listed.truncate(BATCH as usize);
        self.listed.extend(listed);
        Ok(())
    }

    /// A piece of a letter; none if it is gone.
    fn piece(&mut self, uid: u32, from: u64, len: u64) -> Result<Option<Vec<u8>>, Fault> {
        let mut found = None;
        let command = format!("UID FETCH {uid} (UID BODY.PEEK[]<{from}.{len}>)");
        let answer = self.ask(&command, len as usize, |values| {
            let is_it = value(&values, "UID").and_then(number) == Some(u64::from(uid));
            let body = values.into_iter().find(|(name, _)| name.starts_with("BODY[]"));
            if is_it && let Some((_, body)) = body {
                found = Some(body.unwrap_or_default());
            }
        })?;
        match answer {
            Reply::No(words) => Err(Fault::Server("protocol", words)),
            Reply::Ok(_) => Ok(found.map(|mut body| {
                body.truncate(len as usize);
                body
            })),
        }
    }

    fn read(&mut self, uid: u32, told: Option<u64>, most: u64, head: usize) -> Result<Bytes, Fault> {
        if let Some(size) = told.filter(|size| *size > most) {
            let head = self.piece(uid, 0, head as u64)?;
            return Ok(head.map_or(Bytes::Gone, |head| Bytes::TooLarge { head, size }));
        }
        let mut bytes = Vec::new();
        loop {
            let at = bytes.len() as u64;
            let asked = PIECE.min(most + 1 - at);
            let Some(piece) = self.piece(uid, at, asked)? else {
                return Ok(Bytes::Gone);
            };
            let got = piece.len() as u64;
            bytes.extend(piece);
            let at = at + got;
            if at > most {
                bytes.truncate(head);
                let size = told.unwrap_or(at).max(at);
                return Ok(Bytes::TooLarge { head: bytes, size });
            }
            // The size that a server tells is not always right; that nothing more comes is.
            if got == 0 || got < asked && told == Some(at) {
                return Ok(Bytes::Whole(bytes));
            }
        }
    }

    fn wait(&mut self, at_most: Duration) -> Result<bool, Fault> {
        if self.is_news() {
            return Ok(true);
        }
        let until = Instant::now() + at_most;
        let due = if self.can_idle { ASK_AGAIN } else { POLL };
        loop {
            if self.asked.elapsed() >= due {
                self.ask("NOOP", 0, |_| {})?;
            }
            if self.is_news() {
                return Ok(true);
            }
            let (exists, next) = (&mut self.exists, &mut self.next);
            if self.can_idle && !self.talk.idle(&mut |said| count(&said, exists, next))? {
                self.can_idle = false;
                continue;
            }
            // The line tells also a server that cannot wait when it hangs up.
            let left = until.saturating_duration_since(Instant::now());
            let now = left.min(due.saturating_sub(self.asked.elapsed()));
            let heard = self.talk.listen(now, &mut |said| count(&said, exists, next))?;
            if left.is_zero() && !heard {
                return Ok(self.is_news());
            }
        }
    }

    fn is_news(&mut self) -> bool {
        let news = self.next <= self.exists || !self.listed.is_empty();
        // Whoever is told of them need not ask once more.
        self.fresh |= news;
        news
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.talk.leave();
    }
}

/// Keeps count of the letters.
fn count(said: &Said, exists: &mut u32, next: &mut u32) {
    match said {
        Said::Exists(n) => *exists = *n,
        Said::Expunged(n) => {
            *exists = exists.saturating_sub(1);
            if n < next {
                *next = next.saturating_sub(1).max(1);
            }
        }
        Said::Fetch(_) | Said::Note(_) | Said::Able(_) | Said::Other => {}
    }
}

fn value<'a>(values: &'a [(String, Option<Vec<u8>>)], name: &str) -> Option<&'a [u8]> {
    let (_, value) = values.iter().find(|(n, _)| n == name)?;
    value.as_deref()
}

fn number(text: &[u8]) -> Option<u64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// A letter, as the server speaks of it.
fn item(values: &[(String, Option<Vec<u8>>)], validity: u32) -> Option<Item> {
    let uid = u32::try_from(number(value(values, "UID")?)?).ok()?;
    let size = value(values, "RFC822.SIZE").and_then(number);
    let date = value(values, "INTERNALDATE").map(String::from_utf8_lossy);
    let moment = date.as_deref().and_then(|date| {
        let read = DateTime::parse_from_str(date.trim(), "%d-%b-%Y %H:%M:%S %z").ok()?;
        Some((Stamp(read.timestamp_millis()), ReceivedBy::Internaldate))
    });
    Some(Item {
        id: format!("{validity}.{uid}"),
        mark: format!("{}.{}", size.unwrap_or(0), moment.map_or(0, |(at, _)| at.0)),
        size,
        received: moment,
    })
}

/// Validity and UID of an item.
fn uid(item: &Item) -> Option<(u32, u32)> {
    let (validity, uid) = item.id.split_once('.')?;
    Some((validity.parse().ok()?, uid.parse().ok()?))
}

impl Mailbox for Server {
    fn name(&self) -> &str {
        &self.name
    }

    fn next(&mut self) -> Result<Option<Item>, MailboxError> {
        self.on_line(Session::next)
    }

    fn reach(&self) -> Option<Reach> {
        let session = self.session.as_ref()?;
        let listed = u64::from(session.next.saturating_sub(1));
        Some(Reach::Items {
            done: listed.saturating_sub(session.listed.len() as u64),
            of: session.exists.into(),
        })
    }

    fn read(&mut self, item: &Item, most: u64, head: usize) -> Result<Bytes, MailboxError> {
        let (uid, size) = (uid(item), item.size);
        self.on_line(|session| match uid {
            Some((validity, uid)) if validity == session.validity => session.read(uid, size, most, head),
            // Its number means another letter now.
            _ => Ok(Bytes::Gone),
        })
    }

    fn done(&mut self, item: &Item) -> Result<(), MailboxError> {
        let uid = uid(item);
        self.on_line(|session| {
            let Some((_, uid)) =
                uid.filter(|(validity, _)| *validity == session.validity && !session.read_only)
            else {
                return Ok(Reply::Ok(String::new()));
            };
            session.ask(&format!("UID STORE {uid} +FLAGS.SILENT (\\Seen)"), 0, |_| {})
        })
        .and_then(|answer| match answer {
            Reply::Ok(_) => Ok(()),
            Reply::No(words) => Err(self.failed(Fault::Server("mark", words))),
        })
    }

    fn wait(&mut self, at_most: Duration) -> Result<bool, MailboxError> {
        if self.session.is_none() {
            // It failed, and whoever waits before the next attempt gives the server time.
            super::watch::pause(at_most, &self.access.stop);
            return Ok(!at_most.is_zero());
        }
        self.on_line(|session| session.wait(at_most))
    }

    fn signal(&self) -> Option<BorrowedFd<'_>> {
        self.session.as_ref().map(|session| session.talk.signal())
    }
}
