//! The tables, their versions, and whatever else stands in their schema.
//!
//! It must never know what the tables are used for.

use std::collections::BTreeSet;

use tokio_postgres::types::Type;

use super::wire::Wire;
use crate::store::error::{How, Kind, StoreError, Stranger};

/// Every step from an empty schema to the newest tables; the version of a store is how many it has behind it.
const STEPS: &[&str] = &[
    include_str!("../../../data/migrations/postgres/0001.sql"),
    include_str!("../../../data/migrations/postgres/0002.sql"),
];
/// The newest version that this program knows.
pub(super) const KNOWN: i64 = STEPS.len() as i64;

/// What is ours in a schema, by kind and name. Indexes that a key brings are named by the server.
const OURS: &[(Kind, &str)] = &[
    (Kind::Table, "attempts"),
    (Kind::Table, "claims"),
    (Kind::Table, "facts"),
    (Kind::Table, "last_looked"),
    (Kind::Table, "mailboxes"),
    (Kind::Table, "meta"),
    (Kind::Table, "remains"),
    (Kind::Table, "restored"),
    (Kind::Table, "sendings"),
    (Kind::Table, "shelves"),
    (Kind::Table, "snapshots"),
    (Kind::Table, "swept"),
    (Kind::Index, "attempts_pkey"),
    (Kind::Index, "claims_pkey"),
    (Kind::Index, "facts_by_cmd"),
    (Kind::Index, "facts_pkey"),
    (Kind::Index, "facts_redacted"),
    (Kind::Index, "last_looked_pkey"),
    (Kind::Index, "mailboxes_pkey"),
    (Kind::Index, "meta_pkey"),
    (Kind::Index, "restored_pkey"),
    (Kind::Index, "sendings_by_token"),
    (Kind::Index, "sendings_pkey"),
    (Kind::Index, "shelves_pkey"),
    (Kind::Index, "snapshots_pkey"),
    (Kind::Index, "swept_pkey"),
    (Kind::Trigger, "facts_moved"),
    (Kind::Trigger, "facts_stand"),
    (Kind::Trigger, "facts_stay"),
    (Kind::Other, "attempts_id_seq"),
    (Kind::Other, "facts_moved()"),
    (Kind::Other, "facts_stand()"),
    (Kind::Other, "redact()"),
];

/// The steps after a version, for this schema, with the version that they lead to. They are run with nothing but the schema in
/// the path, so that no name means anything else.
pub(super) fn steps(schema: &str, from: i64) -> String {
    let first = usize::try_from(from).unwrap_or_default();
    let mut sql = format!("SET LOCAL search_path = {schema}, pg_temp;\n");
    for step in STEPS.iter().skip(first) {
        sql.push_str(&step.replace("{schema}", schema));
    }
    sql.push_str(&format!(
        "INSERT INTO meta (key, value) VALUES ('version', '{KNOWN}') \
         ON CONFLICT (key) DO UPDATE SET value = excluded.value;\n"
    ));
    sql
}

/// Makes the tables, or brings them up to date: whole or not at all, and one at a time.
pub(super) fn bring_up(wire: &Wire, schema: &str) -> Result<(), StoreError> {
    let begun = wire.ask(wire.client().batch_execute(&format!(
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '30s'; \
         SELECT pg_advisory_xact_lock(hashtextextended('ketnoi: tables of {schema}', 42));"
    )));
    let made = begun.and_then(|()| {
        // Somebody else may have been at it meanwhile.
        let there = wire.ask(wire.client().query_typed_one(
            "SELECT to_regclass($1 || '.meta') IS NOT NULL, \
             EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = $1)",
            &[(&schema, Type::TEXT)],
        ))?;
        let from = if there.get(0) {
            let sql = format!("SELECT value FROM {schema}.meta WHERE key = 'version'");
            let row = wire.ask(wire.client().query_typed_opt(&sql, &[]))?;
            row.and_then(|r| r.try_get::<_, String>(0).ok()?.parse().ok())
                .unwrap_or(0)
        } else {
            0
        };
        if from >= KNOWN {
            return Ok(());
        }
        // A role may make tables in a schema that somebody made for it, and no schema.
        if !there.get::<_, bool>(1) {
            wire.ask(wire.client().batch_execute(&format!("CREATE SCHEMA {schema}")))?;
        }
        wire.ask(wire.client().batch_execute(&steps(schema, from)))
    });
    let end = if made.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = wire.ask(wire.client().batch_execute(end));
    made.and(ended)
}

/// What stands in the schema and is none of ours, and what of ours is missing or changed.
pub(super) fn strangers(wire: &Wire, schema: &str) -> Result<Vec<Stranger>, StoreError> {
    let rows = wire.ask(wire.client().query_typed(
        "SELECT CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' \
         WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE 'other' END, c.relname::text, c.relkind <> 'r' OR \
         NOT c.relhasrules AND NOT c.relrowsecurity, NULL \
         FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = $1 AND c.relkind <> 't' \
         UNION ALL SELECT 'trigger', t.tgname::text, t.tgenabled IN ('O', 'A'), NULL FROM pg_trigger t \
         JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace s ON s.oid = c.relnamespace \
         WHERE s.nspname = $1 AND NOT t.tgisinternal \
         UNION ALL SELECT 'other', p.proname::text || '()', true, p.prosrc FROM pg_proc p \
         JOIN pg_namespace s ON s.oid = p.pronamespace WHERE s.nspname = $1",
        &[(&schema, Type::TEXT)],
    ))?;
    let mut ours: BTreeSet<(Kind, String)> = OURS
        .iter()
        .map(|(kind, name)| (*kind, (*name).to_owned()))
        .collect();
    let sources: Vec<String> = STEPS
        .iter()
        .map(|step| step.replace("{schema}", schema))
        .collect();
    let mut found = Vec::new();
    for row in rows {
        let kind = Kind::of(row.try_get::<_, &str>(0).unwrap_or_default());
        let name: String = row.try_get(1).unwrap_or_default();
        let sound: bool = row.try_get(2).unwrap_or_default();
        let source: Option<String> = row.try_get(3).unwrap_or_default();
        let is_ours = ours.remove(&(kind, name.clone()));
        let as_made = source.is_none_or(|source| sources.iter().any(|step| step.contains(&source)));
        let how = match (is_ours, sound && as_made) {
            (false, _) => How::Foreign,
            (true, false) => How::Changed,
            (true, true) => continue,
        };
        found.push(Stranger { kind, name, how });
    }
    let missing = ours.into_iter().map(|(kind, name)| Stranger {
        kind,
        name,
        how: How::Missing,
    });
    found.extend(missing);
    found.sort();
    Ok(found)
}
