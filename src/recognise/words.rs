//! Words of a text, and terms found among them: by letters without marks first, and then by the marks that are there.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use crate::text::fold::{Fit, Needle, folded};

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// As it stands there.
    pub text: &'a str,
    /// Without marks, in small letters.
    pub folded: String,
    /// Where it begins, in bytes.
    pub at: usize,
    /// In which line it stands.
    pub line: usize,
    /// Nothing stands before it in its line.
    pub begins: bool,
}

/// The words of a text: runs of letters and figures.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut all = Vec::new();
    let mut offset = 0;
    for (line, row) in text.split('\n').enumerate() {
        let mut begins = true;
        let mut start = None;
        let ends = row.char_indices().chain([(row.len(), ' ')]);
        for (at, c) in ends {
            let inside = c.is_alphanumeric() || (start.is_some() && is_combining_mark(c));
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    let word = row.get(from..at).unwrap_or_default();
                    all.push(Word {
                        text: word,
                        folded: folded(word),
                        at: offset + from,
                        line,
                        begins,
                    });
                    (begins, start) = (false, None);
                }
                _ => {}
            }
        }
        offset += row.len() + 1;
    }
    all
}

/// Some words that are looked for together.
#[derive(Debug, Clone)]
struct Term {
    text: String,
    folded: Vec<String>,
    id: usize,
}

/// Terms by their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    by_first: HashMap<String, Vec<Term>>,
}

/// A term among words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// What the term stands for.
    pub id: usize,
    /// The place of its first word.
    pub from: usize,
    /// The place behind its last.
    pub to: usize,
}

impl Terms {
    /// Terms, each standing for its place in the list.
    pub fn of<'a>(terms: impl IntoIterator<Item = &'a String>) -> Self {
        let mut all = Self::default();
        for (id, text) in terms.into_iter().enumerate() {
            all.add(text, id);
        }
        all
    }

    /// One more, which stands for `id`.
    pub fn add(&mut self, text: &str, id: usize) {
        let folded: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
        let Some(first) = folded.first() else { return };
        let terms = self.by_first.entry(first.clone()).or_default();
        terms.push(Term {
            text: text.to_owned(),
            folded,
            id,
        });
        // The longest first: “Quảng Nam” is not found where “Quảng Nam Đà Nẵng” stands.
        terms.sort_by_key(|t| std::cmp::Reverse(t.folded.len()));
    }

    /// The same, and written as one word: `DakLak`.
    pub fn add_name(&mut self, text: &str, id: usize) {
        self.add(text, id);
        let all = words(text);
        if all.len() > 1 {
            let squeezed: String = all.iter().map(|w| w.folded.as_str()).collect();
            self.by_first.entry(squeezed.clone()).or_default().push(Term {
                text: text.to_owned(),
                folded: vec![squeezed],
                id,
            });
        }
    }

    /// The longest term that begins at a place.
    pub fn at(&self, words: &[Word<'_>], from: usize) -> Option<Hit> {
        self.all_at(words, from).next()
    }

    /// Every term that begins at a place, the longest first.
    pub fn all_at<'a>(&'a self, words: &'a [Word<'_>], from: usize) -> impl Iterator<Item = Hit> + 'a {
        let terms = words.get(from).and_then(|w| self.by_first.get(&w.folded));
        let terms = terms.map_or(&[][..], Vec::as_slice);
        terms.iter().filter_map(move |term| {
            let to = from + term.folded.len();
            let there = words.get(from..to)?;
            let same = there.iter().zip(&term.folded).all(|(w, f)| w.folded == *f);
            (same && marks_agree(there, &term.text)).then_some(Hit {
                id: term.id,
                from,
                to,
            })
        })
    }

    /// The term that ends before a place.
    pub fn before(&self, words: &[Word<'_>], to: usize) -> Option<Hit> {
        let from = to.saturating_sub(4)..to;
        from.into_iter()
            .flat_map(|at| self.all_at(words, at).collect::<Vec<_>>())
            .find(|hit| hit.to == to)
    }

    /// All terms, in the order of the text, none inside another.
    pub fn all(&self, words: &[Word<'_>]) -> Vec<Hit> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.at(words, at) {
                Some(hit) => {
                    at = hit.to;
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Is one of them anywhere?
    pub fn first_in(&self, words: &[Word<'_>]) -> Option<Hit> {
        (0..words.len()).find_map(|at| self.at(words, at))
    }
}

/// A mark that the letter writes must be in the term; one that it leaves out is not asked for.
fn marks_agree(there: &[Word<'_>], term: &str) -> bool {
    if there.iter().all(|w| w.text.is_ascii()) {
        return true;
    }
    let typed: Vec<&str> = there.iter().map(|w| w.text).collect();
    let rank = Needle::for_names(&typed.join(" ")).fits_name(term);
    rank.is_some_and(|r| r.place == Fit::Exact)
}

/// The text from one word to another, as it stands there, on one line.
pub(super) fn said(words: &[Word<'_>], from: usize, to: usize) -> String {
    let said: Vec<&str> = words
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .map(|w| w.text)
        .collect();
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(terms: &[&str], text: &str) -> Vec<String> {
        let terms: Vec<String> = terms.iter().map(|t| (*t).to_owned()).collect();
        let all = words(text);
        let hits = Terms::of(&terms).all(&all);
        hits.iter().map(|h| terms[h.id].clone()).collect()
    }

    #[test]
    fn terms_over_lines_with_and_without_marks() {
        let terms = ["Bà Rịa - Vũng Tàu", "Quảng Nam", "Sở TT&TT"];
        assert_eq!(found(&terms, "TỈNH BÀ RỊA –\n VŨNG TÀU"), ["Bà Rịa - Vũng Tàu"]);
        assert_eq!(found(&terms, "So TT&TT Quang Nam"), ["Sở TT&TT", "Quảng Nam"]);
        assert_eq!(found(&terms, "quảng nạm, Số TT&TT"), Vec::<String>::new());
        assert_eq!(found(&["Nam", "Nam Định"], "Nam Định"), ["Nam Định"]);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Số: 77/BC\nĐắk Lắk";
        let all = words(text);
        assert_eq!(all.len(), 5);
        assert!(all.iter().all(|w| text[w.at..].starts_with(w.text)));
        assert_eq!(all.iter().map(|w| w.line).collect::<Vec<_>>(), [0, 0, 0, 1, 1]);
        assert!(all[3].begins && !all[4].begins);
    }
}
