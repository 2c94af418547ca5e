//! How a file that leaves gets its name: written past the guard, opened again and looked at, and only then named.

use std::path::Path;

use super::check::{Checked, Unsound, check};
use super::gather::Material;
use super::write::{Means, Unwritten, Wish, write};
use crate::core::campaign::Campaign;
use crate::outfile::{Barred, Guard, Readers};
use crate::paper::Unfilled;
use crate::text::Catalogue;

/// Why there is no file.
#[derive(Debug)]
pub enum NotMade {
    /// Nothing may be written there, or the system refused.
    Barred(Barred),
    /// It could not be made.
    Unwritten(Unwritten),
    /// It does not read back as it should.
    Unsound(Unsound),
}

impl From<Barred> for NotMade {
    fn from(why: Barred) -> Self {
        Self::Barred(why)
    }
}

impl From<Unwritten> for NotMade {
    fn from(why: Unwritten) -> Self {
        Self::Unwritten(why)
    }
}

impl From<Unsound> for NotMade {
    fn from(why: Unsound) -> Self {
        Self::Unsound(why)
    }
}

/// Makes the file of an export; gives what it came to and what nobody has filled in. `over`: a file that stands there may be
/// replaced. Whoever breaks it off before it has its name leaves nothing.
///
/// # Errors
/// Why there is no file; then what stood there stands there still.
pub fn make(
    guard: &Guard,
    (path, over): (&Path, bool),
    cat: &Catalogue,
    campaign: &Campaign,
    material: &Material,
    wish: &Wish,
    means: &mut Means<'_>,
) -> Result<(Checked, Vec<Unfilled>), NotMade> {
    guard.make(path, over, Readers::Usual, |file| {
        let unfilled = write(file, cat, campaign, material, wish, means)?;
        let checked = check(file, wish.format)?;
        // From here on it is named and put on record together, whatever is wished.
        if (means.told)(0, 0).is_break() {
            return Err(Unwritten::BrokenOff.into());
        }
        Ok((checked, unfilled))
    })
}
