//! `%40` and the like: how characters that would divide a name stand in it.

/// The text that is meant; none where it is no text, or holds what would end a line.
pub fn decoded(written: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut rest = written.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            out.push(*first);
            continue;
        }
        let digits = tail.get(..2).and_then(|d| std::str::from_utf8(d).ok())?;
        out.push(u8::from_str_radix(digits, 16).ok()?);
        rest = tail.get(2..)?;
    }
    String::from_utf8(out)
        .ok()
        .filter(|t| !t.chars().any(char::is_control))
}

/// The text as it may stand in any part of a name.
pub fn encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if plain(b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_reads_back() {
        for text in ["lan@bo.example", "/run/postgresql", "Hà Giang?&#%", ""] {
            assert_eq!(decoded(&encoded(text)).as_deref(), Some(text));
        }
        assert_eq!(encoded("/run"), "%2Frun");
        for bad in ["%", "%4", "%zz", "%ff", "a%0Ab"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }
}
