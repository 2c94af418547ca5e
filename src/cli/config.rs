//! `ketnoi config check`: which settings hold, and who said so.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{dashboard, out};
use crate::config::looks;

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
    settings: Vec<Row>,
    /// What keys of the user's own are taken from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keys_taken: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    key: &'static str,
    value: String,
    origin: String,
}

/// Carries it out. That the files can be read at all has been found out by the time this runs.
pub fn run(s: &mut Session, _m: &ArgMatches) -> Result<(), Fail> {
    let settings = &s.settings;
    let taken = dashboard::shadows(s, &dashboard::keymap(s)?);
    let rows: Vec<Row> = settings
        .rows(&s.cat)
        .into_iter()
        .map(|(setting, value, origin)| Row {
            key: setting.key,
            value,
            origin,
        })
        .collect();
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
        let head: Vec<String> = ["cli-head_setting", "cli-head_value", "cli-head_origin"]
            .iter()
            .map(|k| s.cat.tr(k).into_owned())
            .collect();
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .map(|r| vec![r.key.to_owned(), r.value, r.origin])
            .collect();
        out::table(&s.cat, &head, &rows, &[2])?;
        out::lines(&s.cat, taken)?;
    }
    match looks::find(&settings.theme, settings.data_dir.as_deref()) {
        Ok(_) => Ok(()),
        Err(e) => Err(Fail::Failed(e.render(&s.cat))),
    }
}
