//! What is said of a document: of each rule whether it is kept, with the clause and the places.

use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $id:literal $clause:literal,)*) => {
        /// A rule of Decree 30/2020/NĐ-CP for the form of a document, in the order in which a page shows it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Rule { $($(#[$doc])* $name,)* }

        impl Rule {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its stable name.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Its clause: "I.3" is point 3 of mục I of phần I of Phụ lục I.
            pub fn clause(self) -> &'static str {
                match self { $(Self::$name => $clause,)* }
            }
        }
    };
}

rules! {
    /// A4.
    Paper "paper" "PL I, I.1",
    /// Upright; on its side for tables.
    Upright "upright" "PL I, I.2",
    /// Top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20.
    Margins "margins" "PL I, I.3",
    /// Times New Roman.
    Font "font" "PL I, I.4",
    /// Black.
    Colour "colour" "PL I, I.4",
    /// In the middle of the top margin, 13 to 14 pt, not on the first page.
    PageNumber "page-number" "PL I, I.7",
    /// Quốc hiệu.
    NationalTitle "national-title" "PL I, II.1.a",
    /// Tiêu ngữ.
    Motto "motto" "PL I, II.1.b",
    /// A rule below it, as long as it.
    MottoRule "motto-rule" "PL I, II.1.b",
    /// No room between both.
    TitleSpacing "title-spacing" "PL I, II.1.c",
    /// The body above.
    Parent "parent" "PL I, II.2.b",
    /// The issuing body.
    Issuer "issuer" "PL I, II.2.b",
    /// A rule below it, a third to a half as long.
    IssuerRule "issuer-rule" "PL I, II.2.b",
    /// Number and symbol.
    Number "number" "PL I, II.3",
    /// Place and date.
    PlaceDate "place-date" "PL I, II.4",
    /// The name of its kind.
    Kind "kind" "PL I, II.5",
    /// What it is about.
    Subject "subject" "PL I, II.5",
    /// A rule below that.
    SubjectRule "subject-rule" "PL I, II.5",
    /// To whom.
    Addressee "addressee" "PL I, II.9.a",
    /// 13 to 14 pt.
    TextSize "text-size" "PL I, II.6",
    /// Justified.
    TextJustified "text-justified" "PL I, II.6",
    /// The first line 10 or 12.7 mm in.
    TextIndent "text-indent" "PL I, II.6",
    /// At least 6 pt between paragraphs.
    TextSpacing "text-spacing" "PL I, II.6",
    /// 1 to 1.5 lines.
    LineSpacing "line-spacing" "PL I, II.6",
    /// The first citation in full.
    Citation "citation" "PL I, II.6",
    /// Parts, chapters, items and points as they are written.
    Headings "headings" "PL I, II.6",
    /// a b c d đ e g h i k l m.
    Lettering "lettering" "PL I, II.6",
    /// `./.`
    EndMark "end-mark" "PL III, 1.4",
    /// Right, office and name.
    Signer "signer" "PL I, II.7",
    /// Nơi nhận.
    Recipients "recipients" "PL I, II.9.b",
    /// Both on one line.
    Level "level" "PL I, II.9.b",
    /// Its name, its title, where it belongs to.
    Appendix "appendix" "PL I, III.1",
    /// Page numbers of its own.
    AppendixPages "appendix-pages" "PL I, III.1",
}

/// What is said of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// It is broken.
    Broken,
    /// Its place is there and waits to be filled in.
    Unfilled,
    /// It cannot be told from the file.
    Unknown,
    /// It is kept.
    Kept,
}

impl Verdict {
    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Unfilled => "unfilled",
            Self::Unknown => "unknown",
            Self::Kept => "kept",
        }
    }
}

/// In which way a rule is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum What {
    /// It is not there.
    Missing,
    /// Its size in points.
    Size,
    /// It is not bold.
    NotBold,
    /// It is bold.
    Bold,
    /// It is not italic.
    NotItalic,
    /// It is italic.
    Italic,
    /// It is not in capitals.
    NotCapitals,
    /// It does not stand in the middle.
    NotCentred,
    /// It is not justified.
    NotJustified,
    /// Another font.
    Font,
    /// Another colour.
    Colour,
    /// A length in millimetres.
    Length,
    /// A distance in points.
    Distance,
    /// A distance in lines.
    Lines,
    /// Other words or signs.
    Words,
    /// It stands elsewhere.
    Elsewhere,
}

impl What {
    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Size => "size",
            Self::NotBold => "not-bold",
            Self::Bold => "bold",
            Self::NotItalic => "not-italic",
            Self::Italic => "italic",
            Self::NotCapitals => "not-capitals",
            Self::NotCentred => "not-centred",
            Self::NotJustified => "not-justified",
            Self::Font => "font",
            Self::Colour => "colour",
            Self::Length => "length",
            Self::Distance => "distance",
            Self::Lines => "lines",
            Self::Words => "words",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// One place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// In which way.
    pub what: What,
    /// The paragraph, from 1; none for the whole document.
    pub paragraph: Option<u32>,
    /// Its words, cut.
    pub words: String,
    /// What it is.
    pub is: String,
    /// What it should be.
    pub wants: String,
}

/// What is said of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// Whether it is kept.
    pub verdict: Verdict,
    /// Where not; at most [`FAULTS_MOST`].
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more: u32,
}

/// How many places of one rule are named.
pub const FAULTS_MOST: usize = 5;
