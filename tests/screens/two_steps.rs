//! Two steps of review on the screen: what an officer sees and does, and what a leader does.

use crate::common::album::Album;
use crate::common::desk::{in_two_steps, wtisd_2020};
use crate::common::screen::{BEFORE, SIZES, Screen, Setting, ledger};
use ketnoi::clock::Clock;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::names::{Actor, CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::status::{State, Step};
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::store::Site;

/// A ledger of somebody else over the same store.
fn ledger_of(name: &str, role: Role, site: &Site, when: &str) -> Ledger {
    let definition = in_two_steps();
    let shipped = |_: Option<&str>| Some(definition.clone());
    Ledger::open(Opening {
        site: site.clone(),
        campaign: Some(CampaignId::from(definition.id.as_str())),
        shipped: &shipped,
        who: Who {
            actor: Actor::from(name),
            real_user: Actor::from(name),
            role,
            via: Via::Tui,
        },
        clock: Clock::Fixed(
            Setting {
                when: leaked(when),
                ..Setting::default()
            }
            .now(),
        ),
        read_only: None,
    })
    .expect("a ledger")
}

fn leaked(when: &str) -> &'static str {
    match when {
        BEFORE => BEFORE,
        _ => "2020-05-27T09:00:00+07:00",
    }
}

/// Cao Bằng and Hà Nội have reported; Hà Nội's report is recommended, with words for the leader.
fn store() -> Site {
    let site = Site::memory();
    let mut steps = [
        (Step::Receive, &["01", "04"][..], ""),
        (Step::Recommend, &["01"][..], "đủ 5 phần"),
    ]
    .into_iter()
    .zip(1u128..);
    steps
        .all(|((step, units, note), n)| {
            let mut ledger = ledger_of("lan", Role::Administrator, &site, "the day before");
            let command = Command::Report {
                units: units.iter().map(|c| UnitCode::from(*c)).collect(),
                step,
                due: None,
                files: vec![],
            };
            let order = Order::new(CmdId(n.into()), command).note(note);
            ledger.submit(&order).is_ok()
        })
        .then_some(site)
        .expect("recorded")
}

fn screen(name: &str, role: Role, lang: Lang, size: (u16, u16)) -> Screen {
    let setting = Setting {
        lang,
        ..Setting::default()
    };
    let ledger = ledger_of(name, role, &store(), BEFORE);
    setting.size(size).over(ledger)
}

fn state(screen: &Screen, code: &str) -> State {
    let campaign = &screen.model().stage.campaign;
    let ix = campaign.roster().by_code(code).expect("a unit");
    campaign.unit(ix).state
}

fn recommended_by(screen: &Screen, code: &str) -> Option<String> {
    let campaign = &screen.model().stage.campaign;
    let ix = campaign.roster().by_code(code).expect("a unit");
    campaign.recommendation(ix).map(|r| r.actor.as_str().to_owned())
}

#[test]
fn an_officer_looks_recommends_and_takes_it_back() {
    for (lang, [waits, title, told]) in [
        (Lang::Vi, ["chờ xem xét", "Đề nghị duyệt báo cáo", "hanh đề nghị"]),
        (Lang::En, ["to look at", "Recommend the report", "hanh"]),
    ] {
        for size in SIZES {
            let mut s = screen("hanh", Role::Editor, lang, size);
            // What is to be looked at comes first for an officer: Cao Bằng.
            s.press("5");
            let text = s.text();
            assert!(
                text.contains(waits) || text.contains("officer") || text.contains("chuyên viên"),
                "{text}"
            );
            s.press("R").shows(title);
            s.type_in("đã xem").press("<enter>");
            assert_eq!(recommended_by(&s, "04").as_deref(), Some("hanh"), "{size:?}");
            assert_eq!(state(&s, "04"), State::Received);
            if size.0 >= 120 {
                s.shows(told).shows("đã xem");
            }
            s.press("a");
            assert_eq!(state(&s, "04"), State::Received, "an officer does not accept");
            s.press("u");
            assert_eq!(recommended_by(&s, "04"), None, "taken back by one key");
        }
    }
}

#[test]
fn a_leader_sees_what_is_recommended_first_and_accepts() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let mut s = screen("hanh", Role::Reviewer, lang, size);
            s.press("5");
            if size.0 >= 80 {
                s.shows("đủ 5 phần"); // the officer's words, where the leader decides
            }
            s.press("a");
            assert_eq!(state(&s, "01"), State::Accepted, "{size:?}");
            assert_eq!(state(&s, "04"), State::Received);
            // Next comes what nobody has recommended; it is not accepted, and the line says what to do.
            s.press("a");
            assert_eq!(state(&s, "04"), State::Received);
            let way = match lang {
                Lang::Vi => "Chưa có ai đề nghị",
                Lang::En => "Nobody has",
            };
            s.shows(way);
            s.press("u");
            assert_eq!(
                recommended_by(&s, "01").as_deref(),
                Some("lan"),
                "the recommendation stands again"
            );
        }
    }
}

#[test]
fn the_sheet_says_who_did_which() {
    let mut s = screen("hanh", Role::Reviewer, Lang::Vi, (80, 24));
    s.press("5 <enter>")
        .shows("lan đề nghị duyệt 27/05")
        .shows("đủ 5 phần");
    s.press("a")
        .shows("lan đề nghị duyệt 27/05")
        .shows("hanh duyệt 28/05");
}

#[test]
fn whoever_recommended_is_told_that_another_has_to_accept() {
    for size in SIZES {
        let mut s = screen("lan", Role::Reviewer, Lang::Vi, size);
        s.press("5 a").shows("lan đã đề nghị duyệt");
        assert_eq!(state(&s, "01"), State::Received);
    }
}

#[test]
fn many_are_recommended_at_once() {
    let mut s = screen("hanh", Role::Editor, Lang::Vi, (80, 24));
    s.press("5 * R <enter>");
    assert_eq!(recommended_by(&s, "04").as_deref(), Some("hanh"));
    assert_eq!(
        recommended_by(&s, "01").as_deref(),
        Some("lan"),
        "what is recommended already stays so"
    );
}

/// In one step nothing is different: the key is not offered, neither in the help nor in the palette.
#[test]
fn in_one_step_the_key_is_not_offered() {
    for (definition, offered) in [(wtisd_2020(), false), (in_two_steps(), true)] {
        for lang in [Lang::Vi, Lang::En] {
            let setting = Setting {
                lang,
                ..Setting::default()
            };
            let words = match lang {
                Lang::Vi => "Đề nghị duyệt báo cáo",
                Lang::En => "Recommend the report for acceptance",
            };
            let ledger = ledger(&definition, Site::memory(), setting.now(), None);
            let mut s = setting.size((200, 60)).over(ledger);
            s.press(":").type_in(words);
            assert_eq!(s.text().matches(words).count() > 1, offered, "{}", s.text());
        }
    }
}

#[test]
fn pictures_of_two_steps() {
    let mut album = Album::default();
    for (role, lang, size) in [
        (Role::Editor, Lang::Vi, (40, 12)),
        (Role::Editor, Lang::Vi, (80, 24)),
        (Role::Reviewer, Lang::Vi, (80, 24)),
        (Role::Reviewer, Lang::En, (120, 40)),
    ] {
        album.frame("queue", screen("hanh", role, lang, size).press("5"));
    }
    album.frame(
        "sheet",
        screen("hanh", Role::Reviewer, Lang::Vi, (80, 24)).press("5 <enter>"),
    );
    album.frame(
        "form",
        screen("hanh", Role::Editor, Lang::Vi, (80, 24)).press("5 R"),
    );
    insta::assert_snapshot!("two_steps", album.pictures());
}
