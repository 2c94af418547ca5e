//! Drills of the store with real parts: many programs at once, programs killed at any moment, a disk that is full or may
//! not be written. The programs are this test program itself, run again in a role.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use ketnoi::core::fact::{Draft, Fact, ReportAcknowledged, ReportNoted, Role, Via};
use ketnoi::core::names::{CampaignId, CmdId, UnitCode};
use ketnoi::core::time::Stamp;
use ketnoi::store::{self, Appended, Batch, BlobState, Blobs, FolderBlobs, Journal, Snapshot, StoreError};
use rustix::process::{Resource, Rlimit};

fn stream() -> CampaignId {
    CampaignId::from("wtisd-2020")
}

fn batch(cmd: u128, text: &str) -> Batch {
    let draft = |fact| Draft {
        unit: Some(UnitCode::from("01")),
        at: Stamp(1),
        entered_later: false,
        fact,
    };
    let drafts = vec![
        draft(Fact::ReportAcknowledged(ReportAcknowledged {
            note: String::new(),
        })),
        draft(Fact::ReportNoted(ReportNoted { text: text.into() })),
    ];
    Batch {
        cmd: CmdId(ulid::Ulid(cmd)),
        actor: "lan".into(),
        real_user: "lan".into(),
        role: Role::Editor,
        via: Via::Cli,
        recorded: Stamp(1_000),
        drafts,
    }
}

/// As the ledger does it: the turn first, then the newest, then the append.
fn submit(j: &mut dyn Journal, cmd: u128, text: &str) -> Result<Appended, StoreError> {
    let mut turn = j.turn(&stream())?;
    let head = turn.head(&stream())?.seq;
    turn.append(head, &batch(cmd, text))
}

fn program(role: &str, path: &Path) -> Command {
    let mut c = Command::new(std::env::current_exe().unwrap());
    in_role(&mut c, role, path);
    c.args(["--exact", "as_a_program", "--nocapture"]);
    c
}

fn in_role(c: &mut Command, role: &str, path: &Path) {
    c.env("DRILL_ROLE", role).env("DRILL_PATH", path);
    c.stdin(Stdio::null()).stdout(Stdio::piped());
}

/// A line that whoever runs the program looks for; on its own line, whatever the test harness prints.
fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n>{what}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

fn next_said(from: &mut BufReader<ChildStdout>) -> Option<String> {
    let mut line = String::new();
    loop {
        line.clear();
        if from.read_line(&mut line).unwrap() == 0 {
            return None;
        }
        // A line that was cut off by the kill was not said.
        if let Some(said) = line.strip_prefix('>').and_then(|l| l.strip_suffix('\n')) {
            return Some(said.to_owned());
        }
    }
}

fn start(mut c: Command) -> (Child, BufReader<ChildStdout>) {
    let mut child = c.spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    (child, out)
}

#[test]
fn as_a_program() {
    let Ok(role) = std::env::var("DRILL_ROLE") else {
        return;
    };
    let path = PathBuf::from(std::env::var_os("DRILL_PATH").unwrap());
    let many = |n: u128| {
        let mut j = store::create(&path).unwrap();
        let own = u128::from(std::process::id()) << 64;
        for i in 0..n {
            match submit(j.as_mut(), own | i, "ghi chú") {
                Ok(Appended::Done(facts)) => say(&format!("{} {}", own | i, facts[0].seq)),
                other => panic!("{other:?}"),
            }
        }
    };
    match role.as_str() {
        "write 5" => many(5),
        "write 100" => many(100),
        "write on" => many(u128::MAX),
        "under a limit" => under_a_limit(&path),
        "on a small disk" => on_a_small_disk(&path),
        other => panic!("{other}"),
    }
}

/// Everything that was said to be done is there; the store is whole; gives the number of facts.
fn sound(path: &Path, done: &BTreeSet<u128>) -> u64 {
    let mut j = store::open(path).unwrap();
    let mut there = BTreeSet::new();
    let head = j
        .verify(&stream(), &mut |f| _ = there.insert(u128::from(f.cmd.0)))
        .unwrap();
    assert!(
        done.is_subset(&there),
        "lost: {:?}",
        done.difference(&there).collect::<Vec<_>>()
    );
    assert_eq!(head.seq, 2 * there.len() as u64, "every command is there whole");
    assert_eq!(store::integrity(path).unwrap(), Vec::<String>::new());
    head.seq
}

fn all_at_once(programs: usize, role: &str, each: usize) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db"); // not there yet: they race for making it, too
    let running: Vec<_> = (0..programs).map(|_| start(program(role, &path))).collect();
    let mut done = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for (mut child, mut out) in running {
        while let Some(said) = next_said(&mut out) {
            let (cmd, seq) = said.split_once(' ').unwrap();
            done.insert(cmd.parse().unwrap());
            numbers.insert(seq.parse::<u64>().unwrap());
        }
        assert!(child.wait().unwrap().success());
    }
    let total = programs * each;
    assert_eq!((done.len(), numbers.len()), (total, total));
    assert_eq!(sound(&path, &done), 2 * total as u64);
    let left: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(
        left,
        ["k.db"],
        "nothing is left of those that were slower in making the store"
    );
}

#[test]
fn two_programs_write_at_once() {
    all_at_once(2, "write 100", 100);
}

#[test]
fn fifty_programs_write_at_once() {
    all_at_once(50, "write 5", 5);
}

#[test]
fn what_was_confirmed_survives_a_hundred_kills() {
    let dir = tempfile::tempdir().unwrap();
    let mut path = dir.path().join("0.db");
    let mut done = BTreeSet::new();
    let mut dice = 0x9e37_79b9_u64;
    for kill in 0..100_u32 {
        if kill % 10 == 0 {
            // A new store, so that the making is killed as well.
            path = dir.path().join(format!("{kill}.db"));
            done.clear();
        }
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let (mut child, mut out) = start(program("write on", &path));
        for _ in 0..(dice >> 60) % 4 {
            let said = next_said(&mut out).expect("it writes on");
            done.insert(said.split_once(' ').unwrap().0.parse().unwrap());
        }
        // Not a wait for anything: somewhere inside what it is doing now.
        std::thread::sleep(Duration::from_micros((dice >> 40) % 6_000));
        child.kill().unwrap();
        child.wait().unwrap();
        while let Some(said) = next_said(&mut out) {
            done.insert(said.split_once(' ').unwrap().0.parse().unwrap());
        }
        match store::open(&path) {
            Err(StoreError::Absent(_)) if done.is_empty() => {}
            other => {
                drop(other.unwrap());
                sound(&path, &done);
            }
        }
    }
}

/// Fills up until it is refused for want of room; what was confirmed is there, and only that.
fn fill(j: &mut dyn Journal, from: u128) -> u128 {
    let text = "chữ ".repeat(1_000);
    for cmd in from..from + 100_000 {
        match submit(j, cmd, &text) {
            Ok(Appended::Done(_)) => {}
            Err(StoreError::Full(_)) => {
                let head = j.verify(&stream(), &mut |_| ()).unwrap();
                assert_eq!(u128::from(head.seq), 2 * (cmd - 1));
                assert!(j.command(&stream(), CmdId(ulid::Ulid(cmd))).unwrap().is_empty());
                let again = submit(j, cmd, &text);
                assert!(
                    matches!(again, Err(StoreError::Full(_))),
                    "still no room: {again:?}"
                );
                return cmd;
            }
            other => panic!("done or full, not {other:?}"),
        }
    }
    panic!("it never fills up");
}

fn recovered(j: &mut dyn Journal, cmd: u128) {
    match submit(j, cmd, "có chỗ rồi") {
        Ok(Appended::Done(facts)) => assert_eq!(u128::from(facts[0].seq), 2 * (cmd - 1) + 1),
        other => panic!("there is room again: {other:?}"),
    }
    let head = j.verify(&stream(), &mut |_| ()).unwrap();
    let kept = Snapshot {
        seq: head.seq,
        hash: head.hash,
        bytes: vec![7; 100],
    };
    j.keep_snapshot(&stream(), 1, &kept).unwrap();
}

fn no_room_for_files(path: &Path, size: usize) -> Vec<u8> {
    let photo = vec![9; size];
    let mut blobs = FolderBlobs::beside(path);
    let refused = blobs.put(&mut &photo[..], u64::MAX);
    assert!(matches!(refused, Err(StoreError::Full(_))), "{refused:?}");
    assert_eq!(blobs.list().unwrap(), []);
    photo
}

fn room_for_files(path: &Path, photo: &[u8]) {
    let mut blobs = FolderBlobs::beside(path);
    let kept = blobs.put(&mut &photo[..], u64::MAX).unwrap();
    assert_eq!(blobs.check(&kept.id).unwrap(), BlobState::Good);
    let unfinished = std::fs::read_dir(blobs.root()).unwrap().count();
    assert_eq!(unfinished, 1, "only the folder of the file that was kept");
}

fn under_a_limit(path: &Path) {
    let mut j = store::create(path).unwrap();
    let before = rustix::process::getrlimit(Resource::Fsize);
    let limit = |current| {
        let limits = Rlimit {
            current,
            maximum: before.maximum,
        };
        rustix::process::setrlimit(Resource::Fsize, limits).unwrap();
    };
    limit(Some(300_000));
    let cmd = fill(j.as_mut(), 1);
    let photo = no_room_for_files(path, 400_000);
    limit(before.current);
    recovered(j.as_mut(), cmd);
    room_for_files(path, &photo);
    say("fine");
}

/// Runs inside a mount namespace of its own, with two mebibytes at the folder.
fn on_a_small_disk(path: &Path) {
    let mut j = store::create(path).unwrap();
    let ballast = path.with_file_name("ballast");
    std::fs::write(&ballast, vec![1; 1_200_000]).unwrap();
    let cmd = fill(j.as_mut(), 1);
    let photo = no_room_for_files(path, 100_000);
    std::fs::remove_file(&ballast).unwrap();
    recovered(j.as_mut(), cmd);
    room_for_files(path, &photo);
    drop(j);

    let folder = path.parent().unwrap();
    let remount = |how: &str| {
        let done = Command::new("mount")
            .args(["-o", how])
            .arg(folder)
            .status()
            .unwrap();
        assert!(done.success(), "{how}");
    };
    assert!(
        !path.with_file_name("k.db-wal").exists(),
        "closed cleanly: readers have nothing to share"
    );
    remount("remount,ro");
    let mut j = store::open(path).unwrap();
    assert_eq!(u128::from(j.verify(&stream(), &mut |_| ()).unwrap().seq), 2 * cmd);
    assert!(j.snapshot(&stream(), 1).unwrap().is_some());
    assert!(store::info(path).unwrap().read_only);
    let refused = submit(j.as_mut(), cmd + 1, "x");
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
    let refused = FolderBlobs::beside(path).put(&mut &b"x"[..], 9);
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
    let absent = path.with_file_name("other.db");
    assert!(matches!(store::create(&absent), Err(StoreError::ReadOnly(_))));
    remount("remount,rw");
    recovered(j.as_mut(), cmd + 1);
    say("fine");
}

#[test]
fn a_file_size_limit_is_told_and_got_over_without_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let mut c = Command::new("sh");
    in_role(&mut c, "under a limit", &dir.path().join("k.db"));
    // The limit's signal would end the program before it is told; the program under test ignores it at its door.
    c.args([
        "-c",
        r#"trap "" XFSZ; exec "$0" --exact as_a_program --nocapture"#,
    ]);
    c.arg(std::env::current_exe().unwrap());
    let (mut child, mut out) = start(c);
    assert_eq!(next_said(&mut out).as_deref(), Some("fine"));
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_full_and_a_read_only_disk_are_told_and_got_over_without_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let mut refused = Vec::new();
    for namespace in ["-m", "-rm"] {
        let mut c = Command::new("unshare");
        in_role(&mut c, "on a small disk", &dir.path().join("k.db"));
        c.args([namespace, "sh", "-c"]);
        c.arg(r#"mount -t tmpfs -o size=2m,mode=700 tmpfs "$0" && printf '\n>mounted\n' && exec "$1" --exact as_a_program --nocapture"#);
        c.arg(dir.path()).arg(std::env::current_exe().unwrap());
        c.stderr(Stdio::inherit());
        let Ok(mut child) = c.spawn() else { break };
        let mut out = BufReader::new(child.stdout.take().unwrap());
        if next_said(&mut out).as_deref() == Some("mounted") {
            assert_eq!(next_said(&mut out).as_deref(), Some("fine"));
            assert!(child.wait().unwrap().success());
            return;
        }
        refused.push(child.wait().unwrap());
    }
    assert!(
        std::env::var_os("KETNOI_CI").is_none(),
        "no file system can be mounted here: {refused:?}"
    );
    eprintln!(
        "NOT DRILLED: no small file system can be mounted here ({refused:?}); KETNOI_CI=1 makes this a failure"
    );
}

#[test]
fn who_still_has_the_old_store_open_takes_nothing_from_the_new_one_when_leaving() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let tails = ["", "-wal", "-shm"];
    let beside = |name: &str, tail: &str| dir.path().join(format!("{name}{tail}"));
    let mut old = store::create(&path).unwrap();
    submit(old.as_mut(), 1, "kho cũ").unwrap();
    for tail in tails {
        std::fs::rename(beside("k.db", tail), beside("old.db", tail)).unwrap();
    }
    let mut new = store::create(&path).unwrap();
    submit(new.as_mut(), 2, "kho mới").unwrap();
    submit(new.as_mut(), 3, "kho mới").unwrap();
    // A session that was open all the time ends: what it would tidy up by name is no longer its own.
    drop(old);
    for tail in tails {
        assert!(
            beside("k.db", tail).exists(),
            "the new store's {tail} is left alone"
        );
    }
    // Others, who come now, and the one who is there see the same.
    let mut later = store::open(&path).unwrap();
    submit(later.as_mut(), 4, "người đến sau").unwrap();
    submit(new.as_mut(), 5, "người có sẵn").unwrap();
    drop(later);
    drop(new);
    assert_eq!(sound(&path, &BTreeSet::from([2, 3, 4, 5])), 8);
    assert_eq!(sound(&dir.path().join("old.db"), &BTreeSet::from([1])), 2);
}
