//! What goes on record of what was read: bytes and moments, claims and parts, or why it could not be read.
//!
//! It must never decide about a letter.

use sha2::{Digest, Sha256};

use super::batch::What;
use super::judging::Taken;
use super::moment::received;
use super::sweep::Sweep;
use crate::core::decide::Arrival;
use crate::core::hex::hex;
use crate::core::letter::{LetterFailed, LetterKept, Part, RawCopy, Unreadable};
use crate::core::names::BlobId;
use crate::mail::{Mail, Unread};
use crate::mailbox::Item;

impl Sweep {
    pub(super) fn copy(
        &self,
        raw: &BlobId,
        size: u64,
        item: &Item,
        source: String,
        mail: Option<&Mail>,
    ) -> RawCopy {
        let (at, by) = received(item, mail, self.judge.hosts(), self.now());
        RawCopy {
            raw: raw.clone(),
            size,
            received: at,
            by,
            source,
        }
    }

    /// What goes on record of a letter. Of one that was too large before its head is on record as not readable, which is over
    /// now.
    pub(super) fn letter(&self, taken: Taken, copy: RawCopy, bytes: &[u8]) -> LetterKept {
        let head = bytes
            .get(..self.limits.header)
            .filter(|_| bytes.len() > self.limits.header);
        let head = head.map(sha256);
        let was_large = |id: &BlobId| {
            let failure = self.house.house().failure(id);
            failure.is_some_and(|f| f.why == Unreadable::TooLarge)
        };
        let mail = taken.mail;
        LetterKept {
            form: taken.form,
            letter: mail.key,
            copy,
            claims: mail.claims,
            charset: mail.charset,
            parts: mail.parts.into_iter().map(|p| named(p.part)).collect(),
            flags: mail.flags,
            failed: head.filter(was_large),
        }
    }
}

/// The name of a part as it is kept: bounded, as those of other files.
fn named(mut part: Part) -> Part {
    part.name = crate::attach::display_name(&part.name);
    part
}

pub(super) fn failed(copy: RawCopy, whole: bool, unread: &Unread) -> What {
    let why = unread.why;
    let failed = LetterFailed {
        copy,
        whole,
        why,
        detail: unread.detail.chars().take(500).collect(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    };
    What::Unread(Box::new(Arrival::Unread(failed)), why)
}

pub(super) fn sha256(bytes: &[u8]) -> BlobId {
    BlobId(hex(&Sha256::digest(bytes)))
}
