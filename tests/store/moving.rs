//! A store moved to another place: between all sites, broken off wherever that is possible, while others write, and what the
//! old store says from then on.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use ketnoi::core::fact::{Envelope, Fact, ReportNoted};
use ketnoi::core::names::{BlobId, CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::time::{Date, Stamp};
use ketnoi::store::moving::{Carried, Guide, Move, MoveError, Progress, SpokenOf};
use ketnoi::store::{Appended, Batch, BlobState, Claimant, Reserve, Sending, Site, Store, StoreError};
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::msg::{Answer, Ask};

use crate::common::desk::who;
use crate::common::postgres::Postgres;
use crate::flaky::{Flaky, Weather};
use crate::site_story::{acknowledge, ledger};
use crate::sites::{at, sites};

const PLACE: &str = "sqlite:/srv/the-other.db";

fn stream(n: u8) -> CampaignId {
    CampaignId(format!("wtisd-{}", 2_020 + u32::from(n)))
}

fn note(text: &str) -> Fact {
    Fact::ReportNoted(ReportNoted { text: text.into() })
}

fn batch(n: u128, facts: Vec<Fact>) -> Batch {
    let me = who("lan");
    Batch {
        cmd: CmdId(ulid::Ulid(n)),
        actor: me.actor,
        real_user: me.real_user,
        role: me.role,
        via: me.via,
        recorded: Stamp(1_000),
        drafts: facts
            .into_iter()
            .map(|fact| ketnoi::core::fact::Draft {
                unit: Some(UnitCode::from("01")),
                at: Stamp(1_590_000_000_000),
                entered_later: false,
                fact,
            })
            .collect(),
    }
}

/// Gives a command at the end of a stream, as often as it takes.
fn give(store: &mut dyn Store, stream: &CampaignId, n: u128, facts: &[Fact]) -> Result<(), StoreError> {
    loop {
        let mut turn = store.turn(stream, 0, None)?;
        let head = turn.head(stream)?.seq;
        match turn.append(head, &batch(n, facts.to_vec())) {
            Ok(Appended::Done(_) | Appended::Already(_)) => return Ok(()),
            Ok(Appended::Moved(_)) | Err(StoreError::Overtaken) => {}
            Err(why) => return Err(why),
        }
    }
}

fn keeps_files(site: &Site) -> bool {
    // Of the others all do, and to ask them would make a folder.
    let far = site.describe().to_string().starts_with("postgres");
    !(far && matches!(site.slot("anybody", 1), Err(StoreError::NoFiles(_))))
}

/// What the facts of these tests speak of: nothing by themselves, so that it is said here.
#[derive(Default)]
struct Spoken {
    files: BTreeSet<BlobId>,
    /// Spoken of once, and not any more.
    gone: BTreeSet<BlobId>,
    seen: Vec<(CampaignId, u64)>,
}

impl Spoken {
    fn of(files: &BTreeSet<BlobId>) -> Self {
        Self {
            files: files.clone(),
            ..Self::default()
        }
    }
}

impl SpokenOf for Spoken {
    fn see(&mut self, stream: &CampaignId, env: &Envelope) {
        self.seen.push((stream.clone(), env.seq));
    }

    fn standing(&self) -> BTreeSet<BlobId> {
        self.files.clone()
    }

    fn knows(&self, id: &BlobId) -> bool {
        self.files.contains(id) || self.gone.contains(id)
    }
}

/// Two streams, words removed from one, and files where there is a place for them.
fn lived_in(site: &Site) -> BTreeSet<BlobId> {
    let mut store = site.create().unwrap();
    for n in 1..=30 {
        give(
            store.as_mut(),
            &stream(0),
            n,
            &[note(&format!("ghi chú {n}")), note("thêm")],
        )
        .unwrap();
    }
    give(store.as_mut(), &stream(1), 40, &[note("đợt khác")]).unwrap();
    let said = note("ghi chú 2").redaction(3, "theo yêu cầu").unwrap();
    give(store.as_mut(), &stream(0), 41, &[Fact::FactRedacted(said)]).unwrap();
    if !keeps_files(site) {
        return BTreeSet::new();
    }
    let mut blobs = site.blobs();
    [&b"one"[..], b"", &[7; 100_000]]
        .map(|bytes| blobs.put(&mut &*bytes, 1 << 20).unwrap().id)
        .into()
}

fn carry(from: &Site, to: &Site, spoken: &mut Spoken) -> Result<Carried, MoveError> {
    carry_until(from, to, spoken, &mut |_| (), &|| false)
}

fn carry_until(
    from: &Site,
    to: &Site,
    spoken: &mut Spoken,
    progress: &mut dyn FnMut(Progress),
    stop: &dyn Fn() -> bool,
) -> Result<Carried, MoveError> {
    Move::begin(from, to, PLACE, Reserve::Nothing)?.carry(&mut Guide {
        spoken,
        progress,
        stop,
    })
}

/// The same facts to the last hash, the same holes, the same files; and a chain that is whole.
fn are_the_same(from: &Site, to: &Site, files: &BTreeSet<BlobId>, way: &str) {
    let (mut old, mut new) = (from.open().unwrap(), to.open().unwrap());
    let streams = old.streams_at_once().unwrap();
    assert_eq!(new.streams_at_once().unwrap(), streams, "{way}");
    for info in &streams {
        let raw = |store: &mut dyn Store| store.raw_after(&info.id, 0, 9_999).unwrap();
        assert_eq!(raw(new.as_mut()), raw(old.as_mut()), "{way}");
        assert_eq!(
            new.holes(&info.id).unwrap(),
            old.holes(&info.id).unwrap(),
            "{way}"
        );
        assert_eq!(new.verify(&info.id, &mut |_| ()).unwrap(), info.head, "{way}");
    }
    let (mut theirs, blobs) = (BTreeSet::new(), to.blobs());
    for info in blobs.list(None, 99).unwrap() {
        assert_eq!(blobs.check(&info.id).unwrap(), BlobState::Good, "{way}");
        theirs.insert(info.id);
    }
    assert_eq!(theirs, *files, "{way}");
}

fn is_moved(told: &Result<(), StoreError>, whole: bool) -> bool {
    matches!(told, Err(StoreError::Moved { to, done, .. }) if to == PLACE && *done == whole)
}

fn in_use(site: &Site, n: u128) {
    give(site.open().unwrap().as_mut(), &stream(0), n, &[note("weiter")]).unwrap();
}

#[test]
fn any_store_is_moved_to_any_place_and_the_old_one_takes_nothing_more() {
    for from in sites() {
        for to in sites() {
            let way = format!("{} to {}", from.name, to.name);
            // Each pair its own: what was moved once is moved.
            let from = sites().into_iter().find(|s| s.name == from.name).unwrap();
            let kept = lived_in(&from.site);
            if !kept.is_empty() && !keeps_files(&to.site) {
                let told = carry(&from.site, &to.site, &mut Spoken::of(&kept));
                assert!(
                    matches!(told, Err(MoveError::Store(StoreError::NoFiles(_)))),
                    "{way}: {told:?}"
                );
                in_use(&from.site, 60);
            }
            let files = if keeps_files(&to.site) {
                kept
            } else {
                BTreeSet::new()
            };
            // One who has it open for long, and one in the middle of nothing.
            let mut open = from.site.open().unwrap();
            open.head(&stream(0)).unwrap();
            let mut spoken = Spoken::of(&files);
            let carried = carry(&from.site, &to.site, &mut spoken).unwrap_or_else(|e| panic!("{way}: {e}"));
            assert_eq!(carried.streams, open.streams_at_once().unwrap(), "{way}");
            assert_eq!(
                (carried.holes, carried.files.0, carried.sent),
                (1, files.len() as u64, files.len() as u64),
                "{way}"
            );
            assert!(!carried.already && carried.lost.is_empty(), "{way}: {carried:?}");
            let seen = spoken.seen.len() as u64;
            let facts: u64 = carried.streams.iter().map(|s| s.head.seq).sum();
            assert_eq!(seen, facts, "each fact is shown once: {way}");
            are_the_same(&from.site, &to.site, &files, &way);

            // Nobody writes to it any more, whoever has it open; everybody reads.
            let late = give(open.as_mut(), &stream(0), 50, &[note("spät")]);
            assert!(is_moved(&late, true), "{way}: {late:?}");
            let late = give(open.as_mut(), &stream(7), 51, &[note("spät")]);
            assert!(is_moved(&late, true), "a new stream neither, {way}: {late:?}");
            assert_eq!(open.moved().unwrap().unwrap().to, PLACE, "{way}");
            assert_eq!(open.head(&stream(0)).unwrap(), carried.streams[0].head, "{way}");
            // The new one goes on, and is no moved one.
            let mut new = to.site.open().unwrap();
            assert_eq!(new.moved().unwrap(), None, "{way}");
            give(new.as_mut(), &stream(0), 52, &[note("weiter")]).unwrap();

            // Once more is nothing, also after the new one went on; elsewhere it does not go.
            let again = carry(&from.site, &to.site, &mut Spoken::of(&files)).unwrap();
            assert!(again.already && again.sent == 0, "{way}: {again:?}");
            let other = Site::memory();
            let elsewhere = Move::begin(&from.site, &other, "sqlite:/elsewhere.db", Reserve::Nothing)
                .unwrap()
                .carry(&mut Guide {
                    spoken: &mut Spoken::default(),
                    progress: &mut |_| (),
                    stop: &|| false,
                });
            assert!(
                matches!(&elsewhere, Err(MoveError::Store(StoreError::Moved { to, .. })) if to == PLACE),
                "{way}: {elsewhere:?}"
            );
            other.is_free().unwrap();
        }
    }
}

#[test]
fn broken_off_anywhere_it_goes_on_and_the_old_store_stays_in_use_until_then() {
    for from in sites() {
        let files = lived_in(&from.site);
        for to in sites()
            .into_iter()
            .filter(|to| files.is_empty() || keeps_files(&to.site))
        {
            let way = format!("{} to {}", from.name, to.name);
            let from = sites().into_iter().find(|s| s.name == from.name).unwrap();
            let files = lived_in(&from.site);
            let mut n = 100;
            for allowed in 0.. {
                assert!(allowed < 99, "it never ends: {way}");
                let asked = AtomicUsize::new(0);
                let told = carry_until(
                    &from.site,
                    &to.site,
                    &mut Spoken::of(&files),
                    &mut |_| (),
                    &|| asked.fetch_add(1, Ordering::Relaxed) >= allowed,
                );
                match told {
                    Err(MoveError::BrokenOff) => {
                        n += 1;
                        in_use(&from.site, n);
                        assert_eq!(from.site.open().unwrap().moved().unwrap(), None, "{way}");
                        let facts = to.site.open().map(|mut new| new.streams().unwrap().len());
                        assert!(
                            matches!(facts, Err(StoreError::Absent(_)) | Ok(0)),
                            "nothing half: {way}"
                        );
                    }
                    Ok(carried) => {
                        assert!(
                            carried.sent < 3 || files.is_empty(),
                            "some were there already: {way}"
                        );
                        break;
                    }
                    Err(other) => panic!("{way}: {other}"),
                }
            }
            are_the_same(&from.site, &to.site, &files, &way);
        }
    }
}

#[test]
fn what_others_write_meanwhile_is_in_the_new_store_or_was_refused() {
    for from in sites() {
        let to = Site::memory();
        let files = lived_in(&from.site);
        let confirmed = Mutex::new(BTreeSet::new());
        let (begun, has_begun) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            for writer in 0..4_u128 {
                let (site, confirmed, begun) = (&from.site, &confirmed, begun.clone());
                scope.spawn(move || {
                    let mut store = site.open().unwrap();
                    let own = stream(u8::try_from(writer % 3).unwrap());
                    for k in 0.. {
                        let cmd = 1_000 * (writer + 1) + k;
                        match give(store.as_mut(), &own, cmd, &[note(&format!("{writer} {k}"))]) {
                            Ok(()) => confirmed.lock().unwrap().insert(cmd),
                            Err(StoreError::Moved { .. }) => return,
                            Err(other) => panic!("{other}"),
                        };
                        let _nobody_asks_twice = begun.send(());
                    }
                });
            }
            has_begun.recv().expect("somebody writes before the move begins");
            // And one who removes words of what was copied already.
            let mut removed = false;
            let spoken = &mut Spoken::of(&files);
            let told = carry_until(
                &from.site,
                &to,
                spoken,
                &mut |at| {
                    if matches!(at, Progress::Facts(..)) && !std::mem::replace(&mut removed, true) {
                        let words = note("ghi chú 4").redaction(7, "theo yêu cầu").unwrap();
                        let mut store = from.site.open().unwrap();
                        give(store.as_mut(), &stream(0), 999, &[Fact::FactRedacted(words)]).unwrap();
                    }
                },
                &|| false,
            );
            let carried = told.unwrap_or_else(|e| panic!("{}: {e}", from.name));
            assert_eq!(carried.holes, 2, "{}", from.name);
        });
        are_the_same(&from.site, &to, &files, from.name);
        let mut new = to.open().unwrap();
        let confirmed = confirmed.into_inner().unwrap();
        assert!(!confirmed.is_empty(), "{}", from.name);
        for cmd in confirmed {
            let id = CmdId(ulid::Ulid(cmd));
            let found = (0..3).any(|n| !new.command(&stream(n), id).unwrap().is_empty());
            assert!(found, "{}: {cmd} was confirmed and is lost", from.name);
        }
    }
}

#[test]
fn killed_after_the_mark_the_same_move_ends_it_and_no_other_does() {
    for from in sites() {
        let files = lived_in(&from.site);
        let mut old = from.site.open().unwrap();
        assert!(old.leave(PLACE, &mut || true).unwrap(), "{}", from.name);
        let late = give(old.as_mut(), &stream(0), 70, &[note("spät")]);
        assert!(is_moved(&late, false), "{}: {late:?}", from.name);
        let twice = old.leave("sqlite:/elsewhere.db", &mut || true);
        assert!(
            matches!(&twice, Err(StoreError::Moved { to, .. }) if to == PLACE),
            "{}: {twice:?}",
            from.name
        );
        // It can be taken back as long as it has not ended.
        old.stay().unwrap();
        in_use(&from.site, 71);
        assert!(!old.leave(PLACE, &mut || false).unwrap(), "{}", from.name);
        in_use(&from.site, 72);
        assert!(old.leave(PLACE, &mut || true).unwrap(), "{}", from.name);

        let to = Site::memory();
        // Somebody else's store at the place is none that was begun.
        let others = Site::memory();
        in_others(&others);
        let told = carry(&from.site, &others, &mut Spoken::of(&files));
        assert!(
            matches!(told, Err(MoveError::Store(StoreError::Occupied(_)))),
            "{}: {told:?}",
            from.name
        );
        carry(&from.site, &to, &mut Spoken::of(&files)).unwrap();
        are_the_same(&from.site, &to, &files, from.name);
        old.stay().unwrap();
        let late = give(old.as_mut(), &stream(0), 73, &[note("spät")]);
        assert!(
            is_moved(&late, true),
            "what has left stays so, {}: {late:?}",
            from.name
        );
    }
}

fn in_others(site: &Site) {
    give(site.create().unwrap().as_mut(), &stream(0), 1, &[note("fremd")]).unwrap();
}

#[test]
fn a_place_with_anything_of_others_is_left_alone() {
    for to in sites() {
        let from = Site::memory();
        let files = lived_in(&from);
        in_others(&to.site);
        let told = carry(&from, &to.site, &mut Spoken::of(&files));
        assert!(
            matches!(told, Err(MoveError::Store(StoreError::Occupied(_)))),
            "{}: {told:?}",
            to.name
        );
        in_use(&from, 80);
    }
    for to in sites().into_iter().filter(|to| keeps_files(&to.site)) {
        let from = Site::memory();
        let files = lived_in(&from);
        let foreign = to.site.blobs().put(&mut &b"fremd"[..], 9).unwrap().id;
        let told = carry(&from, &to.site, &mut Spoken::of(&files));
        assert!(
            matches!(told, Err(MoveError::Store(StoreError::Occupied(_)))),
            "{}: {told:?}",
            to.name
        );
        assert!(to.site.blobs().has(&foreign).unwrap());
        // Were it of this store once, it would be taken away now: its bytes were removed.
        let mut spoken = Spoken::of(&files);
        spoken.gone.insert(foreign);
        carry(&from, &to.site, &mut spoken).unwrap();
        are_the_same(&from, &to.site, &files, to.name);
    }
}

#[test]
fn somebody_makes_a_store_there_at_the_last_moment_and_the_old_one_stays_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (Site::memory(), Site::file(folder.path().join("k.db")));
    let files = lived_in(&from);
    let mut made = false;
    let told = carry_until(
        &from,
        &to,
        &mut Spoken::of(&files),
        &mut |at| {
            if matches!(at, Progress::Facts(..)) && !std::mem::replace(&mut made, true) {
                in_others(&to);
            }
        },
        &|| false,
    );
    assert!(
        matches!(told, Err(MoveError::Store(StoreError::Occupied(_)))),
        "{told:?}"
    );
    assert_eq!(from.open().unwrap().moved().unwrap(), None);
    in_use(&from, 90);
}

#[test]
fn files_that_cannot_be_had_are_named_and_the_rest_goes() {
    let folder = tempfile::tempdir().unwrap();
    let from = Site::file(folder.path().join("k.db"));
    let mut files = lived_in(&from);
    let rotten = from.blobs().put(&mut &b"faul"[..], 9).unwrap().id;
    let (first, rest) = rotten.as_str().split_at(2);
    std::fs::write(folder.path().join("k.db.blobs").join(first).join(rest), b"FAUL").unwrap();
    let missing = BlobId("0".repeat(64));
    let mut spoken = Spoken::of(&files);
    spoken.files.extend([rotten.clone(), missing.clone()]);
    let to = Site::memory();
    let carried = carry(&from, &to, &mut spoken).unwrap();
    let lost: Vec<_> = carried.lost.into_iter().collect();
    assert_eq!(
        lost,
        [(missing, BlobState::Missing), (rotten, BlobState::Changed)]
    );
    files.retain(|id| spoken.files.contains(id));
    are_the_same(&from, &to, &files, "file to memory");
}

#[test]
fn a_message_that_may_just_have_left_holds_the_move_back() {
    for from in sites() {
        let mut store = from.site.create().unwrap();
        give(store.as_mut(), &stream(0), 1, &[note("a")]).unwrap();
        let message = [Sending {
            unit: UnitCode::from("01"),
            address: "lan@hanoi.example".to_owned(),
            step: "reminder-1".to_owned(),
            day: Date::MIN,
            daily: false,
        }];
        let by = |token| Claimant {
            token,
            message_id: "<a@b>",
            now: Stamp(1),
            until: Stamp(99),
            waits: false,
        };
        store.claim_sending(&stream(0), &message, by("t")).unwrap();
        assert!(store.sending_leaves("t").unwrap());
        let told = carry(&from.site, &Site::memory(), &mut Spoken::default());
        assert!(
            matches!(&told, Err(MoveError::InHand(of)) if *of == stream(0)),
            "{}: {told:?}",
            from.name
        );
        in_use(&from.site, 2);
        store.settle_sending("t", None).unwrap();
        // What was claimed and has not left does not leave any more.
        let other = [Sending {
            unit: UnitCode::from("02"),
            ..message[0].clone()
        }];
        store.claim_sending(&stream(0), &other, by("u")).unwrap();
        carry(&from.site, &Site::memory(), &mut Spoken::default()).unwrap();
        assert!(
            !matches!(store.sending_leaves("u"), Ok(true)),
            "it is sent from the new store: {}",
            from.name
        );
        assert!(
            store.claim_sending(&stream(0), &other, by("v")).is_err(),
            "{}",
            from.name
        );
    }
}

#[test]
fn a_place_that_goes_away_in_the_middle_changes_nothing() {
    let far = Flaky::new(Site::memory());
    let (from, to) = (Site::memory(), far.site());
    let files = lived_in(&from);
    let told = carry_until(
        &from,
        &to,
        &mut Spoken::of(&files),
        &mut |at| {
            if matches!(at, Progress::Read(..)) {
                far.turns(Weather::Down);
            }
        },
        &|| false,
    );
    assert!(
        matches!(told, Err(MoveError::Store(StoreError::Unreachable { .. }))),
        "{told:?}"
    );
    in_use(&from, 2_000);
    far.turns(Weather::Fine);
    carry(&from, &to, &mut Spoken::of(&files)).unwrap();
    are_the_same(&from, &to, &files, "memory to flaky");
}

#[test]
fn a_server_that_dies_under_the_facts_is_gone_on_with_once_it_is_back() {
    let Some(server) = Postgres::start(&[]) else {
        return;
    };
    let from = Site::memory();
    lived_in(&from);
    let to = at(&server.url());
    let mut died = false;
    let told = carry_until(
        &from,
        &to,
        &mut Spoken::default(),
        &mut |at| {
            if matches!(at, Progress::Facts(..)) && !std::mem::replace(&mut died, true) {
                server.kill();
            }
        },
        &|| false,
    );
    assert!(
        matches!(
            told,
            Err(MoveError::Store(
                StoreError::Unreachable { .. } | StoreError::Unsure(_)
            ))
        ),
        "{told:?}"
    );
    server.up();
    // Where nobody can know whether it was made the mark stands, and the same move ends it; else the store is in use.
    if from.open().unwrap().moved().unwrap().is_none() {
        in_use(&from, 3_000);
    }
    carry(&from, &to, &mut Spoken::default()).unwrap();
    are_the_same(&from, &to, &BTreeSet::new(), "memory to a server that died");
}

#[test]
fn a_dashboard_that_is_open_says_it_once_and_writes_no_more() {
    for from in sites() {
        ledger(&from.site).submit(&acknowledge(1, "01")).unwrap();
        let mut clerk = Clerk::new(ledger(&from.site), None, Catalogue::new(Lang::En));
        let said = |told: &[Answer]| -> Vec<Option<String>> {
            let moved = told.iter().filter_map(|a| match a {
                Answer::Moved(sentence) => Some(sentence.clone()),
                _ => None,
            });
            moved.collect()
        };
        assert_eq!(said(&clerk.answer(Ask::CatchUp)), [], "{}", from.name);
        carry(&from.site, &Site::memory(), &mut Spoken::default()).unwrap();
        let told = said(&clerk.answer(Ask::CatchUp));
        assert!(
            matches!(told.as_slice(), [Some(words)] if words.contains(PLACE)),
            "{}: {told:?}",
            from.name
        );
        let order = acknowledge(2, "02");
        let told = clerk.answer(Ask::Submit(Box::new(order.clone())));
        let refused = told.iter().any(|a| {
            matches!(a, Answer::Failed { cmd, sentence } if *cmd == order.cmd && sentence.contains(PLACE))
        });
        assert!(refused, "{}: {told:?}", from.name);
        assert_eq!(said(&told), [], "it was told: {}", from.name);
        assert!(ledger(&from.site).moved().is_some(), "{}", from.name);
    }
}
