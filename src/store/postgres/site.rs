//! A store on a server as a whole.
//!
//! It must never know what is in it.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use super::build::NewSchema;
use super::connect::connect;
use super::nowhere::Nowhere;
use super::wire::Wire;
use super::{grant, health, look, relay, schema};
use crate::core::hex::hex;
use crate::core::names::CampaignId;
use crate::core::server::ServerUrl;
use crate::outfile::Guard;
use crate::store::blobs::Blobs;
use crate::store::engine::{Building, Engine, Nudge, Owner, Slot, Store, Surroundings};
use crate::store::error::{SiteName, StoreError, Unfit};
use crate::store::files;
use crate::store::health::Sign;
use crate::store::journal::Head;
use crate::store::search::Search;
use crate::store::sqlite::SearchFile;

/// How long a server that went away may take to come back, or another to take its place.
pub(super) const PATIENCE: Duration = Duration::from_secs(12);
/// So long it is believed that there is no connection to be had.
const MISSED: Duration = Duration::from_secs(1);
/// A session that is quiet for so long gives its connection back, where a relay tells it of changes.
const QUIET: Duration = Duration::from_mins(1);

/// What all connections of one store share in this process.
pub(super) struct Shared {
    pub(super) url: ServerUrl,
    pub(super) around: Surroundings,
    pub(super) name: SiteName,
    nudges: Mutex<Vec<Nudge>>,
    /// Is the account of this machine the store's owner there? As it was when it was last asked.
    ours: Mutex<Option<bool>>,
    /// A connection that was laid to find something out, for whoever needs the next.
    spare: Mutex<Option<Wire>>,
    /// When none could be laid for that, and why: whoever needs one right after is not to wait for the same once more.
    missed: Mutex<Option<(Instant, StoreError)>>,
    /// The connections that are held for long.
    lines: Mutex<Vec<Weak<Line>>>,
    /// This process is given no watch over a relay's file.
    no_watch: AtomicBool,
}

/// A connection that is held for long, for as long as it is of use.
#[derive(Debug)]
struct Line {
    wire: Mutex<Option<Arc<Wire>>>,
    used: Mutex<Instant>,
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// Somebody may have written.
    pub(super) fn nudge(&self) {
        held(&self.nudges).iter().for_each(|nudge| nudge());
    }

    /// The channel on which whoever has written says so.
    fn channel(&self) -> String {
        format!("ketnoi_{}", self.url.schema)
    }

    /// From now on tells `nudge` of every change.
    pub(super) fn watch(&self, nudge: Nudge) {
        held(&self.nudges).push(nudge);
    }

    /// What saves time of this store on this machine is called so.
    pub(super) fn scratch_name(&self) -> String {
        let name = Sha256::digest(self.name.to_string());
        format!("server-{}", hex(name.get(..8).unwrap_or_default()))
    }

    fn line(&self, wire: Wire) -> Arc<Line> {
        let line = Arc::new(Line {
            wire: Mutex::new(Some(Arc::new(wire))),
            used: Mutex::new(Instant::now()),
        });
        let mut lines = held(&self.lines);
        lines.retain(|line| line.strong_count() > 0);
        lines.push(Arc::downgrade(&line));
        line
    }

    /// A relay is of no use to this process.
    pub(super) fn hears_no_relay(&self) {
        self.no_watch.store(true, Ordering::Relaxed);
    }

    /// Is a relay with one of these files at work, and heard?
    pub(super) fn is_told_by_relay(&self, files: &[PathBuf]) -> bool {
        !self.no_watch.load(Ordering::Relaxed) && relay::is_at_work(files)
    }

    /// Has everything that is written said on this connection.
    pub(super) fn listen(&self, wire: &Wire) {
        if !wire.known.standby {
            wire.send(&format!("LISTEN {}", self.channel()));
        }
    }

    /// The same on every connection that is held.
    pub(super) fn listen_everywhere(&self) {
        let lines: Vec<_> = held(&self.lines).iter().filter_map(Weak::upgrade).collect();
        for line in lines {
            let wire = held(&line.wire).clone();
            if let Some(wire) = wire.filter(|wire| wire.is_open()) {
                self.listen(&wire);
            }
        }
    }

    /// Gives back the connections that nobody has used for long.
    pub(super) fn give_back(&self) {
        *held(&self.spare) = None;
        for line in held(&self.lines).iter().filter_map(Weak::upgrade) {
            if held(&line.used).elapsed() >= QUIET {
                *held(&line.wire) = None;
            }
        }
    }

    /// Finds something out about the server by a connection that whoever needs the next is given; and if there is none to be
    /// had, why not.
    fn find_out<T>(self: &Arc<Self>, of: impl FnOnce(&Wire) -> T) -> Option<T> {
        match self.connect() {
            Ok(wire) => {
                let found = of(&wire);
                *held(&self.spare) = Some(wire);
                Some(found)
            }
            Err(why) => {
                *held(&self.missed) = Some((Instant::now(), why));
                None
            }
        }
    }

    pub(super) fn connect(self: &Arc<Self>) -> Result<Wire, StoreError> {
        if let Some(wire) = held(&self.spare).take().filter(Wire::is_open) {
            return Ok(wire);
        }
        if let Some((at, why)) = held(&self.missed).take()
            && at.elapsed() < MISSED
        {
            return Err(why);
        }
        let wire = connect(self)?;
        *held(&self.ours) = Some(wire.known.ours);
        // The server wakes everybody in it who listens for whatever anybody says: hundreds that a relay tells anyway need not.
        if !self.is_told_by_relay(&relay::files_of(self)) {
            self.listen(&wire);
        }
        Ok(wire)
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Shared").field(&self.name).finish()
    }
}

/// The site of a store on a server.
#[derive(Debug)]
pub struct ServerSite {
    shared: Arc<Shared>,
}

impl ServerSite {
    /// The store of this name.
    pub fn new(url: &ServerUrl, around: &Surroundings) -> Self {
        Self {
            shared: Arc::new(Shared {
                name: SiteName::new(url.place()),
                url: url.clone(),
                around: around.clone(),
                nudges: Mutex::default(),
                ours: Mutex::default(),
                spare: Mutex::default(),
                missed: Mutex::default(),
                lines: Mutex::default(),
                no_watch: AtomicBool::new(false),
            }),
        }
    }

    /// What is there to be opened, if it is ours and can be read.
    fn judge(&self, wire: &Wire) -> Result<(), StoreError> {
        let site = self.shared.name.clone();
        let known = &wire.known;
        if known.foreign {
            return Err(if known.may_read || known.ours {
                let why = Unfit::Schema(self.shared.url.schema.clone());
                StoreError::Unfit { site, why }
            } else {
                StoreError::Forbidden {
                    site,
                    detail: format!("permission denied for schema {}", self.shared.url.schema),
                }
            });
        }
        match known.tables {
            None => Err(StoreError::Absent(site)),
            Some(found) if found > schema::KNOWN => Err(StoreError::Newer {
                site,
                found,
                known: schema::KNOWN,
            }),
            Some(_) if !known.may_read => Err(StoreError::Forbidden {
                site,
                detail: format!("permission denied for table {}.facts", self.shared.url.schema),
            }),
            Some(_) => Ok(()),
        }
    }

    fn store(&self, wire: Wire) -> Box<dyn Store> {
        Box::new(ServerStore {
            shared: self.shared.clone(),
            line: self.shared.line(wire),
            tails: HashMap::new(),
            is_sound: false,
        })
    }

    /// Where what saves time of this store is kept on this machine, if anywhere.
    fn scratch(&self) -> Option<PathBuf> {
        let folder = self.shared.around.cache.as_ref()?;
        Some(folder.join(self.shared.scratch_name()))
    }
}

impl Engine for ServerSite {
    fn describe(&self) -> SiteName {
        self.shared.name.clone()
    }

    fn open(&self) -> Result<Box<dyn Store>, StoreError> {
        let wire = self.shared.connect()?;
        match self.judge(&wire) {
            Ok(()) => Ok(self.store(wire)),
            Err(why) => {
                if matches!(why, StoreError::Absent(_)) {
                    // Whoever is told that there is none makes one, or asks again.
                    *held(&self.shared.spare) = Some(wire);
                }
                Err(why)
            }
        }
    }

    fn create(&self) -> Result<Box<dyn Store>, StoreError> {
        let wire = self.shared.connect()?;
        match self.judge(&wire) {
            Err(StoreError::Absent(_)) => {}
            Err(why) => return Err(why),
            Ok(()) => return Ok(self.store(wire)),
        }
        if wire.known.standby || wire.known.closed {
            return Err(StoreError::ReadOnly(self.shared.name.clone()));
        }
        schema::bring_up(&wire, &self.shared.url.schema)?;
        drop(wire);
        let wire = self.shared.connect()?;
        self.judge(&wire)?;
        Ok(self.store(wire))
    }

    fn blobs(&self) -> Box<dyn Blobs> {
        Box::new(Nowhere(self.shared.name.clone()))
    }

    fn search(&self) -> Result<Box<dyn Search>, StoreError> {
        let scratch = self
            .scratch()
            .filter(|s| s.parent().is_some_and(|f| files::make_folders(f).is_ok()));
        let index = scratch.map_or_else(SearchFile::in_memory, |scratch| SearchFile::of(&scratch));
        Ok(Box::new(index?))
    }

    fn discard_search(&self) {
        if let Some(scratch) = self.scratch() {
            SearchFile::discard(&scratch);
        }
    }

    fn patience(&self) -> Duration {
        PATIENCE
    }

    fn may_fall_back(&self) -> bool {
        true
    }

    fn is_there(&self) -> bool {
        let there = |wire: &Wire| wire.known.tables.is_some() || wire.known.foreign;
        self.shared.find_out(there).unwrap_or_default()
    }

    fn owner(&self) -> Owner {
        let known = *held(&self.shared.ours);
        // Nobody is let do anything on the word of a server that does not answer.
        let ours = known.unwrap_or_else(|| self.shared.find_out(|wire| wire.known.ours).unwrap_or_default());
        Owner::Server { ours }
    }

    fn access_file(&self) -> Option<PathBuf> {
        None
    }

    fn guard(&self, guard: Guard) -> Guard {
        guard
    }

    fn watch(&self, nudge: Nudge) -> io::Result<()> {
        self.shared.watch(nudge);
        look::watch(&self.shared)
    }

    /// It is said once the server has confirmed it.
    fn nudges_early(&self) -> bool {
        false
    }

    fn relay(&self, ended: &dyn Fn() -> bool, away: &dyn Fn(&StoreError)) -> Option<Result<(), StoreError>> {
        Some(relay::run(&self.shared, ended, away))
    }

    fn grants(&self, writer: &str, reader: &str) -> Option<String> {
        Some(grant::sql(&self.shared.url.schema, writer, reader))
    }

    fn health(&self) -> Vec<Sign> {
        let began = Instant::now();
        // What is wrong is told by opening it.
        let signs = |wire: &Wire| health::of(wire, &self.shared.url, began.elapsed());
        self.shared.find_out(signs).unwrap_or_default()
    }

    fn slot(&self, _sender: &str, _most: u64) -> Result<Option<Slot>, StoreError> {
        Err(StoreError::NoFiles(self.shared.name.clone()))
    }

    fn is_free(&self) -> Result<(), StoreError> {
        let wire = self.shared.connect()?;
        let there = wire.known.tables.is_some() || wire.known.foreign;
        *held(&self.shared.spare) = Some(wire);
        if there {
            return Err(StoreError::Occupied(self.shared.name.clone()));
        }
        Ok(())
    }

    fn build(&self, _room: u64) -> Result<Box<dyn Building>, StoreError> {
        self.is_free()?;
        let wire = self.shared.connect()?;
        Ok(Box::new(NewSchema::begin(&self.shared, wire)?))
    }
}

/// A connection to a store on a server, laid anew where it broke.
#[derive(Debug)]
pub(super) struct ServerStore {
    shared: Arc<Shared>,
    line: Arc<Line>,
    /// The last fact of each stream that was seen here.
    tails: HashMap<CampaignId, Head>,
    /// Nothing strange stands in the schema.
    pub(super) is_sound: bool,
}

impl ServerStore {
    pub(super) fn schema(&self) -> &str {
        &self.shared.url.schema
    }

    pub(super) fn name(&self) -> SiteName {
        self.shared.name.clone()
    }

    /// Is only one host named?
    pub(super) fn is_alone(&self) -> bool {
        self.shared.url.hosts.len() < 2
    }

    /// The connection, laid anew where it broke.
    pub(super) fn wire(&mut self) -> Result<Arc<Wire>, StoreError> {
        *held(&self.line.used) = Instant::now();
        if let Some(wire) = held(&self.line.wire).as_ref().filter(|wire| wire.is_open()) {
            return Ok(wire.clone());
        }
        *held(&self.line.wire) = None;
        self.is_sound = false;
        let wire = Arc::new(self.shared.connect()?);
        match wire.known.tables {
            None => return Err(StoreError::Absent(self.name())),
            Some(found) if found > schema::KNOWN => {
                return Err(StoreError::Newer {
                    site: self.name(),
                    found,
                    known: schema::KNOWN,
                });
            }
            Some(_) => {}
        }
        *held(&self.line.wire) = Some(wire.clone());
        Ok(wire)
    }

    pub(super) fn hang_up(&mut self) {
        *held(&self.line.wire) = None;
        *held(&self.shared.spare) = None;
    }

    pub(super) fn tail(&self, stream: &CampaignId) -> Option<Head> {
        self.tails.get(stream).copied()
    }

    /// A fact was seen here.
    pub(super) fn seen(&mut self, stream: &CampaignId, head: Head) {
        match self.tails.get_mut(stream) {
            Some(tail) if tail.seq < head.seq => *tail = head,
            Some(_) => {}
            None => {
                self.tails.insert(stream.clone(), head);
            }
        }
    }

    /// A fact that stands there now: where it is the last that was seen, is it the same?
    pub(super) fn is_same(&self, stream: &CampaignId, found: Head) -> Result<(), StoreError> {
        match self.tail(stream) {
            Some(had) if had.seq == found.seq => self.not_before(stream, found),
            _ => Ok(()),
        }
    }

    /// What a stream ends with now: is it what was seen, or less?
    pub(super) fn not_before(&self, stream: &CampaignId, found: Head) -> Result<(), StoreError> {
        match self.tail(stream) {
            Some(had) if found.seq < had.seq || found.seq == had.seq && found.hash != had.hash => {
                Err(StoreError::Rewound {
                    site: self.name(),
                    stream: stream.clone(),
                    had: Box::new(had),
                    found: Box::new(found),
                })
            }
            _ => Ok(()),
        }
    }

    /// Says to all who listen that something was written. After it was, and without waiting: a notification in the
    /// transaction itself would make all that is written in the whole server wait for each other.
    pub(super) fn tell_others(&self, wire: &Wire) {
        wire.send(&format!("NOTIFY {}", self.shared.channel()));
    }
}
