//! The Vietnamese character sets that the web does not know.

/// A set of one byte a character.
pub(super) struct Table {
    /// The bytes below 128 that are no ASCII.
    low: &'static [(u8, char)],
    /// The characters of the bytes from 128 on, sixteen a row.
    high: [&'static str; 8],
}

/// VISCII 1.1 (RFC 1456).
pub(super) const VISCII: Table = Table {
    low: &[
        (0x02, 'Ẳ'),
        (0x05, 'Ẵ'),
        (0x06, 'Ẫ'),
        (0x14, 'Ỷ'),
        (0x19, 'Ỹ'),
        (0x1e, 'Ỵ'),
    ],
    high: [
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
        "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
        "Õắằặấầẩậẽẹếềểễệố",
        "ồổỗỠƠộờởịỰỨỪỬơớƯ",
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
        "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
        "àáâãảăữẫèéêẻìíĩỉ",
        "đựòóôõỏọụùúũủýợỮ",
    ],
};

/// TCVN 5712:1993, its first form (VN1). What people call TCVN3 or ABC is the part of it without capitals that bear a tone.
pub(super) const TCVN: Table = Table {
    low: &[
        (0x01, 'Ú'),
        (0x02, 'Ụ'),
        (0x04, 'Ừ'),
        (0x05, 'Ử'),
        (0x06, 'Ữ'),
        (0x11, 'Ứ'),
        (0x12, 'Ự'),
        (0x13, 'Ỳ'),
        (0x14, 'Ỷ'),
        (0x15, 'Ỹ'),
        (0x16, 'Ý'),
        (0x17, 'Ỵ'),
    ],
    high: [
        "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ",
        "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
        "\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ",
        "\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ",
        "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
        "éẹềểễếệìỉỄẾỒĩíịò",
        "Ổỏõóọồổỗốộờởỡớợù",
        "ỖủũúụừửữứựỳỷỹýỵỐ",
    ],
};

impl Table {
    /// The text of some bytes.
    pub fn read(&self, bytes: &[u8]) -> String {
        let high: Vec<char> = self.high.iter().flat_map(|row| row.chars()).collect();
        let char = |byte: &u8| match byte.checked_sub(128) {
            // Every row is full, as a test holds.
            Some(place) => high.get(usize::from(place)).copied().unwrap_or_default(),
            None => self
                .low
                .iter()
                .find(|(b, _)| b == byte)
                .map_or(*byte as char, |(_, c)| *c),
        };
        bytes.iter().map(char).collect()
    }
}

/// The text of bytes in TCVN as it is typed under Windows, where the standard's capitals with tones are quotes and dashes.
pub(super) fn abc(bytes: &[u8]) -> String {
    let piece = |bytes: &[u8]| match bytes.first() {
        Some(0x80..0xa0) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
        _ => TCVN.read(bytes),
    };
    bytes
        .chunk_by(|a, b| (0x80..0xa0).contains(a) == (0x80..0xa0).contains(b))
        .map(piece)
        .collect()
}

/// What a byte behind a letter adds to it in VNI: combining marks.
fn mark(letter: u8, byte: u8) -> Option<&'static str> {
    Some(match (letter.to_ascii_lowercase(), lower(byte)) {
        (b'a' | b'e' | b'o', 0xe2) => "\u{302}",
        (b'a' | b'e' | b'o', 0xe1) => "\u{302}\u{301}",
        (b'a' | b'e' | b'o', 0xe0) => "\u{302}\u{300}",
        (b'a' | b'e' | b'o', 0xe5) => "\u{302}\u{309}",
        (b'a' | b'e' | b'o', 0xe3) => "\u{302}\u{303}",
        (b'a' | b'e' | b'o', 0xe4) => "\u{302}\u{323}",
        (b'a', 0xea) => "\u{306}",
        (b'a', 0xe9) => "\u{306}\u{301}",
        (b'a', 0xe8) => "\u{306}\u{300}",
        (b'a', 0xfa) => "\u{306}\u{309}",
        (b'a', 0xfc) => "\u{306}\u{303}",
        (b'a', 0xeb) => "\u{306}\u{323}",
        (b'a' | b'e' | b'o' | b'u' | b'y' | 0xf4 | 0xf6, tone) => match tone {
            0xf9 => "\u{301}",
            0xf8 => "\u{300}",
            0xfb => "\u{309}",
            0xf5 => "\u{303}",
            0xef => "\u{323}",
            _ => return None,
        },
        _ => return None,
    })
}

/// The letters of VNI that are a byte of their own, by the small one.
const ALONE: &[(u8, &str)] = &[
    (0xf1, "đ"),
    (0xf4, "ơ"),
    (0xf6, "ư"),
    (0xed, "í"),
    (0xec, "ì"),
    (0xe6, "ỉ"),
    (0xf3, "ĩ"),
    (0xf2, "ị"),
    (0xee, "ỵ"),
];

fn lower(byte: u8) -> u8 {
    if (0xc0..0xe0).contains(&byte) {
        byte + 0x20
    } else {
        byte
    }
}

/// The text of bytes in VNI of Windows, where a letter's marks are a byte behind it; `None` where a byte marks nothing.
pub(super) fn vni(bytes: &[u8]) -> Option<String> {
    let mut out = String::with_capacity(bytes.len());
    let mut letter = None;
    for byte in bytes {
        if let Some(marks) = letter.and_then(|l| mark(l, *byte)) {
            out.push_str(marks);
            letter = None;
            continue;
        }
        letter = None;
        if byte.is_ascii() {
            out.push(*byte as char);
            letter = Some(*byte);
        } else if let Some((_, text)) = ALONE.iter().find(|(b, _)| *b == lower(*byte)) {
            let is_capital = lower(*byte) != *byte;
            out.push_str(&if is_capital {
                text.to_uppercase()
            } else {
                (*text).to_owned()
            });
            // These two bear tones as plain letters do.
            letter = matches!(lower(*byte), 0xf4 | 0xf6).then(|| lower(*byte));
        } else if *byte < 0xc0 {
            // Quotes, dashes and blanks stand where Windows has them.
            out.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[*byte]).0);
        } else {
            return None;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn every_byte_has_a_character_of_its_own() {
        for table in [&VISCII, &TCVN] {
            assert!(table.high.iter().all(|row| row.chars().count() == 16));
            let all: Vec<u8> = (0..=255).collect();
            let mut chars: Vec<char> = table.read(&all).chars().collect();
            chars.sort_unstable();
            chars.dedup();
            assert_eq!(chars.len(), 256);
        }
    }

    #[test]
    fn vni_says_marks_behind_letters() {
        let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let rows = [
            (
                "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
                "Cộng hòa xã hội chủ nghĩa Việt Nam",
            ),
            ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
            (
                "TÆNH ÑAÉK LAÉK, ÑÖÔØNG LYÙ THÖÔØNG KIEÄT",
                "TỈNH ĐẮK LẮK, ĐƯỜNG LÝ THƯỜNG KIỆT",
            ),
            ("thò xaõ, kyõ thuaät, quyù", "thị xã, kỹ thuật, quý"),
        ];
        for (written, wanted) in rows {
            let read = vni(&latin(written)).map(|t| t.nfc().collect::<String>());
            assert_eq!(read.as_deref(), Some(wanted));
        }
        assert_eq!(vni(b"x\xe1"), None);
    }
}
