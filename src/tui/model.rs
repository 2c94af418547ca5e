//! Everything the dashboard knows: the campaign, the moment, where one is, what is selected, what lies on top.
//!
//! It is changed by `update` alone and drawn by `view`; both may read it. It asks nobody: what it wants of the world are
//! effects, what it learns are messages.

use crate::core::authority::{self, Pass};
use crate::core::campaign::Campaign;
use crate::core::deadline;
use crate::core::decide::{Command, Order, Who, clock_doubt};
use crate::core::fact::{Envelope, Role as Rank};
use crate::core::mix::Mix;
use crate::core::names::{ActivityId, CmdId, UnitCode, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::{DAY, SECOND, Stamp};
use crate::ledger::{CLAIM_LASTS, Looking};
use crate::output::words;
use crate::store::Claim;
use crate::text::{Catalogue, Needle};
use crate::tui::editor::Editor;
use crate::tui::keymap::{Keymap, Layer, Need, Row, TABLE};
use crate::tui::layout::{self, Room};
use crate::tui::looking_back::{Since, Timeline};
use crate::tui::msg::{Pane, Place};
use crate::tui::panes::desk::{activities, grid};
use crate::tui::panes::over::form::{Filled, Form};
use crate::tui::panes::over::prompt::{Confirm, FilterLine};
use crate::tui::panes::over::{help, palette};
use crate::tui::panes::places::{documents, history, queue, table, targets, unit};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::{Look, Role};
use ratatui::layout::{Position, Rect};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// How long a message stays, and how long what somebody else changed is marked, in the clock's milliseconds.
pub const STAYS: i64 = 6 * SECOND;

/// Which clock is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The real time.
    Now,
    /// As if it were this moment.
    AsIf,
    /// The past, by when things happened or were recorded.
    Past,
}

/// A message in the last line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// How it is written.
    pub role: Role,
    /// Until when it stays (a key takes it away sooner).
    pub until: Stamp,
}

/// What is done on a yes.
#[derive(Debug)]
pub enum Yes {
    /// Give the command.
    Give(Box<Filled>),
    /// Leave the form, whatever is in it.
    Discard(Box<Form>),
    /// Leave the program, whatever is in the form.
    Quit(Box<Form>),
    /// Record by a clock that is far ahead.
    Clock(Box<Held>),
}

/// An order that waits for a word about the clock.
#[derive(Debug)]
pub struct Held {
    /// The order.
    pub order: Order,
    /// A file of this machine that comes with it.
    pub path: Option<String>,
    /// The form that it was typed into.
    pub form: Option<Box<Form>>,
}

/// The palette, the commands it lists, and what is typed into it.
#[derive(Debug)]
pub struct Palette {
    /// What it remembers.
    pub state: palette::State,
    /// The commands.
    pub items: Vec<palette::Item>,
    /// What is typed.
    pub editor: Editor,
}

impl Palette {
    /// Looks for what is typed now.
    pub fn typed(&mut self) {
        self.state.set_query(self.editor.text());
        self.state.refresh(&self.items);
    }
}

/// The marks that a command was given for: once it is carried out they are taken away, and no others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Marked units.
    pub units: BTreeSet<UnitIx>,
    /// Marked activities.
    pub activities: BTreeSet<ActivityId>,
}

impl Overlay {
    /// The form that was handed in as this command and has no answer yet, also while something is asked about it.
    pub fn form_of(&mut self, cmd: CmdId) -> Option<&mut Form> {
        let form = match self {
            Self::Form(form) => form,
            Self::Confirm(asked) => match &mut asked.filled {
                Yes::Discard(form) | Yes::Quit(form) => form,
                // Its order was not given yet.
                Yes::Clock(_) | Yes::Give(_) => return None,
            },
            _ => return None,
        };
        (form.sent() == Some(cmd)).then_some(&mut **form)
    }
}

/// What lies on top of the place one is in.
#[derive(Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The keys.
    Help(help::State),
    /// Any command by name.
    Palette(Box<Palette>),
    /// A form.
    Form(Box<Form>),
    /// A question.
    Confirm(Box<Confirm<Yes>>),
    /// A filter being typed.
    Filter(FilterLine),
}

/// A filter of a place.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// As typed.
    pub text: String,
    /// Taken apart.
    pub needle: Option<Needle>,
}

impl Filter {
    /// Sets what was typed.
    pub fn set(&mut self, text: &str) {
        self.text = text.to_owned();
        self.needle = Some(Needle::new(text)).filter(|n| !n.is_empty());
    }
}

/// The model.
pub struct Model {
    /// The campaign that is shown: as far as it was told, or of a moment of the time line.
    pub campaign: Campaign,
    /// The moment that is shown.
    pub now: Stamp,
    /// The time line, with the present, while it is open.
    pub timeline: Option<Box<Timeline>>,
    /// What others have changed since one last looked.
    pub since: Option<Since>,
    /// Which clock is shown.
    pub shown: Shown,
    /// The words.
    pub cat: Catalogue,
    /// Styles and signs.
    pub look: Look,
    /// The look's name.
    pub look_name: String,
    /// Every look's name.
    pub look_names: Vec<String>,
    /// The keys.
    pub keymap: Keymap,
    /// Who sits here.
    pub who: Who,
    /// What the access file grants beside the role.
    pub pass: Pass,
    /// Whose forms are open on which units, this session's left out.
    pub claims: Vec<Claim>,
    /// The units on which others were told that a form is open here, and when they were told.
    pub claimed: (Vec<UnitCode>, Stamp),
    /// May this session only look?
    pub looking: Option<Looking>,
    /// It is a demo.
    pub demo: bool,
    /// Seconds are shown.
    pub seconds: bool,
    /// The mouse is on.
    pub mouse: bool,
    /// A shell would continue us after a stop.
    pub shell: bool,
    /// The screen.
    pub size: Rect,
    /// Where one is.
    pub place: Place,
    /// Where one came from.
    pub came_from: Vec<Place>,
    /// The pane of the desk that has the keys.
    pub pane: Pane,
    /// The map is shown in place of the panes.
    pub map: bool,
    /// The grid.
    pub grid: grid::State,
    /// Activities on the desk.
    pub activities: activities::State,
    /// The sheet.
    pub sheet: unit::State,
    /// Whose sheet.
    pub sheet_unit: Option<UnitIx>,
    /// The sheet of the unit above, where one came to this one from there.
    pub sheet_above: Option<(UnitIx, unit::State)>,
    /// The queue.
    pub queue: queue::State,
    /// All activities.
    pub table: table::State,
    /// Goals and targets.
    pub targets: targets::State,
    /// Reference documents.
    pub documents: documents::State,
    /// All facts.
    pub history: history::State,
    /// Filters by place.
    pub filters: [Filter; Place::ALL.len()],
    /// Marked units.
    pub marks: BTreeSet<UnitIx>,
    /// Marked activities.
    pub act_marks: BTreeSet<ActivityId>,
    /// Units that somebody else changed a moment ago.
    pub fresh: BTreeMap<UnitIx, Stamp>,
    /// What lies on top.
    pub overlay: Overlay,
    /// A message.
    pub said: Option<Said>,
    /// Commands that were given and not yet answered, each with the marks that it was given for.
    pub pending: BTreeMap<CmdId, Marks>,
    /// The store that was named and was not there at the start.
    pub no_store: Option<PathBuf>,
    /// Since when the store cannot be read, and why.
    pub lost: Option<(Stamp, String)>,
    /// A newer program has written.
    pub restart: bool,
    /// When the store was last looked at without a nudge.
    pub checked: Stamp,
    /// How much has happened that was neither a move nor the clock.
    pub heard: u64,
    /// How often keys were pressed.
    pub keyed: u64,
    chance: Mix,
    /// Where the last frame drew what is at hand; only drawing writes it.
    pub at_hand: Cell<Option<Position>>,
    /// See [`Model::hear_world`].
    world: Stamp,
}

/// What a model begins with.
pub struct Begin {
    /// The campaign.
    pub campaign: Campaign,
    /// The moment.
    pub now: Stamp,
    /// Which clock is shown.
    pub shown: Shown,
    /// The words.
    pub cat: Catalogue,
    /// Styles and signs.
    pub look: Look,
    /// The look's name.
    pub look_name: String,
    /// Every look's name.
    pub look_names: Vec<String>,
    /// The keys.
    pub keymap: Keymap,
    /// Who sits here.
    pub who: Who,
    /// May this session only look?
    pub looking: Option<Looking>,
    /// It is a demo.
    pub demo: bool,
    /// Seconds are shown.
    pub seconds: bool,
    /// From which command ids are drawn.
    pub seed: u64,
}

/// Calls a method of a pane's state with the scene. The state is taken out meanwhile, because the scene borrows the
/// model.
macro_rules! with_scene {
    ($model:ident, $state:ident, $method:ident $(, $arg:expr)*) => {{
        let mut state = std::mem::take(&mut $model.$state);
        state.$method(&$model.scene() $(, $arg)*);
        $model.$state = state;
    }};
}

impl Model {
    /// A model at the beginning.
    pub fn new(b: Begin) -> Self {
        Self {
            at_hand: Cell::new(None),
            world: b.now,
            checked: b.now,
            campaign: b.campaign,
            now: b.now,
            timeline: None,
            since: None,
            shown: b.shown,
            cat: b.cat,
            look: b.look,
            look_name: b.look_name,
            look_names: b.look_names,
            keymap: b.keymap,
            who: b.who,
            pass: Pass::default(),
            claims: Vec::new(),
            claimed: (Vec::new(), b.now),
            looking: b.looking,
            demo: b.demo,
            seconds: b.seconds,
            mouse: false,
            shell: false,
            size: Rect::new(0, 0, 80, 24),
            place: Place::Desk,
            came_from: Vec::new(),
            pane: Pane::Grid,
            map: false,
            grid: grid::State::default(),
            activities: activities::State::default(),
            sheet: unit::State::default(),
            sheet_unit: None,
            sheet_above: None,
            queue: queue::State::default(),
            table: table::State::default(),
            targets: targets::State::default(),
            documents: documents::State::default(),
            history: history::State::default(),
            filters: Default::default(),
            marks: BTreeSet::new(),
            act_marks: BTreeSet::new(),
            fresh: BTreeMap::new(),
            overlay: Overlay::None,
            said: None,
            pending: BTreeMap::new(),
            no_store: None,
            lost: None,
            restart: false,
            heard: 0,
            keyed: 0,
            chance: Mix::new(b.seed),
        }
    }

    /// A new command's id: the moment, and 80 bits that no other session draws.
    pub fn mint(&mut self) -> CmdId {
        let random = u128::from(self.chance.next()) << 64 | u128::from(self.chance.next());
        CmdId(ulid::Ulid::from_parts(self.now.0.max(0) as u64, random))
    }

    /// The time, whatever moment is shown.
    pub fn clock(&self) -> Stamp {
        self.timeline.as_ref().map_or(self.now, |t| t.now)
    }

    /// It is this time now. The moment that is shown is another matter while the time line is open.
    pub fn hear_clock(&mut self, now: Stamp) {
        match &mut self.timeline {
            Some(t) => t.now = now,
            None => self.now = now,
        }
    }

    /// The campaign as it stands now, whatever is shown.
    pub fn live(&self) -> &Campaign {
        self.timeline.as_ref().map_or(&self.campaign, |t| &t.live)
    }

    /// The same, to take facts in.
    pub fn live_mut(&mut self) -> &mut Campaign {
        match &mut self.timeline {
            Some(t) => &mut t.live,
            None => &mut self.campaign,
        }
    }

    /// The units that are to be marked as fresh, now or once the time line is closed.
    pub fn live_fresh(&mut self) -> &mut BTreeMap<UnitIx, Stamp> {
        match &mut self.timeline {
            Some(t) => &mut t.fresh,
            None => &mut self.fresh,
        }
    }

    /// Where things stand on the screen.
    pub fn areas(&self) -> layout::Areas {
        layout::with_strip(self.size, self.timeline.is_some())
    }

    /// The filter of the place one is in.
    pub fn filter(&self) -> &Filter {
        &self.filters[self.place as usize]
    }

    /// The same, to change.
    pub fn filter_mut(&mut self) -> &mut Filter {
        &mut self.filters[self.place as usize]
    }

    /// What panes may read.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            campaign: &self.campaign,
            now: self.now,
            cat: &self.cat,
            look: &self.look,
            marks: &self.marks,
            act_marks: &self.act_marks,
            fresh: &self.fresh,
            // Who has a form open now says nothing about another moment.
            claims: if self.timeline.is_some() {
                &[]
            } else {
                &self.claims
            },
            unit: self.selected_unit(),
            shown: self.grid.shown(),
            needle: self.filter().needle.as_ref(),
            focused: true,
            seconds: self.seconds,
            back: self.timeline.as_ref().map(|t| t.back()),
            at_hand: Some(&self.at_hand),
        }
    }

    /// How much room there is.
    pub fn room(&self) -> Room {
        layout::room(self.size)
    }

    /// The unit that is selected where one is.
    pub fn selected_unit(&self) -> Option<UnitIx> {
        match self.place {
            Place::Desk => self.grid.selected(),
            Place::Unit => self.sheet_unit,
            Place::Queue => self.queue.selected(),
            Place::Activities => self.table.selected().map(|r| r.unit),
            Place::Goals => self.targets.selected_activity().map(|r| r.unit),
            Place::History => self.history.selected_unit(&self.campaign),
            Place::Documents => None,
        }
    }

    /// The activity that is selected where one is.
    pub fn selected_activity(&self) -> Option<ActRef> {
        match self.place {
            Place::Desk if self.pane == Pane::Activities => self.activities.selected(),
            Place::Unit => self.sheet.selected_activity(&self.scene()),
            Place::Activities => self.table.selected(),
            Place::Goals => self.targets.selected_activity(),
            _ => None,
        }
    }

    /// The units that a command is for: the marked ones on the grid and in the queue, else the selected one.
    pub fn target_units(&self) -> Vec<UnitIx> {
        let on_list = matches!(self.place, Place::Desk | Place::Queue);
        if on_list && !self.marks.is_empty() {
            return self.marks.iter().copied().collect();
        }
        match (self.place, self.pane, self.activities.selected()) {
            (Place::Desk, Pane::Activities, Some(r)) => vec![r.unit],
            _ => self.selected_unit().into_iter().collect(),
        }
    }

    /// The marks that a command is given for here.
    pub fn marks_for(&self, command: &Command) -> Marks {
        let units = authority::units_of(&self.campaign, command);
        let activities = authority::activities_of(command);
        let on_list = matches!(self.place, Place::Desk | Place::Queue);
        let in_table = self.place == Place::Activities;
        Marks {
            units: if on_list && units.iter().any(|ix| self.marks.contains(ix)) {
                self.marks.clone()
            } else {
                BTreeSet::new()
            },
            activities: if in_table && activities.iter().any(|id| self.act_marks.contains(id)) {
                self.act_marks.clone()
            } else {
                BTreeSet::new()
            },
        }
    }

    /// Takes away the marks that a command was given for, wherever they wait.
    pub fn unmark(&mut self, used: &Marks) {
        let (units, activities) = match &mut self.timeline {
            Some(t) => (&mut t.marks, &mut t.act_marks),
            None => (&mut self.marks, &mut self.act_marks),
        };
        units.retain(|ix| !used.units.contains(ix));
        activities.retain(|id| !used.activities.contains(id));
    }
    /// The activities that a command is for: the marked ones in the table, else the selected one.
    pub fn target_activities(&self) -> Vec<ActivityId> {
        if self.place == Place::Activities && !self.act_marks.is_empty() {
            return self.act_marks.iter().cloned().collect();
        }
        self.selected_activity()
            .and_then(|r| r.of(&self.campaign))
            .map(|a| a.id.clone())
            .into_iter()
            .collect()
    }

    /// The layers that are asked for a key, the one on top first.
    pub fn layers(&self) -> Vec<Layer> {
        match &self.overlay {
            Overlay::Help(_) => return vec![Layer::Help],
            Overlay::Palette(_) => return vec![Layer::Palette, Layer::Text],
            Overlay::Form(_) => return vec![Layer::Form, Layer::Text],
            Overlay::Confirm(_) => return vec![Layer::Confirm],
            Overlay::Filter(_) => return vec![Layer::Filter, Layer::Text],
            Overlay::None => {}
        }
        self.place_layers()
    }

    /// The same without what lies on top.
    fn place_layers(&self) -> Vec<Layer> {
        let mut layers = match &self.timeline {
            Some(t) if t.strip.focused => vec![Layer::Strip, Layer::Past],
            Some(_) => vec![Layer::Past],
            None => Vec::new(),
        };
        layers.extend(self.layers_of_place());
        layers
    }

    fn layers_of_place(&self) -> Vec<Layer> {
        match self.place {
            Place::Desk => {
                let mut layers = match self.pane {
                    Pane::Grid => vec![Layer::Grid],
                    Pane::Activities => vec![Layer::Activities],
                    Pane::Goals => vec![Layer::Goals],
                    Pane::Countdown => vec![],
                };
                layers.extend([Layer::Desk, Layer::Global]);
                layers
            }
            Place::Unit => vec![Layer::Unit, Layer::Global],
            Place::Queue => vec![Layer::Queue, Layer::Global],
            Place::Activities => vec![Layer::Activities, Layer::Global],
            Place::Goals => vec![Layer::Goals, Layer::Global],
            Place::Documents => vec![Layer::Documents, Layer::Global],
            Place::History => vec![Layer::History, Layer::Global],
        }
    }

    /// A unit officer to whom other units are not shown.
    pub fn kept_to_own(&self) -> bool {
        !authority::eyes(self.who.role, &self.pass).see_all()
    }

    /// May whoever sits here see what this fact is about?
    pub fn sees(&self, env: &Envelope) -> bool {
        let eyes = authority::eyes(self.who.role, &self.pass);
        eyes.see_fact(self.live().roster(), env)
    }

    /// Lets somebody in with what the access file grants: a unit officer begins on the own unit's sheet.
    pub fn admit(&mut self, pass: Pass) {
        self.pass = pass;
        if self.who.role == Rank::UnitOfficer {
            let own = self.pass.own(self.campaign.roster()).first().copied();
            if own.is_some() || self.kept_to_own() {
                self.sheet_unit = own;
                self.place = Place::Unit;
            }
        }
    }

    /// Takes in what may be done from now on. Whoever is kept to the own units now is led there, whatever is open.
    pub fn renew_rights(&mut self, role: Rank, pass: Pass) {
        self.who.role = role;
        self.pass = pass;
        if self.kept_to_own() {
            // What was told before of others is not told any more.
            (self.said, self.since) = (None, None);
            self.history = history::State::default();
            self.fresh.clear();
            self.marks.clear();
            self.act_marks.clear();
            self.overlay = Overlay::None;
            self.came_from.clear();
            self.map = false;
            self.place = Place::Unit;
            self.sheet = unit::State::default();
            self.sheet_unit = self.pass.own(self.campaign.roster()).first().copied();
        }
    }

    /// The own unit after the one that is shown.
    pub fn next_own(&self) -> Option<UnitIx> {
        let own = self.pass.own(self.campaign.roster());
        let at = own.iter().position(|ix| Some(*ix) == self.sheet_unit)?;
        own.get((at + 1) % own.len()).copied()
    }

    /// Who else has a form open on the unit that is selected.
    pub fn claimed_by(&self) -> Option<&Claim> {
        if self.timeline.is_some() {
            return None;
        }
        let code = self.campaign.roster().code(self.selected_unit()?);
        self.claims
            .iter()
            .find(|c| c.unit.as_str() == code && c.until > self.now)
    }

    /// A refusal's first sentence: what may not be, and why.
    pub fn refusal(&self, r: &Refusal) -> String {
        words::refusal(&self.cat, r, &self.campaign).what
    }

    /// What there is to ask whoever sits here about the clock before anything is recorded by it: nobody but an
    /// administrator may answer.
    pub fn clock_question(&self) -> Option<String> {
        let doubt = clock_doubt(self.live(), self.clock()).filter(|r| r.rule == Rule::ClockAhead)?;
        (self.who.role == Rank::Administrator).then(|| self.refusal(&doubt))
    }

    /// Says something in the last line.
    pub fn say(&mut self, text: impl Into<String>, role: Role) {
        self.said = Some(Said {
            text: text.into(),
            role,
            until: self.world.plus(STAYS),
        });
    }

    /// The time of the world, by which messages come and go whatever clock is shown: in a demo a day may last a second,
    /// and under `--now` none ever passes.
    pub fn hear_world(&mut self, world: Stamp) {
        self.world = world;
    }

    /// The message whose time is over goes.
    pub fn expire_message(&mut self) {
        if self.said.as_ref().is_some_and(|s| s.until <= self.world) {
            self.said = None;
        }
    }

    /// When, by the time of the world, the message that is being said goes.
    pub fn message_ends(&self) -> Option<Stamp> {
        self.said.as_ref().map(|s| s.until)
    }

    /// Until when, by the time of the world, a message stays for as long as anybody could want.
    pub fn for_long(&self) -> Stamp {
        self.world.plus(365 * DAY)
    }

    /// Rows of the table that work here, each once, the layer on top first: for footer and help.
    pub fn rows_here(&self) -> Vec<&'static Row> {
        let mut rows: Vec<&'static Row> = Vec::new();
        for layer in self.layers() {
            for row in TABLE
                .iter()
                .filter(|r| r.layers.contains(&layer) && self.offered(r))
            {
                if !rows.iter().any(|r| std::ptr::eq(*r, row)) {
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// Puts every cached order right for the next frame.
    pub fn prepare(&mut self, size: Rect) {
        self.size = size;
        self.refresh();
        let areas = self.areas();
        let now = self.clock();
        if let Some(t) = &mut self.timeline {
            t.strip.grow(now);
            t.strip
                .settle(t.live.def().zone, areas.strip.width.saturating_sub(2));
        }
        match self.place {
            Place::Desk => self.prepare_desk(&areas),
            place => self.prepare_place(place, layout::inside(areas.body)),
        }
        self.prepare_overlay(areas.body);
    }

    fn prepare_overlay(&mut self, body: Rect) {
        match std::mem::take(&mut self.overlay) {
            Overlay::Help(mut state) => {
                let text = self.help_text();
                state.settle(&text, &self.scene(), layout::sheet_inside(layout::help(body)));
                self.overlay = Overlay::Help(state);
            }
            Overlay::Palette(mut p) => {
                p.state.settle(layout::palette(body));
                self.overlay = Overlay::Palette(p);
            }
            other => self.overlay = other,
        }
    }

    /// The whole table, with what is not ready where one is, and why. What works here comes first.
    pub fn help_text(&self) -> help::Text {
        let mut order = self.place_layers();
        for layer in Layer::ALL {
            if !order.contains(&layer) {
                order.push(layer);
            }
        }
        let home = |row: &Row| order.iter().find(|l| row.layers.contains(l)).copied();
        let note = self.cannot_write();
        let mut entries = Vec::new();
        for layer in order.iter().copied() {
            for row in TABLE.iter().filter(|r| home(r) == Some(layer) && self.offered(r)) {
                let keys = self.keymap.keys_of(row);
                // The same reason for all of them is said once.
                let left_out = note.is_some() && row.needs.contains(&Need::Write);
                if !keys.is_empty() && !left_out {
                    entries.push(help::Entry {
                        layer,
                        keys: keys.join(" "),
                        label: self.cat.tr(&row.label_key()).into_owned(),
                        why: self.ready(row).err(),
                    });
                }
            }
        }
        let said = |why: String| self.cat.tr_args("help-cannot_write", &[("why", why.into())]);
        help::Text {
            note: note.map(said),
            entries,
        }
    }

    /// Puts the lists right for what they show.
    pub(super) fn refresh(&mut self) {
        let today = self.campaign.date(self.now);
        let lang = self.cat.lang();
        let needle = self.filters[Place::Desk as usize].needle.clone();
        self.grid.refresh(&self.campaign, self.now, lang, needle.as_ref());
        match self.place {
            Place::Desk => self.activities.refresh(&self.campaign, today),
            Place::Unit => with_scene!(self, sheet, refresh),
            Place::Queue => with_scene!(self, queue, refresh),
            Place::Activities => with_scene!(self, table, refresh),
            Place::Goals => with_scene!(self, targets, refresh),
            Place::Documents => with_scene!(self, documents, refresh),
            Place::History => with_scene!(self, history, refresh),
        }
    }

    fn prepare_desk(&mut self, areas: &layout::Areas) {
        for b in layout::desk(areas, self.pane) {
            let inside = layout::inside(b.area);
            match b.slot {
                layout::Slot::Pane(Pane::Grid) => {
                    let mut grid = std::mem::take(&mut self.grid);
                    grid.settle(&self.scene(), inside);
                    self.grid = grid;
                }
                layout::Slot::Pane(Pane::Activities) => self.activities.settle(usize::from(inside.height)),
                _ => {}
            }
        }
    }

    fn prepare_place(&mut self, place: Place, inside: Rect) {
        match place {
            Place::Unit => with_scene!(self, sheet, settle, inside),
            Place::Queue => with_scene!(self, queue, settle, inside),
            Place::Activities => with_scene!(self, table, settle, inside),
            Place::Goals => with_scene!(self, targets, settle, inside),
            Place::Documents => with_scene!(self, documents, settle, inside),
            Place::History => with_scene!(self, history, settle, inside),
            Place::Desk => {}
        }
    }

    /// Something has happened after which anything may look different.
    pub fn hear(&mut self) {
        self.heard = self.heard.wrapping_add(1);
    }

    /// When others are to be told again that the form is still open.
    pub fn claim_again(&self) -> Option<Stamp> {
        let (units, told) = &self.claimed;
        (!units.is_empty()).then(|| told.plus(CLAIM_LASTS / 2))
    }

    /// The next moment at which something on the screen changes by itself.
    pub fn next_change(&self) -> Stamp {
        let now = self.clock();
        let counting = self.timeline.is_none()
            && self.place == Place::Desk
            && self.campaign.closed().is_none()
            && (self.room() >= Room::Desk || self.pane == Pane::Countdown)
            && self.room() != Room::TooSmall
            && !self.map;
        let marks = self
            .live()
            .next_change(now)
            .into_iter()
            .chain(self.fresh.values().copied())
            .chain(self.claims.iter().map(|c| c.until))
            .chain(self.claim_again());
        // The demo goes on also while its past is shown.
        let ticking = counting || self.demo && self.timeline.is_some();
        deadline::next_visible_change(now, self.seconds && ticking, marks)
    }
}
