//! The Excel form in a letter: for whom it was made, and what it says.
//!
//! Two forms of one unit are one form filled in twice: the later part counts, as a later mail would. Forms of two units in
//! one letter say nothing; a person sees that they are there. It must never know what follows.

use std::time::Instant;

use crate::core::campaign::Campaign;
use crate::core::letter::{Filled, SentForm};
use crate::core::time::Stamp;
use crate::jail::Jail;
use crate::mail::Mail;
use crate::recognise::FormCode;
use crate::workbook::{self, Form};

/// Media that may be a form.
const MEDIA: [&str; 4] = [
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.ms-excel",
    "application/x-ole-storage",
];
/// So many sheets of a letter are looked into.
const MOST: usize = 8;
/// Forms of two units are in the letter.
pub const SEVERAL: &str = "several-forms";

/// For whom the form in a letter was made, and what it says to a campaign that is open.
pub(super) fn read<'a>(
    jail: &Jail,
    mail: &mut Mail,
    campaigns: impl Iterator<Item = &'a Campaign>,
    now: Stamp,
    until: Instant,
) -> (Option<FormCode>, Option<Box<SentForm>>) {
    let sheets = mail
        .parts
        .iter()
        .filter(|p| MEDIA.contains(&p.part.media.as_str()));
    let mut books = Vec::new();
    for part in sheets.take(MOST) {
        if Instant::now() >= until {
            break;
        }
        if let Ok(book) = workbook::opened(jail, &part.bytes)
            && let Some(code) = workbook::code(&book)
        {
            books.push((code, book));
        }
    }
    let Some((code, book)) = books.pop() else {
        return (None, None);
    };
    if books.iter().any(|(other, _)| *other != code) {
        mail.flags.push(SEVERAL.to_owned());
        return (None, None);
    }
    let campaign = campaigns.into_iter().find(|c| *c.id() == code.campaign);
    let said = campaign.map(|c| Box::new(said(workbook::read(&book, c.def(), c.date(now)), &code)));
    let code = FormCode {
        campaign: code.campaign,
        unit: code.unit,
    };
    (Some(code), said)
}

fn said(form: Form, code: &workbook::Code) -> SentForm {
    SentForm {
        campaign: code.campaign.clone(),
        unit: code.unit.clone(),
        said: Filled {
            activities: form.activities.into_iter().map(|l| (l.id, l.activity)).collect(),
            figures: form.figures,
        },
        words: form.words,
        unread: u32::try_from(form.troubles.len()).unwrap_or(u32::MAX),
    }
}
