//! Who would get what and why: `ketnoi.reminders/1`.
//!
//! `state` is `due` where a message goes out, else why none does: `no_address`, `unusable`, `today`. `step` is the occasion:
//! days from the last day (`-7`, `+1`), `due` and `due+7` of a correction, `asked`. Units of one address have one message and
//! the same `message`, which counts from 1. `digest` in the head is what a run that sends must be given.

use crate::core::campaign::Campaign;
use crate::core::names::Lang;
use crate::core::remind::{Digest, Due, Plan, Why};
use crate::core::time::Stamp;
use crate::output::inbox::Entry;
use crate::output::table::{Column, Kind, Listing, Table};
use crate::output::words;
use crate::text::dates::date_in;

use super::told::{last, occasion, times};

/// The word for a unit that gets a message.
const DUE: &str = "due";

/// Every word of `state`.
pub const STATES: [&str; 4] = [DUE, "no_address", "unusable", "today"];

/// A unit that is due a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is due.
    pub due: Due,
    /// The address; empty where there is none.
    pub address: String,
    /// Why no message goes out; `None`: one does.
    pub silent: Option<Why>,
    /// Which message, from 1; 0 where there is none.
    pub message: u32,
    /// A letter to this address came back.
    pub bounced: bool,
}

impl Row {
    /// The word of its state.
    pub fn state(&self) -> &'static str {
        self.silent.map_or(DUE, Why::id)
    }
}

/// Everybody who is due, in the order of the roster.
pub fn rows(plan: &Plan) -> Vec<Row> {
    let mut all: Vec<Row> = Vec::new();
    for (posting, n) in plan.postings.iter().zip(1..) {
        all.extend(posting.due.iter().map(|due| Row {
            due: *due,
            address: posting.to.clone(),
            silent: None,
            message: n,
            bounced: posting.bounced,
        }));
    }
    all.extend(plan.silent.iter().map(|s| Row {
        due: s.due,
        address: s.address.clone(),
        silent: Some(s.why),
        message: 0,
        bounced: false,
    }));
    all.sort_by_key(|r| r.due.unit);
    all
}

/// `ketnoi.reminders/1`.
pub fn document<'a>(campaign: &'a Campaign, now: Stamp, plan: &Plan) -> Listing<'a, Row> {
    Listing {
        schema: "ketnoi.reminders/1",
        head: vec![
            ("campaign", campaign.id().as_str().into()),
            ("as_of", (now, campaign.def().zone).into()),
            ("day", plan.day.to_string().into()),
            ("messages", plan.postings.len().into()),
            ("digest", Digest::of(campaign, plan).hex().into()),
        ],
        name: "units",
        table: table(campaign, rows(plan)),
    }
}

/// These rows as a table.
pub fn table(campaign: &Campaign, rows: Vec<Row>) -> Table<'_, Row> {
    type Of<'a> = Column<'a, Row>;
    let (roster, zone, year) = (campaign.roster(), campaign.def().zone, campaign.def().year());
    let columns = vec![
        Of::data("unit", Kind::Code, |row| roster.code(row.due.unit))
            .headed("heading-code")
            .in_book(),
        Of::data("name", Kind::Text, |row| roster.name(row.due.unit, Lang::Vi)),
        Of::words("heading-unit", |cat, row| {
            words::name_in(campaign, row.due.unit, cat.lang())
        }),
        Of::data("step", Kind::Signed, |row| row.due.step.id()),
        Of::words("heading-why", |cat, row| occasion(cat, row.due.step)),
        Of::data("last_day", Kind::Date, |row| row.due.last_day)
            .headed("heading-last_day")
            .in_book(),
        Of::words("heading-last_day", move |_, row| date_in(year, row.due.last_day)).on_screen(),
        Of::data("state", Kind::Word("remind_state"), |row: &Row| row.state()).headed("heading-state"),
        Of::data("address", Kind::Text, |row: &Row| row.address.clone())
            .headed("heading-address")
            .in_book(),
        Of::words("heading-address", |cat, row| {
            let address = crate::text::line(&row.address).into_owned();
            if row.bounced {
                cat.tr_args("remind-bounced", &[("address", address.into())])
            } else {
                address
            }
        })
        .on_screen(),
        Of::data("message", Kind::Number, |row: &Row| row.message),
        Of::data("bounced", Kind::Yes, |row: &Row| row.bounced),
        Of::words("heading-bounced", |cat, row| {
            if row.bounced {
                cat.tr("words-yes").into_owned()
            } else {
                String::new()
            }
        })
        .in_book(),
        Of::data("reminded", Kind::Number, |row| times(campaign, row.due.unit).0)
            .headed("heading-reminded_times")
            .in_book(),
        Of::data("last_reminded", Kind::Moment, move |row| {
            times(campaign, row.due.unit).1.map(|r| (r.at, zone))
        })
        .headed("heading-last_reminded")
        .in_book(),
        Of::words("heading-reminded", |cat, row| last(cat, campaign, row.due.unit))
            .on_screen()
            .spare(1),
    ];
    Table { columns, rows, year }
}

/// The addresses to which letters could not be delivered, as the reports about them say.
pub fn bounced(letters: &[Entry]) -> Vec<String> {
    let reasons = letters.iter().flat_map(|l| &l.judgement.reasons);
    let mut all: Vec<String> = reasons
        .filter(|r| r.id == "undelivered")
        .map(|r| r.what.trim().to_owned())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
