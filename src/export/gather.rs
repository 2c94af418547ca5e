//! The dossier of a ledger's campaign as the session looks at it, and what it is made from.

use sha2::{Digest as _, Sha256};

use crate::core::campaign::Campaign;
use crate::core::dossier::{Dossier, Head, Made};
use crate::core::hex::hex;
use crate::core::house::House;
use crate::core::past::Sight;
use crate::core::time::Stamp;
use crate::ledger::{HouseLedger, Ledger, LedgerError};

/// What a file is made of.
#[derive(Debug, Clone)]
pub struct Material {
    /// The figures.
    pub dossier: Dossier,
    /// What they are made from.
    pub made: Made,
}

impl Material {
    /// Everything that a ledger's campaign came to at a moment, which is the session's.
    ///
    /// # Errors
    /// The refusal, to whom the whole country is not shown; or the store cannot be read.
    pub fn gather(ledger: &mut Ledger, at: Stamp) -> Result<Self, LedgerError> {
        let sight = ledger.sight();
        let read = Read::of(ledger, sight)?;
        Ok(read.into_material(ledger.campaign(), at, sight))
    }

    /// The same of a moment before the session's: the campaign as it stood, and from where it is looked at.
    ///
    /// # Errors
    /// As for [`Material::gather`].
    pub fn gather_then(
        ledger: &mut Ledger,
        campaign: &Campaign,
        at: Stamp,
        sight: Sight,
    ) -> Result<Self, LedgerError> {
        let sight = sight.and(ledger.sight());
        Ok(Read::of(ledger, sight)?.into_material(campaign, at, sight))
    }
}

/// What is read for it beside the campaign.
struct Read {
    head: Head,
    last: Option<Campaign>,
    house: House,
}

impl Read {
    fn of(ledger: &mut Ledger, sight: Sight) -> Result<Self, LedgerError> {
        ledger.may_see(None)?;
        Ok(Self {
            head: ledger.exports_seen_from(sight)?,
            last: ledger.earlier_then(sight)?,
            house: HouseLedger::open(ledger.site())?.seen(sight)?,
        })
    }

    fn into_material(self, campaign: &Campaign, at: Stamp, sight: Sight) -> Material {
        let dossier = Dossier::of(campaign, at, self.last.as_ref()).with_letters(campaign, &self.house);
        let made = Made {
            campaign: campaign.id().clone(),
            at,
            by_happening: sight.as_of.is_some(),
            head: self.head,
            definition: definition(campaign),
            zone: campaign.def().zone,
        };
        Material { dossier, made }
    }
}

/// SHA-256 of the definition as JSON.
fn definition(campaign: &Campaign) -> String {
    let mut digest = Digesting(Sha256::new());
    // A definition that came from a fact has been JSON before, and a digest takes everything.
    let _never = serde_json::to_writer(&mut digest, campaign.def().as_ref());
    hex(&digest.0.finalize())
}

struct Digesting(Sha256);

impl std::io::Write for Digesting {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
