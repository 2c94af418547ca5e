//! Refused attempts, open forms and how far somebody had looked, in tables outside the chain.
//!
//! It must never know what an attempt was about.

use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::engine::{NO_HURRY, PATIENCE, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::core::fact::Role;
use crate::core::names::{Actor, CampaignId, UnitCode};
use crate::core::time::Stamp;
use crate::store::codec;
use crate::store::courtesy::{
    ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Attempt, Claim, Courtesy, SeenUpTo,
};
use crate::store::error::StoreError;

/// How long the note of a refused attempt waits; then it goes to the log file.
const FOR_A_NOTE: Duration = Duration::from_secs(2);

impl Courtesy for SqliteJournal {
    fn keep_attempt(&mut self, attempt: &Attempt) -> Result<(), StoreError> {
        let a = attempt.as_kept();
        self.scratch(FOR_A_NOTE, |conn| {
            conn.prepare_cached(
                "INSERT INTO attempts (at, actor, real_user, role, via, stream, unit, tried, rule) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                a.at.0,
                a.actor.as_str(),
                a.real_user.as_str(),
                codec::role_id(a.role),
                codec::via_id(a.via),
                a.stream.as_str(),
                a.unit.as_ref().map(UnitCode::as_str),
                a.tried,
                a.rule,
            ])?;
            if conn.last_insert_rowid() % i64::from(ATTEMPTS_SLACK) != 0 {
                return Ok(());
            }
            conn.prepare_cached(
                "DELETE FROM attempts WHERE id IN (SELECT id FROM (SELECT id, \
                 row_number() OVER (PARTITION BY real_user, actor ORDER BY id) AS nth, \
                 row_number() OVER (PARTITION BY real_user, actor ORDER BY id DESC) AS from_last FROM attempts) \
                 WHERE nth > ?1 AND from_last > ?2)",
            )?
            .execute([ATTEMPTS_FIRST, ATTEMPTS_LAST])
            .map(|_| ())
        })
    }

    fn attempts(&mut self) -> Result<Vec<Attempt>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_ATTEMPTS {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(
                "SELECT at, actor, real_user, role, via, stream, unit, tried, rule FROM attempts ORDER BY id",
            )?;
            let found = statement.query_map([], attempt)?;
            found.collect()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn claim(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        units: &[UnitCode],
        now: Stamp,
        until: Stamp,
    ) -> Result<(), StoreError> {
        self.scratch(NO_HURRY, |conn| {
            conn.prepare_cached("DELETE FROM claims WHERE until <= ?1 OR (stream = ?2 AND actor = ?3)")?
                .execute(params![now.0, stream.as_str(), actor.as_str()])?;
            let mut statement = conn.prepare_cached(
                "INSERT OR REPLACE INTO claims (stream, unit, actor, until) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for unit in units {
                statement.execute(params![stream.as_str(), unit.as_str(), actor.as_str(), until.0])?;
            }
            Ok(())
        })
    }

    fn claims(&mut self, stream: &CampaignId, now: Stamp) -> Result<Vec<Claim>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_ATTEMPTS {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || {
            let mut statement = self.conn.prepare_cached(
                "SELECT unit, actor, until FROM claims WHERE stream = ?1 AND until > ?2 ORDER BY unit, actor",
            )?;
            let found = statement.query_map(params![stream.as_str(), now.0], |r| {
                Ok(Claim {
                    unit: UnitCode(r.get(0)?),
                    actor: Actor::from(r.get::<_, String>(1)?),
                    until: Stamp(r.get(2)?),
                })
            })?;
            found.collect()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn seen_up_to(&mut self, stream: &CampaignId, actor: &Actor) -> Result<Option<SeenUpTo>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_LAST_LOOKED {
            return Ok(None);
        }
        patiently(PATIENCE, || {
            let mut statement = self
                .conn
                .prepare_cached("SELECT seq, at FROM last_looked WHERE stream = ?1 AND actor = ?2")?;
            statement
                .query_row(params![stream.as_str(), actor.as_str()], |r| {
                    let seq: i64 = r.get(0)?;
                    Ok(SeenUpTo {
                        seq: u64::try_from(seq).unwrap_or_default(),
                        at: Stamp(r.get(1)?),
                    })
                })
                .optional()
        })
        .map_err(|e| self.wrong(&e))
    }

    fn set_seen_up_to(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        looked: SeenUpTo,
    ) -> Result<(), StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_LAST_LOOKED {
            return Ok(()); // nobody's older program is to be locked out because somebody has looked
        }
        self.scratch(NO_HURRY, |conn| {
            conn.prepare_cached(
                "INSERT INTO last_looked (stream, actor, seq, at) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at WHERE excluded.seq >= seq",
            )?
            .execute(params![
                stream.as_str(),
                actor.as_str(),
                looked.seq.cast_signed(),
                looked.at.0
            ])
            .map(|_| ())
        })
    }
}

/// A word that this program does not know can only come from a newer one or somebody's hand: the least is assumed.
fn attempt(r: &rusqlite::Row<'_>) -> rusqlite::Result<Attempt> {
    Ok(Attempt {
        at: Stamp(r.get(0)?),
        actor: Actor::from(r.get::<_, String>(1)?),
        real_user: Actor::from(r.get::<_, String>(2)?),
        role: codec::role_of(&r.get::<_, String>(3)?).unwrap_or(Role::Viewer),
        via: codec::via_of(&r.get::<_, String>(4)?).unwrap_or_default(),
        stream: CampaignId(r.get(5)?),
        unit: r.get::<_, Option<String>>(6)?.map(UnitCode),
        tried: r.get(7)?,
        rule: r.get(8)?,
    })
}
