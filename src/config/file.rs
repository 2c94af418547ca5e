//! A configuration file: its form, and where in it each value stands.
//!
//! Values are kept as text here; what they may be is checked in one place for files, environment and flags alike.

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, de};

use super::error::{ConfigError, Origin, Spot, What};
use super::given::Given;
use super::intake::BETWEEN;
use super::settings::KeyOverride;
use crate::yaml::{Kind, Limits, Source};

/// What a file says.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) given: Vec<Given>,
    pub(super) keys: Vec<KeyOverride>,
}

macro_rules! form {
    ($($key:ident),*) => {
        #[derive(Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct Form {
            $($key: Option<String>,)*
            keys: BTreeMap<String, KeyList>,
            intake: IntakeForm,
            remind: RemindForm,
        }

        impl Form {
            fn texts(&self) -> Vec<(&'static str, &str)> {
                let all = [$((stringify!($key), self.$key.as_deref())),*];
                all.into_iter().filter_map(|(key, said)| Some((key, said?))).collect()
            }
        }
    };
}

form!(
    store,
    files,
    campaign,
    lang,
    theme,
    ascii,
    glyphs,
    no_color,
    ambiguous,
    mouse,
    seconds,
    line,
    console_font,
    evidence_limit,
    put_minutes,
    put_stall_seconds,
    put_at_once,
    put_daily,
    disk_reserve,
    data_dir,
    log
);

/// What stands below `intake`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct IntakeForm {
    sources: KeyList,
    own_domains: KeyList,
    authserv_ids: KeyList,
    receiving_hosts: KeyList,
    password_file: Option<String>,
    ca_file: Option<String>,
    limits: LimitsForm,
}

/// What stands below `intake` and `limits`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LimitsForm {
    message: Option<String>,
    parts: Option<String>,
    depth: Option<String>,
    header: Option<String>,
    seconds: Option<String>,
}

impl IntakeForm {
    fn texts(self) -> Vec<(&'static str, String)> {
        let list = |KeyList(all): KeyList| (!all.is_empty()).then(|| all.join(&BETWEEN.to_string()));
        let all = [
            ("intake.sources", list(self.sources)),
            ("intake.own_domains", list(self.own_domains)),
            ("intake.authserv_ids", list(self.authserv_ids)),
            ("intake.receiving_hosts", list(self.receiving_hosts)),
            ("intake.password_file", self.password_file),
            ("intake.ca_file", self.ca_file),
            ("intake.limits.message", self.limits.message),
            ("intake.limits.parts", self.limits.parts),
            ("intake.limits.depth", self.limits.depth),
            ("intake.limits.header", self.limits.header),
            ("intake.limits.seconds", self.limits.seconds),
        ];
        let said = all.into_iter().filter_map(|(key, said)| Some((key, said?)));
        said.collect()
    }
}

/// What stands below `remind`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RemindForm {
    server: Option<String>,
    port: Option<String>,
    tls: Option<String>,
    user: Option<String>,
    password_file: Option<String>,
    ca_file: Option<String>,
    from: Option<String>,
    reply_to: Option<String>,
    ehlo: Option<String>,
    most: Option<String>,
    step_seconds: Option<String>,
    whole_seconds: Option<String>,
}

impl RemindForm {
    fn texts(self) -> Vec<(&'static str, String)> {
        let all = [
            ("remind.server", self.server),
            ("remind.port", self.port),
            ("remind.tls", self.tls),
            ("remind.user", self.user),
            ("remind.password_file", self.password_file),
            ("remind.ca_file", self.ca_file),
            ("remind.from", self.from),
            ("remind.reply_to", self.reply_to),
            ("remind.ehlo", self.ehlo),
            ("remind.most", self.most),
            ("remind.step_seconds", self.step_seconds),
            ("remind.whole_seconds", self.whole_seconds),
        ];
        let said = all.into_iter().filter_map(|(key, said)| Some((key, said?)));
        said.collect()
    }
}

/// One key or several; also a list of names.
#[derive(Default)]
struct KeyList(Vec<String>);

impl<'de> Deserialize<'de> for KeyList {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> de::Visitor<'de> for Keys {
            type Value = KeyList;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("config-words_keys")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<KeyList, E> {
                Ok(KeyList(vec![s.to_owned()]))
            }
            // `1` is a key, whatever YAML makes of it.
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<KeyList, E> {
                Ok(KeyList(vec![n.to_string()]))
            }
            // A key without anything behind it says nothing.
            fn visit_unit<E: de::Error>(self) -> Result<KeyList, E> {
                Ok(KeyList::default())
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<KeyList, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = seq.next_element::<String>()? {
                    keys.push(key);
                }
                Ok(KeyList(keys))
            }
        }
        d.deserialize_any(Keys)
    }
}

/// Reads the file, if there is one. One that holds nothing but comments says nothing.
pub(super) fn read(path: &Path) -> Result<Option<Found>, ConfigError> {
    if let Err(e) = path.metadata()
        && matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
    {
        return Ok(None);
    }
    let mut found = Found {
        path: path.to_owned(),
        given: Vec::new(),
        keys: Vec::new(),
    };
    let source = match Source::open(path, &Limits::default()) {
        Err(e) if matches!(e.kind, Kind::Empty) => return Ok(Some(found)),
        source => source?,
    };
    refuse_roles(path, &source)?;
    let form: Form = source.read()?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let plain = form.texts().into_iter().map(|(key, text)| (key, text.to_owned()));
    let said: Vec<(&'static str, String)> = plain.collect();
    for (key, text) in said
        .into_iter()
        .chain(form.intake.texts())
        .chain(form.remind.texts())
    {
        let at: Vec<&str> = key.split('.').collect();
        found.given.push(Given {
            key,
            text,
            origin: origin(path, &source, &at),
            spot: Some(source.refuse(&at, "").into()),
            folder: Some(folder.to_owned()),
        });
    }
    for (action, KeyList(keys)) in form.keys {
        let spot: Spot = source.refuse(&["keys", &action], "").into();
        let place = spot.place.map(|p| (spot.file.clone(), p.line, p.column));
        found.keys.push(KeyOverride {
            action,
            keys,
            place,
            spot,
        });
    }
    Ok(Some(found))
}

fn origin(path: &Path, source: &Source, at: &[&str]) -> Origin {
    Origin::File {
        file: path.to_owned(),
        line: source.locate(at).map_or(0, |p| p.line),
    }
}

/// Before anything else is read: a file with roles in it was meant for another place, and must not seem to work.
fn refuse_roles(path: &Path, source: &Source) -> Result<(), ConfigError> {
    for key in ["roles", "access"] {
        if source.locate(&[key]).is_some() {
            let what = What::Roles { key: key.to_owned() };
            let spot = source.refuse(&[key], "").into();
            return Err(ConfigError::new(what, origin(path, source, &[key]), Some(spot)));
        }
    }
    Ok(())
}
