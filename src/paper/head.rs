//! A paper as a whole: its head, its body, how it is signed.

use crate::core::names::Lang;
use crate::core::time::Date;
use crate::paper::block::Block;
use crate::paper::source::Sources;

/// What a paper is, and so how it is headed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A report under a name of its own (Báo cáo, form 1.4 of Decree 30).
    Report,
    /// A letter without a name of its own (công văn, form 1.5 of Decree 30).
    Letter,
    /// A paper without a national head: whatever is not Vietnamese, or not official.
    Plain,
}

/// A field that nobody has filled in; it stands as `…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unfilled {
    /// The issuing body.
    Issuer,
    /// Its abbreviation.
    Abbreviation,
    /// Its seat.
    Place,
    /// The registry's number.
    Number,
    /// The registry's day.
    Day,
    /// The office that signs.
    Office,
    /// Who signs.
    Signer,
    /// To whom it goes.
    Addressees,
    /// Who gets copies.
    Recipients,
    /// The unit that drafts.
    Drafting,
}

impl Unfilled {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Issuer,
        Self::Abbreviation,
        Self::Place,
        Self::Number,
        Self::Day,
        Self::Office,
        Self::Signer,
        Self::Addressees,
        Self::Recipients,
        Self::Drafting,
    ];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Abbreviation => "abbreviation",
            Self::Place => "place",
            Self::Number => "number",
            Self::Day => "day",
            Self::Office => "office",
            Self::Signer => "signer",
            Self::Addressees => "addressees",
            Self::Recipients => "recipients",
            Self::Drafting => "drafting",
        }
    }

    /// Is it left open on purpose, for the registry?
    pub fn is_the_registrys(self) -> bool {
        matches!(self, Self::Number | Self::Day)
    }
}

/// The head of an official paper. What is empty stands as `…`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// The body above.
    pub parent: Option<String>,
    /// The issuing body.
    pub issuer: String,
    /// The symbol behind the number: `BC-BKHCN`.
    pub symbol: String,
    /// Its number, left to the registry where it is none.
    pub number: Option<String>,
    /// Where.
    pub place: String,
    /// Its day, left to the registry where it is none.
    pub day: Option<Date>,
    /// The name of its kind, `BÁO CÁO`; a letter has none.
    pub kind_name: Option<String>,
    /// What it is about, a line each.
    pub subject: Vec<String>,
    /// To whom it goes.
    pub addressees: Vec<String>,
}

/// How a paper is signed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sign {
    /// The lines above the name, capitals: `TL. BỘ TRƯỞNG`, `VỤ TRƯỞNG VỤ HỢP TÁC QUỐC TẾ`.
    pub office: Vec<String>,
    /// The name.
    pub name: String,
    /// `Nơi nhận`: a line each, without signs.
    pub recipients: Vec<String>,
}

/// What an appendix is of, for whoever wants that one alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Holds {
    /// Anything.
    #[default]
    Other,
    /// Every unit.
    Units,
    /// Every activity.
    Activities,
    /// Photos and films.
    Photos,
}

/// A part with page numbers of its own: the body, or an appendix.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// `Phụ lục I`; the body has none.
    pub name: String,
    /// Its title; the body has none.
    pub title: String,
    /// What it is of.
    pub holds: Holds,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Its language.
    pub lang: Lang,
    /// What it is.
    pub kind: Kind,
    /// Its title, for a window and a file's properties.
    pub title: String,
    /// Its head.
    pub head: Head,
    /// Its body.
    pub body: Section,
    /// How it is signed; a plain paper is not.
    pub sign: Option<Sign>,
    /// What is enclosed.
    pub appendices: Vec<Section>,
    /// Read on a screen: `(Kèm theo …)` is left unfilled.
    pub electronic: bool,
    /// What it was made from, in one line.
    pub made_from: String,
    /// What nobody has filled in.
    pub unfilled: Vec<Unfilled>,
    /// What stands behind its figures.
    pub sources: Sources,
}
