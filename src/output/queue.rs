//! What waits for a person: `ketnoi.queue/1`, and the same as rows of a table. Most pressing first.
//!
//! `why` is `unreviewed`, `correction_overdue` or `overdue`; `since` is from when it waits; `last_contact` says who
//! reached the unit when and how, or `null`; `who` is the person to call there, or `null`.

use serde::Serialize;

use crate::core::campaign::{Campaign, Waiting};
use crate::core::names::Lang;
use crate::core::time::Stamp;
use crate::text::Catalogue;
use crate::text::dates::{day_time, span};

use super::contacts::{CallRow, Person, call, last_contact, person};
use super::words;

/// `ketnoi.queue/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Document<'a> {
    pub schema: &'static str,
    pub campaign: &'a str,
    pub as_of: String,
    pub queue: Vec<Row<'a>>,
}

/// One row of `ketnoi.queue/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Row<'a> {
    pub unit: &'a str,
    pub name: &'a str,
    pub why: &'static str,
    pub since: String,
    pub last_contact: Option<CallRow<'a>>,
    pub who: Option<Person<'a>>,
}

/// The queue at a moment.
pub fn document(campaign: &Campaign, now: Stamp) -> Document<'_> {
    let queue = campaign.queue(now);
    Document {
        schema: "ketnoi.queue/1",
        campaign: campaign.id().as_str(),
        as_of: campaign.def().zone.rfc3339(now),
        queue: queue.into_iter().map(|w| row(campaign, w)).collect(),
    }
}

fn row(campaign: &Campaign, w: Waiting) -> Row<'_> {
    let (unit, zone) = (campaign.unit(w.unit), campaign.def().zone);
    Row {
        unit: campaign.roster().code(w.unit),
        name: campaign.roster().name(w.unit, Lang::Vi),
        why: w.why.id(),
        since: zone.rfc3339(w.since),
        last_contact: unit.last_call().map(|c| call(c, zone)),
        who: unit.contacts.last().map(person),
    }
}

/// The columns that a narrow terminal can do without, by their places in [`table_head`], the least needed first.
pub const SPARE: [usize; 2] = [2, 4];

/// The headings of [`table_row`].
pub fn table_head(cat: &Catalogue) -> Vec<String> {
    let keys = [
        "heading-unit",
        "heading-why",
        "heading-since",
        "heading-waiting",
        "heading-last_contact",
        "heading-contact",
    ];
    words::headings(cat, &keys)
}

/// One row of the queue in the words of the language shown; fit for a terminal.
pub fn table_row(cat: &Catalogue, campaign: &Campaign, now: Stamp, w: Waiting) -> Vec<String> {
    vec![
        words::name_in(campaign, w.unit, cat.lang()),
        cat.tr(&format!("why-{}", w.why.id())).into_owned(),
        day_time(campaign.def(), w.since),
        span(cat, now.0 - w.since.0),
        last_contact(cat, campaign, w.unit),
        campaign
            .unit(w.unit)
            .contacts
            .last()
            .map(words::contact)
            .unwrap_or_default(),
    ]
}

/// The whole queue as rows.
pub fn table_rows(cat: &Catalogue, campaign: &Campaign, now: Stamp) -> Vec<Vec<String>> {
    let queue = campaign.queue(now);
    queue
        .into_iter()
        .map(|w| table_row(cat, campaign, now, w))
        .collect()
}
