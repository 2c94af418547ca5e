//! Looks as data: which role is written in which colours and weight.
//!
//! The build turns `data/looks/` into compact tables with these types, and a look of the user's is read with them too.
//! Nothing here knows a screen library, where a role is drawn, or which look is in use.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $id:literal),* $(,)?) => {
        /// What a piece of the screen is, and therefore how it is written. A screen names roles, never colours.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Role {
            $($(#[$doc])* #[serde(rename = $id)] $name),*
        }

        impl Role {
            /// Every role, in the order of the tables.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable name: the key in a look's file, and what snapshots call the style.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id),*
                }
            }
        }
    };
}

roles! {
    /// Plain text.
    Text = "text",
    /// What matters less.
    Dim = "dim",
    /// The title of a pane.
    Title = "title",
    /// The border of a pane.
    Border = "border",
    /// The border of the pane that has the keys.
    BorderFocus = "border_focus",
    /// The line at the top.
    Header = "header",
    /// The line of keys at the bottom.
    Footer = "footer",
    /// A key that can be pressed.
    Key = "key",
    /// The selected row or cell.
    Selected = "selected",
    /// Marked for an act on several.
    Marked = "marked",
    /// The place where typing goes.
    Cursor = "cursor",
    /// Something to mind.
    Warn = "warn",
    /// Something that failed.
    Error = "error",
    /// Changed a moment ago.
    Fresh = "fresh",
    /// The sign of the demo and of a shown moment that is not now.
    Demo = "demo",
    /// Report: nothing heard.
    Awaiting = "awaiting",
    /// Report: acknowledged, or activities on record.
    InProgress = "in_progress",
    /// Report: in, not reviewed.
    Received = "received",
    /// Report: sent back.
    Returned = "returned",
    /// Report: reviewed and good.
    Accepted = "accepted",
    /// Report: excused.
    Exempt = "exempt",
    /// Report: owed and past its date.
    Debt = "debt",
    /// Activity: still to come.
    Planned = "planned",
    /// Activity: under way.
    Ongoing = "ongoing",
    /// Activity: held.
    Done = "done",
    /// Activity: called off.
    Cancelled = "cancelled",
    /// Bars of the SDGs.
    Sdg = "sdg",
    /// Bars of the Connect 2030 goals.
    Goal = "goal",
    /// The done part of a progress bar.
    BarDone = "bar_done",
    /// The rest of a progress bar.
    BarRest = "bar_rest",
    /// Large digits.
    Big = "big",
    /// The curve of reports.
    Chart = "chart",
    /// Where the curve will end if it goes on like this.
    Projection = "projection",
    /// A field that is typed into.
    Input = "input",
    /// What a search found.
    Match = "match",
    /// The archipelagos beside the map.
    Inset = "inset",
    /// Today in a time line.
    Today = "today",
}

/// A colour. The first sixteen are the user's own palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// Not said: what is underneath stays.
    #[default]
    Under,
    /// The terminal's own.
    Own,
    /// A place in the palette of 256.
    Palette(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// The names of the first sixteen places of the palette.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright_black",
    "bright_red",
    "bright_green",
    "bright_yellow",
    "bright_blue",
    "bright_magenta",
    "bright_cyan",
    "bright_white",
];

impl Colour {
    /// A name (`green`, `bright_blue`, `default`), a place (`208`) or `#rrggbb`.
    pub fn parse(written: &str) -> Option<Self> {
        if written == "default" {
            return Some(Self::Own);
        }
        if let Some(hex) = written.strip_prefix('#') {
            let all_hex = hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
            let n = all_hex.then(|| u32::from_str_radix(hex, 16).ok()).flatten()?;
            return Some(Self::Rgb((n >> 16) as u8, (n >> 8) as u8, n as u8));
        }
        match NAMES.iter().position(|n| *n == written) {
            Some(place) => u8::try_from(place).ok().map(Self::Palette),
            None => written.parse().ok().map(Self::Palette),
        }
    }

    /// True where a colour is asked for; the terminal's own is none.
    pub fn is_colour(self) -> bool {
        matches!(self, Self::Palette(_) | Self::Rgb(..))
    }
}

/// Reads what people write; the messages' words are a key of the catalogue.
impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Written;
        impl de::Visitor<'_> for Written {
            type Value = Colour;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("looks-want_colour")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<Colour, E> {
                Colour::parse(s).ok_or_else(|| E::invalid_value(de::Unexpected::Str(s), &self))
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<Colour, E> {
                u8::try_from(n)
                    .map(Colour::Palette)
                    .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(n), &self))
            }
        }
        d.deserialize_any(Written)
    }
}

/// How a role is written, as it stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StyleForm {
    /// Colour of the letters.
    pub fg: Colour,
    /// Colour behind them.
    pub bg: Colour,
    /// Heavier.
    pub bold: bool,
    /// Fainter.
    pub dim: bool,
    /// Slanted.
    pub italic: bool,
    /// With a line below.
    pub underline: bool,
    /// Letters and background exchanged.
    pub reverse: bool,
}

/// How a role is written, compact: two packed colours and a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RoleStyle {
    fg: u32,
    bg: u32,
    weight: u8,
}

impl From<StyleForm> for RoleStyle {
    fn from(f: StyleForm) -> Self {
        let bits = [f.bold, f.dim, f.italic, f.underline, f.reverse];
        Self {
            fg: pack(f.fg),
            bg: pack(f.bg),
            weight: bits
                .iter()
                .rev()
                .fold(0, |weight, bit| weight << 1 | u8::from(*bit)),
        }
    }
}

impl From<RoleStyle> for StyleForm {
    fn from(s: RoleStyle) -> Self {
        let bit = |n: u8| s.weight >> n & 1 == 1;
        Self {
            fg: unpack(s.fg),
            bg: unpack(s.bg),
            bold: bit(0),
            dim: bit(1),
            italic: bit(2),
            underline: bit(3),
            reverse: bit(4),
        }
    }
}

fn pack(c: Colour) -> u32 {
    match c {
        Colour::Under => 0,
        Colour::Own => 1,
        Colour::Palette(n) => 2 | u32::from(n) << 2,
        Colour::Rgb(r, g, b) => 3 | u32::from_be_bytes([0, r, g, b]) << 2,
    }
}

fn unpack(bits: u32) -> Colour {
    let [_, r, g, b] = (bits >> 2).to_be_bytes();
    match bits & 3 {
        0 => Colour::Under,
        1 => Colour::Own,
        2 => Colour::Palette(b),
        _ => Colour::Rgb(r, g, b),
    }
}

/// A style for every role, in the order of [`Role::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LookTable {
    styles: Vec<RoleStyle>,
}

impl LookTable {
    /// How a role is written.
    pub fn style(&self, role: Role) -> StyleForm {
        self.styles.get(role as usize).copied().unwrap_or_default().into()
    }

    /// True if no role needs a colour.
    pub fn is_colourless(&self) -> bool {
        Role::ALL.iter().all(|r| {
            let s = self.style(*r);
            !s.fg.is_colour() && !s.bg.is_colour()
        })
    }
}

/// `looks/NAME.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookFile {
    /// Format of the file: 1.
    pub schema: u32,
    /// The shipped look that gives the roles which are not named here; `default` if nothing is said.
    #[serde(default)]
    pub base: Option<String>,
    /// Styles by role.
    pub roles: BTreeMap<Role, StyleForm>,
}

impl LookFile {
    /// The whole table: what the file says, the rest from `base`.
    pub fn over(&self, base: &LookTable) -> LookTable {
        let style = |role: &Role| self.roles.get(role).copied().unwrap_or_else(|| base.style(*role));
        LookTable {
            styles: Role::ALL.iter().map(|r| style(r).into()).collect(),
        }
    }

    /// The roles that the file does not name; a shipped look names all.
    pub fn missing(&self) -> Vec<&'static str> {
        let absent = Role::ALL.iter().filter(|r| !self.roles.contains_key(r));
        absent.map(|r| r.id()).collect()
    }
}
