//! A campaign's form as the values of fields, and back: one list says which fields there are and in which order.
//!
//! It must never know which of them a person has touched.

use crate::campaign_file::{Materials, NO_THEME};
use crate::core::definition::PartKind;
use crate::core::form::{AskForm, CampaignForm, DocumentForm, EDITIONS, FigureForm, PartForm, TODO};
use crate::core::names::{Lang, Text};
use crate::core::roster::Roster;
use crate::core::time::{Date, Zone};
use crate::text::dates::date_full;
use crate::tui::panes::over::setup::field::{Key, Value};

/// Kinds of parts that a form lets one ask for.
pub(super) const KINDS: [PartKind; 4] = [
    PartKind::Text,
    PartKind::Document,
    PartKind::Photo,
    PartKind::Video,
];
/// What can be said of a part.
pub(super) const REQUIRED: &str = "required";
/// The same.
pub(super) const OPTIONAL: &str = "optional";
/// The same.
pub(super) const NOT_ASKED: &str = "no";

const LANGS: [Lang; 2] = [Lang::Vi, Lang::En];

fn plain(text: &str) -> Value {
    Value {
        text: text.trim().to_owned(),
        todo: false,
    }
}

/// A text without the mark of what must be rewritten, and whether it had one.
fn marked(text: &str) -> Value {
    let Some(rest) = text.trim().strip_prefix(TODO) else {
        return Value {
            todo: text.contains(TODO),
            ..plain(text)
        };
    };
    let rest = rest.trim_start_matches(':').trim();
    let nothing = rest == NO_THEME.0 || rest == NO_THEME.1;
    Value {
        text: if nothing { String::new() } else { rest.to_owned() },
        todo: true,
    }
}

/// The same text as it stands in a file.
pub(super) fn unmarked(key: Key, value: &Value) -> String {
    match (value.todo, key) {
        (false, _) => value.text.clone(),
        (true, Key::Theme(lang)) if value.text.is_empty() => {
            let proposed = if lang == Lang::Vi { NO_THEME.0 } else { NO_THEME.1 };
            format!("{TODO}: {proposed}")
        }
        (true, _) if value.text.contains(TODO) => value.text.clone(),
        (true, _) => format!("{TODO}: {}", value.text)
            .trim_end_matches(": ")
            .to_owned(),
    }
}

pub(super) fn of(text: &Text, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &text.vi,
        Lang::En => &text.en,
    }
}

fn of_mut(text: &mut Text, lang: Lang) -> &mut String {
    match lang {
        Lang::Vi => &mut text.vi,
        Lang::En => &mut text.en,
    }
}

fn both(out: &mut Vec<(Key, Value)>, key: fn(Lang) -> Key, text: &Text) {
    out.extend(LANGS.map(|lang| (key(lang), marked(of(text, lang)))));
}

/// Every field but what it begins with, in order, with its value. The lists end with an empty entry, where one more is
/// written.
pub(super) fn values(form: &CampaignForm, roster: Option<&Roster>) -> Vec<(Key, Value)> {
    let day = |d: Date| plain(&date_full(d));
    let mut out = vec![
        (Key::Day, day(form.day)),
        (Key::Id, plain(&form.id)),
        (Key::Number, plain(&form.letter.number)),
        (Key::Symbol, plain(&form.letter.symbol)),
        (Key::LetterDate, form.letter.date.map_or_else(Value::default, day)),
    ];
    both(&mut out, Key::Theme, &form.theme);
    out.push((Key::From, day(form.window.from)));
    out.push((Key::To, day(form.window.to)));
    both(&mut out, Key::Words, &form.deadline.words);
    out.push((Key::LastDay, form.last_day().map_or_else(Value::default, day)));
    for i in 0..=form.requests.len() {
        let text = form.requests.get(i).map(|r| r.text.clone()).unwrap_or_default();
        out.extend(LANGS.map(|lang| (Key::Ask(i, lang), marked(of(&text, lang)))));
    }
    for kind in KINDS {
        let part = form.parts.iter().find(|p| p.kind == kind);
        let said = match part.map(|p| p.required) {
            None => NOT_ASKED,
            Some(true) => REQUIRED,
            Some(false) => OPTIONAL,
        };
        out.push((Key::Part(kind), plain(said)));
    }
    let figures: Vec<&str> = form.figures.iter().map(|f| f.id.as_str()).collect();
    out.push((Key::Figures, plain(&figures.join(", "))));
    for i in 0..=form.documents.len() {
        let title = form.documents.get(i).map(|d| d.title.clone()).unwrap_or_default();
        out.extend(LANGS.map(|lang| (Key::Doc(i, lang), marked(of(&title, lang)))));
        let url = form.documents.get(i).and_then(|d| d.url.as_deref());
        out.push((Key::Url(i), plain(url.unwrap_or_default())));
    }
    out.push((Key::Roster, plain(&form.roster)));
    out.push((Key::Edition, plain(form.edition().unwrap_or_default())));
    both(&mut out, Key::Sender, &form.sender);
    both(&mut out, Key::Charge, &form.unit_in_charge);
    both(&mut out, Key::Addressees, &form.addressees);
    out.push((Key::SignerName, plain(&form.signer.name)));
    out.push((Key::SignerTitle, plain(&form.signer.title)));
    let label = |code: &String| {
        let ix = roster.and_then(|r| Some(r.abbr(r.by_code(code)?)));
        ix.filter(|abbr| !abbr.is_empty())
            .map_or_else(|| code.clone(), str::to_owned)
    };
    let lines = form.mail_domains.iter();
    let lines: Vec<String> = lines
        .map(|(code, d)| format!("{} {}", label(code), d.join(" ")))
        .collect();
    out.push((Key::Domains, plain(&lines.join("\n"))));
    out
}

/// The values among which a field lets one choose, if it does.
pub(super) fn choices(key: Key, materials: &Materials) -> Option<Vec<String>> {
    match key {
        Key::Part(PartKind::Text) => Some([REQUIRED, OPTIONAL].map(str::to_owned).to_vec()),
        Key::Part(_) => Some([REQUIRED, OPTIONAL, NOT_ASKED].map(str::to_owned).to_vec()),
        Key::Roster => Some(materials.rosters.iter().map(|r| r.id().to_owned()).collect()),
        Key::Edition => Some(EDITIONS.iter().map(|e| (*e).to_owned()).collect()),
        _ => None,
    }
}

/// Puts a text in its place. Lists are put together by [`asks`] and [`documents`].
pub(super) fn put(form: &mut CampaignForm, key: Key, value: &Value, materials: &Materials) {
    let text = unmarked(key, value);
    match key {
        Key::Number => form.letter.number = text,
        Key::Symbol => form.letter.symbol = text,
        Key::Theme(lang) => *of_mut(&mut form.theme, lang) = text,
        Key::Words(lang) => *of_mut(&mut form.deadline.words, lang) = text,
        Key::Sender(lang) => *of_mut(&mut form.sender, lang) = text,
        Key::Charge(lang) => *of_mut(&mut form.unit_in_charge, lang) = text,
        Key::Addressees(lang) => *of_mut(&mut form.addressees, lang) = text,
        Key::SignerName => form.signer.name = text,
        Key::SignerTitle => form.signer.title = text,
        Key::Id => form.id = text,
        Key::Roster => form.roster = text,
        Key::Edition => {
            form.goals.retain(|g| !EDITIONS.contains(&g.as_str()));
            if !text.is_empty() {
                form.goals.insert(0, text);
            }
        }
        Key::Part(kind) => part(form, kind, &text, materials),
        Key::Figures => figures(form, &text),
        Key::Source
        | Key::Day
        | Key::LetterDate
        | Key::From
        | Key::To
        | Key::LastDay
        | Key::Ask(..)
        | Key::Doc(..)
        | Key::Url(_)
        | Key::Domains => {}
    }
}

fn part(form: &mut CampaignForm, kind: PartKind, said: &str, materials: &Materials) {
    let at = form.parts.iter().position(|p| p.kind == kind);
    match (at, said) {
        (Some(at), NOT_ASKED) => {
            form.parts.remove(at);
        }
        (Some(at), said) => {
            if let Some(part) = form.parts.get_mut(at) {
                part.required = said == REQUIRED;
            }
        }
        (None, NOT_ASKED) => {}
        (None, said) => {
            let known = materials.models.iter().flat_map(|m| &m.def.parts);
            if let Some(p) = known.into_iter().find(|p| p.kind == kind) {
                form.parts.push(PartForm {
                    id: p.id.clone(),
                    kind,
                    required: said == REQUIRED,
                    name: p.name.clone(),
                });
            }
        }
    }
}

fn figures(form: &mut CampaignForm, text: &str) {
    let before = std::mem::take(&mut form.figures);
    let ids = text.split([',', ';', ' ', '\n']).map(str::trim);
    for id in ids.filter(|id| !id.is_empty()) {
        let known = before.iter().find(|f| f.id == id);
        form.figures.push(known.cloned().unwrap_or_else(|| FigureForm {
            id: id.to_owned(),
            required: false,
        }));
    }
}

/// What the letter asks, of the texts of its fields; those that are empty go. Gives for each that stays which it was.
pub(super) fn asks(form: &mut CampaignForm, texts: &[Text]) -> Vec<usize> {
    let before = std::mem::take(&mut form.requests);
    let mut kept = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        if text.vi.is_empty() && text.en.is_empty() {
            continue;
        }
        let known = before.get(i).map(|r| r.id.clone());
        let id = known.unwrap_or_else(|| {
            let taken = before.iter().chain(&form.requests);
            free(i + 1, &taken.map(|r| r.id.as_str()).collect::<Vec<_>>(), roman)
        });
        form.requests.push(AskForm {
            id,
            text: text.clone(),
        });
        kept.push(i);
    }
    kept
}

/// The documents, in the same way.
pub(super) fn documents(form: &mut CampaignForm, texts: &[(Text, String)]) -> Vec<usize> {
    let before = std::mem::take(&mut form.documents);
    let mut kept = Vec::new();
    for (i, (title, url)) in texts.iter().enumerate() {
        if title.vi.is_empty() && title.en.is_empty() {
            continue;
        }
        let was = before.get(i);
        let known = was.map(|d| d.id.clone());
        let id = known.unwrap_or_else(|| {
            let taken = before.iter().chain(&form.documents);
            let taken: Vec<&str> = taken.map(|d| d.id.as_str()).collect();
            free(i + 1, &taken, |n| format!("document-{n}"))
        });
        form.documents.push(DocumentForm {
            id,
            title: title.clone(),
            url: Some(url.clone()).filter(|u| !u.is_empty()),
            gist: was.and_then(|d| d.gist.clone()),
        });
        kept.push(i);
    }
    kept
}

/// An id that no entry of the list has, nor had: that of its place, or one behind. Where an entry before it was taken away,
/// that of its place may be another's.
fn free(place: usize, taken: &[&str], id: impl Fn(usize) -> String) -> String {
    let mut ids = (place..).map(id);
    ids.find(|id| !taken.contains(&id.as_str())).unwrap_or_default()
}

/// The numbering of letters: i, ii, iii.
fn roman(n: usize) -> String {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    format!("{}{}", "x".repeat(n / 10), ones.get(n % 10).unwrap_or(&""))
}

/// Mail domains by unit, of lines with a unit and its domains.
///
/// # Errors
/// The number of the first line, from 1, that begins with no unit or has nothing behind it, with its first word.
pub(super) fn domains(
    text: &str,
    roster: Option<&Roster>,
) -> Result<std::collections::BTreeMap<String, Vec<String>>, (usize, String)> {
    let mut out = std::collections::BTreeMap::new();
    for (n, line) in text.lines().enumerate() {
        let mut words = line.split([' ', ',', ';', '\t', ':']).filter(|w| !w.is_empty());
        let Some(unit) = words.next() else { continue };
        let code = roster.and_then(|r| {
            let by_abbr = |ix: &crate::core::names::UnitIx| r.abbr(*ix).eq_ignore_ascii_case(unit);
            let ix = r.by_code(unit).or_else(|| r.units().find(by_abbr))?;
            Some(r.code(ix).to_owned())
        });
        let all: Vec<String> = words.map(str::to_lowercase).collect();
        let Some(code) = code.filter(|_| !all.is_empty()) else {
            return Err((n + 1, unit.to_owned()));
        };
        out.entry(code).or_insert_with(Vec::new).extend(all);
    }
    Ok(out)
}

/// The cut-off after which the last day no longer counts; as it stood, where that is its last day already.
pub(super) fn cutoff(form: &CampaignForm, last: Date) -> String {
    let zone = Zone::parse(&form.timezone).unwrap_or_default();
    if form.last_day() == Some(last) {
        return form.deadline.cutoff.clone();
    }
    zone.rfc3339(zone.end_of(last))
}
