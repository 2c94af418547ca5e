//! What `ketnoi evidence verify` tells.
//!
//! It must never read a file.

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::core::names::LetterId;
use crate::text::line;

/// So much of a letter's id is told, as in the list of letters.
const SHORT: usize = 8;

/// What came of reading every file: the counts, and what is not as it was kept.
#[derive(Serialize)]
pub struct Verified {
    pub(super) schema: &'static str,
    pub(super) checked: usize,
    pub(super) good: usize,
    pub(super) missing: Vec<Bad>,
    pub(super) changed: Vec<Bad>,
    pub(super) unreadable: Vec<Bad>,
    pub(super) orphans: Vec<String>,
    pub(super) swept: usize,
}

/// A file that is not as it was kept, and where it is used.
#[derive(Serialize)]
pub struct Bad {
    pub(super) sha256: String,
    pub(super) campaign: String,
    pub(super) unit: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) letter: Option<LetterId>,
    pub(super) name: String,
}

impl Verified {
    pub(super) fn tell(&self, s: &Session) -> Result<(), Fail> {
        if s.json {
            return out::json(&s.cat, self);
        }
        let each = |key: &str, b: &Bad| {
            let letter = b.letter.as_ref().map(|id| {
                let args = [("id", short(id).to_owned().into())];
                s.cat.tr_args("cli-verify_letter", &args)
            });
            let whose = letter.map_or_else(|| line(&b.unit), Into::into);
            s.cat.tr_args(
                key,
                &[
                    ("file", line(&b.name).into()),
                    ("unit", whose.into()),
                    ("hash", b.sha256.as_str().into()),
                ],
            )
        };
        let mut lines: Vec<String> = Vec::new();
        lines.extend(self.missing.iter().map(|b| each("cli-verify_missing", b)));
        lines.extend(self.changed.iter().map(|b| each("cli-verify_changed", b)));
        lines.extend(self.unreadable.iter().map(|b| each("cli-verify_unreadable", b)));
        lines.extend(
            self.orphans
                .iter()
                .map(|o| s.cat.tr_args("cli-verify_orphan", &[("hash", o.into())])),
        );
        if self.swept > 0 {
            let args = [("n", self.swept.into())];
            lines.push(s.cat.tr_args("cli-verify_swept", &args));
        }
        lines.push(s.cat.tr_args(
            "cli-verify_sum",
            &[("n", self.checked.into()), ("good", self.good.into())],
        ));
        out::lines(&s.cat, lines)
    }
}

/// As much of a letter's id as tells it from others.
fn short(id: &LetterId) -> &str {
    id.as_str().get(..SHORT).unwrap_or(id.as_str())
}
