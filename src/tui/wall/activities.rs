//! Activities under way, next and latest, and the goals they serve. Whoever put them on record is not named.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::fact::ActivityStatus;
use crate::core::names::UnitIx;
use crate::core::unit::Activity;
use crate::output::words;
use crate::text::{dates, numbers, width};
use crate::tui::panes::desk::goals;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wall::framed::framed;
use crate::tui::{digits, paint};

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

/// The most that are shown: more cannot be read from where people stand.
const MOST: usize = 8;

/// How many are shown of each list, and of how many rows each is, the gap included.
fn way(lens: [usize; 3], high: u16) -> ([usize; 3], u16) {
    let ways = [(MOST, 5), (MOST, 4), (MOST, 3), (6, 3), (6, 2), (4, 2), (3, 2)];
    let ways = ways.map(|(n, each)| (shares(lens, n), each));
    let used = |(shares, each): &([usize; 3], u16)| shares.iter().map(|s| rows(*s, *each)).sum::<u16>();
    let fits = |way: &([usize; 3], u16)| used(way) <= high;
    let low = usize::from(high.saturating_sub(8));
    ways.into_iter().find(fits).unwrap_or((shares(lens, low), 1))
}

/// Rows of a box with so many of them; one says that there are none.
fn rows(n: usize, each: u16) -> u16 {
    (n as u16 * each).max(1) + 2
}

/// How many of each list are shown: half of them of what is under way, and what one list leaves the others take.
fn shares(lens: [usize; 3], n: usize) -> [usize; 3] {
    let mut out = [lens[0].min(n.div_ceil(2)), lens[1].min(n / 4), lens[2].min(n / 4)];
    for (i, len) in lens.into_iter().enumerate() {
        let left = n.saturating_sub(out.iter().sum());
        out[i] += left.min(len - out[i]);
    }
    out
}

fn lists(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let (now, next, held) = sorted(scene);
    let all = [
        ("wall-under_way", now),
        ("wall-next", next),
        ("wall-latest", held),
    ];
    let lens = [&all[0].1, &all[1].1, &all[2].1].map(Vec::len);
    let (shares, each) = way(lens, area.height);
    let used: u16 = shares.iter().map(|s| rows(*s, each)).sum();
    let spare = usize::from(area.height.saturating_sub(used));
    let many = shares.iter().sum::<usize>().max(1);
    let (mut y, mut told) = (area.y, 0);
    for (i, ((title, rows_of), share)) in all.iter().zip(shares).enumerate() {
        // What is over is shared out among those that have some, so that no half of the screen stays empty.
        let more = spare * (told + share) / many - spare * told / many;
        told += share;
        let high = match i {
            2 => area.bottom() - y,
            _ => (rows(share, each) + more as u16).min(area.bottom() - y),
        };
        let place = Rect::new(area.x, y, area.width, high);
        y += high;
        let words = format!("{} {} {}", scene.tr(title), scene.look.glyphs.dot, rows_of.len());
        let room = framed(scene, place, &words, buf);
        if rows_of.is_empty() {
            let words = scene.tr("desk-no_activities");
            paint::text(buf, room.x, room.y, room.width, &words, scene.style(Role::Dim));
        }
        let each = (room.height / share.max(1) as u16).clamp(1, 5);
        for (k, (ix, a)) in rows_of.iter().take(share).enumerate() {
            let top = room.y + k as u16 * each;
            let high = each.min(room.bottom().saturating_sub(top));
            row(scene, *ix, a, Rect::new(room.x, top, room.width, high), buf);
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

/// One activity: its days, whose it is, and its title; the first day in digits that carry across a room where there are
/// three rows and more.
fn row(scene: &Scene<'_>, ix: UnitIx, a: &Activity, at: Rect, buf: &mut Buffer) {
    let status = a.status(scene.today());
    let (sign, style) = (scene.look.glyphs.activity(status), scene.look.activity(status));
    let days = words::days_short(scene.campaign.def().year(), a.details.from, a.details.to);
    let title = paint::clean(&a.details.title);
    let left = |x: u16| at.right().saturating_sub(x);
    let mut x = paint::text(buf, at.x, at.y, 1, sign, style) + 1;
    if at.height >= 3 && at.width >= 60 {
        let day = dates::date_short(a.details.from);
        let ascii = scene.look.glyphs.ascii;
        digits::small(buf, x, at.y, &day, ascii, scene.style(Role::Big));
        x += digits::small_span(&day) + 3;
    }
    let name = if at.width >= 60 {
        words::short_name_in(scene.campaign, ix, scene.lang())
    } else {
        paint::clean(scene.campaign.label(ix)).into_owned()
    };
    if at.height == 1 {
        x = paint::text(buf, x, at.y, left(x), &days, scene.style(Role::Dim)) + 1;
        x = paint::text(
            buf,
            x,
            at.y,
            left(x),
            &format!("{name}: "),
            scene.style(Role::Title),
        );
        paint::text(buf, x, at.y, left(x), &title, scene.style(Role::Text));
        return;
    }
    let end = paint::text(buf, x, at.y, left(x), &name, scene.style(Role::Title));
    let days = format!(" {} {days}", scene.look.glyphs.dot);
    paint::text(buf, end, at.y, left(end), &days, scene.style(Role::Dim));
    let rows = if at.height >= 3 { 2 } else { 1 };
    let wrapped = width::wrap(&title, usize::from(left(x)));
    for (line, y) in wrapped.iter().take(rows).zip(at.y + 1..at.bottom()) {
        paint::text(buf, x, y, left(x), line, scene.style(Role::Text));
    }
}
