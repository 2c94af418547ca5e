//! Roles to styles and signs: the one place where a screen gets its colours, weights and glyphs.
//!
//! ```text
//!   data/looks/NAME.yaml ──build──> LookTable ──┐
//!   DIR/looks/NAME.yaml  ──asked for──> the same ├──> Look { style(role), glyphs }
//!   terminal, --ascii, ambiguous: wide ─────────┘
//! ```
//!
//! A pane says what a thing is (`Role::Accepted`), never how it looks. This room must never know where on the screen
//! a role is drawn, nor how many colours the terminal has: the backend brings colours down to what there is.

use std::path::Path;

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::line;

use crate::config::looks::{self, LookError};
use crate::core::fact::ActivityStatus;
pub use crate::core::looks::Role;
use crate::core::looks::{Colour, LookTable, StyleForm};
use crate::core::status::State;
use crate::tui::term::caps::Glyphs;

const ROLES: usize = Role::ALL.len();

impl Role {
    /// The role of a report's state.
    pub const fn of_state(state: State) -> Self {
        match state {
            State::Awaiting => Self::Awaiting,
            State::InProgress => Self::InProgress,
            State::Received => Self::Received,
            State::Returned => Self::Returned,
            State::Accepted => Self::Accepted,
            State::Exempt => Self::Exempt,
        }
    }

    /// The role of an activity's status.
    pub const fn of_activity(status: ActivityStatus) -> Self {
        match status {
            ActivityStatus::Planned => Self::Planned,
            ActivityStatus::Ongoing => Self::Ongoing,
            ActivityStatus::Done => Self::Done,
            ActivityStatus::Cancelled => Self::Cancelled,
        }
    }
}

/// A style for every role, and the signs to draw with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    styles: [Style; ROLES],
    /// The signs; all are one cell wide.
    pub glyphs: &'static GlyphSet,
}

impl Default for Look {
    fn default() -> Self {
        let table = looks::built_in(looks::DEFAULT).unwrap_or_default();
        Self::new(&table, &WINDOWS)
    }
}

impl Look {
    /// The look of that name: from `dir/looks/` if a file of that name is there (`dir` is the user's folder of
    /// reference data), else built in. Its signs are those of every Windows console, or ASCII.
    ///
    /// # Errors
    /// As [`looks::find`].
    pub fn load(name: &str, ascii: bool, dir: Option<&Path>) -> Result<Self, LookError> {
        let glyphs = if ascii { &ASCII } else { &WINDOWS };
        Ok(Self::new(&looks::find(name, dir)?, glyphs))
    }

    /// The same styles with other signs.
    #[must_use]
    pub fn with_glyphs(self, glyphs: &'static GlyphSet) -> Self {
        Self { glyphs, ..self }
    }

    /// Names of the built-in looks.
    pub fn names() -> Vec<&'static str> {
        looks::names().collect()
    }

    /// How a role is written.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// How a report's state is written.
    pub fn state(&self, state: State) -> Style {
        self.style(Role::of_state(state))
    }

    /// How an activity's status is written.
    pub fn activity(&self, status: ActivityStatus) -> Style {
        self.style(Role::of_activity(status))
    }

    /// A block filled with the role's colour, as a tile of the map on the wall. Reversing keeps the letters readable
    /// on any palette and without colours; what is reversed already stays as it is. Not bold: PuTTY makes the black of bold
    /// letters grey, which cannot be read on a colour.
    pub fn tile(&self, role: Role) -> Style {
        self.style(role)
            .add_modifier(Modifier::REVERSED)
            .remove_modifier(Modifier::BOLD)
    }

    /// Whether the selection is letters and ground exchanged.
    pub fn reverses_selected(&self) -> bool {
        self.style(Role::Selected)
            .add_modifier
            .contains(Modifier::REVERSED)
    }

    /// Whether a sign of that colour can be told from the ground of the selection: 3 to 1, as WCAG 2.2 asks of signs. Of the
    /// terminal's own colours nobody knows it, and they are chosen by whoever sits there.
    pub fn reads_on_selected(&self, sign: Color) -> bool {
        match (sign, self.style(Role::Selected).bg) {
            (Color::Rgb(r, g, b), Some(Color::Rgb(r0, g0, b0))) => {
                let (a, b) = (luminance([r, g, b]), luminance([r0, g0, b0]));
                a.max(b) / a.min(b) >= 3.0
            }
            _ => true,
        }
    }

    fn new(table: &LookTable, glyphs: &'static GlyphSet) -> Self {
        let mut styles = [Style::new(); ROLES];
        for (style, role) in styles.iter_mut().zip(Role::ALL) {
            *style = written(table.style(*role));
        }
        Self { styles, glyphs }
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

fn written(form: StyleForm) -> Style {
    let weights = [
        (form.bold, Modifier::BOLD),
        (form.dim, Modifier::DIM),
        (form.italic, Modifier::ITALIC),
        (form.underline, Modifier::UNDERLINED),
        (form.reverse, Modifier::REVERSED),
    ];
    let mut style = Style::new();
    style.fg = colour(form.fg);
    style.bg = colour(form.bg);
    for (_, modifier) in weights.into_iter().filter(|(on, _)| *on) {
        style = style.add_modifier(modifier);
    }
    style
}

/// The first sixteen by name, so that a snapshot says `Red` and not `Indexed(1)`.
const fn colour(c: Colour) -> Option<Color> {
    Some(match c {
        Colour::Under => return None,
        Colour::Own => Color::Reset,
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
        Colour::Palette(n) => match n {
            0 => Color::Black,
            1 => Color::Red,
            2 => Color::Green,
            3 => Color::Yellow,
            4 => Color::Blue,
            5 => Color::Magenta,
            6 => Color::Cyan,
            7 => Color::Gray,
            8 => Color::DarkGray,
            9 => Color::LightRed,
            10 => Color::LightGreen,
            11 => Color::LightYellow,
            12 => Color::LightBlue,
            13 => Color::LightMagenta,
            14 => Color::LightCyan,
            15 => Color::White,
            n => Color::Indexed(n),
        },
    })
}

/// The signs of the house. Every one is a single character, one cell wide, that no terminal draws as an emoji.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlyphSet {
    /// Whether all of them are ASCII.
    pub ascii: bool,
    states: [&'static str; 6],
    activities: [&'static str; 4],
    /// Added to a state that is owed and past its date.
    pub debt: &'static str,
    /// The done part of a bar.
    pub bar_full: &'static str,
    /// The rest of a bar.
    pub bar_rest: &'static str,
    /// Eight heights of a bar that stands; a height of nothing is a blank.
    pub eighths: [&'static str; 8],
    /// A filled block, for tiles, large digits and lying bars.
    pub block: &'static str,
    /// The lower half of a block.
    pub half_block: &'static str,
    /// A shaded block.
    pub shade: &'static str,
    /// Text that was cut away.
    pub ellipsis: &'static str,
    /// From one thing to the next.
    pub arrow: &'static str,
    /// A marked row or cell.
    pub mark: &'static str,
    /// Sorted, smallest first; also: more above.
    pub up: &'static str,
    /// Sorted, largest first; also: more below.
    pub down: &'static str,
    /// The row that the keys go to.
    pub pointer: &'static str,
    /// An item of a list.
    pub bullet: &'static str,
    /// Between two statements of one line.
    pub dot: &'static str,
    /// A moment on a time line.
    pub moment: &'static str,
    /// The data is fresh.
    pub fresh: &'static str,
    /// A branch of a tree, with more below.
    pub tree_branch: &'static str,
    /// The last branch of a tree.
    pub tree_last: &'static str,
    /// A tree that goes on past this line.
    pub tree_trunk: &'static str,
    /// From a branch to its name.
    pub tree_twig: &'static str,
    /// Islands, beside their name on the map.
    pub islands: &'static str,
    /// Box lines and their crossings.
    pub line: line::Set<'static>,
    /// Whether the box that has the keys is drawn in double lines, so that no more than its colour need be seen.
    pub double_focus: bool,
}

impl GlyphSet {
    /// The signs for what a terminal can show. Where ambiguous characters are two cells wide nearly all signs would
    /// be, so the ASCII ones are taken.
    pub const fn of(glyphs: Glyphs, ambiguous_wide: bool) -> &'static Self {
        match glyphs {
            _ if ambiguous_wide => &ASCII,
            Glyphs::Full => &FULL,
            Glyphs::Windows => &WINDOWS,
            Glyphs::Console | Glyphs::Letters => &CONSOLE,
            Glyphs::Ascii => &ASCII,
        }
    }

    /// The sign of a report's state.
    pub const fn state(&self, state: State) -> &'static str {
        let [awaiting, in_progress, received, returned, accepted, exempt] = self.states;
        match state {
            State::Awaiting => awaiting,
            State::InProgress => in_progress,
            State::Received => received,
            State::Returned => returned,
            State::Accepted => accepted,
            State::Exempt => exempt,
        }
    }

    /// The sign of an activity's status.
    pub const fn activity(&self, status: ActivityStatus) -> &'static str {
        let [planned, ongoing, done, cancelled] = self.activities;
        match status {
            ActivityStatus::Planned => planned,
            ActivityStatus::Ongoing => ongoing,
            ActivityStatus::Done => done,
            ActivityStatus::Cancelled => cancelled,
        }
    }

    /// Whether it is the sign of a report's state, of an activity's status, or of a debt.
    pub fn is_state(&self, sign: &str) -> bool {
        sign == self.debt || self.states.contains(&sign) || self.activities.contains(&sign)
    }

    /// Whether it is a piece of a bar and nothing else; a bar that is made of letters' signs shows on any ground.
    pub fn is_bar(&self, sign: &str) -> bool {
        let bars = [
            self.bar_full,
            self.bar_rest,
            self.block,
            self.half_block,
            self.shade,
        ];
        let also_text = sign.is_ascii() || sign == self.dot;
        !also_text && (bars.contains(&sign) || self.eighths.contains(&sign))
    }

    /// The lower half of a block, where the signs have a true one.
    pub fn half(&self) -> Option<&'static str> {
        (!self.ascii && self.eighths[3] == self.half_block).then_some(self.half_block)
    }

    /// The bar of a value between 0 and `most`: nothing for 0, and something for anything more.
    pub fn spark(&self, value: usize, most: usize) -> &'static str {
        if value == 0 || most == 0 {
            return " ";
        }
        let step = value.min(most).saturating_mul(8).div_ceil(most);
        self.eighths.get(step.saturating_sub(1)).copied().unwrap_or(" ")
    }

    /// Every sign, for the test of their widths.
    pub fn all(&self) -> Vec<&'static str> {
        let l = &self.line;
        let mut all = vec![
            self.debt,
            self.bar_full,
            self.bar_rest,
            self.block,
            self.half_block,
            self.shade,
            self.ellipsis,
            self.arrow,
            self.mark,
            self.up,
            self.down,
            self.pointer,
            self.bullet,
            self.dot,
            self.moment,
            self.fresh,
            self.tree_branch,
            self.tree_last,
            self.tree_trunk,
            self.tree_twig,
            self.islands,
        ];
        all.extend(self.states);
        all.extend(self.activities);
        all.extend(self.eighths);
        all.extend([l.vertical, l.horizontal, l.top_right, l.top_left, l.bottom_right]);
        all.extend([l.bottom_left, l.vertical_left, l.vertical_right]);
        all.extend([l.horizontal_down, l.horizontal_up, l.cross]);
        all
    }
}

/// For a terminal that is known to find every character: one that says who it is, or whose user chose it.
const FULL: GlyphSet = GlyphSet {
    ascii: false,
    states: ["·", "◔", "●", "↵", "✓", "–"],
    activities: ["○", "▸", "✓", "✗"],
    debt: "!",
    bar_full: "━",
    bar_rest: "┄",
    eighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    block: "█",
    half_block: "▄",
    shade: "░",
    ellipsis: "…",
    arrow: "→",
    mark: "*",
    up: "▲",
    down: "▼",
    pointer: "▸",
    bullet: "•",
    dot: "·",
    moment: "●",
    fresh: "⟳",
    tree_branch: "├",
    tree_last: "└",
    tree_trunk: "│",
    tree_twig: "─",
    islands: "∴",
    line: line::NORMAL,
    double_focus: false,
};

/// For everybody else: only what the fonts of every Windows console have (Windows Glyph List 4), which is where most people
/// sit, in PuTTY. It has no eighths of a block but the half and the whole one, no braille, no dashed and no heavy lines;
/// halves up, down, left and right, three shades and double lines it has.
const WINDOWS: GlyphSet = GlyphSet {
    ascii: false,
    states: ["·", "○", "●", "◄", "√", "–"],
    activities: ["□", "►", "√", "×"],
    debt: "!",
    bar_full: "■",
    bar_rest: "·",
    eighths: ["_", "_", "▄", "▄", "▄", "▄", "▄", "█"],
    block: "█",
    half_block: "▄",
    shade: "░",
    ellipsis: "…",
    arrow: "→",
    mark: "*",
    up: "▲",
    down: "▼",
    pointer: "►",
    bullet: "•",
    dot: "·",
    moment: "●",
    fresh: "•",
    tree_branch: "├",
    tree_last: "└",
    tree_trunk: "│",
    tree_twig: "─",
    islands: "◊",
    line: line::NORMAL,
    double_focus: true,
};

/// For the Linux console: the signs in ASCII, lines and blocks as its fonts have had since code page 437.
const CONSOLE: GlyphSet = GlyphSet {
    ascii: false,
    bar_full: "█",
    bar_rest: "░",
    // No half blocks: the font with all Vietnamese letters has none.
    eighths: ["░", "░", "░", "░", "█", "█", "█", "█"],
    block: "█",
    half_block: "▄",
    shade: "░",
    dot: "·",
    tree_branch: "├",
    tree_last: "└",
    tree_trunk: "│",
    tree_twig: "─",
    line: line::NORMAL,
    ..ASCII
};

/// Box lines in ASCII.
const ASCII_LINE: line::Set<'static> = line::Set {
    vertical: "|",
    horizontal: "-",
    top_right: "+",
    top_left: "+",
    bottom_right: "+",
    bottom_left: "+",
    vertical_left: "+",
    vertical_right: "+",
    horizontal_down: "+",
    horizontal_up: "+",
    cross: "+",
};

/// Where nothing but ASCII can be shown.
const ASCII: GlyphSet = GlyphSet {
    ascii: true,
    states: [".", "o", "@", "<", "+", "-"],
    activities: ["o", ">", "+", "x"],
    debt: "!",
    bar_full: "=",
    bar_rest: ".",
    eighths: [".", ":", "-", "=", "+", "*", "%", "#"],
    block: "#",
    half_block: "=",
    shade: ":",
    ellipsis: "~",
    arrow: ">",
    mark: "*",
    up: "^",
    down: "v",
    pointer: ">",
    bullet: "-",
    dot: ".",
    moment: "@",
    fresh: "@",
    tree_branch: "|",
    tree_last: "`",
    tree_trunk: "|",
    tree_twig: "-",
    islands: ":",
    line: ASCII_LINE,
    double_focus: false,
};

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// The characters of the basic plane that may be drawn as emoji (emoji-data.txt of Unicode 16, digits, `#` and
    /// `*` left out, which only become one with a mark behind them).
    fn may_be_emoji(c: char) -> bool {
        matches!(u32::from(c),
            0xa9 | 0xae | 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x2194..=0x2199 | 0x21a9..=0x21aa | 0x231a..=0x231b
            | 0x2328 | 0x23cf | 0x23e9..=0x23f3 | 0x23f8..=0x23fa | 0x24c2 | 0x25aa..=0x25ab | 0x25b6 | 0x25c0
            | 0x25fb..=0x25fe | 0x2600..=0x2604 | 0x260e | 0x2611 | 0x2614..=0x2615 | 0x2618 | 0x261d | 0x2620
            | 0x2622..=0x2623 | 0x2626 | 0x262a | 0x262e..=0x262f | 0x2638..=0x263a | 0x2640 | 0x2642
            | 0x2648..=0x2653 | 0x265f..=0x2660 | 0x2663 | 0x2665..=0x2666 | 0x2668 | 0x267b | 0x267e..=0x267f
            | 0x2692..=0x2697 | 0x2699 | 0x269b..=0x269c | 0x26a0..=0x26ff | 0x2702 | 0x2705 | 0x2708..=0x270d
            | 0x270f | 0x2712 | 0x2714 | 0x2716 | 0x271d | 0x2721 | 0x2728 | 0x2733..=0x2734 | 0x2744 | 0x2747
            | 0x274c | 0x274e | 0x2753..=0x2755 | 0x2757 | 0x2763..=0x2764 | 0x2795..=0x2797 | 0x27a1 | 0x27b0
            | 0x27bf | 0x2934..=0x2935 | 0x2b05..=0x2b07 | 0x2b1b..=0x2b1c | 0x2b50 | 0x2b55 | 0x3030 | 0x303d
            | 0x3297 | 0x3299 | 0x1_0000..)
    }

    #[test]
    fn every_sign_is_one_plain_cell() {
        for set in [&FULL, &WINDOWS, &CONSOLE, &ASCII] {
            for sign in set.all() {
                assert_eq!(sign.chars().count(), 1, "{sign}");
                assert_eq!(sign.width(), 1, "{sign}");
                assert!(!sign.chars().any(may_be_emoji), "{sign}");
                assert!(!set.ascii || sign.is_ascii(), "{sign}");
            }
        }
        assert!(
            may_be_emoji('▶') && may_be_emoji('✔') && may_be_emoji('↩'),
            "the test can fail"
        );
    }

    #[test]
    fn wide_ambiguous_characters_are_avoided() {
        for glyphs in [
            Glyphs::Full,
            Glyphs::Windows,
            Glyphs::Console,
            Glyphs::Letters,
            Glyphs::Ascii,
        ] {
            for sign in GlyphSet::of(glyphs, true).all() {
                assert_eq!(sign.width_cjk(), 1, "{sign}");
            }
        }
        assert!(FULL.all().iter().any(|s| s.width_cjk() == 2), "the test can fail");
    }

    #[test]
    fn signs_tell_states_apart() {
        for set in [&FULL, &WINDOWS, &CONSOLE, &ASCII] {
            let mut states = State::ALL.map(|s| set.state(s)).to_vec();
            states.push(set.debt);
            states.sort_unstable();
            states.dedup();
            assert_eq!(states.len(), 7);
            let mut activities = ActivityStatus::ALL.map(|s| set.activity(s));
            activities.sort_unstable();
            assert!(activities.windows(2).all(|w| w[0] != w[1]));
        }
    }

    #[test]
    fn a_bar_shows_something_for_something() {
        assert_eq!(FULL.spark(0, 10), " ");
        assert_eq!(FULL.spark(1, 1000), "▁");
        assert_eq!(FULL.spark(5, 10), "▄");
        assert_eq!(FULL.spark(10, 10), "█");
        assert_eq!(FULL.spark(11, 10), "█");
        assert_eq!(ASCII.spark(3, 0), " ");
        let steps = [1, 2, 5, 8, 10].map(|n| WINDOWS.spark(n, 10));
        assert_eq!(steps, ["_", "_", "▄", "▄", "█"]);
    }

    #[test]
    fn the_default_look_speaks_the_users_palette() {
        let look = Look::default();
        assert_eq!(look.state(State::Accepted).fg, Some(Color::Green));
        assert_eq!(look.style(Role::Text), Style::new());
        assert!(look.tile(Role::Debt).add_modifier.contains(Modifier::REVERSED));
        let either_side = [
            None,
            Some(Color::LightRed),
            Some(Color::Green),
            Some(Color::Magenta),
            Some(Color::LightBlue),
            Some(Color::DarkGray),
        ];
        for role in Role::ALL {
            let style = look.style(*role);
            assert!(either_side.contains(&style.fg), "{}", role.id());
            assert_eq!(style.bg, None, "{}", role.id());
            let drawn_otherwise = Modifier::BOLD | Modifier::DIM;
            assert!(!style.add_modifier.intersects(drawn_otherwise), "{}", role.id());
        }
    }
}
