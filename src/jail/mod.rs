//! A child process that can do one job and nothing else: it reads a stranger's file from its standard input, writes an
//! answer to its standard output, and has given up everything else before the first byte.
//!
//! ```text
//!   whoever has a job ──> keeper ──bytes──> the same program as `ketnoi __jail JOB ARG…` (inside) ──answer──> keeper
//! ```
//!
//! Decoders are where files bite (reliability row 41): a bomb or a crash must cost one file and nothing else. What a job
//! is (its name, its limits, its work) is told by the room whose job it is; here stands only how it is kept in. It must
//! never know what a file is, nor what an answer means.

mod calls;
mod inside;
mod job;
mod keeper;

pub use self::inside::serve;
pub use self::job::{Job, Lack, Limits, WORD, Work};
pub use self::keeper::{Jail, Why};
