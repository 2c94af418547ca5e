//! Whose words in a letter count: its sender's own, without what is quoted below; and where one of our own people hands a
//! letter on, those of the letter inside.

use crate::mail::{Address, Inner, Mail, MailPart};

use super::seen::Ours;

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
pub(super) fn voice(ours: &Ours, mail: &Mail) -> Voice {
    let by = mail.from.first().filter(|by| is_ours(ours, by)).cloned();
    let is_forward = by.is_some();
    match first_of_others(ours, mail).filter(|_| is_forward) {
        Some(inner) => Voice {
            from: inner.from.clone(),
            subject: inner.subject.clone(),
            body: inner.words.own.clone(),
            parts: parts(mail, inner.part),
            through: by,
            is_ours: false,
        },
        None => Voice {
            from: mail.from.clone(),
            subject: mail.claims.subject.clone(),
            body: mail.words.own.clone(),
            parts: parts(mail, None),
            through: None,
            is_ours: is_forward,
        },
    }
}

/// The letter that came from outside: our own people may have handed it on among themselves.
fn first_of_others<'a>(ours: &Ours, mail: &'a Mail) -> Option<&'a Inner> {
    let is_foreign = |inner: &&Inner| !inner.from.first().is_some_and(|by| is_ours(ours, by));
    mail.inner.iter().find(is_foreign)
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
