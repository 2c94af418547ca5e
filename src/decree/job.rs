//! What the confined child does: read the document and judge it. It must never read anything but what it was handed.

use std::ffi::OsString;
use std::time::Duration;

use super::told::Finding;
use super::{judge, read};
use crate::extract::Lacking;
use crate::jail::{Job, Lack, Limits};

/// The longest document that is looked at.
pub const MOST: u64 = 100 << 20;

/// `decree`: what the rules say of a DOCX.
pub const JOB: Job = Job {
    name: "decree",
    limits: Limits {
        bytes: MOST,
        // The parts as text and as a tree.
        space: 1_536 << 20,
        seconds: 10,
        patience: Duration::from_secs(20),
    },
    work,
};

fn work(bytes: &[u8], _: &[OsString]) -> Result<Vec<u8>, Lack> {
    postcard::to_stdvec(&judged(bytes)).map_err(|_| Lack::Beyond)
}

/// What the rules say, in this process: what the child does, and tests.
///
/// # Errors
/// It is no DOCX, or asks for more than is read.
pub fn judged(bytes: &[u8]) -> Result<Vec<Finding>, Lacking> {
    Ok(judge::findings(&read::read(bytes)?))
}
