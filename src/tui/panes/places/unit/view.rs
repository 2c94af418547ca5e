//! How a sheet is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::core::names::UnitIx;
use crate::text::width;
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::panes::kit::report::{completeness, correction, due, report, state_line};
use crate::tui::panes::places::unit::figures::figures;
use crate::tui::panes::places::unit::lists::{List, count};
use crate::tui::panes::places::unit::plan::{Boxed, Plan, plan};
use crate::tui::panes::places::unit::rows::{activity, below, contact, evidence, history};
use crate::tui::panes::places::unit::said::said;
use crate::tui::panes::places::unit::state::State;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Draws the sheet of the selected unit.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let Some(ix) = scene.unit else {
        let none = scene.tr("sheet-no_unit");
        paint::text(buf, area.x, area.y, area.width, &none, scene.style(Role::Dim));
        return;
    };
    let plan = plan(&state.shows(scene), area);
    head(scene, ix, plan.head, buf);
    for (x, from, to) in &plan.bars {
        list::bar(buf, *x, *from, *to, scene);
    }
    for b in &plan.boxes {
        let focused = scene.focused && b.list == state.list;
        titles(state, scene, ix, b, &plan, buf);
        body(state, &scene.focus(focused), ix, b, buf);
    }
    let lines = held::joined(scene, said(state, scene, ix), plan.said.width);
    held::said(scene, plan.said, &lines, buf);
}

/// The name of the unit and its region; on a small screen also where the report stands.
fn head(scene: &Scene<'_>, ix: UnitIx, area: Rect, buf: &mut Buffer) {
    let roster = scene.campaign.roster();
    let dot = scene.look.glyphs.dot;
    let mut parts = vec![format!(
        "{} {}",
        clean(scene.campaign.label(ix)),
        clean(roster.name(ix, scene.lang()))
    )];
    parts.extend(parent_or_region(scene, ix));
    // A commune has no letters: its code stands in front already.
    if scene.campaign.label(ix) != roster.code(ix) {
        let code = clean(roster.code(ix)).into_owned();
        parts.push(scene.cat.tr_args("sheet-code", &[("code", code.into())]));
    }
    let line = parts.join(&format!(" {dot} "));
    let line = if width::cells(&line) > usize::from(area.width) {
        parts.truncate(2);
        parts.join(&format!(" {dot} "))
    } else {
        line
    };
    paint::text(buf, area.x, area.y, area.width, &line, scene.style(Role::Title));
    if area.height > 1 {
        let brief = brief(scene, ix);
        let lines = list::flow(brief, area.width, 2);
        let below = Rect::new(area.x, area.y + 1, area.width, area.height - 1);
        for (y, line) in (below.y..below.bottom()).zip(&lines) {
            let pieces: Vec<(&str, Style)> = line.iter().map(|(s, st)| (s.as_str(), *st)).collect();
            paint::pieces(buf, below.x, y, below.width, &pieces);
        }
    }
}

fn parent_or_region(scene: &Scene<'_>, ix: UnitIx) -> Option<String> {
    let roster = scene.campaign.roster();
    match roster.parent(ix) {
        Some(p) => Some(clean(roster.name(p, scene.lang())).into_owned()),
        None => roster
            .regions()
            .get(roster.region(ix))
            .map(|r| clean(r.name.get(scene.lang())).into_owned()),
    }
}

/// The report in a few pieces, for a small screen.
fn brief(scene: &Scene<'_>, ix: UnitIx) -> Vec<Line> {
    let mut all = vec![state_line(scene, ix)];
    all.push(correction(scene, ix).unwrap_or_else(|| due(scene, ix, false)));
    all.push(completeness(scene, ix));
    all
}

fn titles(state: &State, scene: &Scene<'_>, ix: UnitIx, b: &Boxed, plan: &Plan, buf: &mut Buffer) {
    let shown: Vec<List> = if plan.small {
        state.lists.to_vec()
    } else if matches!(b.list, List::History | List::Below) && state.lists.contains(&List::Below) {
        vec![List::Below, List::History]
    } else if b.list.is_lower() && plan.shared {
        let mut all = vec![List::Evidence, List::Contacts, List::Figures];
        all.extend(state.lists.contains(&List::Changes).then_some(List::Changes));
        all
    } else if matches!(b.list, List::Evidence | List::Changes) && state.lists.contains(&List::Changes) {
        vec![List::Evidence, List::Changes]
    } else {
        vec![b.list]
    };
    let word = |l: List| {
        let n = count(l, scene, ix);
        if l == List::Below {
            let c = scene.campaign.roll_up(ix, scene.now);
            format!("{} {}/{}", scene.tr(l.key()), c.reported(), c.owing())
        } else if n > 0 && l != List::History {
            format!("{} {n}", scene.tr(l.key()))
        } else {
            scene.tr(l.key()).into_owned()
        }
    };
    let style = |l: List| match (l == b.list, l == state.list && scene.focused) {
        (true, true) => scene.style(Role::Selected),
        (true, false) => scene.style(Role::Title),
        (false, _) => scene.style(Role::Dim),
    };
    let total: usize = shown.iter().map(|l| width::cells(&word(*l)) + 1).sum();
    // Where not all titles fit, the one that is shown comes first.
    let from = if total > usize::from(b.title.width) {
        shown.iter().position(|l| *l == b.list).unwrap_or(0)
    } else {
        0
    };
    let pieces: Line = shown.iter().skip(from).map(|l| (word(*l), style(*l))).collect();
    let all = state.lists.len();
    let end = if plan.small && from + 1 < all && total > usize::from(b.title.width) {
        let at = state.lists.iter().position(|l| *l == b.list).unwrap_or(0);
        format!("{}/{all}", at + 1)
    } else {
        String::new()
    };
    list::rule(buf, b.title, &pieces, &end, scene);
}

fn body(state: &State, scene: &Scene<'_>, ix: UnitIx, b: &Boxed, buf: &mut Buffer) {
    let area = b.body;
    let u = scene.campaign.unit(ix);
    let cursor = state.cursor(b.list);
    if b.list == List::Report {
        let lines = report(scene, ix, area.width, area.height);
        list::lines(buf, area, &lines, cursor.first, scene.look);
        return;
    }
    if b.list == List::Changes {
        return list::lines(buf, area, state.changes(), cursor.first, scene.look);
    }
    let n = state.count(b.list, scene, ix);
    if n == 0 {
        let key = match b.list {
            List::Activities => "sheet-no_activities",
            List::Evidence => "sheet-no_evidence",
            List::Contacts => "sheet-no_contacts",
            List::Figures => "sheet-no_figures",
            List::Report | List::Changes | List::History | List::Below => "sheet-no_history",
        };
        let style = scene.style(Role::Dim);
        list::lines(
            buf,
            area,
            &list::wrapped(&scene.tr(key), area.width, style),
            0,
            scene.look,
        );
        return;
    }
    list::rows(cursor, n, scene, area, buf, |i, row, buf| match b.list {
        List::Activities => activity(scene, u, i, row, buf),
        List::Evidence => evidence(scene, u, i, row, buf),
        List::Contacts => contact(scene, u, i, row, buf),
        List::Figures => {
            if let Some(f) = figures(scene, u).get(i) {
                f.draw(scene, row, buf);
            }
        }
        List::Below => {
            if let Some(ix) = scene.campaign.roster().children(ix).get(i) {
                below(scene, *ix, row, buf);
            }
        }
        List::Report | List::Changes | List::History => {
            if let Some(e) = state.entry(scene, ix, i) {
                history(scene, ix, e, row, buf);
            }
        }
    });
}
