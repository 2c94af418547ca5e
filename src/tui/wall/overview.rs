//! The overview: what is left, large; the country; the regions; the curve; what has just happened; the goals. After the
//! cut-off also who still owes and since when; closed, the final picture; with no campaign, the next Day.
//!
//! It must never know how wide the terminal is beyond the area it is given.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::core::campaign::{Recent, Waiting, Why};
use crate::core::deadline;
use crate::core::fact::FactKind;
use crate::core::names::UnitIx;
use crate::core::status::{Phase, State};
use crate::core::tally::Counts;
use crate::output::words;
use crate::text::{dates, numbers, width};
use crate::tui::digits::{self, SIZES, Size};
use crate::tui::layout::inside;
use crate::tui::paint;
use crate::tui::panes::desk::{chart, countdown, goals};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wall::tiles;

/// How many facts the ticker shows.
const TICKER: usize = 10;
/// Columns of a block that names a debt, the gap behind it included.
const BLOCK: u16 = 26;

/// Draws it.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if scene.campaign.opened().is_none() {
        return next_day(scene, area, buf);
    }
    let owed = owed(scene);
    if area.width >= 180 && area.height >= 50 {
        full(scene, &owed, area, buf);
    } else if area.width >= 108 && area.height >= 26 {
        middle(scene, &owed, area, buf);
    } else if area.width >= 70 && area.height >= 18 {
        small(scene, &owed, area, buf);
    } else {
        time_and_counts(scene, area, buf);
    }
}

/// Where the clock stands, the only part in which seconds are seen; none where the page has no place for parts.
pub fn clock_place(area: Rect) -> Option<Rect> {
    if area.width >= 180 && area.height >= 50 {
        let left = full_left(area.width);
        Some(part(area, left + 1, 0, area.width - left - 1, FULL_TOP))
    } else if area.width >= 108 && area.height >= 26 {
        let left = middle_left(area.width);
        Some(part(area, left, 0, area.width - left, MIDDLE_TOP))
    } else if area.width >= 70 && area.height >= 18 {
        Some(part(area, 0, 0, area.width, small_top(area.height)))
    } else {
        None
    }
}

/// Rows of the clock on a large page.
const FULL_TOP: u16 = 16;
/// The same on one of middling size.
const MIDDLE_TOP: u16 = 14;

fn small_top(h: u16) -> u16 {
    10.min(h / 2 + 1)
}

/// Columns of the map on a large page.
fn full_left(w: u16) -> u16 {
    (w / 3).clamp(68, 90)
}

/// The same on one of middling size.
fn middle_left(w: u16) -> u16 {
    58.min(w / 2)
}

fn part(area: Rect, x: u16, y: u16, w: u16, h: u16) -> Rect {
    Rect::new(area.x + x, area.y + y, w, h)
}

fn full(scene: &Scene<'_>, owed: &[Waiting], area: Rect, buf: &mut Buffer) {
    let (w, h) = (area.width, area.height);
    let left = full_left(w);
    let right = w - left - 1;
    let half = right / 2;
    let top = FULL_TOP;
    let mid = (h - top) / 2;
    map(scene, part(area, 0, 0, left, h), buf);
    clock(scene, part(area, left + 1, 0, right, top), buf);
    regions(scene, part(area, left + 1, top, half, mid), buf);
    curve(scene, part(area, left + 1 + half, top, right - half, mid), buf);
    let low = (left + 1, top + mid, h - top - mid);
    if owed.is_empty() {
        ticker(scene, part(area, low.0, low.1, half, low.2), buf);
        served(scene, part(area, low.0 + half, low.1, right - half, low.2), buf);
    } else {
        let few = half.min(56);
        debts(scene, owed, part(area, low.0, low.1, right - few, low.2), buf);
        ticker(scene, part(area, low.0 + right - few, low.1, few, low.2), buf);
    }
}

fn middle(scene: &Scene<'_>, owed: &[Waiting], area: Rect, buf: &mut Buffer) {
    let (w, h) = (area.width, area.height);
    let left = middle_left(w);
    let right = w - left;
    let top = MIDDLE_TOP;
    map(scene, part(area, 0, 0, left, h), buf);
    clock(scene, part(area, left, 0, right, top), buf);
    let rest = h - top;
    let all = scene.campaign.roster().regions().len() as u16 + 2;
    // All regions or none: on a low screen who owes is worth more, and otherwise two lines of news are enough.
    let bars = match owed.is_empty() {
        true => all.min(rest - 4),
        false if all + 6 <= rest => all,
        false => 0,
    };
    if bars > 0 {
        regions(scene, part(area, left, top, right, bars), buf);
    }
    let low = part(area, left, top + bars, right, rest - bars);
    if !owed.is_empty() {
        debts(scene, owed, low, buf);
    } else if low.height < 12 {
        ticker(scene, low, buf);
    } else {
        let half = low.height / 2;
        curve(scene, part(low, 0, 0, right, half), buf);
        ticker(scene, part(low, 0, half, right, low.height - half), buf);
    }
}

fn small(scene: &Scene<'_>, owed: &[Waiting], area: Rect, buf: &mut Buffer) {
    let top = small_top(area.height);
    clock(scene, part(area, 0, 0, area.width, top), buf);
    let low = part(area, 0, top, area.width, area.height - top);
    if !owed.is_empty() {
        debts(scene, owed, low, buf);
    } else if tiles::fits(scene, inside(low)) {
        map(scene, low, buf);
    } else {
        regions(scene, low, buf);
    }
}

/// The least that a wall says: what is left, and how many have reported.
fn time_and_counts(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let y = large(scene, area, area.height.saturating_sub(3), buf).1;
    let mut lines = vec![reported(scene)];
    lines.extend(details(scene, area.width));
    for (i, line) in lines.iter().enumerate() {
        let role = if i == 0 { Role::Title } else { Role::Text };
        paint::text(buf, area.x, y + i as u16, area.width, line, scene.style(role));
        if y + i as u16 + 1 >= area.bottom() {
            break;
        }
    }
}

/// A framed part of the page; gives its inside, with a blank column at both sides.
pub fn framed(scene: &Scene<'_>, area: Rect, title: &str, buf: &mut Buffer) -> Rect {
    let mut frames = paint::Frames::new(area);
    frames.draw(buf, area, scene.look, scene.style(Role::Border));
    paint::title(buf, area, title, scene.style(Role::Title));
    let i = inside(area);
    Rect::new(i.x + 1, i.y, i.width.saturating_sub(2), i.height)
}

// ---------------------------------------------------------------------- what is left

/// Draws the clock and what stands beside it.
pub fn clock(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let closed = scene.campaign.phase(scene.now) == Phase::Closed;
    let title = if closed {
        scene.tr("wall-final").into_owned()
    } else {
        let words = paint::clean(scene.campaign.def().deadline.words.get(scene.lang())).into_owned();
        format!(
            "{} {} “{words}”",
            scene.tr("term-deadline"),
            scene.look.glyphs.dot
        )
    };
    let room = framed(scene, area, &title, buf);
    let foot = u16::from(room.height >= 7);
    let narrow = room.width < 66;
    let below = if narrow { 3.min(room.height / 4) } else { 0 };
    let tall = room.height - foot - below;
    let (x, _) = large(scene, room, tall, buf);
    let beside = if narrow {
        Rect::new(room.x, room.y + tall, room.width, below)
    } else {
        Rect::new(x + 2, room.y, room.right().saturating_sub(x + 2), tall)
    };
    if beside.width >= 16 {
        beside_lines(scene, beside, buf);
    }
    if foot > 0 {
        countdown::track(scene, room, room.bottom() - 1, buf);
    }
}

fn beside_lines(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let mut lines = vec![(reported(scene), Role::Title)];
    lines.extend(details(scene, area.width).into_iter().map(|l| (l, Role::Text)));
    let mut rows: Vec<(String, Role)> = Vec::new();
    for (line, role) in lines {
        let wrapped = statements(scene, &line, usize::from(area.width));
        rows.extend(wrapped.into_iter().map(|l| (l, role)));
    }
    let step = if rows.len() * 2 <= usize::from(area.height) {
        2
    } else {
        1
    };
    for (i, (line, role)) in rows.iter().enumerate() {
        let y = area.y + i as u16 * step;
        if y >= area.bottom() {
            return;
        }
        paint::text(buf, area.x, y, area.width, line, scene.style(*role));
    }
}

/// Breaks a line between its statements, and inside one only where it is too long by itself.
fn statements(scene: &Scene<'_>, line: &str, cells: usize) -> Vec<String> {
    let between = format!(" {} ", scene.look.glyphs.dot);
    let mut out: Vec<String> = Vec::new();
    for part in line.split(&between) {
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

/// `43/63 đã báo cáo · 68%`
fn reported(scene: &Scene<'_>) -> String {
    let c = scene.campaign.counts(scene.now);
    let words = scene.cat.tr_args(
        "desk-reported",
        &[("n", c.reported().into()), ("total", c.owing().into())],
    );
    let percent = numbers::percent(c.reported() as usize, c.owing() as usize);
    format!("{words} {} {percent}", scene.look.glyphs.dot)
}

/// Last day, working days, how they came; closed: when, and all that was gathered.
fn details(scene: &Scene<'_>, cells: u16) -> Vec<String> {
    let c = scene.campaign.counts(scene.now);
    let mut out = Vec::new();
    if let Some(mark) = scene.campaign.closed() {
        let time = dates::full_time(scene.zone(), mark.at);
        out.push(scene.cat.tr_args("wall-closed_at", &[("time", time.into())]));
        out.push(how_many(scene, &c));
        let total = scene.campaign.total();
        let whole = |n: u64| numbers::whole(scene.lang(), i64::try_from(n).unwrap_or(i64::MAX));
        out.push(
            scene
                .cat
                .tr_args("acts-count", &[("n", whole(total.activities.into()).into())]),
        );
        out.push(
            scene
                .cat
                .tr_args("acts-reach", &[("n", whole(total.reach).into())]),
        );
        out.push(words::files_by_kind(scene.cat, total.files));
    } else {
        let left = scene.campaign.countdown(scene.now);
        // The letter's own words stand in the title where there is one; the first two lines are day and working days.
        let most = if left.passed { 1 } else { 2 };
        out.extend(
            countdown::lines(scene, &left, cells.max(80))
                .into_iter()
                .take(most),
        );
        out.push(how_many(scene, &c));
    }
    out.retain(|l| !l.is_empty());
    out
}

fn how_many(scene: &Scene<'_>, c: &Counts) -> String {
    let dot = scene.look.glyphs.dot;
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
    parts.join(&format!(" {dot} "))
}

/// What stands large: numbers, each with the word behind it.
struct Large {
    before: String,
    days: String,
    word: String,
    clock: Option<(String, String)>,
    seconds: Option<String>,
    style: Style,
}

impl Large {
    fn span(&self, size: Size) -> u16 {
        let word = |w: &str| {
            if w.is_empty() {
                0
            } else {
                width::cells(w) as u16 + 1
            }
        };
        let clock = self.clock.as_ref().map_or(0, |(h, m)| {
            size.span(h.len()) + size.span(m.len()) + (size.w / 3).max(1) + size.gap()
        });
        let seconds = if self.seconds.is_some() { 3 } else { 0 };
        word(&self.before) + size.span(self.days.len()) + word(&self.word) + clock + seconds
    }
}

fn figures(scene: &Scene<'_>) -> Large {
    let c = scene.campaign.countdown(scene.now);
    if scene.campaign.phase(scene.now) == Phase::Closed {
        let counts = scene.campaign.counts(scene.now);
        return Large {
            before: String::new(),
            days: counts.reported().to_string(),
            word: format!("/{}", counts.owing()),
            clock: None,
            seconds: None,
            style: scene.style(Role::Big),
        };
    }
    let days = if c.days > 0 {
        c.days.to_string()
    } else {
        String::new()
    };
    let word = if c.days > 0 {
        scene.cat.tr_args("desk-days_word", &[("days", c.days.into())])
    } else {
        String::new()
    };
    Large {
        before: if c.passed {
            scene.tr("timeliness-overdue").to_uppercase()
        } else {
            String::new()
        },
        days,
        word: word.to_uppercase(),
        clock: Some((format!("{:02}", c.hours), format!("{:02}", c.minutes))),
        seconds: scene.seconds.then(|| format!(":{:02}", c.seconds)),
        style: countdown::urgency(scene, &c),
    }
}

/// Draws what stands large, at most `tall` rows high; gives the column and the row after it.
fn large(scene: &Scene<'_>, area: Rect, tall: u16, buf: &mut Buffer) -> (u16, u16) {
    let l = figures(scene);
    // Words beside the digits need room too, where there is much of it.
    let room = if area.width >= 60 {
        area.width - area.width / 4
    } else {
        area.width
    };
    let fits = |s: &Size| s.h <= tall && l.span(*s) <= room;
    let Some(size) = SIZES.into_iter().find(fits) else {
        return plain(scene, &l, area, buf);
    };
    let block = scene.look.glyphs.block;
    let y = area.y + tall.saturating_sub(size.h) / 2;
    let last = y + size.h - 1;
    let mut x = area.x;
    let word = |buf: &mut Buffer, x: u16, words: &str| {
        if words.is_empty() {
            x
        } else {
            paint::text(buf, x, last, area.right().saturating_sub(x), words, l.style) + 1
        }
    };
    x = word(buf, x, &l.before);
    x = digits::number(buf, x, y, size, &l.days, block, l.style);
    x = word(buf, x, &l.word);
    if let Some((hours, minutes)) = &l.clock {
        x = digits::number(buf, x, y, size, hours, block, l.style);
        x = digits::colon(buf, x, y, size, block, l.style);
        x = digits::number(buf, x, y, size, minutes, block, l.style);
    }
    if let Some(seconds) = &l.seconds {
        // Seconds stay small, so that a tick writes two cells and not two hundred.
        x = paint::text(buf, x.saturating_sub(size.gap()), last, 3, seconds, l.style);
    }
    (x, last + 2)
}

/// The same in one line, where nothing larger fits.
fn plain(scene: &Scene<'_>, l: &Large, area: Rect, buf: &mut Buffer) -> (u16, u16) {
    let mut words = [l.before.as_str(), l.days.as_str(), l.word.as_str()]
        .into_iter()
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if let Some((h, m)) = &l.clock {
        words.push_str(&format!(" {h}:{m}"));
    }
    words.push_str(l.seconds.as_deref().unwrap_or_default());
    let x = paint::text(
        buf,
        area.x,
        area.y,
        area.width,
        words.trim(),
        scene.style(Role::Big),
    );
    (x, area.y + 2)
}

// ---------------------------------------------------------------------- boxes

fn map(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let room = framed(scene, area, &scene.tr("term-map"), buf);
    if tiles::fits(scene, room) {
        tiles::view(scene, room, buf);
    } else {
        bars(scene, room, buf);
    }
}

fn regions(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let room = framed(scene, area, &scene.tr("wall-regions"), buf);
    bars(scene, room, buf);
}

/// A solid bar for each region, as far as they fit; two rows high and spread out where there is room.
fn bars(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let all = scene.campaign.roster().regions();
    let name = all
        .iter()
        .map(|r| width::cells(r.short.get(scene.lang())))
        .max()
        .unwrap_or(0)
        .min(usize::from(area.width / 2));
    let room = usize::from(area.height + 1) / all.len().max(1);
    let step = room.clamp(1, 3) as u16;
    let (high, close) = if step == 3 { (2, false) } else { (1, step == 1) };
    for (i, region) in all.iter().enumerate() {
        let y = area.y + i as u16 * step;
        if y >= area.bottom() {
            return;
        }
        let c = scene.campaign.region_counts(i, scene.now);
        let count = format!("{}/{}", c.reported(), c.owing());
        let words = width::pad(region.short.get(scene.lang()), name);
        let x = paint::text(buf, area.x, y, area.width, &words, scene.style(Role::Text)) + 1;
        let cells = area.right().saturating_sub(x + 8);
        for row in y..y + high {
            let room = Rect::new(x, row, cells, 1);
            paint::solid_bar(buf, room, (c.reported(), c.owing()), close, scene.look);
        }
        paint::right(buf, area, y, &count, scene.style(Role::Title));
    }
}

fn curve(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let room = framed(scene, area, &scene.tr("term-burn_up"), buf);
    chart::view(scene, room, buf);
}

fn served(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let n = numbers::whole(scene.lang(), scene.campaign.total().activities.into());
    let title = format!(
        "{} {} {}",
        scene.tr("term-goals"),
        scene.look.glyphs.dot,
        scene.cat.tr_args("acts-count", &[("n", n.into())])
    );
    let room = framed(scene, area, &title, buf);
    goals::view(scene, room, buf);
}

/// The last facts, by number and not by clock. Who did it is never said.
pub fn ticker(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let room = framed(scene, area, &scene.tr("term-recent"), buf);
    let step = if usize::from(room.height) + 1 >= TICKER * 2 {
        2
    } else {
        1
    };
    for (i, (recent, mut words, times)) in latest(scene).into_iter().enumerate() {
        let y = room.y + i as u16 * step;
        if y >= room.bottom() {
            return;
        }
        if times > 1 {
            words = format!("{words} ({times})");
        }
        let zone = scene.zone();
        let time = if zone.date(recent.at) == scene.today() {
            dates::time(zone, recent.at)
        } else {
            dates::day_time(scene.campaign.def(), recent.at)
        };
        let (sign, style) = sign_of(scene, recent);
        let mut x = paint::text(buf, room.x, y, room.width, &time, scene.style(Role::Dim)) + 1;
        x = paint::text(buf, x, y, 1, sign, style) + 1;
        let left = room.right().saturating_sub(x);
        paint::text(buf, x, y, left, &words, scene.style(Role::Text));
    }
}

/// The last facts, newest first; several that say the same stand once, with their number.
fn latest<'a>(scene: &Scene<'a>) -> Vec<(&'a Recent, String, usize)> {
    let mut out: Vec<(&Recent, String, usize)> = Vec::new();
    for recent in scene.campaign.recent().rev() {
        let words = told(scene, recent);
        if let Some((_, _, times)) = out.last_mut().filter(|(_, before, _)| *before == words) {
            *times += 1;
        } else if out.len() == TICKER {
            break;
        } else {
            out.push((recent, words, 1));
        }
    }
    out
}

/// `Cao Bằng: nhận bản 2`
fn told(scene: &Scene<'_>, r: &Recent) -> String {
    let mut newest_first = scene.campaign.entries(r.unit).iter().rev();
    let entry = newest_first.find(|e| e.seq == r.seq);
    let what = entry.map_or_else(
        || words::fact_name(scene.cat, r.what).into_owned(),
        |e| words::fact_short(scene.cat, scene.campaign.def().year(), &e.fact),
    );
    let named = r.unit.map(|ix| format!("{}: {what}", name(scene, ix)));
    named.unwrap_or(what)
}

fn name(scene: &Scene<'_>, ix: UnitIx) -> String {
    words::short_name_in(scene.campaign, ix, scene.lang())
}

#[warn(clippy::wildcard_enum_match_arm)]
fn sign_of(scene: &Scene<'_>, r: &Recent) -> (&'static str, Style) {
    let state = match r.what {
        FactKind::ReportReceived => State::Received,
        FactKind::ReportReturned => State::Returned,
        FactKind::ReportAccepted => State::Accepted,
        FactKind::ReportExempted => State::Exempt,
        FactKind::ReportAcknowledged
        | FactKind::ActivityAdded
        | FactKind::ActivityEdited
        | FactKind::ActivityDone
        | FactKind::ActivityCancelled => State::InProgress,
        FactKind::CampaignOpened
        | FactKind::CampaignAmended
        | FactKind::CampaignClosed
        | FactKind::ClockCorrected
        | FactKind::DeadlineExtended
        | FactKind::DocumentAttached
        | FactKind::ReportWithdrawn
        | FactKind::ReportNoted
        | FactKind::FigureRecorded
        | FactKind::FigureWithdrawn
        | FactKind::ContactSet
        | FactKind::ContactLogged
        | FactKind::EvidenceAdded
        | FactKind::EvidenceEdited
        | FactKind::EvidenceRedacted
        | FactKind::FactRedacted
        | FactKind::Letter(_)
        | FactKind::CommandUndone => return (scene.look.glyphs.bullet, scene.style(Role::Dim)),
    };
    (scene.look.glyphs.state(state), scene.look.state(state))
}

// ---------------------------------------------------------------------- what is owed

/// Who owes something past its date, once the campaign's cut-off has passed.
fn owed(scene: &Scene<'_>) -> Vec<Waiting> {
    if scene.campaign.phase(scene.now) != Phase::Overdue {
        return Vec::new();
    }
    if scene.campaign.roster().is_tree() {
        return owed_below(scene);
    }
    let mut all = scene.campaign.queue(scene.now);
    all.retain(|w| w.why != Why::Unreviewed);
    all.sort_by_key(|w| (w.since, w.unit));
    all
}

/// Under which units at the top something is owed, the most first. To look at each of ten thousand communes would take
/// longer than a second has room for.
fn owed_below(scene: &Scene<'_>) -> Vec<Waiting> {
    let c = scene.campaign;
    let debts = |ix: UnitIx| c.roll_up(ix, scene.now).debts() + u32::from(c.is_debt(ix, scene.now));
    let mut all: Vec<(u32, UnitIx)> = c.roster().tops().map(|ix| (debts(ix), ix)).collect();
    all.retain(|(n, _)| *n > 0);
    all.sort_by_key(|(n, ix)| (std::cmp::Reverse(*n), *ix));
    let waiting = |(_, unit)| Waiting {
        unit,
        why: Why::Overdue,
        since: c.cutoff_of(unit),
    };
    all.into_iter().map(waiting).collect()
}

/// Names in columns, each with the day since which it is owed.
fn debts(scene: &Scene<'_>, owed: &[Waiting], area: Rect, buf: &mut Buffer) {
    let n = if scene.campaign.roster().is_tree() {
        scene.campaign.counts(scene.now).debts() as usize
    } else {
        owed.len()
    };
    let title = scene.cat.tr_args("wall-owed", &[("n", n.into())]);
    let room = framed(scene, area, &title, buf);
    let column = 34.min(room.width);
    let columns = (room.width / column.max(1)).max(1);
    let rows = usize::from(room.height);
    let most = rows * usize::from(columns);
    let cut = owed.len() > most;
    let blocks = usize::from((room.width + 2) / BLOCK);
    if owed.len().div_ceil(blocks.max(1)) * 3 <= rows + 1 && blocks > 0 {
        return debt_blocks(scene, owed, room, buf);
    }
    let shown = if cut { most.saturating_sub(1) } else { owed.len() };
    let step = if !cut && owed.len().div_ceil(usize::from(columns)) * 2 <= rows {
        2
    } else {
        1
    };
    let per = (rows / step).max(1);
    let place = |i: usize| {
        (
            room.x + (i / per) as u16 * column,
            room.y + (i % per * step) as u16,
        )
    };
    for (i, w) in owed.iter().take(shown).enumerate() {
        let (x, y) = place(i);
        debt(scene, w, x, y, column.saturating_sub(2), buf);
    }
    if cut {
        let (x, y) = place(shown);
        let n = owed.len() - shown;
        let words = scene.cat.tr_args("wall-more", &[("n", n.into())]);
        paint::text(buf, x, y, column, &words, scene.style(Role::Dim));
    }
}

/// The same as blocks, two rows high, filled with the colour of a debt.
fn debt_blocks(scene: &Scene<'_>, owed: &[Waiting], room: Rect, buf: &mut Buffer) {
    let style = scene.look.tile(Role::Debt);
    let per = (usize::from(room.height + 1) / 3).max(1);
    for (i, w) in owed.iter().enumerate() {
        let x = room.x + (i / per) as u16 * BLOCK;
        let y = room.y + (i % per) as u16 * 3;
        let block = Rect::new(x, y, BLOCK - 2, 2);
        paint::fill(buf, block, style);
        let g = &scene.look.glyphs;
        let sign = format!("{}{}", g.state(scene.campaign.unit(w.unit).state), g.debt);
        paint::text(buf, x + 1, y, 2, &sign, style);
        let cells = block.width.saturating_sub(5);
        paint::text(buf, x + 4, y, cells, &name(scene, w.unit), style);
        paint::text(buf, x + 4, y + 1, cells, &since(scene, w), style);
    }
}

/// `từ 05/06`
fn since(scene: &Scene<'_>, w: &Waiting) -> String {
    let date = dates::date_in(scene.campaign.def().year(), scene.campaign.date(w.since));
    let since = scene.cat.tr_args("wall-since", &[("date", date.into())]);
    if w.why == Why::CorrectionOverdue {
        format!("{} {since}", scene.tr("wall-correction"))
    } else {
        since
    }
}

fn debt(scene: &Scene<'_>, w: &Waiting, x: u16, y: u16, cells: u16, buf: &mut Buffer) {
    let g = &scene.look.glyphs;
    let state = scene.campaign.unit(w.unit).state;
    let style = scene.style(Role::Debt);
    let mut since = since(scene, w);
    let below = scene.campaign.roll_up(w.unit, scene.now);
    if below.total > 0 {
        let all = below.total + 1;
        let owing = below.debts() + u32::from(scene.campaign.is_debt(w.unit, scene.now));
        since = format!("{owing}/{all}");
    }
    let sign = format!("{}{} ", g.state(state), g.debt);
    let at = paint::text(buf, x, y, cells, &sign, style);
    let room = (x + cells).saturating_sub(at + width::cells(&since) as u16 + 1);
    let at = paint::text(buf, at, y, room, &name(scene, w.unit), style);
    paint::text(
        buf,
        at + 1,
        y,
        (x + cells).saturating_sub(at + 1),
        &since,
        scene.style(Role::Text),
    );
}

// ---------------------------------------------------------------------- no campaign

fn next_day(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let def = scene.campaign.def();
    let today = scene.today();
    let (month, day) = (chrono::Datelike::month(&def.day), chrono::Datelike::day(&def.day));
    let next = deadline::next_day(month, day, today);
    let left = (next - today).num_days();
    let name = paint::clean(def.name.get(scene.lang())).into_owned();
    let name: String = name
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
        .to_owned();
    let long = dates::date_long(scene.cat, next);
    let lines = [
        (name.to_uppercase(), Role::Title),
        (
            scene.cat.tr_args("wall-next_day", &[("date", long.into())]),
            Role::Text,
        ),
        (scene.tr("wall-no_campaign").into_owned(), Role::Dim),
    ];
    let text = left.to_string();
    let word = scene.cat.tr_args("desk-days_word", &[("days", left.into())]);
    let words = width::cells(&word) as u16 + 1;
    let tall = area.height.saturating_sub(6);
    let fits = |s: &Size| s.h <= tall && s.span(text.len()) + words <= area.width;
    let size = SIZES.into_iter().find(fits);
    let high = size.map_or(1, |s| s.h);
    let y = area.y + area.height.saturating_sub(high + 5) / 2;
    let centre = |cells: u16| area.x + area.width.saturating_sub(cells) / 2;
    let big = scene.style(Role::Big);
    match size {
        _ if left == 0 => {
            let words = scene.tr("wall-today").into_owned();
            let cells = width::cells(&words) as u16;
            paint::text(buf, centre(cells), y + high / 2, cells, &words, big);
        }
        Some(s) => {
            let x = centre(s.span(text.len()) + words);
            let x = digits::number(buf, x, y, s, &text, scene.look.glyphs.block, big);
            paint::text(buf, x, y + s.h - 1, words, &word.to_uppercase(), big);
        }
        None => {
            let words = format!("{text} {word}");
            let cells = width::cells(&words) as u16;
            paint::text(buf, centre(cells), y, cells, &words, big);
        }
    }
    for (i, (line, role)) in lines.iter().enumerate() {
        let row = y + high + 1 + i as u16;
        if row < area.bottom() {
            let cells = (width::cells(line) as u16).min(area.width);
            paint::text(buf, centre(cells), row, cells, line, scene.style(*role));
        }
    }
}
