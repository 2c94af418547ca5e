//! Sequences that a slow line tore: what was given up, and whether what comes later is the rest of it. Pure.

/// The longest control sequence that is understood; longer ones are swallowed.
pub(crate) const SEQUENCE_LIMIT: usize = 64;

/// A sequence of which the beginning came and was given up.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cut {
    /// In the middle of numbers.
    Csi,
    /// In the middle of a text.
    Text,
    /// In the middle of a text's end mark.
    EndMark,
}

impl Cut {
    /// Whether a read is the end of it: numbers and the letter that ends them, or a text and its end mark. A person does
    /// not type that in one read.
    pub(crate) fn is_ended_by(self, bytes: &[u8]) -> bool {
        match self {
            Self::Csi => {
                let numbers = bytes.iter().take_while(|b| (0x30..=0x3b).contains(*b)).count();
                let last = bytes.get(numbers);
                (1..=SEQUENCE_LIMIT).contains(&numbers) && last.is_some_and(|b| (0x40..=0x7e).contains(b))
            }
            Self::Text => {
                let text = bytes.iter().take_while(|b| (0x20..=0x7e).contains(*b)).count();
                matches!(bytes.get(text..), Some([0x07, ..] | [0x1b, b'\\', ..]))
            }
            Self::EndMark => bytes.starts_with(b"\\"),
        }
    }
}

/// Whether a read that follows a lone Escape is the rest of its sequence after all: a slow line
/// may cut between the two, and nobody types `[A` in one read.
pub(crate) fn is_late_tail(bytes: &[u8]) -> bool {
    match bytes {
        [b'[', b, ..] => (0x30..=0x7e).contains(b),
        [b']', b, ..] => b.is_ascii_digit(),
        [b'P', b, ..] => matches!(b, b'0' | b'1' | b'>' | b'!'),
        _ => false,
    }
}
