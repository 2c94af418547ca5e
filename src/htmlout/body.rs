//! What stands in a page: headings with a list of them, words, tables, charts, photos.

use std::fmt::Write as _;

use super::bytes::base64;
use super::words::escaped;
use crate::chart;
use crate::core::names::Lang;
use crate::paper::{Align, Block, Picture, Section, Shown, Span, Table};

/// An entry of the list of contents: how deep, what it goes to, its words.
struct Entry {
    deep: bool,
    to: String,
    words: String,
}

/// The page as it grows.
pub(super) struct Body<'a> {
    pub(super) out: String,
    lang: Lang,
    ask: &'a mut dyn FnMut(&Picture) -> Result<Shown, String>,
    entries: Vec<Entry>,
}

impl<'a> Body<'a> {
    pub(super) fn new(lang: Lang, ask: &'a mut dyn FnMut(&Picture) -> Result<Shown, String>) -> Self {
        Self {
            out: String::new(),
            lang,
            ask,
            entries: Vec::new(),
        }
    }

    fn line(&mut self, words: &str) {
        self.out.push_str(words);
        self.out.push('\n');
    }

    pub(super) fn section(&mut self, section: &Section) {
        for block in &section.blocks {
            self.block(block);
        }
    }

    pub(super) fn appendix(&mut self, number: usize, section: &Section) {
        let words = match (section.name.trim(), section.title.trim()) {
            (name, "") => name.to_owned(),
            ("", title) => title.to_owned(),
            (name, title) => format!("{name}. {title}"),
        };
        let to = format!("appendix-{number}");
        self.line(&format!(
            "<section aria-labelledby=\"{to}\">\n<h2 class=\"appendix\" id=\"{to}\">{}</h2>",
            escaped(&words)
        ));
        self.entries.push(Entry {
            deep: false,
            to,
            words,
        });
        self.section(section);
        self.line("</section>");
    }

    /// The list of contents; a page of few headings needs none.
    pub(super) fn contents(&self) -> String {
        if self.entries.len() < 3 {
            return String::new();
        }
        let mut out = "<nav aria-labelledby=\"title\">\n<ul>\n".to_owned();
        for entry in &self.entries {
            let link = format!("<a href=\"#{}\">{}</a>", entry.to, escaped(&entry.words));
            // Writing to a string cannot fail.
            let _ = if entry.deep {
                writeln!(out, "<li><ul><li>{link}</li></ul></li>")
            } else {
                writeln!(out, "<li>{link}</li>")
            };
        }
        out.push_str("</ul>\n</nav>\n");
        out
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, number, title } => self.heading(*level, number, title),
            Block::Text(words) => self.line(&format!("<p>{}</p>", spans(words))),
            Block::Note(words) => self.line(&format!("<p class=\"note\">{}</p>", spans(words))),
            Block::List(items) => {
                self.line("<ul>");
                for item in items {
                    self.line(&format!("<li>{}</li>", spans(&item.spans)));
                }
                self.line("</ul>");
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart, caption) => {
                let drawn = chart::svg(&chart::draw(chart, self.lang));
                let caption = figcaption(caption);
                self.line(&format!("<figure>\n{drawn}{caption}</figure>"));
            }
            Block::Picture(picture) => self.picture(picture),
        }
    }

    fn heading(&mut self, level: u8, number: &str, title: &str) {
        let deep = level.min(3);
        let rank = deep + 2;
        let words = format!("{number} {title}");
        let words = words.trim();
        if deep < 2 {
            let to = format!("part-{}", self.entries.len() + 1);
            self.line(&format!("<h{rank} id=\"{to}\">{}</h{rank}>", escaped(words)));
            self.entries.push(Entry {
                deep: deep == 1,
                to,
                words: words.to_owned(),
            });
        } else {
            self.line(&format!("<h{rank}>{}</h{rank}>", escaped(words)));
        }
    }

    fn picture(&mut self, picture: &Picture) {
        let caption = figcaption(&picture.caption);
        match (self.ask)(picture) {
            Ok(shown) => {
                let (bytes, about) = (
                    base64(&shown.jpeg),
                    escaped(&picture.caption).replace("<br>", " "),
                );
                let (w, h) = (shown.width, shown.height);
                self.line(&format!(
                    "<figure>\n<img src=\"data:image/jpeg;base64,{bytes}\" width=\"{w}\" height=\"{h}\" alt=\"{about}\">\n{caption}</figure>"
                ));
            }
            Err(why) => self.line(&format!(
                "<p class=\"unshown\">{}: {}</p>",
                escaped(&picture.name),
                escaped(&why)
            )),
        }
    }

    fn table(&mut self, table: &Table) {
        let shares: u32 = table.columns.iter().map(|c| u32::from(c.share)).sum();
        // Who goes about with keys reaches a table that is wider than the screen, and hears what it is.
        let name = escaped(&table.caption).replace("<br>", " ");
        self.line(&format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n<table>"
        ));
        if !table.caption.is_empty() {
            self.line(&format!("<caption>{}</caption>", escaped(&table.caption)));
        }
        self.out.push_str("<colgroup>");
        for column in &table.columns {
            let share = u32::from(column.share) * 100 / shares.max(1);
            let _ = write!(self.out, "<col width=\"{share}%\">");
        }
        self.line("</colgroup>\n<thead>\n<tr>");
        for column in &table.columns {
            self.line(&format!("<th scope=\"col\">{}</th>", escaped(&column.head)));
        }
        self.line("</tr>\n</thead>\n<tbody>");
        // What a row is about stands in its first column of words.
        let about = table.columns.iter().position(|c| c.align == Align::Left);
        for (n, row) in table.rows.iter().enumerate() {
            let is_sum = table.sum && n + 1 == table.rows.len();
            self.out
                .push_str(if is_sum { "<tr class=\"sum\">" } else { "<tr>" });
            for (i, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                let class = match column.align {
                    Align::Left => "",
                    Align::Middle => " class=\"middle\"",
                    Align::Right => " class=\"right\"",
                };
                let _ = if about == Some(i) {
                    write!(self.out, "<th scope=\"row\"{class}>{}</th>", spans(cell))
                } else {
                    write!(self.out, "<td{class}>{}</td>", spans(cell))
                };
            }
            self.line("</tr>");
        }
        self.line("</tbody>\n</table>\n</div>");
    }
}

fn figcaption(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!("<figcaption>{}</figcaption>\n", escaped(words))
    }
}

fn spans(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let mut words = escaped(&span.text);
        if span.italic {
            words = format!("<em>{words}</em>");
        }
        if span.bold {
            words = format!("<strong>{words}</strong>");
        }
        out.push_str(&words);
    }
    out
}
