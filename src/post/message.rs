//! A message as it may leave: for one address, in lines that end as the standard wants, with nothing in it that a server
//! could take for the end of it or for a command (CVE-2023-51764 to -51766).

use crate::core::address::usable;
use crate::text::address;

/// More than any reminder with its papers has.
const MOST: usize = 50 << 20;
/// The longest line without its end (RFC 5322, 2.1.1).
const LINE: usize = 998;
/// Fields of a head that stand there once or not at all, and once those that must.
const ONCE: [(&str, bool); 9] = [
    ("from", true),
    ("to", true),
    ("date", true),
    ("message-id", true),
    ("subject", false),
    ("reply-to", false),
    ("sender", false),
    ("mime-version", false),
    ("content-type", false),
];

/// Why a message cannot be sent as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsendable {
    /// An address is none that mail servers understand.
    #[error("address")]
    Address,
    /// Its head is not one, or says twice what may be said once.
    #[error("head")]
    Head,
    /// It names another recipient than the one that it is for.
    #[error("recipient")]
    Recipient,
    /// It has a line that is too long, or a byte that no line may have.
    #[error("line")]
    Line,
    /// It is too large.
    #[error("large")]
    Large,
}

/// A message that may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub(super) from: String,
    pub(super) to: String,
    /// Each line ends with CR and LF, and nothing else does.
    bytes: Vec<u8>,
}

impl Message {
    /// Checks a message: from this address, to that one, with these bytes, head and all.
    ///
    /// # Errors
    /// It cannot be sent as it is.
    pub fn new(from: &str, to: &str, bytes: &[u8]) -> Result<Self, Unsendable> {
        if !is_address(from) || !is_address(to) || !from.is_ascii() {
            return Err(Unsendable::Address);
        }
        let to = &address::wire(to).ok_or(Unsendable::Address)?;
        if bytes.len() > MOST {
            return Err(Unsendable::Large);
        }
        let bytes = in_lines(bytes)?;
        let head = head(&bytes, to.is_ascii()).ok_or(Unsendable::Head)?;
        if !names(&head, to) {
            return Err(Unsendable::Recipient);
        }
        Ok(Self {
            from: from.to_owned(),
            to: to.to_owned(),
            bytes,
        })
    }

    /// How many bytes it has.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Has its address letters before the `@` that not every server takes (RFC 6531)?
    pub(super) fn is_international(&self) -> bool {
        !self.to.is_ascii()
    }

    /// Has it bytes beyond ASCII?
    pub(super) fn is_eight_bit(&self) -> bool {
        !self.bytes.is_ascii()
    }

    /// As it is sent, without the line that ends it: a dot at the beginning of a line is doubled (RFC 5321, 4.5.2).
    pub(super) fn stuffed(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + 64);
        let mut begins = true;
        for byte in &self.bytes {
            if begins && *byte == b'.' {
                out.push(b'.');
            }
            out.push(*byte);
            // A CR never stands without its LF here.
            begins = *byte == b'\n';
        }
        out
    }
}

/// Is it an address, with nothing around it?
fn is_address(text: &str) -> bool {
    usable(text) == Some(text)
}

/// The same lines, each ended by CR and LF, whatever ended them before.
fn in_lines(bytes: &[u8]) -> Result<Vec<u8>, Unsendable> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 32 + 2);
    let mut length = 0;
    let mut rest = bytes.iter().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b'\r' | b'\n' => {
                if *byte == b'\r' {
                    rest.next_if_eq(&&b'\n');
                }
                out.extend_from_slice(b"\r\n");
                length = 0;
            }
            0 => return Err(Unsendable::Line),
            byte => {
                length += 1;
                if length > LINE {
                    return Err(Unsendable::Line);
                }
                out.push(*byte);
            }
        }
    }
    if length > 0 {
        out.extend_from_slice(b"\r\n");
    }
    Ok(out)
}

/// The fields of a head with small names, unfolded; none if it is no head. Beyond ASCII nothing stands in it but an address
/// that is so itself (RFC 6532).
fn head(bytes: &[u8], ascii: bool) -> Option<Vec<(String, String)>> {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let text = std::str::from_utf8(bytes.get(..end)?)
        .ok()
        .filter(|t| t.is_ascii() || !ascii)?;
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            fields.last_mut()?.1.push_str(line);
            continue;
        }
        let (name, value) = line.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
        is_name.then_some(())?;
        fields.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let times = |name: &str| fields.iter().filter(|(n, _)| n == name).count();
    let is_sound = ONCE
        .iter()
        .all(|(name, must)| (usize::from(*must)..=1).contains(&times(name)));
    let is_for_one = times("cc") == 0 && times("bcc") == 0;
    (is_sound && is_for_one).then_some(fields)
}

/// Is this address, and no other, the one that a message is written to?
fn names(fields: &[(String, String)], to: &str) -> bool {
    let Some((_, value)) = fields.iter().find(|(name, _)| name == "to") else {
        return false;
    };
    // A name in quotes may hold anything, an address too.
    let mut bare = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in value.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if !quoted => bare.push(c),
            _ => {}
        }
    }
    let mut found = bare
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | ':'))
        .filter(|word| word.contains('@'));
    found.next().is_some_and(|word| word.eq_ignore_ascii_case(to)) && found.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "From: a@bo.example\r\nTo: =?utf-8?B?U+G7nw==?= <b@tinh.example>\r\n\
                        Date: Fri, 15 May 2020 08:00:00 +0700\r\nMessage-ID: <1@bo.example>\r\n";

    fn of(text: &str) -> Result<Message, Unsendable> {
        Message::new("a@bo.example", "b@tinh.example", text.as_bytes())
    }

    #[test]
    fn addresses_that_could_be_more_than_an_address_are_none() {
        for good in ["van-phong.so+bc@khcn.hanoi.gov.vn", "A_1@x-y.example"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a@b@c",
            "a b@c",
            "a@b c",
            "a@b\r\nRCPT TO:<x@y>",
            "a\n@b",
            "a@b\n",
            "<a@b>",
            "a@b>",
            "a,b@c",
            "\"a b\"@c",
            "a@[127.0.0.1]",
            "a@-b",
            "a@b-",
            "a@b..c",
            "a@.b",
            "a@b SIZE=1",
            "a\0@b",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }

    #[test]
    fn whatever_ends_a_line_only_cr_with_lf_leaves_and_no_dot_ends_a_message() {
        let text = format!("{HEAD}\r\n.\n.\r.\r\n..\r\n\n.\r\nMAIL FROM:<x@y>\r\rđ\n\r\nend");
        let wire = of(&text).expect("it is sendable").stuffed();
        let body = wire.windows(4).position(|w| w == b"\r\n\r\n").expect("a head") + 4;
        let said = String::from_utf8(wire[body..].to_vec()).expect("text");
        assert_eq!(
            said,
            "..\r\n..\r\n..\r\n...\r\n\r\n..\r\nMAIL FROM:<x@y>\r\n\r\nđ\r\n\r\nend\r\n"
        );
        for (i, byte) in wire.iter().enumerate() {
            match byte {
                b'\n' => assert_eq!(wire[i - 1], b'\r'),
                b'\r' => assert_eq!(wire[i + 1], b'\n'),
                _ => {}
            }
        }
        assert!(!wire.windows(5).any(|w| w == b"\r\n.\r\n"));
    }

    #[test]
    fn a_head_that_somebody_else_wrote_into_does_not_leave() {
        let with = |line: &str| of(&format!("{HEAD}{line}\r\n\r\nx\r\n"));
        assert!(with("Subject: a\r\n b").is_ok());
        for bad in [
            "Bcc: c@x.example",
            "Cc: c@x.example",
            "To: c@x.example",
            "From: c@x.example",
            "Subject: a\r\nSubject: b",
            "Subject: b\nTo: c@x.example",
            "no field",
            "Sub ject: x",
            "Subject: thiếu",
        ] {
            assert_eq!(with(bad), Err(Unsendable::Head), "{bad}");
        }
        assert_eq!(of("Subject: x\r\n\r\nx"), Err(Unsendable::Head));
        assert_eq!(of(HEAD), Err(Unsendable::Head));
        let to = |words: &str| {
            let head = HEAD.replace("=?utf-8?B?U+G7nw==?= <b@tinh.example>", words);
            of(&format!("{head}\r\nx")).map(drop)
        };
        for good in [
            "b@tinh.example",
            "<B@tinh.example>",
            "\"c@x.example\" <b@tinh.example>",
        ] {
            assert_eq!(to(good), Ok(()), "{good}");
        }
        for other in [
            "c@tinh.example",
            "b@tinh.example, c@x.example",
            "b@tinh.example.vn",
            "\"b@tinh.example\" <c@x.example>",
            "",
        ] {
            assert_eq!(to(other), Err(Unsendable::Recipient), "{other}");
        }
    }

    #[test]
    fn lines_without_end_and_bytes_that_no_line_has_do_not_leave() {
        let long = |n: usize| of(&format!("{HEAD}\r\n{}\r\n", "x".repeat(n))).map(drop);
        assert_eq!(long(998), Ok(()));
        assert_eq!(long(999), Err(Unsendable::Line));
        assert_eq!(of(&format!("{HEAD}\r\na\0b")), Err(Unsendable::Line));
    }
}
