//! What a file of YAML may cost. It must never know how that is counted.

/// What a file may cost before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in the file.
    pub bytes: usize,
    /// Groups and lists inside one another.
    pub depth: usize,
    /// References (`*name`). Sixteen of them cannot be made into a bomb.
    pub references: usize,
    /// Keys and values altogether, references followed.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 20,
            depth: 32,
            references: 16,
            nodes: 200_000,
        }
    }
}

impl Limits {
    /// For files of reference data that are large by nature, such as a roster of all communes.
    pub fn reference_data() -> Self {
        Self {
            bytes: 16 << 20,
            nodes: 2_000_000,
            ..Self::default()
        }
    }
}
