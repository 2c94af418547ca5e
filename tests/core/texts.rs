//! The two catalogues against each other, against the code and against the core: the same keys, the same variables,
//! every key used, every made-up key's ids known, nothing untranslated.
//!
//! It knows no single area: a key's heading and family are read from the files, its use from all of `src/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_bundle::FluentResource;
use ketnoi::core::campaign::Why;
use ketnoi::core::fact::{ActivityStatus, ContactHow, EvidenceKind, Fact, Mode, Role};
use ketnoi::core::form::PROBLEMS;
use ketnoi::core::letter::{Doubt, LetterKind, PartKind, ReceivedBy, Unreadable};
use ketnoi::core::names::Lang;
use ketnoi::core::particulars::Consent;
use ketnoi::core::refusal::Rule;
use ketnoi::core::status::{Phase, Resubmit, State, Step, Timeliness};
use ketnoi::store::{How, Kind};
use ketnoi::text::Catalogue;
use ketnoi::text::catalogue::{EN, VI};
use ketnoi::text::failure::IO_IDS;
use ketnoi::tui::matter::{Matter, Written};
use ketnoi::tui::panes::places::inbox::{View, Why as Reason};
use unicode_normalization::is_nfc;

/// A message of a file.
#[derive(Debug)]
struct Message {
    key: String,
    heading: String,
    /// The text behind `=`, all its lines.
    text: String,
    /// The whole entry.
    source: String,
}

impl Message {
    fn area(&self) -> &str {
        self.key.split('-').next().unwrap_or_default()
    }

    fn variables(&self) -> BTreeSet<String> {
        let name = |rest: &str| -> String {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect()
        };
        let pieces = self.text.split('{').skip(1).map(str::trim_start);
        pieces.filter_map(|p| p.strip_prefix('$')).map(name).collect()
    }
}

struct File {
    messages: Vec<Message>,
    families: BTreeSet<String>,
}

fn read(file: &str) -> File {
    let (mut messages, mut families): (Vec<Message>, _) = (Vec::new(), BTreeSet::new());
    let mut heading = String::new();
    for line in file.lines() {
        if let Some(h) = line.strip_prefix("## ") {
            heading = h.trim().to_owned();
        } else if let Some(f) = line.strip_prefix("# family: ") {
            families.insert(f.trim().to_owned());
        } else if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (key, text) = line.split_once('=').unwrap_or_else(|| panic!("no `=`: {line}"));
            messages.push(Message {
                key: key.trim().to_owned(),
                heading: heading.clone(),
                text: text.trim().to_owned(),
                source: format!("{line}\n"),
            });
        } else if line.starts_with(' ') {
            let last = messages.last_mut().expect("a message before its second line");
            last.text.push('\n');
            last.text.push_str(line);
            last.source.push_str(line);
            last.source.push('\n');
        } else {
            assert!(
                line.is_empty() || line.starts_with('#'),
                "neither message nor comment: {line}"
            );
        }
    }
    File { messages, families }
}

fn both() -> [(&'static str, File); 2] {
    [("vi", read(VI)), ("en", read(EN))]
}

/// All product code: no comments, no test modules.
fn code() -> String {
    fn walk(dir: &Path, out: &mut String) {
        let mut entries: Vec<_> = fs::read_dir(dir)
            .expect("src is readable")
            .map(|e| e.expect("an entry").path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source file is readable");
                let product = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                for line in product.lines().filter(|l| !l.trim_start().starts_with("//")) {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
    }
    let mut out = String::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out
}

/// The ids from which a family's keys are made, where the program has a list of them.
fn known_ids() -> BTreeMap<&'static str, BTreeSet<String>> {
    fn set<T: Into<String>>(ids: impl IntoIterator<Item = T>) -> BTreeSet<String> {
        ids.into_iter().map(Into::into).collect()
    }
    let roles = [
        Role::Viewer,
        Role::UnitOfficer,
        Role::Editor,
        Role::Reviewer,
        Role::Administrator,
    ];
    let role = |r: Role| {
        serde_json::to_string(&r)
            .expect("a role is a word")
            .trim_matches('"')
            .to_owned()
    };
    let facts = || set(Fact::NAMES.iter().map(|(n, _)| n.replace('.', "_")));
    let kinds = || set(EvidenceKind::ALL.map(EvidenceKind::id));
    let rules = Rule::ALL
        .iter()
        .flat_map(|r| [r.id().to_owned(), format!("{}-way", r.id())]);
    let units = ketnoi::refdata::indicators()
        .into_iter()
        .filter(|i| !["bool", "ratio"].contains(&i.kind.as_str()))
        .map(|i| ketnoi::output::words::unit_slug(&i.unit));
    let resubmit = [Resubmit::None, Resubmit::Waiting, Resubmit::Overdue];
    let actions = || set(ketnoi::tui::keymap::TABLE.iter().map(|r| r.id.replace('.', "_")));
    BTreeMap::from([
        ("state", set(State::ALL.map(State::id))),
        ("state_short", set(State::ALL.map(State::id))),
        ("timeliness", set(Timeliness::ALL.map(Timeliness::id))),
        ("resubmit", set(resubmit.map(Resubmit::id))),
        ("phase", set(Phase::ALL.map(Phase::id))),
        ("act_status", set(ActivityStatus::ALL.map(ActivityStatus::id))),
        ("mode", set(Mode::ALL.map(Mode::id))),
        ("kind", kinds()),
        ("files", kinds()),
        ("role", set(roles.map(role))),
        (
            "deed",
            set(ketnoi::core::authority::Deed::EVERY.iter().map(|d| d.id())),
        ),
        ("export_what", {
            let lists = ["status", "activities", "figures", "contacts", "log", "calendar"];
            let reports = ketnoi::export::What::ALL.map(ketnoi::export::What::id);
            set(reports.into_iter().chain(lists))
        }),
        ("preview_what", {
            let reports = ketnoi::export::What::ALL.map(ketnoi::export::What::id);
            let lists = ketnoi::export::Sheet::ALL.map(ketnoi::export::Sheet::id);
            set(reports
                .into_iter()
                .chain(lists)
                .chain([ketnoi::export::CALENDAR.0]))
        }),
        ("preview_lang", set(["vi", "en"])),
        ("document_format", {
            let all = Matter::ALL.into_iter();
            set(all.flat_map(Matter::formats).map(Written::id))
        }),
        (
            "export_unrecorded",
            set(ketnoi::export::Unrecorded::ALL.map(ketnoi::export::Unrecorded::id)),
        ),
        (
            "unfilled",
            set(ketnoi::paper::Unfilled::ALL.map(ketnoi::paper::Unfilled::id)),
        ),
        (
            "dossier_how",
            set(ketnoi::core::dossier::How::ALL.map(ketnoi::core::dossier::How::id)),
        ),
        ("consent", set(Consent::ALL.map(Consent::id))),
        ("how", set(ContactHow::ALL.map(ContactHow::id))),
        (
            "why",
            set(Why::ALL
                .map(Why::id)
                .into_iter()
                .chain([ketnoi::output::queue::SET_ASIDE])),
        ),
        ("weekday", set((1..=7).map(|n| n.to_string()))),
        ("month", set((1..=12).map(|n| n.to_string()))),
        ("span", set(["days", "hours", "minutes", "seconds"])),
        ("io", set(IO_IDS)),
        ("refusal", set(rules)),
        ("letter_kind", set(LetterKind::ALL.iter().map(|k| k.id()))),
        ("doubt", set(Doubt::ALL.iter().map(|d| d.id()))),
        ("part_kind", set(PartKind::ALL.iter().map(|k| k.id()))),
        ("received_by", set(ReceivedBy::ALL.iter().map(|b| b.id()))),
        ("letter_brings", set(LetterKind::ALL.iter().map(|k| k.id()))),
        ("inbox_why", set(Reason::ALL.map(Reason::id))),
        ("inbox_only", set(Reason::ALL.map(Reason::id))),
        ("inbox_view", set(View::ALL.map(View::id))),
        (
            "letter_flag",
            set([
                ketnoi::mail::flag::ALL,
                ketnoi::extract::FLAGS,
                &[ketnoi::intake::SEVERAL],
            ]
            .concat()),
        ),
        ("letter_state", set(ketnoi::output::inbox::STATES)),
        ("unreadable", set(Unreadable::ALL.iter().map(|u| u.id()))),
        ("fact", facts()),
        ("fact_short", facts()),
        ("fact_name", facts()),
        ("figure_unit", set(units)),
        ("form_problem", set(PROBLEMS.iter().copied())),
        ("campaign_doubt", set(ketnoi::core::doubts::DOUBTS)),
        ("chain", set(ketnoi::failure::CHAIN_IDS)),
        ("bucket", set(ketnoi::failure::BUCKET_IDS)),
        ("bad_files", set(ketnoi::core::files_url::BadFiles::IDS)),
        (
            "files_step",
            set(ketnoi::store::Step::ALL.map(ketnoi::store::Step::id)),
        ),
        ("stranger", set(How::ALL.map(How::id))),
        ("stranger_kind", set(Kind::ALL.map(Kind::id))),
        ("did", set(ketnoi::cli::done::Done::EVERY.iter().map(|d| d.id()))),
        ("cmd_help", command_helps()),
        ("opt_help", option_helps()),
        ("act", actions()),
        ("act_short", actions()),
        (
            "place",
            set(ketnoi::tui::msg::Place::ALL.map(ketnoi::tui::msg::Place::id)),
        ),
        (
            "layer",
            set(ketnoi::tui::keymap::Layer::ALL.map(ketnoi::tui::keymap::Layer::id)),
        ),
        ("doctor_check", set(ketnoi::cli::doctor::CHECKS.iter().copied())),
        (
            "post_step",
            set(ketnoi::post::Step::ALL.map(ketnoi::post::Step::id)),
        ),
        ("post_why", set(ketnoi::post::Why::ALL.map(ketnoi::post::Why::id))),
        (
            "post_trouble",
            set(ketnoi::post::Why::ALL.map(ketnoi::post::Why::id)),
        ),
        ("doctor_mend", set(ketnoi::cli::doctor::MENDS.iter().copied())),
    ])
}

fn each_command(c: &clap::Command, path: &str, f: &mut impl FnMut(&str, &clap::Command)) {
    f(path, c);
    for below in c.get_subcommands() {
        let name = below.get_name();
        let path = if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}_{name}")
        };
        each_command(below, &path, f);
    }
}

fn whole_tree(cat: &Catalogue) -> clap::Command {
    ketnoi::cli::tree::tree(cat, ketnoi::cli::tree::Extent::All)
}

/// A command that stands in the tree and has no arm in its family's `run` would do nothing and say that all is well.
#[test]
fn every_command_of_a_family_is_carried_out() {
    let mut seen = 0;
    for family in whole_tree(&Catalogue::new(Lang::En)).get_subcommands() {
        let below: Vec<&str> = family.get_subcommands().map(clap::Command::get_name).collect();
        if below.is_empty() {
            continue;
        }
        let room = format!("{}/src/cli/{}", env!("CARGO_MANIFEST_DIR"), family.get_name());
        let [file, door] = [format!("{room}.rs"), format!("{room}/mod.rs")];
        let code = std::fs::read_to_string(&file).or_else(|_| std::fs::read_to_string(door));
        let code = code.expect("a family with commands has a file of its name");
        if below.len() == 1 && !code.contains("subcommand()") {
            continue; // the family is that command
        }
        for name in below {
            let arm = code.contains(&format!("Some((\"{name}\","));
            let step = code.contains("Step::from_id(word)") && Step::from_id(name).is_some();
            assert!(arm || step, "`{name}` has no arm in the run of {file}");
            seen += 1;
        }
    }
    assert!(seen > 20, "families have commands: {seen}");
}

/// One for each command of the tree, and one for the program itself.
fn command_helps() -> BTreeSet<String> {
    let mut ids = BTreeSet::from(["ketnoi".to_owned()]);
    each_command(&whole_tree(&Catalogue::new(Lang::En)), "", &mut |path, _| {
        if !path.is_empty() {
            ids.insert(path.to_owned());
        }
    });
    ids
}

/// The keys whose words some option of the tree shows.
fn option_helps() -> BTreeSet<String> {
    let cat = Catalogue::new(Lang::En);
    let mut shown = BTreeSet::new();
    each_command(&whole_tree(&cat), "", &mut |_, c| {
        shown.extend(
            c.get_arguments()
                .filter_map(|a| a.get_help().map(ToString::to_string)),
        );
    });
    cat.keys()
        .into_iter()
        .filter_map(|k| k.strip_prefix("opt_help-").map(|id| (id, cat.tr(k))))
        .filter(|(_, words)| shown.iter().any(|s| s.starts_with(words.as_ref())))
        .map(|(id, _)| id.to_owned())
        .collect()
}

#[test]
fn both_files_have_the_same_keys_under_the_same_headings() {
    let [(_, vi), (_, en)] = both();
    let places = |f: &File| -> BTreeSet<(String, String)> {
        f.messages
            .iter()
            .map(|m| (m.heading.clone(), m.key.clone()))
            .collect()
    };
    let (v, e) = (places(&vi), places(&en));
    let lacking: Vec<_> = v.symmetric_difference(&e).collect();
    assert!(lacking.is_empty(), "in one file only: {lacking:#?}");
    assert_eq!(vi.families, en.families, "families");
    assert!(v.len() > 300, "the catalogue is read at all");
}

#[test]
fn keys_are_well_formed_and_stand_once() {
    for (lang, file) in both() {
        let mut seen = BTreeSet::new();
        for m in &file.messages {
            let (area, word) = m
                .key
                .split_once('-')
                .unwrap_or_else(|| panic!("{lang}: no area: {}", m.key));
            let low = |s: &str| {
                s.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            };
            assert!(
                low(area) && !word.is_empty() && low(&word.replace('-', "_")),
                "{lang}: {}",
                m.key
            );
            assert!(seen.insert(&m.key), "{lang}: {} stands twice", m.key);
        }
        for f in &file.families {
            assert!(
                file.messages.iter().any(|m| m.area() == f),
                "{lang}: family {f} has no key"
            );
        }
    }
}

#[test]
fn every_message_is_fluent_and_can_be_read_alone() {
    for (lang, file) in both() {
        for m in &file.messages {
            assert!(
                FluentResource::try_new(m.source.clone()).is_ok(),
                "{lang}: {} is not Fluent:\n{}",
                m.key,
                m.source
            );
            for piece in m.text.split('{').skip(1) {
                let first = piece.trim_start().chars().next();
                assert!(
                    matches!(first, Some('$' | '"')),
                    "{lang}: {} refers to another message: {{{piece}",
                    m.key
                );
            }
        }
    }
    assert!(FluentResource::try_new(VI.to_owned()).is_ok());
    assert!(FluentResource::try_new(EN.to_owned()).is_ok());
}

#[test]
fn texts_are_clean() {
    for (lang, file) in [("vi", VI), ("en", EN)] {
        for (n, line) in file.lines().enumerate() {
            assert!(is_nfc(line), "{lang}.ftl:{}: not NFC: {line}", n + 1);
            assert!(
                !line.chars().any(char::is_control),
                "{lang}.ftl:{}: a control character",
                n + 1
            );
            assert!(
                !line
                    .chars()
                    .any(|c| c != ' ' && ketnoi::text::sanitize::is_invisible(c)),
                "{lang}.ftl:{}: an invisible character",
                n + 1
            );
            assert!(
                !line.ends_with(' '),
                "{lang}.ftl:{}: a blank at the line's end",
                n + 1
            );
        }
    }
}

#[test]
fn both_languages_are_given_the_same_variables() {
    let [(_, vi), (_, en)] = both();
    let en: BTreeMap<_, _> = en.messages.iter().map(|m| (&m.key, m)).collect();
    for m in &vi.messages {
        if let Some(e) = en.get(&m.key) {
            assert_eq!(m.variables(), e.variables(), "variables of {}", m.key);
        }
    }
}

#[test]
fn every_key_is_used() {
    let code = code();
    let [(_, vi), _] = both();
    let unused: Vec<&str> = vi
        .messages
        .iter()
        .filter(|m| m.heading != "glossary")
        .filter(|m| {
            let literal = code.contains(&format!("\"{}\"", m.key));
            let made = vi.families.contains(m.area()) && code.contains(&format!("\"{}-{{", m.area()));
            !(literal || made)
        })
        .map(|m| m.key.as_str())
        .collect();
    assert!(
        unused.is_empty(),
        "no code says these (remove them, or declare `# family:` where they are made from ids): {unused:#?}"
    );
}

#[test]
fn every_key_that_code_asks_for_is_there() {
    let code = code();
    let [(_, vi), _] = both();
    let keys: BTreeSet<&str> = vi.messages.iter().map(|m| m.key.as_str()).collect();
    let mut missing = Vec::new();
    for call in [".tr(", ".tr_args("] {
        for (at, _) in code.match_indices(call) {
            let Some(rest) = code[at + call.len()..].trim_start().strip_prefix('"') else {
                continue;
            };
            let key = rest.split('"').next().unwrap_or_default();
            if !key.contains('{') && !keys.contains(key) {
                missing.push(key.to_owned());
            }
        }
    }
    // A key that is made from an id: its family must be declared.
    for (at, _) in code.match_indices("format!(\"") {
        let made = code[at + "format!(\"".len()..]
            .split('"')
            .next()
            .unwrap_or_default();
        let Some((area, _)) = made.split_once("-{") else {
            continue;
        };
        let key_like = !area.is_empty() && area.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let asked = code[..at].trim_end().ends_with("tr(&") || code[..at].trim_end().ends_with("tr_args(&");
        if key_like && asked && !vi.families.contains(area) {
            missing.push(format!("# family: {area}"));
        }
    }
    assert!(missing.is_empty(), "not in the catalogue: {missing:#?}");
}

#[test]
fn families_have_the_ids_of_the_core() {
    let known = known_ids();
    let code = code();
    let [(_, vi), _] = both();
    let mut unknown = Vec::new();
    for family in &vi.families {
        let ids: BTreeSet<String> = vi
            .messages
            .iter()
            .filter(|m| m.area() == family)
            .map(|m| m.key[family.len() + 1..].to_owned())
            .collect();
        match known.get(family.as_str()) {
            Some(want) => assert_eq!(&ids, want, "ids of the family {family}"),
            // A family of a room's own: each id, or the key as a whole, must be written somewhere in the code.
            None => {
                for id in &ids {
                    let said = code.contains(&format!("\"{id}\""))
                        || code.contains(&format!("\"{family}-{id}\""))
                        || code.contains(&id.replace('_', "-")) && code.contains(&format!("\"{family}-{{"));
                    if !said {
                        unknown.push(format!("{family}-{id}"));
                    }
                }
            }
        }
    }
    assert!(unknown.is_empty(), "no code knows these ids: {unknown:#?}");
    for family in known.keys() {
        assert!(
            vi.families.contains(*family),
            "the family {family} is not declared"
        );
    }
}

/// Words that are the same in both languages, and why.
const SAME: &[(&str, &str)] = &[
    ("kind-video", "a loan word"),
    ("heading-videos", "a loan word"),
    ("heading-sha256", "the name of a standard"),
    ("dossier-col_sdgs", "the name of a set of goals"),
    ("dossier-serves_sdgs", "the name of a set of goals"),
    ("figure_unit-percent", "a sign"),
    ("desk-demo", "a mark that must be the same on every screen"),
    (
        "config-words_bool",
        "words that are typed into a file as they are",
    ),
];

#[test]
fn nothing_is_left_untranslated() {
    let [(_, vi), (_, en)] = both();
    let en: BTreeMap<_, _> = en.messages.iter().map(|m| (&m.key, &m.text)).collect();
    let has_words = |m: &Message| {
        // What is outside the braces: a pattern of variables and signs alone needs no translation.
        let mut depth = 0;
        m.text.chars().any(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0 && c.is_alphabetic()
        })
    };
    let same: Vec<&str> = vi
        .messages
        .iter()
        .filter(|m| en.get(&m.key).is_some_and(|e| **e == m.text) && has_words(m))
        .map(|m| m.key.as_str())
        .filter(|k| !SAME.iter().any(|(s, _)| s == k))
        .collect();
    assert!(same.is_empty(), "the same in both languages: {same:#?}");
}
