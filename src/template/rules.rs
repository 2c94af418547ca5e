//! Rules below words that are put in: the upper edge of an empty paragraph, as our own template has them. A drawn line is not ours to
//! change.

use std::ops::Range;

use super::turn::{is_in_table, text_wide};
use crate::docxout::{self, Mark};

/// The size of words that say none of their own, in half points.
const SIZE: u16 = 28;

/// Words above a rule, and the rule that is as long as they want it.
pub(super) struct Ruled {
    /// In their lines.
    pub(super) words: String,
    /// Where the indents of the rule stand, and what stands there now.
    pub(super) rule: (Range<usize>, String),
}

/// The words of the issuing body and of the subject (PL I, II.2.b and II.5 of the decree) where a rule stands below them.
pub(super) fn ruled(markup: &str, at: &Range<usize>, mark: Mark, words: &str) -> Option<Ruled> {
    if !matches!(mark, Mark::Issuer | Mark::Subject) {
        return None;
    }
    let behind = markup.get(at.end..)?;
    let from = at.end + (behind.len() - behind.trim_start().len());
    let paragraph = markup.get(from..)?;
    let paragraph = paragraph.get(..paragraph.find("</w:p>")?)?;
    let is_rule = (paragraph.starts_with("<w:p>") || paragraph.starts_with("<w:p "))
        && paragraph.contains("<w:pBdr><w:top ")
        && !paragraph.contains("<w:t>")
        && !paragraph.contains("<w:t ");
    let indents = paragraph.find("<w:ind ").filter(|_| is_rule)?;
    let long = paragraph.get(indents..)?.find("/>")? + 2;
    let wide = if is_in_table(markup, at.start) {
        let cell = markup.get(..at.start)?.rsplit_once("<w:tcW ")?.1;
        number(cell.split_once('>')?.0, "w:w")?
    } else {
        text_wide(markup, at.start)
    };
    let own = markup.get(at.clone())?.split_once("<w:sz ");
    let size = own.and_then(|(_, rest)| number(rest.split_once('>')?.0, "w:val"));
    let size = size.and_then(|n| u16::try_from(n).ok()).unwrap_or(SIZE);
    let (words, beside) = docxout::above_rule(words, size, wide);
    Some(Ruled {
        words,
        rule: (
            from + indents..from + indents + long,
            format!("<w:ind w:left=\"{beside}\" w:right=\"{beside}\" w:firstLine=\"0\"/>"),
        ),
    })
}

/// A number among the values of a tag.
pub(super) fn number(tag: &str, name: &str) -> Option<i32> {
    let value = tag.split_once(&format!("{name}=\""))?.1.split_once('"')?.0;
    value.parse().ok()
}
