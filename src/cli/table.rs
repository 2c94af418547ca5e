//! Which columns of a table a terminal has room for, and how wide each is.
//!
//! A pipe or a file gets everything. A terminal first goes without what is least needed; what is longer than it must be is
//! cut before a column is left out, and cut further where nothing more can be spared. It must never know what stands in
//! the columns.

/// Blanks between two columns.
pub const GAP: usize = 2;
/// A column is not cut to less than this as long as another can be left out instead.
const ENOUGH: usize = 32;
/// Nothing is cut to less than this.
const LEAST: usize = 3;

/// What is shown of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The columns, and how wide each is drawn.
    pub shown: Vec<(usize, usize)>,
    /// The columns that are left out, in their order.
    pub left_out: Vec<usize>,
}

/// Lays out columns of these widths in `room` cells (none: as much as they want). `spare` names those that may be left out,
/// the least needed first.
pub fn layout(widths: &[usize], spare: &[usize], room: Option<usize>) -> Layout {
    let mut shown: Vec<(usize, usize)> = widths.iter().copied().enumerate().collect();
    let Some(room) = room else {
        return Layout {
            shown,
            left_out: Vec::new(),
        };
    };
    let mut left_out = Vec::new();
    let mut spare = spare.iter();
    while breadth(shown.iter().map(|(_, w)| (*w).min(ENOUGH))) > room {
        let Some(column) = spare.next() else { break };
        shown.retain(|(c, _)| c != column);
        left_out.push(*column);
    }
    left_out.sort_unstable();
    shrink(&mut shown, room);
    Layout { shown, left_out }
}

fn breadth(widths: impl ExactSizeIterator<Item = usize>) -> usize {
    widths.len().saturating_sub(1) * GAP + widths.sum::<usize>()
}

/// Takes from the widest column, cell by cell, until all have room or nothing more can be taken.
fn shrink(shown: &mut [(usize, usize)], room: usize) {
    let mut over = breadth(shown.iter().map(|(_, w)| *w)).saturating_sub(room);
    while over > 0 {
        let widest = shown.iter_mut().max_by_key(|(c, w)| (*w, *c));
        let Some((_, w)) = widest.filter(|(_, w)| *w > LEAST) else {
            return;
        };
        *w -= 1;
        over -= 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_least_needed_goes_first() {
        let widths = [4, 18, 12, 60, 8];
        let all = layout(&widths, &[4, 2], None);
        assert_eq!((all.shown.len(), all.left_out.len()), (5, 0));
        assert_eq!(layout(&widths, &[4, 2], Some(110)), all, "there is room");
        let cut = layout(&widths, &[4, 2], Some(84));
        assert_eq!(
            cut.shown,
            [(0, 4), (1, 18), (2, 12), (3, 34), (4, 8)],
            "long texts are cut first"
        );
        let fewer = layout(&widths, &[4, 2], Some(75));
        assert_eq!(fewer.left_out, [4]);
        let least = layout(&widths, &[4, 2], Some(40));
        assert_eq!(
            (least.left_out, least.shown),
            (vec![2, 4], vec![(0, 4), (1, 16), (3, 16)])
        );
    }

    proptest! {
        #[test]
        fn it_fits_wherever_it_can(
            widths in proptest::collection::vec(0usize..200, 0..12),
            room in 0usize..200,
            spare in proptest::collection::vec(0usize..12, 0..12),
        ) {
            let got = layout(&widths, &spare, Some(room));
            let all = breadth(got.shown.iter().map(|(_, w)| *w));
            let least = breadth(got.shown.iter().map(|(c, _)| widths[*c].min(LEAST)));
            prop_assert!(all <= room.max(least));
            prop_assert!(got.left_out.iter().all(|c| spare.contains(c)));
            prop_assert!(got.shown.iter().all(|(c, w)| *w <= widths[*c]));
        }
    }
}
