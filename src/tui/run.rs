//! The loop of a session at a terminal: wait, take in everything that waits, update, draw once.
//!
//! Threads: main (this loop, the model, drawing), input and guard (the terminal's), clerk (the ledger's), watch (the
//! store's), once a file is attached porter (who takes it in for the clerk). Main sleeps until the next message or the next visible change, and draws only for a cause. The first frame
//! is drawn before anything is started that it does not need.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::clock::Clock;
use crate::demo::Player;
use crate::failure;
use crate::jail::Jail;
use crate::ledger::{Ledger, ReadOnly};
use crate::photo::Maker;
use crate::store::{self, SiteName};
use crate::text::Catalogue;
use crate::tui::clerk::Clerk;
use crate::tui::drill::{self, Part};
use crate::tui::first::First;
use crate::tui::fitting;
use crate::tui::halves::Ink;
use crate::tui::keymap::Keymap;
use crate::tui::list_file::Ground;
use crate::tui::model::{Begin, Model, Shown};
use crate::tui::msg::{Answer, Ask, Effect, Msg};
use crate::tui::pace;
use crate::tui::parts::{self, Last};
use crate::tui::term::background::{Background, is_asked};
use crate::tui::term::caps::may_have_more;
use crate::tui::term::fault;
use crate::tui::term::panic::{self, OnPanic};
use crate::tui::term::session::has_job_control;
use crate::tui::term::{self, Caps, Drawn, End, Env, Glyphs, Heard, Session, Signal, Unusable, Wishes};
use crate::tui::theme::{GlyphSet, Look, Role};
use crate::tui::update::{greet, update, want_claim, want_look, want_more, want_photo};
use crate::tui::view::view_parts;

/// What a dashboard is started with.
pub struct Start {
    /// The campaign's ledger.
    pub ledger: Ledger,
    /// The demo's script, in a demo.
    pub player: Option<Player>,
    /// The words.
    pub cat: Catalogue,
    /// Styles and signs.
    pub look: Look,
    /// The look's name.
    pub look_name: String,
    /// Nobody chose a look: at a terminal the one that fits it is taken.
    pub auto_look: bool,
    /// Every look's name, in the order of the key that switches.
    pub look_names: Vec<String>,
    /// Where looks of the user's own lie.
    pub data_dir: Option<PathBuf>,
    /// The home of whoever sits there, for `~/` in a path that is typed, and what no list is written over.
    pub ground: Ground,
    /// The keys.
    pub keymap: Keymap,
    /// What was asked of the terminal.
    pub wishes: Wishes,
    /// Seconds are shown.
    pub seconds: bool,
    /// The mouse is on from the start.
    pub mouse: bool,
    /// What is shown is the past (`--as-of`, `--known-at`).
    pub past: bool,
    /// The file for what went wrong.
    pub log: Option<PathBuf>,
    /// The store that was named and is not there.
    pub no_store: Option<SiteName>,
    /// How it begins where perhaps nothing was opened yet.
    pub first: First,
    /// Where photos are decoded; without it none is shown, and none is tried when it is taken in.
    pub jail: Option<Jail>,
}

/// Why no dashboard came to be.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The terminal cannot show one.
    #[error(transparent)]
    Terminal(#[from] Unusable),
    /// The system refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Whoever sat there may not any more; the sentence for the user.
    #[error("barred")]
    Barred(String),
}

/// Which clock a start shows.
pub(super) fn shown(start: &Start) -> Shown {
    if start.past {
        Shown::Past
    } else if start.ledger.clock().stands_still() {
        Shown::AsIf
    } else {
        Shown::Now
    }
}

/// The model that a start gives, for a loop or for a print.
pub(super) fn model(start: &Start, seed: u64) -> Model {
    let clock = start.ledger.clock();
    let read_only = match start.ledger.read_only() {
        // In a demo that stands still everything may be tried out.
        Some(ReadOnly::Now) if start.player.is_some() => None,
        read_only => read_only,
    };
    let mut model = Model::new(Begin {
        campaign: start.first.shown(start.ledger.shown().into_owned()),
        now: clock.now(),
        shown: shown(start),
        cat: start.cat.clone(),
        look: start.look.clone(),
        look_name: start.look_name.clone(),
        look_names: start.look_names.clone(),
        keymap: start.keymap.clone(),
        who: start.ledger.who().clone(),
        read_only,
        demo: start.player.is_some(),
        seconds: start.seconds,
        seed,
    });
    model.admit(start.ledger.rights().clone());
    model.stage.mailing.clone_from(&start.ground.mailing);
    model.no_store.clone_from(&start.no_store);
    model.moved = failure::moved(&start.cat, &start.ledger);
    model.first.clone_from(&start.first);
    greet(&mut model);
    model
}

/// A number that no other session has.
fn seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::hash::RandomState::new().build_hasher().finish()
}

/// Takes this process's terminal for what `start` is to show: the look gets the signs that it has, a panic gives it back.
///
/// # Errors
/// There is no terminal, or none that anything can be drawn on; or it cannot be set.
pub fn enter(start: &mut Start) -> Result<(Caps, Session), RunError> {
    let env = Env::read();
    let caps = term::decide(&env, start.wishes)?;
    start.look.glyphs = GlyphSet::of(caps.glyphs, caps.ambiguous_wide);
    let guess = (start.auto_look && is_asked(caps.family, caps.depth)).then(|| Background::guess(&env));
    if let Some(background) = guess {
        start.look_name = fitting::name(background).to_owned();
        start.look = fitting::look(background, start.look.glyphs, start.data_dir.as_deref());
    }
    panic::install(OnPanic {
        sentence: start.cat.tr("errors-panic").into_owned(),
        log: start.log.clone(),
        stamp: crate::clock::log_stamp,
    });
    fault::install(&start.cat.tr("errors-fault"));
    let name = may_have_more(&env, caps, start.wishes);
    Ok((caps, Session::enter(caps, guess, name)?))
}

/// Opens the dashboard on this process's terminal; gives the exit code when it ends.
///
/// # Errors
/// As for [`enter`], or a thread could not be started. Later: the terminal cannot be set
/// after a stop, or whoever sat here may not any more. What goes wrong with the store is shown, not returned.
pub fn run(mut start: Start) -> Result<u8, RunError> {
    let (caps, session) = enter(&mut start)?;
    let (to_main, from_all) = channel::<Msg>();
    let mut model = model(&start, seed());
    model.means.ink = Ink::of(caps);
    let mut desk = Dashboard {
        session,
        clock: start.ledger.clock(),
        auto_look: start.auto_look,
        data_dir: start.data_dir.clone(),
        log: start.log.clone(),
        barred: None,
        last: None,
    };
    if start.mouse {
        model.mouse = true;
        desk.session.set_mouse(true);
    }
    model.hear_world(Clock::Real.now());
    desk.draw(&mut model);
    listen(&mut desk.session, &to_main)?;
    model.shell = has_job_control() && !model.rights.pass().restricted;
    // Only where somebody works on the store itself: who only tries something out leaves no trace of having looked.
    let keeps = start.player.is_none() && start.ledger.read_only().is_none();
    let (to_clerk, clerk) = hire(start, &to_main, None)?;
    if keeps || model.read_only == Some(ReadOnly::Asked) {
        let _ = to_clerk.send(Ask::Since);
    }
    pace::begin(&mut model, desk.clock, &to_clerk);
    let code = desk.attend(&mut model, &from_all, &to_clerk)?;
    desk.session.leave();
    if keeps {
        set_seen_up_to(&model, &from_all, &to_clerk);
    }
    // A form that was open is closed now, and others are told; of a document that is being written nothing is left, and of a
    // letter that is on its way somebody has to hear what becomes of it: after the terminal was given back, so that nobody
    // waits for it.
    let told = !model.claimed.0.is_empty()
        || model.looked.0.is_some()
        || model.places.export.is_under_way()
        || model.stage.mailing.underway.is_some();
    if told && to_clerk.send(Ask::Leave).is_ok() {
        let _ = clerk.join();
    }
    match desk.barred {
        Some(sentence) => Err(RunError::Barred(sentence)),
        None => Ok(code),
    }
}

/// Has kept how far whoever sat here has looked, and waits for it a moment: nobody is to be kept from leaving.
fn set_seen_up_to(model: &Model, heard: &Receiver<Msg>, clerk: &Sender<Ask>) {
    let seq = model.live().seq();
    if seq == 0 || clerk.send(Ask::SeenUpTo(seq)).is_err() {
        return;
    }
    while let Ok(msg) = heard.recv_timeout(LAST_WORD) {
        if msg == Msg::Clerk(Answer::Kept) {
            return;
        }
    }
}

/// From now on everything that is heard from the terminal becomes a message.
pub(super) fn listen(session: &mut Session, to_main: &Sender<Msg>) -> Result<(), RunError> {
    let send = to_main.clone();
    Ok(session.listen(move |heard| {
        let _ = send.send(match heard {
            Heard::Input(input) => Msg::Input(input),
            Heard::Signal(signal) => Msg::Signal(signal),
        });
    })?)
}

/// How a wall's clerk looks at the store by itself: how often, and where it notes when it last could.
pub(super) type Alone = (Duration, Arc<AtomicI64>);

/// Starts the clerk, and the watch that nudges it; on a wall the clerk looks by itself too.
pub(super) fn hire(
    start: Start,
    to_main: &Sender<Msg>,
    alone: Option<Alone>,
) -> Result<(Sender<Ask>, JoinHandle<()>), RunError> {
    let (to_clerk, asks) = channel::<Ask>();
    // Nobody else writes into a demo, and the past does not change.
    let watched = (start.player.is_none() && !start.past).then(|| start.ledger.site().clone());
    let tell = to_main.clone();
    store::when_waiting(move || {
        let _ = tell.send(Msg::Clerk(Answer::Waiting));
    });
    let mut clerk = Clerk::new(start.ledger, start.player, start.cat)
        .at_home(start.ground)
        .trying(start.jail.clone().map(Maker::to_try))
        .reading(start.jail);
    // A wall takes no files in.
    if alone.is_none() {
        clerk = clerk.with_porter(to_clerk.clone());
    }
    if let Some((every, seen)) = alone.filter(|_| watched.is_some()) {
        clerk = clerk.watching(every, seen);
    }
    let answers = to_main.clone();
    let serving = std::thread::Builder::new()
        .name("clerk".to_owned())
        .stack_size(512 * 1024)
        .spawn(move || {
            clerk.serve(&asks, &|answer| {
                let _ = answers.send(Msg::Clerk(answer));
            });
        })?;
    if let Some(site) = watched {
        let nudge = to_clerk.clone();
        // Where there is no watch to be had, the look now and then must do.
        let _ = site.watch(Box::new(move || {
            let _ = nudge.send(Ask::CatchUp);
        }));
        // After the first frame, which does not wait for letters.
        let _ = to_clerk.send(Ask::Letters { listed: false });
        // What came after the ledger was read and before the watch began was not told by anybody.
        let _ = to_clerk.send(Ask::CatchUp);
    }
    Ok((to_clerk, serving))
}

/// The session, and what it takes to carry effects out.
struct Dashboard {
    session: Session,
    clock: Clock,
    /// Nobody chose a look so far.
    auto_look: bool,
    data_dir: Option<PathBuf>,
    log: Option<PathBuf>,
    barred: Option<String>,
    /// What the last frame showed.
    last: Option<Last>,
}

/// Whether a session goes on, or ends with an exit code; never to be thrown away.
pub(super) type Flow = ControlFlow<u8>;

/// How long a session that ends waits for the clerk, who may be waiting for the store himself.
const LAST_WORD: Duration = Duration::from_millis(500);

/// The shortest pause between two frames that nobody asked for: a demo at high speed is drawn no faster.
const LEAST_PAUSE: Duration = Duration::from_millis(50);

impl Dashboard {
    fn draw(&mut self, model: &mut Model) {
        let drawn = self.session.screen().draw_over(|canvas| {
            drill::pass(Part::Draw);
            model.prepare(canvas.area());
            let parts = parts::since(self.last.as_ref().filter(|_| canvas.is_kept()), model);
            for area in parts.areas(canvas.area()) {
                canvas.anew(area);
            }
            if let Some(at) = view_parts(model, &parts, canvas.buffer_mut()) {
                canvas.set_cursor_position(at);
            }
            canvas.rest_cursor_at(model.stage.at_hand.get());
            canvas.show_picture(parts::picture(model));
        });
        if let Drawn::Sent(_) = drawn {
            self.last = Some(Last::of(model));
        }
    }

    fn pause(&mut self, model: &Model) -> Option<Duration> {
        let tick = self.clock.until(model.next_change());
        let tick = if model.demo {
            tick.map(|t| t.max(LEAST_PAUSE))
        } else {
            tick
        };
        let message = model.message_ends().and_then(|t| Clock::Real.until(t));
        let retry = self.session.screen().retry_after();
        [tick, message, retry].into_iter().flatten().min()
    }

    fn attend(
        &mut self,
        model: &mut Model,
        heard: &Receiver<Msg>,
        clerk: &Sender<Ask>,
    ) -> Result<u8, RunError> {
        loop {
            let first = match self.pause(model) {
                None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(pause) => heard.recv_timeout(pause),
            };
            let mut due = false;
            model.hear_world(Clock::Real.now());
            let mut next = match first {
                Ok(msg) => Some(msg),
                Err(RecvTimeoutError::Timeout) => {
                    due = true;
                    None
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Gone.exit_code()),
            };
            while let Some(msg) = next.take() {
                if let Flow::Break(code) = self.take(model, msg, clerk)? {
                    return Ok(code);
                }
                next = heard.try_recv().ok();
            }
            let mut effects = Vec::new();
            let now = self.clock.now();
            if due || now >= model.next_change() {
                effects.extend(update(model, Msg::Tick(now)));
            }
            effects.extend(want_more(model));
            effects.extend(want_claim(model));
            effects.extend(want_look(model));
            if let Flow::Break(code) = self.carry_out(model, effects, clerk)? {
                return Ok(code);
            }
            self.draw(model);
            // How large a photo is to be is known once its place was drawn.
            let effects = want_photo(model);
            if let Flow::Break(code) = self.carry_out(model, effects, clerk)? {
                return Ok(code);
            }
        }
    }

    /// Takes in one message; breaks with the exit code if it ends the session.
    fn take(&mut self, model: &mut Model, msg: Msg, clerk: &Sender<Ask>) -> Result<Flow, RunError> {
        if let Msg::Signal(signal) = msg {
            self.session.obey(signal)?;
            if let Signal::End(end) = signal {
                return Ok(Flow::Break(end.exit_code()));
            }
            model.means.pictures = self.session.pictures();
            if let Signal::Background(background) = signal
                && self.auto_look
            {
                let glyphs = model.stage.look.glyphs;
                model.stage.look = fitting::look(background, glyphs, self.data_dir.as_deref());
                fitting::name(background).clone_into(&mut model.look_name);
                self.last = None;
            }
            if let Signal::Named { rich: true } = signal {
                model.stage.look = model
                    .stage
                    .look
                    .clone()
                    .with_glyphs(GlyphSet::of(Glyphs::Full, false));
                self.last = None;
            }
        }
        // What a key does is judged at the moment of the key, not at that of the last frame.
        if matches!(msg, Msg::Input(_)) && !self.clock.stands_still() {
            model.hear_clock(self.clock.now().max(model.clock()));
        }
        let effects = update(model, msg);
        self.carry_out(model, effects, clerk)
    }

    /// Carries out what the dashboard asks of the world; breaks with the exit code if that ends the session.
    fn carry_out(
        &mut self,
        model: &mut Model,
        effects: Vec<Effect>,
        clerk: &Sender<Ask>,
    ) -> Result<Flow, RunError> {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => {
                    if clerk.send(ask).is_err() {
                        self.note("the clerk is gone");
                    }
                }
                Effect::Copy(text) => {
                    if !self.session.copy(&text) {
                        let words = model.stage.cat.tr("desk-copy_too_long").into_owned();
                        model.say(words, Role::Warn);
                    }
                }
                Effect::Redraw => self.session.screen().redraw(),
                Effect::Mouse(on) => self.session.set_mouse(on),
                Effect::Look(name) => {
                    self.auto_look = false;
                    fitting::change_look(model, &name, self.data_dir.as_deref());
                }
                Effect::Pace(change) => pace::change(model, self.clock, change, clerk),
                Effect::Pictures => {
                    self.session.ask_pictures();
                    model.means.pictures = self.session.pictures();
                }
                Effect::Suspend => {
                    self.session.suspend_job()?;
                }
                Effect::Bar(sentence) => {
                    self.barred = Some(sentence);
                    return Ok(Flow::Break(0));
                }
                Effect::Quit => {
                    self.session.settle();
                    return Ok(Flow::Break(0));
                }
            }
        }
        Ok(Flow::Continue(()))
    }

    fn note(&self, text: &str) {
        if let Some(log) = &self.log {
            crate::logfile::line(
                log,
                &crate::clock::log_stamp(),
                crate::logfile::Level::Error,
                text,
            );
        }
    }
}
