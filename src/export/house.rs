//! The house's own template: opened, and looked at before anything is made in it.

use std::path::Path;

use crate::attach;
use crate::docxout::Mark;
use crate::extract::Lacking;
use crate::jail::Jail;
use crate::template::{self, Refused};

/// Why a template cannot be used.
#[derive(Debug)]
pub enum NoTemplate {
    /// The file cannot be had.
    NotTaken(attach::Refused),
    /// It cannot be filled.
    Refused(Refused),
}

impl From<Refused> for NoTemplate {
    fn from(why: Refused) -> Self {
        Self::Refused(why)
    }
}

/// A template that can be filled: its bytes and its placeholders, in order. Without a jail none is looked into.
///
/// # Errors
/// Why it cannot be used.
pub fn template(path: &Path, jail: Option<&Jail>) -> Result<(Vec<u8>, Vec<Mark>), NoTemplate> {
    let opened = attach::open(path).and_then(|file| file.read(template::MOST));
    let bytes = opened.map_err(NoTemplate::NotTaken)?;
    let jail = jail.ok_or(Refused::Lacking(Lacking::NoProcess))?;
    let marks = template::check(jail, &bytes)?;
    Ok((bytes, marks))
}
