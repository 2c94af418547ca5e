//! To which stream a fact belongs: a campaign's, or the house's. What stands in the other's is damage and is never
//! taken in, so that no fold can swallow what it does not know.

use crate::core::fact::{Envelope, Fact, LetterFact};
use crate::core::letter::RawCopy;
use crate::core::names::{BlobId, CampaignId, HOUSE_STREAM, LetterId};

/// What a stream is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// One campaign.
    Campaign,
    /// What belongs to no campaign (decision 4).
    House,
}

impl Home {
    /// What the stream of that name is for.
    pub fn of(stream: &CampaignId) -> Self {
        if stream.as_str() == HOUSE_STREAM {
            Self::House
        } else {
            Self::Campaign
        }
    }
}

/// A fact that its stream cannot hold: of another stream, or about a letter that the stream does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stray {
    /// Its number.
    pub seq: u64,
}

impl Fact {
    /// Where it belongs; `None`: in either.
    pub fn home(&self) -> Option<Home> {
        match self {
            Self::Letter(_) => Some(Home::House),
            // These two are about the journal itself.
            Self::ClockCorrected(_) | Self::FactRedacted(_) => None,
            Self::CampaignOpened(_)
            | Self::CampaignAmended(_)
            | Self::CampaignClosed(_)
            | Self::DeadlineExtended(_)
            | Self::DocumentAttached(_)
            | Self::ReportAcknowledged(_)
            | Self::ReportReceived(_)
            | Self::ReportReturned(_)
            | Self::ReportAccepted(_)
            | Self::ReportRecommended(_)
            | Self::RecommendationRetracted(_)
            | Self::ReportExempted(_)
            | Self::ReportWithdrawn(_)
            | Self::ReportNoted(_)
            | Self::FigureRecorded(_)
            | Self::FigureWithdrawn(_)
            | Self::ContactSet(_)
            | Self::ContactLogged(_)
            | Self::ActivityAdded(_)
            | Self::ActivityEdited(_)
            | Self::ActivityDone(_)
            | Self::ActivityCancelled(_)
            | Self::EvidenceAdded(_)
            | Self::EvidenceEdited(_)
            | Self::EvidenceRedacted(_)
            | Self::Reminder(_)
            | Self::ExportMade(_)
            | Self::CommandUndone(_) => Some(Home::Campaign),
        }
    }

    /// The bytes that it speaks of, each with the name that they have here.
    pub fn kept(&self) -> Vec<(&BlobId, &str)> {
        let files = self.files().iter().map(|f| (&f.sha256, f.name.as_str()));
        let of_letter = if let Self::Letter(f) = self {
            f.kept()
        } else {
            Vec::new()
        };
        files.chain(of_letter).collect()
    }
}

/// May this fact stand in a stream of that kind?
///
/// # Errors
/// It belongs into another.
pub fn check(env: &Envelope, stream: Home) -> Result<(), Stray> {
    match env.fact.home() {
        Some(home) if home != stream => Err(Stray { seq: env.seq }),
        _ => Ok(()),
    }
}

impl LetterFact {
    /// The letter that it is about; `None`: what could not be read has no name yet.
    pub fn letter(&self) -> Option<&LetterId> {
        match self {
            Self::Kept(f) => Some(&f.letter),
            Self::Copied(f) => Some(&f.letter),
            Self::Failed(_) | Self::Forgotten(_) => None,
            Self::Filed(f) => Some(&f.letter),
            Self::SetAside(f) => Some(&f.letter),
            Self::Automatic(f) => Some(&f.letter),
            Self::Dismissed(f) => Some(&f.letter),
            Self::PutBack(f) => Some(&f.letter),
            Self::Settled(f) => Some(&f.letter),
        }
    }

    /// The letter as it came, by the name of where it came from, and its parts.
    fn kept(&self) -> Vec<(&BlobId, &str)> {
        fn copy(copy: &RawCopy) -> (&BlobId, &str) {
            (&copy.raw, &copy.source)
        }
        match self {
            Self::Kept(f) => {
                let parts = f.parts.iter().map(|p| (&p.sha256, p.name.as_str()));
                std::iter::once(copy(&f.copy)).chain(parts).collect()
            }
            Self::Copied(f) => vec![copy(&f.copy)],
            Self::Failed(f) => vec![copy(&f.copy)],
            Self::Filed(_)
            | Self::SetAside(_)
            | Self::Automatic(_)
            | Self::Dismissed(_)
            | Self::PutBack(_)
            | Self::Settled(_)
            | Self::Forgotten(_) => Vec::new(),
        }
    }
}
