//! What the reports have in common: how they are written, and the parts that stand in more than one of them.

mod album;
pub(super) mod charts;
mod held;
mod made;
mod national;
pub(super) mod told;
mod worth;
mod writer;

pub use self::album::Album;
pub(super) use self::album::album;
pub(super) use self::held::{by_kind, by_mode, goals, sdgs};
pub use self::made::made_from;
pub(super) use self::national::national;
pub(super) use self::worth::notable;
pub(super) use self::writer::{BLANK, Part, Writer, clean, copies, days, left_open, or_blank, plain};
