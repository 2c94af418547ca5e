//! Plays `docs/states.md` against the program: each cell with real orders, so that the page cannot lie.

use crate::common::desk::{Desk, at};
use ketnoi::core::decide::{Command, NewActivity};
use ketnoi::core::names::UnitCode;
use ketnoi::core::status::{State, Step};
use ketnoi::core::tally::Counts;
use ketnoi::core::time::parse_date;

const PAGE: &str = include_str!("../../docs/states.md");

/// The rows of the table that follows a marker, cells trimmed, header first.
fn table(name: &str) -> Vec<Vec<String>> {
    let marker = format!("<!-- table: {name} -->");
    let after = PAGE
        .split_once(&marker)
        .unwrap_or_else(|| panic!("docs/states.md has no {marker}"))
        .1;
    let lines = after
        .lines()
        .skip_while(|l| !l.starts_with('|'))
        .take_while(|l| l.starts_with('|'));
    lines
        .filter(|l| !l.starts_with("|---"))
        .map(|l| {
            l.trim_matches('|')
                .split('|')
                .map(|c| c.trim().to_owned())
                .collect()
        })
        .collect()
}

fn report(desk: &mut Desk, when: &str, step: Step) -> Result<(), String> {
    desk.report_at(when, "04", step, None)
}

/// The steps that only a campaign with two steps of review has.
const OF_TWO_STEPS: [Step; 2] = [Step::Recommend, Step::Retract];

/// Brings unit 04 into the state that a row names.
fn arrange(row: &str) -> Desk {
    let mut desk = Desk::new();
    let mut go = |steps: &[Step]| {
        for s in steps {
            report(&mut desk, "2020-05-20T09:00:00+07:00", *s).unwrap_or_else(|r| panic!("{row}: {r}"));
        }
    };
    match row {
        "awaiting" => {}
        "in_progress (a)" => {
            let details = NewActivity {
                kind: "banner".into(),
                title: "Treo băng-rôn".into(),
                ..NewActivity::default()
            };
            let unit = UnitCode::from("04");
            desk.order(
                Command::AddActivity {
                    unit,
                    details,
                    files: vec![],
                },
                "",
            )
            .expect("an activity is welcome");
        }
        "in_progress (l)" => go(&[Step::Acknowledge]),
        "received" => go(&[Step::Receive]),
        "returned" => go(&[Step::Receive, Step::Return]),
        "accepted" => go(&[Step::Receive, Step::Accept]),
        "received after acceptance" => go(&[Step::Receive, Step::Accept, Step::Receive]),
        "received after return" => go(&[Step::Receive, Step::Return, Step::Receive]),
        "exempt" => go(&[Step::Exempt]),
        "exempt (v)" => go(&[Step::Receive, Step::Exempt]),
        other => panic!("docs/states.md has a row that the test does not know: {other}"),
    }
    let expected = row
        .split(' ')
        .next()
        .and_then(State::from_id)
        .expect("a row begins with its state");
    assert_eq!(desk.unit("04").state, expected, "arranging {row}");
    desk
}

#[test]
fn every_cell_of_the_life_table_is_true() {
    let rows = table("life");
    let steps: Vec<Step> = rows[0][1..]
        .iter()
        .map(|h| Step::from_id(h).expect("a column is a step"))
        .collect();
    let all = Step::ALL.into_iter().filter(|s| !OF_TWO_STEPS.contains(s));
    assert_eq!(steps, all.collect::<Vec<_>>(), "every step has its column");
    assert_eq!(rows.len() - 1, 10, "every state has its rows");
    for row in &rows[1..] {
        for step in OF_TWO_STEPS {
            let refused = report(&mut arrange(&row[0]), "2020-05-21T09:00:00+07:00", step);
            assert_eq!(refused, Err("one-step".to_owned()), "{} x {}", row[0], step.id());
        }
        for (step, cell) in steps.iter().zip(&row[1..]) {
            let mut desk = arrange(&row[0]);
            let seq = desk.campaign.seq();
            let got = report(&mut desk, "2020-05-21T09:00:00+07:00", *step);
            match (cell.strip_prefix("✗ "), got) {
                (None, Ok(())) => assert_eq!(desk.unit("04").state.id(), cell, "{} x {}", row[0], step.id()),
                (Some(rule), Err(got)) => {
                    assert_eq!(got, rule, "{} x {}", row[0], step.id());
                    assert_eq!(desk.campaign.seq(), seq, "a refusal leaves nothing behind");
                }
                (_, got) => panic!(
                    "{} x {}: the page says {cell}, the program {got:?}",
                    row[0],
                    step.id()
                ),
            }
        }
    }
}

/// The same in a campaign with two steps of review; `lan` goes on from there.
fn arrange_two_steps(row: &str) -> Desk {
    use Step::{Accept, Acknowledge, Exempt, Receive, Recommend, Return};
    let story: &[(&str, Step)] = match row {
        "awaiting" => &[],
        "in_progress (l)" => &[("lan", Acknowledge)],
        "received" => &[("lan", Receive)],
        "received (r)" => &[("lan", Receive), ("minh", Recommend)],
        "received (o)" => &[("minh", Receive), ("lan", Recommend)],
        "received after recommendation" => &[("lan", Receive), ("minh", Recommend), ("lan", Receive)],
        "received after acceptance" => &[
            ("lan", Receive),
            ("minh", Recommend),
            ("huong", Accept),
            ("lan", Receive),
        ],
        "returned" => &[("lan", Receive), ("minh", Recommend), ("huong", Return)],
        "accepted" => &[("lan", Receive), ("minh", Recommend), ("huong", Accept)],
        "exempt (v)" => &[("lan", Receive), ("minh", Recommend), ("huong", Exempt)],
        other => panic!("docs/states.md has a row that the test does not know: {other}"),
    };
    let mut desk = Desk::two_steps();
    for (name, step) in story {
        desk.report_by(name, "2020-05-20T09:00:00+07:00", "04", *step, None)
            .unwrap_or_else(|r| panic!("{row}: {r}"));
    }
    desk
}

/// The state as the table of two steps tells it: whoever recommended was somebody else than the next.
fn told_two_steps(desk: &Desk) -> String {
    let unit = desk.unit("04");
    let waits = unit.state == State::Received && unit.recommendation().is_some();
    format!("{}{}", unit.state.id(), if waits { " (r)" } else { "" })
}

#[test]
fn every_cell_of_the_table_of_two_steps_is_true() {
    let rows = table("life-two-steps");
    let steps: Vec<Step> = rows[0][1..]
        .iter()
        .map(|h| Step::from_id(h).expect("a column is a step"))
        .collect();
    assert_eq!(
        steps,
        Step::ALL[1..],
        "every step that two steps change has its column"
    );
    assert_eq!(rows.len() - 1, 10);
    for row in &rows[1..] {
        for (step, cell) in steps.iter().zip(&row[1..]) {
            let mut desk = arrange_two_steps(&row[0]);
            let seq = desk.campaign.seq();
            let got = report(&mut desk, "2020-05-21T09:00:00+07:00", *step);
            match (cell.strip_prefix("✗ "), got) {
                (None, Ok(())) => assert_eq!(&told_two_steps(&desk), cell, "{} x {}", row[0], step.id()),
                (Some(rule), Err(got)) => {
                    assert_eq!(got, rule, "{} x {}", row[0], step.id());
                    assert_eq!(desk.campaign.seq(), seq, "a refusal leaves nothing behind");
                }
                (_, got) => panic!(
                    "{} x {}: the page says {cell}, the program {got:?}",
                    row[0],
                    step.id()
                ),
            }
        }
    }
}

/// Plays "what happened" of the other tables.
fn play(story: &str) -> Desk {
    let mut desk = Desk::new();
    for part in story.split(';').map(str::trim).filter(|p| *p != "nothing") {
        let words: Vec<&str> = part.split_whitespace().collect();
        let outcome = match words[0] {
            "extend-unit" | "extend-all" | "replace-unit" | "replace-all" => {
                let unit = words[0].ends_with("-unit").then(|| UnitCode::from("04"));
                let until = parse_date(words[1]).expect("a date");
                let command = if words[0].starts_with("extend") {
                    Command::Extend { unit, until }
                } else {
                    Command::ReplaceExtension { unit, until }
                };
                desk.order(command, "lũ lụt")
            }
            "undo" => desk.order(Command::Undo, ""),
            step => {
                let due = words.get(3).map(|d| parse_date(d).expect("a date"));
                desk.report_at(words[1], "04", Step::from_id(step).expect("a step"), due)
            }
        };
        outcome.unwrap_or_else(|r| panic!("{story}: {part}: {r}"));
    }
    desk
}

#[test]
fn every_row_of_the_timeliness_table_is_true() {
    for row in &table("timeliness")[1..] {
        let desk = play(&row[0]);
        let ix = desk.ix("04");
        assert_eq!(
            desk.campaign.timeliness(ix, at(&row[1])).id(),
            row[2],
            "{} seen at {}",
            row[0],
            row[1]
        );
    }
}

#[test]
fn every_row_of_the_resubmission_table_is_true() {
    for row in &table("resubmit")[1..] {
        let desk = play(&row[0]);
        let got = desk.campaign.resubmit(desk.ix("04"), at(&row[1]));
        assert_eq!(got.id(), row[2], "{} seen at {}", row[0], row[1]);
    }
}

#[test]
fn an_extension_granted_afterwards_counts_and_says_so() {
    let desk = play("receive 2020-06-06T09:00:00+07:00; extend-unit 2020-06-10");
    assert!(desk.campaign.on_time_by_later_extension(desk.ix("04")));
    let desk = play("receive 2020-06-04T09:00:00+07:00; extend-unit 2020-06-10");
    assert!(
        !desk.campaign.on_time_by_later_extension(desk.ix("04")),
        "it was on time without it"
    );
}

#[test]
fn what_takes_the_place_of_a_slip_was_there_since_the_slip() {
    // The desk gives its orders at the end of June; here the extension has to come before the report.
    let story = |orders: &[(&str, Command)]| {
        let mut desk = Desk::new();
        for (when, command) in orders {
            desk.now = at(when);
            desk.order(command.clone(), "lũ lụt")
                .unwrap_or_else(|r| panic!("{when}: {r}"));
        }
        desk
    };
    let until = |day: &str| parse_date(day).expect("a date");
    let extend = Command::Extend {
        unit: None,
        until: until("2062-06-10"),
    };
    let right = Command::ReplaceExtension {
        unit: None,
        until: until("2020-06-10"),
    };
    let receive = Command::Report {
        units: vec![UnitCode::from("04")],
        step: Step::Receive,
        due: None,
        files: vec![],
    };
    let desk = story(&[
        ("2020-06-01T08:00:00+07:00", extend),
        ("2020-06-08T08:00:00+07:00", receive),
        ("2020-06-09T08:00:00+07:00", right),
    ]);
    let ix = desk.ix("04");
    assert_eq!(desk.campaign.timeliness(ix, desk.now).id(), "on_time");
    assert!(!desk.campaign.on_time_by_later_extension(ix));
}

#[test]
fn each_state_has_its_own_count() {
    let counts = Counts {
        awaiting: 1,
        in_progress: 2,
        received: 3,
        returned: 4,
        accepted: 5,
        exempt: 6,
        ..Counts::default()
    };
    assert_eq!(State::ALL.map(|state| counts.of(state)), [1, 2, 3, 4, 5, 6]);
}
