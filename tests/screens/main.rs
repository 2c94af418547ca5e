//! What is seen: the dashboard and the wall as frames that come out when keys go in, mostly without a terminal.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "each program uses a part of what all share")]
mod common;
#[path = "../store/flaky.rs"]
#[expect(dead_code, reason = "each program uses a part of what all share")]
mod flaky;

mod agreement;
mod answers;
mod charts;
mod choosing;
mod clock;
mod commands;
mod completeness;
mod exporting;
mod eyes;
mod figures;
mod finding;
mod first_minutes;
mod inbox;
mod input;
mod last_time;
mod lists;
mod looking;
mod lost;
mod path;
mod photos;
mod places;
mod porter;
mod queue;
mod receiving;
mod reminders;
mod scribe;
mod set_up;
mod signs;
mod stories;
mod terminal;
mod timeline;
mod tree;
mod two_letters;
mod two_steps;
mod wall;
mod welcome;
