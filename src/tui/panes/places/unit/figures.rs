//! The figures of a unit: those that it reported, and those that are asked for and missing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::definition::PartKind;
use crate::core::unit::{Figure, UnitState};
use crate::output::words;
use crate::text::numbers;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, col, grow};
use crate::tui::panes::kit::report::when;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// A figure that was reported, or one that is asked for and missing.
pub(super) struct Told<'a> {
    pub(super) id: &'a str,
    pub(super) figure: Option<&'a Figure>,
}

/// The figures of a unit in the order of the definition, those that are missing last.
pub(super) fn figures<'a>(scene: &Scene<'a>, u: &'a UnitState) -> Vec<Told<'a>> {
    let def = scene.campaign.def();
    let place = |id: &str| {
        def.indicators
            .iter()
            .position(|i| i.id == id)
            .unwrap_or(usize::MAX)
    };
    let mut all: Vec<Told<'a>> = u
        .figures
        .iter()
        .map(|f| Told {
            id: &f.id,
            figure: Some(f),
        })
        .collect();
    all.sort_by_key(|t| place(t.id));
    let asked = def
        .parts
        .iter()
        .filter(|p| p.kind == PartKind::Figure && u.misses(p));
    all.extend(asked.map(|p| Told {
        id: &p.id,
        figure: None,
    }));
    all
}

impl Told<'_> {
    pub(super) fn value(&self, scene: &Scene<'_>) -> String {
        let Some(f) = self.figure else {
            return scene.tr("term-missing").into_owned();
        };
        match scene.campaign.def().indicator(self.id) {
            Some(i) => words::figure_value(scene.cat, i, f.value),
            None => numbers::plain(scene.lang(), f.value),
        }
    }

    pub(super) fn label(&self, scene: &Scene<'_>) -> String {
        let label = scene
            .campaign
            .def()
            .indicator(self.id)
            .map(|i| i.label.get(scene.lang()));
        clean(label.unwrap_or(self.id)).into_owned()
    }

    pub(super) fn words(&self, scene: &Scene<'_>) -> String {
        format!("{}: {}", self.label(scene), self.value(scene))
    }

    pub(super) fn draw(&self, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
        let here = scene.unit.map(|ix| scene.campaign.unit(ix).figures.as_slice());
        let dates = here.unwrap_or_default().iter().map(|f| f.at);
        let date = list::moment_cells(scene, dates);
        let cols = [grow(0, 14, 0), col(1, 16, 0), col(2, date, 1), col(3, 10, 2)];
        let unusual = self.figure.is_some_and(|f| f.unusual);
        let role = match self.figure {
            None if scene.campaign.is_expecting() => Role::Text,
            None => Role::Debt,
            Some(_) if unusual => Role::Warn,
            Some(_) => Role::Text,
        };
        for c in list::columns(row.width, &cols) {
            match (c.id, self.figure) {
                (0, _) => list::cell(buf, row, c, &self.label(scene), scene.style(Role::Text)),
                (1, _) => {
                    let mark = if unusual { scene.look.glyphs.debt } else { "" };
                    let words = format!("{}{mark}", self.value(scene));
                    list::number(buf, row, c, &words, scene.style(role));
                }
                (2, Some(f)) => list::cell(buf, row, c, &when(scene, f.at), scene.style(Role::Dim)),
                (3, Some(f)) => {
                    list::cell(
                        buf,
                        row,
                        c,
                        &scene.cat.person(f.actor.as_str()),
                        scene.style(Role::Dim),
                    );
                }
                _ => {}
            }
        }
    }
}
