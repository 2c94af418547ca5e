//! The store: its place as the engine sees it, whether it can be read and is whole, and what this account may do there.
//!
//! It must never know which engine it is.

use std::path::Path;

use super::round::{Grade, Round};
use super::{bucket, files, server};
use crate::access;
use crate::cli::identity;
use crate::cli::session::Session;
use crate::core::authority::role_id;
use crate::core::fact::Via;
use crate::core::names::CampaignId;
use crate::core::time::{Stamp, Zone};
use crate::failure;
use crate::store::{
    Cache, Departure, Head, Journal, Mended, Moved, Origin, Sign, Site, Step, StoreError, Trial, Trust,
    each_blob,
};
use crate::text::{Catalogue, dates, line, numbers};

/// Less room than this is a warning.
const ROOM_WARN: u64 = 500 << 20;
/// Less than this, and the next save may fail.
const ROOM_BAD: u64 = 16 << 20;

/// Looks at all of it; gives the time of the newest fact.
pub(super) fn look(r: &mut Round<'_>, site: &Site) -> Option<Stamp> {
    if let Ok(url) = r.s.settings.store() {
        r.note("store", Grade::Ok, url.to_string());
    }
    let signs = site.health();
    // Files whose place did not let itself be tried cannot be counted either, and are not waited for once more.
    let away = |sign: &Sign| matches!(sign, Sign::Trial(Step::Ours, Trial::Failed(_)));
    let countable = !signs.iter().any(away);
    for sign in signs {
        place_of_store(r, sign);
    }
    if let Some(loose) = files::loose_access(Path::new(access::HOUSE_FILE), site) {
        r.note_files("access", &loose, "doctor-access_tight");
    }
    roles(r, site);
    journal(r, site, countable)
}

/// Can the access file be used, and what does it make of this account?
fn roles(r: &mut Round<'_>, site: &Site) {
    let cat = &r.s.cat;
    match identity::admit(cat, Via::Cli, None, site) {
        Err(e) => {
            let told = e.render(cat);
            r.note("roles", Grade::Bad, told.lines().next().unwrap_or_default());
        }
        Ok(admitted) => {
            let role = cat
                .tr(&format!("role-{}", role_id(admitted.who.role)))
                .into_owned();
            let key = match admitted.access {
                Some(_) => "doctor-role",
                None => "doctor-role_without_file",
            };
            let args = [
                ("who", line(admitted.who.real_user.as_str()).into_owned().into()),
                ("role", role.into()),
            ];
            let found = cat.tr_args(key, &args);
            r.note("roles", Grade::Ok, found);
        }
    }
}

/// What the engine says of the place of the store.
fn place_of_store(r: &mut Round<'_>, sign: Sign) {
    let graded = |fine: bool, other: Grade| if fine { Grade::Ok } else { other };
    match sign {
        Sign::Loose(wrong) => r.note_files("permissions", &wrong, "doctor-private"),
        Sign::Stranger(wrong) => r.note_files("owner", &wrong, "doctor-one_owner"),
        Sign::Leftovers(left) => leftovers(r, &left),
        Sign::Engine { name, sound } => r.note("engine", graded(sound, Grade::Bad), name),
        Sign::Log { mode, fine } => r.note("log_mode", graded(fine, Grade::Warn), mode),
        Sign::ReadOnly => {
            let found = r.word("doctor-read_only");
            r.note("writable", Grade::Warn, found);
        }
        Sign::Folder { path, writable } => {
            let found = path.display().to_string();
            r.note("folder", graded(writable, Grade::Bad), found);
        }
        sign @ (Sign::Files { .. } | Sign::Trial(..) | Sign::Skew(_) | Sign::Versions(_)) => {
            bucket::note(r, sign);
        }
        Sign::Server(sign) => server::note(r, sign),
        Sign::FileSystem { kind, trust } => file_system(r, kind, trust),
        Sign::Room(room) => {
            let grade = match room {
                n if n < ROOM_BAD => Grade::Bad,
                n if n < ROOM_WARN => Grade::Warn,
                _ => Grade::Ok,
            };
            let found = numbers::size(r.s.cat.lang(), room);
            r.note("room", grade, found);
        }
    }
}

/// What a killed backup or restore has left.
fn leftovers(r: &mut Round<'_>, left: &[Mended]) {
    let join = |part: fn(&Mended) -> &str, by: &str| left.iter().map(part).collect::<Vec<_>>().join(by);
    let commands = line(&join(|m| &m.command, " && ")).into_owned();
    let mend =
        r.s.cat
            .tr_args("doctor-mend_leftovers", &[("commands", commands.into())]);
    let found = join(|m| &m.found, ", ");
    r.note_with("leftovers", Grade::Warn, found, &mend);
}

fn file_system(r: &mut Round<'_>, kind: Option<String>, trust: Trust) {
    let name = kind.unwrap_or_else(|| r.word("doctor-local_disk"));
    let mend = match trust {
        Trust::Layered => r.word("doctor-mend_layered"),
        Trust::Local | Trust::Unsure | Trust::Shared => r.word("doctor_mend-file_system"),
    };
    match trust {
        Trust::Local => r.note("file_system", Grade::Ok, name),
        Trust::Layered | Trust::Unsure => r.note_with("file_system", Grade::Warn, name, &mend),
        Trust::Shared => r.note_with("file_system", Grade::Bad, name, &mend),
    }
}

/// May whoever asks be told how much the country has on record? Not where nobody can say who they are.
fn may_count(s: &Session, site: &Site) -> bool {
    identity::admit(&s.cat, Via::Cli, s.acts_as(), site)
        .is_ok_and(|admitted| admitted.refused.is_none() && admitted.rights.see_all())
}

fn whole(cat: &Catalogue, id: &str, head: Head, counts: bool) -> String {
    let id = ("id", id.into());
    if !counts {
        return cat.tr_args("doctor-chain_whole_only", &[id]);
    }
    let hash = crate::core::hex::hex(&head.hash);
    cat.tr_args(
        "doctor-chain_whole",
        &[id, ("n", head.seq.into()), ("hash", hash.into())],
    )
}

/// Checks the journal; gives the time of its newest fact.
fn journal(r: &mut Round<'_>, site: &Site, countable: bool) -> Option<Stamp> {
    let counts = may_count(r.s, site);
    let cat = &r.s.cat;
    let mut opened = match site.open() {
        Ok(j) => j,
        Err(StoreError::Absent(_)) => {
            let found = cat.tr("doctor-no_store_yet").into_owned();
            r.note("journal", Grade::Ok, found);
            return None;
        }
        Err(e) => {
            let found = failure::store_error(cat, &e);
            r.note("journal", Grade::Bad, found);
            return None;
        }
    };
    pages(r, opened.as_mut());
    strangers(r, opened.as_mut());
    moved(r, site, opened.as_mut());
    restored(r, opened.as_mut());
    let names = match opened.stream_names() {
        Ok(all) => all,
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("chain", Grade::Bad, found);
            return None;
        }
    };
    remains(r, opened.as_mut(), &names);
    if counts && countable {
        kept(r, site);
    }
    let mut newest = None;
    for id in names {
        // The last of a stream, not the latest: a clock that was ahead may have been set right since.
        let mut last = None;
        let verified = opened.verify(&id, &mut |env| last = Some(env.recorded));
        newest = newest.max(last);
        match verified {
            Ok(head) => {
                let found = whole(&r.s.cat, &line(id.as_str()), head, counts);
                r.note("chain", Grade::Ok, found);
            }
            Err(e) => {
                let found = failure::store_error(&r.s.cat, &e);
                r.note("chain", Grade::Bad, found);
            }
        }
    }
    stored_states(r, opened.as_mut());
    newest
}

/// How many files are kept, and how much that is; nothing is said where a store has no place for any.
fn kept(r: &mut Round<'_>, site: &Site) {
    let (mut n, mut bytes) = (0_u64, 0_u64);
    let listed = each_blob(site.blobs().as_ref(), &mut |file| {
        n += 1;
        bytes = bytes.saturating_add(file.size);
    });
    match listed {
        Ok(()) => {
            let size = numbers::size(r.s.cat.lang(), bytes);
            let found =
                r.s.cat
                    .tr_args("doctor-files_kept", &[("n", n.into()), ("size", size.into())]);
            r.note("files_kept", Grade::Ok, found);
        }
        Err(StoreError::NoFiles(_)) => {}
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("files_kept", Grade::Bad, found);
        }
    }
}

/// Whether words that were removed may still stand in free pages; nothing is said where they do not. Removing them once
/// more is what clears the file.
fn remains(r: &mut Round<'_>, journal: &mut dyn Journal, names: &[CampaignId]) {
    match journal.has_remains() {
        Ok(false) => {}
        Ok(true) => {
            let last = |id: &CampaignId| Some((id.clone(), journal.holes(id).ok()?.last()?.seq));
            let args = match names.iter().find_map(last) {
                Some((id, seq)) => [("id", id.to_string().into()), ("seq", seq.to_string().into())],
                None => return,
            };
            let mend = r.s.cat.tr_args("doctor-mend_remains", &args);
            let found = r.word("doctor-words_remain");
            r.note_with("remains", Grade::Warn, found, &mend);
        }
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("journal", Grade::Bad, found);
        }
    }
}

/// Whether the store was moved elsewhere; nothing is said where it is in use. Its sentence says the way out.
fn moved(r: &mut Round<'_>, site: &Site, store: &mut dyn Departure) {
    let told = match store.moved() {
        Ok(None) => return,
        Ok(Some(Moved { to, done })) => StoreError::Moved {
            site: site.describe(),
            to,
            done,
        },
        Err(e) => e,
    };
    let found = failure::store_error(&r.s.cat, &told);
    r.note("moved", Grade::Warn, found);
}

/// The backup that the store was made from, for as long as nobody has looked into what left after it; nothing is said of
/// another store.
fn restored(r: &mut Round<'_>, store: &mut dyn Origin) {
    let made = match store.not_looked() {
        Ok(None) => return,
        Ok(Some(made)) => dates::full_time(Zone::default(), made),
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            return r.note("restored", Grade::Bad, found);
        }
    };
    let found = r.s.cat.tr_args("doctor-restored", &[("made", made.into())]);
    r.note("restored", Grade::Warn, found);
}

/// What stands in the store and is none of ours; nothing is said where there is nothing.
fn strangers(r: &mut Round<'_>, journal: &mut dyn Journal) {
    let cat = &r.s.cat;
    let found = match journal.strangers() {
        Ok(found) if found.is_empty() => return,
        Ok(found) => found,
        Err(e) => {
            let found = failure::store_error(cat, &e);
            return r.note("journal", Grade::Bad, found);
        }
    };
    let names: Vec<String> = found.iter().map(|s| failure::stranger(cat, s)).collect();
    r.note("tables", Grade::Bad, names.join(", "));
}

/// Stored states that have rotted; nothing is said where there is none. The facts are not touched by that.
fn stored_states(r: &mut Round<'_>, cache: &mut dyn Cache) {
    match cache.damaged_snapshots() {
        Ok(found) => {
            for stream in found {
                let found = failure::store_error(&r.s.cat, &StoreError::DamagedState(stream));
                r.note("state", Grade::Warn, found);
            }
        }
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("state", Grade::Bad, found);
        }
    }
}

/// Whether the engine finds its pages in order; nothing is said where it does.
fn pages(r: &mut Round<'_>, journal: &mut dyn Journal) {
    match journal.flaws() {
        Ok(found) if found.is_empty() => {}
        Ok(found) => r.note("integrity", Grade::Bad, found.join("; ")),
        Err(e) => {
            let found = failure::store_error(&r.s.cat, &e);
            r.note("integrity", Grade::Bad, found);
        }
    }
}
