//! What strangers' files say: the words of a PDF, a DOCX, a sheet; what lies in an archive.
//!
//! ```text
//!   whoever has a file ──> reader ──> jail ──bytes──> `ketnoi __jail each extract` (job: pdf, package, markup, sheets,
//!                                                      archive, tnef) ──wire──> reader ──> Told, Entry
//! ```
//!
//! Every reader of a foreign format runs in the jail, in a child that serves a batch of files and is replaced when it dies:
//! these readers panic, use up their stack, or ask for all memory, and that must cost one file (reliability rows 32, 40, 41).
//! It must never know whose a file is, nor what its words mean.

mod archive;
mod budget;
mod doc;
mod gzip;
mod job;
mod markup;
mod ole;
mod package;
mod pdf;
mod reader;
mod sheets;
mod tar;
mod tnef;
mod told;
mod wire;

pub use self::job::JOB;
pub use self::markup::reference;
pub use self::package::Package;
pub use self::reader::Reader;
pub use self::told::{Entry, FLAGS, Lacking, Told};
