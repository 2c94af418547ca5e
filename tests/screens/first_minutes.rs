//! A newcomer's first minutes, step by step: `docs/first-minutes.md` says the keys, and this presses them and keeps its pictures.
//! `KETNOI_BLESS=1` writes them.

use std::fs;
use std::path::Path;

use crate::common::desk::wtisd_2020;
use crate::common::screen::{Screen, Setting, ledger};
use ketnoi::core::names::Lang;
use ketnoi::drafts::Shelf;
use ketnoi::store::Site;
use ketnoi::tui::first::First;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::workbench::Foundry;

const BEGIN: &str = "<!-- then: ";
const END: &str = "<!-- /then -->";
/// As long as the folder that the test makes, so that lines break at the same places.
const HOME: &str = "/home/hanh/.data";

/// An empty home in which the letter of 2027 is about to go out.
fn begin(lang: Lang, home: &Path) -> Screen {
    let setting = Setting {
        lang,
        when: "2027-04-12T09:00:00+07:00",
        size: (80, 24),
        first: First {
            calm: true,
            welcome: true,
            ..First::default()
        },
        ..Setting::default()
    };
    let ground = Ground {
        foundry: Foundry {
            shelf: Shelf {
                folder: Some(home.join("drafts")),
                here: None,
            },
            ..Foundry::default()
        },
        ..Ground::default()
    };
    setting.over_on(ledger(&wtisd_2020(), Site::memory(), setting.now(), None), ground)
}

/// Does what a comment says: `press 1; type 1520; press <enter>`.
fn act(screen: &mut Screen, steps: &str) {
    for step in steps.split("; ").filter(|s| !s.is_empty()) {
        match step.split_once(' ') {
            Some(("press", keys)) => screen.press(keys),
            Some(("type", words)) => screen.type_in(words),
            _ => panic!("{step:?} is neither press nor type"),
        };
    }
}

/// The page with every picture as it is today, and how many there are.
fn drawn(page: &str) -> (String, usize) {
    let home = tempfile::Builder::new()
        .prefix("ketnoi-")
        .rand_bytes(4)
        .tempdir_in("/tmp")
        .expect("a folder");
    let path = home.path().to_str().expect("UTF-8");
    assert_eq!(path.len(), HOME.len());
    let mut screen = begin(Lang::En, home.path());
    let (mut out, mut rest, mut n) = (String::new(), page, 0);
    while let Some(at) = rest.find(BEGIN) {
        let line_end = at + rest[at..].find('\n').expect("a line ends");
        let steps = rest[at + BEGIN.len()..line_end].trim_end_matches("-->").trim();
        act(&mut screen, steps);
        let text = screen.text().replace(path, HOME);
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        out.push_str(&rest[..=line_end]);
        out.push_str(&format!("```text\n{}\n```\n", lines.join("\n").trim_end()));
        let end = rest[line_end..].find(END).expect("a picture ends");
        rest = &rest[line_end + end..];
        n += 1;
    }
    out.push_str(rest);
    (out, n)
}

#[test]
fn the_first_minutes_are_as_the_page_shows_them() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/first-minutes.md");
    let there = fs::read_to_string(&page).expect("docs/first-minutes.md");
    let (now, n) = drawn(&there);
    if std::env::var_os("KETNOI_BLESS").is_some() && there != now {
        fs::write(&page, &now).expect("the page is written");
        return;
    }
    let differs = there.lines().zip(now.lines()).position(|(a, b)| a != b);
    assert!(
        there == now,
        "docs/first-minutes.md line {}: KETNOI_BLESS=1 cargo test --test screens first_minutes writes it",
        differs.unwrap_or(now.lines().count()) + 1
    );
    assert!(n >= 8, "{n} pictures");
}

/// What the page tells in English happens to whoever reads Vietnamese too.
#[test]
fn the_same_keys_lead_the_same_way_in_vietnamese() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/first-minutes.md");
    let page = fs::read_to_string(page).expect("docs/first-minutes.md");
    let home = tempfile::tempdir().expect("a folder");
    let mut screen = begin(Lang::Vi, home.path());
    let steps = page.lines().filter_map(|l| l.strip_prefix(BEGIN));
    let mut seen = Vec::new();
    for steps in steps {
        act(&mut screen, steps.trim_end_matches("-->").trim());
        seen.push(screen.text());
    }
    for words in [
        "Chào mừng đến với ketnoi",
        "ketnoi demo",
        "Lập đợt báo cáo",
        "Ý nghĩa các ô",
        "Mở đợt báo cáo wtisd-2027?",
        "0/34",
        "Ghi nhận báo cáo",
        "Việc cần xử lý",
        "Trợ giúp",
    ] {
        assert!(seen.iter().any(|s| s.contains(words)), "{words}");
    }
    assert_eq!(screen.model().live().id().as_str(), "wtisd-2027");
}
