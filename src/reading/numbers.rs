//! Numbers as people type them, for every door. It must never know what is counted.

use crate::core::names::Lang;
use crate::text::numbers;

/// A number of people.
pub fn whole(lang: Lang, typed: &str) -> Option<u64> {
    let n = numbers::parse(lang, typed)?;
    (n.fract() == 0.0 && (0.0..1e12).contains(&n)).then_some(n as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_whole() {
        assert_eq!(whole(Lang::Vi, "1.234"), Some(1234));
        assert_eq!(whole(Lang::En, "1.5"), None);
        assert_eq!(whole(Lang::Vi, "-3"), None);
    }
}
