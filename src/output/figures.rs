//! The figures that units reported: `ketnoi.figures/1`, a row for each unit and indicator.

use crate::core::campaign::Campaign;
use crate::core::goals::Indicator;
use crate::core::names::{Lang, UnitIx};
use crate::core::record::Figure;
use crate::core::time::Stamp;

use super::table::{Column, Kind, Listing, Table};
use super::words;

/// A unit, an indicator, and what the unit reported.
pub type Row<'a> = (UnitIx, &'a Indicator, &'a Figure);

/// The figures of all units that may be seen, by unit in code order, each unit's in the order of the definition.
pub fn document(campaign: &Campaign, now: Stamp) -> Listing<'_, Row<'_>> {
    let zone = campaign.def().zone;
    let of = |ix: UnitIx| {
        let one = move |i| campaign.unit(ix).figure(indicator_id(i)).map(|f| (ix, i, f));
        campaign.def().indicators.iter().filter_map(one)
    };
    Listing {
        schema: "ketnoi.figures/1",
        head: vec![
            ("campaign", campaign.id().as_str().into()),
            ("as_of", (now, zone).into()),
        ],
        name: "figures",
        table: table(
            campaign,
            campaign.eyes().units(campaign.roster()).flat_map(of).collect(),
        ),
    }
}

fn indicator_id(indicator: &Indicator) -> &str {
    &indicator.id
}

/// These figures, in this order.
pub fn table<'a>(campaign: &'a Campaign, rows: Vec<Row<'a>>) -> Table<'a, Row<'a>> {
    type Of<'a> = Column<'a, Row<'a>>;
    let (roster, zone) = (campaign.roster(), campaign.def().zone);
    let columns = vec![
        Of::data("unit", Kind::Code, |(ix, ..)| roster.code(*ix)).headed("heading-code"),
        Of::data("unit_name", Kind::Text, |(ix, ..)| roster.name(*ix, Lang::Vi)),
        Of::words("heading-unit", |cat, (ix, ..)| {
            words::name_in(campaign, *ix, cat.lang())
        }),
        Of::data("indicator", Kind::Text, |(_, i, _)| i.id.as_str()),
        Of::words("heading-figure", |cat, (_, i, _)| {
            i.label.get(cat.lang()).to_owned()
        }),
        Of::data("value", Kind::Decimal, |(.., f)| f.value).headed("heading-value"),
        Of::data("measure", Kind::Text, |(_, i, _)| i.unit.as_str()),
        Of::words("heading-measure", |cat, (_, i, _)| {
            words::figure_unit(cat, i).into_owned()
        }),
        Of::data("unusual", Kind::Yes, |(.., f)| f.unusual),
        Of::words("heading-unusual", |cat, (.., f)| {
            if f.unusual {
                cat.tr("words-yes").into_owned()
            } else {
                String::new()
            }
        }),
        Of::data("at", Kind::Moment, move |(.., f)| (f.at, zone)).headed("heading-at"),
        Of::data("actor", Kind::Text, |(.., f)| f.actor.as_str()),
        Of::words("heading-actor", |cat, (.., f)| cat.person(f.actor.as_str())),
    ];
    Table {
        columns,
        rows,
        year: campaign.def().year(),
    }
}
