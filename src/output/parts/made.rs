//! What a document was made from, in one line.

use crate::core::dossier::Made;
use crate::core::hex::hex;
use crate::text::{Catalogue, line};

/// Digits of a hash that tell two of them apart by eye; the whole of it stands in JSON and in the journal.
const DIGITS: usize = 16;

/// `Lập từ đợt wtisd-2020, tại thời điểm …, theo bản ghi số 512 (…)`. The moment is written so that it can be given to
/// `--known-at` as it is.
pub fn made_from(cat: &Catalogue, made: &Made) -> String {
    let short = |digits: &str| digits.get(..DIGITS).unwrap_or(digits).to_owned();
    let key = if made.by_happening {
        "dossier-made_by_happening"
    } else {
        "dossier-made"
    };
    let args = [
        ("campaign", line(made.campaign.as_str()).into_owned().into()),
        ("at", made.zone.rfc3339_ms(made.at).into()),
        ("seq", made.head.seq.to_string().into()),
        ("hash", short(&hex(&made.head.hash)).into()),
        ("definition", short(&made.definition).into()),
        ("lang", cat.tr("dossier-this_language").into_owned().into()),
    ];
    cat.tr_args(key, &args)
}
