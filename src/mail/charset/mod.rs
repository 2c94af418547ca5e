//! From bytes to text: which character set it is, whatever is said of it.
//!
//! What a letter says of its character set is a claim. It holds unless another set makes clearly more words that can be
//! spelt in Vietnamese, of bytes that it knows, every one.

mod seven;
mod syllable;
mod tables;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use self::seven::Seven;
use super::flag;

/// Text, and what it was read in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text in NFC.
    pub text: String,
    /// The character set, in small letters.
    pub charset: String,
    /// What was noticed.
    pub flags: Vec<&'static str>,
}

/// What the rest of the letter is in: for words too few to tell by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Guess(Option<Set>);

impl Guess {
    /// From what another text of the letter was read in.
    pub fn from(charset: &str) -> Self {
        // What is written in seven bits says nothing of bytes that have eight.
        Self(Set::named(charset).filter(|set| !matches!(set, Set::Seven(_))))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Web(&'static Encoding),
    Viscii,
    /// With capitals that bear tones, as the standard has it.
    Tcvn,
    /// As it is typed under Windows: in place of those capitals its quotes and dashes.
    Abc,
    Vni,
    /// One that comes in seven bits.
    Seven(Seven),
}

impl Set {
    fn named(label: &str) -> Option<Self> {
        let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        Some(match label.as_str() {
            "viscii" | "csviscii" | "viscii1.1" | "viscii1.1-1" | "x-viscii" | "x-viet-viscii" => {
                Self::Viscii
            }
            "tcvn" | "tcvn3" | "tcvn-5712" | "tcvn5712" | "tcvn5712-1" | "tcvn5712-1:1993" | "x-tcvn"
            | "x-tcvn3" | "x-viet-tcvn" | "x-viet-tcvn3" | "x-viet-tcvn5712" => Self::Tcvn,
            "vni" | "x-vni" | "vni-windows" | "x-viet-vni" => Self::Vni,
            label => match Seven::named(label) {
                Some(seven) => Self::Seven(seven),
                None => Self::Web(Encoding::for_label_no_replacement(label.as_bytes())?),
            },
        })
    }

    fn name(self) -> String {
        match self {
            Self::Web(web) => web.name().to_ascii_lowercase(),
            Self::Viscii => "viscii".to_owned(),
            Self::Tcvn | Self::Abc => "tcvn3".to_owned(),
            Self::Vni => "vni".to_owned(),
            Self::Seven(seven) => seven.name().to_owned(),
        }
    }

    /// The text, and whether every byte is a character.
    fn decode(self, bytes: &[u8]) -> (String, bool) {
        let (text, whole) = match self {
            Self::Web(web) => {
                let (text, failed) = web.decode_without_bom_handling(bytes);
                (text.into_owned(), !failed)
            }
            Self::Viscii => (tables::VISCII.read(bytes), true),
            Self::Tcvn => (tables::TCVN.read(bytes), true),
            Self::Abc => (tables::abc(bytes), true),
            Self::Seven(seven) => seven.read(bytes),
            Self::Vni => match tables::vni(bytes) {
                Some(text) => (text, true),
                None => (
                    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
                    false,
                ),
            },
        };
        (composed(&text), whole)
    }
}

/// The sets that Vietnamese letters come in under a wrong label.
const TRIED: [Set; 5] = [Set::Web(WINDOWS_1258), Set::Abc, Set::Tcvn, Set::Vni, Set::Viscii];

/// Text in NFC.
pub(super) fn composed(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfc().collect()
}

/// The text of some bytes that say they are in `label`, if they say anything.
pub(super) fn read(bytes: &[u8], label: Option<&str>, guess: &Guess) -> Decoded {
    let said = label.and_then(Set::named);
    if let Some((mark, rest)) = marked(bytes) {
        return told(rest, mark, said, &[]);
    }
    let is_seven = matches!(said, Some(Set::Seven(_)));
    if let Some(set) = said.filter(|_| is_seven && bytes.is_ascii()) {
        return told(bytes, set, said, &[]);
    }
    // Eight bits in what should have seven: the claim is wrong, and there is none.
    let said = said.filter(|_| !is_seven);
    let wide = matches!(said, Some(Set::Web(web)) if web == UTF_16LE || web == UTF_16BE);
    let shifts = bytes.contains(&0x1b) || bytes.iter().any(|b| *b < 0x20 && !b.is_ascii_whitespace());
    if bytes.is_ascii() && !wide && !shifts {
        // The same in every set that is meant; "utf-8" is kept, so that a later letter of it is no surprise.
        return Decoded {
            text: String::from_utf8_lossy(bytes).into_owned(),
            charset: said.map_or_else(|| "us-ascii".to_owned(), Set::name),
            flags: Vec::new(),
        };
    }
    if let Some(set) = chosen(bytes, said, guess) {
        return told(bytes, set, said, &[]);
    }
    let unknown: &[&str] = if label.is_some_and(|l| !l.trim().is_empty()) && said.is_none() {
        &[flag::DAMAGED_TEXT]
    } else {
        &[]
    };
    told(
        bytes,
        said.or(guess.0).unwrap_or(Set::Web(WINDOWS_1252)),
        said,
        unknown,
    )
}

/// A mark at the beginning that says what it is.
fn marked(bytes: &[u8]) -> Option<(Set, &[u8])> {
    let (encoding, len) = Encoding::for_bom(bytes)?;
    Some((Set::Web(encoding), bytes.get(len..)?))
}

fn told(bytes: &[u8], set: Set, said: Option<Set>, more: &[&'static str]) -> Decoded {
    let (text, whole) = set.decode(bytes);
    let mended = mended(&text);
    let other = mended.is_some() || said.is_some_and(|said| said != set && !is_plain(said, set));
    let mut flags = more.to_vec();
    if other {
        flags.push(flag::OTHER_CHARSET);
    }
    if !whole && !flags.contains(&flag::DAMAGED_TEXT) {
        flags.push(flag::DAMAGED_TEXT);
    }
    let (text, charset) = mended.map_or((text, set.name()), |(text, set)| (text, set.name()));
    Decoded { text, charset, flags }
}

/// Is the claim one that most letters make of anything (`us-ascii`), where the web reads windows-1252?
fn is_plain(said: Set, set: Set) -> bool {
    said == Set::Web(WINDOWS_1252) && set == Set::Web(UTF_8)
}

/// The set that these bytes are in, where that is certain enough.
fn chosen(bytes: &[u8], said: Option<Set>, guess: &Guess) -> Option<Set> {
    let web = |set: Set| matches!(set, Set::Web(_));
    // Bytes that are whole UTF-8 by chance are rare, but for sets of several bytes a character.
    let single = said.is_none_or(|set| !web(set) || is_single(set));
    if single && std::str::from_utf8(bytes).is_ok() && !bytes.is_ascii() {
        return Some(Set::Web(UTF_8));
    }
    if let Some(set) = said.filter(|set| !is_single(*set) && *set != Set::Web(UTF_8) && web(*set)) {
        return Some(set);
    }
    let base = said.unwrap_or(Set::Web(WINDOWS_1252));
    let tried = guess.0.into_iter().chain(TRIED);
    better(bytes, &spelt(&base.decode(bytes).0), tried, guess).or(said)
}

/// Sets of one byte a character, the only ones that another is mistaken for.
fn is_single(set: Set) -> bool {
    match set {
        Set::Web(web) => web.is_single_byte(),
        Set::Viscii | Set::Tcvn | Set::Abc | Set::Vni => true,
        Set::Seven(_) => false,
    }
}

/// How many words bear marks, and how many of them can be spelt.
#[derive(Debug, Clone, Copy, Default)]
struct Spelt {
    right: usize,
    all: usize,
}

impl Spelt {
    fn wrong(self) -> usize {
        self.all - self.right
    }
}

/// How much of a text is looked at: more tells no more.
const LOOKED_AT: usize = 20_000;

fn spelt(text: &str) -> Spelt {
    let end = (0..=text.len().min(LOOKED_AT))
        .rev()
        .find(|i| text.is_char_boundary(*i));
    let text = text.get(..end.unwrap_or(0)).unwrap_or_default();
    // Signs count as letters here: in the wrong set they stand where letters should.
    let ends =
        |c: char| c.is_ascii() && !c.is_ascii_alphabetic() || matches!(c, '\u{2013}'..='\u{2026}' | '\u{a0}');
    let words = text.split(ends).filter(|w| !w.is_ascii());
    let mut out = Spelt::default();
    for word in words {
        out.all += 1;
        out.right += usize::from(syllable::is_spelt(word));
    }
    out
}

fn better(bytes: &[u8], base: &Spelt, tried: impl Iterator<Item = Set>, guess: &Guess) -> Option<Set> {
    let near = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let mut best: Option<(Set, Spelt)> = None;
    for set in tried {
        let (text, whole) = set.decode(near);
        // "Every byte maps": of a cut character at the very end more is not asked.
        if !whole {
            continue;
        }
        let count = spelt(&text);
        let known = guess.0 == Some(set);
        let clearly = count.right > 1 && count.right > 2 * base.right && count.right * 10 >= count.all * 8;
        let by_the_rest = known && count.right > base.right && count.wrong() == 0;
        let beats = best.is_none_or(|(_, b)| count.right * 2 + b.wrong() > b.right * 2 + count.wrong());
        if (clearly || by_the_rest) && beats {
            best = Some((set, count));
        }
    }
    best.map(|(set, _)| set)
}

/// A text of which lines were typed with fonts of an older time, with those lines as they are meant; none where there are none.
pub fn of_old_fonts(text: &str) -> Option<String> {
    let as_bytes = |line: &str| {
        let (bytes, _, failed) = WINDOWS_1252.encode(line);
        (!failed && !line.is_ascii()).then(|| bytes.into_owned())
    };
    // Signs that those fonts have not may stand in other lines.
    let lines = || text.split('\n');
    let all: Vec<&str> = lines().filter(|line| as_bytes(line).is_some()).collect();
    let (_, set) = mended(&all.join("\n"))?;
    let meant = |line: &str| {
        let read = set.decode(&as_bytes(line)?).0;
        (spelt(&read).right > spelt(line).right).then_some(read)
    };
    let lines: Vec<String> = lines()
        .map(|line| meant(line).unwrap_or_else(|| line.to_owned()))
        .collect();
    Some(lines.join("\n"))
}

/// Text whose characters are in truth bytes of another set: typed with fonts of an older time, or decoded once too often.
fn mended(text: &str) -> Option<(String, Set)> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, failed) = WINDOWS_1252.encode(text);
    if failed {
        return None;
    }
    let base = spelt(text);
    let tried = [Set::Web(UTF_8), Set::Abc, Set::Tcvn, Set::Vni];
    let set = better(&bytes, &base, tried.into_iter(), &Guess::default())?;
    Some((set.decode(&bytes).0, set))
}

#[cfg(test)]
mod tests;
