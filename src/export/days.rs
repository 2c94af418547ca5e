//! The days of a campaign as a file for whichever program keeps somebody's days.

use std::io::Write as _;
use std::path::Path;

use super::check::{Checked, digest};
use crate::core::campaign::Campaign;
use crate::core::time::Stamp;
use crate::icsout;
use crate::outfile::{Barred, Guard, Readers};
use crate::output::calendar;
use crate::text::Catalogue;

/// Makes the file.
///
/// # Errors
/// Why there is none; then what stood there stands there still.
pub fn days(
    guard: &Guard,
    (path, over): (&Path, bool),
    cat: &Catalogue,
    campaign: &Campaign,
    now: Stamp,
) -> Result<Checked, Barred> {
    let name = campaign.def().name.get(cat.lang()).to_owned();
    let text = icsout::text(&name, now, &calendar::entries(cat, campaign));
    guard.make(path, over, Readers::Usual, |file| {
        file.write_all(text.as_bytes())?;
        Ok(digest(file)?)
    })
}
