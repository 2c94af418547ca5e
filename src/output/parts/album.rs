//! Photos and films: which are shown, which are only named, and what is said of consent.

use super::writer::{Writer, clean, plain};
use crate::core::dossier::{Audience, Shot};
use crate::core::particulars::Consent;
use crate::paper::{Align, Block, Picture, Span};
use crate::text::numbers;

/// How many photos a document has at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Album {
    /// Of all units together.
    pub most: usize,
    /// Of one unit.
    pub of_a_unit: usize,
}

impl Default for Album {
    fn default() -> Self {
        Self {
            most: 60,
            of_a_unit: 3,
        }
    }
}

/// The photos that an audience may see, with their captions; then the films by name, length and size; then what is left out and why.
pub(in crate::output) fn album(w: &mut Writer<'_>, audience: Audience, limits: Album) -> Vec<Block> {
    let files = &w.dossier.files;
    let chosen = files.chosen(audience, limits.of_a_unit, limits.most);
    let mut blocks = Vec::new();
    for (n, shot) in chosen.iter().enumerate() {
        blocks.push(picture(w, n + 1, shot));
    }
    let barred = files
        .photos
        .iter()
        .filter(|s| !audience.may_see(s.consent))
        .count();
    let others = files.photos.len() - chosen.len() - barred;
    if !files.photos.is_empty() {
        let parts = vec![
            ("shown", (chosen.len() as u64).into()),
            ("all", (files.photos.len() as u64).into()),
            ("others", (others as u64).into()),
            ("barred", (barred as u64).into()),
            ("of_a_unit", (limits.of_a_unit as u64).into()),
        ];
        let key = match audience {
            Audience::House => "dossier-photos_house",
            Audience::Abroad => "dossier-photos_abroad",
        };
        blocks.push(w.note(key, parts));
    }
    let films: Vec<&Shot> = files
        .videos
        .iter()
        .filter(|s| audience.may_see(s.consent))
        .collect();
    if !films.is_empty() {
        blocks.push(videos(w, &films));
    }
    if blocks.is_empty() {
        blocks.push(w.text("dossier-no_photos", Vec::new()));
    }
    blocks
}

fn picture(w: &mut Writer<'_>, n: usize, shot: &Shot) -> Block {
    let source = w.sources.keep(vec![shot.source()]);
    let mut caption = shot.caption.trim().to_owned();
    if caption.is_empty() {
        let activity = shot
            .activity
            .as_ref()
            .and_then(|id| w.campaign.activity(id.as_str()));
        caption = activity.map(|(_, a)| a.details.title.clone()).unwrap_or_default();
    }
    let args = [
        ("n", w.whole(n as u64).into()),
        ("caption", clean(&caption).into()),
        ("unit", w.unit(shot.unit).into()),
    ];
    let key = match (caption.is_empty(), shot.consent) {
        (false, Consent::Yes) => "dossier-photo",
        (true, Consent::Yes) => "dossier-photo_bare",
        (false, Consent::NotAsked | Consent::No) => "dossier-photo_unasked",
        (true, Consent::NotAsked | Consent::No) => "dossier-photo_bare_unasked",
    };
    Block::Picture(Picture {
        file: shot.file.sha256.clone(),
        name: clean(&shot.file.name),
        caption: w.cat.tr_args(key, &args),
        source,
    })
}

fn videos(w: &mut Writer<'_>, films: &[&Shot]) -> Block {
    let columns = vec![
        w.column("dossier-col_unit", Align::Left, 22),
        w.column("dossier-col_file", Align::Left, 32),
        w.column("dossier-col_caption", Align::Left, 22),
        w.column("dossier-col_length", Align::Right, 12),
        w.column("dossier-col_size", Align::Right, 12),
    ];
    let row = |shot: &&Shot| -> Vec<Vec<Span>> {
        let source = w.sources.keep(vec![shot.source()]);
        let name = Span::figure(clean(&shot.file.name), source);
        vec![
            plain(w.unit(shot.unit)),
            vec![name],
            plain(clean(&shot.caption)),
            plain(shot.seconds.map(length).unwrap_or_default()),
            plain(numbers::size(w.lang(), shot.file.size)),
        ]
    };
    let rows = films.iter().map(row).collect();
    Block::Table(w.table("dossier-table_videos", columns, rows, false))
}

/// `4:05`, `1:02:03`: minutes and seconds, hours before them where there are any.
fn length(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}
