//! What can leave, as what, and what somebody may choose about it.
//!
//! It must never know how it is made or written.

use crate::core::eyes::Eyes;
use crate::core::names::Lang;
use crate::export::{CALENDAR, Columns, Format, Sheet, What};
use crate::output::parts::Album;
use crate::text::Catalogue;

/// What can leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// A report, in a language.
    Report(What, Lang),
    /// A list of what is on record, in the language of the screen.
    List(Sheet),
    /// The days of the campaign.
    Calendar,
}

/// As what it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// As a report is.
    Report(Format),
    /// As a list is.
    List(Columns),
    /// As a calendar is.
    Calendar,
}

impl Written {
    /// The stable name, and how the name of such a file ends.
    pub fn id(self) -> &'static str {
        match self {
            Self::Report(format) => format.id(),
            Self::List(columns) => columns.id(),
            Self::Calendar => CALENDAR.1,
        }
    }

    /// Is it a document with a form, which a house may have of its own?
    pub fn takes_template(self) -> bool {
        matches!(self, Self::Report(Format::Docx | Format::Pdf))
    }

    /// Are there photos in it, or what is said of them?
    pub fn takes_photos(self) -> bool {
        match self {
            Self::Report(Format::Docx | Format::Md | Format::Html | Format::Pdf) => true,
            Self::Report(Format::Json | Format::Csv) | Self::List(_) | Self::Calendar => false,
        }
    }
}

/// What of a report is chosen besides its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// At most so many photos.
    pub photos: usize,
    /// For a screen: what the registry stamps is left open.
    pub electronic: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            photos: Album::default().most,
            electronic: true,
        }
    }
}

/// All that somebody chooses of what leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// As what.
    pub written: Written,
    /// The path, as it was typed.
    pub path: String,
    /// The path of the house's own template, as it was typed; nothing: none.
    pub template: String,
    /// Photos, and for what it is made.
    pub manner: Manner,
}

impl Matter {
    /// All of it, in the order of the keys: each report in the language that most people want of it first.
    pub const ALL: [Self; 9] = [
        Self::Report(What::Consolidated, Lang::Vi),
        Self::Report(What::Consolidated, Lang::En),
        Self::Report(What::Itu, Lang::En),
        Self::Report(What::Itu, Lang::Vi),
        Self::List(Sheet::Status),
        Self::List(Sheet::Activities),
        Self::List(Sheet::Figures),
        Self::List(Sheet::Contacts),
        Self::Calendar,
    ];

    /// What of it may leave here: reports are of the whole country; of a list everybody gets the rows that they see.
    pub fn all(eyes: &Eyes) -> Vec<Self> {
        let mut all = Self::ALL.to_vec();
        all.retain(|matter| eyes.see_all() || !matches!(matter, Self::Report(..)));
        all
    }

    /// Is there a line in it that says to which document its appendices belong?
    pub fn has_belonging(self) -> bool {
        self == Self::Report(What::Consolidated, Lang::Vi)
    }

    /// What it is called: `Consolidated report, in Vietnamese`.
    pub fn name(self, cat: &Catalogue) -> String {
        let lang = match self {
            Self::Report(_, Lang::Vi) => "preview_lang-vi",
            Self::Report(_, Lang::En) => "preview_lang-en",
            Self::List(_) | Self::Calendar => return self.what_words(cat),
        };
        format!("{}, {}", self.what_words(cat), cat.tr(lang))
    }

    /// The same without its language.
    pub fn what_words(self, cat: &Catalogue) -> String {
        cat.tr(&format!("preview_what-{}", self.id())).into_owned()
    }

    fn id(self) -> &'static str {
        match self {
            Self::Report(what, _) => what.id(),
            Self::List(sheet) => sheet.id(),
            Self::Calendar => CALENDAR.0,
        }
    }

    /// The language that it is written in; `screen` is the screen's.
    pub fn lang(self, screen: Lang) -> Lang {
        match self {
            Self::Report(_, lang) => lang,
            Self::List(_) | Self::Calendar => screen,
        }
    }

    /// As what it can be written, the usual one first.
    pub fn formats(self) -> Vec<Written> {
        match self {
            Self::Report(what, _) => what.formats().iter().copied().map(Written::Report).collect(),
            Self::List(_) => [Columns::Book, Columns::Words].map(Written::List).to_vec(),
            Self::Calendar => vec![Written::Calendar],
        }
    }
}
