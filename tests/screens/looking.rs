//! Evidence that can be looked at: a photo over the sheet in half blocks or shades, one sentence where there is none to be
//! seen, and files saved into a folder. The photos are decoded by the real program, in its process of its own.

use std::fs;
use std::io::Cursor;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use crate::common::album::{Album, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::pty;
use crate::common::screen::{SIZES, Screen, Setting, ledger, who};
use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb};
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::{Command, FileChange, Order, Who};
use ketnoi::core::fact::{Attachment, EvidenceKind, Role};
use ketnoi::core::names::{BlobId, CmdId, Lang, UnitCode, UnitIx};
use ketnoi::core::particulars::Consent;
use ketnoi::jail::Jail;
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::outfile::Guard;
use ketnoi::photo::Maker;
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::darkroom::{Frame, Unseen, Wanted};
use ketnoi::tui::keeping::Keeping;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::msg::{Answer, Ask, Question};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::run::Start;
use ratatui::style::Color;

const UNIT: &str = "04";

/// A photo whose left half is red and whose right half is blue, unlike any other of that number.
fn photo(format: ImageFormat, n: u8) -> Vec<u8> {
    let image = ImageBuffer::from_fn(320, 240, |x, y| match (x, y) {
        // Enough of it to be in the bytes of a JPEG too.
        (8..16, 8..16) => Rgb([n * 20, n * 20, n * 20]),
        (0..160, _) => Rgb([250_u8, 0, 0]),
        _ => Rgb([0, 0, 250]),
    });
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image)
        .write_to(&mut out, format)
        .expect("a photo");
    out.into_inner()
}

/// The same as a telephone held on its side writes it: turned by a mark beside the picture.
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

/// The store of one test, with a unit that has files, and a home to save them in.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let office = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir(office.home()).expect("a home");
        office
    }

    /// Two photos, one of them of somebody who did not agree, and a document between them.
    fn usual() -> Self {
        let office = Self::new();
        let first = office.add("le-phat-dong.jpg", "image/jpeg", &photo(ImageFormat::Jpeg, 1));
        office.add("bao-cao.pdf", "application/pdf", b"%PDF-1.7 words");
        office.add("anh-2.png", "image/png", &photo(ImageFormat::Png, 2));
        office.give(Command::EditEvidence {
            unit: UnitCode::from(UNIT),
            files: vec![first],
            change: FileChange {
                caption: Some("Lễ phát động tại Pác Bó".to_owned()),
                consent: Some(Consent::No),
            },
        });
        office
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("ketnoi.db")
    }

    fn ledger(&self) -> Ledger {
        ledger(
            &wtisd_2020(),
            Site::file(self.store()),
            Setting::default().now(),
            None,
        )
    }

    fn give(&self, command: Command) {
        let mut ledger = self.ledger();
        let n = u128::from(ledger.campaign().seq()) + 1;
        let order = Order::new(CmdId(n.into()), command).note("x");
        ledger.submit(&order).expect("recorded");
    }

    fn add(&self, name: &str, media: &str, bytes: &[u8]) -> BlobId {
        self.claim(name, media, bytes, bytes.len() as u64)
    }

    /// A file that is said to be so large.
    fn claim(&self, name: &str, media: &str, bytes: &[u8], size: u64) -> BlobId {
        let kept = self.ledger().blobs().put(&mut &bytes[..], 1 << 26).expect("kept");
        let file = Attachment {
            sha256: kept.id.clone(),
            name: name.to_owned(),
            size,
            kind: if media.starts_with("image/") {
                EvidenceKind::Photo
            } else {
                EvidenceKind::Document
            },
            media: media.to_owned(),
        };
        self.give(Command::AddEvidence {
            unit: UnitCode::from(UNIT),
            activity: None,
            files: vec![file],
        });
        kept.id
    }

    fn lose(&self, id: &BlobId) {
        self.ledger().blobs().remove(id).expect("gone");
    }

    fn ground(&self) -> Ground {
        Ground {
            home: Some(self.home()),
            guard: Guard::new().store(&self.store()),
            ..Ground::default()
        }
    }

    fn start(&self, setting: &Setting, ledger: Ledger) -> Start {
        Start {
            ground: self.ground(),
            jail: Some(Jail::by(PathBuf::from(pty::ketnoi()))),
            ..setting.start(ledger)
        }
    }

    /// The sheet of the unit, its list of files at hand.
    fn sheet(&self, setting: &Setting) -> Screen {
        let mut screen = setting.over_start(self.start(setting, self.ledger()));
        screen.press("/ CBG <enter> <enter> <tab>");
        screen
    }

    fn unit(&self) -> UnitIx {
        let ledger = self.ledger();
        ledger.campaign().roster().by_code(UNIT).expect("the unit")
    }
}

fn setting(lang: Lang, size: (u16, u16)) -> Setting {
    Setting {
        lang,
        size,
        ..Setting::default()
    }
}

/// The colours of the half blocks, row by row: above and below of each.
fn points(screen: &mut Screen) -> Vec<Vec<[Color; 2]>> {
    let buffer = screen.printed().buffer;
    let row = |y| {
        let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        let halves = cells.filter(|c| c.symbol() == "▀");
        halves.map(|c| [c.fg, c.bg]).collect::<Vec<_>>()
    };
    (0..buffer.area.height)
        .map(row)
        .filter(|r| !r.is_empty())
        .collect()
}

fn is_red(c: Color) -> bool {
    matches!(c, Color::Rgb(200.., 0..60, 0..60))
}

fn is_blue(c: Color) -> bool {
    matches!(c, Color::Rgb(0..60, 0..60, 200..))
}

#[test]
fn a_photo_lies_over_the_sheet_at_every_size_in_both_languages() {
    let office = Office::usual();
    let mut album = Album::default();
    for (lang, words) in [
        (Lang::Vi, ["đồng ý công bố: không", "hanh đính kèm"]),
        (Lang::En, ["may be shown: no", "attached by hanh"]),
    ] {
        for size in SIZES {
            let mut screen = office.sheet(&setting(lang, size));
            screen.press("<enter>");
            screen
                .shows("le-phat-dong.jpg · 1/2")
                .shows("Lễ phát động tại Pác Bó");
            if size.0 > 40 {
                for w in words {
                    screen.shows(w);
                }
            }
            let points = points(&mut screen);
            let (wide, high) = (points[0].len(), points.len());
            // Four to three, in points that are as high as they are wide.
            assert!((wide * 3).abs_diff(high * 2 * 4) <= 8, "{size:?}: {wide}x{high}");
            assert!(high >= usize::from(size.1) * 2 / 5, "{size:?}: {high} rows");
            for row in points.iter().take(high - 1) {
                let (left, right) = (row[wide / 4], row[wide * 3 / 4]);
                assert!(left.into_iter().all(is_red), "{size:?}: {left:?}");
                assert!(right.into_iter().all(is_blue), "{size:?}: {right:?}");
            }
            if PICTURED.contains(&size) && (lang == Lang::Vi || size == (80, 24)) {
                album.frame(if lang == Lang::Vi { "vi" } else { "en" }, &mut screen);
            }
        }
    }
    album.frame("vi, the list", &mut office.sheet(&setting(Lang::Vi, (120, 40))));
    insta::assert_snapshot!("looking", album.pictures());
}

#[test]
fn without_colours_for_it_a_photo_is_drawn_in_shades() {
    let office = Office::usual();
    let ascii = Setting {
        ascii: true,
        ..setting(Lang::En, (80, 24))
    };
    let mut screen = office.sheet(&ascii);
    screen.press("<enter>");
    let text = screen.text();
    assert!(text.is_ascii(), "{text}");
    // Red gives more light than blue.
    let row = text.lines().nth(8).expect("a row").trim_matches(['|', ' ']);
    let (left, right) = (row.chars().next(), row.chars().last());
    assert_eq!((left, right), (Some(':'), Some('.')), "{row:?}\n{text}");
}

#[test]
fn a_photo_stands_as_it_was_held() {
    let office = Office::new();
    office.add(
        "dung.jpg",
        "image/jpeg",
        &held_sideways(&photo(ImageFormat::Jpeg, 1)),
    );
    let mut screen = office.sheet(&setting(Lang::Vi, (80, 24)));
    screen.press("<enter>");
    let points = points(&mut screen);
    let (first, last) = (&points[0], &points[points.len() - 2]);
    assert!(first.iter().all(|c| is_red(c[0])) && last.iter().all(|c| is_blue(c[0])));
    assert!(first.len() * 4 <= points.len() * 2 * 3 + 8, "upright");
}

#[test]
fn arrows_lead_from_photo_to_photo_and_escape_back_to_the_list() {
    let office = Office::usual();
    let mut screen = office.sheet(&setting(Lang::En, (80, 24)));
    screen
        .press("<enter> <right>")
        .shows("anh-2.png · 2/2")
        .shows("may be shown: not asked");
    assert!(!points(&mut screen).is_empty());
    screen.press("<right>").shows("anh-2.png · 2/2");
    screen.press("<left>").shows("le-phat-dong.jpg · 1/2");
    screen.press("<home> <end>").shows("2/2");
    // From what is no photo one comes to those beside it.
    screen.press("<esc>");
    assert!(matches!(screen.model().overlay, Overlay::None));
    screen
        .press("<down> <space>")
        .shows("bao-cao.pdf")
        .shows("cannot be shown here");
    screen.press("<right>").shows("2/2").press("q");
    assert!(
        matches!(screen.model().overlay, Overlay::None),
        "q closes the photo alone"
    );
    assert!(!screen.ended());
    // The time line and another language change nothing of it.
    screen.press("<up> <enter>").shows("1/2");
    screen.resize((40, 12));
    assert!(points(&mut screen).len() < 9, "made anew for the size");
    screen.resize((20, 5));
    screen.resize((120, 40));
    assert!(points(&mut screen).len() > 20);
}

#[test]
fn until_it_is_there_it_is_being_brought_and_what_comes_late_is_not_taken_for_it() {
    let office = Office::usual();
    let mut screen = office.sheet(&setting(Lang::En, (80, 24)));
    screen.hold_answers();
    screen.press("<enter>").shows("being brought");
    screen.press("<right>").shows("anh-2.png").shows("being brought");
    let prints = screen.held().filter(|a| matches!(a, Answer::Print(..))).count();
    assert_eq!(prints, 2);
    // The first photo comes while the second is wanted.
    while screen.held().filter(|a| matches!(a, Answer::Print(..))).count() == 2 {
        assert!(screen.release());
    }
    screen.shows("being brought");
    while screen.release() {}
    assert!(!points(&mut screen).is_empty(), "{}", screen.text());
}

#[test]
fn what_cannot_be_shown_is_said_in_one_sentence() {
    let office = Office::new();
    office.add("hong.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 not a photo");
    let lost = office.add("mat.jpg", "image/jpeg", &photo(ImageFormat::Jpeg, 3));
    office.lose(&lost);
    let removed = office.add("go.jpg", "image/jpeg", &photo(ImageFormat::Jpeg, 4));
    office.give(Command::Redact {
        unit: UnitCode::from(UNIT),
        sha256: removed,
    });
    office.claim("to.jpg", "image/jpeg", b"large", 40 << 20);
    office.add("dong.gif", "image/gif", b"GIF89a");
    office.add("bang.xlsx", "application/zip", b"PK");
    let said = [
        ("không mở được như một ảnh", "cannot be opened as a picture"),
        ("không còn trong kho", "no longer kept"),
        ("đã được gỡ: x", "was removed: x"),
        ("lớn hơn 32 MiB", "larger than 32 MiB"),
        ("Không xem được tại đây", "cannot be shown here"),
        ("Không xem được tại đây", "cannot be shown here"),
    ];
    for size in [(40, 12), (120, 40)] {
        for (lang, vi) in [(Lang::Vi, true), (Lang::En, false)] {
            let mut screen = office.sheet(&setting(lang, size));
            for (at, both) in said.iter().enumerate() {
                screen
                    .press("<home>")
                    .press(&"<down> ".repeat(at))
                    .press("<enter>");
                let wanted = if vi { both.0 } else { both.1 };
                let text = screen.text().replace(['│', '\n'], " ");
                let words: Vec<&str> = text.split_whitespace().collect();
                assert!(words.join(" ").contains(wanted), "{wanted}: {}", screen.text());
                assert!(points(&mut screen).is_empty());
                screen.press("<esc>");
            }
        }
    }
    // A photo whose bytes are removed while it is looked at goes from the screen.
    let shown = office.add("con.jpg", "image/jpeg", &photo(ImageFormat::Jpeg, 5));
    let mut screen = office.sheet(&setting(Lang::En, (80, 24)));
    screen.press("<end> <enter>");
    assert!(!points(&mut screen).is_empty());
    let order = Order::new(
        CmdId(99_u128.into()),
        Command::Redact {
            unit: UnitCode::from(UNIT),
            sha256: shown,
        },
    );
    let facts = office
        .ledger()
        .submit(&order.note("taken back"))
        .expect("recorded")
        .facts;
    let seq = screen.model().stage.campaign.seq();
    screen.tell(ketnoi::tui::msg::Msg::Clerk(Answer::Facts {
        after: seq,
        facts,
        done: None,
    }));
    screen.shows("was removed: taken back");
    assert!(points(&mut screen).is_empty());
}

// ---------------------------------------------------------------------- saving

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).map(|all| all.map(|e| e.expect("an entry").file_name()));
    let mut names: Vec<String> = entries
        .into_iter()
        .flatten()
        .map(|n| n.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn one_file_or_all_go_into_a_folder_that_is_named_and_nothing_is_written_over() {
    let office = Office::usual();
    let sound = photo(ImageFormat::Png, 2);
    office.add(
        "../../x/anh\u{202e}.png",
        "image/png",
        &photo(ImageFormat::Png, 7),
    );
    for lang in [Lang::Vi, Lang::En] {
        let mut screen = office.sheet(&setting(lang, (80, 24)));
        let folder = office.home().join(if lang == Lang::Vi {
            "minh-chung-cbg"
        } else {
            "evidence-cbg"
        });
        screen.press("s").shows(if lang == Lang::Vi {
            "chỉ tệp này"
        } else {
            "this file alone"
        });
        screen.press("<enter>");
        assert!(
            matches!(screen.model().overlay, Overlay::None),
            "{}",
            screen.text()
        );
        assert_eq!(names(&folder), ["le-phat-dong.jpg"]);
        screen.shows("le-phat-dong.jpg");
        // All of the unit: one is there already, so nothing is written, and the folder that was typed stays.
        screen.press("<enter> s <pagedown> <enter>");
        screen.shows(if lang == Lang::Vi {
            "chưa lưu gì"
        } else {
            "nothing was saved"
        });
        assert_eq!(names(&folder), ["le-phat-dong.jpg"]);
        let other = format!("~/all-{}", folder.file_name().expect("a name").display());
        screen.press("<tab> <ctrl-u>").type_in(&other).press("<enter>");
        let all = office.home().join(&other[2..]);
        assert_eq!(
            names(&all),
            ["_._.._x_anh_.png", "anh-2.png", "bao-cao.pdf", "le-phat-dong.jpg"],
            "{}",
            screen.text()
        );
        assert_eq!(fs::read(all.join("anh-2.png")).expect("there"), sound);
        let mode = |p: &Path| fs::metadata(p).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&all), mode(&all.join("anh-2.png"))), (0o700, 0o600));
    }
    // What must not be written is refused as for every file that leaves, and no folder is made for it.
    let there = Path::new("/etc/ketnoi").exists();
    let mut screen = office.sheet(&setting(Lang::En, (80, 24)));
    screen.press("s <tab>");
    let blobs = office.folder.path().join("ketnoi.db.blobs");
    for (path, said) in [
        (blobs.to_str().expect("UTF-8"), "belongs to a store"),
        ("/etc/ketnoi", "belongs to the settings"),
        ("~/no/such", "no/such"),
        ("~/all-evidence-cbg/anh-2.png", "already there"),
        ("", "may not be empty"),
    ] {
        screen.press("<ctrl-u>").type_in(path).press("<enter>");
        let text = screen.text().replace(['│', '\n'], " ");
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words.join(" ").contains(said), "{path}: {}", screen.text());
        assert!(matches!(screen.model().overlay, Overlay::Form(_)), "{path}");
    }
    assert_eq!(
        Path::new("/etc/ketnoi").exists(),
        there,
        "the house's folder was made"
    );
}

#[test]
fn what_is_not_kept_any_more_keeps_nobody_from_saving_the_rest() {
    let office = Office::usual();
    let lost = office.add("mat.png", "image/png", &photo(ImageFormat::Png, 9));
    office.lose(&lost);
    let mut screen = office.sheet(&setting(Lang::En, (120, 40)));
    screen.press("s <pagedown> <enter>");
    screen.shows("Saved 3 files").shows("mat.png");
    assert_eq!(names(&office.home().join("evidence-cbg")).len(), 3);
    screen
        .press("<end> s <tab> <ctrl-u>")
        .type_in("~/alone")
        .press("<enter>");
    screen.shows("no longer kept");
    assert_eq!(names(&office.home()), ["evidence-cbg"], "no empty folder is left");
}

// ---------------------------------------------------------------------- who may

/// A ledger of the office's store for somebody.
fn ledger_of(office: &Office, role: Role, pass: Pass) -> Ledger {
    let definition = wtisd_2020();
    let shipped = |_: Option<&str>| Some(definition.clone());
    let mut ledger = Ledger::open(Opening {
        site: Site::file(office.store()),
        campaign: None,
        shipped: &shipped,
        who: Who { role, ..who() },
        clock: Clock::Fixed(Setting::default().now()),
        read_only: None,
    })
    .expect("a ledger");
    ledger.admit(pass, None);
    ledger
}

fn wanted(office: &Office, id: BlobId) -> Ask {
    Ask::Develop(Box::new(Wanted {
        question: Question(1),
        unit: office.unit(),
        id,
        frame: Frame {
            cells: (40, 12),
            pictures: None,
        },
    }))
}

fn clerk(office: &Office, ledger: Ledger) -> Clerk {
    let jail = Jail::by(PathBuf::from(pty::ketnoi()));
    Clerk::new(ledger, None, Catalogue::new(Lang::En))
        .at_home(office.ground())
        .trying(Some(Maker::to_try(jail)))
}

#[test]
fn a_unit_officer_sees_and_saves_the_own_units_files_and_no_others() {
    let office = Office::usual();
    let file = office.ledger().campaign().unit(office.unit()).evidence[0]
        .file
        .clone();
    let pass = |unit: &str, restricted| Pass {
        units: vec![unit.into()],
        national: false,
        restricted,
    };
    let keeping = || {
        Ask::Keep(Box::new(Keeping {
            cmd: CmdId(7_u128.into()),
            folder: "~/out".to_owned(),
            unit: office.unit(),
            files: vec![file.clone()],
        }))
    };
    // Another's: whatever is asked for, the clerk gives nothing.
    let mut other = clerk(&office, ledger_of(&office, Role::UnitOfficer, pass("HGG", false)));
    let answers = other.answer(wanted(&office, file.sha256.clone()));
    assert!(
        matches!(answers[..], [Answer::Print(Question(1), Err(Unseen::Gone))]),
        "{answers:?}"
    );
    assert!(matches!(other.answer(keeping())[..], [Answer::Failed { .. }]));
    assert_eq!(names(&office.home()), [""; 0]);
    // The own one: seen and saved, but not in a session that is shut in.
    let mut own = clerk(&office, ledger_of(&office, Role::UnitOfficer, pass("CBG", false)));
    let answers = own.answer(wanted(&office, file.sha256.clone()));
    assert!(matches!(answers[..], [Answer::Print(_, Ok(_))]), "{answers:?}");
    assert!(matches!(own.answer(keeping())[..], [Answer::Wrote { .. }]));
    let mut shut_in = clerk(&office, ledger_of(&office, Role::UnitOfficer, pass("CBG", true)));
    let answers = shut_in.answer(keeping());
    assert!(
        matches!(&answers[..], [Answer::Failed { sentence, .. }] if sentence.contains("writes no file")),
        "{answers:?}"
    );
    // On the screen: the photo is there, the key is not.
    let setting = setting(Lang::En, (120, 40));
    let ledger = ledger_of(&office, Role::UnitOfficer, pass("CBG", true));
    let mut screen = setting.over_start(office.start(&setting, ledger));
    screen.press("<tab> <enter>").shows("le-phat-dong.jpg");
    assert!(!points(&mut screen).is_empty());
    assert!(!screen.footer().contains("save"), "{}", screen.footer());
    screen.press("s").shows("writes no file");
    assert!(matches!(screen.model().overlay, Overlay::Photo(_)));
}

#[test]
fn a_viewer_may_look_and_save_what_the_command_line_lets_them_save() {
    let office = Office::usual();
    let setting = setting(Lang::En, (120, 40));
    let ledger = ledger_of(&office, Role::Viewer, Pass::default());
    let mut screen = setting.over_start(office.start(&setting, ledger));
    screen.press("/ CBG <enter> <enter> <tab> <enter>");
    assert!(!points(&mut screen).is_empty(), "{}", screen.text());
    screen.press("s <enter>").shows("Saved");
}

#[test]
fn who_leafs_on_waits_for_the_last_photo_and_for_none_before_it() {
    let office = Office::usual();
    let all: Vec<BlobId> = office
        .ledger()
        .campaign()
        .unit(office.unit())
        .evidence
        .iter()
        .map(|e| e.file.sha256.clone())
        .collect();
    let (asks, asked) = channel();
    let (tell, answers) = channel();
    let clerk = clerk(&office, office.ledger()).with_porter(asks.clone());
    let serving = std::thread::spawn(move || {
        clerk.serve(&asked, &|answer| {
            let _ = tell.send(answer);
        });
    });
    let ask = |n: u64, id: &BlobId| {
        let Ask::Develop(mut wanted) = wanted(&office, id.clone()) else {
            unreachable!("a look")
        };
        wanted.question = Question(n);
        asks.send(Ask::Develop(wanted)).expect("a clerk");
    };
    for n in 0..40 {
        ask(n, &all[if n % 2 == 0 { 0 } else { 2 }]);
    }
    let mut prints = Vec::new();
    while prints.last() != Some(&39) {
        if let Answer::Print(Question(n), print) = answers.recv_timeout(pty::LIMIT).expect("a photo") {
            assert!(print.is_ok(), "{print:?}");
            prints.push(n);
        }
    }
    assert!(prints.len() < 40 && prints.is_sorted(), "{prints:?}");
    // The clerk was free all the while, and is.
    asks.send(Ask::Leave).expect("a clerk");
    serving.join().expect("it ends");
}
