//! "Did you mean …?": the known words that are close to what was written.
//!
//! Closeness is counted on folded text, so a missing mark costs nothing: `da nag` is one letter from Đà Nẵng.

use super::fold::folded;

/// How many suggestions are worth reading.
const MOST: usize = 3;
/// Longer words are not compared: nobody mistypes a name of that length, and the cost grows with its square.
const LONGEST: usize = 64;

/// The candidates close to `word`, nearest first, at most three.
pub fn did_you_mean<I>(word: &str, candidates: I) -> Vec<String>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let word: Vec<char> = folded(word.get(..LONGEST * 8).unwrap_or(word)).chars().collect();
    if word.is_empty() || word.len() > LONGEST {
        return Vec::new();
    }
    let mut near: Vec<(usize, String)> = Vec::new();
    for candidate in candidates {
        let candidate = candidate.as_ref();
        let other: Vec<char> = folded(candidate).chars().collect();
        if let Some(distance) = closeness(&word, &other) {
            near.push((distance, candidate.to_owned()));
        }
    }
    near.sort();
    near.dedup();
    near.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// The distance if it is small enough to be a slip, or if one is the beginning of the other.
fn closeness(word: &[char], other: &[char]) -> Option<usize> {
    let allowed = match word.len() {
        0..=2 => 1,
        3..=6 => 2,
        _ => 3,
    };
    if word.len() >= 3 && other.starts_with(word) {
        return Some(1);
    }
    if other.len() > LONGEST || word.len().abs_diff(other.len()) > allowed {
        return None;
    }
    let d = distance(word, other);
    (d <= allowed && d < word.len().max(other.len())).then_some(d)
}

/// Letters added, left out, changed or swapped with their neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &cb) in b.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(ca != cb))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(&cb) && b.get(j - 1) == Some(&ca);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_nearest_first() {
        let keys = ["id", "title", "sdg", "done", "deadline", "day"];
        assert_eq!(did_you_mean("doen", keys), ["done"]);
        assert_eq!(did_you_mean("titel", keys), ["title"]);
        assert_eq!(did_you_mean("dead", keys), ["deadline", "day"]);
        assert_eq!(
            did_you_mean("da nag", ["Hà Nội", "Đà Nẵng", "Đắk Nông"]),
            ["Đà Nẵng"]
        );
        assert!(did_you_mean("", keys).is_empty());
        assert!(did_you_mean("xyzzy", keys).is_empty());
        assert!(did_you_mean(&"a".repeat(1_000_000), keys).is_empty());
    }

    #[test]
    fn a_swap_costs_one() {
        let letters = |s: &str| s.chars().collect::<Vec<_>>();
        assert_eq!(distance(&letters("abcd"), &letters("acbd")), 1);
        assert_eq!(distance(&letters(""), &letters("abc")), 3);
    }
}
