//! Bytes as letters, as the addresses of a page's own pictures have them (RFC 4648).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes as letters, filled up with `=`.
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for piece in bytes.chunks(3) {
        let all = piece.iter().fold(0_u32, |sum, b| sum << 8 | u32::from(*b)) << (8 * (3 - piece.len()));
        for place in 0..4 {
            let six = (all >> (18 - 6 * place)) & 63;
            let letter = LETTERS.get(six as usize).filter(|_| place <= piece.len());
            out.push(letter.map_or('=', |l| char::from(*l)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard() {
        let examples = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (bytes, letters) in examples {
            assert_eq!(base64(bytes.as_bytes()), letters);
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfd]), "//79");
    }
}
