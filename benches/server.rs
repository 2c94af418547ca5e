//! What a store on a PostgreSQL server costs, beside one in a file, in one run: a server of its own on loopback, fsync on.
//!
//! ```sh
//! cargo bench --bench server                  # all of it, about a minute
//! cargo bench --bench server -- --rounds 5000
//! ```
//!
//! Writers are threads, each with a connection of its own; a command is one note of about 280 bytes, on record once it counts.
//! "5 ms away" goes through a proxy that holds every piece back for 2.5 ms each way. At the end of each scene the chain is
//! verified. Nothing is asserted but that; the figures go to standard output as a table.

#[path = "../tests/common/postgres.rs"]
#[expect(dead_code, reason = "tests need more of a server")]
mod postgres;

/// What the server's starter needs of the tests' own.
mod pty {
    pub fn skip(why: &str) {
        eprintln!("not measured: {why}");
    }

    pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
        let until = std::time::Instant::now() + std::time::Duration::from_mins(1);
        while !is_so() {
            assert!(std::time::Instant::now() < until, "never came: {what}");
            std::thread::park_timeout(std::time::Duration::from_millis(5));
        }
    }
}

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use ketnoi::core::fact::{Draft, Fact, ReportNoted, Role, Via};
use ketnoi::core::names::{CampaignId, CmdId, UnitCode};
use ketnoi::core::store_url::StoreUrl;
use ketnoi::core::time::Stamp;
use ketnoi::store::{Appended, Batch, Site, Store, StoreError, Surroundings};

static NEXT: AtomicU64 = AtomicU64::new(1);

fn batch() -> Batch {
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    Batch {
        cmd: CmdId(ulid::Ulid(u128::from(n))),
        actor: "lan".into(),
        real_user: "lan".into(),
        role: Role::Editor,
        via: Via::Cli,
        recorded: Stamp(1_590_000_000_000),
        drafts: vec![Draft {
            unit: Some(UnitCode::from("01")),
            at: Stamp(1_590_000_000_000),
            entered_later: false,
            fact: Fact::ReportNoted(ReportNoted {
                text: format!("ghi chú số {n} về báo cáo của Sở, gồm vài câu như người ta thường viết ở đây"),
            }),
        }],
    }
}

/// One command, as the ledger gives it; tries again where somebody was quicker.
fn give(store: &mut dyn Store, stream: &CampaignId, seen: &mut u64, batch: &Batch) -> Result<(), StoreError> {
    loop {
        let mut turn = store.turn(stream, *seen, Some(batch.cmd))?;
        if !turn.command(stream, batch.cmd)?.is_empty() {
            return Ok(());
        }
        let head = turn.head(stream)?.seq;
        match turn.append(head, batch) {
            Ok(Appended::Done(facts)) => {
                *seen = facts.last().map_or(head, |f| f.seq);
                return Ok(());
            }
            Ok(Appended::Already(_)) => return Ok(()),
            Ok(Appended::Moved(_)) | Err(StoreError::Overtaken) => {}
            Err(why) => return Err(why),
        }
    }
}

/// Milliseconds of every command of so many writers, and how long all of it took.
fn write(site: &Site, streams: &[CampaignId], writers: usize, rounds: usize) -> (Vec<f64>, Duration) {
    let began = Instant::now();
    let all: Vec<Vec<f64>> = thread::scope(|scope| {
        let one = |n: usize| {
            let stream = streams[n % streams.len()].clone();
            scope.spawn(move || {
                let mut store = site.create().expect("a store");
                let mut seen = store.head(&stream).expect("a head").seq;
                (0..rounds)
                    .map(|_| {
                        let (batch, began) = (batch(), Instant::now());
                        give(store.as_mut(), &stream, &mut seen, &batch).expect("on record");
                        began.elapsed().as_secs_f64() * 1_000.0
                    })
                    .collect()
            })
        };
        let running: Vec<_> = (0..writers).map(one).collect();
        running.into_iter().map(|r| r.join().expect("a writer")).collect()
    });
    let took = began.elapsed();
    let mut store = site.open().expect("a store");
    for stream in streams {
        let head = store.verify(stream, &mut |_| ()).expect("a whole chain");
        assert!(head.seq > 0);
    }
    (all.into_iter().flatten().collect(), took)
}

fn quantile(all: &mut [f64], share: f64) -> f64 {
    all.sort_by(f64::total_cmp);
    let at = ((all.len() as f64 * share).ceil() as usize).clamp(1, all.len().max(1)) - 1;
    all.get(at).copied().unwrap_or(f64::NAN)
}

fn told(what: &str, (mut all, took): (Vec<f64>, Duration)) {
    let n = all.len();
    println!(
        "{what:<46} {n:>7} {:>8.0}/s {:>8.2} {:>8.2} {:>8.2}",
        n as f64 / took.as_secs_f64(),
        quantile(&mut all, 0.5),
        quantile(&mut all, 0.99),
        quantile(&mut all, 1.0),
    );
}

fn streams(n: usize, name: &str) -> Vec<CampaignId> {
    (0..n).map(|i| CampaignId(format!("{name}-{i}"))).collect()
}

fn site(url: &str) -> Site {
    Site::at(&StoreUrl::parse(url).expect("a name"), &Surroundings::default())
}

/// Passes bytes on, each piece after a pause; gives the port.
fn proxy(to: u16, pause: Duration) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("its own").port();
    let pass = move |mut from: TcpStream, mut into: TcpStream| {
        let (tell, hear) = channel::<(Instant, Vec<u8>)>();
        thread::spawn(move || {
            for (due, bytes) in hear {
                thread::sleep(due.saturating_duration_since(Instant::now()));
                if into.write_all(&bytes).is_err() {
                    return;
                }
            }
            let _ = into.shutdown(Shutdown::Write);
        });
        thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(n @ 1..) = from.read(&mut buffer) {
                if tell.send((Instant::now() + pause, buffer[..n].to_vec())).is_err() {
                    return;
                }
            }
        });
    };
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let server = TcpStream::connect(("127.0.0.1", to)).expect("the server");
            for stream in [&client, &server] {
                stream.set_nodelay(true).expect("no delay");
            }
            pass(
                client.try_clone().expect("a handle"),
                server.try_clone().expect("a handle"),
            );
            pass(server, client);
        }
    });
    port
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let rounds = args
        .iter()
        .position(|a| a == "--rounds")
        .and_then(|at| args.get(at + 1));
    let rounds: usize = rounds.and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let Some(server) = postgres::Postgres::start(&[]) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = Site::file(folder.path().join("k.db"));
    println!(
        "{:<46} {:>7} {:>10} {:>8} {:>8} {:>8}",
        "", "n", "", "p50 ms", "p99 ms", "longest"
    );
    let one = streams(1, "one");
    let url = server.url();
    let far = format!(
        "postgres://postgres@127.0.0.1:{}/{}",
        proxy(server.port, Duration::from_micros(2_500)),
        url.rsplit_once('/').expect("a database").1
    );
    let near = site(&url);
    told("file: 1 writer", write(&file, &one, 1, rounds));
    told("server: 1 writer", write(&near, &one, 1, rounds));
    told(
        "file: 16 writers, one stream",
        write(&file, &streams(1, "b"), 16, rounds / 8),
    );
    told(
        "server: 16 writers, one stream",
        write(&near, &streams(1, "b"), 16, rounds / 8),
    );
    told(
        "server: 16 writers, 16 streams",
        write(&near, &streams(16, "c"), 16, rounds / 8),
    );
    told(
        "server, 5 ms away: 1 writer",
        write(&site(&far), &streams(1, "d"), 1, rounds / 10),
    );
    told(
        "server, 5 ms away: 16 writers, one stream",
        write(&site(&far), &streams(1, "e"), 16, rounds / 40),
    );
    told(
        "file: 50 writers, one stream",
        write(&file, &streams(1, "f"), 50, rounds / 40),
    );
    told(
        "server: 50 writers, one stream",
        write(&near, &streams(1, "f"), 50, rounds / 40),
    );
    slow_flush(rounds / 8);
    hearing(&near, &url, rounds / 5);
    for (what, site) in [("file", &file), ("server", &near)] {
        catching_up(what, site);
    }
    restarts(&server, &near);
}

/// Sixteen streams on a server whose disk takes 5 ms longer for each flush, with somebody on every stream who is told of it. The
/// server's own pause before a flush (`commit_delay`) stands for the disk: commits that come meanwhile go with it, as they do there.
fn slow_flush(rounds: usize) {
    let Some(server) = postgres::Postgres::start(&["commit_delay=5000", "commit_siblings=0"]) else {
        return;
    };
    let url = server.url();
    let (near, streams) = (site(&url), streams(16, "j"));
    let told_of = Arc::new(AtomicU64::new(0));
    let listening: Vec<(Site, Box<dyn Store>)> = (0..streams.len())
        .map(|_| {
            let other = site(&url);
            let store = other.create().expect("a store");
            let told_of = Arc::clone(&told_of);
            other
                .watch(Box::new(move || {
                    told_of.fetch_add(1, Ordering::Relaxed);
                }))
                .expect("a watch");
            (other, store)
        })
        .collect();
    told(
        "server, flush of 5 ms: 16 writers, 16 streams",
        write(&near, &streams, 16, rounds),
    );
    println!(
        "{:<46} {:>7} nudges to {} listeners",
        "",
        told_of.load(Ordering::Relaxed),
        listening.len()
    );
}

/// From a commit to the moment when twelve others are told to look.
fn hearing(near: &Site, url: &str, rounds: usize) {
    let (tell, hear) = channel();
    let others: Vec<(Site, Box<dyn Store>)> = (0..12)
        .map(|_| {
            let other = site(url);
            let store = other.open().expect("a store");
            let tell = tell.clone();
            other
                .watch(Box::new(move || {
                    let _ = tell.send(Instant::now());
                }))
                .expect("a watch");
            (other, store)
        })
        .collect();
    let mut store = near.open().expect("a store");
    let (stream, mut seen, mut all) = (streams(1, "g").remove(0), 0, Vec::new());
    let began = Instant::now();
    for _ in 0..rounds {
        while hear.recv_timeout(Duration::from_millis(20)).is_ok() {}
        give(store.as_mut(), &stream, &mut seen, &batch()).expect("on record");
        let done = Instant::now();
        for _ in &others {
            let Ok(at) = hear.recv_timeout(Duration::from_secs(3)) else {
                break;
            };
            all.push(at.saturating_duration_since(done).as_secs_f64() * 1_000.0);
        }
    }
    told("server: 12 others told of a commit", (all, began.elapsed()));
}

/// Ten thousand facts that somebody has not seen.
fn catching_up(what: &str, site: &Site) {
    let stream = streams(1, "h").remove(0);
    let mut store = site.create().expect("a store");
    for _ in 0..40 {
        let seq = store.head(&stream).expect("a head").seq;
        let mut turn = store.turn(&stream, seq, None).expect("a turn");
        for n in 0..250 {
            turn.put(seq + n, &batch()).expect("put");
        }
        turn.commit().expect("on record");
    }
    let mut all = Vec::new();
    let began = Instant::now();
    for _ in 0..5 {
        let (began, mut after) = (Instant::now(), 0);
        loop {
            let page = store.read_after(&stream, after, 1_024).expect("facts");
            let Some(last) = page.last() else { break };
            after = last.seq;
        }
        assert_eq!(after, 10_000);
        all.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    told(
        &format!("{what}: 10,000 facts caught up with"),
        (all, began.elapsed()),
    );
}

/// The server ends at once and comes back, twenty times, under eight writers, who give twelve thousand commands meanwhile.
fn restarts(server: &postgres::Postgres, near: &Site) {
    const WRITERS: usize = 8;
    const COMMANDS: u64 = 12_000;
    const RESTARTS: u64 = 20;
    let stream = streams(1, "i").remove(0);
    let given = AtomicU64::new(0);
    let began = Instant::now();
    let (all, told_saved): (Vec<Vec<f64>>, u64) = thread::scope(|scope| {
        let one = |_| {
            scope.spawn(|| {
                let mut store: Option<Box<dyn Store>> = None;
                let (mut seen, mut times) = (0, Vec::new());
                while given.load(Ordering::Relaxed) < COMMANDS {
                    let (batch, began) = (batch(), Instant::now());
                    loop {
                        let outcome = match &mut store {
                            Some(store) => give(store.as_mut(), &stream, &mut seen, &batch),
                            None => near.create().map(|fresh| {
                                store = Some(fresh);
                            }),
                        };
                        match outcome {
                            Ok(()) if began.elapsed().is_zero() => {}
                            Ok(()) => {
                                let done = store
                                    .as_mut()
                                    .and_then(|s| s.command(&stream, batch.cmd).ok())
                                    .is_some_and(|facts| !facts.is_empty());
                                if done {
                                    break;
                                }
                            }
                            Err(_) => {
                                store = None;
                                thread::sleep(Duration::from_millis(20));
                            }
                        }
                    }
                    given.fetch_add(1, Ordering::Relaxed);
                    times.push(began.elapsed().as_secs_f64() * 1_000.0);
                }
                times
            })
        };
        let running: Vec<_> = (0..WRITERS).map(one).collect();
        for n in 1..=RESTARTS {
            while given.load(Ordering::Relaxed) < n * COMMANDS / (RESTARTS + 1) {
                thread::park_timeout(Duration::from_millis(1));
            }
            server.kill();
            server.up();
        }
        let all: Vec<Vec<f64>> = running.into_iter().map(|r| r.join().expect("a writer")).collect();
        let n = all.iter().map(Vec::len).sum::<usize>() as u64;
        (all, n)
    });
    let took = began.elapsed();
    let mut store = near.open().expect("a store");
    let mut on_record = 0;
    store
        .verify(&stream, &mut |_| on_record += 1)
        .expect("a whole chain");
    told(
        "server: 20 restarts under 8 writers",
        (all.into_iter().flatten().collect(), took),
    );
    println!(
        "  told as saved {told_saved}, on record {on_record}: {} lost or doubled",
        told_saved.abs_diff(on_record)
    );
}
