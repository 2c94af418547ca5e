//! Sentences in the rows that a form has for them.

use crate::text::width;
use crate::tui::paint;

/// A sentence in at most `most` rows; what has no room is cut with an ellipsis.
pub(super) fn message(sentence: Option<&str>, cols: u16, most: u16) -> Vec<String> {
    let Some(sentence) = sentence else {
        return Vec::new();
    };
    let clean = paint::clean(sentence);
    let mut rows = width::wrap(&clean, usize::from(cols));
    let most = usize::from(most.max(1));
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            let cut = width::head(last, usize::from(cols.saturating_sub(1))).to_owned();
            *last = cut + width::ELLIPSIS;
        }
    }
    rows
}
