//! Goals: ITU's Connect 2030 (editions of 2018: 5 goals, 24 targets; of 2022: 2 goals, 10 targets), the 17 SDGs with the targets that name ICT, the
//! links between them, and the indicators that a province could report.
//!
//! Each figure carries a mark of how sure we are of it; the marks are shown to the user.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::core::names::Text;

/// A Connect 2030 goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// `1` to `5` in the edition of 2018, `1` and `2` in that of 2022.
    pub id: String,
    /// Stable word.
    pub key: String,
    /// Title.
    pub title: Text,
    /// What it is about, in our words.
    pub desc: Text,
    /// SDGs that it serves.
    pub sdgs: Vec<u8>,
    /// On what ground the link rests: `own-judgement` and so on.
    pub sdg_basis: String,
}

/// A Connect 2030 target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// `2.8`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What is to be reached, in our words.
    pub desc: Text,
    /// Unit of the value.
    pub unit: String,
    /// The value, where there is one.
    pub target_value: Option<f64>,
    /// `at_least`, `at_most`, `all_countries`, `all_people`, `parity`, `increase`.
    pub direction: String,
    /// What the value is a value of.
    pub measure: String,
    /// World, developing countries, and so on.
    pub scope: String,
    /// By when.
    pub year: u16,
    /// Against what it is measured.
    pub baseline: Option<String>,
    /// SDG targets that it serves.
    pub sdg_targets: Vec<String>,
    /// On what ground that link rests.
    pub sdg_basis: String,
    /// `itu-page`, or `memory`: not yet checked against the source.
    pub verified: String,
}

impl Target {
    /// The goal that it belongs to.
    pub fn goal(&self) -> &str {
        self.id.split('.').next().unwrap_or("")
    }

    /// True where the figure was read on a page of ITU.
    pub fn is_verified(&self) -> bool {
        self.verified == "itu-page"
    }
}

/// A Sustainable Development Goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sdg {
    /// 1 to 17.
    pub n: u8,
    /// Title.
    pub title: Text,
    /// In one line, in our words.
    pub desc: Text,
    /// Official colour, `#RRGGBB`.
    pub hex: String,
    /// Nearest of the 256 colours.
    pub ansi256: u8,
    /// Nearest of the 16 colours.
    pub ansi16: u8,
    /// `black` or `white`: which reads better on it.
    pub text: String,
}

/// An SDG target that names ICT, in its own text or in its indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IctTarget {
    /// `9.c`.
    pub id: String,
    /// `explicit` or `indicator`.
    pub naming: String,
    /// What it is about.
    pub note: Text,
    /// The UN indicator that measures it.
    pub indicator: Option<String>,
}

/// Both goal sets.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Goals {
    /// Connect 2030 goals.
    pub goals: Vec<Goal>,
    /// Connect 2030 targets, in order (2.10 after 2.9).
    pub targets: Vec<Target>,
    /// SDGs 1 to 17.
    pub sdgs: Vec<Sdg>,
    /// SDG targets that name ICT.
    pub ict_targets: Vec<IctTarget>,
}

impl Goals {
    /// The goal of that id.
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|g| g.id == id)
    }

    /// The target of that id.
    pub fn target(&self, id: &str) -> Option<&Target> {
        self.targets.iter().find(|t| t.id == id)
    }

    /// The targets of a goal, in order.
    pub fn targets_of<'a>(&'a self, goal: &'a str) -> impl Iterator<Item = &'a Target> {
        self.targets.iter().filter(move |t| t.goal() == goal)
    }

    /// The SDG of that number.
    pub fn sdg(&self, n: u8) -> Option<&Sdg> {
        self.sdgs.iter().find(|s| s.n == n)
    }

    /// The SDG target of that id, if it is one that names ICT.
    pub fn ict_target(&self, id: &str) -> Option<&IctTarget> {
        self.ict_targets.iter().find(|t| t.id == id)
    }

    /// May an activity be tagged with this Connect 2030 goal or target?
    pub fn knows_goal(&self, id: &str) -> bool {
        self.goal(id).is_some() || self.target(id).is_some()
    }

    /// May an activity be tagged with this SDG or SDG target? An SDG target need not be one that names ICT, but its
    /// SDG must exist and its last part be a number or a letter.
    pub fn knows_sdg(&self, id: &str) -> bool {
        let (n, rest) = id.split_once('.').map_or((id, None), |(n, r)| (n, Some(r)));
        let known = n
            .parse()
            .is_ok_and(|n: u8| self.sdg(n).is_some() && !id.starts_with('0'));
        let part = |r: &str| {
            (r.len() == 1 && r.bytes().all(|b| b.is_ascii_lowercase()))
                || ((1..=2).contains(&r.len())
                    && r.bytes().all(|b| b.is_ascii_digit())
                    && !r.starts_with('0'))
        };
        known && rest.is_none_or(part)
    }

    /// Connect 2030 goals and targets that serve an SDG or SDG target.
    pub fn serving(&self, sdg: &str) -> Vec<&str> {
        let n = sdg.split('.').next().and_then(|n| n.parse::<u8>().ok());
        let goals = self
            .goals
            .iter()
            .filter(|g| !sdg.contains('.') && n.is_some_and(|n| g.sdgs.contains(&n)));
        let targets = self.targets.iter().filter(|t| {
            t.sdg_targets
                .iter()
                .any(|s| s == sdg || (!sdg.contains('.') && s.split('.').next() == Some(sdg)))
        });
        goals
            .map(|g| g.id.as_str())
            .chain(targets.map(|t| t.id.as_str()))
            .collect()
    }
}

/// Orders ids such as `2.10` after `2.9`, and numbers before letters.
pub fn id_order(id: &str) -> (u32, u32, String) {
    let (n, rest) = id.split_once('.').unwrap_or((id, ""));
    (
        n.parse().unwrap_or(u32::MAX),
        rest.parse().unwrap_or(if rest.is_empty() { 0 } else { u32::MAX }),
        rest.to_owned(),
    )
}

/// How a figure's value lies to the indicator's bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// Plausible.
    Inside,
    /// Possible, but unusual: kept and marked.
    Unusual,
    /// Cannot be: refused.
    Impossible,
}

/// A figure that a province could report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Stable id.
    pub id: String,
    /// Its name on the glass.
    pub label: Text,
    /// Unit of the value.
    pub unit: String,
    /// `percent`, `rate`, `ratio`, `bool`, `count`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Connect 2030 targets that it serves.
    pub serves: Vec<String>,
    /// Below is impossible.
    pub hard_min: f64,
    /// Above is impossible.
    pub hard_max: f64,
    /// Below is unusual.
    pub soft_min: f64,
    /// Above is unusual.
    pub soft_max: f64,
    /// Progress is downward.
    pub lower_is_better: bool,
    /// Digits after the decimal sign.
    pub decimals: u8,
}

impl Indicator {
    /// How a value lies to the bounds.
    pub fn check(&self, value: f64) -> Bounds {
        if !(self.hard_min..=self.hard_max).contains(&value) || (self.kind == "bool" && value.fract() != 0.0)
        {
            Bounds::Impossible
        } else if (self.soft_min..=self.soft_max).contains(&value) {
            Bounds::Inside
        } else {
            Bounds::Unusual
        }
    }
}

/// The indicators as a campaign has them: each with the targets of the campaign's edition that it serves. Every edition numbers
/// its targets from 1.1, so what the indicators' own file says holds for the edition that it was written for, which says nothing
/// of its own; without an edition (`None`) there are no targets.
pub fn serving(
    mut indicators: Vec<Indicator>,
    edition: Option<&BTreeMap<String, Vec<String>>>,
) -> Vec<Indicator> {
    for i in &mut indicators {
        match edition {
            None => i.serves.clear(),
            Some(said) if said.is_empty() => {}
            Some(said) => i.serves = said.get(&i.id).cloned().unwrap_or_default(),
        }
    }
    indicators
}
