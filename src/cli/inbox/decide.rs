//! A person's decision about a letter, carried out, and its receipt: `ketnoi.receipt/1`, with the letter's name.
//!
//! It must never know which command it came from.

use serde::Serialize;

use crate::cli::done::Done;
use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::{self, Session};
use crate::core::decide::{LetterCommand, LetterOrder};
use crate::core::fact::{Fact, LetterFact};
use crate::core::house::LetterState;
use crate::core::names::{LetterId, UnitCode};
use crate::core::refusal::{Refusal, Rule};
use crate::failure;
use crate::ledger::{HouseLedger, Ledger, LetterReceipt, Own};
use crate::output::words;
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
    unsettled(s, &ledger, &receipt);
    Ok(())
}

/// Takes one's own last decision about letters back, or does it again, and prints the receipt, which names every letter.
pub fn again(
    s: &Session,
    (mut ledger, mut house): (Ledger, HouseLedger),
    own: Own,
    note: &str,
    done: Done,
) -> Result<(), Fail> {
    let letters = own.letters().to_vec();
    let order = LetterOrder::new(session::mint(), own.command)
        .note(note)
        .based_on(Some(own.seq));
    let receipt = house
        .submit(&mut ledger, &order)
        .map_err(|e| s.failed(Some(&ledger), &e))?;
    let wait = |id: &LetterId| house.house().letter(id).is_some_and(|l| l.state.waits());
    let refused = letters.iter().filter(|id| wait(id)).count();
    let n = [("n", letters.len().into())];
    let told = match receipt.facts.first().map(|env| &env.fact) {
        Some(Fact::Letter(LetterFact::Filed(_))) if refused > 0 => {
            let args = [("n", refused.into())];
            return Err(Fail::Refused(s.cat.tr_args("inbox-done_refused", &args)));
        }
        Some(Fact::Letter(LetterFact::Filed(f))) => {
            let name = |code: &UnitCode| words::unit_name(&s.cat, ledger.campaign(), code.as_str());
            let symbol = words::symbol(&s.cat, &f.symbol);
            let args = [
                ("n", letters.len().into()),
                (
                    "units",
                    f.units.iter().map(name).collect::<Vec<_>>().join(", ").into(),
                ),
                ("kind", s.cat.tr(&format!("letter_kind-{}", f.kind.id())).into()),
                ("numbered", if symbol.is_empty() { "no" } else { "yes" }.into()),
                ("document", symbol.into()),
            ];
            s.cat.tr_args("inbox-done_filed", &args)
        }
        Some(Fact::Letter(LetterFact::PutBack(_))) => s.cat.tr_args("inbox-done_put_back", &n),
        Some(_) => s.cat.tr_args("inbox-done_dismissed", &n),
        None => s.cat.tr("desk-already_done").into_owned(),
    };
    if s.json {
        let json = AgainJson {
            receipt: receipt_json(&ledger, &receipt, done),
            letters: letters.iter().map(LetterId::as_str).collect(),
        };
        out::json(&s.cat, &json)?;
    } else {
        out::text_line(&s.cat, &told)?;
    }
    unsettled(s, &ledger, &receipt);
    Ok(())
}

/// Says that the campaign could not follow yet, and why.
fn unsettled(s: &Session, ledger: &Ledger, receipt: &LetterReceipt) {
    if let Some(error) = &receipt.unsettled {
        let why = failure::ledger_error(&s.cat, Some(ledger.campaign()), error);
        out::complain(&format!("{} {why}", s.cat.tr("inbox-done_unsettled")));
    }
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
        let json = OneJson {
            receipt: receipt_json(ledger, receipt, done),
            letter: letter.as_str(),
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

fn receipt_json<'a>(ledger: &'a Ledger, receipt: &LetterReceipt, done: Done) -> ReceiptJson<'a> {
    let facts = receipt.facts.iter().map(|f| FactJson {
        seq: f.seq,
        name: f.fact.type_name(),
    });
    ReceiptJson {
        schema: "ketnoi.receipt/1",
        campaign: ledger.campaign().id().as_str(),
        did: done.id(),
        cmd: receipt.cmd.to_string(),
        already: receipt.already,
        facts: facts.collect(),
        settled: receipt.unsettled.is_none(),
    }
}

#[derive(Serialize)]
struct OneJson<'a> {
    #[serde(flatten)]
    receipt: ReceiptJson<'a>,
    letter: &'a str,
}

#[derive(Serialize)]
struct AgainJson<'a> {
    #[serde(flatten)]
    receipt: ReceiptJson<'a>,
    letters: Vec<&'a str>,
}

#[derive(Serialize)]
struct ReceiptJson<'a> {
    schema: &'static str,
    campaign: &'a str,
    did: &'a str,
    cmd: String,
    already: bool,
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
