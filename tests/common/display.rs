//! An X display that nobody sees, with one font: the twin of Courier New, so that a sign which that font lacks is an empty box
//! as it would be at Windows. Its picture is read from the server's own memory.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::pty::{skip, wait_until};

/// Where Debian keeps the font.
const FONTS: [&str; 2] = [
    "/usr/share/fonts/truetype/liberation2/LiberationMono-Regular.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
];

/// As PuTTY and `pterm` are told of it.
pub const FONT: &str = "client:Liberation Mono 14";

/// Whether a program can be started at all.
pub fn is_there(program: &str) -> bool {
    let path = std::env::var("PATH").unwrap_or_default();
    path.split(':').any(|dir| Path::new(dir).join(program).is_file())
}

/// The display; it ends with the value.
pub struct Display {
    folder: tempfile::TempDir,
    name: String,
    font: &'static str,
    server: Child,
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Display {
    /// `None`, said loudly, where one of the programs that are needed or the font is not there.
    pub fn start(programs: &[&str]) -> Option<Self> {
        for program in ["Xvfb", "xdotool", "fc-query"].iter().chain(programs) {
            if !is_there(program) {
                skip(&format!("{program} is not installed here"));
                return None;
            }
        }
        let Some(font) = FONTS.into_iter().find(|f| Path::new(f).is_file()) else {
            skip("the font Liberation Mono is not installed here");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().display();
        fs::create_dir(folder.path().join("fonts")).expect("a folder");
        fs::copy(font, folder.path().join("fonts/mono.ttf")).expect("the font");
        let fonts = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{at}/fonts</dir>\
             <cachedir>{at}/cache</cachedir></fontconfig>"
        );
        fs::write(folder.path().join("fonts.conf"), fonts).expect("written");
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-noreset",
                "-nolisten",
                "tcp",
                "-screen",
                "0",
                "1300x800x24",
            ])
            .arg("-fbdir")
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut name = Vec::new();
        let mut said = server.stdout.take().expect("piped");
        let mut byte = [0];
        // The number of a display that was free, and a line's end.
        while said.read(&mut byte).is_ok_and(|n| n == 1) && byte != *b"\n" {
            name.push(byte[0]);
        }
        let name = format!(":{}", String::from_utf8(name).expect("a number"));
        assert!(name.len() > 1, "Xvfb began on no display");
        let display = Self {
            folder,
            name,
            font,
            server,
        };
        // The pointer is a part of the picture.
        display.x(&["mousemove", "1299", "799"]);
        Some(display)
    }

    /// A folder of its own, which is the home of what runs on it.
    pub fn home(&self) -> &Path {
        self.folder.path()
    }

    /// A program on this display, with nothing of the environment of the test.
    pub fn command(&self, program: &str) -> Command {
        let mut c = Command::new(program);
        c.env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home())
            .env("LANG", "C.UTF-8")
            .env("DISPLAY", &self.name)
            .env("FONTCONFIG_FILE", self.home().join("fonts.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        c
    }

    /// Tells `xdotool` to do something, and gives what it says.
    pub fn x(&self, words: &[&str]) -> String {
        let mut c = self.command("xdotool");
        let out = c
            .args(words)
            .stdout(Stdio::piped())
            .output()
            .expect("xdotool runs");
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    }

    /// Presses keys, by their X names.
    pub fn press(&self, keys: &[&str]) {
        self.x(&[&["key", "--clearmodifiers", "--delay", "30"], keys].concat());
    }

    /// Waits for a window whose title begins so, gives it the keyboard, and gives its id.
    pub fn window(&self, class: &str) -> String {
        let mut found = String::new();
        wait_until("a window", || {
            let all = self.x(&["search", "--onlyvisible", "--class", class]);
            all.lines().last().unwrap_or_default().clone_into(&mut found);
            !found.is_empty()
        });
        self.x(&["windowfocus", "--sync", &found]);
        found
    }

    /// Inner width and height of a window.
    pub fn size_of(&self, window: &str) -> (usize, usize) {
        let said = self.x(&["getwindowgeometry", "--shell", window]);
        let values: BTreeMap<&str, &str> = said.lines().filter_map(|l| l.split_once('=')).collect();
        let number = |key: &str| values.get(key).and_then(|v| v.parse().ok()).unwrap_or(0);
        (number("WIDTH"), number("HEIGHT"))
    }

    /// What is on it now.
    pub fn picture(&self) -> Picture {
        let path = self.folder.path().join("Xvfb_screen0");
        Picture::of(&fs::read(path).expect("the server's memory"))
    }

    /// The characters that the font has, asked of the font itself.
    pub fn coverage(&self) -> Coverage {
        let mut c = self.command("fc-query");
        let out = c.args(["--format", "%{charset}"]).arg(PathBuf::from(self.font));
        let said = out.stdout(Stdio::piped()).output().expect("fc-query runs");
        let said = String::from_utf8(said.stdout).expect("text");
        let hex = |s: &str| u32::from_str_radix(s, 16).expect("a code point");
        let ranges = said.split_whitespace().map(|r| match r.split_once('-') {
            Some((from, to)) => (hex(from), hex(to)),
            None => (hex(r), hex(r)),
        });
        Coverage(ranges.collect())
    }
}

/// The characters of a font.
pub struct Coverage(Vec<(u32, u32)>);

impl Coverage {
    /// Whether the font can draw it.
    pub fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        self.0.iter().any(|(from, to)| (*from..=*to).contains(&c))
    }
}

/// A picture, a colour a pixel.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// From the form in which an X server keeps it (XWD 7).
    fn of(bytes: &[u8]) -> Self {
        let field = |n: usize| {
            let at = n * 4;
            u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize
        };
        let (width, height, line) = (field(4), field(5), field(12));
        assert_eq!(
            (field(1), field(7), field(11)),
            (7, 0, 32),
            "the form that is read here"
        );
        let from = field(0) + field(19) * 12;
        let pixel = |at: usize| [bytes[at + 2], bytes[at + 1], bytes[at]];
        let all = (0..height).flat_map(|y| (0..width).map(move |x| from + y * line + x * 4));
        Self {
            width,
            pixels: all.map(pixel).collect(),
        }
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels[y * self.width + x]
    }

    /// The greatest contrast between two pixels of a rectangle, as WCAG 2.2 counts it: 1 where nothing is drawn.
    pub fn contrast(&self, (x, y): (usize, usize), (w, h): (usize, usize)) -> f64 {
        let all = (y..y + h).flat_map(|y| (x..x + w).map(move |x| self.at(x, y)));
        let (mut least, mut most) = (f64::MAX, f64::MIN);
        for light in all.map(luminance) {
            (least, most) = (least.min(light), most.max(light));
        }
        most / least
    }

    /// Whether a cell shows an empty box, which Pango draws for a character that no font has: a frame one pixel thick and wider than
    /// the cell, so that its sides are cut off, with a gap inside it and the code point in small digits.
    pub fn is_box(&self, (x, y): (usize, usize), (w, h): (usize, usize)) -> bool {
        let even = |y: usize, from: usize, to: usize| {
            let first = self.at(from, y);
            (from..to).all(|x| self.at(x, y) == first).then_some(first)
        };
        let inside = |y: usize| even(y, x + 2, x + w - 2);
        // No frame comes to the lowest row.
        let ground = self.at(x, y + h - 1);
        // A row of ink from side to side, and the ground beside it.
        let edge = |y: usize, beside: usize| {
            let ink = even(y, x, x + w)?;
            (ink != ground && inside(beside) == Some(ground)).then_some(ink)
        };
        (y..y + h / 2).any(|top| {
            let ink = edge(top, top + 1);
            let is_filled = |b: usize| (top + 2..b - 1).any(|y| inside(y) != Some(ground));
            let is_bottom = |b: &usize| ink.is_some() && edge(*b, *b - 1) == ink;
            (top + h / 2..y + h - 1).filter(is_bottom).any(is_filled)
        })
    }
}

/// Relative luminance by WCAG 2.2, with its allowance for stray light.
fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
}
