//! How soon what one process commits stands on the screens of others: real sessions in ptys over one store, in a file or on a
//! PostgreSQL server of its own.
//!
//! ```sh
//! cargo bench --bench live                     # one session, then twelve
//! cargo bench --bench live -- --rounds 500
//! cargo bench --bench live -- --program PATH   # another build of ketnoi
//! cargo bench --bench live -- --server         # the store on a server, heard of over each session's own connection
//! ```
//!
//! This process commits (a note, durably, as every command is), takes the time when the commit is done, and the time when the
//! first byte of each session's next frame arrives. A frame that comes before the commit has returned counts as 0. Nothing is
//! asserted: the figures go to standard output as a table.

mod common {
    #[expect(dead_code, reason = "each bench needs a part of a started program")]
    pub mod terminal;

    #[expect(dead_code, reason = "tests need more of a server")]
    #[path = "../../tests/common/postgres.rs"]
    pub mod postgres;
    #[expect(dead_code, reason = "tests need more of a terminal")]
    #[path = "../../tests/common/pty.rs"]
    pub mod pty;
}

use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use common::{postgres::Postgres, terminal};
use ketnoi::clock::Clock;
use ketnoi::core::decide::{Command as Deed, Order, Who};
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::names::{CmdId, UnitCode};
use ketnoi::core::store_url::StoreUrl;
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::store::{Site, Surroundings};
use portable_pty::{Child, MasterPty};

/// Silence after which a screen has drawn all that it had to.
const QUIET: Duration = Duration::from_millis(60);
/// Longer than any frame takes to come.
const LOST: Duration = Duration::from_secs(5);

struct Screen {
    bytes: Receiver<(Instant, usize)>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    fn open(program: &str, home: &Path) -> Self {
        let started = terminal::start(program, &[], home, (80, 24));
        let (mut reader, child) = (started.reader, started.child);
        let (tx, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || tx.send((Instant::now(), n)).is_err() {
                    return;
                }
            }
        });
        Self {
            bytes,
            child,
            _master: started.master,
        }
    }

    fn until_quiet(&self) {
        while self.bytes.recv_timeout(QUIET).is_ok() {}
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The value below which this share of all values lies.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

struct Office {
    ledger: Ledger,
    units: Vec<UnitCode>,
    commands: u128,
}

impl Office {
    fn open(site: Site) -> Self {
        let definition =
            Arc::new(ketnoi::campaign_file::shipped("wtisd-2020").expect("the shipped campaign is readable"));
        let shipped = |_: Option<&str>| Some(definition.clone());
        let ledger = Ledger::open(Opening {
            site,
            campaign: None,
            shipped: &shipped,
            who: Who {
                actor: "lan".into(),
                real_user: "lan".into(),
                role: Role::Administrator,
                via: Via::Tui,
            },
            clock: Clock::Real,
            read_only: None,
        })
        .expect("a ledger");
        let roster = ledger.campaign().roster();
        let units = roster.units().map(|ix| roster.code(ix).into()).collect();
        Self {
            ledger,
            units,
            commands: 0,
        }
    }

    /// Commits a note on another unit each time, so that every screen has something to draw.
    fn commit(&mut self) -> Instant {
        self.commands += 1;
        let unit = self.units[self.commands as usize % self.units.len()].clone();
        let order = Order::new(CmdId(self.commands.into()), Deed::Note { units: vec![unit] }).note("x");
        self.ledger.submit(&order).expect("recorded");
        Instant::now()
    }
}

fn measure(program: &str, sessions: usize, rounds: usize, server: Option<&Postgres>) {
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join(".config/ketnoi");
    std::fs::create_dir_all(&config).expect("a folder");
    std::fs::create_dir_all(home.path().join(".local/share/ketnoi")).expect("a folder");
    let mut settings = "seconds: false\n".to_owned();
    let site = if let Some(server) = server {
        let url = server.url();
        settings += &format!("store: {url}\n");
        Site::at(&StoreUrl::parse(&url).expect("a name"), &Surroundings::default())
    } else {
        Site::file(home.path().join(".local/share/ketnoi/ketnoi.db"))
    };
    std::fs::write(config.join("config.yaml"), settings).expect("written");
    let mut office = Office::open(site);
    office.commit();
    let screens: Vec<Screen> = (0..sessions)
        .map(|_| Screen::open(program, home.path()))
        .collect();
    let (mut times, mut lost) = (Vec::new(), 0);
    for round in 0..rounds + 3 {
        for s in &screens {
            s.until_quiet();
        }
        let done = office.commit();
        for s in &screens {
            match s.bytes.recv_timeout(LOST) {
                Ok((at, _)) if round >= 3 => {
                    times.push(at.saturating_duration_since(done).as_secs_f64() * 1_000.0);
                }
                Ok(_) => {}
                Err(_) => lost += 1,
            }
        }
    }
    times.sort_by(f64::total_cmp);
    println!(
        "| {sessions} | {rounds} | {:.2} | {:.2} | {:.2} | {:.2} | {lost} |",
        quantile(&times, 0.5),
        quantile(&times, 0.9),
        quantile(&times, 0.99),
        quantile(&times, 1.0),
    );
}

fn main() {
    let mut program = env!("CARGO_BIN_EXE_ketnoi").to_owned();
    let (mut rounds, mut on_server) = (200, false);
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        match a.as_str() {
            "--program" => program = args.next().unwrap_or(program),
            "--server" => on_server = true,
            "--rounds" => rounds = args.next().and_then(|n| n.parse().ok()).unwrap_or(rounds),
            _ => {}
        }
    }
    let server = on_server.then(|| Postgres::start(&[]).expect("a server"));
    println!("| sessions | rounds | median ms | p90 | p99 | most | never came |");
    println!("|--:|--:|--:|--:|--:|--:|--:|");
    for sessions in [1, 12] {
        measure(&program, sessions, rounds, server.as_ref());
    }
}
