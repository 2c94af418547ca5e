//! The words of HTML, and what it refers to. Nothing is fetched, run or drawn.

use std::collections::BTreeSet;

use super::params::percents;

/// What a page comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Its words, a block a line; what it quotes behind `>`.
    pub text: String,
    /// Where its links lead, but for those that it quotes.
    pub links: Vec<String>,
    /// The content ids of the images that it shows.
    pub shown: BTreeSet<String>,
}

/// Elements that begin a line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "tr",
    "li",
    "ul",
    "ol",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "dl",
    "dt",
    "dd",
    "center",
    "address",
    "form",
    "title",
    "body",
    "blockquote",
];

/// Elements whose content is not shown.
const UNSHOWN: &[&str] = &["script", "style", "template", "noembed", "noframes"];

/// How many bytes of a page are read: no person writes so much.
const MOST: usize = 2 << 20;

/// How far the end of a tag is looked for among quotes.
const TAG: usize = 1_024;

/// How many links are kept.
const LINKS: usize = 1_000;

/// How deep quotations are told apart.
const QUOTES: usize = 8;

/// Reads a page.
pub(super) fn page(html: &str) -> Page {
    let mut out = Page::default();
    let mut line = Line::default();
    let mut rest = start(html);
    let mut heads = true;
    while let Some(open) = rest.find('<') {
        let (text, tagged) = rest.split_at(open);
        line.words(text);
        let Some(tag) = Tag::of(tagged) else {
            line.words("<");
            rest = tagged.get(1..).unwrap_or_default();
            continue;
        };
        rest = tagged.get(tag.len..).unwrap_or_default();
        if tag.opens && (tag.name == "head" && heads || UNSHOWN.contains(&tag.name.as_str())) {
            // What is not shown and does not end hides all that follows, as it does in a browser; but for a head.
            heads = tag.name != "head";
            rest = behind(rest, &tag.name).unwrap_or(if heads { "" } else { rest });
            continue;
        }
        if tag.name == "blockquote" {
            line.end(&mut out.text);
            line.depth = if tag.opens {
                line.depth + 1
            } else {
                line.depth.saturating_sub(1)
            };
        } else if BLOCKS.contains(&tag.name.as_str()) {
            let is_break = tag.name == "br" || tag.name == "p";
            line.end(&mut out.text);
            if is_break && line.ended {
                blank(&mut out.text);
            }
        } else if matches!(tag.name.as_str(), "td" | "th") {
            line.words(" ");
        }
        refer(&tag, line.depth == 0, &mut out);
    }
    line.words(rest);
    line.end(&mut out.text);
    out.text = out.text.trim().to_owned();
    out
}

fn refer(tag: &Tag<'_>, own: bool, out: &mut Page) {
    if !tag.opens {
        return;
    }
    match tag.name.as_str() {
        "a" | "area" if own && out.links.len() < LINKS => out.links.extend(tag.attribute("href")),
        "img" | "image" | "v:imagedata" | "input" => {
            let source = tag.attribute("src").unwrap_or_default();
            if let Some(id) = source.get(..4).filter(|s| s.eq_ignore_ascii_case("cid:")) {
                let id = source.get(id.len()..).unwrap_or_default();
                let id = percents(id.as_bytes());
                out.shown.insert(String::from_utf8_lossy(&id).into_owned());
            }
        }
        _ => {}
    }
}

/// The part of a page that is read.
fn start(html: &str) -> &str {
    let end = (0..=html.len().min(MOST))
        .rev()
        .find(|i| html.is_char_boundary(*i));
    html.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// What stands behind the end of an element whose content is not shown.
fn behind<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|r| r.find("</")) {
        let end = from + at + 2;
        let found = rest.get(end..end + name.len());
        if found.is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return rest.get(end - 2..);
        }
        from = end;
    }
    None
}

/// A line that is being written.
#[derive(Default)]
struct Line {
    text: String,
    depth: usize,
    blank: bool,
    ended: bool,
}

impl Line {
    fn words(&mut self, text: &str) {
        let text = entities(text);
        for c in text.chars() {
            if c.is_whitespace() {
                self.blank = !self.text.is_empty();
            } else {
                if std::mem::take(&mut self.blank) {
                    self.text.push(' ');
                }
                self.text.push(c);
            }
        }
    }

    fn end(&mut self, out: &mut String) {
        self.ended = self.text.is_empty();
        if !self.ended {
            out.push_str(&"> ".repeat(self.depth.min(QUOTES)));
            out.push_str(&self.text);
            out.push('\n');
        }
        self.text.clear();
        self.blank = false;
    }
}

/// An empty line, never two.
fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

struct Tag<'a> {
    name: String,
    opens: bool,
    attributes: &'a str,
    len: usize,
}

impl<'a> Tag<'a> {
    /// The tag, remark or declaration that `text` begins with.
    fn of(text: &'a str) -> Option<Self> {
        let nameless = |len| Self {
            name: String::new(),
            opens: false,
            attributes: "",
            len,
        };
        if text.starts_with("<!--") {
            let end = text.find("-->").map_or(text.len(), |i| i + 3);
            return Some(nameless(end));
        }
        let inside = text.get(1..)?;
        if inside.starts_with(['!', '?']) {
            return Some(nameless(text.find('>').map_or(text.len(), |i| i + 1)));
        }
        let opens = !inside.starts_with('/');
        let named = inside.strip_prefix('/').unwrap_or(inside);
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
        let (name, rest) = named.split_at(named.find(ends).unwrap_or(named.len()));
        let end = end_of_tag(rest);
        let before = text.len() - rest.len();
        Some(Self {
            name: name.to_ascii_lowercase(),
            opens,
            attributes: rest.get(..end)?,
            len: (before + end + 1).min(text.len()),
        })
    }

    fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || c == '=')?;
            let (name, after) = rest.split_at(end);
            let Some(value) = after.trim_start().strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => {
                    let inside = value.get(1..)?;
                    let end = inside.find(quote).unwrap_or(inside.len());
                    (inside.get(..end)?, inside.get(end + 1..).unwrap_or_default())
                }
                None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(entities(value).trim().to_owned());
            }
            rest = after;
        }
    }
}

/// Where the `>` stands that ends a tag, not counting those in quotes; a quote that never closes hides nothing.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(TAG) {
        match (byte, quote) {
            (b'>', None) => return at,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    rest.find('>').unwrap_or(rest.len())
}

/// The names of characters that letters use.
const NAMED: &[(&str, char)] = &[
    ("nbsp", ' '),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("middot", '·'),
    ("deg", '°'),
    ("copy", '©'),
    ("eth", 'ð'),
    ("ETH", 'Ð'),
];

/// How the name of a letter with a mark ends, and the mark.
const MARKS: &[(&str, char)] = &[
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("breve", '\u{306}'),
];

/// A text with each `&…;` as the character that it stands for.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let inside = from.get(1..).unwrap_or_default();
        let name: &str = inside
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'))
            .map_or(inside, |end| inside.get(..end).unwrap_or_default());
        if let Some(found) = character(name) {
            out.push_str(&found);
            let after = inside.get(name.len()..).unwrap_or_default();
            rest = after.strip_prefix(';').unwrap_or(after);
        } else {
            out.push('&');
            rest = inside;
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number).map(String::from);
    }
    if let Some((_, c)) = NAMED.iter().find(|(n, _)| *n == name) {
        return Some(c.to_string());
    }
    let letter = name.chars().next()?;
    let (_, mark) = MARKS.iter().find(|(end, _)| name.get(1..) == Some(end))?;
    Some(format!("{letter}{mark}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> String {
        page(html).text
    }

    #[test]
    fn a_page_gives_its_words() {
        let rows = [
            (
                "<html><head><title>x</title><style>p{}</style></head><body><p>K&iacute;nh&nbsp;g&#7917;i\n B&#x1ed9;</p><p>a<br>b</p></body>",
                "Ki\u{301}nh gửi Bộ\n\na\nb",
            ),
            ("a<script>if (a<b) x()</SCRIPT>b", "ab"),
            (
                "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
                "1 2\n3",
            ),
            (
                "x<blockquote>hỏi<blockquote>cũ</blockquote></blockquote>y",
                "x\n> hỏi\n> > cũ\ny",
            ),
            ("a <!-- > b --> c<!DOCTYPE x>", "a c"),
            (
                "1 < 2 & 3 <> 4 &unknown; &#0; &#xffffffffff;",
                "1 < 2 & 3 <> 4 &unknown; \0 &#xffffffffff;",
            ),
            ("<p title='a>b'>x", "x"),
            ("<p title='open>x", "x"),
            ("no tag", "no tag"),
            ("<head>x", "x"),
            ("", ""),
        ];
        for (html, wanted) in rows {
            assert_eq!(words(html), wanted, "{html}");
        }
    }

    #[test]
    fn what_a_page_refers_to_is_listed() {
        let page = page(
            "<a class=x href='https://a.example/?x=1&amp;y=2'>x</a><A HREF=http://b.example>y</a>\
             <img alt=\"\" src=\"cid:logo%40x\"><IMG src=CID:b><img src='https://c.example/t.gif'>",
        );
        assert_eq!(page.links, ["https://a.example/?x=1&y=2", "http://b.example"]);
        assert_eq!(page.shown.into_iter().collect::<Vec<_>>(), ["b", "logo@x"]);
    }

    #[test]
    fn a_page_of_beginnings_is_read_in_one_pass() {
        for piece in [
            "<",
            "<a ",
            "<a href=\"",
            "<!--",
            "<script>",
            "&",
            "<blockquote>x",
            "</",
            "<p a='",
            "<head>",
            "<p a=\"'>",
        ] {
            page(&piece.repeat(100_000));
        }
    }
}
