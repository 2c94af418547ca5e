//! Officers over SSH, against a real sshd on loopback: the test's own process, on a free port, with keys of its own.
//!
//! Nothing is asserted about durations; waits are for conditions, up to a limit that is reached only when something is
//! wrong. Without sshd or ssh the drill says so loudly, and fails where `KETNOI_CI` is set.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use ketnoi::core::names::Lang;
use ketnoi::text::Catalogue;
use ketnoi::tui::keymap::TABLE;
use sha2::{Digest as _, Sha256};

use crate::common::pty::{self, How, Term, is_alive, wait_until};
use crate::common::sshd::{Sshd, account, target, write};

/// Names with a key each, and what they may.
const PEOPLE: &str = "  - {account: tuan, role: administrator}\n  - {account: lan, role: editor}\n  \
                      - {account: minh, role: reviewer}\n  - {account: lanhdao, role: viewer}\n  \
                      - {account: cbg, role: unit_officer, units: [CBG]}\n";
const NAMES: [&str; 5] = ["tuan", "lan", "minh", "lanhdao", "cbg"];
/// The largest file that is taken here.
const LIMIT: usize = 2 << 20;

/// Everything of one drill; what it started ends with it.
struct Host(Sshd);

/// `None`, said loudly, where there is no sshd to drill against.
fn host() -> Option<Host> {
    let host = Host(Sshd::start(
        &NAMES,
        PEOPLE,
        "evidence_limit: 2 MiB\nput_at_once: 20\n",
    )?);
    let opened = host.local(&["campaign", "open", "wtisd-2020", "--as", "tuan"]);
    assert!(opened.status.success(), "{opened:?}");
    Some(host)
}

impl Host {
    fn at(&self, name: &str) -> PathBuf {
        self.0.at(name)
    }

    /// The words that begin every ssh command of that name.
    fn words(&self, name: &str) -> Vec<String> {
        self.0.words(name, self.0.port)
    }

    fn ssh(&self, name: &str, options: &[&str], asked: &[&str]) -> Command {
        let mut c = Command::new("ssh");
        c.args(self.words(name))
            .args(options)
            .args(["--", &target()])
            .args(asked);
        c.env_remove("KETNOI_STORE")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        c
    }

    /// Asks without a terminal.
    fn ask(&self, name: &str, asked: &[&str]) -> Output {
        self.ssh(name, &["-T"], asked).output().expect("ssh runs")
    }

    fn put(&self, name: &str, asked: &[&str], bytes: &[u8]) -> Output {
        let mut child = self
            .ssh(name, &["-T"], asked)
            .stdin(Stdio::piped())
            .spawn()
            .expect("ssh runs");
        let mut pipe = child.stdin.take().expect("a pipe");
        let bytes = bytes.to_vec();
        // Whoever refuses does not read to the end.
        let feeder = std::thread::spawn(move || drop(pipe.write_all(&bytes)));
        let out = child.wait_with_output().expect("it ends");
        feeder.join().expect("fed");
        out
    }

    /// A session with a terminal.
    fn sit(&self, name: &str, term: &str, lang: &str) -> Term {
        let mut cmd = vec!["ssh".to_owned(), "-tt".to_owned()];
        cmd.extend(self.words(name));
        cmd.extend(["-e".to_owned(), "none".to_owned(), target()]);
        let cmd: Vec<&str> = cmd.iter().map(String::as_str).collect();
        How::new(self.0.folder.path(), &[])
            .cmd(&cmd)
            .size(100, 30)
            .env("TERM", Some(term))
            .env("LANG", Some(lang))
            .env("LC_ALL", Some(lang))
            .open()
    }

    /// The program on the machine itself, by the account that the sessions run under.
    fn local(&self, words: &[&str]) -> Output {
        self.0.local(words)
    }

    fn facts(&self) -> usize {
        let out = self.local(&["log", "--json"]);
        assert!(out.status.success(), "{out:?}");
        text(&out.stdout).lines().count()
    }

    fn audit(&self) -> Vec<(String, String)> {
        let out = self.local(&["log", "--audit", "--json", "--as", "tuan"]);
        let all: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        let word = |a: &serde_json::Value, key: &str| a[key].as_str().expect("a word").to_owned();
        let list = all["attempts"].as_array().expect("a list");
        list.iter()
            .map(|a| (word(a, "actor"), word(a, "tried")))
            .collect()
    }

    /// Processes of sessions under this name, on this host's store.
    fn sessions(&self, name: &str) -> Vec<u32> {
        let store = format!("sqlite:{}", self.at("k.db").display());
        let all = fs::read_dir("/proc")
            .expect("/proc")
            .filter_map(|e| e.ok()?.file_name().to_str()?.parse().ok());
        all.filter(|pid: &u32| {
            let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let words: Vec<_> = line
                .split(|b| *b == 0)
                .map(|w| String::from_utf8_lossy(w).into_owned())
                .collect();
            let program = words.first().is_some_and(|w| w.ends_with("/ketnoi"));
            program && words.contains(&store) && words.contains(&name.to_owned()) && is_alive(*pid)
        })
        .collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn twelve_at_once_see_each_other_and_a_dead_or_silent_client_harms_nobody() {
    let Some(host) = host() else { return };
    let mut terms: Vec<Term> = (0..12)
        .map(|n| host.sit(NAMES[n % 3], "xterm-256color", "C.UTF-8"))
        .collect();
    for t in &mut terms {
        t.wait("the grid", |s| s.contains("Cao Bang"));
    }
    wait_until("twelve sessions run", || {
        ["tuan", "lan", "minh"]
            .iter()
            .map(|n| host.sessions(n).len())
            .sum::<usize>()
            == 12
    });
    // One records; all the others see it, the number of reports in the header's or pane's words.
    let noted = "ba mươi mốt ảnh";
    let out = host.local(&["report", "receive", "CBG", "--note", noted, "--as", "minh"]);
    assert!(out.status.success(), "{out:?}");
    for t in &mut terms {
        t.send("9");
        t.wait("the others' fact", |s| s.contains("minh (") && s.contains("CBG"));
    }
    // The line of one goes away: its process on the server too.
    let gone = terms.remove(1);
    let before = host.sessions("lan");
    pty::signal_to(gone.pid(), rustix::process::Signal::KILL);
    wait_until("the session of the killed client is gone", || {
        host.sessions("lan").len() == before.len() - 1
    });
    // Another falls silent, its terminal full: the rest goes on.
    let silent = terms.remove(0);
    let pid =
        rustix::process::Pid::from_raw(i32::try_from(silent.pid()).expect("a number")).expect("a process");
    rustix::process::kill_process(pid, rustix::process::Signal::STOP).expect("stopped");
    let out = host.local(&["report", "accept", "CBG", "--as", "minh"]);
    assert!(out.status.success(), "{out:?}");
    for t in &mut terms {
        t.wait_for("accepted version 1");
    }
    silent.signal(rustix::process::Signal::CONT);
    drop(silent);
    drop(terms);
    wait_until("nobody is left", || {
        NAMES.iter().all(|n| host.sessions(n).is_empty())
    });
}

#[test]
fn only_what_is_on_the_list_is_answered() {
    let Some(host) = host() else { return };
    let status = host.ask("lanhdao", &["status", "--json"]);
    assert!(status.status.success(), "{status:?}");
    let json: serde_json::Value = serde_json::from_slice(&status.stdout).expect("JSON");
    assert_eq!(json["schema"], "ketnoi.status/1");
    assert!(host.ask("lanhdao", &["queue"]).status.success());
    let none = host.ask("lan", &[]);
    assert_eq!(none.status.code(), Some(2), "{none:?}");
    assert_eq!(text(&none.stderr).trim().lines().count(), 1, "{none:?}");

    let marker = host.at("marker");
    let touch = format!("touch {}", marker.display());
    let evil: Vec<Vec<String>> = [
        vec!["sh"],
        vec![touch.as_str()],
        vec!["status;", touch.as_str()],
        vec!["status", "$(id)"],
        vec!["status", "--store", "sqlite:/tmp/x"],
        vec!["--config", "/etc/passwd", "status"],
        vec!["session", "--as", "tuan"],
        vec!["log", "--json"],
        vec!["put", "HNI"],
        vec!["evidence", "save", "CBG", "x", "-o", "/tmp/x"],
        vec!["scp", "-t", "/tmp"],
        vec!["status\nsh"],
    ]
    .iter()
    .map(|w| w.iter().map(|s| (*s).to_owned()).collect())
    .collect();
    for words in &evil {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let out = host.ask("lan", &words);
        assert_eq!(out.status.code(), Some(2), "{words:?}: {out:?}");
        assert!(out.stdout.is_empty(), "{out:?}");
        assert_eq!(text(&out.stderr).trim().lines().count(), 1, "{words:?}: {out:?}");
    }
    let long = "a".repeat(20_000);
    assert_eq!(host.ask("lan", &[&long]).status.code(), Some(2));
    assert!(!marker.exists(), "no shell was reached");

    let batch = host.at("batch");
    write(&batch, "ls\n", 0o644);
    let mut words = host.words("lan");
    for w in &mut words {
        if w == "-p" {
            "-P".clone_into(w);
        }
    }
    let sftp = Command::new("sftp")
        .args(&words)
        .arg("-b")
        .arg(&batch)
        .arg(target())
        .output()
        .expect("sftp");
    assert!(!sftp.status.success(), "{sftp:?}");
    let stolen = host.at("stolen");
    let from = format!("{}:/etc/passwd", target());
    for old in [&["-O"][..], &[]] {
        let scp = Command::new("scp")
            .args(&words)
            .args(old)
            .arg(&from)
            .arg(&stolen)
            .output()
            .expect("scp");
        assert!(!scp.status.success() && !stolen.exists(), "{scp:?}");
    }
    let audit = host.audit();
    assert!(
        audit
            .iter()
            .any(|(who, tried)| who == "lan" && tried.contains("touch")),
        "{audit:?}"
    );
    assert!(audit.len() > evil.len(), "{audit:?}");
    // What a client says of itself is worth nothing: no variable of ours arrives, and none would be read.
    let mut spoof = host.ssh(
        "lanhdao",
        &["-T", "-o", "SetEnv=LC_ALL=C USER=tuan", "-o", "SendEnv=KETNOI_*"],
        &["put", "HNI", "x"],
    );
    spoof
        .env("KETNOI_STORE", "sqlite:/tmp/none")
        .env("USER", "tuan")
        .env("LOGNAME", "tuan");
    let out = spoof.output().expect("ssh runs");
    assert_eq!(out.status.code(), Some(3), "{out:?}");
}

#[test]
fn forwarding_is_refused() {
    let Some(host) = host() else { return };
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let secret = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let inside = secret.local_addr().expect("an address").port();
    let local = format!("{port}:127.0.0.1:{inside}");
    let mut child = host
        .ssh("lan", &["-N", "-L", &local], &[])
        .spawn()
        .expect("ssh runs");
    wait_until("the client listens", || {
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    let mut line = TcpStream::connect(("127.0.0.1", port)).expect("the client's end");
    let mut got = Vec::new();
    // The server refuses the channel, so the client closes its end with nothing.
    assert_eq!(line.read_to_end(&mut got).unwrap_or(0), 0);
    secret.set_nonblocking(true).expect("set");
    assert!(secret.accept().is_err(), "nobody came through");
    child.kill().expect("killed");
    child.wait().expect("ended");
    let remote = format!("0:127.0.0.1:{inside}");
    let out = host
        .ssh(
            "lan",
            &["-T", "-o", "ExitOnForwardFailure=yes", "-R", &remote],
            &["status"],
        )
        .output()
        .expect("ssh runs");
    assert!(!out.status.success(), "{out:?}");
}

#[test]
fn a_province_sends_photos() {
    let Some(host) = host() else { return };
    let mut photo = include_bytes!("../photos/progressive.jpg").to_vec();
    photo.resize(1 << 20, 7);
    let hash = ketnoi::core::hex::hex(&Sha256::digest(&photo));
    let out = host.put("cbg", &["put", "CBG", "'../../ảnh 1.jpg'"], &photo);
    assert!(out.status.success(), "{out:?}");
    let said = text(&out.stdout);
    assert!(said.contains(&hash) && said.contains("“ảnh 1.jpg”"), "{said}");
    let log = text(&host.local(&["log", "--json"]).stdout);
    let fact: serde_json::Value = serde_json::from_str(log.lines().last().expect("a fact")).expect("JSON");
    assert_eq!(fact["type"], "evidence.added");
    assert_eq!(
        (fact["actor"].as_str(), fact["real_user"].as_str()),
        (Some("cbg"), Some(account().as_str()))
    );
    assert!(
        said.contains(fact["cmd"].as_str().expect("an id")),
        "the receipt is the command's id: {said}"
    );
    let facts = host.facts();

    let empty = host.put("cbg", &["put", "CBG", "anh.jpg"], b"");
    assert_eq!(empty.status.code(), Some(1), "{empty:?}");
    let large = host.put("cbg", &["put", "CBG", "anh.jpg"], &vec![1; LIMIT + 1]);
    assert_eq!(large.status.code(), Some(1), "{large:?}");
    assert!(text(&large.stderr).contains("larger than the limit"), "{large:?}");
    // One that never ends is cut off at the limit.
    let mut endless = host.ssh("cbg", &["-T"], &["put", "CBG", "anh.jpg"]);
    let zero = fs::File::open("/dev/zero").expect("zeros");
    let out = endless.stdin(zero).output().expect("ssh runs");
    assert_eq!(out.status.code(), Some(1), "{out:?}");
    let stranger = host.put("cbg", &["put", "HNI", "anh.jpg"], &photo);
    assert_eq!(stranger.status.code(), Some(3), "{stranger:?}");
    let viewer = host.put("lanhdao", &["put", "CBG", "anh.jpg"], &photo);
    assert_eq!(viewer.status.code(), Some(3), "{viewer:?}");
    assert_eq!(
        host.put("cbg", &["put", "Atlantis", "anh.jpg"], &photo)
            .status
            .code(),
        Some(4)
    );
    assert_eq!(host.facts(), facts, "nothing of that is on record");
    let verified = host.local(&["evidence", "verify", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&verified.stdout).expect("JSON");
    assert_eq!(
        (json["checked"].as_u64(), json["orphans"].as_array().map(Vec::len)),
        (Some(1), Some(0)),
        "{json}"
    );
}

/// What the program says. The shell of the account, which sshd starts the command with, may say something of its own before.
fn last_line(said: &str) -> &str {
    said.trim_end_matches(['\r', '\n'])
        .lines()
        .last()
        .unwrap_or_default()
}

/// Files of evidence that are not finished yet: open in a session, with or without a name.
fn unfinished(host: &Host) -> Vec<u64> {
    let blobs = ketnoi::store::FolderBlobs::beside(&host.at("k.db"));
    let open = |pid: u32| fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten();
    let fds = host.sessions("cbg").into_iter().flat_map(open).flatten();
    fds.filter(|fd| fs::read_link(fd.path()).is_ok_and(|to| to.starts_with(blobs.root())))
        .filter_map(|fd| fs::metadata(fd.path()).ok())
        .filter(|m| m.is_file() && m.len() > 0)
        .map(|m| m.len())
        .collect()
}

#[test]
fn endless_and_broken_puts_leave_nothing_and_disturb_nobody() {
    let Some(host) = host() else { return };
    let mut sitting = host.sit("lan", "xterm-256color", "C.UTF-8");
    sitting.wait("the grid", |s| s.contains("Cao Bang"));
    let facts = host.facts();
    let endless: Vec<Child> = (0..8)
        .map(|n| {
            let zero = fs::File::open("/dev/zero").expect("zeros");
            // Every other one onto a unit that is not the own: refused before a byte is taken in.
            let unit = if n % 2 == 0 { "CBG" } else { "HNI" };
            let mut c = host.ssh("cbg", &["-T"], &["put", unit, "anh.jpg"]);
            c.stdin(zero).spawn().expect("ssh runs")
        })
        .collect();
    // One that sends a half and then nothing, and never ends.
    let mut stalled = host
        .ssh("cbg", &["-T"], &["put", "CBG", "nua.jpg"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("ssh runs");
    let mut half = stalled.stdin.take().expect("a pipe");
    half.write_all(&vec![7; 300_000]).expect("sent");
    half.flush().expect("sent");
    let out = host.local(&["report", "receive", "CBG", "--note", "x", "--as", "minh"]);
    assert!(out.status.success(), "{out:?}");
    sitting.send("9");
    sitting.wait("the others' fact", |s| s.contains("minh (") && s.contains("CBG"));
    for (n, child) in endless.into_iter().enumerate() {
        let out = child.wait_with_output().expect("it ends");
        let said = text(&out.stderr);
        assert_eq!(out.status.code(), Some(if n % 2 == 0 { 1 } else { 3 }), "{said}");
        let why = ["larger than the limit", "not among the units"][n % 2];
        let ours = last_line(&said);
        assert!(ours.contains(why) && said.matches(why).count() == 1, "{said}");
        assert!(out.stdout.is_empty(), "{out:?}");
    }
    wait_until("only the half that arrived is there", || {
        unfinished(&host) == [300_000]
    });
    // Its client is killed: an end that nobody waits at is no end of a file.
    stalled.kill().expect("killed");
    stalled.wait().expect("ended");
    drop(half);
    wait_until("its session is gone", || host.sessions("cbg").is_empty());
    assert_eq!(unfinished(&host), Vec::<u64>::new(), "nothing is half kept");
    assert!(host.facts() > facts, "what minh did");
    let facts = host.facts();
    // Many good ones at once are all kept, each with its receipt.
    let receipts: Vec<String> = std::thread::scope(|scope| {
        let sent: Vec<_> = (0..6_u8)
            .map(|n| {
                let host = &host;
                scope.spawn(move || {
                    let mut photo = b"\xff\xd8\xff\xe0\x00\x10JFIF".to_vec();
                    photo.resize(400_000, n);
                    let out = host.put("cbg", &["put", "CBG", "anh.jpg"], &photo);
                    assert!(out.status.success(), "{out:?}");
                    let said = text(&out.stdout);
                    let hash = ketnoi::core::hex::hex(&Sha256::digest(&photo));
                    assert!(said.contains(&hash), "{said}");
                    said
                })
            })
            .collect();
        sent.into_iter().map(|s| s.join().expect("sent")).collect()
    });
    let log = text(&host.local(&["log", "--json"]).stdout);
    let added: Vec<serde_json::Value> = log
        .lines()
        .skip(facts)
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(added.len(), 6, "{log}");
    for fact in &added {
        let cmd = fact["cmd"].as_str().expect("an id");
        assert_eq!(receipts.iter().filter(|r| r.contains(cmd)).count(), 1, "{cmd}");
    }
    let verified = host.local(&["evidence", "verify", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&verified.stdout).expect("JSON");
    assert_eq!(
        (json["checked"].as_u64(), json["orphans"].as_array().map(Vec::len)),
        (Some(6), Some(0)),
        "{json}"
    );
    assert!(
        host.audit()
            .iter()
            .any(|(who, tried)| who == "cbg" && tried.contains("evidence")),
        "{:?}",
        host.audit()
    );
    sitting.quit();
}

#[test]
fn a_flood_from_one_line_disturbs_no_other() {
    let Some(host) = host() else { return };
    let mut people: Vec<Term> = ["lan", "minh", "tuan"]
        .iter()
        .map(|n| host.sit(n, "xterm-256color", "C.UTF-8"))
        .collect();
    for t in &mut people {
        t.wait("the grid", |s| s.contains("Cao Bang"));
    }
    let facts = host.facts();
    // A paste with its own end and keys of commands inside, then answers that nobody asked for and reports of a mouse.
    let mut flood = b"\x1b[200~".to_vec();
    flood.extend(b"iraxenD\r\x1b]52;c;aQ==\x07\x1b[21~".repeat(40_000));
    flood.extend(b"\x1b[201~");
    flood.extend(
        b"\x1b[?62;22c\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[24;80R\x1b[<0;3;3M\x1bP1$r0m\x1b\\".repeat(15_000),
    );
    assert!(flood.len() > 1 << 20);
    let mut mad = people.remove(0);
    std::thread::scope(|scope| {
        let flooding = scope.spawn(|| {
            mad.send_much(&flood);
            mad
        });
        let out = host.local(&["report", "receive", "CBG", "--note", "x", "--as", "minh"]);
        assert!(out.status.success(), "{out:?}");
        for t in &mut people {
            t.send("9");
            t.wait("the others' fact", |s| s.contains("minh (") && s.contains("CBG"));
        }
        let mut mad = flooding.join().expect("sent");
        mad.send("\u{1b}");
        mad.until_quiet(std::time::Duration::from_millis(200));
        mad.send("\u{1b}");
        mad.until_quiet(std::time::Duration::from_millis(200));
        mad.send("9");
        mad.wait("it lives", |s| s.contains("minh ("));
        mad.quit();
    });
    let log = text(&host.local(&["log", "--json"]).stdout);
    assert!(
        !log.contains("\"actor\":\"lan\""),
        "the flood recorded nothing: {log}"
    );
    assert!(host.facts() > facts);
}

#[test]
fn hostile_words_get_one_clean_sentence() {
    use std::os::unix::ffi::OsStrExt as _;
    let Some(host) = host() else { return };
    let long = "x".repeat(100_000);
    let unit = format!("put {} anh.jpg", "b".repeat(3_000));
    let hostile: [&[u8]; 12] = [
        b"status \x1b]0;x\x07\x1b[2J",
        b"status\nqueue",
        b"status\r\nHTTP/1.1 200 OK",
        b"put HNI \xff\xfe.jpg",
        b"a\xc2\x9bb\x9bc",
        "queue \u{202e}edoc lave\u{202c}".as_bytes(),
        "ｓｔａｔｕｓ 🎉".as_bytes(),
        b"status 'abc",
        b"put \"HNI anh.jpg",
        b"status `id` $(id); id | id > /tmp/x",
        long.as_bytes(),
        unit.as_bytes(),
    ];
    for words in hostile {
        let mut c = host.ssh("lan", &["-T"], &[]);
        let out = c
            .arg(std::ffi::OsStr::from_bytes(words))
            .output()
            .expect("ssh runs");
        let said = text(&out.stderr);
        let shown = String::from_utf8_lossy(&words[..words.len().min(80)]).into_owned();
        assert_eq!(out.status.code(), Some(2), "{shown:?}: {said}");
        assert!(out.stdout.is_empty(), "{out:?}");
        let one = last_line(&said);
        assert!(!one.chars().any(char::is_control), "{one:?}");
        assert!(one.chars().count() < 400, "{one}");
        assert!(one.contains("is not possible here"), "{one}");
    }
    let audit = host.audit();
    let of_lan = audit.iter().filter(|(who, _)| who == "lan");
    assert_eq!(of_lan.count(), hostile.len(), "each is on record: {audit:?}");
    assert!(
        audit.iter().all(|(_, tried)| tried.chars().count() <= 200),
        "{audit:?}"
    );
    let shown = host.local(&["log", "--audit", "--as", "tuan"]);
    let shown = text(&shown.stdout);
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
}

#[test]
fn every_terminal_gets_a_dashboard_or_a_sentence() {
    let Some(host) = host() else { return };
    for term in ["xterm", "screen", "tmux", "linux", "vt100"] {
        let mut t = host.sit("lan", term, "C");
        t.wait(&format!("the dashboard on {term}"), |s| s.contains("Cao Bang"));
        t.quit();
    }
    // Nor does any of them get a letter or a colour that it was not said to have, in the newer places either.
    for term in ["linux", "vt100"] {
        let mut t = host.sit("lan", term, "C");
        t.wait(&format!("the dashboard on {term}"), |s| s.contains("Cao Bang"));
        t.send("t,");
        t.wait("the time line", |s| s.contains("Looking back"));
        t.send("\u{1b}");
        t.wait("the present", |s| !s.contains("Looking back"));
        t.send("9");
        t.wait("the history", |s| s.contains("wtisd-2020"));
        assert!(t.raw.is_ascii(), "{term}: {:?}", t.text());
        t.quit();
    }
    let mut dumb = host.sit("lan", "dumb", "C");
    assert_eq!(dumb.exit_code(), 1);
    assert!(
        !String::from_utf8_lossy(&dumb.raw).contains('\u{1b}'),
        "{:?}",
        dumb.text()
    );
    assert!(!dumb.text().trim().is_empty());
}

#[test]
fn an_officer_begins_on_the_own_sheet_and_cannot_stop_the_program() {
    let Some(host) = host() else { return };
    let mut t = host.sit("cbg", "xterm-256color", "C.UTF-8");
    t.wait("the own sheet", |s| {
        s.contains("Cao Bằng") && !s.contains("Hà Nội")
    });
    t.send("\u{1a}");
    t.send("?");
    t.wait("it goes on", |s| s.contains("Esc Backspace") || s.contains("F1"));
    let pid = *host.sessions("cbg").first().expect("a session");
    let state = fs::read_to_string(format!("/proc/{pid}/stat")).expect("it is there");
    assert!(
        !state
            .rsplit(')')
            .next()
            .unwrap_or("")
            .trim_start()
            .starts_with('T'),
        "{state}"
    );
    // Nor is it a command that could be named.
    t.send("\u{1b}");
    t.wait("the sheet again", |s| !s.contains("Help ─"));
    let label = Catalogue::new(Lang::En).tr("act-suspend").into_owned();
    t.send(":");
    t.wait("the palette", |s| !s.contains("Esc back"));
    t.send(&label);
    let screen = t.wait("what was typed", |s| s.contains(&label));
    assert_eq!(
        screen.matches(&label).count(),
        1,
        "only what was typed itself:\n{screen}"
    );
}

#[test]
fn a_viewer_may_try_every_key() {
    let Some(host) = host() else { return };
    let out = host.local(&["report", "receive", "CBG", "--as", "minh"]);
    assert!(out.status.success(), "{out:?}");
    let out = host.local(&[
        "activity",
        "add",
        "--unit",
        "CBG",
        "--kind",
        "banner",
        "--title",
        "Băng rôn",
        "--as",
        "lan",
    ]);
    assert!(out.status.success() || out.status.code() == Some(2), "{out:?}");
    let facts = host.facts();
    let mut t = host.sit("lanhdao", "xterm-256color", "C.UTF-8");
    t.wait("the dashboard", |s| s.contains("Cao Bang"));
    let keys: Vec<String> = TABLE
        .iter()
        .flat_map(|r| r.keys)
        .filter(|k| !matches!(**k, "q" | "ctrl-c"))
        .filter_map(|k| bytes_of(k))
        .collect();
    // In every place: the desk, a sheet, the queue, activities, goals, documents, history.
    for place in ["0", "0\r", "5", "6", "7", "8", "9", "0t,"] {
        for key in &keys {
            t.send("\u{1b}[24~"); // a key without a meaning: whatever was said is gone
            t.send(key);
        }
        // Out of whatever is open, one after the other: ESC and what follows must not be taken for one key.
        for _ in 0..4 {
            t.send("\u{1b}");
            t.until_quiet(std::time::Duration::from_millis(80));
        }
        t.send(place);
    }
    // A paste of a megabyte, with the keys of commands in it.
    t.send("\u{1b}[200~");
    for _ in 0..1_024 {
        t.send("axrienwD\r".repeat(113));
    }
    t.send("\u{1b}[201~");
    for _ in 0..4 {
        t.send("\u{1b}");
        t.until_quiet(std::time::Duration::from_millis(80));
    }
    t.send("q");
    t.send("\u{3}");
    t.exit_code();
    assert_eq!(host.facts(), facts, "nothing was changed");
}

/// What a terminal sends for a key of the table.
fn bytes_of(key: &str) -> Option<String> {
    if key.chars().count() == 1 {
        return Some(key.to_owned());
    }
    if let Some(c) = key.strip_prefix("ctrl-").and_then(|r| r.chars().next()) {
        return Some(char::from(c.to_ascii_uppercase() as u8 & 0x1f).to_string());
    }
    let escaped = match key {
        "up" => "[A",
        "down" => "[B",
        "right" => "[C",
        "left" => "[D",
        "home" => "[H",
        "end" => "[F",
        "insert" => "[2~",
        "delete" => "[3~",
        "pageup" => "[5~",
        "pagedown" => "[6~",
        "shift-tab" => "[Z",
        "f1" => "OP",
        "f2" => "OQ",
        "f3" => "OR",
        "f4" => "OS",
        "f5" => "[15~",
        "f6" => "[17~",
        "f7" => "[18~",
        "f8" => "[19~",
        "f9" => "[20~",
        "space" => return Some(" ".into()),
        "tab" => return Some("\t".into()),
        "enter" => return Some("\r".into()),
        "esc" => return Some("\u{1b}".into()),
        "backspace" => return Some("\u{7f}".into()),
        _ => return None,
    };
    Some(format!("\u{1b}{escaped}"))
}
