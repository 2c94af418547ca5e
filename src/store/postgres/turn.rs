//! The turn to write to a stream: two journeys, however much is put in it. The first takes the lock and brings what will be
//! read; the second puts the facts and makes them last.
//!
//! The keys of the table decide whether the facts may stand where they were put; the lock sees to it that everybody's turn
//! comes.
//!
//! It must never know what a fact means.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::{join, join_all, join4};
use tokio_postgres::types::Type;

use super::departure::{mark, mark_sql};
use super::facts::{after_sql, bounds, end_of};
use super::insert::insert;
use super::schema;
use super::site::{PATIENCE, ServerStore};
use super::wire::{Wire, meaning};
use crate::core::fact::Envelope;
use crate::core::names::{CampaignId, CmdId};
use crate::core::time::Stamp;
use crate::store::codec::{self, Fault, Row};
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::journal::{Appended, Batch, Head, Hole, ReadFacts, Turn};
use crate::store::waiting;

/// Facts that come with the turn; where there are more they are asked for.
const AHEAD: usize = 256;
/// So long whoever holds a turn may be silent before the server gives it to others: less than others wait for it
/// ([`waiting::PATIENCE`]). Whoever was only slow, as with a large file to settle, takes the turn again and finds that done.
const ASLEEP: &str = "10s";

/// How often it is looked which of several hosts takes writes.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// A turn.
pub(super) struct ServerTurn<'a> {
    store: &'a mut ServerStore,
    wire: Arc<Wire>,
    stream: CampaignId,
    head: Head,
    recorded: Option<Stamp>,
    /// Facts after a number that came along, and whether those are all.
    ahead: (u64, Vec<Envelope>, bool),
    /// The facts of the commands that were looked for.
    asked: HashMap<CmdId, Vec<Envelope>>,
    rows: Vec<Row>,
    put: Vec<Envelope>,
    holes: Vec<(Hole, Stamp)>,
    open: bool,
}

/// The question for the mark of a store that was moved, and whether a command is on record already, which it hardly ever is.
fn there_sql(schema: &str) -> String {
    format!(
        "SELECT m.value, m.how, EXISTS (SELECT 1 FROM {schema}.facts WHERE stream = $1 AND cmd = $2) \
         FROM (SELECT) one LEFT JOIN ({}) m (value, how) ON true",
        mark_sql(schema)
    )
}

/// Takes the turn.
pub(super) fn take<'a>(
    store: &'a mut ServerStore,
    stream: &CampaignId,
    after: u64,
    cmd: Option<CmdId>,
) -> Result<ServerTurn<'a>, StoreError> {
    let wire = ready(store)?;
    let schema = store.schema().to_owned();
    let client = wire.client();
    // Settings of this turn alone, as others may use the connection after it, with a pooler; before the lock, whose waiting
    // they limit. All in one statement: each that is asked after the lock, or before, is one more for others to wait for.
    let lock = format!(
        "SELECT set_config('lock_timeout', '{}s', true), \
         set_config('idle_in_transaction_session_timeout', '{ASLEEP}', true), \
         CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') \
         THEN set_config('synchronous_commit', 'on', true) END, \
         pg_advisory_xact_lock(hashtextextended($1, 42))",
        waiting::PATIENCE.as_secs()
    );
    let (there, rest) = (there_sql(&schema), after_sql(&schema));
    let name = stream.as_str();
    let (key, word) = (
        format!("{schema}/{name}"),
        cmd.map(|c| c.to_string()).unwrap_or_default(),
    );
    // One more than is wanted: the last fact is checked against the one before it, also where nothing is new.
    let first = after.saturating_sub(1);
    let (from, most) = bounds(first, AHEAD + 1)?;
    let there_params = [(&name as _, Type::TEXT), (&word as _, Type::TEXT)];
    let rest_params = [
        (&name as _, Type::TEXT),
        (&from as _, Type::INT8),
        (&most as _, Type::INT8),
    ];
    let lock_params = [(&key as _, Type::TEXT)];
    // All of it in one journey. Each statement sees what stands there once the one before is done, the lock included.
    let asked = async {
        let (begun, locked, there, ahead) = join4(
            client.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
            client.query_typed(&lock, &lock_params),
            client.query_typed(&there, &there_params),
            client.query_typed(&rest, &rest_params),
        )
        .await;
        begun?;
        locked?;
        Ok((there?, ahead?))
    };
    let asked = wire.ask(asked);
    let mut turn = ServerTurn {
        store,
        wire,
        stream: stream.clone(),
        head: Head::default(),
        recorded: None,
        ahead: (after, Vec::new(), true),
        asked: HashMap::new(),
        rows: Vec::new(),
        put: Vec::new(),
        holes: Vec::new(),
        open: true, // it is given back, whatever comes now
    };
    let (there, ahead) = asked?;
    turn.store.is_in_use(mark(&there))?;
    let all = ahead.len() < usize::try_from(most).unwrap_or(usize::MAX);
    let end = match ahead.as_slice() {
        [] if after == 0 => None,
        [first] if all && after <= 1 => end_of(stream, std::iter::once(first))?,
        [.., before, last] if all => end_of(stream, [last, before].into_iter())?,
        // Too much is new, or what was seen is gone.
        _ => turn.store.end(stream)?,
    };
    if let Some((head, recorded)) = end {
        (turn.head, turn.recorded) = (head, Some(recorded));
    }
    turn.store.not_before(stream, turn.head)?;
    let beyond = usize::from(first > 0).min(ahead.len());
    let facts = turn.store.facts_after(stream, after, &ahead[beyond..])?;
    turn.ahead = (after, facts, all);
    if let Some(cmd) = cmd {
        let was_given = there.first().is_none_or(|row| row.try_get(2).unwrap_or(true));
        let facts = if was_given {
            turn.store.command(stream, cmd)?
        } else {
            Vec::new()
        };
        turn.asked.insert(cmd, facts);
    }
    Ok(turn)
}

/// A connection on which may be written, with all tables as they should be.
pub(super) fn ready(store: &mut ServerStore) -> Result<Arc<Wire>, StoreError> {
    let began = Instant::now();
    let mut wire = store.wire()?;
    while !wire.known.writes() {
        // The one that takes writes may be another by now, or not yet have taken over; a role that only reads stays one.
        let may_change = wire.known.standby || wire.known.closed;
        store.hang_up();
        if !may_change {
            return Err(StoreError::Forbidden {
                site: store.name(),
                detail: format!("permission denied for table {}.facts", store.schema()),
            });
        }
        if began.elapsed() >= PATIENCE {
            return Err(StoreError::ReadOnly(store.name()));
        }
        wire = store.wire()?;
        if !wire.known.writes() {
            if store.is_alone() {
                return Err(StoreError::ReadOnly(store.name()));
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }
    if wire.known.tables.is_some_and(|tables| tables < schema::KNOWN) {
        schema::bring_up(&wire, store.schema())?;
        store.hang_up();
        wire = store.wire()?;
    }
    if !store.is_sound {
        let what = schema::strangers(&wire, store.schema())?;
        if !what.is_empty() {
            return Err(StoreError::StrangeSchema {
                site: store.name(),
                what,
            });
        }
        store.is_sound = true;
    }
    Ok(wire)
}

impl Drop for ServerTurn<'_> {
    fn drop(&mut self) {
        if self.open && self.wire.is_open() {
            self.wire.send("ROLLBACK");
        }
    }
}

impl ServerTurn<'_> {
    fn is_own(&self, stream: &CampaignId) -> bool {
        *stream == self.stream
    }
}

impl ReadFacts for ServerTurn<'_> {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        if self.is_own(stream) {
            return Ok(self.head);
        }
        self.store.head(stream)
    }

    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        if !self.is_own(stream) {
            return self.store.read_after(stream, after, limit);
        }
        let (from, facts, all) = &self.ahead;
        let end = facts.last().map_or(*from, |env| env.seq);
        let known = after >= *from && (*all || after < end && after.saturating_add(limit as u64) <= end);
        let mut found: Vec<Envelope> = if known {
            facts
                .iter()
                .filter(|env| env.seq > after)
                .take(limit)
                .cloned()
                .collect()
        } else {
            self.store.read_after(stream, after, limit)?
        };
        let more = self.put.iter().filter(|env| env.seq > after);
        found.extend(more.take(limit - found.len()).cloned());
        Ok(found)
    }

    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        let own = self.is_own(stream);
        let put: Vec<Envelope> = self
            .put
            .iter()
            .filter(|env| own && env.cmd == cmd)
            .cloned()
            .collect();
        if !put.is_empty() {
            return Ok(put);
        }
        if !own {
            return self.store.command(stream, cmd);
        }
        // Nobody else gives a command while the turn lasts.
        if let Some(facts) = self.asked.get(&cmd) {
            return Ok(facts.clone());
        }
        let facts = self.store.command(stream, cmd)?;
        self.asked.insert(cmd, facts.clone());
        Ok(facts)
    }
}

impl Turn for ServerTurn<'_> {
    fn expect(&mut self, cmds: &[CmdId]) -> Result<(), StoreError> {
        let wanted = cmds.iter().filter(|cmd| !self.asked.contains_key(cmd));
        let wanted: HashMap<String, CmdId> = wanted.map(|cmd| (cmd.to_string(), *cmd)).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "SELECT DISTINCT cmd FROM {}.facts WHERE stream = $1 AND cmd = ANY($2)",
            self.store.schema()
        );
        let words: Vec<&str> = wanted.keys().map(String::as_str).collect();
        let name = self.stream.as_str();
        let params = [(&name as _, Type::TEXT), (&words as _, Type::TEXT_ARRAY)];
        let rows = self.store.ask(&sql, &params)?;
        let site = self.store.name();
        let there = rows.iter().map(|row| row.try_get(0));
        let there: HashSet<&str> = there
            .collect::<Result<_, _>>()
            .map_err(|why| meaning(&site, &why))?;
        // Hardly any is there; those that are, are read when they are asked for.
        let absent = wanted.iter().filter(|(word, _)| !there.contains(word.as_str()));
        self.asked.extend(absent.map(|(_, cmd)| (*cmd, Vec::new())));
        Ok(())
    }

    fn put(&mut self, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        let stream = self.stream.clone();
        let before = self.command(&stream, batch.cmd)?;
        if !before.is_empty() {
            return Ok(Appended::Already(before));
        }
        if self.head.seq != expected {
            return Ok(Appended::Moved(self.head));
        }
        let name = self.store.name();
        let mut salt = |_| files::salt(std::path::Path::new(&name.to_string()));
        let rows = codec::rows_of(&stream, self.head, self.recorded, batch, &mut salt)?;
        for hole in codec::holes_of(&rows, batch) {
            let there = hole.seq > 0 && hole.seq <= self.head.seq;
            let twice = self.holes.iter().any(|(h, _)| h.seq == hole.seq);
            if !there || twice {
                return Err(Fault::Hole.at(&stream, hole.seq));
            }
            self.holes.push((hole, batch.recorded));
        }
        let facts = rows.iter().map(|row| row.clone().envelope(None));
        let facts = facts.collect::<Result<Vec<_>, _>>()?;
        if let Some(last) = rows.last() {
            self.head = Head {
                seq: last.seq.cast_unsigned(),
                hash: last.hash,
            };
            self.recorded = Some(Stamp(last.recorded));
        }
        self.rows.extend(rows);
        self.put.extend(facts.iter().cloned());
        Ok(Appended::Done(facts))
    }

    fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        self.open = false;
        let (wire, stream) = (self.wire.clone(), self.stream.clone());
        let (client, schema) = (wire.client(), self.store.schema().to_owned());
        let redact = format!("SELECT {schema}.redact($1, $2, $3, $4)");
        let name = stream.as_str();
        let numbers: Vec<[i64; 3]> = self
            .holes
            .iter()
            .map(|(hole, at)| Ok([codec::number(hole.seq)?, codec::number(hole.by)?, at.0]))
            .collect::<Result<_, StoreError>>()?;
        let params: Vec<_> = numbers
            .iter()
            .map(|[seq, by, at]| {
                [
                    (&name as _, Type::TEXT),
                    (seq as _, Type::INT8),
                    (by as _, Type::INT8),
                    (at as _, Type::INT8),
                ]
            })
            .collect();
        let answers = wire.wait(async {
            let put = insert(client, &schema, self.rows.iter());
            let holes = join_all(params.iter().map(|params| client.query_typed(&redact, params)));
            let (put, (holes, committed)) = join(put, join(holes, client.batch_execute("COMMIT"))).await;
            (put, holes, committed)
        });
        let unsure = |why| StoreError::Unsure(Box::new(why));
        let (put, holes, committed) = answers.map_err(unsure)?;
        let site = self.store.name();
        // Where the line broke nobody knows how far it went: what was to make it last had been sent already.
        let failed = |why: &tokio_postgres::Error| match meaning(&site, why) {
            lost @ StoreError::Unreachable { .. } => unsure(lost),
            other => other,
        };
        put.map_err(|why| failed(&why))?;
        for hole in holes {
            hole.map_err(|why| failed(&why))?;
        }
        committed.map_err(|why| failed(&why))?;
        let head = self.head;
        self.store.seen(&stream, head);
        self.store.tell_others(&wire);
        Ok(())
    }
}
