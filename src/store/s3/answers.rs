//! What servers answer in XML, as a list of what stands where.
//!
//! It must never know what was asked for.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

/// Elements in elements; answers have four.
const DEPTH: usize = 16;

/// The texts of an answer in their order, each with the path of its element: `ListBucketResult/Contents/Key`.
pub(super) struct XmlSaid(Vec<(String, String)>);

impl XmlSaid {
    /// Takes an answer apart; `None` if it is no XML that is whole.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = str::from_utf8(bytes).ok()?;
        let mut reader = Reader::from_str(text);
        let (mut path, mut words): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut all = Vec::new();
        let mut rooted = false;
        loop {
            match reader.read_event().ok()? {
                Event::Start(e) => {
                    rooted = true;
                    path.push(e.local_name().as_ref().to_owned());
                    words.push(String::new());
                    if path.len() > DEPTH {
                        return None;
                    }
                }
                Event::Empty(e) => {
                    rooted = true;
                    let name = e.local_name().as_ref().to_owned();
                    let above = path.iter().cloned().chain([name]).collect::<Vec<_>>();
                    all.push((above.join("/"), String::new()));
                }
                Event::End(_) => {
                    let said = words.pop()?;
                    all.push((path.join("/"), said.trim().to_owned()));
                    path.pop();
                }
                Event::Text(t) => {
                    if let Some(last) = words.last_mut() {
                        last.push_str(&t.xml_content(XmlVersion::Implicit1_0));
                    }
                }
                Event::CData(t) => words
                    .last_mut()?
                    .push_str(&t.xml_content(XmlVersion::Implicit1_0)),
                Event::GeneralRef(r) => {
                    let said = match r.resolve_char_ref().ok()? {
                        Some(c) => c.to_string(),
                        None => {
                            resolve_predefined_entity(&r.xml_content(XmlVersion::Implicit1_0))?.to_owned()
                        }
                    };
                    words.last_mut()?.push_str(&said);
                }
                // No server needs one, and it is how little text becomes much.
                Event::DocType(_) => return None,
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
        (rooted && path.is_empty()).then_some(Self(all))
    }

    /// The first text at a path.
    pub fn first(&self, path: &str) -> Option<&str> {
        let found = self.0.iter().find(|(p, _)| p == path);
        found.map(|(_, said)| said.as_str())
    }

    /// What stands in each element at a path, as pairs of name and text.
    pub fn each<'a>(&'a self, path: &str) -> Vec<Vec<(&'a str, &'a str)>> {
        let inside = format!("{path}/");
        let (mut all, mut one) = (Vec::new(), Vec::new());
        for (at, said) in &self.0 {
            if at == path {
                all.push(std::mem::take(&mut one));
            } else if let Some(name) = at.strip_prefix(&inside) {
                one.push((name, said.as_str()));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart_and_what_is_none_is_none() {
        let xml = br#"<?xml version="1.0"?><L xmlns="x"><C><K>a&amp;b &#x41;</K><S>3</S></C><C><K>c</K><S>4</S></C><T/></L>"#;
        let answer = XmlSaid::read(xml).unwrap();
        assert_eq!(answer.first("L/C/K"), Some("a&b A"));
        assert_eq!(answer.first("L/T"), Some(""));
        assert_eq!(answer.first("L/X"), None);
        assert_eq!(
            answer.each("L/C"),
            [[("K", "a&b A"), ("S", "3")], [("K", "c"), ("S", "4")]]
        );
        for none in [
            &b""[..],
            b"hello",
            b"<a><b></a>",
            b"<a>",
            b"\xff",
            b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        ] {
            assert!(XmlSaid::read(none).is_none(), "{}", String::from_utf8_lossy(none));
        }
        let deep = "<a>".repeat(17) + &"</a>".repeat(17);
        assert!(XmlSaid::read(deep.as_bytes()).is_none());
    }
}
