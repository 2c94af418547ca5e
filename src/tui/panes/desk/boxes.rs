//! The desk: its panes, which of them has the keys, and the boxes that they are drawn in; or the map over all of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::names::UnitIx;
use crate::core::roster::UnitKind;
use crate::core::tally::Counts;
use crate::listout::{Format, Page};
use crate::output;
use crate::output::description::unit_line;
use crate::text::{numbers, width};
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas, Room, Slot};
use crate::tui::msg::{Nav, Pane, Place};
use crate::tui::paint;
use crate::tui::panes::desk::{activities, chart, countdown, detail, goals, grid, map};
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::place::{Kind, LaidBy, Opens, PlaceState};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// The four panes and the map.
#[derive(Debug, Default)]
pub struct Desk {
    /// The pane that has the keys.
    pub pane: Pane,
    /// The map is shown in place of the panes.
    pub map: bool,
    /// The grid.
    pub grid: grid::State,
    /// Activities.
    pub activities: activities::State,
    present: LaidBy<activities::State>,
}

impl Desk {
    /// The selected activity, where the list of activities has the keys.
    fn activity(&self) -> Option<ActRef> {
        self.activities
            .selected()
            .filter(|_| self.pane == Pane::Activities)
    }

    /// Is there anything to go back from: the map, another pane than the grid, a level below?
    pub fn is_away(&self) -> bool {
        self.map || self.pane != Pane::Grid || self.grid.under().is_some()
    }

    /// One step back: from the map, then to the grid, then out of the level below.
    pub fn back(&mut self) {
        if self.map {
            self.map = false;
        } else if self.pane != Pane::Grid {
            self.pane = Pane::Grid;
        } else {
            self.grid.close();
        }
    }
}

impl PlaceState for Desk {
    fn place(&self) -> Place {
        Place::Desk
    }

    fn layers(&self) -> &'static [Layer] {
        match self.pane {
            Pane::Grid => &[Layer::Grid, Layer::Desk, Layer::Global],
            Pane::Activities => &[Layer::Activities, Layer::Desk, Layer::Global],
            Pane::Goals => &[Layer::Goals, Layer::Desk, Layer::Global],
            Pane::Countdown => &[Layer::Desk, Layer::Global],
        }
    }

    /// The grid is put in order wherever one is: its selection is what the sheet and the map go by.
    fn refresh(&mut self, scene: &Scene<'_>) {
        self.activities.refresh(scene.campaign, scene.today());
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        for b in layout::desk(areas, self.pane) {
            let inside = layout::inside(b.area);
            match b.slot {
                Slot::Pane(Pane::Grid) => self.grid.settle(scene, inside),
                Slot::Pane(Pane::Activities) => {
                    let list = activities_parts(areas, inside).list;
                    self.activities.settle(usize::from(list.height));
                }
                Slot::Pane(Pane::Countdown | Pane::Goals) | Slot::Unit | Slot::Map | Slot::Chart => {}
            }
        }
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        if self.map {
            whole_map(scene, areas, buf);
        } else {
            boxes(self, scene, areas, buf);
        }
    }

    fn go(&mut self, nav: Nav, scene: &Scene<'_>, areas: &Areas) {
        if self.map && !matches!(nav, Nav::First | Nav::Last) {
            // On the map the arrows follow the map.
            let area = map::framed(scene, layout::map(areas.body).0);
            let from = self.grid.selected();
            if let Some(ix) = from.and_then(|ix| map::next(scene, area, ix, nav)) {
                self.grid.select(ix);
            }
            return;
        }
        match self.pane {
            Pane::Activities if !self.map => {
                let page = usize::from(areas.footer.bottom().saturating_sub(6)).max(1);
                self.activities.go(nav, page);
            }
            Pane::Countdown | Pane::Goals if !self.map => {}
            Pane::Grid | Pane::Activities | Pane::Countdown | Pane::Goals => self.grid.go(nav),
        }
    }

    fn forget_order(&mut self) {
        self.grid.forget();
        self.activities.forget();
    }

    fn selected_unit(&self, _campaign: &Campaign) -> Option<UnitIx> {
        self.grid.selected()
    }

    fn selected_activity(&self, _campaign: &Campaign) -> Option<ActRef> {
        self.activity()
    }

    fn meant_unit(&self, _campaign: &Campaign) -> Option<UnitIx> {
        self.activity().map(|r| r.unit).or(self.grid.selected())
    }

    fn takes_marks(&self) -> Option<Kind> {
        Some(Kind::Units)
    }

    fn marks(&self) -> (Kind, Nav) {
        match self.pane {
            Pane::Activities => (Kind::Activities, Nav::Down),
            Pane::Countdown | Pane::Goals | Pane::Grid => (Kind::Units, Nav::Right),
        }
    }

    fn shown_units(&self) -> Option<Vec<UnitIx>> {
        Some(self.grid.shown().to_vec())
    }

    fn found(&self) -> usize {
        self.grid.shown().len()
    }

    fn open(&mut self, scene: &Scene<'_>) -> Opens {
        match self.pane {
            Pane::Goals => Opens::Place(Place::Goals),
            Pane::Countdown => Opens::Place(Place::Documents),
            Pane::Activities => self.activity().map_or(Opens::Nothing, |r| Opens::Unit(r.unit)),
            Pane::Grid => scene.unit.map_or(Opens::Nothing, Opens::Unit),
        }
    }

    fn next_list(&mut self, forward: bool) {
        self.pane = self.pane.step(forward);
    }

    fn group(&mut self) -> Option<String> {
        self.grid.by = self.grid.by.next();
        Some(format!("group-{}", self.grid.by.id()))
    }

    /// What has the keys, if it is a list of its own; else the units.
    fn list_key(&self) -> Option<&'static str> {
        Some(match self.pane {
            Pane::Activities if !self.map => "place-activities",
            Pane::Activities | Pane::Countdown | Pane::Goals | Pane::Grid => "desk_tab-grid",
        })
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let (campaign, now) = (scene.campaign, scene.now);
        Some(match self.pane {
            Pane::Activities if !self.map => {
                let rows = scene.marked_activities(self.activities.shown());
                let table = output::activities::table(campaign, now, rows);
                Page::of(scene.cat, "activities", table, format, now)
            }
            Pane::Activities | Pane::Countdown | Pane::Goals | Pane::Grid => {
                let rows = scene.marked_or_all(self.grid.shown(), |ix| *ix);
                let table = output::status::table(campaign, now, rows);
                Page::of(scene.cat, "units", table, format, now)
            }
        })
    }

    fn leave_present(&mut self) {
        self.present = LaidBy::of(self.activities.clone());
    }

    fn come_back(&mut self) {
        if let Some(then) = self.present.take() {
            self.activities = then;
        }
    }
}

fn boxes(desk: &Desk, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
    let all = layout::desk(areas, desk.pane);
    let mut frames = paint::Frames::new(areas.body);
    let focused = |slot: Slot| slot == Slot::Pane(desk.pane);
    // The focused box is drawn last, so that its border lies over its neighbours'.
    for b in all.iter().filter(|b| !focused(b.slot)) {
        frames.draw(buf, b.area, scene.look, scene.style(Role::Border));
    }
    for b in all.iter().filter(|b| focused(b.slot)) {
        // A box that stands alone is not told from others.
        frames.draw_focused(buf, b.area, scene.look, all.len() > 1);
    }
    for b in &all {
        let style = if focused(b.slot) {
            scene.style(Role::BorderFocus)
        } else {
            scene.style(Role::Title)
        };
        let words = if areas.room == Room::Tabs && matches!(b.slot, Slot::Pane(_)) {
            tabs(desk, scene, b.area, buf);
            String::new()
        } else {
            box_title(desk, scene, b.slot, b.area.width.saturating_sub(6))
        };
        paint::title(buf, b.area, &words, style);
        if areas.room == Room::Tabs && b.slot == Slot::Pane(Pane::Grid) && all.len() == 1 {
            on_the_lower_border(scene, b.area, buf);
        }
        let scene = scene.focus(focused(b.slot));
        let mut inside = layout::inside(b.area);
        if b.slot == Slot::Pane(Pane::Activities) {
            let parts = activities_parts(areas, inside);
            inside = parts.list;
            detail::view(desk.activity(), &scene, parts.said, buf);
        }
        contents(desk, &scene, b.slot, inside, buf);
    }
}

/// Where what is selected has no box of its own, the list of activities gives it some of its rows.
fn activities_parts(areas: &Areas, inside: Rect) -> held::Parts {
    if areas.room == Room::Tabs {
        return held::split(inside);
    }
    held::Parts {
        list: inside,
        ..held::Parts::default()
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

fn tabs(desk: &Desk, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let mut x = area.x + 2;
    for pane in Pane::ALL {
        let words = format!(
            "{} {}",
            pane_number(pane),
            scene.tr(&format!("desk_tab-{}", pane_id(pane)))
        );
        let style = if pane == desk.pane {
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

fn box_title(desk: &Desk, scene: &Scene<'_>, slot: Slot, cells: u16) -> String {
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
        Slot::Pane(Pane::Grid) => grid_title(desk, scene, usize::from(cells)),
        Slot::Unit => String::new(),
        Slot::Map => cat.tr("term-map").into_owned(),
        Slot::Chart => chart::title(scene),
    }
}

/// `4 Báo cáo · 43/62 (69%) · 2 quá hạn · 1 miễn · 3 nộp chậm`. Where there is no room for all of it, whole parts go, the
/// least telling first: who was late, the share, who is exempt, the corrections that are due.
fn grid_title(desk: &Desk, scene: &Scene<'_>, cells: usize) -> String {
    let cat = scene.cat;
    let under = desk.grid.under().filter(|_| scene.needle.is_none());
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
    parts.extend(some(0, scene.marks.len() as u32, "desk-marked"));
    parts.extend(some(1, c.overdue, "timeliness-overdue"));
    parts.extend(some(2, c.resubmit_overdue, "desk-owing_correction"));
    // Only where there are two steps of review.
    parts.extend(some(3, c.recommended, "desk-recommended"));
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

/// Draws what is in a box.
pub fn contents(desk: &Desk, scene: &Scene<'_>, slot: Slot, area: Rect, buf: &mut Buffer) {
    match slot {
        Slot::Pane(Pane::Countdown) => countdown::view(scene, area, buf),
        Slot::Pane(Pane::Activities) => activities::view(&desk.activities, scene, area, buf),
        Slot::Pane(Pane::Goals) => goals::view(scene, area, buf),
        Slot::Pane(Pane::Grid) => grid::view(&desk.grid, scene, area, buf),
        Slot::Unit => detail::view(desk.activity(), scene, area, buf),
        Slot::Map => map::view(scene, area, buf),
        Slot::Chart => chart::view(scene, area, buf),
    }
}

/// The map over the whole body: beside it regions and the selected unit, where there is room.
fn whole_map(scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
    let b = areas.body;
    let (map_area, area) = layout::map(b);
    let room = map::framed(scene, map_area);
    if room != map_area {
        let style = scene.style(Role::BorderFocus);
        paint::Frames::new(b).draw(buf, map_area, scene.look, style);
        paint::title(buf, map_area, &scene.tr("term-map"), style);
    }
    map::view(scene, room, buf);
    if area.y >= map_area.bottom() {
        detail::unit(scene, area, buf);
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
    detail::unit(scene, rest, buf);
}
