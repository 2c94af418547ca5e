//! Campaign files: reading one into a definition, with the line of every mistake, and making a new one to finish.
//!
//! What a form means is the core's business ([`crate::core::form`]); here are only the file, its places, and the
//! reference data that it names. `materials` is all that a form on screen needs of these, read once.

mod fresh;
mod materials;
mod read;
mod written;

use std::sync::Arc;

use crate::core::definition::Definition;
use crate::refdata;

pub use self::fresh::{NO_THEME, NewCampaign, deadline_words, id_for};
pub use self::materials::{Edition, Materials, Model};
pub use self::read::{
    CampaignFileError, Mistake, about_words, draft, left_out, place, problem_words, read, unfinished,
};
pub use self::written::text_of;

/// A shipped model for new campaigns; `None` for an unknown id.
pub fn model(id: &str) -> Option<Arc<Definition>> {
    refdata::model(id).map(Arc::new)
}

/// The definition of a shipped campaign, built when the program was built; `None` for an unknown id.
pub fn shipped(id: &str) -> Option<Definition> {
    refdata::shipped_campaign(id)
}

/// The same, shared.
pub fn shipped_shared(id: &str) -> Option<Arc<Definition>> {
    shipped(id).map(Arc::new)
}

/// The text of a new campaign file: dates moved to the new year, and marked `TODO` what only a person can tell.
///
/// Nothing that hangs on a unit's code is carried over to another roster (decision 7).
pub fn new_text(new: NewCampaign<'_>) -> String {
    let mut text = text_of(&new.form(), &new.head());
    if new.roster != new.from.roster.id() {
        text.push_str("# mail_domains: not carried over: unit codes mean other units in another roster\n");
    }
    text
}
