//! Albums are read by people, when they change: short ones, and none that no test looks at any more.

use std::fs;
use std::path::{Path, PathBuf};

/// What a review of a change still reads to its end.
const LONGEST: usize = 300;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The albums: program, file and name of each, and what it holds.
fn albums() -> Vec<([String; 3], String)> {
    let mut all = Vec::new();
    for program in fs::read_dir(tests()).expect("tests").flatten() {
        for entry in fs::read_dir(program.path().join("snapshots"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let file = entry.file_name().into_string().expect("a name in letters");
            let name = file.strip_suffix(".snap");
            let name = name.unwrap_or_else(|| panic!("{file} is no album that somebody accepted"));
            let parts: Vec<String> = name.split("__").map(str::to_owned).collect();
            let parts = <[String; 3]>::try_from(parts).unwrap_or_else(|p| panic!("{file}: {p:?}"));
            assert_eq!(parts[0], program.file_name().to_string_lossy(), "{file}");
            all.push((parts, fs::read_to_string(entry.path()).expect("read")));
        }
    }
    assert!(all.len() > 40, "the albums are found: {}", all.len());
    all
}

#[test]
fn no_album_is_longer_than_somebody_reads() {
    let long: Vec<String> = albums()
        .iter()
        .map(|(parts, text)| (parts.join("__"), text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(
        long.is_empty(),
        "one place an album; largest size by assertions: {long:#?}"
    );
}

/// By its name: as it stands in the test's text, or made from a text with something filled in.
fn is_named(album: &str, source: &str) -> bool {
    let texts = source.split('"').skip(1).step_by(2);
    texts.into_iter().any(|text| match text.split_once('{') {
        None => text == album,
        Some((begin, rest)) => {
            let end = rest.rsplit_once('}').map_or("", |(_, end)| end);
            begin.len() > 3 && album.starts_with(begin) && album.ends_with(end)
        }
    })
}

#[test]
fn every_album_is_looked_at_by_the_test_it_names() {
    for ([program, file, name], text) in albums() {
        let path = format!("tests/{program}/{file}.rs");
        assert!(
            text.lines().nth(1) == Some(&format!("source: {path}")),
            "{name} says where it comes from"
        );
        let source = fs::read_to_string(tests().join(&program).join(format!("{file}.rs")));
        let source = source.unwrap_or_else(|e| panic!("{path}: {e}"));
        assert!(is_named(&name, &source), "no test of {path} keeps {name}");
    }
}

/// Albums that show what somebody typed or sent, whatever it is, or the richer set of signs.
const OTHER_SIGNS: [&str; 0] = [];

/// What is shown where nothing is known of the terminal; `screens::signs` looks at more than the albums do.
#[test]
fn albums_are_drawn_with_what_every_windows_console_has() {
    let drawn = |parts: &[String; 3]| parts[0] == "screens" && !OTHER_SIGNS.contains(&parts[2].as_str());
    for (parts, text) in albums().iter().filter(|(parts, _)| drawn(parts)) {
        let lacks = crate::wgl4::lacks(text);
        assert!(lacks.is_empty(), "{}: {lacks}", parts[2]);
    }
}

#[test]
fn a_name_is_found_in_a_test_or_not() {
    let source =
        r#"picture("wall_lost"); assert_snapshot!(format!("place_{name}"), x); format!("facts_{}", id)"#;
    assert!(is_named("wall_lost", source) && is_named("place_desk", source) && is_named("facts_vi", source));
    assert!(!is_named("wall_los", source) && !is_named("forms", source));
}
