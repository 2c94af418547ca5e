//! What facts say of people, and what is left of a fact once that is removed (decision 26).
//!
//! A fact is not taken out of the history: its words are, and what it did stands (a report that was sent back stays sent
//! back, with its date). Where something was written stands [`GONE`] from then on, so that nothing that asks whether there
//! was a text answers otherwise than before. It must never know where facts are kept.

use crate::core::fact::{Attachment, Contact, Envelope, Fact, FactRedacted, LetterFact};
use crate::core::letter::Judgement;
use crate::core::names::UnitCode;

/// Stands where something was written and has been removed.
pub const GONE: &str = "███";

/// A fact on record whose words are to go.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Its number.
    pub seq: u64,
    /// The unit that it is about, if about one.
    pub unit: Option<UnitCode>,
    /// The fact as it is on record.
    pub fact: Fact,
}

impl Said {
    /// What an envelope holds.
    pub fn of(env: &Envelope) -> Self {
        Self {
            seq: env.seq,
            unit: env.unit.clone(),
            fact: env.fact.clone(),
        }
    }
}

fn strike(text: &mut String) {
    if !text.is_empty() {
        GONE.clone_into(text);
    }
}

fn strike_names(files: &mut [Attachment]) {
    for file in files {
        strike(&mut file.name);
    }
}

fn strike_person(person: &mut Contact) {
    for part in [
        &mut person.name,
        &mut person.title,
        &mut person.phone,
        &mut person.mail,
    ] {
        strike(part);
    }
}

fn strike_judgement(judgement: &mut Judgement) {
    judgement.reasons.iter_mut().for_each(|r| strike(&mut r.what));
}

/// What a letter says of itself, what its parts are called, and what was written about it. Its bytes are another matter.
fn strike_letter(fact: &mut LetterFact) {
    match fact {
        LetterFact::Kept(f) => {
            let claims = &mut f.claims;
            let said = [&mut claims.from, &mut claims.subject, &mut claims.message_id];
            let names = f.parts.iter_mut().map(|p| &mut p.name);
            said.into_iter().chain(names).for_each(strike);
            strike(&mut f.copy.source);
            if let Some(form) = &mut f.form {
                strike(&mut form.words);
                form.said
                    .activities
                    .iter_mut()
                    .for_each(|(_, a)| strike(&mut a.title));
            }
        }
        LetterFact::Copied(f) => strike(&mut f.copy.source),
        LetterFact::Failed(f) => {
            strike(&mut f.copy.source);
            strike(&mut f.detail);
        }
        LetterFact::Filed(f) => {
            strike(&mut f.note);
            strike_judgement(&mut f.judgement);
        }
        LetterFact::SetAside(f) => strike_judgement(&mut f.judgement),
        LetterFact::Automatic(f) => strike_judgement(&mut f.judgement),
        LetterFact::Dismissed(f) => strike(&mut f.reason),
        LetterFact::PutBack(f) => strike(&mut f.reason),
        LetterFact::Settled(_) | LetterFact::Forgotten(_) => {}
    }
}

impl Contact {
    /// Was this person removed from the record?
    pub fn is_gone(&self) -> bool {
        self.name == GONE
    }
}

impl Fact {
    /// The fact without the words that somebody wrote in it: what stands once it was redacted. A definition, a figure and
    /// an undo say nothing of people and stay as they are; so does a redaction, whose reason is the reason.
    #[must_use]
    pub fn without_words(&self) -> Self {
        let mut fact = self.clone();
        match &mut fact {
            Self::CampaignAmended(f) => strike(&mut f.note),
            Self::CampaignClosed(f) => strike(&mut f.note),
            Self::DeadlineExtended(f) => strike(&mut f.note),
            Self::DocumentAttached(f) => strike(&mut f.file.name),
            Self::ReportAcknowledged(f) => strike(&mut f.note),
            Self::ReportReceived(f) => {
                strike(&mut f.note);
                strike_names(&mut f.files);
            }
            Self::ReportReturned(f) => strike(&mut f.reason),
            Self::ReportAccepted(f) => strike(&mut f.note),
            Self::ReportRecommended(f) => strike(&mut f.note),
            Self::RecommendationRetracted(f) => strike(&mut f.reason),
            Self::ReportExempted(f) => strike(&mut f.reason),
            Self::ReportWithdrawn(f) => strike(&mut f.reason),
            Self::ReportNoted(f) => strike(&mut f.text),
            Self::ContactSet(f) => strike_person(&mut f.contact),
            Self::ContactLogged(f) => strike(&mut f.note),
            Self::ActivityAdded(f) => strike(&mut f.details.title),
            Self::ActivityEdited(f) => strike(&mut f.details.title),
            Self::ActivityDone(f) => strike(&mut f.note),
            Self::ActivityCancelled(f) => strike(&mut f.reason),
            Self::EvidenceAdded(f) => strike_names(&mut f.files),
            Self::EvidenceEdited(f) => strike(&mut f.about.caption),
            Self::EvidenceRedacted(f) => strike(&mut f.reason),
            Self::ClockCorrected(f) => strike(&mut f.note),
            Self::Letter(f) => strike_letter(f),
            Self::Reminder(f) => {
                let message = f.message_mut();
                strike(&mut message.to);
                strike(&mut message.said);
            }
            Self::CampaignOpened(_)
            | Self::FigureRecorded(_)
            | Self::FigureWithdrawn(_)
            | Self::FactRedacted(_)
            | Self::ExportMade(_)
            | Self::CommandUndone(_) => {}
        }
        fact
    }

    /// Does it remove the words of another?
    pub fn redacts(&self) -> bool {
        matches!(self, Self::FactRedacted(_))
    }

    /// Were words removed from this fact?
    pub fn has_gone(&self) -> bool {
        self.to_json().is_ok_and(|json| json.contains(GONE))
    }

    /// The fact that redacts this one, number `seq`. `None`: nobody has written anything in it, or not any more.
    pub fn redaction(&self, seq: u64, reason: &str) -> Option<FactRedacted> {
        let left = self.without_words();
        if left == *self {
            return None;
        }
        Some(FactRedacted {
            seq,
            what: left.type_name().to_owned(),
            version: left.version(),
            keeps: left.to_json().ok()?,
            reason: reason.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::fact::{ContactSet, ReportNoted, ReportReturned};
    use crate::core::time::Date;

    #[test]
    fn what_a_fact_did_stands_and_its_words_are_gone() {
        let returned = Fact::ReportReturned(ReportReturned {
            version: 2,
            reason: "gọi bà Lan".into(),
            due: Date::MIN,
        });
        let redaction = returned.redaction(7, "theo yêu cầu").expect("words");
        let left = Fact::from_json(&redaction.what, &redaction.keeps)
            .expect("known")
            .expect("read");
        let Fact::ReportReturned(left) = left else {
            panic!("another fact")
        };
        assert_eq!(
            (left.version, left.due, left.reason.as_str()),
            (2, Date::MIN, GONE)
        );
        assert!(!redaction.keeps.contains("Lan"));
    }

    #[test]
    fn nothing_is_removed_where_nothing_was_written_or_twice() {
        let empty = Fact::ContactSet(ContactSet {
            contact: Contact::default(),
        });
        assert_eq!(empty.redaction(1, "x"), None);
        let note = Fact::ReportNoted(ReportNoted { text: "a".into() });
        assert_eq!(note.without_words().redaction(1, "x"), None);
    }

    #[test]
    fn a_redaction_reads_back_as_it_was_stored() {
        let note = Fact::ReportNoted(ReportNoted { text: "a".into() });
        let fact = Fact::FactRedacted(note.redaction(3, "y").expect("words"));
        let json = fact.to_json().expect("json");
        assert_eq!(
            json,
            r#"{"seq":3,"what":"report.noted","version":1,"keeps":{"text":"███"},"reason":"y"}"#
        );
        assert_eq!(
            Fact::from_json("fact.redacted", &json)
                .expect("known")
                .expect("read"),
            fact
        );
        let packed = postcard::to_stdvec(&fact).expect("packed");
        assert_eq!(postcard::from_bytes::<Fact>(&packed).expect("read"), fact);
    }
}
