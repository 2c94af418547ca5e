//! What a ledger reads for whoever looks back, over a store in memory: pages of facts, what others did, a unit's history, what
//! was said of whom; and what it refuses without any command.

use crate::common::desk::{at, who, wtisd_2020};
use ketnoi::clock::Clock;
use ketnoi::core::authority::{Deed, Grant, ROLES};
use ketnoi::core::decide::{Command, ContactChange, Order, Who};
use ketnoi::core::fact::{Envelope, Fact, Role};
use ketnoi::core::names::{CmdId, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::time::{MINUTE, Stamp};
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::store::Site;

const NOW: &str = "2020-06-30T08:00:00+07:00";

fn open(site: &Site, role: Role) -> Ledger {
    Ledger::open(Opening {
        site: site.clone(),
        campaign: None,
        shipped: &|_| Some(wtisd_2020()),
        who: Who { role, ..who("lan") },
        clock: Clock::Fixed(at(NOW)),
        read_only: None,
    })
    .expect("the ledger opens")
}

/// Gives the `n`th command of a story.
fn give(ledger: &mut Ledger, n: u32, name: &str, command: Command) -> Result<usize, LedgerError> {
    let now: Stamp = at("2020-06-01T08:00:00+07:00").plus(i64::from(n) * MINUTE);
    let order = Order::new(CmdId(u128::from(n + 1).into()), command).note("đã gọi");
    ledger.submit_as(&who(name), &order, now).map(|r| r.facts.len())
}

fn note(code: &str) -> Command {
    Command::Note {
        units: vec![UnitCode::from(code)],
    }
}

/// `n` notes about two units, by two people in turn.
fn notes(ledger: &mut Ledger, n: u32) {
    for k in 0..n {
        let (name, code) = (["lan", "minh"][k as usize % 2], ["04", "79"][k as usize / 2 % 2]);
        give(ledger, k, name, note(code)).expect("noted");
    }
}

fn everything(ledger: &mut Ledger) -> Vec<Envelope> {
    let mut all = Vec::new();
    ledger.each_fact(|env| all.push(env.clone())).expect("read");
    all
}

#[test]
fn facts_are_paged_backwards_without_a_gap() {
    let site = Site::memory();
    let mut ledger = open(&site, Role::Administrator);
    notes(&mut ledger, 40);
    let all: Vec<u64> = everything(&mut ledger).iter().map(|env| env.seq).collect();
    assert_eq!(all, (1..=41).collect::<Vec<_>>(), "the opening and forty notes");
    for limit in [1, 2, 7, 40, 41, 42, 100] {
        let (mut before, mut pages) = (None, Vec::new());
        loop {
            let page = ledger.facts_before(before, limit).expect("read");
            let Some(first) = page.first() else { break };
            assert!(page.len() <= limit && page.is_sorted_by_key(|env| env.seq));
            before = Some(first.seq);
            pages.splice(0..0, page.iter().map(|env| env.seq));
        }
        assert_eq!(pages, all, "{limit} at a time");
    }
    let head = ledger.head().expect("it may be told");
    assert_eq!(head.seq, 41);
    assert!(head.hash != [0; 32]);
    for seq in [1, 2, 41] {
        let said = ledger.said(seq).expect("read").expect("on record");
        let facts = everything(&mut ledger);
        assert_eq!((said.seq, &said.fact), (seq, &facts[seq as usize - 1].fact));
    }
    assert_eq!(
        (ledger.said(0).expect("read"), ledger.said(42).expect("read")),
        (None, None)
    );
}

#[test]
fn what_others_did_is_told_up_to_so_much() {
    let site = Site::memory();
    let mut ledger = open(&site, Role::Administrator);
    notes(&mut ledger, 40);
    for (after, most, more) in [
        (0, 100, false),
        (0, 41, false),
        (0, 40, true),
        (20, 21, false),
        (20, 20, true),
        (41, 5, false),
    ] {
        let (facts, older) = ledger.by_others(after, most).expect("read");
        let all = everything(&mut ledger);
        let newest = all.iter().rev().take(most).filter(|env| env.seq > after);
        let mut wanted: Vec<u64> = newest
            .filter(|env| env.actor.as_str() == "minh")
            .map(|env| env.seq)
            .collect();
        wanted.reverse();
        let told: Vec<u64> = facts.iter().map(|env| env.seq).collect();
        assert_eq!((told, older), (wanted, more), "after {after}, {most} at most");
    }
}

#[test]
fn a_units_history_goes_back_beyond_what_is_at_hand() {
    let site = Site::memory();
    let mut ledger = open(&site, Role::Administrator);
    notes(&mut ledger, 1_100);
    for (n, name) in [(2_000, "Bà Hoa"), (2_001, "Ông Ba")] {
        let contact = ContactChange {
            name: Some(name.into()),
            ..ContactChange::default()
        };
        let unit = UnitCode::from("04");
        give(&mut ledger, n, "lan", Command::SetContact { unit, contact }).expect("a person");
    }
    give(&mut ledger, 2_002, "lan", Command::Undo).expect("the second is taken back");
    let ix = |code: &str| ledger.campaign().roster().by_code(code).expect("a unit");
    let (cbg, sgn, hni) = (ix("04"), ix("79"), ix("01"));
    assert!(ledger.campaign().unit(cbg).has_older());
    let all = everything(&mut ledger);
    for (ix, code) in [(cbg, "04"), (sgn, "79"), (hni, "01")] {
        let about = all
            .iter()
            .filter(|env| env.unit.as_ref().is_some_and(|u| u.as_str() == code));
        let wanted: Vec<(u64, bool)> = about
            .clone()
            .map(|env| {
                (
                    env.seq,
                    all.iter().any(|later| later.fact.undoes() == Some(env.cmd)),
                )
            })
            .collect();
        let told = ledger.history(ix).expect("read");
        let told: Vec<(u64, bool)> = told.iter().map(|e| (e.seq, e.void)).collect();
        assert_eq!(told, wanted, "{code}");
    }
    let people = |ledger: &mut Ledger, name| {
        let said = ledger.people(cbg, name).expect("read");
        let name = |fact: &Fact| match fact {
            Fact::ContactSet(f) => f.contact.name.clone(),
            other => panic!("{other:?}"),
        };
        said.iter().map(|s| name(&s.fact)).collect::<Vec<_>>()
    };
    assert_eq!(people(&mut ledger, None), ["Bà Hoa", "Ông Ba"]);
    assert_eq!(people(&mut ledger, Some("Ông Ba")), ["Ông Ba"]);
    assert!(people(&mut ledger, Some("Bà")).is_empty());
    assert!(ledger.people(sgn, None).expect("read").is_empty());
    // Another session comes to the same, also from what was stored meanwhile.
    let mut other = open(&site, Role::Administrator);
    assert_eq!(*other.campaign(), *ledger.campaign());
    assert_eq!(
        other.history(cbg).expect("read").len(),
        ledger.history(cbg).expect("read").len()
    );
}

#[test]
fn what_a_role_may_is_asked_without_a_command() {
    let site = Site::memory();
    notes(&mut open(&site, Role::Administrator), 2);
    for role in ROLES {
        for deed in [
            Deed::Audit,
            Deed::Backup,
            Deed::Restore,
            Deed::Move,
            Deed::TakeIn,
            Deed::File,
        ] {
            let got = open(&site, role).may(deed);
            match (deed.grant(role), got) {
                (Grant::No, Err(LedgerError::Refused(refusal))) => {
                    assert_eq!(refusal.rule, Rule::RoleForbids);
                }
                (Grant::Own | Grant::All, Ok(())) => {}
                (grant, got) => panic!("{role:?} {}: {grant:?}, {got:?}", deed.id()),
            }
        }
        let mut ledger = open(&site, role);
        assert!(ledger.sees_all() && ledger.may_see(None).is_ok());
        assert_eq!(ledger.seen_units().len(), 63);
    }
}

#[test]
fn the_same_command_given_twice_is_done_once_and_says_so() {
    let site = Site::memory();
    let mut ledger = open(&site, Role::Administrator);
    let order = Order::new(CmdId(1_u128.into()), note("04")).note("đã gọi");
    let now = at("2020-06-01T08:00:00+07:00");
    let first = ledger.submit_as(&who("lan"), &order, now).expect("noted");
    assert!(first.opened && !first.already && first.facts.len() == 2);
    for _ in 0..2 {
        let again = ledger.submit_as(&who("lan"), &order, now).expect("told");
        assert!(again.already && !again.opened, "{again:?}");
    }
    let second = Order::new(CmdId(2_u128.into()), note("04")).note("đã gọi");
    let second = ledger.submit_as(&who("lan"), &second, now).expect("noted");
    assert!(!second.opened && !second.already && second.facts.len() == 1);
    assert_eq!(everything(&mut ledger).len(), 3);
}
