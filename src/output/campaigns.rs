//! Campaigns: the list `ketnoi.campaigns/1`, one in full `ketnoi.campaign/1`; and the reference documents `ketnoi.documents/1`.
//!
//! `opened` and `closed` say when and by whom, or `null`: a shipped campaign that nobody has touched is not open.
//! `counts` is `null` for whom the whole country is not shown. `last_day` is the last day that still counts, derived from `cutoff`.

use serde::Serialize;

use crate::core::campaign::{Campaign, Mark};
use crate::core::definition::{Dispatch, PartKind, RefDocument, Review, Signer};
use crate::core::fact::Attachment;
use crate::core::names::Text;
use crate::core::status::Phase;
use crate::core::tally::Counts;
use crate::core::time::{Date, Stamp};
use crate::text::dates::{date_full, day_time};
use crate::text::{Catalogue, numbers};

use super::evidence::{attachment, short_hash};
use super::table::{Column, Kind, Listing, Table, Value};

/// A campaign for the list, and what is known about it outside its facts.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// It comes with the program.
    pub shipped: bool,
    /// It is the one that commands go to when none is named.
    pub chosen: bool,
}

/// `ketnoi.campaigns/1`: the list, in the order given.
pub fn documents<'a>(list: &[Listed<'a>], now: Stamp) -> Listing<'a, Listed<'a>> {
    let zone = list.first().map(|l| l.campaign.def().zone).unwrap_or_default();
    Listing {
        schema: "ketnoi.campaigns/1",
        head: vec![("as_of", (now, zone).into())],
        name: "campaigns",
        table: table(list.to_vec(), now),
    }
}

fn table(rows: Vec<Listed<'_>>, now: Stamp) -> Table<'_, Listed<'_>> {
    type Of<'a> = Column<'a, Listed<'a>>;
    let columns = vec![
        Of::data("id", Kind::Text, |l| l.campaign.def().id.as_str()).headed("heading-id"),
        Of::data("name", Kind::Fields, |l| &l.campaign.def().name).only_json(),
        Of::words("heading-name", |cat, l| {
            l.campaign.def().name.get(cat.lang()).to_owned()
        }),
        Of::data("day", Kind::Date, |l| l.campaign.def().day)
            .headed("heading-day")
            .spare(3),
        Of::words("heading-last_day", |_, l| date_full(last_day(l.campaign)))
            .on_screen()
            .spare(4),
        Of::book("last_day", "heading-last_day", Kind::Date, |l| {
            last_day(l.campaign)
        }),
        Of::data("roster", Kind::Text, |l| l.campaign.def().roster.id()),
        Of::data("units", Kind::Number, |l| l.campaign.def().roster.len())
            .headed("heading-units")
            .spare(2),
        Of::data("cutoff", Kind::Moment, |l| {
            (l.campaign.cutoff(), l.campaign.def().zone)
        }),
        Of::data("phase", Kind::Word("phase"), move |l| l.campaign.phase(now).id()).headed("heading-phase"),
        Of::data("opened", Kind::Fields, |l| {
            marked(l.campaign, l.campaign.opened())
        })
        .only_json(),
        Of::words("heading-opened", |cat, l| opened_words(cat, l.campaign))
            .on_screen()
            .spare(1),
        Of::book("opened_at", "heading-opened", Kind::Moment, |l| {
            l.campaign.opened().map(|m| (m.at, l.campaign.def().zone))
        }),
        Of::words("heading-opened_by", |cat, l| {
            let opened = l.campaign.opened();
            opened.map(|m| cat.person(m.actor.as_str())).unwrap_or_default()
        })
        .in_book(),
        Of::data("closed", Kind::Fields, |l| {
            marked(l.campaign, l.campaign.closed())
        })
        .only_json(),
        Of::data("shipped", Kind::Yes, |l| l.shipped),
        Of::data("chosen", Kind::Yes, |l| l.chosen),
    ];
    // Each campaign has a year of its own, and every day of the list is told with it.
    Table {
        columns,
        rows,
        year: 0,
    }
}

/// The last day that still counts.
fn last_day(campaign: &Campaign) -> Date {
    campaign.def().last_day(campaign.cutoff())
}

/// When and by whom, as a cell.
fn marked<'a>(campaign: &'a Campaign, mark: Option<&'a Mark>) -> Option<Value<'a>> {
    let m = mark?;
    Some(Value::Fields(vec![
        ("at", (m.at, campaign.def().zone).into()),
        ("actor", m.actor.as_str().into()),
    ]))
}

fn opened_words(cat: &Catalogue, campaign: &Campaign) -> String {
    match campaign.opened() {
        Some(m) => format!(
            "{}, {}",
            day_time(campaign.def(), m.at),
            cat.person(m.actor.as_str())
        ),
        None => cat.tr("words-shipped").into_owned(),
    }
}

/// `ketnoi.campaign/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Document<'a> {
    pub schema: &'static str,
    pub id: &'a str,
    pub as_of: String,
    pub name: &'a Text,
    pub theme: &'a Text,
    pub sender: &'a Text,
    pub unit_in_charge: &'a Text,
    pub addressees: &'a Text,
    pub letter: &'a Dispatch,
    pub signer: &'a Signer,
    pub day: Date,
    pub window: crate::core::definition::Window,
    pub deadline: DeadlineRow<'a>,
    pub timezone: String,
    pub phase: Phase,
    /// Left out where a report is accepted in one step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    pub opened: Option<Value<'a>>,
    pub closed: Option<Value<'a>>,
    pub roster: RosterRow<'a>,
    pub requests: &'a [crate::core::definition::Ask],
    pub parts: Vec<PartRow<'a>>,
    pub activity_kinds: &'a [crate::core::definition::ActivityKind],
    pub documents: Table<'a, &'a RefDocument>,
    pub counts: Option<Counts>,
}

/// The deadline.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct DeadlineRow<'a> {
    pub words: &'a Text,
    pub original_cutoff: String,
    pub cutoff: String,
    pub last_day: Date,
    pub extended_at: Option<String>,
}

/// The roster.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct RosterRow<'a> {
    pub id: &'a str,
    pub title: &'a Text,
    pub units: usize,
}

/// A part that a report should have.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct PartRow<'a> {
    pub id: &'a str,
    pub kind: PartKind,
    pub required: bool,
    pub name: &'a Text,
}

/// A campaign in full, at a moment.
pub fn document(c: &Campaign, now: Stamp) -> Document<'_> {
    let def = c.def();
    let zone = def.zone;
    let part = |p| {
        let p: &crate::core::definition::Part = p;
        PartRow {
            id: &p.id,
            kind: p.kind,
            required: p.required,
            name: &p.name,
        }
    };
    Document {
        schema: "ketnoi.campaign/1",
        id: def.id.as_str(),
        as_of: zone.rfc3339(now),
        name: &def.name,
        theme: &def.theme,
        sender: &def.sender,
        unit_in_charge: &def.unit_in_charge,
        addressees: &def.addressees,
        letter: &def.letter,
        signer: &def.signer,
        day: def.day,
        window: def.window,
        deadline: deadline(c),
        timezone: zone.to_string(),
        phase: c.phase(now),
        review: Some(def.review).filter(|r| *r == Review::TwoStep),
        opened: marked(c, c.opened()),
        closed: marked(c, c.closed()),
        roster: RosterRow {
            id: def.roster.id(),
            title: def.roster.title(),
            units: def.roster.len(),
        },
        requests: &def.requests,
        parts: def.parts.iter().map(part).collect(),
        activity_kinds: &def.activity_kinds,
        documents: kept_documents(c),
        counts: Some(c.counts(now)),
    }
}

fn deadline(c: &Campaign) -> DeadlineRow<'_> {
    let def = c.def();
    DeadlineRow {
        words: &def.deadline.words,
        original_cutoff: def.zone.rfc3339(def.deadline.cutoff),
        cutoff: def.zone.rfc3339(c.cutoff()),
        last_day: def.last_day(c.cutoff()),
        extended_at: c.extension().map(|(_, granted)| def.zone.rfc3339(granted)),
    }
}

/// `ketnoi.documents/1`: the reference documents, and the own copy of each if one was attached.
pub fn reference_documents(c: &Campaign) -> Listing<'_, &RefDocument> {
    Listing {
        schema: "ketnoi.documents/1",
        head: vec![("campaign", c.id().as_str().into())],
        name: "documents",
        table: kept_documents(c),
    }
}

/// The same without what is said once.
pub fn kept_documents(c: &Campaign) -> Table<'_, &RefDocument> {
    type Of<'a> = Column<'a, &'a RefDocument>;
    let columns = vec![
        Of::data("id", Kind::Text, |d| &d.id).headed("cli-head_id"),
        Of::data("title", Kind::Fields, |d| &d.title).only_json(),
        Of::words("cli-head_title", |cat, d| d.title.get(cat.lang()).to_owned()),
        Of::data("url", Kind::Text, |d| d.url.as_deref())
            .headed("cli-head_url")
            .spare(1),
        Of::data("file", Kind::Fields, |d| c.document(&d.id).map(attachment)).only_json(),
        Of::words("cli-head_copy", |cat, d| copy_words(cat, c.document(&d.id)))
            .on_screen()
            .spare(2),
        Of::book("copy_name", "cli-head_copy", Kind::Text, |d| {
            c.document(&d.id).map(|file| file.name.as_str())
        }),
        Of::book("bytes", "heading-bytes", Kind::Amount, |d| {
            c.document(&d.id).map(|file| file.size)
        }),
        Of::book("hash", "heading-sha256", Kind::Text, |d| {
            c.document(&d.id).map(|file| file.sha256.as_str())
        }),
    ];
    Table {
        columns,
        rows: c.def().documents.iter().collect(),
        year: c.def().year(),
    }
}

/// The own copy of a document: its name, its size, the beginning of its hash.
fn copy_words(cat: &Catalogue, copy: Option<&Attachment>) -> String {
    let Some(file) = copy else {
        return "–".to_owned();
    };
    let size = numbers::size(cat.lang(), file.size);
    format!("{} ({size}, {})", file.name, short_hash(&file.sha256))
}
