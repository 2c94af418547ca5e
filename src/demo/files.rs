//! Files that the people of the demo send: papers of which there is nothing but what is said of them, and photos that are there.

use crate::core::decide::{Command, FileChange};
use crate::core::fact::{Attachment, EvidenceKind};
use crate::core::names::{BlobId, UnitCode, UnitIx};
use crate::core::particulars::Consent;
use crate::core::time::{Date, MINUTE, Stamp};

use super::plan::{Officer, Planner, What};
use super::words;

impl Planner<'_> {
    pub(super) fn file(&mut self, name: String, kind: EvidenceKind, media: &str) -> Attachment {
        let size = match kind {
            EvidenceKind::Photo => self.dice.between(180_000, 6_400_000),
            EvidenceKind::Video => self.dice.between(9_000_000, 140_000_000),
            _ => self.dice.between(28_000, 2_600_000),
        };
        Attachment {
            sha256: BlobId(self.dice.sha256()),
            name,
            size: size as u64,
            kind,
            media: media.to_owned(),
        }
    }

    /// The next photo of the album. The dice fall as for any file, so that all else is as it would be without photos.
    fn photo(&mut self, name: String, (kind, title): (&str, &str)) -> Attachment {
        let n = self.album.number(self.photos.len() as u32, kind, title);
        let (sha256, size) = self.album.file(n);
        self.photos.insert(sha256.clone(), n);
        Attachment {
            sha256,
            size,
            ..self.file(name, EvidenceKind::Photo, "image/jpeg")
        }
    }

    pub(super) fn papers(&mut self, ix: UnitIx) -> Vec<Attachment> {
        let mut files = Vec::new();
        for _ in 0..self.dice.between(1, 2) {
            // A slash is no part of a file's name.
            let name = self.say(words::PAPERS, ix).replace('/', "-");
            let media = match name.rsplit('.').next() {
                Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                _ => "application/pdf",
            };
            if !files.iter().any(|f: &Attachment| f.name == name) {
                files.push(self.file(name, EvidenceKind::Document, media));
            }
        }
        if self.dice.chance(40) {
            let day = self.def.day;
            files.extend(self.pictures(day, ("seminar", "")));
        }
        files
    }

    pub(super) fn pictures(&mut self, day: Date, of: (&str, &str)) -> Vec<Attachment> {
        let first = self.dice.between(1_000, 9_000);
        let mut files: Vec<Attachment> = (0..self.dice.between(1, 4))
            .map(|n| {
                let name = format!("IMG_{}_{:04}.jpg", day.format("%Y%m%d"), first + n);
                self.photo(name, of)
            })
            .collect();
        if self.dice.chance(7) {
            let name = format!("Video {}.mp4", day.format("%d-%m"));
            files.push(self.file(name, EvidenceKind::Video, "video/mp4"));
        }
        files
    }

    /// What is said of a photo that was sent at that moment: what is to be seen, and whether it may be shown. Of some nobody
    /// says anything.
    pub(super) fn captions(&mut self, at: Stamp, unit: &UnitCode, files: &[Attachment]) {
        for file in files {
            let Some(n) = self.photos.get(&file.sha256).copied() else {
                continue;
            };
            if self.aside.chance(50) {
                continue;
            }
            let consent = match self.aside.below(10) {
                0 => Consent::No,
                1 | 2 => Consent::NotAsked,
                _ => Consent::Yes,
            };
            let change = FileChange {
                caption: Some(self.album.caption(n).to_owned()),
                consent: Some(consent),
            };
            let command = Command::EditEvidence {
                unit: unit.clone(),
                files: vec![file.sha256.clone()],
                change,
            };
            self.want(
                at.plus(2 * MINUTE),
                Officer::Minh,
                "",
                What::Say(Box::new(command)),
            );
        }
    }
}
