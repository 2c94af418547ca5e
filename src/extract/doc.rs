//! The words of a Word file as it was until 2007 (`.doc`, MS-DOC): its text in the pieces that its own table tells of.
//!
//! Nothing else of it is asked for. What is older than Word 97 has another table, and is not read.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use cfb::CompoundFile;
use encoding_rs::WINDOWS_1252;

use super::budget::Budget;
use super::told::{Lacking, Told};

/// The stream with the words.
pub(super) const STREAM: &str = "/WordDocument";
/// More than that stream has; pictures lie in another.
const STREAM_MOST: u64 = 64 << 20;
/// What it begins with.
const MAGIC: u16 = 0xa5ec;
/// The first version with such a table.
const WORD_97: u16 = 0x00c1;

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

pub(super) fn words(file: &mut File<'_>, most: usize) -> Result<Told, Lacking> {
    let main = stream(file, STREAM)?;
    let flags = two(&main, 0x0a).ok_or(Lacking::Unfit)?;
    if two(&main, 0) != Some(MAGIC) || two(&main, 2).is_none_or(|version| version < WORD_97) {
        return Err(Lacking::Unknown);
    }
    if flags & 0x0100 != 0 {
        return Err(Lacking::Encrypted);
    }
    let table = stream(file, if flags & 0x0200 == 0 { "/0Table" } else { "/1Table" })?;
    let at = |place| four(&main, place).ok_or(Lacking::Unfit);
    let (length, from, len) = (at(0x4c)?, at(0x1a2)?, at(0x1a6)?);
    let pieces = from.checked_add(len).and_then(|to| table.get(from..to));
    let pieces = plan(pieces.unwrap_or_default()).ok_or(Lacking::Unfit)?;
    let mut text = Writer::new(most);
    let mut whole = true;
    for piece in pieces {
        let left = length.saturating_sub(text.taken);
        let n = piece.chars.min(left);
        let bytes = main.get(piece.from..).unwrap_or_default();
        let size = if piece.wide { n.saturating_mul(2) } else { n };
        whole &= size <= bytes.len();
        let bytes = bytes.get(..size.min(bytes.len())).unwrap_or_default();
        text.take(bytes, piece.wide);
        if text.budget.is_full() {
            break;
        }
    }
    let mut told = text.budget.told();
    if !whole {
        told.flag("damaged");
    }
    if told.text.is_empty() {
        told.flag("no-text");
    }
    if file.exists("/Macros") {
        told.flag("macros");
    }
    Ok(told)
}

fn stream(file: &mut File<'_>, name: &str) -> Result<Vec<u8>, Lacking> {
    let stream = file.open_stream(name).map_err(|_| Lacking::Unfit)?;
    if stream.len() > STREAM_MOST {
        return Err(Lacking::Beyond);
    }
    let mut bytes = Vec::new();
    stream
        .take(STREAM_MOST)
        .read_to_end(&mut bytes)
        .map_err(|_| Lacking::Unfit)?;
    Ok(bytes)
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn four(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}

/// So many characters of the text, and where they stand.
struct Piece {
    chars: usize,
    from: usize,
    /// Two bytes a character; else one, in the character set of Windows.
    wide: bool,
}

/// The pieces of the text in their order.
fn plan(mut table: &[u8]) -> Option<Vec<Piece>> {
    // Changes of form stand before it.
    while let [1, rest @ ..] = table {
        let len = usize::from(two(rest, 0)?);
        table = rest.get(2 + len..)?;
    }
    let [2, rest @ ..] = table else { return None };
    let len = four(rest, 0)?;
    let rest = rest.get(4..)?.get(..len)?;
    let n = len.checked_sub(4)? / 12;
    let mut out = Vec::new();
    for i in 0..n {
        let (begins, ends) = (four(rest, 4 * i)?, four(rest, 4 * (i + 1))?);
        let from = four(rest, 4 * (n + 1) + 8 * i + 2)?;
        let wide = from & 0x4000_0000 == 0;
        let from = from & 0x3fff_ffff;
        out.push(Piece {
            chars: ends.checked_sub(begins)?,
            from: if wide { from } else { from / 2 },
            wide,
        });
    }
    Some(out)
}

/// Takes characters as they come, and leaves out what is said to Word and not to people.
struct Writer {
    budget: Budget,
    taken: usize,
    /// The fields that it is in, and whether in what is commanded there or in what came of it.
    fields: Vec<bool>,
}

impl Writer {
    fn new(most: usize) -> Self {
        Self {
            budget: Budget::new(most),
            taken: 0,
            fields: Vec::new(),
        }
    }

    fn take(&mut self, bytes: &[u8], wide: bool) {
        let text: Cow<'_, str> = if wide {
            let units = bytes
                .as_chunks::<2>()
                .0
                .iter()
                .map(|pair| u16::from_le_bytes(*pair));
            self.taken += units.len();
            let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
            chars.collect::<String>().into()
        } else {
            self.taken += bytes.len();
            WINDOWS_1252.decode_without_bom_handling(bytes).0
        };
        let mut run = String::new();
        for c in text.chars() {
            match c {
                '\u{13}' => self.fields.push(true),
                '\u{14}' => self
                    .fields
                    .iter_mut()
                    .rev()
                    .take(1)
                    .for_each(|commands| *commands = false),
                '\u{15}' => drop(self.fields.pop()),
                _ if self.fields.contains(&true) => {}
                // Ends of paragraphs, lines, pages, and of cells, in which the two columns of a letterhead stand.
                '\r' | '\u{b}' | '\u{c}' | '\u{7}' => run.push('\n'),
                '\u{1e}' => run.push('-'),
                '\u{1f}' | '\u{1}'..='\u{8}' => {}
                c => run.push(c),
            }
        }
        self.budget.push(&run);
    }
}
