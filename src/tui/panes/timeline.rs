//! The time line: how many facts each day holds, the dates that matter, and where one stands.
//!
//! ```text
//!   4 rows   ▂ ▅█▁▃   │ ▂█    the bars, as high as there is room
//!            █▁█████▂▁│▁██
//!            ██████████████
//!            15/04   Ngày   hạn   28/05
//!   1 row    ▂▅█▁▃│▂█         the bars alone
//! ```
//!
//! It holds nothing but moments; it must never know what happened at them, nor how the past is made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::core::past::Sight;
use crate::core::time::{DAY, Date, Stamp, Zone};
use crate::text::{dates, width};
use crate::tui::msg::{Hop, Moment};
use crate::tui::paint;
use crate::tui::scene::{Back, Scene};
use crate::tui::theme::Role;

/// A line longer than this (a date may have been mistyped by centuries) is drawn as if it began later.
const MOST_DAYS: i64 = 36_600;

/// What the time line remembers.
#[derive(Debug, Clone)]
pub struct State {
    /// Where one stands.
    pub cursor: Stamp,
    /// One looks by when the journal recorded things, not by when they happened.
    pub known: bool,
    /// It has the keys.
    pub focused: bool,
    /// Facts that have come since it was opened.
    pub news: usize,
    from: Stamp,
    to: Stamp,
    /// When things happened, in order.
    at: Vec<Stamp>,
    /// When they were recorded, in order.
    recorded: Vec<Stamp>,
    /// Facts in each part of the line, and what they were counted for.
    counts: Vec<u32>,
    counted_for: Option<(usize, usize, bool, Date, Date)>,
}

impl State {
    /// A line that ends now; it begins at `from` until it is told of something earlier.
    pub fn new(from: Stamp, now: Stamp) -> Self {
        Self {
            cursor: now,
            known: false,
            focused: true,
            news: 0,
            from: from.min(now),
            to: now,
            at: Vec::new(),
            recorded: Vec::new(),
            counts: Vec::new(),
            counted_for: None,
        }
    }

    /// Takes every moment that there is.
    pub fn take(&mut self, moments: &[Moment]) {
        self.at = moments.iter().map(|m| m.at).collect();
        self.recorded = moments.iter().map(|m| m.recorded).collect();
        self.at.sort_unstable();
        self.recorded.sort_unstable();
        self.counted_for = None;
        // The first that happened is also no later than the first that was recorded.
        if let Some(first) = self.at.iter().chain(&self.recorded).min() {
            self.from = (*first).min(self.to);
        }
    }

    /// Takes one that has come since.
    pub fn add(&mut self, moment: Moment) {
        let put = |all: &mut Vec<Stamp>, t: Stamp| all.insert(all.partition_point(|x| *x <= t), t);
        put(&mut self.at, moment.at);
        put(&mut self.recorded, moment.recorded);
        self.from = self.from.min(moment.at);
    }

    /// It is later now.
    pub fn grow(&mut self, now: Stamp) {
        self.to = self.to.max(now);
    }

    /// From where one looks.
    pub fn sight(&self) -> Sight {
        if self.known {
            Sight {
                as_of: None,
                known_at: Some(self.cursor),
            }
        } else {
            Sight {
                as_of: Some(self.cursor),
                known_at: None,
            }
        }
    }

    fn moments(&self) -> &[Stamp] {
        if self.known { &self.recorded } else { &self.at }
    }

    /// Moves.
    pub fn hop(&mut self, hop: Hop, zone: Zone) {
        let to = match hop {
            Hop::DayBack => self.days(zone, -1),
            Hop::Day => self.days(zone, 1),
            Hop::WeekBack => self.days(zone, -7),
            Hop::Week => self.days(zone, 7),
            Hop::First => self.from,
            Hop::Last => self.to,
            Hop::FactBack => self.earlier().unwrap_or(self.from),
            Hop::Fact => self.later().unwrap_or(self.to),
        };
        self.cursor = to.max(self.from).min(self.to);
    }

    /// The last instant of a day: what a day has brought is seen at its end.
    fn days(&self, zone: Zone, by: i64) -> Stamp {
        let end = |t: Stamp| zone.end_of(zone.date(t)).plus(-1);
        let here = self.cursor;
        // Within a day its own end is the first step forwards.
        let by = if by > 0 && here < end(here) { by - 1 } else { by };
        end(here.plus(by * DAY))
    }

    fn earlier(&self) -> Option<Stamp> {
        let all = self.moments();
        let i = all.partition_point(|t| *t < self.cursor);
        i.checked_sub(1).and_then(|i| all.get(i)).copied()
    }

    fn later(&self) -> Option<Stamp> {
        let all = self.moments();
        all.get(all.partition_point(|t| *t <= self.cursor)).copied()
    }

    /// The days from the first that is drawn to today.
    fn span(&self, zone: Zone) -> (Date, Date) {
        let from = self.from.max(self.to.plus(-MOST_DAYS * DAY));
        (zone.date(from), zone.date(self.to))
    }

    /// Counts anew for so many cells, if anything has changed.
    pub fn settle(&mut self, zone: Zone, cells: u16) {
        let (first, last) = self.span(zone);
        let key = Some((usize::from(cells), self.at.len(), self.known, first, last));
        if self.counted_for == key {
            return;
        }
        self.counted_for = key;
        let parts = parts(first, last, cells);
        let mut counts = vec![0u32; parts];
        for t in self.moments() {
            if let Some(n) = part_of(first, last, parts, zone.date(*t)).and_then(|p| counts.get_mut(p)) {
                *n += 1;
            }
        }
        self.counts = counts;
    }
}

/// Into how many parts the line falls: days, or where they are more than cells, as many parts as cells.
fn parts(first: Date, last: Date, cells: u16) -> usize {
    let days = (last - first).num_days() + 1;
    days.clamp(1, i64::from(cells.max(1))) as usize
}

/// In which part a day lies.
fn part_of(first: Date, last: Date, parts: usize, day: Date) -> Option<usize> {
    let days = (last - first).num_days() + 1;
    let at = (day - first).num_days();
    (0..days)
        .contains(&at)
        .then(|| (at as usize * parts) / days as usize)
}

/// A date that matters, and its word.
struct Landmark {
    date: Date,
    key: &'static str,
}

fn landmarks(back: &Back<'_>) -> Vec<Landmark> {
    let c = back.live;
    let def = c.def();
    let letter = def.last_day(def.deadline.cutoff);
    let mut all = vec![
        Landmark {
            date: def.day,
            key: "timeline-day",
        },
        Landmark {
            date: letter,
            key: "timeline-cutoff",
        },
    ];
    let extended = def.last_day(c.cutoff());
    if extended != letter {
        all.push(Landmark {
            date: extended,
            key: "timeline-extended",
        });
    }
    all
}

/// Where things stand in the line.
struct Line {
    area: Rect,
    first: Date,
    last: Date,
    parts: usize,
}

impl Line {
    /// The columns of a day.
    fn columns(&self, day: Date) -> Option<std::ops::Range<u16>> {
        let part = part_of(self.first, self.last, self.parts, day)?;
        let edge = |p: usize| (p * usize::from(self.area.width)).div_ceil(self.parts) as u16;
        Some(self.area.x + edge(part)..self.area.x + edge(part + 1))
    }
}

/// Draws it.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(back) = scene.back.filter(|_| area.height > 0 && area.width > 2) else {
        return;
    };
    paint::fill(buf, area, scene.style(Role::Text));
    let (first, last) = state.span(scene.zone());
    let inside = Rect::new(area.x + 1, area.y, area.width - 2, area.height);
    let line = Line {
        area: inside,
        first,
        last,
        parts: state.counts.len().max(1),
    };
    let bars = Rect {
        height: if area.height > 1 { area.height - 1 } else { 1 },
        ..inside
    };
    let marks = landmarks(&back);
    draw_bars(state, scene, &line, bars, buf);
    for mark in &marks {
        landmark(scene, &line, mark.date, bars, buf);
    }
    cursor(state, scene, &line, bars, buf);
    if area.height > 1 {
        axis(scene, &line, &marks, buf);
    }
}

fn draw_bars(state: &State, scene: &Scene<'_>, line: &Line, bars: Rect, buf: &mut Buffer) {
    let most = state.counts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let style = scene.style(Role::Chart);
    for x in 0..bars.width {
        let part = usize::from(x) * line.parts / usize::from(bars.width);
        let n = state.counts.get(part).copied().unwrap_or(0);
        let eighths = (u64::from(n) * u64::from(bars.height) * 8).div_ceil(u64::from(most)) as u16;
        for row in 0..bars.height {
            let here = eighths.saturating_sub(row * 8).min(8);
            if here == 0 {
                break;
            }
            let sign = scene.look.glyphs.eighths[usize::from(here - 1)];
            paint::text(buf, bars.x + x, bars.bottom() - 1 - row, 1, sign, style);
        }
    }
}

/// A line through what is free above a bar; where nothing is free the bar has its colour.
fn landmark(scene: &Scene<'_>, line: &Line, date: Date, bars: Rect, buf: &mut Buffer) {
    let Some(columns) = line.columns(date) else { return };
    let style = scene.style(Role::Warn);
    let sign = scene.look.glyphs.line.vertical;
    for y in bars.y..bars.bottom() {
        match buf.cell_mut((columns.start, y)) {
            Some(cell) if cell.symbol() == " " => {
                paint::text(buf, columns.start, y, 1, sign, style);
            }
            Some(cell) if bars.height == 1 => {
                cell.set_style(style);
            }
            _ => {}
        }
    }
}

/// The selection of bars: the room above them is filled, and they stay what they are; where a bar fills its column a sign on
/// its top says which. A bar of one row has nothing beside it, and is selected itself.
fn beside_bars(scene: &Scene<'_>, here: Rect, buf: &mut Buffer) {
    let selected = scene.style(Role::Selected);
    if here.height < 2 {
        paint::style(buf, here, selected);
        return;
    }
    for at in here.positions() {
        let Some(cell) = buf.cell_mut(at).filter(|c| !scene.look.glyphs.is_bar(c.symbol())) else {
            continue;
        };
        (cell.fg, cell.modifier) = (Color::Reset, Modifier::empty());
        cell.set_style(selected);
    }
    let top = buf.cell((here.x, here.y)).map_or(" ", |c| c.symbol());
    if scene.look.glyphs.is_bar(top) {
        paint::text(buf, here.x, here.y, 1, scene.look.glyphs.down, selected);
    }
}

fn cursor(state: &State, scene: &Scene<'_>, line: &Line, bars: Rect, buf: &mut Buffer) {
    let Some(columns) = line.columns(scene.zone().date(state.cursor)) else {
        return;
    };
    if state.focused {
        let wide = columns.end.saturating_sub(columns.start).max(1);
        let here = Rect::new(columns.start, bars.y, wide, bars.height).intersection(bars);
        beside_bars(scene, here, buf);
        scene.here(here.x, here.y);
        return;
    }
    let style = scene.style(Role::Demo);
    for y in bars.y..bars.bottom() {
        paint::text(buf, columns.start, y, 1, scene.look.glyphs.line.vertical, style);
    }
}

/// The first day, today, and between them the dates that matter where their words find room.
fn axis(scene: &Scene<'_>, line: &Line, marks: &[Landmark], buf: &mut Buffer) {
    let y = line.area.bottom() - 1;
    let dim = scene.style(Role::Dim);
    let full = |d: Date| {
        if line.area.width >= 100 {
            dates::date_full(d)
        } else {
            dates::date_in(scene.campaign.def().year(), d)
        }
    };
    let (start, end) = (full(line.first), full(line.last));
    let mut taken = vec![paint_word(buf, line, y, line.area.x, &start, dim)];
    let x = line
        .area
        .right()
        .saturating_sub(width::cells(&end) as u16)
        .max(line.area.x);
    taken.push(paint_word(buf, line, y, x, &end, dim));
    for mark in marks {
        let Some(columns) = line.columns(mark.date) else {
            continue;
        };
        let word = scene.tr(mark.key);
        let long = format!(
            "{word} {}",
            dates::date_in(scene.campaign.def().year(), mark.date)
        );
        for words in [long.as_str(), word.as_ref()] {
            let cells = width::cells(words) as u16;
            let x = columns
                .start
                .min(line.area.right().saturating_sub(cells))
                .max(line.area.x);
            let free = |(from, to): &(u16, u16)| x + cells < *from || x > *to;
            if taken.iter().all(free) {
                taken.push(paint_word(buf, line, y, x, words, scene.style(Role::Warn)));
                break;
            }
        }
    }
}

/// Writes a word and says which columns it takes.
fn paint_word(buf: &mut Buffer, line: &Line, y: u16, x: u16, words: &str, style: Style) -> (u16, u16) {
    let end = paint::text(buf, x, y, line.area.right().saturating_sub(x), words, style);
    (x, end)
}

/// What the header says while it is open: where one stands, what has come since, and the way back. Where there is no
/// room for all of it the least telling goes.
pub fn banner(state: &State, scene: &Scene<'_>, key: &str, cells: usize) -> String {
    let zone = scene.zone();
    let day = zone.date(scene.now);
    let time = dates::time(zone, scene.now);
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let mode = if state.known {
        scene.tr("timeline-known")
    } else {
        scene.tr("timeline-happened")
    };
    let news = (state.news > 0).then(|| scene.cat.tr_args("timeline-news", &[("n", state.news.into())]));
    let mut said = String::new();
    for least in 0..6 {
        let date = if least < 2 {
            dates::date_full(day)
        } else {
            dates::date_short(day)
        };
        let at = format!("{date} {time}");
        let (at_key, back_key) = if least < 5 {
            ("timeline-at", "timeline-back")
        } else {
            ("timeline-at_short", "timeline-back_short")
        };
        let at = scene.cat.tr_args(at_key, &[("time", at.into())]);
        let back = scene.cat.tr_args(back_key, &[("key", key.to_owned().into())]);
        // Who sees only one word of how one looks should see the one that is out of the ordinary.
        let mode = (least < 1 || state.known && least < 3).then(|| mode.clone().into_owned());
        let parts = [
            Some(at),
            mode,
            news.clone().filter(|_| least < 4),
            Some(back).filter(|_| !key.is_empty()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        said = parts.join(&dot);
        if width::cells(&said) <= cells {
            break;
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::panes::fixture::at;

    fn moment(t: &str) -> Moment {
        Moment {
            at: at(t),
            recorded: at(t).plus(DAY),
        }
    }

    fn state() -> State {
        let mut s = State::new(at("2020-05-01T00:00:00+07:00"), at("2020-05-28T14:00:00+07:00"));
        s.take(&[
            moment("2020-05-20T09:00:00+07:00"),
            moment("2020-05-10T09:00:00+07:00"),
            moment("2020-05-20T09:00:00+07:00"),
        ]);
        s
    }

    #[test]
    fn steps_lead_to_the_ends_of_days_and_never_beyond_the_line() {
        let zone = Zone::default();
        let mut s = state();
        let mut steps = |hops: &[Hop]| -> String {
            for hop in hops {
                s.hop(*hop, zone);
            }
            zone.rfc3339_ms(s.cursor)
        };
        assert_eq!(steps(&[Hop::DayBack]), "2020-05-27T23:59:59.999+07:00");
        assert_eq!(steps(&[Hop::DayBack]), "2020-05-26T23:59:59.999+07:00");
        assert_eq!(steps(&[Hop::Day]), "2020-05-27T23:59:59.999+07:00");
        assert_eq!(steps(&[Hop::Day]), "2020-05-28T14:00:00.000+07:00");
        assert_eq!(steps(&[Hop::FactBack]), "2020-05-20T09:00:00.000+07:00");
        assert_eq!(steps(&[Hop::FactBack]), "2020-05-10T09:00:00.000+07:00");
        assert_eq!(steps(&[Hop::FactBack]), "2020-05-10T09:00:00.000+07:00");
        assert_eq!(steps(&[Hop::Day]), "2020-05-10T23:59:59.999+07:00");
        assert_eq!(steps(&[Hop::Week]), "2020-05-17T23:59:59.999+07:00");
        assert_eq!(
            steps(&[Hop::WeekBack, Hop::WeekBack]),
            "2020-05-10T09:00:00.000+07:00"
        );
        assert_eq!(steps(&[Hop::Fact, Hop::Fact]), "2020-05-28T14:00:00.000+07:00");
        assert_eq!(steps(&[Hop::First, Hop::Last]), "2020-05-28T14:00:00.000+07:00");
    }

    #[test]
    fn every_fact_is_counted_in_its_part_for_any_number_of_cells() {
        let zone = Zone::default();
        for cells in [1, 2, 7, 19, 38, 500] {
            for known in [false, true] {
                let mut s = state();
                s.known = known;
                s.settle(zone, cells);
                assert_eq!(s.counts.iter().sum::<u32>(), 3, "{cells}");
                assert!(s.counts.len() <= usize::from(cells).max(1), "{cells}");
            }
        }
        let mut s = state();
        s.settle(zone, 19);
        assert_eq!((s.counts.len(), s.counts[0], s.counts[10]), (19, 1, 2));
        s.add(moment("2020-05-20T10:00:00+07:00"));
        s.settle(zone, 19);
        assert_eq!(s.counts[10], 3);
    }
}
