//! What is judged, what is noted, and what every part of a page asks of lines.

use super::super::document::{Document, Line, Twips};
use super::super::notes::Notes;
use super::super::parts::Parts;
use super::super::told::{Finding, Rule, What};
use crate::text::times::{EM, Face, words};

/// What is judged, and what is noted.
pub(super) struct Judging<'d> {
    pub(super) document: &'d Document,
    pub(super) parts: Parts,
    pub(super) notes: Notes,
}

impl<'d> Judging<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self {
            document,
            parts: Parts::of(document),
            notes: Notes::default(),
        }
    }

    pub(super) fn findings(self) -> Vec<Finding> {
        self.notes.findings()
    }

    pub(super) fn line(&self, n: usize) -> Option<&'d Line> {
        self.document.lines.get(n)
    }

    /// Something must be there.
    pub(super) fn wanted(&mut self, rule: Rule, n: Option<usize>, wants: &str) -> Option<&'d Line> {
        self.notes.concerns(rule);
        let line = n.and_then(|n| self.line(n));
        if line.is_none() {
            self.notes.fault(rule, None, What::Missing, "", wants);
        }
        line
    }

    /// The length of a rule below a line: drawn at it or at the empty lines that follow, or an edge of one of them. The second
    /// says that it might be one that lies elsewhere.
    pub(super) fn rule_below(&self, n: usize) -> (Option<Twips>, bool) {
        let Some(line) = self.line(n) else {
            return (None, false);
        };
        let edge = |l: &Line| {
            let long = l.wide - l.stand.left.unwrap_or(0) - l.stand.right.unwrap_or(0);
            (l.stand.edge == Some(true)).then_some(long)
        };
        if let Some(drawn) = line.drawn.first().copied().or_else(|| edge(line)) {
            return (Some(drawn), false);
        }
        let below = self.document.lines.iter().skip(n + 1);
        let mut empty = below.take_while(|l| l.is_empty() && l.cell == line.cell);
        let found = empty.find_map(|l| l.drawn.first().copied().or_else(|| edge(l)));
        if found.is_some() {
            return (found, false);
        }
        if line.spoken().all(|r| r.look.underlined == Some(true)) {
            return (Some(length(line)), false);
        }
        let anywhere = self.document.lines.iter().take(40).any(|l| !l.drawn.is_empty());
        (None, anywhere)
    }
}

/// How long the words of a line are.
pub(super) fn length(line: &Line) -> Twips {
    let text: Vec<(&str, Face, u16, bool)> = line
        .runs
        .iter()
        .map(|r| {
            let face = match (r.look.bold == Some(true), r.look.italic == Some(true)) {
                (true, true) => Face::BoldItalic,
                (true, false) => Face::Bold,
                (false, true) => Face::Italic,
                (false, false) => Face::Upright,
            };
            (
                r.text.as_str(),
                face,
                r.look.size.unwrap_or(20),
                r.look.capitals == Some(true),
            )
        })
        .collect();
    let mut sum = 0_u64;
    for (text, face, size, capitals) in text {
        let parts = if capitals {
            words(&text.to_uppercase(), face)
        } else {
            words(text, face)
        };
        sum += u64::from(parts) * u64::from(size) * 10;
    }
    Twips::try_from(sum / u64::from(EM)).unwrap_or(Twips::MAX)
}

/// Is something left to be filled in?
pub(super) fn is_unfilled(text: &str) -> bool {
    text.contains('…') || text.contains("...") || text.contains("___")
}
