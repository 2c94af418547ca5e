//! Files sent over a forced session: what is left when it ends badly, and what one name may take (reliability row 71).
//!
//! The program is run as sshd runs it: `session --as NAME`, the client's words in one variable, the file on standard
//! input.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::common::pty::wait_until;

struct House {
    folder: tempfile::TempDir,
}

impl House {
    fn new(config: &str) -> Self {
        let house = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        house.people("unit_officer, units: [CBG]");
        fs::write(house.at("config.yaml"), config).expect("written");
        house.ok(&["campaign", "open", "wtisd-2020", "--as", "tuan"]);
        house
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The access file, with what `cbg` may.
    fn people(&self, cbg: &str) {
        let me = Command::new("id").arg("-un").output().expect("id").stdout;
        let me = String::from_utf8(me).expect("text");
        let text = format!(
            "schema: 1\npeople:\n  - {{account: {}, role: viewer, as: [tuan, cbg, lan]}}\n  \
             - {{account: tuan, role: administrator}}\n  - {{account: lan, role: editor}}\n  \
             - {{account: cbg, role: {cbg}}}\n",
            me.trim()
        );
        fs::write(self.at("access.new"), text).expect("written");
        fs::set_permissions(self.at("access.new"), fs::Permissions::from_mode(0o644)).expect("set");
        fs::rename(self.at("access.new"), self.at("access.yaml")).expect("in place");
    }

    fn program(&self) -> Command {
        let mut c = Command::new(env!("CARGO_BIN_EXE_ketnoi"));
        c.env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", "C.UTF-8")
            .env("KETNOI_LANG", "en")
            .env("KETNOI_STORE", format!("sqlite:{}", self.at("k.db").display()))
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        c
    }

    fn ok(&self, words: &[&str]) -> String {
        let out = self.program().args(words).output().expect("it runs");
        assert!(out.status.success(), "{words:?} {out:?}");
        text(&out.stdout)
    }

    fn session(&self, name: &str) -> Command {
        let mut c = self.program();
        c.args(["session", "--as", name, "--lang", "en", "--store"])
            .arg(format!("sqlite:{}", self.at("k.db").display()))
            .arg("--config")
            .arg(self.at("config.yaml"))
            .env("SSH_ORIGINAL_COMMAND", "put CBG anh.jpg")
            .stdin(Stdio::piped());
        c
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Output {
        let mut child = self.session(name).spawn().expect("it runs");
        let mut pipe = child.stdin.take().expect("a pipe");
        // Whoever refuses does not read to the end.
        let _ = pipe.write_all(bytes);
        drop(pipe);
        child.wait_with_output().expect("it ends")
    }

    /// A sender that has sent a half and goes on later.
    fn half(&self, name: &str) -> (Child, ChildStdin) {
        let mut child = self.session(name).spawn().expect("it runs");
        let mut pipe = child.stdin.take().expect("a pipe");
        pipe.write_all(&vec![7; 300_000]).expect("sent");
        let pid = child.id();
        let root = self.blobs();
        wait_until("the half is there", || on_its_way(pid, &root) == 300_000);
        (child, pipe)
    }

    fn blobs(&self) -> PathBuf {
        self.at("k.db.blobs")
    }

    /// Files of whatever kind in the folder of the files.
    fn files(&self) -> Vec<PathBuf> {
        fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    walk(&entry.path(), out);
                } else {
                    out.push(entry.path());
                }
            }
        }
        let mut out = Vec::new();
        walk(&self.blobs(), &mut out);
        out
    }

    fn kept(&self) -> usize {
        let list = self.ok(&["evidence", "list", "CBG", "--json"]);
        let json: serde_json::Value = serde_json::from_str(&list).expect("JSON");
        json["evidence"].as_array().expect("a list").len()
    }
}

/// The length of the file that this process is writing below the folder, whether it has a name or not.
fn on_its_way(pid: u32, below: &Path) -> u64 {
    let fds = fs::read_dir(format!("/proc/{pid}/fd"))
        .into_iter()
        .flatten()
        .flatten();
    fds.filter(|fd| fs::read_link(fd.path()).is_ok_and(|to| to.starts_with(below)))
        .filter_map(|fd| fs::metadata(fd.path()).ok())
        .filter(fs::Metadata::is_file)
        .map(|m| m.len())
        .max()
        .unwrap_or(0)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn refused(out: &Output, code: i32, said: &str) {
    let told = text(&out.stderr);
    assert_eq!(out.status.code(), Some(code), "{told}");
    assert!(told.contains(said) && told.lines().count() == 1, "{told}");
    assert!(out.stdout.is_empty(), "{out:?}");
}

#[test]
fn a_sender_that_is_ended_leaves_nothing() {
    let house = House::new("{}\n");
    for signal in [Signal::TERM, Signal::HUP, Signal::KILL] {
        let (mut child, _pipe) = house.half("cbg");
        let pid = Pid::from_child(&child);
        kill_process(pid, signal).expect("sent");
        assert!(!child.wait().expect("ended").success());
    }
    // The next one takes the places of those that were killed, and takes away what they left.
    let out = house.put("cbg", b"whole");
    assert!(out.status.success(), "{out:?}");
    assert_eq!(house.files().len(), 1, "{:?}", house.files());
    assert_eq!(house.kept(), 1);
}

#[test]
fn what_a_killed_program_left_is_named_and_taken_away() {
    let house = House::new("{}\n");
    house.put("cbg", b"whole");
    let left = house.blobs().join(".new-0123456789abcdef");
    fs::write(&left, "half").expect("written");
    let doctor = text(&house.program().arg("doctor").output().expect("it runs").stdout);
    assert!(doctor.contains(".new-0123456789abcdef"), "{doctor}");
    let told = house.ok(&["evidence", "verify", "--as", "tuan"]);
    assert!(told.contains("unfinished files") && !left.exists(), "{told}");
    fs::write(&left, "half").expect("written");
    // One that is being written is left alone.
    let held = fs::File::open(&left).expect("open");
    rustix::fs::flock(&held, rustix::fs::FlockOperation::LockExclusive).expect("locked");
    house.put("cbg", b"another");
    assert!(left.exists());
    drop(held);
    house.put("cbg", b"a third");
    assert!(!left.exists());
}

#[test]
fn what_is_recorded_is_not_called_a_failure_because_its_receipt_could_not_be_written() {
    let house = House::new("{}\n");
    let full = || {
        fs::File::options()
            .write(true)
            .open("/dev/full")
            .expect("/dev/full")
    };
    let mut child = house.session("cbg").stdout(full()).spawn().expect("it runs");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(b"bytes")
        .expect("sent");
    let out = child.wait_with_output().expect("it ends");
    let told = text(&out.stderr);
    assert_eq!(out.status.code(), Some(0), "{told}");
    assert!(
        told.contains("recorded") && told.contains("Do not do it again"),
        "{told}"
    );
    assert_eq!(house.kept(), 1);
    for json in [false, true] {
        let mut words = vec!["report", "receive", "CBG", "--note", "x", "--as", "tuan"];
        words.extend(json.then_some("--json"));
        let out = house
            .program()
            .args(&words)
            .stdout(full())
            .output()
            .expect("it runs");
        let told = text(&out.stderr);
        assert_eq!(out.status.code(), Some(0), "{told}");
        let log = house.ok(&["log", "--json"]);
        let last: serde_json::Value =
            serde_json::from_str(log.lines().last().expect("a fact")).expect("JSON");
        assert!(told.contains(last["cmd"].as_str().expect("an id")), "{told}");
    }
    // What records nothing still fails.
    let out = house
        .program()
        .arg("status")
        .stdout(full())
        .output()
        .expect("it runs");
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn a_sender_that_stops_sending_is_given_up() {
    let house = House::new("put_stall_seconds: 1\n");
    let (child, pipe) = house.half("cbg");
    let out = child.wait_with_output().expect("it ends");
    refused(&out, 1, "came for 1 second;");
    drop(pipe);
    assert!(house.files().is_empty(), "{:?}", house.files());
}

#[test]
fn one_name_sends_so_many_files_at_once_and_no_more() {
    let house = House::new("put_at_once: 1\n");
    let (mut first, pipe) = house.half("cbg");
    refused(&house.put("cbg", b"second"), 3, "sending 1 file already");
    assert!(
        house.put("lan", b"another's").status.success(),
        "another name is not held up"
    );
    // No variable of the client's has a say.
    let generous = house.at("generous.yaml");
    fs::write(&generous, "put_at_once: 100\n").expect("written");
    let mut child = house
        .session("cbg")
        .env("KETNOI_CONFIG", &generous)
        .spawn()
        .expect("it runs");
    drop(child.stdin.take());
    refused(
        &child.wait_with_output().expect("it ends"),
        3,
        "sending 1 file already",
    );
    drop(pipe);
    assert!(first.wait().expect("ended").success());
    assert!(house.put("cbg", b"second").status.success());
    let (mut killed, _pipe) = house.half("cbg");
    killed.kill().expect("killed");
    killed.wait().expect("ended");
    assert!(
        house.put("cbg", b"third").status.success(),
        "a killed one holds no place"
    );
    let audit = house.ok(&["log", "--audit", "--as", "tuan"]);
    assert!(audit.contains("put-limits"), "{audit}");
}

#[test]
fn one_name_sends_so_many_bytes_a_day_and_no_more() {
    let house = House::new("put_daily: 10 KB\n");
    assert!(house.put("cbg", &[1; 6_000]).status.success());
    refused(&house.put("cbg", &[2; 6_000]), 3, "10 KB");
    assert!(
        house.put("lan", &[3; 6_000]).status.success(),
        "another name has its own"
    );
    assert!(
        house.put("cbg", &[4; 4_000]).status.success(),
        "up to the last byte"
    );
    refused(&house.put("cbg", &[5; 1]), 3, "10 KB");
    assert_eq!((house.kept(), house.files().len()), (3, 3));
}

#[test]
fn below_the_reserve_of_the_disk_only_the_journal_is_written() {
    let house = House::new("disk_reserve: 900000 GiB\n");
    refused(&house.put("cbg", b"bytes"), 1, "kept for the journal");
    let config = house.at("config.yaml");
    let config = config.to_str().expect("text");
    fs::write(house.at("a.jpg"), "bytes").expect("written");
    let out = house
        .program()
        .args([
            "evidence", "add", "CBG", "a.jpg", "--as", "tuan", "--config", config,
        ])
        .output()
        .expect("it runs");
    refused(&out, 1, "kept for the journal");
    house.ok(&[
        "report", "receive", "CBG", "--note", "x", "--as", "tuan", "--config", config,
    ]);
    assert_eq!((house.kept(), house.files().len()), (0, 0));
    fs::write(config, "disk_reserve: 0 B\n").expect("written");
    assert!(house.put("cbg", b"bytes").status.success());
}

#[test]
fn a_file_that_is_refused_after_it_was_sent_is_not_kept() {
    let house = House::new("{}\n");
    let (child, pipe) = house.half("cbg");
    house.people("viewer");
    drop(pipe);
    let out = child.wait_with_output().expect("it ends");
    assert_eq!(out.status.code(), Some(3), "{out:?}");
    assert!(house.files().is_empty(), "{:?}", house.files());
    assert_eq!(house.kept(), 0);
}

#[test]
fn a_photo_is_tried_before_it_is_on_record() {
    let house = House::new("lang: en\n");
    let photo = include_bytes!("../photos/progressive.jpg");
    let out = house.put("cbg", photo);
    assert!(out.status.success(), "{out:?}");
    assert_eq!(text(&out.stdout).lines().count(), 1, "{out:?}");
    let out = house.put("cbg", &photo[..photo.len() / 40]);
    assert!(out.status.success(), "{out:?}");
    assert!(text(&out.stdout).contains("does not count as a photo"), "{out:?}");
    let list = house.ok(&["evidence", "list", "CBG", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let kinds: Vec<_> = json["evidence"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|e| &e["kind"])
        .collect();
    assert_eq!(kinds, ["photo", "other"]);
    house.ok(&["evidence", "verify"]);
}
