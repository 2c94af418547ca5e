//! How the house's own documents are headed, addressed and signed, and when those who owe are reminded: parts of a campaign's
//! definition.
//!
//! The form of a document is Decree 30/2020/NĐ-CP's; it must never be known here. Whatever is not known is empty, and is never
//! invented further up.

use serde::{Deserialize, Serialize};

use crate::core::address::usable;
use crate::core::definition::Definition;
use crate::core::form::{About, FormProblem};
use crate::core::time::Date;

/// In whose place somebody signs (Decree 30/2020/NĐ-CP, Article 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SigningRight {
    /// As the head, who signs for nobody else.
    #[default]
    Own,
    /// `TM.`, for a body that decides together.
    Tm,
    /// `Q.`, charged with the head's office.
    Q,
    /// `KT.`, a deputy in the head's place.
    Kt,
    /// `TL.`, by the head's order.
    Tl,
    /// `TUQ.`, by the head's mandate.
    Tuq,
}

impl SigningRight {
    /// The stable name, as in a campaign file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Tm => "tm",
            Self::Q => "q",
            Self::Kt => "kt",
            Self::Tl => "tl",
            Self::Tuq => "tuq",
        }
    }

    /// What stands before the office of whom it is signed for.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Self::Own => None,
            Self::Tm => Some("TM."),
            Self::Q => Some("Q."),
            Self::Kt => Some("KT."),
            Self::Tl => Some("TL."),
            Self::Tuq => Some("TUQ."),
        }
    }
}

/// How documents are headed, addressed and signed from a day on. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Official {
    /// The first day on which it holds; without one it held ever since.
    #[serde(with = "crate::core::time::maybe_day")]
    pub from: Option<Date>,
    /// The body above the issuing one, if there is any.
    pub parent: String,
    /// The issuing body, its full official name.
    pub issuer: String,
    /// Its abbreviation, as in symbols: `BKHCN`.
    pub abbreviation: String,
    /// Where it has its seat, as before a date: `Hà Nội`.
    pub place: String,
    /// In whose place is signed.
    pub right: SigningRight,
    /// The office in whose place is signed: `Bộ trưởng`.
    pub on_behalf_of: String,
    /// The signer's own office: `Vụ trưởng Vụ Hợp tác quốc tế`.
    pub office: String,
    /// The signer's full name.
    pub signer: String,
    /// To whom a report goes upwards (`Kính gửi`).
    pub addressees: Vec<String>,
    /// Who gets copies (`Nơi nhận`), without the last line, which is made of the next.
    pub recipients: Vec<String>,
    /// The unit that drafts, as in `Lưu: VT, HTQT`.
    pub drafting: String,
}

/// `official:` in a campaign file: an entry for each time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OfficialForm {
    /// The first day on which it holds.
    #[serde(deserialize_with = "crate::core::time::written::maybe_day")]
    pub from: Option<Date>,
    /// The body above.
    pub parent: String,
    /// The issuing body.
    pub issuer: String,
    /// Its abbreviation.
    pub abbreviation: String,
    /// Its seat.
    pub place: String,
    /// In whose place is signed.
    pub right: SigningRight,
    /// The office in whose place is signed.
    pub on_behalf_of: String,
    /// The signer's own office.
    pub office: String,
    /// The signer's full name.
    pub signer: String,
    /// To whom a report goes upwards.
    pub addressees: Vec<String>,
    /// Who gets copies.
    pub recipients: Vec<String>,
    /// The unit that drafts.
    pub drafting: String,
}

impl From<OfficialForm> for Official {
    fn from(form: OfficialForm) -> Self {
        let OfficialForm {
            from,
            parent,
            issuer,
            abbreviation,
            place,
            right,
            on_behalf_of,
            office,
            signer,
            addressees,
            recipients,
            drafting,
        } = form;
        let trimmed = |s: String| s.trim().to_owned();
        let all = |list: Vec<String>| list.into_iter().map(trimmed).filter(|s| !s.is_empty()).collect();
        Self {
            from,
            parent: trimmed(parent),
            issuer: trimmed(issuer),
            abbreviation: trimmed(abbreviation),
            place: trimmed(place),
            right,
            on_behalf_of: trimmed(on_behalf_of),
            office: trimmed(office),
            signer: trimmed(signer),
            addressees: all(addressees),
            recipients: all(recipients),
            drafting: trimmed(drafting),
        }
    }
}

impl From<Official> for OfficialForm {
    fn from(official: Official) -> Self {
        let Official {
            from,
            parent,
            issuer,
            abbreviation,
            place,
            right,
            on_behalf_of,
            office,
            signer,
            addressees,
            recipients,
            drafting,
        } = official;
        Self {
            from,
            parent,
            issuer,
            abbreviation,
            place,
            right,
            on_behalf_of,
            office,
            signer,
            addressees,
            recipients,
            drafting,
        }
    }
}

/// When those who owe are reminded, where a campaign does not say: days from a unit's last day, earliest first.
pub const STEPS: [i16; 6] = [-14, -7, -3, -1, 1, 7];

/// The furthest that a step may lie from the last day, in days.
pub const FURTHEST: i16 = 90;

/// When those who owe are reminded (`remind:`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ladder {
    /// Days from a unit's last day: before it below zero, after it above.
    pub steps: Vec<i16>,
    /// Is a receipt drafted for each report that is filed?
    pub receipts: bool,
    /// Addresses that get a digest of who was reminded.
    pub digest_to: Vec<String>,
}

impl Default for Ladder {
    fn default() -> Self {
        Self {
            steps: STEPS.to_vec(),
            receipts: false,
            digest_to: Vec::new(),
        }
    }
}

impl Ladder {
    /// What is wrong with it: steps stand in their order, each once, none further away than [`FURTHEST`]; who gets a digest
    /// can be written to.
    pub fn problems(&self) -> Vec<FormProblem> {
        let mut found = Vec::new();
        let mut say = |key: String, problem: &'static str, what: String| {
            found.push(FormProblem {
                key,
                problem,
                what: About::Text(what),
            });
        };
        let mut before = None;
        for (i, step) in self.steps.iter().enumerate() {
            let key = || format!("remind.steps[{i}]");
            if !(-FURTHEST..=FURTHEST).contains(step) {
                say(key(), "step-far", step.to_string());
            } else if before >= Some(step) {
                say(key(), "step-order", step.to_string());
            }
            before = Some(step);
        }
        for (i, address) in self.digest_to.iter().enumerate() {
            if usable(address).is_none() {
                say(format!("remind.digest_to[{i}]"), "address", address.clone());
            }
        }
        found
    }
}

impl Definition {
    /// How documents of that day are headed and signed: the entry that holds then, filled up from what the campaign says of
    /// its letter. What is still empty nobody has said.
    pub fn official_on(&self, day: Date) -> Official {
        let holds = |o: &&Official| o.from.is_none_or(|from| from <= day);
        let latest = self.official.iter().filter(holds).max_by_key(|o| o.from);
        let mut official = latest.cloned().unwrap_or_default();
        let fill = |own: &mut String, other: &str| {
            if own.is_empty() {
                own.push_str(other);
            }
        };
        fill(&mut official.issuer, &self.sender.vi);
        fill(&mut official.signer, &self.signer.name);
        fill(&mut official.office, &self.signer.title);
        official
    }
}
