//! `ketnoi inbox`: letters taken in from real mailboxes by real processes, which are killed, run beside each other and out of
//! disk. What comes in is on record once, whatever happens.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::home::{Home, look};
use crate::common::made;

fn letter(n: usize, more: &str) -> String {
    format!(
        "{more}From: Tran Thi Mau <mau{n}@tinh.example>\r\nSubject: thu so {n}\r\nDate: Tue, 2 Jun 2020 15:10:00 +0700\r\n\
         Message-ID: <{n}@tinh.example>\r\n\r\nXin gui thu so {n}.\r\n"
    )
}

/// A report that is certain.
fn report(n: usize, year: &str) -> String {
    let department = "Sở Thông tin và Truyền thông tỉnh Đắk Lắk";
    let about = format!("Ngày Viễn thông và Xã hội thông tin thế giới 17/5/{year}");
    let long = "treo băng-rôn, áp phích tại trụ sở; tổ chức tọa đàm về chuyển đổi số; ".repeat(8);
    let body = format!(
        "Số: {}/BC-STTTT\n\n{department} báo cáo kết quả hưởng ứng {about} như sau: {long}\n\nTrân trọng.\n{department}",
        n + 1
    );
    let made = made::letter(
        "Sở TTTT Đắk Lắk <stttt@daklak.gov.vn>",
        &format!("Báo cáo kết quả 17/5/{year}"),
        &body,
    );
    let made = made
        .head(&format!(
            "Received: from mx.daklak.gov.vn by mx.bo.example; Tue, 02 Jun {year} 15:10:22 +0700"
        ))
        .head(&format!("Message-ID: <{n}@daklak.gov.vn>"))
        .bytes(made::Coding::Plain);
    String::from_utf8(made).expect("text")
}

/// A Maildir with letters of these numbers, not seen yet.
fn maildir(home: &Home, numbers: impl IntoIterator<Item = usize>) -> String {
    for sub in ["new", "cur", "tmp"] {
        fs::create_dir_all(home.path("Maildir").join(sub)).expect("a folder");
    }
    for n in numbers {
        deliver(&home.path("Maildir"), n, &letter(n, ""));
    }
    home.path("Maildir").display().to_string()
}

/// As a mail server does it: written elsewhere, then given its name.
fn deliver(maildir: &Path, n: usize, letter: &str) {
    let (tmp, new) = (
        maildir.join(format!("tmp/{n}")),
        maildir.join(format!("new/159{n:07}.M{n}.host")),
    );
    fs::write(&tmp, letter).expect("written");
    fs::rename(tmp, new).expect("delivered");
}

fn in_folder(home: &Home, sub: &str) -> usize {
    fs::read_dir(home.path("Maildir").join(sub))
        .expect("a folder")
        .count()
}

fn counts(swept: &Value) -> [u64; 6] {
    ["in", "filed", "set_aside", "automatic", "duplicate", "failed"].map(|k| swept[k].as_u64().expect(k))
}

/// What is on record: each letter once, and nothing wrong with the store or its files.
fn on_record(home: &Home) -> usize {
    let list = home.json(&["inbox", "list"]);
    let letters = list["letters"].as_array().expect("letters");
    let ids: BTreeSet<&str> = letters.iter().filter_map(|l| l["id"].as_str()).collect();
    assert_eq!(ids.len(), letters.len(), "each once");
    assert_eq!(home.json(&["log", "--verify"])["whole"], true);
    letters.len()
}

#[test]
fn a_maildir_a_file_and_what_is_no_letter() {
    let home = Home::new();
    let dir = maildir(&home, 0..3);
    let swept = home.json(&["inbox", "sweep", &dir]);
    assert_eq!(swept["schema"], "ketnoi.sweep/1");
    assert_eq!(counts(&swept), [3, 0, 3, 0, 0, 0]);
    let first = &swept["letters"][0];
    assert_eq!(
        (&first["state"], &first["received_by"]),
        (&"set_aside".into(), &"file".into())
    );
    assert_eq!((in_folder(&home, "new"), in_folder(&home, "cur")), (0, 3));
    let seen = home.path("Maildir/cur/1590000000.M0.host:2,S");
    assert!(seen.exists(), "marked, and otherwise called as before");
    assert_eq!(counts(&home.json(&["inbox", "sweep", &dir])), [0; 6]);

    // The same letter by another way, another letter under its name, and something else.
    fs::create_dir(home.path("bundle")).expect("a folder");
    home.write(
        "bundle/copy",
        letter(0, "Received: from a by b; Tue, 2 Jun 2020 15:10:22 +0700\r\n"),
    );
    home.write("bundle/other.eml", letter(0, "").replace("Xin gui", "Gui lai"));
    home.write("bundle/noise.eml", b"\x7fELF\x02\x01\x01 no letter at all");
    let bundle = home.path("bundle").display().to_string();
    let swept = home.json(&["inbox", "sweep", &bundle]);
    assert_eq!(counts(&swept), [3, 0, 1, 0, 1, 1]);
    let copy = swept["letters"]
        .as_array()
        .expect("letters")
        .iter()
        .find(|l| l["state"] == "duplicate");
    assert_eq!(
        copy.expect("the copy")["id"],
        first["id"],
        "it points at the first"
    );
    let list = home.json(&["inbox", "list"]);
    let letters = list["letters"].as_array().expect("letters");
    let original = letters.iter().find(|l| l["id"] == first["id"]).expect("it");
    assert_eq!(original["raw"].as_array().expect("copies").len(), 2);
    assert_eq!(original["conflicts"].as_array().expect("the other").len(), 1);
    let failed = home.json(&["inbox", "list", "--state", "failed"]);
    assert_eq!(
        (
            &failed["letters"][0]["why"],
            failed["letters"].as_array().map(Vec::len)
        ),
        (&"not-a-letter".into(), Some(1))
    );
    let told = home.ok(&["inbox", "show", &first["id"].as_str().expect("an id")[..8]]);
    assert!(
        told.contains("mau0@tinh.example") && told.contains("Same Message-ID"),
        "{told}"
    );
    assert!(home.ok(&["inbox", "status"]).contains("4 letters wait"));
    home.fails(4, &["inbox", "show", "ffffffff"]);
}

#[test]
fn what_cannot_be_read_is_one_sentence_and_the_others_are_read() {
    let home = Home::new();
    let dir = maildir(&home, 0..1);
    let missing = home.path("nowhere").display().to_string();
    let ran = home.run(&["inbox", "sweep", &missing, &dir]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.err.contains("nowhere") && ran.out.contains("1 in"),
        "{}{}",
        ran.out,
        ran.err
    );
    home.fails(2, &["inbox", "sweep"]);
    home.fails(3, &["inbox", "sweep", &dir, "--read-only"]);
    // What is no file costs the sweep its good name, and nothing else.
    std::os::unix::fs::symlink("/etc/passwd", home.path("Maildir/new/159.link")).expect("a link");
    let ran = home.run(&["inbox", "sweep", &dir, "--json"]);
    assert_eq!((ran.code, counts(&ran.json())), (1, [1, 0, 0, 0, 0, 1]));
}

#[test]
fn what_is_too_large_or_too_deep_stays_until_more_is_taken() {
    let home = Home::new();
    let dir = maildir(&home, 0..1);
    let settings = |large: &str, parts: u32| {
        home.write("c.yaml", format!("intake:\n  sources: [\"{dir}\"]\n  limits: {{message: {large}, header: 1 KiB, parts: {parts}}}\n"));
    };
    let file = home.path("c.yaml").display().to_string();
    let large = format!("{}{}\r\n", letter(1, ""), "x".repeat(9_000));
    deliver(&home.path("Maildir"), 1, &large);
    let two = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\none\r\n--q\r\n\r\ntwo\r\n--q--\r\n";
    deliver(&home.path("Maildir"), 2, two);
    settings("4 KiB", 1);
    assert_eq!(
        counts(&home.json(&["inbox", "sweep", "--config", &file])),
        [3, 0, 1, 0, 0, 2]
    );
    assert_eq!(in_folder(&home, "new"), 1, "the large one lies where it lay");
    assert_eq!(
        counts(&home.json(&["inbox", "sweep", "--config", &file])),
        [0; 6],
        "and is told once"
    );
    settings("40 KiB", 9);
    let retried = home.json(&["inbox", "retry", "--config", &file]);
    assert_eq!(
        (retried["read"].as_array().map(Vec::len), &retried["heads"]),
        (Some(1), &1.into())
    );
    assert_eq!(
        counts(&home.json(&["inbox", "sweep", "--config", &file])),
        [1, 0, 1, 0, 0, 0]
    );
    assert!(
        home.json(&["inbox", "list", "--state", "failed"])["letters"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
    assert_eq!(on_record(&home), 3);
}

/// Delivered by somebody else meanwhile, swept by programs that are killed at any moment: each letter is on record once.
#[test]
fn nothing_is_lost_by_programs_that_are_killed_while_letters_come() {
    let home = Home::new();
    let dir = maildir(&home, 0..100);
    let folder = home.path("Maildir");
    let postman = std::thread::spawn(move || (100..400).for_each(|n| deliver(&folder, n, &letter(n, ""))));
    for n in 0..8_u64 {
        let mut child = home
            .program()
            .args(["inbox", "sweep", &dir])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        // At another moment each time: of a start, a batch, between two commands.
        let until = Instant::now() + Duration::from_millis(40 + 130 * n);
        while Instant::now() < until && child.try_wait().expect("waited").is_none() {
            std::thread::yield_now();
        }
        let _ended_by_itself = child.kill();
        child.wait().expect("ended");
    }
    postman.join().expect("all delivered");
    // Two at once, to the end.
    let sweep = || {
        let args = ["inbox", "sweep", &dir, "--json"];
        home.program()
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs")
    };
    for child in [sweep(), sweep()] {
        let ran = look(&["inbox", "sweep"], child.wait_with_output().expect("ended"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let [all, rest @ ..] = counts(&ran.json());
        assert_eq!(all, rest.iter().sum::<u64>());
    }
    assert_eq!((in_folder(&home, "new"), in_folder(&home, "cur")), (0, 400));
    assert_eq!(on_record(&home), 400);
    assert_eq!(counts(&home.json(&["inbox", "sweep", &dir])), [0; 6]);
}

/// The same of reports that are filed by certainty, which is a second stream: whatever moment a program is killed at, each
/// report is received once.
#[test]
fn reports_that_are_filed_by_programs_that_are_killed_are_received_once() {
    const LETTERS: usize = 150;
    let home = Home::new();
    home.write(
        "ketnoi.yaml",
        "intake:\n  own_domains: [bo.example]\n  receiving_hosts: [mx.bo.example]\n",
    );
    let dir = maildir(&home, 0..0);
    for n in 0..LETTERS {
        deliver(&home.path("Maildir"), n, &report(n, "2020"));
    }
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let sweep = ["--config", "ketnoi.yaml", "inbox", "sweep", &dir];
    for n in 0..8_u64 {
        let mut child = home
            .program()
            .args(sweep)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let until = Instant::now() + Duration::from_millis(60 + 150 * n);
        while Instant::now() < until && child.try_wait().expect("waited").is_none() {
            std::thread::yield_now();
        }
        let _ended_by_itself = child.kill();
        child.wait().expect("ended");
    }
    home.json(&sweep);
    assert_eq!(on_record(&home), LETTERS);
    let filed = home.json(&["inbox", "list", "--state", "filed"]);
    assert_eq!(filed["letters"].as_array().map(Vec::len), Some(LETTERS));
    let log = home.ok(&["log", "--json"]);
    let received = log.matches("\"type\":\"report.received\"");
    assert_eq!(received.count(), LETTERS);
}

#[test]
fn a_mailbox_that_is_followed_is_read_as_letters_come_and_left_at_a_signal() {
    let home = Home::new();
    let dir = maildir(&home, 0..1);
    let mut child = home
        .program()
        .args(["inbox", "sweep", "--follow", &dir])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut line = || lines.next().expect("a line").expect("read");
    assert!(line().contains("1 in"), "what lay there");
    deliver(&home.path("Maildir"), 1, &letter(1, ""));
    assert!(line().contains("1 in"), "what came");
    let before = Instant::now();
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("told");
    assert!(child.wait().expect("ended").success());
    assert!(
        before.elapsed() < Duration::from_secs(10),
        "{:?}",
        before.elapsed()
    );
    // Nobody follows it any more: after a while that is said.
    let status = home.json(&["inbox", "status"]);
    assert_eq!(status["mailboxes"][0]["reading"], "well");
    let later = ["inbox", "status", "--now", "2099-01-01T00:00:00+07:00"];
    assert_eq!(home.json(&later)["mailboxes"][0]["reading"], "still");
    let ran = home.run(&later);
    assert!(ran.err.contains("not read for"), "{}", ran.err);
    home.ok(&["inbox", "status", "--forget", &dir]);
    assert!(
        home.json(&["inbox", "status"])["mailboxes"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
}

/// A program that is ended with its test, however that ends.
struct Ended(std::process::Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ended_by_itself = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Two mailboxes are followed, and a campaign is opened meanwhile: its reports are filed without anybody starting anew.
#[test]
fn a_campaign_that_is_opened_while_mailboxes_are_followed_gets_its_letters() {
    let home = Home::new();
    home.write(
        "ketnoi.yaml",
        "intake:\n  own_domains: [bo.example]\n  receiving_hosts: [mx.bo.example]\n",
    );
    let dir = maildir(&home, 0..1);
    let second = home.path("second");
    for sub in ["new", "cur", "tmp"] {
        fs::create_dir_all(second.join(sub)).expect("a folder");
    }
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let mut child = Ended(
        home.program()
            .args(["--config", "ketnoi.yaml", "inbox", "sweep", "--follow", &dir])
            .arg(&second)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs"),
    );
    let mut lines = BufReader::new(child.0.stdout.take().expect("its output")).lines();
    let mut line = || lines.next().expect("a line").expect("read");
    assert!(line().contains("1 in: 0 filed"), "what lay there");
    let new = [
        "campaign",
        "new",
        "wtisd-2021",
        "--from",
        "wtisd-2020",
        "--day",
        "2021-05-17",
        "-o",
        "new.yaml",
    ];
    home.ok(&new);
    home.write("new.yaml", home.read("new.yaml").replace("TODO: ", ""));
    home.ok(&["campaign", "open", "new.yaml"]);
    deliver(&second, 1, &report(1, "2021"));
    let said = line();
    assert!(said.contains("second: 1 in: 1 filed"), "{said}");
    deliver(&home.path("Maildir"), 2, &report(2, "2020"));
    let said = line();
    assert!(said.contains("Maildir: 1 in: 1 filed"), "{said}");
    let pid = rustix::process::Pid::from_child(&child.0);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("told");
    assert!(child.0.wait().expect("ended").success());
    for campaign in ["wtisd-2020", "wtisd-2021"] {
        let log = home.ok(&["log", "--json", "--campaign", campaign]);
        assert_eq!(
            log.matches("\"type\":\"report.received\"").count(),
            1,
            "{campaign}"
        );
    }
}

/// The disk fills between files and facts: one sentence, nothing marked that is not on record, and all is well once there
/// is room.
#[test]
fn a_disk_that_fills_loses_no_letter() {
    let home = Home::new();
    let dir = maildir(&home, 0..0);
    for n in 0..60 {
        deliver(
            &home.path("Maildir"),
            n,
            &format!("{}{}\r\n", letter(n, ""), format!("{n:05}\r\n").repeat(9_000)),
        );
    }
    home.write("c.yaml", "disk_reserve: 1 KiB\n");
    let data = home.store().parent().expect("a folder").to_owned();
    fs::create_dir_all(&data).expect("made");
    let script = format!(
        "mount -t tmpfs -o size=3m,mode=700 tmpfs {data} && cd {home} || exit 99\n\
         {ketnoi} inbox sweep {dir} --config c.yaml >full.out 2>full.err; echo $? >full.code\n\
         ls Maildir/cur | wc -l >full.cur; {ketnoi} inbox list --json >full.json\n\
         mount -o remount,size=200m {data} && {ketnoi} inbox sweep {dir} --config c.yaml --json >rest.json\n\
         {ketnoi} inbox list --json >list.json; {ketnoi} log --verify --json >verify.json",
        data = data.display(),
        home = home.path("").display(),
        ketnoi = env!("CARGO_BIN_EXE_ketnoi"),
    );
    let program = home.program();
    let mut apart = Command::new("unshare");
    apart.args(["-rm", "sh", "-c", &script]).env_clear();
    for (key, value) in program.get_envs() {
        if let Some(value) = value {
            apart.env(key, value);
        }
    }
    apart.env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    let ended = apart.output().expect("unshare runs");
    if ended.status.code() == Some(99) || !home.path("full.code").exists() {
        let said = "NOT DRILLED: no small file system can be mounted here";
        assert!(std::env::var_os("KETNOI_CI").is_none(), "{said}");
        eprintln!("{said}");
        return;
    }
    let json = |name: &str| -> Value { serde_json::from_str(&home.read(name)).expect(name) };
    assert_eq!(home.read("full.code").trim(), "1", "{}", home.read("full.err"));
    assert!(!home.read("full.err").contains("panicked") && home.read("full.err").contains("ketnoi.db"));
    let marked: usize = home.read("full.cur").trim().parse().expect("a number");
    let kept = json("full.json")["letters"].as_array().map_or(0, Vec::len);
    assert!(marked <= kept && kept < 60, "{marked} marked, {kept} on record");
    assert_eq!(json("list.json")["letters"].as_array().map(Vec::len), Some(60));
    assert_eq!(json("verify.json")["whole"], true);
    let [all, rest @ ..] = counts(&json("rest.json"));
    assert_eq!(all, rest.iter().sum::<u64>());
    assert_eq!(in_folder(&home, "cur"), 60);
}
