//! The ways in which units can be grouped.

/// How units are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum By {
    /// By region, by code within.
    #[default]
    Region,
    /// By the state of the report.
    State,
    /// Who owes something that is past its date first.
    Debt,
    /// All in Vietnamese order.
    Name,
}

impl By {
    /// The next way.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Region => Self::State,
            Self::State => Self::Debt,
            Self::Debt => Self::Name,
            Self::Name => Self::Region,
        }
    }

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::State => "state",
            Self::Debt => "debt",
            Self::Name => "name",
        }
    }
}
