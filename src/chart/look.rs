//! How inks and tones look: a colour, a pattern that is seen without colours, a sign.

use super::drawing::{Drawing, FINE, PLAIN, Spot};
use super::ink::Ink;
use super::told::Tone;

/// The colours of a tone, as red, green and blue: its area, its pattern, words upon it.
pub fn colours(tone: Tone) -> [[u8; 3]; 3] {
    [Ink::Fill(tone), Ink::Pattern(tone), Ink::Upon(tone)].map(Ink::colour)
}

/// How far apart the lines of a pattern are.
const APART: i32 = 110;

/// A box from its upper left to its lower right corner, drawn in a tone.
pub(super) fn toned(drawing: &mut Drawing, from: Spot, to: Spot, tone: Tone) {
    let outline = vec![from, (to.0, from.1), to, (from.0, to.1)];
    drawing.area(outline, Ink::Fill(tone), None);
    drawing.lines(pattern(from, to, tone), Ink::Pattern(tone), FINE);
    let thick = if tone == Tone::Missing { 2 * PLAIN } else { PLAIN };
    let around = vec![from, (to.0, from.1), to, (from.0, to.1), from];
    drawing.lines(vec![around], Ink::Pattern(tone), thick);
}

fn pattern(from: Spot, to: Spot, tone: Tone) -> Vec<Vec<Spot>> {
    match tone {
        Tone::Good | Tone::Here | Tone::Plain | Tone::Quiet => Vec::new(),
        Tone::Late => rising(from, to, APART * 3 / 2),
        Tone::Back => {
            let mut both = rising(from, to, APART * 2);
            both.extend(falling(from, to, APART * 2));
            both
        }
        Tone::Missing => falling(from, to, APART * 2),
    }
}

/// Lines that fall to the right, cut at the edges of a box.
fn falling((left, top): Spot, (right, bottom): Spot, apart: i32) -> Vec<Vec<Spot>> {
    let (wide, high) = (right - left, bottom - top);
    let mut lines = Vec::new();
    let mut start = apart - high;
    while start < wide {
        let (x, till) = (start.max(0), (start + high).min(wide));
        if till > x {
            lines.push(vec![
                (left + x, top + x - start),
                (left + till, top + till - start),
            ]);
        }
        start += apart;
    }
    lines
}

fn rising(from: Spot, to: Spot, apart: i32) -> Vec<Vec<Spot>> {
    let turned = |line: Vec<Spot>| line.into_iter().map(|(x, y)| (x, from.1 + to.1 - y)).collect();
    falling(from, to, apart).into_iter().map(turned).collect()
}

/// A ring of eight corners, of a hundred across half of it.
const RING: [Spot; 9] = [
    (100, 0),
    (71, 71),
    (0, 100),
    (-71, 71),
    (-100, 0),
    (-71, -71),
    (0, -100),
    (71, -71),
    (100, 0),
];

/// The strokes of the sign of a tone, a hundred to each side of its middle.
fn strokes(tone: Tone) -> &'static [&'static [Spot]] {
    match tone {
        Tone::Good => &[&[(-80, 5), (-25, 65), (85, -70)]],
        Tone::Here => &[&RING],
        Tone::Late => &[&RING, &[(0, -65), (0, 5), (45, 30)]],
        Tone::Back => &[&[(90, 60), (90, 0), (-90, 0)], &[(-35, -55), (-90, 0), (-35, 55)]],
        Tone::Missing => &[&[(-75, -75), (75, 75)], &[(-75, 75), (75, -75)]],
        Tone::Quiet => &[&[(-80, 0), (80, 0)]],
        Tone::Plain => &[],
    }
}

/// The sign of a tone around a place, so far to each side.
pub(super) fn sign(drawing: &mut Drawing, (x, y): Spot, half: i32, tone: Tone) {
    let at = |p: &Spot| (x + p.0 * half / 100, y + p.1 * half / 100);
    let lines = strokes(tone).iter().map(|s| s.iter().map(at).collect()).collect();
    drawing.lines(lines, Ink::Upon(tone), (half / 3).clamp(FINE, 45));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stay_within_their_box() {
        let (from, to) = ((500, 300), (1_730, 910));
        for lines in [falling(from, to, 110), rising(from, to, 110)] {
            assert!(lines.len() > 10);
            for (x, y) in lines.into_iter().flatten() {
                assert!((500..=1_730).contains(&x) && (300..=910).contains(&y), "{x} {y}");
            }
        }
        assert!(falling((0, 0), (0, 0), 110).is_empty());
    }

    #[test]
    fn no_two_tones_look_alike_without_colours() {
        let all = [
            Tone::Good,
            Tone::Here,
            Tone::Late,
            Tone::Back,
            Tone::Missing,
            Tone::Quiet,
            Tone::Plain,
        ];
        let seen = |tone| {
            let [r, g, b] = Ink::Fill(tone).colour().map(u32::from);
            (
                (r * 299 + g * 587 + b * 114) / 32_000,
                pattern((0, 0), (900, 900), tone),
                strokes(tone),
            )
        };
        for (i, one) in all.iter().enumerate() {
            for other in &all[i + 1..] {
                assert_ne!(seen(*one), seen(*other), "{one:?} {other:?}");
            }
        }
    }
}
