//! `ketnoi remind --send`: what a dry run listed is handed to the mail server, message by message.
//!
//! It must never know who is due what, nor how a message is sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::{due, restored, told};
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::cli::{out, parse, units};
use crate::core::campaign::Campaign;
use crate::core::remind::{Digest, Plan};
use crate::courier::{self, Aim, Broken, Carrier, Difference, Disagreed, Errand, Ids, Next};
use crate::failure;
use crate::ledger::Ledger;
use crate::output::reminders;
use crate::post::Post;
use crate::text::line;

/// Somebody stopped it before it was done, as the shell tells of an interrupted program.
const EXIT_STOPPED: u8 = 130;
/// At most so many differences are told one by one.
const TOLD: usize = 20;

/// Carries it out.
///
/// # Errors
/// Who would get what has changed since the dry run, and nothing was sent; or not all of it could be sent.
pub(super) fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = due::allowed(s)?;
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGINT, SIGHUP] {
        // Where it is refused, the signal ends the program: what may have left is known to the store.
        let _ = signal_hook::flag::register(signal, stop.clone());
    }
    if parse::flag(m, "after-restore") {
        restored::looked(s, &mut ledger, false)?;
    }
    let mut aim = due::aim(s, &mut ledger, m)?;
    aim.house = aim.house.sending();
    let mut carrier = carrier(s)?;
    carrier.waits = parse::flag(m, "unattended");
    let mut ids = Ids::of(mint());
    let plan = Errand::plan(&mut ledger, &aim, &mut ids).map_err(|e| s.failed(Some(&ledger), &e))?;
    if !carrier.waits {
        agreed(s, &mut ledger, &aim, &plan, parse::text(m, "digest"))?;
    }
    let mut post = Post::new(carrier.server.clone(), stop.clone());
    let mut run = Errand::begin(aim, plan, &carrier, ids);
    loop {
        let next = run.next(&mut ledger, stop.load(Ordering::Relaxed));
        match next.map_err(|why| broken(s, &ledger, why))? {
            Next::Over => break,
            Next::Told => {}
            Next::Hand(parcel) => {
                let outcome = parcel.hand(&mut post, ledger.journal());
                let outcome = outcome.map_err(|e| s.store_failed(&e))?;
                let settled = run.settled(&mut ledger, &parcel, outcome);
                settled.map_err(|why| broken(s, &ledger, why))?;
            }
        }
    }
    // It takes leave of the server before anybody is told.
    drop(post);
    told::tell(s, ledger.campaign(), run.day(), run.told())?;
    if let Some(trouble) = run.ended() {
        out::complain(&failure::post_trouble(&s.cat, &carrier.name(), trouble));
    }
    if run.told().iter().any(|c| c.fate.is_amiss()) {
        return Err(Fail::Said(failure::EXIT_FAILED));
    }
    if stop.load(Ordering::Relaxed) {
        return Err(Fail::Said(EXIT_STOPPED));
    }
    Ok(())
}

/// What broke a run off; of a message that could not be put on record it is said what became of it.
fn broken(s: &Session, ledger: &Ledger, why: Broken) -> Fail {
    match why {
        Broken::Ledger(why) => s.failed(Some(ledger), &why),
        Broken::Unrecorded(carried, why) => {
            let zone = ledger.campaign().def().zone;
            out::complain(&carried.unrecorded(&s.cat, zone));
            s.failed(Some(ledger), &why)
        }
    }
}

/// The server of the settings, with its password, and the address that messages are from.
fn carrier(s: &Session) -> Result<Carrier, Fail> {
    let found = Carrier::of(&s.settings.remind, s.credentials().as_deref());
    found.map_err(|why| Fail::Failed(why.words(&s.cat)))
}

/// Goes on only where this digest is that of the plan; else says what has changed.
fn agreed(
    s: &Session,
    ledger: &mut Ledger,
    aim: &Aim,
    plan: &Plan,
    digest: Option<&str>,
) -> Result<(), Fail> {
    let Some(digest) = digest else {
        return Err(Fail::Usage(s.cat.tr("remind-no_digest").into_owned()));
    };
    let no_digest = || Fail::Usage(s.cat.tr("remind-bad_digest").into_owned());
    let seen = Digest::parse(digest).ok_or_else(no_digest)?;
    match courier::agreed(ledger, aim, plan, seen) {
        Ok(()) => Ok(()),
        Err(Disagreed::Ledger(why)) => Err(s.failed(Some(ledger), &why)),
        Err(Disagreed::Foreign) => Err(Fail::Refused(s.cat.tr("remind-foreign_digest").into_owned())),
        Err(Disagreed::Changed(all)) => {
            let more = all.len().saturating_sub(TOLD);
            let mut lines = vec![s.cat.tr("remind-changed").into_owned()];
            let told = all.iter().take(TOLD);
            lines.extend(told.map(|d| difference(s, ledger.campaign(), d)));
            if more > 0 {
                let n = i64::try_from(more).unwrap_or(i64::MAX);
                lines.push(s.cat.tr_args("remind-changed_more", &[("n", n.into())]));
            }
            Err(Fail::Refused(lines.join("\n")))
        }
    }
}

fn difference(s: &Session, campaign: &Campaign, difference: &Difference) -> String {
    let (key, posting) = match difference {
        Difference::Gone(posting) => ("remind-changed_gone", posting),
        Difference::Come(posting) => ("remind-changed_come", posting),
    };
    let names = units::names(campaign, &posting.units(campaign), s.cat.lang());
    let args = [
        ("to", line(&posting.to).into_owned().into()),
        ("units", names.into()),
        ("step", reminders::occasion(&s.cat, posting.step()).into()),
    ];
    s.cat.tr_args(key, &args)
}
