//! What a campaign is set up with on screen: the reference data that its form can name, and the drafts that there are.
//!
//! Plain data, below the model: the clerk brings it, and the form asks no disk while somebody types.

use std::fmt;
use std::sync::Arc;

use crate::campaign_file::Materials;
use crate::core::roster::Roster;
use crate::drafts::{Draft, Shelf};
use crate::refdata::Source;

/// Everything that the form needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbench {
    /// The reference data.
    pub materials: Materials,
    /// The drafts, the one that was changed last first.
    pub drafts: Vec<Draft>,
    /// What is wrong with files that look like drafts, a sentence each.
    pub broken: Vec<String>,
    /// The campaigns that were opened in this store, by their ids.
    pub opened: Vec<String>,
    /// The folder in which drafts are kept, as people write it.
    pub folder: String,
}

/// Says why those who may come in here do not fit a roster, if they do not: a sentence.
pub type Fit = Arc<dyn Fn(&Roster) -> Result<(), String> + Send + Sync>;

/// Where drafts lie, where reference data is looked for, and whether a roster fits those who may come in.
#[derive(Clone, Default)]
pub struct Foundry {
    /// Where drafts lie.
    pub shelf: Shelf,
    /// Where reference data is looked for.
    pub source: Source,
    /// Whether a roster has all units that people were given; as it is asked wherever a campaign is opened.
    pub fits: Option<Fit>,
}

impl fmt::Debug for Foundry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Foundry")
            .field("shelf", &self.shelf)
            .finish_non_exhaustive()
    }
}
