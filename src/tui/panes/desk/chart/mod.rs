//! The burn-up: reports over time as a filled line, the cut-off as a marked one, and, once there is a pace, the range in
//! which it is heading. Where there is much room the same for each region.
//!
//! What came after the cut-off has a colour of its own. On the time line what came after the moment is shown too, pale, and
//! the moment is marked.
//!
//! ```text
//!   span     which moments lie in which column
//!   steps    standing columns, in as fine steps as the look's signs have
//!   axis     the numbers at the left, the dates below
//!   burnup   the curve of all
//!   regions  a small one for each region
//! ```
//!
//! The columns are our own and not ratatui's `Sparkline`: that one has one colour a column, nine signs at any rate, and
//! draws the smallest value as nothing.

mod axis;
mod burnup;
mod regions;
mod span;
mod steps;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::projection::burn_up;
use crate::core::time::{MINUTE, Stamp};
use crate::tui::scene::Scene;

/// Draws it; needs at least three rows.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.height < 3 || area.width < 20 {
        return;
    }
    let scene = &to_the_minute(scene);
    let (whole, small) = regions::room(scene, area);
    let span = burnup::view(scene, whole, buf);
    if let Some(small) = small {
        regions::view(scene, span, small, buf);
    }
}

/// `Tiến độ nộp báo cáo · dự kiến 36–46/62 đúng hạn`
pub fn title(scene: &Scene<'_>) -> String {
    let scene = &to_the_minute(scene);
    let name = scene.tr("term-burn_up");
    let curve = burn_up(scene.campaign, scene.now);
    let Some((least, most)) = curve.range else {
        return name.into_owned();
    };
    let n = range_words(scene, least, most);
    let args = [("n", n.into()), ("total", curve.owing.into())];
    let words = scene.cat.tr_args("term-projection", &args);
    format!("{name} {} {words}", scene.look.glyphs.dot)
}

/// The curve is made of whole minutes: a second that passes moves nothing of it, and need not draw it anew.
fn to_the_minute<'a>(scene: &Scene<'a>) -> Scene<'a> {
    let now = Stamp(scene.now.0 - scene.now.0.rem_euclid(MINUTE));
    Scene { now, ..*scene }
}

fn range_words(scene: &Scene<'_>, least: u32, most: u32) -> String {
    let dash = if scene.look.glyphs.ascii { "-" } else { "–" };
    if least == most {
        most.to_string()
    } else {
        format!("{least}{dash}{most}")
    }
}
