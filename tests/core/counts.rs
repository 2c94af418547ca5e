//! What is counted: for regions, levels and branches, for somebody who sees a part, without a part; which units could take a
//! step; and when a count changes by itself.

use std::sync::Arc;

use crate::common::desk::{Desk, at, wtisd_2020};
use ketnoi::core::campaign::{Campaign, Done};
use ketnoi::core::decide::{Command, NewActivity, Order, eligible};
use ketnoi::core::definition::Definition;
use ketnoi::core::eyes::Eyes;
use ketnoi::core::fact::Attachment;
use ketnoi::core::fact::EvidenceKind::{Document, Photo, Video};
use ketnoi::core::names::{Actor, BlobId, UnitCode, UnitIx};
use ketnoi::core::roster::Roster;
use ketnoi::core::status::{State, Step};
use ketnoi::core::tally::Counts;
use ketnoi::core::time::parse_date;

/// The 63 provinces and 37 communes below the first of them, in which something has happened here and there.
fn tree() -> Desk {
    let mut definition = Definition::clone(&wtisd_2020());
    definition.roster = Roster::generated(&definition.roster, 100);
    let mut desk = Desk::new();
    desk.campaign = Campaign::preview(Arc::new(definition));
    let roster = desk.campaign.roster().clone();
    for (n, ix) in roster.units().enumerate() {
        let code = roster.code(ix);
        if n % 3 == 0 {
            desk.report_at("2020-06-04T09:00:00+07:00", code, Step::Receive, None)
                .expect("in time");
        }
        if n % 5 == 0 {
            desk.report_at("2020-06-06T09:00:00+07:00", code, Step::Receive, None)
                .expect("late, where it is the first");
        }
        if n % 6 == 0 {
            let due = parse_date("2020-06-20");
            desk.report_at("2020-06-10T09:00:00+07:00", code, Step::Return, due)
                .expect("sent back");
        }
        if n % 7 == 0 {
            desk.report_at("2020-06-11T09:00:00+07:00", code, Step::Exempt, None)
                .expect("exempt");
        }
    }
    desk
}

/// The same from what each unit is.
fn by_hand(desk: &Desk, units: &[UnitIx], now: &str) -> Counts {
    let (c, now) = (&desk.campaign, at(now));
    let mut counts = Counts::default();
    for ix in units {
        counts.total += 1;
        match c.unit(*ix).state.id() {
            "awaiting" => counts.awaiting += 1,
            "in_progress" => counts.in_progress += 1,
            "received" => counts.received += 1,
            "returned" => counts.returned += 1,
            "accepted" => counts.accepted += 1,
            "exempt" => counts.exempt += 1,
            other => panic!("{other}"),
        }
        match c.timeliness(*ix, now).id() {
            "on_time" => counts.on_time += 1,
            "late" => counts.late += 1,
            "overdue" => counts.overdue += 1,
            "pending" => counts.pending += 1,
            "none" => counts.none += 1,
            other => panic!("{other}"),
        }
        counts.resubmit_overdue += u32::from(c.resubmit(*ix, now).id() == "overdue");
    }
    counts
}

const MOMENTS: [&str; 5] = [
    "2020-06-04T23:59:59+07:00",
    "2020-06-05T00:00:00+07:00",
    "2020-06-20T23:59:59+07:00",
    "2020-06-21T00:00:00+07:00",
    "2020-06-30T08:00:00+07:00",
];

#[test]
fn regions_levels_and_branches_count_what_is_in_them() {
    let desk = tree();
    let (c, roster) = (&desk.campaign, desk.campaign.roster());
    let all: Vec<UnitIx> = roster.units().collect();
    let of = |is: &dyn Fn(UnitIx) -> bool| all.iter().copied().filter(|ix| is(*ix)).collect::<Vec<_>>();
    for when in MOMENTS {
        let now = at(when);
        let wanted = by_hand(&desk, &all, when);
        assert_eq!(c.counts(now), wanted, "{when}");
        assert!(wanted.overdue > 0 || when == MOMENTS[0]);
        for region in 0..roster.regions().len() {
            let inside = of(&|ix| roster.region(ix) == region);
            assert_eq!(
                c.region_counts(region, now),
                by_hand(&desk, &inside, when),
                "region {region}"
            );
        }
        let (tops, below) = c.level_counts(now);
        assert_eq!(
            tops,
            by_hand(&desk, &of(&|ix| roster.parent(ix).is_none()), when),
            "{when}"
        );
        assert_eq!(
            below,
            by_hand(&desk, &of(&|ix| roster.parent(ix).is_some()), when),
            "{when}"
        );
        for top in roster.tops() {
            let children = roster.children(top).to_vec();
            assert_eq!(
                c.roll_up(top, now),
                by_hand(&desk, &children, when),
                "{}",
                roster.code(top)
            );
        }
        assert_eq!(wanted.without(&below), tops);
        assert_eq!(wanted.debts(), wanted.overdue + wanted.resubmit_overdue);
        assert_eq!(wanted.owing(), wanted.total - wanted.exempt);
        let debts = all.iter().filter(|ix| c.is_debt(**ix, now)).count();
        assert_eq!(wanted.debts() as usize, debts, "{when}");
    }
    let last = by_hand(&desk, &all, MOMENTS[4]);
    let each = [
        last.awaiting,
        last.received,
        last.returned,
        last.exempt,
        last.on_time,
        last.late,
        last.resubmit_overdue,
    ];
    assert!(
        each.iter().all(|n| *n > 1),
        "{last:?}: the table would show little"
    );
}

#[test]
fn somebody_who_sees_a_part_has_that_part_counted() {
    let desk = tree();
    let roster = desk.campaign.roster().clone();
    let first = roster
        .tops()
        .find(|ix| roster.has_children(*ix))
        .expect("a province with communes");
    let commune = roster.children(first)[0];
    let flat = roster
        .tops()
        .find(|ix| !roster.has_children(*ix))
        .expect("one without");
    for own in [first, commune, flat] {
        let eyes = Eyes::Own(Arc::new([roster.code(own).to_owned()]));
        let c = desk.campaign.seen_by(&eyes);
        assert_eq!(*c.eyes(), eyes);
        let mine: Vec<UnitIx> = roster
            .units()
            .filter(|ix| *ix == own || roster.parent(*ix) == Some(own))
            .collect();
        for when in MOMENTS {
            let now = at(when);
            let wanted = by_hand(&desk, &mine, when);
            assert_eq!(c.counts(now), wanted, "{} {when}", roster.code(own));
            for region in 0..roster.regions().len() {
                let inside: Vec<_> = mine
                    .iter()
                    .copied()
                    .filter(|ix| roster.region(*ix) == region)
                    .collect();
                assert_eq!(c.region_counts(region, now), by_hand(&desk, &inside, when));
            }
            let below: Vec<_> = mine
                .iter()
                .copied()
                .filter(|ix| roster.parent(*ix).is_some())
                .collect();
            assert_eq!(c.level_counts(now).1, by_hand(&desk, &below, when));
            for top in roster.tops() {
                let children: Vec<_> = below
                    .iter()
                    .copied()
                    .filter(|ix| roster.parent(*ix) == Some(top))
                    .collect();
                assert_eq!(
                    c.roll_up(top, now),
                    by_hand(&desk, &children, when),
                    "{}",
                    roster.code(top)
                );
            }
        }
        assert!(
            c.heard().all(|(ix, _)| mine.contains(&ix)),
            "nothing is known of others"
        );
        let about = |d: &&Done| d.units.iter().any(|u| u.is_none_or(|ix| mine.contains(&ix)));
        assert_eq!(c.done().count(), desk.campaign.done().filter(about).count());
        assert!(c.recent().all(|r| r.unit.is_none_or(|ix| mine.contains(&ix))));
        assert!(
            c.done()
                .all(|d| d.units.iter().all(|u| u.is_none_or(|ix| mine.contains(&ix))))
        );
        assert!(c.queue(at(MOMENTS[4])).iter().all(|w| mine.contains(&w.unit)));
        // Whoever takes the facts in one by one with these eyes comes to the same.
        let mut live = Campaign::preview(desk.campaign.def().clone()).seen_by(&eyes);
        desk.facts.iter().for_each(|env| live.apply(env));
        assert_eq!(live.counts(at(MOMENTS[4])), c.counts(at(MOMENTS[4])));
        assert!(live.heard().all(|(ix, _)| mine.contains(&ix)));
    }
    assert!(*desk.campaign.eyes() == Eyes::Everything);
}

#[test]
fn a_count_changes_by_itself_at_the_cut_off_and_when_a_correction_is_overdue() {
    let desk = tree();
    for (now, next) in [
        ("2020-06-04T23:59:59+07:00", Some("2020-06-05T00:00:00+07:00")),
        ("2020-06-05T00:00:00+07:00", Some("2020-06-21T00:00:00+07:00")),
        ("2020-06-20T23:59:59+07:00", Some("2020-06-21T00:00:00+07:00")),
        ("2020-06-21T00:00:00+07:00", None),
    ] {
        assert_eq!(desk.campaign.total().next_change(at(now)), next.map(at), "{now}");
    }
    // A day begins anew at midnight, whatever else happens.
    let next = desk.campaign.next_change(at("2020-06-21T00:00:00+07:00"));
    assert_eq!(next, Some(at("2020-06-22T00:00:00+07:00")));
}

#[test]
fn a_step_is_offered_to_the_units_that_can_take_it() {
    let desk = tree();
    let all: Vec<UnitIx> = desk.campaign.roster().units().collect();
    for step in Step::ALL {
        let offered = eligible(&desk.campaign, &all, step, &Actor::from("lan"));
        for ix in &all {
            let mut one = Desk::new();
            one.campaign = desk.campaign.clone();
            let units = vec![desk.campaign.code(*ix)];
            let command = Command::Report {
                units,
                step,
                due: None,
                files: vec![],
            };
            let order = Order::new(ketnoi::core::names::CmdId(7_000_u128.into()), command).note("vì thế");
            let taken = one.give("lan", &order).is_ok();
            assert_eq!(
                offered.contains(ix),
                taken,
                "{} {}",
                step.id(),
                desk.campaign.roster().code(*ix)
            );
        }
    }
    let mut closed = tree();
    closed.order(Command::Close, "xong").expect("closed");
    for step in Step::ALL {
        assert!(
            eligible(&closed.campaign, &all, step, &Actor::from("lan")).is_empty(),
            "{}",
            step.id()
        );
    }
}

#[test]
fn a_state_knows_whether_there_is_a_report() {
    for state in State::ALL {
        assert_eq!(State::from_id(state.id()), Some(state));
        let without = ["awaiting", "in_progress", "exempt"];
        assert_eq!(state.has_report(), !without.contains(&state.id()), "{state:?}");
    }
}

#[test]
fn a_requested_part_is_there_by_its_own_kind_of_file() {
    let file = |byte: u8, kind| Attachment {
        sha256: BlobId(format!("{byte:02x}").repeat(32)),
        name: format!("{byte}"),
        size: 3,
        kind,
        media: String::new(),
    };
    let unit = || UnitCode::from("04");
    let receive = |files: Vec<Attachment>| Command::Report {
        units: vec![unit()],
        step: Step::Receive,
        due: None,
        files,
    };
    let evidence = |files: Vec<Attachment>| Command::AddEvidence {
        unit: unit(),
        activity: None,
        files,
    };
    let missing = |commands: Vec<(Command, &str)>| {
        let mut desk = Desk::new();
        for (command, note) in commands {
            desk.order(command, note).expect("recorded");
        }
        let mut def = Definition::clone(desk.campaign.def());
        def.parts.iter_mut().for_each(|p| p.required = true);
        let missing = desk
            .unit("04")
            .missing(&def)
            .iter()
            .map(|p| p.id.clone())
            .collect::<Vec<_>>();
        let kinds = def.parts.iter().filter(|p| missing.contains(&p.id));
        let kinds: std::collections::BTreeSet<String> = kinds.map(|p| format!("{:?}", p.kind)).collect();
        kinds.into_iter().collect::<Vec<_>>().join(" ")
    };
    let all = missing(vec![]);
    assert_eq!(all, "Document Photo Text Video");
    let less = |gone: &[&str]| {
        let left = all.split(' ').filter(|kind| !gone.contains(kind));
        left.collect::<Vec<_>>().join(" ")
    };
    // Words come with a version, in a document; a note alone completes nothing.
    assert_eq!(missing(vec![(receive(vec![]), "")]), all);
    assert_eq!(missing(vec![(receive(vec![]), "  ")]), all);
    assert_eq!(missing(vec![(receive(vec![]), "đã treo băng-rôn")]), all);
    assert_eq!(
        missing(vec![(receive(vec![file(1, Document)]), "")]),
        less(&["Text", "Document"])
    );
    assert_eq!(
        missing(vec![(receive(vec![file(1, Photo)]), "")]),
        less(&["Photo"])
    );
    assert_eq!(
        missing(vec![(receive(vec![file(1, Video)]), "")]),
        less(&["Video"])
    );
    // A document that came by itself is none of the version.
    assert_eq!(
        missing(vec![(evidence(vec![file(1, Document)]), "")]),
        less(&["Document"])
    );
    let both = vec![(evidence(vec![file(1, Document)]), ""), (receive(vec![]), "")];
    assert_eq!(missing(both), less(&["Document"]));
    // And they go with it when it is removed.
    let redact = Command::Redact {
        unit: unit(),
        sha256: file(1, Document).sha256,
    };
    let removed = vec![(receive(vec![file(1, Document)]), ""), (redact, "nhầm")];
    assert_eq!(missing(removed), all);
    let exempt = Command::Report {
        units: vec![unit()],
        step: Step::Exempt,
        due: None,
        files: vec![],
    };
    assert_eq!(
        missing(vec![(exempt, "lũ")]),
        "",
        "whoever owes nothing misses nothing"
    );
}

#[test]
fn what_reports_came_with_and_what_was_done_is_added_up() {
    let mut desk = Desk::new();
    for (code, reach) in [("04", Some(120)), ("04", None), ("79", Some(80))] {
        let details = NewActivity {
            kind: "banner".into(),
            title: "Treo băng-rôn".into(),
            reach,
            ..NewActivity::default()
        };
        let unit = UnitCode::from(code);
        desk.order(
            Command::AddActivity {
                unit,
                details,
                files: vec![],
            },
            "",
        )
        .expect("recorded");
    }
    let of = |code: &str| {
        let region = desk.campaign.roster().region(desk.ix(code));
        let total = desk.campaign.region_total(region).expect("a region");
        (total.activities, total.reach)
    };
    assert_ne!(
        desk.campaign.roster().region(desk.ix("04")),
        desk.campaign.roster().region(desk.ix("79"))
    );
    assert_eq!((of("04"), of("79")), ((2, 120), (1, 80)));
    let total = desk.campaign.total();
    assert_eq!((total.activities, total.reach, total.files), (3, 200, [0; 4]));
    assert_eq!(desk.campaign.activities().count(), 3);
}

#[test]
fn counts_without_a_part_are_the_rest_field_by_field() {
    let numbered = |by: u32| Counts {
        total: by,
        awaiting: 2 * by,
        in_progress: 3 * by,
        received: 4 * by,
        returned: 5 * by,
        accepted: 6 * by,
        exempt: 7 * by,
        on_time: 8 * by,
        late: 9 * by,
        overdue: 10 * by,
        pending: 11 * by,
        none: 12 * by,
        resubmit_overdue: 13 * by,
        recommended: 14 * by,
    };
    assert_eq!(numbered(5).without(&numbered(2)), numbered(3));
}
