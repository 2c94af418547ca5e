//! From bytes to text: size, encoding, byte order mark, control characters. Knows nothing of YAML but its line ends.

use super::error::{Kind, YamlError, count_place};
use super::limits::Limits;

pub(super) fn decode(name: &str, bytes: &[u8], limits: &Limits) -> Result<String, YamlError> {
    if bytes.len() > limits.bytes {
        return Err(YamlError::whole(name, Kind::TooLarge { limit: limits.bytes }));
    }
    if is_utf16(bytes) {
        return Err(YamlError::whole(name, Kind::Utf16));
    }
    // Windows' Notepad writes a byte order mark, behind which the parser would see one key only.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let shown = String::from_utf8_lossy(bytes);
            let place = count_place(&shown, e.valid_up_to());
            return Err(YamlError::whole(name, Kind::NotUtf8).at(&shown, place));
        }
    };
    if let Some((at, c)) = text.char_indices().find(|&(_, c)| is_forbidden(c)) {
        return Err(YamlError::whole(name, Kind::Control(c)).at(text, count_place(text, at)));
    }
    if text
        .lines()
        .all(|l| matches!(l.trim_start().as_bytes().first(), None | Some(b'#')) || l.trim() == "---")
    {
        return Err(YamlError::whole(name, Kind::Empty));
    }
    Ok(text.to_owned())
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || matches!(bytes, [a, b, ..] if (*a == 0) != (*b == 0))
}

/// What YAML itself does not allow in a file.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
