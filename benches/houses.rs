//! The house model: the ministries of a country on one PostgreSQL server, on the day on which all their reports are due. It is the
//! last row of the table of load: 17 houses, 85 commands a second with bursts of 500, 500 sessions that are told, dashboards and a wall
//! in terminals, and a server that is ended at once in the middle and comes back.
//!
//! ```sh
//! cargo bench --bench houses                                      # ten minutes
//! cargo bench --bench houses -- --minutes 1 --houses 4
//! cargo bench --bench houses -- --houses 1 --rate 2 --burst 2 --minutes 1 --screens 0 --steady   # 500 sessions told of each commit
//! ```
//!
//! What must not be (lost, doubled, crossed, untold) ends it with an error; the figures go to standard output. `program::house_model`
//! plays some seconds of it.

mod common {
    #[expect(dead_code, reason = "tests need more of a server")]
    #[path = "../../tests/common/postgres.rs"]
    pub mod postgres;
    #[expect(dead_code, reason = "tests need more of a terminal")]
    #[path = "../../tests/common/pty.rs"]
    pub mod pty;

    pub mod houses;
}

use std::time::Duration;

use common::houses::{Plan, options, play};
use common::postgres::Postgres;

fn plan() -> Plan {
    let mut plan = Plan {
        houses: 17,
        rate: 85,
        burst: 500,
        every: Duration::from_secs(30),
        time: Duration::from_mins(10),
        sessions: 500,
        screens: 8,
        restart: true,
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = |old: u32| args.next().and_then(|n| n.parse().ok()).unwrap_or(old);
        match arg.as_str() {
            "--houses" => plan.houses = number(17) as usize,
            "--rate" => plan.rate = number(85),
            "--burst" => plan.burst = number(500),
            "--minutes" => plan.time = Duration::from_mins(number(10).into()),
            "--sessions" => plan.sessions = number(500) as usize,
            "--screens" => plan.screens = number(8) as usize,
            "--steady" => plan.restart = false,
            _ => {} // what cargo adds
        }
    }
    plan
}

/// The value below which this share of all values lies.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len().max(1)) - 1;
    values.get(at).copied().unwrap_or(f64::NAN)
}

fn main() {
    let plan = plan();
    let options = options(&plan);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let Some(server) = Postgres::start(&options) else {
        return;
    };
    let mut p = play(&server, &plan);
    println!("{plan:?}");
    println!(
        "{} commands in {:.0} s, {:.1}/s; lost {}, doubled {}, in another house {}; sessions that missed something {}",
        p.given,
        p.took,
        p.given as f64 / p.took,
        p.lost,
        p.doubled,
        p.crossed,
        p.untold
    );
    for (what, all) in [
        ("from due to confirmed", &mut p.waits),
        ("the same around the restart", &mut p.at_restart),
        ("from confirmed to read by a session", &mut p.told),
    ] {
        println!(
            "{what}: {} of them, ms: p50 {:.2}, p99 {:.2}, longest {:.1}",
            all.len(),
            quantile(all, 0.5),
            quantile(all, 0.99),
            quantile(all, 1.0)
        );
    }
    println!(
        "server away {:.0} ms, which the wall said after {:.0}; connections at most {}; memory: server {} MiB, wall {} MiB",
        p.away, p.noticed, p.connections, p.server_mib, p.wall_mib
    );
    println!(
        "on the wall in the end:\n{}",
        p.wall.lines().take(6).collect::<Vec<_>>().join("\n")
    );
    assert_eq!((p.lost, p.doubled, p.crossed, p.untold), (0, 0, 0, 0));
}
