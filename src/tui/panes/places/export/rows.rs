//! Words with figures among them, folded into rows.
//!
//! It must never know what a figure is of.

use crate::text::width;
use crate::tui::theme::Role;

/// Some words in one manner; `stop` is the number of the place in which they stand where Enter does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) role: Role,
    pub(super) stop: Option<usize>,
}

impl Piece {
    pub(super) fn plain(words: impl Into<String>, role: Role) -> Self {
        Self {
            words: words.into(),
            role,
            stop: None,
        }
    }
}

/// Folds pieces into rows of at most so many cells, broken at blanks alone; a word that is longer is broken within.
pub(super) fn fold(pieces: &[Piece], cells: usize) -> Vec<Vec<Piece>> {
    let cells = cells.max(1);
    let mut rows: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0;
    for word in words(pieces) {
        let size: usize = word.iter().map(|p| width::cells(&p.words)).sum();
        if used > 0 && used + 1 + size > cells {
            rows.push(Vec::new());
            used = 0;
        }
        if used > 0 {
            let gap = gap(rows.last().and_then(|row| row.last()), word.first());
            put(&mut rows, gap);
            used += 1;
        }
        for part in word.iter().flat_map(|piece| broken(piece, cells)) {
            let size = width::cells(&part.words);
            if used > 0 && used + size > cells {
                rows.push(Vec::new());
                used = 0;
            }
            used += size;
            put(&mut rows, part);
        }
    }
    rows
}

/// The blank between two words: within a place it belongs to that.
fn gap(before: Option<&Piece>, after: Option<&Piece>) -> Piece {
    match (before, after) {
        (Some(before), Some(after)) if before.stop == after.stop => Piece {
            words: " ".to_owned(),
            ..before.clone()
        },
        _ => Piece::plain(" ", Role::Text),
    }
}

/// A piece, in parts that each have room in a row.
fn broken(piece: &Piece, cells: usize) -> Vec<Piece> {
    if width::cells(&piece.words) <= cells {
        return vec![piece.clone()];
    }
    let part = |words| Piece {
        words,
        ..piece.clone()
    };
    width::wrap(&piece.words, cells).into_iter().map(part).collect()
}

/// The words of a text, each as the pieces that it is made of: what no blank parts stays together.
fn words(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let mut parted = true;
    for piece in pieces {
        for part in piece.words.split_inclusive(' ') {
            let word = part.trim_end_matches(' ');
            if !word.is_empty() {
                let one = Piece {
                    words: word.to_owned(),
                    ..piece.clone()
                };
                match words.last_mut() {
                    Some(last) if !parted => last.push(one),
                    _ => words.push(vec![one]),
                }
                parted = false;
            }
            parted |= part.ends_with(' ');
        }
    }
    words
}

/// Adds to the last row; what is of one manner and of one place stands together.
fn put(rows: &mut [Vec<Piece>], piece: Piece) {
    let Some(row) = rows.last_mut() else { return };
    match row.last_mut() {
        Some(last) if (last.role, last.stop) == (piece.role, piece.stop) => last.words.push_str(&piece.words),
        _ => row.push(piece),
    }
}
