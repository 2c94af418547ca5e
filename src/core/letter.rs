//! Letters: what is on record of one, and what was decided about it. The payloads of the facts of the house stream.
//!
//! A letter is kept whole before anybody looks at it: its bytes, and those of each part, lie beside the store under their
//! SHA-256, and the facts speak of them. What its sender claims (name, subject, date) stands as text and proves nothing.
//! It must never know a campaign, nor how a letter is read or judged.

use serde::{Deserialize, Serialize};

pub use crate::core::particulars::{Filled, Symbol};

use crate::core::attachment::{Attachment, EvidenceKind};
use crate::core::names::{BlobId, CampaignId, LetterId, UnitCode};
use crate::core::time::Stamp;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $id:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $id)] $variant),* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable word.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

words! {
    /// Where the moment was read at which a letter was received (decision 22), the most trusted first.
    ReceivedBy {
        /// The mail server says when it took the letter.
        Internaldate = "internaldate",
        /// The topmost `Received` line, of a host that is ours.
        ReceivedHeader = "received-header",
        /// The time of the file in the mailbox.
        File = "file",
        /// Nothing of these: when it was taken in here.
        Sweep = "sweep",
    }
}

words! {
    /// What a letter is.
    LetterKind {
        /// A report.
        Report = "report",
        /// Something that belongs to a report: photos, a missing part.
        Addition = "addition",
        /// The unit confirms that it has the campaign's letter.
        Acknowledgement = "acknowledgement",
        /// A request for more time.
        Request = "request",
        /// A question.
        Question = "question",
        /// Written by no person: a bounce, an answer of somebody on leave, a list.
        Automatic = "automatic",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// What a part of a letter is, judged by its bytes.
    PartKind {
        /// Text, office documents, PDF.
        Document = "document",
        /// An image.
        Photo = "photo",
        /// A film.
        Video = "video",
        /// The letter's own words.
        Text = "text",
        /// An archive; its entries are parts of their own.
        Archive = "archive",
        /// A signature of the mail, not a document.
        Signature = "signature",
        /// A logo or the like.
        Decoration = "decoration",
        /// Anything else; kept, never opened.
        Other = "other",
    }
}

words! {
    /// What of a letter is not certain, so that a person must say.
    Doubt {
        /// Whose it is.
        Unit = "unit",
        /// To which campaign it belongs, or that campaign takes nothing in.
        Campaign = "campaign",
        /// What kind of letter it is.
        Kind = "kind",
        /// Whether it brings a new version, or what is there already.
        Document = "document",
        /// What stands in it contradicts itself, or its sender.
        Contradiction = "contradiction",
        /// It is of a form that is kept and not read.
        Form = "form",
        /// It asks for what no rule may give: an answer, or more time.
        Answer = "answer",
    }
}

words! {
    /// Why a letter could not be read.
    Unreadable {
        /// It is no letter.
        NotALetter = "not-a-letter",
        /// It is larger than what is taken in.
        TooLarge = "too-large",
        /// Letters in letters, or parts in parts, deeper than what is looked into.
        TooDeep = "too-deep",
        /// More parts than what is taken apart.
        TooManyParts = "too-many-parts",
        /// A head larger than what is read.
        HeadTooLarge = "head-too-large",
        /// Reading it took too long.
        TooSlow = "too-slow",
        /// The process that read it ended before its time.
        Crashed = "crashed",
    }
}

/// The bytes of a letter as they came, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawCopy {
    /// SHA-256 of the bytes.
    pub raw: BlobId,
    /// How many bytes.
    pub size: u64,
    /// When it was received, as whoever is named in `by` says.
    pub received: Stamp,
    /// Where that moment was read.
    pub by: ReceivedBy,
    /// From which mailbox or file, without secrets.
    pub source: String,
}

/// What a letter says of itself: claims, as text in NFC.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Claims {
    /// The sender.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// The date, as it is written.
    pub date: String,
    /// The message id; empty where there is none.
    pub message_id: String,
}

/// A part of a letter: its bytes are kept by their hash, its name is display text only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// SHA-256 of the decoded bytes.
    pub sha256: BlobId,
    /// The name it came with, cut to 255 bytes.
    pub name: String,
    /// How many decoded bytes.
    pub size: u64,
    /// Kind by content.
    pub kind: PartKind,
    /// Media type by content, such as `image/jpeg`.
    pub media: String,
    /// What was noticed while decoding it, as stable words such as `damaged-base64`.
    pub flags: Vec<String>,
    /// The part that it was found in (a letter in a letter, an archive), by its place in the list.
    pub inside: Option<u32>,
}

/// Archives that no reader here unpacks, by their media types.
pub const PACKED_ELSEWHERE: [&str; 4] = [
    "application/vnd.rar",
    "application/x-7z-compressed",
    "application/x-bzip2",
    "application/x-xz",
];

/// By these words an archive says that not all of what is in it came out.
const HOLDS_BACK: [&str; 7] = [
    "encrypted",
    "cannot-open",
    "damaged",
    "too-large",
    "too-deep",
    "too-many-parts",
    "not-looked-into",
];

impl Part {
    /// Is it an archive that no reader here unpacks?
    pub fn is_packed_elsewhere(&self) -> bool {
        PACKED_ELSEWHERE.contains(&self.media.as_str())
    }

    /// Does it, as far as is known, hold back some of what is in it?
    pub fn holds_back(&self) -> bool {
        self.flags.iter().any(|flag| HOLDS_BACK.contains(&flag.as_str()))
    }

    /// The file that it is for a unit; `None` for what says nothing: the letter's own words, signatures, decoration.
    pub fn as_evidence(&self) -> Option<Attachment> {
        let kind = match self.kind {
            PartKind::Document => EvidenceKind::Document,
            PartKind::Photo => EvidenceKind::Photo,
            PartKind::Video => EvidenceKind::Video,
            PartKind::Other => EvidenceKind::Other,
            // Somebody has the password, or another program.
            PartKind::Archive if self.holds_back() => EvidenceKind::Other,
            // What is in an archive comes as parts of its own.
            PartKind::Text | PartKind::Archive | PartKind::Signature | PartKind::Decoration => return None,
        };
        Some(Attachment {
            sha256: self.sha256.clone(),
            name: self.name.clone(),
            size: self.size,
            kind,
            media: self.media.clone(),
        })
    }
}

/// An Excel form that a letter brought: what the unit that it was made for says in it. A claim like everything in a letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentForm {
    /// For which campaign it was made.
    pub campaign: CampaignId,
    /// For which unit.
    pub unit: UnitCode,
    /// Activities and figures, as far as they could be read.
    pub said: Filled,
    /// What it says in words.
    pub words: String,
    /// How many cells could not be read.
    pub unread: u32,
}

/// Something that speaks for a unit, or for what a letter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which rule, as a stable word such as `letterhead`. Rules are data, so a newer file may know more of them.
    pub id: String,
    /// The unit that it speaks for.
    pub unit: Option<UnitCode>,
    /// How much it weighs, in thousandths; below zero it speaks against.
    pub weight: i32,
    /// What was found: the words of the letter that it rests on.
    pub what: String,
}

/// A unit whose letter it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The unit.
    pub unit: UnitCode,
    /// How much speaks for it, in thousandths.
    pub weight: i32,
}

/// How the rules came to what they say; empty where a person decided.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Judgement {
    /// The edition of the rules.
    pub rules: String,
    /// What spoke for and against.
    pub reasons: Vec<Reason>,
    /// Whose it may be, the likeliest first.
    pub candidates: Vec<Candidate>,
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct $name { $($(#[$fdoc])* pub $field: $ty),* }
        )*
    };
}

payloads! {
    /// A letter came in and was taken apart. Nothing is decided about it yet.
    LetterKept {
        /// Its name.
        letter: LetterId,
        /// The bytes as they came.
        copy: RawCopy,
        /// What it says of itself.
        claims: Claims,
        /// The character set that its words were read in.
        charset: String,
        /// Its parts, in their order.
        parts: Vec<Part>,
        /// What was noticed about the whole, as stable words such as `links-only`.
        flags: Vec<String>,
        /// What had been kept of it when it could not be read, where that is not `copy` itself.
        failed: Option<BlobId>,
        /// The Excel form in it.
        #[serde(default)]
        form: Option<Box<SentForm>>,
    }
    /// A known letter came once more, in other bytes (another way, another head).
    LetterCopied {
        /// The letter.
        letter: LetterId,
        /// The bytes of this copy.
        copy: RawCopy,
    }
    /// Something came in that could not be read. A later attempt that fails for another reason replaces it.
    LetterFailed {
        /// What was kept of it.
        copy: RawCopy,
        /// Is that all of it? Of what is too large only the head is kept.
        whole: bool,
        /// Why.
        why: Unreadable,
        /// More about it, for whoever looks into it.
        detail: String,
        /// The version of the program that tried.
        program: String,
    }
    /// A letter was filed to units of a campaign; the campaign's own facts follow from it.
    LetterFiled {
        /// The letter.
        letter: LetterId,
        /// The campaign.
        campaign: CampaignId,
        /// Its units.
        units: Vec<UnitCode>,
        /// What it is.
        kind: LetterKind,
        /// The document in it.
        symbol: Symbol,
        /// The moment that counts, where a person says another than that of its receipt.
        received: Option<Stamp>,
        /// How the rules came to it.
        judgement: Judgement,
        /// Why, where a person says so.
        note: String,
    }
    /// A letter waits for a person.
    LetterSetAside {
        /// The letter.
        letter: LetterId,
        /// What is not certain.
        doubt: Doubt,
        /// The campaign, where that is certain.
        campaign: Option<CampaignId>,
        /// What it is likely to be.
        kind: LetterKind,
        /// The document in it.
        symbol: Symbol,
        /// How the rules came to it.
        judgement: Judgement,
    }
    /// A letter that no person wrote: it changes nothing and is never answered.
    LetterAutomatic {
        /// The letter.
        letter: LetterId,
        /// How the rules came to it.
        judgement: Judgement,
    }
    /// A person said that a letter is none of ours.
    LetterDismissed {
        /// The letter.
        letter: LetterId,
        /// Why.
        reason: String,
    }
    /// What had been decided about a letter no longer holds: it waits for a person, and what it brought its campaign is
    /// taken back.
    LetterPutBack {
        /// The letter.
        letter: LetterId,
        /// Why.
        reason: String,
    }
    /// What people made of a sender's letters until now is no hint any more.
    SenderForgotten {
        /// A digest of the address, 16 hexadecimal digits.
        sender: String,
    }
    /// The campaign has followed what was decided about a letter, or refused to.
    LetterSettled {
        /// The letter.
        letter: LetterId,
        /// The campaign.
        campaign: CampaignId,
        /// The number of the fact, in the house stream, that decided.
        decision: u64,
        /// The numbers of the facts, in the campaign's stream, that follow from it.
        facts: Vec<u64>,
        /// The rule that refused, by its stable id.
        refused: Option<String>,
    }
}
