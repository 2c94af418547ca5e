//! Backups with real programs: made while others write, brought back elsewhere, cut off, tampered with, without room,
//! killed. And what `doctor` says of a place.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::Value;
use sha2::{Digest, Sha256};

pub const GENEROUS: Duration = Duration::from_mins(2);

/// A place of its own for a store, with nothing of the caller's environment.
pub struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn command(&self, store: &str, words: &[&str]) -> Command {
        let mut c = Command::new(env!("CARGO_BIN_EXE_ketnoi"));
        self.set_up(&mut c, store);
        c.args(words);
        c
    }

    fn set_up(&self, c: &mut Command, store: &str) {
        c.env_clear();
        c.env("HOME", self.dir.path())
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .env("KETNOI_LANG", "en")
            .env("KETNOI_STORE", format!("sqlite:{}", self.path(store).display()));
        c.stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        c.current_dir(self.dir.path());
    }

    pub fn run(&self, store: &str, words: &[&str]) -> Output {
        self.command(store, words).output().unwrap()
    }

    /// Under a limit of the size of files, in blocks of 512 bytes.
    pub fn limited(&self, store: &str, blocks: u32, words: &[&str]) -> Output {
        let mut c = Command::new("sh");
        self.set_up(&mut c, store);
        c.args(["-c", &format!("ulimit -f {blocks} && exec \"$0\" \"$@\"")]);
        c.arg(env!("CARGO_BIN_EXE_ketnoi")).args(words);
        c.output().unwrap()
    }

    pub fn ok(&self, store: &str, words: &[&str]) -> String {
        let out = self.run(store, words);
        assert!(out.status.success(), "{words:?}: {out:?}");
        assert!(out.stderr.is_empty(), "{words:?}: {out:?}");
        String::from_utf8(out.stdout).unwrap()
    }

    pub fn json(&self, store: &str, words: &[&str]) -> Value {
        serde_json::from_str(&self.ok(store, words)).unwrap()
    }

    /// Everything in the place but what is named.
    pub fn left(&self, but: &[&str]) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.dir.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|n| !but.iter().any(|b| n == b || n.strip_prefix(b) == Some(".blobs")))
            .collect();
        names.sort();
        names
    }

    /// A store with a campaign and these files at Hà Nội.
    pub fn with_files(files: &[&[u8]]) -> Self {
        let p = Self::new();
        p.ok("k.db", &["report", "note", "HNI", "--note", "first"]);
        for (n, bytes) in files.iter().enumerate() {
            let name = p.path(&format!("file-{n}.bin"));
            fs::write(&name, bytes).unwrap();
            p.ok("k.db", &["evidence", "add", "HNI", name.to_str().unwrap()]);
            fs::remove_file(&name).unwrap();
        }
        p
    }

    fn blob(&self, store: &str, bytes: &[u8]) -> PathBuf {
        let id = sha(bytes);
        self.path(&format!("{store}.blobs")).join(&id[..2]).join(&id[2..])
    }
}

fn sha(bytes: &[u8]) -> String {
    ketnoi::core::hex::hex(&Sha256::digest(bytes))
}

pub fn code(out: &Output) -> i32 {
    out.status.code().expect("it ended by itself")
}

/// What was said on standard error: one sentence, in one line.
pub fn sentence(out: &Output) -> String {
    let said = String::from_utf8(out.stderr.clone()).unwrap();
    assert_eq!(said.lines().count(), 1, "{said:?}");
    assert!(!said.contains(['\u{1b}', '\r']), "{said:?}");
    said.trim_end().to_owned()
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o7777
}

#[test]
fn a_backup_made_while_four_write_is_a_prefix_of_what_they_wrote() {
    let p = Place::with_files(&[b"one", b"two"]);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for unit in ["HNI", "HCM", "DNG", "CTO"] {
            let (p, stop) = (&p, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    p.ok("k.db", &["report", "note", unit, "--note", "more"]);
                }
            });
        }
        let facts = || p.json("k.db", &["backup", "x.tar", "--force", "--json"])["facts"].as_u64();
        let begun = Instant::now();
        // They are at it; then one more while they still are.
        while facts() < Some(20) {
            assert!(begun.elapsed() < GENEROUS, "nobody writes");
        }
        p.ok("k.db", &["backup", "b.tar"]);
        stop.store(true, Ordering::Relaxed);
    });
    let told = p.json("new/k.db", &["restore", "b.tar", "--json"]);
    assert_eq!(told["schema"], "ketnoi.restore/1");
    assert_eq!(told["files"]["count"], 2);
    p.ok("new/k.db", &["log", "--verify"]);
    p.ok("new/k.db", &["evidence", "verify"]);
    let (live, restored) = (
        p.ok("k.db", &["log", "--json"]),
        p.ok("new/k.db", &["log", "--json"]),
    );
    assert!(restored.lines().count() > 20);
    assert!(
        live.starts_with(&restored),
        "the restored journal is not a prefix of the live one"
    );
    assert_eq!(
        told["facts"].as_u64(),
        Some(restored.lines().count() as u64),
        "all of them are in it"
    );
    // And it is a store like any other.
    p.ok("new/k.db", &["report", "note", "HNI", "--note", "goes on"]);
    for file in ["new/k.db", "b.tar"] {
        assert_eq!(mode(&p.path(file)), 0o600, "{file}");
    }
    assert_eq!(mode(&p.path("new")), 0o700);
    assert_eq!(mode(&p.path("new/k.db.blobs")), 0o700);
    assert_eq!(mode(&p.blob("new/k.db", b"one")), 0o600);
    assert_eq!(p.left(&["k.db", "new", "b.tar", "x.tar"]), [""; 0]);
}

#[test]
fn what_any_tar_unpacks_is_a_store() {
    let p = Place::with_files(&[b"one"]);
    p.ok("k.db", &["backup", "b.tar"]);
    fs::create_dir(p.path("out")).unwrap();
    let tar = Command::new("tar")
        .args(["xf", "../b.tar"])
        .current_dir(p.path("out"))
        .status();
    assert!(tar.unwrap().success());
    p.ok("out/ketnoi.db", &["log", "--verify"]);
    p.ok("out/ketnoi.db", &["evidence", "verify"]);
    let conn = Connection::open(p.path("out/ketnoi.db")).unwrap();
    let snapshots: i64 = conn
        .query_row("SELECT count(*) FROM snapshots", [], |r| r.get(0))
        .unwrap();
    assert_eq!(snapshots, 0, "scratch is left out");
}

#[test]
fn rot_and_loss_are_named_and_the_rest_is_saved() {
    let p = Place::with_files(&[b"good", b"rotten", b"lost", b"struck out"]);
    fs::write(p.blob("k.db", b"rotten"), b"rottem").unwrap();
    fs::remove_file(p.blob("k.db", b"lost")).unwrap();
    p.ok(
        "k.db",
        &["evidence", "redact", "HNI", "file-3.bin", "--note", "private"],
    );
    let out = p.run("k.db", &["backup", "b.tar"]);
    assert_eq!(code(&out), 1);
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(
        said.contains("file-1.bin") && said.contains(&sha(b"rotten")),
        "{said}"
    );
    assert!(
        said.contains("file-2.bin") && said.contains(&sha(b"lost")),
        "{said}"
    );
    let again = p.run("k.db", &["backup", "b.tar", "--force", "--json"]);
    assert_eq!(code(&again), 1);
    let told: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(told["files"]["count"], 1);
    assert_eq!(told["changed"][0]["name"], "file-1.bin");
    assert_eq!(told["missing"][0]["sha256"], sha(b"lost"));
    // The backup is good for what it holds, and says again what it does not.
    let out = p.run("new/k.db", &["restore", "b.tar"]);
    assert_eq!(code(&out), 0, "{out:?}");
    assert_eq!(String::from_utf8(out.stderr).unwrap().lines().count(), 2);
    assert_eq!(fs::read(p.blob("new/k.db", b"good")).unwrap(), b"good");
    assert!(!p.blob("new/k.db", b"rotten").exists());
    assert!(!p.blob("new/k.db", b"struck out").exists());
    let verify = p.run("new/k.db", &["evidence", "verify"]);
    assert_eq!(code(&verify), 1);
}

#[test]
fn nothing_is_written_over_unasked() {
    let p = Place::with_files(&[b"one"]);
    fs::write(p.path("b.tar"), "mine").unwrap();
    let out = p.run("k.db", &["backup", "b.tar"]);
    assert_eq!(code(&out), 1);
    assert!(sentence(&out).contains("b.tar"));
    assert_eq!(fs::read(p.path("b.tar")).unwrap(), b"mine");
    // A link is neither followed nor replaced.
    fs::write(p.path("other"), "mine").unwrap();
    fs::remove_file(p.path("b.tar")).unwrap();
    symlink("other", p.path("b.tar")).unwrap();
    let out = p.run("k.db", &["backup", "b.tar", "--force"]);
    assert_eq!(code(&out), 1);
    assert!(sentence(&out).contains("b.tar"));
    assert_eq!(fs::read(p.path("other")).unwrap(), b"mine");
    fs::remove_file(p.path("b.tar")).unwrap();
    fs::write(p.path("b.tar"), "old").unwrap();
    p.ok("k.db", &["backup", "b.tar", "--force"]);
    // Not even by force over the store itself.
    for own in ["k.db", "k.db-wal", "./k.db.blobs/x", "k.db.blobs"] {
        let out = p.run("k.db", &["backup", own, "--force"]);
        assert_eq!(code(&out), 1, "{own}");
        sentence(&out);
    }
    p.ok("k.db", &["log", "--verify"]);
    // And no store over another, nor beside what is left of one.
    let out = p.run("k.db", &["restore", "b.tar"]);
    assert_eq!(code(&out), 1);
    assert!(sentence(&out).contains("k.db"));
    for left in ["n.db-wal", "n.db-shm", "n.db-journal", "n.db.blobs"] {
        fs::write(p.path(left), "old").unwrap();
        let out = p.run("n.db", &["restore", "b.tar"]);
        assert_eq!(code(&out), 1);
        assert!(sentence(&out).contains(left));
        assert_eq!(fs::read(p.path(left)).unwrap(), b"old");
        fs::remove_file(p.path(left)).unwrap();
    }
    let out = p.run("n.db", &["restore", "b.tar", "--read-only"]);
    assert_eq!(code(&out), 3);
    assert_eq!(p.left(&["k.db", "b.tar", "other"]), [""; 0]);
}

#[test]
fn no_store_no_backup_and_no_folder_no_backup() {
    let p = Place::new();
    let out = p.run("k.db", &["backup", "b.tar"]);
    assert_eq!(code(&out), 1);
    sentence(&out);
    assert_eq!(p.left(&[]), [""; 0], "and nothing was made");
    let p = Place::with_files(&[]);
    let out = p.run("k.db", &["backup", "nowhere/b.tar"]);
    assert_eq!(code(&out), 1);
    assert!(sentence(&out).contains("nowhere"));
    let out = p.run("n.db", &["restore", "b.tar"]);
    assert_eq!(code(&out), 1);
    assert!(sentence(&out).contains("b.tar"));
}

/// A tar in pieces, for putting others together.
#[derive(Clone)]
struct Piece {
    header: Vec<u8>,
    body: Vec<u8>,
}

impl Piece {
    fn new(name: &str, body: &[u8]) -> Self {
        let mut header = vec![0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[100..108].copy_from_slice(b"0000600\0");
        header[108..124].copy_from_slice(b"0000000\x000000000\0");
        header[136..148].copy_from_slice(b"00000000000\0");
        header[124..136].copy_from_slice(format!("{:011o}\0", body.len()).as_bytes());
        header[156] = b'0';
        header[257..265].copy_from_slice(b"ustar\x0000");
        Self {
            header,
            body: body.to_vec(),
        }
        .summed()
    }

    fn summed(mut self) -> Self {
        self.header[148..156].fill(b' ');
        let sum: u64 = self.header.iter().map(|b| u64::from(*b)).sum();
        self.header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        self
    }

    fn with(mut self, at: usize, bytes: &[u8]) -> Self {
        self.header[at..at + bytes.len()].copy_from_slice(bytes);
        self.summed()
    }

    fn name(&self) -> String {
        let name = self.header[..100].split(|b| *b == 0).next().unwrap();
        String::from_utf8(name.to_vec()).unwrap()
    }
}

fn pieces(tar: &[u8]) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut rest = tar;
    while rest[0] != 0 {
        let size = std::str::from_utf8(&rest[124..135]).unwrap();
        let size = usize::from_str_radix(size, 8).unwrap();
        all.push(Piece {
            header: rest[..512].to_vec(),
            body: rest[512..512 + size].to_vec(),
        });
        rest = &rest[512 + size.next_multiple_of(512)..];
    }
    all
}

fn joined(pieces: &[Piece]) -> Vec<u8> {
    let mut tar = Vec::new();
    for p in pieces {
        tar.extend(&p.header);
        tar.extend(&p.body);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.resize(tar.len() + 1_024, 0);
    tar
}

/// The same backup with another journal or manifest, and a manifest that agrees with all of it.
fn forged(of: &[Piece], database: Option<&[u8]>, change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut all = of.to_vec();
    if let Some(bytes) = database {
        all[0] = Piece::new("ketnoi.db", bytes);
    }
    let mut manifest: Value = serde_json::from_slice(&all.last().unwrap().body).unwrap();
    manifest["database"] = serde_json::json!({"size": all[0].body.len(), "sha256": sha(&all[0].body)});
    let blobs = &all[1..all.len() - 1];
    let bytes: usize = blobs.iter().map(|p| p.body.len()).sum();
    manifest["files"] = serde_json::json!({"count": blobs.len(), "bytes": bytes});
    change(&mut manifest);
    *all.last_mut().unwrap() = Piece::new("manifest.json", manifest.to_string().as_bytes());
    joined(&all)
}

/// The journal of a backup after somebody's hand was in it.
fn tampered(of: &[Piece], sql: &str) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), &of[0].body).unwrap();
    let conn = Connection::open(file.path()).unwrap();
    conn.execute_batch(sql).unwrap();
    conn.close().unwrap();
    fs::read(file.path()).unwrap()
}

/// Restoring it is refused in one sentence and leaves nothing at all.
fn refused(p: &Place, what: &str, archive: &[u8], says: &str) {
    fs::write(p.path("bad.tar"), archive).unwrap();
    let before = p.left(&[]);
    let out = p.run("n.db", &["restore", "bad.tar"]);
    assert_eq!(code(&out), 1, "{what}: {out:?}");
    let said = sentence(&out);
    assert!(said.contains(says), "{what}: {said}");
    assert!(out.stdout.is_empty(), "{what}");
    assert_eq!(p.left(&[]), before, "{what}: something is left");
}

#[test]
fn an_archive_cut_anywhere_is_refused() {
    let p = Place::with_files(&[&[7; 3_000]]);
    p.ok("k.db", &["backup", "b.tar"]);
    let whole = fs::read(p.path("b.tar")).unwrap();
    let mut cuts: Vec<usize> = (0..whole.len()).step_by(6_007).collect();
    cuts.extend([
        1,
        511,
        512,
        513,
        whole.len() - 1_024,
        whole.len() - 512,
        whole.len() - 1,
    ]);
    for cut in cuts {
        let says = if cut < 512 {
            "is not a backup"
        } else {
            "ends too early"
        };
        refused(&p, &format!("cut to {cut}"), &whole[..cut], says);
    }
    refused(
        &p,
        "text",
        "not a backup at all ".repeat(99).as_bytes(),
        "is not a backup",
    );
    refused(&p, "zeros", &[0; 4_096], "is not a backup");
    fs::write(p.path("b.tar"), &whole).unwrap();
    p.ok("n.db", &["restore", "b.tar"]);
}

/// A store with two files, and the pieces of its backup.
fn backed_up() -> (Place, Vec<Piece>) {
    let p = Place::with_files(&[b"one", b"two"]);
    p.ok("k.db", &["backup", "b.tar"]);
    let good = pieces(&fs::read(p.path("b.tar")).unwrap());
    (p, good)
}

#[test]
fn a_hostile_archive_is_refused_and_touches_nothing() {
    let (p, good) = backed_up();
    assert_eq!(joined(&good), fs::read(p.path("b.tar")).unwrap());
    let with = |extra: Piece| {
        let mut all = good.clone();
        all.insert(1, extra);
        joined(&all)
    };
    let stranger = "in no backup";
    let outside = format!("ketnoi.db.blobs/../{}", "a".repeat(62));
    for name in [
        "../evil",
        "/tmp/ketnoi-evil",
        "ketnoi.db.blobs/../../evil",
        &outside,
        "",
        "ketnoi.db.blobs/",
    ] {
        refused(&p, name, &with(Piece::new(name, b"evil")), stranger);
    }
    refused(
        &p,
        "an escape",
        &with(Piece::new("a\u{1b}]0;x\u{7}", b"")),
        stranger,
    );
    for kind in *b"1234567LKxgS" {
        let blob = good[1].clone().with(156, &[kind]);
        refused(&p, &format!("kind {kind}"), &with(blob), stranger);
    }
    let link = good[1].clone().with(156, b"2").with(157, b"/etc/passwd");
    refused(&p, "a link in a file's place", &with(link), stranger);
    let prefixed = good[1].clone().with(345, b"../..");
    refused(&p, "a prefix", &with(prefixed), stranger);
    refused(&p, "a file twice", &with(good[1].clone()), stranger);
    refused(&p, "the journal twice", &with(good[0].clone()), stranger);
    refused(&p, "the manifest in the middle", &with(good[3].clone()), stranger);
    let mut junk = joined(&good);
    junk.extend([0; 512]);
    refused(&p, "something behind the end", &junk, stranger);
    for size in [
        &b"77777777777\0"[..],
        b"00000777777\0",
        b"\x80\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff",
    ] {
        let huge = with(good[1].clone().with(124, size));
        refused(&p, "a huge size", &huge, "ends too early");
    }
}

#[test]
fn an_archive_whose_manifest_disagrees_with_it_is_refused() {
    let (p, good) = backed_up();
    let names: Vec<String> = good.iter().map(Piece::name).collect();
    let changed = |n: usize, bytes: &[u8]| {
        let mut all = good.clone();
        all[n] = Piece::new(&names[n], bytes);
        joined(&all)
    };
    refused(&p, "another file", &changed(1, b"eno"), &names[1]);
    refused(
        &p,
        "another journal",
        &changed(0, &vec![0; good[0].body.len()]),
        "ketnoi.db",
    );
    for manifest in [&b"{}"[..], b"[", b"", &[b'['; 200_000]] {
        refused(&p, "another manifest", &changed(3, manifest), "manifest.json");
    }
    let newer = forged(&good, None, |m| m["schema"] = "ketnoi.backup-manifest/9".into());
    refused(&p, "a newer form", &newer, "newer ketnoi");
    let fewer = [good[0].clone(), good[1].clone(), good[3].clone()];
    refused(&p, "a file fewer", &joined(&fewer), "manifest.json");
    refused(
        &p,
        "a file fewer, agreed",
        &forged(&fewer, None, |_| ()),
        "lacks a file",
    );
    let mut more = good.clone();
    let id = sha(b"three");
    more.push(Piece::new(
        &format!("ketnoi.db.blobs/{}/{}", &id[..2], &id[2..]),
        b"three",
    ));
    more[1..].sort_by_key(Piece::name);
    refused(&p, "a file more", &forged(&more, None, |_| ()), "in no backup");
}

/// The manifest agrees with all of these; the chain and the tables do not.
#[test]
fn an_archive_whose_journal_was_edited_by_hand_is_refused() {
    let (p, good) = backed_up();
    let database = "“ketnoi.db” is not as it was";
    let sql = [
        (
            "UPDATE facts SET payload = replace(payload, 'first', 'fjrst')",
            "from number",
        ),
        (
            "UPDATE facts SET hash = zeroblob(32) WHERE seq = 2",
            "from number 2",
        ),
        ("DELETE FROM facts WHERE seq = 2", "from number 2"),
        (
            "DELETE FROM facts WHERE seq = (SELECT max(seq) FROM facts)",
            database,
        ),
        (
            "CREATE TRIGGER t AFTER INSERT ON facts BEGIN SELECT 1; END",
            database,
        ),
        (
            "ALTER TABLE facts RENAME TO f; CREATE VIEW facts AS SELECT * FROM f",
            database,
        ),
        ("PRAGMA application_id = 1", database),
        ("PRAGMA user_version = 99", "newer"),
        ("PRAGMA user_version = 0", database),
    ];
    for (sql, says) in sql {
        let bytes = tampered(&good, sql);
        refused(&p, sql, &forged(&good, Some(&bytes), |_| ()), says);
    }
    let head = forged(&good, None, |m| m["streams"][0]["seq"] = 2.into());
    refused(&p, "another head", &head, database);
    let none = forged(&good, None, |m| m["streams"] = Value::Array(vec![]));
    refused(&p, "no streams", &none, database);
    // Put together in the same way and not edited, it is a backup.
    fs::write(p.path("bad.tar"), forged(&good, None, |_| ())).unwrap();
    p.ok("n.db", &["restore", "bad.tar"]);
}

#[test]
fn what_is_called_a_backup_and_is_no_file_is_not_waited_for() {
    let (p, _) = backed_up();
    let fifo = Command::new("mkfifo").arg(p.path("fifo")).status().unwrap();
    assert!(fifo.success());
    for name in ["fifo", "k.db.blobs", "/dev/zero"] {
        let out = p.run("n.db", &["restore", name]);
        assert_eq!(code(&out), 1, "{name}");
        sentence(&out);
    }
    p.ok("n.db", &["restore", "b.tar"]);
}

#[test]
fn a_journal_edited_by_hand_is_not_backed_up() {
    let p = Place::with_files(&[b"one"]);
    let conn = Connection::open(p.path("k.db")).unwrap();
    conn.execute_batch("UPDATE facts SET actor = 'other' WHERE seq = 2")
        .unwrap();
    conn.close().unwrap();
    let out = p.run("k.db", &["backup", "b.tar"]);
    assert_eq!(code(&out), 1);
    assert!(sentence(&out).contains("from number 2"));
    assert_eq!(p.left(&["k.db"]), [""; 0]);
}

#[test]
fn without_room_nothing_appears_and_the_next_time_works() {
    let p = Place::with_files(&[&[5; 300_000]]);
    // Too little for the journal (but enough for the index that its users share); for the files; for the last bytes.
    p.ok("k.db", &["backup", "whole.tar"]);
    let blocks = u32::try_from(fs::metadata(p.path("whole.tar")).unwrap().len() / 512).unwrap();
    for limit in [100, 300, blocks - 1] {
        let out = p.limited("k.db", limit, &["backup", "b.tar"]);
        assert_eq!(code(&out), 1, "{limit}: {out:?}");
        assert!(
            sentence(&out).contains("no space left at") && sentence(&out).contains("/b.tar"),
            "{out:?}"
        );
        assert_eq!(p.left(&["k.db", "whole.tar"]), [""; 0], "{limit}");
    }
    for limit in [100, 300] {
        let out = p.limited("n.db", limit, &["restore", "whole.tar"]);
        assert_eq!(code(&out), 1, "{limit}: {out:?}");
        assert!(
            sentence(&out).contains("no space left at") && sentence(&out).contains("/n.db"),
            "{out:?}"
        );
        assert_eq!(p.left(&["k.db", "whole.tar"]), [""; 0], "{limit}");
    }
    // By force over an older one: that stays when there is no room for the newer.
    let before = fs::read(p.path("whole.tar")).unwrap();
    let out = p.limited("k.db", 300, &["backup", "whole.tar", "--force"]);
    assert_eq!(code(&out), 1);
    assert_eq!(fs::read(p.path("whole.tar")).unwrap(), before);
    p.ok("k.db", &["backup", "b.tar"]);
    p.ok("n.db", &["restore", "b.tar"]);
}

/// Kills a program as soon as `seen` sees it in the middle of its work; false if it was quicker.
pub fn killed_when(mut child: Child, seen: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    loop {
        if seen() {
            child.kill().unwrap();
            return !child.wait().unwrap().success();
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        assert!(begun.elapsed() < GENEROUS, "it never began");
    }
}

fn begun(p: &Place, prefix: &str, inside: &str) -> bool {
    p.left(&[])
        .iter()
        .any(|n| n.starts_with(prefix) && p.path(n).join(inside).exists())
}

#[test]
fn killed_in_the_middle_nothing_stands_under_the_name() {
    let large: Vec<Vec<u8>> = (0..6_u8).map(|n| vec![n; 8 << 20]).collect();
    let large: Vec<&[u8]> = large.iter().map(Vec::as_slice).collect();
    let p = Place::with_files(&large);
    let clean = |prefix: &str| {
        for name in p.left(&[]).iter().filter(|n| n.starts_with(prefix)) {
            fs::remove_dir_all(p.path(name)).unwrap();
        }
    };
    let mut caught = 0;
    while caught < 3 {
        let child = p.command("k.db", &["backup", "b.tar"]).spawn().unwrap();
        if killed_when(child, || begun(&p, ".ketnoi-backup-", "archive")) {
            assert!(!p.path("b.tar").exists());
            caught += 1;
        } else {
            fs::remove_file(p.path("b.tar")).unwrap();
        }
        clean(".ketnoi-backup-");
    }
    p.ok("k.db", &["backup", "b.tar"]);
    caught = 0;
    while caught < 3 {
        let child = p.command("n.db", &["restore", "b.tar"]).spawn().unwrap();
        if killed_when(child, || begun(&p, ".ketnoi-restore-", "ketnoi.db.blobs")) {
            assert!(!p.path("n.db").exists());
            caught += 1;
        } else {
            fs::remove_file(p.path("n.db")).unwrap();
        }
        let _only_if_it_came_so_far = fs::remove_dir_all(p.path("n.db.blobs"));
        clean(".ketnoi-restore-");
    }
    p.ok("n.db", &["restore", "b.tar"]);
    p.ok("n.db", &["evidence", "verify"]);
}

/// What `doctor` finds, by the id of the finding; the last of those that may be there more than once.
fn doctor(p: &Place, env: &[(&str, &str)]) -> (i32, BTreeMap<String, Value>) {
    let mut c = p.command("k.db", &["doctor", "--json"]);
    c.envs(env.iter().copied());
    let out = c.output().unwrap();
    let told: Value = serde_json::from_slice(&out.stdout).unwrap();
    let findings = told["findings"].as_array().unwrap().clone();
    let by_id = |f: Value| (f["id"].as_str().unwrap().to_owned(), f);
    (code(&out), findings.into_iter().map(by_id).collect())
}

fn is(found: &BTreeMap<String, Value>, id: &str, grade: &str) -> (String, String) {
    let f = found
        .get(id)
        .unwrap_or_else(|| panic!("no finding {id}: {found:?}"));
    assert_eq!(f["grade"], grade, "{f}");
    let text = |key: &str| f[key].as_str().unwrap_or_default().to_owned();
    (text("found"), text("mend"))
}

/// The commands that a finding gives, run as they stand.
fn mend_as_told(mend: &str) {
    let command = mend.strip_prefix("Run: ").expect("a command");
    let command = command.replace("sudo ", "");
    assert!(
        Command::new("sh")
            .args(["-c", &command])
            .status()
            .unwrap()
            .success(),
        "{command}"
    );
}

fn open_up(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn doctor_finds_a_good_place_good() {
    let p = Place::with_files(&[b"one"]);
    let (code, found) = doctor(&p, &[]);
    assert_eq!(code, 0, "{found:?}");
    for id in [
        "permissions",
        "owner",
        "engine",
        "log_mode",
        "chain",
        "clock",
        "locale",
        "terminal",
        "widths",
    ] {
        is(&found, id, "ok");
    }
    assert!(
        !found.contains_key("font"),
        "only the console of the machine has one of ours"
    );
    let text = p.ok("k.db", &["doctor"]);
    let ruler: Vec<&str> = text.lines().rev().take(2).collect();
    assert_eq!(ruler, ["  123456|", "  ·○●◄√–|"]);
    assert!(!p.ok("k.db", &["doctor", "--ascii"]).contains("123456|"));
    // A restored store is as good.
    p.ok("k.db", &["backup", "b.tar"]);
    p.ok("n.db", &["restore", "b.tar"]);
    let out = p.run("n.db", &["doctor", "--json"]);
    let told: Value = serde_json::from_slice(&out.stdout).unwrap();
    let log_mode = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["id"] == "log_mode");
    assert_eq!(log_mode.unwrap()["grade"], "ok");
}

#[test]
fn doctor_finds_every_wide_permission_and_its_command_mends_it() {
    let p = Place::with_files(&[b"one"]);
    // Somebody has it open: the files that its users share are there, and not empty.
    let open = Connection::open(p.path("k.db")).unwrap();
    open.query_row("SELECT count(*) FROM facts", [], |_| Ok(()))
        .unwrap();
    p.ok("k.db", &["report", "note", "HNI", "--note", "more"]);
    let shelf = p.blob("k.db", b"one").parent().unwrap().to_owned();
    let places = [
        (p.path("k.db"), 0o640, 0o600),
        (p.path("k.db-wal"), 0o604, 0o600),
        (p.path("k.db-shm"), 0o666, 0o600),
        (p.path("k.db.blobs"), 0o755, 0o700),
        (shelf, 0o750, 0o700),
        (p.blob("k.db", b"one"), 0o644, 0o600),
        (p.dir.path().to_owned(), 0o777, 0o755),
    ];
    for (path, wrong, _) in &places {
        let before = mode(path);
        open_up(path, *wrong);
        let (code, found) = doctor(&p, &[]);
        assert_eq!(code, 1);
        let (what, mend) = is(&found, "permissions", "bad");
        let name = format!("{} ({wrong:04o})", path.display());
        assert_eq!(what, name, "{mend}");
        mend_as_told(&mend);
        is(&doctor(&p, &[]).1, "permissions", "ok");
        open_up(path, before);
    }
    // All of them at once, by one line.
    for (path, wrong, _) in &places {
        open_up(path, *wrong);
    }
    let (_, mend) = is(&doctor(&p, &[]).1, "permissions", "bad");
    mend_as_told(&mend);
    for (path, _, right) in &places {
        assert_eq!(mode(path), *right, "{}", path.display());
    }
}

#[test]
fn doctor_finds_what_belongs_to_somebody_else() {
    let p = Place::with_files(&[b"one"]);
    let blob = p.blob("k.db", b"one");
    if std::os::unix::fs::chown(&blob, Some(12_345), None).is_err() {
        eprintln!("NOT DRILLED: only root can give files away");
        return;
    }
    let (code, found) = doctor(&p, &[]);
    assert_eq!(code, 1);
    let (what, mend) = is(&found, "owner", "bad");
    assert_eq!(what, format!("{} (uid 12345)", blob.display()));
    mend_as_told(&mend);
    is(&doctor(&p, &[]).1, "owner", "ok");
    assert_eq!(fs::metadata(&blob).unwrap().uid(), 0);
}

#[test]
fn doctor_finds_a_loose_access_file() {
    let p = Place::with_files(&[]);
    let access = p.path("access.yaml");
    fs::write(&access, "schema: 1\npeople: []\n").unwrap();
    for (wrong, grade) in [(0o644, "ok"), (0o664, "bad"), (0o602, "bad")] {
        open_up(&access, wrong);
        let (what, mend) = is(&doctor(&p, &[]).1, "access", grade);
        if grade == "bad" {
            assert!(what.contains(&format!("({wrong:04o})")), "{what}");
            mend_as_told(&mend);
            is(&doctor(&p, &[]).1, "access", "ok");
        }
    }
    fs::rename(&access, p.path("elsewhere")).unwrap();
    symlink("elsewhere", &access).unwrap();
    is(&doctor(&p, &[]).1, "access", "bad");
}

#[test]
fn doctor_says_which_role_one_has_and_what_a_killed_program_has_left() {
    let p = Place::with_files(&[b"one"]);
    let (_, found) = doctor(&p, &[]);
    assert!(is(&found, "roles", "ok").0.contains("Administrator"), "{found:?}");
    assert!(!found.contains_key("leftovers"));
    fs::write(p.path("access.yaml"), "schema: 1\npeople: []\n").unwrap();
    open_up(&p.path("access.yaml"), 0o644);
    assert!(is(&doctor(&p, &[]).1, "roles", "ok").0.contains("Viewer"));
    fs::write(
        p.path("access.yaml"),
        "schema: 1\npeople: [{account: a, role: boss}]\n",
    )
    .unwrap();
    let (code, found) = doctor(&p, &[]);
    let (what, mend) = is(&found, "roles", "bad");
    assert_eq!(code, 1);
    assert!(
        what.contains("access.yaml") && what.contains("boss") && !mend.is_empty(),
        "{what}"
    );
    fs::remove_file(p.path("access.yaml")).unwrap();

    for name in [".ketnoi-restore-abc", ".ketnoi-backup-abc"] {
        fs::create_dir(p.path(name)).unwrap();
    }
    let (code, found) = doctor(&p, &[]);
    let (what, mend) = is(&found, "leftovers", "warn");
    assert_eq!(code, 0);
    assert!(
        what.contains("restore-abc") && what.contains("backup-abc"),
        "{what}"
    );
    // Files without a store: a restore that was killed in its last moment.
    fs::rename(p.path("k.db"), p.path("away")).unwrap();
    let (what, _) = is(&doctor(&p, &[]).1, "leftovers", "warn");
    assert!(what.contains("k.db.blobs"), "{what}");
    fs::rename(p.path("away"), p.path("k.db")).unwrap();
    let (_, commands) = mend.split_once(": ").expect("commands");
    mend_as_told(&format!("Run: {commands}"));
    assert!(!doctor(&p, &[]).1.contains_key("leftovers"));
}

#[test]
fn doctor_finds_settings_that_others_may_write() {
    let p = Place::with_files(&[]);
    let config = p.path("config.yaml");
    fs::write(&config, "lang: en\n").unwrap();
    let ask = |mode: u32| {
        open_up(&config, mode);
        doctor(&p, &[("KETNOI_CONFIG", config.to_str().unwrap())]).1
    };
    is(&ask(0o644), "config", "ok");
    let (what, mend) = is(&ask(0o666), "config", "bad");
    assert!(what.contains("(0666)"), "{what}");
    mend_as_told(&mend);
    assert_eq!(fs::metadata(&config).unwrap().permissions().mode() & 0o777, 0o644);
}

#[test]
fn doctor_looks_at_the_terminal_and_the_letters() {
    let p = Place::with_files(&[]);
    let (_, mend) = is(&doctor(&p, &[("LANG", "C")]).1, "locale", "warn");
    assert!(mend.contains("UTF-8"), "{mend}");
    let (what, mend) = is(&doctor(&p, &[("LANG", "xx_YY.UTF-8")]).1, "locale", "warn");
    if Path::new("/usr/lib/locale").is_dir() {
        assert!(
            what.contains("xx_YY.UTF-8") && mend.contains("locale-gen xx_YY.UTF-8"),
            "{what} {mend}"
        );
    }
    is(&doctor(&p, &[("TERM", "dumb")]).1, "terminal", "warn");
    assert!(doctor(&p, &[("TERM", "linux")]).1.contains_key("font"));
    is(&doctor(&p, &[("VTE_CJK_WIDTH", "wide")]).1, "widths", "warn");
    is(&doctor(&p, &[("LANG", "ja_JP.UTF-8")]).1, "widths", "warn");
}

#[test]
fn doctor_finds_a_journal_that_is_ahead_of_the_clock() {
    use ketnoi::core::fact::{Draft, Fact, ReportNoted, Role, Via};
    use ketnoi::core::names::{CampaignId, CmdId, UnitCode};
    use ketnoi::core::time::Stamp;
    let p = Place::with_files(&[]);
    let stream = CampaignId::from("wtisd-2020");
    let note = Draft {
        unit: Some(UnitCode::from("01")),
        at: Stamp(1),
        entered_later: false,
        fact: Fact::ReportNoted(ReportNoted { text: "x".into() }),
    };
    let batch = ketnoi::store::Batch {
        cmd: CmdId(ulid::Ulid(7)),
        actor: "lan".into(),
        real_user: "lan".into(),
        role: Role::Editor,
        via: Via::Cli,
        recorded: Stamp(4_102_444_800_000),
        drafts: vec![note],
    };
    let mut j = ketnoi::store::Site::file(p.path("k.db")).open().unwrap();
    let mut turn = j.turn(&stream, 0, None).unwrap();
    let head = turn.head(&stream).unwrap().seq;
    turn.append(head, &batch).unwrap();
    drop(j);
    let (code, found) = doctor(&p, &[]);
    assert_eq!(code, 1);
    assert!(is(&found, "clock", "bad").0.contains("2100"));
}

#[test]
fn doctor_knows_a_layer_of_a_container() {
    let p = Place::new();
    let script = "mount -t tmpfs t . && cd . && mkdir l u w m \
                  && mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m && cd m \
                  && exec \"$0\" doctor --json --store sqlite:k.db";
    let mut refused = Vec::new();
    for flags in ["-m", "-Urm"] {
        let mut c = Command::new("unshare");
        p.set_up(&mut c, "k.db");
        let script = script.replace("cd .", &format!("cd {}", p.dir.path().display()));
        c.args([flags, "sh", "-c", &script, env!("CARGO_BIN_EXE_ketnoi")]);
        match c.output() {
            Ok(out) if !out.stdout.is_empty() => {
                let told: Value = serde_json::from_slice(&out.stdout).unwrap();
                let findings = told["findings"].as_array().unwrap();
                let found = findings.iter().find(|f| f["id"] == "file_system").unwrap();
                assert_eq!(
                    (found["grade"].as_str(), found["found"].as_str()),
                    (Some("warn"), Some("overlay"))
                );
                assert!(found["mend"].as_str().unwrap().contains("container"));
                return;
            }
            other => refused.push(other),
        }
    }
    assert!(
        std::env::var_os("KETNOI_CI").is_none(),
        "no file system can be mounted here: {refused:?}"
    );
    eprintln!(
        "NOT DRILLED: no file system can be mounted here ({refused:?}); KETNOI_CI=1 makes this a failure"
    );
}
