//! Files that are attached are taken in on a thread of their own: nobody waits for one that takes long, each answer finds
//! its command, and whoever leaves in the middle leaves nothing half.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::common::desk::wtisd_2020;
use crate::common::gate::Gate;
use crate::common::screen::{BEFORE, ledger};
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::fact::{EvidenceKind, Fact};
use ketnoi::core::names::{BlobId, CmdId, Lang, UnitCode};
use ketnoi::core::status::Step;
use ketnoi::core::time::Stamp;
use ketnoi::ledger::Ledger;
use ketnoi::photo::Maker;
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::msg::{Answer, Ask, Carried};

/// Longer than anything here takes; an answer that does not come within it never comes.
const LIMIT: Duration = Duration::from_mins(1);

/// A store, and a child that says of every photo that it is none, but not before the gate is opened.
struct Office {
    gate: Gate,
}

impl Office {
    fn new() -> Self {
        let gate = Gate::new();
        fs::write(gate.path("anh.jpg"), b"\xff\xd8\xff\xe0 anh").expect("written");
        fs::write(gate.path("b.pdf"), b"%PDF-1.4 b").expect("written");
        Self { gate }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.gate.path(name)
    }

    /// Whoever waits at the gate goes on.
    fn open_gate(&self) {
        self.gate.open();
    }

    /// A ledger of its own on the store, as another session has it.
    fn ledger(&self) -> Ledger {
        let now = Stamp::parse_rfc3339(BEFORE).expect("a moment");
        ledger(&wtisd_2020(), Site::file(self.path("ketnoi.db")), now, None)
    }

    fn give(&self, n: u128, command: Command) {
        let order = Order::new(CmdId(n.into()), command).note("x");
        self.ledger().submit(&order).expect("recorded");
    }

    /// A dashboard's clerk at work.
    fn clerk(&self) -> Desk {
        let (asks, asked) = channel();
        let (tell, answers) = channel();
        let jail = self.gate.jail();
        let clerk = Clerk::new(self.ledger(), None, Catalogue::new(Lang::En))
            .trying(Some(Maker::to_try(jail)))
            .with_porter(asks.clone());
        let serving = std::thread::spawn(move || {
            clerk.serve(&asked, &|answer| {
                let _ = tell.send(answer);
            });
        });
        Desk {
            asks,
            answers,
            heard: Vec::new(),
            serving,
        }
    }

    fn attach(&self, n: u128, file: &str) -> Ask {
        let command = Command::AddEvidence {
            unit: UnitCode::from("04"),
            activity: None,
            files: Vec::new(),
        };
        Ask::Attach {
            order: Box::new(Order::new(CmdId(n.into()), command)),
            paths: self.path(file).display().to_string(),
        }
    }

    /// The files on record of the unit, and all that lie beside the store.
    fn kept(&self) -> (Vec<(String, EvidenceKind)>, Vec<BlobId>) {
        let mut ledger = self.ledger();
        let ix = ledger.campaign().roster().by_code("04").expect("a unit");
        let unit = ledger.campaign().unit(ix);
        let files = unit.evidence.iter().map(|e| (e.file.name.clone(), e.file.kind));
        let files = files.collect();
        let lying = ledger.blobs().list(None, 999).expect("a list");
        (files, lying.into_iter().map(|file| file.id).collect())
    }
}

fn note(n: u128, unit: &str) -> Ask {
    let units = vec![UnitCode::from(unit)];
    let order = Order::new(CmdId(n.into()), Command::Note { units }).note("y");
    Ask::Submit(Box::new(order))
}

/// What somebody sees of a clerk.
struct Desk {
    asks: Sender<Ask>,
    answers: Receiver<Answer>,
    heard: Vec<Answer>,
    serving: JoinHandle<()>,
}

impl Desk {
    fn ask(&self, ask: Ask) {
        self.asks.send(ask).expect("a clerk");
    }

    /// Listens until an answer is as wanted.
    fn until(&mut self, what: &str, wanted: impl Fn(&Answer) -> bool) -> &Answer {
        loop {
            let answer = self.answers.recv_timeout(LIMIT);
            let answer = answer.unwrap_or_else(|_| panic!("{what} never came; heard: {:?}", self.heard));
            let found = wanted(&answer);
            self.heard.push(answer);
            if found {
                return self.heard.last().expect("just heard");
            }
        }
    }

    fn until_carried(&mut self, n: u128) -> Carried {
        let answer = self.until(&format!("the receipt of {n}"), |answer| {
            carried(answer).is_some_and(|done| done.cmd == CmdId(n.into()))
        });
        carried(answer).expect("a receipt").clone()
    }

    /// The commands that were carried out, in the order in which that was told.
    fn told(&self) -> Vec<CmdId> {
        let done = self.heard.iter().filter_map(carried);
        done.map(|done| done.cmd).collect()
    }

    fn leave(self) -> Vec<Answer> {
        self.ask(Ask::Leave);
        self.serving.join().expect("the clerk ends");
        self.heard.into_iter().chain(self.answers.try_iter()).collect()
    }
}

fn carried(answer: &Answer) -> Option<&Carried> {
    match answer {
        Answer::Facts { done, .. } => done.as_ref(),
        _ => None,
    }
}

#[test]
fn nobody_waits_for_a_photo_that_takes_long_to_judge() {
    let office = Office::new();
    let mut desk = office.clerk();
    desk.ask(office.attach(1, "anh.jpg"));
    desk.ask(office.attach(2, "b.pdf"));
    // Somebody else reports, and is heard of; a command of one's own is carried out.
    let units = vec![UnitCode::from("01")];
    office.give(
        9,
        Command::Report {
            units,
            step: Step::Receive,
            due: None,
            files: Vec::new(),
        },
    );
    desk.ask(Ask::CatchUp);
    desk.until("the stranger's report", |answer| match answer {
        Answer::Facts { facts, .. } => facts
            .iter()
            .any(|env| matches!(env.fact, Fact::ReportReceived(_))),
        _ => false,
    });
    desk.ask(note(3, "06"));
    desk.until_carried(3);
    assert_eq!(
        office.kept(),
        (Vec::new(), Vec::new()),
        "nothing has its name yet"
    );
    office.open_gate();
    let photo = desk.until_carried(1);
    assert_eq!(photo.unshown.len(), 1, "it is no picture, and that is said");
    desk.until_carried(2);
    assert_eq!(
        desk.told(),
        [3, 1, 2].map(|n: u128| CmdId(n.into())),
        "files come in their order"
    );
    desk.leave();
    let (files, blobs) = office.kept();
    assert_eq!(
        files,
        [
            ("anh.jpg".to_owned(), EvidenceKind::Other),
            ("b.pdf".to_owned(), EvidenceKind::Document)
        ]
    );
    assert_eq!(blobs.len(), 2);
}

#[test]
fn whoever_leaves_while_a_file_is_under_way_leaves_nothing_half() {
    let office = Office::new();
    let desk = office.clerk();
    desk.ask(office.attach(1, "anh.jpg"));
    // The gate is closed: the clerk does not wait for the porter.
    let heard = desk.leave();
    assert!(heard.iter().all(|answer| carried(answer).is_none()), "{heard:?}");
    assert_eq!(office.kept(), (Vec::new(), Vec::new()));
    // The same once more, as somebody would who comes back.
    office.open_gate();
    let mut again = office.clerk();
    again.ask(office.attach(1, "anh.jpg"));
    assert!(!again.until_carried(1).already, "it was not on record");
    again.leave();
    let (files, blobs) = office.kept();
    assert_eq!((files.len(), blobs.len()), (1, 1));
}

#[test]
fn a_command_that_is_refused_by_the_time_its_file_is_there_keeps_nothing() {
    let office = Office::new();
    office.give(
        8,
        Command::Note {
            units: vec![UnitCode::from("06")],
        },
    );
    let mut desk = office.clerk();
    desk.ask(office.attach(1, "anh.jpg"));
    // The clerk answers in order: by then nothing stands against the file, and the porter has it.
    desk.ask(note(3, "06"));
    desk.until_carried(3);
    office.give(9, Command::Close);
    office.open_gate();
    desk.until(
        "the refusal",
        |answer| matches!(answer, Answer::Refused { cmd, .. } if *cmd == CmdId(1.into())),
    );
    desk.leave();
    assert_eq!(office.kept(), (Vec::new(), Vec::new()));
}
