//! Officers sit at Windows, in PuTTY: its terminal with the twin of Courier New and no other font, looked at pixel by pixel; and
//! PuTTY itself, through a real sshd.
//!
//! What is written to the terminal is read from PuTTY's own log, what it shows from the memory of an X server that nobody
//! sees. Waits are for conditions. Where a part is missing the drill says so, and fails where `KETNOI_CI` is set.

use std::collections::BTreeSet;
use std::fs;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::display::{Coverage, Display, FONT, Picture};
use crate::common::pty::{LIMIT, ketnoi, wait_until};
use crate::common::sshd::{Sshd, account};

/// A moment of the demo at which nothing ticks.
const DEMO: [&str; 6] = [
    "demo",
    "--seed",
    "2020",
    "--now",
    "2020-05-28T14:03:19+07:00",
    "--lang=vi",
];
/// PuTTY leaves this much around its cells.
const BORDER: usize = 1;

/// As `docs/vi` tells officers to set it, but for the scroll bar.
const SESSION: &str = "ScrollBar=0\nTerminalType=xterm-256color\nEnvironment=LANG=C.UTF-8,\n";

/// A terminal in a window, which ends with the value.
struct Window<'a> {
    display: &'a Display,
    child: Child,
    id: String,
    log: PathBuf,
    size: (u16, u16),
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl<'a> Window<'a> {
    /// PuTTY or its terminal, with what it is to run.
    fn open(display: &'a Display, program: &str, words: &[&str]) -> Self {
        let log = display.home().join(format!("{program}.log"));
        let _ = fs::remove_file(&log);
        let mut c: Command = display.command(program);
        c.args(["-fn", FONT, "-geometry", "80x24+0+0"]);
        if program == "pterm" {
            c.args(["+sb", "-log"]);
        } else {
            let saved = display.home().join(".putty/sessions");
            fs::create_dir_all(&saved).expect("a folder");
            fs::write(saved.join("drill"), SESSION).expect("written");
            c.args(["-load", "drill", "-sessionlog"]);
        }
        let child = c
            .arg(&log)
            .args(words)
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let id = display.window(program);
        Self {
            display,
            child,
            id,
            log,
            size: (80, 24),
        }
    }

    /// What the program has written, as a terminal takes it.
    fn screen(&self) -> vt100::Parser {
        let cells = |n| NonZeroU16::new(n).expect("a size");
        let mut parser = vt100::Parser::new(cells(self.size.1), cells(self.size.0), 0);
        parser.process(&fs::read(&self.log).unwrap_or_default());
        parser
    }

    fn text(&self) -> String {
        self.screen().screen().contents()
    }

    fn wait(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let until = Instant::now() + LIMIT;
        loop {
            let text = self.text();
            if is_so(&text) {
                return text;
            }
            assert!(Instant::now() < until, "never came: {what}\n{text}");
            thread::park_timeout(Duration::from_millis(20));
        }
    }

    fn wait_for(&self, text: &str) -> String {
        self.wait(text, |screen| screen.contains(text))
    }

    /// The picture, once it shows what was written: something in every cell with a character, nothing in the others.
    fn picture(&self, what: &str) -> (vt100::Parser, Picture) {
        let until = Instant::now() + LIMIT;
        loop {
            let (screen, picture) = (self.screen(), self.display.picture());
            let wrong = self.disagreement(&screen, &picture);
            if wrong.is_none() {
                return (screen, picture);
            }
            assert!(
                Instant::now() < until,
                "{what}: the picture never showed it: {wrong:?}\n{}",
                screen.screen().contents()
            );
            thread::park_timeout(Duration::from_millis(20));
        }
    }

    /// Width and height of a cell.
    fn cell(&self) -> (usize, usize) {
        let (w, h) = self.display.size_of(&self.id);
        let (cols, rows) = self.size;
        (
            (w - 2 * BORDER) / usize::from(cols),
            (h - 2 * BORDER) / usize::from(rows),
        )
    }

    /// What is drawn in a cell; of a blank without its edge, over which the ends of frames are smoothed.
    fn contrast(picture: &Picture, cell: (usize, usize), at: (u16, u16), c: char) -> f64 {
        let (x, y) = Self::place(cell, at);
        if c == ' ' {
            picture.contrast((x + 2, y + 2), (cell.0 - 4, cell.1 - 4))
        } else {
            picture.contrast((x, y), cell)
        }
    }

    fn place(cell: (usize, usize), (row, col): (u16, u16)) -> (usize, usize) {
        (
            BORDER + usize::from(col) * cell.0,
            BORDER + usize::from(row) * cell.1,
        )
    }

    /// The characters that are shown as an empty box.
    fn boxes(&self, parser: &vt100::Parser, picture: &Picture) -> BTreeSet<char> {
        let cell = self.cell();
        let mut all = BTreeSet::new();
        each(parser, |c, at, _| {
            if c != ' ' && picture.is_box(Self::place(cell, at), cell) {
                all.insert(c);
            }
            None::<()>
        });
        all
    }

    /// The first cell whose picture is not what was written.
    fn disagreement(&self, parser: &vt100::Parser, picture: &Picture) -> Option<String> {
        let cell = self.cell();
        each(parser, |c, at, underlined| {
            let contrast = Self::contrast(picture, cell, at, c);
            let is_right = match c {
                ' ' => underlined || contrast < 1.01,
                // It fills its cell.
                '█' => true,
                // Words are read; frames and small signs are seen.
                c if c.is_alphanumeric() => contrast >= 2.5,
                _ => contrast >= 1.5,
            };
            (!is_right).then(|| format!("{c:?} at {at:?} has a contrast of {contrast:.2}"))
        })
    }
}

/// Asks something of every cell until there is an answer: its character, its place, whether a line is below it.
fn each<T>(parser: &vt100::Parser, mut ask: impl FnMut(char, (u16, u16), bool) -> Option<T>) -> Option<T> {
    let screen = parser.screen();
    let (rows, cols) = screen.size();
    let all = (0..rows.get()).flat_map(|r| (0..cols.get()).map(move |c| (r, c)));
    let mut cells = all.filter_map(|at| Some((at, screen.cell(at.0, at.1)?)));
    cells.find_map(|(at, cell)| {
        let c = cell.contents().chars().next().unwrap_or(' ');
        ask(c, at, cell.underline())
    })
}

/// What of the screen the font cannot draw.
fn lacking(font: &Coverage, parser: &vt100::Parser) -> BTreeSet<char> {
    let text = parser.screen().contents();
    text.chars()
        .filter(|c| !c.is_control() && !font.has(*c))
        .collect()
}

/// The program in PuTTY's own terminal.
fn pterm<'a>(display: &'a Display, colours: &[&str], term: &str, words: &[&str]) -> Window<'a> {
    let term = format!("TERM={term}");
    let run = [&["-e", "env", &term, ketnoi()], &DEMO[..], words].concat();
    Window::open(display, "pterm", &[colours, &run].concat())
}

/// The main places, each with the key that leads there and something that stands there.
const PLACES: [(&str, &str, &str); 6] = [
    ("desk", "", "? trợ giúp"),
    ("queue", "5", "Cần xem xét"),
    ("sheet", "Return", "Diễn biến"),
    ("map", "m", "Hoàng Sa"),
    ("palette", "colon", "Lệnh"),
    ("help", "F1", "Mở mục đang chọn"),
];

#[test]
fn nothing_is_an_empty_box_or_vanishes_in_puttys_terminal() {
    let Some(display) = Display::start(&["pterm"]) else {
        return;
    };
    let font = display.coverage();
    let light = ["-bg", "white", "-fg", "black"];
    let looks: [(&str, &[&str], &str, &[&str]); 4] = [
        ("dark, as PuTTY comes", &[], "xterm", &[]),
        ("dark, as we advise", &[], "xterm-256color", &[]),
        ("light, and nobody said so", &light, "xterm", &[]),
        (
            "light, as we advise",
            &light,
            "xterm-256color",
            &["--theme=light"],
        ),
    ];
    for (name, colours, term, words) in looks {
        let window = pterm(&display, colours, term, words);
        for (place, key, there) in PLACES {
            let what = format!("{name}, {place}");
            if !key.is_empty() {
                display.press(&[key]);
            }
            window.wait_for(there);
            let (screen, picture) = window.picture(&what);
            assert_eq!(lacking(&font, &screen), BTreeSet::new(), "{what}");
            assert_eq!(window.boxes(&screen, &picture), BTreeSet::new(), "{what}");
            if !key.is_empty() {
                display.press(&["Escape"]);
                window.wait("back at the desk", |t| t.contains("4 Báo cáo"));
            }
        }
    }
    // That an empty box would be seen: with the signs of terminals that look in every font, there are some.
    let window = pterm(&display, &[], "xterm-256color", &["--glyphs=full"]);
    window.wait_for("? trợ giúp");
    let shown = || window.boxes(&window.screen(), &display.picture());
    wait_until("empty boxes", || ['✓', '↵'].iter().all(|c| shown().contains(c)));
    let (boxes, lacking) = (shown(), lacking(&font, &window.screen()));
    assert!(boxes.is_subset(&lacking), "{boxes:?} of {lacking:?}");
}

/// A line to the sshd that can be lost.
struct Line {
    port: u16,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Line {
    fn to(server: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let open = Arc::new(Mutex::new(Vec::new()));
        let ends = Arc::clone(&open);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (Ok(client), Ok(server)) = (client, TcpStream::connect(("127.0.0.1", server))) else {
                    return;
                };
                for (from, to) in [(&client, &server), (&server, &client)] {
                    let mut from = from.try_clone().expect("a copy");
                    let mut to = to.try_clone().expect("a copy");
                    thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
                ends.lock().expect("whole").extend([client, server]);
            }
        });
        Self { port, open }
    }

    fn cut(&self) {
        for end in self.open.lock().expect("whole").drain(..) {
            let _ = end.shutdown(Shutdown::Both);
        }
    }
}

/// Processes of the sessions on this store.
fn sessions(store: &Path) -> usize {
    let store = format!("sqlite:{}", store.display());
    let all = fs::read_dir("/proc").expect("/proc").flatten();
    all.filter(|entry| {
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let mut words = line.split(|b| *b == 0);
        words.next().is_some_and(|program| program.ends_with(b"/ketnoi"))
            && words.any(|word| word == store.as_bytes())
    })
    .count()
}

/// PuTTY, logged in.
fn putty<'a>(display: &'a Display, host: &Sshd, line: &Line) -> Window<'a> {
    let said = |c: &mut Command| String::from_utf8(c.output().expect("it runs").stdout).expect("text");
    let print = said(Command::new("ssh-keygen").arg("-lf").arg(host.at("host.pub")));
    let print = print.split_whitespace().nth(1).expect("a fingerprint").to_owned();
    let key = host.at("lan.ppk");
    if !key.exists() {
        let made = display
            .command("puttygen")
            .arg(host.at("lan"))
            .arg("-o")
            .arg(&key)
            .status();
        assert!(made.expect("puttygen runs").success());
    }
    let (port, key) = (line.port.to_string(), key.display().to_string());
    let words = [
        "-ssh",
        "-P",
        &port,
        "-l",
        &account(),
        "-i",
        &key,
        "-hostkey",
        &print,
        "-noagent",
        "127.0.0.1",
    ];
    let window = Window::open(display, "putty", &words);
    window.wait("the desk", |t| t.contains("·CBG") && t.contains("? help"));
    window
}

#[test]
fn an_officer_works_through_putty_and_loses_the_line() {
    let Some(display) = Display::start(&["putty", "puttygen", "xclip"]) else {
        return;
    };
    let people = "  - {account: lan, role: administrator}\n";
    let Some(host) = Sshd::start(&["lan"], people, "seconds: false\n") else {
        return;
    };
    let line = Line::to(host.port);
    let opened = host.local(&["campaign", "open", "wtisd-2020", "--as", "lan"]);
    assert!(opened.status.success(), "{opened:?}");
    let notes = || {
        let out = host.local(&["log", "--json"]);
        let lines = String::from_utf8(out.stdout).expect("text");
        let facts = lines.lines().map(|l| serde_json::from_str(l).expect("a fact"));
        let notes = facts.filter_map(|f: serde_json::Value| f["data"]["text"].as_str().map(str::to_owned));
        notes.collect::<Vec<String>>()
    };
    let mut window = putty(&display, &host, &line);

    // Function keys, and the keys of the block between.
    display.press(&["F1"]);
    window.wait_for("Open what is selected");
    display.press(&["Escape"]);
    window.wait_for("4 Reports");
    display.press(&["slash", "b", "a", "n", "g", "Home", "x", "End", "y"]);
    window.wait_for("xbangy");
    display.press(&["Escape"]);
    window.wait_for("? help");

    // A name as an input method of Windows writes it: letters, a Backspace, and the letter with its mark.
    display.press(&["n"]);
    window.wait_for("Note");
    display.press(&["B", "a", "BackSpace", "U0103", "BackSpace", "U1EAF", "c", "space"]);
    display.press(&["d", "BackSpace", "U0111", "U00EA", "BackSpace", "U1EBF", "n"]);
    window.wait_for("Bắc đến");

    // Pasted lines are one text: the line's end in it does not send the form.
    let clip = display.home().join("clip");
    fs::write(&clip, ": nhận\nđủ 12 ảnh").expect("written");
    let mut keeper = display
        .command("xclip")
        .args(["-selection", "primary", "-quiet", "-in"])
        .arg(&clip)
        .spawn()
        .expect("xclip runs");
    wait_until("a selection to paste", || {
        let out = display
            .command("xclip")
            .args(["-selection", "primary", "-out"])
            .stdout(Stdio::piped())
            .output();
        out.is_ok_and(|o| o.stdout == fs::read(&clip).expect("there"))
    });
    display.press(&["shift+Insert"]);
    window.wait_for("đủ 12 ảnh");
    assert!(
        window.text().contains("Note"),
        "the form is still there\n{}",
        window.text()
    );
    let _ = keeper.kill();
    let _ = keeper.wait();
    display.press(&["Return"]);
    wait_until("the note on record", || !notes().is_empty());
    let note = notes().remove(0);
    assert!(
        note.starts_with("Bắc đến: nhận") && note.ends_with("đủ 12 ảnh"),
        "{note:?}"
    );

    // The window is made larger, and what is drawn fills it.
    let (w, h) = window.cell();
    let larger = (100 * w + 2 * BORDER, 30 * h + 2 * BORDER);
    display.x(&[
        "windowsize",
        &window.id,
        &larger.0.to_string(),
        &larger.1.to_string(),
    ]);
    window.size = (100, 30);
    window.wait("a frame that reaches the corner", |t| {
        t.lines()
            .nth(28)
            .is_some_and(|l| l.chars().count() == 100 && l.ends_with('┘'))
    });
    let (screen, picture) = window.picture("the larger window");
    assert_eq!(window.boxes(&screen, &picture), BTreeSet::new());

    // The line is lost: nobody is left behind, and whoever comes back finds what was recorded.
    let store = host.at("k.db");
    assert_eq!(sessions(&store), 1);
    line.cut();
    wait_until("the session of the lost line is gone", || sessions(&store) == 0);
    drop(window);
    let again = putty(&display, &host, &line);
    display.press(&["Return"]);
    again.wait("the note", |t| t.contains("Bắc đến: nhận"));
    let whole = host.local(&["log", "--verify", "--as", "lan"]);
    assert!(whole.status.success(), "{whole:?}");
}
