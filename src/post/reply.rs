//! What a server answers (RFC 5321, 4.2): three digits and words, on one line or several.

use crate::core::base64::base64;
use crate::secret::Secret;
use crate::text::sanitize;

/// The number with which a server takes its leave, whatever it was asked.
pub(super) const LEAVING: u16 = 421;
/// Characters of an answer's words that are kept.
const KEPT: usize = 300;
/// Lines of an answer; what a server can fills a dozen.
pub(super) const LINES: usize = 256;

/// A whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub code: u16,
    /// The words of each line, as they came.
    pub lines: Vec<String>,
}

/// A line of an answer: its number, whether another follows, its words. None where it is none.
pub(super) fn line(bytes: &[u8]) -> Option<(u16, bool, String)> {
    let digits = bytes.get(..3)?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let code = digits.iter().fold(0, |n, d| n * 10 + u16::from(d - b'0'));
    let goes_on = match bytes.get(3) {
        None | Some(b' ') => false,
        Some(b'-') => true,
        Some(_) => return None,
    };
    let words = String::from_utf8_lossy(bytes.get(4..).unwrap_or_default()).into_owned();
    (200..600).contains(&code).then_some((code, goes_on, words))
}

impl Reply {
    pub fn is_yes(&self) -> bool {
        (200..300).contains(&self.code)
    }

    /// No, for now or for good.
    pub fn is_no(&self) -> bool {
        self.code >= 400
    }

    /// Its words in one line, made harmless and cut; without the password, should the server repeat it.
    pub fn words(&self, login: Option<&(String, Secret)>) -> String {
        let lines: Vec<&str> = self
            .lines
            .iter()
            .map(|l| l.trim())
            .filter(|l| !l.is_empty())
            .collect();
        cleaned(&lines.join(" "), login)
    }

    /// What comes behind a word that the server lists among what it can, in capitals; none where it does not.
    pub fn able(&self, word: &str) -> Option<String> {
        self.lines.iter().skip(1).find_map(|line| {
            let line = line.trim().to_ascii_uppercase();
            let (first, rest) = line.split_once([' ', '=']).unwrap_or((&line, ""));
            (first == word).then(|| rest.to_owned())
        })
    }
}

/// Words from outside, for one line: harmless, not long, and without a password.
pub(super) fn cleaned(words: &str, login: Option<&(String, Secret)>) -> String {
    let mut words = words.to_owned();
    if let Some((user, secret)) = login {
        let mut plain = vec![0];
        plain.extend_from_slice(user.as_bytes());
        plain.push(0);
        plain.extend_from_slice(secret.bytes());
        // The longest first: the end of one may be another.
        let told = [
            base64(&plain),
            base64(secret.bytes()),
            String::from_utf8_lossy(secret.bytes()).into_owned(),
        ];
        for told in told {
            words = words.replace(&told, "…");
        }
    }
    let clean = sanitize::line(&words);
    let mut kept: String = clean.chars().take(KEPT).collect();
    if kept.len() < clean.len() {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_an_answer_is_read_as_one() {
        assert_eq!(line(b"250 ok"), Some((250, false, "ok".to_owned())));
        assert_eq!(line(b"250-SIZE 1"), Some((250, true, "SIZE 1".to_owned())));
        assert_eq!(line(b"354"), Some((354, false, String::new())));
        for none in [
            b"25".as_slice(),
            b"2500 x",
            b"abc d",
            b"",
            b"199 x",
            b"600 x",
            b" 250 x",
            b"25\xff x",
        ] {
            assert_eq!(line(none), None, "{none:?}");
        }
    }

    #[test]
    fn words_are_harmless_and_never_hold_the_password() {
        let login = ("a".to_owned(), Secret::from(b"geheim".to_vec()));
        let reply = |words: &str| Reply {
            code: 535,
            lines: vec![words.to_owned()],
        };
        let said = reply("\x1b]0;x\x07 geheim Z2VoZWlt AGEAZ2VoZWlt\u{9b}31m").words(Some(&login));
        assert!(!said.chars().any(char::is_control), "{said}");
        for told in ["geheim", "Z2VoZWlt", "AGEA"] {
            assert!(!said.contains(told), "{said}");
        }
        assert_eq!(reply(&"x".repeat(9_999)).words(None).chars().count(), KEPT + 1);
    }

    #[test]
    fn what_a_server_can_is_found_whatever_the_case() {
        let hello = Reply {
            code: 250,
            lines: ["AUTH", "size 1000", "Auth Plain LOGIN", "AUTH=PLAIN", "STARTTLSX"]
                .map(str::to_owned)
                .to_vec(),
        };
        assert_eq!(hello.able("SIZE").as_deref(), Some("1000"));
        assert_eq!(hello.able("AUTH").as_deref(), Some("PLAIN LOGIN"));
        assert_eq!(hello.able("STARTTLS"), None);
    }
}
