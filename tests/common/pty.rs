//! The real program in a real pty, with an emulated terminal at the other end. Waits are for conditions, up to a limit
//! that is only reached when something is wrong.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than anything takes on a machine that is busy.
pub const LIMIT: Duration = Duration::from_secs(40);

/// The program under test.
pub fn ketnoi() -> &'static str {
    env!("CARGO_BIN_EXE_ketnoi")
}

/// A terminal with a program in it.
pub struct Term {
    /// The program, or the shell around it.
    pub child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that was written so far.
    pub raw: Vec<u8>,
}

/// How a program is started.
pub struct How<'a> {
    /// The words of the command.
    pub cmd: Vec<String>,
    /// The user's folder.
    pub home: &'a Path,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Environment beyond the usual, or `None` to take one away.
    pub env: Vec<(&'static str, Option<String>)>,
}

impl<'a> How<'a> {
    /// The program with arguments, 80x24.
    pub fn new(home: &'a Path, args: &[&str]) -> Self {
        let mut cmd = vec![ketnoi().to_owned()];
        cmd.extend(args.iter().map(|a| (*a).to_owned()));
        Self {
            cmd,
            home,
            size: (80, 24),
            env: Vec::new(),
        }
    }

    /// Another size.
    pub fn size(mut self, w: u16, h: u16) -> Self {
        self.size = (w, h);
        self
    }

    /// Another environment.
    pub fn env(mut self, name: &'static str, value: Option<&str>) -> Self {
        self.env.push((name, value.map(str::to_owned)));
        self
    }

    /// Another command.
    pub fn cmd(mut self, cmd: &[&str]) -> Self {
        self.cmd = cmd.iter().map(|c| (*c).to_owned()).collect();
        self
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Term {
    /// Starts it. The reader can be left out, for a terminal that does not read.
    pub fn open(how: &How<'_>) -> Self {
        let pair = native_pty_system().openpty(pty_size(how.size)).expect("a pty");
        let mut c = CommandBuilder::new(&how.cmd[0]);
        c.args(&how.cmd[1..]);
        c.cwd(how.home);
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("KETNOI_LANG", "vi")] {
            c.env(name, value);
        }
        c.env("HOME", how.home);
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LC_ALL", "KETNOI_STORE", "KETNOI_NOW", "NO_COLOR", "COLORTERM"] {
            c.env_remove(name);
        }
        for (name, value) in &how.env {
            match value {
                Some(v) => c.env(name, v),
                None => c.env_remove(name),
            }
        }
        let child = pair.slave.spawn_command(c).expect("the program starts");
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let mut term = Self {
            child,
            master: Some(pair.master),
            keys: Some(keys),
            bytes: channel().1,
            parser: vt100::Parser::new(how.size.1.max(1), how.size.0.max(1), 0),
            raw: Vec::new(),
        };
        term.read_from(reader);
        term
    }

    fn read_from(&mut self, mut reader: Box<dyn Read + Send>) {
        let (tx, rx) = channel();
        self.bytes = rx;
        std::thread::spawn(move || {
            let mut buf = [0u8; 65_536];
            while let Ok(n) = reader.read(&mut buf) {
                if n == 0 || tx.send(buf[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
    }

    /// Process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("it was started")
    }

    /// Types bytes.
    pub fn send(&mut self, keys: &str) {
        let keys_out = self.keys.as_mut().expect("the terminal is there");
        keys_out.write_all(keys.as_bytes()).expect("the program's terminal takes keys");
        keys_out.flush().expect("flushed");
    }

    /// Changes the size, and tells the program.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        let master = self.master.as_ref().expect("the terminal is there");
        master.resize(pty_size((cols, rows))).expect("resized");
        self.parser.screen_mut().set_size(rows.max(1), cols.max(1));
    }

    /// The terminal goes away: window closed, line cut.
    pub fn hang_up(&mut self) {
        self.keys = None;
        self.master = None;
        // The reader's thread holds a copy: it must go too before the line is dead. It ends with the program, so the
        // bytes are no longer taken; what counts is that the master side is closed for keys.
        self.bytes = channel().1;
    }

    fn take(&mut self, limit: Duration) -> bool {
        match self.bytes.recv_timeout(limit) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.raw.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Takes in whatever comes until there is silence for `quiet`; gives the number of bytes.
    pub fn until_quiet(&mut self, quiet: Duration) -> usize {
        let before = self.raw.len();
        while self.take(quiet) {}
        self.raw.len() - before
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen satisfies a condition.
    pub fn wait(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let until = Instant::now() + LIMIT;
        loop {
            let text = self.text();
            if is_so(&text) {
                return text;
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "never came: {what}\n{text}\nraw ends with {:?}", self.tail());
            self.take(left.min(Duration::from_millis(200)));
        }
    }

    /// Waits for a text.
    pub fn wait_for(&mut self, text: &str) -> String {
        self.wait(text, |screen| screen.contains(text))
    }

    fn tail(&self) -> String {
        let from = self.raw.len().saturating_sub(400);
        String::from_utf8_lossy(&self.raw[from..]).into_owned()
    }

    /// Waits for the end; gives the exit code.
    pub fn exit_code(&mut self) -> u32 {
        let until = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().expect("asked") {
                while self.take(Duration::from_millis(50)) {}
                return status.exit_code();
            }
            assert!(Instant::now() < until, "it never ended\n{}", self.text());
            self.take(Duration::from_millis(20));
        }
    }

    /// Was the terminal given back: alternate screen left, cursor shown, paste brackets off?
    pub fn is_restored(&self) -> bool {
        let screen = self.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Is a process there, and not a zombie?
pub fn is_alive(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|s| !s.rsplit(')').next().unwrap_or("").trim_start().starts_with('Z'))
}

/// Waits for a condition that no screen shows.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + LIMIT;
    while !is_so() {
        assert!(Instant::now() < until, "never came: {what}");
        std::thread::yield_now();
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

/// A number from `/proc/PID/status`, in KiB or as counted.
pub fn proc_status(pid: u32, field: &str) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    text.lines()
        .find(|l| l.starts_with(field))
        .and_then(|l| l.split_whitespace().nth(1))
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}
