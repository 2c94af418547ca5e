//! The simulated campaign, ready to be shown: a ledger in memory, everything up to the clock's moment played on it, and
//! the player with what is still to come.
//!
//! It must never touch a store on disk, and knows nothing of screens.

use std::sync::Arc;

use crate::cli::fail::Fail;
use crate::cli::identity;
use crate::clock::Clock;
use crate::core::definition::Definition;
use crate::core::fact::Via;
use crate::core::names::CampaignId;
use crate::demo::{Player, Script};
use crate::failure;
use crate::ledger::{Ledger, Opening, Place};
use crate::text::Catalogue;

/// Opens a demo of `definition` from a seed, played up to what the clock shows.
pub fn open(
    cat: &Catalogue,
    definition: &Arc<Definition>,
    seed: u64,
    clock: Clock,
) -> Result<(Ledger, Player), Fail> {
    let shipped = |_: Option<&str>| Some(definition.clone());
    let opening = Opening {
        place: Place::Memory,
        campaign: Some(CampaignId::from(definition.id.as_str())),
        shipped: &shipped,
        who: identity::who(Via::Tui),
        clock,
        looking: None,
    };
    let failed = |e: &_, campaign: Option<&_>| Fail::Failed(failure::ledger_error(cat, campaign, e));
    let mut ledger = Ledger::open(opening).map_err(|e| failed(&e, None))?;
    let mut player = Player::new(Script::new(seed, definition));
    if let Err(e) = player.play(&mut ledger, clock.now()) {
        return Err(failed(&e, Some(ledger.campaign())));
    }
    Ok((ledger, player))
}
