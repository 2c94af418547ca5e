//! What the body of a paper is made of.

use crate::chart::Chart;
use crate::core::names::BlobId;
use crate::paper::source::SourceId;

/// Some words of a line, in one manner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// What stands behind a figure.
    pub source: Option<SourceId>,
}

impl Span {
    /// Words as they are.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Bold words.
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            bold: true,
            ..Self::plain(text)
        }
    }

    /// A figure, and what stands behind it.
    pub fn figure(text: impl Into<String>, source: SourceId) -> Self {
        Self {
            source: Some(source),
            ..Self::plain(text)
        }
    }
}

/// One thing in the body of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading with its number as it is written (`Phần I`, `I.`, `1.`, `a)`); level 0 is a part, 3 a point.
    Heading {
        /// 0 to 3.
        level: u8,
        /// Its number, with its dot or bracket.
        number: String,
        /// Its title.
        title: String,
    },
    /// A paragraph.
    Text(Vec<Span>),
    /// A list.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// A chart with the words below it.
    Chart(Chart, String),
    /// A picture.
    Picture(Picture),
    /// A remark in small letters: what a figure is made from, what is uncertain.
    Note(Vec<Span>),
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its words.
    pub spans: Vec<Span>,
}

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Short signs, numbers of rows.
    Middle,
    /// Figures.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// How its cells stand.
    pub align: Align,
    /// Its share of the table's width, beside the others'.
    pub share: u16,
}

/// A table; its head is repeated on every page and its rows do not break.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The words above it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Span>>>,
    /// Is the last row a sum?
    pub sum: bool,
    /// Is it too wide for an upright page?
    pub wide: bool,
}

/// A photo of a unit. Its bytes are asked for when the paper is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub file: BlobId,
    /// Its name, for the line that stands where it cannot be shown.
    pub name: String,
    /// The words below it.
    pub caption: String,
    /// What stands behind it.
    pub source: SourceId,
}
