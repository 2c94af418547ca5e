//! What changed from one version of a unit's report to the next, as a sheet remembers it.

use crate::core::names::{Lang, UnitIx};
use crate::intake::Compared;
use crate::tui::panes::kit::changed;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::{Look, Role};

/// What the sheet remembers of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Changed {
    /// Of which unit it was asked, and how many facts there were.
    asked: Option<(UnitIx, u64)>,
    waits: bool,
    seq: u64,
    /// The past is shown: there it is not told.
    back: bool,
    told: Option<(UnitIx, Result<Compared, String>)>,
    of: Option<Of>,
    pub(super) lines: Vec<Line>,
}

/// What the lines depend on.
#[derive(Debug, Clone, PartialEq)]
struct Of {
    unit: UnitIx,
    wide: u16,
    lang: Lang,
    look: Look,
    back: bool,
}

impl Changed {
    /// How far the campaign has come that is shown.
    pub(super) fn look(&mut self, scene: &Scene<'_>) {
        self.seq = scene.campaign.seq();
        self.back = scene.back.is_some();
    }

    /// Is it to be asked now of this unit? One question at a time, and again where something has come.
    pub(super) fn asks(&mut self, unit: UnitIx) -> bool {
        let now = Some((unit, self.seq));
        if self.back || self.waits || self.asked == now {
            return false;
        }
        (self.waits, self.asked) = (true, now);
        true
    }

    /// Letters have changed: it is asked once more; what is shown stays until then.
    pub(super) fn again(&mut self) {
        self.asked = None;
    }

    pub(super) fn take(&mut self, unit: UnitIx, told: Result<Compared, String>) {
        self.waits = false;
        self.told = Some((unit, told));
        self.of = None;
    }

    /// Puts the lines right for so much room.
    pub(super) fn settle(&mut self, scene: &Scene<'_>, unit: UnitIx, wide: u16) {
        let of = Of {
            unit,
            wide,
            lang: scene.lang(),
            look: scene.look.clone(),
            back: self.back,
        };
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.of = Some(of);
        let said = |key: &str, role| list::wrapped(&scene.tr(key), wide, scene.style(role));
        self.lines = match &self.told {
            _ if self.back => said("changes-present", Role::Dim),
            Some((of, Ok(compared))) if *of == unit => changed::lines(&compared.changes, scene, wide),
            Some((of, Err(why))) if *of == unit => list::wrapped(why, wide, scene.style(Role::Error)),
            _ => said("inbox-reading", Role::Dim),
        };
    }

    /// The lines as text.
    pub(super) fn text(&self) -> String {
        let words = |line: &Line| line.iter().map(|(words, _)| words.as_str()).collect::<String>();
        self.lines.iter().map(words).collect::<Vec<_>>().join("\n")
    }
}
