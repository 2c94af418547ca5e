//! The consolidated report to the Ministry's leaders, as a paper and as JSON.
//!
//! ```text
//!   core::dossier ──> situation (I), results (II), shortcomings (III, IV), enclosed (appendices) ──> Paper
//!                 └─> json: `ketnoi.consolidated/1`
//! ```
//!
//! What only a person can say (causes, proposals) and what nobody has said (who signs) is left open and listed, never
//! invented. It must never know a format or a file.

mod enclosed;
mod headed;
mod json;
mod results;
mod shortcomings;
mod situation;

pub use self::json::document;
pub(super) use self::shortcomings::unsure;

use super::parts::{Album, Writer, made_from};
use crate::core::campaign::Campaign;
use crate::core::dossier::{Dossier, Made};
use crate::core::names::Lang;
use crate::paper::{Kind, Paper, Section};
use crate::text::Catalogue;

/// The report in the language of the catalogue: in Vietnamese as an official paper, in English as a plain one.
pub fn paper(
    cat: &Catalogue,
    campaign: &Campaign,
    dossier: &Dossier,
    made: &Made,
    album: Album,
    electronic: bool,
) -> Paper {
    let mut w = Writer::new(cat, campaign, dossier);
    let kind = match cat.lang() {
        Lang::Vi => Kind::Report,
        Lang::En => Kind::Plain,
    };
    let headed = headed::of(&w, kind);
    let mut blocks = vec![situation::ground(&mut w)];
    blocks.extend(situation::blocks(&mut w));
    blocks.extend(results::blocks(&mut w));
    blocks.extend(shortcomings::blocks(&mut w));
    let appendices = enclosed::sections(&mut w, album);
    Paper {
        lang: cat.lang(),
        kind,
        title: headed.title,
        head: headed.head,
        body: Section {
            blocks,
            ..Section::default()
        },
        sign: headed.sign,
        appendices,
        electronic,
        made_from: made_from(cat, made),
        unfilled: headed.unfilled,
        sources: w.sources,
    }
}
