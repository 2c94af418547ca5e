//! How a demo runs: slower, faster, stopped, piece by piece; and what is said of it.
//!
//! The clock alone knows the speed, and the player what comes next.

use std::sync::mpsc::Sender;

use crate::clock::{Clock, FASTEST};
use crate::core::time::{DAY, Stamp};
use crate::demo::Player;
use crate::text::Arg;
use crate::tui::clerk::Clerk;
use crate::tui::model::Model;
use crate::tui::msg::{Answer, Ask, Pace};
use crate::tui::theme::Role;

/// Seconds of a demo in a second of the world, at the least: a day takes twenty-four minutes.
const SLOWEST: f64 = 60.0;

/// A demo begins: where it runs, one is told by which keys it is slowed, stopped and stepped through.
pub(super) fn begin(model: &mut Model, clock: Clock, clerk: &Sender<Ask>) {
    if model.demo {
        let _ = clerk.send(Ask::Play(model.stage.now));
    }
    model.runs = model.demo && clock.speed().is_some();
    if !model.runs {
        return;
    }
    let [slower, faster, stop, step] =
        ["demo.slower", "demo.faster", "demo.stop", "demo.step"].map(|id| model.keymap.key_of(id));
    let keys = [
        ("slower", slower.into()),
        ("faster", faster.into()),
        ("stop", stop.into()),
        ("step", step.into()),
    ];
    let words = model.stage.cat.tr_args("demo-keys", &keys);
    model.say(words, Role::Text);
}

/// Changes how it runs, and says what has come of that.
pub(super) fn change(model: &mut Model, clock: Clock, change: Pace, clerk: &Sender<Ask>) {
    let Some(speed) = clock.speed() else { return };
    // What it goes back to when it was stopped.
    if speed > 0.0 {
        model.pace = speed;
    }
    let running = if model.pace > 0.0 { model.pace } else { SLOWEST };
    clock.set_speed(match change {
        Pace::Slower => (running / 2.0).max(SLOWEST),
        Pace::Faster => (running * 2.0).min(FASTEST),
        Pace::Stop if speed > 0.0 => 0.0,
        Pace::Stop => running,
        Pace::Step => 0.0,
    });
    if change == Pace::Step {
        let _ = clerk.send(Ask::PlayNext);
    }
    say(model, clock);
}

impl Clerk {
    /// Plays a demo up to this moment.
    pub(super) fn play(&mut self, until: Stamp) -> Vec<Answer> {
        let played = self.player.as_mut().map(|p| p.play(&mut self.ledger, until));
        match played {
            Some(Err(error)) => vec![self.unanswered(&error)],
            _ => self.catch_up(None),
        }
    }

    /// Plays the next thing that happens in it, at its own moment.
    pub(super) fn play_next(&mut self) -> Vec<Answer> {
        let Some(at) = self.player.as_ref().and_then(Player::next_at) else {
            return Vec::new();
        };
        self.ledger.clock().leap(at);
        self.play(at)
    }
}

fn say(model: &mut Model, clock: Clock) {
    let cat = &model.stage.cat;
    let speed = clock.speed().unwrap_or(0.0);
    let words = if speed > 0.0 {
        let day = DAY as f64 / 1_000.0 / speed;
        // A tenth of a second is as fine as anybody watches.
        let seconds = (day * 10.0).round().max(1.0) / 10.0;
        cat.tr_args("demo-pace", &[("seconds", Arg::Float(seconds))])
    } else {
        let [stop, step] = ["demo.stop", "demo.step"].map(|id| model.keymap.key_of(id));
        cat.tr_args("demo-stopped", &[("stop", stop.into()), ("step", step.into())])
    };
    model.say(words, Role::Text);
}
