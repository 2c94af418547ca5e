//! What a server has to say about itself.
//!
//! It must never know how that is told.

use std::time::{Duration, Instant};

use super::wire::Wire;
use crate::clock::Clock;
use crate::core::server::ServerUrl;
use crate::store::health::{ServerSign, Sign};

/// What the server is set to, and whether that keeps what was confirmed.
const SETTINGS: [(&str, &[&str]); 4] = [
    ("fsync", &["on"]),
    ("full_page_writes", &["on"]),
    ("synchronous_commit", &["on", "remote_apply", "remote_write"]),
    ("data_checksums", &["on"]),
];

/// All that is found out by a few questions; `laid` is how long the connection took.
pub(super) fn of(wire: &Wire, url: &ServerUrl, laid: Duration) -> Vec<Sign> {
    let known = &wire.known;
    let mut all = vec![ServerSign::Version(known.words.clone())];
    if known.standby {
        all.push(ServerSign::Standby);
    } else if known.closed {
        all.push(ServerSign::Closed);
    }
    let ask = |sql: &str| wire.ask(wire.client().query_typed_one(sql, &[])).ok();
    for (name, good) in SETTINGS {
        let sql = format!("SELECT current_setting('{name}')");
        if let Some(value) = ask(&sql).and_then(|row| row.try_get::<_, String>(0).ok()) {
            let fine = good.contains(&value.as_str());
            all.push(ServerSign::Setting { name, value, fine });
        }
    }
    let copies =
        "SELECT count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')), count(*) FROM pg_stat_replication";
    if let Some(row) = ask(copies).filter(|_| !known.standby) {
        all.push(ServerSign::Copies {
            confirmed: row.try_get::<_, i64>(0).unwrap_or_default(),
            all: row.try_get::<_, i64>(1).unwrap_or_default(),
        });
    }
    let (began, before) = (Instant::now(), Clock::Real.now().0);
    let clock = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    if let Some(theirs) = ask(clock).and_then(|row| row.try_get::<_, i64>(0).ok()) {
        let trip = began.elapsed();
        all.push(ServerSign::Trip { trip, laid });
        // It read its clock somewhere on the way.
        all.push(ServerSign::Clock(theirs - (before + trip.as_millis() as i64 / 2)));
    }
    let encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let encrypted = ask(encrypted).and_then(|row| row.try_get::<_, bool>(0).ok());
    let far = url.hosts.iter().any(|host| !host.is_here());
    all.push(ServerSign::Encrypted {
        is: encrypted.unwrap_or_default(),
        needed: far,
    });
    all.push(ServerSign::Rights {
        owner: known.ours,
        writes: known.may_write,
        reads: known.may_read,
        made: known.tables.is_some(),
    });
    all.into_iter().map(Sign::Server).collect()
}
