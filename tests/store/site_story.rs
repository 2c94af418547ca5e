//! One story for every site: the store as a whole, its files, its watch, its backup. Then a site behind a network that
//! fails, and what becomes of a command meanwhile.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::sync::mpsc::channel;
use std::time::Duration;

use ketnoi::clock::Clock;
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::fact::{Fact, ReportAcknowledged, ReportNoted};
use ketnoi::core::names::{Actor, BlobId, CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::server::BadServer;
use ketnoi::core::status::Step;
use ketnoi::core::store_url::{BadUrl, StoreUrl};
use ketnoi::core::time::Stamp;
use ketnoi::failure;
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::outfile::Guard;
use ketnoi::store::backup::{Archive, Backup};
use ketnoi::store::{
    Appended, Batch, BlobInfo, BlobState, Reserve, Restored, Site, Store, StoreError, Surroundings,
};
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::msg::{Answer, Ask};

use crate::common::desk::{at, who, wtisd_2020};
use crate::common::pty::wait_until;
use crate::flaky::{Flaky, NAME, Weather};
use crate::sites::{Fresh, sites};

fn stream() -> CampaignId {
    CampaignId::from("wtisd-2020")
}

fn draft(unit: &str, fact: Fact) -> ketnoi::core::fact::Draft {
    ketnoi::core::fact::Draft {
        unit: Some(UnitCode::from(unit)),
        at: Stamp(1_590_000_000_000),
        entered_later: false,
        fact,
    }
}

fn note(text: &str) -> Fact {
    Fact::ReportNoted(ReportNoted { text: text.into() })
}

fn give(store: &mut dyn Store, n: u128, facts: Vec<Fact>) {
    let expected = store.head(&stream()).unwrap().seq;
    let me = who("lan");
    let batch = Batch {
        cmd: CmdId(ulid::Ulid(n)),
        actor: me.actor,
        real_user: me.real_user,
        role: me.role,
        via: me.via,
        recorded: Stamp(1_000 + n as i64),
        drafts: facts.into_iter().map(|f| draft("01", f)).collect(),
    };
    let appended = store
        .turn(&stream(), 0, None)
        .unwrap()
        .append(expected, &batch)
        .unwrap();
    assert!(matches!(appended, Appended::Done(_)), "{appended:?}");
}

/// Has this site a place for files?
fn keeps_files(site: &Site) -> bool {
    // Of the others all do, and to ask them would make a folder.
    let far = site.describe().to_string().starts_with("postgres");
    !(far && matches!(site.slot("anybody", 1), Err(StoreError::NoFiles(_))))
}

/// Notes, one with its words removed, and files; gives the files.
fn lived_in(site: &Site) -> BTreeSet<BlobId> {
    let mut store = site.create().unwrap();
    for n in 1..=40 {
        give(store.as_mut(), n, vec![note(&format!("ghi chú {n}"))]);
    }
    let said = note("ghi chú 3");
    give(
        store.as_mut(),
        41,
        vec![Fact::FactRedacted(said.redaction(3, "theo yêu cầu").unwrap())],
    );
    if !keeps_files(site) {
        return BTreeSet::new();
    }
    let mut blobs = site.blobs();
    [&b"one"[..], b"", &[7; 100_000]]
        .map(|bytes| blobs.put(&mut &*bytes, 1 << 20).unwrap().id)
        .into()
}

#[test]
fn the_name_of_a_store_makes_its_site_and_nothing_else_does() {
    let site = Site::at(
        &StoreUrl::parse("sqlite:/srv/k.db").unwrap(),
        &Surroundings::default(),
    );
    assert_eq!(site.describe().to_string(), "/srv/k.db");
    assert!(!site.is_there());
    let bad = StoreUrl::parse("mysql://lan:secret@db/k").unwrap_err();
    assert_eq!(
        bad,
        BadUrl::Scheme {
            written: "mysql://…@db/k".into()
        }
    );
    assert_eq!(
        StoreUrl::parse("postgres://lan:secret@db/k"),
        Err(BadUrl::Server(BadServer::Password))
    );
}

#[test]
fn handles_of_a_site_see_one_store_and_one_set_of_files() {
    for fresh in sites() {
        let site = &fresh.site;
        let said = site.describe().to_string();
        assert!(!said.is_empty() && !said.contains('@'), "{said}");
        site.is_free().unwrap();
        let mut first = site.create().unwrap();
        let mut second = site.clone().open().unwrap();
        give(first.as_mut(), 1, vec![note("a")]);
        assert_eq!(second.head(&stream()).unwrap().seq, 1, "{}", fresh.name);
        give(second.as_mut(), 2, vec![note("b")]);
        assert_eq!(first.head(&stream()).unwrap().seq, 2, "{}", fresh.name);
        assert!(site.is_there());

        let (mut a, mut b) = (site.blobs(), site.blobs());
        let one = a.put(&mut &b"one"[..], 9).unwrap().id;
        assert!(b.has(&one).unwrap(), "{}", fresh.name);
        let two = a.receive(&mut &b"two"[..], 9).unwrap().id;
        b.settle().unwrap();
        assert!(
            !b.has(&two).unwrap(),
            "what another received is not ours: {}",
            fresh.name
        );
        a.settle().unwrap();
        assert!(b.has(&two).unwrap(), "{}", fresh.name);
        assert!(matches!(site.is_free(), Err(StoreError::Occupied(_))));
        assert!(matches!(site.build(0), Err(StoreError::Occupied(_))));
    }
}

#[test]
fn a_store_that_was_made_from_a_backup_says_so_until_somebody_has_looked() {
    for fresh in sites() {
        let site = &fresh.site;
        let mut new = site.build(0).unwrap();
        new.of_backup(Stamp(5_000)).unwrap();
        new.settle().unwrap();
        let (mut first, mut second) = (site.open().unwrap(), site.open().unwrap());
        assert_eq!(first.not_looked().unwrap(), Some(Stamp(5_000)), "{}", fresh.name);
        let (lan, tuan) = (Actor::from("lan"), Actor::from("tuan"));
        first.has_looked(&lan, Stamp(6_000)).unwrap();
        // Whoever says so once more is not the one who looked.
        second.has_looked(&tuan, Stamp(7_000)).unwrap();
        assert_eq!(second.not_looked().unwrap(), None, "{}", fresh.name);
        let told = Restored {
            made: Stamp(5_000),
            looked: Some((lan, Stamp(6_000))),
        };
        assert_eq!(first.restored().unwrap(), Some(told), "{}", fresh.name);
    }
    for fresh in sites() {
        let mut store = fresh.site.create().unwrap();
        give(store.as_mut(), 1, vec![note("a")]);
        assert_eq!(store.restored().unwrap(), None, "{}", fresh.name);
        store.has_looked(&Actor::from("lan"), Stamp(6_000)).unwrap();
        assert_eq!(
            store.restored().unwrap(),
            None,
            "nothing to look into: {}",
            fresh.name
        );
    }
}

#[test]
fn who_watches_a_site_is_nudged_by_whoever_writes() {
    for fresh in sites() {
        let (tell, told) = channel();
        fresh
            .site
            .watch(Box::new(move || {
                let _ = tell.send(());
            }))
            .unwrap();
        let mut store = fresh.site.create().unwrap();
        give(store.as_mut(), 1, vec![note("a")]);
        told.recv_timeout(Duration::from_secs(20))
            .unwrap_or_else(|_| panic!("nobody was told: {}", fresh.name));
    }
}

#[test]
fn a_sender_has_so_many_places_and_they_come_back() {
    for fresh in sites() {
        let site = &fresh.site;
        let first = site.slot("lan", 2).unwrap().unwrap();
        let _second = site.slot("lan", 2).unwrap().unwrap();
        assert!(site.slot("lan", 2).unwrap().is_none(), "{}", fresh.name);
        assert!(site.slot("minh", 2).unwrap().is_some(), "another has its own");
        drop(first);
        assert!(site.slot("lan", 2).unwrap().is_some(), "{}", fresh.name);
        assert!(site.slot("nobody", 0).unwrap().is_none());
    }
}

#[test]
fn any_site_is_saved_and_any_site_is_made_from_that() {
    for from in sites() {
        let files = lived_in(&from.site);
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("backup.tar");
        let guard = Guard::default();
        let mut backup = Backup::begin(&from.site, &to, false, guard, "0", Stamp(7_000)).unwrap();
        let mut shown = 0;
        backup.facts(&mut |_, _| shown += 1).unwrap();
        assert_eq!(shown, 41);
        for id in &files {
            assert_eq!(backup.file(id).unwrap(), BlobState::Good, "{}", from.name);
        }
        let (manifest, _) = backup.finish(Vec::new()).unwrap();
        assert_eq!((manifest.facts, manifest.files.count), (41, files.len() as u64));

        for to_site in sites() {
            let way = format!("{} to {}", from.name, to_site.name);
            let archive = Archive::read(File::open(&to).unwrap(), &to).unwrap();
            let unpacked = archive.unpack(&to_site.site, &mut |_, _| (), &mut |_| ());
            if !files.is_empty() && !keeps_files(&to_site.site) {
                assert!(unpacked.is_err(), "{way}");
                to_site.site.is_free().unwrap();
                continue;
            }
            unpacked.unwrap().settle(&files).unwrap();
            let (mut old, mut new) = (from.site.open().unwrap(), to_site.site.open().unwrap());
            // The same chain, hash by hash, with what is left of words that were removed.
            assert_eq!(new.streams().unwrap(), old.streams().unwrap(), "{way}");
            assert_eq!(
                new.read_after(&stream(), 0, 99).unwrap(),
                old.read_after(&stream(), 0, 99).unwrap(),
                "{way}"
            );
            assert_eq!(
                new.holes(&stream()).unwrap(),
                old.holes(&stream()).unwrap(),
                "{way}"
            );
            assert_eq!(
                new.verify(&stream(), &mut |_| ()).unwrap(),
                old.head(&stream()).unwrap(),
                "{way}"
            );
            // And it goes on like any other.
            give(
                new.as_mut(),
                50,
                vec![Fact::ReportAcknowledged(ReportAcknowledged {
                    note: String::new(),
                })],
            );
            let blobs = to_site.site.blobs();
            for id in &files {
                assert_eq!(blobs.check(id).unwrap(), BlobState::Good, "{way}");
            }
            // Nothing is made over a store.
            let again = archive.unpack(&to_site.site, &mut |_, _| (), &mut |_| ());
            assert!(again.is_err(), "{way}");
        }
    }
}

#[test]
fn a_store_that_is_not_settled_leaves_nothing() {
    for from in sites() {
        let files = lived_in(&from.site);
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("backup.tar");
        let mut backup = Backup::begin(&from.site, &to, false, Guard::default(), "0", Stamp(7_000)).unwrap();
        backup.facts(&mut |_, _| ()).unwrap();
        for id in &files {
            backup.file(id).unwrap();
        }
        backup.finish(Vec::new()).unwrap();
        let fits = |to: &Fresh| files.is_empty() || keeps_files(&to.site);
        for to_site in sites().into_iter().filter(fits) {
            let archive = Archive::read(File::open(&to).unwrap(), &to).unwrap();
            let unpack = || {
                archive
                    .unpack(&to_site.site, &mut |_, _| (), &mut |_| ())
                    .unwrap()
            };
            drop(unpack());
            to_site.site.is_free().unwrap();
            // A file too many: the facts speak of none.
            if !files.is_empty() {
                assert!(unpack().settle(&BTreeSet::new()).is_err());
                to_site.site.is_free().unwrap();
            }
            if to_site.name == "server" {
                continue; // whoever makes one there waits until this one is made or given up
            }
            // Somebody makes a store there meanwhile.
            let late = unpack();
            give(to_site.site.create().unwrap().as_mut(), 1, vec![note("a")]);
            assert!(late.settle(&files).is_err(), "{}", to_site.name);
            assert_eq!(to_site.site.open().unwrap().head(&stream()).unwrap().seq, 1);
            let left = to_site.site.blobs().list(None, 9).unwrap();
            if matches!(to_site.name, "bucket" | "folder") {
                // What goes far away goes at once; whoever tries again finds it there, and it is listed.
                assert!(left.iter().all(|file| files.contains(&file.id)));
            } else {
                assert!(left.is_empty());
            }
        }
    }
}

/// Longer than anything takes that is waited for.
const LONG: Duration = Duration::from_mins(1);

pub fn ledger(site: &Site) -> Ledger {
    ledger_of(site, "lan")
}

fn ledger_of(site: &Site, name: &str) -> Ledger {
    Ledger::open(Opening {
        site: site.clone(),
        campaign: Some(stream()),
        shipped: &|_| Some(wtisd_2020()),
        who: who(name),
        clock: Clock::Fixed(at("2020-05-20T08:00:00+07:00")),
        read_only: None,
    })
    .unwrap()
}

pub fn acknowledge(n: u128, unit: &str) -> Order {
    Order::new(
        CmdId(ulid::Ulid(n)),
        Command::Report {
            units: vec![UnitCode::from(unit)],
            step: Step::Acknowledge,
            due: None,
            files: Vec::new(),
        },
    )
}

fn store_error(e: LedgerError) -> StoreError {
    match e {
        LedgerError::Store(e) => e,
        other => panic!("an error of the store, not {other}"),
    }
}

#[test]
fn each_fault_of_a_network_is_one_sentence_with_the_site_and_no_fact_is_lost() {
    let flaky = Flaky::new(Site::memory());
    let mut ledger = ledger(&flaky.site());
    ledger.submit(&acknowledge(1, "01")).unwrap();
    let seq = ledger.campaign().seq();
    for (n, weather) in [Weather::Down, Weather::Denied, Weather::Untrusted]
        .into_iter()
        .enumerate()
    {
        flaky.turns(weather);
        let order = acknowledge(10 + n as u128, ["02", "04", "06"][n]);
        let error = ledger.submit(&order).unwrap_err();
        assert_eq!(failure::exit_code(&error), 1);
        let error = store_error(error);
        for lang in [Lang::Vi, Lang::En] {
            let told = failure::store_error(&Catalogue::new(lang), &error);
            assert!(told.contains(NAME) && told.lines().count() == 1, "{told}");
        }
        // Back again: what is broken is opened anew, and the same command goes through.
        flaky.turns(Weather::Fine);
        ledger.reopen().unwrap();
        let receipt = ledger.submit(&order).unwrap();
        assert!(!receipt.already);
    }
    assert_eq!(ledger.campaign().seq(), seq + 3);
    ledger.verify().unwrap();
}

#[test]
fn a_command_whose_answer_is_lost_is_recorded_once_and_told_truly() {
    for lost in [Weather::AnswerLost { then_down: false }, Weather::CommandLost] {
        let flaky = Flaky::new(Site::memory());
        let mut ledger = ledger(&flaky.site());
        ledger.submit(&acknowledge(1, "01")).unwrap();
        let seq = ledger.campaign().seq();
        flaky.turns(lost);
        let receipt = ledger.submit(&acknowledge(2, "02")).unwrap();
        assert!(
            !receipt.already && receipt.facts.len() == 1,
            "{lost:?}: {receipt:?}"
        );
        assert_eq!(ledger.campaign().seq(), seq + 1, "{lost:?}");
        let mut store = flaky.site().open().unwrap();
        assert_eq!(store.head(&stream()).unwrap().seq, seq + 1, "{lost:?}");
    }
}

#[test]
fn while_nobody_can_know_it_is_said_and_the_same_command_finds_out() {
    let flaky = Flaky::new(Site::memory());
    let mut ledger = ledger(&flaky.site());
    ledger.submit(&acknowledge(1, "01")).unwrap();
    let seq = ledger.campaign().seq();
    flaky.turns(Weather::AnswerLost { then_down: true });
    let order = acknowledge(2, "02");
    let error = store_error(ledger.submit(&order).unwrap_err());
    assert!(matches!(error, StoreError::Unsure(_)), "{error}");
    let told = failure::store_error(&Catalogue::new(Lang::En), &error);
    assert!(
        told.starts_with("It is not known whether this was saved."),
        "{told}"
    );
    flaky.turns(Weather::Fine);
    let receipt = ledger.submit(&order).unwrap();
    assert!(receipt.already, "it had been recorded");
    assert_eq!(ledger.campaign().seq(), seq + 1);
}

#[test]
fn a_dashboard_opens_a_site_anew_that_comes_back_and_says_so_once() {
    let flaky = Flaky::new(Site::memory());
    let mut other = ledger(&flaky.site());
    other.submit(&acknowledge(1, "01")).unwrap();
    let mut clerk = Clerk::new(ledger(&flaky.site()), None, Catalogue::new(Lang::En));
    flaky.turns(Weather::Down);
    let order = acknowledge(2, "02");
    let told = clerk.answer(Ask::Submit(Box::new(order.clone())));
    let lost = told.iter().filter(|a| matches!(a, Answer::FeedLost(_))).count();
    let failed = told
        .iter()
        .filter(|a| matches!(a, Answer::Failed { cmd, .. } if *cmd == order.cmd))
        .count();
    assert_eq!((lost, failed), (1, 1), "{told:?}");
    // As long as it is away nothing more is said of it.
    assert_eq!(clerk.answer(Ask::CatchUp), []);
    flaky.turns(Weather::Fine);
    other.reopen().unwrap();
    other.submit(&acknowledge(3, "04")).unwrap();
    let told = clerk.answer(Ask::Submit(Box::new(order.clone())));
    assert_eq!(
        told.iter().filter(|a| matches!(a, Answer::FeedBack)).count(),
        1,
        "{told:?}"
    );
    let seen: Vec<CmdId> = told
        .iter()
        .filter_map(|a| match a {
            Answer::Facts { facts, .. } => Some(facts.iter().map(|f| f.cmd)),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(seen, [CmdId(ulid::Ulid(3)), order.cmd], "{told:?}");
    assert!(
        told.iter()
            .any(|a| matches!(a, Answer::Facts { done: Some(done), .. } if done.cmd == order.cmd)),
        "{told:?}"
    );
}

/// Where a nudge comes after what was written can be read, one look is enough, and one more for a copy that lags behind: each
/// of them is six questions to a server, for every session that is told.
#[test]
fn whoever_is_told_by_a_server_looks_once_and_shows_facts_before_what_stands_beside_them() {
    let flaky = Flaky::new(Site::memory());
    let mut other = ledger_of(&flaky.site(), "minh");
    other.submit(&acknowledge(1, "01")).unwrap();
    let clerk = Clerk::new(ledger(&flaky.site()), None, Catalogue::new(Lang::En));
    other.submit(&acknowledge(2, "02")).unwrap();
    other.claim(&[UnitCode::from("04")]).unwrap();
    let seen = flaky.looks().len();
    let courtesies = flaky.courtesies.lock().unwrap();
    let (ask, asks) = channel();
    let (tell, told) = channel();
    let serving = std::thread::spawn(move || clerk.serve(&asks, &|answer| drop(tell.send(answer))));
    ask.send(Ask::CatchUp).unwrap();
    let facts = told.recv_timeout(LONG).unwrap();
    assert!(
        matches!(&facts, Answer::Facts { facts, .. } if facts.len() == 1),
        "{facts:?}"
    );
    drop(courtesies);
    let claims = told.recv_timeout(LONG).unwrap();
    assert!(matches!(&claims, Answer::Claims(c) if c.len() == 1), "{claims:?}");
    wait_until("it has looked again", || flaky.looks().len() > seen + 1);
    let looks = flaky.looks();
    let apart = looks[seen + 1] - looks[seen];
    assert!(apart >= Duration::from_secs(1), "{apart:?}");
    drop(ask);
    serving.join().unwrap();
}

/// One story for every keeper of files.
#[test]
fn files_are_kept_once_under_their_hash_whole_or_not_at_all() {
    struct Breaks(usize);
    impl Read for Breaks {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            if self.0 == 0 {
                return Err(std::io::ErrorKind::ConnectionReset.into());
            }
            let n = self.0.min(into.len());
            into[..n].fill(b'x');
            self.0 -= n;
            Ok(n)
        }
    }
    for fresh in sites() {
        let name = fresh.name;
        let mut blobs = fresh.site.blobs();
        blobs.keep_free(Reserve::Nothing);
        let none = BlobId("0".repeat(64));
        assert_eq!(blobs.list(None, 9).unwrap(), [], "{name}");
        assert!(
            !blobs.has(&none).unwrap() && blobs.open(&none).unwrap().is_none(),
            "{name}"
        );
        assert_eq!(blobs.check(&none).unwrap(), BlobState::Missing, "{name}");
        assert!(!blobs.remove(&none).unwrap(), "{name}");
        assert!(blobs.open(&BlobId("../k".into())).unwrap().is_none(), "{name}");

        let large: Vec<u8> = (0..300_000_u32).map(|n| (n * 7) as u8).collect();
        let mut ids = BTreeSet::new();
        for bytes in [&b""[..], b"abc", &large] {
            let kept = blobs.put(&mut &*bytes, bytes.len() as u64).unwrap();
            assert!(!kept.already, "{name}");
            assert_eq!(kept.size, bytes.len() as u64, "{name}");
            assert_eq!(kept.head, &bytes[..bytes.len().min(4_096)], "{name}");
            let mut read = Vec::new();
            let mut open = blobs.open(&kept.id).unwrap().unwrap();
            open.read_to_end(&mut read).unwrap();
            assert!(read == bytes, "{name}");
            assert_eq!(blobs.check(&kept.id).unwrap(), BlobState::Good, "{name}");
            let again = blobs.put(&mut &*bytes, 1 << 20).unwrap();
            assert_eq!((again.id.clone(), again.already), (kept.id, true), "{name}");
            ids.insert(again.id);
        }
        let listed = blobs.list(None, 9).unwrap();
        assert!(
            listed.iter().map(|file| &file.id).eq(&ids),
            "in the order of their names: {name}"
        );
        let mut paged = Vec::new();
        while let [one] = &blobs.list(paged.last().map(|f: &BlobInfo| &f.id), 1).unwrap()[..] {
            paged.push(one.clone());
        }
        assert_eq!(paged, listed, "{name}");
        let sizes: BTreeSet<u64> = listed.iter().map(|file| file.size).collect();
        assert_eq!(sizes, BTreeSet::from([0, 3, 300_000]), "{name}");
        let listed: BTreeSet<BlobId> = listed.into_iter().map(|file| file.id).collect();
        assert_eq!(listed, ids, "{name}");

        // Too much, or a sender that breaks off: nothing.
        let refused = blobs.put(&mut &large[1..], 299_998);
        assert!(
            matches!(refused, Err(StoreError::TooLarge { limit: 299_998 })),
            "{name}"
        );
        assert!(blobs.put(&mut Breaks(70_000), 1 << 20).is_err(), "{name}");
        assert!(blobs.receive(&mut Breaks(70_000), 1 << 20).is_err(), "{name}");
        blobs.settle().unwrap();
        assert_eq!(blobs.list(None, 9).unwrap().len(), 3, "{name}");

        // Received: readable by whoever received it, and nobody's file before it is settled.
        let came = blobs.receive(&mut &b"came"[..], 9).unwrap().id;
        assert!(
            !blobs.has(&came).unwrap() && blobs.open(&came).unwrap().is_none(),
            "{name}"
        );
        let mut read = String::new();
        let mut open = blobs.open_received(&came).unwrap().unwrap();
        open.read_to_string(&mut read).unwrap();
        assert_eq!(read, "came", "{name}");
        blobs.give_up();
        blobs.settle().unwrap();
        assert!(
            !blobs.has(&came).unwrap() && blobs.open_received(&came).unwrap().is_none(),
            "{name}"
        );
        blobs.receive(&mut &b"came"[..], 9).unwrap();
        blobs.settle().unwrap();
        assert_eq!(blobs.check(&came).unwrap(), BlobState::Good, "{name}");

        assert!(blobs.remove(&came).unwrap(), "{name}");
        assert!(
            !blobs.has(&came).unwrap() && !blobs.remove(&came).unwrap(),
            "{name}"
        );
    }
}
