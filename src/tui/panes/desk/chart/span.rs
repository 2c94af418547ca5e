//! Which moments lie in which column.

use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::time::{Date, Stamp, Zone};

/// The days that are shown, from the midnight before the first to the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its beginning.
    pub from: Stamp,
    /// Its end, which is no more in it.
    pub to: Stamp,
}

impl Span {
    /// From the first day to the end of the last.
    pub fn of(zone: Zone, first: Date, last: Date) -> Self {
        Self {
            from: zone.midnight(first),
            to: zone.end_of(last.max(first)),
        }
    }

    fn long(self) -> i128 {
        i128::from((self.to.0 - self.from.0).max(1))
    }

    /// The moment at which a column ends.
    pub fn end(self, plot: Rect, column: u16) -> Stamp {
        let (n, all) = (i128::from(column) + 1, i128::from(plot.width.max(1)));
        let gone = self.long() * n / all;
        self.from.plus(i64::try_from(gone).unwrap_or(i64::MAX))
    }

    /// The column, counted from the left of the plot, in which a moment lies; none outside it. The end of the last day lies
    /// in the last one.
    pub fn column(self, plot: Rect, t: Stamp) -> Option<u16> {
        if t < self.from || t > self.to || plot.width == 0 {
            return None;
        }
        let at = i128::from(t.0 - self.from.0) * i128::from(plot.width) / self.long();
        Some(u16::try_from(at).unwrap_or(u16::MAX).min(plot.width - 1))
    }
}

/// How many had arrived by the end of each column, or by `now` in the last of them; nothing for columns that are wholly
/// ahead of it.
pub fn arrived(arrivals: impl Iterator<Item = (Stamp, u32)>, span: Span, plot: Rect, now: Stamp) -> Vec<u32> {
    let mut arrivals = arrivals.filter(|(t, _)| *t <= now).peekable();
    let (mut out, mut sum) = (Vec::with_capacity(usize::from(plot.width)), 0);
    for x in 0..plot.width {
        let begin = match x {
            0 => span.from,
            _ => span.end(plot, x - 1),
        };
        if begin > now {
            break;
        }
        let end = span.end(plot, x);
        while let Some((_, n)) = arrivals.next_if(|(t, _)| *t < end || x + 1 == plot.width) {
            sum += n;
        }
        out.push(sum);
    }
    out
}

/// How many had reported when the cut-off came, whatever came later.
pub fn in_time(campaign: &Campaign, now: Stamp) -> u32 {
    let cutoff = campaign.cutoff();
    let before = campaign.arrivals().filter(|(t, _)| *t < cutoff && *t <= now);
    before.map(|(_, n)| n).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::time::{DAY, HOUR, MINUTE, parse_date};

    fn spans() -> impl Iterator<Item = (Span, Rect)> {
        let zone = Zone::parse("+07:00").expect("a zone");
        let first = parse_date("2020-05-01").expect("a day");
        let last = |days| first + chrono::Duration::days(days);
        let all = [0, 1, 34, 52, 400].map(|days| Span::of(zone, first, last(days)));
        all.into_iter()
            .flat_map(|s| [1, 10, 52, 74, 178].map(|w| (s, Rect::new(5, 2, w, 9))))
    }

    #[test]
    fn a_moment_lies_in_the_column_that_ends_after_it() {
        for (span, plot) in spans() {
            assert_eq!(span.column(plot, span.from), Some(0));
            assert_eq!(span.column(plot, span.to), Some(plot.width - 1));
            assert_eq!(span.end(plot, plot.width - 1), span.to);
            assert_eq!(span.column(plot, span.from.plus(-1)), None);
            assert_eq!(span.column(plot, span.to.plus(1)), None);
            let mut t = span.from;
            while t < span.to {
                let x = span.column(plot, t).expect("it lies in the span");
                assert!(t < span.end(plot, x), "{plot:?}: {t:?} in {x}");
                assert!(
                    x == 0 || t.plus(1) >= span.end(plot, x - 1),
                    "{plot:?}: {t:?} in {x}"
                );
                t = t.plus(7 * HOUR + 13 * MINUTE);
            }
        }
    }

    #[test]
    fn a_column_holds_what_had_arrived_by_its_end_and_nothing_of_what_is_ahead() {
        for (span, plot) in spans() {
            let arrivals: Vec<(Stamp, u32)> = (0..60)
                .map(|i| (span.from.plus(i * 11 * HOUR), 1 + (i % 3) as u32))
                .filter(|(t, _)| *t <= span.to)
                .collect();
            for now in [
                span.from,
                span.from.plus(DAY / 2),
                span.to.plus(-1),
                span.to.plus(DAY),
            ] {
                let got = arrived(arrivals.iter().copied(), span, plot, now);
                let by = |end: Stamp| {
                    let told = arrivals.iter().filter(|(t, _)| *t < end && *t <= now);
                    told.map(|(_, n)| n).sum::<u32>()
                };
                for (x, n) in got.iter().enumerate().take(got.len() - 1) {
                    assert_eq!(*n, by(span.end(plot, x as u16)), "{plot:?} {now:?} {x}");
                }
                assert_eq!(got.last(), Some(&by(now.plus(1))), "{plot:?} {now:?}");
                assert_eq!(
                    got.len() - 1,
                    usize::from(span.column(plot, now.min(span.to)).unwrap_or(0))
                );
            }
        }
    }
}
