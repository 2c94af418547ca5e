//! The settings in force, and the checks that every value goes through, whoever said it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::error::{ConfigError, Origin, Spot, What};
use super::given::Given;
use super::intake::Intake;
use super::looks;
use super::places::Places;
use super::remind::Remind;
use super::table::{SETTINGS, Setting};
use crate::core::files_url::FilesUrl;
use crate::core::names::Lang;
use crate::core::store_url::{BadUrl, StoreUrl};
use crate::outfile::{self, Barred, Guard};
use crate::text::catalogue::Catalogue;
use crate::text::{numbers, sanitize};

/// The largest attached file that is taken where nobody says otherwise.
const EVIDENCE_LIMIT: u64 = 2 << 30;

/// Longer than any line takes for the largest file; a day.
const MINUTES_MOST: u64 = 1_440;
/// An hour.
const SECONDS_MOST: u64 = 3_600;
/// More than that is no limit.
const AT_ONCE_MOST: u64 = 1_000;

/// What one name may take when it sends files over SSH, so that nobody can stop the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutLimits {
    /// Minutes that one file may take.
    pub minutes: u64,
    /// Seconds without a byte after which a sender is given up.
    pub stall_seconds: u64,
    /// Files at once.
    pub at_once: u64,
    /// Bytes on record in a day.
    pub daily: u64,
}

impl Default for PutLimits {
    fn default() -> Self {
        Self {
            minutes: 120,
            stall_seconds: 60,
            at_once: 4,
            daily: 4 << 30,
        }
    }
}

/// What is read in the folder of reference data. The folder itself may be somebody's working folder.
const REFERENCE: [&str; 6] = ["rosters", "goals", "calendar", "indicators", "themes", "looks"];

/// How many cells the terminal gives characters of ambiguous width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ambiguous {
    /// One.
    #[default]
    Narrow,
    /// Two, as some East Asian settings do.
    Wide,
}

/// Which signs the screens are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signs {
    /// All where the terminal is known to have them, else those of every Windows console.
    #[default]
    Auto,
    /// All.
    Full,
    /// Those that every Windows console's font has.
    Windows,
    /// ASCII.
    Ascii,
}

impl Signs {
    /// Each by the word for it.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("auto", Self::Auto),
        ("full", Self::Full),
        ("windows", Self::Windows),
        ("ascii", Self::Ascii),
    ];
}

/// The line to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineSpeed {
    /// Found out: over SSH and where the terminal is seen not to keep up, it is asked how far it has read.
    #[default]
    Auto,
    /// Never asked.
    Fast,
    /// Always asked, and less is drawn.
    Slow,
}

impl LineSpeed {
    const NAMES: [(&'static str, Self); 3] =
        [("auto", Self::Auto), ("fast", Self::Fast), ("slow", Self::Slow)];
}

/// Other keys for an action, as the file has them. Whether the action exists and the keys can be typed is known only
/// to the table of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyOverride {
    /// The action's id, such as `report.accept`.
    pub action: String,
    /// The keys, as written; none takes the action's keys away.
    pub keys: Vec<String>,
    /// File, line and column.
    pub place: Option<(String, usize, usize)>,
    pub(super) spot: Spot,
}

impl KeyOverride {
    /// A refusal of this override. `sentence` is in the user's language, without a full stop.
    pub fn refuse(&self, sentence: impl Into<String>) -> ConfigError {
        let origin = Origin::File {
            file: PathBuf::from(&self.spot.file),
            line: self.spot.place.map_or(0, |p| p.line),
        };
        ConfigError::new(What::Said(sentence.into()), origin, Some(self.spot.clone()))
    }
}

/// `vi` or `en`.
pub(super) fn lang(said: &str) -> Option<Lang> {
    match said.trim().to_ascii_lowercase().as_str() {
        "vi" => Some(Lang::Vi),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The language of the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is not empty (POSIX, section 8.2). C, POSIX and
/// nothing at all are Vietnamese, the house's first language; one that is neither of ours is English.
pub(super) fn locale_lang(env: &dyn Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env(name).filter(|v| !v.is_empty()))
        .unwrap_or_default()
        .to_ascii_lowercase();
    match locale.split(['_', '.', '@', '-']).next().unwrap_or_default() {
        "" | "c" | "posix" | "vi" => Lang::Vi,
        _ => Lang::En,
    }
}

/// Everything that was asked for, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    store: Option<StoreUrl>,
    /// Where files are kept, if not beside the store.
    pub files_at: Option<FilesUrl>,
    /// The campaign; none is the newest open one.
    pub campaign: Option<String>,
    /// The language.
    pub lang: Lang,
    /// The look's name. Whether there is such a look is known when it is loaded.
    pub theme: String,
    /// Which signs; `ascii` is the older word for one of them.
    pub glyphs: Signs,
    /// No colours.
    pub no_color: bool,
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
    /// The mouse is on from the start.
    pub mouse: bool,
    /// Seconds are shown.
    pub seconds: bool,
    /// How fast the line to the terminal is.
    pub line: LineSpeed,
    /// The Linux console has a font with Vietnamese letters.
    pub console_font: bool,
    /// The largest attached file that is taken, in bytes.
    pub evidence_limit: u64,
    /// What a sender of files over SSH may take.
    pub put: PutLimits,
    /// The room of the disk, in bytes, that files leave to the journal; none: what is usual.
    pub disk_reserve: Option<u64>,
    /// The folder of reference data that overrides what is built in, if there is one.
    pub data_dir: Option<PathBuf>,
    /// The account's folder for what saves time and can go at any moment.
    pub cache: Option<PathBuf>,
    /// The program's own log; none where the user has no place for one.
    pub log: Option<PathBuf>,
    /// Where letters come from, and how they are read.
    pub intake: Intake,
    /// Which server carries messages to units.
    pub remind: Remind,
    /// Other keys, in the order of the files.
    pub keys: Vec<KeyOverride>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    origins: BTreeMap<&'static str, Origin>,
    /// The files that would be read if they were there.
    usual_files: Vec<PathBuf>,
}

impl Settings {
    /// What holds where nobody says anything.
    pub(super) fn usual(lang: Lang, places: &Places) -> Self {
        let data = places.data.as_ref();
        Self {
            store: data.map(|d| StoreUrl::usual_in(d)),
            files_at: None,
            campaign: None,
            lang,
            theme: looks::AUTO.to_owned(),
            glyphs: Signs::Auto,
            no_color: false,
            ambiguous: Ambiguous::Narrow,
            mouse: false,
            seconds: true,
            line: LineSpeed::Auto,
            console_font: false,
            evidence_limit: EVIDENCE_LIMIT,
            put: PutLimits::default(),
            disk_reserve: None,
            data_dir: data.map(|d| d.join("data")).filter(|d| d.is_dir()),
            cache: places.cache.clone(),
            log: places.state.as_ref().map(|d| d.join("ketnoi.log")),
            intake: Intake::default(),
            remind: Remind::default(),
            keys: Vec::new(),
            files: Vec::new(),
            origins: BTreeMap::new(),
            usual_files: [&places.system, &places.user]
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
        }
    }

    /// What no command may write, whatever path it is given: the store with all its parts, and the settings.
    pub fn guard(&self) -> Guard {
        let guard = self.guard_of_settings();
        match self.store.as_ref().and_then(StoreUrl::file) {
            Some(store) => guard.store(store),
            None => guard,
        }
    }

    /// The same without the store, for whatever makes one.
    pub fn guard_of_settings(&self) -> Guard {
        let mut guard = Guard::new();
        for file in self.files.iter().chain(&self.usual_files) {
            guard = guard.setting(file);
        }
        for below in REFERENCE {
            if let Some(dir) = &self.data_dir {
                guard = guard.folder(dir.join(below));
            }
        }
        guard
    }

    /// The log, and the older half that it is put aside as, are written without a further question.
    pub(super) fn check_log(&self) -> Result<(), ConfigError> {
        let Some(log) = &self.log else { return Ok(()) };
        let guard = self.guard();
        for path in [log.clone(), outfile::aside(log)] {
            let what = match guard.place(&path, true) {
                Err(Barred::Store) => What::LogInStore(path),
                Err(Barred::Settings) => What::LogInSettings(path),
                // What else stands there is not written to, and that is no reason to do nothing at all.
                _ => continue,
            };
            return Err(ConfigError::new(what, self.origin("log").clone(), None));
        }
        Ok(())
    }

    /// No password goes over a line that anybody can read, and to another machine nothing does, whoever said the one and whoever
    /// the other.
    pub(super) fn check_remind(&self) -> Result<(), ConfigError> {
        if !self.remind.would_be_overheard() {
            return Ok(());
        }
        let what = What::BadValue {
            key: "remind.tls",
            value: self.remind.written("remind.tls"),
        };
        Err(ConfigError::new(what, self.origin("remind.tls").clone(), None))
    }

    /// Where facts are kept.
    ///
    /// # Errors
    /// Nobody said, and the user has no data folder. A demo never asks, and so never fails for it.
    pub fn store(&self) -> Result<&StoreUrl, ConfigError> {
        let missing = || ConfigError::new(What::NoDataDir, Origin::Default, None);
        self.store.as_ref().ok_or_else(missing)
    }

    /// Who said what a setting is.
    pub fn origin(&self, key: &str) -> &Origin {
        self.origins.get(key).unwrap_or(&Origin::Default)
    }

    /// Every setting with its value as it would be written and who said it, for `config check`.
    pub fn rows(&self, cat: &Catalogue) -> Vec<(&'static Setting, String, String)> {
        let row = |s: &'static Setting| {
            let value = self.written(s.key, cat.lang());
            (
                s,
                sanitize::line(&value).into_owned(),
                self.origin(s.key).words(cat),
            )
        };
        SETTINGS.iter().map(row).collect()
    }

    fn written(&self, key: &str, lang: Lang) -> String {
        let path = |p: &Option<PathBuf>| p.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
        match key {
            "store" => self.store.as_ref().map(ToString::to_string).unwrap_or_default(),
            "files" => self
                .files_at
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            "campaign" => self.campaign.clone().unwrap_or_default(),
            "lang" if self.lang == Lang::Vi => "vi".to_owned(),
            "lang" => "en".to_owned(),
            "theme" => self.theme.clone(),
            "ascii" => (self.glyphs == Signs::Ascii).to_string(),
            "glyphs" => {
                let name = Signs::NAMES.iter().find(|(_, g)| *g == self.glyphs);
                name.map(|(n, _)| (*n).to_owned()).unwrap_or_default()
            }
            "no_color" => self.no_color.to_string(),
            "ambiguous" if self.ambiguous == Ambiguous::Wide => "wide".to_owned(),
            "ambiguous" => "narrow".to_owned(),
            "mouse" => self.mouse.to_string(),
            "seconds" => self.seconds.to_string(),
            "line" => {
                let name = LineSpeed::NAMES.iter().find(|(_, l)| *l == self.line);
                name.map(|(n, _)| (*n).to_owned()).unwrap_or_default()
            }
            "console_font" => self.console_font.to_string(),
            "evidence_limit" => numbers::size(lang, self.evidence_limit),
            "put_minutes" => self.put.minutes.to_string(),
            "put_stall_seconds" => self.put.stall_seconds.to_string(),
            "put_at_once" => self.put.at_once.to_string(),
            "put_daily" => numbers::size(lang, self.put.daily),
            "disk_reserve" => match self.disk_reserve {
                Some(bytes) => numbers::size(lang, bytes),
                None => super::table::setting(key).map_or("", |s| s.default).to_owned(),
            },
            "data_dir" => path(&self.data_dir),
            "log" => path(&self.log),
            "keys" => {
                let one = |k: &KeyOverride| format!("{}: {}", k.action, k.keys.join(" "));
                self.keys.iter().map(one).collect::<Vec<_>>().join("; ")
            }
            below if below.starts_with("remind.") => self.remind.written(below),
            below => self.intake.written(below, lang),
        }
    }

    /// Takes a value over, if it is one that can be used.
    pub(super) fn take(&mut self, given: Given, places: &Places) -> Result<(), ConfigError> {
        match given.key {
            "store" => {
                let url = StoreUrl::parse(&given.text).map_err(|bad| given.wrong(What::Store(bad)))?;
                let url = url.settled(|path| given.path(path, places));
                if let Some(path) = url.file().filter(|p| p.is_dir()) {
                    let path = path.display().to_string();
                    return Err(given.wrong(What::Store(BadUrl::Folder { path })));
                }
                self.store = Some(url);
            }
            "files" => {
                let url = FilesUrl::parse(&given.text).map_err(|bad| given.wrong(What::Files(bad)))?;
                self.files_at = Some(url.settled(|path| given.path(path, places)));
            }
            "campaign" => self.campaign = Some(given.name()?),
            "lang" => self.lang = lang(&given.text).ok_or_else(|| given.bad())?,
            "theme" => self.theme = given.name()?,
            "ascii" => match given.bool()? {
                true => self.glyphs = Signs::Ascii,
                // Only what the same word has said before is taken back.
                false if self.glyphs == Signs::Ascii => self.glyphs = Signs::Auto,
                false => {}
            },
            "glyphs" => self.glyphs = given.one_of(&Signs::NAMES)?,
            "no_color" => self.no_color = given.bool()?,
            "ambiguous" => {
                self.ambiguous = given.one_of(&[("narrow", Ambiguous::Narrow), ("wide", Ambiguous::Wide)])?;
            }
            "mouse" => self.mouse = given.bool()?,
            "seconds" => self.seconds = given.bool()?,
            "line" => self.line = given.one_of(&LineSpeed::NAMES)?,
            "console_font" => self.console_font = given.bool()?,
            "evidence_limit" => {
                self.evidence_limit = numbers::parse_size(&given.text).ok_or_else(|| given.bad())?;
            }
            "put_minutes" => self.put.minutes = given.number(1..=MINUTES_MOST)?,
            "put_stall_seconds" => self.put.stall_seconds = given.number(1..=SECONDS_MOST)?,
            "put_at_once" => self.put.at_once = given.number(0..=AT_ONCE_MOST)?,
            "put_daily" => {
                self.put.daily = numbers::parse_size(&given.text).ok_or_else(|| given.bad())?;
            }
            "disk_reserve" => {
                let bytes = numbers::parse_size(&given.text).ok_or_else(|| given.bad())?;
                self.disk_reserve = Some(bytes);
            }
            "data_dir" => {
                let dir = given.own_path(places)?;
                self.data_dir = Some(dir.is_dir().then_some(dir).ok_or_else(|| given.bad())?);
            }
            "log" => self.log = Some(given.own_path(places)?),
            key if key.starts_with("remind.") => self.remind.take(&given, places)?,
            _ => self.intake.take(&given, places)?,
        }
        self.origins.insert(given.key, given.origin);
        Ok(())
    }

    /// Takes other keys over; the later file's replace the earlier one's, action by action.
    pub(super) fn take_keys(&mut self, keys: Vec<KeyOverride>) {
        for key in keys {
            self.keys.retain(|k| k.action != key.action);
            if let Some((file, line, _)) = &key.place {
                let file = PathBuf::from(file);
                self.origins.insert("keys", Origin::File { file, line: *line });
            }
            self.keys.push(key);
        }
    }
}
