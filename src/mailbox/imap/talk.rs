//! What is said on the line to a mail server (RFC 3501): commands, and answers as far as they are of use here.
//!
//! A server may be anybody, and may lie. So nothing it says is read without a limit, nothing in its answers is gone into
//! by calling oneself, and what is not understood is passed over where that is safe.

use std::os::fd::BorrowedFd;

use super::super::source::Access;
use super::address::Address;
use super::line::{Fault, Line};
use crate::core::base64::base64;
use crate::secret::Secret;

/// The longest line of an answer, without the texts whose length is told before.
const LONGEST: usize = 64 * 1_024;
/// What an answer may have besides the text that was asked for.
const ANSWER: usize = 4 << 20;

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    Word(String),
    Text(Vec<u8>),
}

/// How the server ended a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    Ok(String),
    No(String),
}

/// What a server says without being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// So many letters there are now.
    Exists(u32),
    /// The letter of this number is gone, and those after it move up.
    Expunged(u32),
    /// About the letter of this number.
    Fetch(Vec<Token>),
    /// `OK`, and what comes with it.
    Note(String),
    /// What it can.
    Able(String),
    /// Anything else.
    Other,
}

/// A talk with a server.
pub(super) struct Talk {
    line: Line,
    commands: u32,
    /// The command that waits for news, if one does.
    idle: Option<String>,
}

impl Talk {
    /// Begins one: reads the greeting. True: the server knows already who we are.
    pub fn begin(line: Line) -> Result<(Self, bool), Fault> {
        let mut talk = Self {
            line,
            commands: 0,
            idle: None,
        };
        let greeting = talk.line.line(LONGEST)?;
        let greeting = String::from_utf8_lossy(&greeting).into_owned();
        match upper(&greeting).as_slice() {
            [star, word, ..] if star == "*" && word == "OK" => Ok((talk, false)),
            [star, word, ..] if star == "*" && word == "PREAUTH" => Ok((talk, true)),
            [star, word, ..] if star == "*" && word == "BYE" => Err(bye(&greeting)),
            _ => Err(Fault::protocol("no greeting of a mail server")),
        }
    }

    /// Carries out a command; `each` is given all that is said meanwhile. `room` is how long a text may be.
    pub fn ask(&mut self, command: &str, room: usize, each: &mut dyn FnMut(Said)) -> Result<Reply, Fault> {
        self.wake(each)?;
        let tag = self.tag();
        self.line.send(format!("{tag} {command}\r\n").as_bytes())?;
        self.answer(&tag, room, each)
    }

    /// The same talk on a line that is encrypted from here on.
    pub fn encrypted(mut self, address: &Address, access: &Access) -> Result<Self, Fault> {
        match self.ask("STARTTLS", 0, &mut |_| {})? {
            Reply::No(words) => Err(Fault::Server("unencrypted", words)),
            Reply::Ok(_) => Ok(Self {
                line: self.line.encrypted(address, access)?,
                ..self
            }),
        }
    }

    /// Says who we are in one word, with the command where the server takes it so (`at_once`).
    pub fn authenticate(&mut self, user: &str, password: &Secret, at_once: bool) -> Result<Reply, Fault> {
        let tag = self.tag();
        let plain = Secret::from([b"\0", user.as_bytes(), b"\0", password.bytes()].concat());
        let word = Secret::from(base64(plain.bytes()).into_bytes());
        self.line.send(format!("{tag} AUTHENTICATE PLAIN").as_bytes())?;
        if at_once {
            self.line.send(b" ")?;
            self.line.send(word.bytes())?;
        }
        self.line.send(b"\r\n")?;
        // Some ask for it all the same.
        let answer = match self.go_ahead(&tag, &mut |_| {})? {
            Some(answer) => answer,
            None => {
                self.line.send(word.bytes())?;
                self.line.send(b"\r\n")?;
                self.answer(&tag, 0, &mut |_| {})?
            }
        };
        // Whoever does not understand a command may say it again, and what is said is shown.
        let hidden = String::from_utf8_lossy(word.bytes()).into_owned();
        Ok(match answer {
            Reply::No(words) => Reply::No(words.replace(&hidden, "…")),
            Reply::Ok(words) => Reply::Ok(words),
        })
    }

    /// Says who we are.
    pub fn log_in(&mut self, user: &str, password: &[u8]) -> Result<Reply, Fault> {
        let tag = self.tag();
        self.line.send(format!("{tag} LOGIN ").as_bytes())?;
        for (value, end) in [(user.as_bytes(), " "), (password, "\r\n")] {
            if let Some(quoted) = quoted(value) {
                self.line.send(quoted.as_bytes())?;
            } else {
                self.line.send(format!("{{{}}}\r\n", value.len()).as_bytes())?;
                if let Some(refused) = self.go_ahead(&tag, &mut |_| {})? {
                    return Ok(refused);
                }
                self.line.send(value)?;
            }
            self.line.send(end.as_bytes())?;
        }
        self.answer(&tag, 0, &mut |_| {})
    }

    /// Begins to wait for news, unless it does already. False: the server will not.
    pub fn idle(&mut self, each: &mut dyn FnMut(Said)) -> Result<bool, Fault> {
        if self.idle.is_some() {
            return Ok(true);
        }
        let tag = self.tag();
        self.line.send(format!("{tag} IDLE\r\n").as_bytes())?;
        if self.go_ahead(&tag, each)?.is_some() {
            return Ok(false);
        }
        self.idle = Some(tag);
        Ok(true)
    }

    /// What the server says by itself within this time, while it waits for news. False: nothing.
    pub fn listen(&mut self, within: std::time::Duration, each: &mut dyn FnMut(Said)) -> Result<bool, Fault> {
        let heard = self.line.has_news(within)?;
        if heard {
            let (line, texts) = self.response(0)?;
            each(said(&line, texts)?);
        }
        Ok(heard)
    }

    /// What can be read from once the server says something.
    pub fn signal(&self) -> BorrowedFd<'_> {
        self.line.signal()
    }

    /// Ends the waiting for news.
    pub fn wake(&mut self, each: &mut dyn FnMut(Said)) -> Result<(), Fault> {
        let Some(tag) = self.idle.take() else {
            return Ok(());
        };
        self.line.send(b"DONE\r\n")?;
        self.answer(&tag, 0, each).map(drop)
    }

    /// Takes leave, as far as the server listens.
    pub fn leave(&mut self) {
        let end = if self.idle.take().is_some() {
            "DONE\r\n"
        } else {
            ""
        };
        let tag = self.tag();
        let _ = self.line.send(format!("{end}{tag} LOGOUT\r\n").as_bytes());
    }

    fn tag(&mut self) -> String {
        self.commands = self.commands.wrapping_add(1);
        format!("k{}", self.commands)
    }

    /// Waits until the server wants to hear more; an answer if it does not.
    fn go_ahead(&mut self, tag: &str, each: &mut dyn FnMut(Said)) -> Result<Option<Reply>, Fault> {
        let mut read = 0;
        loop {
            let (line, texts) = self.response(0)?;
            if line.starts_with('+') {
                return Ok(None);
            }
            if let Some(answer) = ended(&line, tag)? {
                return Ok(Some(answer));
            }
            read += line.len();
            within(read, 0)?;
            each(said(&line, texts)?);
        }
    }

    fn answer(&mut self, tag: &str, room: usize, each: &mut dyn FnMut(Said)) -> Result<Reply, Fault> {
        let mut read = 0;
        loop {
            let (line, texts) = self.response(room)?;
            if let Some(answer) = ended(&line, tag)? {
                return Ok(answer);
            }
            read += line.len() + texts.iter().map(Vec::len).sum::<usize>();
            within(read, room)?;
            each(said(&line, texts)?);
        }
    }

    /// A line of an answer, with the texts in it whose length is told before; each leaves the byte 0 in the line.
    fn response(&mut self, room: usize) -> Result<(String, Vec<Vec<u8>>), Fault> {
        let (mut line, mut texts) = (Vec::new(), Vec::new());
        let mut read = 0;
        loop {
            let piece = self.line.line(LONGEST)?;
            let is_data = line.starts_with(b"* ") || piece.starts_with(b"* ") && line.is_empty();
            let text = if is_data { literal(&piece) } else { None };
            read += piece.len();
            let Some((before, len)) = text else {
                line.extend(piece.iter().filter(|b| **b != 0));
                return Ok((String::from_utf8_lossy(&line).into_owned(), texts));
            };
            within(len, room)?;
            read += len;
            within(read, room)?;
            line.extend(
                piece
                    .get(..before)
                    .unwrap_or_default()
                    .iter()
                    .filter(|b| **b != 0),
            );
            line.push(0);
            texts.push(self.line.bytes(len)?);
        }
    }
}

fn within(read: usize, room: usize) -> Result<(), Fault> {
    if read > room.saturating_add(ANSWER) {
        return Err(Fault::protocol("an answer without an end"));
    }
    Ok(())
}

/// `{123}` at the end of a line: where it begins, and the number.
fn literal(line: &[u8]) -> Option<(usize, usize)> {
    let inner = line.strip_suffix(b"}")?;
    let open = inner.iter().rposition(|b| *b == b'{')?;
    let digits = std::str::from_utf8(inner.get(open + 1..)?).ok()?;
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    // A number that no machine has is not read; the answer then has no end that makes sense.
    is_number.then(|| (open, digits.parse().unwrap_or(usize::MAX)))
}

fn upper(line: &str) -> Vec<String> {
    line.split_whitespace()
        .take(3)
        .map(str::to_ascii_uppercase)
        .collect()
}

fn bye(line: &str) -> Fault {
    let words = line.split_once(' ').map_or("", |(_, rest)| rest);
    Fault::Server("unreachable", words.trim().to_owned())
}

/// How the command of this tag ended, if this line says so.
fn ended(line: &str, tag: &str) -> Result<Option<Reply>, Fault> {
    let Some(rest) = line.strip_prefix(tag).and_then(|r| r.strip_prefix(' ')) else {
        if line.starts_with("* ") || line.starts_with('+') {
            return Ok(None);
        }
        return Err(Fault::protocol("an answer to what was not asked"));
    };
    let (word, words) = rest.split_once(' ').unwrap_or((rest, ""));
    let words = words.to_owned();
    match word.to_ascii_uppercase().as_str() {
        "OK" => Ok(Some(Reply::Ok(words))),
        "NO" | "BAD" => Ok(Some(Reply::No(words))),
        _ => Err(Fault::protocol("an answer that is neither yes nor no")),
    }
}

/// What a line says that answers no command.
fn said(line: &str, texts: Vec<Vec<u8>>) -> Result<Said, Fault> {
    let Some(rest) = line.strip_prefix("* ") else {
        return Ok(Said::Other);
    };
    let (first, words) = rest.split_once(' ').unwrap_or((rest, ""));
    match first.to_ascii_uppercase().as_str() {
        "BYE" => return Err(bye(line.get(2..).unwrap_or_default())),
        "OK" => return Ok(Said::Note(words.to_owned())),
        "CAPABILITY" => return Ok(Said::Able(words.to_ascii_uppercase())),
        _ => {}
    }
    let Ok(number) = first.parse() else {
        return Ok(Said::Other);
    };
    let (what, more) = words.split_once(' ').unwrap_or((words, ""));
    Ok(match what.to_ascii_uppercase().as_str() {
        "EXISTS" => Said::Exists(number),
        "EXPUNGE" => Said::Expunged(number),
        "FETCH" => Said::Fetch(tokens(more, texts)),
        _ => Said::Other,
    })
}

/// A line cut into pieces; the byte 0 stands for the next of the texts.
fn tokens(line: &str, texts: Vec<Vec<u8>>) -> Vec<Token> {
    let mut texts = texts.into_iter();
    let mut out = Vec::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' => out.push(Token::Open),
            ')' => out.push(Token::Close),
            '\0' => out.extend(texts.next().map(Token::Text)),
            '"' => {
                let mut text = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => text.extend(chars.next()),
                        c => text.push(c),
                    }
                }
                out.push(Token::Text(text.into_bytes()));
            }
            c if c.is_whitespace() => {}
            c => {
                let mut word = String::from(c);
                // Brackets may hold anything, as in `BODY[HEADER.FIELDS (FROM)]`.
                let mut inside = c == '[';
                while let Some(next) = chars.next_if(|n| inside || !matches!(n, '(' | ')' | '"' | '\0' | ' '))
                {
                    inside = match next {
                        '[' => true,
                        ']' => false,
                        _ => inside,
                    };
                    word.push(next);
                }
                out.push(Token::Word(word));
            }
        }
    }
    out
}

/// Text between quotes, if a server takes it so.
pub(super) fn quoted(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?;
    text.chars()
        .all(|c| matches!(c, ' '..='~'))
        .then(|| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// The values of what is said about a letter, by their names in capitals; of a list nothing.
pub(super) fn values(tokens: Vec<Token>) -> Vec<(String, Option<Vec<u8>>)> {
    let mut out: Vec<(String, Option<Vec<u8>>)> = Vec::new();
    let mut name: Option<String> = None;
    let mut depth = 0_usize;
    for token in tokens {
        match token {
            Token::Open => depth += 1,
            Token::Close => {
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    name = None;
                }
            }
            Token::Word(word) if depth == 1 => match name.take() {
                None => name = Some(word.to_ascii_uppercase()),
                Some(name) if word.eq_ignore_ascii_case("NIL") => out.push((name, None)),
                Some(name) => out.push((name, Some(word.into_bytes()))),
            },
            Token::Text(text) if depth == 1 => out.extend(name.take().map(|name| (name, Some(text)))),
            Token::Word(_) | Token::Text(_) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str, texts: &[&str]) -> Vec<(String, Option<Vec<u8>>)> {
        let texts = texts.iter().map(|t| t.as_bytes().to_vec()).collect();
        match said(line, texts).unwrap() {
            Said::Fetch(tokens) => values(tokens),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_said_about_a_letter_is_found_whatever_else_is_said() {
        let found = of(
            "* 7 fetch (FLAGS (\\Seen $x) UID 12 ENVELOPE (\"UID\" NIL (((\"a\" NIL))) \"\\\"q\") body[header.fields (UID \"x\")] \0 \
             INTERNALDATE \" 2-Jun-2020 15:10:22 +0700\" BODY[]<0> \0 RFC822.SIZE 345)",
            &["h", "whole"],
        );
        let value = |name: &str| {
            let found = found.iter().find(|(n, _)| n == name).unwrap();
            String::from_utf8(found.1.clone().unwrap()).unwrap()
        };
        assert_eq!(value("UID"), "12");
        assert_eq!(value("RFC822.SIZE"), "345");
        assert_eq!(value("INTERNALDATE"), " 2-Jun-2020 15:10:22 +0700");
        assert_eq!(value("BODY[]<0>"), "whole");
        assert_eq!(
            of("* 7 FETCH (BODY[]<9> NIL UID 1)", &[])[0],
            ("BODY[]<9>".to_owned(), None)
        );
    }

    #[test]
    fn what_no_server_says_is_nothing_and_ends_nothing() {
        for line in [
            "* 1 FETCH ((((((((",
            "* 1 FETCH ))))))",
            "* 1 FETCH (\"",
            "* 1 FETCH (BODY[",
            "* 1 FETCH",
            "* 1 FETCH (\\",
            "* 99999999999999999999 EXISTS",
            "*",
            "* ",
            "* 1",
            "* (",
            "+ x",
            "",
        ] {
            let _ = said(line, Vec::new()).map(|s| {
                if let Said::Fetch(t) = s {
                    values(t).len()
                } else {
                    0
                }
            });
        }
        // As deep as a line may be: nothing is gone into by calling oneself.
        let deep = format!("* 1 FETCH (X {}", "(".repeat(1 << 20));
        assert_eq!(of(&deep, &[]).len(), 0);
    }

    #[test]
    fn texts_are_announced_by_their_length_at_the_end_of_a_line_alone() {
        assert_eq!(literal(b"* 1 FETCH (BODY[] {12}"), Some((18, 12)));
        assert_eq!(literal(b"{0}"), Some((0, 0)));
        for none in [b"{}".as_slice(), b"{1} ", b"{-1}", b"{+1}", b"1}", b""] {
            assert_eq!(literal(none), None);
        }
        assert_eq!(literal(b"{99999999999999999999999}"), Some((0, usize::MAX)));
    }
}
