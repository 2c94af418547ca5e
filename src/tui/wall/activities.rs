//! Activities under way, next and latest, and the goals they serve. Whoever put them on record is not named.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::fact::ActivityStatus;
use crate::core::names::UnitIx;
use crate::core::unit::Activity;
use crate::output::words;
use crate::text::numbers;
use crate::tui::paint;
use crate::tui::panes::desk::goals;
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
        served(scene, room, buf);
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
    let mut y = area.y;
    for (i, (title, rows)) in all.iter().take(usize::from(boxes)).enumerate() {
        // A short list gives its room to the last one.
        let high = if i + 1 == usize::from(boxes) {
            area.bottom() - y
        } else {
            (rows.len().max(1) as u16).saturating_add(2).min(each)
        };
        let place = Rect::new(area.x, y, area.width, high);
        y += high;
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

/// Each goal as a bar two rows high and each SDG with its name, where there is room for all; else as on the desk.
fn served(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let all = &scene.campaign.def().goals;
    let tags = scene.campaign.tags();
    let rows = all.goals.len() * 3 + all.sdgs.len() + 1;
    if usize::from(area.height) < rows || area.width < 50 {
        return goals::view(scene, area, buf);
    }
    let most = |counts: &[u32]| counts.iter().copied().max().unwrap_or(0);
    let goal_counts: Vec<u32> = all.goals.iter().map(|g| tags.goal(&g.id)).collect();
    let sdg_counts: Vec<u32> = all.sdgs.iter().map(|s| tags.sdg(&s.n.to_string())).collect();
    let mut y = area.y;
    for (g, n) in all.goals.iter().zip(&goal_counts) {
        let words = format!("{} {}", g.id, g.title.get(scene.lang()));
        let line = Line {
            words,
            n: *n,
            most: most(&goal_counts),
            high: 2,
            role: Role::Goal,
        };
        line.draw(scene, Rect { y, ..area }, buf);
        y += 3;
    }
    y += 1;
    for (s, n) in all.sdgs.iter().zip(&sdg_counts) {
        let words = format!("SDG {:>2} {}", s.n, s.title.get(scene.lang()));
        let line = Line {
            words,
            n: *n,
            most: most(&sdg_counts),
            high: 1,
            role: Role::Sdg,
        };
        line.draw(scene, Rect { y, ..area }, buf);
        y += 1;
    }
}

/// A name, a bar, a number.
struct Line {
    words: String,
    n: u32,
    most: u32,
    high: u16,
    role: Role,
}

impl Line {
    fn draw(&self, scene: &Scene<'_>, at: Rect, buf: &mut Buffer) {
        let name = (at.width * 3 / 5).min(40);
        let look = if self.n == 0 { Role::Dim } else { Role::Text };
        let words = paint::clean(&self.words);
        paint::text(buf, at.x, at.y, name, &words, scene.style(look));
        let count = numbers::whole(scene.lang(), self.n.into());
        paint::right(buf, Rect { height: 1, ..at }, at.y, &count, scene.style(look));
        let x = at.x + name + 1;
        let cells = at.right().saturating_sub(x + 6);
        let g = &scene.look.glyphs;
        // Bars that stand close together keep a gap.
        let sign = if self.high == 1 { g.eighths[6] } else { g.block };
        for row in at.y..at.y + self.high {
            let room = Rect::new(x, row, cells, 1);
            paint::block_bar(buf, room, self.n, self.most, sign, scene.style(self.role));
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
    let days = words::days_short(scene.campaign.def().year(), a.details.from, a.details.to);
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
