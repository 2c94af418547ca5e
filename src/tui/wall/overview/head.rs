//! The band over the whole page: what is left, and how many have reported, both in large digits. Closed, the final picture
//! in one box.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::core::status::{Phase, State};
use crate::core::tally::Counts;
use crate::output::words;
use crate::text::{dates, numbers, width};
use crate::tui::digits::{SIZES, Size};
use crate::tui::paint;
use crate::tui::panes::desk::countdown;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wall::framed::framed;
use crate::tui::wall::overview::large::{self, Piece};

/// Columns that a box takes beside its digits: the frame and a blank at each side.
const FRAME: u16 = 4;

/// A box of the band, with how large its digits are; none where only plain letters fit.
#[derive(Clone, Copy)]
struct Part {
    area: Rect,
    size: Option<Size>,
}

/// Where the boxes of the band stand.
pub struct Band {
    clock: Part,
    share: Option<Part>,
}

impl Band {
    /// Both boxes in at most so many rows, with the largest digits: of two ways the one whose smaller ones are larger.
    pub fn of(scene: &Scene<'_>, area: Rect, most: u16) -> Self {
        let share = reported(scene);
        if is_closed(scene) {
            let high = most.min(SIZES[0].h + 2).max(8);
            let size = large::fitting(&share, area.width * 11 / 20, high - 2);
            let area = Rect { height: high, ..area };
            return Self {
                clock: Part { area, size },
                share: None,
            };
        }
        let time = time_left(scene);
        let need = |pieces: &[Piece], s: Size| large::span(pieces, s) + FRAME;
        let pairs = SIZES.into_iter().flat_map(|c| SIZES.map(|s| (c, s)));
        let fits = |(c, s): &(Size, Size)| {
            c.h.max(s.h) + 2 <= most && need(&time, *c) + need(&share, *s) <= area.width
        };
        let best = pairs
            .filter(fits)
            .max_by_key(|(c, s)| (c.h.min(s.h), c.h, c.w, s.w));
        let least = SIZES[SIZES.len() - 1];
        let (c, s) = best.unwrap_or((least, least));
        let (left, right) = (need(&time, c), need(&share, s));
        let spare = area.width.saturating_sub(left + right);
        let left = (left + spare / 2).min(area.width);
        // Frame and digits; then words, a bar, and a row of air, where they cost the page nothing.
        let least = c.h.max(s.h) + 2;
        let high = least + most.saturating_sub(least).min(3);
        let place = |x, width| Rect {
            x: area.x + x,
            width,
            height: high,
            ..area
        };
        let size = |s| best.map(|_| s);
        Self {
            clock: Part {
                area: place(0, left),
                size: size(c),
            },
            share: Some(Part {
                area: place(left, area.width - left),
                size: size(s),
            }),
        }
    }

    /// Rows of the band.
    pub fn height(&self) -> u16 {
        self.clock.area.height
    }

    /// Where the clock stands; closed, the final picture.
    pub fn clock_place(&self) -> Rect {
        self.clock.area
    }

    /// Draws both.
    pub fn view(&self, scene: &Scene<'_>, buf: &mut Buffer) {
        self.view_clock(scene, buf);
        if let Some(part) = self.share {
            share(scene, part, buf);
        }
    }

    /// Draws the clock alone.
    pub fn view_clock(&self, scene: &Scene<'_>, buf: &mut Buffer) {
        if is_closed(scene) {
            last_picture(scene, self.clock, buf);
        } else {
            clock(scene, self.clock, buf);
        }
    }
}

fn is_closed(scene: &Scene<'_>) -> bool {
    scene.campaign.phase(scene.now) == Phase::Closed
}

/// What is left, or gone by since.
fn time_left(scene: &Scene<'_>) -> Vec<Piece> {
    let c = scene.campaign.countdown(scene.now);
    let mut out = Vec::new();
    if c.passed {
        out.push(Piece::Word(scene.tr("timeliness-overdue").to_uppercase()));
    }
    if c.days > 0 {
        let word = scene.cat.tr_args("desk-days_word", &[("days", c.days.into())]);
        out.push(Piece::Number(c.days.to_string()));
        out.push(Piece::Word(word.to_uppercase()));
    }
    out.push(Piece::Number(format!("{:02}", c.hours)));
    out.push(Piece::Colon);
    out.push(Piece::Number(format!("{:02}", c.minutes)));
    if scene.seconds {
        out.push(Piece::Small(format!(":{:02}", c.seconds)));
    }
    out
}

/// `43/62 69%`
fn reported(scene: &Scene<'_>) -> Vec<Piece> {
    let c = scene.campaign.counts(scene.now);
    let percent = numbers::percent(c.reported() as usize, c.owing() as usize);
    vec![
        Piece::Number(c.reported().to_string()),
        Piece::Slash,
        Piece::Number(c.owing().to_string()),
        Piece::Gap(3),
        Piece::Number(percent.trim_end_matches('%').to_owned()),
        Piece::Percent,
    ]
}

/// The clock with its day and working days, and where in its calendar the campaign stands.
fn clock(scene: &Scene<'_>, part: Part, buf: &mut Buffer) {
    let letter = paint::clean(scene.campaign.def().deadline.words.get(scene.lang())).into_owned();
    let dot = scene.look.glyphs.dot;
    let title = format!("{} {dot} “{letter}”", scene.tr("term-deadline"));
    let room = framed(scene, part.area, &title, buf);
    let left = scene.campaign.countdown(scene.now);
    let style = countdown::urgency(scene, &left);
    let below = digits(scene, &time_left(scene), part.size, room, style, buf);
    // The letter's own words stand in the title; the first lines are day and working days.
    let most = if left.passed { 1 } else { 2 };
    let lines = countdown::lines(scene, &left, room.width.max(80));
    let line = lines
        .into_iter()
        .take(most)
        .collect::<Vec<_>>()
        .join(&format!(" {dot} "));
    if rest(scene, &line, below, part.area, buf) {
        countdown::track(scene, room, room.bottom() - 1, buf);
    }
}

/// How many have reported, how they came, and the same as a bar.
fn share(scene: &Scene<'_>, part: Part, buf: &mut Buffer) {
    let c = scene.campaign.counts(scene.now);
    let room = framed(scene, part.area, &in_words(scene), buf);
    let style = scene.style(Role::Big);
    let below = digits(scene, &reported(scene), part.size, room, style, buf);
    if rest(scene, &how_many(scene, &c), below, part.area, buf) {
        let bar = Rect::new(room.x, room.bottom() - 1, room.width, 1);
        paint::solid_bar(buf, bar, (c.reported(), c.owing()), true, scene.look);
    }
}

/// Draws the digits, or the same in a line; gives what is below.
fn digits(
    scene: &Scene<'_>,
    pieces: &[Piece],
    size: Option<Size>,
    room: Rect,
    style: Style,
    buf: &mut Buffer,
) -> Rect {
    let block = scene.look.glyphs.block;
    let used = if let Some(size) = size {
        large::draw(pieces, room, size, block, style, buf);
        size.h
    } else {
        paint::text(buf, room.x, room.y, room.width, &large::plain(pieces), style);
        1
    };
    // A row of air where words and bar still have theirs.
    let used = used + u16::from(room.height >= used + 3);
    Rect::new(
        room.x,
        room.y + used,
        room.width,
        room.height.saturating_sub(used),
    )
}

/// Statements below the digits, or on the lower border where the digits take all rows; gives whether the last row was left
/// free for what is drawn there.
fn rest(scene: &Scene<'_>, line: &str, area: Rect, framed: Rect, buf: &mut Buffer) -> bool {
    if area.height == 0 {
        let border = Rect::new(framed.x, framed.bottom() - 1, framed.width, 1);
        paint::title(buf, border, line, scene.style(Role::Text));
        return false;
    }
    let rows = statements(scene, line, usize::from(area.width));
    for (row, y) in rows.iter().zip(area.y..area.bottom()) {
        paint::text(buf, area.x, y, area.width, row, scene.style(Role::Text));
    }
    rows.len() < usize::from(area.height)
}

/// The final picture: the share that has reported, large; beside it how they came, and all that was gathered.
fn last_picture(scene: &Scene<'_>, part: Part, buf: &mut Buffer) {
    let room = framed(scene, part.area, &scene.tr("wall-final"), buf);
    let pieces = reported(scene);
    let mut beside = room;
    if let Some(size) = part.size {
        let style = scene.style(Role::Big);
        let top = room.height.saturating_sub(size.h) / 2;
        let at = Rect {
            y: room.y + top,
            height: room.height - top,
            ..room
        };
        large::draw(&pieces, at, size, scene.look.glyphs.block, style, buf);
        let used = large::span(&pieces, size) + 2;
        beside = Rect::new(room.x + used, room.y, room.width - used, room.height);
    }
    let mut rows = vec![(in_words(scene), Role::Title)];
    for line in gathered(scene) {
        let wrapped = statements(scene, &line, usize::from(beside.width));
        rows.extend(wrapped.into_iter().map(|l| (l, Role::Text)));
    }
    let step = if rows.len() * 2 <= usize::from(beside.height) + 1 {
        2
    } else {
        1
    };
    for ((line, role), y) in rows.iter().zip((beside.y..beside.bottom()).step_by(step)) {
        paint::text(buf, beside.x, y, beside.width, line, scene.style(*role));
    }
}

/// The least that a wall says: what is left, and how many have reported.
pub fn least(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let closed = is_closed(scene);
    let pieces = if closed { reported(scene) } else { time_left(scene) };
    let style = if closed {
        scene.style(Role::Big)
    } else {
        countdown::urgency(scene, &scene.campaign.countdown(scene.now))
    };
    let size = large::fitting(&pieces, area.width, area.height.saturating_sub(3));
    let below = digits(scene, &pieces, size, area, style, buf);
    let mut lines = vec![(in_words(scene), Role::Title)];
    let left = scene.campaign.countdown(scene.now);
    let more = if closed {
        gathered(scene)
    } else {
        let most = if left.passed { 1 } else { 2 };
        let mut lines = countdown::lines(scene, &left, area.width.max(80));
        lines.truncate(most);
        lines.push(how_many(scene, &scene.campaign.counts(scene.now)));
        lines
    };
    for line in more {
        let wrapped = statements(scene, &line, usize::from(area.width));
        lines.extend(wrapped.into_iter().map(|l| (l, Role::Text)));
    }
    for ((line, role), y) in lines.iter().zip(below.y..area.bottom()) {
        paint::text(buf, area.x, y, area.width, line, scene.style(*role));
    }
}

/// `43/62 đã báo cáo · 69%`
fn in_words(scene: &Scene<'_>) -> String {
    let c = scene.campaign.counts(scene.now);
    let words = scene.cat.tr_args(
        "desk-reported",
        &[("n", c.reported().into()), ("total", c.owing().into())],
    );
    let percent = numbers::percent(c.reported() as usize, c.owing() as usize);
    format!("{words} {} {percent}", scene.look.glyphs.dot)
}

/// Closed: when, how they came, and all that was gathered.
fn gathered(scene: &Scene<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(mark) = scene.campaign.closed() {
        let time = dates::full_time(scene.zone(), mark.at);
        out.push(scene.cat.tr_args("wall-closed_at", &[("time", time.into())]));
    }
    out.push(how_many(scene, &scene.campaign.counts(scene.now)));
    let total = scene.campaign.total();
    for (key, n) in [
        ("acts-count", u64::from(total.activities)),
        ("acts-reach", total.reach),
    ] {
        let n = numbers::whole(scene.lang(), i64::try_from(n).unwrap_or(i64::MAX));
        out.push(scene.cat.tr_args(key, &[("n", n.into())]));
    }
    out.push(words::files_by_kind(scene.cat, total.files));
    out.retain(|l| !l.is_empty());
    out
}

/// `20 đúng hạn · 2 trễ hạn · 6 quá hạn`
fn how_many(scene: &Scene<'_>, c: &Counts) -> String {
    let mut parts = Vec::new();
    for (n, word) in [
        (c.on_time, scene.tr("timeliness-on_time")),
        (c.late, scene.tr("timeliness-late")),
        (c.overdue, scene.tr("timeliness-overdue")),
        (c.returned, words::state_short(scene.cat, State::Returned)),
        (c.exempt, words::state_short(scene.cat, State::Exempt)),
    ] {
        if n > 0 {
            parts.push(format!("{n} {}", word.to_lowercase()));
        }
    }
    parts.join(&format!(" {} ", scene.look.glyphs.dot))
}

/// Breaks a line between its statements, and inside one only where it is too long by itself.
fn statements(scene: &Scene<'_>, line: &str, cells: usize) -> Vec<String> {
    let between = format!(" {} ", scene.look.glyphs.dot);
    let mut out: Vec<String> = Vec::new();
    for part in line.split(&between).filter(|p| !p.is_empty()) {
        match out.last_mut() {
            Some(last) if width::cells(last) + 3 + width::cells(part) <= cells => {
                last.push_str(&between);
                last.push_str(part);
            }
            _ => out.extend(width::wrap(part, cells)),
        }
    }
    out
}
