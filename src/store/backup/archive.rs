//! The form of a backup: a tar (POSIX ustar) of regular files, read as strictly as it is written here, so that any tar
//! can unpack what we write, and nothing that somebody else has put together gets anywhere.
//!
//! Headers alone are read at first, without following or making anything; the bytes are found later by their place.
//! It must never know what is in the files.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;

use sha2::{Digest, Sha256};

/// Everything in a tar is a multiple of this.
const BLOCK: u64 = 512;
/// Bytes that are copied at a time.
const PIECE: usize = 64 * 1_024;
/// The longest name that a header has room for.
const NAME: usize = 100;
/// A size above eleven octal digits is written in binary, as GNU tar does.
const OCTAL_MOST: u64 = 0o777_7777_7777;

/// What a file of so many bytes takes in an archive.
pub fn room_of(size: u64) -> u64 {
    let whole = size.checked_next_multiple_of(BLOCK).unwrap_or(u64::MAX);
    whole.saturating_add(BLOCK)
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How many.
    pub size: u64,
}

/// Writes an archive into a file of its own.
#[derive(Debug)]
pub struct Writer {
    file: File,
    end: u64,
    made: u64,
}

impl Writer {
    /// An empty archive; `made` is the time of every file in it, in seconds.
    pub fn new(file: File, made: u64) -> Self {
        Self { file, end: 0, made }
    }

    /// Adds a file, if `fits` says so once its bytes are known. `None`: it does not fit, or could not be read to its end;
    /// then the archive is as it was.
    ///
    /// # Errors
    /// The archive's own; those of `from` are no error.
    pub fn add(
        &mut self,
        name: &str,
        from: &mut dyn Read,
        fits: impl FnOnce(&Written) -> bool,
    ) -> io::Result<Option<Written>> {
        let start = self.end + BLOCK;
        let (mut hash, mut size) = (Sha256::new(), 0_u64);
        let mut piece = vec![0; PIECE];
        loop {
            match from.read(&mut piece) {
                Ok(0) => break,
                Ok(n) => {
                    let read = piece.get(..n).unwrap_or_default();
                    hash.update(read);
                    self.file.write_all_at(read, start + size)?;
                    size += n as u64;
                }
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Ok(None),
            }
        }
        let written = Written {
            sha256: hash.finalize().into(),
            size,
        };
        if !fits(&written) {
            return Ok(None);
        }
        let tail = size.next_multiple_of(BLOCK) - size;
        self.file.write_all_at(&vec![0; tail as usize], start + size)?;
        self.file
            .write_all_at(&header(name, size, self.made)?, self.end)?;
        self.end = start + size + tail;
        Ok(Some(written))
    }

    /// Ends the archive and makes it durable; gives its length.
    ///
    /// # Errors
    /// The archive's.
    pub fn finish(self) -> io::Result<u64> {
        let length = self.end + 2 * BLOCK;
        self.file.write_all_at(&[0; 2 * BLOCK as usize], self.end)?;
        // What was tried and did not fit may stand behind the end.
        self.file.set_len(length)?;
        self.file.sync_all()?;
        Ok(length)
    }
}

fn put(block: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(room) = block.get_mut(at..at + bytes.len()) {
        room.copy_from_slice(bytes);
    }
}

/// A header for a regular file of the owner's alone, and of nobody in particular.
fn header(name: &str, size: u64, made: u64) -> io::Result<[u8; BLOCK as usize]> {
    if name.len() > NAME {
        return Err(io::Error::from(io::ErrorKind::InvalidFilename));
    }
    let mut block = [0; BLOCK as usize];
    put(&mut block, 0, name.as_bytes());
    put(&mut block, 100, b"0000600\0");
    put(&mut block, 108, b"0000000\0");
    put(&mut block, 116, b"0000000\0");
    if size <= OCTAL_MOST {
        put(&mut block, 124, format!("{size:011o}\0").as_bytes());
    } else {
        put(&mut block, 124, &[0x80, 0, 0, 0]);
        put(&mut block, 128, &size.to_be_bytes());
    }
    put(
        &mut block,
        136,
        format!("{:011o}\0", made.min(OCTAL_MOST)).as_bytes(),
    );
    put(&mut block, 156, b"0");
    put(&mut block, 257, b"ustar\x0000");
    let sum = checksum(&block);
    put(&mut block, 148, format!("{sum:06o}\0 ").as_bytes());
    Ok(block)
}

/// The sum of all bytes, those of the sum itself counted as spaces.
fn checksum(block: &[u8]) -> u64 {
    let byte = |(n, b): (usize, &u8)| {
        if (148..156).contains(&n) {
            u64::from(b' ')
        } else {
            u64::from(*b)
        }
    };
    block.iter().enumerate().map(byte).sum()
}

/// Copies to the beginning of a file and makes it durable; gives the SHA-256 of the bytes.
///
/// # Errors
/// Of either side.
pub fn copy(from: &mut dyn Read, to: &File) -> io::Result<[u8; 32]> {
    let (mut hash, mut at) = (Sha256::new(), 0);
    let mut piece = vec![0; PIECE];
    loop {
        match from.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => {
                let read = piece.get(..n).unwrap_or_default();
                hash.update(read);
                to.write_all_at(read, at)?;
                at += n as u64;
            }
            Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
            Err(why) => return Err(why),
        }
    }
    to.sync_all()?;
    Ok(hash.finalize().into())
}

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Where its bytes begin.
    pub at: u64,
    /// How many.
    pub size: u64,
}

/// Why an archive is not read.
#[derive(Debug)]
pub enum Bad {
    /// It is none.
    Foreign,
    /// It ends too early.
    Cut,
    /// There is something in it, or behind it, that we do not write: a link, a folder, a path of another form.
    Stranger(String),
    /// The system refused to read it.
    Io(io::Error),
}

impl From<io::Error> for Bad {
    fn from(why: io::Error) -> Self {
        if why.kind() == io::ErrorKind::UnexpectedEof {
            Self::Cut
        } else {
            Self::Io(why)
        }
    }
}

/// Reads the headers of an archive of this length. `belongs` judges each name with the one before; nothing is done with
/// a name that does not belong.
pub fn scan(
    file: &File,
    length: u64,
    belongs: impl Fn(Option<&str>, &str) -> bool,
) -> Result<Vec<Entry>, Bad> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0_u64;
    loop {
        let mut block = [0; BLOCK as usize];
        if length.saturating_sub(at) < BLOCK {
            return Err(if at == 0 { Bad::Foreign } else { Bad::Cut });
        }
        file.read_exact_at(&mut block, at)?;
        if block.iter().all(|b| *b == 0) && at > 0 {
            end(file, length, at)?;
            return Ok(entries);
        }
        let (name, size) = judge(&block, at == 0)?;
        if !belongs(entries.last().map(|e| e.name.as_str()), &name) {
            return Err(Bad::Stranger(name));
        }
        let start = at + BLOCK;
        let after = size
            .checked_next_multiple_of(BLOCK)
            .and_then(|s| start.checked_add(s));
        at = after.filter(|a| *a <= length).ok_or(Bad::Cut)?;
        entries.push(Entry {
            name,
            at: start,
            size,
        });
    }
}

/// Two empty blocks and nothing behind them.
fn end(file: &File, length: u64, at: u64) -> Result<(), Bad> {
    if length < at + 2 * BLOCK {
        return Err(Bad::Cut);
    }
    let mut last = [0; BLOCK as usize];
    file.read_exact_at(&mut last, at + BLOCK)?;
    if length > at + 2 * BLOCK || last.iter().any(|b| *b != 0) {
        return Err(Bad::Stranger(String::new()));
    }
    Ok(())
}

/// A header is ours if it is to the letter the one that we would write.
fn judge(block: &[u8; BLOCK as usize], first: bool) -> Result<(String, u64), Bad> {
    let part = |from: usize, to: usize| block.get(from..to).unwrap_or_default();
    let name = part(0, NAME).split(|b| *b == 0).next().unwrap_or_default();
    let name = String::from_utf8_lossy(name).into_owned();
    if let (Some(size), Some(made)) = (number(part(124, 136)), octal(part(136, 148)))
        && header(&name, size, made).is_ok_and(|ours| ours == *block)
    {
        return Ok((name, size));
    }
    if first && part(257, 265) != b"ustar\x0000" {
        return Err(Bad::Foreign);
    }
    Err(Bad::Stranger(name))
}

fn octal(field: &[u8]) -> Option<u64> {
    let digits: Vec<u8> = field
        .iter()
        .copied()
        .take_while(|b| *b != 0 && *b != b' ')
        .collect();
    u64::from_str_radix(std::str::from_utf8(&digits).ok()?, 8).ok()
}

fn number(field: &[u8]) -> Option<u64> {
    match field {
        [0x80, 0, 0, 0, size @ ..] => size.try_into().ok().map(u64::from_be_bytes),
        _ => octal(field),
    }
}

/// The bytes of one file in an archive.
#[derive(Debug)]
pub struct Part<'a> {
    file: &'a File,
    at: u64,
    left: u64,
}

impl<'a> Part<'a> {
    /// From their beginning.
    pub fn of(file: &'a File, entry: &Entry) -> Self {
        Self {
            file,
            at: entry.at,
            left: entry.size,
        }
    }
}

impl Read for Part<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let n = self
            .file
            .read_at(into.get_mut(..most).unwrap_or_default(), self.at)?;
        if n == 0 && most > 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
        }
        self.at += n as u64;
        self.left -= n as u64;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> (File, u64) {
        let file = tempfile::tempfile().unwrap();
        let mut w = Writer::new(file.try_clone().unwrap(), 7);
        for (name, bytes) in files {
            assert!(w.add(name, &mut &bytes[..], |_| true).unwrap().is_some());
        }
        let length = w.finish().unwrap();
        (file, length)
    }

    fn any(_: Option<&str>, _: &str) -> bool {
        true
    }

    #[test]
    fn what_is_written_is_read_and_what_does_not_fit_leaves_nothing() {
        let file = tempfile::tempfile().unwrap();
        let mut w = Writer::new(file.try_clone().unwrap(), 7);
        w.add("a", &mut &b"abc"[..], |_| true).unwrap();
        let long = vec![9; 5_000];
        assert_eq!(w.add("b", &mut &long[..], |_| false).unwrap(), None);
        w.add("c", &mut &b""[..], |_| true).unwrap();
        let length = w.finish().unwrap();
        assert_eq!(file.metadata().unwrap().len(), length);
        let entries = scan(&file, length, any).unwrap();
        let names: Vec<_> = entries.iter().map(|e| (e.name.as_str(), e.size)).collect();
        assert_eq!(names, [("a", 3), ("c", 0)]);
        let mut read = String::new();
        Part::of(&file, &entries[0]).read_to_string(&mut read).unwrap();
        assert_eq!(read, "abc");
    }

    #[test]
    fn every_cut_is_noticed() {
        let (file, length) = archive(&[("a", b"abc"), ("b", &[1; 600])]);
        for cut in 0..length {
            let bad = scan(&file, cut, any);
            assert!(
                matches!(bad, Err(Bad::Cut | Bad::Foreign)),
                "cut to {cut}: {bad:?}"
            );
        }
        assert!(scan(&file, length, any).is_ok());
    }

    #[test]
    fn a_header_changed_anywhere_is_refused() {
        let (file, length) = archive(&[("a", b"abc"), ("b", b"xyz")]);
        for at in 1_024..1_024 + BLOCK {
            let mut byte = [0];
            file.read_exact_at(&mut byte, at).unwrap();
            file.write_all_at(&[byte[0] ^ 0x41], at).unwrap();
            assert!(scan(&file, length, any).is_err(), "byte {at}");
            file.write_all_at(&byte, at).unwrap();
        }
    }

    #[test]
    fn sizes_beyond_eight_gigabytes_fit_and_lies_about_them_are_cuts() {
        let big = header("a", 20 << 30, 0).unwrap();
        assert_eq!(judge(&big, true).unwrap().1, 20 << 30);
        let (file, length) = archive(&[("a", b"abc")]);
        for size in [4_000, OCTAL_MOST, OCTAL_MOST + 1, u64::MAX - 3, u64::MAX] {
            file.write_all_at(&header("a", size, 0).unwrap(), 0).unwrap();
            assert!(matches!(scan(&file, length, any), Err(Bad::Cut)), "{size}");
        }
    }

    #[test]
    fn what_comes_behind_the_end_is_refused() {
        let (file, length) = archive(&[("a", b"abc")]);
        file.write_all_at(&[0; 512], length).unwrap();
        assert!(matches!(scan(&file, length + 512, any), Err(Bad::Stranger(_))));
    }
}
