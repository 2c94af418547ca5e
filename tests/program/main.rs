//! The program as people have it: on the command line, in a real terminal, behind a real sshd.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "each program uses a part of what all share")]
mod common;
#[path = "../../benches/common/houses.rs"]
mod houses;

mod cli;
mod decree_pages;
mod drawn;
mod drills_lines;
mod drills_package;
mod drills_putty;
mod drills_setup;
mod drills_ssh;
mod house_model;
mod pages;
mod papers;
mod pictures;
mod post;
mod pty;
