//! From bytes to a letter.

use super::flag;
use super::head;
use super::key;
use super::leaf::Leaf;
use super::message::{Inner, Limits, Mail, Unread};
use super::quote::parted;
use super::remarks::{hosts, remark};
use super::walk::{Told, Walk};
use crate::core::letter::Unreadable;

/// Takes a letter apart.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Mail, Unread> {
    if bytes.len() as u64 > limits.message {
        return Err(unread(Unreadable::TooLarge, format!("{} bytes", bytes.len())));
    }
    let is_empty = head::letter(bytes, limits.header).is_ok_and(|h| h.fields.is_empty());
    if is_empty {
        return Err(unread(Unreadable::NotALetter, String::new()));
    }
    let mut walk = Walk::new(limits, Vec::new());
    walk.whole(bytes).map_err(|why| unread(why, String::new()))?;
    let mut letters = walk.letters.into_iter();
    let top = letters.next().unwrap_or_default();
    let (words, mut inner) = parted(&top.text, &top.heading.claims.subject);
    inner.extend(letters.flat_map(handed_on));
    let mut mail = Mail {
        key: key::of(&top.heading.claims, &walk.parts, &walk.pieces),
        hosts: hosts(&top.links, &words.own),
        claims: top.heading.claims,
        from: top.heading.from,
        headers: top.heading.headers,
        charset: if top.charset.is_empty() {
            "us-ascii".to_owned()
        } else {
            top.charset
        },
        words,
        inner,
        flags: top.heading.flags.into_iter().map(str::to_owned).collect(),
        parts: walk.parts,
    };
    remark(&mut mail);
    Ok(mail)
}

fn unread(why: Unreadable, detail: String) -> Unread {
    Unread { why, detail }
}

/// A letter in a letter, and those that are handed on in its text.
fn handed_on(letter: Told) -> Vec<Inner> {
    let claims = letter.heading.claims;
    let (words, more) = parted(&letter.text, &claims.subject);
    let first = Inner {
        from: letter.heading.from,
        date: claims.date,
        subject: claims.subject,
        message_id: claims.message_id,
        words,
        part: letter.part,
    };
    std::iter::once(first).chain(more).collect()
}

/// Adds what was unpacked of the part `at` to the list: names, bytes, and what the unpacker noticed. Letters among it are
/// taken apart. The key of the letter stays as it is: it does not hang on what can be unpacked.
pub fn add_entries(
    mail: &mut Mail,
    at: usize,
    entries: Vec<(String, Vec<u8>, Vec<String>)>,
    limits: &Limits,
) {
    let level = level(mail, at) + 1;
    let mut walk = Walk::new(limits, std::mem::take(&mut mail.parts));
    let mut beyond = level > limits.nested;
    for (name, bytes, flags) in entries {
        if beyond || walk.parts.len() >= limits.parts {
            beyond = true;
            break;
        }
        walk.entry(at, Leaf::entry(&name, bytes, flags), level);
    }
    mail.inner.extend(walk.letters.into_iter().flat_map(handed_on));
    mail.parts = walk.parts;
    if let Some(part) = mail.parts.get_mut(at).filter(|_| beyond) {
        let flag = if level > limits.nested {
            flag::TOO_DEEP
        } else {
            flag::TOO_MANY_PARTS
        };
        if !part.part.flags.iter().any(|f| f == flag) {
            part.part.flags.push(flag.to_owned());
        }
    }
    remark(mail);
}

/// In how many letters and archives a part lies.
fn level(mail: &Mail, at: usize) -> usize {
    let inside = |at: usize| mail.parts.get(at).and_then(|p| p.part.inside).map(|i| i as usize);
    // What holds a part stands before it, so this comes to an end.
    std::iter::successors(inside(at), |up| inside(*up).filter(|next| next < up)).count()
}
