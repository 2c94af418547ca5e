//! What can be written to: an e-mail address as it may stand in the head of a letter and be handed to a server.

/// The longest address that servers must take (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;

/// The address as it can be written to; `None`: it is none, or it holds more than one, or what would be read as something
/// else in the head of a letter.
pub fn usable(address: &str) -> Option<&str> {
    let address = address.trim();
    let (name, domain) = address.rsplit_once('@')?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let label = |l: &str| {
        let edges = !l.starts_with('-') && !l.ends_with('-');
        !l.is_empty() && l.len() <= 63 && edges && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let dots = |s: &str| !s.starts_with('.') && !s.ends_with('.') && !s.contains("..");
    let named = !name.is_empty() && name.len() <= 64 && dots(name) && name.chars().all(is_plain);
    let placed = domain.contains('.') && domain.split('.').all(label);
    (named && placed && address.len() <= LONGEST).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_read_as_something_else_is_no_address() {
        for good in ["an@so.example", " an.b+c@stttt.caobang.gov.vn "] {
            assert_eq!(usable(good), Some(good.trim()));
        }
        for bad in [
            "",
            "an",
            "@so.example",
            "an@",
            "an@localhost",
            "an@so..example",
            "an@-so.example",
            ".an@so.example",
            "an@so.example, binh@so.example",
            "an@so.example\r\nBcc: x@y.example",
            "An <an@so.example>",
            "\"a b\"@so.example",
            "ân@so.example",
            "an@sở.example",
        ] {
            assert_eq!(usable(bad), None, "{bad:?}");
        }
        assert_eq!(usable(&format!("{}@so.example", "a".repeat(65))), None);
    }
}
