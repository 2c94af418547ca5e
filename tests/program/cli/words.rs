//! The words of the command line: help in both languages, mistakes, completions, man pages.

use clap::Command;
use ketnoi::cli::args::value_name;
use ketnoi::cli::doctor::{CHECKS, MENDS};
use ketnoi::cli::tree::{Extent, FAMILIES, tree};
use ketnoi::core::names::Lang;
use ketnoi::text::Catalogue;

use super::home::Home;

fn each(c: &Command, path: &mut Vec<String>, f: &mut impl FnMut(&[String], &Command)) {
    f(path, c);
    for below in c.get_subcommands() {
        path.push(below.get_name().to_owned());
        each(below, path, f);
        path.pop();
    }
}

#[test]
fn the_tree_is_sound_and_every_word_of_it_is_there() {
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        let root = tree(&cat, Extent::All);
        root.clone().debug_assert();
        each(&root, &mut Vec::new(), &mut |path, c| {
            let help = c.clone().render_long_help().to_string();
            assert!(!help.contains('⟨'), "{path:?} has no words in {lang:?}:\n{help}");
            if !c.has_subcommands() {
                let examples = c.get_after_help().map(ToString::to_string).unwrap_or_default();
                assert!(examples.contains("\n  ketnoi "), "{path:?} has no example");
            }
        });
        for id in CHECKS {
            assert!(cat.has(&format!("doctor_check-{id}")), "{id}");
        }
        for id in MENDS {
            assert!(cat.has(&format!("doctor_mend-{id}")), "{id}");
        }
    }
}

#[test]
fn help_is_in_the_users_language() {
    let vi = Home::speaking("vi");
    let help = vi.ok(&["--help"]);
    assert!(help.contains("Cách dùng:") && help.contains("Ví dụ:"), "{help}");
    let help = vi.ok(&["report", "receive", "--help", "--lang", "en"]);
    assert!(help.contains("Usage:") && help.contains("Examples:"), "{help}");
    for f in FAMILIES {
        assert!(vi.ok(&[f.name, "--help"]).contains("ketnoi"), "{}", f.name);
    }
    assert!(vi.ok(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
    // Nobody said: the locale decides, and C is Vietnamese.
    let nobody = |locale: &str| {
        let mut c = vi.program();
        c.env_remove("KETNOI_LANG").env("LC_ALL", locale).arg("--help");
        String::from_utf8(c.output().expect("it runs").stdout).expect("UTF-8")
    };
    assert!(nobody("C").contains("Cách dùng:"));
    assert!(nobody("en_GB.UTF-8").contains("Usage:"));
}

#[test]
fn mistakes_are_told_in_one_sentence_with_what_may_have_been_meant() {
    let (vi, en) = (Home::speaking("vi"), Home::new());
    let rows: &[(&[&str], &str, &str)] = &[
        (&["statsu"], "did you mean status?", "có phải ý bạn là status?"),
        (
            &["status", "--staet", "x"],
            "did you mean --state?",
            "có phải ý bạn là --state?",
        ),
        (
            &["status", "--state", "acepted"],
            "did you mean accepted?",
            "có phải ý bạn là accepted?",
        ),
        (&["report", "accept"], "Missing: <UNIT>", "Còn thiếu: <UNIT>"),
        (&["report"], "Name a command: show", "Hãy nêu một lệnh: show"),
        (
            &["log", "--since"],
            "A value is missing for --since",
            "Thiếu giá trị cho --since",
        ),
        (
            &["log", "--verify", "--head"],
            "cannot be used together",
            "Không dùng",
        ),
        (&["--now", "yesterday", "status"], "RFC 3339", "RFC 3339"),
        (&["--as-of", "28/05", "status"], "with its year", "có đủ năm"),
        (
            &["--known-at", "2020-05-28T14:03", "status"],
            "RFC 3339",
            "RFC 3339",
        ),
        (
            &["campaign", "extend", "--until", "5 June"],
            "not a date",
            "không phải là ngày",
        ),
        (
            &["report", "figure", "01", "households_internet"],
            "cannot be read",
            "không đọc được",
        ),
        (&["report", "figure", "01", "a=1", "a=2"], "only once", "một lần"),
        (
            &["activity", "done", "X-1", "--reach", "many"],
            "whole number",
            "số nguyên",
        ),
    ];
    for (args, english, vietnamese) in rows {
        let said = en.fails(2, args);
        assert!(said.contains(english), "{args:?}: {said}");
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        let said = vi.fails(2, args);
        assert!(said.contains(vietnamese), "{args:?}: {said}");
    }
    let mut c = en.program();
    let said = c
        .env("KETNOI_NOW", "noon")
        .arg("status")
        .output()
        .expect("it runs");
    assert_eq!(said.status.code(), Some(2));
    assert!(en.listing().is_empty(), "a mistake makes no file");
}

/// The words of a usage line in its own order, with a value for each; several where several may stand.
fn as_the_usage_line_says(c: &Command) -> Vec<String> {
    let usage = c.clone().render_usage().to_string();
    let mut words: Vec<String> = Vec::new();
    for word in usage.split_whitespace() {
        let name = word.trim_matches(['[', ']', '<', '>', '.']);
        let known = c
            .get_positionals()
            .find(|a| a.get_value_names().is_some_and(|n| n.iter().any(|n| n == name)));
        let value = known
            .and_then(|a| a.get_possible_values().first().map(|v| v.get_name().to_owned()))
            .unwrap_or_else(|| "x=1".to_owned());
        if name.starts_with("--") {
            words.push(name.to_owned());
        } else if word.contains('<') || known.is_some() {
            words.push(value.clone());
            words.extend(word.contains("...").then_some(value));
        } else if name == "OPTIONS" {
            words.push("--json".to_owned());
        }
    }
    words
}

#[test]
fn every_usage_line_works_in_its_own_order() {
    let root = tree(&Catalogue::new(Lang::En), Extent::All);
    let mut with_files = Vec::new();
    each(&root, &mut Vec::new(), &mut |path, c| {
        if c.has_subcommands() || path.is_empty() {
            return;
        }
        let own = as_the_usage_line_says(c);
        let words = std::iter::once("ketnoi").chain(path.iter().map(String::as_str));
        let words: Vec<&str> = words.chain(own.iter().map(String::as_str)).collect();
        let read = root.clone().try_get_matches_from(&words);
        assert!(
            read.is_ok(),
            "{words:?}: {}",
            read.err().map(|e| e.to_string()).unwrap_or_default()
        );
        let files = |a: &clap::Arg| value_name(a) == "FILE" && !a.is_global_set();
        if c.get_arguments().any(files) {
            with_files.push(words.join(" "));
        }
    });
    let attach = "ketnoi report receive x=1 x=1 --attach x=1 x=1 --json";
    assert!(with_files.iter().any(|w| w == attach), "{with_files:?}");
    assert!(with_files.len() >= 6, "{with_files:?}");
    // The other order cannot be told apart from one more file; it is said what to do.
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    home.write("a.pdf", "a");
    let turned = ["report", "receive", "--attach", "a.pdf", "b.pdf", "HNI"];
    assert!(
        home.fails(2, &turned)
            .contains("Missing: <UNIT>. Write it before --attach")
    );
    assert!(
        vi.fails(2, &turned)
            .contains("Còn thiếu: <UNIT>. Hãy viết phần này trước --attach")
    );
    home.write("b.pdf", "b");
    home.ok(&[
        "report", "receive", "HNI", "--attach", "a.pdf", "b.pdf", "--note", "x",
    ]);
    home.ok(&[
        "report", "receive", "--attach", "a.pdf", "b.pdf", "--note", "x", "HPG",
    ]);
}

#[test]
fn help_and_version_are_commands_too() {
    for home in [Home::new(), Home::speaking("vi")] {
        assert_eq!(home.ok(&["help"]), home.ok(&["--help"]));
        assert_eq!(home.ok(&["version"]), home.ok(&["--version"]));
        for path in [&["report"][..], &["report", "receive"], &["help"], &["wall"]] {
            let asked = home.ok(&[&["help"], path].concat());
            assert_eq!(asked, home.ok(&[path, &["--help"]].concat()), "{path:?}");
        }
        home.fails(2, &["help", "reprot"]);
        home.fails(2, &["help", "report", "recieve"]);
        assert!(home.listing().is_empty(), "help makes no file");
    }
}

#[test]
fn completions_and_man_pages_are_written() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let text = home.ok(&["completions", shell]);
        assert!(text.contains("ketnoi") && text.contains("__complete"), "{shell}");
    }
    home.fails(2, &["completions", "tcsh"]);
    assert!(home.ok(&["man"]).contains(".TH ketnoi 1"));
    home.ok(&["man", "pages"]);
    let mut expected = 0;
    each(
        &tree(&Catalogue::new(Lang::En), Extent::All),
        &mut Vec::new(),
        &mut |path, _| {
            expected += 1;
            let name = std::iter::once("ketnoi".to_owned())
                .chain(path.iter().cloned())
                .collect::<Vec<_>>();
            assert!(home.read(&format!("pages/{}.1", name.join("-"))).contains(".TH"));
        },
    );
    assert!(expected > 40, "the tree has {expected} commands");
}

#[test]
fn a_value_that_looks_like_a_command_is_a_value() {
    let home = Home::new();
    let said = home.fails(4, &["--campaign", "status", "queue"]);
    assert!(said.contains("status"), "{said}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = Home::new();
    home.ok(&["report", "acknowledge", "01"]);
    let mut c = home.program();
    c.args(["status", "--json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = c.spawn().expect("it starts");
    drop(child.stdout.take());
    let out = child.wait_with_output().expect("it ends");
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
}

/// A printed frame follows what the environment says of a terminal, as a drawn one does.
#[test]
fn a_printed_frame_has_the_colours_and_letters_that_are_wanted() {
    let home = Home::new();
    let print = |args: &[&str], env: &[(&str, &str)]| {
        let mut program = home.program();
        program
            .args(["demo", "--now", "2020-05-28T14:03:19+07:00"])
            .args(args);
        program
            .env_remove("NO_COLOR")
            .env("LC_ALL", "C.UTF-8")
            .envs(env.iter().copied());
        let out = program.output().expect("it runs");
        assert!(out.status.success());
        String::from_utf8(out.stdout).expect("UTF-8")
    };
    let coloured = |text: &str| text.contains(";32m") || text.contains(";35m") || text.contains(";94m");
    let ansi = ["--print", "ansi"];
    assert!(coloured(&print(&ansi, &[])));
    for text in [
        print(&ansi, &[("NO_COLOR", "1")]),
        print(&["--print", "ansi", "--no-color"], &[]),
        print(&["--wall", "--print", "ansi", "--no-color"], &[]),
    ] {
        assert!(!coloured(&text) && text.contains("\u{1b}[0;7m"), "{text}");
    }
    assert!(coloured(&print(&ansi, &[("NO_COLOR", "")])), "empty says nothing");
    for args in [&["--print"][..], &ansi, &["--wall", "--print"]] {
        assert!(!print(args, &[]).is_ascii(), "{args:?}");
        assert!(print(args, &[("LC_ALL", "C")]).is_ascii(), "{args:?}");
        let ctype = [("LC_ALL", ""), ("LC_CTYPE", "C"), ("LANG", "vi_VN.UTF-8")];
        assert!(print(args, &ctype).is_ascii(), "{args:?}");
    }
}

/// Who owes a report is the one denominator.
#[test]
fn the_sum_of_a_status_counts_who_owes_a_report_and_names_who_is_exempt() {
    let home = Home::new();
    let all = home.ok(&["status"]);
    assert!(all.contains("reported 0/63") && !all.contains("exempt "), "{all}");
    home.ok(&["report", "exempt", "HNI", "--note", "sáp nhập"]);
    let all = home.ok(&["status"]);
    assert!(
        all.contains("reported 0/62") && all.contains("· exempt 1"),
        "{all}"
    );
    assert_eq!(home.json(&["status"])["counts"]["total"], 63);
}
