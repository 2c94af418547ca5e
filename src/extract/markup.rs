//! The words of office files that are archives of markup: DOCX, slides, and the three of `OpenDocument`.
//!
//! A paragraph is a line. A table's cells stand in one line with tabs between, but for a cell of several paragraphs, which is
//! read to its end first: so the two columns of a letterhead are not mixed into each other.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use super::budget::Budget;
use super::package::Package;
use super::told::{Lacking, Told};

/// Whose names the markup uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `w:` of DOCX.
    Document,
    /// `a:` of slides.
    Slides,
    /// `OpenDocument`.
    Open,
}

/// Elements in elements that are followed: real files have some thirty.
const DEPTH_MOST: usize = 256;

pub(super) fn words(bytes: &[u8], style: Style, most: usize) -> Result<Told, Lacking> {
    let mut package = Package::open(bytes)?;
    let names = package.names();
    let mut budget = Budget::new(most);
    let mut damaged = false;
    let parts = parts(style, &names);
    if parts.is_empty() {
        return Err(Lacking::Unfit);
    }
    for (place, name) in parts.iter().enumerate() {
        if budget.is_full() {
            break;
        }
        let part = match package.part(name) {
            Ok(Some(part)) => part,
            // Without its first part it says nothing; without its footnotes it says less.
            Ok(None) if place == 0 => return Err(Lacking::Unfit),
            Err(lacking) if place == 0 => return Err(lacking),
            Ok(None) | Err(_) => {
                damaged = true;
                continue;
            }
        };
        let whole = walk(&String::from_utf8_lossy(&part), style, &mut budget);
        damaged |= !whole;
        budget.line();
    }
    let mut told = budget.told();
    if damaged {
        told.flag("damaged");
    }
    if told.text.is_empty() && !damaged {
        told.flag("no-text");
    }
    if style == Style::Open && is_locked(&mut package) {
        return Err(Lacking::Encrypted);
    }
    package.mark(&mut told);
    Ok(told)
}

/// `OpenDocument` locks each part and tells how in its list of parts.
fn is_locked(package: &mut Package<'_>) -> bool {
    let list = package.part("META-INF/manifest.xml").ok().flatten();
    list.is_some_and(|l| String::from_utf8_lossy(&l).contains("encryption-data"))
}

/// The parts with words, in the order in which they are read.
fn parts(style: Style, names: &[String]) -> Vec<String> {
    let numbered = |from: &str| {
        let number = |n: &str| n.strip_prefix(from)?.strip_suffix(".xml")?.parse::<u32>().ok();
        let mut found: Vec<_> = names
            .iter()
            .filter_map(|n| Some((number(n)?, n.clone())))
            .collect();
        found.sort();
        found.into_iter().map(|(_, n)| n)
    };
    let named = |name: &str| names.iter().find(|n| *n == name).cloned();
    match style {
        Style::Document => {
            let mut all = vec!["word/document.xml".to_owned()];
            all.extend(numbered("word/header"));
            all.extend(numbered("word/footer"));
            all.extend(named("word/footnotes.xml"));
            all.extend(named("word/endnotes.xml"));
            all
        }
        Style::Slides => numbered("ppt/slides/slide").collect(),
        Style::Open => vec!["content.xml".to_owned()],
    }
}

/// What an element means for the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Words stand in it.
    Words,
    /// A line.
    Paragraph,
    Cell,
    Row,
    Tab,
    Break,
    /// Nothing in it is read: what an older program would show in another's place, what was deleted.
    Skip,
    Other,
}

fn role(style: Style, name: &str) -> Role {
    match style {
        Style::Document | Style::Slides => match name {
            "t" => Role::Words,
            "p" => Role::Paragraph,
            "tc" => Role::Cell,
            "tr" => Role::Row,
            "tab" | "ptab" => Role::Tab,
            "br" | "cr" => Role::Break,
            "Fallback" | "del" | "moveFrom" | "instrText" => Role::Skip,
            _ => Role::Other,
        },
        Style::Open => match name {
            "p" | "h" => Role::Paragraph,
            "table-cell" | "covered-table-cell" => Role::Cell,
            "table-row" => Role::Row,
            "tab" | "s" => Role::Tab,
            "line-break" => Role::Break,
            "annotation" | "tracked-changes" => Role::Skip,
            _ => Role::Other,
        },
    }
}

/// Where the walk is.
struct Walk {
    style: Style,
    /// The roles of the elements that are open, each with how many bytes there were before.
    open: Vec<(Role, usize)>,
}

impl Walk {
    fn is_in(&self, role: Role) -> bool {
        self.open.iter().any(|(r, _)| *r == role)
    }

    /// Are these words of the text?
    fn speaks(&self) -> bool {
        let words = match self.style {
            Style::Document | Style::Slides => Role::Words,
            Style::Open => Role::Paragraph,
        };
        self.is_in(words) && !self.is_in(Role::Skip)
    }
}

/// Takes the words of a part in. False: it is no whole markup; what came before is there.
fn walk(markup: &str, style: Style, budget: &mut Budget) -> bool {
    let mut reader = Reader::from_str(markup);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    let mut at = Walk {
        style,
        open: Vec::new(),
    };
    loop {
        if budget.is_full() {
            return true;
        }
        match reader.read_event() {
            Ok(Event::Start(e)) => {
                if at.open.len() >= DEPTH_MOST {
                    return false;
                }
                at.open.push((role(style, e.local_name().as_ref()), budget.len()));
            }
            Ok(Event::End(_)) => match at.open.pop() {
                Some((role, mark)) => end(role, mark, &at, budget),
                None => return false,
            },
            Ok(Event::Empty(e)) => match role(style, e.local_name().as_ref()) {
                Role::Tab if !at.is_in(Role::Skip) => {
                    budget.push(if style == Style::Open { " " } else { "\t" });
                }
                Role::Break if !at.is_in(Role::Skip) => budget.line(),
                _ => {}
            },
            Ok(Event::Text(e)) if at.speaks() => {
                budget.push(&e.xml_content(XmlVersion::Implicit1_0));
            }
            Ok(Event::CData(e)) if at.speaks() => {
                budget.push(&e.xml_content(XmlVersion::Implicit1_0));
            }
            Ok(Event::GeneralRef(e)) if at.speaks() => {
                if let Some(c) = reference(&e.xml_content(XmlVersion::Implicit1_0)) {
                    budget.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => return at.open.is_empty(),
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn end(role: Role, mark: usize, at: &Walk, budget: &mut Budget) {
    if at.is_in(Role::Skip) {
        return;
    }
    match role {
        Role::Paragraph | Role::Row => budget.line(),
        Role::Cell if budget.lines_since(mark) == 1 => {
            budget.reopen_line();
            budget.cell();
        }
        _ => {}
    }
}

/// The character that a reference stands for. Names of a document's own are not looked up: so they cannot grow.
pub fn reference(name: &str) -> Option<char> {
    let number = |digits: &str, base: u32| char::from_u32(u32::from_str_radix(digits, base).ok()?);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix('#')?.strip_prefix(['x', 'X']) {
            Some(hex) => number(hex, 16),
            None => number(name.strip_prefix('#')?, 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(style: Style, markup: &str) -> String {
        let mut budget = Budget::new(10_000);
        walk(markup, style, &mut budget);
        budget.told().text
    }

    #[test]
    fn paragraphs_are_lines_and_cells_stand_in_one() {
        let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
        let cell = |t: &str| format!("<w:tc>{t}</w:tc>");
        let table = format!(
            "<w:document>{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}</w:document>",
            p("A &amp; B&#x1EA1;"),
            cell(&(p("UBND TỈNH X") + &p("SỞ Y"))),
            cell(&p("CỘNG HÒA")),
            cell(&p("1")),
            cell(&p("2")),
            p("cuối"),
        );
        assert_eq!(
            said(Style::Document, &table),
            "A & Bạ\nUBND TỈNH X\nSỞ Y\nCỘNG HÒA\n1\t2\ncuối"
        );
    }

    #[test]
    fn what_was_deleted_or_stands_twice_is_left_out() {
        let markup = "<w:p><w:del><w:r><w:t>cũ</w:t></w:r></w:del><w:t>mới</w:t><w:tab/><w:t>x</w:t><mc:Fallback><w:t>mới</w:t></mc:Fallback></w:p>";
        assert_eq!(said(Style::Document, markup), "mới\tx");
        let open = "<text:p>một<text:s/>hai<text:span> ba</text:span></text:p><text:h>bốn</text:h> lạc";
        assert_eq!(said(Style::Open, open), "một hai ba\nbốn");
    }

    #[test]
    fn names_of_its_own_grow_nothing() {
        let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:p><w:t>&b;x</w:t></w:p>";
        assert_eq!(said(Style::Document, bomb), "x");
        let deep = "<w:p>".repeat(100_000);
        assert!(!walk(&deep, Style::Document, &mut Budget::new(100)));
    }
}
