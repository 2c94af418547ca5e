//! Bytes of a kept file that are held against its name while they are read: wrong ones are never taken for right ones,
//! wherever they came from.
//!
//! It must never know where files are kept.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::blobs::BlobState;
use super::error::StoreError;
use crate::core::hex::hex;
use crate::core::names::BlobId;

/// Bytes that are read at a time, and held back until it is known whether more follow.
const PIECE: usize = 64 * 1_024;

/// A kept file that is being read. A piece is given once the next one is there, and the last one once the hash of all is
/// right: a file of less than a piece is known to be right before anything of it is seen.
pub(super) struct Proven {
    id: BlobId,
    from: Box<dyn Read + Send>,
    hash: Sha256,
    /// Read, and not given yet: from `given` on.
    piece: Vec<u8>,
    given: usize,
    /// What comes behind it.
    next: Vec<u8>,
    end: End,
}

/// How it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Not known yet.
    Open,
    /// As its name promises.
    Good,
    /// Otherwise.
    Wrong,
}

/// The bytes of the file of this name.
pub(super) fn proven(id: &BlobId, from: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    Box::new(Proven {
        id: id.clone(),
        from: Box::new(from),
        hash: Sha256::new(),
        piece: Vec::new(),
        given: 0,
        next: Vec::new(),
        end: End::Open,
    })
}

/// An error of the store as whoever reads a file of it meets it.
pub(super) fn as_io(error: StoreError) -> io::Error {
    match error {
        StoreError::Io { why, .. } => why,
        other => io::Error::other(other),
    }
}

/// What the end of a reader that checks says of the file.
pub(super) fn state_of(file: &mut dyn Read) -> Result<BlobState, StoreError> {
    match io::copy(file, &mut io::sink()) {
        Ok(_) => Ok(BlobState::Good),
        Err(why) => match why.downcast::<StoreError>() {
            Ok(StoreError::WrongBytes(_)) => Ok(BlobState::Changed),
            Ok(other) => Err(other),
            Err(_) => Ok(BlobState::Unreadable),
        },
    }
}

impl Proven {
    fn wrong(&self) -> io::Error {
        as_io(StoreError::WrongBytes(self.id.clone()))
    }

    /// A piece more; an empty one at the end.
    fn read_piece(&mut self, mut piece: Vec<u8>) -> io::Result<Vec<u8>> {
        piece.clear();
        let most = PIECE as u64;
        self.from.by_ref().take(most).read_to_end(&mut piece)?;
        self.hash.update(&piece);
        Ok(piece)
    }

    /// Turns to the next piece, and looks whether one follows.
    fn turn(&mut self) -> io::Result<()> {
        if self.end == End::Open {
            if self.piece.is_empty() && self.next.is_empty() {
                let first = std::mem::take(&mut self.next);
                self.next = self.read_piece(first)?;
            }
            let spare = std::mem::take(&mut self.piece);
            let following = if self.next.len() < PIECE {
                Vec::new()
            } else {
                match self.read_piece(spare) {
                    Ok(following) => following,
                    Err(why) => {
                        // Whoever tries again is told again: a piece is lost.
                        self.end = End::Wrong;
                        return Err(why);
                    }
                }
            };
            self.piece = std::mem::replace(&mut self.next, following);
            if self.next.is_empty() {
                let found = hex(&std::mem::take(&mut self.hash).finalize());
                self.end = if found == self.id.0 { End::Good } else { End::Wrong };
            }
        } else {
            self.piece = std::mem::take(&mut self.next);
        }
        self.given = 0;
        if self.end == End::Wrong {
            self.piece.clear();
            return Err(self.wrong());
        }
        Ok(())
    }
}

impl Read for Proven {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        if self.given == self.piece.len() {
            if self.end == End::Good && self.next.is_empty() {
                return Ok(0);
            }
            self.turn()?;
        }
        let rest = self.piece.get(self.given..).unwrap_or_default();
        let n = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(bytes: &[u8]) -> BlobId {
        BlobId(hex(&Sha256::digest(bytes)))
    }

    /// Gives a few bytes at a time.
    struct Slow(Vec<u8>, usize);

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = into.len().min(1_021).min(self.0.len() - self.1);
            into[..n].copy_from_slice(&self.0[self.1..self.1 + n]);
            self.1 += n;
            Ok(n)
        }
    }

    fn read(id: &BlobId, bytes: &[u8]) -> (Vec<u8>, io::Result<()>) {
        let mut file = proven(id, Slow(bytes.to_vec(), 0));
        let mut seen = Vec::new();
        let end = file.read_to_end(&mut seen).map(drop);
        (seen, end)
    }

    #[test]
    fn right_bytes_come_whole_and_wrong_ones_never_do() {
        for length in [0, 1, 4_096, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 300_000] {
            let bytes: Vec<u8> = (0..length).map(|n| (n * 31 % 251) as u8).collect();
            let id = name_of(&bytes);
            let (seen, end) = read(&id, &bytes);
            assert!(seen == bytes && end.is_ok(), "{length}");
            let mut wrongs = vec![[&bytes[..], b"x"].concat()];
            if length > 0 {
                wrongs.push(bytes[..length - 1].to_vec());
                wrongs.push([b"~", &bytes[1..]].concat());
            }
            for wrong in wrongs {
                let (seen, end) = read(&id, &wrong);
                // What was given of a longer one is right as far as it goes.
                let begins = wrong.len() > length && bytes.starts_with(&seen);
                assert!(begins || seen.len() < length.max(1), "{length}");
                let told = end.unwrap_err().downcast::<StoreError>();
                assert!(
                    matches!(told, Ok(StoreError::WrongBytes(of)) if of == id),
                    "{length}"
                );
                if length < PIECE {
                    assert!(seen.is_empty(), "a short one gives nothing: {length}");
                }
            }
        }
    }

    #[test]
    fn who_asks_again_is_told_again() {
        let mut file = proven(&name_of(b"abc"), &b"abd"[..]);
        for _ in 0..3 {
            assert!(file.read(&mut [0; 9]).is_err());
        }
        let mut file = proven(&name_of(b"abc"), &b"abc"[..]);
        assert_eq!(file.read(&mut [0; 9]).unwrap(), 3);
        assert_eq!(file.read(&mut [0; 9]).unwrap(), 0);
        assert_eq!(file.read(&mut [0; 9]).unwrap(), 0);
    }
}
