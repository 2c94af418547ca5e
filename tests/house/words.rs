//! The words of the house mean one thing each: those that the head of `src/lib.rs` explains are no second type's name.

use std::collections::BTreeMap;

use crate::rooms::{bare, below_src, is_of_tests, sources};

/// Words that two types share, with the reason.
const SHARED: &[(&str, &str)] = &[
    (
        "Role",
        "of rights in core/fact.rs; of colours in core/looks.rs, as whoever writes a theme knows it",
    ),
    (
        "Sheet",
        "a place; and that of a workbook in xlsxout, where it is the format's own word",
    ),
];

/// The words that a glossary explains, as the name that a type would have: `**store URL**` gives `StoreUrl`.
fn explained(lib: &str) -> Vec<String> {
    lib.lines()
        .filter(|l| l.starts_with("//! - ") || l.starts_with("//!   "))
        .flat_map(|l| l.split("**").skip(1).step_by(2))
        .map(|words| words.split([' ', '-']).map(capital).collect())
        .collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first
        .into_iter()
        .chain(letters.map(|c| c.to_ascii_lowercase()))
        .collect()
}

/// The names of the types that some code defines.
fn types(code: &str) -> Vec<String> {
    let words: Vec<&str> = code
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty())
        .collect();
    words
        .windows(2)
        .filter(|w| ["struct", "enum", "trait", "type"].contains(&w[0]))
        .map(|w| w[1].to_owned())
        .collect()
}

#[test]
fn a_word_of_the_glossary_names_one_type() {
    let (mut lib, mut named) = (String::new(), BTreeMap::<String, Vec<String>>::new());
    for (path, text) in sources() {
        let file = below_src(&path);
        if file == "lib.rs" {
            lib.clone_from(&text);
        }
        // What tests stand on may be a desk of its own.
        if !is_of_tests(&path) {
            for name in types(&bare(&text)) {
                named.entry(name).or_default().push(file.clone());
            }
        }
    }
    let words = explained(&lib);
    assert!(words.len() > 40, "the glossary was not read: {words:?}");
    let shared = |word: &str| named.get(word).is_some_and(|files| files.len() > 1);
    let known: Vec<&str> = SHARED.iter().map(|(word, _)| *word).collect();
    let wrong: Vec<_> = words
        .iter()
        .filter(|w| shared(w) && !known.contains(&w.as_str()))
        .map(|w| (w, &named[w]))
        .collect();
    assert!(wrong.is_empty(), "one word, several types: {wrong:#?}");
    let idle: Vec<_> = known.iter().filter(|w| !shared(w)).collect();
    assert!(idle.is_empty(), "can be taken off the list: {idle:?}");
}

#[test]
fn the_glossary_is_read_as_it_is_written() {
    assert_eq!(
        explained("//! - **Site**: made from a **store URL**.\n//! **Not** in a list\n"),
        ["Site", "StoreUrl"]
    );
    assert_eq!(
        types("pub(super) struct A<T>(T); enum B { C } type D = A<B>;"),
        ["A", "B", "D"]
    );
}
