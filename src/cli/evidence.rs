//! `ketnoi evidence`: files attached to units and activities: listed, added, saved, checked, and their bytes removed.
//!
//! Files lie beside the store by the hash of their bytes and may be used by several units and campaigns, so "who uses
//! this file" is asked of every stream of the store.

use std::collections::{BTreeMap, BTreeSet};

use clap::{ArgMatches, Command};

use crate::cli::args::Words;
use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::verified::{Bad, Verified};
use crate::cli::{lists, out, parse, save, show, units};
use crate::core::authority::Deed;
use crate::core::campaign::Campaign;
use crate::core::decide::{Command as Wish, FileChange};
use crate::core::fact::{Attachment, Envelope, Fact};
use crate::core::names::{ActivityId, BlobId, CampaignId, LetterId, UnitIx};
use crate::core::particulars::Consent;
use crate::failure;
use crate::output::evidence::short_hash;
use crate::output::words;
use crate::store::{BlobState, Journal, StoreError, each_blob};
use crate::text::fold::Needle;
use crate::text::{Catalogue, did_you_mean, line};

/// Facts read at a time.
const PAGE: usize = 4_096;
/// Fewer digits of a hash are taken for a name.
const HASH_LEAST: usize = 8;

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let mut add = vec![
        w.pos("UNIT"),
        w.file(w.pos("FILE").num_args(1..)),
        w.opt("activity", "ID"),
    ];
    add.extend(w.record());
    let mut redact = vec![w.pos("UNIT"), w.pos("NAME").help(w.opt_help("file_name"))];
    redact.extend(w.record());
    let mut edit = vec![
        w.pos("UNIT"),
        w.pos("NAME").help(w.opt_help("file_name")).num_args(1..),
        w.text("caption"),
        w.choice("consent", &["yes", "no", "not-asked"]),
    ];
    edit.extend(w.record());
    let group = w
        .group("evidence", &["ketnoi evidence list HNI"])
        .subcommand(w.leaf(
            "evidence list",
            lists::with(w, vec![w.pos("UNIT").required(false)]),
            &["ketnoi evidence list", "ketnoi evidence list \"can tho\" --json"],
        ))
        .subcommand(w.leaf(
            "evidence add",
            add,
            &["ketnoi evidence add CBG anh-1.jpg anh-2.jpg --activity CBG-1"],
        ))
        .subcommand(w.leaf(
            "evidence save",
            vec![
                w.pos("UNIT"),
                w.pos("NAME").help(w.opt_help("file_name")).num_args(1..),
                w.file(w.opt("output", "FILE").short('o').required(true)),
                w.flag("force"),
            ],
            &[
                "ketnoi evidence save CBG anh-1.jpg -o anh.jpg",
                "ketnoi evidence save CBG anh-1.jpg bao-cao.pdf -o ~/CaoBang",
                "ketnoi evidence save CBG bao-cao.pdf -o - | pdftotext - -",
            ],
        ))
        .subcommand(w.leaf(
            "evidence edit",
            edit,
            &[
                "ketnoi evidence edit CBG anh-1.jpg --caption \"Lễ phát động tại Pác Bó\" --consent yes",
                "ketnoi evidence edit CBG anh-1.jpg anh-2.jpg --consent no",
                "ketnoi evidence edit CBG anh-1.jpg --caption=",
            ],
        ))
        .subcommand(w.leaf("evidence verify", vec![], &["ketnoi evidence verify --json"]))
        .subcommand(w.leaf(
            "evidence redact",
            redact,
            &["ketnoi evidence redact CBG anh-1.jpg --note \"có thông tin cá nhân\""],
        ));
    w.finish(group, "ketnoi evidence")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("list", m)) => show::evidence(s, m),
        Some(("add", m)) => add(s, m),
        Some(("save", m)) => save(s, m),
        Some(("edit", m)) => edit(s, m),
        Some(("verify", _)) => verify(s),
        Some(("redact", m)) => redact(s, m),
        _ => Ok(()),
    }
}

fn add(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let ix = units::one(&s.cat, ledger.campaign(), parse::text(m, "UNIT").unwrap_or(""))?;
    let unit = ledger.campaign().code(ix);
    let activity = parse::text(m, "activity").map(|id| ActivityId(id.trim().to_uppercase()));
    let what = units::names(ledger.campaign(), std::slice::from_ref(&unit), s.cat.lang());
    let wish = |files| Wish::AddEvidence {
        unit: unit.clone(),
        activity: activity.clone(),
        files,
    };
    s.with_files(&mut ledger, m, "FILE", (wish, |order| order), Did::to(what))
}

/// The file of a unit that is meant by a name, or by its hash or the beginning of it.
fn find(cat: &Catalogue, campaign: &Campaign, ix: UnitIx, word: &str) -> Result<Attachment, Fail> {
    let evidence = &campaign.unit(ix).evidence;
    let hex = word.to_ascii_lowercase();
    let is_hash = hex.len() >= HASH_LEAST && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let mut fitting: Vec<&Attachment> = evidence
        .iter()
        .map(|e| &e.file)
        .filter(|f| f.name == word || (is_hash && f.sha256.as_str().starts_with(&hex)))
        .collect();
    if fitting.is_empty() {
        let needle = Needle::new(word);
        fitting = evidence
            .iter()
            .map(|e| &e.file)
            .filter(|f| !needle.is_empty() && needle.matches(&f.name).is_some())
            .collect();
    }
    fitting.dedup_by(|a, b| a.sha256 == b.sha256);
    let name = words::name_in(campaign, ix, cat.lang());
    match fitting.as_slice() {
        [file] => Ok((*file).clone()),
        [] => {
            let what = cat.tr_args(
                "cli-no_such_file",
                &[("word", line(word).into()), ("unit", name.into())],
            );
            let near = did_you_mean(word, evidence.iter().map(|e| e.file.name.as_str()));
            Err(Fail::Nothing(if near.is_empty() {
                what
            } else {
                let words = line(&near.join(", ")).into_owned();
                cat.tr_args(
                    "cli-did_you_mean",
                    &[("what", what.into()), ("words", words.into())],
                )
            }))
        }
        many => {
            let names: Vec<String> = many
                .iter()
                .map(|f| format!("{} ({})", line(&f.name), short_hash(&f.sha256)))
                .collect();
            Err(Fail::Usage(cat.tr_args(
                "cli-file_ambiguous",
                &[("word", line(word).into()), ("names", names.join(", ").into())],
            )))
        }
    }
}

fn save(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let ix = units::one(&s.cat, ledger.campaign(), parse::text(m, "UNIT").unwrap_or(""))?;
    s.may_see(&mut ledger, Some(ix))?;
    let words = parse::list(m, "NAME");
    // Every name is looked up first, so that a mistaken one is told before anything is written.
    let mut kept: Vec<Attachment> = words
        .map(|word| find(&s.cat, ledger.campaign(), ix, word))
        .collect::<Result<_, _>>()?;
    let mut seen = BTreeSet::new();
    kept.retain(|f| seen.insert(f.sha256.clone()));
    save::save(s, &mut ledger, m, &kept)
}

/// What is said of files, all that are named or none.
fn edit(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let ix = units::one(&s.cat, ledger.campaign(), parse::text(m, "UNIT").unwrap_or(""))?;
    // Asked first: a mistaken name is answered with those that there are.
    s.may_see(&mut ledger, Some(ix))?;
    let files: Vec<Attachment> = parse::list(m, "NAME")
        .map(|word| find(&s.cat, ledger.campaign(), ix, word))
        .collect::<Result<_, _>>()?;
    let wish = Wish::EditEvidence {
        unit: ledger.campaign().code(ix),
        files: files.iter().map(|f| f.sha256.clone()).collect(),
        change: FileChange {
            caption: parse::text(m, "caption").map(str::to_owned),
            consent: parse::text(m, "consent").and_then(Consent::from_id),
        },
    };
    let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
    let what = line(&names.join(", ")).into_owned();
    let order = s.order(&ledger, m, wish)?;
    s.carry_out(&mut ledger, &order, &Did::to(what))
}

/// Where a file is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// In which stream: a campaign's, or the house's.
    pub stream: CampaignId,
    /// At which unit; empty for the ministry's own.
    pub unit: String,
    /// In which letter, of what is read as one.
    pub letter: Option<LetterId>,
    /// Under which name.
    pub name: String,
    /// It was struck out there.
    pub redacted: bool,
}

/// Every file that facts speak of, with where it is used; gathered fact by fact.
#[derive(Debug, Clone, Default)]
pub struct Uses(BTreeMap<BlobId, Vec<Use>>);

impl Uses {
    /// Takes in what a fact says of files.
    pub fn see(&mut self, stream: &CampaignId, env: &Envelope) {
        let unit = env.unit.as_ref().map_or("", |u| u.as_str());
        let letter = match &env.fact {
            Fact::Letter(f) => f.letter().cloned(),
            _ => None,
        };
        for (sha256, name) in env.fact.kept() {
            self.0.entry(sha256.clone()).or_default().push(Use {
                stream: stream.clone(),
                unit: unit.to_owned(),
                letter: letter.clone(),
                name: name.to_owned(),
                redacted: false,
            });
        }
        if let Fact::EvidenceRedacted(r) = &env.fact {
            let same = |u: &&mut Use| u.stream == *stream && u.unit == unit;
            for u in self
                .0
                .entry(r.sha256.clone())
                .or_default()
                .iter_mut()
                .filter(same)
            {
                u.redacted = true;
            }
        }
    }

    /// Was this file ever spoken of?
    pub fn speaks_of(&self, id: &BlobId) -> bool {
        self.0.contains_key(id)
    }

    /// The files that somebody still rests on, in the order of their names, each with such a use.
    pub fn standing(&self) -> impl Iterator<Item = (&BlobId, &Use)> {
        self.0
            .iter()
            .filter_map(|(id, uses)| Some((id, uses.iter().find(|u| !u.redacted)?)))
    }
}

/// Every file that any fact of the store speaks of, with where it is used.
fn uses(journal: &mut dyn Journal) -> Result<BTreeMap<BlobId, Vec<Use>>, StoreError> {
    let mut all = Uses::default();
    for stream in journal.streams()? {
        let mut after = 0;
        loop {
            let page = journal.read_after(&stream.id, after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            for env in &page {
                all.see(&stream.id, env);
            }
        }
    }
    Ok(all.0)
}

fn redact(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let ix = units::one(&s.cat, ledger.campaign(), parse::text(m, "UNIT").unwrap_or(""))?;
    // Asked first: a mistaken name is answered with those that there are.
    ledger
        .may(Deed::Redact)
        .map_err(|e| s.failed(Some(&ledger), &e))?;
    let file = find(
        &s.cat,
        ledger.campaign(),
        ix,
        parse::text(m, "NAME").unwrap_or(""),
    )?;
    let wish = Wish::Redact {
        unit: ledger.campaign().code(ix),
        sha256: file.sha256.clone(),
    };
    let order = s.order(&ledger, m, wish)?;
    s.carry_out(&mut ledger, &order, &Did::to(line(&file.name).into_owned()))?;
    let used = match ledger.journal() {
        Some(j) => uses(j).map_err(|e| s.store_failed(&e))?,
        None => BTreeMap::new(),
    };
    // Somebody else's report may rest on the same bytes; then only this unit's mention of them is struck out.
    let standing = used
        .get(&file.sha256)
        .is_some_and(|u| u.iter().any(|u| !u.redacted));
    if standing {
        out::complain(&s.cat.tr("cli-bytes_stay"));
    } else {
        ledger
            .blobs()
            .remove(&file.sha256)
            .map_err(|e| s.store_failed(&e))?;
    }
    Ok(())
}

/// Reads every file that is still referred to, and lists those that nobody refers to (decision 13).
fn verify(s: &mut Session) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    s.may_see(&mut ledger, None)?;
    let used = match ledger.journal() {
        Some(j) => uses(j).map_err(|e| s.store_failed(&e))?,
        None => BTreeMap::new(),
    };
    let mut found = Verified {
        schema: "ketnoi.evidence-verify/1",
        checked: 0,
        good: 0,
        missing: Vec::new(),
        changed: Vec::new(),
        unreadable: Vec::new(),
        orphans: Vec::new(),
        swept: 0,
    };
    let read_only = ledger.read_only().is_some();
    let mut barred = BTreeSet::new();
    let blobs = ledger.blobs();
    if !read_only {
        // Only tidying: who may not write to the folder still learns what is wrong in it.
        found.swept = match blobs.sweep() {
            // Whoever does not answer now is not waited for once more.
            Err(why) if why.is_of_the_place() => return Err(s.store_failed(&why)),
            swept => swept.unwrap_or(0),
        };
    }
    for (id, uses) in &used {
        let Some(u) = uses.iter().find(|u| !u.redacted) else {
            continue;
        };
        let bad = || Bad {
            sha256: id.as_str().to_owned(),
            campaign: u.stream.as_str().to_owned(),
            unit: u.unit.clone(),
            letter: u.letter.clone(),
            name: u.name.clone(),
        };
        found.checked += 1;
        match blobs.check(id).map_err(|e| s.store_failed(&e))? {
            BlobState::Good => found.good += 1,
            BlobState::Missing => found.missing.push(bad()),
            BlobState::Changed => found.changed.push(bad()),
            BlobState::Unreadable => {
                found.unreadable.push(bad());
                barred.extend(blobs.open(id).err().map(|e| failure::store_error(&s.cat, &e)));
            }
        }
    }
    let wanted: BTreeSet<&BlobId> = used
        .iter()
        .filter(|(_, u)| u.iter().any(|u| !u.redacted))
        .map(|(id, _)| id)
        .collect();
    let mut orphans = Vec::new();
    let listed = each_blob(blobs, &mut |file| {
        if !wanted.contains(&file.id) {
            orphans.push(file.id.0);
        }
    });
    barred.extend(listed.err().map(|e| failure::store_error(&s.cat, &e)));
    found.orphans = orphans;
    found.tell(s)?;
    // Why: once for each folder that is in the way, however many files lie behind it.
    out::complain_each(&barred);
    let whole = found.missing.is_empty() && found.changed.is_empty() && found.unreadable.is_empty();
    if whole && barred.is_empty() {
        Ok(())
    } else {
        Err(Fail::Said(1))
    }
}
