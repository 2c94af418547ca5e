//! The terminal is given back also when the machine itself ends the program: a bad access to memory (a file that was
//! mapped and cut short by somebody else, SIGBUS; a stack that is used up, SIGSEGV), or an abort.
//!
//! Nothing of ours runs after such a fault but this handler, so it is the one place of the program that does what the
//! compiler cannot check. It takes no memory and no lock that it would wait for: it writes the bytes that leave the screen,
//! sets the modes that were found, and hands the fault on to whoever had the signal before. So the process ends as it would
//! have ended, by the signal, and Rust still says when a stack is used up, on a screen that can be read by then.
//!
//! This room must never know what was drawn, nor what the program was doing.

#![expect(
    unsafe_code,
    reason = "only a handler of the signal itself runs after a fault; the handler and its installation are all there is"
)]

use std::mem::MaybeUninit;
use std::ptr;
use std::sync::OnceLock;

use libc::{
    SA_ONSTACK, SA_SIGINFO, SIG_DFL, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, c_int, c_void,
};

use crate::tui::term::tty;

/// Faults, and ends that the program makes itself when nothing else is left.
const FAULTS: [c_int; 6] = [SIGBUS, SIGSEGV, SIGABRT, SIGILL, SIGFPE, SIGSYS];

/// What was done about each before.
static BEFORE: OnceLock<[libc::sigaction; FAULTS.len()]> = OnceLock::new();
/// What is said, with its line end; made beforehand, because nothing can be made in the handler.
static SENTENCE: OnceLock<Vec<u8>> = OnceLock::new();

/// Makes every fault from now on give the terminal back. Where the system refuses, a fault does what it did before.
pub fn install(sentence: &str) {
    // A second session in one process has what the first installed.
    if SENTENCE.set(format!("{sentence}\r\n").into_bytes()).is_err() {
        return;
    }
    let before = FAULTS.map(asked);
    if let [
        Some(bus),
        Some(segv),
        Some(abort),
        Some(ill),
        Some(fpe),
        Some(sys),
    ] = before
        && BEFORE.set([bus, segv, abort, ill, fpe, sys]).is_ok()
    {
        FAULTS.into_iter().for_each(catch);
    }
}

/// What is done about a signal now.
fn asked(signal: c_int) -> Option<libc::sigaction> {
    let mut now = MaybeUninit::uninit();
    // SAFETY: asks only, and fills in what it is given room for if it gives 0.
    unsafe { (libc::sigaction(signal, ptr::null(), now.as_mut_ptr()) == 0).then(|| now.assume_init()) }
}

fn catch(signal: c_int) {
    // SAFETY: all zeros are a valid `sigaction`; its mask is made empty as POSIX wants it; the handler has the form that
    // SA_SIGINFO asks for, and runs on the stack that Rust gives each thread for this.
    unsafe {
        let mut ours: libc::sigaction = MaybeUninit::zeroed().assume_init();
        ours.sa_sigaction = caught as *const () as usize;
        ours.sa_flags = SA_SIGINFO | SA_ONSTACK;
        libc::sigemptyset(&raw mut ours.sa_mask);
        libc::sigaction(signal, &raw const ours, ptr::null_mut());
    }
}

/// Only what POSIX calls safe in a handler: plain system calls, and values that were made before.
extern "C" fn caught(signal: c_int, info: *mut libc::siginfo_t, _: *mut c_void) {
    if tty::give_back()
        && let Some(sentence) = SENTENCE.get()
    {
        tty::say(sentence);
    }
    let number = FAULTS.iter().position(|fault| *fault == signal);
    let before = BEFORE.get().zip(number).and_then(|(all, n)| all.get(n));
    // SAFETY: the system gives a valid `info`; a code above 0 is the machine's own fault. `before` is what the system told
    // of this very signal; all zeros stand for its default.
    unsafe {
        let by_machine = (*info).si_code > 0 && signal != SIGABRT;
        match before {
            // The instruction is tried again and faults again, and then it is theirs.
            Some(before) if by_machine => {
                libc::sigaction(signal, before, ptr::null_mut());
            }
            _ => {
                let mut usual: libc::sigaction = MaybeUninit::zeroed().assume_init();
                usual.sa_sigaction = SIG_DFL;
                libc::sigaction(signal, &raw const usual, ptr::null_mut());
                // It waits until this handler returns, and ends the process then.
                libc::raise(signal);
            }
        }
    }
}
