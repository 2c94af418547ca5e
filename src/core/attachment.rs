//! A file as it was attached: its bytes by their hash, and what they are.
//!
//! It must never know to what it is attached.

use serde::{Deserialize, Serialize};

use crate::core::names::BlobId;

/// What an attached file is, judged by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Text, office documents, PDF.
    Document,
    /// An image.
    Photo,
    /// A film.
    Video,
    /// Anything else; kept, never opened.
    Other,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Document, Self::Photo, Self::Video, Self::Other];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Other => "other",
        }
    }
}

/// A file as it was attached. The bytes are kept by their hash; the name is display text only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// SHA-256 of the bytes.
    pub sha256: BlobId,
    /// The name it came with, cut to 255 bytes.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// Kind by content.
    pub kind: EvidenceKind,
    /// Media type by content, such as `image/jpeg`.
    pub media: String,
}
