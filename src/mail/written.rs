//! Lines of a letter that is written anew from what another program kept of it.

use crate::core::base64::base64 as digits;

/// The lines of a head without those that say how the letter was packed: it is packed anew.
pub(super) fn network_head(head: &str) -> String {
    let mut out = String::new();
    let mut keep = false;
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            if keep && !line.trim().is_empty() {
                out.push_str(&format!("{}\r\n", line.trim_end()));
            }
            continue;
        }
        if line.trim().is_empty() {
            if out.is_empty() {
                continue;
            }
            break;
        }
        let name = line.split_once(':').map(|(name, _)| name.trim().to_lowercase());
        keep = name.is_some_and(|n| {
            n != "mime-version" && !n.starts_with("content-") && n.chars().all(|c| c.is_ascii_graphic())
        });
        if keep {
            out.push_str(&format!("{}\r\n", line.trim_end()));
        }
    }
    out
}

/// A value that ends no line.
pub(super) fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Words of a head; what is not ASCII as encoded words, none cut inside a character.
pub(super) fn word(text: &str) -> String {
    let text = one_line(text);
    if text.is_ascii() {
        return text;
    }
    let mut out = String::new();
    let mut piece = String::new();
    for c in text.chars() {
        if piece.len() + c.len_utf8() > 42 {
            encode(&piece, &mut out);
            piece.clear();
        }
        piece.push(c);
    }
    encode(&piece, &mut out);
    out
}

fn encode(piece: &str, out: &mut String) {
    let mut digits = Vec::new();
    base64(piece.as_bytes(), &mut digits);
    if !out.is_empty() {
        out.push_str("\r\n ");
    }
    out.push_str(&format!(
        "=?utf-8?B?{}?=",
        String::from_utf8_lossy(&digits).trim_end()
    ));
}

/// Bytes in lines of base64.
pub(super) fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    for line in bytes.chunks(57) {
        out.extend_from_slice(digits(line).as_bytes());
        out.extend_from_slice(b"\r\n");
    }
}
