//! `ketnoi remind --settle UNIT sent|not-sent --note "…"`: a person says what became of messages of which nobody knew it.

use clap::ArgMatches;

use super::outcome;
use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{parse, units};
use crate::core::decide::Command as Wish;
use crate::core::fact::ReminderFact;
use crate::core::reminder::{Message, Reminded};
use crate::ledger::Ledger;
use crate::store::Phase;

/// Carries it out.
///
/// # Errors
/// There is no such unit or word, no note, or nothing of which it is not known; or it cannot be recorded.
pub(super) fn run(s: &mut Session, m: &ArgMatches, ledger: &mut Ledger) -> Result<(), Fail> {
    let words: Vec<&String> = parse::list(m, "settle").collect();
    let [unit, word] = words.as_slice() else {
        return Err(Fail::Usage(s.cat.tr("remind-settle_words").into_owned()));
    };
    let fact: fn(Reminded) -> ReminderFact = match word.as_str() {
        "sent" => ReminderFact::Sent,
        "not-sent" => ReminderFact::NotSent,
        _ => return Err(Fail::Usage(s.cat.tr("remind-settle_words").into_owned())),
    };
    let note = parse::text(m, "note")
        .map(str::trim)
        .unwrap_or_default()
        .to_owned();
    if note.is_empty() {
        return Err(Fail::Usage(s.cat.tr("remind-settle_note").into_owned()));
    }
    outcome::leftovers(s, ledger)?;
    let ix = units::one(&s.cat, ledger.campaign(), unit)?;
    let code = ledger.campaign().code(ix);
    let campaign = ledger.campaign();
    let is_open = |fact: &ReminderFact| matches!(fact, ReminderFact::Unknown(_));
    let names: Vec<String> = campaign
        .unit(ix)
        .reminders
        .iter()
        .filter(|r| is_open(&r.fact))
        .map(|r| r.fact.message().message_id.clone())
        .collect();
    let what = units::names(campaign, std::slice::from_ref(&code), s.cat.lang());
    if names.is_empty() {
        let args = [("unit", what.into())];
        return Err(Fail::Nothing(s.cat.tr_args("remind-settle_nothing", &args)));
    }
    // A message to several units of one address was sent to all of them or to none.
    let all = campaign.roster().units().flat_map(|ix| {
        let reminders = campaign.unit(ix).reminders.iter();
        let of_these = reminders.filter(|r| is_open(&r.fact) && names.contains(&r.fact.message().message_id));
        of_these.map(move |r| (ix, r.fact.message().clone()))
    });
    let messages: Vec<Message> = all
        .map(|(ix, message)| Message {
            unit: campaign.code(ix),
            fact: fact(Reminded {
                code: None,
                said: note.clone(),
                ..message
            }),
        })
        .collect();
    let order = s.order(ledger, m, Wish::Remind { messages })?;
    let held = outcome::in_hand(s, ledger)?;
    s.carry_out(ledger, &order, &Did::to(what))?;
    // What was not sent may be sent from now on.
    let again = (word.as_str() == "not-sent").then(|| s.clock.now());
    for held in held.iter().filter(|h| names.contains(&h.message_id)) {
        // One that somebody has in hand again is theirs.
        if let Some(journal) = ledger.journal().filter(|_| held.phase != Phase::Claimed) {
            journal
                .settle_sending(&held.token, again)
                .map_err(|e| s.store_failed(&e))?;
        }
    }
    Ok(())
}
