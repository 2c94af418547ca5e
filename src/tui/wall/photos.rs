//! Photos of accepted reports, in half blocks: each cell shows two points, one above the other.
//!
//! Under each stand the unit and the activity; never a file's name, and never who sent it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::output::words;
use crate::photo::Thumb;
use crate::text::dates;
use crate::tui::halves::{self, Ink};
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wall::album::{Album, Shot};

/// Rows under a photo: the unit, the activity.
const CAPTION: u16 = 2;
/// The most columns of photos.
const COLUMNS: u16 = 4;
/// Cells from which on a photo is large enough.
const LARGE: u32 = 36 * 13;
/// The most photos that one page shows.
const AT_ONCE: u32 = 6;

/// How the photos of an area are laid out.
pub struct PhotoSheet {
    columns: u16,
    rows: u16,
    parts: usize,
}

impl PhotoSheet {
    /// The layout for so many photos: as many at once as are still large enough, else those that take most of the area.
    pub fn of(photos: usize, area: Rect) -> Self {
        let n = photos.max(1);
        let mut best = (false, 0, 0, 1, 1);
        for columns in 1..=COLUMNS {
            for rows in 1..=(area.height / (CAPTION + 4)).max(1) {
                let (w, h) = room(area, columns, rows);
                // Most photos are four to three, and a cell is twice as high as it is wide.
                let seen = u32::from(w.min(h * 8 / 3)) * u32::from(h.min(w * 3 / 8));
                let shown = (n as u32).min(u32::from(columns) * u32::from(rows));
                let large = seen >= LARGE && shown <= AT_ONCE;
                let worth = (large, if large { shown } else { 0 }, seen * shown, columns, rows);
                best = best.max(worth);
            }
        }
        let (_, _, _, columns, rows) = best;
        Self {
            columns,
            rows,
            parts: n.div_ceil(usize::from(columns) * usize::from(rows)),
        }
    }

    /// In how many parts they are shown.
    pub fn parts(&self) -> usize {
        self.parts
    }
}

/// Columns and rows of cells that one photo has in such a layout.
fn room(area: Rect, columns: u16, rows: u16) -> (u16, u16) {
    (
        (area.width / columns).saturating_sub(2),
        (area.height / rows).saturating_sub(CAPTION + 1),
    )
}

/// Draws a part of the photos; says why there are none.
pub fn view(scene: &Scene<'_>, album: &Album, sheet: &PhotoSheet, part: usize, area: Rect, buf: &mut Buffer) {
    let ready = album.ready();
    if ready.is_empty() {
        let key = if album.is_able() {
            "wall-no_photos"
        } else {
            "wall-photos_not_here"
        };
        paint::text(
            buf,
            area.x,
            area.y,
            area.width,
            &scene.tr(key),
            scene.style(Role::Dim),
        );
        return;
    }
    let page = usize::from(sheet.columns) * usize::from(sheet.rows);
    let wide = area.width / sheet.columns;
    let high = area.height / sheet.rows;
    let (w, h) = room(area, sheet.columns, sheet.rows);
    for (i, (shot, thumb)) in ready.into_iter().skip(part * page).take(page).enumerate() {
        let (column, row) = (i as u16 % sheet.columns, i as u16 / sheet.columns);
        // The blank line stands above, so that no picture touches the head.
        let place = Rect::new(
            area.x + column * wide + 1,
            area.y + row * high + 1,
            w,
            h + CAPTION,
        );
        one(scene, shot, thumb, place, buf);
    }
}

fn one(scene: &Scene<'_>, shot: &Shot, thumb: &Thumb, at: Rect, buf: &mut Buffer) {
    let high = at.height.saturating_sub(CAPTION);
    let Some(picture) = thumb.within((at.width, high * 2)) else {
        return;
    };
    let (w, h) = (picture.width(), picture.height().div_ceil(2));
    // Words stand under the picture, wherever that ends.
    let (x, y) = (at.x + (at.width - w) / 2, at.y + high - h);
    halves::draw(&picture, Position::new(x, y), Ink::Colours, buf);
    let roster = scene.campaign.roster();
    let name = paint::clean(roster.name(shot.unit, scene.lang()));
    let room = at.right().saturating_sub(x);
    paint::text(buf, x, at.y + high, room, &name, scene.style(Role::Title));
    let what = caption(scene, shot);
    paint::text(buf, x, at.y + high + 1, room, &what, scene.style(Role::Text));
}

/// `12/05 · Toạ đàm trực tuyến`
fn caption(scene: &Scene<'_>, shot: &Shot) -> String {
    let unit = scene.campaign.unit(shot.unit);
    match shot.activity.as_ref().and_then(|id| unit.activity(id)) {
        Some(a) => {
            let days = words::days_short(scene.campaign.def().year(), a.details.from, a.details.to);
            let title = paint::clean(&a.details.title);
            format!("{days} {} {title}", scene.look.glyphs.dot)
        }
        None => dates::date_in(scene.campaign.def().year(), scene.campaign.date(shot.at)),
    }
}
