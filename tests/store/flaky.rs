//! An engine over a network that fails when it is told to: every fault that no file of this machine can have, made as a
//! server would make it, so that it can be seen what ledger, words and dashboard make of it.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use ketnoi::core::fact::Envelope;
use ketnoi::core::mailboxes::MailboxHealth;
use ketnoi::core::names::{Actor, CampaignId, CmdId, HOUSE_STREAM, UnitCode};
use ketnoi::core::time::Stamp;
use ketnoi::outfile::Guard;
use ketnoi::store::backup::{Archive, Backup};
use ketnoi::store::{
    Appended, Attempt, Batch, Blobs, Building, Cache, Claim, Claimant, Claimed, Courtesy, Departure, Engine,
    Head, Hole, InHand, Journal, Moved, Nudge, Origin, Piece, RawFact, ReadFacts, Restored, Search, SeenUpTo,
    Sending, Sendings, Sign, Site, SiteName, Slot, Snapshot, Store, StoreError, Stranger, StreamInfo, Sweeps,
    Turn,
};

/// What people call it: no name and no password are in it.
pub const NAME: &str = "server db.example/ketnoi";

/// How it is at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    Fine,
    /// No answer; what is open breaks, and stays broken once it is fine again.
    Down,
    /// The login is refused.
    Denied,
    /// Another certificate than before.
    Untrusted,
    /// The next commit is carried out and its answer lost; after that it is as it says.
    AnswerLost {
        then_down: bool,
    },
    /// The next commit is lost on its way there.
    CommandLost,
}

#[derive(Debug)]
struct State {
    weather: Weather,
    /// Counts up with every break: a connection of before is of no use.
    epoch: u64,
    /// How many turns were put on record.
    commits: u64,
    /// How often a line was to be laid.
    tries: u64,
    /// When facts of a campaign were asked for.
    looks: Vec<Instant>,
}

type Shared = Arc<Mutex<State>>;

/// A site behind a network.
#[derive(Clone)]
pub struct Flaky {
    inside: Arc<Mutex<Site>>,
    state: Shared,
    /// Whoever holds it has everybody wait who asks for forms that are open.
    pub courtesies: Arc<Mutex<()>>,
}

/// What stands at a site at this moment, at another one: what a server that lags behind holds.
pub fn copy_of(site: &Site) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy.tar");
    let mut backup = Backup::begin(site, &to, false, Guard::default(), "0", Stamp(7_000)).unwrap();
    backup.facts(&mut |_, _| ()).unwrap();
    backup.finish(Vec::new()).unwrap();
    let copy = Site::memory();
    let archive = Archive::read(File::open(&to).unwrap(), &to).unwrap();
    let unpacked = archive.unpack(&copy, &mut |_, _| (), &mut |_| ()).unwrap();
    unpacked.settle(&BTreeSet::new()).unwrap();
    copy
}

fn why(weather: Weather) -> Option<StoreError> {
    let site = SiteName::new(NAME);
    let detail = |words: &str| words.to_owned();
    match weather {
        Weather::Fine | Weather::AnswerLost { .. } | Weather::CommandLost => None,
        Weather::Down => Some(broken()),
        Weather::Denied => Some(StoreError::Denied {
            site,
            detail: detail("password authentication failed"),
        }),
        Weather::Untrusted => Some(StoreError::Untrusted {
            site,
            detail: detail("certificate is for other.example"),
        }),
    }
}

fn broken() -> StoreError {
    StoreError::Unreachable {
        site: SiteName::new(NAME),
        detail: "connection reset by peer".to_owned(),
    }
}

impl Flaky {
    pub fn new(inside: Site) -> Self {
        let state = State {
            weather: Weather::Fine,
            epoch: 0,
            commits: 0,
            tries: 0,
            looks: Vec::new(),
        };
        Self {
            courtesies: Arc::default(),
            inside: Arc::new(Mutex::new(inside)),
            state: Arc::new(Mutex::new(state)),
        }
    }

    pub fn site(&self) -> Site {
        Site::of(self.clone())
    }

    pub fn turns(&self, weather: Weather) {
        let mut state = self.state.lock().unwrap();
        state.weather = weather;
        state.epoch += u64::from(weather == Weather::Down);
    }

    /// How many turns were put on record so far.
    pub fn commits(&self) -> u64 {
        self.state.lock().unwrap().commits
    }

    /// How often a line was to be laid so far.
    pub fn tries(&self) -> u64 {
        self.state.lock().unwrap().tries
    }

    /// When facts of a campaign were asked for so far.
    pub fn looks(&self) -> Vec<Instant> {
        self.state.lock().unwrap().looks.clone()
    }

    /// Another server takes the place of the one that was there: every line breaks, and what is laid anew leads there.
    pub fn falls_back_to(&self, other: Site) {
        *self.inside.lock().unwrap() = other;
        self.state.lock().unwrap().epoch += 1;
    }

    fn inside(&self) -> Site {
        self.inside.lock().unwrap().clone()
    }

    fn up(&self) -> Result<(), StoreError> {
        why(self.state.lock().unwrap().weather).map_or(Ok(()), Err)
    }
}

impl Engine for Flaky {
    fn describe(&self) -> SiteName {
        SiteName::new(NAME)
    }
    fn open(&self) -> Result<Box<dyn Store>, StoreError> {
        self.state.lock().unwrap().tries += 1;
        self.up()?;
        Ok(Box::new(Line {
            store: self.inside().open()?,
            epoch: self.state.lock().unwrap().epoch,
            state: self.state.clone(),
            courtesies: self.courtesies.clone(),
        }))
    }
    fn create(&self) -> Result<Box<dyn Store>, StoreError> {
        self.inside().create().map(drop)?;
        self.open()
    }
    fn blobs(&self) -> Box<dyn Blobs> {
        self.inside().blobs()
    }
    fn search(&self) -> Result<Box<dyn Search>, StoreError> {
        self.inside().search()
    }
    fn discard_search(&self) {
        self.inside().discard_search();
    }
    fn may_fall_back(&self) -> bool {
        true
    }
    fn is_there(&self) -> bool {
        self.inside().is_there()
    }
    fn owner(&self) -> ketnoi::store::Owner {
        ketnoi::store::Owner::Maker
    }
    fn access_file(&self) -> Option<PathBuf> {
        None
    }
    fn guard(&self, guard: Guard) -> Guard {
        guard
    }
    fn watch(&self, nudge: Nudge) -> io::Result<()> {
        self.inside().watch(nudge)
    }
    fn nudges_early(&self) -> bool {
        false
    }
    fn health(&self) -> Vec<Sign> {
        Vec::new()
    }
    fn slot(&self, sender: &str, most: u64) -> Result<Option<Slot>, StoreError> {
        self.inside().slot(sender, most)
    }
    fn is_free(&self) -> Result<(), StoreError> {
        self.inside().is_free()
    }
    fn build(&self, room: u64) -> Result<Box<dyn Building>, StoreError> {
        self.inside().build(room)
    }
    fn build_around(&self, room: u64) -> Result<Box<dyn Building>, StoreError> {
        self.up()?;
        self.inside().build_around(room)
    }
}

/// One connection.
struct Line {
    store: Box<dyn Store>,
    state: Shared,
    epoch: u64,
    courtesies: Arc<Mutex<()>>,
}

impl Line {
    fn inside(&mut self) -> Result<&mut dyn Store, StoreError> {
        let state = self.state.lock().unwrap();
        if let Some(why) = why(state.weather) {
            return Err(why);
        }
        if state.epoch != self.epoch {
            return Err(broken());
        }
        drop(state);
        Ok(self.store.as_mut())
    }
}

impl ReadFacts for Line {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        self.inside()?.head(stream)
    }
    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        if stream.as_str() != HOUSE_STREAM {
            self.state.lock().unwrap().looks.push(Instant::now());
        }
        self.inside()?.read_after(stream, after, limit)
    }
    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        self.inside()?.command(stream, cmd)
    }
}

impl Journal for Line {
    fn turn(
        &mut self,
        stream: &CampaignId,
        after: u64,
        cmd: Option<CmdId>,
    ) -> Result<Box<dyn Turn + '_>, StoreError> {
        self.inside()?;
        Ok(Box::new(LineTurn {
            turn: self.store.turn(stream, after, cmd)?,
            state: self.state.clone(),
        }))
    }
    fn streams(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.inside()?.streams()
    }
    fn stream_names(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        self.inside()?.stream_names()
    }
    fn streams_at_once(&mut self) -> Result<Vec<StreamInfo>, StoreError> {
        self.inside()?.streams_at_once()
    }
    fn raw_after(
        &mut self,
        stream: &CampaignId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Option<RawFact>>, StoreError> {
        self.inside()?.raw_after(stream, after, limit)
    }
    fn about(
        &mut self,
        stream: &CampaignId,
        unit: &UnitCode,
        after: u64,
        until: u64,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.inside()?.about(stream, unit, after, until)
    }
    fn verify(&mut self, stream: &CampaignId, each: &mut dyn FnMut(&Envelope)) -> Result<Head, StoreError> {
        self.inside()?.verify(stream, each)
    }
    fn holes(&mut self, stream: &CampaignId) -> Result<Vec<Hole>, StoreError> {
        self.inside()?.holes(stream)
    }
    fn has_remains(&mut self) -> Result<bool, StoreError> {
        self.inside()?.has_remains()
    }
    fn scrub(&mut self) -> Result<bool, StoreError> {
        self.inside()?.scrub()
    }
    fn strangers(&mut self) -> Result<Vec<Stranger>, StoreError> {
        self.inside()?.strangers()
    }
    fn flaws(&mut self) -> Result<Vec<String>, StoreError> {
        self.inside()?.flaws()
    }
}

impl Cache for Line {
    fn snapshot(&mut self, stream: &CampaignId, fingerprint: u64) -> Result<Option<Snapshot>, StoreError> {
        self.inside()?.snapshot(stream, fingerprint)
    }
    fn keep_snapshot(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        self.inside()?.keep_snapshot(stream, fingerprint, snapshot)
    }
    fn keep_pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        seq: u64,
        pieces: &[Piece<'_>],
    ) -> Result<(), StoreError> {
        self.inside()?.keep_pieces(stream, fingerprint, seq, pieces)
    }
    fn pieces(
        &mut self,
        stream: &CampaignId,
        fingerprint: u64,
        each: &mut dyn FnMut(u64, Vec<u8>),
    ) -> Result<bool, StoreError> {
        self.inside()?.pieces(stream, fingerprint, each)
    }
    fn drop_snapshot(&mut self, stream: &CampaignId) -> Result<(), StoreError> {
        self.inside()?.drop_snapshot(stream)
    }
    fn damaged_snapshots(&mut self) -> Result<Vec<CampaignId>, StoreError> {
        self.inside()?.damaged_snapshots()
    }
}

impl Courtesy for Line {
    fn keep_attempt(&mut self, attempt: &Attempt) -> Result<(), StoreError> {
        self.inside()?.keep_attempt(attempt)
    }
    fn attempts(&mut self) -> Result<Vec<Attempt>, StoreError> {
        self.inside()?.attempts()
    }
    fn claim(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        units: &[UnitCode],
        now: Stamp,
        until: Stamp,
    ) -> Result<(), StoreError> {
        self.inside()?.claim(stream, actor, units, now, until)
    }
    fn claims(&mut self, stream: &CampaignId, now: Stamp) -> Result<Vec<Claim>, StoreError> {
        let courtesies = Arc::clone(&self.courtesies);
        let _waits = courtesies.lock().unwrap();
        self.inside()?.claims(stream, now)
    }
    fn seen_up_to(&mut self, stream: &CampaignId, actor: &Actor) -> Result<Option<SeenUpTo>, StoreError> {
        self.inside()?.seen_up_to(stream, actor)
    }
    fn set_seen_up_to(
        &mut self,
        stream: &CampaignId,
        actor: &Actor,
        looked: SeenUpTo,
    ) -> Result<(), StoreError> {
        self.inside()?.set_seen_up_to(stream, actor, looked)
    }
}

impl Sweeps for Line {
    fn swept(&mut self, mailbox: &str) -> Result<HashMap<String, String>, StoreError> {
        self.inside()?.swept(mailbox)
    }
    fn keep_swept(
        &mut self,
        mailbox: &str,
        read: &[(String, String)],
        gone: &[String],
    ) -> Result<(), StoreError> {
        self.inside()?.keep_swept(mailbox, read, gone)
    }
    fn mailboxes(&mut self) -> Result<Vec<MailboxHealth>, StoreError> {
        self.inside()?.mailboxes()
    }
    fn keep_mailbox(&mut self, health: &MailboxHealth) -> Result<(), StoreError> {
        self.inside()?.keep_mailbox(health)
    }
    fn drop_mailbox(&mut self, name: &str) -> Result<bool, StoreError> {
        self.inside()?.drop_mailbox(name)
    }
}

impl Sendings for Line {
    fn claim_sending(
        &mut self,
        stream: &CampaignId,
        message: &[Sending],
        by: Claimant<'_>,
    ) -> Result<Claimed, StoreError> {
        self.inside()?.claim_sending(stream, message, by)
    }
    fn sending_leaves(&mut self, token: &str) -> Result<bool, StoreError> {
        self.inside()?.sending_leaves(token)
    }
    fn settle_sending(&mut self, token: &str, again: Option<Stamp>) -> Result<(), StoreError> {
        self.inside()?.settle_sending(token, again)
    }
    fn sendings(&mut self, stream: &CampaignId) -> Result<Vec<InHand>, StoreError> {
        self.inside()?.sendings(stream)
    }
}

impl Departure for Line {
    fn moved(&mut self) -> Result<Option<Moved>, StoreError> {
        self.inside()?.moved()
    }
    fn leave(&mut self, to: &str, last: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        self.inside()?.leave(to, last)
    }
    fn has_left(&mut self) -> Result<(), StoreError> {
        self.inside()?.has_left()
    }
    fn stay(&mut self) -> Result<(), StoreError> {
        self.inside()?.stay()
    }
}

impl Origin for Line {
    fn restored(&mut self) -> Result<Option<Restored>, StoreError> {
        self.inside()?.restored()
    }
    fn has_looked(&mut self, actor: &Actor, at: Stamp) -> Result<(), StoreError> {
        self.inside()?.has_looked(actor, at)
    }
}

struct LineTurn<'a> {
    turn: Box<dyn Turn + 'a>,
    state: Shared,
}

impl ReadFacts for LineTurn<'_> {
    fn head(&mut self, stream: &CampaignId) -> Result<Head, StoreError> {
        self.turn.head(stream)
    }
    fn read_after(
        &mut self,
        stream: &CampaignId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        self.turn.read_after(stream, after, limit)
    }
    fn command(&mut self, stream: &CampaignId, cmd: CmdId) -> Result<Vec<Envelope>, StoreError> {
        self.turn.command(stream, cmd)
    }
}

impl Turn for LineTurn<'_> {
    fn expect(&mut self, cmds: &[CmdId]) -> Result<(), StoreError> {
        self.turn.expect(cmds)
    }

    fn put(&mut self, expected: u64, batch: &Batch) -> Result<Appended, StoreError> {
        self.turn.put(expected, batch)
    }

    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let mut state = self.state.lock().unwrap();
        state.commits += 1;
        let after = match state.weather {
            Weather::AnswerLost { then_down: true } => Weather::Down,
            Weather::AnswerLost { then_down: false } | Weather::CommandLost => Weather::Fine,
            Weather::Fine | Weather::Down | Weather::Denied | Weather::Untrusted => {
                drop(state);
                return self.turn.commit();
            }
        };
        if state.weather != Weather::CommandLost {
            self.turn.commit()?;
        }
        state.weather = after;
        state.epoch += 1;
        Err(StoreError::Unsure(Box::new(broken())))
    }
}
