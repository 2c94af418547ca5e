//! What a move costs: a store of many facts moved to a file, and to a server: a PostgreSQL of its own, or one that is named.
//!
//! ```sh
//! cargo bench --bench moving                                                       # 100,000 facts, file to file
//! cargo bench --bench moving -- --facts 1000000 --server
//! cargo bench --bench moving -- --facts 1000000 --to 'postgres://127.0.0.1/db?schema=new'
//! ```
//!
//! Nothing is asserted: seconds, facts a second and the most memory of this process go to standard output.

mod common {
    #[expect(dead_code, reason = "tests need more of a server")]
    #[path = "../../tests/common/postgres.rs"]
    pub mod postgres;
    #[expect(dead_code, reason = "tests need more of a terminal")]
    #[path = "../../tests/common/pty.rs"]
    pub mod pty;
}

use std::collections::BTreeSet;
use std::time::Instant;

use common::postgres::Postgres;

use ketnoi::core::fact::{Draft, Envelope, Fact, ReportNoted, Role, Via};
use ketnoi::core::names::{Actor, BlobId, CampaignId, CmdId, UnitCode};
use ketnoi::core::store_url::StoreUrl;
use ketnoi::core::time::Stamp;
use ketnoi::store::moving::{Guide, Move, SpokenOf};
use ketnoi::store::{Batch, Reserve, Site, Surroundings};

/// Facts of one command; more than people give, so that the store is made in no time.
const AT_ONCE: u64 = 500;

struct NoFiles;

impl SpokenOf for NoFiles {
    fn see(&mut self, _stream: &CampaignId, _env: &Envelope) {}

    fn standing(&self) -> BTreeSet<BlobId> {
        BTreeSet::new()
    }

    fn knows(&self, _id: &BlobId) -> bool {
        false
    }
}

fn filled(site: &Site, facts: u64) {
    let mut store = site.create().expect("a store");
    let stream = CampaignId::from("wtisd-2020");
    let mut seq = 0;
    while seq < facts {
        let drafts = (seq..facts.min(seq + AT_ONCE)).map(|n| Draft {
            unit: Some(UnitCode::from("01")),
            at: Stamp(1_590_000_000_000),
            entered_later: false,
            fact: Fact::ReportNoted(ReportNoted {
                text: format!("Đã gọi cho đầu mối, hẹn gửi lại báo cáo trong tuần này, lần {n}"),
            }),
        });
        let batch = Batch {
            cmd: CmdId(ulid::Ulid(u128::from(seq) + 1)),
            actor: Actor::from("lan"),
            real_user: Actor::from("lan"),
            role: Role::Editor,
            via: Via::Cli,
            recorded: Stamp(1_590_000_000_000),
            drafts: drafts.collect(),
        };
        let turn = store.turn(&stream, seq, None).expect("the turn");
        turn.append(seq, &batch).expect("appended");
        seq = facts.min(seq + AT_ONCE);
    }
}

/// The most memory of this process since it was last asked to forget, in MiB.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kib = line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1_024
}

fn measured(what: &str, from: &Site, to: &Site, facts: u64) {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let began = Instant::now();
    let carried = Move::begin(from, to, what, Reserve::Nothing)
        .and_then(|moving| {
            moving.carry(&mut Guide {
                spoken: &mut NoFiles,
                progress: &mut |_| (),
                stop: &|| false,
            })
        })
        .expect("moved");
    let took = began.elapsed().as_secs_f64();
    let heads = carried.streams.iter().map(|s| s.head.seq).sum::<u64>();
    println!(
        "{what}: {heads} facts in {took:.1} s, {:.0} a second, at most {} MiB",
        facts as f64 / took,
        most_memory()
    );
}

fn main() {
    let (mut facts, mut to, mut on_server) = (100_000, None, false);
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        match a.as_str() {
            "--facts" => facts = args.next().and_then(|n| n.parse().ok()).unwrap_or(facts),
            "--to" => to = args.next(),
            "--server" => on_server = true,
            _ => {} // what cargo adds
        }
    }
    let server = on_server.then(|| Postgres::start(&[]).expect("a server"));
    let to = to.or_else(|| server.as_ref().map(Postgres::url));
    let folder = tempfile::tempdir().expect("a folder");
    let store = |name: &str| Site::file(folder.path().join(name));
    let from = store("old.db");
    filled(&from, facts);
    measured("to a file", &from, &store("new.db"), facts);
    if let Some(url) = to {
        let from = store("new.db");
        let site = Site::at(
            &StoreUrl::parse(&url).expect("a store's name"),
            &Surroundings::default(),
        );
        measured("to a server", &from, &site, facts);
        measured("back to a file", &site, &store("back.db"), facts);
    }
}
