//! The keys in force: those of the table, with what somebody has overridden.

use self::Layer::Activities;
use self::Layer::Choices;
use self::Layer::Desk;
use self::Layer::Documents;
use self::Layer::Export;
use self::Layer::Figures;
use self::Layer::Filter;
use self::Layer::Form;
use self::Layer::Global;
use self::Layer::Goals;
use self::Layer::Grid;
use self::Layer::History;
use self::Layer::Inbox;
use self::Layer::Palette;
use self::Layer::Past;
use self::Layer::Pick;
use self::Layer::SetUp;
use self::Layer::Strip;
use self::Layer::Text;
use self::Layer::Unit;
use self::Layer::{Queue, Reminders};

use crate::tui::keymap::names::{key_name, parse_key};
use crate::tui::keymap::table::{Layer, Row, TABLE};
use crate::tui::term::{KeyEvent, KeyExt as _};

/// Why an override of a key cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyProblem {
    /// No row has this id.
    UnknownAction {
        /// As written.
        id: String,
    },
    /// Not a key.
    UnknownKey {
        /// As written.
        key: String,
        /// For which action.
        id: String,
    },
    /// Two rows of one layer want the same key.
    Taken {
        /// The key.
        key: String,
        /// Who wants it.
        id: String,
        /// Who has it.
        by: String,
    },
    /// A key that is a letter where text is typed: it could not be typed any more.
    Printable {
        /// The key.
        key: String,
        /// Who wants it.
        id: String,
    },
    /// Without a key for it nobody would get out, or get on.
    NoWay {
        /// Of which row.
        id: String,
    },
}

/// A key that an override takes away from another row where both would work: what lies on top is asked first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shadow {
    /// The key.
    pub key: String,
    /// Who has it now.
    pub id: String,
    /// Who had it.
    pub from: String,
    /// Where.
    pub layer: Layer,
}

/// Rows that must keep a key: what closes something, hands it in or ends the program.
pub(super) const WAYS: &[&str] = &[
    "quit",
    "help.close",
    "confirm.yes",
    "confirm.no",
    "form.submit",
    "choices.take",
    "choices.close",
    "figures.next",
    "form.cancel",
    "setup.open",
    "setup.close",
    "places.close",
    "photo.close",
    "welcome.close",
    "palette.run",
    "palette.close",
    "filter.keep",
    "filter.drop",
];

/// Layers that are asked one after the other, the one on top first.
pub(super) const STACKS: &[&[Layer]] = &[
    &[Strip, Past, Grid, Desk, Global],
    &[Strip, Past, Activities, Desk, Global],
    &[Strip, Past, Goals, Desk, Global],
    &[Strip, Past, Unit, Global],
    &[Strip, Past, Queue, Global],
    &[Strip, Past, Inbox, Global],
    &[Strip, Past, Documents, Global],
    &[Strip, Past, Reminders, Global],
    &[Strip, Past, Export, Global],
    &[Strip, Past, History, Global],
    &[Choices, Figures, Form, Text],
    &[SetUp, Text],
    &[Pick, Text],
    &[Palette, Text],
    &[Filter, Text],
];

/// The table with a user's overrides, ready to be asked.
#[derive(Debug, Clone)]
pub struct Keymap {
    pub(super) keys: Vec<Vec<KeyEvent>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self {
            keys: TABLE
                .iter()
                .map(|r| r.keys.iter().filter_map(|k| parse_key(k)).collect())
                .collect(),
        }
    }
}

impl Keymap {
    /// The table with some rows' keys replaced.
    ///
    /// # Errors
    /// The index of the override that cannot be taken, and why.
    pub fn with_overrides(overrides: &[(String, Vec<String>)]) -> Result<Self, (usize, KeyProblem)> {
        let mut map = Self::default();
        for (n, (id, keys)) in overrides.iter().enumerate() {
            let rows: Vec<usize> = TABLE
                .iter()
                .enumerate()
                .filter(|(_, r)| r.id == id)
                .map(|(i, _)| i)
                .collect();
            if rows.is_empty() {
                return Err((n, KeyProblem::UnknownAction { id: id.clone() }));
            }
            let parsed = keys
                .iter()
                .map(|k| {
                    parse_key(k).ok_or_else(|| {
                        let problem = KeyProblem::UnknownKey {
                            key: k.clone(),
                            id: id.clone(),
                        };
                        (n, problem)
                    })
                })
                .collect::<Result<Vec<_>, _>>()?;
            if parsed.is_empty() && WAYS.contains(&id.as_str()) {
                return Err((n, KeyProblem::NoWay { id: id.clone() }));
            }
            let typing = rows
                .iter()
                .filter_map(|i| TABLE.get(*i))
                .any(|r| r.layers.iter().any(|l| l.takes_text()));
            if let Some(key) = parsed.iter().find(|k| typing && k.text().is_some()) {
                let (key, id) = (key_name(*key), id.clone());
                return Err((n, KeyProblem::Printable { key, id }));
            }
            for i in rows {
                if let Some(slot) = map.keys.get_mut(i) {
                    slot.clone_from(&parsed);
                }
            }
        }
        for (n, (id, _)) in overrides.iter().enumerate() {
            if let Some(problem) = map.clash(id) {
                return Err((n, problem));
            }
        }
        Ok(map)
    }

    /// What the keys of these rows are taken from: the rows below them in some stack of layers that have the same key.
    pub fn shadows(&self, ids: &[&str]) -> Vec<Shadow> {
        let mut out: Vec<Shadow> = Vec::new();
        for stack in STACKS {
            for (depth, layer) in stack.iter().enumerate() {
                for (row, key) in self.of_layer(*layer).filter(|(r, _)| ids.contains(&r.id)) {
                    let below = stack.iter().skip(depth + 1);
                    for (other, _) in below.flat_map(|l| self.of_layer(*l)).filter(|(_, k)| *k == key) {
                        let shadow = Shadow {
                            key: key_name(key),
                            id: row.id.to_owned(),
                            from: other.id.to_owned(),
                            layer: *layer,
                        };
                        if other.action != row.action && !out.contains(&shadow) {
                            out.push(shadow);
                        }
                    }
                }
            }
        }
        out
    }

    pub(super) fn of_layer(&self, layer: Layer) -> impl Iterator<Item = (&'static Row, KeyEvent)> + '_ {
        let rows = TABLE.iter().zip(&self.keys);
        rows.filter(move |(r, _)| r.layers.contains(&layer))
            .flat_map(|(r, keys)| keys.iter().map(move |k| (r, *k)))
    }

    pub(super) fn clash(&self, id: &str) -> Option<KeyProblem> {
        let (at, row) = TABLE.iter().enumerate().find(|(_, r)| r.id == id)?;
        for (i, other) in TABLE.iter().enumerate().filter(|(i, _)| *i != at) {
            let shared = other.layers.iter().any(|l| row.layers.contains(l));
            let same_help = other.action == row.action;
            if !shared || same_help {
                continue;
            }
            if let Some(key) = self.keys[at].iter().find(|k| self.keys[i].contains(k)) {
                return Some(KeyProblem::Taken {
                    key: key_name(*key),
                    id: id.to_owned(),
                    by: other.id.to_owned(),
                });
            }
        }
        None
    }

    /// The rows that a key stands for, the layer on top first. More than one where the first may not be ready (Esc takes
    /// a filter away, or goes back).
    pub fn resolve(&self, layers: &[Layer], key: KeyEvent) -> Vec<&'static Row> {
        layers
            .iter()
            .flat_map(|layer| {
                TABLE
                    .iter()
                    .zip(&self.keys)
                    .filter(move |(r, keys)| r.layers.contains(layer) && keys.contains(&key))
                    .map(|(r, _)| r)
            })
            .collect()
    }

    /// The keys of a row, as they are shown; before a place's letter stands the key of the menu.
    pub fn keys_of(&self, row: &Row) -> Vec<String> {
        let keys = TABLE
            .iter()
            .position(|r| std::ptr::eq(r, row) || (r.id == row.id && r.layers == row.layers))
            .and_then(|i| self.keys.get(i));
        let shown = keys.into_iter().flatten().map(|k| key_name(*k));
        if !row.is_letter() {
            return shown.collect();
        }
        let menu = self.key_of("places");
        let reached = !menu.is_empty();
        shown
            .filter(|_| reached)
            .map(|letter| format!("{menu} {letter}"))
            .collect()
    }

    /// The first key of a row.
    pub fn first_key(&self, row: &Row) -> Option<KeyEvent> {
        let at = TABLE.iter().position(|r| std::ptr::eq(r, row))?;
        self.keys.get(at)?.first().copied()
    }

    /// The first key of the row of that id, as it is shown; empty if it has none.
    pub fn key_of(&self, id: &str) -> String {
        TABLE
            .iter()
            .find(|r| r.id == id)
            .and_then(|r| self.keys_of(r).into_iter().next())
            .unwrap_or_default()
    }
}
