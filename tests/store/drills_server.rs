//! A PostgreSQL server that is killed, replaced, cut off, slow, full, under writers who go on: what they were told is
//! compared with what stands there. Real servers, started by the tests.

use std::collections::BTreeMap;
use std::process::{Child, Command as Program, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ketnoi::clock::Clock;
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::fact::Fact;
use ketnoi::core::names::{CampaignId, CmdId, UnitCode};
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::store::{Remedy, Site, StoreError};
use rustix::process::{Pid, Signal, kill_process};

use crate::common::desk::{who, wtisd_2020};
use crate::common::postgres::{self, Postgres};
use crate::common::proxy::{Commit, Proxy};
use crate::common::pty::{skip, wait_until};
use crate::sites::at;

const WRITERS: u128 = 8;
/// Nobody is without an answer for longer than this, whatever happens to the server.
const LONGEST: Duration = Duration::from_secs(10);

fn stream() -> CampaignId {
    CampaignId::from("wtisd-2020")
}

fn opened(site: &Site) -> Ledger {
    Ledger::open(Opening {
        site: site.clone(),
        campaign: Some(stream()),
        shipped: &|_| Some(wtisd_2020()),
        who: who("lan"),
        clock: Clock::Real,
        read_only: None,
    })
    .unwrap()
}

fn note(n: u128) -> Order {
    let units = vec![UnitCode::from("04")];
    Order::new(CmdId(n.into()), Command::Note { units }).note("ghi chú")
}

/// The same store by another port, and by other hosts.
fn by(url: &str, hosts: &str) -> String {
    let (_, rest) = url.split_once("/postgres?").unwrap();
    format!("postgres://postgres@{hosts}/postgres?{rest}")
}

/// What a writer was told.
#[derive(Default)]
struct Told {
    confirmed: Vec<CmdId>,
    longest: Duration,
}

/// Writes until it is told to stop; a command without an answer is given again, as the same one, like a form handed in again.
fn writes(site: &Site, own: u128, stop: &AtomicBool) -> Told {
    let (mut ledger, mut told) = (opened(site), Told::default());
    for n in 0.. {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let order = note(own << 64 | (n + 1));
        let began = Instant::now();
        loop {
            match ledger.submit(&order) {
                Ok(_) => break,
                Err(LedgerError::Store(why)) if why.remedy() == Remedy::Reopen => {}
                Err(LedgerError::Store(StoreError::Busy)) => {}
                Err(why) => panic!("writer {own}: {why:?}"),
            }
            assert!(
                began.elapsed() < Duration::from_mins(1),
                "writer {own}: no answer"
            );
        }
        told.longest = told.longest.max(began.elapsed());
        told.confirmed.push(order.cmd);
    }
    told
}

/// Has eight write while something befalls the server; gives what they were told.
fn under_writers(site: &Site, befalls: impl FnOnce(&dyn Fn(u64))) -> Vec<Told> {
    opened(site).submit(&note(1)).unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let stop = &stop;
        let writers: Vec<_> = (0..WRITERS)
            .map(|w| scope.spawn(move || writes(site, w + 1, stop)))
            .collect();
        // Waits until so many more facts stand there.
        let go_on = |more: u64| {
            let head = || site.open().ok()?.head(&stream()).ok().map(|h| h.seq);
            let mut from = None;
            wait_until("they write", || {
                let now = head();
                from = from.or(now);
                now.zip(from).is_some_and(|(now, from)| now >= from + more)
            });
        };
        befalls(&go_on);
        go_on(80);
        stop.store(true, Ordering::SeqCst);
        writers.into_iter().map(|w| w.join().unwrap()).collect()
    })
}

/// Everything that was confirmed stands there, once; the chain is whole; nobody was without an answer for longer than that.
fn nothing_lost_nothing_doubled(site: &Site, told: &[Told], longest_wait: Duration) {
    let mut store = site.open().unwrap();
    store.verify(&stream(), &mut |_| ()).unwrap();
    let mut there: BTreeMap<CmdId, usize> = BTreeMap::new();
    for env in store.read_after(&stream(), 0, usize::MAX >> 1).unwrap() {
        if matches!(env.fact, Fact::ReportNoted(_)) {
            *there.entry(env.cmd).or_default() += 1;
        }
    }
    let doubled = there.values().filter(|n| **n > 1).count();
    let confirmed = || told.iter().flat_map(|t| &t.confirmed);
    let lost = confirmed().filter(|cmd| !there.contains_key(cmd)).count();
    assert_eq!(
        (lost, doubled),
        (0, 0),
        "of {} that were confirmed",
        confirmed().count()
    );
    assert!(told.iter().all(|t| !t.confirmed.is_empty()));
    let longest = told.iter().map(|t| t.longest).max().unwrap();
    eprintln!(
        "{} confirmed, longest without an answer {} ms",
        confirmed().count(),
        longest.as_millis()
    );
    assert!(longest < longest_wait, "{longest:?}");
}

#[test]
fn a_standby_that_takes_over_under_eight_writers_is_found_and_nothing_confirmed_is_lost() {
    let Some(primary) = Postgres::start(&[]) else {
        return;
    };
    let url = primary.url();
    opened(&at(&url)).submit(&note(2)).unwrap();
    let standby = primary.standby();
    let hosts = format!("127.0.0.1:{},127.0.0.1:{}", primary.port, standby.port);
    let site = at(&by(&url, &hosts));
    let told = under_writers(&site, |go_on| {
        go_on(80);
        primary.kill();
        assert_eq!(standby.sql("SELECT pg_promote()").trim(), "t");
    });
    nothing_lost_nothing_doubled(&site, &told, LONGEST);
}

/// The standby lags behind, nobody waits for it, and it takes over: that facts are gone is seen by whoever had seen them.
#[test]
fn a_standby_that_lags_behind_and_takes_over_is_noticed_and_not_written_to() {
    let Some(primary) = Postgres::start(&[]) else {
        return;
    };
    let url = primary.url();
    opened(&at(&url)).submit(&note(1)).unwrap();
    let standby = primary.standby();
    primary.sql("ALTER SYSTEM RESET synchronous_standby_names");
    primary.sql("SELECT pg_reload_conf()");
    wait_until("nobody waits for it", || {
        primary.sql("SHOW synchronous_standby_names").trim().is_empty()
    });
    wait_until("it has the first", || {
        standby
            .sql("SELECT pg_last_wal_replay_lsn() = pg_last_wal_receive_lsn()")
            .trim()
            == "t"
    });
    let hosts = format!("127.0.0.1:{},127.0.0.1:{}", primary.port, standby.port);
    let site = at(&by(&url, &hosts));
    let mut ledger = opened(&site);
    let had = ledger.campaign().seq();
    kill_walreceiver(&standby);
    ledger.submit(&note(2)).unwrap();
    ledger.submit(&note(3)).unwrap();
    primary.kill();
    assert_eq!(standby.sql("SELECT pg_promote()").trim(), "t");
    let sees = |outcome: Result<_, LedgerError>| match outcome {
        Err(LedgerError::Store(StoreError::Rewound { had, found, .. })) => (had.seq, found.seq),
        other => panic!("{:?}", other.map(|()| "written")),
    };
    for _ in 0..3 {
        let seen = sees(ledger.submit(&note(4)).map(drop));
        assert_eq!(seen, (had + 2, had), "both numbers are told");
    }
    assert_eq!(sees(ledger.catch_up().map(drop)), (had + 2, had));
    assert_eq!(
        site.open().unwrap().head(&stream()).unwrap().seq,
        had,
        "nothing is written"
    );
    // Somebody agrees.
    ledger.accept().unwrap();
    assert_eq!(ledger.campaign().seq(), had);
    ledger.submit(&note(4)).unwrap();
    assert_eq!(site.open().unwrap().head(&stream()).unwrap().seq, had + 1);
    ledger.verify().unwrap();
}

/// What comes from now on does not get there.
fn kill_walreceiver(standby: &Postgres) {
    standby.sql("ALTER SYSTEM SET primary_conninfo = ''");
    standby.sql("SELECT pg_reload_conf()");
    wait_until("it hears no more", || {
        standby.sql("SELECT count(*) FROM pg_stat_wal_receiver").trim() == "0"
    });
}

/// The server looks through its files quickly when it comes up: else that is what takes the time.
#[test]
fn five_restarts_under_eight_writers_lose_and_double_nothing() {
    let Some(server) = Postgres::start(&["recovery_init_sync_method=syncfs"]) else {
        return;
    };
    let site = at(&server.url());
    let told = under_writers(&site, |go_on| {
        for _ in 0..5 {
            go_on(40);
            server.kill();
            server.up();
        }
    });
    nothing_lost_nothing_doubled(&site, &told, 5 * LONGEST);
}

/// Every way in which a line can go at the end of a turn: the command is on record once, and that is what is told.
#[test]
fn a_line_that_is_cut_before_in_and_after_a_commit_costs_nothing_and_doubles_nothing() {
    let Some(server) = postgres::shared() else { return };
    let url = server.url();
    let proxy = Proxy::before(server.port);
    let site = at(&by(&url, &format!("127.0.0.1:{}", proxy.port)));
    let mut ledger = opened(&site);
    ledger.submit(&note(1)).unwrap();
    let mut seq = ledger.campaign().seq();
    for (n, fate) in [Commit::IsLost, Commit::IsCutOff, Commit::IsNotAnswered]
        .into_iter()
        .enumerate()
    {
        proxy.next_commit(fate);
        let receipt = ledger.submit(&note(10 + n as u128)).unwrap();
        seq += 1;
        assert!(
            !receipt.already && receipt.facts.len() == 1,
            "{fate:?}: {receipt:?}"
        );
        assert_eq!(ledger.campaign().seq(), seq, "{fate:?}");
        let mut direct = at(&url).open().unwrap();
        assert_eq!(direct.head(&stream()).unwrap().seq, seq, "{fate:?}");
        assert_eq!(direct.verify(&stream(), &mut |_| ()).unwrap().seq, seq);
        // And again in the middle of nothing: what is asked next lays another line.
        proxy.cut();
        ledger.catch_up().unwrap();
    }
}

/// The design's promise for whoever is far away: a turn is two journeys.
#[test]
fn a_turn_takes_two_journeys_however_far_away_the_server_is() {
    let Some(server) = postgres::shared() else { return };
    let proxy = Proxy::before(server.port);
    let site = at(&by(&server.url(), &format!("127.0.0.1:{}", proxy.port)));
    let mut ledger = opened(&site);
    ledger.submit(&note(1)).unwrap();
    ledger.submit(&note(2)).unwrap();
    proxy.delays(Duration::from_millis(5));
    for n in 3..8 {
        // What nobody waits for after a turn is answered by then.
        ledger.catch_up().unwrap();
        let (before, began) = (proxy.journeys(), Instant::now());
        ledger.submit(&note(n)).unwrap();
        let took = began.elapsed();
        assert_eq!(proxy.journeys() - before, 2, "journeys of command {n}");
        assert!(took >= Duration::from_millis(10), "{took:?}");
    }
}

/// Every session keeps up after every command of every other: what is new and whether the store was moved is one journey.
#[test]
fn keeping_up_takes_one_journey() {
    let Some(server) = postgres::shared() else { return };
    let (url, proxy) = (server.url(), Proxy::before(server.port));
    let mut other = opened(&at(&url));
    other.submit(&note(1)).unwrap();
    let mut ledger = opened(&at(&by(&url, &format!("127.0.0.1:{}", proxy.port))));
    // Long enough that no answer can come between two questions that are asked together.
    proxy.delays(Duration::from_millis(5));
    ledger.catch_up().unwrap();
    let before = proxy.journeys();
    let mut keeps_up = || {
        let news = ledger.catch_up().unwrap().len();
        (news, ledger.moved().map(|moved| moved.to.clone()))
    };
    assert_eq!(keeps_up(), (0, None));
    for n in 2..12 {
        other.submit(&note(n)).unwrap();
        assert_eq!(keeps_up(), (1, None));
    }
    let mut store = at(&url).open().unwrap();
    assert!(store.leave("sqlite:/srv/k.db", &mut || true).unwrap());
    assert_eq!(keeps_up(), (0, Some("sqlite:/srv/k.db".to_owned())));
    store.stay().unwrap();
    assert_eq!(keeps_up(), (0, None));
    // Of thirteen; that somebody has written is told unasked, and may be heard just then.
    let journeys = proxy.journeys() - before;
    assert!((13..20).contains(&journeys), "{journeys}");
}

/// The program itself as a writer, stopped in the middle of its turn.
fn in_a_turn(proxy: &Proxy, url: &str) -> Child {
    let before = proxy.held();
    proxy.next_commit(Commit::IsHeld);
    let home = tempfile::tempdir().unwrap();
    let child = Program::new(env!("CARGO_BIN_EXE_ketnoi"))
        .env("HOME", home.path())
        .args(["--lang", "en", "--campaign", "wtisd-2020", "--store"])
        .arg(by(url, &format!("127.0.0.1:{}", proxy.port)))
        .args(["report", "note", "06", "--note", "in the turn"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_until("it is in its turn", || proxy.held() > before);
    child
}

#[test]
fn a_writer_that_is_killed_in_its_turn_is_in_nobodys_way() {
    let Some(server) = postgres::shared() else { return };
    let (url, proxy) = (server.url(), Proxy::before(server.port));
    let mut other = opened(&at(&url));
    other.submit(&note(1)).unwrap();
    let mut child = in_a_turn(&proxy, &url);
    child.kill().unwrap();
    child.wait().unwrap();
    let began = Instant::now();
    other.submit(&note(2)).unwrap();
    assert!(began.elapsed() < LONGEST, "{:?}", began.elapsed());
    let facts = at(&url).open().unwrap().read_after(&stream(), 0, 99).unwrap();
    assert!(!facts.iter().any(|env| env.unit == Some(UnitCode::from("06"))));
}

#[test]
fn a_writer_that_is_stopped_in_its_turn_gives_it_up_and_writes_nothing_wrong_when_it_wakes() {
    let Some(server) = postgres::shared() else { return };
    let (url, proxy) = (server.url(), Proxy::before(server.port));
    let mut other = opened(&at(&url));
    other.submit(&note(1)).unwrap();
    let mut child = in_a_turn(&proxy, &url);
    let pid = Pid::from_child(&child);
    kill_process(pid, Signal::STOP).unwrap();
    // The server takes the turn from whoever sleeps in it, before others lose their patience.
    other.submit(&note(2)).unwrap();
    other.submit(&note(3)).unwrap();
    proxy.let_through();
    kill_process(pid, Signal::CONT).unwrap();
    let woken = ends(&mut child);
    assert!(woken.0, "{}", woken.1);
    let mut store = at(&url).open().unwrap();
    store.verify(&stream(), &mut |_| ()).unwrap();
    let facts = store.read_after(&stream(), 0, 99).unwrap();
    let own: Vec<u64> = facts
        .iter()
        .filter(|env| env.unit == Some(UnitCode::from("06")))
        .map(|env| env.seq)
        .collect();
    assert_eq!(
        own,
        [facts.last().unwrap().seq],
        "once, behind what others wrote meanwhile"
    );
}

fn ends(child: &mut Child) -> (bool, String) {
    let mut said = String::new();
    if let Some(mut err) = child.stderr.take() {
        std::io::Read::read_to_string(&mut err, &mut said).unwrap();
    }
    (child.wait().unwrap().success(), said)
}

/// A file system of its own, as small as servers' disks are when they are full.
struct Small(tempfile::TempDir);

impl Small {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Program::new("mount")
            .args(["-t", "tmpfs", "-o", "size=100m", "tmpfs"])
            .arg(folder.path())
            .output();
        if !mounted.is_ok_and(|m| m.status.success()) {
            skip("no small file system can be mounted here");
            return None;
        }
        Some(Self(folder))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Program::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_of_the_server_is_said_and_got_over_without_a_restart_of_ours() {
    let Some(small) = Small::new() else { return };
    let folder = tempfile::tempdir_in(small.0.path()).unwrap();
    let few = ["max_wal_size=4MB", "min_wal_size=2MB", "restart_after_crash=off"];
    let Some(server) = Postgres::start_in(folder, &few) else {
        return;
    };
    let site = at(&server.url());
    let mut ledger = opened(&site);
    ledger.submit(&note(1)).unwrap();
    let ballast = small.0.path().join("ballast");
    let mut file = std::fs::File::create(&ballast).unwrap();
    while std::io::Write::write_all(&mut file, &[7; 1 << 16]).is_ok() {}
    drop(file);
    let long = "x".repeat(1_500);
    let mut confirmed = ledger.campaign().seq();
    let mut n = 100;
    let why = loop {
        let units = vec![UnitCode::from("04")];
        let order = Order::new(CmdId((n).into()), Command::Note { units }).note(&long);
        match ledger.submit(&order) {
            Ok(_) => confirmed += 1,
            Err(LedgerError::Store(why)) => break why,
            Err(why) => panic!("{why:?}"),
        }
        n += 1;
        assert!(n < 20_000, "the disk does not fill");
    };
    eprintln!("after {confirmed} facts: {why}");
    // Where there is no room for its log the server ends itself, which is its way.
    let ended = |why: &StoreError| why.remedy() == Remedy::Reopen;
    assert!(matches!(why, StoreError::Full(_)) || ended(&why), "{why:?}");
    std::fs::remove_file(&ballast).unwrap();
    if !server.answers() {
        server.kill();
        server.up();
    }
    ledger.submit(&note(2)).unwrap();
    let there = site.open().unwrap().verify(&stream(), &mut |_| ()).unwrap().seq;
    // The one that was not confirmed may be there, if that is what was said.
    let unsure = u64::from(matches!(why, StoreError::Unsure(_)));
    assert!(
        (confirmed + 1..=confirmed + 1 + unsure).contains(&there),
        "{confirmed} and {there}"
    );
    drop(server);
}
