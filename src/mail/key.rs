//! What a letter is known by (decision 3): what its sender wrote, and nothing that was added on the way.

use sha2::{Digest, Sha256};

use super::charset::composed;
use super::message::MailPart;
use crate::core::hex::hex;
use crate::core::letter::Claims;
use crate::core::names::LetterId;

/// What a part adds to the key.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Words, by a hash that does not hang on how they were written down; or bytes, by theirs.
    Hash([u8; 32]),
    /// A letter: what it claims; its parts add theirs.
    Letter(Claims),
    /// Nothing: it is found in something that adds its own bytes.
    Nothing,
}

/// What a text adds: neither the ends of its lines nor blanks before them are its sender's.
pub(super) fn of_text(text: &str) -> Piece {
    let mut hash = Sha256::new();
    for line in without_set(text).trim_end().lines() {
        hash.update(line.trim_end().as_bytes());
        hash.update(b"\n");
    }
    Piece::Hash(hash.finalize().into())
}

/// A page says its own character set, which another program writes otherwise.
fn without_set(text: &str) -> String {
    const SAYS: &str = "charset=";
    let head = text.get(..4_096).unwrap_or(text);
    let is_page = head.trim_start().starts_with('<');
    let Some(at) = is_page.then(|| head.find(SAYS)).flatten() else {
        return text.to_owned();
    };
    let (before, from) = text.split_at(at);
    let value = from
        .get(SAYS.len()..)
        .unwrap_or_default()
        .trim_start_matches(['"', '\'']);
    let ends = |c: char| matches!(c, '"' | '\'' | '>' | ';' | '/') || c.is_whitespace();
    format!("{before}{}", value.trim_start_matches(|c: char| !ends(c)))
}

/// The key of a letter.
pub(super) fn of(claims: &Claims, parts: &[MailPart], pieces: &[Piece]) -> LetterId {
    let mut hash = Sha256::new();
    add_claims(&mut hash, claims);
    for (part, piece) in parts.iter().zip(pieces) {
        match piece {
            Piece::Hash(digest) => {
                add(&mut hash, part.part.name.as_bytes());
                add(&mut hash, digest);
            }
            Piece::Letter(claims) => {
                add(&mut hash, b"letter");
                add_claims(&mut hash, claims);
            }
            Piece::Nothing => {}
        }
    }
    LetterId(hex(&hash.finalize()))
}

fn add_claims(hash: &mut Sha256, claims: &Claims) {
    for claim in [&claims.from, &claims.date, &claims.subject, &claims.message_id] {
        // How a line was folded is no claim.
        let words: Vec<&str> = claim.split_whitespace().collect();
        add(hash, composed(&words.join(" ")).as_bytes());
    }
}

/// With its length, so that no two lists of pieces run into one.
fn add(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}
