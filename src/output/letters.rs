//! What happened to a letter, in one line.
//!
//! It must never know whether a person reads this in a dashboard, on a command line or in a document.

// Whoever adds a fact about letters is led here for its words.
#![warn(clippy::wildcard_enum_match_arm)]

use super::phrases::{clean, files, noted, unit_name};
use crate::core::campaign::Campaign;
use crate::core::fact::LetterFact;
use crate::core::letter::{LetterFiled, LetterKept, LetterSettled, Part};
use crate::core::names::{LetterId, UnitCode};
use crate::text::{Arg, Catalogue};

/// So many digits of a letter's name stand in a line; `inbox show` takes as few.
const DIGITS: usize = 12;

/// One line for a fact about a letter. The units of another campaign are told by their codes.
pub(super) fn fact(cat: &Catalogue, campaign: &Campaign, fact: &LetterFact) -> String {
    let t = Teller { cat, campaign };
    match fact {
        LetterFact::Kept(f) => t.kept(f),
        LetterFact::Copied(f) => t.about("letter_copied", &f.letter, &[]),
        LetterFact::Failed(f) => {
            let why = cat.tr(&format!("unreadable-{}", f.why.id())).into_owned();
            t.say("letter_failed", &[("why", why.into())])
        }
        LetterFact::Filed(f) => t.filed(f),
        LetterFact::SetAside(f) => {
            let doubt = cat.tr(&format!("doubt-{}", f.doubt.id())).into_owned();
            t.about("letter_set_aside", &f.letter, &[("doubt", doubt.into())])
        }
        LetterFact::Automatic(f) => t.about("letter_automatic", &f.letter, &[]),
        LetterFact::Dismissed(f) => noted(cat, t.about("letter_dismissed", &f.letter, &[]), &f.reason),
        LetterFact::PutBack(f) => noted(cat, t.about("letter_put_back", &f.letter, &[]), &f.reason),
        LetterFact::Settled(f) => t.settled(f),
        LetterFact::Forgotten(f) => {
            let name: String = f.sender.chars().take(DIGITS).collect();
            t.say("letter_sender_forgotten", &[("sender", clean(&name).into())])
        }
    }
}

struct Teller<'a> {
    cat: &'a Catalogue,
    campaign: &'a Campaign,
}

impl Teller<'_> {
    fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.cat.tr_args(&format!("fact-{id}"), args)
    }

    fn about(&self, id: &str, letter: &LetterId, more: &[(&str, Arg<'_>)]) -> String {
        let name: String = letter.as_str().chars().take(DIGITS).collect();
        let mut args = vec![("letter", clean(&name).into())];
        args.extend_from_slice(more);
        self.say(id, &args)
    }

    fn kept(&self, f: &LetterKept) -> String {
        let kept: Vec<_> = f.parts.iter().filter_map(Part::as_evidence).collect();
        let args = [
            ("from", clean(&f.claims.from).into()),
            ("subject", clean(&f.claims.subject).into()),
            ("some", if kept.is_empty() { "no" } else { "yes" }.into()),
            ("files", files(self.cat, &kept).into()),
        ];
        self.about("letter_kept", &f.letter, &args)
    }

    fn filed(&self, f: &LetterFiled) -> String {
        let is_here = f.campaign == *self.campaign.id();
        let name = |code: &UnitCode| {
            if is_here {
                unit_name(self.cat, self.campaign, code.as_str())
            } else {
                clean(code.as_str())
            }
        };
        let units: Vec<String> = f.units.iter().map(name).collect();
        let kind = self.cat.tr(&format!("letter_kind-{}", f.kind.id())).into_owned();
        let args = [
            ("units", units.join(", ").into()),
            ("kind", kind.into()),
            ("campaign", clean(f.campaign.as_str()).into()),
        ];
        noted(self.cat, self.about("letter_filed", &f.letter, &args), &f.note)
    }

    fn settled(&self, f: &LetterSettled) -> String {
        let how = match (&f.refused, f.facts.len()) {
            (Some(_), _) => "refused",
            (None, 0) => "nothing",
            (None, _) => "done",
        };
        let facts: Vec<String> = f.facts.iter().map(u64::to_string).collect();
        let args = [
            ("how", how.into()),
            ("campaign", clean(f.campaign.as_str()).into()),
            ("facts", facts.join(", ").into()),
            ("rule", clean(f.refused.as_deref().unwrap_or_default()).into()),
        ];
        self.about("letter_settled", &f.letter, &args)
    }
}
