//! In whose name letters go out.

use crate::mailout::{By, Party};

/// In whose name letters go out, and who sends them off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// From whom; a draft may leave it to the mail program.
    pub from: Option<Party>,
    /// To whom is answered, where that is somebody else.
    pub reply_to: Option<Party>,
    /// The domain in the names of letters: one of our own, so that what answers them is known again.
    pub domain: String,
    /// Who sends them off.
    pub by: By,
}

/// The domain of letters of a house that has said nothing of itself; it is nobody's (RFC 2606).
const NOBODYS: &str = "ketnoi.invalid";

impl Sender {
    /// Drafts that a person sends off. `from` and `reply_to` may be empty; `domains` are our own.
    pub fn drafting(from: &str, reply_to: &str, domains: &[String]) -> Self {
        let party = |mail: &str| (!mail.trim().is_empty()).then(|| Party::at(mail.trim()));
        let own = from.rsplit_once('@').map(|(_, domain)| domain.trim().to_owned());
        let domain = own.filter(|d| !d.is_empty()).or_else(|| domains.first().cloned());
        Self {
            from: party(from),
            reply_to: party(reply_to),
            domain: domain.unwrap_or_else(|| NOBODYS.to_owned()),
            by: By::Person,
        }
    }

    /// The same, sent off by the program.
    #[must_use]
    pub fn sending(self) -> Self {
        Self {
            by: By::Program,
            ..self
        }
    }
}
