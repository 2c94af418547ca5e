//! A drawing as SVG, with text as text. It stands by itself as a file, and inside a page: it names nothing that a page could hold
//! twice, and a page may give its inks other colours by their classes (`ink-words`, `pen-words`, `pen-faint`, `ink-ground`, `ink-sea`).

use std::fmt::Write as _;

use super::drawing::{Anchor, Drawing, Piece, Spot};
use super::ink::Ink;
use crate::text::line;

/// Times, or what has its widths.
const FONTS: &str = "'Times New Roman','Liberation Serif',Tinos,Times,serif";

/// The drawing as SVG.
pub fn svg(drawing: &Drawing) -> String {
    let (w, h) = (Drawing::WIDTH, drawing.height);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{}mm\" height=\"{}mm\" \
         font-family=\"{FONTS}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n",
        millimetres(w),
        millimetres(h),
        escaped(&drawing.title),
        escaped(&drawing.in_words),
    );
    for piece in &drawing.pieces {
        write(&mut out, piece);
    }
    out.push_str("</svg>\n");
    out
}

fn millimetres(n: i32) -> String {
    format!("{}.{:02}", n / 100, n % 100)
}

/// Text as it may stand in XML: cleaned of what XML cannot hold, and without a sign that XML reads.
fn escaped(text: &str) -> String {
    let clean = line(text);
    let mut out = String::with_capacity(clean.len());
    for c in clean.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// A colour, and the class by which a page may give the ink another one: `ink-…` of what is filled, `pen-…` of lines.
fn ink(ink: Ink, what: &str) -> String {
    let [r, g, b] = ink.colour();
    let kind = if what == "stroke" { "pen" } else { "ink" };
    let name = match ink {
        Ink::Words => Some("words"),
        Ink::Faint => Some("faint"),
        Ink::Ground => Some("ground"),
        Ink::Sea => Some("sea"),
        Ink::Fill(_) | Ink::Pattern(_) | Ink::Upon(_) => None,
    };
    let class = name.map_or(String::new(), |name| format!(" class=\"{kind}-{name}\""));
    format!("{class} {what}=\"#{r:02x}{g:02x}{b:02x}\"")
}

fn path(out: &mut String, line: &[Spot]) {
    for (i, (x, y)) in line.iter().enumerate() {
        let step = if i == 0 { 'M' } else { 'L' };
        let _ = write!(out, "{step}{x} {y}");
    }
}

fn write(out: &mut String, piece: &Piece) {
    match piece {
        Piece::Area { outline, fill, edge } => {
            out.push_str("<path d=\"");
            path(out, outline);
            let _ = write!(out, "Z\"{}", ink(*fill, "fill"));
            if let Some((edge, thick)) = edge {
                let [r, g, b] = edge.colour();
                let _ = write!(out, " stroke=\"#{r:02x}{g:02x}{b:02x}\" stroke-width=\"{thick}\"");
            }
            out.push_str("/>\n");
        }
        Piece::Lines {
            lines,
            ink: with,
            thick,
        } => {
            out.push_str("<path d=\"");
            for line in lines {
                path(out, line);
            }
            let _ = writeln!(
                out,
                "\"{} stroke-width=\"{thick}\" fill=\"none\" stroke-linejoin=\"round\"/>",
                ink(*with, "stroke")
            );
        }
        Piece::Words {
            at: (x, y),
            text,
            size,
            bold,
            anchor,
            ink: with,
        } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let weight = if *bold { " font-weight=\"bold\"" } else { "" };
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}{}>{}</text>",
                ink(*with, "fill"),
                escaped(text)
            );
        }
    }
}
