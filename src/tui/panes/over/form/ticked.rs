//! What the form of a receipt says before anything is recorded: which version it becomes, and what was asked for, ticked by
//! what is on record and what is being named in the form.
//!
//! It must never open a file: what one is, its ending has to tell here. It is judged by its content once it is taken in.

use std::path::Path;

use crate::core::campaign::Campaign;
use crate::core::definition::{Part, PartKind};
use crate::core::fact::EvidenceKind;
use crate::core::names::UnitIx;
use crate::core::status::State;
use crate::core::status::Step;
use crate::output::words;
use crate::text::dates::day_time;
use crate::tui::paint;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::purpose::Purpose;
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// In at most so many rows; what has no room is left out, the version last.
pub(super) fn lines(form: &Form, scene: &Scene<'_>, cells: u16, rows: u16) -> Vec<Line> {
    if !matches!(form.purpose(), Purpose::Step(Step::Receive, _)) {
        return Vec::new();
    }
    let roster = scene.campaign.roster();
    let units = form
        .units()
        .iter()
        .filter_map(|code| roster.by_code(code.as_str()));
    let units: Vec<UnitIx> = units.collect();
    let mut out = Vec::new();
    if let Some(sentence) = version(&units, scene) {
        out.extend(list::wrapped(&sentence, cells, scene.style(Role::Warn)));
    }
    if let [ix] = units.as_slice() {
        let named = named_kinds(form.fields());
        let asked = scene.campaign.def().parts.iter();
        let mut pieces = vec![vec![(
            scene.tr("forms-asked_for").into_owned(),
            scene.style(Role::Dim),
        )]];
        pieces.extend(asked.map(|part| ticked(part, *ix, &named, scene)));
        if pieces.len() > 1 {
            out.extend(list::flow(pieces, cells, 2));
        }
    }
    out.truncate(usize::from(rows));
    out
}

/// What this becomes, where something is on record already.
fn version(units: &[UnitIx], scene: &Scene<'_>) -> Option<String> {
    let campaign: &Campaign = scene.campaign;
    if let [ix] = units {
        let unit = campaign.unit(*ix);
        let latest = unit.latest()?;
        let symbol = words::symbol(scene.cat, &latest.symbol);
        let args = [
            ("version", latest.n.to_string().into()),
            ("time", day_time(campaign.def(), latest.at).into()),
            ("numbered", if symbol.is_empty() { "no" } else { "yes" }.into()),
            ("document", symbol.into()),
            ("next", unit.next_version().to_string().into()),
        ];
        return Some(scene.cat.tr_args("forms-next_version", &args));
    }
    let there = units.iter().filter(|ix| campaign.unit(**ix).latest().is_some());
    let n = there.count();
    (n > 0).then(|| {
        let args = [("n", n.into()), ("total", units.len().into())];
        scene.cat.tr_args("forms-next_versions", &args)
    })
}

/// The kinds of the files that are named in the form, by their endings.
fn named_kinds(fields: &[Field]) -> Vec<EvidenceKind> {
    let files = fields.iter().filter(|f| f.id == Id::File);
    let lines = files.flat_map(|f| f.text().lines());
    lines.filter_map(kind_by_ending).collect()
}

fn kind_by_ending(path: &str) -> Option<EvidenceKind> {
    let bare = path.trim().trim_end_matches(['\'', '"']);
    let ending = Path::new(bare).extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "pdf" | "doc" | "docx" | "docm" | "odt" | "rtf" | "txt" | "xls" | "xlsx" | "xlsm" | "ods" | "csv"
        | "ppt" | "pptx" | "odp" => Some(EvidenceKind::Document),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "heic" | "bmp" | "tif" | "tiff" => {
            Some(EvidenceKind::Photo)
        }
        "mp4" | "mov" | "avi" | "mkv" | "webm" | "wmv" | "3gp" | "mpg" | "mpeg" => Some(EvidenceKind::Video),
        _ => None,
    }
}

/// A part that was asked for: there or about to be, required and not there, or optional.
fn ticked(part: &Part, ix: UnitIx, named: &[EvidenceKind], scene: &Scene<'_>) -> Line {
    let brings = match part.kind {
        PartKind::Text | PartKind::Document => named.contains(&EvidenceKind::Document),
        PartKind::Photo => named.contains(&EvidenceKind::Photo),
        PartKind::Video => named.contains(&EvidenceKind::Video),
        PartKind::Figure => false,
    };
    let g = &scene.look.glyphs;
    let (sign, role) = match (brings || scene.campaign.unit(ix).has_part(part), part.required) {
        (true, _) => (g.state(State::Accepted), Role::Accepted),
        (false, true) => (g.state(State::Awaiting), Role::Warn),
        (false, false) => (g.state(State::Exempt), Role::Dim),
    };
    let name = paint::clean(part.name.get(scene.lang())).into_owned();
    let style = scene.style(role);
    vec![(format!("{sign} "), style), (name, style)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_tells_what_a_file_may_be() {
        for (path, kind) in [
            ("/tmp/Báo cáo.PDF", Some(EvidenceKind::Document)),
            ("'/tmp/anh 1.JPG'", Some(EvidenceKind::Photo)),
            ("~/phim.mp4 ", Some(EvidenceKind::Video)),
            ("/tmp/tep", None),
            ("/tmp.pdf/tep", None),
            ("/tmp/tep.zip", None),
        ] {
            assert_eq!(kind_by_ending(path), kind, "{path}");
        }
    }
}
