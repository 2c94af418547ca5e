//! What fits at the end of a half-typed command line: for the shells, which ask `ketnoi __complete SHELL WORD…` with the
//! words as they were typed, up to the one under the cursor.
//!
//! The answer's first line says what is wanted: `files` and `folders` are left to the shell, which knows how to quote them;
//! after `words` each line is one that fits and, behind a tab, what it is. Units are those of the shipped campaign that is
//! asked for: no store is opened, nothing is ever written. It must never know what a command does.

use std::ffi::OsString;

use clap::builder::PossibleValue;
use clap::{Arg, Command};

use crate::campaign_file;
use crate::cli::args::{takes_several, value_name};
use crate::cli::tree::{Extent, tree};
use crate::config::looks;
use crate::core::names::{Lang, UnitIx};
use crate::core::roster::Roster;
use crate::refdata;
use crate::text::fold::{Fit, Needle, folded};
use crate::text::{Catalogue, line};

/// The word by which a shell asks.
pub const WORD: &str = "__complete";

/// More than this nobody reads.
const MOST: usize = 400;

/// Which shell asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shell {
    /// Takes what fits as it is to stand on the line, quoted.
    Bash,
    /// Quotes by itself.
    Zsh,
    /// Quotes by itself, and takes only what goes on from what was typed.
    Fish,
}

/// What fits.
#[derive(Debug, PartialEq, Eq)]
enum Fits {
    Files,
    Folders,
    Words(Vec<Word>),
}

/// Nothing fits.
const NOTHING: Fits = Fits::Words(Vec::new());

/// A word that fits, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    value: String,
    about: String,
}

impl Word {
    fn new(value: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            about: about.into(),
        }
    }
}

/// The answer for a shell; empty for what is no question. `campaign` is the one that the settings name.
pub fn answer(cat: &Catalogue, asked: &[OsString], campaign: Option<&str>) -> String {
    let words: Vec<String> = asked.iter().map(|w| w.to_string_lossy().into_owned()).collect();
    let Some((shell, words)) = words.split_first() else {
        return String::new();
    };
    let shell = match shell.as_str() {
        "bash" => Shell::Bash,
        "zsh" => Shell::Zsh,
        "fish" => Shell::Fish,
        _ => return String::new(),
    };
    let line = Line::read(shell, words);
    let ask = Ask {
        root: &tree(cat, Extent::All),
        lang: cat.lang(),
        campaign: line.campaign().or(campaign),
        line: &line,
    };
    match ask.fits() {
        Fits::Files => "files\n".to_owned(),
        Fits::Folders => "folders\n".to_owned(),
        Fits::Words(words) => {
            let written = words.iter().take(MOST).map(|w| line.written(w) + "\n");
            std::iter::once("words\n".to_owned()).chain(written).collect()
        }
    }
}

/// The roster of a shipped campaign; of the last one where that is none.
fn roster(campaign: Option<&str>) -> Option<Roster> {
    let last = || refdata::campaign_ids().last().and_then(campaign_file::shipped);
    let named = campaign.and_then(campaign_file::shipped);
    Some(named.or_else(last)?.roster)
}

/// The words so far, without the program's name and without their quotes, and the one that is being typed.
struct Line {
    shell: Shell,
    before: Vec<String>,
    typed: String,
    /// A quote is open: what is written stands inside it.
    quoted: bool,
}

impl Line {
    fn read(shell: Shell, words: &[String]) -> Self {
        let (last, before) = words.split_last().map_or(("", &[][..]), |(l, b)| (l.as_str(), b));
        let mut before: Vec<String> = before.iter().skip(1).map(|w| unquoted(w)).collect();
        let mut typed = unquoted(last);
        if shell == Shell::Bash {
            // Bash makes words of their own of `=` and `:`; what stands behind one goes on from what stands before it.
            if matches!(last, "=" | ":") {
                before.push(std::mem::take(&mut typed));
            }
            before = joined(before);
            let begun = before.pop_if(|w| w.ends_with(['=', ':']));
            before.extend(begun.filter(|w| w.starts_with("--")).map(|w| w.replace('=', "")));
        }
        Self {
            shell,
            before,
            typed,
            quoted: last.starts_with(['"', '\'']),
        }
    }

    /// The campaign that is named on the line.
    fn campaign(&self) -> Option<&str> {
        let at = self.before.iter().position(|w| w.starts_with("--campaign"))?;
        match self.before[at].split_once('=') {
            Some((_, id)) => Some(id),
            None => self.before.get(at + 1).map(String::as_str),
        }
    }

    /// A word as the shell wants to be told of it.
    fn written(&self, word: &Word) -> String {
        let about = line(&word.about).replace('\t', " ");
        match self.shell {
            Shell::Bash if self.quoted => word.value.clone(),
            Shell::Bash => escaped(&word.value),
            _ if about.is_empty() => word.value.clone(),
            _ => format!("{}\t{about}", word.value),
        }
    }
}

/// A question: the line, and what is known to answer it by.
struct Ask<'a> {
    line: &'a Line,
    root: &'a Command,
    lang: Lang,
    campaign: Option<&'a str>,
}

impl Ask<'_> {
    fn fits(&self) -> Fits {
        let typed = self.line.typed.as_str();
        let spot = Spot::after(self.root, &self.line.before);
        if let Some(option) = spot.option {
            let fits = self.value(option, typed);
            // An option that has its values already may be followed by anything.
            if spot.needs_value || !(typed.starts_with('-') || fits == Fits::Words(Vec::new())) {
                return fits;
            }
        }
        if spot.only_values {
            return spot.positional().map_or(NOTHING, |a| self.value(a, typed));
        }
        if let Some((name, typed)) = typed.split_once('=').filter(|(n, _)| n.starts_with("--")) {
            return by_long(spot.command, name).map_or(NOTHING, |a| self.value_behind(name, a, typed));
        }
        if typed.starts_with('-') {
            return Fits::Words(options(spot.command, typed));
        }
        if spot.command.has_subcommands() {
            return Fits::Words(commands(spot.command, typed));
        }
        spot.positional().map_or(NOTHING, |a| self.value(a, typed))
    }

    /// What goes on behind `--name=`.
    fn value_behind(&self, name: &str, a: &Arg, typed: &str) -> Fits {
        match self.value(a, typed) {
            Fits::Words(words) => {
                let whole = |w: Word| Word::new(format!("{name}={}", w.value), w.about);
                Fits::Words(words.into_iter().map(whole).collect())
            }
            files => files,
        }
    }

    /// What an option or an argument takes.
    fn value(&self, a: &Arg, typed: &str) -> Fits {
        let plain = |names: &mut dyn Iterator<Item = &str>| {
            let fitting = names.filter(|n| n.starts_with(typed));
            fitting.map(|n| Word::new(n, "")).collect::<Vec<_>>()
        };
        let known = a.get_possible_values();
        let words = match value_name(a).as_str() {
            _ if !known.is_empty() => plain(&mut known.iter().map(PossibleValue::get_name)),
            "FILE" | "FILE-OR-ID" => return Fits::Files,
            "DIR" => return Fits::Folders,
            "UNIT" => self.units(typed),
            "REGION" => self.regions(typed),
            "COMMAND" => {
                let named = self.line.before.iter().skip_while(|w| *w != "help").skip(1);
                let of = named.fold(self.root, |c, w| c.find_subcommand(w).unwrap_or(c));
                commands(of, typed)
            }
            "NAME" if a.get_long() == Some("theme") => {
                plain(&mut std::iter::once(looks::AUTO).chain(looks::names()))
            }
            _ => Vec::new(),
        };
        Fits::Words(words)
    }

    fn regions(&self, typed: &str) -> Vec<Word> {
        let roster = roster(self.campaign);
        let all = roster.iter().flat_map(Roster::regions);
        let fitting = all.filter(|r| r.id.starts_with(typed));
        fitting
            .map(|r| Word::new(r.id.clone(), r.name.get(self.lang)))
            .collect()
    }

    /// Units: by abbreviation or code where nothing is typed yet, else by whatever begins with what is typed. A name that
    /// is not the only one goes on from what is typed, as shells want it: `ha` becomes `ha Nội`, which the reader of units
    /// knows.
    fn units(&self, typed: &str) -> Vec<Word> {
        let Some(roster) = roster(self.campaign) else {
            return Vec::new();
        };
        let name = |ix: UnitIx| roster.name(ix, self.lang);
        let label = |ix: UnitIx| match roster.abbr(ix) {
            "" => roster.code(ix),
            abbr => abbr,
        };
        if typed.trim().is_empty() {
            return roster.tops().map(|ix| Word::new(label(ix), name(ix))).collect();
        }
        let needle = Needle::new(typed);
        let begins = |name: &&str| needle.matches(name).is_some_and(|r| r.place <= Fit::Prefix);
        let called = |ix: UnitIx| {
            let names = [
                name(ix),
                roster.name(ix, Lang::Vi),
                roster.abbr(ix),
                roster.code(ix),
            ];
            Some((ix, names.into_iter().find(begins)?))
        };
        let found: Vec<(UnitIx, &str)> = roster.units().filter_map(called).take(MOST).collect();
        let alone = found.len() == 1 && self.line.shell != Shell::Fish;
        let word = |(ix, called): (UnitIx, &str)| {
            let value = if alone {
                called.to_owned()
            } else {
                going_on(typed, called)?
            };
            let about = if called == name(ix) { label(ix) } else { name(ix) };
            Some(Word::new(value, about))
        };
        found.into_iter().filter_map(word).collect()
    }
}

/// Where the line has come to.
struct Spot<'a> {
    command: &'a Command,
    /// The option whose values these could be.
    option: Option<&'a Arg>,
    /// It has none yet, so that nothing else can stand here.
    needs_value: bool,
    /// A `--` stood before: no option comes any more.
    only_values: bool,
    /// How many arguments without a name stood before.
    positionals: usize,
}

impl<'a> Spot<'a> {
    fn after(root: &'a Command, words: &[String]) -> Self {
        let mut place = Self {
            command: root,
            option: None,
            needs_value: false,
            only_values: false,
            positionals: 0,
        };
        for word in words {
            place.pass(word);
        }
        place
    }

    fn pass(&mut self, word: &str) {
        if self.needs_value {
            self.needs_value = false;
            self.option = self.option.filter(|a| takes_several(a));
        } else if self.only_values {
            self.positionals += 1;
        } else if word == "--" {
            (self.only_values, self.option) = (true, None);
        } else if word.starts_with('-') && word.len() > 1 {
            let option = option_named(self.command, word);
            self.option = option.filter(|a| a.get_action().takes_values() && !word.contains('='));
            let may_be_bare = |a: &Arg| a.get_num_args().is_some_and(|n| n.min_values() == 0);
            self.needs_value = self.option.is_some_and(|a| !may_be_bare(a));
        } else if !self.option.is_some_and(takes_several) {
            self.option = None;
            match self.command.find_subcommand(word) {
                Some(below) if self.positionals == 0 => self.command = below,
                _ => self.positionals += 1,
            }
        }
    }

    fn positional(&self) -> Option<&'a Arg> {
        let all: Vec<&Arg> = self.command.get_positionals().collect();
        let last = all.last().copied().filter(|a| takes_several(a));
        all.get(self.positionals).copied().or(last)
    }
}

fn by_long<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    let name = word.strip_prefix("--")?;
    command.get_arguments().find(|a| a.get_long() == Some(name))
}

fn option_named<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    let name = word.split('=').next().unwrap_or(word);
    by_long(command, name).or_else(|| {
        let short = name.chars().nth(1)?;
        command.get_arguments().find(|a| a.get_short() == Some(short))
    })
}

fn commands(command: &Command, typed: &str) -> Vec<Word> {
    let below = command
        .get_subcommands()
        .filter(|c| c.get_name().starts_with(typed));
    below
        .map(|c| {
            Word::new(
                c.get_name(),
                c.get_about().map(ToString::to_string).unwrap_or_default(),
            )
        })
        .collect()
}

/// Options; the global ones below a command only once something of their names is typed.
fn options(command: &Command, typed: &str) -> Vec<Word> {
    let shown = |a: &&Arg| !a.is_hide_set() || typed.len() > 2;
    let named = command.get_arguments().filter(shown).filter_map(|a| {
        let name = format!("--{}", a.get_long()?);
        Some(Word::new(
            name,
            a.get_help().map(ToString::to_string).unwrap_or_default(),
        ))
    });
    named.filter(|w| w.value.starts_with(typed)).collect()
}

/// What was typed and the rest of the name that it begins.
fn going_on(typed: &str, name: &str) -> Option<String> {
    let wanted = folded(typed);
    let ends = name.char_indices().map(|(i, c)| i + c.len_utf8());
    let at = ends.into_iter().find(|end| folded(&name[..*end]) == wanted)?;
    let rest = &name[at..];
    let rest = if typed.ends_with(' ') {
        rest.trim_start()
    } else {
        rest
    };
    let small = !typed.chars().any(char::is_uppercase) && name.chars().all(|c| c.is_ascii_uppercase());
    let rest = if small {
        rest.to_lowercase()
    } else {
        rest.to_owned()
    };
    Some(format!("{typed}{rest}"))
}

/// A word without the quotes and backslashes of a shell; the last quote may still be open.
fn unquoted(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut quote = None;
    let mut chars = word.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None | Some('"'), '\\') => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// A word as it may stand on a line of bash without quotes.
fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !"-_./,=:@+%".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Puts `--name = value` and `sqlite : path` together again.
fn joined(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        let sign = matches!(word.as_str(), "=" | ":");
        match out.last_mut().filter(|_| sign || open) {
            Some(last) => last.push_str(&word),
            None => out.push(word),
        }
        open = sign;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a shell is told when this is typed; the last word is under the cursor.
    fn told(shell: &str, words: &[&str]) -> Vec<String> {
        let words = [&[shell, "ketnoi"], words].concat();
        let asked: Vec<OsString> = words.iter().map(OsString::from).collect();
        let answer = answer(&Catalogue::new(Lang::Vi), &asked, None);
        answer
            .lines()
            .map(|l| l.split('\t').next().unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn what_fits_and_nothing_else() {
        for (typed, expected) in [
            (&["rep"][..], &["words", "report"][..]),
            (&["report", "rec"], &["words", "receive", "recommend"]),
            (&["--lang", ""], &["words", "vi", "en"]),
            (&["--lang", "vi", "queu"], &["words", "queue"]),
            (&["--lang", "="], &["words", "vi", "en"]),
            (&["--lang", "=", "v"], &["words", "vi"]),
            (&["--store", "sqlite", ":", "/x"], &["words"]),
            (&["evidence", "add", "cbg"], &["words", "CBG"]),
            (&["evidence", "add", "CBG", ""], &["files"]),
            (&["evidence", "add", "CBG", "a.jpg", ""], &["files"]),
            (&["evidence", "save", "CBG", "a", "-o", ""], &["files"]),
            (&["evidence", "save", "CBG", "a", ""], &["words"]),
            (
                &["report", "receive", "HNI", "--attach", "a.pdf", "b"],
                &["files"],
            ),
            (&["report", "receive", "HNI", "--attach", "=", "b"], &["files"]),
            (
                &["report", "receive", "--attach", "a.pdf", "--note", "x", "hpg"],
                &["words", "HPG"],
            ),
            (&["report", "note", "HNI", "--note", "-"], &["words"]),
            (&["report", "figure", "HNI", "digital_plan", "=", "y"], &["words"]),
            (&["status", "--region", "sou"], &["words", "southeast"]),
            (&["status", "--format", "c"], &["words", "csv"]),
            (&["queue", ""], &["words"]),
            (&["man", ""], &["folders"]),
            (&["backup", ""], &["files"]),
            (&["help", "report", "rec"], &["words", "receive", "recommend"]),
            (&["completions", "z"], &["words", "zsh"]),
            (&["--theme", "mo"], &["words", "mono"]),
            (&["nonsense", "x"], &["words"]),
            (&["report", "show", "\"tuyên q"], &["words", "Tuyên Quang"]),
            (&["report", "show", "tuyen\\ q"], &["words", "Tuyên\\ Quang"]),
            (&["report", "show", "hà\\ n"], &["words", "hà\\ nội", "hà\\ nam"]),
            (&["report", "show", "--", "-"], &["words"]),
            (&["status", "--js"], &["words", "--json"]),
        ] {
            assert_eq!(told("bash", typed), expected, "{typed:?}");
        }
        assert_eq!(told("zsh", &["--lang=v"]), ["words", "--lang=vi"]);
        assert_eq!(told("fish", &["report", "show", "tuy"]), ["words", "tuyên Quang"]);
        assert_eq!(told("bash", &["report", "show", ""]).len(), 64);
        assert_eq!(told("bash", &[""]).len(), 1 + crate::cli::tree::FAMILIES.len());
        assert!(told("tcsh", &["rep"]).is_empty());
        assert!(answer(&Catalogue::new(Lang::En), &[], None).is_empty());
    }

    #[test]
    fn every_unit_that_is_offered_is_the_one_that_is_read() {
        let roster = roster(None).expect("shipped");
        for typed in [
            "h",
            "ha",
            "hà",
            "Hà",
            "đ",
            "b",
            "ba",
            "t",
            "HN",
            "0",
            "7",
            "tp",
            "bà rịa",
            "kon",
        ] {
            for offered in told("fish", &["report", "show", typed]).iter().skip(1) {
                let read = crate::reading::units::read(&roster, offered);
                assert!(
                    matches!(read, crate::reading::units::Meant::One(_)),
                    "{typed}: {offered} {read:?}"
                );
            }
        }
    }

    #[test]
    fn no_words_are_too_odd() {
        for words in [
            &["\\"][..],
            &["'"],
            &["=", "=", ":"],
            &["--", "--", "x"],
            &["-"],
            &["--attach="],
            &["\u{0}", ""],
            &["-o"],
        ] {
            for shell in ["bash", "zsh", "fish"] {
                let _ = told(shell, words);
                let _ = told(shell, &[&["evidence", "save"], words].concat());
            }
        }
    }
}
