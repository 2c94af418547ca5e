//! What may befall the store while a dashboard is open on it.

use std::os::unix::fs::PermissionsExt;

use crate::common::pty::{Home, How, Term, is_alive, ketnoi, skip, wait_until};

fn started() -> Home {
    let home = Home::new();
    home.does(&["report", "note", "96", "--note", "có sẵn"]);
    home
}

/// The last line of the screen, where things are said.
fn said(text: &str) -> String {
    text.lines().last().unwrap_or_default().trim().to_owned()
}

/// The dashboard says by itself, with no key pressed, that something is wrong with its store.
fn tells_unasked(term: &mut Term) {
    term.wait("a sentence that nobody asked for", |t| {
        said(t).contains("ketnoi.db")
    });
}

/// After something was done to the store: a record is refused with a sentence, and the dashboard still moves.
fn refuses_and_lives(mut term: Term) {
    let marked = |t: &str| t.contains("○HGG");
    term.send("i");
    let text = term.wait("a sentence about the store", |t| {
        said(t).contains("ketnoi.db") || marked(t)
    });
    assert!(!marked(&text), "nothing is marked saved that is not: {text}");
    term.send("l");
    term.wait_for("Cao Bằng · Chưa báo cáo");
    term.quit();
}

#[test]
fn a_store_that_is_replaced_is_noticed() {
    let (home, other) = (started(), started());
    let mut term = Term::live(&home);
    let new = home.path().join("new.db");
    std::fs::copy(other.store(), &new).unwrap();
    std::fs::rename(&new, home.store()).unwrap();
    tells_unasked(&mut term);
    refuses_and_lives(term);
    let left = std::fs::read(home.store()).unwrap();
    assert_eq!(
        left,
        std::fs::read(other.store()).unwrap(),
        "the new one was left alone"
    );
}

#[test]
fn a_store_that_vanishes_is_noticed() {
    let home = started();
    let mut term = Term::live(&home);
    std::fs::remove_file(home.store()).unwrap();
    tells_unasked(&mut term);
    refuses_and_lives(term);
    assert!(!home.store().exists());
}

#[test]
fn a_store_that_becomes_another_programs_is_noticed_and_left_alone() {
    let home = started();
    let mut term = Term::live(&home);
    let new = home.path().join("new.db");
    std::fs::write(&new, "not a store").unwrap();
    std::fs::rename(&new, home.store()).unwrap();
    tells_unasked(&mut term);
    refuses_and_lives(term);
    assert_eq!(std::fs::read(home.store()).unwrap(), b"not a store");
}

#[test]
fn a_store_that_can_no_longer_be_written_is_said_and_got_over() {
    let home = started();
    let root = rustix::process::geteuid().is_root();
    if root && home.command("setpriv").arg("--version").output().is_err() {
        return skip("rights do not bind root, and there is no setpriv to become somebody else");
    }
    let script = if root {
        // Rights do not bind root: the program runs as somebody whom they do.
        "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$0\""
    } else {
        "exec \"$0\""
    };
    if root {
        let given = home.command("chown").args(["-R", "65534:65534", "."]).status();
        assert!(given.expect("chown").success());
    }
    let folder = home.store().parent().unwrap().to_owned();
    let chmod = |file: u32, dir: u32| {
        std::fs::set_permissions(home.store(), std::fs::Permissions::from_mode(file)).unwrap();
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(dir)).unwrap();
    };
    let mut term = How::shell(home.path(), script).open();
    term.wait_for("Hà Giang");
    // A new session may only read; the one that is open has its descriptor and may go on.
    chmod(0o400, 0o500);
    let mut later = How::shell(home.path(), script).open();
    later.wait_for("Hà Giang");
    refuses_and_lives(later);
    chmod(0o600, 0o700);
    term.send("i");
    term.wait_for("○HGG");
    term.quit();
    assert_eq!(home.kinds(), ["report.noted", "report.acknowledged"]);
}

#[test]
fn a_full_disk_refuses_a_record_in_a_sentence() {
    // No file can be written beyond this: the write-ahead log meets the limit after a few records.
    for limit in [
        "ulimit -f 64; exec \"$0\"",
        "trap '' XFSZ; ulimit -f 64; exec \"$0\"",
    ] {
        let home = started();
        let before = home.kinds().len();
        let mut term = How::shell(home.path(), limit).open();
        term.wait_for("Hà Giang");
        let mut saved = 0;
        loop {
            term.send("i");
            let text = term.wait("an answer", |t| !said(t).starts_with("Enter"));
            if !said(&text).contains("xác nhận đã nhận công văn") {
                let why = said(&text);
                assert!(why.contains("ketnoi.db") || why.contains("đĩa"), "{why}");
                break;
            }
            saved += 1;
            assert!(saved < 30, "the limit is never met");
            term.send("l");
            term.wait("a move", |t| said(t).starts_with("Enter"));
        }
        term.send("l");
        term.wait("it lives", |t| said(t).starts_with("Enter"));
        term.quit();
        assert_eq!(home.kinds().len(), before + saved, "{limit}");
        home.does(&["log", "--verify"]);
    }
}

#[test]
fn modes_of_files_do_not_depend_on_the_umask() {
    for umask in ["000", "022", "077"] {
        let home = Home::new();
        let mut term = How::shell(home.path(), &format!("umask {umask}; exec \"$0\"")).open();
        term.wait_for("Chào mừng");
        // The way to work with what is shipped, a record, and the word that it may open the campaign.
        term.send("3i");
        term.wait_for("Mở đợt báo cáo");
        term.send("\r");
        term.wait_for("○HGG");
        let there = home.everything();
        assert!(there.contains(&home.store()), "{there:?}");
        for path in there
            .iter()
            .filter(|p| p.starts_with(home.store().parent().unwrap()))
        {
            let mode = path.metadata().unwrap().permissions().mode() & 0o777;
            let wanted = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, wanted, "umask {umask}: {}", path.display());
        }
        term.quit();
    }
}

#[test]
fn a_folder_that_is_moved_away_and_comes_back_costs_nothing_that_was_typed() {
    let home = started();
    let folder = home.store().parent().unwrap().to_owned();
    let away = home.path().join("away");
    let (mut term, mut other) = (Term::live(&home), Term::live(&home));
    types_a_note(&mut term);
    std::fs::rename(&folder, &away).unwrap();
    tells_unasked(&mut other);
    // First what nobody asked for, then the answer: only when it sleeps again may the folder come back.
    term.wait("said to this one, too", |t| t.contains("ketnoi.db"));
    term.answer_to("\r");
    let text = term.wait("why it was not kept", |t| t.contains("ketnoi.db"));
    assert!(text.contains(TYPED), "what was typed is there: {text}");
    assert!(!folder.exists(), "nothing is made where the store was");
    std::fs::rename(&away, &folder).unwrap();
    term.send("\r");
    wait_until("it is kept", || home.kinds().len() == 2);
    other.send("l");
    other.wait_for("Cao Bằng · Chưa báo cáo");
    other.send("i");
    wait_until("the other may write again, too", || {
        other.take(std::time::Duration::from_millis(20));
        home.kinds().len() == 3
    });
    term.quit();
    other.quit();
    assert_eq!(
        home.kinds(),
        ["report.noted", "report.noted", "report.acknowledged"]
    );
    home.does(&["log", "--verify"]);
}

/// What somebody has typed into a form, and must not type again.
const TYPED: &str = "chờ công văn bản giấy";

/// A form with a note that is not sent yet.
fn types_a_note(term: &mut Term) {
    term.send("n");
    term.wait_for("Ghi chú");
    term.send(TYPED);
    term.wait_for(TYPED);
}

/// Runs a script in a mount namespace of its own with a file system that it makes at `$1`; `None` where that cannot be.
fn in_a_small_world(home: &Home, mount: &str) -> Option<Term> {
    let folder = home.store().parent().unwrap().to_owned();
    std::fs::rename(&folder, home.path().join("before")).unwrap();
    std::fs::create_dir(&folder).unwrap();
    let script = format!(
        "{mount} && cp -r before/. {0}/ && sync -f {0} && printf mounted && exec {1}",
        folder.display(),
        ketnoi()
    );
    // What a real file system needs only root may do; a small one in memory anybody.
    for namespace in ["-m", "-rm"] {
        let cmd = ["unshare", namespace, "sh", "-c", &script, "sh", folder.to_str()?];
        let mut term = How::new(home.path(), &[]).cmd(&cmd).open();
        let until = |t: &Term| String::from_utf8_lossy(&t.raw).contains("mounted") || !is_alive(t.pid());
        wait_until("mounted or not", || {
            term.take(std::time::Duration::from_millis(20));
            until(&term)
        });
        if String::from_utf8_lossy(&term.raw).contains("mounted") {
            term.wait_for("Hà Giang");
            return Some(term);
        }
    }
    None
}

#[test]
fn a_disk_that_fills_up_under_an_open_form_costs_nothing_that_was_typed() {
    let home = started();
    let Some(mut term) = in_a_small_world(&home, r#"mount -t tmpfs -o size=1m,mode=700 tmpfs "$1""#) else {
        return skip("no small file system can be mounted here");
    };
    let inside = format!("/proc/{}/root{}", term.pid(), home.store().display());
    let inside = std::path::Path::new(&inside);
    types_a_note(&mut term);
    let ballast = inside.with_file_name("ballast");
    let full = std::fs::write(&ballast, vec![1; 2 << 20]);
    assert!(full.is_err(), "the disk is full");
    term.send("\r");
    let text = term.wait("why it was not kept", |t| {
        t.contains("chỗ trống") || t.contains("ketnoi.db")
    });
    assert!(text.contains(TYPED), "what was typed is there: {text}");
    std::fs::remove_file(&ballast).unwrap();
    term.send("\r");
    // The file system ends with its last process: what it holds is looked at beside it.
    let beside = Home::new();
    let copy = beside.store();
    std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
    let noted = |kinds: Vec<String>| kinds.iter().filter(|k| *k == "report.noted").count();
    wait_until("it is kept", || {
        for file in ["ketnoi.db", "ketnoi.db-wal"] {
            let _absent = std::fs::copy(inside.with_file_name(file), copy.with_file_name(file));
        }
        noted(beside.kinds()) == 2
    });
    beside.does(&["log", "--verify"]);
    term.quit();
}

#[test]
fn a_disk_that_turns_read_only_under_an_open_form_is_said_and_the_journal_is_whole() {
    let home = started();
    let mount = r#"truncate -s 16m disk && mkfs.ext4 -q disk && mount -o loop,errors=remount-ro disk "$1""#;
    let Some(mut term) = in_a_small_world(&home, mount) else {
        // Only root may mount a real file system; the small one in memory cannot turn while it is open.
        eprintln!("NOT DRILLED: a disk that turns read-only needs root and a loop device");
        return;
    };
    let (pid, folder) = (term.pid().to_string(), home.store().parent().unwrap().to_owned());
    let world = |args: &[&str]| {
        let mut c = home.command("nsenter");
        c.args(["-t", &pid, "-m", "--"]).args(args);
        c.output().expect("nsenter")
    };
    types_a_note(&mut term);
    // As the kernel does it by itself when the disk no longer takes what it must.
    let turned = world(&["mount", "-o", "remount,abort", folder.to_str().unwrap()]);
    assert!(turned.status.success(), "{turned:?}");
    term.send("\r");
    let text = term.wait("why it was not kept", |t| t.contains("ketnoi.db"));
    assert!(text.contains(TYPED), "what was typed is there: {text}");
    // Whoever comes now reads, and is told the same when writing.
    let log = world(&[ketnoi(), "log", "--json"]);
    assert!(log.status.success(), "{log:?}");
    let written = world(&[ketnoi(), "report", "note", "96", "--note", "x"]);
    let why = String::from_utf8_lossy(&written.stderr).into_owned();
    assert_eq!(
        (written.status.code(), why.trim().lines().count()),
        (Some(1), 1),
        "{why}"
    );
    assert!(why.contains("ketnoi.db"), "{why}");
    term.send("\x1b");
    term.wait_for("Bỏ những gì đã nhập?");
    term.send("\r");
    term.wait("it lives", |t| !t.contains(TYPED) && !t.contains("Bỏ những gì"));
    term.send("l");
    term.wait_for("Cao Bằng · Chưa báo cáo");
    term.quit();
    // Mended and mounted again: nothing is lost, nothing came.
    let again = format!(
        "mount -o loop disk {} && exec {} log --verify",
        folder.display(),
        ketnoi()
    );
    let verified = home
        .command("unshare")
        .args(["-m", "sh", "-c", &again])
        .output()
        .unwrap();
    assert!(verified.status.success(), "{verified:?}");
}

/// What may befall a file beside the store, and a word for it.
type Fate = (&'static str, fn(&std::path::Path));

const FATES: &[Fate] = &[
    ("removed", |p| std::fs::remove_file(p).unwrap()),
    ("emptied", |p| drop(std::fs::File::create(p).unwrap())),
    ("replaced", |p| {
        let other = p.with_extension("other");
        std::fs::write(&other, vec![7; 40_000]).unwrap();
        std::fs::rename(&other, p).unwrap();
    }),
];

/// A dashboard that has something in its log.
fn with_a_log(home: &Home) -> Term {
    let mut term = Term::live(home);
    term.send("i");
    term.wait_for("○HGG");
    term.send("l");
    term.wait_for("Cao Bằng · Chưa báo cáo");
    term
}

#[test]
fn a_log_that_goes_under_a_dashboard_is_said_at_once_and_until_it_is_left() {
    for (fate, befalls) in FATES {
        let home = started();
        let mut term = with_a_log(&home);
        let log = home.store().with_file_name("ketnoi.db-wal");
        befalls(&log);
        tells_unasked(&mut term);
        // Keys take a message away, but not this.
        for key in ["l", "h", "\x1b"] {
            term.send(key);
        }
        let told = |t: &str| said(t).contains("ketnoi.db-wal") && t.contains("MẤT KẾT NỐI DỮ LIỆU");
        term.wait("the sentence stays", told);
        term.send("i");
        term.wait("nothing is confirmed", |t| told(t) && !t.contains("○CBG"));
        term.quit();
        // What was confirmed before is there, if the bytes still were.
        let kinds = home.kinds();
        assert_eq!(kinds.first().map(String::as_str), Some("report.noted"), "{fate}");
        if *fate == "removed" {
            assert_eq!(kinds, ["report.noted", "report.acknowledged"]);
        }
    }
}

#[test]
fn an_index_that_goes_under_a_dashboard_is_said_and_nothing_more_is_written() {
    for (fate, befalls) in FATES {
        let home = started();
        let mut term = with_a_log(&home);
        befalls(&home.store().with_file_name("ketnoi.db-shm"));
        if *fate != "emptied" {
            tells_unasked(&mut term); // that it is written nobody looks at
        }
        term.send("i");
        let told = |t: &str| said(t).contains("ketnoi.db-shm") && t.contains("MẤT KẾT NỐI DỮ LIỆU");
        term.wait("the sentence stays", |t| told(t) && !t.contains("○CBG"));
        // Somebody who comes now makes a new one, and the one on the old one still writes nothing.
        home.does(&["report", "note", "96", "--note", "người đến sau"]);
        if *fate == "emptied" {
            // It was filled anew under the same name and locks: all may go on.
            term.wait("the store is back", |t| !t.contains("MẤT KẾT NỐI DỮ LIỆU"));
        } else {
            term.send("i");
            term.wait("it still does not write", told);
        }
        term.quit();
        assert_eq!(
            home.kinds(),
            ["report.noted", "report.acknowledged", "report.noted"],
            "{fate}"
        );
        home.does(&["log", "--verify"]);
    }
}

#[test]
fn several_dashboards_that_come_and_go_alarm_nobody() {
    let home = started();
    let mut stays = Term::live(&home);
    for round in 0..3 {
        let mut others = [Term::live(&home), Term::live(&home)];
        for other in &mut others {
            other.send("i");
            other.wait_for("HGG");
            home.does(&["report", "note", "96", "--note", "bên ngoài"]);
        }
        let conn = rusqlite::Connection::open(home.store()).unwrap();
        let _busy = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        drop(conn);
        for other in others {
            other.quit();
        }
        stays.send("l");
        let text = stays.wait("a move", |t| said(t).starts_with("Enter"));
        assert!(!text.contains("MẤT KẾT NỐI"), "round {round}: {text}");
    }
    stays.send("i");
    wait_until("the one who stays may write", || {
        stays.take(std::time::Duration::from_millis(20));
        home.kinds()
            .iter()
            .filter(|k| *k == "report.acknowledged")
            .count()
            == 2
    });
    stays.quit();
    home.does(&["log", "--verify"]);
}

/// Another program holds the write lock: what waits for it says so, and goes on when it may.
#[test]
fn a_store_that_another_program_holds_is_said_and_waited_for() {
    let home = started();
    let mut term = Term::live(&home);
    term.wait_for("Hà Giang");
    let holder = rusqlite::Connection::open(home.store()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    term.send("i");
    term.wait_for("đang giữ kho dữ liệu");
    let mut line = std::process::Command::new(ketnoi());
    line.args(["--lang", "en", "report", "note", "04", "--note", "x", "--store"])
        .arg(format!("sqlite:{}", home.store().display()))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped());
    let mut line = line.spawn().unwrap();
    let mut said = std::io::BufReader::new(line.stderr.take().unwrap());
    let mut first = String::new();
    std::io::BufRead::read_line(&mut said, &mut first).unwrap();
    assert!(first.contains("another program holds it"), "{first}");
    holder.execute_batch("ROLLBACK").unwrap();
    term.wait_for("Hà Giang: xác nhận đã nhận công văn");
    assert!(line.wait().unwrap().success());
    term.quit();
    assert_eq!(home.kinds().len(), 3, "{:?}", home.kinds());
}
