//! What the screen sends: the bytes of known frames, and whatever is drawn and whenever the terminal chokes, a terminal in
//! memory that shows in the end what was drawn last.

use std::cell::RefCell;
use std::io;
use std::num::NonZeroU16;
use std::rc::Rc;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

use ketnoi::tui::term::output::Sink;
use ketnoi::tui::term::screen::{Canvas, Drawn, Screen};
use ketnoi::tui::term::{Caps, Depth, Family, Glyphs, Line};

/// Caps for a modern terminal.
const MODERN: Caps = Caps {
    links: false,
    depth: Depth::True,
    glyphs: Glyphs::Full,
    family: Family::Xterm,
    ambiguous_wide: false,
    alternate: true,
    paste: true,
    sync: true,
    mouse: true,
    line: Line::Fast,
};

/// A terminal in memory that can be told to stop reading.
#[derive(Clone)]
struct Glass {
    screen: Rc<RefCell<vt100::Parser>>,
    size: Rc<RefCell<(u16, u16)>>,
    room: Rc<RefCell<usize>>,
    log: Rc<RefCell<Vec<u8>>>,
}

impl Glass {
    fn new(width: u16, height: u16) -> Self {
        Self {
            screen: Rc::new(RefCell::new(parser(width, height))),
            size: Rc::new(RefCell::new((width, height))),
            room: Rc::new(RefCell::new(usize::MAX)),
            log: Rc::default(),
        }
    }

    fn rows(&self) -> Vec<String> {
        let width = self.size.borrow().0;
        let screen = self.screen.borrow();
        screen.screen().rows(0, width).collect()
    }

    fn take_log(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.log.borrow_mut())).unwrap()
    }
}

fn parser(width: u16, height: u16) -> vt100::Parser {
    let of = |n| NonZeroU16::new(n).unwrap();
    vt100::Parser::new(of(height), of(width), 0)
}

impl Sink for Glass {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = bytes.len().min(*self.room.borrow());
        *self.room.borrow_mut() -= n;
        self.screen.borrow_mut().process(&bytes[..n]);
        self.log.borrow_mut().extend_from_slice(&bytes[..n]);
        Ok(n)
    }

    fn wait(&mut self, _: Duration) -> bool {
        *self.room.borrow() > 0
    }

    fn size(&self) -> (u16, u16) {
        *self.size.borrow()
    }
}

fn screen(glass: &Glass, caps: Caps) -> Screen<Glass> {
    let mut screen = Screen::new(glass.clone(), caps);
    show(&mut screen, &[]);
    let _ = glass.take_log();
    screen
}

fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
    buffer.set_string(x, y, text, style);
}

fn show(screen: &mut Screen<Glass>, texts: &[(u16, u16, &str, Style)]) -> Drawn {
    screen.draw(|frame| {
        for (x, y, text, style) in texts {
            put(frame.buffer_mut(), *x, *y, text, *style);
        }
    })
}

fn plain(x: u16, y: u16, text: &str) -> (u16, u16, &str, Style) {
    (x, y, text, Style::new())
}

#[test]
fn the_bytes_of_known_frames() {
    let glass = Glass::new(80, 24);
    let mut screen = screen(&glass, MODERN);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let red = Style::new().fg(Color::Red);
    for (texts, expected) in [
        (vec![plain(0, 0, "abc")], "abc"),
        // Nothing changed: nothing is written.
        (vec![plain(0, 0, "abc")], ""),
        (vec![plain(0, 0, "abd")], "\x08d"),
        (vec![plain(0, 0, "abd"), plain(0, 1, "x")], "\r\nx"),
        (vec![plain(0, 0, "abd"), plain(1, 1, "y")], "\r y"),
        (vec![plain(0, 0, "abd"), plain(1, 1, "y......z")], "......z"),
        (vec![plain(0, 0, "abd"), plain(1, 1, "y")], "\r y       "),
        // Over an unchanged cell by writing it again.
        (vec![plain(0, 0, "abd"), plain(1, 1, "yz-z")], "\r yz-z"),
        (vec![plain(0, 0, "abd"), plain(1, 1, "yy-y")], "\x08\x08\x08y-y"),
        (
            vec![(0, 0, "abd", bold), plain(1, 1, "yy-y")],
            "\x1b[1;1H\x1b[1mabd",
        ),
        (vec![(0, 0, "abd", red), plain(1, 1, "yy-y")], "\r\x1b[0;31mabd"),
        (
            vec![(0, 0, "abd", red), (1, 1, "yy-y", bold)],
            "\n\x08\x08\x1b[1;39myy-y",
        ),
        (
            vec![plain(0, 0, "abd"), (1, 1, "yy-y", bold)],
            "\x1b[1;1H\x1b[mabd",
        ),
        // A blank between words of one ink does not put the pen down.
        (
            vec![plain(0, 0, "abd"), (1, 1, "y y y", bold)],
            "\n\x08 \x1b[1my y",
        ),
    ] {
        let Drawn::Sent(bytes) = show(&mut screen, &texts) else {
            panic!("held")
        };
        let log = glass.take_log();
        assert_eq!(log, expected, "{texts:?}");
        assert_eq!(bytes, log.len());
    }
    // The selection moves in the grid, and a clock ticks.
    let cells = |at: u16, clock| {
        let mut texts: Vec<_> = (0..8)
            .map(|i| {
                let style = if i == at {
                    Style::new().add_modifier(Modifier::REVERSED)
                } else {
                    Style::new()
                };
                (2 + 9 * i, 5, "HNI OK", style)
            })
            .collect();
        texts.push((70, 0, clock, Style::new()));
        texts
    };
    show(&mut screen, &cells(0, "14:03:19"));
    let _ = glass.take_log();
    show(&mut screen, &cells(1, "14:03:19"));
    let moved = glass.take_log();
    assert!(moved.len() <= 45, "{moved:?}");
    show(&mut screen, &cells(1, "14:03:20"));
    let ticked = glass.take_log();
    assert!(ticked.len() <= 14, "{ticked:?}");
    show(&mut screen, &cells(1, "14:03:21"));
    assert_eq!(glass.take_log(), "\x081");
}

#[test]
fn the_cursor_is_shown_only_where_wanted() {
    let glass = Glass::new(80, 24);
    let mut screen = screen(&glass, MODERN);
    screen.draw(|frame| frame.set_cursor_position((3, 2)));
    assert_eq!(glass.take_log(), "\n\n   \x1b[?25h");
    screen.draw(|frame| frame.set_cursor_position((3, 2)));
    assert_eq!(glass.take_log(), "");
    screen.draw(|frame| frame.set_cursor_position((4, 2)));
    assert_eq!(glass.take_log(), " ");
    screen.draw(|_| {});
    assert_eq!(glass.take_log(), "\x1b[?25l");
}

#[test]
fn the_hidden_cursor_rests_where_it_is_told() {
    let glass = Glass::new(20, 3);
    let mut screen = screen(&glass, MODERN);
    let mut frame = |second: &str, rest: (u16, u16)| {
        let draw = |canvas: &mut Canvas<'_>| {
            canvas.buffer_mut().set_string(18, 0, second, Style::new());
            canvas.rest_cursor_at(Some(rest.into()));
        };
        screen.draw(draw);
        glass.take_log()
    };
    frame("1", (4, 2));
    assert_eq!(frame("1", (4, 2)), "", "nothing has changed");
    // Written elsewhere and back again, as the terminal remembers it.
    assert_eq!(frame("2", (4, 2)), "\x1b[1;19H2\x1b8");
    assert_eq!(frame("2", (5, 2)), " \x1b7");
    assert_eq!(frame("3", (5, 2)), "\x1b[1;19H3\x1b8");
    assert_eq!(frame("3", (50, 2)), "", "outside the screen it stays where it is");
}

#[test]
fn no_control_character_gets_out() {
    let glass = Glass::new(20, 3);
    let mut screen = screen(&glass, MODERN);
    screen.draw(|frame| {
        let buffer = frame.buffer_mut();
        for (x, symbol) in ["\u{9b}", "a\u{9b}31m", "\u{200b}", "e\x1b[31m"]
            .iter()
            .enumerate()
        {
            buffer[(x as u16, 0)].set_symbol(symbol);
        }
        let piled = format!("o{}", "\u{301}".repeat(200));
        buffer[(6, 0)].set_symbol(&piled);
    });
    let log = glass.take_log();
    assert!(log.chars().all(|c| !('\u{80}'..'\u{a0}').contains(&c)));
    assert_eq!(log.matches("\x1b[31m").count(), 0, "{log:?}");
    assert_eq!(log.matches('\u{301}').count(), 7);
}

#[test]
fn a_vt100_gets_only_what_it_knows() {
    let caps = Caps {
        depth: Depth::Mono,
        glyphs: Glyphs::Ascii,
        family: Family::Vt100,
        alternate: false,
        paste: false,
        sync: false,
        mouse: false,
        ..MODERN
    };
    let glass = Glass::new(80, 24);
    let mut screen = screen(&glass, caps);
    let style = Style::new().fg(Color::Red).add_modifier(Modifier::REVERSED);
    show(&mut screen, &[(0, 0, "Đà Nẵng │", style), plain(10, 0, "x")]);
    assert_eq!(glass.take_log(), "\x1b[0;7mDa Nang |\x1b[1C\x1b[mx");
    let long = "x".repeat(1500);
    show(&mut screen, &[plain(0, 3, &long)]);
    assert!(!glass.take_log().contains("2026"));
}

/// What is changed of a link is written with all of it; what stands beside it is not.
#[test]
fn an_address_leads_where_it_says_and_only_where_the_terminal_knows_how() {
    let lines = [
        "gọi a@b.vn nhé",
        "gọi a@b.org nhé",
        "gọi a@b.org thôi",
        "gọi a@b.o… thôi",
        "https://itu.int/x.",
    ];
    let glass = Glass::new(40, 4);
    let mut screen = screen(
        &glass,
        Caps {
            links: true,
            ..MODERN
        },
    );
    let logs = lines.map(|line| {
        show(&mut screen, &[plain(0, 0, line), plain(0, 1, "c@d.vn")]);
        assert_eq!(glass.rows()[0].trim_end(), line);
        assert_eq!(glass.rows()[1].trim_end(), "c@d.vn");
        glass.take_log()
    });
    let link = |to: &str, words: &str| format!("\x1b]8;;{to}\x1b\\{words}\x1b]8;;\x1b\\");
    assert!(
        logs[0].contains(&link("mailto:a@b.vn", "a@b.vn")),
        "{:?}",
        logs[0]
    );
    assert!(
        logs[0].contains(&link("mailto:c@d.vn", "c@d.vn")),
        "{:?}",
        logs[0]
    );
    assert!(
        logs[1].contains(&link("mailto:a@b.org", "a@b.org")),
        "{:?}",
        logs[1]
    );
    assert!(!logs[1].contains("c@d.vn"), "{:?}", logs[1]);
    assert!(
        !logs[2].contains("]8;"),
        "nothing of the link has changed: {:?}",
        logs[2]
    );
    assert!(
        !logs[3].contains("mailto:"),
        "what is cut off leads nowhere: {:?}",
        logs[3]
    );
    assert!(
        logs[3].contains("a@b.o"),
        "and is no link any more: {:?}",
        logs[3]
    );
    assert!(
        logs[4].contains(&link("https://itu.int/x", "https://itu.int/x")),
        "{:?}",
        logs[4]
    );
    for log in &logs {
        let opened = log.matches("\x1b]8;;").count() - log.matches("\x1b]8;;\x1b").count();
        assert_eq!(
            opened,
            log.matches("\x1b]8;;\x1b").count(),
            "each is closed: {log:?}"
        );
    }
    let glass = Glass::new(40, 4);
    let mut screen = self::screen(&glass, MODERN);
    show(&mut screen, &[plain(0, 0, lines[0])]);
    assert!(!glass.take_log().contains("]8;"));
}

#[test]
fn eight_colours_are_named_as_eight() {
    for (depth, expected) in [
        (Depth::C8, "\x1b[31ma\x1b[34mb\x1b[31mc"),
        (Depth::C16, "\x1b[31ma\x1b[34mb\x1b[91mc"),
        (Depth::C256, "\x1b[31ma\x1b[38;5;24mb\x1b[91mc"),
        (Depth::Mono, "abc"),
    ] {
        let glass = Glass::new(20, 2);
        let mut screen = screen(&glass, Caps { depth, ..MODERN });
        let of = |color| Style::new().fg(color);
        show(
            &mut screen,
            &[
                (0, 0, "a", of(Color::Red)),
                (1, 0, "b", of(Color::Rgb(0x00, 0x5f, 0x87))),
                (2, 0, "c", of(Color::LightRed)),
            ],
        );
        assert_eq!(glass.take_log(), expected, "{depth:?}");
    }
}

#[test]
fn wide_and_doubtful_cells_do_not_drift() {
    let glass = Glass::new(20, 2);
    let mut screen = screen(&glass, MODERN);
    show(&mut screen, &[plain(0, 0, "漢漢x")]);
    assert_eq!(glass.take_log(), "漢漢x");
    show(&mut screen, &[plain(0, 0, "ab漢x")]);
    assert_eq!(glass.rows()[0].trim_end(), "ab漢x");
    show(&mut screen, &[plain(0, 0, "a漢 x")]);
    assert_eq!(glass.rows()[0].trim_end(), "a漢 x");
    let _ = glass.take_log();
    // A decomposed letter: where the cursor is afterwards is not trusted.
    show(&mut screen, &[plain(0, 0, "a漢 x"), plain(0, 1, "q\u{309}b")]);
    assert_eq!(glass.take_log(), "\r\nq\u{309}\x1b[2;2Hb");

    let wide = Caps {
        ambiguous_wide: true,
        ..MODERN
    };
    let glass = Glass::new(20, 2);
    let mut screen = self::screen(&glass, wide);
    show(&mut screen, &[plain(0, 0, "·b")]);
    assert_eq!(glass.take_log(), "·\x1b[1;2Hb");
}

#[test]
fn a_terminal_that_does_not_read_gets_the_latest_afterwards() {
    let glass = Glass::new(40, 10);
    let mut screen = screen(&glass, MODERN);
    *glass.room.borrow_mut() = 7;
    show(&mut screen, &[plain(0, 0, "first frame, cut")]);
    for i in 0..1000 {
        let text = format!("frame {i}");
        assert_eq!(show(&mut screen, &[plain(0, 1, &text)]), Drawn::Held);
    }
    assert!(screen.is_held());
    assert!(screen.retry_after().unwrap() <= Duration::from_secs(1));
    assert!(screen.pending() < 100);
    *glass.room.borrow_mut() = usize::MAX;
    assert!(screen.retry());
    assert_eq!(screen.retry_after(), None);
    show(&mut screen, &[plain(0, 1, "latest")]);
    let rows = glass.rows();
    assert_eq!((rows[0].trim_end(), rows[1].trim_end()), ("", "latest"));
}

#[test]
fn a_batch_of_resizes_redraws_whole_once() {
    let glass = Glass::new(40, 10);
    let mut screen = screen(&glass, MODERN);
    show(&mut screen, &[plain(0, 0, "kept")]);
    // The terminal lost its cells on the way through another size, and is back at the first.
    *glass.screen.borrow_mut() = parser(40, 10);
    let _ = glass.take_log();
    for _ in 0..50 {
        screen.resized();
    }
    show(&mut screen, &[plain(0, 0, "kept")]);
    assert_eq!(glass.take_log(), "\x1b[m\x1b[1;1H\x1b[2Jkept");
    *glass.size.borrow_mut() = (20, 5);
    show(&mut screen, &[plain(0, 0, "kept")]);
    assert_eq!(glass.take_log(), "\x1b[m\x1b[1;1H\x1b[2Jkept");
}

#[test]
fn a_large_frame_is_bracketed_and_a_small_one_not() {
    let glass = Glass::new(80, 24);
    let mut screen = screen(&glass, MODERN);
    let row = "x".repeat(80);
    let many: Vec<_> = (0..24).map(|y| plain(0, y, &row)).collect();
    show(&mut screen, &many);
    let log = glass.take_log();
    assert!(log.starts_with("\x1b[?2026h") && log.ends_with("\x1b[?2026l"));
    show(&mut screen, &many[1..]);
    assert!(!glass.take_log().contains("2026"));
}

fn style() -> impl Strategy<Value = Style> {
    let color = || {
        prop::sample::select(vec![
            Color::Reset,
            Color::Red,
            Color::LightBlue,
            Color::Indexed(99),
            Color::Rgb(1, 2, 3),
        ])
    };
    let modifier = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::BOLD.union(Modifier::REVERSED),
        Modifier::UNDERLINED,
        Modifier::ITALIC,
    ]);
    (color(), color(), modifier)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

type Text = (u16, u16, String, Style);

fn frames() -> impl Strategy<Value = Vec<Vec<Text>>> {
    let words = prop::sample::select(vec![
        "a",
        "Hà Nội",
        "漢字",
        "x漢",
        "      ",
        "─│┐",
        "e\u{301}o",
        "1234567890ab",
    ]);
    let text =
        (0..14_u16, 0..4_u16, words, style()).prop_map(|(x, y, text, style)| (x, y, text.to_owned(), style));
    prop::collection::vec(prop::collection::vec(text, 0..12), 1..8)
}

fn vt(color: Color) -> vt100::Color {
    match color {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

fn compare(glass: &Glass, expected: &Buffer) -> Result<(), TestCaseError> {
    let parser = glass.screen.borrow();
    for y in 0..expected.area.height {
        let mut x = 0;
        while x < expected.area.width {
            let cell = &expected[(x, y)];
            let shown = parser.screen().cell(y, x).unwrap();
            let width = cell.symbol().width().max(1) as u16;
            let symbol = if shown.has_contents() {
                shown.contents()
            } else {
                " "
            };
            let wanted = if x + width > expected.area.width {
                " "
            } else {
                cell.symbol()
            };
            prop_assert_eq!(symbol, wanted, "at {} {}", x, y);
            prop_assert_eq!(shown.bgcolor(), vt(cell.bg), "at {} {}", x, y);
            if cell.symbol() != " " {
                prop_assert_eq!(shown.fgcolor(), vt(cell.fg), "at {} {}", x, y);
                let (bold, dim) = (Modifier::BOLD, Modifier::DIM);
                // The emulator knows only one of the two at a time.
                if !cell.modifier.contains(bold | dim) {
                    prop_assert_eq!(shown.bold(), cell.modifier.contains(bold));
                    prop_assert_eq!(shown.dim(), cell.modifier.contains(dim));
                }
                prop_assert_eq!(shown.italic(), cell.modifier.contains(Modifier::ITALIC));
            }
            prop_assert_eq!(shown.inverse(), cell.modifier.contains(Modifier::REVERSED));
            x += width;
        }
    }
    Ok(())
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/regressions/frames.txt",
        ))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_shown_is_what_was_drawn(frames in frames(), rooms in prop::collection::vec(0_usize..60, 8)) {
        let glass = Glass::new(14, 4);
        let mut screen = Screen::new(glass.clone(), MODERN);
        for (frame, room) in frames.iter().zip(rooms) {
            let mut expected = Buffer::empty(Rect::new(0, 0, 14, 4));
            for (x, y, text, style) in frame {
                put(&mut expected, *x, *y, text, *style);
            }
            // Let the terminal choke on this frame, then read again.
            let rest = Position::new(room as u16 % 5 * 3, room as u16 % 3);
            let draw = |f: &mut Canvas<'_>| {
                f.buffer_mut().clone_from(&expected);
                f.rest_cursor_at(Some(rest));
            };
            *glass.room.borrow_mut() = room;
            screen.draw(draw);
            *glass.room.borrow_mut() = usize::MAX;
            screen.draw(draw);
            compare(&glass, &expected)?;
            prop_assert_eq!(glass.screen.borrow().screen().cursor_position(), (rest.y, rest.x));
        }
    }
}
