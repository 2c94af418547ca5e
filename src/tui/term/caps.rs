//! What the terminal in front of us can do, decided once from the environment.
//!
//! The decision is a pure function over [`Env`], so that every shape of terminal can be tabled in
//! a test without one. Nothing here waits for the terminal itself: one that stays silent must not
//! delay the first frame. What it is asked all the same (`background`, `fence`) changes no capability.
//!
//! This room must never know what will be drawn, nor write to the terminal.

use std::io::IsTerminal;

use rustix::termios::tcgetwinsize;

use crate::tui::term::fence::Line;
use crate::tui::term::links;

/// The size taken where the system does not know one (a serial line, some containers).
pub const USUAL_SIZE: (u16, u16) = (80, 24);

/// How many colours there are to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    Mono,
    /// The first eight.
    C8,
    /// Eight and their bright twins.
    C16,
    /// The 256-colour palette.
    C256,
    /// 24 bits.
    True,
}

/// Which characters the terminal can be trusted to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// UTF-8 and a font for every sign, or fonts that stand in for one another.
    Full,
    /// UTF-8, and of the signs those that every Windows console's font has.
    Windows,
    /// The Linux console: UTF-8, but a font of 256 or 512 shapes. Box lines are there, the
    /// letters and signs of Vietnamese mostly are not.
    Console,
    /// The same with a font that has every Vietnamese letter in place of some signs.
    Letters,
    /// ASCII only.
    Ascii,
}

/// How the terminal understands escape sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Anything that follows xterm, which is nearly everything.
    Xterm,
    /// The Linux console.
    Linux,
    /// The VT100 and its like: no colours, no alternate screen, attributes only switched off
    /// all together.
    Vt100,
}

/// What is known about the terminal before it is touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Env {
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `COLORFGBG`: a hint at the background.
    pub colorfgbg: Option<String>,
    /// A variable is there that only a terminal sets which finds every sign (`RICH`), and no multiplexer stands between it
    /// and us.
    pub rich: bool,
    /// `TERM_PROGRAM`, else `LC_TERMINAL`, which SSH brings along: the terminal's own name.
    pub program: Option<String>,
    /// A multiplexer stands between the terminal and us.
    pub between: bool,
    /// `NO_COLOR`; counts when not empty.
    pub no_color: Option<String>,
    /// `LC_ALL`, which outranks `LC_CTYPE`, which outranks `LANG`.
    pub lc_all: Option<String>,
    /// `LC_CTYPE`.
    pub lc_ctype: Option<String>,
    /// `LANG`.
    pub lang: Option<String>,
    /// `COLUMNS`, used only where the system knows no size.
    pub columns: Option<String>,
    /// `LINES`, likewise.
    pub lines: Option<String>,
    /// `SSH_CONNECTION` or `SSH_TTY` is there: the terminal is likely on another machine. Good for guessing at a line, and
    /// for nothing else: anybody can set them.
    pub ssh: bool,
    /// A variable is there that only a terminal sets which knows hyperlinks, and no multiplexer stands between it and us.
    pub links: bool,
    /// Standard input is a terminal.
    pub stdin_tty: bool,
    /// Standard output is a terminal.
    pub stdout_tty: bool,
    /// Columns and rows as the system tells them; either may be 0.
    pub size: Option<(u16, u16)>,
}

impl Env {
    /// Reads the process's environment and the size of its terminal.
    pub fn read() -> Self {
        let var = |name| std::env::var(name).ok();
        let stdout = std::io::stdout();
        Self {
            term: var("TERM"),
            colorterm: var("COLORTERM"),
            colorfgbg: var("COLORFGBG"),
            rich: !MULTIPLEXERS.iter().any(|name| var(name).is_some())
                && (RICH.iter().any(|name| var(name).is_some())
                    || var("TERM_PROGRAM").is_some_and(|name| RICH_PROGRAMS.contains(&name.as_str()))),
            program: var("TERM_PROGRAM").or_else(|| var("LC_TERMINAL")),
            between: MULTIPLEXERS.iter().any(|name| var(name).is_some()),
            no_color: var("NO_COLOR"),
            lc_all: var("LC_ALL"),
            lc_ctype: var("LC_CTYPE"),
            lang: var("LANG"),
            columns: var("COLUMNS"),
            lines: var("LINES"),
            ssh: var("SSH_CONNECTION").is_some() || var("SSH_TTY").is_some(),
            links: var("TMUX").is_none()
                && var("STY").is_none()
                && (links::VARIABLES.iter().any(|name| var(name).is_some())
                    || var("VTE_VERSION").is_some_and(|v| links::is_new_vte(&v))),
            stdin_tty: std::io::stdin().is_terminal(),
            stdout_tty: stdout.is_terminal(),
            size: tcgetwinsize(&stdout).ok().map(|w| (w.ws_col, w.ws_row)),
        }
    }
}

/// What the user asked for on the command line or in the configuration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wishes {
    /// `--no-color`.
    pub no_color: bool,
    /// Which signs are to be taken where the terminal has them: all, those of Windows consoles, ASCII; none: whatever it is
    /// known to have. What it lacks it does not get.
    pub glyphs: Option<Glyphs>,
    /// `ambiguous: wide`: the terminal draws ambiguous characters two cells wide.
    pub ambiguous_wide: bool,
    /// Trust the Linux console to have a Vietnamese font.
    pub full_console: bool,
    /// Whether the line to the terminal is to be taken as slow; by default it is guessed.
    pub line: Option<Line>,
}

/// Why no dashboard can be drawn here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Standard input or output is a file, a pipe or nothing.
    #[error("standard input and output are not a terminal")]
    NoTerminal,
    /// `TERM` is not set.
    #[error("TERM is not set")]
    TermUnset,
    /// `TERM` names a terminal that cannot move its cursor.
    #[error("the terminal \"{0}\" cannot move its cursor")]
    Dumb(String),
}

/// What the terminal can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// How many colours.
    pub depth: Depth,
    /// Which characters.
    pub glyphs: Glyphs,
    /// Which sequences.
    pub family: Family,
    /// Ambiguous characters take two cells.
    pub ambiguous_wide: bool,
    /// There is an alternate screen to draw on; without one the screen is cleared.
    pub alternate: bool,
    /// Pastes can be bracketed.
    pub paste: bool,
    /// Large frames can be bracketed so that they appear at once.
    pub sync: bool,
    /// The mouse can be switched on.
    pub mouse: bool,
    /// Addresses can lead somewhere.
    pub links: bool,
    /// When the terminal is asked how far it has read.
    pub line: Line,
}

/// Variables of terminals that look a sign up in every font of the machine, so that none is an empty box. Windows Terminal is
/// one; the older console of Windows and PuTTY are not, and say nothing.
const RICH: [&str; 8] = [
    "WT_SESSION",
    "VTE_VERSION",
    "KITTY_WINDOW_ID",
    "WEZTERM_PANE",
    "ALACRITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "GHOSTTY_RESOURCES_DIR",
    "ITERM_SESSION_ID",
];

/// The same of those that only say their name.
const RICH_PROGRAMS: [&str; 5] = ["iTerm.app", "Apple_Terminal", "WezTerm", "ghostty", "vscode"];

/// The same of the names in `TERM`, which is the only variable that SSH brings along.
const RICH_TERMS: [&str; 6] = ["kitty", "foot", "alacritty", "wezterm", "ghostty", "contour"];

/// What stands between: who sits in front may have come later, from another terminal than the one that began.
const MULTIPLEXERS: [&str; 3] = ["TMUX", "STY", "ZELLIJ"];

/// Terminals that cannot move their cursor, or not in a way we speak.
const DUMB: [&str; 5] = ["dumb", "unknown", "network", "emacs", "vt52"];

/// Old glass terminals that get by with the VT100's sequences.
const VT100_LIKE: [&str; 6] = ["vt100", "vt102", "vt220", "vt320", "ansi", "cygwin"];

/// Decides what to draw with.
///
/// # Errors
/// Why nothing can be drawn: input or output is no terminal, nothing says which one it is, or it has no cursor.
pub fn decide(env: &Env, wishes: Wishes) -> Result<Caps, Unusable> {
    if !env.stdin_tty || !env.stdout_tty {
        return Err(Unusable::NoTerminal);
    }
    let term = match env.term.as_deref() {
        None | Some("") => return Err(Unusable::TermUnset),
        Some(term) => term,
    };
    if DUMB.contains(&term) {
        return Err(Unusable::Dumb(
            term.chars().filter(char::is_ascii_graphic).collect(),
        ));
    }
    let family = family_of(term);
    let modern = family == Family::Xterm;
    Ok(Caps {
        depth: depth_of(term, family, env, wishes),
        glyphs: glyphs_of(term, family, env, wishes),
        family,
        ambiguous_wide: wishes.ambiguous_wide,
        alternate: modern,
        paste: modern,
        sync: modern,
        mouse: modern,
        links: modern && (env.links || links::are_known(term)),
        line: wishes
            .line
            .unwrap_or(if env.ssh { Line::Far } else { Line::Near }),
    })
}

fn family_of(term: &str) -> Family {
    let stem = term.split(['-', '+', '.']).next().unwrap_or(term);
    if stem == "linux" {
        Family::Linux
    } else if VT100_LIKE.contains(&stem) {
        Family::Vt100
    } else {
        Family::Xterm
    }
}

/// Colours are neither switched off by a setting nor by a `NO_COLOR` that is not empty. A printed frame follows it too.
pub fn wants_colour(env: &Env, wishes: Wishes) -> bool {
    !(wishes.no_color || env.no_color.as_deref().is_some_and(|v| !v.is_empty()))
}

fn depth_of(term: &str, family: Family, env: &Env, wishes: Wishes) -> Depth {
    if !wants_colour(env, wishes) || term.ends_with("-mono") || term.ends_with("-m") {
        return Depth::Mono;
    }
    match family {
        Family::Vt100 if matches!(term, "ansi" | "cygwin") => Depth::C8,
        Family::Vt100 => Depth::Mono,
        Family::Linux => Depth::C16,
        Family::Xterm => {
            let colorterm = env.colorterm.as_deref().unwrap_or_default();
            if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
                Depth::True
            } else if term.contains("256color") || term.contains("kitty") {
                Depth::C256
            } else if matches!(term, "screen" | "xterm-color" | "xterm-old") {
                Depth::C8
            } else {
                Depth::C16
            }
        }
    }
}

fn glyphs_of(term: &str, family: Family, env: &Env, wishes: Wishes) -> Glyphs {
    if wishes.glyphs == Some(Glyphs::Ascii) || !is_utf8(env) || family == Family::Vt100 {
        Glyphs::Ascii
    } else if family == Family::Linux {
        if wishes.full_console {
            Glyphs::Letters
        } else {
            Glyphs::Console
        }
    } else if let Some(chosen) = wishes.glyphs {
        chosen
    } else {
        let rich = env.rich || term.split('-').any(|part| RICH_TERMS.contains(&part));
        if rich { Glyphs::Full } else { Glyphs::Windows }
    }
}

/// Whether it is worth asking a terminal for its name: nothing has said which signs it has, and it may be one that has all. tmux
/// and screen could only say their own.
pub fn may_have_more(env: &Env, caps: Caps, wishes: Wishes) -> bool {
    let term = env.term.as_deref().unwrap_or_default();
    let between = term.starts_with("tmux") || term.starts_with("screen");
    wishes.glyphs.is_none() && caps.glyphs == Glyphs::Windows && !caps.ambiguous_wide && !between
}

/// Whether the locale's character set is UTF-8: the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is
/// set and not empty decides (POSIX, section 8.2).
pub fn is_utf8(env: &Env) -> bool {
    let locale = [&env.lc_all, &env.lc_ctype, &env.lang]
        .into_iter()
        .find_map(|v| v.as_deref().filter(|v| !v.is_empty()))
        .unwrap_or("C")
        .to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// Columns and rows to draw on: what the system says, else `COLUMNS` and `LINES`, else 80x24.
pub fn size_of(env: &Env) -> (u16, u16) {
    let number = |v: &Option<String>| {
        v.as_deref()
            .and_then(|v| v.parse::<u16>().ok())
            .filter(|&n| n > 0)
    };
    let (columns, rows) = env.size.unwrap_or_default();
    let pick = |told: u16, var: &Option<String>, usual| match told {
        0 => number(var).unwrap_or(usual),
        n => n,
    };
    (
        pick(columns, &env.columns, USUAL_SIZE.0),
        pick(rows, &env.lines, USUAL_SIZE.1),
    )
}
