//! The countdown: what is left, in days and in working days, beside the letter's own words; and where in its calendar
//! the campaign stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::deadline::Countdown;
use crate::core::status::Phase;
use crate::text::{dates, width};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::{digits, paint};

/// Draws it: as many of its lines as there is room for, the most telling first.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.height >= 8 && area.width >= 38 {
        large(scene, area, buf);
    } else {
        small(scene, area, buf);
    }
}

fn small(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let c = scene.campaign.countdown(scene.now);
    let mut lines = lines(scene, &c, area.width);
    // The words of the letter stay as long as any line does beside the time itself.
    while lines.len() + 2 > usize::from(area.height) && lines.len() > 2 {
        lines.remove(lines.len() - 2);
    }
    let mut y = area.y;
    head(scene, &c, area, y, buf);
    y += 1;
    for line in &lines {
        if y + 1 > area.bottom() {
            return;
        }
        paint::text(buf, area.x, y, area.width, line, scene.style(Role::Text));
        y += 1;
    }
    if y < area.bottom() {
        track(scene, area, y, buf);
    }
}

/// The first line: the time left, or gone by since. How far the campaign has come the line with the days shows: a share
/// of time beside the shares of reports would be taken for one.
fn head(scene: &Scene<'_>, c: &Countdown, area: Rect, y: u16, buf: &mut Buffer) {
    let style = urgency(scene, c);
    if scene.campaign.phase(scene.now) == Phase::Closed {
        paint::text(buf, area.x, y, area.width, &scene.tr("phase-closed"), style);
        return;
    }
    if is_calm(scene, c) {
        let day = dates::date_full(scene.campaign.def().day);
        let words = scene.cat.tr_args("desk-letter_of", &[("date", day.into())]);
        paint::text(buf, area.x, y, area.width, &words, scene.style(Role::Title));
        return;
    }
    let words = time_words(scene, c);
    paint::text(buf, area.x, y, area.width, &words, style);
}

/// The letter's last day is over, and nobody has opened the campaign here: then no time is counted, and the letter and its
/// Day are named.
fn is_calm(scene: &Scene<'_>, c: &Countdown) -> bool {
    c.passed && scene.campaign.is_expecting()
}

/// How the time left is written.
pub fn urgency(scene: &Scene<'_>, c: &Countdown) -> ratatui::style::Style {
    match (c.passed, c.days) {
        (true, _) => scene.style(Role::Error),
        (false, 0..=2) => scene.style(Role::Warn),
        _ => scene.style(Role::Big),
    }
}

/// `7 ngày 09:56:40`; `quá hạn 3 ngày 02:11:05` once it has passed.
fn time_words(scene: &Scene<'_>, c: &Countdown) -> String {
    let clock = if scene.seconds {
        format!("{:02}:{:02}:{:02}", c.hours, c.minutes, c.seconds)
    } else {
        format!("{:02}:{:02}", c.hours, c.minutes)
    };
    let key = match (c.passed, c.days) {
        (false, 0) => "desk-left_today",
        (false, _) => "desk-left",
        (true, 0) => "desk-past_today",
        (true, _) => "desk-past",
    };
    scene
        .cat
        .tr_args(key, &[("days", c.days.into()), ("clock", clock.into())])
}

/// The letter's words, its last day and the working days, in as many lines as they need.
pub fn lines(scene: &Scene<'_>, c: &Countdown, cells: u16) -> Vec<String> {
    let cat = scene.cat;
    let def = scene.campaign.def();
    let long = dates::date_long(cat, c.last_day);
    let mut last = cat.tr_args("term-last_day", &[("date", long.into())]);
    if scene.campaign.extension().is_some() {
        let with = format!("{last} ({})", cat.tr("term-extension"));
        last = if width::cells(&with) <= usize::from(cells) {
            with
        } else {
            format!(
                "{} ({})",
                cat.tr_args("term-last_day", &[("date", dates::date_full(c.last_day).into())]),
                cat.tr("term-extension")
            )
        };
    }
    let words = paint::clean(def.deadline.words.get(scene.lang())).into_owned();
    let says = cat.tr_args("term-letter_says", &[("words", words.clone().into())]);
    let work = cat.tr_args("term-workdays_left", &[("n", c.working_days.into())]);
    let unsure = !def.calendar.is_sure(chrono::Datelike::year(&c.last_day));
    let work = if unsure {
        format!("{work} {}", cat.tr("desk-calendar_unsure"))
    } else {
        work
    };
    if width::cells(&says) <= usize::from(cells) {
        return if c.passed {
            vec![last, says]
        } else {
            vec![last, work, says]
        };
    }
    let intro = if c.passed {
        cat.tr("desk-letter_intro").into_owned()
    } else {
        let both = format!("{work} {} {}", scene.look.glyphs.dot, cat.tr("desk-letter_intro"));
        // The quotation marks say whose words they are, where there is no room to.
        if width::cells(&both) <= usize::from(cells) {
            both
        } else {
            work
        }
    };
    vec![last, intro, format!("“{words}”")]
}

/// The calendar as a line: window, Day, today, last day.
pub fn track(scene: &Scene<'_>, area: Rect, y: u16, buf: &mut Buffer) {
    let def = scene.campaign.def();
    let cutoff = scene.campaign.cutoff();
    let (from, last) = (def.window.from, def.last_day(cutoff));
    let days = (last - from).num_days().max(1);
    let first = dates::date_in(def.year(), from);
    let end = dates::date_in(def.year(), last);
    let x0 = paint::text(buf, area.x, y, area.width, &first, scene.style(Role::Dim));
    let end_x = area.right().saturating_sub(end.len() as u16);
    if end_x <= x0 + 8 {
        return;
    }
    paint::text(buf, end_x, y, area.width, &end, scene.style(Role::Dim));
    let cells = end_x - x0;
    let at = |d: chrono::NaiveDate| {
        let n = (d - from).num_days().clamp(0, days);
        x0 + (n * i64::from(cells - 1) / days) as u16
    };
    let today = scene.today();
    let g = &scene.look.glyphs;
    for x in x0..end_x {
        let gone = x < at(today) || today > last;
        let (sign, role) = if gone {
            (g.bar_full, Role::BarDone)
        } else {
            (g.bar_rest, Role::BarRest)
        };
        paint::text(buf, x, y, 1, sign, scene.style(role));
    }
    let day = dates::date_in(def.year(), def.day);
    let day_x = at(def.day).saturating_sub(day.len() as u16 / 2).max(x0);
    let named = day_x..day_x + day.len() as u16;
    if named.end < end_x {
        paint::text(buf, day_x, y, 5, &day, scene.style(Role::Title));
    }
    if today >= from && today <= last {
        // Near the Day the mark stands beside its name, not in it.
        let x = match at(today) {
            x if named.end >= end_x || !named.contains(&x) => x,
            _ if today > def.day => named.end,
            _ => named.start.saturating_sub(1).max(x0),
        };
        paint::text(buf, x, y, 1, g.moment, scene.style(Role::Today));
    }
}

/// How wide hours, minutes and seconds are: four digits, the colon, and the small seconds.
const CLOCK: u16 = 4 * 4 + 2 + 3;

fn large(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let c = scene.campaign.countdown(scene.now);
    let (style, ascii) = (urgency(scene, &c), scene.look.glyphs.ascii);
    if scene.campaign.phase(scene.now) == Phase::Closed || is_calm(scene, &c) {
        small(scene, area, buf);
        return;
    }
    // Days, hours and minutes stand large; seconds stay small, so that a tick writes two cells and not twenty.
    let mut x = area.x;
    if c.passed {
        let words = scene.tr("timeliness-overdue");
        paint::text(buf, x, area.y + 3, area.width, &words, style);
    }
    if c.days > 0 {
        x = digits::small(buf, x, area.y, &c.days.to_string(), ascii, style);
        let word = scene.cat.tr_args("desk-days_word", &[("days", c.days.into())]);
        x = paint::text(buf, x, area.y + 2, area.right().saturating_sub(x), &word, style) + 2;
    }
    // After a great many days the hours have no room, and nobody asks for them.
    if x + CLOCK <= area.right() {
        x = digits::small(buf, x, area.y, &format!("{:02}", c.hours), ascii, style);
        x = paint::text(buf, x, area.y + 1, 1, ":", style) + 1;
        x = digits::small(buf, x, area.y, &format!("{:02}", c.minutes), ascii, style);
        if scene.seconds {
            paint::text(buf, x, area.y + 2, 3, &format!(":{:02}", c.seconds), style);
        }
    }
    let rows = area.y + 4..area.bottom().saturating_sub(1);
    for (y, line) in rows.zip(lines(scene, &c, area.width)) {
        paint::text(buf, area.x, y, area.width, &line, scene.style(Role::Text));
    }
    track(scene, area, area.bottom() - 1, buf);
}
