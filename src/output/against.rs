//! How the units did in another campaign, beside the state of this one: columns for the list of units.

use crate::core::campaign::Campaign;
use crate::core::lineage::same_or_before;
use crate::core::names::UnitIx;
use crate::core::status::Timeliness;
use crate::core::time::Stamp;
use crate::text::Catalogue;

use super::status::timeliness_words;
use super::table::{Column, Kind, Value};

/// Of these units, how many had reported, and how many of them in time.
fn reported(other: &Campaign, now: Stamp, units: &[UnitIx]) -> (usize, usize) {
    let had = units.iter().filter(|ix| other.unit(**ix).state.has_report());
    let on_time = had
        .clone()
        .filter(|ix| other.timeliness(**ix, now) == Timeliness::OnTime);
    (had.count(), on_time.count())
}

/// The columns: of each unit its counterparts for programs, and one of words for people.
pub fn columns<'a>(campaign: &'a Campaign, other: &'a Campaign, now: Stamp) -> Vec<Column<'a, UnitIx>> {
    let of = move |ix: &UnitIx| same_or_before(campaign.roster(), other.roster(), *ix);
    let told = move |ix: &UnitIx| {
        let units = of(ix);
        let one = |ix: &UnitIx| {
            Value::Fields(vec![
                ("code", other.code(*ix).as_str().to_owned().into()),
                ("state", other.unit(*ix).state.id().into()),
                ("timeliness", other.timeliness(*ix, now).id().into()),
            ])
        };
        Value::List(units.iter().map(one).collect())
    };
    vec![
        Column::data("against", Kind::List, told).only_json(),
        Column::data("against_units", Kind::Number, move |ix| of(ix).len())
            .only_csv()
            .headed("heading-against_units")
            .in_book(),
        Column::data("against_reported", Kind::Number, move |ix| {
            reported(other, now, &of(ix)).0
        })
        .only_csv()
        .headed("heading-against_reported")
        .in_book(),
        Column::data("against_on_time", Kind::Number, move |ix| {
            reported(other, now, &of(ix)).1
        })
        .only_csv()
        .headed("heading-against_on_time")
        .in_book(),
        Column::words("heading-against", move |cat, ix| words(cat, other, now, &of(ix))),
    ]
}

/// `đã duyệt, đúng hạn`; of several `2/3 đã báo cáo, 1 đúng hạn`.
fn words(cat: &Catalogue, other: &Campaign, now: Stamp, units: &[UnitIx]) -> String {
    match units {
        [] => "–".to_owned(),
        [one] => {
            let state = cat.tr(&format!("state-{}", other.unit(*one).state.id()));
            format!("{state}, {}", timeliness_words(cat, other, now, *one))
        }
        several => {
            let (had, on_time) = reported(other, now, several);
            let args = [
                ("reported", had.into()),
                ("total", several.len().into()),
                ("on_time", on_time.into()),
            ];
            cat.tr_args("words-against_several", &args)
        }
    }
}
