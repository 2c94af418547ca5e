//! What the two processes must agree on: jobs with their limits, and the exit codes by which the child tells its verdict.

use std::ffi::OsString;
use std::time::Duration;

/// The word by which the program is told to be the confined child. It stands in no help.
pub const WORD: &str = "__jail";

/// The word after [`WORD`] by which the child is told to serve several files.
pub(super) const EACH: &str = "each";
/// How many files one child serves. So what a decoder leaves in memory, and what one that was taken over could do to the
/// files after its own, has an end.
pub(super) const SHARE_FILES: u32 = 200;

/// The exit code for "done, the answer stands on standard output".
pub(super) const DONE: u8 = 0;
/// The exit code for "the words name no job".
pub(super) const USAGE: u8 = 2;
/// The exit code for [`Lack::Unfit`]. Unlike 1 or 127 it is nothing that a loader or a shell would say.
pub(super) const UNFIT: u8 = 65;
/// The exit code for [`Lack::Beyond`].
pub(super) const BEYOND: u8 = 66;
/// The exit code for "no answer could be given": the limits could not be set, or nobody listens.
pub(super) const IN_VAIN: u8 = 70;
/// The exit code of a Rust program that panicked: a decoder gave up on what it read.
pub(super) const PANICKED: u8 = 101;

/// The work of a job: from the file's bytes and the job's own words to the bytes of an answer.
pub type Work = fn(&[u8], &[OsString]) -> Result<Vec<u8>, Lack>;

/// A kind of work that may be done on a stranger's file.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    /// Its word on the command line, after [`WORD`].
    pub name: &'static str,
    /// What it may use.
    pub limits: Limits,
    /// What is done.
    pub work: Work,
}

/// What a job may use at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Length of the file, in bytes.
    pub bytes: u64,
    /// Address space of the child, in bytes, its code and the file's own bytes included.
    pub space: u64,
    /// Time on a processor, in whole seconds. A child that serves several files takes no further one once it has used
    /// as much, and ends for good at twice as much: so no file gets less.
    pub seconds: u64,
    /// Time on the clock until the answer must be there.
    pub patience: Duration,
}

/// Why a job has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The file is not what the job works on.
    Unfit,
    /// The file may be fine, but asks for more than the limits.
    Beyond,
}
