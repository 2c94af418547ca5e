//! What files in a bucket cost: photos of 3 MB in and out, and 53,000 files listed; `s3s-fs` on loopback, which checks keys and sums.
//!
//! ```sh
//! cargo bench --bench bucket
//! cargo bench --bench bucket -- --files 5000
//! ```
//!
//! The server is a part of every figure. Nothing is asserted but that what comes out is what went in.

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
use ketnoi::core::mix::Mix;
use ketnoi::store::{Site, each_blob};

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

/// How long something takes, and how much memory it takes at most beyond what there was.
fn measured<T>(what: impl FnOnce() -> T) -> (T, f64, u64) {
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (before, began) = (memory().1, Instant::now());
    let done = what();
    let took = began.elapsed().as_secs_f64();
    (done, took, memory().0.saturating_sub(before) / 1_024)
}

fn main() {
    let mut files = 53_000;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--files" {
            files = args.next().and_then(|n| n.parse().ok()).unwrap_or(files);
        }
    }
    let Some(bucket) = Bucket::start() else { return };
    let around = bucket.around();
    let mut dice = Mix::new(3);
    let photos: Vec<Vec<u8>> = (0..PHOTOS)
        .map(|_| (0..PHOTO / 8).flat_map(|_| dice.next().to_le_bytes()).collect())
        .collect();
    let mb = (PHOTO * PHOTOS) as f64 / 1e6;
    let place = |name: &str| Site::memory().with_files_at(Some(&bucket.url(name)), &around);

    let mut blobs = place("photos").blobs();
    let (ids, took, mib) = measured(|| {
        let put = |photo: &Vec<u8>| blobs.put(&mut photo.as_slice(), u64::MAX).expect("kept").id;
        photos.iter().map(put).collect::<Vec<_>>()
    });
    println!(
        "{PHOTOS} photos of 3 MB in: {:.1} MB/s, {mib} MiB more (goal 60 MB/s)",
        mb / took
    );
    let ((), took, mib) = measured(|| {
        for (id, photo) in ids.iter().zip(&photos) {
            let mut out = Vec::with_capacity(PHOTO);
            let mut from = blobs.open(id).expect("asked").expect("there");
            from.read_to_end(&mut out).expect("read");
            assert!(out == *photo, "what comes out is what went in");
        }
    });
    println!(
        "{PHOTOS} photos of 3 MB out: {:.1} MB/s, {mib} MiB more (goal 40 MB/s)",
        mb / took
    );
    let (already, took, _) = measured(|| {
        let mut put = |photo: &Vec<u8>| blobs.put(&mut photo.as_slice(), u64::MAX).expect("kept").already;
        photos.iter().filter(|photo| put(photo)).count()
    });
    assert_eq!(already, PHOTOS);
    println!("the same put again: {:.1} MB/s, none sent", mb / took);

    let many = place("many").blobs();
    for n in 0..files {
        let name = format!("{:016x}{:048x}", Mix::new(n as u64).next(), n);
        let (first, rest) = name.split_at(2);
        let path = bucket.file(&format!("many/{first}/{rest}"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, b"x").expect("written");
    }
    let (listed, took, mib) = measured(|| {
        let mut listed = 0;
        each_blob(many.as_ref(), &mut |_| listed += 1).expect("listed");
        listed
    });
    assert_eq!(listed, files);
    println!("{files} files listed: {took:.1} s, {mib} MiB more (goal 30 s, 64 MiB)");
}
