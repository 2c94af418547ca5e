//! What can be exported, and as what.

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The consolidated report.
    Consolidated,
    /// The update for ITU.
    Itu,
}

impl What {
    /// All of it.
    pub const ALL: [Self; 2] = [Self::Consolidated, Self::Itu];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Consolidated => "consolidated",
            Self::Itu => "itu",
        }
    }

    /// As what it can be written, the usual one first.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Self::Consolidated => &[Format::Docx, Format::Md, Format::Html, Format::Json, Format::Pdf],
            Self::Itu => &[
                Format::Docx,
                Format::Csv,
                Format::Json,
                Format::Md,
                Format::Html,
                Format::Pdf,
            ],
        }
    }
}

/// As what something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A document for Word and the like.
    Docx,
    /// Markdown.
    Md,
    /// One page for a browser.
    Html,
    /// The figures with what stands behind them, for programs.
    Json,
    /// Rows, for spreadsheets.
    Csv,
    /// The document as a PDF, where an office is installed that makes it.
    Pdf,
}

impl Format {
    const ALL: [Self; 6] = [Self::Docx, Self::Md, Self::Html, Self::Json, Self::Csv, Self::Pdf];

    /// The stable name, and how the name of such a file ends.
    pub fn id(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Md => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
        }
    }

    /// The format of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.id().eq_ignore_ascii_case(id))
    }

    /// Does it show photos?
    pub(super) fn shows_photos(self) -> bool {
        match self {
            Self::Docx | Self::Html | Self::Pdf => true,
            Self::Md | Self::Json | Self::Csv => false,
        }
    }
}

/// A list of what is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Where every unit stands.
    Status,
    /// Activities.
    Activities,
    /// Figures that units reported.
    Figures,
    /// People at units, and calls.
    Contacts,
}

impl Sheet {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Status, Self::Activities, Self::Figures, Self::Contacts];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Activities => "activities",
            Self::Figures => "figures",
            Self::Contacts => "contacts",
        }
    }
}

/// As what a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// A book.
    Book,
    /// CSV under headings, in words of a language.
    Words,
    /// CSV under stable names, for programs.
    Codes,
}

impl Columns {
    /// The stable name of the format, and how the name of such a file ends.
    pub fn id(self) -> &'static str {
        match self {
            Self::Book => "xlsx",
            Self::Words | Self::Codes => "csv",
        }
    }
}

/// The stable name of a calendar, and of the format that it has.
pub const CALENDAR: (&str, &str) = ("calendar", "ics");
