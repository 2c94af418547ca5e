//! `ketnoi wall`: the screen on the wall, on the terminal or, with `--print`, as one page of text; also `demo --wall`.
//!
//! The ledger is opened to look only. It must never know what is on a page.

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::dashboard;
use crate::cli::fail::Fail;
use crate::cli::parse;
use crate::cli::session::Session;
use crate::core::fact::Via;
use crate::core::time::SECOND;
use crate::demo::Player;
use crate::ledger::{Ledger, ReadOnly};
use crate::text::{Catalogue, line};
use crate::tui::wall::model::{Page, Plan};
use crate::tui::wall::run;

/// The shortest and the longest time that a page may stay, in seconds.
const STAYS: std::ops::RangeInclusive<i64> = 2..=3_600;

/// The options of a wall, which the demo has too.
pub fn args(w: &Words<'_>) -> Vec<clap::Arg> {
    vec![w.opt("interval", "TIME"), w.opt("pages", "LIST")]
}

/// The command.
pub fn command(w: &Words<'_>) -> Command {
    let mut all = args(w);
    all.extend(
        crate::cli::args::print_args(w)
            .into_iter()
            .filter(|a| matches!(a.get_id().as_str(), "print" | "size")),
    );
    w.leaf(
        "wall",
        all,
        &[
            "ketnoi wall",
            "ketnoi wall --interval 30s --pages overview,regions",
            "ketnoi wall --print --size 200x60",
        ],
    )
}

/// Shows the wall.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    s.only_look(ReadOnly::Wall);
    let mut ledger = s.open_partial(Some(Via::Tui))?;
    s.may_see(&mut ledger, None)?;
    show(s, m, ledger, None)
}

/// Shows a ledger on the wall.
pub fn show(s: &Session, m: &ArgMatches, ledger: Ledger, player: Option<Player>) -> Result<(), Fail> {
    let plan = plan(&s.cat, m)?;
    let start = dashboard::start(s, ledger, player)?;
    match parse::text(m, "print") {
        Some(form) => {
            let size = dashboard::frame_size(&s.cat, m)?;
            let print = dashboard::Print::of(form, &start);
            let frame = run::print(&print.apply(start), plan, size, print.colours);
            dashboard::put(s, print, &frame)
        }
        None => match run::run(start, plan) {
            Ok(0) => Ok(()),
            Ok(code) => Err(Fail::Said(code)),
            Err(error) => Err(Fail::Failed(dashboard::run_sentence(&s.cat, &error))),
        },
    }
}

fn plan(cat: &Catalogue, m: &ArgMatches) -> Result<Plan, Fail> {
    let mut plan = Plan::default();
    if let Some(words) = parse::text(m, "interval") {
        let seconds = seconds(words)
            .filter(|n| STAYS.contains(n))
            .ok_or_else(|| Fail::Usage(cat.tr_args("wall-bad_interval", &[("value", line(words).into())])))?;
        plan.interval = seconds * SECOND;
    }
    if let Some(words) = parse::text(m, "pages") {
        plan.pages = words
            .split(',')
            .map(str::trim)
            .filter(|w| !w.is_empty())
            .map(|w| Page::from_id(w).ok_or_else(|| bad_page(cat, w)))
            .collect::<Result<_, _>>()?;
        if plan.pages.is_empty() {
            return Err(bad_page(cat, words));
        }
    }
    Ok(plan)
}

fn bad_page(cat: &Catalogue, word: &str) -> Fail {
    let known = Page::ALL.map(Page::id).join(", ");
    let args = [("value", line(word).into()), ("known", known.into())];
    Fail::Usage(cat.tr_args("wall-bad_page", &args))
}

/// `20s`, `2m`, `20`.
fn seconds(words: &str) -> Option<i64> {
    let words = words.trim();
    let (number, each) = match words.strip_suffix('m') {
        Some(n) => (n, 60),
        None => (words.strip_suffix('s').unwrap_or(words), 1),
    };
    number.parse::<i64>().ok()?.checked_mul(each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        for (words, n) in [
            ("20s", Some(20)),
            ("2m", Some(120)),
            ("7", Some(7)),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(seconds(words), n, "{words}");
        }
        assert_eq!(seconds("999999999999999999m"), None);
    }
}
