//! A photo as it stands in a document.

/// A photo made fit for a document: small, upright, without a word of where it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// A JPEG.
    pub jpeg: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}
