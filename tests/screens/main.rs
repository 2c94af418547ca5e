//! What is seen: the dashboard and the wall as frames that come out when keys go in, mostly without a terminal.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "each program uses a part of what all share")]
mod common;

mod agreement;
mod answers;
mod clock;
mod eyes;
mod input;
mod lists;
mod photos;
mod places;
mod porter;
mod receiving;
mod stories;
mod terminal;
mod timeline;
mod tree;
mod wall;
mod welcome;
