//! `ketnoi session --as NAME`: what an administrator writes as `command="…"` in `authorized_keys`.
//!
//! The client's own words come in one variable, and only an allow-list of them means anything: nothing (the dashboard),
//! `status`, `queue`, `put UNIT NAME`. They are never given to a shell or taken as a path or an option of ours; anything
//! else is refused with one sentence and kept in the audit log. Settings come from the administrator's words and the
//! machine's file alone, never from a variable (reliability rows 21 to 24).
//!
//! It must never know what a deed needs of a role: that is the ledger's.

use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use clap::{ArgMatches, Command};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::attach::{self, Refused, Taken, Terms, Why};
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::cli::{dashboard, files, out, queue, status, units};
use crate::config::{self, ConfigError, Flags, Places, Settings};
use crate::core::decide::{Command as Wish, Order};
use crate::core::fact::{Attachment, EvidenceKind, Via};
use crate::core::names::{BlobId, UnitCode};
use crate::failure;
use crate::jail::Jail;
use crate::ledger::Ledger;
use crate::output::told;
use crate::photo::Maker;
use crate::store::Slot;
use crate::text::{Arg, line, numbers};

/// Where sshd puts what the client asked for.
const ASKED: &str = "SSH_ORIGINAL_COMMAND";
/// Longer wishes are not looked at.
const ASKED_MOST: usize = 4_096;
/// No unit is called anything longer.
const UNIT_MOST: usize = 200;
/// In the audit log, the rule that refuses whoever sends too much.
const PUT_LIMITS: &str = "put-limits";
/// In the audit log, the rule that refuses what is not on the list.
const RULE: &str = "session-command";

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "session",
        vec![],
        &["ketnoi session --as cbg --store sqlite:/var/lib/ketnoi/ketnoi.db"],
    )
}

/// The settings of a session: from flags and the machine's file. Of the environment only the language is read.
pub fn settings(flags: &Flags) -> Result<Settings, ConfigError> {
    let places = Places {
        user: None,
        data: None,
        ..Places::usual()
    };
    let env = |name: &str| {
        let harmless = matches!(name, "LANG" | "LC_ALL" | "LC_MESSAGES" | "NO_COLOR");
        harmless.then(|| std::env::var(name).ok()).flatten()
    };
    config::load_from(flags, &env, &places)
}

/// What a client may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The dashboard.
    Desk,
    /// `status [--json]`
    Status {
        /// As JSON.
        json: bool,
    },
    /// `queue [--json]`
    Queue {
        /// As JSON.
        json: bool,
    },
    /// `put UNIT NAME`
    Put {
        /// The unit, as somebody calls it.
        unit: String,
        /// The file's name, to be shown and never to be opened.
        name: String,
    },
}

/// Reads the client's words; `None`: not on the list.
pub fn wanted(asked: &str) -> Option<Wanted> {
    if asked.len() > ASKED_MOST || asked.chars().any(|c| c.is_control() && c != '\t') {
        return None;
    }
    let words = split(asked)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Some(Wanted::Desk),
        ["status"] => Some(Wanted::Status { json: false }),
        ["status", "--json"] => Some(Wanted::Status { json: true }),
        ["queue"] => Some(Wanted::Queue { json: false }),
        ["queue", "--json"] => Some(Wanted::Queue { json: true }),
        // A blank in a name that the client did not quote twice arrives as two words.
        ["put", unit, name @ ..] if !name.is_empty() && !unit.starts_with('-') && unit.len() <= UNIT_MOST => {
            Some(Wanted::Put {
                unit: (*unit).to_owned(),
                name: name.join(" "),
            })
        }
        _ => None,
    }
}

/// Words between blanks; quotes keep blanks together. Nothing else has a meaning. `None`: a quote is not closed.
fn split(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c == ' ' || c == '\t' => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// Carries it out.
pub fn run(s: &mut Session, _m: &ArgMatches) -> Result<(), Fail> {
    let asked = std::env::var_os(ASKED).unwrap_or_default();
    let wanted = asked.to_str().and_then(wanted);
    match wanted {
        Some(Wanted::Desk) => desk(s),
        Some(Wanted::Status { json }) => {
            s.json = json;
            again(s, status::command, status::run)
        }
        Some(Wanted::Queue { json }) => {
            s.json = json;
            again(s, queue::command, queue::run)
        }
        Some(Wanted::Put { unit, name }) => put(s, &unit, &name),
        None => refuse(s, &asked.to_string_lossy()),
    }
}

fn desk(s: &mut Session) -> Result<(), Fail> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        // Opened all the same: a name that is not allowed is refused here too.
        s.open_as(Via::Tui)?;
        return Err(Fail::Usage(s.cat.tr("access-no_terminal").into_owned()));
    }
    dashboard::open(s)
}

/// Runs a command of the list as if it stood alone on the command line.
fn again(
    s: &mut Session,
    command: fn(&Words<'_>) -> Command,
    run: fn(&mut Session, &ArgMatches) -> Result<(), Fail>,
) -> Result<(), Fail> {
    let words = Words {
        cat: &s.cat,
        mute: false,
    };
    let matches = command(&words)
        .try_get_matches_from(["ketnoi"])
        .map_err(|_| Fail::Usage(s.cat.tr("cli-bad_usage").into_owned()))?;
    run(s, &matches)
}

fn refuse(s: &mut Session, asked: &str) -> Result<(), Fail> {
    s.open()?.note_attempt(None, asked, RULE);
    let short: String = line(asked).chars().take(80).collect();
    Err(Fail::Usage(
        s.cat.tr_args("access-not_allowed", &[("word", short.into())]),
    ))
}

/// Keeps what comes in on standard input as a file of a unit.
fn put(s: &mut Session, unit: &str, name: &str) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    if io::stdin().is_terminal() {
        return Err(Fail::Usage(s.cat.tr("access-put_terminal").into_owned()));
    }
    let ix = units::one(&s.cat, ledger.campaign(), unit)?;
    let code = ledger.campaign().code(ix);
    let order = Order::new(
        mint(),
        Wish::AddEvidence {
            unit: code.clone(),
            activity: None,
            files: vec![stand_in(name)],
        },
    );
    s.check(&mut ledger, &order)?;
    let _slot = slot(s, &mut ledger, &code)?;
    let left = left_today(s, &mut ledger, &code)?;
    let taken = take_in(s, &mut ledger, name, left)?;
    let file = taken.file.clone();
    let command = Wish::AddEvidence {
        unit: code.clone(),
        activity: None,
        files: vec![file.clone()],
    };
    // Asked again, of what is on record now: others of this name may have come in meanwhile.
    ledger.catch_up().map_err(|e| s.failed(Some(&ledger), &e))?;
    if used_today(&ledger).saturating_add(file.size) > s.settings.put.daily {
        return Err(over_the_day(s, &mut ledger, &code));
    }
    let receipt = ledger.submit(&Order { command, ..order });
    let receipt = receipt.map_err(|e| s.failed(Some(&ledger), &e))?;
    if let Some(there) = receipt.there.first() {
        // The first receipt is the one that counts: it names who sent these bytes, when, and as what.
        return out::text_line(&s.cat, &told::there(&s.cat, ledger.campaign(), there));
    }
    let args: [(&str, Arg<'_>); 5] = [
        ("file", line(&file.name).into_owned().into()),
        (
            "unit",
            line(ledger.campaign().roster().name(ix, s.cat.lang()))
                .into_owned()
                .into(),
        ),
        ("size", numbers::size(s.cat.lang(), file.size).into()),
        ("cmd", receipt.cmd.to_string().into()),
        ("hash", file.sha256.as_str().into()),
    ];
    let mut lines = vec![s.cat.tr_args("access-put_done", &args)];
    lines.extend(failure::unshown(&s.cat, &[taken], &receipt.facts));
    let told = out::lines(&s.cat, lines);
    s.recorded(&receipt, told)
}

/// One of the places of whoever sends; refused where all are taken.
fn slot(s: &Session, ledger: &mut Ledger, unit: &UnitCode) -> Result<Slot, Fail> {
    let most = s.settings.put.at_once;
    let slot = ledger
        .site()
        .slot(ledger.who().actor.as_str(), most)
        .map_err(|e| s.store_failed(&e))?;
    slot.ok_or_else(|| {
        ledger.note_attempt(Some(unit.clone()), "put", PUT_LIMITS);
        Fail::Refused(s.cat.tr_args("access-put_at_once", &[("n", most.into())]))
    })
}

/// What this name has put on record today, by whatever door, in bytes.
fn used_today(ledger: &Ledger) -> u64 {
    let campaign = ledger.campaign();
    let zone = campaign.def().zone;
    let today = zone.midnight(zone.date(ledger.clock().now()));
    let actor = &ledger.who().actor;
    let units = campaign.roster().units();
    units
        .flat_map(|ix| campaign.unit(ix).evidence.iter())
        .filter(|e| e.at >= today && e.actor == *actor)
        .map(|e| e.file.size)
        .sum()
}

/// What this name may still send today, in bytes.
fn left_today(s: &Session, ledger: &mut Ledger, unit: &UnitCode) -> Result<u64, Fail> {
    match s.settings.put.daily.checked_sub(used_today(ledger)) {
        Some(left) if left > 0 => Ok(left),
        _ => Err(over_the_day(s, ledger, unit)),
    }
}

fn over_the_day(s: &Session, ledger: &mut Ledger, unit: &UnitCode) -> Fail {
    ledger.note_attempt(Some(unit.clone()), "put", PUT_LIMITS);
    let limit = numbers::size(s.cat.lang(), s.settings.put.daily);
    Fail::Refused(s.cat.tr_args("access-put_daily", &[("limit", limit.into())]))
}

/// For asking whether the command would be refused, before a byte is read.
fn stand_in(name: &str) -> Attachment {
    Attachment {
        sha256: BlobId("0".repeat(64)),
        name: files::display_name(name),
        size: 1, // not known yet; nothing at all is refused when it comes
        kind: EvidenceKind::Other,
        media: String::new(),
    }
}

/// Receives the file; it is kept once it is on record.
fn take_in(s: &Session, ledger: &mut Ledger, name: &str, left: u64) -> Result<Taken, Fail> {
    let put = s.settings.put;
    let limit = s.settings.evidence_limit.min(left);
    let shown = line(&stand_in(name).name).into_owned();
    let begun = Instant::now();
    let mut from = NotNothing {
        stdin: io::stdin().lock(),
        seen: false,
        nothing: false,
        cut: false,
        late: None,
        stall: Duration::from_secs(put.stall_seconds),
        until: begun
            .checked_add(Duration::from_secs(put.minutes * 60))
            .unwrap_or(begun),
    };
    let maker = Jail::new().map(Maker::to_try);
    let terms = Terms {
        limit,
        photos: maker.as_ref(),
    };
    let taken = attach::keep(ledger.blobs(), &mut from, name, terms, &mut |_| {});
    match taken.map_err(|refused| refused.why) {
        Ok(taken) => Ok(taken),
        Err(_) if from.late.is_some() => {
            let (key, n) = match from.late {
                Some(Late::Stalled) => ("access-put_stalled", put.stall_seconds),
                _ => ("access-put_slow", put.minutes),
            };
            let args = [("file", shown.into()), ("n", n.into())];
            Err(Fail::Failed(s.cat.tr_args(key, &args)))
        }
        Err(_) if from.cut => Err(Fail::Failed(
            s.cat.tr_args("access-put_cut", &[("file", shown.into())]),
        )),
        Err(_) if from.nothing => Err(Fail::Failed(
            s.cat.tr_args("access-put_empty", &[("file", shown.into())]),
        )),
        Err(Why::TooLarge(_)) if limit < s.settings.evidence_limit => {
            let limit = numbers::size(s.cat.lang(), put.daily);
            Err(Fail::Refused(
                s.cat.tr_args("access-put_daily", &[("limit", limit.into())]),
            ))
        }
        Err(Why::TooLarge(limit)) => Err(Fail::Failed(s.cat.tr_args(
            "cli-file_too_large",
            &[
                ("file", shown.into()),
                ("limit", numbers::size(s.cat.lang(), limit).into()),
            ],
        ))),
        Err(Why::Store(e)) => Err(s.store_failed(&e)),
        Err(why) => Err(files::not_taken(&s.cat, &Refused { file: shown, why })),
    }
}

/// Standard input, where nothing at all is an error, and so is an end that a broken line made: neither an empty file nor
/// half a photo may come on record. Whoever sends too slowly is given up, so that nobody is held up for ever.
struct NotNothing<R> {
    stdin: R,
    seen: bool,
    /// It ended before anything came.
    nothing: bool,
    cut: bool,
    late: Option<Late>,
    /// So long may be without a byte.
    stall: Duration,
    /// By then it must all be there.
    until: Instant,
}

/// How a sender is too slow.
enum Late {
    /// Nothing came for a while.
    Stalled,
    /// The whole takes too long.
    Slow,
}

impl<R: AsFd> NotNothing<R> {
    /// Waits for bytes, or for their end, as long as it may.
    fn wait(&mut self) -> io::Result<()> {
        loop {
            let left = self.until.saturating_duration_since(Instant::now());
            let stall = Timespec::try_from(self.stall.min(left)).ok();
            let mut fds = [PollFd::new(&self.stdin, PollFlags::IN)];
            match poll(&mut fds, stall.as_ref()) {
                _ if left.is_zero() => self.late = Some(Late::Slow),
                Ok(0) if self.stall < left => self.late = Some(Late::Stalled),
                Ok(0) => self.late = Some(Late::Slow),
                Err(Errno::INTR) => continue,
                // What cannot be waited for is read at once.
                Ok(_) | Err(_) => return Ok(()),
            }
            return Err(io::ErrorKind::TimedOut.into());
        }
    }
}

/// Whoever sends a file to its end waits for the receipt; sshd gives that way up first when it loses its client (learnt:
/// otherwise a killed client looks like the end of its file).
fn nobody_waits() -> bool {
    let out = io::stdout();
    let mut fds = [PollFd::new(&out, PollFlags::empty())];
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let asked = poll(&mut fds, Some(&at_once));
    asked.is_ok() && fds[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)
}

impl<R: io::Read + AsFd> io::Read for NotNothing<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.wait()?;
        let n = self.stdin.read(buf)?;
        if n == 0 && !buf.is_empty() {
            self.cut = nobody_waits();
            self.nothing = !self.seen;
            if self.cut || self.nothing {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        self.seen |= n > 0;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::*;

    #[test]
    fn who_sends_too_slowly_is_given_up() {
        let (ours, mut theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        let mut from = NotNothing {
            stdin: ours,
            seen: false,
            nothing: false,
            cut: false,
            late: None,
            stall: Duration::from_hours(1),
            until: Instant::now() + Duration::from_hours(1),
        };
        theirs.write_all(b"abc").unwrap();
        assert_eq!(from.read(&mut [0; 2]).unwrap(), 2);
        // However much is there still: the whole took too long.
        from.until = Instant::now();
        assert_eq!(
            from.read(&mut [0; 2]).unwrap_err().kind(),
            io::ErrorKind::TimedOut
        );
        assert!(matches!(from.late, Some(Late::Slow)));
        from.until = Instant::now() + Duration::from_hours(1);
        assert_eq!(from.read(&mut [0; 2]).unwrap(), 1);
        from.stall = Duration::ZERO;
        assert!(from.read(&mut [0; 2]).is_err());
        assert!(matches!(from.late, Some(Late::Stalled)));
    }

    #[test]
    fn only_what_is_on_the_list_means_anything() {
        assert_eq!(wanted(""), Some(Wanted::Desk));
        assert_eq!(wanted("  "), Some(Wanted::Desk));
        assert_eq!(wanted("status --json"), Some(Wanted::Status { json: true }));
        assert_eq!(wanted("queue"), Some(Wanted::Queue { json: false }));
        let put = |unit: &str, name: &str| {
            Some(Wanted::Put {
                unit: unit.into(),
                name: name.into(),
            })
        };
        assert_eq!(wanted("put HNI anh 1.jpg"), put("HNI", "anh 1.jpg"));
        assert_eq!(wanted("put 'ha noi' \"ảnh 1.jpg\""), put("ha noi", "ảnh 1.jpg"));
        for no in [
            "sh",
            "status; sh",
            "status --store sqlite:/tmp/x",
            "status --region x",
            "put HNI",
            "put",
            "put --store x",
            "put 'HNI anh.jpg",
            "scp -t /tmp",
            "/usr/lib/openssh/sftp-server",
            "internal-sftp",
            "queue\nsh",
            "\"\"",
            "log",
            "ketnoi status",
        ] {
            assert_eq!(wanted(no), None, "{no}");
        }
        assert_eq!(wanted(&"a".repeat(5_000)), None);
        assert_eq!(wanted(&format!("put {} anh.jpg", "a".repeat(201))), None);
    }
}
