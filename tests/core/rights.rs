//! Who may give which command about which unit, and what of an undo is within the own units: by the rules of the core alone.
//! That every door asks them is told by `store::access`.

use crate::common::desk::{Desk, at, who};
use ketnoi::core::authority::{self, Deed, Grant, Pass, ROLES, activities_of, authorise, units_of, within};
use ketnoi::core::decide::{ActivityChange, Command, ContactChange, NewActivity, Order, Who, decide};
use ketnoi::core::fact::{ContactHow, Role};
use ketnoi::core::names::{ActivityId, Actor, BlobId, CmdId, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::roster::Roster;
use ketnoi::core::status::Step;
use ketnoi::core::time::parse_date;

fn officer_of(units: &[&str]) -> Pass {
    Pass {
        units: units.iter().map(|u| (*u).to_owned()).collect(),
        national: false,
        restricted: false,
    }
}

/// Every command that names units, about these; the deed that it comes down to.
fn about(codes: &[&str]) -> Vec<Command> {
    let units: Vec<UnitCode> = codes.iter().map(|c| UnitCode::from(*c)).collect();
    let unit = units[0].clone();
    let report = |step| Command::Report {
        units: units.clone(),
        step,
        due: None,
        files: vec![],
    };
    let until = parse_date("2020-06-20").expect("a date");
    let mut all: Vec<Command> = Step::ALL.into_iter().map(report).collect();
    all.extend([
        Command::Note { units: units.clone() },
        Command::LogContact {
            units: units.clone(),
            how: ContactHow::Phone,
        },
    ]);
    if let [_] = codes {
        all.extend([
            Command::Figures {
                unit: unit.clone(),
                values: vec![],
            },
            Command::SetContact {
                unit: unit.clone(),
                contact: ContactChange::default(),
            },
            Command::AddActivity {
                unit: unit.clone(),
                details: NewActivity::default(),
                files: vec![],
            },
            Command::AddEvidence {
                unit: unit.clone(),
                activity: None,
                files: vec![],
            },
            Command::Redact {
                unit: unit.clone(),
                sha256: BlobId::default(),
            },
            Command::Extend {
                unit: Some(unit.clone()),
                until,
            },
            Command::ReplaceExtension {
                unit: Some(unit),
                until,
            },
        ]);
    }
    all
}

fn opened() -> Desk {
    let mut desk = Desk::new();
    let open = Command::Open {
        definition: desk.campaign.def().clone(),
        source: "shipped".to_owned(),
    };
    desk.order(open, "").expect("opened");
    desk
}

fn ask(desk: &Desk, role: Role, pass: &Pass, command: &Command) -> Result<(), Rule> {
    let who = Who { role, ..who("hoa") };
    authorise(&who, pass, &desk.campaign, command, desk.now).map_err(|r| r.rule)
}

#[test]
fn a_command_names_the_units_that_it_is_about() {
    let desk = opened();
    let roster = desk.campaign.roster();
    for codes in [&["04"][..], &["04", "79"]] {
        for command in about(codes) {
            let named: Vec<&str> = units_of(&desk.campaign, &command)
                .iter()
                .map(|ix| roster.code(*ix))
                .collect();
            assert_eq!(named, codes, "{command:?}");
            assert!(activities_of(&command).is_empty());
        }
    }
    let stranger = Command::Note {
        units: vec![UnitCode::from("99")],
    };
    assert!(
        units_of(&desk.campaign, &stranger).is_empty(),
        "who has none is refused elsewhere"
    );
}

#[test]
fn an_officer_gives_commands_about_the_own_units_as_far_as_the_table_goes() {
    let desk = opened();
    let pass = officer_of(&["CBG"]);
    for role in ROLES {
        for codes in [&["04"][..], &["79"], &["04", "79"]] {
            for command in about(codes) {
                let wanted = match Deed::of(&command).grant(role) {
                    Grant::No => Err(Rule::RoleForbids),
                    Grant::Own if codes != ["04"] => Err(Rule::NotYourUnit),
                    Grant::Own | Grant::All => Ok(()),
                };
                assert_eq!(ask(&desk, role, &pass, &command), wanted, "{role:?} {command:?}");
            }
        }
    }
    // What is about everybody is nobody's own.
    let until = parse_date("2020-06-20").expect("a date");
    for command in [
        Command::Extend { unit: None, until },
        Command::ReplaceExtension { unit: None, until },
        Command::Close,
        Command::CorrectClock,
    ] {
        for role in ROLES {
            let wanted = if role == Role::Administrator {
                Ok(())
            } else {
                Err(Rule::RoleForbids)
            };
            assert_eq!(ask(&desk, role, &pass, &command), wanted, "{role:?} {command:?}");
        }
    }
}

#[test]
fn who_may_not_open_a_campaign_does_not_open_it_by_a_first_command() {
    let (shipped, open) = (Desk::new(), opened());
    let pass = officer_of(&["CBG"]);
    let note = &about(&["04"])[Step::ALL.len()];
    assert!(matches!(note, Command::Note { .. }));
    for role in ROLES {
        let wanted = match role {
            Role::Viewer => Err(Rule::RoleForbids),
            Role::Administrator => Ok(()),
            _ => Err(Rule::OpenFirst),
        };
        assert_eq!(ask(&shipped, role, &pass, note), wanted, "{role:?}");
        let wanted = wanted.or_else(|r| if r == Rule::OpenFirst { Ok(()) } else { Err(r) });
        assert_eq!(ask(&open, role, &pass, note), wanted, "{role:?}");
        // What opens nothing may be asked for before.
        for deed in [
            Deed::Audit,
            Deed::Backup,
            Deed::Restore,
            Deed::Move,
            Deed::TakeIn,
            Deed::File,
            Deed::Undo,
        ] {
            let got = authority::may(role, &pass, &shipped.campaign, deed, &[], shipped.now);
            let wanted = match deed.grant(role) {
                Grant::No => Err(Rule::RoleForbids),
                Grant::Own | Grant::All => Ok(()),
            };
            assert_eq!(got.map_err(|r| r.rule), wanted, "{role:?} {}", deed.id());
        }
    }
}

#[test]
fn an_activity_is_changed_by_its_own_unit_and_others_are_not_told_that_it_is_there() {
    let mut desk = opened();
    for code in ["04", "79"] {
        let details = NewActivity {
            kind: "banner".into(),
            title: "Treo băng-rôn".into(),
            ..NewActivity::default()
        };
        let unit = UnitCode::from(code);
        desk.order(
            Command::AddActivity {
                unit,
                details,
                files: vec![],
            },
            "",
        )
        .expect("recorded");
    }
    let label = |code: &str| desk.campaign.label(desk.ix(code)).to_owned();
    let (own, others) = (format!("{}-1", label("04")), format!("{}-1", label("79")));
    let not_there = format!("{}-9", label("79"));
    let pass = officer_of(&["04"]);
    let commands = |ids: &[&str]| {
        let ids: Vec<ActivityId> = ids.iter().map(|id| ActivityId::from(*id)).collect();
        [
            Command::EditActivity {
                id: ids[ids.len() - 1].clone(),
                change: ActivityChange::default(),
            },
            Command::FinishActivities {
                ids: ids.clone(),
                reach: None,
            },
            Command::CancelActivities { ids },
        ]
    };
    for (ids, wanted) in [
        (&[own.as_str()][..], Ok(())),
        (&[own.as_str(), others.as_str()], Err(Rule::NotYourUnit)),
        (&[others.as_str()], Err(Rule::NotYourUnit)),
        (&[not_there.as_str()], Err(Rule::NotYourUnit)),
        (&["XYZ-1"], Err(Rule::UnknownActivity)),
        (&["banner"], Err(Rule::UnknownActivity)),
    ] {
        for command in commands(ids) {
            let named: Vec<&str> = activities_of(&command).iter().map(ActivityId::as_str).collect();
            assert!(named == ids || named == ids[ids.len() - 1..]);
            assert_eq!(
                ask(&desk, Role::UnitOfficer, &pass, &command),
                wanted,
                "{command:?}"
            );
            assert_eq!(ask(&desk, Role::Editor, &pass, &command), Ok(()), "decided later");
        }
    }
}

#[test]
fn an_officer_takes_back_what_was_about_the_own_units_alone() {
    for (codes, wanted) in [
        (&["04"][..], Ok(())),
        (&["04", "79"], Err(Rule::NotYourUnit)),
        (&["79"], Err(Rule::NotYourUnit)),
    ] {
        let mut desk = opened();
        let units = codes.iter().map(|c| UnitCode::from(*c)).collect();
        // Given when it was still another's role.
        let order = Order::new(desk.mint(), Command::Note { units }).note("đã gọi");
        desk.give("hoa", &order).expect("noted");
        let pass = officer_of(&["04"]);
        assert_eq!(
            ask(&desk, Role::UnitOfficer, &pass, &Command::Undo),
            wanted,
            "{codes:?}"
        );
        assert_eq!(ask(&desk, Role::Editor, &pass, &Command::Undo), Ok(()));
        let officer = Who {
            role: Role::UnitOfficer,
            ..who("hoa")
        };
        let refusal = authorise(&officer, &pass, &desk.campaign, &Command::Undo, desk.now).err();
        let named = refusal.and_then(|r| r.unit);
        assert_eq!(named, wanted.is_err().then(|| UnitCode::from("79")), "{codes:?}");
        // The same is asked of what would be written.
        let undo = Order::new(CmdId(99_u128.into()), Command::Undo);
        let drafts = decide(&desk.campaign, &undo, &who("hoa"), desk.now).expect("it stands");
        for role in ROLES {
            let got = within(role, &pass, &desk.campaign, &drafts, desk.now).map_err(|r| r.rule);
            let wanted = if role == Role::UnitOfficer { wanted } else { Ok(()) };
            assert_eq!(got, wanted, "{role:?} {codes:?}");
        }
    }
    // What is about no unit is not within anybody's.
    let mut desk = opened();
    let until = parse_date("2020-06-20").expect("a date");
    desk.order(Command::Extend { unit: None, until }, "lũ")
        .expect("extended");
    let undo = Order::new(CmdId(99_u128.into()), Command::Undo);
    let drafts = decide(&desk.campaign, &undo, &who("lan"), desk.now).expect("it stands");
    let got = within(
        Role::UnitOfficer,
        &officer_of(&["04"]),
        &desk.campaign,
        &drafts,
        desk.now,
    );
    let refusal = got.expect_err("it is everybody's");
    assert_eq!((refusal.rule, refusal.unit), (Rule::NotYourUnit, None));
}

#[test]
fn the_own_units_are_those_of_the_pass_and_what_is_below_them() {
    let desk = opened();
    let roster = Roster::generated(desk.campaign.roster(), 70);
    let commune = roster
        .units()
        .find(|ix| roster.parent(*ix).is_some())
        .expect("a commune");
    let above = roster.code(roster.top_of(commune)).to_owned();
    let pass = officer_of(&["none", above.as_str(), "79"]);
    let own: Vec<&str> = pass.own(&roster).iter().map(|ix| roster.code(*ix)).collect();
    assert_eq!(own, [above.as_str(), "79"], "in the order of the file");
    for ix in roster.units() {
        let top = roster.code(roster.top_of(ix));
        assert_eq!(
            pass.owns(&roster, ix),
            top == above || top == "79",
            "{}",
            roster.code(ix)
        );
    }
    assert!(Pass::default().own(&roster).is_empty() && Pass::default().national);
}

#[test]
fn refusals_about_who_asked_are_told_from_others() {
    let about_who = [
        Rule::RoleForbids,
        Rule::NotYourUnit,
        Rule::OpenFirst,
        Rule::AsForbidden,
    ];
    for rule in Rule::ALL {
        assert_eq!(
            authority::is_about_who(*rule),
            about_who.contains(rule),
            "{rule:?}"
        );
    }
    let now = at("2020-06-01T08:00:00+07:00");
    let refusal = authority::as_forbidden(&Actor::from("hoa"), "lan", now);
    assert_eq!(
        (refusal.rule, refusal.who, refusal.when),
        (Rule::AsForbidden, Some(Actor::from("hoa")), now)
    );
    assert_eq!(authority::access_broken("vì thế", now).rule, Rule::AccessBroken);
}
