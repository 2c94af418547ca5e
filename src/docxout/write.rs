//! Markup as it grows: paragraphs, and tables with what is in them. It must never know what they are for.

use std::collections::HashMap;

use super::look::{Form, THIN};
use super::measure::{TEXT, Twips};
use super::picture::Drawn;
use super::xml::{Manner, Own, paragraph_properties, run};
use crate::core::names::BlobId;

/// What charts and pictures became, before the words are written.
#[derive(Debug, Default)]
pub(super) struct Media {
    /// Of each photo.
    pub(super) photos: HashMap<BlobId, Result<Drawn, String>>,
    /// Of each chart, in the order in which they stand.
    pub(super) charts: Vec<Drawn>,
}

/// The markup of a document's body.
#[derive(Debug)]
pub(super) struct Writing<'a> {
    pub(super) out: String,
    /// Looks are named, because the document has our styles; else everything is said at its place.
    pub(super) by_name: bool,
    /// What lies beside the words.
    pub(super) media: &'a Media,
    /// How many charts were written.
    pub(super) charts: usize,
    /// The number of the last drawing.
    pub(super) drawing: u32,
}

impl<'a> Writing<'a> {
    pub(super) fn new(media: &'a Media, by_name: bool, drawing: u32) -> Self {
        Self {
            out: String::new(),
            by_name,
            media,
            charts: 0,
            drawing,
        }
    }

    /// A paragraph with these runs.
    pub(super) fn paragraph(&mut self, look: &Form, own: &Own, runs: &str) {
        let properties = paragraph_properties(look, own, self.by_name);
        self.out.push_str(&format!("<w:p>{properties}{runs}</w:p>"));
    }

    /// A paragraph of words in one manner.
    pub(super) fn line(&mut self, look: &Form, own: &Own, text: &str, manner: Manner) {
        let runs = self.words(look, text, manner);
        self.paragraph(look, own, &runs);
    }

    /// Words in a manner, beside what the look says.
    pub(super) fn words(&self, look: &Form, text: &str, manner: Manner) -> String {
        let manner = if self.by_name {
            manner
        } else {
            Manner {
                bold: look.bold || manner.bold,
                italic: look.italic || manner.italic,
                // Of its text, a house's template has a size of its own.
                size: if manner.size == 0 && look.size != TEXT {
                    look.size
                } else {
                    manner.size
                },
            }
        };
        run(text, manner)
    }

    /// Empty room of that height.
    pub(super) fn gap(&mut self, high: Twips) {
        let own = Own {
            before: Some(high),
            ..Own::default()
        };
        self.paragraph(&THIN, &own, "");
    }

    /// A table without lines, of columns so wide.
    pub(super) fn open_table(&mut self, columns: &[Twips], left: Twips) {
        self.table(columns, left, "", 0);
    }

    /// A table of columns so wide; `borders` stands as it is.
    pub(super) fn table(&mut self, columns: &[Twips], left: Twips, borders: &str, padding: Twips) {
        let wide: Twips = columns.iter().sum();
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{wide}\" w:type=\"dxa\"/><w:tblInd w:w=\"{left}\" w:type=\"dxa\"/>{borders}\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{padding}\" w:type=\"dxa\"/>\
             <w:right w:w=\"{padding}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
        ));
        for column in columns {
            self.out.push_str(&format!("<w:gridCol w:w=\"{column}\"/>"));
        }
        self.out.push_str("</w:tblGrid>");
    }

    pub(super) fn close_table(&mut self) {
        self.out.push_str("</w:tbl>");
    }

    /// A row that does not break over a page.
    pub(super) fn open_row(&mut self) {
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    }

    /// The same, repeated on every page.
    pub(super) fn open_head_row(&mut self) {
        self.out
            .push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    }

    pub(super) fn close_row(&mut self) {
        self.out.push_str("</w:tr>");
    }

    pub(super) fn open_cell(&mut self, wide: Twips) {
        self.out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/></w:tcPr>"
        ));
    }

    /// A cell whose words stand in the middle of its height.
    pub(super) fn open_middle_cell(&mut self, wide: Twips) {
        self.out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
        ));
    }

    pub(super) fn close_cell(&mut self) {
        self.out.push_str("</w:tc>");
    }
}
