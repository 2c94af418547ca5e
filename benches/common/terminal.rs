//! A program in a terminal of its own, with a home and nothing else of this machine's.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Instant;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Starts a program; gives it, what it writes, and where keys go. The terminal lives as long as its last part.
pub fn start(program: &str, args: &[&str], home: &Path, (cols, rows): (u16, u16)) -> Started {
    let size = PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).expect("a pty");
    let mut c = CommandBuilder::new(program);
    c.args(args);
    for name in [
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "KETNOI_STORE",
        "KETNOI_CONFIG",
    ] {
        c.env_remove(name);
    }
    c.env("TERM", "xterm-256color");
    c.env("LANG", "C.UTF-8");
    c.env("HOME", home);
    let reader = pair.master.try_clone_reader().expect("a reader");
    let keys = pair.master.take_writer().expect("a writer");
    let began = Instant::now();
    Started {
        began,
        child: pair.slave.spawn_command(c).expect("the program starts"),
        reader,
        keys,
        master: pair.master,
    }
}

/// A program that was started.
pub struct Started {
    /// Just before it was.
    pub began: Instant,
    /// What it writes.
    pub reader: Box<dyn Read + Send>,
    /// Keys for it.
    pub keys: Box<dyn Write + Send>,
    /// The process.
    pub child: Box<dyn Child + Send + Sync>,
    /// The terminal.
    pub master: Box<dyn MasterPty + Send>,
}
