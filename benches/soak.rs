//! A long watch: a wall and a desk over one store, for as long as is wanted, while somebody writes without pause.
//!
//! ```sh
//! cargo bench --bench soak                                # half an hour, 100,000 facts
//! cargo bench --bench soak -- --minutes 3 --facts 10000   # a short one
//! cargo bench --bench soak -- --minutes 600 --rate 5      # a night, five facts a second
//! ```
//!
//! Three parts. *Warm*: the first sixth of the time, at most five minutes; what a program takes then is its own affair.
//! *Work*: facts keep coming. *Rest*: the last sixth; nobody writes. Every minute (`--sample` seconds) a row: facts, the
//! write-ahead log, and for each program its memory, processor time, voluntary wake-ups, bytes sent, descriptors, threads.
//! Once a minute the desk is also used: another unit's sheet is opened and left again.
//!
//! It fails, with a sentence for each goal that was missed, if
//!
//! - memory at the end of the work is more than that at the end of the warm part, plus 64 KiB an hour, plus what the new
//!   facts explain, plus `SPARE` for what an allocator keeps back. What the facts explain is measured: a fresh program of the
//!   same kind on the store of now takes so much more than one on the store of then; twice that, because the screen and the
//!   clerk each have the campaign, and share only what was there when the program began;
//! - memory grows during the rest by more than 64 KiB an hour, and at all by more than `SPARE_AT_REST`;
//! - the write-ahead log was ever longer than `LOG_MOST`;
//! - a program has more descriptors or threads at the end than after the warm part, or has ended;
//! - a program wakes more often than `WAKES_MOST` a minute, on average, while nobody writes.

mod common {
    pub mod life;
    #[expect(dead_code, reason = "each bench needs a part of a started program")]
    pub mod terminal;
}

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use common::life::{self, Life};
use common::terminal;
use ketnoi::clock::Clock;
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::names::Actor;
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::store::Site;

/// Growth that is allowed in an hour, in KiB.
const AN_HOUR: f64 = 64.0;
/// What an allocator may keep back of what came and went during the work, and lists whose ends are not yet packed, in KiB.
const SPARE: f64 = 4_096.0;
/// The same while nothing comes and goes.
const SPARE_AT_REST: f64 = 64.0;
/// The longest that the write-ahead log may ever be, in bytes: it is written back every 4 MB, cut to 4 MiB, and a stored
/// state may come on top.
const LOG_MOST: u64 = 12 << 20;
/// Voluntary wake-ups a minute with a clock that ticks every second.
const WAKES_MOST: f64 = 63.0;

struct Options {
    minutes: f64,
    facts: u64,
    rate: Option<f64>,
    units: usize,
    before: u64,
    sample: u64,
}

fn options() -> Options {
    let mut o = Options {
        minutes: 30.0,
        facts: 100_000,
        rate: None,
        units: 63,
        before: 1_000,
        sample: 60,
    };
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        let mut number = || args.next().and_then(|n| n.parse::<f64>().ok());
        match a.as_str() {
            "--minutes" => o.minutes = number().unwrap_or(o.minutes),
            "--facts" => o.facts = number().map_or(o.facts, |n| n as u64),
            "--rate" => o.rate = number(),
            "--units" => o.units = number().map_or(o.units, |n| n as usize),
            "--before" => o.before = number().map_or(o.before, |n| n as u64),
            "--sample" => o.sample = number().map_or(o.sample, |n| n as u64),
            _ => {} // what cargo adds
        }
    }
    o
}

/// The built ketnoi, or another build of it: `KETNOI_PROGRAM`.
fn program() -> String {
    std::env::var("KETNOI_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_ketnoi").to_owned())
}

// ---------------------------------------------------------------------- a program that is watched

struct Watched {
    name: &'static str,
    pid: u32,
    keys: Box<dyn Write + Send>,
    bytes: Arc<AtomicU64>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// What `/proc` says of it.
#[derive(Clone, Copy, Default)]
struct Look {
    rss: f64,
    cpu: f64,
    wakes: u64,
    bytes: u64,
    descriptors: usize,
    threads: usize,
}

impl Watched {
    fn start(name: &'static str, args: &[&str], home: &Path) -> Self {
        let started = terminal::start(&program(), args, home, (120, 40));
        let (mut reader, child) = (started.reader, started.child);
        let bytes = Arc::new(AtomicU64::new(0));
        let count = bytes.clone();
        std::thread::spawn(move || {
            let mut buf = [0u8; 65_536];
            while let Ok(n) = reader.read(&mut buf) {
                if n == 0 {
                    break;
                }
                count.fetch_add(n as u64, Ordering::Relaxed);
            }
        });
        Self {
            name,
            pid: child.process_id().unwrap_or(0),
            keys: started.keys,
            bytes,
            child,
            _master: started.master,
        }
    }

    fn proc(&self, what: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{what}", self.pid))
    }

    fn look(&self) -> Look {
        let text = std::fs::read_to_string(self.proc("status")).unwrap_or_default();
        let threads: Vec<_> = std::fs::read_dir(self.proc("task"))
            .into_iter()
            .flatten()
            .flatten()
            .collect();
        let wakes = threads
            .iter()
            .filter_map(|t| std::fs::read_to_string(t.path().join("status")).ok())
            .map(|status| number(&status, "voluntary_ctxt_switches:") as u64)
            .sum();
        Look {
            rss: number(&text, "VmRSS:"),
            cpu: self.seconds(),
            wakes,
            bytes: self.bytes.load(Ordering::Relaxed),
            descriptors: std::fs::read_dir(self.proc("fd")).map_or(0, Iterator::count),
            threads: threads.len(),
        }
    }

    /// Processor time so far.
    fn seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(self.proc("stat")).unwrap_or_default();
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let field = |n: usize| {
            after_name
                .split_whitespace()
                .nth(n)
                .and_then(|f| f.parse::<f64>().ok())
        };
        // utime and stime, in hundredths of a second on every Linux that ketnoi runs on.
        (field(11).unwrap_or(0.0) + field(12).unwrap_or(0.0)) / 100.0
    }

    fn end(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn number(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|l| l.strip_prefix(name)).unwrap_or("");
    line.split_whitespace()
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0.0)
}

/// Its memory once its first picture is there and nothing has been taken for a second.
fn settled(w: &Watched) -> f64 {
    let (mut before, mut same) = (0.0, 0);
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(100));
        let look = w.look();
        let still = (look.rss - before).abs() < 16.0 && look.bytes > 0;
        same = if still { same + 1 } else { 0 };
        before = look.rss;
        if same >= 10 {
            break;
        }
    }
    before
}

const WALL: &[&str] = &["wall"];
const DESK: &[&str] = &[];

/// What a fresh wall and a fresh desk take on the store as it is.
fn fresh(home: &Path) -> [f64; 2] {
    [WALL, DESK].map(|args| {
        let w = Watched::start("fresh", args, home);
        let rss = settled(&w);
        w.end();
        rss
    })
}

// ---------------------------------------------------------------------- the writer

struct Writer {
    stop: Arc<AtomicBool>,
    pause: Arc<AtomicBool>,
    facts: Arc<AtomicU64>,
    thread: std::thread::JoinHandle<()>,
}

/// Gives orders at that many facts a second until it is told to stop.
fn write(store: &Path, units: usize, rate: f64) -> Writer {
    let (stop, pause) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let facts = Arc::new(AtomicU64::new(0));
    let (ended, paused, count, path) = (stop.clone(), pause.clone(), facts.clone(), store.to_owned());
    let thread = std::thread::spawn(move || {
        let mut ledger = open(&path, units);
        let mut life = Life::new(23);
        let (mut due, mut written) = (Instant::now(), 0);
        while !ended.load(Ordering::Relaxed) {
            if due > Instant::now() || paused.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(5));
                continue;
            }
            // Who was held up writes faster for a second, not for the rest of the day.
            if due.elapsed() > Duration::from_secs(1) {
                due = Instant::now();
            }
            let (who, order) = life.order(ledger.campaign(), Via::Tui);
            match ledger.submit_as(&who, &order, Clock::Real.now()) {
                Ok(receipt) => {
                    written += receipt.facts.len() as u64;
                    due += Duration::from_secs_f64(receipt.facts.len() as f64 / rate);
                }
                Err(LedgerError::Refused(_)) => {}
                Err(why) => panic!("the writer fails: {why}"),
            }
            drop(ledger.catch_up());
            count.store(written, Ordering::Relaxed);
        }
    });
    Writer {
        stop,
        pause,
        facts,
        thread,
    }
}

fn open(store: &Path, units: usize) -> Ledger {
    let def = life::definition(units);
    Ledger::open(Opening {
        site: Site::file(store),
        campaign: None,
        shipped: &|_| Some(def.clone()),
        who: ketnoi::core::decide::Who {
            actor: Actor::from("lan"),
            real_user: Actor::from("lan"),
            role: Role::Administrator,
            via: Via::Cli,
        },
        clock: Clock::Real,
        read_only: None,
    })
    .expect("the ledger opens")
}

// ---------------------------------------------------------------------- the watch

struct Watch<'a> {
    all: [Watched; 2],
    log: PathBuf,
    log_most: u64,
    began: Instant,
    before: [Look; 2],
    at: Instant,
    facts: &'a AtomicU64,
    sample: Duration,
}

impl Watch<'_> {
    /// Watches for a while, a row every sample.
    fn go(&mut self, part: &str, time: Duration) {
        let until = Instant::now() + time;
        let mut row = Instant::now() + self.sample;
        while Instant::now() < until {
            std::thread::sleep(Duration::from_millis(50).min(until - Instant::now()));
            self.log_most = self.log_most.max(self.log_now());
            if Instant::now() >= row {
                row += self.sample;
                self.row(part);
                if part != "rest" {
                    self.use_desk();
                }
            }
        }
    }

    fn log_now(&self) -> u64 {
        std::fs::metadata(&self.log).map_or(0, |m| m.len())
    }

    /// Another unit, its sheet, and back.
    fn use_desk(&mut self) {
        for keys in ["\x1b[B", "\r", "\x1b"] {
            let _ = self.all[1].keys.write_all(keys.as_bytes());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn row(&mut self, part: &str) {
        let minutes = self.at.elapsed().as_secs_f64() / 60.0;
        print!(
            "| {:.1} | {part} | {} | {} |",
            self.began.elapsed().as_secs_f64() / 60.0,
            self.facts.load(Ordering::Relaxed),
            self.log_now() >> 10,
        );
        for (w, before) in self.all.iter().zip(&mut self.before) {
            let now = w.look();
            let per = |a: u64, b: u64| (a - b) as f64 / minutes;
            print!(
                " {:.0} | {:.2} | {:.0} | {:.0} | {} | {} |",
                now.rss,
                (now.cpu - before.cpu) / minutes,
                per(now.wakes, before.wakes),
                per(now.bytes, before.bytes) / 60.0,
                now.descriptors,
                now.threads,
            );
            *before = now;
        }
        println!();
        self.at = Instant::now();
    }

    fn look(&self) -> [Look; 2] {
        [self.all[0].look(), self.all[1].look()]
    }
}

fn main() {
    if std::env::args().any(|a| a == "--test") {
        return; // `cargo test --benches` only wants to know that it is there
    }
    let o = options();
    let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let store = home.path().join(".local/share/ketnoi/ketnoi.db");
    std::fs::create_dir_all(store.parent().expect("a folder")).expect("a folder");
    life::make(&store, o.units, o.before);
    let whole = Duration::from_secs_f64(o.minutes * 60.0);
    let warm = (whole / 6).min(Duration::from_mins(5));
    let rest = whole / 6;
    let work = whole.saturating_sub(warm + rest);
    let rate = o.rate.unwrap_or(o.facts as f64 / (warm + work).as_secs_f64());
    println!(
        "{:.1} minutes, {rate:.1} facts a second, {} units",
        o.minutes, o.units
    );
    println!(
        "| minute | part | facts | log KiB | wall KiB | cpu s/min | wakes/min | B/s | fds | threads | desk KiB | cpu s/min | wakes/min | B/s | fds | threads |"
    );
    println!("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let writer = write(&store, o.units, rate);
    let all = [
        Watched::start("wall", WALL, home.path()),
        Watched::start("desk", DESK, home.path()),
    ];
    let mut log = store.clone().into_os_string();
    log.push("-wal");
    let facts = writer.facts.clone();
    let mut watch = Watch {
        before: [all[0].look(), all[1].look()],
        all,
        log: log.into(),
        log_most: 0,
        began: Instant::now(),
        at: Instant::now(),
        facts: &facts,
        sample: Duration::from_secs(o.sample.max(1)),
    };
    watch.go("warm", warm);
    writer.pause.store(true, Ordering::Relaxed);
    let (warmed, fresh_then) = (watch.look(), fresh(home.path()));
    writer.pause.store(false, Ordering::Relaxed);
    watch.go("work", work);
    writer.stop.store(true, Ordering::Relaxed);
    writer.thread.join().expect("the writer ends well");
    let worked = watch.look();
    let fresh_now = fresh(home.path());
    // What is under way when the writer stops is not yet rest.
    for w in &watch.all {
        settled(w);
    }
    let resting = (watch.look(), Instant::now());
    watch.go("rest", rest);
    watch.row("rest");
    let rested = watch.look();
    let mut missed = Vec::new();
    let hours = |d: Duration| d.as_secs_f64() / 3_600.0;
    for (n, w) in watch.all.iter_mut().enumerate() {
        let name = w.name;
        let (grown, explained) = (
            worked[n].rss - warmed[n].rss,
            (fresh_now[n] - fresh_then[n]).max(0.0),
        );
        let allowed = 2.0 * explained + AN_HOUR * hours(work) + SPARE;
        println!(
            "{name}: {grown:.0} KiB more after the work; fresh on the same stores {:.0} and {:.0}; allowed {allowed:.0}",
            fresh_then[n], fresh_now[n]
        );
        if grown > allowed {
            missed.push(format!(
                "{name}: memory grew by {grown:.0} KiB, allowed are {allowed:.0}"
            ));
        }
        let (at_rest, minutes) = (
            rested[n].rss - resting.0[n].rss,
            resting.1.elapsed().as_secs_f64() / 60.0,
        );
        if at_rest > SPARE_AT_REST.max(AN_HOUR * minutes / 60.0) {
            missed.push(format!(
                "{name}: memory grew by {at_rest:.0} KiB while nobody wrote"
            ));
        }
        let wakes = (rested[n].wakes - resting.0[n].wakes) as f64 / minutes;
        println!("{name}: at rest {at_rest:.0} KiB more, {wakes:.1} wake-ups a minute");
        if wakes > WAKES_MOST {
            missed.push(format!("{name}: {wakes:.1} wake-ups a minute while nobody wrote"));
        }
        if rested[n].descriptors > warmed[n].descriptors || rested[n].threads > warmed[n].threads {
            missed.push(format!("{name}: descriptors or threads grew"));
        }
        if !matches!(w.child.try_wait(), Ok(None)) {
            missed.push(format!("{name}: has ended"));
        }
    }
    println!("write-ahead log: at most {} KiB", watch.log_most >> 10);
    if watch.log_most > LOG_MOST {
        missed.push(format!(
            "the write-ahead log was {} KiB long",
            watch.log_most >> 10
        ));
    }
    watch.all.into_iter().for_each(Watched::end);
    for why in &missed {
        println!("MISSED: {why}");
    }
    if !missed.is_empty() {
        std::process::exit(1);
    }
}
