//! Exports on record, in words.

use super::parts::Album;
use super::phrases::clean;
use crate::core::fact::ExportMade;
use crate::core::names::Lang;
use crate::core::time::Zone;
use crate::paper::Unfilled;
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

/// What a document is made with that is not the usual, in a sentence each: in a template, with another number of photos, on
/// paper.
pub fn used(cat: &Catalogue, template: Option<&str>, photos: Option<usize>, electronic: bool) -> Vec<String> {
    let template = template.map(|t| cat.tr_args("export-used_template", &[("file", clean(t).into())]));
    let photos = photos.filter(|n| *n != Album::default().most);
    let photos = photos.map(|n| cat.tr_args("export-used_photos", &[("n", n.into())]));
    let paper = (!electronic).then(|| cat.tr("export-used_paper").into_owned());
    [template, photos, paper].into_iter().flatten().collect()
}

/// What nobody has filled in, in a sentence each: what is to be said in the campaign file, and what the registry fills in.
pub fn unfilled(cat: &Catalogue, all: &[Unfilled]) -> Vec<String> {
    let name = |u: &Unfilled| cat.tr(&format!("unfilled-{}", u.id())).into_owned();
    let (registry, ours): (Vec<&Unfilled>, Vec<&Unfilled>) = all.iter().partition(|u| u.is_the_registrys());
    let some = [("export-unfilled", ours), ("export-registry", registry)];
    let said = some.into_iter().filter(|(_, all)| !all.is_empty());
    said.map(|(key, all)| {
        let names: Vec<String> = all.into_iter().map(name).collect();
        cat.tr_args(key, &[("fields", names.join(", ").into())])
    })
    .collect()
}
