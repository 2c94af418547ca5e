//! Tags of activities, counted: goals and targets of Connect 2030, SDGs and their targets.
//!
//! It must never know whose an activity is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::core::unit::Activity;

/// How often something was tagged: goals and targets of Connect 2030, SDGs and their targets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TagCounts {
    /// By goal (`2`) and by target (`2.8`). A target counts toward its goal once an activity.
    pub goals: BTreeMap<String, u32>,
    /// By SDG (`9`) and by SDG target (`9.c`).
    pub sdgs: BTreeMap<String, u32>,
}

impl TagCounts {
    /// Activities under a Connect 2030 goal or target.
    pub fn goal(&self, id: &str) -> u32 {
        self.goals.get(id).copied().unwrap_or(0)
    }

    /// Activities under an SDG or SDG target.
    pub fn sdg(&self, id: &str) -> u32 {
        self.sdgs.get(id).copied().unwrap_or(0)
    }

    pub(super) fn count(&mut self, a: &Activity, up: bool) {
        if a.counts() {
            Self::count_in(&mut self.goals, &a.details.goals, up);
            Self::count_in(&mut self.sdgs, &a.details.sdgs, up);
        }
    }

    fn count_in(map: &mut BTreeMap<String, u32>, tags: &[String], up: bool) {
        for tag in expanded(tags) {
            if up {
                *map.entry(tag.to_owned()).or_default() += 1;
            } else if let Some(n) = map.get_mut(tag) {
                *n = n.saturating_sub(1);
            }
        }
    }
}

/// The tags of an activity with the goal of each target added, each once.
pub fn expanded(tags: &[String]) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::with_capacity(tags.len() * 2);
    for tag in tags {
        all.push(tag);
        if let Some((goal, _)) = tag.split_once('.') {
            all.push(goal);
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}
