//! What the rules say of a letter, with everything that they want to know of it.
//!
//! It must never know the rules.

use crate::core::campaign::Campaign;
use crate::core::decide::Judged;
use crate::core::house::House;
use crate::core::letter::LetterForm;
use crate::core::time::Stamp;
use crate::mail::{self, Mail};
use crate::recognise::{self, Asked, FormCode, Hint, Ours, PartText, Rules, Seen, Weighed};

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
        house: &House,
        campaigns: impl Iterator<Item = &'a Campaign>,
        taken: &Taken,
        received: Stamp,
    ) -> Judged {
        self.weigh((&self.rules, house), campaigns, taken, (received, &[]))
            .judged()
    }

    /// Everything that rules find in a letter: these, or those that the judge goes by. `received`: when, and which facts it
    /// brought its campaign already.
    pub(super) fn weigh<'a>(
        &self,
        (rules, house): (&Rules, &House),
        campaigns: impl Iterator<Item = &'a Campaign>,
        taken: &Taken,
        (received, brought): (Stamp, &[u64]),
    ) -> Weighed {
        let asked: Vec<Asked<'_>> = campaigns.map(|campaign| Asked { campaign }).collect();
        let hints = hints(house, &taken.mail);
        let seen = Seen {
            mail: &taken.mail,
            texts: &taken.texts,
            received,
            auth: mail::auth(&taken.mail, &self.ours.authserv_ids, &self.ours.receiving_hosts),
            form: taken.code.clone(),
            answers: recognise::answers(&taken.mail, &self.ours),
            hints: &hints,
            brought,
        };
        recognise::weigh(rules, &self.ours, &asked, &seen)
    }

    /// The rules that the judge goes by.
    pub(super) fn rules(&self) -> &Rules {
        &self.rules
    }
}

/// What people made of earlier letters of its senders.
fn hints(house: &House, mail: &Mail) -> Vec<Hint> {
    let senders = mail
        .from
        .iter()
        .chain(mail.inner.iter().flat_map(|inner| &inner.from));
    let mut hints = Vec::new();
    for by in senders {
        let filed = house.filed_by_people(&by.mail).into_iter();
        hints.extend(filed.map(|(campaign, unit)| Hint {
            sender: by.mail.to_lowercase(),
            campaign: campaign.clone(),
            unit: unit.clone(),
        }));
    }
    hints
}
