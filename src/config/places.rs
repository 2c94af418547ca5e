//! Where settings, data and logs of this system and this user lie. It must never know what is in them.

use std::path::PathBuf;

/// Where files are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The house's file.
    pub system: Option<PathBuf>,
    /// The user's file.
    pub user: Option<PathBuf>,
    /// The user's home, for `~/`.
    pub home: Option<PathBuf>,
    /// Where the user's data lie.
    pub data: Option<PathBuf>,
    /// Where the user's logs lie.
    pub state: Option<PathBuf>,
    /// Where the user keeps what can go at any moment.
    pub cache: Option<PathBuf>,
}

impl Places {
    /// The folder in which the program was started, if it is still there.
    pub fn here() -> Option<PathBuf> {
        std::env::current_dir().ok()
    }

    /// The places of this system and this user.
    pub fn usual() -> Self {
        let ours = |dir: Option<PathBuf>| dir.map(|d| d.join("ketnoi"));
        Self {
            system: Some(PathBuf::from("/etc/ketnoi/config.yaml")),
            user: ours(dirs::config_dir()).map(|d| d.join("config.yaml")),
            home: dirs::home_dir(),
            data: ours(dirs::data_dir()),
            state: ours(dirs::state_dir()),
            cache: ours(dirs::cache_dir()),
        }
    }
}
