//! What age may not do: a campaign that has been busy for long starts as quickly, forgets nothing that somebody can ask
//! for, keeps its log short; a desk that stands for weeks takes no more memory. Rows 19, 49 and 53 of the table of faults.

use std::path::Path;

use crate::common::alone::{is_alone, resident};
use crate::life::{self, Life};
use ketnoi::clock::Clock;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{Fact, Role, Via};
use ketnoi::core::names::{Actor, CmdId, Lang, UnitCode};
use ketnoi::core::past::Sight;
use ketnoi::core::status::Step;
use ketnoi::core::time::{DAY, SECOND, Stamp};
use ketnoi::core::unit::{Entry, toggle};
use ketnoi::ledger::{Completed, Ledger, LedgerError, Opening, ReadOnly};
use ketnoi::store::{Site, StoreError};
use ketnoi::text::Catalogue;
use ketnoi::tui::keymap::Keymap;
use ketnoi::tui::model::{Begin, Model};
use ketnoi::tui::msg::{Answer, Msg};
use ketnoi::tui::theme::Look;
use ketnoi::tui::update::update;
use ketnoi::tui::view::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const UNITS: usize = 63;
const LATER: Stamp = Stamp(life::START.0 + 60 * DAY);

fn lan() -> Who {
    Who {
        actor: Actor::from("lan"),
        real_user: Actor::from("lan"),
        role: Role::Administrator,
        via: Via::Tui,
    }
}

fn ledger(site: Site, read_only: Option<ReadOnly>) -> Ledger {
    let mut ledger = face(site, read_only);
    ledger.complete().expect("the long past is read");
    ledger
}

/// What is enough for a first frame.
fn face(site: Site, read_only: Option<ReadOnly>) -> Ledger {
    let def = life::definition(UNITS);
    Ledger::open_partial(Opening {
        site,
        campaign: None,
        shipped: &|_| Some(def.clone()),
        who: lan(),
        clock: Clock::Fixed(LATER),
        read_only,
    })
    .expect("the ledger opens")
}

fn open(store: &Path, read_only: Option<ReadOnly>) -> Ledger {
    ledger(Site::file(store), read_only)
}

/// Lives on through a ledger until that many facts more are in it; the number of the last.
pub fn live_on(ledger: &mut Ledger, life: &mut Life, facts: u64) -> u64 {
    let until = ledger.campaign().seq() + facts;
    while ledger.campaign().seq() < until {
        let (who, order) = life.order(ledger.campaign(), Via::Cli);
        match ledger.submit_as(&who, &order, LATER) {
            Ok(_) | Err(LedgerError::Refused(_)) => {}
            Err(why) => panic!("{why}"),
        }
    }
    ledger.campaign().seq()
}

fn sql(store: &Path, sql: &str) -> i64 {
    let conn = rusqlite::Connection::open(store).expect("the store opens");
    if sql.starts_with("SELECT") {
        return conn.query_row(sql, [], |r| r.get(0)).expect("an answer");
    }
    conn.execute(sql, []).expect("done") as i64
}

#[test]
fn an_old_campaign_keeps_what_undo_needs_and_tells_everything_when_asked() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("ketnoi.db");
    let made = life::make(&store, UNITS, 9_000);
    let in_reach = |c: &Campaign| c.heard().map(|(_, u)| u.log().len()).sum::<usize>();
    assert!(
        in_reach(&made) < 3_000,
        "{} entries of {}",
        in_reach(&made),
        made.seq()
    );
    let mut ledger = open(&store, None);
    let seq = live_on(&mut ledger, &mut Life::new(3), 300);
    let head = ledger.verify().expect("the chain and the stored state are right");
    assert_eq!(head.seq, seq);
    let mut all: Vec<Entry> = Vec::new();
    let mut about_units = 0;
    ledger
        .each_fact(|env| {
            about_units += usize::from(env.unit.is_some());
            all.push(Entry::of(env));
        })
        .expect("read");
    let mut told = 0;
    for ix in ledger.campaign().roster().units().collect::<Vec<_>>() {
        let history = ledger.history(ix).expect("a history");
        told += history.len();
        // What was taken back, by the plainest of ways.
        let mut plain: Vec<Entry> = Vec::new();
        for e in &history {
            plain.push(all[e.seq as usize - 1].clone());
            if let Fact::CommandUndone(u) = &e.fact {
                toggle(&mut plain, u.cmd);
            }
        }
        assert!(history == plain, "unit {}", ix.0);
    }
    assert_eq!(told, about_units, "every fact stands in the history of its unit");
    // Opened again, it is the same; and so it is without its stored state, and with half of one.
    let now = ledger.campaign().clone();
    drop(ledger);
    let again = |what: &str| {
        let mut early = face(Site::file(store.clone()), Some(ReadOnly::Asked));
        assert_eq!(
            early.campaign().counts(LATER),
            now.counts(LATER),
            "{what}: a face"
        );
        let shown = early.campaign().clone();
        let anew = early.complete().expect("read") == Completed::Rebuilt;
        assert!(anew || shown == now, "{what}: a copy has what came later");
        let mut ledger = open(&store, None);
        assert!(*ledger.campaign() == now, "{what}");
        let (ix, unit) = ledger.campaign().heard().next().expect("a unit");
        assert_eq!(unit.calls.iter().count(), unit.calls.len(), "{what}: whole lists");
        ledger.history(ix).expect("a history");
    };
    again("from its stored state");
    assert!(sql(&store, "DELETE FROM shelves WHERE rowid % 2 = 0") > 0);
    again("with half of the long past gone");
    sql(&store, "DELETE FROM shelves");
    again("with all of it gone");
    sql(&store, "DELETE FROM snapshots");
    again("without a stored state");
}

/// A version that was packed long since is withdrawn: the state that is stored then has it withdrawn, and so has the one
/// that is read back, whose packed pieces come after the rest.
#[test]
fn a_stored_state_in_which_something_long_past_was_changed_is_read_as_it_was() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("ketnoi.db");
    let mut ledger = open(&store, None);
    let mut n = 0;
    let mut give = |ledger: &mut Ledger, command: Command| {
        n += 1;
        let order = Order::new(CmdId(n.into()), command).note("theo thư");
        ledger.submit(&order).expect("done");
    };
    let units = || vec![UnitCode::from("04")];
    let report = |step| Command::Report {
        units: units(),
        step,
        due: None,
        files: vec![],
    };
    for _ in 0..120 {
        give(&mut ledger, report(Step::Receive));
    }
    for _ in 0..600 {
        give(&mut ledger, Command::Note { units: units() });
    }
    for _ in 0..110 {
        give(&mut ledger, report(Step::Withdraw));
    }
    // Until a state has been stored that ends with some of them in the reach of undo.
    while sql(&store, "SELECT seq FROM snapshots") < 840 {
        give(&mut ledger, Command::Note { units: units() });
    }
    let now = ledger.campaign().clone();
    let ix = now.roster().by_code("04").expect("a unit");
    let standing = |c: &Campaign| c.unit(ix).versions.iter().filter(|v| !v.withdrawn).count();
    assert_eq!(
        (standing(&now), now.unit(ix).latest().map(|v| v.n)),
        (10, Some(10))
    );
    ledger.verify().expect("the stored state is that of a replay");
    drop(ledger);
    let again = open(&store, None);
    assert_eq!(standing(again.campaign()), 10);
    assert!(*again.campaign() == now);
}

/// A long stream is read a page ahead, of the time line by outlines, and between two states: each way names the fact that is
/// not what was written, and believes nothing.
#[test]
fn a_fact_that_has_rotted_in_a_long_stream_is_named_however_it_is_read() {
    const ROTTEN: u64 = 5_000;
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("ketnoi.db");
    life::make(&store, UNITS, 9_000);
    let named = |why: LedgerError| match why {
        LedgerError::Store(StoreError::BrokenChain { seq, .. }) => seq,
        other => panic!("{other}"),
    };
    let mut ledger = open(&store, Some(ReadOnly::Asked));
    let whole = ledger.campaign().clone();
    let mut past = ledger.past().expect("it is whole");
    let facts = past.traces().count();
    assert_eq!(facts as u64, whole.seq());
    assert!(past.seen(Sight::default(), &mut ledger).expect("it is whole") == whole);
    sql(
        &store,
        "UPDATE facts SET payload = replace(payload, '0', '1') || ' ' WHERE seq = 5000",
    );
    // Between this moment and the last state before it.
    let soon_after = Sight {
        as_of: Some(life::START.plus(40 * DAY / 9_000 * (ROTTEN as i64 + 30))),
        known_at: None,
    };
    assert_eq!(
        past.seen(soon_after, &mut ledger).map_err(named).err(),
        Some(ROTTEN)
    );
    assert_eq!(ledger.past().map_err(named).err(), Some(ROTTEN));
    let anew = Ledger::open(Opening {
        site: Site::file(&store),
        campaign: None,
        shipped: &|_| None,
        who: lan(),
        clock: Clock::Fixed(LATER),
        read_only: None,
    });
    assert_eq!(anew.map_err(named).err(), Some(ROTTEN));
}

#[test]
fn a_changed_piece_of_a_stored_state_is_found_and_never_used() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("ketnoi.db");
    life::make(&store, UNITS, 10_000);
    let mut ledger = open(&store, None);
    live_on(&mut ledger, &mut Life::new(3), 1);
    let now = ledger.campaign().clone();
    drop(ledger);
    assert!(
        sql(&store, "SELECT count(*) FROM shelves") > 0,
        "there is a long past"
    );
    sql(
        &store,
        "UPDATE shelves SET bytes = zeroblob(length(bytes)) WHERE rowid = (SELECT min(rowid) FROM shelves)",
    );
    let mut ledger = open(&store, None);
    assert!(*ledger.campaign() == now, "replayed");
    match ledger.verify() {
        Err(LedgerError::Store(StoreError::DamagedState(id))) => assert_eq!(id, *now.id()),
        other => panic!("{other:?}"),
    }
    // It was dropped with that, and the next command writes it anew.
    ledger.verify().expect("whole again");
    live_on(&mut ledger, &mut Life::new(3), 1);
    assert!(sql(&store, "SELECT count(*) FROM shelves") > 0);
    ledger.verify().expect("still whole");
}

#[test]
fn what_is_stored_again_and_again_does_not_grow_with_age() {
    let dir = tempfile::tempdir().expect("a folder");
    let state = |facts: u64| {
        let store = dir.path().join(format!("{facts}.db"));
        life::make(&store, UNITS, facts);
        live_on(&mut open(&store, None), &mut Life::new(3), 1);
        sql(&store, "SELECT max(length(state)) FROM snapshots")
    };
    let (young, old) = (state(4_000), state(16_000));
    // Activities are content and stay; the rest is bounded by the reach of undo and by the number of units.
    assert!(
        old < young * 2,
        "{young} bytes with 4,000 facts, {old} with 16,000"
    );
}

#[test]
fn the_log_stays_short_while_a_wall_looks_on_and_an_officer_writes() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("ketnoi.db");
    life::make(&store, UNITS, 2_000);
    let mut wall = open(&store, Some(ReadOnly::Wall));
    let mut officer = open(&store, None);
    let (mut life, mut longest) = (Life::new(3), 0);
    for _ in 0..120 {
        let seq = live_on(&mut officer, &mut life, 10);
        wall.catch_up().expect("the wall reads");
        assert_eq!(wall.campaign().seq(), seq, "the wall sees what is written");
        let log = std::fs::metadata(dir.path().join("ketnoi.db-wal"));
        longest = longest.max(log.map_or(0, |m| m.len()));
    }
    assert!(longest > 0 && longest < 8 << 20, "the log grew to {longest}");
    assert!(wall.campaign() == officer.campaign());
}

// ---------------------------------------------------------------------- a month

fn desk_of(campaign: Campaign) -> Model {
    Model::new(Begin {
        campaign,
        now: LATER,
        shown: ketnoi::tui::model::Shown::Now,
        cat: Catalogue::new(Lang::Vi),
        look: Look::load("default", false, None).expect("a look"),
        look_name: "default".into(),
        look_names: vec!["default".into()],
        keymap: Keymap::default(),
        who: lan(),
        read_only: None,
        demo: false,
        seconds: true,
        seed: 1,
    })
}

#[test]
fn a_month_of_ticks_on_a_desk_needs_no_more_memory() {
    // Memory is the process's: the other tests must not run in the same one.
    if !is_alone("age::a_month_of_ticks_on_a_desk_needs_no_more_memory") {
        return;
    }
    let mut writer = ledger(Site::memory(), None);
    let mut life = Life::new(5);
    // A month's work is done before, so that what a busy campaign keeps is there already.
    live_on(&mut writer, &mut life, 3_000);
    writer.catch_up().expect("in memory");
    let mut model = desk_of(writer.campaign().clone());
    let area = Rect::new(0, 0, 80, 24);
    let mut buffer = Buffer::empty(area);
    let ticks: i64 = 1_000_000;
    let step = 30 * DAY / ticks;
    let mut warm = 0;
    for i in 0..ticks {
        // Now and then the clock goes back a little, as an unruly time server would have it.
        let back = if i % 1_000 == 999 { 5 * SECOND } else { 0 };
        update(&mut model, Msg::Tick(LATER.plus(i * step - back)));
        if i % 200 == 0 {
            model.prepare(area);
            buffer.reset();
            view(&model, &mut buffer);
        }
        if i % 1_000 == 500 {
            let facts_before = writer.campaign().seq();
            live_on(&mut writer, &mut life, 1);
            let facts = writer.catch_up().expect("in memory");
            assert!(facts.len() as u64 == writer.campaign().seq() - facts_before);
            update(
                &mut model,
                Msg::Clerk(Answer::Facts {
                    after: 0,
                    facts,
                    done: None,
                }),
            );
            assert_eq!(model.stage.campaign.seq(), writer.campaign().seq());
        }
        if i == ticks / 10 {
            warm = resident();
        }
    }
    let grown = resident().saturating_sub(warm);
    // Some thousand facts are kept by the journal in memory and by both campaigns; nothing else is kept.
    assert!(grown < 6 * 1_024, "{grown} KiB more than after three days");
}
