//! Photos on the wall: only what was reviewed, only what is whole, and no file that a stranger sent does more harm than not
//! to be seen. The small pictures are made by the real program, in its process of its own.

use std::collections::{BTreeSet, HashSet};
use std::io::Cursor;
use std::path::PathBuf;
use std::time::Duration;

use crate::common::pty;
use crate::common::screen::drawn;
use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb};
use ketnoi::clock::Clock;
use ketnoi::core::names::{BlobId, Lang};
use ketnoi::core::time::{HOUR, Stamp};
use ketnoi::jail::Jail;
use ketnoi::photo::{Maker, Thumb, Why};
use ketnoi::text::Catalogue;
use ketnoi::tui::model::Shown;
use ketnoi::tui::msg::Answer;
use ketnoi::tui::term::{KeyCode, KeyEvent, KeyExt as _};
use ketnoi::tui::theme::Look;
use ketnoi::tui::wall::model::{Begin, Page, Plan, Wall};
use ratatui::style::Color;
use sha2::{Digest, Sha256};

/// A photo whose left half is red and whose right half is blue.
fn photo(format: ImageFormat, w: u32, h: u32) -> Vec<u8> {
    let image = ImageBuffer::from_fn(w, h, |x, _| {
        if x < w / 2 {
            Rgb([250_u8, 0, 0])
        } else {
            Rgb([0, 0, 250])
        }
    });
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image)
        .write_to(&mut out, format)
        .expect("a photo");
    out.into_inner()
}

fn jpeg() -> Vec<u8> {
    photo(ImageFormat::Jpeg, 320, 240)
}

/// The same photo as a telephone held on its side writes it: turned by a mark beside the picture.
fn held_sideways(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    exif.extend_from_slice(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    let mut out = jpeg[..2].to_vec();
    out.extend_from_slice(b"\xff\xe1");
    out.extend_from_slice(&(exif.len() as u16 + 2).to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&jpeg[2..]);
    out
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, b| {
        (0..8).fold(crc ^ u32::from(*b), |c, _| {
            if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 }
        })
    })
}

/// A PNG that says that it is so large, with hardly any data.
fn claims_to_be(w: u32, h: u32, bits: u8) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        out.extend_from_slice(&(data.len() as u32).to_be_bytes());
        out.extend_from_slice(&body);
        out.extend_from_slice(&crc(&body).to_be_bytes());
    };
    let size = [w.to_be_bytes(), h.to_be_bytes()].concat();
    chunk(b"IHDR", &[&size[..], &[bits, 6, 0, 0, 0]].concat());
    chunk(b"IDAT", &[0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);
    chunk(b"IEND", &[]);
    out
}

/// A progressive JPEG of 8-bit colours, none of them thinned out: the way that takes a decoder the most memory. Only the
/// first scan is there, in which every block says "as the one before" with one bit.
fn progressive(w: u16, h: u16) -> Vec<u8> {
    let mut out = b"\xff\xd8\xff\xdb\x00\x43\x00".to_vec();
    out.extend_from_slice(&[1; 64]);
    out.extend_from_slice(b"\xff\xc2\x00\x11\x08");
    out.extend_from_slice(&[h.to_be_bytes(), w.to_be_bytes()].concat());
    out.extend_from_slice(b"\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00");
    out.extend_from_slice(b"\xff\xc4\x00\x14\x00\x01");
    out.extend_from_slice(&[0; 16]);
    out.extend_from_slice(b"\xff\xda\x00\x0c\x03\x01\x00\x02\x00\x03\x00\x00\x00\x00");
    let blocks = usize::from(w).div_ceil(8) * usize::from(h).div_ceil(8);
    out.resize(out.len() + (3 * blocks).div_ceil(8), 0);
    out.extend_from_slice(b"\xff\xd9");
    out
}

/// By a real encoder (Pillow, `progressive=True`): a photo whose left half is red and whose right half is blue.
const PROGRESSIVE: &[u8] = include_bytes!("../photos/progressive.jpg");

fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let whole = photo(ImageFormat::Png, 320, 240);
    let mut large = claims_to_be(100, 100, 8);
    large.resize(50 << 20, 0);
    vec![
        ("60,000 x 60,000", claims_to_be(60_000, 60_000, 8)),
        ("2,000,000,000 x 1", claims_to_be(2_000_000_000, 1, 8)),
        ("half a gigabyte in memory", claims_to_be(8_000, 8_000, 16)),
        ("nothing behind the head", claims_to_be(300, 200, 8)),
        ("cut off", whole[..whole.len() / 2].to_vec()),
        ("a head and noise", [&whole[..40], &[0xa5; 4_000][..]].concat()),
        ("no photo at all", b"Kinh gui: Cuc Vien thong\n".repeat(9)),
        ("empty", Vec::new()),
        ("50 MB", large),
    ]
}

fn id_of(bytes: &[u8]) -> BlobId {
    let mut hex = String::new();
    for b in Sha256::digest(bytes) {
        hex.push_str(&format!("{b:02x}"));
    }
    BlobId(hex)
}

/// By the real program: this one is a test.
fn jail() -> Jail {
    Jail::by(PathBuf::from(pty::ketnoi()))
}

fn maker() -> Maker {
    Maker::new(jail(), (64, 48))
}

fn made(maker: &Maker, bytes: &[u8]) -> Result<Thumb, Why> {
    maker.make(&mut &bytes[..], &id_of(bytes))
}

#[test]
fn a_photo_comes_back_small_and_as_it_was_held() {
    let t = made(&maker(), &jpeg()).expect("a picture");
    assert_eq!((t.width(), t.height()), (64, 48));
    assert!(t.at(3, 20)[0] > 200 && t.at(60, 20)[2] > 200);
    let t = made(&maker(), &held_sideways(&jpeg())).expect("a picture");
    assert_eq!((t.width(), t.height()), (36, 48), "upright");
    assert!(t.at(20, 3)[0] > 200 && t.at(20, 45)[2] > 200, "its left is above");
}

#[test]
fn a_bomb_costs_one_photo() {
    for (what, bytes) in bombs() {
        let gave = made(&maker(), &bytes);
        let as_said = match what {
            "50 MB" => matches!(gave, Err(Why::TooLarge)),
            "60,000 x 60,000" | "2,000,000,000 x 1" | "half a gigabyte in memory" => {
                matches!(gave, Err(Why::Limits))
            }
            _ => matches!(gave, Err(Why::Unfit)),
        };
        assert!(as_said, "{what}: {gave:?}");
    }
    made(&maker(), &jpeg()).expect("and the next one is shown");
}

#[test]
fn sixty_four_million_points_are_shown_and_no_more() {
    let t = made(&maker(), PROGRESSIVE).expect("a picture");
    assert!(t.at(3, 20)[0] > 200 && t.at(60, 20)[2] > 200);
    let t = made(&maker(), &progressive(8_000, 8_000)).expect("as docs/wall.md promises");
    assert_eq!((t.width(), t.height()), (48, 48));
    let gave = made(&maker(), &progressive(8_000, 8_001));
    assert!(matches!(gave, Err(Why::Limits)), "{gave:?}");
}

#[test]
fn what_is_left_to_the_process_is_next_to_nothing() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new(pty::ketnoi())
        .args(["__jail", "thumbnail", "64", "48"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let proc = PathBuf::from(format!("/proc/{}", child.id()));
    let read = |name: &str| std::fs::read_to_string(proc.join(name)).unwrap_or_default();
    // A kernel that was built without it says nothing of it.
    if std::fs::read_to_string("/proc/self/status").is_ok_and(|s| s.contains("Seccomp:")) {
        pty::wait_until("the calls are barred", || read("status").contains("Seccomp:\t2"));
        assert!(read("status").contains("NoNewPrivs:\t1"));
    }
    pty::wait_until("the limits stand", || {
        let limits = read("limits");
        let none = |what: &str| {
            let line = limits.lines().find(|l| l.starts_with(what)).unwrap_or_default();
            line.split_whitespace().filter(|w| *w == "0").count() == 2
        };
        [
            "Max open files",
            "Max processes",
            "Max file size",
            "Max core file size",
        ]
        .into_iter()
        .all(none)
    });
    // Kept in like that it still does its job.
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), &jpeg()).expect("sent");
    let mut answer = Vec::new();
    let mut from = child.stdout.take().expect("a pipe");
    from.read_to_end(&mut answer).expect("an answer");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(answer.len(), 8 + 64 * 48 * 3);
    for words in [&["__jail"][..], &["__jail", "sheet"]] {
        let out = Command::new(pty::ketnoi()).args(words).output().expect("it runs");
        assert_eq!(
            (out.status.code(), out.stdout.len(), out.stderr.len()),
            (Some(2), 0, 0)
        );
    }
}

#[test]
fn another_file_under_the_name_is_not_shown() {
    let gave = maker().make(&mut &jpeg()[..], &id_of(b"another"));
    assert!(matches!(gave, Err(Why::Changed)), "{gave:?}");
}

#[test]
fn a_process_that_does_not_answer_is_ended() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (silent, pid) = (folder.path().join("silent"), folder.path().join("pid"));
    let script = format!("#!/bin/sh\necho $$ > {}\nexec /bin/sleep 600\n", pid.display());
    std::fs::write(&silent, script).expect("written");
    std::fs::set_permissions(&silent, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    let maker = Maker::new(Jail::by(silent).patient_for(Duration::from_secs(2)), (64, 48));
    // More than fits into a pipe, so that both ways are tried: handing over, and waiting for the answer.
    for bytes in [jpeg(), vec![7; 1 << 20]] {
        let gave = made(&maker, &bytes);
        assert!(matches!(gave, Err(Why::TooSlow)), "{gave:?}");
        if let Ok(pid) = std::fs::read_to_string(&pid) {
            let alive = PathBuf::from(format!("/proc/{}", pid.trim())).exists();
            assert!(!alive, "it was waited for");
        }
    }
    // One that is killed by its limits.
    let killed = folder.path().join("killed");
    std::fs::write(&killed, "#!/bin/sh\n/bin/cat >/dev/null\nkill -ABRT $$\n").expect("written");
    std::fs::set_permissions(&killed, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    let gave = made(&Maker::new(Jail::by(killed), (64, 48)), &jpeg());
    assert!(matches!(gave, Err(Why::Limits)), "{gave:?}");
    // One that is not there, one that answers with more than a picture, some that say nothing or know no such word: of
    // the file nothing is known then.
    for program in ["/nonexistent", "/usr/bin/yes", "/bin/true", "/bin/false"] {
        let gave = made(&Maker::new(Jail::by(program.into()), (64, 48)), &jpeg());
        assert!(matches!(gave, Err(Why::NoProcess(_))), "{program}: {gave:?}");
        let doubt = Maker::to_try(Jail::by(program.into())).doubt(&mut &jpeg()[..], 9, &id_of(&jpeg()));
        assert_eq!(doubt, None, "{program}: a photo is not doubted for that");
    }
}

// ---------------------------------------------------------------------- on the page

/// A wall that may show photos, over a simulated campaign in which reports were accepted.
fn wall() -> Wall {
    let definition = ketnoi::campaign_file::shipped_shared("wtisd-2020").expect("the shipped campaign");
    let at = Stamp::parse_rfc3339("2020-06-08T14:00:00+07:00").expect("RFC 3339");
    let cat = Catalogue::new(Lang::Vi);
    let (ledger, _) = ketnoi::cli::demo::open(&cat, &definition, 2020, Clock::Fixed(at))
        .map_err(|_| ())
        .expect("the demo plays");
    Wall::new(Begin {
        campaign: ledger.campaign().clone(),
        now: at,
        world: Stamp(0),
        shown: Shown::Now,
        cat,
        look: Look::default(),
        plan: Plan::default(),
        demo: false,
        seconds: true,
        photos: true,
    })
}

fn thumb() -> Thumb {
    Thumb::new(96, 72, vec![[90, 200, 40]; 96 * 72]).expect("a picture")
}

#[test]
fn the_album_is_bounded_and_asks_for_each_photo_once() {
    let mut wall = wall();
    let mut asked = Vec::new();
    while let Some(id) = wall.want_photo() {
        assert!(wall.want_photo().is_none(), "one at a time");
        asked.push(id.clone());
        let good = asked.len() % 3 != 0;
        wall.take(Answer::Photo(id, good.then(|| Box::new(thumb()))));
    }
    assert_eq!(asked.len(), 24, "the last ones only");
    assert_eq!(wall.album.ready().len(), 16);
    // A month of turns and of news asks for nothing again but what failed, once an hour.
    let mut again = 0;
    for hour in 1..=720 {
        wall.tick(wall.now, Stamp(hour * HOUR));
        let same = Box::new(wall.campaign.clone());
        if hour % 100 == 0 {
            wall.take(Answer::Reloaded(same));
        }
        while let Some(id) = wall.want_photo() {
            again += 1;
            wall.take(Answer::Photo(id, None));
        }
    }
    assert_eq!(again, 8 * 720);
    assert_eq!(wall.album.ready().len(), 16);
}

#[test]
fn the_page_turns_part_by_part_and_fits_every_size() {
    let mut wall = wall();
    while let Some(id) = wall.want_photo() {
        wall.take(Answer::Photo(id, Some(Box::new(thumb()))));
    }
    let right = KeyEvent::plain(KeyCode::Right);
    let turn_to_photos = |wall: &mut Wall| {
        for _ in Page::ALL {
            wall.key(right);
            if wall.page() == Page::Photos {
                return;
            }
        }
        panic!("no page of photos");
    };
    let units: BTreeSet<String> = wall
        .album
        .ready()
        .iter()
        .map(|(s, _)| wall.campaign.roster().name(s.unit, Lang::Vi).to_owned())
        .collect();
    for size in [(200, 60), (120, 40), (80, 24)] {
        let mut seen = String::new();
        for _ in 0..24 {
            turn_to_photos(&mut wall);
            let screen = drawn(&wall, size).text();
            assert!(screen.contains('▀') && screen.contains("Trang 4/4"), "{screen}");
            seen.push_str(&screen);
        }
        for unit in &units {
            assert!(seen.contains(unit), "{size:?}: no {unit}");
        }
    }
    for w in [0, 1, 40, 41, 57, 79, 110, 300] {
        for h in [0, 1, 12, 13, 14, 20, 33, 100] {
            drawn(&wall, (w, h));
        }
    }
    // Old photos are dark.
    turn_to_photos(&mut wall);
    let green = |wall: &Wall| {
        let buffer = drawn(wall, (120, 40)).buffer;
        let dots = buffer.content.iter().filter(|c| c.symbol() == "▀");
        dots.map(|c| c.fg).collect::<HashSet<_>>()
    };
    assert_eq!(green(&wall), HashSet::from([Color::Rgb(90, 200, 40)]));
    wall.take(Answer::FeedLost("gone".to_owned()));
    assert_eq!(green(&wall), HashSet::from([Color::Rgb(30, 66, 13)]));
}

// ---------------------------------------------------------------------- which photos

/// A home with a file of that content in it.
fn put(home: &pty::Home, name: &str, bytes: &[u8]) -> String {
    let path = home.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

/// The page of photos without its head, which says when it was.
fn page(home: &pty::Home) -> String {
    let all = home.does(&["wall", "--print=ansi", "--size", "120x40", "--pages", "photos"]);
    all.lines().skip(2).collect::<Vec<_>>().join("\n")
}

fn kept(home: &pty::Home, bytes: &[u8]) -> PathBuf {
    let id = id_of(bytes).0;
    let blobs = home.store().with_extension("db.blobs");
    blobs.join(&id[..2]).join(&id[2..])
}

#[test]
fn only_reviewed_photos_that_still_stand_are_shown() {
    let home = pty::Home::new();
    let (first, late) = (jpeg(), photo(ImageFormat::WebP, 90, 90));
    let file = put(&home, "chi-lan-so-TTTT.jpg", &first);
    home.does(&["report", "receive", "04", "--attach", &file]);
    assert!(!page(&home).contains('▀'), "received, and not reviewed yet");
    home.does(&["report", "accept", "04"]);
    let shown = page(&home);
    assert!(shown.contains('▀') && shown.contains("Cao Bằng"), "{shown}");
    assert!(!shown.contains("chi-lan"), "a file's name may name somebody");
    // What comes after the acceptance waits for the next.
    let file = put(&home, "sau.webp", &late);
    home.does(&["evidence", "add", "04", &file]);
    assert!(page(&home) == shown);
    // Also where it is entered as if it had come before.
    let file = put(&home, "truoc.png", &photo(ImageFormat::Png, 80, 80));
    home.does(&[
        "evidence",
        "add",
        "04",
        &file,
        "--at",
        "2020-05-20T09:00:00+07:00",
        "--note",
        "nhập sau",
    ]);
    assert!(page(&home) == shown);
    // Its bytes change, go away, come back.
    let on_disk = kept(&home, &first);
    std::fs::write(&on_disk, &late).expect("changed");
    assert!(!page(&home).contains('▀'));
    std::fs::remove_file(&on_disk).expect("removed");
    assert!(!page(&home).contains('▀'));
    std::fs::write(&on_disk, &first).expect("back");
    assert!(page(&home) == shown);
    // The acceptance is taken back.
    for _ in 0..3 {
        home.does(&["undo"]);
    }
    assert!(!page(&home).contains('▀'));
}

#[test]
fn a_photo_without_consent_is_never_shown() {
    let home = pty::Home::new();
    let (one, other) = (jpeg(), photo(ImageFormat::Png, 90, 90));
    let files = [put(&home, "a.jpg", &one), put(&home, "b.png", &other)];
    home.does(&[
        "report", "receive", "04", "--attach", &files[0], "--attach", &files[1],
    ]);
    home.does(&["evidence", "edit", "04", "a.jpg", "--consent", "no"]);
    home.does(&["report", "accept", "04"]);
    let only_the_other = page(&home);
    assert!(only_the_other.contains('▀'), "the other one is shown");
    home.does(&["evidence", "edit", "04", "b.png", "--consent", "no"]);
    assert!(
        !page(&home).contains('▀'),
        "nor where it is said after the acceptance"
    );
    // The same picture sent by another unit, which was not asked.
    home.does(&["report", "receive", "02", "--attach", &files[0]]);
    home.does(&["report", "accept", "02"]);
    assert!(!page(&home).contains('▀'), "it is the same picture");
    home.does(&["evidence", "edit", "04", "b.png", "--consent", "yes"]);
    assert!(page(&home) == only_the_other);
    home.does(&["evidence", "edit", "04", "a.jpg", "--consent", "yes"]);
    assert!(page(&home) != only_the_other, "who agrees later is shown");
}

#[test]
fn a_removed_photo_is_gone_at_once() {
    let home = pty::Home::new();
    let bytes = jpeg();
    let file = put(&home, "a.jpg", &bytes);
    home.does(&["report", "receive", "04", "--attach", &file]);
    home.does(&["report", "accept", "04"]);
    let mut term = pty::How::new(
        home.path(),
        &["wall", "--pages", "photos,overview", "--interval", "60m"],
    )
    .size(120, 40)
    .open();
    term.wait_for("Trang 2/2");
    term.send("\x1b[C");
    term.wait("the photo", |s| s.contains('▀') && s.contains("Trang 1/2"));
    home.does(&[
        "evidence",
        "redact",
        "04",
        &id_of(&bytes).0,
        "--note",
        "lộ số điện thoại",
    ]);
    term.wait("the photo goes, and its page", |s| {
        !s.contains('▀') && s.contains("Trang 1/1")
    });
    term.send("q");
    assert_eq!(term.exit_code(), 0);
    term.assert_given_back();
}

#[test]
fn the_wall_goes_on_beside_bombs() {
    let home = pty::Home::new();
    let mut names: Vec<String> = Vec::new();
    for (i, (_, bytes)) in bombs().iter().filter(|(_, b)| !b.is_empty()).enumerate() {
        names.push(put(&home, &format!("{i}.png"), bytes));
    }
    names.push(put(&home, "good.jpg", &jpeg()));
    let mut words = vec!["report", "receive", "01"];
    words.extend(names.iter().flat_map(|n| ["--attach", n.as_str()]));
    home.does(&words);
    home.does(&["report", "accept", "01"]);
    let mut term = pty::How::new(
        home.path(),
        &["wall", "--pages", "overview,photos", "--interval", "60m"],
    )
    .size(100, 30)
    .open();
    term.wait_for("Trang 1/2");
    term.send("\x1b[C");
    term.wait("one photo", |s| {
        s.contains('▀') && s.contains("Trang 2/2") && s.contains("Hà Nội")
    });
    term.send("\x1b[C");
    term.wait_for("1/63");
    term.send("q");
    assert_eq!(term.exit_code(), 0);
    term.assert_given_back();
}

#[test]
fn a_screen_without_the_colours_leaves_the_page_out() {
    let home = pty::Home::new();
    let file = put(&home, "a.jpg", &jpeg());
    home.does(&["report", "receive", "04", "--attach", &file]);
    home.does(&["report", "accept", "04"]);
    for (name, value, args) in [
        ("TERM", "linux", &[][..]),
        ("TERM", "vt100", &[]),
        ("TERM", "screen", &[]),
        ("NO_COLOR", "1", &[]),
        ("LANG", "C", &[]),
        ("TERM", "xterm-256color", &["--ascii"]),
    ] {
        let mut words = vec!["wall", "--pages", "overview,photos", "--interval", "60m"];
        words.extend(args);
        let mut term = pty::How::new(home.path(), &words)
            .size(80, 24)
            .env(name, Some(value))
            .open();
        let screen = term.wait_for("Trang 1/1".trim_start_matches("Trang "));
        assert!(!screen.contains('▀'), "{name}={value}: {screen}");
        term.send("q");
        assert_eq!(term.exit_code(), 0, "{name}={value}");
    }
}

// ---------------------------------------------------------------------- when they are taken in

/// What was put on record of a unit: names and kinds.
fn kinds(home: &pty::Home, unit: &str) -> Vec<(String, String)> {
    let list: serde_json::Value =
        serde_json::from_str(&home.does(&["evidence", "list", unit, "--json"])).expect("JSON");
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let rows = list["evidence"].as_array().expect("a list");
    rows.iter()
        .map(|r| (text(&r["name"]), text(&r["kind"])))
        .collect()
}

#[test]
fn what_begins_like_a_photo_is_tried_when_it_is_taken_in() {
    let home = pty::Home::new();
    let whole = photo(ImageFormat::WebP, 320, 240);
    for (name, bytes, kind, vi, en) in [
        ("a.jpg", PROGRESSIVE.to_vec(), "photo", "", ""),
        (
            "b.jpg",
            b"\xff\xd8\xff\xe0 not a photo".to_vec(),
            "other",
            "“b.jpg” không được tính là ảnh",
            "“b.jpg” does not count as a photo",
        ),
        (
            "c.webp",
            whole[..whole.len() / 2].to_vec(),
            "other",
            "không mở được như một ảnh",
            "cannot be opened as one",
        ),
        (
            "d.png",
            claims_to_be(60_000, 60_000, 8),
            "photo",
            "ảnh quá 64 triệu điểm",
            "more than 64 million points",
        ),
        (
            "e.jpg",
            [&jpeg()[..], &vec![0; 33 << 20]].concat(),
            "photo",
            "tệp lớn hơn 32 MiB",
            "larger than 32 MiB",
        ),
        // Nothing here can decode these.
        ("f.gif", b"GIF89a nothing behind it".to_vec(), "photo", "", ""),
        ("g.heic", b"\0\0\0\x18ftypheic nothing".to_vec(), "photo", "", ""),
    ] {
        let file = put(&home, name, &bytes);
        let said = home.does(&["evidence", "add", "04", &file, "--lang", "vi"]);
        assert_eq!(
            said.lines().count() > 1,
            !vi.is_empty() || name == "a.jpg",
            "{said}"
        );
        assert!(said.contains(vi), "{said}");
        // The same bytes at another unit; there with a report, and said in the other language.
        let said = home.does(&["report", "receive", "01", "--attach", &file, "--lang", "en"]);
        assert!(said.contains(en), "{said}");
        for unit in ["04", "01"] {
            let kinds = kinds(&home, unit);
            assert!(kinds.contains(&(name.to_owned(), kind.to_owned())), "{kinds:?}");
        }
    }
    // What is on record already is not talked about anew.
    let again = home.does(&[
        "evidence",
        "add",
        "04",
        &put(&home, "b.jpg", b"\xff\xd8\xff\xe0 not a photo"),
    ]);
    assert!(!again.contains("không mở được"), "{again}");
    home.does(&["evidence", "verify"]);
}
