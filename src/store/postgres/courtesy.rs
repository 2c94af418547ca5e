//! Refused attempts, open forms and how far somebody had looked, in tables outside the chain.
//!
//! It must never know what an attempt was about.

use tokio_postgres::types::Type;

use super::site::ServerStore;
use crate::core::fact::Role;
use crate::core::names::{Actor, CampaignId, UnitCode};
use crate::core::time::Stamp;
use crate::store::codec;
use crate::store::courtesy::{
    ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Attempt, Claim, Courtesy, SeenUpTo,
};
use crate::store::error::StoreError;

impl Courtesy for ServerStore {
    fn keep_attempt(&mut self, attempt: &Attempt) -> Result<(), StoreError> {
        let a = attempt.as_kept();
        let schema = self.schema().to_owned();
        let sql = format!(
            "INSERT INTO {schema}.attempts (at, actor, real_user, role, via, stream, unit, tried, rule) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id"
        );
        let unit = a.unit.as_ref().map(UnitCode::as_str);
        let rows = self.ask(
            &sql,
            &[
                (&a.at.0, Type::INT8),
                (&a.actor.as_str(), Type::TEXT),
                (&a.real_user.as_str(), Type::TEXT),
                (&codec::role_id(a.role), Type::TEXT),
                (&codec::via_id(a.via), Type::TEXT),
                (&a.stream.as_str(), Type::TEXT),
                (&unit, Type::TEXT),
                (&a.tried.as_str(), Type::TEXT),
                (&a.rule.as_str(), Type::TEXT),
            ],
        )?;
        let id: i64 = rows
            .first()
            .and_then(|row| row.try_get(0).ok())
            .unwrap_or_default();
        if id % i64::from(ATTEMPTS_SLACK) != 0 {
            return Ok(());
        }
        let (first, last) = (i64::from(ATTEMPTS_FIRST), i64::from(ATTEMPTS_LAST));
        let sql = format!(
            "DELETE FROM {schema}.attempts WHERE id IN (SELECT id FROM (SELECT id, \
             row_number() OVER (PARTITION BY real_user, actor ORDER BY id) AS nth, \
             row_number() OVER (PARTITION BY real_user, actor ORDER BY id DESC) AS from_last \
             FROM {schema}.attempts) a WHERE nth > $1 AND from_last > $2)"
        );
        self.ask(&sql, &[(&first, Type::INT8), (&last, Type::INT8)])
            .map(drop)
    }

    fn attempts(&mut self) -> Result<Vec<Attempt>, StoreError> {
        let sql = format!(
            "SELECT at, actor, real_user, role, via, stream, unit, tried, rule FROM {}.attempts ORDER BY id",
            self.schema()
        );
        let rows = self.ask(&sql, &[])?;
        let text = |row: &tokio_postgres::Row, i: usize| row.try_get::<_, String>(i).unwrap_or_default();
        let attempt = |row: &tokio_postgres::Row| Attempt {
            at: Stamp(row.try_get(0).unwrap_or_default()),
            actor: Actor::from(text(row, 1)),
            real_user: Actor::from(text(row, 2)),
            // A word that is not known can only come from a newer program or somebody's hand: the least is assumed.
            role: codec::role_of(&text(row, 3)).unwrap_or(Role::Viewer),
            via: codec::via_of(&text(row, 4)).unwrap_or_default(),
            stream: CampaignId(text(row, 5)),
            unit: row
                .try_get::<_, Option<String>>(6)
                .unwrap_or_default()
                .map(UnitCode),
            tried: text(row, 7),
            rule: text(row, 8),
        };
        Ok(rows.iter().map(attempt).collect())
    }

    fn claim(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        units: &[UnitCode],
        now: Stamp,
        until: Stamp,
    ) -> Result<(), StoreError> {
        let schema = self.schema();
        let sql = format!(
            "WITH gone AS (DELETE FROM {schema}.claims WHERE (until <= $1 OR stream = $2 AND actor = $3) \
             AND NOT (stream = $2 AND actor = $3 AND unit = ANY($4))) \
             INSERT INTO {schema}.claims (stream, unit, actor, until) \
             SELECT DISTINCT $2, u, $3, $5 FROM unnest($4::text[]) AS u \
             ON CONFLICT (stream, unit, actor) DO UPDATE SET until = excluded.until"
        );
        let units: Vec<&str> = units.iter().map(UnitCode::as_str).collect();
        self.ask(
            &sql,
            &[
                (&now.0, Type::INT8),
                (&stream.as_str(), Type::TEXT),
                (&actor.as_str(), Type::TEXT),
                (&units, Type::TEXT_ARRAY),
                (&until.0, Type::INT8),
            ],
        )?;
        let wire = self.wire()?;
        self.tell_others(&wire);
        Ok(())
    }

    fn claims(&mut self, stream: &CampaignId, now: Stamp) -> Result<Vec<Claim>, StoreError> {
        let sql = format!(
            "SELECT unit, actor, until FROM {}.claims WHERE stream = $1 AND until > $2 ORDER BY unit, actor",
            self.schema()
        );
        let rows = self.ask(&sql, &[(&stream.as_str(), Type::TEXT), (&now.0, Type::INT8)])?;
        let claim = |row: &tokio_postgres::Row| Claim {
            unit: UnitCode(row.try_get(0).unwrap_or_default()),
            actor: Actor::from(row.try_get::<_, String>(1).unwrap_or_default()),
            until: Stamp(row.try_get(2).unwrap_or_default()),
        };
        Ok(rows.iter().map(claim).collect())
    }

    fn seen_up_to(&mut self, stream: &CampaignId, actor: &Actor) -> Result<Option<SeenUpTo>, StoreError> {
        let sql = format!(
            "SELECT seq, at FROM {}.last_looked WHERE stream = $1 AND actor = $2",
            self.schema()
        );
        let rows = self.ask(
            &sql,
            &[(&stream.as_str(), Type::TEXT), (&actor.as_str(), Type::TEXT)],
        )?;
        Ok(rows.first().map(|row| SeenUpTo {
            seq: row
                .try_get::<_, i64>(0)
                .unwrap_or_default()
                .max(0)
                .cast_unsigned(),
            at: Stamp(row.try_get(1).unwrap_or_default()),
        }))
    }

    fn set_seen_up_to(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        looked: SeenUpTo,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "INSERT INTO {}.last_looked AS l (stream, actor, seq, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (stream, actor) DO UPDATE SET seq = excluded.seq, at = excluded.at \
             WHERE excluded.seq >= l.seq",
            self.schema()
        );
        let seq = looked.seq.cast_signed();
        self.ask(
            &sql,
            &[
                (&stream.as_str(), Type::TEXT),
                (&actor.as_str(), Type::TEXT),
                (&seq, Type::INT8),
                (&looked.at.0, Type::INT8),
            ],
        )
        .map(drop)
    }
}
