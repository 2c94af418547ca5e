//! The pages under `docs/` that are generated are what the program generates; `KETNOI_BLESS=1` writes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn page(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// Compares a whole page, or writes it.
fn same(name: &str, generated: &str) {
    if std::env::var_os("KETNOI_BLESS").is_some() {
        fs::write(page(name), generated).expect("the page is written");
        return;
    }
    let there = fs::read_to_string(page(name)).unwrap_or_default();
    let differs = there
        .lines()
        .zip(generated.lines())
        .position(|(a, b)| a != b)
        .map_or(there.lines().count().min(generated.lines().count()), |n| n);
    assert!(
        there == generated,
        "docs/{name} is not what the program generates, from line {} on; KETNOI_BLESS=1 cargo test --test house docs writes it",
        differs + 1
    );
}

#[test]
fn the_page_of_commands_is_the_programs() {
    same("commands.md", &ketnoi::cli::commands_page());
}

#[test]
fn the_page_of_keys_is_the_programs() {
    same("keys.md", &ketnoi::tui::keymap::docs_page());
}

#[test]
fn the_table_of_settings_is_the_programs() {
    let table = ketnoi::config::docs_table();
    let there = fs::read_to_string(page("config.md")).expect("docs/config.md");
    if std::env::var_os("KETNOI_BLESS").is_some() && !there.contains(&table) {
        // The table is the only one that begins with this heading; what stands around it is written by hand.
        let start = there.find("| key | flag |").expect("a table to replace");
        let end = there[start..].find("\n\n").map_or(there.len(), |n| start + n + 1);
        let new = format!("{}{}{}", &there[..start], table, &there[end..]);
        fs::write(page("config.md"), new).expect("the page is written");
        return;
    }
    assert!(
        there.contains(&table),
        "docs/config.md holds another table; KETNOI_BLESS=1 cargo test --test house docs writes it"
    );
}

/// A fault has one promise: a second row of the same fault would say something else sooner or later.
#[test]
fn every_fault_has_one_row() {
    let there = fs::read_to_string(page("reliability.md")).expect("docs/reliability.md");
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> = there
        .lines()
        .filter(|l| l.starts_with("| ") && !l.starts_with("| # "))
        .filter_map(|l| l.split(" | ").nth(1))
        .filter(|fault| !seen.insert(*fault))
        .collect();
    assert!(seen.len() > 50, "the table was not read: {}", seen.len());
    assert!(twice.is_empty(), "{twice:#?}");
}

/// The tests that docs/reliability.md names, as the file or folder of the test and its name: of `store::rot::x` that is
/// `store/rot` and `x`.
fn named_tests() -> Vec<(String, String)> {
    let there = fs::read_to_string(page("reliability.md")).expect("docs/reliability.md");
    there
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|w| w.rsplit_once("::"))
        .map(|(file, name)| (file.replace("::", "/"), name.to_owned()))
        .collect()
}

#[test]
fn every_proof_that_is_named_exists() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let source = |file: &str| {
        let folder = tests.join(file);
        if folder.is_dir() {
            return code_below(&folder);
        }
        fs::read_to_string(folder.with_extension("rs")).unwrap_or_default()
    };
    let named = named_tests();
    assert!(named.len() > 40, "the page names its proofs");
    // A program alone is no address: two of its files may have a test of that name.
    let missing: Vec<String> = named
        .into_iter()
        .filter(|(file, name)| !file.contains('/') || !source(file).contains(&format!("fn {name}()")))
        .map(|(file, name)| format!("{file}: {name}"))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/reliability.md names what is not there: {missing:#?}"
    );
}

/// The Rust files below a folder, as one text.
fn code_below(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.push_str(&code_below(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push_str(&fs::read_to_string(path).expect("a file"));
        }
    }
    all
}

#[test]
fn every_decision_that_is_cited_is_written_down() {
    let page = fs::read_to_string(page("decisions.md")).expect("docs/decisions.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = code_below(&root.join("src")) + &code_below(&root.join("tests"));
    let cited: std::collections::BTreeSet<u32> = code
        .match_indices("ecision ")
        .filter_map(|(i, word)| {
            let rest = &code[i + word.len()..];
            let end = rest.find(|c: char| !c.is_ascii_digit())?;
            rest[..end].parse().ok()
        })
        .collect();
    assert!(cited.len() > 10, "comments cite decisions: {cited:?}");
    let unwritten: Vec<_> = cited
        .iter()
        .filter(|n| !page.contains(&format!("\n**{n}. ")))
        .collect();
    assert!(unwritten.is_empty(), "not in docs/decisions.md: {unwritten:?}");
    let twice: Vec<_> = (1..=99)
        .filter(|n| page.matches(&format!("\n**{n}. ")).count() > 1)
        .collect();
    assert!(twice.is_empty(), "twice in docs/decisions.md: {twice:?}");
}

/// Everything in the repository that documents may name, from its root; folders end with a slash.
fn everything(folder: &Path, root: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder is readable") {
        let path = entry.expect("an entry").path();
        let below = path
            .strip_prefix(root)
            .expect("below the root")
            .display()
            .to_string();
        if ["target", ".git"].contains(&below.as_str()) {
            continue;
        }
        if path.is_dir() {
            out.push(format!("{below}/"));
            everything(&path, root, out);
        } else {
            out.push(below);
        }
    }
}

/// The files and folders that a text names in code letters. What holds a sign that a name has not is something else.
fn named_files(text: &str) -> Vec<&str> {
    let plain = |name: &str| {
        name.chars()
            .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
    };
    let file = |name: &str| {
        [".rs", ".md", ".ftl", ".toml", "/"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| plain(name) && file(name) && !name.starts_with(['.', '/']))
        .collect()
}

/// The names of the modules of a folder.
fn modules(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder is readable");
    let names = entries.map(|e| {
        e.expect("an entry")
            .path()
            .file_stem()
            .map(|n| n.display().to_string())
    });
    names.flatten().filter(|n| n != "mod" && n != "lib").collect()
}

#[test]
fn every_room_and_every_file_of_the_core_is_on_the_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(page("architecture.md")).expect("docs/architecture.md");
    let map = text.split("```").nth(1).expect("a map");
    let drawn: BTreeSet<&str> = map.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let rooms = modules(&root.join("src"))
        .into_iter()
        .chain(modules(&root.join("src/core")));
    let missing: Vec<_> = rooms.filter(|room| !drawn.contains(room.as_str())).collect();
    assert!(drawn.len() > 60, "the map was not read: {drawn:?}");
    assert!(missing.is_empty(), "not on the map: {missing:?}");
}

/// A map on which a house stands that was pulled down leads nobody. Names may be short, from the folder that is spoken of.
#[test]
fn every_file_on_the_map_and_in_the_recipes_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut there = Vec::new();
    everything(root, root, &mut there);
    for (page, at_least) in [
        ("CONTRIBUTING.md", 30),
        ("docs/architecture.md", 60),
        ("docs/decisions.md", 0),
        ("docs/reliability.md", 0),
        ("docs/store.md", 0),
        ("docs/testing.md", 0),
        ("docs/performance.md", 0),
        ("docs/wall.md", 0),
        ("docs/input.md", 0),
        ("docs/data.md", 0),
    ] {
        let text = fs::read_to_string(root.join(page)).expect("a page");
        let names = named_files(&text);
        assert!(names.len() >= at_least, "{page} was not read: {names:?}");
        let exists = |name: &str| {
            there
                .iter()
                .any(|t| t == name || t.ends_with(&format!("/{name}")))
        };
        let gone: BTreeSet<_> = names.into_iter().filter(|n| !exists(n)).collect();
        assert!(gone.is_empty(), "{page} names what is not there: {gone:?}");
    }
}
