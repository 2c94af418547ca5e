//! Which file is looked at, what is asked for and what has come.

use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::fact::EvidenceKind;
use crate::core::names::{BlobId, UnitIx};
use crate::core::unit::Evidence;
use crate::photo::{MEDIA, MOST_BYTES};
use crate::tui::darkroom::{Frame, Means, Print, Unseen, Wanted};
use crate::tui::msg::{Nav, Question};
use crate::tui::panes::over::photo::room::room;

/// A file by the fact that brought it and its bytes.
type Key = (u64, BlobId);

/// A file that is looked at.
#[derive(Debug)]
pub struct State {
    unit: UnitIx,
    file: Key,
    /// Columns and rows for a photo, once they are known.
    room: Option<(u16, u16)>,
    /// What was asked for last.
    asked: Option<(Question, Frame)>,
    shown: Option<Result<Box<Print>, Unseen>>,
    /// It was asked which letter brought it.
    asked_origin: Option<Question>,
    origin: Option<(String, String)>,
}

/// Where a file stands, before anybody looks into it.
#[derive(Debug)]
pub enum Stand<'a> {
    /// It is not on record any more, or not to be seen here.
    Gone,
    /// Its bytes were removed; why.
    Removed(&'a Evidence, &'a str),
    /// It is no photo, or none of a kind that can be shown.
    Other(&'a Evidence),
    /// It is too large to be shown.
    Large(&'a Evidence),
    /// It can be tried.
    Photo(&'a Evidence),
}

impl State {
    /// Of a file of a unit.
    pub fn new(unit: UnitIx, file: &Evidence) -> Self {
        Self {
            unit,
            file: (file.seq, file.file.sha256.clone()),
            room: None,
            asked: None,
            shown: None,
            asked_origin: None,
            origin: None,
        }
    }

    /// Whose it is, and its bytes.
    pub fn file(&self) -> (UnitIx, &BlobId) {
        (self.unit, &self.file.1)
    }

    fn is(&self, e: &Evidence) -> bool {
        e.seq == self.file.0 && e.file.sha256 == self.file.1
    }

    /// Where it stands now.
    pub fn stand<'a>(&self, campaign: &'a Campaign) -> Stand<'a> {
        let Some(e) = campaign.unit(self.unit).evidence.iter().find(|e| self.is(e)) else {
            return Stand::Gone;
        };
        if let Some(why) = &e.redacted {
            return Stand::Removed(e, why);
        }
        match e.file.kind {
            EvidenceKind::Photo if !MEDIA.contains(&e.file.media.as_str()) => Stand::Other(e),
            EvidenceKind::Photo if e.file.size > MOST_BYTES => Stand::Large(e),
            EvidenceKind::Photo => Stand::Photo(e),
            _ => Stand::Other(e),
        }
    }

    /// Its place among the photos of its unit, the first being 1, and how many there are.
    pub fn place(&self, campaign: &Campaign) -> Option<(usize, usize)> {
        let photos = photos(campaign, self.unit);
        let at = photos.iter().position(|e| self.is(e))?;
        Some((at + 1, photos.len()))
    }

    /// On to another photo of the unit; at the ends nothing happens.
    pub fn go(&mut self, nav: Nav, campaign: &Campaign) {
        let all = &campaign.unit(self.unit).evidence;
        let photos = photos(campaign, self.unit);
        // From what is no photo one comes to those beside it.
        let here = all.iter().position(|e| self.is(e)).unwrap_or(0);
        let place = |e: &Evidence| {
            all.iter()
                .position(|o| o.seq == e.seq && o.file.sha256 == e.file.sha256)
        };
        let before = |e: &&&Evidence| place(e).is_some_and(|at| at < here);
        let after = |e: &&&Evidence| place(e).is_some_and(|at| at > here);
        let next = match nav {
            Nav::Left | Nav::Up | Nav::PageUp => photos.iter().rev().find(before),
            Nav::Right | Nav::Down | Nav::PageDown => photos.iter().find(after),
            Nav::First => photos.first(),
            Nav::Last => photos.last(),
        };
        if let Some(next) = next.filter(|e| !self.is(e)) {
            *self = Self {
                room: self.room,
                ..Self::new(self.unit, next)
            };
        }
    }

    /// Learns how much room there is.
    pub fn settle(&mut self, body: Rect) {
        let room = room(body);
        self.room = Some((room.width, room.height));
    }

    /// What is to be asked for now, if anything is: the photo as it is to be shown here.
    pub fn want(&mut self, campaign: &Campaign, means: Means, question: Question) -> Option<Wanted> {
        let cells = self.room.filter(|(w, h)| *w > 0 && *h > 0)?;
        let Stand::Photo(_) = self.stand(campaign) else {
            self.shown = None;
            return None;
        };
        let frame = Frame {
            cells,
            pictures: means.pictures,
        };
        if self.asked.is_some_and(|(_, asked)| asked == frame) {
            return None;
        }
        self.asked = Some((question, frame));
        // What was made for another size fits no more; in half blocks it is drawn until the other has come.
        if let Some(Ok(print)) = &mut self.shown {
            print.picture = None;
        }
        Some(Wanted {
            question,
            unit: self.unit,
            id: self.file.1.clone(),
            frame,
        })
    }

    /// The number of the fact whose letter is to be asked for, once.
    pub fn want_origin(&mut self, question: Question) -> Option<u64> {
        if self.asked_origin.is_some() {
            return None;
        }
        self.asked_origin = Some(question);
        Some(self.file.0)
    }

    /// A photo has come, or will not come.
    pub fn take(&mut self, question: Question, print: Result<Box<Print>, Unseen>) {
        if self.asked.is_some_and(|(asked, _)| asked == question) {
            self.shown = Some(print);
        }
    }

    /// It is known which letter brought it: whose, and what it was about.
    pub fn take_origin(&mut self, question: Question, origin: Option<(String, String)>) {
        if self.asked_origin == Some(question) {
            self.origin = origin;
        }
    }

    /// What has come of it.
    pub fn shown(&self) -> Option<&Result<Box<Print>, Unseen>> {
        self.shown.as_ref()
    }

    /// Whose letter brought it, and what that was about.
    pub fn origin(&self) -> Option<&(String, String)> {
        self.origin.as_ref()
    }
}

/// The photos of a unit, those whose bytes were removed among them: that they were there is no secret.
fn photos(campaign: &Campaign, unit: UnitIx) -> Vec<&Evidence> {
    let all = campaign.unit(unit).evidence.iter();
    all.filter(|e| e.file.kind == EvidenceKind::Photo).collect()
}
