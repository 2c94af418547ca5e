//! `ketnoi inbox sweep`: letters taken in from mailboxes, once or as they come.
//!
//! It must never know how a letter is read.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::{ArgAction, ArgMatches, Command};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::bar::Bar;
use super::setup;
use super::swept;
use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{out, parse};
use crate::core::time::{HOUR, MINUTE, Stamp};
use crate::failure;
use crate::intake::{Source, Summary, Sweep, SweepError};
use crate::mailbox::{self, Access, MailboxError};
use crate::text::line;

/// So often a mailbox that is followed is asked, whatever it says: silence beyond that is a fault.
const EVERY: Duration = Duration::from_mins(1);
/// So often it is looked whether somebody wants to leave: a signal may be another thread's.
const LOOK: Duration = Duration::from_millis(500);
/// Where a timer asks, its own pace is learnt from the last two times, within these bounds.
const PACE: std::ops::RangeInclusive<i64> = 10 * MINUTE..=26 * HOUR;

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let source = w
        .pos("SOURCE")
        .help(w.opt_help("letter_source"))
        .required(false)
        .num_args(1..)
        .action(ArgAction::Append);
    w.leaf(
        "inbox sweep",
        vec![source, w.flag("follow")],
        &[
            "ketnoi inbox sweep ~/Maildir",
            "ketnoi inbox sweep --follow imaps://baocao@mail.bo.example/INBOX",
            "ketnoi inbox sweep thu.eml luu-tru.mbox --json",
        ],
    )
}

/// Carries it out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let named: Vec<String> = parse::list(m, "SOURCE").cloned().collect();
    let expected = named.is_empty();
    let specs = if expected {
        s.settings.intake.sources.clone()
    } else {
        named
    };
    if specs.is_empty() {
        return Err(Fail::Usage(s.cat.tr("cli-sweep_no_source").into_owned()));
    }
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGINT, SIGHUP] {
        // Where it is refused, the signal ends the program: what is not on record is read once more.
        let _ = signal_hook::flag::register(signal, stop.clone());
    }
    let access = access(s, &stop);
    let mut sweep = setup::sweep(s, &stop)?;
    sweep.catch_up().map_err(|e| s.failed(sweep.ledger(), &e))?;
    let follow = parse::flag(m, "follow");
    let sources = specs.iter().map(|spec| Open {
        spec: spec.clone(),
        source: None,
        told: None,
    });
    let mut run = Run {
        access,
        follow,
        expected,
        sources: sources.collect(),
        stop,
    };
    if follow {
        run.follow(s, &mut sweep)
    } else {
        run.once(s, sweep)
    }
}

fn access(s: &Session, stop: &Arc<AtomicBool>) -> Access {
    let intake = &s.settings.intake;
    Access {
        ca_file: intake.ca_file.clone(),
        password_file: intake.password_file.clone(),
        credentials: s.credentials(),
        stop: stop.clone(),
    }
}

/// A source, once it could be opened.
struct Open {
    spec: String,
    source: Option<Source>,
    /// What was said last about what is wrong with it: the same is not said every minute.
    told: Option<String>,
}

struct Run {
    access: Access,
    follow: bool,
    /// The sources are those of the settings: somebody reads them again and again.
    expected: bool,
    sources: Vec<Open>,
    stop: Arc<AtomicBool>,
}

impl Run {
    fn stops(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Within what time a mailbox should be asked again.
    fn every(&self, sweep: &mut Sweep, name: &str) -> Option<i64> {
        if self.follow {
            return i64::try_from(EVERY.as_millis()).ok();
        }
        let now = sweep.ledger()?.clock().now();
        let before = sweep.health(name).filter(|_| self.expected)?.tried;
        Some(pace(before, now))
    }

    /// Reads one source to its end.
    fn round(
        &mut self,
        s: &Session,
        sweep: &mut Sweep,
        at: usize,
        summary: &mut Summary,
    ) -> Result<(), SweepError> {
        let Some(open) = self.sources.get(at) else {
            return Ok(());
        };
        let spec = open.spec.clone();
        if open.source.is_none() {
            match mailbox::open(&spec, &self.access) {
                Ok(mailbox) => {
                    let every = self.every(sweep, mailbox.name());
                    if let Some(open) = self.sources.get_mut(at) {
                        open.source = Some(Source::new(mailbox).every(every));
                    }
                }
                Err(why) => {
                    if self.follow || self.expected {
                        let every = self.every(sweep, &spec);
                        sweep.note_trouble(&spec, every, &why)?;
                    }
                    return Err(why.into());
                }
            }
        }
        let Some(source) = self.sources.get_mut(at).and_then(|o| o.source.as_mut()) else {
            return Ok(());
        };
        let mut bar = Bar::new(s);
        let outcome = sweep.round(source, summary, &mut |p| bar.show(p));
        bar.end();
        outcome
    }

    fn once(&mut self, s: &Session, mut sweep: Sweep) -> Result<(), Fail> {
        let mut all = Summary::default();
        let mut failed: Option<Fail> = None;
        for at in 0..self.sources.len() {
            if self.stops() {
                all.stopped = true;
                break;
            }
            match self.round(s, &mut sweep, at, &mut all) {
                Ok(()) => {}
                Err(SweepError::Mailbox(why)) if is_stop(&why) => all.stopped = true,
                Err(SweepError::Mailbox(why)) => {
                    out::complain(&failure::mailbox_error(&s.cat, &why));
                    failed.get_or_insert(Fail::Said(failure::EXIT_FAILED));
                }
                // Another mailbox would meet the same.
                Err(SweepError::Ledger(why)) => {
                    failed = Some(s.failed(sweep.ledger(), &why));
                    break;
                }
            }
        }
        swept::tell(s, sweep, &all)?;
        match failed {
            Some(fail) => Err(fail),
            None if all.stopped => Err(Fail::Said(swept::EXIT_STOPPED)),
            None if all.unkept > 0 => Err(Fail::Said(failure::EXIT_FAILED)),
            None => Ok(()),
        }
    }

    /// Reads the sources, and again whenever there may be more, until it is asked to stop.
    fn follow(&mut self, s: &mut Session, sweep: &mut Sweep) -> Result<(), Fail> {
        while !self.stops() {
            let renewed = renew(s, sweep);
            for at in 0..self.sources.len() {
                let mut round = Summary::default();
                let outcome = match &renewed {
                    Ok(()) => self.round(s, sweep, at, &mut round),
                    Err(_) => Ok(()),
                };
                let name = self.sources.get(at).map_or_else(String::new, Open::name);
                if round.came_in() > 0 {
                    swept::round(s, sweep, &name, &round)?;
                }
                let said = match (outcome, &renewed) {
                    (Err(SweepError::Mailbox(why)), _) if is_stop(&why) => None,
                    (Err(SweepError::Mailbox(why)), _) => Some(failure::mailbox_error(&s.cat, &why)),
                    (Err(SweepError::Ledger(why)), _) => {
                        s.failed(sweep.ledger(), &why).sentence().map(str::to_owned)
                    }
                    (Ok(()), Err(why)) => why.sentence().map(str::to_owned),
                    (Ok(()), Ok(())) => None,
                };
                if let Some(open) = self.sources.get_mut(at) {
                    if let Some(said) = said.as_ref().filter(|said| open.told.as_ref() != Some(said)) {
                        out::complain(&format!("{}: {said}", line(&name)));
                    }
                    open.told = said;
                }
            }
            self.wait();
        }
        Ok(())
    }

    /// Waits until one of the sources may have more, at most so long as one may be silent. All are listened to at once.
    fn wait(&mut self) {
        let until = Instant::now() + EVERY;
        while !self.stops() && Instant::now() < until {
            for source in self.sources.iter_mut().filter_map(|open| open.source.as_mut()) {
                // What is wrong with one is told by the next round.
                if source.has_more().unwrap_or(false) {
                    return;
                }
            }
            self.listen(until);
        }
    }

    /// Until a source tells something, or the time is over, or somebody wants to leave.
    fn listen(&self, until: Instant) {
        let sources = self.sources.iter().filter_map(|open| open.source.as_ref());
        let mut signals: Vec<PollFd<'_>> = sources
            .filter_map(Source::signal)
            .map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN))
            .collect();
        while !self.stops() {
            let left = until.saturating_duration_since(Instant::now()).min(LOOK);
            let told = poll(&mut signals, Timespec::try_from(left).ok().as_ref());
            // A signal for the program, which may be another thread's, ends nothing by itself.
            if left.is_zero() || told.is_ok_and(|n| n > 0) {
                return;
            }
        }
    }
}

/// What others did meanwhile is taken in; a campaign that they opened gets its letters from now on.
fn renew(s: &mut Session, sweep: &mut Sweep) -> Result<(), Fail> {
    let opened = sweep.renew().and_then(|()| sweep.unknown());
    for id in opened.map_err(|why| s.failed(sweep.ledger(), &why))? {
        sweep.join(s.open_with(Some(id), None)?);
    }
    Ok(())
}

impl Open {
    fn name(&self) -> String {
        let named = self.source.as_ref().map(|source| source.name().to_owned());
        named.unwrap_or_else(|| self.spec.clone())
    }
}

fn is_stop(why: &MailboxError) -> bool {
    matches!(why, MailboxError::Io { why, .. } if why.kind() == io::ErrorKind::Interrupted)
}

/// The pace of a timer that asked then and asks now.
fn pace(before: Stamp, now: Stamp) -> i64 {
    now.0.saturating_sub(before.0).clamp(*PACE.start(), *PACE.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timers_pace_is_learnt_within_bounds() {
        for (gap, every) in [
            (0, 10 * MINUTE),
            (15 * MINUTE, 15 * MINUTE),
            (100 * HOUR, 26 * HOUR),
        ] {
            assert_eq!(pace(Stamp(7), Stamp(7 + gap)), every);
        }
        assert_eq!(
            pace(Stamp(HOUR), Stamp(0)),
            10 * MINUTE,
            "a clock that was set back"
        );
    }
}
