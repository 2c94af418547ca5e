//! Activities under way, next and latest, and the goals they serve. Whoever put them on record is not named.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::fact::ActivityStatus;
use crate::core::names::UnitIx;
use crate::core::unit::Activity;
use crate::output::words;
use crate::tui::paint;
use crate::tui::panes::goals;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wall::overview::framed;

type Row<'a> = (UnitIx, &'a Activity);

/// Draws it.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let beside = if area.width >= 70 {
        (area.width * 2 / 5).clamp(32, 70)
    } else {
        0
    };
    let left = Rect::new(area.x, area.y, area.width - beside, area.height);
    lists(scene, left, buf);
    if beside > 0 {
        let right = Rect::new(left.right(), area.y, beside, area.height);
        let room = framed(scene, right, &scene.tr("desk-goals_title"), buf);
        goals::view(scene, room, buf);
    }
}

fn lists(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let (now, next, held) = sorted(scene);
    let all = [
        ("wall-under_way", now),
        ("wall-next", next),
        ("wall-latest", held),
    ];
    let boxes = if area.height >= 12 { 3 } else { 2 };
    let each = area.height / boxes;
    for (i, (title, rows)) in all.iter().take(usize::from(boxes)).enumerate() {
        let i = i as u16;
        let high = if i + 1 == boxes {
            area.height - each * i
        } else {
            each
        };
        let place = Rect::new(area.x, area.y + each * i, area.width, high);
        let words = format!("{} {} {}", scene.tr(title), scene.look.glyphs.dot, rows.len());
        let room = framed(scene, place, &words, buf);
        if rows.is_empty() {
            paint::text(
                buf,
                room.x,
                room.y,
                room.width,
                &scene.tr("desk-no_activities"),
                scene.style(Role::Dim),
            );
        }
        for (y, (ix, a)) in (room.y..room.bottom()).zip(rows) {
            row(scene, *ix, a, Rect::new(room.x, y, room.width, 1), buf);
        }
    }
}

/// Under way (the newest first), next (the nearest first), held (the last recorded first).
fn sorted<'a>(scene: &Scene<'a>) -> (Vec<Row<'a>>, Vec<Row<'a>>, Vec<Row<'a>>) {
    let today = scene.today();
    let (mut now, mut next, mut held): (Vec<Row<'_>>, Vec<Row<'_>>, Vec<Row<'_>>) = Default::default();
    for (ix, a) in scene.campaign.activities() {
        match a.status(today) {
            ActivityStatus::Ongoing if !a.is_overdue(today) => now.push((ix, a)),
            ActivityStatus::Planned => next.push((ix, a)),
            ActivityStatus::Done => held.push((ix, a)),
            // Past its days and nobody has said whether it was held: neither under way nor held.
            ActivityStatus::Ongoing | ActivityStatus::Cancelled => {}
        }
    }
    now.sort_by_key(|(ix, a)| (std::cmp::Reverse(a.details.from), *ix));
    next.sort_by_key(|(ix, a)| (a.details.from, *ix));
    held.sort_by_key(|(_, a)| std::cmp::Reverse(a.seq));
    (now, next, held)
}

fn row(scene: &Scene<'_>, ix: UnitIx, a: &Activity, at: Rect, buf: &mut Buffer) {
    let status = a.status(scene.today());
    let g = &scene.look.glyphs;
    let mut x = paint::text(
        buf,
        at.x,
        at.y,
        1,
        g.activity(status),
        scene.look.activity(status),
    ) + 1;
    let days = words::days_short(a.details.from, a.details.to);
    x = paint::text(
        buf,
        x,
        at.y,
        at.right().saturating_sub(x),
        &days,
        scene.style(Role::Dim),
    ) + 1;
    let who = if at.width >= 60 {
        words::short_name_in(scene.campaign, ix, scene.lang())
    } else {
        paint::clean(scene.campaign.label(ix)).into_owned()
    };
    let room = at.right().saturating_sub(x);
    x = paint::text(buf, x, at.y, room, &format!("{who}: "), scene.style(Role::Title));
    let title = paint::clean(&a.details.title);
    paint::text(
        buf,
        x,
        at.y,
        at.right().saturating_sub(x),
        &title,
        scene.style(Role::Text),
    );
}
