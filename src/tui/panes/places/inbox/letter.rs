//! The letter at hand: what one decides by, then its text; its head; what could not be read.

use ratatui::style::Style;

use crate::core::letter::{Doubt, LetterKind, PartKind};
use crate::core::names::UnitCode;
use crate::output::inbox::{self, Entry};
use crate::output::words;
use crate::text::{dates, numbers, sanitize};
use crate::tui::letters::{Item, Read};
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::panes::kit::report;
use crate::tui::panes::places::inbox::beside::Beside;
use crate::tui::panes::places::inbox::list::label;
use crate::tui::panes::places::inbox::rows::Why;
use crate::tui::panes::places::inbox::why;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// So many candidates have a key.
const KEYS: usize = 9;
/// So many that nobody could look into are named above all.
const SHUT: usize = 2;
/// So many files are named before the text; the rest are counted, and stand among the parts.
const FILES: usize = 4;

/// Everything that one decides by.
pub(super) fn lines(
    item: &Item,
    beside: &Beside<'_>,
    words: Option<&Result<Read, String>>,
    scene: &Scene<'_>,
    cells: u16,
) -> Vec<Line> {
    let mut out = Vec::new();
    if let Some(looking) = beside.looked {
        let who = scene.cat.person(looking.actor.as_str());
        let said = scene.cat.tr_args("inbox-looked_at", &[("who", who.into())]);
        out.extend(list::wrapped(&said, cells, scene.style(Role::Warn)));
    }
    let subject = clean(&item.entry.claims.subject);
    let subject = if subject.trim().is_empty() {
        scene.tr("inbox-no_subject")
    } else {
        subject
    };
    out.extend(list::wrapped(&subject, cells, scene.style(Role::Title)));
    out.extend(list::wrapped(
        &clean(&item.entry.claims.from),
        cells,
        scene.style(Role::Text),
    ));
    out.extend(found(beside, scene, cells));
    out.extend(told(scene, cells, Role::Warn, &standing(item, scene)));
    out.push(what(item, scene));
    out.extend(makes(beside, scene, cells));
    // What one decides by comes first: below it is what a small screen has to be scrolled for.
    out.extend(candidates(item, scene, cells));
    out.extend(told(scene, cells, Role::Dim, &received(item, scene)));
    out.extend(files(item, scene, cells));
    out.push(Line::new());
    out.extend(text(words, scene, cells));
    out
}

/// The piece of its text that has the words which are looked for.
fn found(beside: &Beside<'_>, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let Some(hit) = beside.hit else {
        return Vec::new();
    };
    let part = hit.part.as_deref().map(clean);
    let args = [
        ("named", if part.is_some() { "yes" } else { "no" }.into()),
        ("name", part.unwrap_or_default().into_owned().into()),
        ("words", clean(&hit.excerpt).into_owned().into()),
    ];
    let said = scene.cat.tr_args("inbox-found_in", &args);
    list::wrapped(&said, cells, scene.style(Role::Fresh))
}

/// That it makes a version after another one, and where it is told what changed.
fn makes(beside: &Beside<'_>, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let Some(Ok(compared)) = beside.changes else {
        return Vec::new();
    };
    let Some(change) = compared.changes.first() else {
        return Vec::new();
    };
    let n = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let args = [
        ("made", if change.new.n.is_some() { "yes" } else { "no" }.into()),
        ("new", n(change.new.n).into()),
        ("old", n(change.old.n).into()),
    ];
    let said = scene.cat.tr_args("inbox-makes_version", &args);
    list::wrapped(&said, cells, scene.style(Role::Title))
}

fn told(scene: &Scene<'_>, cells: u16, role: Role, said: &[String]) -> Vec<Line> {
    let style = scene.style(role);
    said.iter().flat_map(|s| list::wrapped(s, cells, style)).collect()
}

/// When it was received and by whose word; what its sender claims where that is another day.
fn received(item: &Item, scene: &Scene<'_>) -> Vec<String> {
    let by = scene.tr(&format!("received_by-{}", item.entry.copy.by.id()));
    let args = [
        ("time", dates::full_time(scene.zone(), item.entry.at).into()),
        ("by", by.into()),
    ];
    let mut out = vec![scene.cat.tr_args("inbox-received", &args)];
    if item.copies > 0 {
        out.push(
            scene
                .cat
                .tr_args("inbox-copies", &[("n", u64::from(item.copies).into())]),
        );
    }
    out
}

/// Why it stands where it does, and what a person said about it.
fn standing(item: &Item, scene: &Scene<'_>) -> Vec<String> {
    let mut out = Vec::new();
    match Why::of(item) {
        Why::Doubt(doubt) => out.push(capital(&scene.tr(&format!("doubt-{}", doubt.id())))),
        Why::New => out.push(scene.tr("inbox-not_judged").into_owned()),
        Why::Refused => out.push(scene.tr("inbox-campaign_refused").into_owned()),
        Why::Automatic => out.push(scene.tr("inbox-automatic").into_owned()),
        Why::PutBack | Why::Filed | Why::Dismissed | Why::Unread => {}
    }
    if item.entry.doubt == Some(Doubt::Form) && item.is_open() {
        out.extend(shut(item, scene));
    }
    if item.rivals {
        out.push(scene.tr("inbox-rivals").into_owned());
    }
    if let Some((who, at)) = &item.entry.decided {
        let key = match Why::of(item) {
            Why::Filed => "inbox-filed_by",
            Why::Dismissed => "inbox-dismissed_by",
            Why::PutBack => "inbox-put_back_by",
            Why::New | Why::Doubt(_) | Why::Refused | Why::Unread | Why::Automatic => "",
        };
        let units: Vec<String> = item
            .entry
            .units
            .iter()
            .map(|code| unit_name(scene, item, code))
            .collect();
        let args = [
            ("who", scene.cat.person(who).into()),
            ("time", dates::full_time(scene.zone(), *at).into()),
            ("units", units.join(", ").into()),
        ];
        if !key.is_empty() {
            out.push(scene.cat.tr_args(key, &args));
        }
        let note = clean(&item.entry.note);
        if !note.trim().is_empty() {
            out.push(format!("“{note}”"));
        }
    }
    out.extend(item.entry.flags.iter().map(|flag| inbox::flag(scene.cat, flag)));
    out
}

/// The files that nobody here has looked into, and what can be done about each: on a small screen their list is further down.
fn shut(item: &Item, scene: &Scene<'_>) -> Vec<String> {
    let parts = item.entry.parts.iter().filter(|part| part.holds_back());
    let told = parts.take(SHUT).map(|part| {
        let flags: Vec<String> = part
            .flags
            .iter()
            .map(|f| inbox::part_flag(scene.cat, part, f))
            .collect();
        format!("{}: {}", clean(&part.name), flags.join(", "))
    });
    told.collect()
}

fn unit_name(scene: &Scene<'_>, item: &Item, code: &UnitCode) -> String {
    let here = item
        .entry
        .campaign
        .as_ref()
        .is_none_or(|id| id == scene.campaign.id());
    let ix = scene.campaign.roster().by_code(code.as_str()).filter(|_| here);
    ix.map_or_else(
        || clean(code.as_str()).into_owned(),
        |ix| words::name_in(scene.campaign, ix, scene.lang()),
    )
}

/// `Report · 77/BC-STTTT, 02/06/2020`: as what it would be filed.
fn what(item: &Item, scene: &Scene<'_>) -> Line {
    let kind = capital(&kind_words(item.kind(), scene));
    let mut line = vec![(kind, scene.style(Role::Text))];
    let dot = scene.look.glyphs.dot;
    let symbol = words::symbol(scene.cat, &item.entry.symbol);
    if !symbol.is_empty() {
        line.push((format!(" {dot} {symbol}"), scene.style(Role::Text)));
    }
    if let Some(other) = item
        .entry
        .campaign
        .as_ref()
        .filter(|id| *id != scene.campaign.id())
    {
        line.push((
            format!(" {dot} {}", clean(other.as_str())),
            scene.style(Role::Warn),
        ));
    }
    line
}

pub(super) fn kind_words(kind: LetterKind, scene: &Scene<'_>) -> String {
    scene.tr(&format!("letter_kind-{}", kind.id())).into_owned()
}

/// The units whose letter it may be, each with the key that files it there, why, and where its report stands.
fn candidates(item: &Item, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    if !item.is_open() {
        return Vec::new();
    }
    if item.candidates().is_empty() {
        return list::wrapped(&scene.tr("inbox-no_candidate"), cells, scene.style(Role::Dim));
    }
    let mut out = Vec::new();
    for (n, candidate) in (1..).zip(item.candidates().iter().take(KEYS)) {
        let roster = scene.campaign.roster();
        let ix = roster.by_code(candidate.unit.as_str());
        let name = ix.map(|ix| words::name_in(scene.campaign, ix, scene.lang()));
        let mut line = vec![
            (format!("{n} "), scene.style(Role::Key)),
            (
                format!("{} ", label(scene, &candidate.unit)),
                scene.style(Role::Title),
            ),
            (name.unwrap_or_default(), scene.style(Role::Text)),
            (
                format!(" {}", why::share(candidate.weight)),
                scene.style(Role::Dim),
            ),
        ];
        if let Some(ix) = ix {
            line.push(("  ".to_owned(), scene.style(Role::Dim)));
            line.extend(report::state_line(scene, ix));
        }
        out.extend(list::broken(line, cells));
        let reasons = &item.entry.judgement.reasons;
        let reasons: Vec<String> = reasons
            .iter()
            .filter(|r| r.unit.as_ref() == Some(&candidate.unit) && r.weight > 0)
            .map(|r| inbox::reason(scene.cat, r))
            .collect();
        if !reasons.is_empty() {
            out.extend(indented(&reasons.join(", "), 2, scene.style(Role::Dim), cells));
        }
    }
    out
}

/// The files that it brings, the first of them by name.
fn files(item: &Item, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let files: Vec<_> = item
        .entry
        .parts
        .iter()
        .filter(|p| p.as_evidence().is_some())
        .collect();
    if files.is_empty() {
        return list::wrapped(&scene.tr("inbox-no_files"), cells, scene.style(Role::Dim));
    }
    let shown = if files.len() > FILES { FILES - 1 } else { FILES };
    let mut out: Vec<Line> = Vec::new();
    for part in files.iter().take(shown) {
        let kind = scene.tr(&format!("part_kind-{}", part.kind.id()));
        let size = numbers::size(scene.lang(), part.size);
        let mut line = vec![
            (format!("{} ", scene.look.glyphs.bullet), scene.style(Role::Dim)),
            (clean(&part.name).into_owned(), scene.style(Role::Text)),
            (format!("  {kind} {size}"), scene.style(Role::Dim)),
        ];
        if !part.flags.is_empty() {
            let flags: Vec<String> = part
                .flags
                .iter()
                .map(|f| inbox::part_flag(scene.cat, part, f))
                .collect();
            line.push((format!("  {}", flags.join(", ")), scene.style(Role::Warn)));
        }
        out.extend(list::broken(line, cells));
    }
    let left = files.len().saturating_sub(shown);
    if left > 0 {
        let more = scene.cat.tr_args("queue-more_files", &[("n", left.into())]);
        out.extend(list::wrapped(&more, cells, scene.style(Role::Dim)));
    }
    out
}

fn text(words: Option<&Result<Read, String>>, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let read = match words {
        None => return list::wrapped(&scene.tr("inbox-reading"), cells, scene.style(Role::Dim)),
        Some(Err(why)) => return list::wrapped(why, cells, scene.style(Role::Error)),
        Some(Ok(read)) => read,
    };
    if read.text.trim().is_empty() {
        return list::wrapped(&scene.tr("inbox-no_text"), cells, scene.style(Role::Dim));
    }
    block(&read.text, read.cut, scene, cells)
}

/// A stranger's text, line by line.
fn block(text: &str, cut: bool, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let clean = sanitize::block(text);
    let mut out: Vec<Line> = Vec::new();
    for line in clean.lines() {
        match line.trim_end() {
            "" => out.push(Line::new()),
            line => out.extend(list::wrapped(line, cells, scene.style(Role::Text))),
        }
    }
    if cut {
        out.extend(list::wrapped(
            &scene.tr("inbox-cut"),
            cells,
            scene.style(Role::Dim),
        ));
    }
    out
}

/// Its head as it stands in the letter, below what was noticed of its bytes.
pub(super) fn head(
    item: &Item,
    words: Option<&Result<Read, String>>,
    scene: &Scene<'_>,
    cells: u16,
) -> Vec<Line> {
    let mut out = list::wrapped(&raw(&item.entry, scene), cells, scene.style(Role::Dim));
    out.push(Line::new());
    match words {
        None => out.extend(list::wrapped(
            &scene.tr("inbox-reading"),
            cells,
            scene.style(Role::Dim),
        )),
        Some(Err(why)) => out.extend(list::wrapped(why, cells, scene.style(Role::Error))),
        Some(Ok(read)) => out.extend(block(&read.head, read.cut, scene, cells)),
    }
    out
}

/// What there is to say of something that could not be read.
pub(super) fn unread(entry: &Entry, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let Some((why, detail, program)) = &entry.failed else {
        return Vec::new();
    };
    let why = scene.tr(&format!("unreadable-{}", why.id()));
    let args = [
        ("why", why.into()),
        ("program", clean(program).into_owned().into()),
    ];
    let mut out = list::wrapped(
        &scene.cat.tr_args("inbox-unread_why", &args),
        cells,
        scene.style(Role::Warn),
    );
    if !detail.trim().is_empty() {
        out.extend(list::wrapped(&clean(detail), cells, scene.style(Role::Text)));
    }
    out.extend(list::wrapped(&raw(entry, scene), cells, scene.style(Role::Dim)));
    out.extend(list::wrapped(
        &scene.tr("inbox-retry"),
        cells,
        scene.style(Role::Dim),
    ));
    out
}

/// Where its bytes came from, how many they are, how they were read, and by which name they are kept.
fn raw(entry: &Entry, scene: &Scene<'_>) -> String {
    let args = [
        ("source", clean(&entry.copy.source).into_owned().into()),
        ("size", numbers::size(scene.lang(), entry.copy.size).into()),
        (
            "coded",
            if entry.charset.is_empty() { "no" } else { "yes" }.into(),
        ),
        ("charset", clean(&entry.charset).into_owned().into()),
        ("hash", clean(entry.copy.raw.as_str()).into_owned().into()),
    ];
    scene.cat.tr_args("inbox-raw", &args)
}

/// A text folded into lines that are set in by so many cells.
pub(super) fn indented(words: &str, by: u16, style: Style, cells: u16) -> Vec<Line> {
    let pad = " ".repeat(usize::from(by));
    let lines = list::wrapped(words, cells.saturating_sub(by), style);
    let set_in = |mut line: Line| {
        line.insert(0, (pad.clone(), style));
        line
    };
    lines.into_iter().map(set_in).collect()
}

/// With a capital, as a sentence begins.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Does a part say nothing by itself?
pub(super) fn is_quiet(kind: PartKind) -> bool {
    match kind {
        PartKind::Decoration | PartKind::Signature => true,
        PartKind::Document
        | PartKind::Photo
        | PartKind::Video
        | PartKind::Text
        | PartKind::Archive
        | PartKind::Other => false,
    }
}
