//! The words of a PDF, page by page.
//!
//! The library gives up by panicking, on much that real programs write; a page that it gives up on is left out and said so.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use super::budget::Budget;
use super::told::{Lacking, Told};

/// Pages that are read at most: each is looked up among all.
const PAGES_MOST: usize = 400;

pub(super) fn words(bytes: &[u8], most: usize) -> Result<Told, Lacking> {
    let mut document = Document::load_mem(bytes).map_err(|_| Lacking::Unfit)?;
    // Many are locked against changes alone, and open with an empty password.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Lacking::Encrypted);
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.is_empty() {
        return Err(Lacking::Unfit);
    }
    let (mut budget, mut given_up) = (Budget::new(most), 0);
    for number in pages.iter().take(PAGES_MOST) {
        let mut page = String::new();
        let read = catch_unwind(AssertUnwindSafe(|| {
            output_doc_page(&document, &mut PlainTextOutput::new(&mut page), *number)
        }));
        if !matches!(read, Ok(Ok(()))) {
            given_up += 1;
        }
        for line in page.lines() {
            budget.push(line.trim());
            budget.line();
        }
        if budget.is_full() {
            break;
        }
    }
    let mut told = budget.told();
    if given_up > 0 {
        told.flag("damaged");
    }
    if told.text.is_empty() && given_up == 0 {
        told.flag("no-text");
    }
    if pages.len() > PAGES_MOST {
        told.flag("cut");
    }
    Ok(told)
}
