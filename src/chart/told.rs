//! What a chart tells, in words that are settled.

use crate::core::names::Lang;
use crate::text::numbers;

/// What an area means; how it looks is the drawing's matter, and words say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Accepted.
    Good,
    /// Received, in time.
    Here,
    /// Received, late.
    Late,
    /// Sent back.
    Back,
    /// Missing, past the last day.
    Missing,
    /// Nothing is owed.
    Quiet,
    /// Neither good nor bad.
    Plain,
}

/// One chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// How many had reported by which day.
    BurnUp(Curve),
    /// Figures side by side.
    Bars(Bars),
    /// The map of tiles.
    Tiles(Tiles),
}

/// A point of a curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Days since the first.
    pub day: i32,
    /// How many.
    pub value: f64,
}

/// A curve over days.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its title.
    pub title: String,
    /// The points, by day.
    pub points: Vec<Point>,
    /// The words at some days: `05/06`.
    pub days: Vec<(i32, String)>,
    /// What is aimed at, and its words.
    pub goal: (f64, String),
    /// The last day, and its words.
    pub deadline: (i32, String),
}

/// A bar, made of pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its words.
    pub name: String,
    /// Its pieces, first to last.
    pub pieces: Vec<(Tone, f64)>,
    /// Its figure in words, with the signs of the language.
    pub figure: String,
}

/// Bars beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The title.
    pub title: String,
    /// The bars.
    pub bars: Vec<Bar>,
    /// What each tone means, in words.
    pub legend: Vec<(Tone, String)>,
}

/// A tile of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Its column.
    pub column: u16,
    /// Its row.
    pub row: u16,
    /// Its letters: `CBG`.
    pub letters: String,
    /// Its state; the drawing has a pattern and a sign for it, so that colour is not needed and no font must have the sign.
    pub tone: Tone,
}

/// The map of tiles, with both archipelagos.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// The title.
    pub title: String,
    /// The tiles.
    pub tiles: Vec<Tile>,
    /// Words at a place of the map: the archipelagos.
    pub places: Vec<(u16, u16, String)>,
    /// What each tone means, in words.
    pub legend: Vec<(Tone, String)>,
}

impl Chart {
    /// Its title.
    pub fn title(&self) -> &str {
        match self {
            Self::BurnUp(curve) => &curve.title,
            Self::Bars(bars) => &bars.title,
            Self::Tiles(tiles) => &tiles.title,
        }
    }

    /// What it shows, for whoever cannot see it: its title and every figure or state, in the words of the chart.
    pub fn in_words(&self, lang: Lang) -> String {
        let mut said = vec![self.title().to_owned()];
        match self {
            Self::BurnUp(curve) => {
                said.extend([curve.goal.1.clone(), curve.deadline.1.clone()]);
                let at =
                    |day: &(i32, String)| format!("{}: {}", day.1, numbers::plain(lang, curve.at(day.0)));
                said.extend(curve.days.iter().map(at));
            }
            Self::Bars(bars) => said.extend(bars.bars.iter().map(|b| format!("{}: {}", b.name, b.figure))),
            Self::Tiles(tiles) => {
                for (tone, words) in &tiles.legend {
                    let of = tiles.tiles.iter().filter(|t| t.tone == *tone);
                    let letters: Vec<&str> = of.map(|t| t.letters.as_str()).collect();
                    if !letters.is_empty() {
                        said.push(format!("{words}: {}", letters.join(", ")));
                    }
                }
                said.extend(tiles.places.iter().map(|(_, _, words)| words.clone()));
            }
        }
        said.retain(|words| !words.is_empty());
        said.join(". ")
    }
}

impl Curve {
    /// How many there were by a day.
    pub fn at(&self, day: i32) -> f64 {
        let before = self.points.iter().take_while(|p| p.day <= day);
        before.last().map_or(0.0, |p| p.value)
    }
}
