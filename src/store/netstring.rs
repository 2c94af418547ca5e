//! Fields as they are hashed: each with its length before it, so that no two rows give the same bytes. Every fact that is read
//! is written down in this way once, so nothing is made on the heap for it.
//!
//! It must never know which fields a row has.

/// Adds a field, with its length before it.
pub(super) fn put(out: &mut Vec<u8>, field: &[u8]) {
    let mut room = [0; DIGITS];
    out.extend_from_slice(digits(field.len() as i64, &mut room));
    out.push(b':');
    out.extend_from_slice(field);
    out.push(b',');
}

/// Adds a number as decimal digits.
pub(super) fn put_number(out: &mut Vec<u8>, n: i64) {
    put(out, digits(n, &mut [0; DIGITS]));
}

/// Adds a hash as hexadecimal digits.
pub(super) fn put_hash(out: &mut Vec<u8>, hash: &[u8; 32]) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 64];
    for (two, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(hash) {
        *two = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
    }
    put(out, &text);
}

/// Digits of the longest number, with its sign.
const DIGITS: usize = 20;

/// A number as decimal digits. Every fact that is read is hashed with nine of them: no text is made of each.
fn digits(n: i64, room: &mut [u8; DIGITS]) -> &[u8] {
    let mut left = n.unsigned_abs();
    let mut from = DIGITS;
    for place in room.iter_mut().rev() {
        *place = b'0' + (left % 10) as u8;
        left /= 10;
        from -= 1;
        if left == 0 {
            break;
        }
    }
    if n < 0 {
        from -= 1;
        room[from] = b'-';
    }
    room.get(from..).unwrap_or_default()
}
