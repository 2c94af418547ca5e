//! Photos in the terminal's own way: who says that it shows them gets them in that way, decoded to the size that fits, and
//! they are gone when they are to be; who says nothing gets half blocks and not a byte else.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::{Duration, Instant};

use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb};
use rustix::process::Signal;

use crate::common::pty::{Home, How, LIMIT, NOW, Term, wait_until};

const QUESTION: &[u8] = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[?1;1;0S\x1b[c";
const KITTY: &str = "\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;22c";
const SIXEL: &str = "\x1b[6;20;10t\x1b[?1;0;256S\x1b[?62;4;22c";
const NEITHER: &str = "\x1b[6;20;10t\x1b[?62;22c";
const KITTY_BEGINS: &[u8] = b"\x1b_Ga=T";
/// The head of the last piece, and its end.
const KITTY_ENDS: &[&[u8]] = &[b"\x1b_Gm=0", b"\x1b\\"];
const KITTY_REMOVED: &[u8] = b"\x1b_Ga=d,d=I";
const SIXEL_BEGINS: &[u8] = b"\x1bP0;1;0q";
const INLINE_BEGINS: &[u8] = b"\x1b]1337;File=";

/// A home whose first unit has two large photos: the left half red, the right half blue, with as much noise as a real one.
fn home() -> Home {
    let home = Home::opened();
    let mut args = vec!["evidence", "add", "02"];
    for (n, name) in ["anh-1.jpg", "anh-2.jpg"].into_iter().enumerate() {
        let image = ImageBuffer::from_fn(1600, 1200, |x, y| {
            let mixed = (x * 1600 + y + n as u32).wrapping_mul(2_654_435_761);
            let noise = ((mixed ^ mixed >> 15).wrapping_mul(2_246_822_519) >> 24) as u8 / 5;
            if x < 800 {
                Rgb([200 + noise, noise, noise])
            } else {
                Rgb([noise, noise, 200 + noise])
            }
        });
        let mut out = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(image)
            .write_to(&mut out, ImageFormat::Jpeg)
            .expect("a photo");
        std::fs::write(home.path().join(name), out.into_inner()).expect("written");
        args.push(name);
    }
    home.does(&args);
    home
}

/// A dashboard at the list of the unit's files.
fn at_the_list(home: &Home, env: &[(&'static str, &str)]) -> Term {
    let mut how = How::new(home.path(), &NOW).size(100, 32);
    for (name, value) in env {
        how = how.env(name, Some(value));
    }
    let mut term = how.open();
    term.wait_for("Hà Giang");
    term.send("\r");
    term.wait_for("anh-1.jpg");
    term.send("\t");
    term.wait_for("đính kèm");
    term
}

/// What was written as a blank is what was never written.
fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn count(term: &Term, what: &[u8]) -> usize {
    term.raw.windows(what.len()).filter(|w| *w == what).count()
}

/// Takes in what comes until there are so many of these among all bytes so far.
fn until(term: &mut Term, what: &[u8], n: usize) {
    let limit = Instant::now() + LIMIT;
    while count(term, what) < n {
        assert!(
            Instant::now() < limit,
            "{:?} never came: {}",
            String::from_utf8_lossy(what),
            term.text()
        );
        term.take(Duration::from_millis(20));
    }
}

/// Opens the photo, answers the question, and waits until the picture is whole.
fn shown(term: &mut Term, answer: &str, begins: &[u8], ends: &[&[u8]]) -> Vec<u8> {
    term.send("\r");
    if !answer.is_empty() {
        until(term, QUESTION, 1);
        term.send(answer);
    }
    whole(term, begins, ends, 1)
}

/// The bytes of the picture of that number from its beginning through what ends it, one after the other.
fn whole(term: &mut Term, begins: &[u8], ends: &[&[u8]], n: usize) -> Vec<u8> {
    until(term, begins, n);
    let limit = Instant::now() + LIMIT;
    loop {
        let starts = term
            .raw
            .windows(begins.len())
            .enumerate()
            .filter(|(_, w)| *w == begins);
        let from = starts.map(|(at, _)| at).nth(n - 1).expect("it began");
        let rest = &term.raw[from..];
        let after = |at: Option<usize>, end: &&[u8]| {
            let found = rest[at?..].windows(end.len()).position(|w| w == *end);
            Some(at? + found? + end.len())
        };
        if let Some(to) = ends.iter().fold(Some(0), after) {
            return rest[..to].to_vec();
        }
        assert!(
            Instant::now() < limit,
            "it never ended: {} bytes, {:?}",
            rest.len(),
            String::from_utf8_lossy(&rest[rest.len().saturating_sub(200)..])
        );
        term.take(Duration::from_millis(20));
    }
}

fn decoded(base64: &[u8]) -> Vec<u8> {
    let value = |b: u8| match b {
        b'A'..=b'Z' => b - b'A',
        b'a'..=b'z' => b - b'a' + 26,
        b'0'..=b'9' => b - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        other => panic!("{other} in base64"),
    };
    let mut out = Vec::new();
    for four in base64.chunks(4) {
        let signs: Vec<u8> = four.iter().filter(|b| **b != b'=').map(|b| value(*b)).collect();
        let bits = signs.iter().fold(0_u32, |bits, s| bits << 6 | u32::from(*s)) << (6 * (4 - signs.len()));
        out.extend_from_slice(&bits.to_be_bytes()[1..signs.len()]);
    }
    out
}

/// The colours of a picture by column and row, and its size.
struct Points {
    size: (u32, u32),
    at: Box<dyn Fn(u32, u32) -> [u8; 3]>,
}

impl Points {
    fn png(bytes: &[u8]) -> Self {
        let image = image::load_from_memory_with_format(bytes, ImageFormat::Png)
            .expect("a PNG")
            .to_rgb8();
        Self {
            size: image.dimensions(),
            at: Box::new(move |x, y| image.get_pixel(x, y).0),
        }
    }

    /// A small reader of sixels, written from the VT340's manual and not from what is written here.
    fn sixel(bytes: &[u8]) -> Self {
        fn number(rest: &mut &str) -> u32 {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, tail) = rest.split_at(end);
            *rest = tail;
            digits.parse().expect("a number")
        }

        let text = std::str::from_utf8(bytes).expect("ASCII");
        let body = text
            .strip_prefix("\x1bP0;1;0q")
            .and_then(|t| t.strip_suffix("\x1b\\"))
            .expect("a DCS");
        let mut rest = body.strip_prefix("\"1;1;").expect("its size");
        let w = number(&mut rest);
        rest = &rest[1..];
        let h = number(&mut rest);
        let (mut palette, mut points) = (BTreeMap::new(), BTreeMap::new());
        let (mut x, mut y, mut colour, mut times) = (0, 0, 0, 1);
        while let Some(c) = rest.chars().next() {
            rest = &rest[1..];
            match c {
                '#' => {
                    colour = number(&mut rest);
                    if let Some(tail) = rest.strip_prefix(";2;") {
                        rest = tail;
                        let mut part = [0_u8; 3];
                        for (i, p) in part.iter_mut().enumerate() {
                            if i > 0 {
                                rest = &rest[1..];
                            }
                            *p = (number(&mut rest) * 255 / 100) as u8;
                        }
                        palette.insert(colour, part);
                    }
                }
                '!' => times = number(&mut rest),
                '$' => x = 0,
                '-' => (x, y) = (0, y + 6),
                '?'..='~' => {
                    let bits = c as u32 - '?' as u32;
                    for _ in 0..std::mem::replace(&mut times, 1) {
                        for row in (0..6).filter(|row| bits >> row & 1 == 1) {
                            assert!(x < w && y + row < h, "a point outside: {x},{}", y + row);
                            points.insert((x, y + row), palette[&colour]);
                        }
                        x += 1;
                    }
                }
                other => panic!("{other:?} in a sixel"),
            }
        }
        assert_eq!(
            points.len(),
            (w * h) as usize,
            "every point is painted once or more"
        );
        Self {
            size: (w, h),
            at: Box::new(move |x, y| points[&(x, y)]),
        }
    }

    /// It is the photo: four to three, red at the left, blue at the right.
    #[track_caller]
    fn is_the_photo(&self) {
        let (w, h) = self.size;
        assert!((w * 3).abs_diff(h * 4) <= 8, "{w}x{h}");
        for y in [2, h / 2, h - 3] {
            let ([r, _, b], [r2, _, b2]) = ((self.at)(3, y), (self.at)(w - 4, y));
            assert!(r > 170 && b < 80 && r2 < 80 && b2 > 170, "{r} {b} {r2} {b2}");
        }
    }
}

/// The PNG and the columns and rows that kitty is told.
fn of_kitty(bytes: &[u8]) -> (Points, (u32, u32)) {
    let text = std::str::from_utf8(bytes).expect("ASCII");
    let mut letters = String::new();
    let mut cells = (0, 0);
    for piece in text.split("\x1b_G").skip(1) {
        let (head, data) = piece
            .strip_suffix("\x1b\\")
            .and_then(|p| p.split_once(';'))
            .expect("a piece");
        assert!(data.len() <= 4096);
        letters.push_str(data);
        for field in head.split(',') {
            match field.split_once('=').expect("a field") {
                ("c", n) => cells.0 = n.parse().expect("columns"),
                ("r", n) => cells.1 = n.parse().expect("rows"),
                _ => {}
            }
        }
    }
    (Points::png(&decoded(letters.as_bytes())), cells)
}

#[test]
fn a_terminal_that_says_it_speaks_kitty_is_sent_that_and_nothing_is_left_of_it() {
    let home = home();
    let mut term = at_the_list(&home, &[]);
    let sheet = trimmed(&term.text());
    assert_eq!(count(&term, QUESTION), 0, "nobody is asked before");
    let (points, (c, r)) = of_kitty(&shown(&mut term, KITTY, KITTY_BEGINS, KITTY_ENDS));
    points.is_the_photo();
    // Of 96 columns and 25 rows of 10 by 20 points: as high as there is room, and its shape.
    assert_eq!((c, r), (67, 25));
    assert!(points.size.1 >= 480, "{:?}", points.size);
    assert!(
        !term.text().contains('▀'),
        "the cells below it are blank\n{}",
        term.text()
    );
    // The next photo takes its place.
    term.send("\x1b[C");
    until(&mut term, KITTY_BEGINS, 2);
    assert_eq!(count(&term, KITTY_REMOVED), 1);
    // Another size: it goes, and comes again as it fits.
    term.resize(60, 20);
    until(&mut term, KITTY_BEGINS, 3);
    assert_eq!(count(&term, KITTY_REMOVED), 2);
    term.resize(100, 32);
    until(&mut term, KITTY_BEGINS, 4);
    // Closed, it is gone, and the sheet is as it was.
    term.send("q");
    until(&mut term, KITTY_REMOVED, 4);
    term.wait(&sheet, |text| trimmed(text) == sheet);
    // Asked once, whatever is looked at.
    term.send("\r");
    until(&mut term, KITTY_BEGINS, 5);
    assert_eq!(count(&term, QUESTION), 1);
    // Ended from outside: it is taken away before the terminal is given back.
    term.signal(Signal::TERM);
    until(&mut term, KITTY_REMOVED, 5);
    until(&mut term, b"\x1b[?1049l", 1);
}

#[test]
fn a_terminal_that_shows_sixels_is_sent_them_and_they_are_drawn_over() {
    let home = home();
    let mut term = at_the_list(&home, &[]);
    let sheet = trimmed(&term.text());
    let bytes = shown(&mut term, SIXEL, SIXEL_BEGINS, &[b"\x1b\\"]);
    let points = Points::sixel(&bytes);
    points.is_the_photo();
    let (w, h) = points.size;
    assert!(
        w <= 960 && (480..=500).contains(&h),
        "it fits its room and fills it: {w}x{h}"
    );
    assert_eq!(count(&term, KITTY_BEGINS), 0);
    // What the picture has made of the cells: nobody but the terminal knows. Closed, every one of them is written anew.
    term.until_quiet(Duration::from_millis(200));
    let left = 3 + (96 - w.div_ceil(10)) / 2;
    for row in 3..3 + h.div_ceil(20) {
        let mess = "X".repeat(w.div_ceil(10) as usize);
        term.draw(format!("\x1b[{row};{left}H{mess}").as_bytes());
    }
    term.send("\x1b");
    term.wait(&sheet, |text| trimmed(text) == sheet);
    term.quit();
}

#[test]
fn a_terminal_whose_name_says_it_gets_inline_images_unasked() {
    let home = home();
    let mut term = at_the_list(&home, &[("TERM_PROGRAM", "iTerm.app")]);
    let bytes = shown(&mut term, "", INLINE_BEGINS, &[b"\x07"]);
    let text = String::from_utf8(bytes).expect("ASCII");
    let (head, letters) = text
        .trim_end_matches('\x07')
        .split_once(':')
        .expect("head and file");
    let png = decoded(letters.as_bytes());
    for field in [
        "inline=1",
        "width=67",
        "height=25",
        &format!("size={}", png.len()),
    ] {
        assert!(
            head.split([';', '=']).count() > 4 && head.contains(field),
            "{field}: {head}"
        );
    }
    Points::png(&png).is_the_photo();
    assert_eq!(count(&term, QUESTION), 0);
    term.send("\x1b");
    term.wait_until_gone("· 1/2 ─");
    term.quit();
}

#[test]
fn who_says_nothing_or_stands_behind_a_multiplexer_gets_half_blocks_alone() {
    let home = home();
    for (env, answer, asked) in [
        (&[][..], "", 1),
        (&[][..], NEITHER, 1),
        // Sixels, but nobody says how large a cell is: the picture could end anywhere.
        (&[][..], "\x1b[?62;4;22c", 1),
        (
            &[
                ("TMUX", "/tmp/x,1,0"),
                ("TERM", "tmux-256color"),
                ("TERM_PROGRAM", "iTerm.app"),
            ][..],
            KITTY,
            0,
        ),
        (&[("STY", "1.x"), ("KITTY_WINDOW_ID", "1")][..], "", 0),
        (&[("NO_COLOR", "1")][..], "", 0),
    ] {
        let mut term = at_the_list(&home, env);
        term.send("\r");
        if asked > 0 {
            until(&mut term, QUESTION, 1);
        }
        let sign = if env.iter().any(|(name, _)| *name == "NO_COLOR") {
            ":"
        } else {
            "▀▀▀▀"
        };
        term.wait_for(sign);
        term.send(answer);
        term.until_quiet(Duration::from_millis(300));
        term.wait_for(sign);
        for begins in [KITTY_BEGINS, SIXEL_BEGINS, INLINE_BEGINS] {
            assert_eq!(count(&term, begins), 0, "{env:?} {answer:?}");
        }
        assert_eq!(count(&term, QUESTION), asked, "{env:?} {answer:?}");
        assert!(!term.text().contains("31;OK"), "an answer is never typed");
        term.send("\x1b");
        term.wait_until_gone("· 1/2 ─");
        term.quit();
    }
}

#[test]
fn far_away_a_photo_has_fewer_bytes() {
    let home = home();
    let mut sizes = Vec::new();
    for env in [&[][..], &[("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22")][..]] {
        let mut term = at_the_list(&home, env);
        let bytes = shown(&mut term, KITTY, KITTY_BEGINS, KITTY_ENDS);
        let (points, cells) = of_kitty(&bytes);
        points.is_the_photo();
        assert_eq!(cells, (67, 25), "the terminal makes it as large");
        sizes.push((points.size.0 * points.size.1, bytes.len()));
        term.send("\x1b");
        term.wait_until_gone("· 1/2 ─");
        term.quit();
    }
    let ((near, many), (far, few)) = (sizes[0], sizes[1]);
    assert!(far <= 120_000 && near > 2 * far, "{near} and {far} points");
    assert!(few * 2 < many && few < 200_000, "{many} and {few} bytes");
}

/// Who leaves before the answer has come does not find it typed into the shell.
#[test]
fn an_answer_about_pictures_that_comes_while_one_leaves_is_not_for_the_shell() {
    let home = home();
    let script = r#""$0" --now 2020-05-28T14:00:00+07:00; stty -echo -icanon min 0 time 2; x=$(cat | od -c); echo "read:$x:end""#;
    let mut term = How::shell(home.path(), script).size(100, 32).open();
    term.wait_for("Hà Giang");
    // What else is asked at the start is answered.
    term.send("\x1b]11;rgb:0000/0000/0000\x1b\\\x1bP>|XTerm(379)\x1b\\");
    term.send("\r");
    term.wait_for("anh-1.jpg");
    term.send("\t");
    term.wait_for("đính kèm");
    term.send("\r");
    wait_until("it has asked", || {
        term.take(Duration::from_millis(20)) < usize::MAX && count(&term, QUESTION) == 1
    });
    term.send("\x03");
    // The line is not the quickest.
    term.until_quiet(Duration::from_millis(60));
    term.send(KITTY);
    let text = term.wait("what the shell reads", |text| text.contains(":end"));
    assert!(!text.contains("O   K"), "{text}");
}
