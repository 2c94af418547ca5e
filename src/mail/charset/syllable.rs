//! Whether a word can be spelt in Vietnamese: what begins a syllable, what may follow, which tones it takes.

use unicode_normalization::UnicodeNormalization;

/// What may begin a syllable, the longest first.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// What may follow, without its tone.
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăk", "ăm", "ăn",
    "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "i", "ia", "ich", "im", "in", "inh", "ip",
    "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "y", "ych", "ynh", "yt", "yêm", "yên",
    "yêng", "yêt", "yêu", "o", "oc", "oi", "om", "on", "ong", "op", "ot", "oa", "oac", "oach", "oai", "oam",
    "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oen",
    "oeo", "oet", "oong", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt",
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh",
    "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "uy", "uya", "uych", "uyn", "uynh", "uyt", "uyp", "uyu",
    "uyên", "uyêt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương",
    "ươp", "ươt", "ươu",
];

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Can this word, with or without capitals, be spelt?
pub(super) fn is_spelt(word: &str) -> bool {
    // A syllable has at most seven letters; what is much longer need not be looked at.
    if word.chars().take(16).count() > 14 {
        return false;
    }
    let mut tone = None;
    let mut bare = String::new();
    for c in word.to_lowercase().nfd() {
        if TONES.contains(&c) {
            if tone.replace(c).is_some() {
                return false;
            }
        } else {
            bare.push(c);
        }
    }
    let bare: String = bare.nfc().collect();
    ONSETS.iter().any(|onset| {
        bare.strip_prefix(onset)
            .is_some_and(|rime| joins(onset, rime) && takes(rime, tone))
    })
}

/// Which letter is written for a sound hangs on the vowel behind it.
fn joins(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    let spelt = match onset {
        "c" | "ng" => !front,
        // Where g stands before i it is the sound of gi.
        "g" => !front || rime.starts_with('i'),
        "k" => front || rime.starts_with('ă'),
        "gh" | "ngh" => front,
        _ => true,
    };
    spelt && RIMES.contains(&rime)
}

/// A syllable that is stopped has one of two tones.
fn takes(rime: &str, tone: Option<char>) -> bool {
    let stopped = rime.ends_with(['c', 'k', 'p', 't']) || rime.ends_with("ch");
    !stopped || matches!(tone, Some('\u{301}' | '\u{323}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_spelt_is_told_from_what_cannot() {
        let text = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập Tự do Hạnh phúc Kính gửi Bộ Thông tin và Truyền thông \
                    báo cáo kết quả hưởng ứng Ngày Viễn thông thế giới quốc gia giữ gìn giếng khuỷu tay nghiêng kỹ lý \
                    uỷ ban nhân dân tỉnh Đắk Lắk thuở quyển huyện xã phường ĐƯỜNG ghế nghề kẻ gì hoà thuý";
        for word in text.split_whitespace() {
            let has_marks = !word.is_ascii();
            assert!(!has_marks || is_spelt(word), "{word}");
        }
        for word in "Céng hoµ héi chñ nghÜa ViÖt §éc lËp Tù h¹nh phóc Coäng hoøa réunion ngê ké cế việtt viêt ấá ￿ €uro"
            .split_whitespace()
            .filter(|w| !["Tù", "phóc", "ké"].contains(w))
        {
            assert!(!is_spelt(word), "{word}");
        }
        assert!(!is_spelt(&"á".repeat(1_000_000)));
    }
}
