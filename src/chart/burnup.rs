//! How many had reported by which day: a curve of steps, what is aimed at, the last day.

use super::drawing::{Anchor, Drawing, FINE, NAMES, PLAIN, STRONG, Spot, wide};
use super::ink::Ink;
use super::told::Curve;
use crate::core::names::Lang;
use crate::text::numbers;

const PLOT: i32 = 6_200;
/// Lines that help to read, at most.
const STEPS: f64 = 6.0;

/// Draws it.
pub(super) fn draw(told: &Curve, lang: Lang) -> Drawing {
    let mut drawing = Drawing::new();
    let top = drawing.headed(&told.title) + NAMES * 3 / 2;
    let bottom = top + PLOT;
    let points: Vec<_> = told.points.iter().filter(|p| p.value.is_finite()).collect();
    let goal = if told.goal.0.is_finite() {
        told.goal.0.max(0.0)
    } else {
        0.0
    };
    let most = points.iter().map(|p| p.value).fold(goal, f64::max).max(1.0);
    let step = round_step(most / STEPS);
    let full = (most / step).ceil() * step;
    let label = |n: f64| numbers::plain(lang, n);
    let left = wide(&label(full), NAMES, false) + 200;
    let right = Drawing::WIDTH - 200;
    let days = || {
        let named = told.days.iter().map(|d| d.0);
        named.chain(points.iter().map(|p| p.day)).chain([told.deadline.0])
    };
    // A day more, so that what the last one brought is seen.
    let (first, last) = (
        days().min().unwrap_or(0),
        days().max().unwrap_or(0).saturating_add(1),
    );
    let span = f64::from(last.saturating_sub(first).max(1));
    let x = |day: i32| {
        left + (f64::from(day.saturating_sub(first)) / span * f64::from(right - left)).round() as i32
    };
    let y = |n: f64| bottom - (n / full * f64::from(PLOT)).round() as i32;

    let mut curve = steps(points.iter().map(|p| (x(p.day), y(p.value))), bottom);
    if let (Some(end), Some(point)) = (curve.last().copied(), points.last()) {
        curve.push((x(point.day.saturating_add(1)), end.1));
    }
    if let (Some(start), Some(end)) = (curve.first(), curve.last()) {
        let mut outline = curve.clone();
        outline.extend([(end.0, bottom), (start.0, bottom)]);
        drawing.area(outline, Ink::Ground, None);
    }
    let mut n = 0.0;
    while n <= full {
        drawing.line((left, y(n)), (right, y(n)), Ink::Faint, FINE);
        let at = (left - 100, y(n) + NAMES / 3);
        drawing.words(at, &label(n), NAMES, false, Anchor::End, Ink::Words);
        n += step;
    }
    drawing.lines(
        if curve.len() > 1 { vec![curve] } else { Vec::new() },
        Ink::Words,
        STRONG,
    );
    drawing.line((left, bottom), (right, bottom), Ink::Words, PLAIN);
    drawing.line((left, top), (left, bottom), Ink::Words, PLAIN);
    under(&mut drawing, told, &x, bottom);
    if goal > 0.0 {
        drawing.dashed((left, y(goal)), (right, y(goal)), Ink::Words, PLAIN);
        let at = (left + 120, y(goal) - 130);
        drawing.words(at, &told.goal.1, NAMES, false, Anchor::Start, Ink::Words);
    }
    let line = x(told.deadline.0);
    drawing.dashed((line, top - 100), (line, bottom), Ink::Words, PLAIN);
    let half = wide(&told.deadline.1, NAMES, true) / 2;
    let middle = line.min(Drawing::WIDTH - half).max(half);
    drawing.words(
        (middle, top - 180),
        &told.deadline.1,
        NAMES,
        true,
        Anchor::Middle,
        Ink::Words,
    );
    drawing.height = bottom + NAMES * 2;
    drawing
}

/// The next of 1, 2, 5, 10, 20… that is not less; whole, since people are counted.
fn round_step(least: f64) -> f64 {
    let mut tens = 1.0;
    loop {
        for n in [1.0, 2.0, 5.0] {
            if n * tens >= least {
                return n * tens;
            }
        }
        tens *= 10.0;
    }
}

/// The corners of the curve: it stays as it was until the day on which it changes.
fn steps(points: impl Iterator<Item = Spot>, bottom: i32) -> Vec<Spot> {
    let mut corners: Vec<Spot> = Vec::new();
    for (x, y) in points {
        let before = corners.last().map_or(bottom, |p| p.1);
        corners.extend([(x, before), (x, y)]);
    }
    corners.dedup();
    corners
}

/// The words of the days, as many as stand beside each other.
fn under(drawing: &mut Drawing, told: &Curve, x: &dyn Fn(i32) -> i32, bottom: i32) {
    let mut free = i32::MIN;
    for (day, words) in &told.days {
        let half = wide(words, NAMES, false) / 2;
        let at = x(*day);
        drawing.line((at, bottom), (at, bottom + 90), Ink::Words, PLAIN);
        let middle = at.min(Drawing::WIDTH - half).max(half);
        if middle - half >= free {
            let place = (middle, bottom + NAMES * 3 / 2);
            drawing.words(place, words, NAMES, false, Anchor::Middle, Ink::Words);
            free = middle + half + 150;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_round_steps() {
        for (most, want) in [
            (1.0, 1.0),
            (6.0, 1.0),
            (34.0, 10.0),
            (63.0, 20.0),
            (3_321.0, 1_000.0),
            (0.0, 1.0),
        ] {
            assert!((round_step(most / STEPS) - want).abs() < 1e-9, "{most}");
        }
    }

    #[test]
    fn it_goes_up_on_the_day() {
        let corners = steps([(0, 90), (10, 70), (20, 70)].into_iter(), 100);
        assert_eq!(corners, [(0, 100), (0, 90), (10, 90), (10, 70), (20, 70)]);
    }
}
