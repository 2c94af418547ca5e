//! What a campaign looks like to the world, without a format: rows, JSON documents and sentences.
//!
//! ```text
//!   core::campaign ──> words, description     ──> sentences in both languages (cleaned: may go to a terminal)
//!                  ──> status, report, queue… ──> documents for JSON (text as it came) and rows for tables and CSV
//! ```
//!
//! It uses the core and the words and nothing else; it must never know a terminal, a file, or a command's flags. The
//! moment at which things are judged is given to it.

pub mod description;
pub mod words;
