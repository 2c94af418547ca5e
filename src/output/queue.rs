//! What waits for a person: `ketnoi.queue/1`. Most pressing first.
//!
//! `why` is `unreviewed`, `correction_overdue` or `overdue`, and in place of the first, where the campaign reviews in two
//! steps, `to_recommend` or `recommended`; only there are `recommended_by` and `recommended_note`, empty before that.
//! `set_aside` is a letter that nobody has decided about, of no unit yet: `letter` is its name, `from` and `subject` are its
//! claims. `since` is from when it waits; `number` and `dated` are those of the latest version's document, or what a letter says; `last_contact` says who
//! reached the unit when and how, or `null`; `who` is the person to call there, or `null`.

use crate::core::campaign::{Campaign, Waiting};
use crate::core::definition::Review;
use crate::core::fact::{Contact, Role};
use crate::core::names::{Lang, UnitIx};
use crate::core::record::Version;
use crate::core::time::Stamp;
use crate::core::unit::Call;
use crate::text::Catalogue;
use crate::text::dates::span;

use super::contacts::{by, call, how, last_contact, last_person, person};
use super::inbox::Entry;
use super::phrases::clean;
use super::table::{Column, Kind, Listing, Table};
use super::words;

/// The word for a letter, beside those of [`crate::core::waiting::Why`].
pub const SET_ASIDE: &str = "set_aside";

/// Something that waits.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// The report of a unit.
    Unit(Waiting),
    /// A letter.
    Letter(Box<Entry>),
}

impl Row {
    fn unit(&self) -> Option<UnitIx> {
        match self {
            Self::Unit(w) => Some(w.unit),
            Self::Letter(_) => None,
        }
    }

    fn letter(&self) -> Option<&Entry> {
        match self {
            Self::Unit(_) => None,
            Self::Letter(entry) => Some(entry),
        }
    }

    fn why(&self) -> &'static str {
        match self {
            Self::Unit(w) => w.why.id(),
            Self::Letter(_) => SET_ASIDE,
        }
    }

    fn since(&self) -> Stamp {
        match self {
            Self::Unit(w) => w.since,
            Self::Letter(entry) => entry.at,
        }
    }
}

/// `ketnoi.queue/1`: the queue at a moment, as it is for somebody of that role, and after it the letters that wait.
pub fn document(campaign: &Campaign, role: Role, now: Stamp, letters: Vec<Entry>) -> Listing<'_, Row> {
    let units = campaign.queue_of(role, now).into_iter().map(Row::Unit);
    let letters = letters.into_iter().map(|entry| Row::Letter(Box::new(entry)));
    Listing {
        schema: "ketnoi.queue/1",
        head: vec![
            ("campaign", campaign.id().as_str().into()),
            ("as_of", (now, campaign.def().zone).into()),
        ],
        name: "queue",
        table: table(campaign, now, units.chain(letters).collect()),
    }
}

/// What waits, in this order.
pub fn table(campaign: &Campaign, now: Stamp, rows: Vec<Row>) -> Table<'_, Row> {
    type Of<'a> = Column<'a, Row>;
    let (roster, zone) = (campaign.roster(), campaign.def().zone);
    let has_letters = rows.iter().any(|row| row.letter().is_some());
    let mut columns = vec![
        Of::data("unit", Kind::Code, |row| row.unit().map(|ix| roster.code(ix))),
        Of::data("name", Kind::Text, |row| {
            row.unit().map(|ix| roster.name(ix, Lang::Vi))
        }),
        Of::book("unit_code", "heading-code", Kind::Code, |row| {
            row.unit().map(|ix| roster.code(ix))
        }),
        Of::words("heading-unit", |cat, row| named(cat, campaign, row)).on_screen(),
        Of::words("heading-unit", |cat, row| {
            row.unit()
                .map_or_else(String::new, |ix| words::name_in(campaign, ix, cat.lang()))
        })
        .in_book(),
        Of::data("why", Kind::Word("why"), |row: &Row| row.why()).headed("heading-why"),
        Of::data("since", Kind::Moment, move |row| (row.since(), zone))
            .headed("heading-since")
            .spare(1),
        Of::words("heading-waiting", move |cat, row| {
            span(cat, now.0 - row.since().0)
        })
        .on_screen(),
        Of::data("number", Kind::Text, move |row| match row.letter() {
            Some(entry) => Some(entry.symbol.number.clone()),
            None => latest(campaign, row).map(|v| v.symbol.number.clone()),
        })
        .headed("heading-number")
        .in_book(),
        Of::data("dated", Kind::Date, move |row| match row.letter() {
            Some(entry) => entry.symbol.dated,
            None => latest(campaign, row).and_then(|v| v.symbol.dated),
        })
        .headed("heading-dated")
        .in_book(),
        Of::data("last_contact", Kind::Fields, move |row| {
            campaign.unit(row.unit()?).last_call().map(|c| call(c, zone))
        })
        .only_json(),
        Of::words("heading-last_contact", |cat, row| {
            row.unit()
                .map_or_else(String::new, |ix| last_contact(cat, campaign, ix))
        })
        .on_screen()
        .spare(2),
        Of::book("last_call", "heading-last_contact", Kind::Moment, move |row| {
            last_call(campaign, row).map(|c| (c.at, zone))
        }),
        how(|row: &Row| last_call(campaign, row)),
        by(|row: &Row| last_call(campaign, row)),
        Of::data("who", Kind::Fields, |row| {
            campaign.unit(row.unit()?).contacts.last().map(person)
        })
        .only_json(),
        Of::words("heading-contact", |_, row| {
            row.unit()
                .map_or_else(String::new, |ix| last_person(campaign, ix))
        })
        .on_screen(),
        whom("contact", "heading-contact", campaign, |c| &c.name),
        whom("title", "heading-office", campaign, |c| &c.title),
        whom("phone", "heading-phone", campaign, |c| &c.phone),
        whom("mail", "heading-address", campaign, |c| &c.mail),
    ];
    if has_letters {
        columns.extend([
            Of::data("letter", Kind::Text, |row| {
                row.letter().map(|e| e.id.as_str().to_owned())
            })
            .headed("heading-letter")
            .in_book()
            .optional(),
            Of::data("from", Kind::Text, |row| {
                row.letter().map(|e| e.claims.from.clone())
            })
            .headed("heading-from")
            .in_book()
            .optional(),
            Of::data("subject", Kind::Text, |row| {
                row.letter().map(|e| e.claims.subject.clone())
            })
            .headed("heading-subject")
            .optional(),
        ]);
    }
    if campaign.def().review == Review::TwoStep {
        columns.extend(recommended(campaign));
    }
    Table {
        columns,
        rows,
        year: campaign.def().year(),
    }
}

/// The last call with the unit.
fn last_call<'a>(campaign: &'a Campaign, row: &Row) -> Option<&'a Call> {
    campaign.unit(row.unit()?).last_call()
}

/// In a book: something of the person to call at the unit.
fn whom<'a>(
    name: &'static str,
    heading: &'static str,
    campaign: &'a Campaign,
    get: fn(&Contact) -> &String,
) -> Column<'a, Row> {
    Column::book(name, heading, Kind::Text, move |row: &Row| {
        let last = campaign.unit(row.unit()?).contacts.last();
        last.map(|c| get(c).as_str())
    })
}

/// The latest version of a unit's report.
fn latest<'a>(campaign: &'a Campaign, row: &Row) -> Option<&'a Version> {
    campaign.unit(row.unit()?).latest()
}

/// The unit; of a letter its name, by which it is shown, and who wrote it.
fn named(cat: &Catalogue, campaign: &Campaign, row: &Row) -> String {
    match row {
        Row::Unit(w) => words::name_in(campaign, w.unit, cat.lang()),
        Row::Letter(entry) if entry.claims.from.is_empty() => entry.short().to_owned(),
        Row::Letter(entry) => format!("{} {}", entry.short(), clean(&entry.claims.from)),
    }
}

/// Who recommended what waits for a leader, and what was written with it.
fn recommended(campaign: &Campaign) -> [Column<'_, Row>; 2] {
    type Of<'a> = Column<'a, Row>;
    let of = |row: &Row| campaign.recommendation(row.unit()?);
    [
        Of::data("recommended_by", Kind::Text, move |row| {
            of(row).map(|r| r.actor.as_str())
        })
        .headed("heading-recommended_by"),
        Of::data("recommended_note", Kind::Text, move |row| {
            of(row).map(|r| r.note.as_str())
        })
        .headed("heading-recommended_note")
        .spare(3),
    ]
}
