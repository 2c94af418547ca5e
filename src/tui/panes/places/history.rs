//! The journal, fact by fact, the newest on top: who, when, about whom, what, and the hash of the row.
//!
//! It holds the pieces of the journal that it was given and says which piece it would like next; it must never know how
//! the journal is read or checked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::core::campaign::Campaign;
use crate::core::fact::{Envelope, Fact};
use crate::core::hex::hex;
use crate::core::known::Corrections;
use crate::core::names::{Lang, UnitIx};
use crate::core::past::Sight;
use crate::core::redaction::GONE;
use crate::output::words;
use crate::reading::units;
use crate::text::{Catalogue, Needle, dates, fold};
use crate::tui::msg::Nav;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Cursor, Line, col, grow};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// More facts than this are not held; the command line reads the rest.
const HELD: usize = 20_000;

/// What the place remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The facts at hand, in order, without gaps.
    pub facts: Vec<Envelope>,
    /// What checking the chain gave: so many facts, or what is wrong.
    pub verified: Option<Result<u64, String>>,
    /// Places in `facts` of what the filter lets through, the newest first.
    order: Vec<usize>,
    /// What the filter looks at, in step with `facts`; made only once something is typed.
    folded: Vec<String>,
    cursor: Cursor,
    /// There is nothing older.
    complete: bool,
    asked: bool,
    made_for: Option<Key>,
}

/// What the order depends on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    first: u64,
    last: u64,
    lang: Lang,
    needle: Option<Needle>,
    sight: Option<Sight>,
}

impl State {
    /// Takes a piece of the journal: what is older goes in front, what is newer behind. A newer piece that does not
    /// join on begins the list anew.
    pub fn take(&mut self, page: Vec<Envelope>) {
        self.asked = false;
        let (Some(from), Some(to)) = (page.first().map(|e| e.seq), page.last().map(|e| e.seq)) else {
            // Asked for older ones, and there are none.
            self.complete = true;
            return;
        };
        self.complete |= from == 1;
        let held = self
            .facts
            .first()
            .map(|e| e.seq)
            .zip(self.facts.last().map(|e| e.seq));
        match held {
            Some((first, _)) if from < first && to + 1 >= first => {
                let mut all: Vec<Envelope> = page.into_iter().filter(|e| e.seq < first).collect();
                all.append(&mut self.facts);
                self.facts = all;
                self.folded.clear();
            }
            // Older, but not next to what is held: an answer that came too late.
            Some((first, _)) if from < first => {}
            Some((_, last)) if from <= last + 1 => {
                self.facts.extend(page.into_iter().filter(|e| e.seq > last));
            }
            _ => {
                self.facts = page;
                self.folded.clear();
                self.complete = from == 1;
            }
        }
    }

    /// Which piece to ask for next: `Some(None)` for the last one, `Some(Some(n))` for what is before number n. Asks
    /// once, until something is taken.
    pub fn wants_before(&mut self) -> Option<Option<u64>> {
        if self.complete || self.asked || self.facts.len() >= HELD {
            return None;
        }
        let near = self.cursor.at + 2 * self.cursor.rows.max(8) >= self.order.len();
        let wants = match self.facts.first() {
            None => Some(None),
            Some(e) if near => Some(Some(e.seq)),
            Some(_) => None,
        };
        self.asked = wants.is_some();
        wants
    }

    /// An answer to what was asked for will not come.
    pub fn ask_again(&mut self) {
        self.asked = false;
    }

    /// Filters anew, if facts or the filter have changed. The selection stays on its fact.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        let key = Key {
            first: self.facts.first().map_or(0, |e| e.seq),
            last: self.facts.last().map_or(0, |e| e.seq),
            lang: scene.lang(),
            needle: scene.needle.cloned(),
            sight: scene.back.map(|b| b.sight),
        };
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        // Who stands on the newest fact stays on the newest.
        let selected = self.selected().map(|e| e.seq).filter(|_| self.cursor.at > 0);
        if self.made_for.as_ref().is_some_and(|k| k.lang != key.lang) {
            self.folded.clear();
        }
        self.made_for = Some(key);
        self.order = self.filtered(scene);
        let found = selected.and_then(|seq| self.order.iter().position(|i| self.facts[*i].seq == seq));
        self.cursor.at = found.unwrap_or(self.cursor.at);
        self.cursor.clamp(self.order.len());
    }

    fn filtered(&mut self, scene: &Scene<'_>) -> Vec<usize> {
        let mut found = self.matching(scene);
        if let Some(back) = scene.back {
            let corrections = Corrections::of(&self.facts);
            let shows = |e: &Envelope| back.sight.shows_one_of(e.at, corrections.known(e));
            found.retain(|i| self.facts.get(*i).is_some_and(shows));
        }
        found
    }

    fn matching(&mut self, scene: &Scene<'_>) -> Vec<usize> {
        let Some(needle) = scene.needle.filter(|n| !n.is_empty()) else {
            return (0..self.facts.len()).rev().collect();
        };
        let from = self.folded.len();
        let new = self.facts.iter().skip(from);
        self.folded
            .extend(new.map(|e| fold::folded(&haystack(scene.cat, scene.campaign, e))));
        let fits = |i: &usize| {
            let quick = self.folded.get(*i).is_some_and(|f| needle.may_match(f));
            let exact = |e: &Envelope| needle.matches(&haystack(scene.cat, scene.campaign, e)).is_some();
            quick && self.facts.get(*i).is_some_and(exact)
        };
        let found: Vec<usize> = (0..self.facts.len()).rev().filter(fits).collect();
        if !found.is_empty() {
            return found;
        }
        // The name of a unit, as letters write it.
        let meant = units::meant(scene.campaign.roster(), needle.typed());
        let named = |i: &usize| {
            let unit = self.facts.get(*i).and_then(|e| unit_of(scene.campaign, e));
            unit.is_some_and(|ix| meant.contains(&ix))
        };
        (0..self.facts.len()).rev().filter(named).collect()
    }

    /// What is held was read before words were removed from it: it is read anew.
    pub fn forget(&mut self) {
        *self = Self {
            cursor: self.cursor,
            verified: self.verified.take(),
            ..Self::default()
        };
    }

    /// One line for a fact; where its words were removed, with who did so, as far as that is at hand.
    fn told(&self, scene: &Scene<'_>, e: &Envelope) -> String {
        let told = words::fact(scene.cat, scene.campaign, &e.fact, unit_of(scene.campaign, e));
        if !told.contains(GONE) {
            return told;
        }
        let of_this = |by: &&Envelope| matches!(&by.fact, Fact::FactRedacted(f) if f.seq == e.seq);
        match self.facts.iter().find(of_this).and_then(words::Redactor::of) {
            Some(by) => words::redacted(scene.cat, scene.campaign, &told, by),
            None => told,
        }
    }

    fn fact(&self, at: usize) -> Option<&Envelope> {
        self.order.get(at).and_then(|i| self.facts.get(*i))
    }

    fn selected(&self) -> Option<&Envelope> {
        self.fact(self.cursor.at)
    }

    /// How many facts the filter lets through.
    pub fn found(&self) -> usize {
        self.order.len()
    }

    /// The unit that the selected fact is about.
    pub fn selected_unit(&self, campaign: &Campaign) -> Option<UnitIx> {
        unit_of(campaign, self.selected()?)
    }

    /// What copying puts on the clipboard: the hash of the selected fact.
    pub fn copy_text(&self) -> Option<String> {
        self.selected().map(|e| hex(&e.hash))
    }

    /// Moves the selection.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.go(nav, self.order.len());
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, _scene: &Scene<'_>, area: Rect) {
        let [_, body, _] = split(area);
        self.cursor.settle(body.height, self.order.len());
    }
}

fn unit_of(campaign: &Campaign, e: &Envelope) -> Option<UnitIx> {
    campaign.roster().by_code(e.unit.as_ref()?.as_str())
}

/// Everything that a filter looks at.
fn haystack(cat: &Catalogue, campaign: &Campaign, e: &Envelope) -> String {
    let unit = unit_of(campaign, e);
    let name = unit.map_or(String::new(), |ix| {
        format!(
            "{} {}",
            campaign.label(ix),
            campaign.roster().name(ix, cat.lang())
        )
    });
    let told = words::fact(cat, campaign, &e.fact, unit);
    format!("{name} {} {} {told}", e.actor, e.fact.type_name())
}

/// Was the fact taken back since?
fn is_void(campaign: &Campaign, e: &Envelope) -> bool {
    let unit = unit_of(campaign, e);
    let entries = campaign.entries(unit);
    let at = entries.binary_search_by_key(&e.seq, |x| x.seq);
    match at.ok().and_then(|i| entries.get(i)) {
        Some(entry) => entry.void,
        None => unit.is_some_and(|ix| campaign.unit(ix).stays_taken_back(e.seq)),
    }
}

/// The heading, the rows, and where there is room what is known of the selected fact.
fn split(area: Rect) -> [Rect; 3] {
    let (head, rest) = list::split_top(area, 1);
    let below = if rest.height >= 12 { 4 } else { 0 };
    let (body, detail) = list::split_top(rest, rest.height - below);
    [head, body, detail]
}

#[derive(Clone, Copy)]
enum Cell {
    Seq,
    At,
    Sign,
    Recorded,
    Actor,
    Via,
    Unit,
    Told,
}

/// How wide the column of units is where they have their names.
const NAMED: u16 = 28;

/// How wide the word before the moment of recording is.
const RECORDED: u16 = 5;

const COLUMNS: [list::Col<Cell>; 8] = [
    col(Cell::Seq, 5, 2),
    col(Cell::At, 11, 0),
    col(Cell::Recorded, RECORDED + 11, 6),
    col(Cell::Unit, 4, 0),
    col(Cell::Sign, 1, 1),
    grow(Cell::Told, 36, 0),
    col(Cell::Via, 14, 5),
    col(Cell::Actor, 10, 3),
];

/// When a fact was recorded is said in a column of its own only where there is much room: most were recorded the day they
/// happened, and of the others the words say it too.
fn columns(state: &State, scene: &Scene<'_>, wide: u16) -> Vec<list::Placed<Cell>> {
    let mut all = COLUMNS;
    let shown = || {
        state
            .cursor
            .shown(state.order.len())
            .filter_map(|i| state.fact(i))
    };
    all[1].cells = list::moment_cells(scene, shown().map(|e| e.at));
    all[2].cells = RECORDED + list::moment_cells(scene, shown().map(|e| e.recorded));
    if scene.campaign.roster().is_tree() {
        // Communes have codes and no letters; where there is room, their names and their provinces' letters too.
        all[3].cells = if wide >= 110 { NAMED } else { 7 };
    }
    if wide >= 150 {
        return list::columns(wide, &all);
    }
    let kept: Vec<list::Col<Cell>> = all
        .into_iter()
        .filter(|c| !matches!(c.id, Cell::Recorded))
        .collect();
    list::columns(wide, &kept)
}

/// Draws the facts that fit.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let [head, body, detail] = split(area);
    heading(state, scene, head, buf);
    if state.order.is_empty() {
        let key = if state.facts.is_empty() {
            "history-empty"
        } else {
            "history-no_match"
        };
        list::nothing(scene, key, body, buf);
        return;
    }
    let columns = columns(state, scene, list::wide(body, state.order.len()));
    list::rows(
        state.cursor,
        state.order.len(),
        scene,
        body,
        buf,
        |i, row, buf| {
            if let Some(e) = state.fact(i) {
                line(&columns, state, scene, e, row, buf);
            }
        },
    );
    if let Some(e) = state.selected().filter(|_| detail.height > 0) {
        let (rule, below) = list::split_top(detail, 1);
        list::rule(buf, rule, &[], "", scene);
        list::lines(buf, below, &about(state, scene, e, below.width), 0, scene.look);
    }
}

fn heading(state: &State, scene: &Scene<'_>, row: Rect, buf: &mut Buffer) {
    let (n, all) = (state.order.len(), state.facts.len());
    let cat = scene.cat;
    let held = state.facts.first().zip(state.facts.last());
    let told = if let Some((first, last)) = held.filter(|_| n == all && !state.complete) {
        let args = [
            ("from", first.seq.to_string().into()),
            ("to", last.seq.to_string().into()),
            ("total", scene.campaign.seq().max(last.seq).to_string().into()),
        ];
        cat.tr_args("history-span", &args)
    } else if n == all {
        cat.tr_args("history-loaded", &[("n", n.into())])
    } else {
        cat.tr_args("history-of", &[("n", n.into()), ("total", all.into())])
    };
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let mut line: Line = vec![(told, scene.style(Role::Title))];
    match &state.verified {
        None => {}
        Some(Ok(n)) => {
            let n = i64::try_from(*n).unwrap_or(i64::MAX);
            let told = cat.tr_args("history-verified", &[("n", n.into())]);
            line.push((format!("{dot}{told}"), scene.style(Role::Accepted)));
        }
        Some(Err(why)) => {
            let told = cat.tr_args("history-broken", &[("why", clean(why).into_owned().into())]);
            line.push((format!("{dot}{told}"), scene.style(Role::Error)));
        }
    }
    if !state.complete && all > 0 {
        let key = if all >= HELD {
            "history-capped"
        } else {
            "history-more"
        };
        line.push((format!("{dot}{}", scene.tr(key)), scene.style(Role::Dim)));
    }
    list::lines(buf, row, &[line], 0, scene.look);
}

fn actor(scene: &Scene<'_>, e: &Envelope) -> String {
    let who = clean(e.actor.as_str()).into_owned();
    if e.real_user == e.actor {
        return who;
    }
    let real = clean(e.real_user.as_str()).into_owned();
    scene
        .cat
        .tr_args("history-behalf", &[("actor", who.into()), ("real", real.into())])
}

fn line(
    columns: &[list::Placed<Cell>],
    state: &State,
    scene: &Scene<'_>,
    e: &Envelope,
    row: Rect,
    buf: &mut Buffer,
) {
    let unit = unit_of(scene.campaign, e);
    let void = is_void(scene.campaign, e);
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let (sign, style) = list::fact_sign(&e.fact, scene.look);
    for c in columns.iter().copied() {
        match c.id {
            Cell::Seq => list::number(buf, row, c, &e.seq.to_string(), dim),
            Cell::At => list::cell(buf, row, c, &dates::day_time(scene.campaign.def(), e.at), dim),
            Cell::Recorded if scene.campaign.date(e.at) == scene.campaign.date(e.recorded) => {}
            Cell::Recorded => {
                let at = dates::day_time(scene.campaign.def(), e.recorded);
                let told = scene.cat.tr_args("history-recorded", &[("time", at.into())]);
                list::cell(buf, row, c, &told, scene.style(Role::Warn));
            }
            Cell::Unit => {
                let label = unit.map_or_else(
                    || e.unit.as_ref().map_or("", |u| u.as_str()),
                    |ix| scene.campaign.label(ix),
                );
                let mut label = clean(label).into_owned();
                if let Some(ix) = unit.filter(|_| c.cells >= NAMED) {
                    let name = words::short_name_in(scene.campaign, ix, scene.lang());
                    label = format!("{label} {name}");
                }
                list::cell(buf, row, c, &label, scene.style(Role::Title));
            }
            Cell::Sign => list::cell(buf, row, c, sign, if void { dim } else { style }),
            Cell::Told => {
                let mut told = state.told(scene, e);
                if e.entered_later {
                    told = words::entered_later(scene.cat, scene.campaign, told, e.recorded);
                }
                let style = if void {
                    told = scene.cat.tr_args("words-taken_back", &[("line", told.into())]);
                    dim.add_modifier(Modifier::CROSSED_OUT)
                } else {
                    text
                };
                list::cell(buf, row, c, &told, style);
            }
            Cell::Via => list::cell(buf, row, c, &words::via(scene.cat, e.via), dim),
            Cell::Actor => list::cell(buf, row, c, &actor(scene, e), dim),
        }
    }
}

/// The selected fact in full: command, role and way in, times, hash.
fn about(state: &State, scene: &Scene<'_>, e: &Envelope, cells: u16) -> Vec<Line> {
    let dim = scene.style(Role::Dim);
    let told = state.told(scene, e);
    let mut lines = list::wrapped(&told, cells, scene.style(Role::Text));
    lines.truncate(1);
    let args = [
        ("cmd", e.cmd.to_string().into()),
        ("role", words::role(scene.cat, e.role).into_owned().into()),
        ("via", words::via(scene.cat, e.via).into_owned().into()),
    ];
    let recorded = dates::full_time(scene.zone(), e.recorded);
    let recorded = scene
        .cat
        .tr_args("history-recorded", &[("time", recorded.into())]);
    let dot = scene.look.glyphs.dot;
    let detail = scene.cat.tr_args("history-detail", &args);
    lines.push(vec![(
        format!("{} {dot} {recorded} {dot} {detail}", actor(scene, e)),
        dim,
    )]);
    lines.push(vec![(format!("SHA-256 {}", hex(&e.hash)), dim)]);
    lines
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
    fn the_newest_fact_is_on_top_at_every_size() {
        for (lang, lines) in [(Lang::Vi, ["dòng", "hoàn tác"]), (Lang::En, ["lines", "undo"])] {
            let desk = Desk::busy(lang);
            for size in SIZES.into_iter().chain(ODD) {
                let mut state = State::default();
                state.take(desk.facts.clone());
                let out = screen(&mut state, &desk, size);
                if SIZES.contains(&size) {
                    shows(&out, &lines);
                    shows(&out, &["28/05 08:00", "CBG"]);
                }
            }
        }
    }

    #[test]
    fn pieces_join_and_are_asked_for_once() {
        let desk = Desk::busy(Lang::Vi);
        let n = desk.facts.len();
        let mut state = State::default();
        assert_eq!(state.wants_before(), Some(None));
        assert_eq!(state.wants_before(), None, "asked already");
        state.take(desk.facts[n - 3..].to_vec());
        screen(&mut state, &desk, (78, 20));
        assert_eq!(state.wants_before(), Some(Some(n as u64 - 2)));
        state.take(desk.facts[..n - 2].to_vec());
        screen(&mut state, &desk, (78, 20));
        assert_eq!(state.facts, desk.facts);
        assert_eq!(state.wants_before(), None, "the first fact is there");
    }

    #[test]
    fn new_facts_go_behind_and_a_gap_begins_anew() {
        let desk = Desk::busy(Lang::Vi);
        let n = desk.facts.len();
        let mut state = State::default();
        state.take(desk.facts[..4].to_vec());
        state.take(desk.facts[2..6].to_vec());
        assert_eq!(state.facts, desk.facts[..6]);
        state.take(desk.facts[n - 2..].to_vec());
        assert_eq!(state.facts, desk.facts[n - 2..]);
        assert_eq!(state.wants_before(), Some(Some(n as u64 - 1)));
        state.take(Vec::new());
        assert_eq!(state.wants_before(), None, "there is nothing older");
    }

    #[test]
    fn filter_selection_hash_and_chain() {
        let mut desk = Desk::busy(Lang::Vi);
        let mut state = State::default();
        state.take(desk.facts.clone());
        desk.needle = Some(Needle::new("hni"));
        let out = screen(&mut state, &desk, (100, 20));
        assert!(!out.contains("CBG"), "{out}");
        assert_eq!(state.selected_unit(&desk.campaign), Some(desk.ix("01")));
        assert_eq!(state.copy_text().map(|h| h.len()), Some(64));
        state.verified = Some(Ok(12));
        shows(&screen(&mut state, &desk, (100, 20)), &["chuỗi nguyên vẹn: 12"]);
        state.verified = Some(Err("dòng 7".to_owned()));
        shows(&screen(&mut state, &desk, (100, 20)), &["CHUỖI HỎNG: dòng 7"]);
    }

    #[test]
    fn what_was_taken_back_says_so() {
        let mut desk = Desk::busy(Lang::Vi);
        desk.needle = Some(Needle::new("ghi nham"));
        let mut state = State::default();
        state.take(desk.facts.clone());
        let back = desk.cat.tr_args("words-taken_back", &[("line", "".into())]);
        shows(&screen(&mut state, &desk, (120, 20)), &["ghi nhầm", back.trim()]);
    }
}
