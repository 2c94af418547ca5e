//! The wall: its pages in every state and size, both clocks and what they may do, the store that goes and comes back, a
//! month without growth, and the real program in a real pty.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::common::album::{Album, LARGE};
use crate::common::alone::{is_alone, resident};
use crate::common::desk::{at, who};
use crate::common::pty;
use crate::common::screen::drawn;
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::Role;
use ketnoi::core::mix::Mix;
use ketnoi::core::names::{CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::refusal::Rule;
use ketnoi::core::status::Step;
use ketnoi::core::time::{DAY, HOUR, MINUTE, SECOND, Stamp};
use ketnoi::ledger::{Ledger, LedgerError, Opening, ReadOnly};
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::model::Shown;
use ketnoi::tui::msg::{Answer, Ask};
use ketnoi::tui::term::{Glyphs, KeyCode, KeyEvent, KeyExt as _};
use ketnoi::tui::theme::{GlyphSet, Look};
use ketnoi::tui::wall::model::{Begin, Page, Plan, Wall};
use ketnoi::tui::wall::view::{Last, since, view, view_over};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

pub const SIZES: [(u16, u16); 3] = [(200, 60), (120, 40), (80, 24)];
/// The pages that turn where there are no photos; those have a file of their own, `photos.rs`.
pub const PAGES: [Page; 3] = [Page::Overview, Page::Regions, Page::Activities];

fn definition() -> Arc<ketnoi::core::definition::Definition> {
    ketnoi::campaign_file::shipped_shared("wtisd-2020").expect("the shipped campaign")
}

fn order(n: u128, command: Command) -> Order {
    Order::new(CmdId(n.into()), command).note("theo thư của Sở")
}

fn report(unit: &str, step: Step) -> Command {
    Command::Report {
        units: vec![UnitCode::from(unit)],
        step,
        due: None,
        files: vec![],
    }
}

/// The demo's ledger, played up to a moment.
fn played(when: &str) -> Ledger {
    let cat = Catalogue::new(Lang::Vi);
    let (ledger, _) = ketnoi::cli::demo::open(&cat, &definition(), 2020, Clock::Fixed(at(when)))
        .map_err(|_| ())
        .expect("the demo plays");
    ledger
}

fn wall_of(campaign: Campaign, now: Stamp, lang: Lang) -> Wall {
    Wall::new(Begin {
        campaign,
        now,
        world: Stamp(0),
        shown: Shown::Now,
        cat: Catalogue::new(lang),
        look: Look::default(),
        plan: Plan::default(),
        demo: false,
        seconds: true,
        photos: false,
    })
}

fn demo(when: &str, lang: Lang) -> Wall {
    wall_of(played(when).campaign().clone(), at(when), lang)
}

/// Before the Day, in the days of reports, after the cut-off, closed.
pub fn of_every_moment(lang: Lang) -> Vec<Wall> {
    let mut all = Vec::from([BEFORE, WINDOW, AFTER].map(|when| demo(when, lang)));
    all.push(closed(lang));
    all
}

fn text(wall: &Wall, size: (u16, u16)) -> String {
    drawn(wall, size).text()
}

pub fn turn_to(wall: &mut Wall, page: Page) {
    for _ in 0..PAGES.len() {
        if wall.page() == page {
            return;
        }
        wall.key(KeyEvent::plain(KeyCode::Right));
    }
    panic!("no page {page:?}");
}

/// Colour and sign alone tell nobody what a red row is, and what a debt is has one word everywhere.
#[test]
fn regions_and_legend_say_in_words_what_is_owed() {
    for (lang, overdue, correction) in [
        (Lang::Vi, "quá hạn", "nợ bổ sung"),
        (Lang::En, "overdue", "to correct"),
    ] {
        let mut wall = demo("2020-07-09T10:00:00+07:00", lang);
        let shown = text(&wall, (200, 60));
        assert!(shown.contains(&format!("! {overdue} 3")), "{shown}");
        assert!(shown.contains(&format!("! {correction} 1")), "{shown}");
        turn_to(&mut wall, Page::Regions);
        let shown = text(&wall, (200, 60));
        let rows = |word: &str| {
            shown
                .lines()
                .filter(|l| l.contains('!') && l.contains(word))
                .count()
        };
        assert!(rows(overdue) >= 1 && rows(correction) == 1, "{shown}");
        // Each red row has its word.
        for line in shown.lines().filter(|l| l.contains('!')) {
            let words = line.matches(overdue).count() + line.matches(correction).count();
            assert_eq!(words, line.matches('!').count(), "{line}");
        }
    }
}

const BEFORE: &str = "2020-04-28T09:00:00+07:00";
const WINDOW: &str = "2020-05-28T14:03:19+07:00";
const AFTER: &str = "2020-06-08T14:03:19+07:00";

fn closed(lang: Lang) -> Wall {
    let when = "2020-06-29T16:00:00+07:00";
    let mut ledger = played(when);
    ledger
        .submit_as(&who("tuan"), &order(1, Command::Close), at(when))
        .expect("it can be closed");
    wall_of(ledger.campaign().clone(), at("2020-06-30T08:00:00+07:00"), lang)
}

fn empty(lang: Lang) -> Wall {
    wall_of(
        Campaign::preview(definition()),
        at("2026-01-05T08:00:00+07:00"),
        lang,
    )
}

fn lost(lang: Lang) -> Wall {
    let mut wall = demo(WINDOW, lang);
    wall.seen = at("2020-05-28T13:58:40+07:00");
    wall.take(Answer::FeedLost("gone".to_owned()));
    wall
}

// ---------------------------------------------------------------------- pictures

/// At every size, and in colour where a wall hangs; a smaller one may have no style of its own.
fn picture(name: &str, wall: &Wall) {
    let mut album = Album::default();
    let styles_of = |size| {
        let cells = drawn(wall, size).buffer.content;
        cells
            .iter()
            .map(|c| format!("{:?}", c.style()))
            .collect::<BTreeSet<_>>()
    };
    let styles = styles_of(LARGE);
    for size in SIZES {
        album.text(&format!("{}x{}", size.0, size.1), &text(wall, size));
        let own: Vec<_> = styles_of(size).difference(&styles).cloned().collect();
        assert!(own.is_empty(), "{name} at {size:?}: {own:?}");
    }
    album.only_styles("styles", &drawn(wall, LARGE).styles());
    insta::assert_snapshot!(name, album.pictures());
}

#[test]
fn pages_in_the_window() {
    let mut wall = demo(WINDOW, Lang::Vi);
    for page in PAGES {
        turn_to(&mut wall, page);
        picture(&format!("wall_{}", page.id()), &wall);
    }
}

#[test]
fn the_overview_in_every_state() {
    picture("wall_overview_en", &demo(WINDOW, Lang::En));
    picture("wall_before", &demo(BEFORE, Lang::Vi));
    picture("wall_after", &demo(AFTER, Lang::Vi));
    picture("wall_closed", &closed(Lang::Vi));
    picture("wall_no_campaign", &empty(Lang::Vi));
    picture("wall_lost", &lost(Lang::Vi));
}

#[test]
fn each_state_says_what_it_must() {
    for size in SIZES {
        let says = |wall: &Wall, words: &[&str]| {
            let screen = text(wall, size);
            for w in words {
                assert!(screen.contains(w), "{size:?}: “{w}” is not in\n{screen}");
            }
        };
        says(
            &demo(WINDOW, Lang::Vi),
            &["22/62", "NGÀY", "cập nhật lúc 14:03:19", "Trang 1/3"],
        );
        says(
            &demo(WINDOW, Lang::En),
            &["22/62", "DAYS", "14:03:19", "Page 1/3"],
        );
        says(
            &demo(AFTER, Lang::Vi),
            &["QUÁ HẠN", "Còn nợ · 6 đơn vị", "Lạng Sơn", "quá hạn 4 ngày"],
        );
        says(
            &closed(Lang::Vi),
            &["Kết quả cuối cùng", "đã đóng lúc 29/06/2020"],
        );
        says(&empty(Lang::Vi), &["Chưa mở đợt báo cáo nào", "17/05/2026"]);
        says(&lost(Lang::Vi), &["MẤT KẾT NỐI DỮ LIỆU từ 13:58:40"]);
    }
    let screen = text(&demo(WINDOW, Lang::Vi), (40, 12));
    assert!(screen.contains("22/62") && screen.contains("NGÀY"), "{screen}");
    assert!(text(&demo(WINDOW, Lang::Vi), (39, 12)).contains("quá nhỏ"));
}

#[test]
fn the_digits_are_at_least_eight_rows_high() {
    for when in [WINDOW, AFTER] {
        let screen = text(&demo(when, Lang::Vi), (200, 60));
        let lines: Vec<&str> = screen.lines().collect();
        let top = lines.iter().position(|l| l.contains('┌')).expect("a box");
        let rest = &lines[top + 1..];
        let rows = rest.iter().take_while(|l| !l.contains('└')).count();
        // Both the clock and the share: each of their rows has a stroke left and right of the border between them.
        let filled = |l: &&&str| {
            let parts: Vec<&str> = l.split("││").collect();
            parts.len() == 2 && parts.iter().all(|p| p.contains('█'))
        };
        let filled = rest.iter().take(rows).filter(filled).count();
        assert!(filled >= 8, "{filled} rows of digits in\n{screen}");
    }
}

/// What leaders ask for: who, in words, and for how many days.
#[test]
fn what_is_owed_is_told_in_days_and_by_regions() {
    for (lang, four, region) in [
        (Lang::Vi, "quá hạn 4 ngày", "Tây Nguyên · 1 quá hạn"),
        (Lang::En, "overdue by 4 days", "Central Highlands · 1 overdue"),
    ] {
        let wall = demo(AFTER, lang);
        for size in [(200, 60), (120, 40)] {
            let screen = text(&wall, size);
            assert_eq!(screen.matches(four).count(), 6, "{size:?}\n{screen}");
            assert!(screen.contains(region), "{size:?}\n{screen}");
        }
    }
    // A day of the calendar each, from the first on.
    for (when, words) in [
        ("2020-06-05T00:00:00+07:00", "quá hạn 1 ngày"),
        ("2020-06-05T23:59:59+07:00", "quá hạn 1 ngày"),
        ("2020-06-06T00:00:00+07:00", "quá hạn 2 ngày"),
    ] {
        let mut wall = demo("2020-06-04T23:00:00+07:00", Lang::Vi);
        wall.tick(at(when), Stamp(0));
        let screen = text(&wall, (120, 40));
        assert!(screen.contains(words), "{when}\n{screen}");
    }
}

#[test]
fn at_most_eight_activities_are_shown_and_none_is_cut_where_there_is_room() {
    for (when, lang) in [(BEFORE, Lang::Vi), (WINDOW, Lang::En), (AFTER, Lang::Vi)] {
        let mut wall = demo(when, lang);
        turn_to(&mut wall, Page::Activities);
        for (size, most) in [((200, 60), 8), ((120, 40), 8), ((80, 24), 6)] {
            let screen = text(&wall, size);
            let year = wall.campaign.def().year();
            let days = |a: &ketnoi::core::unit::Activity| {
                ketnoi::output::words::days_short(year, a.details.from, a.details.to)
            };
            let told = |l: &&str| {
                let all = wall.campaign.activities();
                let named = |(ix, a)| {
                    let name = wall.campaign.roster().short_name(ix, lang);
                    let name = if size.0 < 100 {
                        wall.campaign.label(ix)
                    } else {
                        name
                    };
                    let (a, b) = (format!("{name} · {}", days(a)), format!("{} {name}: ", days(a)));
                    l.contains(&a) || l.contains(&b)
                };
                all.into_iter().any(named)
            };
            let n = screen.lines().filter(told).count();
            assert!((1..=most).contains(&n), "{n} at {size:?}\n{screen}");
            let lists = screen.lines().skip(1).filter_map(|l| l.split("││").next());
            let cut = lists.filter(|l| l.contains('…')).count();
            let enough = size.0 < 200 || when == BEFORE;
            assert!(enough || n == 8 && cut == 0, "{n}, {cut} cut\n{screen}");
        }
    }
}

#[test]
fn both_archipelagos_are_on_every_map() {
    for size in [(200, 60), (160, 50), (120, 40), (80, 24)] {
        let screen = text(&demo(WINDOW, Lang::Vi), size);
        assert!(screen.contains("Hoàng Sa"), "{size:?}\n{screen}");
        assert!(screen.contains("Trường Sa"), "{size:?}\n{screen}");
    }
}

#[test]
fn every_unit_stands_on_the_regions_page() {
    let mut wall = demo(WINDOW, Lang::Vi);
    turn_to(&mut wall, Page::Regions);
    for size in SIZES {
        // What does not fit in one part stands in the next.
        let mut seen = String::new();
        for _ in 0..4 {
            seen.push_str(&text(&wall, size));
            for _ in PAGES {
                wall.key(KeyEvent::plain(KeyCode::Right));
            }
        }
        let roster = wall.campaign.roster().clone();
        for ix in roster.units() {
            let (full, short) = (roster.name(ix, Lang::Vi), roster.short_name(ix, Lang::Vi));
            assert!(
                seen.contains(full) || seen.contains(short),
                "{size:?}: no {full}\n{seen}"
            );
        }
    }
}

#[test]
fn a_region_has_no_vietnamese_letters_for_a_name_in_english() {
    let mut wall = demo(WINDOW, Lang::En);
    turn_to(&mut wall, Page::Regions);
    let screen = text(&wall, (80, 24));
    assert!(screen.contains("Northern"), "{screen}");
    assert!(!screen.contains("MNPB") && !screen.contains("ĐBSCL"), "{screen}");
}

#[test]
fn officers_are_never_named() {
    let ledger = played(AFTER);
    let campaign = ledger.campaign();
    let mut names: BTreeSet<String> = campaign.done().map(|d| d.actor.as_str().to_owned()).collect();
    names.extend(
        campaign
            .heard()
            .flat_map(|(_, u)| u.contacts.iter().map(|c| c.name.clone())),
    );
    assert!(names.len() > 4, "the demo has people: {names:?}");
    let mut wall = demo(AFTER, Lang::En);
    for page in PAGES {
        turn_to(&mut wall, page);
        for size in SIZES {
            // An officer's account is `minh`, and so ends the word for "smart" in some titles.
            let screen = text(&wall, size).replace("thông minh", "");
            let words: BTreeSet<&str> = screen.split(|c: char| !c.is_alphanumeric()).collect();
            for name in &names {
                let found = if name.contains(' ') {
                    screen.contains(name.as_str())
                } else {
                    words.contains(name.as_str())
                };
                assert!(!found, "{name} stands on {page:?} at {size:?}\n{screen}");
            }
        }
    }
}

#[test]
fn a_console_without_a_font_gets_ascii() {
    for page in PAGES {
        let mut wall = demo(AFTER, Lang::Vi);
        wall.look = wall.look.clone().with_glyphs(GlyphSet::of(Glyphs::Ascii, false));
        turn_to(&mut wall, page);
        for size in SIZES {
            let screen = text(&wall, size);
            assert!(screen.is_ascii(), "{page:?} {size:?}\n{screen}");
        }
    }
}

#[test]
fn no_size_does_harm() {
    let walls = [
        demo(WINDOW, Lang::Vi),
        demo(AFTER, Lang::Vi),
        closed(Lang::En),
        empty(Lang::Vi),
        lost(Lang::Vi),
    ];
    for mut wall in walls {
        for w in [
            0, 1, 39, 40, 41, 42, 57, 70, 79, 80, 100, 109, 110, 120, 159, 183, 200, 300,
        ] {
            for h in [0, 1, 11, 12, 13, 14, 20, 24, 33, 40, 52, 60, 100] {
                let page = PAGES[usize::from(w + h) % 3];
                turn_to(&mut wall, page);
                drawn(&wall, (w, h));
            }
        }
    }
}

// ---------------------------------------------------------------------- stale

#[test]
fn old_data_is_faint_and_comes_back_as_it_was() {
    for size in SIZES {
        let mut wall = demo(WINDOW, Lang::Vi);
        let before = drawn(&wall, size).buffer;
        wall.take(Answer::FeedLost("gone".to_owned()));
        let faint = drawn(&wall, size).buffer;
        let banner = |m: Modifier| m.contains(Modifier::REVERSED);
        let plain = faint
            .content
            .iter()
            .filter(|c| c.symbol() != " " && !banner(c.modifier));
        assert!(plain.clone().count() > 100);
        for cell in plain {
            assert!(cell.modifier.contains(Modifier::DIM), "{size:?}: {cell:?}");
        }
        wall.take(Answer::FeedBack);
        assert_eq!(drawn(&wall, size).buffer, before);
    }
}

#[test]
fn a_look_of_yesterday_is_dated() {
    let mut wall = demo(WINDOW, Lang::Vi);
    wall.seen = at("2020-05-27T23:59:58+07:00");
    assert!(text(&wall, (120, 40)).contains("cập nhật lúc 27/05/2020 23:59:58"));
}

// ---------------------------------------------------------------------- clocks

#[test]
fn pages_turn_by_the_machines_clock_whatever_it_does() {
    let mut wall = demo(WINDOW, Lang::Vi);
    let now = at(WINDOW);
    let page = |wall: &mut Wall, world: i64| {
        wall.tick(now, Stamp(world));
        wall.page()
    };
    assert_eq!(page(&mut wall, 19_999), Page::Overview);
    assert_eq!(page(&mut wall, 20_000), Page::Regions);
    assert_eq!(page(&mut wall, -1_000_000), Page::Regions, "set back: it stays");
    assert_eq!(page(&mut wall, -980_001), Page::Regions);
    assert_eq!(
        page(&mut wall, -980_000),
        Page::Activities,
        "for its time, and no longer"
    );
    assert_eq!(
        page(&mut wall, 1_000_000_000),
        Page::Overview,
        "set forward: one page, not many"
    );
    assert!(wall.key(KeyEvent::char('q')) && wall.key(KeyEvent::ctrl('c')));
    assert!(!wall.key(KeyEvent::char('a')) && !wall.key(KeyEvent::plain(KeyCode::Enter)));
    assert_eq!(wall.page(), Page::Overview);
}

#[test]
fn midnight_new_year_and_a_clock_set_back_give_the_right_words() {
    let mut wall = empty(Lang::Vi);
    let mut shows = |when: &str, words: &str| {
        wall.tick(at(when), Stamp(0));
        wall.seen = wall.now;
        let screen = text(&wall, (120, 40));
        assert!(screen.contains(words), "{when}: no “{words}”\n{screen}");
    };
    shows("2026-05-17T23:59:59+07:00", "HÔM NAY");
    shows("2026-05-18T00:00:00+07:00", "17/05/2027");
    shows("2025-12-31T23:59:59+07:00", "17/05/2026");
    shows("2026-01-01T00:00:00+07:00", "cập nhật lúc 00:00:00");
    let mut wall = demo(WINDOW, Lang::Vi);
    for (when, words) in [
        ("2020-06-04T23:59:59+07:00", ":01"),
        ("2020-06-05T00:00:00+07:00", "QUÁ HẠN"),
        ("2020-06-04T23:59:59+07:00", "1 ngày làm việc"),
        ("2021-01-01T00:00:00+07:00", "QUÁ HẠN"),
        ("2020-05-28T14:03:19+07:00", "6 ngày làm việc"),
    ] {
        wall.tick(at(when), Stamp(0));
        let screen = text(&wall, (200, 60));
        assert!(screen.contains(words), "{when}: no “{words}”\n{screen}");
    }
}

#[test]
fn the_ticker_goes_by_number_and_not_by_clock() {
    let mut ledger = played(WINDOW);
    let late = at("2020-05-28T20:00:00+07:00");
    ledger
        .submit_as(&who("lan"), &order(1, report("02", Step::Receive)), late)
        .expect("received");
    // The clock is set back by six hours.
    let early = at("2020-05-28T14:04:00+07:00");
    ledger
        .submit_as(&who("lan"), &order(2, report("12", Step::Receive)), early)
        .expect("received");
    let wall = wall_of(ledger.campaign().clone(), early, Lang::Vi);
    let screen = text(&wall, (200, 60));
    let (first, second) = (screen.find("Lai Châu: nhận"), screen.find("Hà Giang: nhận"));
    assert!(first.is_some() && first < second, "{screen}");
}

#[test]
fn the_layout_moves_by_one_cell_through_nine_places() {
    let mut wall = demo(WINDOW, Lang::Vi);
    let now = at(WINDOW);
    let corner = |wall: &Wall| {
        let buffer = drawn(wall, (120, 40)).buffer;
        let at = buffer
            .content
            .iter()
            .position(|c| c.symbol() == "┌")
            .expect("a box");
        buffer.pos_of(at)
    };
    let mut seen = BTreeSet::new();
    let mut before: Option<(u16, u16)> = None;
    for n in 0..19 {
        wall.tick(now, Stamp(n * 10 * MINUTE));
        turn_to(&mut wall, Page::Overview);
        let here = corner(&wall);
        if let Some((x, y)) = before {
            assert!(here.0.abs_diff(x) <= 1 && here.1.abs_diff(y) <= 1);
            assert_ne!(here, (x, y));
        }
        before = Some(here);
        seen.insert(here);
    }
    assert_eq!(seen.len(), 9);
}

/// How often the loop wakes within some minutes, if nothing happens.
fn wakes(wall: &mut Wall, minutes: i64) -> usize {
    let start = wall.now;
    let mut n = 0;
    loop {
        let turn = wall.next_turn(false).map(|t| Stamp(start.0 + t.0));
        let next = turn.into_iter().fold(wall.next_change(), Stamp::min);
        if next >= start.plus(minutes * MINUTE) {
            return n;
        }
        n += 1;
        wall.tick(next, Stamp(next.0 - start.0));
    }
}

#[test]
fn it_wakes_once_a_second_or_once_a_minute() {
    let one_page = Plan {
        pages: vec![Page::Overview],
        ..Plan::default()
    };
    let start = |seconds: bool, plan: Plan| {
        let campaign = played(WINDOW).campaign().clone();
        Wall::new(Begin {
            campaign,
            now: at(WINDOW),
            world: Stamp(0),
            shown: Shown::Now,
            cat: Catalogue::new(Lang::Vi),
            look: Look::default(),
            plan,
            demo: false,
            seconds,
            photos: false,
        })
    };
    let n = wakes(&mut start(true, one_page.clone()), 10);
    assert!((590..=610).contains(&n), "{n}");
    let n = wakes(&mut start(true, Plan::default()), 10);
    assert!((200..=610).contains(&n), "{n}: pages without seconds need fewer");
    let n = wakes(&mut start(false, Plan::default()), 10);
    assert!((9..=11).contains(&n), "{n}");
}

#[test]
fn a_tick_writes_few_cells() {
    let mut wall = demo(WINDOW, Lang::Vi);
    let before = drawn(&wall, (200, 60)).buffer;
    wall.tick(wall.now.plus(SECOND), Stamp(SECOND));
    let after = drawn(&wall, (200, 60)).buffer;
    let changed = before.diff(&after).len();
    assert!((1..=2).contains(&changed), "{changed} cells");
}

// ---------------------------------------------------------------------- a month

/// What a second draws over the last frame makes the whole frame, whatever happened before it.
#[test]
fn what_is_drawn_over_the_last_frame_makes_the_whole_frame() {
    let mut dice = Mix::new(7);
    let mut random = |below: u64| dice.next() % below;
    let walls = [
        (BEFORE, Lang::En),
        ("2020-05-28T23:57:40+07:00", Lang::Vi),
        ("2020-06-04T23:57:10+07:00", Lang::Vi),
        (AFTER, Lang::En),
    ];
    for (n, (when, lang)) in walls.into_iter().enumerate() {
        let mut ledger = played(when);
        for (w, h) in [(200, 60), (120, 40), (80, 24), (62, 19)] {
            let mut wall = wall_of(ledger.campaign().clone(), at(when), lang);
            if n == 3 {
                wall.look = wall.look.with_glyphs(GlyphSet::of(Glyphs::Ascii, false));
            }
            let screen = Rect::new(0, 0, w, h);
            let (mut over, mut last, mut few) = (Buffer::empty(screen), None, 0);
            let mut world = Stamp(0);
            for step in 0..120u64 {
                let by = [1, 1, 1, 1, 1, 1, 13, 47][random(8) as usize] * SECOND;
                world = world.plus(if random(9) == 0 { 11 * MINUTE } else { by });
                wall.tick(wall.now.plus(by), world);
                match random(30) {
                    0 => drop(wall.key(KeyEvent::plain(KeyCode::Right))),
                    1 => wall.take(Answer::FeedLost(String::new())),
                    2..5 => wall.take(Answer::FeedBack),
                    5 => wall.seen = wall.now,
                    6 => {
                        let given = order(
                            u128::from(step) + 1_000 * u128::from(w),
                            report("04", Step::Receive),
                        );
                        ledger
                            .submit_as(&who("lan"), &given, wall.now)
                            .expect("it comes in");
                        wall.take(Answer::Reloaded(Box::new(ledger.campaign().clone())));
                    }
                    _ => {}
                }
                turn_back_now_and_then(&mut wall, step);
                if let Some(areas) = last.as_ref().and_then(|last| since(last, &wall, screen)) {
                    few += 1;
                    for area in areas {
                        area.positions().for_each(|p| over[p].reset());
                    }
                    view_over(&wall, areas, &mut over);
                } else {
                    over.reset();
                    view(&wall, &mut over);
                }
                last = Some(Last::of(&wall, screen));
                let whole = drawn(&wall, (w, h)).buffer;
                let wrong = (0..whole.content.len()).find(|i| whole.content[*i] != over.content[*i]);
                assert_eq!(
                    wrong.map(|i| whole.pos_of(i)),
                    None,
                    "step {step} of {when} on {w}x{h}"
                );
            }
            assert!(few > 15 || w < 70, "{few} of 120 frames were drawn in part");
        }
    }
}

/// Back to the overview, the page on which seconds pass.
fn turn_back_now_and_then(wall: &mut Wall, step: u64) {
    if step.is_multiple_of(5) {
        turn_to(wall, Page::Overview);
    }
}

#[test]
fn a_month_of_ticks_and_a_hundred_thousand_redraws_need_no_more_memory() {
    // Memory is the process's: the other tests must not run in the same one.
    if !is_alone("wall::a_month_of_ticks_and_a_hundred_thousand_redraws_need_no_more_memory") {
        return;
    }
    let zone = definition().zone;
    let begin = zone.midnight(definition().window.from);
    let mut ledger = played("2020-05-01T00:00:00+07:00");
    let mut wall = wall_of(ledger.campaign().clone(), begin, Lang::Vi);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 44, 14));
    let mut large = Buffer::empty(Rect::new(0, 0, 200, 60));
    let redraws: i64 = 100_000;
    let step = 30 * DAY / redraws;
    let (mut cmd, mut start) = (1_000, 0);
    for i in 0..redraws {
        // Now and then the clock goes back a little, as an unruly time server would have it.
        let back = if i % 1_000 == 999 { 5 * SECOND } else { 0 };
        wall.tick(begin.plus(i * step - back), Stamp(i * step - back));
        buffer.reset();
        view(&wall, &mut buffer);
        if i % 1_000 == 0 {
            large.reset();
            view(&wall, &mut large);
        }
        if i % 100 == 50 {
            cmd += 1;
            let unit = format!("{:02}", [1, 2, 4, 6, 8, 10][(cmd % 6) as usize]);
            let note = Command::Note {
                units: vec![UnitCode::from(unit.as_str())],
            };
            let now = wall.now.max(ledger.campaign().recorded());
            ledger
                .submit_as(&who("lan"), &order(cmd, note), now)
                .expect("noted");
            let facts = ledger.catch_up().expect("in memory");
            let seq = facts.last().map(|f| f.seq);
            let after = wall.campaign.seq();
            wall.take(Answer::Facts {
                after,
                facts,
                done: None,
            });
            assert_eq!(Some(wall.campaign.seq()), seq);
        }
        if i == redraws / 10 {
            start = resident();
        }
    }
    let grown = resident().saturating_sub(start);
    // Nine hundred facts are kept by the journal and by both campaigns; nothing else is kept.
    assert!(grown < 6 * 1_024, "{grown} KiB more than after three days");
    assert!(wall.now < begin.plus(30 * DAY) && wall.now > begin.plus(29 * DAY + 23 * HOUR));
}

// ---------------------------------------------------------------------- the store goes and comes

struct Shop {
    folder: tempfile::TempDir,
    seen: Arc<AtomicI64>,
}

const OPENED: &str = "2020-05-20T08:00:00+07:00";

impl Shop {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            seen: Arc::new(AtomicI64::new(0)),
        }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("ketnoi.db")
    }

    fn ledger(&self, read_only: Option<ReadOnly>) -> Ledger {
        self.ledger_of(who("lan"), read_only)
    }

    fn ledger_of(&self, who: Who, read_only: Option<ReadOnly>) -> Ledger {
        let shipped = |_: Option<&str>| Some(definition());
        Ledger::open(Opening {
            site: Site::file(self.path()),
            campaign: None,
            shipped: &shipped,
            who,
            clock: Clock::Fixed(at(OPENED)),
            read_only,
        })
        .expect("a ledger")
    }

    fn write(&self, n: u128, unit: &str) {
        self.ledger(None)
            .submit(&order(n, report(unit, Step::Receive)))
            .expect("received");
    }

    fn clerk(&self) -> (Clerk, Wall) {
        let ledger = self.ledger(Some(ReadOnly::Wall));
        let wall = wall_of(ledger.campaign().clone(), at(OPENED), Lang::Vi);
        let cat = Catalogue::new(Lang::Vi);
        let clerk = Clerk::new(ledger, None, cat).watching(Duration::from_secs(10), self.seen.clone());
        (clerk, wall)
    }

    /// Moves the store and what belongs to it.
    fn rename(&self, from: &str, to: &str) {
        for tail in ["", "-wal", "-shm"] {
            let (a, b) = (
                self.folder.path().join(format!("{from}{tail}")),
                self.folder.path().join(format!("{to}{tail}")),
            );
            if a.exists() {
                std::fs::rename(a, b).expect("moved");
            }
        }
    }
}

fn heard(wall: &mut Wall, answers: Vec<Answer>) {
    for answer in answers {
        wall.take(answer);
    }
}

/// Whatever it was that made a fact go by: what is shown is then not passed off as what the store held a moment ago.
#[test]
fn a_wall_that_missed_a_fact_asks_for_everything_and_does_not_pass_for_fresh() {
    let (shop, later) = (Shop::new(), at(OPENED).plus(HOUR));
    shop.write(1, "01");
    let (mut clerk, mut wall) = shop.clerk();
    let before = wall.campaign.clone();
    for (n, unit) in [(2, "04"), (3, "06"), (4, "08")] {
        shop.write(n, unit);
    }
    let mut facts = Vec::new();
    for answer in clerk.answer(Ask::CatchUp) {
        if let Answer::Facts { facts: told, .. } = answer {
            facts.extend(told);
        }
    }
    assert_eq!(facts.len(), 3);
    assert!(!wall.want_whole());
    facts.remove(0);
    let after = before.seq();
    wall.take(Answer::Facts {
        after,
        facts,
        done: None,
    });
    assert_eq!(
        wall.campaign, before,
        "what comes after a gap makes no sense alone"
    );
    wall.see(later);
    wall.take(Answer::FeedBack);
    assert_eq!(
        wall.seen,
        at(OPENED),
        "the moment of a look is not said of what is older"
    );
    assert!(wall.want_whole() && !wall.want_whole(), "asked once");
    heard(&mut wall, clerk.answer(Ask::Whole));
    assert_eq!(wall.campaign, *shop.ledger(None).campaign());
    wall.see(later);
    assert_eq!(wall.seen, later);
    // From there one fact follows another again; what came already changes nothing.
    shop.write(5, "10");
    let told = clerk.answer(Ask::CatchUp);
    heard(&mut wall, told.clone());
    heard(&mut wall, told);
    assert!(!wall.want_whole());
    assert_eq!(wall.campaign, *shop.ledger(None).campaign());
}

/// To a wall that is kept to some units the numbers of all others' facts are gaps, and no reason to ask for everything. A
/// fact of its own that went by is one.
#[test]
fn a_wall_of_own_units_asks_for_everything_only_where_it_missed_something_of_its_own() {
    let shop = Shop::new();
    shop.write(1, "01");
    let kept = || {
        let officer = Who {
            role: Role::UnitOfficer,
            ..who("cbg")
        };
        let mut ledger = shop.ledger_of(officer, Some(ReadOnly::Wall));
        let pass = Pass {
            units: vec!["01".to_owned()],
            national: false,
            ..Pass::default()
        };
        ledger.admit(pass, None);
        ledger
    };
    let ledger = kept();
    assert!(!ledger.sees_all());
    let mut wall = wall_of(ledger.shown().into_owned(), at(OPENED), Lang::Vi);
    let mut clerk = Clerk::new(ledger, None, Catalogue::new(Lang::Vi));
    for (n, unit) in [(2, "04"), (3, "06"), (4, "01"), (5, "08"), (6, "04"), (7, "01")] {
        // A fact of its own comes alone, or after others' in one look.
        shop.ledger(None)
            .submit(&order(
                n,
                Command::Note {
                    units: vec![UnitCode::from(unit)],
                },
            ))
            .expect("noted");
        if n != 6 {
            heard(&mut wall, clerk.answer(Ask::CatchUp));
        }
        assert!(!wall.want_whole(), "{unit} is no reason");
    }
    assert_eq!(wall.campaign, *kept().shown());
    // What it asked for once counts as heard, others' facts behind its own last one too.
    shop.write(8, "10");
    heard(&mut wall, clerk.answer(Ask::CatchUp));
    heard(&mut wall, clerk.answer(Ask::Whole));
    let mut note = |n| {
        let units = vec![UnitCode::from("01")];
        shop.ledger(None)
            .submit(&order(n, Command::Note { units }))
            .expect("noted");
        clerk.answer(Ask::CatchUp)
    };
    heard(&mut wall, note(9));
    assert!(!wall.want_whole());
    drop(note(10));
    heard(&mut wall, note(11));
    assert!(wall.want_whole(), "one of its own went by");
    heard(&mut wall, clerk.answer(Ask::Whole));
    assert_eq!(wall.campaign, *kept().shown());
}

#[test]
fn a_wall_may_not_write() {
    let shop = Shop::new();
    let mut ledger = shop.ledger(Some(ReadOnly::Wall));
    let refused = ledger.submit(&order(1, report("04", Step::Receive)));
    match refused {
        Err(LedgerError::Refused(r)) => assert_eq!(r.rule, Rule::ReadOnly),
        other => panic!("{other:?}"),
    }
    assert!(!shop.path().exists());
    for lang in [Lang::Vi, Lang::En] {
        let r = ketnoi::core::refusal::Refusal::new(Rule::ReadOnly, at(OPENED)).what(ReadOnly::Wall.id());
        let told = ketnoi::output::words::refusal(&Catalogue::new(lang), &r, ledger.campaign());
        assert!(!told.what.contains("--read-only"), "{}", told.what);
    }
}

#[test]
fn a_campaign_that_is_opened_later_is_taken_up() {
    let shop = Shop::new();
    let (mut clerk, mut wall) = shop.clerk();
    heard(&mut wall, clerk.recheck());
    assert!(!wall.is_open() && wall.lost.is_none());
    shop.write(1, "04");
    heard(&mut wall, clerk.recheck());
    assert!(wall.is_open());
    assert_eq!(wall.campaign.counts(wall.now).reported(), 1);
    assert_eq!(shop.seen.load(Ordering::Relaxed), at(OPENED).0);
}

#[test]
fn once_its_campaign_is_closed_a_wall_goes_on_to_the_next_one() {
    let shop = Shop::new();
    shop.write(1, "04");
    let (mut clerk, mut wall) = shop.clerk();
    let mut office = shop.ledger(None);
    let mut next = (*definition()).clone();
    next.id = CampaignId::from("wtisd-2021");
    let next = Arc::new(next);
    let shipped = |_: Option<&str>| Some(next.clone());
    let mut other = Ledger::open(Opening {
        site: Site::file(shop.path()),
        campaign: Some(next.id.clone()),
        shipped: &shipped,
        who: who("lan"),
        clock: Clock::Fixed(at(OPENED)),
        read_only: None,
    })
    .expect("a ledger");
    let open = Command::Open {
        definition: next.clone(),
        source: "đợt mới".to_owned(),
    };
    other.submit(&order(2, open)).expect("opened");
    // As long as this one goes on it stays: whoever works on it looks at it.
    heard(&mut wall, clerk.recheck());
    assert_eq!(wall.campaign.id().as_str(), "wtisd-2020");
    office.submit(&order(3, Command::Close)).expect("closed");
    for _ in 0..2 {
        heard(&mut wall, clerk.recheck());
        heard(&mut wall, clerk.answer(Ask::CatchUp));
    }
    assert_eq!(wall.campaign.id().as_str(), "wtisd-2021");
    assert!(wall.is_open() && wall.lost.is_none());
    assert_eq!(wall.campaign.counts(wall.now).reported(), 0);
    // What is written there arrives from then on.
    other
        .submit(&order(4, report("01", Step::Receive)))
        .expect("received");
    heard(&mut wall, clerk.answer(Ask::CatchUp));
    assert_eq!(wall.campaign.counts(wall.now).reported(), 1);
}

#[test]
fn a_store_that_goes_away_is_told_and_taken_up_again() {
    let shop = Shop::new();
    shop.write(1, "04");
    let (mut clerk, mut wall) = shop.clerk();
    heard(&mut wall, clerk.recheck());
    assert!(wall.lost.is_none());
    shop.rename("ketnoi.db", "away.db");
    for _ in 0..3 {
        heard(&mut wall, clerk.recheck());
        assert!(wall.lost.is_some(), "it is gone, and stays told");
        heard(&mut wall, clerk.answer(Ask::CatchUp));
        assert!(
            wall.lost.is_some(),
            "a nudge does not take an empty place for a store"
        );
    }
    assert_eq!(
        wall.campaign.counts(wall.now).reported(),
        1,
        "what was known is still shown"
    );
    shop.rename("away.db", "ketnoi.db");
    shop.write(2, "01");
    heard(&mut wall, clerk.recheck());
    assert!(wall.lost.is_none());
    assert_eq!(wall.campaign.counts(wall.now).reported(), 2);
}

#[test]
fn another_history_in_the_same_place_is_shown_whole() {
    let shop = Shop::new();
    for (n, unit) in [(1, "04"), (2, "01"), (3, "02")] {
        shop.write(n, unit);
    }
    let (mut clerk, mut wall) = shop.clerk();
    heard(&mut wall, clerk.recheck());
    assert_eq!(wall.campaign.counts(wall.now).reported(), 3);
    shop.rename("ketnoi.db", "old.db");
    shop.write(9, "96");
    heard(&mut wall, clerk.recheck());
    assert!(wall.lost.is_none());
    assert_eq!(wall.campaign.counts(wall.now).reported(), 1);
    assert_eq!(
        wall.campaign
            .unit(wall.campaign.roster().by_code("04").expect("Cao Bằng"))
            .versions
            .len(),
        0
    );
    // And what is written there afterwards arrives fact by fact.
    shop.write(10, "04");
    heard(&mut wall, clerk.answer(Ask::CatchUp));
    assert_eq!(wall.campaign.counts(wall.now).reported(), 2);
}

#[test]
fn a_store_that_turns_read_only_is_read_on() {
    use std::os::unix::fs::PermissionsExt;
    let shop = Shop::new();
    shop.write(1, "04");
    let (mut clerk, mut wall) = shop.clerk();
    let mode = |m: u32| {
        std::fs::set_permissions(shop.path(), std::fs::Permissions::from_mode(m)).expect("a mode");
    };
    mode(0o400);
    heard(&mut wall, clerk.recheck());
    assert!(wall.lost.is_none());
    mode(0o600);
    shop.write(2, "01");
    heard(&mut wall, clerk.recheck());
    assert_eq!(wall.campaign.counts(wall.now).reported(), 2);
}

#[test]
fn a_newer_programs_store_is_told() {
    let mut wall = demo(WINDOW, Lang::Vi);
    wall.take(Answer::RestartNeeded);
    let screen = text(&wall, (120, 40));
    for words in ["MẤT KẾT NỐI DỮ LIỆU", "cần khởi động lại màn hình này"] {
        assert!(screen.contains(words), "{screen}");
    }
}

// ---------------------------------------------------------------------- the program

#[test]
fn the_program_lives_through_resizes_a_lost_store_and_gives_the_terminal_back() {
    let home = pty::Home::new();
    home.does(&["report", "receive", "04"]);
    let mut term = pty::How::new(home.path(), &["wall", "--pages", "overview"])
        .size(120, 40)
        .open();
    term.wait_for("1/63");
    // Somebody else writes: it is shown without a key.
    home.does(&["report", "receive", "01"]);
    term.wait_for("2/63");
    for i in 0..60_u16 {
        term.resize(40 + i * 3 % 160, 12 + i % 48);
    }
    term.resize(200, 60);
    term.wait_for("2/63");
    // The keys of the desk do nothing here.
    term.send("a r e u : ? x \r");
    // The store goes and comes back.
    let (store, away) = (home.store(), home.path().join("away.db"));
    std::fs::rename(&store, &away).expect("moved");
    term.wait_for("MẤT KẾT NỐI DỮ LIỆU");
    std::fs::rename(&away, &store).expect("moved back");
    term.wait("the banner goes", |s| {
        !s.contains("MẤT KẾT NỐI DỮ LIỆU") && s.contains("2/63")
    });
    term.send("q");
    assert_eq!(term.exit_code(), 0);
    term.assert_given_back();
    home.does(&["log", "--verify"]);
}

#[test]
fn the_demo_shows_itself_on_the_wall_of_a_linux_console() {
    let home = pty::Home::new();
    let mut term = pty::How::new(home.path(), &["demo", "--wall", "--speed", "86400"])
        .size(120, 40)
        .env("TERM", Some("linux"))
        .open();
    let screen = term.wait_for("DEMO");
    assert!(!screen.contains('?'), "{screen}");
    term.wait("it goes on", |s| {
        s.contains("da bao cao") && !s.contains(" 0/63 da bao cao")
    });
    term.send("\u{3}");
    assert_eq!(term.exit_code(), 0);
    term.assert_given_back();
    let written = String::from_utf8_lossy(&term.raw).into_owned();
    assert!(
        !written.contains("38;5;") && !written.contains("38;2;"),
        "eight colours only"
    );
}

#[test]
fn words_that_make_no_sense_are_refused() {
    let home = pty::Home::new();
    for args in [
        ["--pages", "films"],
        ["--pages", ","],
        ["--interval", "soon"],
        ["--interval", "1s"],
        ["--interval", "2h"],
    ] {
        let mut words = vec!["wall", "--print"];
        words.extend(args);
        let out = home.ketnoi(&words);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(!out.stderr.is_empty());
    }
}

/// The unit under `data/systemd`, judged by systemd itself, with the program that was built in its place.
#[test]
fn the_unit_is_sound_and_shut_in() {
    if std::process::Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .is_err()
    {
        pty::skip("there is no systemd-analyze to judge data/systemd (Debian: apt-get install systemd)");
        return;
    }
    let home = pty::Home::new();
    let unit = include_str!("../../data/systemd/ketnoi-wall.service");
    let path = home.path().join("ketnoi-wall.service");
    let here = unit.replace(
        "ExecStart=/usr/bin/ketnoi wall",
        &format!("ExecStart={} wall", pty::ketnoi()),
    );
    assert_ne!(here, unit, "the unit starts the wall");
    std::fs::write(&path, here).expect("written");
    for judge in [
        &["verify", "--man=no"][..],
        &["security", "--offline=true", "--threshold=10"],
    ] {
        let out = home
            .command("systemd-analyze")
            .args(judge)
            .arg(&path)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&out.stderr).into_owned() + &String::from_utf8_lossy(&out.stdout);
        assert!(out.status.success(), "{judge:?}: {said}");
        let warned = judge[0] == "verify" && !said.trim().is_empty();
        assert!(!warned, "{judge:?}: {said}");
    }
}
