//! What taking letters in costs, in parts: a Maildir swept, and again with nothing new, beside what `notmuch new` and `mu index` take to
//! index it; reports that are filed by certainty; an mbox of a GiB; letters with a real PDF; and keys at a desk that is open meanwhile.
//!
//! ```sh
//! cargo bench --bench intake                            # every part
//! cargo bench --bench intake -- --only maildir --letters 1000 --bytes 34000
//! cargo bench --bench intake -- --only mbox --mib 64
//! KETNOI_PROGRAM=/usr/bin/ketnoi cargo bench --bench intake
//! ```
//!
//! A letter is a short text and so many random bytes called PDF. Times are of the whole process, memory is the most that was resident
//! at once, both as GNU time tells them; children that read strangers' files are not in it. Nothing is asserted.

#[path = "common/letters.rs"]
mod letters;
#[path = "common/terminal.rs"]
mod terminal;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use letters::With;

/// What of all is measured, and how much of it.
struct Options {
    only: Option<String>,
    letters: usize,
    filed: usize,
    pdfs: usize,
    mib: u64,
    bytes: usize,
}

fn options() -> Options {
    let mut o = Options {
        only: None,
        letters: 10_000,
        filed: 2_000,
        pdfs: 1_000,
        mib: 1_024,
        bytes: 34_000,
    };
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        let mut number = |usual: usize| args.next().and_then(|n| n.parse().ok()).unwrap_or(usual);
        match a.as_str() {
            "--letters" => o.letters = number(o.letters),
            "--filed" => o.filed = number(o.filed),
            "--pdfs" => o.pdfs = number(o.pdfs),
            "--mib" => o.mib = number(1_024) as u64,
            "--bytes" => o.bytes = number(o.bytes),
            "--only" => o.only = args.next(),
            _ => {}
        }
    }
    o
}

/// A folder with a store in which a campaign is open, and the program.
struct Place {
    folder: tempfile::TempDir,
    program: String,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let usual = env!("CARGO_BIN_EXE_ketnoi").to_owned();
        let program = std::env::var("KETNOI_PROGRAM").unwrap_or(usual);
        let settings = "intake:\n  own_domains: [bo.example]\n  receiving_hosts: [mx.bo.example]\n";
        fs::write(folder.path().join("ketnoi.yaml"), settings).expect("written");
        let place = Self { folder, program };
        let opened = Command::new(&place.program)
            .args(place.with(&["campaign", "open", "wtisd-2020"]))
            .env("HOME", place.path())
            .stdout(Stdio::null())
            .status();
        assert!(opened.is_ok_and(|s| s.success()), "a campaign is open");
        place
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Words for the program, at this store.
    fn with(&self, words: &[&str]) -> Vec<String> {
        let store = format!("sqlite:{}", self.at("k.db").display());
        let config = self.at("ketnoi.yaml").display().to_string();
        let all = ["--store", &store, "--config", &config]
            .into_iter()
            .chain(words.iter().copied());
        all.map(str::to_owned).collect()
    }

    fn sweep(&self, name: &str, source: &Path) {
        let source = source.display().to_string();
        timed(
            name,
            &self.program,
            &self.with(&["inbox", "sweep", &source]),
            self.path(),
        );
    }
}

/// A part of the measure, by its word.
type Part = (&'static str, fn(&Options));

fn main() {
    let o = options();
    println!(
        "{} random bytes in each letter\n\n| | s | MiB |\n|---|--:|--:|",
        o.bytes
    );
    let parts: [Part; 5] = [
        ("maildir", maildir),
        ("filed", filed),
        ("mbox", mbox),
        ("pdf", pdf),
        ("desk", desk),
    ];
    for (name, part) in parts {
        if o.only.as_deref().is_none_or(|only| only == name) {
            part(&o);
        }
    }
}

fn maildir(o: &Options) {
    let place = Place::new();
    let (dir, home) = (place.at("Maildir"), place.path());
    letters::maildir(&dir, o.letters, With::Random(o.bytes));
    place.sweep(
        &format!("ketnoi inbox sweep, {} letters in a Maildir", o.letters),
        &dir,
    );
    place.sweep("the same with nothing new", &dir);
    let dir = dir.display().to_string();
    let config = format!("[database]\npath={dir}\n[new]\ntags=new\n");
    fs::write(home.join("notmuch"), config).expect("written");
    let notmuch = [
        format!("--config={}", home.join("notmuch").display()),
        "new".into(),
        "--quiet".into(),
    ];
    timed("notmuch new", "notmuch", &notmuch, home);
    timed("the same with nothing new", "notmuch", &notmuch, home);
    let mu = format!("--muhome={}", home.join("mu").display());
    let made = Command::new("mu").args(["init", &mu, "--maildir", &dir]).output();
    if made.is_ok_and(|o| o.status.success()) {
        let index = ["index".to_owned(), mu, "--quiet".to_owned()];
        timed("mu index", "mu", &index, home);
        timed("the same with nothing new", "mu", &index, home);
    } else {
        println!("| mu index | not installed | |");
    }
}

fn filed(o: &Options) {
    let place = Place::new();
    letters::maildir(&place.at("Maildir"), o.filed, With::Report(3_000));
    place.sweep(
        &format!("{} reports that are filed by certainty", o.filed),
        &place.at("Maildir"),
    );
}

/// Twice, a sixteenth and the whole: the memory must not grow with the file.
fn mbox(o: &Options) {
    for mib in [o.mib.div_ceil(16), o.mib] {
        let place = Place::new();
        let n = letters::mbox(&place.at("many"), mib << 20, With::Random(o.bytes));
        place.sweep(&format!("an mbox of {mib} MiB, {n} letters"), &place.at("many"));
    }
}

fn pdf(o: &Options) {
    let place = Place::new();
    let Some(pdf) = letters::office_pdf(place.path()) else {
        println!("| letters with a PDF | LibreOffice is not installed | |");
        return;
    };
    letters::maildir(&place.at("Maildir"), o.pdfs, With::Pdf(o.bytes, &pdf));
    place.sweep(
        &format!("{} letters, each with a PDF of two pages too", o.pdfs),
        &place.at("Maildir"),
    );
}

/// Keys at a desk, first at rest, then while letters are taken in.
fn desk(o: &Options) {
    let place = Place::new();
    letters::maildir(&place.at("Maildir"), o.letters, With::Random(o.bytes));
    let words = place.with(&["--campaign", "wtisd-2020"]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut started = terminal::start(&place.program, &words, place.path(), (80, 24));
    let (tell, told) = channel();
    let mut reader = started.reader;
    std::thread::spawn(move || {
        let mut piece = [0; 65_536];
        while let Ok(n) = reader.read(&mut piece) {
            if n == 0 || tell.send((Instant::now(), n)).is_err() {
                return;
            }
        }
    });
    let mut drawn = started.began;
    while let Ok((at, _)) = told.recv_timeout(Duration::from_millis(700)) {
        drawn = at;
        if drawn - started.began > Duration::from_secs(3) {
            break; // the seconds tick by then
        }
    }
    println!(
        "\na desk is drawn {:.0} ms after its start",
        (drawn - started.began).as_secs_f64() * 1_000.0
    );
    let rest = keys(&told, &mut started.keys, &mut |pressed| pressed < 200);
    let source = place.at("Maildir").display().to_string();
    let mut sweep: Child = Command::new(&place.program)
        .args(place.with(&["inbox", "sweep", &source]))
        .env("HOME", place.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let busy = keys(&told, &mut started.keys, &mut |_| {
        matches!(sweep.try_wait(), Ok(None))
    });
    let _ended_by_itself = started.child.kill();
    println!("| key to last byte, ms | keys | p50 | p99 |\n|---|--:|--:|--:|");
    for (name, mut took) in [("a desk at rest", rest), ("while a sweep takes letters in", busy)] {
        took.sort_by(f64::total_cmp);
        let part = |p: usize| took.get(took.len() * p / 100).copied().unwrap_or(f64::NAN);
        println!("| {name} | {} | {:.2} | {:.2} |", took.len(), part(50), part(99));
    }
    drop(started.master);
}

/// Presses down and up by turns as long as `goes_on`; the milliseconds to the last byte of each answer.
fn keys(
    told: &Receiver<(Instant, usize)>,
    keys: &mut dyn std::io::Write,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Vec<f64> {
    let mut all = Vec::new();
    let mut pressed = 0;
    while goes_on(pressed) {
        // What letters that come draw by themselves is no answer to a key.
        while told.recv_timeout(Duration::from_millis(15)).is_ok() {}
        let key: &[u8] = if pressed % 2 == 0 { b"\x1b[B" } else { b"\x1b[A" };
        let at = Instant::now();
        keys.write_all(key).and_then(|()| keys.flush()).expect("typed");
        pressed += 1;
        let Ok((mut last, _)) = told.recv_timeout(Duration::from_secs(5)) else {
            continue;
        };
        while let Ok((more, _)) = told.recv_timeout(Duration::from_millis(5)) {
            last = more;
        }
        all.push((last - at).as_secs_f64() * 1_000.0);
    }
    all
}

/// A row of the table, as GNU time tells it.
fn timed(name: &str, program: &str, args: &[String], home: &Path) {
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
