//! What the people of the demo intend to do, and when: drawn from a seed, laid out along the definition's own dates.
//!
//! Units are shuffled and dealt onto a wheel of 63 fates (as many as there were provinces in 2020), so that every seed and
//! every roster gives the same kind of picture: who reports early, on the last day, late, never. Dates are counted from
//! the window, the Day and the last day that counts, and lie in working hours mostly.
//!
//! It must never know what becomes of an intention: that is decided when the script is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike;

use crate::core::deadline::working_days_after;
use crate::core::decide::{ActivityChange, Command, NewActivity, Who};
use crate::core::definition::Definition;
use crate::core::fact::{Attachment, Contact, ContactHow, EvidenceKind, Mode, Role, Via};
use crate::core::goals::Indicator;
use crate::core::names::{Actor, BlobId, Lang, UnitCode, UnitIx};
use crate::core::status::Step;
use crate::core::time::{DAY, Date, HOUR, MINUTE, SECOND, Stamp};

use crate::demo::dice::Dice;
use crate::demo::photos::Album;
use crate::demo::words;

/// Fates on the wheel.
const WHEEL: usize = 63;
/// Reports that are in a week before the end: days before the last day that counts, by fate from 0.
const EARLY: [i64; 22] = [
    17, 16, 16, 15, 14, 14, 13, 13, 13, 10, 10, 10, 9, 9, 9, 9, 8, 8, 8, 8, 7, 7,
];
/// Reports of the last week, by fate from 22.
const LAST: [i64; 29] = [
    6, 6, 6, 6, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];
/// Reports after the end: days after the last day that counts, by fate from 51. The first two have more time.
const LATE: [i64; 7] = [5, 7, 1, 4, 5, 6, 18];
/// Where the fates of [`LAST`] and [`LATE`] begin, and those after them.
const FROM_LAST: usize = 22;
const FROM_LATE: usize = 51;
const NEVER: usize = 58;
const EXEMPT: usize = 61;
/// Days after the last day that counts at which the script ends.
const AFTERWARDS: i64 = 26;
/// Activities of a unit, by fate.
const ACTIVITIES: [usize; 15] = [2, 3, 1, 2, 2, 4, 2, 1, 3, 2, 3, 2, 1, 2, 3];
/// Sent back, and better in time.
const CORRECTED: [usize; 8] = [3, 9, 10, 12, 24, 31, 38, 55];
/// Sent back, and not better in time; the second never.
const SLOW: [usize; 2] = [0, 45];

/// Who sits at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Officer {
    /// Reviews.
    Lan,
    /// Records.
    Minh,
    /// Reviews.
    Huong,
    /// Answers for the campaign.
    Tuan,
}

impl Officer {
    /// This officer at one of two machines.
    pub fn act(self, dice: &mut Dice) -> Who {
        let (name, role) = match self {
            Self::Lan => ("lan", Role::Reviewer),
            Self::Minh => ("minh", Role::Editor),
            Self::Huong => ("huong", Role::Reviewer),
            Self::Tuan => ("tuan", Role::Administrator),
        };
        Who {
            actor: Actor::from(name),
            real_user: Actor::from(name),
            role,
            via: if dice.chance(18) { Via::Cli } else { Via::Tui },
        }
    }
}

/// What somebody wants done.
#[derive(Debug)]
pub enum What {
    /// As it stands.
    Plain(Box<Command>),
    /// As it stands, of something that happened before.
    Before(Box<Command>, Stamp),
    /// The planned activity of that number goes on record.
    Add(usize, Box<Command>),
    /// Something is done with a planned activity.
    Do(usize, Doing),
    /// As it stands; what is thrown for it is thrown aside, so that all else is as it would be without it.
    Say(Box<Command>),
    /// Done by mistake, and taken back at once.
    Mistake(Box<Command>),
    /// Everybody who owes a report then is reminded.
    Remind(ContactHow),
}

/// What may be done with an activity.
#[derive(Debug)]
pub enum Doing {
    /// It was held.
    Finish(Option<u64>),
    /// It was called off.
    Cancel,
    /// Its record changes.
    Edit(Box<ActivityChange>),
    /// Pictures of it.
    Attach(UnitCode, Vec<Attachment>),
}

/// An intention.
#[derive(Debug)]
pub struct Intent {
    /// When.
    pub at: Stamp,
    /// Whose.
    pub who: Officer,
    /// With these words.
    pub note: String,
    /// What.
    pub what: What,
}

/// All intentions, in the order of time.
#[derive(Debug)]
pub struct Plan {
    /// What is wanted.
    pub intents: Vec<Intent>,
    /// How many activities were thought of.
    pub activities: usize,
    /// The photos, and which file is which of them.
    pub album: Arc<Album>,
    /// See there.
    pub photos: BTreeMap<BlobId, u32>,
}

/// A theme as far as the campaign knows its kind and tags.
struct Ready {
    theme: &'static words::Theme,
    kind: String,
    sdgs: Vec<String>,
    goals: Vec<String>,
}

pub(super) struct Planner<'a> {
    pub(super) def: &'a Definition,
    pub(super) dice: Dice,
    pub(super) aside: Dice,
    pub(super) album: Arc<Album>,
    pub(super) photos: BTreeMap<BlobId, u32>,
    day: String,
    /// The letter goes out.
    letter: Date,
    last_day: Date,
    themes: Vec<Ready>,
    activities: usize,
    intents: Vec<Intent>,
}

/// A unit with its fate.
#[derive(Clone, Copy)]
struct Part {
    ix: UnitIx,
    fate: usize,
    /// The first of its fate: what happens once in a campaign happens to it.
    first: bool,
}

/// Everything that the people of this campaign intend, by a seed.
pub fn plan(seed: u64, def: &Definition) -> Plan {
    let letter = shift(def.window.from, -4);
    let mut p = Planner {
        def,
        dice: Dice::new(seed),
        aside: Dice::new(seed ^ 0x006c_6f69),
        album: Arc::new(Album::new(seed)),
        photos: BTreeMap::new(),
        day: format!("{}/{}", def.day.day(), def.day.month()),
        letter,
        last_day: def.last_day(def.deadline.cutoff),
        themes: ready(def),
        activities: 0,
        intents: Vec::new(),
    };
    p.documents();
    p.reminders();
    for part in p.deal() {
        p.unit(part);
    }
    let end = def.zone.end_of(shift(p.last_day, AFTERWARDS));
    p.intents.retain(|i| i.at < end);
    // Stable: what falls on the same second stays in the order of the plan.
    p.intents.sort_by_key(|i| i.at);
    Plan {
        intents: p.intents,
        activities: p.activities,
        album: p.album,
        photos: p.photos,
    }
}

fn ready(def: &Definition) -> Vec<Ready> {
    let known = |tags: &[&str], knows: &dyn Fn(&str) -> bool| {
        let known = tags.iter().copied().filter(|t| knows(t));
        known.map(str::to_owned).collect::<Vec<_>>()
    };
    let stand_in = def.activity_kind("other").or(def.activity_kinds.first());
    words::THEMES
        .iter()
        .filter_map(|theme| {
            Some(Ready {
                theme,
                kind: def.activity_kind(theme.kind).or(stand_in)?.id.clone(),
                sdgs: known(theme.sdgs, &|s| def.goals.knows_sdg(s)),
                goals: known(theme.goals, &|g| def.goals.knows_goal(g)),
            })
        })
        .collect()
}

fn shift(day: Date, days: i64) -> Date {
    day.checked_add_signed(chrono::TimeDelta::days(days))
        .unwrap_or(day)
}

impl Planner<'_> {
    // ------------------------------------------------------------------ time

    /// A moment of a day, as an office keeps its hours.
    fn hours(&mut self, day: Date) -> Stamp {
        let minute = match self.dice.below(100) {
            0..55 => self.dice.between(8 * 60, 11 * 60 + 30),
            55..95 => self.dice.between(13 * 60 + 30, 16 * 60 + 55),
            _ => self.dice.between(18 * 60, 21 * 60),
        };
        self.minute(day, minute)
    }

    fn morning(&mut self, day: Date) -> Stamp {
        let minute = self.dice.between(8 * 60, 11 * 60 + 40);
        self.minute(day, minute)
    }

    fn minute(&mut self, day: Date, minute: i64) -> Stamp {
        let second = self.dice.between(0, 59);
        self.def
            .zone
            .midnight(day)
            .plus(minute * MINUTE + second * SECOND)
    }

    /// The working day at or after a day (or before it, with a step of -1), if one is near.
    fn workday(&self, day: Date, step: i64) -> Date {
        let near = (0..14).map(|n| shift(day, n * step));
        let mut worked = near.filter(|d| self.def.calendar.is_working_day(*d));
        worked.next().unwrap_or(day)
    }

    /// A working moment `days` working days after `t`.
    fn later(&mut self, t: Stamp, days: u32) -> Stamp {
        let day = working_days_after(self.def, self.def.zone.date(t), days.max(1));
        self.hours(day)
    }

    /// A little after `t`, while somebody is still at it.
    fn soon(&mut self, t: Stamp) -> Stamp {
        let seconds = self.dice.between(40, 900);
        t.plus(seconds * SECOND)
    }

    // ------------------------------------------------------------------ words

    pub(super) fn say(&mut self, list: &'static [&'static str], ix: UnitIx) -> String {
        let words = self.dice.pick(list);
        self.fill(words, ix)
    }

    fn fill(&self, words: &str, ix: UnitIx) -> String {
        let unit = self.def.roster.name(ix, Lang::Vi);
        words.replace("{d}", &self.day).replace("{u}", unit)
    }

    fn code(&self, ix: UnitIx) -> UnitCode {
        UnitCode::from(self.def.roster.code(ix))
    }

    fn recorder(&mut self) -> Officer {
        self.dice
            .pick(&[Some(Officer::Lan), Some(Officer::Minh), Some(Officer::Minh)])
            .unwrap_or(Officer::Minh)
    }

    fn reviewer(&mut self) -> Officer {
        if self.dice.chance(60) {
            Officer::Lan
        } else {
            Officer::Huong
        }
    }

    pub(super) fn want(&mut self, at: Stamp, who: Officer, note: impl Into<String>, what: What) {
        let note = note.into();
        self.intents.push(Intent { at, who, note, what });
    }

    fn plain(&mut self, at: Stamp, who: Officer, note: impl Into<String>, command: Command) {
        self.want(at, who, note, What::Plain(Box::new(command)));
    }

    fn step(&self, ix: UnitIx, step: Step) -> Command {
        Command::Report {
            units: vec![self.code(ix)],
            step,
            due: None,
            files: Vec::new(),
        }
    }

    // ------------------------------------------------------------------ the campaign

    /// The desk keeps its own copies of what went out with the letter; the first of them opens the campaign.
    fn documents(&mut self) {
        let day = self.workday(self.letter, 1);
        let mut at = self.minute(day, 7 * 60 + 50);
        for document in &self.def.documents {
            let file = self.file(
                format!("{}.pdf", document.id),
                EvidenceKind::Document,
                "application/pdf",
            );
            let document = document.id.clone();
            self.plain(at, Officer::Tuan, "", Command::AttachDocument { document, file });
            at = at.plus(95 * SECOND);
        }
    }

    fn reminders(&mut self) {
        for (days, note) in [
            (10, "Thư nhắc chung: hạn báo cáo đang đến gần"),
            (2, "Thư nhắc lần hai, kèm mẫu báo cáo"),
        ] {
            let day = self.workday(shift(self.last_day, -days), -1);
            let at = self.minute(day, 7 * 60 + 45);
            self.want(at, Officer::Huong, note, What::Remind(ContactHow::Mail));
        }
    }

    /// Deals the units onto the wheel. In a short roster some fates are left out, in a long one each has many units.
    fn deal(&mut self) -> Vec<Part> {
        let mut units: Vec<UnitIx> = self.def.roster.units().collect();
        self.dice.shuffle(&mut units);
        let total = units.len().max(1);
        let mut before = usize::MAX;
        let mut parts = Vec::with_capacity(total);
        for (rank, ix) in units.into_iter().enumerate() {
            let fate = rank * WHEEL / total;
            let first = fate != before;
            before = fate;
            parts.push(Part { ix, fate, first });
        }
        parts
    }

    // ------------------------------------------------------------------ a unit

    fn unit(&mut self, part: Part) {
        let acknowledged = self.acknowledge(part);
        self.contact(part, acknowledged);
        let received = self.arrives(part);
        self.activities_of(part, received);
        match (part.fate, received) {
            (0..NEVER, Some(at)) => self.report(part, at),
            (NEVER..EXEMPT, _) => self.overdue_calls(part),
            _ => self.exempt(part),
        }
        self.remarks(part, received);
    }

    fn acknowledge(&mut self, part: Part) -> Option<Stamp> {
        let day = match part.fate {
            57 | 59 | 60 => return None,
            f if f < FROM_LAST && f % 5 == 3 => return None,
            47 | 54 | 58 => shift(self.letter, 24 + part.fate as i64 % 5),
            // Most answer in the first days, some take two weeks.
            _ => shift(
                self.letter,
                self.dice.between(0, 15).min(self.dice.between(0, 15)),
            ),
        };
        let day = self.workday(day, 1);
        let at = self.hours(day);
        let who = self.recorder();
        let note = self.say(words::ACKNOWLEDGED, part.ix);
        let command = self.step(part.ix, Step::Acknowledge);
        self.plain(at, who, note, command);
        Some(at)
    }

    fn contact(&mut self, part: Part, acknowledged: Option<Stamp>) {
        let Some(at) = acknowledged.filter(|_| self.dice.chance(85)) else {
            return;
        };
        let (given, letters) = self.dice.pick(words::GIVEN);
        let roster = &self.def.roster;
        let label = match roster.abbr(part.ix) {
            "" => roster.code(part.ix),
            abbr => abbr,
        };
        let contact = Contact {
            name: format!("{} {given}", self.dice.pick(words::FAMILY)),
            title: self.dice.pick(words::POSTS).to_owned(),
            // No area of the country has this code: nobody's telephone rings because of a demo.
            phone: format!("0200 000 {:03}", self.dice.below(1_000)),
            mail: format!("{letters}.{}@example.vn", label.to_lowercase()),
        };
        let at = self.soon(at);
        let unit = self.code(part.ix);
        self.plain(
            at,
            Officer::Minh,
            "",
            Command::SetContact {
                unit,
                contact: contact.into(),
            },
        );
    }

    /// When the unit's first report comes in, if ever.
    fn arrives(&mut self, part: Part) -> Option<Stamp> {
        let fate = part.fate;
        if let Some(days) = EARLY.get(fate) {
            let day = self.workday(shift(self.last_day, -days), -1);
            return Some(if *days == 7 {
                self.morning(day)
            } else {
                self.hours(day)
            });
        }
        if let Some(days) = LAST.get(fate - FROM_LAST) {
            let day = self.workday(shift(self.last_day, -days), -1);
            let evening = fate == 48 || fate == 49;
            let at = if evening {
                let minute = self.dice.between(21 * 60, 23 * 60 + 50);
                self.minute(day, minute)
            } else {
                self.hours(day)
            };
            return Some(at);
        }
        let days = LATE.get(fate.checked_sub(FROM_LATE)?)?;
        let day = self.workday(shift(self.last_day, *days), 1);
        Some(self.hours(day))
    }

    fn report(&mut self, part: Part, at: Stamp) {
        if part.fate == 40 && part.first {
            self.mistaken_receipt(part);
        }
        if part.fate == 51 || part.fate == 52 {
            self.extension(part);
        }
        if part.fate >= 40 {
            self.calls(part, at);
        }
        let at = if part.fate == 50 {
            self.came_on_paper(part, at)
        } else {
            self.receive(part, at, words::REPORTS);
            at
        };
        if self.dice.chance(70) {
            self.figures(part, at);
        }
        let at = if part.fate == 6 || part.fate == 33 {
            self.withdrawn(part, at)
        } else {
            at
        };
        self.judged(part, at);
    }

    fn receive(&mut self, part: Part, at: Stamp, notes: &'static [&'static str]) {
        let command = Command::Report {
            units: vec![self.code(part.ix)],
            step: Step::Receive,
            due: None,
            files: self.papers(part.ix),
        };
        // A few send a file without a word.
        let note = if self.dice.chance(12) {
            String::new()
        } else {
            self.say(notes, part.ix)
        };
        let who = self.recorder();
        self.plain(at, who, note, command);
    }

    /// Handed over on paper, entered almost two days later, with a word about it: it counts when it came.
    fn came_on_paper(&mut self, part: Part, at: Stamp) -> Stamp {
        let day = working_days_after(self.def, self.def.zone.date(at), 1);
        let entered = self.morning(day);
        let happened = entered.plus(-DAY - 19 * HOUR);
        let mut command = self.step(part.ix, Step::Receive);
        if let Command::Report { files, .. } = &mut command {
            files.extend(self.papers(part.ix));
        }
        let note = "Bản giấy nộp trực tiếp tại văn thư, ghi bổ sung";
        self.want(
            entered,
            Officer::Minh,
            note,
            What::Before(Box::new(command), happened),
        );
        entered
    }

    fn withdrawn(&mut self, part: Part, at: Stamp) -> Stamp {
        let back = self.later(at, 1);
        let command = self.step(part.ix, Step::Withdraw);
        self.plain(back, Officer::Lan, "Sở gửi nhầm bản dự thảo, xin rút", command);
        let again = self.later(back, 1);
        self.receive(part, again, words::BETTER);
        again
    }

    fn judged(&mut self, part: Part, at: Stamp) {
        let fate = part.fate;
        let slow = SLOW.contains(&fate);
        if slow || CORRECTED.contains(&fate) {
            let days = if fate < FROM_LAST { 1 } else { 2 };
            let back = self.later(at, days + u32::from(slow));
            let reason = self.say(words::RETURNED, part.ix);
            let who = self.reviewer();
            let mut command = self.step(part.ix, Step::Return);
            let due = working_days_after(self.def, self.def.zone.date(back), 5);
            if let Command::Report { due: asked, .. } = &mut command {
                *asked = self.dice.chance(50).then_some(due);
            }
            self.plain(back, who, reason, command);
            match (slow, fate) {
                (true, 45) => {}
                (true, _) => self.corrected(part, back, 9),
                _ => self.corrected(part, back, 4),
            }
            return;
        }
        // What arrives in the rush of the last days waits longer.
        let longest = if (FROM_LAST..FROM_LATE).contains(&fate) {
            7
        } else {
            3
        };
        let days = self.dice.between(1, longest);
        let accepted = self.accept(part, at, days as u32);
        if fate == 2 || fate == 30 {
            let newer = self.later(accepted, 4);
            self.receive(part, newer, words::BETTER);
            if fate == 2 {
                self.accept(part, newer, 3);
            }
        }
    }

    fn corrected(&mut self, part: Part, back: Stamp, days: u32) {
        let at = self.later(back, days);
        self.receive(part, at, words::BETTER);
        self.accept(part, at, 2);
    }

    fn accept(&mut self, part: Part, received: Stamp, days: u32) -> Stamp {
        let at = self.later(received, days);
        let who = self.reviewer();
        let note = self.say(words::ACCEPTED, part.ix);
        let command = self.step(part.ix, Step::Accept);
        self.plain(at, who, note, command);
        at
    }

    // ------------------------------------------------------------------ what is out of the ordinary

    fn exempt(&mut self, part: Part) {
        let (day, reason) = if part.fate == EXEMPT {
            (
                shift(self.def.window.from, 13),
                "Trụ sở Sở nằm trong khu vực cách ly phòng, chống Covid-19",
            )
        } else {
            (
                shift(self.last_day, -2),
                "Toàn bộ cán bộ được huy động phòng, chống dịch; có văn bản của UBND",
            )
        };
        let day = self.workday(day, 1);
        let at = self.hours(day);
        let command = self.step(part.ix, Step::Exempt);
        self.plain(at, Officer::Tuan, reason, command);
    }

    /// More time for one unit; once in a campaign it is first given to all by mistake.
    fn extension(&mut self, part: Part) {
        let until = shift(self.last_day, 8);
        let reason = if part.fate == 51 {
            "Sở đề nghị gia hạn vì mưa đá, mất điện diện rộng"
        } else {
            "Gia hạn theo công văn của Sở: cán bộ phụ trách phải cách ly"
        };
        let day = self.workday(shift(self.last_day, part.fate as i64 - 53), -1);
        let at = self.hours(day);
        if part.fate == 51 && part.first {
            let command = Command::Extend { unit: None, until };
            let before = at.plus(-3 * MINUTE);
            self.want(before, Officer::Tuan, reason, What::Mistake(Box::new(command)));
        }
        let unit = Some(self.code(part.ix));
        self.plain(at, Officer::Tuan, reason, Command::Extend { unit, until });
    }

    fn mistaken_receipt(&mut self, part: Part) {
        let day = self.workday(shift(self.last_day, -14), -1);
        let at = self.hours(day);
        let command = self.step(part.ix, Step::Receive);
        let note = self.say(words::REPORTS, part.ix);
        self.want(at, Officer::Lan, note, What::Mistake(Box::new(command)));
    }

    // ------------------------------------------------------------------ calls and notes

    fn call(&mut self, ix: UnitIx, day: Date, how: ContactHow, list: &'static [&'static str]) {
        let day = self.workday(day, 1);
        let at = self.hours(day);
        let who = self.recorder();
        let note = self.say(list, ix);
        let units = vec![self.code(ix)];
        self.plain(at, who, note, Command::LogContact { units, how });
    }

    fn calls(&mut self, part: Part, received: Stamp) {
        let list = if part.fate == 57 {
            words::SILENT
        } else {
            words::CALLS
        };
        self.call(part.ix, shift(self.last_day, -8), ContactHow::Phone, list);
        if received >= self.def.deadline.cutoff {
            let day = shift(self.def.zone.date(received), -2);
            let day = day.max(shift(self.last_day, 1));
            self.call(part.ix, day, ContactHow::Phone, words::OVERDUE);
        }
    }

    fn overdue_calls(&mut self, part: Part) {
        for days in [-17, -9] {
            let list = if part.fate == NEVER {
                words::CALLS
            } else {
                words::SILENT
            };
            self.call(part.ix, shift(self.last_day, days), ContactHow::Phone, list);
        }
        for days in [1, 6, 22] {
            self.call(
                part.ix,
                shift(self.last_day, days),
                ContactHow::Phone,
                words::OVERDUE,
            );
        }
        let day = shift(self.last_day, 14);
        self.call(part.ix, day, ContactHow::Visit, words::VISITS);
    }

    fn remarks(&mut self, part: Part, received: Option<Stamp>) {
        if !self.dice.chance(28) {
            return;
        }
        let at = if let Some(at) = received {
            self.soon(at.plus(20 * MINUTE))
        } else {
            let day = self.workday(shift(self.def.day, 4), 1);
            self.hours(day)
        };
        let text = self.say(words::NOTES, part.ix);
        let units = vec![self.code(part.ix)];
        let who = self.reviewer();
        self.plain(at, who, text, Command::Note { units });
    }

    // ------------------------------------------------------------------ figures

    fn figures(&mut self, part: Part, received: Stamp) {
        let def = self.def;
        let wanted = self.dice.between(3, 7) as usize;
        let start = self.dice.below(def.indicators.len() as u64) as usize;
        let round = def.indicators.iter().cycle().skip(start);
        let values: Vec<(String, Option<f64>)> = round
            .take(wanted.min(def.indicators.len()))
            .map(|i| (i.id.clone(), Some(self.value(i))))
            .collect();
        if !values.is_empty() {
            let at = self.soon(received);
            let unit = self.code(part.ix);
            self.plain(at, Officer::Minh, "", Command::Figures { unit, values });
        }
    }

    /// A value in whole last digits, from what is plausible; now and then from below that.
    fn value(&mut self, i: &Indicator) -> f64 {
        let scale = f64::from(10_u32.pow(u32::from(i.decimals.min(6))));
        let whole = |x: f64| (x * scale).round() as i64;
        let (mut lo, mut hi) = (
            whole(i.soft_min.max(i.hard_min)),
            whole(i.soft_max.min(i.hard_max)),
        );
        if i.kind == "bool" {
            return self.dice.between(0, 1) as f64;
        }
        if self.dice.chance(3) && whole(i.hard_min) < lo {
            hi = lo - 1;
            lo = whole(i.hard_min).max(lo / 2);
        } else if i.kind == "count" {
            // Most are small: the upper end of what is plausible is for the cities.
            hi = lo + (hi - lo) / self.dice.between(2, 40);
        }
        let middle = i64::midpoint(self.dice.between(lo, hi), self.dice.between(lo, hi));
        middle as f64 / scale
    }

    // ------------------------------------------------------------------ activities

    fn activities_of(&mut self, part: Part, received: Option<Stamp>) {
        if part.fate == 59 || part.fate == 60 || self.themes.is_empty() {
            return;
        }
        let n = ACTIVITIES[part.fate * 7 % ACTIVITIES.len()];
        // Each unit goes through the themes in a stride of its own, so that it never does the same thing twice.
        let start = self.dice.below(self.themes.len() as u64) as usize;
        let stride = self.dice.between(5, 9) as usize;
        for k in 0..n {
            self.activity(part, (start + k * stride) % self.themes.len(), received);
        }
    }

    fn activity(&mut self, part: Part, theme: usize, received: Option<Stamp>) {
        let (from, to) = self.dates(theme, part, received);
        let quiet = part.fate == 57;
        let ahead = !quiet && self.dice.chance(55);
        let added = self.added(from, to, ahead, received.filter(|_| quiet));
        let n = self.activities;
        self.activities += 1;
        let over = self.def.zone.date(added) > to;
        let Some(ready) = self.themes.get(theme) else {
            return;
        };
        let (lo, hi) = ready.theme.reach;
        let reach = self
            .dice
            .between(lo, i64::midpoint(lo, hi))
            .min(self.dice.between(lo, hi)) as u64;
        let details = NewActivity {
            kind: ready.kind.clone(),
            title: self.fill(ready.theme.title, part.ix),
            from: Some(from),
            to: Some(to),
            mode: ready.theme.mode,
            reach: over.then_some(reach),
            sdgs: ready.sdgs.clone(),
            goals: ready.goals.clone(),
            ..NewActivity::default()
        };
        let unit = self.code(part.ix);
        let command = Command::AddActivity {
            unit: unit.clone(),
            details,
            files: Vec::new(),
        };
        let who = self.recorder();
        self.want(added, who, "", What::Add(n, Box::new(command)));
        let after = if over {
            added
        } else {
            self.goes_on(part, n, added, from, to, reach)
        };
        if self.dice.chance(45) {
            let at = self.soon(after.plus(10 * MINUTE));
            let of = self.themes.get(theme).map(|r| (r.theme.kind, r.theme.title));
            let files = self.pictures(from, of.unwrap_or_default());
            self.captions(at, &unit, &files);
            self.want(at, Officer::Minh, "", What::Do(n, Doing::Attach(unit, files)));
        }
    }

    /// When an activity is held: around the Day mostly, before the unit's report where it has one.
    fn dates(&mut self, theme: usize, part: Part, received: Option<Stamp>) -> (Date, Date) {
        let w = self.def.window;
        let reported = received
            .filter(|_| part.fate < FROM_LAST)
            .map(|t| shift(self.def.zone.date(t), -1));
        let end = reported.unwrap_or(w.to).clamp(w.from, w.to);
        let length = self.themes.get(theme).map_or(1, |r| r.theme.days);
        let from = if length > 6 {
            shift(w.from, self.dice.between(2, 12))
        } else if self.dice.chance(50) {
            shift(self.def.day, self.dice.pick(&[-3, -2, -1, 0, 0, 0, 0, 1, 2]))
        } else {
            shift(w.from, self.dice.between(3, (w.to - w.from).num_days().max(3)))
        };
        let from = from.clamp(w.from, end);
        let lasts = if length > 6 {
            self.dice.between(5, i64::from(length))
        } else {
            self.dice.between(1, i64::from(length))
        };
        (from, shift(from, lasts - 1).clamp(from, end))
    }

    /// When it goes on record: while it is still to come, or once it was held.
    fn added(&mut self, from: Date, to: Date, ahead: bool, late: Option<Stamp>) -> Stamp {
        if let Some(at) = late {
            return at.plus(-2 * HOUR);
        }
        let day = if ahead {
            let day = shift(from, -self.dice.between(2, 9)).max(shift(self.letter, 1));
            self.workday(day, 1)
        } else {
            let middle = shift(from, (to - from).num_days().min(3));
            let day = shift(middle, self.dice.between(1, 3));
            self.workday(day, 1)
        };
        self.hours(day)
    }

    /// What becomes of an activity that went on record before it was over; gives back when it was last spoken of.
    fn goes_on(&mut self, part: Part, n: usize, added: Stamp, from: Date, to: Date, reach: u64) -> Stamp {
        let begun = self.def.zone.midnight(from);
        if begun > added.plus(DAY) && self.dice.chance(7) {
            let day = self.workday(shift(from, -1), -1);
            let at = self.morning(day).max(added.plus(HOUR));
            let reason = self.say(words::CANCELLED, part.ix);
            let who = self.recorder();
            self.want(at, who, reason, What::Do(n, Doing::Cancel));
            return at;
        }
        if self.dice.chance(16) {
            self.edited(n, added, to, reach);
        }
        let day = self.workday(shift(to, 1), 1);
        let at = self.hours(day).max(added.plus(HOUR));
        if self.dice.chance(88) {
            let told = self.dice.chance(90).then_some(reach);
            let note = self.say(words::HELD, part.ix);
            let who = self.recorder();
            self.want(at, who, note, What::Do(n, Doing::Finish(told)));
        }
        at
    }

    /// A first count, another mode, a day more: records change while there is time.
    fn edited(&mut self, n: usize, added: Stamp, to: Date, reach: u64) {
        let at = added.plus(self.dice.between(30, 600) * MINUTE);
        let change = match self.dice.below(3) {
            0 => ActivityChange {
                mode: Some(Mode::Hybrid),
                ..ActivityChange::default()
            },
            1 => ActivityChange {
                to: Some(Some(shift(to, 1))),
                ..ActivityChange::default()
            },
            _ => ActivityChange {
                reach: Some(Some(reach / 2)),
                ..ActivityChange::default()
            },
        };
        self.want(at, Officer::Minh, "", What::Do(n, Doing::Edit(Box::new(change))));
    }
}
