//! Words that stand for values: each reads back as what it stands for, and nothing else does; and what of a fact somebody wrote,
//! which is what goes when it is redacted.

use crate::common::desk::{Desk, at, wtisd_2020};
use ketnoi::core::authority::{Deed, Grant, ROLES, role_id};
use ketnoi::core::deadline::progress;
use ketnoi::core::decide::{Command, ContactChange, NewActivity, Order};
use ketnoi::core::fact::{ActivityStatus, Attachment, ContactHow, EvidenceKind, Fact, Mode};
use ketnoi::core::house::Key;
use ketnoi::core::names::{ActivityId, BlobId, LetterId, UnitCode};
use ketnoi::core::refusal::Amount;
use ketnoi::core::status::Step;
use ketnoi::core::store_url::{BadUrl, StoreUrl};
use ketnoi::core::time::{Date, parse_date, written};
use ketnoi::refdata;

#[test]
fn a_word_stands_for_one_value() {
    for mode in Mode::ALL {
        assert_eq!(Mode::from_id(mode.id()), Some(mode));
    }
    for status in ActivityStatus::ALL {
        assert_eq!(ActivityStatus::from_id(status.id()), Some(status));
    }
    for how in ContactHow::ALL {
        assert_eq!(ContactHow::from_id(how.id()), Some(how));
    }
    for step in Step::ALL {
        assert_eq!(Step::from_id(step.id()), Some(step));
    }
    assert_eq!(Mode::from_id(""), None);
    assert_eq!(ActivityStatus::from_id("Planned"), None);
    assert_eq!(ContactHow::from_id("fax"), None);
    let kinds = EvidenceKind::ALL.map(EvidenceKind::id);
    assert_eq!(kinds, ["document", "photo", "video", "other"]);
    assert_eq!(
        [Grant::No, Grant::Own, Grant::All].map(Grant::id),
        ["–", "own units", "yes"]
    );
    let roles = ROLES.map(role_id);
    assert_eq!(
        roles,
        ["viewer", "unit_officer", "editor", "reviewer", "administrator"]
    );
    let deeds: std::collections::BTreeSet<&str> = Deed::EVERY.iter().map(|d| d.id()).collect();
    assert_eq!(deeds.len(), Deed::EVERY.len());
}

#[test]
fn a_digest_is_64_small_hexadecimal_digits() {
    let good = "0123456789abcdef".repeat(4);
    for (text, is) in [
        (good.clone(), true),
        (good[1..].to_owned(), false),
        (format!("{good}0"), false),
        (String::new(), false),
        (good.to_uppercase(), false),
        (format!("g{}", &good[1..]), false),
        (format!("/{}", &good[1..]), false),
        (format!("../{}", &good[3..]), false),
    ] {
        assert_eq!(BlobId(text.clone()).is_well_formed(), is, "{text}");
        assert_eq!(LetterId(text.clone()).is_well_formed(), is, "{text}");
        let key = Key::of(&text);
        assert_eq!(key.is_some(), is, "{text}");
        if let Some(key) = key {
            assert_eq!((key.letter().0, key.blob().0), (text.clone(), text));
        }
    }
}

#[test]
fn an_sdg_is_known_by_its_number_or_that_of_a_target() {
    let goals = refdata::goals(None);
    for (id, known) in [
        ("1", true),
        ("9", true),
        ("17", true),
        ("18", false),
        ("0", false),
        ("09", false),
        ("9.c", true),
        ("9.1", true),
        ("17.18", true),
        ("9.C", false),
        ("9.cc", false),
        ("9.", false),
        ("9.0", false),
        ("9.01", false),
        ("9.123", false),
        ("9.1c", false),
        ("9.c.1", false),
        ("x", false),
        ("", false),
    ] {
        assert_eq!(goals.knows_sdg(id), known, "{id:?}");
    }
}

#[test]
fn a_day_is_written_with_its_year_first_or_last_and_in_its_century() {
    for (text, day) in [
        ("2020-06-05", Some("2020-06-05")),
        ("05/06/2020", Some("2020-06-05")),
        ("5.6.20", Some("2020-06-05")),
        ("5/6/2", None),
        ("5/6/202", None),
        ("5/6/02020", None),
        ("+5/6/2020", None),
        ("5/6", None),
        ("5/6/2020/1", None),
        ("2000-01-01", Some("2000-01-01")),
        ("1999-12-31", None),
        ("2099-12-31", Some("2099-12-31")),
        ("2100-01-01", None),
        ("//", None),
    ] {
        assert_eq!(
            parse_date(text).map(|d| d.to_string()).as_deref(),
            day,
            "{text:?}"
        );
    }
    // In files; of the past further back.
    let json = |text: &str| serde_json::to_string(text).expect("JSON");
    let read = |text: &str| written::day(&mut serde_json::Deserializer::from_str(&json(text)));
    assert_eq!(read("2020-06-05").ok(), parse_date("2020-06-05"));
    assert!(read("1999-12-31").is_err());
    let past = |text: &str| written::past_day(&mut serde_json::Deserializer::from_str(&json(text)));
    let ymd = Date::from_ymd_opt;
    assert_eq!(past("1900-01-01").ok(), ymd(1900, 1, 1));
    assert!(past("1899-12-31").is_err() && past("2100-01-01").is_err());
}

#[test]
fn the_way_to_the_cut_off_is_walked_from_nothing_to_all() {
    let def = wtisd_2020();
    let part = |now: &str| progress(&def, def.deadline.cutoff, at(now));
    // 1 May to 5 June: 35 days.
    for (now, wanted) in [
        ("2020-04-01T00:00:00+07:00", 0.0),
        ("2020-05-01T00:00:00+07:00", 0.0),
        ("2020-05-08T00:00:00+07:00", 0.2),
        ("2020-05-18T12:00:00+07:00", 0.5),
        ("2020-06-05T00:00:00+07:00", 1.0),
        ("2020-07-01T00:00:00+07:00", 1.0),
    ] {
        assert!((part(now) - wanted).abs() < 1e-9, "{now}: {}", part(now));
    }
}

#[test]
fn what_belongs_to_another_file_is_no_store() {
    for (path, is_part) in [
        ("kho.db", false),
        ("kho.db-wal", true),
        ("KHO.DB-WAL", true),
        ("kho.db-shm", true),
        ("kho.db-journal", true),
        ("kho.yaml", true),
        ("kho.yml", true),
        ("kho.blobs/ab", true),
        ("kho.blobs", true),
        ("/srv/kho.blobs/ab/cd", true),
        ("wal", false),
        ("yaml/kho.db", false),
    ] {
        let parsed = StoreUrl::parse(&format!("sqlite:{path}"));
        let refused = matches!(&parsed, Err(BadUrl::Part { path: p }) if p == path);
        assert_eq!(refused, is_part, "{path}: {parsed:?}");
        if let Ok(url) = parsed {
            assert_eq!(url.file().and_then(|p| p.to_str()), Some(path));
        }
    }
    for folder in [".", "..", "kho/", "kho/.", "kho/..", "/"] {
        let parsed = StoreUrl::parse(&format!("sqlite:{folder}"));
        assert!(
            matches!(&parsed, Err(BadUrl::Folder { path }) if path == folder),
            "{folder}: {parsed:?}"
        );
    }
    for memory in [":memory:", "file::memory:", "x?mode=memory"] {
        let parsed = StoreUrl::parse(&format!("sqlite:{memory}"));
        assert_eq!(parsed, Err(BadUrl::InMemory), "{memory}");
    }
    for nothing in ["sqlite:", "sqlite://", "sqlite:a\0b", "sqlite:file:a"] {
        assert!(
            matches!(StoreUrl::parse(nothing), Err(BadUrl::Scheme { .. })),
            "{nothing:?}"
        );
    }
    let secret = [
        BadUrl::Server(ketnoi::core::server::BadServer::Password),
        BadUrl::InMemory,
    ]
    .map(|bad| bad.may_hold_secret());
    assert_eq!(secret, [true, false]);
}

#[test]
fn an_amount_is_itself_and_no_other() {
    assert!(Amount(1.5) == Amount(1.5) && Amount(1.5) != Amount(2.5));
    assert!(
        Amount(f64::NAN) == Amount(f64::NAN),
        "a refusal is comparable whatever was typed"
    );
}

#[test]
fn the_days_that_an_order_names_are_told() {
    let day = |s: &str| parse_date(s).expect("a date");
    let unit = || UnitCode::from("04");
    let zone = wtisd_2020().zone;
    let (a, b) = (day("2020-06-10"), day("2020-06-12"));
    let details = NewActivity {
        from: Some(a),
        to: Some(b),
        ..NewActivity::default()
    };
    let change = ketnoi::core::decide::ActivityChange {
        from: Some(a),
        to: Some(Some(b)),
        ..ketnoi::core::decide::ActivityChange::default()
    };
    let table = [
        (Command::Extend { unit: None, until: a }, vec![a]),
        (Command::ReplaceExtension { unit: None, until: a }, vec![a]),
        (
            Command::Report {
                units: vec![unit()],
                step: Step::Return,
                due: Some(b),
                files: vec![],
            },
            vec![b],
        ),
        (
            Command::AddActivity {
                unit: unit(),
                details,
                files: vec![],
            },
            vec![a, b],
        ),
        (
            Command::EditActivity {
                id: ActivityId::from("CBG-1"),
                change,
            },
            vec![a, b],
        ),
        (Command::Close, vec![]),
        (Command::Note { units: vec![unit()] }, vec![]),
    ];
    let mut desk = Desk::new();
    for (command, days) in table {
        let order = Order::new(desk.mint(), command);
        assert_eq!(order.days(zone), days, "{:?}", order.command);
        let when = at("2020-06-01T23:30:00+07:00");
        let with = [days, vec![day("2020-06-01")]].concat();
        assert_eq!(order.at(Some(when)).days(zone), with);
    }
}

/// Each kind of fact that can hold words, with words in every place for them.
#[test]
fn no_word_that_somebody_wrote_stays_in_a_fact_without_words() {
    let word = "Nguyễn Thị Mẫu";
    let file = |byte: u8| Attachment {
        sha256: BlobId(format!("{byte:02x}").repeat(32)),
        name: format!("{word} {byte}.jpg"),
        size: 3,
        kind: EvidenceKind::Photo,
        media: "image/jpeg".into(),
    };
    let unit = || UnitCode::from("04");
    let report = |step, files| Command::Report {
        units: vec![unit()],
        step,
        due: None,
        files,
    };
    let activity = NewActivity {
        kind: "banner".into(),
        title: word.into(),
        from: parse_date("2020-05-17"),
        status: Some(ActivityStatus::Ongoing),
        ..NewActivity::default()
    };
    let id = || ActivityId::from("CBG-1");
    let edit = ketnoi::core::decide::ActivityChange {
        title: Some(format!("{word} 2")),
        ..ketnoi::core::decide::ActivityChange::default()
    };
    let person = ContactChange {
        name: Some(word.into()),
        title: Some(word.into()),
        phone: Some(word.into()),
        mail: Some(word.into()),
    };
    let document = wtisd_2020().documents[0].id.clone();
    let until = parse_date("2020-06-20").expect("a date");
    let mut desk = Desk::new();
    for command in [
        report(Step::Acknowledge, vec![]),
        report(Step::Receive, vec![file(1), file(2)]),
        report(Step::Return, vec![]),
        report(Step::Receive, vec![file(3)]),
        report(Step::Accept, vec![]),
        report(Step::Withdraw, vec![]),
        report(Step::Exempt, vec![]),
        Command::Note { units: vec![unit()] },
        Command::SetContact {
            unit: unit(),
            contact: person,
        },
        Command::LogContact {
            units: vec![unit()],
            how: ContactHow::Phone,
        },
        Command::AddActivity {
            unit: unit(),
            details: activity.clone(),
            files: vec![],
        },
        Command::EditActivity {
            id: id(),
            change: edit,
        },
        Command::FinishActivities {
            ids: vec![id()],
            reach: None,
        },
        Command::AddActivity {
            unit: unit(),
            details: activity,
            files: vec![],
        },
        Command::CancelActivities {
            ids: vec![ActivityId::from("CBG-2")],
        },
        Command::AddEvidence {
            unit: unit(),
            activity: None,
            files: vec![file(4), file(5)],
        },
        Command::AttachDocument {
            document,
            file: file(6),
        },
        Command::Extend { unit: None, until },
        Command::Close,
    ] {
        desk.order(command.clone(), word)
            .unwrap_or_else(|r| panic!("{command:?}: {r}"));
    }
    let json = |fact: &Fact| fact.to_json().expect("JSON");
    let mut with_words = 0;
    for env in &desk.facts {
        let gone = env.fact.without_words();
        assert!(!json(&gone).contains("Mẫu"), "{}", json(&gone));
        assert_eq!(gone.type_name(), env.fact.type_name());
        assert_eq!(gone.without_words(), gone, "twice is once");
        assert!(!env.fact.redacts(), "{}", env.fact.type_name());
        with_words += u32::from(json(&env.fact).contains("Mẫu"));
        assert_eq!(env.fact.redaction(env.seq, "x").is_some(), gone != env.fact);
    }
    let redacted = desk.facts.iter().find_map(|env| env.fact.redaction(env.seq, "x"));
    assert!(Fact::FactRedacted(redacted.expect("words")).redacts());
    assert!(with_words >= 19, "{with_words}");
}
