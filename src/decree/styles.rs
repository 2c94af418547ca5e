//! Styles and what they inherit: what a paragraph and a run look like where nothing is said at their place.

use std::collections::HashMap;

use super::document::{Manners, Stand};
use super::tree::Node;

/// How far styles may rest on each other; a circle ends here.
const CHAIN_MOST: usize = 16;

#[derive(Debug, Default)]
struct Style {
    on: Option<String>,
    look: Manners,
    stand: Stand,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    usual: Option<String>,
    defaults: (Manners, Stand),
    theme: Theme,
}

/// The fonts that styles call by their part.
#[derive(Debug, Default)]
pub(super) struct Theme {
    pub(super) major: Option<String>,
    pub(super) minor: Option<String>,
}

impl Theme {
    pub(super) fn read(part: &Node) -> Self {
        let font = |name: &str| {
            let mut found = Vec::new();
            part.all(name, &mut found);
            let latin = found.first()?.child("latin")?;
            Some(latin.get("typeface")?.to_owned())
        };
        Self {
            major: font("majorFont"),
            minor: font("minorFont"),
        }
    }

    fn font(&self, name: &str) -> Option<String> {
        if name.starts_with("major") {
            self.major.clone()
        } else {
            self.minor.clone()
        }
    }
}

impl Styles {
    pub(super) fn read(part: Option<&Node>, theme: Theme) -> Self {
        let mut styles = Self {
            theme,
            ..Self::default()
        };
        let Some(root) = part.and_then(|p| p.child("styles")) else {
            return styles;
        };
        if let Some(defaults) = root.child("docDefaults") {
            let run = defaults.child("rPrDefault").and_then(|d| d.child("rPr"));
            let paragraph = defaults.child("pPrDefault").and_then(|d| d.child("pPr"));
            styles.defaults = (styles.look(run), stand(paragraph));
        }
        for style in root.children.iter().filter(|c| &*c.name == "style") {
            let Some(id) = style.get("styleId") else { continue };
            let read = Style {
                on: style.value("basedOn").map(str::to_owned),
                look: styles.look(style.child("rPr")),
                stand: stand(style.child("pPr")),
            };
            let is_usual = matches!(style.get("default"), Some("1" | "true" | "on"));
            if is_usual && style.get("type") == Some("paragraph") {
                styles.usual = Some(id.to_owned());
            }
            styles.all.insert(id.to_owned(), read);
        }
        styles
    }

    /// What a style comes to, with what it rests on.
    fn chain(&self, id: Option<&str>) -> (Manners, Stand) {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some(style) = next.and_then(|id| self.all.get(id)) {
            if chain.len() >= CHAIN_MOST {
                break;
            }
            chain.push(style);
            next = style.on.as_deref();
        }
        let nothing = (Manners::default(), Stand::default());
        chain.iter().rev().fold(nothing, |(look, at), style| {
            (look.with(&style.look), at.with(&style.stand))
        })
    }

    /// How a paragraph with these properties stands, and how its words look where they say nothing.
    pub(super) fn paragraph(&self, properties: Option<&Node>) -> (Manners, Stand) {
        let named = properties.and_then(|p| p.value("pStyle"));
        let named = named
            .filter(|id| self.all.contains_key(*id))
            .or(self.usual.as_deref());
        let (look, at) = self.chain(named);
        (
            self.defaults.0.with(&look),
            self.defaults.1.with(&at).with(&stand(properties)),
        )
    }

    /// How words look with these properties, in a paragraph whose words look so.
    pub(super) fn run(&self, paragraph: &Manners, properties: Option<&Node>) -> Manners {
        let named = properties.and_then(|p| p.value("rStyle"));
        let (style, _) = self.chain(named);
        paragraph.with(&style).with(&self.look(properties))
    }

    fn look(&self, properties: Option<&Node>) -> Manners {
        let Some(p) = properties else {
            return Manners::default();
        };
        let font = p.child("rFonts").and_then(|f| {
            let part = f.get("asciiTheme").or_else(|| f.get("hAnsiTheme"));
            part.and_then(|t| self.theme.font(t))
                .or_else(|| Some(f.get("ascii").or_else(|| f.get("hAnsi"))?.to_owned()))
        });
        Manners {
            font,
            size: p
                .child("sz")
                .and_then(|s| s.number("val"))
                .and_then(|n| u16::try_from(n).ok()),
            bold: p.switch("b"),
            italic: p.switch("i"),
            capitals: p.switch("caps"),
            underlined: p.switch("u"),
            colour: p.value("color").map(str::to_ascii_uppercase),
        }
    }
}

/// What properties say of how a paragraph stands.
fn stand(properties: Option<&Node>) -> Stand {
    let Some(p) = properties else {
        return Stand::default();
    };
    let (indents, spacing) = (p.child("ind"), p.child("spacing"));
    let indent = |names: &[&str]| names.iter().find_map(|n| indents?.number(n));
    let hanging = indent(&["hanging"]).map(|h| -h);
    let edges = p.child("pBdr").map(|edges| {
        let lines = |n: &str| {
            edges
                .child(n)
                .is_some_and(|e| !matches!(e.get("val"), Some("nil" | "none") | None))
        };
        lines("top") || lines("bottom")
    });
    Stand {
        align: p.value("jc").map(|a| match a {
            "start" => "left".to_owned(),
            "end" => "right".to_owned(),
            other => other.to_owned(),
        }),
        left: indent(&["left", "start"]),
        right: indent(&["right", "end"]),
        first: hanging.or_else(|| indent(&["firstLine"])),
        before: spacing.and_then(|s| s.number("before")),
        after: spacing.and_then(|s| s.number("after")),
        line: spacing.and_then(|s| s.number("line")),
        line_rule: spacing.and_then(|s| s.get("lineRule")).map(str::to_owned),
        edge: edges,
    }
}
