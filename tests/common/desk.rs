//! A campaign without a store: orders are decided and applied in memory, as the ledger would, at a fixed clock.

use std::sync::Arc;

use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, Order, Who, decide};
use ketnoi::core::definition::{Definition, Review};
use ketnoi::core::fact::{Draft, Envelope, Fact, Role, Via};
use ketnoi::core::names::{Actor, CmdId, UnitCode, UnitIx};
use ketnoi::core::refusal::Refusal;
use ketnoi::core::status::Step;
use ketnoi::core::time::{Date, Stamp};
use ketnoi::core::unit::UnitState;

/// An instant, from its RFC 3339 form.
pub fn at(s: &str) -> Stamp {
    Stamp::parse_rfc3339(s).unwrap_or_else(|| panic!("{s} is not RFC 3339"))
}

/// The definition of the shipped 2020 campaign.
pub fn wtisd_2020() -> Arc<Definition> {
    Arc::new(ketnoi::campaign_file::shipped("wtisd-2020").expect("the shipped campaign is readable"))
}

/// The same campaign, with two steps of review.
pub fn in_two_steps() -> Arc<Definition> {
    let mut definition = (*wtisd_2020()).clone();
    definition.review = Review::TwoStep;
    Arc::new(definition)
}

/// A person who may do everything.
pub fn who(name: &str) -> Who {
    Who {
        actor: Actor::from(name),
        real_user: Actor::from(name),
        role: Role::Administrator,
        via: Via::Cli,
    }
}

/// The campaign and the clock.
pub struct Desk {
    /// The campaign so far.
    pub campaign: Campaign,
    /// Every fact so far.
    pub facts: Vec<Envelope>,
    /// The moment at which orders are given.
    pub now: Stamp,
    /// A campaign in which nothing has happened, for making it anew after words were removed from facts.
    pub blank: fn(Arc<Definition>) -> Campaign,
    cmd: u128,
}

impl Desk {
    /// The 2020 campaign, untouched, seen from the end of June so that no date of it lies in the future.
    pub fn new() -> Self {
        Self {
            campaign: Campaign::preview(wtisd_2020()),
            facts: Vec::new(),
            now: at("2020-06-30T08:00:00+07:00"),
            blank: Campaign::preview,
            cmd: 0,
        }
    }

    /// The same with two steps of review.
    pub fn two_steps() -> Self {
        Self {
            campaign: Campaign::preview(in_two_steps()),
            ..Self::new()
        }
    }

    /// The unit of that code.
    pub fn ix(&self, code: &str) -> UnitIx {
        self.campaign
            .roster()
            .by_code(code)
            .unwrap_or_else(|| panic!("no unit {code}"))
    }

    /// The state of the unit of that code.
    pub fn unit(&self, code: &str) -> &UnitState {
        self.campaign.unit(self.ix(code))
    }

    /// A command id that no other command of this desk has.
    pub fn mint(&mut self) -> CmdId {
        self.cmd += 1;
        CmdId(self.cmd.into())
    }

    /// Gives an order as `name`.
    pub fn give(&mut self, name: &str, order: &Order) -> Result<Vec<Envelope>, Refusal> {
        let by = who(name);
        let drafts = decide(&self.campaign, order, &by, self.now)?;
        let new = self.seal(drafts, order.cmd, &by);
        for env in &new {
            self.campaign.apply(env);
        }
        self.facts.extend(new.clone());
        if new.iter().any(|env| env.fact.redacts()) {
            self.forget(&new);
        }
        Ok(new)
    }

    /// As a store does it: the words go from the facts, and the campaign is made anew from what is left.
    fn forget(&mut self, new: &[Envelope]) {
        for env in new {
            if let Fact::FactRedacted(f) = &env.fact {
                let at = usize::try_from(f.seq - 1).expect("a place");
                self.facts[at].fact = self.facts[at].fact.without_words();
            }
        }
        self.campaign = (self.blank)(wtisd_2020());
        self.facts.iter().for_each(|env| self.campaign.apply(env));
    }

    fn seal(&self, drafts: Vec<Draft>, cmd: CmdId, by: &Who) -> Vec<Envelope> {
        let stream = self.campaign.id().clone();
        let first = self.campaign.seq() + 1;
        drafts
            .into_iter()
            .enumerate()
            .map(|(n, d)| Envelope {
                stream: stream.clone(),
                seq: first + n as u64,
                cmd,
                n: n as u32,
                at: d.at,
                recorded: self.now,
                actor: by.actor.clone(),
                real_user: by.real_user.clone(),
                role: by.role,
                via: by.via,
                unit: d.unit,
                entered_later: d.entered_later,
                fact: d.fact,
                hash: [0; 32],
            })
            .collect()
    }

    /// Gives a command now as `lan`; the rule's id is the error.
    pub fn order(&mut self, command: Command, note: &str) -> Result<(), String> {
        let order = Order::new(self.mint(), command).note(note);
        self.give("lan", &order)
            .map(drop)
            .map_err(|r| r.rule.id().to_owned())
    }

    /// Takes a step on a unit's report that happened at `when`, the clock standing an hour later, as `lan`.
    pub fn report_at(&mut self, when: &str, unit: &str, step: Step, due: Option<Date>) -> Result<(), String> {
        self.report_by("lan", when, unit, step, due)
    }

    /// The same as `name`.
    pub fn report_by(
        &mut self,
        name: &str,
        when: &str,
        unit: &str,
        step: Step,
        due: Option<Date>,
    ) -> Result<(), String> {
        let when = at(when);
        let before = std::mem::replace(&mut self.now, when.plus(3_600_000));
        let units = vec![UnitCode::from(unit)];
        let order = Order::new(
            self.mint(),
            Command::Report {
                units,
                step,
                due,
                files: vec![],
            },
        )
        .note("theo thư của Sở")
        .at(Some(when));
        let outcome = self
            .give(name, &order)
            .map(drop)
            .map_err(|r| r.rule.id().to_owned());
        self.now = before;
        outcome
    }
}
