//! A site: where a house keeps its facts and its files. Made from the name of a store, it opens or makes the store, gives
//! the files, tells when somebody has written, and answers whatever else is asked of a store as a whole.
//!
//! An engine is one folder that implements [`Engine`], and one line in [`Site::at`]. Whoever holds a site never asks which
//! engine it has: what they differ in is said by what their methods give.
//!
//! It must never know what a fact means.

use std::fmt;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use super::engine::{Engine, Surroundings};
use super::memory::MemorySite;
use super::postgres::ServerSite;
use super::sqlite::FileSite;
use crate::core::store_url::StoreUrl;

/// Where a store is. A copy of it means the same place.
#[derive(Clone)]
pub struct Site(Arc<dyn Engine>);

impl Site {
    /// The site that a name means. Nothing is looked at.
    pub fn at(url: &StoreUrl, around: &Surroundings) -> Self {
        match url {
            StoreUrl::Sqlite(path) => Self::file(path),
            StoreUrl::Postgres(url) => Self::of(ServerSite::new(url, around)),
        }
    }

    /// A store in a file of this machine, and its files in a folder beside it.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self::of(FileSite::new(path.as_ref()))
    }

    /// A new store in memory, empty, gone with the last that holds it: for the demo and for tests.
    pub fn memory() -> Self {
        Self::of(MemorySite::default())
    }

    /// The site of an engine.
    pub fn of(engine: impl Engine + 'static) -> Self {
        Self(Arc::new(engine))
    }
}

impl Deref for Site {
    type Target = dyn Engine;

    fn deref(&self) -> &Self::Target {
        self.0.as_ref()
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Site").field(&self.describe()).finish()
    }
}
