//! The index of the words of letters: a file of its own beside the store, so that it can be thrown away, no writer of facts
//! waits for it, and no backup holds it.
//!
//! It must never know whose words they are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params};
use rustix::fs::CWD;
use sha2::{Digest, Sha256};

use super::connect::settled;
use super::engine::wrong;
use super::schema;
use crate::core::names::LetterId;
use crate::owner::Heir;
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::search::{Passage, Search, Sought};

/// What it is called, after the store's name.
pub(super) const TAIL: &str = ".search";
/// `ktns`, in the header of every such file.
const APPLICATION_ID: i64 = 0x6b74_6e73;
/// The tables as they are now; a file with others is made anew.
const VERSION: i64 = 1;
const TABLES: &str = include_str!("../../../data/search.sql");
/// How long it waits for another that writes to it.
const PATIENCE: Duration = Duration::from_secs(5);

/// The index.
#[derive(Debug)]
pub(in crate::store) struct SearchFile {
    conn: Connection,
    /// What errors speak of.
    path: PathBuf,
}

impl SearchFile {
    /// The index of the store at this path, made where there is none or none that is of use. Where it cannot be written it
    /// stands in memory alone.
    pub(in crate::store) fn of(store: &Path) -> Result<Self, StoreError> {
        let path = files::beside(&settled(store)?, TAIL);
        match Self::at(&path) {
            Err(StoreError::Damaged { .. } | StoreError::Foreign { .. }) => {
                Self::drop_file(&path);
                Self::at(&path)
            }
            Err(StoreError::ReadOnly(_) | StoreError::Linked(_) | StoreError::Io { .. }) => Self::in_memory(),
            other => other,
        }
    }

    /// An index that nobody else sees, gone with its handle.
    pub(in crate::store) fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from("memory");
        let made = Connection::open_in_memory();
        let conn = made.and_then(|conn| conn.execute_batch(TABLES).map(|()| conn));
        conn.map(|conn| Self {
            conn,
            path: path.clone(),
        })
        .map_err(|e| wrong(&path, &e))
    }

    /// Takes the file of a store's index away.
    pub(in crate::store) fn discard(store: &Path) {
        if let Ok(path) = settled(store) {
            Self::drop_file(&files::beside(&path, TAIL));
        }
    }

    fn drop_file(path: &Path) {
        for tail in ["", "-journal"] {
            // What cannot be removed is met again when it is opened.
            let _ = std::fs::remove_file(files::beside(path, tail));
        }
    }

    fn at(path: &Path) -> Result<Self, StoreError> {
        match schema::identity(path) {
            Ok(_) => {}
            Err(StoreError::Absent(_)) => match files::make_file(CWD, path) {
                Ok(file) => Heir::of(files::folder_of(path)).gets(&file),
                // Somebody else was quicker.
                Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(why) => return Err(files::refused(path, why)),
            },
            Err(why) => return Err(why),
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let opened = || -> rusqlite::Result<(Connection, bool)> {
            let mut conn = Connection::open_with_flags(path, flags)?;
            conn.busy_timeout(PATIENCE)?;
            conn.execute_batch(
                "PRAGMA secure_delete = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2048",
            )?;
            let ours = made(&mut conn)?;
            Ok((conn, ours))
        };
        match opened() {
            Ok((conn, _)) if conn.is_readonly(rusqlite::MAIN_DB).unwrap_or(true) => {
                Err(StoreError::ReadOnly(path.into()))
            }
            Ok((conn, true)) => Ok(Self {
                conn,
                path: path.to_owned(),
            }),
            Ok((_, false)) => Err(StoreError::Damaged {
                site: path.into(),
                detail: "another index".to_owned(),
            }),
            Err(e) => Err(wrong(path, &e)),
        }
    }

    fn done<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|e| match wrong(&self.path, &e) {
            // Whatever an index says that is no matter of locks and disks, it is of no use any more.
            StoreError::Engine { site, detail } => StoreError::Damaged { site, detail },
            other => other,
        })
    }
}

/// Makes the tables in a new file. False: it is another's, or of another version.
fn made(conn: &mut Connection) -> rusqlite::Result<bool> {
    let number = |conn: &Connection, pragma: &str| -> rusqlite::Result<i64> {
        conn.query_row(&format!("PRAGMA {pragma}"), [], |r| r.get(0))
    };
    let ours = |conn: &Connection| -> rusqlite::Result<bool> {
        Ok(number(conn, "application_id")? == APPLICATION_ID && number(conn, "user_version")? == VERSION)
    };
    if ours(conn)? {
        return Ok(true);
    }
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let is_new: bool = tx.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |r| {
        r.get(0)
    })?;
    if is_new {
        tx.execute_batch(TABLES)?;
        tx.execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}"
        ))?;
    }
    tx.commit()?;
    ours(conn)
}

impl Search for SearchFile {
    fn known(&mut self) -> Result<BTreeSet<LetterId>, StoreError> {
        let read = || -> rusqlite::Result<BTreeSet<LetterId>> {
            let mut all = self.conn.prepare_cached("SELECT letter FROM letters")?;
            let names = all.query_map([], |r| r.get(0).map(LetterId))?;
            names.collect()
        };
        self.done(read())
    }

    fn keep(
        &mut self,
        letters: &[(LetterId, Vec<Passage>)],
        folded: &dyn Fn(&str) -> String,
    ) -> Result<(), StoreError> {
        let mut keep = || -> rusqlite::Result<()> {
            let tx = self
                .conn
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            for (letter, passages) in letters {
                remove(&tx, letter)?;
                tx.prepare_cached("INSERT INTO letters (letter, sum) VALUES (?1, ?2)")?
                    .execute(params![letter.as_str(), sum(passages)])?;
                let id = tx.last_insert_rowid();
                let mut put = tx.prepare_cached(
                    "INSERT INTO passages (letter, place, part, text) VALUES (?1, ?2, ?3, ?4)",
                )?;
                for (place, passage) in passages.iter().enumerate() {
                    put.execute(params![id, place as i64, passage.part, passage.text])?;
                }
                let written = passages
                    .iter()
                    .map(|p| p.text.as_str())
                    .collect::<Vec<_>>()
                    .join("\n");
                tx.prepare_cached("INSERT INTO words (rowid, written, folded) VALUES (?1, ?2, ?3)")?
                    .execute(params![id, written, folded(&written)])?;
            }
            tx.commit()
        };
        let kept = keep();
        self.done(kept)
    }

    fn forget(&mut self, letters: &[LetterId]) -> Result<(), StoreError> {
        let mut forget = || -> rusqlite::Result<bool> {
            let tx = self
                .conn
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut any = false;
            for letter in letters {
                any |= remove(&tx, letter)?;
            }
            if any {
                // What is deleted there is only marked so until its pieces are put together anew.
                tx.execute_batch("INSERT INTO words (words) VALUES ('optimize')")?;
            }
            tx.commit()?;
            Ok(any)
        };
        let any = forget();
        if self.done(any)? {
            let anew = self.conn.execute_batch("VACUUM");
            self.done(anew)?;
        }
        Ok(())
    }

    fn passages(&mut self, letter: &LetterId) -> Result<Option<Vec<Passage>>, StoreError> {
        let read = || -> rusqlite::Result<Option<Vec<Passage>>> {
            let head = |r: &Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, Vec<u8>>(1)?));
            let mut heads = self
                .conn
                .prepare_cached("SELECT id, sum FROM letters WHERE letter = ?1")?;
            let Some((id, kept)) = heads.query_row([letter.as_str()], head).optional()? else {
                return Ok(None);
            };
            let passages = passages_of(&self.conn, id)?;
            Ok((sum(&passages).as_slice() == kept).then_some(passages))
        };
        self.done(read())
    }

    fn find(
        &mut self,
        sought: &Sought,
        wanted: &dyn Fn(&LetterId) -> bool,
        each: &mut dyn FnMut(LetterId, Vec<Passage>) -> bool,
    ) -> Result<(), StoreError> {
        let mut broken = Vec::new();
        let mut find = || -> rusqlite::Result<()> {
            let folded = asked("folded", &sought.folded);
            let written = asked("written", &sought.written);
            let mut ids = self.conn.prepare_cached(
                "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY \
                 rowid IN (SELECT rowid FROM words WHERE words MATCH ?2) DESC, rowid DESC",
            )?;
            let ids: Vec<i64> = ids
                .query_map([folded, written], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let mut heads = self
                .conn
                .prepare_cached("SELECT letter, sum FROM letters WHERE id = ?1")?;
            for id in ids {
                let head = |r: &Row<'_>| Ok((LetterId(r.get(0)?), r.get::<_, Vec<u8>>(1)?));
                let Some((letter, kept)) = heads.query_row([id], head).optional()? else {
                    continue;
                };
                if !wanted(&letter) {
                    continue;
                }
                let passages = passages_of(&self.conn, id)?;
                if sum(&passages).as_slice() != kept {
                    broken.push(letter);
                } else if !each(letter, passages) {
                    break;
                }
            }
            Ok(())
        };
        let found = find();
        self.done(found)?;
        if broken.is_empty() {
            Ok(())
        } else {
            self.forget(&broken)
        }
    }
}

fn passages_of(conn: &Connection, letter: i64) -> rusqlite::Result<Vec<Passage>> {
    let passage = |r: &Row<'_>| {
        Ok(Passage {
            part: r.get(0)?,
            text: r.get(1)?,
        })
    };
    conn.prepare_cached("SELECT part, text FROM passages WHERE letter = ?1 ORDER BY place")?
        .query_map([letter], passage)?
        .collect()
}

/// Takes a letter out; true if it was there.
fn remove(conn: &Connection, letter: &LetterId) -> rusqlite::Result<bool> {
    let id: Option<i64> = conn
        .prepare_cached("DELETE FROM letters WHERE letter = ?1 RETURNING id")?
        .query_row([letter.as_str()], |r| r.get(0))
        .optional()?;
    let Some(id) = id else { return Ok(false) };
    conn.prepare_cached("DELETE FROM passages WHERE letter = ?1")?
        .execute([id])?;
    conn.prepare_cached("DELETE FROM words WHERE rowid = ?1")?
        .execute([id])?;
    Ok(true)
}

fn sum(passages: &[Passage]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for passage in passages {
        hash.update(passage.part.map_or(u64::MAX, u64::from).to_le_bytes());
        hash.update((passage.text.len() as u64).to_le_bytes());
        hash.update(passage.text.as_bytes());
    }
    hash.finalize().into()
}

/// The question in the engine's words: each word is the beginning of one, and what stands in it beside letters and figures
/// parts it.
fn asked(column: &str, words: &[String]) -> String {
    let phrase = |word: &String| {
        let pieces: Vec<&str> = word
            .split(|c: char| !c.is_alphanumeric())
            .filter(|p| !p.is_empty())
            .collect();
        (!pieces.is_empty()).then(|| format!("{column} : \"{}\" *", pieces.join(" ")))
    };
    let all: Vec<String> = words.iter().filter_map(phrase).collect();
    if all.is_empty() {
        // Nothing that could be found.
        return format!("{column} : \"\"");
    }
    all.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(n: u32) -> LetterId {
        LetterId(format!("{n:064}"))
    }

    fn passage(part: Option<u32>, text: &str) -> Passage {
        Passage {
            part,
            text: text.to_owned(),
        }
    }

    /// What compares words here: capitals and the one mark that these tests use.
    fn folded(text: &str) -> String {
        text.to_lowercase().replace('đ', "d").replace('ắ', "a")
    }

    fn found(index: &mut SearchFile, typed: &str) -> Vec<u32> {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let sought = Sought {
            written: words(typed),
            folded: words(&folded(typed)),
        };
        let mut out = Vec::new();
        index
            .find(&sought, &|_| true, &mut |id, _| {
                out.push(id.as_str().parse().unwrap());
                true
            })
            .unwrap();
        out
    }

    fn filled() -> (tempfile::TempDir, PathBuf, SearchFile) {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("house.store");
        let mut index = SearchFile::of(&store).unwrap();
        let letters = [
            (
                letter(1),
                vec![
                    passage(None, "Dak Lak bao cao"),
                    passage(Some(2), "số 77/BC-STTTT"),
                ],
            ),
            (letter(2), vec![passage(None, "Đắk Lắk gửi")]),
            (letter(3), vec![]),
        ];
        index.keep(&letters, &folded).unwrap();
        (folder, store, index)
    }

    #[test]
    fn words_are_found_as_typed_first_and_anywhere_in_a_letter() {
        let (_folder, store, mut index) = filled();
        assert_eq!(found(&mut index, "dak lak"), [1, 2]);
        assert_eq!(
            found(&mut index, "đắk"),
            [2, 1],
            "whether a mark must be there is decided above"
        );
        assert_eq!(found(&mut index, "77/bc lak"), [1]);
        assert_eq!(found(&mut index, "stt"), [1]);
        assert_eq!(found(&mut index, "ak"), [0; 0], "not inside a word");
        for odd in ["\"", "* OR", "a\" OR \"b", "- -", "written : x", "NEAR(", "\0"] {
            let _ = found(&mut index, odd);
        }
        assert_eq!(index.known().unwrap().len(), 3);
        // Another handle sees the same, and what is kept again stands once.
        let mut other = SearchFile::of(&store).unwrap();
        other
            .keep(&[(letter(1), vec![passage(None, "khác")])], &folded)
            .unwrap();
        assert_eq!(found(&mut index, "dak"), [2]);
        assert_eq!(found(&mut index, "khac"), [0; 0]);
        assert_eq!(found(&mut index, "khác"), [1]);
    }

    #[test]
    fn what_is_forgotten_stands_nowhere_in_the_file() {
        let (_folder, store, mut index) = filled();
        let stands = |word: &str| {
            let bytes = std::fs::read(files::beside(&store, TAIL)).unwrap();
            bytes.windows(word.len()).any(|w| w == word.as_bytes())
        };
        assert!(stands("bao cao") && stands("stttt"));
        index.forget(&[letter(1)]).unwrap();
        assert!(!stands("bao cao") && !stands("stttt") && !stands("bao"));
        assert_eq!(found(&mut index, "dak"), [2]);
        assert_eq!(index.known().unwrap().len(), 2);
    }

    #[test]
    fn a_file_that_is_no_use_is_made_anew() {
        let (_folder, store, index) = filled();
        drop(index);
        let path = files::beside(&store, TAIL);
        for bytes in [
            &b"no index at all, but long enough to be looked at as one by the engine"[..],
            b"",
        ] {
            std::fs::write(&path, bytes).unwrap();
            let mut index = SearchFile::of(&store).unwrap();
            assert!(index.known().unwrap().is_empty());
            index
                .keep(&[(letter(7), vec![passage(None, "mới")])], &folded)
                .unwrap();
        }
        SearchFile::discard(&store);
        assert!(!path.exists());
    }

    #[test]
    fn words_that_were_changed_are_left_out() {
        let (_folder, _store, mut index) = filled();
        index
            .conn
            .execute(
                "UPDATE passages SET text = 'Đắk Lắk khác' WHERE part IS NULL AND letter = 2",
                [],
            )
            .unwrap();
        assert_eq!(found(&mut index, "dak"), [1]);
        assert!(!index.known().unwrap().contains(&letter(2)), "to be made anew");
    }
}
