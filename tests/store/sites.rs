//! Every site that the stories are told over: a new engine is told all of them once it stands here.

use ketnoi::core::store_url::StoreUrl;
use ketnoi::store::{Site, Surroundings};
use tempfile::TempDir;

use crate::common::postgres;
use crate::flaky::Flaky;

/// A site with nothing in it, and what goes away with it.
pub struct Fresh {
    /// For the message of a test that fails.
    pub name: &'static str,
    pub site: Site,
    _folder: Option<TempDir>,
}

/// One of each engine, with nothing in it.
pub fn sites() -> Vec<Fresh> {
    let folder = tempfile::tempdir().unwrap();
    let fresh = |name, site, folder| Fresh {
        name,
        site,
        _folder: folder,
    };
    let mut all = vec![
        fresh("memory", Site::memory(), None),
        fresh("file", Site::file(folder.path().join("k.db")), Some(folder)),
        // What wraps an engine must not be seen either, as long as it is well.
        fresh("flaky", Flaky::new(Site::memory()).site(), None),
    ];
    if let Some(server) = postgres::shared() {
        all.push(fresh("server", at(&server.url()), None));
    }
    all
}

/// The site of a store's name.
pub fn at(url: &str) -> Site {
    Site::at(&StoreUrl::parse(url).unwrap(), &Surroundings::default())
}
