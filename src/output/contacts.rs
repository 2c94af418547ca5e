//! Whom to call and who was called when: `ketnoi.contacts/1`, and the same as rows of a table.
//!
//! `contacts` are the people of each unit, the one set last coming last; `calls` are calls, letters and visits, oldest first.

use serde::Serialize;

use crate::core::campaign::Campaign;
use crate::core::fact::Contact;
use crate::core::names::{Lang, UnitIx};
use crate::core::time::{Stamp, Zone};
use crate::core::unit::Call;
use crate::text::dates::day_time;
use crate::text::{Catalogue, line};

use super::words;

/// `ketnoi.contacts/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Document<'a> {
    pub schema: &'static str,
    pub campaign: &'a str,
    pub as_of: String,
    pub units: Vec<Row<'a>>,
}

/// One unit of `ketnoi.contacts/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Row<'a> {
    pub unit: &'a str,
    pub name: &'a str,
    pub contacts: Vec<Person<'a>>,
    pub calls: Vec<CallRow<'a>>,
}

/// A person to call.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Person<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub phone: &'a str,
    pub mail: &'a str,
}

/// A call, a letter or a visit.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct CallRow<'a> {
    pub at: String,
    pub how: &'static str,
    pub actor: &'a str,
    pub note: &'a str,
}

/// A person as set.
pub fn person(c: &Contact) -> Person<'_> {
    Person {
        name: &c.name,
        title: &c.title,
        phone: &c.phone,
        mail: &c.mail,
    }
}

/// A call as logged.
pub fn call(c: &Call, zone: Zone) -> CallRow<'_> {
    CallRow {
        at: zone.rfc3339(c.at),
        how: c.how.id(),
        actor: c.actor.as_str(),
        note: &c.note,
    }
}

/// The units asked for, or, if none is named, all that have a contact or a call on record.
pub fn select(campaign: &Campaign, units: &[UnitIx]) -> Vec<UnitIx> {
    if !units.is_empty() {
        return units.to_vec();
    }
    let known = campaign
        .heard()
        .filter(|(_, u)| !u.contacts.is_empty() || !u.calls.is_empty());
    known.map(|(ix, _)| ix).collect()
}

/// Contacts and calls of these units, or of all that have any.
pub fn document<'a>(campaign: &'a Campaign, now: Stamp, units: &[UnitIx]) -> Document<'a> {
    let zone = campaign.def().zone;
    let row = |ix| {
        let unit = campaign.unit(ix);
        Row {
            unit: campaign.roster().code(ix),
            name: campaign.roster().name(ix, Lang::Vi),
            contacts: unit.contacts.iter().map(person).collect(),
            calls: unit.calls.iter().map(|c| call(c, zone)).collect(),
        }
    };
    Document {
        schema: "ketnoi.contacts/1",
        campaign: campaign.id().as_str(),
        as_of: zone.rfc3339(now),
        units: select(campaign, units).into_iter().map(row).collect(),
    }
}

/// The columns that a narrow terminal can do without, by their places in [`table_head`], the least needed first.
pub const SPARE: [usize; 2] = [3, 2];

/// The headings of [`table_rows`].
pub fn table_head(cat: &Catalogue) -> Vec<String> {
    let keys = [
        "heading-unit",
        "heading-contact",
        "heading-last_contact",
        "heading-note",
    ];
    words::headings(cat, &keys)
}

/// One row for each unit with the person set last and the last call; fit for a terminal.
pub fn table_rows(cat: &Catalogue, campaign: &Campaign, units: &[UnitIx]) -> Vec<Vec<String>> {
    let row = |ix| {
        let unit = campaign.unit(ix);
        vec![
            words::name_in(campaign, ix, cat.lang()),
            unit.contacts.last().map(words::contact).unwrap_or_default(),
            last_contact(cat, campaign, ix),
            unit.last_call()
                .map(|c| line(&c.note).into_owned())
                .unwrap_or_default(),
        ]
    };
    select(campaign, units).into_iter().map(row).collect()
}

/// `26/05 09:12, gọi điện, lan`; empty if nobody was reached.
pub fn last_contact(cat: &Catalogue, campaign: &Campaign, ix: UnitIx) -> String {
    let Some(c) = campaign.unit(ix).last_call() else {
        return String::new();
    };
    format!(
        "{}, {}, {}",
        day_time(campaign.def(), c.at),
        cat.tr(&format!("how-{}", c.how.id())),
        line(c.actor.as_str())
    )
}
