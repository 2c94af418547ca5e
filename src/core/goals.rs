//! Stand-in until the reference data lands: the person who owns roster, goals and calendar replaces this file whole (take theirs), keeping the names that decide.rs uses.
use serde::{Deserialize, Serialize};
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs)]
pub struct Goals {}
#[expect(missing_docs)]
impl Goals {
    pub fn knows_goal(&self, _: &str) -> bool {
        true
    }
    pub fn knows_sdg(&self, _: &str) -> bool {
        true
    }
}
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs)]
pub struct Indicator {
    pub id: String,
    pub hard_min: f64,
    pub hard_max: f64,
}
#[expect(missing_docs)]
#[derive(PartialEq)]
pub enum Bounds {
    Inside,
    Unusual,
    Impossible,
}
#[expect(missing_docs)]
impl Indicator {
    pub fn check(&self, _v: f64) -> Bounds {
        Bounds::Inside
    }
}
