//! What is shown of a letter to whoever reads it: its text and its head, however large what it carries.
//!
//! A letter of thirty mebibytes is three sentences and photos, and the sentences may stand behind them. So its bytes are passed
//! through a sieve, line by line, that lets go of what cannot hold a word of it, and only what is left is taken apart.

use std::io::{self, BufRead, BufReader, Read};

use super::message::{Limits, Mail};
use super::outlook;
use crate::core::letter::PartKind;

/// So many bytes of text, and of a head, are shown.
const SHOWN_MOST: usize = 64 << 10;
/// So many bytes are left of a letter at the most.
const LEFT_MOST: usize = 16 << 20;
/// So many of them are of files: letters may lie in them (a signed letter, a `winmail.dat`).
const FILES_MOST: usize = 4 << 20;
/// A piece of a line that is looked at as one.
const PIECE: u64 = 64 << 10;
/// So much of the head of a part is looked through for its type.
const HEAD_MOST: usize = 64 << 10;
/// A compound file, as Outlook saves letters: it has no lines, and is taken whole.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";
/// So much of one.
const COMPOUND_MOST: u64 = 64 << 20;

/// The words of a letter as its bytes have them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Its text.
    pub text: String,
    /// Its head, a line for each header.
    pub head: String,
    /// There is more than is shown.
    pub cut: bool,
}

/// The words of the letter in this file; nothing where it cannot be taken apart.
///
/// # Errors
/// Its bytes cannot be read.
pub fn shown(file: &mut dyn Read) -> io::Result<Shown> {
    let (bytes, cut) = sieved(file)?;
    // The limits of a sweep do not count here: what is on record was read within them.
    let limits = Limits {
        message: u64::MAX,
        ..Limits::default()
    };
    Ok(outlook::read(&bytes, &limits).map_or_else(|_| Shown::default(), |mail| words(&mail, cut)))
}

/// The text of a letter, what is written before what is laid out, and its head.
fn words(mail: &Mail, mut cut: bool) -> Shown {
    let texts = || {
        let own = mail.parts.iter().filter(|p| p.part.kind == PartKind::Text);
        own.filter(|p| p.part.inside.is_none())
    };
    let plain = || texts().filter(|p| p.part.media != "text/html");
    let chosen: Vec<&str> = match plain().next() {
        Some(_) => plain().filter_map(|p| p.text.as_deref()).collect(),
        None => texts().filter_map(|p| p.text.as_deref()).collect(),
    };
    let mut text = chosen.join("\n\n");
    let mut head = String::new();
    for header in &mail.headers {
        head.push_str(&header.name);
        head.push_str(": ");
        head.push_str(&header.value);
        head.push('\n');
    }
    for part in [&mut text, &mut head] {
        if part.len() > SHOWN_MOST {
            part.truncate(part.floor_char_boundary(SHOWN_MOST));
            cut = true;
        }
    }
    Shown { text, head, cut }
}

/// What becomes of the lines of a part.
#[derive(Clone, Copy, PartialEq)]
enum Keeps {
    /// Words, or parts.
    All,
    /// A file that may hold a letter.
    Some,
    /// Pictures, films, sounds.
    Nothing,
}

struct Sieve {
    left: Vec<u8>,
    /// In the head of a part: what has been seen of it.
    head: Option<Vec<u8>>,
    keeps: Keeps,
    files: usize,
    cut: bool,
}

/// The bytes of a letter without those that cannot hold a word of it, and whether words are missing.
fn sieved(file: &mut dyn Read) -> io::Result<(Vec<u8>, bool)> {
    let mut file = BufReader::with_capacity(PIECE as usize, file);
    if file.fill_buf()?.starts_with(COMPOUND) {
        let mut bytes = Vec::new();
        file.by_ref().take(COMPOUND_MOST).read_to_end(&mut bytes)?;
        let cut = to_the_end(file)? > 0;
        return Ok((bytes, cut));
    }
    let mut sieve = Sieve {
        left: Vec::new(),
        head: Some(Vec::new()),
        keeps: Keeps::All,
        files: FILES_MOST,
        cut: false,
    };
    let (mut piece, mut begins) = (Vec::new(), true);
    while !sieve.cut {
        piece.clear();
        if file.by_ref().take(PIECE).read_until(b'\n', &mut piece)? == 0 {
            break;
        }
        sieve.take(&piece, begins);
        begins = piece.ends_with(b"\n");
    }
    to_the_end(file)?;
    Ok((sieve.left, sieve.cut))
}

/// Whoever keeps a file says at its end whether its bytes are its own: what was read of it is not shown before.
fn to_the_end(mut file: impl Read) -> io::Result<u64> {
    io::copy(&mut file, &mut io::sink())
}

impl Sieve {
    fn take(&mut self, piece: &[u8], begins: bool) {
        // What begins like a boundary and is none costs nothing: the words behind it are kept as words.
        if begins && piece.starts_with(b"--") {
            self.head = Some(Vec::new());
            return self.keep(piece);
        }
        let Some(head) = &mut self.head else {
            return match self.keeps {
                Keeps::All => self.keep(piece),
                Keeps::Some if piece.len() <= self.files => {
                    self.files -= piece.len();
                    self.keep(piece);
                }
                Keeps::Some | Keeps::Nothing => {}
            };
        };
        if begins && matches!(piece, b"\n" | b"\r\n") && !head.is_empty() {
            self.keeps = keeps(head);
            self.head = None;
        } else if head.len() + piece.len() <= HEAD_MOST {
            head.extend_from_slice(piece);
        }
        self.keep(piece);
    }

    fn keep(&mut self, piece: &[u8]) {
        if self.left.len() + piece.len() > LEFT_MOST {
            self.cut = true;
        } else {
            self.left.extend_from_slice(piece);
        }
    }
}

/// By the type that the head of a part claims; without one it is text.
fn keeps(head: &[u8]) -> Keeps {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let mut lines = head.lines();
    let claimed = lines.by_ref().find_map(|line| line.strip_prefix("content-type:"));
    let mut media = claimed.unwrap_or_default().trim().to_owned();
    if media.is_empty() && claimed.is_some() {
        media = lines.next().unwrap_or_default().trim().to_owned();
    }
    match media.split(['/', ';']).next().unwrap_or_default().trim() {
        "image" | "video" | "audio" | "font" => Keeps::Nothing,
        "application" => Keeps::Some,
        _ => Keeps::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Its text stands behind a photo that is larger than what is left of any letter.
    fn with_photo_first(media: &str, mebibytes: usize) -> Vec<u8> {
        let mut letter = format!(
            "From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\
             Content-Type:\r\n {media}; name=anh\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        )
        .into_bytes();
        let line = format!("{}\r\n", "A".repeat(76));
        for _ in 0..(mebibytes << 20) / line.len() {
            letter.extend_from_slice(line.as_bytes());
        }
        letter.extend_from_slice(
            "\r\n--q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSở xin gửi báo cáo.\r\n-- \r\nMẫu\r\n\r\nHết.\r\n--q--\r\n"
                .as_bytes(),
        );
        letter
    }

    #[test]
    fn words_behind_thirty_mebibytes_are_shown() {
        for media in ["image/jpeg", "application/pdf", "video/mp4"] {
            let letter = with_photo_first(media, 30);
            let (left, cut) = sieved(&mut letter.as_slice()).expect("bytes");
            assert!(
                left.len() < FILES_MOST + (1 << 20) && !cut,
                "{media}: {}",
                left.len()
            );
            let shown = shown(&mut letter.as_slice()).expect("bytes");
            assert_eq!(
                shown.text.trim_end(),
                "Sở xin gửi báo cáo.\n-- \nMẫu\n\nHết.",
                "{media}"
            );
            assert!(shown.head.contains("subject: x"), "{}", shown.head);
            assert!(!shown.cut);
        }
    }

    #[test]
    fn what_the_sieve_leaves_of_a_small_letter_says_the_same() {
        let letter = with_photo_first("image/png", 1);
        let whole = outlook::read(&letter, &Limits::default()).expect("a letter");
        assert_eq!(
            shown(&mut letter.as_slice()).expect("bytes"),
            words(&whole, false)
        );
        let simple = "From: a@b.example\n\nmột\n--\nhai\n\nba\n".as_bytes();
        assert_eq!(sieved(&mut &*simple).expect("bytes"), (simple.to_vec(), false));
    }

    #[test]
    fn text_beyond_what_is_shown_is_said_to_be_cut() {
        let letter = format!("From: a@b.example\n\n{}", "chữ\n".repeat(20_000));
        let shown = shown(&mut letter.as_bytes()).expect("bytes");
        assert!(shown.cut && shown.text.len() <= SHOWN_MOST);
        let endless = format!("From: a@b.example\n\n{}", "x".repeat(LEFT_MOST + 1));
        let (left, cut) = sieved(&mut endless.as_bytes()).expect("bytes");
        assert!(cut && left.len() <= LEFT_MOST);
    }
}
