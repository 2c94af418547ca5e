//! What is kept and who may write it: stores, files, backups, access. Real files, real programs that are killed.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "each program uses a part of what all share")]
mod common;
#[path = "../../benches/common/life.rs"]
mod life;

mod access;
mod age;
mod backup;
mod bucket;
mod bucket_lies;
mod drills_server;
mod drills_store;
mod finding;
#[expect(dead_code, reason = "each program uses a part of what all share")]
mod flaky;
mod intake;
mod journal_story;
mod letters;
mod mailbox_files;
mod mailbox_imap;
mod moved;
mod moving;
mod puts;
mod rot;
mod sendings;
mod server;
mod site_story;
mod sites;
mod syncs;
mod two_steps;
