//! An album: several pictures in one file that a test keeps, each under its heading. An album is read by a person when it
//! changes, so it shows one place, in at most 300 lines (`tests/house/albums.rs`).

use std::collections::BTreeSet;

use super::screen::Screen;

/// The sizes of an album. The largest of `SIZES` is left to assertions: its picture alone is half of all four.
pub const PICTURED: [(u16, u16); 3] = [(40, 12), (80, 24), (120, 40)];
/// Where the room is for everything.
pub const LARGE: (u16, u16) = (200, 60);

#[derive(Default)]
pub struct Album(String);

impl Album {
    /// The screen as it is, under its title and size.
    pub fn frame(&mut self, title: &str, screen: &mut Screen) -> &mut Self {
        let area = screen.printed().buffer.area;
        self.text(
            &format!("{title} · {}x{}", area.width, area.height),
            &screen.text(),
        )
    }

    /// The screen, and what each cell looks like.
    pub fn styles(&mut self, title: &str, screen: &mut Screen) -> &mut Self {
        self.frame(title, screen);
        self.only_styles(&format!("styles of {title}"), &screen.printed().styles())
    }

    pub fn only_styles(&mut self, title: &str, styles: &str) -> &mut Self {
        self.0.push_str(&format!("-- {title}\n{styles}"));
        self
    }

    pub fn text(&mut self, title: &str, text: &str) -> &mut Self {
        self.0.push_str(&format!("== {title}\n{text}"));
        self
    }

    /// What is kept.
    pub fn pictures(&self) -> &str {
        &self.0
    }
}

/// Fails if a word of the smaller screen is missing on the larger one. A word that is cut off is none.
#[track_caller]
pub fn loses_nothing(smaller: &str, larger: &str) {
    let missing: BTreeSet<&str> = words(smaller)
        .into_iter()
        .filter(|w| !larger.contains(w))
        .collect();
    assert!(
        missing.is_empty(),
        "{missing:?} are not on the larger screen:\n{larger}"
    );
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split_whitespace()
        .filter(|w| !w.contains('…'))
        .flat_map(|w| w.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.chars().count() > 2)
        .collect()
}
