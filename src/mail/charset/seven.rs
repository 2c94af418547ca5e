//! Character sets that come in seven bits and that the web gave up: UTF-7 (RFC 2152), HZ (RFC 1843), ISO-2022-KR (RFC 1557).
//!
//! They are read only where a letter claims them: as bytes they are ASCII, and say nothing by themselves.

use encoding_rs::{EUC_KR, GBK};

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seven {
    /// Of old Outlook.
    Utf7,
    /// Chinese, between `~{` and `~}`.
    Hz,
    /// Korean, between the bytes SO and SI.
    Korean,
}

impl Seven {
    /// By its label, in small letters.
    pub fn named(label: &str) -> Option<Self> {
        Some(match label {
            "utf-7"
            | "utf7"
            | "unicode-1-1-utf-7"
            | "unicode-2-0-utf-7"
            | "x-unicode-2-0-utf-7"
            | "csunicode11utf7" => Self::Utf7,
            "hz-gb-2312" | "hz" => Self::Hz,
            "iso-2022-kr" | "csiso2022kr" => Self::Korean,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf7 => "utf-7",
            Self::Hz => "hz-gb-2312",
            Self::Korean => "iso-2022-kr",
        }
    }

    /// The text, and whether all of it is one.
    pub fn read(self, bytes: &[u8]) -> (String, bool) {
        let (text, good) = match self {
            Self::Utf7 => utf7(bytes),
            Self::Hz => hz(bytes),
            Self::Korean => korean(bytes),
        };
        (text, good && bytes.is_ascii())
    }
}

/// What a digit of base64 stands for.
fn digit(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

fn utf7(bytes: &[u8]) -> (String, bool) {
    let (mut out, mut good) = (String::with_capacity(bytes.len()), true);
    let mut bytes = bytes.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'+' {
            push(byte, &mut out);
            continue;
        }
        let (mut units, mut held, mut have) = (Vec::new(), 0_u32, 0_u32);
        let mut digits = String::new();
        while let Some((byte, six)) = bytes.peek().and_then(|b| Some((*b, digit(*b)?))) {
            bytes.next();
            digits.push(char::from(byte));
            held = (held << 6 | six) & 0x003f_ffff;
            have += 6;
            if have >= 16 {
                have -= 16;
                units.push((held >> have) as u16);
            }
        }
        let ends = bytes.next_if_eq(&b'-').is_some();
        if units.is_empty() {
            // `+-` is the sign itself; a bare one was never encoded, nor was what follows it.
            let is_sign = ends && digits.is_empty();
            good &= is_sign;
            out.push('+');
            out.push_str(&digits);
            if ends && !is_sign {
                out.push('-');
            }
            continue;
        }
        // What is left of a digit is nothing, and less than one.
        good &= have < 6 && held & ((1 << have) - 1) == 0;
        for unit in char::decode_utf16(units) {
            good &= unit.is_ok();
            out.push(unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
    (out, good)
}

fn push(byte: u8, out: &mut String) {
    out.push(if byte.is_ascii() {
        char::from(byte)
    } else {
        char::REPLACEMENT_CHARACTER
    });
}

fn hz(bytes: &[u8]) -> (String, bool) {
    let (mut eight, mut good) = (Vec::with_capacity(bytes.len()), true);
    let mut chinese = false;
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => break,
            [b'~', b'{', rest @ ..] if !chinese => {
                chinese = true;
                rest
            }
            [b'~', b'}', rest @ ..] if chinese => {
                chinese = false;
                rest
            }
            [b'~', b'~', rest @ ..] if !chinese => {
                eight.push(b'~');
                rest
            }
            // A line that was broken by its sender's program; a line always ends what is Chinese.
            [b'~', b'\n', rest @ ..] if !chinese => rest,
            [b'\n', rest @ ..] => {
                chinese = false;
                eight.push(b'\n');
                rest
            }
            [a @ 0x21..=0x7e, b @ 0x21..=0x7e, rest @ ..] if chinese => {
                eight.extend([a | 0x80, b | 0x80]);
                rest
            }
            [byte, rest @ ..] => {
                good &= !chinese && byte.is_ascii();
                eight.push(if byte.is_ascii() { *byte } else { b'?' });
                rest
            }
        };
    }
    let (text, bad) = GBK.decode_without_bom_handling(&eight);
    (text.into_owned(), good && !bad)
}

fn korean(bytes: &[u8]) -> (String, bool) {
    const DESIGNATES: &[u8] = b"\x1b$)C";
    let (mut eight, mut good, mut shifted) = (Vec::with_capacity(bytes.len()), true, false);
    let mut rest = bytes;
    while let Some((byte, behind)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(DESIGNATES) {
            rest = behind;
            continue;
        }
        match byte {
            0x0e => shifted = true,
            0x0f => shifted = false,
            b'\n' => {
                shifted = false;
                eight.push(b'\n');
            }
            0x21..=0x7e if shifted => eight.push(byte | 0x80),
            _ => {
                good &= byte.is_ascii();
                eight.push(if byte.is_ascii() { *byte } else { b'?' });
            }
        }
        rest = behind;
    }
    let (text, bad) = EUC_KR.decode_without_bom_handling(&eight);
    (text.into_owned(), good && !bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_standards_write_is_read() {
        let rows: &[(&str, &[u8], &str)] = &[
            ("utf-7", b"Hi Mom +Jjo-!", "Hi Mom \u{263a}!"),
            ("utf-7", b"A+ImIDkQ.", "A\u{2262}\u{391}."),
            ("unicode-1-1-utf-7", b"+ZeVnLIqe-", "日本語"),
            ("utf-7", b"1 +- 1 = 2", "1 + 1 = 2"),
            (
                "utf-7",
                "B+AOE-o c+AOE-o k+Hr8-t qu+HqM-".as_bytes(),
                "Báo cáo kết quả",
            ),
            ("utf-7", b"+2D3c6A-", "📨"),
            (
                "hz-gb-2312",
                b"This sentence is in ASCII.\nThe next sentence is in GB.~{<:Ky2;S{#,NpJ)l6HK!#~}Bye.",
                "This sentence is in ASCII.\nThe next sentence is in GB.己所不欲，勿施於人。Bye.",
            ),
            ("hz", b"~~ a~\nb", "~ ab"),
            ("iso-2022-kr", b"\x1b$)C\x0eGQ1[\x0f ok\n", "한글 ok\n"),
        ];
        for (label, bytes, wanted) in rows {
            let seven = Seven::named(label).expect(label);
            assert_eq!(seven.read(bytes), ((*wanted).to_owned(), true), "{label}");
        }
    }

    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes_and_said() {
        let rows: &[(&str, &[u8], &str)] = &[
            ("utf-7", b"+2D0-x", "\u{fffd}x"),
            ("utf-7", b"a+", "a+"),
            ("utf-7", b"1+x", "1+x"),
            ("utf-7", b"C+A-", "C+A-"),
            ("utf-7", b"\xe1", "\u{fffd}"),
            ("hz", b"~{<:K", "己K"),
            ("hz", b"\xff", "?"),
            ("iso-2022-kr", b"\x0eG", "\u{fffd}"),
        ];
        for (label, bytes, wanted) in rows {
            let seven = Seven::named(label).expect(label);
            assert_eq!(
                seven.read(bytes),
                ((*wanted).to_owned(), false),
                "{label} {bytes:?}"
            );
        }
        // Anything has an answer.
        for a in 0..=255_u8 {
            for b in [b'+', b'~', b'{', 0x0e, 0x1b, a] {
                for seven in [Seven::Utf7, Seven::Hz, Seven::Korean] {
                    seven.read(&[b'+', a, b, b'~', b'{', a, b, a, 0x0e, a]);
                }
            }
        }
    }
}
