//! What files in a bucket cost: photos of 3 MB in and out, and 53,000 files listed; `s3s-fs` on loopback, which checks keys and sums.
//!
//! ```sh
//! cargo bench --bench bucket
//! cargo bench --bench bucket -- --files 5000
//! cargo bench --bench bucket -- --at 's3://BUCKET/PREFIX?endpoint=https://HOST&key_file=FILE'   # another server, under a new prefix
//! ```
//!
//! The server is a part of every figure; what of the time was this process's own is told beside it. Nothing is asserted but that what comes out is what went in.

mod common {
    #[expect(dead_code, reason = "tests need more of a bucket")]
    #[path = "../../tests/common/bucket.rs"]
    pub mod bucket;
    #[expect(dead_code, reason = "tests need more of a terminal")]
    #[path = "../../tests/common/pty.rs"]
    pub mod pty;
    #[expect(dead_code, reason = "tests need more of certificates")]
    #[path = "../../tests/common/smtp.rs"]
    pub mod smtp;
}

use std::fs;
use std::io::Read as _;
use std::time::Instant;

use common::bucket::Bucket;
use ketnoi::core::files_url::FilesUrl;
use ketnoi::core::mix::Mix;
use ketnoi::store::{Site, Surroundings, each_blob};

const PHOTO: usize = 3_000_000;
const PHOTOS: usize = 40;

/// The most memory of this process since it was last asked to forget, and what it has now, in KiB.
fn memory() -> (u64, u64) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(name));
        line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok())
            .unwrap_or(0)
    };
    (of("VmHWM:"), of("VmRSS:"))
}

/// Seconds of the processor that this process took so far.
fn worked() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat
        .rsplit(") ")
        .next()
        .map(|rest| rest.split(' ').skip(11).take(2));
    let ticks = ticks.map(|two| two.filter_map(|n| n.parse::<f64>().ok()).sum());
    ticks.unwrap_or(0.0) / 100.0
}

/// How something was done.
struct Done {
    seconds: f64,
    /// Of the processor, by this process.
    own: f64,
    /// Memory at most beyond what there was, in MiB.
    more: u64,
}

/// Does something and says how.
fn measured<T>(what: impl FnOnce() -> T) -> (T, Done) {
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (before, worked_before, began) = (memory().1, worked(), Instant::now());
    let done = what();
    let how = Done {
        seconds: began.elapsed().as_secs_f64(),
        own: worked() - worked_before,
        more: memory().0.saturating_sub(before) / 1_024,
    };
    (done, how)
}

/// A place below another one.
fn below(url: &str, name: &str) -> FilesUrl {
    let (place, rest) = url.split_once('?').unwrap_or((url, ""));
    FilesUrl::parse(&format!("{}/{name}?{rest}", place.trim_end_matches('/'))).expect("a place")
}

fn main() {
    let mut files = 53_000;
    let mut at = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--files" => files = args.next().and_then(|n| n.parse().ok()).unwrap_or(files),
            "--at" => at = args.next(),
            _ => {} // what cargo adds
        }
    }
    let bucket = match at {
        None => Bucket::start(),
        Some(_) => None,
    };
    let around = match (&bucket, &at) {
        (Some(bucket), _) => bucket.around(),
        (None, Some(_)) => Surroundings::default(),
        (None, None) => return,
    };
    let mut dice = Mix::new(3);
    let photos: Vec<Vec<u8>> = (0..PHOTOS)
        .map(|_| (0..PHOTO / 8).flat_map(|_| dice.next().to_le_bytes()).collect())
        .collect();
    let mb = (PHOTO * PHOTOS) as f64 / 1e6;
    let place = |name: &str| {
        let url = match (&bucket, &at) {
            (Some(bucket), _) => bucket.url(name),
            (None, at) => below(at.as_deref().unwrap_or_default(), name),
        };
        Site::memory().with_files_at(Some(&url), &around)
    };

    let mut blobs = place("photos").blobs();
    let (ids, done) = measured(|| {
        let put = |photo: &Vec<u8>| blobs.put(&mut photo.as_slice(), u64::MAX).expect("kept").id;
        photos.iter().map(put).collect::<Vec<_>>()
    });
    println!(
        "{PHOTOS} photos of 3 MB in: {:.1} MB/s ({:.2} s, {:.2} ours), {} MiB more (goal 60 MB/s)",
        mb / done.seconds,
        done.seconds,
        done.own,
        done.more
    );
    let ((), done) = measured(|| {
        for (id, photo) in ids.iter().zip(&photos) {
            let mut out = Vec::with_capacity(PHOTO);
            let mut from = blobs.open(id).expect("asked").expect("there");
            from.read_to_end(&mut out).expect("read");
            assert!(out == *photo, "what comes out is what went in");
        }
    });
    println!(
        "{PHOTOS} photos of 3 MB out: {:.1} MB/s ({:.2} s, {:.2} ours), {} MiB more (goal 40 MB/s)",
        mb / done.seconds,
        done.seconds,
        done.own,
        done.more
    );
    let (already, done) = measured(|| {
        let mut put = |photo: &Vec<u8>| blobs.put(&mut photo.as_slice(), u64::MAX).expect("kept").already;
        photos.iter().filter(|photo| put(photo)).count()
    });
    assert_eq!(already, PHOTOS);
    println!("the same put again: {:.1} MB/s, none sent", mb / done.seconds);

    let mut many = place("many").blobs();
    for n in 0..files {
        let Some(bucket) = &bucket else {
            many.put(&mut format!("{n}").as_bytes(), u64::MAX).expect("kept");
            continue;
        };
        let name = format!("{:016x}{:048x}", Mix::new(n as u64).next(), n);
        let (first, rest) = name.split_at(2);
        let path = bucket.file(&format!("many/{first}/{rest}"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, b"x").expect("written");
    }
    let (listed, done) = measured(|| {
        let mut listed = 0;
        each_blob(many.as_ref(), &mut |_| listed += 1).expect("listed");
        listed
    });
    assert_eq!(listed, files);
    println!(
        "{files} files listed: {:.1} s, {:.2} ours, {} MiB more (goal 30 s, 64 MiB)",
        done.seconds, done.own, done.more
    );
}
