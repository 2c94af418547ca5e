//! Several houses on one server, played: each with a schema of its own, people who write, sessions that are told, a wall.
//!
//! Commands fall due by a plan, whatever became of those before, and go through a ledger as every session's do; who was given no
//! answer gives the same command again, as a form is handed in again. A wait is counted from when a command was due. Sessions are
//! of two kinds: real programs in terminals, and listeners that are told by the file of a real `ketnoi relay` and then read what is
//! new over a connection of their own, which is all that a session's clerk does of the server.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Child, Command as Program, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ketnoi::clock::Clock;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{Fact, Role, Via};
use ketnoi::core::mix::Mix;
use ketnoi::core::names::{CampaignId, CmdId, UnitCode};
use ketnoi::core::status::Step;
use ketnoi::core::store_url::StoreUrl;
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::store::error::Remedy;
use ketnoi::store::{Site, Store, StoreError, Surroundings};

use crate::common::postgres::Postgres;
use crate::common::pty::{How, Term, wait_until};

const CAMPAIGN: &str = "wtisd-2020";
/// People who write in a house at the same time.
const WRITERS: usize = 3;
/// How long a burst is.
const BURST: Duration = Duration::from_secs(2);

/// What is played.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub houses: usize,
    /// Commands a second, of all houses together.
    pub rate: u32,
    /// The same in a burst.
    pub burst: u32,
    /// From one burst to the next.
    pub every: Duration,
    pub time: Duration,
    /// Sessions that are told, of all houses together.
    pub sessions: usize,
    /// Dashboards in terminals, besides.
    pub screens: usize,
    /// Is the server ended at once in the middle, and started again?
    pub restart: bool,
}

/// What became of it; times in milliseconds.
#[derive(Debug, Default)]
pub struct Played {
    pub given: usize,
    /// Commands that were confirmed and do not stand there.
    pub lost: usize,
    /// Commands that stand there twice.
    pub doubled: usize,
    /// Facts of one house in another.
    pub crossed: usize,
    /// Sessions that had not heard everything of their house in the end.
    pub untold: usize,
    /// From when a command was due until it was confirmed, in the order in which they were due, but for those of the restart.
    pub waits: Vec<f64>,
    /// The same of those that were due while the server was away, and until everybody had caught up.
    pub at_restart: Vec<f64>,
    /// How long the server was away: until the wall said so, and then until it took connections again.
    pub away: f64,
    /// Until the wall said so.
    pub noticed: f64,
    /// From when a command was confirmed until a session had its facts, but for those that were due at the restart.
    pub told: Vec<f64>,
    pub took: f64,
    /// Connections at most.
    pub connections: usize,
    /// Memory of all processes of the server together, shared pages counted once, at most, in MiB.
    pub server_mib: u64,
    /// The most memory that the wall had, in MiB.
    pub wall_mib: u64,
    /// What stood on the wall in the end.
    pub wall: String,
}

struct House {
    url: String,
    /// Where its relay has its file.
    home: tempfile::TempDir,
}

/// A program that is ended with the value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn stream() -> CampaignId {
    CampaignId::from(CAMPAIGN)
}

/// A ledger, as a session has it.
fn opened(site: &Site) -> Ledger {
    let definition = Arc::new(ketnoi::campaign_file::shipped(CAMPAIGN).expect("readable"));
    Ledger::open(Opening {
        site: site.clone(),
        campaign: Some(stream()),
        shipped: &|_| Some(definition.clone()),
        who: Who {
            actor: "lan".into(),
            real_user: "lan".into(),
            role: Role::Administrator,
            via: Via::Tui,
        },
        clock: Clock::Real,
        read_only: None,
    })
    .expect("a ledger")
}

impl House {
    fn site(&self) -> Site {
        let around = Surroundings {
            cache: Some(self.home.path().join(".cache/ketnoi")),
            ..Surroundings::default()
        };
        Site::at(&StoreUrl::parse(&self.url).expect("a name"), &around)
    }

    fn relay(&self) -> Running {
        let mut program = Program::new(env!("CARGO_BIN_EXE_ketnoi"));
        program
            .args(["relay", "--store", &self.url])
            .env_clear()
            .env("HOME", self.home.path())
            .env("LANG", "C.UTF-8")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Running(program.spawn().expect("a relay"))
    }

    fn screen(&self, args: &[&str]) -> Term {
        let mut all = vec!["--campaign", CAMPAIGN, "--store", &self.url];
        all.extend(args);
        How::new(self.home.path(), &all).size(120, 40).open()
    }
}

/// A command that is due.
struct Job {
    /// Which of its house's.
    n: u64,
    place: usize,
    due: Instant,
}

/// When each command of the plan is due, from the beginning, and in which house.
fn due(plan: &Plan) -> Vec<(Duration, usize)> {
    let (mut at, mut all, mut dice) = (Duration::ZERO, Vec::new(), Mix::new(17));
    while at < plan.time {
        all.push((at, dice.next() as usize % plan.houses));
        // A burst ends what there is between two of them.
        let left = plan.every.as_secs_f64() - at.as_secs_f64() % plan.every.as_secs_f64();
        let rate = if left <= BURST.as_secs_f64() {
            plan.burst
        } else {
            plan.rate
        };
        at += Duration::from_secs(1) / rate.max(1);
    }
    all
}

fn order(house: usize, n: u64, units: &[UnitCode]) -> Order {
    let unit = units[n as usize % units.len()].clone();
    let cmd = CmdId((((house as u128 + 1) << 64) | u128::from(n + 1)).into());
    Order::new(cmd, Command::Note { units: vec![unit] })
        .note(format!("nhà {house}: ghi chú số {n} về báo cáo"))
}

/// Gives an order until it is confirmed; a server that does not answer is asked again.
fn give(ledger: &mut Ledger, order: &Order) -> u64 {
    loop {
        match ledger.submit(order) {
            Ok(receipt) => return receipt.facts.last().map_or(0, |fact| fact.seq),
            Err(LedgerError::Store(StoreError::Busy)) => {}
            Err(LedgerError::Store(why)) if why.remedy() == Remedy::Reopen => {}
            Err(why) => panic!("refused: {why:?}"),
        }
    }
}

/// When a command was confirmed, and which of its house's facts it brought.
struct Confirmed {
    house: usize,
    seq: u64,
    place: usize,
    cmd: CmdId,
    wait: f64,
    at: Instant,
}

/// What a listener heard: a fact by its number, and when it had it.
struct Listener {
    house: usize,
    heard: Arc<Mutex<Vec<(u64, Instant)>>>,
}

/// Reads what is new whenever it is told to look, until it is told to stop.
fn listen(site: &Site, told: &Receiver<()>, heard: &Mutex<Vec<(u64, Instant)>>, stop: &AtomicBool) {
    let mut store: Option<Box<dyn Store>> = None;
    let mut seen = 0;
    while told.recv().is_ok() && !stop.load(Ordering::SeqCst) {
        loop {
            let page = match &mut store {
                Some(store) => store.read_after(&stream(), seen, 1_024),
                None => match site.open() {
                    Ok(fresh) => {
                        store = Some(fresh);
                        continue;
                    }
                    Err(why) => Err(why),
                },
            };
            match page {
                Ok(facts) => {
                    let Some(last) = facts.last() else { break };
                    seen = last.seq;
                    let now = Instant::now();
                    let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
                    heard.extend(facts.iter().map(|fact| (fact.seq, now)));
                }
                // As a session does that lost its server: tries again after a pause, or when it is told.
                Err(_) => match told.recv_timeout(Duration::from_millis(500)) {
                    Ok(()) | Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                },
            }
        }
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The memory of a process and its children in KiB, shared pages counted once.
fn family(pid: u32) -> u64 {
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    let own = |pid: &str| {
        let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|l| l.strip_prefix("Pss:"));
        line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok())
            .unwrap_or(0)
    };
    own(&pid.to_string()) + children.split_whitespace().map(own).sum::<u64>()
}

fn most_of(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// Plays it.
pub fn play(server: &Postgres, plan: &Plan) -> Played {
    let houses: Vec<House> = (0..plan.houses)
        .map(|_| House {
            url: server.url(),
            home: tempfile::tempdir().expect("a folder"),
        })
        .collect();
    let units: Vec<UnitCode> = {
        let definition = ketnoi::campaign_file::shipped(CAMPAIGN).expect("readable");
        definition
            .roster
            .units()
            .map(|ix| definition.roster.code(ix).into())
            .collect()
    };
    for (n, house) in houses.iter().enumerate() {
        give(&mut opened(&house.site()), &order(n, 0, &units));
    }
    let relays: Vec<Running> = houses.iter().map(House::relay).collect();
    for house in &houses {
        let folder = house.home.path().join(".cache/ketnoi");
        wait_until("a relay listens", || {
            let files = fs::read_dir(&folder).into_iter().flatten().flatten();
            files
                .map(|file| file.path())
                .any(|file| file.extension().is_some_and(|e| e == "relay"))
        });
    }
    let last = houses.last().expect("a house");
    let mut wall = last.screen(&["wall", "--pages", "overview"]);
    wall.wait_for(&format!("0/{} đã báo cáo", units.len()));
    let mut screens: Vec<Term> = (0..plan.screens)
        .map(|n| houses[n % houses.len()].screen(&[]))
        .collect();
    for screen in &mut screens {
        screen.wait_for("Hà Giang");
    }
    let mut played = Played::default();
    let facts = run(
        server,
        plan,
        &houses,
        &units,
        &mut played,
        &mut wall,
        &mut screens,
    );
    judge(&houses, &facts, &mut played);
    // What stands on the walls in the end: as many reports as nobody else's house has.
    for (n, house) in houses.iter().enumerate() {
        let units = units[..=n % units.len()].to_vec();
        let receive = Command::Report {
            units,
            step: Step::Receive,
            due: None,
            files: Vec::new(),
        };
        let cmd = CmdId((((n as u128 + 1) << 64) | (1 << 40)).into());
        give(&mut opened(&house.site()), &Order::new(cmd, receive));
    }
    let reports = (houses.len() - 1) % units.len() + 1;
    played.wall = wall.wait_for(&format!("{reports}/{} đã báo cáo", units.len()));
    played.wall_mib = most_of(wall.pid()) / 1_024;
    screens.into_iter().for_each(Term::quit);
    wall.quit();
    drop(relays);
    played
}

/// The hours of the plan; gives what was confirmed.
fn run(
    server: &Postgres,
    plan: &Plan,
    houses: &[House],
    units: &[UnitCode],
    played: &mut Played,
    wall: &mut Term,
    screens: &mut [Term],
) -> Vec<Confirmed> {
    let sites: Vec<Site> = houses.iter().map(House::site).collect();
    let mut listeners: Vec<Listener> = Vec::new();
    let mut tells: Vec<Vec<SyncSender<()>>> = vec![Vec::new(); houses.len()];
    let (mut listening, enough) = (Vec::new(), Arc::new(AtomicBool::new(false)));
    for n in 0..plan.sessions {
        let house = n % houses.len();
        let (site, heard) = (sites[house].clone(), Arc::new(Mutex::new(Vec::new())));
        // Whoever has not looked yet has nothing more to be told.
        let (tell, told) = sync_channel(1);
        let _ = tell.try_send(());
        tells[house].push(tell);
        listeners.push(Listener {
            house,
            heard: heard.clone(),
        });
        let (thread, enough) = (thread::Builder::new().stack_size(512 << 10), enough.clone());
        let listening_to = move || listen(&site, &told, &heard, &enough);
        listening.push(thread.spawn(listening_to).expect("a thread"));
    }
    for (site, tells) in sites.iter().zip(tells.clone()) {
        let tell = move || {
            for tell in &tells {
                let _ = tell.try_send(());
            }
        };
        site.watch(Box::new(tell)).expect("a watch");
    }
    wait_until("all listen", || {
        let has = |l: &Listener| !l.heard.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        listeners.iter().all(has)
    });
    let all = due(plan);
    played.given = all.len();
    let began = Instant::now();
    let (done, confirmed) = channel();
    let (stop, away) = (AtomicBool::new(false), AtomicU64::new(0));
    let mut facts = thread::scope(|scope| {
        let mut jobs = Vec::new();
        for (n, house) in houses.iter().enumerate() {
            let (give_out, take) = channel::<Job>();
            let take = Arc::new(Mutex::new(take));
            for _ in 0..WRITERS {
                let (take, done) = (take.clone(), done.clone());
                scope.spawn(move || {
                    let mut ledger = opened(&house.site());
                    loop {
                        let job = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok(job) = job else { return };
                        let order = order(n, job.n, units);
                        let seq = give(&mut ledger, &order);
                        let at = Instant::now();
                        let _ = done.send(Confirmed {
                            house: n,
                            seq,
                            place: job.place,
                            cmd: order.cmd,
                            wait: ms(at.saturating_duration_since(job.due)),
                            at,
                        });
                    }
                });
            }
            jobs.push((give_out, 1));
        }
        drop(done);
        let planned = &all;
        scope.spawn(move || {
            for (place, (after, house)) in planned.iter().enumerate() {
                let due = began + *after;
                thread::sleep(due.saturating_duration_since(Instant::now()));
                let (give_out, n) = &mut jobs[*house];
                let _ = give_out.send(Job { n: *n, place, due });
                *n += 1;
            }
        });
        let stopped = &stop;
        let watching = scope.spawn(move || {
            let (mut most, mut kib) = (0, 0);
            while !stopped.load(Ordering::SeqCst) {
                let said =
                    server.sql("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
                most = most.max(said.trim().parse::<usize>().unwrap_or(0).saturating_sub(1));
                if server.answers() {
                    kib = kib.max(family(server.pid().as_raw_nonzero().get().cast_unsigned()));
                }
                for _ in 0..50 {
                    if !stopped.load(Ordering::SeqCst) {
                        thread::sleep(Duration::from_millis(100));
                    }
                }
            }
            (most, kib / 1_024)
        });
        let mut restart = plan.restart;
        let mut facts = Vec::with_capacity(planned.len());
        loop {
            match confirmed.recv_timeout(Duration::from_millis(20)) {
                Ok(one) => facts.push(one),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            wall.take(Duration::ZERO);
            for screen in screens.iter_mut() {
                screen.take(Duration::ZERO);
            }
            if restart && began.elapsed() >= plan.time / 2 {
                restart = false;
                let gone = Instant::now();
                server.kill();
                wall.wait_for("MẤT KẾT NỐI DỮ LIỆU từ");
                played.noticed = ms(gone.elapsed());
                server.up();
                away.store(gone.elapsed().as_millis() as u64, Ordering::SeqCst);
            }
        }
        played.took = began.elapsed().as_secs_f64();
        stop.store(true, Ordering::SeqCst);
        (played.connections, played.server_mib) = watching.join().expect("it watched");
        facts
    });
    played.away = away.load(Ordering::SeqCst) as f64;
    facts.sort_by_key(|one| one.place);
    // While the server was away, and until what had waited was done.
    let gone = plan.restart.then_some(plan.time / 2);
    let back = gone.map(|gone| {
        let until = gone + Duration::from_millis(played.away as u64);
        let late = facts.iter().filter(|one| all[one.place].0 <= until);
        let done = late.map(|one| one.at.saturating_duration_since(began)).max();
        (gone, done.unwrap_or(until).max(until))
    });
    let is_of_it = |place: usize| {
        let due = all[place].0 + Duration::from_secs(1);
        back.is_some_and(|(gone, back)| due >= gone && all[place].0 <= back)
    };
    for one in &facts {
        let into = if is_of_it(one.place) {
            &mut played.at_restart
        } else {
            &mut played.waits
        };
        into.push(one.wait);
    }
    told(&listeners, &facts, &is_of_it, played);
    if plan.restart {
        wall.wait_until_gone("MẤT KẾT NỐI");
    }
    enough.store(true, Ordering::SeqCst);
    for tell in tells.iter().flatten() {
        let _ = tell.try_send(());
    }
    for one in listening {
        one.join().expect("it listened");
    }
    facts
}

/// When the sessions had what was confirmed; waits until they have, and counts those that have not.
fn told(listeners: &[Listener], facts: &[Confirmed], is_of_it: &dyn Fn(usize) -> bool, played: &mut Played) {
    let mut by_house: BTreeMap<usize, BTreeMap<u64, &Confirmed>> = BTreeMap::new();
    for one in facts {
        by_house.entry(one.house).or_default().insert(one.seq, one);
    }
    let until = Instant::now() + Duration::from_mins(1);
    for listener in listeners {
        let Some(house) = by_house.get(&listener.house) else {
            continue;
        };
        let has_all = || {
            let heard = listener.heard.lock().unwrap_or_else(PoisonError::into_inner);
            house
                .keys()
                .last()
                .is_none_or(|last| heard.last().is_some_and(|(seq, _)| seq >= last))
        };
        while !has_all() && Instant::now() < until {
            thread::park_timeout(Duration::from_millis(20));
        }
        let heard = listener.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let seen: BTreeSet<u64> = heard.iter().map(|(seq, _)| *seq).collect();
        played.untold += usize::from(house.keys().any(|seq| !seen.contains(seq)));
        for (seq, at) in heard.iter() {
            if let Some(one) = house.get(seq).filter(|one| !is_of_it(one.place)) {
                played.told.push(ms(at.saturating_duration_since(one.at)));
            }
        }
    }
}

/// Every house as it stands there: its chain whole, everything that was confirmed in it once, and nothing of another.
fn judge(houses: &[House], facts: &[Confirmed], played: &mut Played) {
    for (n, house) in houses.iter().enumerate() {
        let mut store = house.site().open().expect("a store");
        let (mut there, mut crossed) = (BTreeMap::<CmdId, usize>::new(), 0);
        store
            .verify(&stream(), &mut |env| {
                let own = u128::from(env.cmd.0) >> 64 == n as u128 + 1;
                crossed += usize::from(!own);
                if let Fact::ReportNoted(note) = &env.fact {
                    crossed += usize::from(!note.text.starts_with(&format!("nhà {n}:")));
                    *there.entry(env.cmd).or_default() += 1;
                }
            })
            .expect("a whole chain");
        played.crossed += crossed;
        played.doubled += there.values().filter(|n| **n > 1).count();
        let own = facts.iter().filter(|one| one.house == n);
        played.lost += own.filter(|one| !there.contains_key(&one.cmd)).count();
    }
    let confirmed: BTreeSet<CmdId> = facts.iter().map(|one| one.cmd).collect();
    played.lost += played.given - confirmed.len();
}

/// What the server is started with for so many.
pub fn options(plan: &Plan) -> Vec<String> {
    let connections = plan.sessions + plan.screens + plan.houses * (WRITERS + 3) + 20;
    vec![format!("max_connections={}", connections.max(100))]
}
