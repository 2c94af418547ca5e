//! What changed from one version of a report to the next, as lines of a pane. It must never know where they are shown.

use crate::core::changes::Changes;
use crate::output::changes::{self, Tone};
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The lines, long ones folded; what goes on is set in below its sign.
pub fn lines(all: &[Changes], scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for change in all {
        if !out.is_empty() {
            out.push(Line::new());
        }
        for (tone, words) in changes::lines(scene.cat, scene.campaign, change) {
            let role = match tone {
                Tone::Title | Tone::Heading => Role::Title,
                Tone::Added => Role::Accepted,
                Tone::Gone => Role::Debt,
                Tone::Plain => Role::Text,
                Tone::Note => Role::Dim,
            };
            let style = scene.style(role);
            let marked = words.get(..2).filter(|mark| matches!(*mark, "+ " | "- " | "  "));
            let Some(mark) = marked else {
                out.extend(list::wrapped(&words, cells, style));
                continue;
            };
            let rest = list::wrapped(&words[mark.len()..], cells.saturating_sub(2), style);
            for (at, line) in rest.into_iter().enumerate() {
                let mut whole = vec![(if at == 0 { mark } else { "  " }.to_owned(), style)];
                whole.extend(line);
                out.push(whole);
            }
        }
    }
    out
}
