//! A picture brought down to few colours: those that take the least from it (median cut). A third of the bytes on the wire,
//! and the only form that sixel has.

/// Bits of a colour by which points are counted; finer differences nobody sees in a preview.
const BITS: u32 = 5;
/// From so few colours on they are mixed, so that skies have no steps.
const MIXED: usize = 64;

/// A picture of few colours.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Few {
    /// The colours.
    pub colours: Vec<[u8; 3]>,
    /// Of each point the place of its colour, row by row.
    pub points: Vec<u8>,
}

/// Points of about one colour: how many, and the sum of what they are.
#[derive(Clone, Copy, Default)]
struct Bin {
    n: u64,
    sum: [u64; 3],
    at: usize,
}

fn bin_of(point: [u8; 3]) -> usize {
    point
        .iter()
        .fold(0, |at, c| at << BITS | usize::from(c >> (8 - BITS)))
}

/// The part of a bin's place that is one of its colours.
fn part(at: usize, colour: usize) -> usize {
    at >> (BITS as usize * (2 - colour)) & ((1 << BITS) - 1)
}

/// The picture in at most so many colours, 2 to 256; `width` points a row.
pub(super) fn few(points: &[[u8; 3]], width: usize, most: usize) -> Few {
    let most = most.clamp(2, 256);
    let mut bins = vec![Bin::default(); 1 << (3 * BITS)];
    for point in points {
        let bin = &mut bins[bin_of(*point)];
        bin.n += 1;
        for (sum, c) in bin.sum.iter_mut().zip(point) {
            *sum += u64::from(*c);
        }
    }
    for (at, bin) in bins.iter_mut().enumerate() {
        bin.at = at;
    }
    let mut boxes = vec![bins.into_iter().filter(|b| b.n > 0).collect::<Vec<_>>()];
    while boxes.len() < most {
        let widest = (0..boxes.len()).max_by_key(|i| worth(&boxes[*i]));
        let Some(i) = widest.filter(|i| boxes[*i].len() > 1) else {
            break;
        };
        let halves = split(std::mem::take(&mut boxes[i]));
        boxes[i] = halves.0;
        boxes.push(halves.1);
    }
    boxes.retain(|b| !b.is_empty());
    let mut place = vec![0_u8; 1 << (3 * BITS)];
    let mut colours = Vec::with_capacity(boxes.len());
    for (i, bins) in boxes.iter().enumerate() {
        for bin in bins {
            place[bin.at] = i as u8;
        }
        colours.push(mean(bins));
    }
    let points = if most <= MIXED {
        mixed(points, width, &colours)
    } else {
        points.iter().map(|p| place[bin_of(*p)]).collect()
    };
    Few { colours, points }
}

/// The colour along which a box is longest, and how long.
fn longest(bins: &[Bin]) -> (usize, usize) {
    let span = |c: usize| {
        let parts = || bins.iter().map(|b| part(b.at, c));
        parts().max().unwrap_or(0) - parts().min().unwrap_or(0)
    };
    (0..3)
        .map(|c| (c, span(c)))
        .max_by_key(|(_, s)| *s)
        .unwrap_or_default()
}

/// How much is gained by splitting it: long boxes of many points first.
fn worth(bins: &[Bin]) -> u64 {
    let n: u64 = bins.iter().map(|b| b.n).sum();
    let (_, span) = longest(bins);
    // A few bright points in a long box matter as well: by the root of their number.
    if bins.len() < 2 {
        0
    } else {
        n.isqrt() * (span as u64).pow(2)
    }
}

fn split(mut bins: Vec<Bin>) -> (Vec<Bin>, Vec<Bin>) {
    let (along, _) = longest(&bins);
    bins.sort_by_key(|b| part(b.at, along));
    let half = bins.iter().map(|b| b.n).sum::<u64>() / 2;
    let mut seen = 0;
    let upto = bins.iter().position(|b| {
        seen += b.n;
        seen > half
    });
    let at = upto.unwrap_or(0).clamp(1, bins.len() - 1);
    let rest = bins.split_off(at);
    (bins, rest)
}

fn mean(bins: &[Bin]) -> [u8; 3] {
    let n = bins.iter().map(|b| b.n).sum::<u64>().max(1);
    std::array::from_fn(|c| (bins.iter().map(|b| b.sum[c]).sum::<u64>() / n) as u8)
}

/// The nearest of the colours for each point; what it is wrong by goes to those that follow.
fn mixed(points: &[[u8; 3]], width: usize, colours: &[[u8; 3]]) -> Vec<u8> {
    let (mut here, mut next) = (vec![[0_i32; 3]; width + 2], vec![[0_i32; 3]; width + 2]);
    let mut out = Vec::with_capacity(points.len());
    for row in points.chunks(width.max(1)) {
        for (x, point) in row.iter().enumerate() {
            let i = x + 1;
            let wanted: [i32; 3] = std::array::from_fn(|c| i32::from(point[c]) + here[i][c] / 16);
            let far = |k: usize| {
                let wrong = |c: usize| (i32::from(colours[k][c]) - wanted[c]).pow(2);
                wrong(0) + wrong(1) + wrong(2)
            };
            let best = (0..colours.len()).min_by_key(|k| far(*k)).unwrap_or(0);
            for c in 0..3 {
                let wrong = wanted[c] - i32::from(colours[best][c]);
                here[i + 1][c] += wrong * 7;
                next[i - 1][c] += wrong * 3;
                next[i][c] += wrong * 5;
                next[i + 1][c] += wrong;
            }
            out.push(best as u8);
        }
        std::mem::swap(&mut here, &mut next);
        next.fill([0; 3]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sky() -> Vec<[u8; 3]> {
        let rows = (0..64_u32).flat_map(|y| (0..64_u32).map(move |x| [(x * 4) as u8, (y * 4) as u8, 200]));
        rows.collect()
    }

    #[test]
    fn few_enough_colours_are_kept_as_they_are() {
        let flag: Vec<[u8; 3]> = [[218, 37, 29], [255, 255, 0], [0, 0, 0]]
            .into_iter()
            .cycle()
            .take(60)
            .collect();
        let few = few(&flag, 10, 256);
        assert_eq!(few.colours.len(), 3);
        let back: Vec<[u8; 3]> = few.points.iter().map(|i| few.colours[usize::from(*i)]).collect();
        assert_eq!(back, flag);
    }

    #[test]
    fn many_colours_are_brought_down_to_near_ones() {
        for (most, wrong) in [(256, 16), (64, 48), (16, 96), (2, 255)] {
            let sky = sky();
            let few = few(&sky, 64, most);
            assert!(few.colours.len() <= most && few.points.len() == sky.len());
            let far = |(p, i): (&[u8; 3], &u8)| {
                let c = few.colours[usize::from(*i)];
                (0..3).map(|k| u32::from(p[k].abs_diff(c[k]))).max().unwrap()
            };
            let mean = sky.iter().zip(&few.points).map(far).sum::<u32>() / sky.len() as u32;
            assert!(mean < wrong, "{most}: {mean}");
        }
    }
}
