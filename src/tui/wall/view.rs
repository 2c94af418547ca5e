//! One frame of the wall: a line at the head, the page, a line at the foot; and what lies over them when the store
//! cannot be read. The whole of it stands one cell further now and then, so that no line burns in.
//!
//! It reads and never changes anything.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::core::decide::clock_doubt;
use crate::core::time::{MINUTE, Stamp};
use crate::output::words::clock_hint;
use crate::text::{dates, width};
use crate::tui::digits::{self, SIZES};
use crate::tui::fallen;
use crate::tui::halves;
use crate::tui::layout::{LEAST, Room, centred, room};
use crate::tui::letters;
use crate::tui::model::Shown;
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::view::{say_too_small, to_ascii};
use crate::tui::wall::model::{Page, Wall};
use crate::tui::wall::photos::PhotoSheet;
use crate::tui::wall::regions::Flow;
use crate::tui::wall::{activities, overview, photos, regions};

/// Draws everything.
pub fn view(wall: &Wall, buf: &mut Buffer) {
    if room(buf.area) == Room::TooSmall {
        say_too_small(&wall.cat, buf);
        return;
    }
    let area = shifted(wall, buf.area);
    let scene = wall.scene();
    let body = body(area);
    head(wall, &scene, line(area, area.y), buf);
    let mut part = None;
    match wall.page() {
        // With no campaign there is but one thing to say.
        _ if !wall.is_open() => overview::view(&scene, body, buf),
        Page::Overview => overview::view(&scene, body, buf),
        Page::Regions => {
            let flow = Flow::of(&scene, body);
            let at = wall.part(flow.parts());
            part = Some((at + 1, flow.parts())).filter(|(_, all)| *all > 1);
            regions::view(&scene, &flow, at, body, buf);
        }
        Page::Activities => activities::view(&scene, body, buf),
        Page::Photos => {
            let sheet = PhotoSheet::of(wall.album.ready().len(), body);
            let at = wall.part(sheet.parts());
            part = Some((at + 1, sheet.parts())).filter(|(_, all)| *all > 1);
            photos::view(&scene, &wall.album, &sheet, at, body, buf);
        }
    }
    foot(wall, &scene, part, line(area, area.bottom() - 1), buf);
    if let Some(since) = wall.lost {
        fade(&scene, wall.page() == Page::Photos, buf);
        match &wall.fallen {
            Some(lost) => {
                let means = scene.tr("fallen-stopped_wall").into_owned();
                fallen::view(lost, means, &[], &scene, area, buf);
            }
            None => banner(wall, &scene, since, area, buf),
        }
    }
    if scene.look.glyphs.ascii {
        to_ascii(buf);
    }
}

/// What the last frame showed, as far as more than the seconds of the overview depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    heard: u64,
    page: Page,
    minute: i64,
    shift: (u16, u16),
    lost: bool,
    screen: Rect,
    now: Stamp,
}

impl Last {
    /// What the wall shows now on a screen.
    pub fn of(wall: &Wall, screen: Rect) -> Self {
        Self {
            heard: wall.heard,
            page: wall.page(),
            minute: wall.now.0.div_euclid(MINUTE),
            shift: wall.shift(),
            lost: wall.lost.is_some(),
            screen,
            now: wall.now,
        }
    }
}

/// What has to be drawn anew after the last frame: the line at the head and the clock where only seconds have passed on
/// the overview, else (none) everything.
pub fn since(last: &Last, wall: &Wall, screen: Rect) -> Option<[Rect; 2]> {
    let now = Last {
        now: last.now,
        ..Last::of(wall, screen)
    };
    let seconds = *last == now
        && now.page == Page::Overview
        && !now.lost
        && wall.is_open()
        && wall.now >= last.now
        && wall.campaign.next_change(last.now).is_none_or(|t| t > wall.now)
        && room(screen) != Room::TooSmall;
    if !seconds {
        return None;
    }
    let area = shifted(wall, screen);
    let clock = overview::clock_place(&wall.scene(), body(area))?;
    Some([line(area, area.y), clock])
}

/// Draws these areas over the last frame, where they were made blank.
pub fn view_over(wall: &Wall, [at, _]: [Rect; 2], buf: &mut Buffer) {
    let scene = wall.scene();
    head(wall, &scene, at, buf);
    overview::clock(&scene, body(shifted(wall, buf.area)), buf);
    if scene.look.glyphs.ascii {
        to_ascii(buf);
    }
}

fn line(area: Rect, y: u16) -> Rect {
    Rect::new(area.x, y, area.width, 1)
}

/// Between the line at the head and the line at the foot.
fn body(area: Rect) -> Rect {
    Rect::new(area.x, area.y + 1, area.width, area.height - 2)
}

/// The part of the screen that is drawn on: two columns and rows less, where they can be spared, so that it can stand in
/// nine places.
fn shifted(wall: &Wall, area: Rect) -> Rect {
    if area.width < LEAST.0 + 2 || area.height < LEAST.1 + 2 {
        return area;
    }
    let (x, y) = wall.shift();
    Rect::new(area.x + x, area.y + y, area.width - 2, area.height - 2)
}

fn head(wall: &Wall, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let mut right: Vec<(String, Style)> = Vec::new();
    if wall.demo {
        right.push((format!(" {} ", scene.tr("desk-demo")), scene.style(Role::Demo)));
    }
    let warn = scene.style(Role::Warn);
    match wall.shown {
        _ if area.width < 60 => {}
        Shown::Now => {}
        Shown::AsIf => {
            let time = dates::day_time(scene.campaign.def(), wall.now);
            let words = scene.cat.tr_args("desk-as_if", &[("time", time.into())]);
            right.push((format!(" {words} "), warn));
        }
        Shown::Past => {
            let time = dates::day_time(scene.campaign.def(), wall.now);
            let words = scene.cat.tr_args("term-as_of", &[("time", time.into())]);
            right.push((format!(" {words} "), warn));
        }
    }
    let seen = scene
        .cat
        .tr_args("term-updated_at", &[("time", moment(scene, wall.seen).into())]);
    right.push((format!(" {seen}"), scene.style(Role::Header)));
    let cells: usize = right.iter().map(|(w, _)| width::cells(w)).sum();
    let x = area.right().saturating_sub(cells as u16).max(area.x);
    let spans: Vec<(&str, Style)> = right.iter().map(|(w, s)| (w.as_str(), *s)).collect();
    paint::pieces(buf, x, area.y, area.right() - x, &spans);
    let def = scene.campaign.def();
    let room = x.saturating_sub(area.x + 1);
    let name = paint::clean(def.name.get(scene.lang())).to_uppercase();
    let name = if width::cells(&name) > usize::from(room) {
        scene.campaign.id().as_str().to_uppercase()
    } else {
        name
    };
    let at = paint::text(buf, area.x, area.y, room, &name, scene.style(Role::Header));
    let rest = x.saturating_sub(at + 4);
    if rest > 30 && wall.is_open() {
        let real = wall.shown == Shown::Now && !wall.demo;
        let still = letters::alarm(scene.cat, &wall.mailboxes, wall.now);
        let doubt =
            clock_doubt(scene.campaign, wall.now).filter(|_| real && scene.campaign.closed().is_none());
        let (words, role) = match doubt {
            None if still.is_some() => (still.unwrap_or_default(), Role::Error),
            Some(doubt) => (clock_hint(scene.cat, scene.campaign, &doubt), Role::Warn),
            None => (paint::clean(def.theme.get(scene.lang())).into_owned(), Role::Text),
        };
        let words = format!(" {} {words}", scene.look.glyphs.dot);
        paint::text(buf, at, area.y, rest, &words, scene.style(role));
    }
}

/// The time of day to the second; with its date if that is not today's.
fn moment(scene: &Scene<'_>, t: Stamp) -> String {
    if scene.campaign.date(t) == scene.today() {
        dates::time_s(scene.zone(), t)
    } else {
        dates::full_time(scene.zone(), t)
    }
}

fn foot(wall: &Wall, scene: &Scene<'_>, part: Option<(usize, usize)>, area: Rect, buf: &mut Buffer) {
    let dot = scene.look.glyphs.dot;
    let dim = scene.style(Role::Footer);
    let mut words = String::new();
    if wall.is_open() {
        let (n, total) = wall.page_of();
        let page = scene
            .cat
            .tr_args("wall-page", &[("n", n.into()), ("total", total.into())]);
        words = format!(
            "{page} {dot} {}",
            scene.tr(&format!("wall_page-{}", wall.page().id()))
        );
        if let Some((n, total)) = part {
            let part = scene
                .cat
                .tr_args("wall-part", &[("n", n.into()), ("total", total.into())]);
            words = format!("{words} {dot} {part}");
        }
        let phase = scene.tr(&format!("phase-{}", scene.campaign.phase(scene.now).id()));
        words = format!("{words} {dot} {phase}");
        if let Some(post) = scene.post.words(scene.cat, scene.zone(), true) {
            words = format!("{words} {dot} {post}");
        }
    }
    let sign = format!("ketnoi {dot} {}", scene.tr("term-read_only"));
    let end = paint::right(buf, area, area.y, &sign, dim);
    paint::text(buf, area.x, area.y, end.saturating_sub(area.x + 1), &words, dim);
}

/// Old data is written faintly, whatever it was before; half blocks are points of a picture on the page of photos alone.
fn fade(scene: &Scene<'_>, is_photos: bool, buf: &mut Buffer) {
    let mut dim = scene.style(Role::Dim);
    if dim.fg.is_none() {
        // A look without a colour for it; the banner says the same.
        dim = dim.add_modifier(Modifier::DIM);
    }
    for cell in &mut buf.content {
        if is_photos && cell.symbol() == halves::HALF {
            let (above, below) = (halves::darken(cell.fg), halves::darken(cell.bg));
            cell.set_fg(above).set_bg(below);
            continue;
        }
        cell.set_style(Style::reset());
        cell.set_style(dim);
    }
}

/// What is wrong and since when, over the middle of the page, as large as there is room for.
fn banner(wall: &Wall, scene: &Scene<'_>, since: Stamp, area: Rect, buf: &mut Buffer) {
    let time = moment(scene, since);
    let room = usize::from(area.width.saturating_sub(2));
    let mut lines = match &wall.moved {
        Some(where_to) => {
            let mut lines = vec![scene.tr("desk-moved").into_owned()];
            lines.extend(width::wrap(&paint::clean(where_to), room.saturating_sub(2)));
            lines
        }
        None => vec![scene.cat.tr_args("term-stale", &[("time", time.into())])],
    };
    if wall.restart {
        lines.extend(width::wrap(&scene.tr("wall-restart"), room));
    }
    let words = lines.iter().map(|l| width::cells(l)).max().unwrap_or(0) as u16;
    let clock = dates::time(scene.zone(), since);
    let fits = |s: &digits::Size| {
        let wide = s.span(4) + s.w / 3 + s.gap() + 8;
        s.h + 6 + lines.len() as u16 <= area.height * 2 / 3 && wide <= area.width
    };
    let size = SIZES.into_iter().find(fits);
    let high = size.map_or(2, |s| s.h + 4) + lines.len() as u16;
    let wide = size.map_or(0, |s| s.span(4) + s.w / 3 + s.gap() + 8);
    let place = centred(area, (words + 8).max(wide).min(area.width), high.min(area.height));
    let style = scene.look.tile(Role::Error);
    paint::fill(buf, place, style);
    let centre = |cells: u16| place.x + place.width.saturating_sub(cells) / 2;
    let mut y = place.y + 1;
    for line in &lines {
        let cells = (width::cells(line) as u16).min(place.width);
        paint::text(buf, centre(cells), y, cells, line, style);
        y += 1;
    }
    if let (Some(size), Some((h, m))) = (size, clock.split_once(':')) {
        let block = scene.look.glyphs.block;
        let x = centre(size.span(4) + size.w / 3);
        let x = digits::number(buf, x, y + 1, size, h, block, style);
        let x = digits::colon(buf, x, y + 1, size, block, style);
        digits::number(buf, x, y + 1, size, m, block, style);
    }
}
