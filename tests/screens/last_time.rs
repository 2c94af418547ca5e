//! How a unit did the last time: in its sheet and in what is said of it below the grid, over rosters, and for whoever is kept
//! to the own unit.

use std::sync::Arc;

use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::definition::Definition;
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::names::{Actor, CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::status::Step;
use ketnoi::core::time::{DAY, Stamp, parse_date};
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::refdata;
use ketnoi::store::Site;

use super::common::album::{Album, LARGE, PICTURED, loses_nothing};
use super::common::desk::wtisd_2020;
use super::common::screen::{SIZES, Screen, Setting, ledger, who};

const NEXT_YEAR: &str = "2021-05-28T14:03:19+07:00";

fn setting(lang: Lang) -> Setting {
    Setting {
        lang,
        when: NEXT_YEAR,
        ..Setting::default()
    }
}

/// The campaign of the year after 2020, over a roster.
fn next(roster: &str) -> Arc<Definition> {
    let mut next = (*wtisd_2020()).clone();
    next.id = CampaignId::from("wtisd-2021");
    next.day = parse_date("2021-05-17").expect("a day");
    next.deadline.cutoff = next.deadline.cutoff.plus(365 * DAY);
    next.roster = refdata::roster(roster).expect("a roster");
    Arc::new(next)
}

fn submit(ledger: &mut Ledger, cmd: u128, at: &str, command: Command) {
    let at = Stamp::parse_rfc3339(at).expect("RFC 3339");
    let order = Order::new(CmdId(cmd.into()), command);
    ledger.submit_as(&who(), &order, at).expect("what may be done");
}

fn step(unit: &str, step: Step) -> Command {
    Command::Report {
        units: vec![UnitCode::from(unit)],
        step,
        due: None,
        files: Vec::new(),
    }
}

/// A store in which Hà Giang was accepted in 2020, Tuyên Quang was late, and nobody else reported.
fn after_2020(setting: &Setting) -> Site {
    let site = Site::memory();
    let mut last = ledger(&wtisd_2020(), site.clone(), setting.now(), None);
    submit(
        &mut last,
        1,
        "2020-05-20T09:00:00+07:00",
        step("02", Step::Receive),
    );
    submit(
        &mut last,
        2,
        "2020-05-21T09:00:00+07:00",
        step("02", Step::Accept),
    );
    submit(
        &mut last,
        3,
        "2020-06-20T09:00:00+07:00",
        step("08", Step::Receive),
    );
    site
}

/// The desk of somebody who is kept to this unit, over the same store.
fn kept_to(unit: &str, setting: &Setting, definition: &Arc<Definition>, site: Site) -> Screen {
    let shipped = |_: Option<&str>| Some(definition.clone());
    let mut ledger = Ledger::open(Opening {
        site,
        campaign: Some(definition.id.clone()),
        shipped: &shipped,
        who: Who {
            actor: Actor::from("minh"),
            real_user: Actor::from("minh"),
            role: Role::UnitOfficer,
            via: Via::Tui,
        },
        clock: Clock::Fixed(setting.now()),
        read_only: None,
    })
    .expect("a ledger");
    ledger.admit(
        Pass {
            units: vec![unit.to_owned()],
            national: false,
            restricted: true,
        },
        None,
    );
    setting.over(ledger)
}

fn words(lang: Lang) -> (&'static str, &'static str, &'static str) {
    match lang {
        Lang::Vi => (
            "Năm 2020: đã duyệt, đúng hạn",
            "Năm 2020: 2/2 đã báo cáo, 1 đúng hạn",
            "– Tuyên Quang: đã nhận, nộp chậm",
        ),
        Lang::En => (
            "In 2020: accepted, on time",
            "In 2020: 2/2 reported, 1 on time",
            "– Tuyen Quang: received, late",
        ),
    }
}

#[test]
fn the_sheet_and_the_grid_say_how_a_unit_did_the_last_time() {
    for lang in [Lang::Vi, Lang::En] {
        let (alone, ..) = words(lang);
        let setting = setting(lang).size((120, 40));
        let now = ledger(
            &next("vn-provinces-63"),
            after_2020(&setting),
            setting.now(),
            None,
        );
        let mut screen = setting.over(now);
        // The first key moves nowhere: what is asked for after the first frame has come by then.
        screen.press("<esc>").shows(alone);
        screen.press("<enter>").shows(alone);
        for size in SIZES {
            screen.resize(size);
            let seen = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
            let year = alone.split(':').next().expect("a year");
            assert!(seen.contains(year) || size.1 < 20, "{size:?}: {seen}");
        }
        // On the smallest screen it is further down in the report.
        screen
            .resize((40, 12))
            .press("<shift-tab> <end>")
            .shows(alone.split(',').next().expect("words"));
    }
}

#[test]
fn it_is_told_of_those_that_a_unit_was_formed_from() {
    for (lang, name) in [(Lang::Vi, "last_time_vi"), (Lang::En, "last_time_en")] {
        let (_, both, late) = words(lang);
        let setting = setting(lang).size((120, 40));
        let now = ledger(
            &next("vn-provinces-34"),
            after_2020(&setting),
            setting.now(),
            None,
        );
        let mut screen = setting.over(now);
        screen.press("/ t u y e n <space> q u a n g <enter>").shows(both);
        screen.press("<enter>").shows(both).shows(late);
        let mut album = Album::default();
        for size in PICTURED {
            album.frame("sheet", screen.resize(size));
        }
        let smaller = screen.resize((120, 40)).text();
        loses_nothing(&smaller, &screen.resize(LARGE).text());
        insta::assert_snapshot!(name, album.pictures());
    }
}

#[test]
fn where_there_was_no_last_time_nothing_is_said() {
    for lang in [Lang::Vi, Lang::En] {
        let year = words(lang).0.split(':').next().expect("a year");
        let setting = setting(lang).size((120, 40));
        let mut screen = setting.over(ledger(
            &next("vn-provinces-63"),
            Site::memory(),
            setting.now(),
            None,
        ));
        for keys in ["<esc>", "<enter>"] {
            let text = screen.press(keys).text();
            assert!(!text.contains(year), "{text}");
        }
    }
}

#[test]
fn a_unit_officer_is_told_of_the_own_unit_and_its_predecessors_alone() {
    for (roster, own, told) in [
        ("vn-provinces-63", "HGG", words(Lang::Vi).0),
        ("vn-provinces-34", "TQG", words(Lang::Vi).1),
    ] {
        let setting = setting(Lang::Vi).size((120, 40));
        let next = next(roster);
        let mut screen = kept_to(own, &setting, &next, after_2020(&setting));
        screen.press("<esc>").shows(told);
        let scene = screen.model().scene();
        let roster = scene.campaign.roster();
        let own = roster.find(own).expect("a unit");
        let others = roster.units().filter(|ix| *ix != own);
        let of_others: Vec<String> = others.filter_map(|ix| scene.last_time_of(ix)).collect();
        assert_eq!(of_others, Vec::<String>::new());
    }
}
