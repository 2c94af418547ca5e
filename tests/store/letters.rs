//! Letters: what becomes of one, by whom, and that nothing is ever half done although two streams are written. Real stores,
//! real processes that are killed.

use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command as Program, Output, Stdio};
use std::sync::Barrier;

use crate::common::desk::{at, who, wtisd_2020};
use crate::common::letters::{
    aside_verdict, file, file_verdict, judge, judgement, letter, name, part_bytes, put_back, raw, raw_bytes,
};
use crate::common::postgres;
use crate::common::proxy::Proxy;
use crate::flaky::{Flaky, Weather};
use crate::sites;
use ketnoi::clock::Clock;
use ketnoi::core::authority::{Deed, Pass, ROLES, role_id};
use ketnoi::core::decide::{Arrival, Command, LetterCommand, LetterOrder, Order, Verdict, Who, entries};
use ketnoi::core::deed::Grant;
use ketnoi::core::eyes::Eyes;
use ketnoi::core::fact::{CampaignClosed, Draft, Envelope, Fact, LetterFact, Role, Via};
use ketnoi::core::files_url::FilesUrl;
use ketnoi::core::house::{House, LetterState, Owed};
use ketnoi::core::letter::{LetterFailed, LetterKind, LetterPutBack, Symbol, Unreadable};
use ketnoi::core::names::{CampaignId, CmdId, HOUSE_STREAM, LetterId, UnitCode};
use ketnoi::core::redaction::GONE;
use ketnoi::core::refusal::Rule;
use ketnoi::core::status::{State, Step};
use ketnoi::ledger::{HouseLedger, Ledger, LedgerError, LetterReceipt, Opening};
use ketnoi::store::{Batch, Site, StoreError, Surroundings};

const NOW: &str = "2020-06-03T08:00:00+07:00";
/// What another process of a test is to do, and with which store.
const TOLD: &str = "KETNOI_TEST_LETTERS";

// ---------------------------------------------------------------------- a store with letters

/// Somebody at a store: the session's ledger, and the one of the letters beside it.
pub struct Session {
    pub ledger: Ledger,
    pub house: HouseLedger,
    minted: u128,
}

impl Session {
    /// `seed` tells the commands of one session from those of another.
    pub fn open(site: &Site, by: Who, pass: Pass, seed: u128) -> Self {
        let shipped = |_: Option<&str>| Some(wtisd_2020());
        let mut ledger = Ledger::open(Opening {
            site: site.clone(),
            campaign: Some(CampaignId::from("wtisd-2020")),
            shipped: &shipped,
            who: by,
            clock: Clock::Fixed(at(NOW)),
            read_only: None,
        })
        .expect("a ledger");
        ledger.admit(pass, None);
        Self {
            ledger,
            house: HouseLedger::open(site).expect("the letters"),
            minted: seed << 64,
        }
    }

    pub fn lan(site: &Site, seed: u128) -> Self {
        Self::open(site, who("lan"), Pass::default(), seed)
    }

    fn mint(&mut self) -> CmdId {
        self.minted += 1;
        CmdId(self.minted.into())
    }

    fn campaign(&mut self, command: Command, note: &str) -> Result<(), LedgerError> {
        let order = Order::new(self.mint(), command).note(note);
        self.ledger.submit(&order).map(drop)
    }

    pub fn open_campaign(&mut self) {
        let open = Command::Open {
            definition: wtisd_2020(),
            source: "shipped".to_owned(),
        };
        self.campaign(open, "").expect("opened");
    }

    fn order(&mut self, command: LetterCommand, note: &str) -> LetterOrder {
        LetterOrder::new(self.mint(), command).note(note)
    }

    pub fn give(&mut self, command: LetterCommand, note: &str) -> Result<LetterReceipt, LedgerError> {
        let order = self.order(command, note);
        self.house.submit(&mut self.ledger, &order)
    }

    /// Letters come in as a sweep would bring them: first the bytes, then the facts.
    fn take_in(&mut self, numbers: impl IntoIterator<Item = u32>) {
        let mut arrivals = Vec::new();
        for n in numbers {
            for bytes in [raw_bytes(n, 0), part_bytes(n, "bao-cao.pdf")] {
                self.house
                    .blobs()
                    .receive(&mut bytes.as_bytes(), 1 << 20)
                    .expect("bytes");
            }
            arrivals.push(Arrival::Letter(Box::new(letter(n, &["bao-cao.pdf"]))));
        }
        self.give(LetterCommand::TakeIn { arrivals }, "")
            .expect("taken in");
    }

    fn state(&self, n: u32) -> LetterState {
        self.house.house().letter(&name(n)).expect("a letter").state
    }

    fn owed(&self, n: u32) -> Owed {
        self.house.house().letter(&name(n)).expect("a letter").owed
    }

    /// How often the unit's report was received, and where it stands.
    fn unit(&mut self, code: &str) -> (usize, State) {
        self.ledger.catch_up().expect("the news");
        let ix = self.ledger.campaign().roster().by_code(code).expect("a unit");
        let mut received = 0;
        self.ledger
            .each_fact(|env| {
                let is_its = env.unit.as_ref().is_some_and(|unit| unit.as_str() == code);
                received += usize::from(is_its && matches!(env.fact, Fact::ReportReceived(_)));
            })
            .expect("facts");
        (received, self.ledger.campaign().unit(ix).state)
    }
}

pub struct Folder {
    _dir: tempfile::TempDir,
    pub path: PathBuf,
}

impl Folder {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("ketnoi.db");
        Self { _dir: dir, path }
    }

    pub fn site(&self) -> Site {
        Site::file(&self.path)
    }

    pub fn run(&self, words: &[&str]) -> Output {
        let home = self.path.parent().expect("a folder");
        let mut c = Program::new(env!("CARGO_BIN_EXE_ketnoi"));
        c.env_clear()
            .env("HOME", home)
            .env("LANG", "C.UTF-8")
            .env("KETNOI_LANG", "en");
        c.env("KETNOI_STORE", format!("sqlite:{}", self.path.display()));
        c.current_dir(home).args(words).output().expect("it runs")
    }

    pub fn ok(&self, words: &[&str]) -> String {
        let out = self.run(words);
        assert!(out.status.success(), "{words:?}: {out:?}");
        String::from_utf8(out.stdout).expect("text")
    }

    /// How many facts a stream has.
    fn facts(&self, stream: &str) -> Vec<Envelope> {
        let mut journal = Site::file(&self.path).open().expect("a store");
        journal
            .read_after(&CampaignId::from(stream), 0, 10_000)
            .expect("facts")
    }
}

fn rule<T: std::fmt::Debug>(outcome: Result<T, LedgerError>) -> Rule {
    match outcome {
        Err(LedgerError::Refused(refusal)) => refusal.rule,
        other => panic!("not refused: {other:?}"),
    }
}

// ---------------------------------------------------------------------- two streams, one decision

#[test]
fn a_filed_report_is_received_in_its_campaign_and_goes_again_when_the_letter_is_put_back() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in([1]);
    assert_eq!(s.unit("04"), (0, State::Awaiting));
    let receipt = s.give(file([1], "04", LetterKind::Report), "").expect("filed");
    assert!(receipt.unsettled.is_none() && !receipt.already);
    assert_eq!(s.unit("04"), (1, State::Received));
    assert_eq!((s.state(1), s.owed(1)), (LetterState::Filed, Owed::Nothing));
    let received = folder.facts("wtisd-2020").pop().expect("a fact");
    assert_eq!((received.via, received.actor.as_str()), (Via::Mail, "lan"));
    assert_eq!(
        received.at,
        raw(1, 0).received,
        "when the letter was received, not when it was filed"
    );
    let filing = s
        .house
        .house()
        .letter(&name(1))
        .and_then(|l| l.filing.clone())
        .expect("a filing");
    assert_eq!(*filing.facts, [received.seq], "the letter knows what it brought");
    let Fact::ReportReceived(f) = &received.fact else {
        panic!("{received:?}")
    };
    assert_eq!(f.files.len(), 1);

    s.give(put_back(1), "nhầm tỉnh").expect("put back");
    assert_eq!(s.unit("04"), (1, State::Awaiting));
    assert_eq!((s.state(1), s.owed(1)), (LetterState::SetAside, Owed::Nothing));
    s.give(file([1], "79", LetterKind::Report), "")
        .expect("filed elsewhere");
    assert_eq!(s.unit("79"), (1, State::Received));
    s.give(put_back(1), "lại nhầm").expect("put back");
    s.give(file([1], "04", LetterKind::Report), "")
        .expect("filed again");
    assert_eq!(
        s.unit("04"),
        (2, State::Received),
        "a new decision is carried out anew"
    );
}

#[test]
fn what_the_other_kinds_bring() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in(1..=5);
    s.give(file([1], "04", LetterKind::Acknowledgement), "")
        .expect("filed");
    assert_eq!(s.unit("04"), (0, State::InProgress));
    s.give(file([2], "04", LetterKind::Acknowledgement), "")
        .expect("the same once more is as good as done");
    assert_eq!((s.state(2), s.owed(2)), (LetterState::Filed, Owed::Nothing));
    s.give(file([3], "04", LetterKind::Addition), "").expect("filed");
    let ix = s.ledger.campaign().roster().by_code("04").expect("a unit");
    assert_eq!(s.ledger.campaign().unit(ix).evidence.len(), 1);
    let before = s.ledger.campaign().seq();
    for (n, kind) in [(4, LetterKind::Request), (5, LetterKind::Question)] {
        s.give(file([n], "04", kind), "").expect("filed");
        assert_eq!((s.state(n), s.owed(n)), (LetterState::Filed, Owed::Nothing));
    }
    s.ledger.catch_up().expect("the news");
    assert_eq!(
        s.ledger.campaign().seq(),
        before,
        "what is asked for by letter is not granted by it"
    );
    let cutoff = s.ledger.campaign().cutoff();
    assert_eq!(s.ledger.campaign().cutoff_of(ix), cutoff);
}

/// The other process of the tests below: does as it is told. Of itself it has nothing to test.
#[test]
fn as_told() {
    let Some(told) = std::env::var_os(TOLD) else {
        return;
    };
    let told = told.into_string().expect("text");
    let (step, path) = told.split_once(':').expect("a step and a store");
    let mut s = Session::lan(&Site::file(path), 7);
    if step == "settle" {
        s.house.settle(&mut s.ledger).expect("settled");
        return;
    }
    let order = s.order(file([1, 2, 3], "04", LetterKind::Report), "");
    s.house.record(&mut s.ledger, &order).expect("the decision");
    if step == "entered" {
        // What the second step would have done for the first letter, without the third.
        let (filed, kept) = (folder_filed(Path::new(path)), letter(1, &["bao-cao.pdf"]));
        let Fact::Letter(LetterFact::Filed(f)) = &filed.fact else {
            panic!("{filed:?}")
        };
        let by = Who {
            via: Via::Mail,
            ..who("lan")
        };
        for order in entries(f, filed.seq, &kept, kept.copy.received) {
            s.ledger.submit_as(&by, &order, at(NOW)).expect("entered");
        }
    }
    std::process::abort();
}

/// The first decision on record that files a letter.
fn folder_filed(path: &Path) -> Envelope {
    let mut journal = Site::file(path).open().expect("a store");
    let facts = journal
        .read_after(&CampaignId::from(HOUSE_STREAM), 0, 10_000)
        .expect("facts");
    let mut filed = facts
        .into_iter()
        .filter(|e| matches!(e.fact, Fact::Letter(LetterFact::Filed(_))));
    filed.next().expect("a filed letter")
}

/// Another process that does this to a store.
fn told(step: &str, path: &Path) -> Program {
    let here = std::thread::current();
    let here = here
        .name()
        .and_then(|name| name.rsplit_once("::"))
        .expect("a test of a module");
    let mut c = Program::new(std::env::current_exe().expect("this test's program"));
    c.args(["--exact", &format!("{}::as_told", here.0), "--test-threads=1"]);
    c.env(TOLD, format!("{step}:{}", path.display()));
    c.stdout(Stdio::piped()).stderr(Stdio::piped());
    c
}

fn kill_after(step: &str, path: &Path) {
    let out = told(step, path).output().expect("it runs");
    assert!(out.status.signal().is_some(), "{out:?}");
}

#[test]
fn a_kill_between_leaves_nothing_half() {
    for step in ["decided", "entered"] {
        let folder = Folder::new();
        let mut s = Session::lan(&folder.site(), 1);
        s.open_campaign();
        s.take_in(1..=3);
        kill_after(step, &folder.path);
        s.house.catch_up().expect("the letters");
        assert_eq!(
            (s.state(1), s.owed(1)),
            (LetterState::Filed, Owed::Entry),
            "{step}"
        );
        let begun = usize::from(step == "entered");
        assert_eq!(s.unit("04").0, begun, "{step}");

        // Somebody else does anything at all with letters, and it goes on from there.
        let mut other = Session::open(&folder.site(), who("minh"), Pass::default(), 2);
        other.take_in([4]);
        assert_eq!(other.unit("04"), (3, State::Received), "{step}");
        for n in 1..=3 {
            assert_eq!(
                (other.state(n), other.owed(n)),
                (LetterState::Filed, Owed::Nothing)
            );
        }
        let received: Vec<Envelope> = folder
            .facts("wtisd-2020")
            .into_iter()
            .filter(|e| matches!(e.fact, Fact::ReportReceived(_)))
            .collect();
        assert!(
            received.iter().all(|e| e.actor.as_str() == "lan"),
            "it was lan's decision"
        );

        // The command that was cut off, repeated, and what is owed, asked for twice more: nothing comes twice.
        let before = (folder.facts("wtisd-2020").len(), folder.facts(HOUSE_STREAM).len());
        let mut again = Session::lan(&folder.site(), 7);
        let order = again.order(file([1, 2, 3], "04", LetterKind::Report), "");
        assert!(
            again
                .house
                .submit(&mut again.ledger, &order)
                .expect("done before")
                .already
        );
        assert_eq!(again.house.settle(&mut again.ledger).expect("nothing is owed"), 0);
        assert_eq!(
            (folder.facts("wtisd-2020").len(), folder.facts(HOUSE_STREAM).len()),
            before
        );
    }
}

#[test]
fn sessions_that_finish_the_same_at_once_do_it_once() {
    const LETTERS: u32 = 300; // more than are settled by one command
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in(1..=LETTERS);
    let order = s.order(file(1..=LETTERS, "04", LetterKind::Report), "");
    s.house.record(&mut s.ledger, &order).expect("the decision");
    let others: Vec<_> = (0..2)
        .map(|_| told("settle", &folder.path).spawn().expect("it runs"))
        .collect();
    let barrier = Barrier::new(3);
    std::thread::scope(|scope| {
        for seed in 2..5 {
            let (folder, barrier) = (&folder, &barrier);
            scope.spawn(move || {
                let mut s = Session::open(&folder.site(), who("minh"), Pass::default(), seed);
                barrier.wait();
                s.house.settle(&mut s.ledger).expect("settled");
                for n in 1..=LETTERS {
                    s.house.catch_up().expect("the letters");
                    assert_eq!(s.owed(n), Owed::Nothing);
                }
            });
        }
    });
    for other in others {
        let out = other.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(out.status.success() && said.contains("1 passed"), "{said}");
    }
    assert_eq!(s.unit("04").0, LETTERS as usize);
    let settled = folder
        .facts(HOUSE_STREAM)
        .iter()
        .filter(|e| matches!(e.fact, Fact::Letter(LetterFact::Settled(_))))
        .count();
    assert_eq!(settled, LETTERS as usize);
}

/// One wait for the disk serves many letters, and each is still a command of its own: found by its id, undone by itself.
#[test]
fn many_letters_are_entered_in_one_turn_and_each_goes_back_alone() {
    let flaky = Flaky::new(Site::memory());
    let mut s = Session::lan(&flaky.site(), 1);
    s.open_campaign();
    s.take_in(1..=100);
    let order = s.order(file(1..=100, "04", LetterKind::Report), "");
    s.house.record(&mut s.ledger, &order).expect("the decision");
    let before = flaky.commits();
    assert_eq!(s.house.settle(&mut s.ledger).expect("settled"), 100);
    assert_eq!(
        flaky.commits() - before,
        2,
        "one in the campaign, one among the letters"
    );
    let mut commands = BTreeSet::new();
    s.ledger
        .each_fact(|env| {
            if matches!(env.fact, Fact::ReportReceived(_)) {
                commands.insert(env.cmd);
            }
        })
        .expect("facts");
    assert_eq!(commands.len(), 100);
    s.give(put_back(100), "nhầm").expect("put back");
    assert_eq!(
        (s.state(100), s.owed(100)),
        (LetterState::SetAside, Owed::Nothing)
    );
    let others = 1..=99;
    assert!(others.into_iter().all(|n| s.state(n) == LetterState::Filed));
}

/// The answer to the one commit is lost, or the commit itself: asked again, what is on record is found, and what is not comes.
#[test]
fn a_turn_of_many_whose_answer_is_lost_comes_once() {
    for weather in [
        Weather::AnswerLost { then_down: false },
        Weather::AnswerLost { then_down: true },
        Weather::CommandLost,
    ] {
        let flaky = Flaky::new(Site::memory());
        let mut s = Session::lan(&flaky.site(), 1);
        s.open_campaign();
        s.take_in(1..=20);
        let order = s.order(file(1..=20, "04", LetterKind::Report), "");
        s.house.record(&mut s.ledger, &order).expect("the decision");
        flaky.turns(weather);
        let outcome = s.house.settle(&mut s.ledger);
        let down = weather == Weather::AnswerLost { then_down: true };
        // The letters' own connection breaks with the other's: what is left is settled by whoever comes next.
        assert!(!down || outcome.is_err(), "{weather:?}");
        flaky.turns(Weather::Fine);
        let mut next = Session::open(&flaky.site(), who("minh"), Pass::default(), 2);
        next.house.settle(&mut next.ledger).expect("settled");
        assert_eq!(next.unit("04"), (20, State::Received), "{weather:?}");
        assert!((1..=20).all(|n| next.owed(n) == Owed::Nothing), "{weather:?}");
    }
}

#[test]
fn two_who_decide_differently_at_once_do_not_both_have_their_way() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in(1..=8);
    let barrier = Barrier::new(2);
    let outcomes: Vec<usize> = std::thread::scope(|scope| {
        let each = [(2, "04"), (3, "79")].map(|(seed, unit)| {
            let (folder, barrier) = (&folder, &barrier);
            scope.spawn(move || {
                let mut s = Session::lan(&folder.site(), seed);
                barrier.wait();
                (1..=8)
                    .filter(|n| s.give(file([*n], unit, LetterKind::Report), "").is_ok())
                    .count()
            })
        });
        each.into_iter().map(|t| t.join().expect("a thread")).collect()
    });
    assert_eq!(outcomes.iter().sum::<usize>(), 8, "each letter has one master");
    s.house.catch_up().expect("the letters");
    assert_eq!(s.unit("04").0 + s.unit("79").0, 8);
    assert_eq!(s.unit("04").0, outcomes[0]);
}

#[test]
fn a_campaign_that_refuses_meanwhile_leaves_the_letter_to_a_person() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in([1, 2]);
    let order = s.order(file([1], "04", LetterKind::Report), "");
    s.house.record(&mut s.ledger, &order).expect("the decision");
    s.campaign(Command::Close, "").expect("closed");
    assert_eq!(s.house.settle(&mut s.ledger).expect("an answer"), 1);
    let letter = s.house.house().letter(&name(1)).cloned().expect("a letter");
    assert_eq!(
        (letter.state, letter.owed),
        (LetterState::SetAside, Owed::Nothing)
    );
    assert!(letter.filing.expect("where it was to go").refused);
    assert_eq!(s.unit("04"), (0, State::Awaiting));
    assert_eq!(
        rule(s.give(file([2], "04", LetterKind::Report), "")),
        Rule::CampaignClosed
    );
    assert_eq!(s.state(2), LetterState::New, "a refusal leaves nothing");
}

#[test]
fn a_report_that_was_judged_is_not_taken_back_with_its_letter() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in([1]);
    s.give(file([1], "04", LetterKind::Report), "").expect("filed");
    // What a letter brought goes with its letter: undo, which knows commands, passes it by.
    assert_eq!(
        rule(s.campaign(Command::Undo, "")),
        Rule::UndoNever,
        "lan's own last command is the opening"
    );
    let accept = Command::Report {
        units: vec![UnitCode::from("04")],
        step: Step::Accept,
        due: None,
        files: Vec::new(),
    };
    s.campaign(accept, "").expect("accepted");
    let before = folder.facts(HOUSE_STREAM).len();
    assert_eq!(rule(s.give(put_back(1), "nhầm tỉnh")), Rule::UndoRestedOn);
    assert_eq!(s.state(1), LetterState::Filed);
    assert_eq!(folder.facts(HOUSE_STREAM).len(), before);
    s.campaign(Command::Undo, "").expect("the acceptance undone");
    s.give(put_back(1), "nhầm tỉnh").expect("put back");
    assert_eq!(s.unit("04").1, State::Awaiting);
    assert_eq!(rule(s.campaign(Command::Redo, "")), Rule::UndoRestedOn);
}

#[test]
fn nothing_is_filed_to_a_campaign_that_nobody_opened() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.take_in([1, 2]);
    assert_eq!(
        rule(s.give(file([1], "04", LetterKind::Report), "")),
        Rule::CampaignNotOpened
    );
    s.give(judge(2, file_verdict("04")), "").expect("judged");
    assert_eq!(s.state(2), LetterState::SetAside);
    s.ledger.catch_up().expect("the news");
    assert!(s.ledger.campaign().opened().is_none(), "intake never opens one");
    s.open_campaign();
    s.give(file([2], "04", LetterKind::Report), "")
        .expect("now it can be filed");
    assert_eq!(s.unit("04"), (1, State::Received));
}

// ---------------------------------------------------------------------- rights and sight

#[test]
fn every_role_meets_the_commands_about_letters() {
    let folder = Folder::new();
    let mut boss = Session::lan(&folder.site(), 1);
    boss.open_campaign();
    boss.take_in(1..=20);
    for (seed, role) in (2..).zip(ROLES) {
        let by = Who { role, ..who("huong") };
        let mut s = Session::open(&folder.site(), by, Pass::default(), seed);
        let n = seed as u32;
        let tries = [
            (
                Deed::TakeIn,
                LetterCommand::TakeIn {
                    arrivals: vec![Arrival::Letter(Box::new(letter(100 + n, &[])))],
                },
            ),
            (Deed::TakeIn, judge(n, file_verdict("04"))),
            (
                Deed::File,
                LetterCommand::Dismiss {
                    letters: vec![name(10 + n)],
                },
            ),
            (Deed::File, file([20], "04", LetterKind::Question)),
            (Deed::File, put_back(20)),
        ];
        for (deed, command) in tries {
            assert_eq!(command.deed(), Some(deed));
            let refused = s.give(command, "vì thế").err();
            let by_role = matches!(&refused, Some(LedgerError::Refused(r)) if r.rule == Rule::RoleForbids);
            assert_eq!(
                by_role,
                deed.grant(role) == Grant::No,
                "{} {}",
                role_id(role),
                deed.id()
            );
            assert!(by_role || refused.is_none(), "{}: {refused:?}", role_id(role));
        }
    }
    let attempts = boss
        .ledger
        .journal()
        .expect("a journal")
        .attempts()
        .expect("the attempts");
    assert_eq!(attempts.iter().filter(|a| a.tried == "take_in").count(), 4);
    assert_eq!(attempts.iter().filter(|a| a.tried == "file").count(), 6);
}

#[test]
fn whoever_is_kept_to_the_own_units_sees_letters_that_are_filed_to_them_and_no_reasons() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in(1..=4);
    s.give(judge(1, file_verdict("04")), "").expect("judged");
    s.give(judge(2, file_verdict("79")), "").expect("judged");
    s.give(judge(3, aside_verdict()), "").expect("judged");
    let both = LetterCommand::File {
        letters: vec![name(4)],
        units: vec![UnitCode::from("79"), UnitCode::from("04")],
        kind: LetterKind::Question,
        symbol: Symbol::default(),
        received: None,
    };
    s.give(both, "").expect("filed");
    let officer = Who {
        role: Role::UnitOfficer,
        ..who("mai")
    };
    let kept = Pass {
        units: vec!["04".to_owned()],
        national: false,
        ..Pass::default()
    };
    let mut mai = Session::open(&folder.site(), officer, kept, 2);
    let shown: Vec<LetterId> = {
        let house = mai.house.house();
        house
            .shown(mai.ledger.rights().eyes(), mai.ledger.campaign())
            .map(|l| l.id.letter())
            .collect()
    };
    assert_eq!(shown, [name(1), name(4)]);
    assert_eq!(
        s.house
            .house()
            .shown(&Eyes::Everything, s.ledger.campaign())
            .count(),
        4
    );
    for n in [2, 3] {
        assert_eq!(
            mai.house.letter(&mai.ledger, &name(n)).expect("read"),
            None,
            "as if it were not there"
        );
    }
    assert_eq!(mai.house.letter(&mai.ledger, &name(99)).expect("read"), None);
    let seen = mai
        .house
        .letter(&mai.ledger, &name(1))
        .expect("read")
        .expect("her own");
    assert_eq!(seen.judged, None);
    let told = format!("{seen:?}");
    let reason = judgement().reasons[0].what.clone();
    assert!(told.contains("bao-cao.pdf") && !told.contains(&reason), "{told}");
    assert!(!told.contains(r#"UnitCode("79")"#), "{told}");
    let shared = mai
        .house
        .letter(&mai.ledger, &name(4))
        .expect("read")
        .expect("hers too");
    let Some(Fact::Letter(LetterFact::Filed(f))) = shared.decided.map(|env| env.fact) else {
        panic!("a filing")
    };
    assert_eq!(f.units, [UnitCode::from("04")]);
    let whole = s
        .house
        .letter(&s.ledger, &name(3))
        .expect("read")
        .expect("a letter");
    assert!(
        format!("{:?}", whole.judged).contains(&reason),
        "the desk sees the candidates"
    );
}

// ---------------------------------------------------------------------- states, in full

/// The cells of the table of `docs/states.md` that bears this mark, row by row.
fn table(mark: &str) -> Vec<Vec<String>> {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/states.md"))
        .expect("a page");
    let after = page
        .split(&format!("<!-- table: {mark} -->"))
        .nth(1)
        .expect("the table");
    let rows = after
        .lines()
        .skip_while(|l| !l.starts_with('|'))
        .take_while(|l| l.starts_with('|'));
    let cells = |row: &str| {
        row.trim_matches('|')
            .split('|')
            .map(|c| c.trim().to_owned())
            .collect()
    };
    let mut rows: Vec<Vec<String>> = rows.map(cells).collect();
    rows.remove(1);
    rows
}

#[test]
fn a_letters_life_is_as_the_page_says() {
    let mut rows = table("letters");
    let head = rows.remove(0);
    assert_eq!(rows.len(), LetterState::ALL.len());
    for (row, state) in rows.iter().zip(LetterState::ALL) {
        assert_eq!(row[0], state.id());
        for (column, wanted) in head.iter().zip(row).skip(1) {
            let mut s = Session::lan(&Site::memory(), 1);
            s.open_campaign();
            s.take_in([1]);
            let to = match state {
                LetterState::New => None,
                LetterState::SetAside => Some(judge(1, aside_verdict())),
                LetterState::Filed => Some(file([1], "79", LetterKind::Report)),
                LetterState::Automatic => Some(judge(1, Verdict::Automatic)),
                LetterState::Dismissed => Some(LetterCommand::Dismiss {
                    letters: vec![name(1)],
                }),
            };
            if let Some(command) = to {
                s.give(command, "vì thế").expect("brought there");
            }
            let command = match column.as_str() {
                "rules: file" => judge(1, file_verdict("04")),
                "rules: set aside" => judge(1, aside_verdict()),
                "rules: automatic" => judge(1, Verdict::Automatic),
                "file" => file([1], "04", LetterKind::Report),
                "dismiss" => LetterCommand::Dismiss {
                    letters: vec![name(1)],
                },
                "put back" => put_back(1),
                other => panic!("no such column: {other}"),
            };
            let got = match s.give(command, "vì thế") {
                Ok(_) => s.state(1).id().to_owned(),
                Err(LedgerError::Refused(r)) => format!("✗ {}", r.rule.id()),
                Err(other) => panic!("{other}"),
            };
            assert_eq!(got, *wanted, "{} × {column}", state.id());
        }
    }
}

// ---------------------------------------------------------------------- what does not belong

/// Puts a fact into a stream as no command would.
fn forge(path: &Path, stream: &str, fact: Fact) {
    let stream = CampaignId::from(stream);
    let mut journal = Site::file(path).open().expect("a store");
    let head = journal.head(&stream).expect("the end");
    let by = who("lan");
    let turn = journal.turn(&stream, 0, None).expect("the turn");
    let batch = Batch {
        cmd: CmdId(0xbad_u128.into()),
        actor: by.actor,
        real_user: by.real_user,
        role: by.role,
        via: by.via,
        recorded: at(NOW),
        drafts: vec![Draft {
            unit: None,
            at: at(NOW),
            entered_later: false,
            fact,
        }],
    };
    turn.append(head.seq, &batch).expect("appended");
}

fn is_stray<T>(outcome: Result<T, LedgerError>) -> bool {
    matches!(outcome, Err(LedgerError::Store(StoreError::BrokenChain { detail, .. })) if detail == "stray")
}

#[test]
fn a_fact_in_the_wrong_stream_is_damage_and_is_named() {
    let put_back = |n| {
        Fact::Letter(LetterFact::PutBack(LetterPutBack {
            letter: name(n),
            reason: "vì thế".to_owned(),
        }))
    };
    let closed = || Fact::CampaignClosed(CampaignClosed { note: String::new() });
    for (stream, fact) in [
        ("wtisd-2020", put_back(1)),
        (HOUSE_STREAM, closed()),
        (HOUSE_STREAM, put_back(99)),
    ] {
        let folder = Folder::new();
        let mut s = Session::lan(&folder.site(), 1);
        s.open_campaign();
        s.take_in([1]);
        assert!(folder.run(&["log", "--verify"]).status.success());
        forge(&folder.path, stream, fact);
        let seq = folder.facts(stream).len();
        if stream == HOUSE_STREAM {
            assert!(is_stray(s.house.catch_up()), "{stream}");
            assert!(is_stray(HouseLedger::open(&folder.site())), "{stream}");
        } else {
            assert!(is_stray(s.ledger.catch_up()), "{stream}");
        }
        let out = folder.run(&["log", "--verify"]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(1), "{out:?}");
        assert!(said.contains(stream) && said.contains(&seq.to_string()), "{said}");
        assert!(said.contains("belongs elsewhere"), "{said}");
    }
}

// ---------------------------------------------------------------------- the other commands

#[test]
fn a_store_with_letters_is_verified_backed_up_restored_and_looked_at_like_any() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in(1..=3);
    s.give(file([1], "04", LetterKind::Report), "").expect("filed");
    let failed = LetterFailed {
        copy: raw(9, 0),
        whole: true,
        why: Unreadable::NotALetter,
        detail: String::new(),
        program: "0.1.0".to_owned(),
    };
    s.house
        .blobs()
        .receive(&mut raw_bytes(9, 0).as_bytes(), 1 << 20)
        .expect("bytes");
    s.give(
        LetterCommand::TakeIn {
            arrivals: vec![Arrival::Unread(failed)],
        },
        "",
    )
    .expect("kept");
    drop(s);

    let verified = folder.ok(&["log", "--verify"]);
    assert!(
        verified.contains(HOUSE_STREAM) && verified.contains("wtisd-2020"),
        "{verified}"
    );
    folder.ok(&["status"]);
    assert!(folder.ok(&["log", "--unit", "04"]).contains("version 1"));
    assert!(!folder.ok(&["campaign", "list"]).contains(HOUSE_STREAM));
    let out = folder.run(&["--campaign", "no-such", "status"]);
    assert!(
        !String::from_utf8_lossy(&out.stderr).contains(HOUSE_STREAM),
        "{out:?}"
    );
    assert_eq!(
        folder.run(&["--campaign", HOUSE_STREAM, "status"]).status.code(),
        out.status.code(),
        "the house is no campaign"
    );
    let files: serde_json::Value =
        serde_json::from_str(&folder.ok(&["evidence", "verify", "--json"])).expect("JSON");
    // Three letters and their documents, and what could not be read.
    assert_eq!(
        (files["checked"].as_u64(), files["good"].as_u64()),
        (Some(7), Some(7)),
        "{files}"
    );
    assert_eq!(files["orphans"].as_array().map(Vec::len), Some(0), "{files}");
    let doctor = folder.ok(&["doctor"]);
    assert!(doctor.contains(HOUSE_STREAM), "{doctor}");

    folder.ok(&["backup", "all.tar"]);
    let there = Folder::new();
    let backup = folder.path.with_file_name("all.tar");
    there.ok(&["restore", backup.to_str().expect("a path")]);
    assert_eq!(there.facts(HOUSE_STREAM), folder.facts(HOUSE_STREAM));
    there.ok(&["log", "--verify"]);
    let files: serde_json::Value =
        serde_json::from_str(&there.ok(&["evidence", "verify", "--json"])).expect("JSON");
    assert_eq!(
        files["good"].as_u64(),
        Some(7),
        "the letters' bytes came along: {files}"
    );
    let house = HouseLedger::open(&there.site()).expect("the letters");
    assert_eq!(house.house().counts().came_in(), 4);
}

#[test]
fn the_words_of_a_letter_can_go_and_what_it_did_stands() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in([1]);
    s.give(file([1], "04", LetterKind::Report), "của chị Mẫu")
        .expect("filed");
    let before = s.house.house().letter(&name(1)).cloned();
    let mut other = Session::lan(&folder.site(), 2);
    let kept = s.house.said(1).expect("read").expect("the fact that keeps it");
    s.give(LetterCommand::RedactFacts { facts: vec![kept] }, "theo yêu cầu")
        .expect("redacted");
    for s in [&mut s, &mut other] {
        s.house.catch_up().expect("the letters");
        let whole = s
            .house
            .letter(&s.ledger, &name(1))
            .expect("read")
            .expect("a letter");
        let told = format!("{:?}", whole.kept.fact);
        assert!(told.contains(GONE) && !told.contains("Trần Thị Mẫu"), "{told}");
        let after = s.house.house().letter(&name(1)).cloned();
        assert_eq!(
            after.as_ref().map(|l| (l.state, l.filing.clone())),
            before.as_ref().map(|l| (l.state, l.filing.clone()))
        );
        assert_eq!(s.house.redactions().expect("read").len(), 1);
    }
    let verified = folder.ok(&["log", "--verify"]);
    assert!(verified.contains(HOUSE_STREAM), "{verified}");
    let bytes = std::fs::read(&folder.path).expect("the store");
    let needle = "Trần Thị Mẫu".as_bytes();
    assert!(
        !bytes.windows(needle.len()).any(|w| w == needle),
        "not in the file either"
    );
}

#[test]
fn the_stored_state_of_the_house_is_what_a_replay_gives() {
    let folder = Folder::new();
    let mut s = Session::lan(&folder.site(), 1);
    s.open_campaign();
    s.take_in(1..=300);
    s.give(file(1..=5, "04", LetterKind::Question), "")
        .expect("filed");
    let in_file = |sql: &str| {
        let db = rusqlite::Connection::open(&folder.path).expect("the file");
        db.execute(sql, []).expect("changed")
    };
    let opened = HouseLedger::open(&folder.site()).expect("the letters");
    assert!(!opened.was_damaged());
    assert_eq!(opened.house(), s.house.house());
    let mut replay = House::default();
    for env in folder.facts(HOUSE_STREAM) {
        replay.take(&env).expect("of the house");
    }
    assert_eq!(opened.house(), &replay);
    folder.ok(&["log", "--verify"]);
    drop((opened, s));

    // One that has rotted is not started from, and is named.
    let rot = "UPDATE snapshots SET state = zeroblob(length(state)) WHERE stream = 'house'";
    assert_eq!(in_file(rot), 1, "there is one");
    let opened = HouseLedger::open(&folder.site()).expect("the letters");
    assert!(opened.was_damaged());
    assert_eq!(opened.house(), &replay);
    let out = folder.run(&["log", "--verify"]);
    assert_eq!(out.status.code(), Some(1), "{out:?}");
    assert!(
        String::from_utf8_lossy(&out.stderr).contains("stored state of house"),
        "{out:?}"
    );
    folder.ok(&["log", "--verify"]);
}

/// A server far away is asked a few times for what many letters bring, and not for each of them.
#[test]
fn letters_are_settled_in_as_many_journeys_as_one_letter() {
    let Some(server) = postgres::shared() else { return };
    let proxy = Proxy::before(server.port);
    let url = server
        .url()
        .replace(&format!(":{}/", server.port), &format!(":{}/", proxy.port));
    let folder = tempfile::tempdir().unwrap();
    let files = FilesUrl::Folder(folder.path().join("files"));
    let site = sites::at(&url).with_files_at(Some(&files), &Surroundings::default());
    let mut s = Session::lan(&site, 1);
    s.open_campaign();
    s.take_in(1..=40);
    let journeys = |s: &mut Session, letters: std::ops::RangeInclusive<u32>| {
        let before = proxy.journeys();
        let receipt = s.give(file(letters.clone(), "01", LetterKind::Report), "");
        assert!(receipt.expect("filed").unsettled.is_none());
        assert!(letters.into_iter().all(|n| s.owed(n) == Owed::Nothing));
        proxy.journeys() - before
    };
    let one = journeys(&mut s, 1..=1);
    for letters in [2..=3, 4..=40] {
        // An answer that nobody waits for may come between two questions, and is then counted as if somebody had.
        let many = journeys(&mut s, letters.clone());
        assert!(many <= one + 3, "{letters:?}: {many}, one: {one}");
    }
    assert_eq!(s.unit("01").0, 40);
}
