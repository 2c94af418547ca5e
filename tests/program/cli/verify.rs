//! `log --verify` and the doctor: what rots and what hands do to a store, named for what it is; and what is still done
//! with such a store.

use rusqlite::Connection;

use super::campaigns::finished;
use super::home::Home;

fn both() -> [Home; 2] {
    let homes = [Home::new(), Home::speaking("vi")];
    for h in &homes {
        h.ok(&["report", "acknowledge", "01"]);
        h.ok(&["report", "note", "01", "--note", "first"]);
    }
    homes
}

fn by_hand(h: &Home, sql: &str) {
    let db = Connection::open(h.store()).expect("the file opens");
    db.execute_batch(sql).expect("done by hand");
}

/// Rots one letter of the stored state.
fn rot(h: &Home, from: &str, to: &str) {
    let db = Connection::open(h.store()).expect("the file opens");
    let state: Vec<u8> = db
        .query_row("SELECT state FROM snapshots", [], |r| r.get(0))
        .expect("a stored state");
    let at = state
        .windows(from.len())
        .position(|w| w == from.as_bytes())
        .expect("it is in there");
    let mut rotten = state;
    rotten[at..at + from.len()].copy_from_slice(to.as_bytes());
    db.execute("UPDATE snapshots SET state = ?1", [rotten])
        .expect("rotten");
}

#[test]
fn a_stored_state_that_rots_is_never_shown_and_named_for_what_it_is() {
    let words = [
        ("stored state", "stored state"),
        ("Trạng thái lưu sẵn", "trạng thái lưu sẵn"),
    ];
    for (h, (state, doctor)) in both().iter().zip(words) {
        let good = h.ok(&["report", "show", "HGG"]);
        rot(h, "Hà Giang", "Hà Giaog");
        assert_eq!(h.ok(&["report", "show", "HGG"]), good, "made anew from the facts");
        let log = h.read(".local/state/ketnoi/ketnoi.log");
        assert!(
            log.contains("warn the stored state of wtisd-2020 was damaged"),
            "{log}"
        );
        let told = h.run(&["doctor"]);
        assert_eq!(told.code, 0, "no fact is touched by it: {}", told.out);
        assert!(
            told.out.contains(doctor) && told.out.contains("wtisd-2020"),
            "{}",
            told.out
        );
        let ran = h.run(&["log", "--verify"]);
        assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        assert!(ran.out.contains('3'), "the chain is whole: {}", ran.out);
        assert!(
            ran.err.contains(state) && !ran.err.contains("chain of facts"),
            "{}",
            ran.err
        );
        // It was dropped with that.
        h.ok(&["log", "--verify"]);
        h.ok(&["report", "note", "01", "--note", "second"]);
        rot(h, "Hà Giang", "Hà Giaog");
        // Nor does it live on in the next state.
        h.ok(&["report", "note", "01", "--note", "third"]);
        h.ok(&["log", "--verify"]);
        assert_eq!(h.ok(&["report", "show", "HGG"]), good);
    }
}

#[test]
fn a_state_of_another_moment_is_told_from_the_chain() {
    let [h, _] = both();
    // A state of a moment before, as if it were the one of now: its own hash cannot be right.
    by_hand(
        &h,
        "UPDATE snapshots SET seq = seq - 1, hash = (SELECT hash FROM facts WHERE seq = 2)",
    );
    let doc = h.run(&["log", "--verify", "--json"]);
    assert_eq!(doc.code, 1);
    let doc = doc.json();
    assert_eq!(
        (&doc["schema"], &doc["whole"]),
        (&"ketnoi.verify/1".into(), &false.into())
    );
    assert_eq!((&doc["campaign"], &doc["seq"]), (&"wtisd-2020".into(), &3.into()));
    assert_eq!(doc["streams"][0]["chain"], "whole");
    assert_eq!(doc["streams"][0]["state"], "damaged");
    assert_eq!(h.json(&["log", "--verify"])["whole"], true);
    // Where the name of whose it is has rotted, too.
    h.ok(&["report", "note", "01", "--note", "second"]);
    by_hand(&h, "UPDATE snapshots SET stream = 'wtise-2020'");
    let ran = h.run(&["log", "--verify"]);
    assert!(ran.code == 1 && ran.err.contains("wtise-2020"), "{}", ran.err);
    h.ok(&["log", "--verify"]);
}

#[test]
fn strangers_in_a_store_are_named_and_nothing_is_written_until_they_are_gone() {
    let strange = [
        (
            "CREATE TRIGGER spy AFTER INSERT ON facts BEGIN UPDATE facts SET actor = 'x'; END",
            "DROP TRIGGER spy",
            "spy",
        ),
        ("CREATE TABLE notes (a)", "DROP TABLE notes", "notes"),
        ("CREATE VIEW seen AS SELECT 1", "DROP VIEW seen", "seen"),
        ("CREATE INDEX fast ON facts (unit)", "DROP INDEX fast", "fast"),
        (
            "DROP INDEX facts_by_cmd",
            "CREATE UNIQUE INDEX facts_by_cmd ON facts (stream, cmd, n)",
            "facts_by_cmd",
        ),
    ];
    for h in &both() {
        let shown = h.ok(&["report", "show", "01"]);
        for (done, undone, name) in strange {
            by_hand(h, done);
            assert_eq!(h.ok(&["report", "show", "01"]), shown, "{done}: it can be read");
            let said = h.fails(1, &["report", "note", "02", "--note", "x"]);
            assert!(said.contains(name) && said.contains("restore"), "{said}");
            let ran = h.run(&["log", "--verify"]);
            assert_eq!(ran.code, 1, "{done}: {}", ran.out);
            assert!(
                ran.err.contains(name) && ran.out.contains('3'),
                "{}{}",
                ran.out,
                ran.err
            );
            let doc = h.run(&["log", "--verify", "--json"]).json();
            assert_eq!(doc["strangers"][0]["name"], name);
            assert_eq!(doc["streams"][0]["chain"], "whole");
            let told = h.run(&["doctor"]);
            assert!(told.code == 1 && told.out.contains(name), "{}", told.out);
            by_hand(h, undone);
            h.ok(&["log", "--verify"]);
        }
        assert_eq!(h.json(&["log", "--head"])["seq"], 3, "nothing was written");
        h.ok(&["report", "note", "02", "--note", "now it goes"]);
    }
}

#[test]
fn what_stands_in_a_tables_place_is_not_even_read() {
    for h in &both() {
        by_hand(
            h,
            "ALTER TABLE facts RENAME TO f; CREATE VIEW facts AS SELECT * FROM f",
        );
        for args in [
            &["status"][..],
            &["report", "note", "02", "--note", "x"],
            &["log", "--head"],
        ] {
            let said = h.fails(1, args);
            assert!(said.contains("facts"), "{said}");
        }
        let ran = h.run(&["log", "--verify"]);
        assert!(ran.code == 1 && ran.err.contains("facts"), "{}", ran.err);
        assert_eq!(h.run(&["doctor"]).code, 1);
    }
}

#[test]
fn a_stream_under_another_name_is_found_whichever_is_asked_for() {
    for h in &both() {
        by_hand(h, "UPDATE facts SET stream = 'thi-dua'");
        for args in [
            &["log", "--verify"][..],
            &["log", "--verify", "--campaign", "wtisd-2020"],
            &["log", "--verify", "--campaign", "thi-dua"],
        ] {
            let ran = h.run(args);
            assert_eq!(ran.code, 1, "{args:?}: {}{}", ran.out, ran.err);
            assert!(ran.err.contains("thi-dua"), "{}", ran.err);
        }
        // Nor does the campaign look as if it had never been opened.
        h.fails(1, &["status", "--campaign", "wtisd-2020"]);
    }
}

#[test]
fn every_stream_is_checked_and_one_without_facts_is_not_called_whole() {
    for (h, none) in both().iter().zip(["no facts yet", "chưa có dữ kiện nào"]) {
        let text = finished(h);
        h.write("c.yaml", text);
        h.ok(&["campaign", "open", "c.yaml"]);
        let told = h.ok(&["log", "--verify"]);
        assert!(
            told.contains("wtisd-2020") && told.contains("wtisd-2026"),
            "{told}"
        );
        let doc = h.json(&["log", "--verify"]);
        assert_eq!((&doc["campaign"], &doc["seq"]), (&"wtisd-2026".into(), &1.into()));
        assert_eq!(doc["streams"].as_array().map(Vec::len), Some(2));
        // What is wrong with another campaign than the one that is asked for is told too, and the right one named whole.
        by_hand(
            h,
            "UPDATE facts SET actor = 'x' WHERE stream = 'wtisd-2020' AND seq = 2",
        );
        let ran = h.run(&["log", "--verify"]);
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(
            ran.out.contains("wtisd-2026") && !ran.out.contains("wtisd-2020"),
            "{}",
            ran.out
        );
        assert!(
            ran.err.contains("wtisd-2020") && ran.err.contains('2'),
            "{}",
            ran.err
        );
        // And the other way round, although that campaign cannot even be opened.
        let ran = h.run(&["log", "--verify", "--json", "--campaign", "wtisd-2020"]);
        assert_eq!(ran.code, 1);
        let doc = ran.json();
        assert_eq!(
            (&doc["campaign"], &doc["whole"]),
            (&"wtisd-2020".into(), &false.into())
        );
        assert_eq!(doc["streams"][0]["wrong_from"], 2);
        assert_eq!(doc["streams"][0]["how"], "hash");
        assert_eq!(doc["streams"][1]["chain"], "whole");
        let fresh = Home::speaking(h.lang);
        assert!(fresh.ok(&["log", "--verify"]).contains(none));
    }
}
