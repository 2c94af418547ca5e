//! `ketnoi config check`: which settings hold, and who said so.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{dashboard, out};
use crate::config::looks;
use crate::output::table::{Column, Kind, Table};

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let group = w.group("config", &["ketnoi config check"]).subcommand(w.leaf(
        "config check",
        vec![],
        &[
            "ketnoi config check",
            "ketnoi config check --config ketnoi.yaml --json",
        ],
    ));
    w.finish(group, "ketnoi config")
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    files: Vec<String>,
    settings: Table<'static, Row>,
    /// What keys of the user's own are taken from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keys_taken: Vec<String>,
}

/// A setting's key, its value, and who said so.
type Row = (&'static str, String, String);

fn table(rows: Vec<Row>) -> Table<'static, Row> {
    type Of = Column<'static, Row>;
    let columns = vec![
        Of::data("key", Kind::Text, |(key, ..)| *key).headed("cli-head_setting"),
        Of::data("value", Kind::Text, |(_, value, _)| value.clone()).headed("cli-head_value"),
        Of::data("origin", Kind::Text, |(.., origin)| origin.clone())
            .headed("cli-head_origin")
            .spare(1),
    ];
    Table {
        columns,
        rows,
        year: 0,
    }
}

/// Carries it out. That the files can be read at all has been found out by the time this runs.
pub fn run(s: &mut Session, _m: &ArgMatches) -> Result<(), Fail> {
    let settings = &s.settings;
    let taken = dashboard::shadows(s, &dashboard::keymap(s)?);
    let rows = settings.rows(&s.cat).into_iter();
    let rows = table(
        rows.map(|(setting, value, origin)| (setting.key, value, origin))
            .collect(),
    );
    if s.json {
        let files = settings.files.iter().map(|p| p.display().to_string()).collect();
        out::json(
            &s.cat,
            &Document {
                schema: "ketnoi.config/1",
                files,
                settings: rows,
                keys_taken: taken,
            },
        )?;
    } else {
        out::table(&s.cat, &rows)?;
        out::lines(&s.cat, taken)?;
    }
    looks::check(&settings.theme, settings.data_dir.as_deref()).map_err(|e| Fail::Failed(e.render(&s.cat)))
}
