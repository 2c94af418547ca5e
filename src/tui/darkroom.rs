//! Photos made fit to be looked at: taken out of the store, decoded in the jail, and turned into what the terminal shows, on
//! a thread of its own, so that neither the screen nor the clerk waits for one.
//!
//! ```text
//!   clerk ──Wanted──> darkroom ──(store, jail, bytes of the terminal's way)──> Developed ──> clerk, who hands it on
//! ```
//!
//! It must never know who may see a photo: the clerk has asked that before.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::core::names::{BlobId, UnitIx};
use crate::photo::{Maker, Thumb, Why};
use crate::store::{Blobs, StoreError, lost};
use crate::tui::halves::Ink;
use crate::tui::msg::{Ask, Question};
use crate::tui::term::pictures::{Picture, Pictures, Protocol};

/// By what means pictures are shown here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Means {
    /// In cells.
    pub ink: Ink,
    /// In points, where the terminal shows them.
    pub pictures: Option<Pictures>,
}

/// The room that a photo is to be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Columns and rows.
    pub cells: (u16, u16),
    /// In points, where the terminal shows them.
    pub pictures: Option<Pictures>,
}

impl Frame {
    /// The points that fit into its cells, two to a cell.
    fn halves(self) -> (u16, u16) {
        (self.cells.0, self.cells.1.saturating_mul(2))
    }

    /// The most points that are any use.
    fn points(self) -> (u16, u16) {
        self.pictures.map_or(self.halves(), |how| how.within(self.cells))
    }
}

/// A photo that somebody wants to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The question, by which the answer finds back.
    pub question: Question,
    /// Whose it is.
    pub unit: UnitIx,
    /// Which file.
    pub id: BlobId,
    /// Where it is to be shown.
    pub frame: Frame,
}

/// A photo as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// In two points a cell.
    pub halves: Thumb,
    /// In the terminal's own way.
    pub picture: Option<Arc<Picture>>,
}

/// Why a photo is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// Its bytes are not there.
    Gone,
    /// They cannot be read, or are not those that were kept.
    Damaged,
    /// It is no picture that can be decoded.
    NoPicture,
    /// The file is too large.
    TooLarge,
    /// It has too many points, or asks for too much.
    Limits,
    /// It took too long.
    TooSlow,
    /// The place where files are kept does not answer.
    Away,
    /// Nobody is here who could decode it.
    NoProcess,
}

impl From<Why> for Unseen {
    fn from(why: Why) -> Self {
        match why {
            Why::Unfit => Self::NoPicture,
            Why::TooLarge => Self::TooLarge,
            Why::Limits => Self::Limits,
            Why::TooSlow => Self::TooSlow,
            Why::Changed => Self::Damaged,
            Why::Unreadable(why) => lost(why).map_or(Self::Damaged, |why| of_store(&why)),
            Why::NoProcess(_) => Self::NoProcess,
        }
    }
}

/// What an error of the place of files means for one of them.
fn of_store(why: &StoreError) -> Unseen {
    if why.is_of_the_place() {
        Unseen::Away
    } else {
        Unseen::Damaged
    }
}

/// The answer to a question for a photo.
pub type Developed = (Question, Result<Box<Print>, Unseen>);

/// The small picture of a kept file, if it is there and unchanged and one can be made.
///
/// # Errors
/// Why there is none.
pub fn thumb(files: &dyn Blobs, maker: &Maker, id: &BlobId) -> Result<Thumb, Unseen> {
    let mut file = match files.open(id) {
        Ok(Some(file)) => file,
        Ok(None) => return Err(Unseen::Gone),
        Err(why) => return Err(of_store(&why)),
    };
    Ok(maker.make(&mut file, id)?)
}

/// A kept photo as it is shown in its frame.
///
/// # Errors
/// Why it is not.
pub fn develop(files: &dyn Blobs, maker: &Maker, wanted: &Wanted) -> Result<Box<Print>, Unseen> {
    let frame = wanted.frame;
    let points = frame.points();
    let thumb = thumb(files, &maker.within(points), &wanted.id)?;
    let picture = frame.pictures.and_then(|how| {
        // A sixel has the size of its points; the others are made larger by the terminal.
        let large = match how.protocol {
            Protocol::Sixel => thumb.within(points),
            Protocol::Kitty | Protocol::Iterm => None,
        };
        let shown = large.as_ref().unwrap_or(&thumb);
        Picture::new(shown.points(), (shown.width(), shown.height()), how, frame.cells)
    });
    let halves = thumb.within(frame.halves()).ok_or(Unseen::NoPicture)?;
    Ok(Box::new(Print {
        halves,
        picture: picture.map(Arc::new),
    }))
}

/// A darkroom at work.
pub(super) struct Darkroom {
    wanted: Sender<Wanted>,
    developed: Receiver<Developed>,
}

impl Darkroom {
    /// Starts the thread; `clerk` is woken by [`Ask::Delivery`] whenever a photo is there, or will not be.
    pub fn open(files: Box<dyn Blobs>, maker: Maker, clerk: Sender<Ask>) -> io::Result<Self> {
        let (wanted, asked) = channel::<Wanted>();
        let (hand, developed) = channel();
        std::thread::Builder::new()
            .name("darkroom".to_owned())
            .stack_size(512 * 1024)
            .spawn(move || {
                while let Ok(first) = asked.recv() {
                    // Whoever leafs on wants the last one, and none of those before it.
                    let last = asked.try_iter().last().unwrap_or(first);
                    let print = develop(files.as_ref(), &maker, &last);
                    let heard = hand.send((last.question, print)).is_ok();
                    if !heard || clerk.send(Ask::Delivery).is_err() {
                        return; // the session is over
                    }
                }
            })?;
        Ok(Self { wanted, developed })
    }

    /// Gives it a photo to develop; back comes what it cannot take any more.
    pub fn give(&self, wanted: Wanted) -> Result<(), Wanted> {
        self.wanted.send(wanted).map_err(|unsent| unsent.0)
    }

    /// What has been developed since it was last heard, if anything.
    pub fn heard(&self) -> Option<Developed> {
        self.developed.try_recv().ok()
    }
}
