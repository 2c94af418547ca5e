//! Files on record: `ketnoi.evidence/1`, and the same as rows of a table.
//!
//! `name` is text from outside and must never become a path; `sha256` is what a file is kept by. `redacted` holds the
//! reason why the bytes were removed, else `null`.

use serde::Serialize;

use crate::core::campaign::Campaign;
use crate::core::names::{BlobId, UnitIx};
use crate::core::time::{Stamp, Zone};
use crate::core::unit::Evidence;
use crate::text::dates::day_time;
use crate::text::{Catalogue, line, numbers};

use super::words;

/// The beginning of a hash, enough to tell files apart by eye.
pub fn short_hash(id: &BlobId) -> &str {
    id.as_str().get(..12).unwrap_or(id.as_str())
}

/// `ketnoi.evidence/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Document<'a> {
    pub schema: &'static str,
    pub campaign: &'a str,
    pub as_of: String,
    pub evidence: Vec<Row<'a>>,
}

/// One file of `ketnoi.evidence/1`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct Row<'a> {
    pub unit: &'a str,
    #[serde(flatten)]
    pub file: File<'a>,
}

/// A file, without its unit.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the JSON contract")]
pub struct File<'a> {
    pub sha256: &'a str,
    pub name: &'a str,
    pub size: u64,
    pub kind: &'static str,
    pub media: &'a str,
    pub at: String,
    pub actor: &'a str,
    pub version: Option<u32>,
    pub activity: Option<&'a str>,
    pub redacted: Option<&'a str>,
}

/// A file as it stands.
pub fn file(e: &Evidence, zone: Zone) -> File<'_> {
    File {
        sha256: e.file.sha256.as_str(),
        name: &e.file.name,
        size: e.file.size,
        kind: e.file.kind.id(),
        media: &e.file.media,
        at: zone.rfc3339(e.at),
        actor: e.actor.as_str(),
        version: e.version,
        activity: e.activity.as_ref().map(crate::core::names::ActivityId::as_str),
        redacted: e.redacted.as_deref(),
    }
}

/// The files of these units, or of all if none is named.
pub fn select<'a>(campaign: &'a Campaign, units: &[UnitIx]) -> Vec<(UnitIx, &'a Evidence)> {
    if units.is_empty() {
        let all = campaign.heard();
        return all
            .flat_map(|(ix, u)| u.evidence.iter().map(move |e| (ix, e)))
            .collect();
    }
    let of = |ix: &UnitIx| {
        let ix = *ix;
        campaign.unit(ix).evidence.iter().map(move |e| (ix, e))
    };
    units.iter().flat_map(of).collect()
}

/// The files of these units, or of all if none is named.
pub fn document<'a>(campaign: &'a Campaign, now: Stamp, units: &[UnitIx]) -> Document<'a> {
    let zone = campaign.def().zone;
    let row = |(ix, e)| Row {
        unit: campaign.roster().code(ix),
        file: file(e, zone),
    };
    Document {
        schema: "ketnoi.evidence/1",
        campaign: campaign.id().as_str(),
        as_of: zone.rfc3339(now),
        evidence: select(campaign, units).into_iter().map(row).collect(),
    }
}

/// The columns that a narrow terminal can do without, by their places in [`table_head`], the least needed first.
pub const SPARE: [usize; 5] = [6, 4, 3, 2, 5];

/// The headings of [`table_rows`].
pub fn table_head(cat: &Catalogue) -> Vec<String> {
    let keys = [
        "heading-unit",
        "heading-file",
        "heading-kind",
        "heading-size",
        "heading-at",
        "heading-belongs_to",
        "heading-sha256",
    ];
    words::headings(cat, &keys)
}

/// One row for each file in the words of the language shown; fit for a terminal.
pub fn table_rows(cat: &Catalogue, campaign: &Campaign, units: &[UnitIx]) -> Vec<Vec<String>> {
    let found = select(campaign, units);
    found
        .into_iter()
        .map(|(ix, e)| table_row(cat, campaign, ix, e))
        .collect()
}

fn table_row(cat: &Catalogue, campaign: &Campaign, ix: UnitIx, e: &Evidence) -> Vec<String> {
    let belongs = match (&e.activity, e.version) {
        (Some(id), _) => line(id.as_str()).into_owned(),
        (None, Some(n)) => cat.tr_args("words-version", &[("n", n.to_string().into())]),
        (None, None) => String::new(),
    };
    let size = match e.redacted {
        Some(_) => cat.tr("words-redacted").into_owned(),
        None => numbers::size(cat.lang(), e.file.size),
    };
    vec![
        words::name_in(campaign, ix, cat.lang()),
        line(&e.file.name).into_owned(),
        words::file_kind(cat, &e.file),
        size,
        day_time(campaign.def(), e.at),
        belongs,
        short_hash(&e.file.sha256).to_owned(),
    ]
}
