//! Drills of the store with real parts: many programs at once, programs killed at any moment, a disk that is full or may
//! not be written. The programs are this test program itself, run again in a role.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use ketnoi::core::fact::{Draft, Fact, ReportAcknowledged, ReportNoted, Role, Via};
use ketnoi::core::mix::Mix;
use ketnoi::core::names::{CampaignId, CmdId, UnitCode};
use ketnoi::core::time::Stamp;
use ketnoi::store::{
    self, Appended, Batch, BlobState, Blobs, FolderBlobs, Site, Snapshot, Store, StoreError,
};
use rustix::process::{Resource, Rlimit};

/// Nobody is told before that the store is busy (docs/store.md).
const PATIENCE: Duration = Duration::from_secs(30);

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
fn submit(j: &mut dyn Store, cmd: u128, text: &str) -> Result<Appended, StoreError> {
    let mut turn = j.turn(&stream(), 0, None)?;
    let head = turn.head(&stream())?.seq;
    turn.append(head, &batch(cmd, text))
}

fn program(role: &str, path: &Path) -> Command {
    let mut c = Command::new(std::env::current_exe().unwrap());
    in_role(&mut c, role, path);
    c.args(["--exact", "drills_store::as_a_program", "--nocapture"]);
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
        let mut j = Site::file(&path).create().unwrap();
        let own = u128::from(std::process::id()) << 64;
        for i in 0..n {
            let facts = loop {
                let began = Instant::now();
                match submit(j.as_mut(), own | i, "ghi chú") {
                    Ok(Appended::Done(facts)) => break facts,
                    // A disk that cannot keep up with so many: said after the whole time, and given again as it is said.
                    Err(StoreError::Busy) if began.elapsed() >= PATIENCE => {}
                    other => panic!("{other:?} after {:?}", began.elapsed()),
                }
            };
            say(&format!("{} {}", own | i, facts[0].seq));
        }
    };
    match role.as_str() {
        "write 5" => many(5),
        "write 100" => many(100),
        "write on" => many(u128::MAX),
        "under a limit" => under_a_limit(&path),
        "on a small disk" => on_a_small_disk(&path),
        "on a full disk" => on_a_full_disk(&path),
        "die after writing" => die_after_writing(&path),
        "come and go" => come_and_go(&path),
        other => panic!("{other}"),
    }
}

/// Everything that was said to be done is there; the store is whole; gives the number of facts.
fn sound(path: &Path, done: &BTreeSet<u128>) -> u64 {
    let mut j = Site::file(path).open().unwrap();
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
    assert_eq!(
        Site::file(path).open().and_then(|mut j| j.flaws()).unwrap(),
        Vec::<String>::new()
    );
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
    let mut dice = Mix::new(0x9e37_79b9);
    for kill in 0..100_u32 {
        if kill % 10 == 0 {
            // A new store, so that the making is killed as well.
            path = dir.path().join(format!("{kill}.db"));
            done.clear();
        }
        let thrown = dice.next();
        let (mut child, mut out) = start(program("write on", &path));
        for _ in 0..(thrown >> 60) % 4 {
            let said = next_said(&mut out).expect("it writes on");
            done.insert(said.split_once(' ').unwrap().0.parse().unwrap());
        }
        // Not a wait for anything: somewhere inside what it is doing now.
        std::thread::sleep(Duration::from_micros((thrown >> 40) % 6_000));
        child.kill().unwrap();
        child.wait().unwrap();
        while let Some(said) = next_said(&mut out) {
            done.insert(said.split_once(' ').unwrap().0.parse().unwrap());
        }
        match Site::file(&path).open() {
            Err(StoreError::Absent(_)) if done.is_empty() => {}
            other => {
                drop(other.unwrap());
                sound(&path, &done);
            }
        }
    }
}

/// Fills up until it is refused for want of room; what was confirmed is there, and only that.
fn fill(j: &mut dyn Store, from: u128) -> u128 {
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

fn recovered(j: &mut dyn Store, cmd: u128) {
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
    assert_eq!(blobs.list(None, 9).unwrap(), []);
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
    let mut j = Site::file(path).create().unwrap();
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
    let mut j = Site::file(path).create().unwrap();
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
    let mut j = Site::file(path).open().unwrap();
    assert_eq!(u128::from(j.verify(&stream(), &mut |_| ()).unwrap().seq), 2 * cmd);
    assert!(j.snapshot(&stream(), 1).unwrap().is_some());
    assert!(store::sqlite::info(path).unwrap().read_only);
    let refused = submit(j.as_mut(), cmd + 1, "x");
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
    let refused = FolderBlobs::beside(path).put(&mut &b"x"[..], 9);
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
    let absent = path.with_file_name("other.db");
    assert!(matches!(
        Site::file(&absent).create(),
        Err(StoreError::ReadOnly(_))
    ));
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
        r#"trap "" XFSZ; exec "$0" --exact drills_store::as_a_program --nocapture"#,
    ]);
    c.arg(std::env::current_exe().unwrap());
    let (mut child, mut out) = start(c);
    assert_eq!(next_said(&mut out).as_deref(), Some("fine"));
    assert!(child.wait().unwrap().success());
}

/// Leaves facts in the log and no index that anybody uses.
fn die_after_writing(path: &Path) {
    let mut j = Site::file(path).create().unwrap();
    for cmd in 1..=20 {
        submit(j.as_mut(), cmd, "ghi chú").unwrap();
    }
    say("written");
    std::process::abort();
}

/// With two mebibytes at the folder: whoever comes when it is full reads all that was confirmed, also what is still in
/// the log.
fn on_a_full_disk(path: &Path) {
    let dead = |path: &Path| {
        let (mut child, mut out) = start(program("die after writing", path));
        assert_eq!(next_said(&mut out).as_deref(), Some("written"));
        child.wait().unwrap();
    };
    let shm = path.with_file_name("k.db-shm");
    let wal = path.with_file_name("k.db-wal");
    for (closed, index) in [(true, false), (false, false), (false, true)] {
        dead(path);
        if closed {
            drop(Site::file(path).open().unwrap());
        } else {
            assert!(std::fs::metadata(&wal).unwrap().len() > 0);
        }
        if index {
            std::fs::File::create(&shm).unwrap(); // there, but no longer as long as it was
        } else if shm.exists() {
            std::fs::remove_file(&shm).unwrap();
        }
        let ballast = path.with_file_name("ballast");
        let full = std::fs::write(&ballast, vec![1; 4 << 20]);
        assert!(full.is_err(), "the disk is full");
        let mut j = Site::file(path).open().unwrap();
        assert_eq!(
            j.verify(&stream(), &mut |_| ()).unwrap().seq,
            40,
            "{closed} {index}"
        );
        assert!(store::sqlite::info(path).unwrap().read_only);
        let refused = submit(j.as_mut(), 100, "x");
        assert!(matches!(refused, Err(StoreError::Full(_))), "{refused:?}");
        let elsewhere = tempfile::tempdir_in("/dev/shm").unwrap();
        let to = elsewhere.path().join("b.tar");
        let mut backup = store::backup::Backup::begin(
            &Site::file(path),
            &to,
            false,
            ketnoi::outfile::Guard::default(),
            "0",
            Stamp(1),
        )
        .unwrap();
        backup.facts(&mut |_, _| ()).unwrap();
        assert_eq!(backup.finish(Vec::new()).unwrap().0.facts, 40);
        std::fs::remove_file(&ballast).unwrap();
        match submit(j.as_mut(), 100, "có chỗ rồi") {
            Ok(Appended::Done(facts)) => assert_eq!(facts[0].seq, 41),
            other => panic!("there is room again: {other:?}"),
        }
        assert_eq!(j.verify(&stream(), &mut |_| ()).unwrap().seq, 42);
        drop(j);
        for tail in ["", "-wal", "-shm"] {
            let _absent = std::fs::remove_file(path.with_file_name(format!("k.db{tail}")));
        }
    }
    say("fine");
}

#[test]
fn a_full_and_a_read_only_disk_are_told_and_got_over_without_a_restart() {
    in_two_mebibytes("on a small disk");
}

#[test]
fn a_store_on_a_full_disk_is_read_by_whoever_comes() {
    in_two_mebibytes("on a full disk");
}

/// Runs a role in a mount namespace of its own with a small file system at its folder.
fn in_two_mebibytes(role: &str) {
    let dir = tempfile::tempdir().unwrap();
    let mut refused = Vec::new();
    for namespace in ["-m", "-rm"] {
        let mut c = Command::new("unshare");
        in_role(&mut c, role, &dir.path().join("k.db"));
        c.args([namespace, "sh", "-c"]);
        c.arg(r#"mount -t tmpfs -o size=2m,mode=700 tmpfs "$0" && printf '\n>mounted\n' && exec "$1" --exact drills_store::as_a_program --nocapture"#);
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
    let mut old = Site::file(&path).create().unwrap();
    submit(old.as_mut(), 1, "kho cũ").unwrap();
    for tail in tails {
        std::fs::rename(beside("k.db", tail), beside("old.db", tail)).unwrap();
    }
    let mut new = Site::file(&path).create().unwrap();
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
    let mut later = Site::file(&path).open().unwrap();
    submit(later.as_mut(), 4, "người đến sau").unwrap();
    submit(new.as_mut(), 5, "người có sẵn").unwrap();
    drop(later);
    drop(new);
    assert_eq!(sound(&path, &BTreeSet::from([2, 3, 4, 5])), 8);
    assert_eq!(sound(&dir.path().join("old.db"), &BTreeSet::from([1])), 2);
}

/// A way to do away with a file beside the store: its name, and what it is called in a message.
type Fate = (&'static str, fn(&Path));

const FATES: &[Fate] = &[
    ("removed", |p| std::fs::remove_file(p).unwrap()),
    ("emptied", |p| drop(std::fs::File::create(p).unwrap())),
    ("cut", |p| {
        let file = std::fs::File::options().write(true).open(p).unwrap();
        file.set_len(40).unwrap();
    }),
    ("replaced", |p| {
        let other = p.with_extension("other");
        std::fs::copy(p, &other).unwrap();
        std::fs::rename(&other, p).unwrap();
    }),
    ("overwritten", |p| {
        let long = std::fs::metadata(p).unwrap().len() as usize;
        std::fs::write(p, vec![0; long]).unwrap();
    }),
];

#[test]
fn a_log_or_an_index_that_is_not_what_it_was_stops_every_session() {
    for tail in ["-wal", "-shm"] {
        for (fate, befalls) in FATES {
            if (tail, *fate) == ("-shm", "overwritten") {
                continue; // an index of zeros is made anew by the engine from the log
            }
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("k.db");
            let (mut one, mut two) = (
                Site::file(&path).create().unwrap(),
                Site::file(&path).create().unwrap(),
            );
            submit(one.as_mut(), 1, "đã xác nhận").unwrap();
            submit(two.as_mut(), 2, "đã xác nhận").unwrap();
            let file = dir.path().join(format!("k.db{tail}"));
            befalls(&file);
            for j in [&mut one, &mut two] {
                let read = j.head(&stream());
                assert!(
                    matches!(&read, Err(StoreError::LogLost(p)) if *p == file),
                    "{tail} {fate}: {read:?}"
                );
                let written = submit(j.as_mut(), 3, "chưa xác nhận");
                assert!(
                    matches!(&written, Err(StoreError::LogLost(p)) if *p == file),
                    "{tail} {fate}: {written:?}"
                );
            }
            drop((one, two));
            // What was confirmed is there, if the bytes still were.
            let mut j = Site::file(&path).open().unwrap();
            let left = j.verify(&stream(), &mut |_| ()).unwrap().seq;
            let lost = tail == "-wal" && matches!(*fate, "emptied" | "cut" | "overwritten");
            assert_eq!(left, if lost { 0 } else { 4 }, "{tail} {fate}");
            submit(j.as_mut(), 9, "lại ghi").unwrap();
            drop(j);
            assert_eq!(
                Site::file(&path).open().and_then(|mut j| j.flaws()).unwrap(),
                Vec::<String>::new()
            );
        }
    }
}

#[test]
fn what_both_files_held_is_in_the_store_before_somebody_makes_new_ones() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut old = Site::file(&path).create().unwrap();
    submit(old.as_mut(), 1, "đã xác nhận").unwrap();
    for tail in ["-wal", "-shm"] {
        std::fs::remove_file(dir.path().join(format!("k.db{tail}"))).unwrap();
    }
    assert!(matches!(old.head(&stream()), Err(StoreError::LogLost(_))));
    let mut new = Site::file(&path).open().unwrap();
    match submit(new.as_mut(), 2, "phiên mới") {
        Ok(Appended::Done(facts)) => assert_eq!(facts[0].seq, 3),
        other => panic!("{other:?}"),
    }
    // The old one stays out, also when it leaves.
    assert!(matches!(
        submit(old.as_mut(), 3, "x"),
        Err(StoreError::LogLost(_))
    ));
    drop(old);
    drop(new);
    assert_eq!(sound(&path, &BTreeSet::from([1, 2])), 4);
}

#[test]
fn a_log_that_goes_and_comes_back_costs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut j = Site::file(&path).create().unwrap();
    submit(j.as_mut(), 1, "trước").unwrap();
    let (log, away) = (dir.path().join("k.db-wal"), dir.path().join("away"));
    std::fs::rename(&log, &away).unwrap();
    assert!(matches!(j.turn(&stream(), 0, None), Err(StoreError::LogLost(_))));
    std::fs::rename(&away, &log).unwrap();
    submit(j.as_mut(), 2, "sau").unwrap();
    drop(j);
    assert_eq!(sound(&path, &BTreeSet::from([1, 2])), 4);
}

#[test]
fn what_is_written_as_the_log_goes_is_not_confirmed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    for (n, (fate, befalls)) in FATES.iter().enumerate() {
        let mut j = Site::file(&path).create().unwrap();
        submit(j.as_mut(), n as u128 * 10 + 1, "trước").unwrap();
        let mut turn = j.turn(&stream(), 0, None).unwrap();
        let head = turn.head(&stream()).unwrap().seq;
        // Between the look before writing and the end of it.
        befalls(&dir.path().join("k.db-wal"));
        let outcome = turn.append(head, &batch(n as u128 * 10 + 2, "trong lúc đó"));
        assert!(
            matches!(outcome, Err(StoreError::Unsure(_))) || *fate == "cut",
            "{fate}: {outcome:?}"
        );
        drop(j);
        std::fs::remove_dir_all(dir.path()).unwrap();
        std::fs::create_dir(dir.path()).unwrap();
    }
}

#[test]
fn a_store_with_a_second_name_is_refused_under_both() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    let mut j = Site::file(&path).create().unwrap();
    submit(j.as_mut(), 1, "một tên").unwrap();
    let second = dir.path().join("second.db");
    std::fs::hard_link(&path, &second).unwrap();
    for name in [&path, &second] {
        assert!(matches!(Site::file(name).open(), Err(StoreError::Linked(p)) if p == *name));
        assert!(matches!(Site::file(name).create(), Err(StoreError::Linked(_))));
    }
    assert!(matches!(j.turn(&stream(), 0, None), Err(StoreError::Linked(_))));
    std::fs::remove_file(&second).unwrap();
    submit(j.as_mut(), 2, "lại một tên").unwrap();
    drop(j);
    assert_eq!(sound(&path, &BTreeSet::from([1, 2])), 4);
}

/// Opens, writes, looks and leaves, over and over; now and then empties the log as the engine does it for an
/// administrator.
fn come_and_go(path: &Path) {
    let own = u128::from(std::process::id()) << 64;
    for i in 0..40 {
        let mut j = Site::file(path).create().unwrap();
        for n in 0..=i % 3 {
            let cmd = own | (i << 8) | n;
            let long = "dài ".repeat(if n == 2 { 20_000 } else { 10 });
            match submit(j.as_mut(), cmd, &long) {
                Ok(Appended::Done(facts)) => say(&format!("{cmd} {}", facts[0].seq)),
                other => panic!("a false alarm, or worse: {other:?}"),
            }
        }
        if i % 5 == 0 {
            drop(j);
            let conn = rusqlite::Connection::open(path).unwrap();
            let how = ["PASSIVE", "FULL", "RESTART", "TRUNCATE"][(i / 5) as usize % 4];
            // Somebody else may be in the way; then it is not done.
            let _done = conn.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()));
        } else {
            j.streams().unwrap();
        }
    }
}

#[test]
fn what_the_engine_does_to_its_log_alarms_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k.db");
    // One who stays and looks, as a dashboard does, while others come and go.
    let mut stays = Site::file(&path).create().unwrap();
    let running: Vec<_> = (0..6).map(|_| start(program("come and go", &path))).collect();
    let mut done = BTreeSet::new();
    for (mut child, mut out) in running {
        while let Some(said) = next_said(&mut out) {
            done.insert(said.split_once(' ').unwrap().0.parse().unwrap());
            stays.streams().unwrap();
        }
        assert!(child.wait().unwrap().success());
    }
    submit(stays.as_mut(), 1, "vẫn ở đây").unwrap();
    drop(stays);
    done.insert(1);
    assert_eq!(done.len(), 6 * (13 + 2 * 13 + 3 * 14 - 2) + 1);
    sound(&path, &done);
    // And with nobody who stays, so that the last one out takes both files away.
    let running: Vec<_> = (0..4).map(|_| start(program("come and go", &path))).collect();
    for (mut child, mut out) in running {
        while let Some(said) = next_said(&mut out) {
            done.insert(said.split_once(' ').unwrap().0.parse().unwrap());
        }
        assert!(child.wait().unwrap().success());
    }
    sound(&path, &done);
}
