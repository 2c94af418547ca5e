//! Every unit under its region, with its full name and its state, flowing through as many columns as fit. What does not
//! fit in one page is shown part by part, one each round. Where the roster is a tree the units at the top stand there, each
//! with the share of those below it: nobody waits for two hundred pages of communes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::names::{Lang, UnitIx};
use crate::core::status::State;
use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::desk::tile;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// A line of the flow.
#[derive(Clone, Copy)]
enum Line {
    Region(usize),
    Unit(UnitIx),
    Blank,
}

/// The least columns of cells in which a sign and most names can be read.
const LEAST: u16 = 19;
/// The most that one column is given.
const MOST: u16 = 44;

/// The lines, and how they are laid out.
pub struct Flow {
    lines: Vec<Line>,
    columns: u16,
    rows: usize,
    step: u16,
}

impl Flow {
    /// Lays out every unit for an area, in columns of about the same height.
    pub fn of(scene: &Scene<'_>, area: Rect) -> Self {
        let high = usize::from(area.height.max(1));
        let most = (area.width / LEAST).max(1);
        let widest = (area.width / MOST).clamp(1, most);
        let units = scene.campaign.roster().top_count();
        // Where there are far too many for one page nothing need be tried.
        let hopeless = units > high * usize::from(most);
        let fits =
            |columns: u16, rows: usize| !hopeless && lines(scene, rows).len() <= rows * usize::from(columns);
        let columns = (widest..=most).find(|c| fits(*c, high)).unwrap_or(most);
        let least = (units / usize::from(columns)).clamp(3, high.max(3));
        // As low as it goes: half an empty screen tells less than wide lines.
        let rows = (least..=high).find(|r| fits(columns, *r)).unwrap_or(high);
        Self {
            lines: lines(scene, rows),
            columns,
            rows,
            step: if rows * 2 <= high { 2 } else { 1 },
        }
    }

    /// In how many parts it is shown.
    pub fn parts(&self) -> usize {
        self.lines
            .len()
            .div_ceil(self.rows * usize::from(self.columns))
            .max(1)
    }
}

/// Regions and their units; a region's name never stands in the last row of a column.
fn lines(scene: &Scene<'_>, rows: usize) -> Vec<Line> {
    let roster = scene.campaign.roster();
    let mut by_region: Vec<Vec<UnitIx>> = vec![Vec::new(); roster.regions().len()];
    let mut tops: Vec<UnitIx> = roster.tops().collect();
    tops.sort_unstable();
    for ix in tops {
        if let Some(list) = by_region.get_mut(roster.region(ix)) {
            list.push(ix);
        }
    }
    let mut out = Vec::new();
    for (r, units) in by_region.into_iter().enumerate().filter(|(_, u)| !u.is_empty()) {
        let at = out.len() % rows;
        if at > 0 && at + 2 < rows {
            out.push(Line::Blank);
        } else if at > 0 {
            out.resize(out.len() + rows - at, Line::Blank);
        }
        out.push(Line::Region(r));
        out.extend(units.into_iter().map(Line::Unit));
    }
    out
}

/// Draws a part of the flow.
pub fn view(scene: &Scene<'_>, flow: &Flow, part: usize, area: Rect, buf: &mut Buffer) {
    let page = flow.rows * usize::from(flow.columns);
    let wide = area.width / flow.columns;
    let gap = if wide >= 28 { 3 } else { 1 };
    for (i, line) in flow.lines.iter().skip(part * page).take(page).enumerate() {
        let x = area.x + (i / flow.rows) as u16 * wide;
        let y = area.y + (i % flow.rows) as u16 * flow.step;
        let place = Rect::new(x, y, wide.saturating_sub(gap), 1);
        match line {
            Line::Blank => {}
            Line::Region(r) => region(scene, *r, place, buf),
            Line::Unit(ix) => unit(scene, *ix, place, buf),
        }
    }
}

fn region(scene: &Scene<'_>, r: usize, at: Rect, buf: &mut Buffer) {
    let c = scene.campaign.region_counts(r, scene.now);
    let count = format!(" {}/{}", c.reported(), c.owing());
    let title = scene.style(Role::Title);
    let end = paint::right(buf, at, at.y, &count, title);
    let Some(region) = scene.campaign.roster().regions().get(r) else {
        return;
    };
    let room = end.saturating_sub(at.x);
    let full = region.name.get(scene.lang());
    let short = region.short.get(scene.lang());
    // Its few letters are those of the Vietnamese name: they tell an English reader nothing.
    let least = match scene.lang() {
        Lang::Vi => region.tiny.as_str(),
        Lang::En => short,
    };
    let words = [full, short]
        .into_iter()
        .find(|w| width::cells(w) <= usize::from(room))
        .unwrap_or(least);
    let x = paint::text(buf, at.x, at.y, room, &paint::clean(words), title);
    let bar = end.saturating_sub(x + 1);
    if bar >= 4 {
        paint::bar(buf, x + 1, at.y, bar, c.reported(), c.owing(), scene.look);
    }
}

fn unit(scene: &Scene<'_>, ix: UnitIx, at: Rect, buf: &mut Buffer) {
    let g = &scene.look.glyphs;
    let (style, debt) = tile::style(scene, ix);
    let state = scene.campaign.unit(ix).state;
    let mut x = paint::text(buf, at.x, at.y, 1, g.state(state), style);
    x = paint::text(buf, x, at.y, 1, if debt { g.debt } else { " " }, style);
    let room = at.right().saturating_sub(x + 1);
    let roster = scene.campaign.roster();
    let full = paint::clean(roster.name(ix, scene.lang()));
    let name = if width::cells(&full) <= usize::from(room) {
        full
    } else {
        paint::clean(roster.short_name(ix, scene.lang()))
    };
    let end = paint::text(buf, x + 1, at.y, room, &name, scene.style(Role::Text));
    if roster.has_children(ix) {
        return below(scene, ix, end, at, buf);
    }
    let word = if debt {
        owed(scene, ix)
    } else {
        crate::output::words::state_short(scene.cat, state).to_lowercase()
    };
    if at.width >= 28 && end + 1 + (width::cells(&word) as u16) < at.right() {
        let look = if debt {
            scene.style(Role::Debt)
        } else {
            scene.look.state(state)
        };
        paint::right(buf, at, at.y, &word, look);
    }
}

/// What a unit owes past its date, in words: colour and sign alone tell nobody.
fn owed(scene: &Scene<'_>, ix: UnitIx) -> String {
    let correction = scene.campaign.unit(ix).state == State::Returned;
    let key = if correction {
        "desk-owing_correction"
    } else {
        "timeliness-overdue"
    };
    scene.tr(key).into_owned()
}

/// How many of the units below have reported, with a bar where there is room. The name gives way to the number.
fn below(scene: &Scene<'_>, ix: UnitIx, name: u16, at: Rect, buf: &mut Buffer) {
    let c = scene.campaign.roll_up(ix, scene.now);
    let role = if c.debts() > 0 { Role::Debt } else { Role::Text };
    let count = format!(" {}/{}", c.reported(), c.owing());
    let end = paint::right(buf, at, at.y, &count, scene.style(role));
    let bar = end.saturating_sub(name + 1).min(12);
    if bar >= 4 {
        paint::bar(buf, end - bar, at.y, bar, c.reported(), c.owing(), scene.look);
    }
}
