//! How words with figures among them are folded.

use super::rows::{Piece, fold};
use crate::tui::theme::Role;

fn piece(words: &str, stop: Option<usize>) -> Piece {
    Piece {
        words: words.into(),
        role: Role::Text,
        stop,
    }
}

fn rows(pieces: &[Piece], cells: usize) -> Vec<String> {
    let row = |row: &Vec<Piece>| row.iter().map(|p| p.words.as_str()).collect();
    fold(pieces, cells).iter().map(row).collect()
}

#[test]
fn a_figure_stays_with_the_signs_around_it_and_no_row_is_too_long() {
    let pieces = [
        piece("Đến nay ", None),
        piece("22", Some(0)),
        piece("/62 đơn vị đã gửi, trong đó ", None),
        piece("hai mươi", Some(1)),
        piece(". ", None),
    ];
    assert_eq!(
        rows(&pieces, 14),
        ["Đến nay 22/62", "đơn vị đã gửi,", "trong đó hai", "mươi."]
    );
    for cells in 1..40 {
        let folded = rows(&pieces, cells);
        assert!(
            folded.iter().all(|r| r.chars().count() <= cells),
            "{cells}: {folded:?}"
        );
        let all: String = folded.concat().split_whitespace().collect();
        assert_eq!(all, "Đếnnay22/62đơnvịđãgửi,trongđóhaimươi.", "{cells}");
    }
}

#[test]
fn the_blank_within_a_figure_is_its_own_and_the_one_behind_it_is_not() {
    let pieces = [piece("hai mươi", Some(1)), piece(" đơn vị", None)];
    let folded = fold(&pieces, 40);
    let kept: Vec<(&str, Option<usize>)> = folded[0].iter().map(|p| (p.words.as_str(), p.stop)).collect();
    assert_eq!(kept, [("hai mươi", Some(1)), (" đơn vị", None)]);
}
