//! Why something that was to leave as a file came to none, in one sentence: reports, lists, the house's own template.
//!
//! It must never know how the sentence is shown.

use std::path::Path;

use crate::docxout::Mark;
use crate::export::{NoTemplate, NotMade, Unlisted, Unsound, Unwritten};
use crate::extract::Lacking;
use crate::failure::{ledger_error, not_made, not_taken, not_written};
use crate::listout;
use crate::pdfout::NoPdf;
use crate::template::{Refused, Wrong};
use crate::text::failure::io_words;
use crate::text::{Catalogue, line};

/// Placeholders as they are written, one after the other.
pub fn marks(all: &[Mark]) -> String {
    let all: Vec<String> = all.iter().map(|m| m.written()).collect();
    all.join(" ")
}

/// That a template can be filled, and with what: each of its placeholders once.
pub fn template_fits(cat: &Catalogue, path: &Path, all: &[Mark]) -> String {
    let mut once: Vec<Mark> = Vec::new();
    for mark in all {
        if !once.contains(mark) {
            once.push(*mark);
        }
    }
    let args = [
        ("file", line(&path.display().to_string()).into_owned().into()),
        ("marks", marks(&once).into()),
    ];
    cat.tr_args("cli-template_fits", &args)
}

/// Why a template cannot be used, in a sentence.
pub fn no_template(cat: &Catalogue, path: &Path, why: &NoTemplate) -> String {
    match why {
        NoTemplate::NotTaken(why) => not_taken(cat, why),
        NoTemplate::Refused(why) => {
            let name = line(&path.display().to_string()).into_owned();
            template_refused(cat, &name, why)
        }
    }
}

/// Why a template is refused, in a sentence.
fn template_refused(cat: &Catalogue, file: &str, why: &Refused) -> String {
    let (key, what) = match why {
        Refused::Lacking(Lacking::Unknown | Lacking::Unfit) => ("template_refused-unfit", String::new()),
        Refused::Lacking(Lacking::Beyond) => ("template_refused-beyond", String::new()),
        Refused::Lacking(Lacking::Encrypted) => ("template_refused-locked", String::new()),
        Refused::Lacking(Lacking::NoProcess) => ("template_refused-no_process", String::new()),
        Refused::Macros => ("template_refused-macros", String::new()),
        Refused::External(part) => ("template_refused-external", part.clone()),
        Refused::Field(field) => ("template_refused-field", field.clone()),
        Refused::NoText => ("template_refused-no_text", Mark::Text.written()),
        Refused::Places(part, wrong) => {
            let said: Vec<String> = wrong.iter().map(|w| place(cat, part, w)).collect();
            ("template_refused-places", said.join("; "))
        }
    };
    let args = [
        ("file", file.to_owned().into()),
        ("what", line(&what).into_owned().into()),
        ("known", marks(Mark::ALL).into()),
    ];
    cat.tr_args(key, &args)
}

fn place(cat: &Catalogue, part: &str, wrong: &Wrong) -> String {
    let (key, what) = match wrong {
        Wrong::Unknown(name) => ("template_wrong-unknown", format!("{{{{{name}}}}}")),
        Wrong::NotAlone(mark) => ("template_wrong-not_alone", mark.clone()),
        Wrong::Open(words) => ("template_wrong-open", format!("{{{{{words}")),
        Wrong::Markup => ("template_wrong-markup", part.to_owned()),
    };
    cat.tr_args(key, &[("what", line(&what).into_owned().into())])
}

/// Why an export came to no file, in a sentence.
pub fn not_exported(cat: &Catalogue, path: &Path, why: &NotMade) -> String {
    let failed = |key: &str, what: String| {
        let file = line(&path.display().to_string()).into_owned();
        cat.tr_args(key, &[("file", file.into()), ("what", what.into())])
    };
    match why {
        NotMade::Barred(why) => not_written(cat, path, why),
        NotMade::Unsound(Unsound::Io(why)) | NotMade::Unwritten(Unwritten::Io(why)) => {
            failed("cli-file_failed", io_words(cat, why))
        }
        NotMade::Unsound(Unsound::Part(what)) => failed("export-unsound", line(what).into_owned()),
        NotMade::Unwritten(Unwritten::NoOffice) => cat.tr("export-no_office").into_owned(),
        NotMade::Unwritten(Unwritten::NoPdf(NoPdf::Io(why))) => failed("export-no_pdf", io_words(cat, why)),
        NotMade::Unwritten(Unwritten::NoPdf(NoPdf::TooSlow(patience))) => {
            cat.tr_args("export-pdf_slow", &[("seconds", patience.as_secs().into())])
        }
        NotMade::Unwritten(Unwritten::NoPdf(NoPdf::Nothing)) => {
            failed("export-no_pdf", cat.tr("export-pdf_nothing").into_owned())
        }
        NotMade::Unwritten(Unwritten::BrokenOff | Unwritten::NoPdf(NoPdf::Stopped)) => {
            failed("export-broken_off", String::new())
        }
    }
}

/// Why a list came to no file on its way out, in a sentence.
pub fn not_listed(cat: &Catalogue, path: &Path, why: &Unlisted) -> String {
    let file = || line(&path.display().to_string()).into_owned().into();
    match why {
        Unlisted::Barred(why) => not_written(cat, path, why),
        Unlisted::Made(listout::NotMade::Io(why)) => {
            let what = io_words(cat, why).into();
            cat.tr_args("cli-file_failed", &[("file", file()), ("what", what)])
        }
        Unlisted::Made(why) => not_made(cat, why),
        Unlisted::Unread(why) => ledger_error(cat, None, why),
        Unlisted::Stopped => cat.tr_args("export-broken_off", &[("file", file())]),
        Unlisted::Unsound(why) => {
            let what = line(&why.to_string()).into_owned().into();
            cat.tr_args("export-unsound", &[("file", file()), ("what", what)])
        }
        Unlisted::TooLong(n) => {
            let most = listout::ROWS_MOST.into();
            let args = [("file", file()), ("n", (*n).into()), ("most", most)];
            cat.tr_args("export-too_many_rows", &args)
        }
    }
}
