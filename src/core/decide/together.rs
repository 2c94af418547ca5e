//! Letters that come together: judged before any of them is on record, so that one may contradict another.
//!
//! It must never know how a letter is judged.

use std::collections::BTreeSet;

use super::letter_order::{Judged, Verdict};
use crate::core::letter::{Doubt, LetterKind};
use crate::core::names::UnitCode;

/// Is this a report without a number, of a unit of which a letter of the same command brings one already? The rules have
/// seen neither on record when they judged both, so a person must say whether it is the same, or a new version.
pub(super) fn second_without_number<'a>(judged: &'a Judged, reported: &mut BTreeSet<&'a UnitCode>) -> bool {
    match &judged.verdict {
        Verdict::File {
            units,
            kind: LetterKind::Report,
            symbol,
            ..
        } => {
            let second = symbol.number.is_empty() && units.iter().any(|u| reported.contains(u));
            reported.extend(units);
            second
        }
        Verdict::File { .. } | Verdict::SetAside { .. } | Verdict::Automatic => false,
    }
}

/// The same letter, set aside for its document.
pub(super) fn in_doubt(judged: &Judged) -> Judged {
    let mut judged = judged.clone();
    if let Verdict::File {
        campaign,
        kind,
        symbol,
        ..
    } = judged.verdict
    {
        judged.verdict = Verdict::SetAside {
            doubt: Doubt::Document,
            campaign: Some(campaign),
            kind,
            symbol,
        };
    }
    judged
}
