//! Whose words in a letter count: its sender's own, without what is quoted below; and where one of our own people hands a
//! letter on, those of the letter inside.

use std::ops::Range;

use crate::mail::{Address, Mail, MailPart};

use super::rules::Rules;
use super::seen::Ours;
use super::words::{Word, words};

/// So many lines of a head that stands in the text of a letter.
const HEAD_LINES: usize = 8;

/// Who speaks in a letter, and what.
#[derive(Debug, Clone, Default)]
pub(super) struct Voice {
    /// Whom the letter names as its sender.
    pub from: Vec<Address>,
    /// Its subject.
    pub subject: String,
    /// Its own words, without anybody else's.
    pub body: String,
    /// The parts that came with it, by their places; those of letters inside are not among them.
    pub parts: Vec<usize>,
    /// One of our own people handed it on: who.
    pub through: Option<Address>,
    /// One of our own people wrote it.
    pub is_ours: bool,
}

/// Who speaks in a letter.
pub(super) fn voice(rules: &Rules, ours: &Ours, mail: &Mail) -> Voice {
    let outer = Voice {
        from: mail.from.clone(),
        subject: mail.claims.subject.clone(),
        body: body(mail, None),
        parts: parts(mail, None),
        ..Voice::default()
    };
    let by = outer.from.first().filter(|by| is_ours(ours, by)).cloned();
    let Some(by) = by else {
        let body = own_words(rules, &outer.body);
        return Voice { body, ..outer };
    };
    if let Some(at) = mail.parts.iter().position(|p| !p.headers.is_empty()) {
        let inner = &mail.parts[at];
        let header = |name| inner.header(name).next().unwrap_or_default().to_owned();
        return Voice {
            from: addresses(&header("from")),
            subject: header("subject"),
            body: own_words(rules, &body(mail, Some(at))),
            parts: parts(mail, Some(at)),
            through: Some(by),
            is_ours: false,
        };
    }
    match handed_on(rules, &outer.body) {
        Some((from, subject, body)) => Voice {
            from,
            subject,
            body: own_words(rules, body),
            parts: outer.parts,
            through: Some(by),
            is_ours: false,
        },
        None => Voice {
            body: own_words(rules, &outer.body),
            is_ours: true,
            ..outer
        },
    }
}

fn is_ours(ours: &Ours, from: &Address) -> bool {
    let domain = from.domain();
    let below = |own: &String| {
        let own = own.to_lowercase();
        domain == own || domain.strip_suffix(&own).is_some_and(|rest| rest.ends_with('.'))
    };
    ours.domains.iter().any(below)
}

/// The letter that a part belongs to.
fn letter_of(mail: &Mail, part: &MailPart) -> Option<usize> {
    let mut inside = part.part.inside.map(|n| n as usize);
    // A part stands behind the one that it is inside of, so this comes to an end.
    while let Some(at) = inside {
        let holder = mail.parts.get(at)?;
        if !holder.headers.is_empty() {
            return Some(at);
        }
        inside = holder.part.inside.map(|n| n as usize).filter(|up| *up < at);
    }
    None
}

fn parts(mail: &Mail, letter: Option<usize>) -> Vec<usize> {
    let all = mail.parts.iter().enumerate();
    all.filter(|(_, p)| p.headers.is_empty() && letter_of(mail, p) == letter)
        .map(|(at, _)| at)
        .collect()
}

/// The words of a letter itself: of its text parts without a name.
fn body(mail: &Mail, letter: Option<usize>) -> String {
    let own = parts(mail, letter);
    let texts = own.iter().filter_map(|at| mail.parts.get(*at));
    let texts = texts.filter(|p| p.part.name.is_empty() && p.part.kind == crate::core::letter::PartKind::Text);
    let texts: Vec<&MailPart> = texts.filter(|p| p.text.is_some()).collect();
    // The same words come as plain text and as HTML.
    let plain = texts.iter().any(|p| p.declared == "text/plain");
    let texts = texts.into_iter().filter(|p| !plain || p.declared != "text/html");
    let texts: Vec<&str> = texts.filter_map(|p| p.text.as_deref()).collect();
    texts.join("\n")
}

fn addresses(value: &str) -> Vec<Address> {
    let (name, mail) = match value.rsplit_once('<') {
        Some((name, rest)) => (name, rest.split('>').next().unwrap_or_default()),
        None => ("", value),
    };
    let name = name.trim().trim_matches('"').trim().to_owned();
    let mail = mail.trim().trim_start_matches("mailto:").to_owned();
    if mail.contains('@') {
        vec![Address { name, mail }]
    } else {
        Vec::new()
    }
}

/// A line with its place in the text.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let from = *at;
        *at += line.len();
        Some((from..*at, line.trim()))
    })
}

/// A letter without what it quotes. Answers between quoted lines stay; below a head of another letter nothing is its own.
pub(super) fn own_words(rules: &Rules, text: &str) -> String {
    let all: Vec<(Range<usize>, &str)> = lines(text).collect();
    let mut own = String::new();
    for (n, (_, line)) in all.iter().enumerate() {
        if line.starts_with('>') || line.starts_with("&gt;") {
            continue;
        }
        let rest = all.get(n..).unwrap_or_default();
        match begins_another(rules, rest) {
            // “X đã viết:” above quoted lines: what is written among them is the sender's own.
            Some(Begins::Quotes) => {}
            Some(Begins::Letter) => break,
            None => {
                own.push_str(line);
                own.push('\n');
            }
        }
    }
    own
}

enum Begins {
    Quotes,
    Letter,
}

fn begins_another(rules: &Rules, rest: &[(Range<usize>, &str)]) -> Option<Begins> {
    let (_, line) = rest.first()?;
    let all = words(line);
    let has_head = || head(rules, rest).is_some();
    let says = rules.terms.quoted.first_in(&all);
    let is_rule = line.starts_with("---") || line.starts_with("___") || line.starts_with("***");
    match says {
        // A sentence may use these words; a line that ends with a colon or is drawn as a rule begins another letter.
        Some(_) if line.ends_with(':') || is_rule || line.ends_with("--") => {
            let next = rest.iter().skip(1).find(|(_, l)| !l.is_empty());
            let quotes = next.is_some_and(|(_, l)| l.starts_with('>') || l.starts_with("&gt;"));
            Some(if quotes { Begins::Quotes } else { Begins::Letter })
        }
        _ if starts_head(rules, &all) && has_head() => Some(Begins::Letter),
        _ => None,
    }
}

fn starts_head(rules: &Rules, line: &[Word<'_>]) -> bool {
    rules.terms.quoted_heads.at(line, 0).is_some()
}

/// The head of a letter among the lines of another, as mail programs copy it: who, what, and where its words begin.
fn head<'a>(rules: &Rules, rest: &[(Range<usize>, &'a str)]) -> Option<(&'a str, &'a str, usize)> {
    let value = |line: &'a str| line.split_once(':').map(|(_, value)| value.trim().trim_matches('*').trim());
    let (_, first) = rest.first()?;
    let from = starts_head(rules, &words(first)).then(|| value(first))??;
    let mut subject = None;
    for (range, line) in rest.iter().take(HEAD_LINES) {
        let is_subject = rules.terms.quoted_subjects.at(&words(line), 0).is_some();
        match value(line).filter(|_| is_subject) {
            Some(said) => subject = Some((said, range.end)),
            None if line.is_empty() && subject.is_some() => break,
            None => {}
        }
    }
    let (subject, _) = subject?;
    let blank = rest.iter().take(HEAD_LINES + 2).skip(1).find(|(_, line)| line.is_empty());
    let end = blank.map_or_else(|| rest.last().map_or(0, |(r, _)| r.end), |(range, _)| range.end);
    Some((from, subject, end))
}

/// The letter that somebody handed on in the text of another: who, what, its words.
fn handed_on<'a>(rules: &Rules, text: &'a str) -> Option<(Vec<Address>, String, &'a str)> {
    let all: Vec<(Range<usize>, &str)> = lines(text).collect();
    (0..all.len()).find_map(|n| {
        let rest = all.get(n..)?;
        let (from, subject, end) = head(rules, rest)?;
        Some((addresses(from), subject.to_owned(), text.get(end..).unwrap_or_default()))
    })
}
