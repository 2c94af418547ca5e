//! The dossier of a ledger's campaign as the session looks at it, and what it is made from.

use sha2::{Digest as _, Sha256};

use crate::core::dossier::{Dossier, Made};
use crate::core::hex::hex;
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
        ledger.may_see(None)?;
        let head = ledger.exports_from()?;
        let last = ledger.earlier_then()?;
        let sight = ledger.sight();
        let house = HouseLedger::open(ledger.site())?.seen(sight)?;
        let campaign = ledger.campaign();
        let dossier = Dossier::of(campaign, at, last.as_ref()).with_letters(campaign, &house);
        let made = Made {
            campaign: campaign.id().clone(),
            at,
            by_happening: sight.as_of.is_some(),
            head,
            definition: definition(ledger),
            zone: campaign.def().zone,
        };
        Ok(Self { dossier, made })
    }
}

/// SHA-256 of the definition as JSON.
fn definition(ledger: &Ledger) -> String {
    let mut digest = Digesting(Sha256::new());
    // A definition that came from a fact has been JSON before, and a digest takes everything.
    let _never = serde_json::to_writer(&mut digest, ledger.campaign().def().as_ref());
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
