//! How many keys a job takes: `docs/path.md` says it, and this presses them.

use std::fs;
use std::path::Path;

use super::common::screen::{Screen, Setting};

/// A row of the page.
struct Job {
    name: String,
    keys: usize,
    typed: usize,
    press: String,
    shows: String,
}

fn jobs() -> Vec<Job> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/path.md");
    let text = fs::read_to_string(page).expect("docs/path.md");
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, keys, typed, press, shows] = cells.as_slice() else {
            panic!("a row has five cells: {line}");
        };
        Job {
            name: (*name).to_owned(),
            keys: keys
                .parse()
                .unwrap_or_else(|_| panic!("a number of keys: {line}")),
            typed: typed
                .parse()
                .unwrap_or_else(|_| panic!("a number of characters: {line}")),
            press: press.trim_matches('`').to_owned(),
            shows: (*shows).to_owned(),
        }
    };
    let rows = text.lines().filter(|l| l.starts_with("| ") && l.contains('`'));
    rows.filter(|l| !l.contains("`--keys`")).map(row).collect()
}

/// Presses them, and counts: a letter where text is typed belongs to a value.
fn press(screen: &mut Screen, keys: &str) -> (usize, usize) {
    let (mut n, mut typed) = (0, 0);
    for word in keys.split_whitespace() {
        let types = screen.model().layers().iter().any(|l| l.takes_text());
        if types && (word.chars().count() == 1 || word == "<space>") {
            typed += 1;
        } else {
            n += 1;
        }
        screen.press(word);
    }
    (n, typed)
}

#[test]
fn every_job_takes_the_keys_that_the_page_says() {
    let jobs = jobs();
    assert!(jobs.len() >= 9, "the table is found");
    let mut wrong = Vec::new();
    for job in jobs {
        let mut screen = Setting::default().demo();
        let found = press(&mut screen, &job.press);
        if found != (job.keys, job.typed) || !screen.text().contains(&job.shows) {
            wrong.push(format!("{}: {found:?}\n{}", job.name, screen.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
