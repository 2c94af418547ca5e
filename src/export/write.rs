//! The bytes of an export.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};

use super::gather::Material;
use super::kinds::{Format, What};
use crate::core::campaign::Campaign;
use crate::core::names::Lang;
use crate::csvout::{Bom, Cell, CsvOut};
use crate::mdout;
use crate::output::parts::Album;
use crate::output::table::Value;
use crate::output::{consolidated, itu};
use crate::paper::{Paper, Unfilled};
use crate::text::Catalogue;
use crate::text::sanitize::is_invisible;

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// What.
    pub what: What,
    /// As what.
    pub format: Format,
    /// In which language.
    pub lang: Lang,
    /// For a screen: what the registry stamps is left open.
    pub electronic: bool,
    /// How many photos.
    pub album: Album,
}

/// Writes an export into a file; gives what nobody has filled in.
///
/// # Errors
/// The file cannot be written.
pub fn write(
    file: &mut File,
    cat: &Catalogue,
    campaign: &Campaign,
    material: &Material,
    wish: &Wish,
) -> io::Result<Vec<Unfilled>> {
    let mut to = BufWriter::new(file);
    let unfilled = match wish.format {
        Format::Md => {
            let paper = paper(cat, campaign, material, wish);
            to.write_all(mdout::text(&paper).as_bytes())?;
            paper.unfilled
        }
        Format::Json => {
            json(&mut to, campaign, material, wish)?;
            Vec::new()
        }
        Format::Csv => {
            let mut csv = CsvOut::new(&mut to, Bom::With)?;
            csv.row(itu::HEADS.map(Cell::from))?;
            for row in itu::rows(campaign, &material.dossier, wish.lang) {
                csv.row(row.into_iter().map(cell))?;
            }
            csv.finish()?;
            Vec::new()
        }
    };
    to.flush()?;
    Ok(unfilled)
}

fn paper(cat: &Catalogue, campaign: &Campaign, material: &Material, wish: &Wish) -> Paper {
    let cat = cat.in_lang(wish.lang);
    let Material { dossier, made } = material;
    match wish.what {
        What::Consolidated => consolidated::paper(&cat, campaign, dossier, made, wish.album, wish.electronic),
        What::Itu => itu::paper(&cat, campaign, dossier, made, wish.album),
    }
}

fn json(to: &mut dyn io::Write, campaign: &Campaign, material: &Material, wish: &Wish) -> io::Result<()> {
    let Material { dossier, made } = material;
    let document = match wish.what {
        What::Consolidated => consolidated::document(campaign, dossier, made, wish.lang),
        What::Itu => itu::document(campaign, dossier, made, wish.lang),
    };
    let text = serde_json::to_string_pretty(&document)?;
    to.write_all(harmless(&text).as_bytes())?;
    to.write_all(b"\n")
}

/// JSON that moves no cursor: controls above U+001F, and marks that turn letters around, can only stand inside texts, where an
/// escape means the same.
fn harmless(json: &str) -> String {
    let acts = |c: char| c >= '\u{7f}' && (c.is_control() || is_invisible(c));
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn cell(value: Value<'_>) -> Cell<'_> {
    match value {
        Value::Text(text) => Cell::Text(text),
        Value::Whole(n) => Cell::Int(n),
        Value::Decimal(n) => Cell::Decimal(n),
        Value::Date(day) => Cell::Date(day),
        // Rows hold none of these.
        Value::Nothing | Value::Moment(..) | Value::Yes(_) | Value::List(_) | Value::Fields(_) => Cell::Empty,
    }
}
