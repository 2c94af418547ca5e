//! The time line: keys go in, the screen of another moment comes out; and what it shows is what `--as-of` and
//! `--known-at` show.

use std::sync::Arc;

use crate::common::album::{Album, LARGE, PICTURED, loses_nothing};
use crate::common::desk::{at, wtisd_2020};
use crate::common::screen::{self, SIZES, Screen, Setting, ledger, who};
use crate::common::walk::Walk;
use ketnoi::core::authority::Pass;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{Envelope, Role, Via};
use ketnoi::core::names::{Actor, CmdId, UnitCode, UnitIx};
use ketnoi::core::past::Sight;
use ketnoi::core::status::Step;
use ketnoi::core::time::{DAY, HOUR, Stamp};
use ketnoi::demo::{Player, Script};
use ketnoi::ledger::Ledger;
use ketnoi::store::Site;
use ketnoi::tui::keymap::{Need, TABLE, parse_key};
use ketnoi::tui::msg::{Answer, Carried, Msg};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::term::Input;
use proptest::prelude::*;

/// The screen without its first and last lines and without the time line itself.
fn body(screen: &mut Screen, strip: usize) -> String {
    let text = screen.text();
    let lines: Vec<&str> = text.lines().collect();
    lines[1..lines.len() - 1 - strip].join("\n")
}

/// A ledger in memory with the demo's facts up to a moment.
fn played(now: Stamp) -> Ledger {
    let definition = wtisd_2020();
    let mut ledger = ledger(&definition, Site::memory(), now, None);
    Player::new(Script::new(2020, &definition))
        .play(&mut ledger, now)
        .expect("the script is carried out");
    ledger
}

fn facts_of(ledger: &mut Ledger) -> Vec<Envelope> {
    let mut facts = Vec::new();
    ledger.each_fact(|env| facts.push(env.clone())).expect("read");
    facts
}

// ---------------------------------------------------------------------- pictures

#[test]
fn a_week_back_at_every_size() {
    let mut album = Album::default();
    let shots = |size| {
        let mut screen = Setting::default().size(size).demo();
        let opened = screen.press("t").text();
        (opened, screen.press("<pageup>").text())
    };
    for size in PICTURED {
        let (opened, back) = shots(size);
        let (w, h) = size;
        album.text(&format!("opened · {w}x{h}"), &opened);
        album.text(&format!("a week back · {w}x{h}"), &back);
    }
    insta::assert_snapshot!("timeline_sizes", album.pictures());
    let (opened, back) = shots(PICTURED[2]);
    let large = shots(LARGE);
    loses_nothing(&opened, &large.0);
    loses_nothing(&back, &large.1);
}

#[test]
fn a_week_back_in_every_place() {
    let mut album = Album::default();
    let mut screen = Setting::default().demo();
    screen.press("t <pageup>");
    for (place, keys) in [
        ("as it was known", "s"),
        ("panes have the keys", "s <tab> <right> <right>"),
        ("unit", "<enter>"),
        ("queue", "5"),
        ("activities", "6"),
        ("goals", "7"),
        ("history", "9"),
    ] {
        album.frame(place, screen.press(keys));
    }
    insta::assert_snapshot!("timeline_places", album.pictures());
}

#[test]
fn the_time_line_in_english_in_ascii_and_in_colour() {
    let mut album = Album::default();
    let en = Setting {
        lang: ketnoi::core::names::Lang::En,
        ..Setting::default()
    };
    album.frame("english", en.demo().press("t <pageup> s"));
    let ascii = Setting {
        look: "mono",
        ascii: true,
        ..Setting::default()
    };
    album.frame("ascii", ascii.demo().press("t <left>"));
    let mut screen = Setting::default().demo();
    album.only_styles("styles", &screen.press("t <left> <left>").printed().styles());
    insta::assert_snapshot!("timeline_looks", album.pictures());
}

#[test]
fn the_banner_stands_on_every_place_and_leaving_restores_the_live_screen() {
    for size in SIZES {
        for place in [
            "", "1", "2", "3", "m", "<enter>", "5", "6", "7", "8", "9", "7 <tab>",
        ] {
            let mut screen = Setting::default().size(size).demo();
            let before = screen.press(place).text();
            screen.press("t <left> <left> , , <home> s . <pagedown>");
            screen.shows("Xem lại");
            assert!(!screen.text().contains("\u{fffd}"));
            screen.press("<esc>");
            assert_eq!(screen.text(), before, "{size:?} {place}");
            screen.press("t <pageup> t");
            assert_eq!(screen.text(), before, "{size:?} {place}");
        }
    }
}

#[test]
fn one_goes_through_the_units_while_standing_in_the_past() {
    let mut screen = Setting::default().demo();
    screen.press("t <pageup>");
    let banner = |s: &mut Screen| s.text().lines().next().unwrap_or_default().to_owned();
    let stood = banner(&mut screen);
    let first = screen.model().selected_unit();
    screen.press("<tab> <right> <right>");
    assert_ne!(screen.model().selected_unit(), first);
    assert_eq!(banner(&mut screen), stood);
    screen.press("<tab> <left>");
    assert_ne!(banner(&mut screen), stood);
    let unit = screen.model().selected_unit();
    screen.press("<esc>");
    assert_eq!(screen.model().selected_unit(), unit, "who moved stays there");
}

#[test]
fn marks_and_filter_are_there_again() {
    let mut screen = Setting::default().demo();
    screen.press("<space> <space>");
    let marks = screen.model().stage.marks.clone();
    assert_eq!(marks.len(), 2);
    screen.press("t <pageup>");
    assert!(screen.model().stage.marks.is_empty());
    screen.press("<tab> <space> <space> <space> <esc>");
    assert_eq!(screen.model().stage.marks, marks);
}

// ---------------------------------------------------------------------- agreement

/// What a session that was turned back as a whole shows.
fn turned_back(size: (u16, u16), keys: &str, sight: Sight, moment: Stamp) -> String {
    let definition = wtisd_2020();
    let now = Setting::default().now();
    // The clock of such a session stands at the moment.
    let mut ledger = ledger(&definition, Site::memory(), moment, None);
    Player::new(Script::new(2020, &definition))
        .play(&mut ledger, now)
        .expect("the script is carried out");
    ledger
        .turn_back(sight.as_of, sight.known_at)
        .expect("turned back");
    let setting = Setting {
        past: true,
        ..Setting::default()
    };
    let mut screen = setting.size(size).over(ledger);
    body(screen.press(keys), 0)
}

/// Every place shows what `--as-of T --print` shows of the same rows.
#[test]
fn it_shows_what_as_of_and_known_at_show() {
    // On 40x12 the line takes one row: a session of a row less has the same body.
    let size = (100, 19);
    for (scrub, known) in [
        ("<left>", false),
        ("<pageup> <left>", false),
        (", , ,", false),
        ("<home>", false),
        ("s <left>", true),
        ("s <pageup> , ,", true),
    ] {
        for place in ["", "1", "3", "<enter>", "5", "6", "7"] {
            let mut screen = Setting::default().size(size).demo();
            screen.press("t").press(scrub).press("<tab>").press(place);
            let moment = screen.model().stage.now;
            let sight = Sight {
                as_of: (!known).then_some(moment),
                known_at: known.then_some(moment),
            };
            let shown = body(&mut screen, 1);
            let whole = turned_back((size.0, size.1 - 1), place, sight, moment);
            assert_eq!(shown, whole, "{scrub} at {place}");
        }
    }
}

/// A mistake that was taken back shows only as what was known then.
#[test]
fn what_was_taken_back_shows_only_as_it_was_known() {
    let definition = wtisd_2020();
    let now = at("2020-05-28T14:00:00+07:00");
    let mut ledger = ledger(&definition, Site::memory(), now, None);
    let give = |ledger: &mut Ledger, n: u128, command, when: &str| {
        let order = Order::new(CmdId(n.into()), command);
        ledger.submit_as(&who(), &order, at(when)).expect("carried out");
    };
    let receive = Command::Report {
        units: vec![UnitCode::from("04")],
        step: Step::Receive,
        due: None,
        files: vec![],
    };
    give(&mut ledger, 1, receive, "2020-05-20T09:00:00+07:00");
    give(&mut ledger, 2, Command::Undo, "2020-05-25T09:00:00+07:00");
    let mut screen = Setting::default().over(ledger);
    screen.press("t <pageup>").shows("·CBG").shows("theo lúc xảy ra");
    screen.press("s").shows("●CBG").shows("theo lúc ghi nhận");
    // The journal wrote at two moments; to the second of them, and the report is gone.
    screen.press("<end> ,").shows("25/05/2020 09:00").shows("·CBG");
    screen.press(",").shows("20/05/2020 09:00").shows("●CBG");
    screen.press("s").shows("·CBG");
}

/// The same through the program: `demo --as-of T --print` beside `demo --print --keys "t …"`.
#[test]
fn the_program_prints_the_same_both_ways() {
    let print = |args: &[&str]| -> Vec<String> {
        let home = tempfile::tempdir().expect("a folder");
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_ketnoi"))
            .env_clear()
            .envs([("LANG", "C.UTF-8"), ("KETNOI_LANG", "vi")])
            .env("HOME", home.path())
            .args(["demo", "--now", screen::BEFORE, "--print"])
            .args(args)
            .output()
            .expect("it runs");
        assert!(out.status.success(), "{out:?}");
        let text = String::from_utf8(out.stdout).expect("UTF-8");
        text.lines().map(str::to_owned).collect()
    };
    for (way, t) in [
        ("<left>", "2020-05-27T23:59:59.999+07:00"),
        ("<pageup> <pageup>", "2020-05-14T23:59:59.999+07:00"),
    ] {
        for place in ["", "5", "6"] {
            let keys = format!("t {way} <tab> {place}");
            let walked = print(&["--size", "100x19", "--keys", &keys]);
            let told = print(&["--size", "100x18", "--as-of", t, "--keys", place]);
            assert_eq!(walked[1..17], told[1..17], "{t} {place}");
        }
    }
}

/// A campaign whose roster was amended to one of seventy units.
fn amended() -> Ledger {
    let definition = wtisd_2020();
    let mut larger = (*definition).clone();
    larger.roster = ketnoi::core::roster::Roster::generated(&definition.roster, 70);
    let now = at("2020-05-28T14:00:00+07:00");
    let mut ledger = ledger(&definition, Site::memory(), now, None);
    let mut give = |n: u128, command, when: &str| {
        let order = Order::new(CmdId(n.into()), command).note("theo thư");
        ledger.submit_as(&who(), &order, at(when)).expect("carried out");
    };
    let units = vec![UnitCode::from("04")];
    give(1, Command::Note { units }, "2020-05-20T09:00:00+07:00");
    let definition = Arc::new(larger);
    give(2, Command::Amend { definition }, "2020-05-25T09:00:00+07:00");
    ledger
}

/// Before an amendment the roster was another one: what is selected stays selected, and nothing is mixed up.
#[test]
fn a_roster_that_was_another_one_is_borne() {
    for size in SIZES {
        for place in [
            "",
            "<right> <right>",
            "<right> <enter>",
            "5",
            "6",
            "7",
            "9 <down>",
            "m",
        ] {
            let mut screen = Setting::default().size(size).over(amended());
            let before = screen.press(place).text();
            let unit = screen.model().selected_unit();
            screen.press("t s <pageup>");
            assert_eq!(screen.model().stage.campaign.roster().len(), 63);
            screen.press("s");
            assert_eq!(screen.model().stage.campaign.roster().len(), 70);
            screen.press("s <esc>");
            assert_eq!(screen.model().selected_unit(), unit, "{size:?} {place}");
            assert_eq!(screen.text(), before, "{size:?} {place}");
            // A unit that was not there yet is left for one that was.
            screen.press("0 <end> <enter> t s <pageup> <tab> j k <enter> 5 6 7 9 0 <esc>");
            assert_eq!(screen.model().stage.campaign.roster().len(), 70);
        }
    }
}

// ---------------------------------------------------------------------- what comes meanwhile

#[test]
fn facts_that_come_meanwhile_are_counted_and_there_when_one_comes_back() {
    let now = Setting::default().now();
    let mut ledger = played(now);
    let facts = facts_of(&mut ledger);
    let later = &facts[facts.len() - 40..];
    let mut screen = Setting::default().demo();
    screen.press("t <pageup>");
    let past = body(&mut screen, 2);
    let mut next = facts.last().expect("a fact").clone();
    next.seq += 1;
    next.actor = Actor::from("lan");
    for (n, env) in later.iter().take(3).enumerate() {
        let mut env = env.clone();
        env.seq = next.seq + n as u64;
        screen.tell(Msg::Clerk(Answer::Facts {
            after: 0,
            facts: vec![env],
            done: None,
        }));
    }
    screen.shows("3 ghi nhận mới");
    assert_eq!(body(&mut screen, 2), past, "the past stays as it is");
    assert_eq!(screen.model().live().seq(), next.seq + 2);
    screen.press("<esc>");
    assert_eq!(screen.model().stage.campaign.seq(), next.seq + 2);
}

#[test]
fn the_answer_to_a_command_of_before_arrives_in_the_present() {
    let mut screen = Setting::default().demo();
    let seq = screen.model().stage.campaign.seq();
    screen.press("t <left>");
    let mut env = facts_of(&mut played(Setting::default().now()))
        .pop()
        .expect("a fact");
    env.seq = seq + 1;
    screen.tell(Msg::Clerk(Answer::Facts {
        after: 0,
        facts: vec![env],
        done: Some(Carried {
            cmd: CmdId::default(),
            opened: false,
            already: false,
            there: vec![],
            unshown: vec![],
        }),
    }));
    assert_ne!(screen.model().stage.campaign.seq(), seq + 1);
    screen.press("<esc>");
    assert_eq!(screen.model().stage.campaign.seq(), seq + 1);
}

/// The clock goes on: what is said does not stay for ever, and the moment stands still.
#[test]
fn the_clock_goes_on_and_the_moment_stands_still() {
    let mut screen = Setting::default().demo();
    screen.press("t <left> a");
    assert!(screen.model().said.is_some());
    let moment = screen.model().stage.now;
    let later = Setting::default().now().plus(10 * 60_000);
    screen.hear_world(later).tell(Msg::Tick(later));
    let said = screen.model().said.as_ref().map_or("", |s| s.text.as_str());
    assert!(!said.contains("Không ghi được"), "{said}");
    assert_eq!(screen.model().stage.now, moment);
    screen.press("<esc>");
    assert_eq!(screen.model().stage.now, later);
}

// ---------------------------------------------------------------------- what may not be

#[test]
fn no_key_writes_from_the_past() {
    for row in TABLE.iter().filter(|r| r.needs.contains(&Need::Write)) {
        for key in row.keys {
            for way in ["", "<tab>", "<tab> <enter>", "<tab> 5", "<tab> 6"] {
                let mut screen = Setting::default().demo();
                let seq = screen.model().stage.campaign.seq();
                screen.press("t <pageup>").press(way);
                screen.tell(Msg::Input(Input::Keys(vec![parse_key(key).expect("a key")])));
                assert!(matches!(screen.model().overlay, Overlay::None), "{}", row.id);
                screen.press("<esc>");
                assert_eq!(screen.model().stage.campaign.seq(), seq, "{}", row.id);
            }
        }
    }
    let mut screen = Setting::default().demo();
    screen
        .press("t <left> a")
        .shows("Không ghi được: đang xem dữ liệu của một thời điểm đã qua");
}

#[test]
fn a_key_of_a_form_is_a_letter_and_opens_nothing() {
    let mut screen = Setting::default().demo();
    screen.press("n t");
    assert!(screen.model().timeline.is_none());
    assert!(matches!(screen.model().overlay, Overlay::Form(_)));
}

/// A unit officer to whom other units are not shown sees the moments of the own unit's facts and no others.
#[test]
fn the_line_tells_an_officer_nothing_of_other_units() {
    let now = Setting::default().now();
    let definition = wtisd_2020();
    let officer = Who {
        actor: Actor::from("cbg"),
        real_user: Actor::from("cbg"),
        role: Role::UnitOfficer,
        via: Via::Tui,
    };
    let shipped = |_: Option<&str>| Some(Arc::clone(&definition));
    let mut ledger = Ledger::open(ketnoi::ledger::Opening {
        site: Site::memory(),
        campaign: None,
        shipped: &shipped,
        who: officer,
        clock: ketnoi::clock::Clock::Fixed(now),
        read_only: None,
    })
    .expect("a ledger");
    Player::new(Script::new(2020, &definition))
        .play(&mut ledger, now)
        .expect("the script is carried out");
    let facts = facts_of(&mut ledger);
    let pass = Pass {
        units: vec!["CBG".into()],
        national: false,
        restricted: true,
    };
    ledger.admit(pass, None);
    let own: Vec<Stamp> = facts
        .iter()
        .filter(|env| env.unit.as_ref().is_none_or(|c| c.as_str() == "04"))
        .map(|env| env.at)
        .collect();
    let (count, first) = (own.len(), own.iter().min().copied().expect("facts"));
    assert!(count < facts.len() / 4);
    let mut screen = Setting::default().over(ledger);
    screen.press("t");
    let mut moments = std::collections::BTreeSet::new();
    for _ in 0..facts.len() {
        let Some(t) = &screen.model().timeline else {
            panic!("it is open");
        };
        moments.insert(t.strip.cursor);
        if t.strip.cursor == first {
            break;
        }
        screen.press(",");
    }
    let now = std::iter::once(now);
    let expected: std::collections::BTreeSet<Stamp> = own.into_iter().chain(now).collect();
    assert_eq!(moments, expected);
    screen.press("<home>").shows("Cao Bằng").shows("Xem lại");
}

/// A session that is turned back as a whole has a line that ends where the session does.
#[test]
fn in_the_past_of_a_whole_session_the_line_ends_there() {
    let past = Setting {
        past: true,
        when: "2020-05-20T12:00:00+07:00",
        ..Setting::default()
    };
    let mut screen = past.demo();
    let before = screen.text();
    screen.press("t <left> <end>").shows("20/05/2020 12:00");
    screen.press("<right> .").shows("20/05/2020 12:00");
    screen.press("<esc>");
    assert_eq!(screen.text(), before);
}

#[test]
fn a_campaign_in_which_nothing_has_happened_has_a_line_too() {
    let now = Setting::default().now();
    let mut screen = Setting::default().over(ledger(&wtisd_2020(), Site::memory(), now, None));
    let before = screen.text();
    screen
        .press("t <left> , . <home> s <end> <pageup>")
        .shows("Xem lại");
    screen.press("t");
    assert_eq!(screen.text(), before);
}

// ---------------------------------------------------------------------- quick, and the same

/// Every hop of a walk gives what the one rule for the past gives.
#[test]
fn a_walk_through_the_past_agrees_with_the_rule_at_every_step() {
    let now = Setting::default().now();
    let facts = facts_of(&mut played(now));
    let mut past = Walk::new(wtisd_2020(), &facts);
    let days = (0..40).map(|d| now.plus(-d * DAY));
    let back_again = (0..40).rev().map(|d| now.plus(-d * DAY + HOUR));
    for t in days.chain(back_again) {
        for sight in [
            Sight {
                as_of: Some(t),
                known_at: None,
            },
            Sight {
                as_of: None,
                known_at: Some(t),
            },
        ] {
            let rule = Campaign::seen(wtisd_2020(), &facts, sight.as_of, sight.known_at);
            assert!(past.seen(sight) == rule, "{sight:?}");
        }
    }
}

/// What the past tells of a unit is what a campaign would tell that forgets nothing.
#[test]
fn the_whole_history_is_told_from_where_one_looks() {
    let facts = many(9);
    let (first, last) = (facts[0].at.0, facts.last().expect("a fact").recorded.0);
    let mut past = Walk::new(wtisd_2020(), &facts);
    assert_eq!(past.traces().count(), facts.len());
    assert!(past.history(UnitIx(0)).is_none(), "nobody has looked anywhere");
    let mut older = 0;
    for share in [10, 7, 3, 6, 9] {
        let t = Some(Stamp(first + (last - first) / 10 * share));
        for (as_of, known_at) in [(t, None), (None, t)] {
            let seen = past.seen(Sight { as_of, known_at });
            let mut whole = Campaign::hoarding(wtisd_2020());
            for env in &facts {
                whole.see(env, env.recorded, as_of, known_at);
            }
            for (ix, unit) in whole.heard() {
                older += unit.log().len() - seen.unit(ix).log().len();
                assert_eq!(past.history(ix).as_deref(), Some(unit.log()), "unit {}", ix.0);
                assert_eq!(
                    (unit.state, unit.totals),
                    (seen.unit(ix).state, seen.unit(ix).totals)
                );
            }
            assert_eq!(whole.counts(Stamp(last)), seen.counts(Stamp(last)));
        }
    }
    assert!(older > 1_000, "{older} were forgotten");
}

/// Facts many times those of a campaign, some entered much later than they happened, so that every way through the
/// kept states is gone.
fn many(copies: u64) -> Vec<Envelope> {
    let facts = facts_of(&mut played(Setting::default().now()));
    let n = facts.len() as u64;
    let last = facts.last().expect("a fact").recorded;
    let mut all = facts.clone();
    for copy in 1..copies {
        for env in facts.iter().skip(1) {
            let mut env = env.clone();
            let seq = all.last().expect("a fact").seq + 1;
            // Every seventh was entered days after it happened.
            env.at = last.plus((copy * n + env.seq) as i64 * 60_000);
            env.recorded = env.at;
            if seq.is_multiple_of(7) {
                env.at = env.at.plus(-3 * DAY);
            }
            env.seq = seq;
            env.cmd = CmdId((u128::from(seq) + (1 << 100)).into());
            all.push(env);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn any_walk_through_many_facts_agrees_with_the_rule(
        steps in proptest::collection::vec((0..1_000i64, any::<bool>()), 1..8),
    ) {
        let facts = many(9);
        let (first, last) = (facts[0].at.0, facts.last().expect("a fact").recorded.0);
        let mut past = Walk::new(wtisd_2020(), &facts);
        for (share, known) in steps {
            let t = Some(Stamp(first + (last - first) / 1_000 * share));
            let sight = if known {
                Sight { as_of: None, known_at: t }
            } else {
                Sight { as_of: t, known_at: None }
            };
            let rule = Campaign::seen(wtisd_2020(), &facts, sight.as_of, sight.known_at);
            prop_assert!(past.seen(sight) == rule, "{:?}", sight);
        }
    }
}
