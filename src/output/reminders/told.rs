//! Messages to units in words: on which occasion, to whom, what became of them.

use crate::core::campaign::Campaign;
use crate::core::fact::ReminderFact;
use crate::core::names::UnitIx;
use crate::core::reminder::{Occasion, Reminder};
use crate::output::phrases::{clean, noted};
use crate::text::Catalogue;
use crate::text::dates::{date_full, day_time};

/// One line of a history for what became of a message.
pub fn fact(cat: &Catalogue, fact: &ReminderFact) -> String {
    let message = fact.message();
    let code = message.code.map_or_else(String::new, |c| c.to_string());
    let args = [
        ("what", occasion(cat, message.step).into()),
        ("to", clean(&message.to).into()),
        ("due", message.due.map_or_else(String::new, date_full).into()),
        ("code", code.into()),
    ];
    let told = cat.tr_args(&format!("fact-reminder_{}", fact.outcome()), &args);
    noted(cat, told, &message.said)
}

/// On which occasion, in a few words: `7 days before the last day`, `the correction is due`.
pub fn occasion(cat: &Catalogue, occasion: Occasion) -> String {
    let days = |key: &str, n: i16| cat.tr_args(key, &[("n", i64::from(n.unsigned_abs()).into())]);
    match occasion {
        Occasion::Step(0) => cat.tr("occasion-step_on").into_owned(),
        Occasion::Step(n) if n < 0 => days("occasion-step_before", n),
        Occasion::Step(n) => days("occasion-step_after", n),
        Occasion::Correction(0) => cat.tr("occasion-correction_on").into_owned(),
        Occasion::Correction(n) if n < 0 => days("occasion-correction_before", n),
        Occasion::Correction(n) => days("occasion-correction_after", n),
        Occasion::Asked => cat.tr("occasion-asked").into_owned(),
        Occasion::Returned => cat.tr("occasion-returned").into_owned(),
        Occasion::Receipt => cat.tr("occasion-receipt").into_owned(),
        Occasion::Call => cat.tr("occasion-call").into_owned(),
    }
}

/// How often a unit was reminded, and when last: `reminded 3 times, last on 28/05 (7 days before the last day)`; empty where
/// it never was.
pub fn last(cat: &Catalogue, campaign: &Campaign, ix: UnitIx) -> String {
    let (n, last) = times(campaign, ix);
    let Some(last) = last else {
        return String::new();
    };
    let message = last.fact.message();
    let args = [
        ("n", n.into()),
        ("at", day_time(campaign.def(), last.at).into()),
        ("what", occasion(cat, message.step).into()),
        (
            "state",
            cat.tr(&format!("reminder_state-{}", last.fact.outcome())).into(),
        ),
    ];
    cat.tr_args("remind-times", &args)
}

/// How often a unit was reminded of what it owes, and the last time.
pub fn times(campaign: &Campaign, ix: UnitIx) -> (usize, Option<&Reminder>) {
    let all = campaign.unit(ix).reminders.iter();
    let mut reminds = all.filter(|r| r.fact.message().step.reminds() && r.fact.is_done());
    let n = reminds.clone().count();
    (n, reminds.next_back())
}
