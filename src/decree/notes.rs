//! What is noted while a document is judged, and what it comes to.

use std::collections::BTreeMap;

use super::document::{Line, Twips};
use super::told::{FAULTS_MOST, Fault, Finding, Rule, Verdict, What};

/// The most letters of a place that are told.
const WORDS_MOST: usize = 60;

#[derive(Debug, Default)]
struct Note {
    faults: Vec<Fault>,
    more: u32,
    unfilled: bool,
    unknown: bool,
}

/// Notes by rule. A rule without one does not concern the document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    all: BTreeMap<Rule, Note>,
}

impl Notes {
    /// The rule concerns the document.
    pub(super) fn concerns(&mut self, rule: Rule) {
        self.all.entry(rule).or_default();
    }

    pub(super) fn unfilled(&mut self, rule: Rule) {
        self.all.entry(rule).or_default().unfilled = true;
    }

    pub(super) fn unknown(&mut self, rule: Rule) {
        self.all.entry(rule).or_default().unknown = true;
    }

    /// A fault at a line, or of the whole document.
    pub(super) fn fault(
        &mut self,
        rule: Rule,
        at: Option<&Line>,
        what: What,
        is: impl Into<String>,
        wants: &str,
    ) {
        let note = self.all.entry(rule).or_default();
        if note.faults.len() >= FAULTS_MOST {
            note.more += 1;
            return;
        }
        let whole = at.map(Line::text).unwrap_or_default();
        let mut words: String = whole.chars().take(WORDS_MOST).collect();
        if words.len() < whole.len() {
            words.push('…');
        }
        note.faults.push(Fault {
            what,
            paragraph: at.map(|l| l.paragraph),
            words,
            is: is.into(),
            wants: wants.to_owned(),
        });
    }

    /// Its size, in half points, is one of these.
    pub(super) fn size(&mut self, rule: Rule, line: &Line, from: u16, to: u16) {
        let of = |size: Option<u16>| size.unwrap_or(20);
        if let Some(run) = line.spoken().find(|r| !(from..=to).contains(&of(r.look.size))) {
            let wants = if from == to {
                points(from.into())
            } else {
                format!("{}–{}", points(from.into()), points(to.into()))
            };
            self.fault(
                rule,
                Some(line),
                What::Size,
                points(of(run.look.size).into()),
                &wants,
            );
        }
    }

    /// It is bold, or is not.
    pub(super) fn bold(&mut self, rule: Rule, line: &Line, wanted: bool) {
        if wanted && !line.is_bold() {
            self.fault(rule, Some(line), What::NotBold, "", "");
        } else if !wanted && line.spoken().any(|r| r.look.bold == Some(true)) {
            self.fault(rule, Some(line), What::Bold, "", "");
        }
    }

    /// It is italic, or is not.
    pub(super) fn italic(&mut self, rule: Rule, line: &Line, wanted: bool) {
        if wanted && !line.is_italic() {
            self.fault(rule, Some(line), What::NotItalic, "", "");
        } else if !wanted && line.spoken().any(|r| r.look.italic == Some(true)) {
            self.fault(rule, Some(line), What::Italic, "", "");
        }
    }

    pub(super) fn capitals(&mut self, rule: Rule, line: &Line) {
        if !line.is_capital() {
            self.fault(rule, Some(line), What::NotCapitals, "", "");
        }
    }

    pub(super) fn centred(&mut self, rule: Rule, line: &Line) {
        if !line.is_centred() {
            self.fault(rule, Some(line), What::NotCentred, "", "");
        }
    }

    /// What all of it comes to, in the order of the rules.
    pub(super) fn findings(self) -> Vec<Finding> {
        let verdict = |note: &Note| match note {
            n if !n.faults.is_empty() => Verdict::Broken,
            n if n.unfilled => Verdict::Unfilled,
            n if n.unknown => Verdict::Unknown,
            _ => Verdict::Kept,
        };
        self.all
            .into_iter()
            .map(|(rule, note)| Finding {
                rule,
                verdict: verdict(&note),
                faults: note.faults,
                more: note.more,
            })
            .collect()
    }
}

/// Half points as points.
pub(super) fn points(half: i32) -> String {
    if half % 2 == 0 {
        (half / 2).to_string()
    } else {
        format!("{}.5", half / 2)
    }
}

/// Twips as millimetres with one digit.
pub(super) fn millimetres(long: Twips) -> String {
    let tenths = (f64::from(long) * 254.0 / 1_440.0).round() as i64;
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, (tenths % 10).abs())
    }
}
