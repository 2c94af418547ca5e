//! The state of every unit: `ketnoi.status/1`, and the same as rows of a table or of a CSV file.
//!
//! | field | what |
//! |---|---|
//! | `as_of` | the moment for which the state is told |
//! | `counts` | over the region asked for, or over all; a filter by state does not change them |
//! | `units` | only those asked for, in the order of their codes |
//! | `received_at` | of the first version that stands; `null` if there is none |
//! | `missing` | ids of required parts that are not there |
//! | `parent` | code of the unit above; only where the roster is a tree |
//!
//! The order of the fields is that of the contract. Only the units asked for are looked at.

use serde::Serialize;

use crate::core::campaign::Campaign;
use crate::core::fact::EvidenceKind;
use crate::core::names::{Lang, UnitIx};
use crate::core::roster::Roster;
use crate::core::status::State;
use crate::core::tally::Counts;
use crate::core::time::Stamp;
use crate::text::dates::day_time;
use crate::text::fold::{Needle, Place};
use crate::text::{Catalogue, collate, folded, line};

use super::words;

/// Which units are asked for. Empty lists ask for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Places of regions in the roster's list.
    pub regions: Vec<usize>,
    /// States.
    pub states: Vec<State>,
    /// Units at the top: those below them.
    pub under: Vec<UnitIx>,
}

impl Filter {
    fn takes(&self, campaign: &Campaign, ix: UnitIx) -> bool {
        let roster = campaign.roster();
        let under = |top: &UnitIx| roster.parent(ix) == Some(*top);
        (self.under.is_empty() || self.under.iter().any(under))
            && (self.regions.is_empty() || self.regions.contains(&campaign.roster().region(ix)))
            && (self.states.is_empty() || self.states.contains(&campaign.unit(ix).state))
    }
}

/// The region of that id or name, in either language; its place in the roster's list. Marks, blanks, dashes, dots and the
/// word "vùng" may be left out, as in the name of a unit; marks that were typed must be there.
pub fn find_region(roster: &Roster, word: &str) -> Option<usize> {
    let bare = word
        .trim()
        .split_once(' ')
        .filter(|(first, _)| folded(first) == "vung");
    let called = |word: &str| {
        let needle = Needle::for_names(word);
        let whole = |name: &&str| needle.fits_name(name).is_some_and(|r| r.place == Place::Exact);
        roster.regions().iter().position(|r| {
            let names = [&r.id, &r.name.vi, &r.name.en, &r.short.vi, &r.short.en, &r.tiny];
            !needle.is_empty() && names.into_iter().map(String::as_str).any(|name| whole(&name))
        })
    };
    called(word).or_else(|| called(bare?.1))
}

/// The units that a filter takes, in code order.
pub fn units(campaign: &Campaign, filter: &Filter) -> Vec<UnitIx> {
    let all = campaign.roster().units();
    all.filter(|ix| filter.takes(campaign, *ix)).collect()
}

/// `ketnoi.status/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Document<'a> {
    pub schema: &'static str,
    pub campaign: &'a str,
    pub as_of: String,
    pub cutoff: String,
    pub phase: &'static str,
    pub counts: Counts,
    pub units: Vec<UnitRow<'a>>,
}

/// One unit of `ketnoi.status/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct UnitRow<'a> {
    pub code: &'a str,
    pub abbr: &'a str,
    pub name: &'a str,
    pub name_en: &'a str,
    pub region: &'a str,
    pub state: &'static str,
    pub timeliness: &'static str,
    pub resubmit: &'static str,
    pub received_at: Option<String>,
    pub cutoff: String,
    pub activities: u32,
    pub evidence: EvidenceCounts,
    pub missing: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<&'a str>,
}

/// Standing files by kind. Files of other kinds are told by `ketnoi.report/1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct EvidenceCounts {
    pub document: usize,
    pub photo: usize,
    pub video: usize,
}

/// The state of the units that a filter takes, at a moment.
pub fn document<'a>(campaign: &'a Campaign, now: Stamp, filter: &Filter) -> Document<'a> {
    let zone = campaign.def().zone;
    let rows = units(campaign, filter);
    Document {
        schema: "ketnoi.status/1",
        campaign: campaign.id().as_str(),
        as_of: zone.rfc3339(now),
        cutoff: zone.rfc3339(campaign.cutoff()),
        phase: campaign.phase(now).id(),
        counts: counts(campaign, now, filter),
        units: rows.into_iter().map(|ix| unit_row(campaign, ix, now)).collect(),
    }
}

/// Counts over the regions asked for, or over all.
pub fn counts(campaign: &Campaign, now: Stamp, filter: &Filter) -> Counts {
    if filter.regions.is_empty() && filter.under.is_empty() {
        return campaign.counts(now);
    }
    let roster = campaign.roster();
    let here = |top: &UnitIx| filter.regions.is_empty() || filter.regions.contains(&roster.region(*top));
    let each: Vec<Counts> = if filter.under.is_empty() {
        let regions = filter.regions.iter();
        regions.map(|r| campaign.region_counts(*r, now)).collect()
    } else {
        let tops = filter.under.iter().copied().filter(here);
        tops.map(|top| campaign.roll_up(top, now)).collect()
    };
    each.into_iter().fold(Counts::default(), |a, b| Counts {
        total: a.total + b.total,
        awaiting: a.awaiting + b.awaiting,
        in_progress: a.in_progress + b.in_progress,
        received: a.received + b.received,
        returned: a.returned + b.returned,
        accepted: a.accepted + b.accepted,
        exempt: a.exempt + b.exempt,
        on_time: a.on_time + b.on_time,
        late: a.late + b.late,
        overdue: a.overdue + b.overdue,
        pending: a.pending + b.pending,
        none: a.none + b.none,
        resubmit_overdue: a.resubmit_overdue + b.resubmit_overdue,
    })
}

/// The id of the region that a unit lies in.
pub(super) fn region_id(campaign: &Campaign, ix: UnitIx) -> &str {
    let roster = campaign.roster();
    roster.regions().get(roster.region(ix)).map_or("", |r| &r.id)
}

/// One unit, at a moment.
pub fn unit_row(campaign: &Campaign, ix: UnitIx, now: Stamp) -> UnitRow<'_> {
    let (roster, unit, zone) = (campaign.roster(), campaign.unit(ix), campaign.def().zone);
    UnitRow {
        code: roster.code(ix),
        abbr: roster.abbr(ix),
        name: roster.name(ix, Lang::Vi),
        name_en: roster.name(ix, Lang::En),
        region: region_id(campaign, ix),
        state: unit.state.id(),
        timeliness: campaign.timeliness(ix, now).id(),
        resubmit: campaign.resubmit(ix, now).id(),
        received_at: unit.first().map(|v| zone.rfc3339(v.at)),
        cutoff: zone.rfc3339(campaign.cutoff_of(ix)),
        activities: unit.totals.activities,
        evidence: EvidenceCounts {
            document: unit.evidence_count(EvidenceKind::Document),
            photo: unit.evidence_count(EvidenceKind::Photo),
            video: unit.evidence_count(EvidenceKind::Video),
        },
        missing: missing(campaign, ix),
        parent: roster.parent(ix).map(|top| roster.code(top)),
    }
}

/// Ids of the required parts that a unit has not sent.
pub(super) fn missing(campaign: &Campaign, ix: UnitIx) -> Vec<&str> {
    let parts = campaign.unit(ix).missing(campaign.def());
    parts.into_iter().map(|p| p.id.as_str()).collect()
}

/// The headings of [`csv_rows`]: stable names.
pub const CSV_HEAD: [&str; 16] = [
    "code",
    "abbr",
    "name",
    "name_en",
    "region",
    "state",
    "timeliness",
    "resubmit",
    "received_at",
    "cutoff",
    "activities",
    "document",
    "photo",
    "video",
    "missing",
    "parent",
];

/// Which of them are codes, whose zeros a spreadsheet is to keep.
pub const CSV_CODES: [&str; 2] = ["code", "parent"];

/// One row for each unit, with stable names for values; text as it came, for a writer that knows what a cell may hold.
pub fn csv_rows(campaign: &Campaign, now: Stamp, filter: &Filter) -> Vec<Vec<String>> {
    let row = |ix| {
        let u = unit_row(campaign, ix, now);
        vec![
            u.code.to_owned(),
            u.abbr.to_owned(),
            u.name.to_owned(),
            u.name_en.to_owned(),
            u.region.to_owned(),
            u.state.to_owned(),
            u.timeliness.to_owned(),
            u.resubmit.to_owned(),
            u.received_at.unwrap_or_default(),
            u.cutoff,
            u.activities.to_string(),
            u.evidence.document.to_string(),
            u.evidence.photo.to_string(),
            u.evidence.video.to_string(),
            u.missing.join(" "),
            u.parent.unwrap_or_default().to_owned(),
        ]
    };
    units(campaign, filter).into_iter().map(row).collect()
}

/// The columns that a narrow terminal can do without, by their places in [`table_head`], the least needed first.
pub const SPARE: [usize; 7] = [8, 7, 6, 0, 5, 4, 3];

/// The headings of [`table_rows`].
pub fn table_head(cat: &Catalogue) -> Vec<String> {
    let keys = [
        "heading-code",
        "heading-unit",
        "heading-state",
        "heading-timeliness",
        "heading-received_at",
        "heading-activities",
        "heading-documents",
        "heading-photos",
        "heading-videos",
        "heading-missing",
    ];
    words::headings(cat, &keys)
}

/// One row for each unit, in the order of the dictionary, in the words of the language shown; fit for a terminal.
pub fn table_rows(cat: &Catalogue, campaign: &Campaign, now: Stamp, filter: &Filter) -> Vec<Vec<String>> {
    let mut rows = units(campaign, filter);
    rows.sort_by_cached_key(|ix| collate::key(campaign.roster().name(*ix, cat.lang())));
    rows.into_iter()
        .map(|ix| table_row(cat, campaign, now, ix))
        .collect()
}

fn table_row(cat: &Catalogue, campaign: &Campaign, now: Stamp, ix: UnitIx) -> Vec<String> {
    let (roster, unit) = (campaign.roster(), campaign.unit(ix));
    let received = unit.first().map(|v| day_time(campaign.def(), v.at));
    let missing = unit.missing(campaign.def());
    let missing: Vec<&str> = missing.iter().map(|p| p.name.get(cat.lang())).collect();
    let count = |kind| unit.evidence_count(kind).to_string();
    vec![
        line(roster.code(ix)).into_owned(),
        words::name_in(campaign, ix, cat.lang()),
        cat.tr(&format!("state-{}", unit.state.id())).into_owned(),
        timeliness_words(cat, campaign, now, ix),
        received.unwrap_or_default(),
        unit.totals.activities.to_string(),
        count(EvidenceKind::Document),
        count(EvidenceKind::Photo),
        count(EvidenceKind::Video),
        line(&missing.join(", ")).into_owned(),
    ]
}

/// Timeliness in words; where a correction is owed, that.
pub fn timeliness_words(cat: &Catalogue, campaign: &Campaign, now: Stamp, ix: UnitIx) -> String {
    let resubmit = campaign.resubmit(ix, now);
    if campaign.unit(ix).state == State::Returned {
        return cat.tr(&format!("resubmit-{}", resubmit.id())).into_owned();
    }
    cat.tr(&format!("timeliness-{}", campaign.timeliness(ix, now).id()))
        .into_owned()
}
