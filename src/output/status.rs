//! The state of every unit: `ketnoi.status/1`.
//!
//! | field | what |
//! |---|---|
//! | `as_of` | the moment for which the state is told |
//! | `counts` | over the region asked for, or over all; a filter by state does not change them |
//! | `units` | only those asked for, in the order of their codes |
//! | `received_at` | of the first version that stands; `null` if there is none |
//! | `missing` | ids of required parts that are not there |
//! | `counts.recommended`, `recommended_by` | of a received report, who recommended it; only where the campaign reviews in two steps |
//! | `parent` | code of the unit above; only where the roster is a tree |
//!
//! The order of the fields is that of the contract. Only the units asked for are looked at.

use std::collections::BTreeSet;

use crate::core::campaign::Campaign;
use crate::core::definition::Review;
use crate::core::fact::EvidenceKind;
use crate::core::names::{Lang, UnitIx};
use crate::core::roster::Roster;
use crate::core::status::State;
use crate::core::tally::Counts;
use crate::core::time::Stamp;
use crate::text::fold::{Fit, Needle};
use crate::text::{Catalogue, collate, folded};

use super::table::{Column, Kind, Listing, Table, Value};
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
        let seen = campaign.eyes().see(roster, ix);
        let under = |top: &UnitIx| roster.parent(ix) == Some(*top);
        seen && (self.under.is_empty() || self.under.iter().any(under))
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
        let whole = |name: &&str| needle.fits_name(name).is_some_and(|r| r.place == Fit::Exact);
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

/// The same in the order of the dictionary, as people look for a name.
pub fn units_by_name(campaign: &Campaign, filter: &Filter, lang: Lang) -> Vec<UnitIx> {
    let mut units = units(campaign, filter);
    units.sort_by_cached_key(|ix| collate::key(campaign.roster().name(*ix, lang)));
    units
}

/// `ketnoi.status/1`: the state of these units at a moment; `filter`, which took them, says what is counted.
pub fn document<'a>(
    campaign: &'a Campaign,
    now: Stamp,
    filter: &Filter,
    units: Vec<UnitIx>,
) -> Listing<'a, UnitIx> {
    let zone = campaign.def().zone;
    Listing {
        schema: "ketnoi.status/1",
        head: vec![
            ("campaign", campaign.id().as_str().into()),
            ("as_of", (now, zone).into()),
            ("cutoff", (campaign.cutoff(), zone).into()),
            ("phase", campaign.phase(now).id().into()),
            ("counts", told_counts(campaign, counts(campaign, now, filter))),
        ],
        name: "units",
        table: table(campaign, now, units),
    }
}

/// Where these units stand at a moment, in this order.
pub fn table(campaign: &Campaign, now: Stamp, rows: Vec<UnitIx>) -> Table<'_, UnitIx> {
    type Of<'a> = Column<'a, UnitIx>;
    let (roster, zone) = (campaign.roster(), campaign.def().zone);
    let files = |ix: &UnitIx, kind| campaign.unit(*ix).evidence_count(kind);
    let mut columns = vec![
        Of::data("code", Kind::Code, |ix| roster.code(*ix))
            .headed("heading-code")
            .spare(4),
        Of::data("abbr", Kind::Text, |ix| roster.abbr(*ix)),
        Of::data("name", Kind::Text, |ix| roster.name(*ix, Lang::Vi)),
        Of::data("name_en", Kind::Text, |ix| roster.name(*ix, Lang::En)),
        Of::words("heading-unit", |cat, ix| {
            words::name_in(campaign, *ix, cat.lang())
        }),
        Of::data("region", Kind::Text, |ix| region_id(campaign, *ix)),
        Of::words("heading-region", |cat, ix| {
            let region = roster.regions().get(roster.region(*ix));
            region
                .map(|r| r.name.get(cat.lang()).to_owned())
                .unwrap_or_default()
        })
        .in_book(),
        Of::data("state", Kind::Word("state"), |ix| campaign.unit(*ix).state.id()).headed("heading-state"),
        Of::data("timeliness", Kind::Text, move |ix| {
            campaign.timeliness(*ix, now).id()
        }),
        Of::data("resubmit", Kind::Text, move |ix| campaign.resubmit(*ix, now).id()),
        Of::words("heading-timeliness", move |cat, ix| {
            timeliness_words(cat, campaign, now, *ix)
        })
        .spare(7),
        Of::data("received_at", Kind::Moment, move |ix| {
            campaign.unit(*ix).first().map(|v| (v.at, zone))
        })
        .headed("heading-received_at")
        .spare(6),
        Of::data("cutoff", Kind::Moment, move |ix| (campaign.cutoff_of(*ix), zone)),
        Of::book("last_day", "heading-last_day", Kind::Date, move |ix| {
            campaign.def().last_day(campaign.cutoff_of(*ix))
        }),
        Of::data("activities", Kind::Number, |ix| {
            campaign.unit(*ix).totals.activities
        })
        .headed("heading-activities")
        .spare(5),
        // Files of other kinds are told by the report of the unit.
        Of::data("evidence", Kind::Fields, move |ix| {
            Value::Fields(vec![
                ("document", files(ix, EvidenceKind::Document).into()),
                ("photo", files(ix, EvidenceKind::Photo).into()),
                ("video", files(ix, EvidenceKind::Video).into()),
            ])
        })
        .only_json(),
        Of::data("document", Kind::Number, move |ix| {
            files(ix, EvidenceKind::Document)
        })
        .only_csv()
        .headed("heading-documents")
        .spare(3),
        Of::data("photo", Kind::Number, move |ix| files(ix, EvidenceKind::Photo))
            .only_csv()
            .headed("heading-photos")
            .spare(2),
        Of::data("video", Kind::Number, move |ix| files(ix, EvidenceKind::Video))
            .only_csv()
            .headed("heading-videos")
            .spare(1),
        Of::data("missing", Kind::List, |ix| missing(campaign, *ix)),
        Of::words("heading-missing", |cat, ix| missing_words(cat, campaign, *ix)),
        Of::data("parent", Kind::Code, |ix| {
            roster.parent(*ix).map(|top| roster.code(top))
        })
        .optional(),
    ];
    if campaign.def().review == Review::TwoStep {
        let of = |ix: &UnitIx| campaign.recommendation(*ix).map(|r| r.actor.as_str());
        columns.push(Of::data("recommended_by", Kind::Text, of));
    }
    Table {
        columns,
        rows,
        year: campaign.def().year(),
    }
}

fn told_counts(campaign: &Campaign, counts: Counts) -> Value<'static> {
    // Taken apart, so that a count that is added cannot be left out.
    let Counts {
        total,
        awaiting,
        in_progress,
        received,
        returned,
        accepted,
        exempt,
        on_time,
        late,
        overdue,
        pending,
        none,
        resubmit_overdue,
        recommended,
    } = counts;
    let told = [
        ("total", total),
        ("awaiting", awaiting),
        ("in_progress", in_progress),
        ("received", received),
        ("returned", returned),
        ("accepted", accepted),
        ("exempt", exempt),
        ("on_time", on_time),
        ("late", late),
        ("overdue", overdue),
        ("pending", pending),
        ("none", none),
        ("resubmit_overdue", resubmit_overdue),
    ];
    // Of those received; said where there are two steps, so that nothing changes for campaigns of one.
    let two_steps = campaign.def().review == Review::TwoStep;
    let recommended = two_steps.then_some(("recommended", recommended));
    let told = told.into_iter().chain(recommended);
    Value::Fields(told.map(|(name, n)| (name, n.into())).collect())
}

/// Counts over the regions asked for, or over all.
pub fn counts(campaign: &Campaign, now: Stamp, filter: &Filter) -> Counts {
    if filter.regions.is_empty() && filter.under.is_empty() {
        return campaign.counts(now);
    }
    let roster = campaign.roster();
    // What was named twice, by its id and by its name, is counted once.
    let regions: BTreeSet<usize> = filter.regions.iter().copied().collect();
    let under: BTreeSet<UnitIx> = filter.under.iter().copied().collect();
    let here = |top: &UnitIx| filter.regions.is_empty() || filter.regions.contains(&roster.region(*top));
    let each: Vec<Counts> = if filter.under.is_empty() {
        let regions = regions.into_iter();
        regions.map(|r| campaign.region_counts(r, now)).collect()
    } else {
        let tops = under.into_iter().filter(here);
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
        recommended: a.recommended + b.recommended,
    })
}

/// The id of the region that a unit lies in.
pub(super) fn region_id(campaign: &Campaign, ix: UnitIx) -> &str {
    let roster = campaign.roster();
    roster.regions().get(roster.region(ix)).map_or("", |r| &r.id)
}

/// Ids of the required parts that a unit has not sent.
pub(super) fn missing(campaign: &Campaign, ix: UnitIx) -> Vec<&str> {
    let parts = campaign.unit(ix).missing(campaign.def());
    parts.into_iter().map(|p| p.id.as_str()).collect()
}

/// Names of the required parts that a unit has not sent.
fn missing_words(cat: &Catalogue, campaign: &Campaign, ix: UnitIx) -> String {
    let parts = campaign.unit(ix).missing(campaign.def());
    let names: Vec<&str> = parts.iter().map(|p| p.name.get(cat.lang())).collect();
    names.join(", ")
}

/// Timeliness in words; where a correction is owed, that.
pub fn timeliness_words(cat: &Catalogue, campaign: &Campaign, now: Stamp, ix: UnitIx) -> String {
    cat.tr(&timeliness_key(campaign, now, ix)).into_owned()
}

/// The message that says it.
pub(super) fn timeliness_key(campaign: &Campaign, now: Stamp, ix: UnitIx) -> String {
    if campaign.unit(ix).state == State::Returned {
        return format!("resubmit-{}", campaign.resubmit(ix, now).id());
    }
    format!("timeliness-{}", campaign.timeliness(ix, now).id())
}
