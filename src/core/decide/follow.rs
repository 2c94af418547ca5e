//! What follows in a campaign from a decision about a letter.
//!
//! The decision stands in the house stream, what follows in the campaign's, and no journal writes two streams at once. So
//! the decision comes first and is the only one that counts; what follows is worked out from it alone, under command ids
//! that are worked out from it too. Whoever comes after a crash asks for the same commands again, and those that were
//! carried out append nothing. It must never know who asks, nor when.

use super::order::{Command, NOTE_MAX, Order, TITLE_MAX};
use super::report::symbol_until;
use crate::core::house::Key;
use crate::core::letter::{LetterFiled, LetterForm, LetterKept, LetterKind, Part};
use crate::core::mix::Mix;
use crate::core::names::{CmdId, LetterId};
use crate::core::particulars::Symbol;
use crate::core::refusal::Rule;
use crate::core::status::Step;
use crate::core::time::{Stamp, Zone};

/// What a filed letter has to do with its campaign: the orders that enter it, in their order. `seq` is the number of the
/// fact that filed it.
pub fn entries(filed: &LetterFiled, seq: u64, kept: &LetterKept, at: Stamp) -> Vec<Order> {
    let files: Vec<_> = kept.parts.iter().filter_map(Part::as_evidence).collect();
    let report = |step, files| {
        vec![Command::Report {
            units: filed.units.clone(),
            step,
            due: None,
            files,
        }]
    };
    let commands = match filed.kind {
        LetterKind::Report => report(Step::Receive, files),
        LetterKind::Acknowledgement => report(Step::Acknowledge, Vec::new()),
        LetterKind::Addition if files.is_empty() => Vec::new(),
        LetterKind::Addition => {
            let units = filed.units.iter();
            units
                .map(|unit| Command::AddEvidence {
                    unit: unit.clone(),
                    activity: None,
                    files: files.clone(),
                })
                .collect()
        }
        // Nothing that is asked for by letter is granted by it.
        LetterKind::Request | LetterKind::Question | LetterKind::Automatic | LetterKind::Other => Vec::new(),
    };
    let at = filed.received.unwrap_or(at);
    let form = form(filed, kept).map(|f| Command::TakeForm {
        unit: f.unit.clone(),
        form: f.said.clone(),
    });
    let orders = commands.into_iter().chain(form).zip(0..);
    orders
        .map(|(command, n)| {
            let id = derived(&filed.letter, seq, n, Way::In);
            let is_form = matches!(command, Command::TakeForm { .. });
            let order = Order::new(id, command).at(Some(at));
            match form_words(kept).filter(|_| is_form) {
                Some(words) => order.note(words),
                None if is_form => order.note(note(filed, kept)),
                None => order.note(note(filed, kept)).symbol(symbol(filed, at)),
            }
        })
        .collect()
}

/// The form in a letter, where it is filed as what the form was made for. One made for somebody else says nothing of these.
fn form<'a>(filed: &LetterFiled, kept: &'a LetterKept) -> Option<&'a LetterForm> {
    let brings = matches!(filed.kind, LetterKind::Report | LetterKind::Addition);
    let is_theirs = |f: &&LetterForm| f.campaign == filed.campaign && filed.units == [f.unit.clone()];
    kept.form.as_ref().filter(|_| brings).filter(is_theirs)
}

/// What the form says in words.
fn form_words(kept: &LetterKept) -> Option<String> {
    let words = kept.form.as_ref()?.words.trim();
    (!words.is_empty()).then(|| words.chars().take(NOTE_MAX).collect())
}

/// The order that takes the `n`th of [`entries`] back.
pub fn way_back(letter: &LetterId, seq: u64, n: u32) -> Order {
    let cmd = derived(letter, seq, n, Way::In);
    Order::new(derived(letter, seq, n, Way::Back), Command::TakeBack { cmd })
}

/// The id of the command that puts on record how it went with some letters, of which this is the first and this the decision
/// about it. Whoever finds it out gives the same id, so that the first of them is settled whoever comes first.
pub fn settling(letter: &LetterId, decision: u64) -> CmdId {
    derived(letter, decision, 0, Way::Settled)
}

/// Says this refusal something about the letter and the campaign, so that it is the answer, and not about this session or
/// this moment, so that it must be asked again?
pub fn is_answer(rule: Rule) -> bool {
    !matches!(
        rule,
        Rule::ClockImpossible
            | Rule::ClockAhead
            | Rule::ClockBehind
            | Rule::ReadOnly
            | Rule::RoleForbids
            | Rule::NotYourUnit
            | Rule::OpenFirst
            | Rule::AsForbidden
            | Rule::AccessBroken
    )
}

/// What is there already is as good as done: the unit had acknowledged by telephone before its letter came, or somebody had
/// read its form.
pub fn is_there(rule: Rule) -> bool {
    matches!(rule, Rule::AlreadyAcknowledged | Rule::NothingChanged)
}

#[derive(Clone, Copy)]
enum Way {
    In,
    Back,
    Settled,
}

/// A command id that everybody works out alike: from the letter, the decision, and the step.
fn derived(letter: &LetterId, decision: u64, n: u32, way: Way) -> CmdId {
    let Key(bytes) = Key::of(letter.as_str()).unwrap_or(Key([0; 32]));
    let (words, _) = bytes.as_chunks::<8>();
    let mut mix = Mix::new(decision.rotate_left(24) ^ u64::from(n).rotate_left(2) ^ way as u64);
    let mut half = |[first, second]: [usize; 2]| {
        let word = |n: usize| words.get(n).map_or(0, |w| u64::from_be_bytes(*w));
        let both = Mix::new(word(first) ^ mix.next()).next() ^ word(second);
        u128::from(both)
    };
    CmdId(ulid::Ulid(half([0, 1]) << 64 | half([2, 3])))
}

/// What the document of a report says of itself. A date that it cannot have was misread: the letter still says it, and the
/// report is not held up by it.
fn symbol(filed: &LetterFiled, at: Stamp) -> Symbol {
    if filed.kind != LetterKind::Report {
        return Symbol::default();
    }
    // No zone of a campaign is behind this one, so that what is kept here is refused nowhere.
    let until = symbol_until(Zone(0).date(at));
    Symbol {
        number: filed.symbol.number.chars().take(TITLE_MAX).collect(),
        dated: filed.symbol.dated.filter(|d| *d <= until),
    }
}

/// What is said with the entry: the note of whoever filed it, else the letter's subject. A late entry must say something.
fn note(filed: &LetterFiled, kept: &LetterKept) -> String {
    let spoken = [
        &filed.note,
        &kept.claims.subject,
        &filed.symbol.number,
        &kept.claims.from,
    ];
    let first = spoken.into_iter().map(|s| s.trim()).find(|s| !s.is_empty());
    first
        .unwrap_or(filed.letter.as_str())
        .chars()
        .take(NOTE_MAX)
        .collect()
}
