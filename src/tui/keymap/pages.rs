//! The pages that are made of the table.

use std::fmt::Write as _;

use crate::core::names::Lang;
use crate::text::Catalogue;
use crate::tui::keymap::map::Keymap;
use crate::tui::keymap::table::{Layer, Row, TABLE};

/// The rows by the layer in which each stands first, in the order of the help, with their keys as they are shown.
pub(super) fn chapters() -> impl Iterator<Item = (Layer, Vec<(&'static Row, Vec<String>)>)> {
    let map = Keymap::default();
    Layer::ALL.into_iter().map(move |layer| {
        let rows = TABLE.iter().filter(|r| r.layers.first() == Some(&layer));
        (layer, rows.map(|r| (r, map.keys_of(r))).collect())
    })
}

/// `docs/keys.md`, from the table.
pub fn docs_page() -> String {
    let cat = Catalogue::new(Lang::En);
    let mut page = String::from(
        "# Keys\n\nGenerated from the program (`KETNOI_BLESS=1 cargo test --test house docs`); do not edit. The same table is the source \
         of the footer, the help (`?`), the palette (`:`) and the man page.\n\nAn id names an action in the configuration: `keys: \
         {report.accept: [A, alt-a]}` gives it other keys ([config.md](config.md)). An action works wherever it says; what lies on \
         top is asked first. Actions without a key are in the palette. Every digit or letter key has another way, by the palette, \
         Tab, the arrows or a function key, because on Vietnamese keyboards the row of digits carries letters.\n",
    );
    for (layer, rows) in chapters() {
        if rows.is_empty() {
            continue;
        }
        let title = cat.tr(&format!("layer-{}", layer.id()));
        let _ = write!(
            page,
            "\n## {title}\n\n| keys | what it does | id | works in |\n|---|---|---|---|\n"
        );
        for (row, keys) in rows {
            let keys: Vec<String> = keys.iter().map(|k| format!("`{k}`")).collect();
            let layers: Vec<&str> = row.layers.iter().map(|l| l.id()).collect();
            let _ = writeln!(
                page,
                "| {} | {} | `{}` | {} |",
                keys.join(" "),
                cat.tr(&row.label_key()),
                row.id,
                layers.join(", ")
            );
        }
    }
    page
}

/// The keys for a man page: under the name of each layer the keys and what they do.
pub fn listing(cat: &Catalogue) -> Vec<(String, Vec<(String, String)>)> {
    let line = |(row, keys): (&Row, Vec<String>)| {
        let label = cat.tr(&row.label_key()).into_owned();
        (!keys.is_empty()).then(|| (keys.join(", "), label))
    };
    chapters()
        .map(|(layer, rows)| {
            let title = cat.tr(&format!("layer-{}", layer.id())).into_owned();
            (title, rows.into_iter().filter_map(line).collect::<Vec<_>>())
        })
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}
