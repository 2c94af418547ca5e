//! A table, and what makes words of markup.

use crate::text::line;

/// Signs that mean something in Markdown, in a table or in HTML.
const MARKUP: &[char] = &[
    '\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '&', '!',
];

/// The lines of a table.
pub fn lines(heads: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|c| escaped(c)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule: Vec<&str> = heads.iter().map(|_| "---").collect();
    let mut out = vec![row(heads), format!("| {} |", rule.join(" | "))];
    out.extend(rows.iter().map(|r| row(r)));
    out
}

pub(super) fn escaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for c in line(cell).chars() {
        if MARKUP.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_in_its_cell_and_is_no_markup() {
        let heads = ["Đơn vị".to_owned(), "Ghi chú".to_owned()];
        let rows = [vec!["HNI".to_owned(), "a|b\n<script> *x* [y](z)".to_owned()]];
        let lines = lines(&heads, &rows);
        assert_eq!(lines[..2], ["| Đơn vị | Ghi chú |", "| --- | --- |"]);
        assert!(lines[2].starts_with("| HNI | a\\|b"), "{}", lines[2]);
        assert!(
            lines[2].ends_with("\\<script\\> \\*x\\* \\[y\\](z) |"),
            "{}",
            lines[2]
        );
    }
}
