//! What stands where in the form: its pages, their columns and rows, and the words by which they are found again.

/// The edition of the form. A newer one is read by what it has in common with this.
pub(super) const VERSION: u32 = 1;
/// The word that begins the form's code, and names it.
pub(super) const MARK: &str = "ketnoi.form";
/// The name for formulas that holds the code. Names have no points.
pub(super) const NAME: &str = "ketnoi_form";
/// The sheet that holds the code; nobody needs to see it.
pub(super) const HIDDEN: &str = "ketnoi";
/// Rows of activities that are ready to be filled in.
pub(super) const ROWS: u32 = 40;
/// Rows to which the checks of the activities reach: as many as anybody inserts.
pub(super) const CHECKED: u32 = 600;
/// Rows among which headings are looked for.
pub(super) const HEADINGS: u32 = 40;

/// A column, or a row of the page about the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Its stable word; stands in a hidden row, or column, beside the heading.
    pub key: &'static str,
    /// The message with its heading.
    pub label: &'static str,
    /// How wide, in characters.
    pub width: u8,
}

const fn slot(key: &'static str, label: &'static str, width: u8) -> Slot {
    Slot { key, label, width }
}

/// The rows of the page about the report.
pub(super) const REPORT: &[Slot] = &[
    slot("number", "workbook-number", 60),
    slot("dated", "workbook-dated", 60),
    slot("results", "workbook-results", 60),
    slot("proposals", "workbook-proposals", 60),
];

/// The columns of the activities.
pub(super) const ACTIVITIES: &[Slot] = &[
    slot("id", "workbook-id", 9),
    slot("kind", "workbook-kind", 26),
    slot("title", "workbook-title", 48),
    slot("from", "workbook-from", 12),
    slot("to", "workbook-to", 12),
    slot("mode", "workbook-mode", 16),
    slot("reach", "workbook-reach", 12),
    slot("sdgs", "workbook-sdgs", 14),
    slot("goals", "workbook-goals", 16),
    slot("status", "workbook-status", 14),
];

/// The columns of the figures.
pub(super) const FIGURES: &[Slot] = &[
    slot("indicator", "workbook-indicator", 24),
    slot("label", "workbook-label", 52),
    slot("unit", "workbook-unit", 14),
    slot("value", "workbook-value", 14),
    slot("usual", "workbook-usual", 22),
    slot("last", "workbook-last", 16),
];
