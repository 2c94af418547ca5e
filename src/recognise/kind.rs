//! What a letter is: written by no person, a report, something that belongs to one, a receipt, a request, a question.

use crate::core::letter::{LetterKind, PartKind, Reason};
use crate::core::recognition::{Says, Spot};
use crate::mail::{Mail, MailPart, flag};
use crate::text::fold::folded;

use super::page::Page;
use super::rules::Rules;
use super::seen::Seen;
use super::voice::Voice;
use super::words::{said, words};

/// So many words of a letter, from its beginning, say what it is; the rest tells of what happened.
const FIRST_WORDS: usize = 200;

/// What was found of what a letter is.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    /// Why, each with the kind that it speaks for.
    pub reasons: Vec<(LetterKind, Reason)>,
}

/// By what a letter is known that no person wrote, if it is one: RFC 3834, 3464, 5230, lists.
pub(super) fn automatic(rules: &Rules, mail: &Mail) -> Vec<Reason> {
    let signs = &rules.file.automatic;
    let mut found = Vec::new();
    let mut say = |id: &str, what: &str| {
        found.push(Reason {
            id: id.to_owned(),
            unit: None,
            weight: 1000,
            what: what.trim().to_owned(),
        });
    };
    for sign in &signs.headers {
        let begins = |value: &&str| {
            let value = value.trim().to_lowercase();
            sign.values.is_empty() || sign.values.iter().any(|v| value.starts_with(v.as_str()))
        };
        if let Some(value) = mail.header(&sign.name).find(begins) {
            say("automatic-header", &format!("{}: {value}", sign.name));
        }
    }
    if mail.header("return-path").any(|path| path.trim() == "<>") {
        say("automatic-header", "return-path: <>");
    }
    let media = mail.parts.iter().map(|p| p.declared.as_str());
    let report = media.into_iter().find(|m| signs.media.iter().any(|s| s == m));
    if let Some(media) = report {
        say("automatic-part", media);
    }
    let local = |mail: &str| mail.split('@').next().unwrap_or_default().to_lowercase();
    let machine = mail.from.iter().find(|a| signs.senders.contains(&local(&a.mail)));
    if let Some(machine) = machine {
        say("automatic-sender", &machine.mail);
    }
    let subject = words(&mail.claims.subject);
    if let Some(hit) = rules.terms.subjects.at(&subject, 0) {
        say("automatic-subject", &said(&subject, hit.from, hit.to));
    }
    found
}

/// To whom a letter could not be delivered, where a machine says so: the address of the contact that is to be mended.
pub(super) fn undelivered(mail: &Mail) -> Option<String> {
    let reports = mail
        .parts
        .iter()
        .filter(|p| p.declared == "message/delivery-status");
    let mut lines = reports.flat_map(|p| {
        let text = String::from_utf8_lossy(&p.bytes).into_owned();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is =
            name.eq_ignore_ascii_case("final-recipient") || name.eq_ignore_ascii_case("original-recipient");
        let address = value.rsplit(';').next()?.trim().to_owned();
        (is && address.contains('@')).then_some(address)
    })
}

/// What speaks for what a letter is.
pub(super) fn kinds(rules: &Rules, seen: &Seen<'_>, voice: &Voice, pages: &[Page<'_>]) -> Kinds {
    let mut found = Kinds::default();
    let own_pages = || pages.iter().filter(|p| !p.is_ministry);
    let parts = || voice.parts.iter().filter_map(|at| seen.mail.parts.get(*at));
    if seen.form.is_some() {
        found.say(rules, LetterKind::Report, "kind-form", "");
    }
    if let Some(page) = own_pages().find(|p| p.is_report) {
        let line = page.title.lines().find(|l| !l.trim().is_empty());
        found.say(rules, LetterKind::Report, "kind-title", line.unwrap_or_default());
    }
    let is_report = |number: &&str| {
        let symbol = folded(number);
        symbol.contains("/bc-") || symbol.contains("/bc_")
    };
    if let Some(number) = own_pages().map(|p| p.symbol.number.as_str()).find(is_report) {
        found.say(rules, LetterKind::Report, "kind-symbol", number);
    }
    let body = words(&voice.body);
    let first = body.get(..body.len().min(FIRST_WORDS)).unwrap_or_default();
    let subject = words(&voice.subject);
    for (phrase, terms) in rules.file.phrases.iter().zip(&rules.terms.phrases) {
        let hit = match phrase.place {
            Spot::Subject => terms.first_in(&subject).map(|h| said(&subject, h.from, h.to)),
            Spot::Body => terms.first_in(first).map(|h| said(first, h.from, h.to)),
            Spot::Title => own_pages().find_map(|p| {
                let title = words(p.title);
                terms.first_in(&title).map(|h| said(&title, h.from, h.to))
            }),
            Spot::File => parts()
                .filter(|p| p.part.kind == PartKind::Document)
                .find_map(|p| {
                    let name = p.part.name.replace('_', " ");
                    terms.first_in(&words(&name)).map(|_| p.part.name.clone())
                }),
        };
        if let Some(what) = hit {
            found.add(of(phrase.kind), phrase.weight, id_of(phrase.kind), &what);
        }
    }
    let has = |kind: PartKind| parts().any(|p| p.part.kind == kind);
    let has_document = brings(seen.mail, voice, is_document);
    let is_shut = has(PartKind::Archive);
    if (has(PartKind::Photo) || has(PartKind::Video)) && !has_document && !is_shut {
        found.say(rules, LetterKind::Addition, "kind-photos", "");
    }
    // A report without a document must at least have words of its own.
    if !has_document && seen.form.is_none() && body.len() < rules.file.levels.body_words {
        let of_report = found.reasons.iter().any(|(kind, _)| *kind == LetterKind::Report);
        if of_report {
            let shut = parts().find(|p| is_shut_up(seen.mail, p));
            let name = shut.map_or("", |p| p.part.name.as_str());
            found.say(rules, LetterKind::Report, "nothing-attached", name);
        }
    }
    found
}

/// Is it a document that can be read? What is in an archive comes as parts of its own; a letter in this one is one too.
fn is_document(mail: &Mail, part: &MailPart) -> bool {
    match part.part.kind {
        PartKind::Document => !is_shut_up(mail, part),
        PartKind::Archive => !part.headers.is_empty(),
        PartKind::Photo
        | PartKind::Video
        | PartKind::Text
        | PartKind::Signature
        | PartKind::Decoration
        | PartKind::Other => false,
    }
}

/// Is it a file whose contents nobody here has seen: locked, or packed by another program?
fn is_shut_up(mail: &Mail, part: &MailPart) -> bool {
    match part.part.kind {
        PartKind::Document => part
            .part
            .flags
            .iter()
            .any(|f| f == "encrypted" || f == flag::CANNOT_OPEN),
        PartKind::Archive => {
            let inside = |p: &MailPart| p.part.inside.and_then(|at| mail.parts.get(at as usize));
            part.part.holds_back()
                && !mail
                    .parts
                    .iter()
                    .any(|p| inside(p).is_some_and(|in_it| std::ptr::eq(in_it, part)))
        }
        PartKind::Other => part.part.is_packed_elsewhere(),
        PartKind::Photo | PartKind::Video | PartKind::Text | PartKind::Signature | PartKind::Decoration => {
            false
        }
    }
}

fn brings(mail: &Mail, voice: &Voice, is: fn(&Mail, &MailPart) -> bool) -> bool {
    let mut parts = voice.parts.iter().filter_map(|at| mail.parts.get(*at));
    parts.any(|part| is(mail, part))
}

/// Does all that a letter brings lie elsewhere, behind links, or in files whose contents nobody here has seen? Whatever it
/// says that it is, somebody has to look.
pub(super) fn is_out_of_reach(seen: &Seen<'_>, voice: &Voice) -> bool {
    let seen_by_us = |mail: &Mail, part: &MailPart| {
        is_document(mail, part) || matches!(part.part.kind, PartKind::Photo | PartKind::Video)
    };
    if seen.form.is_some() || brings(seen.mail, voice, seen_by_us) {
        return false;
    }
    let elsewhere = seen.mail.flags.iter().any(|f| f == flag::LINKS_ONLY);
    elsewhere || brings(seen.mail, voice, is_shut_up)
}

impl Kinds {
    fn say(&mut self, rules: &Rules, kind: LetterKind, id: &str, what: &str) {
        self.add(kind, rules.weight(id), id, what);
    }

    fn add(&mut self, kind: LetterKind, weight: i32, id: &str, what: &str) {
        self.reasons.push((
            kind,
            Reason {
                id: id.to_owned(),
                unit: None,
                weight,
                what: what.trim().chars().take(120).collect(),
            },
        ));
    }
}

fn of(says: Says) -> LetterKind {
    match says {
        Says::Report => LetterKind::Report,
        Says::Addition => LetterKind::Addition,
        Says::Acknowledgement => LetterKind::Acknowledgement,
        Says::Request => LetterKind::Request,
        Says::Question => LetterKind::Question,
    }
}

fn id_of(says: Says) -> &'static str {
    match says {
        Says::Report => "says-report",
        Says::Addition => "says-addition",
        Says::Acknowledgement => "says-acknowledgement",
        Says::Request => "says-request",
        Says::Question => "says-question",
    }
}
