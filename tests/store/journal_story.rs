//! One story for every store: what a store promises, told over every engine there is; then what only files can suffer:
//! changed bytes, foreign files, permissions, versions.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use crate::sites::sites;
use ketnoi::core::fact::{CampaignOpened, Draft, Envelope, Fact, ReportAcknowledged, ReportNoted, Role, Via};
use ketnoi::core::names::{Actor, CampaignId, CmdId, UnitCode};
use ketnoi::core::time::Stamp;
use ketnoi::store::{
    self, Appended, Attempt, Batch, Claim, Head, SeenUpTo, Site, Snapshot, Store, StoreError,
};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

fn stream() -> CampaignId {
    CampaignId::from("wtisd-2020")
}

fn cmd(n: u128) -> CmdId {
    CmdId(ulid::Ulid(n))
}

fn draft(fact: Fact) -> Draft {
    Draft {
        unit: Some(UnitCode::from("01")),
        at: Stamp(1_590_000_000_000),
        entered_later: false,
        fact,
    }
}

fn note(text: &str) -> Draft {
    draft(Fact::ReportNoted(ReportNoted { text: text.into() }))
}

fn acknowledged() -> Draft {
    draft(Fact::ReportAcknowledged(ReportAcknowledged {
        note: "đã nhận".into(),
    }))
}

fn batch(n: u128, recorded: i64, drafts: Vec<Draft>) -> Batch {
    Batch {
        cmd: cmd(n),
        actor: "lan".into(),
        real_user: "lan".into(),
        role: Role::Editor,
        via: Via::Cli,
        recorded: Stamp(recorded),
        drafts,
    }
}

fn append(j: &mut dyn Store, stream: &CampaignId, expected: u64, batch: &Batch) -> Appended {
    j.turn(stream, 0, None).unwrap().append(expected, batch).unwrap()
}

fn done(appended: Appended) -> Vec<Envelope> {
    match appended {
        Appended::Done(facts) => facts,
        other => panic!("appended, not {other:?}"),
    }
}

/// A store with `n` commands of one or two facts.
fn filled(path: &Path, n: u64) -> Box<dyn Store> {
    let mut j = Site::file(path).create().unwrap();
    for i in 0..n {
        let head = j.head(&stream()).unwrap().seq;
        let mut drafts = vec![note(&format!("ghi chú {i}"))];
        if i % 2 == 1 {
            drafts.push(Draft {
                unit: None,
                entered_later: true,
                ..acknowledged()
            });
        }
        done(append(
            j.as_mut(),
            &stream(),
            head,
            &batch(u128::from(i) + 1, 1_000 + i as i64, drafts),
        ));
    }
    j
}

fn over_every_engine(story: impl Fn(&mut dyn Store)) {
    for fresh in sites() {
        story(fresh.site.create().unwrap().as_mut());
    }
}

/// The same where several have one store open.
fn over_every_shared_engine(story: impl Fn(Box<dyn Store>, Box<dyn Store>)) {
    for fresh in sites() {
        story(fresh.site.create().unwrap(), fresh.site.open().unwrap());
    }
}

#[test]
fn what_is_put_in_a_turn_is_on_record_together_or_not_at_all() {
    over_every_shared_engine(|mut one, mut other| {
        let three: Vec<Batch> = (1..=3)
            .map(|n| batch(n, 1_000, vec![note(&format!("{n}")), acknowledged()]))
            .collect();
        let mut given_back = one.turn(&stream(), 0, None).unwrap();
        done(given_back.put(0, &three[0]).unwrap());
        drop(given_back);
        assert_eq!(one.head(&stream()).unwrap().seq, 0, "dropped, nothing is kept");

        let mut turn = one.turn(&stream(), 0, None).unwrap();
        for (command, expected) in three.iter().zip([0, 2, 4]) {
            let facts = done(turn.put(expected, command).unwrap());
            // The turn sees what it has put; nobody else does.
            assert_eq!(turn.command(&stream(), command.cmd).unwrap(), facts);
            assert_eq!(turn.head(&stream()).unwrap().seq, expected + 2);
            assert_eq!(turn.read_after(&stream(), expected, 1).unwrap(), facts[..1]);
            assert_eq!(other.head(&stream()).unwrap().seq, 0);
        }
        assert!(matches!(turn.put(6, &three[1]).unwrap(), Appended::Already(f) if f.len() == 2));
        assert!(matches!(
            turn.put(4, &batch(9, 1, vec![note("x")])).unwrap(),
            Appended::Moved(_)
        ));
        turn.commit().unwrap();
        assert_eq!(other.verify(&stream(), &mut |_| ()).unwrap().seq, 6);
        for command in &three {
            assert_eq!(other.command(&stream(), command.cmd).unwrap().len(), 2);
        }
    });
}

#[test]
fn a_command_is_appended_whole_once_and_in_order() {
    over_every_engine(|j| {
        let s = stream();
        assert_eq!(j.head(&s).unwrap(), Head::default());
        assert_eq!(j.streams().unwrap(), []);
        let first = done(append(
            j,
            &s,
            0,
            &batch(1, 100, vec![acknowledged(), note("ồ \"a\" \u{1f600}\n")]),
        ));
        assert_eq!(
            first.iter().map(|f| (f.seq, f.n)).collect::<Vec<_>>(),
            [(1, 0), (2, 1)]
        );
        assert_eq!(
            j.head(&s).unwrap(),
            Head {
                seq: 2,
                hash: first[1].hash
            }
        );
        assert_eq!(j.read_after(&s, 0, 10).unwrap(), first);
        assert_eq!(j.command(&s, cmd(1)).unwrap(), first);
        assert_eq!(j.command(&s, cmd(2)).unwrap(), []);

        // The same command again, wherever the caller thinks the end is, appends nothing.
        for expected in [0, 2, 9] {
            let again = append(j, &s, expected, &batch(1, 200, vec![note("khác")]));
            assert_eq!(again, Appended::Already(first.clone()));
        }
        assert_eq!(
            append(j, &s, 1, &batch(2, 200, vec![note("x")])),
            Appended::Moved(j.head(&s).unwrap())
        );
        assert_eq!(j.head(&s).unwrap().seq, 2);

        // Times never go back, whatever the clock does.
        let second = done(append(j, &s, 2, &batch(2, 50, vec![note("b")])));
        assert_eq!((second[0].seq, second[0].recorded), (3, Stamp(100)));
        let third = done(append(j, &s, 3, &batch(3, 101, vec![note("c")])));
        assert_eq!(third[0].recorded, Stamp(101));

        // Pages.
        assert_eq!(
            j.read_after(&s, 1, 2).unwrap(),
            [first[1].clone(), second[0].clone()]
        );
        assert_eq!(j.read_after(&s, 4, 2).unwrap(), []);
        assert_eq!(j.read_after(&s, 99, 2).unwrap(), []);

        // A turn that is dropped has written nothing; inside it the newest is read.
        let mut turn = j.turn(&s, 0, None).unwrap();
        assert_eq!(turn.head(&s).unwrap().seq, 4);
        assert_eq!(turn.read_after(&s, 3, 9).unwrap(), third);
        assert_eq!(turn.command(&s, cmd(1)).unwrap(), first);
        drop(turn);
        assert!(
            j.turn(&s, 0, None)
                .unwrap()
                .append(4, &batch(9, 1, vec![]))
                .is_err(),
            "no command is without facts"
        );
        assert_eq!(j.head(&s).unwrap().seq, 4);

        let mut seen = Vec::new();
        assert_eq!(
            j.verify(&s, &mut |f| seen.push(f.seq)).unwrap(),
            j.head(&s).unwrap()
        );
        assert_eq!(seen, [1, 2, 3, 4]);
    });
}

#[test]
fn streams_are_apart_and_the_last_opened_comes_last() {
    over_every_engine(|j| {
        for (name, at) in [("m", 30), ("z", 10), ("a", 20)] {
            let s = CampaignId::from(name);
            done(append(j, &s, 0, &batch(7, at, vec![note(name)])));
        }
        done(append(
            j,
            &CampaignId::from("z"),
            1,
            &batch(8, 99, vec![note("mới")]),
        ));
        let all = j.streams().unwrap();
        let told: Vec<_> = all
            .iter()
            .map(|s| (s.id.as_str(), s.head.seq, s.opened.0))
            .collect();
        assert_eq!(told, [("z", 2, 10), ("a", 1, 20), ("m", 1, 30)]);
        for s in all {
            assert_eq!(j.verify(&s.id, &mut |_| ()).unwrap(), s.head);
        }
        assert_eq!(j.verify(&"none".into(), &mut |_| ()).unwrap(), Head::default());
    });
}

#[test]
fn a_stored_state_is_used_only_with_its_own_history_and_code() {
    over_every_engine(|j| {
        let s = stream();
        done(append(j, &s, 0, &batch(1, 1, vec![note("a"), note("b")])));
        let head = j.head(&s).unwrap();
        let mut kept = Snapshot {
            seq: head.seq,
            hash: head.hash,
            bytes: vec![1, 2, 3],
        };
        assert_eq!(j.snapshot(&s, 5).unwrap(), None);
        j.keep_snapshot(&s, u64::MAX, &kept).unwrap();
        assert_eq!(j.snapshot(&s, u64::MAX).unwrap(), Some(kept.clone()));
        assert_eq!(j.snapshot(&s, 6).unwrap(), None, "made by other code");
        assert_eq!(j.snapshot(&"other".into(), u64::MAX).unwrap(), None);
        kept.hash[31] ^= 1;
        j.keep_snapshot(&s, 5, &kept).unwrap();
        assert_eq!(j.snapshot(&s, 5).unwrap(), None, "of another history");
        (kept.hash, kept.seq) = (head.hash, 3);
        j.keep_snapshot(&s, 5, &kept).unwrap();
        assert_eq!(j.snapshot(&s, 5).unwrap(), None, "of a fact that is not there");
    });
}

/// Sessions that were open before an upgrade work on beside those that came after it.
#[test]
fn programs_of_two_versions_leave_each_other_s_stored_states_alone() {
    over_every_engine(|j| {
        let s = stream();
        let notes = (0..9).map(|n| note(&n.to_string())).collect();
        let facts = done(append(j, &s, 0, &batch(1, 1, notes)));
        let keep = |j: &mut dyn Store, by: u64, seq: u64| {
            let env = &facts[usize::try_from(seq).unwrap() - 1];
            let kept = Snapshot {
                seq,
                hash: env.hash,
                bytes: by.to_be_bytes().to_vec(),
            };
            j.keep_pieces(&s, by, seq, &[(by, b"bay")]).unwrap();
            j.keep_snapshot(&s, by, &kept).unwrap();
        };
        for (by, seq) in [(5, 1), (6, 2), (5, 3), (6, 4), (7, 5)] {
            keep(j, by, seq);
        }
        let seqs = |j: &mut dyn Store| {
            [5, 6, 7, 8].map(|by| j.snapshot(&stream(), by).unwrap().map(|kept| kept.seq))
        };
        assert_eq!(seqs(j), [Some(3), Some(4), Some(5), None]);
        assert_eq!(pieces(j, 5).len(), 1, "with what they need");
        // A fourth program: the one that is furthest behind is given up, and its pieces go with the next that are kept.
        keep(j, 8, 6);
        assert_eq!(seqs(j), [None, Some(4), Some(5), Some(6)]);
        keep(j, 8, 7);
        assert_eq!(pieces(j, 5), []);
        assert_eq!(pieces(j, 6).len(), 1);
        assert_eq!(j.damaged_snapshots().unwrap(), []);
    });
}

#[test]
fn a_stored_state_can_be_taken_away_and_a_store_of_ours_holds_no_strangers() {
    over_every_engine(|j| {
        let s = stream();
        done(append(j, &s, 0, &batch(1, 1, vec![note("a")])));
        done(append(j, &"m".into(), 0, &batch(1, 1, vec![note("a")])));
        assert_eq!(j.stream_names().unwrap(), ["m".into(), s.clone()]);
        let head = j.head(&s).unwrap();
        let kept = Snapshot {
            seq: head.seq,
            hash: head.hash,
            bytes: vec![1, 2, 3],
        };
        j.keep_pieces(&s, 5, 1, &[(7, b"bay"), (8, b"tam")]).unwrap();
        j.keep_snapshot(&s, 5, &kept).unwrap();
        let both = vec![(7, b"bay".to_vec()), (8, b"tam".to_vec())];
        assert_eq!(pieces(j, 5), both);
        assert_eq!(j.damaged_snapshots().unwrap(), []);
        j.drop_snapshot(&s).unwrap();
        assert_eq!(j.snapshot(&s, 5).unwrap(), None);
        assert_eq!(pieces(j, 5), []);
        assert_eq!(j.strangers().unwrap(), []);
        assert_eq!(j.flaws().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn both_stores_make_the_same_chain_and_a_whole_definition_fits() {
    let definition = Arc::new(ketnoi::campaign_file::shipped("wtisd-2020").unwrap());
    let opened = draft(Fact::CampaignOpened(CampaignOpened {
        definition,
        source: "shipped".into(),
    }));
    let heads = std::cell::RefCell::new(Vec::new());
    over_every_engine(|j| {
        done(append(j, &stream(), 0, &batch(1, 1, vec![opened.clone()])));
        assert_eq!(j.read_after(&stream(), 0, 1).unwrap()[0].fact, opened.fact);
        heads.borrow_mut().push(j.verify(&stream(), &mut |_| ()).unwrap());
    });
    let heads = heads.into_inner();
    assert_eq!(heads[0].seq, heads[1].seq);
    // Every row has a salt of its own: what somebody said twice is not seen to be the same.
    assert_ne!(heads[0].hash, heads[1].hash);
}

fn redacts(seq: u64, fact: &Fact) -> Draft {
    draft(Fact::FactRedacted(fact.redaction(seq, "theo yêu cầu").unwrap()))
}

#[test]
fn words_go_together_with_the_fact_that_says_so() {
    over_every_engine(|j| {
        let s = stream();
        let first = done(append(
            j,
            &s,
            0,
            &batch(1, 1, vec![acknowledged(), note("0912 345 678")]),
        ));
        let head = j.head(&s).unwrap();
        let kept = Snapshot {
            seq: head.seq,
            hash: head.hash,
            bytes: vec![1],
        };
        j.keep_snapshot(&s, 5, &kept).unwrap();
        j.keep_pieces(&s, 5, 2, &[(7, b"abc")]).unwrap();
        assert_eq!(j.holes(&s).unwrap(), []);
        done(append(j, &s, 2, &batch(2, 2, vec![redacts(2, &first[1].fact)])));

        // Everybody who reads it reads what is left, with the hash that it had.
        let left = Envelope {
            fact: first[1].fact.without_words(),
            ..first[1].clone()
        };
        assert_eq!(j.read_after(&s, 1, 1).unwrap(), std::slice::from_ref(&left));
        assert_eq!(j.command(&s, cmd(1)).unwrap(), [first[0].clone(), left.clone()]);
        assert_eq!(
            j.about(&s, &"01".into(), 1, 2).unwrap(),
            std::slice::from_ref(&left)
        );
        assert_eq!(
            append(j, &s, 0, &batch(1, 9, vec![note("x")])),
            Appended::Already(vec![first[0].clone(), left])
        );
        let mut seen = Vec::new();
        let whole = j.verify(&s, &mut |f| seen.push(f.seq)).unwrap();
        assert_eq!((whole.seq, seen), (3, vec![1, 2, 3]));
        let hole = store::Hole {
            seq: 2,
            by: 3,
            old: false,
        };
        assert_eq!(j.holes(&s).unwrap(), [hole]);
        assert_eq!(j.holes(&"other".into()).unwrap(), []);

        // What was made of the facts before is gone, and does not come back.
        assert_eq!((j.snapshot(&s, 5).unwrap(), pieces(j, 5)), (None, vec![]));
        j.keep_pieces(&s, 5, 2, &[(7, b"abc")]).unwrap();
        j.keep_snapshot(&s, 5, &kept).unwrap();
        assert_eq!((j.snapshot(&s, 5).unwrap(), pieces(j, 5)), (None, vec![]));
        j.keep_pieces(&s, 5, 3, &[(7, b"abc")]).unwrap();
        assert_eq!(pieces(j, 5).len(), 1);
        assert!(j.scrub().unwrap());

        // Twice, or of what is not there, nothing is removed and nothing written.
        for seq in [2, 9, 0] {
            let again = batch(3, 3, vec![note("y"), redacts(seq, &first[1].fact)]);
            assert!(j.turn(&s, 0, None).unwrap().append(3, &again).is_err(), "{seq}");
            assert_eq!(j.head(&s).unwrap(), whole);
        }
        done(append(j, &s, 3, &batch(4, 4, vec![note("z")])));
        assert_eq!(j.verify(&s, &mut |_| ()).unwrap().seq, 4);
    });
}

#[test]
fn a_payload_that_is_gone_without_its_fact_breaks_the_chain() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    for (sql, first) in [
        ("UPDATE facts SET payload = '' WHERE seq = 2", 2),
        ("UPDATE facts SET payload = '', salt = NULL WHERE seq = 2", 2),
        // Said to be of the old kind, and to be removed by a fact that removes nothing, or something else.
        (
            "UPDATE facts SET payload = '', salt = NULL, redacted_by = 4 WHERE seq = 2",
            2,
        ),
        (
            "UPDATE facts SET payload = '', salt = NULL, redacted_by = 6 WHERE seq = 2",
            2,
        ),
        ("UPDATE facts SET redacted_by = 6 WHERE seq = 1", 1),
        ("UPDATE facts SET redacted_by = NULL WHERE seq = 1", 1),
        ("UPDATE facts SET actor = 'nam' WHERE seq = 1", 1),
    ] {
        fs::copy(template(), &path).unwrap();
        let mut j = Site::file(&path).open().unwrap();
        let fact = j.read_after(&stream(), 0, 1).unwrap().remove(0).fact;
        done(append(
            j.as_mut(),
            &stream(),
            6,
            &batch(80, 9, vec![redacts(1, &fact)]),
        ));
        drop(j);
        assert_eq!(first_wrong(&path), None);
        by_hand(&path).execute_batch(sql).unwrap();
        assert_eq!(first_wrong(&path), Some(first), "{sql}");
        for beside in ["-wal", "-shm"] {
            let _ = fs::remove_file(dir.path().join(format!("k.db{beside}")));
        }
    }
}

/// Every file below a folder that holds these bytes.
fn who_holds(dir: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for e in fs::read_dir(dir).unwrap() {
        let path = e.unwrap().path();
        if path.is_dir() {
            found.extend(who_holds(&path, bytes));
        } else if fs::read(&path).unwrap().windows(bytes.len()).any(|w| w == bytes) {
            found.push(path);
        }
    }
    found
}

#[test]
fn no_byte_of_it_stays_in_the_file_or_its_log_also_while_others_have_it_open() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut j = Site::file(&path).create().unwrap();
    let secret = "Nguyễn Thị Bí Mật 0912345678";
    // Long and short, among others, in states that were kept and replaced: in pages of every kind, used and free.
    let mut all = Vec::new();
    for i in 0..60_u64 {
        let told = if i % 7 == 0 {
            note(&format!("{secret} {}", "x".repeat(i as usize * 300)))
        } else {
            note(&"y".repeat(i as usize * 90))
        };
        all.extend(done(append(
            j.as_mut(),
            &stream(),
            i,
            &batch(u128::from(i) + 1, 1, vec![told]),
        )));
        let head = j.head(&stream()).unwrap();
        let kept = Snapshot {
            seq: head.seq,
            hash: head.hash,
            bytes: secret.repeat(400 - i as usize).into_bytes(),
        };
        j.keep_snapshot(&stream(), 5, &kept).unwrap();
        let piece = secret.repeat(i as usize + 1).into_bytes();
        j.keep_pieces(&stream(), i / 20, head.seq, &[(i, &piece)])
            .unwrap();
    }
    let mut other = Site::file(&path).open().unwrap();
    other.read_after(&stream(), 0, 9).unwrap();
    assert!(!who_holds(dir.path(), secret.as_bytes()).is_empty());
    let drafts = all.iter().step_by(7).map(|e| redacts(e.seq, &e.fact)).collect();
    done(append(j.as_mut(), &stream(), 60, &batch(900, 2, drafts)));
    assert!(j.scrub().unwrap());
    assert_eq!(who_holds(dir.path(), secret.as_bytes()), Vec::<PathBuf>::new());
    assert_eq!(other.verify(&stream(), &mut |_| ()).unwrap().seq, 69);
    assert_eq!(
        Site::file(&path).open().and_then(|mut j| j.flaws()).unwrap(),
        Vec::<String>::new()
    );
}

/// While somebody reads for long what was removed cannot be taken out of the log: that is told, and done later.
#[test]
fn what_could_not_be_taken_out_of_the_file_is_taken_out_later() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut j = Site::file(&path).create().unwrap();
    let first = done(append(
        j.as_mut(),
        &stream(),
        0,
        &batch(1, 1, vec![note("bí mật"), note("b")]),
    ));
    let reader = Connection::open(&path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM facts").unwrap();
    done(append(
        j.as_mut(),
        &stream(),
        2,
        &batch(2, 2, vec![redacts(1, &first[0].fact)]),
    ));
    assert!(!j.scrub().unwrap());
    assert!(!who_holds(dir.path(), "bí mật".as_bytes()).is_empty());
    reader.execute_batch("ROLLBACK").unwrap();
    drop(j);
    assert!(Site::file(&path).open().unwrap().scrub().unwrap());
    assert_eq!(who_holds(dir.path(), "bí mật".as_bytes()), Vec::<PathBuf>::new());
}

#[test]
fn two_connections_see_each_other_and_only_one_has_the_turn() {
    over_every_shared_engine(|mut a, mut b| {
        let s = stream();
        done(append(a.as_mut(), &s, 0, &batch(1, 1, vec![note("a")])));
        assert_eq!(b.head(&s).unwrap(), a.head(&s).unwrap());
        done(append(b.as_mut(), &s, 1, &batch(2, 1, vec![note("b")])));
        assert_eq!(a.read_after(&s, 1, 9).unwrap(), b.read_after(&s, 1, 9).unwrap());

        let mut turn = a.turn(&s, 0, None).unwrap();
        let (tx, rx) = std::sync::mpsc::channel();
        let waiting = std::thread::spawn(move || {
            tx.send(()).unwrap();
            let turn = b.turn(&stream(), 0, None).unwrap();
            let appended = turn.append(3, &batch(4, 1, vec![note("d")])).unwrap();
            done(appended)[0].seq
        });
        rx.recv().unwrap();
        assert_eq!(turn.head(&s).unwrap().seq, 2);
        done(turn.append(2, &batch(3, 1, vec![note("c")])).unwrap());
        assert_eq!(waiting.join().unwrap(), 4, "whoever waited found the newest");
        assert_eq!(a.head(&s).unwrap().seq, 4);
    });
}

/// What one connection keeps beside the facts the other is told.
#[test]
fn what_is_no_fact_is_shared_too() {
    over_every_shared_engine(|mut a, mut b| {
        let s = stream();
        done(append(a.as_mut(), &s, 0, &batch(1, 1, vec![note("a")])));
        let head = a.head(&s).unwrap();
        let kept = Snapshot {
            seq: head.seq,
            hash: head.hash,
            bytes: vec![1, 2, 3],
        };
        a.keep_pieces(&s, 5, 1, &[(7, b"bay")]).unwrap();
        a.keep_snapshot(&s, 5, &kept).unwrap();
        a.claim(&s, &"lan".into(), &["04".into()], Stamp(1), Stamp(9))
            .unwrap();
        a.set_seen_up_to(&s, &"lan".into(), seen_up_to(1, 5)).unwrap();
        a.keep_attempt(&attempt("lan", 1, "activity.cancel")).unwrap();
        assert_eq!(b.snapshot(&s, 5).unwrap(), Some(kept));
        assert_eq!(pieces(b.as_mut(), 5), [(7, b"bay".to_vec())]);
        assert_eq!(b.claims(&s, Stamp(1)).unwrap().len(), 1);
        assert_eq!(b.seen_up_to(&s, &"lan".into()).unwrap(), Some(seen_up_to(1, 5)));
        assert_eq!(b.attempts().unwrap().len(), 1);
    });
}

// ---- beside the facts -------------------------------------------------------------------------------------------------

fn seen_up_to(seq: u64, at: i64) -> SeenUpTo {
    SeenUpTo { seq, at: Stamp(at) }
}

/// The pieces that are kept for the story's stream by this code, by name.
fn pieces(j: &mut dyn Store, fingerprint: u64) -> Vec<(u64, Vec<u8>)> {
    let mut seen = BTreeMap::new();
    let sound = j
        .pieces(&stream(), fingerprint, &mut |name, bytes| {
            seen.insert(name, bytes);
        })
        .unwrap();
    assert!(sound, "nothing has rotted");
    seen.into_iter().collect()
}

fn attempt(name: &str, at: i64, tried: &str) -> Attempt {
    Attempt {
        at: Stamp(at),
        actor: name.into(),
        real_user: "ketnoi".into(),
        role: Role::Viewer,
        via: Via::Tui,
        stream: stream(),
        unit: (at % 2 == 0).then(|| UnitCode::from("04")),
        tried: tried.to_owned(),
        rule: "role-forbids".into(),
    }
}

#[test]
fn the_facts_about_a_unit_are_found_between_two_numbers() {
    over_every_engine(|j| {
        let s = stream();
        let of = |unit: Option<&str>| Draft {
            unit: unit.map(UnitCode::from),
            ..note("x")
        };
        let drafts = vec![of(Some("01")), of(Some("04")), of(None), of(Some("01"))];
        let all = done(append(j, &s, 0, &batch(1, 1, drafts)));
        done(append(j, &"m".into(), 0, &batch(1, 1, vec![of(Some("01"))])));
        let mut seqs = |unit: &str, after, until| -> Vec<u64> {
            let found = j.about(&s, &unit.into(), after, until).unwrap();
            assert!(found.iter().all(|env| all.contains(env)));
            found.iter().map(|env| env.seq).collect()
        };
        assert_eq!(seqs("01", 0, 4), [1, 4]);
        assert_eq!(seqs("01", 0, 99), [1, 4]);
        assert_eq!(seqs("01", 1, 4), [4]);
        assert_eq!(seqs("01", 1, 3), Vec::<u64>::new());
        assert_eq!(seqs("04", 0, 2), [2]);
        assert_eq!(seqs("04", 3, 2), Vec::<u64>::new());
        assert_eq!(seqs("79", 0, 4), Vec::<u64>::new());
        assert_eq!(j.about(&"z".into(), &"01".into(), 0, 9).unwrap(), []);
    });
}

#[test]
fn pieces_are_kept_by_name_for_the_code_that_made_them() {
    over_every_engine(|j| {
        let s = stream();
        done(append(j, &s, 0, &batch(1, 1, vec![note("a")])));
        j.keep_pieces(&s, 5, 1, &[(7, b"bay"), (u64::MAX, b"")]).unwrap();
        j.keep_pieces(&s, 5, 1, &[(8, b"tam"), (7, b"bay")]).unwrap();
        let all = vec![(7, b"bay".to_vec()), (8, b"tam".to_vec()), (u64::MAX, vec![])];
        assert_eq!(pieces(j, 5), all);
        assert_eq!(pieces(j, 6), []);
        // What is kept under a name again is what counts.
        j.keep_pieces(&s, 5, 1, &[(7, b"nam")]).unwrap();
        assert_eq!(pieces(j, 5)[0], (7, b"nam".to_vec()));
        // Those of other code go when new ones come, and one stream's say nothing of another's.
        j.keep_pieces(&"m".into(), 6, 0, &[(1, b"mot")]).unwrap();
        assert_eq!(pieces(j, 5).len(), 3);
        j.keep_pieces(&s, 6, 1, &[(9, b"chin")]).unwrap();
        assert_eq!(pieces(j, 5), []);
        assert_eq!(pieces(j, 6), [(9, b"chin".to_vec())]);
    });
}

#[test]
fn a_claim_lasts_until_it_is_renewed_withdrawn_or_over() {
    over_every_engine(|j| {
        let (s, lan, minh) = (stream(), Actor::from("lan"), Actor::from("minh"));
        let told = |j: &mut dyn Store, now| -> Vec<(String, String, i64)> {
            let claims = j.claims(&stream(), Stamp(now)).unwrap();
            let words = |c: &Claim| (c.unit.0.clone(), c.actor.to_string(), c.until.0);
            claims.iter().map(words).collect()
        };
        let of = |unit: &str, who: &str, until| (unit.to_owned(), who.to_owned(), until);
        // One unit twice is one claim; they are told by unit, then by name.
        j.claim(
            &s,
            &minh,
            &["24".into(), "04".into(), "04".into()],
            Stamp(0),
            Stamp(20),
        )
        .unwrap();
        j.claim(&s, &lan, &["04".into()], Stamp(0), Stamp(10)).unwrap();
        j.claim(&"m".into(), &lan, &["01".into()], Stamp(0), Stamp(10))
            .unwrap();
        let all = [of("04", "lan", 10), of("04", "minh", 20), of("24", "minh", 20)];
        assert_eq!(told(j, 9), all);
        assert_eq!(told(j, 10), all[1..], "over at its end");
        // Renewed elsewhere: the one of before goes, and nobody else's.
        j.claim(&s, &minh, &["01".into()], Stamp(5), Stamp(30)).unwrap();
        assert_eq!(told(j, 5), [of("01", "minh", 30), of("04", "lan", 10)]);
        j.claim(&s, &minh, &[], Stamp(6), Stamp(30)).unwrap();
        assert_eq!(told(j, 6), [of("04", "lan", 10)]);
        // Whoever claims takes away what is over, in every stream.
        assert_eq!(j.claims(&"m".into(), Stamp(5)).unwrap().len(), 1);
        j.claim(&s, &minh, &[], Stamp(11), Stamp(30)).unwrap();
        assert_eq!(j.claims(&"m".into(), Stamp(5)).unwrap(), []);
        assert_eq!(told(j, 5), []);
    });
}

/// Which of very many are kept is told in `tests/store/access.rs`, over every engine too.
#[test]
fn attempts_are_kept_in_order_and_not_longer_than_they_may_be() {
    over_every_engine(|j| {
        assert_eq!(j.attempts().unwrap(), []);
        let long = "ệ".repeat(300);
        j.keep_attempt(&attempt("lan", 9, "activity.cancel")).unwrap();
        j.keep_attempt(&attempt("minh", 4, &long)).unwrap();
        assert_eq!(
            j.attempts().unwrap(),
            [
                attempt("lan", 9, "activity.cancel"),
                attempt("minh", 4, &"ệ".repeat(200))
            ]
        );
    });
}

/// Of two sessions of one person the one that got furthest counts; others are apart.
#[test]
fn how_far_somebody_has_looked_is_what_the_furthest_session_saw() {
    over_every_engine(|j| {
        let (lan, minh) = (Actor::from("lan"), Actor::from("minh"));
        assert_eq!(j.seen_up_to(&stream(), &lan).unwrap(), None);
        j.set_seen_up_to(&stream(), &lan, seen_up_to(5, 100)).unwrap();
        j.set_seen_up_to(&stream(), &lan, seen_up_to(3, 200)).unwrap();
        assert_eq!(j.seen_up_to(&stream(), &lan).unwrap(), Some(seen_up_to(5, 100)));
        j.set_seen_up_to(&stream(), &lan, seen_up_to(5, 300)).unwrap();
        assert_eq!(j.seen_up_to(&stream(), &lan).unwrap(), Some(seen_up_to(5, 300)));
        assert_eq!(j.seen_up_to(&stream(), &minh).unwrap(), None);
        assert_eq!(j.seen_up_to(&CampaignId::from("khác"), &lan).unwrap(), None);
    });
}

// ---- what somebody's hand can do -------------------------------------------------------------------------------------

const FIELDS: [&str; 19] = [
    "stream",
    "seq",
    "cmd",
    "n",
    "type",
    "version",
    "at",
    "recorded",
    "actor",
    "real_user",
    "role",
    "via",
    "unit",
    "entered_later",
    "payload",
    "hash",
    "salt",
    "digest",
    "redacted_by",
];

/// Opens a store as a stranger would who wants to change it.
fn by_hand(path: &Path) -> Connection {
    let c = Connection::open(path).unwrap();
    c.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
    c
}

/// The first wrong fact over all streams.
fn first_wrong(path: &Path) -> Option<u64> {
    let mut j = Site::file(path).open().unwrap();
    let streams = match j.streams() {
        Ok(streams) => streams,
        Err(StoreError::BrokenChain { seq, .. }) => return Some(seq),
        Err(other) => panic!("the chain is broken, not {other}"),
    };
    for s in streams {
        match j.verify(&s.id, &mut |_| ()) {
            Ok(_) => {}
            Err(StoreError::BrokenChain { seq, .. }) => return Some(seq),
            Err(other) => panic!("the chain is broken, not {other}"),
        }
    }
    None
}

fn change(path: &Path, seq: i64, field: &str, at: usize, by: u8) -> bool {
    let c = by_hand(path);
    let value: Value = c
        .query_row(&format!("SELECT {field} FROM facts WHERE seq = ?1"), [seq], |r| {
            r.get(0)
        })
        .unwrap();
    let changed = match value {
        Value::Text(t) => {
            let mut bytes = t.clone().into_bytes();
            let at = at % bytes.len();
            bytes[at] ^= by;
            // CAST keeps whatever bytes they are now, text or not.
            let sql = format!("UPDATE facts SET {field} = CAST(?1 AS TEXT) WHERE seq = ?2");
            return c.execute(&sql, rusqlite::params![bytes, seq]).is_ok();
        }
        Value::Integer(n) => Value::Integer(n ^ (i64::from(by) << (8 * (at % 8)))),
        Value::Blob(mut b) => {
            let at = at % b.len();
            b[at] ^= by;
            Value::Blob(b)
        }
        Value::Null => Value::Text(char::from(by & 0x7f).to_string()),
        Value::Real(_) => panic!("no field is a fraction"),
    };
    let sql = format!("UPDATE facts SET {field} = ?1 WHERE seq = ?2");
    c.execute(&sql, rusqlite::params![changed, seq]).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn one_changed_byte_anywhere_is_found_where_it_is(row in 1_i64..=6, field in 0_usize..19, at in 0_usize..500, by in 1_u8..=255) {
        let field = FIELDS[field];
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("k.db");
        fs::copy(template(), &path).unwrap();
        prop_assert_eq!(first_wrong(&path), None);
        // Where the engine itself refuses the change (another row has that key), there is nothing to find.
        prop_assume!(change(&path, row, field, at, by));
        let found = first_wrong(&path);
        // A row that was moved elsewhere is missing here and wrong there: with the last row only the latter shows, and
        // with a stream's name the other stream begins in the middle.
        let elsewhere = (field == "stream" || field == "seq") && found.is_some();
        prop_assert!(found == Some(row as u64) || elsewhere, "{} of {}: {:?}", field, row, found);
    }
}

/// Six facts, closed cleanly: made once.
fn template() -> &'static Path {
    static MADE: std::sync::LazyLock<(tempfile::TempDir, PathBuf)> = std::sync::LazyLock::new(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("k.db");
        drop(filled(&path, 4));
        (dir, path)
    });
    &MADE.1
}

#[test]
fn deleting_and_swapping_are_found() {
    for (sql, first) in [
        ("DELETE FROM facts WHERE seq = 3", Some(3)),
        ("DELETE FROM facts WHERE seq = 1", Some(1)),
        (
            "UPDATE facts SET seq = -seq WHERE seq IN (2, 3); UPDATE facts SET seq = 5 + seq WHERE seq < 0",
            Some(2),
        ),
        (
            "DELETE FROM facts WHERE seq = 2; UPDATE facts SET seq = seq - 1 WHERE seq = 3; \
             UPDATE facts SET seq = seq - 1 WHERE seq = 4; UPDATE facts SET seq = seq - 1 WHERE seq = 5; \
             UPDATE facts SET seq = seq - 1 WHERE seq = 6",
            Some(2),
        ),
        ("UPDATE facts SET seq = 0 WHERE seq = 6", Some(1)),
        // What no chain can show; `log --head` is for that.
        ("DELETE FROM facts WHERE seq = 6", None),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("k.db");
        fs::copy(template(), &path).unwrap();
        by_hand(&path).execute_batch(sql).unwrap();
        assert_eq!(first_wrong(&path), first, "{sql}");
    }
}

#[test]
fn a_trigger_that_comes_while_sessions_are_open_stops_their_writing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut j = filled(&path, 4);
    let mut read_only = Site::file(&path).open().unwrap();
    read_only.head(&stream()).unwrap();
    by_hand(&path)
        .execute_batch("CREATE TRIGGER spy AFTER INSERT ON facts BEGIN DELETE FROM claims; END")
        .unwrap();
    let named = |why: StoreError| match why {
        StoreError::StrangeSchema { what, .. } => what.iter().any(|s| s.name == "spy"),
        _ => false,
    };
    assert!(named(j.turn(&stream(), 0, None).err().unwrap()));
    assert!(named(
        j.claim(&stream(), &"lan".into(), &["01".into()], Stamp(1), Stamp(2))
            .unwrap_err()
    ));
    assert_eq!(read_only.read_after(&stream(), 0, 99).unwrap().len(), 6);
    assert_eq!(read_only.strangers().unwrap().len(), 1);
    by_hand(&path).execute_batch("DROP TRIGGER spy").unwrap();
    done(append(j.as_mut(), &stream(), 6, &batch(70, 1, vec![note("mới")])));
    // Also in a store that is still to be brought up to date.
    drop((j, read_only));
    let path = dir.path().join("old.db");
    older(&path, 3);
    by_hand(&path)
        .execute_batch("CREATE TABLE last_looked (a)")
        .unwrap();
    let mut old = Site::file(&path).open().unwrap();
    assert_eq!(old.head(&stream()).unwrap().seq, 6);
    assert!(matches!(
        old.turn(&stream(), 0, None).err(),
        Some(StoreError::StrangeSchema { .. })
    ));
    assert_eq!(version(&path), 3);
}

#[test]
fn the_checker_of_the_book_agrees() {
    let book = include_str!("../../docs/store.md");
    let script = book
        .split("```python\n")
        .nth(1)
        .and_then(|s| s.split("```").next())
        .unwrap();
    let run = |path: &Path| Command::new("python3").args(["-c", script]).arg(path).output();
    let Ok(good) = run(template()) else {
        assert!(
            std::env::var_os("KETNOI_CI").is_none(),
            "no python3 here to run the book's checker"
        );
        eprintln!("NOT CHECKED: no python3 here to run the checker of docs/store.md");
        return;
    };
    let head = Site::file(template()).open().unwrap().head(&stream()).unwrap();
    let hex = ketnoi::core::hex::hex(&head.hash);
    let told = String::from_utf8_lossy(&good.stdout).into_owned();
    assert_eq!(told.trim(), format!("wtisd-2020 6 {hex}"));
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    fs::copy(template(), &path).unwrap();
    by_hand(&path)
        .execute_batch("UPDATE facts SET actor = 'nam' WHERE seq = 4")
        .unwrap();
    let bad = run(&path).unwrap();
    let why = String::from_utf8_lossy(&bad.stderr).into_owned();
    assert_eq!(
        (why.trim(), bad.status.success()),
        ("wtisd-2020: the first wrong fact is 4", false)
    );
    // With holes of both kinds it is whole, and they are named; a hole without its fact is none.
    for old in [false, true] {
        let path = dir.path().join(format!("holes-{old}.db"));
        if old {
            older(&path, 5);
        } else {
            fs::copy(template(), &path).unwrap();
        }
        let mut j = Site::file(&path).open().unwrap();
        let fact = j.read_after(&stream(), 1, 1).unwrap().remove(0).fact;
        done(append(
            j.as_mut(),
            &stream(),
            6,
            &batch(80, 9, vec![redacts(2, &fact)]),
        ));
        let head = ketnoi::core::hex::hex(&j.head(&stream()).unwrap().hash);
        drop(j);
        let told = String::from_utf8(run(&path).unwrap().stdout).unwrap();
        let kind = if old {
            " (its hash is taken as it stands)"
        } else {
            ""
        };
        assert_eq!(
            told,
            format!("wtisd-2020: fact 2 was emptied by fact 7{kind}\nwtisd-2020 7 {head}\n")
        );
        by_hand(&path)
            .execute_batch("UPDATE facts SET redacted_by = 6 WHERE seq = 2")
            .unwrap();
        let why = String::from_utf8(run(&path).unwrap().stderr).unwrap();
        assert_eq!(why.trim(), "wtisd-2020: fact 2 is empty, and no fact says why");
    }
}

#[test]
fn a_missing_number_is_never_skipped_when_reading() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    fs::copy(template(), &path).unwrap();
    by_hand(&path)
        .execute_batch("DELETE FROM facts WHERE seq = 3")
        .unwrap();
    let mut j = Site::file(&path).open().unwrap();
    assert_eq!(j.read_after(&stream(), 0, 2).unwrap().len(), 2);
    assert!(matches!(
        j.read_after(&stream(), 0, 9),
        Err(StoreError::BrokenChain { seq: 3, .. })
    ));
    assert!(matches!(
        j.read_after(&stream(), 2, 9),
        Err(StoreError::BrokenChain { seq: 3, .. })
    ));
}

#[test]
fn a_fact_that_only_a_newer_ketnoi_knows_stops_the_reading() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    older(&path, 6);
    let last = Site::file(&path)
        .open()
        .unwrap()
        .read_after(&stream(), 4, 9)
        .unwrap();
    let c = by_hand(&path);
    let payload: String = c
        .query_row("SELECT payload FROM facts WHERE seq = 6", [], |r| r.get(0))
        .unwrap();
    // As the newer one would have written it, with its own hash.
    let mut row = store::codec::Row::of(&last[1], &store::codec::Payload::plain(&payload)).unwrap();
    row.version = 2;
    c.execute(
        "UPDATE facts SET version = 2, hash = ?1 WHERE seq = 6",
        [row.chained(&last[0].hash).as_slice()],
    )
    .unwrap();
    drop(c);
    let mut j = Site::file(&path).open().unwrap();
    assert!(matches!(
        j.read_after(&stream(), 0, 9),
        Err(StoreError::NewerFact {
            seq: 6,
            version: 2,
            ..
        })
    ));
    // A hand that only changes the number is found out as a hand.
    by_hand(&path)
        .execute_batch("UPDATE facts SET version = 3 WHERE seq = 6")
        .unwrap();
    assert!(matches!(
        j.read_after(&stream(), 0, 9),
        Err(StoreError::BrokenChain { seq: 6, .. })
    ));
}

// ---- which file it is -------------------------------------------------------------------------------------------------

/// Every file of a folder with its bytes.
fn contents(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .map(|p| (p.clone(), fs::read(&p).unwrap()))
        .collect();
    all.sort();
    all
}

fn refused(bytes: &[u8], expect: impl Fn(&StoreError) -> bool) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    fs::write(&path, bytes).unwrap();
    let before = contents(dir.path());
    for attempt in [Site::file(&path).open(), Site::file(&path).create()] {
        let why = attempt.err().expect("it is refused");
        assert!(expect(&why), "{why}");
    }
    assert_eq!(
        contents(dir.path()),
        before,
        "not a byte is changed, no file is made"
    );
}

#[test]
fn what_is_not_a_sound_store_of_ours_is_refused_untouched() {
    let ours = fs::read(template()).unwrap();
    let foreign = |e: &StoreError| matches!(e, StoreError::Foreign { .. });
    let damaged = |e: &StoreError| matches!(e, StoreError::Damaged { .. });
    refused(b"", foreign);
    refused(b"xin chao\n", foreign);
    refused(&[0; 5_000], foreign);
    refused(&ours[..60], damaged);
    refused(&ours[..700], damaged);
    refused(&ours[..ours.len() - 4_096], damaged);
    let mut wrecked = ours.clone();
    wrecked[16..24].fill(0xee);
    refused(&wrecked, damaged);
    let mut newer = ours.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    refused(&newer, |e| matches!(e, StoreError::Newer { found: 99, .. }));
    let mut other = ours;
    other[68..72].copy_from_slice(&7_u32.to_be_bytes());
    refused(&other, |e| matches!(e, StoreError::Foreign { found: 7, .. }));
}

#[test]
fn a_foreign_database_with_an_open_log_keeps_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let c = Connection::open(&path).unwrap();
    c.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE a (b); INSERT INTO a VALUES (1)")
        .unwrap();
    let before = contents(dir.path());
    assert!(matches!(
        Site::file(&path).open(),
        Err(StoreError::Foreign { .. })
    ));
    assert_eq!(contents(dir.path()), before);
    assert_eq!(
        c.query_row("SELECT count(*) FROM a", [], |r| r.get::<_, i64>(0))
            .unwrap(),
        1
    );
}

#[test]
fn a_newer_version_that_is_only_in_the_log_is_seen_and_left_there() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    fs::copy(template(), &path).unwrap();
    let mut running = Site::file(&path).open().unwrap();
    running.head(&stream()).unwrap();
    let c = Connection::open(&path).unwrap();
    c.execute_batch("PRAGMA user_version = 99").unwrap();
    let before = fs::read(&path).unwrap();
    let newer = |e: StoreError| assert!(matches!(e, StoreError::Newer { found: 99, .. }), "{e}");
    newer(Site::file(&path).open().err().unwrap());
    // A session that was there before stops, reading and writing.
    newer(running.head(&stream()).err().unwrap());
    newer(running.read_after(&stream(), 0, 1).err().unwrap());
    newer(running.turn(&stream(), 0, None).err().unwrap());
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn links_folders_and_pipes_are_refused_and_nothing_is_absent() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    assert!(matches!(
        Site::file(at("none.db")).open(),
        Err(StoreError::Absent(_))
    ));
    assert!(matches!(
        Site::file(at("no/folder/none.db")).open(),
        Err(StoreError::Absent(_))
    ));
    fs::copy(template(), at("real.db")).unwrap();
    symlink(at("real.db"), at("link.db")).unwrap();
    symlink(at("nowhere"), at("dangling.db")).unwrap();
    fs::create_dir(at("folder.db")).unwrap();
    let fifo = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, at("pipe.db"), fifo, 0o600.into(), 0).unwrap();
    for name in ["link.db", "dangling.db", "folder.db", "pipe.db"] {
        assert!(
            matches!(Site::file(at(name)).open(), Err(StoreError::Io { .. })),
            "{name}"
        );
        assert!(
            matches!(Site::file(at(name)).create(), Err(StoreError::Io { .. })),
            "{name}"
        );
    }
    // A link to the folder is the administrator's affair.
    symlink(dir.path(), at("here")).unwrap();
    assert_eq!(
        Site::file(at("here/real.db"))
            .open()
            .unwrap()
            .head(&stream())
            .unwrap()
            .seq,
        6
    );
}

#[test]
fn looking_leaves_the_folder_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    drop(filled(&path, 1));
    let before = contents(dir.path());
    assert_eq!(before.len(), 1, "a closed store is one file");
    let mut j = Site::file(&path).open().unwrap();
    j.streams().unwrap();
    j.snapshot(&stream(), 1).unwrap();
    j.verify(&stream(), &mut |_| ()).unwrap();
    drop(j);
    let told = store::sqlite::info(&path).unwrap();
    assert_eq!(
        (told.journal_mode.as_str(), told.read_only, told.log_bytes),
        ("wal", false, 0)
    );
    assert_eq!(told.version, told.known);
    assert_eq!(
        Site::file(&path).open().and_then(|mut j| j.flaws()).unwrap(),
        Vec::<String>::new()
    );
    assert_eq!(contents(dir.path()), before);
}

#[test]
fn a_store_that_is_replaced_or_removed_while_open_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut j = filled(&path, 1);
    fs::copy(template(), dir.path().join("other")).unwrap();
    fs::rename(dir.path().join("other"), &path).unwrap();
    assert!(matches!(j.turn(&stream(), 0, None), Err(StoreError::Replaced(_))));
    fs::remove_file(&path).unwrap();
    assert!(matches!(j.turn(&stream(), 0, None), Err(StoreError::Absent(_))));
    assert!(matches!(j.head(&stream()), Err(StoreError::Absent(_))));
}

#[test]
fn the_look_at_a_file_takes_no_lock_away_from_another_connection() {
    // Closing any descriptor of a file gives up the process's locks on it: then a stranger could take the file for
    // himself alone under an open connection.
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut j = filled(&path, 1);
    j.head(&stream()).unwrap();
    drop(Site::file(&path).open().unwrap());
    let alone = child("alone", &path);
    assert_eq!(alone.trim(), "locked");
}

// ---- children: the test program runs itself ---------------------------------------------------------------------------

/// Runs this program again as the child of that name and gives back what it printed.
fn child(role: &str, path: &Path) -> String {
    let out = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "journal_story::as_a_child", "--nocapture"])
        .env("STORY_CHILD", role)
        .env("STORY_PATH", path)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    text.split("<<")
        .nth(1)
        .and_then(|t| t.split(">>").next())
        .unwrap_or(&text)
        .to_owned()
}

#[test]
fn as_a_child() {
    let Ok(role) = std::env::var("STORY_CHILD") else {
        return;
    };
    let path = PathBuf::from(std::env::var_os("STORY_PATH").unwrap());
    match role.as_str() {
        "alone" => {
            let c = Connection::open(&path).unwrap();
            c.busy_timeout(std::time::Duration::ZERO).unwrap();
            // Leaving WAL needs the file for oneself alone.
            let left = c.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get::<_, String>(0));
            println!("<<{}>>", if left.is_err() { "locked" } else { "free" });
        }
        "umask-000" | "umask-077" | "umask-777" => {
            let mask = u32::from_str_radix(&role[6..], 8).unwrap();
            rustix::process::umask(mask.into());
            let j = filled(&path, 2);
            let blobs = &mut store::FolderBlobs::beside(&path);
            store::Blobs::put(blobs, &mut &b"anh"[..], 9).unwrap();
            let mut told = Vec::new();
            modes(path.ancestors().nth(2).unwrap(), &mut told);
            drop(j);
            println!("<<{}>>", told.join("\n"));
        }
        "cut" => {
            let mut c = Connection::open(&path).unwrap();
            let tx = c.transaction().unwrap();
            tx.execute_batch(include_str!("../../data/migrations/0002.sql"))
                .unwrap();
            tx.execute_batch("PRAGMA user_version = 2; PRAGMA cache_spill = 1; PRAGMA cache_size = 1")
                .unwrap();
            tx.execute(
                "INSERT INTO snapshots VALUES ('a', 1, 1, x'00', zeroblob(200000))",
                [],
            )
            .unwrap();
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).unwrap();
        }
        other => panic!("{other}"),
    }
}

fn modes(dir: &Path, told: &mut Vec<String>) {
    for e in fs::read_dir(dir).unwrap() {
        let path = e.unwrap().path();
        let meta = fs::symlink_metadata(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        told.push(format!("{:o} {name}", meta.permissions().mode() & 0o7777));
        if meta.is_dir() {
            modes(&path, told);
        }
    }
}

#[test]
fn files_are_ours_alone_whatever_the_umask() {
    for umask in ["umask-000", "umask-077", "umask-777"] {
        let dir = tempfile::tempdir().unwrap();
        let told = child(umask, &dir.path().join("x/y/k.db"));
        for name in ["k.db", "k.db-wal", "k.db-shm"] {
            assert!(
                told.lines().any(|l| l == format!("600 {name}")),
                "{umask} {name}: {told}"
            );
        }
        assert!(
            told.contains("700 y") && told.contains("700 k.db.blobs"),
            "{umask}: {told}"
        );
        for line in told.lines() {
            assert!(
                line.starts_with("600 ") || line.starts_with("700 "),
                "{umask}: {told}"
            );
        }
    }
}

// ---- versions ---------------------------------------------------------------------------------------------------------

/// The steps after the first version.
const STEPS: [&str; 10] = [
    include_str!("../../data/migrations/0002.sql"),
    include_str!("../../data/migrations/0003.sql"),
    include_str!("../../data/migrations/0004.sql"),
    include_str!("../../data/migrations/0005.sql"),
    include_str!("../../data/migrations/0006.sql"),
    include_str!("../../data/migrations/0007.sql"),
    include_str!("../../data/migrations/0008.sql"),
    include_str!("../../data/migrations/0009.sql"),
    include_str!("../../data/migrations/0010.sql"),
    include_str!("../../data/migrations/0011.sql"),
];
const NEWEST: i64 = 1 + STEPS.len() as i64;

/// A store as an older version left it: without its tables, and with rows that are hashed over their payloads.
fn older(path: &Path, version: usize) {
    fs::copy(template(), path).unwrap();
    let mut rows = Vec::new();
    let mut j = Site::file(path).open().unwrap();
    let mut before = [0; 32];
    let c = Connection::open(path).unwrap();
    for env in j.read_after(&stream(), 0, 99).unwrap() {
        let payload: String = c
            .query_row(
                "SELECT payload FROM facts WHERE seq = ?1",
                [env.seq as i64],
                |r| r.get(0),
            )
            .unwrap();
        let mut row = store::codec::Row::of(&env, &store::codec::Payload::plain(&payload)).unwrap();
        row.hash = row.chained(&before);
        before = row.hash;
        rows.push(row);
    }
    drop(j);
    for row in rows {
        c.execute(
            "UPDATE facts SET salt = NULL, hash = ?1 WHERE seq = ?2",
            rusqlite::params![row.hash.as_slice(), row.seq],
        )
        .unwrap();
    }
    c.execute_batch(
        "DROP INDEX facts_redacted; DROP TABLE remains; ALTER TABLE facts DROP COLUMN salt; \
         ALTER TABLE facts DROP COLUMN digest; ALTER TABLE facts DROP COLUMN redacted_by; \
         DROP TABLE attempts; DROP TABLE claims; DROP TABLE snapshots; DROP TABLE shelves; DROP TABLE last_looked; \
         DROP TABLE swept; DROP TABLE mailboxes; DROP TABLE sendings; DROP TABLE moved; \
         DROP TABLE restored",
    )
    .unwrap();
    for step in &STEPS[..version - 1] {
        c.execute_batch(step).unwrap();
    }
    c.execute_batch(&format!("PRAGMA user_version = {version}"))
        .unwrap();
}

#[test]
fn words_of_an_old_row_go_too_and_its_hash_is_taken_as_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    older(&path, 5);
    let mut j = Site::file(&path).open().unwrap();
    let before = j.verify(&stream(), &mut |_| ()).unwrap();
    let old = j.read_after(&stream(), 0, 9).unwrap();
    done(append(
        j.as_mut(),
        &stream(),
        6,
        &batch(80, 9, vec![redacts(2, &old[1].fact)]),
    ));
    let hole = store::Hole {
        seq: 2,
        by: 7,
        old: true,
    };
    assert_eq!(j.holes(&stream()).unwrap(), [hole]);
    let left = j.read_after(&stream(), 0, 6).unwrap();
    assert_eq!((left[1].hash, left[5].hash), (old[1].hash, before.hash));
    assert_eq!(left[1].fact, old[1].fact.without_words());
    assert_eq!(j.verify(&stream(), &mut |_| ()).unwrap().seq, 7);
    drop(j);
    // The rows around it are still checked, also that none of the new kind is passed off as an old one.
    for (sql, first) in [
        ("UPDATE facts SET actor = 'nam' WHERE seq = 3", 3),
        ("UPDATE facts SET salt = NULL WHERE seq = 7", 7),
        ("UPDATE facts SET hash = zeroblob(32) WHERE seq = 2", 3),
    ] {
        let changed = dir.path().join("changed.db");
        fs::copy(&path, &changed).unwrap();
        by_hand(&changed).execute_batch(sql).unwrap();
        assert_eq!(first_wrong(&changed), Some(first), "{sql}");
    }
}

fn version(path: &Path) -> i64 {
    let c = Connection::open(path).unwrap();
    c.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap()
}

#[test]
fn an_older_store_is_read_as_it_is_and_brought_up_by_the_first_who_writes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    older(&path, 1);
    let before = contents(dir.path());
    let mut j = Site::file(&path).open().unwrap();
    let head = j.verify(&stream(), &mut |_| ()).unwrap();
    assert_eq!(j.snapshot(&stream(), 1).unwrap(), None);
    drop(j);
    assert_eq!(contents(dir.path()), before, "looking brings nothing up");
    let (mut a, mut b) = (
        Site::file(&path).open().unwrap(),
        Site::file(&path).open().unwrap(),
    );
    done(append(a.as_mut(), &stream(), 6, &batch(70, 1, vec![note("mới")])));
    let kept = Snapshot {
        seq: head.seq,
        hash: head.hash,
        bytes: vec![1],
    };
    b.keep_snapshot(&stream(), 1, &kept).unwrap();
    assert_eq!(a.snapshot(&stream(), 1).unwrap(), Some(kept));
    assert_eq!(version(&path), NEWEST);
    assert_eq!(a.verify(&stream(), &mut |_| ()).unwrap().seq, 7);
}

/// A store of before knows nothing of it until somebody keeps something in it.
#[test]
fn how_far_somebody_has_looked_is_kept_outside_the_chain() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    older(&path, 4);
    let before = contents(dir.path());
    let lan = Actor::from("lan");
    let mut old = Site::file(&path).open().unwrap();
    assert_eq!(old.seen_up_to(&stream(), &lan).unwrap(), None);
    drop(old);
    assert!(contents(dir.path()) == before, "asking brings nothing up");
    let mut old = Site::file(&path).open().unwrap();
    old.set_seen_up_to(&stream(), &lan, seen_up_to(5, 100)).unwrap();
    assert_eq!(old.seen_up_to(&stream(), &lan).unwrap(), None);
    assert_eq!(version(&path), 4, "who only looks brings nothing up");
    done(append(
        old.as_mut(),
        &stream(),
        6,
        &batch(70, 1, vec![note("mới")]),
    ));
    old.set_seen_up_to(&stream(), &lan, seen_up_to(5, 100)).unwrap();
    assert_eq!(old.seen_up_to(&stream(), &lan).unwrap(), Some(seen_up_to(5, 100)));
    assert_eq!(version(&path), NEWEST);
    assert_eq!(old.verify(&stream(), &mut |_| ()).unwrap().seq, 7);
}

#[test]
fn a_step_that_is_killed_in_the_middle_leaves_the_old_store() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    older(&path, 1);
    child("cut", &path);
    let mut j = Site::file(&path).open().unwrap();
    assert_eq!(store::sqlite::info(&path).unwrap().version, 1);
    assert_eq!(j.verify(&stream(), &mut |_| ()).unwrap().seq, 6);
    done(append(j.as_mut(), &stream(), 6, &batch(70, 1, vec![note("mới")])));
    assert_eq!(store::sqlite::info(&path).unwrap().version, NEWEST);
    assert_eq!(
        Site::file(&path).open().and_then(|mut j| j.flaws()).unwrap(),
        Vec::<String>::new()
    );
}

#[test]
fn a_copy_in_the_engines_other_mode_is_read_and_becomes_a_store_again_when_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    Connection::open(template())
        .unwrap()
        .execute("VACUUM INTO ?1", [path.to_str().unwrap()])
        .unwrap();
    let mut j = Site::file(&path).open().unwrap();
    assert_eq!(j.verify(&stream(), &mut |_| ()).unwrap().seq, 6);
    done(append(j.as_mut(), &stream(), 6, &batch(70, 1, vec![note("mới")])));
    assert_eq!(store::sqlite::info(&path).unwrap().journal_mode, "wal");
}

#[test]
fn the_log_stays_bounded_while_others_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut j = Site::file(&path).create().unwrap();
    let mut reader = Site::file(&path).open().unwrap();
    let text = "chữ ".repeat(20_000);
    let mut longest = 0;
    for i in 0..400 {
        done(append(
            j.as_mut(),
            &stream(),
            i,
            &batch(u128::from(i) + 1, 1, vec![note(&text)]),
        ));
        reader.read_after(&stream(), i, 9).unwrap();
        longest = longest.max(fs::metadata(dir.path().join("k.db-wal")).unwrap().len());
    }
    assert!(
        fs::metadata(&path).unwrap().len() > 30 << 20,
        "much more was written"
    );
    assert!(longest < 8 << 20, "the log grew to {longest}");
}
