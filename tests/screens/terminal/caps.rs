//! What a terminal can do, decided from the environment: shapes of terminals in tables.

use ketnoi::tui::term::caps::{USUAL_SIZE, may_have_more, size_of};
use ketnoi::tui::term::{Depth, Env, Family, Glyphs, Unusable, Wishes, decide};

fn env(term: &str) -> Env {
    Env {
        term: Some(term.to_owned()),
        lang: Some("vi_VN.UTF-8".to_owned()),
        stdin_tty: true,
        stdout_tty: true,
        size: Some((80, 24)),
        ..Env::default()
    }
}

#[test]
fn terminals_in_a_table() {
    use Depth::{C8, C16, C256, Mono, True};
    use Family::{Linux, Vt100, Xterm};
    for (term, colorterm, depth, family) in [
        ("xterm", "", C16, Xterm),
        ("xterm-256color", "", C256, Xterm),
        ("xterm-256color", "truecolor", True, Xterm),
        ("xterm-direct", "", True, Xterm),
        ("screen", "", C8, Xterm),
        ("screen-256color", "", C256, Xterm),
        ("tmux-256color", "24bit", True, Xterm),
        ("rxvt-unicode-256color", "", C256, Xterm),
        ("xterm-kitty", "", C256, Xterm),
        ("foot", "truecolor", True, Xterm),
        ("linux", "", C16, Linux),
        ("linux-16color", "", C16, Linux),
        ("vt100", "", Mono, Vt100),
        ("vt100", "truecolor", Mono, Vt100),
        ("vt220", "", Mono, Vt100),
        ("vt102-w", "", Mono, Vt100),
        ("ansi", "", C8, Vt100),
        ("xterm-mono", "", Mono, Xterm),
        ("nobody-has-heard-of-it", "", C16, Xterm),
    ] {
        let mut env = env(term);
        env.colorterm = Some(colorterm.to_owned());
        let caps = decide(&env, Wishes::default()).unwrap();
        assert_eq!((caps.depth, caps.family), (depth, family), "{term} {colorterm}");
        assert_eq!(caps.alternate, family == Xterm, "{term}");
    }
}

#[test]
fn refusals_are_typed() {
    let no = |env: &Env| decide(env, Wishes::default()).unwrap_err();
    let mut unset = env("");
    assert_eq!(no(&unset), Unusable::TermUnset);
    unset.term = None;
    assert_eq!(no(&unset), Unusable::TermUnset);
    assert_eq!(no(&env("dumb")), Unusable::Dumb("dumb".to_owned()));
    let mut piped = env("xterm");
    piped.stdout_tty = false;
    assert_eq!(no(&piped), Unusable::NoTerminal);
    let mut fed = env("dumb");
    fed.stdin_tty = false;
    assert_eq!(no(&fed), Unusable::NoTerminal);
}

#[test]
fn locale_and_wishes_choose_glyphs() {
    for (lc_all, lc_ctype, lang, term, expected) in [
        ("", "", "vi_VN.UTF-8", "xterm", Glyphs::Windows),
        ("", "", "vi_VN.utf8", "xterm", Glyphs::Windows),
        ("", "", "C.UTF-8", "xterm", Glyphs::Windows),
        ("C", "", "vi_VN.UTF-8", "xterm", Glyphs::Ascii),
        ("", "C", "vi_VN.UTF-8", "xterm", Glyphs::Ascii),
        ("", "en_US.UTF-8", "C", "xterm", Glyphs::Windows),
        ("", "", "vi_VN.TCVN", "xterm", Glyphs::Ascii),
        ("", "", "", "xterm", Glyphs::Ascii),
        ("", "", "vi_VN.UTF-8", "putty-256color", Glyphs::Windows),
        ("", "", "vi_VN.UTF-8", "tmux-256color", Glyphs::Windows),
        ("", "", "vi_VN.UTF-8", "xterm-kitty", Glyphs::Full),
        ("", "", "vi_VN.UTF-8", "foot", Glyphs::Full),
        ("", "", "vi_VN.UTF-8", "alacritty-direct", Glyphs::Full),
        ("C", "", "", "xterm-kitty", Glyphs::Ascii),
        ("", "", "vi_VN.UTF-8", "linux", Glyphs::Console),
        ("", "", "C", "linux", Glyphs::Ascii),
        ("", "", "vi_VN.UTF-8", "vt100", Glyphs::Ascii),
    ] {
        let mut env = env(term);
        env.lc_all = Some(lc_all.to_owned());
        env.lc_ctype = Some(lc_ctype.to_owned());
        env.lang = Some(lang.to_owned());
        let caps = decide(&env, Wishes::default()).unwrap();
        assert_eq!(caps.glyphs, expected, "{lc_all} {lc_ctype} {lang} {term}");
    }
    let mut rich = env("xterm-256color");
    rich.rich = true;
    assert_eq!(decide(&rich, Wishes::default()).unwrap().glyphs, Glyphs::Full);
    // What was chosen holds where the terminal can show it, and never where it cannot.
    for (term, chosen, taken) in [
        ("xterm", Glyphs::Ascii, Glyphs::Ascii),
        ("xterm", Glyphs::Full, Glyphs::Full),
        ("xterm-kitty", Glyphs::Windows, Glyphs::Windows),
        ("linux", Glyphs::Full, Glyphs::Console),
        ("vt220", Glyphs::Full, Glyphs::Ascii),
    ] {
        let wishes = Wishes {
            glyphs: Some(chosen),
            ..Wishes::default()
        };
        assert_eq!(
            decide(&env(term), wishes).unwrap().glyphs,
            taken,
            "{term} {chosen:?}"
        );
        let caps = decide(&env(term), wishes).unwrap();
        assert!(!may_have_more(&env(term), caps, wishes), "{term}");
    }
    for (term, asked) in [
        ("xterm", true),
        ("putty", true),
        ("screen", false),
        ("tmux-256color", false),
        ("linux", false),
        ("vt220", false),
        ("xterm-kitty", false),
    ] {
        let caps = decide(&env(term), Wishes::default()).unwrap();
        let asks = may_have_more(&env(term), caps, Wishes::default());
        assert_eq!(asks, asked, "{term}");
    }
}

#[test]
fn no_color_counts_when_not_empty() {
    let mut env = env("xterm-256color");
    env.no_color = Some(String::new());
    assert_eq!(decide(&env, Wishes::default()).unwrap().depth, Depth::C256);
    env.no_color = Some("1".to_owned());
    assert_eq!(decide(&env, Wishes::default()).unwrap().depth, Depth::Mono);
}

#[test]
fn a_size_is_always_found() {
    let mut env = env("xterm");
    assert_eq!(size_of(&env), (80, 24));
    env.size = Some((0, 0));
    assert_eq!(size_of(&env), USUAL_SIZE);
    env.columns = Some("132".to_owned());
    env.lines = Some("nonsense".to_owned());
    assert_eq!(size_of(&env), (132, 24));
    env.size = Some((1, 1));
    assert_eq!(size_of(&env), (1, 1));
    env.size = None;
    assert_eq!(size_of(&env), (132, 24));
}
