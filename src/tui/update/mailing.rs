//! Letters to units from the dashboard: drafted, sent, settled, and the one that is offered where a report was returned.

use crate::core::fact::{Envelope, Fact};
use crate::core::names::{CmdId, UnitIx};
use crate::core::remind::Digest;
use crate::text::line;
use crate::tui::drafting::Drafting;
use crate::tui::keymap::{Row, TABLE};
use crate::tui::mailing::{Settling, ToSend, Underway};
use crate::tui::model::{Marks, Model};
use crate::tui::msg::{Action, Ask, Carried, Effect};
use crate::tui::overlay::{Overlay, Yes};
use crate::tui::panes::kit::aimed::listed;
use crate::tui::panes::over::form::Purpose;
use crate::tui::panes::over::form::proposed_letters;
use crate::tui::panes::over::prompt::{Confirm, Question};
use crate::tui::theme::Role;
use crate::tui::update::commands::form;
use crate::tui::update::told::unit_of;
use crate::tui::update::typing::with_form;

/// Those who are due one; the marked ones of them, if any are marked.
fn meant(model: &Model, sendable: bool) -> Vec<UnitIx> {
    let due = model.places.reminders.due_units(sendable);
    let marks = &model.stage.marks;
    let is_meant = |ix: &UnitIx| marks.is_empty() || marks.contains(ix);
    due.into_iter().filter(is_meant).collect()
}

/// Asks where drafts to those who are due one are to be written.
pub fn drafts_due(model: &mut Model) {
    let units = meant(model, false);
    if units.is_empty() {
        return nobody(model);
    }
    form(model, |_| Purpose::Drafts(false, units));
}

fn nobody(model: &mut Model) {
    let words = model.stage.cat.tr("not_ready-nobody_due").into_owned();
    model.say(words, Role::Warn);
}

/// Hands drafts to the clerk. The form stays until he has answered.
pub fn write_drafts(model: &mut Model) -> Vec<Effect> {
    let Some(folder) = with_form(model, |form, _| form.folder().ok()) else {
        return Vec::new();
    };
    let cmd = model.mint();
    let Overlay::Form(form) = &mut model.overlay else {
        return Vec::new();
    };
    let Some((asked, units)) = form.drafts() else {
        return Vec::new();
    };
    form.send(cmd, None);
    draft(model, cmd, folder, (asked, units), false)
}

fn draft(
    model: &mut Model,
    cmd: CmdId,
    folder: String,
    (asked, units): (bool, Vec<UnitIx>),
    unasked: bool,
) -> Vec<Effect> {
    model.pending.insert(cmd, Marks::default());
    let drafting = Drafting {
        cmd,
        folder,
        unasked,
        asked,
        units,
    };
    vec![Effect::Ask(Ask::Draft(Box::new(drafting)))]
}

/// Asks once before anything leaves: how many, from whom, by which server, under which digest, who gets what.
pub fn ask(model: &mut Model) {
    if model.stage.mailing.underway.is_some() {
        let words = model.stage.cat.tr("remind-under_way").into_owned();
        return model.say(words, Role::Warn);
    }
    let units = meant(model, true);
    let scene = model.scene();
    let plan = model.places.reminders.plan(&scene).only(&units);
    if plan.postings.is_empty() {
        return nobody(model);
    }
    let digest = Digest::of(&model.stage.campaign, &plan).hex();
    let (host, from) = model.stage.mailing.server().unwrap_or_default();
    let most = usize::try_from(model.stage.mailing.remind.most).unwrap_or(usize::MAX);
    let args = [
        ("from", line(from).into_owned().into()),
        ("server", line(host).into_owned().into()),
        ("digest", digest.clone().into()),
    ];
    let cat = &model.stage.cat;
    let n = plan.postings.len();
    let few = (n > most).then(|| cat.tr_args("forms-send_most", &[("n", most.into())]));
    let head = [Some(cat.tr_args("forms-send_from", &args)), few];
    let question = Question::Send {
        n,
        head: head.into_iter().flatten().collect(),
        all: listed(&scene, &plan),
    };
    let cmd = CmdId::default();
    let sending = ToSend { cmd, units, digest };
    let asked = Confirm::new(question, Yes::Send(Box::new(sending)));
    model.overlay = Overlay::Confirm(Box::new(asked));
}

/// Sends what was listed.
pub fn send(model: &mut Model, mut sending: ToSend) -> Vec<Effect> {
    if model.timeline.is_some() {
        return Vec::new(); // no key leads here from the past
    }
    sending.cmd = model.mint();
    model.pending.insert(sending.cmd, Marks::default());
    model.stage.mailing.last_run = None;
    model.stage.mailing.underway = Some(Underway {
        cmd: sending.cmd,
        done: 0,
        of: sending.units.len(),
        to: String::new(),
        since: model.clock(),
        stopping: false,
    });
    vec![Effect::Ask(Ask::Send(Box::new(sending)))]
}

/// No more of it is to leave.
pub fn stop(model: &mut Model) -> Vec<Effect> {
    let Some(now) = &mut model.stage.mailing.underway else {
        return Vec::new();
    };
    now.stopping = true;
    vec![Effect::Ask(Ask::StopSending)]
}

/// Takes in how far a run is.
pub fn underway(model: &mut Model, cmd: CmdId, done: usize, of: usize, to: String) {
    let since = model.clock();
    let Some(now) = model.stage.mailing.underway.as_mut().filter(|now| now.cmd == cmd) else {
        return;
    };
    (now.done, now.of, now.to, now.since) = (done, of, to, since);
}

/// A run is over.
pub fn sent(model: &mut Model, cmd: CmdId, sentence: String, amiss: bool) {
    model.pending.remove(&cmd);
    over(model, cmd, sentence.clone());
    model.say(sentence, if amiss { Role::Warn } else { Role::Text });
}

/// The same of one that never began, or broke off: what is said stands in the place too, since the last line forgets it.
pub fn over(model: &mut Model, cmd: CmdId, sentence: String) {
    if model
        .stage
        .mailing
        .underway
        .take_if(|now| now.cmd == cmd)
        .is_some()
    {
        model.stage.mailing.last_run = Some(sentence);
    }
}

/// Asks what became of the message at hand, which nobody answered for.
pub fn settle(model: &mut Model) {
    if let Some(ix) = model.places.reminders.in_doubt() {
        form(model, |_| Purpose::Settle(ix));
    }
}

/// Hands that to the clerk. The form stays until he has answered.
pub fn settled(model: &mut Model) -> Vec<Effect> {
    let Some((unit, what, note)) = with_form(model, |form, _| form.settled().ok()) else {
        return Vec::new();
    };
    let cmd = model.mint();
    if let Overlay::Form(form) = &mut model.overlay {
        form.send(cmd, None);
    }
    model.pending.insert(cmd, Marks::default());
    // What became of the last run is no longer as it was told.
    model.stage.mailing.last_run = None;
    let settling = Settling {
        cmd,
        unit,
        what,
        note,
    };
    vec![Effect::Ask(Ask::Settle(Box::new(settling)))]
}

/// The key that writes the letter of a report that was returned just now, in a few words, and its units; `None`: nothing was
/// returned, or no letter can be written here.
pub fn offered(model: &Model, facts: &[Envelope], done: &Carried) -> Option<(String, Vec<UnitIx>)> {
    let returned = |env: &&Envelope| env.cmd == done.cmd && matches!(env.fact, Fact::ReportReturned(_));
    let units: Vec<UnitIx> = facts
        .iter()
        .filter(returned)
        .filter_map(|env| unit_of(model, env))
        .collect();
    let rows = || TABLE.iter().filter(|row| row.action == Action::Remind);
    let layers = model.layers();
    let here = rows().any(|row| row.layers.iter().any(|l| layers.contains(l)) && model.offered(row));
    let able = !model.rights.pass().restricted && model.may(crate::core::deed::Deed::Remind, &units).is_ok();
    let key = rows().map(|row| model.keymap.key_of(row.id)).next()?;
    if units.is_empty() || done.already || !here || !able || key.is_empty() {
        return None;
    }
    let args = [("key", key.into()), ("n", units.len().into())];
    Some((model.stage.cat.tr_args("desk-letter_hint", &args), units))
}

/// The key that was offered is pressed: the letter is written without another question, whatever is selected by now.
pub fn take_offer(model: &mut Model, rows: &[&'static Row]) -> Option<Vec<Effect>> {
    let is_it = rows.iter().any(|row| row.action == Action::Remind) && model.timeline.is_none();
    let units = model.said.as_mut().filter(|_| is_it)?;
    let units = std::mem::take(&mut units.offers);
    if units.is_empty() {
        return None;
    }
    model.said = None;
    let folder = proposed_letters(&model.scene());
    let cmd = model.mint();
    Some(draft(model, cmd, folder, (true, units), true))
}
