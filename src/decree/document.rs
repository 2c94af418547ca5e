//! A document as a reader sees it: lines with their words and how these look, after styles and what they inherit.

/// A twentieth of a point.
pub(super) type Twips = i32;

/// How words look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Manners {
    pub(super) font: Option<String>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) underlined: Option<bool>,
    pub(super) colour: Option<String>,
}

impl Manners {
    /// What `over` says goes before.
    pub(super) fn with(&self, over: &Self) -> Self {
        Self {
            font: over.font.clone().or_else(|| self.font.clone()),
            size: over.size.or(self.size),
            bold: over.bold.or(self.bold),
            italic: over.italic.or(self.italic),
            capitals: over.capitals.or(self.capitals),
            underlined: over.underlined.or(self.underlined),
            colour: over.colour.clone().or_else(|| self.colour.clone()),
        }
    }
}

/// How a paragraph stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stand {
    pub(super) align: Option<String>,
    pub(super) left: Option<Twips>,
    pub(super) right: Option<Twips>,
    /// Below zero it hangs out.
    pub(super) first: Option<Twips>,
    pub(super) before: Option<Twips>,
    pub(super) after: Option<Twips>,
    /// Distance of lines and its rule.
    pub(super) line: Option<Twips>,
    pub(super) line_rule: Option<String>,
    /// It has a line along an edge.
    pub(super) edge: Option<bool>,
}

impl Stand {
    /// What `over` says goes before.
    pub(super) fn with(&self, over: &Self) -> Self {
        Self {
            align: over.align.clone().or_else(|| self.align.clone()),
            left: over.left.or(self.left),
            right: over.right.or(self.right),
            first: over.first.or(self.first),
            before: over.before.or(self.before),
            after: over.after.or(self.after),
            line: over.line.or(self.line),
            line_rule: over.line_rule.clone().or_else(|| self.line_rule.clone()),
            edge: over.edge.or(self.edge),
        }
    }
}

/// Words in one look.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) look: Manners,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// A line of a paragraph: what stands between two breaks that somebody made.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its paragraph, from 1.
    pub(super) paragraph: u32,
    pub(super) runs: Vec<Run>,
    pub(super) stand: Stand,
    /// Where it is, if in a table.
    pub(super) cell: Option<Cell>,
    /// How wide that is, in which it stands.
    pub(super) wide: Twips,
    pub(super) section: usize,
    /// The lengths of lines that are drawn at it.
    pub(super) drawn: Vec<Twips>,
    /// It holds a picture.
    pub(super) picture: bool,
    /// It belongs to a list that numbers or marks by itself.
    pub(super) listed: bool,
}

impl Line {
    /// Its words, with one blank where there is room.
    pub(super) fn text(&self) -> String {
        let whole: String = self.runs.iter().map(|r| r.text.as_str()).collect();
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|r| r.text.trim().is_empty())
    }

    /// The runs with words.
    pub(super) fn spoken(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|r| !r.text.trim().is_empty())
    }

    pub(super) fn is_bold(&self) -> bool {
        self.spoken().all(|r| r.look.bold == Some(true)) && !self.is_empty()
    }

    pub(super) fn is_italic(&self) -> bool {
        self.spoken().all(|r| r.look.italic == Some(true)) && !self.is_empty()
    }

    pub(super) fn is_centred(&self) -> bool {
        self.stand.align.as_deref() == Some("center")
    }

    /// All of its letters are capitals, by themselves or by their look.
    pub(super) fn is_capital(&self) -> bool {
        self.spoken()
            .all(|r| r.look.capitals == Some(true) || !r.text.chars().any(char::is_lowercase))
    }
}

/// A section of pages.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    pub(super) wide: Option<Twips>,
    pub(super) high: Option<Twips>,
    pub(super) top: Option<Twips>,
    pub(super) bottom: Option<Twips>,
    pub(super) left: Option<Twips>,
    pub(super) right: Option<Twips>,
    /// The first page has a header of its own.
    pub(super) title_page: bool,
    /// Where its page numbers begin.
    pub(super) start: Option<i32>,
    /// The lines of its headers: on the first page, on all others.
    pub(super) first: Option<Vec<Line>>,
    pub(super) others: Option<Vec<Line>>,
    /// A footer has the number of a page.
    pub(super) numbered_below: bool,
    /// It holds a table.
    pub(super) has_table: bool,
}

/// A document.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) lines: Vec<Line>,
    pub(super) sections: Vec<Section>,
}

/// The sign for the number of a page, among the words of a header.
pub(super) const PAGE_SIGN: char = '\u{e000}';
