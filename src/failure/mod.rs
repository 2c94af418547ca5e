//! What failed, in one sentence: errors of the store, of the ledger and of files that are taken in, in the user's
//! language, with the path and what can be done about it; and the exit code that belongs to each.
//!
//! It must never know how the sentence is shown.

mod bucket;
mod post;

use std::collections::BTreeSet;
use std::path::Path;

pub use self::bucket::BUCKET_IDS;
use self::bucket::bucket;
use crate::attach::{Refused, Taken, Why};
use crate::core::campaign::Campaign;
use crate::core::fact::Envelope;
use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::ledger::{Ledger, LedgerError};
use crate::listout::NotMade;
use crate::mailbox::MailboxError;
use crate::outfile::Barred;
use crate::output::words;
use crate::owner;
use crate::photo::{MOST_BYTES, Unshown};
use crate::secret::NoSecret;
use crate::store::{BucketTrouble, Head, Moved, SiteName, StoreError, Stranger, Unfit};
use crate::text::failure::{barred_words, io_words};
use crate::text::{Arg, Catalogue, did_you_mean, line, numbers};
use crate::trust::NoTrust;

pub use self::post::{not_read, post_trouble, post_why};

/// Digits of a hash that tell two facts of one number apart.
const HASH_SHOWN: usize = 12;

/// It failed: the store, a file, the system.
pub const EXIT_FAILED: u8 = 1;
/// A rule refused it.
pub const EXIT_REFUSED: u8 = 3;
/// Nothing matched what was asked for.
pub const EXIT_NOTHING: u8 = 4;

/// The exit code of a failed command (`interface.md`).
pub fn exit_code(error: &LedgerError) -> u8 {
    match error {
        LedgerError::Refused(_) => EXIT_REFUSED,
        LedgerError::Store(_) => EXIT_FAILED,
        LedgerError::UnknownCampaign { .. } => EXIT_NOTHING,
    }
}

/// One sentence; for a refusal what may not be and the way out. `campaign` is the one that was worked on, if it was opened.
pub fn ledger_error(cat: &Catalogue, campaign: Option<&Campaign>, error: &LedgerError) -> String {
    match error {
        LedgerError::Refused(r) => match campaign {
            Some(c) => words::refusal(cat, r, c).to_string(),
            None => cat.tr_args("errors-refused", &[("rule", r.rule.id().into())]),
        },
        LedgerError::Store(e) => store_error(cat, e),
        LedgerError::UnknownCampaign { id, known } => unknown_campaign(cat, id, known),
    }
}

/// What a store that is gone is to whoever has it open and stays: it is tried again by itself. None of any other error.
pub fn to_whoever_stays(cat: &Catalogue, error: &StoreError) -> Option<String> {
    match error {
        StoreError::Unreachable { site, detail } => Some(cat.tr_args(
            "store-unreachable_here",
            &[
                ("path", line(&site.to_string()).into()),
                ("detail", line(detail).into()),
            ],
        )),
        // It was there: nobody is to be told how a first one is made.
        StoreError::Absent(site) => {
            Some(cat.tr_args("store-absent_here", &[("path", site_words(site).into())]))
        }
        StoreError::Rewound { .. } => Some(cat.tr("store-rewound_here").into_owned()),
        StoreError::Unsure(why) => {
            let why = to_whoever_stays(cat, why)?;
            Some(cat.tr_args("store-unsure", &[("why", why.into())]))
        }
        _ => None,
    }
}

/// The first digits of a fact's hash.
pub fn short_hash(head: &Head) -> String {
    hex(&head.hash).chars().take(HASH_SHOWN).collect()
}

fn unknown_campaign(cat: &Catalogue, id: &str, known: &[String]) -> String {
    if id.is_empty() {
        return cat.tr("errors-no_campaign").into_owned();
    }
    let near = did_you_mean(id, known.iter().map(String::as_str));
    let words = if near.is_empty() { known } else { near.as_slice() };
    let key = match (words.is_empty(), near.is_empty()) {
        (true, _) => "errors-unknown_campaign",
        (false, true) => "errors-unknown_campaign_known",
        (false, false) => "errors-unknown_campaign_near",
    };
    let args = [
        ("id", line(id).into()),
        ("known", line(&words.join(", ")).into_owned().into()),
    ];
    cat.tr_args(key, &args)
}

fn path_words(path: &Path) -> String {
    line(&path.display().to_string()).into_owned()
}

fn site_words(site: &SiteName) -> String {
    line(&site.to_string()).into_owned()
}

/// One sentence for an error of the store: which site or file, what is wrong, what to do.
pub fn store_error(cat: &Catalogue, error: &StoreError) -> String {
    let say = |key: &str, site: String| cat.tr_args(key, &[("path", site.into())]);
    let detailed = |key: &str, site: String, detail: &str| {
        let args = [("path", site.into()), ("detail", line(detail).into())];
        cat.tr_args(key, &args)
    };
    match error {
        StoreError::Absent(site) => say("store-absent", site_words(site)),
        StoreError::Occupied(site) => cat.tr_args("backup-occupied", &[("file", site_words(site).into())]),
        StoreError::Unreachable { site, detail } => detailed("store-unreachable", site_words(site), detail),
        StoreError::Denied { site, detail } => detailed("store-denied", site_words(site), detail),
        StoreError::Forbidden { site, detail } => detailed("store-forbidden", site_words(site), detail),
        StoreError::Authorities { site, why } => {
            let detail = no_trust(cat, why);
            detailed("store-authorities", site_words(site), &detail)
        }
        StoreError::Untrusted { site, detail } => detailed("store-untrusted", site_words(site), detail),
        StoreError::Replaced(path) => say("store-replaced", path_words(path)),
        StoreError::LogLost(path) => say("store-log_lost", path_words(path)),
        StoreError::Unsure(why) => {
            let why = store_error(cat, why);
            cat.tr_args("store-unsure", &[("why", why.into())])
        }
        StoreError::Linked(path) => say("store-linked", path_words(path)),
        StoreError::Foreign { site, .. } => say("store-foreign", site_words(site)),
        StoreError::Newer { site, found, known } => cat.tr_args(
            "store-newer",
            &[
                ("path", site_words(site).into()),
                ("found", found.to_string().into()),
                ("known", known.to_string().into()),
            ],
        ),
        StoreError::NewerFact { seq, name, version } => cat.tr_args(
            "store-newer_fact",
            &[
                ("seq", seq.to_string().into()),
                ("name", line(name).into()),
                ("version", version.to_string().into()),
            ],
        ),
        StoreError::Damaged { site, detail } => detailed("store-damaged", site_words(site), detail),
        StoreError::StrangeSchema { site, what } => {
            let what: Vec<String> = what.iter().map(|s| stranger(cat, s)).collect();
            detailed("store-strange", site_words(site), &what.join(", "))
        }
        StoreError::DamagedState(stream) => {
            cat.tr_args("store-damaged_state", &[("stream", line(stream.as_str()).into())])
        }
        StoreError::BrokenChain { stream, seq, detail } => broken(cat, stream.as_str(), *seq, detail),
        StoreError::Rewound {
            site,
            stream,
            had,
            found,
        } => cat.tr_args(
            "store-rewound",
            &[
                ("path", site_words(site).into()),
                ("stream", line(stream.as_str()).into()),
                ("had", had.seq.to_string().into()),
                ("had_hash", short_hash(had).into()),
                ("found", found.seq.to_string().into()),
                ("found_hash", short_hash(found).into()),
            ],
        ),
        StoreError::Moved { site, to, done } => {
            let key = if *done { "store-moved" } else { "store-moving" };
            let args = [("path", site_words(site).into()), ("to", line(to).into())];
            cat.tr_args(key, &args)
        }
        StoreError::Overtaken => cat.tr("store-overtaken").into_owned(),
        StoreError::NoFiles(site) => say("store-no_files", site_words(site)),
        StoreError::Unfit { site, why } => {
            let (key, found) = match why {
                Unfit::Product(found) => ("store-unfit_product", found),
                Unfit::Version(found) => ("store-unfit_version", found),
                Unfit::Encoding(found) => ("store-unfit_encoding", found),
                Unfit::Database(found) => ("store-unfit_database", found),
                Unfit::Garbled(found) => ("store-unfit_garbled", found),
                Unfit::Schema(found) => ("store-unfit_schema", found),
            };
            let args = [("path", site_words(site).into()), ("found", line(found).into())];
            cat.tr_args(key, &args)
        }
        StoreError::Secret { site, file, why } => no_secret(
            cat,
            "store-secret_unnamed",
            &site.to_string(),
            file.as_deref(),
            why,
        ),
        StoreError::Busy => cat.tr("store-busy").into_owned(),
        StoreError::Full(site) => say("store-full", site_words(site)),
        StoreError::Reserved { site, reserve } => {
            let reserve: Arg<'_> = numbers::size(cat.lang(), *reserve).into();
            let args = [("path", site_words(site).into()), ("reserve", reserve)];
            cat.tr_args("store-reserved", &args)
        }
        StoreError::ReadOnly(site) => say("store-read_only", site_words(site)),
        StoreError::TooLarge { limit } => {
            let limit: Arg<'_> = numbers::size(cat.lang(), *limit).into();
            cat.tr_args("store-too_large", &[("limit", limit)])
        }
        StoreError::OldEngine(found) => cat.tr_args("store-old_engine", &[("found", line(found).into())]),
        StoreError::Io { path, why } => match barred(cat, path, why) {
            Some(sentence) => sentence,
            None => detailed("store-io", path_words(path), &io_words(cat, why)),
        },
        StoreError::WrongBytes(id) => cat.tr_args(
            "store-wrong_bytes",
            &[("sha256", line(id.as_str()).into_owned().into())],
        ),
        StoreError::Bucket { site, trouble } => match trouble.as_ref() {
            BucketTrouble::Keys(file, why) => {
                no_secret(cat, "bucket-unnamed", &site_words(site), file.as_deref(), why)
            }
            other => bucket(cat, site_words(site), other),
        },
        StoreError::Engine { site, detail } => detailed("store-engine", site_words(site), detail),
        StoreError::Payload(detail) => cat.tr_args("store-payload", &[("detail", line(detail).into())]),
    }
}

/// Why there are no certificates to judge a server by, in a few words.
fn no_trust(cat: &Catalogue, why: &NoTrust) -> String {
    let about = |file: &Path, what: &str| format!("{}: {what}", file.display());
    match why {
        NoTrust::Io { file, why } => about(file, &io_words(cat, why)),
        NoTrust::Empty(file) => about(file, &cat.tr("store-no_certificate")),
        NoTrust::Other(words) => words.clone(),
    }
}

/// Where the store of a ledger was moved to, in a sentence, if it was.
pub fn moved(cat: &Catalogue, ledger: &Ledger) -> Option<String> {
    let Moved { to, done } = ledger.moved()?.clone();
    let site = ledger.site().describe();
    Some(store_error(cat, &StoreError::Moved { site, to, done }))
}

/// The sentence about a kept file that cannot be read on, if that is what failed somewhere else.
pub fn of_store(cat: &Catalogue, why: &std::io::Error) -> Option<String> {
    let error = why.get_ref()?.downcast_ref::<StoreError>()?;
    Some(store_error(cat, error))
}

/// One sentence for a source of letters that cannot be read: which, why, what to do.
pub fn mailbox_error(cat: &Catalogue, error: &MailboxError) -> String {
    let of = |name: &str| ("mailbox", line(name).into_owned().into());
    let detail = |words: &str| ("detail", line(words).into_owned().into());
    match error {
        MailboxError::Absent(name) => cat.tr_args("mailbox-absent", &[of(name)]),
        MailboxError::Address(why) => cat.tr(&format!("mailbox_address-{why}")).into_owned(),
        MailboxError::Secret { mailbox, file, why } => {
            no_secret(cat, "mailbox-secret_unnamed", mailbox, file.as_deref(), why)
        }
        MailboxError::Io { mailbox, why } => {
            let barred = barred(cat, Path::new(mailbox), why);
            barred.unwrap_or_else(|| cat.tr_args("mailbox-io", &[of(mailbox), detail(&io_words(cat, why))]))
        }
        MailboxError::Server {
            mailbox,
            what,
            detail: words,
        } => cat.tr_args(&format!("mailbox_server-{what}"), &[of(mailbox), detail(words)]),
    }
}

/// One sentence for a password that is not to be had: for which server, of which file, what to do. `unnamed` is the key of
/// what is said where nobody has said where it is.
pub fn no_secret(
    cat: &Catalogue,
    unnamed: &str,
    server: &str,
    file: Option<&Path>,
    why: &NoSecret,
) -> String {
    let (key, more): (_, Option<(&str, Arg<'_>)>) = match why {
        NoSecret::Unnamed => (unnamed, None),
        NoSecret::Open(mode) => (
            "mailbox-secret_open",
            Some(("mode", format!("{mode:04o}").into())),
        ),
        NoSecret::NotALine => ("mailbox-secret_line", None),
        NoSecret::NotAPair => ("mailbox-secret_pair", None),
        NoSecret::Io(why) => {
            let words = io_words(cat, why);
            (
                "mailbox-secret_io",
                Some(("detail", line(&words).into_owned().into())),
            )
        }
    };
    let file = file.map(path_words).unwrap_or_default();
    let mut args = vec![
        ("mailbox", line(server).into_owned().into()),
        ("file", file.into()),
    ];
    args.extend(more);
    cat.tr_args(key, &args)
}

/// The sentence about what keeps this account from a path, if that is why it was refused.
fn barred(cat: &Catalogue, path: &Path, why: &std::io::Error) -> Option<String> {
    if why.kind() != std::io::ErrorKind::PermissionDenied {
        return None;
    }
    let barrier = owner::barrier(path)?;
    Some(barred_words(
        cat,
        &barrier.at,
        barrier.owner,
        barrier.mend.as_deref(),
    ))
}

/// What stands in a store and is none of ours, or is ours and is not as it was made; in a few words.
pub fn stranger(cat: &Catalogue, s: &Stranger) -> String {
    let kind = cat.tr(&format!("stranger_kind-{}", s.kind.id())).into_owned();
    let args = [("kind", kind.into()), ("name", line(&s.name).into())];
    cat.tr_args(&format!("stranger-{}", s.how.id()), &args)
}

/// The ways in which a chain can be broken: the ids of the family `chain`. Another way is told in the words that came.
pub const CHAIN_IDS: [&str; 5] = ["hash", "gap", "payload", "name", "stray"];

fn broken(cat: &Catalogue, stream: &str, seq: u64, detail: &str) -> String {
    let how = if CHAIN_IDS.contains(&detail) {
        cat.tr(&format!("chain-{detail}")).into_owned()
    } else {
        line(detail).into_owned()
    };
    let args = [
        ("stream", line(stream).into()),
        ("seq", seq.to_string().into()),
        ("how", how.into()),
    ];
    cat.tr_args("store-broken_chain", &args)
}
/// What there is to say, in sentences, of files that the wall will not show; of those only that `facts` put on record.
pub fn unshown<'a>(
    cat: &Catalogue,
    taken: &[Taken],
    facts: impl IntoIterator<Item = &'a Envelope>,
) -> Vec<String> {
    let recorded: BTreeSet<&BlobId> = facts
        .into_iter()
        .flat_map(|env| env.fact.files())
        .map(|f| &f.sha256)
        .collect();
    taken
        .iter()
        .filter(|t| recorded.contains(&t.file.sha256))
        .filter_map(|t| Some(no_picture(cat, &t.file.name, t.unshown?)))
        .collect()
}

/// Why a file was not taken in, in a sentence.
pub fn not_taken(cat: &Catalogue, refused: &Refused) -> String {
    let file = || line(&refused.file).into_owned();
    let plain = |key: &str| cat.tr_args(key, &[("file", file().into())]);
    let with =
        |key: &str, name, value: String| cat.tr_args(key, &[("file", file().into()), (name, value.into())]);
    match &refused.why {
        Why::Folder => plain("cli-file_folder"),
        Why::NotRegular => plain("cli-file_not_regular"),
        Why::Link => plain("cli-file_symlink"),
        Why::Empty => plain("cli-file_empty"),
        Why::Changed => plain("cli-file_changed"),
        Why::TooLarge(limit) => with("cli-file_too_large", "limit", numbers::size(cat.lang(), *limit)),
        Why::Io(why) => with("cli-file_failed", "what", io_words(cat, why)),
        Why::Store(why) => store_error(cat, why),
    }
}

/// Why a path is not written, in a sentence.
pub fn not_written(cat: &Catalogue, path: &Path, why: &Barred) -> String {
    let file = || line(&path.display().to_string()).into_owned().into();
    let key = match why {
        Barred::Store => "cli-out_store",
        Barred::Settings => "cli-out_settings",
        Barred::Link => "cli-out_link",
        Barred::Special => "cli-out_special",
        Barred::Folder => "cli-out_folder",
        Barred::Exists => "cli-file_exists",
        Barred::Io(why) => {
            if let Some(sentence) = of_store(cat, why) {
                return sentence;
            }
            let what = io_words(cat, why).into();
            return cat.tr_args("cli-file_failed", &[("file", file()), ("what", what)]);
        }
    };
    cat.tr_args(key, &[("file", file())])
}

/// Why a list came to no file, in a sentence.
pub fn not_made(cat: &Catalogue, why: &NotMade) -> String {
    match why {
        NotMade::Io(why) => io_words(cat, why),
        NotMade::Sheet(what) => cat.tr_args("cli-list_sheet", &[("what", line(what).into())]),
    }
}

/// Why a file that begins like a photo is not shown on the wall, in a sentence.
fn no_picture(cat: &Catalogue, file: &str, why: Unshown) -> String {
    let key = match why {
        Unshown::NoPicture => "told-photo_none",
        Unshown::TooLarge => "told-photo_large",
        Unshown::Limits => "told-photo_limits",
        Unshown::TooSlow => "told-photo_slow",
    };
    let args = [("file", line(file).into()), ("limit", (MOST_BYTES >> 20).into())];
    cat.tr_args(key, &args)
}
