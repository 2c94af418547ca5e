//! What rots: any one bit of a store file may be another. What is shown then is the truth, or an error; never something
//! else with a straight face. Row 67 of the table of faults.
//!
//! The bits are flipped in the pages of the file itself, so that indexes, page headers and the engine's own lists suffer
//! like everything else.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use super::age::live_on;
use crate::life::{self, Life};
use ketnoi::clock::Clock;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{CampaignOpened, ContactHow, Draft, Fact, Role, Via};
use ketnoi::core::names::{Actor, CampaignId, CmdId, UnitCode, UnitIx};
use ketnoi::core::time::{DAY, Stamp};
use ketnoi::ledger::{Ledger, LedgerError, Opening, ReadOnly};
use ketnoi::store::codec::Row;
use ketnoi::store::{Batch, Site, StoreError};
use proptest::prelude::*;
use rusqlite::Connection;

const PAGE: usize = 4_096;
const UNITS: usize = 8;
const LATER: Stamp = Stamp(life::START.0 + 60 * DAY);
/// Differs from the campaign's own name in one bit.
const NEXT_DOOR: &str = "wtisd-2021";

fn open(path: &Path, campaign: Option<&str>, read_only: Option<ReadOnly>) -> Result<Ledger, LedgerError> {
    let def = life::definition(UNITS);
    Ledger::open(Opening {
        site: Site::file(path),
        campaign: campaign.map(CampaignId::from),
        shipped: &|_| Some(def.clone()),
        who: Who {
            actor: Actor::from("lan"),
            real_user: Actor::from("lan"),
            role: Role::Administrator,
            via: Via::Cli,
        },
        clock: Clock::Fixed(LATER),
        read_only,
    })
}

/// A campaign that was opened long ago, with one fact.
fn open_next_door(path: &Path) {
    let mut definition = (*life::definition(UNITS)).clone();
    definition.id = CampaignId::from(NEXT_DOOR);
    let fact = Fact::CampaignOpened(CampaignOpened {
        definition: Arc::new(definition),
        source: "shipped".into(),
    });
    let at = Stamp(1_000);
    let batch = Batch {
        cmd: CmdId(ulid::Ulid(1)),
        actor: "lan".into(),
        real_user: "lan".into(),
        role: Role::Editor,
        via: Via::Cli,
        recorded: at,
        drafts: vec![Draft {
            unit: None,
            at,
            entered_later: false,
            fact,
        }],
    };
    let mut journal = Site::file(path).create().unwrap();
    let turn = journal.turn(&CampaignId::from(NEXT_DOOR), 0, None).unwrap();
    turn.append(0, &batch).unwrap();
}

/// A closed store with facts, a stored state with pieces, facts on top of it, and another campaign.
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    life::make(&path, UNITS, 120);
    let mut ledger = open(&path, None, None).unwrap();
    // Calls alone, more than undo reaches back: the older ones are packed.
    for n in 0..800 {
        let unit = UnitCode::from(ledger.campaign().roster().code(UnitIx(n % 2)));
        let call = Command::LogContact {
            units: vec![unit],
            how: ContactHow::Phone,
        };
        let who = ledger.who().clone();
        ledger
            .submit_as(
                &who,
                &Order::new(CmdId(ulid::Ulid(9_000 + u128::from(n))), call),
                LATER,
            )
            .unwrap();
    }
    live_on(&mut ledger, &mut Life::new(3), 30);
    drop(ledger);
    open_next_door(&path);
    let conn = Connection::open(&path).unwrap();
    let count = |table: &str| -> i64 {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0))
            .unwrap()
    };
    let kept = (count("snapshots"), count("shelves"));
    assert!(kept.0 == 1 && kept.1 > 0, "{kept:?}");
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(conn);
    fs::read(&path).unwrap()
});

/// What is shown of a store: the campaign that is open, and what the list of campaigns says.
#[derive(Debug, PartialEq, Clone)]
struct Picture {
    campaign: Vec<u8>,
    asked_for: Vec<u8>,
    streams: Vec<(String, u64)>,
    history: usize,
}

fn bytes(ledger: &Ledger) -> Vec<u8> {
    postcard::to_stdvec(ledger.campaign()).unwrap()
}

/// With `deep`, the history of a unit too, for which the old facts are read.
fn picture(path: &Path, deep: bool) -> Result<Picture, LedgerError> {
    let mut ledger = open(path, None, Some(ReadOnly::Asked))?;
    ledger.catch_up()?;
    let mut history = 0;
    if deep {
        for ix in ledger.campaign().roster().units().take(1).collect::<Vec<_>>() {
            history += ledger.history(ix)?.len();
        }
    }
    let campaign = bytes(&ledger);
    let journal = ledger.journal().expect("there is a store");
    let streams = journal.streams()?;
    let streams = streams.into_iter().map(|s| (s.id.0, s.head.seq)).collect();
    drop(ledger);
    let asked_for = open(path, Some(NEXT_DOOR), Some(ReadOnly::Asked))?;
    Ok(Picture {
        campaign,
        asked_for: bytes(&asked_for),
        streams,
        history,
    })
}

struct Patient {
    _dir: tempfile::TempDir,
    path: PathBuf,
}

impl Patient {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("k.db");
        Self { _dir: dir, path }
    }

    /// The store with one bit that is another.
    fn with(&self, at: usize, bit: u8) -> &Path {
        let mut bytes = GOOD.clone();
        bytes[at] ^= 1 << bit;
        for tail in ["-wal", "-shm"] {
            let mut beside = self.path.clone().into_os_string();
            beside.push(tail);
            let _ = fs::remove_file(beside);
        }
        fs::write(&self.path, bytes).unwrap();
        &self.path
    }
}

static TRUTH: LazyLock<[Picture; 2]> = LazyLock::new(|| {
    let place = Patient::new();
    fs::write(&place.path, &*GOOD).unwrap();
    [false, true].map(|deep| picture(&place.path, deep).unwrap())
});

/// Is what is shown the truth, or an error?
fn is_honest(place: &Patient, at: usize, bit: u8, deep: bool) -> Result<bool, String> {
    match picture(place.with(at, bit), deep) {
        Err(_) => Ok(false),
        Ok(p) if p == TRUTH[usize::from(deep)] => Ok(true),
        Ok(p) => Err(format!(
            "byte {at} (page {}, {}), bit {bit}: {:?}",
            at / PAGE + 1,
            at % PAGE,
            (p.streams, p.history)
        )),
    }
}

/// `KETNOI_ROT_CASES` asks for more than can be waited for every day.
fn cases() -> u32 {
    let asked = std::env::var("KETNOI_ROT_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn one_bit_anywhere_shows_the_truth_or_an_error(page in 0.0_f64..1.0, head in any::<bool>(), at in 0.0_f64..1.0, bit in 0_u8..8, deep in 0_u8..8) {
        let pages = GOOD.len() / PAGE;
        let page = (page * pages as f64) as usize;
        // What a page begins with, and where its cells are, decides most.
        let within = if head { 120.0 } else { PAGE as f64 };
        let at = page * PAGE + (at * within) as usize;
        let place = Patient::new();
        let told = is_honest(&place, at, bit, deep == 0);
        prop_assert!(told.is_ok(), "{:?}", told);
    }
}

/// Where bytes stand in the good store, for the first time.
fn place_of(bytes: &[u8]) -> usize {
    GOOD.windows(bytes.len())
        .position(|w| w == bytes)
        .expect("they stand in the file")
}

/// The last fact's row, byte by byte: nothing of it can be another unnoticed.
#[test]
fn every_byte_of_a_fact_that_is_read_is_checked() {
    let patient = Patient::new();
    fs::write(&patient.path, &*GOOD).unwrap();
    let conn = Connection::open(&patient.path).unwrap();
    let (hash, payload): (Vec<u8>, String) = conn
        .query_row(
            "SELECT hash, payload FROM facts WHERE stream = 'wtisd-2020' ORDER BY seq DESC LIMIT 1",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .unwrap();
    drop(conn);
    let hash = place_of(&hash);
    let row = hash - 120..hash + 32 + payload.len();
    let mut noticed = 0;
    for at in row.clone() {
        let told = is_honest(&patient, at, (at % 8) as u8, false);
        noticed += usize::from(told == Ok(false));
        told.unwrap();
    }
    // All but the row's own copy of what the index says as well.
    assert!(noticed * 10 > row.len() * 7, "{noticed} of {}", row.len());
}

/// What is wrong with a stored state or a piece costs nothing but time.
#[test]
fn a_state_that_rots_is_made_anew_and_written_anew() {
    let patient = Patient::new();
    fs::write(&patient.path, &*GOOD).unwrap();
    let conn = Connection::open(&patient.path).unwrap();
    let blob = |sql: &str| -> Vec<u8> { conn.query_row(sql, [], |r| r.get(0)).unwrap() };
    let state = blob("SELECT substr(state, 1, 24) FROM snapshots");
    let piece = blob("SELECT bytes FROM shelves LIMIT 1");
    drop(conn);
    for at in [place_of(&state) + 9, place_of(&piece[..40]) + 20] {
        for bit in 0..8 {
            let path = patient.with(at, bit).to_owned();
            assert_eq!(picture(&path, false).unwrap(), TRUTH[0], "byte {at}, bit {bit}");
        }
        let path = patient.with(at, 0).to_owned();
        let id = CampaignId::from("wtisd-2020");
        let damaged = || Site::file(&path).open().unwrap().damaged_snapshots().unwrap();
        assert_eq!(damaged(), std::slice::from_ref(&id));
        let told = Arc::new(Mutex::new(Vec::new()));
        let mut ledger = open(&path, None, None).unwrap();
        let heard = told.clone();
        ledger.hear_of_damage(Box::new(move |id| heard.lock().unwrap().push(id.clone())));
        assert_eq!(*told.lock().unwrap(), std::slice::from_ref(&id), "told once");
        // It does not live on in what is written next.
        live_on(&mut ledger, &mut Life::new(11), 1);
        assert_eq!(damaged(), []);
        ledger.verify().unwrap();
        let now = bytes(&ledger);
        drop(ledger);
        assert_eq!(bytes(&open(&path, None, Some(ReadOnly::Asked)).unwrap()), now);
        assert_eq!(told.lock().unwrap().len(), 1);
    }
}

/// What has a right hash and is still not what the facts give: a hand, or a mistake of ours.
#[test]
fn a_state_that_a_replay_does_not_give_is_dropped_by_whoever_verifies() {
    let patient = Patient::new();
    fs::write(&patient.path, &*GOOD).unwrap();
    let id = CampaignId::from("wtisd-2020");
    let conn = Connection::open(&patient.path).unwrap();
    let fingerprint: i64 = conn
        .query_row("SELECT fingerprint FROM snapshots", [], |r| r.get(0))
        .unwrap();
    drop(conn);
    let mut journal = Site::file(&patient.path).open().unwrap();
    let mut state = journal
        .snapshot(&id, fingerprint.cast_unsigned())
        .unwrap()
        .unwrap();
    let name = "Lai Châu".as_bytes();
    let at = state.bytes.windows(name.len()).position(|w| w == name);
    state.bytes[at.expect("a name") + 2] ^= 4;
    journal
        .keep_snapshot(&id, fingerprint.cast_unsigned(), &state)
        .unwrap();
    drop(journal);
    let damaged = |read_only| match open(&patient.path, None, read_only).unwrap().verify() {
        Err(LedgerError::Store(StoreError::DamagedState(of))) => of == id,
        _ => false,
    };
    assert!(
        damaged(Some(ReadOnly::Asked)) && damaged(Some(ReadOnly::Asked)),
        "who looks changes nothing"
    );
    assert!(damaged(None));
    assert_eq!(picture(&patient.path, false).unwrap(), TRUTH[0]);
    open(&patient.path, None, None).unwrap().verify().unwrap();
}

/// What is hashed of a row has every number as its decimal digits, also the longest and the shortest.
#[test]
fn numbers_of_any_length_are_hashed_as_their_digits() {
    for n in [0, 7, -1, 10, 99, -100, i64::MAX, i64::MIN] {
        let row = Row {
            stream: "s".into(),
            seq: n,
            cmd: String::new(),
            n,
            kind: String::new(),
            version: n,
            at: n,
            recorded: n,
            actor: String::new(),
            real_user: String::new(),
            role: String::new(),
            via: String::new(),
            unit: None,
            entered_later: n,
            payload: String::new(),
            salt: None,
            digest: None,
            redacted_by: None,
            hash: [0; 32],
        };
        let text = String::from_utf8(row.preimage(&[0xa7; 32])).expect("digits and names");
        let (digits, e) = (n.to_string(), "0:,");
        let net = format!("{}:{digits},", digits.len());
        let before = format!("64:{},", "a7".repeat(32));
        assert_eq!(
            text,
            format!("13:ketnoi.fact/1,{before}1:s,{net}{e}{net}{e}{net}{net}{net}{e}{e}{e}{e}-,{net}{e}")
        );
    }
}
