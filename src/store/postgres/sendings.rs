//! Messages in hand, in a table outside the chain.
//!
//! It must never know how a message is sent.

use tokio_postgres::Row as Answer;
use tokio_postgres::types::Type;

use super::site::ServerStore;
use crate::core::names::{CampaignId, UnitCode};
use crate::core::time::{Date, Stamp};
use crate::store::departure::Departure as _;
use crate::store::error::StoreError;
use crate::store::sendings::{
    Claimant, Claimed, InHand, Phase, Sending, Sendings, in_the_way, is_same, name_and_tries, overtaken,
};
use crate::store::waiting;

impl Sendings for ServerStore {
    fn claim_sending(
        &mut self,
        stream: &CampaignId,
        message: &[Sending],
        by: Claimant<'_>,
    ) -> Result<Claimed, StoreError> {
        // Who claims alone decides on what stands there: the lock of the table holds all others back until it is over.
        let wire = self.wire()?;
        let schema = self.schema().to_owned();
        wire.ask(wire.client().batch_execute(&format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '{}s'; \
             SET LOCAL synchronous_commit = on; \
             LOCK TABLE {schema}.sendings IN SHARE ROW EXCLUSIVE MODE",
            waiting::PATIENCE.as_secs()
        )))
        .inspect_err(|_| wire.send("ROLLBACK"))?;
        let claimed = self.claim_locked(stream, message, by);
        let end = if matches!(claimed, Ok(Claimed::Yours { .. })) {
            "COMMIT"
        } else {
            "ROLLBACK"
        };
        let ended = wire.ask(wire.client().batch_execute(end));
        let claimed = claimed?;
        ended.map(|()| claimed)
    }

    fn sending_leaves(&mut self, token: &str) -> Result<bool, StoreError> {
        let sql = format!(
            "UPDATE {schema}.sendings SET phase = $2 WHERE token = $1 AND phase = $3 \
             AND NOT EXISTS (SELECT 1 FROM {schema}.meta WHERE key IN ('moving', 'moved')) RETURNING 1",
            schema = self.schema()
        );
        let changed = self.ask(
            &sql,
            &[
                (&token, Type::TEXT),
                (&Phase::Leaving.number(), Type::INT8),
                (&Phase::Claimed.number(), Type::INT8),
            ],
        )?;
        Ok(!changed.is_empty())
    }

    fn settle_sending(&mut self, token: &str, again: Option<Stamp>) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE {}.sendings SET phase = $2, until = coalesce($3, until) WHERE token = $1",
            self.schema()
        );
        let phase = again.map_or(Phase::Settled, |_| Phase::Later).number();
        let until = again.map(|at| at.0);
        self.ask(
            &sql,
            &[(&token, Type::TEXT), (&phase, Type::INT8), (&until, Type::INT8)],
        )
        .map(drop)
    }

    fn sendings(&mut self, stream: &CampaignId) -> Result<Vec<InHand>, StoreError> {
        let sql = format!(
            "SELECT unit, address, step, day, daily, message_id, token, phase, since, until, tries FROM {}.sendings \
             WHERE stream = $1 ORDER BY unit, address, step",
            self.schema()
        );
        let rows = self.ask(&sql, &[(&stream.as_str(), Type::TEXT)])?;
        Ok(rows.iter().map(in_hand).collect())
    }
}

impl ServerStore {
    fn claim_locked(
        &mut self,
        stream: &CampaignId,
        message: &[Sending],
        by: Claimant<'_>,
    ) -> Result<Claimed, StoreError> {
        let moved = self.moved()?;
        self.is_in_use(moved)?;
        let known = self.sendings(stream)?;
        if let Some(held) = in_the_way(known.iter(), message, by) {
            return Ok(Claimed::Taken(Box::new(held.clone())));
        }
        let same: Vec<&InHand> = known
            .iter()
            .filter(|held| message.iter().any(|m| is_same(&held.sending, m)))
            .collect();
        let (message_id, tries) = name_and_tries(&same, message, by);
        let schema = self.schema().to_owned();
        let ended = overtaken(known.iter(), message);
        self.ask(
            &format!("UPDATE {schema}.sendings SET phase = $2, until = $3 WHERE token = ANY($1)"),
            &[
                (&ended, Type::TEXT_ARRAY),
                (&Phase::Later.number(), Type::INT8),
                (&by.now.0, Type::INT8),
            ],
        )?;
        let sql = format!(
            "INSERT INTO {schema}.sendings (stream, unit, address, step, day, daily, message_id, token, phase, since, \
             until, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
             ON CONFLICT (stream, unit, address, step) DO UPDATE SET day = excluded.day, daily = excluded.daily, \
             message_id = excluded.message_id, token = excluded.token, phase = excluded.phase, since = excluded.since, \
             until = excluded.until, tries = excluded.tries"
        );
        for m in message {
            let daily = i64::from(m.daily);
            self.ask(
                &sql,
                &[
                    (&stream.as_str(), Type::TEXT),
                    (&m.unit.as_str(), Type::TEXT),
                    (&m.address.as_str(), Type::TEXT),
                    (&m.step.as_str(), Type::TEXT),
                    (&m.day.to_string(), Type::TEXT),
                    (&daily, Type::INT8),
                    (&message_id.as_str(), Type::TEXT),
                    (&by.token, Type::TEXT),
                    (&Phase::Claimed.number(), Type::INT8),
                    (&by.now.0, Type::INT8),
                    (&by.until.0, Type::INT8),
                    (&i64::from(tries), Type::INT8),
                ],
            )?;
        }
        Ok(Claimed::Yours { message_id, tries })
    }
}

fn in_hand(row: &Answer) -> InHand {
    let text = |i: usize| row.try_get::<_, String>(i).unwrap_or_default();
    let number = |i: usize| row.try_get::<_, i64>(i).unwrap_or_default();
    InHand {
        sending: Sending {
            unit: UnitCode(text(0)),
            address: text(1),
            step: text(2),
            // Only somebody's hand writes another day; then it is of no day.
            day: text(3).parse().unwrap_or(Date::MIN),
            daily: number(4) != 0,
        },
        message_id: text(5),
        token: text(6),
        phase: Phase::of(number(7)),
        since: Stamp(number(8)),
        until: Stamp(number(9)),
        tries: number(10).try_into().unwrap_or(u32::MAX - 1),
    }
}
