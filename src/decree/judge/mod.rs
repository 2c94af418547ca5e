//! The rules, held against what was found. Each file knows a part of a page; `judging` is what they share.

mod body;
mod foot;
mod head;
mod judging;
mod page;

use self::judging::Judging;
use super::document::Document;
use super::told::Finding;

/// What all rules say of a document.
pub(super) fn findings(document: &Document) -> Vec<Finding> {
    let mut judging = Judging::of(document);
    page::judge(&mut judging);
    head::judge(&mut judging);
    body::judge(&mut judging);
    foot::judge(&mut judging);
    judging.findings()
}
