//! Whom a line of addresses names.

use super::message::Address;

/// How many addresses of a line are read.
const MOST: usize = 200;

/// The addresses of a decoded line: `Name <local@domain>`, one behind the other, with quotes, remarks and groups.
pub(super) fn addresses(line: &str) -> Vec<Address> {
    let mut out = Vec::new();
    let mut one = Open::default();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let mut quoted = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => quoted.extend(chars.next()),
                        c => quoted.push(c),
                    }
                }
                one.push_str(&quoted);
            }
            '(' => {
                let mut open = 1_u32;
                let mut remark = String::new();
                for c in chars.by_ref() {
                    match c {
                        '(' => open = open.saturating_add(1),
                        ')' => open -= 1,
                        _ => {}
                    }
                    if open == 0 {
                        break;
                    }
                    remark.push(c);
                }
                one.remark = remark;
            }
            '<' => one.inside = Some(String::new()),
            '>' => one.closed = true,
            // The name of a group names nobody.
            ':' if one.inside.is_none() => one = Open::default(),
            ',' | ';' if one.inside.is_none() || one.closed => {
                out.extend(std::mem::take(&mut one).address());
                if out.len() >= MOST {
                    return out;
                }
            }
            c => one.push(c),
        }
    }
    out.extend(one.address());
    out
}

#[derive(Default)]
struct Open {
    words: String,
    remark: String,
    inside: Option<String>,
    closed: bool,
}

impl Open {
    fn push(&mut self, c: char) {
        match &mut self.inside {
            Some(inside) if !self.closed => inside.push(c),
            _ => self.words.push(c),
        }
    }

    fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    fn address(self) -> Option<Address> {
        let name = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = name(
            self.words
                .trim_matches(|c: char| c == '*' || c == '\'' || c.is_whitespace()),
        );
        let (name, mail) = match self.inside {
            Some(mail) => (words, mail),
            None if words.contains('@') => (name(&self.remark), words),
            None => (words, String::new()),
        };
        let mail: String = mail.split_whitespace().collect();
        let mail = mail.strip_prefix("mailto:").map_or(mail.clone(), str::to_owned);
        let one = Address { name, mail };
        (!one.name.is_empty() || !one.mail.is_empty()).then_some(one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_addresses_is_read() {
        let rows: &[(&str, &[(&str, &str)])] = &[
            ("a@b.example", &[("", "a@b.example")]),
            ("Sở TTTT <a@b.example>", &[("Sở TTTT", "a@b.example")]),
            (
                "\"Nguyễn, An\" <a@b.example>, c@d.example (Bình)",
                &[("Nguyễn, An", "a@b.example"), ("Bình", "c@d.example")],
            ),
            (
                "nhóm: a@b.example, c@d.example;",
                &[("", "a@b.example"), ("", "c@d.example")],
            ),
            (
                "\"a@good.example\" <b@evil.example>",
                &[("a@good.example", "b@evil.example")],
            ),
            (
                "\"x@good.example \\\"\"@evil.example",
                &[("", "x@good.example\"@evil.example")],
            ),
            ("Sở TTTT", &[("Sở TTTT", "")]),
            ("<a@b.example", &[("", "a@b.example")]),
            ("", &[]),
            (",,;", &[]),
        ];
        for (line, wanted) in rows {
            let got: Vec<_> = addresses(line).into_iter().map(|a| (a.name, a.mail)).collect();
            let wanted: Vec<_> = wanted
                .iter()
                .map(|(n, m)| ((*n).to_owned(), (*m).to_owned()))
                .collect();
            assert_eq!(got, wanted, "{line}");
        }
    }

    #[test]
    fn a_million_brackets_are_read_in_one_pass() {
        let long = "(".repeat(1_000_000) + "a@b.example";
        assert_eq!(addresses(&long).len(), 0);
        assert_eq!(addresses(&"a@b.example,".repeat(10_000)).len(), MOST);
    }
}
