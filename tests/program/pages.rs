//! Papers as pages, opened by a real browser; photos as documents show them, made by the real program; papers as PDF by a real
//! office. What is made is kept below `target/tmp`, for whoever wants to look.

use std::fs;
use std::io::{Cursor, Read};
use std::net::TcpListener;
use std::ops::ControlFlow;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use image::{DynamicImage, ImageFormat, RgbImage};
use ketnoi::core::mix::Mix;
use ketnoi::core::names::BlobId;
use ketnoi::docxout;
use ketnoi::htmlout;
use ketnoi::jail::{Jail, Why};
use ketnoi::paper::{Block, Paper, Picture, Shown, Span};
use ketnoi::pdfout::Office;
use ketnoi::photo::Press;
use ketnoi::pictures::{NotShown, Pictures};
use ketnoi::store::{Blobs, FolderBlobs};

use crate::common::leaving::{burn_up, charts, folder, run};
use crate::common::{papers, pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ketnoi");

/// A paper with everything, and words that would fetch something if they were taken for more than words.
fn paper(port: u16) -> Paper {
    let mut paper = papers::report();
    let there = format!("http://127.0.0.1:{port}");
    let hostile = [
        format!("<img src=\"{there}/a.png\"><script src=\"{there}/b.js\"></script>"),
        format!("</style><link rel=stylesheet href={there}/c.css><style>@import '{there}/d.css'"),
        "\u{1b}[2J\u{202e}\u{0}".to_owned(),
    ];
    let blocks = &mut paper.body.blocks;
    for words in hostile {
        blocks.push(Block::Text(vec![Span::plain(words.clone())]));
        blocks.push(Block::Note(vec![Span::bold(words.clone())]));
        blocks.push(Block::Chart(burn_up(), words.clone()));
        blocks.push(Block::Picture(Picture {
            name: words.clone(),
            caption: words,
            ..match papers::picture(1) {
                Block::Picture(picture) => picture,
                _ => unreachable!("it is one"),
            }
        }));
    }
    for (name, chart) in charts() {
        if name.starts_with("map") {
            blocks.push(Block::Chart(chart, name.to_owned()));
        }
    }
    paper
}

/// The first photo is there, the second is not, and so on.
fn page(paper: &Paper) -> String {
    let mut n = 0;
    htmlout::text(paper, &mut |picture| {
        n += 1;
        if n % 3 == 0 {
            return Err("tệp không phải là ảnh <b>".to_owned());
        }
        papers::shown(picture)
    })
}

/// Runs a browser without a screen, in a profile of its own, whose every request would go to this port; `None` without one.
fn browse(args: &[&str], file: &str, port: u16) -> Option<Output> {
    let profile = tempfile::tempdir().expect("a folder");
    let output = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ])
        .args([
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-domain-reliability",
            "--no-pings",
        ])
        .arg("--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication")
        .args([
            "--enable-logging=stderr",
            "--virtual-time-budget=5000",
            "--proxy-bypass-list=<-loopback>",
        ])
        .arg(format!("--proxy-server=127.0.0.1:{port}"))
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(args)
        .arg(format!("file://{file}"))
        .output();
    match output {
        Ok(output) => Some(output),
        Err(why) => {
            pty::skip(&format!("no chromium: {why}"));
            None
        }
    }
}

/// Somebody who would answer a request, and counts those that name a place of ours.
fn listener() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("a port").port();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let mut head = [0; 512];
            let n = stream.read(&mut head).unwrap_or(0);
            let said = String::from_utf8_lossy(&head[..n]).into_owned();
            // A browser has errands of its own.
            if said.contains("127.0.0.1") {
                count.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    (port, asked)
}

#[test]
fn a_browser_opens_a_page_without_a_request_and_shows_all_of_it() {
    let (port, asked) = listener();
    let folder = folder("pages");
    let paper = paper(port);
    let html = page(&paper);
    assert_eq!(html, page(&paper), "the same paper is the same page");
    let file = folder.join("report.html");
    fs::write(&file, &html).expect("a file");
    let file = file.display().to_string();
    let dom = browse(&["--dump-dom"], &file, port);
    let Some(dom) = dom else { return };
    let said = String::from_utf8_lossy(&dom.stderr).into_owned();
    for fault in ["Content Security Policy", "Refused to", "CONSOLE"] {
        assert!(!said.contains(fault), "{said}");
    }
    let shown = String::from_utf8_lossy(&dom.stdout).into_owned();
    for words in [
        "<html lang=\"vi\">",
        "Kết quả tổ chức các hoạt động",
        "Phụ lục II. Hình ảnh",
        "Nơi nhận:",
        "Quần đảo Trường Sa",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    assert!(!shown.contains("<script"), "words stay words");
    assert_eq!(shown.matches("<svg").count(), html.matches("<svg").count());
    assert_eq!(shown.matches("<style").count(), 1);
    for (name, dark) in [("light", "0"), ("dark", "1")] {
        let picture = format!(
            "--screenshot={}",
            folder.join(name).with_extension("png").display()
        );
        let scheme = format!("--blink-settings=preferredColorScheme={}", u8::from(dark != "1"));
        browse(&[&picture, &scheme, "--window-size=1000,4200"], &file, port).expect("it was there before");
        let png = folder.join(name).with_extension("png");
        let seen = image::open(png).expect("a picture").into_rgb8();
        let [r, _, _] = seen.get_pixel(3, 3).0;
        assert_eq!(r < 80, dark == "1", "{name}: the ground is {r}");
        let inked = seen.pixels().filter(|p| p.0[0].abs_diff(r) > 100).count();
        assert!(inked > 20_000, "{name}: {inked} points are written on");
    }
    let print = folder.join("report.pdf").display().to_string();
    browse(
        &[&format!("--print-to-pdf={print}"), "--no-pdf-header-footer"],
        &file,
        port,
    );
    if let Some(said) = run("pdftotext", &["-layout", &print, "-"]) {
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(
            said.matches("TT").count() > 1,
            "the head of a long table is on each page"
        );
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0, "it asked somebody");
    // The listener does hear what is asked for.
    let asks = folder.join("asks.html");
    fs::write(&asks, format!("<img src=\"http://127.0.0.1:{port}/a.png\">")).expect("a file");
    browse(&["--dump-dom"], &asks.display().to_string(), port);
    assert!(asked.load(Ordering::SeqCst) > 0, "a page that asks is heard");
}

#[test]
fn a_page_of_nothing_is_a_page() {
    let mut paper = papers::unfilled();
    paper.body.blocks.clear();
    paper.appendices.clear();
    let html = page(&paper);
    assert!(
        html.contains("ngày … tháng … năm …") && html.ends_with("</html>\n"),
        "{html}"
    );
}

/// A photo of so many points, with words beside it as telephones write them.
fn photo(n: u64, w: u32, h: u32) -> Vec<u8> {
    let mut mix = Mix::new(n);
    let noise: Vec<u8> = (0..4096).map(|_| (mix.next() % 40) as u8).collect();
    let picture = RgbImage::from_fn(w, h, |x, y| {
        let rough = noise[((x * 7 + y * 13) % 4096) as usize];
        image::Rgb([
            (x * 200 / w) as u8 + rough,
            (y * 200 / h) as u8 + rough,
            (n * 20 % 200) as u8 + rough,
        ])
    });
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)
        .expect("a photo");
    let words = b"Exif\0\0GPSLatitude 21.0278 GPSLongitude 105.8342";
    let mut whole = bytes[..2].to_vec();
    whole.extend([0xff, 0xe1]);
    whole.extend((words.len() as u16 + 2).to_be_bytes());
    whole.extend(words);
    whole.extend(&bytes[2..]);
    whole
}

fn all_the_way(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn photos_are_made_once_kept_and_go_with_their_files() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut files = FolderBlobs::beside(&dir.path().join("k.db"));
    let mut put = |bytes: &[u8]| files.put(&mut &bytes[..], u64::MAX).expect("kept").id;
    let good: Vec<BlobId> = (0..5).map(|n| put(&photo(n, 1_600, 1_200))).collect();
    let none = put(b"%PDF-1.7 no photo");
    let gone = BlobId("0".repeat(64));
    let press = Press::new(Jail::by(PROGRAM.into()), (320, 320));
    let wanted: Vec<BlobId> = good.iter().chain([&none, &gone, &good[0]]).cloned().collect();

    let mut looking = Pictures::new(files.another(), Some(press.clone()), false);
    assert!(looking.prepare(&wanted, &mut all_the_way).is_continue());
    assert!(
        !files.root().join(".made").exists(),
        "whoever only looks keeps nothing"
    );
    let seen: Vec<Shown> = good
        .iter()
        .map(|id| looking.shown(id).expect("a photo"))
        .collect();

    let mut heard = Vec::new();
    let mut pictures = Pictures::new(files.another(), Some(press.clone()), true);
    let mut told = |n, all| {
        heard.push((n, all));
        ControlFlow::Continue(())
    };
    assert!(pictures.prepare(&wanted, &mut told).is_continue());
    assert_eq!(heard, (0..=7).map(|n| (n, 7)).collect::<Vec<_>>(), "each once");
    for (id, before) in good.iter().zip(&seen) {
        let shown = pictures.shown(id).expect("a photo");
        assert_eq!(&shown, before, "the same bytes, kept or not");
        assert_eq!((shown.width, shown.height), (320, 240));
        assert!(
            !shown.jpeg.windows(3).any(|w| w == b"GPS"),
            "no word of where it was taken"
        );
    }
    assert!(matches!(pictures.shown(&none), Err(NotShown::Made(Why::Unfit))));
    assert!(matches!(pictures.shown(&gone), Err(NotShown::Gone)));

    // Another program makes nothing anew: the program that would make them is none.
    let nobody = Press::new(Jail::by("/nonexistent".into()), (320, 320));
    let mut again = Pictures::new(files.another(), Some(nobody), true);
    assert!(again.prepare(&good, &mut all_the_way).is_continue());
    assert_eq!(again.shown(&good[1]).expect("kept"), seen[1]);

    assert!(files.remove(&good[1]).expect("removed"));
    assert!(
        matches!(again.shown(&good[1]), Err(NotShown::Gone)),
        "nothing of it is left"
    );

    let mut large = Pictures::new(
        files.another(),
        Some(Press::new(Jail::by(PROGRAM.into()), (640, 640))),
        true,
    );
    let mut until_the_first = |n: usize, _: usize| {
        if n > 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    assert!(large.prepare(&good, &mut until_the_first).is_break());
}

#[test]
fn an_office_makes_a_pdf_of_a_paper_beside_another_that_does() {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let Some(office) = Office::on(&path) else {
        return pty::skip("no soffice");
    };
    let docx =
        docxout::write(&papers::letter(), Cursor::new(Vec::new()), &mut papers::shown).expect("a paper");
    let docx = docx.into_inner();
    let make = || {
        office
            .pdf(&docx, &mut || std::ops::ControlFlow::Continue(()))
            .expect("a PDF")
    };
    let (one, other) = std::thread::scope(|s| {
        let one = s.spawn(make);
        let other = s.spawn(make);
        (one.join().expect("no panic"), other.join().expect("no panic"))
    });
    let folder = folder("pdf");
    for (name, bytes) in [("one.pdf", one), ("other.pdf", other)] {
        let file = folder.join(name);
        fs::write(&file, bytes).expect("a file");
        let Some(said) = run("pdftotext", &[&file.display().to_string(), "-"]) else {
            return;
        };
        assert!(
            String::from_utf8_lossy(&said.stdout).contains("V/v đôn đốc"),
            "{name}"
        );
    }
}

/// Films that were cut or changed anywhere, read by the real program in its process of its own.
#[test]
fn a_film_of_any_bytes_has_an_answer_from_the_jail() {
    let boxed = |kind: &[u8], body: &[u8]| {
        let size = u32::try_from(body.len() + 8).expect("short");
        [&size.to_be_bytes()[..], kind, body].concat()
    };
    let head = [0, 1, 2, 1_000, 61_000].map(u32::to_be_bytes).concat();
    let moov = boxed(b"moov", &boxed(b"mvhd", &[&head[..], &[0; 80]].concat()));
    let film = [boxed(b"ftyp", b"qt  "), moov].concat();
    let press = Press::new(Jail::by(PROGRAM.into()), (64, 64));
    let seconds = |bytes: &[u8]| press.seconds(&mut &*bytes).expect("an answer");
    assert_eq!(seconds(&film), Some(61));
    let mut mix = Mix::new(5);
    for _ in 0..60 {
        let mut bytes = film.clone();
        for _ in 0..=(mix.next() % 5) {
            let at = (mix.next() % bytes.len() as u64) as usize;
            bytes[at] = mix.next() as u8;
        }
        if mix.next().is_multiple_of(3) {
            bytes.truncate((mix.next() % film.len() as u64) as usize);
        }
        seconds(&bytes);
    }
    assert_eq!(
        seconds(&film),
        Some(61),
        "the one after them is read as if nothing had been"
    );
}
