//! What leaving the house costs: a report of 63 units and 500 activities, a book of 100,000 rows, photos made fit for a document; and
//! beside them what python-docx, `XlsxWriter` and openpyxl take for as much.
//!
//! ```sh
//! cargo bench --bench out              # all but the thousand photos, which take three gigabytes of disk
//! cargo bench --bench out -- photos    # only these; or: report, book, peers, thousand
//! ```
//!
//! Nothing is asserted. Photos are made by the program itself, each in a process of its own, so what they cost in memory is not
//! this process's. Processes are measured by GNU time.

use std::io::{BufWriter, Cursor};
use std::ops::ControlFlow;
use std::process::Command;
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
const ACTIVITIES: usize = 500;
/// How often a process is run.
const TURNS: usize = 5;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let wanted = |name: &str| args.is_empty() || args.iter().any(|a| a == name);
    if wanted("book") {
        book();
    }
    if wanted("report") {
        report();
    }
    if wanted("peers") {
        peers();
    }
    if wanted("photos") {
        photos(PHOTOS);
    }
    if args.iter().any(|a| a == "thousand") {
        photos(1_000);
    }
}

/// Runs a program several times; the median of its seconds, and the most that it held, in kilobytes.
fn measured(what: &str, program: &str, args: &[&str], set: impl Fn(&mut Command)) {
    let (mut times, mut most) = (Vec::new(), 0);
    for _ in 0..TURNS {
        let mut command = Command::new("/usr/bin/time");
        command.args(["-f", "%e %M", program]).args(args);
        set(&mut command);
        let out = command.output().expect("GNU time");
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        if !out.status.success() {
            println!("{what}: not measured: {said}");
            return;
        }
        let last = said.lines().last().unwrap_or_default();
        let (seconds, kilobytes) = last.split_once(' ').expect("two numbers");
        times.push(seconds.parse::<f64>().expect("seconds"));
        most = most.max(kilobytes.parse::<u64>().expect("kilobytes"));
    }
    times.sort_by(f64::total_cmp);
    println!("{what}: {:.2} s, {most} kB at most", times[times.len() / 2]);
}

/// The report and what else is made of a campaign in which every unit has reported, whole processes.
fn report() {
    let program = env!("CARGO_BIN_EXE_ketnoi");
    let dir = tempfile::tempdir().expect("a folder");
    let home = dir.path();
    let at_home = |command: &mut Command| {
        command
            .env_clear()
            .env("HOME", home)
            .env("LANG", "C.UTF-8")
            .current_dir(home);
    };
    let run = |args: &[&str]| {
        let mut command = Command::new(program);
        at_home(&mut command);
        let out = command.args(args).output().expect("ketnoi runs");
        assert!(
            out.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        out.stdout
    };
    run(&["campaign", "open", "wtisd-2020"]);
    let status: serde_json::Value = serde_json::from_slice(&run(&["status", "--json"])).expect("JSON");
    let units = status["units"].as_array().expect("units");
    let units: Vec<&str> = units.iter().filter_map(|u| u["abbr"].as_str()).collect();
    for unit in &units {
        run(&[
            "report",
            "receive",
            unit,
            "--at",
            "2020-06-01T09:00",
            "--note",
            "x",
        ]);
    }
    for n in 0..ACTIVITIES {
        let title = format!("Hội thảo, tọa đàm về chuyển đổi số và Kết nối 2030, lần thứ {n}");
        let tags = [
            "--sdg", "9.c", "--goal", "2.8", "--mode", "online", "--reach", "1200",
        ];
        let days = ["--from", "2020-05-17", "--to", "2020-05-18", "--kind", "seminar"];
        let add = [
            "activity",
            "add",
            "--unit",
            units[n % units.len()],
            "--title",
            &title,
        ];
        run(&[&add[..], &days, &tags].concat());
    }
    println!("{} units, {ACTIVITIES} activities, no photos:", units.len());
    for (what, file) in [
        ("consolidated", "a.docx"),
        ("consolidated", "a.html"),
        ("itu", "b.docx"),
        ("activities", "c.xlsx"),
        ("log", "d.csv"),
    ] {
        let args = ["export", what, "-o", file, "--force", "--read-only"];
        measured(&format!("  export {what} to {file}"), program, &args, at_home);
    }
    measured(
        "  check-document",
        program,
        &["check-document", "a.docx"],
        at_home,
    );
}

/// The same amounts by what others use.
fn peers() {
    for (what, script) in [
        ("python-docx: tables of 63 x 7 and 500 x 9 cells", PYTHON_DOCX),
        (
            "XlsxWriter, constant memory: 100,000 rows x 10 columns",
            XLSXWRITER,
        ),
        ("openpyxl, write only: 100,000 rows x 10 columns", OPENPYXL),
    ] {
        measured(what, "/usr/bin/python3", &["-c", script], |_| {});
    }
}

const PYTHON_DOCX: &str = "
import docx, io
d = docx.Document()
for rows, columns in ((63, 7), (500, 9)):
    t = d.add_table(rows, columns)
    for row in t.rows:
        for n, cell in enumerate(row.cells):
            cell.text = 'Sở Thông tin và Truyền thông %d' % n
d.save(io.BytesIO())
";
const XLSXWRITER: &str = "
import xlsxwriter, tempfile
with tempfile.NamedTemporaryFile(suffix='.xlsx') as f:
    b = xlsxwriter.Workbook(f.name, {'constant_memory': True})
    s = b.add_worksheet()
    for r in range(100000):
        s.write_number(r, 0, r)
        s.write_number(r, 1, r / 7)
        for c in range(2, 10):
            s.write_string(r, c, 'Sở Thông tin và Truyền thông %d/%d' % (r, c))
    b.close()
";
const OPENPYXL: &str = "
import openpyxl, tempfile
b = openpyxl.Workbook(write_only=True)
s = b.create_sheet()
for r in range(100000):
    s.append([r, r / 7] + ['Sở Thông tin và Truyền thông %d/%d' % (r, c) for c in range(2, 10)])
with tempfile.NamedTemporaryFile(suffix='.xlsx') as f:
    b.save(f.name)
";

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

fn photos(many: u64) {
    let dir = tempfile::tempdir().expect("a folder");
    let mut files = FolderBlobs::beside(&dir.path().join("k.db"));
    let bytes = photo(1);
    // The same photo under sixty names: a byte behind the end makes another file of it.
    let put = |n: u64| {
        let mut one = bytes.clone();
        one.extend(n.to_be_bytes());
        files.put(&mut &one[..], u64::MAX).expect("kept").id
    };
    let all: Vec<BlobId> = (0..many).map(put).collect();
    let program = env!("CARGO_BIN_EXE_ketnoi");
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
            "{many} photos of {} kB, {turn}: {:.2?}, {} kB of pictures, {} kB held at most, {}",
            bytes.len() >> 10,
            began.elapsed(),
            shown >> 10,
            peak(),
            if done.is_continue() { "all" } else { "broken off" }
        );
    }
}

fn files_of(dir: &tempfile::TempDir) -> Box<dyn Blobs> {
    Box::new(FolderBlobs::beside(&dir.path().join("k.db")))
}
