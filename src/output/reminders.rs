//! Messages to units in words: on which occasion, to whom, what became of them.

use super::phrases::{clean, noted};
use crate::core::fact::ReminderFact;
use crate::core::reminder::Occasion;
use crate::text::Catalogue;
use crate::text::dates::date_full;

/// One line of a history for what became of a message.
pub(super) fn fact(cat: &Catalogue, fact: &ReminderFact) -> String {
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
