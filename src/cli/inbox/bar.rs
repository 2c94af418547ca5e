//! How far a sweep is: a line of standard error that is written over again on a terminal, and elsewhere a line now and then.
//!
//! It must never know what a letter is.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::cli::session::Session;
use crate::intake::Progress;
use crate::mailbox::Reach;
use crate::text::{Arg, Catalogue, cells, dates, fit, line, numbers};

/// What is over before this shows nothing: a line that only flickers tells nobody anything.
const AT_FIRST: Duration = Duration::from_millis(400);
/// So often the line is written over.
const OFTEN: Duration = Duration::from_millis(200);
/// So often a line is written where it stays, as in the log of a service.
const RARELY: Duration = Duration::from_secs(10);
/// Before this an estimate is a guess.
const SETTLED: Duration = Duration::from_secs(2);
/// Cells of the bar between its brackets.
const WIDTH: u64 = 20;
/// Where a terminal does not say how wide it is.
const USUAL: usize = 80;

/// Tells how far a round is.
pub(super) struct Bar<'a> {
    cat: &'a Catalogue,
    on: bool,
    terminal: bool,
    began: Instant,
    told: Option<Instant>,
    /// How far it was when it began: a mailbox that grows is not gone through from its beginning.
    first: Option<Reach>,
}

impl<'a> Bar<'a> {
    pub(super) fn new(s: &'a Session) -> Self {
        Self {
            cat: &s.cat,
            on: !s.json,
            terminal: io::stderr().is_terminal(),
            began: Instant::now(),
            told: None,
            first: None,
        }
    }

    pub(super) fn show(&mut self, p: Progress<'_>) {
        if !self.on {
            return;
        }
        self.first = self.first.or(p.reach);
        let now = Instant::now();
        let pace = if self.terminal { OFTEN } else { RARELY };
        let due = match self.told {
            Some(told) => told + pace,
            None => self.began + if self.terminal { AT_FIRST } else { RARELY },
        };
        if now < due {
            return;
        }
        self.told = Some(now);
        let said = said(self.cat, p, self.first, now - self.began);
        let name = line(p.mailbox);
        let mut out = io::stderr().lock();
        // Whether anybody sees it changes nothing.
        let _seen = if self.terminal {
            let width =
                rustix::termios::tcgetwinsize(io::stderr()).map_or(0, |size| usize::from(size.ws_col));
            let width = if width == 0 { USUAL } else { width };
            write!(out, "\r{}\x1b[K", within(&name, &said, width - 1))
        } else {
            writeln!(out, "{name}: {said}")
        };
    }

    pub(super) fn end(&mut self) {
        if self.terminal && self.told.is_some() {
            let _seen = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// The name goes first where there is no room for both: what stands still is known.
fn within(name: &str, said: &str, width: usize) -> String {
    match width.checked_sub(cells(said) + 2) {
        Some(room) if room >= 4 => format!("{}: {said}", fit(name, room)),
        _ => fit(said, width).into_owned(),
    }
}

fn said(cat: &Catalogue, p: Progress<'_>, first: Option<Reach>, took: Duration) -> String {
    let lang = cat.lang();
    let whole = |n: u64| numbers::whole(lang, i64::try_from(n).unwrap_or(i64::MAX));
    let args = [
        ("n", Arg::from(whole(p.done))),
        ("rate", whole(p.done * 1_000 / millis(took).max(1)).into()),
    ];
    let said = cat.tr_args("cli-sweep_done", &args);
    let Some((done, of)) = p.reach.map(Reach::parts).filter(|(_, of)| *of > 0) else {
        return said;
    };
    let full = (done.min(of) * WIDTH / of) as usize;
    let bar = format!("[{}{}]", "#".repeat(full), ".".repeat(WIDTH as usize - full));
    let left = of.saturating_sub(done);
    let left_said = match p.reach {
        Some(Reach::Bytes { .. }) => numbers::size(lang, left),
        _ => whole(left),
    };
    let gone = done.saturating_sub(first.map_or(0, |first| first.parts().0));
    let rest = if took >= SETTLED && gone > 0 {
        let ms = u128::from(left) * took.as_millis() / u128::from(gone);
        let time = dates::span(cat, i64::try_from(ms).unwrap_or(i64::MAX));
        cat.tr_args(
            "cli-sweep_rest",
            &[("left", left_said.into()), ("time", time.into())],
        )
    } else {
        cat.tr_args("cli-sweep_left", &[("left", left_said.into())])
    };
    format!("{bar} {said}, {rest}")
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::names::Lang;

    fn at(lang: Lang, reach: Option<Reach>, seconds: u64) -> String {
        let cat = Catalogue::new(lang);
        let p = Progress {
            mailbox: "Maildir",
            done: 3_000,
            reach,
        };
        let none = reach.map(|r| match r {
            Reach::Items { of, .. } => Reach::Items { done: 0, of },
            Reach::Bytes { of, .. } => Reach::Bytes { done: 0, of },
        });
        said(&cat, p, none, Duration::from_secs(seconds))
    }

    #[test]
    fn count_pace_and_rest_are_told_as_far_as_they_are_known() {
        let items = Some(Reach::Items {
            done: 3_000,
            of: 10_000,
        });
        assert_eq!(
            at(Lang::En, items, 6),
            "[######..............] 3,000 letters, 500 a second, 7,000 to go, about 14 seconds"
        );
        assert_eq!(
            at(Lang::Vi, items, 6),
            "[######..............] 3.000 thư, 500 thư/giây, còn 7.000, khoảng 14 giây"
        );
        let bytes = Some(Reach::Bytes {
            done: 1 << 29,
            of: 1 << 30,
        });
        assert_eq!(
            at(Lang::En, bytes, 1),
            "[##########..........] 3,000 letters, 3,000 a second, 537 MB to go"
        );
        assert_eq!(at(Lang::En, None, 6), "3,000 letters, 500 a second");
        let empty = Some(Reach::Items { done: 0, of: 0 });
        assert_eq!(at(Lang::En, empty, 6), "3,000 letters, 500 a second");
    }

    #[test]
    fn a_narrow_terminal_goes_without_the_name() {
        assert_eq!(
            within("/var/mail/baocao", "[##] 3 letters", 40),
            "/var/mail/baocao: [##] 3 letters"
        );
        assert_eq!(
            within("/var/mail/baocao", "[##] 3 letters", 25),
            "/var/mai…: [##] 3 letters"
        );
        assert_eq!(within("/var/mail/baocao", "[##] 3 letters", 10), "[##] 3 le…");
    }
}
