//! What is said of fields: headings, labels, the words of choices, hints, and what is wrong.
//!
//! It must never know where any of it is drawn.

use crate::campaign_file::problem_words;
use crate::core::definition::PartKind;
use crate::core::form::FormProblem;
use crate::core::names::Lang;
use crate::core::time::Date;
use crate::reading::deadline;
use crate::text::dates::{date_full, date_long};
use crate::tui::paint;
use crate::tui::panes::over::setup::field::{Body, Field, Key};
use crate::tui::panes::over::setup::state::SetUp;
use crate::tui::panes::over::setup::values;
use crate::tui::panes::over::setup::wrong::Wrong;
use crate::tui::scene::Scene;

/// So many names are listed; of the rest it is said how many there are.
const NAMED: usize = 12;

/// The catalogue key of the heading over a field, where a new group begins.
pub(super) fn heading(key: Key) -> Option<&'static str> {
    match key {
        Key::Number => Some("setup-group_letter"),
        Key::From => Some("setup-group_dates"),
        Key::Ask(0, Lang::Vi) => Some("setup-group_asks"),
        Key::Part(PartKind::Text) => Some("setup-group_parts"),
        Key::Doc(0, Lang::Vi) => Some("setup-group_documents"),
        Key::Roster => Some("setup-group_whom"),
        _ => None,
    }
}

/// The label of a field.
pub(super) fn label(key: Key, scene: &Scene<'_>) -> String {
    let (name, lang, n) = parts_of_label(key);
    let mut label = scene.tr(name).into_owned();
    if let Some(n) = n {
        label = format!("{label} {}", n + 1);
    }
    match lang {
        Some(Lang::Vi) => format!("{label} (vi)"),
        Some(Lang::En) => format!("{label} (en)"),
        None => label,
    }
}

/// The label without which entry it is, and in which language.
pub(super) fn name(key: Key, scene: &Scene<'_>) -> String {
    scene.tr(parts_of_label(key).0).into_owned()
}

/// The catalogue key of a label, the language of a text, and which entry of a list it is.
fn parts_of_label(key: Key) -> (&'static str, Option<Lang>, Option<usize>) {
    match key {
        Key::Source => ("setup-label_source", None, None),
        Key::Day => ("setup-label_day", None, None),
        Key::Number => ("setup-label_number", None, None),
        Key::Symbol => ("setup-label_symbol", None, None),
        Key::LetterDate => ("setup-label_letter_date", None, None),
        Key::Theme(lang) => ("setup-label_theme", Some(lang), None),
        Key::From => ("setup-label_from", None, None),
        Key::To => ("setup-label_to", None, None),
        Key::Words(lang) => ("setup-label_words", Some(lang), None),
        Key::LastDay => ("setup-label_last_day", None, None),
        Key::Ask(i, lang) => ("setup-label_ask", Some(lang), Some(i)),
        Key::Part(PartKind::Document) => ("setup-label_part_document", None, None),
        Key::Part(PartKind::Photo) => ("setup-label_part_photo", None, None),
        Key::Part(PartKind::Video) => ("setup-label_part_video", None, None),
        Key::Part(PartKind::Text | PartKind::Figure) => ("setup-label_part_text", None, None),
        Key::Figures => ("setup-label_figures", None, None),
        Key::Doc(i, lang) => ("setup-label_document", Some(lang), Some(i)),
        Key::Url(i) => ("setup-label_url", None, Some(i)),
        Key::Roster => ("setup-label_roster", None, None),
        Key::Edition => ("setup-label_edition", None, None),
        Key::Sender(lang) => ("setup-label_sender", Some(lang), None),
        Key::Charge(lang) => ("setup-label_charge", Some(lang), None),
        Key::Addressees(lang) => ("setup-label_addressees", Some(lang), None),
        Key::SignerName => ("setup-label_signer", None, None),
        Key::SignerTitle => ("setup-label_signer_title", None, None),
        Key::Domains => ("setup-label_domains", None, None),
        Key::Id => ("setup-label_id", None, None),
    }
}

/// The words of a choice.
pub(super) fn choice(setup: &SetUp, key: Key, value: &str, scene: &Scene<'_>) -> String {
    let Some(bench) = setup.bench.as_deref() else {
        return String::new();
    };
    match key {
        Key::Source => {
            let n: usize = value.parse().unwrap_or(0);
            if let Some(draft) = bench.drafts.get(n) {
                let name = draft.path.file_name().unwrap_or_default().to_string_lossy();
                let args = [("file", paint::clean(&name).into_owned().into())];
                return scene.cat.tr_args("setup-source_draft", &args);
            }
            let model = bench.materials.models.get(n.saturating_sub(bench.drafts.len()));
            let Some(model) = model else { return String::new() };
            let id = paint::clean(model.def.id.as_str()).into_owned();
            let name = if model.settled {
                "setup-source_model"
            } else {
                "setup-source_campaign"
            };
            scene.cat.tr_args(name, &[("id", id.into())])
        }
        Key::Part(_) => match value {
            values::REQUIRED => scene.tr("setup-part_required").into_owned(),
            values::OPTIONAL => scene.tr("setup-part_optional").into_owned(),
            _ => scene.tr("setup-part_no").into_owned(),
        },
        Key::Roster => {
            let roster = bench.materials.rosters.iter().find(|r| r.id() == value);
            let title = roster.map_or(value, |r| r.title().get(scene.lang()));
            paint::clean(title).into_owned()
        }
        Key::Edition if value.is_empty() => scene.tr("setup-edition_none").into_owned(),
        Key::Edition => {
            let year = value.rsplit('-').next().unwrap_or(value).to_owned();
            scene.cat.tr_args("setup-edition", &[("year", year.into())])
        }
        _ => value.to_owned(),
    }
}

/// The names among which the field at hand lets one choose.
pub(super) fn names(setup: &SetUp, scene: &Scene<'_>) -> Vec<String> {
    let Some(field) = setup.field() else {
        return Vec::new();
    };
    match &field.body {
        Body::Pick(all, _) => all.iter().map(|v| choice(setup, field.key, v, scene)).collect(),
        Body::Text(_) => Vec::new(),
    }
}

/// What is wrong with a field, in one sentence.
pub(super) fn wrong_words(field: &Field, scene: &Scene<'_>) -> Option<String> {
    Some(match field.wrong.as_ref()? {
        Wrong::BadDate => scene.tr("forms-wrong_date").into_owned(),
        Wrong::Missing => scene.tr("forms-wrong_missing").into_owned(),
        Wrong::NoSuchChoice(typed) => scene.cat.tr_args(
            "forms-wrong_choice",
            &[("typed", paint::clean(typed).into_owned().into())],
        ),
        Wrong::BadDomain(n, word) => {
            let args = [
                ("n", (*n).into()),
                ("word", paint::clean(word).into_owned().into()),
            ];
            scene.cat.tr_args("setup-wrong_domain", &args)
        }
        Wrong::Opened(id) => {
            let args = [("id", paint::clean(id).into_owned().into())];
            scene.cat.tr_args("setup-wrong_opened", &args)
        }
        Wrong::Form(problem) => {
            // The field says what it is about.
            let here = FormProblem {
                key: String::new(),
                ..problem.clone()
            };
            capital(&problem_words(scene.cat, &here))
        }
    })
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// What is said of the field at hand.
pub(super) fn hint(setup: &SetUp, scene: &Scene<'_>) -> String {
    let Some(field) = setup.field() else {
        return String::new();
    };
    let said = hint_of(setup, field, scene);
    if field.todo && !field.text().is_empty() && !field.key.is_day() {
        return format!("{} {said}", scene.tr("setup-hint_look"));
    }
    said
}

/// What is said of a field.
pub(super) fn hint_of(setup: &SetUp, field: &Field, scene: &Scene<'_>) -> String {
    let tr = |key: &str| scene.tr(key).into_owned();
    match field.key {
        Key::Day | Key::LetterDate | Key::From | Key::To | Key::LastDay => {
            match setup.day_in(field.text(), scene.today()) {
                Some(d) => read_as(d, scene),
                None => tr("forms-hint_date"),
            }
        }
        Key::Words(_) => match deadline::last_day(field.text()) {
            Some(last) => {
                let args = [("date", date_long(scene.cat, last).into())];
                scene.cat.tr_args("setup-hint_words_read", &args)
            }
            None => tr("setup-hint_words"),
        },
        Key::Source => tr("setup-hint_source"),
        Key::Number => tr("setup-hint_number"),
        Key::Symbol => tr("setup-hint_symbol"),
        Key::Theme(_) => tr("setup-hint_theme"),
        Key::Ask(..) => tr("setup-hint_ask"),
        Key::Part(_) => tr("setup-hint_part"),
        Key::Figures => tr("setup-hint_figures"),
        Key::Doc(..) => tr("setup-hint_document"),
        Key::Url(_) => tr("setup-hint_url"),
        Key::Roster => setup.roster().map_or_else(String::new, |r| {
            let until = r.valid_to().map_or_else(|| "…".to_owned(), date_full);
            let args = [
                ("n", r.len().into()),
                ("from", date_full(r.valid_from()).into()),
                ("to", until.into()),
            ];
            scene.cat.tr_args("setup-hint_roster", &args)
        }),
        Key::Edition => tr("setup-hint_edition"),
        Key::Sender(_) | Key::Charge(_) | Key::Addressees(_) => tr("setup-hint_office"),
        Key::SignerName => tr("setup-hint_signer"),
        Key::SignerTitle => tr("setup-hint_signer_title"),
        Key::Domains => tr("setup-hint_domains"),
        Key::Id => tr("setup-hint_id"),
    }
}

fn read_as(day: Date, scene: &Scene<'_>) -> String {
    let what = date_long(scene.cat, day);
    scene.cat.tr_args("forms-hint_read_as", &[("what", what.into())])
}

/// The fields that may be left out and are.
pub(super) fn left_out(setup: &SetUp) -> Vec<Key> {
    let keys = [Key::Number, Key::Symbol, Key::LetterDate, Key::SignerName];
    let empty = |key: &Key| setup.of(*key).is_some_and(|f| f.text().is_empty());
    keys.into_iter().filter(empty).collect()
}

/// The names of fields, each once in whichever language it is.
pub(super) fn listed(keys: &[Key], scene: &Scene<'_>) -> String {
    let mut all: Vec<String> = keys.iter().map(|k| label(*k, scene)).collect();
    all.dedup();
    let more = all.len().saturating_sub(NAMED);
    all.truncate(NAMED);
    let mut words = all.join(", ");
    if more > 0 {
        words = format!(
            "{words} {}",
            scene.cat.tr_args("forms-and_more", &[("n", more.into())])
        );
    }
    words
}
