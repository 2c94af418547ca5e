//! Exports that end in the middle: killed, stopped, or on a disk that is full. There is a whole file or none, nothing else is left
//! beside it, and no fact tells of a file that is not there.

use std::io::Cursor;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage};
use rustix::process::{Pid, Signal, kill_process};

use super::home::{Home, look};
use crate::common::pty::wait_until;

const PHOTOS: usize = 12;
const LISTS: [(&str, &str); 2] = [("log", "csv"), ("log", "xlsx")];

/// A photo large enough that a few of them take a moment.
fn photo() -> Vec<u8> {
    let picture = RgbImage::from_fn(1_600, 1_200, |x, y| {
        image::Rgb([(x % 251) as u8, (y % 241) as u8, (x * y % 239) as u8])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(Cursor::new(&mut bytes), 60)
        .encode_image(&DynamicImage::ImageRgb8(picture))
        .expect("a photo");
    bytes
}

/// A campaign with photos of several units.
fn with_photos() -> Home {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let mut bytes = photo();
    let units = ["HNI", "CBG", "DNG", "HGG"];
    for (n, unit) in units.iter().enumerate() {
        let names: Vec<String> = (0..PHOTOS / units.len())
            .map(|i| format!("{n}-{i}.jpg"))
            .collect();
        for name in &names {
            // A byte behind the end makes another file of it.
            bytes.push(1);
            home.write(name, &bytes);
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        home.ok(&[&["evidence", "add", unit][..], &names].concat());
    }
    home
}

/// A campaign with more words than a small disk holds, which do not become fewer by packing.
fn wordy() -> Home {
    let home = Home::speaking("en");
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let mut mix = ketnoi::core::mix::Mix::new(7);
    for _ in 0..40 {
        let note: String = (0..4_000)
            .map(|_| char::from(b'a' + (mix.next() % 26) as u8))
            .collect();
        home.ok(&["report", "note", "HNI", "--note", &note]);
    }
    home
}

fn exports(home: &Home) -> usize {
    home.ok(&["log", "--json"]).matches("\"export.made\"").count()
}

fn hidden(home: &Home) -> Vec<String> {
    let all = home.listing().into_iter();
    all.filter(|f| f.contains("/.ketnoi-") || f.contains("/ketnoi-pdf-"))
        .collect()
}

/// Photos that are ready for a document.
fn ready(home: &Home) -> usize {
    home.listing().iter().filter(|f| f.contains("print-")).count()
}

/// Bytes in files that the process writes in the home and that have no name.
fn nameless(child: &Child, home: &Home) -> Option<u64> {
    let folder = home.path("");
    let folder = folder.canonicalize().expect("the home");
    let open = std::fs::read_dir(format!("/proc/{}/fd", child.id())).ok()?;
    let is_ours = |at: &Path| at.parent() == Some(&folder) && at.to_string_lossy().ends_with(" (deleted)");
    let of = |entry: std::fs::DirEntry| {
        let at = std::fs::read_link(entry.path()).ok()?;
        is_ours(&at).then(|| std::fs::metadata(entry.path()).map_or(0, |m| m.len()))
    };
    open.flatten().filter_map(of).max()
}

fn started(home: &Home, args: &[&str]) -> Child {
    let mut program = home.program();
    let piped = program.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.spawn().expect("the program starts")
}

fn pid(child: &Child) -> Pid {
    Pid::from_child(child)
}

/// Removes what was made ready, so that the next export has to do it again.
fn forget(home: &Home) {
    for file in home.listing() {
        if file.contains("print-") {
            let _ = std::fs::remove_file(file);
        }
    }
}

/// Asked until it is time.
type Reached = fn(&Child, &Home) -> bool;

#[test]

fn an_export_that_is_killed_leaves_nothing_behind_wherever_it_was() {
    let home = with_photos();
    let args = ["export", "consolidated", "-o", "report.docx", "--force"];
    let places: [(&str, Reached); 5] = [
        ("it began", |child, home| nameless(child, home).is_some()),
        ("the first photo", |_, home| ready(home) >= 1),
        ("half of the photos", |_, home| ready(home) >= PHOTOS / 2),
        ("all photos", |_, home| ready(home) >= PHOTOS),
        ("the file grows", |child, home| {
            nameless(child, home).is_some_and(|n| n > 0)
        }),
    ];
    let mut killed = 0;
    for old in [None, Some("the old report")] {
        for (place, reached) in places {
            forget(&home);
            let _ = std::fs::remove_file(home.path("report.docx"));
            if let Some(old) = old {
                home.write("report.docx", old);
            }
            let before = exports(&home);
            let mut child = started(&home, &args);
            wait_until(place, || {
                reached(&child, &home) || child.try_wait().expect("asked").is_some()
            });
            let _gone = kill_process(pid(&child), Signal::KILL);
            let ended = child.wait().expect("it ends");
            // What reads photos for it ends with it, and is waited for, since it may still lay something aside.
            assert!(hidden(&home).is_empty(), "{place}: {:?}", hidden(&home));
            if ended.signal().is_none() {
                assert!(ended.success(), "{place}: {ended:?}");
                continue;
            }
            let there = std::fs::read(home.path("report.docx")).ok();
            let whole = there.as_deref().is_some_and(|bytes| bytes.starts_with(b"PK"));
            if whole {
                // Killed between the name and the record.
                assert!(zip::ZipArchive::new(Cursor::new(there.expect("there"))).is_ok());
                continue;
            }
            killed += 1;
            assert_eq!(there.as_deref(), old.map(str::as_bytes), "{place}");
            assert_eq!(exports(&home), before, "{place}");
        }
    }
    assert!(killed >= 6, "most were met in the middle: {killed}");
    home.ok(&args);
    assert!(home.ok(&["log", "--verify"]).contains("wtisd-2020"));
}

#[test]
fn an_export_that_is_stopped_says_so_and_leaves_no_file() {
    let home = with_photos();
    for (ending, signal) in [("docx", Signal::INT), ("html", Signal::TERM)] {
        forget(&home);
        let name = format!("report.{ending}");
        let args = ["export", "consolidated", "-o", &name];
        let child = started(&home, &args);
        wait_until("the first photo", || ready(&home) >= 1);
        kill_process(pid(&child), signal).expect("it is there");
        let ran = look(&args, child.wait_with_output().expect("it ends"));
        assert_eq!(ran.code, 130, "{}", ran.err);
        assert!(ran.err.contains(&name) && ran.out.is_empty(), "{}", ran.err);
        assert!(!home.path(&name).exists() && hidden(&home).is_empty());
        assert_eq!(exports(&home), 0);
    }
}

/// Runs it where no file grows beyond so many blocks of 512 bytes.
fn with_little_room(home: &Home, blocks: u32, args: &[&str]) -> super::home::Ran {
    let like = home.program();
    let mut shell = Command::new("/bin/sh");
    shell
        .env_clear()
        .envs(like.get_envs().filter_map(|(k, v)| Some((k, v?))));
    shell.current_dir(home.path("")).stdin(Stdio::null());
    let limit = format!("ulimit -f {blocks}; exec \"$0\" \"$@\"");
    shell.arg("-c").arg(limit).arg(like.get_program()).args(args);
    look(args, shell.output().expect("a shell"))
}

#[test]
fn a_full_disk_is_a_sentence_and_no_file() {
    let (photos, words) = (with_photos(), wordy());
    let mut all: Vec<(&Home, Vec<String>)> = Vec::new();
    for ending in ["docx", "html"] {
        let name = format!("report.{ending}");
        let args = ["export", "consolidated", "-o", &name];
        all.push((&photos, args.map(str::to_owned).to_vec()));
    }
    for (list, ending) in LISTS {
        let name = format!("{list}.{ending}");
        let args = ["export", list, "-o", &name, "--words"];
        all.push((&words, args.map(str::to_owned).to_vec()));
    }
    for (home, args) in &all {
        let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (name, before) = (args[3], exports(home));
        for old in [None, Some("the old one")] {
            if let Some(old) = old {
                home.write(name, old);
                args.push("--force");
            }
            let ran = with_little_room(home, 128, &args);
            assert_eq!(ran.code, 1, "{args:?}: {}{}", ran.out, ran.err);
            assert!(
                ran.err.starts_with(name) && !ran.err.contains("panicked"),
                "{}",
                ran.err
            );
            assert_eq!(ran.err.trim().lines().count(), 1, "{}", ran.err);
            let there = std::fs::read(home.path(name)).ok();
            assert_eq!(there.as_deref(), old.map(str::as_bytes), "{args:?}");
            assert!(hidden(home).is_empty(), "{:?}", hidden(home));
        }
        assert_eq!(exports(home), before, "{args:?}");
        // It was the room alone.
        home.ok(&args);
        let _ = std::fs::remove_file(home.path(name));
    }
    assert!(photos.ok(&["log", "--verify"]).contains("wtisd-2020"));
}
