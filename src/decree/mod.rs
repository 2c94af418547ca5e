//! Which rules of Decree 30/2020/NĐ-CP a document keeps: ours, and others'.
//!
//! ```text
//!   bytes ──> jail: read (lines, after styles) ──> parts (which line is what) ──> judge (page, head, body, foot) ──> findings
//! ```
//!
//! A stranger's file is read in the jail. What stands as `…` is told as left to be filled in and not as broken; what a file alone
//! cannot show is told as that. It must never know whose a document is, nor change it.

mod document;
mod job;
mod judge;
mod notes;
mod parts;
mod read;
mod styles;
mod told;
mod tree;

pub use self::job::{JOB, MOST, judged};
pub use self::told::{FAULTS_MOST, Fault, Finding, Rule, Verdict, What};

use sha2::{Digest, Sha256};

use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::extract::Lacking;
use crate::jail::{Jail, Why};

/// The longest answer: a few places a rule.
const ANSWER_MOST: usize = 1 << 20;

/// What the rules say of a DOCX; a rule that does not concern it is not among them.
///
/// # Errors
/// Why nothing can be said: it is no DOCX, locked, larger than what is read, or no process was to be had.
pub fn checked(jail: &Jail, bytes: &[u8]) -> Result<Vec<Finding>, Lacking> {
    let id = BlobId(hex(&Sha256::digest(bytes)));
    match jail.ask(&JOB, &[], &mut &*bytes, &id, ANSWER_MOST) {
        Ok(answer) => postcard::from_bytes(&answer).unwrap_or(Err(Lacking::NoProcess)),
        Err(Why::Limits | Why::TooLarge | Why::TooSlow) => Err(Lacking::Beyond),
        Err(Why::NoProcess(_) | Why::GivenUp) => Err(Lacking::NoProcess),
        Err(Why::Unfit | Why::Changed | Why::Unreadable(_)) => Err(Lacking::Unfit),
    }
}
