//! What S/MIME wraps: the letter in a signed one. Nothing is verified, nothing decrypted.

/// What such a wrapping is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// Signed, with what is signed inside.
    Signed(Vec<u8>),
    /// A signature alone.
    Signature,
    /// Encrypted, or packed.
    Sealed,
}

const SIGNED: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
const ENVELOPED: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03";
const ENCRYPTED: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06";
/// Authenticated and enveloped, and compressed.
const OTHERS: [&[u8]; 2] = [
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x09",
];

/// What some bytes wrap, if they are a message of that form (RFC 5652, in DER or BER).
pub(super) fn opened(bytes: &[u8]) -> Option<Wrapping> {
    let outer = Element::of(bytes).filter(|e| e.tag == 0x30)?;
    let kind = Element::of(outer.content).filter(|e| e.tag == 0x06)?;
    match kind.content {
        SIGNED => {}
        ENVELOPED | ENCRYPTED => return Some(Wrapping::Sealed),
        other if OTHERS.contains(&other) => return Some(Wrapping::Sealed),
        _ => return None,
    }
    let wrapped = Element::of(kind.rest).filter(|e| e.tag == 0xa0)?;
    let signed = Element::of(wrapped.content).filter(|e| e.tag == 0x30)?;
    let version = Element::of(signed.content).filter(|e| e.tag == 0x02)?;
    let digests = Element::of(version.rest).filter(|e| e.tag == 0x31)?;
    let inner = Element::of(digests.rest).filter(|e| e.tag == 0x30)?;
    let inner_kind = Element::of(inner.content).filter(|e| e.tag == 0x06)?;
    let Some(content) = Element::of(inner_kind.rest).filter(|e| e.tag == 0xa0) else {
        return Some(Wrapping::Signature);
    };
    let octets = Element::of(content.content)?;
    let mut out = Vec::new();
    match octets.tag {
        0x04 => out.extend_from_slice(octets.content),
        0x24 => {
            let mut rest = octets.content;
            while let Some(piece) = Element::of(rest).filter(|e| e.tag == 0x04) {
                out.extend_from_slice(piece.content);
                rest = piece.rest;
            }
        }
        _ => return None,
    }
    Some(Wrapping::Signed(out))
}

/// An element: its tag, what it holds, what comes behind it. Of one whose length is not said the content runs on to the
/// end of what there is, and nothing comes behind it; who reads it stops at its end.
struct Element<'a> {
    tag: u8,
    content: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Element<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let (tag, rest) = bytes.split_first()?;
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            0x80 => {
                return Some(Self {
                    tag: *tag,
                    content: rest,
                    rest: &[],
                });
            }
            short if *short < 0x80 => (usize::from(*short), rest),
            long => {
                let count = usize::from(long & 0x7f);
                let digits = rest.get(..count).filter(|_| count <= 8)?;
                let length = digits.iter().fold(0_usize, |n, b| n << 8 | usize::from(*b));
                (length, rest.get(count..)?)
            }
        };
        // A message that was cut off still shows what came.
        let content = rest.get(..length).unwrap_or(rest);
        Some(Self {
            tag: *tag,
            content,
            rest: rest.get(length..).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u32).to_be_bytes();
        [&[tag, 0x84], length.as_slice(), content].concat()
    }

    fn open(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, 0x80], content, &[0, 0]].concat()
    }

    type Make = fn(u8, &[u8]) -> Vec<u8>;

    fn message(kind: &[u8], content: Option<&[u8]>, make: Make) -> Vec<u8> {
        let data = element(0x06, b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01");
        let octets = content.map(|c| {
            let pieces: Vec<u8> = c.chunks(3).flat_map(|p| element(0x04, p)).collect();
            make(0xa0, &make(0x24, &pieces))
        });
        let inner = make(0x30, &[data, octets.unwrap_or_default()].concat());
        let signed = [element(0x02, &[1]), element(0x31, &[]), inner].concat();
        make(
            0x30,
            &[element(0x06, kind), make(0xa0, &make(0x30, &signed))].concat(),
        )
    }

    #[test]
    fn what_is_wrapped_is_found_in_both_forms() {
        for make in [element as Make, open as Make] {
            let bytes = message(SIGNED, Some(b"Content-Type: text/plain"), make);
            assert_eq!(
                opened(&bytes),
                Some(Wrapping::Signed(b"Content-Type: text/plain".to_vec()))
            );
            assert_eq!(
                opened(&message(ENVELOPED, Some(b"x"), make)),
                Some(Wrapping::Sealed)
            );
        }
        assert_eq!(opened(&message(SIGNED, None, element)), Some(Wrapping::Signature));
        assert_eq!(opened(b"%PDF-1.7"), None);
        let whole = message(SIGNED, Some(b"abcdefg"), element);
        for end in 0..whole.len() {
            opened(&whole[..end]);
        }
    }
}
