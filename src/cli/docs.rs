//! What is generated from the tree of commands: completions, man pages, and the page of commands.
//!
//! It must never know what the commands do: what it says of them stands in the tree.

use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::cli::args::{Words, value_name};
use crate::cli::fail::Fail;
use crate::cli::{files, out, parse};
use crate::config;
use crate::outfile::{Guard, Readers};
use crate::text::{Catalogue, line};
use crate::tui::keymap;

/// `completions SHELL`
pub fn completions_command(w: &Words<'_>) -> Command {
    let shell = w
        .pos("SHELL")
        .value_parser(["bash", "zsh", "fish"])
        .help(format!("{} (bash, zsh, fish)", w.opt_help("shell")));
    w.leaf(
        "completions",
        vec![shell],
        &[
            "ketnoi completions bash > ~/.local/share/bash-completion/completions/ketnoi",
            "ketnoi completions fish > ~/.config/fish/completions/ketnoi.fish",
        ],
    )
}

/// `man [DIR]`
pub fn man_command(w: &Words<'_>) -> Command {
    w.leaf(
        "man",
        vec![w.file(w.pos("DIR").required(false))],
        &["ketnoi man | man -l -", "ketnoi man ~/.local/share/man/man1"],
    )
}

/// `help [COMMAND]…`
pub fn help_command(w: &Words<'_>) -> Command {
    w.leaf(
        "help",
        vec![w.pos("COMMAND").num_args(1..).required(false)],
        &["ketnoi help", "ketnoi help report receive"],
    )
}

/// `version`
pub fn version_command(w: &Words<'_>) -> Command {
    w.leaf("version", vec![], &["ketnoi version"])
}

/// `help COMMAND…` is the command with its `--help`.
pub fn help_words(m: &ArgMatches) -> Vec<String> {
    let asked = parse::list(m, "COMMAND").cloned();
    asked.chain(["--help".to_owned()]).collect()
}

/// `version` is `--version`.
pub fn version_words(_m: &ArgMatches) -> Vec<String> {
    vec!["--version".to_owned()]
}

/// Prints the completions of a shell: a few lines that ask the program itself.
pub fn completions(cat: &Catalogue, m: &ArgMatches) -> Result<(), Fail> {
    let script = match parse::text(m, "SHELL") {
        Some("zsh") => include_str!("../../data/completions/ketnoi.zsh"),
        Some("fish") => include_str!("../../data/completions/ketnoi.fish"),
        _ => include_str!("../../data/completions/ketnoi.bash"),
    };
    out::raw(cat, script.as_bytes())
}

/// Prints the man page of the whole, or writes one for each command into a folder.
pub fn man(cat: &Catalogue, root: Command, m: &ArgMatches) -> Result<(), Fail> {
    let Some(dir) = &parse::path(m, "DIR") else {
        return out::raw(cat, &page_of(cat, root, "ketnoi")?);
    };
    let pages = Pages {
        cat,
        guard: config::usual_guard(),
        dir,
    };
    let failed = |e| Fail::io(cat, &dir.display().to_string(), &e);
    // Before a folder is made: it could be one in a store's place.
    pages
        .guard
        .name(&dir.join("ketnoi.1"))
        .map_err(|why| files::barred(cat, dir, &why))?;
    std::fs::create_dir_all(dir).map_err(failed)?;
    let mut count = 0usize;
    pages.write(&root, "ketnoi", &mut count)?;
    let shown = dir.display().to_string();
    let said = cat.tr_args(
        "cli-man_written",
        &[("n", count.into()), ("dir", line(&shown).into())],
    );
    out::text_line(cat, &said)
}

/// Man pages on their way into a folder.
struct Pages<'a> {
    cat: &'a Catalogue,
    guard: Guard,
    dir: &'a Path,
}

impl Pages<'_> {
    fn write(&self, c: &Command, name: &str, count: &mut usize) -> Result<(), Fail> {
        let page = page_of(self.cat, c.clone(), name)?;
        let to = self.dir.join(format!("{name}.1"));
        files::write(
            self.cat,
            &self.guard,
            &to,
            &mut page.as_slice(),
            true,
            Readers::Usual,
        )?;
        *count += 1;
        for below in c.get_subcommands() {
            self.write(below, &format!("{name}-{}", below.get_name()), count)?;
        }
        Ok(())
    }
}

fn page_of(cat: &Catalogue, c: Command, name: &str) -> Result<Vec<u8>, Fail> {
    let c = c
        .name(name.to_owned())
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true);
    let mut page = Vec::new();
    clap_mangen::Man::new(c)
        .render(&mut page)
        .map_err(|e| Fail::io(cat, name, &e))?;
    let mut page = translated(cat, &page);
    if name == "ketnoi" {
        page.extend(keys_section(cat).into_bytes());
    }
    Ok(page)
}

/// The headings that the maker of man pages writes in English, in the user's language.
fn translated(cat: &Catalogue, page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let line = |l: &str| {
        let key = match l.trim_end().strip_prefix(".SH ") {
            Some("NAME") => "cli-man_name",
            Some("SYNOPSIS") => "cli-man_synopsis",
            Some("DESCRIPTION") => "cli-man_description",
            Some("EXTRA") => "cli-man_examples",
            Some("VERSION") => "cli-man_version",
            _ => return l.to_owned(),
        };
        format!(".SH {}\n", cat.tr(key))
    };
    page.split_inclusive('\n')
        .map(line)
        .collect::<String>()
        .into_bytes()
}

/// The keys of the dashboard, as a section of the man page.
fn keys_section(cat: &Catalogue) -> String {
    // A backslash begins a command of roff, and a line must not begin with what could be one.
    let plain = |s: &str| s.replace('\\', "\\e").replace('-', "\\-");
    let mut out = format!(".SH {}\n", plain(&cat.tr("cli-man_keys")));
    for (title, lines) in keymap::listing(cat) {
        out.push_str(&format!(".SS \"{}\"\n", plain(&title)));
        for (keys, what) in lines {
            out.push_str(&format!(".TP\n\\fB{}\\fR\n\\&{}\n", plain(&keys), plain(&what)));
        }
    }
    out
}

/// The exit codes and what they mean, by their keys in the catalogue.
const EXIT_CODES: [(u8, &str); 5] = [
    (0, "cli-exit_done"),
    (1, "cli-exit_failed"),
    (2, "cli-exit_usage"),
    (3, "cli-exit_refused"),
    (4, "cli-exit_nothing"),
];

/// Every JSON document with the commands that print it.
const SCHEMAS: &[(&str, &str)] = &[
    ("ketnoi.status/1", "status"),
    ("ketnoi.queue/1", "queue"),
    ("ketnoi.report/1", "report show"),
    ("ketnoi.activities/1", "activity list"),
    ("ketnoi.evidence/1", "evidence list"),
    ("ketnoi.evidence-verify/1", "evidence verify"),
    ("ketnoi.saved/1", "evidence save, document save"),
    ("ketnoi.saved-files/1", "evidence save of several files"),
    ("ketnoi.contacts/1", "contact list"),
    ("ketnoi.documents/1", "document list"),
    ("ketnoi.campaigns/1", "campaign list"),
    ("ketnoi.campaign/1", "campaign show"),
    ("ketnoi.campaign-file/1", "campaign new"),
    ("ketnoi.receipt/1", "whatever records something"),
    ("ketnoi.export/1", "export consolidated, export itu"),
    (
        "ketnoi.consolidated/1",
        "export consolidated --format json (data/schemas)",
    ),
    ("ketnoi.itu/1", "export itu --format json (data/schemas)"),
    ("ketnoi.head/1", "log --head"),
    ("ketnoi.verify/1", "log --verify"),
    ("ketnoi.doctor/1", "doctor"),
    ("ketnoi.config/1", "config check"),
];

/// `docs/commands.md`, from the tree.
pub fn commands_page(cat: &Catalogue, root: &Command) -> String {
    let mut page = String::from(
        "# Commands\n\nGenerated from the program (`KETNOI_BLESS=1 cargo test --test house docs`); do not edit. `ketnoi COMMAND --help` \
         says the same in Vietnamese or English. Command names, options, exit codes and JSON are a contract.\n",
    );
    page.push_str("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
    for (code, key) in EXIT_CODES {
        page.push_str(&format!("| {code} | {} |\n", cat.tr(key)));
    }
    page.push_str("\n## Global options\n\nThey may stand before or behind the command's word.\n\n");
    page.push_str(&options(root.get_arguments().filter(|a| a.is_global_set())));
    page.push_str("\nOn the dashboard:\n\n");
    page.push_str(&options(
        root.get_arguments().filter(|a| !a.is_global_set() && !is_help(a)),
    ));
    for c in root.get_subcommands() {
        command_section(&mut page, c, &format!("ketnoi {}", c.get_name()));
    }
    page.push_str(
        "\n## JSON\n\nOne compact document and a line end; its `schema` names its shape. `log --json` alone is JSON Lines, one fact a \
         line, without a schema. Times carry the campaign's offset. Fields may be added; none is taken away or changed without a \
         note in `CHANGELOG.md` under \"Breaking\".\n\n| schema | printed by |\n|---|---|\n",
    );
    for (schema, by) in SCHEMAS {
        page.push_str(&format!("| `{schema}` | {by} |\n"));
    }
    page
}

fn is_help(a: &Arg) -> bool {
    matches!(a.get_action(), ArgAction::Help | ArgAction::Version)
}

fn command_section(page: &mut String, c: &Command, path: &str) {
    let level = if path.matches(' ').count() > 1 {
        "###"
    } else {
        "##"
    };
    page.push_str(&format!("\n{level} `{path}`\n\n"));
    if let Some(about) = c.get_about() {
        page.push_str(&format!("{about}\n"));
    }
    if c.has_subcommands() {
        for below in c.get_subcommands() {
            command_section(page, below, &format!("{path} {}", below.get_name()));
        }
        return;
    }
    let usage = c.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    page.push_str(&format!("\n```text\n{usage}\n```\n"));
    let own: Vec<&Arg> = c
        .get_arguments()
        .filter(|a| !a.is_global_set() && !is_help(a))
        .collect();
    if !own.is_empty() {
        page.push('\n');
        page.push_str(&options(own.into_iter()));
    }
    if let Some(examples) = c.get_after_help() {
        let lines: Vec<String> = examples
            .to_string()
            .lines()
            .skip(1)
            .map(|l| l.trim().to_owned())
            .collect();
        page.push_str(&format!("\n```sh\n{}\n```\n", lines.join("\n")));
    }
}

fn options<'a>(args: impl Iterator<Item = &'a Arg>) -> String {
    let mut out = String::from("| option | meaning |\n|---|---|\n");
    for a in args {
        let value = value_name(a);
        let takes = a.get_action().takes_values();
        let name = match (a.get_short(), a.get_long()) {
            (_, None) => value,
            (short, Some(long)) => {
                let short = short.map_or_else(String::new, |s| format!("-{s}, "));
                let value = if takes { format!(" {value}") } else { String::new() };
                format!("{short}--{long}{value}")
            }
        };
        let help = a.get_help().map(ToString::to_string).unwrap_or_default();
        out.push_str(&format!("| `{name}` | {} |\n", help.replace('|', "\\|")));
    }
    out
}
