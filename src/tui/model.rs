//! Everything the dashboard knows: the campaign, the moment, where one is, what is selected, what lies on top.
//!
//! It is changed by `update` alone and drawn by `view`; both may read it. It asks nobody: what it wants of the world are
//! effects, what it learns are messages.

use crate::core::authority::{self, Pass, Rights};
use crate::core::campaign::Campaign;
use crate::core::deadline;
use crate::core::decide::{Command, Who};
use crate::core::fact::{Envelope, Role as Rank};
use crate::core::mix::Mix;
use crate::core::names::{ActivityId, CmdId, LetterId, UnitCode, UnitIx};
use crate::core::refusal::Refusal;
use crate::core::time::Stamp;
use crate::ledger::ReadOnly;
use crate::output::words;
use crate::store::SiteName;
use crate::text::Catalogue;
use crate::tui::darkroom::Means;
use crate::tui::done::Trail;
use crate::tui::first::First;
use crate::tui::keymap::Keymap;
use crate::tui::layout::{self, Room};
use crate::tui::leaving;
use crate::tui::letters::Post;
use crate::tui::looking_back::{Since, Timeline};
use crate::tui::msg::{Fallen, Pane, Place, Question};
use crate::tui::overlay::Overlay;
use crate::tui::panes::kit::place::{Kind, PlaceState};
use crate::tui::panes::places::{history, unit};
use crate::tui::places::{Filter, Places};
use crate::tui::said::Said;
use crate::tui::scene::Scene;
use crate::tui::stage::{Seen, Stage};
use crate::tui::theme::Look;
use ratatui::layout::Rect;
use std::collections::{BTreeMap, BTreeSet};

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

/// The marks that a command was given for: once it is carried out they are taken away, and no others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Marked units.
    pub units: BTreeSet<UnitIx>,
    /// Marked activities.
    pub activities: BTreeSet<ActivityId>,
}

/// The model.
pub struct Model {
    /// What every scene shows.
    pub stage: Stage,
    /// The time line, with the present, while it is open.
    pub timeline: Option<Box<Timeline>>,
    /// What others have changed since one last looked.
    pub since: Option<Since>,
    /// Which clock is shown.
    pub shown: Shown,
    /// The look's name.
    pub look_name: String,
    /// Every look's name.
    pub look_names: Vec<String>,
    /// The keys.
    pub keymap: Keymap,
    /// Who sits here.
    pub who: Who,
    /// What the access file grants beside the role.
    pub rights: Rights,
    /// The units on which others were told that a form is open here, and when they were told.
    pub claimed: (Vec<UnitCode>, Stamp),
    /// The letter of which others were told that it is looked at here, and when they were told.
    pub looked: (Option<LetterId>, Stamp),
    /// What was done here in which order, for undo and redo.
    pub trail: Trail,
    /// May this session only look?
    pub read_only: Option<ReadOnly>,
    /// It is a demo.
    pub demo: bool,
    /// It is a demo that runs: one that can be slowed, stopped and stepped through.
    pub runs: bool,
    /// At which speed it goes on once it has been stopped; 0 before that.
    pub pace: f64,
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
    /// What each place remembers.
    pub places: Places,
    /// Filters by place.
    pub filters: [Filter; Place::ALL.len()],
    /// What lies on top.
    pub overlay: Overlay,
    /// How the session began.
    pub first: First,
    /// A message.
    pub said: Option<Said>,
    /// Commands that were given and not yet answered, each with the marks that it was given for.
    pub pending: BTreeMap<CmdId, Marks>,
    /// Those among them whose file is being taken in; what is answered may still be among these.
    pub bringing: BTreeSet<CmdId>,
    /// The store that was named and was not there at the start.
    pub no_store: Option<SiteName>,
    /// Since when the store cannot be read, and why.
    pub lost: Option<(Stamp, String)>,
    /// The store was moved: where to, in a sentence.
    pub moved: Option<String>,
    /// What the store has lost, until somebody agrees to go on without it; and whether the notice was put away.
    pub fallen: Option<(Fallen, bool)>,
    /// A newer program has written.
    pub restart: bool,
    /// When the store was last looked at without a nudge.
    pub checked: Stamp,
    /// By what means pictures are shown here.
    pub means: Means,
    /// How much has happened that was neither a move nor the clock.
    pub heard: u64,
    /// How often keys were pressed.
    pub keyed: u64,
    chance: Mix,
    questions: u64,
    /// The folder in which files were picked last.
    pub picked_in: Option<String>,
    /// See [`Model::hear_world`].
    pub(super) world: Stamp,
}

/// The scene, and what may be changed while it is looked at.
pub struct Hands<'a> {
    /// The scene.
    pub scene: Scene<'a>,
    /// The state of the place one is in.
    pub place: &'a mut dyn PlaceState,
    /// What lies on top.
    pub overlay: &'a mut Overlay,
    /// Where things stand on the screen.
    pub areas: layout::Areas,
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
    pub read_only: Option<ReadOnly>,
    /// It is a demo.
    pub demo: bool,
    /// Seconds are shown.
    pub seconds: bool,
    /// From which command ids are drawn.
    pub seed: u64,
}

impl Model {
    /// A model at the beginning.
    pub fn new(b: Begin) -> Self {
        Self {
            stage: Stage::new(b.campaign, b.now, b.cat, b.look, b.seconds),
            world: b.now,
            checked: b.now,
            timeline: None,
            since: None,
            shown: b.shown,
            look_name: b.look_name,
            look_names: b.look_names,
            keymap: b.keymap,
            rights: Rights::new(b.who.role, Pass::default()),
            who: b.who,

            claimed: (Vec::new(), b.now),
            looked: (None, b.now),
            trail: Trail::default(),
            read_only: b.read_only,
            demo: b.demo,
            runs: false,
            pace: 0.0,
            mouse: false,
            shell: false,
            size: Rect::new(0, 0, 80, 24),
            place: Place::Desk,
            came_from: Vec::new(),
            places: Places::default(),
            filters: Default::default(),
            overlay: Overlay::None,
            first: First::default(),
            said: None,
            pending: BTreeMap::new(),
            bringing: BTreeSet::new(),
            no_store: None,
            lost: None,
            moved: None,
            fallen: None,
            restart: false,
            means: Means::default(),
            heard: 0,
            keyed: 0,
            chance: Mix::new(b.seed),
            questions: 0,
            picked_in: None,
        }
    }

    /// A name for a question that no other has.
    pub fn question(&mut self) -> Question {
        self.questions += 1;
        Question(self.questions)
    }

    /// A new command's id: the moment, and 80 bits that no other session draws.
    pub fn mint(&mut self) -> CmdId {
        let random = u128::from(self.chance.next()) << 64 | u128::from(self.chance.next());
        CmdId(ulid::Ulid::from_parts(self.stage.now.0.max(0) as u64, random))
    }

    /// The time, whatever moment is shown.
    pub fn clock(&self) -> Stamp {
        self.timeline.as_ref().map_or(self.stage.now, |t| t.now)
    }

    /// It is this time now. The moment that is shown is another matter while the time line is open.
    pub fn hear_clock(&mut self, now: Stamp) {
        match &mut self.timeline {
            Some(t) => t.now = now,
            None => self.stage.now = now,
        }
    }

    /// The campaign as it stands now, whatever is shown.
    pub fn live(&self) -> &Campaign {
        self.timeline.as_ref().map_or(&self.stage.campaign, |t| &t.live)
    }

    /// The same, to take facts in.
    pub fn live_mut(&mut self) -> &mut Campaign {
        match &mut self.timeline {
            Some(t) => &mut t.live,
            None => &mut self.stage.campaign,
        }
    }

    /// The units that are to be marked as fresh, now or once the time line is closed.
    pub fn live_fresh(&mut self) -> &mut BTreeMap<UnitIx, Stamp> {
        match &mut self.timeline {
            Some(t) => &mut t.fresh,
            None => &mut self.stage.fresh,
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

    /// The state of the place one is in.
    pub fn here(&self) -> &dyn PlaceState {
        self.places.at(self.place)
    }

    /// What panes may read.
    pub fn scene(&self) -> Scene<'_> {
        self.stage.scene(Seen {
            acts_as: self.who.role,
            unit: self.selected_unit(),
            needle: self.filter().needle.as_ref(),
            back: self.timeline.as_ref().map(|t| t.back()),
        })
    }

    /// The same, with what may be changed meanwhile.
    pub fn hands(&mut self) -> Hands<'_> {
        let areas = self.areas();
        let unit = self.selected_unit();
        Hands {
            scene: self.stage.scene(Seen {
                acts_as: self.who.role,
                unit,
                needle: self.filters[self.place as usize].needle.as_ref(),
                back: self.timeline.as_ref().map(|t| t.back()),
            }),
            place: self.places.at_mut(self.place),
            overlay: &mut self.overlay,
            areas,
        }
    }

    /// How much room there is.
    pub fn room(&self) -> Room {
        layout::room(self.size)
    }

    /// The marks that a command is given for here.
    pub fn marks_for(&self, command: &Command) -> Marks {
        let stage = &self.stage;
        let units = authority::units_of(&stage.campaign, command);
        let activities = authority::activities_of(command);
        let takes = self.here().takes_marks();
        let mut given_for = Marks::default();
        if takes == Some(Kind::Units) && units.iter().any(|ix| stage.marks.contains(ix)) {
            given_for.units.clone_from(&stage.marks);
        }
        if takes == Some(Kind::Activities) && activities.iter().any(|id| stage.act_marks.contains(id)) {
            given_for.activities.clone_from(&stage.act_marks);
        }
        given_for
    }

    /// Takes away the marks that a command was given for, wherever they wait.
    pub fn unmark(&mut self, used: &Marks) {
        let (units, activities) = match &mut self.timeline {
            Some(t) => (&mut t.marks, &mut t.act_marks),
            None => (&mut self.stage.marks, &mut self.stage.act_marks),
        };
        units.retain(|ix| !used.units.contains(ix));
        activities.retain(|id| !used.activities.contains(id));
    }

    /// The activities that a command is for: the marked ones in the table, else the selected one.
    pub fn target_activities(&self) -> Vec<ActivityId> {
        if self.here().takes_marks() == Some(Kind::Activities) && !self.stage.act_marks.is_empty() {
            return self.stage.act_marks.iter().cloned().collect();
        }
        self.selected_activity()
            .and_then(|r| r.of(&self.stage.campaign))
            .map(|a| a.id.clone())
            .into_iter()
            .collect()
    }

    /// A unit officer to whom other units are not shown.
    pub fn own_units_only(&self) -> bool {
        !self.rights.see_all()
    }

    /// May whoever sits here see what this fact is about?
    pub fn sees(&self, env: &Envelope) -> bool {
        self.rights.eyes().see_fact(self.live().roster(), env)
    }

    /// Lets somebody in with what the access file grants: a unit officer begins on the own unit's sheet.
    pub fn admit(&mut self, rights: Rights) {
        self.rights = rights;
        if self.who.role == Rank::UnitOfficer {
            let own = self.first_own();
            if own.is_some() || self.own_units_only() {
                self.places.sheet.unit = own;
                self.place = Place::Unit;
            }
        }
    }

    /// Takes in what may be done from now on. Whoever is kept to the own units now is led there, whatever is open.
    pub fn renew_rights(&mut self, rights: Rights) {
        self.who.role = rights.role();
        self.rights = rights;
        if self.own_units_only() {
            // What was told before of others is not told any more.
            (self.said, self.since) = (None, None);
            self.places.history = history::State::default();
            self.places.inbox.forget();
            self.places.export.forget();
            self.stage.post = Post::default();
            self.stage.mailboxes.clear();
            self.places.sheet = unit::Sheet::default();
            self.stage.fresh.clear();
            self.stage.marks.clear();
            self.stage.act_marks.clear();
            self.overlay = Overlay::None;
            self.came_from.clear();
            self.places.desk.map = false;
            self.place = Place::Unit;
            self.places.sheet.show(self.first_own());
        }
    }

    fn first_own(&self) -> Option<UnitIx> {
        let own = self.rights.pass().own(self.stage.campaign.roster());
        own.first().copied()
    }

    /// A refusal's first sentence: what may not be, and why.
    pub fn refusal(&self, r: &Refusal) -> String {
        words::refusal(&self.stage.cat, r, &self.stage.campaign).what
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
        let Hands {
            scene, place, areas, ..
        } = self.hands();
        place.settle(&scene, &areas);
        self.prepare_overlay();
    }

    fn prepare_overlay(&mut self) {
        let text = matches!(self.overlay, Overlay::Help(_)).then(|| self.help_text());
        let hands = self.hands();
        let (scene, overlay, areas) = (hands.scene, hands.overlay, hands.areas);
        match (overlay, text) {
            (Overlay::Help(state), Some(text)) => {
                state.settle(&text, &scene, layout::sheet_inside(layout::help(areas.body)));
            }
            (Overlay::Form(form), _) if form.is_explained() => form.settle_explanation(&scene, areas.body),
            (Overlay::SetUp(setup), _) if setup.is_explained() => {
                setup.settle_explanation(&scene, areas.body);
            }
            (Overlay::Changes(state), _) => state.settle(areas.body),
            (Overlay::Photo(state), _) => state.settle(areas.body),
            (Overlay::Places(menu), _) => menu.settle(areas.body),
            (Overlay::Form(form), _) => {
                if let Some(picker) = form.picker_mut() {
                    picker.settle(layout::picker(areas.body));
                }
            }
            (Overlay::Palette(p), _) => p.state.settle(layout::palette(areas.body)),
            _ => {}
        }
    }

    /// Puts the lists right for what they show: the grid wherever one is, as its selection is shown in other places too.
    pub(super) fn refresh(&mut self) {
        let needle = self.filters[Place::Desk as usize].needle.as_ref();
        let (stage, grid) = (&self.stage, &mut self.places.desk.grid);
        grid.refresh(&stage.campaign, stage.now, &stage.cat, needle);
        let Hands { scene, place, .. } = self.hands();
        place.refresh(&scene);
    }

    /// Something has happened after which anything may look different.
    pub fn hear(&mut self) {
        self.heard = self.heard.wrapping_add(1);
    }

    /// The next moment at which there is more to be told in a form.
    fn next_of_form(&self) -> Option<Stamp> {
        match &self.overlay {
            Overlay::Form(form) => form.next_of_template(),
            _ => None,
        }
    }

    /// The next moment at which something on the screen changes by itself.
    pub fn next_change(&self) -> Stamp {
        let now = self.clock();
        let counting = self.timeline.is_none()
            && self.place == Place::Desk
            && self.stage.campaign.closed().is_none()
            && (self.room() >= Room::Desk || self.places.desk.pane == Pane::Countdown)
            && self.room() != Room::TooSmall
            && !self.places.desk.map;
        let marks = self
            .live()
            .next_change(now)
            .into_iter()
            .chain(self.stage.fresh.values().copied())
            .chain(self.stage.claims.iter().map(|c| c.until))
            .chain(
                self.places
                    .inbox
                    .looks_end(now)
                    .filter(|_| self.place == Place::Inbox),
            )
            .chain(leaving::next_second(self))
            .chain(self.next_of_form())
            .chain(self.claim_again())
            .chain(self.look_again());
        // The demo goes on also while its past is shown.
        let ticking = counting || self.demo && self.timeline.is_some();
        deadline::next_visible_change(now, self.stage.seconds && ticking, marks)
    }
}
