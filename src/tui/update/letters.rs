//! What is decided about letters: by one key, by a form, taken back; and what is said of it.
//!
//! Undo is one key wherever one is and takes back what one did last. Decisions about letters are in another stream than the
//! commands of the campaign, so the model keeps in which order both were given here.

use std::sync::Arc;

use crate::core::decide::{LetterCommand, LetterOrder};
use crate::core::fact::{Fact, LetterFact};
use crate::core::letter::{Doubt, LetterKind};
use crate::core::names::{LetterId, UnitCode};
use crate::core::particulars::Symbol;
use crate::ledger::Own;
use crate::output::words;
use crate::text::width;
use crate::tui::letters::{Item, Letters, Post};
use crate::tui::model::{Marks, Model};
use crate::tui::msg::{Ask, Decided, Effect, Place};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::form::lettered::{Deciding, LetterForm};
use crate::tui::panes::over::form::{Given, Purpose};
use crate::tui::theme::Role;
use crate::tui::update::commands::form;
use crate::tui::update::typing::with_form;

/// Takes in how letters stand.
pub fn take(model: &mut Model, letters: Arc<Letters>) {
    model.stage.post = Post::of(&letters);
    model.stage.mailboxes.clone_from(&letters.mailboxes);
    model.trail.hear(&letters);
    model.places.sheet.state.hear_letters();
    model.places.reminders.hear_letters();
    model.places.inbox.take(letters);
}

/// Files the letter at hand to one of its candidates. Where it is not its unit that is uncertain, or several are marked, the
/// form asks the rest.
pub fn candidate(model: &mut Model, n: u8) -> Vec<Effect> {
    let Some(unit) = model.places.inbox.candidate(n) else {
        return Vec::new();
    };
    let meant = model.places.inbox.meant();
    match meant.as_slice() {
        [item] if is_certain(item) => {
            let command = LetterCommand::File {
                letters: vec![item.id().clone()],
                units: vec![unit],
                kind: item.kind(),
                symbol: item.entry.symbol.clone(),
                received: None,
            };
            let seen = model.places.inbox.seen();
            let order = LetterOrder::new(model.mint(), command).based_on(Some(seen));
            give(model, order)
        }
        _ => {
            open(model, Deciding::File, &meant, Some(unit));
            Vec::new()
        }
    }
}

/// Is whose it is all that is asked about it?
fn is_certain(item: &Item) -> bool {
    let settled = match item.entry.doubt {
        None | Some(Doubt::Unit | Doubt::Campaign | Doubt::Answer) => true,
        Some(Doubt::Kind | Doubt::Document | Doubt::Contradiction | Doubt::Form) => false,
    };
    // A person says what a letter is that the rules took for a machine's, or for nothing.
    settled && !matches!(item.kind(), LetterKind::Automatic | LetterKind::Other)
}

/// Opens the form that files the letters that are meant.
pub fn file(model: &mut Model) {
    let meant = model.places.inbox.meant();
    open(model, Deciding::File, &meant, None);
}

/// Opens the form that says why they are none of ours.
pub fn dismiss(model: &mut Model) {
    let meant = model.places.inbox.meant();
    open(model, Deciding::Dismiss, &meant, None);
}

/// Opens the form that takes back what was decided about the letter at hand.
pub fn put_back(model: &mut Model) {
    let meant: Vec<Arc<Item>> = model.places.inbox.decided().cloned().into_iter().collect();
    open(model, Deciding::PutBack, &meant, None);
}

fn open(model: &mut Model, deciding: Deciding, meant: &[Arc<Item>], unit: Option<UnitCode>) {
    let Some(first) = meant.first() else { return };
    let single = meant.len() == 1;
    let candidates: Vec<UnitCode> = first.candidates().iter().map(|c| c.unit.clone()).collect();
    let automatic = first.kind() == LetterKind::Automatic;
    let kind = if automatic {
        LetterKind::Other
    } else {
        first.kind()
    };
    let about = LetterForm {
        deciding,
        letters: meant.iter().map(|item| item.id().clone()).collect(),
        subject: if single {
            first.entry.claims.subject.clone()
        } else {
            String::new()
        },
        unit: unit.or_else(|| candidates.first().cloned()),
        candidates,
        kind,
        symbol: if single {
            first.entry.symbol.clone()
        } else {
            Symbol::default()
        },
        at: single.then_some(first.entry.at),
        asks_kind: first.entry.doubt == Some(Doubt::Kind),
        seen: model.places.inbox.seen(),
    };
    form(model, |_| Purpose::Letters(Box::new(about)));
}

/// Hands the form in that is open.
pub fn hand_in(model: &mut Model) -> Vec<Effect> {
    let Some((wish, before)) = with_form(model, |form, scene| {
        let wish = form.wish_of_letters(scene).ok()?;
        let given = Given::Letters(wish.clone());
        let before = form.failed_as(&given);
        Some((wish, before))
    }) else {
        return Vec::new();
    };
    let cmd = before.unwrap_or_else(|| model.mint());
    if let Overlay::Form(form) = &mut model.overlay {
        form.send(cmd, Some(Given::Letters(wish.clone())));
    }
    let order = LetterOrder::new(cmd, wish.command)
        .note(wish.note)
        .based_on(Some(wish.seen));
    give(model, order)
}

fn give(model: &mut Model, order: LetterOrder) -> Vec<Effect> {
    if model.timeline.is_some() {
        return Vec::new(); // no key leads here from the past
    }
    model.pending.insert(order.cmd, Marks::default());
    vec![Effect::Ask(Ask::Decide(Box::new(order)))]
}

/// Takes back the decision about letters that was the last thing that whoever sits here did; `None`: that was something else.
pub fn undo(model: &mut Model) -> Option<Vec<Effect>> {
    let last = model.letters_to_undo()?;
    // A reason is asked of every one; of a slip that is put right by a key it is always the same.
    let note = model.stage.cat.tr("inbox-undo_note").into_owned();
    Some(again(model, last, note))
}

/// Does the decision about letters again that was taken back last; `None`: that was something else.
pub fn redo(model: &mut Model) -> Option<Vec<Effect>> {
    let back = model.letters_to_redo()?;
    let note = back.note.clone();
    Some(again(model, back, note))
}

fn again(model: &mut Model, own: Own, note: String) -> Vec<Effect> {
    let order = LetterOrder::new(model.mint(), own.command)
        .note(note)
        .based_on(Some(own.seq));
    give(model, order)
}

/// A decision was carried out.
pub fn decided(model: &mut Model, decided: &Decided) {
    if model.overlay.form_of(decided.cmd).is_some() {
        model.overlay = Overlay::None;
    }
    model.pending.remove(&decided.cmd);
    let words = told(model, decided);
    let (mut given, mut back): (Vec<LetterId>, Vec<LetterId>) = (Vec::new(), Vec::new());
    for env in &decided.facts {
        if let Fact::Letter(LetterFact::Filed(f)) = &env.fact {
            given.push(f.letter.clone());
        } else if let Fact::Letter(LetterFact::Dismissed(f)) = &env.fact {
            given.push(f.letter.clone());
        } else if let Fact::Letter(LetterFact::PutBack(f)) = &env.fact {
            back.push(f.letter.clone());
        }
    }
    if let Some(id) = back.first() {
        model.places.inbox.want(id.clone());
    }
    if !back.is_empty() {
        model.trail.put_back(back);
    }
    if !given.is_empty() && !decided.already && decided.refused == 0 {
        model.trail.decided(given);
    }
    let warns = decided.refused > 0 || decided.unsettled.is_some();
    model.say(words, if warns { Role::Warn } else { Role::Text });
}

/// What was done, in a line, and how to take it back.
fn told(model: &Model, decided: &Decided) -> String {
    let cat = &model.stage.cat;
    if decided.already || decided.facts.is_empty() {
        return cat.tr("desk-already_done").into_owned();
    }
    let campaign = &model.stage.campaign;
    let n = decided.facts.len();
    let what = match decided.facts.first().map(|env| &env.fact) {
        Some(Fact::Letter(LetterFact::Filed(f))) => {
            let name = |code: &UnitCode| {
                let ix = campaign.roster().by_code(code.as_str());
                ix.map(|ix| words::name_in(campaign, ix, cat.lang()))
            };
            let units: Vec<String> = f.units.iter().filter_map(name).collect();
            let symbol = words::symbol(cat, &f.symbol);
            let args = [
                ("n", n.into()),
                ("units", units.join(", ").into()),
                ("kind", cat.tr(&format!("letter_kind-{}", f.kind.id())).into()),
                ("numbered", if symbol.is_empty() { "no" } else { "yes" }.into()),
                ("document", symbol.into()),
            ];
            cat.tr_args("inbox-done_filed", &args)
        }
        Some(Fact::Letter(LetterFact::PutBack(_))) => cat.tr_args("inbox-done_put_back", &[("n", n.into())]),
        _ => cat.tr_args("inbox-done_dismissed", &[("n", n.into())]),
    };
    if decided.refused > 0 {
        return cat.tr_args("inbox-done_refused", &[("n", decided.refused.into())]);
    }
    if let Some(why) = &decided.unsettled {
        return format!("{what} {} {why}", cat.tr("inbox-done_unsettled"));
    }
    let is_back = matches!(
        decided.facts.first().map(|env| &env.fact),
        Some(Fact::Letter(LetterFact::PutBack(_)))
    );
    let (id, hint) = if is_back {
        ("redo", "desk-redo_hint")
    } else {
        ("undo", "desk-undo_hint")
    };
    let key = model.keymap.key_of(id);
    if key.is_empty() {
        return what;
    }
    format!("{what}  {}", cat.tr_args(hint, &[("key", key.into())]))
}

/// Marks the letter at hand, or takes its mark away; says why not, where others are marked for another reason.
pub fn mark(model: &mut Model) -> bool {
    let Err(why) = model.places.inbox.mark() else {
        return true;
    };
    let why = model
        .stage
        .cat
        .tr(&format!("inbox_why-{}", why.id()))
        .into_owned();
    let words = model
        .stage
        .cat
        .tr_args("inbox-one_reason", &[("why", why.into())]);
    model.say(width::fit(&words, 400).into_owned(), Role::Warn);
    false
}

/// Tells others which letter is looked at, where that has changed or is to be told again: only of whoever may decide.
pub fn want_look(model: &mut Model) -> Option<Effect> {
    let tells =
        model.read_only.is_none() && !model.demo && model.may(crate::core::deed::Deed::File, &[]).is_ok();
    if !tells {
        return None;
    }
    let here = model.place == Place::Inbox && model.timeline.is_none();
    let letter = here.then(|| model.places.inbox.looked_at()).flatten();
    let again = model.look_again().is_some_and(|t| t <= model.clock());
    if letter == model.looked.0 && !again {
        return None;
    }
    model.looked = (letter.clone(), model.clock());
    Some(Effect::Ask(Ask::LookAt(letter)))
}
