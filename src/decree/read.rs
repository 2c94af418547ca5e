//! A package read into lines and sections. It must never judge.

use super::document::{Cell, Document, Line, PAGE_SIGN, Run, Section, Twips};
use super::styles::{Styles, Theme};
use super::tree::{Node, tree};
use crate::extract::{Lacking, Package};

/// The main part, where it is usually.
const MAIN: &str = "word/document.xml";

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Lacking> {
    let mut package = Package::open(bytes)?;
    let main = package.part(MAIN)?.ok_or(Lacking::Unfit)?;
    let main = tree(&main)?;
    let mut part = |name: &str| -> Result<Option<Node>, Lacking> {
        package.part(name)?.map(|bytes| tree(&bytes)).transpose()
    };
    let theme = part("word/theme/theme1.xml")?
        .as_ref()
        .map(Theme::read)
        .unwrap_or_default();
    let styles = Styles::read(part("word/styles.xml")?.as_ref(), theme);
    let relations = part("word/_rels/document.xml.rels")?;
    let body = main
        .child("document")
        .and_then(|d| d.child("body"))
        .ok_or(Lacking::Unfit)?;

    let mut reading = Reading::new(&styles);
    let ends = section_ends(body);
    reading.wides = ends.iter().map(|s| text_wide(s)).collect();
    reading.blocks(body, None);
    let mut document = Document {
        lines: reading.lines,
        sections: Vec::new(),
    };
    for (n, properties) in ends.iter().enumerate() {
        let mut section = section(properties);
        section.has_table = reading.tables.contains(&n);
        let earlier = document.sections.last();
        let (mut first, mut others) = (
            earlier.and_then(|s: &Section| s.first.clone()),
            earlier.and_then(|s| s.others.clone()),
        );
        for reference in &properties.children {
            let is_header = &*reference.name == "headerReference";
            if !is_header && &*reference.name != "footerReference" {
                continue;
            }
            let target = relations.as_ref().and_then(|r| target(r, reference.get("id")?));
            let Some(node) = target.map(|t| part(&t)).transpose()?.flatten() else {
                continue;
            };
            let mut inside = Reading::new(&styles);
            inside.wides = vec![text_wide(properties)];
            for root in &node.children {
                inside.blocks(root, None);
            }
            let numbered = inside.lines.iter().any(|l| l.text().contains(PAGE_SIGN));
            match (is_header, reference.get("type")) {
                (true, Some("first")) => first = Some(inside.lines),
                (true, Some("even")) => {}
                (true, _) => others = Some(inside.lines),
                (false, _) => section.numbered_below |= numbered,
            }
        }
        section.first = first;
        section.others = others;
        document.sections.push(section);
    }
    Ok(document)
}

/// The part that a relation names, below `word/`.
fn target(relations: &Node, id: &str) -> Option<String> {
    let all = &relations.child("Relationships")?.children;
    let found = all.iter().find(|r| r.get("Id") == Some(id))?;
    let target = found.get("Target")?;
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("word/{target}"),
    })
}

/// The properties of all sections, in order.
fn section_ends(body: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    body.all("sectPr", &mut found);
    found
}

fn section(p: &Node) -> Section {
    let of = |child: &str, name: &str| p.child(child).and_then(|c| c.number(name));
    Section {
        wide: of("pgSz", "w"),
        high: of("pgSz", "h"),
        top: of("pgMar", "top"),
        bottom: of("pgMar", "bottom"),
        left: of("pgMar", "left"),
        right: of("pgMar", "right"),
        title_page: p.switch("titlePg") == Some(true),
        start: of("pgNumType", "start"),
        ..Section::default()
    }
}

fn text_wide(p: &Node) -> Twips {
    let s = section(p);
    s.wide.unwrap_or(11_906) - s.left.unwrap_or(0) - s.right.unwrap_or(0)
}

/// Lines as they come.
struct Reading<'a> {
    styles: &'a Styles,
    lines: Vec<Line>,
    /// How wide the text of each section is.
    wides: Vec<Twips>,
    section: usize,
    paragraph: u32,
    table: usize,
    /// Sections that hold a table.
    tables: Vec<usize>,
}

impl<'a> Reading<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            lines: Vec::new(),
            wides: Vec::new(),
            section: 0,
            paragraph: 0,
            table: 0,
            tables: Vec::new(),
        }
    }

    fn blocks(&mut self, parent: &Node, cell: Option<(Cell, Twips)>) {
        for block in &parent.children {
            match &*block.name {
                "p" => self.paragraph(block, cell),
                "tbl" => self.table(block, cell.map(|(_, wide)| wide)),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                    self.blocks(block, cell);
                }
                _ => {}
            }
        }
    }

    fn wide(&self) -> Twips {
        self.wides.get(self.section).copied().unwrap_or(9_354)
    }

    fn table(&mut self, table: &Node, inside: Option<Twips>) {
        self.table += 1;
        let number = self.table;
        self.tables.push(self.section);
        let grid: Vec<Twips> = table
            .child("tblGrid")
            .map(|g| g.children.iter().filter_map(|c| c.number("w")).collect())
            .unwrap_or_default();
        let padding = cell_padding(table.child("tblPr")).unwrap_or(216);
        let rows = table.children.iter().filter(|r| &*r.name == "tr");
        for (row, node) in rows.enumerate() {
            let mut column = 0;
            for (n, tc) in node.children.iter().filter(|c| &*c.name == "tc").enumerate() {
                let properties = tc.child("tcPr");
                let spanned = properties
                    .and_then(|p| p.child("gridSpan"))
                    .and_then(|g| g.number("val"));
                let spanned = usize::try_from(spanned.unwrap_or(1).max(1)).unwrap_or(1);
                let by_grid: Twips = grid.iter().skip(column).take(spanned).sum();
                let own = properties
                    .and_then(|p| p.child("tcW"))
                    .filter(|w| w.get("type") != Some("pct"));
                let wide = own
                    .and_then(|w| w.number("w"))
                    .filter(|w| *w > 0)
                    .unwrap_or(if by_grid > 0 {
                        by_grid
                    } else {
                        inside.unwrap_or_else(|| self.wide())
                    });
                column += spanned;
                let at = Cell {
                    table: number,
                    row,
                    column: n,
                };
                self.blocks(tc, Some((at, wide - padding)));
            }
        }
    }

    fn paragraph(&mut self, node: &Node, cell: Option<(Cell, Twips)>) {
        self.paragraph += 1;
        let properties = node.child("pPr");
        let (look, stand) = self.styles.paragraph(properties);
        let mut line = Line {
            paragraph: self.paragraph,
            runs: Vec::new(),
            stand,
            cell: cell.map(|(at, _)| at),
            wide: cell.map_or_else(|| self.wide(), |(_, wide)| wide),
            section: self.section,
            drawn: Vec::new(),
            picture: false,
            listed: properties.is_some_and(|p| p.child("numPr").is_some()),
        };
        let mut lines = Vec::new();
        self.inline(node, &look, &mut line, &mut lines);
        lines.push(line);
        self.lines.append(&mut lines);
        if properties.is_some_and(|p| p.child("sectPr").is_some()) {
            self.section += 1;
        }
    }

    fn inline(
        &self,
        node: &Node,
        paragraph: &super::document::Manners,
        line: &mut Line,
        done: &mut Vec<Line>,
    ) {
        for child in &node.children {
            match &*child.name {
                "r" => {
                    let look = self.styles.run(paragraph, child.child("rPr"));
                    let mut text = String::new();
                    for piece in &child.children {
                        match &*piece.name {
                            "t" => text.push_str(&piece.text),
                            "tab" | "ptab" => text.push(' '),
                            "noBreakHyphen" => text.push('-'),
                            "instrText" if is_page(&piece.text) => text.push(PAGE_SIGN),
                            "br" | "cr" if piece.get("type").is_none_or(|t| t == "textWrapping") => {
                                let words = std::mem::take(&mut text);
                                line.runs.push(Run {
                                    text: words,
                                    look: look.clone(),
                                });
                                let mut next = line.clone();
                                next.runs.clear();
                                next.drawn.clear();
                                done.push(std::mem::replace(line, next));
                            }
                            "drawing" | "pict" | "object" | "AlternateContent" => drawing(piece, line),
                            _ => {}
                        }
                    }
                    if !text.is_empty() {
                        line.runs.push(Run { text, look });
                    }
                }
                "fldSimple" if child.get("instr").is_some_and(is_page) => {
                    let first = child.child("r").and_then(|r| r.child("rPr"));
                    line.runs.push(Run {
                        text: PAGE_SIGN.to_string(),
                        look: self.styles.run(paragraph, first),
                    });
                }
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "fldSimple"
                | "customXml" => {
                    self.inline(child, paragraph, line, done);
                }
                "AlternateContent" => drawing(child, line),
                _ => {}
            }
        }
    }
}

fn is_page(field: &str) -> bool {
    field
        .split_whitespace()
        .next()
        .is_some_and(|f| f.eq_ignore_ascii_case("PAGE"))
}

/// What a table's cells keep free to the left and the right, both together.
fn cell_padding(properties: Option<&Node>) -> Option<Twips> {
    let margins = properties?.child("tblCellMar")?;
    let side = |names: [&str; 2]| {
        names
            .iter()
            .find_map(|n| margins.child(n))
            .and_then(|m| m.number("w"))
    };
    Some(side(["left", "start"]).unwrap_or(108) + side(["right", "end"]).unwrap_or(108))
}

/// A drawing: lines with their lengths, and whether there is a picture.
fn drawing(node: &Node, line: &mut Line) {
    // Word writes the same twice, for itself and for older programs.
    let node = node.child("Choice").unwrap_or(node);
    let mut shapes = Vec::new();
    node.all("prstGeom", &mut shapes);
    let is_line = shapes.iter().any(|s| {
        s.get("prst")
            .is_some_and(|p| p == "line" || p.ends_with("Connector1"))
    });
    let mut extents = Vec::new();
    node.all("extent", &mut extents);
    if is_line {
        let long = extents.first().and_then(|e| e.get("cx")?.parse::<i64>().ok());
        line.drawn
            .extend(long.and_then(|emu| Twips::try_from(emu / 635).ok()));
        return;
    }
    let mut old = Vec::new();
    node.all("line", &mut old);
    for shape in &old {
        let x = |name: &str| length(shape.get(name)?.split(',').next()?);
        if let (Some(from), Some(to)) = (x("from"), x("to")) {
            line.drawn.push((to - from).abs());
        }
    }
    let mut connectors = Vec::new();
    node.all("shape", &mut connectors);
    for shape in connectors
        .iter()
        .filter(|s| s.get("type").is_some_and(|t| t.ends_with("_t32")))
    {
        let style = shape.get("style").unwrap_or_default();
        let wide = style.split(';').find_map(|p| p.trim().strip_prefix("width:"));
        line.drawn.extend(wide.and_then(length));
    }
    let mut pictures = Vec::new();
    node.all("blip", &mut pictures);
    node.all("imagedata", &mut pictures);
    line.picture |= !pictures.is_empty();
}

/// A length as old drawings have it: points where they say nothing else.
fn length(text: &str) -> Option<Twips> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.parse().ok()?;
    let points = match text.get(digits.len()..)? {
        "mm" => number * 72.0 / 25.4,
        "cm" => number * 72.0 / 2.54,
        "in" => number * 72.0,
        "px" => number * 0.75,
        _ => number,
    };
    Some((points * 20.0).round() as Twips)
}
