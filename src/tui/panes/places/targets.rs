//! Goals as two trees, Connect 2030 and the SDGs, with the activities under each node, and what is known of the node
//! that is selected: the target in words, how sure we are of it, and which goal serves which.
//!
//! It must never know how an activity gets its tags.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::goals::{Goals, Target, id_order};
use crate::core::names::Lang;
use crate::core::time::Date;
use crate::output::words;
use crate::text::{Needle, numbers};
use crate::tui::msg::Nav;
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::list::{self, Cursor, Line};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// Which tree is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum List {
    /// Five goals, 24 targets.
    #[default]
    Connect,
    /// Seventeen goals, with the targets that name ICT.
    Sdgs,
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    /// A Connect 2030 goal, by its place.
    Goal(usize),
    /// A Connect 2030 target, by its place.
    Target(usize),
    /// An SDG, by its place.
    Sdg(usize),
    /// An SDG target.
    SdgTarget(String),
    /// An activity.
    Act(ActRef),
}

#[derive(Debug, Clone)]
struct Row {
    node: Node,
    key: String,
    depth: u16,
    /// Can be opened, and is.
    open: Option<bool>,
    count: u32,
}

/// A node of the tree with what is under it, activities aside.
struct Branch {
    node: Node,
    key: String,
    hay: String,
    count: u32,
    kids: Vec<Branch>,
}

/// What the trees remember.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Which tree is shown.
    pub list: List,
    open: BTreeSet<String>,
    rows: Vec<Row>,
    cursors: [Cursor; 2],
    /// Activities by the key of their node.
    acts: BTreeMap<String, Vec<ActRef>>,
    acts_for: Option<(u64, usize)>,
    made_for: Option<Key>,
}

/// What the rows depend on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    list: List,
    seq: u64,
    units: usize,
    today: Date,
    lang: Lang,
    open: BTreeSet<String>,
    needle: Option<Needle>,
}

fn goal_key(id: &str) -> String {
    format!("c{id}")
}

fn sdg_key(id: &str) -> String {
    format!("s{id}")
}

impl State {
    /// Makes the rows anew, if anything that they depend on has changed.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        let key = Key {
            list: self.list,
            seq: scene.campaign.seq(),
            units: scene.campaign.roster().len(),
            today: scene.today(),
            lang: scene.lang(),
            open: self.open.clone(),
            needle: scene.needle.cloned(),
        };
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        let same_list = self.made_for.as_ref().is_some_and(|k| k.list == self.list);
        let selected = self.selected().filter(|_| same_list).map(|r| r.key.clone());
        self.made_for = Some(key);
        self.index(scene.campaign);
        let tree = match self.list {
            List::Connect => connect(scene.campaign),
            List::Sdgs => sdgs(scene.campaign),
        };
        let needle = scene.needle.filter(|n| !n.is_empty());
        let mut rows = Vec::new();
        for branch in &tree {
            self.flatten(scene.campaign, branch, 0, needle, &mut rows);
        }
        self.rows = rows;
        let found = selected.and_then(|k| self.rows.iter().position(|r| r.key == k));
        let n = self.rows.len();
        let cursor = self.cursor_mut();
        cursor.at = found.unwrap_or(cursor.at);
        cursor.clamp(n);
    }

    /// Another moment of the campaign is shown from now on: its number of facts tells nothing about what was made.
    pub fn forget(&mut self) {
        if let Some(key) = &mut self.made_for {
            key.seq = u64::MAX;
        }
        self.acts_for = None;
    }

    /// Which activities stand under which node, earliest first.
    fn index(&mut self, campaign: &Campaign) {
        let now = Some((campaign.seq(), campaign.roster().len()));
        if self.acts_for == now {
            return;
        }
        self.acts_for = now;
        self.acts.clear();
        for (unit, u) in campaign.heard() {
            for (at, a) in u.activities.iter().enumerate().filter(|(_, a)| a.counts()) {
                let r = ActRef { unit, at: at as u32 };
                let goals = a.details.goals.iter().map(|t| goal_key(t));
                for key in goals.chain(a.details.sdgs.iter().map(|t| sdg_key(t))) {
                    self.acts.entry(key).or_default().push(r);
                }
            }
        }
        for list in self.acts.values_mut() {
            list.sort_by_cached_key(|r| r.of(campaign).map(|a| a.details.from));
        }
    }

    /// Puts a branch and what is open of it behind the rows; false where the filter lets nothing of it through.
    fn flatten(
        &self,
        campaign: &Campaign,
        b: &Branch,
        depth: u16,
        needle: Option<&Needle>,
        out: &mut Vec<Row>,
    ) -> bool {
        let own = needle.is_none_or(|n| n.matches(&b.hay).is_some());
        let inner = needle.filter(|_| !own);
        let acts = self.acts.get(&b.key).map_or(&[][..], Vec::as_slice);
        let opened = self.open.contains(&b.key);
        let mut under = Vec::new();
        let mut any = false;
        if opened || inner.is_some() {
            for kid in &b.kids {
                any |= self.flatten(campaign, kid, depth + 1, inner, &mut under);
            }
            let title = |r: &ActRef| r.of(campaign).map_or("", |a| a.details.title.as_str());
            let fits = |r: &&ActRef| inner.is_none_or(|n| n.matches(title(r)).is_some());
            for r in acts.iter().filter(fits) {
                any = true;
                under.push(Row {
                    node: Node::Act(*r),
                    key: format!("{}/{}.{}", b.key, r.unit.0, r.at),
                    depth: depth + 1,
                    open: None,
                    count: 0,
                });
            }
        }
        if !own && !any {
            return false;
        }
        let has_more = !b.kids.is_empty() || !acts.is_empty();
        out.push(Row {
            node: b.node.clone(),
            key: b.key.clone(),
            depth,
            open: has_more.then_some(opened || (!own && any)),
            count: b.count,
        });
        out.append(&mut under);
        true
    }

    fn cursor(&self) -> Cursor {
        self.cursors[self.list as usize]
    }

    fn cursor_mut(&mut self) -> &mut Cursor {
        &mut self.cursors[self.list as usize]
    }

    fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor().at)
    }

    /// The other tree. There are two, so forward and back are the same.
    pub fn next_list(&mut self, _forward: bool) {
        self.list = match self.list {
            List::Connect => List::Sdgs,
            List::Sdgs => List::Connect,
        };
    }

    /// How many rows are listed.
    pub fn found(&self) -> usize {
        self.rows.len()
    }

    /// Opens what is selected, or closes it.
    pub fn toggle(&mut self) {
        if let Some((key, open)) = self.selected().and_then(|r| Some((r.key.clone(), r.open?))) {
            if open {
                self.open.remove(&key);
            } else {
                self.open.insert(key);
            }
        }
    }

    /// Moves the selection; right opens, left closes or goes to the node above.
    pub fn go(&mut self, nav: Nav) {
        let n = self.rows.len();
        match (nav, self.selected().map(|r| (r.open, r.depth))) {
            (Nav::Right, Some((Some(false), _))) | (Nav::Left, Some((Some(true), _))) => self.toggle(),
            (Nav::Left, Some((_, depth))) if depth > 0 => {
                let at = self.cursor().at;
                let above = self.rows.iter().take(at).rposition(|r| r.depth < depth);
                self.cursor_mut().at = above.unwrap_or(at);
            }
            (Nav::Left | Nav::Right, _) => {}
            _ => self.cursor_mut().go(nav, n),
        }
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, _scene: &Scene<'_>, area: Rect) {
        let n = self.rows.len();
        let rows = plan(area).rows.height;
        self.cursor_mut().settle(rows, n);
    }

    /// The selected activity.
    pub fn selected_activity(&self) -> Option<ActRef> {
        match self.selected()?.node {
            Node::Act(r) => Some(r),
            _ => None,
        }
    }

    /// What copying puts on the clipboard: the id and title of the node.
    pub fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        let row = self.selected()?;
        let (id, title) = name(scene, &row.node);
        Some(format!("{id} {title}").trim().to_owned())
    }
}

fn connect(campaign: &Campaign) -> Vec<Branch> {
    let goals = &campaign.def().goals;
    let tags = campaign.tags();
    let target = |(i, t): (usize, &Target)| Branch {
        node: Node::Target(i),
        key: goal_key(&t.id),
        hay: format!("{} {} {}", t.id, t.title.vi, t.title.en),
        count: tags.goal(&t.id),
        kids: Vec::new(),
    };
    let goal = |(i, g): (usize, &crate::core::goals::Goal)| Branch {
        node: Node::Goal(i),
        key: goal_key(&g.id),
        hay: format!("{} {} {}", g.id, g.title.vi, g.title.en),
        count: tags.goal(&g.id),
        kids: goals
            .targets
            .iter()
            .enumerate()
            .filter(|(_, t)| t.goal() == g.id)
            .map(target)
            .collect(),
    };
    goals.goals.iter().enumerate().map(goal).collect()
}

fn sdgs(campaign: &Campaign) -> Vec<Branch> {
    let goals = &campaign.def().goals;
    let tags = campaign.tags();
    let sdg = |(i, s): (usize, &crate::core::goals::Sdg)| {
        let head = format!("{}.", s.n);
        // Targets that name ICT, and those that an activity was tagged with all the same.
        let named = goals.ict_targets.iter().map(|t| t.id.as_str());
        let tagged = tags
            .sdgs
            .iter()
            .filter(|(_, n)| **n > 0)
            .map(|(id, _)| id.as_str());
        let mut ids: Vec<&str> = named.chain(tagged).filter(|id| id.starts_with(&head)).collect();
        ids.sort_by_key(|id| id_order(id));
        ids.dedup();
        let target = |id: &str| {
            let note = goals
                .ict_target(id)
                .map(|t| format!("{} {}", t.note.vi, t.note.en));
            Branch {
                node: Node::SdgTarget(id.to_owned()),
                key: sdg_key(id),
                hay: format!("{id} {}", note.unwrap_or_default()),
                count: tags.sdg(id),
                kids: Vec::new(),
            }
        };
        let n = s.n.to_string();
        Branch {
            node: Node::Sdg(i),
            key: sdg_key(&n),
            hay: format!("{n} {} {}", s.title.vi, s.title.en),
            count: tags.sdg(&n),
            kids: ids.into_iter().map(target).collect(),
        }
    };
    goals.sdgs.iter().enumerate().map(sdg).collect()
}

/// The id and the title of a node.
fn name(scene: &Scene<'_>, node: &Node) -> (String, String) {
    let goals = &scene.campaign.def().goals;
    let lang = scene.lang();
    let (id, title) = match node {
        Node::Goal(i) => goals
            .goals
            .get(*i)
            .map(|g| (g.id.clone(), g.title.get(lang).to_owned())),
        Node::Target(i) => goals
            .targets
            .get(*i)
            .map(|t| (t.id.clone(), t.title.get(lang).to_owned())),
        Node::Sdg(i) => goals
            .sdgs
            .get(*i)
            .map(|s| (s.n.to_string(), s.title.get(lang).to_owned())),
        Node::SdgTarget(id) => {
            let note = goals.ict_target(id).map(|t| t.note.get(lang).to_owned());
            Some((id.clone(), note.unwrap_or_default()))
        }
        Node::Act(r) => r.of(scene.campaign).map(|a| {
            let label = clean(scene.campaign.label(r.unit)).into_owned();
            (label, clean(&a.details.title).into_owned())
        }),
    }
    .unwrap_or_default();
    (id, clean(&title).into_owned())
}

// ------------------------------------------------------------------ drawing

struct Plan {
    head: Rect,
    rows: Rect,
    /// Above the detail, where it lies below.
    rule: Rect,
    /// Left of the detail, where it lies beside.
    bar: Option<u16>,
    detail: Rect,
}

fn plan(area: Rect) -> Plan {
    let (head, rest) = list::split_top(area, 1);
    if area.width >= 100 {
        let left = area.width * 55 / 100;
        let x = area.x + left;
        return Plan {
            head,
            rows: Rect::new(area.x, rest.y, left, rest.height),
            rule: Rect::default(),
            bar: Some(x),
            detail: Rect::new(x + 2, rest.y, area.width - left - 2, rest.height),
        };
    }
    let below = match rest.height {
        0..=5 => 0,
        6..=11 => 2,
        12..=18 => 6,
        _ => 8,
    };
    let (rows, low) = list::split_top(rest, rest.height - below);
    let (rule, detail) = list::split_top(low, u16::from(below > 2));
    Plan {
        head,
        rows,
        rule,
        bar: None,
        detail,
    }
}

/// Draws the tree and what is known of the selected node.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let p = plan(area);
    titles(state, scene, p.head, buf);
    if state.rows.is_empty() {
        let none = scene.tr("goals-no_match");
        paint::text(
            buf,
            p.rows.x,
            p.rows.y,
            if p.rows.height > 0 { p.rows.width } else { 0 },
            &none,
            scene.style(Role::Dim),
        );
        return;
    }
    let most = state.rows.iter().filter(|r| r.depth == 0).map(|r| r.count).max();
    let most = most.unwrap_or(0);
    list::rows(
        state.cursor(),
        state.rows.len(),
        scene,
        p.rows,
        buf,
        |i, row, buf| {
            if let Some(r) = state.rows.get(i) {
                line(scene, r, most, row, buf);
            }
        },
    );
    if let Some(x) = p.bar {
        list::bar(buf, x, p.rows.y, p.rows.bottom(), scene);
    }
    list::rule(buf, p.rule, &[], "", scene);
    if let Some(r) = state.selected() {
        let mut lines = detail(scene, r, p.detail.width);
        // In very little room the selected row itself is the title.
        if p.bar.is_none() && p.rule.height == 0 && lines.len() > 1 {
            lines.remove(0);
        }
        list::lines(buf, p.detail, &lines, 0, scene.look);
    }
}

fn titles(state: &State, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let style = |l: List| match (state.list == l, scene.focused) {
        (true, true) => scene.style(Role::Selected),
        (true, false) => scene.style(Role::Title),
        (false, _) => scene.style(Role::Dim),
    };
    let connect = scene.tr("term-connect2030").into_owned();
    let sdg = scene.tr("term_short-sdg").into_owned();
    let pieces = [(connect, style(List::Connect)), (sdg, style(List::Sdgs))];
    let end = scene.tr("goals-counted").into_owned();
    list::rule(buf, row, &pieces, &end, scene);
}

fn line(scene: &Scene<'_>, r: &Row, most: u32, row: Rect, buf: &mut Buffer) {
    let g = &scene.look.glyphs;
    let dim = scene.style(Role::Dim);
    let sign = match (r.open, &r.node) {
        (Some(true), _) => g.down,
        (Some(false), _) => g.pointer,
        (None, Node::Act(_)) => g.bullet,
        (None, _) => " ",
    };
    let (id, title) = name(scene, &r.node);
    let indent = " ".repeat(usize::from(r.depth) * 2);
    let is_act = matches!(r.node, Node::Act(_));
    // The bar and the number stand at the same place in every row.
    let tail: u16 = if is_act {
        0
    } else if row.width >= 60 {
        row.width / 3
    } else {
        6
    };
    let room = row.width.saturating_sub(tail);
    let sdg = matches!(r.node, Node::Sdg(_) | Node::SdgTarget(_));
    let role = if sdg { Role::Sdg } else { Role::Goal };
    let head = format!("{indent}{sign} ");
    let id_style = if is_act { dim } else { scene.style(role) };
    let title_style = if r.depth == 0 {
        scene.style(Role::Title)
    } else {
        scene.style(Role::Text)
    };
    let pieces = [
        (head.as_str(), dim),
        (&id, id_style),
        (" ", dim),
        (&title, title_style),
    ];
    paint::pieces(buf, row.x, row.y, room.saturating_sub(1), &pieces);
    if is_act {
        return;
    }
    let count = numbers::whole(scene.lang(), r.count.into());
    let count_style = if r.count == 0 {
        dim
    } else {
        scene.style(Role::Text)
    };
    let x = paint::right(buf, row, row.y, &count, count_style);
    let bar_x = row.x + room;
    if row.width >= 60 && x > bar_x + 1 {
        let cells = (x - bar_x - 1).min(tail.saturating_sub(6));
        paint::block_bar(
            buf,
            Rect::new(bar_x, row.y, cells, 1),
            r.count,
            most,
            g.eighths[6],
            scene.style(role),
        );
    }
}

/// What is known of a node.
fn detail(scene: &Scene<'_>, r: &Row, cells: u16) -> Vec<Line> {
    let goals = &scene.campaign.def().goals;
    let (id, title) = name(scene, &r.node);
    let text = scene.style(Role::Text);
    let head = format!("{id} {title}");
    let mut lines = match r.node {
        // A target that does not name ICT has no title of ours.
        Node::SdgTarget(_) if title.is_empty() => {
            list::wrapped(&format!("SDG {id}"), cells, scene.style(Role::Title))
        }
        _ => list::wrapped(&head, cells, scene.style(Role::Title)),
    };
    let mut say = |words: &str, role: Role| lines.extend(list::wrapped(words, cells, scene.style(role)));
    match &r.node {
        Node::Goal(i) => {
            if let Some(g) = goals.goals.get(*i) {
                say(&clean(g.desc.get(scene.lang())), Role::Text);
                let sdgs: Vec<String> = g.sdgs.iter().map(u8::to_string).collect();
                say(&serves(scene, &sdgs, &g.sdg_basis), Role::Dim);
            }
        }
        Node::Target(i) => {
            if let Some(t) = goals.targets.get(*i) {
                say(&clean(t.desc.get(scene.lang())), Role::Text);
                say(&value(scene, t), Role::Goal);
                if !t.is_verified() {
                    say(&scene.tr("term-not_verified"), Role::Warn);
                }
                say(&serves(scene, &t.sdg_targets, &t.sdg_basis), Role::Dim);
            }
        }
        Node::Sdg(i) => {
            if let Some(s) = goals.sdgs.get(*i) {
                say(&clean(s.desc.get(scene.lang())), Role::Text);
                say(&served_by(scene, goals, &s.n.to_string()), Role::Dim);
            }
        }
        Node::SdgTarget(id) => {
            let named = goals.ict_target(id);
            let key = match named.map(|t| t.naming.as_str()) {
                Some("explicit") => "goals-names_ict",
                Some(_) => "goals-indicator_names_ict",
                None => "goals-names_no_ict",
            };
            say(&scene.tr(key), Role::Text);
            if let Some(indicator) = named.and_then(|t| t.indicator.as_ref()) {
                let indicator = clean(indicator).into_owned();
                say(
                    &scene.cat.tr_args("goals-indicator", &[("id", indicator.into())]),
                    Role::Dim,
                );
            }
            say(&served_by(scene, goals, id), Role::Dim);
        }
        Node::Act(a) => return activity(scene, *a, cells),
    }
    let args = [("n", r.count.into())];
    lines.push(vec![(scene.cat.tr_args("goals-activities", &args), text)]);
    lines
}

fn activity(scene: &Scene<'_>, r: ActRef, cells: u16) -> Vec<Line> {
    let Some(a) = r.of(scene.campaign) else {
        return Vec::new();
    };
    let d = &a.details;
    let mut lines = list::wrapped(&clean(&d.title), cells, scene.style(Role::Title));
    let unit = words::name_in(scene.campaign, r.unit, scene.lang());
    let status = a.status(scene.today());
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let told = [
        a.id.to_string(),
        unit,
        words::days_short(scene.campaign.def().year(), d.from, d.to),
        scene.tr(&format!("act_status-{}", status.id())).into_owned(),
    ];
    lines.extend(list::wrapped(&told.join(&dot), cells, scene.style(Role::Text)));
    if let Some(n) = d.reach {
        let n = numbers::whole(scene.lang(), i64::try_from(n).unwrap_or(i64::MAX));
        let told = scene.cat.tr_args("acts-reach", &[("n", n.into())]);
        lines.push(vec![(told, scene.style(Role::Text))]);
    }
    let tags = format!("SDG {}{dot}{}", d.sdgs.join(" "), d.goals.join(" "));
    lines.extend(list::wrapped(&clean(&tags), cells, scene.style(Role::Dim)));
    lines
}

/// `Đến năm 2023: ít nhất 65%`
fn value(scene: &Scene<'_>, t: &Target) -> String {
    let amount = t.target_value.map_or_else(String::new, |v| {
        let n = numbers::plain(scene.lang(), v);
        match t.unit.as_str() {
            "percent" => format!("{n}%"),
            "percent of countries" => scene.cat.tr_args("goals-of_countries", &[("n", n.into())]),
            "percent of monthly income" => scene.cat.tr_args("goals-of_income", &[("n", n.into())]),
            _ => n,
        }
    });
    let key = match (t.direction.as_str(), t.measure.as_str()) {
        ("at_least", "relative_increase") => "goals-rise",
        ("at_least", "relative_reduction") => "goals-fall",
        ("at_least", "relative_improvement") => "goals-improve",
        ("at_least", _) => "goals-at_least",
        ("at_most", _) => "goals-at_most",
        ("all_countries", _) => "goals-all_countries",
        ("parity", _) => "goals-parity",
        _ => "goals-increase",
    };
    let how = match key {
        "goals-all_countries" | "goals-parity" | "goals-increase" => scene.tr(key).into_owned(),
        _ => scene.cat.tr_args(key, &[("value", amount.into())]),
    };
    let args = [("year", t.year.to_string().into()), ("how", how.into())];
    scene.cat.tr_args("goals-by_year", &args)
}

/// Which SDGs a goal or target serves, and on what ground we say so.
fn serves(scene: &Scene<'_>, sdgs: &[String], basis: &str) -> String {
    let ground = match basis {
        "indicator-match" => "goals-basis_match",
        "indicator-near" => "goals-basis_near",
        _ => "goals-basis_own",
    };
    let args = [
        ("sdgs", clean(&sdgs.join(", ")).into_owned().into()),
        ("basis", scene.tr(ground).into_owned().into()),
    ];
    scene.cat.tr_args("goals-serves", &args)
}

fn served_by(scene: &Scene<'_>, goals: &Goals, sdg: &str) -> String {
    let by = goals.serving(sdg);
    if by.is_empty() {
        return scene.tr("goals-served_by_none").into_owned();
    }
    let by = clean(&by.join(", ")).into_owned();
    scene.cat.tr_args("goals-served_by", &[("ids", by.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, shows};

    fn screen(state: &mut State, desk: &Desk, size: (u16, u16)) -> String {
        let scene = desk.scene();
        draw(size, |area, buf| {
            state.refresh(&scene);
            state.settle(&scene, area);
            view(state, &scene, area, buf);
        })
    }

    #[test]
    fn both_trees_are_shown_at_every_size() {
        for (lang, goal, sdg) in [(Lang::Vi, "Bao trùm", "SDG"), (Lang::En, "Inclusiveness", "SDG")] {
            let desk = Desk::busy(lang);
            for list in [List::Connect, List::Sdgs] {
                for size in SIZES.into_iter().chain(ODD) {
                    let mut state = State {
                        list,
                        ..State::default()
                    };
                    let out = screen(&mut state, &desk, size);
                    if SIZES.contains(&size) {
                        shows(&out, &[if list == List::Connect { goal } else { sdg }]);
                    }
                }
            }
        }
    }

    #[test]
    fn a_node_opens_to_its_targets_and_they_to_their_activities() {
        let desk = Desk::busy(Lang::Vi);
        let mut state = State::default();
        let at = |state: &mut State, desk: &Desk| screen(state, desk, (78, 56));
        at(&mut state, &desk);
        assert_eq!(state.rows.len(), 5);
        state.go(Nav::Down);
        state.go(Nav::Right);
        shows(&at(&mut state, &desk), &["2.8", "2.10"]);
        assert_eq!(state.rows.len(), 15);
        for _ in 0..8 {
            state.go(Nav::Down);
        }
        state.toggle();
        let out = at(&mut state, &desk);
        shows(
            &out,
            &[
                "2.8 Bình đẳng giới",
                "ngang nhau",
                "chưa đối chiếu văn bản gốc",
                "5.b",
            ],
        );
        state.go(Nav::Down);
        assert!(state.selected_activity().is_some());
        state.go(Nav::Left);
        assert_eq!(
            state.copy_text(&desk.scene()).map(|s| s.starts_with("2.8")),
            Some(true)
        );
    }

    #[test]
    fn a_filter_opens_what_it_finds() {
        let mut desk = Desk::busy(Lang::Vi);
        desk.needle = Some(Needle::new("anh sang"));
        let mut state = State::default();
        shows(
            &screen(&mut state, &desk, (78, 20)),
            &["2 Bao trùm", "2.8", "Ánh sáng số"],
        );
        assert_eq!(state.rows.len(), 3);
        state.next_list(true);
        shows(&screen(&mut state, &desk, (78, 20)), &["9.c", "4.7"]);
    }
}
