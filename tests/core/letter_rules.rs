//! What may be decided about a letter and what may not, and what follows in the campaign; `letters.rs` beside it says what
//! becomes of letters whatever happens to them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::desk::{Desk, at, who, wtisd_2020};
use crate::common::letters::{
    aside_verdict, file, file_verdict, judge, letter, name, part_bytes, put_back, raw, sha256,
};
use ketnoi::core::authority::{ROLES, Rights};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::deadline::FAR_DAYS;
use ketnoi::core::decide::{
    Arrival, Command, LATE_ENTRY, LetterCommand, LetterOrder, NOTE_MAX, Verdict, Who, decide_letters,
    entries, is_answer, is_there, settling, way_back,
};
use ketnoi::core::definition::Definition;
use ketnoi::core::eyes::Eyes;
use ketnoi::core::fact::{Envelope, Fact, LetterFact, Role, Via};
use ketnoi::core::house::{House, LetterState, Owed};
use ketnoi::core::letter::{
    Filled, Judgement, LetterFailed, LetterFiled, LetterKept, LetterKind, LetterSettled, PartKind, SentForm,
    Symbol, Unreadable,
};
use ketnoi::core::names::{CampaignId, CmdId, HOUSE_STREAM, UnitCode};
use ketnoi::core::refusal::{Refusal, Rule};
use ketnoi::core::status::Step;
use ketnoi::core::time::{DAY, Stamp};

const NOW: &str = "2020-06-03T08:00:00+07:00";

/// The house and an open campaign in memory, at a clock that stands.
struct Office {
    house: House,
    campaign: Campaign,
    facts: Vec<Envelope>,
    now: Stamp,
    cmd: u128,
}

impl Office {
    /// With letters 1 to `n`, none of them decided about.
    fn with(n: u32) -> Self {
        let mut desk = Desk::new();
        let open = Command::Open {
            definition: wtisd_2020(),
            source: "shipped".to_owned(),
        };
        desk.order(open, "").expect("opened");
        let mut office = Self {
            house: House::default(),
            campaign: desk.campaign,
            facts: Vec::new(),
            now: at(NOW),
            cmd: 0,
        };
        let arrivals = (1..=n).map(|n| Arrival::Letter(Box::new(letter(n, &["bao-cao.pdf"]))));
        let command = LetterCommand::TakeIn {
            arrivals: arrivals.collect(),
        };
        office.say(command, "").expect("taken in");
        office
    }

    fn order(&mut self, command: LetterCommand) -> LetterOrder {
        self.cmd += 1;
        LetterOrder::new(CmdId(self.cmd.into()), command)
    }

    /// Gives an order; tells how many facts came of it.
    fn give(&mut self, order: &LetterOrder, by: &Who) -> Result<usize, Refusal> {
        let drafts = decide_letters(&self.house, &self.campaign, order, by, self.now)?;
        let count = drafts.len();
        for (n, d) in (0..).zip(drafts) {
            let env = Envelope {
                stream: CampaignId::from(HOUSE_STREAM),
                seq: self.house.seq() + 1,
                cmd: order.cmd,
                n,
                at: d.at,
                recorded: self.now,
                actor: by.actor.clone(),
                real_user: by.real_user.clone(),
                role: by.role,
                via: Via::Cli,
                unit: d.unit,
                entered_later: d.entered_later,
                fact: d.fact,
                hash: [0; 32],
            };
            self.house.take(&env).expect("what is decided can be taken in");
            self.facts.push(env);
        }
        Ok(count)
    }

    fn say(&mut self, command: LetterCommand, note: &str) -> Result<usize, Rule> {
        let order = self.order(command).note(note);
        self.give(&order, &who("lan")).map_err(|r| r.rule)
    }

    /// The campaign follows the last decision about a letter.
    fn settle(&mut self, n: u32, facts: &[u64], refused: Option<Rule>) -> Result<usize, Rule> {
        let letter = self.house.letter(&name(n)).expect("a letter");
        let settled = LetterSettled {
            letter: name(n),
            decision: letter.decision.expect("decided").seq,
            campaign: self.house.campaign_of(letter).expect("filed").clone(),
            facts: facts.to_vec(),
            refused: refused.map(|r| r.id().to_owned()),
        };
        let settled = vec![settled];
        self.say(LetterCommand::Settle { settled }, "")
    }

    fn stands(&self, n: u32) -> (LetterState, Owed, Vec<&str>) {
        let letter = self.house.letter(&name(n)).expect("a letter");
        let units = self.house.units_of(letter).map(UnitCode::as_str).collect();
        (letter.state, letter.owed, units)
    }
}

fn filed_to(letters: &[u32], units: &[&str], kind: LetterKind, received: Option<Stamp>) -> LetterCommand {
    LetterCommand::File {
        letters: letters.iter().map(|n| name(*n)).collect(),
        units: units.iter().map(|u| UnitCode::from(*u)).collect(),
        kind,
        symbol: Symbol::default(),
        received,
    }
}

fn dismiss(n: u32) -> LetterCommand {
    LetterCommand::Dismiss {
        letters: vec![name(n)],
    }
}

#[test]
fn every_role_goes_as_far_with_letters_as_the_table_says() {
    let records = [Role::Editor, Role::Reviewer, Role::Administrator];
    let rules = [Role::Administrator];
    let take_in = || LetterCommand::TakeIn {
        arrivals: vec![Arrival::Letter(Box::new(letter(9, &[])))],
    };
    let words = || LetterCommand::RedactFacts { facts: vec![] };
    let table: [(LetterCommand, &[Role]); 6] = [
        (take_in(), &records),
        (judge(1, aside_verdict()), &records),
        (file([1], "04", LetterKind::Report), &records),
        (dismiss(1), &records),
        (words(), &rules),
        (LetterCommand::CorrectClock, &rules),
    ];
    for (command, allowed) in table {
        for role in ROLES {
            let mut office = Office::with(1);
            let order = office.order(command.clone()).note("vì thế");
            let got = office.give(&order, &Who { role, ..who("lan") });
            let forbidden = got.is_err_and(|r| r.rule == Rule::RoleForbids);
            assert_eq!(forbidden, !allowed.contains(&role), "{role:?}: {command:?}");
        }
    }
    // What follows from a decision is nobody's own deed: whoever comes along may put it on record.
    for role in ROLES {
        let mut office = Office::with(1);
        office
            .say(file([1], "04", LetterKind::Report), "")
            .expect("filed");
        let order = office.order(LetterCommand::Settle { settled: vec![] });
        assert_eq!(
            office.give(&order, &Who { role, ..who("lan") }),
            Ok(0),
            "{role:?}"
        );
    }
}

#[test]
fn a_letter_is_filed_to_units_of_an_open_campaign_and_to_nothing_else() {
    let to = |units: &[&str]| filed_to(&[1], units, LetterKind::Report, None);
    let mut office = Office::with(1);
    assert_eq!(office.say(to(&[]), ""), Err(Rule::NoUnit));
    assert_eq!(office.say(to(&["04", "99"]), ""), Err(Rule::UnknownUnit));
    assert_eq!(
        office.say(filed_to(&[], &["04"], LetterKind::Report, None), ""),
        Err(Rule::LetterUnknown)
    );
    assert_eq!(
        office.say(filed_to(&[7], &["04"], LetterKind::Report, None), ""),
        Err(Rule::LetterUnknown)
    );
    office.campaign = Campaign::preview(wtisd_2020());
    assert_eq!(office.say(to(&["04"]), ""), Err(Rule::CampaignNotOpened));
    let mut desk = Desk::new();
    desk.order(Command::Close, "xong").expect("closed");
    office.campaign = desk.campaign;
    let order = office.order(to(&["04"]));
    let refusal = office.give(&order, &who("minh")).expect_err("closed");
    assert_eq!(
        (refusal.rule, refusal.who.expect("named").as_str()),
        (Rule::CampaignClosed, "lan")
    );
    assert_eq!(office.house.counts().new, 1, "nothing has become of it");
    // Rules that agree on a unit file nothing there either, and set it aside.
    assert_eq!(office.say(judge(1, file_verdict("04")), ""), Ok(1));
    assert_eq!(office.stands(1).0, LetterState::SetAside);
}

#[test]
fn a_moment_of_receipt_by_hand_has_a_reason_and_can_have_been() {
    let received = |when: Stamp, note: &str| {
        let mut office = Office::with(1);
        let command = filed_to(&[1], &["04"], LetterKind::Report, Some(when));
        let got = office.say(command, note);
        let Some(Fact::Letter(LetterFact::Filed(f))) = office.facts.last().map(|env| &env.fact) else {
            return got.map(|_| None);
        };
        assert_eq!(f.note, note.trim());
        got.map(|_| f.received)
    };
    let now = at(NOW);
    assert_eq!(received(now.plus(-DAY), " "), Err(Rule::ReasonMissing));
    assert_eq!(
        received(now.plus(-DAY), " dấu bưu điện "),
        Ok(Some(now.plus(-DAY)))
    );
    assert_eq!(received(now, "vì thế"), Ok(Some(now)));
    assert_eq!(received(now.plus(1), "vì thế"), Err(Rule::FutureDate));
    let first = at("2000-01-01T00:00:00+07:00");
    assert_eq!(received(first, "vì thế"), Ok(Some(first)));
    assert_eq!(received(first.plus(-1), "vì thế"), Err(Rule::ImpossibleDate));
}

#[test]
fn what_came_more_than_a_day_ago_is_entered_later() {
    for (ago, later) in [(0, false), (LATE_ENTRY, false), (LATE_ENTRY + 1, true)] {
        let mut office = Office::with(0);
        let mut kept = letter(1, &[]);
        kept.copy.received = office.now.plus(-ago);
        let arrivals = vec![Arrival::Letter(Box::new(kept))];
        office
            .say(LetterCommand::TakeIn { arrivals }, "")
            .expect("taken in");
        let env = &office.facts[0];
        assert_eq!(
            (env.entered_later, env.at),
            (later, office.now.plus(-ago)),
            "{ago} ms"
        );
    }
}

#[test]
fn filing_a_letter_as_it_is_filed_changes_nothing_and_otherwise_is_refused() {
    let filed = || filed_to(&[1], &["79", "04"], LetterKind::Report, None);
    let mut office = Office::with(2);
    assert_eq!(office.say(filed(), ""), Ok(1));
    assert_eq!(
        office.stands(1),
        (LetterState::Filed, Owed::Entry, vec!["04", "79"])
    );
    let again = |office: &mut Office, units: &[&str], kind| office.say(filed_to(&[1], units, kind, None), "");
    assert_eq!(again(&mut office, &["04", "79"], LetterKind::Report), Ok(0));
    assert_eq!(again(&mut office, &["79", "04", "79"], LetterKind::Report), Ok(0));
    for (units, kind) in [
        (&["04"][..], LetterKind::Report),
        (&["04", "79", "01"], LetterKind::Report),
        (&["04", "79"], LetterKind::Addition),
    ] {
        assert_eq!(
            again(&mut office, units, kind),
            Err(Rule::LetterDecided),
            "{units:?} {kind:?}"
        );
    }
    // The same units of another campaign are others.
    let mut other = Definition::clone(&wtisd_2020());
    other.id = CampaignId::from("wtisd-2021");
    let mut desk = Desk::new();
    desk.campaign = Campaign::preview(Arc::new(other.clone()));
    let open = Command::Open {
        definition: Arc::new(other),
        source: "shipped".to_owned(),
    };
    desk.order(open, "").expect("opened");
    let here = std::mem::replace(&mut office.campaign, desk.campaign);
    assert_eq!(
        again(&mut office, &["04", "79"], LetterKind::Report),
        Err(Rule::LetterDecided)
    );
    // As long as nothing has come of it there it may be put back from here; then only from there.
    office.settle(1, &[], None).expect("settled");
    let elsewhere = std::mem::replace(&mut office.campaign, here);
    assert_eq!(office.say(put_back(1), "nhầm"), Ok(1));
    assert_eq!(office.say(filed(), ""), Ok(1));
    office.settle(1, &[7], None).expect("settled");
    let here = std::mem::replace(&mut office.campaign, elsewhere);
    assert_eq!(office.say(put_back(1), "nhầm"), Err(Rule::LetterElsewhere));
    office.campaign = here;
    assert_eq!(office.say(put_back(1), "nhầm"), Ok(1));
}

#[test]
fn the_second_who_decides_is_told_of_the_first() {
    let mut office = Office::with(1);
    let seen = office.house.seq();
    office.say(judge(1, aside_verdict()), "").expect("set aside");
    office.now = office.now.plus(60_000);
    let dismissed = office.order(dismiss(1)).note("thư rác");
    office.give(&dismissed, &who("minh")).expect("dismissed");
    let decided = office.house.seq();
    office.now = office.now.plus(60_000);
    for (based_on, by, rule) in [
        (Some(seen), "lan", Rule::LetterDecided),
        (Some(decided - 1), "lan", Rule::LetterDecided),
        (Some(decided), "lan", Rule::LetterDecided),
        (None, "minh", Rule::LetterDecided),
    ] {
        let order = office
            .order(file([1], "04", LetterKind::Report))
            .based_on(based_on);
        let refusal = office.give(&order, &who(by)).expect_err("decided");
        assert_eq!(refusal.rule, rule, "{based_on:?}");
        assert_eq!(refusal.who.expect("who did").as_str(), "minh");
        assert_eq!(refusal.when, at(NOW).plus(60_000), "when");
    }
    // To put it back is decided on what was seen; nobody is told of the own decision.
    let put = |office: &mut Office, by: &str, based_on| {
        let order = office.order(put_back(1)).note("nhầm").based_on(based_on);
        office.give(&order, &who(by)).map_err(|r| r.rule)
    };
    assert_eq!(
        put(&mut office, "lan", Some(decided - 1)),
        Err(Rule::LetterDecided)
    );
    let mut other = Office::with(1);
    other.say(judge(1, aside_verdict()), "").expect("set aside");
    let dismissed = other.order(dismiss(1)).note("thư rác");
    other.give(&dismissed, &who("minh")).expect("dismissed");
    let newest = other.house.seq();
    assert_eq!(put(&mut other, "lan", Some(newest)), Ok(1), "whoever saw it");
    assert_eq!(put(&mut office, "minh", Some(seen)), Ok(1));
    let waits = office.order(put_back(1)).note("nhầm");
    let refusal = office.give(&waits, &who("lan")).expect_err("it waits already");
    assert_eq!(
        (refusal.rule, refusal.who.expect("named").as_str()),
        (Rule::LetterWaits, "minh")
    );
    // Of a letter about which nobody has decided the refusal says when it came.
    let mut fresh = Office::with(1);
    let waits = fresh.order(put_back(1)).note("nhầm");
    let refusal = fresh.give(&waits, &who("lan")).expect_err("it waits");
    assert_eq!((refusal.who, refusal.when), (None, fresh.facts[0].at));
}

#[test]
fn dismissing_and_putting_back_say_why_and_a_note_is_no_book() {
    let mut office = Office::with(1);
    assert_eq!(office.say(dismiss(1), " \n"), Err(Rule::ReasonMissing));
    let text = |n: usize| "ế".repeat(n);
    assert_eq!(
        office.say(dismiss(1), &text(NOTE_MAX + 1)),
        Err(Rule::TextTooLong)
    );
    assert_eq!(
        office.say(dismiss(1), &format!(" {} ", text(NOTE_MAX - 2))),
        Ok(1)
    );
    let Fact::Letter(LetterFact::Dismissed(f)) = &office.facts.last().expect("a fact").fact else {
        panic!("dismissed");
    };
    assert_eq!(f.reason, text(NOTE_MAX - 2));
    assert_eq!(office.say(put_back(1), ""), Err(Rule::ReasonMissing));
    assert_eq!(office.say(put_back(1), &text(NOTE_MAX)), Ok(1));
    assert_eq!(office.stands(1), (LetterState::SetAside, Owed::Nothing, vec![]));
}

#[test]
fn nothing_is_decided_about_what_the_campaign_has_not_followed() {
    let mut office = Office::with(1);
    office
        .say(file([1], "04", LetterKind::Report), "")
        .expect("filed");
    assert_eq!(office.say(put_back(1), "nhầm"), Err(Rule::LetterUnsettled));
    office.settle(1, &[7, 8], None).expect("entered");
    assert_eq!(office.stands(1), (LetterState::Filed, Owed::Nothing, vec!["04"]));
    assert_eq!(office.settle(1, &[9], None), Ok(0), "it is settled");
    office.say(put_back(1), "nhầm").expect("back");
    assert_eq!(
        office.stands(1),
        (LetterState::SetAside, Owed::Return, vec!["04"])
    );
    assert_eq!(
        office.say(file([1], "01", LetterKind::Report), ""),
        Err(Rule::LetterUnsettled)
    );
    // The campaign keeps what it was asked for back: the letter still names it.
    let mut kept = Office::with(1);
    kept.say(file([1], "04", LetterKind::Report), "").expect("filed");
    kept.settle(1, &[7], None).expect("entered");
    kept.say(put_back(1), "nhầm").expect("back");
    kept.settle(1, &[], Some(Rule::UndoRestedOn)).expect("refused");
    assert_eq!(kept.stands(1), (LetterState::SetAside, Owed::Nothing, vec!["04"]));
    office.settle(1, &[], None).expect("returned");
    assert_eq!(office.stands(1), (LetterState::SetAside, Owed::Nothing, vec![]));
    assert_eq!(office.say(file([1], "01", LetterKind::Report), ""), Ok(1));
    // The campaign will not have it: the letter waits for somebody again.
    office
        .settle(1, &[], Some(Rule::CampaignClosed))
        .expect("refused");
    assert_eq!(office.stands(1).0, LetterState::SetAside);
    // An addition without a file and a question bring nothing.
    for (kind, owed) in [
        (LetterKind::Report, Owed::Entry),
        (LetterKind::Addition, Owed::Entry),
        (LetterKind::Acknowledgement, Owed::Entry),
        (LetterKind::Request, Owed::Nothing),
        (LetterKind::Question, Owed::Nothing),
        (LetterKind::Automatic, Owed::Nothing),
        (LetterKind::Other, Owed::Nothing),
    ] {
        let mut office = Office::with(1);
        office.say(file([1], "04", kind), "").expect("filed");
        assert_eq!(office.stands(1).1, owed, "{kind:?}");
    }
}

#[test]
fn the_clock_of_the_house_is_doubted_and_set_right_like_a_campaigns() {
    let far = FAR_DAYS * DAY;
    for (moved, doubt) in [
        (far, None),
        (far + 1, Some(Rule::ClockAhead)),
        (-far, None),
        (-far - 1, Some(Rule::ClockBehind)),
    ] {
        let mut office = Office::with(1);
        office.now = office.now.plus(moved);
        let wanted = doubt.map_or(Ok(1), Err);
        let command = judge(1, aside_verdict());
        let order = office.order(command);
        let got = decide_letters(&office.house, &office.campaign, &order, &who("lan"), office.now);
        assert_eq!(got.map(|d| d.len()).map_err(|r| r.rule), wanted, "{moved} ms");
        let wanted = match doubt {
            Some(Rule::ClockAhead) => Err(Rule::ClockAhead),
            _ if moved > 0 => Err(Rule::ClockNotAhead),
            _ => Ok(1),
        };
        assert_eq!(
            office.say(LetterCommand::CorrectClock, "sai"),
            wanted,
            "{moved} ms"
        );
    }
    let mut office = Office::with(1);
    assert_eq!(
        office.say(LetterCommand::CorrectClock, "sai"),
        Err(Rule::ClockNotAhead)
    );
    office.now = office.now.plus(-1);
    assert_eq!(
        office.say(LetterCommand::CorrectClock, ""),
        Err(Rule::ReasonMissing)
    );
    assert_eq!(office.say(LetterCommand::CorrectClock, "sai"), Ok(1));
}

/// The same letter in other bytes.
fn copy(n: u32) -> Arrival {
    let mut kept = letter(1, &[]);
    kept.copy = raw(1, n);
    Arrival::Letter(Box::new(kept))
}

fn unread() -> LetterFailed {
    LetterFailed {
        copy: raw(8, 0),
        whole: true,
        why: Unreadable::Crashed,
        detail: String::new(),
        program: "0.1.0".to_owned(),
    }
}

// ---------------------------------------------------------------------- what follows in the campaign

fn filed(kind: LetterKind, units: &[&str], note: &str) -> LetterFiled {
    LetterFiled {
        letter: name(1),
        campaign: CampaignId::from("wtisd-2020"),
        units: units.iter().map(|u| UnitCode::from(*u)).collect(),
        kind,
        symbol: Symbol::default(),
        received: None,
        judgement: Judgement::default(),
        note: note.to_owned(),
    }
}

#[test]
fn the_form_in_a_letter_goes_on_record_where_it_is_filed_as_what_it_was_made_for() {
    let came = at("2020-06-02T15:10:22+07:00");
    let form = SentForm {
        campaign: CampaignId::from("wtisd-2020"),
        unit: UnitCode::from("04"),
        said: Filled {
            activities: Vec::new(),
            figures: vec![("households_internet".into(), 85.5)],
        },
        words: "Tốt".into(),
        unread: 1,
    };
    let mut kept = letter(1, &["bao-cao.pdf"]);
    kept.form = Some(Box::new(form.clone()));
    let taken = |kind, units: &[&str], kept: &LetterKept| {
        let orders = entries(&filed(kind, units, ""), 5, kept, came);
        let last = orders
            .last()
            .map(|o| (o.command.clone(), o.note.clone(), o.symbol.is_empty(), o.at));
        let is_form =
            |(command, ..): &(Command, String, bool, Option<_>)| matches!(command, Command::TakeForm { .. });
        last.filter(is_form)
    };
    let want = Command::TakeForm {
        unit: form.unit.clone(),
        form: form.said.clone(),
    };
    for kind in [LetterKind::Report, LetterKind::Addition] {
        let got = taken(kind, &["04"], &kept).expect("the form");
        assert_eq!(got, (want.clone(), "Tốt".to_owned(), true, Some(came)));
    }
    // Not where it was made for somebody else, nor where the letter is no report.
    assert_eq!(taken(LetterKind::Report, &["79"], &kept), None);
    assert_eq!(taken(LetterKind::Report, &["04", "79"], &kept), None);
    assert_eq!(taken(LetterKind::Acknowledgement, &["04"], &kept), None);
    assert_eq!(taken(LetterKind::Question, &["04"], &kept), None);
    kept.form = Some(Box::new(SentForm {
        campaign: CampaignId::from("wtisd-2019"),
        ..form
    }));
    assert_eq!(taken(LetterKind::Report, &["04"], &kept), None);
    // Nothing new in it is no reason to hold the letter up.
    assert!(is_there(Rule::NothingChanged));
}

#[test]
fn a_letter_brings_what_its_kind_says_to_each_unit_that_it_is_filed_to() {
    let with_file = letter(1, &["bao-cao.pdf", "logo.png"]);
    let without = letter(1, &["logo.png"]);
    let came = at("2020-06-02T15:10:22+07:00");
    let brought = |kind, kept: &LetterKept| {
        let orders = entries(&filed(kind, &["04", "79"], ""), 5, kept, came);
        let told = orders.iter().map(|o| {
            assert_eq!(o.at, Some(came));
            match &o.command {
                Command::Report {
                    units,
                    step,
                    due,
                    files,
                } => {
                    assert_eq!(*due, None);
                    let codes: Vec<&str> = units.iter().map(UnitCode::as_str).collect();
                    format!("{} {} {}", step.id(), codes.join("+"), files.len())
                }
                Command::AddEvidence {
                    unit,
                    activity,
                    files,
                } => {
                    assert!(
                        activity.is_none()
                            && files[0].sha256.as_str() == sha256(&part_bytes(1, "bao-cao.pdf"))
                    );
                    format!("evidence {} {}", unit.as_str(), files.len())
                }
                other => panic!("{other:?}"),
            }
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        brought(LetterKind::Report, &with_file),
        [format!("{} 04+79 1", Step::Receive.id())]
    );
    assert_eq!(
        brought(LetterKind::Report, &without),
        [format!("{} 04+79 0", Step::Receive.id())]
    );
    let acknowledged = [format!("{} 04+79 0", Step::Acknowledge.id())];
    assert_eq!(brought(LetterKind::Acknowledgement, &with_file), acknowledged);
    assert_eq!(
        brought(LetterKind::Addition, &with_file),
        ["evidence 04 1", "evidence 79 1"]
    );
    for kind in LetterKind::ALL {
        let brings = matches!(kind, LetterKind::Report | LetterKind::Acknowledgement);
        assert_eq!(
            brought(*kind, &without).is_empty(),
            !brings,
            "{kind:?} without a file"
        );
    }
    // Somebody said when it really came.
    let mut by_hand = filed(LetterKind::Report, &["04"], "");
    by_hand.received = Some(came.plus(-DAY));
    assert_eq!(
        entries(&by_hand, 5, &with_file, came)[0].at,
        Some(came.plus(-DAY))
    );
}

#[test]
fn an_entry_says_the_note_else_the_subject_else_the_number_else_the_sender() {
    let said = |strip: usize| {
        let (mut kept, mut filed) = (letter(1, &[]), filed(LetterKind::Report, &["04"], " ghi chú "));
        filed.symbol.number = "77/BC-STTTT".to_owned();
        let all: [&mut String; 4] = [
            &mut filed.note,
            &mut kept.claims.subject,
            &mut filed.symbol.number,
            &mut kept.claims.from,
        ];
        all.into_iter().take(strip).for_each(|s| *s = "  ".to_owned());
        entries(&filed, 5, &kept, at(NOW))[0].note.clone()
    };
    let told = [0, 1, 2, 3, 4].map(said);
    assert_eq!(
        told,
        [
            "ghi chú".to_owned(),
            "Báo cáo kết quả 1".to_owned(),
            "77/BC-STTTT".to_owned(),
            "Trần Thị Mẫu 1 <so1@tinh.example>".to_owned(),
            name(1).0,
        ]
    );
    let long = entries(
        &filed(LetterKind::Report, &["04"], &"ế".repeat(NOTE_MAX + 5)),
        5,
        &letter(1, &[]),
        at(NOW),
    );
    assert_eq!(long[0].note.chars().count(), NOTE_MAX);
}

/// Whoever comes after a crash must ask under the same ids, and under no id twice for two things.
#[test]
fn the_ids_of_what_follows_are_the_same_for_everybody_and_each_its_own() {
    let mut ids: BTreeSet<CmdId> = BTreeSet::new();
    let mut count = 0;
    for n in 1..=6_u32 {
        for seq in [1, 2, 3, 4, 255, 256, 1 << 40] {
            let mut filed = filed(LetterKind::Addition, &["01", "04", "79"], "");
            filed.letter = name(n);
            let kept = letter(n, &["bao-cao.pdf"]);
            let orders = entries(&filed, seq, &kept, at(NOW));
            assert_eq!(orders, entries(&filed, seq, &kept, at(NOW)));
            for (k, order) in (0..).zip(&orders) {
                let back = way_back(&name(n), seq, k);
                assert_eq!(back.command, Command::TakeBack { cmd: order.cmd });
                ids.extend([order.cmd, back.cmd]);
                count += 2;
            }
            ids.insert(settling(&name(n), seq));
            count += 1;
        }
    }
    assert_eq!(ids.len(), count);
    // Stores keep these: they may never be worked out in another way.
    let first = entries(
        &filed(LetterKind::Report, &["04"], ""),
        5,
        &letter(1, &[]),
        at(NOW),
    )[0]
    .cmd;
    let told = format!(
        "{first} {} {}",
        way_back(&name(1), 5, 0).cmd,
        settling(&name(1), 5)
    );
    assert_eq!(
        told,
        "30N4BRRMRX8HZSC0NVED1NEKGM 1GJW56EKVFHAGHW2XT2988VZ7D 3ZQEPT7WK23F13ZPZNFWJ3VXJJ"
    );
}

#[test]
fn a_refusal_is_an_answer_unless_it_is_about_who_asked_or_the_clock() {
    let about_the_session = [
        Rule::ClockImpossible,
        Rule::ClockAhead,
        Rule::ClockBehind,
        Rule::ReadOnly,
        Rule::RoleForbids,
        Rule::NotYourUnit,
        Rule::OpenFirst,
        Rule::AsForbidden,
        Rule::AccessBroken,
    ];
    for rule in Rule::ALL {
        assert_eq!(is_answer(*rule), !about_the_session.contains(rule), "{rule:?}");
        let there = [Rule::AlreadyAcknowledged, Rule::NothingChanged];
        assert_eq!(is_there(*rule), there.contains(rule), "{rule:?}");
    }
}

// ---------------------------------------------------------------------- who sees a letter

#[test]
fn an_officer_sees_letters_that_are_filed_to_the_own_unit_and_no_others() {
    let mut office = Office::with(6);
    for (n, units) in [(1, &["04"][..]), (2, &["79"]), (3, &["04", "79"]), (5, &["04"])] {
        office
            .say(filed_to(&[n], units, LetterKind::Report, None), "")
            .expect("filed");
        office.settle(n, &[u64::from(n)], None).expect("entered");
    }
    office.say(judge(4, aside_verdict()), "").expect("set aside");
    office
        .say(put_back(5), "nhầm")
        .expect("put back: it is nobody's again");
    let shown = |eyes: &Eyes, campaign: &Campaign| {
        let all = office.house.shown(eyes, campaign);
        all.map(|l| l.id.letter()).collect::<Vec<_>>()
    };
    let names = |all: &[u32]| all.iter().map(|n| name(*n)).collect::<Vec<_>>();
    let pass = |unit: &str| ketnoi::core::authority::Pass {
        units: vec![unit.to_owned()],
        national: false,
        restricted: false,
    };
    let eyes = |unit: &str| Rights::new(Role::UnitOfficer, pass(unit)).eyes().clone();
    assert_eq!(
        shown(&Eyes::Everything, &office.campaign),
        names(&[1, 2, 3, 4, 5, 6])
    );
    assert_eq!(shown(&eyes("CBG"), &office.campaign), names(&[1, 3]));
    assert_eq!(shown(&eyes("79"), &office.campaign), names(&[2, 3]));
    assert_eq!(shown(&eyes("01"), &office.campaign), names(&[]));
    // In another campaign the same units are others.
    let mut other = Definition::clone(&wtisd_2020());
    other.id = CampaignId::from("wtisd-2021");
    let other = Campaign::preview(Arc::new(other));
    assert_eq!(shown(&eyes("CBG"), &other), names(&[]));
    for letter in office.house.letters() {
        let sees = shown(&eyes("CBG"), &office.campaign).contains(&letter.id.letter());
        assert_eq!(office.house.shows(letter, &eyes("CBG"), &office.campaign), sees);
    }
}

#[test]
fn rules_that_know_nothing_leave_a_letter_to_people() {
    let mut office = Office::with(3);
    for (n, verdict, state) in [
        (1, aside_verdict(), LetterState::SetAside),
        (2, Verdict::Automatic, LetterState::Automatic),
        (3, file_verdict("04"), LetterState::Filed),
    ] {
        assert_eq!(office.say(judge(n, verdict), ""), Ok(1));
        assert_eq!(office.stands(n).0, state);
        let letter = office.house.letter(&name(n)).expect("a letter");
        assert_eq!(letter.judged, office.house.seq(), "the reasons are there");
        assert_eq!(letter.state.waits(), n == 1);
        assert_eq!(office.say(judge(n, aside_verdict()), ""), Ok(0), "judged once");
    }
    // What people say has no reasons of the rules.
    let judged = |o: &Office| o.house.letter(&name(2)).expect("a letter").judged;
    let before = judged(&office);
    office
        .say(file([2], "04", LetterKind::Other), "")
        .expect("filed by hand");
    assert_eq!(judged(&office), before);
    let kinds = [
        (PartKind::Document, true),
        (PartKind::Photo, true),
        (PartKind::Video, true),
        (PartKind::Other, true),
        (PartKind::Text, false),
        (PartKind::Archive, false),
        (PartKind::Signature, false),
        (PartKind::Decoration, false),
    ];
    for (kind, is_evidence) in kinds {
        let mut kept = letter(1, &["a"]);
        kept.parts[0].kind = kind;
        assert_eq!(kept.parts[0].as_evidence().is_some(), is_evidence, "{kind:?}");
    }
}

#[test]
fn letters_are_listed_by_unit_and_what_could_not_be_read_by_itself() {
    let mut office = Office::with(3);
    for (n, unit) in [(1, "04"), (2, "79")] {
        office
            .say(file([n], unit, LetterKind::Report), "")
            .expect("filed");
    }
    let id = office.campaign.id().clone();
    let filed = |unit: &str| {
        let unit = UnitCode::from(unit);
        let letters = office.house.filed_to(&id, &unit).map(|l| l.id.letter());
        letters.collect::<Vec<_>>()
    };
    assert_eq!(
        (filed("04"), filed("79"), filed("01")),
        (vec![name(1)], vec![name(2)], vec![])
    );
    // A known letter in other bytes is a copy, each once.
    let arrivals = vec![copy(1), copy(2), copy(1), copy(3)];
    office
        .say(LetterCommand::TakeIn { arrivals }, "")
        .expect("taken in");
    assert_eq!(office.house.letter(&name(1)).map(|l| l.copies), Some(3));
    let arrivals = vec![Arrival::Unread(unread()), Arrival::Unread(unread())];
    assert_eq!(office.say(LetterCommand::TakeIn { arrivals }, ""), Ok(1));
    let failures: Vec<_> = office.house.failures().map(|f| f.raw.blob()).collect();
    assert_eq!(failures, [unread().copy.raw]);
    let states = LetterState::ALL.map(LetterState::id);
    assert_eq!(states, ["new", "set_aside", "filed", "automatic", "dismissed"]);
}

#[test]
fn what_a_fact_about_a_letter_keeps_and_which_letter_it_is_about() {
    let mut office = Office::with(1);
    let arrivals = vec![copy(1), Arrival::Unread(unread())];
    office
        .say(LetterCommand::TakeIn { arrivals }, "")
        .expect("taken in");
    office.say(judge(1, file_verdict("04")), "").expect("filed");
    office.settle(1, &[7], None).expect("entered");
    office.say(put_back(1), "nhầm").expect("back");
    office.settle(1, &[], None).expect("returned");
    office.say(dismiss(1), "nhầm").expect("dismissed");
    let told: Vec<_> = office
        .facts
        .iter()
        .map(|env| {
            let Fact::Letter(f) = &env.fact else {
                panic!("{env:?}")
            };
            let files: Vec<&str> = env.fact.kept().iter().map(|(_, file)| *file).collect();
            let sums = env.fact.kept().iter().all(|(sha, _)| sha.is_well_formed());
            (env.fact.type_name(), f.letter() == Some(&name(1)), sums, files)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("letter.kept", true, true, vec!["Maildir/cur/1.0", "bao-cao.pdf"]),
            ("letter.copied", true, true, vec!["Maildir/cur/1.1"]),
            ("letter.failed", false, true, vec!["Maildir/cur/8.0"]),
            ("letter.filed", true, true, vec![]),
            ("letter.settled", true, true, vec![]),
            ("letter.put_back", true, true, vec![]),
            ("letter.settled", true, true, vec![]),
            ("letter.dismissed", true, true, vec![]),
        ]
    );
}

#[test]
fn what_the_rules_read_in_a_letter_goes_with_its_words_and_makes_no_letters_alike() {
    let mut rules = Office::with(2);
    rules.say(judge(1, file_verdict("04")), "").expect("filed");
    rules.say(judge(2, aside_verdict()), "").expect("set aside");
    let json = |fact: &Fact| fact.to_json().expect("JSON");
    for env in &rules.facts[2..] {
        assert!(json(&env.fact).contains("THÀNH PHỐ X"));
        assert!(!json(&env.fact.without_words()).contains("THÀNH PHỐ X"));
    }
    let mut house = House::default();
    for env in &rules.facts {
        let env = Envelope {
            fact: env.fact.without_words(),
            ..env.clone()
        };
        house.take(&env).expect("in order");
    }
    assert!(house.letters().iter().all(|l| house.rivals(l).count() == 0));
}

#[test]
fn where_people_filed_a_senders_letters_is_a_hint_until_it_is_forgotten() {
    let mut office = Office::with(3);
    let address = |n: u32| format!("so{n}@tinh.example");
    let known = |office: &Office, n: u32| -> Vec<String> {
        let all = office.house.filed_by_people(&address(n)).into_iter();
        all.map(|(campaign, unit)| format!("{campaign} {unit}")).collect()
    };
    // What the rules file is no person's word.
    office.say(judge(1, file_verdict("04")), "").expect("filed");
    office
        .say(file([2], "79", LetterKind::Report), "")
        .expect("filed");
    assert_eq!(known(&office, 1), Vec::<String>::new());
    assert_eq!(known(&office, 2), ["wtisd-2020 79"]);
    assert_eq!(office.house.filed_by_people("SO2@tinh.example").len(), 1);
    assert_eq!(office.house.filed_by_people(""), []);
    let forget = |n: u32| LetterCommand::Forget { sender: address(n) };
    // Nothing is there to be forgotten of the first.
    office.say(forget(1), "").expect("nothing");
    let before = office.facts.len();
    office.say(forget(2), "").expect("forgotten");
    assert_eq!(office.facts.len(), before + 1);
    let told = office.facts.last().expect("a fact").fact.to_json().expect("JSON");
    assert!(!told.contains("tinh.example"), "{told}");
    assert_eq!(known(&office, 2), Vec::<String>::new());
    // The same after the house is made anew from what is stored.
    let again = office.house.clone().woken();
    assert!(again.filed_by_people(&address(2)).is_empty());
}

/// Two letters that come together are judged before either is on record: where only a number could tell a copy from a new
/// version, and there is none, the second waits for a person.
#[test]
fn of_two_reports_without_a_number_that_come_together_the_second_waits() {
    let numberless = |unit: &str| match file_verdict(unit) {
        Verdict::File {
            campaign,
            units,
            kind,
            ..
        } => Verdict::File {
            campaign,
            units,
            kind,
            symbol: Symbol::default(),
        },
        other => other,
    };
    let together = [
        (1, numberless("04"), LetterState::Filed),
        (2, numberless("04"), LetterState::SetAside),
        (3, file_verdict("04"), LetterState::Filed),
        (4, numberless("79"), LetterState::Filed),
        (5, numberless("79"), LetterState::SetAside),
    ];
    let mut office = Office::with(5);
    let mut letters = Vec::new();
    for (n, verdict, _) in &together {
        let LetterCommand::Judge { letters: one } = judge(*n, verdict.clone()) else {
            panic!("a judgement");
        };
        letters.extend(one);
    }
    assert_eq!(office.say(LetterCommand::Judge { letters }, ""), Ok(5));
    for (n, _, state) in together {
        assert_eq!(office.house.letter(&name(n)).map(|l| l.state), Some(state), "{n}");
    }
    let doubts = office.facts.iter().filter_map(|env| match &env.fact {
        Fact::Letter(LetterFact::SetAside(f)) => Some(f.doubt.id()),
        _ => None,
    });
    assert_eq!(doubts.collect::<Vec<_>>(), ["document", "document"]);
}
