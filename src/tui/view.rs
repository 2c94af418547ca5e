//! The screen, drawn from the model.
//!
//! ```text
//!   header    campaign · theme                     [DEMO] who · vi  • 28/05 14:03
//!   body      the desk's boxes, or a place in one frame; what lies on top of it
//!   footer    a message, a filter being typed, or the keys that work here now
//! ```
//!
//! It reads and never changes anything.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::core::deed::{Deed, Grant};
use crate::core::status::Phase;
use crate::core::time::DAY;
use crate::text::{Catalogue, dates, width};
use crate::tui::fallen;
use crate::tui::keymap::Row;
use crate::tui::layout::{self, Areas, Room, Slot};
use crate::tui::letters;
use crate::tui::model::{Model, Shown};
use crate::tui::notice;
use crate::tui::overlay::Overlay;
use crate::tui::paint;
use crate::tui::panes::desk::boxes::contents;
use crate::tui::panes::over::{changes, form, help, menu, palette, photo, prompt, setup, welcome};
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
    model.stage.at_hand.set(None);
    let areas = layout::with_strip(buf.area, model.timeline.is_some());
    if areas.room == Room::TooSmall {
        say_too_small(&model.stage.cat, buf);
        return None;
    }
    let scene = model.scene();
    header(model, &scene, areas.header, buf);
    model.here().view(&scene, &areas, buf);
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
        let focused = b.slot == Slot::Pane(model.places.desk.pane);
        contents(
            &model.places.desk,
            &scene.focus(focused),
            b.slot,
            layout::inside(b.area),
            buf,
        );
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
    if let Some((lost, _)) = &model.fallen {
        let key = model.keymap.key_of("store.accept");
        return fallen::top_line(lost, &key, scene, area, buf);
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
        // Letters may lie in a mailbox that nobody reads any more.
        let alarm = letters::alarm(scene.cat, &model.stage.mailboxes, scene.now);
        let alarm = alarm.map(|words| (words, Role::Error));
        let (words, role) = notice::no_store(model, scene)
            .or_else(|| notice::elsewhere(model, scene))
            .or(alarm)
            .or_else(|| notice::clock_hint(model, scene))
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

/// The year's theme; of a campaign long past its cut-off rather what is to be done now (decision 8).
fn theme_or_next_step(scene: &Scene<'_>, room: usize) -> (String, Role) {
    let c = scene.campaign;
    let past = scene.now.0 - c.cutoff().0;
    if c.closed().is_some() {
        return (scene.tr("phase-closed").into_owned(), Role::Warn);
    }
    if c.is_expecting() {
        return (scene.tr("words-shipped").into_owned(), Role::Text);
    }
    // To whom it is not given to close it, it is no step at all.
    let may_close = Deed::Close.grant(scene.acts_as) == Grant::All;
    if c.phase(scene.now) == Phase::Overdue && past > LONG_PAST && may_close {
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
    } else if model.moved.is_some() {
        out.push((format!(" {} ", scene.tr("desk-moved")), scene.style(Role::Error)));
    } else if model.read_only.is_some() && !model.demo && cells >= 60 {
        out.push((
            format!(" {}", scene.tr("term-read_only")),
            scene.style(Role::Warn),
        ));
    }
    let zone = scene.zone();
    if let Some(words) = scene
        .post
        .words(scene.cat, zone, cells >= 110)
        .filter(|_| cells >= 60)
    {
        out.push((
            format!(" {words} {}", scene.look.glyphs.dot),
            scene.style(Role::Warn),
        ));
    }
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
        let who = scene.cat.person(model.who.actor.as_str());
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
        let n = model.here().found();
        return prompt::filter_line(line, n, scene, area, buf);
    }
    let lost = model.lost.as_ref().map(|(_, why)| why).or(model.moved.as_ref());
    let lost = lost.map(|why| (why, Role::Error));
    if let Some((text, role)) = model.said.as_ref().map(|s| (&s.text, s.role)).or(lost) {
        paint::with_way_back(buf, area, text, scene.style(role));
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
        .filter(|r| r.rank > 0 && model.is_ready(r) && model.works(r))
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
        let who = width::fit(&scene.cat.person(claim.actor.as_str()), 24).into_owned();
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

fn filter_words(model: &Model, scene: &Scene<'_>) -> Option<String> {
    let f = model.filter();
    f.needle.as_ref()?;
    let text = width::fit(&paint::clean(&f.text), 24).into_owned();
    Some(scene.cat.tr_args("desk-filtered", &[("text", text.into())]))
}

// ---------------------------------------------------------------------- the desk

// ---------------------------------------------------------------------- places and what lies on top

fn overlay(model: &Model, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) -> Option<Position> {
    let body = areas.body;
    match &model.overlay {
        Overlay::None | Overlay::Filter(_) => {
            if let Some((lost, false)) = &model.fallen {
                let keys = ["store.accept", "changes.dismiss"].map(|id| model.keymap.key_of(id));
                fallen::on_desk(lost, keys, scene, body, buf);
            }
            None
        }
        Overlay::Welcome(state) => {
            welcome::view(*state, &model.welcome_says(), scene, body, buf);
            None
        }
        Overlay::Help(state) => {
            let inside = paint::sheet(buf, layout::help(body), &scene.tr("term-help"), scene.look);
            help::view(state, &model.help_text(), scene, inside, buf);
            None
        }
        Overlay::Changes(state) => {
            changes::view(state, scene, body, buf);
            None
        }
        Overlay::Photo(state) => {
            photo::view(state, model.means, scene, body, buf);
            None
        }
        Overlay::Places(state) => {
            menu::view(state, scene, body, buf);
            None
        }
        Overlay::Palette(p) => {
            let area = layout::palette(body);
            palette::view(&p.state, &p.items, scene, area, buf);
            p.editor.draw(scene.look, palette::input_area(area), buf, true)
        }
        Overlay::Form(f) if f.is_explained() => {
            form::view(f, scene, body, buf);
            form::explain::view(f, scene, body, buf);
            None
        }
        Overlay::Form(f) => match f.picker() {
            Some(picker) => picker.view(scene, layout::picker(body), buf),
            None => form::view(f, scene, body, buf),
        },
        Overlay::SetUp(s) => setup::view(s, scene, body, buf),
        Overlay::Confirm(c) => {
            prompt::view(c, scene, body, buf);
            None
        }
    }
}
