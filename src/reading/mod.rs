//! One reader for each kind of value that people write (decision 19): days, moments, numbers, units, tags, texts. The
//! command line, the forms of the dashboard, campaign and access files all read here, so that the same words mean the
//! same at every door. `docs/input.md` is its table.
//!
//! A reader says what the words mean, or what is wrong with them as data; whoever shows it finds the sentence. It must
//! never know which door the words came through.

pub mod dates;
pub mod deadline;
pub mod documents;
pub mod numbers;
pub mod texts;
pub mod units;
pub mod words;
