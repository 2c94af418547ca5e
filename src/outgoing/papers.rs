//! Official letters as files.

use std::io::{self, Cursor};

use crate::core::campaign::Campaign;
use crate::core::remind::Due;
use crate::core::time::Date;
use crate::docxout;
use crate::output::reminders;
use crate::paper::Paper;
use crate::text::Catalogue;

use super::pieces::Piece;

fn docx(paper: &Paper, name: String) -> io::Result<Piece> {
    // Letters have no photos, so that none is asked for.
    let bytes = docxout::write(paper, Cursor::new(Vec::new()), &mut |_| Err(String::new()))?;
    Ok(Piece {
        name,
        bytes: bytes.into_inner(),
    })
}

/// The official letter that reports are owed.
///
/// # Errors
/// It cannot be packed.
pub fn urge(cat: &Catalogue, campaign: &Campaign, due: &[Due], day: Date) -> io::Result<Piece> {
    let paper = reminders::urge(cat, campaign, due, day);
    docx(&paper, format!("cong-van-don-doc-{day}.docx"))
}

/// The year's letter.
///
/// # Errors
/// It cannot be packed.
pub fn call(cat: &Catalogue, campaign: &Campaign, day: Date) -> io::Result<Piece> {
    let paper = reminders::call(cat, campaign, day);
    docx(&paper, format!("cong-van-{}.docx", campaign.id().as_str()))
}
