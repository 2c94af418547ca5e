//! `ketnoi move`: the whole store to another place, whatever engine each is.
//!
//! Which files the facts speak of is asked here, of the same code as `evidence verify`; how they are kept, sent and compared
//! is the store's affair.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{ArgMatches, Command};
use serde::Serialize;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::cli::args::Words;
use crate::cli::backup::{Lost, lost_line};
use crate::cli::evidence::{Use, Uses};
use crate::cli::fail::Fail;
use crate::cli::progress::Progress as Line;
use crate::cli::session::Session;
use crate::cli::{files, out, parse};
use crate::config;
use crate::core::authority::Deed;
use crate::core::fact::Envelope;
use crate::core::hex::hex;
use crate::core::names::{BlobId, CampaignId};
use crate::core::store_url::StoreUrl;
use crate::failure;
use crate::store::backup::{Files, StreamHead};
use crate::store::moving::{Carried, Guide, Move, MoveError, Progress, SpokenOf};
use crate::store::{BlobState, Moved, Reserve, Site, StoreError};
use crate::text::{Arg, line};

/// `move`
pub fn command(w: &Words<'_>) -> Command {
    w.leaf(
        "move",
        vec![
            w.opt("to", "URL").required(true).help(w.opt_help("move_to")),
            w.opt("to-files", "URL").help(w.opt_help("move_to_files")),
        ],
        &[
            "ketnoi move --to sqlite:/srv/ketnoi/ketnoi.db",
            "ketnoi move --to 'postgres://db1.example,db2.example/ketnoi' --to-files s3://ketnoi --json",
        ],
    )
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    from: String,
    to: String,
    already: bool,
    facts: u64,
    streams: Vec<StreamHead>,
    redacted: u64,
    files: Files,
    sent: u64,
    missing: Vec<Lost>,
    changed: Vec<Lost>,
    unreadable: Vec<Lost>,
}

/// What of a broken-off move the shell is told: 128 and the signal's number.
fn code_of(signal: usize) -> u8 {
    u8::try_from(128 + signal).unwrap_or(1)
}

impl SpokenOf for Uses {
    fn see(&mut self, stream: &CampaignId, env: &Envelope) {
        Self::see(self, stream, env);
    }

    fn standing(&self) -> BTreeSet<BlobId> {
        Self::standing(self).map(|(id, _)| id.clone()).collect()
    }

    fn knows(&self, id: &BlobId) -> bool {
        self.speaks_of(id)
    }
}

/// Moves the store.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    if parse::flag(m, "read-only") {
        return Err(Fail::Refused(s.cat.tr("move-read_only").into_owned()));
    }
    s.may_store(Deed::Move)?;
    let (from, url) = (s.site()?, target(s, m)?);
    let around = s.surroundings();
    let files = match parse::text(m, "to-files") {
        Some(written) => {
            config::files_of("--to-files", written).map_err(|e| Fail::Failed(e.render(&s.cat)))?
        }
        // Files that lie apart from the facts stay where they are.
        None => s.settings.files_at.clone(),
    };
    let to = Site::at(&url, &around).with_files_at(files.as_ref(), &around);
    let signal = Arc::new(AtomicUsize::new(0));
    for n in [SIGINT, SIGTERM, SIGHUP] {
        // Where it is refused the signal ends the program, which the same move gets over too.
        let _ = signal_hook::flag::register_usize(n, signal.clone(), n.cast_unsigned() as usize);
    }
    let reserve = s.settings.disk_reserve.map_or(Reserve::Usual, Reserve::Bytes);
    let moving =
        Move::begin(&from, &to, &url.to_string(), reserve).map_err(|e| failed(s, &from, &signal, e))?;
    let (mut uses, mut shown) = (Uses::default(), Line::default());
    let carried = moving.carry(&mut Guide {
        spoken: &mut uses,
        progress: &mut |at| shown.say(|| words(s, at)),
        stop: &|| signal.load(Ordering::Relaxed) != 0,
    });
    drop(shown);
    let carried = carried.map_err(|e| failed(s, &from, &signal, e))?;
    tell(s, &from, &to, &url, &carried, &uses)
}

/// Where it is to go: read as the setting of the own store is, and no part of another store or of the settings.
fn target(s: &Session, m: &ArgMatches) -> Result<StoreUrl, Fail> {
    let written = parse::text(m, "to").unwrap_or_default();
    let url = config::store_of("--to", written).map_err(|e| Fail::Failed(e.render(&s.cat)))?;
    // What the old store tells holds wherever it is read.
    let whole = |url: StoreUrl| url.settled(|p| std::path::absolute(p).unwrap_or_else(|_| p.to_owned()));
    let url = whole(url);
    let own = s.settings.store().ok().cloned().map(whole);
    if own.as_ref() == Some(&url) {
        return Err(Fail::Failed(s.cat.tr("move-same").into_owned()));
    }
    if let Some(file) = url.file() {
        let others = s.settings.guard_of_settings();
        others
            .name(file)
            .map_err(|why| files::barred(&s.cat, file, &why))?;
    }
    Ok(url)
}

fn words(s: &Session, at: Progress) -> String {
    let (key, n, all) = match at {
        Progress::Read(n, all) => ("move-progress_read", n, all),
        Progress::Files(n, all) => ("move-progress_files", n, all),
        Progress::Facts(n, all) => ("move-progress_facts", n, all),
        Progress::Checked => ("move-progress_checked", 0, 0),
    };
    s.cat.tr_args(key, &[("n", n.into()), ("all", all.into())])
}

fn failed(s: &Session, from: &Site, signal: &AtomicUsize, e: MoveError) -> Fail {
    match e {
        MoveError::BrokenOff => {
            // One that was broken off once already after the old store had been marked leaves it so.
            let marked = from.open().and_then(|mut store| store.moved()).ok().flatten();
            let told = match marked {
                Some(Moved { to, done }) => failure::store_error(
                    &s.cat,
                    &StoreError::Moved {
                        site: from.describe(),
                        to,
                        done,
                    },
                ),
                None => s.cat.tr("move-broken_off").into_owned(),
            };
            out::complain(&told);
            Fail::Said(code_of(signal.load(Ordering::Relaxed)))
        }
        MoveError::InHand(stream) => {
            let args = [("stream", line(stream.as_str()).into_owned().into())];
            Fail::Failed(s.cat.tr_args("move-in_hand", &args))
        }
        MoveError::Store(StoreError::Occupied(site)) => {
            let args = [("path", line(&site.to_string()).into_owned().into())];
            Fail::Failed(s.cat.tr_args("move-occupied", &args))
        }
        MoveError::Store(e) => s.store_failed(&e),
    }
}

/// The access file that lies beside the old store and says nothing about the new one, if there is any.
fn access_left(from: &Site, to: &Site) -> Option<PathBuf> {
    let file = from.access_file().filter(|file| file.exists())?;
    (to.access_file().as_ref() != Some(&file)).then_some(file)
}

/// Says what was done. What could not be had from the old store is named; the new one is as whole as it can be.
fn tell(
    s: &Session,
    from: &Site,
    to: &Site,
    url: &StoreUrl,
    carried: &Carried,
    uses: &Uses,
) -> Result<(), Fail> {
    let facts = carried.streams.iter().map(|stream| stream.head.seq).sum();
    let heads: Vec<StreamHead> = carried
        .streams
        .iter()
        .map(|stream| StreamHead {
            id: stream.id.0.clone(),
            seq: stream.head.seq,
            hash: hex(&stream.head.hash),
        })
        .collect();
    let (count, bytes) = carried.files;
    let standing: BTreeMap<&BlobId, &Use> = uses.standing().collect();
    let lost = |wanted: BlobState| -> Vec<Lost> {
        let those = carried.lost.iter().filter(|(_, state)| **state == wanted);
        those
            .filter_map(|(id, _)| Some(Lost::of(id, standing.get(id)?)))
            .collect()
    };
    let (missing, changed, unreadable) = (
        lost(BlobState::Missing),
        lost(BlobState::Changed),
        lost(BlobState::Unreadable),
    );
    if s.json {
        return out::json(
            &s.cat,
            &Document {
                schema: "ketnoi.move/1",
                from: from.describe().to_string(),
                to: url.to_string(),
                already: carried.already,
                facts,
                streams: heads,
                redacted: carried.holes,
                files: Files { count, bytes },
                sent: carried.sent,
                missing,
                changed,
                unreadable,
            },
        );
    }
    for (key, all) in [
        ("cli-verify_missing", &missing),
        ("cli-verify_changed", &changed),
        ("cli-verify_unreadable", &unreadable),
    ] {
        for l in all {
            out::complain(&lost_line(&s.cat, key, l));
        }
    }
    let shown = |words: String| -> Arg<'static> { line(&words).into_owned().into() };
    let key = if carried.already {
        "move-already"
    } else {
        "move-done"
    };
    let args = [
        ("from", shown(from.describe().to_string())),
        ("to", shown(url.to_string())),
        ("facts", facts.into()),
        ("redacted", carried.holes.into()),
        ("files", count.into()),
    ];
    let mut lines = vec![s.cat.tr_args(key, &args)];
    lines.extend(heads.iter().map(|head| {
        let args = [
            ("id", shown(head.id.clone())),
            ("n", head.seq.to_string().into()),
            ("hash", head.hash.clone().into()),
        ];
        s.cat.tr_args("cli-log_head", &args)
    }));
    lines.push(s.cat.tr_args("move-next", &[("to", shown(url.to_string()))]));
    lines.extend(access_left(from, to).map(|file| {
        let args = [("file", shown(file.display().to_string()))];
        s.cat.tr_args("move-access", &args)
    }));
    out::lines(&s.cat, lines)
}
