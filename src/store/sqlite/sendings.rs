//! Messages in hand, in a table outside the chain.
//!
//! It must never know how a message is sent.

use std::cell::RefCell;

use rusqlite::{Connection, params};

use super::engine::{PATIENCE, patiently};
use super::file::SqliteJournal;
use super::schema;
use crate::core::names::{CampaignId, UnitCode};
use crate::core::time::{Date, Stamp};
use crate::store::error::StoreError;
use crate::store::sendings::{
    Claimant, Claimed, InHand, Phase, Sending, Sendings, in_the_way, is_same, name_and_tries, overtaken,
};

const ALL: &str = "SELECT unit, address, step, day, daily, message_id, token, phase, since, until, tries \
                   FROM sendings WHERE stream = ?1 ORDER BY unit, address, step";

impl Sendings for SqliteJournal {
    fn claim_sending(
        &mut self,
        stream: &CampaignId,
        message: &[Sending],
        by: Claimant<'_>,
    ) -> Result<Claimed, StoreError> {
        let answer = RefCell::new(None);
        self.scratch(PATIENCE, |conn| {
            let known = all(conn, stream)?;
            if let Some(held) = in_the_way(known.iter(), message, by) {
                answer.replace(Some(Claimed::Taken(Box::new(held.clone()))));
                return Ok(());
            }
            let same: Vec<&InHand> = known
                .iter()
                .filter(|held| message.iter().any(|m| is_same(&held.sending, m)))
                .collect();
            let (message_id, tries) = name_and_tries(&same, message, by);
            let mut end = conn.prepare_cached("UPDATE sendings SET phase = ?2, until = ?3 WHERE token = ?1")?;
            for token in overtaken(known.iter(), message) {
                end.execute(params![token, Phase::Later.number(), by.now.0])?;
            }
            let mut claim = conn.prepare_cached(
                "INSERT OR REPLACE INTO sendings (stream, unit, address, step, day, daily, message_id, token, phase, \
                 since, until, tries) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?;
            for m in message {
                claim.execute(params![
                    stream.as_str(),
                    m.unit.as_str(),
                    m.address,
                    m.step,
                    m.day.to_string(),
                    m.daily,
                    message_id,
                    by.token,
                    Phase::Claimed.number(),
                    by.now.0,
                    by.until.0,
                    tries
                ])?;
            }
            answer.replace(Some(Claimed::Yours { message_id, tries }));
            Ok(())
        })?;
        answer.into_inner().ok_or_else(|| StoreError::Engine {
            site: self.path.as_path().into(),
            detail: "a claim without an answer".to_owned(),
        })
    }

    fn sending_leaves(&mut self, token: &str) -> Result<bool, StoreError> {
        let leaves = RefCell::new(false);
        self.scratch(PATIENCE, |conn| {
            let changed = conn
                .prepare_cached("UPDATE sendings SET phase = ?2 WHERE token = ?1 AND phase = ?3")?
                .execute(params![token, Phase::Leaving.number(), Phase::Claimed.number()])?;
            leaves.replace(changed > 0);
            Ok(())
        })?;
        Ok(leaves.into_inner())
    }

    fn settle_sending(&mut self, token: &str, again: Option<Stamp>) -> Result<(), StoreError> {
        self.scratch(PATIENCE, |conn| match again {
            Some(again) => conn
                .prepare_cached("UPDATE sendings SET phase = ?2, until = ?3 WHERE token = ?1")?
                .execute(params![token, Phase::Later.number(), again.0])
                .map(drop),
            None => conn
                .prepare_cached("UPDATE sendings SET phase = ?2 WHERE token = ?1")?
                .execute(params![token, Phase::Settled.number()])
                .map(drop),
        })
    }

    fn sendings(&mut self, stream: &CampaignId) -> Result<Vec<InHand>, StoreError> {
        self.fresh()?;
        if self.version < schema::WITH_SENDINGS {
            return Ok(Vec::new());
        }
        patiently(PATIENCE, || all(&self.conn, stream)).map_err(|e| self.wrong(&e))
    }
}

fn all(conn: &Connection, stream: &CampaignId) -> rusqlite::Result<Vec<InHand>> {
    let mut statement = conn.prepare_cached(ALL)?;
    let found = statement.query_map([stream.as_str()], |r| {
        Ok(InHand {
            sending: Sending {
                unit: UnitCode(r.get(0)?),
                address: r.get(1)?,
                step: r.get(2)?,
                // Only somebody's hand writes another day; then it is of no day.
                day: r.get::<_, String>(3)?.parse().unwrap_or(Date::MIN),
                daily: r.get(4)?,
            },
            message_id: r.get(5)?,
            token: r.get(6)?,
            phase: Phase::of(r.get(7)?),
            since: Stamp(r.get(8)?),
            until: Stamp(r.get(9)?),
            tries: r.get::<_, i64>(10)?.try_into().unwrap_or(u32::MAX - 1),
        })
    })?;
    found.collect()
}
