//! A document is written on a thread of its own: nobody waits for its photos, and whoever stops it or leaves in the middle
//! leaves nothing of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::common::desk::wtisd_2020;
use crate::common::gate::Gate;
use crate::common::screen::{BEFORE, ledger};
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::fact::Fact;
use ketnoi::core::names::{CmdId, Lang, UnitCode};
use ketnoi::core::time::Stamp;
use ketnoi::export::Format;
use ketnoi::ledger::Ledger;
use ketnoi::outfile::Guard;
use ketnoi::pdfout::Office;
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::exporting::{Going, Told};
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::matter::{Chosen, Manner, Matter, Written};
use ketnoi::tui::msg::{Answer, Ask};

/// Longer than anything here takes; an answer that does not come within it never comes.
const LIMIT: Duration = Duration::from_mins(1);

/// A store with a photo on record, a press that makes nothing of it before the gate is opened, and a folder for documents.
struct House {
    gate: Gate,
}

impl House {
    fn new() -> Self {
        let house = Self { gate: Gate::new() };
        fs::create_dir(house.out()).expect("a folder");
        let photo = house.gate.path("anh.jpg");
        fs::write(&photo, b"\xff\xd8\xff\xe0 anh").expect("written");
        let command = Command::AddEvidence {
            unit: UnitCode::from("04"),
            activity: None,
            files: Vec::new(),
        };
        let ask = Ask::Attach {
            order: Box::new(Order::new(CmdId(1.into()), command)),
            paths: photo.display().to_string(),
        };
        let mut clerk = Clerk::new(house.ledger(), None, Catalogue::new(Lang::En));
        let answers = clerk.answer(ask);
        assert!(
            answers
                .iter()
                .any(|a| matches!(a, Answer::Facts { done: Some(_), .. })),
            "{answers:?}"
        );
        house
    }

    fn out(&self) -> PathBuf {
        self.gate.path("out")
    }

    fn ledger(&self) -> Ledger {
        let now = Stamp::parse_rfc3339(BEFORE).expect("a moment");
        let site = Site::file(self.gate.path("ketnoi.db"));
        ledger(&wtisd_2020(), site, now, None)
    }

    /// A dashboard's clerk at work.
    fn clerk(&self, office: Option<Office>) -> Desk {
        let (asks, asked) = channel();
        let (tell, answers) = channel();
        let ground = Ground {
            home: Some(self.out()),
            guard: Guard::new(),
            office,
            ..Ground::default()
        };
        let clerk = Clerk::new(self.ledger(), None, Catalogue::new(Lang::En))
            .at_home(ground)
            .reading(Some(self.gate.jail()))
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

    /// Every file of the folder, and how many exports are on record.
    fn left(&self) -> (Vec<String>, usize) {
        let entries = fs::read_dir(self.out()).expect("a folder");
        let name = |e: fs::DirEntry| e.file_name().to_string_lossy().into_owned();
        let names = entries.map(|e| name(e.expect("an entry"))).collect();
        let mut exports = 0;
        let read = self.ledger().each_fact(|env| {
            exports += usize::from(matches!(env.fact, Fact::ExportMade(_)));
        });
        read.expect("facts");
        (names, exports)
    }
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

    fn until(&mut self, what: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        loop {
            let answer = self.answers.recv_timeout(LIMIT);
            let answer = answer.unwrap_or_else(|_| panic!("{what} never came; heard: {:?}", self.heard));
            self.heard.push(answer.clone());
            if wanted(&answer) {
                return answer;
            }
        }
    }

    fn until_told(&mut self, what: &str, wanted: impl Fn(&Told) -> bool) -> Told {
        let answer = self.until(what, |a| matches!(a, Answer::Export(_, told) if wanted(told)));
        match answer {
            Answer::Export(_, told) => told,
            other => panic!("{other:?}"),
        }
    }

    fn leave(self) {
        self.ask(Ask::Leave);
        self.serving.join().expect("the clerk ends");
    }
}

fn export(n: u128, format: Format, path: &str) -> Ask {
    Ask::Export(Box::new(Going {
        cmd: CmdId(n.into()),
        matter: Matter::ALL[0],
        then: None,
        chosen: Chosen {
            written: Written::Report(format),
            path: path.to_owned(),
            template: String::new(),
            manner: Manner::default(),
        },
    }))
}

fn note(n: u128, unit: &str) -> Order {
    let units = vec![UnitCode::from(unit)];
    Order::new(CmdId(n.into()), Command::Note { units }).note("y")
}

#[test]
fn nobody_waits_for_photos_and_whoever_stops_leaves_nothing() {
    let house = House::new();
    let mut desk = house.clerk(None);
    desk.ask(export(2, Format::Docx, "~/a.docx"));
    desk.until_told("the beginning", |told| matches!(told, Told::Begun(_)));
    let photos = desk.until_told("its photos", |told| matches!(told, Told::Photos(..)));
    assert_eq!(photos, Told::Photos(0, 1));
    // Others are heard of meanwhile, and commands are carried out.
    house.ledger().submit(&note(90, "01")).expect("recorded");
    desk.ask(Ask::CatchUp);
    desk.until(
        "the stranger's note",
        |a| matches!(a, Answer::Facts { facts, .. } if facts.iter().any(|f| f.cmd == CmdId(90.into()))),
    );
    desk.ask(Ask::Submit(Box::new(note(3, "06"))));
    desk.until("the receipt", |a| {
        matches!(a, Answer::Facts { done: Some(_), .. })
    });
    // A second document waits for nobody, and says so.
    desk.ask(export(4, Format::Docx, "~/b.docx"));
    desk.until(
        "the refusal",
        |a| matches!(a, Answer::Failed { cmd, sentence } if *cmd == CmdId(4.into()) && sentence.contains("being written")),
    );
    desk.ask(Ask::StopExport);
    // The clerk answers in order: by now it is stopped, and the photo that was under way may come.
    desk.ask(Ask::Submit(Box::new(note(5, "08"))));
    desk.until(
        "the receipt",
        |a| matches!(a, Answer::Facts { done: Some(d), .. } if d.cmd == CmdId(5.into())),
    );
    house.gate.open();
    let told = desk.until_told("the end", |told| !matches!(told, Told::Photos(..)));
    assert!(
        matches!(&told, Told::Stopped(s) if s.contains("a.docx")),
        "{told:?}"
    );
    assert_eq!(house.left(), (Vec::new(), 0));
    // The same once more, and it is there.
    desk.ask(export(6, Format::Docx, "~/a.docx"));
    let told = desk.until_told("the receipt", |told| {
        !matches!(told, Told::Photos(..) | Told::Begun(_))
    });
    let Told::Done(receipt) = &told else {
        panic!("{told:?}")
    };
    assert!(
        receipt[0].contains("a.docx") && receipt[0].contains("SHA-256"),
        "{receipt:?}"
    );
    assert!(receipt[1].starts_with("On record as no. "), "{receipt:?}");
    assert_eq!(house.left(), (vec!["a.docx".to_owned()], 1));
    desk.leave();
}

#[test]
fn whoever_leaves_in_the_middle_leaves_nothing() {
    let house = House::new();
    let mut desk = house.clerk(None);
    desk.ask(export(2, Format::Docx, "~/a.docx"));
    desk.until_told("its photos", |told| matches!(told, Told::Photos(..)));
    desk.ask(Ask::StopExport);
    desk.ask(Ask::Leave);
    house.gate.open();
    desk.serving.join().expect("the clerk ends");
    assert_eq!(house.left(), (Vec::new(), 0));
}

#[test]
fn a_pdf_that_is_being_made_is_stopped_with_the_program_that_makes_it() {
    let house = House::new();
    house.gate.open();
    let started = house.gate.path("started");
    let program = house.gate.program(
        "soffice",
        &format!("#!/bin/sh\necho $$ > {}\nexec sleep 600\n", started.display()),
    );
    let mut desk = house.clerk(Some(Office::at(program)));
    desk.ask(export(2, Format::Pdf, "~/a.pdf"));
    desk.until_told("the beginning", |told| matches!(told, Told::Begun(_)));
    let pid = wait_for_line(&started);
    desk.ask(Ask::StopExport);
    desk.until_told("the end", |told| matches!(told, Told::Stopped(_)));
    assert_eq!(house.left(), (Vec::new(), 0));
    // It was waited for.
    assert!(!Path::new(&format!("/proc/{pid}")).exists());
    desk.leave();
}

fn wait_for_line(path: &Path) -> String {
    let limit = std::time::Instant::now() + LIMIT;
    loop {
        match fs::read_to_string(path) {
            Ok(text) if text.ends_with('\n') => return text.trim().to_owned(),
            _ => assert!(std::time::Instant::now() < limit, "it never started"),
        }
        std::thread::yield_now();
    }
}

#[test]
fn a_name_that_somebody_takes_meanwhile_is_left() {
    let house = House::new();
    let mut desk = house.clerk(None);
    desk.ask(export(2, Format::Docx, "~/a.docx"));
    desk.until_told("its photos", |told| matches!(told, Told::Photos(..)));
    fs::write(house.out().join("a.docx"), "another's").expect("written");
    house.gate.open();
    let told = desk.until_told("the end", |told| !matches!(told, Told::Photos(..)));
    assert!(
        matches!(&told, Told::Failed(s) if s.contains("a.docx")),
        "{told:?}"
    );
    assert_eq!(fs::read(house.out().join("a.docx")).expect("there"), b"another's");
    assert_eq!(house.left(), (vec!["a.docx".to_owned()], 0));
    desk.leave();
}
