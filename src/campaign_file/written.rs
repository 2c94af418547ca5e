//! A form as the text of a campaign file, with the keys in the order in which they are explained.
//!
//! It must never know what a key means.

use std::fmt::Write as _;

use crate::core::definition::PartKind;
use crate::core::form::{CampaignForm, DocumentForm, FigureForm, LetterForm, PartForm, SignerForm};
use crate::core::names::Text;
use crate::core::official::{Ladder, OfficialForm};

/// The text of a campaign file that says what the form says, with these lines at its head.
pub fn text_of(form: &CampaignForm, head: &[String]) -> String {
    // Taken apart by name, so that a key that is added is missing here before it is missing in a file.
    let CampaignForm {
        schema,
        id,
        name,
        theme,
        letter,
        signer,
        sender,
        unit_in_charge,
        addressees,
        roster,
        day,
        timezone,
        window,
        deadline,
        requests,
        parts: all_parts,
        figures: all_figures,
        activity_kinds,
        goals,
        indicators,
        calendar,
        review,
        documents: all_documents,
        mail_domains,
        official: all_official,
        remind,
    } = form;
    let mut out = String::new();
    let mut line = |s: &str| {
        out.push_str(s);
        out.push('\n');
    };
    for s in head {
        line(s);
    }
    line(&format!("schema: {schema}"));
    line(&format!("id: {}", plain(id)));
    line(&text("name", name));
    line(&text("theme", theme));
    line(&letter_line(letter));
    line(&signer_line(signer));
    line(&text("sender", sender));
    line(&text("unit_in_charge", unit_in_charge));
    line(&text("addressees", addressees));
    line(&format!("roster: {}", plain(roster)));
    line(&format!("day: {day}"));
    line(&format!("timezone: {}", plain(timezone)));
    line(&format!("window: {{from: {}, to: {}}}", window.from, window.to));
    line("deadline:");
    line("  # the letter's own words; the cut-off is the first instant at which a report is late");
    line(&format!("  {}", text("words", &deadline.words)));
    line(&format!("  cutoff: {}", quoted(&deadline.cutoff)));
    line(if requests.is_empty() {
        "requests: []"
    } else {
        "requests:"
    });
    for r in requests {
        line(&format!("  - id: {}", quoted(&r.id)));
        line(&format!("    {}", text("text", &r.text)));
    }
    parts(all_parts, &mut line);
    figures(all_figures, &mut line);
    line("activity_kinds:");
    for k in activity_kinds {
        line(&format!(
            "  - {{id: {}, {}}}",
            plain(&k.id),
            text("name", &k.name)
        ));
    }
    let goals: Vec<String> = goals.iter().map(|g| plain(g)).collect();
    line(&format!("goals: [{}]", goals.join(", ")));
    line(&format!("indicators: {}", plain(indicators)));
    line(&format!("calendar: {}", plain(calendar)));
    line(&format!("review: {}", review.id()));
    documents(all_documents, &mut line);
    official(all_official, &mut line);
    ladder(remind, &mut line);
    if !mail_domains.is_empty() {
        line("mail_domains:");
    }
    for (code, domains) in mail_domains {
        let list: Vec<String> = domains.iter().map(|d| quoted(d)).collect();
        line(&format!("  {}: [{}]", quoted(code), list.join(", ")));
    }
    out
}

/// What is known of the letter; where nothing is, how it would be written.
fn letter_line(letter: &LetterForm) -> String {
    let LetterForm { number, symbol, date } = letter;
    let mut known = Vec::new();
    if !number.is_empty() {
        known.push(format!("number: {}", quoted(number)));
    }
    if !symbol.is_empty() {
        known.push(format!("symbol: {}", quoted(symbol)));
    }
    known.extend(date.map(|d| format!("date: {d}")));
    if known.is_empty() {
        return "# letter: {number: \"…\", symbol: \"…\", date: …}".to_owned();
    }
    format!("letter: {{{}}}", known.join(", "))
}

fn signer_line(signer: &SignerForm) -> String {
    let SignerForm { name, title } = signer;
    if name.is_empty() && title.is_empty() {
        return "# signer: {name: \"…\", title: \"…\"}".to_owned();
    }
    format!("signer: {{name: {}, title: {}}}", quoted(name), quoted(title))
}

fn documents(all: &[DocumentForm], line: &mut impl FnMut(&str)) {
    if all.is_empty() {
        return line("documents: []");
    }
    line("documents:");
    for d in all {
        line(&format!("  - id: {}", quoted(&d.id)));
        line(&format!("    {}", text("title", &d.title)));
        let url = d.url.as_deref().map_or_else(|| "null".to_owned(), quoted);
        line(&format!("    url: {url}"));
        if let Some(gist) = &d.gist {
            line(&format!("    {}", text("gist", gist)));
        }
    }
}

/// How documents are headed and signed; where nothing is said, nothing is written.
fn official(all: &[OfficialForm], line: &mut impl FnMut(&str)) {
    if all.is_empty() {
        return;
    }
    line("official:");
    for o in all {
        let from = o.from.map_or_else(|| "null".to_owned(), |d| d.to_string());
        line(&format!("  - from: {from}"));
        let texts = [
            ("parent", &o.parent),
            ("issuer", &o.issuer),
            ("abbreviation", &o.abbreviation),
            ("place", &o.place),
        ];
        for (key, words) in texts {
            line(&format!("    {key}: {}", quoted(words)));
        }
        line(&format!("    right: {}", o.right.id()));
        let texts = [
            ("on_behalf_of", &o.on_behalf_of),
            ("office", &o.office),
            ("signer", &o.signer),
            ("drafting", &o.drafting),
        ];
        for (key, words) in texts {
            line(&format!("    {key}: {}", quoted(words)));
        }
        for (key, list) in [("addressees", &o.addressees), ("recipients", &o.recipients)] {
            let list: Vec<String> = list.iter().map(|s| quoted(s)).collect();
            line(&format!("    {key}: [{}]", list.join(", ")));
        }
    }
}

/// When those who owe are reminded, where it is not as usual.
fn ladder(remind: &Ladder, line: &mut impl FnMut(&str)) {
    if *remind == Ladder::default() {
        return;
    }
    let steps: Vec<String> = remind.steps.iter().map(ToString::to_string).collect();
    let to: Vec<String> = remind.digest_to.iter().map(|s| quoted(s)).collect();
    line("remind:");
    line(&format!("  steps: [{}]", steps.join(", ")));
    line(&format!("  receipts: {}", remind.receipts));
    line(&format!("  digest_to: [{}]", to.join(", ")));
}

fn parts(all: &[PartForm], line: &mut impl FnMut(&str)) {
    line(if all.is_empty() { "parts: []" } else { "parts:" });
    for p in all {
        let kind = match p.kind {
            PartKind::Text => "text",
            PartKind::Document => "document",
            PartKind::Photo => "photo",
            PartKind::Video => "video",
            PartKind::Figure => "figure",
        };
        let (id, name) = (plain(&p.id), text("name", &p.name));
        line(&format!(
            "  - {{id: {id}, kind: {kind}, required: {}, {name}}}",
            p.required
        ));
    }
}

fn figures(all: &[FigureForm], line: &mut impl FnMut(&str)) {
    if all.is_empty() {
        return line("figures: []");
    }
    line("figures:");
    for p in all {
        line(&format!("  - {{id: {}, required: {}}}", plain(&p.id), p.required));
    }
}

/// A word as it is where YAML takes it for nothing else; else in quotes.
fn plain(word: &str) -> String {
    let begins = word.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    let simple = word
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/'));
    let taken = matches!(
        word.to_ascii_lowercase().as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    if begins && simple && !taken {
        word.to_owned()
    } else {
        quoted(word)
    }
}

/// A YAML double-quoted scalar: JSON's quoting is a part of YAML's, but for the few characters that JSON lets stand.
fn quoted(s: &str) -> String {
    let mut out = String::new();
    for c in serde_json::to_string(s).unwrap_or_default().chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn text(key: &str, t: &Text) -> String {
    format!("{key}: {{vi: {}, en: {}}}", quoted(&t.vi), quoted(&t.en))
}

#[cfg(test)]
mod tests {
    use super::text_of;
    use crate::campaign_file::read::draft;
    use crate::core::form::CampaignForm;
    use crate::refdata;

    fn read(text: &str) -> CampaignForm {
        draft("f.yaml", text.as_bytes()).unwrap_or_else(|e| panic!("{e}\n{text}"))
    }

    #[test]
    fn what_is_written_says_what_was_read() {
        let mut form = read(refdata::campaign_yaml("wtisd-2020").expect("shipped"));
        assert!(!form.mail_domains.is_empty() && form.documents.iter().any(|d| d.gist.is_some()));
        assert_eq!(read(&text_of(&form, &["# a comment".to_owned()])), form);
        // Words that YAML would take for something else, and characters that it takes for ends of lines.
        for odd in [
            "no",
            "null",
            "2020",
            "a: b",
            "# none",
            "\"quoted\" \\",
            "two\nlines",
            "\u{2028}x",
            "- x",
            "{}",
        ] {
            form.theme.vi = odd.to_owned();
            form.signer.name = odd.to_owned();
            form.letter.number = odd.to_owned();
            form.timezone = odd.to_owned();
            assert_eq!(read(&text_of(&form, &[])), form, "{odd:?}");
        }
    }
}
