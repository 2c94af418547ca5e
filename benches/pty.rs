//! What a person (and the line between) would notice: start, bytes, wake-ups, memory, measured from outside in a pty.
//!
//! ```sh
//! cargo bench --bench pty                    # the built ketnoi, 80x24 and 200x60, a store of its own
//! cargo bench --bench pty -- --idle 60       # idle figures over a minute
//! cargo bench --bench pty -- --cmd htop      # any other program beside it
//! cargo bench --bench pty -- --units 10599   # a made-up roster of provinces and communes of that many units
//! cargo bench --bench pty -- --units 10599 --make FOLDER   # only make such a home, for another instrument
//! ```
//!
//! Nothing is asserted: the figures go to standard output as a table. Wake-ups are voluntary context switches of all
//! threads, from `/proc`; memory is `VmRSS` and `VmHWM`. Times are medians over the rounds, from `exec` to the last byte
//! of the first burst that ends with 30 ms of silence.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

struct Options {
    rounds: usize,
    idle: u64,
    commands: Vec<Vec<String>>,
    units: usize,
    make: Option<String>,
}

fn options() -> Options {
    let mut o = Options {
        rounds: 9,
        idle: 10,
        commands: Vec::new(),
        units: 63,
        make: None,
    };
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        match a.as_str() {
            "--rounds" => o.rounds = args.next().and_then(|n| n.parse().ok()).unwrap_or(o.rounds),
            "--idle" => o.idle = args.next().and_then(|n| n.parse().ok()).unwrap_or(o.idle),
            "--units" => o.units = args.next().and_then(|n| n.parse().ok()).unwrap_or(o.units),
            "--make" => o.make = args.next(),
            "--cmd" => o.commands.extend(
                args.next()
                    .map(|c| c.split_whitespace().map(str::to_owned).collect()),
            ),
            _ => {}
        }
    }
    o
}

struct Screen {
    pid: u32,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<(Instant, usize)>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
    began: Instant,
}

impl Screen {
    fn open(cmd: &[String], cols: u16, rows: u16, home: &str) -> Self {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let mut c = CommandBuilder::new(&cmd[0]);
        c.args(&cmd[1..]);
        c.env("TERM", "xterm-256color");
        c.env("LANG", "C.UTF-8");
        c.env("HOME", home);
        c.env_remove("XDG_DATA_HOME");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (tx, bytes) = channel();
        let began = Instant::now();
        let child = pair.slave.spawn_command(c).expect("the program starts");
        drop(pair.slave);
        std::thread::spawn(move || {
            let mut buf = [0u8; 65_536];
            while let Ok(n) = reader.read(&mut buf) {
                if n == 0 || tx.send((Instant::now(), n)).is_err() {
                    break;
                }
            }
        });
        let pid = child.process_id().unwrap_or(0);
        Self {
            pid,
            keys,
            bytes,
            child,
            _master: pair.master,
            began,
        }
    }

    /// Reads until the line is quiet for `quiet`; the last byte's moment and how many there were.
    fn burst(&self, first: Duration, quiet: Duration) -> Option<(Instant, usize)> {
        let (mut last, mut total) = self.bytes.recv_timeout(first).ok()?;
        loop {
            match self.bytes.recv_timeout(quiet) {
                Ok((t, n)) => {
                    last = t;
                    total += n;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return Some((last, total));
                }
            }
        }
    }

    fn count_for(&self, time: Duration) -> usize {
        let until = Instant::now() + time;
        let mut total = 0;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            match self.bytes.recv_timeout(left) {
                Ok((_, n)) => total += n,
                Err(_) => break,
            }
        }
        total
    }

    fn status(&self, field: &str) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.pid)).unwrap_or_default();
        let line = text.lines().find(|l| l.starts_with(field)).unwrap_or("");
        line.split_whitespace()
            .nth(1)
            .and_then(|n| n.parse().ok())
            .unwrap_or(0)
    }

    fn wakeups(&self) -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.pid))
            .into_iter()
            .flatten()
            .flatten();
        tasks
            .filter_map(|t| std::fs::read_to_string(t.path().join("status")).ok())
            .filter_map(|s| {
                let line = s.lines().find(|l| l.starts_with("voluntary_ctxt_switches"))?;
                line.split_whitespace().nth(1)?.parse::<u64>().ok()
            })
            .sum()
    }
}

fn median(mut v: Vec<f64>) -> f64 {
    v.sort_by(f64::total_cmp);
    v.get(v.len() / 2).copied().unwrap_or(f64::NAN)
}

fn measure(name: &str, cmd: &[String], cols: u16, rows: u16, o: &Options, home: &str) {
    let (mut starts, mut start_bytes, mut keys, mut key_bytes) = (vec![], 0, vec![], vec![]);
    for _ in 0..o.rounds {
        let mut s = Screen::open(cmd, cols, rows, home);
        if let Some((last, n)) = s.burst(Duration::from_secs(10), Duration::from_millis(30)) {
            starts.push((last - s.began).as_secs_f64() * 1_000.0);
            start_bytes = n;
        }
        for key in ["\x1b[B", "\x1b[C", "\x1b[A", "\x1b[D"] {
            let sent = Instant::now();
            if s.keys.write_all(key.as_bytes()).is_ok()
                && let Some((last, n)) = s.burst(Duration::from_millis(500), Duration::from_millis(10))
            {
                keys.push((last - sent).as_secs_f64() * 1_000.0);
                key_bytes.push(n as f64);
            }
        }
        let _ = s.keys.write_all(b"q");
        let _ = s.child.kill();
        let _ = s.child.wait();
    }
    let mut s = Screen::open(cmd, cols, rows, home);
    s.burst(Duration::from_secs(10), Duration::from_millis(300));
    let before = s.wakeups();
    let bytes = s.count_for(Duration::from_secs(o.idle));
    let wakeups = s.wakeups() - before;
    let per_minute = wakeups as f64 * 60.0 / o.idle as f64;
    let (rss, peak) = (s.status("VmRSS"), s.status("VmHWM"));
    println!(
        "| {name} | {cols}x{rows} | {:.2} | {start_bytes} | {:.2} | {:.0} | {:.1} | {per_minute:.0} | {:.1} | {:.1} |",
        median(starts),
        median(keys),
        median(key_bytes),
        bytes as f64 / o.idle as f64,
        rss as f64 / 1024.0,
        peak as f64 / 1024.0,
    );
    let _ = s.child.kill();
    let _ = s.child.wait();
}

/// Runs the program once in a home, to the end.
fn run(ketnoi: &str, home: &str, args: &[&str]) {
    let made = Command::new(ketnoi)
        .args(["--lang", "vi"])
        .args(args)
        .env("HOME", home)
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .expect("ketnoi runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// Makes a store of its own, with one fact, so that a start is from SQLite and a snapshot and not from the shipped data.
/// Beyond the 63 provinces the roster is made up: communes under provinces.
fn furnish(ketnoi: &str, home: &str, units: usize) {
    if units > 63 {
        let base = ketnoi::refdata::roster("vn-provinces-63").expect("shipped");
        let roster = ketnoi::core::roster::Roster::generated(&base, units);
        let data = std::path::Path::new(home).join(".local/share/ketnoi/data/rosters");
        std::fs::create_dir_all(&data).expect("a folder");
        let id = roster.id().to_owned();
        let text = serde_yaml::to_string(&roster.to_form()).expect("a form is YAML");
        std::fs::write(data.join(format!("{id}.yaml")), text).expect("written");
        let campaign = ketnoi::refdata::campaign_yaml("wtisd-2020")
            .expect("shipped")
            .replace("id: wtisd-2020", "id: made-up")
            .replace("roster: vn-provinces-63", &format!("roster: {id}"));
        let file = std::path::Path::new(home).join("made-up.yaml");
        std::fs::write(&file, campaign).expect("written");
        run(ketnoi, home, &["campaign", "open", &file.to_string_lossy()]);
    }
    run(ketnoi, home, &["report", "acknowledge", "01"]);
}

fn main() {
    let o = options();
    let ketnoi = env!("CARGO_BIN_EXE_ketnoi");
    if let Some(home) = &o.make {
        std::fs::create_dir_all(home).expect("a folder");
        furnish(ketnoi, home, o.units);
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    let home_path = home.path().to_string_lossy().into_owned();
    furnish(ketnoi, &home_path, o.units);
    println!(
        "| program | size | start ms | start bytes | key ms | bytes/key | idle B/s | wake-ups/min | RSS MiB | peak MiB |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (cols, rows) in [(80, 24), (200, 60)] {
        measure("ketnoi", &[ketnoi.to_owned()], cols, rows, &o, &home_path);
        for cmd in &o.commands {
            measure(&cmd[0], cmd, cols, rows, &o, &home_path);
        }
    }
}
