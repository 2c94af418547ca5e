//! What is put on record and said of a list or a calendar that left as a file.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::{Session, mint};
use crate::core::decide::{Command as Deed, Order};
use crate::core::dossier::Head;
use crate::core::fact::ExportMade;
use crate::core::hex::hex;
use crate::core::names::{BlobId, Lang};
use crate::core::time::Stamp;
use crate::export::{Unrecorded, why_unrecorded};
use crate::ledger::Ledger;
use crate::output::exports::what as what_words;
use crate::text::{line, numbers};

/// A file as it was read again.
pub(super) struct Bytes {
    sha256: String,
    size: u64,
}

impl Bytes {
    /// Reads a file from its beginning, whole.
    pub(super) fn of(file: &mut File) -> io::Result<Self> {
        file.seek(SeekFrom::Start(0))?;
        let (mut digest, mut size, mut piece) = (Sha256::new(), 0, vec![0; 1 << 16]);
        loop {
            let n = file.read(&mut piece)?;
            let Some(read) = piece.get(..n).filter(|read| !read.is_empty()) else {
                break;
            };
            digest.update(read);
            size += n as u64;
        }
        Ok(Self {
            sha256: hex(&digest.finalize()),
            size,
        })
    }
}

/// Of which moment a file tells, and the last fact that went into it.
pub(super) struct Of {
    at: Stamp,
    head: Head,
}

/// The moment of this session, and the last fact that is no export's.
pub(super) fn moment_of(s: &Session, ledger: &mut Ledger) -> Result<Of, Fail> {
    let head = ledger.exports_from().map_err(|e| s.failed(Some(ledger), &e))?;
    Ok(Of {
        at: s.clock.now(),
        head,
    })
}

/// A file that was written.
pub(super) struct Receipt<'a> {
    pub(super) what: &'static str,
    pub(super) format: &'static str,
    pub(super) path: &'a Path,
    pub(super) bytes: Bytes,
    pub(super) of: Of,
}

#[derive(Serialize)]
struct Told<'a> {
    schema: &'static str,
    campaign: &'a str,
    what: &'static str,
    format: &'static str,
    language: Lang,
    file: String,
    size: u64,
    sha256: &'a str,
    moment: String,
    head: HeadTold,
    recorded: Option<u64>,
    not_recorded: Option<&'static str>,
    unfilled: [&'static str; 0],
}

#[derive(Serialize)]
struct HeadTold {
    seq: u64,
    hash: String,
}

impl Receipt<'_> {
    /// Puts it on record where that may be, and says so. The file stays, whatever becomes of the record.
    pub(super) fn record_and_tell(&self, s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
        let why = why_unrecorded(ledger);
        let recorded = match why {
            Some(_) => Ok(None),
            None => self.record(s, ledger).map(Some),
        };
        let seq = recorded.as_ref().ok().copied().flatten();
        let file = self.path.display().to_string();
        if s.json {
            let told = Told {
                schema: "ketnoi.export/1",
                campaign: ledger.campaign().id().as_str(),
                what: self.what,
                format: self.format,
                language: s.cat.lang(),
                file,
                size: self.bytes.size,
                sha256: &self.bytes.sha256,
                moment: ledger.campaign().def().zone.rfc3339_ms(self.of.at),
                head: HeadTold {
                    seq: self.of.head.seq,
                    hash: hex(&self.of.head.hash),
                },
                recorded: seq,
                not_recorded: why.map(Unrecorded::id),
                unfilled: [],
            };
            out::json(&s.cat, &told)?;
        } else {
            let args = [
                ("what", what_words(&s.cat, self.what).into()),
                ("file", line(&file).into_owned().into()),
                ("size", numbers::size(s.cat.lang(), self.bytes.size).into()),
                ("sha256", self.bytes.sha256.clone().into()),
            ];
            let mut lines = vec![s.cat.tr_args("export-done", &args)];
            let seq = seq.map(|seq| {
                s.cat
                    .tr_args("export-recorded", &[("seq", seq.to_string().into())])
            });
            lines.extend(seq);
            lines.extend(why.map(|w| s.cat.tr(&format!("export_unrecorded-{}", w.id())).into_owned()));
            out::lines(&s.cat, lines)?;
        }
        recorded.map(drop)
    }

    fn record(&self, s: &Session, ledger: &mut Ledger) -> Result<u64, Fail> {
        let export = ExportMade {
            what: self.what.to_owned(),
            format: self.format.to_owned(),
            lang: s.cat.lang(),
            moment: self.of.at,
            head: self.of.head.seq,
            hash: hex(&self.of.head.hash),
            sha256: BlobId(self.bytes.sha256.clone()),
            size: self.bytes.size,
        };
        let order = Order::new(mint(), Deed::RecordExport { export });
        let receipt = ledger.submit(&order).map_err(|e| {
            let why = s.failed(Some(ledger), &e);
            let args = [("why", why.sentence().unwrap_or_default().into())];
            Fail::of_code(why.code(), s.cat.tr_args("export-not_recorded", &args))
        })?;
        Ok(receipt.facts.first().map_or(0, |env| env.seq))
    }
}
