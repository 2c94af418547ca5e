//! What is said of the row at hand: what is wrong with it first, then how often the unit was reminded, then the message as it
//! would be written.

use ratatui::layout::Rect;

use crate::core::names::Lang;
use crate::core::remind::Posting;
use crate::output::reminders::{self, Row};
use crate::text::{Catalogue, line};
use crate::tui::paint;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

use super::list::Entry;

/// What is wrong with a row, in a sentence that says who can mend it.
pub(super) fn amiss(scene: &Scene<'_>, entry: &Entry) -> Option<String> {
    let unit = scene.campaign.unit(entry.unit());
    let address = line(entry.address()).into_owned();
    let same = |mail: &str| mail.trim().eq_ignore_ascii_case(entry.address());
    let contact = unit.contacts.iter().rev().find(|c| same(&c.mail));
    let who = contact.map(|c| line(&c.name).into_owned()).unwrap_or_default();
    let say = |key: &str, code: String| {
        let args = [
            ("address", address.clone().into()),
            ("who", who.clone().into()),
            ("code", code.into()),
        ];
        scene.cat.tr_args(key, &args)
    };
    match entry {
        Entry::Doubt(..) => Some(say("remind-doubt_here", String::new())),
        Entry::Refused(_, message) => {
            let code = message.code.map(|c| c.to_string()).unwrap_or_default();
            Some(say("remind-refused_here", code))
        }
        Entry::Due(row) => match row.silent {
            Some(why) => Some(scene.tr(&format!("remind_state-{}", why.id())).into_owned()),
            None => row.bounced.then(|| say("remind-bounced_here", String::new())),
        },
    }
}

/// Rows in which there is room for what became of the last run as well.
pub(super) const ROOMY: u16 = 6;

/// All that is said of it, behind what became of the last run.
pub(super) fn message(scene: &Scene<'_>, entry: Option<&Entry>, area: Rect) -> Vec<Line> {
    let cells = area.width;
    let last_run = scene.mailing.and_then(|m| m.last_run.as_deref());
    let mut lines = match last_run.filter(|_| area.height >= ROOMY) {
        Some(told) => list::wrapped(told, cells, scene.style(Role::Title)),
        None => Vec::new(),
    };
    if let Some(entry) = entry {
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        lines.extend(of_entry(scene, entry, cells));
    }
    lines
}

fn of_entry(scene: &Scene<'_>, entry: &Entry, cells: u16) -> Vec<Line> {
    let dim = scene.style(Role::Dim);
    let mut lines = Vec::new();
    if let Some(why) = amiss(scene, entry) {
        lines.extend(list::wrapped(&why, cells, scene.style(Role::Warn)));
    }
    let last = reminders::last(scene.cat, scene.campaign, entry.unit());
    if !last.is_empty() {
        let told = scene.cat.tr_args("remind-reminded", &[("times", last.into())]);
        lines.extend(list::wrapped(&told, cells, dim));
    }
    let Some(row) = entry.due() else {
        return lines;
    };
    if !lines.is_empty() {
        lines.push(Line::new());
    }
    if row.address.is_empty() {
        return with_words(scene, row, lines, cells);
    }
    let from = match scene.mailing.and_then(|m| m.house().from) {
        Some(from) => line(&from.mail).into_owned(),
        None => scene.tr("remind-from_unset").into_owned(),
    };
    let to = line(&row.address).into_owned();
    let head = scene
        .cat
        .tr_args("remind-from_to", &[("from", from.into()), ("to", to.into())]);
    lines.extend(list::wrapped(&head, cells, dim));
    with_words(scene, row, lines, cells)
}

/// With subject and body behind them.
fn with_words(scene: &Scene<'_>, row: &Row, mut lines: Vec<Line>, cells: u16) -> Vec<Line> {
    let text = scene.style(Role::Text);
    // In Vietnamese, as it goes out.
    let cat = Catalogue::new(Lang::Vi);
    let words = reminders::words(&cat, scene.campaign, &posting(row), scene.today());
    lines.extend(list::wrapped(&words.subject, cells, scene.style(Role::Title)));
    for paragraph in words.body.lines() {
        match paragraph.trim() {
            "" => lines.push(Line::new()),
            said => lines.extend(list::wrapped(&paint::clean(said), cells, text)),
        }
    }
    lines
}

fn posting(row: &Row) -> Posting {
    Posting {
        to: row.address.clone(),
        due: vec![row.due],
        bounced: row.bounced,
    }
}
