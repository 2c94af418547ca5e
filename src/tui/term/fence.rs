//! How much may be on its way to a terminal that reads slowly.
//!
//! The system's buffer is not the line: between us and a terminal at the other end of SSH lie the pty, the channel's window
//! and two socket buffers, and they swallow a minute of a slow modem before a write is refused. So the terminal itself is
//! asked where it is: a frame is followed by a question (`ESC [ 5 n`, "are you well?") and, where the line has shown itself
//! slow, the next frame waits for the answer (`ESC [ 0 n`). What changed meanwhile goes into that one: frames are dropped,
//! never queued.
//!
//! - A quick answer costs nothing: while no more than an **allowance** is under way, frames go out at once.
//! - Nothing is asked for a few bytes: a ticking clock stays a ticking clock.
//! - A terminal that never answers stops nothing: after a few waits, none of them long, it is not waited for any more. An
//!   answer at any later time brings the fence back.
//! - An answer to nothing is ignored; a forged, doubled or late one lets through one frame early, to nobody's harm but the
//!   forger's.
//!
//! Pure: time is handed in. This room must never know what is drawn, nor touch the terminal.

use std::time::{Duration, Instant};

/// Asks the terminal for its status (ECMA-48, DSR 5). Every VT100 and what follows it answers.
pub const QUESTION: &[u8] = b"\x1b[5n";

/// When the terminal is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Line {
    /// Never.
    Fast,
    /// Once the line has been seen to block: the terminal is on this machine.
    #[default]
    Near,
    /// From the start: what lies in between cannot be seen.
    Far,
}

/// Bytes that may be under way before anything is known about the line, on a quick one, and on any: a ticking clock is not
/// asked about every second.
const FIRST: u64 = 512;
const AMPLE: u64 = 2048;
const LEAST: u64 = 64;
/// For fewer bytes than these nothing is asked.
const ASK_ABOVE: u64 = 256;
/// An answer within this time comes over a quick line; over another one, so much of it may be under way.
const QUICK: Duration = Duration::from_millis(100);
/// How long the first answer of all is waited for, a later one at least, and any at most.
const FIRST_PATIENCE: Duration = Duration::from_millis(1_500);
const PATIENCE: Duration = Duration::from_secs(2);
const MOST_PATIENCE: Duration = Duration::from_secs(10);
/// After so many questions in a row without an answer nothing waits any more: if there never was one; if there was.
const NEVER: u32 = 3;
const NO_MORE: u32 = 6;

/// A question on its way.
#[derive(Debug, Clone, Copy)]
struct Asked {
    at: Instant,
    /// Bytes of all frames up to it.
    upto: u64,
    /// Bytes that were under way with it.
    covers: u64,
}

/// The account of one line.
#[derive(Debug)]
pub struct Fence {
    line: Line,
    on: bool,
    sent: u64,
    /// Bytes that the terminal is known to have read, or that are not waited for any more.
    read: u64,
    asked: Option<Asked>,
    /// Questions that are not waited for any more. Their answers may still come, and say nothing of how quick the line is for
    /// what was asked after them.
    written_off: u32,
    allowance: u64,
    patience: Duration,
    proven: bool,
    misses: u32,
}

impl Fence {
    /// A line of which nothing is known yet.
    pub fn new(line: Line) -> Self {
        Self {
            line,
            on: line == Line::Far,
            sent: 0,
            read: 0,
            asked: None,
            written_off: 0,
            allowance: FIRST,
            patience: PATIENCE,
            proven: false,
            misses: 0,
        }
    }

    /// Is there anything to ask the clock for?
    pub const fn is_on(&self) -> bool {
        self.on
    }

    /// The system refused to take more: from now on the terminal is asked, where that was left open.
    pub fn blocked(&mut self) {
        if self.line == Line::Near && !self.on {
            self.on = true;
            self.read = self.sent;
        }
    }

    /// Must the next frame wait, and until when at most? Once that moment has passed it need not, and what was asked is
    /// written off.
    pub fn wait(&mut self, now: Instant) -> Option<Instant> {
        let asked = self.asked.filter(|_| self.on)?;
        let until = asked.at + self.patience();
        if now >= until {
            self.misses = self.misses.saturating_add(1);
            self.clear();
            // It is slow, though nobody can say by how much: what was allowed before it became so would be many frames.
            self.allowance = LEAST;
            return None;
        }
        (!self.has_given_up() && self.under_way() > self.allowance).then_some(until)
    }

    /// A frame of so many bytes is about to go: must it be followed by the question?
    pub fn asks_after(&self, frame: usize) -> bool {
        let above = if self.has_given_up() {
            AMPLE
        } else {
            ASK_ABOVE.min(self.allowance)
        };
        self.on && self.asked.is_none() && self.under_way().saturating_add(frame as u64) > above
    }

    /// So many bytes went out, the question at their end if `asks`.
    pub fn sent(&mut self, bytes: usize, asks: bool, now: Option<Instant>) {
        self.sent = self.sent.saturating_add(bytes as u64);
        if let Some(at) = now.filter(|_| asks) {
            self.asked = Some(Asked {
                at,
                upto: self.sent,
                covers: self.under_way(),
            });
        }
    }

    /// The terminal answered.
    pub fn answered(&mut self, now: Instant) {
        let was_late = self.written_off > 0;
        self.written_off = self.written_off.saturating_sub(1);
        let Some(asked) = self.asked.take() else { return };
        let took = now.saturating_duration_since(asked.at);
        self.read = self.read.max(asked.upto);
        self.proven = true;
        self.misses = 0;
        self.patience = PATIENCE.max(took.saturating_mul(4));
        let passes = if took <= QUICK {
            AMPLE
        } else {
            let passed = u128::from(asked.covers) * QUICK.as_millis() / took.as_millis().max(1);
            (passed as u64).clamp(LEAST, AMPLE)
        };
        self.allowance = if was_late {
            self.allowance.min(passes)
        } else {
            passes
        };
    }

    /// Nothing is under way any more, or nobody cares: the terminal was away, or a person wants it drawn now.
    pub const fn clear(&mut self) {
        self.read = self.sent;
        if self.asked.is_some() {
            self.written_off = self.written_off.saturating_add(1);
        }
        self.asked = None;
    }

    /// How long an answer that is under way may be worth waiting for before the terminal is given back, so that it does not
    /// arrive as somebody else's input.
    pub fn owed(&self, now: Instant) -> Option<Duration> {
        let asked = self.asked.filter(|_| !self.has_given_up())?;
        Some((asked.at + self.patience()).saturating_duration_since(now)).filter(|left| !left.is_zero())
    }

    const fn under_way(&self) -> u64 {
        self.sent.saturating_sub(self.read)
    }

    const fn has_given_up(&self) -> bool {
        self.misses >= if self.proven { NO_MORE } else { NEVER }
    }

    fn patience(&self) -> Duration {
        let first = if self.proven {
            self.patience
        } else {
            FIRST_PATIENCE
        };
        MOST_PATIENCE.min(first.saturating_mul(1 << self.misses.min(4)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// Sends a frame as the screen does: true if it went, with what the question adds.
    fn frame(fence: &mut Fence, bytes: usize, now: Instant) -> bool {
        if fence.wait(now).is_some() {
            return false;
        }
        let asks = fence.asks_after(bytes);
        fence.sent(bytes + if asks { QUESTION.len() } else { 0 }, asks, Some(now));
        true
    }

    #[test]
    fn nearby_nothing_is_asked_until_the_line_blocks() {
        let now = Instant::now();
        let mut fence = Fence::new(Line::Near);
        for _ in 0..100 {
            assert!(frame(&mut fence, 5000, now));
        }
        assert!(fence.asked.is_none());
        fence.blocked();
        assert!(frame(&mut fence, 5000, now), "what went before is not counted");
        assert!(!frame(&mut fence, 10, now));
        let mut fast = Fence::new(Line::Fast);
        fast.blocked();
        assert!(frame(&mut fast, 5000, now) && frame(&mut fast, 5000, now));
    }

    #[test]
    fn one_frame_at_a_time_over_a_slow_line_and_all_at_once_over_a_quick_one() {
        let mut now = Instant::now();
        let mut fence = Fence::new(Line::Far);
        assert!(frame(&mut fence, 2600, now));
        assert!(!frame(&mut fence, 160, now));
        now += 100 * MS;
        fence.answered(now);
        for _ in 0..12 {
            assert!(frame(&mut fence, 160, now), "quick: at once");
        }
        // The line becomes slow: no more than the allowance and a frame gets out, then one frame for an answer.
        let mut sent = 12 * 160;
        while frame(&mut fence, 160, now) {
            sent += 160;
        }
        assert!(sent <= AMPLE as usize + 200, "{sent}");
        now += 1000 * MS;
        fence.answered(now);
        assert!(frame(&mut fence, 160, now));
        now += 2000 * MS;
        fence.answered(now);
        for _ in 0..5 {
            assert!(frame(&mut fence, 160, now));
            assert!(!frame(&mut fence, 160, now));
            assert!(!frame(&mut fence, 1, now));
            now += 180 * MS;
            fence.answered(now);
            fence.answered(now);
            fence.answered(now);
        }
    }

    #[test]
    fn a_clock_that_ticks_while_a_slow_line_is_waited_for_opens_no_gate() {
        let mut now = Instant::now();
        let mut fence = Fence::new(Line::Far);
        assert!(frame(&mut fence, 2600, now));
        now += 20 * MS;
        fence.answered(now);
        // The line has become slow: a whole picture takes it four seconds, and a minute ends before they are over.
        assert!(frame(&mut fence, 3400, now));
        now += 3000 * MS;
        assert!(frame(&mut fence, 40, now), "written off: drawn at last");
        // A key is held down meanwhile.
        let mut sent = 0;
        for step in 0..30 {
            now += 30 * MS;
            if frame(&mut fence, 100, now) {
                sent += 100;
            }
            // The answer to the whole picture, which must not be taken for a quick one to what came after it.
            if step == 4 {
                fence.answered(now);
            }
        }
        assert!(sent <= 300, "{sent} bytes are under way");
    }

    #[test]
    fn a_ticking_clock_is_asked_about_rarely() {
        let mut now = Instant::now();
        let mut fence = Fence::new(Line::Far);
        assert!(frame(&mut fence, 2600, now));
        now += 50 * MS;
        fence.answered(now);
        let before = fence.sent;
        for _ in 0..600 {
            assert!(frame(&mut fence, 2, now));
            now += 900 * MS;
            if fence.asked.is_some() {
                fence.answered(now);
            }
            now += 100 * MS;
        }
        assert!(fence.sent - before <= 1200 + 20 * 4, "{}", fence.sent - before);
    }

    #[test]
    fn a_terminal_that_never_answers_is_waited_for_a_few_times() {
        let mut now = Instant::now();
        let mut fence = Fence::new(Line::Far);
        let mut waited = Duration::ZERO;
        for _ in 0..500 {
            while let Some(until) = fence.wait(now) {
                waited += until.duration_since(now);
                now = until;
            }
            assert!(frame(&mut fence, 600, now));
            now += MS;
        }
        assert!(fence.has_given_up());
        assert!(waited <= FIRST_PATIENCE * 7, "{waited:?}");
        // It answers after all, late: the fence is back.
        fence.sent(5000, true, Some(now));
        now += 10_000 * MS;
        fence.answered(now);
        assert!(frame(&mut fence, 2600, now));
        assert!(!frame(&mut fence, 600, now));
    }

    #[test]
    fn lost_answers_make_it_wait_longer_and_in_the_end_no_more() {
        let mut now = Instant::now();
        let mut fence = Fence::new(Line::Far);
        assert!(frame(&mut fence, 2600, now));
        now += 2600 * MS;
        fence.answered(now);
        let mut waits = Vec::new();
        for _ in 0..20 {
            assert!(frame(&mut fence, 160, now));
            if let Some(until) = fence.wait(now) {
                waits.push(until.duration_since(now));
                now = until;
            }
        }
        assert_eq!(waits.len(), NO_MORE as usize, "{waits:?}");
        assert!(
            waits.iter().all(|w| *w >= PATIENCE && *w <= MOST_PATIENCE),
            "{waits:?}"
        );
    }

    #[test]
    fn a_person_who_asks_for_it_gets_it_drawn() {
        let now = Instant::now();
        let mut fence = Fence::new(Line::Far);
        assert!(frame(&mut fence, 2600, now));
        assert!(!frame(&mut fence, 160, now));
        fence.clear();
        assert!(frame(&mut fence, 2600, now));
        assert!(fence.owed(now).is_some());
        fence.answered(now);
        assert_eq!(fence.owed(now), None);
    }
}
