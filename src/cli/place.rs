//! Where a session's facts and files are: the site that its settings name.
//!
//! It must never know what is done there.

use super::fail::Fail;
use super::identity;
use super::session::Session;
use crate::store::{Site, Surroundings};

impl Session {
    /// What a store may use of this machine and this account.
    pub fn surroundings(&self) -> Surroundings {
        Surroundings {
            // Whoever comes by a forced command may have chosen what stands in the environment.
            credentials: self.credentials().filter(|_| !self.restricted),
            cache: self.settings.cache.clone(),
            account: identity::account(),
        }
    }

    /// Where the store is, or will be made. One for the whole run: what was found out of a server is not asked again.
    pub fn site(&self) -> Result<Site, Fail> {
        if let Some(site) = self.site.get() {
            return Ok(site.clone());
        }
        match self.settings.store() {
            Ok(url) => {
                let around = self.surroundings();
                let site = Site::at(url, &around).with_files_at(self.settings.files_at.as_ref(), &around);
                Ok(self.site.get_or_init(|| site).clone())
            }
            Err(e) => Err(Fail::Failed(e.render(&self.cat))),
        }
    }
}
