//! Official papers as `LibreOffice` lays them out: no line of the national title wraps, rules are as long as they should be, pages
//! are numbered where and only where they should be, and none is blank. What is made is kept below `target/tmp`.

use std::fs;
use std::path::Path;

use ketnoi::paper::Paper;

use crate::common::leaving::{folder, run};
use crate::common::papers::{self, docx, letter, report, unfilled};

/// A word at its place: page, left, top, right, bottom in points.
#[derive(Debug, Clone)]
struct Word {
    page: usize,
    at: [f64; 4],
    text: String,
}

/// The words of a paper's pages; `None` where a part is missing.
fn laid_out(dir: &Path, name: &str, paper: &Paper) -> Option<Vec<Word>> {
    let file = dir.join(format!("{name}.docx"));
    fs::write(&file, docx(paper)).expect("a file");
    let profile = format!("-env:UserInstallation=file://{}", dir.join("office").display());
    let (out, from) = (dir.display().to_string(), file.display().to_string());
    let args = [
        profile.as_str(),
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        &out,
        &from,
    ];
    run("soffice", &args)?;
    let pdf = dir.join(format!("{name}.pdf")).display().to_string();
    let told = run("pdftotext", &["-bbox", &pdf, "-"])?;
    let mut page = 0;
    let mut words = Vec::new();
    for line in String::from_utf8(told.stdout).expect("text").lines() {
        let line = line.trim();
        if line.starts_with("<page") {
            page += 1;
        }
        let Some(rest) = line.strip_prefix("<word ") else {
            continue;
        };
        let number = |name: &str| -> f64 {
            let from = rest.split_once(&format!("{name}=\"")).expect("a place").1;
            from.split_once('"')
                .expect("it ends")
                .0
                .parse()
                .expect("a number")
        };
        let text = rest.split_once('>').expect("words").1.trim_end_matches("</word>");
        words.push(Word {
            page,
            at: [number("xMin"), number("yMin"), number("xMax"), number("yMax")],
            text: text.to_owned(),
        });
    }
    Some(words)
}

/// The line of the first page that holds this word: its left end, its right end, its lower edge.
fn line_of(words: &[Word], text: &str, most: (f64, f64)) -> (f64, f64, f64) {
    let word = words.iter().find(|w| w.page == 1 && w.text == text).expect(text);
    let same = words.iter().filter(|w| {
        w.page == 1 && (w.at[3] - word.at[3]).abs() < 2.0 && w.at[0] >= most.0 && w.at[2] <= most.1
    });
    same.fold((f64::MAX, 0.0, word.at[3]), |(left, right, low), w| {
        (left.min(w.at[0]), w.at[2].max(right), low)
    })
}

/// The longest black line just below a place of the first page, in points: how far away it is, and how long.
fn rule_below(dir: &Path, name: &str, (left, right, low): (f64, f64, f64)) -> Option<(f64, f64)> {
    const DOTS: f64 = 4.0; // a point is four dots
    let pdf = dir.join(format!("{name}.pdf")).display().to_string();
    let picture = dir.join(name).display().to_string();
    run(
        "pdftoppm",
        &[
            "-r",
            "288",
            "-gray",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            &pdf,
            &picture,
        ],
    )?;
    let bytes = fs::read(dir.join(format!("{name}.pgm"))).expect("a picture");
    let mut head = bytes.splitn(4, |b| *b == b'\n');
    let _ = head.next();
    let size = String::from_utf8(head.next().expect("a size").to_vec()).expect("text");
    let wide: usize = size
        .split(' ')
        .next()
        .expect("a width")
        .parse()
        .expect("a number");
    let dots = &bytes[bytes.len()
        - wide
            * size
                .split(' ')
                .nth(1)
                .expect("a height")
                .parse::<usize>()
                .expect("a number")..];
    let dot = |points: f64| (points * DOTS).round() as usize;
    let longest = |row: usize| {
        let row = &dots[row * wide + dot(left) - 8..row * wide + dot(right) + 8];
        let runs = row.split(|d| *d > 128).map(<[u8]>::len);
        runs.max().unwrap_or(0)
    };
    // The lower edge of a word's box is that of the deepest letter.
    let rows = dot(low) - dot(4.0)..dot(low) + dot(8.0);
    let best = rows
        .map(|row| (longest(row), row))
        .max_by_key(|(long, row)| (*long, usize::MAX - row))?;
    Some((best.1 as f64 / DOTS - low, best.0 as f64 / DOTS))
}

fn long_names() -> Paper {
    let mut paper = report();
    paper.head.parent = Some("Ủy ban nhân dân Thành phố Hồ Chí Minh".to_owned());
    paper.head.issuer = "Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh".to_owned();
    paper.head.place = "Thành phố Hồ Chí Minh".to_owned();
    paper
}

#[test]
fn heads_stand_as_the_decree_has_them() {
    let dir = folder("decree-heads");
    let middle = 297.0;
    let papers = [
        ("report", report(), "THÔNG"),
        ("letter", letter(), "THÔNG"),
        ("long", long_names(), "PHỐ"),
    ];
    for (name, paper, issuer) in papers {
        let Some(words) = laid_out(&dir, name, &paper) else {
            return;
        };
        // One line, and all of it.
        let right = words.iter().find(|w| w.text == "CỘNG").expect("a title").at[0] - 0.5;
        let title = line_of(&words, "CỘNG", (right, 600.0));
        assert!(
            words
                .iter()
                .any(|w| w.text == "NAM" && (w.at[3] - title.2).abs() < 2.0),
            "{name}: the title wraps"
        );
        let motto = line_of(&words, "Độc", (right, 600.0));
        let centre = |l: (f64, f64, f64)| f64::midpoint(l.0, l.1);
        assert!(
            (centre(title) - centre(motto)).abs() < 2.0,
            "{name}: the motto is centred below the title"
        );
        let Some((away, long)) = rule_below(&dir, name, motto) else {
            return;
        };
        assert!(
            (long - (motto.1 - motto.0)).abs() < 3.0,
            "{name}: {long} below {motto:?}"
        );
        assert!(away > -2.0, "{name}: the rule touches the letters: {away}");
        // The last line of the issuing body has a rule of a third to a half.
        let last = words
            .iter()
            .filter(|w| w.page == 1 && w.text == issuer && w.at[2] < middle)
            .max_by(|a, b| a.at[3].total_cmp(&b.at[3]))
            .expect("an issuer")
            .at[3];
        let line = words
            .iter()
            .filter(|w| w.page == 1 && (w.at[3] - last).abs() < 1.0 && w.at[2] < title.0);
        let line = line.fold((f64::MAX, 0.0_f64, last), |(l, r, low), w| {
            (l.min(w.at[0]), r.max(w.at[2]), low)
        });
        let (_, long) = rule_below(&dir, name, line).expect("a picture");
        let part = long / (line.1 - line.0);
        assert!((0.32..0.52).contains(&part), "{name}: {part} of {line:?}");
        // The number and the date stand on one line.
        let number = words
            .iter()
            .find(|w| w.page == 1 && w.text == "Số:")
            .expect("a number");
        let day = words
            .iter()
            .find(|w| w.page == 1 && w.text == "ngày")
            .expect("a day");
        assert!(
            (number.at[3] - day.at[3]).abs() < 2.5,
            "{name}: {number:?} {day:?}"
        );
        // Nothing stands out more than 5 mm.
        let (left, right) = (30.0 - 5.2, 210.0 - 15.0 + 5.2);
        let points = |mm: f64| mm * 72.0 / 25.4;
        let out = words
            .iter()
            .find(|w| w.page == 1 && (w.at[0] < points(left) || w.at[2] > points(right)));
        assert!(out.is_none(), "{name}: {out:?}");
    }
}

#[test]
fn pages_are_numbered_and_none_is_blank() {
    let dir = folder("decree-pages");
    let papers = [
        // Pages without a number: the first of the body and of each appendix.
        ("report", report(), vec![1, 3, 6], 7),
        ("unfilled", unfilled(), vec![1, 3, 6], 7),
        ("letter", letter(), vec![1], 1),
    ];
    for (name, paper, firsts, most) in papers {
        let Some(words) = laid_out(&dir, name, &paper) else {
            return;
        };
        let pages = words.iter().map(|w| w.page).max().expect("pages");
        assert_eq!(pages, most, "{name}");
        let mut want = 0;
        for page in 1..=pages {
            let here: Vec<&Word> = words.iter().filter(|w| w.page == page).collect();
            let top = here
                .iter()
                .find(|w| w.at[3] < 20.0 * 72.0 / 25.4 && w.text.chars().all(|c| c.is_ascii_digit()));
            want = if firsts.contains(&page) { 1 } else { want + 1 };
            if firsts.contains(&page) {
                assert!(top.is_none(), "{name}: page {page} has a number");
            } else {
                assert_eq!(
                    top.expect("a number").text,
                    want.to_string(),
                    "{name}: page {page}"
                );
            }
            assert!(here.len() > 3, "{name}: page {page} is blank");
        }
        // Copies and office are level, and the name is on the same page.
        let find = |text: &str| words.iter().rfind(|w| w.text == text);
        let copies = find("nhận:").expect("copies");
        let office = if name == "unfilled" {
            None
        } else {
            Some(find("KT.").expect("an office"))
        };
        if let Some(office) = office {
            assert!((copies.at[3] - office.at[3]).abs() < 3.0, "{copies:?} {office:?}");
            assert_eq!(find("An").expect("a name").page, copies.page);
        }
    }
    let _ = papers::PHOTO;
}
