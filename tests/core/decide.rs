//! What may be done and what may not: undo and redo, conflicts, late entries, activities, evidence, extensions.
//! The life of a report has its own table in `docs/states.md`.

use crate::common::desk::{Desk, at, who};
use ketnoi::core::decide::{ActivityChange, Command, ContactChange, NewActivity, Order, already_there};
use ketnoi::core::fact::{Attachment, ContactHow, EvidenceKind, Fact, Mode};
use ketnoi::core::names::{ActivityId, Actor, BlobId, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::status::{State, Step};
use ketnoi::core::time::{HOUR, parse_date};

fn step(units: &[&str], step: Step) -> Command {
    Command::Report {
        units: units.iter().map(|u| UnitCode::from(*u)).collect(),
        step,
        due: None,
        files: vec![],
    }
}

fn activity(title: &str) -> Command {
    let details = NewActivity {
        kind: "banner".into(),
        title: title.into(),
        from: parse_date("2020-05-17"),
        mode: Mode::InPerson,
        reach: Some(120),
        sdgs: vec!["9".into(), "9.c".into()],
        goals: vec!["2.8".into(), "2.10".into()],
        ..NewActivity::default()
    };
    Command::AddActivity {
        unit: UnitCode::from("04"),
        details,
        files: vec![],
    }
}

fn photo(byte: u8) -> Attachment {
    let sha256 = BlobId(format!("{byte:02x}").repeat(32));
    Attachment {
        sha256,
        name: "anh.jpg".into(),
        size: 9,
        kind: EvidenceKind::Photo,
        media: "image/jpeg".into(),
    }
}

#[test]
fn the_first_command_on_a_shipped_campaign_opens_it() {
    let mut desk = Desk::new();
    let order = Order::new(desk.mint(), step(&["01"], Step::Acknowledge));
    let facts = desk.give("lan", &order).expect("accepted");
    let names: Vec<_> = facts.iter().map(|f| f.fact.type_name()).collect();
    assert_eq!(names, ["campaign.opened", "report.acknowledged"]);
    assert_eq!(desk.campaign.opened().expect("open").actor.as_str(), "lan");
    // Undo takes the acknowledgement back; the opening stays.
    desk.order(Command::Undo, "").expect("undone");
    assert_eq!(desk.unit("01").state, State::Awaiting);
    assert!(desk.campaign.opened().is_some());
    assert_eq!(desk.order(Command::Undo, ""), Err("nothing-to-undo".into()));
}

#[test]
fn opening_and_closing_are_never_undone() {
    let mut desk = Desk::new();
    let definition = desk.campaign.def().clone();
    desk.order(
        Command::Open {
            definition: definition.clone(),
            source: "shipped".into(),
        },
        "",
    )
    .expect("opened");
    assert_eq!(desk.order(Command::Undo, ""), Err("undo-never".into()));
    assert_eq!(
        desk.order(
            Command::Open {
                definition,
                source: "shipped".into()
            },
            ""
        ),
        Err("campaign-already-open".into())
    );
    desk.order(Command::Close, "tổng hợp xong").expect("closed");
    assert_eq!(
        desk.order(step(&["01"], Step::Receive), ""),
        Err("campaign-closed".into())
    );
    assert_eq!(desk.order(Command::Undo, ""), Err("campaign-closed".into()));
}

#[test]
fn undo_walks_back_whole_commands_and_redo_forward() {
    let mut desk = Desk::new();
    desk.order(step(&["01", "04", "79"], Step::Receive), "")
        .expect("three at once");
    let received = desk.campaign.counts(desk.now);
    desk.order(step(&["01", "04"], Step::Accept), "")
        .expect("two accepted");
    desk.order(Command::Undo, "").expect("first undo");
    assert_eq!(
        desk.campaign.counts(desk.now),
        received,
        "both acceptances are gone"
    );
    desk.order(Command::Undo, "")
        .expect("second undo goes further back");
    assert_eq!(desk.campaign.counts(desk.now).awaiting, 63);
    desk.order(Command::Redo, "").expect("redo");
    assert_eq!(desk.campaign.counts(desk.now), received);
    assert_eq!(desk.unit("04").latest().expect("a version").n, 1);
    // The bulk that was taken back can be given anew.
    desk.order(step(&["01"], Step::Accept), "")
        .expect("accepted again");
    assert_eq!(desk.unit("01").state, State::Accepted);
}

#[test]
fn undo_is_ones_own_and_refused_when_something_rests_on_it() {
    let mut desk = Desk::new();
    desk.order(step(&["04"], Step::Receive), "")
        .expect("received by lan");
    let minh = Order::new(desk.mint(), step(&["04"], Step::Accept));
    desk.give("minh", &minh).expect("accepted by minh");
    let undo = Order::new(desk.mint(), Command::Undo);
    let refusal = desk.give("lan", &undo).expect_err("minh's verdict rests on it");
    assert_eq!(
        (refusal.rule, refusal.who.expect("named").as_str()),
        (Rule::UndoRestedOn, "minh")
    );
    assert_eq!(refusal.unit.expect("named").as_str(), "04");
    let undo = Order::new(desk.mint(), Command::Undo);
    desk.give("minh", &undo).expect("minh may");
    assert_eq!(desk.unit("04").state, State::Received);
    desk.order(Command::Undo, "").expect("now lan may");
    assert_eq!(desk.unit("04").state, State::Awaiting);
}

#[test]
fn a_redo_is_refused_when_the_report_has_moved_on() {
    let mut desk = Desk::new();
    desk.order(step(&["04"], Step::Receive), "").expect("received");
    desk.order(step(&["04"], Step::Accept), "").expect("accepted");
    desk.order(Command::Undo, "").expect("taken back");
    let minh = Order::new(desk.mint(), step(&["04"], Step::Return)).note("thiếu danh sách");
    desk.give("minh", &minh).expect("returned by minh");
    assert_eq!(desk.order(Command::Redo, ""), Err("undo-rested-on".into()));
    assert_eq!(desk.unit("04").state, State::Returned);
}

#[test]
fn the_second_of_two_on_one_report_learns_who_was_first() {
    let mut desk = Desk::new();
    desk.order(step(&["04"], Step::Receive), "").expect("received");
    let seen = desk.campaign.seq();
    let minh = Order::new(desk.mint(), step(&["04"], Step::Return))
        .note("thiếu")
        .based_on(Some(seen));
    desk.give("minh", &minh).expect("first");
    let huong = Order::new(desk.mint(), step(&["04"], Step::Return))
        .note("thiếu")
        .based_on(Some(seen));
    let refusal = desk.give("huong", &huong).expect_err("second");
    assert_eq!(
        (refusal.rule, refusal.who.expect("named").as_str()),
        (Rule::Stale, "minh")
    );
    // Another unit never conflicts, nor does one's own change.
    let other = Order::new(desk.mint(), step(&["01"], Step::Receive)).based_on(Some(seen));
    desk.give("huong", &other).expect("another unit");
    let own = Order::new(desk.mint(), step(&["04"], Step::Receive)).based_on(Some(seen));
    desk.give("minh", &own)
        .expect("one's own change is known to oneself");
}

#[test]
fn a_bulk_command_is_all_or_nothing() {
    let mut desk = Desk::new();
    desk.order(step(&["01"], Step::Receive), "").expect("received");
    let before = desk.campaign.clone();
    assert_eq!(
        desk.order(step(&["01", "04"], Step::Accept), ""),
        Err("no-version".into())
    );
    assert_eq!(desk.campaign, before, "a refusal leaves nothing");
    assert_eq!(desk.order(step(&[], Step::Accept), ""), Err("no-unit".into()));
    assert_eq!(
        desk.order(step(&["99"], Step::Accept), ""),
        Err("unknown-unit".into())
    );
}

#[test]
fn when_it_happened() {
    let table = [
        (1, "", Err(Rule::FutureDate)),
        (0, "", Ok(false)),
        (-24 * HOUR, "", Ok(false)),
        (-24 * HOUR - 1, "", Err(Rule::LateEntryNeedsNote)),
        (-24 * HOUR - 1, "tìm thấy trong hộp thư", Ok(true)),
        (-30 * 365 * 24 * HOUR, "xưa", Err(Rule::ImpossibleDate)),
    ];
    for (offset, note, expected) in table {
        let mut desk = Desk::new();
        let when = desk.now.plus(offset);
        let order = Order::new(desk.mint(), step(&["04"], Step::Receive))
            .note(note)
            .at(Some(when));
        let got = desk
            .give("lan", &order)
            .map(|f| f.last().expect("a fact").entered_later)
            .map_err(|r| r.rule);
        assert_eq!(got, expected, "{offset} ms, note {note:?}");
    }
}

#[test]
fn reasons_and_due_dates() {
    let mut desk = Desk::new();
    desk.order(step(&["04"], Step::Receive), "").expect("received");
    assert_eq!(
        desk.order(step(&["04"], Step::Return), "  "),
        Err("reason-missing".into())
    );
    assert_eq!(
        desk.order(step(&["04"], Step::Exempt), ""),
        Err("reason-missing".into())
    );
    let past = Command::Report {
        units: vec![UnitCode::from("04")],
        step: Step::Return,
        due: parse_date("2020-06-29"),
        files: vec![],
    };
    assert_eq!(desk.order(past, "thiếu"), Err("due-in-past".into()));
    desk.order(step(&["04"], Step::Return), "thiếu")
        .expect("returned");
    assert_eq!(
        desk.unit("04").due(),
        parse_date("2020-07-07"),
        "five working days after Tuesday 30 June"
    );
    assert_eq!(
        desk.order(step(&["04"], Step::Accept), &"x".repeat(4_001)),
        Err("text-too-long".into())
    );
}

#[test]
fn extensions_only_lengthen() {
    let mut desk = Desk::new();
    let day = |s| parse_date(s).expect("a date");
    let unit = Some(UnitCode::from("04"));
    assert_eq!(
        desk.order(
            Command::Extend {
                unit: None,
                until: day("2020-06-04")
            },
            ""
        ),
        Err("extend-not-later".into())
    );
    desk.order(
        Command::Extend {
            unit: None,
            until: day("2020-06-05"),
        },
        "",
    )
    .expect("one day more");
    assert_eq!(
        desk.order(
            Command::Extend {
                unit: unit.clone(),
                until: day("2020-06-05")
            },
            ""
        ),
        Err("extend-not-later".into())
    );
    desk.order(
        Command::Extend {
            unit,
            until: day("2020-06-08"),
        },
        "bão",
    )
    .expect("for one unit");
    assert_eq!(
        desk.campaign.cutoff_of(desk.ix("04")),
        at("2020-06-09T00:00:00+07:00")
    );
    assert_eq!(
        desk.campaign.cutoff_of(desk.ix("01")),
        at("2020-06-06T00:00:00+07:00")
    );
    let counts = desk.campaign.counts(at("2020-06-07T08:00:00+07:00"));
    assert_eq!((counts.overdue, counts.pending), (62, 1));
}

#[test]
fn activities_and_their_goals() {
    let mut desk = Desk::new();
    desk.order(activity("Treo băng-rôn tại trụ sở"), "")
        .expect("recorded");
    let tags = desk.campaign.tags().clone();
    assert_eq!(
        (tags.goal("2"), tags.goal("2.8"), tags.goal("2.10")),
        (1, 1, 1),
        "a target counts toward its goal once"
    );
    assert_eq!((tags.sdg("9"), tags.sdg("9.c")), (1, 1));
    assert_eq!(desk.unit("04").state, State::InProgress);
    let id = ActivityId::from("CBG-1");
    let change = ActivityChange {
        goals: Some(vec!["4".into()]),
        reach: Some(None),
        ..ActivityChange::default()
    };
    desk.order(
        Command::EditActivity {
            id: id.clone(),
            change: change.clone(),
        },
        "",
    )
    .expect("edited");
    assert_eq!(
        (desk.campaign.tags().goal("2"), desk.campaign.tags().goal("4")),
        (0, 1)
    );
    assert_eq!(desk.campaign.total().reach, 0);
    assert_eq!(
        desk.order(
            Command::EditActivity {
                id: id.clone(),
                change
            },
            ""
        ),
        Err("nothing-changed".into())
    );
    desk.order(Command::Undo, "").expect("the edit is taken back");
    assert_eq!(*desk.campaign.tags(), {
        let mut t = tags.clone();
        t.goals.insert("4".into(), 0);
        t
    });
    assert_eq!(desk.campaign.total().reach, 120);
    desk.order(
        Command::CancelActivities {
            ids: vec![id.clone()],
        },
        "mưa bão",
    )
    .expect("called off");
    assert_eq!(
        (desk.campaign.tags().goal("2"), desk.unit("04").state),
        (0, State::Awaiting)
    );
    assert_eq!(
        desk.order(
            Command::FinishActivities {
                ids: vec![id],
                reach: None
            },
            ""
        ),
        Err("activity-over".into())
    );
    // The counter only goes up.
    desk.order(activity("Phát thanh"), "").expect("recorded");
    assert!(
        desk.campaign.activity("cbg-2").is_some(),
        "letters' case does not matter"
    );
}

#[test]
fn activities_are_checked_before_they_are_recorded() {
    let base = NewActivity {
        kind: "banner".into(),
        title: "Tọa đàm".into(),
        ..NewActivity::default()
    };
    let day = parse_date;
    let table = [
        (
            NewActivity {
                title: "  ".into(),
                ..base.clone()
            },
            "title-missing",
        ),
        (
            NewActivity {
                title: "a".repeat(301),
                ..base.clone()
            },
            "text-too-long",
        ),
        (
            NewActivity {
                kind: "parade".into(),
                ..base.clone()
            },
            "unknown-kind",
        ),
        (
            NewActivity {
                goals: vec!["2.11".into()],
                ..base.clone()
            },
            "unknown-goal",
        ),
        (
            NewActivity {
                sdgs: vec!["18".into()],
                ..base.clone()
            },
            "unknown-sdg",
        ),
        (
            NewActivity {
                from: day("2020-05-20"),
                to: day("2020-05-19"),
                ..base.clone()
            },
            "dates-reversed",
        ),
    ];
    for (details, rule) in table {
        let mut desk = Desk::new();
        let unit = UnitCode::from("04");
        assert_eq!(
            desk.order(
                Command::AddActivity {
                    unit,
                    details,
                    files: vec![]
                },
                ""
            ),
            Err(rule.into())
        );
    }
}

#[test]
fn evidence_is_named_and_redacted_not_forgotten() {
    let mut desk = Desk::new();
    let unit = UnitCode::from("04");
    let add = |files| Command::AddEvidence {
        unit: unit.clone(),
        activity: None,
        files,
    };
    assert_eq!(desk.order(add(vec![]), ""), Err("no-file".into()));
    desk.order(add(vec![photo(1), photo(2)]), "").expect("attached");
    assert_eq!(desk.unit("04").evidence_count(EvidenceKind::Photo), 2);
    let redact = |b: u8| Command::Redact {
        unit: UnitCode::from("04"),
        sha256: photo(b).sha256,
    };
    assert_eq!(desk.order(redact(1), ""), Err("reason-missing".into()));
    desk.order(redact(1), "ảnh trẻ em, chưa có đồng ý")
        .expect("redacted");
    assert_eq!(desk.order(redact(1), "lần nữa"), Err("already-redacted".into()));
    assert_eq!(desk.order(redact(9), "không có"), Err("unknown-file".into()));
    assert_eq!(desk.unit("04").evidence_count(EvidenceKind::Photo), 1);
    assert_eq!(desk.unit("04").evidence.len(), 2, "hash and reason stay");
    assert_eq!(
        desk.order(Command::Undo, ""),
        Err("undo-never".into()),
        "the bytes are gone"
    );
}

#[test]
fn figures_are_bounded_and_the_unusual_is_marked() {
    let mut desk = Desk::new();
    let figure = |id: &str, v: f64| Command::Figures {
        unit: UnitCode::from("04"),
        values: vec![(id.into(), Some(v))],
    };
    assert_eq!(
        desk.order(figure("nothing", 1.0), ""),
        Err("unknown-indicator".into())
    );
    assert_eq!(
        desk.order(figure("households_internet", 101.0), ""),
        Err("figure-out-of-bounds".into())
    );
    assert_eq!(
        desk.order(figure("households_internet", f64::NAN), ""),
        Err("figure-out-of-bounds".into())
    );
    desk.order(figure("households_internet", 12.0), "").expect("kept");
    assert!(desk.unit("04").figures[0].unusual);
    desk.order(figure("households_internet", 61.5), "").expect("kept");
    assert_eq!(desk.unit("04").figures.len(), 1, "the last one counts");
    assert!(!desk.unit("04").figures[0].unusual);
}

#[test]
fn the_queue_is_what_waits_most_pressing_first() {
    let mut desk = Desk::new();
    desk.report_at("2020-06-02T09:00:00+07:00", "79", Step::Receive, None)
        .expect("79");
    desk.report_at("2020-06-01T09:00:00+07:00", "01", Step::Receive, None)
        .expect("01");
    desk.report_at("2020-06-01T09:00:00+07:00", "04", Step::Receive, None)
        .expect("04");
    desk.report_at(
        "2020-06-02T09:00:00+07:00",
        "04",
        Step::Return,
        parse_date("2020-06-08"),
    )
    .expect("04 back");
    desk.report_at("2020-06-02T09:00:00+07:00", "48", Step::Exempt, None)
        .expect("48");
    let order = Command::LogContact {
        units: vec![UnitCode::from("10")],
        how: ContactHow::Phone,
    };
    desk.order(order, "hẹn thứ Hai").expect("a call");
    let queue = desk.campaign.queue(at("2020-06-30T08:00:00+07:00"));
    let rows: Vec<_> = queue
        .iter()
        .map(|w| (desk.campaign.roster().code(w.unit), w.why.id()))
        .take(4)
        .collect();
    assert_eq!(
        rows,
        [
            ("01", "unreviewed"),
            ("79", "unreviewed"),
            ("04", "correction_overdue"),
            ("02", "overdue")
        ]
    );
    assert_eq!(queue.len(), 3 + 63 - 4, "the exempt unit owes nothing");
    assert_eq!(
        desk.campaign.queue(at("2020-06-04T08:00:00+07:00")).len(),
        2,
        "before the dates nothing is overdue"
    );
}

#[test]
fn counts_are_those_of_a_count_from_scratch() {
    let mut desk = Desk::new();
    for (i, s) in [
        Step::Receive,
        Step::Accept,
        Step::Receive,
        Step::Return,
        Step::Withdraw,
    ]
    .iter()
    .enumerate()
    {
        let day = format!("2020-06-{:02}T09:00:00+07:00", i + 1);
        desk.report_at(&day, "04", *s, None).expect("accepted");
    }
    desk.order(activity("Tọa đàm"), "").expect("recorded");
    desk.order(
        Command::AddEvidence {
            unit: UnitCode::from("04"),
            activity: Some(ActivityId::from("CBG-1")),
            files: vec![photo(3)],
        },
        "",
    )
    .expect("attached");
    desk.order(Command::Undo, "").expect("undone");
    let fresh = ketnoi::core::campaign::Campaign::replay(desk.campaign.def().clone(), &desk.facts);
    assert_eq!(fresh, desk.campaign);
    let by_region: u32 = (0..6)
        .map(|r| desk.campaign.region_counts(r, desk.now).total)
        .sum();
    assert_eq!(by_region, 63);
    assert!(
        desk.facts
            .iter()
            .any(|f| matches!(f.fact, Fact::CommandUndone(_)))
    );
    assert_eq!(who("lan").actor.as_str(), "lan");
}

// ---------------------------------------------------------------------- the same bytes, and nothing at all

fn some_file(name: &str, byte: u8, size: u64) -> Attachment {
    Attachment {
        sha256: BlobId(format!("{byte:02x}").repeat(32)),
        name: name.into(),
        size,
        kind: EvidenceKind::Photo,
        media: "image/jpeg".into(),
    }
}

fn evidence(files: &[Attachment]) -> Command {
    Command::AddEvidence {
        unit: UnitCode::from("04"),
        activity: None,
        files: files.to_vec(),
    }
}

fn receive(units: &[&str], files: &[Attachment]) -> Command {
    Command::Report {
        units: units.iter().map(|u| UnitCode::from(*u)).collect(),
        step: Step::Receive,
        due: None,
        files: files.to_vec(),
    }
}

#[test]
fn a_file_without_content_is_refused_whichever_command_brings_it() {
    let mut desk = Desk::new();
    let (good, empty) = (some_file("a.jpg", 1, 3), some_file("b.jpg", 2, 0));
    let both = [good, empty.clone()];
    let document = desk.campaign.def().documents[0].id.clone();
    let details = NewActivity {
        kind: "banner".into(),
        title: "x".into(),
        ..NewActivity::default()
    };
    for command in [
        evidence(&both),
        receive(&["04"], &both),
        Command::AddActivity {
            unit: UnitCode::from("04"),
            details,
            files: both.to_vec(),
        },
        Command::AttachDocument {
            document,
            file: empty,
        },
    ] {
        assert_eq!(desk.order(command, ""), Err("empty-file".into()));
    }
    assert!(desk.facts.is_empty());
}

#[test]
fn the_same_bytes_count_once_and_whoever_sends_them_again_is_told() {
    let mut desk = Desk::new();
    let (a, b) = (some_file("a.jpg", 1, 3), some_file("b.jpg", 1, 3));
    desk.order(evidence(std::slice::from_ref(&a)), "").expect("new");
    let again = Order::new(desk.mint(), evidence(&[b.clone(), some_file("c.jpg", 2, 3)]));
    let there = already_there(&desk.campaign, &again, &who("minh"), desk.now);
    assert_eq!(there.len(), 1);
    assert_eq!(
        (there[0].file.name.as_str(), there[0].first.name.as_str()),
        ("b.jpg", "a.jpg")
    );
    assert_eq!(there[0].first.actor, Actor::from("lan"));
    desk.give("minh", &again).expect("what is new is recorded");
    assert_eq!(desk.unit("04").evidence_count(EvidenceKind::Photo), 2);
    // Nothing new at all: no fact, and nothing is opened for it; words are something new.
    let seq = desk.campaign.seq();
    desk.order(evidence(std::slice::from_ref(&b)), "").expect("told");
    assert_eq!(desk.campaign.seq(), seq);
    desk.order(evidence(std::slice::from_ref(&b)), "gửi lại")
        .expect("told");
    assert_eq!(desk.campaign.seq(), seq + 1);
    // Once its bytes were removed, the same may come again.
    let redact = Command::Redact {
        unit: UnitCode::from("04"),
        sha256: a.sha256.clone(),
    };
    desk.order(redact, "nhầm").expect("removed");
    desk.order(evidence(&[a]), "").expect("new again");
    assert_eq!(desk.unit("04").evidence_count(EvidenceKind::Photo), 2);
}

#[test]
fn a_report_handed_in_twice_is_one_version() {
    let mut desk = Desk::new();
    let files = [some_file("a.jpg", 1, 3), some_file("b.jpg", 1, 3)];
    let versions = |desk: &Desk| desk.unit("04").versions.len();
    desk.order(receive(&["04"], &files), "").expect("version 1");
    assert_eq!(desk.unit("04").evidence.len(), 1);
    desk.order(receive(&["04"], &files), "").expect("told");
    assert_eq!(versions(&desk), 1);
    // Of several units only those that have it already are left as they are.
    desk.order(receive(&["04", "01"], &files), "").expect("01 is new");
    assert_eq!((versions(&desk), desk.unit("01").versions.len()), (1, 1));
    // Judged good: still the same. Sent back: handed in again.
    let step = |step| Command::Report {
        units: vec![UnitCode::from("04")],
        step,
        due: None,
        files: vec![],
    };
    desk.order(step(Step::Accept), "").expect("accepted");
    desk.order(receive(&["04"], &files), "").expect("told");
    assert_eq!(desk.unit("04").state, State::Accepted);
    desk.order(step(Step::Return), "thiếu ảnh").expect("returned");
    desk.order(receive(&["04"], &files), "").expect("version 2");
    assert_eq!(versions(&desk), 2);
    // That it came earlier is something new, and so is a report without files.
    let earlier = Order::new(desk.mint(), receive(&["04"], &files));
    let earlier = earlier.at(Some(desk.now.plus(-3_600_000)));
    desk.give("lan", &earlier).expect("version 3");
    desk.order(receive(&["04"], &[]), "").expect("version 4");
    assert_eq!(versions(&desk), 4);
}

#[test]
fn a_figure_taken_back_is_missing_and_comes_back_with_undo() {
    let mut desk = Desk::new();
    let figures = |values: &[(&str, Option<f64>)]| Command::Figures {
        unit: UnitCode::from("04"),
        values: values.iter().map(|(id, v)| ((*id).into(), *v)).collect(),
    };
    let id = "households_internet";
    assert_eq!(desk.order(figures(&[(id, None)]), ""), Err("no-figure".into()));
    assert_eq!(
        desk.order(figures(&[("nothing", None)]), ""),
        Err("unknown-indicator".into())
    );
    desk.order(figures(&[(id, Some(61.5))]), "").expect("on record");
    desk.order(figures(&[(id, None), ("digital_plan", Some(1.0))]), "")
        .expect("one goes, one comes");
    assert!(desk.unit("04").figure(id).is_none() && desk.unit("04").figure("digital_plan").is_some());
    desk.order(Command::Undo, "").expect("undone");
    assert_eq!(desk.unit("04").figure(id).map(|f| f.value), Some(61.5));
    assert!(desk.unit("04").figure("digital_plan").is_none());
}

#[test]
fn a_contact_keeps_what_is_not_named_and_an_older_fact_of_an_extension_reads() {
    let mut desk = Desk::new();
    let set = |contact: ContactChange| Command::SetContact {
        unit: UnitCode::from("04"),
        contact,
    };
    let phone = |p: &str| ContactChange {
        phone: Some(p.into()),
        ..ContactChange::default()
    };
    assert_eq!(desk.order(set(phone("1234")), ""), Err("title-missing".into()));
    let named = ContactChange {
        name: Some(" Bà Hoa ".into()),
        mail: Some("hoa@example.vn".into()),
        ..ContactChange::default()
    };
    desk.order(set(named.clone()), "").expect("a person");
    desk.order(set(phone("1234")), "").expect("her telephone");
    assert_eq!(desk.order(set(named), ""), Err("nothing-changed".into()));
    let hoa = desk.unit("04").contact("Bà Hoa").expect("known").clone();
    assert_eq!(
        (hoa.phone.as_str(), hoa.mail.as_str()),
        ("1234", "hoa@example.vn")
    );
    desk.order(set(phone("")), "").expect("emptied");
    assert_eq!(
        desk.unit("04").contact("Bà Hoa").map(|c| c.phone.as_str()),
        Some("")
    );

    let old = r#"{"until":"2020-06-10","cutoff":1591808400000,"note":"lũ"}"#;
    let Some(Ok(Fact::DeadlineExtended(f))) = Fact::from_json("deadline.extended", old) else {
        panic!("a row from before the field was there is read");
    };
    assert_eq!(f.replaces, None);
}
