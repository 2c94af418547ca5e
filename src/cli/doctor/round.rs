//! What doctor has found so far, each thing with its grade and a way to mend it.
//!
//! It must never know what is looked at.

use serde::Serialize;

use crate::cli::session::Session;
use crate::store::Mended;
use crate::text::line;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Grade {
    Ok,
    Warn,
    Bad,
}

impl Grade {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Finding {
    pub(super) id: &'static str,
    pub(super) grade: Grade,
    pub(super) found: String,
    pub(super) mend: Option<String>,
}

pub(super) struct Round<'a> {
    pub(super) s: &'a Session,
    pub(super) findings: Vec<Finding>,
}

impl Round<'_> {
    /// Notes a finding; what is not well has a way to mend it under `doctor_mend-ID`.
    pub(super) fn note(&mut self, id: &'static str, grade: Grade, found: impl AsRef<str>) {
        let mend = (grade != Grade::Ok).then(|| self.s.cat.tr(&format!("doctor_mend-{id}")).into_owned());
        self.findings.push(Finding {
            id,
            grade,
            found: line(found.as_ref()).into_owned(),
            mend,
        });
    }

    /// The same with another way to mend it.
    pub(super) fn note_with(&mut self, id: &'static str, grade: Grade, found: impl AsRef<str>, mend: &str) {
        self.findings.push(Finding {
            id,
            grade,
            found: line(found.as_ref()).into_owned(),
            mend: Some(line(mend).into_owned()),
        });
    }

    /// Notes what is wrong with files, each with the command that mends it; or that all is well.
    pub(super) fn note_files(&mut self, id: &'static str, wrong: &[Mended], fine: &str) {
        if wrong.is_empty() {
            let fine = self.word(fine);
            return self.note(id, Grade::Ok, fine);
        }
        let join = |part: fn(&Mended) -> &str, by: &str| wrong.iter().map(part).collect::<Vec<_>>().join(by);
        let commands = join(|m| &m.command, " && ");
        let mend = self
            .s
            .cat
            .tr_args("doctor-run", &[("commands", line(&commands).into())]);
        self.note_with(id, Grade::Bad, join(|m| &m.found, ", "), &mend);
    }

    pub(super) fn word(&self, key: &str) -> String {
        self.s.cat.tr(key).into_owned()
    }
}
