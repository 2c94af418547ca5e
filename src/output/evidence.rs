//! Files on record: `ketnoi.evidence/1`.
//!
//! `name` is text from outside and must never become a path; `sha256` is what a file is kept by. `redacted` holds the
//! reason why the bytes were removed, else `null`; `withdrawn` files came with a version that was taken back and are counted
//! nowhere. `caption` says what is to be seen in it; `consent` (`yes`, `no`,
//! `not_asked`) whether it may be shown.

use crate::core::campaign::Campaign;
use crate::core::fact::Attachment;
use crate::core::names::{ActivityId, BlobId, UnitIx};
use crate::core::particulars::Consent;
use crate::core::time::Stamp;
use crate::core::unit::Evidence;
use crate::text::{Catalogue, numbers};

use super::table::{Column, Kind, Listing, Table, Value};
use super::words;

/// The beginning of a hash, enough to tell files apart by eye.
pub fn short_hash(id: &BlobId) -> &str {
    id.as_str().get(..12).unwrap_or(id.as_str())
}

/// A file as it came on record.
pub fn attachment(file: &Attachment) -> Value<'_> {
    let Attachment {
        sha256,
        name,
        size,
        kind,
        media,
    } = file;
    Value::Fields(vec![
        ("sha256", sha256.as_str().into()),
        ("name", name.into()),
        ("size", (*size).into()),
        ("kind", kind.id().into()),
        ("media", media.into()),
    ])
}

/// A file and its unit: a row.
pub type Row<'a> = (UnitIx, &'a Evidence);

/// The files of these units, or of all if none is named.
pub fn select<'a>(campaign: &'a Campaign, units: &[UnitIx]) -> Vec<Row<'a>> {
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

/// `ketnoi.evidence/1`: the files of these units, or of all if none is named.
pub fn document<'a>(campaign: &'a Campaign, now: Stamp, units: &[UnitIx]) -> Listing<'a, Row<'a>> {
    let unit = Column::data("unit", Kind::Code, |(ix, _): &Row<'a>| {
        campaign.roster().code(*ix)
    });
    let mut table = table(campaign, select(campaign, units));
    table.columns.insert(0, unit);
    Listing {
        schema: "ketnoi.evidence/1",
        head: vec![
            ("campaign", campaign.id().as_str().into()),
            ("as_of", (now, campaign.def().zone).into()),
        ],
        name: "evidence",
        table,
    }
}

/// Files; programs are told them without their unit.
pub fn table<'a>(campaign: &'a Campaign, rows: Vec<Row<'a>>) -> Table<'a, Row<'a>> {
    type Of<'a> = Column<'a, Row<'a>>;
    let zone = campaign.def().zone;
    let columns = vec![
        Of::book("unit_code", "heading-code", Kind::Code, |(ix, _)| {
            campaign.roster().code(*ix)
        }),
        Of::words("heading-unit", |cat, (ix, _)| {
            words::name_in(campaign, *ix, cat.lang())
        }),
        Of::data("sha256", Kind::Text, |(_, e)| e.file.sha256.as_str()),
        Of::data("name", Kind::Text, |(_, e)| &e.file.name).headed("heading-file"),
        Of::words("heading-kind", |cat, (_, e)| words::file_kind(cat, &e.file)).spare(4),
        Of::data("size", Kind::Amount, |(_, e)| e.file.size),
        Of::words("heading-size", |cat, (_, e)| match e.redacted {
            Some(_) => cat.tr("words-redacted").into_owned(),
            None => numbers::size(cat.lang(), e.file.size),
        })
        .on_screen()
        .spare(3),
        Of::book("bytes", "heading-bytes", Kind::Amount, |(_, e)| e.file.size),
        Of::data("kind", Kind::Text, |(_, e)| e.file.kind.id()),
        Of::data("media", Kind::Text, |(_, e)| &e.file.media),
        Of::data("at", Kind::Moment, move |(_, e)| (e.at, zone))
            .headed("heading-at")
            .spare(2),
        Of::data("actor", Kind::Text, |(_, e)| e.actor.as_str()),
        Of::data("version", Kind::Number, |(_, e)| e.version)
            .headed("heading-version")
            .in_book(),
        Of::data("activity", Kind::Text, |(_, e)| {
            e.activity.as_ref().map(ActivityId::as_str)
        })
        .headed("heading-activity")
        .in_book(),
        Of::words("heading-belongs_to", |cat, (_, e)| belongs_to(cat, e))
            .on_screen()
            .spare(5),
        Of::data("caption", Kind::Text, move |(ix, e)| {
            let note = campaign.unit(*ix).file_notes.of(&e.file.sha256);
            note.map_or("", |n| n.caption.as_str())
        })
        .headed("heading-caption")
        .spare(6),
        Of::data("consent", Kind::Text, move |(ix, e)| {
            campaign.unit(*ix).file_notes.consent(&e.file.sha256).id()
        }),
        Of::words("heading-consent", |cat, (ix, e)| {
            match campaign.unit(*ix).file_notes.consent(&e.file.sha256) {
                Consent::NotAsked => String::new(),
                told @ (Consent::Yes | Consent::No) => cat.tr(&format!("consent-{}", told.id())).into_owned(),
            }
        })
        .spare(7),
        Of::data("redacted", Kind::Text, |(_, e)| e.redacted.as_deref())
            .headed("heading-redacted")
            .in_book(),
        Of::data("withdrawn", Kind::Yes, |(_, e)| e.withdrawn)
            .headed("heading-version_withdrawn")
            .in_book(),
        Of::words("heading-sha256", |_, (_, e)| {
            short_hash(&e.file.sha256).to_owned()
        })
        .on_screen()
        .spare(1),
        Of::book("hash", "heading-sha256", Kind::Text, |(_, e)| {
            e.file.sha256.as_str()
        }),
    ];
    Table {
        columns,
        rows,
        year: campaign.def().year(),
    }
}

/// The activity or the version of a report that a file belongs to, and that the version was taken back.
pub fn belongs_to(cat: &Catalogue, e: &Evidence) -> String {
    let key = if e.withdrawn {
        "words-version_withdrawn"
    } else {
        "words-version"
    };
    match (&e.activity, e.version) {
        (Some(id), _) => id.as_str().to_owned(),
        (None, Some(n)) => cat.tr_args(key, &[("n", n.to_string().into())]),
        (None, None) => String::new(),
    }
}
