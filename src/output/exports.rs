//! Exports on record, in words.

use super::phrases::clean;
use crate::core::fact::ExportMade;
use crate::core::names::Lang;
use crate::core::time::Zone;
use crate::text::Catalogue;

/// Digits of a file's hash that stand in a line; the whole of it stands in JSON.
const DIGITS: usize = 16;

/// One line of a history. The moment is written as `--known-at` takes it.
pub(super) fn fact(cat: &Catalogue, zone: Zone, f: &ExportMade) -> String {
    let lang = match f.lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let digest = f.sha256.as_str();
    let args = [
        ("what", what(cat, &f.what).into()),
        ("format", clean(&f.format.to_uppercase()).into()),
        ("lang", lang.into()),
        ("at", zone.rfc3339_ms(f.moment).into()),
        ("head", f.head.to_string().into()),
        ("sha256", clean(digest.get(..DIGITS).unwrap_or(digest)).into()),
    ];
    cat.tr_args("fact-export_made", &args)
}

/// What was exported; a newer program may know more kinds.
pub fn what(cat: &Catalogue, id: &str) -> String {
    let key = format!("export_what-{id}");
    if cat.has(&key) {
        cat.tr(&key).into_owned()
    } else {
        clean(id)
    }
}
