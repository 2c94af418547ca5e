//! What the rules say of a letter, with everything that they want to know of it.
//!
//! It must never know the rules.

use crate::core::campaign::Campaign;
use crate::core::decide::Judged;
use crate::core::time::Stamp;
use crate::mail::{self, Mail};
use crate::recognise::{self, Asked, Ours, PartText, Rules, Seen};

/// The rules, and who is ours.
pub struct Judge {
    rules: Rules,
    ours: Ours,
}

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Judge")
            .field("ours", &self.ours)
            .finish_non_exhaustive()
    }
}

impl Judge {
    /// A judge by these rules.
    pub fn new(rules: Rules, ours: Ours) -> Self {
        Self { rules, ours }
    }

    /// Whose `Received` lines count.
    pub(super) fn hosts(&self) -> &[String] {
        &self.ours.receiving_hosts
    }

    /// What the rules say of a letter that was received then.
    pub(super) fn judge<'a>(
        &self,
        campaigns: impl Iterator<Item = &'a Campaign>,
        mail: &Mail,
        texts: &[PartText],
        received: Stamp,
    ) -> Judged {
        let asked: Vec<Asked<'_>> = campaigns.map(|campaign| Asked { campaign }).collect();
        let seen = Seen {
            mail,
            texts,
            received,
            auth: mail::auth(mail, &self.ours.authserv_ids, &self.ours.receiving_hosts),
            form: None,
            answers: recognise::answers(mail, &self.ours),
            hints: &[],
        };
        recognise::judge(&self.rules, &self.ours, &asked, &seen)
    }
}
