//! Whoever watches a store on a server looks again: when the server says so, when a relay of this machine does, and every two
//! seconds where none is at work.
//!
//! It must never know what was written.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::relay;
use super::site::Shared;
use crate::store::sqlite::watch_file;

/// Whoever misses a notification looks so often.
pub(super) const LOOK: Duration = Duration::from_secs(2);

/// Sees to it that whoever watches this store is told of every change, until nobody holds it.
///
/// # Errors
/// The system gives no thread.
pub(super) fn watch(shared: &Arc<Shared>) -> io::Result<()> {
    let files = relay::files_of(shared);
    // Where the system gives no watch, as it does to an account that has too many, a relay is of no use, and looking is.
    let watched = files.iter().all(|file| {
        let shared = Arc::downgrade(shared);
        let told = watch_file(file, move || {
            if let Some(shared) = shared.upgrade() {
                shared.nudge();
            }
        });
        told.is_ok()
    });
    if !watched {
        shared.hears_no_relay();
    }
    let shared = Arc::downgrade(shared);
    std::thread::Builder::new()
        .name("ketnoi-look".to_owned())
        .stack_size(128 << 10)
        .spawn(move || {
            let mut told = true;
            while let Some(shared) = shared.upgrade() {
                if shared.is_told_by_relay(&files) {
                    told = true;
                    shared.give_back();
                } else {
                    if told {
                        // Connections that were laid while the relay was at work do not listen themselves.
                        shared.listen_everywhere();
                        told = false;
                    }
                    shared.nudge();
                }
                drop(shared);
                std::thread::sleep(LOOK);
            }
        })?;
    Ok(())
}
