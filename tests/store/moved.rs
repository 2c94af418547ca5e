//! `ketnoi move` with real programs: broken off, killed, without room; and what a store that was moved says to everybody.

use std::fs;
use std::time::Instant;

use rusqlite::Connection;

use crate::backup::{GENEROUS, Place, code, killed_when, sentence};

/// A store with so many files of eight megabytes.
fn heavy() -> Place {
    let large: Vec<Vec<u8>> = (0..6_u8).map(|n| vec![n; 8 << 20]).collect();
    let large: Vec<&[u8]> = large.iter().map(Vec::as_slice).collect();
    Place::with_files(&large)
}

fn to(p: &Place, name: &str) -> String {
    format!("sqlite:{}", p.path(name).display())
}

#[test]
fn facts_go_to_a_server_and_files_where_they_are_to_go_or_stay() {
    let Some(server) = crate::common::postgres::shared() else {
        return;
    };
    let p = Place::with_files(&[b"one", b"two"]);
    let url = server.url();
    // A server keeps none, and nothing is moved before somebody has said where they go.
    let out = p.run("k.db", &["move", "--to", &url]);
    assert_eq!(code(&out), 1);
    assert!(sentence(&out).contains("“files”"), "{}", sentence(&out));
    let files = format!("file:{}", p.path("apart").display());
    let head = p.ok("k.db", &["log", "--head"]);
    let said = p.ok("k.db", &["move", "--to", &url, "--to-files", &files]);
    assert!(said.contains(head.trim()) && said.contains("files 2"), "{said}");
    let there = |words: &[&str]| {
        let mut all = vec!["--store", &url, "--files", &files];
        all.extend(words);
        p.ok("none.db", &all)
    };
    assert_eq!(there(&["log", "--head"]), head);
    assert!(there(&["evidence", "verify"]).contains('2'));
    // Back again: files that lie apart stay where they are.
    let back = to(&p, "back.db");
    there(&["move", "--to", &back]);
    assert!(!p.path("back.db.blobs").exists());
    assert_eq!(p.ok("back.db", &["--files", &files, "log", "--head"]), head);
    p.ok("back.db", &["--files", &files, "evidence", "verify"]);
}

#[test]
fn a_store_that_was_moved_is_read_and_not_written_and_says_where_to() {
    let p = Place::with_files(&[b"one", b"two"]);
    let place = to(&p, "new/n.db");
    let said = p.ok("k.db", &["move", "--to", &place]);
    let head = p.ok("k.db", &["log", "--head"]);
    assert_eq!(p.ok("new/n.db", &["log", "--head"]), head);
    assert!(said.contains(head.trim()) && said.contains("files 2"), "{said}");
    p.ok("new/n.db", &["evidence", "verify"]);
    p.ok("new/n.db", &["log", "--verify"]);

    // Reading goes on, in every form; writing does not, by whatever command.
    p.ok("k.db", &["status"]);
    assert_eq!(
        p.ok("k.db", &["log", "--json"]),
        p.ok("new/n.db", &["log", "--json"])
    );
    let before = fs::read(p.path("k.db")).unwrap();
    for words in [
        &["report", "note", "HNI", "--note", "x"][..],
        &["contact", "set", "HNI", "--name", "Lan"],
        &["undo"],
    ] {
        let out = p.run("k.db", words);
        assert_eq!(code(&out), 1, "{words:?}: {out:?}");
        let said = sentence(&out);
        assert!(said.contains("was moved to") && said.contains(&place), "{said}");
    }
    let mut vi = p.command("k.db", &["report", "note", "HNI", "--note", "x"]);
    let out = vi.env("KETNOI_LANG", "vi").output().unwrap();
    let said = sentence(&out);
    assert!(
        said.contains("đã được chuyển sang") && said.contains(&place),
        "{said}"
    );
    assert_eq!(fs::read(p.path("k.db")).unwrap(), before);
    let frame = p.ok("k.db", &["--print", "--size", "120x36"]);
    assert!(
        frame.contains("STORE MOVED") && frame.contains("was moved to"),
        "{frame}"
    );
    let frame = p.ok("new/n.db", &["--print", "--size", "120x36"]);
    assert!(!frame.contains("MOVED"), "{frame}");
    let doctor = p.run("k.db", &["doctor"]);
    let found = String::from_utf8(doctor.stdout).unwrap();
    assert!(found.contains("moved") && found.contains(&place), "{found}");

    // An older program is kept out by the version of the tables.
    let conn = Connection::open(p.path("k.db")).unwrap();
    let version: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap();
    assert!(version >= 10, "{version}");
    // The new one goes on, and once more is nothing.
    p.ok("new/n.db", &["report", "note", "HNI", "--note", "goes on"]);
    let again = p.json("k.db", &["move", "--to", &place, "--json"]);
    assert_eq!(again["schema"], "ketnoi.move/1");
    assert_eq!(
        (&again["already"], &again["sent"], &again["files"]["count"]),
        (&true.into(), &0.into(), &2.into())
    );
    let out = p.run("k.db", &["move", "--to", &to(&p, "third.db")]);
    assert_eq!(code(&out), 1);
    assert!(sentence(&out).contains(&place), "{out:?}");
    assert!(!p.path("third.db").exists() && !p.path("third.db.blobs").exists());

    // By hand, as the manual says.
    conn.execute_batch("DELETE FROM moved").unwrap();
    p.ok("k.db", &["report", "note", "HNI", "--note", "in use again"]);
}

#[test]
fn what_cannot_be_the_new_place_is_refused_before_anything_is_done() {
    let p = Place::with_files(&[b"one"]);
    p.ok("other.db", &["report", "note", "HNI", "--note", "other"]);
    fs::create_dir(p.path("folder")).unwrap();
    for (place, wanted, says) in [
        (to(&p, "k.db"), 1, "there already"),
        (to(&p, "other.db"), 1, "not of this store"),
        (to(&p, "folder"), 1, "folder"),
        (to(&p, "k.db-wal"), 1, "k.db-wal"),
        ("mysql://lan:secret@db/k".to_owned(), 1, "mysql"),
        ("postgres://lan:secret@db/k".to_owned(), 1, "password"),
    ] {
        let out = p.run("k.db", &["move", "--to", &place]);
        assert_eq!(code(&out), wanted, "{place}: {out:?}");
        let said = sentence(&out);
        assert!(said.contains(says) && !said.contains("secret"), "{place}: {said}");
    }
    let out = p.run("k.db", &["--read-only", "move", "--to", &to(&p, "n.db")]);
    assert_eq!(code(&out), 3, "{out:?}");
    p.ok("k.db", &["report", "note", "HNI", "--note", "in use"]);
    assert_eq!(p.left(&["k.db", "other.db", "folder"]), [""; 0]);
}

#[test]
fn ctrl_c_ends_a_move_cleanly_and_the_same_command_goes_on() {
    let mut caught = 0;
    for _ in 0..9 {
        let p = heavy();
        let child = p
            .command("k.db", &["move", "--to", &to(&p, "n.db")])
            .spawn()
            .unwrap();
        let pid = rustix::process::Pid::from_child(&child);
        let begun = Instant::now();
        while !p.path("n.db.blobs").exists() {
            assert!(begun.elapsed() < GENEROUS, "it never began");
            std::thread::yield_now();
        }
        // Where it was quicker there is nobody to hear it.
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::INT);
        let out = child.wait_with_output().unwrap();
        if code(&out) == 0 {
            continue;
        }
        caught += 1;
        assert_eq!(code(&out), 130, "{out:?}");
        assert!(sentence(&out).contains("in use as before"), "{out:?}");
        assert_eq!(p.left(&["k.db", "n.db"]), [""; 0], "nothing but files is left");
        assert!(!p.path("n.db").exists());
        p.ok("k.db", &["report", "note", "HNI", "--note", "in use"]);
        p.ok("k.db", &["move", "--to", &to(&p, "n.db")]);
        p.ok("n.db", &["evidence", "verify"]);
        p.ok("n.db", &["log", "--verify"]);
        if caught == 2 {
            return;
        }
    }
    assert!(caught > 0, "it was always quicker");
}

#[test]
fn killed_in_the_middle_nothing_is_lost_and_the_same_command_goes_on() {
    let mut caught = 0;
    for _ in 0..9 {
        let p = heavy();
        let child = p
            .command("k.db", &["move", "--to", &to(&p, "n.db")])
            .spawn()
            .unwrap();
        if !killed_when(child, || p.path("n.db.blobs").exists()) {
            continue;
        }
        caught += 1;
        // Long before the end; so the old one is in use, and who comes to the new place finds none.
        assert!(!p.path("n.db").exists());
        p.ok("k.db", &["report", "note", "HNI", "--note", "in use"]);
        p.ok("k.db", &["move", "--to", &to(&p, "n.db")]);
        p.ok("n.db", &["evidence", "verify"]);
        assert_eq!(p.ok("n.db", &["log", "--head"]), p.ok("k.db", &["log", "--head"]));
        if caught == 2 {
            return;
        }
    }
    assert!(caught > 0, "it was always quicker");
}

#[test]
fn without_room_at_the_new_place_the_old_store_stays_in_use() {
    let p = Place::with_files(&[&[5; 300_000]]);
    let place = to(&p, "n.db");
    // Too little for the file; for the facts.
    for limit in [400, 580] {
        let out = p.limited("k.db", limit, &["move", "--to", &place]);
        assert_eq!(code(&out), 1, "{limit}: {out:?}");
        assert!(sentence(&out).contains("no space left at"), "{limit}: {out:?}");
        assert!(!p.path("n.db").exists(), "{limit}");
        assert_eq!(p.left(&["k.db", "n.db"]), [""; 0], "{limit}");
        p.ok("k.db", &["report", "note", "HNI", "--note", "in use"]);
    }
    p.ok("k.db", &["move", "--to", &place]);
    p.ok("n.db", &["evidence", "verify"]);
}
