//! How wide words are in Times New Roman, which official papers are written in: lengths of rules, columns of heads and the
//! words of charts are reckoned with it. Liberation Serif has the same widths, so the table was read out of that.

use unicode_normalization::UnicodeNormalization;

/// Parts of an em that the widths count.
pub const EM: u32 = 2_048;
/// Whatever the table does not know.
const OTHER: u16 = 1_479;
/// The first character of [`PLAIN`].
const FIRST: u32 = 0x20;

/// How the letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Upright.
    Upright,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold and italic.
    BoldItalic,
}

/// The width of a letter, in parts of an em ([`EM`]). Marks of Vietnamese add nothing, but for the horn.
pub fn letter(c: char, face: Face) -> u32 {
    let column = face as usize;
    let known = |c: char| {
        let plain = u32::from(c)
            .checked_sub(FIRST)
            .and_then(|i| PLAIN.get(column)?.get(i as usize));
        let other = || {
            SIGNS
                .iter()
                .find(|(sign, _)| *sign == c)
                .and_then(|(_, all)| all.get(column))
        };
        plain.or_else(other).copied()
    };
    let bare = || {
        let mut parts = [c].into_iter().nfd();
        let base = parts.next()?;
        let horned = parts.any(|mark| mark == '\u{31b}');
        known(match (base, horned) {
            ('o', true) => 'ơ',
            ('u', true) => 'ư',
            ('U', true) => 'Ư',
            (base, _) => base,
        })
    };
    known(c).or_else(bare).unwrap_or(OTHER).into()
}

/// The width of words in one line, in parts of an em ([`EM`]).
pub fn words(text: &str, face: Face) -> u32 {
    text.nfc().map(|c| letter(c, face)).sum()
}

/// Blank to tilde.
#[rustfmt::skip]
const PLAIN: [[u16; 95]; 4] = [
    [
        512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909, 1886, 1479, 1366, 1366,
        1479, 1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479, 1139, 1479, 1366, 1139, 1251,
        1479, 1479, 1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024, 682, 909, 1024, 909, 1024, 909, 682,
        1024, 1024, 569, 569, 1024, 569, 1593, 1024, 1024, 1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024,
        1024, 909, 983, 410, 983, 1108,
    ],
    [
        512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905, 1479, 1366,
        1479, 1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139,
        1366, 1479, 1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024, 682, 1024, 1139, 909, 1139, 909,
        682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024, 1139, 1139, 909, 797, 682, 1139, 1024, 1479,
        1024, 1024, 909, 807, 451, 807, 1065,
    ],
    [
        512, 682, 860, 1024, 1024, 1706, 1593, 438, 682, 682, 1024, 1382, 512, 682, 512, 569, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1382, 1382, 1382, 1024, 1884, 1251, 1251, 1366,
        1479, 1251, 1251, 1479, 1479, 682, 909, 1366, 1139, 1706, 1366, 1479, 1251, 1479, 1251, 1024, 1139,
        1479, 1251, 1706, 1251, 1139, 1139, 797, 569, 797, 864, 1024, 682, 1024, 1024, 909, 1024, 909, 569,
        1024, 1024, 569, 569, 909, 569, 1479, 1024, 1024, 1024, 1024, 797, 797, 569, 1024, 909, 1366, 909, 909,
        797, 819, 563, 819, 1108,
    ],
    [
        512, 797, 1137, 1024, 1024, 1706, 1593, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1704, 1366, 1366,
        1366, 1479, 1366, 1366, 1479, 1593, 797, 1024, 1366, 1251, 1821, 1479, 1479, 1251, 1479, 1366, 1139,
        1251, 1479, 1366, 1821, 1366, 1251, 1251, 682, 569, 682, 1167, 1024, 682, 1024, 1024, 909, 1024, 909,
        682, 1024, 1139, 569, 569, 1024, 569, 1593, 1139, 1024, 1024, 1024, 797, 797, 569, 1139, 909, 1366,
        1024, 909, 797, 713, 451, 713, 1167,
    ],
];

/// Whatever is neither there nor a letter with marks.
#[rustfmt::skip]
const SIGNS: &[(char, [u16; 4])] = &[
    ('\u{a0}', [512, 512, 512, 512]),
    ('§', [1024, 1024, 1024, 1024]),
    ('©', [1556, 1530, 1556, 1530]),
    ('«', [1024, 1024, 1024, 1024]),
    ('»', [1024, 1024, 1024, 1024]),
    ('°', [819, 819, 819, 819]),
    ('±', [1124, 1124, 1124, 1124]),
    ('²', [614, 614, 614, 614]),
    ('³', [614, 614, 614, 614]),
    ('·', [682, 683, 512, 512]),
    ('×', [1155, 1167, 1382, 1167]),
    ('÷', [1124, 1124, 1124, 1124]),
    ('Đ', [1479, 1479, 1479, 1479]),
    ('đ', [1024, 1139, 1024, 1024]),
    ('ơ', [1083, 1134, 1093, 1099]),
    ('ư', [1110, 1229, 1117, 1227]),
    ('Ư', [1589, 1630, 1544, 1587]),
    ('–', [1024, 1024, 1024, 1024]),
    ('—', [2048, 2048, 1821, 2048]),
    ('‘', [682, 682, 682, 682]),
    ('’', [682, 682, 682, 682]),
    ('“', [909, 1024, 1139, 1024]),
    ('”', [909, 1024, 1139, 1024]),
    ('•', [717, 717, 717, 717]),
    ('…', [2048, 2048, 1821, 2048]),
    ('→', [2048, 2048, 2048, 2048]),
    ('₫', [1050, 1050, 1050, 1050]),
    ('≤', [1124, 1124, 1124, 1124]),
    ('≥', [1124, 1124, 1124, 1124]),
    ('■', [1237, 1237, 1237, 1237]),
    ('□', [1237, 1237, 1237, 1237]),
    ('▲', [2027, 2027, 2027, 2027]),
    ('▼', [2027, 2027, 2027, 2027]),
    ('○', [1237, 1237, 1237, 1237]),
    ('●', [1237, 1237, 1237, 1237]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_as_wide_as_in_the_letter_of_2020() {
        // Measured with fonts of the same widths, in tenths of a millimetre.
        let tenths =
            |text: &str, face, points: u32| (words(text, face) * points * 2_540 + EM * 360) / (EM * 720);
        assert_eq!(tenths("BỘ THÔNG TIN VÀ TRUYỀN THÔNG", Face::Bold, 13), 806);
        let day = "Thành phố Hồ Chí Minh, ngày 05 tháng 12 năm 2026";
        assert_eq!(tenths(day, Face::Italic, 14), 1_063);
    }

    #[test]
    fn marks_add_nothing_but_the_horn() {
        for (with, without) in [('ế', 'e'), ('ặ', 'a'), ('ỹ', 'y'), ('Ạ', 'A'), ('Ơ', 'O')] {
            assert_eq!(
                letter(with, Face::Upright),
                letter(without, Face::Upright),
                "{with}"
            );
        }
        assert_eq!(letter('ợ', Face::Bold), letter('ơ', Face::Bold));
        assert!(letter('ử', Face::Upright) > letter('u', Face::Upright));
        assert_eq!(
            words("Huế", Face::Upright),
            words("Hue\u{302}\u{301}", Face::Upright)
        );
        assert_eq!(letter('漢', Face::Italic), u32::from(OTHER));
    }
}
