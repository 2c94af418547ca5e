//! Activities on the desk: what is under way, what is next and what was last, nearest to today first.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::fact::ActivityStatus;
use crate::core::names::UnitIx;
use crate::core::time::Date;
use crate::core::unit::Activity;
use crate::output::words;
use crate::text::dates;
use crate::tui::msg::Nav;
use crate::tui::paint;
use crate::tui::panes::kit::list::step;
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// What the list remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Every activity, in the order of the list.
    order: Vec<ActRef>,
    made_for: Option<(u64, Date)>,
    selected: usize,
    first: usize,
}

/// How near an activity is to today: under way first, then what is past its day and nobody has closed, because
/// somebody must act on it; then by days.
fn rank(campaign: &Campaign, r: ActRef, today: Date) -> (u8, i64, ActRef) {
    let Some(a) = r.of(campaign) else {
        return (9, 0, r);
    };
    let (from, to) = (a.details.from, a.details.to);
    let days = if today < from {
        (from - today).num_days()
    } else {
        (today - to).num_days().max(0)
    };
    let group = match a.status(today) {
        _ if a.is_overdue(today) => 1,
        ActivityStatus::Ongoing => 0,
        ActivityStatus::Cancelled => 3,
        _ => 2,
    };
    (group, days, r)
}

impl State {
    /// Puts the list in order, if the campaign or the day has changed since.
    pub fn refresh(&mut self, campaign: &Campaign, today: Date) {
        let now = Some((campaign.seq(), today));
        if self.made_for == now {
            return;
        }
        self.made_for = now;
        let selected = self.selected();
        self.order.clear();
        for (unit, u) in campaign.heard() {
            let n = u.activities.len() as u32;
            self.order.extend((0..n).map(|at| ActRef { unit, at }));
        }
        self.order.sort_by_cached_key(|r| rank(campaign, *r, today));
        if let Some(r) = selected
            && let Some(at) = self.order.iter().position(|o| *o == r)
        {
            self.selected = at;
        }
        self.selected = self.selected.min(self.order.len().saturating_sub(1));
    }

    /// Another moment of the campaign is shown from now on: its number of facts tells nothing about what was made.
    pub fn forget(&mut self) {
        self.made_for = None;
    }

    /// The selected activity.
    pub fn selected(&self) -> Option<ActRef> {
        self.order.get(self.selected).copied()
    }

    /// Moves the selection.
    pub fn go(&mut self, nav: Nav, page: usize) {
        let last = self.order.len().saturating_sub(1);
        self.selected = step(self.selected, nav, page, last);
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, rows: usize) {
        self.first = paint::scroll(self.first, self.selected, rows, self.order.len());
    }

    /// All of them, in the order of the list.
    pub fn shown(&self) -> &[ActRef] {
        &self.order
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}

/// The letters of a unit; a commune has a code that nobody knows by heart, so its name where there is room.
fn label<'a>(scene: &Scene<'a>, ix: UnitIx, cells: u16) -> std::borrow::Cow<'a, str> {
    let commune = scene.campaign.roster().parent(ix).is_some();
    if commune && cells >= 40 {
        words::short_name_in(scene.campaign, ix, scene.lang()).into()
    } else {
        paint::clean(scene.campaign.label(ix))
    }
}

/// The day that the order goes by: the first of what is to come, else the last.
fn telling_day(a: &Activity, today: Date) -> Date {
    if today < a.details.from {
        a.details.from
    } else {
        a.details.to
    }
}

/// Draws the rows that fit.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let today = scene.today();
    if state.order.is_empty() {
        paint::text(
            buf,
            area.x,
            area.y,
            area.width,
            &scene.tr("desk-no_activities"),
            scene.style(Role::Dim),
        );
        return;
    }
    let rows = usize::from(area.height);
    let year = scene.campaign.def().year();
    let told = |r: &ActRef| r.of(scene.campaign).map(|a| telling_day(a, today));
    let alike = state.order.iter().filter_map(told).all(|d| d.year() == year);
    let days = if alike { 6 } else { 11 };
    for (i, r) in state.order.iter().enumerate().skip(state.first).take(rows) {
        let Some(a) = r.of(scene.campaign) else { continue };
        let y = area.y + (i - state.first) as u16;
        let status = a.status(today);
        let overdue = a.is_overdue(today);
        let style = if overdue {
            scene.style(Role::Debt)
        } else {
            scene.look.activity(status)
        };
        let sign = scene.look.glyphs.activity(status);
        let mut x = paint::text(buf, area.x, y, 1, sign, style);
        x = paint::text(
            buf,
            x,
            y,
            1,
            if overdue { scene.look.glyphs.debt } else { " " },
            style,
        );
        x = paint::text(
            buf,
            x,
            y,
            days,
            &format!("{} ", dates::date_in(year, telling_day(a, today))),
            scene.style(Role::Dim),
        );
        let label = format!("{} ", label(scene, r.unit, area.width));
        x = paint::text(
            buf,
            x,
            y,
            area.right().saturating_sub(x),
            &label,
            scene.style(Role::Text),
        );
        let title = paint::clean(&a.details.title);
        paint::text(
            buf,
            x,
            y,
            area.right().saturating_sub(x),
            &title,
            scene.style(Role::Text),
        );
        if scene.focused && i == state.selected {
            paint::select(buf, Rect::new(area.x, y, area.width, 1), scene.look);
            scene.here(area.x, y);
        }
    }
    paint::more(
        buf,
        area,
        state.first > 0,
        state.first + rows < state.order.len(),
        scene.look,
    );
}
