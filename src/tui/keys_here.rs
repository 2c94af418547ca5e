//! Which keys work where one is: the layers that are asked, and from them what footer, help and palette list.

use crate::tui::keymap::{Layer, Row, TABLE, key_name};
use crate::tui::model::Model;
use crate::tui::msg::{Action, Nav};
use crate::tui::overlay::Overlay;
use crate::tui::paint;
use crate::tui::panes::over::{help, menu, palette, welcome};

impl Model {
    /// The layers that are asked for a key, the one on top first.
    pub fn layers(&self) -> Vec<Layer> {
        match &self.overlay {
            Overlay::Welcome(_) => return vec![Layer::Welcome],
            Overlay::Help(_) | Overlay::Changes(_) => return vec![Layer::Help],
            Overlay::Photo(_) => return vec![Layer::Photo],
            Overlay::Places(_) => return vec![Layer::Places],
            Overlay::Palette(_) => return vec![Layer::Palette, Layer::Text],
            Overlay::Form(form) if form.is_explained() => return vec![Layer::Help],
            Overlay::Form(form) if form.picker().is_some() => return vec![Layer::Pick, Layer::Text],
            Overlay::Form(form) => {
                let list = form.is_list_open().then_some(Layer::Choices);
                let figures = form.is_of_figures().then_some(Layer::Figures);
                let top = list.into_iter().chain(figures);
                return top.chain([Layer::Form, Layer::Text]).collect();
            }
            Overlay::SetUp(setup) if setup.is_explained() => return vec![Layer::Help],
            Overlay::SetUp(_) => return vec![Layer::SetUp, Layer::Text],
            Overlay::Confirm(_) => return vec![Layer::Confirm],
            Overlay::Filter(_) => return vec![Layer::Filter, Layer::Text],
            Overlay::None => {}
        }
        self.place_layers()
    }

    /// The same without what lies on top.
    fn place_layers(&self) -> Vec<Layer> {
        let mut layers = match &self.timeline {
            Some(t) if t.strip.focused => vec![Layer::Strip, Layer::Past],
            Some(_) => vec![Layer::Past],
            None => Vec::new(),
        };
        layers.extend(self.here().layers());
        layers
    }

    /// Rows of the table that work here, each once, the layer on top first: for footer and help.
    pub fn rows_here(&self) -> Vec<&'static Row> {
        let mut rows: Vec<&'static Row> = Vec::new();
        for layer in self.layers() {
            for row in TABLE
                .iter()
                .filter(|r| r.layers.contains(&layer) && self.offered(r))
            {
                if !rows.iter().any(|r| std::ptr::eq(*r, row)) {
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// Is a row what its first key does here, and not the way to where one is already? Esc stands for two rows: the one that
    /// is ready first is the one to show.
    pub fn works(&self, row: &Row) -> bool {
        if row.action == Action::Place(self.place) {
            return false;
        }
        let Some(key) = self.keymap.first_key(row) else {
            return false;
        };
        let rows = self.keymap.resolve(&self.layers(), key);
        let winner = rows.into_iter().find(|r| self.is_ready(r));
        winner.is_some_and(|w| std::ptr::eq(w, row))
    }

    /// The whole table, with what is not ready where one is, and why. What works here comes first, then what works
    /// everywhere; the rest is known to be the rest.
    pub fn help_text(&self) -> help::Text {
        let here = self.place_layers();
        let mut order = here.clone();
        for layer in Layer::ALL {
            if !order.contains(&layer) {
                order.push(layer);
            }
        }
        let home = |row: &Row| order.iter().find(|l| row.layers.contains(l)).copied();
        let note = self.cannot_write();
        let mut entries = Vec::new();
        for layer in order.iter().copied() {
            for row in TABLE.iter().filter(|r| home(r) == Some(layer) && self.offered(r)) {
                let keys = self.keymap.keys_of(row);
                // The same reason for all of them is said once.
                let left_out = note.is_some() && self.is_in_the_note(row);
                if !keys.is_empty() && !left_out {
                    entries.push(help::Entry {
                        layer,
                        here: here.contains(&layer),
                        keys: keys.join(" "),
                        label: self.stage.cat.tr(&row.label_key()).into_owned(),
                        why: self.ready(row).err(),
                    });
                }
            }
        }
        let said = |why: String| {
            self.stage
                .cat
                .tr_args("help-cannot_write", &[("why", why.into())])
        };
        help::Text {
            note: note.map(said),
            rest: self.keymap.key_of("help.rest"),
            entries,
        }
    }

    /// What the welcome says of this session.
    pub fn welcome_says(&self) -> welcome::Says {
        let shown = |path: String| paint::clean(&path).into_owned();
        welcome::Says {
            ways: ["welcome.set_up", "welcome.demo", "welcome.work"].map(|id| self.keymap.key_of(id)),
            close: self.keymap.key_of("welcome.close"),
            no_store: self.no_store.as_ref().map(|site| shown(site.to_string())),
        }
    }

    /// The places that there are for whoever sits here, with their letters, in the order of the table; then the way to the top.
    pub fn menu_items(&self) -> Vec<menu::Item> {
        let letters = TABLE.iter().filter(|r| r.is_letter() && self.offered(r));
        let item = |row: &Row| {
            let to = match row.action {
                Action::Place(place) => menu::To::Place(place),
                Action::Top => menu::To::Top,
                _ => return None,
            };
            let direct = match to {
                menu::To::Place(_) => TABLE.iter().find(|r| r.action == row.action && !r.is_letter()),
                menu::To::Top => TABLE.iter().find(|r| r.action == Action::Go(Nav::First)),
            };
            Some(menu::Item {
                to,
                key: self.keymap.first_key(row).map_or_else(String::new, key_name),
                direct: direct.map_or_else(String::new, |r| self.keymap.keys_of(r).join(" ")),
            })
        };
        letters.filter_map(item).collect()
    }

    /// Every command that can be named, with its key and, where it is not ready here, the reason. One that holds for all of
    /// those that write is left to the palette's note.
    pub fn palette_items(&self) -> Vec<palette::Item> {
        let note = self.cannot_write();
        let typed = |r: &&Row| !r.layers.iter().all(|l| l.takes_text());
        let named = |r: &&Row| {
            !matches!(
                r.action,
                Action::Go(_) | Action::Top | Action::Confirm | Action::Palette | Action::Choose(_)
            )
        };
        // A place that has a key of its own is not listed again by its letter.
        let direct = |row: &Row| TABLE.iter().any(|r| r.action == row.action && !r.is_letter());
        let twice = |r: &&Row| {
            matches!(
                r.id,
                "help.close"
                    | "places.close"
                    | "confirm.no"
                    | "document.copy"
                    | "welcome.close"
                    | "welcome.lang"
                    | "welcome.help"
                    | "welcome.quit"
            ) || r.is_letter() && direct(r)
        };
        let mut rows: Vec<&Row> = TABLE
            .iter()
            .filter(typed)
            .filter(named)
            .filter(|r| !twice(r))
            .filter(|r| self.offered(r))
            .collect();
        // What is ready comes first; among that, what is done where one is, then what is done everywhere, then the rest;
        // then, as in the footer, what is wanted most.
        let here = self.place_layers();
        let far = |r: &Row| {
            let at = here.iter().position(|l| r.layers.contains(l));
            (at.is_none(), r.layers.contains(&Layer::Global))
        };
        rows.sort_by_cached_key(|r| (self.ready(r).is_err(), far(r), r.rank == 0, r.rank));
        rows.into_iter()
            .map(|r| {
                let why = self.ready(r).err();
                palette::Item {
                    id: r.id,
                    label: self.stage.cat.tr(&r.label_key()).into_owned(),
                    spelled: spelled(r.id),
                    keys: self.keymap.keys_of(r).first().cloned().unwrap_or_default(),
                    ready: why.is_none(),
                    why: why.filter(|_| note.is_none() || !self.is_in_the_note(r)),
                }
            })
            .collect()
    }
}

/// What vim's users type for a command, before anything that merely has those letters.
fn spelled(id: &str) -> &'static [&'static str] {
    match id {
        "quit" => &["q", "q!", "qa", "qa!", "wq", "x"],
        "help" => &["h"],
        "undo" => &["u"],
        _ => &[],
    }
}
