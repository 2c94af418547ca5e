//! A person's decision about a letter, carried out, and its receipt: `ketnoi.receipt/1`, with the letter's name.
//!
//! It must never know which command it came from.

use serde::Serialize;

use crate::cli::done::Done;
use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::{self, Session};
use crate::core::decide::{LetterCommand, LetterOrder};
use crate::core::house::LetterState;
use crate::core::names::LetterId;
use crate::core::refusal::{Refusal, Rule};
use crate::failure;
use crate::ledger::{HouseLedger, Ledger, LetterReceipt};
use crate::text::line;

/// So many digits of a letter's name stand in a sentence.
const DIGITS: usize = 12;

/// Carries a decision about one letter out and prints the receipt. `what` says to whom or why.
pub fn carry_out(
    s: &Session,
    (mut ledger, mut house): (Ledger, HouseLedger),
    letter: &LetterId,
    command: LetterCommand,
    note: &str,
    (done, what): (Done, &str),
) -> Result<(), Fail> {
    let seen = house.house().seq();
    let order = LetterOrder::new(session::mint(), command)
        .note(note)
        .based_on(Some(seen));
    let receipt = house
        .submit(&mut ledger, &order)
        .map_err(|e| s.failed(Some(&ledger), &e))?;
    let state = house.house().letter(letter).map(|l| l.state);
    if done == Done::InboxAssign && state == Some(LetterState::SetAside) && !receipt.already {
        // Recorded, and answered by the campaign with a refusal: the letter waits as before.
        return Err(Fail::Refused(
            s.cat.tr_args("inbox-done_refused", &[("n", 1_u64.into())]),
        ));
    }
    print(s, &ledger, letter, &receipt, (done, what))?;
    if let Some(error) = &receipt.unsettled {
        let why = failure::ledger_error(&s.cat, Some(ledger.campaign()), error);
        out::complain(&format!("{} {why}", s.cat.tr("inbox-done_unsettled")));
    }
    Ok(())
}

/// The refusal for what has no letter behind it: what could not be read is retried, not filed.
pub fn unread(s: &Session, ledger: &Ledger, id: &LetterId) -> Fail {
    let refusal = Refusal::new(Rule::LetterUnknown, s.clock.now()).what(id.as_str());
    s.failed(Some(ledger), &refusal.into())
}

fn print(
    s: &Session,
    ledger: &Ledger,
    letter: &LetterId,
    receipt: &LetterReceipt,
    (done, what): (Done, &str),
) -> Result<(), Fail> {
    if s.json {
        let facts = receipt.facts.iter().map(|f| FactJson {
            seq: f.seq,
            name: f.fact.type_name(),
        });
        let json = ReceiptJson {
            schema: "ketnoi.receipt/1",
            campaign: ledger.campaign().id().as_str(),
            did: done.id(),
            cmd: receipt.cmd.to_string(),
            already: receipt.already,
            letter: letter.as_str(),
            facts: facts.collect(),
            settled: receipt.unsettled.is_none(),
        };
        return out::json(&s.cat, &json);
    }
    if receipt.already || receipt.facts.is_empty() {
        return out::text_line(&s.cat, &s.cat.tr("desk-already_done"));
    }
    let name = letter.as_str().get(..DIGITS).unwrap_or(letter.as_str());
    let args = [("letter", name.into()), ("what", line(what).into_owned().into())];
    out::text_line(&s.cat, &s.cat.tr_args(&format!("did-{}", done.id()), &args))
}

#[derive(Serialize)]
struct ReceiptJson<'a> {
    schema: &'static str,
    campaign: &'a str,
    did: &'a str,
    cmd: String,
    already: bool,
    letter: &'a str,
    facts: Vec<FactJson>,
    /// The campaign has followed; else it does with the next command about letters.
    settled: bool,
}

#[derive(Serialize)]
struct FactJson {
    seq: u64,
    #[serde(rename = "type")]
    name: &'static str,
}
