//! The real program in a real pty, with an emulated terminal at the other end. Waits are for conditions, up to a limit
//! that is only reached when something is wrong.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};

/// Longer than anything takes on a machine that is busy.
pub const LIMIT: Duration = Duration::from_mins(1);
/// A moment at which nothing ticks.
pub const NOW: [&str; 2] = ["--now", "2020-05-28T14:00:00+07:00"];

/// What a user of the machine where the tests run may have set, and what must not reach the program.
const UNSET: [&str; 31] = [
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "KETNOI_STORE",
    "KETNOI_CONFIG",
    "KETNOI_CAMPAIGN",
    "KETNOI_NOW",
    "KETNOI_DRILL",
    "KETNOI_GLYPHS",
    "TERM_PROGRAM",
    "LC_TERMINAL",
    "WT_SESSION",
    "VTE_VERSION",
    "KITTY_WINDOW_ID",
    "WEZTERM_PANE",
    "ALACRITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "GHOSTTY_RESOURCES_DIR",
    "ITERM_SESSION_ID",
    "TMUX",
    "STY",
    "ZELLIJ",
    "NO_COLOR",
    "COLORTERM",
    "COLORFGBG",
    "COLUMNS",
    "LINES",
];
const SET: [(&str, &str); 3] = [
    ("TERM", "xterm-256color"),
    ("LANG", "C.UTF-8"),
    ("KETNOI_LANG", "vi"),
];

/// The program under test.
pub fn ketnoi() -> &'static str {
    env!("CARGO_BIN_EXE_ketnoi")
}

/// Something cannot be tried on this machine: said aloud, and forbidden where everything must be tried.
pub fn skip(why: &str) {
    assert!(
        std::env::var_os("KETNOI_CI").is_none(),
        "must not be skipped here: {why}"
    );
    let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {why} ***");
}

/// A user's folder, with nothing in it at first.
pub struct Home(tempfile::TempDir);

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// One in whose store the shipped campaign was opened.
    pub fn opened() -> Self {
        let home = Self::new();
        home.does(&["campaign", "open", "wtisd-2020"]);
        home
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Where its store is, or will be.
    pub fn store(&self) -> PathBuf {
        self.path().join(".local/share/ketnoi/ketnoi.db")
    }

    /// A command with its environment.
    pub fn command(&self, program: &str) -> Command {
        let mut c = Command::new(program);
        c.current_dir(self.path()).env("HOME", self.path());
        c.stdin(Stdio::null());
        for name in UNSET {
            c.env_remove(name);
        }
        c.envs(SET);
        c
    }

    /// Runs the program's command line.
    pub fn ketnoi(&self, args: &[&str]) -> Output {
        self.command(ketnoi()).args(args).output().expect("it runs")
    }

    /// Runs it, and it must succeed.
    pub fn does(&self, args: &[&str]) -> String {
        let out = self.ketnoi(args);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success(), "{args:?}: {:?} {said}", out.status);
        String::from_utf8(out.stdout).expect("UTF-8")
    }

    /// The facts in the journal after the one that opens the campaign.
    pub fn facts(&self) -> Vec<serde_json::Value> {
        let lines = self.does(&["log", "--json"]);
        let facts = lines.lines().map(|l| serde_json::from_str(l).expect("a fact"));
        facts
            .filter(|f: &serde_json::Value| f["type"] != "campaign.opened")
            .collect()
    }

    /// The kinds of those facts.
    pub fn kinds(&self) -> Vec<String> {
        let kind = |f: &serde_json::Value| f["type"].as_str().unwrap_or_default().to_owned();
        self.facts().iter().map(kind).collect()
    }

    /// Every file and folder in it.
    pub fn everything(&self) -> Vec<PathBuf> {
        fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(dir).expect("readable") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    walk(&path, out);
                }
                out.push(path);
            }
        }
        let mut out = Vec::new();
        walk(self.path(), &mut out);
        out
    }
}

/// A terminal with a program in it.
pub struct Term {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Option<Box<dyn Write + Send>>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that was written so far.
    pub raw: Vec<u8>,
}

/// How a program is started.
pub struct How<'a> {
    home: &'a Path,
    cmd: Vec<String>,
    size: (u16, u16),
    env: Vec<(&'static str, Option<String>)>,
}

impl<'a> How<'a> {
    /// The program with arguments, 80x24.
    pub fn new(home: &'a Path, args: &[&str]) -> Self {
        let mut cmd = vec![ketnoi().to_owned()];
        cmd.extend(args.iter().map(|a| (*a).to_owned()));
        Self {
            home,
            cmd,
            size: (80, 24),
            env: Vec::new(),
        }
    }

    /// The program as a child or a successor of a shell that is told so; `$0` is the program.
    pub fn shell(home: &'a Path, script: &str) -> Self {
        let mut how = Self::new(home, &[]);
        how.cmd = ["sh", "-c", script, ketnoi()].map(str::to_owned).to_vec();
        how
    }

    /// Another size.
    pub fn size(mut self, w: u16, h: u16) -> Self {
        self.size = (w, h);
        self
    }

    /// Another command.
    pub fn cmd(mut self, cmd: &[&str]) -> Self {
        self.cmd = cmd.iter().map(|c| (*c).to_owned()).collect();
        self
    }

    /// Another environment; `None` takes a variable away.
    pub fn env(mut self, name: &'static str, value: Option<&str>) -> Self {
        self.env.push((name, value.map(str::to_owned)));
        self
    }

    /// Opens the terminal.
    pub fn open(&self) -> Term {
        let mut term = self.open_deaf();
        term.listen();
        term
    }

    /// Opens a terminal that does not read what the program writes.
    pub fn open_deaf(&self) -> Term {
        let pair = native_pty_system().openpty(pty_size(self.size)).expect("a pty");
        let mut c = CommandBuilder::new(&self.cmd[0]);
        c.args(&self.cmd[1..]);
        c.cwd(self.home);
        for name in UNSET {
            c.env_remove(name);
        }
        for (name, value) in SET {
            c.env(name, value);
        }
        c.env("HOME", self.home);
        for (name, value) in &self.env {
            match value {
                Some(v) => c.env(name, v),
                None => c.env_remove(name),
            }
        }
        let child = pair.slave.spawn_command(c).expect("the program starts");
        drop(pair.slave);
        Term {
            child,
            keys: Some(pair.master.take_writer().expect("a writer")),
            master: pair.master,
            bytes: channel().1,
            parser: vt100::Parser::new(cells(self.size.1), cells(self.size.0), 0),
            raw: Vec::new(),
        }
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

/// The emulator knows no size of nothing.
fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

impl Term {
    /// The dashboard of a user, at the moment at which nothing ticks.
    pub fn still(home: &Home) -> Self {
        let mut term = How::new(home.path(), &NOW).open();
        term.wait_for("Hà Giang");
        term
    }

    /// The dashboard of a user who knows which campaign is meant, now; so it begins without the welcome.
    pub fn live(home: &Home) -> Self {
        let mut term = How::new(home.path(), &["--campaign", "wtisd-2020"]).open();
        term.wait_for("Hà Giang");
        term
    }

    /// Begins to read.
    pub fn listen(&mut self) {
        let mut reader = self.master.try_clone_reader().expect("a reader");
        let (tx, rx) = channel();
        self.bytes = rx;
        std::thread::spawn(move || {
            let mut buf = vec![0u8; 65_536];
            while let Ok(n) = reader.read(&mut buf) {
                if n == 0 || tx.send(buf[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
    }

    /// Process id of the program, or of the shell around it.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("it was started")
    }

    /// Sends a signal to it.
    pub fn signal(&self, signal: Signal) {
        signal_to(self.pid(), signal);
    }

    /// Types, in one write.
    pub fn send(&mut self, keys: impl AsRef<[u8]>) {
        let out = self.keys.as_mut().expect("a keyboard");
        out.write_all(keys.as_ref()).expect("the terminal takes keys");
        out.flush().expect("flushed");
    }

    /// Types to a program that may have ended.
    pub fn try_to_send(&mut self, keys: &str) {
        let out = self.keys.as_mut().expect("a keyboard");
        let _ = out.write_all(keys.as_bytes()).and_then(|()| out.flush());
    }

    /// Types from a thread, because so much of it has to wait; what is written meanwhile is taken in.
    pub fn send_much(&mut self, keys: &[u8]) {
        let mut out = self.keys.take().expect("a keyboard");
        let keys = keys.to_owned();
        let writing = std::thread::spawn(move || {
            out.write_all(&keys).expect("the terminal takes keys");
            out
        });
        let until = Instant::now() + LIMIT;
        while !writing.is_finished() {
            assert!(is_alive(self.pid()), "the program has ended\n{}", self.text());
            assert!(Instant::now() < until, "the program does not read its keys");
            self.take(Duration::from_millis(5));
        }
        self.keys = Some(writing.join().expect("written"));
    }

    /// Changes the size, and tells the program.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.master.resize(pty_size((cols, rows))).expect("resized");
        self.parser.set_size(cells(rows), cells(cols));
    }

    /// Takes in what was written, waiting for it at most `limit`.
    pub fn take(&mut self, limit: Duration) -> usize {
        match self.bytes.recv_timeout(limit) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.raw.extend(&bytes);
                bytes.len()
            }
            Err(RecvTimeoutError::Timeout) => 0,
            Err(RecvTimeoutError::Disconnected) => {
                // Nobody reads, or the line is at its end: wait all the same.
                std::thread::park_timeout(limit.min(Duration::from_millis(5)));
                0
            }
        }
    }

    /// Draws on the screen what the program did not write: what a picture makes of cells, which no emulator here knows.
    pub fn draw(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
    }

    /// Takes in whatever comes until there is silence for `quiet`; gives the number of bytes.
    pub fn until_quiet(&mut self, quiet: Duration) -> usize {
        let before = self.raw.len();
        while self.take(quiet) > 0 {}
        self.raw.len() - before
    }

    /// Waits until the program has woken, done what was asked, and gone back to sleep; gives the bytes that it wrote.
    pub fn answer_to(&mut self, keys: &str) -> usize {
        self.until_quiet(Duration::from_millis(200));
        let before = self.raw.len();
        let (pid, slept) = (self.pid(), sleeps(self.pid()));
        self.send(keys);
        wait_until("main takes the key in", || sleeps(pid) > slept);
        self.until_quiet(Duration::from_millis(200));
        self.raw.len() - before
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// The screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
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
            assert!(
                !left.is_zero(),
                "never came: {what}\n{text}\nraw ends with {:?}",
                self.tail()
            );
            self.take(left.min(Duration::from_millis(100)));
        }
    }

    /// Waits for a text.
    pub fn wait_for(&mut self, text: &str) -> String {
        self.wait(text, |screen| screen.contains(text))
    }

    /// Waits until this is not on the screen any more.
    pub fn wait_until_gone(&mut self, text: &str) -> String {
        self.wait(&format!("no {text}"), |screen| !screen.contains(text))
    }

    fn tail(&self) -> String {
        let from = self.raw.len().saturating_sub(400);
        String::from_utf8_lossy(&self.raw[from..]).into_owned()
    }

    /// Takes in everything up to the end of the line, which comes when nobody has the program's side open any more.
    fn read_out(&mut self, until: Instant) {
        loop {
            match self.bytes.recv_timeout(Duration::from_millis(20)) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.raw.extend(&bytes);
                }
                Err(RecvTimeoutError::Timeout) => assert!(Instant::now() < until, "the line has no end"),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Waits for the end; gives the exit code (1 if a signal ended it).
    pub fn exit_code(&mut self) -> u32 {
        let until = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().expect("asked") {
                self.read_out(until);
                return status.exit_code();
            }
            assert!(Instant::now() < until, "it never ended\n{}", self.text());
            self.take(Duration::from_millis(20));
        }
    }

    /// Quits by key; the code must be 0 and the terminal given back.
    pub fn quit(mut self) {
        self.send("q");
        assert_eq!(self.exit_code(), 0, "{}", self.text());
        self.assert_given_back();
    }

    /// Was the terminal given back: alternate screen left, cursor shown, paste brackets and mouse off, modes as found?
    pub fn assert_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pastes are not bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(!self.is_raw(), "the modes are as they were");
    }

    /// The program's side of the terminal, for whoever turns its knobs.
    pub fn tty(&self) -> std::fs::File {
        let name = self.master.tty_name().expect("a name");
        let flags = OFlags::NOCTTY | OFlags::RDWR | OFlags::CLOEXEC;
        std::fs::File::from(rustix::fs::open(name, flags, Mode::empty()).expect("opened"))
    }

    /// Is the terminal in raw mode?
    pub fn is_raw(&self) -> bool {
        let modes = self.master.get_termios().expect("modes");
        let modes = format!("{:?}", modes.local_flags);
        !(modes.contains("ICANON") && modes.contains("ECHO"))
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal to a process.
pub fn signal_to(pid: u32, signal: Signal) {
    let pid = Pid::from_raw(pid.cast_signed()).expect("a process");
    kill_process(pid, signal).expect("sent");
}

/// The state of a process: R, S, T, Z; a blank if there is none.
pub fn state(pid: u32) -> char {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    fields.trim_start().chars().next().unwrap_or(' ')
}

/// Is a process there, and not a zombie?
pub fn is_alive(pid: u32) -> bool {
    !matches!(state(pid), ' ' | 'Z' | 'X')
}

/// The children of a process.
pub fn children(pid: u32) -> Vec<u32> {
    let list = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    list.split_whitespace().filter_map(|n| n.parse().ok()).collect()
}

/// Waits for a condition that no screen shows.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + LIMIT;
    while !is_so() {
        assert!(Instant::now() < until, "never came: {what}");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

/// How often the main thread of a process has gone to sleep.
pub fn sleeps(pid: u32) -> u64 {
    proc_status(pid, "voluntary_ctxt_switches:")
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
