//! Rows on their way to the server: all of a turn in one statement.
//!
//! It must never know what they are about.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use crate::store::codec::Row;

/// The columns of many rows, each as a list.
#[derive(Debug, Default)]
struct Columns<'a> {
    streams: Vec<&'a str>,
    seqs: Vec<i64>,
    cmds: Vec<&'a str>,
    ns: Vec<i64>,
    kinds: Vec<&'a str>,
    versions: Vec<i64>,
    ats: Vec<i64>,
    recorded: Vec<i64>,
    actors: Vec<&'a str>,
    users: Vec<&'a str>,
    roles: Vec<&'a str>,
    vias: Vec<&'a str>,
    units: Vec<Option<&'a str>>,
    later: Vec<i64>,
    payloads: Vec<&'a str>,
    hashes: Vec<&'a [u8]>,
    salts: Vec<Option<&'a [u8]>>,
    digests: Vec<Option<&'a [u8]>>,
    redacted: Vec<Option<i64>>,
}

impl<'a> Columns<'a> {
    fn add(&mut self, row: &'a Row) {
        self.streams.push(&row.stream);
        self.seqs.push(row.seq);
        self.cmds.push(&row.cmd);
        self.ns.push(row.n);
        self.kinds.push(&row.kind);
        self.versions.push(row.version);
        self.ats.push(row.at);
        self.recorded.push(row.recorded);
        self.actors.push(&row.actor);
        self.users.push(&row.real_user);
        self.roles.push(&row.role);
        self.vias.push(&row.via);
        self.units.push(row.unit.as_deref());
        self.later.push(row.entered_later);
        self.payloads.push(&row.payload);
        self.hashes.push(&row.hash);
        self.salts.push(row.salt.as_ref().map(<[u8; 16]>::as_slice));
        self.digests.push(row.digest.as_ref().map(<[u8; 32]>::as_slice));
        self.redacted.push(row.redacted_by);
    }
}

/// What a row is made of.
const COLUMNS: &str = "stream, seq, cmd, n, type, version, at, recorded, actor, real_user, role, via, unit, \
                       entered_later, payload, hash, salt, digest, redacted_by";

/// Puts rows in; the server's keys decide whether they may stand there.
pub(super) async fn insert(
    client: &Client,
    schema: &str,
    rows: impl Iterator<Item = &Row>,
) -> Result<u64, Error> {
    let rows: Vec<&Row> = rows.collect();
    // Most commands are one fact, and the server takes one row of values in half the time that a row of lists takes.
    if let [row] = rows.as_slice() {
        return insert_one(client, schema, row).await;
    }
    let mut c = Columns::default();
    for row in &rows {
        c.add(row);
    }
    let sql = format!(
        "INSERT INTO {schema}.facts ({COLUMNS}) \
         SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], \
         $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[], \
         $15::text[], $16::bytea[], $17::bytea[], $18::bytea[], $19::bigint[])"
    );
    let (text, int, bytes) = (Type::TEXT_ARRAY, Type::INT8_ARRAY, Type::BYTEA_ARRAY);
    let params: [(&(dyn ToSql + Sync), Type); 19] = [
        (&c.streams, text.clone()),
        (&c.seqs, int.clone()),
        (&c.cmds, text.clone()),
        (&c.ns, int.clone()),
        (&c.kinds, text.clone()),
        (&c.versions, int.clone()),
        (&c.ats, int.clone()),
        (&c.recorded, int.clone()),
        (&c.actors, text.clone()),
        (&c.users, text.clone()),
        (&c.roles, text.clone()),
        (&c.vias, text.clone()),
        (&c.units, text.clone()),
        (&c.later, int.clone()),
        (&c.payloads, text),
        (&c.hashes, bytes.clone()),
        (&c.salts, bytes.clone()),
        (&c.digests, bytes),
        (&c.redacted, int),
    ];
    client.execute_typed(&sql, &params).await
}

async fn insert_one(client: &Client, schema: &str, row: &Row) -> Result<u64, Error> {
    let sql = format!(
        "INSERT INTO {schema}.facts ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
         $16, $17, $18, $19)"
    );
    let hash = row.hash.as_slice();
    let salt = row.salt.as_ref().map(<[u8; 16]>::as_slice);
    let digest = row.digest.as_ref().map(<[u8; 32]>::as_slice);
    let (text, int, bytes) = (Type::TEXT, Type::INT8, Type::BYTEA);
    let params: [(&(dyn ToSql + Sync), Type); 19] = [
        (&row.stream, text.clone()),
        (&row.seq, int.clone()),
        (&row.cmd, text.clone()),
        (&row.n, int.clone()),
        (&row.kind, text.clone()),
        (&row.version, int.clone()),
        (&row.at, int.clone()),
        (&row.recorded, int.clone()),
        (&row.actor, text.clone()),
        (&row.real_user, text.clone()),
        (&row.role, text.clone()),
        (&row.via, text.clone()),
        (&row.unit, text.clone()),
        (&row.entered_later, int.clone()),
        (&row.payload, text),
        (&hash, bytes.clone()),
        (&salt, bytes.clone()),
        (&digest, bytes),
        (&row.redacted_by, int),
    ];
    client.execute_typed(&sql, &params).await
}
