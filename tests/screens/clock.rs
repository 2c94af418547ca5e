//! A machine's clock that is years wrong: nothing is recorded by it before somebody was asked, and where something was
//! there is a way out that the chain shows.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output, Stdio};

use crate::common::desk::{at, wtisd_2020};
use crate::common::screen::{Screen, Setting};
use crate::common::walk::Walk;
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{Draft, Envelope, Fact, ReportNoted, Role, Via};
use ketnoi::core::names::{Actor, CampaignId, CmdId, UnitCode};
use ketnoi::core::past::Sight;
use ketnoi::core::refusal::Rule;
use ketnoi::core::time::{DAY, Stamp};
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::store::{Appended, Batch, Site};

fn stream() -> CampaignId {
    CampaignId::from("wtisd-2020")
}

fn ledger(path: &Path, role: Role, now: Stamp) -> Ledger {
    by_clock(path, role, Clock::Fixed(now))
}

fn by_clock(path: &Path, role: Role, clock: Clock) -> Ledger {
    let name = if role == Role::Administrator {
        "tuan"
    } else {
        "minh"
    };
    let who = Who {
        actor: Actor::from(name),
        real_user: Actor::from("ketnoi"),
        role,
        via: Via::Tui,
    };
    let mut ledger = Ledger::open(Opening {
        site: Site::file(path),
        campaign: Some(stream()),
        shipped: &|_| Some(wtisd_2020()),
        who,
        clock,
        read_only: None,
    })
    .expect("a ledger");
    ledger.admit(Pass::default(), None);
    ledger
}

fn order(command: Command) -> Order {
    Order::new(CmdId(ulid::Ulid::new()), command).note("theo công văn")
}

fn note() -> Order {
    order(Command::Note {
        units: vec![UnitCode::from("04")],
    })
}

fn rule(outcome: Result<impl Sized, LedgerError>) -> Option<Rule> {
    match outcome {
        Ok(_) => None,
        Err(LedgerError::Refused(r)) => Some(r.rule),
        Err(other) => panic!("not a refusal: {other}"),
    }
}

/// A note straight into the journal, under whatever clock: as a program did that asked nobody.
fn append(path: &Path, recorded: Stamp) {
    let mut journal = Site::file(path).open().expect("the store");
    let expected = journal.head(&stream()).expect("a head").seq;
    let batch = Batch {
        cmd: CmdId(ulid::Ulid::new()),
        actor: Actor::from("tuan"),
        real_user: Actor::from("tuan"),
        role: Role::Administrator,
        via: Via::Cli,
        recorded,
        drafts: vec![Draft {
            unit: Some(UnitCode::from("04")),
            at: recorded,
            entered_later: false,
            fact: Fact::ReportNoted(ReportNoted {
                text: "đồng hồ sai".into(),
            }),
        }],
    };
    let turn = journal.turn(&stream(), 0, None).expect("the turn");
    assert!(matches!(turn.append(expected, &batch), Ok(Appended::Done(_))));
}

/// A store with an access file beside it.
struct House {
    folder: tempfile::TempDir,
}

impl House {
    /// Whose campaign was opened at that moment.
    fn opened(when: Stamp) -> Self {
        let house = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let me = Process::new("id").arg("-un").output().expect("id").stdout;
        let me = String::from_utf8(me).expect("text");
        let access = format!(
            "schema: 1\npeople:\n  - {{account: {}, role: viewer, as: [tuan, cbg]}}\n  \
             - {{account: tuan, role: administrator}}\n  - {{account: cbg, role: unit_officer, units: [CBG]}}\n",
            me.trim()
        );
        let file = house.folder.path().join("access.yaml");
        fs::write(&file, access).expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("set");
        let open = Command::Open {
            definition: wtisd_2020(),
            source: "shipped".into(),
        };
        let mut boss = ledger(&house.store(), Role::Administrator, when);
        boss.submit(&order(open)).expect("opened");
        boss.submit(&note()).expect("noted");
        house
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("k.db")
    }

    fn process(&self, words: &[&str]) -> Process {
        let mut c = Process::new(env!("CARGO_BIN_EXE_ketnoi"));
        c.env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", "C.UTF-8")
            .env("KETNOI_LANG", "en")
            .env("KETNOI_STORE", format!("sqlite:{}", self.store().display()))
            .args(words)
            .stdin(Stdio::null());
        c
    }

    fn run(&self, who: &str, words: &[&str]) -> Output {
        let words = [words, &["--as", who]].concat();
        self.process(&words).output().expect("it runs")
    }

    /// Runs it and gives what was said; fails unless it exits so.
    #[track_caller]
    fn told(&self, code: i32, who: &str, words: &[&str]) -> String {
        let out = self.run(who, words);
        assert_eq!(out.status.code(), Some(code), "{words:?}: {out:?}");
        let said = [out.stdout, out.stderr].concat();
        String::from_utf8(said).expect("text")
    }

    fn facts(&self) -> Vec<Envelope> {
        let mut journal = Site::file(self.store()).open().expect("the store");
        journal.read_after(&stream(), 0, 100).expect("facts")
    }
}

const NOTE: [&str; 5] = ["report", "note", "CBG", "--note", "x"];

#[test]
fn a_clock_far_ahead_is_asked_about_once_and_answered_by_an_administrator() {
    let house = House::opened(at("2020-05-20T08:00:00+07:00"));
    let before = house.facts();
    // An officer can answer nothing, whichever way the record comes.
    let told = house.told(3, "cbg", &NOTE);
    assert!(
        told.contains("400 days") && told.contains("administrator"),
        "{told}"
    );
    let store = format!("sqlite:{}", house.store().display());
    let mut put = house
        .process(&["session", "--as", "cbg", "--store", &store])
        .env("SSH_ORIGINAL_COMMAND", "put CBG anh.jpg")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    // It may have gone before it has read anything.
    let _ = put.stdin.take().expect("a pipe").write_all(b"abc");
    let out = put.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!((out.status.code(), told.lines().count()), (Some(3), 1), "{told}");
    // An administrator is asked; where nobody can be, it is refused and says how to answer beforehand.
    let told = house.told(3, "tuan", &NOTE);
    assert!(told.contains("400 days") && told.contains("--yes"), "{told}");
    assert_eq!(house.facts(), before, "nothing was recorded");
    house.told(0, "tuan", &[&NOTE[..], &["--yes"]].concat());
    // Once.
    house.told(0, "cbg", &NOTE);
    house.told(0, "tuan", &NOTE);
    house.told(0, "tuan", &["undo"]);
}

#[test]
fn after_a_clock_that_was_ahead_the_journal_goes_by_the_right_one_again_and_the_chain_shows_it() {
    let now = Clock::Real.now();
    let house = House::opened(now.plus(-DAY));
    append(&house.store(), at("2038-01-19T10:00:00+07:00"));
    let told = house.told(3, "cbg", &NOTE);
    assert!(
        told.contains("19/01/2038") && told.contains("campaign correct-clock"),
        "{told}"
    );
    house.told(3, "tuan", &NOTE);
    let doctor = house.told(1, "tuan", &["doctor"]);
    assert!(doctor.contains("19/01/2038"), "{doctor}");
    let correct = ["campaign", "correct-clock", "--note", "máy chủ chạy sai năm"];
    house.told(3, "cbg", &correct);
    house.told(3, "tuan", &["campaign", "correct-clock", "--note", " "]);
    let told = house.told(0, "tuan", &correct);
    assert!(told.contains("wtisd-2020"), "{told}");
    // Records go by the clock again, and never back from here.
    house.told(0, "cbg", &NOTE);
    house.told(0, "tuan", &NOTE);
    let facts = house.facts();
    let recorded: Vec<Stamp> = facts.iter().map(|env| env.recorded).collect();
    let wrong = recorded.iter().position(|t| t.0 > now.0 + DAY).expect("2038");
    assert!(
        recorded[wrong + 1..].iter().all(|t| t.0 < now.0 + DAY),
        "{recorded:?}"
    );
    assert!(recorded[wrong + 1..].is_sorted());
    // The chain shows it, whole.
    let log = house.told(0, "tuan", &["log"]);
    assert!(
        log.contains("19/01/2038") && log.contains("máy chủ chạy sai năm"),
        "{log}"
    );
    house.told(0, "tuan", &["log", "--verify"]);
    let doctor = house.run("tuan", &["doctor", "--json"]).stdout;
    let doctor: serde_json::Value = serde_json::from_slice(&doctor).expect("JSON");
    let findings = doctor["findings"].as_array().expect("findings");
    let clock = findings.iter().find(|f| f["id"] == "clock").expect("the clock");
    assert_eq!(clock["grade"], "ok", "{clock}");
    // What the wrong clock wrote was known when it was set right.
    let known = |when: &str| {
        house
            .told(0, "tuan", &["log", "--known-at", when, "--json"])
            .lines()
            .count()
    };
    let later = wtisd_2020().zone.rfc3339(now.plus(DAY));
    assert_eq!(known(&later), facts.len());
    assert_eq!(known(&wtisd_2020().zone.rfc3339(now.plus(-DAY / 2))), wrong);
    // Once is enough, and it is not taken back.
    let told = house.told(3, "tuan", &correct);
    assert!(told.contains("nothing to set right"), "{told}");
}

#[test]
fn the_past_is_the_same_by_both_ways_where_the_clock_was_set_right() {
    let day = |n: i64| at("2020-05-01T08:00:00+07:00").plus(n * DAY);
    let house = House::opened(day(0));
    append(&house.store(), day(2));
    append(&house.store(), day(390)); // below what is asked about
    append(&house.store(), day(390));
    let mut boss = ledger(&house.store(), Role::Administrator, day(4));
    boss.submit(&order(Command::CorrectClock)).expect("set right");
    assert_eq!(
        rule(boss.submit(&order(Command::Undo))),
        Some(Rule::UndoNever),
        "it stays"
    );
    for n in 5..8 {
        append(&house.store(), day(n));
    }
    let facts = house.facts();
    let mut last = 0;
    let mut past = Walk::new(wtisd_2020(), &facts);
    for n in [9, 0, 3, 4, 1, 6, 391, 2, 5, 8] {
        for (as_of, known_at) in [
            (None, Some(day(n))),
            (Some(day(n)), None),
            (Some(day(9)), Some(day(n))),
        ] {
            let rule = Campaign::seen(wtisd_2020(), &facts, as_of, known_at);
            assert_eq!(past.seen(Sight { as_of, known_at }), rule, "day {n}");
        }
    }
    // What is known is a beginning of the stream, and grows with time.
    for n in 0..10 {
        let known = Campaign::seen(wtisd_2020(), &facts, None, Some(day(n)));
        assert!(known.seq() >= last);
        let beginning = facts.iter().take(known.seq() as usize);
        assert_eq!(known, Campaign::replay(wtisd_2020(), beginning), "day {n}");
        last = known.seq();
    }
    assert_eq!(last, facts.len() as u64);
    // Facts that come in one by one make the same past.
    let mut grown = Walk::new(wtisd_2020(), &facts[..4]);
    let sight = Sight {
        as_of: None,
        known_at: Some(day(5)),
    };
    grown.seen(sight);
    facts[4..].iter().for_each(|env| grown.add(env));
    assert_eq!(grown.seen(sight), past.seen(sight));
}

#[test]
fn a_year_that_cannot_be_is_refused_whoever_says_otherwise() {
    for (when, wanted) in [
        ("1999-12-31T20:00:00+07:00", Some(Rule::ClockImpossible)),
        ("2101-01-01T08:00:00+07:00", Some(Rule::ClockImpossible)),
        ("2100-12-31T20:00:00+07:00", None),
        ("2000-01-01T08:00:00+07:00", None),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("k.db");
        let mut boss = ledger(&path, Role::Administrator, at(when));
        assert_eq!(rule(boss.submit(&note().clock_is_right(true))), wanted, "{when}");
        assert_eq!(path.exists(), wanted.is_none(), "{when}");
    }
}

/// A dashboard that takes the clock for the real one.
fn desk(path: &Path, role: Role, now: &str) -> Screen {
    let clock = Clock::demo(at(now), 0.0);
    Setting::default()
        .size((160, 40))
        .over(by_clock(path, role, clock))
}

#[test]
fn the_dashboard_asks_before_it_records_by_a_clock_far_ahead() {
    let house = House::opened(at("2020-05-20T08:00:00+07:00"));
    let (path, now) = (house.store(), "2022-05-20T08:00:00+07:00");
    let count = || house.facts().len();
    let before = count();
    // A reviewer is told, in the form, and keeps what was typed.
    let mut screen = desk(&path, Role::Reviewer, now);
    screen.shows("kiểm tra đồng hồ");
    screen.press("n").type_in("hẹn gửi lại").press("<enter>");
    screen.shows("400 ngày. Nếu").shows("hẹn gửi lại");
    assert_eq!(count(), before);
    // An administrator is asked. No: nothing was recorded, and what was typed is there.
    let mut screen = desk(&path, Role::Administrator, now);
    screen.press("n").type_in("hẹn gửi lại").press("<enter>");
    screen.shows("Đồng hồ máy có đúng không?").press("<esc>");
    screen.shows("hẹn gửi lại");
    assert_eq!(count(), before);
    // Yes: once.
    screen
        .press("<enter>")
        .shows("Đồng hồ máy có đúng không?")
        .press("<enter>");
    assert_eq!(count(), before + 1);
    screen.press("i");
    assert_eq!(count(), before + 2, "{}", screen.text());
    assert!(!screen.text().contains("kiểm tra đồng hồ"));
}
