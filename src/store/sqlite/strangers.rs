//! What stands in a store beside what we put there: foreign tables, views, triggers and indexes, and what of ours is
//! missing or has become something else.
//!
//! A trigger of somebody else's would run with every fact that is written, and a view can stand where a table of ours
//! was: so the engine's own list of what a database holds is compared with the list that our steps make. Whoever only
//! reads is kept from what stands in a table's place; whoever writes, from everything that is not ours.
//!
//! It must never know what the tables are used for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::schema;
use crate::core::hex::hex;
use crate::store::error::{How, Kind, Stranger};

/// The list of the newest version, hashed: what is as it should be is seen without making the list anew, which is most
/// of what the comparison costs. Where this is out of date all is found just the same, only later.
const NEWEST: &str = "e4d221b4614a5c790f6b74770b933290477e9d4060e4c70f142f2d3b2190fc62";

/// Does one of them stand where a table of ours should? Then even reading is not safe.
pub fn hide_tables(found: &[Stranger]) -> bool {
    found
        .iter()
        .any(|s| s.how != How::Foreign && s.kind == Kind::Table)
}

/// What the engine lists: kind and name, and the words that made it. An index that the engine made by itself has none.
type List = BTreeMap<(String, String), String>;

fn list(conn: &Connection) -> rusqlite::Result<List> {
    let mut all = conn.prepare_cached("SELECT type, name, tbl_name, sql FROM sqlite_schema")?;
    let rows = all.query_map([], |r| {
        let (table, made): (String, Option<String>) = (r.get(2)?, r.get(3)?);
        Ok(((r.get(0)?, r.get(1)?), made.map_or(table, |words| plain(&words))))
    })?;
    rows.collect()
}

/// The words of a statement without its comments, each gap one space: what is left says the same.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    let (mut quote, mut gap) = (None, false);
    while let Some(c) = letters.next() {
        if quote.is_some() {
            quote = quote.filter(|q| *q != c);
        } else if c == '-' && letters.peek() == Some(&'-') {
            letters.by_ref().find(|c| *c == '\n');
            gap = true;
            continue;
        } else if c.is_whitespace() {
            gap = true;
            continue;
        } else if matches!(c, '\'' | '"' | '`') {
            quote = Some(c);
        }
        if std::mem::take(&mut gap) && !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn hashed(list: &List) -> String {
    let mut sha = Sha256::new();
    for ((kind, name), made) in list {
        for part in [kind, name, made] {
            sha.update(part.len().to_le_bytes());
            sha.update(part);
        }
    }
    hex(&sha.finalize())
}

/// What the steps up to a version make; made once for each.
fn model(version: i64) -> rusqlite::Result<Arc<List>> {
    static MADE: Mutex<BTreeMap<i64, Arc<List>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(list) = made.get(&version) {
        return Ok(list.clone());
    }
    let conn = Connection::open_in_memory()?;
    let steps = usize::try_from(version).unwrap_or_default();
    schema::run(&conn, schema::MIGRATIONS.get(..steps).unwrap_or_default(), 0)?;
    let list = Arc::new(list(&conn)?);
    made.insert(version, list.clone());
    Ok(list)
}

/// Everything in a store of this version that is not as our steps make it, ours first.
pub fn strangers(conn: &Connection, version: i64) -> rusqlite::Result<Vec<Stranger>> {
    let there = list(conn)?;
    if version == schema::KNOWN && hashed(&there) == NEWEST {
        return Ok(Vec::new());
    }
    let ours = model(version)?;
    let stranger = |(kind, name): &(String, String), how| Stranger {
        kind: Kind::of(kind),
        name: name.clone(),
        how,
    };
    let wanting = ours.iter().filter_map(|(key, made)| match there.get(key) {
        None => Some(stranger(key, How::Missing)),
        Some(words) if words != made => Some(stranger(key, How::Changed)),
        Some(_) => None,
    });
    let foreign = there.keys().filter(|key| !ours.contains_key(*key));
    Ok(wanting
        .chain(foreign.map(|key| stranger(key, How::Foreign)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(more: &str) -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        schema::run(&conn, schema::MIGRATIONS, 0).unwrap();
        conn.execute_batch(more).unwrap();
        conn
    }

    fn told(more: &str) -> Vec<String> {
        let found = strangers(&made(more), schema::KNOWN).unwrap();
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_short_way_knows_the_newest_list() {
        assert_eq!(
            hashed(&model(schema::KNOWN).unwrap()),
            NEWEST,
            "put the left one into NEWEST"
        );
    }

    #[test]
    fn what_is_not_ours_and_what_is_missing_is_named() {
        assert_eq!(told(""), [""; 0]);
        assert_eq!(told("CREATE TABLE notes (a)"), ["foreign table notes"]);
        assert_eq!(
            told("CREATE TRIGGER t AFTER INSERT ON facts BEGIN SELECT 1; END"),
            ["foreign trigger t"]
        );
        assert_eq!(told("CREATE INDEX i ON facts (unit)"), ["foreign index i"]);
        assert_eq!(told("DROP INDEX facts_by_cmd"), ["missing index facts_by_cmd"]);
        let in_its_place = told("ALTER TABLE facts RENAME TO f; CREATE VIEW facts AS SELECT * FROM f");
        assert!(
            in_its_place.contains(&"missing table facts".to_owned()),
            "{in_its_place:?}"
        );
        assert!(
            in_its_place.contains(&"foreign view facts".to_owned()),
            "{in_its_place:?}"
        );
        assert_eq!(
            told("DROP TABLE claims; CREATE TABLE claims (stream TEXT)"),
            ["changed table claims"]
        );
    }

    #[test]
    fn only_what_stands_in_a_tables_place_keeps_readers_away() {
        let hides = |more: &str| hide_tables(&strangers(&made(more), schema::KNOWN).unwrap());
        assert!(!hides(
            "DROP INDEX facts_by_cmd; CREATE TABLE notes (a); CREATE VIEW v AS SELECT 1"
        ));
        assert!(hides(
            "ALTER TABLE facts RENAME TO f; CREATE VIEW facts AS SELECT * FROM f"
        ));
        assert!(hides("DROP TABLE shelves"));
    }

    #[test]
    fn comments_and_gaps_say_nothing_and_what_is_quoted_does() {
        assert_eq!(
            plain("CREATE TABLE a ( -- so\n  b\tTEXT\n)"),
            "CREATE TABLE a ( b TEXT )"
        );
        assert_ne!(plain("CHECK (a <> '- -')"), plain("CHECK (a <> '-  -')"));
    }
}
