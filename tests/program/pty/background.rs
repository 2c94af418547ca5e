//! The look that fits the terminal: it is asked for its background once, and whatever it answers, no key is eaten, none is
//! made up, and nothing is drawn wrong.

use std::time::Duration;

use crate::common::pty::{Home, How, NOW, Term, sleeps, wait_until};

const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";
const LIGHT: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
const DARK: &str = "\x1b]11;rgb:1e1e/1e1e/1e1e\x07";
/// The sign of what nobody heard of, in the dark look.
const GREY: vt100::Color = vt100::Color::Idx(247);
/// Words of less weight, in either.
const LIGHT_FOOTER: vt100::Color = vt100::Color::Idx(240);
const DARK_FOOTER: vt100::Color = vt100::Color::Idx(248);

fn open(home: &Home, args: &[&str]) -> Term {
    let all: Vec<&str> = NOW.iter().chain(args).copied().collect();
    let mut term = How::new(home.path(), &all).open();
    term.wait_for("? trợ giúp");
    term
}

fn asked(term: &Term) -> usize {
    term.raw
        .windows(QUESTION.len())
        .filter(|w| *w == QUESTION)
        .count()
}

/// The colours of the letters on the screen, each once; a blank may keep the one that was there.
fn colours(term: &Term) -> Vec<vt100::Color> {
    let screen = term.screen();
    let (rows, cols) = screen.size();
    let mut all = Vec::new();
    for (row, col) in (0..rows.get()).flat_map(|r| (0..cols.get()).map(move |c| (r, c))) {
        let cell = screen.cell(row, col).filter(|c| !c.contents().trim().is_empty());
        all.extend(cell.map(vt100::Cell::fgcolor).filter(|c| !all.contains(c)));
    }
    all
}

fn is_light(term: &Term) -> bool {
    let all = colours(term);
    all.contains(&LIGHT_FOOTER) && !all.contains(&DARK_FOOTER)
}

fn is_dark(term: &Term) -> bool {
    let all = colours(term);
    all.contains(&DARK_FOOTER) && all.contains(&GREY) && !all.contains(&LIGHT_FOOTER)
}

/// Takes in what comes until the screen is as wanted.
fn until(term: &mut Term, what: &str, is_so: fn(&Term) -> bool) {
    let limit = std::time::Instant::now() + crate::common::pty::LIMIT;
    while !is_so(term) {
        assert!(
            std::time::Instant::now() < limit,
            "never {what}: {:?}",
            colours(term)
        );
        term.take(Duration::from_millis(50));
    }
}

/// Keys do what they do: the answers before them left nothing behind.
fn keys_act(term: &mut Term) {
    for key in ["9", "5"] {
        let before = term.text();
        term.send(key);
        term.wait("another place", |text| text != before);
    }
}

#[test]
fn the_terminal_is_asked_once_and_light_is_answered_with_the_light_look() {
    let home = Home::new();
    let mut term = open(&home, &[]);
    assert!(is_dark(&term), "the guess: {:?}", colours(&term));
    term.send(LIGHT);
    until(&mut term, "light", is_light);
    keys_act(&mut term);
    // A second answer, to no question, changes nothing.
    term.answer_to("Z");
    let before = term.raw.len();
    term.send(DARK);
    term.answer_to("Z");
    assert_eq!(term.raw.len(), before, "nothing was drawn");
    assert!(is_light(&term));
    assert_eq!(asked(&term), 1);
    term.quit();
}

#[test]
fn dark_and_silence_draw_nothing_and_wake_nobody() {
    let home = Home::new();
    let mut term = open(&home, &[]);
    term.until_quiet(Duration::from_millis(500));
    let slept = sleeps(term.pid());
    let bytes = term.until_quiet(Duration::from_secs(1));
    assert_eq!((bytes, sleeps(term.pid()) - slept), (0, 0), "silence");
    term.send(DARK);
    let bytes = term.until_quiet(Duration::from_secs(1));
    assert_eq!((bytes, sleeps(term.pid()) - slept), (0, 0), "dark");
    assert!(is_dark(&term));
    term.quit();
}

#[test]
fn an_answer_in_pieces_late_or_wrong_is_never_typed() {
    let home = Home::new();
    let rubbish = [
        "\x1b]11;rgb:zz/zz/zz\x1b\\",
        "\x1b]11;qqqq\x07",
        "\x1b]11;\x07",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1b]11;rgb:ffff/ffff/ffff\x18",
        "\x1bP1$r0m\x1b\\",
        &format!("\x1b]11;rgb:{}\x07", "q/".repeat(500)),
    ];
    let mut term = open(&home, &[]);
    let shown = term.text();
    for answer in rubbish {
        term.send(answer);
    }
    // Behind all of it a key arrives, and it is the only one.
    assert_eq!(term.answer_to("Z"), 0, "a key without a meaning\n{}", term.text());
    assert_eq!(term.text(), shown);
    assert!(is_dark(&term));
    // The real answer comes byte by byte, with keys before and behind it.
    for byte in LIGHT.as_bytes() {
        term.send([*byte]);
    }
    until(&mut term, "light", is_light);
    keys_act(&mut term);
    term.quit();
}

#[test]
fn keys_typed_around_an_answer_are_all_counted() {
    let home = Home::new();
    let mut term = open(&home, &[]);
    // The filter takes letters: what is typed around the answer is all there, and nothing of the answer.
    term.send(format!("/ha{LIGHT}ibo{DARK}x"));
    term.wait_for("haibox");
    until(&mut term, "light", is_light);
    assert!(!term.text().contains("rgb"), "{}", term.text());
    term.send("\x1b");
    term.wait("the filter is left", |text| !text.contains("haibox"));
    term.quit();
}

#[test]
fn who_chose_a_look_is_not_asked_and_not_overridden() {
    let home = Home::new();
    let mut term = open(&home, &["--theme", "default"]);
    term.send(LIGHT);
    assert_eq!(term.answer_to("Z"), 0);
    assert_eq!(asked(&term), 0);
    assert!(!is_light(&term) && !is_dark(&term), "{:?}", colours(&term));
    term.quit();
    // A look taken by key before the answer comes stays.
    let mut term = open(&home, &[]);
    for look in ["light", "default", "contrast"] {
        term.send("T");
        term.wait_for(look);
    }
    term.send(LIGHT);
    term.answer_to("Z");
    assert!(!is_light(&term), "{:?}", colours(&term));
    term.quit();
}

#[test]
fn few_colours_no_colours_and_consoles_are_not_asked() {
    let home = Home::new();
    for (name, value) in [
        ("TERM", "linux"),
        ("TERM", "vt220"),
        ("TERM", "xterm"),
        ("TERM", "screen"),
        ("NO_COLOR", "1"),
    ] {
        let mut term = How::new(home.path(), &NOW).env(name, Some(value)).open();
        term.wait("the grid", |text| text.contains("HNI"));
        assert_eq!(asked(&term), 0, "{name}={value}");
        let own = |c: &vt100::Color| !matches!(c, vt100::Color::Idx(16..) | vt100::Color::Rgb(..));
        assert!(
            colours(&term).iter().all(own),
            "{name}={value}: {:?}",
            colours(&term)
        );
        term.quit();
    }
}

#[test]
fn the_environment_hints_until_the_terminal_speaks() {
    let home = Home::new();
    let mut term = How::new(home.path(), &NOW).env("COLORFGBG", Some("0;15")).open();
    term.wait_for("? trợ giúp");
    assert!(is_light(&term), "{:?}", colours(&term));
    term.send(DARK);
    until(&mut term, "dark", is_dark);
    term.quit();
}

#[test]
fn the_wall_takes_it_too() {
    let home = Home::new();
    let mut term = open_wall(&home);
    let before = colours(&term);
    assert_eq!(asked(&term), 1);
    term.send(LIGHT);
    let limit = std::time::Instant::now() + crate::common::pty::LIMIT;
    while colours(&term).contains(&DARK_FOOTER) || colours(&term) == before {
        assert!(std::time::Instant::now() < limit, "{:?}", colours(&term));
        term.take(Duration::from_millis(50));
    }
    term.quit();
}

fn open_wall(home: &Home) -> Term {
    let mut term = How::new(home.path(), &["demo", "--wall", NOW[0], NOW[1]])
        .size(120, 40)
        .open();
    term.wait("the page", |text| text.contains("DEMO"));
    term
}

/// Who leaves before a prompt answer has come does not find it typed into the shell.
#[test]
fn an_answer_that_comes_while_one_leaves_is_not_for_the_shell() {
    let home = Home::new();
    let script = r#""$0" --now 2020-05-28T14:00:00+07:00; stty -echo -icanon min 0 time 2; x=$(cat | od -c); echo "read:$x:end""#;
    let mut term = How::shell(home.path(), script).open();
    wait_until("it has asked", || {
        term.take(Duration::from_millis(20)) < usize::MAX && asked(&term) == 1
    });
    term.send("q");
    // The line is not the quickest.
    term.until_quiet(Duration::from_millis(60));
    term.send(LIGHT);
    let text = term.wait("what the shell reads", |text| text.contains(":end"));
    assert!(!text.contains("r   g   b"), "{text}");
}
