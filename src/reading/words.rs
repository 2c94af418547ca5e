//! Tags, addresses and telephone numbers as people type them, for every door. It must never know where they are kept.

/// Tags as typed, in order, each once. Letters are small: `9.C` is `9.c`.
pub fn tags(typed: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in typed.split([',', ';', ' ', '\n']).filter(|w| !w.is_empty()) {
        let word = word.trim_end_matches('.').to_lowercase();
        if !word.is_empty() && !out.contains(&word) {
            out.push(word);
        }
    }
    out
}

/// Could mail be sent there?
pub fn is_mail(typed: &str) -> bool {
    let (name, host) = typed.split_once('@').unwrap_or_default();
    let plain =
        !typed.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ','));
    plain && !name.is_empty() && host.contains('.') && !host.contains('@') && !host.ends_with('.')
}

/// Could one call there?
pub fn is_phone(typed: &str) -> bool {
    typed.chars().filter(char::is_ascii_digit).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_mail_and_people() {
        assert_eq!(tags("9, 9.C;17  9 ."), ["9", "9.c", "17"]);
        assert!(is_mail("a@stttt.hanoi.gov.vn"));
        for bad in ["a", "a@", "@b.vn", "a@b", "a b@c.vn", "a@b@c.vn", "A <a@b.vn>"] {
            assert!(!is_mail(bad), "{bad}");
        }
        assert!(is_phone("(024) 3943 5602, máy lẻ 12") && !is_phone("chưa có"));
    }
}
