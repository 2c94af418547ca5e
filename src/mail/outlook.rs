//! Letters however they were saved: as they came, or by Outlook.

use super::message::{Limits, Mail, Unread};
use super::saved;

/// Takes a letter apart, however it was saved.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Mail, Unread> {
    if !bytes.starts_with(saved::MAGIC) || bytes.len() as u64 > limits.message {
        return super::read::read(bytes, limits);
    }
    // As text it is larger than it was.
    let message = limits.message.saturating_mul(3);
    super::read::read(&saved::letter(bytes, limits)?, &Limits { message, ..*limits })
}
