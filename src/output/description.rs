//! A unit in two lines: what stands under the grid, in `ketnoi status UNIT` and in tests, from one source.
//!
//! The first line is about the report (state, version, time, deadline, what waits), the second about what is in it
//! (activities, files, what is missing) and about whom we last reached. Where there is little room the least telling
//! parts go first; nothing is cut in the middle as long as one part fits.

use crate::core::campaign::Campaign;
use crate::core::definition::Review;
use crate::core::names::UnitIx;
use crate::core::status::{Resubmit, State, Timeliness};
use crate::core::time::Stamp;
use crate::core::unit::UnitState;
use crate::text::dates::{date_in, day_time};
use crate::text::{Catalogue, cells, fit, line};

use super::words;

/// A part of a line, and how readily it goes where there is no room: 0 stays to the end.
type Part = (u8, String);

/// The description of a unit: two lines, each at most `width_hint` cells wide (0: as wide as they come).
pub fn unit_line(
    cat: &Catalogue,
    campaign: &Campaign,
    ix: UnitIx,
    now: Stamp,
    width_hint: usize,
) -> Vec<String> {
    unit_line_after(cat, campaign, ix, now, width_hint, None)
}

/// The same with a word on how the unit did the last time, where that is known; it goes before most others.
pub fn unit_line_after(
    cat: &Catalogue,
    campaign: &Campaign,
    ix: UnitIx,
    now: Stamp,
    width_hint: usize,
    last_time: Option<&str>,
) -> Vec<String> {
    let d = Describe {
        cat,
        campaign,
        ix,
        unit: campaign.unit(ix),
        now,
    };
    let last_time = last_time.map(|told| (4, told.to_owned()));
    let contents = d.contents().into_iter().chain(last_time).collect();
    vec![joined(d.report(), width_hint), joined(contents, width_hint)]
}

/// The same in three lines that never change places: the unit and its state; dates, document and what waits; what is in the
/// report. For a box in which one moves from unit to unit: what stays the same is not written again.
pub fn unit_in_three(
    cat: &Catalogue,
    campaign: &Campaign,
    ix: UnitIx,
    now: Stamp,
    width: usize,
    last_time: Option<&str>,
) -> [String; 3] {
    let d = Describe {
        cat,
        campaign,
        ix,
        unit: campaign.unit(ix),
        now,
    };
    let mut head = d.report();
    let dates = joined(head.split_off(2), width);
    // Dates leave more room than contents. What is told of the last time is a list, the most telling first.
    let mut told = last_time.unwrap_or_default();
    let second = loop {
        let both = format!("{dates} · {told}");
        if !told.is_empty() && (width == 0 || cells(&both) <= width) {
            break both;
        }
        match told.rfind(", ").and_then(|at| told.get(..at)) {
            Some(less) => told = less,
            None => break dates,
        }
    };
    [joined(head, width), second, joined(d.contents(), 0)]
}

/// The same without the unit's name, in one line of any width; for a row whose name stands in a column of its own.
pub fn unit_words(cat: &Catalogue, campaign: &Campaign, ix: UnitIx, now: Stamp) -> String {
    let mut d = Describe {
        cat,
        campaign,
        ix,
        unit: campaign.unit(ix),
        now,
    }
    .report();
    d.remove(0);
    joined(d, 0)
}

fn joined(mut parts: Vec<Part>, width: usize) -> String {
    loop {
        let text: Vec<&str> = parts.iter().map(|(_, s)| s.as_str()).collect();
        let text = text.join(" · ");
        if width == 0 || cells(&text) <= width {
            return text;
        }
        let Some(least) = parts.iter().map(|(p, _)| *p).max().filter(|p| *p > 0) else {
            return fit(&text, width).into_owned();
        };
        if let Some(i) = parts.iter().rposition(|(p, _)| *p == least) {
            parts.remove(i);
        }
    }
}

struct Describe<'a> {
    cat: &'a Catalogue,
    campaign: &'a Campaign,
    ix: UnitIx,
    unit: &'a UnitState,
    now: Stamp,
}

impl Describe<'_> {
    fn report(&self) -> Vec<Part> {
        let name = words::name_in(self.campaign, self.ix, self.cat.lang());
        let mut parts = vec![(0, name), (0, self.state())];
        parts.extend(self.received().map(|s| (3, s)));
        parts.extend(self.timeliness().map(|s| (1, s)));
        parts.extend(self.document().map(|s| (4, s)));
        parts.extend(self.waits());
        parts
    }

    /// `Đã nhận (bản 2)`
    fn state(&self) -> String {
        let word = self.cat.tr(&format!("state-{}", self.unit.state.id()));
        match self.unit.latest() {
            Some(v) if self.unit.state.has_report() => self.cat.tr_args(
                "unit_line-state_version",
                &[("state", word.into()), ("version", v.n.to_string().into())],
            ),
            _ => word.into_owned(),
        }
    }

    fn received(&self) -> Option<String> {
        let def = self.campaign.def();
        let first = self.unit.first()?;
        let mut args = vec![("time", day_time(def, first.at).into())];
        let latest = self.unit.latest().filter(|v| v.n != first.n);
        Some(match latest {
            None => self.cat.tr_args("unit_line-received", &args),
            Some(v) => {
                args.push(("latest", day_time(def, v.at).into()));
                self.cat.tr_args("unit_line-received_first_latest", &args)
            }
        })
    }

    /// Number and date of the latest version's document.
    fn document(&self) -> Option<String> {
        let symbol = &self.unit.latest()?.symbol;
        (!symbol.is_empty()).then(|| words::symbol(self.cat, symbol))
    }

    fn timeliness(&self) -> Option<String> {
        let t = self.campaign.timeliness(self.ix, self.now);
        let last = self.campaign.def().last_day(self.campaign.cutoff_of(self.ix));
        let word = self.cat.tr(&format!("timeliness-{}", t.id()));
        let word = if self.campaign.is_expecting() && t == Timeliness::Pending {
            self.cat.tr("unit_line-expected")
        } else {
            word
        };
        match t {
            Timeliness::None => None,
            Timeliness::OnTime if self.campaign.on_time_by_later_extension(self.ix) => {
                Some(self.cat.tr("unit_line-on_time_by_extension").into_owned())
            }
            Timeliness::OnTime | Timeliness::Late => Some(word.into_owned()),
            Timeliness::Pending | Timeliness::Overdue => Some(self.cat.tr_args(
                "unit_line-until",
                &[
                    ("word", word.into()),
                    ("date", date_in(self.campaign.def().year(), last).into()),
                ],
            )),
        }
    }

    /// What the next step waits for: a review, a correction, nothing.
    fn waits(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        match self.unit.state {
            State::Received if self.campaign.recommendation(self.ix).is_some() => {
                parts.push((1, self.cat.tr("unit_line-recommended").into_owned()));
                parts.extend(self.recommended().map(|s| (4, s)));
            }
            State::Received if self.unit.newer_after_acceptance => {
                parts.push((1, self.cat.tr("unit_line-newer_after_acceptance").into_owned()));
            }
            State::Received => {
                let key = match self.campaign.def().review {
                    Review::OneStep => "unit_line-not_reviewed",
                    Review::TwoStep => "unit_line-to_recommend",
                };
                parts.push((1, self.cat.tr(key).into_owned()));
            }
            State::Returned => {
                parts.extend(self.correction().map(|s| (1, s)));
                let reason = self.unit.verdict().map(|v| v.note.as_str());
                parts.extend(reason.and_then(|r| self.reason(r)).map(|s| (5, s)));
            }
            State::Exempt => {
                let reason = self.unit.exemption().map(|x| x.reason.as_str());
                parts.extend(reason.and_then(|r| self.reason(r)).map(|s| (4, s)));
            }
            State::Awaiting | State::InProgress => {
                let acknowledged = self.unit.acknowledged.map(|t| {
                    let when = day_time(self.campaign.def(), t);
                    self.cat
                        .tr_args("unit_line-acknowledged", &[("time", when.into())])
                });
                parts.extend(acknowledged.map(|s| (4, s)));
            }
            State::Accepted => {}
        }
        parts
    }

    /// Who recommended it, when, and with which words.
    fn recommended(&self) -> Option<String> {
        let r = self.campaign.recommendation(self.ix)?;
        let args = [
            ("who", self.cat.person_titled(r.actor.as_str()).into()),
            ("time", day_time(self.campaign.def(), r.at).into()),
        ];
        let by = self.cat.tr_args("sheet-recommended", &args);
        Some(match self.reason(&r.note) {
            Some(note) => format!("{by} {note}"),
            None => by,
        })
    }

    fn correction(&self) -> Option<String> {
        let due = self.unit.due()?;
        let key = match self.campaign.resubmit(self.ix, self.now) {
            Resubmit::Overdue => "unit_line-correction_overdue",
            _ => "unit_line-correction_due",
        };
        Some(
            self.cat
                .tr_args(key, &[("date", date_in(self.campaign.def().year(), due).into())]),
        )
    }

    fn reason(&self, reason: &str) -> Option<String> {
        let reason = reason.trim();
        (!reason.is_empty()).then(|| {
            let args = [("reason", line(reason).into())];
            self.cat.tr_args("unit_line-reason", &args)
        })
    }

    fn contents(&self) -> Vec<Part> {
        let n = self.unit.totals.activities;
        let mut parts: Vec<Part> = self.below().into_iter().collect();
        parts.push((2, self.cat.tr_args("unit_line-activities", &[("n", n.into())])));
        let files = words::files_by_kind(self.cat, self.unit.totals.files);
        let files = if files.is_empty() {
            self.cat.tr("unit_line-no_files").into_owned()
        } else {
            files
        };
        parts.push((2, files));
        parts.extend(self.missing().map(|s| (0, s)));
        parts.push((3, self.last_contact()));
        parts
    }

    /// `cấp dưới 96/168, 3 quá hạn`
    fn below(&self) -> Option<Part> {
        let c = self.campaign.roll_up(self.ix, self.now);
        let share = format!("{}/{}", c.reported(), c.owing());
        let mut words = self.cat.tr_args("unit_line-below", &[("share", share.into())]);
        if c.debts() > 0 {
            let word = self.cat.tr("timeliness-overdue");
            words = format!("{words}, {} {word}", c.debts());
        }
        (c.total > 0).then_some((0, words))
    }

    fn missing(&self) -> Option<String> {
        if self.unit.state == State::Exempt {
            return None;
        }
        let lang = self.cat.lang();
        let missing: Vec<String> = self
            .unit
            .missing(self.campaign.def())
            .iter()
            .map(|p| line(p.name.get(lang)).into_owned())
            .collect();
        Some(if missing.is_empty() {
            self.cat.tr("unit_line-complete").into_owned()
        } else {
            self.cat
                .tr_args("unit_line-missing", &[("parts", missing.join(", ").into())])
        })
    }

    fn last_contact(&self) -> String {
        let Some(call) = self.unit.last_call() else {
            return self.cat.tr("unit_line-no_contact").into_owned();
        };
        self.cat.tr_args(
            "unit_line-last_contact",
            &[
                ("time", day_time(self.campaign.def(), call.at).into()),
                ("how", self.cat.tr(&format!("how-{}", call.how.id())).into()),
            ],
        )
    }
}
