//! Letters found by their words: `ketnoi.found/1`.
//!
//! The best first: those with the words as they were typed, then those where marks were not typed, then those where the
//! words stand apart; of equally good ones the newest. `part` is the place of the part with the words in the letter's list of
//! parts, and nothing where they stand in the letter itself; `name` is what that part is called. `excerpt` is the piece of
//! text that shows them.

use crate::core::campaign::Campaign;
use crate::core::names::UnitCode;
use crate::text::Catalogue;

use super::inbox::Entry;
use super::phrases::{clean, unit_name};
use super::table::{Column, Kind, Listing, Table, Value};

/// A letter that was found, with its words: a row.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The letter.
    pub entry: Entry,
    /// The place of the part with the words; `None`: the letter itself.
    pub part: Option<u32>,
    /// The piece of text that shows them.
    pub excerpt: String,
}

impl Hit {
    fn name(&self) -> Option<&str> {
        let part = self.entry.parts.get(self.part? as usize)?;
        Some(&part.name)
    }
}

/// `ketnoi.found/1`: these letters.
pub fn document(campaign: &Campaign, rows: Vec<Hit>) -> Listing<'_, Hit> {
    type Of<'a> = Column<'a, Hit>;
    let zone = campaign.def().zone;
    let columns = vec![
        Of::data("id", Kind::Text, |h| h.entry.id.as_str().to_owned())
            .headed("heading-letter")
            .in_book(),
        Of::words("heading-letter", |_, h| h.entry.short().to_owned()).on_screen(),
        Of::data("state", Kind::Word("letter_state"), |h| h.entry.state).headed("heading-state"),
        Of::data("campaign", Kind::Text, |h| {
            h.entry.campaign.as_ref().map(|c| c.as_str().to_owned())
        }),
        Of::data("unit", Kind::Code, |h| {
            h.entry.units.first().map(|u| u.as_str().to_owned())
        }),
        Of::words("heading-unit", |cat, h| whose(cat, campaign, h)).spare(3),
        Of::data("received", Kind::Moment, move |h| (h.entry.at, zone)).headed("heading-received_at"),
        Of::data("from", Kind::Text, |h| h.entry.claims.from.clone())
            .headed("heading-from")
            .in_book(),
        Of::data("subject", Kind::Text, |h| h.entry.claims.subject.clone())
            .headed("heading-subject")
            .spare(1),
        Of::data("part", Kind::Number, |h| {
            h.part.map(|place| Value::Whole(place.into()))
        }),
        Of::data("name", Kind::Text, |h| h.name().map(str::to_owned)),
        Of::words("heading-found_in", |cat, h| match h.part {
            None => cat.tr("words-found_itself").into_owned(),
            Some(_) => clean(h.name().unwrap_or_default()),
        })
        .spare(2),
        Of::data("excerpt", Kind::Text, |h| h.excerpt.clone()).headed("heading-excerpt"),
    ];
    Listing {
        schema: "ketnoi.found/1",
        head: Vec::new(),
        name: "letters",
        table: Table {
            columns,
            rows,
            year: campaign.def().year(),
        },
    }
}

/// The units that it is filed to; those of another campaign by their codes.
fn whose(cat: &Catalogue, campaign: &Campaign, h: &Hit) -> String {
    let here = h.entry.campaign.as_ref().is_none_or(|id| id == campaign.id());
    let name = |code: &UnitCode| {
        if here {
            unit_name(cat, campaign, code.as_str())
        } else {
            clean(code.as_str())
        }
    };
    h.entry.units.iter().map(name).collect::<Vec<_>>().join(", ")
}
