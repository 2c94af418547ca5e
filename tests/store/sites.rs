//! Every site that the stories are told over: a new engine is told all of them once it stands here.

use ketnoi::store::Site;
use tempfile::TempDir;

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
    vec![
        fresh("memory", Site::memory(), None),
        fresh("file", Site::file(folder.path().join("k.db")), Some(folder)),
        // What wraps an engine must not be seen either, as long as it is well.
        fresh("flaky", Flaky::new(Site::memory()).site(), None),
    ]
}
