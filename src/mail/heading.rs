//! What the head of a letter claims.

use super::address::addresses;
use super::charset::Guess;
use super::head::Field;
use super::leaf::field;
use super::message::{Address, Header};
use super::{flag, words};
use crate::core::letter::Claims;

/// What a letter says of itself.
#[derive(Default)]
pub(super) struct Heading {
    pub claims: Claims,
    pub from: Vec<Address>,
    pub headers: Vec<Header>,
    pub flags: Vec<&'static str>,
}

impl Heading {
    /// Reads a head; `guess` is what the letter's text is in.
    pub fn of(fields: &[Field], guess: &Guess) -> Self {
        let mut flags = Vec::new();
        let mut said = |name: &str| {
            let read = words::decoded(field(fields, name), guess);
            for flag in read.flags {
                if !flags.contains(&flag) {
                    flags.push(flag);
                }
            }
            read.text.trim().to_owned()
        };
        let claims = Claims {
            from: said("from"),
            subject: said("subject"),
            date: said("date"),
            message_id: said("message-id"),
        };
        flags.retain(|f| *f == flag::OTHER_CHARSET || *f == flag::DAMAGED_TEXT);
        Self {
            claims,
            from: people(fields, guess),
            headers: headers(fields, guess),
            flags,
        }
    }
}

/// The lines of a head as text.
pub(super) fn headers(fields: &[Field], guess: &Guess) -> Vec<Header> {
    fields
        .iter()
        .map(|f| Header {
            name: f.name.clone(),
            value: words::decoded(&f.value, guess).text,
            raw: f.raw(),
        })
        .collect()
}

/// Whom `From` names. Its grammar is read before any word of it is decoded: an encoded name may hold what looks like an
/// address.
fn people(fields: &[Field], guess: &Guess) -> Vec<Address> {
    let mut out = addresses(&words::unencoded(field(fields, "from"), guess));
    for one in &mut out {
        one.name = words::decoded(one.name.as_bytes(), guess).text;
    }
    out
}
