//! A child process that can do one job and nothing else: it reads a stranger's file from its standard input, writes an
//! answer to its standard output, and has given up everything else before the first byte.
//!
//! ```text
//!   whoever has a job ──> keeper ──bytes──> the same program as `ketnoi __jail JOB ARG…` (inside) ──answer──> keeper
//! ```
//!
//! `ketnoi __jail each JOB` does the same for file after file ([`Batch`]): letters come by the thousand, and a start costs
//! more than most of their files. Such a child keeps nothing of a file for the next one, is replaced after two hundred files or
//! its seconds, and is asked nothing more once it died or was too slow.
//!
//! Decoders are where files bite (reliability row 41): a bomb or a crash must cost one file and nothing else. What a job
//! is (its name, its limits, its work) is told by the room whose job it is; here stands only how it is kept in. It must
//! never know what a file is, nor what an answer means.

mod batch;
mod calls;
mod confine;
mod frame;
mod inside;
mod job;
mod keeper;
mod many;

pub use self::batch::Batch;
pub use self::inside::serve;
pub use self::job::{Job, Lack, Limits, WORD, Work};
pub use self::keeper::{Jail, Why};
