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
            Self::Consolidated => &[Format::Md, Format::Json],
            Self::Itu => &[Format::Md, Format::Json, Format::Csv],
        }
    }
}

/// As what something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Md,
    /// The figures with what stands behind them, for programs.
    Json,
    /// Rows, for spreadsheets.
    Csv,
}

impl Format {
    /// The stable name, and how the name of such a file ends.
    pub fn id(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// The format of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        let all = [Self::Md, Self::Json, Self::Csv];
        all.into_iter().find(|f| f.id().eq_ignore_ascii_case(id))
    }
}
