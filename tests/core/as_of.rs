//! What was so then, and what did we know then: one table of examples, each played into a real store and looked at
//! through the ledger and through the core.
//!
//! A story is a row of deeds, `WHEN-RECORDED WHO DEED … [@WHEN-IT-HAPPENED]`, times in the year 2020 at +07:00. What is
//! expected is a row of `KEY=VALUE`: a unit's code for its state and timeliness, the name of a count, or one of the keys
//! of `value_of`.

use std::collections::BTreeSet;

use crate::common::desk::{who, wtisd_2020};
use ketnoi::clock::Clock;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{ActivityChange, Command, NewActivity, Order};
use ketnoi::core::names::{ActivityId, CmdId, Text, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::status::Step;
use ketnoi::core::time::{DAY, Stamp, parse_date};
use ketnoi::ledger::{Ledger, LedgerError, Opening, ReadOnly};
use ketnoi::store::Site;

struct Example {
    name: &'static str,
    story: &'static [&'static str],
    as_of: &'static str,
    known_at: &'static str,
    expected: &'static str,
}

const fn row(
    name: &'static str,
    story: &'static [&'static str],
    as_of: &'static str,
    known_at: &'static str,
    expected: &'static str,
) -> Example {
    Example {
        name,
        story,
        as_of,
        known_at,
        expected,
    }
}

const PLAIN: &[&str] = &["06-01T09:00 lan receive 04"];
const LATE_ENTRY: &[&str] = &["06-10T09:00 lan receive 04 @06-03T09:00"];
const UNDONE: &[&str] = &["06-01T09:00 lan receive 04", "06-08T09:00 lan undo"];
const REDONE: &[&str] = &[
    "06-01T09:00 lan receive 04",
    "06-08T09:00 lan undo",
    "06-09T09:00 lan redo",
];
const EXTENDED: &[&str] = &[
    "06-06T09:00 lan receive 04",
    "06-08T09:00 minh extend 04 2020-06-10",
];
const EXTENDED_LATE: &[&str] = &[
    "06-06T09:00 lan receive 04",
    "06-08T09:00 minh extend 04 2020-06-10 @06-04T15:00",
];
const EXTENDED_FOR_ALL: &[&str] = &["06-04T09:00 minh extend all 2020-06-10", "06-07T09:00 minh undo"];
const CORRECTED: &[&str] = &[
    "06-01T09:00 lan receive 04",
    "06-02T09:00 minh return 04 2020-06-08",
    "06-09T09:00 lan receive 04",
    "06-10T09:00 minh accept 04",
];
const WITHDRAWN: &[&str] = &["06-01T09:00 lan receive 04", "06-03T09:00 lan withdraw 04"];
const AMENDED: &[&str] = &["06-06T09:00 lan receive 04", "06-07T09:00 minh amend later"];
const REWORDED: &[&str] = &["05-20T09:00 lan note 04", "05-25T09:00 minh amend words"];
const EDITED: &[&str] = &[
    "05-17T09:00 lan add 04 100",
    "05-25T09:00 lan edit CBG-1 250",
    "05-30T09:00 lan cancel CBG-1",
];
const EDIT_UNDONE: &[&str] = &[
    "05-17T09:00 lan add 04 100",
    "05-25T09:00 lan edit CBG-1 250",
    "05-26T09:00 lan undo",
];
const BULK: &[&str] = &["06-02T09:00 lan receive 01,04,79 @06-01T09:00"];
const BULK_UNDONE: &[&str] = &[
    "06-02T09:00 lan receive 01,04,79 @06-01T09:00",
    "06-03T09:00 lan undo",
];
const EXEMPTED: &[&str] = &["06-02T09:00 minh exempt 04"];
const OUT_OF_ORDER: &[&str] = &[
    "06-06T09:00 lan receive 04",
    "06-08T09:00 lan receive 04 @06-03T09:00",
];
const CLOSED: &[&str] = &["06-01T09:00 lan receive 04", "06-20T09:00 minh close"];

// One line an example, so that it reads as the table it is.
#[rustfmt::skip]
const TABLE: &[Example] = &[
    row("plain, before", PLAIN, "06-01T08:59", "", "04=awaiting/pending received=0 total=63"),
    row("plain, at the instant", PLAIN, "06-01T09:00", "", "04=received/on_time received=1 awaiting=62"),
    row("plain, known at the instant", PLAIN, "", "06-01T09:00", "04=received/on_time"),
    row("plain, not yet known", PLAIN, "", "06-01T08:59", "04=awaiting/pending"),
    row("late entry: it was so", LATE_ENTRY, "06-05T12:00", "", "04=received/on_time overdue=62 on_time=1"),
    row("late entry: nobody knew", LATE_ENTRY, "", "06-05T12:00", "04=awaiting/overdue overdue=63 on_time=0"),
    row("late entry: known since", LATE_ENTRY, "", "06-10T09:00", "04=received/on_time"),
    row("undo after T: it never was", UNDONE, "06-03T00:00", "", "04=awaiting/pending"),
    row("undo after T: it was believed", UNDONE, "", "06-03T00:00", "04=received/on_time"),
    row("undo before T: known", UNDONE, "", "06-09T00:00", "04=awaiting/overdue"),
    row("redo: it was so all along", REDONE, "06-03T00:00", "", "04=received/on_time versions=1"),
    row("redo: between undo and redo", REDONE, "", "06-08T12:00", "04=awaiting/overdue"),
    row("redo: known again", REDONE, "", "06-09T09:00", "04=received/on_time"),
    row("extension granted afterwards: as of before it", EXTENDED, "06-07T00:00", "", "04=received/late"),
    row("extension granted afterwards: as of after it", EXTENDED, "06-08T12:00", "", "04=received/on_time late=0"),
    row("extension granted afterwards: known before it", EXTENDED, "", "06-07T00:00", "04=received/late late=1"),
    row("extension granted afterwards: known after it", EXTENDED, "", "06-08T09:00", "04=received/on_time"),
    row("extension entered later: it held", EXTENDED_LATE, "06-07T00:00", "", "04=received/on_time"),
    row("extension entered later: unknown", EXTENDED_LATE, "", "06-07T00:00", "04=received/late"),
    row("extension for all, taken back: it never was", EXTENDED_FOR_ALL, "06-06T00:00", "", "cutoff=2020-06-05 overdue=63"),
    row("extension for all, taken back: then believed", EXTENDED_FOR_ALL, "", "06-06T00:00", "cutoff=2020-06-11 pending=63"),
    row("second version: while it was away", CORRECTED, "06-05T12:00", "", "04=returned/on_time resubmit=waiting versions=1"),
    row("second version: past its date", CORRECTED, "06-09T00:00", "", "04=returned/on_time resubmit=overdue resubmit_overdue=1"),
    row("second version: back", CORRECTED, "06-09T12:00", "", "04=received/on_time resubmit=none versions=2"),
    row("second version: good", CORRECTED, "06-11T00:00", "", "04=accepted/on_time accepted=1"),
    row("withdrawal: before", WITHDRAWN, "06-02T00:00", "", "04=received/on_time"),
    row("withdrawal: after, before the cut-off", WITHDRAWN, "06-04T00:00", "", "04=awaiting/pending"),
    row("withdrawal: after the cut-off", WITHDRAWN, "06-05T00:00", "", "04=awaiting/overdue"),
    row("amendment: what is asked always applies", AMENDED, "06-06T12:00", "", "04=received/on_time cutoff=2020-06-08"),
    row("amendment: unknown before it", AMENDED, "", "06-06T12:00", "04=received/late cutoff=2020-06-05"),
    row("amendment: as of before, known before", AMENDED, "06-06T12:00", "06-06T12:00", "04=received/late cutoff=2020-06-05"),
    row("amendment: as of before, known after", AMENDED, "06-06T12:00", "06-07T12:00", "04=received/on_time cutoff=2020-06-08"),
    row("amended words: as of before", REWORDED, "05-22T00:00", "", "theme=khác facts=2"),
    row("amended words: known before", REWORDED, "", "05-22T00:00", "theme=thư facts=2"),
    row("opening after T", PLAIN, "05-20T00:00", "", "opened=no total=63 awaiting=63 phase=window facts=0"),
    row("opening after T, known", PLAIN, "", "05-20T00:00", "opened=no total=63 phase=window facts=0"),
    row("opening before T", PLAIN, "06-02T00:00", "", "opened=yes phase=reporting facts=2"),
    row("opening on the way of a late entry", LATE_ENTRY, "06-04T00:00", "", "opened=yes"),
    row("both: so, and not yet known", LATE_ENTRY, "06-04T00:00", "06-05T00:00", "04=awaiting/pending opened=no"),
    row("both: so, and known", LATE_ENTRY, "06-04T00:00", "06-10T12:00", "04=received/on_time"),
    row("both: not yet so, but known", LATE_ENTRY, "06-02T00:00", "06-10T12:00", "04=awaiting/pending"),
    row("both: so by what was believed", UNDONE, "06-03T00:00", "06-05T00:00", "04=received/on_time"),
    row("both: not so by what is known", UNDONE, "06-03T00:00", "06-09T00:00", "04=awaiting/pending"),
    row("activity: as recorded", EDITED, "05-20T00:00", "", "04=in_progress/pending activities=1 reach=100 goal2=1"),
    row("activity: as edited", EDITED, "05-26T00:00", "", "activities=1 reach=250 goal2=1"),
    row("activity: called off", EDITED, "05-31T00:00", "", "04=awaiting/pending activities=0 reach=0 goal2=0"),
    row("activity: the edit never was", EDIT_UNDONE, "05-25T12:00", "", "reach=100"),
    row("activity: the edit was believed", EDIT_UNDONE, "", "05-25T12:00", "reach=250"),
    row("bulk: not begun", BULK, "06-01T08:59", "", "received=0"),
    row("bulk: whole", BULK, "06-01T09:00", "", "received=3"),
    row("bulk: not known", BULK, "", "06-02T08:59", "received=0"),
    row("bulk: known whole", BULK, "", "06-02T09:00", "received=3"),
    row("bulk, undone: never was", BULK_UNDONE, "06-01T09:00", "", "received=0"),
    row("bulk, undone: believed whole", BULK_UNDONE, "", "06-03T08:59", "received=3"),
    row("bulk, undone: known whole", BULK_UNDONE, "", "06-03T09:00", "received=0 awaiting=63"),
    row("exemption: before", EXEMPTED, "06-01T00:00", "", "04=awaiting/pending exempt=0 none=0 pending=63"),
    row("exemption: after", EXEMPTED, "06-06T00:00", "", "04=exempt/none exempt=1 none=1 overdue=62"),
    row("timeliness at T: a second before", PLAIN, "06-04T23:59", "", "01=awaiting/pending pending=62 overdue=0"),
    row("timeliness at T: at the cut-off", PLAIN, "06-05T00:00", "", "01=awaiting/overdue pending=0 overdue=62"),
    row("two versions out of order: only the earlier was there", OUT_OF_ORDER, "06-04T00:00", "", "04=received/on_time versions=1"),
    row("two versions out of order: the earlier was unknown", OUT_OF_ORDER, "", "06-07T00:00", "04=received/late versions=1"),
    row("two versions out of order: judged by the earlier", OUT_OF_ORDER, "06-09T00:00", "", "04=received/on_time versions=2"),
    row("closed after T", CLOSED, "06-10T00:00", "", "closed=no phase=overdue"),
    row("closed, seen from after", CLOSED, "06-21T00:00", "", "closed=yes phase=closed"),
    row("closed, not yet known", CLOSED, "", "06-10T00:00", "closed=no phase=overdue"),
    row("neither: now", CLOSED, "", "", "closed=yes 04=received/on_time facts=3"),
];

/// `06-01T09:00` in the campaign's zone.
fn when(short: &str) -> Stamp {
    let full = format!("2020-{short}:00+07:00");
    Stamp::parse_rfc3339(&full).unwrap_or_else(|| panic!("{full} is not RFC 3339"))
}

fn moment(short: &str) -> Option<Stamp> {
    (!short.is_empty()).then(|| when(short))
}

fn command(words: &[&str]) -> Command {
    let units = || -> Vec<UnitCode> { words[1].split(',').map(UnitCode::from).collect() };
    let id = || ActivityId::from(words[1]);
    let reach = || words[2].parse::<u64>().ok();
    match words[0] {
        "undo" => Command::Undo,
        "redo" => Command::Redo,
        "close" => Command::Close,
        "note" => Command::Note { units: units() },
        "extend" => Command::Extend {
            unit: (words[1] != "all").then(|| UnitCode::from(words[1])),
            until: parse_date(words[2]).expect("a date"),
        },
        "amend" => {
            let mut definition = (*wtisd_2020()).clone();
            match words[1] {
                "later" => definition.deadline.cutoff = definition.deadline.cutoff.plus(3 * DAY),
                _ => definition.theme = Text::new("khác", "other"),
            }
            Command::Amend {
                definition: definition.into(),
            }
        }
        "add" => Command::AddActivity {
            unit: UnitCode::from(words[1]),
            details: NewActivity {
                kind: "banner".into(),
                title: "Tọa đàm".into(),
                reach: reach(),
                goals: vec!["2.8".into()],
                ..NewActivity::default()
            },
            files: vec![],
        },
        "edit" => Command::EditActivity {
            id: id(),
            change: ActivityChange {
                reach: Some(reach()),
                ..ActivityChange::default()
            },
        },
        "cancel" => Command::CancelActivities { ids: vec![id()] },
        step => Command::Report {
            units: units(),
            step: Step::from_id(step).unwrap_or_else(|| panic!("{step} is not a step")),
            due: words.get(2).map(|d| parse_date(d).expect("a date")),
            files: vec![],
        },
    }
}

fn open(site: &Site) -> Ledger {
    Ledger::open(Opening {
        site: site.clone(),
        campaign: None,
        shipped: &|_| Some(wtisd_2020()),
        who: who("lan"),
        clock: Clock::Fixed(when("08-01T08:00")),
        read_only: None,
    })
    .expect("the ledger opens")
}

/// Plays a story into a ledger.
fn play(ledger: &mut Ledger, story: &[&str]) {
    for (n, deed) in story.iter().enumerate() {
        let (deed, happened) = deed.split_once(" @").unwrap_or((deed, ""));
        let words: Vec<&str> = deed.split_whitespace().collect();
        let order = Order::new(CmdId((n as u128 + 1).into()), command(&words[2..]))
            .note("theo thư")
            .at(moment(happened));
        ledger
            .submit_as(&who(words[1]), &order, when(words[0]))
            .unwrap_or_else(|why| panic!("{deed}: {why}"));
    }
}

fn yes(b: bool) -> String {
    if b { "yes" } else { "no" }.to_owned()
}

fn value_of(c: &Campaign, key: &str, now: Stamp) -> String {
    let unit = |code| c.roster().by_code(code).expect("a unit");
    let counts = serde_json::to_value(c.counts(now)).expect("counts");
    match key {
        "opened" => yes(c.opened().is_some()),
        "closed" => yes(c.closed().is_some()),
        "phase" => c.phase(now).id().to_owned(),
        "cutoff" => c.date(c.cutoff()).to_string(),
        "theme" if c.def().theme == wtisd_2020().theme => "thư".to_owned(),
        "theme" => c.def().theme.vi.clone(),
        "facts" => c.recent().count().to_string(),
        "activities" => c.total().activities.to_string(),
        "reach" => c.total().reach.to_string(),
        "goal2" => c.tags().goal("2").to_string(),
        "versions" => c.unit(unit("04")).versions.len().to_string(),
        "resubmit" => c.resubmit(unit("04"), now).id().to_owned(),
        key => {
            if let Some(n) = counts.get(key) {
                return n.to_string();
            }
            let ix = unit(key);
            format!("{}/{}", c.unit(ix).state.id(), c.timeliness(ix, now).id())
        }
    }
}

fn told(c: &Campaign, expected: &str, now: Stamp) -> String {
    let keys = expected
        .split(' ')
        .map(|pair| pair.split_once('=').expect("KEY=VALUE").0);
    let told: Vec<String> = keys.map(|k| format!("{k}={}", value_of(c, k, now))).collect();
    told.join(" ")
}

#[test]
fn the_table_is_true() {
    let mut wrong = Vec::new();
    for e in TABLE {
        let dir = tempfile::tempdir().expect("a folder");
        let site = Site::file(dir.path().join("ketnoi.db"));
        play(&mut open(&site), e.story);
        let mut ledger = open(&site);
        let (as_of, known_at) = (moment(e.as_of), moment(e.known_at));
        let now = as_of.or(known_at).unwrap_or_else(|| when("08-01T08:00"));
        let seen = ledger.seen(as_of, known_at).expect("seen");
        let mut facts = Vec::new();
        ledger.each_fact(|f| facts.push(f.clone())).expect("read");
        let pure = Campaign::seen(wtisd_2020(), &facts, as_of, known_at);
        for (through, campaign) in [("ledger", &seen), ("core", &pure)] {
            let got = told(campaign, e.expected, now);
            if got != e.expected {
                wrong.push(format!(
                    "{} (as of {:?}, known at {:?}, through the {through})\n  expected {}\n  got      {got}",
                    e.name, e.as_of, e.known_at, e.expected
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn names_are_unique_so_that_a_failure_names_its_example() {
    let names: BTreeSet<_> = TABLE.iter().map(|e| e.name).collect();
    assert_eq!(names.len(), TABLE.len());
    assert!(TABLE.len() >= 14);
}

#[test]
fn the_past_cannot_be_written_to() {
    let dir = tempfile::tempdir().expect("a folder");
    let site = Site::file(dir.path().join("ketnoi.db"));
    let mut ledger = open(&site);
    play(&mut ledger, UNDONE);
    ledger
        .turn_back(None, moment("06-03T00:00"))
        .expect("turned back");
    assert_eq!(ledger.read_only(), Some(ReadOnly::Past));
    let order = Order::new(CmdId(99.into()), Command::Undo);
    match ledger.submit(&order) {
        Err(LedgerError::Refused(r)) => assert_eq!(r.rule, Rule::ReadOnly),
        other => panic!("{other:?}"),
    }
    let mut again = open(&site);
    assert_eq!(again.verify().expect("whole").seq, 3, "nothing was added");
}

/// A bulk command, its undo and its redo, seen from every minute around them: all of it or nothing of it.
#[test]
fn a_command_is_never_seen_by_half() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut ledger = open(&Site::file(dir.path().join("ketnoi.db")));
    play(
        &mut ledger,
        &[
            "06-02T09:00 lan receive 01,04,79 @06-01T09:00",
            "06-02T09:02 lan undo",
            "06-02T09:04 lan redo",
            "06-02T09:06 minh accept 01,04,79",
        ],
    );
    let mut facts = Vec::new();
    ledger.each_fact(|f| facts.push(f.clone())).expect("read");
    let mut pictures = BTreeSet::new();
    for minute in -2..10 {
        for base in [when("06-01T09:00"), when("06-02T09:00")] {
            let t = base.plus(minute * 60_000);
            for (as_of, known_at) in [(Some(t), None), (None, Some(t)), (Some(t), Some(t))] {
                let c = Campaign::seen(wtisd_2020(), &facts, as_of, known_at).counts(t);
                assert!(
                    c.received.is_multiple_of(3) && c.accepted.is_multiple_of(3),
                    "{c:?} at {t:?}, {as_of:?}, {known_at:?}"
                );
                pictures.insert((c.received, c.accepted));
            }
        }
    }
    assert_eq!(pictures.into_iter().collect::<Vec<_>>(), [(0, 0), (0, 3), (3, 0)]);
}
