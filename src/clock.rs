//! The clock: the only place where the time of day is read.
//!
//! Everybody else is handed a moment. A clock is real, stands still (`--now`), or runs from a chosen moment at a chosen
//! speed (the demo). It must never know what the time is wanted for.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::core::time::Stamp;

/// A clock. Cheap to copy; copies show the same time.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's.
    Real,
    /// Stands still.
    Fixed(Stamp),
    /// Runs from a moment of its own, at a speed of its own, which can be changed.
    Demo(&'static Tempo),
}

/// How a clock of its own runs; all copies of the clock run by it.
#[derive(Debug)]
pub struct Tempo(Mutex<Run>);

#[derive(Debug, Clone, Copy)]
struct Run {
    /// Since when it runs so, by the machine's monotonic clock.
    origin: Instant,
    /// What it showed then.
    start: Stamp,
    /// Seconds of this clock in a second of the world.
    speed: f64,
}

/// The most seconds of a clock of its own in a second of the world.
pub const FASTEST: f64 = 1e6;

impl Run {
    fn at(start: Stamp, speed: f64) -> Self {
        Self {
            origin: Instant::now(),
            start,
            speed: if speed.is_finite() {
                speed.clamp(0.0, FASTEST)
            } else {
                1.0
            },
        }
    }

    fn now(self) -> Stamp {
        let run = self.origin.elapsed().as_secs_f64() * 1_000.0 * self.speed;
        self.start.plus(run as i64)
    }
}

impl Tempo {
    fn run(&self) -> Run {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(Run) -> Run) {
        let mut run = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *run = change(*run);
    }
}

impl Clock {
    /// A demo clock that shows `start` now.
    pub fn demo(start: Stamp, speed: f64) -> Self {
        // A program has one such clock, for as long as it runs; so copies can be handed about as those of the others are.
        Self::Demo(Box::leak(Box::new(Tempo(Mutex::new(Run::at(start, speed))))))
    }

    /// How many seconds of it pass in a second of the world, where that can be changed.
    pub fn speed(&self) -> Option<f64> {
        match self {
            Self::Demo(tempo) => Some(tempo.run().speed),
            Self::Real | Self::Fixed(_) => None,
        }
    }

    /// Goes on from what it shows, at another speed; 0 stops it. The other clocks are as they are.
    pub fn set_speed(&self, speed: f64) {
        if let Self::Demo(tempo) = self {
            tempo.change(|run| Run::at(run.now(), speed));
        }
    }

    /// Goes on from a later moment. The other clocks are as they are.
    pub fn leap(&self, to: Stamp) {
        if let Self::Demo(tempo) = self {
            tempo.change(|run| Run::at(run.now().max(to), run.speed));
        }
    }

    /// What it shows.
    pub fn now(&self) -> Stamp {
        match *self {
            Self::Real => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Stamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Fixed(t) => t,
            Self::Demo(tempo) => tempo.run().now(),
        }
    }

    /// How long a sleeper must sleep until this clock shows `t`; `None`: it never will. Never less than a millisecond
    /// for what lies ahead, so that nobody wakes too early and spins.
    pub fn until(&self, t: Stamp) -> Option<Duration> {
        let ms = t.0.saturating_sub(self.now().0);
        match *self {
            Self::Fixed(now) => (t <= now).then_some(Duration::ZERO),
            _ if ms <= 0 => Some(Duration::ZERO),
            Self::Real => Some(Duration::from_millis(ms as u64)),
            Self::Demo(tempo) => {
                let speed = tempo.run().speed;
                let real = (ms as f64 / speed).ceil().clamp(1.0, 1e12);
                (speed > 0.0).then(|| Duration::from_millis(real as u64))
            }
        }
    }

    /// Does it stand still?
    pub fn stands_still(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }

    /// Is it the machine's own?
    pub fn is_real(&self) -> bool {
        matches!(self, Self::Real)
    }
}

/// The machine's time as text for log lines: RFC 3339, UTC.
pub fn log_stamp() -> String {
    crate::core::time::Zone(0).rfc3339_ms(Clock::Real.now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_never_moves_and_a_demo_clock_does() {
        let fixed = Clock::Fixed(Stamp(5));
        assert_eq!(fixed.now(), Stamp(5));
        assert_eq!(fixed.until(Stamp(6)), None);
        assert_eq!(fixed.until(Stamp(5)), Some(Duration::ZERO));
        let demo = Clock::demo(Stamp(1_000), 0.0);
        assert_eq!(demo.now(), Stamp(1_000));
        assert_eq!(demo.until(Stamp(1_001)), None);
        let quick = Clock::demo(Stamp(0), 1_000.0);
        assert!(quick.until(Stamp(i64::MAX / 2)).is_some());
    }

    #[test]
    fn a_demo_clock_goes_on_from_where_it_was_whatever_its_speed_becomes() {
        let clock = Clock::demo(Stamp(0), 1_000_000.0);
        let copy = clock;
        while clock.now() < Stamp(10_000) {
            std::hint::spin_loop();
        }
        clock.set_speed(0.0);
        let stopped = copy.now();
        assert!(stopped >= Stamp(10_000), "it goes on from what it showed");
        assert_eq!(
            (clock.now(), copy.speed()),
            (stopped, Some(0.0)),
            "copies stop with it"
        );
        assert_eq!(copy.until(stopped.plus(1)), None, "and nobody waits for it");
        clock.leap(stopped.plus(5));
        clock.leap(stopped);
        assert_eq!(copy.now(), stopped.plus(5), "never back");
        clock.set_speed(f64::INFINITY);
        assert_eq!(clock.speed(), Some(1.0));
        let still = Clock::Fixed(Stamp(7));
        still.set_speed(9.0);
        still.leap(Stamp(9));
        assert_eq!(
            (still.now(), still.speed(), Clock::Real.speed()),
            (Stamp(7), None, None)
        );
    }
}
