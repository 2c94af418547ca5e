//! What goes out: JSON documents against literal expectations, sentences of every refusal, fact and failure in both
//! languages as snapshots, and what becomes of text that would do harm on a terminal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::common::desk::{Desk, at};
use crate::common::letters::letter;
use ketnoi::campaign_file::{CampaignFileError, Mistake, problem_words};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, NewActivity, Order};
use ketnoi::core::deed::Deed;
use ketnoi::core::fact::{
    ActivityAdded, ActivityCancelled, ActivityDetails, ActivityDone, ActivityEdited, ActivityStatus,
    Attachment, CampaignAmended, CampaignClosed, CampaignOpened, ClockCorrected, CommandUndone, Contact,
    ContactHow, ContactLogged, ContactSet, DeadlineExtended, DocumentAttached, EvidenceAdded, EvidenceEdited,
    EvidenceKind, EvidenceRedacted, ExportMade, Fact, FactKind, FigureRecorded, FigureWithdrawn, LetterFact,
    Mode, RecommendationRetracted, ReminderFact, ReportAccepted, ReportAcknowledged, ReportExempted,
    ReportNoted, ReportReceived, ReportRecommended, ReportReturned, ReportWithdrawn, Role,
};
use ketnoi::core::form::{FormProblem, PROBLEMS};
use ketnoi::core::letter::{
    Doubt, Judgement, LetterAutomatic, LetterCopied, LetterDismissed, LetterFailed, LetterFiled, LetterKind,
    LetterPutBack, LetterSetAside, LetterSettled, SenderForgotten, Symbol, Unreadable,
};
use ketnoi::core::names::{ActivityId, Actor, BlobId, CampaignId, Lang, UnitCode, UnitIx};
use ketnoi::core::particulars::{Consent, FileNote};
use ketnoi::core::refusal::{Amount, Refusal, Rule, What};
use ketnoi::core::reminder::{Occasion, Reminded};
use ketnoi::core::roster::RosterError;
use ketnoi::core::status::{State, Step};
use ketnoi::core::time::{Date, Stamp};
use ketnoi::failure::{exit_code, ledger_error, store_error};
use ketnoi::ledger::{LedgerError, ReadOnly};
use ketnoi::output::{
    activities, campaigns, contacts, description, evidence, figures, log, queue, report, status,
    table::{self, Table},
    words,
};
use ketnoi::refdata::RefError;
use ketnoi::store::{How, Kind, SiteName, StoreError, Stranger};
use ketnoi::text::Catalogue;
use ketnoi::trust::NoTrust;
use serde::Serialize;
use serde_json::{Value, json};

const SHA: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn day(s: &str) -> Date {
    s.parse().expect("a date")
}

fn file(name: &str, kind: EvidenceKind) -> Attachment {
    Attachment {
        sha256: BlobId::from(SHA),
        name: name.to_owned(),
        size: 84_000,
        kind,
        media: match kind {
            EvidenceKind::Photo => "image/jpeg",
            _ => "application/pdf",
        }
        .to_owned(),
    }
}

/// Cao Bằng (04) reported and was sent back, Hà Nội (01) was accepted, Hà Giang (02) is exempt; the rest is silent.
fn desk() -> Desk {
    let mut d = Desk::new();
    d.report_at("2020-05-27T09:12:00+07:00", "01", Step::Receive, None)
        .expect("received");
    d.report_at("2020-05-28T10:00:00+07:00", "01", Step::Accept, None)
        .expect("accepted");
    d.report_at("2020-05-28T08:00:00+07:00", "04", Step::Acknowledge, None)
        .expect("acknowledged");
    d.now = at("2020-05-29T08:00:00+07:00");
    let receive = Command::Report {
        units: vec![UnitCode::from("04")],
        step: Step::Receive,
        due: None,
        files: vec![file("bao-cao.pdf", EvidenceKind::Document), {
            let mut photo = file("anh.jpg", EvidenceKind::Photo);
            photo.sha256 = BlobId::from("0".repeat(64));
            photo
        }],
    };
    d.order(receive, "").expect("received with files");
    let add = Command::AddActivity {
        unit: UnitCode::from("04"),
        details: NewActivity {
            kind: "banner".to_owned(),
            title: "Treo băng-rôn".to_owned(),
            from: Some(day("2020-05-17")),
            to: Some(day("2020-05-19")),
            reach: Some(1200),
            sdgs: vec!["9.c".to_owned()],
            goals: vec!["2.8".to_owned()],
            ..NewActivity::default()
        },
        files: vec![],
    };
    d.order(add, "").expect("an activity");
    let figure = Command::Figures {
        unit: UnitCode::from("04"),
        values: vec![("households_internet".to_owned(), Some(61.5))],
    };
    d.order(figure, "").expect("a figure");
    let person = Command::SetContact {
        unit: UnitCode::from("04"),
        contact: Contact {
            name: "Nông Thị Mai".to_owned(),
            title: "Phó Trưởng phòng".to_owned(),
            phone: "0206 1234".to_owned(),
            mail: String::new(),
        }
        .into(),
    };
    d.order(person, "").expect("a contact");
    let call = Command::LogContact {
        units: vec![UnitCode::from("04")],
        how: ContactHow::Phone,
    };
    d.order(call, "hẹn gửi lại").expect("a call");
    d.now = at("2020-05-30T09:00:00+07:00");
    d.report_at(
        "2020-05-30T08:30:00+07:00",
        "04",
        Step::Return,
        Some(day("2020-06-01")),
    )
    .expect("returned");
    d.report_at("2020-05-30T08:40:00+07:00", "02", Step::Exempt, None)
        .expect("exempt");
    d
}

/// The JSON text of a document, and nothing else: the order of the fields is part of the expectation.
fn json(document: &impl Serialize) -> String {
    serde_json::to_string(document).expect("a document is JSON")
}

/// `ketnoi.status/1` of the units that a filter takes.
fn told<'a>(campaign: &'a Campaign, now: Stamp, filter: &status::Filter) -> table::Listing<'a, UnitIx> {
    status::document(campaign, now, filter, status::units(campaign, filter))
}

/// The rows of a list as programs read them.
fn rows(document: &impl Serialize, name: &str) -> Vec<Value> {
    let document = serde_json::to_value(document).expect("JSON");
    document[name].as_array().expect("rows").clone()
}

fn only(region_states: &[State]) -> status::Filter {
    status::Filter {
        regions: vec![],
        states: region_states.to_vec(),
        ..status::Filter::default()
    }
}

#[test]
fn status_is_the_contract_to_the_letter() {
    let d = desk();
    let now = at("2020-05-30T10:00:00+07:00");
    let doc = told(&d.campaign, now, &only(&[State::Accepted, State::Returned]));
    assert_eq!(
        json(&doc),
        concat!(
            r#"{"schema":"ketnoi.status/1","campaign":"wtisd-2020","as_of":"2020-05-30T10:00:00+07:00","#,
            r#""cutoff":"2020-06-05T00:00:00+07:00","phase":"window","#,
            r#""counts":{"total":63,"awaiting":60,"in_progress":0,"received":0,"returned":1,"accepted":1,"#,
            r#""exempt":1,"on_time":2,"late":0,"overdue":0,"pending":60,"none":1,"resubmit_overdue":0},"#,
            r#""units":[{"code":"01","abbr":"HNI","name":"Hà Nội","name_en":"Ha Noi","region":"red-river-delta","#,
            r#""state":"accepted","timeliness":"on_time","resubmit":"none","#,
            r#""received_at":"2020-05-27T09:12:00+07:00","cutoff":"2020-06-05T00:00:00+07:00","activities":0,"#,
            r#""evidence":{"document":0,"photo":0,"video":0},"missing":["text"]},"#,
            r#"{"code":"04","abbr":"CBG","name":"Cao Bằng","name_en":"Cao Bang","#,
            r#""region":"northern-midlands-mountains","state":"returned","timeliness":"on_time","#,
            r#""resubmit":"waiting","received_at":"2020-05-29T08:00:00+07:00","#,
            r#""cutoff":"2020-06-05T00:00:00+07:00","activities":1,"#,
            r#""evidence":{"document":1,"photo":1,"video":0},"missing":[]}]}"#,
        )
    );
}

#[test]
fn status_after_the_dates_counts_what_is_owed() {
    let d = desk();
    let late = at("2020-06-05T00:00:00+07:00");
    let doc = told(&d.campaign, late, &status::Filter::default());
    let value = serde_json::to_value(&doc).expect("JSON");
    let counts = &value["counts"];
    assert_eq!(
        (&value["phase"], &counts["overdue"], &counts["resubmit_overdue"]),
        (&json!("overdue"), &json!(60), &json!(1))
    );
    let units = rows(&doc, "units");
    assert_eq!(units.len(), 63);
    let silent = units.iter().find(|u| u["code"] == "06").expect("Bắc Kạn");
    assert_eq!(silent["missing"], json!(["text"]));
    assert_eq!(
        silent.get("received_at"),
        Some(&Value::Null),
        "nothing is left out"
    );
}

#[test]
fn a_region_is_found_by_id_and_by_name_and_has_its_own_counts() {
    let d = desk();
    let roster = d.campaign.roster();
    let delta = status::find_region(roster, "red-river-delta").expect("by id");
    assert_eq!(status::find_region(roster, "dong bang song hong"), Some(delta));
    assert_eq!(status::find_region(roster, "Red River Delta"), Some(delta));
    for typed in [
        "Đồng bằng Sông Hồng",
        "vùng ĐBSH",
        "đbsh",
        "ĐỒNG BẰNG SÔNG-HỒNG",
        "Red-River Delta",
    ] {
        assert_eq!(status::find_region(roster, typed), Some(delta), "{typed}");
    }
    for typed in ["nowhere", "", "vùng", "Đống bằng sông Hồng", "đồng bằng"] {
        assert_eq!(status::find_region(roster, typed), None, "{typed}");
    }
    let filter = status::Filter {
        regions: vec![delta],
        states: vec![],
        ..status::Filter::default()
    };
    let doc = told(&d.campaign, d.now, &filter);
    let counts = d.campaign.region_counts(delta, d.now);
    let told_counts = &serde_json::to_value(&doc).expect("JSON")["counts"];
    assert_eq!(*told_counts, serde_json::to_value(counts).expect("JSON"));
    let units = rows(&doc, "units");
    assert_eq!(units.len() as u32, counts.total);
    assert!(units.iter().all(|u| u["region"] == "red-river-delta"));
}

/// What people are shown of a table, and whether its columns hold what they say.
fn shown<R>(cat: &Catalogue, table: &Table<'_, R>) -> Vec<Vec<String>> {
    let (head, shown) = (table.headings(cat), table.shown(cat));
    assert!(!shown.is_empty(), "{head:?} has rows");
    for row in std::iter::once(&head).chain(&shown) {
        assert_eq!(row.len(), head.len(), "{head:?} {row:?}");
        assert!(!row.iter().any(|c| c.contains('⟨')), "a word is missing: {row:?}");
    }
    let spare = table.spare();
    let each: std::collections::BTreeSet<usize> = spare.iter().copied().collect();
    assert!(each.len() == spare.len() && spare.iter().all(|c| *c < head.len()));
    let columns = table.csv_columns();
    for row in table.rows.iter().map(|row| table.csv_row(row)) {
        assert_eq!(row.len(), columns.len());
        for ((key, kind), value) in columns.iter().zip(&row) {
            assert!(kind.holds(value), "{key} is {kind:?} and holds {value:?}");
        }
    }
    shown
}

fn logged(d: &Desk) -> Vec<log::Row> {
    d.facts.iter().map(|env| (env.clone(), None)).collect()
}

#[test]
fn tables_hold_what_their_columns_say_and_have_words_for_people() {
    let d = desk();
    let (c, now) = (&d.campaign, d.now);
    let list = [campaigns::Listed {
        campaign: c,
        shipped: true,
        chosen: true,
    }];
    let all = status::Filter::default();
    let acts = activities::document(c, now, &activities::Filter::default());
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        shown(&cat, &told(c, now, &all).table);
        shown(&cat, &acts.table);
        shown(&cat, &evidence::document(c, now, &[]).table);
        shown(&cat, &contacts::document(c, now, &[]).table);
        shown(
            &cat,
            &queue::document(
                c,
                Role::Administrator,
                at("2020-06-06T00:00:00+07:00"),
                Vec::new(),
            )
            .table,
        );
        shown(&cat, &campaigns::documents(&list, now).table);
        shown(&cat, &campaigns::reference_documents(c).table);
        shown(&cat, &log::table(&cat, c, logged(&d)));
        shown(&cat, &figures::document(c, now).table);
    }
}

/// Whatever programs are told of a row, JSON and CSV tell the same, under the same names.
#[test]
fn json_and_csv_tell_the_same() {
    let d = desk();
    let (c, now) = (&d.campaign, d.now);
    let status = told(c, now, &status::Filter::default());
    let acts = activities::document(c, now, &activities::Filter::default());
    assert_eq!(
        agreeing(&rows(&status, "units"), &status.table),
        ["document", "photo", "video"],
        "counts of files stand together in JSON"
    );
    let none: [&str; 0] = [];
    assert_eq!(agreeing(&rows(&acts, "activities"), &acts.table), none);
    let files = evidence::document(c, now, &[]);
    assert_eq!(agreeing(&rows(&files, "evidence"), &files.table), none);
}

/// Compares each cell; gives the columns that JSON does not know.
fn agreeing<R>(rows: &[Value], table: &Table<'_, R>) -> Vec<&'static str> {
    let mut alone = Vec::new();
    let columns = table.csv_columns();
    let mut compared = 0;
    for (object, row) in rows.iter().zip(table.rows.iter().map(|row| table.csv_row(row))) {
        for ((key, _), value) in columns.iter().zip(&row) {
            match object.get(key) {
                Some(told) => {
                    assert_eq!(*told, serde_json::to_value(value).expect("JSON"), "{key}");
                    compared += 1;
                }
                None if *value == table::Value::Nothing || alone.contains(key) => {}
                None => alone.push(*key),
            }
        }
    }
    assert!(compared > 0, "there is something to compare");
    alone
}

#[test]
fn the_table_stands_in_vietnamese_order() {
    let d = Desk::new();
    let cat = Catalogue::new(Lang::Vi);
    let all = status::Filter::default();
    let units = status::units_by_name(&d.campaign, &all, Lang::Vi);
    let rows = shown(&cat, &status::document(&d.campaign, d.now, &all, units).table);
    let names: Vec<&str> = rows.iter().map(|r| r[1].as_str()).collect();
    let place = |name: &str| names.iter().position(|n| *n == name).expect("a province");
    assert_eq!(names[0], "An Giang");
    assert!(place("Cao Bằng") < place("Đà Nẵng"), "Đ comes after D and C");
    assert!(place("Điện Biên") < place("Gia Lai"));
}

#[test]
fn activities_are_told_and_filtered() {
    let d = desk();
    let now = d.now;
    let doc = activities::document(&d.campaign, now, &activities::Filter::default());
    assert_eq!(
        json(&doc),
        concat!(
            r#"{"schema":"ketnoi.activities/1","campaign":"wtisd-2020","as_of":"2020-05-30T09:00:00+07:00","#,
            r#""activities":[{"id":"CBG-1","unit":"04","unit_name":"Cao Bằng","kind":"banner","#,
            r#""title":"Treo băng-rôn","from":"2020-05-17","to":"2020-05-19","mode":"in_person","reach":1200,"#,
            r#""sdg":["9.c"],"goals":["2.8"],"status":"done","overdue":false,"notable":false,"files":0,"#,
            r#""added_at":"2020-05-29T08:00:00+07:00","actor":"lan","note":""}]}"#,
        )
    );
    let count = |f: activities::Filter| activities::select(&d.campaign, now, &f).len();
    let with = |goal: &str, sdg: &str| activities::Filter {
        goals: (!goal.is_empty()).then(|| goal.to_owned()).into_iter().collect(),
        sdgs: (!sdg.is_empty()).then(|| sdg.to_owned()).into_iter().collect(),
        ..activities::Filter::default()
    };
    assert_eq!(count(with("2", "")), 1, "a goal takes its targets");
    assert_eq!(count(with("2.8", "9")), 1);
    assert_eq!(count(with("3", "")), 0);
    assert_eq!(count(with("", "8")), 0);
    let only = |units: Vec<_>, status| activities::Filter {
        units,
        status,
        ..activities::Filter::default()
    };
    assert_eq!(count(only(vec![d.ix("01")], None)), 0);
    assert_eq!(count(only(vec![d.ix("04")], Some(ActivityStatus::Done))), 1);
    assert_eq!(count(only(vec![d.ix("04")], Some(ActivityStatus::Planned))), 0);
}

#[test]
fn the_report_holds_everything() {
    let d = desk();
    let doc = report::document(
        &d.campaign,
        d.ix("04"),
        d.unit("04").log(),
        at("2020-06-02T00:00:00+07:00"),
    );
    let pretty = serde_json::to_string_pretty(&doc).expect("JSON");
    let (report, history) = pretty.split_once("  \"history\"").expect("a history");
    insta::assert_snapshot!("report_04", report);
    insta::assert_snapshot!("report_04_history", history);
    let text = json(&doc);
    let front = concat!(
        r#"{"schema":"ketnoi.report/1","campaign":"wtisd-2020","as_of":"2020-06-02T00:00:00+07:00","#,
        r#""code":"04","abbr":"CBG","name":"Cao Bằng","name_en":"Cao Bang","#,
        r#""region":"northern-midlands-mountains","state":"returned","timeliness":"on_time","#,
        r#""on_time_by_later_extension":false,"resubmit":"overdue","due":"2020-06-01","#,
    );
    assert!(text.starts_with(front), "{text}");
    assert!(text.contains(r#""messages":[],"history":[{"seq":"#));
    let silent = report::document(&d.campaign, d.ix("06"), d.unit("06").log(), d.now);
    assert!(json(&silent).contains(r#""versions":[],"verdicts":[],"exemption":null,"#));
}

#[test]
fn the_queue_says_why_since_when_and_whom_to_call() {
    let d = desk();
    let doc = queue::document(
        &d.campaign,
        Role::Administrator,
        at("2020-06-02T00:00:00+07:00"),
        Vec::new(),
    );
    assert_eq!(
        json(&doc),
        concat!(
            r#"{"schema":"ketnoi.queue/1","campaign":"wtisd-2020","as_of":"2020-06-02T00:00:00+07:00","#,
            r#""queue":[{"unit":"04","name":"Cao Bằng","why":"correction_overdue","#,
            r#""since":"2020-06-02T00:00:00+07:00","number":"","dated":null,"#,
            r#""last_contact":{"at":"2020-05-29T08:00:00+07:00","how":"phone","actor":"lan","note":"hẹn gửi lại"},"#,
            r#""who":{"name":"Nông Thị Mai","title":"Phó Trưởng phòng","phone":"0206 1234","mail":""}}]}"#,
        )
    );
    let later = queue::document(
        &d.campaign,
        Role::Administrator,
        at("2020-06-05T00:00:00+07:00"),
        Vec::new(),
    );
    let later = rows(&later, "queue");
    assert_eq!(later.len(), 61);
    assert!(later[1]["last_contact"].is_null() && later[1]["who"].is_null());
}

#[test]
fn evidence_and_contacts_are_told() {
    let d = desk();
    let doc = evidence::document(&d.campaign, d.now, &[d.ix("04")]);
    let first = format!(
        concat!(
            r#"{{"schema":"ketnoi.evidence/1","campaign":"wtisd-2020","as_of":"2020-05-30T09:00:00+07:00","#,
            r#""evidence":[{{"unit":"04","sha256":"{}","name":"bao-cao.pdf","size":84000,"kind":"document","#,
            r#""media":"application/pdf","at":"2020-05-29T08:00:00+07:00","actor":"lan","version":1,"#,
            r#""activity":null,"caption":"","consent":"not_asked","redacted":null,"withdrawn":false}},"#,
        ),
        SHA
    );
    assert!(json(&doc).starts_with(&first), "{}", json(&doc));
    assert!(evidence::select(&d.campaign, &[d.ix("01")]).is_empty());
    assert_eq!(
        evidence::select(&d.campaign, &[]).len(),
        d.unit("04").evidence.len()
    );
    let doc = contacts::document(&d.campaign, d.now, &[]);
    let front = concat!(
        r#"{"schema":"ketnoi.contacts/1","campaign":"wtisd-2020","as_of":"2020-05-30T09:00:00+07:00","#,
        r#""units":[{"unit":"04","name":"Cao Bằng","contacts":[{"name":"Nông Thị Mai","#,
    );
    assert!(json(&doc).starts_with(front), "{}", json(&doc));
}

#[test]
fn campaigns_are_told() {
    let d = desk();
    let list = [campaigns::Listed {
        campaign: &d.campaign,
        shipped: true,
        chosen: true,
    }];
    assert_eq!(
        json(&campaigns::documents(&list, d.now)),
        concat!(
            r#"{"schema":"ketnoi.campaigns/1","as_of":"2020-05-30T09:00:00+07:00","campaigns":["#,
            r#"{"id":"wtisd-2020","name":{"vi":"Ngày Viễn thông và Xã hội thông tin thế giới","#,
            r#""en":"World Telecommunication and Information Society Day"},"day":"2020-05-17","#,
            r#""roster":"vn-provinces-63","units":63,"cutoff":"2020-06-05T00:00:00+07:00","phase":"window","#,
            r#""opened":{"at":"2020-05-27T09:12:00+07:00","actor":"lan"},"closed":null,"#,
            r#""shipped":true,"chosen":true}]}"#,
        )
    );
    let full = campaigns::document(&d.campaign, d.now);
    insta::assert_snapshot!("campaign", serde_json::to_string_pretty(&full).expect("JSON"));
}

#[test]
fn a_fact_is_one_line_of_json_with_the_stored_payload() {
    let d = desk();
    let zone = d.campaign.def().zone;
    let noted = d
        .facts
        .iter()
        .find(|e| matches!(e.fact, Fact::ReportReturned(_)))
        .expect("a return");
    let line = log::json_line(noted, zone).expect("JSON");
    let want = format!(
        concat!(
            r#"{{"seq":{},"cmd":"{}","at":"2020-05-30T08:30:00.000+07:00","#,
            r#""recorded":"2020-05-30T09:30:00.000+07:00","actor":"lan","real_user":"lan","#,
            r#""campaign":"wtisd-2020","type":"report.returned","unit":"04","data":{},"hash":"{}"}}"#,
        ),
        noted.seq,
        noted.cmd,
        noted.fact.to_json().expect("JSON"),
        "0".repeat(64)
    );
    assert_eq!(line, want);
    for env in &d.facts {
        let line = log::json_line(env, zone).expect("JSON");
        assert!(!line.contains('\n'));
        assert!(line.contains(&format!(r#""data":{},"#, env.fact.to_json().expect("JSON"))));
    }
    let opened = log::json_line(&d.facts[0], zone).expect("JSON");
    assert!(opened.contains(r#""type":"campaign.opened","unit":null,"#));
}

#[test]
fn a_unit_is_described_in_two_lines_that_fit() {
    let mut d = desk();
    d.order(
        Command::Note {
            units: vec![UnitCode::from("06")],
        },
        "chưa liên lạc được",
    )
    .expect("a note");
    d.report_at("2020-06-05T09:00:00+07:00", "08", Step::Receive, None)
        .expect("late");
    d.report_at("2020-06-05T10:00:00+07:00", "10", Step::Receive, None)
        .expect("late, but");
    d.now = at("2020-06-06T08:00:00+07:00");
    d.order(
        Command::Extend {
            unit: Some(UnitCode::from("10")),
            until: day("2020-06-08"),
        },
        "lũ quét",
    )
    .expect("extended");
    let mut told = String::new();
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        for (when, codes) in [
            ("2020-05-30T10:00:00+07:00", &["01", "02", "04", "06"][..]),
            ("2020-06-06T09:00:00+07:00", &["04", "06", "08", "10"][..]),
        ] {
            for code in codes {
                let lines = description::unit_line(&cat, &d.campaign, d.ix(code), at(when), 0);
                told.push_str(&format!("{}\n", lines.join("\n")));
                for width in [76, 40, 20, 5] {
                    let narrow = description::unit_line(&cat, &d.campaign, d.ix(code), at(when), width);
                    assert_eq!(narrow.len(), 2);
                    for line in narrow {
                        assert!(ketnoi::text::cells(&line) <= width, "{width}: {line}");
                    }
                }
            }
        }
    }
    insta::assert_snapshot!("descriptions", told);
}

fn refusal_of(rule: Rule, d: &Desk) -> Refusal {
    let r = Refusal::new(rule, d.now)
        .unit("04")
        .by(&Actor::from("minh"), at("2020-05-28T14:03:00+07:00"))
        .date(day("2020-06-04"));
    match rule {
        Rule::UndoNever => r.what(FactKind::CampaignClosed),
        Rule::UndoRestedOn => r.what(FactKind::ReportAccepted),
        Rule::FigureOutOfBounds => r.what(What::Value {
            id: "households_internet".into(),
            value: Amount(120.5),
            min: Amount(0.0),
            max: Amount(100.0),
        }),
        Rule::UnknownKind => {
            let known = d.campaign.def().activity_kinds.iter().map(|k| k.id.as_str());
            r.what(What::unknown("bannner", known))
        }
        Rule::UnknownIndicator => {
            let known = d.campaign.def().indicators.iter().map(|i| i.id.as_str());
            r.what(What::unknown("abc", known))
        }
        Rule::UnknownDocument => {
            let known = d.campaign.def().documents.iter().map(|x| x.id.as_str());
            r.what(What::unknown("abc", known))
        }
        Rule::ReadOnly => r.what(ReadOnly::Asked.id()),
        Rule::RoleForbids => r.what(What::Deed {
            role: Role::UnitOfficer,
            deed: Deed::Accept,
        }),
        Rule::UnknownUnit => r.what("99"),
        Rule::NeedsNewerVersion
        | Rule::AlreadyAccepted
        | Rule::AlreadyRecommended
        | Rule::NotRecommended
        | Rule::NoRecommendation
        | Rule::FourEyes => r.what(What::Number(2)),
        Rule::UnknownActivity | Rule::ActivityOver | Rule::ActivityNotBegun => r.what("CBG-3"),
        Rule::CampaignMismatch | Rule::CampaignAlreadyOpen => r.what("wtisd-2026"),
        Rule::AlreadyExempt | Rule::ExemptOwesNothing => r.what("bão số 9"),
        _ => r.what("abc"),
    }
}

#[test]
fn every_refusal_has_its_sentences() {
    let d = desk();
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        let mut told = String::new();
        for rule in Rule::ALL {
            let t = words::refusal(&cat, &refusal_of(*rule, &d), &d.campaign);
            told.push_str(&format!("{}\n  {}\n  {}\n", t.rule, t.what, t.way));
        }
        for read_only in [ReadOnly::Now, ReadOnly::Past, ReadOnly::Print] {
            let r = Refusal::new(Rule::ReadOnly, d.now).what(read_only.id());
            told.push_str(&format!(
                "read-only {}\n  {}\n",
                read_only.id(),
                words::refusal(&cat, &r, &d.campaign)
            ));
        }
        // With nothing filled in, as some of the core's are.
        for rule in [
            Rule::UnknownActivity,
            Rule::ActivityNotBegun,
            Rule::Stale,
            Rule::ExtendNotLater,
        ] {
            let t = words::refusal(&cat, &Refusal::new(rule, d.now), &d.campaign);
            told.push_str(&format!("{} (bare)\n  {}\n", t.rule, t.what));
        }
        assert!(
            !told.contains('⟨') && !told.contains("{$") && !told.contains("{ $"),
            "{told}"
        );
        insta::assert_snapshot!(format!("refusals_{}", lang_id(lang)), told);
    }
}

fn lang_id(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

fn details(title: &str) -> ActivityDetails {
    ActivityDetails {
        kind: "seminar".to_owned(),
        title: title.to_owned(),
        from: day("2020-05-17"),
        to: day("2020-05-18"),
        mode: Mode::Online,
        reach: None,
        sdgs: vec![],
        goals: vec![],
        status: ActivityStatus::Planned,
        notable: false,
    }
}

/// One fact of each kind, and a few more where the sentence differs.
fn facts(d: &Desk) -> Vec<Fact> {
    let id = ActivityId::from("CBG-1");
    let note = "theo công văn 12".to_owned();
    let none = String::new();
    let first = d.facts[0].cmd;
    let docs = vec![
        file("a.pdf", EvidenceKind::Document),
        file("b.jpg", EvidenceKind::Photo),
        file("c.jpg", EvidenceKind::Photo),
    ];
    let definition = d.campaign.def().clone();
    let opened = |source: &str| {
        Fact::CampaignOpened(CampaignOpened {
            definition: definition.clone(),
            source: source.to_owned(),
        })
    };
    let figure = |id: &str, value, unusual| {
        Fact::FigureRecorded(FigureRecorded {
            id: id.to_owned(),
            value,
            unusual,
        })
    };
    vec![
        opened("shipped"),
        opened("dot-2026.yaml"),
        Fact::CampaignAmended(CampaignAmended {
            definition: Arc::clone(&definition),
            changed: vec!["theme".to_owned(), "deadline".to_owned()],
            note: note.clone(),
        }),
        Fact::CampaignClosed(CampaignClosed { note: none.clone() }),
        Fact::DeadlineExtended(DeadlineExtended {
            until: day("2020-06-10"),
            cutoff: at("2020-06-11T00:00:00+07:00"),
            note: "lũ quét".to_owned(),
            replaces: None,
        }),
        Fact::DeadlineExtended(DeadlineExtended {
            until: day("2020-06-10"),
            cutoff: at("2020-06-11T00:00:00+07:00"),
            note: "gõ nhầm năm".to_owned(),
            replaces: Some(day("2062-06-10")),
        }),
        Fact::DocumentAttached(DocumentAttached {
            document: "res-200".to_owned(),
            file: file("nq200.pdf", EvidenceKind::Document),
        }),
        Fact::ReportAcknowledged(ReportAcknowledged { note: none.clone() }),
        Fact::ReportReceived(ReportReceived {
            version: 2,
            note: note.clone(),
            files: docs.clone(),
            symbol: Symbol {
                number: "77/BC-STTTT".to_owned(),
                dated: Some(day("2020-05-26")),
            },
        }),
        Fact::ReportReceived(ReportReceived {
            version: 3,
            note: none.clone(),
            files: vec![],
            symbol: Symbol::default(),
        }),
        Fact::ReportReturned(ReportReturned {
            version: 1,
            reason: "thiếu ảnh".to_owned(),
            due: day("2020-06-01"),
        }),
        Fact::ReportAccepted(ReportAccepted {
            version: 2,
            note: none.clone(),
        }),
        Fact::ReportRecommended(ReportRecommended {
            version: 2,
            note: note.clone(),
        }),
        Fact::RecommendationRetracted(RecommendationRetracted {
            version: 2,
            reason: none.clone(),
        }),
        Fact::ReportExempted(ReportExempted {
            reason: "bão số 9".to_owned(),
        }),
        Fact::ReportWithdrawn(ReportWithdrawn {
            version: 2,
            reason: "gửi nhầm".to_owned(),
        }),
        Fact::ReportNoted(ReportNoted { text: note.clone() }),
        figure("households_internet", 61.5, false),
        figure("digital_plan", 1.0, false),
        figure("fixed_broadband_per100", 70.25, true),
        figure("ewaste_collected_tonnes", 1234.0, false),
        figure("internet_gender_ratio", 0.95, false),
        figure("no_such", 3.0, false),
        Fact::FigureWithdrawn(FigureWithdrawn {
            id: "households_internet".to_owned(),
        }),
        Fact::ContactSet(ContactSet {
            contact: Contact {
                name: "Nông Thị Mai".to_owned(),
                title: none.clone(),
                phone: "0206 1234".to_owned(),
                mail: none.clone(),
            },
        }),
        Fact::ContactLogged(ContactLogged {
            how: ContactHow::Phone,
            note: "hẹn gửi lại".to_owned(),
        }),
        reminder(ReminderFact::Drafted, Occasion::Step(-14), None),
        reminder(ReminderFact::Sent, Occasion::Step(0), None),
        reminder(ReminderFact::Sent, Occasion::Step(1), None),
        reminder(ReminderFact::Sent, Occasion::Correction(-1), None),
        reminder(ReminderFact::Refused, Occasion::Correction(0), Some(550)),
        reminder(ReminderFact::NotSent, Occasion::Correction(7), None),
        reminder(ReminderFact::Unknown, Occasion::Asked, None),
        reminder(ReminderFact::Drafted, Occasion::Returned, None),
        reminder(ReminderFact::Drafted, Occasion::Receipt, None),
        reminder(ReminderFact::Drafted, Occasion::Call, None),
        Fact::ActivityAdded(ActivityAdded {
            id: id.clone(),
            details: details("Tọa đàm"),
        }),
        Fact::ActivityEdited(ActivityEdited {
            id: id.clone(),
            details: details("Tọa đàm trực tuyến"),
        }),
        Fact::ActivityDone(ActivityDone {
            id: id.clone(),
            reach: Some(1200),
            note: none.clone(),
        }),
        Fact::ActivityDone(ActivityDone {
            id: id.clone(),
            reach: None,
            note: note.clone(),
        }),
        Fact::ActivityCancelled(ActivityCancelled {
            id: id.clone(),
            reason: "mưa lớn".to_owned(),
        }),
        Fact::EvidenceAdded(EvidenceAdded {
            activity: Some(id),
            files: docs.clone(),
            version: None,
        }),
        Fact::EvidenceAdded(EvidenceAdded {
            activity: None,
            files: docs,
            version: None,
        }),
        Fact::EvidenceEdited(EvidenceEdited {
            sha256: BlobId::from(SHA),
            about: FileNote {
                caption: "Lễ phát động tại Pác Bó".to_owned(),
                consent: Consent::Yes,
            },
        }),
        Fact::EvidenceEdited(EvidenceEdited {
            sha256: BlobId::from(SHA),
            about: FileNote::default(),
        }),
        Fact::EvidenceRedacted(EvidenceRedacted {
            sha256: BlobId::from(SHA),
            reason: "có dữ liệu cá nhân".to_owned(),
        }),
        Fact::FactRedacted(
            Fact::ReportNoted(ReportNoted { text: note })
                .redaction(12, "theo yêu cầu")
                .expect("words"),
        ),
        Fact::ExportMade(ExportMade {
            what: "consolidated".to_owned(),
            format: "docx".to_owned(),
            lang: Lang::Vi,
            moment: at("2020-06-10T08:00:00+07:00"),
            head: 41,
            hash: "ab".repeat(32),
            sha256: BlobId("cd".repeat(32)),
            size: 84_000,
        }),
        Fact::CommandUndone(CommandUndone { cmd: first }),
        Fact::ClockCorrected(ClockCorrected {
            wrong: at("2038-01-19T10:00:00+07:00"),
            note: "đồng hồ máy chủ chạy sai năm".to_owned(),
        }),
    ]
    .into_iter()
    .chain(letter_facts(d).into_iter().map(Fact::Letter))
    .collect()
}

fn letter_facts(d: &Desk) -> Vec<LetterFact> {
    let kept = letter(1, &["bao-cao.pdf", "logo.png"]);
    let (id, campaign) = (kept.letter.clone(), d.campaign.id().clone());
    let settled = |facts: Vec<u64>, refused: Option<&str>| {
        LetterFact::Settled(LetterSettled {
            letter: id.clone(),
            campaign: campaign.clone(),
            decision: 3,
            facts,
            refused: refused.map(str::to_owned),
        })
    };
    vec![
        LetterFact::Copied(LetterCopied {
            letter: id.clone(),
            copy: kept.copy.clone(),
        }),
        LetterFact::Failed(LetterFailed {
            copy: kept.copy.clone(),
            whole: true,
            why: Unreadable::TooDeep,
            detail: "9".to_owned(),
            program: "0.1.0".to_owned(),
        }),
        LetterFact::Filed(LetterFiled {
            letter: id.clone(),
            campaign: campaign.clone(),
            units: vec![UnitCode::from("04"), UnitCode::from("79")],
            kind: LetterKind::Report,
            symbol: Symbol {
                number: "77/BC-STTTT".to_owned(),
                dated: Some(day("2020-06-01")),
            },
            received: None,
            judgement: Judgement::default(),
            note: "theo tiêu đề văn bản".to_owned(),
        }),
        LetterFact::SetAside(LetterSetAside {
            letter: id.clone(),
            doubt: Doubt::Unit,
            campaign: None,
            kind: LetterKind::Report,
            symbol: Symbol::default(),
            judgement: Judgement::default(),
        }),
        LetterFact::Automatic(LetterAutomatic {
            letter: id.clone(),
            judgement: Judgement::default(),
        }),
        LetterFact::Dismissed(LetterDismissed {
            letter: id.clone(),
            reason: "thư quảng cáo".to_owned(),
        }),
        LetterFact::PutBack(LetterPutBack {
            letter: id.clone(),
            reason: "nhầm tỉnh".to_owned(),
        }),
        LetterFact::Forgotten(SenderForgotten {
            sender: "af63dc4c8601ec8c".to_owned(),
        }),
        settled(vec![12, 13], None),
        settled(vec![], None),
        settled(vec![], Some("campaign-closed")),
        LetterFact::Kept(letter(2, &[])),
        LetterFact::Kept(kept),
    ]
}

fn reminder(outcome: fn(Reminded) -> ReminderFact, step: Occasion, code: Option<u16>) -> Fact {
    Fact::Reminder(outcome(Reminded {
        step,
        due: Some(day("2020-06-04")),
        day: day("2020-05-21"),
        to: "mai@caobang.example".to_owned(),
        message_id: "ketnoi.x.04.y@bo.example".to_owned(),
        code,
        said: if code.is_some() { "No such user" } else { "" }.to_owned(),
    }))
}

#[test]
fn every_fact_has_its_line() {
    let d = desk();
    let all = facts(&d);
    for (name, _) in Fact::NAMES {
        assert!(all.iter().any(|f| f.type_name() == *name), "{name} is not told");
    }
    let unit = Some(d.ix("04"));
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        let mut told = String::new();
        for fact in &all {
            let of = if fact.type_name().starts_with("campaign") {
                None
            } else {
                unit
            };
            told.push_str(&format!(
                "{} | {} | {}\n",
                words::fact_name(&cat, FactKind::of(fact)),
                words::fact_short(&cat, 2020, fact),
                words::fact(&cat, &d.campaign, fact, of)
            ));
        }
        assert!(!told.contains('⟨') && !told.contains("{$"), "{told}");
        insta::assert_snapshot!(format!("facts_{}", lang_id(lang)), told);
    }
}

#[test]
fn a_history_marks_what_was_entered_later_and_what_was_taken_back() {
    let mut d = desk();
    d.now = at("2020-06-03T08:00:00+07:00");
    let receive = Command::Report {
        units: vec![UnitCode::from("06")],
        step: Step::Receive,
        due: None,
        files: vec![],
    };
    let order = Order::new(d.mint(), receive)
        .note("thư đến muộn")
        .at(Some(at("2020-06-01T08:00:00+07:00")));
    d.give("lan", &order).expect("entered later");
    d.order(Command::Undo, "").expect("undone");
    d.order(Command::Redo, "").expect("redone");
    d.order(Command::Undo, "").expect("undone again");
    let cat = Catalogue::new(Lang::Vi);
    let ix = d.ix("06");
    let told: Vec<String> = d
        .campaign
        .unit(ix)
        .log()
        .iter()
        .map(|e| words::entry(&cat, &d.campaign, e, Some(ix)))
        .collect();
    insta::assert_snapshot!("history", told.join("\n"));
}

#[test]
fn failures_are_one_sentence_with_the_path_and_a_code() {
    let path = || PathBuf::from("/srv/ketnoi/a\u{1b}[31m.db");
    let site = || SiteName::from(path().as_path());
    let io = || std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let text = |s: &str| s.to_owned();
    let stranger = |kind, name: &str, how| Stranger {
        kind,
        name: text(name),
        how,
    };
    let all = || {
        vec![
            StoreError::Absent(site()),
            StoreError::Occupied(site()),
            StoreError::Unreachable {
                site: site(),
                detail: text("connection refused\u{1b}[31m"),
            },
            StoreError::Denied {
                site: site(),
                detail: text("password authentication failed"),
            },
            StoreError::Forbidden {
                site: site(),
                detail: text("permission denied for table facts"),
            },
            StoreError::Authorities {
                site: site(),
                why: NoTrust::Empty(path()),
            },
            StoreError::Authorities {
                site: site(),
                why: NoTrust::Io {
                    file: path(),
                    why: io(),
                },
            },
            StoreError::Untrusted {
                site: site(),
                detail: text("certificate has expired"),
            },
            StoreError::Unsure(Box::new(StoreError::Unreachable {
                site: site(),
                detail: text("connection reset"),
            })),
            StoreError::Replaced(path()),
            StoreError::LogLost(path()),
            StoreError::Unsure(Box::new(StoreError::LogLost(path()))),
            StoreError::Linked(path()),
            StoreError::Foreign {
                site: site(),
                found: 7,
            },
            StoreError::Newer {
                site: site(),
                found: 9,
                known: 1,
            },
            StoreError::NewerFact {
                seq: 12,
                name: text("report.sealed"),
                version: 2,
            },
            StoreError::Damaged {
                site: site(),
                detail: text("malformed"),
            },
            StoreError::StrangeSchema {
                site: site(),
                what: vec![
                    stranger(Kind::Trigger, "t\u{1b}[31m", How::Foreign),
                    stranger(Kind::Index, "facts_by_cmd", How::Missing),
                    stranger(Kind::Table, "facts", How::Changed),
                ],
            },
            StoreError::DamagedState(CampaignId::from("wtisd-2020")),
            StoreError::BrokenChain {
                stream: CampaignId::from("wtisd-2020"),
                seq: 12,
                detail: text("hash"),
            },
            StoreError::Busy,
            StoreError::Full(site()),
            StoreError::ReadOnly(site()),
            StoreError::Reserved {
                site: Path::new("/srv/k.db.blobs").into(),
                reserve: 256 << 20,
            },
            StoreError::TooLarge { limit: 100_000_000 },
            StoreError::OldEngine(text("3.40.0")),
            StoreError::Io {
                path: path(),
                why: io(),
            },
            StoreError::Engine {
                site: site(),
                detail: text("locked"),
            },
            StoreError::Payload(text("NaN")),
        ]
    };
    let d = desk();
    let refused = || LedgerError::from(refusal_of(Rule::AlreadyAccepted, &d));
    let unknown = |id: &str, known: &[&str]| LedgerError::UnknownCampaign {
        id: id.to_owned(),
        known: known.iter().map(|s| (*s).to_owned()).collect(),
    };
    assert_eq!(exit_code(&refused()), 3);
    assert_eq!(exit_code(&LedgerError::Store(StoreError::Busy)), 1);
    assert_eq!(exit_code(&unknown("x", &[])), 4);
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        let mut told: Vec<String> = all().iter().map(|e| store_error(&cat, e)).collect();
        told.extend(
            all()
                .into_iter()
                .take(1)
                .map(|e| ledger_error(&cat, None, &LedgerError::Store(e))),
        );
        told.push(ledger_error(&cat, Some(&d.campaign), &refused()));
        told.push(ledger_error(&cat, None, &refused()));
        for (id, known) in [
            ("", &[][..]),
            ("thi-dua", &[]),
            ("thi-dua", &["wtisd-2020"]),
            ("wtisd-202", &["wtisd-2020"]),
        ] {
            told.push(ledger_error(&cat, None, &unknown(id, known)));
        }
        for error in [
            RefError::UnknownRoster {
                id: text("vn-64"),
                known: vec![text("vn-provinces-63")],
            },
            RefError::Roster {
                file: text("rosters/x.yaml"),
                why: RosterError::UnknownRegion {
                    unit: text("04"),
                    region: text("bac"),
                },
            },
            RefError::Io {
                file: text("rosters/x.yaml"),
                why: io(),
            },
        ] {
            told.push(CampaignFileError::Reference(error).sentence(&cat));
        }
        for problem in PROBLEMS {
            let p = FormProblem {
                key: text("deadline.cutoff"),
                problem,
                what: text("abc").into(),
            };
            told.push(problem_words(&cat, &p));
        }
        let in_file = CampaignFileError::Problem {
            file: text("dot.yaml"),
            line: 12,
            column: 3,
            problem: Box::new(FormProblem {
                key: text("theme.vi"),
                problem: "todo",
                what: text("TODO: x").into(),
            }),
            more: (1..5)
                .map(|n| Mistake {
                    line: if n == 4 { 0 } else { 12 + n },
                    column: 3,
                    problem: FormProblem {
                        key: text("roster"),
                        problem: "duplicate",
                        what: text("x").into(),
                    },
                })
                .collect(),
        };
        told.push(in_file.sentence(&cat));
        told.extend(in_file.sentences(&cat));
        let told = told.join("\n");
        assert!(!told.contains('\u{1b}') && !told.contains('⟨'), "{told}");
        insta::assert_snapshot!(format!("failures_{}", lang_id(lang)), told);
    }
}

#[test]
fn what_would_do_harm_on_a_terminal_comes_out_marked_and_stays_whole_in_json() {
    let mut d = Desk::new();
    d.now = at("2020-05-20T08:00:00+07:00");
    let evil = "gấp\u{1b}[2J\u{202e}txt\nhai";
    let mut photo = file(evil, EvidenceKind::Photo);
    photo.media = "image/jpeg".to_owned();
    let receive = Command::Report {
        units: vec![UnitCode::from("04")],
        step: Step::Receive,
        due: None,
        files: vec![photo],
    };
    d.order(receive, evil).expect("received");
    let add = Command::AddActivity {
        unit: UnitCode::from("04"),
        details: NewActivity {
            kind: "banner".to_owned(),
            title: evil.to_owned(),
            ..NewActivity::default()
        },
        files: vec![],
    };
    d.order(add, evil).expect("an activity");
    let call = Command::LogContact {
        units: vec![UnitCode::from("04")],
        how: ContactHow::Mail,
    };
    d.order(call, evil).expect("a call");
    let back = Command::Report {
        units: vec![UnitCode::from("04")],
        step: Step::Return,
        due: None,
        files: vec![],
    };
    d.order(back, evil).expect("returned");
    let (c, ix, now) = (&d.campaign, d.ix("04"), d.now);
    let cat = Catalogue::new(Lang::Vi);
    let mut shown: Vec<String> = log::table(&cat, c, logged(&d).split_off(1)).shown(&cat).concat();
    shown.extend(description::unit_line(&cat, c, ix, now, 0));
    shown.extend(report::lines(&cat, c, ix, c.unit(ix).log(), now));
    shown.extend(evidence::document(c, now, &[]).table.shown(&cat).concat());
    let acts = activities::document(c, now, &activities::Filter::default());
    shown.extend(acts.table.shown(&cat).concat());
    shown.extend(contacts::document(c, now, &[]).table.shown(&cat).concat());
    let refused = refusal_of(Rule::UnknownUnit, &d).what(evil);
    shown.push(words::refusal(&cat, &refused, c).to_string());
    for s in &shown {
        assert!(
            !s.chars().any(|c| c.is_control() || c == '\u{202e}'),
            "not marked: {s:?}"
        );
    }
    let marked = shown
        .iter()
        .filter(|s| s.contains("gấp␛[2J⟨U+202E⟩txt␊hai"))
        .count();
    assert!(marked >= 8, "the text is shown, marked: {marked}");
    let text = json(&report::document(c, ix, c.unit(ix).log(), now));
    assert!(
        text.contains("\"note\":\"gấp\\u001b[2J\u{202e}txt\\nhai\""),
        "{text}"
    );
}
