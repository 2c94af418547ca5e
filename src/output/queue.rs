//! What waits for a person: `ketnoi.queue/1`. Most pressing first.
//!
//! `why` is `unreviewed`, `correction_overdue` or `overdue`, and in place of the first, where the campaign reviews in two
//! steps, `to_recommend` or `recommended`; only there are `recommended_by` and `recommended_note`, empty before that.
//! `since` is from when it waits; `number` and `dated` are those of the latest version's document; `last_contact` says who
//! reached the unit when and how, or `null`; `who` is the person to call there, or `null`.

use crate::core::campaign::{Campaign, Waiting};
use crate::core::definition::Review;
use crate::core::fact::Role;
use crate::core::names::Lang;
use crate::core::time::Stamp;
use crate::text::dates::span;

use super::contacts::{call, last_contact, last_person, person};
use super::table::{Column, Kind, Listing, Table};
use super::words;

/// `ketnoi.queue/1`: the queue at a moment, as it is for somebody of that role.
pub fn document(campaign: &Campaign, role: Role, now: Stamp) -> Listing<'_, Waiting> {
    Listing {
        schema: "ketnoi.queue/1",
        head: vec![
            ("campaign", campaign.id().as_str().into()),
            ("as_of", (now, campaign.def().zone).into()),
        ],
        name: "queue",
        table: table(campaign, now, campaign.queue_of(role, now)),
    }
}

/// What waits, in this order.
pub fn table(campaign: &Campaign, now: Stamp, rows: Vec<Waiting>) -> Table<'_, Waiting> {
    type Of<'a> = Column<'a, Waiting>;
    let (roster, zone) = (campaign.roster(), campaign.def().zone);
    let mut columns = vec![
        Of::data("unit", Kind::Code, |w| roster.code(w.unit)),
        Of::data("name", Kind::Text, |w| roster.name(w.unit, Lang::Vi)),
        Of::words("heading-unit", |cat, w| {
            words::name_in(campaign, w.unit, cat.lang())
        }),
        Of::data("why", Kind::Word("why"), |w| w.why.id()).headed("heading-why"),
        Of::data("since", Kind::Moment, move |w| (w.since, zone))
            .headed("heading-since")
            .spare(1),
        Of::words("heading-waiting", move |cat, w| span(cat, now.0 - w.since.0)),
        Of::data("number", Kind::Text, |w| {
            campaign.unit(w.unit).latest().map(|v| v.symbol.number.as_str())
        }),
        Of::data("dated", Kind::Date, |w| {
            campaign.unit(w.unit).latest().and_then(|v| v.symbol.dated)
        }),
        Of::data("last_contact", Kind::Fields, move |w| {
            campaign.unit(w.unit).last_call().map(|c| call(c, zone))
        })
        .only_json(),
        Of::words("heading-last_contact", |cat, w| {
            last_contact(cat, campaign, w.unit)
        })
        .spare(2),
        Of::data("who", Kind::Fields, |w| {
            campaign.unit(w.unit).contacts.last().map(person)
        })
        .only_json(),
        Of::words("heading-contact", |_, w| last_person(campaign, w.unit)),
    ];
    if campaign.def().review == Review::TwoStep {
        columns.extend(recommended(campaign));
    }
    Table {
        columns,
        rows,
        year: campaign.def().year(),
    }
}

/// Who recommended what waits for a leader, and what was written with it.
fn recommended(campaign: &Campaign) -> [Column<'_, Waiting>; 2] {
    type Of<'a> = Column<'a, Waiting>;
    let of = |w: &Waiting| campaign.recommendation(w.unit);
    [
        Of::data("recommended_by", Kind::Text, move |w| {
            of(w).map(|r| r.actor.as_str())
        })
        .headed("heading-recommended_by"),
        Of::data("recommended_note", Kind::Text, move |w| {
            of(w).map(|r| r.note.as_str())
        })
        .headed("heading-recommended_note")
        .spare(3),
    ]
}
