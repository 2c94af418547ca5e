//! The outline of a paper: its headings, its sentences with their figures, its tables and albums as a line each that opens.
//!
//! ```text
//!   Paper ──lines──> line (where it stands in the paper, pieces) ──fold──> rows of a width
//! ```
//!
//! It must never know a source.

use std::collections::BTreeSet;

use crate::output::exports;
use crate::paper::{Block, Paper, Picture, Section, SourceId, Span, Table};
use crate::text::{Catalogue, width};
use crate::tui::panes::places::export::rows::{Piece, fold};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Where something stands in a paper: the section, the block, and the line in it. What is said of the paper as a whole stands in
/// section 0, its body is section 1.
pub(super) type Spot = (usize, usize, usize);

/// Where the rows of a list stand, below what is said of them.
pub(super) const ROWS: Spot = (1, 1, 0);

/// The block in whose place the name of a section stands.
const OWN: usize = usize::MAX;

/// Steps that the rows of a list stand in, and the most cells of one of its columns.
const INDENT: u16 = 3;
const WIDEST: usize = 32;

/// From so many cells on there is room for more than the least.
const WIDE: u16 = 60;

/// What Enter does in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    /// Shows what stands behind a figure, which reads so.
    Figure(SourceId, String),
    /// Opens or closes what stands there.
    Fold,
    /// Leads there.
    To(Spot),
}

/// A place where Enter does something: the row in which it begins, what it belongs to, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) row: usize,
    pub(super) spot: Spot,
    pub(super) stop: Stop,
}

/// A row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) spot: Spot,
    pub(super) indent: u16,
    pub(super) pieces: Vec<Piece>,
}

/// An outline, folded into rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outline {
    pub(super) rows: Vec<Row>,
    pub(super) places: Vec<Anchor>,
}

impl Outline {
    /// The outline of a paper in rows of so many cells; these of its tables and albums are open. `used`: what is chosen of it,
    /// a sentence each.
    pub(super) fn of(
        paper: &Paper,
        used: &[String],
        open: &BTreeSet<Spot>,
        scene: &Scene<'_>,
        cells: u16,
    ) -> Self {
        let mut maker = Maker {
            scene,
            paper,
            open,
            cells,
            made: Self::default(),
        };
        maker.summary(used);
        maker.section(1, &paper.body);
        for (n, section) in paper.appendices.iter().enumerate() {
            maker.section(n + 2, section);
        }
        maker.made
    }

    /// The first row of what stands there.
    pub(super) fn row_of(&self, spot: Spot) -> Option<usize> {
        self.rows.iter().position(|row| row.spot == spot)
    }

    /// The first place of a row.
    pub(super) fn first_of(&self, row: usize) -> Option<usize> {
        self.places.iter().position(|place| place.row == row)
    }
}

struct Maker<'a> {
    scene: &'a Scene<'a>,
    paper: &'a Paper,
    open: &'a BTreeSet<Spot>,
    cells: u16,
    made: Outline,
}

impl Maker<'_> {
    /// What is said of the paper as a whole: what it is made from, what is open in it and uncertain, which photos it shows.
    fn summary(&mut self, used: &[String]) {
        let paper = self.paper;
        let mut said: Vec<Vec<Piece>> = vec![vec![Piece::plain(&*paper.title, Role::Title)]];
        // It stands in the document too.
        if self.cells >= WIDE && !paper.made_from.is_empty() {
            said.push(vec![Piece::plain(&*paper.made_from, Role::Dim)]);
        }
        said.extend(used.iter().map(|s| vec![Piece::plain(s.as_str(), Role::Text)]));
        let unfilled = exports::unfilled(self.scene.cat, &paper.unfilled);
        said.extend(unfilled.into_iter().map(|s| vec![Piece::plain(s, Role::Warn)]));
        if let Some((spot, points, heading)) = self.unsure() {
            let args = [("n", points.into()), ("heading", heading.into())];
            let place = self.place((0, said.len(), 0), Stop::To(spot));
            said.push(vec![Piece {
                words: self.scene.cat.tr_args("preview-unsure", &args),
                role: Role::Warn,
                stop: Some(place),
            }]);
        }
        for note in paper.appendices.last().iter().flat_map(|s| notes(s)) {
            let pieces = self.spans((0, said.len(), 0), note, Role::Dim);
            said.push(pieces);
        }
        said.push(Vec::new());
        for (n, pieces) in said.into_iter().enumerate() {
            self.line((0, n, 0), 0, &pieces);
        }
    }

    /// Where it is said what is uncertain, in how many points, and under which heading; nothing where nothing is.
    fn unsure(&self) -> Option<(Spot, usize, String)> {
        let cat = Catalogue::new(self.paper.lang);
        let titles = ["dossier-unsure", "itu-unsure"].map(|key| cat.tr(key));
        let blocks = &self.paper.body.blocks;
        let at = blocks
            .iter()
            .position(|b| matches!(b, Block::Heading { title, .. } if titles.iter().any(|t| t == title)))?;
        match (blocks.get(at), blocks.get(at + 1)) {
            (Some(Block::Heading { number, title, .. }), Some(Block::List(items))) => {
                Some(((1, at, 0), items.len(), format!("{number} {title}")))
            }
            _ => None,
        }
    }

    fn section(&mut self, at: usize, section: &Section) {
        if !section.name.is_empty() {
            let title = format!("{}. {}", section.name, section.title);
            self.line((at, OWN, 0), 0, &[Piece::plain(title, Role::Title)]);
        }
        let mut album: Vec<&Picture> = Vec::new();
        for (n, block) in section.blocks.iter().enumerate() {
            match block {
                Block::Heading { level, number, title } => {
                    let words = format!("{number} {title}");
                    self.line((at, n, 0), u16::from(*level), &[Piece::plain(words, Role::Title)]);
                }
                Block::Text(spans) => self.sentence((at, n, 0), 2, spans, Role::Text),
                Block::Note(spans) => self.sentence((at, n, 0), 2, spans, Role::Dim),
                Block::List(items) => {
                    for (i, item) in items.iter().enumerate() {
                        self.item((at, n, i), &item.spans);
                    }
                }
                Block::Table(table) => self.table((at, n, 0), table),
                Block::Chart(_, caption) => {
                    let words = format!("{} {caption}", self.scene.look.glyphs.dot);
                    self.line((at, n, 0), 2, &[Piece::plain(words, Role::Dim)]);
                }
                Block::Picture(picture) => album.push(picture),
            }
            let last = !matches!(section.blocks.get(n + 1), Some(Block::Picture(_)));
            if last && !album.is_empty() {
                self.album((at, n, 0), &std::mem::take(&mut album));
            }
        }
    }

    fn sentence(&mut self, spot: Spot, indent: u16, spans: &[Span], role: Role) {
        let pieces = self.spans(spot, spans, role);
        self.line(spot, indent, &pieces);
    }

    fn item(&mut self, spot: Spot, spans: &[Span]) {
        let mut pieces = vec![Piece::plain(
            format!("{} ", self.scene.look.glyphs.bullet),
            Role::Dim,
        )];
        pieces.extend(self.spans(spot, spans, Role::Text));
        self.line(spot, 3, &pieces);
    }

    /// One line, and below it every row where it is open: what it is called, then each other cell under its heading.
    fn table(&mut self, spot: Spot, table: &Table) {
        let args = [
            ("caption", table.caption.clone().into()),
            ("n", table.rows.len().into()),
        ];
        let key = if table.caption.is_empty() {
            "preview-table_bare"
        } else {
            "preview-table"
        };
        let words = self.scene.cat.tr_args(key, &args);
        if !self.folded(spot, &words) {
            return;
        }
        // A list is made from nothing that is told of it: its rows stand in columns, as they will in the file.
        if self.paper.made_from.is_empty() && self.cells >= WIDE {
            return self.columns(spot, table);
        }
        for (n, row) in table.rows.iter().enumerate() {
            let here = (spot.0, spot.1, n + 1);
            let mut pieces = Vec::new();
            for (cell, column) in row.iter().zip(&table.columns) {
                if cell.iter().all(|span| span.text.is_empty()) {
                    continue;
                }
                if !pieces.is_empty() {
                    let dot = self.scene.look.glyphs.dot;
                    let head = format!(" {dot} {}: ", column.head);
                    pieces.push(Piece::plain(head, Role::Dim));
                }
                pieces.extend(self.spans(here, cell, Role::Text));
            }
            self.line(here, 4, &pieces);
        }
    }

    /// The rows of a list below its headings. What has no room any more on the right is left out; it is named above.
    fn columns(&mut self, spot: Spot, table: &Table) {
        let heads = table.columns.iter().map(|c| vec![Span::plain(&*c.head)]);
        let rows: Vec<Vec<String>> = std::iter::once(heads.collect())
            .chain(table.rows.iter().cloned())
            .map(|row: Vec<Vec<Span>>| row.iter().map(|cell| words_of(cell)).collect())
            .collect();
        let widest = |at: usize| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|w| width::cells(w))
                .max()
        };
        let mut room = usize::from(self.cells.saturating_sub(2 * INDENT));
        let mut wide = Vec::new();
        for cells in (0..table.columns.len()).filter_map(widest) {
            let cells = cells.min(WIDEST);
            if cells > room {
                break;
            }
            room = room.saturating_sub(cells + 2);
            wide.push(cells);
        }
        for (n, row) in rows.iter().enumerate() {
            let cells = row.iter().zip(&wide).map(|(words, cells)| {
                let words = width::fit(words, *cells);
                let pad = cells.saturating_sub(width::cells(&words));
                format!("{words}{}", " ".repeat(pad))
            });
            let words = cells.collect::<Vec<_>>().join("  ");
            let role = if n == 0 { Role::Dim } else { Role::Text };
            let spot = (spot.0, spot.1, n + 1);
            self.made.rows.push(Row {
                spot,
                indent: 2 * INDENT,
                pieces: vec![Piece::plain(words.trim_end(), role)],
            });
        }
    }

    fn album(&mut self, spot: Spot, pictures: &[&Picture]) {
        let args = [("n", pictures.len().into())];
        let words = self.scene.cat.tr_args("preview-photos", &args);
        if !self.folded(spot, &words) {
            return;
        }
        for (n, picture) in pictures.iter().enumerate() {
            let here = (spot.0, spot.1, n + 1);
            let stop = Stop::Figure(picture.source, picture.caption.clone());
            let place = self.place(here, stop);
            let mut piece = Piece::plain(&*picture.caption, Role::Text);
            piece.stop = Some(place);
            self.line(here, 4, &[piece]);
        }
    }

    /// The line of what opens; is it open?
    fn folded(&mut self, spot: Spot, words: &str) -> bool {
        let open = self.open.contains(&spot);
        let sign = if open {
            self.scene.look.glyphs.down
        } else {
            self.scene.look.glyphs.pointer
        };
        let place = self.place(spot, Stop::Fold);
        let piece = Piece {
            words: format!("{sign} {words}"),
            role: Role::Text,
            stop: Some(place),
        };
        self.line(spot, 2, &[piece]);
        open
    }

    /// The spans of a sentence; each figure that has something behind it is a place.
    fn spans(&mut self, spot: Spot, spans: &[Span], role: Role) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for span in spans {
            let source = span.source.filter(|id| !self.paper.sources.of(*id).is_empty());
            let stop = source.map(|id| self.place(spot, Stop::Figure(id, span.text.clone())));
            pieces.push(Piece {
                words: span.text.clone(),
                role: if stop.is_some() { Role::Key } else { role },
                stop,
            });
        }
        pieces
    }

    fn place(&mut self, spot: Spot, stop: Stop) -> usize {
        // The row is known once its words are folded.
        self.made.places.push(Anchor { row: 0, spot, stop });
        self.made.places.len() - 1
    }

    fn line(&mut self, spot: Spot, indent: u16, pieces: &[Piece]) {
        // Little room is all for the words.
        let indent = if self.cells < WIDE {
            indent.min(2)
        } else {
            indent * 2
        };
        let room = usize::from(self.cells.saturating_sub(indent).max(1));
        for row in fold(pieces, room) {
            let at = self.made.rows.len();
            for stop in row.iter().filter_map(|p| p.stop) {
                if let Some(place) = self.made.places.get_mut(stop).filter(|p| p.row == 0) {
                    place.row = at;
                }
            }
            self.made.rows.push(Row {
                spot,
                indent,
                pieces: row,
            });
        }
    }
}

fn words_of(cell: &[Span]) -> String {
    cell.iter().map(|span| span.text.as_str()).collect()
}

fn notes(section: &Section) -> impl Iterator<Item = &[Span]> {
    section.blocks.iter().filter_map(|block| match block {
        Block::Note(spans) => Some(spans.as_slice()),
        Block::Heading { .. }
        | Block::Text(_)
        | Block::List(_)
        | Block::Table(_)
        | Block::Chart(..)
        | Block::Picture(_) => None,
    })
}
