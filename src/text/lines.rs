//! Two texts compared line by line: which lines stand in both, in which order, with as few changes as can be (Myers, *An
//! O(ND) Difference Algorithm and Its Variations*, 1986). Where they have next to nothing in common it is not looked for: the
//! work is bounded, whatever anybody sends.

use crate::core::changes::{LineChange, LineFate};

/// So many lines that differ are looked through; beyond that what stands between the same beginning and the same end is all new.
const DIFFERENT_MOST: usize = 1_500;

/// The lines of both, in their order; of a place that differs the old ones first. Blanks around and between words are no
/// difference, nor are empty lines.
pub fn compared(old: &str, new: &str) -> Vec<LineChange> {
    let (old, new) = (lines(old), lines(new));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[head..], &new[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let mut out = Vec::with_capacity(new.len() + a.len());
    let mut say = |lines: &[String], fate| {
        out.extend(lines.iter().map(|text| LineChange {
            text: text.clone(),
            fate,
        }));
    };
    say(&old[..head], LineFate::Same);
    let (mut x, mut y) = (0, 0);
    for (i, j) in common(a, b) {
        say(&a[x..i], LineFate::Gone);
        say(&b[y..j], LineFate::Added);
        say(&a[i..=i], LineFate::Same);
        (x, y) = (i + 1, j + 1);
    }
    say(&a[x..], LineFate::Gone);
    say(&b[y..], LineFate::Added);
    say(&old[old.len() - tail..], LineFate::Same);
    out
}

fn lines(text: &str) -> Vec<String> {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(words).filter(|line| !line.is_empty()).collect()
}

/// The places of the lines that stand in both; none where they differ by more than is looked through.
fn common(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let most = (a.len() + b.len()).min(DIFFERENT_MOST);
    // How far each diagonal `k` (lines of `a` less lines of `b`) reaches by so many changes; kept of each number, to find the
    // way back. It stands at the place `k + d`.
    let mut reached: Vec<Vec<usize>> = Vec::new();
    for d in 0..=most {
        let mut now = vec![0; 2 * d + 1];
        for at in (0..=2 * d).step_by(2) {
            let (mut x, _) = reached.last().map_or((0, 0), |before| step(before, at));
            // The lines of `b`: `x - k`.
            let mut y = x + d - at;
            while x < a.len() && y < b.len() && a[x] == b[y] {
                (x, y) = (x + 1, y + 1);
            }
            now[at] = x;
            if x >= a.len() && y >= b.len() {
                reached.push(now);
                return way_back(&reached, (a.len(), b.len()));
            }
        }
        reached.push(now);
    }
    Vec::new()
}

/// Where a diagonal is entered, from the neighbour that reaches further, and that neighbour's place among those before.
fn step(before: &[usize], at: usize) -> (usize, usize) {
    // Among the `d - 1` changes before, the diagonals `k - 1` and `k + 1` stand at `at - 2` and `at`.
    let left = at.checked_sub(2).map(|place| before[place]);
    let right = before.get(at).copied();
    match (left, right) {
        (Some(left), Some(right)) if left < right => (right, at),
        (Some(left), _) => (left + 1, at - 2),
        (None, right) => (right.unwrap_or(0), at),
    }
}

fn way_back(reached: &[Vec<usize>], (mut x, mut y): (usize, usize)) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for d in (1..reached.len()).rev() {
        let (_, place) = step(&reached[d - 1], x + d - y);
        let from = reached[d - 1][place];
        let other = from + (d - 1) - place;
        while x > from && y > other {
            (x, y) = (x - 1, y - 1);
            out.push((x, y));
        }
        (x, y) = (from, other);
    }
    while x > 0 && y > 0 {
        (x, y) = (x - 1, y - 1);
        out.push((x, y));
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::mix::Mix;

    fn side(all: &[LineChange], other: LineFate) -> Vec<&str> {
        let own = all.iter().filter(|l| l.fate != other);
        own.map(|l| l.text.as_str()).collect()
    }

    /// The most lines that two texts have in common, by the book.
    fn most_in_common(a: &[&str], b: &[&str]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut corner = 0;
            for (j, y) in b.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = if x == y { corner + 1 } else { above.max(row[j]) };
                corner = above;
            }
        }
        row[b.len()]
    }

    #[test]
    fn both_texts_stand_in_what_is_told_and_as_much_as_can_be_is_the_same() {
        let mut dice = Mix::new(11);
        let mut random = |below: u64| dice.next() % below;
        for _ in 0..3_000 {
            let mut text = || {
                let n = random(12);
                let lines: Vec<String> = (0..n).map(|_| format!("dòng {}", random(4))).collect();
                lines.join("\n")
            };
            let (old, new) = (text(), text());
            let told = compared(&old, &new);
            let (a, b): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
            assert_eq!(side(&told, LineFate::Added), a, "{old:?} {new:?}");
            assert_eq!(side(&told, LineFate::Gone), b, "{old:?} {new:?}");
            let same = told.iter().filter(|l| l.fate == LineFate::Same).count();
            assert_eq!(same, most_in_common(&a, &b), "{old:?} {new:?}");
        }
    }

    #[test]
    fn a_line_that_became_another_stands_before_it() {
        let told = compared(
            "Kính gửi Bộ\n\n  Đã tổ chức 3 hội nghị.\nTrân trọng",
            "Kính gửi  Bộ\nĐã tổ chức 5 hội nghị.\nThêm một dòng\nTrân trọng\n",
        );
        let told: Vec<_> = told.iter().map(|l| (l.fate, l.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (LineFate::Same, "Kính gửi Bộ"),
                (LineFate::Gone, "Đã tổ chức 3 hội nghị."),
                (LineFate::Added, "Đã tổ chức 5 hội nghị."),
                (LineFate::Added, "Thêm một dòng"),
                (LineFate::Same, "Trân trọng"),
            ]
        );
    }

    #[test]
    fn texts_with_nothing_in_common_cost_no_more_than_the_bound() {
        let text = |word: &str| {
            let lines: Vec<String> = (0..20_000).map(|n| format!("{word} {n}")).collect();
            lines.join("\n")
        };
        let told = compared(&text("a"), &text("b"));
        assert_eq!(told.len(), 40_000);
        assert!(told.iter().all(|l| l.fate != LineFate::Same));
    }
}
