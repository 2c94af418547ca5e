//! The letter that one of ours answers.

use std::collections::BTreeMap;

use crate::core::names::UnitIx;
use crate::core::reminder::Occasion;
use crate::text::{line, width};

/// A letter that came in, as far as an answer to it needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Thread {
    /// Its `Message-ID`, as it was written; empty where it has none.
    pub message_id: String,
    /// Its subject.
    pub subject: String,
}

/// The letters that brought the latest reports, by unit.
pub type Threads = BTreeMap<UnitIx, Thread>;

/// The longest name of a letter that is answered: a line of a head has room for no more (RFC 5322, 2.1.1).
const LONGEST: usize = 900;
/// So much of a subject is kept.
const CELLS: usize = 160;
/// What mail programs write before the subject of an answer, or of what is passed on, in small letters.
const BEFORE: [&str; 9] = [
    "re",
    "fw",
    "fwd",
    "tr",
    "tl",
    "aw",
    "sv",
    "trả lời",
    "chuyển tiếp",
];

impl Thread {
    /// Is a letter on that occasion an answer to it?
    pub(super) fn is_answered_by(step: Occasion) -> bool {
        match step {
            Occasion::Receipt | Occasion::Returned => true,
            Occasion::Step(_) | Occasion::Correction(_) | Occasion::Asked | Occasion::Call => false,
        }
    }

    /// The name that an answer refers to.
    pub(super) fn name(&self) -> Option<String> {
        let bare = self.message_id.trim().trim_matches(['<', '>']);
        let is_name = !bare.is_empty() && bare.len() <= LONGEST && bare.chars().all(|c| c.is_ascii_graphic());
        is_name.then(|| bare.to_owned())
    }

    /// The subject of an answer: `Re:` once, however many stood there before. None: nothing is left of it.
    pub(super) fn answer_subject(&self) -> Option<String> {
        let whole = line(&self.subject).into_owned();
        let mut rest = whole.trim();
        while let Some(bare) = without_mark(rest) {
            rest = bare;
        }
        (!rest.is_empty()).then(|| format!("Re: {}", width::fit(rest, CELLS)))
    }
}

/// The subject without the first of the marks before it; `None`: there is none.
fn without_mark(subject: &str) -> Option<&str> {
    let (mark, rest) = subject.split_once(':')?;
    // Some count their answers, as in `Re[2]:`.
    let mark = mark.split('[').next().unwrap_or(mark).trim().to_lowercase();
    BEFORE.contains(&mark.as_str()).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(of: &str) -> Option<String> {
        Thread {
            message_id: String::new(),
            subject: of.to_owned(),
        }
        .answer_subject()
    }

    #[test]
    fn however_often_it_was_answered_re_stands_there_once() {
        for (was, is) in [
            ("Báo cáo", "Re: Báo cáo"),
            ("Re: Báo cáo", "Re: Báo cáo"),
            (
                "RE: Fwd: re[2]: Trả lời: Báo cáo: kết quả",
                "Re: Báo cáo: kết quả",
            ),
            ("V/v: báo cáo", "Re: V/v: báo cáo"),
            ("a\r\nBcc: x@y.example", "Re: a␊Bcc: x@y.example"),
        ] {
            assert_eq!(subject(was).as_deref(), Some(is), "{was}");
        }
        for none in ["", "Re: ", "Re: FW:"] {
            assert_eq!(subject(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_name_that_is_none_is_answered_by_nobody() {
        let name = |id: &str| {
            Thread {
                message_id: id.to_owned(),
                subject: String::new(),
            }
            .name()
        };
        assert_eq!(name("<a.b@x.example>"), Some("a.b@x.example".into()));
        for bad in ["", "<>", "a b@x", "a\r\nBcc: x@y", &"a".repeat(901)] {
            assert_eq!(name(bad), None, "{bad:?}");
        }
    }
}
