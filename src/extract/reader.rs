//! Asks for words and entries, and judges what comes. It must never look into a file that is not plain text.

use super::budget::Budget;
use super::job::{JOB, TEXT, UNPACK, UNPACKED_MOST, container, kind};
use super::told::{Entry, Lacking, Told};
use super::wire;
use crate::jail::{Batch, Jail, Why};

/// What an answer takes beside the words or bytes of its file: names, flags, lengths.
const BESIDE: usize = 8 << 20;

/// Reads strangers' files, each in the jail. One for whoever reads many: its child serves them all.
#[derive(Debug)]
pub struct Reader {
    batch: Batch,
}

impl Reader {
    /// A reader by this jail. No process is started before there is a file to read.
    pub fn new(jail: Jail) -> Self {
        Self {
            batch: Batch::new(jail, &JOB),
        }
    }

    /// The words of a file that is of this media type by its content, at most `most` bytes of them.
    ///
    /// # Errors
    /// Why there are none. A PDF that carries a signature says so even where its words cannot be had.
    pub fn text(&mut self, bytes: &[u8], media: &str, most: usize) -> Result<Told, Lacking> {
        if matches!(media, "text/plain" | "text/csv" | "text/xml") {
            return Ok(plain(bytes, most));
        }
        if kind(media).is_none() {
            return Err(Lacking::Unknown);
        }
        let words = [TEXT, media, &most.to_string()];
        // NFC makes some letters longer, none by more than half as much again as three times.
        let room = most.saturating_mul(3).saturating_add(BESIDE);
        let answer = self.batch.ask(&words, bytes, room).map_err(|why| lacking(&why));
        let told = answer.and_then(|a| wire::read_words(&a).unwrap_or(Err(Lacking::NoProcess)));
        if media == "application/pdf" && is_signed(bytes) {
            let mut told = told.unwrap_or_else(|lacking| Told {
                text: String::new(),
                flags: vec![lacking.flag().to_owned()],
            });
            told.flag("signature-not-checked");
            return Ok(told);
        }
        told
    }

    /// What lies in an archive or in a `winmail.dat`, in its order; how deep one goes is the caller's matter.
    ///
    /// # Errors
    /// Why it was not unpacked. Of an entry that could not be, its flags say so.
    pub fn unpack(&mut self, bytes: &[u8], media: &str) -> Result<Vec<Entry>, Lacking> {
        if container(bytes, media).is_none() {
            return Err(Lacking::Unknown);
        }
        let room = UNPACKED_MOST as usize + BESIDE;
        let answer = self.batch.ask(&[UNPACK, media], bytes, room);
        let answer = answer.map_err(|why| lacking(&why))?;
        wire::read_entries(&answer).unwrap_or(Err(Lacking::NoProcess))
    }
}

fn lacking(why: &Why) -> Lacking {
    match why {
        Why::Unfit => Lacking::Unfit,
        Why::TooLarge | Why::Limits | Why::TooSlow => Lacking::Beyond,
        Why::Changed | Why::Unreadable(_) | Why::NoProcess(_) | Why::GivenUp => Lacking::NoProcess,
    }
}

/// A signed PDF says which of its bytes are signed, and that stands in the open: a signature in a packed object could not
/// be filled in afterwards.
fn is_signed(bytes: &[u8]) -> bool {
    let has = |what: &[u8]| bytes.windows(what.len()).any(|w| w == what);
    has(b"/ByteRange") && has(b"/Sig")
}

/// Plain text needs no reader: what it takes is as long as itself.
fn plain(bytes: &[u8], most: usize) -> Told {
    // Four bytes of UTF-16 may be three of text; what is beyond the limit need not be decoded.
    let whole = bytes.len();
    let bytes = bytes
        .get(..most.saturating_mul(2).saturating_add(4))
        .unwrap_or(bytes);
    let utf16 = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let units = rest.as_chunks::<2>().0.iter().map(|pair| read(*pair));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    let text: String = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => String::from_utf8_lossy(rest).into_owned(),
    };
    let mut budget = Budget::new(most);
    let fits = budget.push(&text);
    let mut told = budget.told();
    if !fits || bytes.len() < whole {
        told.flag("cut");
    } else if text.contains(char::REPLACEMENT_CHARACTER) {
        told.flag("damaged");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_read_in_its_three_encodings() {
        let wide: Vec<u8> = "Đắk Lắk\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            "Đắk Lắk\n".as_bytes(),
            "\u{feff}Đắk Lắk".as_bytes(),
            &[&[0xff, 0xfe][..], &wide].concat(),
        ] {
            assert_eq!(
                plain(bytes, 100),
                Told {
                    text: "Đắk Lắk".to_owned(),
                    flags: Vec::new()
                }
            );
        }
        assert_eq!(plain(b"abc", 2).flags, ["cut"]);
        assert_eq!(plain(b"abcdefghijkl", 2).text, "ab");
        assert_eq!(plain(b"ab\xffcd", 20).flags, ["damaged"]);
    }

    #[test]
    fn what_no_reader_knows_starts_nothing() {
        let mut reader = Reader::new(Jail::by("/no/such/program".into()));
        for media in [
            "application/vnd.rar",
            "application/x-7z-compressed",
            "image/png",
            "text/html",
            "",
        ] {
            assert_eq!(reader.text(b"x", media, 10), Err(Lacking::Unknown));
            assert_eq!(reader.unpack(b"x", media), Err(Lacking::Unknown));
        }
        assert_eq!(
            reader.text(b"%PDF-", "application/pdf", 10),
            Err(Lacking::NoProcess)
        );
    }
}
