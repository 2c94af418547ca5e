//! Faults on order, so that it can be seen what a fault leaves behind: `KETNOI_DRILL=panic-draw`, `panic-clerk`,
//! `panic-input` or `panic-twice` in the environment makes the named part of a dashboard panic, `abort-draw`,
//! `abort-clerk`, `stack-draw` and `stack-clerk` make it abort or use its stack up, in a build for development. A release
//! build holds nothing of it, and looks at no such variable.
//!
//! It must never know what the parts do, only their names.

/// A part of the dashboard that can be made to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Main, while it draws a frame that is not the first.
    Draw,
    /// The clerk, when it is asked something.
    Clerk,
    /// The reader, when something was typed.
    Input,
}

/// Passes by a part: fails if that was ordered.
#[cfg(debug_assertions)]
pub fn pass(part: Part) {
    use std::sync::atomic::{AtomicBool, Ordering};

    /// The first frame is drawn, so that there is a screen to be given back.
    static DRAWN: AtomicBool = AtomicBool::new(false);
    let first = part == Part::Draw && !DRAWN.swap(true, Ordering::Relaxed);
    let Some(ordered) = std::env::var_os("KETNOI_DRILL").filter(|_| !first) else {
        return;
    };
    match (part, ordered.to_str()) {
        (Part::Draw, Some("panic-draw")) => fail("drawing"),
        (Part::Clerk, Some("panic-clerk")) => fail("the clerk"),
        (Part::Input, Some("panic-input")) => fail("reading"),
        (Part::Draw, Some("panic-twice")) => {
            let _again = Again;
            fail("drawing");
        }
        (Part::Draw, Some("abort-draw")) | (Part::Clerk, Some("abort-clerk")) => std::process::abort(),
        (Part::Draw, Some("stack-draw")) | (Part::Clerk, Some("stack-clerk")) => {
            std::hint::black_box(deeper(1));
        }
        _ => {}
    }
}

/// Uses the stack up: each step keeps a page of it, and none ends before the next.
#[cfg(debug_assertions)]
fn deeper(n: u64) -> u64 {
    let page = std::hint::black_box([n; 512]);
    if n == 0 {
        return 0;
    }
    deeper(n + 1) + page.iter().sum::<u64>()
}

/// Passes by a part.
#[cfg(not(debug_assertions))]
pub const fn pass(_: Part) {}

/// Panics while a panic is on its way up.
#[cfg(debug_assertions)]
struct Again;

#[cfg(debug_assertions)]
impl Drop for Again {
    fn drop(&mut self) {
        fail("cleaning up");
    }
}

#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "what a drill is for; not in a release build")]
fn fail(what: &str) -> ! {
    // An escape in the words, to see that it does not reach the terminal.
    panic!("a drill of {what}: \u{1b}[31mred\u{7}");
}
