//! Whom to call and who was called when: `ketnoi.contacts/1`.
//!
//! `contacts` are the people of each unit, the one set last coming last; `calls` are calls, letters and visits, oldest first.

use crate::core::campaign::Campaign;
use crate::core::fact::Contact;
use crate::core::names::{Lang, UnitIx};
use crate::core::time::{Stamp, Zone};
use crate::core::unit::{Call, UnitState};
use crate::text::Catalogue;
use crate::text::dates::day_time;

use super::table::{Column, Kind, Listing, Table, Value};
use super::words;

/// A person as set.
pub fn person(c: &Contact) -> Value<'_> {
    let Contact {
        name,
        title,
        phone,
        mail,
    } = c;
    Value::Fields(vec![
        ("name", name.into()),
        ("title", title.into()),
        ("phone", phone.into()),
        ("mail", mail.into()),
    ])
}

/// A call, a letter or a visit as logged.
pub fn call(c: &Call, zone: Zone) -> Value<'_> {
    Value::Fields(vec![
        ("at", (c.at, zone).into()),
        ("how", c.how.id().into()),
        ("actor", c.actor.as_str().into()),
        ("note", (&c.note).into()),
    ])
}

/// The people of a unit, the one set last coming last.
pub fn people(unit: &UnitState) -> Vec<Value<'_>> {
    unit.contacts.iter().map(person).collect()
}

/// Who was called when, oldest first.
pub fn calls(unit: &UnitState, zone: Zone) -> Vec<Value<'_>> {
    unit.calls.iter().map(|c| call(c, zone)).collect()
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

/// `ketnoi.contacts/1`: contacts and calls of these units, or of all that have any.
pub fn document<'a>(campaign: &'a Campaign, now: Stamp, units: &[UnitIx]) -> Listing<'a, UnitIx> {
    type Of<'a> = Column<'a, UnitIx>;
    let (roster, zone) = (campaign.roster(), campaign.def().zone);
    let columns = vec![
        Of::data("unit", Kind::Code, |ix| roster.code(*ix))
            .headed("heading-code")
            .in_book(),
        Of::data("name", Kind::Text, |ix| roster.name(*ix, Lang::Vi)),
        Of::words("heading-unit", |cat, ix| {
            words::name_in(campaign, *ix, cat.lang())
        }),
        Of::data("contacts", Kind::Fields, |ix| people(campaign.unit(*ix))).only_json(),
        Of::data("calls", Kind::Fields, move |ix| calls(campaign.unit(*ix), zone)).only_json(),
        // A row has room for the person set last and the last call.
        last("contact", campaign, |c| &c.name)
            .headed("heading-contact")
            .in_book(),
        last("title", campaign, |c| &c.title)
            .headed("heading-office")
            .in_book(),
        last("phone", campaign, |c| &c.phone)
            .headed("heading-phone")
            .in_book(),
        last("mail", campaign, |c| &c.mail)
            .headed("heading-address")
            .in_book(),
        Of::data("last_call", Kind::Moment, move |ix| {
            campaign.unit(*ix).last_call().map(|c| (c.at, zone))
        })
        .only_csv()
        .headed("heading-last_contact")
        .in_book(),
        how(|ix: &UnitIx| campaign.unit(*ix).last_call()),
        by(|ix: &UnitIx| campaign.unit(*ix).last_call()),
        Of::words("heading-contact", |_, ix| last_person(campaign, *ix)).on_screen(),
        Of::words("heading-last_contact", |cat, ix| last_contact(cat, campaign, *ix))
            .on_screen()
            .spare(2),
        Of::words("heading-note", |_, ix| {
            let last = campaign.unit(*ix).last_call();
            last.map(|c| c.note.clone()).unwrap_or_default()
        })
        .spare(1),
    ];
    Listing {
        schema: "ketnoi.contacts/1",
        head: vec![
            ("campaign", campaign.id().as_str().into()),
            ("as_of", (now, zone).into()),
        ],
        name: "units",
        table: Table {
            columns,
            rows: select(campaign, units),
            year: campaign.def().year(),
        },
    }
}

/// A column of the person to call, in CSV.
fn last<'a>(key: &'static str, campaign: &'a Campaign, get: fn(&Contact) -> &String) -> Column<'a, UnitIx> {
    Column::data(key, Kind::Text, move |ix| {
        let last = campaign.unit(*ix).contacts.last();
        last.map(|c| get(c).as_str())
    })
    .only_csv()
}

/// In a book: how somebody was reached.
pub(super) fn how<'a, R>(call: impl Fn(&R) -> Option<&'a Call> + 'a) -> Column<'a, R> {
    Column::book("how", "heading-how", Kind::Word("how"), move |row| {
        call(row).map(|c| c.how.id())
    })
}

/// In a book: who reached somebody.
pub(super) fn by<'a, R>(call: impl Fn(&R) -> Option<&'a Call> + 'a) -> Column<'a, R> {
    Column::words("heading-by", move |cat, row| {
        call(row)
            .map(|c| cat.person(c.actor.as_str()))
            .unwrap_or_default()
    })
    .in_book()
}

/// The person to call at a unit: the one set last; empty if none is known.
pub fn last_person(campaign: &Campaign, ix: UnitIx) -> String {
    let last = campaign.unit(ix).contacts.last();
    last.map(words::contact).unwrap_or_default()
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
        cat.person(c.actor.as_str())
    )
}
