//! RTF as Outlook packs it (MS-OXRTFCP): runs of bytes, and copies from the last 4,096.

/// What stands in those before the first byte.
const BEFORE: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans \
SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

const RING: usize = 4_096;

/// The bytes of a packed text, if it is one and has at most so many.
pub(super) fn unpacked(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let kind = bytes.get(8..12)?;
    let body = bytes.get(16..)?;
    if size > most {
        return None;
    }
    match kind {
        b"MELA" => return Some(body.get(..size)?.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut ring = [b' '; RING];
    ring.get_mut(..BEFORE.len())?.copy_from_slice(BEFORE);
    let mut at = BEFORE.len();
    let mut out = Vec::new();
    let mut body = body.iter().copied();
    while let Some(control) = body.next() {
        for bit in 0..8 {
            if control & (1 << bit) == 0 {
                let Some(byte) = body.next() else {
                    return whole(out, size);
                };
                put(&mut ring, &mut at, &mut out, byte);
                continue;
            }
            let (Some(high), Some(low)) = (body.next(), body.next()) else {
                return whole(out, size);
            };
            let word = usize::from(high) << 8 | usize::from(low);
            let (from, len) = (word >> 4, (word & 15) + 2);
            // A copy from where the next byte will stand is the end.
            if from == at {
                return whole(out, size);
            }
            for i in 0..len {
                let byte = ring.get((from + i) % RING).copied()?;
                put(&mut ring, &mut at, &mut out, byte);
            }
            if out.len() > size {
                return whole(out, size);
            }
        }
    }
    whole(out, size)
}

fn put(ring: &mut [u8; RING], at: &mut usize, out: &mut Vec<u8>, byte: u8) {
    if let Some(place) = ring.get_mut(*at) {
        *place = byte;
    }
    *at = (*at + 1) % RING;
    out.push(byte);
}

/// Only a text that is as long as it says: a shorter one was cut off, and is better kept as it came.
fn whole(mut out: Vec<u8>, size: usize) -> Option<Vec<u8>> {
    let is_whole = out.len() >= size;
    out.truncate(size);
    is_whole.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both examples of the standard (MS-OXRTFCP, 4.1).
    #[test]
    fn the_examples_of_the_standard_are_unpacked() {
        let hex = |text: &str| -> Vec<u8> {
            text.split_whitespace()
                .map(|h| u8::from_str_radix(h, 16).unwrap())
                .collect()
        };
        let one = hex(
            "2d 00 00 00 2b 00 00 00 4c 5a 46 75 f1 c5 c7 a7 03 00 0a 00 72 63 70 67 31 32 35 42 32 0a f3 20 68 65 6c 09 00 \
             20 62 77 05 b0 6c 64 7d 0a 80 0f a0",
        );
        assert_eq!(
            unpacked(&one, 1_000).unwrap(),
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
        );
        let two =
            hex("1a 00 00 00 1c 00 00 00 4c 5a 46 75 e2 d4 4b 51 41 00 04 20 57 58 59 5a 0d 6e 7d 01 0e b0");
        assert_eq!(unpacked(&two, 1_000).unwrap(), b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
        assert_eq!(unpacked(&two, 10), None);
        assert_eq!(unpacked(&two[..20], 1_000), None, "cut off");
    }
}
