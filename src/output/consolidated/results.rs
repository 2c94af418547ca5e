//! The second part: what was held, for which goals, the national figures, what is worth naming.

use crate::core::fact::{ActivityStatus, EvidenceKind};
use crate::output::parts::{self, Part, Writer, plain};
use crate::paper::{Align, Block};

pub(super) fn blocks(w: &mut Writer<'_>) -> Vec<Block> {
    let mut blocks = vec![w.heading(1, "dossier-results")];
    held(w, &mut blocks);
    // Where nothing counts there is nothing to be told apart: no tables of noughts.
    if w.dossier.activities.all.activities.n > 0 {
        by_region(w, &mut blocks);
        blocks.push(w.heading(2, "dossier-for_sdgs"));
        let sdgs = parts::sdgs(w);
        let adds_up = !matches!(sdgs, Block::Table(_));
        blocks.push(sdgs);
        if !adds_up {
            let untagged = Part::from(&w.dossier.goals.untagged);
            blocks.push(w.note("dossier-untagged", vec![("n", untagged)]));
        }
        blocks.push(w.heading(2, "dossier-for_goals"));
        blocks.extend(parts::goals(w));
    }
    blocks.push(w.heading(2, "dossier-figures"));
    blocks.extend(parts::national(w));
    blocks.push(w.heading(2, "dossier-notable"));
    blocks.extend(parts::notable(w));
    blocks.push(w.heading(2, "dossier-files"));
    let files = &w.dossier.files;
    let kinds = [EvidenceKind::Document, EvidenceKind::Photo, EvidenceKind::Video];
    if kinds.iter().all(|kind| files.of_kind(*kind).n == 0) {
        blocks.push(w.text("dossier-files_none", Vec::new()));
        return blocks;
    }
    let of = |kind| Part::from(files.of_kind(kind));
    let told = vec![
        ("documents", of(EvidenceKind::Document)),
        ("photos", of(EvidenceKind::Photo)),
        ("videos", of(EvidenceKind::Video)),
        ("appendix", w.words("dossier-appendix_photos").into()),
    ];
    blocks.push(w.text("dossier-files_sum", told));
    blocks
}

fn held(w: &mut Writer<'_>, blocks: &mut Vec<Block>) {
    blocks.push(w.heading(2, "dossier-held"));
    let all = &w.dossier.activities;
    if all.statuses.iter().all(|c| c.n == 0) {
        blocks.push(w.text("dossier-held_nothing", Vec::new()));
        return;
    }
    let standing = |status: ActivityStatus| Part::from(&all.statuses[status as usize]);
    let told = vec![
        ("n", Part::from(&all.all.activities)),
        ("units", Part::from(&all.units)),
        ("reach", Part::from(&all.all.reach)),
        ("done", standing(ActivityStatus::Done)),
        ("ongoing", standing(ActivityStatus::Ongoing)),
        ("planned", standing(ActivityStatus::Planned)),
        ("cancelled", standing(ActivityStatus::Cancelled)),
    ];
    let unsaid = Part::from(&all.all.unsaid);
    blocks.push(w.text("dossier-held_sum", told));
    if let Some(last) = &w.dossier.last {
        let told = vec![
            ("year", last.year.to_string().into()),
            ("n", last.activities.into()),
            ("reach", last.reach.into()),
        ];
        blocks.push(w.text("dossier-held_last", told));
    }
    blocks.push(parts::by_kind(w));
    blocks.push(w.note("dossier-reach_note", vec![("n", unsaid)]));
    blocks.push(parts::by_mode(w));
}

fn by_region(w: &mut Writer<'_>, blocks: &mut Vec<Block>) {
    blocks.push(w.heading(2, "dossier-by_region"));
    let columns = vec![
        w.column("dossier-col_region", Align::Left, 60),
        w.column("dossier-col_activities", Align::Right, 20),
        w.column("dossier-col_reach", Align::Right, 20),
    ];
    let regions = &w.dossier.activities.regions;
    let mut rows = Vec::new();
    for (place, held) in regions.iter().enumerate() {
        let name = w.region(place);
        rows.push(vec![plain(name), w.cell(&held.activities), w.cell(&held.reach)]);
    }
    let all = &w.dossier.activities.all;
    let sum = w.words("dossier-sum");
    rows.push(vec![plain(sum), w.cell(&all.activities), w.cell(&all.reach)]);
    blocks.push(Block::Table(w.table("dossier-table_held", columns, rows, true)));
}
