//! National figures from what the units reported, beside last year's.
//!
//! How they are put together follows from what an indicator measures: amounts are summed; of yes and no those that said yes are
//! counted; shares, rates and ratios are averaged over the units that reported them, each unit counting the same. Shares are never summed, and
//! an average of units is no national rate, because nobody says how many people stand behind each: whoever shows it says so.

use crate::core::campaign::Campaign;
use crate::core::goals::Indicator;
use crate::core::names::UnitIx;
use crate::core::source::Source;

/// How the units' values became one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Added up.
    Sum,
    /// The average over the units that reported it, each counting the same.
    Mean,
    /// How many said yes.
    Yes,
}

impl How {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Sum, Self::Mean, Self::Yes];

    /// How the values of an indicator become one.
    pub fn of(indicator: &Indicator) -> Self {
        match indicator.kind.as_str() {
            "count" => Self::Sum,
            "bool" => Self::Yes,
            _ => Self::Mean,
        }
    }

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Yes => "yes",
        }
    }

    fn put_together(self, values: &[f64]) -> f64 {
        let sum: f64 = values.iter().sum();
        match self {
            Self::Sum => tidy(sum),
            Self::Yes => values.iter().filter(|v| **v != 0.0).count() as f64,
            Self::Mean => tidy(sum / values.len().max(1) as f64),
        }
    }
}

/// Without the dust of reckoning with halves of halves: 68.195 and not 68.19500000000001.
fn tidy(value: f64) -> f64 {
    // Beyond that a digit so far behind the point is dust of its own.
    if value.abs() > 1e6 {
        return value;
    }
    (value * 1e9).round() / 1e9
}

/// The same figure a year before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Before {
    /// The value.
    pub value: f64,
    /// The units that had reported it.
    pub units: u64,
}

/// One national figure.
#[derive(Debug, Clone, PartialEq)]
pub struct National {
    /// The indicator.
    pub indicator: String,
    /// How it was put together.
    pub how: How,
    /// The value, in the indicator's unit; with [`How::Yes`] a number of units.
    pub value: f64,
    /// The units that reported it.
    pub units: u64,
    /// The least that a unit reported.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// The units that reported it.
    pub from: Vec<Source>,
    /// A year before, where the indicator measured the same then.
    pub before: Option<Before>,
}

/// Every indicator of which at least one unit has reported a value, in the order of the definition.
pub(super) fn figures(campaign: &Campaign, units: &[UnitIx], last: Option<&Campaign>) -> Vec<National> {
    let one = |indicator: &Indicator| {
        let reported = reported(campaign, units, &indicator.id);
        let values: Vec<f64> = reported.iter().map(|(_, value)| *value).collect();
        let (least, most) = (
            values.iter().copied().reduce(f64::min)?,
            values.iter().copied().reduce(f64::max)?,
        );
        let how = How::of(indicator);
        Some(National {
            indicator: indicator.id.clone(),
            how,
            value: how.put_together(&values),
            units: values.len() as u64,
            least,
            most,
            from: reported.iter().map(|(ix, _)| Source::Unit(*ix)).collect(),
            before: last.and_then(|last| before(last, indicator)),
        })
    };
    campaign.def().indicators.iter().filter_map(one).collect()
}

/// The units that reported a value, and what.
fn reported(campaign: &Campaign, units: &[UnitIx], id: &str) -> Vec<(UnitIx, f64)> {
    let value = |ix: &UnitIx| Some((*ix, campaign.unit(*ix).figure(id)?.value));
    units.iter().filter_map(value).collect()
}

fn before(last: &Campaign, indicator: &Indicator) -> Option<Before> {
    let then = last.def().indicator(&indicator.id)?;
    if then.kind != indicator.kind || then.unit != indicator.unit {
        return None;
    }
    let units: Vec<UnitIx> = last.eyes().units(last.roster()).collect();
    let values = reported(last, &units, &indicator.id).into_iter().map(|(_, v)| v);
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| Before {
        value: How::of(indicator).put_together(&values),
        units: values.len() as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_dust_of_reckoning_is_told_and_no_digit_that_was_reported_is_lost() {
        let same = |how: How, values: &[f64], wanted: f64| {
            assert_eq!(how.put_together(values).to_bits(), wanted.to_bits(), "{values:?}");
        };
        same(How::Sum, &[0.1, 0.2], 0.3);
        same(How::Mean, &[67.89, 68.5, 68.195, 68.195], 68.195);
        same(How::Sum, &[1.5e15, 0.25], 1.5e15 + 0.25);
        same(How::Sum, &[-0.1, -0.2], -0.3);
    }
}
