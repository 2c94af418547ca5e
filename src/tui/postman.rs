//! The postman: hands letters to the mail server for the clerk on a thread of its own, so that a server that is slow, or never
//! answers, keeps nobody from hearing of others or from giving commands.
//!
//! It asks the store right before a letter leaves whether it is still ours to send, by a handle of its own. It must never know
//! what is in a letter, nor put anything on record: what the server said is the clerk's to write down.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::courier::Parcel;
use crate::post::{Outcome, Post, Server};
use crate::store::{Site, StoreError};
use crate::tui::msg::Ask;

/// A letter that was handed over, and what became of it; or why the store could not be asked, and nothing left.
pub(super) type Handed = (Box<Parcel>, Result<Outcome, StoreError>);

/// A postman at work.
pub(super) struct Postman {
    parcels: Sender<Box<Parcel>>,
    said: Receiver<Handed>,
}

impl Postman {
    /// Starts the thread; `clerk` is woken by [`Ask::Delivery`] whenever there is something to be heard. Once `stop` is set,
    /// what has not begun to leave is given up; once `leave` is, no answer is waited for any more.
    pub fn hire(
        site: Site,
        server: Server,
        (stop, leave): (Arc<AtomicBool>, Arc<AtomicBool>),
        clerk: Sender<Ask>,
    ) -> io::Result<Self> {
        let (parcels, waiting) = channel::<Box<Parcel>>();
        let (say, said) = channel::<Handed>();
        std::thread::Builder::new()
            .name("postman".to_owned())
            .stack_size(1024 * 1024)
            .spawn(move || {
                let mut post = Post::new(server, stop).leaving(leave);
                let mut store = None;
                while let Ok(parcel) = waiting.recv() {
                    // One that cannot be opened now may be for the next letter.
                    let opened = match store.take() {
                        Some(store) => Ok(store),
                        None => site.open(),
                    };
                    let handed = opened.and_then(|opened| {
                        let store = store.insert(opened);
                        parcel.hand(&mut post, Some(store.as_mut()))
                    });
                    // Where nobody listens any more, what may have left is known to the store.
                    if say.send((parcel, handed)).is_err() || clerk.send(Ask::Delivery).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Self { parcels, said })
    }

    /// Gives it a letter; back comes what it cannot take any more.
    pub fn give(&self, parcel: Box<Parcel>) -> Result<(), Box<Parcel>> {
        self.parcels.send(parcel).map_err(|unsent| unsent.0)
    }

    /// What it has said since it was last heard, if anything.
    pub fn heard(&self) -> Option<Handed> {
        self.said.try_recv().ok()
    }

    /// Waits for what it has to say.
    pub fn wait(&self) -> Option<Handed> {
        self.said.recv().ok()
    }
}
