//! The wall's loop: sleep until something on the page changes, take in what has come, draw once. And one page printed.
//!
//! The loop asks the clerk for nothing but "play the demo" and, where a fact was missed, "everything"; the clerk looks by itself, and says when it last
//! could by a number that the loop reads whenever it is awake anyway.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clock::Clock;
use crate::core::names::BlobId;
use crate::core::time::Stamp;
use crate::photo::Maker;
use crate::store::Blobs;
use crate::tui::darkroom;
use crate::tui::fitting;
use crate::tui::msg::{Answer, Ask, Msg};
use crate::tui::print::Printed;
use crate::tui::run::{self, Flow, RunError, Start};
use crate::tui::term::{self, Caps, Depth, Drawn, End, Glyphs, Input, KeyExt as _, Session, Signal};
use crate::tui::theme::GlyphSet;
use crate::tui::wall::album::POINTS;
use crate::tui::wall::model::{Begin, Page, Plan, RECHECK, Wall};
use crate::tui::wall::view::{Last, since, view, view_over};

/// The shortest pause between two frames of a demo, which runs at many times the world's speed.
const LEAST_PAUSE: Duration = Duration::from_millis(200);

/// The wall that a start gives; with photos, where there are colours enough for them.
pub fn wall(start: &Start, plan: Plan, world: Stamp, colours: bool) -> Wall {
    let clock = start.ledger.clock();
    Wall::new(Begin {
        campaign: start.ledger.shown().into_owned(),
        now: clock.now(),
        world,
        shown: run::shown(start),
        cat: start.cat.clone(),
        look: start.look.clone(),
        plan,
        demo: start.player.is_some(),
        seconds: start.seconds,
        photos: colours && start.jail.is_some(),
    })
}

/// The files of what is shown; a demo has its photos in memory.
fn files(start: &Start) -> Box<dyn Blobs> {
    start.ledger.site().blobs()
}

/// Half blocks want a colour for each half of a cell; with sixteen a face is a stain.
fn colours(caps: Caps) -> bool {
    caps.depth >= Depth::C256 && matches!(caps.glyphs, Glyphs::Full | Glyphs::Windows) && !caps.ambiguous_wide
}

/// The first page, as a frame of a size; with colours it may be one of photos.
pub fn print(start: &Start, mut plan: Plan, size: (u16, u16), colours: bool) -> Printed {
    // A page of photos that was asked for is shown, also where there is nothing on it.
    if plan.pages.first() == Some(&Page::Photos) {
        plan.pages.truncate(1);
    }
    // Always in the same place: a print is compared and read, not burnt in.
    let mut wall = wall(start, plan, Stamp(0), colours);
    if let Some(jail) = start.jail.clone()
        && wall.page() == Page::Photos
    {
        let files = files(start);
        let maker = Maker::new(jail, POINTS);
        while let Some(id) = wall.want_photo() {
            wall.take(picture(files.as_ref(), &maker, id));
        }
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    view(&wall, &mut buffer);
    Printed {
        buffer,
        copied: None,
        ended: false,
    }
}

/// Shows the wall on this process's terminal until it is told to end; gives the exit code.
///
/// # Errors
/// As for [`run::enter`], or a thread could not be started, or a signal could not be obeyed.
pub fn run(mut start: Start, plan: Plan) -> Result<u8, RunError> {
    // Nobody presses a key here, and what a wall shows is as old as it says.
    start.wishes.line = Some(term::Line::Fast);
    let (caps, session) = run::enter(&mut start)?;
    let (to_main, from_all) = channel::<Msg>();
    let mut wall = wall(&start, plan, Clock::Real.now(), colours(caps));
    let files = wall.album.is_able().then(|| files(&start));
    let maker = start.jail.clone().map(|jail| Maker::new(jail, POINTS));
    let mut screen = Screen {
        session,
        clock: start.ledger.clock(),
        seen: Arc::new(AtomicI64::new(wall.seen.0)),
        photos: None,
        last: None,
        data_dir: start.data_dir.clone(),
    };
    screen.draw(&wall);
    run::listen(&mut screen.session, &to_main)?;
    let alone = (Duration::from_millis(RECHECK.unsigned_abs()), screen.seen.clone());
    let (to_clerk, _) = run::hire(start, &to_main, Some(alone))?;
    screen.photos = files
        .zip(maker)
        .and_then(|(files, maker)| photographer(files, maker, &to_main));
    let code = screen.attend(&mut wall, &from_all, &to_clerk)?;
    screen.session.leave();
    Ok(code)
}

/// Starts the thread that has small pictures made, one at a time; without one there are no photos, and all else is as it
/// was.
fn photographer(files: Box<dyn Blobs>, maker: Maker, to_main: &Sender<Msg>) -> Option<Sender<BlobId>> {
    let (ask, asked) = channel::<BlobId>();
    let answers = to_main.clone();
    std::thread::Builder::new()
        .name("photos".to_owned())
        .stack_size(256 * 1024)
        .spawn(move || {
            for id in asked {
                let _ = answers.send(Msg::Clerk(picture(files.as_ref(), &maker, id)));
            }
        })
        .ok()?;
    Some(ask)
}

/// The small picture of a kept file, if it is there and unchanged and one can be made.
fn picture(files: &dyn Blobs, maker: &Maker, id: BlobId) -> Answer {
    let made = darkroom::thumb(files, maker, &id).ok();
    Answer::Photo(id, made.map(Box::new))
}

struct Screen {
    session: Session,
    clock: Clock,
    seen: Arc<AtomicI64>,
    photos: Option<Sender<BlobId>>,
    /// What the last frame showed.
    last: Option<Last>,
    /// Where looks of the user's own lie.
    data_dir: Option<PathBuf>,
}

impl Screen {
    fn draw(&mut self, wall: &Wall) {
        let last = self.last.take();
        let mut shown = None;
        let drawn = self.session.screen().draw_over(|canvas| {
            let screen = canvas.area();
            let last = last.as_ref().filter(|_| canvas.is_kept());
            shown = Some(Last::of(wall, screen));
            if let Some(areas) = last.and_then(|last| since(last, wall, screen)) {
                for area in areas {
                    canvas.anew(area);
                }
                view_over(wall, areas, canvas.buffer_mut());
            } else {
                canvas.anew(screen);
                view(wall, canvas.buffer_mut());
            }
        });
        self.last = match drawn {
            Drawn::Sent(_) => shown,
            // Nothing was drawn: the last frame is still the one before.
            Drawn::Held => last,
        };
    }

    /// How long nothing changes by itself.
    fn pause(&mut self, wall: &Wall) -> Option<Duration> {
        let mut tick = self.clock.until(wall.next_change());
        if wall.demo {
            tick = tick.map(|t| t.max(LEAST_PAUSE));
        }
        let turn = wall
            .next_turn(self.clock.stands_still())
            .and_then(|t| Clock::Real.until(t));
        let again = self.session.screen().retry_after();
        [tick, turn, again].into_iter().flatten().min()
    }

    fn attend(
        &mut self,
        wall: &mut Wall,
        heard: &Receiver<Msg>,
        clerk: &Sender<Ask>,
    ) -> Result<u8, RunError> {
        loop {
            if let Some(id) = self.photos.as_ref().and_then(|_| wall.want_photo()) {
                let _ = self.photos.as_ref().map(|p| p.send(id));
            }
            let first = match self.pause(wall) {
                None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(pause) => heard.recv_timeout(pause),
            };
            let mut next = match first {
                Ok(msg) => Some(msg),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Gone.exit_code()),
            };
            self.look_up(wall);
            while let Some(msg) = next.take() {
                if let Flow::Break(code) = self.take(wall, msg)? {
                    return Ok(code);
                }
                next = heard.try_recv().ok();
            }
            if wall.want_whole() {
                let _ = clerk.send(Ask::Whole);
            }
            if wall.demo {
                // Nobody is left to answer only when the program ends.
                let _ = clerk.send(Ask::Play(wall.now));
            }
            self.draw(wall);
        }
    }

    /// Reads the clocks, and when the store was last seen.
    fn look_up(&self, wall: &mut Wall) {
        let now = self.clock.now();
        // A demo's and a fixed clock's data is always of the moment that is shown.
        wall.see(if wall.demo || self.clock.stands_still() {
            now
        } else {
            Stamp(self.seen.load(Ordering::Relaxed))
        });
        wall.tick(now, Clock::Real.now());
    }

    /// Takes in one message; breaks with the exit code if it ends the wall.
    fn take(&mut self, wall: &mut Wall, msg: Msg) -> Result<Flow, RunError> {
        match msg {
            Msg::Signal(signal) => {
                self.session.obey(signal)?;
                if let Signal::End(end) = signal {
                    return Ok(Flow::Break(end.exit_code()));
                }
                // Asked only where nobody chose a look, and no key chooses one here.
                if let Signal::Background(background) = signal {
                    wall.look = fitting::look(background, wall.look.glyphs, self.data_dir.as_deref());
                    self.last = None;
                }
                if let Signal::Named { rich: true } = signal {
                    wall.look = wall.look.clone().with_glyphs(GlyphSet::of(Glyphs::Full, false));
                    self.last = None;
                }
            }
            Msg::Clerk(answer) => {
                self.look_up(wall);
                wall.take(answer);
            }
            Msg::Input(Input::Keys(keys)) => {
                for key in keys {
                    if wall.key(key) {
                        self.session.settle();
                        return Ok(Flow::Break(0));
                    }
                    if key == term::KeyEvent::ctrl('l') {
                        self.session.screen().resized();
                    }
                }
            }
            Msg::Input(_) | Msg::Tick(_) => {}
        }
        Ok(Flow::Continue(()))
    }
}
