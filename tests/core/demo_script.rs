//! The demo's script: the same for a seed, accepted by the rules throughout, and as lively as a picture needs.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::sync::Arc;

use crate::common::desk::{at, wtisd_2020};
use ketnoi::clock::Clock;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, Order, Who, decide};
use ketnoi::core::definition::Definition;
use ketnoi::core::fact::{ActivityStatus, Attachment, Envelope, EvidenceKind, Fact, Role, Via};
use ketnoi::core::names::{Actor, CmdId};
use ketnoi::core::particulars::Consent;
use ketnoi::core::roster::Roster;
use ketnoi::core::status::{Phase, State, Step};
use ketnoi::core::time::Stamp;
use ketnoi::demo::{Event, Player, Script};
use ketnoi::ledger::{Ledger, LedgerError, Opening, ReadOnly};
use ketnoi::store::{BlobState, Site};
use ketnoi::text::sanitize;
use unicode_normalization::is_nfc;

/// The moment of the pictures.
const LOOK: &str = "2020-05-28T14:03:19+07:00";

/// Carries out one event as the ledger would; a refusal ends the test.
fn act(campaign: &mut Campaign, event: &Event) -> Vec<Envelope> {
    let drafts = decide(campaign, &event.order, &event.who, event.at)
        .unwrap_or_else(|r| panic!("{:?} refuses {:?}", r.rule, event.order));
    let first = campaign.seq() + 1;
    let facts: Vec<Envelope> = drafts
        .into_iter()
        .enumerate()
        .map(|(n, d)| Envelope {
            stream: campaign.id().clone(),
            seq: first + n as u64,
            cmd: event.order.cmd,
            n: n as u32,
            at: d.at,
            recorded: event.at,
            actor: event.who.actor.clone(),
            real_user: event.who.real_user.clone(),
            role: event.who.role,
            via: event.who.via,
            unit: d.unit,
            entered_later: d.entered_later,
            fact: d.fact,
            hash: [0; 32],
        })
        .collect();
    for fact in &facts {
        campaign.apply(fact);
    }
    facts
}

/// The campaign as the script has it at a moment.
fn seen(seed: u64, definition: &Arc<Definition>, until: &str) -> Campaign {
    played(seed, definition, at(until))
}

fn played(seed: u64, definition: &Arc<Definition>, until: Stamp) -> Campaign {
    let mut campaign = Campaign::preview(definition.clone());
    for event in Script::new(seed, definition)
        .events
        .iter()
        .filter(|e| e.at <= until)
    {
        act(&mut campaign, event);
    }
    campaign
}

fn grown(units: usize) -> Arc<Definition> {
    let mut def = (*wtisd_2020()).clone();
    def.roster = Roster::generated(&def.roster, units);
    Arc::new(def)
}

#[test]
fn it_begins_where_there_is_something_of_everything_and_goes_on_at_once() {
    let def = wtisd_2020();
    for seed in [2020, 1, 7, 99] {
        let script = Script::new(seed, &def);
        let speed = 8_640.0;
        let begins = script.begins(speed, 2_000);
        let campaign = played(seed, &def, begins);
        let c = campaign.counts(begins);
        let asked = c.total - c.exempt;
        assert!(
            c.reported() * 3 >= asked && c.reported() * 2 < asked,
            "about a third: {c:?}"
        );
        assert!(c.received > 0 && c.returned > 0 && c.debts() > 0, "{c:?}");
        let next = script
            .events
            .iter()
            .map(|e| e.at)
            .find(|at| *at > begins)
            .expect("it goes on");
        let wait = (next.0 - begins.0) as f64 / speed;
        assert!(wait <= 2_000.0, "the next event is seen after {wait} ms");
        // At any speed, also where the clock stands still.
        assert!(script.begins(0.0, 2_000) >= script.worth_seeing);
        assert!(script.begins(1e6, 2_000) >= script.worth_seeing);
    }
}

#[test]
fn a_seed_tells_one_story() {
    let def = wtisd_2020();
    assert_eq!(Script::new(2020, &def), Script::new(2020, &def));
    assert_ne!(Script::new(2020, &def), Script::new(2021, &def));
    // No two commands share an id, else the ledger would take the second for a repetition of the first.
    let cmds: BTreeSet<_> = Script::new(2020, &def)
        .events
        .iter()
        .map(|e| e.order.cmd)
        .collect();
    assert_eq!(cmds.len(), Script::new(2020, &def).events.len());
}

#[test]
fn every_order_is_accepted_in_its_turn() {
    let def = wtisd_2020();
    for seed in [0, 1, 7, 2020, u64::MAX] {
        let mut campaign = Campaign::preview(def.clone());
        let mut before = Stamp(i64::MIN);
        for event in &Script::new(seed, &def).events {
            assert!(event.at >= before, "time runs forward");
            before = event.at;
            assert!(event.order.at.is_none_or(|t| t <= event.at));
            for fact in act(&mut campaign, event) {
                assert!(fact.at <= event.at, "nothing happens after it was told");
            }
        }
        assert!(before < at("2020-07-01T00:00:00+07:00"), "June is the end");
    }
}

#[test]
fn the_picture_of_28_may_is_lively() {
    let campaign = seen(2020, &wtisd_2020(), LOOK);
    let now = at(LOOK);
    let c = campaign.counts(now);
    assert_eq!(campaign.phase(now), Phase::Window);
    assert_eq!(c.total, 63);
    assert!((35..=41).contains(&c.in_progress), "{c:?}");
    assert!((20..=28).contains(&c.reported()), "{c:?}");
    assert!((2..=6).contains(&c.returned), "{c:?}");
    assert!(c.received >= 4 && c.accepted >= 6, "{c:?}");
    assert!(
        c.resubmit_overdue >= 1 && c.awaiting >= 1 && c.exempt == 1,
        "{c:?}"
    );
    let activities = campaign.activities().count();
    assert!((110..=140).contains(&activities), "{activities} activities");
    let today = campaign.date(now);
    for status in ActivityStatus::ALL {
        let some = campaign.activities().any(|(_, a)| a.status(today) == status);
        assert!(some, "no activity is {}", status.id());
    }
    for goal in ["1", "2", "4", "2.8", "2.10"] {
        assert!(campaign.tags().goal(goal) > 0, "goal {goal}");
    }
    for sdg in [
        "3", "4", "5", "8", "9", "11", "13", "16", "17", "4.b", "5.b", "9.c", "17.8",
    ] {
        assert!(campaign.tags().sdg(sdg) > 0, "SDG {sdg}");
    }
    assert!(!campaign.queue(now).is_empty());
}

#[test]
fn any_seed_gives_such_a_picture() {
    let def = wtisd_2020();
    for seed in 1..=8 {
        let c = seen(seed, &def, LOOK).counts(at(LOOK));
        assert!((20..=28).contains(&c.reported()), "seed {seed}: {c:?}");
        assert!(c.in_progress >= 35 && c.returned >= 1, "seed {seed}: {c:?}");
    }
}

#[test]
fn the_campaign_runs_through_its_year() {
    let def = wtisd_2020();
    for (moment, phase) in [
        ("2020-04-29T12:00:00+07:00", Phase::Before),
        ("2020-05-12T12:00:00+07:00", Phase::Window),
        ("2020-05-17T12:00:00+07:00", Phase::Day),
        ("2020-06-04T23:59:59+07:00", Phase::Reporting),
        ("2020-06-05T00:00:00+07:00", Phase::Overdue),
    ] {
        assert_eq!(seen(2020, &def, moment).phase(at(moment)), phase, "{moment}");
    }
}

#[test]
fn after_the_cutoff_most_have_reported_and_a_few_owe() {
    let def = wtisd_2020();
    let early = at("2020-05-27T00:00:00+07:00");
    assert!(
        seen(2020, &def, "2020-05-27T00:00:00+07:00")
            .counts(early)
            .reported()
            < 20
    );
    let moment = "2020-06-12T12:00:00+07:00";
    let campaign = seen(2020, &def, moment);
    let c = campaign.counts(at(moment));
    assert!((56..=60).contains(&c.reported()), "{c:?}");
    assert!((3..=6).contains(&c.late), "{c:?}");
    assert!((3..=4).contains(&c.overdue), "{c:?}");
    assert!(campaign.extension().is_none(), "the one for all was taken back");
    let extended = campaign.heard().filter(|(_, u)| u.extension.is_some()).count();
    assert_eq!(extended, 2);
    let end = "2020-06-30T23:00:00+07:00";
    let c = seen(2020, &def, end).counts(at(end));
    assert!(
        c.overdue == 3 && c.exempt == 2 && c.resubmit_overdue == 1,
        "{c:?}"
    );
}

/// What a campaign may well do without.
const RARE: [&str; 9] = [
    "report.recommended",
    "recommendation.retracted",
    "fact.redacted",
    "clock.corrected",
    "campaign.amended",
    "campaign.closed",
    "evidence.edited",
    "evidence.redacted",
    "figure.withdrawn",
];

#[test]
fn everything_that_can_happen_happens() {
    let def = wtisd_2020();
    let mut campaign = Campaign::preview(def.clone());
    let (mut states, mut types, mut later) = (BTreeSet::new(), BTreeSet::new(), 0);
    let (mut versions_after_acceptance, mut unusual) = (0, 0);
    states.insert(State::Awaiting);
    for event in &Script::new(2020, &def).events {
        for fact in act(&mut campaign, event) {
            types.insert(fact.fact.type_name());
            later += usize::from(fact.entered_later);
            unusual += usize::from(matches!(&fact.fact, Fact::FigureRecorded(f) if f.unusual));
            if let Some(code) = &fact.unit {
                let ix = def.roster.by_code(code.as_str()).expect("a unit of the roster");
                states.insert(campaign.unit(ix).state);
                versions_after_acceptance += usize::from(campaign.unit(ix).newer_after_acceptance);
            }
        }
    }
    assert_eq!(states, State::ALL.into_iter().collect());
    let missing: Vec<&str> = Fact::NAMES
        .iter()
        .map(|(name, _)| *name)
        .filter(|n| {
            !RARE.contains(n)
                && !n.starts_with("letter.")
                && !n.starts_with("reminder.")
                && *n != "export.made"
        })
        .filter(|n| !types.contains(n))
        .collect();
    assert!(missing.is_empty(), "never happens: {missing:?}");
    assert_eq!(later, 1, "one late entry");
    assert!(versions_after_acceptance > 0 && unusual > 0);
}

fn texts(event: &Event) -> Vec<&str> {
    fn names(files: &[Attachment]) -> Vec<&str> {
        files
            .iter()
            .flat_map(|f| [f.name.as_str(), f.media.as_str()])
            .collect()
    }
    let mut all = vec![event.order.note.as_str(), event.who.actor.as_str()];
    match &event.order.command {
        Command::Report { files, .. } | Command::AddEvidence { files, .. } => all.extend(names(files)),
        Command::AddActivity { details, files, .. } => {
            all.push(details.title.as_str());
            all.extend(names(files));
        }
        Command::SetContact { contact: c, .. } => {
            all.extend(
                [&c.name, &c.title, &c.phone, &c.mail]
                    .into_iter()
                    .flatten()
                    .map(String::as_str),
            );
        }
        Command::AttachDocument { file, .. } => all.extend(names(std::slice::from_ref(file))),
        _ => {}
    }
    all
}

#[test]
fn every_text_is_clean() {
    for event in &Script::new(2020, &wtisd_2020()).events {
        for text in texts(event) {
            assert!(is_nfc(text), "{text:?} is not NFC");
            assert_eq!(sanitize::line(text), text);
            assert_eq!(text.trim(), text);
            assert!(!text.contains(['{', '}']), "{text:?} was not filled in");
        }
        if let Command::SetContact { contact, .. } = &event.order.command {
            let (phone, mail) = (contact.phone.as_deref(), contact.mail.as_deref());
            assert!(phone.is_some_and(|p| p.starts_with("0200 000 ")));
            assert!(mail.is_some_and(|m| m.ends_with("@example.vn")));
        }
        if let Command::AddEvidence { files, .. } | Command::Report { files, .. } = &event.order.command {
            assert!(
                files
                    .iter()
                    .all(|f| f.sha256.is_well_formed() && !f.name.contains('/') && f.size > 0)
            );
        }
    }
}

#[test]
fn other_rosters_and_calendars_work_too() {
    // Few units, as many communes as one wheel and a half, and a campaign without goals, kinds, documents or figures.
    for units in [1, 5, 34, 97, 700] {
        let def = grown(units);
        let script = Script::new(3, &def);
        let mut campaign = Campaign::preview(def.clone());
        script.events.iter().for_each(|e| drop(act(&mut campaign, e)));
        assert!(script.events.len() >= units, "{units} units are silent");
    }
    let mut bare = (*wtisd_2020()).clone();
    bare.activity_kinds.clear();
    bare.documents.clear();
    bare.indicators.clear();
    bare.calendar.holidays.clear();
    bare.goals.goals.clear();
    let bare = Arc::new(bare);
    let mut campaign = Campaign::preview(bare.clone());
    for event in &Script::new(3, &bare).events {
        act(&mut campaign, event);
    }
    assert!(campaign.opened().is_some());
}

// ---------------------------------------------------------------------- the player

fn live(name: &str) -> Who {
    Who {
        actor: Actor::from(name),
        real_user: Actor::from(name),
        role: Role::Administrator,
        via: Via::Tui,
    }
}

fn ledger(read_only: Option<ReadOnly>) -> Ledger {
    Ledger::open(Opening {
        site: Site::memory(),
        campaign: None,
        shipped: &|_| Some(wtisd_2020()),
        who: live("khach"),
        clock: Clock::Fixed(at(LOOK)),
        read_only,
    })
    .expect("a ledger in memory opens")
}

#[test]
fn the_player_plays_what_is_due_and_no_more() {
    let script = Script::new(2020, &wtisd_2020());
    let total = script.events.len();
    let due = script.events.iter().filter(|e| e.at <= at(LOOK)).count();
    let mut player = Player::new(script.clone());
    let mut ledger = ledger(None);
    assert_eq!(player.next_at(), Some(script.events[0].at));
    assert_eq!(player.play(&mut ledger, at(LOOK)).expect("plays"), due);
    assert!(player.next_at().is_some_and(|t| t > at(LOOK)));
    let expected = seen(2020, &wtisd_2020(), LOOK).counts(at(LOOK));
    assert_eq!(ledger.campaign().counts(at(LOOK)), expected);
    assert_eq!(player.play(&mut ledger, at(LOOK)).expect("plays"), 0);
    let rest = player.play(&mut ledger, Stamp(i64::MAX)).expect("plays");
    assert_eq!((rest, player.skipped(), player.next_at()), (total - due, 0, None));
    ledger.verify().expect("the chain holds");
}

#[test]
fn a_live_user_comes_first() {
    let def = wtisd_2020();
    let script = Script::new(2020, &def);
    let mut ledger = ledger(None);
    // Everything is exempt before the script begins: it cannot judge, withdraw or exempt any more until versions come in.
    let units = def.roster.units().map(|ix| def.roster.code(ix).into()).collect();
    let exempt = Command::Report {
        units,
        step: Step::Exempt,
        due: None,
        files: vec![],
    };
    let order = Order::new(CmdId(1.into()), exempt).note("thử");
    let before = script.events[0].at.plus(-1);
    ledger
        .submit_as(&live("khach"), &order, before)
        .expect("the live user acts");
    let mut player = Player::new(script.clone());
    let done = player.play(&mut ledger, Stamp(i64::MAX)).expect("plays on");
    assert!(player.skipped() >= 2, "the two exemptions at least");
    assert_eq!(done + player.skipped(), script.events.len());
}

#[test]
fn an_undo_of_the_script_takes_back_nothing_of_a_live_user() {
    let script = Script::new(2020, &wtisd_2020());
    let undo = script
        .events
        .iter()
        .position(|e| e.order.command == Command::Undo)
        .expect("the script takes something back");
    let (mistake, undo) = (&script.events[undo - 1], &script.events[undo]);
    let mut ledger = ledger(None);
    let mut player = Player::new(script.clone());
    player.play(&mut ledger, mistake.at).expect("plays");
    // Under the very name of the script's officer.
    let unit = wtisd_2020()
        .roster
        .code(wtisd_2020().roster.units().next().expect("a unit"))
        .into();
    let note = Order::new(CmdId(1.into()), Command::Note { units: vec![unit] }).note("của tôi");
    let receipt = ledger
        .submit_as(&undo.who, &note, mistake.at)
        .expect("the live user writes a note");
    player.play(&mut ledger, undo.at).expect("plays");
    assert_eq!(player.skipped(), 1);
    let stands = ledger
        .campaign()
        .done()
        .any(|d| d.cmd == receipt.cmd && !d.undone);
    assert!(stands, "the note was taken back");
}

#[test]
fn a_ledger_that_may_only_look_stops_the_player() {
    let mut player = Player::new(Script::new(2020, &wtisd_2020()));
    let mut ledger = ledger(Some(ReadOnly::Asked));
    let first = player.next_at();
    let outcome = player.play(&mut ledger, Stamp(i64::MAX));
    assert!(matches!(outcome, Err(LedgerError::Refused(_))));
    assert_eq!((player.next_at(), player.skipped()), (first, 0));
}

/// What is listed as a photo is there to be saved and looked at, and it is little.
#[test]
fn the_photos_of_the_demo_are_there_with_what_is_said_of_them() {
    let script = Script::new(2020, &wtisd_2020());
    let mut ledger = ledger(None);
    Player::new(script).play(&mut ledger, at(LOOK)).expect("played");
    let (mut photos, mut bytes, mut captions, mut agreed, mut of_reported) = (0, 0, 0, 0, 0);
    let campaign = ledger.campaign().clone();
    for ix in campaign.roster().units() {
        let unit = campaign.unit(ix);
        for e in unit
            .evidence
            .iter()
            .filter(|e| e.file.kind == EvidenceKind::Photo)
        {
            let mut file = Vec::new();
            let kept = ledger.blobs().open(&e.file.sha256).expect("readable");
            let mut kept = kept.unwrap_or_else(|| panic!("{} is not there", e.file.name));
            kept.read_to_end(&mut file).expect("readable");
            assert_eq!(file.len() as u64, e.file.size);
            assert_eq!(
                ledger.blobs().check(&e.file.sha256).expect("readable"),
                BlobState::Good
            );
            assert!(image::load_from_memory(&file).is_ok(), "{}", e.file.name);
            photos += 1;
            bytes += file.len();
            of_reported += usize::from(unit.state.has_report());
            if let Some(note) = unit.file_notes.of(&e.file.sha256) {
                captions += usize::from(!note.caption.is_empty());
                agreed += usize::from(note.consent == Consent::Yes);
            }
        }
    }
    assert!(
        photos >= 40 && of_reported >= 10,
        "{photos} photos, {of_reported} of reports"
    );
    assert!(
        captions >= 10 && agreed >= 5,
        "{captions} captions, {agreed} agreed"
    );
    assert!(bytes < 2 << 20, "{bytes} bytes");
}
