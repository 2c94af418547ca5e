//! A store on a server: who may do what there, what stands beside it, how sessions hear of each other. What every engine
//! promises is told in `journal_story.rs`, over this one too.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use ketnoi::core::fact::{Draft, Envelope, Fact, FactRedacted, ReportNoted, Role, Via};
use ketnoi::core::names::{CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::past::Outline;
use ketnoi::core::redaction::Said;
use ketnoi::core::time::Stamp;
use ketnoi::failure::store_error;
use ketnoi::store::{Appended, Batch, How, Kind, Owner, Site, Store, StoreError, Stranger, Surroundings};
use ketnoi::text::Catalogue;

use crate::common::postgres::{Postgres, shared};
use crate::common::pty::wait_until;
use crate::sites::at;

fn stream() -> CampaignId {
    CampaignId::from("wtisd-2020")
}

fn batch(n: u128, fact: Fact) -> Batch {
    Batch {
        cmd: CmdId(ulid::Ulid(n)),
        actor: "lan".into(),
        real_user: "lan".into(),
        role: Role::Editor,
        via: Via::Cli,
        recorded: Stamp(1_000),
        drafts: vec![Draft {
            unit: Some(UnitCode::from("01")),
            at: Stamp(1_590_000_000_000),
            entered_later: false,
            fact,
        }],
    }
}

fn note(text: &str) -> Fact {
    Fact::ReportNoted(ReportNoted { text: text.into() })
}

fn append(store: &mut dyn Store, n: u128, fact: Fact) -> Result<Vec<Envelope>, StoreError> {
    let seq = store.head(&stream())?.seq;
    let turn = store.turn(&stream(), seq, None)?;
    match turn.append(seq, &batch(n, fact))? {
        Appended::Done(facts) => Ok(facts),
        other => panic!("appended, not {other:?}"),
    }
}

/// A store with three facts, its name, and its schema.
fn house(server: &Postgres) -> (Site, String, String) {
    let url = server.url();
    let site = at(&url);
    let mut store = site.create().unwrap();
    for n in 1..=3 {
        append(store.as_mut(), n, note(&format!("ghi chú {n}"))).unwrap();
    }
    let schema = url.rsplit_once('=').unwrap().1.to_owned();
    (site, url, schema)
}

fn redaction(store: &mut dyn Store, seq: u64) -> FactRedacted {
    let env = store.read_after(&stream(), seq - 1, 1).unwrap().remove(0);
    Said::of(&env).fact.redaction(seq, "theo yêu cầu").unwrap()
}

#[test]
fn nobody_changes_a_fact_and_words_go_only_by_a_fact_that_says_so() {
    let Some(server) = shared() else { return };
    let (site, _, schema) = house(server);
    let stands = |said: String| assert!(said.contains("facts are appended and never changed"), "{said}");
    for sql in [
        "UPDATE $.facts SET payload = '{}' WHERE seq = 2",
        "UPDATE $.facts SET payload = '', salt = NULL, redacted_by = 3 WHERE seq = 2",
        "UPDATE $.facts SET payload = '', salt = NULL, redacted_by = 3, \
         digest = sha256(salt || convert_to(payload, 'UTF8')) WHERE seq = 2",
        "UPDATE $.facts SET actor = 'nam' WHERE seq = 2",
        "DELETE FROM $.facts WHERE seq = 3",
        "TRUNCATE $.facts",
        "SELECT $.redact('wtisd-2020', 2, 3, 0)",
    ] {
        stands(server.sql(&sql.replace('$', &schema)));
    }
    let mut store = site.open().unwrap();
    assert_eq!(store.verify(&stream(), &mut |_| ()).unwrap().seq, 3);
    let words = redaction(store.as_mut(), 2);
    append(store.as_mut(), 9, Fact::FactRedacted(words)).unwrap();
    assert!(
        server
            .sql(&format!(
                "SELECT count(*) FROM {schema}.facts WHERE payload LIKE '%ghi chú 2%'"
            ))
            .starts_with('0')
    );
    assert_eq!(store.verify(&stream(), &mut |_| ()).unwrap().seq, 4);
    assert!(store.has_remains().unwrap());
    assert!(store.scrub().unwrap() && !store.has_remains().unwrap());
    // What is gone stays gone, and is not taken away twice.
    stands(server.sql(&format!(
        "UPDATE {schema}.facts SET redacted_by = 4 WHERE seq = 2"
    )));
    assert_eq!(store.holes(&stream()).unwrap().len(), 1);
}

/// Of the time line's outlines the payloads stay on the server, and are held against the facts' hashes all the same.
#[test]
fn an_outline_tells_what_its_fact_does_and_a_changed_payload_is_found_by_it() {
    let Some(server) = shared() else { return };
    let (site, _, schema) = house(server);
    let mut store = site.open().unwrap();
    let words = redaction(store.as_mut(), 2);
    append(store.as_mut(), 9, Fact::FactRedacted(words)).unwrap();
    for (after, limit) in [(0, 9), (0, 2), (1, 1), (2, 9), (4, 9)] {
        let facts = store.read_after(&stream(), after, limit).unwrap();
        let told: Vec<Outline> = facts.iter().map(Outline::of).collect();
        assert_eq!(store.outlines_after(&stream(), after, limit).unwrap(), told);
    }
    let changed = |sql: &str| {
        let sql = format!(
            "SET session_replication_role = replica; {}",
            sql.replace('$', &schema)
        );
        assert_eq!(server.sql(&sql), "");
        let found = site.open().unwrap().outlines_after(&stream(), 0, 9);
        match found {
            Ok(all) => Ok(all.len()),
            Err(StoreError::BrokenChain { seq, detail, .. }) => Err((seq, detail)),
            Err(other) => panic!("{other}"),
        }
    };
    let wrong = |seq| Err((seq, "hash".to_owned()));
    let payload = "UPDATE $.facts SET payload = replace(payload, 'chú 3', 'chú 4') WHERE seq = 3";
    assert_eq!(changed(payload), wrong(3));
    assert_eq!(
        changed(&payload.replace("3',", "4',").replace("4')", "3')")),
        Ok(4)
    );
    // A digest beside a payload that it is not of.
    let kept = "UPDATE $.facts SET digest = sha256(salt || convert_to(payload, 'UTF8')), payload = payload || ' ' \
                WHERE seq = 3";
    assert_eq!(changed(kept), wrong(3));
}

#[test]
fn roles_have_the_rights_that_the_grants_give_and_no_others() {
    let Some(server) = shared() else { return };
    let (site, url, schema) = house(server);
    let (writer, reader) = (format!("w_{schema}"), format!("r_{schema}"));
    server.sql(&format!(
        "CREATE ROLE {writer} LOGIN; CREATE ROLE {reader} LOGIN; CREATE ROLE n_{schema} LOGIN"
    ));
    let of = |user: &str| at(&url.replace("postgres@", &format!("{user}@")));
    let denied = of(&writer).open().err().unwrap();
    assert!(matches!(denied, StoreError::Forbidden { .. }), "{denied:?}");
    assert_eq!(server.sql(&site.grants(&writer, &reader).unwrap()), "");
    assert_eq!(site.owner(), Owner::Server { ours: true });
    // One that writes: facts, words taken away by a fact, whatever stands outside the chain.
    let site_of_writer = of(&writer);
    let mut theirs = site_of_writer.open().unwrap();
    assert_eq!(site_of_writer.owner(), Owner::Server { ours: false });
    append(theirs.as_mut(), 4, note("của người ghi")).unwrap();
    let words = redaction(theirs.as_mut(), 1);
    append(theirs.as_mut(), 5, Fact::FactRedacted(words)).unwrap();
    theirs
        .claim(
            &stream(),
            &"lan".into(),
            &[UnitCode::from("01")],
            Stamp(1),
            Stamp(9),
        )
        .unwrap();
    assert!(!theirs.scrub().unwrap(), "only the owner writes a table anew");
    for sql in [
        "UPDATE {}.facts SET actor = 'x'",
        "DELETE FROM {}.facts",
        "TRUNCATE {}.facts",
        "ALTER TABLE {}.facts DISABLE TRIGGER ALL",
        "DROP TRIGGER facts_stand ON {}.facts",
        "CREATE TABLE {}.more (n int)",
        "UPDATE {}.meta SET value = '9'",
    ] {
        let said = server.sql_as(&writer, &sql.replace("{}", &schema));
        assert!(
            said.contains("permission denied") || said.contains("must be owner"),
            "{sql}: {said}"
        );
    }
    // One that reads reads, and is told so.
    let mut theirs = of(&reader).open().unwrap();
    assert_eq!(theirs.verify(&stream(), &mut |_| ()).unwrap().seq, 5);
    let refused = append(theirs.as_mut(), 6, note("x")).unwrap_err();
    assert!(matches!(refused, StoreError::Forbidden { .. }), "{refused:?}");
    let said = server.sql_as(&reader, &format!("SELECT {schema}.redact('wtisd-2020', 2, 5, 0)"));
    assert!(said.contains("permission denied"), "{said}");
    // And one who was given nothing has nothing.
    let denied = of(&format!("n_{schema}")).open().err().unwrap();
    assert!(matches!(denied, StoreError::Forbidden { .. }), "{denied:?}");
}

#[test]
fn what_is_not_ours_keeps_everybody_from_writing_until_it_is_gone() {
    let Some(server) = shared() else { return };
    let (site, _, schema) = house(server);
    let strange = |sql: &str| {
        let said = server.sql(&sql.replace("{}", &schema));
        assert_eq!(said, "", "{sql}");
        let mut store = site.open().unwrap();
        match append(store.as_mut(), 77, note("x")) {
            Err(StoreError::StrangeSchema { what, .. }) => what,
            other => panic!("{sql}: {other:?}"),
        }
    };
    let is = |kind, name: &str, how| {
        vec![Stranger {
            kind,
            name: name.to_owned(),
            how,
        }]
    };
    assert_eq!(
        strange("CREATE TABLE {}.notes (n int)"),
        is(Kind::Table, "notes", How::Foreign)
    );
    server.sql(&format!("DROP TABLE {schema}.notes"));
    assert_eq!(
        strange("ALTER TABLE {}.facts DISABLE TRIGGER facts_stand"),
        is(Kind::Trigger, "facts_stand", How::Changed)
    );
    server.sql(&format!("ALTER TABLE {schema}.facts ENABLE TRIGGER facts_stand"));
    assert_eq!(
        strange(
            "CREATE OR REPLACE FUNCTION {}.facts_stand() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        ),
        is(Kind::Other, "facts_stand()", How::Changed)
    );
    // What only looks may look.
    assert_eq!(site.open().unwrap().head(&stream()).unwrap().seq, 3);
}

#[test]
fn a_turn_finds_by_keys_what_it_reads_however_many_facts_there_are() {
    const MANY: usize = 3_000;
    let Some(server) = shared() else { return };
    let (site, _, schema) = house(server);
    let mut many = batch(20, note("x"));
    many.drafts = vec![many.drafts[0].clone(); MANY];
    let mut store = site.open().unwrap();
    store.turn(&stream(), 3, None).unwrap().append(3, &many).unwrap();
    drop(store);
    server.sql(&format!("ANALYZE {schema}.facts"));
    // What the server counts is told by each connection when it ends.
    let counted = |facts: usize| {
        let sql = format!(
            "SELECT seq_tup_read FROM pg_stat_user_tables WHERE schemaname = '{schema}' AND relname = 'facts' \
             AND n_tup_ins >= {facts}"
        );
        let mut read = String::new();
        wait_until("what was read is counted", || {
            read = server.sql(&sql).trim().to_owned();
            !read.is_empty()
        });
        read
    };
    let before = counted(MANY + 3);
    let mut store = site.open().unwrap();
    let seen = MANY as u64 + 3;
    // With a command that was never given, and one that was.
    let mut turn = store.turn(&stream(), seen, Some(CmdId(ulid::Ulid(21)))).unwrap();
    assert!(turn.command(&stream(), CmdId(ulid::Ulid(21))).unwrap().is_empty());
    assert_eq!(turn.head(&stream()).unwrap().seq, seen);
    turn.append(seen, &batch(21, note("y"))).unwrap();
    let mut turn = store.turn(&stream(), seen, Some(CmdId(ulid::Ulid(21)))).unwrap();
    let found = turn.command(&stream(), CmdId(ulid::Ulid(21))).unwrap();
    assert_eq!(found.first().map(|fact| fact.seq), Some(seen + 1));
    assert_eq!(turn.head(&stream()).unwrap().seq, seen + 1);
    drop(turn);
    drop(store);
    assert_eq!(counted(MANY + 4), before, "facts that were read without a key");
}

#[test]
fn houses_in_one_database_do_not_cross() {
    let Some(server) = shared() else { return };
    let (one, ..) = house(server);
    let (other, ..) = house(server);
    append(one.open().unwrap().as_mut(), 10, note("x")).unwrap();
    assert_eq!(one.open().unwrap().head(&stream()).unwrap().seq, 4);
    assert_eq!(other.open().unwrap().head(&stream()).unwrap().seq, 3);
    let named: Vec<String> = [&one, &other].map(|s| s.describe().to_string()).into();
    assert_ne!(named[0], named[1]);
    assert!(
        !named[0].contains('@'),
        "whose account it is is nobody's business: {named:?}"
    );
}

#[test]
fn a_change_is_heard_of_at_once_and_a_lost_line_too() {
    let Some(server) = Postgres::start(&[]) else {
        return;
    };
    let (site, ..) = house(&server);
    let mut looking = site.open().unwrap();
    let (tell, hear) = channel();
    site.watch(Box::new(move || {
        let _ = tell.send(());
    }))
    .unwrap();
    let other = at(&site_url(&server));
    let mut store = other.open().unwrap();
    // The look that comes every two seconds whatever happens is not what is heard here.
    let mut heard = 0;
    for n in 100..110 {
        while hear.try_recv().is_ok() {}
        append(store.as_mut(), n, note("x")).unwrap();
        heard += usize::from(hear.recv_timeout(Duration::from_millis(500)).is_ok());
    }
    assert!(heard >= 9, "heard {heard} of 10");
    while hear.try_recv().is_ok() {}
    server.kill();
    hear.recv().expect("the line is gone, and that is heard");
    let gone = looking.head(&stream()).unwrap_err();
    assert!(matches!(gone, StoreError::Unreachable { .. }), "{gone:?}");
    server.up();
    assert_eq!(
        looking.head(&stream()).unwrap().seq,
        13,
        "the same handle goes on"
    );
}

/// The first house of a server that has one.
fn site_url(server: &Postgres) -> String {
    format!(
        "postgres://postgres@127.0.0.1:{}/postgres?schema=house_0",
        server.port
    )
}

/// A program that is ended with the value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_relay_tells_sessions_that_hold_no_connection() {
    let Some(server) = shared() else { return };
    let (_, url, schema) = house(server);
    let home = tempfile::tempdir().unwrap();
    let relay = || {
        Command::new(env!("CARGO_BIN_EXE_ketnoi"))
            .args(["relay", "--store", &url])
            .env_clear()
            .env("HOME", home.path())
            .env("LANG", "C.UTF-8")
            .env("KETNOI_LANG", "en")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let mut running = Running(relay());
    let around = Surroundings {
        cache: Some(home.path().join(".cache/ketnoi")),
        ..Surroundings::default()
    };
    let backends = || {
        let sql = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%{schema}%' AND pid <> pg_backend_pid()"
        );
        server.sql(&sql).trim().parse::<usize>().unwrap()
    };
    wait_until("the relay listens", || backends() == 1);
    // A second one is not wanted.
    let refused = relay().wait_with_output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains(".relay"), "{said}");
    let site = Site::at(&ketnoi::core::store_url::StoreUrl::parse(&url).unwrap(), &around);
    let (tell, hear) = channel();
    site.watch(Box::new(move || {
        let _ = tell.send(());
    }))
    .unwrap();
    // No handle is open here, and nobody looks every two seconds for whom a relay looks.
    wait_until("it is quiet", || {
        while hear.try_recv().is_ok() {}
        hear.recv_timeout(Duration::from_millis(2_500)).is_err()
    });
    assert_eq!(backends(), 1, "the relay's, and no session's");
    append(at(&url).open().unwrap().as_mut(), 50, note("x")).unwrap();
    hear.recv_timeout(Duration::from_secs(10))
        .expect("told by the relay's file");
    // That the store is moved is no fact, and is told as well.
    while hear.recv_timeout(Duration::from_millis(500)).is_ok() {}
    let mut store = at(&url).open().unwrap();
    assert!(store.leave("sqlite:/srv/k.db", &mut || true).unwrap());
    hear.recv_timeout(Duration::from_secs(10))
        .expect("the mark is told");
    store.stay().unwrap();
    // It goes when it is told to.
    let pid = rustix::process::Pid::from_child(&running.0);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
    hear.recv_timeout(Duration::from_secs(10))
        .expect("whoever is not told looks again");
}

/// What listens on a port of this machine and says always the same, whoever asks; and how often somebody came.
fn says(what: &'static [u8]) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let (port, came) = (
        listener.local_addr().unwrap().port(),
        Arc::new(AtomicUsize::new(0)),
    );
    let count = came.clone();
    std::thread::spawn(move || {
        for mut line in listener.incoming().map_while(Result::ok) {
            count.fetch_add(1, Ordering::SeqCst);
            if !what.is_empty() && matches!(line.read(&mut [0; 512]), Ok(1..)) && line.write_all(what).is_ok()
            {
                let _ = line.shutdown(Shutdown::Write);
                let _ = line.read_to_end(&mut Vec::new());
            }
        }
    });
    (port, came)
}

fn program(home: &Path, store: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ketnoi"));
    command
        .env_clear()
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .env("KETNOI_LANG", "en")
        .args(["--store", store])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// A service that nobody looks at says in the log of services why it does nothing, and does not fill it.
#[test]
fn a_relay_that_hears_nothing_says_once_why() {
    let home = tempfile::tempdir().unwrap();
    let (port, came) = says(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    let url = format!("postgres://127.0.0.1:{port}/k");
    let mut running = Running(program(home.path(), &url).arg("relay").spawn().unwrap());
    wait_until("it has asked a few times", || came.load(Ordering::SeqCst) > 2);
    let pid = rustix::process::Pid::from_child(&running.0);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
    let mut said = String::new();
    let mut from = running.0.stderr.take().unwrap();
    from.read_to_string(&mut said).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("is no PostgreSQL server"), "{said}");
}

/// Who is asked for, and the store itself, are found out from one server: one that is gone is not waited for twice.
#[test]
fn a_server_that_is_gone_is_asked_once_by_a_command() {
    for args in [
        &["status"][..],
        &["report", "receive", "HNI"],
        &["doctor"],
        &["backup", "b.tar"],
    ] {
        let home = tempfile::tempdir().unwrap();
        let (port, came) = says(b"");
        let url = format!("postgres://127.0.0.1:{port}/k");
        let mut command = program(home.path(), &url);
        let ended = command.current_dir(home.path()).args(args).output().unwrap();
        assert_eq!(ended.status.code(), Some(1), "{args:?}");
        assert_eq!(came.load(Ordering::SeqCst), 1, "{args:?}");
    }
}

#[test]
fn what_cannot_keep_a_store_is_refused_by_what_it_is_and_left_alone() {
    let Some(server) = shared() else { return };
    let url = server.url();
    let (server_url, schema) = url.split_once("/postgres?schema=").unwrap();
    let made = |sql: &str| assert_eq!(server.sql(&sql.replace('$', schema)), "");
    let account = |name: &str, function: &str, answer: &str| {
        let role = format!("{name}_{schema}");
        made(&format!("CREATE ROLE {role} LOGIN"));
        made(&format!("CREATE SCHEMA {role} AUTHORIZATION {role}"));
        let said = server.sql(&format!(
            "CREATE FUNCTION {role}.{function} RETURNS text LANGUAGE sql AS $f${answer}$f$; \
             ALTER ROLE {role} SET search_path = {role}, pg_catalog"
        ));
        assert_eq!(said, "");
        server_url.replace("postgres@", &format!("{role}@"))
    };
    // What other products say of themselves, and an older server.
    let version = |name, says: &str| account(name, "version()", &format!("SELECT '{says}'"));
    let cockroach = version("cockroach", "CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu)");
    let yuga = version("yuga", "PostgreSQL 11.2-YB-2.19.0.0-b0 on x86_64-pc-linux-gnu");
    let other = version("other", "Firebird 5 (whatever)");
    let older = account(
        "older",
        "current_setting(text)",
        "SELECT CASE $1 WHEN 'server_version_num' THEN '130014' WHEN 'server_version' THEN '13.14' \
         ELSE pg_catalog.current_setting($1) END",
    );
    made("CREATE DATABASE latin_$ ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    made("CREATE SCHEMA shop_$; CREATE TABLE shop_$.meta (key text, value text)");
    made("INSERT INTO shop_$.meta VALUES ('version', '2')");
    for (url, named) in [
        (format!("{cockroach}/postgres?schema={schema}"), "CockroachDB"),
        (format!("{yuga}/postgres?schema={schema}"), "YugabyteDB"),
        (format!("{other}/postgres?schema={schema}"), "Firebird 5"),
        (format!("{older}/postgres?schema={schema}"), "13.14"),
        (format!("{server_url}/latin_{schema}?schema={schema}"), "LATIN1"),
        (format!("{server_url}/nowhere?schema={schema}"), "nowhere"),
        (format!("{server_url}/postgres?schema=shop_{schema}"), "?schema="),
    ] {
        for tried in [at(&url).open(), at(&url).create()] {
            let why = tried.err().unwrap();
            assert!(matches!(why, StoreError::Unfit { .. }), "{url}: {why:?}");
            for lang in [Lang::Vi, Lang::En] {
                let said = store_error(&Catalogue::new(lang), &why);
                assert!(said.contains(named) && said.ends_with('.'), "{said}");
            }
        }
    }
    made("DROP DATABASE latin_$");
    let left = "SELECT count(*) FROM pg_class c JOIN pg_namespace s ON s.oid = relnamespace \
                WHERE nspname IN ('$', 'shop_$') AND relkind = 'r'";
    assert_eq!(server.sql(&left.replace('$', schema)).trim(), "1");
}
