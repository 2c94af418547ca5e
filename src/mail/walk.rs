//! The tree of a letter, walked without recursion: parts in parts, letters in letters.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use super::charset::Guess;
use super::head::{self, Head};
use super::heading::Heading;
use super::key::Piece;
use super::leaf::{Holds, Label, Leaf};
use super::message::{Limits, MailPart};
use super::{flag, kinds, parts, pkcs7, saved};
use crate::core::letter::{PartKind, Unreadable};

/// How many bytes of a letter's own words are kept together: more is no letter that somebody wrote.
const WORDS: usize = 1 << 20;

/// How many bytes may stand outside all parts before they count as words: programs write a remark there.
const REMARK: usize = 200;

/// A letter, the outermost or one in it.
#[derive(Default)]
pub(super) struct Told {
    /// The part that it is; `None` for the outermost.
    pub part: Option<usize>,
    pub heading: Heading,
    /// Its words, its sender's and others'.
    pub text: String,
    pub charset: String,
    pub links: Vec<String>,
}

/// Where a walk is.
pub(super) struct Walk<'a> {
    limits: &'a Limits,
    pub parts: Vec<MailPart>,
    pub pieces: Vec<Piece>,
    pub letters: Vec<Told>,
    pending: VecDeque<Pending>,
}

/// A part that holds more.
struct Pending {
    at: usize,
    holds: Holds,
    letter: usize,
    level: usize,
}

/// A piece of a body that is still to be looked at.
struct Node {
    range: Range<usize>,
    depth: usize,
    is_root: bool,
    default: &'static str,
    alternative: Option<usize>,
    flags: Vec<&'static str>,
    /// It has no head: what stands outside all parts.
    outside: bool,
}

impl<'a> Walk<'a> {
    /// A walk that has these parts already.
    pub fn new(limits: &'a Limits, parts: Vec<MailPart>) -> Self {
        Self {
            limits,
            parts,
            pieces: Vec::new(),
            letters: Vec::new(),
            pending: VecDeque::new(),
        }
    }

    /// Takes the outermost letter apart, and all that lies in it.
    pub fn whole(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.letters.push(Told::default());
        self.unit(bytes, true, 0, None, 0)?;
        self.deeper();
        Ok(())
    }

    /// Puts a file of an archive into the list, and takes apart what lies in it.
    pub fn entry(&mut self, at: usize, leaf: Leaf, level: usize) {
        // No letter's own words are in a file of an archive.
        self.keep(leaf, Some(at), usize::MAX, level);
        self.deeper();
    }

    fn deeper(&mut self) {
        while let Some(next) = self.pending.pop_front() {
            let Some(part) = self.parts.get_mut(next.at) else {
                continue;
            };
            let bytes = std::mem::take(&mut part.bytes);
            let signed = match pkcs7::opened(&bytes).filter(|_| next.holds == Holds::Signed) {
                Some(pkcs7::Wrapping::Signed(inner)) => Some(inner),
                _ => None,
            };
            let outcome = if let Some(inner) = signed {
                self.unit(&inner, false, next.letter, Some(next.at), next.level)
            } else {
                let letter = self.letters.len();
                self.letters.push(Told {
                    part: Some(next.at),
                    ..Told::default()
                });
                let outcome = if next.holds == Holds::Outlook {
                    let saved = saved::letter(&bytes, self.limits).map_err(|unread| unread.why);
                    saved.and_then(|saved| self.unit(&saved, true, letter, Some(next.at), next.level))
                } else {
                    self.unit(&bytes, true, letter, Some(next.at), next.level)
                };
                if outcome.is_err() {
                    self.letters.truncate(letter);
                }
                outcome
            };
            if let Some(part) = self.parts.get_mut(next.at) {
                part.bytes = bytes;
                if let Err(why) = outcome {
                    part.part.flags.push(unlooked(why).to_owned());
                }
            }
        }
    }

    /// Takes a letter apart, or what was signed of one.
    fn unit(
        &mut self,
        bytes: &[u8],
        is_letter: bool,
        letter: usize,
        inside: Option<usize>,
        level: usize,
    ) -> Result<(), Unreadable> {
        let (head, mut leaves) = self.leaves(bytes, is_letter)?;
        let charset = leaves
            .iter()
            .filter_map(|l| l.shown.as_ref())
            .map(|s| s.charset.clone())
            .reduce(|first, next| if first == "us-ascii" { next } else { first })
            .unwrap_or_default();
        let guess = Guess::from(&charset);
        let shown: BTreeSet<String> = leaves
            .iter()
            .filter_map(|l| l.shown.as_ref()?.page.as_ref())
            .flat_map(|page| page.shown.iter().cloned())
            .collect();
        for leaf in &mut leaves {
            leaf.name(&guess);
            if shown.contains(&leaf.part.cid) && kinds::is_decoration(&leaf.part) {
                leaf.part.part.kind = PartKind::Decoration;
            }
        }
        let heading = is_letter.then(|| Heading::of(&head.fields, &guess));
        if let Some(to) = self.letters.get_mut(letter) {
            told(&leaves, to);
            if to.charset.is_empty() {
                to.charset = charset;
            }
            if let Some(mut heading) = heading {
                if head.damaged {
                    heading.flags.push(flag::DAMAGED_HEAD);
                }
                let saved = |at: &usize| self.parts.get(*at).is_some_and(|p| p.part.media == saved::MEDIA);
                // What Outlook saved adds its own bytes, as it did before anybody looked into it.
                if let Some(piece) = inside
                    .filter(|at| !saved(at))
                    .and_then(|at| self.pieces.get_mut(at))
                    && !matches!(piece, Piece::Nothing)
                {
                    *piece = Piece::Letter(heading.claims.clone());
                }
                if let Some(part) = inside.and_then(|at| self.parts.get_mut(at)) {
                    part.headers = heading.headers.clone();
                }
                to.heading = heading;
            }
        }
        for leaf in leaves {
            self.keep(leaf, inside, letter, level);
        }
        Ok(())
    }

    fn keep(&mut self, mut leaf: Leaf, inside: Option<usize>, letter: usize, level: usize) {
        let at = self.parts.len();
        leaf.part.part.inside = inside.and_then(|i| u32::try_from(i).ok());
        if leaf.part.part.kind == PartKind::Archive && level >= self.limits.nested {
            leaf.part.part.flags.push(flag::TOO_DEEP.to_owned());
        } else if leaf.holds != Holds::Nothing {
            self.pending.push_back(Pending {
                at,
                holds: leaf.holds,
                letter,
                level: level + 1,
            });
        }
        // What lies in something that adds its own bytes adds nothing.
        let open = inside.is_none_or(|i| matches!(self.pieces.get(i), Some(Piece::Letter(_))));
        self.pieces.push(if open { leaf.piece } else { Piece::Nothing });
        self.parts.push(leaf.part);
    }

    /// The parts of a letter in their order, and its head.
    fn leaves(&self, bytes: &[u8], is_letter: bool) -> Result<(Head, Vec<Leaf>), Unreadable> {
        let mut top = None;
        let mut leaves = Vec::new();
        let mut stack = vec![Node {
            range: 0..bytes.len(),
            depth: 0,
            is_root: true,
            default: "text/plain",
            alternative: None,
            flags: Vec::new(),
            outside: false,
        }];
        let mut alternatives = 0;
        while let Some(node) = stack.pop() {
            let piece = bytes.get(node.range.clone()).unwrap_or_default();
            if node.outside {
                let label = Label::of(&[], "text/plain");
                leaves.push(Leaf::new(label, piece, node.flags, None));
                continue;
            }
            let most = self.limits.header;
            let head = if node.is_root && is_letter {
                head::letter(piece, most)
            } else {
                head::part(piece, most)
            };
            let head = head.map_err(|_| Unreadable::HeadTooLarge)?;
            let label = Label::of(&head.fields, node.default);
            let body = piece.get(head.body..).unwrap_or_default();
            let mut flags = node.flags.clone();
            if head.damaged && !node.is_root {
                flags.push(flag::DAMAGED_HEAD);
            }
            let offset = node.range.start + head.body;
            if node.is_root {
                top = Some(head);
            }
            if label.ctype.word.starts_with("multipart/") {
                let used = self.parts.len() + leaves.len() + stack.len();
                let most = self.limits.parts.saturating_sub(used);
                let found = self.children(&label, body, &node, most)?;
                if let Some(mut children) = found {
                    if label.ctype.word == "multipart/alternative" && node.alternative.is_none() {
                        alternatives += 1;
                        for child in &mut children {
                            child.alternative = Some(alternatives);
                        }
                    }
                    for child in &mut children {
                        child.range = child.range.start + offset..child.range.end + offset;
                    }
                    // The flags of what is cut belong to what it is cut into.
                    if let Some(first) = children.first_mut() {
                        first.flags.extend(flags);
                    }
                    stack.extend(children.into_iter().rev());
                    continue;
                }
                flags.push(flag::MISSING_BOUNDARY);
                let mut text = label;
                text.ctype.word = "text/plain".to_owned();
                leaves.push(Leaf::new(text, body, flags, node.alternative));
            } else {
                leaves.push(Leaf::new(label, body, flags, node.alternative));
            }
            if self.parts.len() + leaves.len() > self.limits.parts {
                return Err(Unreadable::TooManyParts);
            }
        }
        Ok((top.unwrap_or_default(), leaves))
    }

    /// What a body of several parts is cut into; `None` where nothing divides it.
    fn children(
        &self,
        label: &Label,
        body: &[u8],
        node: &Node,
        most: usize,
    ) -> Result<Option<Vec<Node>>, Unreadable> {
        if node.depth >= self.limits.depth {
            return Err(Unreadable::TooDeep);
        }
        let cut = |boundary: &[u8]| parts::cut(body, boundary, most).map_err(|_| Unreadable::TooManyParts);
        let mut missing = false;
        let said = label
            .ctype
            .plain("boundary")
            .map(<[u8]>::trim_ascii_end)
            .filter(|b| !b.is_empty());
        let mut found = said.map(cut).transpose()?.filter(|c| !c.parts.is_empty());
        if found.is_none()
            && let Some(boundary) = parts::guessed(body)
        {
            missing = true;
            found = Some(cut(boundary)?);
        }
        let Some(found) = found else {
            return Ok(None);
        };
        let is_sealed = label.ctype.word == "multipart/encrypted";
        let default = if label.ctype.word == "multipart/digest" {
            "message/rfc822"
        } else {
            "text/plain"
        };
        let child = |range: Range<usize>, outside: bool| Node {
            range,
            depth: node.depth + 1,
            is_root: false,
            default,
            alternative: node.alternative,
            flags: if is_sealed {
                vec![flag::CANNOT_OPEN]
            } else {
                Vec::new()
            },
            outside,
        };
        let mut out: Vec<Node> = found.parts.into_iter().map(|r| child(r, false)).collect();
        if let Some(last) = out.last_mut().filter(|_| !found.closed) {
            last.flags.push(flag::CUT_OFF);
        }
        if let Some(first) = out.first_mut().filter(|_| missing) {
            first.flags.push(flag::MISSING_BOUNDARY);
        }
        let [before, behind] = found.outside;
        for (range, place) in [(before, 0), (behind, out.len() + 1)] {
            if body.get(range.clone()).unwrap_or_default().trim_ascii().len() > REMARK {
                let mut words = child(range, true);
                words.flags.push(flag::OUTSIDE_PARTS);
                out.insert(place.min(out.len()), words);
            }
        }
        Ok(Some(out))
    }
}

/// What is said of a letter in a letter that could not be taken apart.
fn unlooked(why: Unreadable) -> &'static str {
    match why {
        Unreadable::TooManyParts => flag::TOO_MANY_PARTS,
        Unreadable::HeadTooLarge | Unreadable::TooLarge => flag::HEAD_TOO_LARGE,
        Unreadable::TooDeep => flag::TOO_DEEP,
        Unreadable::NotALetter | Unreadable::TooSlow | Unreadable::Crashed => flag::NOT_LOOKED_INTO,
    }
}

/// The words that the reader of a letter sees: of several forms of one text the written one, unless that is nearly empty.
fn told(leaves: &[Leaf], letter: &mut Told) {
    let mut written: BTreeMap<usize, bool> = BTreeMap::new();
    for leaf in leaves {
        if let (Some(group), Some(shown)) = (leaf.alternative, &leaf.shown)
            && shown.page.is_none()
        {
            let has_words = leaf.part.text.as_ref().is_some_and(|t| !t.trim().is_empty());
            *written.entry(group).or_default() |= has_words;
        }
    }
    for leaf in leaves {
        let (Some(shown), Some(text)) = (&leaf.shown, &leaf.part.text) else {
            continue;
        };
        if let Some(page) = &shown.page {
            letter.links.extend(page.links.iter().cloned());
        }
        let is_page = shown.page.is_some();
        let wanted = leaf
            .alternative
            .is_none_or(|group| written.get(&group).is_some_and(|w| *w) != is_page);
        let room = WORDS.saturating_sub(letter.text.len()).min(text.len());
        let end = (0..=room).rev().find(|i| text.is_char_boundary(*i));
        if wanted && let Some(text) = text.get(..end.unwrap_or(0)) {
            if !letter.text.is_empty() {
                letter.text.push('\n');
            }
            letter.text.push_str(text);
        }
    }
}
