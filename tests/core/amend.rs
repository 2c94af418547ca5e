//! Amendments and extensions: which part of a definition is called changed, what is refused, and what does not take effect
//! because something else that stands goes before it.

use std::sync::Arc;

use crate::common::desk::{Desk, at, wtisd_2020};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, NewActivity, changes};
use ketnoi::core::definition::Definition;
use ketnoi::core::effect::{NotInEffect, not_in_effect};
use ketnoi::core::fact::{Attachment, EvidenceKind};
use ketnoi::core::names::{BlobId, UnitCode};
use ketnoi::core::time::{DAY, Date, parse_date};

fn day(written: &str) -> Date {
    parse_date(written).expect("a date")
}

fn extend(unit: Option<&str>, until: &str) -> Command {
    Command::Extend {
        unit: unit.map(UnitCode::from),
        until: day(until),
    }
}

/// Gives an order and tells what of it does not take effect.
fn told(desk: &mut Desk, command: Command) -> Vec<NotInEffect> {
    let before = desk.facts.len();
    desk.order(command, "lũ lụt").expect("accepted");
    not_in_effect(&desk.campaign, &desk.facts[before..])
}

fn amended(desk: &Desk, change: impl FnOnce(&mut Definition)) -> Command {
    let mut definition = Definition::clone(desk.campaign.def());
    change(&mut definition);
    Command::Amend {
        definition: Arc::new(definition),
    }
}

type Change = fn(&mut Definition);

#[test]
fn each_part_of_a_definition_is_called_by_its_own_name() {
    let now = wtisd_2020();
    let part = |change: Change| {
        let mut other = Definition::clone(&now);
        change(&mut other);
        assert_eq!(
            changes(&now, &other),
            changes(&other, &now),
            "whichever was first"
        );
        changes(&now, &other)
    };
    let table: [(&str, Change); 18] = [
        ("name", |d| d.name.vi.push('x')),
        ("theme", |d| d.theme.en.push('x')),
        ("sender", |d| d.sender.vi.push('x')),
        ("unit_in_charge", |d| d.unit_in_charge.vi.push('x')),
        ("addressees", |d| d.addressees.vi.push('x')),
        ("day", |d| d.day = d.day.succ_opt().expect("a day")),
        ("window", |d| d.window.to = d.window.from),
        ("deadline", |d| d.deadline.cutoff = d.deadline.cutoff.plus(1)),
        ("timezone", |d| d.zone.0 += 60),
        ("requests", |d| d.requests.truncate(1)),
        ("parts", |d| d.parts[0].required ^= true),
        ("activity_kinds", |d| d.activity_kinds.truncate(1)),
        ("documents", |d| d.documents.truncate(0)),
        ("roster", |d| {
            d.roster = ketnoi::core::roster::Roster::generated(&d.roster, 64);
        }),
        ("goals", |d| d.goals.targets.truncate(1)),
        ("indicators", |d| d.indicators.truncate(1)),
        ("calendar", |d| d.calendar.holidays.truncate(1)),
        ("mail_domains", |d| {
            d.mail_domains.push(("01".into(), vec!["a.example".into()]));
        }),
    ];
    for (name, change) in table {
        assert_eq!(part(change), [name]);
    }
    assert!(changes(&now, &now).is_empty());
    let two = part(|d| {
        d.theme.vi.push('x');
        d.goals.goals.truncate(0);
    });
    assert_eq!(two, ["theme", "goals"]);
}

#[test]
fn the_day_lies_within_the_time_of_the_roster_both_its_ends_included() {
    let roster = wtisd_2020().roster.clone();
    let (from, to) = (
        roster.valid_from(),
        roster.valid_to().expect("63 provinces were merged"),
    );
    for (day, taken) in [
        (from.pred_opt(), false),
        (Some(from), true),
        (Some(to), true),
        (to.succ_opt(), false),
    ] {
        let day = day.expect("a day");
        let mut desk = Desk::new();
        let command = amended(&desk, |d| d.day = day);
        let wanted = if taken {
            Ok(())
        } else {
            Err("roster-not-valid".to_owned())
        };
        assert_eq!(desk.order(command, ""), wanted, "{day}");
    }
}

#[test]
fn an_amendment_cannot_leave_out_a_unit_of_which_something_was_heard() {
    let mut desk = Desk::new();
    let few = ketnoi::core::roster::Roster::generated(&desk.campaign.def().roster, 60);
    let all = desk.campaign.roster().clone();
    let gone: Vec<&str> = all
        .units()
        .map(|ix| all.code(ix))
        .filter(|c| few.by_code(c).is_none())
        .collect();
    assert_eq!(gone.len(), 3);
    let heard = Command::Note {
        units: vec![UnitCode::from(gone[0])],
    };
    desk.order(heard, "đã gọi").expect("noted");
    let smaller = amended(&desk, |d| d.roster = few);
    assert_eq!(desk.order(smaller.clone(), ""), Err("amend-drops-units".into()));
    let mut desk = Desk::new();
    desk.order(smaller, "").expect("of the others nothing was heard");
    assert_eq!(desk.campaign.counts(desk.now).total, 60);
}

#[test]
fn a_cut_off_for_all_names_the_units_that_have_more_time() {
    let mut desk = Desk::new();
    assert_eq!(told(&mut desk, extend(Some("04"), "2020-06-10")), []);
    assert_eq!(told(&mut desk, extend(Some("01"), "2020-06-08")), []);
    let later = |codes: &[&str]| NotInEffect::UnitDeadlines {
        units: codes.iter().map(|c| UnitCode::from(*c)).collect(),
    };
    assert_eq!(
        told(&mut desk, extend(None, "2020-06-07")),
        [later(&["01", "04"])]
    );
    // Whoever has just as much time is not told of.
    assert_eq!(told(&mut desk, extend(None, "2020-06-08")), [later(&["04"])]);
    assert_eq!(told(&mut desk, extend(None, "2020-06-12")), []);
    // The letter itself names a later day.
    let cutoff = at("2020-06-10T00:00:00+07:00");
    let command = amended(&desk, |d| d.deadline.cutoff = cutoff);
    let until = day("2020-06-12");
    assert_eq!(told(&mut desk, command), [NotInEffect::Deadline { until }]);
    let command = amended(&desk, |d| d.deadline.cutoff = at("2020-06-13T00:00:00+07:00"));
    assert_eq!(told(&mut desk, command), [], "the same day as the extension");
}

#[test]
fn an_own_deadline_that_ends_before_that_of_all_is_told() {
    let mut desk = Desk::new();
    told(&mut desk, extend(Some("04"), "2020-06-20"));
    told(&mut desk, extend(None, "2020-06-15"));
    let replace = |until: &str| Command::ReplaceExtension {
        unit: Some(UnitCode::from("04")),
        until: day(until),
    };
    let until = day("2020-06-15");
    assert_eq!(
        told(&mut desk, replace("2020-06-14")),
        [NotInEffect::OwnDeadline { until }]
    );
    assert_eq!(told(&mut desk, replace("2020-06-15")), []);
    assert_eq!(told(&mut desk, replace("2020-06-16")), []);
}

#[test]
fn what_is_no_longer_asked_for_and_stays_on_record_is_told() {
    let mut desk = Desk::new();
    let unit = UnitCode::from("04");
    let document = desk.campaign.def().documents[0].id.clone();
    let figures = Command::Figures {
        unit: unit.clone(),
        values: vec![("households_internet".into(), Some(61.5))],
    };
    let details = NewActivity {
        kind: "banner".into(),
        title: "Treo băng-rôn".into(),
        ..NewActivity::default()
    };
    let activity = Command::AddActivity {
        unit,
        details,
        files: vec![],
    };
    let file = Attachment {
        sha256: BlobId("ab".repeat(32)),
        name: "cong-van.pdf".into(),
        size: 9,
        kind: EvidenceKind::Document,
        media: "application/pdf".into(),
    };
    let copy = Command::AttachDocument {
        document: document.clone(),
        file,
    };
    for command in [figures, activity, copy] {
        assert_eq!(told(&mut desk, command), []);
    }
    // What nothing is on record of may go, and nobody hears of it.
    let others = amended(&desk, |d| {
        d.indicators.retain(|i| i.id == "households_internet");
        d.activity_kinds.retain(|k| k.id == "banner");
        d.documents.truncate(1);
    });
    assert_eq!(told(&mut desk, others), []);
    let none = amended(&desk, |d| {
        d.indicators.clear();
        d.activity_kinds[0].id = "other".into();
        d.documents.clear();
    });
    let ids = |id: &str| vec![id.to_owned()];
    let mut told = told(&mut desk, none);
    told.sort_by_key(NotInEffect::id);
    assert_eq!(
        told,
        [
            NotInEffect::Kinds { ids: ids("banner") },
            NotInEffect::Documents { ids: ids(&document) },
            NotInEffect::Figures {
                ids: ids("households_internet")
            },
        ]
    );
    assert_eq!(
        told.iter().map(NotInEffect::id).collect::<Vec<_>>(),
        ["activity_kinds", "documents", "figures"]
    );
}

#[test]
fn an_extension_moves_arrivals_over_to_in_time_and_back() {
    let mut desk = Desk::new();
    let receive = ketnoi::core::status::Step::Receive;
    desk.report_at("2020-06-06T09:00:00+07:00", "04", receive, None)
        .expect("late");
    let seen = |c: &Campaign| {
        let counts = c.counts(desk.now);
        (counts.on_time, counts.late, counts.overdue)
    };
    assert_eq!(seen(&desk.campaign), (0, 1, 62));
    let mut desk = desk;
    desk.order(extend(None, "2020-06-06"), "lũ").expect("a day more");
    let counts = desk.campaign.counts(desk.now);
    assert_eq!((counts.on_time, counts.late, counts.overdue), (1, 0, 62));
    desk.order(Command::Undo, "").expect("taken back");
    let counts = desk.campaign.counts(desk.now.plus(DAY));
    assert_eq!((counts.on_time, counts.late, counts.overdue), (0, 1, 62));
}
