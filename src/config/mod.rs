//! Settings: from files, the environment and flags to one checked value, and looks by name.
//!
//! ```text
//!   /etc/ketnoi/config.yaml ─┐
//!   the user's config.yaml ──┼─> Given { key, text, origin } ──> Settings { value, whence }
//!   environment ─────────────┤        checked one by one, in this order; the later wins
//!   flags ───────────────────┘
//! ```
//!
//! With `--config` or `KETNOI_CONFIG` that one file takes the place of both. Where there is no file, no YAML is
//! parsed. What each setting is stands in one table, [`SETTINGS`], from which the documentation is drawn.
//!
//! It knows neither terminal nor store: it says what was asked for, and by whom, never what becomes of it. Roles are
//! not a setting: a file that names them is refused.

mod error;
mod file;
mod given;
mod intake;
pub mod looks;
mod places;
mod remind;
mod settings;
mod table;

use std::path::PathBuf;

pub use self::error::{ConfigError, Origin, Spot, What};
use self::file::Found;
use self::given::Given;
pub use self::intake::{Intake, IntakeLimits};
pub use self::places::Places;
pub use self::remind::{Remind, Tls};
use self::settings::locale_lang;
pub use self::settings::{Ambiguous, KeyOverride, LineSpeed, PutLimits, Settings, Signs};
pub use self::table::{SETTINGS, Setting, docs_table, setting};
use crate::core::files_url::FilesUrl;
use crate::core::names::Lang;
use crate::core::store_url::StoreUrl;
use crate::outfile::Guard;

/// What the command line said. `None` where it said nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags {
    /// `--config FILE`
    pub config: Option<PathBuf>,
    /// `--store URL`
    pub store: Option<String>,
    /// `--files URL`
    pub files: Option<String>,
    /// `--campaign ID`
    pub campaign: Option<String>,
    /// `--lang vi|en`
    pub lang: Option<String>,
    /// `--theme NAME`
    pub theme: Option<String>,
    /// `--ascii`
    pub ascii: Option<bool>,
    /// `--glyphs SET`
    pub glyphs: Option<String>,
    /// `--no-color`
    pub no_color: Option<bool>,
}

/// The settings in force, read from the usual places.
///
/// # Errors
/// Which setting is wrong, and where it was set.
pub fn load(flags: &Flags, env: &dyn Fn(&str) -> Option<String>) -> Result<Settings, ConfigError> {
    load_from(flags, env, &Places::usual())
}

/// The settings in force, read from the places given.
///
/// # Errors
/// Which setting is wrong, and where it was set.
pub fn load_from(
    flags: &Flags,
    env: &dyn Fn(&str) -> Option<String>,
    places: &Places,
) -> Result<Settings, ConfigError> {
    let mut settings = Settings::usual(locale_lang(env), places);
    for found in files(flags, env, places)? {
        settings.files.push(found.path.clone());
        for given in found.given {
            settings.take(given, places)?;
        }
        settings.take_keys(found.keys);
    }
    for given in from_env(env).chain(from_flags(flags)) {
        settings.take(given, places)?;
    }
    settings.check_log()?;
    settings.check_remind()?;
    Ok(settings)
}

/// What may never be written, for a command that reads no settings.
pub fn usual_guard() -> Guard {
    Settings::usual(Lang::Vi, &Places::usual()).guard()
}

/// The store that an option of another name than the setting's names, read as the setting is.
///
/// # Errors
/// It is the name of none.
pub fn store_of(flag: &'static str, written: &str) -> Result<StoreUrl, ConfigError> {
    let places = Places::usual();
    let mut settings = Settings::usual(Lang::Vi, &places);
    settings.take(
        Given::new("store", written.to_owned(), Origin::Flag(flag)),
        &places,
    )?;
    settings.store().cloned()
}

/// The same of a place for files.
///
/// # Errors
/// It is the name of none.
pub fn files_of(flag: &'static str, written: &str) -> Result<Option<FilesUrl>, ConfigError> {
    let places = Places::usual();
    let mut settings = Settings::usual(Lang::Vi, &places);
    settings.take(
        Given::new("files", written.to_owned(), Origin::Flag(flag)),
        &places,
    )?;
    Ok(settings.files_at)
}

/// The language to speak before a file is read, and when one cannot be: the flag's or the environment's.
pub fn early_lang(flags: &Flags, env: &dyn Fn(&str) -> Option<String>) -> Lang {
    let said = flags.lang.clone().or_else(|| not_empty(env, "KETNOI_LANG"));
    said.as_deref()
        .and_then(settings::lang)
        .unwrap_or_else(|| locale_lang(env))
}

fn files(
    flags: &Flags,
    env: &dyn Fn(&str) -> Option<String>,
    places: &Places,
) -> Result<Vec<Found>, ConfigError> {
    let named = flags
        .config
        .clone()
        .map(|path| (path, Origin::Flag("--config")))
        .or_else(|| {
            let path = PathBuf::from(not_empty(env, "KETNOI_CONFIG")?);
            Some((path, Origin::Env("KETNOI_CONFIG")))
        });
    if let Some((path, origin)) = named {
        let missing = || ConfigError::new(What::NoFile(path.clone()), origin, None);
        return Ok(vec![file::read(&path)?.ok_or_else(missing)?]);
    }
    let mut all = Vec::new();
    for path in [&places.system, &places.user].into_iter().flatten() {
        all.extend(file::read(path)?);
    }
    Ok(all)
}

/// An empty variable says nothing.
fn not_empty(env: &dyn Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    env(name).filter(|v| !v.is_empty())
}

fn from_env(env: &dyn Fn(&str) -> Option<String>) -> impl Iterator<Item = Given> {
    SETTINGS.iter().filter_map(move |s| {
        let name = s.env?;
        let text = not_empty(env, name)?;
        Some(Given::new(s.key, text, Origin::Env(name)))
    })
}

fn from_flags(flags: &Flags) -> impl Iterator<Item = Given> {
    let on = |flag: Option<bool>| flag.map(|on| on.to_string());
    [
        ("store", flags.store.clone()),
        ("files", flags.files.clone()),
        ("campaign", flags.campaign.clone()),
        ("lang", flags.lang.clone()),
        ("theme", flags.theme.clone()),
        ("ascii", on(flags.ascii)),
        ("glyphs", flags.glyphs.clone()),
        ("no_color", on(flags.no_color)),
    ]
    .into_iter()
    .filter_map(|(key, said)| {
        let flag = setting(key).and_then(|s| s.flag)?;
        Some(Given::new(key, said?, Origin::Flag(flag)))
    })
}
