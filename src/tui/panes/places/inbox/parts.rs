//! The parts of the letter at hand: what lies in what, with kinds, sizes and what was noticed.

use crate::output::inbox;
use crate::text::numbers;
use crate::tui::letters::Item;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::panes::places::inbox::letter::{indented, is_quiet};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The most levels that are set in: what lies deeper is set in no further.
const DEEPEST: usize = 8;

/// A line or two for each part.
pub(super) fn lines(item: &Item, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let parts = &item.entry.parts;
    if parts.is_empty() {
        return list::wrapped(&scene.tr("inbox-no_parts"), cells, scene.style(Role::Dim));
    }
    let depth = |mut at: usize| {
        let mut deep = 0;
        while let Some(above) = parts.get(at).and_then(|p| p.inside).map(|n| n as usize) {
            // What it lies in stands before it; anything else would go round.
            if above >= at || deep == DEEPEST {
                break;
            }
            (at, deep) = (above, deep + 1);
        }
        deep
    };
    let mut out = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let deep = depth(at);
        let twig = if deep == 0 {
            scene.look.glyphs.bullet
        } else {
            scene.look.glyphs.tree_last
        };
        let role = if is_quiet(part.kind) {
            Role::Dim
        } else {
            Role::Text
        };
        let name = clean(&part.name);
        let name = if name.trim().is_empty() {
            scene.tr("inbox-no_name")
        } else {
            name
        };
        let kind = scene.tr(&format!("part_kind-{}", part.kind.id()));
        let size = numbers::size(scene.lang(), part.size);
        let line = vec![
            (format!("{}{twig} ", "  ".repeat(deep)), scene.style(Role::Dim)),
            (name.into_owned(), scene.style(role)),
            (
                format!("  {kind} {} {size}", scene.look.glyphs.dot),
                scene.style(Role::Dim),
            ),
        ];
        out.extend(list::broken(line, cells));
        let by = 2 * (deep as u16 + 1);
        let more = format!(
            "{} {} {}",
            clean(&part.media),
            scene.look.glyphs.dot,
            short(part.sha256.as_str())
        );
        out.extend(indented(&more, by, scene.style(Role::Dim), cells));
        for flag in &part.flags {
            let told = inbox::part_flag(scene.cat, part, flag);
            out.extend(indented(&told, by, scene.style(Role::Warn), cells));
        }
    }
    out
}

fn short(hash: &str) -> String {
    format!("SHA-256 {}…", clean(hash.get(..12).unwrap_or(hash)))
}
