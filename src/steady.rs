//! What an archive is written to: it says no once, and is silent from then on. An archive's writer that is let go of after a
//! failure tries to end the archive all the same, and tells the terminal that it could not; whoever asked has been told already.
//!
//! It must never know what is written.

use std::io::{self, ErrorKind, Seek, SeekFrom, Write};

/// Something that is written to, up to its first no.
#[derive(Debug)]
pub struct Steady<W> {
    to: W,
    /// Where the next byte comes, as far as whoever writes can know.
    at: u64,
    failed: bool,
}

impl<W> Steady<W> {
    /// Of what stands at its beginning.
    pub fn new(to: W) -> Self {
        Self {
            to,
            at: 0,
            failed: false,
        }
    }

    /// What is written to.
    pub fn into_inner(self) -> W {
        self.to
    }

    fn told<T>(&mut self, said: io::Result<T>) -> io::Result<T> {
        self.failed |= matches!(&said, Err(why) if why.kind() != ErrorKind::Interrupted);
        said
    }
}

impl<W: Write> Write for Steady<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = if self.failed {
            bytes.len()
        } else {
            let said = self.to.write(bytes);
            self.told(said)?
        };
        self.at = self.at.saturating_add(n as u64);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed {
            return Ok(());
        }
        let said = self.to.flush();
        self.told(said)
    }
}

impl<W: Seek> Seek for Steady<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = if self.failed {
            match to {
                SeekFrom::Start(at) => at,
                SeekFrom::Current(by) | SeekFrom::End(by) => self.at.saturating_add_signed(by),
            }
        } else {
            let said = self.to.seek(to);
            self.told(said)?
        };
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// Room for so many bytes.
    struct Small(Cursor<Vec<u8>>, usize);

    impl Write for Small {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.get_ref().len() + bytes.len() > self.1 {
                return Err(ErrorKind::StorageFull.into());
            }
            self.0.write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            self.0.flush()
        }
    }

    impl Seek for Small {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn it_says_no_once_and_then_takes_all_and_keeps_none() {
        let mut steady = Steady::new(Small(Cursor::new(Vec::new()), 4));
        steady.write_all(b"abcd").unwrap();
        assert_eq!(steady.write(b"e").unwrap_err().kind(), ErrorKind::StorageFull);
        steady.write_all(b"fgh").unwrap();
        steady.flush().unwrap();
        assert_eq!(steady.stream_position().unwrap(), 7);
        assert_eq!(steady.seek(SeekFrom::Start(1)).unwrap(), 1);
        assert_eq!(steady.into_inner().0.into_inner(), b"abcd");
    }

    #[test]
    fn what_has_not_failed_is_written_where_it_belongs() {
        let mut steady = Steady::new(Cursor::new(Vec::new()));
        steady.write_all(b"abcd").unwrap();
        steady.seek(SeekFrom::Start(1)).unwrap();
        steady.write_all(b"X").unwrap();
        assert_eq!(steady.seek(SeekFrom::End(0)).unwrap(), 4);
        assert_eq!(steady.into_inner().into_inner(), b"aXcd");
    }
}
