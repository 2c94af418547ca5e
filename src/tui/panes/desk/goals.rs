//! Goals on the desk: activities under each Connect 2030 goal and under each of the 17 SDGs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{numbers, width};
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Draws the five goals as bars, then the SDGs: a row of counts where there is room, else a row of small bars.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let goals = &scene.campaign.def().goals;
    let tags = scene.campaign.tags();
    let most = goals.goals.iter().map(|g| tags.goal(&g.id)).max().unwrap_or(0);
    let names = goals
        .goals
        .iter()
        .map(|g| width::cells(g.title.get(scene.lang())))
        .max()
        .unwrap_or(0) as u16;
    let name_cells = names.min(area.width.saturating_sub(12)).min(24);
    let mut y = area.y;
    for g in &goals.goals {
        if y >= area.bottom() {
            return;
        }
        let n = tags.goal(&g.id);
        let x = paint::text(buf, area.x, y, 2, &format!("{} ", g.id), scene.style(Role::Dim));
        let x = {
            let name = width::pad(g.title.get(scene.lang()), usize::from(name_cells));
            paint::text(buf, x, y, name_cells, &name, scene.style(Role::Text)) + 1
        };
        let count = width::pad_left(&numbers::whole(scene.lang(), n.into()), 5);
        let bar = area.right().saturating_sub(x + 5);
        paint::block_bar(
            buf,
            Rect::new(x, y, bar, 1),
            n,
            most,
            scene.look.glyphs.eighths[6],
            scene.style(Role::Goal),
        );
        paint::right(buf, area, y, &count, scene.style(Role::Text));
        y += 1;
    }
    if area.bottom() >= y + 5 && area.width >= 36 {
        counts(
            scene,
            Rect::new(area.x, y + 1, area.width, area.bottom() - y - 1),
            buf,
        );
    } else if y < area.bottom() {
        sparks(scene, area, y, buf);
    }
}

/// `SDG ▁▁▁▆▃▁▁▃█▂▂▁▂▁▁▂▅ 1…17`
fn sparks(scene: &Scene<'_>, area: Rect, y: u16, buf: &mut Buffer) {
    let tags = scene.campaign.tags();
    let counts: Vec<u32> = (1..=17).map(|n| tags.sdg(&n.to_string())).collect();
    let most = counts.iter().max().copied().unwrap_or(0);
    let mut x = paint::text(buf, area.x, y, 4, "SDG ", scene.style(Role::Dim));
    for n in counts {
        let sign = scene.look.glyphs.spark(n as usize, most as usize);
        let sign = if n == 0 { scene.look.glyphs.dot } else { sign };
        let role = if n == 0 { Role::Dim } else { Role::Sdg };
        x = paint::text(buf, x, y, 1, sign, scene.style(role));
    }
    let rest = area.right().saturating_sub(x);
    paint::text(
        buf,
        x,
        y,
        rest,
        &format!(" 1{}17", scene.look.glyphs.ellipsis),
        scene.style(Role::Dim),
    );
}

/// The counts of all 17, in two rows of numbers, or each in a line of its own where there is room for that.
fn counts(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let tags = scene.campaign.tags();
    let n = |i: u8| tags.sdg(&i.to_string());
    let per_row = usize::from((area.width / 4).clamp(6, 17));
    let all: Vec<u8> = (1..=17).collect();
    let mut y = area.y;
    for chunk in all.chunks(per_row.min(9)) {
        if y + 1 >= area.bottom() {
            return;
        }
        for (i, s) in chunk.iter().enumerate() {
            let x = area.x + i as u16 * 4;
            paint::text(buf, x, y, 4, &format!("{s:>3} "), scene.style(Role::Dim));
            let count = n(*s);
            let (words, role) = if count == 0 {
                (format!("{:>3}", scene.look.glyphs.dot), Role::Dim)
            } else {
                (format!("{count:>3}"), Role::Sdg)
            };
            paint::text(buf, x, y + 1, 4, &words, scene.style(role));
        }
        y += 2;
    }
    if y + 1 < area.bottom() {
        let key = scene.tr("desk-sdg_note");
        paint::text(buf, area.x, y + 1, area.width, &key, scene.style(Role::Dim));
    }
}
