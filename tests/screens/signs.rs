//! The signs that screens are drawn with: those of every Windows console where nothing is known of the terminal.

use crate::common::screen::{AFTER, BEFORE, SIZES, Setting, drawn};
use crate::common::wgl4;
use crate::stories::{FORMS, PLACES};
use crate::wall;
use ketnoi::core::names::Lang;
use ketnoi::tui::term::Glyphs;
use ketnoi::tui::theme::GlyphSet;

/// What is looked at beside places and forms: the time line, what lies over it, filters, groups, marks, another look.
const MORE: [(&str, &str); 8] = [
    ("time line", "t <left> <left> ]"),
    ("filter", "/ d a"),
    ("groups", "g"),
    ("groups by name", "g g"),
    ("marks", "<space> <space> a"),
    ("look", "T"),
    ("unit below", "<enter> <down> <down> <tab>"),
    ("queue below", "5 <down> <down> <space> o"),
];

#[test]
fn every_screen_is_drawn_with_what_every_windows_console_has() {
    for (lang, when) in [(Lang::Vi, BEFORE), (Lang::En, AFTER)] {
        for (name, keys) in PLACES.iter().chain(&FORMS).chain(&MORE) {
            let setting = Setting {
                lang,
                when,
                ..Setting::default()
            };
            let mut screen = setting.demo();
            screen.press(keys);
            for size in SIZES {
                let text = screen.resize(size).text();
                assert_eq!(wgl4::lacks(&text), "", "{name} {lang:?} {size:?}\n{text}");
            }
        }
    }
}

#[test]
fn so_is_every_page_of_the_wall() {
    for lang in [Lang::Vi, Lang::En] {
        for mut wall in wall::of_every_moment(lang) {
            for size in wall::SIZES {
                for page in wall::PAGES {
                    wall::turn_to(&mut wall, page);
                    let text = drawn(&wall, size).text();
                    assert_eq!(wgl4::lacks(&text), "", "{page:?} {lang:?} {size:?}\n{text}");
                }
            }
        }
    }
}

/// The list is what is asked for, and the richer set is more than it.
#[test]
fn the_list_can_be_broken() {
    assert_eq!(wgl4::lacks("─═█▄▀▌▐░▒▓■·○●◄►▲▼√–…•◊×→ Đường Ưởng ơ ỹ Ỵ"), "");
    assert_eq!(wgl4::lacks("✓ ◔ ▁▂▃▅▆▇ ━ ┄ ⟳ ∴ ↵ ▸ ⣿ 漢").chars().count(), 16);
    let full: String = GlyphSet::of(Glyphs::Full, false).all().concat();
    assert!(!wgl4::lacks(&full).is_empty());
    let usual: String = GlyphSet::of(Glyphs::Windows, false).all().concat();
    assert_eq!(wgl4::lacks(&usual), "");
}

/// Who asked for all signs keeps them when the look is changed.
#[test]
fn another_look_keeps_the_signs() {
    let all = Setting {
        glyphs: Some(Glyphs::Full),
        ..Setting::default()
    };
    let mut screen = all.demo();
    assert!(screen.text().contains('✓'), "{}", screen.text());
    assert!(screen.press("T").text().contains('✓'), "{}", screen.text());
}

/// The box that has the keys is told from the others by its lines, not by a colour or a weight.
#[test]
fn the_focused_box_has_double_lines() {
    let mut screen = Setting::default().size((120, 40)).demo();
    let corner = |text: &str, c: char| text.chars().filter(|x| *x == c).count();
    let lines = screen.text();
    assert!(corner(&lines, '║') > 10, "{lines}");
    let other = screen.press("1").text();
    assert!(corner(&other, '║') > 3 && other.contains("╔"), "{other}");
    assert_ne!(lines.find('║'), other.find('║'), "another box has them\n{other}");
    assert!(!screen.press("<enter>").text().is_empty());
}
