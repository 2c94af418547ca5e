//! What follows from what stands in a form: until when, who, what is left to write, what is doubtful, where the draft lies;
//! and the summary before it is opened.
//!
//! It must never know where any of it is drawn.

use chrono::Datelike as _;

use crate::campaign_file::about_words;
use crate::core::form::CampaignForm;
use crate::core::roster::Roster;
use crate::core::time::Date;
use crate::reading::deadline;
use crate::text::dates::{date_full, weekday};
use crate::tui::paint;
use crate::tui::panes::over::setup::field::{Field, Key};
use crate::tui::panes::over::setup::state::SetUp;
use crate::tui::panes::over::setup::values;
use crate::tui::panes::over::setup::words::{label, left_out, listed, wrong_words};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// So many mistakes are told in full beside the fields.
const TOLD: usize = 4;

/// What there is to ask about before it is opened: the core's doubts, and words that name another day than the last.
pub(super) fn doubts(setup: &SetUp, form: &CampaignForm, scene: &Scene<'_>) -> Vec<String> {
    let Some(bench) = setup.bench.as_deref() else {
        return Vec::new();
    };
    let calendar = &bench.materials.calendar;
    let mut said: Vec<String> = Vec::new();
    for doubt in form.doubts(calendar, scene.today()) {
        let day = about_words(&doubt.what);
        let args = [("date", day.into())];
        said.push(scene.cat.tr_args(&format!("campaign_doubt-{}", doubt.id), &args));
    }
    if let Some(last) = form.last_day() {
        if !calendar.covers(last.year()) {
            let args = [("year", last.year().to_string().into())];
            said.push(scene.cat.tr_args("setup-doubt_calendar", &args));
        }
        for text in [&form.deadline.words.vi, &form.deadline.words.en] {
            let other = deadline::last_day(text).filter(|d| *d != last);
            if let Some(other) = other {
                let args = [
                    ("date", date_full(other).into()),
                    ("last", date_full(last).into()),
                ];
                said.push(scene.cat.tr_args("setup-doubt_words", &args));
                break;
            }
        }
    }
    said
}

/// Until when, and how many working days there are.
fn deadline_lines(setup: &SetUp, form: &CampaignForm, scene: &Scene<'_>) -> Vec<String> {
    let (Some(last), Some(bench)) = (form.last_day(), setup.bench.as_deref()) else {
        return Vec::new();
    };
    let calendar = &bench.materials.calendar;
    let days = |from: Date| calendar.working_days(from, last);
    let after = form.window.to.succ_opt().map_or(0, days);
    let zone = crate::core::time::Zone::parse(&form.timezone).unwrap_or_default();
    let late = form
        .cutoff()
        .map(|t| crate::text::dates::full_time(zone, t))
        .unwrap_or_default();
    let cutoff = [
        ("weekday", weekday(scene.cat, last).into()),
        ("date", date_full(last).into()),
        ("late", late.into()),
    ];
    vec![
        scene.cat.tr_args("setup-follows_cutoff", &cutoff),
        scene.cat.tr_args(
            "setup-follows_days",
            &[("n", days(scene.today()).into()), ("after", after.into())],
        ),
    ]
}

/// How much is left: what must be written or mended, and what may come later.
fn left_lines(setup: &SetUp, scene: &Scene<'_>) -> Vec<(String, Role)> {
    let of = |is: &dyn Fn(&Field) -> bool| -> Vec<Key> {
        setup.fields.iter().filter(|f| is(f)).map(|f| f.key).collect()
    };
    let wrong = of(&|f| f.wrong.is_some());
    let todo = of(&|f| f.todo && f.wrong.is_none());
    let out = left_out(setup);
    let mut lines = Vec::new();
    let first = setup.fields.iter().filter(|f| f.wrong.is_some()).take(TOLD);
    lines.extend(first.filter_map(|f| {
        let what = wrong_words(f, scene)?;
        Some((format!("{}: {what}", label(f.key, scene)), Role::Error))
    }));
    if let Some(more) = wrong.len().checked_sub(TOLD).filter(|n| *n > 0) {
        let more = scene.cat.tr_args("forms-and_more", &[("n", more.into())]);
        lines.push((more, Role::Error));
    }
    for (keys, name, role) in [
        (&todo, "setup-left_todo", Role::Warn),
        (&out, "setup-left_out", Role::Dim),
    ] {
        if !keys.is_empty() {
            let args = [("n", keys.len().into()), ("names", listed(keys, scene).into())];
            lines.push((scene.cat.tr_args(name, &args), role));
        }
    }
    if wrong.is_empty() && todo.is_empty() {
        lines.push((scene.tr("setup-left_none").into_owned(), Role::Accepted));
    }
    lines
}

/// Where the draft lies.
pub(super) fn file(setup: &SetUp, scene: &Scene<'_>) -> (String, Role) {
    let clean = |path: &std::path::Path| paint::clean(&path.display().to_string()).into_owned();
    if let (Some(beside), Some((path, _))) = (&setup.beside, &setup.file) {
        let args = [("other", clean(beside).into()), ("file", clean(path).into())];
        return (scene.cat.tr_args("setup-file_beside", &args), Role::Warn);
    }
    if setup.not_saved {
        return (scene.tr("setup-file_not_saved").into_owned(), Role::Error);
    }
    match (&setup.file, setup.bench.as_deref()) {
        (Some((path, _)), _) => {
            let args = [("file", clean(path).into())];
            (scene.cat.tr_args("setup-file", &args), Role::Dim)
        }
        (None, Some(bench)) => {
            let args = [("folder", bench.folder.clone().into())];
            (scene.cat.tr_args("setup-file_none", &args), Role::Dim)
        }
        (None, None) => (String::new(), Role::Dim),
    }
}

/// What follows from what stands in the form.
pub(super) fn follows(setup: &SetUp, scene: &Scene<'_>) -> Vec<(String, Role)> {
    let form = setup.form();
    let mut lines: Vec<(String, Role)> = Vec::new();
    let theme = values::of(&form.theme, scene.lang());
    if !theme.contains(crate::core::form::TODO) {
        lines.push((paint::clean(theme).into_owned(), Role::Title));
    }
    let mut text = |words: String| lines.push((words, Role::Text));
    deadline_lines(setup, form, scene).into_iter().for_each(&mut text);
    if let Some(roster) = setup.roster() {
        let title = paint::clean(roster.title().get(scene.lang())).into_owned();
        let args = [("n", roster.len().into()), ("roster", title.into())];
        text(scene.cat.tr_args("setup-follows_units", &args));
    }
    let edition = setup.bench.as_deref().and_then(|b| {
        let id = form.edition()?;
        b.materials.editions.iter().find(|e| e.id == id)
    });
    if let Some(edition) = edition {
        let args = [
            ("goals", edition.goals.goals.len().into()),
            ("targets", edition.goals.targets.len().into()),
        ];
        text(scene.cat.tr_args("setup-follows_goals", &args));
    }
    lines.extend(doubts(setup, form, scene).into_iter().map(|d| (d, Role::Warn)));
    lines.push((String::new(), Role::Text));
    lines.extend(left_lines(setup, scene));
    lines.push((String::new(), Role::Text));
    lines.push(file(setup, scene));
    let broken = setup.bench.iter().flat_map(|b| &b.broken);
    lines.extend(broken.map(|b| {
        (
            scene.cat.tr_args("setup-broken", &[("what", b.clone().into())]),
            Role::Warn,
        )
    }));
    lines
}

/// The same in a line, where there is room for no more.
pub(super) fn short(setup: &SetUp, scene: &Scene<'_>) -> String {
    let form = setup.form();
    let open = setup
        .fields
        .iter()
        .filter(|f| f.wrong.is_some() || f.todo)
        .count();
    let last = form.last_day().map(date_full).unwrap_or_default();
    let days = form.last_day().zip(setup.bench.as_deref());
    let days = days.map_or(0, |(last, b)| {
        b.materials.calendar.working_days(scene.today(), last)
    });
    let args = [
        ("date", last.into()),
        ("days", days.into()),
        ("n", open.into()),
        ("out", left_out(setup).len().into()),
    ];
    scene.cat.tr_args("setup-short", &args)
}

impl SetUp {
    /// What is asked once before the campaign is opened: what it will be, what is doubtful, what is left out.
    pub fn summary(&self, scene: &Scene<'_>) -> Vec<String> {
        let form = self.form();
        let short = |d: Date| date_full(d);
        let theme = paint::clean(form.theme.get(scene.lang())).into_owned();
        let words = paint::clean(form.deadline.words.get(scene.lang())).into_owned();
        let last = form.last_day().map(date_full).unwrap_or_default();
        let units = self.roster().map_or(0, Roster::len);
        let args = [
            ("day", short(form.day).into()),
            ("from", short(form.window.from).into()),
            ("to", short(form.window.to).into()),
            ("words", words.into()),
            ("last", last.into()),
            ("n", units.into()),
        ];
        let mut lines = vec![theme, scene.cat.tr_args("setup-summary", &args)];
        lines.extend(doubts(self, form, scene));
        let out = left_out(self);
        if !out.is_empty() {
            let args = [("n", out.len().into()), ("names", listed(&out, scene).into())];
            lines.push(scene.cat.tr_args("setup-left_out", &args));
        }
        lines
    }
}
