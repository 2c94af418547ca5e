//! Who may do what: the table against the manual, every role against every command in a real ledger, access files good
//! and bad, names and accounts, refused attempts, claims, and two people on one report.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output};
use std::sync::Arc;

use crate::common::desk::wtisd_2020;
use ketnoi::access::{self, AccessError};
use ketnoi::clock::Clock;
use ketnoi::core::authority::{Deed, Grant, Pass, ROLES, role_id};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{ActivityChange, Command, NewActivity, Order, Who};
use ketnoi::core::fact::{
    Attachment, Contact, ContactHow, EvidenceKind, ExportMade, Fact, ReminderFact, ReportNoted, Role, Via,
};
use ketnoi::core::names::{ActivityId, Actor, BlobId, CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::redaction::Said;
use ketnoi::core::refusal::{Refusal, Rule};
use ketnoi::core::reminder::{Message, Occasion, Reminded};
use ketnoi::core::status::Step;
use ketnoi::core::time::{Date, Stamp};
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::store::{
    ATTEMPTS_FIRST, ATTEMPTS_LAST, ATTEMPTS_SLACK, Attempt, Courtesy, MemoryJournal, Site, Store,
};
use ketnoi::text::Catalogue;

fn now() -> Stamp {
    Stamp::parse_rfc3339("2020-06-03T09:00:00+07:00").expect("RFC 3339")
}

fn who(name: &str, role: Role) -> Who {
    Who {
        actor: Actor::from(name),
        real_user: Actor::from("ketnoi"),
        role,
        via: Via::Cli,
    }
}

fn ledger(site: Site, who: Who, pass: Pass) -> Ledger {
    let mut ledger = Ledger::open(Opening {
        site,
        campaign: Some(CampaignId::from("wtisd-2020")),
        shipped: &|_| Some(wtisd_2020()),
        who,
        clock: Clock::Fixed(now()),
        read_only: None,
    })
    .expect("a ledger");
    ledger.admit(pass, None);
    ledger
}

fn order(command: Command) -> Order {
    Order::new(CmdId(ulid::Ulid::new()), command).note("theo công văn")
}

fn own(unit: &str) -> Pass {
    Pass {
        units: vec![unit.to_owned()],
        ..Pass::default()
    }
}

fn refusal(outcome: Result<impl Sized, LedgerError>) -> Option<Refusal> {
    match outcome {
        Ok(_) => None,
        Err(LedgerError::Refused(r)) => Some(*r),
        Err(other) => panic!("not a refusal: {other}"),
    }
}

fn file() -> Attachment {
    Attachment {
        sha256: BlobId("ab".repeat(32)),
        name: "anh.jpg".into(),
        size: 3,
        kind: EvidenceKind::Photo,
        media: "image/jpeg".into(),
    }
}

/// A command for each deed on a unit; Cao Bằng is 04.
fn commands(campaign: &Campaign, unit: &str) -> Vec<(Deed, Command)> {
    let code = UnitCode::from(unit);
    let units = vec![code.clone()];
    let step = |step| Command::Report {
        units: vec![code.clone()],
        step,
        due: None,
        files: vec![],
    };
    let activity = ActivityId(format!(
        "{}-1",
        campaign.label(campaign.roster().by_code(unit).expect("a unit"))
    ));
    vec![
        (Deed::Acknowledge, step(Step::Acknowledge)),
        (Deed::Receive, step(Step::Receive)),
        (Deed::Return, step(Step::Return)),
        (Deed::Accept, step(Step::Accept)),
        (Deed::Exempt, step(Step::Exempt)),
        (Deed::Recommend, step(Step::Recommend)),
        (Deed::Withdraw, step(Step::Withdraw)),
        (Deed::Note, Command::Note { units: units.clone() }),
        (
            Deed::Figures,
            Command::Figures {
                unit: code.clone(),
                values: vec![("households_internet".into(), Some(50.0))],
            },
        ),
        (
            Deed::Contact,
            Command::SetContact {
                unit: code.clone(),
                contact: Contact {
                    name: "Nông Thị Hoa".into(),
                    ..Contact::default()
                }
                .into(),
            },
        ),
        (
            Deed::Call,
            Command::LogContact {
                units,
                how: ContactHow::Phone,
            },
        ),
        (
            Deed::Activity,
            Command::AddActivity {
                unit: code.clone(),
                details: NewActivity {
                    kind: "banner".into(),
                    title: "Treo băng rôn".into(),
                    ..NewActivity::default()
                },
                files: vec![],
            },
        ),
        (
            Deed::Activity,
            Command::EditActivity {
                id: activity.clone(),
                change: ActivityChange {
                    title: Some("Treo pa-nô".into()),
                    ..ActivityChange::default()
                },
            },
        ),
        (
            Deed::Activity,
            Command::FinishActivities {
                ids: vec![activity.clone()],
                reach: None,
            },
        ),
        (Deed::Activity, Command::CancelActivities { ids: vec![activity] }),
        (
            Deed::Evidence,
            Command::AddEvidence {
                unit: code.clone(),
                activity: None,
                files: vec![file()],
            },
        ),
        (
            Deed::Remind,
            Command::Remind {
                messages: vec![Message {
                    unit: code.clone(),
                    fact: ReminderFact::Drafted(Reminded {
                        step: Occasion::Asked,
                        due: None,
                        day: Date::from_ymd_opt(2020, 6, 3).expect("a day"),
                        to: "mai@tinh.example".into(),
                        message_id: "x@bo.example".into(),
                        code: None,
                        said: String::new(),
                    }),
                }],
            },
        ),
        (
            Deed::Export,
            Command::RecordExport {
                export: ExportMade {
                    what: "itu".into(),
                    format: "csv".into(),
                    lang: Lang::En,
                    moment: now(),
                    head: 1,
                    hash: "0".repeat(64),
                    sha256: file().sha256,
                    size: 1,
                },
            },
        ),
        (
            Deed::Redact,
            Command::Redact {
                unit: code.clone(),
                sha256: file().sha256,
            },
        ),
        (
            Deed::Redact,
            Command::RedactFacts {
                facts: vec![Said {
                    seq: 1,
                    unit: Some(code.clone()),
                    fact: Fact::ReportNoted(ReportNoted { text: "x".into() }),
                }],
            },
        ),
        (
            Deed::Extend,
            Command::Extend {
                unit: Some(code),
                until: Date::from_ymd_opt(2020, 6, 20).expect("a day"),
            },
        ),
        (
            Deed::Amend,
            Command::Amend {
                definition: Arc::clone(campaign.def()),
            },
        ),
        (
            Deed::Open,
            Command::Open {
                definition: Arc::clone(campaign.def()),
                source: "shipped".into(),
            },
        ),
        (
            Deed::Document,
            Command::AttachDocument {
                document: "x".into(),
                file: file(),
            },
        ),
        (Deed::Clock, Command::CorrectClock),
        (Deed::Undo, Command::Undo),
        (Deed::Undo, Command::Redo),
        (Deed::Close, Command::Close),
    ]
}

#[test]
fn the_table_of_the_manual_is_the_programs() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/operations.md")).expect("a page");
    let mut table = format!(
        "| deed | {} |\n|---|---|---|---|---|---|\n",
        ROLES.map(role_id).join(" | ")
    );
    for deed in Deed::EVERY {
        let cells = ROLES.map(|r| deed.grant(r).id()).join(" | ");
        table.push_str(&format!("| {} | {cells} |\n", deed.id()));
    }
    let there = page
        .split("<!-- roles: begin -->\n")
        .nth(1)
        .and_then(|rest| rest.split("<!-- roles: end -->").next())
        .expect("the table between its marks");
    assert_eq!(there, table);
}

#[test]
fn every_role_meets_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::file(folder.path().join("k.db"));
    let mut boss = ledger(site.clone(), who("tuan", Role::Administrator), Pass::default());
    let add = commands(boss.campaign(), "04")
        .into_iter()
        .find(|(d, _)| *d == Deed::Activity)
        .expect("add")
        .1;
    boss.submit(&order(add)).expect("an administrator may");
    let covered: Vec<Deed> = commands(boss.campaign(), "04").iter().map(|(d, _)| *d).collect();
    // These are no commands to a ledger; the table of all commands further down has the first four, tests/store/letters.rs the
    // others.
    let apart = [
        Deed::Audit,
        Deed::Backup,
        Deed::Restore,
        Deed::Move,
        Deed::TakeIn,
        Deed::File,
    ];
    for deed in Deed::EVERY.iter().filter(|d| !apart.contains(d)) {
        assert!(covered.contains(deed), "{} is not tried", deed.id());
    }
    let mut refused = 0;
    for role in ROLES {
        for (unit, is_own) in [("04", true), ("01", false)] {
            let mut l = ledger(site.clone(), who("lan", role), own("CBG"));
            for (deed, command) in commands(l.campaign(), unit) {
                // Close would end the others' test; what it may is judged before it is done.
                if deed == Deed::Close && role == Role::Administrator {
                    continue;
                }
                let before = l.campaign().seq();
                let by_who = refusal(l.submit(&order(command.clone())))
                    .filter(|r| ketnoi::core::authority::is_about_who(r.rule));
                let wanted = match deed.grant(role) {
                    Grant::No => Some(Rule::RoleForbids),
                    // An undo names no unit.
                    Grant::Own if !is_own && deed != Deed::Undo => Some(Rule::NotYourUnit),
                    _ => None,
                };
                let got = by_who.as_ref().map(|r| r.rule);
                assert_eq!(got, wanted, "{} {} on {unit}", role_id(role), deed.id());
                if wanted.is_some() {
                    refused += 1;
                    assert_eq!(l.campaign().seq(), before);
                }
            }
        }
    }
    let kept = boss
        .journal()
        .expect("a journal")
        .attempts()
        .expect("the attempts");
    assert_eq!(
        kept.len(),
        refused,
        "each refused attempt is kept, and nothing else"
    );
    let one = kept
        .iter()
        .find(|a| a.rule == "not-your-unit")
        .expect("one of them");
    assert_eq!(
        (one.actor.as_str(), one.real_user.as_str(), one.role),
        ("lan", "ketnoi", Role::UnitOfficer)
    );
    assert_eq!(one.unit.as_ref().map(UnitCode::as_str), Some("01"));
}

#[test]
fn an_undo_stays_within_the_own_units_and_the_own_commands() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::file(folder.path().join("k.db"));
    let note = |unit: &str| {
        order(Command::Note {
            units: vec![UnitCode::from(unit)],
        })
    };
    // She was an editor when she wrote on Hà Nội, and answers for Cao Bằng only now.
    let mut editor = ledger(site.clone(), who("tuan", Role::Administrator), Pass::default());
    editor.submit(&note("01")).expect("may");
    let mut lan = ledger(site.clone(), who("lan", Role::Editor), Pass::default());
    lan.submit(&note("01")).expect("may");
    let mut officer = ledger(site, who("lan", Role::UnitOfficer), own("CBG"));
    let r = refusal(officer.submit(&order(Command::Undo))).expect("not her unit any more");
    assert_eq!(
        (r.rule, r.unit.as_ref().map(UnitCode::as_str)),
        (Rule::NotYourUnit, Some("01"))
    );
    officer.submit(&note("04")).expect("her unit");
    officer
        .submit(&order(Command::Undo))
        .expect("her own, on her unit");
}

#[test]
fn a_campaign_is_opened_by_an_administrator_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("k.db");
    let mut l = ledger(Site::file(db.clone()), who("lan", Role::Editor), Pass::default());
    let note = || {
        order(Command::Note {
            units: vec![UnitCode::from("04")],
        })
    };
    assert_eq!(refusal(l.submit(&note())).map(|r| r.rule), Some(Rule::OpenFirst));
    assert!(!db.exists(), "a refused command makes no store");
    let mut boss = ledger(Site::file(db), who("tuan", Role::Administrator), Pass::default());
    let open = Command::Open {
        definition: wtisd_2020(),
        source: "shipped".into(),
    };
    boss.submit(&order(open)).expect("opened");
    l.submit(&note())
        .expect("a session that was there before sees it open");
}

#[test]
fn the_second_on_one_report_hears_of_the_first_and_when() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::file(folder.path().join("k.db"));
    let mut lan = ledger(site.clone(), who("lan", Role::Administrator), Pass::default());
    let step = |step| Command::Report {
        units: vec![UnitCode::from("04")],
        step,
        due: None,
        files: vec![],
    };
    lan.submit(&order(step(Step::Receive))).expect("received");
    let mut minh = ledger(site, who("minh", Role::Reviewer), Pass::default());
    let seen = Some(minh.campaign().seq());
    lan.submit(&order(step(Step::Return))).expect("returned");
    let late =
        refusal(minh.submit(&order(step(Step::Accept)).based_on(seen))).expect("he saw another version");
    assert_eq!(late.rule, Rule::Stale);
    assert_eq!(late.who.as_ref().map(Actor::as_str), Some("lan"));
    assert_eq!(late.when, now());
    // On another unit nobody is in anybody's way.
    let other = Command::Report {
        units: vec![UnitCode::from("01")],
        step: Step::Receive,
        due: None,
        files: vec![],
    };
    minh.submit(&order(other).based_on(seen))
        .expect("two people on two units");
}

#[test]
fn claims_are_seen_by_others_and_end_by_themselves() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::file(folder.path().join("k.db"));
    let mut lan = ledger(site.clone(), who("lan", Role::Administrator), Pass::default());
    lan.submit(&order(Command::Note {
        units: vec![UnitCode::from("01")],
    }))
    .expect("opened");
    let mut minh = ledger(site, who("minh", Role::Reviewer), Pass::default());
    lan.claim(&[UnitCode::from("04")]).expect("claimed");
    let seen = minh.claims().expect("claims");
    assert_eq!(
        (seen.len(), seen[0].actor.as_str(), seen[0].unit.as_str()),
        (1, "lan", "04")
    );
    assert!(
        lan.claims().expect("claims").is_empty(),
        "one's own form is no news"
    );
    let stream = CampaignId::from("wtisd-2020");
    let journal = minh.journal().expect("a journal");
    let later = now().plus(ketnoi::ledger::CLAIM_LASTS);
    assert!(
        journal.claims(&stream, later).expect("claims").is_empty(),
        "over by time"
    );
    minh.submit(&order(Command::Note {
        units: vec![UnitCode::from("04")],
    }))
    .expect("a claim forbids nothing");
    lan.claim(&[]).expect("closed");
    assert!(minh.claims().expect("claims").is_empty());
}

#[test]
fn the_log_of_refused_attempts_is_bounded() {
    let attempt = |actor: &str, n: u32| Attempt {
        at: Stamp(i64::from(n)),
        actor: actor.into(),
        real_user: "ketnoi".into(),
        role: Role::Viewer,
        via: Via::Tui,
        stream: "s".into(),
        unit: None,
        tried: "x".repeat(500),
        rule: "role-forbids".into(),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("k.db");
    let sqlite = Site::file(&db).create().expect("a store");
    let flood = ATTEMPTS_FIRST + ATTEMPTS_LAST + 7 * ATTEMPTS_SLACK;
    // Lan tries once, and once more after Minh has tried very often; most of it is there already, in one transaction.
    let already = flood - 2 * ATTEMPTS_SLACK;
    let mut memory = MemoryJournal::default();
    memory.keep_attempt(&attempt("lan", 0)).expect("kept");
    for n in 1..=already {
        memory.keep_attempt(&attempt("minh", n)).expect("kept");
    }
    let rows = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) \
                INSERT INTO attempts SELECT i + 1, i, iif(i = 0, 'lan', 'minh'), 'ketnoi', 'viewer', 'cli', 's', NULL, \
                printf('%.200c', 'x'), 'r' FROM n";
    let conn = rusqlite::Connection::open(&db).expect("a connection");
    conn.execute(rows, [already]).expect("filled");
    let engines: [Box<dyn Store>; 2] = [Box::new(memory), sqlite];
    for mut journal in engines {
        for n in already + 1..=flood {
            journal.keep_attempt(&attempt("minh", n)).expect("kept");
        }
        journal.keep_attempt(&attempt("lan", flood + 1)).expect("kept");
        let kept = journal.attempts().expect("attempts");
        let of = |name: &str| -> Vec<u32> {
            let own = kept.iter().filter(|a| a.actor.as_str() == name);
            own.map(|a| u32::try_from(a.at.0).expect("small")).collect()
        };
        assert_eq!(of("lan"), [0, flood + 1]);
        let minh = of("minh");
        let most = ATTEMPTS_FIRST + ATTEMPTS_LAST + ATTEMPTS_SLACK;
        assert!(minh.len() <= most as usize, "{}", minh.len());
        assert!(minh.is_sorted(), "oldest first");
        // His own first attempts are there, and his last.
        let first: Vec<u32> = (1..=ATTEMPTS_FIRST).collect();
        let last: Vec<u32> = (flood - ATTEMPTS_LAST + 1..=flood).collect();
        assert!(minh.starts_with(&first) && minh.ends_with(&last));
        let longest = kept.iter().map(|a| a.tried.chars().count()).max();
        assert!(longest <= Some(200), "{longest:?}");
    }
    let mut sqlite = Site::file(folder.path().join("k.db")).open().expect("the store");
    let kept = sqlite.attempts().expect("attempts");
    assert!(kept.iter().all(|a| a.tried.chars().count() == 200));
}

// ---------------------------------------------------------------------- access files

struct House {
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn access(&self, text: &str) -> &Self {
        let file = self.at("access.yaml");
        let _ = fs::remove_file(&file);
        fs::write(&file, text).expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("set");
        self
    }

    fn run(&self, words: &[&str]) -> Output {
        self.run_in(words, &[])
    }

    fn run_in(&self, words: &[&str], env: &[(&str, &str)]) -> Output {
        let mut c = Process::new(env!("CARGO_BIN_EXE_ketnoi"));
        c.env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", "C.UTF-8")
            .env("KETNOI_LANG", "en")
            // Files that are named without a folder lie in the house, never where the tests were started.
            .current_dir(self.folder.path());
        c.env("KETNOI_STORE", format!("sqlite:{}", self.at("k.db").display()));
        c.envs(env.iter().copied()).args(words).output().expect("it runs")
    }

    fn told(&self) -> String {
        let out = self.run(&["status"]);
        assert_eq!(out.status.code(), Some(1), "{out:?}");
        String::from_utf8(out.stderr).expect("text")
    }
}

fn account() -> String {
    let out = Process::new("id").arg("-un").output().expect("id");
    String::from_utf8(out.stdout).expect("text").trim().to_owned()
}

fn good() -> String {
    let me = account();
    format!(
        "schema: 1\npeople:\n  - {{account: {me}, role: viewer, as: [tuan, lan, cbg]}}\n  \
         - {{account: tuan, role: administrator}}\n  - {{account: lan, role: editor}}\n  \
         - {{account: cbg, role: unit_officer, units: [CBG]}}\n"
    )
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn names_are_taken_only_where_they_are_allowed_and_stand_beside_the_account() {
    let house = House::new();
    house.access(&good());
    let opened = house.run(&["report", "note", "01", "--note", "mở", "--as", "tuan"]);
    assert_eq!(opened.status.code(), Some(0), "{opened:?}");
    // Variables that say otherwise change nothing.
    let env = [
        ("USER", "tuan"),
        ("LOGNAME", "tuan"),
        ("SUDO_USER", "tuan"),
        ("SSH_USER", "tuan"),
        ("KETNOI_AS", "tuan"),
    ];
    let viewer = house.run_in(&["report", "note", "01", "--note", "x"], &env);
    assert_eq!(viewer.status.code(), Some(3), "{viewer:?}");
    assert!(text(&viewer.stderr).contains("Viewer"), "{viewer:?}");
    let stranger = house.run(&["status", "--as", "minh"]);
    assert_eq!(stranger.status.code(), Some(3), "{stranger:?}");
    assert!(
        text(&stranger.stderr).contains("may not act as “minh”"),
        "{stranger:?}"
    );
    let officer = house.run(&["report", "receive", "CBG", "--as", "cbg"]);
    assert_eq!(officer.status.code(), Some(0), "{officer:?}");
    let elsewhere = house.run(&["report", "receive", "HNI", "--as", "cbg"]);
    assert_eq!(elsewhere.status.code(), Some(3), "{elsewhere:?}");

    let log = text(&house.run(&["log", "--json"]).stdout);
    let last: serde_json::Value = serde_json::from_str(log.lines().last().expect("a fact")).expect("JSON");
    assert_eq!(
        (last["actor"].as_str(), last["real_user"].as_str()),
        (Some("cbg"), Some(account().as_str()))
    );

    assert_eq!(
        house.run(&["log", "--audit"]).status.code(),
        Some(3),
        "a viewer may not read it"
    );
    let audit = house.run(&["log", "--audit", "--json", "--as", "tuan"]);
    let audit: serde_json::Value = serde_json::from_slice(&audit.stdout).expect("JSON");
    let rules: Vec<_> = audit["attempts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|a| a["rule"].clone())
        .collect();
    assert_eq!(
        rules,
        ["role-forbids", "as-forbidden", "not-your-unit", "role-forbids"]
    );
    let table = text(&house.run(&["log", "--audit", "--as", "tuan"]).stdout);
    assert!(
        table.contains("--as minh") && table.contains("record a report"),
        "{table}"
    );
}

#[test]
fn a_refused_attempt_keeps_no_file() {
    let house = House::new();
    house.access(&good());
    house.run(&["report", "note", "01", "--note", "mở", "--as", "tuan"]);
    let photo = house.at("anh.jpg");
    fs::write(&photo, b"\xff\xd8\xff\xe0 anh").expect("written");
    let out = house.run(&[
        "evidence",
        "add",
        "HNI",
        photo.to_str().expect("text"),
        "--as",
        "cbg",
    ]);
    assert_eq!(out.status.code(), Some(3), "{out:?}");
    assert!(!house.at("k.db.blobs").exists(), "nothing was kept");
}

#[test]
fn without_an_access_file_the_owner_is_administrator_and_may_take_no_name() {
    let house = House::new();
    assert_eq!(house.run(&["report", "receive", "01"]).status.code(), Some(0));
    let out = house.run(&["status", "--as", "lan"]);
    assert_eq!(out.status.code(), Some(3), "{out:?}");
}

#[test]
fn keys_that_a_role_may_not_use_are_not_offered() {
    let house = House::new();
    house.access(&good());
    house.run(&["report", "receive", "CBG", "--as", "tuan"]);
    let frame = |who: &str, keys: &str| {
        let out = house.run(&["--print", "--size", "160x48", "--as", who, "--keys", keys]);
        assert_eq!(out.status.code(), Some(0), "{out:?}");
        text(&out.stdout)
    };
    let me = account();
    let cat = Catalogue::new(Lang::En);
    let accept = cat.tr("act-report_accept").into_owned();
    let note = cat.tr("act-report_note").into_owned();
    let listed = |who: &str, query: &str, label: &str| frame(who, &format!(": {query}")).contains(label);
    let word = |s: &str| {
        s.split(' ')
            .next()
            .expect("a word")
            .chars()
            .map(String::from)
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (who, may_accept, may_note) in [
        (me.as_str(), false, false),
        ("cbg", false, true),
        ("lan", false, true),
        ("tuan", true, true),
    ] {
        assert_eq!(listed(who, &word(&accept), &accept), may_accept, "{who} accept");
        assert_eq!(listed(who, &word(&note), &note), may_note, "{who} note");
    }
    let begins = frame("cbg", "");
    assert!(
        begins.contains("Cao Bằng") && !begins.contains("Hà Nội"),
        "the own unit's sheet:\n{begins}"
    );
    house.access(&good().replace("people:", "national_view: false\npeople:"));
    for keys in ["esc", "0", "5", "9", "m", ": d e s k enter"] {
        let keys = if keys.contains(' ') {
            keys.replace("enter", "<enter>").replace("esc", "<esc>")
        } else if keys.len() > 1 {
            format!("<{keys}>")
        } else {
            keys.to_owned()
        };
        let kept = frame("cbg", &keys);
        assert!(
            kept.contains("Cao Bằng") && !kept.contains("Hà Nội"),
            "{keys}:\n{kept}"
        );
    }
    assert_eq!(house.run(&["status", "--as", "cbg"]).status.code(), Some(3));
    assert_eq!(house.run(&["queue", "--as", "cbg"]).status.code(), Some(3));
}

#[test]
fn mistakes_are_told_with_their_place_and_what_was_meant() {
    let house = House::new();
    let me = account();
    for (file, said) in [
        (
            good().replace("role: editor", "role: editr"),
            &["access.yaml", "line 5", "editr", "editor"][..],
        ),
        (good().replace("[CBG]", "[CBQ]"), &["line 6", "CBQ", "CBG"]),
        (good().replace("cbg]", "cbgg]"), &["line 3", "cbgg", "cbg"]),
        (
            good().replace("units: [CBG]", "unit: [CBG]"),
            &["line 6", "unit", "units"],
        ),
        (good().replace(", units: [CBG]", ""), &["line 6", "cbg"]),
        (
            good().replace("role: editor", "role: editor, units: [CBG]"),
            &["line 5", "unit_officer"],
        ),
        (good().replace("schema: 1", "schema: 2"), &["line 1"]),
        (
            good().replace("account: lan", "account: tuan"),
            &["line 5", "tuan", "twice"],
        ),
        (
            good().replace(&format!("account: {me}"), "account: \"a b\""),
            &["line 3", "a b"],
        ),
        (
            good().replace("role: editor", "role: editor, title: Officer"),
            &["line 5", "lan", "name"],
        ),
        (
            good().replace(
                "role: editor",
                &format!("role: editor, name: {}", "x".repeat(101)),
            ),
            &["line 5", "lan", "100"],
        ),
        (String::new(), &["access.yaml"]),
        ("people: [".into(), &["access.yaml"]),
    ] {
        house.access(&file);
        let told = house.told();
        for word in said {
            assert!(told.contains(word), "{word:?} is missing in {told:?} for\n{file}");
        }
        assert!(!told.contains('⟨'), "{told}");
    }
}

/// People read names; programs and the journal keep accounts.
#[test]
fn people_are_called_by_name_and_title_where_the_file_gives_them() {
    let house = House::new();
    let file = good()
        .replace("role: editor", "role: editor, name: Nguyễn Thị Lan")
        .replace(
            "role: administrator",
            "role: administrator, name: Trần Anh Tuấn, title: \"Vụ trưởng\\e[2J\"",
        );
    house.access(&file);
    let said = |words: &[&str]| {
        let out = house.run(words);
        assert!(out.status.success(), "{words:?}: {out:?}");
        text(&out.stdout)
    };
    said(&["campaign", "open", "wtisd-2020", "--as", "tuan"]);
    said(&["report", "receive", "CBG", "--as", "lan"]);
    assert!(said(&["report", "show", "CBG"]).contains("  Nguyễn Thị Lan  "));
    assert!(said(&["report", "show", "CBG", "--json"]).contains("\"lan\""));
    assert!(said(&["log"]).contains(" lan"), "the journal keeps the account");
    let shown = said(&["--print", "--size", "120x40", "--as", "lan"]);
    assert!(shown.contains("Nguyễn Thị Lan"), "{shown}");
    said(&["report", "accept", "CBG", "--as", "tuan"]);
    let told = text(&house.run(&["report", "accept", "CBG", "--as", "tuan"]).stderr);
    assert!(
        told.contains("Trần Anh Tuấn (Vụ trưởng") && !told.contains('\u{1b}'),
        "{told:?}"
    );
}

#[test]
fn a_file_that_others_could_have_written_is_refused() {
    let house = House::new();
    let file = house.at("access.yaml");
    for mode in [0o664, 0o646, 0o666, 0o620, 0o602] {
        house.access(&good());
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("set");
        let told = house.told();
        assert!(
            told.contains(&format!("{mode:04o}")) && told.trim().lines().count() == 1,
            "{told}"
        );
    }
    fs::rename(&file, house.at("real.yaml")).expect("renamed");
    fs::set_permissions(house.at("real.yaml"), fs::Permissions::from_mode(0o644)).expect("set");
    symlink(house.at("real.yaml"), &file).expect("a link");
    assert!(house.told().contains("regular file"));
    fs::remove_file(&file).expect("removed");
    assert!(
        Process::new("mkfifo")
            .arg(&file)
            .status()
            .expect("mkfifo")
            .success()
    );
    assert!(
        house.told().contains("regular file"),
        "and nobody waits for a pipe"
    );
    fs::remove_file(&file).expect("removed");
    fs::create_dir(&file).expect("a folder");
    assert!(house.told().contains("regular file"));
}

#[test]
fn the_houses_file_goes_first_and_an_owner_must_be_right() {
    let house = House::new();
    let cat = Catalogue::new(Lang::En);
    let me = rustix::process::getuid().as_raw();
    let etc = house.at("etc.yaml");
    fs::write(&etc, "schema: 1\npeople:\n  - {account: lan, role: reviewer}\n").expect("written");
    fs::set_permissions(&etc, fs::Permissions::from_mode(0o644)).expect("set");
    house.access("schema: 1\npeople:\n  - {account: lan, role: viewer}\n");
    let store = house.at("k.db");
    let role = |etc: &Path| {
        access::find(&cat, etc, Site::file(&store).access_file(), me)
            .expect("read")
            .expect("a file")
            .of("lan")
            .0
    };
    assert_eq!(role(&etc), Role::Reviewer);
    assert_eq!(role(&house.at("none.yaml")), Role::Viewer);
    // Somebody else's store: neither root's nor theirs. Root's own is right for every store.
    let theirs = access::read(&cat, &etc, me + 1);
    if me == 0 {
        theirs.expect("root's file");
        rustix::fs::chown(&etc, Some(rustix::fs::Uid::from_raw(4_321)), None).expect("given away");
        assert!(matches!(
            access::read(&cat, &etc, 0),
            Err(AccessError::Owner { uid: 4_321, .. })
        ));
        access::read(&cat, &etc, 4_321).expect("the store's owner's");
    } else {
        assert!(matches!(theirs, Err(AccessError::Owner { .. })));
    }
}

#[test]
fn no_command_by_name_leads_an_officer_away_from_the_own_sheet() {
    let house = House::new();
    house.access(&good().replace("people:", "national_view: false\npeople:"));
    house.run(&["report", "receive", "HNI", "--as", "tuan"]);
    let cat = Catalogue::new(Lang::En);
    for row in ketnoi::tui::keymap::TABLE {
        let label = cat.tr(&row.label_key()).into_owned();
        let typed: Vec<String> = label
            .chars()
            .map(|c| if c == ' ' { "<space>".into() } else { c.to_string() })
            .collect();
        let keys = format!(": {} <enter> <esc>", typed.join(" "));
        let out = house.run(&["--print", "--size", "160x48", "--as", "cbg", "--keys", &keys]);
        let frame = text(&out.stdout);
        assert_eq!(out.status.code(), Some(0), "{} {keys}: {out:?}", row.id);
        let away = frame.contains("Hà Nội") || frame.contains("HNI");
        assert!(!away, "{} leads to\n{frame}", row.id);
    }
}

// ---------------------------------------------------------------------- what a role sees and may give, over every command

/// How a command answers somebody who may see and change the own unit alone, when it is asked about another unit.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Answer {
    /// It shows what is theirs or nobody's.
    Shows,
    /// It would show others'; who may see the whole country is answered.
    Hides,
    /// It would change something that is not theirs.
    Refuses,
}

/// Every command of the tree, asked about Hà Nội by an officer of Cao Bằng.
#[rustfmt::skip]
const ASKED: &[(&str, &[&str], Answer)] = {
    use Answer::{Hides, Refuses, Shows};
    &[
        ("status", &[], Hides),
        ("status", &["--format", "csv"], Hides),
        ("queue", &[], Hides),
        ("report show", &["HNI"], Hides),
        ("report show", &["CBG"], Shows),
        ("report acknowledge", &["HNI"], Refuses),
        ("report receive", &["HNI"], Refuses),
        ("report receive", &["CBG", "HNI"], Refuses),
        ("report return", &["HNI", "--note", "x"], Refuses),
        ("report accept", &["HNI"], Refuses),
        ("report exempt", &["HNI", "--note", "x"], Refuses),
        ("report recommend", &["HNI", "--note", "x"], Refuses),
        ("report retract", &["HNI", "--note", "x"], Refuses),
        ("report withdraw", &["HNI", "--note", "x"], Refuses),
        ("report note", &["HNI", "--note", "x"], Refuses),
        ("report figure", &["HNI", "households_internet=50"], Refuses),
        ("inbox sweep", &["own.jpg"], Refuses),
        ("inbox status", &[], Shows),
        ("inbox list", &[], Shows),
        ("inbox show", &["3f9a2c11"], Shows),
        ("inbox search", &["kín"], Shows),
        ("inbox explain", &["--all"], Hides),
        ("inbox forget", &["lan@hanoi.example"], Refuses),
        ("inbox assign", &["3f9a2c11", "CBG"], Refuses),
        ("inbox dismiss", &["3f9a2c11", "--note", "x"], Refuses),
        ("inbox put-back", &["3f9a2c11", "--note", "x"], Refuses),
        ("inbox retry", &[], Refuses),
        ("remind", &["--dry-run"], Hides),
        ("remind", &["HNI", "--to", "drafts"], Refuses),
        ("remind", &["--send", "--unattended"], Refuses),
        ("remind", &["--settle", "HNI", "sent", "--note", "x"], Refuses),
        ("export consolidated", &["-o", "a.docx", "--force"], Hides),
        ("export itu", &["-o", "a.csv", "--force"], Hides),
        ("export letter", &["-o", "letter.docx"], Refuses),
        ("export template", &["-o", "template.docx", "--force"], Shows),
        ("export check-template", &["own.jpg"], Shows),
        ("export status", &["-o", "a.xlsx", "--force"], Shows),
        ("export activities", &["-o", "b.xlsx", "--force"], Shows),
        ("export figures", &["-o", "c.csv", "--force"], Shows),
        ("export contacts", &["-o", "d.csv", "--force"], Shows),
        ("export log", &["-o", "e.csv", "--force"], Shows),
        ("export calendar", &["-o", "f.ics", "--force"], Shows),
        ("check-document", &["own.jpg"], Shows),
        ("form write", &["HNI", "-o", "FOLDER", "--force"], Hides),
        ("form read", &["own.jpg"], Shows),
        ("activity list", &[], Shows),
        ("activity list", &["--unit", "HNI"], Hides),
        ("activity add", &["--unit", "HNI", "--kind", "banner", "--title", "x"], Refuses),
        ("activity edit", &["HNI-1", "--title", "x"], Refuses),
        ("activity done", &["HNI-1"], Refuses),
        ("activity cancel", &["HNI-1"], Refuses),
        ("evidence list", &[], Shows),
        ("evidence list", &["HNI"], Hides),
        ("evidence add", &["HNI", "own.jpg"], Refuses),
        ("evidence save", &["HNI", "kín.jpg", "-o", "saved.jpg"], Hides),
        ("evidence save", &["HNI", "kin", "-o", "saved-2.jpg"], Hides),
        ("evidence verify", &[], Hides),
        ("evidence edit", &["HNI", "kín.jpg", "--caption", "x"], Refuses),
        ("evidence redact", &["HNI", "kín.jpg", "--note", "x"], Refuses),
        ("evidence redact", &["HNI", "kinn.jpg", "--note", "x"], Refuses),
        ("contact list", &[], Shows),
        ("contact list", &["HNI"], Hides),
        ("contact log", &["HNI"], Refuses),
        ("contact set", &["HNI", "--name", "x"], Refuses),
        ("contact redact", &["HNI", "--note", "x"], Refuses),
        ("contact redact", &["CBG", "--note", "x"], Refuses),
        ("document list", &[], Shows),
        ("document attach", &["res-200", "own.jpg"], Refuses),
        ("document save", &["res-200", "-o", "res.pdf"], Shows),
        ("campaign list", &[], Shows),
        ("campaign show", &[], Shows),
        ("campaign new", &["wtisd-2021", "--from", "wtisd-2020", "--day", "2021-05-17", "--roster", "vn-63"], Shows),
        ("campaign open", &["wtisd-2020"], Refuses),
        ("campaign amend", &["CAMPAIGN-FILE"], Refuses),
        ("campaign extend", &["--until", "2099-06-10"], Refuses),
        ("campaign close", &[], Refuses),
        ("campaign correct-clock", &["--note", "x"], Refuses),
        ("log", &[], Shows),
        ("log", &["--unit", "HNI"], Hides),
        ("log", &["--verify"], Hides),
        ("log", &["--head"], Hides),
        ("log", &["--audit"], Refuses),
        ("log redact", &["3", "--note", "x"], Refuses),
        ("log redact", &["999", "--note", "x"], Refuses),
        ("undo", &[], Refuses),
        ("undo", &["--redo"], Refuses),
        ("wall", &["--print", "--size", "200x60"], Hides),
        ("demo", &["--print"], Shows),
        ("backup", &["k.tar"], Refuses),
        ("restore", &["k.tar"], Refuses),
        ("move", &["--to", "sqlite:moved.db"], Refuses),
        ("doctor", &[], Shows),
        ("relay", &[], Shows),
        ("store grant", &[], Shows),
        ("config check", &[], Shows),
        ("completions", &["bash"], Shows),
        ("help", &["report"], Shows),
        ("version", &[], Shows),
        ("man", &[], Shows),
        ("session", &[], Shows),
    ]
};

/// What only Hà Nội has, and nobody else is to read. The unit itself is in the roster, which is everybody's.
const KEPT: [&str; 5] = ["Băng rôn kín", "Người kín", "kín.jpg", "ghi chú kín", "minh-kin"];

/// What is named by a path.
const IN_THE_HOUSE: [&str; 5] = ["own.jpg", "saved.jpg", "saved-2.jpg", "k.tar", "res.pdf"];

impl House {
    /// A campaign with something of everything at Hà Nội and at Cao Bằng.
    fn furnished(national: bool) -> Self {
        Self::with_others(national, true)
    }

    /// The same, with or without something at Hà Nội.
    fn with_others(national: bool, others: bool) -> Self {
        let house = Self::new();
        let me = account();
        house.access(&format!(
            "schema: 1\nnational_view: {national}\npeople:\n  - {{account: {me}, role: viewer, as: [tuan, cbg, minh-kin]}}\n  \
             - {{account: tuan, role: administrator}}\n  - {{account: minh-kin, role: reviewer}}\n  \
             - {{account: cbg, role: unit_officer, units: [CBG]}}\n"
        ));
        for name in ["kín.jpg", "own.jpg"] {
            fs::write(house.at(name), format!("\u{1}{name}")).expect("written");
        }
        house.give("tuan", &["campaign", "open", "wtisd-2020"]);
        for (who, unit, file, word) in [
            ("minh-kin", "HNI", "kín.jpg", "kín"),
            ("cbg", "CBG", "own.jpg", "mở"),
        ] {
            if unit == "HNI" && !others {
                continue;
            }
            let title = format!("Băng rôn {word}");
            let name = format!("Người {word}");
            let note = format!("ghi chú {word}");
            let file = house.at(file).display().to_string();
            for words in [
                &["report", "receive", unit, "--note", &note][..],
                &[
                    "activity", "add", "--unit", unit, "--kind", "banner", "--title", &title,
                ],
                &["evidence", "add", unit, &file],
                &["contact", "set", unit, "--name", &name],
            ] {
                house.give(who, words);
            }
        }
        house
    }

    fn give(&self, who: &str, words: &[&str]) {
        let out = self.run(&[words, &["--as", who]].concat());
        assert_eq!(out.status.code(), Some(0), "{words:?}: {out:?}");
    }

    /// Every fact by its place and hash, which is over its bytes and the hash before it.
    fn journal(&self) -> String {
        let conn = rusqlite::Connection::open(self.at("k.db")).expect("a connection");
        let sql = "SELECT group_concat(stream || seq || ' ' || hex(hash), '\n') FROM (SELECT * FROM facts ORDER BY stream, seq)";
        conn.query_row(sql, [], |r| r.get(0)).expect("facts")
    }

    fn attempts(&self) -> usize {
        let mut journal = Site::file(self.at("k.db")).open().expect("the store");
        journal.attempts().expect("the attempts").len()
    }

    /// Asks as somebody; files are named as they lie in the house.
    fn ask(&self, who: &str, path: &str, args: &[&str], json: bool) -> Output {
        let mut words: Vec<String> = path.split(' ').map(str::to_owned).collect();
        for arg in args {
            let file = match *arg {
                "CAMPAIGN-FILE" => {
                    return self.ask(who, path, &[self.campaign_file().as_str()], json);
                }
                "FOLDER" => self.at("").display().to_string(),
                a if IN_THE_HOUSE.contains(&a) => self.at(a).display().to_string(),
                a => a.to_owned(),
            };
            words.push(file);
        }
        if path == "campaign new" {
            words.extend(["-o".to_owned(), self.at("new.yaml").display().to_string()]);
            let _ = fs::remove_file(self.at("new.yaml"));
        }
        if path == "session" {
            words.extend([
                "--store".to_owned(),
                format!("sqlite:{}", self.at("k.db").display()),
            ]);
        }
        words.extend(["--as".to_owned(), who.to_owned()]);
        if json {
            words.push("--json".to_owned());
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.run_in(&words, &[("SSH_ORIGINAL_COMMAND", "queue")])
    }

    fn campaign_file(&self) -> String {
        let file = self.at("c.yaml");
        if !file.exists() {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            fs::copy(root.join("data/campaigns/wtisd-2020.yaml"), &file).expect("copied");
        }
        file.display().to_string()
    }
}

fn leaves(command: &clap::Command, path: &str, out: &mut Vec<String>) {
    if !command.has_subcommands() {
        out.push(path.to_owned());
    }
    for below in command.get_subcommands() {
        let path = format!("{path} {}", below.get_name());
        leaves(below, path.trim(), out);
    }
}

#[test]
fn every_command_of_the_tree_is_asked() {
    let cat = Catalogue::new(Lang::En);
    let mut all = Vec::new();
    let tree = ketnoi::cli::tree::tree(&cat, ketnoi::cli::tree::Extent::All);
    leaves(&tree, "", &mut all);
    for path in all {
        let asked = ASKED.iter().any(|(p, _, _)| *p == path);
        assert!(asked, "{path}: what does a unit officer see of it?");
    }
}

#[test]
fn nobody_who_is_kept_to_the_own_unit_reads_of_another_by_any_command() {
    let house = House::furnished(false);
    let facts = house.journal();
    for (path, args, answer) in ASKED {
        for json in [false, true] {
            let before = house.attempts();
            let out = house.ask("cbg", path, args, json);
            let told = format!("{}{}", text(&out.stdout), text(&out.stderr));
            for kept in KEPT {
                // What they typed themselves may be told back to them.
                let typed = args.iter().any(|a| a.contains(kept));
                assert!(
                    typed || !told.contains(kept),
                    "{path} {args:?} tells of {kept:?}:\n{told}"
                );
            }
            // What cannot be judged without a terminal, without a backup, or before anything was done is told as such.
            let session = *path == "session"; // it asks for the queue
            if *answer == Answer::Shows && !session {
                assert!(
                    matches!(out.status.code(), Some(0 | 1 | 4)),
                    "{path} {args:?}: {out:?}"
                );
                assert_eq!(house.attempts(), before, "{path} {args:?} is no attempt");
            } else if *path != "undo" {
                // An undo of their own, on their own unit, they may: that has a test of its own.
                assert_eq!(out.status.code(), Some(3), "{path} {args:?}: {out:?}");
                // The wall writes nothing, not even that: the program's log has it.
                let kept = usize::from(*path != "wall");
                assert_eq!(
                    house.attempts(),
                    before + kept,
                    "{path} {args:?} is kept on record"
                );
            }
        }
    }
    assert!(!house.at("saved.jpg").exists() && !house.at("k.tar").exists());
    // The facts of others are as they were; the officer's own undo and redo came behind them.
    assert!(house.journal().starts_with(&facts));
    // Somebody who may see everything is answered all of it.
    for (path, args, answer) in ASKED.iter().filter(|(_, _, a)| *a == Answer::Hides) {
        let out = house.ask("minh-kin", path, args, false);
        assert_eq!(
            out.status.code(),
            Some(0),
            "{path} {args:?} is {answer:?}: {out:?}"
        );
    }
}

/// What differs from run to run: the places of the two houses, the names of commands, moments and hashes.
fn without_chance(said: &str, house: &House) -> String {
    let said = said.replace(&house.folder.path().display().to_string(), "HOUSE");
    let is_chance = |word: &str| {
        let hex = word.len() >= 8 && word.bytes().all(|b| b.is_ascii_hexdigit());
        hex || word.len() == 26 && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    let times =
        |word: &str| word.bytes().filter(u8::is_ascii_digit).count() >= 4 && word.contains([':', '/']);
    said.split([' ', '"', '\n'])
        .map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            if is_chance(bare) || times(word) {
                "·"
            } else {
                word
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Everything that somebody who is kept to Cao Bằng can ask: over a store in which Hà Nội has much on record and over one
/// in which it has nothing.
#[test]
fn no_answer_to_an_officer_depends_on_what_other_units_have() {
    let houses = [House::with_others(false, true), House::with_others(false, false)];
    let guesses: [(&str, &[&str]); 15] = [
        ("activity done", &["HNI-1"]),
        ("activity done", &["HNI-2"]),
        ("activity done", &["CBG-9", "HNI-1"]),
        ("activity cancel", &["hni-1", "--note", "x"]),
        ("activity edit", &["HNI-1", "--title", "Băng rôn kín"]),
        ("evidence add", &["CBG", "own.jpg", "--activity", "HNI-1"]),
        ("evidence save", &["CBG", "kín.jpg", "-o", "saved.jpg"]),
        ("evidence save", &["HNI", "no.jpg", "-o", "saved.jpg"]),
        ("report recommend", &["HNI", "--note", "x"]),
        ("report withdraw", &["HNI", "--note", "x"]),
        ("report receive", &["HNI", "CBG"]),
        ("report note", &["CBG", "--note", "của mình"]),
        ("report show", &["CBG"]),
        ("log", &["--since", "2020-01-01"]),
        ("undo", &[]),
    ];
    let asked = ASKED.iter().map(|(path, args, _)| (*path, *args));
    for (path, args) in asked.chain(guesses) {
        // These tell of the machine and of the program alone.
        if matches!(path, "doctor" | "demo" | "man" | "completions") {
            continue;
        }
        for json in [false, true] {
            let [busy, quiet] = houses.each_ref().map(|house| {
                let out = house.ask("cbg", path, args, json);
                let said = format!("{}{}", text(&out.stdout), text(&out.stderr));
                (out.status.code(), without_chance(&said, house))
            });
            assert_eq!(busy, quiet, "{path} {args:?}");
        }
    }
    // To whoever may see the country the difference is told.
    let [busy, quiet] = houses
        .each_ref()
        .map(|house| text(&house.ask("tuan", "log", &["--head"], false).stdout));
    assert_ne!(busy, quiet);
    let doctor = |who| text(&houses[0].ask(who, "doctor", &[], false).stdout);
    let told = |said: &str| said.contains("wtisd-2020: facts");
    assert!(told(&doctor("tuan")) && !told(&doctor("cbg")));
}

/// Everything in a book, whichever part it is in.
fn unpacked(book: &Path) -> String {
    let mut parts = zip::ZipArchive::new(fs::File::open(book).expect("a book")).expect("an archive");
    let mut all = String::new();
    for n in 0..parts.len() {
        let mut part = parts.by_index(n).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut all).expect("text");
    }
    all
}

#[test]
fn a_list_that_an_officer_exports_holds_what_is_theirs_and_nothing_that_depends_on_others() {
    let houses = [House::with_others(false, true), House::with_others(false, false)];
    // What each list has of Cao Bằng, and what somebody who may see everything reads of Hà Nội.
    let lists = [
        ("status", "CBG", "HNI"),
        ("activities", "Băng rôn mở", "Băng rôn kín"),
        ("figures", "households_internet", "households_internet"),
        ("contacts", "Người mở", "Người kín"),
        ("log", "report.received", "minh-kin"),
    ];
    for house in &houses {
        let path = house.campaign_file();
        assert!(Path::new(&path).exists());
        house.give("cbg", &["report", "figure", "CBG", "households_internet=50"]);
    }
    houses[0].give("tuan", &["report", "figure", "HNI", "households_internet=61.25"]);
    for (list, own, others) in lists {
        let written = |house: &House, who: &str, ending: &str, more: &[&str]| {
            let file = house.at(&format!("{list}-{who}.{ending}"));
            let name = file.display().to_string();
            let args = [&["export", list, "-o", &name, "--force", "--as", who][..], more].concat();
            let out = house.run(&args);
            assert_eq!(out.status.code(), Some(0), "{args:?}: {out:?}");
            if ending == "csv" {
                fs::read_to_string(file).expect("text")
            } else {
                unpacked(&file)
            }
        };
        for (ending, more) in [("csv", &[][..]), ("csv", &["--words"][..]), ("xlsx", &[][..])] {
            let [busy, quiet] = houses.each_ref().map(|house| {
                let text = written(house, "cbg", ending, more);
                (
                    text.lines().count(),
                    without_chance(&text.replace(',', " "), house),
                    text,
                )
            });
            for kept in KEPT.iter().chain(&["HNI", "Hà Nội", "61.25"]) {
                assert!(
                    !busy.2.contains(kept),
                    "{list} {ending} {more:?} tells of {kept:?}"
                );
            }
            if more.is_empty() && ending == "csv" {
                assert!(busy.2.contains(own), "{list}: {}", busy.2);
                let all = written(&houses[0], "tuan", ending, more);
                assert!(all.contains(others) && all.lines().count() > busy.0, "{list}");
            }
            if ending == "csv" {
                assert_eq!((busy.0, &busy.1), (quiet.0, &quiet.1), "{list} {more:?}");
            }
        }
    }
    // No head of the whole country is told with it, nor is it put on record; a report of the country stays refused.
    let file = houses[0].at("a.csv").display().to_string();
    let out = houses[0].run(&["export", "log", "-o", &file, "--json", "--as", "cbg"]);
    let told: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert!(
        told["head"].is_null() && told["recorded"].is_null() && told["not_recorded"] == "role",
        "{told}"
    );
    let file = houses[0].at("a.docx");
    let name = file.display().to_string();
    let out = houses[0].run(&["export", "consolidated", "-o", &name, "--as", "cbg"]);
    assert!(out.status.code() == Some(3) && !file.exists(), "{out:?}");
}

#[test]
fn a_viewer_changes_nothing_by_any_command() {
    let house = House::furnished(true);
    let facts = house.journal();
    let me = account();
    for (path, args, answer) in ASKED {
        let before = house.attempts();
        let out = house.ask(&me, path, args, false);
        if *answer == Answer::Refuses {
            assert_eq!(out.status.code(), Some(3), "{path} {args:?}: {out:?}");
            assert_eq!(house.attempts(), before + 1, "{path} {args:?} is kept on record");
        } else {
            assert!(
                matches!(out.status.code(), Some(0 | 1 | 4)),
                "{path} {args:?}: {out:?}"
            );
        }
        assert_eq!(house.journal(), facts, "{path} {args:?}");
    }
    // The officer's own rights end at another unit, whatever can be seen of it.
    for (path, args, answer) in ASKED.iter().filter(|(p, _, _)| *p != "undo") {
        let out = house.ask("cbg", path, args, false);
        assert_eq!(
            out.status.code() == Some(3),
            *answer == Answer::Refuses,
            "{path} {args:?}: {out:?}"
        );
        assert_eq!(house.journal(), facts, "{path} {args:?}");
    }
}

#[test]
fn no_key_of_the_table_changes_what_is_not_ones_own() {
    let house = House::furnished(true);
    let facts = house.journal();
    let me = account();
    // Before each key: nothing is open, and Hà Nội is selected; then the key, what a form would want, and a yes.
    let places = [
        "0 / H N I <enter>",
        "0 / H N I <enter> <enter>",
        "5",
        "6",
        "7",
        "8",
        "9",
    ];
    for who in [me.as_str(), "cbg"] {
        for place in places {
            // In the lists a unit officer could come upon the own unit.
            if who == "cbg" && !place.starts_with('0') {
                continue;
            }
            let mut keys = String::new();
            for key in ketnoi::tui::keymap::TABLE.iter().flat_map(|r| r.keys) {
                // The officer's own last command was on the own unit: it may be taken back from anywhere.
                let own = who == "cbg" && matches!(*key, "u" | "U" | "ctrl-r");
                if own || matches!(*key, "q" | "ctrl-c" | "ctrl-z" | "*") {
                    continue;
                }
                let word = match *key {
                    k if k.chars().count() > 1 => format!("<{k}>"),
                    k => k.to_owned(),
                };
                keys.push_str(&format!(
                    "<esc> <esc> <esc> 0 <esc> {place} {word} x <enter> <enter> "
                ));
            }
            let args = [
                "--print", "--write", "--size", "160x48", "--as", who, "--keys", &keys,
            ];
            let out = house.run(&args);
            assert_eq!(out.status.code(), Some(0), "{out:?}");
            assert_eq!(house.journal(), facts, "{who} in {place}");
        }
    }
    // The same keys in the hands of somebody who may do change something: they are keys.
    let out = house.run(&[
        "--print",
        "--write",
        "--as",
        "tuan",
        "--keys",
        "0 / H N I <enter> n x <enter>",
    ]);
    assert_eq!(out.status.code(), Some(0), "{out:?}");
    assert_ne!(house.journal(), facts);
}

#[test]
fn the_help_of_a_session_that_may_only_look_says_why_once_and_leaves_the_writing_keys_out() {
    let house = House::furnished(true);
    let help = |more: &[&str]| {
        let mut told = String::new();
        for pages in 0..8 {
            let keys = format!("? {}", "<pagedown> ".repeat(pages));
            let out = house.run(
                &[
                    &["--print", "--size", "80x24", "--as", "tuan", "--keys", &keys],
                    more,
                ]
                .concat(),
            );
            told.push_str(&text(&out.stdout));
        }
        told
    };
    let cat = Catalogue::new(Lang::En);
    let (reads, writes) = (cat.tr("act-place_queue"), cat.tr("act-report_accept"));
    let looking = help(&["--read-only"]);
    assert!(
        looking.contains(reads.as_ref()) && !looking.contains(writes.as_ref()),
        "{looking}"
    );
    let first = looking.split("\n└").next().expect("a page");
    assert_eq!(first.matches("may only look").count(), 1, "{first}");
    let writing = help(&["--write"]);
    assert!(
        writing.contains(writes.as_ref()) && !writing.contains("left out"),
        "{writing}"
    );
}

#[test]
fn the_palette_of_a_session_that_may_only_look_says_why_once() {
    let house = House::furnished(true);
    let palette = |more: &[&str]| {
        let all = [
            "--print",
            "--size",
            "80x24",
            "--as",
            "tuan",
            "--keys",
            ": r e p o r t",
        ];
        text(&house.run(&[&all, more].concat()).stdout)
    };
    let cat = Catalogue::new(Lang::En);
    let looking = palette(&["--read-only"]);
    assert!(
        looking.contains(cat.tr("act-report_accept").as_ref()),
        "{looking}"
    );
    assert_eq!(looking.matches("may only look").count(), 1, "{looking}");
    let writing = palette(&["--write"]);
    assert!(!writing.contains("may only look"), "{writing}");
}

#[test]
fn hostile_access_files_are_refused_in_a_sentence_whoever_comes() {
    let house = House::new();
    let bomb = (0..12).fold("a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned(), |b, n| {
        let all = vec![format!("*a{n}"); 9].join(",");
        format!("{b}a{}: &a{} [{all}]\n", n + 1, n + 1)
    });
    let deep = format!("schema: 1\npeople: {}{}\n", "[".repeat(5_000), "]".repeat(5_000));
    let huge = format!("{}#{}\n", good(), "x".repeat(8 << 20));
    let many = format!("{}{}", good(), "  - {account: tuan, role: viewer}\n".repeat(2));
    let binary = "schema: 1\u{0}\npeople: []\n".to_owned();
    let merged =
        "schema: 1\npeople:\n  - &p {account: a, role: administrator}\n  - {<<: *p, account: b}\n".to_owned();
    let twice = good().replace("schema: 1\n", "schema: 1\nschema: 1\n");
    let escapes = good().replace("account: lan", "account: \"\\u001b]0;x\\u0007lan\"");
    for (what, file, line) in [
        ("a bomb of aliases", bomb, None),
        ("deep nesting", deep, None),
        ("eight megabytes", huge, None),
        ("an account listed twice", many, Some("line 7")),
        ("a null byte", binary, None),
        ("a merge key", merged, Some("line 4")),
        ("a key twice", twice, Some("line 2")),
        ("escapes in a name", escapes, Some("line 5")),
    ] {
        house.access(&file);
        for words in [
            &["status"][..],
            &["--print"],
            &["report", "receive", "01"],
            &["wall", "--print"],
            &["backup", "k.tar"],
            &["log", "--audit"],
        ] {
            let out = house.run(words);
            assert_eq!(out.status.code(), Some(1), "{what}, {words:?}: {out:?}");
            assert!(out.stdout.is_empty(), "{what}, {words:?}: {out:?}");
            let told = text(&out.stderr);
            let first = told.lines().next().expect("a sentence");
            assert!(
                first.contains("access.yaml") && first.chars().count() < 500,
                "{what}: {told}"
            );
            assert!(line.is_none_or(|l| told.contains(l)), "{what}: {told}");
            assert!(!told.contains('\u{1b}'), "{what}: {told}");
        }
    }
    assert!(!house.at("k.db").exists() && !house.at("k.tar").exists());
}
