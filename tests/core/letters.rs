//! What becomes of letters whatever happens to them in whatever order, and to which stream a fact belongs.

use std::collections::BTreeSet;

use crate::common::desk::{Desk, at, who, wtisd_2020};
use crate::common::letters::{
    aside_verdict, file, file_verdict, judge, judgement, letter, name, put_back, raw,
};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Arrival, Command, LetterCommand, LetterOrder, Verdict, decide_letters, settling};
use ketnoi::core::fact::{CampaignClosed, Envelope, Fact, FactKind, LetterFact, Role, Via};
use ketnoi::core::house::{House, Letter, LetterState};
use ketnoi::core::letter::{LetterFailed, LetterFiled, LetterKind, LetterSettled, Symbol, Unreadable};
use ketnoi::core::names::{CampaignId, CmdId, HOUSE_STREAM, LetterId, UnitCode};
use ketnoi::core::time::Stamp;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

const NOW: &str = "2020-06-03T08:00:00+07:00";

#[test]
fn every_fact_has_one_home() {
    for kind in FactKind::ALL {
        let is_letters = kind.name().starts_with("letter.");
        assert_eq!(matches!(kind, FactKind::Letter(_)), is_letters, "{}", kind.name());
    }
    let mut campaign = Campaign::preview(wtisd_2020());
    let mut house = House::default();
    let env = |fact| Envelope {
        stream: CampaignId::from(HOUSE_STREAM),
        seq: 1,
        cmd: CmdId::default(),
        n: 0,
        at: at(NOW),
        recorded: at(NOW),
        actor: who("lan").actor,
        real_user: who("lan").actor,
        role: Role::Administrator,
        via: Via::Mail,
        unit: None,
        entered_later: false,
        fact,
        hash: [0; 32],
    };
    let kept = env(Fact::Letter(LetterFact::Kept(letter(1, &[]))));
    assert!(
        campaign.take(&kept).is_err() && campaign.seq() == 0,
        "nothing was taken in"
    );
    let closed = env(Fact::CampaignClosed(CampaignClosed { note: String::new() }));
    assert!(house.take(&closed).is_err() && house == House::default());
    assert!(house.take(&kept).is_ok() && campaign.take(&closed).is_ok());
}

// ---------------------------------------------------------------------- whatever the order

/// The house in memory, decided and taken in as the ledger would.
struct Bench {
    house: House,
    campaign: Campaign,
    facts: Vec<Envelope>,
    done: BTreeSet<CmdId>,
}

impl Bench {
    fn new() -> Self {
        let mut desk = Desk::new();
        desk.order(
            Command::Open {
                definition: wtisd_2020(),
                source: "shipped".to_owned(),
            },
            "",
        )
        .expect("opened");
        Self {
            house: House::default(),
            campaign: desk.campaign,
            facts: Vec::new(),
            done: BTreeSet::new(),
        }
    }

    /// True: it was carried out, now or before.
    fn give(&mut self, order: &LetterOrder) -> bool {
        if self.done.contains(&order.cmd) {
            return true;
        }
        let by = who("lan");
        let Ok(drafts) = decide_letters(&self.house, &self.campaign, order, &by, at(NOW)) else {
            return false;
        };
        for (n, d) in (0..).zip(drafts) {
            let env = Envelope {
                stream: CampaignId::from(HOUSE_STREAM),
                seq: self.house.seq() + 1,
                cmd: order.cmd,
                n,
                at: d.at,
                recorded: at(NOW),
                actor: by.actor.clone(),
                real_user: by.real_user.clone(),
                role: by.role,
                via: by.via,
                unit: d.unit,
                entered_later: d.entered_later,
                fact: d.fact,
                hash: [0; 32],
            };
            self.house.take(&env).expect("what is decided can be taken in");
            self.done.insert(order.cmd);
            self.facts.push(env);
        }
        true
    }

    /// What is owed, as if the campaign had followed.
    fn settle(&mut self) {
        let owing: Vec<(LetterId, u64)> = self
            .house
            .owing()
            .filter_map(|l| Some((l.id.letter(), l.decision?.seq)))
            .collect();
        for (letter, decision) in owing {
            let settled = LetterSettled {
                letter: letter.clone(),
                decision,
                campaign: self.campaign.id().clone(),
                facts: vec![1],
                refused: None,
            };
            let settled = LetterCommand::Settle {
                settled: vec![settled],
            };
            let cmd = settling(&letter, decision);
            assert!(self.give(&LetterOrder::new(cmd, settled)));
        }
    }

    /// Where every letter stands, without the numbers of facts.
    fn picture(&self) -> Vec<String> {
        let of = |l: &Letter| {
            let units: Vec<&str> = self.house.units_of(l).map(UnitCode::as_str).collect();
            format!(
                "{} {} {units:?} {} {:?}",
                l.id.letter(),
                l.state.id(),
                l.copies,
                l.owed
            )
        };
        let mut all: Vec<String> = self.house.letters().iter().map(of).collect();
        all.extend(
            self.house
                .failures()
                .map(|f| format!("{} {:?}", f.raw.blob(), f.why)),
        );
        all.sort();
        all
    }
}

#[derive(Debug, Clone, Copy)]
struct Try {
    verb: u8,
    letter: u32,
    copy: u32,
    unit: u8,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (0..10_u8, 0..4_u32, 0..3_u32, 0..2_u8);
    let one = one.prop_map(|(verb, letter, copy, unit)| Try {
        verb,
        letter,
        copy,
        unit,
    });
    proptest::collection::vec(one, 1..40)
}

fn order_of(t: Try, cmd: u128) -> LetterOrder {
    let unit = ["04", "79"][usize::from(t.unit)];
    let n = t.letter;
    let mut kept = letter(n, &["bao-cao.pdf"]);
    kept.copy = raw(n, t.copy);
    let unread = |why| LetterFailed {
        copy: raw(n, t.copy),
        whole: true,
        why,
        detail: String::new(),
        program: "0.1.0".to_owned(),
    };
    let take_in = |arrival| LetterCommand::TakeIn {
        arrivals: vec![arrival],
    };
    let command = match t.verb {
        0 | 1 => take_in(Arrival::Letter(Box::new(kept))),
        2 => take_in(Arrival::Unread(unread(Unreadable::Crashed))),
        3 => judge(n, file_verdict(unit)),
        4 => judge(n, aside_verdict()),
        5 => judge(n, Verdict::Automatic),
        6 => file([n], unit, LetterKind::Report),
        7 => LetterCommand::Dismiss {
            letters: vec![name(n)],
        },
        9 => LetterCommand::Forget {
            sender: format!("so{n}@tinh.example"),
        },
        _ => put_back(n),
    };
    LetterOrder::new(CmdId(cmd.into()), command).note("vì thế")
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_repeated_changes_nothing(tries in tries(), again in proptest::collection::vec(any::<prop::sample::Index>(), 0..40)) {
        let (mut once, mut often) = (Bench::new(), Bench::new());
        let mut given: Vec<LetterOrder> = Vec::new();
        for (n, t) in tries.iter().enumerate() {
            let order = order_of(*t, n as u128 + 1);
            let outcome = once.give(&order);
            prop_assert_eq!(often.give(&order), outcome);
            // A filing that said what stood already left no trace, and would be a new one once the letter is put back.
            let is_known = once.done.contains(&order.cmd);
            if is_known || matches!(order.command, LetterCommand::TakeIn { .. }) {
                given.push(order);
            }
            once.settle();
            often.settle();
            // A command that was lost on the way and is given again, and a sweep that brings what it brought before.
            if let (Some(pick), false) = (again.get(n), given.is_empty()) {
                let order = pick.get(&given).clone();
                prop_assert!(often.give(&order));
                if matches!(order.command, LetterCommand::TakeIn { .. }) {
                    let fresh = LetterOrder { cmd: CmdId((1_000 + n as u128).into()), ..order };
                    prop_assert!(often.give(&fresh));
                }
            }
            prop_assert_eq!(once.picture(), often.picture());
            prop_assert_eq!(once.house.seq(), often.house.seq(), "nothing is written for it");
        }
    }

    #[test]
    fn counts_add_up_and_a_replay_is_the_same(tries in tries()) {
        let mut bench = Bench::new();
        let mut came: BTreeSet<String> = BTreeSet::new();
        for (n, t) in tries.iter().enumerate() {
            let order = order_of(*t, n as u128 + 1);
            if bench.give(&order) && t.verb <= 2 {
                came.insert(raw(t.letter, t.copy).raw.0);
            }
            if t.copy != 1 {
                bench.settle();
            }
            let counts = bench.house.counts();
            prop_assert_eq!(counts.came_in(), came.len() as u64, "in = filed + set aside + … + failed");
            for state in LetterState::ALL {
                let listed = bench.house.in_state(state).count() as u64;
                let counted = match state {
                    LetterState::New => counts.new,
                    LetterState::SetAside => counts.set_aside,
                    LetterState::Filed => counts.filed,
                    LetterState::Automatic => counts.automatic,
                    LetterState::Dismissed => counts.dismissed,
                };
                prop_assert_eq!(listed, counted);
            }
            let waits = bench.house.letters().iter().any(|l| l.state.waits());
            prop_assert_eq!(bench.house.waits_since().is_some(), waits);
            let id = bench.campaign.id().clone();
            let filed: usize = ["04", "79"]
                .iter()
                .map(|unit| bench.house.filed_to(&id, &UnitCode::from(*unit)).count())
                .sum();
            prop_assert_eq!(filed as u64, counts.filed);
        }
        let mut replay = House::default();
        for env in &bench.facts {
            replay.take(env).expect("in order");
        }
        prop_assert_eq!(&replay, &bench.house);
        let stored = postcard::to_stdvec(&bench.house).expect("packed");
        let woken = postcard::from_bytes::<House>(&stored).expect("unpacked").woken();
        prop_assert_eq!(&woken, &bench.house);
    }
}

#[test]
fn everything_happens_in_the_lives_of_letters() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for _ in 0..100 {
        let mut bench = Bench::new();
        for (n, t) in tries()
            .new_tree(&mut runner)
            .expect("lives")
            .current()
            .iter()
            .enumerate()
        {
            bench.give(&order_of(*t, n as u128 + 1));
            bench.settle();
        }
        seen.extend(bench.facts.iter().map(|env| env.fact.type_name()));
    }
    let missing: Vec<&str> = FactKind::ALL
        .iter()
        .map(|kind| kind.name())
        .filter(|name| name.starts_with("letter.") && !seen.contains(name))
        .collect();
    assert!(missing.is_empty(), "{missing:?} never happen");
}

#[test]
fn a_letter_that_could_not_be_read_is_one_when_it_is_read_again() {
    let mut bench = Bench::new();
    let unread = order_of(
        Try {
            verb: 2,
            letter: 1,
            copy: 0,
            unit: 0,
        },
        1,
    );
    assert!(bench.give(&unread));
    assert_eq!(bench.house.counts().failed, 1);
    let why = bench.house.failure(&raw(1, 0).raw).map(|f| f.why);
    assert_eq!(why, Some(Unreadable::Crashed));
    assert!(bench.give(&order_of(
        Try {
            verb: 0,
            letter: 1,
            copy: 0,
            unit: 0
        },
        2
    )));
    let counts = bench.house.counts();
    assert_eq!((counts.failed, counts.new, counts.came_in()), (0, 1, 1));
    // Of what was too large only the head had been kept: the letter says which head was its.
    let mut large = letter(2, &[]);
    large.failed = Some(raw(2, 5).raw);
    let head = LetterFailed {
        copy: raw(2, 5),
        whole: false,
        why: Unreadable::TooLarge,
        detail: String::new(),
        program: "0.1.0".to_owned(),
    };
    let take_in = |arrival, cmd: u128| {
        LetterOrder::new(
            CmdId(cmd.into()),
            LetterCommand::TakeIn {
                arrivals: vec![arrival],
            },
        )
    };
    assert!(bench.give(&take_in(Arrival::Unread(head), 3)));
    assert!(bench.give(&take_in(Arrival::Letter(Box::new(large)), 4)));
    assert_eq!(bench.house.counts().failed, 0);
}

#[test]
fn one_message_id_on_two_letters_is_shown_and_nothing_is_dropped() {
    let mut bench = Bench::new();
    let (first, mut second) = (letter(1, &[]), letter(2, &[]));
    second.claims.message_id.clone_from(&first.claims.message_id);
    let arrivals = [first, second, letter(3, &[])].map(|l| Arrival::Letter(Box::new(l)));
    let command = LetterCommand::TakeIn {
        arrivals: arrivals.to_vec(),
    };
    assert!(bench.give(&LetterOrder::new(CmdId(1_u128.into()), command)));
    assert_eq!(bench.house.letters().len(), 3);
    let rivals = |n: u32| {
        let letter = bench.house.letter(&name(n)).expect("a letter");
        bench
            .house
            .rivals(letter)
            .map(|l| l.id.letter())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (rivals(1), rivals(2), rivals(3)),
        (vec![name(2)], vec![name(1)], vec![])
    );
}

#[test]
fn a_moment_that_cannot_be_is_not_believed() {
    let mut bench = Bench::new();
    for (n, received, counts) in [
        (1, "2020-06-02T15:10:22+07:00", "2020-06-02T15:10:22+07:00"),
        (2, "2020-06-04T00:00:00+07:00", NOW),
        (3, "1970-01-01T00:00:00+00:00", NOW),
    ] {
        let mut kept = letter(n, &[]);
        kept.copy.received = at(received);
        let command = LetterCommand::TakeIn {
            arrivals: vec![Arrival::Letter(Box::new(kept))],
        };
        assert!(bench.give(&LetterOrder::new(CmdId(u128::from(n).into()), command)));
        let env = bench.facts.last().expect("a fact");
        assert_eq!(env.at, at(counts), "{received}");
        let Fact::Letter(LetterFact::Kept(f)) = &env.fact else {
            panic!("{env:?}")
        };
        assert_eq!(
            f.copy.received,
            Stamp::parse_rfc3339(received).expect("RFC 3339"),
            "what was said is kept"
        );
    }
}

/// Scripts read these, and the chain covers them.
#[test]
fn what_is_stored_of_a_letter_is_stored_like_this_for_ever() {
    let kept = letter(1, &["bao-cao.pdf"]);
    let (id, raw, part) = (name(1), kept.copy.raw.clone(), kept.parts[0].sha256.clone());
    let filed = LetterFiled {
        letter: id.clone(),
        campaign: CampaignId::from("wtisd-2020"),
        units: vec![UnitCode::from("04")],
        kind: LetterKind::Report,
        symbol: Symbol {
            number: "77/BC-STTTT".to_owned(),
            dated: ketnoi::core::time::parse_date("2020-06-01"),
        },
        received: None,
        judgement: judgement(),
        note: String::new(),
    };
    let settled = LetterSettled {
        letter: id.clone(),
        campaign: CampaignId::from("wtisd-2020"),
        decision: 2,
        facts: vec![7],
        refused: None,
    };
    let wanted = [
        (
            LetterFact::Kept(kept),
            format!(
                concat!(
                    r#"{{"letter":"{id}","copy":{{"raw":"{raw}","size":30,"received":1591085422000,"#,
                    r#""by":"internaldate","source":"Maildir/cur/1.0"}},"#,
                    r#""claims":{{"from":"Trần Thị Mẫu 1 <so1@tinh.example>","subject":"Báo cáo kết quả 1","#,
                    r#""date":"Tue, 2 Jun 2020 15:10:00 +0700","message_id":"<1@tinh.example>"}},"#,
                    r#""charset":"utf-8","parts":[{{"sha256":"{part}","name":"bao-cao.pdf","size":16,"#,
                    r#""kind":"document","media":"application/pdf","flags":[],"inside":null}}],"#,
                    r#""flags":[],"failed":null}}"#,
                ),
                id = id,
                raw = raw,
                part = part
            ),
        ),
        (
            LetterFact::Filed(filed),
            format!(
                concat!(
                    r#"{{"letter":"{}","campaign":"wtisd-2020","units":["04"],"kind":"report","#,
                    r#""symbol":{{"number":"77/BC-STTTT","dated":"2020-06-01"}},"received":null,"#,
                    r#""judgement":{{"rules":"2020.1","reasons":[{{"id":"letterhead","unit":"79","weight":500,"#,
                    r#""what":"UBND THÀNH PHỐ X"}}],"candidates":[{{"unit":"79","weight":900}}]}},"note":""}}"#,
                ),
                id
            ),
        ),
        (
            LetterFact::Settled(settled),
            format!(r#"{{"letter":"{id}","campaign":"wtisd-2020","decision":2,"facts":[7],"refused":null}}"#),
        ),
    ];
    for (fact, json) in wanted {
        let fact = Fact::Letter(fact);
        assert_eq!(fact.to_json().expect("JSON"), json);
        let read = Fact::from_json(fact.type_name(), &json)
            .expect("known")
            .expect("read");
        assert_eq!(read, fact);
        let packed = postcard::to_stdvec(&fact).expect("packed");
        assert_eq!(postcard::from_bytes::<Fact>(&packed).expect("unpacked"), fact);
    }
}

#[test]
fn words_go_from_every_fact_about_a_letter_and_its_place_stays() {
    let mut bench = Bench::new();
    for (n, verb) in [(1, 0), (2, 6), (3, 8), (4, 7)] {
        assert!(bench.give(&order_of(
            Try {
                verb,
                letter: 1,
                copy: 0,
                unit: 0
            },
            n
        )));
        bench.settle();
    }
    let words = ["Trần Thị Mẫu", "Báo cáo kết quả", "Maildir", "vì thế"];
    let mut house = House::default();
    for env in &bench.facts {
        let gone = env.fact.without_words();
        let json = gone.to_json().expect("JSON");
        assert!(words.iter().all(|w| !json.contains(w)), "{json}");
        let env = Envelope {
            fact: gone,
            ..env.clone()
        };
        house.take(&env).expect("in order");
    }
    let states = |h: &House| h.letters().iter().map(|l| (l.id, l.state)).collect::<Vec<_>>();
    assert_eq!(states(&house), states(&bench.house));
    assert!(house.letters().iter().all(|l| house.rivals(l).next().is_none()));
}
