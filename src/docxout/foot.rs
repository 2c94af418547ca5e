//! Who gets copies, and who signs: level with each other, in one row of a table that no page breaks.

use super::head::or_unfilled;
use super::look::{COPIES, COPY, SIGNER};
use super::measure::{BETWEEN, TEXT, TEXT_WIDE, Twips, UNFILLED, even_lines};
use super::write::Writing;
use super::xml::{Manner, Own};
use crate::paper::Sign;
use crate::text::times::Face;

/// The signer's column.
const SIGNER_WIDE: Twips = 5_300;
/// The column of copies.
const COPIES_WIDE: Twips = TEXT_WIDE - SIGNER_WIDE;
/// Room for the picture of a signature, and for the body's red seal a third over it (PL I, II.7.d and II.8): 25 mm.
const SIGNATURE: Twips = 1_420;

pub(super) fn sign(w: &mut Writing<'_>, sign: &Sign) {
    written(w, sign, &copies(&sign.recipients));
}

/// Only the list: for a template, which has the word already.
pub(super) fn list(w: &mut Writing<'_>, recipients: &[String]) {
    for line in copies(recipients) {
        w.line(&COPY, &Own::default(), &line, Manner::default());
    }
}

/// The same with a list as it is given.
pub(super) fn written(w: &mut Writing<'_>, sign: &Sign, list: &[String]) {
    let own = Own::default();
    let plain = Manner::default();
    w.gap(BETWEEN);
    w.open_table(&[COPIES_WIDE, SIGNER_WIDE], 0);
    w.open_row();
    w.open_cell(COPIES_WIDE);
    w.line(&COPIES, &own, "Nơi nhận:", plain); // PL I, II.9.b
    for line in list {
        w.line(&COPY, &own, line, plain);
    }
    w.close_cell();
    w.open_cell(SIGNER_WIDE);
    let office: Vec<String> = match sign.office.as_slice() {
        [] => vec![UNFILLED.to_owned()],
        lines => lines
            .iter()
            .flat_map(|l| {
                even_lines(
                    &or_unfilled(l).to_uppercase(),
                    Face::Bold,
                    TEXT,
                    SIGNER_WIDE - BETWEEN,
                )
            })
            .collect(),
    };
    for line in &office {
        w.line(&SIGNER, &own, line, plain); // PL I, II.7.c
    }
    let below = Own {
        before: Some(SIGNATURE),
        ..Own::default()
    };
    w.line(&SIGNER, &below, or_unfilled(&sign.name), plain); // PL I, II.7.c
    w.close_cell();
    w.close_row();
    w.close_table();
}

/// PL I, II.9.b: a dash before and a semicolon behind each; the last ends with a full stop.
fn copies(recipients: &[String]) -> Vec<String> {
    let names: Vec<&str> = recipients
        .iter()
        .map(|r| r.trim().trim_end_matches([';', '.']))
        .filter(|r| !r.is_empty())
        .collect();
    if names.is_empty() {
        return vec![format!("- {UNFILLED};"), format!("- Lưu: VT, {UNFILLED}.")];
    }
    let last = names.len() - 1;
    let sign = |n| if n == last { '.' } else { ';' };
    names
        .iter()
        .enumerate()
        .map(|(n, r)| format!("- {r}{}", sign(n)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_copy_ends_with_a_full_stop() {
        let all = copies(&["Như trên;".to_owned(), "Lưu: VT, HTQT (2).".to_owned()]);
        assert_eq!(all, ["- Như trên;", "- Lưu: VT, HTQT (2)."]);
    }
}
