//! What undo cannot reach any more: who changed something meanwhile is told all the same, and what is counted of it stays.

use crate::common::desk::{Desk, wtisd_2020};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{ActivityChange, Command, NewActivity, Order};
use ketnoi::core::fact::{Attachment, ContactHow, EvidenceKind};
use ketnoi::core::names::{ActivityId, BlobId, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::status::Step;
use ketnoi::core::time::{HOUR, MINUTE, parse_date};

/// How many commands undo reaches back.
const REACH: usize = 512;

fn unit() -> UnitCode {
    UnitCode::from("04")
}

fn note(code: &str) -> Command {
    Command::Note {
        units: vec![UnitCode::from(code)],
    }
}

fn report(step: Step) -> Command {
    Command::Report {
        units: vec![unit()],
        step,
        due: None,
        files: vec![],
    }
}

fn figure(value: f64) -> Command {
    Command::Figures {
        unit: unit(),
        values: vec![("households_internet".into(), Some(value))],
    }
}

fn edit(title: &str) -> Command {
    Command::EditActivity {
        id: ActivityId::from("CBG-1"),
        change: ActivityChange {
            title: Some(title.into()),
            ..ActivityChange::default()
        },
    }
}

fn extend(until: &str) -> Command {
    Command::Extend {
        unit: Some(unit()),
        until: parse_date(until).expect("a date"),
    }
}

fn give(
    desk: &mut Desk,
    name: &str,
    command: Command,
    based_on: Option<u64>,
) -> Result<(), (Rule, Option<String>)> {
    desk.now = desk.now.plus(MINUTE);
    let order = Order::new(desk.mint(), command).note("vì thế").based_on(based_on);
    let got = desk.give(name, &order).map(drop);
    got.map_err(|r| (r.rule, r.who.map(|who| who.as_str().to_owned())))
}

/// A unit with a report, a figure, an activity and more time; then what `then` does to it; then more commands than undo
/// reaches, the last of them about the unit, so that it forgets.
fn long_after(then: impl FnOnce(&mut Desk)) -> Desk {
    let mut desk = Desk::new();
    let activity = Command::AddActivity {
        unit: unit(),
        details: NewActivity {
            kind: "banner".into(),
            title: "Tọa đàm".into(),
            ..NewActivity::default()
        },
        files: vec![],
    };
    for command in [
        report(Step::Receive),
        figure(50.0),
        activity,
        extend("2020-06-10"),
    ] {
        give(&mut desk, "lan", command, None).expect("recorded");
    }
    then(&mut desk);
    for _ in 0..=REACH {
        give(&mut desk, "lan", note("79"), None).expect("noted");
    }
    for _ in 0..2 {
        give(&mut desk, "huong", note("04"), None).expect("noted");
    }
    assert!(desk.unit("04").has_older(), "it has forgotten");
    desk
}

/// The same campaign at the same moment.
fn anew(desk: &Desk) -> Desk {
    let mut other = Desk::new();
    other.campaign = desk.campaign.clone();
    other.now = desk.now;
    other
}

#[test]
fn whoever_rests_on_what_somebody_changed_long_ago_is_told_who() {
    let changes = || {
        [
            report(Step::Return),
            figure(60.0),
            edit("Tên khác"),
            extend("2020-06-12"),
        ]
    };
    let later = || {
        [
            report(Step::Receive),
            figure(70.0),
            edit("Tên nữa"),
            extend("2020-06-15"),
        ]
    };
    for (n, change) in changes().into_iter().enumerate() {
        let mut seen = 0;
        let desk = long_after(|desk| {
            seen = desk.campaign.seq();
            give(desk, "minh", change.clone(), None).expect("changed");
        });
        for (k, command) in later().into_iter().enumerate() {
            let at = |name: &str, based_on: u64| {
                let mut desk = anew(&desk);
                let order = Order::new(ketnoi::core::names::CmdId(9_999_u128.into()), command.clone());
                let order = order.note("vì thế").based_on(Some(based_on));
                let got = desk.give(name, &order).map(drop);
                got.map_err(|r| (r.rule, r.who.map(|who| who.as_str().to_owned())))
            };
            let stale = Err((Rule::Stale, Some("minh".to_owned())));
            let wanted = if k == n { stale } else { Ok(()) };
            assert_eq!(at("lan", seen), wanted, "change {n}, then {k}");
            assert_eq!(at("minh", seen), Ok(()), "one's own is known to oneself");
            assert_eq!(at("lan", seen + 1), Ok(()), "whoever saw it");
        }
    }
}

#[test]
fn an_undo_of_long_ago_concerns_what_it_took_back() {
    let mut seen = 0;
    let desk = long_after(|desk| {
        give(desk, "minh", figure(60.0), None).expect("changed");
        give(desk, "minh", edit("Tên khác"), None).expect("changed");
        seen = desk.campaign.seq();
        give(desk, "minh", Command::Undo, None).expect("the edit is taken back");
    });
    let at = |command: Command| {
        let mut desk = anew(&desk);
        let order = Order::new(ketnoi::core::names::CmdId(9_999_u128.into()), command);
        let got = desk.give("lan", &order.note("vì thế").based_on(Some(seen)));
        got.map(drop).map_err(|r| r.rule)
    };
    assert_eq!(at(edit("Tên nữa")), Err(Rule::Stale));
    for command in [figure(70.0), report(Step::Return), extend("2020-06-15")] {
        assert_eq!(at(command), Ok(()));
    }
    assert_eq!(desk.unit("04").activities[0].details.title, "Tọa đàm");
    assert_eq!(
        desk.unit("04").figure("households_internet").map(|f| f.value),
        Some(60.0)
    );
}

#[test]
fn an_undo_of_just_now_concerns_what_it_took_back() {
    let mut desk = Desk::new();
    for command in [report(Step::Receive), figure(50.0)] {
        give(&mut desk, "lan", command, None).expect("recorded");
    }
    give(&mut desk, "minh", figure(60.0), None).expect("changed");
    let seen = desk.campaign.seq();
    give(&mut desk, "minh", Command::Undo, None).expect("taken back");
    let stale = Err((Rule::Stale, Some("minh".to_owned())));
    assert_eq!(give(&mut desk, "lan", figure(70.0), Some(seen)), stale);
    assert_eq!(give(&mut desk, "lan", report(Step::Accept), Some(seen)), Ok(()));
    let after = desk.campaign.seq();
    assert_eq!(give(&mut desk, "lan", figure(70.0), Some(after)), Ok(()));
}

#[test]
fn undo_reaches_just_so_many_commands() {
    for (more, reached) in [(REACH - 1, Ok(())), (REACH, Err((Rule::NothingToUndo, None)))] {
        let mut desk = Desk::new();
        give(&mut desk, "minh", report(Step::Receive), None).expect("received");
        for _ in 0..more {
            give(&mut desk, "lan", note("79"), None).expect("noted");
        }
        assert_eq!(desk.campaign.done().count(), REACH.min(more + 1));
        assert_eq!(desk.campaign.recent().count(), 64);
        assert_eq!(
            give(&mut desk, "minh", Command::Undo, None),
            reached,
            "{more} later"
        );
    }
}

#[test]
fn a_campaign_that_forgets_tells_and_counts_what_one_that_does_not_would() {
    let mut desk = Desk::new();
    let file = |n: usize| Attachment {
        sha256: BlobId(format!("{n:064x}")),
        name: format!("{n}.pdf"),
        size: 3,
        kind: EvidenceKind::Document,
        media: "application/pdf".into(),
    };
    for n in 0..400 {
        let receive = Command::Report {
            units: vec![unit()],
            step: Step::Receive,
            due: None,
            files: vec![file(n)],
        };
        let call = Command::LogContact {
            units: vec![unit()],
            how: ContactHow::Phone,
        };
        give(&mut desk, "lan", receive, None).expect("received");
        let judged = if n % 3 == 0 { Step::Accept } else { Step::Return };
        give(&mut desk, "minh", report(judged), None).expect("judged");
        if n % 5 == 0 {
            give(&mut desk, "lan", call, None).expect("called");
        }
        // What lies in the packed part of a list is changed while undo can still reach the change.
        if n == 300 {
            for old in [3, 290] {
                let redact = Command::Redact {
                    unit: unit(),
                    sha256: file(old).sha256,
                };
                give(&mut desk, "lan", redact, None).expect("removed");
            }
        }
        if n % 40 == 39 {
            give(&mut desk, "lan", report(Step::Withdraw), None).expect("withdrawn");
        }
    }
    let mut hoard = Campaign::hoarding(wtisd_2020());
    desk.facts.iter().for_each(|env| hoard.apply(env));
    let (told, all) = (desk.unit("04"), hoard.unit(desk.ix("04")));
    assert!(told.has_older() && !all.has_older());
    assert!(told.log().len() < all.log().len());
    assert_eq!(told.versions, all.versions);
    assert_eq!(told.verdicts, all.verdicts);
    assert_eq!(told.evidence, all.evidence);
    assert_eq!(told.calls, all.calls);
    assert_eq!(told.totals, all.totals);
    assert_eq!(
        (told.latest(), told.first(), told.verdict()),
        (all.latest(), all.first(), all.verdict())
    );
    assert_eq!(
        (told.state, told.due(), told.last_call()),
        (all.state, all.due(), all.last_call())
    );
    assert_eq!(told.next_version(), 401);
    assert_eq!(desk.campaign.counts(desk.now), hoard.counts(desk.now));
    assert_eq!(
        (told.versions.len(), told.evidence.len(), told.calls.len()),
        (400, 400, 80)
    );
    // Two were removed, and ten came with versions that were taken back.
    assert_eq!(told.evidence_count(EvidenceKind::Document), 388);
}

// ---------------------------------------------------------------------- what comes out of its order

#[test]
fn arrivals_are_counted_by_the_minute() {
    let mut desk = Desk::new();
    for (when, code) in [
        ("2020-06-02T09:00:00+07:00", "01"),
        ("2020-06-02T09:00:59.999+07:00", "04"),
        ("2020-06-02T09:01:00+07:00", "79"),
        ("2020-06-02T09:01:30+07:00", "10"),
    ] {
        desk.report_at(when, code, Step::Receive, None).expect("received");
    }
    let minute = crate::common::desk::at("2020-06-02T09:00:00+07:00");
    let told: Vec<_> = desk.campaign.arrivals().collect();
    assert_eq!(told, [(minute, 2), (minute.plus(MINUTE), 2)]);
    assert_eq!(desk.campaign.without_report().len(), 59);
    let owes = |code: &str| desk.campaign.without_report().contains(&desk.ix(code));
    assert!(!owes("01") && owes("02"));
    desk.report_at("2020-06-03T09:00:00+07:00", "79", Step::Exempt, None)
        .expect("exempt");
    let told: Vec<_> = desk.campaign.arrivals().collect();
    assert_eq!(told, [(minute, 2), (minute.plus(MINUTE), 1)]);
}

#[test]
fn a_file_that_was_removed_keeps_the_command_that_brought_it_and_no_other() {
    let mut desk = Desk::new();
    let file = |byte: u8| Attachment {
        sha256: BlobId(format!("{byte:02x}").repeat(32)),
        name: format!("{byte}.jpg"),
        size: 3,
        kind: EvidenceKind::Photo,
        media: "image/jpeg".into(),
    };
    let evidence = |byte| Command::AddEvidence {
        unit: unit(),
        activity: None,
        files: vec![file(byte)],
    };
    for byte in [1, 2] {
        give(&mut desk, "lan", evidence(byte), None).expect("attached");
    }
    let redact = Command::Redact {
        unit: unit(),
        sha256: file(1).sha256,
    };
    give(&mut desk, "minh", redact, None).expect("removed");
    assert_eq!(give(&mut desk, "lan", Command::Undo, None), Ok(()), "the second");
    let rests = Err((Rule::UndoRestedOn, Some("minh".to_owned())));
    assert_eq!(give(&mut desk, "lan", Command::Undo, None), rests, "the first");
}

#[test]
fn the_first_version_is_the_earliest_and_the_last_call_the_latest_whenever_they_were_entered() {
    let mut desk = Desk::new();
    let now = desk.now;
    let mut told = |hours: i64, command: Command, note: &str| {
        let order = Order::new(desk.mint(), command)
            .note(note)
            .at(Some(now.plus(-hours * HOUR)));
        desk.give("lan", &order).expect("recorded");
        let u = desk.unit("04");
        let hours = |t: ketnoi::core::time::Stamp| (now.0 - t.0) / HOUR;
        (
            u.first().map(|v| (v.n, hours(v.at))),
            u.latest().map(|v| (v.n, hours(v.at))),
            u.last_call().map(|c| (c.note.clone(), hours(c.at))),
        )
    };
    let call = || Command::LogContact {
        units: vec![unit()],
        how: ContactHow::Phone,
    };
    assert_eq!(
        told(20, report(Step::Receive), "a"),
        (Some((1, 20)), Some((1, 20)), None)
    );
    // At the same moment the first that was entered is the first.
    assert_eq!(
        told(20, report(Step::Receive), "b"),
        (Some((1, 20)), Some((2, 20)), None)
    );
    assert_eq!(told(22, report(Step::Receive), "c").0, Some((3, 22)));
    assert_eq!(told(10, report(Step::Receive), "d").0, Some((3, 22)));
    assert_eq!(told(10, call(), "một").2, Some(("một".into(), 10)));
    assert_eq!(told(12, call(), "hai").2, Some(("một".into(), 10)));
    assert_eq!(told(10, call(), "ba").2, Some(("ba".into(), 10)));
    // The last version is withdrawn, then the one before it: the earlier ones stand.
    assert_eq!(told(1, report(Step::Withdraw), "x").1, Some((3, 22)));
    assert_eq!(told(1, report(Step::Withdraw), "x").0, Some((1, 20)));
}

#[test]
fn documents_are_replaced_and_the_same_is_told_and_not_kept_twice() {
    let mut desk = Desk::new();
    let ids: Vec<String> = desk
        .campaign
        .def()
        .documents
        .iter()
        .map(|d| d.id.clone())
        .collect();
    let file = |name: &str, byte: u8| Attachment {
        sha256: BlobId(format!("{byte:02x}").repeat(32)),
        name: name.into(),
        size: 3,
        kind: EvidenceKind::Document,
        media: "application/pdf".into(),
    };
    let attach = |document: &str, file| Command::AttachDocument {
        document: document.into(),
        file,
    };
    assert_eq!(
        desk.order(attach("no such", file("a.pdf", 1)), ""),
        Err("unknown-document".into())
    );
    desk.order(attach(&ids[0], file("a.pdf", 1)), "").expect("kept");
    desk.order(attach(&ids[1], file("b.pdf", 2)), "").expect("kept");
    let seq = desk.campaign.seq();
    let again = Order::new(desk.mint(), attach(&ids[0], file("khac.pdf", 1)));
    let there = ketnoi::core::decide::already_there(
        &desk.campaign,
        &again,
        &crate::common::desk::who("minh"),
        desk.now,
    );
    let told: Vec<_> = there
        .iter()
        .map(|t| (t.unit.clone(), t.first.name.as_str(), t.first.actor.as_str()))
        .collect();
    assert_eq!(told, [(None, "a.pdf", "lan")]);
    assert_eq!(desk.give("minh", &again).map(|f| f.len()), Ok(0));
    assert_eq!(desk.campaign.seq(), seq);
    let kept = |desk: &Desk| {
        let of = |id: &String| desk.campaign.document(id).map(|f| f.name.clone());
        let all: Vec<&str> = desk.campaign.document_ids().collect();
        assert_eq!(all.len(), 2, "each once: {all:?}");
        (of(&ids[0]), of(&ids[1]))
    };
    let both = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
    assert_eq!(kept(&desk), both("a.pdf", "b.pdf"));
    // The bytes of one document are new at another, and a newer copy takes the place of the older.
    desk.order(attach(&ids[1], file("a.pdf", 1)), "")
        .expect("kept there too");
    assert_eq!(kept(&desk), both("a.pdf", "a.pdf"));
    desk.order(attach(&ids[0], file("c.pdf", 3)), "")
        .expect("replaced");
    assert_eq!(kept(&desk), both("c.pdf", "a.pdf"));
    desk.order(Command::Undo, "").expect("taken back");
    assert_eq!(kept(&desk), both("a.pdf", "a.pdf"));
}

#[test]
fn a_report_at_the_very_cut_off_is_counted_late_and_one_before_it_in_time() {
    let mut desk = Desk::new();
    for (when, code) in [
        ("2020-06-04T23:59:59.999+07:00", "01"),
        ("2020-06-05T00:00:00+07:00", "04"),
    ] {
        desk.report_at(when, code, Step::Receive, None).expect("received");
    }
    let counts = desk.campaign.counts(desk.now);
    assert_eq!((counts.on_time, counts.late), (1, 1));
    // In time by an extension is not in time without it.
    desk.order(extend("2020-06-05"), "lũ").expect("a day more");
    let counts = desk.campaign.counts(desk.now);
    assert_eq!((counts.on_time, counts.late), (2, 0));
    assert!(desk.campaign.on_time_by_later_extension(desk.ix("04")));
    assert!(!desk.campaign.on_time_by_later_extension(desk.ix("01")));
    // At the end of the extension it has passed.
    for (when, by_extension) in [
        ("2020-06-05T23:59:59.999+07:00", true),
        ("2020-06-06T00:00:00+07:00", false),
    ] {
        let mut desk = Desk::new();
        desk.report_at(when, "04", Step::Receive, None).expect("received");
        desk.order(extend("2020-06-05"), "lũ").expect("a day more");
        assert_eq!(
            desk.campaign.on_time_by_later_extension(desk.ix("04")),
            by_extension,
            "{when}"
        );
    }
}
