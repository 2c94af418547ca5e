//! The import rule of the house, as a test: who may use whom, where the clock may be read, where SQL may stand.
//!
//! It reads every `crate::` path of every file, not only `use` lines, so that a fully written path is no way round.
//! `docs/architecture.md` says why each line is as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and what it may use besides `core`, which everybody may.
const MAY_USE: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("clock", &[]),
    ("text", &[]),
    ("infile", &[]),
    ("outfile", &["infile"]),
    ("reading", &["text"]),
    ("owner", &[]),
    ("yaml", &["text", "infile"]),
    (
        "access",
        &["yaml", "text", "reading", "infile", "outfile", "owner"],
    ),
    ("csvout", &["text"]),
    ("filekind", &[]),
    ("logfile", &["text", "outfile"]),
    ("jail", &[]),
    ("photo", &["jail"]),
    ("refdata", &["yaml", "text", "infile"]),
    ("config", &["text", "yaml", "outfile"]),
    ("campaign_file", &["refdata", "yaml", "text", "reading"]),
    ("store", &["clock", "outfile", "owner"]),
    ("ledger", &["store", "clock"]),
    ("demo", &["ledger", "store", "clock"]),
    ("output", &["text"]),
    (
        "failure",
        &["store", "ledger", "text", "output", "owner", "photo", "attach"],
    ),
    ("attach", &["store", "filekind", "infile", "photo"]),
    (
        "tui",
        &[
            "ledger", "store", "clock", "demo", "text", "output", "failure", "attach", "config", "logfile",
            "jail", "photo", "reading",
        ],
    ),
    (
        "cli",
        &[
            "tui",
            "ledger",
            "store",
            "clock",
            "demo",
            "text",
            "output",
            "failure",
            "attach",
            "filekind",
            "access",
            "config",
            "yaml",
            "csvout",
            "refdata",
            "campaign_file",
            "logfile",
            "jail",
            "photo",
            "reading",
            "infile",
            "outfile",
            "owner",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(dir: &Path, out: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(dir)
            .expect("src is readable")
            .map(|e| e.expect("an entry").path())
        {
            if entry.is_dir() {
                walk(&entry, out);
            } else if entry.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&entry).expect("a source file is readable");
                out.push((entry, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out.sort();
    assert!(out.len() > 20, "the house has rooms");
    out
}

/// The path below `src/`, as rooms: `tui/panes/grid.rs` gives `["tui", "panes", "grid"]`, a door its folder.
fn rooms(path: &Path) -> Vec<String> {
    let below = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .expect("below src");
    let mut parts: Vec<String> = below
        .with_extension("")
        .components()
        .map(|c| c.as_os_str().to_string_lossy().into_owned())
        .collect();
    if parts.last().is_some_and(|p| p == "mod") {
        parts.pop();
    }
    parts
}

/// The code of a file without comments and without its test module.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    body.lines()
        .map(|l| l.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every path that starts at `crate::`, groups written out one level.
fn crate_paths(code: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for (i, _) in code.match_indices("crate::") {
        let rest = &code[i + "crate::".len()..];
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
            .unwrap_or(rest.len());
        let head: Vec<String> = rest[..end]
            .split("::")
            .filter(|s| !s.is_empty())
            .map(str::to_owned)
            .collect();
        if rest[end..].starts_with('{') {
            let group = &rest[end + 1..rest[end..].find('}').map_or(rest.len(), |e| end + e)];
            for part in group.split(',') {
                let mut path = head.clone();
                path.extend(
                    part.trim()
                        .split("::")
                        .map(|s| s.trim().trim_matches('{').to_owned()),
                );
                out.push(path);
            }
        } else {
            out.push(head);
        }
    }
    out
}

#[test]
fn imports_run_one_way() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> = MAY_USE
        .iter()
        .map(|(room, uses)| (*room, uses.iter().copied().collect()))
        .collect();
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let own = rooms(&path);
        let room = own[0].as_str();
        let Some(may) = allowed.get(room) else {
            broken.push(format!(
                "{}: room `{room}` has no line in tests/house.rs",
                path.display()
            ));
            continue;
        };
        for used in crate_paths(&code(&text)) {
            let Some(target) = used.first().map(String::as_str) else {
                continue;
            };
            if target != room && target != "core" && !may.contains(target) && allowed.contains_key(target) {
                broken.push(format!(
                    "{}: `{room}` may not use `{target}` ({})",
                    path.display(),
                    used.join("::")
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_room_of_a_folder_uses_its_own_door() {
    let doors: BTreeSet<Vec<String>> = sources()
        .iter()
        .filter(|(p, _)| p.ends_with("mod.rs"))
        .map(|(p, _)| rooms(p))
        .collect();
    let mut broken = Vec::new();
    for (path, text) in sources() {
        if path.ends_with("mod.rs") {
            continue;
        }
        let own = rooms(&path);
        let door = &own[..own.len() - 1];
        if door.is_empty() || !doors.contains(door) {
            continue;
        }
        let modules: BTreeSet<String> = sources()
            .iter()
            .map(|(p, _)| rooms(p))
            .filter(|r| r.len() == own.len() && r[..r.len() - 1] == *door)
            .filter_map(|r| r.last().cloned())
            .collect();
        let folders: BTreeSet<String> = doors
            .iter()
            .filter(|d| d.len() == own.len() && d[..d.len() - 1] == *door)
            .filter_map(|d| d.last().cloned())
            .collect();
        for used in crate_paths(&code(&text)) {
            // A path that stays in the folder must go on into a room of it; what stands in the door itself is the parent's.
            if used.len() > door.len() && used[..door.len()] == *door {
                let next = &used[door.len()];
                if !modules.contains(next) && !folders.contains(next) {
                    broken.push(format!(
                        "{}: uses `{}` of its own door",
                        path.display(),
                        used.join("::")
                    ));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Words that may stand only in certain files, with the reason.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    ("SystemTime::now", &["clock.rs"], "the clock is read at one door"),
    ("Utc::now", &["clock.rs"], "the clock is read at one door"),
    ("Local::now", &["clock.rs"], "the clock is read at one door"),
    (
        "ratatui",
        &["tui/"],
        "only the dashboard knows the screen library",
    ),
    (
        "rusqlite",
        &["store/sqlite/"],
        "one engine of the store speaks SQL",
    ),
    (
        "SELECT ",
        &["store/sqlite/"],
        "one engine of the store speaks SQL",
    ),
    (
        "INSERT ",
        &["store/sqlite/"],
        "one engine of the store speaks SQL",
    ),
    (
        "unsafe",
        &["tui/term/fault.rs"],
        "what the compiler cannot check is the handler of faults alone",
    ),
    (
        "image::",
        &["photo/decode.rs"],
        "a photo is decoded in the short-lived process alone",
    ),
    (
        "anyhow",
        &["cli/", "main.rs"],
        "errors are born where they happen and typed below the command line",
    ),
    (
        ".append(expected",
        &["store/", "ledger/"],
        "the ledger is the only caller of append",
    ),
];

#[test]
fn each_thing_stands_in_its_place() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let below = path
            .strip_prefix(&src)
            .expect("below src")
            .to_string_lossy()
            .into_owned();
        for (word, places, why) in ONLY_IN {
            if code(&text).contains(word) && !places.iter().any(|p| below.starts_with(p)) {
                broken.push(format!("{below}: `{word}` stands outside {places:?}: {why}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_room_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|(_, t)| !t.starts_with("//!"))
        .map(|(p, _)| p.display().to_string())
        .collect();
    assert!(silent.is_empty(), "without module docs: {}", silent.join(", "));
}

#[test]
fn the_core_writes_no_sentence() {
    // A Vietnamese letter in a string of the core would be a sentence in a language; examples in comments are welcome.
    for (path, text) in sources()
        .into_iter()
        .filter(|(p, _)| rooms(p)[0] == "core" && !p.ends_with("roster.rs"))
    {
        let marked = code(&text)
            .chars()
            .find(|c| ('\u{1ea0}'..='\u{1ef9}').contains(c));
        assert_eq!(marked, None, "{} holds Vietnamese text", path.display());
    }
}

#[test]
fn the_rule_itself_can_fail() {
    assert_eq!(crate_paths("use crate::tui::term;"), [["tui", "term"]]);
    assert_eq!(
        crate_paths("let x = crate::{cli::run, core::time}"),
        [["cli", "run"], ["core", "time"]]
    );
    assert_eq!(
        crate_paths(&code("// crate::cli\nfn a() {}")),
        Vec::<Vec<String>>::new()
    );
}
