//! What of the letter at hand is shown, and how one turns to it.

use crate::tui::panes::places::inbox::state::State;

/// What of a letter is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// What one decides by, and its text.
    #[default]
    Letter,
    /// What changed since the version before, where it makes or made one.
    Changes,
    /// Its parts.
    Parts,
    /// How the rules came to what they say.
    Why,
    /// Its head.
    Head,
}

impl View {
    /// Every view, in order.
    pub const ALL: [Self; 5] = [Self::Letter, Self::Changes, Self::Parts, Self::Why, Self::Head];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Changes => "changes",
            Self::Parts => "parts",
            Self::Why => "why",
            Self::Head => "head",
        }
    }
}

impl State {
    /// The views that there are of the letter at hand.
    pub(super) fn views(&self) -> Vec<View> {
        let id = self.selected().map(|item| item.id());
        let makes = id.is_some_and(|id| self.changes.of(id).is_some());
        let all = View::ALL.into_iter();
        all.filter(|v| makes || *v != View::Changes).collect()
    }

    /// Shows the next view of the letter, or the one before.
    pub(super) fn turn(&mut self, forward: bool) {
        let views = self.views();
        let n = views.len();
        let at = views.iter().position(|v| *v == self.view).unwrap_or(0);
        self.scroll = 0;
        if self.alone && !self.turned {
            self.turned = true;
            self.view = if forward { views[0] } else { views[n - 1] };
            return;
        }
        let ends = if forward { at + 1 == n } else { at == 0 };
        if self.alone && ends {
            self.turned = false;
            return;
        }
        self.view = views[(at + if forward { 1 } else { n - 1 }) % n];
    }
}
