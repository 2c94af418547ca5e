//! What a report comes in with: number, symbol and date of its document, its files; what is said of these, and what of all
//! that makes a report complete.

use crate::common::desk::{Desk, at};
use ketnoi::core::decide::{ActivityChange, Command, FileChange, NewActivity, Order};
use ketnoi::core::dossier::Dossier;
use ketnoi::core::fact::{Attachment, EvidenceKind, Fact};
use ketnoi::core::names::{ActivityId, BlobId, UnitCode};
use ketnoi::core::particulars::{Consent, FileNote, Symbol};
use ketnoi::core::status::Step;
use ketnoi::core::time::parse_date;

fn file(byte: u8, kind: EvidenceKind) -> Attachment {
    Attachment {
        sha256: BlobId(format!("{byte:02x}").repeat(32)),
        name: format!("tep-{byte}"),
        size: 9,
        kind,
        media: "application/octet-stream".into(),
    }
}

fn receive(unit: &str, files: Vec<Attachment>) -> Command {
    Command::Report {
        units: vec![UnitCode::from(unit)],
        step: Step::Receive,
        due: None,
        files,
    }
}

fn numbered(number: &str, dated: &str) -> Symbol {
    Symbol {
        number: number.into(),
        dated: parse_date(dated),
    }
}

fn give(desk: &mut Desk, command: Command, symbol: Symbol) -> Result<Vec<Fact>, String> {
    let order = Order::new(desk.mint(), command).symbol(symbol);
    let given = desk.give("lan", &order);
    given
        .map(|facts| facts.into_iter().map(|e| e.fact).collect())
        .map_err(|r| r.rule.id().to_owned())
}

fn edit(files: &[u8], caption: Option<&str>, consent: Option<Consent>) -> Command {
    Command::EditEvidence {
        unit: UnitCode::from("04"),
        files: files
            .iter()
            .map(|b| file(*b, EvidenceKind::Photo).sha256)
            .collect(),
        change: FileChange {
            caption: caption.map(str::to_owned),
            consent,
        },
    }
}

#[test]
fn a_version_keeps_number_symbol_and_date_of_its_document() {
    let mut desk = Desk::new();
    let pdf = file(1, EvidenceKind::Document);
    give(
        &mut desk,
        receive("04", vec![pdf.clone()]),
        numbered("77/BC-STTTT", "2020-05-26"),
    )
    .expect("received");
    let kept = desk.unit("04").latest().expect("a version").symbol.clone();
    assert_eq!(kept, numbered("77/BC-STTTT", "2020-05-26"));
    // The same bytes under the same number are the version that is there; under another number they are a new one.
    let again = give(&mut desk, receive("04", vec![pdf.clone()]), kept).expect("there");
    assert_eq!(again, []);
    let other = give(&mut desk, receive("04", vec![pdf]), numbered("78/BC-STTTT", "")).expect("received");
    assert_eq!(other.len(), 1);
    assert_eq!(desk.unit("04").latest().map(|v| v.n), Some(2));
}

#[test]
fn a_document_is_not_from_after_the_day_behind_the_one_on_which_it_came() {
    let mut desk = Desk::new();
    desk.now = at("2020-05-28T09:00:00+07:00");
    let late = give(&mut desk, receive("04", vec![]), numbered("77", "2020-05-30"));
    assert_eq!(late, Err("document-ahead".to_owned()));
    give(&mut desk, receive("04", vec![]), numbered("77", "2020-05-29")).expect("signed for tomorrow");
    let long = give(&mut desk, receive("04", vec![]), numbered(&"9".repeat(301), ""));
    assert_eq!(long, Err("text-too-long".to_owned()));
}

#[test]
fn older_facts_say_neither_number_nor_whether_an_activity_is_notable() {
    let old = r#"{"version":1,"note":"","files":[]}"#;
    let Some(Ok(Fact::ReportReceived(received))) = Fact::from_json("report.received", old) else {
        panic!("an older receipt is read")
    };
    assert!(received.symbol.is_empty());
    let old = r#"{"id":"CBG-1","details":{"kind":"banner","title":"a","from":"2020-05-17","to":"2020-05-17",
        "mode":"online","reach":null,"sdgs":[],"goals":[],"status":"done"}}"#;
    let Some(Ok(Fact::ActivityAdded(added))) = Fact::from_json("activity.added", old) else {
        panic!("an older activity is read")
    };
    assert!(!added.details.notable);
}

#[test]
fn a_note_alone_makes_nothing_complete() {
    let mut desk = Desk::new();
    let missing = |desk: &Desk| -> Vec<String> {
        let missing = desk.unit("04").missing(desk.campaign.def());
        missing.iter().map(|p| p.id.clone()).collect()
    };
    let before = missing(&desk);
    assert!(!before.is_empty());
    desk.order(receive("04", vec![]), "báo cáo gửi qua thư")
        .expect("received");
    assert_eq!(missing(&desk), before);
    desk.order(receive("04", vec![file(2, EvidenceKind::Photo)]), "chỉ có ảnh")
        .expect("received");
    assert_eq!(missing(&desk), before);
    desk.order(receive("04", vec![file(1, EvidenceKind::Document)]), "")
        .expect("received");
    assert_eq!(missing(&desk), [""; 0]);
}

/// Missing parts by their ids, files by kind as they are counted, and the photos that could go into a report.
fn counted(desk: &Desk) -> (Vec<String>, [u32; 4], usize) {
    let missing = desk.unit("04").missing(desk.campaign.def());
    let dossier = Dossier::of(&desk.campaign, desk.now, None);
    let told = dossier.files.kinds.each_ref().map(|c| c.n as u32);
    assert_eq!(
        told,
        desk.campaign.total().files,
        "one count, wherever it is told"
    );
    (
        missing.iter().map(|p| p.id.clone()).collect(),
        told,
        dossier.files.photos.len(),
    )
}

#[test]
fn what_came_with_a_version_that_is_taken_back_counts_for_nothing() {
    let mut desk = Desk::new();
    let nothing = counted(&desk);
    let (pdf, photo) = (file(1, EvidenceKind::Document), file(2, EvidenceKind::Photo));
    desk.order(receive("04", vec![pdf.clone(), photo.clone()]), "")
        .expect("received");
    let whole = counted(&desk);
    assert_eq!(whole, (vec![], [1, 1, 0, 0], 1));
    let withdraw = || Command::Report {
        units: vec![UnitCode::from("04")],
        step: Step::Withdraw,
        due: None,
        files: vec![],
    };
    desk.order(withdraw(), "gửi nhầm bản nháp").expect("withdrawn");
    assert_eq!(counted(&desk), nothing, "as before that version came");
    // The files stay on record all the same, and are as they were once the withdrawal is taken back.
    assert_eq!(desk.unit("04").evidence.len(), 2);
    desk.order(Command::Undo, "").expect("undone");
    assert_eq!(counted(&desk), whole);
    desk.order(Command::Redo, "").expect("withdrawn again");
    // A version that brings no text of its own is not made complete by the one that was taken back.
    desk.order(receive("04", vec![]), "bản chính thức")
        .expect("received");
    assert_eq!(counted(&desk), nothing);
    // The same bytes with the right version are its own, and count once.
    desk.order(receive("04", vec![pdf, photo.clone()]), "đủ tệp")
        .expect("received");
    assert_eq!(counted(&desk), whole);
    // Whatever is removed of it after that is taken out of the counts once.
    let redact = Command::Redact {
        unit: UnitCode::from("04"),
        sha256: photo.sha256,
    };
    desk.order(redact, "theo yêu cầu").expect("redacted");
    assert_eq!(counted(&desk), (vec![], [1, 0, 0, 0], 0));
    desk.order(withdraw(), "").expect("withdrawn");
    assert_eq!(counted(&desk), nothing);
}

#[test]
fn a_file_that_was_removed_before_its_version_is_taken_back_is_uncounted_once() {
    let mut desk = Desk::new();
    let nothing = counted(&desk);
    let photo = file(2, EvidenceKind::Photo);
    desk.order(receive("04", vec![photo.clone()]), "")
        .expect("received");
    let unit = UnitCode::from("04");
    let redact = Command::Redact {
        unit: unit.clone(),
        sha256: photo.sha256,
    };
    desk.order(redact, "theo yêu cầu").expect("redacted");
    let withdraw = Command::Report {
        units: vec![unit],
        step: Step::Withdraw,
        due: None,
        files: vec![],
    };
    desk.order(withdraw, "").expect("withdrawn");
    assert_eq!(counted(&desk), nothing);
}

#[test]
fn what_is_said_of_a_file_is_said_wherever_its_bytes_are() {
    let mut desk = Desk::new();
    desk.order(
        receive(
            "04",
            vec![file(1, EvidenceKind::Photo), file(2, EvidenceKind::Photo)],
        ),
        "",
    )
    .expect("received");
    desk.order(edit(&[1, 2, 1], Some(" Lễ phát động "), Some(Consent::Yes)), "")
        .expect("edited");
    let note = FileNote {
        caption: "Lễ phát động".into(),
        consent: Consent::Yes,
    };
    for byte in [1, 2] {
        let id = file(byte, EvidenceKind::Photo).sha256;
        assert_eq!(desk.unit("04").file_notes.of(&id), Some(&note));
    }
    let same = desk.order(edit(&[1], Some("Lễ phát động"), None), "");
    assert_eq!(same, Err("nothing-changed".to_owned()));
    // One of two is other than on record: that one alone changes.
    desk.order(edit(&[1], None, Some(Consent::No)), "")
        .expect("edited");
    let facts = give(
        &mut desk,
        edit(&[1, 2], None, Some(Consent::No)),
        Symbol::default(),
    )
    .expect("edited");
    assert_eq!(facts.len(), 1);
    desk.order(Command::Undo, "").expect("undone");
    let second = file(2, EvidenceKind::Photo).sha256;
    assert_eq!(desk.unit("04").file_notes.consent(&second), Consent::Yes);
    assert_eq!(
        desk.order(edit(&[9], Some("?"), None), ""),
        Err("unknown-file".to_owned())
    );
    assert_eq!(
        desk.order(edit(&[], Some("?"), None), ""),
        Err("no-file".to_owned())
    );
    let long = "ả".repeat(301);
    assert_eq!(
        desk.order(edit(&[1], Some(&long), None), ""),
        Err("text-too-long".to_owned())
    );
}

#[test]
fn what_is_said_of_a_file_rests_on_it_and_goes_with_it() {
    let mut desk = Desk::new();
    desk.order(
        receive(
            "04",
            vec![file(1, EvidenceKind::Photo), file(2, EvidenceKind::Photo)],
        ),
        "",
    )
    .expect("received");
    let second = file(2, EvidenceKind::Photo).sha256;
    let order = Order::new(desk.mint(), edit(&[2], Some("Bà Lan phát biểu"), None));
    desk.give("minh", &order).expect("edited");
    let refused = desk.order(Command::Undo, "");
    assert!(
        refused.is_err(),
        "somebody has described a file of it: {refused:?}"
    );
    let redact = Command::Redact {
        unit: UnitCode::from("04"),
        sha256: second.clone(),
    };
    desk.order(redact, "theo yêu cầu").expect("redacted");
    assert_eq!(desk.unit("04").file_notes.of(&second), None);
    assert_eq!(
        desk.order(edit(&[2], Some("?"), None), ""),
        Err("already-redacted".to_owned())
    );
    // Removed from the record, a caption leaves no word behind and the answer about consent stands.
    let edited = Fact::EvidenceEdited(ketnoi::core::fact::EvidenceEdited {
        sha256: second,
        about: FileNote {
            caption: "Bà Lan phát biểu".into(),
            consent: Consent::No,
        },
    });
    let Fact::EvidenceEdited(left) = edited.without_words() else {
        panic!("another fact")
    };
    assert_eq!(
        (left.about.caption.as_str(), left.about.consent),
        ("███", Consent::No)
    );
}

#[test]
fn an_activity_is_marked_notable_and_the_mark_taken_away() {
    let mut desk = Desk::new();
    let details = NewActivity {
        kind: "banner".into(),
        title: "Treo băng-rôn".into(),
        ..NewActivity::default()
    };
    let add = Command::AddActivity {
        unit: UnitCode::from("04"),
        details,
        files: vec![],
    };
    desk.order(add, "").expect("added");
    let id = ActivityId(format!("{}-1", "CBG"));
    let mark = |notable| Command::EditActivity {
        id: id.clone(),
        change: ActivityChange {
            notable: Some(notable),
            ..ActivityChange::default()
        },
    };
    let is = |desk: &Desk| desk.unit("04").activity(&id).expect("there").details.notable;
    desk.order(mark(true), "").expect("marked");
    assert!(is(&desk));
    assert_eq!(desk.order(mark(true), ""), Err("nothing-changed".to_owned()));
    desk.order(mark(false), "").expect("taken away");
    assert!(!is(&desk));
    desk.order(Command::Undo, "").expect("undone");
    assert!(is(&desk));
}
