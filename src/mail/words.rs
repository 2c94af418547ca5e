//! Lines of a head as text: encoded words (RFC 2047), and bytes that nobody encoded.

use super::charset::{self, Decoded, Guess};
use super::transfer;

/// A stretch of a line: bytes, and the character set that they say they are in.
struct Stretch {
    bytes: Vec<u8>,
    label: Option<String>,
}

/// A line as text. Neighbouring words of one character set are joined before they are decoded: programs cut letters in two.
pub(super) fn decoded(line: &[u8], guess: &Guess) -> Decoded {
    let mut out = Decoded::default();
    for stretch in stretches(line) {
        let next = charset::read(&stretch.bytes, stretch.label.as_deref(), guess);
        out.text.push_str(&next.text);
        for flag in next.flags {
            if !out.flags.contains(&flag) {
                out.flags.push(flag);
            }
        }
        if out.charset.is_empty() || next.charset != "us-ascii" {
            out.charset = next.charset;
        }
    }
    // Where stretches meet a mark may follow its letter.
    out.text = charset::composed(&out.text);
    out
}

/// The text of a line as far as it is not in encoded words, for whoever reads its grammar first.
pub(super) fn unencoded(line: &[u8], guess: &Guess) -> String {
    charset::read(line, None, guess).text
}

fn stretches(line: &[u8]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(offset) = find(line.get(at..).unwrap_or_default(), b"=?") {
        let begin = at + offset;
        let word = match word(line.get(begin..).unwrap_or_default()) {
            Ok(word) => word,
            Err(NoWord::Here) => {
                at = begin + 2;
                continue;
            }
            // Looked for once, and not again for every beginning.
            Err(NoWord::AnyMore) => break,
        };
        let between = line.get(from..begin).unwrap_or_default();
        let follows = out.last().is_some_and(|s| s.label.is_some());
        // Blanks between two words are no text.
        let is_text = !between.trim_ascii().is_empty() || !follows && !between.is_empty();
        if is_text {
            out.push(Stretch {
                bytes: between.to_vec(),
                label: None,
            });
        }
        match out.last_mut() {
            Some(last) if last.label.as_deref() == Some(&word.label) => last.bytes.extend(word.bytes),
            _ => out.push(Stretch {
                bytes: word.bytes,
                label: Some(word.label),
            }),
        }
        at = begin + word.len;
        from = at;
    }
    let rest = line.get(from..).unwrap_or_default();
    if !rest.is_empty() {
        out.push(Stretch {
            bytes: rest.to_vec(),
            label: None,
        });
    }
    out
}

struct Word {
    label: String,
    bytes: Vec<u8>,
    len: usize,
}

enum NoWord {
    /// None begins here.
    Here,
    /// None ends from here on.
    AnyMore,
}

/// The encoded word that these bytes begin with.
fn word(bytes: &[u8]) -> Result<Word, NoWord> {
    let (label, encoding, begin) = opening(bytes).ok_or(NoWord::Here)?;
    let text = bytes.get(begin..).unwrap_or_default();
    let end = find(text, b"?=").ok_or(NoWord::AnyMore)?;
    let text = text.get(..end).unwrap_or_default();
    let bytes = match encoding {
        b'B' | b'b' => transfer::base64(text).0,
        _ => transfer::escapes(text, true).0,
    };
    Ok(Word {
        label,
        bytes,
        len: begin + end + 2,
    })
}

/// The character set and the encoding of a word, and where its text begins.
fn opening(bytes: &[u8]) -> Option<(String, u8, usize)> {
    let rest = bytes.get(2..)?;
    let mark = rest.iter().take(60).position(|b| *b == b'?')?;
    let label = std::str::from_utf8(rest.get(..mark)?).ok()?;
    let label = label.split('*').next()?.trim().to_ascii_lowercase();
    let encoding = *rest.get(mark + 1)?;
    let fits = !label.is_empty() && rest.get(mark + 2) == Some(&b'?') && b"BbQq".contains(&encoding);
    fits.then_some((label, encoding, 2 + mark + 3))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|w| w == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_before_they_are_decoded() {
        let rows = [
            ("plain", "plain"),
            ("=?utf-8?Q?B=C3=A1o_c?= =?UTF-8?Q?=C3=A1o?=", "Báo cáo"),
            ("=?utf-8?Q?B=C3?=   =?utf-8?Q?=A1o?= x", "Báo x"),
            ("=?utf-8*vi?B?QsOhbw?=", "Báo"),
            ("a =?utf-8?q?b?= c =?us-ascii?q?d?=", "a b c d"),
            ("=?iso-8859-1?Q?=E1?==?utf-8?Q?=C3=A1?=", "áá"),
            ("=?windows-1258?Q?Vi=EA=F2t?=", "Việt"),
            ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
            ("=?utf-8?Q?open", "=?utf-8?Q?open"),
            ("=?=?=?", "=?=?=?"),
            ("Báo cáo", "Báo cáo"),
        ];
        for (line, wanted) in rows {
            assert_eq!(decoded(line.as_bytes(), &Guess::default()).text, wanted, "{line}");
        }
    }

    #[test]
    fn half_a_million_beginnings_are_read_in_one_pass() {
        for piece in ["=?", "=?u?q?", "=?u?x?", "=?u?q?a?=", "?="] {
            let line = piece.repeat(100_000) + "?=";
            decoded(line.as_bytes(), &Guess::default());
        }
    }
}
