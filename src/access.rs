//! The access file: who has which role, whose units, and who may act under which name.
//!
//! It is taken only from where nobody but root or the store's owner can have put it: opened without following a link,
//! judged by the descriptor that was opened, and refused whole where anybody else could have written it. A refused or
//! mistaken file stops the program with one sentence; it never falls back to letting everybody in.
//!
//! It must never know who is asking, nor what the roles may do.

use std::collections::BTreeSet;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::core::authority::Pass;
use crate::core::fact::Role;
use crate::infile;
use crate::owner::{self, Barrier};
use crate::text::failure::{barred_words, io_words};
use crate::text::{Catalogue, Named, did_you_mean, line};
use crate::yaml::{Limits, Source, YamlError};

/// The file of the whole machine; it goes before one that lies beside the store.
pub const HOUSE_FILE: &str = "/etc/ketnoi/access.yaml";
/// The form that this program reads.
const SCHEMA: u32 = 1;
/// The longest name of an account.
const ACCOUNT_MOST: usize = 64;
/// The longest name or title of a person, in characters.
const NAME_MOST: usize = 100;

/// One person, or one account that acts for others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The account, or the name that a service account acts under.
    pub account: String,
    /// What the person is called wherever somebody is named: the account, where this is left out.
    #[serde(default)]
    pub name: String,
    /// The person's position.
    #[serde(default)]
    pub title: String,
    /// The role.
    pub role: Role,
    /// For unit officers: the own units, by code or abbreviation.
    #[serde(default)]
    pub units: Vec<String>,
    /// Under whose names this account may act.
    #[serde(default, rename = "as")]
    pub acts_as: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    schema: u32,
    #[serde(default = "yes")]
    national_view: bool,
    people: Vec<Person>,
}

fn yes() -> bool {
    true
}

/// An access file that was accepted.
#[derive(Debug, Clone)]
pub struct Access {
    source: Source,
    national_view: bool,
    people: Vec<Person>,
}

/// Why an access file is not accepted.
#[derive(Debug)]
pub enum AccessError {
    /// What it says cannot be used.
    Yaml(YamlError),
    /// It is a link, or not a regular file.
    NotAFile(PathBuf),
    /// It belongs to neither root nor the store's owner.
    Owner {
        /// The file.
        file: PathBuf,
        /// Whose it is.
        uid: u32,
    },
    /// Somebody else may write it.
    Loose {
        /// The file.
        file: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// Something on the way to it does not let this account in: nobody can say whether there is such a file.
    Barred(Barrier),
    /// The system refused.
    Io {
        /// The file.
        file: PathBuf,
        /// Why.
        why: io::Error,
    },
}

impl From<YamlError> for AccessError {
    fn from(e: YamlError) -> Self {
        Self::Yaml(e)
    }
}

impl AccessError {
    /// One sentence, with the piece of the file below it where there is one.
    pub fn render(&self, cat: &Catalogue) -> String {
        let name = |p: &Path| line(&p.display().to_string()).into_owned();
        match self {
            Self::Yaml(e) => e.render(cat),
            Self::NotAFile(file) => cat.tr_args("access-not_a_file", &[("file", name(file).into())]),
            Self::Owner { file, uid } => cat.tr_args(
                "access-owner",
                &[("file", name(file).into()), ("uid", uid.to_string().into())],
            ),
            Self::Loose { file, mode } => cat.tr_args(
                "access-loose",
                &[
                    ("file", name(file).into()),
                    ("mode", format!("{:04o}", mode & 0o7777).into()),
                ],
            ),
            Self::Barred(b) => barred_words(cat, &b.at, b.owner, b.mend.as_deref()),
            Self::Io { file, why } => cat.tr_args(
                "access-unreadable",
                &[("file", name(file).into()), ("what", io_words(cat, why).into())],
            ),
        }
    }
}

/// Where access files are looked for, the one that goes first before the other.
pub fn places(house: &Path, own: Option<PathBuf>) -> impl Iterator<Item = PathBuf> {
    [house.to_owned()].into_iter().chain(own)
}

/// The access file in force for a store: that of the machine, else the store's own, where it can have one. `owner` is the
/// store's.
///
/// # Errors
/// As [`read`].
pub fn find(
    cat: &Catalogue,
    house: &Path,
    own: Option<PathBuf>,
    owner: u32,
) -> Result<Option<Access>, AccessError> {
    for file in places(house, own) {
        if let Some(access) = read(cat, &file, owner)? {
            return Ok(Some(access));
        }
    }
    Ok(None)
}

/// Reads one access file; `None` if there is none. Whatever else stands in its place is refused.
///
/// # Errors
/// It cannot be read, others may write it, it is not the owner's or root's, or what it says is wrong.
pub fn read(cat: &Catalogue, file: &Path, owner: u32) -> Result<Option<Access>, AccessError> {
    let Some(bytes) = trusted(file, owner)? else {
        return Ok(None);
    };
    parse(cat, &file.display().to_string(), &bytes)
        .map(Some)
        .map_err(AccessError::Yaml)
}

/// The bytes of a file that only root or `owner` can have written. Judged by the open file, so that nobody can put
/// another in its place in between.
fn trusted(file: &Path, whose: u32) -> Result<Option<Vec<u8>>, AccessError> {
    let failed = |why: io::Error| AccessError::Io {
        file: file.to_owned(),
        why,
    };
    let open = match infile::open_itself(file) {
        Ok(open) => open,
        Err(why) => match why.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => return Ok(None),
            io::ErrorKind::InvalidInput | io::ErrorKind::IsADirectory => {
                return Err(AccessError::NotAFile(file.to_owned()));
            }
            io::ErrorKind::PermissionDenied => {
                let barrier = owner::barrier(file).filter(|b| b.at != *file);
                return Err(barrier.map_or_else(|| failed(why), AccessError::Barred));
            }
            _ if infile::is_link(&why) => return Err(AccessError::NotAFile(file.to_owned())),
            _ => return Err(failed(why)),
        },
    };
    let stat = rustix::fs::fstat(&open).map_err(|e| failed(e.into()))?;
    if stat.st_uid != 0 && stat.st_uid != whose {
        return Err(AccessError::Owner {
            file: file.to_owned(),
            uid: stat.st_uid,
        });
    }
    if stat.st_mode & 0o022 != 0 {
        return Err(AccessError::Loose {
            file: file.to_owned(),
            mode: stat.st_mode,
        });
    }
    let mut bytes = Vec::new();
    open.take(Limits::default().bytes as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(Some(bytes))
}

fn parse(cat: &Catalogue, name: &str, bytes: &[u8]) -> Result<Access, YamlError> {
    let source = Source::new(name, bytes, &Limits::default())?;
    let form: Form = source.read()?;
    if form.schema != SCHEMA {
        return Err(source.refuse(&["schema"], "access-schema"));
    }
    let access = Access {
        source,
        national_view: form.national_view,
        people: form.people,
    };
    access.check(cat)?;
    Ok(access)
}

impl Access {
    fn check(&self, cat: &Catalogue) -> Result<(), YamlError> {
        let mut seen = BTreeSet::new();
        for (n, p) in self.people.iter().enumerate() {
            let at = n.to_string();
            let refuse = |path: &[&str], key: &str, word: &str| {
                let path = [&["people", at.as_str()], path].concat();
                let word = line(word).into_owned();
                Err(self
                    .source
                    .refuse(&path, cat.tr_args(key, &[("word", word.into())])))
            };
            if !is_account(&p.account) {
                return refuse(&["account"], "access-bad_account", &p.account);
            }
            if !seen.insert(p.account.as_str()) {
                return refuse(&["account"], "access-twice", &p.account);
            }
            for (key, said) in [("name", &p.name), ("title", &p.title)] {
                if line(said).chars().count() > NAME_MOST {
                    return refuse(&[key], "access-long_name", &p.account);
                }
            }
            if p.name.trim().is_empty() && !p.title.trim().is_empty() {
                return refuse(&["title"], "access-title_alone", &p.account);
            }
            match (p.role, p.units.is_empty()) {
                (Role::UnitOfficer, true) => return refuse(&["role"], "access-no_units", &p.account),
                (Role::UnitOfficer, false) | (_, true) => {}
                (_, false) => return refuse(&["units"], "access-units_useless", &p.account),
            }
        }
        // Whom the names may be is known once every account is in order.
        for (n, p) in self.people.iter().enumerate() {
            self.check_names(cat, &n.to_string(), p)?;
        }
        Ok(())
    }

    /// A name that an account acts under must have a role in this file, or it would act as nobody in particular.
    fn check_names(&self, cat: &Catalogue, at: &str, p: &Person) -> Result<(), YamlError> {
        let known = || self.people.iter().map(|p| p.account.as_str());
        for (k, name) in p.acts_as.iter().enumerate() {
            if !known().any(|a| a == name) {
                let said = cat.tr_args(
                    "access-unknown_account",
                    &[("word", line(name).into_owned().into())],
                );
                let place = ["people", at, "as", &k.to_string()];
                return Err(self
                    .source
                    .refuse(&place, said)
                    .suggest(did_you_mean(name, known())));
            }
        }
        Ok(())
    }

    /// Refuses a unit that is in none of the rosters. `known` says whether a word is one, `near` what it could have been.
    ///
    /// # Errors
    /// Which unit, and where in the file.
    pub fn check_units(
        &self,
        cat: &Catalogue,
        known: impl Fn(&str) -> bool,
        near: impl Fn(&str) -> Vec<String>,
    ) -> Result<(), AccessError> {
        for (n, p) in self.people.iter().enumerate() {
            for (k, word) in p.units.iter().enumerate() {
                if !known(word) {
                    let said =
                        cat.tr_args("access-unknown_unit", &[("word", line(word).into_owned().into())]);
                    let place = ["people", &n.to_string(), "units", &k.to_string()];
                    let wrong = self.source.refuse(&place, said);
                    return Err(AccessError::Yaml(wrong.suggest(near(word))));
                }
            }
        }
        Ok(())
    }

    /// Does anybody have units of the own?
    pub fn has_units(&self) -> bool {
        self.people.iter().any(|p| !p.units.is_empty())
    }

    /// What people are called, by their accounts.
    pub fn names(&self) -> impl Iterator<Item = (String, Named)> {
        self.people.iter().filter(|p| !p.name.trim().is_empty()).map(|p| {
            let (name, title) = (p.name.trim().to_owned(), p.title.trim().to_owned());
            (p.account.clone(), Named { name, title })
        })
    }

    fn person(&self, account: &str) -> Option<&Person> {
        self.people.iter().find(|p| p.account == account)
    }

    /// Role and grants of an account; whoever is not listed may look.
    pub fn of(&self, account: &str) -> (Role, Pass) {
        let national = self.national_view;
        match self.person(account) {
            Some(p) => (
                p.role,
                Pass {
                    units: p.units.clone(),
                    national,
                    restricted: false,
                },
            ),
            None => (
                Role::Viewer,
                Pass {
                    units: Vec::new(),
                    national,
                    restricted: false,
                },
            ),
        }
    }

    /// May this account act under that name?
    pub fn may_act_as(&self, account: &str, name: &str) -> bool {
        account == name
            || self
                .person(account)
                .is_some_and(|p| p.acts_as.iter().any(|n| n == name))
    }
}

fn is_account(name: &str) -> bool {
    !name.is_empty() && name.len() <= ACCOUNT_MOST && name.bytes().all(|b| b.is_ascii_graphic())
}
