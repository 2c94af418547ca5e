//! How units are named where there is little room.

use crate::core::names::UnitCode;
use crate::output::words;
use crate::tui::paint;
use crate::tui::scene::Scene;

/// The name of a unit by its code; the code where the roster no longer has it.
pub fn unit_name(scene: &Scene<'_>, code: &UnitCode) -> String {
    match scene.campaign.roster().by_code(code.as_str()) {
        Some(ix) => words::short_name_in(scene.campaign, ix, scene.lang()),
        None => paint::clean(code.as_str()).into_owned(),
    }
}
