//! The last value that is taken and the first that is not, of whatever has a limit; and what is told apart by one thing only.

use crate::common::desk::{Desk, at, who};
use ketnoi::core::authority::ROLES;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::deadline::{FAR_DAYS, next_visible_change};
use ketnoi::core::decide::{
    ActivityChange, Command, ContactChange, NOTE_MAX, NewActivity, Order, REACH_MAX, TITLE_MAX, There, Who,
    already_there, decide,
};
use ketnoi::core::fact::{ActivityStatus, Attachment, Envelope, EvidenceKind, Role, Via};
use ketnoi::core::known::Corrections;
use ketnoi::core::names::{ActivityId, BlobId, CmdId, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::status::{State, Step};
use ketnoi::core::store_url::{BadUrl, StoreUrl};
use ketnoi::core::time::{DAY, Date, parse_date};

fn day(written: &str) -> Date {
    parse_date(written).expect("a date")
}

fn units(codes: &[&str]) -> Vec<UnitCode> {
    codes.iter().map(|c| UnitCode::from(*c)).collect()
}

fn note(codes: &[&str]) -> Command {
    Command::Note { units: units(codes) }
}

fn report(step: Step, due: Option<Date>, files: &[Attachment]) -> Command {
    Command::Report {
        units: units(&["04"]),
        step,
        due,
        files: files.to_vec(),
    }
}

fn file(name: &str, byte: u8) -> Attachment {
    Attachment {
        sha256: BlobId(format!("{byte:02x}").repeat(32)),
        name: name.into(),
        size: 3,
        kind: EvidenceKind::Photo,
        media: "image/jpeg".into(),
    }
}

fn activity(title: &str) -> NewActivity {
    NewActivity {
        kind: "banner".into(),
        title: title.into(),
        from: Some(day("2020-05-17")),
        ..NewActivity::default()
    }
}

fn add(details: NewActivity) -> Command {
    Command::AddActivity {
        unit: UnitCode::from("04"),
        details,
        files: vec![],
    }
}

#[test]
fn a_text_may_be_as_long_as_is_said_and_no_longer() {
    // Letters are counted, not bytes.
    let text = |n: usize| "ế".repeat(n);
    let too_long = || Err("text-too-long".to_owned());
    let mut desk = Desk::new();
    assert_eq!(desk.order(note(&["04"]), &text(NOTE_MAX)), Ok(()));
    assert_eq!(desk.order(note(&["04"]), &text(NOTE_MAX + 1)), too_long());
    assert_eq!(desk.order(add(activity(&text(TITLE_MAX))), ""), Ok(()));
    assert_eq!(desk.order(add(activity(&text(TITLE_MAX + 1))), ""), too_long());
    let named = || ContactChange {
        name: Some("Bà Hoa".into()),
        ..ContactChange::default()
    };
    let parts: [fn(&mut ContactChange, String); 4] = [
        |c, t| c.name = Some(t),
        |c, t| c.title = Some(t),
        |c, t| c.phone = Some(t),
        |c, t| c.mail = Some(t),
    ];
    for (n, set) in parts.into_iter().enumerate() {
        for (length, taken) in [(TITLE_MAX, Ok(())), (TITLE_MAX + 1, too_long())] {
            let mut contact = named();
            set(&mut contact, text(length));
            let unit = UnitCode::from("04");
            assert_eq!(
                desk.order(Command::SetContact { unit, contact }, ""),
                taken,
                "part {n}, {length} letters"
            );
        }
    }
    // An edit is held to the same.
    let edit = |n: usize| Command::EditActivity {
        id: ActivityId::from("CBG-1"),
        change: ActivityChange {
            title: Some(text(n)),
            ..ActivityChange::default()
        },
    };
    assert_eq!(desk.order(edit(TITLE_MAX + 1), ""), too_long());
}

#[test]
fn nobody_is_reached_beyond_the_limit_whichever_command_says_so() {
    let reach = |n: u64| NewActivity {
        reach: Some(n),
        ..activity("Tọa đàm")
    };
    let beyond = || Err("figure-out-of-bounds".to_owned());
    let mut desk = Desk::new();
    assert_eq!(desk.order(add(reach(REACH_MAX)), ""), Ok(()));
    assert_eq!(desk.order(add(reach(REACH_MAX + 1)), ""), beyond());
    let finish = |n| Command::FinishActivities {
        ids: vec![ActivityId::from("CBG-1")],
        reach: Some(n),
    };
    let edit = |n| Command::EditActivity {
        id: ActivityId::from("CBG-1"),
        change: ActivityChange {
            reach: Some(Some(n)),
            ..ActivityChange::default()
        },
    };
    assert_eq!(desk.order(edit(REACH_MAX + 1), ""), beyond());
    desk.order(Command::Undo, "").expect("anew");
    let ongoing = NewActivity {
        status: Some(ActivityStatus::Ongoing),
        ..reach(1)
    };
    desk.order(add(ongoing), "").expect("recorded");
    let finish_second = |n| match finish(n) {
        Command::FinishActivities { reach, .. } => Command::FinishActivities {
            ids: vec![ActivityId::from("CBG-2")],
            reach,
        },
        other => other,
    };
    assert_eq!(desk.order(finish_second(REACH_MAX + 1), ""), beyond());
    assert_eq!(desk.order(finish_second(REACH_MAX), ""), Ok(()));
    assert_eq!(desk.campaign.total().reach, REACH_MAX);
}

#[test]
fn an_activity_is_done_on_its_first_day_and_not_the_day_before() {
    let today = "2020-05-20T08:00:00+07:00";
    for (from, begun) in [("2020-05-20", true), ("2020-05-21", false)] {
        let not_begun = || {
            if begun {
                Ok(())
            } else {
                Err("activity-not-begun".to_owned())
            }
        };
        let mut desk = Desk::new();
        desk.now = at(today);
        let details = |status| NewActivity {
            from: Some(day(from)),
            status,
            ..activity("Phát thanh")
        };
        assert_eq!(
            desk.order(add(details(Some(ActivityStatus::Done))), ""),
            not_begun(),
            "recorded as done, {from}"
        );
        desk.order(add(details(Some(ActivityStatus::Planned))), "")
            .expect("planned");
        let ids = vec![desk.unit("04").activities.last().expect("it").id.clone()];
        let change = ActivityChange {
            status: Some(ActivityStatus::Done),
            ..ActivityChange::default()
        };
        let edit = Command::EditActivity {
            id: ids[0].clone(),
            change,
        };
        let (mut other, reach) = (Desk::new(), None);
        other.now = desk.now;
        other
            .order(add(details(Some(ActivityStatus::Planned))), "")
            .expect("planned");
        assert_eq!(
            desk.order(Command::FinishActivities { ids, reach }, ""),
            not_begun()
        );
        let edit = match edit {
            Command::EditActivity { change, .. } => Command::EditActivity {
                id: ActivityId::from("CBG-1"),
                change,
            },
            other => other,
        };
        assert_eq!(other.order(edit, ""), not_begun(), "edited, {from}");
    }
}

#[test]
fn what_an_activity_is_by_its_days_where_nobody_says() {
    for (from, to, status) in [
        ("2020-05-18", "2020-05-19", ActivityStatus::Done),
        ("2020-05-18", "2020-05-20", ActivityStatus::Ongoing),
        ("2020-05-20", "2020-05-20", ActivityStatus::Ongoing),
        ("2020-05-20", "2020-05-22", ActivityStatus::Ongoing),
        ("2020-05-21", "2020-05-21", ActivityStatus::Planned),
    ] {
        let mut desk = Desk::new();
        desk.now = at("2020-05-20T08:00:00+07:00");
        let details = NewActivity {
            from: Some(day(from)),
            to: Some(day(to)),
            ..activity("Phát thanh")
        };
        desk.order(add(details), "").expect("recorded");
        assert_eq!(
            desk.unit("04").activities[0].details.status,
            status,
            "{from} to {to}"
        );
    }
    // Whoever names the end alone means that day.
    let mut desk = Desk::new();
    let details = NewActivity {
        from: None,
        to: Some(day("2020-05-22")),
        ..activity("Phát thanh")
    };
    desk.order(add(details), "").expect("recorded");
    assert_eq!(desk.unit("04").activities[0].details.from, day("2020-05-22"));
}

#[test]
fn an_edit_and_a_calling_off_are_each_on_record_or_both() {
    let id = || ActivityId::from("CBG-1");
    let title = |c: &mut ActivityChange| c.title = Some("Tên khác".into());
    let off = |c: &mut ActivityChange| c.status = Some(ActivityStatus::Cancelled);
    let names = |desk: &mut Desk, edits: bool, cancels: bool, why: &str| {
        let mut change = ActivityChange::default();
        if edits {
            title(&mut change);
        }
        if cancels {
            off(&mut change);
        }
        let order = Order::new(desk.mint(), Command::EditActivity { id: id(), change }).note(why);
        let facts = desk.give("lan", &order).map_err(|r| r.rule)?;
        Ok(facts.iter().map(|f| f.fact.type_name()).collect::<Vec<_>>())
    };
    for (edits, cancels, why, wanted) in [
        (true, false, "", Ok(vec!["activity.edited"])),
        (false, true, "mưa", Ok(vec!["activity.cancelled"])),
        (
            true,
            true,
            "mưa",
            Ok(vec!["activity.edited", "activity.cancelled"]),
        ),
        (false, true, "", Err(Rule::ReasonMissing)),
        (true, true, " ", Err(Rule::ReasonMissing)),
        (false, false, "", Err(Rule::NothingChanged)),
    ] {
        let mut desk = Desk::new();
        desk.order(add(activity("Tọa đàm")), "").expect("recorded");
        assert_eq!(names(&mut desk, edits, cancels, why), wanted, "{edits} {cancels}");
        if cancels && wanted.is_ok() {
            assert_eq!(
                names(&mut desk, false, true, "mưa"),
                Err(Rule::NothingChanged),
                "it is called off already"
            );
        }
    }
}

#[test]
fn moving_an_activity_keeps_its_end_behind_its_beginning() {
    let moved = |from: Option<&str>, to: Option<Option<&str>>| {
        let mut desk = Desk::new();
        let details = NewActivity {
            to: Some(day("2020-05-19")),
            ..activity("Tọa đàm")
        };
        desk.order(add(details), "").expect("recorded");
        let change = ActivityChange {
            from: from.map(day),
            to: to.map(|to| to.map(day)),
            ..ActivityChange::default()
        };
        let id = ActivityId::from("CBG-1");
        desk.order(Command::EditActivity { id, change }, "")?;
        let d = &desk.unit("04").activities[0].details;
        Ok((d.from.to_string(), d.to.to_string()))
    };
    let days = |from: &str, to: &str| Ok::<_, String>((from.to_owned(), to.to_owned()));
    assert_eq!(moved(Some("2020-05-18"), None), days("2020-05-18", "2020-05-19"));
    assert_eq!(moved(Some("2020-05-25"), None), days("2020-05-25", "2020-05-25"));
    assert_eq!(moved(None, Some(None)), days("2020-05-17", "2020-05-17"));
    assert_eq!(
        moved(None, Some(Some("2020-05-17"))),
        days("2020-05-17", "2020-05-17")
    );
    assert_eq!(
        moved(None, Some(Some("2020-05-16"))),
        Err("dates-reversed".into())
    );
}

#[test]
fn a_correction_may_be_due_on_the_day_of_the_return() {
    for (due, wanted) in [
        ("2020-05-19", Err("due-in-past".to_owned())),
        ("2020-05-20", Ok(())),
        ("2020-05-21", Ok(())),
    ] {
        let mut desk = Desk::new();
        desk.report_at("2020-05-20T09:00:00+07:00", "04", Step::Receive, None)
            .expect("received");
        let got = desk.report_at("2020-05-20T10:00:00+07:00", "04", Step::Return, Some(day(due)));
        assert_eq!(got, wanted, "{due}");
    }
}

#[test]
fn the_year_2000_is_the_first_in_which_anything_can_have_happened() {
    for (when, wanted) in [
        ("1999-12-31T23:59:59+07:00", Err("impossible-date".to_owned())),
        ("2000-01-01T00:00:00+07:00", Ok(())),
    ] {
        let mut desk = Desk::new();
        assert_eq!(desk.report_at_now(when), wanted, "{when}");
    }
}

trait ReportAtNow {
    fn report_at_now(&mut self, when: &str) -> Result<(), String>;
}

impl ReportAtNow for Desk {
    /// Received then, as is told today.
    fn report_at_now(&mut self, when: &str) -> Result<(), String> {
        let order = Order::new(self.mint(), report(Step::Receive, None, &[]));
        let order = order.note("tìm thấy trong hộp thư").at(Some(at(when)));
        let outcome = self.give("lan", &order);
        outcome.map(drop).map_err(|r| r.rule.id().to_owned())
    }
}

// ---------------------------------------------------------------------- clocks

#[test]
fn a_clock_is_doubted_beyond_four_hundred_days_and_who_may_say_that_it_is_right() {
    let far = FAR_DAYS * DAY;
    let mut desk = Desk::new();
    desk.order(note(&["04"]), "đã gọi").expect("noted");
    let begin = desk.now;
    for (moved, doubt) in [
        (far, None),
        (far + 1, Some(Rule::ClockAhead)),
        (-far, None),
        (-far - 1, Some(Rule::ClockBehind)),
    ] {
        let now = begin.plus(moved);
        for role in ROLES {
            for vouched in [false, true] {
                let who = Who { role, ..who("lan") };
                let order = Order::new(desk.mint(), note(&["04"]))
                    .note("đã gọi lại")
                    .clock_is_right(vouched);
                let got = decide(&desk.campaign, &order, &who, now)
                    .map(drop)
                    .map_err(|r| r.rule);
                let sure = doubt == Some(Rule::ClockAhead) && vouched && role == Role::Administrator;
                let wanted = doubt.filter(|_| !sure).map_or(Ok(()), Err);
                assert_eq!(got, wanted, "{moved} ms, {role:?}, vouched {vouched}");
            }
        }
        // The command that sets the clock right is for a clock that was ahead, and for nothing else.
        let order = Order::new(desk.mint(), Command::CorrectClock).note("đồng hồ sai");
        let got = decide(&desk.campaign, &order, &who("lan"), now)
            .map(drop)
            .map_err(|r| r.rule);
        let wanted = match doubt {
            Some(Rule::ClockAhead) => Err(Rule::ClockAhead),
            _ if moved > 0 => Err(Rule::ClockNotAhead),
            _ => Ok(()),
        };
        assert_eq!(got, wanted, "{moved} ms");
    }
    let at_once = Order::new(desk.mint(), Command::CorrectClock).note("đồng hồ sai");
    let got = decide(&desk.campaign, &at_once, &who("lan"), begin).map(drop);
    assert_eq!(
        got.map_err(|r| r.rule),
        Err(Rule::ClockNotAhead),
        "not by a millisecond"
    );
}

#[test]
fn a_clock_shows_a_year_between_2000_and_2100() {
    for (now, possible) in [
        ("1999-12-31T23:59:59+07:00", false),
        ("2000-01-01T00:00:00+07:00", true),
        ("2100-12-31T23:59:59+07:00", true),
        ("2101-01-01T00:00:00+07:00", false),
    ] {
        let mut desk = Desk::new();
        desk.now = at(now);
        let wanted = if possible {
            Ok(())
        } else {
            Err("clock-impossible".to_owned())
        };
        assert_eq!(desk.order(note(&["04"]), "đã gọi"), wanted, "{now}");
    }
}

#[test]
fn what_was_recorded_before_a_clock_was_set_right_was_known_by_then() {
    let mut desk = Desk::new();
    let right = desk.now;
    desk.now = right.plus(300 * DAY);
    desk.order(note(&["04"]), "một").expect("noted");
    desk.now = right;
    desk.order(Command::CorrectClock, "đồng hồ sai")
        .expect("set right");
    desk.now = right.plus(DAY);
    desk.order(note(&["04"]), "hai").expect("noted");
    let known = Corrections::of(&desk.facts);
    let told: Vec<_> = desk
        .facts
        .iter()
        .map(|env| (env.fact.type_name(), known.known(env)))
        .collect();
    assert_eq!(
        told,
        [
            ("campaign.opened", right),
            ("report.noted", right),
            ("clock.corrected", right),
            ("report.noted", right.plus(DAY)),
        ]
    );
    assert_eq!(
        Corrections::of(&desk.facts[..2]).known(&desk.facts[1]),
        right.plus(300 * DAY)
    );
}

// ---------------------------------------------------------------------- the same bytes

#[test]
fn the_same_bytes_count_once_for_each_place_and_again_for_another() {
    let mut desk = Desk::new();
    for title in ["Tọa đàm", "Phát thanh"] {
        desk.order(add(activity(title)), "").expect("recorded");
    }
    let evidence = |activity: Option<&str>| Command::AddEvidence {
        unit: UnitCode::from("04"),
        activity: activity.map(ActivityId::from),
        files: vec![file("a.jpg", 1)],
    };
    let places = [None, Some("CBG-1"), Some("CBG-2")];
    for (n, place) in places.into_iter().enumerate() {
        desk.order(evidence(place), "").expect("new there");
        assert_eq!(desk.unit("04").evidence.len(), n + 1, "{place:?}");
        for known in &places[..=n] {
            desk.order(evidence(*known), "").expect("told");
            assert_eq!(desk.unit("04").evidence.len(), n + 1, "{known:?} had it");
        }
    }
    assert_eq!(desk.unit("04").activities.iter().map(|a| a.files).sum::<u32>(), 2);
}

#[test]
fn what_came_with_the_latest_version_is_the_units_and_with_an_older_one_is_not() {
    let mut desk = Desk::new();
    let evidence = |byte: u8| Command::AddEvidence {
        unit: UnitCode::from("04"),
        activity: None,
        files: vec![file("x.jpg", byte)],
    };
    let count = |desk: &Desk| desk.unit("04").evidence.len();
    desk.order(report(Step::Receive, None, &[file("a.jpg", 1)]), "")
        .expect("version 1");
    desk.order(evidence(1), "").expect("told");
    assert_eq!(count(&desk), 1, "it came with the version");
    desk.order(report(Step::Receive, None, &[file("b.jpg", 2)]), "")
        .expect("version 2");
    desk.order(evidence(2), "").expect("told");
    assert_eq!(count(&desk), 2);
    desk.order(evidence(1), "")
        .expect("new: version 1 is not on the table");
    assert_eq!(count(&desk), 3);
}

#[test]
fn a_report_is_the_latest_again_only_in_every_respect() {
    let files = [file("a.jpg", 1), file("b.jpg", 2)];
    let begin = "2020-06-01T09:00:00+07:00";
    let again = |files: &[Attachment], words: &str, when: &str| {
        let mut desk = Desk::new();
        for (words, when, files) in [
            ("bản chính", begin, &[file("a.jpg", 1), file("b.jpg", 2)][..]),
            (words, when, files),
        ] {
            let order = Order::new(desk.mint(), report(Step::Receive, None, files));
            desk.now = at("2020-06-01T20:00:00+07:00");
            desk.give("lan", &order.note(words).at(Some(at(when))))
                .expect("taken");
        }
        desk.unit("04").versions.len()
    };
    let later = "2020-06-01T10:00:00+07:00";
    assert_eq!(again(&files, "", later), 1);
    assert_eq!(again(&files, "bản chính", later), 1);
    assert_eq!(again(&files, "bản chính", begin), 1, "at the same moment");
    assert_eq!(again(&files[..1], "", later), 1, "less than there was");
    assert_eq!(again(&files, "bản sửa", later), 2, "other words");
    assert_eq!(again(&files, "", "2020-06-01T08:59:59+07:00"), 2, "earlier");
    assert_eq!(
        again(&[files[0].clone(), file("c.jpg", 3)], "", later),
        2,
        "other bytes"
    );
    assert_eq!(again(&[], "", later), 2, "nothing at all");
}

#[test]
fn whoever_sends_a_report_again_is_told_of_every_file_how_it_came_first() {
    let mut desk = Desk::new();
    let files = [file("a.jpg", 1), file("b.jpg", 2)];
    desk.order(report(Step::Receive, None, &files), "")
        .expect("version 1");
    let told = |desk: &mut Desk, files: &[Attachment]| {
        let order = Order::new(desk.mint(), report(Step::Receive, None, files));
        let there = already_there(&desk.campaign, &order, &who("minh"), desk.now);
        let row = |t: &There| (t.file.name.clone(), t.first.name.clone(), t.first.version);
        there.iter().map(row).collect::<Vec<_>>()
    };
    let row = |a: &str, b: &str, n: Option<u32>| (a.to_owned(), b.to_owned(), n);
    let again = [file("x.jpg", 1), file("y.jpg", 2)];
    assert_eq!(
        told(&mut desk, &again),
        [row("x.jpg", "a.jpg", Some(1)), row("y.jpg", "b.jpg", Some(1))]
    );
    // A new version brings its files anew; only what it brings twice itself is told.
    let new = [file("x.jpg", 1), file("c.jpg", 3), file("d.jpg", 3)];
    assert_eq!(told(&mut desk, &new), [row("d.jpg", "c.jpg", None)]);
}

#[test]
fn a_file_is_attached_to_an_activity_of_the_same_unit_only() {
    let mut desk = Desk::new();
    desk.order(add(activity("Tọa đàm")), "").expect("recorded");
    for (unit, wanted) in [("79", Err("unknown-activity".to_owned())), ("04", Ok(()))] {
        let command = Command::AddEvidence {
            unit: UnitCode::from(unit),
            activity: Some(ActivityId::from("CBG-1")),
            files: vec![file("a.jpg", 1)],
        };
        assert_eq!(desk.order(command, ""), wanted, "{unit}");
    }
    let tags = desk.campaign.tags();
    assert_eq!((tags.sdg("9"), tags.goal("2")), (0, 0));
}

#[test]
fn a_frame_is_drawn_at_the_next_mark_that_lies_ahead() {
    let now = at("2020-06-04T23:30:30+07:00");
    let minute = at("2020-06-04T23:31:00+07:00");
    for (marks, wanted) in [
        (vec![], minute),
        (vec![now.plus(10_000)], now.plus(10_000)),
        (vec![now.plus(20_000), now.plus(10_000)], now.plus(10_000)),
        (vec![now.plus(-10_000)], minute),
        (vec![now], minute),
        (vec![minute.plus(1)], minute),
    ] {
        assert_eq!(
            next_visible_change(now, false, marks.clone()),
            wanted,
            "{marks:?}"
        );
    }
}

// ---------------------------------------------------------------------- taking back

#[test]
fn two_people_cannot_each_bring_their_first_version_back() {
    let mut desk = Desk::new();
    let mut go = |name: &str, command: Command| {
        let order = Order::new(desk.mint(), command);
        desk.give(name, &order).map(drop)
    };
    for (name, command) in [
        ("lan", report(Step::Receive, None, &[])),
        ("lan", Command::Undo),
        ("minh", report(Step::Receive, None, &[])),
        ("minh", Command::Undo),
        ("lan", Command::Redo),
        ("lan", Command::Undo),
        ("minh", Command::Redo),
    ] {
        go(name, command.clone()).unwrap_or_else(|r| panic!("{name} {command:?}: {r:?}"));
    }
    let refusal = go("lan", Command::Redo).expect_err("minh's version stands");
    assert_eq!(refusal.rule, Rule::UndoRestedOn);
    assert_eq!(refusal.who.expect("named").as_str(), "minh");
    assert_eq!(desk.unit("04").versions.len(), 1);
}

#[test]
fn an_acceptance_does_not_come_back_without_its_version() {
    let mut desk = Desk::new();
    let mut go = |name: &str, command: Command| {
        let order = Order::new(desk.mint(), command).note("thiếu");
        desk.give(name, &order).map(drop)
    };
    for (name, command) in [
        ("lan", report(Step::Receive, None, &[])),
        ("minh", report(Step::Accept, None, &[])),
        ("minh", Command::Undo),
        ("lan", Command::Undo),
    ] {
        go(name, command.clone()).unwrap_or_else(|r| panic!("{name} {command:?}: {r:?}"));
    }
    let refusal = go("minh", Command::Redo).expect_err("there is no version");
    assert_eq!(refusal.rule, Rule::UndoRestedOn);
    assert_eq!(refusal.who.expect("whoever took it away").as_str(), "lan");
    go("lan", Command::Redo).expect("the version");
    go("minh", Command::Redo).expect("and what was said of it");
    assert_eq!(desk.unit("04").state, State::Accepted);
}

#[test]
fn what_a_letter_brought_is_not_undone_by_hand() {
    // As the ledger writes it: the same facts, come in by mail.
    let (mut desk, mut ledger) = (Desk::new(), Desk::new());
    let brought = Order::new(ledger.mint(), report(Step::Receive, None, &[]));
    for env in ledger.give("lan", &brought).expect("received") {
        let env = Envelope {
            via: Via::Mail,
            ..env
        };
        desk.campaign.apply(&env);
        desk.facts.push(env);
    }
    let order = |cmd: u128, command| Order::new(CmdId(cmd.into()), command);
    let by = |order: &Order, name: &str, campaign: &Campaign| {
        let drafts = decide(campaign, order, &who(name), at("2020-06-30T08:00:00+07:00"));
        drafts.map(|d| d.len()).map_err(|r| r.rule)
    };
    let take_back = |cmd| Command::TakeBack { cmd };
    assert_eq!(
        by(&order(90, Command::Undo), "lan", &desk.campaign),
        Err(Rule::NothingToUndo)
    );
    assert_eq!(
        by(&order(91, take_back(brought.cmd)), "lan", &desk.campaign),
        Ok(1)
    );
    // Done already is done.
    let again = order(95, take_back(brought.cmd));
    let drafts = decide(&desk.campaign, &again, &who("lan"), desk.now).expect("it stands");
    let (mut gone, last) = (desk.campaign.clone(), desk.facts.last().expect("a fact"));
    for d in drafts {
        gone.apply(&Envelope {
            seq: last.seq + 1,
            cmd: again.cmd,
            via: Via::Mail,
            fact: d.fact,
            ..last.clone()
        });
    }
    assert_eq!(by(&order(96, take_back(brought.cmd)), "lan", &gone), Ok(0));
    // What was entered by hand goes the other way, and only that.
    let by_hand = Order::new(CmdId(80_u128.into()), note(&["04"])).note("đã gọi");
    desk.give("lan", &by_hand).expect("noted");
    assert_eq!(by(&order(92, Command::Undo), "lan", &desk.campaign), Ok(1));
    assert_eq!(
        by(&order(93, Command::Undo), "minh", &desk.campaign),
        Err(Rule::NothingToUndo)
    );
    assert_eq!(
        by(&order(94, take_back(by_hand.cmd)), "lan", &desk.campaign),
        Err(Rule::UndoTooFar)
    );
}

// ---------------------------------------------------------------------- what else

#[test]
fn no_password_of_a_store_is_repeated() {
    for (written, told) in [
        ("mysql://lan:bimat@may/kho", Some("mysql://…@may/kho")),
        ("mysql://lan:bi@mat@may/kho", Some("mysql://…@may/kho")),
        ("mysql://@may", Some("mysql://…@may")),
        ("mysql://may/kho", Some("mysql://may/kho")),
        ("lan@may", Some("…@may")),
        ("a@b://c", Some("…@b://c")),
        ("sqlite:", Some("sqlite:")),
        ("sqlite:ketnoi.db", None),
    ] {
        match StoreUrl::parse(written) {
            Ok(url) => assert_eq!((told, url.to_string().as_str()), (None, written)),
            Err(BadUrl::Scheme { written: w }) => assert_eq!(Some(w.as_str()), told, "{written}"),
            Err(other) => panic!("{written}: {other:?}"),
        }
    }
}
