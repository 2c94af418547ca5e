//! What happens when the program itself is wrong.
//!
//! First the terminal is given back, then one sentence and the place go to standard error, without
//! a single escape; then everything known goes to a log file; then the guard is told, so that the
//! session ends whichever thread it was. That order holds however bad it gets: a panic while
//! panicking aborts, but with a terminal that is already in order.
//!
//! This room must never know what the program was doing.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::logfile::{self, Level};
use crate::tui::term::{guard, tty};

/// The longest message that is shown; a pipe takes this much at once.
const MESSAGE_LIMIT: usize = 2000;

/// Said already: later panics go to the log only.
static SAID: AtomicBool = AtomicBool::new(false);

/// What to say and where to write when a thread panics.
#[derive(Debug, Clone)]
pub struct OnPanic {
    /// One sentence in the user's language; the place and the message follow on the next line.
    pub sentence: String,
    /// The file to append the whole story to; created readable by its owner alone.
    pub log: Option<PathBuf>,
    /// Gives the time for the log. (The clock is not read here.)
    pub stamp: fn() -> String,
}

/// A thread panicked and has been reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panicked;

/// Makes every panic from now on give the terminal back and end the session.
pub fn install(plan: OnPanic) {
    std::panic::set_hook(Box::new(move |info| report(&plan, info)));
}

/// Runs the program's main part; a panic in it has been reported by the hook when this returns.
///
/// # Errors
/// There was a panic.
pub fn outcome<T>(run: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| Panicked)
}

fn report(plan: &OnPanic, info: &PanicHookInfo<'_>) {
    tty::give_back();
    let story = story(info);
    if !SAID.swap(true, Ordering::AcqRel) {
        say(&format!("{}\n{story}\n", clean(&plan.sentence)));
    }
    write_log(plan, &story);
    guard::panicked();
}

/// Where, in which thread, and with what words.
fn story(info: &PanicHookInfo<'_>) -> String {
    let words = info.payload_as_str().unwrap_or("?");
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("?");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    clean(&format!("{place}: {words} ({thread})"))
}

/// Words without control characters, and not too many.
fn clean(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(MESSAGE_LIMIT)
        .collect()
}

/// Writes to standard error without waiting for it: where it is the terminal, through the
/// descriptor that never blocks.
fn say(text: &str) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        tty::say(text.as_bytes());
    } else {
        // Nothing can be done about an error stream that refuses.
        let _ = stderr.write_all(text.as_bytes());
    }
}

/// The log makes its folder, keeps its file from others' eyes, and takes one line for one event.
fn write_log(plan: &OnPanic, story: &str) {
    let Some(path) = &plan.log else { return };
    logfile::line(path, &(plan.stamp)(), Level::Error, story);
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        logfile::line(path, &(plan.stamp)(), Level::Error, &trace.to_string());
    }
}
