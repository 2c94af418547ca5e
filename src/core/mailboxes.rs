//! How a mailbox is doing: when it was last read, whether it could be, and when its silence becomes a fault. Whoever shows
//! it, desk, wall or command line, asks here.
//!
//! It must never know how a mailbox is read.

use crate::core::time::{MINUTE, Stamp};

/// Beyond twice the time in which it should be read again, so long may pass: a machine is started anew, a letter is large.
const GRACE: i64 = MINUTE;

/// What is known of a mailbox since it was last asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxHealth {
    /// What people call it, without secrets.
    pub name: String,
    /// When it was last asked.
    pub tried: Stamp,
    /// When it was last read to its end.
    pub read: Option<Stamp>,
    /// Within how many milliseconds it should be asked again; `None` where nobody said that it would be: somebody has read
    /// it by hand.
    pub every: Option<i64>,
    /// Why it could not be read when it was last asked; a stable word, and after a colon more about it.
    pub trouble: Option<String>,
    /// What lies in it and is not taken in, because it is too large or no file.
    pub left: u64,
}

/// How a mailbox is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It is read.
    Well,
    /// It could not be read.
    Troubled,
    /// Nobody has asked it for longer than was said.
    Still,
}

impl Reading {
    /// The stable word.
    pub fn id(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Troubled => "troubled",
            Self::Still => "still",
        }
    }
}

impl MailboxHealth {
    /// How it is doing at a moment. One that was read by hand is never a fault afterwards: whoever read it was told.
    pub fn reading(&self, now: Stamp) -> Reading {
        let Some(every) = self.every else {
            return Reading::Well;
        };
        if now.0.saturating_sub(self.tried.0) > every.saturating_mul(2).saturating_add(GRACE) {
            Reading::Still
        } else if self.trouble.is_some() {
            Reading::Troubled
        } else {
            Reading::Well
        }
    }

    /// Since when letters may lie in it that nobody has seen: since it was last read to its end.
    pub fn since(&self) -> Stamp {
        self.read.unwrap_or(self.tried)
    }
}

/// The mailboxes that something is wrong with, the longest silent first.
pub fn silent(all: &[MailboxHealth], now: Stamp) -> Vec<(&MailboxHealth, Reading)> {
    let each = all.iter().map(|m| (m, m.reading(now)));
    let mut wrong: Vec<_> = each.filter(|(_, r)| *r != Reading::Well).collect();
    wrong.sort_by_key(|(m, _)| m.since());
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailbox(tried: i64, every: Option<i64>, trouble: Option<&str>) -> MailboxHealth {
        MailboxHealth {
            name: "m".to_owned(),
            tried: Stamp(tried),
            read: Some(Stamp(tried)),
            every,
            trouble: trouble.map(str::to_owned),
            left: 0,
        }
    }

    #[test]
    fn silence_is_a_fault_only_where_somebody_said_that_it_would_end() {
        let follow = mailbox(0, Some(MINUTE), None);
        assert_eq!(follow.reading(Stamp(3 * MINUTE)), Reading::Well);
        assert_eq!(follow.reading(Stamp(3 * MINUTE + 1)), Reading::Still);
        assert_eq!(
            follow.reading(Stamp(-MINUTE)),
            Reading::Well,
            "a clock that was set back"
        );
        assert_eq!(mailbox(0, None, None).reading(Stamp(i64::MAX)), Reading::Well);
        assert_eq!(mailbox(0, None, Some("absent")).reading(Stamp(0)), Reading::Well);
        assert_eq!(
            mailbox(0, Some(MINUTE), Some("absent")).reading(Stamp(0)),
            Reading::Troubled
        );
        let all = [
            mailbox(9, Some(MINUTE), Some("x")),
            mailbox(5, Some(MINUTE), Some("y")),
            follow,
        ];
        let wrong: Vec<i64> = silent(&all, Stamp(10)).iter().map(|(m, _)| m.tried.0).collect();
        assert_eq!(wrong, [5, 9]);
    }
}
