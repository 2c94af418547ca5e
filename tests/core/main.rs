//! The rules and the words: what is decided, counted, dated and said. Needs no terminal and, but for one child of its
//! own, no other process.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "each program uses a part of what all share")]
mod common;

mod amend;
mod as_of;
mod campaign_form;
mod config;
mod counts;
mod deadlines;
mod decide;
mod decree;
mod demo_script;
mod docx;
mod dossier;
mod edges;
mod eyes;
mod filled;
mod ledger;
mod letter_rules;
mod letters;
mod long_past;
mod mail_bombs;
mod mail_key;
mod mail_made;
mod mail_outlook;
mod mail_parts;
mod output;
mod palette;
mod past;
mod projection;
mod properties;
mod received;
mod recognise;
mod recognise_same;
mod reference;
mod remind;
mod rights;
mod states;
mod template;
mod texts;
mod two_steps;
mod words_of_data;
mod yaml;
