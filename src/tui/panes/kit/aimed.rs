//! Who gets which message, a line each, for whoever is asked before letters are written or sent.

use crate::core::remind::Plan;
use crate::output::{reminders, words};
use crate::text::line;
use crate::tui::scene::Scene;

/// Who gets what, a line for each message: the address, its units, on which occasion; then those that none reaches.
pub fn listed(scene: &Scene<'_>, plan: &Plan) -> Vec<String> {
    let name = |ix| words::short_name_in(scene.campaign, ix, scene.lang());
    let step = |step| reminders::occasion(scene.cat, step);
    let say = |key: &str, to: String, units: String, step: String| {
        let args = [("to", to.into()), ("units", units.into()), ("step", step.into())];
        scene.cat.tr_args(key, &args)
    };
    let messages = plan.postings.iter().map(|p| {
        let units: Vec<String> = p.due.iter().map(|d| name(d.unit)).collect();
        let key = if p.bounced {
            "remind-gets_bounced"
        } else {
            "remind-gets"
        };
        say(key, line(&p.to).into_owned(), units.join(", "), step(p.step()))
    });
    let silent = plan.silent.iter().map(|s| {
        let why = scene.tr(&format!("remind_state-{}", s.why.id())).into_owned();
        say("remind-gets_none", why, name(s.due.unit), step(s.due.step))
    });
    messages.chain(silent).collect()
}

/// Those lines in `rows`; what has no room is counted.
pub fn aimed(scene: &Scene<'_>, all: &[String], rows: usize) -> Vec<String> {
    if all.len() <= rows {
        return all.to_vec();
    }
    let shown = rows.saturating_sub(1);
    let n = all.len() - shown;
    let more = scene.cat.tr_args("remind-and_more", &[("n", n.into())]);
    all.iter().take(shown).cloned().chain([more]).collect()
}
