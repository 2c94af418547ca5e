//! What can be wrong with a field of a campaign that is set up.

use crate::core::form::FormProblem;

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Not a day.
    BadDate,
    /// Nothing in it.
    Missing,
    /// The letters typed into a choice begin no name among them.
    NoSuchChoice(String),
    /// A line of mail domains that begins with no unit, or has none behind it.
    BadDomain(usize, String),
    /// A campaign of that id was opened already.
    Opened(String),
    /// A draft in a file that cannot be read; the sentence is the reader's.
    Form(FormProblem),
}
