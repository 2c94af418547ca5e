//! Files that strangers sent, read by the real program in its process of its own. The papers in `tests/papers` were
//! written by `LibreOffice`.

use std::io::{Cursor, Read as _, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use ketnoi::extract::{Lacking, Reader, Told};
use ketnoi::filekind;
use ketnoi::jail::Jail;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ketnoi");

fn paper(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/papers/");
    std::fs::read(format!("{path}{name}")).expect("a paper")
}

fn media(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(filekind::HEAD)];
    let tail = &bytes[bytes.len().saturating_sub(filekind::TAIL)..];
    filekind::judge(head, tail).1
}

fn reader() -> Reader {
    Reader::new(Jail::by(PROGRAM.into()))
}

fn read(bytes: &[u8]) -> Result<Told, Lacking> {
    reader().text(bytes, media(bytes), 200_000)
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

fn text(bytes: &[u8]) -> String {
    read(bytes).expect("words").text
}

fn flags(bytes: &[u8]) -> Vec<String> {
    read(bytes).expect("words").flags
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A DOCX of these parts beside what every one has.
fn docx(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let document =
        format!("<w:document><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>");
    let mut files: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ];
    files.extend(more);
    zipped(&files)
}

/// A PDF of one page with this content; no fonts.
fn pdf(content: &str, more: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        format!("<<{more}>>"),
    ];
    let (mut out, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let table = out.len();
    out += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        out += &format!("{place:010} 00000 n \n");
    }
    out += &format!(
        "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

/// A gigabyte of zeros, packed: matches of 258 bytes one after the other, thirteen bits each.
fn gigabyte_of_zeros() -> Vec<u8> {
    let (mut out, mut word, mut bits) = (Vec::new(), 0_u32, 0);
    let mut put = |value: u32, count: u32| {
        word |= value << bits;
        bits += count;
        while bits >= 8 {
            out.push(word as u8);
            word >>= 8;
            bits -= 8;
        }
    };
    put(0b011, 3); // the last block, with the codes that everybody knows
    put(0b0000_1100, 8); // a zero
    for _ in 0..(1 << 30) / 258 {
        put(0b1010_0011, 8); // 258 bytes
        put(0, 5); // from one byte before
    }
    put(0, 14);
    out
}

/// A ZIP with one entry of these packed bytes, which says of itself whatever is wanted.
fn zip_of(name: &str, packed: &[u8], claimed: u32) -> Vec<u8> {
    let sizes = [packed.len() as u32, claimed];
    let fields = |mark: &[u8], middle: &[u8]| {
        let mut out = [mark, &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..]].concat();
        out.extend(sizes.iter().flat_map(|s| s.to_le_bytes()));
        out.extend((name.len() as u16).to_le_bytes());
        out.extend(middle);
        out.extend(name.as_bytes());
        out
    };
    let mut out = fields(b"PK\x03\x04", &[0, 0]);
    out.extend(packed);
    let list = out.len() as u32;
    let entry = fields(b"PK\x01\x02\x14\0", &[0; 16]);
    out.extend(&entry);
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend((entry.len() as u32).to_le_bytes());
    out.extend(list.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn every_paper_that_an_office_writes_is_read_in_its_order() {
    let lines = [
        "UBND TỈNH ĐẮK LẮK",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "Số: 77/BC-STTTT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Đắk Lắk, ngày 02 tháng 6 năm 2020",
        "Kính gửi: Bộ Thông tin và Truyền thông",
        "Phó Giám đốc Nguyễn Thị Hường đã ký & đóng dấu.",
    ];
    for name in ["report.pdf", "report.docx", "report.odt", "report.doc"] {
        let said = text(&paper(name));
        let mut rest = said.lines();
        for line in lines {
            assert!(rest.any(|l| l == line), "{line:?} of {name} in its place: {said}");
        }
        assert_eq!(flags(&paper(name)), [""; 0], "{name}");
    }
    for name in ["figures.xlsx", "figures.xls"] {
        assert_eq!(
            text(&paper(name)),
            "figures\nNội dung\tSố lượng\tNgày\nBăng rôn\t1250\t25/05/2020\nTin bài\t12.5"
        );
    }
    assert!(text(&paper("figures.ods")).starts_with("Nội dung\tSố lượng\tNgày\nBăng rôn\t1250\t"));
}

/// Old files of Microsoft's under the media types that letters tell them by, and what is broken or locked in one.
#[test]
fn an_old_word_file_is_read_by_whatever_name_and_says_when_it_cannot() {
    let whole = paper("report.doc");
    let as_word = reader()
        .text(&whole, "application/msword", 100_000)
        .expect("words");
    assert_eq!(as_word.text, text(&whole));
    let sheet = reader().text(&paper("figures.xls"), "application/vnd.ms-excel", 100_000);
    assert!(sheet.expect("words").text.contains("Băng rôn"));
    let head = (0..whole.len())
        .step_by(512)
        .find(|at| whole[*at..].starts_with(&[0xec, 0xa5]))
        .expect("its head");
    let changed = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[head + at] |= byte;
        reader().text(&bytes, "application/msword", 100_000)
    };
    assert_eq!(changed(0x0b, 0x01), Err(Lacking::Encrypted));
    assert_eq!(changed(0x1a5, 0x7f), Err(Lacking::Unfit), "its table is nowhere");
    let cut = reader().text(&whole, "application/msword", 30).expect("words");
    assert!(cut.text.len() <= 30 && cut.flags == ["cut"], "{cut:?}");
}

#[test]
fn what_is_noticed_is_said() {
    let scan = pdf("q 612 0 0 792 0 0 cm Q", "");
    assert_eq!(flags(&scan), ["no-text"]);
    let signed = pdf("q Q", "/Type/Sig/ByteRange[0 1 2 3]/Contents<00>");
    assert_eq!(flags(&signed), ["no-text", "signature-not-checked"]);
    let broken = &signed[..signed.len() - 60].to_vec();
    let of_broken = flags(&[broken, &b"%"[..]].concat());
    assert!(
        of_broken.contains(&"signature-not-checked".to_owned()),
        "{of_broken:?}"
    );
    assert_eq!(flags(&docx("x", &[("word/vbaProject.bin", b"x")])), ["macros"]);
    let template = br#"<Relationships><Relationship Type="a/attachedTemplate" Target="http://x.example/t" TargetMode="External"/></Relationships>"#;
    let link = br#"<Relationships><Relationship Type="a/hyperlink" Target="http://x.example/" TargetMode="External"/></Relationships>"#;
    assert_eq!(
        flags(&docx("x", &[("word/_rels/a.rels", template)])),
        ["external"]
    );
    assert_eq!(flags(&docx("x", &[("word/_rels/a.rels", link)])), [""; 0]);
    let mut locked = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    locked.create_stream("/EncryptedPackage").expect("a stream");
    assert_eq!(read(&locked.into_inner().into_inner()), Err(Lacking::Encrypted));
    let long = docx(&"dài ".repeat(1_000), &[]);
    let told = reader().text(&long, DOCX, 100).expect("words");
    assert_eq!(
        (told.text.len() <= 100, told.flags),
        (true, vec!["cut".to_owned()])
    );
}

#[test]
fn bombs_are_refused_within_their_limits() {
    let zeros = gigabyte_of_zeros();
    let refused = |what: &str, got: Result<Told, Lacking>, started: Instant| {
        assert_eq!(got.map(|t| t.flags), Err(Lacking::Beyond), "{what}");
        assert!(started.elapsed() < Duration::from_mins(1), "{what}");
    };
    // One that says how large it is, and one that lies about it.
    for (claimed, lacking, flag) in [
        (1 << 30, Lacking::Beyond, "too-large"),
        (5, Lacking::Unfit, "damaged"),
    ] {
        let started = Instant::now();
        let paper = zip_of("word/document.xml", &zeros, claimed);
        assert_eq!(reader().text(&paper, DOCX, 1_000), Err(lacking));
        let all = reader()
            .unpack(&zip_of("so.txt", &zeros, claimed), "application/zip")
            .expect("entries");
        assert_eq!(all[0].bytes, None);
        assert_eq!(all[0].flags, [flag]);
        assert!(started.elapsed() < Duration::from_mins(1));
    }
    let names: Vec<String> = (0..100_000).map(|i| format!("word/{i}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    let started = Instant::now();
    let many = zipped(&many);
    refused("100,000 parts", reader().text(&many, DOCX, 1_000), started);
    assert_eq!(reader().unpack(&many, "application/zip"), Err(Lacking::Beyond));
    refused("an old corner", read(&paper("corner.xls")), Instant::now());
}

#[test]
fn a_sheet_with_cells_in_its_first_and_last_corner_is_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "đầu").expect("a cell");
    sheet.write(1_048_575, 16_383, "cuối").expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");
    assert_eq!(text(&bytes), "Sheet1\nđầu\ncuối");
}

/// A program that notes each start and then becomes the real one.
fn counting(folder: &Path) -> (Jail, impl Fn() -> usize) {
    let (program, count) = (folder.join("program"), folder.join("count"));
    let script = format!(
        "#!/bin/sh\necho x >> {}\nexec {PROGRAM} \"$@\"\n",
        count.display()
    );
    std::fs::write(&program, script).expect("a script");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o700)).expect("a program");
    let starts = move || std::fs::read_to_string(&count).map_or(0, |c| c.lines().count());
    (Jail::by(program), starts)
}

#[test]
fn a_hundred_files_cost_one_child_and_one_that_kills_it_costs_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let (jail, starts) = counting(folder.path());
    let mut reader = Reader::new(jail);
    let word = docx("một hai", &[]);
    let said = Ok("một hai".to_owned());
    for _ in 0..100 {
        assert_eq!(reader.text(&word, DOCX, 1_000).map(|t| t.text), said);
    }
    assert_eq!(starts(), 1);
    // It asks for more memory than there is: the child dies of it, and one that has read nothing before it does too.
    let killer = paper("corner.xls");
    assert_eq!(reader.text(&killer, media(&killer), 1_000), Err(Lacking::Beyond));
    assert_eq!(reader.text(&word, DOCX, 1_000).map(|t| t.text), said);
    assert_eq!(starts(), 3);
    for _ in 0..450 {
        assert_eq!(reader.text(&word, DOCX, 1_000).map(|t| t.text), said);
    }
    assert_eq!(starts(), 5, "replaced after its share");
}

fn gzipped(from: &mut impl std::io::Read) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::copy(from, &mut gz).expect("packed");
    gz.finish().expect("packed")
}

#[test]
fn entries_of_an_archive_come_out_in_their_order() {
    let inner = zipped(&[("trong.txt", b"sau")]);
    let zip = zipped(&[
        ("báo cáo.docx", &docx("x", &[])),
        ("../../x", b"1"),
        ("lồng.zip", &inner),
    ]);
    let all = reader().unpack(&zip, "application/zip").expect("entries");
    let names: Vec<&str> = all.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["báo cáo.docx", "../../x", "lồng.zip"]);
    assert_eq!(
        all[2].bytes.as_deref(),
        Some(inner.as_slice()),
        "how deep one goes is the caller's matter"
    );
    let one = reader().unpack(&gzipped(&mut &b"%PDF-1.7"[..]), "application/gzip");
    assert_eq!(one.expect("entries")[0].bytes.as_deref(), Some(&b"%PDF-1.7"[..]));
    let bomb = reader().unpack(
        &gzipped(&mut std::io::repeat(0).take(256 << 20)),
        "application/gzip",
    );
    assert_eq!(bomb.expect("an answer")[0].flags, ["too-large"]);
    assert_eq!(
        reader().unpack(b"no tar", "application/x-tar"),
        Err(Lacking::Unfit)
    );
    assert_eq!(
        reader().unpack(b"Rar!\x1a\x07\x01\0", "application/vnd.rar"),
        Err(Lacking::Unknown)
    );
}

/// The most that this process has held, in KiB.
fn most_held() -> i64 {
    let usage = std::fs::read_to_string("/proc/self/status").expect("the system tells");
    let line = usage
        .lines()
        .find(|l| l.starts_with("VmHWM:"))
        .expect("what was held");
    line.split_whitespace()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .expect("a number")
}

/// Whatever is made of real papers, and whatever is no paper at all: there is an answer, in time, and whoever asks holds
/// little for it.
#[test]
fn bytes_of_any_kind_have_an_answer() {
    let config = ProptestConfig {
        cases: 24,
        failure_persistence: None,
        max_shrink_iters: 0,
        ..ProptestConfig::default()
    };
    proptest!(config, |(
        which in 0..7_usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        cut in prop::option::of(any::<prop::sample::Index>()),
        noise in prop::collection::vec(any::<u8>(), 0..3_000),
    )| {
        let names = ["report.pdf", "report.docx", "report.odt", "report.doc", "figures.xlsx", "figures.ods", "figures.xls"];
        let whole = paper(names[which]);
        let kind = media(&whole);
        let mut bytes = whole.clone();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let mut reader = reader();
        let started = Instant::now();
        for bytes in [&bytes, &noise] {
            for result in [reader.text(bytes, kind, 50_000).map(|_| ()), reader.unpack(bytes, "application/zip").map(|_| ())] {
                prop_assert_ne!(result, Err(Lacking::NoProcess));
            }
        }
        prop_assert!(started.elapsed() < Duration::from_mins(1));
        prop_assert!(most_held() < 400 << 10);
        // The one after it is read as if nothing had been.
        prop_assert_eq!(reader.text(&whole, kind, 200_000), read(&whole));
    });
}
