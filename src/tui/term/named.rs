//! Who the terminal says it is (XTVERSION), and whether that is one which finds every sign.
//!
//! It is asked once, with the first frame, where nothing else says it, and nothing waits for the answer: silence leaves the
//! signs that every console has. An answer is `ESC P > | NAME` and ST. What cannot be read says nothing. PuTTY and its like
//! do not know the question and stay silent.
//!
//! Pure. This room must never know what is drawn.

/// Asks for name and version.
pub(crate) const QUESTION: &[u8] = b"\x1b[>q";

/// Names of terminals that look a sign up in every font of the machine. xterm is not among them: it draws with the one font that
/// it was given, which nobody knows here; nor is mintty; nor are tmux and screen, which speak for themselves and not for
/// whoever sits in front of them.
const RICH: [&str; 10] = [
    "kitty",
    "foot",
    "WezTerm",
    "ghostty",
    "contour",
    "iTerm2",
    "VTE",
    "Konsole",
    "alacritty",
    "Windows Terminal",
];

/// What the text of a DCS says, its mark in front: whether the terminal has every sign; none if it is no answer to the question.
pub(crate) fn answered(text: &[u8]) -> Option<bool> {
    let name = std::str::from_utf8(text).ok()?.strip_prefix(">|")?;
    let is = |rich: &&str| {
        let rest = name.get(rich.len()..).unwrap_or_default();
        let begins = name
            .get(..rich.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(rich));
        begins && !rest.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    Some(RICH.iter().any(is))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_rubbish_is_not() {
        for (text, rich) in [
            (">|kitty(0.35.2)", Some(true)),
            (">|foot(1.16.2)", Some(true)),
            (">|WezTerm 20240203-110809", Some(true)),
            (">|VTE(7402)", Some(true)),
            (">|iTerm2 3.5.0", Some(true)),
            (">|Konsole 23.08", Some(true)),
            (">|kitty", Some(true)),
            (">|kittyfish(1)", Some(false)),
            (">|XTerm(390)", Some(false)),
            (">|tmux 3.4", Some(false)),
            (">|mintty 3.7.0", Some(false)),
            (">|", Some(false)),
            (">|é", Some(false)),
            ("1$r0m", None),
            (">kitty", None),
            ("", None),
        ] {
            assert_eq!(answered(text.as_bytes()), rich, "{text}");
        }
        assert_eq!(answered(b">|\xff"), None);
    }
}
