//! The screen, drawn from the model.
//!
//! ```text
//!   header    campaign · theme                     [DEMO] who · vi  ⟳ 28/05 14:03
//!   body      the desk's boxes, or a place in one frame; what lies on top of it
//!   footer    a message, a filter being typed, or the keys that work here now
//! ```
//!
//! It reads and never changes anything.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::core::decide::clock_doubt;
use crate::core::roster::UnitKind;
use crate::core::status::Phase;
use crate::core::tally::Counts;
use crate::core::time::DAY;
use crate::output::description::unit_line;
use crate::text::{Catalogue, dates, numbers, width};
use crate::tui::keymap::Row;
use crate::tui::layout::{self, Areas, Room, Slot};
use crate::tui::model::{Model, Overlay, Shown};
use crate::tui::msg::{Action, Pane, Place};
use crate::tui::paint;
use crate::tui::panes::desk::{activities, chart, countdown, goals, grid, map};
use crate::tui::panes::over::{form, help, palette, prompt};
use crate::tui::panes::places::{documents, history, queue, table, targets, unit};
use crate::tui::panes::timeline;
use crate::tui::parts::Parts;
use crate::tui::scene::Scene;
use crate::tui::since;
use crate::tui::theme::Role;

/// A campaign this long past its cut-off says what the next step is.
const LONG_PAST: i64 = 60 * DAY;

/// Draws everything; gives the place of the cursor, if text is being typed. Where it rests unseen is noted in the model's
/// `at_hand`.
pub fn view(model: &Model, buf: &mut Buffer) -> Option<Position> {
    model.at_hand.set(None);
    let areas = layout::with_strip(buf.area, model.timeline.is_some());
    if areas.room == Room::TooSmall {
        too_small(model, buf);
        return None;
    }
    let scene = model.scene();
    header(model, &scene, areas.header, buf);
    match model.place {
        Place::Desk if model.map => whole_map(model, &scene, &areas, buf),
        Place::Desk => desk(model, &scene, &areas, buf),
        place => place_in_frame(model, place, &scene, areas.body, buf),
    }
    if let Some(t) = &model.timeline {
        timeline::view(&t.strip, &scene, areas.strip, buf);
    }
    let cursor = overlay(model, &scene, &areas, buf);
    let typed = footer(model, &scene, areas.footer, buf);
    if scene.look.glyphs.ascii {
        to_ascii(buf);
    }
    cursor.or(typed)
}

/// Draws these parts over the last frame, where they were made blank.
pub fn view_parts(model: &Model, parts: &Parts, buf: &mut Buffer) -> Option<Position> {
    let Parts::Boxes(boxes) = parts else {
        return view(model, buf);
    };
    let scene = model.scene();
    for b in boxes {
        let focused = b.slot == Slot::Pane(model.pane);
        contents(model, &scene.focus(focused), b.slot, layout::inside(b.area), buf);
    }
    footer(model, &scene, layout::areas(buf.area).footer, buf);
    if scene.look.glyphs.ascii {
        to_ascii(buf);
    }
    None
}

/// What our own signs are in ASCII the look knows; names and notes lose their marks here.
pub fn to_ascii(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if !cell.symbol().is_ascii() {
            let plain = width::ascii_cell(cell.symbol()).into_owned();
            cell.set_symbol(&plain);
        }
    }
}

fn too_small(model: &Model, buf: &mut Buffer) {
    say_too_small(&model.cat, buf);
}

/// What a screen says that is too small to say anything else.
pub fn say_too_small(cat: &Catalogue, buf: &mut Buffer) {
    let area = buf.area;
    let (w, h) = layout::LEAST;
    let words = cat.tr_args(
        "desk-too_small",
        &[
            ("width", area.width.to_string().into()),
            ("height", area.height.to_string().into()),
            ("least", format!("{w}x{h}").into()),
        ],
    );
    for (i, line) in width::wrap(&words, usize::from(area.width.max(1)))
        .iter()
        .enumerate()
    {
        paint::text(buf, area.x, area.y + i as u16, area.width, line, Style::new());
    }
}

// ---------------------------------------------------------------------- header and footer

fn header(model: &Model, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let style = scene.style(Role::Header);
    paint::fill(buf, area, style);
    if let Some(t) = &model.timeline {
        return banner(model, scene, &t.strip, area, buf);
    }
    if let Some((since, _)) = &model.lost {
        let time = dates::time(scene.zone(), *since);
        let words = scene.cat.tr_args("term-stale", &[("time", time.into())]);
        paint::text(
            buf,
            area.x + 1,
            area.y,
            area.width,
            &words,
            scene.style(Role::Error),
        );
        return;
    }
    let right = header_right(model, scene, area.width);
    let cells: usize = right.iter().map(|(w, _)| width::cells(w)).sum();
    let x = area.right().saturating_sub(cells as u16);
    let spans: Vec<(&str, Style)> = right.iter().map(|(w, s)| (w.as_str(), *s)).collect();
    paint::pieces(buf, x, area.y, cells as u16, &spans);
    let room = x.saturating_sub(area.x + 2);
    let id = scene.campaign.id().as_str().to_uppercase();
    let at = paint::text(buf, area.x + 1, area.y, room, &id, style);
    let rest = x.saturating_sub(at + 1);
    // Two or three letters of a theme tell nothing.
    if rest > 14 {
        let room = usize::from(rest.saturating_sub(3));
        let (words, role) = no_store(model, scene)
            .or_else(|| clock_hint(model, scene))
            .unwrap_or_else(|| theme_or_next_step(scene, room));
        let at = paint::text(
            buf,
            at,
            area.y,
            rest,
            &format!(" {} ", scene.look.glyphs.dot),
            scene.style(Role::Dim),
        );
        paint::text(
            buf,
            at,
            area.y,
            x.saturating_sub(at + 1),
            &words,
            scene.style(role),
        );
    }
}

/// In place of the header while the past is shown, so that nobody takes it for now.
fn banner(model: &Model, scene: &Scene<'_>, strip: &timeline::State, area: Rect, buf: &mut Buffer) {
    let style = scene.style(Role::Demo);
    let mut x = area.x + 1;
    if model.demo {
        x = paint::text(buf, x, area.y, area.width, &scene.tr("desk-demo"), style);
        x = paint::text(
            buf,
            x,
            area.y,
            area.width,
            &format!(" {} ", scene.look.glyphs.dot),
            style,
        );
    }
    let room = area.right().saturating_sub(x + 1);
    let key = model.keymap.key_of("time.close");
    let words = timeline::banner(strip, scene, &key, usize::from(room));
    paint::style(buf, area, style);
    paint::text(buf, x, area.y, room, &words, style);
}

/// Nobody is to take the empty campaign that is shipped for the one that they asked for.
fn no_store(model: &Model, scene: &Scene<'_>) -> Option<(String, Role)> {
    let path = model.no_store.as_ref()?;
    model.live().opened().is_none().then(|| {
        let path = paint::clean(&path.display().to_string()).into_owned();
        (
            scene.cat.tr_args("desk-no_store", &[("path", path.into())]),
            Role::Error,
        )
    })
}

/// What there is to say about the machine's clock, where it goes by that.
fn clock_hint(model: &Model, scene: &Scene<'_>) -> Option<(String, Role)> {
    let real = model.shown == Shown::Now && !model.demo;
    let doubt =
        clock_doubt(scene.campaign, scene.now).filter(|_| real && scene.campaign.closed().is_none())?;
    Some((
        crate::output::words::clock_hint(scene.cat, scene.campaign, &doubt),
        Role::Warn,
    ))
}

/// The year's theme; of a campaign long past its cut-off rather what is to be done now (decision 8).
fn theme_or_next_step(scene: &Scene<'_>, room: usize) -> (String, Role) {
    let c = scene.campaign;
    let past = scene.now.0 - c.cutoff().0;
    if c.closed().is_some() {
        return (scene.tr("phase-closed").into_owned(), Role::Warn);
    }
    if c.phase(scene.now) == Phase::Overdue && past > LONG_PAST {
        let date = dates::date_full(c.def().last_day(c.cutoff()));
        let mut words = scene.cat.tr_args("desk-long_past", &[("date", date.into())]);
        if width::cells(&words) > room {
            words = scene.tr("desk-long_past_short").into_owned();
        }
        return (words, Role::Warn);
    }
    (
        paint::clean(c.def().theme.get(scene.lang())).into_owned(),
        Role::Text,
    )
}

fn header_right(model: &Model, scene: &Scene<'_>, cells: u16) -> Vec<(String, Style)> {
    let head = scene.style(Role::Header);
    let mut out = Vec::new();
    if model.demo {
        out.push((format!(" {} ", scene.tr("desk-demo")), scene.style(Role::Demo)));
    }
    if model.restart {
        out.push((
            format!(" {} ", scene.tr("desk-restart")),
            scene.style(Role::Error),
        ));
    } else if model.looking.is_some() && !model.demo && cells >= 60 {
        out.push((
            format!(" {}", scene.tr("term-read_only")),
            scene.style(Role::Warn),
        ));
    }
    let zone = scene.zone();
    // A narrow screen has no room to say which year it is.
    let time = if cells < 60 {
        format!(
            "{} {}",
            dates::date_short(scene.today()),
            dates::time(zone, scene.now)
        )
    } else {
        let day = dates::date_full(scene.today());
        format!("{day} {}", dates::time(zone, scene.now))
    };
    let moment = match model.shown {
        Shown::Now => format!(" {} {time} ", scene.look.glyphs.fresh),
        Shown::AsIf => format!(" {} ", scene.cat.tr_args("desk-as_if", &[("time", time.into())])),
        Shown::Past => format!(" {} ", scene.cat.tr_args("term-as_of", &[("time", time.into())])),
    };
    let warn = scene.style(Role::Warn);
    if cells >= 60 {
        let lang = match scene.lang() {
            crate::core::names::Lang::Vi => "vi",
            crate::core::names::Lang::En => "en",
        };
        let who = paint::clean(model.who.actor.as_str());
        out.push((
            format!(" {} {} {lang}", width::fit(&who, 16), scene.look.glyphs.dot),
            head,
        ));
    }
    out.push((moment, if model.shown == Shown::Now { head } else { warn }));
    out
}

/// The last line. A filter being typed first, then a message, then why the store cannot be read, for as long as it
/// cannot, then the keys that work.
fn footer(model: &Model, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    paint::fill(buf, area, scene.style(Role::Text));
    if let Overlay::Filter(line) = &model.overlay {
        let n = match model.place {
            Place::Desk => model.grid.shown().len(),
            Place::Queue => model.queue.shown_units().len(),
            Place::Activities => model.table.shown().len(),
            Place::Goals => model.targets.found(),
            Place::History => model.history.found(),
            Place::Unit | Place::Documents => 0,
        };
        return prompt::filter_line(line, n, scene, area, buf);
    }
    let lost = model.lost.as_ref().map(|(_, why)| (why, Role::Error));
    if let Some((text, role)) = model.said.as_ref().map(|s| (&s.text, s.role)).or(lost) {
        paint::text(buf, area.x + 1, area.y, area.width - 1, text, scene.style(role));
        return None;
    }
    hints(model, scene, area, buf);
    None
}

/// The keys that work here, now, the most wanted first.
fn hints(model: &Model, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows: Vec<&Row> = model
        .rows_here()
        .into_iter()
        .filter(|r| r.rank > 0 && model.is_ready(r) && works(model, r))
        .collect();
    rows.sort_by_key(|r| r.rank);
    // Help and palette are always among them: who sees nothing else must find these.
    let (always, others): (Vec<&Row>, Vec<&Row>) =
        rows.into_iter().partition(|r| matches!(r.id, "help" | "palette"));
    let words = |r: &Row| {
        let key = model.keymap.keys_of(r).into_iter().next().unwrap_or_default();
        (key, scene.tr(&r.short_key()).into_owned())
    };
    let cells = |(k, w): &(String, String)| width::cells(k) + width::cells(w) + 3;
    let tail: Vec<_> = always
        .iter()
        .map(|r| words(r))
        .filter(|(k, _)| !k.is_empty())
        .collect();
    let mut left = usize::from(area.width).saturating_sub(1 + tail.iter().map(cells).sum::<usize>());
    let mut x = area.x + 1;
    let claim = model.claimed_by().map(|claim| {
        let who = width::fit(&paint::clean(claim.actor.as_str()), 24).into_owned();
        scene.cat.tr_args("access-claim", &[("who", who.into())])
    });
    let first = [
        (filter_words(model, scene), Role::Match),
        (since::line(model, area.width), Role::Fresh),
        (claim, Role::Warn),
    ];
    for (text, role) in first {
        let Some(text) = text else { continue };
        left = left.saturating_sub(width::cells(&text) + 2);
        let room = area.right().saturating_sub(x);
        x = paint::text(buf, x, area.y, room, &text, scene.style(role)) + 2;
    }
    let mut shown = Vec::new();
    for hint in others.iter().map(|r| words(r)).filter(|(k, _)| !k.is_empty()) {
        let need = cells(&hint);
        if need > left {
            break;
        }
        left -= need;
        shown.push(hint);
    }
    for (key, word) in shown.into_iter().chain(tail) {
        for (words, role, gap) in [(&key, Role::Key, 1), (&word, Role::Footer, 2)] {
            let room = area.right().saturating_sub(x);
            x = paint::text(buf, x, area.y, room, words, scene.style(role)) + gap;
        }
    }
}

/// Is a row what its first key does here, and not the way to where one is already? Esc stands for two rows: the one that
/// is ready first is the one to show.
fn works(model: &Model, row: &Row) -> bool {
    if row.action == Action::Place(model.place) {
        return false;
    }
    let Some(key) = model.keymap.first_key(row) else {
        return false;
    };
    let winner = model
        .keymap
        .resolve(&model.layers(), key)
        .into_iter()
        .find(|r| model.is_ready(r));
    winner.is_some_and(|w| std::ptr::eq(w, row))
}

fn filter_words(model: &Model, scene: &Scene<'_>) -> Option<String> {
    let f = model.filter();
    f.needle.as_ref()?;
    let text = width::fit(&paint::clean(&f.text), 24).into_owned();
    Some(scene.cat.tr_args("desk-filtered", &[("text", text.into())]))
}

// ---------------------------------------------------------------------- the desk

fn desk(model: &Model, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
    let boxes = layout::desk(areas, model.pane);
    let mut frames = paint::Frames::new(areas.body);
    let focused = |slot: Slot| slot == Slot::Pane(model.pane);
    // The focused box is drawn last, so that its border lies over its neighbours'.
    for b in boxes.iter().filter(|b| !focused(b.slot)) {
        frames.draw(buf, b.area, scene.look, scene.style(Role::Border));
    }
    for b in boxes.iter().filter(|b| focused(b.slot)) {
        frames.draw(buf, b.area, scene.look, scene.style(Role::BorderFocus));
    }
    for b in &boxes {
        let style = if focused(b.slot) {
            scene.style(Role::BorderFocus)
        } else {
            scene.style(Role::Title)
        };
        let words = if areas.room == Room::Tabs && matches!(b.slot, Slot::Pane(_)) {
            tabs(model, scene, b.area, buf);
            String::new()
        } else {
            box_title(model, scene, b.slot, b.area.width.saturating_sub(6))
        };
        paint::title(buf, b.area, &words, style);
        if areas.room == Room::Tabs && b.slot == Slot::Pane(Pane::Grid) && boxes.len() == 1 {
            on_the_lower_border(scene, b.area, buf);
        }
        contents(
            model,
            &scene.focus(focused(b.slot)),
            b.slot,
            layout::inside(b.area),
            buf,
        );
    }
}

/// Where the selected unit has no box of its own, its name and state stand on the border.
fn on_the_lower_border(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(ix) = scene.unit else { return };
    let cells = usize::from(area.width.saturating_sub(6));
    let lines = unit_line(scene.cat, scene.campaign, ix, scene.now, cells);
    let (_, style, _) = scene.sign(ix);
    let row = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
    paint::title(buf, row, lines.first().map_or("", String::as_str), style);
}

fn pane_number(pane: Pane) -> usize {
    Pane::ALL.iter().position(|p| *p == pane).map_or(0, |i| i + 1)
}

fn tabs(model: &Model, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let mut x = area.x + 2;
    for pane in Pane::ALL {
        let words = format!(
            "{} {}",
            pane_number(pane),
            scene.tr(&format!("desk_tab-{}", pane_id(pane)))
        );
        let style = if pane == model.pane {
            scene.here(x, area.y);
            scene.style(Role::Selected)
        } else {
            scene.style(Role::Dim)
        };
        let room = area.right().saturating_sub(x + 1);
        x = paint::text(buf, x, area.y, room, &words, style) + 1;
    }
}

fn pane_id(pane: Pane) -> &'static str {
    match pane {
        Pane::Countdown => "countdown",
        Pane::Activities => "activities",
        Pane::Goals => "goals",
        Pane::Grid => "grid",
    }
}

fn box_title(model: &Model, scene: &Scene<'_>, slot: Slot, cells: u16) -> String {
    let cat = scene.cat;
    let dot = scene.look.glyphs.dot;
    match slot {
        Slot::Pane(Pane::Countdown) => format!("1 {}", cat.tr("term-deadline")),
        Slot::Pane(Pane::Activities) => {
            let n = scene.campaign.total().activities;
            format!(
                "2 {} {dot} {}",
                cat.tr("place-activities"),
                numbers::whole(scene.lang(), n.into())
            )
        }
        Slot::Pane(Pane::Goals) => format!("3 {}", cat.tr("desk-goals_title")),
        Slot::Pane(Pane::Grid) => grid_title(model, scene, usize::from(cells)),
        Slot::Unit => String::new(),
        Slot::Map => cat.tr("term-map").into_owned(),
        Slot::Chart => cat.tr("term-burn_up").into_owned(),
    }
}

/// `4 Báo cáo · 43/62 (69%) · 2 quá hạn · 1 miễn · 3 trễ hạn`. Where there is no room for all of it, whole parts go, the
/// least telling first: who was late, the share, who is exempt, the corrections that are due.
fn grid_title(model: &Model, scene: &Scene<'_>, cells: usize) -> String {
    let cat = scene.cat;
    let under = model.grid.under().filter(|_| model.filter().needle.is_none());
    let c = match under {
        Some(top) => scene.campaign.roll_up(top, scene.now),
        None => scene.campaign.counts(scene.now),
    };
    let percent = numbers::percent(c.reported() as usize, c.owing() as usize);
    let some = |rank: u8, n: u32, key: &str| (n > 0).then(|| (rank, format!("{n} {}", cat.tr(key))));
    let name = under.map_or(String::new(), |top| {
        let name = scene.campaign.roster().short_name(top, scene.lang());
        format!(" {} {}", scene.look.glyphs.arrow, paint::clean(name))
    });
    let mut parts: Vec<(u8, String)> = vec![
        (0, format!("4 {}{name}", cat.tr("desk_tab-grid"))),
        (0, format!("{}/{} ({percent})", c.reported(), c.owing())),
    ];
    if scene.campaign.roster().is_tree() && under.is_none() {
        parts.extend(levels(scene).map(|words| (4, words)));
    }
    parts.extend(some(0, model.marks.len() as u32, "desk-marked"));
    parts.extend(some(1, c.overdue, "timeliness-overdue"));
    parts.extend(some(2, c.resubmit_overdue, "desk-owing_correction"));
    // Who is exempt is missing from the share: that is said beside it.
    parts.extend(some(3, c.exempt, "desk-exempt"));
    parts.extend(some(5, c.late, "timeliness-late"));
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let joined = |parts: &[(u8, String)]| {
        let words: Vec<&str> = parts.iter().map(|(_, w)| w.as_str()).collect();
        words.join(&dot)
    };
    for least in [6, 5, 4, 3, 2, 1] {
        parts.retain(|(rank, _)| *rank < least);
        if least == 4
            && let Some((_, share)) = parts.get_mut(1)
        {
            *share = format!("{}/{}", c.reported(), c.owing());
        }
        let words = joined(&parts);
        if width::cells(&words) <= cells {
            return words;
        }
    }
    joined(&parts)
}

/// What the count before is made of: units at the top, and those below them.
fn levels(scene: &Scene<'_>) -> Option<String> {
    let (above, below) = scene.campaign.level_counts(scene.now);
    let share = |c: Counts| format!("{}/{}", c.reported(), c.owing());
    let top = scene.campaign.roster().tops().next()?;
    let kind = match scene.campaign.roster().kind(top) {
        UnitKind::City | UnitKind::Province => "province",
        UnitKind::Commune | UnitKind::Other => "other",
    };
    let args = [
        ("kind", kind.into()),
        ("top", share(above).into()),
        ("below", share(below).into()),
    ];
    Some(scene.cat.tr_args("desk-levels", &args))
}

fn contents(model: &Model, scene: &Scene<'_>, slot: Slot, area: Rect, buf: &mut Buffer) {
    match slot {
        Slot::Pane(Pane::Countdown) => countdown::view(scene, area, buf),
        Slot::Pane(Pane::Activities) => activities::view(&model.activities, scene, area, buf),
        Slot::Pane(Pane::Goals) => goals::view(scene, area, buf),
        Slot::Pane(Pane::Grid) => grid::view(&model.grid, scene, area, buf),
        Slot::Unit => describe(scene, area, buf),
        Slot::Map => map::view(scene, area, buf),
        Slot::Chart => chart::view(scene, area, buf),
    }
}

/// What is said of the selected unit: moving through the grid already answers most questions.
fn describe(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(ix) = scene.unit else { return };
    let lines = unit_line(scene.cat, scene.campaign, ix, scene.now, 0);
    let mut rows: Vec<String> = Vec::new();
    for line in &lines {
        rows.extend(width::wrap(line, usize::from(area.width)));
    }
    if rows.len() > usize::from(area.height) {
        // Not all of it fits: each line then gives up its least telling parts.
        rows = unit_line(scene.cat, scene.campaign, ix, scene.now, usize::from(area.width));
        if area.height >= 3 {
            let first = width::wrap(&lines[0], usize::from(area.width));
            if first.len() == 2 {
                rows = first.into_iter().chain(rows.into_iter().skip(1)).collect();
            }
        }
    }
    let (_, style, _) = scene.sign(ix);
    for (i, row) in rows.iter().take(usize::from(area.height)).enumerate() {
        let style = if i == 0 { style } else { scene.style(Role::Text) };
        paint::text(buf, area.x, area.y + i as u16, area.width, row, style);
    }
}

/// The map over the whole body: beside it regions and the selected unit, where there is room.
fn whole_map(_model: &Model, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
    let b = areas.body;
    let (map_area, area) = layout::map(b);
    map::view(scene, map_area, buf);
    if area.y >= map_area.bottom() {
        describe(scene, area, buf);
        return;
    }
    let mut y = area.y;
    for (i, region) in scene.campaign.roster().regions().iter().enumerate() {
        if y + 6 > area.bottom() {
            break;
        }
        let counts = scene.campaign.region_counts(i, scene.now);
        let name = if region.short.vi.is_empty() {
            region.name.get(scene.lang())
        } else {
            region.short.get(scene.lang())
        };
        paint::text(buf, area.x, y, area.width, name, scene.style(Role::Title));
        let count = format!("{}/{}", counts.reported(), counts.owing());
        let x = paint::right(
            buf,
            Rect { y: y + 1, ..area },
            y + 1,
            &count,
            scene.style(Role::Text),
        );
        paint::bar(
            buf,
            area.x,
            y + 1,
            x.saturating_sub(area.x + 1),
            counts.reported(),
            counts.owing(),
            scene.look,
        );
        y += 2;
    }
    let rest = Rect::new(area.x, y + 1, area.width, area.bottom().saturating_sub(y + 1));
    describe(scene, rest, buf);
}

// ---------------------------------------------------------------------- places and what lies on top

fn place_in_frame(model: &Model, place: Place, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    paint::Frames::new(area).draw(buf, area, scene.look, scene.style(Role::BorderFocus));
    let words = match (place, scene.unit) {
        (Place::Unit, Some(ix)) => {
            let roster = scene.campaign.roster();
            let above = roster.parent(ix).map_or(String::new(), |top| {
                format!("{} {} ", roster.name(top, scene.lang()), scene.look.glyphs.arrow)
            });
            format!(
                "{above}{} {}",
                scene.campaign.label(ix),
                roster.name(ix, scene.lang())
            )
        }
        _ => scene.tr(&format!("place-{}", place.id())).into_owned(),
    };
    paint::title(buf, area, &words, scene.style(Role::BorderFocus));
    let inside = layout::inside(area);
    match place {
        Place::Unit => unit::view(&model.sheet, scene, inside, buf),
        Place::Queue => queue::view(&model.queue, scene, inside, buf),
        Place::Activities => table::view(&model.table, scene, inside, buf),
        Place::Goals => targets::view(&model.targets, scene, inside, buf),
        Place::Documents => documents::view(&model.documents, scene, inside, buf),
        Place::History => history::view(&model.history, scene, inside, buf),
        Place::Desk => {}
    }
}

fn overlay(model: &Model, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) -> Option<Position> {
    let body = areas.body;
    match &model.overlay {
        Overlay::None | Overlay::Filter(_) => None,
        Overlay::Help(state) => {
            let inside = paint::sheet(buf, layout::help(body), &scene.tr("term-help"), scene.look);
            help::view(state, &model.help_text(), scene, inside, buf);
            None
        }
        Overlay::Palette(p) => {
            let area = layout::palette(body);
            palette::view(&p.state, &p.items, scene, area, buf);
            p.editor.draw(scene.look, palette::input_area(area), buf, true)
        }
        Overlay::Form(f) => form::view(f, scene, body, buf),
        Overlay::Confirm(c) => {
            prompt::view(c, scene, body, buf);
            None
        }
    }
}
