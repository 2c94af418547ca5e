//! What age costs: stores with ever more facts, and what a start, the memory and the stored state come to with each.
//!
//! ```sh
//! cargo bench --bench age                                   # 100 to 100,000 facts over 63 units
//! cargo bench --bench age -- --units 10599 --facts 100000   # one store, over a made-up roster
//! KETNOI_PROGRAM=/usr/bin/ketnoi cargo bench --bench age    # another build of it
//! cargo bench --bench age -- --facts 100000 --line          # the time line instead: opened, then a day at a time
//! cargo bench --bench age -- --facts 100000 --make FOLDER   # only make such a home (HOME=FOLDER), and keep it
//! ```
//!
//! Nothing is asserted: the figures go to standard output as a table. A start is from `exec` to the last byte of the first
//! burst in a pty of 80x24; `status` is the command line's, to its end; both are medians. Every store is first written to
//! once through ketnoi, so that there is a stored state.

mod common {
    pub mod life;
    #[expect(dead_code, reason = "each bench needs a part of a started program")]
    pub mod terminal;
}

use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use common::{life, terminal};
use ketnoi::clock::Clock;
use ketnoi::core::decide::Who;
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::names::Actor;
use ketnoi::core::past::Sight;
use ketnoi::core::time::DAY;
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::store::Site;

struct Options {
    units: usize,
    facts: Vec<u64>,
    rounds: usize,
    make: Option<String>,
    line: bool,
}

fn options() -> Options {
    let mut o = Options {
        units: 63,
        facts: Vec::new(),
        rounds: 15,
        make: None,
        line: false,
    };
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        match a.as_str() {
            "--units" => o.units = args.next().and_then(|n| n.parse().ok()).unwrap_or(o.units),
            "--facts" => o.facts.extend(args.next().and_then(|n| n.parse::<u64>().ok())),
            "--rounds" => o.rounds = args.next().and_then(|n| n.parse().ok()).unwrap_or(o.rounds),
            "--line" => o.line = true,
            "--make" => o.make = args.next(),
            _ => {} // what cargo adds
        }
    }
    if o.facts.is_empty() {
        o.facts = vec![100, 1_000, 10_000, 100_000];
    }
    o
}

/// The built ketnoi, or another build of it: `KETNOI_PROGRAM`.
fn program() -> String {
    std::env::var("KETNOI_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_ketnoi").to_owned())
}

fn ketnoi(home: &Path, args: &[&str]) -> Command {
    let mut c = Command::new(program());
    c.args(args)
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME");
    c
}

fn run(home: &Path, args: &[&str]) {
    let out = ketnoi(home, args).output().expect("ketnoi runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

fn median(mut v: Vec<f64>) -> f64 {
    v.sort_by(f64::total_cmp);
    v.get(v.len() / 2).copied().unwrap_or(f64::NAN)
}

/// From `exec` to the last byte of the first burst, in milliseconds, and the memory half a second later, in KiB.
fn start(home: &Path) -> (f64, u64) {
    let (tx, bytes) = channel();
    let started = terminal::start(&program(), &[], home, (80, 24));
    let began = started.began;
    let (mut reader, mut child) = (started.reader, started.child);
    std::thread::spawn(move || {
        let mut buf = [0u8; 65_536];
        while let Ok(n) = reader.read(&mut buf) {
            if n == 0 || tx.send(Instant::now()).is_err() {
                break;
            }
        }
    });
    let mut last = bytes.recv_timeout(Duration::from_mins(1)).unwrap_or(began);
    while let Ok(t) = bytes.recv_timeout(Duration::from_millis(60)) {
        last = t;
    }
    let settled = Instant::now() + Duration::from_millis(400);
    while let Some(left) = settled.checked_duration_since(Instant::now()) {
        if matches!(bytes.recv_timeout(left), Err(RecvTimeoutError::Disconnected)) {
            break;
        }
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.process_id().unwrap_or(0)))
        .unwrap_or_default();
    let rss = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    let rss = rss
        .and_then(|l| l.split_whitespace().next()?.parse().ok())
        .unwrap_or(0);
    let _ = child.kill();
    let _ = child.wait();
    ((last - began).as_secs_f64() * 1_000.0, rss)
}

fn bytes_of(store: &Path, sql: &str) -> i64 {
    let conn = rusqlite::Connection::open(store).expect("the store opens");
    conn.query_row(sql, [], |r| r.get(0)).unwrap_or(0)
}

fn measure(o: &Options, facts: u64) {
    let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let store = furnish(home.path(), o.units, facts);
    let (mut starts, mut memory, mut status) = (vec![], vec![], vec![]);
    for _ in 0..o.rounds {
        let (ms, rss) = start(home.path());
        starts.push(ms);
        memory.push(rss as f64);
        let began = Instant::now();
        run(home.path(), &["status", "--json"]);
        status.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    let began = Instant::now();
    run(
        home.path(),
        &["report", "note", "01", "--note", "một lần nữa", "--yes"],
    );
    let command = began.elapsed().as_secs_f64() * 1_000.0;
    let state = bytes_of(&store, "SELECT max(length(state)) FROM snapshots");
    let shelves = bytes_of(&store, "SELECT sum(length(bytes)) FROM shelves");
    println!(
        "| {} | {facts} | {:.1} | {:.1} | {:.1} | {command:.1} | {} | {} | {} |",
        o.units,
        median(starts),
        median(memory) / 1_024.0,
        median(status),
        state / 1_024,
        shelves / 1_024,
        std::fs::metadata(&store).map_or(0, |m| m.len()) >> 20,
    );
}

/// How much is resident, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let rss = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    rss.and_then(|l| l.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// The time line without its screen: opened, then forty days back and forth again, one step at a time.
fn line(o: &Options, facts: u64) {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let store = dir.path().join("ketnoi.db");
    drop(life::make(&store, o.units, facts));
    let def = life::definition(o.units);
    let now = life::START.plus(41 * DAY);
    let lan = Actor::from("lan");
    let mut ledger = Ledger::open(Opening {
        site: Site::file(store),
        campaign: None,
        shipped: &|_| Some(def.clone()),
        who: Who {
            actor: lan.clone(),
            real_user: lan,
            role: Role::Administrator,
            via: Via::Tui,
        },
        clock: Clock::Fixed(now),
        read_only: None,
    })
    .expect("the ledger opens");
    let before = resident();
    let began = Instant::now();
    let mut past = ledger.past().expect("the past is read");
    let opened = began.elapsed().as_secs_f64() * 1_000.0;
    // What the clerk does while nobody asks for anything.
    let began = Instant::now();
    while !past.prepare(1_024, &mut ledger).expect("the facts are read") {}
    let prepared = began.elapsed().as_secs_f64() * 1_000.0;
    let mut shown = ledger.campaign().clone();
    let mut step = |days: i64| {
        let sight = Sight {
            as_of: Some(now.plus(-days * DAY)),
            known_at: None,
        };
        let began = Instant::now();
        // What was shown before is given up when the next has come, as on the screen.
        shown = past.seen(sight, &mut ledger).expect("the facts are read");
        began.elapsed().as_secs_f64() * 1_000.0
    };
    let back: Vec<f64> = (1..=40).map(&mut step).collect();
    let forth: Vec<f64> = (1..=40).rev().map(&mut step).collect();
    let most = |v: &[f64]| v.iter().copied().fold(0.0, f64::max);
    println!(
        "| {} | {facts} | {opened:.1} | {prepared:.1} | {:.2} | {:.2} | {:.2} | {:.2} | {:.1} |",
        o.units,
        median(back.clone()),
        most(&back),
        median(forth.clone()),
        most(&forth),
        resident().saturating_sub(before) as f64 / 1_024.0,
    );
}

fn furnish(home: &Path, units: usize, facts: u64) -> std::path::PathBuf {
    let store = home.join(".local/share/ketnoi/ketnoi.db");
    std::fs::create_dir_all(store.parent().expect("a folder")).expect("a folder");
    life::make(&store, units, facts);
    run(
        home,
        &["report", "note", "01", "--note", "cho trạng thái lưu", "--yes"],
    );
    store
}

fn main() {
    let o = options();
    if let Some(home) = &o.make {
        furnish(
            Path::new(home),
            o.units,
            o.facts.first().copied().unwrap_or(1_000),
        );
        return;
    }
    if o.line {
        println!("| units | facts | open ms | states ms | back ms | most | forth ms | most | MiB more |");
        println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        o.facts.iter().for_each(|facts| line(&o, *facts));
        return;
    }
    println!(
        "| units | facts | start ms | RSS MiB | status ms | command ms | state KiB | shelves KiB | store MiB |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for facts in &o.facts {
        measure(&o, *facts);
    }
}
