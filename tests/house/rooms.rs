//! The import rule of the house, as a test: who may use whom, where the clock may be read, where SQL may stand.
//!
//! It reads every `crate::` and `super::` path of every file, not only `use` lines, so that a fully written path is no
//! way round.
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
    ("steady", &[]),
    ("filesout", &["text"]),
    ("reading", &["text"]),
    ("owner", &[]),
    ("yaml", &["text", "infile"]),
    (
        "access",
        &["yaml", "text", "reading", "infile", "outfile", "owner"],
    ),
    ("csvout", &["text"]),
    ("mdout", &["text", "paper", "chart"]),
    ("xlsxout", &["text", "chart", "steady"]),
    ("icsout", &["text", "output"]),
    ("mailout", &["text"]),
    ("outgoing", &["mailout", "docxout", "output", "paper", "text"]),
    ("paper", &["text", "chart"]),
    ("chart", &["text"]),
    ("decree", &["jail", "extract", "text"]),
    ("htmlout", &["paper", "chart", "text"]),
    ("pdfout", &[]),
    ("pictures", &["store", "photo", "paper"]),
    ("template", &["jail", "extract", "docxout", "paper", "steady"]),
    ("docxout", &["paper", "chart", "text", "steady"]),
    ("listout", &["text", "output", "csvout", "mdout", "xlsxout"]),
    ("filekind", &[]),
    ("logfile", &["text", "outfile"]),
    ("jail", &[]),
    ("photo", &["jail"]),
    ("mail", &["text", "filekind"]),
    ("secret", &["infile"]),
    ("trust", &["infile"]),
    ("post", &["secret", "trust", "text"]),
    ("mailbox", &["infile", "mail", "secret", "trust"]),
    ("extract", &["jail", "text"]),
    ("recognise", &["mail", "reading", "text", "yaml"]),
    ("workbook", &["jail", "text", "reading", "output"]),
    (
        "intake",
        &[
            "jail",
            "mail",
            "mailbox",
            "extract",
            "recognise",
            "workbook",
            "ledger",
            "store",
            "clock",
            "filekind",
            "attach",
            "photo",
            "text",
        ],
    ),
    ("refdata", &["yaml", "text", "infile"]),
    ("config", &["text", "yaml", "outfile"]),
    ("campaign_file", &["refdata", "yaml", "text", "reading"]),
    ("drafts", &["campaign_file", "infile", "outfile"]),
    (
        "store",
        &["clock", "infile", "outfile", "owner", "secret", "trust"],
    ),
    ("ledger", &["store", "clock"]),
    ("demo", &["ledger", "store", "clock"]),
    ("output", &["text", "paper", "chart"]),
    (
        "failure",
        &[
            "store", "ledger", "text", "output", "owner", "photo", "attach", "outfile", "listout", "mailbox",
            "intake", "secret", "trust", "post",
        ],
    ),
    (
        "undone",
        &[
            "failure", "export", "template", "extract", "docxout", "pdfout", "listout", "text",
        ],
    ),
    ("attach", &["store", "filekind", "infile", "photo"]),
    (
        "export",
        &[
            "ledger", "text", "output", "outfile", "paper", "mdout", "csvout", "docxout", "htmlout",
            "pdfout", "pictures", "template", "listout", "icsout", "attach", "jail", "extract",
        ],
    ),
    (
        "courier",
        &[
            "ledger", "store", "post", "secret", "config", "outgoing", "output", "failure", "text",
        ],
    ),
    (
        "tui",
        &[
            "ledger",
            "store",
            "clock",
            "demo",
            "text",
            "output",
            "failure",
            "attach",
            "config",
            "logfile",
            "jail",
            "photo",
            "reading",
            "outfile",
            "filesout",
            "outgoing",
            "courier",
            "post",
            "listout",
            "export",
            "undone",
            "paper",
            "pictures",
            "pdfout",
            "template",
            "campaign_file",
            "drafts",
            "refdata",
            "mail",
            "extract",
            "recognise",
            "workbook",
            "intake",
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
            "outgoing",
            "courier",
            "failure",
            "attach",
            "filekind",
            "access",
            "config",
            "yaml",
            "csvout",
            "listout",
            "export",
            "undone",
            "paper",
            "pictures",
            "pdfout",
            "refdata",
            "campaign_file",
            "logfile",
            "jail",
            "photo",
            "reading",
            "infile",
            "outfile",
            "filesout",
            "owner",
            "drafts",
            "mail",
            "mailbox",
            "extract",
            "recognise",
            "workbook",
            "intake",
            "post",
            "decree",
            "docxout",
            "template",
            "icsout",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

pub fn sources() -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out.sort();
    assert!(out.len() > 20, "the house has rooms");
    out
}

/// The Rust files of a folder, however deep.
fn walk(dir: &Path, out: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(dir)
        .expect("a folder is readable")
        .map(|e| e.expect("an entry").path())
    {
        if entry.is_dir() {
            walk(&entry, out);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            let text = read(&entry);
            out.push((entry, text));
        }
    }
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a source file is readable")
}

/// The path below `src/`, as rooms: `tui/wall/tiles.rs` gives `["tui", "wall", "tiles"]`, a door its folder.
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

/// Is it a file of tests, or of what they stand on? Such a file is held to no more than tests at the end of a file are.
pub fn is_of_tests(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.ends_with("fixture.rs")
}

/// The path below `src/` as it is written.
pub fn below_src(path: &Path) -> String {
    path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .expect("below src")
        .to_string_lossy()
        .into_owned()
}

/// What a piece of a file is.
#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Code,
    Text,
    Comment,
}

/// A file cut into code, texts (strings and characters, quotes included) and comments.
fn pieces(text: &str) -> Vec<(Piece, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (start, piece, len) = (0..rest.len())
            .filter(|i| rest.is_char_boundary(*i))
            .find_map(|i| opens(&rest[..i], &rest[i..]).map(|(piece, len)| (i, piece, len)))
            .unwrap_or((rest.len(), Piece::Code, 0));
        out.push((Piece::Code, &rest[..start]));
        out.push((piece, &rest[start..start + len]));
        rest = &rest[start + len..];
    }
    out.retain(|(_, s)| !s.is_empty());
    out
}

/// What begins here that is no code, and how long it is.
fn opens(before: &str, rest: &str) -> Option<(Piece, usize)> {
    let upto = |from: usize, end: &str| {
        rest[from..]
            .find(end)
            .map_or(rest.len(), |e| from + e + end.len())
    };
    match rest.as_bytes()[0] {
        b'/' if rest.starts_with("//") => Some((Piece::Comment, rest.find('\n').unwrap_or(rest.len()))),
        b'/' if rest.starts_with("/*") => Some((Piece::Comment, upto(2, "*/"))),
        b'r' if !before.ends_with(|c: char| c.is_alphanumeric() && c != 'b' || c == '_') => {
            let fence = rest[1..].len() - rest[1..].trim_start_matches('#').len();
            rest[1 + fence..]
                .starts_with('"')
                .then(|| (Piece::Text, upto(fence + 2, &format!("\"{}", "#".repeat(fence)))))
        }
        b'"' => Some((Piece::Text, closed(rest, '"')?)),
        // A lifetime has no second quote where a character has one.
        b'\'' => {
            let mut after = rest[1..].char_indices();
            let first = after.next()?.1;
            let second = after.next()?.0 + 1;
            (first == '\\' || rest[second..].starts_with('\''))
                .then(|| closed(rest, '\''))
                .flatten()
                .map(|len| (Piece::Text, len))
        }
        _ => None,
    }
}

/// How long a text is that ends with the quote that it begins with.
fn closed(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(i + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// The code of a file without comments and without its test module; texts stay.
fn code(text: &str) -> String {
    without(text, &[Piece::Comment])
}

/// The code of a file without comments, texts and its test module.
pub fn bare(text: &str) -> String {
    without(text, &[Piece::Comment, Piece::Text])
}

fn without(text: &str, unwanted: &[Piece]) -> String {
    let body = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    pieces(body)
        .into_iter()
        .filter(|(piece, _)| !unwanted.contains(piece))
        .map(|(_, s)| s)
        .collect()
}

/// Every path of the house that code names, from the root: those that start at `crate::`, and those that start at
/// `super::` in the module `own`. Groups are written out, however deep.
fn paths(code: &str, own: &[String]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for (i, _) in code.match_indices("crate::") {
        if begins(code, i) {
            tree(&code[i + "crate::".len()..], &[], &mut out);
        }
    }
    let inside = inner_modules(code);
    for (i, _) in code.match_indices("super::") {
        if !begins(code, i) || code[..i].ends_with("super::") {
            continue;
        }
        let mut rest = &code[i..];
        let mut up = 0_usize;
        while let Some(below) = rest.strip_prefix("super::") {
            rest = below;
            up += 1;
        }
        // A module that is written out in a file has that file for its parent.
        let deep = inside.iter().filter(|range| range.contains(&i)).count();
        if let Some(up) = up.checked_sub(deep).filter(|up| (1..=own.len()).contains(up)) {
            tree(rest, &own[..own.len() - up], &mut out);
        }
    }
    out
}

/// Whether a word begins here, and does not go on.
fn begins(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Where the modules stand that are written out in a file.
fn inner_modules(code: &str) -> Vec<std::ops::Range<usize>> {
    code.match_indices("mod ")
        .filter(|(i, _)| begins(code, *i))
        .filter_map(|(i, _)| {
            let name = code[i..].find(['{', ';'])?;
            code[i + name..]
                .starts_with('{')
                .then(|| i + name..i + name + group(&code[i + name..]).len() + 2)
        })
        .collect()
}

/// What stands between the brace that `rest` begins with and the one that closes it.
fn group(rest: &str) -> &str {
    let mut open = 0;
    for (i, c) in rest.char_indices() {
        match c {
            '{' => open += 1,
            '}' if open == 1 => return &rest[1..i],
            '}' => open -= 1,
            _ => {}
        }
    }
    &rest[1..]
}

/// The paths of one tree as it stands in a `use`, below `head`.
fn tree(rest: &str, head: &[String], out: &mut Vec<Vec<String>>) {
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(rest.len());
    let mut path = head.to_vec();
    path.extend(
        rest[..end]
            .split("::")
            .filter(|s| !s.is_empty() && *s != "self")
            .map(str::to_owned),
    );
    if !rest[end..].starts_with('{') || end > 0 && !rest[..end].ends_with("::") {
        out.push(path);
        return;
    }
    let mut open = 0;
    let parts = group(&rest[end..]).split(|c| {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        c == ',' && open == 0
    });
    for part in parts.map(str::trim).filter(|p| !p.is_empty()) {
        tree(part, &path, out);
    }
}

#[test]
fn imports_run_one_way() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> = MAY_USE
        .iter()
        .map(|(room, uses)| (*room, uses.iter().copied().collect()))
        .collect();
    let mut broken = Vec::new();
    for (path, text) in sources().into_iter().filter(|(p, _)| !is_of_tests(p)) {
        let own = rooms(&path);
        let room = own[0].as_str();
        let Some(may) = allowed.get(room) else {
            broken.push(format!(
                "{}: room `{room}` has no line in tests/house/rooms.rs",
                path.display()
            ));
            continue;
        };
        for used in paths(&bare(&text), &own) {
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

/// How engines are called.
const ENGINES: [&str; 3] = ["sqlite", "postgres", "wal"];

/// Where an engine's name may stand outside the store, in which words, and why.
const NAMES_ENGINES: &[(&str, &[&str], &str)] = &[
    (
        "core/store_url.rs",
        &["Postgres", "Sqlite", "postgres", "postgresql", "sqlite", "wal"],
        "the name of a store begins with that of its engine",
    ),
    (
        "core/server.rs",
        &["postgres", "postgresql"],
        "the name of a store begins with that of its engine, and Debian has its socket under that name",
    ),
    (
        "cli/relay.rs",
        &["postgres"],
        "an example of the manual names a store",
    ),
    (
        "cli/store.rs",
        &["postgres"],
        "an example of the manual names a store",
    ),
    (
        "config/table.rs",
        &["sqlite"],
        "the setting's own documentation shows how a store is named",
    ),
    (
        "cli/moving.rs",
        &["postgres", "sqlite"],
        "an example of the manual names a store",
    ),
    (
        "cli/backup.rs",
        &["sqlite"],
        "an example of the manual names a store",
    ),
    (
        "cli/forced.rs",
        &["sqlite"],
        "an example of the manual names a store",
    ),
    (
        "outfile.rs",
        &["SQLite", "wal"],
        "nothing is written over a store, whose ever it is: one is known by its name and its header",
    ),
];

/// Whether a word is an engine's name or has it for a part, as `SqliteJournal` and `open_sqlite` have.
fn names_engine(word: &str) -> bool {
    let mut parts = String::new();
    for c in word.replace("SQLite", "Sqlite").chars() {
        if c.is_uppercase() {
            parts.push('_');
        }
        parts.extend(c.to_lowercase());
    }
    let is_engine = |part: &str| ENGINES.contains(&part) || part.starts_with("postgres");
    parts.split('_').any(is_engine)
}

/// The words of some code that name an engine.
fn engine_words(code: &str) -> BTreeSet<String> {
    code.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| names_engine(word))
        .map(str::to_owned)
        .collect()
}

/// A second engine is one folder of the store and one line of its site; whoever knew the first by name would have to
/// learn the second.
#[test]
fn above_the_store_nobody_knows_an_engine() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let file = below_src(&path);
        if file.starts_with("store/") {
            continue;
        }
        let may = NAMES_ENGINES.iter().find(|(f, _, _)| *f == file);
        let may: BTreeSet<String> = may
            .iter()
            .flat_map(|(_, words, _)| words.iter().map(|w| (*w).to_owned()))
            .collect();
        let there = engine_words(&code(&text));
        if there != may {
            wrong.push(format!("{file}: names {there:?}, and may name {may:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let sample = r#"SqliteJournal::open_sqlite("k.db-wal", PostgresSite, walk, wall, SQLite)"#;
    let words: Vec<String> = engine_words(sample).into_iter().collect();
    assert_eq!(
        words,
        ["PostgresSite", "SQLite", "SqliteJournal", "open_sqlite", "wal"]
    );
}

/// Folders whose files are parts of one thing that stands in their door, with the reason.
const ONE_THING: &[(&str, &str)] = &[
    ("ledger", "the ledger is one value; its files are its verbs"),
    (
        "store/sqlite",
        "one connection; its files are what is done over it",
    ),
];

#[test]
fn no_room_of_a_folder_uses_its_own_door() {
    let all: Vec<(PathBuf, Vec<String>, String)> = sources()
        .into_iter()
        .map(|(p, t)| {
            let own = rooms(&p);
            (p, own, t)
        })
        .collect();
    let modules: BTreeSet<&[String]> = all.iter().map(|(_, own, _)| own.as_slice()).collect();
    let mut broken = Vec::new();
    for (path, own, text) in &all {
        let used = paths(&bare(text), own);
        for depth in 1..own.len() {
            let door = &own[..depth];
            if !modules.contains(door) || ONE_THING.iter().any(|(folder, _)| *folder == door.join("/")) {
                continue;
            }
            // A path that stays in the folder must go on into a room of it; what stands in the door itself is the parent's.
            for path_used in used.iter().filter(|u| u.len() > depth && u.starts_with(door)) {
                if !modules.contains(&path_used[..=depth]) {
                    broken.push(format!(
                        "{}: uses `{}` of its own door",
                        path.display(),
                        path_used.join("::")
                    ));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Rooms of one folder of which the first must not know the others.
const KNOWS_NOT: &[(&str, &[&str])] = &[
    (
        "tui/panes/kit",
        &[
            "tui/panes/desk",
            "tui/panes/places",
            "tui/panes/over",
            "tui/panes/timeline",
        ],
    ),
    ("tui/panes/desk", &["tui/panes/places", "tui/panes/over"]),
    ("tui/panes/places", &["tui/panes/desk", "tui/panes/over"]),
    ("tui/panes/over", &["tui/panes/desk", "tui/panes/places"]),
];

#[test]
fn panes_are_made_of_their_kit_and_not_of_each_other() {
    let all = sources();
    let mut broken = Vec::new();
    for (room, others) in KNOWS_NOT {
        let files = all
            .iter()
            .filter(|(p, _)| below_src(p).starts_with(&format!("{room}/")));
        let mut n = 0;
        for (path, text) in files {
            n += 1;
            for used in paths(&bare(text), &rooms(path)).iter().map(|u| u.join("/")) {
                if others.iter().any(|o| used.starts_with(o)) {
                    broken.push(format!("{}: uses {used}", below_src(path)));
                }
            }
        }
        assert!(n > 0, "{room} holds no file");
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
        "the engine's library is the engine's",
    ),
    (
        "tokio",
        &["store/postgres/"],
        "nothing above the engine that needs it knows what is asynchronous",
    ),
    (
        "SELECT ",
        &["store/sqlite/", "store/postgres/"],
        "two engines of the store speak SQL",
    ),
    (
        "INSERT ",
        &["store/sqlite/", "store/postgres/"],
        "two engines of the store speak SQL",
    ),
    (
        "unsafe",
        &["tui/term/fault.rs"],
        "what the compiler cannot check is the handler of faults alone",
    ),
    (
        "image::",
        &["photo/decode.rs", "photo/print.rs", "demo/photos.rs"],
        "a photo is decoded in the short-lived process alone; the demo draws its own and decodes none",
    ),
    (
        "ImageReader",
        &["photo/decode.rs"],
        "a photo is decoded in the short-lived process alone",
    ),
    (
        "load_from_memory",
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
    (
        "turn.put(",
        &["store/", "ledger/"],
        "the ledger is the only caller of put",
    ),
];

#[test]
fn each_thing_stands_in_its_place() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let below = below_src(&path);
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
    (
        "store_url.rs",
        "…",
        "what stands in the place of a name and a password",
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
    (
        "packed.rs",
        "what is borrowed to be packed is owned once it is unpacked, of the very same type",
        "why a lint is left out",
    ),
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
const NAME_THEIR_ARMS: &[&str] = &[
    "core/mod.rs",
    "output/letters.rs",
    "output/refusals.rs",
    "output/words.rs",
    "tui/places.rs",
    "tui/update/mod.rs",
    "tui/wall/overview/news.rs",
];

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

/// The only places that ask the environment and the system's folders, with the reason.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("main.rs", "the words of the command line"),
    ("cli/mod.rs", "what settings are read from"),
    (
        "cli/session.rs",
        "the clock that a test sets, told apart from the flag in what is said of it; the credentials of a service",
    ),
    ("cli/forced.rs", "what sshd says of a restricted session"),
    (
        "cli/out.rs",
        "how wide a page is that is printed, before there is a session",
    ),
    ("cli/export/reports.rs", "where the office is that makes PDFs"),
    ("cli/doctor/machine.rs", "doctor looks at the environment itself"),
    ("config/places.rs", "where settings, data and logs lie"),
    ("tui/term/caps.rs", "what the terminal says of itself"),
    (
        "tui/drill.rs",
        "a fault that a drill orders; not in a release build",
    ),
];

/// How the environment is asked.
const ASKS_ENVIRONMENT: &[&str] = &[
    "env::var",
    "env::args",
    "env::home_dir",
    "env::current_dir",
    "env::temp_dir",
    "dirs::",
];

#[test]
fn the_environment_is_asked_at_the_doors() {
    let asking: BTreeSet<String> = sources()
        .iter()
        .filter(|(_, text)| {
            let code = bare(text);
            ASKS_ENVIRONMENT.iter().any(|word| code.contains(word))
        })
        .map(|(path, _)| below_src(path))
        .collect();
    let doors: BTreeSet<String> = ENVIRONMENT.iter().map(|(file, _)| (*file).to_owned()).collect();
    let others: Vec<_> = asking.difference(&doors).collect();
    assert!(
        others.is_empty(),
        "these ask the environment and are no door: {others:?}"
    );
    let idle: Vec<_> = doors.difference(&asking).collect();
    assert!(
        idle.is_empty(),
        "these do not ask it any more and can be taken off: {idle:?}"
    );
}

/// The most lines of code that a file has: what is longer holds more than one idea.
const LONG: usize = 400;

/// So many lines a file may be shorter than its number on the list; by more, and the number is to follow.
const SLACK: usize = 10;

/// Files that are longer for now, and how long they are. A number may only become smaller.
const STILL_LONG: &[(&str, usize)] = &[
    ("cli/session.rs", 495),
    ("core/campaign.rs", 589),
    ("core/roster.rs", 797),
    ("core/unit.rs", 668),
    ("demo/plan.rs", 736),
];

#[test]
fn no_file_becomes_long() {
    let allowed: BTreeMap<&str, usize> = STILL_LONG.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, text) in sources().into_iter().filter(|(p, _)| !is_of_tests(p)) {
        let file = below_src(&path);
        let lines = code(&text).lines().filter(|l| !l.trim().is_empty()).count();
        match allowed.get(file.as_str()) {
            None if lines > LONG => wrong.push(format!("{file}: {lines} lines of code, more than {LONG}")),
            Some(most) if lines > *most => {
                wrong.push(format!("{file}: {lines} lines of code, grown from {most}"));
            }
            Some(most) if lines > LONG && lines + SLACK < *most => {
                wrong.push(format!(
                    "{file}: {lines} lines of code, the list still says {most}"
                ));
            }
            Some(_) if lines <= LONG => {
                wrong.push(format!(
                    "{file}: {lines} lines of code, can be taken off the list"
                ));
            }
            _ => {}
        }
    }
    let there: BTreeSet<String> = sources().iter().map(|(p, _)| below_src(p)).collect();
    let gone = allowed.keys().filter(|f| !there.contains(**f));
    wrong.extend(gone.map(|f| format!("{f}: is no more, can be taken off the list")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Public functions that nobody calls by name, with the reason.
const UNCALLED: &[(&str, &str)] = &[("maybe_past_day", "serde calls it by its path, which is a text")];

/// Every word of the code of a folder, how often it stands there.
fn words_of(files: &[(PathBuf, String)]) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for (_, text) in files {
        let code: String = pieces(text)
            .into_iter()
            .filter(|(piece, _)| *piece == Piece::Code)
            .map(|(_, s)| s)
            .collect();
        for word in code.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    words
}

/// The names of the public functions that some code defines.
fn public_functions(code: &str) -> Vec<String> {
    code.match_indices("fn ")
        .filter(|(i, _)| begins(code, *i))
        .filter(|(i, _)| {
            let line = code[..*i].rsplit('\n').next().unwrap_or("").trim_start();
            line.starts_with("pub ") || line.starts_with("pub(")
        })
        .map(|(i, _)| {
            code[i + "fn ".len()..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .collect()
}

/// Every module is public for the tests' sake, so that the compiler does not see what nobody uses.
#[test]
fn every_public_function_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = sources();
    for folder in ["tests", "benches"] {
        walk(&root.join(folder), &mut all);
    }
    all.push((root.join("build.rs"), read(&root.join("build.rs"))));
    let words = words_of(&all);
    let known: BTreeSet<&str> = UNCALLED.iter().map(|(name, _)| *name).collect();
    let mut dead = Vec::new();
    for (path, text) in sources() {
        for name in public_functions(&bare(&text)) {
            if words[&name] == 1 && !known.contains(name.as_str()) {
                dead.push(format!("{}: `{name}`", below_src(&path)));
            }
        }
    }
    assert!(dead.is_empty(), "these are used by nobody:\n{}", dead.join("\n"));
    let used: Vec<_> = known
        .iter()
        .filter(|n| words.get(**n).is_none_or(|c| *c > 1))
        .collect();
    assert!(used.is_empty(), "can be taken off the list: {used:?}");
}

#[test]
fn the_rule_itself_can_fail() {
    let own = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(paths("use crate::tui::term;", &own("a")), [["tui", "term"]]);
    assert_eq!(
        paths("let x = crate::{cli::run, core::time}", &own("a")),
        [["cli", "run"], ["core", "time"]]
    );
    assert_eq!(
        paths("use crate::{a::{b, c::{d, self}}, e};", &own("a")),
        [vec!["a", "b"], vec!["a", "c", "d"], vec!["a", "c"], vec!["e"]]
    );
    assert_eq!(
        paths("use super::Limits; super::super::x()", &own("yaml/strict")),
        [vec!["yaml", "Limits"], vec!["x"]]
    );
    assert_eq!(
        paths(
            "mod inner { use super::Own; use super::super::Door; }",
            &own("a/b")
        ),
        [["a", "Door"]]
    );
    let sample = "let a = \"https://x\"; crate::cli(); let b = r#\"// \"crate::no\" \"#; let c = '\"'; crate::core::<'a>() // crate::no";
    assert_eq!(
        paths(&bare(sample), &own("a")),
        [vec!["cli"], vec!["core"]],
        "{}",
        bare(sample)
    );
    assert_eq!(
        public_functions("pub(super) const fn a() {}\n    pub fn b_1<T>() {}\n fn c() { let fnord = 1; }"),
        ["a", "b_1"]
    );
    assert!(code(sample).contains("https://x") && !code(sample).ends_with("no"));
    assert!(paths(&bare("// crate::cli\nfn a() {}"), &own("a")).is_empty());
    let source =
        "// \"no text\"\n#[error(\"no [text]\")]\nlet a: &'a = ('\"', '\\'', \"a \\\" b\");\n\"Đà\";";
    assert_eq!(texts(source), [(3, "a \\\" b".to_owned()), (4, "Đà".to_owned())]);
}

/// What stands at the top, so that nothing a test or a trial left there is taken for a part of the project.
const AT_THE_TOP: [&str; 18] = [
    ".cargo",
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "benches",
    "build.rs",
    "clippy.toml",
    "data",
    "deny.toml",
    "docs",
    "rustfmt.toml",
    "src",
    "tests",
];

#[test]
fn nothing_strange_is_kept_at_the_top() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kept = std::process::Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root)
        .output()
        .ok()
        .filter(|out| out.status.success());
    let Some(kept) = kept else {
        println!("NOT LOOKED AT: no git, or no repository: what is kept at the top is not known");
        return;
    };
    let names = String::from_utf8(kept.stdout).expect("names are UTF-8");
    let strange: BTreeSet<&str> = names
        .split('\0')
        .filter(|n| !n.is_empty())
        .filter_map(|n| n.split('/').next())
        .filter(|top| !AT_THE_TOP.contains(top))
        .collect();
    assert!(strange.is_empty(), "kept at the top by mistake? {strange:?}");
}
