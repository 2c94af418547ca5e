//! The librarian: reads the words of letters for the clerk on a thread of its own. A PDF may take seconds, and whoever files a
//! letter meanwhile is not to wait for it.
//!
//! ```text
//!   clerk ──letters──> librarian ──(jail: their words)──> clerk, who puts them into the index and looks again
//! ```
//!
//! It must never know what is looked for, nor who may see it.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::intake::{HasRead, Lector, Unread};
use crate::tui::msg::Ask;

/// A librarian at work.
pub(super) struct Librarian {
    letters: Sender<Vec<Unread>>,
    read: Receiver<Vec<HasRead>>,
}

impl Librarian {
    /// Starts the thread; `clerk` is woken by [`Ask::Delivery`] whenever letters were read.
    ///
    /// # Errors
    /// There is no thread to be had.
    pub fn hire(mut lector: Lector, clerk: Sender<Ask>) -> io::Result<Self> {
        let (letters, waiting) = channel::<Vec<Unread>>();
        let (tell, read) = channel();
        std::thread::Builder::new()
            .name("librarian".to_owned())
            .spawn(move || {
                // Where nobody listens any more the session is over.
                while let Ok(some) = waiting.recv() {
                    let words = some.iter().map(|letter| lector.read(letter)).collect();
                    if tell.send(words).is_err() || clerk.send(Ask::Delivery).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Self { letters, read })
    }

    /// Gives it letters to read; false if it is gone.
    pub fn give(&self, letters: Vec<Unread>) -> bool {
        self.letters.send(letters).is_ok()
    }

    /// What it has read since it was last heard, if anything.
    pub fn heard(&self) -> Option<Vec<HasRead>> {
        self.read.try_recv().ok()
    }
}
