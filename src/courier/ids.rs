//! Names of commands that belong together.

use sha2::{Digest as _, Sha256};

use crate::core::names::CmdId;
use crate::core::time::Stamp;

/// Ids that nobody else has, all drawn from one.
#[derive(Debug, Clone)]
pub struct Ids {
    of: CmdId,
    n: u64,
}

impl Ids {
    /// Drawn from this one, which nobody else has.
    pub fn of(cmd: CmdId) -> Self {
        Self { of: cmd, n: 0 }
    }

    pub(super) fn next(&mut self, now: Stamp) -> CmdId {
        self.n += 1;
        let digest = Sha256::new()
            .chain_update(self.of.0.to_bytes())
            .chain_update(self.n.to_be_bytes())
            .finalize();
        let mut half = [0; 16];
        half.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        let ms = u64::try_from(now.0).unwrap_or(0);
        CmdId(ulid::Ulid::from_parts(ms, u128::from_be_bytes(half)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_never_alike() {
        let mut ids = Ids::of(CmdId::default());
        let mut others = Ids::of(CmdId(ulid::Ulid::from_parts(1, 1)));
        let mut all: Vec<CmdId> = (0..100)
            .flat_map(|_| [ids.next(Stamp(5)), others.next(Stamp(5))])
            .collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 200);
    }
}
