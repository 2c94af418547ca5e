//! What the core and the ledger cost: replay, decide, apply, counts, a start, a search, a durable command, the demo.
//!
//! ```sh
//! cargo bench --bench core -- --quick        # a minute or two; the figures for a report
//! cargo bench --bench core -- filter         # only the benches of that name
//! ```
//!
//! Nothing is asserted. What takes too long to be repeated (a million facts) and what compares two things (a durable
//! command beside a bare `fdatasync` in the same folder) is measured by hand at the end and printed.

use std::fs::File;
use std::hint::black_box;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group};
use ketnoi::clock::Clock;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, Order, Who, decide};
use ketnoi::core::definition::Definition;
use ketnoi::core::fact::{
    ActivityAdded, ActivityDetails, ActivityStatus, ContactHow, ContactLogged, Envelope, Fact, Mode,
    ReportAccepted, ReportAcknowledged, ReportNoted, ReportReceived, ReportReturned, Role, Via,
};
use ketnoi::core::names::{ActivityId, Actor, CmdId, Lang, UnitCode, UnitIx};
use ketnoi::core::roster::Roster;
use ketnoi::core::status::Step;
use ketnoi::core::time::{MINUTE, Stamp, parse_date};
use ketnoi::demo::Script;
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::store::Site;
use ketnoi::text::fold::{Needle, folded};

/// The first minute of the window of the 2020 campaign.
const START: Stamp = Stamp(1_588_266_000_000);

/// The 2020 campaign with that many units.
fn definition(units: usize) -> Arc<Definition> {
    let mut def = ketnoi::campaign_file::shipped("wtisd-2020").expect("the shipped campaign is readable");
    if units != def.roster.len() {
        def.roster = Roster::generated(&def.roster, units);
    }
    Arc::new(def)
}

fn who() -> Who {
    Who {
        actor: Actor::from("lan"),
        real_user: Actor::from("lan"),
        role: Role::Administrator,
        via: Via::Cli,
    }
}

/// The `i`th fact about units in turn: what a unit's life is made of, every eighth step.
fn fact(def: &Definition, i: u64) -> Envelope {
    let units = def.roster.len() as u64;
    let code = def.roster.code(UnitIx((i % units) as u32));
    let round = (i / units) as u32;
    let version = round / 8 * 2 + 1;
    let day = parse_date("2020-06-10").expect("a date");
    let note = || "theo thư của đơn vị".to_owned();
    let fact = match round % 8 {
        0 => Fact::ReportAcknowledged(ReportAcknowledged { note: note() }),
        1 => Fact::ReportReceived(ReportReceived {
            version,
            note: note(),
            files: vec![],
            symbol: ketnoi::core::particulars::Symbol::default(),
        }),
        2 => Fact::ContactLogged(ContactLogged {
            how: ContactHow::Phone,
            note: note(),
        }),
        3 => Fact::ReportReturned(ReportReturned {
            version,
            reason: note(),
            due: day,
        }),
        4 => Fact::ReportReceived(ReportReceived {
            version: version + 1,
            note: note(),
            files: vec![],
            symbol: ketnoi::core::particulars::Symbol::default(),
        }),
        5 => Fact::ReportAccepted(ReportAccepted {
            version: version + 1,
            note: note(),
        }),
        6 => Fact::ActivityAdded(ActivityAdded {
            id: ActivityId(format!("{code}-{}", round / 8 + 1)),
            details: ActivityDetails {
                kind: "banner".into(),
                title: "Tọa đàm trực tuyến".into(),
                from: day,
                to: day,
                mode: Mode::Online,
                reach: Some(120),
                sdgs: vec!["9.c".into()],
                goals: vec!["2.8".into()],
                status: ActivityStatus::Done,
                notable: false,
            },
        }),
        _ => Fact::ReportNoted(ReportNoted { text: note() }),
    };
    let at = START.plus(i as i64 * 100);
    Envelope {
        stream: def.id.clone(),
        seq: i + 1,
        cmd: CmdId(u128::from(i + 1).into()),
        n: 0,
        at,
        recorded: at,
        actor: Actor::from(["lan", "minh", "huong"][(i % 3) as usize]),
        real_user: Actor::from("lan"),
        role: Role::Editor,
        via: Via::Tui,
        unit: Some(UnitCode::from(code)),
        entered_later: false,
        fact,
        hash: [0; 32],
    }
}

fn facts(def: &Definition, range: std::ops::Range<u64>) -> Vec<Envelope> {
    range.map(|i| fact(def, i)).collect()
}

fn step(def: &Definition, first: u32, n: u32, step: Step) -> Command {
    Command::Report {
        units: (first..first + n)
            .map(|i| UnitCode::from(def.roster.code(UnitIx(i))))
            .collect(),
        step,
        due: None,
        files: vec![],
    }
}

fn replay(c: &mut Criterion) {
    let mut g = c.benchmark_group("replay");
    g.sample_size(10).measurement_time(Duration::from_secs(3));
    for units in [63, 10_599] {
        let def = definition(units);
        let all = facts(&def, 0..100_000);
        g.throughput(Throughput::Elements(all.len() as u64));
        g.bench_function(BenchmarkId::new("100000 facts, units", units), |b| {
            b.iter(|| Campaign::replay(def.clone(), &all));
        });
    }
    g.finish();
}

fn one_command(c: &mut Criterion) {
    let mut g = c.benchmark_group("decide");
    g.sample_size(10).measurement_time(Duration::from_secs(1));
    for units in [63, 10_599, 100_000] {
        let def = definition(units);
        let campaign = Campaign::replay(def.clone(), &facts(&def, 0..5_000));
        let now = START.plus(100 * MINUTE);
        for (name, n) in [("one unit of", 1), ("40 units of", 40)] {
            let order = Order::new(CmdId(1.into()), step(&def, 0, n, Step::Receive));
            let who = who();
            g.bench_function(BenchmarkId::new(name, units), |b| {
                b.iter(|| decide(&campaign, black_box(&order), &who, now));
            });
        }
    }
    g.finish();
}

/// A thousand facts on a campaign of 5,000; with the counts asked for after each.
fn apply_and_count(c: &mut Criterion) {
    for counted in [false, true] {
        let mut g = c.benchmark_group(if counted { "apply and count" } else { "apply" });
        g.sample_size(10).measurement_time(Duration::from_secs(1));
        g.throughput(Throughput::Elements(1_000));
        for units in [63, 10_599, 100_000] {
            let def = definition(units);
            let before = Campaign::replay(def.clone(), &facts(&def, 0..5_000));
            let new = facts(&def, 5_000..6_000);
            let now = START.plus(100 * MINUTE);
            g.bench_function(BenchmarkId::new("1000 facts, units", units), |b| {
                b.iter_batched_ref(
                    || before.clone(),
                    |c| {
                        for f in &new {
                            c.apply(f);
                            if counted {
                                black_box(c.counts(now));
                            }
                        }
                    },
                    BatchSize::PerIteration,
                );
            });
        }
        g.finish();
    }
}

fn open(path: &Path, def: &Arc<Definition>) -> Ledger {
    Ledger::open(Opening {
        site: Site::file(path),
        campaign: None,
        shipped: &|_| Some(def.clone()),
        who: who(),
        clock: Clock::Fixed(START.plus(1_000 * MINUTE)),
        read_only: None,
    })
    .expect("the ledger opens")
}

/// A folder on the disk that the build stands on, not in memory.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}

fn start(c: &mut Criterion) {
    let mut g = c.benchmark_group("start");
    g.sample_size(10).measurement_time(Duration::from_secs(2));
    for units in [63, 10_599] {
        let dir = folder();
        let path = dir.path().join("ketnoi.db");
        let def = definition(units);
        let mut ledger = open(&path, &def);
        let mut n = 0;
        while ledger.campaign().seq() < 5_000 {
            n += 1;
            let first = (n as u32 * 50) % (units as u32 - 50);
            let order = Order::new(CmdId(n.into()), step(&def, first, 50, Step::Receive));
            ledger.submit(&order).expect("submitted");
        }
        drop(ledger);
        g.bench_function(
            BenchmarkId::new("from a stored state, 5000 facts, units", units),
            |b| {
                b.iter(|| open(&path, &def));
            },
        );
    }
    g.finish();
}

fn filter(c: &mut Criterion) {
    let mut g = c.benchmark_group("filter");
    g.sample_size(10).measurement_time(Duration::from_secs(1));
    for units in [10_599, 100_000] {
        let roster = definition(units).roster.clone();
        let names: Vec<String> = roster
            .units()
            .map(|ix| roster.name(ix, Lang::Vi).to_owned())
            .collect();
        let column: Vec<String> = names.iter().map(|n| folded(n)).collect();
        g.throughput(Throughput::Elements(names.len() as u64));
        for typed in ["hoa", "tân lợi 1"] {
            let needle = Needle::new(typed);
            g.bench_function(
                BenchmarkId::new(format!("with the folded column, {typed:?}"), units),
                |b| {
                    b.iter(|| {
                        let hits = names.iter().zip(&column).filter(|(name, folded)| {
                            needle.may_match(folded) && needle.matches(name).is_some()
                        });
                        hits.count()
                    });
                },
            );
        }
        let needle = Needle::new("hoa");
        g.bench_function(BenchmarkId::new("without it, \"hoa\"", units), |b| {
            b.iter(|| names.iter().filter(|n| needle.matches(n).is_some()).count());
        });
    }
    g.finish();
}

fn demo(c: &mut Criterion) {
    let mut g = c.benchmark_group("demo");
    g.sample_size(10).measurement_time(Duration::from_secs(2));
    for units in [63, 10_599] {
        let def = definition(units);
        g.bench_function(BenchmarkId::new("script, units", units), |b| {
            b.iter(|| Script::new(42, &def));
        });
    }
    g.finish();
}

// ---------------------------------------------------------------------- by hand

/// A million facts, made page by page so that only the campaign is in memory; making them is not timed.
fn a_million() {
    let def = definition(10_599);
    let mut campaign = Campaign::preview(def.clone());
    let mut spent = Duration::ZERO;
    for page in 0..100 {
        let facts = facts(&def, page * 10_000..(page + 1) * 10_000);
        let began = Instant::now();
        for f in &facts {
            campaign.apply(f);
        }
        spent += began.elapsed();
    }
    let each = spent.as_nanos() / u128::from(campaign.seq());
    println!("replay of 1000000 facts, 10599 units: {spent:.2?} ({each} ns each)");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn timed(n: u32, mut each: impl FnMut(u32)) -> Duration {
    median(
        (0..n)
            .map(|i| {
                let began = Instant::now();
                each(i);
                began.elapsed()
            })
            .collect(),
    )
}

/// A durable command beside the least that durability costs in the same folder, turn and turn about.
fn durable() {
    let dir = folder();
    let def = definition(63);
    let mut ledger = open(&dir.path().join("ketnoi.db"), &def);
    let mut note = |n: u32| {
        let units = vec![UnitCode::from("04")];
        let order = Order::new(CmdId(u128::from(n + 1).into()), Command::Note { units });
        ledger.submit(&order.note("đã gọi điện")).expect("submitted");
    };
    // Until the write-ahead log has been written back once it grows with every command, and a growing file costs more to
    // make durable; after that it is written over, like the bare file below.
    for n in 0..500 {
        note(n);
    }
    let mut file = File::create(dir.path().join("bare")).expect("a file");
    let mut bare = || {
        // Overwrites one page that is there already, as a write-ahead log in its steady state does.
        file.seek(SeekFrom::Start(0)).expect("sought");
        file.write_all(&[7; 4_096]).expect("written");
        file.sync_data().expect("synced");
    };
    bare();
    let (mut submits, mut syncs) = (Vec::new(), Vec::new());
    for round in 0..10 {
        submits.push(timed(30, |i| note(500 + round * 30 + i)));
        syncs.push(timed(30, |_| bare()));
    }
    let (submit, sync) = (median(submits), median(syncs));
    let ratio = submit.as_secs_f64() / sync.as_secs_f64().max(1e-9);
    println!("durable command {submit:.1?}, bare write and fdatasync {sync:.1?}: ratio {ratio:.2}");
}

criterion_group!(benches, replay, one_command, apply_and_count, start, filter, demo);

fn main() {
    benches();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let filtered = args.iter().any(|a| !a.starts_with('-'));
    if args.iter().any(|a| a == "--bench") && !filtered {
        durable();
        a_million();
    }
    Criterion::default().configure_from_args().final_summary();
}
