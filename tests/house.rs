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

/// The texts of a file's code, with the number of their line: what stands between quotation marks, but for comments, the
/// test module and attributes (`#[error("…")]`, `#[expect(…, reason = "…")]`), which no user reads.
fn texts(source: &str) -> Vec<(usize, String)> {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or(source);
    let mut out = Vec::new();
    let (mut line, mut attribute) = (1, 0usize);
    let mut rest = code.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek().copied()) {
            ('\n', _) => line += 1,
            ('/', Some('/')) => while rest.next_if(|c| *c != '\n').is_some() {},
            ('#', Some('[')) if attribute == 0 => {
                rest.next();
                attribute = 1;
            }
            ('[', _) if attribute > 0 => attribute += 1,
            (']', _) if attribute > 0 => attribute -= 1,
            // A character is no text, and may be a quotation mark; what is neither is a lifetime.
            ('\'', Some('\\')) => {
                rest.next();
                rest.next();
            }
            ('\'', Some('"')) => {
                rest.next();
            }
            ('"', _) => {
                let (start, mut text) = (line, String::new());
                while let Some(c) = rest.next().filter(|c| *c != '"') {
                    line += usize::from(c == '\n');
                    text.push(c);
                    if c == '\\' {
                        text.extend(rest.next());
                    }
                }
                if attribute == 0 {
                    out.push((start, text));
                }
            }
            _ => {}
        }
    }
    out
}

/// Texts of the core that have a blank in them, or a letter that is not English: the file, the text (or `*`), and why.
const NO_SENTENCES: &[(&str, &str, &str)] = &[
    ("deed.rs", "–", "a cell of the table in docs/operations.md"),
    (
        "deed.rs",
        "own units",
        "a cell of the table in docs/operations.md",
    ),
    (
        "redaction.rs",
        "███",
        "what is stored in the place of removed words",
    ),
    (
        "time.rs",
        "not a day",
        "a stored state that cannot be read, for the log",
    ),
    ("time.rs", "zero is an offset", "says why something cannot happen"),
    (
        "names.rs",
        "not a ULID",
        "a stored state that cannot be read, for the log",
    ),
    (
        "roster.rs",
        "the rows of a roster are damaged",
        "a stored state that cannot be read, for the log",
    ),
    ("roster.rs", "{} {} {}", "a made-up name, for tests and benches"),
];

/// The syllables of which made-up names for tests and benches are put together are neither.
fn is_syllable(file: &str, text: &str) -> bool {
    file == "roster.rs" && text.chars().all(char::is_alphabetic)
}

#[test]
fn the_core_writes_no_sentence() {
    // Data goes up from the core, and what is read is written where the language is known. Ids, keys and formats have
    // neither blanks nor accents; whatever else is needed stands above, with its reason.
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (path, source) in sources().into_iter().filter(|(p, _)| rooms(p)[0] == "core") {
        let file = path.file_name().expect("a file").to_string_lossy().into_owned();
        for (line, text) in texts(&source) {
            if !text.contains(' ') && text.is_ascii() || is_syllable(&file, &text) {
                continue;
            }
            match NO_SENTENCES.iter().position(|(f, t, _)| *f == file && *t == text) {
                Some(n) => {
                    used.insert(n);
                }
                None => wrong.push(format!("{}:{line}: \"{text}\"", path.display())),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "the core holds sentences:\n{}",
        wrong.join("\n")
    );
    let gone: Vec<_> = (0..NO_SENTENCES.len()).filter(|n| !used.contains(n)).collect();
    assert!(
        gone.is_empty(),
        "exceptions that nothing needs any more: {gone:?}"
    );
}

/// Files in which a match must name its arms, so that what is new cannot be swallowed; clippy holds them to it.
const NAME_THEIR_ARMS: &[&str] = &["core/mod.rs", "output/words.rs", "tui/wall/overview.rs"];

#[test]
fn folds_and_words_name_their_arms() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in NAME_THEIR_ARMS {
        let text = fs::read_to_string(src.join(file)).expect("a source file is readable");
        assert!(
            text.contains("[warn(clippy::wildcard_enum_match_arm)]"),
            "{file} lets a match swallow what it does not know"
        );
    }
    for (path, text) in sources() {
        assert!(
            !text.contains("allow(clippy::wildcard_enum_match_arm)"),
            "{}",
            path.display()
        );
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
    let source =
        "// \"no text\"\n#[error(\"no [text]\")]\nlet a: &'a = ('\"', '\\'', \"a \\\" b\");\n\"Đà\";";
    assert_eq!(texts(source), [(3, "a \\\" b".to_owned()), (4, "Đà".to_owned())]);
}
