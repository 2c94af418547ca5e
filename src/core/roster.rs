//! Stand-in until the reference data lands: the person who owns roster, goals and calendar replaces this file whole (take theirs), keeping the names that decide.rs uses.
use crate::core::names::{Lang, Text, UnitIx};
use crate::core::time::Date;
use serde::{Deserialize, Serialize};
/// r
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    id: String,
    codes: Vec<String>,
    f: Date,
    t: Option<Date>,
    regions: Vec<Region>,
}
/// r
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// n
    pub name: Text,
}
#[expect(missing_docs)]
impl Roster {
    pub fn id(&self) -> &str {
        &self.id
    }
    pub fn valid_from(&self) -> Date {
        self.f
    }
    pub fn valid_to(&self) -> Option<Date> {
        self.t
    }
    pub fn len(&self) -> usize {
        self.codes.len()
    }
    pub fn is_empty(&self) -> bool {
        false
    }
    pub fn units(&self) -> impl Iterator<Item = UnitIx> {
        (0..self.codes.len() as u32).map(UnitIx)
    }
    pub fn code(&self, ix: UnitIx) -> &str {
        self.codes.get(ix.at()).map_or("", |s| s)
    }
    pub fn abbr(&self, _ix: UnitIx) -> &str {
        ""
    }
    pub fn region(&self, _ix: UnitIx) -> usize {
        0
    }
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }
    pub fn by_code(&self, c: &str) -> Option<UnitIx> {
        self.codes.iter().position(|x| x == c).map(|i| UnitIx(i as u32))
    }
    pub fn find(&self, c: &str) -> Option<UnitIx> {
        self.by_code(c)
    }
    pub fn name(&self, _ix: UnitIx, _l: Lang) -> &str {
        ""
    }
}
