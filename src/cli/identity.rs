//! Who gives a command: the account that the kernel says it is, by name.
//!
//! `USER`, `LOGNAME` and every other variable can be set by anybody and decide nothing (reliability row 24). It must
//! never know what is being asked for.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::access::{self, Access, AccessError};
use crate::core::authority::{self, Pass, Rights};
use crate::core::decide::Who;
use crate::core::fact::{Role, Via};
use crate::core::names::Actor;
use crate::core::roster::Roster;
use crate::ledger::AskRights;
use crate::reading::units::{self, Meant};
use crate::refdata;
use crate::store::{Owner, Site};
use crate::text::{Catalogue, did_you_mean};
use crate::tui::workbench::Fit;

/// Somebody who was recognised.
#[derive(Debug)]
pub struct Admitted {
    /// Who acts, for whom, in which role.
    pub who: Who,
    /// What may be done and seen.
    pub rights: Rights,
    /// The access file, if there is one.
    pub access: Option<Access>,
    /// The name that was asked for and is not allowed; `who` is then the account itself, looking only.
    pub refused: Option<String>,
}

/// The account of this process, or the name that it may act under, with what the access file says of it. Without such a
/// file the store's owner and root are administrators, and everybody else looks.
pub fn admit(cat: &Catalogue, via: Via, acts_as: Option<&str>, site: &Site) -> Result<Admitted, AccessError> {
    let uid = rustix::process::getuid().as_raw();
    let owner = site.owner();
    let access = access::find(
        cat,
        Path::new(access::HOUSE_FILE),
        site.access_file(),
        owner.here(uid),
    )?;
    cat.name_people(access.iter().flat_map(Access::names));
    let account = account();
    let name = acts_as.unwrap_or(&account);
    let allowed = match &access {
        Some(access) => access.may_act_as(&account, name),
        None => name == account,
    };
    let (role, pass) = match &access {
        _ if !allowed => (Role::Viewer, Pass::default()),
        Some(access) => access.of(name),
        None if owner.is(uid) || uid == 0 => (Role::Administrator, Pass::default()),
        None => (Role::Viewer, Pass::default()),
    };
    Ok(Admitted {
        refused: (!allowed).then(|| name.to_owned()),
        who: Who {
            actor: Actor::from(if allowed { name } else { &*account }),
            real_user: Actor::from(account),
            role,
            via,
        },
        rights: Rights::new(role, pass),
        access,
    })
}

/// What whoever was let in may do, asked anew. The files are read again only once they, or the store's owner, are others
/// than before.
pub fn rights(cat: &Catalogue, who: &Who, site: Site, restricted: bool) -> AskRights {
    let (cat, name, via) = (cat.clone(), who.actor.to_string(), who.via);
    let mut last = None;
    Box::new(move |now| {
        let seen = marks(&site);
        if let Some((marks, rights)) = &last
            && *marks == seen
        {
            return Ok(Clone::clone(rights));
        }
        last = None;
        let admitted = admit(&cat, via, Some(&name), &site).map_err(|e| {
            let told = e.render(&cat);
            authority::access_broken(told.lines().next().unwrap_or_default(), now)
        })?;
        if let Some(name) = admitted.refused {
            return Err(authority::as_forbidden(&admitted.who.real_user, &name, now));
        }
        let pass = Pass {
            restricted,
            ..admitted.rights.pass().clone()
        };
        let rights = Rights::new(admitted.who.role, pass);
        last = Some((seen, rights.clone()));
        Ok(rights)
    })
}

/// By what a changed access file, or another owner of the store, is known.
#[derive(PartialEq, Eq)]
struct Marks {
    files: Vec<Option<Mark>>,
    owner: Owner,
}

#[derive(PartialEq, Eq)]
struct Mark {
    file: (u64, u64),
    mode: u32,
    owner: u32,
    size: u64,
    changed: (i64, i64),
}

fn marks(site: &Site) -> Marks {
    let mark = |file: PathBuf| {
        let m = fs::symlink_metadata(file).ok()?;
        Some(Mark {
            file: (m.dev(), m.ino()),
            mode: m.mode(),
            owner: m.uid(),
            size: m.size(),
            changed: (m.ctime(), m.ctime_nsec()),
        })
    };
    let files = access::places(Path::new(access::HOUSE_FILE), site.access_file());
    Marks {
        files: files.map(mark).collect(),
        owner: site.owner(),
    }
}

/// Refuses an access file that names a unit of no roster. A unit of another roster than the campaign's is no mistake: the
/// provinces of one year are not those of the next.
pub fn check_units(cat: &Catalogue, access: &Access, roster: &Roster) -> Result<(), AccessError> {
    if !access.has_units() {
        return Ok(());
    }
    let shipped = |word: &str| {
        refdata::roster_ids()
            .filter_map(refdata::roster)
            .any(|r| r.find(word).is_some())
    };
    let known = |word: &str| roster.find(word).is_some() || shipped(word);
    // Rights are granted by code or abbreviation alone; who wrote a name is told which.
    let near = |word: &str| match units::read(roster, word) {
        Meant::One(ix) if !roster.abbr(ix).is_empty() => vec![roster.abbr(ix).to_owned()],
        Meant::One(ix) => vec![roster.code(ix).to_owned()],
        _ => did_you_mean(word, roster.units().map(|ix| roster.abbr(ix))),
    };
    access.check_units(cat, known, near)
}

/// Whether a roster fits the access file as it is then, by the sentence that says why it does not.
pub fn fits(cat: &Catalogue, site: Site) -> Fit {
    let cat = cat.clone();
    Arc::new(move |roster| {
        let uid = rustix::process::getuid().as_raw();
        let owner = site.owner().here(uid);
        access::find(&cat, Path::new(access::HOUSE_FILE), site.access_file(), owner)
            .and_then(|found| found.map_or(Ok(()), |access| check_units(&cat, &access, roster)))
            .map_err(|e| e.render(&cat).lines().next().unwrap_or_default().to_owned())
    })
}

/// The account of this process, acting for itself with every right: for the demo, which is nobody else's.
pub fn who(via: Via) -> Who {
    let name = Actor::from(account());
    Who {
        actor: name.clone(),
        real_user: name,
        role: Role::Administrator,
        via,
    }
}

/// The name of the real user id; `uid-N` where nobody has given it one.
pub(super) fn account() -> String {
    let uid = rustix::process::getuid().as_raw();
    // Bytes, not text: somebody's full name in an old encoding must not hide everybody else's.
    let table = fs::read("/etc/passwd").unwrap_or_default();
    name_of(&table, uid).unwrap_or_else(|| format!("uid-{uid}"))
}

fn name_of(table: &[u8], uid: u32) -> Option<String> {
    let wanted = uid.to_string();
    table.split(|b| *b == b'\n').find_map(|line| {
        let mut fields = line.split(|b| *b == b':');
        let name = std::str::from_utf8(fields.next()?).ok()?;
        let id = fields.nth(1)?;
        (id == wanted.as_bytes() && is_name(name)).then(|| name.to_owned())
    })
}

/// What may stand in a journal as a name without a second look.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 64 && name.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_that_of_the_id() {
        let table = b"root:x:0:0:root:/root:/bin/sh\nlan:x:1000:1000:\xe0n:/home/lan:/bin/sh\n\n+::\n";
        assert_eq!(name_of(table, 1000).as_deref(), Some("lan"));
        assert_eq!(name_of(table, 0).as_deref(), Some("root"));
        assert_eq!(name_of(table, 7), None);
        assert_eq!(name_of(b"a\x1bb:x:7:7", 7), None);
    }
}
