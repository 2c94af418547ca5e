//! The update for ITU: a summary, activities as a matrix of SDGs and goals of Connect 2030, figures, photos that may be shown.
//!
//! It is written in our own words and quotes nothing. Photos and their captions leave the country only where everybody in them
//! agreed. It must never know a format or a file.

mod json;
mod rows;

pub use self::json::document;
pub use self::rows::{HEADS, rows};

use super::consolidated::unsure;
use super::parts::{self, Album, Part, Writer, album, clean, made_from, plain};
use crate::core::campaign::Campaign;
use crate::core::dossier::{Audience, Dossier, Made, Served};
use crate::paper::{Align, Block, Column, Head, Holds, Kind, Paper, Section, Span};
use crate::text::Catalogue;
use crate::text::dates::date_told;

/// The update in the language of the catalogue.
pub fn paper(cat: &Catalogue, campaign: &Campaign, dossier: &Dossier, made: &Made, limits: Album) -> Paper {
    let mut w = Writer::new(cat, campaign, dossier);
    let about = [("name", w.campaign_name().into()), ("year", w.year().into())];
    let title = cat.tr_args("itu-title", &about);
    let mut blocks = vec![w.heading(1, "itu-summary")];
    blocks.extend(summary(&mut w));
    if dossier.activities.all.activities.n > 0 {
        blocks.push(w.heading(1, "itu-matrix"));
        blocks.extend(matrix(&mut w));
        blocks.extend(parts::goals(&mut w));
    }
    blocks.push(w.heading(1, "itu-figures"));
    blocks.extend(parts::national(&mut w));
    blocks.push(w.heading(1, "itu-notable"));
    blocks.extend(parts::notable(&mut w));
    blocks.push(w.heading(1, "itu-unsure"));
    let items = unsure(&mut w);
    blocks.push(if items.is_empty() {
        w.text("dossier-nothing_unsure", Vec::new())
    } else {
        Block::List(items)
    });
    let photos = Section {
        name: w.words("itu-annex"),
        title: w.words("dossier-photos_title"),
        holds: Holds::Photos,
        blocks: album(&mut w, Audience::Abroad, limits),
    };
    Paper {
        lang: cat.lang(),
        kind: Kind::Plain,
        head: Head {
            subject: vec![title.clone()],
            ..Head::default()
        },
        title,
        body: Section {
            blocks,
            ..Section::default()
        },
        sign: None,
        appendices: vec![photos],
        electronic: true,
        made_from: made_from(cat, made),
        unfilled: Vec::new(),
        sources: w.sources,
    }
}

fn summary(w: &mut Writer<'_>) -> Vec<Block> {
    let def = w.campaign.def().clone();
    let dossier = w.dossier;
    let all = &dossier.reports.all;
    let about = vec![
        ("theme", clean(def.theme.get(w.lang())).into()),
        ("name", w.campaign_name().into()),
        ("day", date_told(w.cat, def.day).into()),
        ("from", date_told(w.cat, def.window.from).into()),
        ("to", date_told(w.cat, def.window.to).into()),
    ];
    let told = vec![
        ("reported", Part::from(&all.reported)),
        ("owing", all.owing().into()),
        ("n", Part::from(&dossier.activities.all.activities)),
        ("units", Part::from(&dossier.activities.units)),
        ("reach", Part::from(&dossier.activities.all.reach)),
    ];
    let about = w.text("itu-about", about);
    // No tables of noughts.
    if dossier.activities.all.activities.n == 0 {
        return vec![about, w.text("itu-told_nothing", told)];
    }
    vec![
        about,
        w.text("itu-told", told),
        parts::by_kind(w),
        parts::by_mode(w),
    ]
}

/// SDGs down, goals across: how many activities serve both, and how that is read.
fn matrix(w: &mut Writer<'_>) -> Vec<Block> {
    let goals: Vec<&Served> = w.dossier.goals.goals.iter().filter(|g| g.is_whole()).collect();
    let served = |s: &&Served| s.is_whole() && s.held.activities.n > 0;
    let sdgs: Vec<&Served> = w.dossier.goals.sdgs.iter().filter(served).collect();
    if sdgs.is_empty() {
        return vec![w.text("dossier-no_sdgs", Vec::new())];
    }
    let mut columns = vec![w.column("dossier-col_sdg", Align::Left, 40)];
    columns.extend(goals.iter().map(|g| Column {
        head: w.goal(&g.id),
        align: Align::Right,
        share: 12,
    }));
    columns.push(w.column("itu-col_all", Align::Right, 12));
    let mut rows = Vec::new();
    for sdg in sdgs {
        let mut row: Vec<Vec<Span>> = vec![plain(w.sdg(&sdg.id))];
        for goal in &goals {
            let both = w
                .dossier
                .goals
                .pair(&sdg.id, &goal.id)
                .cloned()
                .unwrap_or_default();
            row.push(w.cell(&both));
        }
        row.push(w.cell(&sdg.held.activities));
        rows.push(row);
    }
    vec![
        Block::Table(w.table("itu-table_matrix", columns, rows, false)),
        w.note("itu-matrix_note", Vec::new()),
    ]
}
