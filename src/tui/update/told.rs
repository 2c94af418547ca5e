//! What is said once a command was carried out.

use crate::core::effect::not_in_effect;
use crate::core::fact::{Envelope, Fact, FactKind};
use crate::core::names::UnitIx;
use crate::output::{told, words};
use crate::tui::model::Model;
use crate::tui::msg::Carried;

/// What was done, in a line: the fact, or how many units, and how to take it back.
pub fn done_words(model: &Model, facts: &[Envelope], done: &Carried) -> String {
    let cat = &model.stage.cat;
    let mut there = done
        .there
        .iter()
        .map(|t| told::there(cat, &model.stage.campaign, t));
    if done.already {
        return there
            .next()
            .unwrap_or_else(|| cat.tr("desk-already_done").into_owned());
    }
    let own: Vec<&Envelope> = facts
        .iter()
        .filter(|f| f.cmd == done.cmd)
        .filter(|f| !matches!(f.fact, Fact::CampaignOpened(_)))
        .collect();
    let mut words = match own.as_slice() {
        [] => String::new(),
        [one] => one_done(model, one),
        [first, rest @ ..] => {
            let units = own.iter().filter(|f| f.unit != first.unit).count();
            if units == 0 && !rest.is_empty() {
                one_done(model, first)
            } else {
                let what = if matches!(first.fact, Fact::CommandUndone(_)) {
                    // Whether it was taken back or done again, and what, stands in the fact alone.
                    told(model, first)
                } else {
                    words::fact_name(cat, FactKind::of(&first.fact)).into_owned()
                };
                cat.tr_args(
                    "desk-done_many",
                    &[("what", what.into()), ("n", own.len().into())],
                )
            }
        }
    };
    if done.opened {
        words = format!("{words} {}", cat.tr("desk-opened_campaign"));
    }
    let idle = not_in_effect(&model.stage.campaign, own.iter().copied());
    let idle = idle
        .iter()
        .map(|what| told::not_in_effect(cat, &model.stage.campaign, what));
    for more in there.chain(idle) {
        words = format!("{words} {more}");
    }
    // First, as what does not fit into the line is cut off; that the file is kept stands in it.
    if !done.unshown.is_empty() {
        words = format!("{} {words}", done.unshown.join(" "));
    }
    // After an undo the way back is to do it again; undoing once more takes back what was before.
    let undone = own.iter().any(|f| matches!(f.fact, Fact::CommandUndone(_)));
    let (id, hint) = if undone {
        ("redo", "desk-redo_hint")
    } else {
        ("undo", "desk-undo_hint")
    };
    let key = model.keymap.key_of(id);
    if !key.is_empty() {
        words = format!("{words}  {}", cat.tr_args(hint, &[("key", key.into())]));
    }
    words
}

/// What a fact says, without whom it is about.
pub fn told(model: &Model, env: &Envelope) -> String {
    words::fact(
        &model.stage.cat,
        &model.stage.campaign,
        &env.fact,
        unit_of(model, env),
    )
}

pub fn unit_of(model: &Model, env: &Envelope) -> Option<UnitIx> {
    let code = env.unit.as_ref()?;
    model.stage.campaign.roster().by_code(code.as_str())
}

pub fn one_done(model: &Model, env: &Envelope) -> String {
    let unit = unit_of(model, env);
    let mut told = told(model, env);
    if let Fact::EvidenceAdded(added) = &env.fact {
        // The receipt: by its beginning the file is found again, wherever its name has gone.
        for file in &added.files {
            let hash = file.sha256.as_str();
            told = format!("{told}, SHA-256 {}…", hash.get(..12).unwrap_or(hash));
        }
    }
    match unit {
        Some(ix) => {
            let name = words::name_in(&model.stage.campaign, ix, model.stage.cat.lang());
            format!("{name}: {told}")
        }
        None => told,
    }
}
