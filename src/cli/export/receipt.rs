//! What is put on record and said of a list or a calendar that left as a file.

use std::path::Path;

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::{Session, mint};
use crate::core::decide::{Command as Deed, Order};
use crate::core::dossier::Head;
use crate::core::fact::ExportMade;
use crate::core::hex::hex;
use crate::core::names::Lang;
use crate::core::time::Stamp;
use crate::export::{Checked, Unrecorded, recorded, why_unrecorded};
use crate::ledger::Ledger;
use crate::output::exports::what as what_words;
use crate::text::{line, numbers};

/// Of which moment a file tells, and the last fact that went into it: it counts what the whole country has on record, so that
/// whoever is kept to the own units is not told it.
pub(super) struct Of {
    pub(super) at: Stamp,
    head: Option<Head>,
}

/// The moment of this session, which the file is then made of, and the last fact that is no export's.
pub(super) fn moment_of(s: &Session, ledger: &mut Ledger) -> Result<Of, Fail> {
    let head = if ledger.sees_all() {
        Some(ledger.exports_from().map_err(|e| s.failed(Some(ledger), &e))?)
    } else {
        None
    };
    Ok(Of {
        at: ledger.moment(),
        head,
    })
}

/// A file that was written.
pub(super) struct Receipt<'a> {
    pub(super) what: &'static str,
    pub(super) format: &'static str,
    pub(super) path: &'a Path,
    pub(super) bytes: Checked,
    pub(super) of: Of,
}

/// What is said of an export, whichever it is: the one receipt, in words and as `ketnoi.export/1`.
pub(super) struct Said<'a> {
    pub(super) campaign: &'a str,
    pub(super) what: &'static str,
    pub(super) format: &'static str,
    pub(super) lang: Lang,
    pub(super) path: &'a Path,
    pub(super) size: u64,
    pub(super) sha256: &'a str,
    pub(super) moment: String,
    pub(super) head: Option<&'a Head>,
    /// The fact's number, or why there is none.
    pub(super) seq: Option<u64>,
    pub(super) why: Option<Unrecorded>,
    pub(super) unfilled: Vec<&'static str>,
    /// What it was made from, in one line, where its file says so too.
    pub(super) made_from: Option<String>,
    /// What it was made with that is not the usual, in a sentence each.
    pub(super) used: Vec<String>,
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
    head: Option<HeadTold>,
    recorded: Option<u64>,
    not_recorded: Option<&'static str>,
    unfilled: Vec<&'static str>,
}

#[derive(Serialize)]
struct HeadTold {
    seq: u64,
    hash: String,
}

impl Said<'_> {
    /// Says it.
    pub(super) fn tell(self, s: &Session) -> Result<(), Fail> {
        let file = self.path.display().to_string();
        if s.json {
            let told = Told {
                schema: "ketnoi.export/1",
                campaign: self.campaign,
                what: self.what,
                format: self.format,
                language: self.lang,
                file,
                size: self.size,
                sha256: self.sha256,
                moment: self.moment,
                head: self.head.map(|head| HeadTold {
                    seq: head.seq,
                    hash: hex(&head.hash),
                }),
                recorded: self.seq,
                not_recorded: self.why.map(Unrecorded::id),
                unfilled: self.unfilled,
            };
            return out::json(&s.cat, &told);
        }
        let args = [
            ("what", what_words(&s.cat, self.what).into()),
            ("file", line(&file).into_owned().into()),
            ("size", numbers::size(s.cat.lang(), self.size).into()),
            ("sha256", self.sha256.to_owned().into()),
        ];
        let mut lines = vec![s.cat.tr_args("export-done", &args)];
        lines.extend(self.made_from);
        lines.extend(self.used);
        lines.extend(self.seq.map(|seq| {
            s.cat
                .tr_args("export-recorded", &[("seq", seq.to_string().into())])
        }));
        lines.extend(
            self.why
                .map(|w| s.cat.tr(&format!("export_unrecorded-{}", w.id())).into_owned()),
        );
        out::lines(&s.cat, lines)
    }
}

/// Puts an export on record; the number of its fact.
pub(super) fn record(s: &Session, ledger: &mut Ledger, export: ExportMade) -> Result<u64, Fail> {
    let order = Order::new(mint(), Deed::RecordExport { export });
    let receipt = ledger.submit(&order).map_err(|e| {
        let why = s.failed(Some(ledger), &e);
        let args = [("why", why.sentence().unwrap_or_default().into())];
        Fail::of_code(why.code(), s.cat.tr_args("export-not_recorded", &args))
    })?;
    Ok(receipt.facts.first().map_or(0, |env| env.seq))
}

impl Receipt<'_> {
    /// Puts it on record where that may be, and says so. The file stays, whatever becomes of the record.
    pub(super) fn record_and_tell(&self, s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
        let head = self.of.head.as_ref();
        // Whoever is told no head is an officer, whose role only looks.
        let why = why_unrecorded(ledger).or(head.is_none().then_some(Unrecorded::Role));
        let on_record = match (why, head) {
            (None, Some(head)) => record(s, ledger, self.export(s.cat.lang(), head)).map(Some),
            _ => Ok(None),
        };
        let said = Said {
            campaign: ledger.campaign().id().as_str(),
            what: self.what,
            format: self.format,
            lang: s.cat.lang(),
            path: self.path,
            size: self.bytes.size,
            sha256: &self.bytes.sha256,
            moment: ledger.campaign().def().zone.rfc3339_ms(self.of.at),
            head,
            seq: on_record.as_ref().ok().copied().flatten(),
            why,
            unfilled: Vec::new(),
            made_from: None,
            used: Vec::new(),
        };
        said.tell(s)?;
        on_record.map(drop)
    }

    fn export(&self, lang: Lang, head: &Head) -> ExportMade {
        recorded((self.what, self.format), lang, (self.of.at, head), &self.bytes)
    }
}
