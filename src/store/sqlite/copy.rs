//! A copy of the facts up to a moment, for a backup.
//!
//! It must never know where the copy goes.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::create::make;
use super::engine::copy_failed;
use super::file::SqliteJournal;
use super::rows::{CHECK_PAGE, insert};
use crate::core::fact::Envelope;
use crate::core::names::CampaignId;
use crate::store::codec::{self, Check, Fault};
use crate::store::error::StoreError;
use crate::store::journal::{Journal, StreamInfo};

/// What a copy hands over: every fact that is in it, with its stream.
pub type Each<'a> = dyn FnMut(&CampaignId, &Envelope) + 'a;

impl SqliteJournal {
    /// The streams as they stood together at one moment.
    pub(in crate::store) fn streams_at_once(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.fresh()?;
        self.conn.execute_batch("BEGIN").map_err(|e| self.wrong(&e))?;
        let streams = self.streams();
        self.roll_back();
        streams
    }

    /// Makes a new store at `new` with the facts up to these heads, checked one by one. A fact never changes, so this is
    /// the store as it stood at that moment, although it is read page by page and holds up neither a writer nor the log.
    pub(in crate::store) fn copy_to(
        &mut self,
        new: &Path,
        streams: &[StreamInfo],
        each: &mut Each<'_>,
    ) -> Result<(), StoreError> {
        make(new)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let failed = |e: &rusqlite::Error| copy_failed(new, e);
        let copy = Connection::open_with_flags(new, flags).map_err(|e| failed(&e))?;
        // Nobody relies on the copy before it is whole and has been made durable.
        copy.execute_batch("PRAGMA synchronous = OFF")
            .map_err(|e| failed(&e))?;
        for stream in streams {
            self.copy_stream(&copy, new, stream, each)?;
        }
        copy.close().map_err(|(_, e)| failed(&e))
    }

    fn copy_stream(
        &mut self,
        copy: &Connection,
        new: &Path,
        stream: &StreamInfo,
        each: &mut Each<'_>,
    ) -> Result<(), StoreError> {
        let mut check = Check::new(&stream.id);
        let mut after = i64::MIN;
        let until = codec::number(stream.head.seq)?;
        loop {
            self.fresh()?;
            let page = self.page(&stream.id, after, CHECK_PAGE)?;
            let full = page.len() == CHECK_PAGE;
            let mut rows = Vec::with_capacity(page.len());
            for row in page {
                let row = row.ok_or_else(|| check.unreadable())?;
                if row.seq > until {
                    break;
                }
                after = row.seq;
                if row.redacted_by.is_some_and(|by| by > until) {
                    // Removed while the copy is being made: it would hold a hole and not the fact that made it.
                    return Err(StoreError::Busy);
                }
                rows.push(row.clone());
                let left = self.left(&row)?;
                each(&stream.id, &check.next(row, left.as_deref())?);
            }
            let written = || -> rusqlite::Result<()> {
                let tx = copy.unchecked_transaction()?;
                insert(&tx, &rows)?;
                tx.commit()
            };
            written().map_err(|e| copy_failed(new, &e))?;
            if !full || after >= until {
                break;
            }
        }
        if check.head() == stream.head {
            Ok(())
        } else {
            Err(Fault::Gap.at(&stream.id, check.head().seq + 1))
        }
    }
}
