//! The welcome: what this is, when the next Day is, and three ways to begin, over the desk of a campaign that nobody opened.
//!
//! It is drawn from keys that others take from the key table; it must never name a key itself, nor carry anything out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use chrono::Datelike;

use crate::core::deadline::next_day;
use crate::core::time::Date;
use crate::text::{dates, width};
use crate::tui::layout;
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The widest it is drawn.
const WIDEST: u16 = 76;

/// What it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// What this is, and the ways to begin.
    #[default]
    Choices,
    /// How the demo is started.
    Demo,
}

/// What the welcome remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// Its page.
    pub page: Page,
    /// Somebody asked for it: it stays also where a campaign is opened.
    pub asked: bool,
}

/// What it says beside what every scene knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Says {
    /// The keys of the three ways, in their order.
    pub ways: [String; 3],
    /// The key that closes it.
    pub close: String,
    /// The store that was named and is not there.
    pub no_store: Option<String>,
}

/// Words with their style; a key before them stands in a column of its own.
struct Line {
    key: String,
    words: String,
    role: Role,
}

fn line(words: String, role: Role) -> Line {
    Line {
        key: String::new(),
        words,
        role,
    }
}

fn text(words: String) -> Line {
    line(words, Role::Text)
}

fn blank() -> Line {
    text(String::new())
}

/// Draws it as a box over the body: the fullest of its versions that has room.
pub fn view(state: State, says: &Says, scene: &Scene<'_>, body: Rect, buf: &mut Buffer) {
    let wide = body.width.min(WIDEST);
    if wide < 8 || body.height < 3 {
        return;
    }
    let cells = usize::from(wide - 4);
    let rows = usize::from(body.height - 2);
    let versions: Vec<Vec<Line>> = (0..3).map(|n| page(state.page, n, says, scene)).collect();
    let mut rows_of: Vec<_> = versions.iter().map(|v| wrapped(v, cells, scene)).collect();
    let at = rows_of.iter().position(|v| v.len() <= rows).unwrap_or(2);
    let shown = rows_of.swap_remove(at);
    let height = shown.len().min(rows) as u16 + 2;
    let area = layout::centred(body, wide, height);
    let inner = paint::sheet(buf, area, &scene.tr("welcome-title"), scene.look);
    scene.here(inner.x, inner.y);
    for (y, pieces) in (inner.y..inner.bottom()).zip(&shown) {
        let pieces: Vec<(&str, Style)> = pieces.iter().map(|(w, s)| (w.as_str(), *s)).collect();
        paint::pieces(buf, inner.x, y, inner.width, &pieces);
    }
}

/// The lines as they are drawn, each in pieces.
fn wrapped(lines: &[Line], cells: usize, scene: &Scene<'_>) -> Vec<Vec<(String, Style)>> {
    let column = lines.iter().map(|l| width::cells(&l.key)).max().unwrap_or(0);
    let mut out = Vec::new();
    for l in lines {
        let lead = if l.key.is_empty() { 0 } else { column + 2 };
        let words = width::wrap(&paint::clean(&l.words), cells.saturating_sub(lead).max(1));
        let style = scene.style(l.role);
        if words.is_empty() {
            out.push(Vec::new());
        }
        for (n, words) in words.into_iter().enumerate() {
            let key = if n == 0 { l.key.as_str() } else { "" };
            let key = format!("{key}{}", " ".repeat(lead - width::cells(key).min(lead)));
            out.push(vec![(key, scene.style(Role::Key)), (words.clone(), style)]);
        }
    }
    out
}

/// A page in its full version (0), without blank lines and asides (1), and with no more than what one acts by (2).
fn page(page: Page, version: usize, says: &Says, scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = match page {
        Page::Choices => choices(version, says, scene),
        Page::Demo => vec![
            text(scene.tr("welcome-demo_how").into_owned()),
            blank(),
            line("ketnoi demo".to_owned(), Role::Title),
        ],
    };
    if version > 0 {
        lines.retain(|l| !l.words.is_empty());
    }
    lines
}

fn choices(version: usize, says: &Says, scene: &Scene<'_>) -> Vec<Line> {
    let cat = scene.cat;
    let day = next(scene);
    let left = (day - scene.today()).num_days();
    let what = if version == 0 {
        "welcome-what"
    } else {
        "welcome-what_short"
    };
    let when = cat.tr_args(
        "welcome-next_day",
        &[("date", dates::date_full(day).into()), ("n", left.into())],
    );
    let mut out = Vec::new();
    if version < 2 {
        out.extend([text(cat.tr(what).into_owned()), blank()]);
    }
    out.extend([line(when, Role::Title), blank()]);
    let year = scene.campaign.def().year();
    let ways = [
        cat.tr_args("welcome-set_up", &[("year", day.year().to_string().into())]),
        cat.tr("welcome-demo").into_owned(),
        cat.tr_args("welcome-work", &[("year", year.to_string().into())]),
    ];
    out.extend(says.ways.iter().zip(ways).map(|(key, words)| Line {
        key: key.clone(),
        words,
        role: Role::Text,
    }));
    if version < 2 {
        out.push(Line {
            key: says.close.clone(),
            words: cat.tr("welcome-look_around").into_owned(),
            role: Role::Text,
        });
    }
    if let Some(path) = &says.no_store {
        let words = cat.tr_args("desk-no_store", &[("path", path.clone().into())]);
        out.extend([blank(), line(words, Role::Error)]);
    }
    out
}

/// The next time that the campaign's Day comes round.
fn next(scene: &Scene<'_>) -> Date {
    let day = scene.campaign.def().day;
    next_day(day.month(), day.day(), scene.today())
}
