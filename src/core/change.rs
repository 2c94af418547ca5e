//! What a fact changes about a campaign itself, and which facts are never taken back.
//!
//! It must never know a unit.

use std::sync::Arc;

use crate::core::definition::Definition;
use crate::core::fact::{DeadlineExtended, DocumentAttached, Fact, ReminderFact};
use crate::core::names::CmdId;

/// What a fact without a unit changes in the campaign.
pub(super) enum Change<'a> {
    Open(&'a Arc<Definition>),
    Amend(&'a Arc<Definition>),
    Close,
    Extend(&'a DeadlineExtended),
    Document(&'a DocumentAttached),
    Undo(CmdId),
    Nothing,
}

impl<'a> Change<'a> {
    pub(super) fn by(fact: &'a Fact) -> Self {
        match fact {
            Fact::CampaignOpened(f) => Self::Open(&f.definition),
            Fact::CampaignAmended(f) => Self::Amend(&f.definition),
            Fact::CampaignClosed(_) => Self::Close,
            Fact::DeadlineExtended(f) => Self::Extend(f),
            Fact::DocumentAttached(f) => Self::Document(f),
            Fact::CommandUndone(f) => Self::Undo(f.cmd),
            // These two concern the journal alone, the others a unit.
            Fact::ClockCorrected(_)
            | Fact::FactRedacted(_)
            | Fact::ReportAcknowledged(_)
            | Fact::ReportReceived(_)
            | Fact::ReportReturned(_)
            | Fact::ReportAccepted(_)
            | Fact::ReportRecommended(_)
            | Fact::RecommendationRetracted(_)
            | Fact::ReportExempted(_)
            | Fact::ReportWithdrawn(_)
            | Fact::ReportNoted(_)
            | Fact::FigureRecorded(_)
            | Fact::FigureWithdrawn(_)
            | Fact::ContactSet(_)
            | Fact::ContactLogged(_)
            | Fact::ActivityAdded(_)
            | Fact::ActivityEdited(_)
            | Fact::ActivityDone(_)
            | Fact::ActivityCancelled(_)
            | Fact::EvidenceAdded(_)
            | Fact::EvidenceEdited(_)
            | Fact::EvidenceRedacted(_)
            | Fact::Reminder(_)
            | Fact::ExportMade(_)
            // Of the house stream: `Campaign::take` refuses it.
            | Fact::Letter(_) => Self::Nothing,
        }
    }
}

/// Never undone: opening, amending and closing because everything rests on them, a redaction because the bytes are gone,
/// a clock set right because what was recorded since goes by it.
pub(super) fn is_final(fact: &Fact) -> bool {
    match fact {
        Fact::CampaignOpened(_)
        | Fact::CampaignClosed(_)
        | Fact::CampaignAmended(_)
        | Fact::EvidenceRedacted(_)
        | Fact::ClockCorrected(_)
        | Fact::FactRedacted(_)
        // What has left the house has left it.
        | Fact::ExportMade(_) => true,
        // Drafts can be thrown away; what a server was asked to carry cannot be called back.
        Fact::Reminder(f) => !matches!(f, ReminderFact::Drafted(_)),
        Fact::DeadlineExtended(_)
        | Fact::DocumentAttached(_)
        | Fact::ReportAcknowledged(_)
        | Fact::ReportReceived(_)
        | Fact::ReportReturned(_)
        | Fact::ReportAccepted(_)
        | Fact::ReportRecommended(_)
        | Fact::RecommendationRetracted(_)
        | Fact::ReportExempted(_)
        | Fact::ReportWithdrawn(_)
        | Fact::ReportNoted(_)
        | Fact::FigureRecorded(_)
        | Fact::FigureWithdrawn(_)
        | Fact::ContactSet(_)
        | Fact::ContactLogged(_)
        | Fact::ActivityAdded(_)
        | Fact::ActivityEdited(_)
        | Fact::EvidenceEdited(_)
        | Fact::ActivityDone(_)
        | Fact::ActivityCancelled(_)
        | Fact::EvidenceAdded(_)
        | Fact::Letter(_)
        | Fact::CommandUndone(_) => false,
    }
}
