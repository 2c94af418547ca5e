//! From a body as it travelled to its bytes. What is broken is read as far as it goes, and said.

use super::flag;

/// The bytes of a body in that transfer encoding, and what was wrong with it.
pub(super) fn decoded(body: &[u8], encoding: &str) -> (Vec<u8>, Option<&'static str>) {
    match encoding {
        "" | "7bit" | "8bit" | "binary" | "7-bit" | "8-bit" => (body.to_vec(), None),
        "base64" => base64(body),
        "quoted-printable" | "quoted-printeable" => escapes(body, false),
        "x-uuencode" | "uuencode" | "x-uue" | "uue" => uuencode(body),
        _ => (body.to_vec(), Some(flag::UNKNOWN_ENCODING)),
    }
}

const NO: u8 = 0xff;

/// What each byte stands for in base64; the signs of its form for addresses too.
const DIGITS: [u8; 256] = {
    let mut out = [NO; 256];
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut i = 0;
    while i < digits.len() {
        out[digits[i] as usize] = i as u8;
        i += 1;
    }
    out
};

/// Base64, with whatever stands between passed over and flagged.
pub(super) fn base64(body: &[u8]) -> (Vec<u8>, Option<&'static str>) {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut held, mut have) = (0_u32, 0_u32);
    let (mut junk, mut ended, mut pieces) = (0_usize, false, false);
    for (at, byte) in body.iter().enumerate() {
        let digit = DIGITS[usize::from(*byte)];
        if digit != NO {
            if ended {
                // More behind the end: the next of several pieces, or a footer that a list added. Asked once: what
                // holds of all the rest holds of the rest of that.
                if !pieces && !is_base64(body.get(at..).unwrap_or_default()) {
                    return (out, Some(flag::DAMAGED_BASE64));
                }
                pieces = true;
                ended = false;
                junk += 1;
            }
            held = held << 6 | u32::from(digit);
            have += 1;
            if have == 4 {
                out.extend_from_slice(&held.to_be_bytes()[1..]);
                (held, have) = (0, 0);
            }
        } else if *byte == b'=' {
            if have >= 2 {
                rest(held, have, &mut out);
                (held, have, ended) = (0, 0, true);
            } else if !ended {
                junk += 1;
            }
        } else if !byte.is_ascii_whitespace() && !ended {
            junk += 1;
        }
    }
    // Nearly nothing of it is base64: it was never encoded.
    if junk * 8 > body.len() {
        return (body.to_vec(), Some(flag::DAMAGED_BASE64));
    }
    let damaged = junk > 0 || have > 0;
    rest(held, have, &mut out);
    (out, damaged.then_some(flag::DAMAGED_BASE64))
}

/// The bytes of the last two or three digits. One alone is not enough for a byte.
fn rest(held: u32, have: u32, out: &mut Vec<u8>) {
    match have {
        2 => out.push((held >> 4) as u8),
        3 => out.extend_from_slice(&[(held >> 10) as u8, (held >> 2) as u8]),
        _ => {}
    }
}

fn is_base64(body: &[u8]) -> bool {
    body.split(|b| *b == b'\n').all(|line| {
        line.trim_ascii()
            .iter()
            .all(|b| DIGITS[usize::from(*b)] != NO || *b == b'=')
    })
}

/// Quoted-printable; in a line of a head an underscore is a blank.
pub(super) fn escapes(body: &[u8], in_head: bool) -> (Vec<u8>, Option<&'static str>) {
    let mut out = Vec::with_capacity(body.len());
    let mut damaged = false;
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        at += 1;
        match byte {
            b'_' if in_head => out.push(b' '),
            b'=' => {
                let next = body.get(at..).unwrap_or_default();
                let value = |i: usize| next.get(i).and_then(|b| (*b as char).to_digit(16));
                if let (Some(high), Some(low)) = (value(0), value(1)) {
                    out.push((high << 4 | low) as u8);
                    at += 2;
                } else if let Some(len) = soft_break(next) {
                    at += len;
                } else {
                    damaged = true;
                    out.push(b'=');
                }
            }
            b => out.push(*b),
        }
    }
    (out, damaged.then_some(flag::DAMAGED_ESCAPES))
}

/// How long the end of a line is that only breaks it; blanks that were added on the way belong to it.
fn soft_break(rest: &[u8]) -> Option<usize> {
    let blanks = rest
        .iter()
        .take(80)
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    match rest.get(blanks..)? {
        [] => Some(blanks),
        [b'\n', ..] => Some(blanks + 1),
        [b'\r', b'\n', ..] => Some(blanks + 2),
        _ => None,
    }
}

fn uuencode(body: &[u8]) -> (Vec<u8>, Option<&'static str>) {
    let mut lines = body.split(|b| *b == b'\n');
    if !lines.any(|l| l.starts_with(b"begin ")) {
        return (body.to_vec(), Some(flag::DAMAGED_UUENCODE));
    }
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let mut padded = 0;
    for line in lines {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.trim_ascii() == b"end" {
            return (out, None);
        }
        let value = |b: &u8| u32::from(b.wrapping_sub(b' ') & 63);
        let Some((length, digits)) = line.split_first() else {
            continue;
        };
        let wanted = out.len() + value(length) as usize;
        for four in digits.chunks(4) {
            let bits = (0..4).fold(0, |bits, i| bits << 6 | four.get(i).map_or(0, value));
            out.extend_from_slice(&bits.to_be_bytes()[1..]);
        }
        // Blanks at the end of a line, which are zeros, are lost on the way; no more of them than there is body.
        let lost = wanted.saturating_sub(out.len());
        if padded + lost <= body.len() {
            padded += lost;
            out.resize(wanted, 0);
        } else {
            out.truncate(wanted);
        }
    }
    (out, Some(flag::DAMAGED_UUENCODE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_far_as_it_goes() {
        const BAD: Option<&str> = Some(flag::DAMAGED_BASE64);
        let rows: &[(&str, &str, Option<&str>)] = &[
            ("eGlu\r\nIGNo4bqhbw==\n", "xin chạo", None),
            ("eGluIGNoYW8", "xin chao", BAD),
            ("eGlu!IGNoYW8=", "xin chao", BAD),
            ("eGluIGNoYQ==\nbw==", "xin chao", BAD),
            ("eGluIGNoYW8=\n--\nlist at example, all of it", "xin chao", BAD),
            (
                "Kính gửi: đây là chữ thường.",
                "Kính gửi: đây là chữ thường.",
                BAD,
            ),
            ("e", "", BAD),
            ("", "", None),
            ("====", "====", BAD),
        ];
        for (body, wanted, flag) in rows {
            let (bytes, said) = base64(body.as_bytes());
            assert_eq!(
                (String::from_utf8_lossy(&bytes).as_ref(), said),
                (*wanted, *flag),
                "{body}"
            );
        }
    }

    #[test]
    fn escapes_are_read_as_far_as_they_go() {
        const BAD: Option<&str> = Some(flag::DAMAGED_ESCAPES);
        let rows: &[(&str, &str, Option<&str>)] = &[
            ("a=3D=c3=A1=\nb= \t\r\nc_=", "a=ábc_", None),
            ("a=zz=4", "a=zz=4", BAD),
            ("a==\nb", "a=b", BAD),
        ];
        for (body, wanted, flag) in rows {
            let (bytes, said) = escapes(body.as_bytes(), false);
            assert_eq!(
                (String::from_utf8_lossy(&bytes).as_ref(), said),
                (*wanted, *flag),
                "{body}"
            );
        }
        assert_eq!(escapes(b"a_=20b", true).0, b"a  b");
    }

    #[test]
    fn uuencoded_lines_are_read() {
        let body = "begin 644 a.txt\n(>&EN(&-H86\\\n`\nend\n";
        assert_eq!(
            decoded(body.as_bytes(), "x-uuencode"),
            (b"xin chao".to_vec(), None)
        );
        let (bytes, said) = decoded(b"begin 644 a\n(>&EN", "uuencode");
        assert_eq!(
            (bytes.as_slice(), said),
            (b"xin\0\0\0\0\0".as_slice(), Some(flag::DAMAGED_UUENCODE))
        );
    }
}
