//! `ketnoi export template` and `ketnoi export check-template`: the house's own template.

use std::io::Cursor;
use std::path::Path;

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{files, out, parse};
use crate::docxout::{self, Mark};
use crate::export;
use crate::jail::Jail;
use crate::outfile::Readers;
use crate::text::{Catalogue, line};
use crate::undone;

/// `export template -o FILE`
pub fn write_command(w: &Words<'_>) -> Command {
    w.leaf(
        "export template",
        vec![
            w.file(w.opt("output", "FILE").short('o').required(true)),
            w.flag("force"),
        ],
        &["ketnoi export template -o mau-bao-cao.docx"],
    )
}

/// `export check-template FILE`
pub fn check_command(w: &Words<'_>) -> Command {
    w.leaf(
        "export check-template",
        vec![w.file(w.pos("FILE"))],
        &["ketnoi export check-template mau-bao-cao.docx"],
    )
}

/// Writes our own paper as a template.
pub fn write(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let path = parse::path(m, "output").unwrap_or_default();
    let made = docxout::stencil(Cursor::new(Vec::new()));
    let bytes = made
        .map_err(|e| Fail::io(&s.cat, &path.display().to_string(), &e))?
        .into_inner();
    let (guard, over) = (s.settings.guard(), parse::flag(m, "force"));
    files::write(&s.cat, &guard, &path, &mut bytes.as_slice(), over, Readers::Usual)?;
    let args = [
        ("file", line(&path.display().to_string()).into_owned().into()),
        ("marks", undone::marks(Mark::ALL).into()),
    ];
    tell(s, &path, Mark::ALL, &s.cat.tr_args("cli-template_written", &args))
}

/// Says whether a template can be filled, and with what.
pub fn check(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let path = parse::path(m, "FILE").unwrap_or_default();
    let (_, marks) = opened(&s.cat, &path)?;
    let mut once: Vec<Mark> = Vec::new();
    for mark in marks {
        if !once.contains(&mark) {
            once.push(mark);
        }
    }
    let said = undone::template_fits(&s.cat, &path, &once);
    tell(s, &path, &once, &said)
}

/// A template that can be filled: its bytes and its placeholders.
pub fn opened(cat: &Catalogue, path: &Path) -> Result<(Vec<u8>, Vec<Mark>), Fail> {
    let opened = export::template(path, Jail::new().as_ref());
    opened.map_err(|why| Fail::Failed(undone::no_template(cat, path, &why)))
}

#[derive(Serialize)]
struct Told {
    schema: &'static str,
    file: String,
    placeholders: Vec<&'static str>,
}

fn tell(s: &Session, path: &Path, marks: &[Mark], said: &str) -> Result<(), Fail> {
    if s.json {
        let told = Told {
            schema: "ketnoi.template/1",
            file: path.display().to_string(),
            placeholders: marks.iter().map(|m| m.word()).collect(),
        };
        return out::json(&s.cat, &told);
    }
    out::text_line(&s.cat, said)
}
