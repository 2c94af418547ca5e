//! The place where ketnoi runs: stores that are foreign, newer, tampered with or not there; settings; the doctor.

use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;

use super::home::Home;

#[test]
fn looking_makes_no_file() {
    let home = Home::new();
    for args in [
        &["status"][..],
        &["queue"],
        &["log"],
        &["log", "--verify"],
        &["log", "--head"],
        &["campaign", "list"],
        &["campaign", "show"],
        &["activity", "list"],
        &["evidence", "list"],
        &["evidence", "verify"],
        &["document", "list"],
        &["contact", "list"],
        &["report", "show", "01"],
        &["config", "check"],
        &["doctor"],
        &["status", "--read-only"],
        &["status", "--as-of", "2020-05-28T14:03:19+07:00"],
    ] {
        home.ok(args);
    }
    assert_eq!(home.listing(), Vec::<String>::new());
    home.ok(&["report", "acknowledge", "01"]);
    let before = home.listing();
    for args in [
        &["status", "--read-only"][..],
        &["log", "--read-only"],
        &["report", "show", "01", "--read-only"],
    ] {
        home.ok(args);
    }
    let after: Vec<String> = home.listing();
    assert_eq!(before, after);
}

#[test]
fn the_journal_tells_when_a_hand_was_in_it() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    for h in [&home, &vi] {
        h.ok(&["report", "note", "01", "--note", "first"]);
        h.ok(&["report", "note", "01", "--note", "second"]);
        assert!(h.ok(&["log", "--verify"]).contains('3'));
        let head = h.json(&["log", "--head"]);
        assert_eq!(
            (&head["schema"], &head["seq"]),
            (&"ketnoi.head/1".into(), &3.into())
        );
        let db = Connection::open(h.store()).expect("the file opens");
        let n = db
            .execute(
                "UPDATE facts SET payload = replace(payload, 'first', 'forst') WHERE seq = 2",
                [],
            )
            .expect("tampered");
        assert_eq!(n, 1);
        drop(db);
        let said = h.fails(1, &["log", "--verify"]);
        assert!(said.contains('2'), "{said}");
        let ran = h.run(&["doctor"]);
        assert_eq!(ran.code, 1, "{}", ran.out);
    }
    let ran = home.run(&["doctor", "--json"]);
    assert_eq!(ran.json()["grade"], "bad");
}

#[test]
fn the_log_is_json_lines() {
    let home = Home::new();
    home.ok(&["report", "acknowledge", "01", "02"]);
    let log = home.ok(&["log", "--json"]);
    let rows: Vec<serde_json::Value> = log
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(rows.len(), 3);
    for (n, row) in rows.iter().enumerate() {
        assert_eq!(row["seq"], n + 1);
        for key in [
            "cmd",
            "at",
            "recorded",
            "actor",
            "real_user",
            "campaign",
            "type",
            "data",
            "hash",
        ] {
            assert!(row.get(key).is_some(), "{key}: {row}");
        }
    }
    assert_eq!(rows[1]["type"], "report.acknowledged");
    assert_eq!(rows[1]["unit"], "01");
    assert_eq!(home.ok(&["log", "--json", "--unit", "HGG"]).lines().count(), 1);
    assert_eq!(home.ok(&["log", "--json", "--since", "2999-01-01"]), "");
    assert!(home.ok(&["log", "--since", "2020-01-01"]).contains("Ha Giang"));
    // Who it was is the kernel's word, not the environment's.
    let mut c = home.program();
    c.env("USER", "mallory")
        .env("LOGNAME", "mallory")
        .args(["report", "note", "01", "--note", "x"]);
    assert!(c.output().expect("it runs").status.success());
    assert!(!home.ok(&["log", "--json"]).contains("mallory"));
}

#[test]
fn a_store_that_is_not_ours_or_newer_is_left_alone() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    for h in [&home, &vi] {
        std::fs::create_dir(h.path("data")).expect("a folder");
        std::fs::set_permissions(h.path("data"), std::fs::Permissions::from_mode(0o700)).expect("private");
        let db = Connection::open(h.store()).expect("a file");
        db.execute_batch("CREATE TABLE other (x); PRAGMA application_id = 7")
            .expect("somebody else's");
        drop(db);
        let before = std::fs::read(h.store()).expect("bytes");
        for args in [
            &["status"][..],
            &["report", "acknowledge", "01"],
            &["log", "--verify"],
        ] {
            let said = h.fails(1, args);
            assert!(said.contains("ketnoi.db"), "{said}");
        }
        assert_eq!(std::fs::read(h.store()).expect("bytes"), before);
        assert_eq!(h.run(&["doctor"]).code, 1);
    }
    let home = Home::new();
    home.ok(&["report", "acknowledge", "01"]);
    let db = Connection::open(home.store()).expect("the file opens");
    db.execute_batch("PRAGMA user_version = 999")
        .expect("from the future");
    drop(db);
    let said = home.fails(1, &["status"]);
    assert!(said.contains("999") || said.contains("newer"), "{said}");
    let text = Home::new();
    std::fs::create_dir(text.path("data")).expect("a folder");
    std::fs::write(text.store(), "just some text, no database at all").expect("a text");
    text.fails(1, &["status"]);
    text.fails(1, &["report", "acknowledge", "01"]);
    assert_eq!(text.read("data/ketnoi.db"), "just some text, no database at all");
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let home = Home::new();
    home.write("file", "x");
    let url = format!("sqlite:{}", home.path("file/below/ketnoi.db").display());
    let said = home.fails(1, &["--store", &url, "report", "acknowledge", "01"]);
    assert!(said.contains("ketnoi.db") || said.contains("below"), "{said}");
    home.fails(
        1,
        &[
            "--store",
            "sqlite:/proc/nowhere/ketnoi.db",
            "report",
            "acknowledge",
            "01",
        ],
    );
    let said = home.fails(1, &["--store", "postgres://u:secret@h/db", "status"]);
    assert!(!said.contains("secret"), "{said}");
    home.fails(1, &["--store", "here", "status"]);
}

#[test]
fn settings_come_from_files_and_are_told() {
    let home = Home::new();
    std::fs::create_dir_all(home.path(".config/ketnoi")).expect("a folder");
    home.write(".config/ketnoi/config.yaml", "lang: vi\nevidence_limit: 5 MB\n");
    let mut c = home.program();
    let out = c
        .env_remove("KETNOI_LANG")
        .args(["config", "check"])
        .output()
        .expect("it runs");
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(
        text.contains("Thiết lập") && text.contains("5,0 MB") && text.contains("config.yaml"),
        "{text}"
    );
    let doc = home.json(&["config", "check"]);
    assert_eq!(doc["schema"], "ketnoi.config/1");
    let rows = doc["settings"].as_array().expect("settings");
    assert!(
        rows.iter().any(|r| r["key"] == "lang" && r["value"] == "en"),
        "the environment wins over the file"
    );
    for (text, word) in [
        ("lang: en\nlang: vi\n", "line 2"),
        ("them: x\n", "theme"),
        ("lang: fr\n", "fr"),
        ("\tlang: en\n", "tab"),
        ("roles: [a]\n", "access.yaml"),
    ] {
        home.write("c.yaml", text);
        let said = home.fails(1, &["--config", "c.yaml", "status"]);
        assert!(said.contains(word) && said.contains("c.yaml"), "{said}");
    }
    home.fails(1, &["--config", "missing.yaml", "status"]);
    for (keys, words) in [
        ("form.submit: a", ["form.submit", "ctrl-s"]),
        ("report.accept: [x]", ["report.accept", "report.return"]),
        ("form.cancel: []", ["form.cancel", "c.yaml, line 1"]),
    ] {
        home.write("c.yaml", format!("keys: {{{keys}}}\n"));
        let said = home.fails(1, &["--config", "c.yaml", "config", "check"]);
        assert!(words.iter().all(|w| said.contains(w)), "{said}");
    }
    home.write("c.yaml", "keys: {report.accept: [A, q]}\n");
    let said = home.ok(&["--config", "c.yaml", "config", "check"]);
    assert!(
        said.contains("The key q of report.accept") && said.contains("taken from quit"),
        "{said}"
    );
    let doc = home.json(&["--config", "c.yaml", "config", "check"]);
    assert_eq!(doc["keys_taken"].as_array().map(Vec::len), Some(3), "{doc}");
    assert_eq!(home.run(&["--theme", "no-such-look", "config", "check"]).code, 1);
    // What needs no settings works without.
    home.write("c.yaml", "them: x\n");
    home.ok(&["--config", "c.yaml", "completions", "bash"]);
}

#[test]
fn the_doctor_says_what_is_wrong() {
    let (home, vi) = (Home::new(), Home::speaking("vi"));
    for h in [&home, &vi] {
        h.ok(&["report", "acknowledge", "01"]);
        h.ok(&["doctor"]);
        std::fs::set_permissions(h.store(), std::fs::Permissions::from_mode(0o644)).expect("opened");
        let ran = h.run(&["doctor"]);
        assert_eq!(ran.code, 1);
        assert!(
            ran.out.contains("0644") && ran.out.contains("chmod 600"),
            "{}",
            ran.out
        );
    }
    let doc = home.run(&["doctor", "--json"]).json();
    assert_eq!(doc["schema"], "ketnoi.doctor/1");
    let bad = doc["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .find(|f| f["id"] == "permissions")
        .expect("one");
    assert_eq!(bad["grade"], "bad");
    assert!(bad["mend"].is_string());
}

#[test]
fn a_named_store_that_is_not_there_is_said() {
    for (lang, words) in [("en", "no store at"), ("vi", "hưa có kho")] {
        let home = Home::speaking(lang);
        let path = home.store().display().to_string();
        for args in [
            &["status"][..],
            &["status", "--json"],
            &["queue"],
            &["report", "show", "01"],
            &["--print=text", "--size", "120x30"],
            &["wall", "--print"],
        ] {
            let ran = home.run(args);
            assert_eq!(ran.code, 0, "{}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{args:?}: {}", ran.err);
            assert!(ran.err.contains(words) && ran.err.contains(&path), "{}", ran.err);
        }
        assert_eq!(home.json(&["status"])["schema"], "ketnoi.status/1");
        let frame = home.ok(&["--print=text", "--size", "160x30"]);
        let head = frame.lines().next().unwrap_or_default();
        assert!(head.contains(words) && head.contains(&path[..10]), "{head}");
        // By a flag, by a file of settings; and by nobody, which is a first start.
        let absent = home.path("absent.db").display().to_string();
        let ran = home.run(&["--store", &format!("sqlite:{absent}"), "status"]);
        assert!(ran.err.contains(&absent), "{}", ran.err);
        home.write("c.yaml", "store: sqlite:from-a-file.db\n");
        let unset = |args: &[&str]| {
            let mut c = home.program();
            let out = c.env_remove("KETNOI_STORE").args(args).output().expect("it runs");
            assert!(out.status.success());
            (out.stdout, String::from_utf8(out.stderr).expect("UTF-8"))
        };
        assert!(
            unset(&["--config", "c.yaml", "status"])
                .1
                .contains("from-a-file.db")
        );
        assert_eq!(unset(&["status"]).1, "");
        let first = unset(&["--print=text", "--size", "160x30"]);
        assert_eq!(first.1, "");
        assert!(!String::from_utf8_lossy(&first.0).contains(words));
        // Who makes it is not told that it is missing, nor who comes after that.
        for args in [
            &["report", "acknowledge", "01"][..],
            &["status"],
            &["--print=text"],
        ] {
            let ran = home.run(args);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        }
        let frame = home.ok(&["--print=text", "--size", "160x30"]);
        assert!(!frame.contains(words), "{frame}");
    }
}

#[test]
fn what_is_no_store_is_refused_with_what_to_write() {
    for lang in ["en", "vi"] {
        let home = Home::speaking(lang);
        home.ok(&["report", "acknowledge", "01"]);
        home.write("access.yaml", "schema: 1\n");
        let before = home.listing();
        let store = home.store().display().to_string();
        for (url, word) in [
            ("sqlite::memory:", "ketnoi demo"),
            ("sqlite:file::memory:?cache=shared", "ketnoi demo"),
            ("sqlite:x.db?mode=memory", "ketnoi demo"),
            ("sqlite:x.db?mode=ro", "--read-only"),
            ("sqlite:///srv/x.db?mode=ro&cache=private", "sqlite:/srv/x.db"),
            ("sqlite:file:x.db", "sqlite:"),
            ("file:x.db", "sqlite:"),
            ("sqlite:.", "ketnoi.db"),
            ("sqlite:..", "ketnoi.db"),
            ("sqlite:data", "ketnoi.db"),
            ("sqlite:data/", "ketnoi.db"),
            ("sqlite:absent/", "ketnoi.db"),
            (&format!("sqlite:{store}-wal"), "ketnoi.db-wal"),
            (&format!("sqlite:{store}-shm"), "ketnoi.db-shm"),
            (&format!("sqlite:{store}-journal"), "ketnoi.db-journal"),
            (&format!("sqlite:{store}.blobs/ab/x"), "ketnoi.db"),
            ("sqlite:access.yaml", "access.yaml"),
            ("sqlite:data/config.YML", "config.YML"),
        ] {
            for args in [
                &["status"][..],
                &["report", "acknowledge", "02"],
                &["restore", "x.tar"],
            ] {
                let mut all = vec!["--store", url];
                all.extend(args);
                let said = home.fails(1, &all);
                assert!(said.contains(word), "{url}: {said}");
                assert_eq!(said.lines().count(), 1, "{url}: {said}");
                assert!(said.contains("--store"), "{url}: {said}");
            }
        }
        assert_eq!(home.listing(), before, "nothing was made");
        std::fs::remove_file(home.path("access.yaml")).expect("removed");
        // A question mark alone, and names that only look like parts, are names.
        for url in ["sqlite:what?.db", "sqlite:my-walrus.db", "sqlite:.hidden"] {
            home.ok(&["--store", url, "report", "acknowledge", "01"]);
        }
    }
}

#[test]
fn a_store_with_a_second_name_is_refused() {
    for (lang, words) in [("en", "second name"), ("vi", "tên thứ hai")] {
        let home = Home::speaking(lang);
        home.ok(&["report", "acknowledge", "01"]);
        let copied = std::process::Command::new("cp")
            .args(["-al", "data", "copy"])
            .current_dir(home.path("."))
            .status();
        assert!(copied.expect("cp runs").success());
        let copy = format!("sqlite:{}", home.path("copy/ketnoi.db").display());
        for args in [
            &["status"][..],
            &["report", "acknowledge", "02"],
            &["backup", "b.tar"],
        ] {
            for store in [None, Some(&copy)] {
                let mut all: Vec<&str> = store.iter().flat_map(|s| ["--store", s.as_str()]).collect();
                all.extend(args);
                let said = home.fails(1, &all);
                assert!(said.contains(words) && said.contains("ketnoi backup"), "{said}");
            }
        }
        std::fs::remove_file(home.path("copy/ketnoi.db")).expect("removed");
        home.ok(&["report", "acknowledge", "02"]);
    }
}
