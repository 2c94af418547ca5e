//! Names of folders as mail servers want them (RFC 3501, 5.1.3): what is not ASCII as UTF-16 in a base64 of their own.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/// A name of a folder for a server.
pub(super) fn encoded(name: &str) -> String {
    let mut out = String::new();
    let mut foreign: Vec<u8> = Vec::new();
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            flush(&mut foreign, &mut out);
            out.push(c);
            if c == '&' {
                out.push('-');
            }
        } else {
            let mut units = [0; 2];
            foreign.extend(c.encode_utf16(&mut units).iter().flat_map(|u| u.to_be_bytes()));
        }
    }
    flush(&mut foreign, &mut out);
    out
}

fn flush(bytes: &mut Vec<u8>, out: &mut String) {
    if bytes.is_empty() {
        return;
    }
    out.push('&');
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0_u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for i in 0..=three.len() {
            let digit = (word >> (18 - 6 * i)) & 63;
            out.push(DIGITS.get(digit as usize).map_or('A', |d| char::from(*d)));
        }
    }
    out.push('-');
    bytes.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_in_the_standard_and_as_servers_have_them() {
        for (name, wire) in [
            ("INBOX", "INBOX"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("A & B", "A &- B"),
            ("Báo cáo", "B&AOE-o c&AOE-o"),
            ("Thư đến", "Th&AbA- &AREevw-n"),
            ("📨", "&2D3c6A-"),
        ] {
            assert_eq!(encoded(name), wire);
        }
    }
}
