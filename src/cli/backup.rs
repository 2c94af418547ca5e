//! `ketnoi backup` and `ketnoi restore`: the whole store in one file, and a store from such a file.
//!
//! Which files the facts speak of is asked here, of the same code as `evidence verify`; how they are kept and checked is
//! the store's affair.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::args::Words;
use crate::cli::evidence::{Use, Uses};
use crate::cli::fail::Fail;
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::cli::{files, out, parse};
use crate::clock::Clock;
use crate::core::authority::Deed;
use crate::core::names::BlobId;
use crate::core::store_url::StoreUrl;
use crate::core::time::{Stamp, Zone};
use crate::failure;
use crate::store::backup::{Absent, Archive, Backup, BackupError, Files, Flaw, Manifest, StreamHead, Why};
use crate::store::{BlobState, SiteName};
use crate::text::{Catalogue, dates, line, numbers};

/// `backup`
pub fn command(w: &Words<'_>) -> Command {
    let args = vec![w.file(w.pos("FILE")), w.flag("force")];
    w.leaf(
        "backup",
        args,
        &[
            "ketnoi backup /var/backups/ketnoi-2020-06-05.tar",
            "ketnoi backup ketnoi.tar --force --json",
        ],
    )
}

/// `restore`
pub fn restore_command(w: &Words<'_>) -> Command {
    w.leaf(
        "restore",
        vec![w.file(w.pos("FILE"))],
        &["ketnoi restore /var/backups/ketnoi-2020-06-05.tar --store sqlite:/var/lib/ketnoi/ketnoi.db"],
    )
}

/// A file that should be in a backup and is not.
#[derive(Debug, Serialize)]
pub struct Lost {
    sha256: String,
    campaign: String,
    unit: String,
    name: String,
}

impl Lost {
    /// The file of this name, where it is spoken of.
    pub fn of(id: &BlobId, u: &Use) -> Self {
        Self {
            sha256: id.0.clone(),
            campaign: u.stream.0.clone(),
            unit: u.unit.clone(),
            name: u.name.clone(),
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    store: Option<String>,
    size: u64,
    made: String,
    ketnoi: &'a str,
    facts: u64,
    streams: &'a [StreamHead],
    files: Files,
    missing: Vec<Lost>,
    changed: Vec<Lost>,
    unreadable: Vec<Lost>,
}

/// Makes a backup.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let to = parse::path(m, "FILE").unwrap_or_default();
    s.may_store(Deed::Backup)?;
    let site = s.site()?;
    let failed = |e| failed(s, e);
    // When it was really made, whatever `--now` says.
    let made = Clock::Real.now();
    let version = env!("CARGO_PKG_VERSION");
    let mut backup = Backup::begin(
        &site,
        &to,
        parse::flag(m, "force"),
        s.settings.guard(),
        version,
        made,
    )
    .map_err(failed)?;
    let mut uses = Uses::default();
    backup
        .facts(&mut |stream, env| uses.see(stream, env))
        .map_err(failed)?;
    let lost = copy_files(s, &mut backup, &mut uses)?;
    let absent = lost.iter().map(|(id, why, _)| Absent {
        sha256: id.clone(),
        why: *why,
    });
    let (manifest, size) = backup.finish(absent.collect()).map_err(failed)?;
    tell(s, "ketnoi.backup/1", &to, None, size, &manifest, &lost)
}

fn copied(cat: &Catalogue, n: u64, all: u64) -> String {
    cat.tr_args("backup-progress", &[("n", n.into()), ("all", all.into())])
}

fn copied_of(cat: &Catalogue, n: u64, all: u64, done: u64, size: u64) -> String {
    let (done, size) = (numbers::size(cat.lang(), done), numbers::size(cat.lang(), size));
    let args = [
        ("n", n.into()),
        ("all", all.into()),
        ("done", done.into()),
        ("size", size.into()),
    ];
    cat.tr_args("backup-progress_sized", &args)
}

type Named = (BlobId, Why, Use);

/// Puts every file that the facts still speak of into the backup; gives those that could not be had.
fn copy_files(s: &Session, backup: &mut Backup, uses: &mut Uses) -> Result<Vec<Named>, Fail> {
    let wanted: Vec<(BlobId, Use)> = uses.standing().map(|(id, u)| (id.clone(), u.clone())).collect();
    let ids = wanted.iter().map(|(id, _)| id.clone()).collect();
    let size = backup.ahead(&ids).map_err(|e| failed(s, e))?;
    let mut progress = Progress::default();
    let mut lost: Vec<Named> = Vec::new();
    let mut barred = BTreeSet::new();
    for (n, (id, used)) in wanted.iter().enumerate() {
        let (n, all, done) = (n as u64, wanted.len() as u64, backup.copied());
        progress.say(|| match size {
            Some(size) => copied_of(&s.cat, n, all, done, size),
            None => copied(&s.cat, n, all),
        });
        let why = match backup.file(id).map_err(|e| failed(s, e))? {
            BlobState::Good => continue,
            BlobState::Missing => Why::Missing,
            BlobState::Changed => Why::Changed,
            BlobState::Unreadable => Why::Unreadable,
        };
        if why == Why::Unreadable {
            barred.extend(backup.why_not(id).map(|e| failure::store_error(&s.cat, &e)));
        }
        lost.push((id.clone(), why, used.clone()));
    }
    drop(progress);
    out::complain_each(&barred);
    if lost.iter().any(|(_, why, _)| *why == Why::Missing) {
        // Somebody may have removed it for a reason since the facts were read.
        backup
            .facts_since(&mut |stream, env| uses.see(stream, env))
            .map_err(|e| failed(s, e))?;
        let standing: BTreeSet<&BlobId> = uses.standing().map(|(id, _)| id).collect();
        for (id, why, _) in &mut lost {
            if *why == Why::Missing && !standing.contains(id) {
                *why = Why::Redacted;
            }
        }
    }
    Ok(lost)
}

/// Makes a store from a backup.
pub fn restore(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    if parse::flag(m, "read-only") {
        return Err(Fail::Refused(s.cat.tr("backup-read_only").into_owned()));
    }
    s.may_store(Deed::Restore)?;
    let from = parse::path(m, "FILE").unwrap_or_default();
    let site = s.site()?;
    let failed = |e| failed(s, e);
    // The place of the new store is its own; of every other store, and of the settings, it may be no part.
    let others = s.settings.guard_of_settings();
    if let Some(file) = s.settings.store().ok().and_then(StoreUrl::file) {
        others
            .name(file)
            .map_err(|why| files::barred(&s.cat, file, &why))?;
    }
    // Before the backup is read: that may take long.
    site.is_free().map_err(|e| s.store_failed(&e))?;
    let (file, size) = files::open(&s.cat, &from)?.into_file();
    let archive = Archive::read(file, &from).map_err(failed)?;
    let manifest = archive.manifest();
    let mut uses = Uses::default();
    let mut progress = Progress::default();
    let unpacked = archive
        .unpack(&site, &mut |stream, env| uses.see(stream, env), &mut |n| {
            progress.say(|| copied(&s.cat, n, manifest.files.count));
        })
        .map_err(failed)?;
    drop(progress);
    let wanted: BTreeSet<BlobId> = uses.standing().map(|(id, _)| id.clone()).collect();
    let lost: Vec<Named> = manifest
        .absent
        .iter()
        .filter_map(|a| {
            let used = uses.standing().find(|(id, _)| **id == a.sha256)?.1.clone();
            Some((a.sha256.clone(), a.why, used))
        })
        .collect();
    unpacked.settle(&wanted).map_err(failed)?;
    tell(
        s,
        "ketnoi.restore/1",
        &from,
        Some(&site.describe()),
        size,
        manifest,
        &lost,
    )
}

/// Says what was done. A backup that lacks a file has failed in part; a store that lacks what its backup lacked is as
/// whole as it can be, and only says so.
fn tell(
    s: &Session,
    schema: &'static str,
    file: &Path,
    store: Option<&SiteName>,
    size: u64,
    manifest: &Manifest,
    lost: &[Named],
) -> Result<(), Fail> {
    let (mut missing, mut changed, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
    for (id, why, used) in lost {
        match why {
            Why::Missing => missing.push(Lost::of(id, used)),
            Why::Changed => changed.push(Lost::of(id, used)),
            Why::Unreadable => unreadable.push(Lost::of(id, used)),
            Why::Redacted => {}
        }
    }
    let in_part = store.is_none()
        && [&missing, &changed, &unreadable]
            .iter()
            .any(|all| !all.is_empty());
    let shown = |p: &Path| line(&p.display().to_string()).into_owned();
    if s.json {
        let document = Document {
            schema,
            file: file.display().to_string(),
            store: store.map(ToString::to_string),
            size,
            made: Zone::default().rfc3339(Stamp(manifest.made)),
            ketnoi: &manifest.ketnoi,
            facts: manifest.facts,
            streams: &manifest.streams,
            files: manifest.files,
            missing,
            changed,
            unreadable,
        };
        out::json(&s.cat, &document)?;
    } else {
        for (key, all) in [
            ("cli-verify_missing", &missing),
            ("cli-verify_changed", &changed),
            ("cli-verify_unreadable", &unreadable),
        ] {
            for l in all {
                out::complain(&lost_line(&s.cat, key, l));
            }
        }
        let key = match (store, in_part) {
            (Some(_), _) => "backup-restored",
            (None, true) => "backup-made_in_part",
            (None, false) => "backup-made",
        };
        let made = dates::full_time(Zone::default(), Stamp(manifest.made));
        let mut lines = vec![
            s.cat.tr_args(
                key,
                &[
                    ("file", shown(file).into()),
                    (
                        "store",
                        store
                            .map(|s| line(&s.to_string()).into_owned())
                            .unwrap_or_default()
                            .into(),
                    ),
                    ("size", numbers::size(s.cat.lang(), size).into()),
                    ("made", made.into()),
                    ("facts", manifest.facts.into()),
                    ("files", manifest.files.count.into()),
                ],
            ),
        ];
        lines.extend(store.map(|_| s.cat.tr("backup-restored_reminders").into_owned()));
        lines.extend(manifest.streams.iter().map(|h| {
            s.cat.tr_args(
                "cli-log_head",
                &[
                    ("id", line(&h.id).into()),
                    ("n", h.seq.to_string().into()),
                    ("hash", line(&h.hash).into()),
                ],
            )
        }));
        out::lines(&s.cat, lines)?;
    }
    if in_part { Err(Fail::Said(1)) } else { Ok(()) }
}

/// The line about it, under this key.
pub fn lost_line(cat: &Catalogue, key: &str, l: &Lost) -> String {
    cat.tr_args(
        key,
        &[
            ("file", line(&l.name).into()),
            ("unit", line(&l.unit).into()),
            ("hash", l.sha256.as_str().into()),
        ],
    )
}

fn failed(s: &Session, e: BackupError) -> Fail {
    let named = |key: &str, path: &Path| {
        let path = line(&path.display().to_string()).into_owned();
        Fail::Failed(s.cat.tr_args(key, &[("file", path.into())]))
    };
    match e {
        BackupError::Store(e) => s.store_failed(&e),
        BackupError::Exists(path) => named("cli-file_exists", &path),
        BackupError::Barred(path, why) => files::barred(&s.cat, &path, &why),
        BackupError::Flawed { path, flaw } => Fail::Failed(flaw_words(&s.cat, &path, &flaw)),
    }
}

fn flaw_words(cat: &Catalogue, path: &Path, flaw: &Flaw) -> String {
    let (key, what) = match flaw {
        Flaw::Foreign => ("backup-foreign", ""),
        Flaw::Cut => ("backup-cut", ""),
        Flaw::Stranger(name) => ("backup-stranger", name.as_str()),
        Flaw::Changed(name) => ("backup-changed", name.as_str()),
        Flaw::Lacks(name) => ("backup-lacks", name.as_str()),
        Flaw::Newer(form) => ("backup-newer", form.as_str()),
    };
    let file = line(&path.display().to_string()).into_owned();
    cat.tr_args(key, &[("file", file.into()), ("what", line(what).into())])
}
