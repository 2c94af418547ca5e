//! Letters taken in, over every engine: whatever lies in a mailbox is in exactly one of the counts, nothing is marked before it
//! is on record, and nothing is lost by whatever comes between.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ketnoi::clock::Clock;
use ketnoi::core::house::{Counts, LetterState};
use ketnoi::core::letter::{ReceivedBy, Unreadable};
use ketnoi::core::mailboxes::Reading;
use ketnoi::core::names::{BlobId, CampaignId, CmdId};
use ketnoi::core::time::Stamp;
use ketnoi::intake::{Judge, Setup, Source, Summary, Sweep, SweepError};
use ketnoi::ledger::{HouseLedger, Ledger, Opening};
use ketnoi::mail::Limits;
use ketnoi::mailbox::{Bytes, Item, Mailbox, MailboxError};
use ketnoi::recognise::{Ours, Rules};
use ketnoi::refdata;
use ketnoi::store::{BlobState, Site};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::common::desk::{at, who, wtisd_2020};
use crate::sites::sites;

const NOW: &str = "2020-06-03T08:00:00+07:00";

/// A mailbox made of bytes. It looks into the store whenever it is told that a letter is on record.
struct Made {
    letters: Vec<Vec<u8>>,
    next: usize,
    /// It fails before this one, once.
    breaks: Option<usize>,
    site: Site,
    done: Rc<RefCell<Vec<usize>>>,
}

impl Mailbox for Made {
    fn name(&self) -> &'static str {
        "made"
    }
    fn next(&mut self) -> Result<Option<Item>, MailboxError> {
        if self.breaks == Some(self.next) {
            self.breaks = None;
            self.next = 0;
            return Err(MailboxError::Absent("made".to_owned()));
        }
        if self.next == self.letters.len() {
            self.next = 0;
            return Ok(None);
        }
        self.next += 1;
        let n = self.next - 1;
        Ok(Some(Item {
            id: n.to_string(),
            mark: self.letters[n].len().to_string(),
            size: None,
            received: Some((at("2020-06-02T15:10:22+07:00"), ReceivedBy::Internaldate)),
        }))
    }
    fn read(&mut self, item: &Item, most: u64, head: usize) -> Result<Bytes, MailboxError> {
        let bytes = &self.letters[item.id.parse::<usize>().expect("a number")];
        Ok(match bytes.as_slice() {
            b"gone" => Bytes::Gone,
            b"link" => Bytes::Refused("link"),
            all if all.len() as u64 > most => Bytes::TooLarge {
                head: all[..head.min(all.len())].to_vec(),
                size: all.len() as u64,
            },
            all => Bytes::Whole(all.to_vec()),
        })
    }
    fn done(&mut self, item: &Item) -> Result<(), MailboxError> {
        let n = item.id.parse::<usize>().expect("a number");
        let mut house = HouseLedger::open(&self.site).expect("the letters");
        let raw = sha256(&self.letters[n]);
        let known = house.house().came_as(&raw).is_some() || house.house().failure(&raw).is_some();
        assert!(known, "{n} is marked and not on record");
        assert_eq!(house.blobs().check(&raw).expect("looked at"), BlobState::Good);
        self.done.borrow_mut().push(n);
        Ok(())
    }
    fn wait(&mut self, _at_most: Duration) -> Result<bool, MailboxError> {
        Ok(false)
    }
}

fn sha256(bytes: &[u8]) -> BlobId {
    BlobId(ketnoi::core::hex::hex(&Sha256::digest(bytes)))
}

struct Trial {
    site: Site,
    done: Rc<RefCell<Vec<usize>>>,
    limits: Limits,
    stop: Arc<AtomicBool>,
}

impl Trial {
    fn new(site: Site) -> Self {
        Self {
            site,
            done: Rc::default(),
            limits: Limits {
                message: 4_096,
                header: 512,
                ..Limits::default()
            },
            stop: Arc::default(),
        }
    }

    fn sweep(&self) -> Sweep {
        let shipped = |_: Option<&str>| Some(wtisd_2020());
        let ledger = Ledger::open(Opening {
            site: self.site.clone(),
            campaign: Some(CampaignId::from("wtisd-2020")),
            shipped: &shipped,
            who: who("lan"),
            clock: Clock::Fixed(at(NOW)),
            read_only: None,
        });
        let rosters = refdata::roster_ids().filter_map(refdata::roster).collect();
        Sweep::new(Setup {
            house: HouseLedger::open(&self.site).expect("the letters"),
            ledgers: vec![ledger.expect("a ledger")],
            judge: Judge::new(
                Rules::new(refdata::rules().expect("built in"), rosters),
                Ours::default(),
            ),
            reader: None,
            jail: None,
            limits: self.limits,
            mint: || CmdId(ulid::Ulid::new()),
            stop: self.stop.clone(),
            keep_outcomes: true,
        })
    }

    fn source(&self, letters: &[Vec<u8>], breaks: Option<usize>) -> Source {
        Source::new(Box::new(Made {
            letters: letters.to_vec(),
            next: 0,
            breaks,
            site: self.site.clone(),
            done: self.done.clone(),
        }))
    }

    fn run(&self, letters: &[Vec<u8>]) -> Summary {
        let mut summary = Summary::default();
        let read = self
            .sweep()
            .round(&mut self.source(letters, None), &mut summary, &mut |_| ());
        read.expect("read to its end");
        summary
    }

    fn counts(&self) -> Counts {
        HouseLedger::open(&self.site)
            .expect("the letters")
            .house()
            .counts()
    }
}

fn letter(n: u32, trace: &str) -> Vec<u8> {
    format!("{trace}From: Tran Thi Mau <mau{n}@tinh.example>\r\nSubject: thu {n}\r\nMessage-ID: <{n}@tinh.example>\r\n\r\nXin chao.\r\n")
        .into_bytes()
}

#[test]
fn each_thing_in_a_mailbox_is_in_one_count_and_the_second_time_nothing_is_new() {
    for fresh in sites() {
        let trial = Trial::new(fresh.site.clone());
        let all = [
            letter(1, ""),
            letter(2, ""),
            letter(1, "Received: from a by b; Tue, 2 Jun 2020 15:10:00 +0700\r\n"),
            letter(1, ""),
            b"\x7fELF nothing of a letter".to_vec(),
            [letter(3, ""), vec![b'x'; 5_000]].concat(),
            b"link".to_vec(),
            b"gone".to_vec(),
        ];
        let first = trial.run(&all);
        assert_eq!(first.came_in(), 7, "{}: what has gone is nobody's", fresh.name);
        assert_eq!(
            (first.set_aside, first.duplicate, first.failed),
            (2, 2, 3),
            "{}",
            fresh.name
        );
        assert_eq!((first.left, first.unkept), (1, 1));
        let mut done = trial.done.take();
        done.sort_unstable();
        assert_eq!(
            done,
            [0, 1, 2, 3, 4],
            "what is too large, or no file, stays as it is"
        );
        let counts = trial.counts();
        assert_eq!((counts.set_aside, counts.copies, counts.failed), (2, 1, 2));

        let again = trial.run(&all);
        assert_eq!(again.came_in(), 0, "{}: {again:?}", fresh.name);
        // Forgotten, everything is read once more, and brings nothing.
        let mut house = HouseLedger::open(&trial.site).expect("the letters");
        assert!(house.drop_mailbox("made").expect("forgotten"));
        let anew = trial.run(&all);
        assert_eq!(
            (anew.came_in(), anew.duplicate, anew.failed),
            (7, 4, 3),
            "{}",
            fresh.name
        );
        assert_eq!(trial.counts(), counts);
    }
}

#[test]
fn what_was_too_large_comes_in_once_more_is_taken() {
    let mut trial = Trial::new(Site::memory());
    let large = [letter(3, ""), vec![b'x'; 5_000]].concat();
    let first = trial.run(std::slice::from_ref(&large));
    assert_eq!((first.failed, first.left), (1, 1));
    let mut house = HouseLedger::open(&trial.site).expect("the letters");
    let failure = house.house().failures().next().cloned().expect("it is on record");
    assert_eq!(failure.why, Unreadable::TooLarge);
    assert_eq!(
        house.blobs().check(&failure.raw.blob()).expect("looked at"),
        BlobState::Good
    );
    trial.limits.message = 10_000;
    let second = trial.run(std::slice::from_ref(&large));
    assert_eq!((second.came_in(), second.set_aside), (1, 1));
    assert_eq!(trial.counts().failed, 0, "it is read by now");
}

#[test]
fn what_a_sweep_did_not_finish_is_finished_by_the_next() {
    for fresh in sites() {
        let trial = Trial::new(fresh.site.clone());
        let all: Vec<Vec<u8>> = (0..9).map(|n| letter(n, "")).collect();
        let mut sweep = trial.sweep();
        let mut source = trial.source(&all, Some(4)).every(Some(60_000));
        let mut summary = Summary::default();
        let broken = sweep.round(&mut source, &mut summary, &mut |_| ());
        assert!(matches!(
            broken,
            Err(SweepError::Mailbox(MailboxError::Absent(_)))
        ));
        assert_eq!(summary.came_in(), 4, "what was read before is on record");
        let health = sweep.health("made").expect("it is known");
        assert_eq!((health.reading(at(NOW)), health.read), (Reading::Troubled, None));

        // Stopped at once, nothing is begun; then it goes on.
        trial.stop.store(true, Ordering::Relaxed);
        let mut stopped = Summary::default();
        sweep
            .round(&mut source, &mut stopped, &mut |_| ())
            .expect("stopped");
        assert!(stopped.stopped && stopped.came_in() == 0);
        trial.stop.store(false, Ordering::Relaxed);
        let mut rest = Summary::default();
        sweep.round(&mut source, &mut rest, &mut |_| ()).expect("read");
        assert_eq!(rest.came_in(), 5, "{}", fresh.name);
        let health = sweep.health("made").expect("it is known");
        assert_eq!(health.reading(at(NOW)), Reading::Well);
        assert_eq!(health.reading(Stamp(at(NOW).0 + 4 * 60_000)), Reading::Still);
    }
}

#[test]
fn letters_that_were_kept_and_not_judged_are_judged_by_the_next() {
    use ketnoi::core::decide::{Arrival, LetterCommand, LetterOrder};
    use ketnoi::core::letter::{LetterKept, RawCopy};
    let trial = Trial::new(Site::memory());
    let bytes = letter(7, "");
    // As a sweep leaves it that is killed between its two commands.
    let mail = ketnoi::mail::read(&bytes, &trial.limits).expect("a letter");
    let (mut house, mut ledgers) = trial.sweep().into_ledgers();
    house
        .blobs()
        .receive(&mut bytes.as_slice(), 1 << 20)
        .expect("received");
    let kept = LetterKept {
        letter: mail.key.clone(),
        copy: RawCopy {
            raw: sha256(&bytes),
            size: bytes.len() as u64,
            received: at(NOW),
            by: ReceivedBy::Sweep,
            source: "made: 0".to_owned(),
        },
        claims: mail.claims,
        charset: mail.charset,
        parts: Vec::new(),
        flags: Vec::new(),
        failed: None,
        form: None,
    };
    let arrivals = vec![Arrival::Letter(Box::new(kept))];
    let order = LetterOrder::new(CmdId(ulid::Ulid::new()), LetterCommand::TakeIn { arrivals });
    house.submit(&mut ledgers[0], &order).expect("kept");
    assert_eq!(trial.counts().new, 1);
    let mut sweep = trial.sweep();
    assert_eq!(sweep.catch_up().expect("judged"), 1);
    assert_eq!((trial.counts().new, trial.counts().set_aside), (0, 1));
    assert_eq!(sweep.catch_up().expect("nothing left"), 0);
    // And where its mailbox still has it unmarked, it is known.
    let summary = trial.run(&[bytes]);
    assert_eq!((summary.came_in(), summary.duplicate), (1, 1));
}

#[test]
fn what_could_not_be_read_is_read_again_from_the_store() {
    let mut trial = Trial::new(Site::memory());
    trial.limits.parts = 1;
    let two = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\none\r\n--q\r\n\r\ntwo\r\n--q--\r\n".to_vec();
    let nothing = b"\x7fELF".to_vec();
    let summary = trial.run(&[two, nothing]);
    assert_eq!((summary.came_in(), summary.failed), (2, 2));
    let retried = trial.sweep().retry(None).expect("tried");
    assert_eq!(
        (retried.read.len(), retried.failed.len()),
        (0, 2),
        "by the same limits"
    );
    trial.limits.parts = 10;
    let retried = trial.sweep().retry(None).expect("tried");
    assert_eq!((retried.read.len(), retried.failed.len()), (1, 1));
    let house = HouseLedger::open(&trial.site).expect("the letters");
    assert_eq!(
        (house.house().counts().failed, house.house().counts().set_aside),
        (1, 1)
    );
    let letter = house.house().letter(&retried.read[0]).expect("a letter");
    assert_eq!(letter.state, LetterState::SetAside);
}

#[test]
fn a_letter_of_a_thousand_parts_needs_no_thousand_open_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut trial = Trial::new(Site::file(folder.path().join("k.db")));
    trial.limits.message = 1 << 20;
    let mut bytes = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n".to_vec();
    for n in 0..1_500 {
        bytes.extend(format!("--q\r\nContent-Type: application/x-y\r\n\r\npart {n}\r\n").into_bytes());
    }
    bytes.extend(b"--q--\r\n");
    let summary = trial.run(&[bytes]);
    assert_eq!((summary.came_in(), summary.set_aside), (1, 1));
    let mut house = HouseLedger::open(&trial.site).expect("the letters");
    assert_eq!(house.blobs().list(None, 9_999).expect("listed").len(), 1_501);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever lies there, what came in is the sum of what is told, and each is on record once.
    #[test]
    fn in_is_out(all in prop::collection::vec(prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        (0_u32..4, "[ -~\\r\\n]{0,80}").prop_map(|(n, trace)| letter(n, &trace)),
        (0_u32..4).prop_map(|n| letter(n, "Received: x\r\n")),
    ], 0..12)) {
        let trial = Trial::new(Site::memory());
        let first = trial.run(&all);
        prop_assert_eq!(first.came_in(), all.len() as u64);
        prop_assert_eq!(first.outcomes.len(), all.len());
        prop_assert_eq!(first.unmarked, 0);
        let counts = trial.counts();
        prop_assert_eq!(counts.set_aside + counts.automatic + counts.filed, first.set_aside + first.automatic + first.filed);
        prop_assert_eq!(trial.run(&all).came_in(), 0);
    }
}
