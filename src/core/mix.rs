//! splitmix64: a small generator of our own, so that a seed gives the same numbers on every machine and with every
//! version of every library. Not for secrets.

/// One word of state; every seed is as good as another.
#[derive(Debug, Clone)]
pub struct Mix(u64);

impl Mix {
    /// A generator for a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
