//! What an engine has to say about its place, as data: whoever prints it has the words.
//!
//! It must never know how what it finds is told.

use std::path::PathBuf;
use std::time::Duration;

/// Something that is not as it should be, and the command that makes it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// What was found.
    pub found: String,
    /// A command for a shell.
    pub command: String,
}

/// What a kind of file system means for a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Its locks hold.
    Local,
    /// A layer over another, as in a container: what is written may go away with it, and a file that is written the
    /// first time becomes another one under those who read it.
    Layered,
    /// Somebody else's program stands between; it depends on that.
    Unsure,
    /// Other machines may write as well: locks are not to be trusted (reliability row 56).
    Shared,
}

/// Something that an engine says about its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// What others may read or write though it is the owner's alone; nothing where all is private.
    Loose(Vec<Mended>),
    /// What belongs to somebody else than it should; nothing where all has one owner.
    Stranger(Vec<Mended>),
    /// What a program that was killed has left, and nobody needs; told only where there is some.
    Leftovers(Vec<Mended>),
    /// The engine and its version; sound if it is known to lose nothing where several programs write.
    Engine {
        /// Name and version, as its makers write them.
        name: String,
        /// Is it one that can be relied on?
        sound: bool,
    },
    /// How changes are logged, in the engine's word; fine if several programs can write at once.
    Log {
        /// The word.
        mode: String,
        /// Is it the way that we set?
        fine: bool,
    },
    /// The store can be read and not written.
    ReadOnly,
    /// The folder that it lies in, or will be made in.
    Folder {
        /// The nearest that is there; the store's own path where none is.
        path: PathBuf,
        /// Can this account write to it?
        writable: bool,
    },
    /// The file system that the folder is on.
    FileSystem {
        /// Its kind; none for a disk of this machine.
        kind: Option<String>,
        /// What that means.
        trust: Trust,
    },
    /// So many bytes are free.
    Room(u64),
    /// A server keeps the facts, and says this.
    Server(ServerSign),
}

/// Something that a server which keeps facts says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerSign {
    /// Its version, in its own words.
    Version(String),
    /// It follows another one and can only be read.
    Standby,
    /// Somebody has set it to take no writes.
    Closed,
    /// What it is set to.
    Setting {
        /// The setting.
        name: &'static str,
        /// Its value, in the server's word.
        value: String,
        /// Does it keep what was confirmed?
        fine: bool,
    },
    /// Servers that follow it.
    Copies {
        /// Of them so many have what is confirmed.
        confirmed: i64,
        /// So many there are.
        all: i64,
    },
    /// How long a question takes, and how long it took to connect.
    Trip {
        /// A question and its answer.
        trip: Duration,
        /// From the first word to the first answer.
        laid: Duration,
    },
    /// Its clock is so many milliseconds ahead of ours.
    Clock(i64),
    /// The line to it.
    Encrypted {
        /// Is it encrypted?
        is: bool,
        /// Does it leave this machine?
        needed: bool,
    },
    /// What this account may do there.
    Rights {
        /// The schema is its own, or it may make one.
        owner: bool,
        /// It may put facts in.
        writes: bool,
        /// It may read them.
        reads: bool,
        /// Is there a store at all?
        made: bool,
    },
}
