//! What stands in `Content-Type` and `Content-Disposition`: a word, and parameters behind it.

use std::collections::BTreeMap;

use super::charset::{self, Guess};
use super::words;

/// The word and the parameters of such a line, with their bytes as they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Params {
    /// The word before the first `;`, in small letters.
    pub word: String,
    plain: BTreeMap<String, Vec<u8>>,
    /// By name and place, with whether it is percent-encoded (RFC 2231).
    pieces: BTreeMap<String, BTreeMap<u32, (Vec<u8>, bool)>>,
}

impl Params {
    /// Reads a line.
    pub fn of(line: &[u8]) -> Self {
        let mut out = Self::default();
        for (i, item) in items(line).into_iter().enumerate() {
            let Some(equals) = item.iter().position(|b| *b == b'=').filter(|_| i > 0) else {
                if i == 0 {
                    let word = item.trim_ascii();
                    let end = word.iter().position(|b| b.is_ascii_whitespace() || *b == b'(');
                    let word = word.get(..end.unwrap_or(word.len())).unwrap_or_default();
                    out.word = String::from_utf8_lossy(word).to_ascii_lowercase();
                }
                continue;
            };
            let (name, value) = item.split_at(equals);
            let name = String::from_utf8_lossy(name.trim_ascii()).to_ascii_lowercase();
            out.put(&name, unquoted(value.get(1..).unwrap_or_default().trim_ascii()));
        }
        out
    }

    fn put(&mut self, name: &str, value: Vec<u8>) {
        let encoded = name.ends_with('*');
        let bare = name.strip_suffix('*').unwrap_or(name);
        let (bare, place) = match bare.split_once('*') {
            Some((bare, place)) => match place.parse() {
                Ok(place) => (bare, place),
                Err(_) => return,
            },
            None if encoded => (bare, 0),
            None => {
                self.plain.entry(name.to_owned()).or_insert(value);
                return;
            }
        };
        let pieces = self.pieces.entry(bare.to_owned()).or_default();
        pieces.entry(place).or_insert((value, encoded));
    }

    /// A parameter that is plain ASCII wherever it is right: a character set, a boundary.
    pub fn plain(&self, name: &str) -> Option<&[u8]> {
        self.plain.get(name).map(Vec::as_slice)
    }

    /// A parameter as text. Pieces are joined before they are decoded: a letter may be cut in two.
    pub fn text(&self, name: &str, guess: &Guess) -> Option<String> {
        if let Some(pieces) = self.pieces.get(name) {
            let mut label = String::new();
            let mut bytes = Vec::new();
            for (i, (piece, encoded)) in pieces.values().enumerate() {
                let mut rest = piece.as_slice();
                if i == 0 && *encoded {
                    let mut cut = piece.splitn(3, |b| *b == b'\'');
                    if let (Some(set), Some(_), Some(value)) = (cut.next(), cut.next(), cut.next()) {
                        label = String::from_utf8_lossy(set).into_owned();
                        rest = value;
                    }
                }
                if *encoded {
                    bytes.extend(percents(rest));
                } else {
                    bytes.extend_from_slice(rest);
                }
            }
            let label = Some(label.as_str()).filter(|l| !l.is_empty());
            return Some(charset::read(&bytes, label, guess).text);
        }
        self.plain
            .get(name)
            .map(|value| words::decoded(value, guess).text)
    }
}

/// The line cut at each `;` that stands in no quotes.
fn items(line: &[u8]) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let (mut from, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in line.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => {
                out.push(line.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(line.get(from..).unwrap_or_default());
    out
}

/// A value without its quotes. A backslash hides a quote or another; before anything else it is part of a Windows path.
fn unquoted(value: &[u8]) -> Vec<u8> {
    let Some(inside) = value.strip_prefix(b"\"") else {
        return value.to_vec();
    };
    let mut out = Vec::with_capacity(inside.len());
    let mut bytes = inside.iter().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => break,
            b'\\' if matches!(bytes.peek(), Some(b'"' | b'\\')) => out.extend(bytes.next()),
            b => out.push(*b),
        }
    }
    out
}

/// Bytes with each `%41` as the byte that it stands for.
pub(super) fn percents(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        let digit = |i: usize| value.get(at + i).and_then(|b| (*b as char).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (byte, digit(1), digit(2)) {
            out.push((high << 4 | low) as u8);
            at += 3;
        } else {
            out.push(*byte);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(line: &str) -> String {
        let params = Params::of(line.as_bytes());
        params.text("name", &Guess::default()).unwrap_or_default()
    }

    #[test]
    fn a_name_is_read_however_it_is_written() {
        let rows = [
            ("a/b; name=x.pdf", "x.pdf"),
            ("a/b; name=\"a;b \\\"c\\\".pdf\"", "a;b \"c\".pdf"),
            ("a/b; name=\"C:\\bao\\cao.doc\"", "C:\\bao\\cao.doc"),
            ("a/b; name=Bao cao 1.pdf", "Bao cao 1.pdf"),
            ("a/b; name=\"open", "open"),
            ("a/b; NAME = \"x\"; name=y", "x"),
            ("a/b; name*=UTF-8''b%C3%A1o%20c%c3%A1o.pdf; name=x", "báo cáo.pdf"),
            // The two bytes of a letter in two pieces, and the pieces in no order.
            ("a/b; name*1*=%A1o.pdf; name*0*=utf-8'vi'b%C3", "báo.pdf"),
            (
                "a/b; name*0=\"bao\"; name*1=\" cao\"; name*2*=%2Epdf",
                "bao cao.pdf",
            ),
            (
                "a/b; name=\"=?utf-8?B?YsOhbyBjw6E=?= =?utf-8?B?by5wZGY=?=\"",
                "báo cáo.pdf",
            ),
            ("a/b; name=\"=?utf-8?Q?b=C3?= =?utf-8?Q?=A1o?=\"", "báo"),
            ("a/b; name=báo.pdf", "báo.pdf"),
            ("a/b", ""),
        ];
        for (line, wanted) in rows {
            assert_eq!(name(line), wanted, "{line}");
        }
        assert_eq!(Params::of(b" Text/HTML (x) ; a=b").word, "text/html");
    }
}
