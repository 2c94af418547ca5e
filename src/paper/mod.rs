//! A document as data: what stands in it and in which order, and no format.
//!
//! ```text
//!   output::consolidated, itu, letters… ──> Paper ──> docx, HTML, Markdown: a file for each
//! ```
//!
//! A paper is in one language, all of its words are settled and cleaned, and every figure in it can say where it comes from
//! (its [`Source`]). It must never know a campaign, a file, nor what anything looks like.

mod block;
mod head;
mod shown;
mod source;
mod wording;

pub use self::block::{Align, Block, Column, Item, Picture, Span, Table};
pub use self::head::{Head, Holds, Kind, Paper, Section, Sign, Unfilled};
pub use self::shown::Shown;
pub use self::source::{Source, SourceId, Sources};
pub use self::wording::{COUNTRY, MOTTO, UNFILLED, or_unfilled};
