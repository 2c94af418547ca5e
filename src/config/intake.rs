//! The settings of letters: where they come from, who is ours, and how much of one is read.
//!
//! It must never know how a letter is read.

use std::path::PathBuf;

use super::error::ConfigError;
use super::given::Given;
use super::places::Places;
use crate::core::names::Lang;
use crate::text::numbers;

/// Where letters come from, who is ours, and how much of one is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// What a sweep reads where none is named.
    pub sources: Vec<String>,
    /// A forward from these domains counts as the inner letter's evidence.
    pub own_domains: Vec<String>,
    /// Whose `Authentication-Results` are believed.
    pub authserv_ids: Vec<String>,
    /// Whose `Received` line says when a letter arrived.
    pub receiving_hosts: Vec<String>,
    /// The file with the password for a mail server.
    pub password_file: Option<PathBuf>,
    /// Whose certificates a mail server may show, in place of those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// How much of a letter is read.
    pub limits: IntakeLimits,
}

/// How much of a letter is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntakeLimits {
    /// Bytes of a letter.
    pub message: u64,
    /// Parts.
    pub parts: u64,
    /// Parts in parts.
    pub depth: u64,
    /// Bytes of a head.
    pub header: u64,
    /// Seconds for one letter.
    pub seconds: u64,
}

impl Default for Intake {
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            own_domains: Vec::new(),
            authserv_ids: Vec::new(),
            receiving_hosts: Vec::new(),
            password_file: None,
            ca_file: None,
            limits: IntakeLimits {
                message: 100 << 20,
                parts: 2_000,
                depth: 8,
                header: 256 << 10,
                seconds: 20,
            },
        }
    }
}

/// What is between the entries of a list while it is one text.
pub(super) const BETWEEN: char = '\n';

impl Intake {
    /// Takes a value over, if it is one that can be used.
    pub(super) fn take(&mut self, given: &Given, places: &Places) -> Result<(), ConfigError> {
        let list = || -> Result<Vec<String>, ConfigError> {
            let lines = given.text.split(BETWEEN).map(str::trim).filter(|l| !l.is_empty());
            let fits = |l: &str| l.len() <= 4_096 && !l.chars().any(char::is_control);
            lines
                .map(|l| fits(l).then(|| l.to_owned()).ok_or_else(|| given.bad()))
                .collect()
        };
        // Names of machines are compared without regard to case.
        let hosts = || -> Result<Vec<String>, ConfigError> {
            let list = list()?;
            let is_name = |l: &String| !l.contains(char::is_whitespace) && !l.contains('@');
            if !list.iter().all(is_name) {
                return Err(given.bad());
            }
            Ok(list
                .iter()
                .map(|l| l.trim_end_matches('.').to_lowercase())
                .collect())
        };
        let size = |most: u64| {
            let bytes = numbers::parse_size(&given.text);
            bytes
                .filter(|n| (1..=most).contains(n))
                .ok_or_else(|| given.bad())
        };
        match given.key {
            "intake.sources" => {
                let list = list()?.into_iter();
                self.sources = list.map(|source| given.source(source, places)).collect();
            }
            "intake.own_domains" => self.own_domains = hosts()?,
            "intake.authserv_ids" => self.authserv_ids = hosts()?,
            "intake.receiving_hosts" => self.receiving_hosts = hosts()?,
            "intake.password_file" => self.password_file = Some(given.own_path(places)?),
            "intake.ca_file" => self.ca_file = Some(given.own_path(places)?),
            "intake.limits.message" => self.limits.message = size(1 << 30)?,
            "intake.limits.parts" => self.limits.parts = given.number(1..=100_000)?,
            "intake.limits.depth" => self.limits.depth = given.number(1..=32)?,
            "intake.limits.header" => self.limits.header = size(16 << 20)?,
            "intake.limits.seconds" => self.limits.seconds = given.number(1..=600)?,
            _ => {}
        }
        Ok(())
    }

    /// A value as it would be written.
    pub(super) fn written(&self, key: &str, lang: Lang) -> String {
        let path = |p: &Option<PathBuf>| p.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
        match key {
            "intake.sources" => self.sources.join(", "),
            "intake.own_domains" => self.own_domains.join(", "),
            "intake.authserv_ids" => self.authserv_ids.join(", "),
            "intake.receiving_hosts" => self.receiving_hosts.join(", "),
            "intake.password_file" => path(&self.password_file),
            "intake.ca_file" => path(&self.ca_file),
            "intake.limits.message" => numbers::size(lang, self.limits.message),
            "intake.limits.parts" => self.limits.parts.to_string(),
            "intake.limits.depth" => self.limits.depth.to_string(),
            "intake.limits.header" => numbers::size(lang, self.limits.header),
            "intake.limits.seconds" => self.limits.seconds.to_string(),
            _ => String::new(),
        }
    }
}
