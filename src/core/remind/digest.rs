//! The digest of a plan: what a dry run prints and a run that sends must be given.
//!
//! It says for which day the plan was made and what was on record then, so that whoever is handed it later can make the same
//! plan again and say what has changed since.

use chrono::Datelike as _;
use sha2::{Digest as _, Sha256};

use crate::core::campaign::Campaign;
use crate::core::time::Date;

use super::plan::Plan;

/// How many bytes of the hash are kept.
const KEPT: usize = 16;

/// For which day a plan was made, on the strength of what, and a hash over who gets what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest {
    /// The day.
    pub day: Date,
    /// The number of the last fact that was known.
    pub seq: u64,
    hash: [u8; KEPT],
}

impl Digest {
    /// The digest of a plan for a campaign as it stands.
    pub fn of(campaign: &Campaign, plan: &Plan) -> Self {
        let mut sha = Sha256::new();
        let mut piece = |text: &str| {
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text.as_bytes());
        };
        piece(campaign.id().as_str());
        piece(&plan.day.to_string());
        for posting in &plan.postings {
            piece(&posting.to);
            for due in &posting.due {
                piece(campaign.code(due.unit).as_str());
                piece(&due.step.id());
                piece(&due.last_day.to_string());
            }
        }
        let full = sha.finalize();
        let mut hash = [0; KEPT];
        hash.iter_mut().zip(full).for_each(|(to, from)| *to = from);
        Self {
            day: plan.day,
            seq: campaign.seq(),
            hash,
        }
    }

    /// Does it name the same messages, whatever else has happened since?
    pub fn is_same(&self, other: &Self) -> bool {
        self.hash == other.hash && self.day == other.day
    }

    /// As it is printed: 48 hexadecimal digits, six for the day, ten for the number, the rest the hash.
    pub fn hex(&self) -> String {
        let hash = crate::core::hex::hex(&self.hash);
        format!("{:06x}{:010x}{hash}", self.day.num_days_from_ce(), self.seq)
    }

    /// Reads what was printed.
    pub fn parse(hex: &str) -> Option<Self> {
        let hex = hex.trim();
        if hex.len() != 16 + 2 * KEPT || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let day = i32::from_str_radix(hex.get(..6)?, 16).ok()?;
        let seq = u64::from_str_radix(hex.get(6..16)?, 16).ok()?;
        let mut hash = [0; KEPT];
        for (i, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(16 + 2 * i..18 + 2 * i)?, 16).ok()?;
        }
        Some(Self {
            day: Date::from_num_days_from_ce_opt(day)?,
            seq,
            hash,
        })
    }
}
