//! Going to and fro in time over many facts, with a clock that was wrong in the middle: at every step what the one rule for
//! the past gives, and of a unit everything that was on record.

use crate::common::desk::{Desk, wtisd_2020};
use crate::common::walk::Walk;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::Command;
use ketnoi::core::fact::Envelope;
use ketnoi::core::known::Corrections;
use ketnoi::core::names::UnitCode;
use ketnoi::core::past::Sight;
use ketnoi::core::status::Step;
use ketnoi::core::time::{DAY, MINUTE, Stamp};

/// `n` notes about two units in turn, a minute apart; every ninth is taken back.
fn go_on(desk: &mut Desk, n: usize) {
    for k in 0..n {
        desk.now = desk.now.plus(MINUTE);
        let command = if k % 9 == 8 {
            Command::Undo
        } else {
            Command::Note {
                units: vec![UnitCode::from(["04", "79"][k % 2])],
            }
        };
        desk.order(command, "đã gọi").expect("accepted");
    }
}

fn known_at(t: Stamp) -> Sight {
    Sight {
        as_of: None,
        known_at: Some(t),
    }
}

fn as_of(t: Stamp) -> Sight {
    Sight {
        as_of: Some(t),
        known_at: None,
    }
}

fn rule(facts: &[Envelope], sight: Sight) -> Campaign {
    Campaign::seen(wtisd_2020(), facts, sight.as_of, sight.known_at)
}

#[test]
fn a_long_past_with_a_wrong_clock_is_seen_as_the_rule_says() {
    let mut desk = Desk::new();
    let begin = desk.now;
    go_on(&mut desk, 700);
    let right = desk.now;
    desk.now = right.plus(90 * DAY);
    go_on(&mut desk, 300);
    let wrong = desk.now;
    let mut past = Walk::new(wtisd_2020(), &desk.facts);
    let sights = [
        known_at(wrong),
        known_at(begin.plus(100 * MINUTE)),
        as_of(begin.plus(650 * MINUTE)),
        known_at(right),
        known_at(right.plus(90 * DAY + 30 * MINUTE)),
        as_of(right.plus(90 * DAY + 200 * MINUTE)),
        known_at(begin.plus(-1)),
        Sight::default(),
    ];
    for sight in sights {
        assert_eq!(past.seen(sight), rule(&desk.facts, sight), "{sight:?}");
    }
    // Looked at last before it: the states kept for this sight are those of a clock that was wrong.
    let soon = known_at(right.plus(100 * MINUTE));
    assert_eq!(past.seen(soon), rule(&desk.facts, soon));
    // The clock goes back by itself, so that what lies between is known later than what comes after it.
    desk.now = right.plus(MINUTE);
    let between = desk.facts.len();
    go_on(&mut desk, 300);
    for env in &desk.facts[between..] {
        past.add(env);
    }
    let soon = known_at(right.plus(500 * MINUTE));
    assert_eq!(past.seen(soon), rule(&desk.facts, soon));
    // The clock is set right: what was ahead was known by then.
    let before = desk.facts.len();
    desk.now = desk.now.plus(-MINUTE);
    desk.order(Command::CorrectClock, "đồng hồ sai")
        .expect("set right");
    let corrected = desk.now;
    go_on(&mut desk, 300);
    for env in &desk.facts[before..] {
        past.add(env);
        past.add(env);
    }
    let corrections = Corrections::of(&desk.facts);
    let traces: Vec<_> = past
        .traces()
        .map(|t| (t.seq, t.at, t.recorded, t.unit.cloned()))
        .collect();
    let wanted: Vec<_> = desk
        .facts
        .iter()
        .map(|env| (env.seq, env.at, corrections.known(env), env.unit.clone()))
        .collect();
    assert_eq!(traces, wanted);
    let later = [
        known_at(corrected),
        known_at(corrected.plus(-1)),
        known_at(corrected.plus(150 * MINUTE)),
    ];
    for sight in sights.into_iter().chain(later).chain(sights.into_iter().rev()) {
        assert_eq!(past.seen(sight), rule(&desk.facts, sight), "{sight:?}");
    }
    assert_eq!(
        past.seen(known_at(corrected)).seq(),
        before as u64 + 1,
        "all of it at once"
    );
}

#[test]
fn of_a_unit_everything_is_told_that_was_on_record_then() {
    let mut desk = Desk::new();
    let begin = desk.now;
    go_on(&mut desk, 600);
    let mut past = Walk::new(wtisd_2020(), &desk.facts);
    assert!(
        past.history(desk.ix("04")).is_none(),
        "nobody has looked anywhere"
    );
    for minutes in [600, 450, 30, 599, 0] {
        let until = begin.plus(minutes * MINUTE);
        let then = past.seen(as_of(until));
        for code in ["04", "79", "01"] {
            let ix = then.roster().by_code(code).expect("a unit");
            let told = past.history(ix).expect("it was looked at");
            let about =
                |env: &&Envelope| env.unit.as_ref().is_some_and(|u| u.as_str() == code) && env.at <= until;
            let facts: Vec<&Envelope> = desk.facts.iter().filter(about).collect();
            assert_eq!(
                told.iter().map(|e| e.seq).collect::<Vec<_>>(),
                facts.iter().map(|env| env.seq).collect::<Vec<_>>(),
                "{code} after {minutes} minutes"
            );
            for (e, env) in told.iter().zip(&facts) {
                let undone = facts.iter().any(|later| later.fact.undoes() == Some(env.cmd));
                assert_eq!((e.void, &e.fact), (undone, &env.fact), "{code} {}", e.seq);
            }
        }
        // What undo cannot reach any more is not at hand, and is told all the same.
        let has_older = then.unit(desk.ix("04")).has_older();
        assert!(has_older == (minutes > 500), "after {minutes} minutes");
    }
}

#[test]
fn a_clock_that_goes_back_a_little_corrects_nothing() {
    let mut desk = Desk::new();
    go_on(&mut desk, 5);
    let ahead = desk.now;
    desk.now = ahead.plus(-60 * MINUTE);
    go_on(&mut desk, 5);
    let corrections = Corrections::of(&desk.facts);
    assert!(
        desk.facts
            .iter()
            .all(|env| corrections.known(env) == env.recorded)
    );
    let mut past = Walk::new(wtisd_2020(), &desk.facts);
    for sight in [known_at(desk.now), known_at(ahead), known_at(ahead.plus(-1))] {
        assert_eq!(past.seen(sight), rule(&desk.facts, sight), "{sight:?}");
    }
}

#[test]
fn two_sights_together_see_what_both_allow() {
    let (early, late) = (Stamp(1_000), Stamp(2_000));
    for (a, b, wanted) in [
        (as_of(early), as_of(late), as_of(early)),
        (as_of(late), as_of(early), as_of(early)),
        (known_at(late), known_at(early), known_at(early)),
        (Sight::default(), known_at(late), known_at(late)),
        (as_of(early), Sight::default(), as_of(early)),
    ] {
        assert_eq!(a.and(b), wanted);
    }
    let both = as_of(early).and(known_at(late));
    assert_eq!((both.as_of, both.known_at), (Some(early), Some(late)));
    for (at, known, seen) in [
        (early, late, true),
        (early.plus(1), late, false),
        (early, late.plus(1), false),
    ] {
        assert_eq!(both.shows_one_of(at, known), seen);
    }
}

/// A step back brings the facts since the last state before it, and not all that there are; also the first one, where the
/// states were made before anybody looked.
#[test]
fn a_step_back_reads_a_part_of_the_facts() {
    let mut desk = Desk::new();
    go_on(&mut desk, 8_000);
    let mut past = Walk::new(wtisd_2020(), &desk.facts);
    while !past
        .past
        .prepare(1_024, &mut past.facts)
        .expect("they are at hand")
    {}
    let all = desk.facts.len();
    assert_eq!(past.facts.brought, all, "each once, to make the states");
    for step in 1..=20 {
        let sight = as_of(desk.now.plus(-300 * step * MINUTE));
        let before = past.facts.brought;
        assert_eq!(past.seen(sight), rule(&desk.facts, sight), "{step} steps back");
        let brought = past.facts.brought - before;
        assert!(brought <= all / 16 + 1, "{brought} of {all}, {step} steps back");
    }
}

/// Whoever has the facts says that one is not there, or happened at another moment than its outline told.
#[test]
fn a_fact_that_is_not_what_was_told_of_it_is_named() {
    let mut desk = Desk::new();
    go_on(&mut desk, 20);
    for (change, named) in [(false, 9), (true, 12)] {
        let mut past = Walk::new(wtisd_2020(), &desk.facts);
        if change {
            past.facts.all[11].at = desk.now.plus(DAY);
        } else {
            past.facts.all.remove(8);
        }
        assert_eq!(past.past.seen(as_of(desk.now), &mut past.facts), Err(named));
    }
}

/// What undo reaches may have changed what is packed long since: a state that was packed comes back as it was.
#[test]
fn a_state_in_which_something_long_past_was_changed_comes_back_as_it_was() {
    let mut desk = Desk::new();
    let unit = || vec![UnitCode::from("04")];
    for _ in 0..120 {
        desk.now = desk.now.plus(MINUTE);
        let receive = Command::Report {
            units: unit(),
            step: Step::Receive,
            due: None,
            files: vec![],
        };
        desk.order(receive, "theo thư").expect("received");
    }
    go_on(&mut desk, 600);
    for _ in 0..110 {
        desk.now = desk.now.plus(MINUTE);
        let withdraw = Command::Report {
            units: unit(),
            step: Step::Withdraw,
            due: None,
            files: vec![],
        };
        desk.order(withdraw, "nhầm").expect("withdrawn");
    }
    go_on(&mut desk, 300);
    let mut past = Walk::new(wtisd_2020(), &desk.facts);
    for minutes in (0..1_000).step_by(37) {
        let sight = as_of(desk.now.plus(-minutes * MINUTE));
        assert_eq!(
            past.seen(sight),
            rule(&desk.facts, sight),
            "{minutes} minutes back"
        );
    }
}
