//! What is said of what is selected in a list, below it: what the row had to cut, in full.
//!
//! It must never know what is listed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::fact::Via;
use crate::core::names::UnitIx;
use crate::core::unit::Evidence;
use crate::output::words;
use crate::text::numbers;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// A list, and the lines below it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts {
    /// The list.
    pub list: Rect,
    /// Between the two, where there is room for it.
    pub rule: Rect,
    /// What is said of the selected row.
    pub said: Rect,
}

/// Parts an area: no list gives more than a third of its rows for it, and a very short one gives none.
pub fn split(area: Rect) -> Parts {
    let (rule, said) = match area.height {
        0..=5 => (0, 0),
        // A title may take three lines of a narrow screen.
        7..=11 if area.width < 60 => (0, 3),
        6..=11 => (0, 2),
        12..=23 => (1, 2),
        _ => (1, 3),
    };
    let (list, low) = list::split_top(area, area.height - rule - said);
    let (rule, said) = list::split_top(low, rule);
    Parts { list, rule, said }
}

/// Draws what is said, as much of it as fits.
pub fn view(scene: &Scene<'_>, parts: &Parts, lines: &[Line], buf: &mut Buffer) {
    if parts.rule.height > 0 {
        list::rule(buf, parts.rule, &[], "", scene);
    }
    said(scene, parts.said, lines, buf);
}

/// The same without the rule.
pub fn said(scene: &Scene<'_>, area: Rect, lines: &[Line], buf: &mut Buffer) {
    let fits = usize::from(area.height).min(lines.len());
    let mut shown = lines[..fits].to_vec();
    // What parts two things says nothing behind the last.
    if let Some(last) = shown.last_mut().filter(|_| fits < lines.len())
        && last
            .last()
            .is_some_and(|(s, _)| s.trim() == scene.look.glyphs.dot)
    {
        last.pop();
    }
    list::lines(buf, area, &shown, 0, scene.look);
}

/// These one after the other, parted by dots, the first as a title.
pub fn joined(scene: &Scene<'_>, told: impl IntoIterator<Item = String>, cells: u16) -> Vec<Line> {
    let mut line = dotted(scene, told);
    if let Some((_, style)) = line.first_mut() {
        *style = scene.style(Role::Title);
    }
    list::broken(line, cells)
}

/// The same without a title.
pub fn more(scene: &Scene<'_>, told: impl IntoIterator<Item = String>, cells: u16) -> Vec<Line> {
    list::broken(dotted(scene, told), cells)
}

fn dotted(scene: &Scene<'_>, told: impl IntoIterator<Item = String>) -> Line {
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let mut line = Line::new();
    for piece in told.into_iter().filter(|p| !p.is_empty()) {
        if !line.is_empty() {
            line.push((dot.clone(), scene.style(Role::Dim)));
        }
        line.push((piece, scene.style(Role::Text)));
    }
    line
}

/// An activity: its whole title, whose it is and how far it is.
pub fn activity(scene: &Scene<'_>, at: ActRef) -> Vec<String> {
    let Some(a) = at.of(scene.campaign) else {
        return Vec::new();
    };
    let d = &a.details;
    let status = a.status(scene.today());
    let year = scene.campaign.def().year();
    let mut told = vec![
        format!("{} {}", scene.look.glyphs.activity(status), clean(&d.title)),
        words::name_in(scene.campaign, at.unit, scene.lang()),
        words::days_short(year, d.from, d.to),
        scene.tr(&format!("act_status-{}", status.id())).into_owned(),
        scene.tr(&format!("mode-{}", d.mode.id())).into_owned(),
    ];
    if let Some(reach) = d.reach {
        let n = numbers::whole(scene.lang(), i64::try_from(reach).unwrap_or(i64::MAX));
        told.push(scene.cat.tr_args("acts-reach", &[("n", n.into())]));
    }
    if !d.sdgs.is_empty() {
        told.push(format!("SDG {}", clean(&d.sdgs.join(" "))));
    }
    told.push(clean(a.id.as_str()).into_owned());
    if !a.note.trim().is_empty() {
        told.push(format!("“{}”", clean(&a.note)));
    }
    told
}

/// Where a file of a unit is from: whose letter brought it, where that is known; that a letter did; or who attached it.
pub fn file_origin(
    scene: &Scene<'_>,
    unit: UnitIx,
    e: &Evidence,
    letter: Option<&(String, String)>,
) -> Option<String> {
    if let Some((from, subject)) = letter {
        let (from, subject) = (clean(from).into_owned(), clean(subject).into_owned());
        let args = [("from", from.into()), ("subject", subject.into())];
        return Some(scene.cat.tr_args("sheet-file_letter", &args));
    }
    let who = scene.cat.person(e.actor.as_str());
    let key = if by_mail(scene, unit, e) {
        "sheet-file_mail"
    } else {
        "sheet-file_by"
    };
    Some(scene.cat.tr_args(key, &[("who", who.into())]))
}

/// Did a letter bring it? Of what lies long back the unit's log at hand says nothing any more.
pub fn by_mail(scene: &Scene<'_>, unit: UnitIx, e: &Evidence) -> bool {
    let log = scene.campaign.unit(unit).log();
    log.iter()
        .any(|entry| entry.seq == e.seq && entry.via == Via::Mail)
}
