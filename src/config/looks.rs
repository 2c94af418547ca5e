//! Looks by name: those that are built in, and those that lie in a folder of the user's.
//!
//! A look in the folder is parsed only when its name is asked for. Nothing here knows a screen library.

use std::path::Path;

use crate::core::looks::{LookFile, LookTable};
use crate::text::catalogue::Catalogue;
use crate::text::sanitize;
use crate::yaml::{Limits, Source, YamlError};

mod shipped {
    include!(concat!(env!("OUT_DIR"), "/looks.rs"));
}

/// The look of the terminal's own eight colours: what a look of the user's is based on, and what is printed.
pub const DEFAULT: &str = "default";

/// Not a look but the wish for the one that fits the terminal.
pub const AUTO: &str = "auto";

/// What `auto` may come to: on a dark and on a light background, and where there are few colours.
pub const FITTING: [&str; 3] = ["dark", "light", DEFAULT];

/// The shipped looks in the order of the key that switches; those of the user's follow by name.
const ORDER: [&str; 6] = ["dark", "light", DEFAULT, "contrast", "colour-blind", "mono"];

/// Why a look could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// There is none of that name.
    #[error("unknown look {name}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The user's file is not what it should be.
    #[error("{0}")]
    Yaml(#[from] YamlError),
}

impl LookError {
    /// One sentence, without a full stop.
    pub fn sentence(&self, cat: &Catalogue) -> String {
        match self {
            Self::Unknown { name, known } => cat.tr_args(
                "looks-unknown",
                &[
                    ("name", sanitize::line(name).into()),
                    ("words", known.join(", ").into()),
                ],
            ),
            Self::Yaml(e) => e.sentence(cat),
        }
    }

    /// The sentence, and the piece of the file below it where there is one.
    pub fn render(&self, cat: &Catalogue) -> String {
        match self {
            Self::Unknown { .. } => self.sentence(cat),
            Self::Yaml(e) => e.render(cat),
        }
    }
}

/// Names of the built-in looks.
pub fn names() -> impl Iterator<Item = &'static str> {
    shipped::LOOKS.iter().map(|(name, _)| *name)
}

/// Names of all looks, in the order in which they are gone through: built in, and in `dir` (the user's data folder, which holds `looks/`).
pub fn names_in(dir: Option<&Path>) -> Vec<String> {
    let mut all: Vec<String> = names().map(str::to_owned).collect();
    let files = dir.and_then(|d| std::fs::read_dir(d.join("looks")).ok());
    for file in files.into_iter().flatten().flatten() {
        let name = file.file_name();
        let stem = name.to_str().and_then(|n| n.strip_suffix(".yaml"));
        all.extend(stem.filter(|s| is_name(s)).map(str::to_owned));
    }
    let place = |name: &str| ORDER.iter().position(|n| *n == name).unwrap_or(ORDER.len());
    all.sort_by(|a, b| (place(a), a).cmp(&(place(b), b)));
    all.dedup();
    all
}

/// Whether there is a look of that name that can be read; for `auto`, every one that it may come to.
///
/// # Errors
/// As [`find`].
pub fn check(name: &str, dir: Option<&Path>) -> Result<(), LookError> {
    let all: &[&str] = if name == AUTO { &FITTING } else { &[name] };
    all.iter().try_for_each(|name| find(name, dir).map(drop))
}

/// A built-in look.
pub fn built_in(name: &str) -> Option<LookTable> {
    let (_, bytes) = shipped::LOOKS.iter().find(|(n, _)| *n == name)?;
    postcard::from_bytes(bytes).ok()
}

/// The look of that name; one in `dir/looks/` goes before a built-in one of the same name.
///
/// # Errors
/// There is no look of that name, or its file is wrong.
pub fn find(name: &str, dir: Option<&Path>) -> Result<LookTable, LookError> {
    let own = dir
        .filter(|_| is_name(name))
        .map(|d| d.join("looks").join(format!("{name}.yaml")))
        .filter(|p| p.exists());
    if let Some(path) = own {
        return Ok(read(name, &Source::open(&path, &Limits::default())?)?);
    }
    built_in(name).ok_or_else(|| LookError::Unknown {
        name: name.to_owned(),
        known: std::iter::once(AUTO.to_owned()).chain(names_in(dir)).collect(),
    })
}

/// A look of the user's; what it does not say is taken from its base.
fn read(name: &str, source: &Source) -> Result<LookTable, YamlError> {
    let file: LookFile = source.read()?;
    if file.schema != 1 {
        return Err(source.refuse(&["schema"], "looks-schema"));
    }
    let base = match &file.base {
        Some(base) => built_in(base).ok_or_else(|| {
            let known = names().collect::<Vec<_>>();
            source
                .refuse(&["base"], "looks-base")
                .suggest(crate::text::near::did_you_mean(base, known))
        })?,
        None => built_in(name).or_else(|| built_in(DEFAULT)).unwrap_or_default(),
    };
    Ok(file.over(&base))
}

/// Whether it may become the name of a file.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 64
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}
