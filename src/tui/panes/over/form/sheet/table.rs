//! The figures of a unit as a table: what each is, its value, its unit, what was reported last and the year before, and
//! what is possible. Where it is narrow, what was reported stands behind the value.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::output::words;
use crate::text::{numbers, width};
use crate::tui::paint;
use crate::tui::panes::over::form::asked::Asked;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field};
use crate::tui::panes::over::form::hint::measure;
use crate::tui::panes::over::form::sheet::state::Form;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// From this width on, labels stand beside their fields.
pub(super) const BESIDE: u16 = 56;

/// The widest it is drawn.
pub(super) const WIDEST: u16 = 130;
/// The cells of a value.
const VALUE: u16 = 9;
/// The fewest cells of a name beside which bounds are shown.
const NAME: u16 = 18;

/// How wide the columns are; 0: not shown.
pub(super) struct Columns {
    /// Cells between two columns.
    gap: u16,
    name: u16,
    unit: u16,
    last: u16,
    year: u16,
    bounds: u16,
}

impl Columns {
    /// The columns of a form of figures that is wide enough for some.
    pub(super) fn of(form: &Form, scene: &Scene<'_>, inner: u16) -> Option<Self> {
        if !form.is_of_figures() || inner < BESIDE {
            return None;
        }
        let asked = || form.fields.iter().filter_map(|f| f.figure.as_deref());
        let widest = |heading: &str, cell: &dyn Fn(&Asked) -> String| {
            let cells = asked().map(|a| width::cells(&cell(a)));
            cells.chain([width::cells(heading)]).max().unwrap_or(0) as u16
        };
        let mut columns = Self {
            gap: 2,
            name: 0,
            unit: widest(&scene.tr("forms-head_unit"), &|a| unit(a, scene)),
            last: widest(&scene.tr("forms-head_last"), &|a| last(a, scene)),
            year: form.year.map_or(0, |year| {
                widest(&heading_of(year, scene), &|a| before(a, scene)).min(14)
            }),
            bounds: widest(&scene.tr("forms-head_bounds"), &|a| bounds(a, scene)),
        };
        let names = widest("", &|a| a.indicator.label.get(scene.lang()).to_owned()) + 3;
        if columns.rest(inner) < names {
            columns.gap = 1;
        }
        columns.name = columns.rest(inner).min(names);
        if columns.name < NAME {
            columns.bounds = 0;
            columns.name = columns.rest(inner).min(names);
        }
        Some(columns)
    }

    fn rest(&self, inner: u16) -> u16 {
        let columns = [VALUE, self.unit, self.last, self.year, self.bounds];
        let taken: u16 = columns.into_iter().filter(|c| *c > 0).map(|c| c + self.gap).sum();
        inner.saturating_sub(taken)
    }

    /// The width of the column of names.
    pub(super) fn labels(&self) -> u16 {
        self.name
    }

    /// The heading.
    pub(super) fn head(&self, year: Option<i32>, area: Rect, scene: &Scene<'_>, buf: &mut Buffer) {
        let dim = scene.style(Role::Dim);
        let name = scene.tr("forms-head_figure");
        paint::text(buf, area.x + 2, area.y, self.name.saturating_sub(2), &name, dim);
        let value = scene.tr("forms-head_value");
        let x = area.x + self.name;
        paint::text(buf, x, area.y, VALUE, &value, dim);
        let cells = [
            scene.tr("forms-head_unit").into_owned(),
            scene.tr("forms-head_last").into_owned(),
            year.map(|year| heading_of(year, scene)).unwrap_or_default(),
            scene.tr("forms-head_bounds").into_owned(),
        ];
        self.cells(&cells, Rect { x, ..area }, scene, buf);
    }

    /// What stands behind a value: unit, last time, last year, bounds.
    fn cells(&self, cells: &[String; 4], area: Rect, scene: &Scene<'_>, buf: &mut Buffer) {
        let dim = scene.style(Role::Dim);
        let mut x = area.x + VALUE + self.gap;
        let widths = [self.unit, self.last, self.year, self.bounds];
        for (n, (cell, wide)) in cells.iter().zip(widths).enumerate() {
            if wide == 0 {
                continue;
            }
            let cell = width::fit(cell, usize::from(wide));
            // Numbers stand to the right, so that they can be compared.
            let pad = if (1..3).contains(&n) {
                wide - width::cells(&cell) as u16
            } else {
                0
            };
            paint::text(buf, x + pad, area.y, wide - pad, &cell, dim);
            x += wide + self.gap;
        }
    }
}

fn heading_of(year: i32, scene: &Scene<'_>) -> String {
    let args = [("year", year.to_string().into())];
    scene.cat.tr_args("forms-head_year", &args)
}

fn unit(asked: &Asked, scene: &Scene<'_>) -> String {
    match asked.indicator.unit.as_str() {
        "per 100" => scene.tr("forms-unit_short_per_100").into_owned(),
        _ => measure(&asked.indicator, scene),
    }
}

fn number(value: f64, asked: &Asked, scene: &Scene<'_>) -> String {
    if asked.is_yes_no() {
        return words::figure_value(scene.cat, &asked.indicator, value);
    }
    numbers::plain(scene.lang(), value)
}

fn last(asked: &Asked, scene: &Scene<'_>) -> String {
    let value = asked.last.map(|(value, _)| number(value, asked, scene));
    value.unwrap_or_else(|| "–".to_owned())
}

fn before(asked: &Asked, scene: &Scene<'_>) -> String {
    let values: Vec<String> = asked
        .before
        .iter()
        .map(|(_, value)| number(*value, asked, scene))
        .collect();
    match values.as_slice() {
        [] => "–".to_owned(),
        _ => values.join(" / "),
    }
}

fn bounds(asked: &Asked, scene: &Scene<'_>) -> String {
    if asked.is_yes_no() {
        return String::new();
    }
    let ind = &asked.indicator;
    let [least, most] = [ind.hard_min, ind.hard_max].map(|n| numbers::plain(scene.lang(), n));
    format!("{least}–{most}")
}

/// A value, and what is told beside it.
pub(super) fn figure(
    field: &Field,
    (columns, year): (Option<&Columns>, Option<i32>),
    area: Rect,
    focused: bool,
    scene: &Scene<'_>,
    buf: &mut Buffer,
) -> Option<Position> {
    let asked = field.figure.as_deref()?;
    let row = Rect { height: 1, ..area };
    let value = Rect {
        width: VALUE.min(row.width),
        ..row
    };
    let cursor = match &field.body {
        Body::Text(editor) => {
            let cursor = editor.draw(scene.look, value, buf, focused);
            if field.whole && focused {
                let cells = (width::cells(field.text()) as u16).min(value.width);
                let taken = Rect {
                    width: cells,
                    ..value
                };
                buf.set_style(taken, scene.style(Role::Selected));
            }
            cursor
        }
        Body::Choice(all, at) => {
            choice(all.get(*at), value, focused, scene, buf);
            None
        }
        Body::Many(..) => None,
    };
    match columns {
        Some(columns) => {
            let cells = [
                unit(asked, scene),
                last(asked, scene),
                before(asked, scene),
                bounds(asked, scene),
            ];
            columns.cells(&cells, row, scene, buf);
        }
        None => beside(asked, year, row, scene, buf),
    }
    cursor
}

/// `< Yes >` where it is at hand, `Yes` elsewhere, a dash for neither.
fn choice(chosen: Option<&Choice>, area: Rect, focused: bool, scene: &Scene<'_>, buf: &mut Buffer) {
    let words = match chosen {
        Some(choice @ Choice::Yes(_)) => choice.words(scene),
        _ => "–".to_owned(),
    };
    paint::fill(buf, area, scene.style(Role::Input));
    if !focused {
        paint::text(buf, area.x, area.y, area.width, &words, scene.style(Role::Input));
        return;
    }
    scene.here(area.x, area.y);
    let ends = scene.style(Role::Key);
    let pieces = [
        ("< ", ends),
        (words.as_str(), scene.style(Role::Selected)),
        (" >", ends),
    ];
    paint::pieces(buf, area.x, area.y, area.width, &pieces);
}

/// Where there are no columns: the unit, and what was reported before.
fn beside(asked: &Asked, year: Option<i32>, row: Rect, scene: &Scene<'_>, buf: &mut Buffer) {
    let mut told = vec![unit(asked, scene)];
    if asked.last.is_some() {
        let args = [("value", last(asked, scene).into())];
        told.push(scene.cat.tr_args("forms-beside_last", &args));
    }
    if let Some(year) = year.filter(|_| !asked.before.is_empty()) {
        let args = [
            ("year", year.to_string().into()),
            ("value", before(asked, scene).into()),
        ];
        told.push(scene.cat.tr_args("forms-beside_year", &args));
    }
    told.retain(|part| !part.is_empty());
    let words = told.join(&format!(" {} ", scene.look.glyphs.dot));
    let x = row.x + VALUE + 1;
    let room = row.right().saturating_sub(x);
    paint::text(buf, x, row.y, room, &words, scene.style(Role::Dim));
}
