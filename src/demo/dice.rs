//! The demo's dice: a small generator of our own, so that a seed gives the same campaign on every machine and with every
//! version of every library. Integers only. It must never know what is being thrown for.

use crate::core::mix::Mix;

/// Dice that fall by their seed.
#[derive(Debug, Clone)]
pub struct Dice(Mix);

impl Dice {
    /// Dice for a seed.
    pub fn new(seed: u64) -> Self {
        Self(Mix::new(seed))
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0.next()
    }

    /// A number below `n`; 0 where there is nothing to choose from.
    pub fn below(&mut self, n: u64) -> u64 {
        // The high half of the product: without division, and without a bias that anybody could see.
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }

    /// A number from `lo` to `hi`, both included.
    pub fn between(&mut self, lo: i64, hi: i64) -> i64 {
        lo + self.below(hi.saturating_sub(lo).max(0) as u64 + 1) as i64
    }

    /// True in `percent` of a hundred throws.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `list`; the default of its kind where the list is empty.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let i = self.below(list.len() as u64) as usize;
        list.get(i).copied().unwrap_or_default()
    }

    /// Puts a list into an order of its own.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i as u64 + 1) as usize);
        }
    }

    /// 64 hexadecimal digits that look like a SHA-256.
    pub fn sha256(&mut self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = String::with_capacity(64);
        for _ in 0..4 {
            let word = self.next();
            hex.extend((0..16).map(|i| char::from(DIGITS[(word >> (i * 4)) as usize & 15])));
        }
        hex
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_dice_fall_as_they_always_did() {
        // Published values of splitmix64 for the seed 1234567: another order would be another demo.
        let mut dice = Dice::new(1_234_567);
        assert_eq!(dice.next(), 6_457_827_717_110_365_317);
        assert_eq!(dice.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn bounds_are_kept() {
        let mut dice = Dice::new(1);
        assert_eq!(dice.below(0), 0);
        assert!((0..1_000).all(|_| (-3..=4).contains(&dice.between(-3, 4))));
        assert_eq!(dice.between(5, 4), 5);
        assert_eq!(dice.pick::<u8>(&[]), 0);
        let mut list: Vec<u8> = (0..100).collect();
        dice.shuffle(&mut list);
        list.sort_unstable();
        assert_eq!(list, (0..100).collect::<Vec<_>>());
        assert!(dice.sha256().len() == 64);
    }
}
