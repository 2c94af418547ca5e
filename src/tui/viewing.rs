//! How a file is looked at in the dashboard: the clerk asks whether it may be, the darkroom makes it fit for the screen, and
//! which letter brought it is found among the letters. The clerk's part of it.
//!
//! It must never know what is on the screen.

use crate::core::names::{BlobId, UnitIx};
use crate::output::inbox::Entry;
use crate::text::line;
use crate::tui::clerk::Clerk;
use crate::tui::darkroom::{Darkroom, Unseen, Wanted, develop};
use crate::tui::msg::Answer;

impl Clerk {
    /// Has a photo developed, by the darkroom where there is one.
    pub(super) fn show_photo(&mut self, wanted: Wanted, send: &mut dyn FnMut(Answer)) {
        let question = wanted.question;
        let refuse = |why| Answer::Print(question, Err(why));
        if !self.is_there(wanted.unit, &wanted.id) {
            return send(refuse(Unseen::Gone));
        }
        let Some(maker) = self.photos.clone() else {
            return send(refuse(Unseen::NoProcess));
        };
        let files = self.ledger.blobs().another();
        let Some(door) = self.door.clone() else {
            return send(Answer::Print(question, develop(files.as_ref(), &maker, &wanted)));
        };
        if self.darkroom.is_none() {
            self.darkroom = Darkroom::open(files, maker, door).ok();
        }
        let given = self.darkroom.as_ref().map(|room| room.give(wanted));
        if !matches!(given, Some(Ok(()))) {
            self.darkroom = None; // the next one begins anew
            send(refuse(Unseen::NoProcess));
        }
    }

    /// Hands on what was developed.
    pub(super) fn hand_on(&self, send: &mut dyn FnMut(Answer)) {
        while let Some((question, print)) = self.darkroom.as_ref().and_then(Darkroom::heard) {
            send(Answer::Print(question, print));
        }
    }

    /// Has this unit a file of these bytes, as they stand now, that may be seen here?
    pub(super) fn is_there(&self, unit: UnitIx, id: &BlobId) -> bool {
        let campaign = self.ledger.campaign();
        let roster = campaign.roster();
        let seen = self.ledger.rights().eyes().see(roster, unit);
        seen && roster.units().any(|ix| ix == unit)
            && campaign
                .unit(unit)
                .evidence
                .iter()
                .any(|e| e.file.sha256 == *id && e.redacted.is_none())
    }

    /// Whose letter brought the fact of that number, and what it was about, if one did that may be seen here.
    pub(super) fn letter_of(&mut self, seq: u64) -> Option<(String, String)> {
        let house = self.letters.catch_up(&self.ledger).ok()?;
        let known = house.house();
        let campaign = self.ledger.campaign();
        let brought = |l: &&crate::core::house::Letter| {
            l.filing.as_ref().is_some_and(|f| f.facts.contains(&seq))
                && known.campaign_of(l) == Some(campaign.id())
        };
        let id = known
            .shown(self.ledger.rights().eyes(), campaign)
            .find(brought)?
            .id;
        let mut found = None;
        let wanted = |l: &crate::core::house::Letter| l.id == id;
        let read = house.each_letter(&self.ledger, &wanted, &mut |letter, whole| {
            found = Some((letter.clone(), whole));
        });
        read.ok()?;
        let (letter, whole) = found?;
        let entry = Entry::of(
            house.house(),
            &letter,
            [Some(whole.kept), whole.judged, whole.decided],
        )?;
        let said = |words: &str| line(words).into_owned();
        Some((said(&entry.claims.from), said(&entry.claims.subject)))
    }
}
