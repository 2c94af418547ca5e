//! Campaigns: the list `ketnoi.campaigns/1`, one in full `ketnoi.campaign/1`, and the list as rows of a table.
//!
//! `opened` and `closed` say when and by whom, or `null`: a shipped campaign that nobody has touched is not open.
//! `counts` is `null` for whom the whole country is not shown. `last_day` is the last day that still counts, derived from `cutoff`.

use serde::Serialize;

use crate::core::campaign::{Campaign, Mark};
use crate::core::definition::PartKind;
use crate::core::names::Text;
use crate::core::status::Phase;
use crate::core::tally::Counts;
use crate::core::time::{Date, Stamp, Zone};
use crate::text::dates::{date_full, day_time};
use crate::text::{Catalogue, line};

use super::words;

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

/// `ketnoi.campaigns/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Documents<'a> {
    pub schema: &'static str,
    pub as_of: String,
    pub campaigns: Vec<Row<'a>>,
}

/// One campaign of `ketnoi.campaigns/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Row<'a> {
    pub id: &'a str,
    pub name: &'a Text,
    pub day: Date,
    pub roster: &'a str,
    pub units: usize,
    pub cutoff: String,
    pub phase: Phase,
    pub opened: Option<MarkRow<'a>>,
    pub closed: Option<MarkRow<'a>>,
    pub shipped: bool,
    pub chosen: bool,
}

/// When and by whom.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct MarkRow<'a> {
    pub at: String,
    pub actor: &'a str,
}

fn mark(m: Option<&Mark>, zone: Zone) -> Option<MarkRow<'_>> {
    m.map(|m| MarkRow {
        at: zone.rfc3339(m.at),
        actor: m.actor.as_str(),
    })
}

/// The list, in the order given.
pub fn documents<'a>(list: &[Listed<'a>], now: Stamp) -> Documents<'a> {
    let zone = list.first().map(|l| l.campaign.def().zone).unwrap_or_default();
    Documents {
        schema: "ketnoi.campaigns/1",
        as_of: zone.rfc3339(now),
        campaigns: list.iter().map(|l| row(*l, now)).collect(),
    }
}

fn row(l: Listed<'_>, now: Stamp) -> Row<'_> {
    let (c, def) = (l.campaign, l.campaign.def());
    Row {
        id: def.id.as_str(),
        name: &def.name,
        day: def.day,
        roster: def.roster.id(),
        units: def.roster.len(),
        cutoff: def.zone.rfc3339(c.cutoff()),
        phase: c.phase(now),
        opened: mark(c.opened(), def.zone),
        closed: mark(c.closed(), def.zone),
        shipped: l.shipped,
        chosen: l.chosen,
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
    pub day: Date,
    pub window: crate::core::definition::Window,
    pub deadline: DeadlineRow<'a>,
    pub timezone: String,
    pub phase: Phase,
    pub opened: Option<MarkRow<'a>>,
    pub closed: Option<MarkRow<'a>>,
    pub roster: RosterRow<'a>,
    pub requests: &'a [crate::core::definition::Ask],
    pub parts: Vec<PartRow<'a>>,
    pub activity_kinds: &'a [crate::core::definition::ActivityKind],
    pub documents: Vec<DocumentRow<'a>>,
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

/// A reference document, and the own copy of it if one was attached.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct DocumentRow<'a> {
    pub id: &'a str,
    pub title: &'a Text,
    pub url: Option<&'a str>,
    pub file: Option<&'a crate::core::fact::Attachment>,
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
        day: def.day,
        window: def.window,
        deadline: deadline(c),
        timezone: zone.to_string(),
        phase: c.phase(now),
        opened: mark(c.opened(), zone),
        closed: mark(c.closed(), zone),
        roster: RosterRow {
            id: def.roster.id(),
            title: def.roster.title(),
            units: def.roster.len(),
        },
        requests: &def.requests,
        parts: def.parts.iter().map(part).collect(),
        activity_kinds: &def.activity_kinds,
        documents: documents_of(c),
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

fn documents_of(c: &Campaign) -> Vec<DocumentRow<'_>> {
    let own = c.def().documents.iter().map(|d| DocumentRow {
        id: &d.id,
        title: &d.title,
        url: d.url.as_deref(),
        file: c.document(&d.id),
    });
    own.collect()
}

/// The columns that a narrow terminal can do without, by their places in [`table_head`], the least needed first.
pub const SPARE: [usize; 4] = [6, 4, 2, 3];

/// The headings of [`table_rows`].
pub fn table_head(cat: &Catalogue) -> Vec<String> {
    let keys = [
        "heading-id",
        "heading-name",
        "heading-day",
        "heading-last_day",
        "heading-units",
        "heading-phase",
        "heading-opened",
    ];
    words::headings(cat, &keys)
}

/// The list as rows in the words of the language shown; fit for a terminal.
pub fn table_rows(cat: &Catalogue, list: &[Listed<'_>], now: Stamp) -> Vec<Vec<String>> {
    list.iter().map(|l| table_row(cat, *l, now)).collect()
}

fn table_row(cat: &Catalogue, l: Listed<'_>, now: Stamp) -> Vec<String> {
    let (c, def) = (l.campaign, l.campaign.def());
    let opened = match c.opened() {
        Some(m) => format!("{}, {}", day_time(def, m.at), line(m.actor.as_str())),
        None => cat.tr("words-not_opened").into_owned(),
    };
    vec![
        line(def.id.as_str()).into_owned(),
        line(def.name.get(cat.lang())).into_owned(),
        date_full(def.day),
        date_full(def.last_day(c.cutoff())),
        def.roster.len().to_string(),
        cat.tr(&format!("phase-{}", c.phase(now).id())).into_owned(),
        opened,
    ]
}
