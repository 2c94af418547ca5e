//! What the rules say of a letter, with everything that they want to know of it.
//!
//! It must never know the rules.

use crate::core::campaign::Campaign;
use crate::core::decide::Judged;
use crate::core::letter::LetterForm;
use crate::core::time::Stamp;
use crate::mail::{self, Mail};
use crate::recognise::{self, Asked, FormCode, Ours, PartText, Rules, Seen};

/// A letter that was taken apart.
pub(super) struct Taken {
    pub mail: Mail,
    /// The first words of its attachments.
    pub texts: Vec<PartText>,
    /// For whom the Excel form in it was made.
    pub code: Option<FormCode>,
    /// What that form says, where its campaign is open.
    pub form: Option<LetterForm>,
}

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
        taken: &Taken,
        received: Stamp,
    ) -> Judged {
        let asked: Vec<Asked<'_>> = campaigns.map(|campaign| Asked { campaign }).collect();
        let seen = Seen {
            mail: &taken.mail,
            texts: &taken.texts,
            received,
            auth: mail::auth(&taken.mail, &self.ours.authserv_ids, &self.ours.receiving_hosts),
            form: taken.code.clone(),
            answers: recognise::answers(&taken.mail, &self.ours),
            hints: &[],
        };
        recognise::judge(&self.rules, &self.ours, &asked, &seen)
    }
}
