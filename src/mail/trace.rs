//! What the letter's way says of it: when the own server took it, and whether that server could tell who sent it.
//!
//! Anybody can write such lines into a letter. What counts stands above all that a stranger can have written: servers add
//! their lines on top.

use chrono::DateTime;

use super::message::{Header, Mail};
use crate::core::time::Stamp;

/// Whether the sender of a letter was checked by the own mail server (RFC 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Auth {
    /// Nothing that can be believed says so.
    #[default]
    Unverified,
    /// The domain of `From` passed.
    Passed,
    /// It failed.
    Failed,
}

/// When one of these hosts took the letter: the topmost `Received` line that one of them wrote.
pub fn received(mail: &Mail, hosts: &[String]) -> Option<Stamp> {
    mail.headers
        .iter()
        .filter(|h| h.name == "received")
        .find(|h| written_by(h, hosts))
        .and_then(|h| moment(h.raw.rsplit_once(';')?.1))
}

/// Is the sender of the letter known to be who `From` says? Only the topmost `Authentication-Results` of one of these
/// servers is asked, and only where it stands above the first `Received` line of a host that is not among `hosts`.
pub fn auth(mail: &Mail, authserv_ids: &[String], hosts: &[String]) -> Auth {
    let mut names = mail.headers.iter().filter(|h| h.name == "from");
    let (Some(_), None, [from]) = (names.next(), names.next(), mail.from.as_slice()) else {
        // Of two senders no server says which it checked.
        return Auth::Unverified;
    };
    let domain = from.domain();
    if domain.is_empty() {
        return Auth::Unverified;
    }
    for header in &mail.headers {
        match header.name.as_str() {
            "received" if !written_by(header, hosts) => break,
            "authentication-results" => {
                // Whose it is cannot be told; what stands below it may be a stranger's.
                let Some(tokens) = tokens(&header.raw) else {
                    break;
                };
                let server = tokens.first().and_then(Token::word).unwrap_or_default();
                if authserv_ids.iter().any(|id| same_host(id, server)) {
                    return results(&tokens).map_or(Auth::Unverified, |results| weighed(&results, &domain));
                }
            }
            _ => {}
        }
    }
    Auth::Unverified
}

/// A moment as letters write it (RFC 5322), with or without a day of the week and remarks in brackets.
fn moment(written: &str) -> Option<Stamp> {
    let words: Vec<String> = tokens(written)?
        .into_iter()
        .map(|t| match t {
            Token::Word(word) => word,
            Token::Sign(sign) => sign.to_string(),
        })
        .collect();
    // What stands before the comma is the day of the week, and adds nothing.
    let from = words.iter().position(|w| w.ends_with(',')).map_or(0, |i| i + 1);
    let date = words.get(from..)?.join(" ");
    DateTime::parse_from_rfc2822(&date)
        .ok()
        .map(|t| Stamp(t.timestamp_millis()))
}

fn written_by(received: &Header, hosts: &[String]) -> bool {
    let Some(tokens) = tokens(&received.raw) else {
        return false;
    };
    let mut words = tokens.iter().map_while(Token::word);
    while let Some(word) = words.next() {
        if word.eq_ignore_ascii_case("from") {
            // A host that calls itself "by" is still a name.
            words.next();
        } else if word.eq_ignore_ascii_case("by") {
            return words
                .next()
                .is_some_and(|by| hosts.iter().any(|host| same_host(host, by)));
        }
    }
    false
}

fn same_host(a: &str, b: &str) -> bool {
    let bare = |host: &str| host.trim().trim_end_matches('.').to_lowercase();
    !bare(a).is_empty() && bare(a) == bare(b)
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// A word, or what stood between quotes.
    Word(String),
    /// `;` or `=`.
    Sign(char),
}

impl Token {
    fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Sign(_) => None,
        }
    }
}

/// The words of a line without its remarks in brackets; `None` where quotes or brackets do not close.
fn tokens(line: &str) -> Option<Vec<Token>> {
    let mut out: Vec<Token> = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '(' => {
                let mut open = 1_u32;
                while open > 0 {
                    match chars.next()? {
                        '(' => open = open.saturating_add(1),
                        ')' => open -= 1,
                        '\\' => drop(chars.next()?),
                        _ => {}
                    }
                }
                out.extend(word.take().map(Token::Word));
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next()? {
                        '"' => break,
                        '\\' => word.push(chars.next()?),
                        c => word.push(c),
                    }
                }
            }
            ';' | '=' => {
                out.extend(word.take().map(Token::Word));
                out.push(Token::Sign(c));
            }
            c if c.is_whitespace() => out.extend(word.take().map(Token::Word)),
            c => word.get_or_insert_default().push(c),
        }
    }
    out.extend(word.map(Token::Word));
    Some(out)
}

/// What a server says that one method came to.
#[derive(Debug, Default)]
struct Outcome {
    method: String,
    result: String,
    /// What was looked at: `header.from` and the like, in small letters, with its value.
    about: Vec<(String, String)>,
}

/// What stands behind the server's name; `None` where it cannot be read as RFC 8601 has it.
fn results(tokens: &[Token]) -> Option<Vec<Outcome>> {
    let mut pieces = tokens.split(|t| *t == Token::Sign(';'));
    // The name, and perhaps the version of the form.
    if !matches!(
        pieces.next()?,
        [Token::Word(_)] | [Token::Word(_), Token::Word(_)]
    ) {
        return None;
    }
    let mut out = Vec::new();
    for piece in pieces {
        if matches!(piece, [] | [Token::Word(_)]) {
            // "none", or a `;` at the end.
            continue;
        }
        let mut outcome = Outcome::default();
        let mut rest = piece;
        while let [Token::Word(name), Token::Sign('='), Token::Word(value), tail @ ..] = rest {
            let name = name.to_lowercase();
            if outcome.method.is_empty() {
                outcome.method = name.split('/').next().unwrap_or_default().to_owned();
                outcome.result = value.to_lowercase();
            } else {
                outcome.about.push((name, value.clone()));
            }
            rest = tail;
        }
        if !rest.is_empty() || outcome.method.is_empty() {
            return None;
        }
        out.push(outcome);
    }
    Some(out)
}

fn weighed(results: &[Outcome], from: &str) -> Auth {
    let about = |outcome: &Outcome| {
        let (names, strict): (&[&str], bool) = match outcome.method.as_str() {
            "dmarc" => (&["header.from"], true),
            "dkim" => (&["header.d", "header.i"], false),
            "spf" => (&["smtp.mailfrom"], false),
            _ => return false,
        };
        let domain = |value: &str| value.rsplit_once('@').map_or(value, |(_, d)| d).to_lowercase();
        let mut values = outcome
            .about
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()))
            .map(|(_, value)| domain(value))
            .peekable();
        let one_at_least = values.peek().is_some();
        one_at_least && values.all(|d| if strict { d == from } else { covers(&d, from) })
    };
    let ours: Vec<&Outcome> = results.iter().filter(|o| about(o)).collect();
    let any = |method: &str, result: &str| ours.iter().any(|o| o.method == method && o.result == result);
    if any("dmarc", "fail") {
        Auth::Failed
    } else if any("dmarc", "pass") || any("dkim", "pass") || any("spf", "pass") {
        Auth::Passed
    } else if any("dkim", "fail") || any("spf", "fail") {
        Auth::Failed
    } else {
        Auth::Unverified
    }
}

/// Does a domain speak for another: is it the same, or above it? One of a single label is nobody's.
fn covers(signed: &str, from: &str) -> bool {
    let signed = signed.trim_end_matches('.');
    signed.contains('.')
        && (signed == from
            || from
                .strip_suffix(signed)
                .is_some_and(|below| below.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Limits, read};

    fn mail(head: &str) -> Mail {
        read(
            format!("{head}\nSubject: x\n\ntext\n").as_bytes(),
            &Limits::default(),
        )
        .expect("a letter")
    }

    fn ours() -> Vec<String> {
        vec!["mx.bo.example".to_owned()]
    }

    #[test]
    fn the_topmost_line_of_an_own_host_says_when_a_letter_was_received() {
        let letter = mail(
            "Received: from a by store.example; Tue, 2 Jun 2020 09:00:00 +0000\n\
             Received: from by by MX.bo.example. (Postfix; by other) with ESMTPS\n\tid 4; \
             Tue, 2 Jun 2020 15:10:22 +0700 (ICT)\n\
             Received: by mx.bo.example; Mon, 1 Jun 2020 00:00:00 +0700\nFrom: a@b.example",
        );
        assert_eq!(
            received(&letter, &ours()),
            Stamp::parse_rfc3339("2020-06-02T15:10:22+07:00")
        );
        assert_eq!(received(&letter, &["bo.example".to_owned()]), None);
    }

    #[test]
    fn a_wrong_day_of_the_week_is_no_reason_to_lose_the_moment() {
        let at = Stamp::parse_rfc3339("2020-06-02T15:10:22+07:00");
        for written in [
            "Tue, 02 Jun 2020 15:10:22 +0700",
            " Fri, 2 Jun 2020 15:10:22 +0700 (a \\) (remark))",
            "2 Jun 2020 15:10:22 +0700",
        ] {
            assert_eq!(moment(written), at, "{written}");
        }
        for none in ["", "yesterday", "Tue, 31 Feb 2020 1:1:1 +0700", "(", "\""] {
            assert_eq!(moment(none), None, "{none}");
        }
    }

    #[test]
    fn only_what_the_own_server_wrote_on_top_is_believed() {
        let pass = "Authentication-Results: mx.bo.example; dkim=pass header.d=tinh.example";
        let from = "From: So <so@tinh.example>";
        let foreign = "Received: from x by mail.tinh.example; 2 Jun 2020 15:10:22 +0700";
        let own = "Received: from x by mx.bo.example; 2 Jun 2020 15:10:22 +0700";
        let rows = [
            (format!("{pass}\n{foreign}\n{from}"), Auth::Passed),
            (format!("{own}\n{pass}\n{foreign}\n{from}"), Auth::Passed),
            // Written by the sender below the line of a server that is not ours.
            (format!("{own}\n{foreign}\n{pass}\n{from}"), Auth::Unverified),
            // Another server's word on top does not hide ours; ours that failed is not mended by a second.
            (
                format!("Authentication-Results: mx.other.example; dkim=fail\n{pass}\n{from}"),
                Auth::Passed,
            ),
            (
                format!(
                    "Authentication-Results: mx.bo.example; dmarc=fail header.from=tinh.example\n{pass}\n{from}"
                ),
                Auth::Failed,
            ),
            // Two senders.
            (format!("{pass}\n{from}\nFrom: b@other.example"), Auth::Unverified),
            (
                format!("{pass}\nFrom: so@tinh.example, b@other.example"),
                Auth::Unverified,
            ),
        ];
        for (head, wanted) in rows {
            assert_eq!(auth(&mail(&head), &ours(), &ours()), wanted, "{head}");
        }
    }

    #[test]
    fn the_domain_of_the_sender_must_be_the_one_that_passed() {
        let rows = [
            ("dkim=pass header.d=tinh.example", Auth::Passed),
            ("dkim=pass header.i=@tinh.example", Auth::Passed),
            ("dkim=pass header.d=so.tinh.example", Auth::Unverified),
            ("dkim=pass header.d=evil.example", Auth::Unverified),
            ("dkim=pass header.d=nh.example", Auth::Unverified),
            ("dkim=pass header.d=example", Auth::Unverified),
            ("dkim=pass", Auth::Unverified),
            (
                "dkim=pass header.d=evil.example header.i=@tinh.example",
                Auth::Unverified,
            ),
            ("spf=pass smtp.mailfrom=a@tinh.example", Auth::Passed),
            (
                "spf=pass smtp.mailfrom=\"x@tinh.example \"@evil.example",
                Auth::Unverified,
            ),
            (
                "spf=fail (dkim=pass header.d=tinh.example) smtp.mailfrom=tinh.example",
                Auth::Failed,
            ),
            ("spf=none; dkim=none", Auth::Unverified),
            ("dmarc=pass (p=none) header.from=tinh.example", Auth::Passed),
            ("dmarc=pass header.from=evil.example", Auth::Unverified),
            ("none", Auth::Unverified),
            (
                "dkim=pass reason=\"; dmarc=pass header.from=tinh.example\" header.d=evil.example",
                Auth::Unverified,
            ),
            // What cannot be read says nothing.
            ("dkim=pass header.d=tinh.example (", Auth::Unverified),
            ("dkim = = pass header.d=tinh.example", Auth::Unverified),
            ("dkim/1 = pass header.d = tinh.example", Auth::Passed),
        ];
        for (said, wanted) in rows {
            let head = format!("Authentication-Results: mx.bo.example 1;\n {said}\nFrom: so@tinh.example");
            assert_eq!(auth(&mail(&head), &ours(), &ours()), wanted, "{said}");
        }
        let coded = "Authentication-Results: mx.bo.example; spf=pass \
                     smtp.mailfrom==?utf-8?q?=22=3B_dkim=3Dpass_header=2Ed=3Dtinh=2Eexample?=\nFrom: so@tinh.example";
        assert_eq!(auth(&mail(coded), &ours(), &ours()), Auth::Unverified);
    }
}
