//! The days of a campaign: the Day itself, when activities are held, the last day of reports, extensions.

use crate::core::campaign::Campaign;
use crate::core::time::{Date, Stamp};
use crate::text::dates::{date_full, full_time};
use crate::text::{Catalogue, line};

use super::words;

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From a day to a day, both included.
    Days(Date, Date),
    /// At a moment.
    At(Stamp),
}

/// An entry of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, the same as long as it is about the same.
    pub id: String,
    /// When.
    pub when: When,
    /// What is shown of it.
    pub title: String,
    /// What else is to be said.
    pub about: String,
}

/// The days of a campaign in the words of a language.
pub fn entries(cat: &Catalogue, campaign: &Campaign) -> Vec<Entry> {
    let (def, lang) = (campaign.def(), cat.lang());
    let clean = |words: &str| line(words).into_owned();
    let name = clean(def.name.get(lang));
    let entry = |kind: &str, when, title: String, about: String| Entry {
        id: format!("{}-{kind}", campaign.id().as_str()),
        when,
        title,
        about,
    };
    let said = |key: &str| cat.tr_args(key, &[("name", name.clone().into())]);
    let due = |cutoff: Stamp| {
        let args = [
            ("day", date_full(def.last_day(cutoff)).into()),
            ("moment", full_time(def.zone, cutoff).into()),
        ];
        cat.tr_args("calendar-due", &args)
    };
    let mut all = vec![
        entry(
            "day",
            When::Days(def.day, def.day),
            name.clone(),
            clean(def.theme.get(lang)),
        ),
        entry(
            "window",
            When::Days(def.window.from, def.window.to),
            said("calendar-window"),
            String::new(),
        ),
    ];
    let last = def.last_day(campaign.cutoff());
    all.push(entry(
        "last-day",
        When::Days(last, last),
        said("calendar-last_day"),
        due(campaign.cutoff()),
    ));
    all.push(entry(
        "deadline",
        When::At(campaign.cutoff()),
        said("calendar-deadline"),
        clean(def.deadline.words.get(lang)),
    ));
    let roster = campaign.roster();
    for ix in campaign.eyes().units(roster) {
        let cutoff = campaign.cutoff_of(ix);
        if cutoff != campaign.cutoff() {
            let args = [
                ("unit", words::name_in(campaign, ix, lang).into()),
                ("name", name.clone().into()),
            ];
            all.push(entry(
                &format!("extension-{}", roster.code(ix)),
                When::At(cutoff),
                cat.tr_args("calendar-extension", &args),
                due(cutoff),
            ));
        }
    }
    all
}
