//! What the rules look at.

use crate::core::campaign::Campaign;
use crate::core::names::{CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;
use crate::mail::{Auth, Mail};

/// Everything that is known of a letter when it is judged.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    /// The letter.
    pub mail: &'a Mail,
    /// The words of its attachments, as far as they were read.
    pub texts: &'a [PartText],
    /// When it was received.
    pub received: Stamp,
    /// Whether its sender was checked on the way.
    pub auth: Auth,
    /// The code of the Excel form in it.
    pub form: Option<FormCode>,
    /// The unit that we wrote to, where it answers a letter of ours.
    pub answers: Option<(CmdId, UnitCode)>,
    /// What people made of earlier letters of its senders.
    pub hints: &'a [Hint],
    /// The facts that this letter itself brought a campaign, by their numbers there: when it is judged again it is not
    /// measured by itself.
    pub brought: &'a [u64],
}

/// The words of an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartText {
    /// The place of the part in the letter.
    pub part: usize,
    /// Its first words: two pages at most.
    pub text: String,
}

/// What an Excel form says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormCode {
    /// For which campaign it was made.
    pub campaign: CampaignId,
    /// For which unit.
    pub unit: UnitCode,
}

/// What a person made of a letter of that sender: a hint, never proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The sender's address, in small letters.
    pub sender: String,
    /// The campaign that it was for.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitCode,
}

/// What is ours, from the settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ours {
    /// A forward from here counts as the inner letter's evidence.
    pub domains: Vec<String>,
    /// Whose `Authentication-Results` are believed.
    pub authserv_ids: Vec<String>,
    /// Whose `Received` line says when a letter arrived.
    pub receiving_hosts: Vec<String>,
}

/// A campaign that a letter may belong to.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The campaign as it stands; whether it was opened or closed is known to it.
    pub campaign: &'a Campaign,
}
