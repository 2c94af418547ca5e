//! A server that cannot be used, for whatever reason: one clear sentence with the way out, an exit code, nothing secret in
//! it, nothing written. And what servers are set to that must not matter.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::home::Home;
use crate::common::postgres::{Postgres, by_nobody, own};
use crate::common::pty::{skip, wait_until};
use crate::common::smtp::papers;

const SECRET: &str = "mật-khẩu-5Q";

/// A server that asks `lan` for a password and lets `postgres` in.
fn guarded() -> Option<Postgres> {
    let server = Postgres::start(&[])?;
    let hba = server.folder.path().join("data/pg_hba.conf");
    let rules =
        "host all lan 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\nlocal all all trust\n";
    fs::write(&hba, rules).expect("written");
    server.sql(&format!("CREATE ROLE lan LOGIN PASSWORD '{SECRET}'"));
    server.sql("SELECT pg_reload_conf()");
    Some(server)
}

fn password(home: &Home, name: &str, word: &str) -> String {
    let path = home.path(name);
    fs::write(&path, format!("{word}\n")).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("set");
    path.display().to_string()
}

const NOTE: [&str; 5] = ["report", "note", "04", "--note", "x"];

/// Writes a note; gives what is said where it cannot be written.
fn cannot(home: &Home, lang: &str, url: &str, code: i32) -> String {
    let mut args = vec!["--lang", lang, "--campaign", "wtisd-2020", "--store", url];
    args.extend(NOTE);
    home.fails(code, &args)
}

fn can(home: &Home, url: &str) {
    let mut args = vec!["--campaign", "wtisd-2020", "--store", url];
    args.extend(NOTE);
    home.ok(&args);
}

/// One sentence or two, in both languages, with these words and no secret.
#[track_caller]
fn told(home: &Home, url: &str, code: i32, words: &[&str]) {
    for lang in ["en", "vi"] {
        let said = cannot(home, lang, url, code);
        eprintln!("{lang}: {}", said.trim());
        let lines: Vec<&str> = said.trim().lines().collect();
        assert_eq!(lines.len(), 1, "one sentence: {said}");
        assert!(!said.contains(SECRET) && !said.contains("panicked"), "{said}");
        if lang == "en" {
            for word in words {
                assert!(said.contains(word), "“{word}” is not in: {said}");
            }
        }
    }
}

#[test]
fn passwords_and_roles_that_do_not_do_are_said() {
    let Some(server) = guarded() else { return };
    let home = Home::new();
    let (right, wrong) = (password(&home, "right", SECRET), password(&home, "wrong", "khác"));
    let url = |user: &str, more: &str| {
        format!(
            "postgres://{user}@127.0.0.1:{}/postgres?schema=nha{more}",
            server.port
        )
    };
    let with = |file: &str| url("lan", &format!("&password_file={file}"));
    told(
        &home,
        &with(&wrong),
        1,
        &["does not let this account in", "password"],
    );
    told(
        &home,
        &url("lan", ""),
        1,
        &["asks for a password", "password_file"],
    );
    told(
        &home,
        &url("nobody_here", ""),
        1,
        &["does not let this account in", "nobody_here"],
    );
    // The right one is let in, and may not make a schema.
    told(
        &home,
        &with(&right),
        1,
        &[
            "does not allow it this",
            "permission denied",
            "ketnoi store grant",
        ],
    );
    can(&home, &url("postgres", ""));
    // May read and nothing else.
    server.sql("GRANT USAGE ON SCHEMA nha TO lan; GRANT SELECT ON ALL TABLES IN SCHEMA nha TO lan");
    told(&home, &with(&right), 1, &["permission denied"]);
    assert_eq!(
        server
            .sql("SELECT count(*) FROM nha.facts WHERE type = 'report.noted'")
            .trim(),
        "1"
    );
    home.ok(&["--campaign", "wtisd-2020", "--store", &with(&right), "status"]);
}

#[test]
fn what_stands_at_a_server_and_is_no_store_of_ours_is_said() {
    let Some(server) = Postgres::start(&[]) else {
        return;
    };
    let home = Home::new();
    let at = |database: &str, schema: &str| {
        format!(
            "postgres://postgres@127.0.0.1:{}/{database}?schema={schema}",
            server.port
        )
    };
    // Newer.
    can(&home, &at("postgres", "newer"));
    server.sql("UPDATE newer.meta SET value = '99' WHERE key = 'version'");
    told(
        &home,
        &at("postgres", "newer"),
        1,
        &["newer ketnoi", "99", "upgrade"],
    );
    // Another program's.
    server.sql("CREATE SCHEMA wiki; CREATE TABLE wiki.pages (id int)");
    told(
        &home,
        &at("postgres", "wiki"),
        1,
        &["not ketnoi’s", "?schema=NAME"],
    );
    assert_eq!(
        server
            .sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'wiki'")
            .trim(),
        "1"
    );
    // An encoding that does not hold every letter.
    server.sql("CREATE DATABASE cu ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    told(&home, &at("cu", "nha"), 1, &["LATIN1", "UTF8"]);
    // A database that is not there.
    told(
        &home,
        &at("khong_co", "nha"),
        1,
        &["khong_co", "ask whoever runs the server"],
    );
    // Set to take no writes for now.
    can(&home, &at("postgres", "nha"));
    server.sql("ALTER DATABASE postgres SET default_transaction_read_only = on");
    told(&home, &at("postgres", "nha"), 1, &["can only be read"]);
    server.sql("BEGIN READ WRITE; ALTER DATABASE postgres RESET default_transaction_read_only; COMMIT");
    // What must not matter.
    server.sql("ALTER DATABASE postgres SET default_transaction_isolation = 'serializable'");
    server.sql("ALTER DATABASE postgres SET synchronous_commit = off");
    server.sql("ALTER DATABASE postgres SET search_path = wiki");
    can(&home, &at("postgres", "nha"));
    assert_eq!(
        server
            .sql("SELECT count(*) FROM nha.facts WHERE type = 'report.noted'")
            .trim(),
        "2"
    );
}

#[test]
fn a_server_that_cannot_prove_who_it_is_gets_no_password() {
    let (Some(server), Some(papers)) = (guarded(), papers()) else {
        return;
    };
    let home = Home::new();
    let right = password(&home, "right", SECRET);
    let ca = papers.join("ca.pem").display().to_string();
    let at = |host: &str| {
        format!(
            "postgres://lan@{host}:{}/postgres?schema=nha&tls=on&ca_file={ca}&password_file={right}",
            server.port
        )
    };
    told(
        &home,
        &at("127.0.0.1"),
        1,
        &["could not prove", "does not support TLS"],
    );
    for (paper, words) in [
        ("over", &["could not prove", "Expired"][..]),
        ("named", &["could not prove", "not valid for name"]),
        ("nobody", &["could not prove", "UnknownIssuer"]),
    ] {
        shows(&server, papers, paper);
        told(&home, &at("localhost"), 1, words);
    }
    // And the one that can: what is said is about the schema, which this account may not make.
    shows(&server, papers, "good");
    told(&home, &at("localhost"), 1, &["permission denied"]);
    server.sql("CREATE SCHEMA nha AUTHORIZATION lan");
    can(&home, &at("localhost"));
}

/// The server proves itself by these papers from now on.
fn shows(server: &Postgres, papers: &Path, name: &str) {
    for end in ["crt", "key"] {
        let to = server.folder.path().join(format!("{name}.{end}"));
        fs::copy(papers.join(format!("{name}.{end}")), &to).expect("copied");
        fs::set_permissions(&to, fs::Permissions::from_mode(0o600)).expect("set");
        own(&to);
    }
    let at = server.folder.path().display().to_string();
    server.sql(&format!("ALTER SYSTEM SET ssl_cert_file = '{at}/{name}.crt'"));
    server.sql(&format!("ALTER SYSTEM SET ssl_key_file = '{at}/{name}.key'"));
    server.sql("ALTER SYSTEM SET ssl = on");
    server.sql("SELECT pg_reload_conf()");
    wait_until("the server has them", || {
        server.sql("SHOW ssl").trim() == "on" && server.sql("SHOW ssl_cert_file").contains(name)
    });
}

/// Whatever answers there, it is answered in a sentence, and soon.
#[test]
fn whoever_answers_what_no_server_says_is_told_of_and_not_waited_for() {
    let home = Home::new();
    let bytes: [&[u8]; 4] = [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"",
        &[b'R', 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
        &[0; 4_096],
    ];
    for (n, answer) in bytes.into_iter().enumerate() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("its own").port();
        std::thread::spawn(move || {
            for mut line in listener.incoming().map_while(Result::ok) {
                let _ = line.read(&mut [0; 1_024]);
                let _ = line.write_all(answer);
            }
        });
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let began = std::time::Instant::now();
        let words: &[&str] = if answer.is_empty() {
            &["cannot be reached"]
        } else {
            &["no PostgreSQL server", "check host and port"]
        };
        told(&home, &url, 1, words);
        assert!(began.elapsed().as_secs() < 60, "answer {n}");
    }
}

/// A host that takes the line and says nothing more: whoever waits is told so after a second, not only when it is given up.
#[test]
fn a_host_that_keeps_silent_is_not_waited_for_in_silence() {
    let home = Home::new();
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("its own").port();
    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
    let said = cannot(&home, "en", &url, 1);
    let lines: Vec<&str> = said.trim().lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].contains("waiting") && lines[1].contains("cannot be reached"),
        "{said}"
    );
}

/// A pooler that gives every transaction another connection.
struct Pooler {
    port: u16,
    child: Child,
    _folder: tempfile::TempDir,
}

impl Pooler {
    fn before(server: &Postgres) -> Option<Self> {
        let program = Path::new("/usr/sbin/pgbouncer");
        if !program.exists() {
            skip("there is no PgBouncer (Debian: pgbouncer)");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = free.local_addr().expect("its own").port();
        drop(free);
        let settings = format!(
            "[databases]\npostgres = host=127.0.0.1 port={} dbname=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 3\n\
             [users]\n",
            server.port
        );
        let settings = settings.replace("dbname=postgres\n", "dbname=postgres user=postgres\n");
        let ini = folder.path().join("pgbouncer.ini");
        fs::write(&ini, settings).expect("written");
        own(folder.path());
        own(&ini);
        let child = by_nobody(program)
            .arg(&ini)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        wait_until("the pooler listens", || {
            std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        Some(Self {
            port,
            child,
            _folder: folder,
        })
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn behind_a_pooler_in_transaction_mode_eight_write_at_once_and_nothing_is_lost() {
    let Some(server) = Postgres::start(&[]) else {
        return;
    };
    let Some(pooler) = Pooler::before(&server) else {
        return;
    };
    let home = Home::new();
    let url = format!(
        "postgres://postgres@127.0.0.1:{}/postgres?schema=nha",
        pooler.port
    );
    can(&home, &url);
    let children: Vec<Child> = (0..8)
        .map(|_| {
            let mut program: Command = home.program();
            program
                .args(["--campaign", "wtisd-2020", "--store", &url])
                .args(NOTE);
            program.stdout(Stdio::null()).stderr(Stdio::inherit());
            program.spawn().expect("it starts")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    assert_eq!(
        server
            .sql("SELECT count(*) FROM nha.facts WHERE type = 'report.noted'")
            .trim(),
        "9"
    );
    home.ok(&["--campaign", "wtisd-2020", "--store", &url, "log", "--verify"]);
}
