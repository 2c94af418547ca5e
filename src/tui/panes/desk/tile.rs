//! A unit as a block filled with the colour of its state: sign and letters stand in it, because colour is never the only
//! carrier.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::core::names::UnitIx;
use crate::output::words;
use crate::text::width;
use crate::tui::paint;
use crate::tui::panes::desk::grid;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The style of a unit's block, and whether it owes something past its date.
pub fn style(scene: &Scene<'_>, ix: UnitIx) -> (Style, bool) {
    let (role, debt) = role(scene, ix);
    (scene.look.tile(role), debt)
}

fn role(scene: &Scene<'_>, ix: UnitIx) -> (Role, bool) {
    let debt = scene.campaign.is_debt(ix, scene.now);
    let role = if debt {
        Role::Debt
    } else {
        Role::of_state(scene.campaign.unit(ix).state)
    };
    (role, debt)
}

/// Draws it; gives where its letters stand. Of two rows and more the uppermost is half filled, where the signs can say so:
/// blocks then lie apart by about as much in both directions. Of three and more the name has a row.
pub fn view(scene: &Scene<'_>, ix: UnitIx, at: Rect, buf: &mut Buffer) -> Rect {
    let g = &scene.look.glyphs;
    let (role, debt) = role(scene, ix);
    let style = scene.look.tile(role);
    let roomy = at.width >= 5;
    let half = g.half().filter(|_| roomy && at.height >= 2);
    let mut fill = at;
    if let Some(half) = half {
        fill = Rect::new(at.x, at.y + 1, at.width, at.height - 1);
        let ink = Style {
            bg: None,
            ..scene.style(role).remove_modifier(Modifier::all())
        };
        let ink = ink.fg(ink.fg.unwrap_or(Color::Reset));
        for x in at.x..at.right() {
            paint::text(buf, x, at.y, 1, half, ink);
        }
    }
    paint::fill(buf, fill, style);
    let alone = debt && !roomy && fill.height == 1;
    let sign = if alone {
        g.debt
    } else {
        g.state(scene.campaign.unit(ix).state)
    };
    paint::text(buf, fill.x, fill.y, 1, sign, style);
    let label = width::head(scene.campaign.label(ix), 3);
    let mut x = paint::text(buf, fill.x + 1, fill.y, 3, label, style);
    if roomy && debt {
        x = paint::text(buf, x, fill.y, 1, g.debt, style);
    } else if debt && !alone {
        paint::text(buf, fill.x, fill.y + 1, 1, g.debt, style);
    } else if roomy && scene.campaign.roster().has_children(ix) {
        x = paint::text(buf, x, fill.y, 1, grid::share(scene, ix).0, style);
    }
    if fill.height >= 2 {
        let name = words::short_name_in(scene.campaign, ix, scene.lang());
        if width::cells(&name) <= usize::from(at.width) {
            paint::text(buf, fill.x, fill.y + 1, at.width, &name, style);
        }
    }
    Rect::new(fill.x, fill.y, x - fill.x, 1)
}
