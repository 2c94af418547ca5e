//! The mark of a store that was moved, in the table that says what the schema is.
//!
//! It must never know where the other store is.

use futures_util::future::join;
use tokio_postgres::types::Type;

use super::facts::{after_sql, bounds};
use super::site::ServerStore;
use super::turn::ready;
use crate::core::fact::Envelope;
use crate::core::names::CampaignId;
use crate::store::departure::{Departure, Moved};
use crate::store::error::StoreError;
use crate::store::waiting;

/// The key of the mark while the move has not ended.
const ON_ITS_WAY: &str = "moving";
/// The same once it has.
pub(super) const LEFT: &str = "moved";

/// The question for the mark.
pub(super) fn mark_sql(schema: &str) -> String {
    format!("SELECT value, key = '{LEFT}' FROM {schema}.meta WHERE key IN ('{ON_ITS_WAY}', '{LEFT}')")
}

/// What it says; a question for more than the mark has it first, and nothing there where there is none.
pub(super) fn mark(rows: &[tokio_postgres::Row]) -> Option<Moved> {
    let row = rows.first()?;
    let to: Option<String> = row.try_get(0).unwrap_or_default();
    Some(Moved {
        to: to?,
        done: row.try_get(1).unwrap_or_default(),
    })
}

impl ServerStore {
    /// May be written here at all, by this mark?
    pub(super) fn is_in_use(&self, mark: Option<Moved>) -> Result<(), StoreError> {
        match mark {
            None => Ok(()),
            Some(Moved { to, done }) => Err(StoreError::Moved {
                site: self.name(),
                to,
                done,
            }),
        }
    }

    fn change_mark(&mut self, sql: &str) -> Result<(), StoreError> {
        let wire = ready(self)?;
        wire.ask(wire.client().batch_execute(sql))?;
        self.tell_others(&wire);
        Ok(())
    }
}

impl Departure for ServerStore {
    fn moved(&mut self) -> Result<Option<Moved>, StoreError> {
        let sql = mark_sql(self.schema());
        Ok(mark(&self.ask(&sql, &[])?))
    }

    fn news(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<(Vec<Envelope>, Option<Moved>), StoreError> {
        let (facts, moved) = (after_sql(self.schema()), mark_sql(self.schema()));
        let (from, most) = bounds(after, limit)?;
        let name = stream.as_str();
        let params = [
            (&name as _, Type::TEXT),
            (&from as _, Type::INT8),
            (&most as _, Type::INT8),
        ];
        // Both are sent before either is answered.
        let (rows, marked) = self.once_more(|wire| {
            let client = wire.client();
            let both = join(
                client.query_typed(&facts, &params),
                client.query_typed(&moved, &[]),
            );
            wire.ask(async {
                let (rows, marked) = both.await;
                Ok((rows?, marked?))
            })
        })?;
        Ok((self.facts_after(stream, after, &rows)?, mark(&marked)))
    }

    /// The lock lets readers in and nobody who writes. Whoever has begun a turn and put nothing yet waits for it, and is then
    /// refused by the trigger.
    fn leave(&mut self, to: &str, last: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        let wire = ready(self)?;
        let schema = self.schema().to_owned();
        let client = wire.client();
        let begun = wire.ask(client.batch_execute(&format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '{}s'; \
             SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL synchronous_commit = on; \
             LOCK TABLE {schema}.facts, {schema}.sendings IN SHARE ROW EXCLUSIVE MODE",
            waiting::PATIENCE.as_secs()
        )));
        let put = format!("INSERT INTO {schema}.meta (key, value) VALUES ('{ON_ITS_WAY}', $1)");
        let marked = begun.and_then(|()| {
            let rows = wire.ask(client.query_typed(&mark_sql(&schema), &[]))?;
            self.is_in_use(mark(&rows))?;
            if !last() {
                return Ok(false);
            }
            wire.ask(client.execute_typed(&put, &[(&to, Type::TEXT)]))?;
            Ok(true)
        });
        if !matches!(marked, Ok(true)) {
            if wire.is_open() {
                wire.send("ROLLBACK");
            }
            return marked;
        }
        wire.ask(client.batch_execute("COMMIT"))
            .map_err(|why| match why {
                lost @ StoreError::Unreachable { .. } => StoreError::Unsure(Box::new(lost)),
                other => other,
            })?;
        self.tell_others(&wire);
        Ok(true)
    }

    fn has_left(&mut self) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE {}.meta SET key = '{LEFT}' WHERE key = '{ON_ITS_WAY}'",
            self.schema()
        );
        self.change_mark(&sql)
    }

    fn stay(&mut self) -> Result<(), StoreError> {
        let sql = format!("DELETE FROM {}.meta WHERE key = '{ON_ITS_WAY}'", self.schema());
        self.change_mark(&sql)
    }
}
