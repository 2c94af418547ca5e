//! Two steps of review: who recommends, who accepts, what waits for whom, and what can be taken back.

use crate::common::desk::{Desk, at, in_two_steps, who, wtisd_2020};
use ketnoi::core::campaign::{Campaign, Why};
use ketnoi::core::decide::{Command, Order, changes, eligible};
use ketnoi::core::definition::{Definition, Review};
use ketnoi::core::fact::{Fact, Role};
use ketnoi::core::names::{Actor, CmdId, UnitCode};
use ketnoi::core::redaction::{GONE, Said};
use ketnoi::core::refusal::{Refusal, Rule, What};
use ketnoi::core::status::{State, Step};

const DAY: &str = "2020-05-20T09:00:00+07:00";

/// A step on reports now, with a note.
fn order(desk: &mut Desk, units: &[&str], step: Step, note: &str) -> Order {
    let units = units.iter().map(|code| UnitCode::from(*code)).collect();
    let command = Command::Report {
        units,
        step,
        due: None,
        files: vec![],
    };
    Order::new(desk.mint(), command).note(note)
}

fn step(desk: &mut Desk, name: &str, unit: &str, step: Step) -> Result<(), Refusal> {
    let order = order(desk, &[unit], step, "lý do");
    desk.give(name, &order).map(drop)
}

fn plain(desk: &mut Desk, name: &str, command: Command) -> Result<(), Refusal> {
    let order = Order::new(desk.mint(), command);
    desk.give(name, &order).map(drop)
}

/// Unit 04 has handed in, and `minh` has recommended it.
fn recommended() -> Desk {
    let mut desk = Desk::two_steps();
    desk.report_by("lan", DAY, "04", Step::Receive, None)
        .expect("received");
    step(&mut desk, "minh", "04", Step::Recommend).expect("recommended");
    desk
}

#[test]
fn an_officer_recommends_and_a_leader_accepts() {
    let mut desk = recommended();
    let ix = desk.ix("04");
    assert_eq!(desk.unit("04").state, State::Received, "received, never accepted");
    let told = desk.campaign.recommendation(ix).expect("it waits for a leader");
    assert_eq!(
        (told.version, told.actor.as_str(), told.note.as_str()),
        (1, "minh", "lý do")
    );
    step(&mut desk, "huong", "04", Step::Accept).expect("accepted");
    let unit = desk.unit("04");
    assert_eq!(unit.state, State::Accepted);
    assert_eq!(desk.campaign.recommendation(ix), None, "nothing waits any more");
    let chain = (unit.recommendation(), unit.verdict());
    let names = (
        chain.0.map(|r| r.actor.as_str()),
        chain.1.map(|v| v.actor.as_str()),
    );
    assert_eq!(
        names,
        (Some("minh"), Some("huong")),
        "who did which stays on record"
    );
}

#[test]
fn whoever_recommends_does_not_accept_too_and_the_refusal_says_who_and_when() {
    let mut desk = recommended();
    let when = desk.unit("04").recommendation().expect("stands").at;
    let refusal = step(&mut desk, "minh", "04", Step::Accept).expect_err("four eyes");
    assert_eq!(refusal.rule, Rule::FourEyes);
    assert_eq!(refusal.who, Some(Actor::from("minh")));
    assert_eq!((refusal.when, refusal.what), (when, What::Number(1)));
    // The other way round nothing stands against it: one may send back what one has recommended.
    step(&mut desk, "minh", "04", Step::Return).expect("returned");
}

#[test]
fn what_nobody_recommended_is_not_accepted() {
    let mut desk = Desk::two_steps();
    desk.report_by("lan", DAY, "04", Step::Receive, None)
        .expect("received");
    let refusal = step(&mut desk, "huong", "04", Step::Accept).expect_err("nobody looked at it");
    assert_eq!(refusal.rule, Rule::NotRecommended);
    assert_eq!((refusal.when, refusal.what), (at(DAY), What::Number(1)));
    assert_eq!(refusal.unit, Some(UnitCode::from("04")));
}

#[test]
fn a_newer_version_has_to_be_recommended_anew() {
    let mut desk = recommended();
    step(&mut desk, "lan", "04", Step::Receive).expect("version 2");
    assert_eq!(desk.unit("04").recommendation(), None);
    let refusal = step(&mut desk, "huong", "04", Step::Accept).expect_err("nobody has seen version 2");
    assert_eq!(
        (refusal.rule, refusal.what),
        (Rule::NotRecommended, What::Number(2))
    );
    step(&mut desk, "lan", "04", Step::Recommend).expect("version 2 is recommended");
    assert_eq!(desk.unit("04").recommendation().map(|r| r.version), Some(2));
    step(&mut desk, "lan", "04", Step::Withdraw).expect("and withdrawn");
    let first = desk
        .unit("04")
        .recommendation()
        .map(|r| (r.version, r.actor.as_str()));
    assert_eq!(first, Some((1, "minh")), "what was said of version 1 holds again");
    step(&mut desk, "lan", "04", Step::Accept).expect("minh recommended it, lan accepts");
}

#[test]
fn either_step_is_undone_while_nobody_went_on() {
    let mut desk = recommended();
    step(&mut desk, "huong", "04", Step::Accept).expect("accepted");
    let refusal = plain(&mut desk, "minh", Command::Undo).expect_err("huong went on");
    assert_eq!(
        (refusal.rule, refusal.who),
        (Rule::UndoRestedOn, Some(Actor::from("huong")))
    );
    plain(&mut desk, "huong", Command::Undo).expect("the acceptance is taken back");
    assert_eq!(desk.unit("04").state, State::Received);
    assert!(
        desk.unit("04").recommendation().is_some(),
        "and minh's recommendation stands"
    );
    plain(&mut desk, "minh", Command::Undo).expect("nobody rests on it any more");
    assert_eq!(desk.unit("04").recommendation(), None);
    let refusal =
        plain(&mut desk, "huong", Command::Redo).expect_err("an acceptance without a recommendation");
    assert_eq!(refusal.rule, Rule::UndoRestedOn);
    plain(&mut desk, "minh", Command::Redo).expect("recommended again");
    plain(&mut desk, "huong", Command::Redo).expect("and accepted again");
    assert_eq!(desk.unit("04").state, State::Accepted);
}

#[test]
fn a_recommendation_is_retracted_by_any_officer_until_somebody_judged() {
    let mut desk = recommended();
    // Something else came since, so that undo would take that back first.
    plain(
        &mut desk,
        "minh",
        Command::Note {
            units: vec!["01".into()],
        },
    )
    .expect_err("a note needs words");
    step(&mut desk, "minh", "01", Step::Acknowledge).expect("something else");
    step(&mut desk, "lan", "04", Step::Retract).expect("retracted");
    assert_eq!(desk.unit("04").recommendation(), None);
    let all: Vec<bool> = desk
        .unit("04")
        .recommendations
        .iter()
        .map(|r| r.retracted)
        .collect();
    assert_eq!(all, [true], "it stays on record that there was one");
    step(&mut desk, "lan", "04", Step::Recommend).expect("lan recommends");
    step(&mut desk, "minh", "04", Step::Accept).expect("and minh, who does not any more, accepts");
    let refusal = step(&mut desk, "lan", "04", Step::Retract).expect_err("it is accepted");
    assert_eq!(
        (refusal.rule, refusal.who),
        (Rule::AlreadyAccepted, Some(Actor::from("minh")))
    );
}

#[test]
fn a_recommendation_that_was_retracted_can_be_had_back_by_undo() {
    let mut desk = recommended();
    step(&mut desk, "lan", "04", Step::Retract).expect("retracted");
    plain(&mut desk, "lan", Command::Undo).expect("by mistake");
    assert_eq!(
        desk.unit("04").recommendation().map(|r| r.actor.as_str()),
        Some("minh")
    );
}

#[test]
fn many_at_once_are_all_or_none_and_asked_beforehand() {
    let mut desk = recommended();
    for unit in ["01", "79"] {
        step(&mut desk, "lan", unit, Step::Receive).expect("received");
    }
    let units = ["01", "04", "79"].map(|code| desk.ix(code));
    let able = |step, name: &str| eligible(&desk.campaign, &units, step, &Actor::from(name));
    assert_eq!(able(Step::Recommend, "lan"), [units[0], units[2]]);
    assert_eq!(able(Step::Accept, "huong"), [units[1]]);
    assert!(able(Step::Accept, "minh").is_empty(), "minh recommended it");
    assert_eq!(able(Step::Retract, "minh"), [units[1]]);
    let all = order(&mut desk, &["01", "04", "79"], Step::Recommend, "");
    let refusal = desk
        .give("lan", &all)
        .expect_err("one of them is recommended already");
    assert_eq!(
        (refusal.rule, refusal.unit),
        (Rule::AlreadyRecommended, Some("04".into()))
    );
    let two = order(&mut desk, &["01", "79"], Step::Recommend, "");
    desk.give("lan", &two).expect("both");
    let three = order(&mut desk, &["01", "04", "79"], Step::Accept, "");
    desk.give("huong", &three).expect("all three");
}

#[test]
fn the_queue_of_each_begins_with_what_is_theirs() {
    let mut desk = recommended();
    desk.report_by("lan", "2020-05-21T09:00:00+07:00", "01", Step::Receive, None)
        .expect("received");
    let now = at("2020-05-30T08:00:00+07:00");
    let since = desk.unit("04").recommendation().expect("stands").at;
    let codes = |role| -> Vec<(String, &str)> {
        let rows = desk.campaign.queue_of(role, now);
        rows.iter()
            .map(|w| (desk.campaign.code(w.unit).as_str().to_owned(), w.why.id()))
            .collect()
    };
    let (look, decide) = (
        ("01".to_owned(), "to_recommend"),
        ("04".to_owned(), "recommended"),
    );
    assert_eq!(codes(Role::Editor), [look.clone(), decide.clone()]);
    for leader in [Role::Reviewer, Role::Administrator] {
        assert_eq!(codes(leader), [decide.clone(), look.clone()]);
    }
    let rows = desk.campaign.queue(now);
    let moments: Vec<_> = rows.iter().map(|w| w.since).collect();
    assert_eq!(
        moments,
        [at("2020-05-21T09:00:00+07:00"), since],
        "each since it waits"
    );
    assert!(rows.iter().all(|w| !w.why.is_debt()));
    let counts = desk.campaign.counts(now);
    assert_eq!((counts.received, counts.recommended, counts.accepted), (2, 1, 0));
}

#[test]
fn in_one_step_nothing_is_recommended_and_nothing_is_new() {
    let mut desk = Desk::new();
    assert_eq!(desk.campaign.def().review, Review::OneStep);
    desk.report_by("lan", DAY, "04", Step::Receive, None)
        .expect("received");
    for wrong in [Step::Recommend, Step::Retract] {
        let refusal = step(&mut desk, "minh", "04", wrong).expect_err("one step");
        assert_eq!((refusal.rule, refusal.unit), (Rule::OneStep, Some("04".into())));
    }
    let queue = desk.campaign.queue_of(Role::Administrator, desk.now);
    assert_eq!(queue.first().map(|w| w.why), Some(Why::Unreviewed));
    step(&mut desk, "lan", "04", Step::Accept).expect("whoever received it may accept it");
}

/// The rule may change under way; what was decided was decided by the rule of its day.
#[test]
fn an_amendment_changes_the_rule_from_then_on() {
    let mut desk = Desk::new();
    for unit in ["01", "04", "79"] {
        desk.report_by("lan", DAY, unit, Step::Receive, None)
            .expect("received");
    }
    step(&mut desk, "lan", "01", Step::Accept).expect("in one step");
    let amend = |desk: &mut Desk, definition| plain(desk, "huong", Command::Amend { definition });
    amend(&mut desk, in_two_steps()).expect("amended");
    assert_eq!(changes(&wtisd_2020(), &in_two_steps()), ["review"]);
    assert_eq!(
        desk.unit("01").state,
        State::Accepted,
        "what was accepted stays so"
    );
    assert_eq!(
        step(&mut desk, "lan", "04", Step::Accept).map_err(|r| r.rule),
        Err(Rule::NotRecommended)
    );
    step(&mut desk, "lan", "04", Step::Recommend).expect("recommended");
    let now = desk.now;
    assert_eq!(desk.campaign.counts(now).recommended, 1);
    amend(&mut desk, wtisd_2020()).expect("and back");
    assert_eq!(desk.campaign.counts(now).recommended, 0);
    assert_eq!(
        desk.campaign.recommendation(desk.ix("04")),
        None,
        "nothing waits with it"
    );
    let queue = desk.campaign.queue(now);
    assert!(
        queue.iter().take(2).all(|w| w.why == Why::Unreviewed),
        "{queue:?}"
    );
    step(&mut desk, "lan", "04", Step::Accept).expect("nobody need wait for it");
    assert_eq!(desk.campaign, Campaign::replay(wtisd_2020(), &desk.facts));
}

#[test]
fn a_definition_that_does_not_say_has_one_step() {
    let json = serde_json::to_string(&*in_two_steps()).expect("json");
    let read: Definition = serde_json::from_str(&json).expect("read");
    assert_eq!(read.review, Review::TwoStep);
    let before = json.replace(r#""review":"two_step","#, "");
    assert_ne!(json, before);
    let read: Definition = serde_json::from_str(&before).expect("a definition of before");
    assert_eq!(read.review, Review::OneStep);
}

#[test]
fn what_was_written_with_a_recommendation_can_be_removed() {
    let mut desk = recommended();
    step(&mut desk, "lan", "04", Step::Retract).expect("retracted");
    let written: Vec<Said> = desk
        .facts
        .iter()
        .filter(|e| {
            matches!(
                e.fact,
                Fact::ReportRecommended(_) | Fact::RecommendationRetracted(_)
            )
        })
        .map(Said::of)
        .collect();
    assert_eq!(written.len(), 2);
    let order = Order::new(CmdId(77.into()), Command::RedactFacts { facts: written }).note("theo yêu cầu");
    desk.give("huong", &order).expect("removed");
    let left: Vec<&str> = desk
        .facts
        .iter()
        .filter_map(|e| match &e.fact {
            Fact::ReportRecommended(f) => Some(f.note.as_str()),
            Fact::RecommendationRetracted(f) => Some(f.reason.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(left, [GONE, GONE]);
    assert!(
        desk.unit("04")
            .recommendations
            .iter()
            .all(|r| r.note == GONE && r.retracted)
    );
}

/// Two people who saw the same: the second is told who was first.
#[test]
fn who_comes_second_is_told_so() {
    let mut desk = Desk::two_steps();
    desk.report_by("lan", DAY, "04", Step::Receive, None)
        .expect("received");
    let seen = desk.campaign.seq();
    let by = |desk: &mut Desk, step| order(desk, &["04"], step, "").based_on(Some(seen));
    let first = by(&mut desk, Step::Recommend);
    desk.give("minh", &first).expect("first");
    let second = by(&mut desk, Step::Recommend);
    let refusal = desk.give("lan", &second).expect_err("second");
    assert_eq!(
        (refusal.rule, refusal.who),
        (Rule::Stale, Some(who("minh").actor))
    );
}
