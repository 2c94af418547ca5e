//! How a question and its answer stand on the two pipes of a child that serves several files: lengths first, so that
//! neither side waits for an end that never comes.
//!
//! ```text
//!   question:  turn u32 | length of the words u32 | length of the file u64 | words, each ended by NUL | file
//!   answer:    turn u32 | verdict u8 | goes on u8 | length u64 | answer
//! ```
//!
//! All numbers are little-endian. An answer that is not to the question at hand is no answer.

use super::job::Lack;

/// Bytes before the words of a question.
pub(super) const ASK: usize = 16;
/// Bytes before an answer.
pub(super) const TOLD: usize = 14;
/// The longest words.
pub(super) const WORDS_MOST: u32 = 64 * 1024;

/// What stands before the words and the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ask {
    /// Which question of this child it is.
    pub turn: u32,
    /// Length of the words, in bytes.
    pub words: u32,
    /// Length of the file, in bytes.
    pub file: u64,
}

impl Ask {
    pub(super) fn to_bytes(self) -> [u8; ASK] {
        let mut out = [0; ASK];
        let (turn, rest) = out.split_at_mut(4);
        let (words, file) = rest.split_at_mut(4);
        turn.copy_from_slice(&self.turn.to_le_bytes());
        words.copy_from_slice(&self.words.to_le_bytes());
        file.copy_from_slice(&self.file.to_le_bytes());
        out
    }

    pub(super) fn from_bytes(bytes: &[u8; ASK]) -> Self {
        let [t0, t1, t2, t3, w0, w1, w2, w3, file @ ..] = *bytes;
        Self {
            turn: u32::from_le_bytes([t0, t1, t2, t3]),
            words: u32::from_le_bytes([w0, w1, w2, w3]),
            file: u64::from_le_bytes(file),
        }
    }
}

/// What stands before an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// To which question.
    pub turn: u32,
    /// Why there is no answer, if there is none.
    pub lack: Option<Lack>,
    /// Whether the child takes another question.
    pub goes_on: bool,
    /// Length of the answer, in bytes.
    pub length: u64,
}

impl Told {
    pub(super) fn to_bytes(self) -> [u8; TOLD] {
        let mut out = [0; TOLD];
        let (turn, rest) = out.split_at_mut(4);
        let (marks, length) = rest.split_at_mut(2);
        turn.copy_from_slice(&self.turn.to_le_bytes());
        let verdict = match self.lack {
            None => 0,
            Some(Lack::Unfit) => 1,
            Some(Lack::Beyond) => 2,
        };
        marks.copy_from_slice(&[verdict, u8::from(self.goes_on)]);
        length.copy_from_slice(&self.length.to_le_bytes());
        out
    }

    /// `None`: no child of ours says that.
    pub(super) fn from_bytes(bytes: &[u8; TOLD]) -> Option<Self> {
        let [t0, t1, t2, t3, verdict, goes_on, length @ ..] = *bytes;
        Some(Self {
            turn: u32::from_le_bytes([t0, t1, t2, t3]),
            lack: match verdict {
                0 => None,
                1 => Some(Lack::Unfit),
                2 => Some(Lack::Beyond),
                _ => return None,
            },
            goes_on: match goes_on {
                0 => false,
                1 => true,
                _ => return None,
            },
            length: u64::from_le_bytes(length),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_come_out_as_they_went_in() {
        let ask = Ask {
            turn: 7,
            words: 300,
            file: 1 << 40,
        };
        assert_eq!(Ask::from_bytes(&ask.to_bytes()), ask);
        for lack in [None, Some(Lack::Unfit), Some(Lack::Beyond)] {
            let told = Told {
                turn: 9,
                lack,
                goes_on: lack.is_none(),
                length: 12_345,
            };
            assert_eq!(Told::from_bytes(&told.to_bytes()), Some(told));
        }
        assert_eq!(Told::from_bytes(&[9; TOLD]), None);
    }
}
