//! A part of a package as a tree, within limits: no names of a document's own are looked up, nothing grows.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::extract::Lacking;

/// How deep elements may lie in each other.
const DEPTH_MOST: usize = 200;
/// The most elements of a part.
const ELEMENTS_MOST: usize = 1_500_000;

/// An element, by its local name.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    pub(super) children: Vec<Node>,
    /// Words that stand in it directly.
    pub(super) text: String,
}

impl Node {
    /// An attribute by its local name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| &**n == name);
        found.map(|(_, value)| &**value)
    }

    /// The first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| &*c.name == name)
    }

    /// `w:val` of the first child of that name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.get("val")
    }

    /// A whole number in an attribute.
    pub(super) fn number(&self, name: &str) -> Option<i32> {
        let value = self.get(name)?;
        value
            .parse()
            .ok()
            .or_else(|| Some(value.parse::<f64>().ok()?.round() as i32))
    }

    /// A switch among its children: there and not off.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.get("val"), Some("0" | "false" | "off" | "none")))
    }

    /// Everything below it of that name, in order.
    pub(super) fn all<'n>(&'n self, name: &str, out: &mut Vec<&'n Self>) {
        for child in &self.children {
            if &*child.name == name {
                out.push(child);
            }
            child.all(name, out);
        }
    }
}

/// A part as a tree. Its root has no name.
pub(super) fn tree(bytes: &[u8]) -> Result<Node, Lacking> {
    let markup = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&markup);
    let mut open = vec![Node::default()];
    let mut count = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| Lacking::Unfit)?;
        match event {
            Event::Start(e) => {
                count += 1;
                if open.len() >= DEPTH_MOST || count > ELEMENTS_MOST {
                    return Err(Lacking::Beyond);
                }
                open.push(node(&e));
            }
            Event::Empty(e) => {
                count += 1;
                if count > ELEMENTS_MOST {
                    return Err(Lacking::Beyond);
                }
                let child = node(&e);
                open.last_mut().ok_or(Lacking::Unfit)?.children.push(child);
            }
            Event::End(_) => {
                let child = open.pop().ok_or(Lacking::Unfit)?;
                open.last_mut().ok_or(Lacking::Unfit)?.children.push(child);
            }
            Event::Text(e) => {
                let words = e.xml_content(XmlVersion::Implicit1_0);
                open.last_mut().ok_or(Lacking::Unfit)?.text.push_str(&words);
            }
            Event::CData(e) => {
                let words = e.xml_content(XmlVersion::Implicit1_0);
                open.last_mut().ok_or(Lacking::Unfit)?.text.push_str(&words);
            }
            Event::GeneralRef(e) => {
                let name = e.xml_content(XmlVersion::Implicit1_0);
                if let Some(c) = crate::extract::reference(&name) {
                    open.last_mut().ok_or(Lacking::Unfit)?.text.push(c);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.pop().ok_or(Lacking::Unfit)?;
    if open.is_empty() {
        Ok(root)
    } else {
        Err(Lacking::Unfit)
    }
}

fn node(e: &BytesStart<'_>) -> Node {
    let attributes = e
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|a| {
            let value = a.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
            (a.key.local_name().as_ref().into(), (*value).into())
        })
        .collect();
    Node {
        name: e.local_name().as_ref().into(),
        attributes,
        ..Node::default()
    }
}
