//! Digests in the place of names: of message ids, and of senders' addresses.

use crate::core::redaction::GONE;

/// FNV of a message id; 0 stands for none, also for one whose words were removed.
pub(super) fn digest(message_id: &str) -> u64 {
    if message_id.is_empty() || message_id == GONE {
        return 0;
    }
    let step = |hash: u64, b: &u8| (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
    message_id
        .as_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, step)
        .max(1)
}

/// The digest of the address in a sender's line, `Name <address>` or the address alone; 0 where there is none.
pub(super) fn sender(from: &str) -> u64 {
    let address = match from.rsplit_once('<') {
        Some((_, rest)) => rest.split('>').next().unwrap_or_default(),
        None => from,
    };
    if address.contains('@') {
        digest(&address.trim().to_lowercase())
    } else {
        0
    }
}
