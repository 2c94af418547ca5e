//! A campaign of provinces and their communes: the grid by levels, what is counted below, a filter across all of them,
//! marks and bulk, sheets, the wall; and that ten thousand and a hundred thousand units do no harm.

use std::process::Command as Program;
use std::sync::Arc;

use crate::common::album::{Album, LARGE, PICTURED, loses_nothing};
use crate::common::desk::wtisd_2020;
use crate::common::screen::{self, AFTER, Screen, Setting, drawn, ledger, who};
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::definition::Definition;
use ketnoi::core::fact::Role;
use ketnoi::core::names::{CmdId, Lang, UnitCode, UnitIx};
use ketnoi::core::roster::Roster;
use ketnoi::core::status::{State, Step};
use ketnoi::demo::{Player, Script};
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::model::Shown;
use ketnoi::tui::term::{KeyCode, KeyEvent, KeyExt as _};
use ketnoi::tui::theme::Look;
use ketnoi::tui::wall::model::{Begin, Page, Plan, Wall};

/// The 2020 campaign with that many units: those of a shipped roster, the rest communes below them in turn.
fn tree_of(roster: &str, units: usize) -> Arc<Definition> {
    let mut definition = (*wtisd_2020()).clone();
    let base = ketnoi::refdata::roster(roster).expect("a shipped roster");
    definition.roster = Roster::generated(&base, units);
    definition.into()
}

fn tree(units: usize) -> Arc<Definition> {
    tree_of("vn-provinces-63", units)
}

/// The demo of a tree, played up to the setting's moment.
fn played(setting: &Setting, units: usize) -> Ledger {
    let definition = tree(units);
    let mut ledger = ledger(&definition, Site::memory(), setting.now(), None);
    Player::new(Script::new(2020, &definition))
        .play(&mut ledger, setting.now())
        .expect("the script is carried out");
    ledger
}

fn demo(setting: &Setting) -> Screen {
    setting.over(played(setting, 300))
}

/// A tree in which nothing has happened.
fn untouched(units: usize) -> Screen {
    let setting = Setting::default();
    setting.over(ledger(&tree(units), Site::memory(), setting.now(), None))
}

fn acknowledge(unit: &str) -> Command {
    Command::Report {
        units: vec![UnitCode::from(unit)],
        step: Step::Acknowledge,
        due: None,
        files: vec![],
    }
}

/// The unit that is selected.
fn selected(screen: &mut Screen) -> String {
    screen.printed();
    let model = screen.model();
    let ix = model.selected_unit().expect("a unit is selected");
    model.stage.campaign.roster().code(ix).to_owned()
}

// ---------------------------------------------------------------------- pictures

/// Where one may be in a tree, and how one gets there from the desk.
const PLACES: [(&str, &str); 8] = [
    ("desk", ""),
    ("level", "o"),
    ("filter", "/ t â n <space> l"),
    ("province", "<enter>"),
    ("commune", "o l <enter>"),
    ("queue", "5"),
    ("debts first", "g g"),
    ("map", "m"),
];

#[test]
fn every_place_of_a_tree() {
    for (place, keys) in PLACES {
        let mut album = Album::default();
        for (lang, when) in [(Lang::Vi, screen::BEFORE), (Lang::En, AFTER)] {
            let setting = Setting {
                lang,
                when,
                ..Setting::default()
            };
            let mut screen = demo(&setting);
            screen.press(keys);
            for size in PICTURED {
                album.frame(place, screen.resize(size));
            }
            let largest_picture = screen.text();
            loses_nothing(&largest_picture, &screen.resize(LARGE).text());
        }
        insta::assert_snapshot!(format!("tree_{}", place.replace(' ', "_")), album.pictures());
    }
}

#[test]
fn a_tree_in_ascii() {
    let setting = Setting {
        look: "mono",
        ascii: true,
        when: AFTER,
        ..Setting::default()
    };
    let mut album = Album::default();
    for keys in ["", "o"] {
        album.frame("mono, ascii", demo(&setting).press(keys));
    }
    let pictures = album.pictures();
    assert!(
        pictures.chars().filter(|c| *c != '·').all(|c| c.is_ascii()),
        "{pictures}"
    );
    insta::assert_snapshot!("tree_ascii", pictures);
}

/// Decision 20 for a tree: nobody scrolls to see how the country stands.
#[test]
fn every_province_is_seen_at_once() {
    for (roster, provinces) in [("vn-provinces-63", 63), ("vn-provinces-34", 34)] {
        let definition = tree_of(roster, 10_599);
        for size in [(80, 24), (120, 40), (200, 60)] {
            let setting = Setting::default().size(size);
            let mut screen = setting.over(ledger(&definition, Site::memory(), setting.now(), None));
            let text = screen.text();
            let tops: Vec<UnitIx> = definition.roster.tops().collect();
            assert_eq!(tops.len(), provinces);
            for ix in tops {
                let roster = &definition.roster;
                let names = [
                    roster.abbr(ix),
                    roster.name(ix, Lang::Vi),
                    roster.short_name(ix, Lang::Vi),
                ];
                assert!(
                    names.iter().any(|name| text.contains(name)),
                    "{names:?} at {size:?}:\n{text}"
                );
            }
        }
    }
}

// ---------------------------------------------------------------------- levels, filter, sheets

#[test]
fn a_level_is_opened_and_left_again() {
    let mut s = untouched(700);
    s.press("l l");
    let province = selected(&mut s);
    s.press("o");
    assert_eq!(selected(&mut s), format!("{province}0000"));
    s.press("l l");
    assert_eq!(selected(&mut s), format!("{province}0002"));
    // No third level.
    s.press("o");
    assert!(s.footer().contains("Không có cấp dưới"), "{}", s.footer());
    s.press("<esc>");
    assert_eq!(selected(&mut s), province);
    // Backspace is the same as Esc; the map has provinces alone.
    s.press("o <backspace>");
    assert_eq!(selected(&mut s), province);
    s.press("o m l");
    assert_eq!(selected(&mut s).len(), 2, "a province is selected on the map");
}

/// Whoever selects a unit need not know on which level it stands: what others have changed is stepped through so.
#[test]
fn selecting_a_commune_opens_its_level() {
    let s = untouched(700);
    let (campaign, now) = (&s.model().stage.campaign, s.model().stage.now);
    let mut grid = ketnoi::tui::panes::desk::grid::State::default();
    grid.refresh(campaign, now, &Catalogue::new(Lang::Vi), None);
    for code in ["010003", "790001", "04", "040002"] {
        let ix = campaign.roster().by_code(code).expect("it is there");
        grid.select(ix);
        grid.refresh(campaign, now, &Catalogue::new(Lang::Vi), None);
        assert_eq!(grid.selected(), Some(ix), "{code}");
        assert_eq!(grid.under(), campaign.roster().parent(ix), "{code}");
    }
}

#[test]
fn a_filter_finds_communes_in_every_province() {
    let mut s = untouched(700);
    let definition = tree(700);
    let named = |ix: &UnitIx| definition.roster.name(*ix, Lang::Vi).starts_with("Tân Lợi ");
    let all = definition.roster.units().filter(named).count();
    s.press("/").type_in("tân lợi");
    s.printed();
    let found: Vec<UnitIx> = s.model().places.desk.grid.shown().to_vec();
    assert!(all > 5, "{all}");
    assert_eq!(found.len(), all);
    assert!(found.iter().all(named));
    let provinces: std::collections::BTreeSet<_> =
        found.iter().map(|ix| definition.roster.parent(*ix)).collect();
    assert!(provinces.len() > 3, "in many provinces");
    // Which is which is said on every line: the province stands above its communes, and in the other groupings beside.
    s.press("<enter>");
    let first = definition.roster.parent(found[0]).expect("a province");
    s.shows(definition.roster.name(first, Lang::Vi));
    let last = *found.last().expect("found");
    s.press("<end>");
    assert_eq!(selected(&mut s), definition.roster.code(last));
    // Without the filter one is in the province of what was found.
    s.press("o");
    assert_eq!(selected(&mut s), definition.roster.code(last));
    assert_eq!(s.model().places.desk.grid.under(), definition.roster.parent(last));
    s.press("<esc>");
    assert_eq!(
        selected(&mut s),
        definition.roster.code(definition.roster.top_of(last))
    );
}

#[test]
fn marks_are_no_letters_of_a_plain_needle() {
    let mut s = untouched(700);
    for (typed, some) in [
        ("tan loi", true),
        ("tân lợi", true),
        ("tăn loi", false),
        ("lợi tân", true),
    ] {
        s.press("/ <ctrl-u>").type_in(typed);
        s.printed();
        assert_eq!(!s.model().places.desk.grid.shown().is_empty(), some, "{typed}");
        s.press("<enter>");
    }
}

#[test]
fn sheets_lead_down_and_up_again() {
    let mut s = untouched(700);
    let province = selected(&mut s);
    s.press("<enter> <shift-tab> <shift-tab>");
    s.shows("Cấp dưới");
    s.press("j j <enter>");
    assert_eq!(selected(&mut s), format!("{province}0002"));
    let name = s
        .model()
        .stage
        .campaign
        .roster()
        .name(UnitIx(0), Lang::Vi)
        .to_owned();
    assert!(!name.is_empty());
    let above = s
        .model()
        .stage
        .campaign
        .roster()
        .by_code(&province)
        .expect("it is there");
    let above = s.model().stage.campaign.roster().name(above, Lang::Vi).to_owned();
    s.shows(&above);
    // Back to the sheet above, where one was in it; then to the desk, on the province.
    s.press("<esc>");
    assert_eq!(selected(&mut s), province);
    s.press("j <enter>");
    assert_eq!(selected(&mut s), format!("{province}0003"));
    s.press("<esc> <esc>");
    assert_eq!(selected(&mut s), province);
}

#[test]
fn many_communes_are_acknowledged_at_once() {
    let mut s = untouched(700);
    let province = selected(&mut s);
    s.press("o *");
    s.printed();
    let below = s.model().stage.marks.len();
    assert!(below > 5);
    s.press("i <enter>");
    s.printed();
    let campaign = &s.model().stage.campaign;
    let top = campaign.roster().by_code(&province).expect("it is there");
    assert_eq!(
        campaign.unit(top).state,
        State::Awaiting,
        "the province itself is not meant"
    );
    let counts = campaign.roll_up(top, s.model().stage.now);
    assert_eq!(
        (counts.in_progress as usize, counts.total as usize),
        (below, below)
    );
    // And one taken back is taken out of the province's counts again.
    s.press("u");
    s.printed();
    assert_eq!(
        s.model()
            .stage
            .campaign
            .roll_up(top, s.model().stage.now)
            .in_progress,
        0
    );
}

#[test]
fn what_came_in_below_is_told_above() {
    let definition = tree(700);
    let setting = Setting::default();
    let mut ledger = ledger(&definition, Site::memory(), setting.now(), None);
    let report = Command::Report {
        units: vec![UnitCode::from("010000"), UnitCode::from("010001")],
        step: Step::Receive,
        due: None,
        files: vec![],
    };
    let order = Order::new(CmdId(1.into()), report).note("theo thư");
    ledger
        .submit_as(&who(), &order, setting.now())
        .expect("it came in");
    let mut s = setting.size((120, 40)).over(ledger);
    let n = definition
        .roster
        .children(definition.roster.by_code("01").expect("01"))
        .len();
    s.shows(&format!("2/{n}")).shows("tỉnh 0/63, xã 2/637");
    s.press("/ h n i <enter> o").shows(&format!("2/{n}"));
}

/// A province's officer answers for its communes, and sees no other's.
#[test]
fn an_officer_goes_from_the_province_to_its_communes_and_nowhere_else() {
    let setting = Setting::default();
    let definition = tree(700);
    let shipped = |_: Option<&str>| Some(definition.clone());
    let mut ledger = Ledger::open(Opening {
        site: Site::memory(),
        campaign: None,
        shipped: &shipped,
        who: Who {
            role: Role::UnitOfficer,
            ..who()
        },
        clock: Clock::Fixed(setting.now()),
        read_only: None,
    })
    .expect("a ledger");
    // An administrator has opened the campaign.
    let order = Order::new(CmdId(1.into()), acknowledge("790001"));
    ledger
        .submit_as(&who(), &order, setting.now())
        .expect("it is opened");
    let pass = Pass {
        units: vec!["HNI".into()],
        national: false,
        restricted: true,
    };
    ledger.admit(pass, None);
    let mut s = setting.over(ledger);
    assert_eq!(selected(&mut s), "01");
    s.press("<shift-tab> <shift-tab> j <enter>");
    assert_eq!(selected(&mut s), "010001");
    s.press("r <ctrl-s>");
    s.printed();
    let ix = s.model().selected_unit().expect("the commune");
    assert_eq!(s.model().stage.campaign.unit(ix).state, State::Received);
    s.press("<esc>");
    assert_eq!(selected(&mut s), "01");
    s.press("<esc> 0 5");
    assert_eq!(selected(&mut s), "01");
}

/// The desk of a tree draws only what can have changed, whichever level is open.
#[test]
fn what_is_drawn_over_the_last_frame_makes_the_whole_frame() {
    const KEYS: [&str; 22] = [
        "j",
        "k",
        "h",
        "l",
        "j",
        "l",
        "<down>",
        "<right>",
        "o",
        "o",
        "<esc>",
        "<backspace>",
        "<space>",
        "*",
        "-",
        "b",
        "/",
        "a",
        "<esc>",
        "<enter>",
        "<end>",
        "m",
    ];
    for size in [(80, 24), (120, 40), (200, 60)] {
        demo(&Setting::default().size(size)).walk(&KEYS, 400, u64::from(size.0));
    }
}

// ---------------------------------------------------------------------- the wall

fn wall(campaign: ketnoi::core::campaign::Campaign, setting: &Setting) -> Wall {
    Wall::new(Begin {
        campaign,
        now: setting.now(),
        world: setting.now(),
        shown: Shown::Now,
        cat: Catalogue::new(Lang::Vi),
        look: Look::default(),
        plan: Plan::default(),
        demo: false,
        seconds: true,
        photos: false,
    })
}

#[test]
fn the_wall_shows_provinces_with_what_is_below_them() {
    let settings = [screen::BEFORE, AFTER].map(|when| Setting {
        when,
        ..Setting::default()
    });
    let mut walls = settings.map(|setting| wall(played(&setting, 300).campaign().clone(), &setting));
    for page in [Page::Overview, Page::Regions] {
        let mut album = Album::default();
        for wall in &mut walls {
            assert_eq!(wall.page(), page);
            for size in [(200, 60), (120, 40), (80, 24)] {
                album.text(&format!("{page:?} · {size:?}"), &drawn(wall, size).text());
            }
            wall.key(KeyEvent::plain(KeyCode::Right));
        }
        insta::assert_snapshot!(format!("tree_wall_{}", page.id()), album.pictures());
    }
}

#[test]
fn the_wall_turns_no_two_hundred_pages_of_communes() {
    let setting = Setting::default();
    let mut ledger = ledger(&tree(10_599), Site::memory(), setting.now(), None);
    let order = Order::new(CmdId(1.into()), acknowledge("010000"));
    ledger
        .submit_as(&who(), &order, setting.now())
        .expect("it is opened");
    let mut wall = wall(ledger.campaign().clone(), &setting);
    wall.key(KeyEvent::plain(KeyCode::Right));
    assert_eq!(wall.page(), Page::Regions);
    let text = drawn(&wall, (120, 40)).text();
    for name in ["Hà Giang", "Cà Mau", "0/168"] {
        assert!(text.contains(name), "{name} is not in:\n{text}");
    }
}

// ---------------------------------------------------------------------- very many

/// A store of a hundred thousand units, made by one process and read by others: the first page, a filter, a province.
#[test]
fn a_hundred_thousand_units_do_no_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("many.db");
    let definition = tree(100_000);
    let setting = Setting::default();
    {
        let mut ledger = ledger(&definition, Site::file(store.clone()), setting.now(), None);
        let order = Order::new(
            CmdId(7.into()),
            Command::Report {
                units: vec![UnitCode::from("011585")],
                step: Step::Receive,
                due: None,
                files: vec![],
            },
        );
        ledger
            .submit_as(&who(), &order, setting.now())
            .expect("it came in");
    }
    let run = |args: &[&str]| {
        let out = Program::new(env!("CARGO_BIN_EXE_ketnoi"))
            .args(["--lang", "vi", "--now", setting.when, "--read-only"])
            .args(["--store", &format!("sqlite:{}", store.display())])
            .args(args)
            .env("HOME", folder.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .output()
            .expect("ketnoi runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("text")
    };
    let first = run(&["--print", "--size", "120x40"]);
    assert!(first.contains("tỉnh 0/63, xã 1/99937"), "{first}");
    let found = run(&[
        "--print",
        "--size",
        "80x24",
        "--keys",
        "/ 0 1 1 5 8 5 <enter> <enter>",
    ]);
    assert!(found.contains("Hà Nội → 011585"), "{found}");
    let below = run(&["status", "--under", "HNI", "--state", "received", "--json"]);
    assert!(
        below.contains(r#""code":"011585""#) && below.contains(r#""parent":"01""#),
        "{below}"
    );
    assert!(below.contains(r#""received":1"#), "{below}");
}
