//! What the clerk answers.

use crate::core::fact::Envelope;
use crate::core::names::CmdId;
use crate::intake::About;
use crate::output::words;
use crate::text::{numbers, width};
use crate::tui::model::Model;
use crate::tui::msg::{Answer, Carried, Effect};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::form::Form;
use crate::tui::said::STAYS;
use crate::tui::stage::Asked;
use crate::tui::theme::Role;
use crate::tui::update::export;
use crate::tui::update::letters;
use crate::tui::update::mailing;
use crate::tui::update::photo::with_photo;
use crate::tui::update::pick;
use crate::tui::update::quiet::quiet;
use crate::tui::update::set_up;
use crate::tui::update::told::{done_words, one_done};
use crate::tui::update::welcome;
use crate::tui::{since, timeline};

pub fn clerk(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Facts { facts, done, .. } => take_in(model, &facts, done),
        Answer::Refused { cmd, refusal } => quiet(|| {
            let told = words::refusal(&model.stage.cat, &refusal, &model.stage.campaign);
            let sentence = format!("{} {}", told.what, told.way);
            not_done(model, cmd, sentence, Role::Warn, Form::refuse);
        }),
        Answer::Progress { cmd, done, of } if model.pending.contains_key(&cmd) => quiet(|| {
            let size = |n| numbers::size(model.stage.cat.lang(), n);
            let args = [("done", size(done).into()), ("of", size(of).into())];
            let words = model.stage.cat.tr_args("desk-reading", &args);
            model.say(words, Role::Text);
        }),
        Answer::Waiting => quiet(|| {
            let words = model.stage.cat.tr("store-waiting").into_owned();
            model.say(words, Role::Warn);
        }),
        Answer::Failed { cmd, sentence } => quiet(|| not_done(model, cmd, sentence, Role::Error, Form::fail)),
        Answer::Letters(letters) => quiet(|| letters::take(model, letters)),
        Answer::Sought(sought) => quiet(|| model.places.inbox.take_sought(*sought)),
        Answer::Compared(about, told) => quiet(|| match about {
            About::Letter(id) => model.places.inbox.take_changes(id, *told),
            About::Unit(ix) => model.places.sheet.state.take_changes(ix, *told),
        }),
        Answer::FoundLetter(id, found) => quiet(|| letters::found(model, &id, found)),
        Answer::ReadLetter(id, read) => quiet(|| model.places.inbox.take_words(id, *read)),
        Answer::Decided(decided) => quiet(|| letters::decided(model, &decided)),
        Answer::Wrote { cmd, sentence } => quiet(|| {
            if model.overlay.form_of(cmd).is_some() {
                model.overlay = Overlay::None;
            }
            model.pending.remove(&cmd);
            model.say(sentence, Role::Text);
        }),
        Answer::Underway { cmd, done, of, to } => quiet(|| mailing::underway(model, cmd, done, of, to)),
        Answer::Sent { cmd, sentence, amiss } => quiet(|| mailing::sent(model, cmd, sentence, amiss)),
        Answer::Bounced(bounced) => quiet(|| model.places.reminders.take_bounced(bounced)),
        Answer::Print(question, print) => quiet(|| with_photo(model, |s| s.take(question, print))),
        Answer::LetterOf(question, origin) => {
            quiet(|| with_photo(model, |s| s.take_origin(question, origin)))
        }
        Answer::Preview(matter, then, shown) => quiet(|| model.places.export.take(matter, then, *shown)),
        Answer::Template(question, said) => quiet(|| export::take_template(model, question, said)),
        Answer::Export(cmd, told) => quiet(|| export::hear(model, cmd, told)),
        Answer::Folder(question, answer) => quiet(|| pick::take(model, question, answer)),
        Answer::NameTaken { cmd, sentence, next } => quiet(|| {
            let propose = |form: &mut Form, sentence| form.propose(sentence, next.as_deref());
            not_done(model, cmd, sentence, Role::Warn, propose);
        }),
        Answer::Workbench(question, bench) => quiet(|| set_up::take(model, question, *bench)),
        Answer::Saved(question, outcome) => set_up::saved(model, question, outcome),
        Answer::Begun { cmd, campaign } => set_up::begun(model, cmd, *campaign),
        Answer::Unanswered(sentence) => quiet(|| model.say(sentence, Role::Error)),
        Answer::History(facts) => {
            model.places.history.take(facts);
            Vec::new()
        }
        Answer::UnitLog(question, log) => quiet(|| model.places.sheet.state.take_past(question, log)),
        // Who has left that sheet meanwhile does not want to know.
        Answer::NoUnitLog(question, sentence) if model.places.sheet.state.awaits(question) => {
            quiet(|| model.say(sentence, Role::Error))
        }
        Answer::Verified(n) => quiet(|| model.places.history.verified = Some(Ok(n))),
        Answer::Broken(sentence) => quiet(|| model.places.history.verified = Some(Err(sentence))),
        Answer::Claims(claims) => quiet(|| model.stage.claims = claims),
        Answer::FeedLost(sentence) => quiet(|| {
            model.lost = Some((model.clock(), sentence.clone()));
            model.say(sentence, Role::Error);
        }),
        Answer::Moved(sentence) => quiet(|| {
            model.moved.clone_from(&sentence);
            if let Some(sentence) = sentence {
                model.say(sentence, Role::Error);
            }
        }),
        Answer::Fallen(fallen) => quiet(|| {
            let sentence = model.stage.cat.tr("store-rewound_here").into_owned();
            model.lost = Some((model.clock(), sentence));
            model.fallen = Some((*fallen, false));
        }),
        Answer::FeedBack => quiet(|| (model.lost, model.fallen) = (None, None)),
        Answer::Reloaded(campaign) => {
            let effects = timeline::close(model);
            model.stage.campaign = model.first.shown(*campaign);
            // It may be for other eyes, or without what was removed.
            model.stage.last_time = Asked::Not;
            welcome::part(model);
            (model.lost, model.fallen) = (None, None);
            model.places.each(|p| p.forget_facts());
            model.since = None;
            effects
        }
        Answer::Times(question, moments) => quiet(|| timeline::take_times(model, question, &moments)),
        Answer::Past {
            question,
            sight,
            campaign,
        } => timeline::take_past(model, question, sight, *campaign),
        Answer::NoPast(question, sentence) => timeline::give_up(model, question, sentence),
        Answer::Earlier(earlier) => quiet(|| {
            if let Overlay::Form(form) = &mut model.overlay {
                form.hear_earlier(&earlier);
            }
        }),
        Answer::LastTime(found) => quiet(|| model.stage.last_time = Asked::Known(found)),
        Answer::Since(news) => quiet(|| since::take(model, *news)),
        // The desk asks for no photo, whether it is kept how far one has looked is nothing to show, of a command that is
        // answered nothing is under way, and a history may be another's by now.
        Answer::Kept | Answer::Photo(..) | Answer::NoUnitLog(..) | Answer::Progress { .. } => Vec::new(),
        Answer::Rights(rights) => quiet(|| {
            model.renew_rights(rights);
            let role = words::role(&model.stage.cat, model.who.role).into_owned();
            let words = model
                .stage
                .cat
                .tr_args("desk-rights_changed", &[("role", role.into())]);
            model.say(words, Role::Warn);
        }),
        Answer::Barred(sentence) => vec![Effect::Bar(sentence)],
        Answer::Elsewhere(id) => quiet(|| welcome::elsewhere(model, id)),
        Answer::RestartNeeded => quiet(|| {
            model.restart = true;
            let words = model.stage.cat.tr("not_ready-restart").into_owned();
            model.say(words, Role::Error);
        }),
    }
}

/// A command was not carried out: told to the form that was handed in as it, and said in the last line where that form is
/// not on top.
pub fn not_done(
    model: &mut Model,
    cmd: CmdId,
    sentence: String,
    role: Role,
    tell: impl FnOnce(&mut Form, String),
) {
    model.pending.remove(&cmd);
    mailing::over(model, cmd, sentence.clone());
    if let Some(setup) = model.overlay.set_up().filter(|s| s.sent() == Some(cmd)) {
        return setup.refuse(sentence);
    }
    let on_top = matches!(model.overlay, Overlay::Form(_));
    match model.overlay.form_of(cmd) {
        Some(form) if on_top => return tell(form, sentence),
        Some(form) => tell(form, sentence.clone()),
        None => {}
    }
    model.say(sentence, role);
}

pub fn take_in(model: &mut Model, facts: &[Envelope], done: Option<Carried>) -> Vec<Effect> {
    // The clerk hands over nothing else; whatever is handed over, nothing else is shown.
    let seen: Vec<Envelope> = facts.iter().filter(|env| model.sees(env)).cloned().collect();
    let facts = seen.as_slice();
    for env in facts {
        let new = env.seq > model.live().seq();
        model.live_mut().apply(env);
        mark_fresh(model, env);
        if let Some(t) = &mut model.timeline
            && new
        {
            t.take(env);
        }
    }
    if done.is_none() {
        tell_others(model, facts);
    }
    welcome::part(model);
    model.places.each(|p| p.hear(facts));
    if let Some(done) = done {
        // Another form may have been opened since: it stays, and so does what was marked since.
        if model.overlay.form_of(done.cmd).is_some() {
            model.overlay = Overlay::None;
        }
        if let Some(used) = model.pending.remove(&done.cmd) {
            model.unmark(&used);
        }
        model.trail.carried(&done.cmd, done.already);
        let words = done_words(model, facts, &done);
        match mailing::offered(model, facts, &done) {
            Some((hint, units)) => model.say_offering(format!("{words}  {hint}"), units),
            None => model.say(words, Role::Text),
        }
    }
    Vec::new()
}

/// Says who has just done what in another session, where nothing else is being said: the last of it, and how much more.
pub fn tell_others(model: &mut Model, facts: &[Envelope]) {
    let theirs: Vec<&Envelope> = facts.iter().filter(|f| is_news(model, f)).collect();
    let (Some(last), true) = (
        theirs.last(),
        model.said.as_ref().is_none_or(|s| s.role == Role::Fresh),
    ) else {
        return;
    };
    let who = width::fit(&model.stage.cat.person(last.actor.as_str()), 24).into_owned();
    let what = one_done(model, last);
    let words = match theirs.len() - 1 {
        0 => model
            .stage
            .cat
            .tr_args("desk-others", &[("who", who.into()), ("what", what.into())]),
        more => model.stage.cat.tr_args(
            "desk-others_many",
            &[("who", who.into()), ("what", what.into()), ("n", more.into())],
        ),
    };
    model.say(words, Role::Fresh);
}

/// Did somebody else do it? In a demo everybody else is a script.
pub fn is_news(model: &Model, env: &Envelope) -> bool {
    env.actor != model.who.actor && !model.demo
}

pub fn mark_fresh(model: &mut Model, env: &Envelope) {
    let other = is_news(model, env);
    let unit = env
        .unit
        .as_ref()
        .and_then(|c| model.live().roster().by_code(c.as_str()));
    if let (true, Some(ix)) = (other, unit) {
        let until = model.clock().plus(STAYS);
        // What changed while one was away stays marked for longer.
        let mark = model.live_fresh().entry(ix).or_insert(until);
        *mark = until.max(*mark);
    }
}
