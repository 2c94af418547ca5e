//! The clock: the only place where the time of day is read.
//!
//! Everybody else is handed a moment. A clock is real, stands still (`--now`), or runs from a chosen moment at a chosen
//! speed (the demo). It must never know what the time is wanted for.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::core::time::Stamp;

/// A clock. Cheap to copy; copies show the same time.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's.
    Real,
    /// Stands still.
    Fixed(Stamp),
    /// Runs from a moment of its own, at a speed of its own.
    Demo {
        /// When it was started, by the machine's monotonic clock.
        origin: Instant,
        /// What it showed then.
        start: Stamp,
        /// Seconds of this clock in a second of the world.
        speed: f64,
    },
}

impl Clock {
    /// A demo clock that shows `start` now.
    pub fn demo(start: Stamp, speed: f64) -> Self {
        Self::Demo {
            origin: Instant::now(),
            start,
            speed: if speed.is_finite() {
                speed.clamp(0.0, 1e6)
            } else {
                1.0
            },
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
            Self::Demo { origin, start, speed } => {
                start.plus((origin.elapsed().as_secs_f64() * 1_000.0 * speed) as i64)
            }
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
            Self::Demo { speed, .. } if speed > 0.0 => {
                let real = (ms as f64 / speed).ceil().clamp(1.0, 1e12);
                Some(Duration::from_millis(real as u64))
            }
            Self::Demo { .. } => None,
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
}
