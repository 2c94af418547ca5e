//! Many letters in one file, each after a line that begins with `From `.
//!
//! The file is read in pieces; no letter is held. What ends a letter is a line of that kind with a date as the system's own
//! programs write it and one of two more signs: an empty line before it, a line of a head after it; with a date of another
//! kind, both. To ask for less would cut a letter whose text begins a line with "From", to ask for more would join two
//! letters where a writer broke off. How letters are quoted in such files is said nowhere in them; of the ways that are in
//! use the one that can be undone is undone: in the text, not in the head, one `>` is taken away where only `>` stands
//! before `From `.
//!
//! It must never know where the file lies.

use std::fs::File;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{self, BufRead as _, Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::FileExt as _;

use rustix::fs::FlockOperation;

use crate::mail::{self, Sort};

/// More than any line before a letter has.
const LONGEST: usize = 512;
/// So much is in sight where a line is judged: it, and the beginning of the next.
const SIGHT: usize = 2 * LONGEST;
/// What is read at once.
const PIECE: usize = 128 * 1_024;

/// A letter in such a file: where its bytes lie, with the empty line after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Of the line before it.
    pub line: u64,
    /// Of its first byte.
    pub start: u64,
    /// How many bytes.
    pub len: u64,
    /// What is made of these bytes; others give another.
    pub hash: u64,
}

/// Goes through a file from one letter to the next.
#[derive(Debug)]
pub(super) struct Scan {
    file: io::Take<File>,
    buffer: Vec<u8>,
    /// Where in the buffer the next line begins, and up to where what lies before it has been hashed.
    next: usize,
    hashed: usize,
    /// Where in the file the buffer begins.
    base: u64,
    ended: bool,
    at_line: bool,
    after_blank: bool,
    /// Where the letter begins that is being gone through; none before the first.
    start: Option<u64>,
    hash: DefaultHasher,
    /// Where the last line stands that began a letter.
    turned: u64,
}

impl Scan {
    /// From a line before a letter, which stands at `from`, to `end`.
    pub fn new(mut file: File, from: u64, end: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(from))?;
        Ok(Self {
            file: file.take(end.saturating_sub(from)),
            buffer: Vec::new(),
            next: 0,
            hashed: 0,
            base: from,
            ended: false,
            at_line: true,
            after_blank: true,
            start: None,
            hash: DefaultHasher::new(),
            turned: from,
        })
    }

    /// The next letter. An empty one is none: somebody is about to write it.
    pub fn next(&mut self) -> io::Result<Option<Found>> {
        loop {
            self.look_ahead()?;
            let rest = self.buffer.get(self.next..).unwrap_or_default();
            if rest.is_empty() {
                let found = self.found();
                self.start = None;
                return Ok(found);
            }
            // What stands first was judged before the file was gone through.
            let line = if self.here() == 0 {
                first_line(rest)
            } else {
                begins(rest, self.after_blank)
            };
            if self.at_line
                && let Some(line) = line
            {
                let found = self.found();
                self.turned = self.here();
                self.next += line;
                self.hashed = self.next;
                (self.start, self.hash) = (Some(self.here()), DefaultHasher::new());
                self.after_blank = false;
                if found.is_some() {
                    return Ok(found);
                }
                continue;
            }
            // Of the ways to find a byte this one is quick without a crate.
            let line = { rest }.skip_until(b'\n')?;
            let line = rest.get(..line).unwrap_or_default();
            self.after_blank = self.at_line && matches!(line, b"\n" | b"\r\n");
            self.at_line = line.ends_with(b"\n");
            self.next += line.len();
        }
    }

    /// Where the last line stands that begins a letter, of those gone through, and what stands before it.
    pub fn last_line(&self) -> io::Result<(u64, Vec<u8>)> {
        Ok((self.turned, before(self.file.get_ref(), self.turned)?))
    }

    /// How far the file was gone through.
    pub fn here(&self) -> u64 {
        self.base + self.next as u64
    }

    fn hash_up_to_here(&mut self) {
        let piece = self.buffer.get(self.hashed..self.next);
        self.hash.write(piece.unwrap_or_default());
        self.hashed = self.next;
    }

    fn found(&mut self) -> Option<Found> {
        self.hash_up_to_here();
        let (start, end) = (self.start?, self.here());
        (end > start).then(|| Found {
            line: self.turned,
            start,
            len: end - start,
            hash: self.hash.finish(),
        })
    }

    fn look_ahead(&mut self) -> io::Result<()> {
        if self.ended || self.buffer.len() - self.next >= SIGHT {
            return Ok(());
        }
        self.hash_up_to_here();
        self.buffer.drain(..self.next);
        self.base += self.next as u64;
        (self.next, self.hashed) = (0, 0);
        while self.buffer.len() < PIECE {
            let room = (PIECE - self.buffer.len()) as u64;
            if (&mut self.file).take(room).read_to_end(&mut self.buffer)? == 0 {
                self.ended = true;
                break;
            }
        }
        Ok(())
    }
}

/// The last bytes before a place in a file.
pub(super) fn before(file: &File, at: u64) -> io::Result<Vec<u8>> {
    let len = at.min(256);
    let mut bytes = vec![0; len as usize];
    file.read_exact_at(&mut bytes, at - len)?;
    Ok(bytes)
}

/// The bytes of a letter as they lie there, at most so many; none if they are others by now.
pub(super) fn read(file: &File, found: &Found, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = vec![0; found.len.min(most) as usize];
    match file.read_exact_at(&mut bytes, found.start) {
        Ok(()) => {}
        Err(why) if why.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(why) => return Err(why),
    }
    if found.len > most {
        return Ok(Some(bytes)); // the head of a letter that is too large: nothing rests on it
    }
    let mut hash = DefaultHasher::new();
    hash.write(&bytes);
    Ok((hash.finish() == found.hash).then_some(bytes))
}

/// The letter as it was before it was put into such a file.
pub(super) fn unpacked(mut bytes: Vec<u8>) -> Vec<u8> {
    for blank in [b"\n\r\n".as_slice(), b"\n\n"] {
        if bytes.ends_with(blank) {
            bytes.truncate(bytes.len() - blank.len() + 1);
            break;
        }
    }
    // In its own place: a letter may be large.
    let (mut at, mut kept, mut in_text) = (0, 0, false);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let len = { rest }.skip_until(b'\n').unwrap_or(rest.len());
        let line = rest.get(..len).unwrap_or_default();
        let from = at + usize::from(in_text && is_quoted(line));
        in_text |= matches!(line, b"\n" | b"\r\n");
        at += len;
        if from != kept {
            bytes.copy_within(from..at, kept);
        }
        kept += at - from;
    }
    bytes.truncate(kept);
    bytes
}

fn is_quoted(line: &[u8]) -> bool {
    let quotes = line.iter().take_while(|b| **b == b'>').count();
    quotes > 0 && line.get(quotes..).is_some_and(|l| l.starts_with(b"From "))
}

/// Does a file that begins so hold letters in this way? A date in the first line is enough, whatever the first letter is
/// like: many good ones may follow one that was broken off.
pub(super) fn is_one(head: &[u8]) -> bool {
    let dated = || first_line(head).is_some_and(|len| is_dated(head.get(..len).unwrap_or_default()));
    mail::sort(head) == Sort::Mbox || dated()
}

/// Is nobody writing to the file, as far as the locks say that are in use for such files? A lock is manners: who writes
/// without one is not noticed.
pub(super) fn is_at_rest(file: &File, has_lock_file: bool) -> bool {
    let locked = rustix::fs::fcntl_lock(file, FlockOperation::NonBlockingLockShared);
    let is_held = matches!(locked, Err(rustix::io::Errno::AGAIN | rustix::io::Errno::ACCESS));
    if locked.is_ok() {
        // It was only asked whether it can be had; letters are written meanwhile.
        let _ = rustix::fs::fcntl_lock(file, FlockOperation::NonBlockingUnlock);
    }
    !is_held && !has_lock_file
}

/// How long the line is that begins here, if it may be one before a letter.
fn first_line(rest: &[u8]) -> Option<usize> {
    if !rest.starts_with(b"From ") {
        return None;
    }
    let sight = rest.get(..LONGEST.min(rest.len()))?;
    Some(sight.iter().position(|b| *b == b'\n')? + 1)
}

/// How long the line is that begins a letter here, if it does.
fn begins(rest: &[u8], after_blank: bool) -> Option<usize> {
    let len = first_line(rest)?;
    let (line, next) = rest.split_at(len);
    // At the end of the file somebody is about to write it.
    let before_head = next.is_empty() || next.starts_with(b"From ") || is_of_head(next);
    let begins = match (after_blank, before_head) {
        (true, true) => is_dated(line) || has_time(line),
        (true, false) | (false, true) => is_dated(line),
        (false, false) => false,
    };
    begins.then_some(len)
}

/// Are there a time and a year in it, whatever else?
fn has_time(line: &[u8]) -> bool {
    let time = |w: &[u8]| matches!(w, [a, b':', b] if [a, b].iter().all(|c| c.is_ascii_digit()));
    let year =
        |w: &[u8]| matches!(w, [b'1', b'9', ..] | [b'2', b'0', ..]) && w.iter().all(u8::is_ascii_digit);
    line.windows(3).any(time) && line.windows(4).any(year)
}

/// Is there a date as the system's own programs write it: `Thu May 28 14:03:19 2020`?
fn is_dated(line: &[u8]) -> bool {
    const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
    const MONTHS: [&[u8]; 12] = [
        b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
    ];
    let words: Vec<&[u8]> = line
        .split(u8::is_ascii_whitespace)
        .filter(|w| !w.is_empty())
        .collect();
    let all_digits = |w: &[u8]| w.iter().all(u8::is_ascii_digit);
    words.windows(5).any(|w| match w {
        [day, month, number, time, rest @ ..] => {
            DAYS.contains(day)
                && MONTHS.contains(month)
                && number.len() <= 2
                && all_digits(number)
                && matches!(time, [a, b, b':', ..] if a.is_ascii_digit() && b.is_ascii_digit())
                && rest.len() == 1
        }
        _ => false,
    })
}

/// Is this the beginning of a line of a head: a name and a colon?
fn is_of_head(line: &[u8]) -> bool {
    let name = line
        .iter()
        .take(LONGEST)
        .position(|b| !b.is_ascii_graphic() || *b == b':');
    name.is_some_and(|at| at > 0 && line.get(at) == Some(&b':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    /// The letters in such a file, and where each stands.
    fn letters(text: &[u8]) -> Vec<String> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text).unwrap();
        let mut scan = Scan::new(file.try_clone().unwrap(), 0, text.len() as u64).unwrap();
        let mut out = Vec::new();
        while let Some(found) = scan.next().unwrap() {
            let bytes = read(&file, &found, u64::MAX).unwrap().expect("the same bytes");
            out.push(String::from_utf8_lossy(&unpacked(bytes)).into_owned());
        }
        out
    }

    const LINE: &str = "From so@caobang.example  Thu May 28 14:03:19 2020\n";

    #[test]
    fn letters_are_told_apart_and_the_line_between_is_of_none() {
        let text = format!("{LINE}A: 1\n\nmot\n\n{LINE}A: 2\n\nhai\n\n{LINE}A: 3\n\nba");
        assert_eq!(
            letters(text.as_bytes()),
            ["A: 1\n\nmot\n", "A: 2\n\nhai\n", "A: 3\n\nba"]
        );
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(
            letters(crlf.as_bytes()),
            ["A: 1\r\n\r\nmot\r\n", "A: 2\r\n\r\nhai\r\n", "A: 3\r\n\r\nba"]
        );
    }

    #[test]
    fn a_line_of_the_text_that_begins_so_cuts_nothing() {
        let said = "From the province we write:\nFrom Thu May 28 on nobody came.\n\nFrom us all.\n";
        let text = format!("{LINE}A: 1\n\n{said}\n{LINE}A: 2\n\n");
        assert_eq!(
            letters(text.as_bytes()),
            [format!("A: 1\n\n{said}"), "A: 2\n".to_owned()]
        );
    }

    #[test]
    fn other_programs_write_the_date_otherwise() {
        let text = "From lan 2020-05-28T14:03:19+07:00\nA: 1\n\nmot\n\nFrom x@y Thu, 28 May 2020 14:03\nA: 2\n\n\n\
                    From - Thu May 28 14:03:19 2020\n\nno head\n";
        assert_eq!(
            letters(text.as_bytes()),
            ["A: 1\n\nmot\n", "A: 2\n\n", "\nno head\n"]
        );
    }

    #[test]
    fn a_letter_that_was_broken_off_takes_no_other_with_it() {
        let text = format!("{LINE}A: 1\nB: hal\n{LINE}A: 2\n\nhai\n");
        assert_eq!(letters(text.as_bytes()), ["A: 1\nB: hal\n", "A: 2\n\nhai\n"]);
        // The line of the next is there and nothing else yet.
        let text = format!("{LINE}A: 1\n\nmot\n\n{LINE}");
        assert_eq!(letters(text.as_bytes()), ["A: 1\n\nmot\n"]);
    }

    #[test]
    fn quotes_are_undone_in_the_text_alone() {
        let text = format!("{LINE}>From old\nA: 1\n\n>From x\n>>From y\n> From z\nFrom w\n>Fromage\n\n");
        assert_eq!(
            letters(text.as_bytes()),
            [">From old\nA: 1\n\nFrom x\n>From y\n> From z\nFrom w\n>Fromage\n"]
        );
    }

    #[test]
    fn how_pieces_fall_changes_no_letter_and_no_mark() {
        let mut text = String::new();
        for i in 0..400 {
            text.push_str(&format!("{LINE}A: {i}\n\n{}\n\n", "dài lắm ".repeat(i * 7 % 301)));
        }
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let all = |from| {
            let mut scan = Scan::new(file.try_clone().unwrap(), from, text.len() as u64).unwrap();
            std::iter::from_fn(move || scan.next().unwrap()).collect::<Vec<_>>()
        };
        let whole = all(0);
        assert_eq!(whole.len(), 400);
        // From the line of any letter on, the same letters with the same marks.
        for at in [1, 57, 399] {
            assert_eq!(whole[at].line, whole[at].start - LINE.len() as u64);
            assert_eq!(all(whole[at].line), whole[at..]);
        }
    }

    #[test]
    fn other_bytes_in_its_place_are_not_given_for_the_letter() {
        let text = format!("{LINE}A: 1\n\nmot\n\n");
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let found = Scan::new(file.try_clone().unwrap(), 0, text.len() as u64)
            .unwrap()
            .next()
            .unwrap()
            .unwrap();
        file.write_at(b"x", found.start).unwrap();
        assert_eq!(read(&file, &found, 1_000).unwrap(), None);
        file.set_len(found.start + 3).unwrap();
        assert_eq!(read(&file, &found, 1_000).unwrap(), None);
    }
}
