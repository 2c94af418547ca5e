//! What strangers' files say: the words of a PDF, a DOCX, a sheet; what lies in an archive.
//!
//! Every reader runs in the jail, in a child that serves a batch of files and is replaced when it dies. It must never know
//! whose a file is, nor what its words mean.

mod told;

pub use self::told::{Entry, Lacking, Told};
