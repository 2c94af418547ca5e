//! What taking letters in costs: a Maildir of made letters, swept; swept again with nothing new; and beside it, on the same
//! Maildir in the same run, what `notmuch new` and `mu index` take to index it, where they are installed.
//!
//! ```sh
//! cargo bench --bench intake                            # 10,000 letters of 48 KiB
//! cargo bench --bench intake -- --letters 1000 --bytes 34000
//! KETNOI_PROGRAM=/usr/bin/ketnoi cargo bench --bench intake
//! ```
//!
//! A letter is a short text and so many random bytes called PDF. Times are of the whole process, memory is the most that was resident
//! at once, both as GNU time tells them; children that read strangers' files are not in it. Nothing is asserted.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

fn main() {
    let (mut letters, mut bytes) = (10_000_usize, 34_000_usize);
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        let mut number = |usual| args.next().and_then(|n| n.parse().ok()).unwrap_or(usual);
        match a.as_str() {
            "--letters" => letters = number(letters),
            "--bytes" => bytes = number(bytes),
            _ => {}
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let maildir = folder.path().join("Maildir");
    make(&maildir, letters, bytes);
    let usual = env!("CARGO_BIN_EXE_ketnoi").to_owned();
    let program = std::env::var("KETNOI_PROGRAM").unwrap_or(usual);
    let store = format!("sqlite:{}", folder.path().join("k.db").display());
    let home = folder.path();
    println!("{letters} letters, {bytes} random bytes in each\n\n| | s | MiB |\n|---|--:|--:|");
    let dir = maildir.display().to_string();
    let sweep = ["inbox", "sweep", &dir, "--store", &store];
    timed("ketnoi inbox sweep", &program, &sweep, home);
    timed("the same with nothing new", &program, &sweep, home);
    let config = format!("[database]\npath={dir}\n[new]\ntags=new\n");
    fs::write(home.join("notmuch"), config).expect("written");
    let notmuch = format!("--config={}", home.join("notmuch").display());
    timed("notmuch new", "notmuch", &[&notmuch, "new", "--quiet"], home);
    timed(
        "the same with nothing new",
        "notmuch",
        &[&notmuch, "new", "--quiet"],
        home,
    );
    let mu = format!("--muhome={}", home.join("mu").display());
    let made = Command::new("mu").args(["init", &mu, "--maildir", &dir]).output();
    if made.is_ok_and(|o| o.status.success()) {
        timed("mu index", "mu", &["index", &mu, "--quiet"], home);
        timed(
            "the same with nothing new",
            "mu",
            &["index", &mu, "--quiet"],
            home,
        );
    } else {
        println!("| mu index | not installed | |");
    }
}

/// A row of the table, as GNU time tells it.
fn timed(name: &str, program: &str, args: &[&str], home: &Path) {
    let told = home.join("time");
    let ran = Command::new("time")
        .args(["-f", "%e %M", "-o"])
        .arg(&told)
        .arg(program)
        .args(args)
        .env("HOME", home)
        .output();
    let figures = fs::read_to_string(&told).unwrap_or_default();
    let mut words = figures.lines().last().unwrap_or_default().split(' ');
    let (seconds, kib) = (
        words.next().unwrap_or_default(),
        words.next().and_then(|n| n.parse::<f64>().ok()),
    );
    match (ran, kib) {
        (Ok(out), Some(kib)) if out.status.success() => {
            println!("| {name} | {seconds} | {:.0} |", kib / 1024.0);
        }
        (Ok(out), _) => println!("| {name} | {} | |", String::from_utf8_lossy(&out.stderr).trim()),
        (Err(why), _) => println!("| {name} | {why} | |"),
    }
}

fn make(maildir: &Path, letters: usize, bytes: usize) {
    for sub in ["new", "cur", "tmp"] {
        fs::create_dir_all(maildir.join(sub)).expect("a folder");
    }
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for n in 0..letters {
        let file: Vec<u8> = (0..bytes.div_ceil(8))
            .flat_map(|_| random().to_le_bytes())
            .collect();
        let letter = format!(
            "Received: from a by mx.bo.example; Tue, 2 Jun 2020 15:10:22 +0700\r\nFrom: So Mau {n} <so{n}@tinh.example>\r\nTo: baocao@bo.example\r\n\
             Subject: Bao cao so {n}\r\nDate: Tue, 2 Jun 2020 15:10:00 +0700\r\nMessage-ID: <{n}@tinh.example>\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=\"ranh{n}\"\r\n\r\n--ranh{n}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
             Kính gửi Bộ,\r\nXin gửi báo cáo số {n}.\r\n--ranh{n}\r\nContent-Type: application/pdf; name=\"bao-cao-{n}.pdf\"\r\n\
             Content-Disposition: attachment; filename=\"bao-cao-{n}.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}--ranh{n}--\r\n",
            base64(&file)
        );
        fs::write(
            maildir.join(format!("new/{}.M{n}.host", 1_590_000_000 + n)),
            letter,
        )
        .expect("written");
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() * 3 / 2);
    for line in bytes.chunks(57) {
        for three in line.chunks(3) {
            let all = three
                .iter()
                .chain(&[0, 0])
                .take(3)
                .fold(0_u32, |sum, b| sum << 8 | u32::from(*b));
            for k in 0..4 {
                let letter = LETTERS
                    .get((all >> (18 - 6 * k) & 63) as usize)
                    .copied()
                    .unwrap_or(b'=');
                let _ = out.write_char(if k <= three.len() { letter as char } else { '=' });
            }
        }
        out.push_str("\r\n");
    }
    out
}
