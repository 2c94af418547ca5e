//! The rules and the words: what is decided, counted, dated and said. Needs no terminal and, but for one child of its
//! own, no other process.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "each program uses a part of what all share")]
mod common;

mod as_of;
mod config;
mod deadlines;
mod decide;
mod demo_script;
mod eyes;
mod letters;
mod output;
mod palette;
mod projection;
mod properties;
mod received;
mod states;
mod texts;
mod yaml;
