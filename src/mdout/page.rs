//! A paper in Markdown: for a message, a wiki, or whoever takes the words elsewhere. Charts stand as their figures, photos as their
//! captions.

use std::fmt::Write as _;

use super::table::{escaped, lines};
use crate::chart::{Chart, Curve, Tiles};
use crate::paper::{
    Block, COUNTRY, Head, Kind, MOTTO, Paper, Section, Sign, Span, Table, UNFILLED, or_unfilled,
};

/// The whole of a paper.
pub fn text(paper: &Paper) -> String {
    let mut page = Page::default();
    match paper.kind {
        Kind::Plain => page.plain_head(&paper.head),
        Kind::Report | Kind::Letter => page.official_head(&paper.head),
    }
    page.section(&paper.body);
    if let Some(sign) = &paper.sign {
        page.sign(sign);
    }
    for section in &paper.appendices {
        page.paragraph(&format!(
            "# {}. {}",
            escaped(&section.name),
            escaped(&section.title)
        ));
        page.section(section);
    }
    if !paper.made_from.is_empty() {
        page.paragraph("---");
        page.paragraph(&format!("*{}*", escaped(&paper.made_from)));
    }
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// A block with an empty line before it.
    fn paragraph(&mut self, words: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        // Writing to a string cannot fail.
        let _never = writeln!(self.text, "{words}");
    }

    fn plain_head(&mut self, head: &Head) {
        for (n, line) in head.subject.iter().enumerate() {
            let mark = if n == 0 { "# " } else { "" };
            self.paragraph(&format!("{mark}{}", escaped(line)));
        }
    }

    fn official_head(&mut self, head: &Head) {
        if let Some(parent) = &head.parent {
            self.paragraph(&escaped(&parent.to_uppercase()));
        }
        self.paragraph(&format!(
            "**{}**",
            escaped(&or_unfilled(&head.issuer).to_uppercase())
        ));
        self.paragraph(&format!("**{COUNTRY}**"));
        self.paragraph(&format!("**{MOTTO}**"));
        let number = head.number.as_deref().unwrap_or(UNFILLED);
        self.paragraph(&format!("Số: {}/{}", escaped(number), escaped(&head.symbol)));
        self.paragraph(&format!(
            "*{}, {}*",
            escaped(or_unfilled(&head.place)),
            head.day_in_words()
        ));
        if let Some(kind) = &head.kind_name {
            self.paragraph(&format!("# {}", escaped(kind)));
        }
        for line in &head.subject {
            self.paragraph(&format!("**{}**", escaped(line)));
        }
        if !head.addressees.is_empty() {
            let told = head.addressees_told().join(" ");
            self.paragraph(&format!("Kính gửi: {}", escaped(&told)));
        }
    }

    fn section(&mut self, section: &Section) {
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, number, title } => {
                let marks = "#".repeat(usize::from(*level).clamp(1, 3) + 1);
                self.paragraph(&format!("{marks} {} {}", escaped(number), escaped(title)));
            }
            Block::Text(words) => self.paragraph(&spans(words)),
            Block::Note(words) => self.paragraph(&format!("> {}", spans(words))),
            Block::List(items) => {
                let rows: Vec<String> = items.iter().map(|i| format!("- {}", spans(&i.spans))).collect();
                self.paragraph(&rows.join("\n"));
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart, caption) => self.chart(chart, caption),
            Block::Picture(picture) => self.paragraph(&format!("*{}*", escaped(&picture.caption))),
        }
    }

    fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.paragraph(&format!("**{}**", escaped(&table.caption)));
        }
        let heads: Vec<String> = table.columns.iter().map(|c| c.head.clone()).collect();
        let cell = |spans: &Vec<Span>| spans.iter().map(|s| s.text.as_str()).collect::<String>();
        let rows: Vec<Vec<String>> = table.rows.iter().map(|r| r.iter().map(cell).collect()).collect();
        self.paragraph(&lines(&heads, &rows).join("\n"));
    }

    fn chart(&mut self, chart: &Chart, caption: &str) {
        let rows = match chart {
            Chart::Bars(bars) => bars
                .bars
                .iter()
                .map(|bar| format!("- {}: {}", escaped(&bar.name), escaped(&bar.figure)))
                .collect(),
            Chart::BurnUp(curve) => arrivals(curve),
            Chart::Tiles(tiles) => map(tiles),
        };
        self.paragraph(&format!("*{}*", escaped(caption)));
        self.paragraph(&rows.join("\n"));
    }

    fn sign(&mut self, sign: &Sign) {
        let office = if sign.office.is_empty() {
            vec![UNFILLED.to_owned()]
        } else {
            sign.office.iter().map(|line| escaped(line)).collect()
        };
        self.paragraph(&format!("**{}**", office.join("  \n")));
        self.paragraph(&format!("**{}**", escaped(or_unfilled(&sign.name))));
        let name = |copy: String| format!("- {}", escaped(copy.trim_start_matches("- ")));
        let recipients: Vec<String> = sign.copies().into_iter().map(name).collect();
        self.paragraph(&format!("***Nơi nhận:***\n{}", recipients.join("\n")));
    }
}

/// The curve at the days that have words.
fn arrivals(curve: &Curve) -> Vec<String> {
    let at = |day: i32| curve.points.iter().rev().find(|p| p.day == day);
    let named = curve
        .days
        .iter()
        .filter_map(|(day, words)| Some((words, at(*day)?)));
    let mut rows: Vec<String> = named
        .map(|(words, p)| format!("- {}: {}", escaped(words), p.value))
        .collect();
    rows.push(format!(
        "- {}; {}",
        escaped(&curve.goal.1),
        escaped(&curve.deadline.1)
    ));
    rows
}

/// Which tiles mean what; both archipelagos are named.
fn map(tiles: &Tiles) -> Vec<String> {
    let legend = tiles.legend.iter().map(|(tone, words)| {
        let meant = tiles.tiles.iter().filter(|t| t.tone == *tone);
        let letters: Vec<String> = meant.map(|t| escaped(&t.letters)).collect();
        format!("- {}: {}", escaped(words), letters.join(", "))
    });
    let places: Vec<String> = tiles.places.iter().map(|(_, _, name)| escaped(name)).collect();
    let places = (!places.is_empty()).then(|| format!("- {}", places.join(", ")));
    legend.chain(places).collect()
}

/// Spans as a line; at the beginning of a paragraph nothing looks like a list or a number of one.
fn spans(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let words = escaped(&span.text);
        let inner = words.trim();
        let mark = match (span.bold, span.italic) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        if mark.is_empty() || inner.is_empty() {
            out.push_str(&words);
        } else {
            out.push_str(&words.replacen(inner, &format!("{mark}{inner}{mark}"), 1));
        }
    }
    begun(out)
}

/// `1. …`, `- …` and `+ …` at the beginning would make a list of a paragraph.
fn begun(words: String) -> String {
    if words.starts_with(['-', '+', '=']) {
        return format!("\\{words}");
    }
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    match words.get(digits..) {
        Some(rest) if digits > 0 && rest.starts_with(['.', ')']) => {
            let (number, rest) = words.split_at(digits);
            format!("{number}\\{rest}")
        }
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_no_list_and_holds_no_markup() {
        assert_eq!(spans(&[Span::plain("1. một")]), "1\\. một");
        assert_eq!(spans(&[Span::plain("2020 là năm")]), "2020 là năm");
        assert_eq!(spans(&[Span::plain("- <b>")]), "\\- \\<b\\>");
        assert_eq!(spans(&[Span::bold("*a*"), Span::plain(" b")]), "**\\*a\\*** b");
    }
}
