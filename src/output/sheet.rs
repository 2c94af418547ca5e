//! The lists of one unit, and the trees of goals, as tables for people: what the dashboard shows and no command lists.
//!
//! It must never know how they are drawn.

use crate::core::campaign::Campaign;
use crate::core::fact::{Contact, ContactHow};
use crate::core::names::UnitIx;
use crate::core::unit::{Call, Entry, Figure};
use crate::text::{line, numbers};

use super::table::{Column, Kind, Table};
use super::words;

/// Somebody to call, or a call.
#[derive(Debug, Clone, Copy)]
pub enum Reached<'a> {
    /// A person.
    Person(&'a Contact),
    /// A call, a letter or a visit.
    Call(&'a Call),
}

impl<'a> Reached<'a> {
    fn call(&self) -> Option<&'a Call> {
        match self {
            Self::Person(_) => None,
            Self::Call(call) => Some(call),
        }
    }
}

/// Whom to call, and who was reached when and how.
pub fn reached<'a>(campaign: &'a Campaign, rows: Vec<Reached<'a>>) -> Table<'a, Reached<'a>> {
    type Of<'a> = Column<'a, Reached<'a>>;
    let zone = campaign.def().zone;
    let how = |how: ContactHow| format!("how-{}", how.id());
    let columns = vec![
        Of::words("heading-contact", |_, r| match r {
            Reached::Person(person) => words::contact(person),
            Reached::Call(_) => String::new(),
        })
        .on_screen(),
        whom("contact", "heading-contact", |c| &c.name),
        whom("title", "heading-office", |c| &c.title),
        whom("phone", "heading-phone", |c| &c.phone),
        whom("mail", "heading-address", |c| &c.mail),
        Of::data("at", Kind::Moment, move |r| r.call().map(|c| (c.at, zone))).headed("heading-at"),
        Of::words("heading-mode", move |cat, r| {
            r.call()
                .map(|c| cat.tr(&how(c.how)).into_owned())
                .unwrap_or_default()
        }),
        Of::data("actor", Kind::Text, |r| r.call().map(|c| c.actor.as_str())).headed("heading-actor"),
        Of::data("note", Kind::Text, |r| r.call().map(|c| c.note.as_str())).headed("heading-note"),
    ];
    table(campaign, columns, rows)
}

/// In a book: something of a person.
fn whom<'a>(
    name: &'static str,
    heading: &'static str,
    get: fn(&Contact) -> &String,
) -> Column<'a, Reached<'a>> {
    Column::book(name, heading, Kind::Text, move |r: &Reached<'a>| match *r {
        Reached::Person(person) => Some(get(person).as_str()),
        Reached::Call(_) => None,
    })
}

/// A figure by its id; none where it is asked for and missing.
pub type Told<'a> = (&'a str, Option<&'a Figure>);

/// The figures of a unit.
pub fn figures<'a>(campaign: &'a Campaign, rows: Vec<Told<'a>>) -> Table<'a, Told<'a>> {
    type Of<'a> = Column<'a, Told<'a>>;
    let (def, zone) = (campaign.def(), campaign.def().zone);
    let columns = vec![
        Of::words("heading-fact", |cat, (id, _)| {
            let known = def.indicator(id).map(|i| i.label.get(cat.lang()));
            known.unwrap_or(id).to_owned()
        }),
        Of::words("forms-label_value", |cat, (id, figure)| {
            match (figure, def.indicator(id)) {
                (None, _) => cat.tr("term-missing").into_owned(),
                (Some(f), Some(i)) => words::figure_value(cat, i, f.value),
                (Some(f), None) => numbers::plain(cat.lang(), f.value),
            }
        })
        .on_screen(),
        Of::book("value", "heading-value", Kind::Decimal, |(_, f)| {
            f.map(|f| f.value)
        }),
        Of::words("heading-measure", |cat, (id, _)| {
            let known = def.indicator(id).map(|i| words::figure_unit(cat, i));
            known.unwrap_or_default().into_owned()
        })
        .in_book(),
        Of::data("at", Kind::Moment, move |(_, f)| f.map(|f| (f.at, zone))).headed("heading-at"),
    ];
    table(campaign, columns, rows)
}

/// What happened to a unit.
pub fn history<'a>(campaign: &'a Campaign, ix: UnitIx, rows: Vec<&'a Entry>) -> Table<'a, &'a Entry> {
    type Of<'a> = Column<'a, &'a Entry>;
    let zone = campaign.def().zone;
    let columns = vec![
        Of::data("at", Kind::Instant, move |e| (e.at, zone)).headed("heading-at"),
        Of::data("actor", Kind::Text, |e| e.actor.as_str()).headed("heading-actor"),
        Of::words("heading-via", |cat, e| words::via(cat, e.via).into_owned()),
        Of::words("heading-fact", move |cat, e| {
            words::entry(cat, campaign, e, Some(ix))
        }),
    ];
    table(campaign, columns, rows)
}

/// A node of a tree: how deep it stands, what it is called, and how many activities are under it, where it holds any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// From 0.
    pub depth: u16,
    /// The number of a goal or target; of an activity whose it is.
    pub id: String,
    /// Its title, in the language that is shown.
    pub title: String,
    /// Activities; none of an activity itself.
    pub count: Option<u32>,
}

/// Goals and targets, with what is open below them.
pub fn goals(campaign: &Campaign, rows: Vec<Node>) -> Table<'_, Node> {
    type Of<'a> = Column<'a, Node>;
    let columns = vec![
        Of::data("id", Kind::Code, |n| n.id.clone()).headed("heading-code"),
        Of::words("heading-name", |_, n| {
            format!("{}{}", "  ".repeat(n.depth.into()), line(&n.title))
        })
        .on_screen(),
        Of::book("level", "heading-level", Kind::Number, |n| u32::from(n.depth) + 1),
        Of::book("name", "heading-name", Kind::Text, |n| n.title.clone()),
        Of::data("activities", Kind::Amount, |n| n.count).headed("heading-activities"),
    ];
    table(campaign, columns, rows)
}

fn table<'a, R>(campaign: &Campaign, columns: Vec<Column<'a, R>>, rows: Vec<R>) -> Table<'a, R> {
    Table {
        columns,
        rows,
        year: campaign.def().year(),
    }
}
