//! The porter: takes files in for the clerk on a thread of its own, so that a large one, or a photo that takes long to
//! judge, keeps nobody from hearing of others or from giving commands.
//!
//! ```text
//!   clerk ──Load──> porter ──(bytes into the store, judged)──> Said ──> clerk, who puts the command on record
//! ```
//!
//! What was received has no name before the clerk has its command accepted: a porter that is left in the middle leaves
//! nothing. It must never know whether a command may be carried out, nor say anything to whoever sits at the screen.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::attach::{self, Opened, Refused, Taken, Terms};
use crate::core::decide::Order;
use crate::core::names::CmdId;
use crate::photo::Maker;
use crate::store::Blobs;
use crate::tui::msg::Ask;

/// Of a file of so many bytes it is told how much has been read.
const LARGE: u64 = 8 << 20;

/// Files that are to be taken in, opened already, and the command that they belong to.
pub(super) struct Load {
    /// The command, without the files.
    pub order: Box<Order>,
    /// The files.
    pub opened: Vec<Opened>,
    /// A handle of its own on the store's files.
    pub blobs: Box<dyn Blobs>,
    /// The most bytes of each.
    pub limit: u64,
    /// Who tries photos.
    pub photos: Option<Maker>,
}

/// A file that was taken in, or why it was not.
pub(super) struct Brought {
    /// The command, without the file.
    pub order: Box<Order>,
    /// The handle that holds what was received.
    pub blobs: Box<dyn Blobs>,
    /// What came of it.
    pub taken: Result<Vec<Taken>, Refused>,
}

impl Load {
    /// Takes the file in, on whatever thread; of a large one it is told now and then how many of how many bytes are read.
    pub fn bring(mut self, tell: &mut dyn FnMut(u64, u64)) -> Brought {
        let mut told = 0;
        let mut progress = |done: u64, of: u64| {
            if of >= LARGE && done - told >= of / 20 {
                told = done;
                tell(done, of);
            }
        };
        let terms = Terms {
            limit: self.limit,
            photos: self.photos.as_ref(),
        };
        let taken = attach::keep_files(self.blobs.as_mut(), self.opened, terms, &mut progress);
        Brought {
            order: self.order,
            blobs: self.blobs,
            taken,
        }
    }
}

/// What the porter has to say.
pub(super) enum Said {
    /// So many bytes of so many are read of the file of this command.
    Progress(CmdId, u64, u64),
    /// A file is there, or will not come.
    Brought(Box<Brought>),
}

/// A porter at work. One file is taken in after the other, in the order in which they were given.
pub(super) struct Porter {
    loads: Sender<Load>,
    said: Receiver<Said>,
}

impl Porter {
    /// Starts the thread; `clerk` is woken by [`Ask::Delivery`] whenever there is something to be heard.
    pub fn hire(clerk: Sender<Ask>) -> io::Result<Self> {
        let (loads, waiting) = channel::<Load>();
        let (say, said) = channel::<Said>();
        std::thread::Builder::new()
            .name("porter".to_owned())
            .stack_size(512 * 1024)
            .spawn(move || {
                // Where nobody listens any more the session is over.
                let tell = |what| say.send(what).is_ok() && clerk.send(Ask::Delivery).is_ok();
                while let Ok(load) = waiting.recv() {
                    let cmd = load.order.cmd;
                    let brought = load.bring(&mut |done, of| {
                        tell(Said::Progress(cmd, done, of));
                    });
                    if !tell(Said::Brought(Box::new(brought))) {
                        return;
                    }
                }
            })?;
        Ok(Self { loads, said })
    }

    /// Gives it a file to take in; back comes what it cannot take any more.
    pub fn give(&self, load: Load) -> Result<(), Load> {
        self.loads.send(load).map_err(|unsent| unsent.0)
    }

    /// What it has said since it was last heard, if anything.
    pub fn heard(&self) -> Option<Said> {
        self.said.try_recv().ok()
    }
}
