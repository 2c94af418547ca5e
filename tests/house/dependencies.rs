//! What the house stands on, held to `deny.toml` with nothing but cargo: licences, sources, banned crates, versions.
//!
//! Advisories need a database from the network; `.ci/run` asks for them where it can and says so where it cannot.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Every package that a build for this machine takes, ours as well.
fn packages() -> Vec<Value> {
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(["--filter-platform", &target])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(
        asked.status.success(),
        "{}",
        String::from_utf8_lossy(&asked.stderr)
    );
    let told: Value = serde_json::from_slice(&asked.stdout).expect("JSON");
    told["packages"].as_array().expect("packages").clone()
}

/// The words of a list of `deny.toml`.
fn list(section: &str, key: &str) -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    let text = fs::read_to_string(file).expect("deny.toml");
    let lines = text.lines().map(|l| l.split(" #").next().unwrap_or(l));
    let within = lines
        .skip_while(|l| *l != format!("[{section}]"))
        .skip(1)
        .take_while(|l| !l.starts_with('['))
        .skip_while(|l| !l.starts_with(&format!("{key} = [")))
        .collect::<Vec<_>>()
        .join("\n");
    let list = within.split(']').next().unwrap_or_default();
    let words: BTreeSet<String> = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(!words.is_empty(), "deny.toml has no {key} in [{section}]");
    words
}

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_default()
}

/// Whether an expression of licences leaves one a choice among those that are allowed: `(MIT OR Apache-2.0) AND Unicode-3.0`.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let good = any(&words, &mut at, allowed);
    good && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut good = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        good |= all(words, at, allowed);
    }
    good
}

fn all(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut good = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        good &= one(words, at, allowed);
    }
    good
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.get(*at) else {
        return false;
    };
    *at += 1;
    if *word == "(" {
        let good = any(words, at, allowed);
        *at += 1;
        return good;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = [&name, "WITH", words.get(*at + 1).unwrap_or(&"")].join(" ");
        *at += 2;
    }
    allowed.contains(&name)
}

#[test]
fn every_dependency_is_allowed() {
    let (licences, banned) = (list("licenses", "allow"), list("bans", "deny"));
    let registries = list("sources", "allow-registry");
    let mut wrong = Vec::new();
    for p in packages().iter().filter(|p| text(p, "name") != "ketnoi") {
        let name = text(p, "name");
        let (licence, source) = (text(p, "license"), text(p, "source"));
        if !is_allowed(licence, &licences) {
            wrong.push(format!("{name}: licence `{licence}`"));
        }
        if !source
            .strip_prefix("registry+")
            .is_some_and(|s| registries.contains(s))
        {
            wrong.push(format!("{name}: comes from `{source}`"));
        }
        if banned.contains(name) {
            wrong.push(format!("{name}: is banned"));
        }
    }
    assert!(wrong.is_empty(), "see deny.toml:\n{}", wrong.join("\n"));
}

#[test]
fn no_dependency_comes_twice_but_those_that_are_known_to() {
    let all = packages();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for p in &all {
        *versions.entry(text(p, "name")).or_default() += 1;
    }
    let twice: BTreeSet<String> = versions
        .iter()
        .filter(|(_, n)| **n > 1)
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(twice, list("bans", "skip"), "deny.toml says which may");
}

#[test]
fn the_least_rust_is_no_less_than_a_dependency_needs() {
    let number = |version: &str| -> Vec<u32> { version.split('.').map_while(|n| n.parse().ok()).collect() };
    let all = packages();
    let ours = all
        .iter()
        .find(|p| text(p, "name") == "ketnoi")
        .map(|p| number(text(p, "rust_version")))
        .expect("ketnoi itself");
    let newer: Vec<&str> = all
        .iter()
        .filter(|p| number(text(p, "rust_version")) > [ours.as_slice(), &[u32::MAX]].concat())
        .map(|p| text(p, "name"))
        .collect();
    assert!(
        newer.is_empty(),
        "these need more than rust-version says: {newer:?}"
    );
}

#[test]
fn an_expression_of_licences_is_read_as_it_is_meant() {
    let allowed: BTreeSet<String> = ["MIT", "Unicode-3.0"].map(str::to_owned).into();
    for good in [
        "MIT",
        "Apache-2.0 OR MIT",
        "GPL-3.0/MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR MIT",
    ] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT OR GPL-3.0) AND GPL-3.0",
        "MIT WITH some-exception",
    ] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}
