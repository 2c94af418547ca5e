//! What can be written to: an e-mail address as it may stand in the head of a letter and be handed to a server; and which
//! server is this machine itself.

use std::net::IpAddr;

/// The longest address that servers must take (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;

/// The address as it can be written to; `None`: it is none, or it holds more than one, or what would be read as something
/// else in the head of a letter. Letters of any script are letters: before the `@` only few servers take them (RFC 6531), in a
/// domain all do, in its other form.
pub fn usable(address: &str) -> Option<&str> {
    let address = address.trim();
    let (name, domain) = address.rsplit_once('@')?;
    let is_plain = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let label = |l: &str| {
        let edges = !l.starts_with('-') && !l.ends_with('-');
        !l.is_empty() && l.len() <= 63 && edges && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let dots = |s: &str| !s.starts_with('.') && !s.ends_with('.') && !s.contains("..");
    let named = !name.is_empty() && name.len() <= 64 && dots(name) && name.chars().all(is_plain);
    let placed = domain.contains('.') && domain.split('.').all(label);
    (named && placed && address.len() <= LONGEST).then_some(address)
}

/// Is that server this machine itself, by what it is called? Only to it is anything said that is not encrypted.
pub fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_read_as_something_else_is_no_address() {
        for good in [
            "an@so.example",
            " an.b+c@stttt.caobang.gov.vn ",
            "ân@so.example",
            "an@sở.example",
        ] {
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
            "an\u{202e}@so.example",
            "an@so\u{200b}.example",
            "a\u{a0}n@so.example",
        ] {
            assert_eq!(usable(bad), None, "{bad:?}");
        }
        assert_eq!(usable(&format!("{}@so.example", "a".repeat(65))), None);
    }

    #[test]
    fn only_names_of_this_machine_are_here() {
        for here in ["localhost", "127.0.0.1", "127.8.9.10", "::1"] {
            assert!(is_here(here), "{here}");
        }
        for there in ["localhost.evil.example", "10.0.0.1", "mail.bo.example", "", "::2"] {
            assert!(!is_here(there), "{there}");
        }
    }
}
