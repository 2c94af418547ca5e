//! What must hold whatever people do: random lives of the 2020 campaign, wrong orders included, and random searches.
//!
//! A life is a row of small numbers, so that a failure shrinks to the few orders that matter. What each number means is
//! decided against the campaign as it stands (`order_of`), so that many orders hit something that is there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use crate::common::desk::{Desk, at, who, wtisd_2020};
use crate::common::walk::Walk;
use crate::dossier::agrees;
use ketnoi::clock::Clock;
use ketnoi::core::campaign::{Campaign, expanded};
use ketnoi::core::decide::{ActivityChange, Command, ContactChange, FileChange, NewActivity, Order, decide};
use ketnoi::core::definition::{Definition, Review};
use ketnoi::core::dossier::Dossier;
use ketnoi::core::eyes::Eyes;
use ketnoi::core::fact::{
    ActivityStatus, Attachment, Contact, ContactHow, Envelope, EvidenceKind, Fact, Mode,
};
use ketnoi::core::names::{ActivityId, Actor, BlobId, CmdId, Text, UnitCode};

use ketnoi::core::particulars::Consent;
use ketnoi::core::redaction::{GONE, Said};
use ketnoi::core::refusal::Rule;

use ketnoi::core::past::Sight;

use ketnoi::core::roster::Roster;
use ketnoi::core::status::{Recommended, Standing, State, Step, may};
use ketnoi::core::tally::Counts;
use ketnoi::core::time::{DAY, Date, HOUR, MINUTE, Stamp, parse_date};
use ketnoi::core::unit::{Entry, Evidence, UnitState};
use ketnoi::ledger::{Ledger, LedgerError, Opening};
use ketnoi::store::Site;
use ketnoi::text::fold::{Needle, folded};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use unicode_normalization::UnicodeNormalization;

// ---------------------------------------------------------------------- lives

/// The last two are not in every roster, or in none.
const UNITS: [&str; 6] = ["01", "04", "04", "79", "010000", "99"];
const PEOPLE: [&str; 3] = ["lan", "minh", "huong"];

/// One thing that somebody tries.
#[derive(Debug, Clone, Copy)]
struct Try {
    person: u8,
    verb: u8,
    unit: u8,
    more: u8,
    n: u8,
    note: u8,
    late: u8,
    seen: u8,
    minutes: u16,
}

fn tries(most: usize) -> impl Strategy<Value = Vec<Try>> {
    proptest::collection::vec(one_try(), 1..most)
}

fn tries_exactly(n: usize) -> impl Strategy<Value = Vec<Try>> {
    proptest::collection::vec(one_try(), n)
}

fn one_try() -> impl Strategy<Value = Try> {
    let one = (
        0u8..3,
        0u8..47,
        0u8..6,
        0u8..64,
        0u8..16,
        0u8..8,
        0u8..8,
        0u8..8,
        0u16..3_000,
    );
    one.prop_map(|(person, verb, unit, more, n, note, late, seen, minutes)| Try {
        person,
        verb,
        unit,
        more,
        n,
        note,
        late,
        seen,
        minutes,
    })
}

/// The 2020 campaign; with other words and two steps of review; with a later deadline; with more units between the old ones.
static DEFINITIONS: LazyLock<[Arc<Definition>; 4]> = LazyLock::new(|| {
    let base = wtisd_2020();
    let mut words = (*base).clone();
    words.theme = Text::new("Chủ đề khác", "Another theme");
    words.review = Review::TwoStep;
    let mut later = (*base).clone();
    later.deadline.cutoff = later.deadline.cutoff.plus(3 * DAY);
    let mut larger = (*base).clone();
    larger.roster = Roster::generated(&base.roster, 70);
    [base, words.into(), later.into(), larger.into()]
});

fn file(n: u8) -> Attachment {
    Attachment {
        sha256: BlobId(format!("{:02x}", n % 5).repeat(32)),
        name: "tệp".into(),
        size: 9,
        kind: EvidenceKind::ALL[usize::from(n % 4)],
        media: "application/octet-stream".into(),
    }
}

fn one_file(t: Try, n: u8) -> Vec<Attachment> {
    if t.n == n { vec![file(t.more)] } else { vec![] }
}

fn units_of(t: Try) -> Vec<UnitCode> {
    let mut units = vec![UnitCode::from(UNITS[usize::from(t.unit)])];
    if t.more.is_multiple_of(4) {
        units.push(UnitCode::from(UNITS[usize::from(t.more / 4 % 4)]));
    }
    if t.more == 63 {
        units.clear();
    }
    units
}

fn activities_of(campaign: &Campaign, t: Try) -> Vec<ActivityId> {
    let all: Vec<ActivityId> = campaign.activities().map(|(_, a)| a.id.clone()).collect();
    let Some(first) = all.get(usize::from(t.n) % all.len().max(1)) else {
        return vec![ActivityId::from("HNI-7")];
    };
    let mut ids = vec![first.clone()];
    if t.more.is_multiple_of(4) {
        // The same once more, in other letters, and another one.
        ids.push(ActivityId(first.as_str().to_lowercase()));
        ids.extend(all.last().cloned());
    }
    ids
}

fn day(s: &str) -> Date {
    parse_date(s).expect("a date")
}

fn tags(n: u8, known: &[&str]) -> Vec<String> {
    let chosen = known
        .iter()
        .enumerate()
        .filter(|(i, _)| n & (1 << i) != 0)
        .map(|(_, s)| (*s).to_owned());
    chosen.collect()
}

fn new_activity(t: Try) -> NewActivity {
    NewActivity {
        kind: if t.more == 5 { "parade" } else { "banner" }.into(),
        title: if t.more == 6 { " " } else { "Tọa đàm" }.into(),
        from: (t.n < 8).then(|| day("2020-05-17") + chrono::Days::new(u64::from(t.more))),
        to: (t.n == 9).then(|| day("2020-05-20")),
        mode: Mode::ALL[usize::from(t.n % 3)],
        reach: match t.n % 4 {
            0 => None,
            3 => Some(u64::MAX),
            n => Some(u64::from(n) * 100),
        },
        sdgs: tags(t.more, &["9", "9.c", "4"]),
        goals: tags(t.more / 2, &["2", "2.8", "2.10", "9.9"]),
        status: ActivityStatus::ALL.get(usize::from(t.note)).copied(),
        notable: t.note == 1,
    }
}

fn change(t: Try) -> ActivityChange {
    ActivityChange {
        title: (t.n & 1 == 0).then(|| "Tên khác".into()),
        to: (t.n & 2 == 0).then(|| (t.more > 3).then(|| day("2020-06-20"))),
        reach: (t.n & 4 == 0).then_some((t.more > 9).then_some(u64::from(t.more))),
        goals: (t.n & 8 == 0).then(|| tags(t.more, &["4", "2.8"])),
        status: ActivityStatus::ALL.get(usize::from(t.more / 4)).copied(),
        ..ActivityChange::default()
    }
}

fn report(t: Try, step: Step) -> Command {
    Command::Report {
        units: units_of(t),
        step,
        due: (t.n < 5).then(|| day("2020-05-20") + chrono::Days::new(u64::from(t.n) * 7)),
        files: one_file(t, 0),
    }
}

/// A fact or two of a unit or of the campaign, with words or without, taken back or not.
fn said(campaign: &Campaign, t: Try) -> Vec<Said> {
    let unit = UnitCode::from(UNITS[usize::from(t.unit)]);
    let ix = campaign.roster().by_code(unit.as_str()).filter(|_| t.n < 14);
    let log = campaign.entries(ix);
    let some = log.iter().rev().skip(usize::from(t.more) % 8);
    some.take(1 + usize::from(t.n % 2))
        .map(|e| Said {
            seq: e.seq,
            unit: ix.map(|_| unit.clone()),
            fact: e.fact.clone(),
        })
        .collect()
}

fn command_of(campaign: &Campaign, t: Try) -> Command {
    let unit = UnitCode::from(UNITS[usize::from(t.unit)]);
    let definition = DEFINITIONS[usize::from(t.n % 4)].clone();
    match t.verb {
        0..=3 => report(t, Step::Receive),
        4 | 5 => report(t, Step::Accept),
        // Whoever meets a recommendation takes it back every other time.
        40..=46 => {
            let ix = campaign.roster().by_code(unit.as_str());
            let stands = ix.is_some_and(|ix| campaign.unit(ix).recommendation().is_some());
            let back = t.n % 4 == 3 || (stands && t.n.is_multiple_of(2));
            report(t, if back { Step::Retract } else { Step::Recommend })
        }
        6 | 7 => report(t, Step::Return),
        8 => report(t, Step::Withdraw),
        9 => report(t, Step::Exempt),
        10 => report(t, Step::Acknowledge),
        11 => Command::Note { units: units_of(t) },
        12 | 39 => {
            let ids = ["households_internet", "nothing"];
            let value = [61.5, 1.0, 101.0, f64::NAN][usize::from(t.n % 4)];
            let id = ids[usize::from(t.more == 0)].to_owned();
            let values = vec![(id, (!t.more.is_multiple_of(3)).then_some(value))];
            Command::Figures { unit, values }
        }
        13 => Command::SetContact {
            unit,
            contact: ContactChange {
                name: ["", "Bà Hoa", "Ông Sơn"]
                    .get(usize::from(t.n % 4))
                    .map(|n| (*n).into()),
                phone: (t.n < 12).then(|| t.more.to_string()),
                mail: (t.n > 7).then(String::new),
                ..ContactChange::default()
            },
        },
        14 => Command::LogContact {
            units: units_of(t),
            how: ContactHow::ALL[usize::from(t.n % 3)],
        },
        15..=17 => Command::AddActivity {
            unit,
            details: new_activity(t),
            files: one_file(t, 1),
        },
        18 | 19 => Command::EditActivity {
            id: activities_of(campaign, t).remove(0),
            change: change(t),
        },
        20 => Command::FinishActivities {
            ids: activities_of(campaign, t),
            reach: (t.n > 8).then_some(50),
        },
        21 => Command::CancelActivities {
            ids: activities_of(campaign, t),
        },
        // Nearly all that is said of files is said of some that are there.
        22 | 23 if t.n & 1 == 0 => {
            let ix = campaign.roster().by_code(unit.as_str());
            let files = ix.into_iter().flat_map(|ix| campaign.unit(ix).evidence.iter());
            Command::EditEvidence {
                files: files
                    .take(1 + usize::from(t.more % 2))
                    .map(|e| e.file.sha256.clone())
                    .collect(),
                unit,
                change: FileChange {
                    caption: (t.more > 5).then(|| "Lễ phát động".into()),
                    consent: Consent::ALL.get(usize::from(t.n % 4)).copied(),
                },
            }
        }
        22 | 23 => Command::AddEvidence {
            unit,
            activity: t
                .more
                .is_multiple_of(2)
                .then(|| activities_of(campaign, t).remove(0)),
            files: (0..t.n % 3).map(|n| file(t.more + n)).collect(),
        },
        24 => Command::Redact {
            unit,
            sha256: file(t.more).sha256,
        },
        26 if t.n & 1 == 0 => Command::ReplaceExtension {
            unit: (!t.more.is_multiple_of(3)).then_some(unit),
            until: day("2020-06-03") + chrono::Days::new(u64::from(t.n)),
        },
        25 | 26 => Command::Extend {
            unit: (!t.more.is_multiple_of(3)).then_some(unit),
            until: day("2020-06-03") + chrono::Days::new(u64::from(t.n)),
        },
        27 => {
            let documents = &campaign.def().documents;
            let known = documents.get(usize::from(t.n) % documents.len().max(1));
            Command::AttachDocument {
                document: known.map_or("none", |d| d.id.as_str()).to_owned(),
                file: file(t.more),
            }
        }
        28 => Command::Amend { definition },
        29 if t.n == 0 && t.more < 8 => Command::Close,
        29 => Command::Open {
            definition,
            source: "shipped".into(),
        },
        30..=35 => Command::Undo,
        36 => Command::RedactFacts {
            facts: said(campaign, t),
        },
        _ => Command::Redo,
    }
}

fn order_of(campaign: &Campaign, t: Try, cmd: CmdId, now: Stamp) -> Order {
    let note = ["", "lý do", "lý do", "lý do", "lý do", "  ", "vì mưa", "theo thư"][usize::from(t.note)];
    let when = match t.late {
        0 => Some(now.plus(-HOUR)),
        1 => Some(now.plus(-3 * DAY)),
        2 if t.n == 0 => Some(now.plus(MINUTE)),
        _ => None,
    };
    let seen = (t.seen < 2).then(|| campaign.seq().saturating_sub(u64::from(t.seen) * 4));
    Order::new(cmd, command_of(campaign, t))
        .note(note)
        .at(when)
        .based_on(seen)
}

fn cmd(n: usize) -> CmdId {
    CmdId((n as u128 + 1).into())
}

/// Lives one try; the facts that came of it.
fn live(desk: &mut Desk, n: usize, t: Try) -> Vec<Envelope> {
    desk.now = desk.now.plus(i64::from(t.minutes) * MINUTE);
    let order = order_of(&desk.campaign, t, cmd(n), desk.now);
    desk.give(PEOPLE[usize::from(t.person)], &order)
        .unwrap_or_default()
}

/// A campaign lived through, beginning on the first day of the window.
fn lived(life: &[Try]) -> Desk {
    let mut desk = desk_for(life);
    for (n, t) in life.iter().enumerate() {
        live(&mut desk, n, *t);
    }
    desk
}

/// Every other life is one with two steps of review, from its first day on.
fn desk_for(life: &[Try]) -> Desk {
    if life.len().is_multiple_of(2) {
        two_steps()
    } else {
        desk()
    }
}

fn two_steps() -> Desk {
    let mut desk = desk();
    let definition = DEFINITIONS[1].clone();
    desk.give("huong", &Order::new(cmd(2_000), Command::Amend { definition }))
        .expect("two steps from now on");
    desk
}

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.now = at("2020-05-12T08:00:00+07:00");
    desk
}

// ---------------------------------------------------------------------- what is visible

/// Everything about a unit but its log and the counter that only goes up.
fn visible_unit(u: &UnitState) -> UnitState {
    let mut v = UnitState::default();
    v.state = u.state;
    v.acknowledged = u.acknowledged;
    v.versions.clone_from(&u.versions);
    v.verdicts.clone_from(&u.verdicts);
    v.recommendations.clone_from(&u.recommendations);
    v.exemptions.clone_from(&u.exemptions);
    v.activities.clone_from(&u.activities);
    v.figures.clone_from(&u.figures);
    v.evidence.clone_from(&u.evidence);
    v.contacts.clone_from(&u.contacts);
    v.calls.clone_from(&u.calls);
    v.extension = u.extension;
    v.totals = u.totals;
    v.newer_after_acceptance = u.newer_after_acceptance;
    v
}

type Tags = BTreeMap<String, u32>;

#[derive(Debug, PartialEq)]
struct Visible {
    units: BTreeMap<String, UnitState>,
    counts: Vec<Counts>,
    goals: Tags,
    sdgs: Tags,
    cutoff: Stamp,
    documents: Vec<Option<Attachment>>,
}

/// Moments before, at and after every date that matters.
fn moments() -> [Stamp; 4] {
    [
        at("2020-05-17T08:00:00+07:00"),
        at("2020-06-05T00:00:00+07:00"),
        at("2020-06-10T00:00:00+07:00"),
        at("2020-08-01T00:00:00+07:00"),
    ]
}

fn used(tags: &Tags) -> Tags {
    let some = tags.iter().filter(|(_, n)| **n > 0);
    some.map(|(t, n)| (t.clone(), *n)).collect()
}

fn visible(c: &Campaign) -> Visible {
    let units = c
        .heard()
        .map(|(ix, u)| (c.roster().code(ix).to_owned(), visible_unit(u)))
        .filter(|(_, u)| *u != UnitState::default());
    Visible {
        units: units.collect(),
        counts: moments().iter().map(|t| c.counts(*t)).collect(),
        goals: used(&c.tags().goals),
        sdgs: used(&c.tags().sdgs),
        cutoff: c.cutoff(),
        documents: c
            .def()
            .documents
            .iter()
            .map(|d| c.document(&d.id).cloned())
            .collect(),
    }
}

// ---------------------------------------------------------------------- counted by hand

fn add(counts: &mut Counts, c: &Campaign, ix: ketnoi::core::names::UnitIx, now: Stamp) {
    let u = c.unit(ix);
    counts.total += 1;
    *match u.state {
        State::Awaiting => &mut counts.awaiting,
        State::InProgress => &mut counts.in_progress,
        State::Received => &mut counts.received,
        State::Returned => &mut counts.returned,
        State::Accepted => &mut counts.accepted,
        State::Exempt => &mut counts.exempt,
    } += 1;
    match c.timeliness(ix, now).id() {
        "none" => counts.none += 1,
        "pending" => counts.pending += 1,
        "overdue" => counts.overdue += 1,
        "on_time" => counts.on_time += 1,
        _ => counts.late += 1,
    }
    if c.resubmit(ix, now).id() == "overdue" {
        counts.resubmit_overdue += 1;
    }
    counts.recommended += u32::from(c.recommendation(ix).is_some());
}

/// Are its bytes there, and does the version stand that it came with?
fn stands(u: &UnitState, e: &Evidence) -> bool {
    let taken_back = |n: u32| u.versions.iter().any(|v| v.n == n && v.withdrawn);
    e.redacted.is_none() && !e.version.is_some_and(taken_back)
}

/// Files by kind, activities that count, people reached.
fn things<'a>(units: impl Iterator<Item = &'a UnitState>) -> ([u32; 4], u32, u64) {
    let (mut files, mut activities, mut reach) = ([0; 4], 0, 0);
    for u in units {
        for e in u.evidence.iter().filter(|e| stands(u, e)) {
            files[e.file.kind as usize] += 1;
        }
        for a in u.activities.iter().filter(|a| a.counts()) {
            activities += 1;
            reach += a.details.reach.unwrap_or(0);
        }
    }
    (files, activities, reach)
}

fn counted_right(c: &Campaign) {
    for now in moments() {
        let mut total = Counts::default();
        let mut regions = vec![Counts::default(); c.roster().regions().len()];
        for ix in c.roster().units() {
            add(&mut total, c, ix, now);
            add(&mut regions[c.roster().region(ix)], c, ix, now);
        }
        assert_eq!(c.counts(now), total, "all units at {now:?}");
        for (r, counts) in regions.iter().enumerate() {
            assert_eq!(c.region_counts(r, now), *counts, "region {r} at {now:?}");
        }
    }
    counted_right_below(c);
    let t = c.total();
    let all = c.roster().units().map(|ix| c.unit(ix));
    assert_eq!(
        (t.files, t.activities, t.reach),
        things(all),
        "files, activities, reach"
    );
    for r in 0..c.roster().regions().len() {
        let t = c.region_total(r).expect("a region has its total");
        let own = c.roster().units().filter(|ix| c.roster().region(*ix) == r);
        assert_eq!(
            (t.files, t.activities, t.reach),
            things(own.map(|ix| c.unit(ix))),
            "of region {r}"
        );
    }
    let (mut goals, mut sdgs) = (Tags::new(), Tags::new());
    for (_, a) in c.activities().filter(|(_, a)| a.counts()) {
        for tag in expanded(&a.details.goals) {
            *goals.entry(tag.to_owned()).or_default() += 1;
        }
        for tag in expanded(&a.details.sdgs) {
            *sdgs.entry(tag.to_owned()).or_default() += 1;
        }
    }
    assert_eq!(
        (used(&c.tags().goals), used(&c.tags().sdgs)),
        (goals, sdgs),
        "tags"
    );
}

/// What is counted under each unit at the top, and on each of the two levels, against each unit asked by itself.
fn counted_right_below(c: &Campaign) {
    let roster = c.roster();
    for now in moments() {
        let (mut above, mut below) = (Counts::default(), Counts::default());
        for top in roster.tops() {
            let mut under = Counts::default();
            add(&mut above, c, top, now);
            for ix in roster.units().filter(|ix| roster.parent(*ix) == Some(top)) {
                add(&mut under, c, ix, now);
                add(&mut below, c, ix, now);
                assert_eq!(
                    c.roll_up(ix, now),
                    Counts::default(),
                    "nothing is below a commune"
                );
            }
            assert_eq!(c.roll_up(top, now), under, "below {} at {now:?}", c.label(top));
        }
        assert_eq!(c.level_counts(now), (above, below), "levels at {now:?}");
    }
    for top in roster.tops().filter(|ix| !roster.children(*ix).is_empty()) {
        let t = c.branch_total(top).expect("a branch has its total");
        let own = roster.children(top).iter().map(|ix| c.unit(*ix));
        assert_eq!((t.files, t.activities, t.reach), things(own));
    }
}

// ---------------------------------------------------------------------- a life that the rules allow

/// What stands of a unit's report, played against the table of `docs/states.md` as if nothing had ever been taken back:
/// no undo and no redo may leave a story that nobody could have told.
fn a_possible_life(log: &[Entry], facts: &[Envelope]) {
    let mut story: Vec<&Entry> = log.iter().filter(|e| !e.void).collect();
    story.sort_by_key(|e| e.seq);
    let mut state = State::Awaiting;
    let mut unit = Story::default();
    for e in story {
        let (step, version) = match &e.fact {
            Fact::ReportReceived(f) => (Step::Receive, Some(f.version)),
            Fact::ReportReturned(f) => (Step::Return, Some(f.version)),
            Fact::ReportAccepted(f) => (Step::Accept, Some(f.version)),
            Fact::ReportRecommended(f) => (Step::Recommend, Some(f.version)),
            Fact::RecommendationRetracted(f) => (Step::Retract, Some(f.version)),
            Fact::ReportWithdrawn(f) => (Step::Withdraw, Some(f.version)),
            Fact::ReportExempted(_) => (Step::Exempt, None),
            _ => continue,
        };
        let standing = Standing {
            state,
            acknowledged: false,
            has_version: unit.latest().is_some(),
            review: review_at(facts, e.seq),
            recommended: unit.recommended(&e.actor),
        };
        assert_eq!(
            may(standing, step),
            Ok(()),
            "{step:?} in {standing:?}, fact {}",
            e.seq
        );
        match step {
            Step::Receive => assert!(unit.receive(version), "a number is given once, fact {}", e.seq),
            _ => assert!(
                version.is_none() || version == unit.latest(),
                "about the latest version, fact {}",
                e.seq
            ),
        }
        state = unit.go(step, &e.actor);
    }
}

/// In how many steps reports were accepted when fact `seq` came: what was decided was decided by the rule of its day.
fn review_at(facts: &[Envelope], seq: u64) -> Review {
    let before = facts.iter().take_while(|f| f.seq < seq);
    let rules = before.filter_map(|f| match &f.fact {
        Fact::CampaignOpened(f) => Some(f.definition.review),
        Fact::CampaignAmended(f) => Some(f.definition.review),
        _ => None,
    });
    rules.last().unwrap_or_default()
}

/// The life of one report, told in the plainest way there is.
#[derive(Default)]
struct Story {
    numbers: BTreeSet<u32>,
    /// The version on the table, and the states that a withdrawal leads back to.
    stack: Vec<(u32, State)>,
    /// Who recommended which version.
    recommended: BTreeMap<u32, Actor>,
    bare: State,
}

impl Story {
    fn latest(&self) -> Option<u32> {
        self.stack.last().map(|(n, _)| *n)
    }

    fn receive(&mut self, version: Option<u32>) -> bool {
        version.is_some_and(|n| {
            self.stack.push((n, State::Received));
            self.numbers.insert(n)
        })
    }

    fn recommended(&self, asker: &Actor) -> Recommended {
        match self.latest().and_then(|n| self.recommended.get(&n)) {
            None => Recommended::No,
            Some(actor) if actor == asker => Recommended::ByOneself,
            Some(_) => Recommended::ByOther,
        }
    }

    fn go(&mut self, step: Step, actor: &Actor) -> State {
        if let (Step::Recommend, Some(n)) = (step, self.latest()) {
            self.recommended.insert(n, actor.clone());
        }
        if let (Step::Retract, Some(n)) = (step, self.latest()) {
            self.recommended.remove(&n);
        }
        if step == Step::Withdraw {
            // An exempt unit stays exempt when its version is taken back.
            let exempt = self.state() == State::Exempt;
            self.stack.pop();
            if exempt {
                self.set(State::Exempt);
            }
        } else {
            match step {
                Step::Return => self.set(State::Returned),
                Step::Accept => self.set(State::Accepted),
                Step::Exempt => self.set(State::Exempt),
                _ => {}
            }
        }
        self.state()
    }

    fn set(&mut self, to: State) {
        match self.stack.last_mut() {
            Some((_, state)) => *state = to,
            None => self.bare = to,
        }
    }

    fn state(&self) -> State {
        self.stack.last().map_or(self.bare, |(_, s)| *s)
    }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(256))]

    /// Whatever was accepted makes the same campaign again: from the first fact, and from a stored state on the way.
    #[test]
    fn facts_replay_to_the_same_campaign(life in tries(40), cut in 0usize..40) {
        let desk = lived(&life);
        let definition = DEFINITIONS[0].clone();
        prop_assert_eq!(&Campaign::replay(definition.clone(), &desk.facts), &desk.campaign);
        let (first, rest) = desk.facts.split_at(cut.min(desk.facts.len()));
        let kept = postcard::to_stdvec(&Campaign::replay(definition.clone(), first)).expect("kept");
        let mut back: Campaign = postcard::from_bytes(&kept).expect("read back");
        for f in rest {
            back.apply(f);
        }
        prop_assert_eq!(&back, &desk.campaign);
        // Seen from its own end, nothing is missing.
        let known = Campaign::seen(definition.clone(), &desk.facts, None, Some(desk.now));
        prop_assert_eq!(&known, &desk.campaign);
        prop_assert_eq!(&Campaign::seen(definition, &desk.facts, Some(desk.now), None), &desk.campaign);
    }

    /// Undo leads back to what was visible before, redo forward again; a second redo finds nothing that is undone.
    #[test]
    fn undo_restores_and_redo_restores_again(life in tries(30)) {
        let mut desk = desk_for(&life);
        for (n, t) in life.iter().enumerate() {
            let before = visible(&desk.campaign);
            let facts = live(&mut desk, n, *t);
            let never = desk.campaign.done().next_back().is_none_or(|d| d.never);
            let takes_back = facts.iter().any(|f| matches!(f.fact, Fact::CommandUndone(_)));
            if facts.is_empty() || never || takes_back {
                continue;
            }
            let name = PEOPLE[usize::from(t.person)];
            let (campaign, so_far) = (desk.campaign.clone(), desk.facts.len());
            let after = visible(&campaign);
            let order = |n, c| Order::new(cmd(n), c);
            desk.give(name, &order(1_000, Command::Undo)).expect("one's own last command can be taken back");
            prop_assert_eq!(&visible(&desk.campaign), &before, "undo of {:?}", facts);
            desk.give(name, &order(1_001, Command::Redo)).expect("and given again");
            prop_assert_eq!(&visible(&desk.campaign), &after, "redo of {:?}", facts);
            desk.give(name, &order(1_002, Command::Undo)).expect("and taken back again");
            prop_assert_eq!(&visible(&desk.campaign), &before, "second undo of {:?}", facts);
            desk.campaign = campaign;
            desk.facts.truncate(so_far);
        }
    }

    /// Redo goes forward only: until nothing is left to redo, what stands only grows.
    #[test]
    fn redo_never_takes_anything_back(life in tries(30)) {
        let mut desk = lived(&life);
        let standing = |c: &Campaign| -> BTreeSet<u64> {
            let units = c.heard().flat_map(|(_, u)| u.log());
            units.chain(c.log())
                .filter(|e| !e.void && !matches!(e.fact, Fact::CommandUndone(_)))
                .map(|e| e.seq)
                .collect()
        };
        for n in 0..64 {
            let before = standing(&desk.campaign);
            if desk.give("lan", &Order::new(cmd(1_000 + n), Command::Redo)).is_err() {
                return Ok(());
            }
            let after = standing(&desk.campaign);
            prop_assert!(after.is_superset(&before) && after != before, "{before:?} became {after:?}");
        }
        prop_assert!(false, "there is always something to redo");
    }

    /// The counts that are kept are those of a count by hand; and what stands is a story that could have happened.
    #[test]
    fn counts_and_stories_are_true(life in tries(40)) {
        let mut desk = desk_for(&life);
        for (n, t) in life.iter().enumerate() {
            if live(&mut desk, n, *t).is_empty() {
                continue;
            }
            counted_right(&desk.campaign);
            for (_, u) in desk.campaign.heard() {
                a_possible_life(u.log(), &desk.facts);
            }
        }
    }

    /// A dossier counts what the campaign counts, at any moment and for any eyes.
    #[test]
    fn a_dossier_agrees_with_its_campaign(life in tries(60), at in 0i64..80) {
        let mut desk = desk_for(&life);
        for (n, t) in life.iter().enumerate() {
            live(&mut desk, n, *t);
        }
        let now = moments()[0].plus(at * DAY / 2);
        let own = desk.campaign.seen_by(&Eyes::Own(["04".to_owned()].into()));
        for campaign in [&desk.campaign, &own] {
            let dossier = Dossier::of(campaign, now, None);
            agrees(campaign, &dossier, now);
            prop_assert_eq!(&dossier, &Dossier::of(campaign, now, None));
        }
    }

    /// Deciding changes nothing, gives the same answer twice, and no command says the same thing of one activity twice.
    #[test]
    fn deciding_is_pure(life in tries(40)) {
        let mut desk = desk();
        for (n, t) in life.iter().enumerate() {
            let order = order_of(&desk.campaign, *t, cmd(n), desk.now);
            let by = who(PEOPLE[usize::from(t.person)]);
            let before = desk.campaign.clone();
            let first = decide(&desk.campaign, &order, &by, desk.now);
            prop_assert_eq!(&decide(&desk.campaign, &order, &by, desk.now), &first);
            prop_assert_eq!(&desk.campaign, &before);
            let drafts = first.unwrap_or_default();
            let over: Vec<_> = drafts.iter().filter_map(|d| match &d.fact {
                Fact::ActivityDone(f) => Some(&f.id),
                Fact::ActivityCancelled(f) => Some(&f.id),
                _ => None,
            }).collect();
            prop_assert_eq!(over.iter().collect::<BTreeSet<_>>().len(), over.len(), "{:?}", over);
            live(&mut desk, n, *t);
        }
    }

    /// Any facts may be missing: nothing panics, and what is left is counted right.
    #[test]
    fn gaps_do_no_harm(life in tries(40), mask in any::<u64>(), as_of in 0i64..80, known_at in 0i64..80) {
        let desk = lived(&life);
        let some = desk.facts.iter().enumerate().filter(|(i, _)| mask & (1 << (i % 64)) != 0);
        counted_right(&Campaign::replay(DEFINITIONS[0].clone(), some.map(|(_, f)| f)));
        let moment = |days: i64| Some(at("2020-05-10T09:00:00+07:00").plus(days * DAY));
        let seen = |a, k| Campaign::seen(DEFINITIONS[0].clone(), &desk.facts, a, k);
        counted_right(&seen(moment(as_of), None));
        counted_right(&seen(None, moment(known_at)));
        counted_right(&seen(moment(as_of), moment(known_at)));
    }

    /// Going to and fro in time gives at every step what the one rule for the past gives, whatever was entered later,
    /// taken back or amended; also while facts are still coming.
    #[test]
    fn to_and_fro_in_time(life in tries(40), steps in proptest::collection::vec((0i64..80, 0u8..3), 1..12), had in 0usize..60) {
        let desk = lived(&life);
        let (first, later) = desk.facts.split_at(had.min(desk.facts.len()));
        let mut past = Walk::new(DEFINITIONS[0].clone(), first);
        let mut facts = first.to_vec();
        let mut later = later.iter();
        for (days, way) in steps {
            let t = Some(at("2020-05-10T09:00:00+07:00").plus(days * DAY));
            let sight = Sight {
                as_of: t.filter(|_| way != 1),
                known_at: t.filter(|_| way != 0),
            };
            let rule = Campaign::seen(DEFINITIONS[0].clone(), &facts, sight.as_of, sight.known_at);
            prop_assert_eq!(&past.seen(sight), &rule, "{:?}", sight);
            for env in later.by_ref().take(3) {
                past.add(env);
                past.add(env);
                facts.push(env.clone());
            }
        }
    }
}

proptest! {
    #![proptest_config(config(600))]

    /// Two people on one report, taking back and giving again: whatever they do, the story is one that could have
    /// happened.
    #[test]
    fn quarrels_leave_a_possible_story(
        life in proptest::collection::vec((0u8..2, prop::sample::select(vec![0u8, 4, 30, 30, 36])), 1..60),
    ) {
        let mut desk = desk();
        for (n, (person, verb)) in life.iter().enumerate() {
            let t = Try { person: *person, verb: *verb, unit: 1, more: 1, n: 9, note: 1, late: 7, seen: 7, minutes: 1 };
            live(&mut desk, n, t);
            a_possible_life(desk.unit("04").log(), &desk.facts);
        }
    }

    /// The same between three people in two steps of review: nothing is accepted that was not recommended by another.
    #[test]
    fn quarrels_over_two_steps_leave_a_possible_story(
        life in proptest::collection::vec((0u8..3, prop::sample::select(vec![0u8, 4, 4, 30, 30, 37, 37, 40, 40])), 1..80),
    ) {
        let mut desk = two_steps();
        for (n, (person, verb)) in life.iter().enumerate() {
            let seldom = if n % 3 == 0 { 6 } else { 9 };
            let t = Try { person: *person, verb: *verb, unit: 1, more: 1, n: seldom, note: 1, late: 7, seen: 7, minutes: 1 };
            live(&mut desk, n, t);
            a_possible_life(desk.unit("04").log(), &desk.facts);
        }
        counted_right(&desk.campaign);
    }
}

/// Fills the packed parts of a campaign that was read back from the one that it was stored from.
fn fill(back: &Campaign, from: &Campaign) {
    let kept: BTreeMap<u64, Vec<u8>> = from
        .chunks()
        .map(|c| (c.id(), c.bytes().expect("a chunk that was made here").to_vec()))
        .collect();
    assert!(back.chunks().all(|c| c.fill(kept[&c.id()].clone())));
}

proptest! {
    #![proptest_config(config(6))]

    /// A campaign forgets the facts that undo cannot reach any more. To every order, undo and redo included, it gives the
    /// answer of one that forgets nothing; it looks the same, also stored and read back on the way.
    #[test]
    fn what_is_forgotten_makes_no_difference(life in tries_exactly(2_000), cut in 700usize..2_000) {
        let (mut desk, mut hoarder) = (desk(), desk());
        hoarder.blank = Campaign::hoarding;
        hoarder.campaign = Campaign::hoarding(DEFINITIONS[0].clone());
        for (n, t) in life.iter().enumerate() {
            // Nobody closes this campaign, and time goes slowly enough for its dates.
            let t = Try { minutes: t.minutes % 40, ..*t };
            if t.verb == 29 {
                continue;
            }
            let mut order = order_of(&desk.campaign, t, cmd(n), desk.now);
            if t.seen == 2 {
                // A form that has been open for very long.
                order = order.based_on(Some(desk.campaign.seq().saturating_sub(u64::from(t.more) * 40)));
            }
            let name = PEOPLE[usize::from(t.person)];
            for d in [&mut desk, &mut hoarder] {
                d.now = d.now.plus(i64::from(t.minutes) * MINUTE);
            }
            let (one, other) = (desk.give(name, &order), hoarder.give(name, &order));
            match (&one, &other) {
                // Which of the long past things it was is not told apart as finely.
                (Err(r), Err(_)) if (r.rule, t.seen) == (Rule::Stale, 2) => {}
                (Err(r), Ok(_)) if r.rule == Rule::Stale && t.seen == 2 => {
                    hoarder.facts.clone_from(&desk.facts);
                    hoarder.campaign = Campaign::hoarding(DEFINITIONS[0].clone());
                    desk.facts.iter().for_each(|f| hoarder.campaign.apply(f));
                }
                _ => prop_assert_eq!(one, other, "{:?}", order),
            }
            if n == cut {
                let bytes = postcard::to_stdvec(&desk.campaign).expect("stored");
                let back: Campaign = postcard::from_bytes(&bytes).expect("read back");
                fill(&back, &desk.campaign);
                prop_assert_eq!(&back, &desk.campaign);
                desk.campaign = back;
            }
        }
        prop_assert_eq!(visible(&desk.campaign), visible(&hoarder.campaign));
        let replayed = Campaign::replay(DEFINITIONS[0].clone(), &desk.facts);
        prop_assert_eq!(&replayed, &desk.campaign);
        prop_assert_eq!(postcard::to_stdvec(&replayed), postcard::to_stdvec(&desk.campaign), "the same bytes");
        for (ix, unit) in desk.campaign.heard() {
            let whole = hoarder.campaign.unit(ix).log();
            let (kept, all) = (unit.log(), whole.len());
            prop_assert!(kept == &whole[all - kept.len()..], "the log is the end of the whole one");
            for e in &whole[..all - kept.len()] {
                prop_assert_eq!(unit.stays_taken_back(e.seq), e.void);
                if let Fact::CommandUndone(u) = &e.fact {
                    prop_assert_eq!(unit.undone(u.cmd), hoarder.campaign.unit(ix).undone(u.cmd));
                }
            }
        }
        let kept: usize = desk.campaign.heard().map(|(_, u)| u.log().len()).sum();
        prop_assert!(kept < desk.facts.len() * 4 / 5, "{kept} of {} kept", desk.facts.len());
    }
}

/// Where a fact has words they are gone from the unit, its lists, its log and the stored state once they were removed, and
/// all that the fact did stands.
#[test]
fn what_was_removed_is_nowhere_and_what_it_did_stands() {
    let mut desk = desk();
    let secret = "0912 345 678";
    let give = |desk: &mut Desk, command: Command| desk.order(command, secret).expect("recorded");
    give(&mut desk, step(&["04"], Step::Receive));
    give(&mut desk, step(&["04"], Step::Return));
    give(
        &mut desk,
        Command::Note {
            units: units(&["04"]),
        },
    );
    let how = ContactHow::Phone;
    give(
        &mut desk,
        Command::LogContact {
            units: units(&["04"]),
            how,
        },
    );
    let contact = Contact {
        name: format!("Bà Hoa {secret}"),
        phone: secret.into(),
        ..Contact::default()
    };
    let unit = UnitCode::from("04");
    let contact = contact.into();
    give(&mut desk, Command::SetContact { unit, contact });
    // So much comes after it that the log of the unit does not reach back any more.
    for n in 0..600 {
        let units = units(&["04"]);
        desk.order(Command::Note { units }, &format!("ghi chú {n}"))
            .expect("noted");
    }
    assert!(desk.unit("04").has_older());
    let (state, due) = (desk.unit("04").state, desk.unit("04").due());
    let tells = |desk: &Desk| {
        let stored = postcard::to_stdvec(&desk.campaign).expect("stored");
        let chunks: Vec<u8> = desk
            .campaign
            .chunks()
            .flat_map(|c| c.bytes().expect("here").to_vec())
            .collect();
        let bytes = [stored, chunks].concat();
        bytes.windows(secret.len()).any(|w| w == secret.as_bytes())
    };
    assert!(tells(&desk));
    let facts = desk
        .facts
        .iter()
        .filter(|env| env.fact.without_words() != env.fact);
    let facts = facts.take(6).map(Said::of).collect();
    desk.order(Command::RedactFacts { facts }, "theo yêu cầu")
        .expect("removed");
    assert!(!tells(&desk));
    let u = desk.unit("04");
    assert_eq!((u.state, u.due()), (state, due));
    assert!(u.due().is_some() && u.contacts.is_empty() && u.last_call().is_some_and(|c| c.note == GONE));
    assert_eq!(desk.order(Command::Undo, ""), Err("undo-never".into()));
}

/// What a redacted command did can still be taken back, and given again; the words come back by neither.
#[test]
fn a_command_without_its_words_can_be_taken_back() {
    let mut desk = desk();
    give(&mut desk, "lan", step(&["04"], Step::Receive)).expect("received");
    let facts = desk.facts.iter().skip(1).map(Said::of).collect();
    give(&mut desk, "minh", Command::RedactFacts { facts }).expect("removed");
    assert_eq!(desk.unit("04").latest().map(|v| v.note.as_str()), Some(GONE));
    give(&mut desk, "lan", Command::Undo).expect("taken back");
    assert!(desk.unit("04").latest().is_none());
    give(&mut desk, "lan", Command::Redo).expect("given again");
    assert_eq!(desk.unit("04").latest().map(|v| v.note.as_str()), Some(GONE));
    let facts: Vec<Said> = desk.facts.iter().skip(1).take(1).map(Said::of).collect();
    let again = Command::RedactFacts { facts };
    assert_eq!(
        give(&mut desk, "minh", again),
        Err("fact-already-redacted".into())
    );
    let facts: Vec<Said> = desk.facts.iter().take(1).map(Said::of).collect();
    let opening = Command::RedactFacts { facts };
    assert_eq!(give(&mut desk, "minh", opening), Err("nothing-written".into()));
    let none = Command::RedactFacts { facts: Vec::new() };
    assert_eq!(give(&mut desk, "minh", none), Err("unknown-fact".into()));
}

proptest! {
    #![proptest_config(config(10))]

    /// The same over a real store: closed and opened again, it is the campaign that it was; a replay agrees.
    #[test]
    fn a_store_opened_again_holds_the_same_campaign(life in tries(24)) {
        let dir = tempfile::tempdir().expect("a folder");
        let site = Site::file(dir.path().join("ketnoi.db"));
        let open = || Ledger::open(Opening {
            site: site.clone(),
            campaign: None,
            shipped: &|_| Some(DEFINITIONS[0].clone()),
            who: who("lan"),
            clock: Clock::Fixed(at("2020-08-01T08:00:00+07:00")),
            read_only: None,
        }).expect("it opens");
        let (mut ledger, mut other) = (open(), open());
        let mut now = at("2020-05-12T08:00:00+07:00");
        for (n, t) in life.iter().enumerate() {
            now = now.plus(i64::from(t.minutes) * MINUTE);
            let order = order_of(ledger.campaign(), *t, cmd(n), now);
            match ledger.submit_as(&who(PEOPLE[usize::from(t.person)]), &order, now) {
                Ok(_) | Err(LedgerError::Refused(_)) => {}
                Err(why) => prop_assert!(false, "the store failed: {}", why),
            }
            if t.more.is_multiple_of(3) {
                other.catch_up().expect("read");
                prop_assert_eq!(other.campaign(), ledger.campaign());
            }
        }
        let mut facts = Vec::new();
        ledger.each_fact(|f| facts.push(f.clone())).expect("read");
        prop_assert_eq!(&Campaign::replay(DEFINITIONS[0].clone(), &facts), ledger.campaign());
        let mut again = open();
        prop_assert_eq!(again.campaign(), ledger.campaign());
        other.catch_up().expect("read");
        prop_assert_eq!(other.campaign(), ledger.campaign());
        prop_assert_eq!(again.verify().expect("whole").seq, facts.len() as u64);
    }
}

// ---------------------------------------------------------------------- search

const NAMES: [&str; 12] = [
    "Đà Nẵng",
    "Thừa Thiên Huế",
    "Đắk Lắk",
    "Quảng Ngãi",
    "Bà Rịa – Vũng Tàu",
    "Hồ Chí Minh",
    "Điện Biên",
    "Hưng Yên",
    "Hải Phòng",
    "Lạng Sơn",
    "Tọa đàm trực tuyến về chuyển đổi số",
    "Treo băng-rôn tại trụ sở",
];

/// Marks dropped by the Unicode tables alone.
fn bare(s: &str) -> String {
    s.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            c => c,
        })
        .collect()
}

/// A base letter and its marks, in which the stroke of đ is one more.
fn apart(c: char) -> (char, BTreeSet<char>) {
    let mut parts = c.nfd();
    match parts.next() {
        Some('đ') => ('d', BTreeSet::from(['đ'])),
        base => (base.unwrap_or(' '), parts.collect()),
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn an_unmarked_needle_finds_marked_text(name in 0usize..12, from in 0usize..40, len in 1usize..40) {
        let letters: Vec<char> = NAMES[name].chars().collect();
        let from = from % letters.len();
        let part: String = letters[from..(from + len).min(letters.len())].iter().collect();
        for typed in [bare(&part), bare(&part).to_uppercase(), part.clone(), part.nfd().collect()] {
            prop_assert!(Needle::new(&typed).matches(NAMES[name]).is_some(), "{:?} in {:?}", typed, NAMES[name]);
            prop_assert!(Needle::new(&typed).may_match(&folded(NAMES[name])));
        }
    }

    #[test]
    fn a_marked_letter_asks_for_its_marks(typed in "[aàáâấăđdeéêế]", text in "[aàáâấăđdeéêế]{0,6}") {
        let (base, marks) = apart(typed.chars().next().expect("a letter"));
        let expected = text.chars().map(apart).any(|(b, m)| b == base && m.is_superset(&marks));
        prop_assert_eq!(Needle::new(&typed).matches(&text).is_some(), expected);
    }

    #[test]
    fn a_mark_that_is_nowhere_finds_nothing(text in "[a-z]{1,8}", place in 0usize..8, mark in 0usize..5) {
        let marks = ['\u{300}', '\u{301}', '\u{309}', '\u{323}', '\u{302}'];
        let mut typed: Vec<char> = text.chars().collect();
        typed.insert(place % text.len() + 1, marks[mark]);
        let typed: String = typed.into_iter().nfc().collect();
        prop_assert!(Needle::new(&typed).matches(&text).is_none(), "{:?} in {:?}", typed, text);
        prop_assert!(Needle::new(&bare(&typed)).matches(&text).is_some());
    }

    #[test]
    fn folding_twice_changes_nothing_more(text in "\\PC{0,40}") {
        prop_assert_eq!(folded(&folded(&text)), folded(&text));
    }
}

// ---------------------------------------------------------------------- by hand

/// The lives above are worth something only if everything happens in them.
#[test]
fn everything_happens_in_the_lives() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut refused = BTreeSet::new();
    let mut put_right = 0;
    for _ in 0..300 {
        let life = tries(40).new_tree(&mut runner).expect("a life").current();
        let mut desk = desk_for(&life);
        for (n, t) in life.iter().enumerate() {
            let order = order_of(&desk.campaign, *t, cmd(n), desk.now);
            match desk.give(PEOPLE[usize::from(t.person)], &order) {
                Ok(facts) => facts.iter().for_each(|f| {
                    *seen.entry(f.fact.type_name()).or_default() += 1;
                    let replaces = matches!(&f.fact, Fact::DeadlineExtended(e) if e.replaces.is_some());
                    put_right += u32::from(replaces);
                }),
                Err(r) => drop(refused.insert(r.rule.id())),
            }
            desk.now = desk.now.plus(i64::from(t.minutes) * MINUTE);
        }
    }
    // The clock is right all their lives; `tests/screens/clock.rs` has others, `letters.rs` beside this has letters, `remind.rs`
    // messages to units, `dossier.rs` exports.
    let elsewhere = ["letter.", "reminder.", "export."];
    let of_campaigns = Fact::NAMES
        .iter()
        .filter(|(name, _)| !elsewhere.iter().any(|family| name.starts_with(family)));
    for (name, _) in of_campaigns.filter(|(name, _)| *name != "clock.corrected") {
        assert!(seen.contains_key(name), "{name} never happens: {seen:?}");
    }
    assert!(put_right > 0, "no extension is ever put right");
    assert!(refused.len() > 25, "{} rules only: {refused:?}", refused.len());
}

fn units(codes: &[&str]) -> Vec<UnitCode> {
    codes.iter().map(|u| UnitCode::from(*u)).collect()
}

fn step(codes: &[&str], step: Step) -> Command {
    Command::Report {
        units: units(codes),
        step,
        due: None,
        files: vec![],
    }
}

fn give(desk: &mut Desk, name: &str, command: Command) -> Result<Vec<Envelope>, String> {
    let order = Order::new(desk.mint(), command).note("lý do");
    desk.give(name, &order).map_err(|r| r.rule.id().to_owned())
}

/// An amendment may put new units between the old ones: undo still finds the units that the command touched.
#[test]
fn undo_reaches_over_an_amendment_of_the_roster() {
    let mut desk = desk();
    give(&mut desk, "lan", step(&["04", "79"], Step::Receive)).expect("received");
    let definition = DEFINITIONS[3].clone();
    give(&mut desk, "minh", Command::Amend { definition }).expect("amended");
    assert_eq!(desk.unit("79").state, State::Received);
    let of_lan = desk.campaign.recent().filter_map(|r| r.unit);
    let codes: Vec<&str> = of_lan.map(|ix| desk.campaign.roster().code(ix)).collect();
    assert_eq!(codes, ["04", "79"], "the ticker names them right");
    give(&mut desk, "lan", Command::Undo).expect("taken back");
    assert_eq!(
        (desk.unit("04").state, desk.unit("79").state),
        (State::Awaiting, State::Awaiting)
    );
    counted_right(&desk.campaign);
}

/// The letters of a unit may change, and go to another one: an activity is found by the id that it was given, and no id
/// is given twice.
#[test]
fn activities_keep_their_ids_when_units_exchange_their_letters() {
    let mut desk = desk();
    let add = |unit: &str| Command::AddActivity {
        unit: unit.into(),
        details: NewActivity {
            kind: "banner".into(),
            title: "Treo băng rôn".into(),
            ..Default::default()
        },
        files: vec![],
    };
    for unit in ["01", "04", "04"] {
        give(&mut desk, "lan", add(unit)).expect("added");
    }
    let mut form = desk.campaign.roster().to_form();
    for u in &mut form.units {
        match u.abbr.as_str() {
            "CBG" => "HNI".clone_into(&mut u.abbr),
            "HNI" => "CBG".clone_into(&mut u.abbr),
            _ => {}
        }
    }
    let mut definition = (**desk.campaign.def()).clone();
    definition.roster = Roster::from_form(form).expect("a roster");
    let definition = std::sync::Arc::new(definition);
    give(&mut desk, "minh", Command::Amend { definition }).expect("amended");
    let unit = |desk: &Desk, id: &str| {
        let found = desk.campaign.activity(id);
        found.map(|(ix, _)| desk.campaign.roster().code(ix).to_owned())
    };
    assert_eq!(unit(&desk, "cbg-2").as_deref(), Some("04"), "by its old letters");
    assert_eq!(unit(&desk, "HNI-1").as_deref(), Some("01"));
    assert_eq!(unit(&desk, "HNI-2"), None);
    give(&mut desk, "lan", add("01")).expect("added"); // CBG by now, and CBG-2 is another's
    give(&mut desk, "lan", add("04")).expect("added");
    assert_eq!(unit(&desk, "CBG-3").as_deref(), Some("01"));
    assert_eq!(unit(&desk, "HNI-3").as_deref(), Some("04"));
}

/// An acceptance may not come back when the version that it judged is gone: it would settle on the next one.
#[test]
fn a_judgement_does_not_come_back_without_its_version() {
    let mut desk = desk();
    give(&mut desk, "lan", step(&["04"], Step::Receive)).expect("received");
    give(&mut desk, "minh", step(&["04"], Step::Accept)).expect("accepted");
    give(&mut desk, "minh", Command::Undo).expect("minh takes it back");
    give(&mut desk, "lan", Command::Undo).expect("and lan her receipt");
    let refusal = give(&mut desk, "minh", Command::Redo);
    assert_eq!(refusal, Err("undo-rested-on".into()));
    give(&mut desk, "huong", step(&["04"], Step::Receive)).expect("a new version");
    assert_eq!(
        desk.unit("04").state,
        State::Received,
        "which nobody has reviewed"
    );
    assert_eq!(
        give(&mut desk, "lan", Command::Redo),
        Err("undo-rested-on".into()),
        "two first versions"
    );
}

/// The same order, once everything is back in place, is welcome.
#[test]
fn a_judgement_comes_back_after_its_version() {
    let mut desk = desk();
    give(&mut desk, "lan", step(&["04"], Step::Receive)).expect("received");
    give(&mut desk, "minh", step(&["04"], Step::Accept)).expect("accepted");
    give(&mut desk, "minh", Command::Undo).expect("taken back");
    give(&mut desk, "lan", Command::Undo).expect("taken back");
    give(&mut desk, "lan", Command::Redo).expect("the version is back");
    give(&mut desk, "minh", Command::Redo).expect("and so is the judgement");
    assert_eq!(desk.unit("04").state, State::Accepted);
    assert_eq!(
        give(&mut desk, "minh", Command::Redo),
        Err("nothing-to-undo".into()),
        "a redo is not undone by another"
    );
}

/// What somebody else took back has changed as well (decision 11).
#[test]
fn what_was_taken_back_since_is_stale() {
    let mut desk = desk();
    give(&mut desk, "lan", step(&["04"], Step::Receive)).expect("received");
    give(&mut desk, "lan", step(&["04"], Step::Return)).expect("returned");
    let seen = desk.campaign.seq();
    give(&mut desk, "lan", Command::Undo).expect("taken back");
    let order = Order::new(desk.mint(), step(&["04"], Step::Accept)).based_on(Some(seen));
    let refusal = desk.give("minh", &order).expect_err("he saw it returned");
    assert_eq!(
        (refusal.rule.id(), refusal.who.expect("named").as_str()),
        ("stale", "lan")
    );
}

/// The letter's own date may be moved beyond an extension; extensions only lengthen.
#[test]
fn an_amended_deadline_beyond_an_extension_holds() {
    let mut desk = desk();
    let until = day("2020-06-05");
    give(&mut desk, "lan", Command::Extend { unit: None, until }).expect("one day more");
    let definition = DEFINITIONS[2].clone();
    give(&mut desk, "lan", Command::Amend { definition }).expect("three days more");
    assert_eq!(
        desk.campaign.cutoff_of(desk.ix("04")),
        at("2020-06-08T00:00:00+07:00")
    );
    desk.report_at("2020-06-07T09:00:00+07:00", "04", Step::Receive, None)
        .expect("received");
    let counts = desk.campaign.counts(at("2020-06-07T12:00:00+07:00"));
    assert_eq!((counts.on_time, counts.pending), (1, 62));
}

/// Bytes that were removed and came again can be removed again.
#[test]
fn a_file_that_came_again_can_be_removed_again() {
    let mut desk = desk();
    let add = || Command::AddEvidence {
        unit: UnitCode::from("04"),
        activity: None,
        files: vec![file(1)],
    };
    let redact = || Command::Redact {
        unit: UnitCode::from("04"),
        sha256: file(1).sha256,
    };
    for _ in 0..2 {
        give(&mut desk, "lan", add()).expect("attached");
        give(&mut desk, "lan", redact()).expect("removed");
    }
    assert_eq!(give(&mut desk, "lan", redact()), Err("already-redacted".into()));
    assert_eq!(desk.campaign.total().files, [0; 4]);
    assert!(
        desk.order(add(), "").is_ok(),
        "the clock and the note do not matter here"
    );
}

#[test]
fn people_reached_are_bounded_and_an_activity_named_twice_is_meant_once() {
    let mut desk = desk();
    let add = |reach| Command::AddActivity {
        unit: UnitCode::from("04"),
        details: NewActivity {
            kind: "banner".into(),
            title: "Tọa đàm".into(),
            reach: Some(reach),
            ..NewActivity::default()
        },
        files: vec![],
    };
    assert_eq!(
        give(&mut desk, "lan", add(u64::MAX)),
        Err("figure-out-of-bounds".into())
    );
    give(&mut desk, "lan", add(10_000_000_000)).expect("the whole world");
    let finish = |reach| Command::FinishActivities {
        ids: vec!["CBG-1".into(), "cbg-1".into()],
        reach,
    };
    assert_eq!(
        give(&mut desk, "lan", finish(Some(u64::MAX))),
        Err("figure-out-of-bounds".into())
    );
    assert_eq!(give(&mut desk, "lan", finish(Some(5))).expect("done").len(), 1);
    assert_eq!(desk.campaign.total().reach, 5);
}
