//! What leaving the house costs: a book of 100,000 rows, and photos made fit for a document.
//!
//! ```sh
//! cargo bench --bench out              # both
//! cargo bench --bench out -- photos    # only these
//! ```
//!
//! Nothing is asserted. Photos are made by the program itself, each in a process of its own, so what they cost in memory is not
//! this process's.

use std::io::{BufWriter, Cursor};
use std::ops::ControlFlow;
use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage};
use ketnoi::core::mix::Mix;
use ketnoi::core::names::BlobId;
use ketnoi::core::time::{Stamp, Zone};
use ketnoi::jail::Jail;
use ketnoi::photo::Press;
use ketnoi::pictures::{MOST, Pictures};
use ketnoi::store::{Blobs, FolderBlobs};
use ketnoi::xlsxout::{self, Book, Cell};

const ROWS: i64 = 100_000;
const PHOTOS: u64 = 60;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let wanted = |name: &str| args.is_empty() || args.iter().any(|a| a == name);
    if wanted("book") {
        book();
    }
    if wanted("photos") {
        photos();
    }
}

/// Kilobytes that this process has held at most.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let number = line.and_then(|l| l.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

fn book() {
    let heads: Vec<String> = (0..10).map(|n| format!("cột {n}")).collect();
    let row = |n: i64| {
        let mut row: Vec<Cell<'_>> = vec![
            Cell::Whole(n),
            Cell::Decimal(n as f64 / 7.0),
            Cell::Moment(Stamp(1_590_649_399_000 + n * 60_000), Zone(420)),
        ];
        row.extend((3..10).map(|c| Cell::Text(format!("Sở Thông tin và Truyền thông {n}/{c}").into())));
        row
    };
    let (before, began) = (peak(), Instant::now());
    let file = tempfile::tempfile().expect("a file");
    let whole = Book {
        name: "Nhật ký",
        made: Stamp(1_590_649_399_000),
        heads: &heads,
        marks: &[],
        tallies: &[],
    };
    xlsxout::book(BufWriter::new(&file), &whole, (0..ROWS).map(row)).expect("a book");
    let size = file.metadata().map_or(0, |m| m.len());
    println!(
        "a book of {ROWS} rows x 10 columns: {:.2?}, {} kB of memory more than before, {} kB of file",
        began.elapsed(),
        peak() - before,
        size >> 10
    );
}

/// A photo of twelve million points and some three megabytes.
fn photo(seed: u64) -> Vec<u8> {
    let (w, h) = (4_000, 3_000);
    let mut mix = Mix::new(seed);
    let noise: Vec<u8> = (0..1 << 16).map(|_| (mix.next() % 24) as u8).collect();
    let picture = RgbImage::from_fn(w, h, |x, y| {
        let rough = noise[((x * 31 + y * 517) & 0xffff) as usize];
        image::Rgb([
            (x * 200 / w) as u8 + rough,
            (y * 200 / h) as u8 + rough,
            90 + rough,
        ])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(Cursor::new(&mut bytes), 75)
        .encode_image(&DynamicImage::ImageRgb8(picture))
        .expect("a photo");
    bytes
}

fn photos() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut files = FolderBlobs::beside(&dir.path().join("k.db"));
    let bytes = photo(1);
    // The same photo under sixty names: a byte behind the end makes another file of it.
    let put = |n: u64| {
        let mut one = bytes.clone();
        one.extend(n.to_be_bytes());
        files.put(&mut &one[..], u64::MAX).expect("kept").id
    };
    let all: Vec<BlobId> = (0..PHOTOS).map(put).collect();
    let program = option_env!("CARGO_BIN_EXE_ketnoi").expect("the program");
    let press = Press::new(Jail::by(program.into()), MOST);
    for turn in ["the first time", "from what was kept"] {
        let mut pictures = Pictures::new(files_of(&dir), Some(press.clone()), true);
        let began = Instant::now();
        let done = pictures.prepare(&all, &mut |_, _| ControlFlow::Continue(()));
        let shown: usize = all
            .iter()
            .filter_map(|id| pictures.shown(id).ok())
            .map(|p| p.jpeg.len())
            .sum();
        println!(
            "{PHOTOS} photos of {} kB, {turn}: {:.2?}, {} kB, {}",
            bytes.len() >> 10,
            began.elapsed(),
            shown >> 10,
            if done.is_continue() { "all" } else { "broken off" }
        );
    }
}

fn files_of(dir: &tempfile::TempDir) -> Box<dyn Blobs> {
    Box::new(FolderBlobs::beside(&dir.path().join("k.db")))
}
