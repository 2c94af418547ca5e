//! Two steps of review where people act at once over one store: whoever comes second is told, and nothing is accepted that
//! no other has recommended.

use std::sync::Barrier;
use std::thread;

use crate::common::desk::{at, in_two_steps};
use ketnoi::clock::Clock;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::names::{Actor, CampaignId, CmdId, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::status::{State, Step};
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::store::Site;

fn ledger(site: &Site, name: &str, role: Role) -> Ledger {
    let definition = in_two_steps();
    let shipped = |_: Option<&str>| Some(definition.clone());
    Ledger::open(Opening {
        site: site.clone(),
        campaign: Some(CampaignId::from(definition.id.as_str())),
        shipped: &shipped,
        who: Who {
            actor: Actor::from(name),
            real_user: Actor::from(name),
            role,
            via: Via::Cli,
        },
        clock: Clock::Fixed(at("2020-05-28T08:00:00+07:00")),
        read_only: None,
    })
    .expect("a ledger")
}

fn submit(ledger: &mut Ledger, n: u128, unit: &str, step: Step) -> Result<(), Rule> {
    let command = Command::Report {
        units: vec![UnitCode::from(unit)],
        step,
        due: None,
        files: vec![],
    };
    match ledger.submit(&Order::new(CmdId(n.into()), command)) {
        Ok(_) => Ok(()),
        Err(LedgerError::Refused(refusal)) => Err(refusal.rule),
        Err(other) => panic!("{other:?}"),
    }
}

fn received(units: &[String]) -> (tempfile::TempDir, Site) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::file(folder.path().join("k.db"));
    let mut lan = ledger(&site, "lan", Role::Administrator);
    for (unit, n) in units.iter().zip(1u128..) {
        submit(&mut lan, n, unit, Step::Receive).expect("received");
        submit(&mut lan, 1_000 + n, unit, Step::Recommend).expect("recommended");
    }
    (folder, site)
}

#[test]
fn a_session_that_has_not_caught_up_is_told_who_was_first() {
    let (_folder, site) = received(&["04".to_owned()]);
    let (mut minh, mut huong) = (
        ledger(&site, "minh", Role::Editor),
        ledger(&site, "huong", Role::Reviewer),
    );
    submit(&mut minh, 11, "04", Step::Retract).expect("retracted");
    assert_eq!(
        submit(&mut huong, 12, "04", Step::Accept),
        Err(Rule::NotRecommended)
    );
    submit(&mut minh, 13, "04", Step::Recommend).expect("recommended");
    submit(&mut huong, 14, "04", Step::Accept).expect("accepted");
    assert_eq!(
        submit(&mut minh, 15, "04", Step::Retract),
        Err(Rule::AlreadyAccepted)
    );
    assert_eq!(
        submit(&mut minh, 16, "04", Step::Recommend),
        Err(Rule::AlreadyAccepted)
    );
}

/// An officer retracts while a leader accepts: one of them is first, and the other one is refused.
#[test]
fn of_two_at_once_one_is_first_whoever_that_is() {
    let units: Vec<String> = ["01", "02", "04", "06", "08", "10", "11", "12", "14", "15"]
        .map(String::from)
        .to_vec();
    let (_folder, site) = received(&units);
    let line = Barrier::new(2);
    let all = |name: &str, role, step, first: u128| -> Vec<Result<(), Rule>> {
        let mut ledger = ledger(&site, name, role);
        let each = units.iter().zip(first..);
        each.map(|(unit, n)| {
            line.wait();
            submit(&mut ledger, n, unit, step)
        })
        .collect()
    };
    let (retracted, accepted) = thread::scope(|s| {
        let officer = s.spawn(|| all("minh", Role::Editor, Step::Retract, 5_000));
        let leader = s.spawn(|| all("huong", Role::Reviewer, Step::Accept, 6_000));
        (officer.join().expect("minh"), leader.join().expect("huong"))
    });
    let seen = ledger(&site, "lan", Role::Administrator);
    for ((unit, retracted), accepted) in units.iter().zip(retracted).zip(accepted) {
        let campaign = seen.campaign();
        let ix = campaign.roster().by_code(unit).expect("a unit");
        let state = (
            campaign.unit(ix).state,
            campaign.unit(ix).recommendation().is_some(),
        );
        match (retracted, accepted) {
            (Ok(()), Err(Rule::NotRecommended)) => assert_eq!(state, (State::Received, false), "{unit}"),
            (Err(Rule::AlreadyAccepted), Ok(())) => assert_eq!(state, (State::Accepted, true), "{unit}"),
            other => panic!("{unit}: {other:?}"),
        }
    }
}
