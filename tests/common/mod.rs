//! What several test files share.
#![expect(dead_code, reason = "each test file uses its own part of this")]

pub mod desk;
