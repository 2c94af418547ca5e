//! `ketnoi remind --send`: what the dry run listed is handed to the mail server, message by message. Each is claimed in the
//! store before its first byte leaves, and what became of it is on record before the next one's turn.
//!
//! It must never know who is due what, nor how a message is sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::ArgMatches;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::carried::{Carried, Fate};
use super::{carried, changed, outcome};
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::cli::{out, parse};
use crate::config::Tls;
use crate::core::campaign::Campaign;
use crate::core::fact::ReminderFact;
use crate::core::names::UnitCode;
use crate::core::remind::{Plan, Posting};
use crate::core::reminder::message_id;
use crate::core::time::{Date, MINUTE, Stamp};
use crate::failure;
use crate::ledger::Ledger;
use crate::post::{Limits, Message, Outcome, Post, Security, Server, Trouble};
use crate::secret;
use crate::store::{Claimant, Claimed, Phase, Sending};
use crate::text::line;

/// The credential of systemd with the password, where none is named after the account.
const CREDENTIAL: &str = "smtp";
/// Beside the time that an exchange may take, so long a claim holds, for what comes before and after.
const BESIDE: i64 = 5_000;
/// Somebody stopped it before it was done, as the shell tells of an interrupted program.
const EXIT_STOPPED: u8 = 130;
/// The first message that failed is tried again after so long, the next time after twice that, and so on.
const AGAIN: i64 = 5 * MINUTE;
/// But never later than that.
const AGAIN_MOST: i64 = 240 * MINUTE;

/// The bytes of the letter to one address, under this name, made at this moment; none where it cannot be written.
type Writes<'a> = &'a dyn Fn(&Campaign, &Posting, &str, Stamp) -> Option<Vec<u8>>;

/// Who is due what on a day, and how a message reads.
pub(super) struct Making<'a> {
    /// Who would get what on a day.
    pub plan: &'a dyn Fn(&Campaign, Date) -> Plan,
    /// How a message reads.
    pub letter: Writes<'a>,
}

/// Carries it out.
///
/// # Errors
/// Who would get what has changed since the dry run, and nothing was sent; or not all of it could be sent.
pub(super) fn run(
    s: &mut Session,
    m: &ArgMatches,
    ledger: &mut Ledger,
    making: &Making<'_>,
) -> Result<(), Fail> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGINT, SIGHUP] {
        // Where it is refused, the signal ends the program: what may have left is known to the store.
        let _ = signal_hook::flag::register(signal, stop.clone());
    }
    let (server, from) = server(s)?;
    let name = format!("{}:{}", server.host, server.port);
    outcome::leftovers(s, ledger)?;
    let now = s.clock.now();
    let day = ledger.campaign().def().zone.date(now);
    let plan = (making.plan)(ledger.campaign(), day);
    if let Some(posting) = plan.postings.first() {
        let trial = outcome::facts(
            ledger.campaign(),
            posting,
            day,
            "",
            None,
            "",
            ReminderFact::NotSent,
        );
        s.check(ledger, &outcome::order(trial))?;
    }
    let waits = parse::flag(m, "unattended");
    if !waits {
        changed::agreed(s, ledger, making, &plan, parse::text(m, "digest"))?;
    }
    let mut run = Run {
        post: Post::new(server, stop.clone()),
        from,
        waits,
        whole: i64::try_from(s.settings.remind.whole_seconds * 1_000).unwrap_or(i64::MAX / 4),
    };
    let most = usize::try_from(s.settings.remind.most).unwrap_or(usize::MAX);
    let mut told: Vec<Carried> = Vec::new();
    let mut ended: Option<Trouble> = None;
    let mut sent = 0;
    for posting in &plan.postings {
        if stop.load(Ordering::Relaxed) || ended.is_some() || sent >= most {
            told.push(Carried::left(ledger.campaign(), posting));
            continue;
        }
        ledger.catch_up().map_err(|e| s.failed(Some(ledger), &e))?;
        // A report may have come while another message was on its way.
        let now = (making.plan)(ledger.campaign(), day).postings;
        let is_due = now.iter().any(|p| p.to == posting.to && p.due == posting.due);
        let carried = if is_due {
            run.one(s, ledger, making, posting, day)?
        } else {
            Carried::of(ledger.campaign(), posting, Fate::NoLonger)
        };
        sent += usize::from(carried.fate.was_tried());
        ended = carried.ends_run();
        told.push(carried);
    }
    drop(run);
    carried::tell(s, ledger.campaign(), day, &told)?;
    if let Some(trouble) = &ended {
        out::complain(&failure::post_trouble(&s.cat, &name, trouble));
    }
    if told.iter().any(|c| c.fate.is_amiss()) {
        return Err(Fail::Said(failure::EXIT_FAILED));
    }
    if stop.load(Ordering::Relaxed) {
        return Err(Fail::Said(EXIT_STOPPED));
    }
    Ok(())
}

/// The server of the settings, with its password, and the address that messages are from.
fn server(s: &Session) -> Result<(Server, String), Fail> {
    let remind = &s.settings.remind;
    let missing = |key: &str| Fail::Failed(s.cat.tr_args("remind-no_setting", &[("name", key.into())]));
    let host = remind.server.clone().ok_or_else(|| missing("remind.server"))?;
    let from = remind.from.clone().ok_or_else(|| missing("remind.from"))?;
    let login = match &remind.user {
        None => None,
        Some(user) => {
            let own = format!("{user}@{host}");
            let folder = s.credentials();
            let file = remind.password_file.as_deref();
            let found = secret::find(file, folder.as_deref(), &[&own, CREDENTIAL]);
            let word = found.map_err(|(file, why)| {
                Fail::Failed(failure::no_secret(
                    &s.cat,
                    "post-secret_unnamed",
                    &host,
                    file.as_deref(),
                    &why,
                ))
            })?;
            Some((user.clone(), word))
        }
    };
    let server = Server {
        hello: remind.ehlo().unwrap_or(&host).to_owned(),
        host,
        port: remind.port(),
        security: match remind.tls {
            Tls::Implicit => Security::Implicit,
            Tls::StartTls => Security::StartTls,
            Tls::None => Security::None,
        },
        ca_file: remind.ca_file.clone(),
        login,
        limits: Limits {
            step: Duration::from_secs(remind.step_seconds),
            whole: Duration::from_secs(remind.whole_seconds),
        },
    };
    Ok((server, from))
}

struct Run {
    post: Post,
    from: String,
    /// Nobody is there: what failed is left alone until its time has come.
    waits: bool,
    /// Milliseconds that all about one message may take.
    whole: i64,
}

impl Run {
    /// One message: claimed, handed over, on record.
    fn one(
        &mut self,
        s: &Session,
        ledger: &mut Ledger,
        making: &Making<'_>,
        posting: &Posting,
        day: Date,
    ) -> Result<Carried, Fail> {
        let campaign = ledger.campaign();
        let zone = campaign.def().zone;
        let units: Vec<UnitCode> = posting.units(campaign);
        let domain = self.from.rsplit_once('@').map_or("", |(_, domain)| domain);
        let name = message_id(mint(), &units, posting.step(), domain);
        let wanted: Vec<Sending> = outcome::sendings(campaign, posting, day);
        let stream = campaign.id().clone();
        let token = mint().to_string();
        let now = s.clock.now();
        let by = Claimant {
            token: &token,
            message_id: &name,
            now,
            until: now.plus(self.whole.saturating_add(BESIDE)),
            waits: self.waits,
        };
        let Some(journal) = ledger.journal() else {
            return Ok(Carried::left(ledger.campaign(), posting));
        };
        let claimed = journal.claim_sending(&stream, &wanted, by);
        let (name, tries) = match claimed.map_err(|e| s.store_failed(&e))? {
            Claimed::Yours { message_id, tries } => (message_id, tries),
            Claimed::Taken(held) => {
                let fate = match held.phase {
                    Phase::Claimed => Fate::InHand,
                    // Its sender is waiting for the answer; only after its time nobody is.
                    Phase::Leaving if !held.is_over(now) => Fate::InHand,
                    Phase::Leaving => Fate::MayHaveLeft,
                    Phase::Settled => Fate::Done,
                    Phase::Later => Fate::Later(held.until),
                };
                return Ok(Carried::of(ledger.campaign(), posting, fate));
            }
        };
        let written = (making.letter)(ledger.campaign(), posting, &name, now);
        let message = written.and_then(|bytes| Message::new(&self.from, &posting.to, &bytes).ok());
        let Some(message) = message else {
            settle(s, ledger, &token, Some(now.plus(AGAIN_MOST)))?;
            return Ok(Carried::of(ledger.campaign(), posting, Fate::Unsendable));
        };
        let mut broken = None;
        let sent = self.post.send(&message, &mut || {
            let leaves = ledger.journal().map(|journal| journal.sending_leaves(&token));
            match leaves {
                Some(Ok(leaves)) => leaves,
                Some(Err(why)) => {
                    broken = Some(why);
                    false
                }
                None => false,
            }
        });
        if let Some(why) = broken {
            return Err(s.store_failed(&why));
        }
        let again = match &sent {
            Outcome::NotSent(_) => Some(s.clock.now().plus(delay(tries))),
            Outcome::Sent { .. } | Outcome::Refused { .. } | Outcome::Unknown(_) => None,
        };
        let carried = Carried::sent(ledger.campaign(), posting, &name, sent);
        if let Some(fact) = carried.fact() {
            let (code, said) = carried.answer();
            let facts = outcome::facts(ledger.campaign(), posting, day, &name, code, &said, fact);
            if let Err(why) = ledger.submit(&outcome::order(facts)) {
                // Nobody must take it for one that was never tried.
                let args = [
                    ("to", line(&posting.to).into_owned().into()),
                    ("outcome", carried.words(&s.cat, zone).into()),
                ];
                out::complain(&s.cat.tr_args("remind-unrecorded", &args));
                return Err(s.failed(Some(ledger), &why));
            }
            settle(s, ledger, &token, again)?;
        }
        Ok(carried)
    }
}

fn settle(s: &Session, ledger: &mut Ledger, token: &str, again: Option<Stamp>) -> Result<(), Fail> {
    match ledger.journal() {
        Some(journal) => journal
            .settle_sending(token, again)
            .map_err(|e| s.store_failed(&e)),
        None => Ok(()),
    }
}

/// After how long a message is tried again that was tried so often.
fn delay(tries: u32) -> i64 {
    let doubled = AGAIN.checked_shl(tries.saturating_sub(1)).filter(|d| *d > 0);
    doubled.unwrap_or(AGAIN_MOST).min(AGAIN_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_tried_again_ever_later_and_never_too_late() {
        let minutes: Vec<i64> = (1..=7).map(|tries| delay(tries) / MINUTE).collect();
        assert_eq!(minutes, [5, 10, 20, 40, 80, 160, 240]);
        for tries in [0, 40, 63, 64, u32::MAX] {
            assert!((AGAIN..=AGAIN_MOST).contains(&delay(tries)), "{tries}");
        }
    }
}
