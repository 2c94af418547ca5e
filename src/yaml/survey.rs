//! A look over the text before it is parsed, for what would cost the parser dearly or what it could not place: deep
//! brackets, swarms of references, a second document.
//!
//! It knows only where a value can begin; what is inside quotes, comments and running text is passed over.

use super::error::{Kind, YamlError, count_place};
use super::limits::Limits;

pub(super) fn survey(name: &str, text: &str, limits: &Limits) -> Result<(), YamlError> {
    let refuse = |kind, at| Err(YamlError::whole(name, kind).at(text, count_place(text, at)));
    if let Some(at) = second_document(text) {
        return refuse(Kind::SecondDocument, at);
    }
    let mut reader = Survey::default();
    let (mut references, mut anchors) = (Vec::new(), 0usize);
    for (at, c) in text.char_indices() {
        match reader.take(c, text.get(at + c.len_utf8()..).unwrap_or("")) {
            Some(Seen::Deeper) if reader.depth > limits.depth => {
                return refuse(Kind::TooDeep { limit: limits.depth }, at);
            }
            Some(Seen::Reference) => references.push(at),
            Some(Seen::Anchor) => anchors += 1,
            _ => {}
        }
    }
    match references.get(limits.references) {
        Some(&at) if anchors > 0 => refuse(
            Kind::References {
                limit: limits.references,
            },
            at,
        ),
        _ => Ok(()),
    }
}

enum Seen {
    Deeper,
    Reference,
    Anchor,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Where a value could begin.
    #[default]
    Start,
    /// In a word or a running text.
    Word,
    Single,
    Double,
    Comment,
    /// In the name of an anchor, behind which a value begins.
    Anchor,
}

#[derive(Default)]
struct Survey {
    within: Within,
    depth: usize,
    escaped: bool,
    after_blank: bool,
}

impl Survey {
    fn take(&mut self, c: char, rest: &str) -> Option<Seen> {
        let after_blank = std::mem::replace(&mut self.after_blank, c.is_whitespace());
        match self.within {
            Within::Double => {
                let escaped = self.escaped;
                self.escaped = c == '\\' && !escaped;
                if c == '"' && !escaped {
                    self.within = Within::Word;
                }
                None
            }
            Within::Single => {
                if c == '\'' {
                    self.within = Within::Word; // a doubled quote opens it again below
                }
                None
            }
            Within::Comment => {
                if c == '\n' {
                    self.within = Within::Start;
                }
                None
            }
            Within::Anchor => {
                if c.is_whitespace() {
                    self.within = Within::Start;
                }
                None
            }
            Within::Start | Within::Word => self.outside_quotes(c, rest, after_blank),
        }
    }

    fn outside_quotes(&mut self, c: char, rest: &str, after_blank: bool) -> Option<Seen> {
        let starts = self.within == Within::Start;
        let blank_follows = rest.chars().next().is_none_or(char::is_whitespace);
        let name_follows = rest.starts_with(|n: char| n.is_alphanumeric() || n == '_');
        match c {
            '\n' => self.within = Within::Start,
            c if c.is_whitespace() => {}
            '#' if starts || after_blank => self.within = Within::Comment,
            '-' | '?' if starts && blank_follows => {}
            ':' if blank_follows || self.depth > 0 => self.within = Within::Start,
            '[' | '{' if starts => {
                self.depth += 1;
                return Some(Seen::Deeper);
            }
            ']' | '}' if self.depth > 0 => {
                self.depth -= 1;
                self.within = Within::Word;
            }
            ',' if self.depth > 0 => self.within = Within::Start,
            '"' if starts => self.within = Within::Double,
            '\'' if starts => self.within = Within::Single,
            '*' if starts && name_follows => {
                self.within = Within::Word;
                return Some(Seen::Reference);
            }
            '&' if starts && name_follows => {
                self.within = Within::Anchor;
                return Some(Seen::Anchor);
            }
            _ => self.within = Within::Word,
        }
        None
    }
}

/// Where a second document begins.
fn second_document(text: &str) -> Option<usize> {
    let mut content = false;
    let mut ended = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let marker = bare == "---" || bare.starts_with("--- ");
        let nothing = bare.is_empty() || bare.starts_with('#') || (bare.starts_with('%') && !content);
        if (marker && (content || ended)) || (ended && !nothing && bare != "...") {
            return Some(at);
        }
        if bare == "..." {
            ended = content;
        } else if marker {
            content = bare != "---";
        } else if !nothing {
            content = true;
        }
        at += line.len();
    }
    None
}
