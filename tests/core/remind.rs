//! Who is due a reminder: the ladder, addresses, what stops it; what is put on record of a message.

use crate::common::desk::{Desk, at};
use ketnoi::core::decide::{Command, ContactChange};
use ketnoi::core::fact::ReminderFact;
use ketnoi::core::names::{Lang, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::remind::{Digest, Plan, Why};
use ketnoi::core::reminder::{Message, Occasion, message_id};
use ketnoi::core::status::Step;
use ketnoi::core::time::{Date, parse_date};
use ketnoi::outgoing::{self, Bundle, Sender, Threads};
use ketnoi::text::Catalogue;
use proptest::prelude::*;

fn day(written: &str) -> Date {
    parse_date(written).expect("a day")
}

fn house() -> Sender {
    Sender::drafting("htqt@bo.example", "", &[])
}

fn open() -> Desk {
    let mut desk = Desk::new();
    desk.now = at("2020-06-01T08:00:00+07:00");
    let definition = desk.campaign.def().clone();
    let source = "shipped".to_owned();
    desk.order(Command::Open { definition, source }, "")
        .expect("opened");
    desk
}

fn address(desk: &mut Desk, unit: &str, mail: &str) {
    try_address(desk, unit, mail).expect("set");
}

fn try_address(desk: &mut Desk, unit: &str, mail: &str) -> Result<(), String> {
    let contact = ContactChange {
        name: Some(format!("Người ở {unit}")),
        mail: Some(mail.to_owned()),
        ..ContactChange::default()
    };
    let unit = UnitCode::from(unit);
    desk.order(Command::SetContact { unit, contact }, "")
}

fn step(desk: &mut Desk, unit: &str, step: Step, due: Option<&str>) {
    let command = Command::Report {
        units: vec![UnitCode::from(unit)],
        step,
        due: due.map(day),
        files: vec![],
    };
    desk.order(command, "thiếu ảnh").expect("recorded");
}

/// The drafts of a day are put on record.
fn draft(desk: &mut Desk, plan: &Plan) -> Result<(), String> {
    let cmd = desk.mint();
    let now = desk.campaign.def().zone.midnight(plan.day);
    let words = Catalogue::new(Lang::Vi);
    let letters = outgoing::letters(
        &words,
        &desk.campaign,
        plan,
        &house(),
        &Threads::default(),
        (cmd, now),
    );
    let bundle = Bundle::of(&letters).expect("written");
    assert_eq!(bundle.pieces.len(), plan.postings.len());
    let messages = bundle.messages;
    desk.order(Command::Remind { messages }, "")
}

fn due(desk: &Desk, on: &str, unit: &str) -> Option<String> {
    let due = desk.campaign.due_message(desk.ix(unit), day(on));
    due.map(|d| d.step.id())
}

/// The last day of 2020 is Thursday 4 June.
#[test]
fn a_step_is_taken_on_its_day_and_what_was_missed_by_the_latest_alone() {
    let mut desk = open();
    address(&mut desk, "04", "mai@so.example");
    for (on, step) in [
        ("2020-05-20", None),
        ("2020-05-21", Some("-14")),
        ("2020-05-27", Some("-14")),
        ("2020-05-28", Some("-7")),
        ("2020-06-01", Some("-3")),
        ("2020-06-03", Some("-1")),
        ("2020-06-05", Some("+1")),
        ("2020-06-11", Some("+7")),
        ("2026-11-27", Some("+7")),
    ] {
        assert_eq!(due(&desk, on, "04").as_deref(), step, "{on}");
    }
    let plan = Plan::of_ladder(&desk.campaign, day("2020-06-02"), &[]);
    draft(&mut desk, &plan).expect("drafted");
    assert_eq!(due(&desk, "2020-06-02", "04"), None, "taken");
    assert_eq!(due(&desk, "2020-06-03", "04").as_deref(), Some("-1"));
    // Where no address is, nothing was taken.
    assert_eq!(due(&desk, "2020-06-02", "02").as_deref(), Some("-3"));
    let long_after = Plan::of_ladder(&desk.campaign, day("2026-11-27"), &[]);
    draft(&mut desk, &long_after).expect("drafted");
    assert_eq!(due(&desk, "2027-11-27", "04"), None, "once after the last step");
}

/// Sunday 31 May 2020 is four days before the last day; steps before it are taken on the Friday, those after on the Monday.
#[test]
fn nobody_is_written_to_for_a_day_off() {
    let mut desk = open();
    let mut definition = (**desk.campaign.def()).clone();
    definition.remind.steps = vec![-4, 2];
    let definition = std::sync::Arc::new(definition);
    desk.order(Command::Amend { definition }, "mốc").expect("amended");
    for (on, step) in [
        ("2020-05-28", None),
        ("2020-05-29", Some("-4")),
        ("2020-06-06", Some("-4")),
        ("2020-06-07", Some("-4")),
        ("2020-06-08", Some("+2")),
    ] {
        assert_eq!(due(&desk, on, "04").as_deref(), step, "{on}");
    }
}

#[test]
fn more_time_begins_the_ladder_anew() {
    let mut desk = open();
    address(&mut desk, "04", "mai@so.example");
    let plan = Plan::of_ladder(&desk.campaign, day("2020-06-03"), &[]);
    draft(&mut desk, &plan).expect("drafted");
    let extend = Command::Extend {
        unit: Some(UnitCode::from("04")),
        until: day("2020-06-30"),
    };
    desk.order(extend, "lũ").expect("extended");
    assert_eq!(due(&desk, "2020-06-15", "04"), None);
    assert_eq!(due(&desk, "2020-06-16", "04").as_deref(), Some("-14"));
    assert_eq!(
        due(&desk, "2020-06-16", "02").as_deref(),
        Some("+7"),
        "its own last day"
    );
}

#[test]
fn only_whoever_owes_something_is_reminded() {
    let mut desk = open();
    for unit in ["01", "02", "04", "06"] {
        address(&mut desk, unit, &format!("u{unit}@so.example"));
    }
    step(&mut desk, "01", Step::Receive, None);
    step(&mut desk, "02", Step::Exempt, None);
    step(&mut desk, "04", Step::Receive, None);
    step(&mut desk, "04", Step::Return, Some("2020-06-10"));
    assert_eq!(due(&desk, "2020-06-03", "01"), None, "it came");
    assert_eq!(due(&desk, "2020-06-03", "02"), None, "exempt");
    assert_eq!(due(&desk, "2020-06-03", "04").as_deref(), Some("returned"));
    let plan = Plan::of_ladder(&desk.campaign, day("2020-06-03"), &[]);
    draft(&mut desk, &plan).expect("drafted");
    assert_eq!(due(&desk, "2020-06-09", "04"), None, "told, and waiting");
    assert_eq!(due(&desk, "2020-06-10", "04").as_deref(), Some("due"));
    assert_eq!(due(&desk, "2020-06-17", "04").as_deref(), Some("due+7"));
    step(&mut desk, "04", Step::Receive, None);
    assert_eq!(due(&desk, "2020-06-17", "04"), None, "it came");
    desk.order(Command::Close, "").expect("closed");
    assert!(Plan::of_ladder(&desk.campaign, day("2020-06-17"), &[]).is_empty());
    let unopened = Desk::new();
    assert!(Plan::of_ladder(&unopened.campaign, day("2020-06-17"), &[]).is_empty());
}

#[test]
fn units_of_one_address_have_one_message_and_whoever_has_none_is_named() {
    let mut desk = open();
    address(&mut desk, "04", "chung@so.example");
    address(&mut desk, "06", "CHUNG@so.example");
    address(&mut desk, "08", "x@y.example\r\nBcc: z@y.example");
    let today = day("2020-06-03");
    let plan = Plan::of_ladder(&desk.campaign, today, &["Chung@so.example".to_owned()]);
    assert_eq!(plan.postings.len(), 1);
    assert_eq!(plan.postings[0].due.len(), 2);
    assert!(plan.postings[0].bounced);
    let why = |unit: &str| {
        plan.silent
            .iter()
            .find(|s| s.due.unit == desk.ix(unit))
            .map(|s| s.why)
    };
    assert_eq!(why("08"), Some(Why::Unusable));
    assert_eq!(why("01"), Some(Why::NoAddress));
    assert_eq!(plan.owing().len(), 63);
    draft(&mut desk, &plan).expect("drafted");
    let names: Vec<_> = ["04", "06"]
        .map(|u| desk.unit(u).reminders[0].fact.message().message_id.clone())
        .to_vec();
    assert_eq!(names[0], names[1]);
    assert!(names[0].contains(".04_06."), "{}", names[0]);
    // Asked for on the same day, the address has had its message.
    let again = Plan::asked(&desk.campaign, today, &[desk.ix("04")], &[]);
    assert_eq!((again.postings.len(), again.silent[0].why), (0, Why::Today));
}

#[test]
fn the_ledger_refuses_what_a_plan_would_not_have() {
    let mut desk = open();
    address(&mut desk, "04", "mai@so.example");
    address(&mut desk, "06", "lan@so.example");
    let plan = Plan::of_ladder(&desk.campaign, day("2020-06-03"), &[]);
    draft(&mut desk, &plan).expect("drafted");
    // Two people at once: the second is told.
    assert_eq!(draft(&mut desk, &plan), Err(Rule::RemindedToday.id().to_owned()));
    step(&mut desk, "06", Step::Receive, None);
    let later = Plan::of_ladder(&desk.campaign, day("2020-06-05"), &[]);
    let mut stale = later.clone();
    stale.postings[0].due[0].unit = desk.ix("06");
    assert_eq!(draft(&mut desk, &stale), Err(Rule::NothingOwed.id().to_owned()));
    // What a server was asked to carry is recorded whatever has changed, and settles the message of that name.
    let said = desk.unit("04").reminders[0].fact.message().clone();
    desk.order(Command::Close, "").expect("closed");
    let messages = vec![Message {
        unit: UnitCode::from("04"),
        fact: ReminderFact::Unknown(said),
    }];
    desk.order(Command::Remind { messages }, "").expect("recorded");
    let kept = &desk.unit("04").reminders;
    assert_eq!((kept.len(), kept[0].fact.outcome()), (1, "unknown"));
}

#[test]
fn drafts_can_be_taken_back_and_are_due_again() {
    let mut desk = open();
    address(&mut desk, "04", "mai@so.example");
    let plan = Plan::of_ladder(&desk.campaign, day("2020-06-03"), &[]);
    draft(&mut desk, &plan).expect("drafted");
    desk.order(Command::Undo, "").expect("undone");
    assert_eq!(Plan::of_ladder(&desk.campaign, day("2020-06-03"), &[]), plan);
}

#[test]
fn a_digest_tells_its_day_and_what_it_rests_on() {
    let mut desk = open();
    address(&mut desk, "04", "mai@so.example");
    let plan = Plan::of_ladder(&desk.campaign, day("2020-06-03"), &[]);
    let digest = Digest::of(&desk.campaign, &plan);
    assert_eq!(Digest::parse(&digest.hex()), Some(digest));
    assert_eq!((digest.day, digest.seq), (plan.day, desk.campaign.seq()));
    // What changes nobody's message does not change it; what does, does.
    step(&mut desk, "02", Step::Acknowledge, None);
    let same = Plan::of_ladder(&desk.campaign, plan.day, &[]);
    assert!(Digest::of(&desk.campaign, &same).is_same(&digest));
    address(&mut desk, "06", "lan@so.example");
    let other = Plan::of_ladder(&desk.campaign, plan.day, &[]);
    assert!(!Digest::of(&desk.campaign, &other).is_same(&digest));
    for bad in ["", "xyz", &digest.hex()[1..], &format!("{}0", digest.hex())] {
        assert_eq!(Digest::parse(bad), None, "{bad:?}");
    }
}

#[test]
fn the_words_of_letters() {
    let mut desk = open();
    for unit in ["04", "06", "08"] {
        address(&mut desk, unit, &format!("u{unit}@so.example"));
    }
    step(&mut desk, "06", Step::Receive, None);
    step(&mut desk, "06", Step::Return, Some("2020-06-10"));
    step(&mut desk, "08", Step::Receive, None);
    let units = ["04", "06", "08"].map(|u| desk.ix(u));
    let plan = Plan::asked(&desk.campaign, day("2020-06-03"), &units, &[]);
    let steps: Vec<_> = plan.postings.iter().map(|p| p.due[0].step).collect();
    assert_eq!(steps, [Occasion::Asked, Occasion::Returned, Occasion::Receipt]);
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        let cmd = ketnoi::core::names::CmdId::default();
        let now = at("2020-06-03T08:00:00+07:00");
        let letters = outgoing::letters(
            &cat,
            &desk.campaign,
            &plan,
            &house(),
            &Threads::default(),
            (cmd, now),
        );
        let told: Vec<String> = letters
            .iter()
            .map(|l| format!("{}\n\n{}", l.letter.subject, l.letter.body))
            .collect();
        let name = if lang == Lang::Vi {
            "letters_vi"
        } else {
            "letters_en"
        };
        insta::assert_snapshot!(name, told.join("\n----\n"));
    }
}

#[test]
fn an_answer_to_a_letter_of_ours_finds_its_unit() {
    let cmd = ketnoi::core::names::CmdId::default();
    let name = message_id(cmd, &[UnitCode::from("04")], Occasion::Step(-7), "bo.example");
    let letter = format!(
        "From: mai@so.example\r\nTo: htqt@bo.example\r\nSubject: Re: x\r\nIn-Reply-To: <{name}>\r\n\r\nVâng.\r\n"
    );
    let mail = ketnoi::mail::read(letter.as_bytes(), &ketnoi::mail::Limits::default()).expect("a letter");
    let ours = ketnoi::recognise::Ours {
        domains: vec!["bo.example".to_owned()],
        ..ketnoi::recognise::Ours::default()
    };
    assert_eq!(
        ketnoi::recognise::answers(&mail, &ours),
        Some((cmd, UnitCode::from("04")))
    );
}

proptest! {
    /// Whatever happened, whoever is planned for owes something, no address is written to twice, and what was drafted is
    /// not due once more on that day.
    #[test]
    fn a_plan_is_for_those_who_owe_and_is_carried_out_once(
        deeds in prop::collection::vec((0usize..8, 0usize..5), 0..24),
        ahead in 0i64..60,
    ) {
        let mut desk = open();
        let units = ["01", "02", "04", "06", "08", "10", "11", "12"];
        for (u, deed) in deeds {
            let unit = units[u];
            match deed {
                0 => { let _ = try_address(&mut desk, unit, ["a@so.example", "b@so.example", "c@so.example"][u % 3]); }
                1 => { let _ = desk.order(Command::Report { units: vec![UnitCode::from(unit)], step: Step::Receive, due: None, files: vec![] }, "x"); }
                2 => { let _ = desk.order(Command::Report { units: vec![UnitCode::from(unit)], step: Step::Return, due: None, files: vec![] }, "x"); }
                3 => { let _ = desk.order(Command::Report { units: vec![UnitCode::from(unit)], step: Step::Exempt, due: None, files: vec![] }, "x"); }
                _ => { let _ = desk.order(Command::Extend { unit: Some(UnitCode::from(unit)), until: day("2020-06-20") }, "x"); }
            }
        }
        let today = day("2020-05-21") + chrono::TimeDelta::days(ahead);
        let plan = Plan::of_ladder(&desk.campaign, today, &[]);
        for due in plan.owing() {
            prop_assert!(desk.campaign.unit(due.unit).owes());
        }
        let reminding = || plan.postings.iter().filter(|p| p.due[0].step.reminds());
        let mut to: Vec<String> = reminding().map(|p| p.to.to_lowercase()).collect();
        to.sort_unstable();
        let all = to.len();
        to.dedup();
        prop_assert_eq!(to.len(), all);
        if !plan.postings.is_empty() {
            draft(&mut desk, &plan).expect("drafted");
        }
        let again = Plan::of_ladder(&desk.campaign, today, &[]);
        for due in again.postings.iter().flat_map(|p| &p.due) {
            let before = plan.postings.iter().flat_map(|p| &p.due);
            let twice = before.into_iter().any(|d| d.unit == due.unit && d.step == due.step);
            prop_assert!(!twice);
        }
    }
}
