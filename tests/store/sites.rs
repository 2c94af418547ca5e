//! Every site that the stories are told over: a new engine is told all of them once it stands here.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use ketnoi::core::files_url::FilesUrl;
use ketnoi::core::store_url::StoreUrl;
use ketnoi::store::{Site, Surroundings};
use tempfile::TempDir;

use crate::common::bucket::Bucket;
use crate::common::postgres;
use crate::flaky::Flaky;

/// A site with nothing in it, and what goes away with it.
pub struct Fresh {
    /// For the message of a test that fails.
    pub name: &'static str,
    pub site: Site,
    _folder: Option<TempDir>,
    _bucket: Option<Arc<Bucket>>,
}

/// One server for all tests that run at a time; none where there is none.
fn bucket() -> Option<Arc<Bucket>> {
    static SERVER: Mutex<Weak<Bucket>> = Mutex::new(Weak::new());
    let mut held = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(running) = held.upgrade() {
        return Some(running);
    }
    let started = Arc::new(Bucket::start()?);
    *held = Arc::downgrade(&started);
    Some(started)
}

/// One of each engine, with nothing in it.
pub fn sites() -> Vec<Fresh> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let folder = tempfile::tempdir().unwrap();
    let fresh = |name, site, folder| Fresh {
        name,
        site,
        _folder: folder,
        _bucket: None,
    };
    let around = Surroundings::default();
    let apart = tempfile::tempdir().unwrap();
    let place = FilesUrl::Folder(apart.path().join("files"));
    let mut all = vec![
        fresh("memory", Site::memory(), None),
        fresh("file", Site::file(folder.path().join("k.db")), Some(folder)),
        // What wraps an engine must not be seen either, as long as it is well.
        fresh("flaky", Flaky::new(Site::memory()).site(), None),
    ];
    let site = Site::file(apart.path().join("k.db")).with_files_at(Some(&place), &around);
    all.push(fresh("folder", site, Some(apart)));
    if let Some(bucket) = bucket() {
        let place = bucket.url(&format!("story-{}", NUMBER.fetch_add(1, Ordering::Relaxed)));
        let site = Site::memory().with_files_at(Some(&place), &bucket.around());
        all.push(Fresh {
            _bucket: Some(bucket),
            ..fresh("bucket", site, None)
        });
    }
    if let Some(server) = postgres::shared() {
        // A server keeps facts alone.
        let apart = tempfile::tempdir().unwrap();
        let place = FilesUrl::Folder(apart.path().join("files"));
        let site = at(&server.url()).with_files_at(Some(&place), &around);
        all.push(fresh("server", site, Some(apart)));
    }
    all
}

/// The site of a store's name.
pub fn at(url: &str) -> Site {
    Site::at(&StoreUrl::parse(url).unwrap(), &Surroundings::default())
}
