//! Stand-in until the reference data lands: the person who owns roster, goals and calendar replaces this file whole (take theirs), keeping the names that decide.rs uses.
use crate::core::time::Date;
use serde::{Deserialize, Serialize};
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs)]
pub struct Calendar {}
#[expect(missing_docs)]
impl Calendar {
    pub fn working_days(&self, _a: Date, _b: Date) -> u32 {
        0
    }
    pub fn is_working_day(&self, _d: Date) -> bool {
        true
    }
}
