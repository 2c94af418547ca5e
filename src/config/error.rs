//! What can be wrong with a setting, who said it, and the sentence it becomes.

use std::path::{Path, PathBuf};

use crate::core::names::Lang;
use crate::core::server::BadServer;
use crate::core::store_url::BadUrl;
use crate::text::catalogue::Catalogue;
use crate::text::{sanitize, width};
use crate::yaml::{Position, Snippet, YamlError};

/// Who said what a setting is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody.
    Default,
    /// A file, in this line.
    File {
        /// The file.
        file: PathBuf,
        /// From 1; 0 where the line is not known.
        line: usize,
    },
    /// A variable of the environment.
    Env(&'static str),
    /// A flag.
    Flag(&'static str),
}

impl Origin {
    /// In words: `default`, `FILE, line 3`, `environment variable X`, `option --x`.
    pub fn words(&self, cat: &Catalogue) -> String {
        match self {
            Self::Default => cat.tr("config_origin-default").into_owned(),
            Self::File { file, line } => cat.tr_args(
                "config_origin-file",
                &[
                    ("file", sanitize::line(&file.display().to_string()).into()),
                    ("line", line.to_string().into()),
                ],
            ),
            Self::Env(name) => cat.tr_args("config_origin-env", &[("name", (*name).into())]),
            Self::Flag(name) => cat.tr_args("config_origin-flag", &[("name", (*name).into())]),
        }
    }
}

/// A place in a file, with the lines around it. Kept so that a wrong value can be shown where it stands, even when the
/// file is closed again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The file, as the messages call it.
    pub file: String,
    /// Line and column.
    pub place: Option<Position>,
    /// The lines around it.
    pub snippet: Option<Snippet>,
}

impl From<YamlError> for Spot {
    fn from(e: YamlError) -> Self {
        Self {
            file: e.file.clone(),
            place: e.place,
            snippet: e.snippet.clone(),
        }
    }
}

/// What is wrong.
#[derive(Debug)]
pub enum What {
    /// The file is not YAML, or not of the form of a configuration.
    Yaml(YamlError),
    /// The file that was asked for by name is not there.
    NoFile(PathBuf),
    /// A value that cannot be used.
    BadValue {
        /// The setting.
        key: &'static str,
        /// As written.
        value: String,
    },
    /// Roles, which have no place in a configuration.
    Roles {
        /// As written.
        key: String,
    },
    /// What is no store.
    Store(BadUrl),
    /// Nobody said where the store is, and the user has no data folder.
    NoDataDir,
    /// A log in the place of a part of a store.
    LogInStore(PathBuf),
    /// A log in the place of a part of the settings.
    LogInSettings(PathBuf),
    /// A finished sentence of whoever checks the value, in the user's language and without a full stop.
    Said(String),
}

/// One mistake in the settings.
#[derive(Debug)]
pub struct ConfigError(Box<Inside>);

#[derive(Debug)]
struct Inside {
    what: What,
    origin: Origin,
    spot: Option<Spot>,
}

impl From<YamlError> for ConfigError {
    fn from(e: YamlError) -> Self {
        Self::new(What::Yaml(e), Origin::Default, None)
    }
}

/// For logs; users are told by [`ConfigError::render`], in their language.
impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence(&Catalogue::new(Lang::En)))
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    pub(super) fn new(what: What, origin: Origin, spot: Option<Spot>) -> Self {
        Self(Box::new(Inside { what, origin, spot }))
    }

    /// What is wrong.
    pub fn what(&self) -> &What {
        &self.0.what
    }

    /// Who said it.
    pub fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// One sentence, without a full stop: where it was said, what is wrong, what would be right.
    pub fn sentence(&self, cat: &Catalogue) -> String {
        let what = self.words(cat);
        match (&self.0.spot, &self.0.origin) {
            (Some(spot), _) => placed(cat, spot, what),
            (None, origin @ (Origin::Env(_) | Origin::Flag(_))) => cat.tr_args(
                "config-origin",
                &[("what", what.into()), ("origin", origin.words(cat).into())],
            ),
            _ => what,
        }
    }

    /// The sentence, and the piece of the file below it where there is one.
    pub fn render(&self, cat: &Catalogue) -> String {
        if let What::Yaml(e) = &self.0.what {
            return e.render(cat);
        }
        let mut out = self.sentence(cat);
        if let Some(snippet) = self.0.spot.as_ref().and_then(|s| s.snippet.as_ref()) {
            out.push('\n');
            out.push_str(&snippet.render());
        }
        out
    }

    fn words(&self, cat: &Catalogue) -> String {
        match &self.0.what {
            What::Yaml(e) => e.sentence(cat),
            What::NoFile(file) => about(cat, "config-no_file", file),
            What::LogInStore(file) => about(cat, "config-log_in_store", file),
            What::LogInSettings(file) => about(cat, "config-log_in_settings", file),
            What::BadValue { key, value } => {
                let words = super::table::setting(key).map(|s| s.accepted(cat));
                cat.tr_args(
                    "config-bad_value",
                    &[
                        ("value", short(value).into()),
                        ("name", (*key).into()),
                        ("words", words.unwrap_or_default().into()),
                    ],
                )
            }
            What::Roles { key } => cat.tr_args("config-roles", &[("key", sanitize::line(key).into())]),
            What::Store(bad) => no_store(cat, bad),
            What::NoDataDir => cat.tr("config-no_data_dir").into_owned(),
            What::Said(sentence) => sanitize::line(sentence).into_owned(),
        }
    }
}

/// Why something is not the name of a store.
fn no_store(cat: &Catalogue, bad: &BadUrl) -> String {
    match bad {
        BadUrl::Scheme { written } => cat.tr_args("config-store_scheme", &[("value", short(written).into())]),
        BadUrl::InMemory => cat.tr("config-store_in_memory").into_owned(),
        BadUrl::Options { path } => cat.tr_args("config-store_options", &[("path", short(path).into())]),
        BadUrl::Folder { path } => cat.tr_args("config-store_folder", &[("value", short(path).into())]),
        BadUrl::Part { path } => cat.tr_args("config-store_part", &[("value", short(path).into())]),
        BadUrl::Server(BadServer::Password) => cat.tr("config-store_password").into_owned(),
        BadUrl::Server(BadServer::Part(part)) => {
            cat.tr_args("config-store_server_part", &[("part", (*part).into())])
        }
        BadUrl::Server(BadServer::Unknown(key)) => {
            cat.tr_args("config-store_server_unknown", &[("key", short(key).into())])
        }
        BadUrl::Server(BadServer::Twice(key)) => {
            cat.tr_args("config-store_server_twice", &[("key", short(key).into())])
        }
    }
}

fn about(cat: &Catalogue, key: &str, file: &Path) -> String {
    let file = file.display().to_string();
    cat.tr_args(key, &[("file", sanitize::line(&file).into())])
}

fn short(value: &str) -> String {
    width::fit(&sanitize::line(value), 60).into_owned()
}

fn placed(cat: &Catalogue, spot: &Spot, what: String) -> String {
    let file = sanitize::line(&spot.file);
    match spot.place {
        Some(Position { line, column }) => cat.tr_args(
            "yaml-place",
            &[
                ("file", file.into()),
                ("line", line.to_string().into()),
                ("column", column.to_string().into()),
                ("what", what.into()),
            ],
        ),
        None => cat.tr_args("yaml-whole_file", &[("file", file.into()), ("what", what.into())]),
    }
}
