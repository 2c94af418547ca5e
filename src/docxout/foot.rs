//! Who gets copies, and who signs: level with each other, in one row of a table that no page breaks.

use super::look::{COPIES, COPY, SIGNER};
use super::measure::{BETWEEN, TEXT, TEXT_WIDE, Twips, even_lines};
use super::write::Writing;
use super::xml::{Manner, Own};
use crate::paper::{Sign, UNFILLED, or_unfilled};
use crate::text::times::Face;

/// The signer's column.
const SIGNER_WIDE: Twips = 5_300;
/// The column of copies.
const COPIES_WIDE: Twips = TEXT_WIDE - SIGNER_WIDE;
/// Room for the picture of a signature, and for the body's red seal a third over it (PL I, II.7.d and II.8): 25 mm.
const SIGNATURE: Twips = 1_420;

pub(super) fn sign(w: &mut Writing<'_>, sign: &Sign) {
    written(w, sign, &sign.copies());
}

/// Only the list: for a template, which has the word already.
pub(super) fn list(w: &mut Writing<'_>, sign: &Sign) {
    for line in sign.copies() {
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
