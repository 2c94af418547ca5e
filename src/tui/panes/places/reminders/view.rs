//! How it is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::output::reminders;
use crate::output::words;
use crate::text::{dates, line};
use crate::tui::mailing::Mailing;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, col, grow};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

use super::list::Entry;
use super::message::{ROOMY, amiss, message};
use super::state::State;

/// From so many cells on, the occasion has room for all its words.
const WIDE: u16 = 100;

#[derive(Clone, Copy)]
enum Cell {
    Mark,
    Unit,
    Name,
    Why,
    LastDay,
    Address,
    Last,
}

pub(super) struct Parts {
    pub rows: Rect,
    rule: Rect,
    bar: Option<u16>,
    pub detail: Rect,
}

/// A low screen has no room for the message; what is wrong with the row at hand, or how often it was reminded, is told in one
/// line all the same.
pub(super) fn plan(area: Rect) -> Parts {
    if area.width >= 140 {
        let left = area.width * 55 / 100;
        return Parts {
            rows: Rect::new(area.x, area.y, left, area.height.saturating_sub(1)),
            rule: Rect::new(area.x, area.bottom().saturating_sub(1), left, area.height.min(1)),
            bar: Some(area.x + left),
            detail: Rect::new(area.x + left + 2, area.y, area.width - left - 2, area.height),
        };
    }
    let below = match area.height {
        0..=3 => 0,
        4..=6 => 2,
        7..=8 => 3,
        n => n / 2,
    };
    let (rows, low) = list::split_top(area, area.height - below);
    let (rule, detail) = list::split_top(low, 1);
    Parts {
        rows,
        rule,
        bar: None,
        detail,
    }
}

pub(super) fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let p = plan(area);
    if let Some(x) = p.bar {
        list::bar(buf, x, area.y, area.bottom(), scene);
    }
    let (said, role) = standing(state, scene, p.detail.height < ROOMY);
    list::rule(buf, p.rule, &[(said, scene.style(role))], "", scene);
    let lines = message(scene, state.rows.get(state.cursor.at), p.detail);
    list::lines(buf, p.detail, &lines, state.detail.first, scene.look);
    if state.rows.is_empty() {
        let key = match (
            scene.campaign.opened().is_some(),
            scene.campaign.closed().is_some(),
        ) {
            (false, _) => "cli-remind_unopened",
            (_, true) => "cli-remind_closed",
            _ => "cli-remind_nobody",
        };
        return list::nothing(scene, key, p.rows, buf);
    }
    let wide = list::wide(p.rows, state.rows.len());
    let columns = list::columns(
        wide,
        &[
            col(Cell::Mark, 1, 0),
            col(Cell::Unit, 4, 3),
            col(Cell::Name, 18, 0),
            grow(Cell::Why, if wide < WIDE { 18 } else { 25 }, 0),
            col(Cell::LastDay, 10, 2),
            grow(Cell::Address, 22, 1),
            grow(Cell::Last, 24, 4),
        ],
    );
    let len = state.rows.len();
    list::rows(state.cursor, len, scene, p.rows, buf, |i, row, buf| {
        let Some(entry) = state.rows.get(i) else { return };
        let marked = scene.marks.contains(&entry.unit());
        for c in &columns {
            let (words, role) = cell(scene, entry, c.id);
            let role = if marked { Role::Marked } else { role };
            list::cell(buf, row, *c, &words, scene.style(role));
        }
    });
}

/// What stands in the rule: how far a run of letters is, else what became of the last one, else how many there are and
/// whether they can be sent from here at all.
fn standing(state: &State, scene: &Scene<'_>, low: bool) -> (String, Role) {
    if let Some(now) = scene.mailing.and_then(|m| m.underway.as_ref()) {
        let key = if now.stopping {
            "remind-stopping"
        } else {
            "remind-sending"
        };
        let args = [
            ("n", (now.done + 1).min(now.of).into()),
            ("of", now.of.into()),
            ("to", line(&now.to).into_owned().into()),
        ];
        return (scene.cat.tr_args(key, &args), Role::Fresh);
    }
    let due = || state.rows.iter().filter_map(Entry::due);
    let silent = due().filter(|r| r.silent.is_some()).count();
    let args = [("n", (due().count() - silent).into()), ("silent", silent.into())];
    let counts = scene.cat.tr_args("remind-counts", &args);
    let last_run = scene.mailing.and_then(|m| m.last_run.as_deref()).filter(|_| low);
    let more = match (last_run, scene.mailing.and_then(Mailing::server)) {
        (Some(told), _) => return (told.to_owned(), Role::Title),
        (None, Some(_)) => return (counts, Role::Title),
        (None, None) => scene.tr("remind-drafts_only").into_owned(),
    };
    (format!("{counts} {} {more}", scene.look.glyphs.dot), Role::Title)
}

fn cell(scene: &Scene<'_>, entry: &Entry, what: Cell) -> (String, Role) {
    let ix = entry.unit();
    match what {
        Cell::Mark => match entry {
            Entry::Doubt(..) => ("?".to_owned(), Role::Warn),
            Entry::Refused(..) | Entry::Due(_) if entry.is_bad() => ("!".to_owned(), Role::Warn),
            Entry::Refused(..) | Entry::Due(_) => (String::new(), Role::Dim),
        },
        Cell::Unit => (clean(scene.campaign.label(ix)).into_owned(), Role::Dim),
        Cell::Name => (words::short_name_in(scene.campaign, ix, scene.lang()), Role::Text),
        Cell::Why => match entry {
            Entry::Doubt(..) => (scene.tr("remind-in_doubt").into_owned(), Role::Warn),
            Entry::Refused(..) => (scene.tr("remind-was_refused").into_owned(), Role::Warn),
            Entry::Due(row) => (reminders::occasion(scene.cat, row.due.step), Role::Text),
        },
        Cell::LastDay => {
            let day = match entry {
                Entry::Due(row) => Some(row.due.last_day),
                Entry::Doubt(_, message) | Entry::Refused(_, message) => message.due,
            };
            let day = day.map(|day| dates::date_in(scene.campaign.def().year(), day));
            (day.unwrap_or_default(), Role::Dim)
        }
        Cell::Address => match entry.due() {
            Some(row) if row.silent.is_some() => (amiss(scene, entry).unwrap_or_default(), Role::Warn),
            Some(row) if row.bounced => {
                let args = [("address", line(&row.address).into_owned().into())];
                (scene.cat.tr_args("remind-bounced", &args), Role::Warn)
            }
            _ => (clean(entry.address()).into_owned(), Role::Text),
        },
        Cell::Last => (reminders::last(scene.cat, scene.campaign, ix), Role::Dim),
    }
}
