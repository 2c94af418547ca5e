//! A server that is gone, or comes back with less than it had, under an open dashboard and a wall: what is said, what is
//! written (nothing), what becomes of a form that is half typed, and how it goes on.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::common::album::Album;
use crate::common::desk::wtisd_2020;
use crate::common::pty::wait_until;
use crate::common::screen::{BEFORE, SIZES, Screen, Setting, drawn, ledger};
use crate::flaky::{Flaky, NAME, Weather, copy_of};
use crate::inbox::{self, Other};
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::names::{CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::status::Step;
use ketnoi::core::time::Stamp;
use ketnoi::ledger::{HouseLedger, Ledger};
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::clerk::Clerk;
use ketnoi::tui::model::Shown;
use ketnoi::tui::msg::{Answer, Ask, Fallen, Msg};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::theme::Look;
use ketnoi::tui::wall::model::{Begin, Plan, Wall};

fn now() -> Stamp {
    Stamp::parse_rfc3339(BEFORE).expect("RFC 3339")
}

fn opened(site: &Site) -> Ledger {
    ledger(&wtisd_2020(), site.clone(), now(), None)
}

fn acknowledge(n: u128, unit: &str) -> Order {
    Order::new(
        CmdId(n.into()),
        Command::Report {
            units: vec![UnitCode::from(unit)],
            step: Step::Acknowledge,
            due: None,
            files: Vec::new(),
        },
    )
}

/// A server with three facts, what it held when it had two, and the line between it and us.
struct Failover {
    flaky: Flaky,
    whole: Site,
    lagging: Site,
}

impl Failover {
    fn new() -> Self {
        let whole = Site::memory();
        let flaky = Flaky::new(whole.clone());
        opened(&whole).submit(&acknowledge(1, "01")).expect("recorded");
        let lagging = copy_of(&whole);
        opened(&whole).submit(&acknowledge(2, "04")).expect("recorded");
        Self {
            flaky,
            whole,
            lagging,
        }
    }

    fn seq(site: &Site) -> u64 {
        let mut store = site.open().expect("a store");
        store.head(&CampaignId::from("wtisd-2020")).expect("a head").seq
    }

    /// What the server does when it was put back, as a session sees it at its next look.
    fn falls_back(&self, screen: &mut Screen) {
        self.flaky.falls_back_to(self.lagging.clone());
        look(screen);
    }
}

/// The session looks at the store.
fn look(screen: &mut Screen) {
    // A key that asks the clerk, as a nudge would: the history is read.
    screen.press("9 0");
}

fn fallen(failover: &Failover, lang: Lang) -> Fallen {
    let mut clerk = Clerk::new(opened(&failover.flaky.site()), None, Catalogue::new(lang));
    failover.flaky.falls_back_to(failover.lagging.clone());
    let mut told = clerk.answer(Ask::CatchUp);
    // The line breaks first; the next look finds what stands there.
    told.extend(clerk.answer(Ask::CatchUp));
    told.into_iter()
        .find_map(|answer| match answer {
            Answer::Fallen(fallen) => Some(*fallen),
            _ => None,
        })
        .expect("it is told")
}

/// The same for every run: hashes are of no run.
fn as_in_a_picture(lang: Lang) -> Answer {
    let mut fallen = fallen(&Failover::new(), lang);
    (fallen.had.seq, fallen.had.hash) = (1_204, [0x3f; 32]);
    (fallen.found.seq, fallen.found.hash) = (1_187, [0xa9; 32]);
    Answer::Fallen(Box::new(fallen))
}

fn wall(ledger: &Ledger, lang: Lang) -> Wall {
    Wall::new(Begin {
        campaign: ledger.campaign().clone(),
        now: now(),
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

#[test]
fn lost_facts_are_said_in_large_letters_at_every_size_in_both_languages() {
    for lang in [Lang::Vi, Lang::En] {
        let (mut desk, mut on_wall) = (Album::default(), Album::default());
        for size in SIZES {
            let setting = Setting {
                lang,
                ..Setting::default()
            };
            let mut screen = setting.size(size).demo();
            screen.tell(Msg::Clerk(as_in_a_picture(lang)));
            desk.frame("lost", &mut screen);
            let text = screen.text();
            for must in ["1204", "1187", "Ctrl-Y"] {
                assert!(text.contains(must), "{must} is missing at {size:?}:\n{text}");
            }
            if size.0 >= 80 {
                for hash in ["3f3f3f3f3f3f", "a9a9a9a9a9a9", NAME] {
                    assert!(text.contains(hash), "{hash} at {size:?}:\n{text}");
                }
            }
            let mut wall = wall(&opened(&Site::memory()), lang);
            wall.take(as_in_a_picture(lang));
            let text = drawn(&wall, size).text();
            assert!(
                text.contains("1204") && text.contains("1187"),
                "{size:?}:\n{text}"
            );
            on_wall.text(&format!("lost · {}x{}", size.0, size.1), &text);
        }
        let tag = if lang == Lang::Vi { "vi" } else { "en" };
        insta::assert_snapshot!(format!("lost_desk_{tag}"), desk.pictures());
        insta::assert_snapshot!(format!("lost_wall_{tag}"), on_wall.pictures());
    }
}

#[test]
fn a_server_that_is_gone_is_said_with_since_when_and_a_form_is_sent_once_it_is_back() {
    for lang in [Lang::Vi, Lang::En] {
        let failover = Failover::new();
        let setting = Setting {
            lang,
            size: (120, 40),
            ..Setting::default()
        };
        let mut screen = setting.over(opened(&failover.flaky.site()));
        screen.press("n").type_in("đã gọi Sở, hẹn thứ Hai");
        failover.flaky.turns(Weather::Down);
        screen.press("<ctrl-s>");
        let text = screen.text();
        assert!(text.contains("hẹn thứ Hai"), "what was typed stays:\n{text}");
        assert!(text.contains(NAME), "and why it was not sent is said:\n{text}");
        let (head, since) = (text.lines().next().unwrap_or_default(), "14:03");
        assert!(head.contains(since), "since when: {head}");
        assert_eq!(Failover::seq(&failover.whole), 3);
        // Back again: the same form goes through, once.
        failover.flaky.turns(Weather::Fine);
        screen.press("<ctrl-s>");
        assert!(
            matches!(screen.model().overlay, Overlay::None),
            "{}",
            screen.text()
        );
        assert!(screen.model().lost.is_none());
        assert_eq!(Failover::seq(&failover.whole), 4);
    }
}

#[test]
fn nothing_is_written_to_a_server_that_lost_facts_until_somebody_agrees() {
    let failover = Failover::new();
    let setting = Setting {
        lang: Lang::En,
        size: (120, 40),
        ..Setting::default()
    };
    let mut screen = setting.over(opened(&failover.flaky.site()));
    // It is told over a form that is half typed, which stays.
    screen.press("n").type_in("called, will send on Monday");
    failover.falls_back_under_a_form(&mut screen);
    assert!(screen.model().fallen.is_some(), "{}", screen.text());
    let head = screen.text().lines().next().unwrap_or_default().to_owned();
    assert!(head.contains("LOST FACTS: 3 → 2"), "{head}");
    screen.shows("will send on Monday");
    // Handed in again and again it is refused: the server has what it had.
    for _ in 0..3 {
        screen.press("<ctrl-s>");
        screen.shows("will send on Monday");
        assert_eq!(Failover::seq(&failover.lagging), 2, "nothing is written");
    }
    // The question can be left, and the form is there again.
    screen.press("<ctrl-y>");
    screen.shows("Go on with what the server holds?");
    screen.press("<esc>");
    screen.shows("will send on Monday");
    assert_eq!(Failover::seq(&failover.lagging), 2);
    screen.press("<ctrl-y> <enter>");
    screen.shows("will send on Monday");
    assert!(screen.model().fallen.is_none() && screen.model().lost.is_none());
    assert_eq!(screen.model().live().seq(), 2, "it is read anew");
    screen.press("<ctrl-s>");
    assert_eq!(Failover::seq(&failover.lagging), 3, "and the form is sent");
}

impl Failover {
    /// The same while a form is open, in which no key asks anything: the form is handed in.
    fn falls_back_under_a_form(&self, screen: &mut Screen) {
        self.flaky.falls_back_to(self.lagging.clone());
        screen.press("<ctrl-s>");
    }
}

#[test]
fn what_was_lost_and_comes_back_needs_no_answer() {
    let failover = Failover::new();
    let mut screen = Setting::default().over(opened(&failover.flaky.site()));
    failover.falls_back(&mut screen);
    screen.press("i"); // whatever writes
    assert!(screen.model().fallen.is_some(), "{}", screen.text());
    // Put away, the top line still says it.
    assert!(screen.model().is_fallen_shown());
    screen.press("<esc>");
    assert!(!screen.model().is_fallen_shown());
    screen.shows("MẤT BẢN GHI: 3 → 2");
    failover.flaky.falls_back_to(failover.whole.clone());
    screen.press("i");
    assert!(screen.model().fallen.is_none(), "{}", screen.text());
    assert_eq!(Failover::seq(&failover.whole), 4);
    assert_eq!(Failover::seq(&failover.lagging), 2);
}

/// Of a history that has grown past what was seen here, by others who have agreed, none is taken for one's own.
#[test]
fn another_history_that_has_grown_past_ours_is_told_from_it() {
    let failover = Failover::new();
    let mut clerk = Clerk::new(opened(&failover.flaky.site()), None, Catalogue::new(Lang::En));
    for n in 0..3 {
        let unit = ["06", "08", "10"][n];
        opened(&failover.lagging)
            .submit(&acknowledge(10 + n as u128, unit))
            .expect("recorded");
    }
    failover.flaky.falls_back_to(failover.lagging.clone());
    let order = acknowledge(20, "11");
    let told = clerk.answer(Ask::Submit(Box::new(order.clone())));
    let fallen = told.iter().find_map(|a| match a {
        Answer::Fallen(fallen) => Some((fallen.had.seq, fallen.found.seq)),
        _ => None,
    });
    assert_eq!(
        fallen,
        Some((3, 3)),
        "the same number with another hash: {told:?}"
    );
    assert!(
        told.iter()
            .any(|a| matches!(a, Answer::Failed { cmd, .. } if *cmd == order.cmd)),
        "{told:?}"
    );
    assert_eq!(Failover::seq(&failover.lagging), 5);
    let told = clerk.answer(Ask::Accept);
    let whole = told.iter().find_map(|a| match a {
        Answer::Reloaded(campaign) => Some(campaign.seq()),
        _ => None,
    });
    assert_eq!(whole, Some(5), "{told:?}");
}

/// A clerk on a thread of its own, as a wall has it: it tries by itself.
#[test]
fn a_wall_says_it_and_comes_back_by_itself() {
    let every = Duration::from_millis(5);
    for whole_again in [true, false] {
        let failover = Failover::new();
        let site = failover.flaky.site();
        let mut wall = wall(&opened(&site), Lang::Vi);
        let (ask, asks) = channel();
        let (tell, told) = channel();
        // Long enough for the loss to be seen here before the wall goes on without it.
        let every = if whole_again { every * 1_000 } else { every };
        let clerk = Clerk::new(opened(&site), None, Catalogue::new(Lang::Vi))
            .watching(every, Arc::new(AtomicI64::new(0)));
        let serving = std::thread::spawn(move || {
            clerk.serve(&asks, &|answer| {
                let _ = tell.send(answer);
            });
        });
        failover.flaky.falls_back_to(failover.lagging.clone());
        ask.send(Ask::CatchUp).expect("it listens");
        let mut was_said = false;
        wait_until("the wall says that facts are lost", || {
            for answer in told.try_iter() {
                wall.take(answer);
                was_said |= wall.fallen.is_some();
            }
            was_said
        });
        if whole_again {
            failover.flaky.falls_back_to(failover.whole.clone());
        }
        wait_until("it comes back by itself", || {
            for answer in told.try_iter() {
                wall.take(answer);
            }
            wall.fallen.is_none() && wall.lost.is_none()
        });
        let seq = if whole_again { 3 } else { 2 };
        assert_eq!(wall.campaign.seq(), seq);
        drop(ask);
        serving.join().expect("it ends");
    }
}

/// The pauses grow, and however often a session is nudged meanwhile the server is not asked more often.
#[test]
fn a_server_that_is_gone_is_tried_with_growing_pauses_whoever_nudges() {
    let failover = Failover::new();
    let site = failover.flaky.site();
    let (ask, asks) = channel();
    let (tell, told) = channel();
    let clerk = Clerk::new(opened(&site), None, Catalogue::new(Lang::Vi));
    let serving = std::thread::spawn(move || {
        clerk.serve(&asks, &|answer| {
            let _ = tell.send(answer);
        });
    });
    failover.flaky.turns(Weather::Down);
    ask.send(Ask::CatchUp).expect("it listens");
    wait_until("it is said", || {
        told.try_iter().any(|a| matches!(a, Answer::FeedLost(_)))
    });
    let before = failover.flaky.tries();
    let began = std::time::Instant::now();
    while began.elapsed() < Duration::from_millis(700) {
        ask.send(Ask::CatchUp).expect("it listens");
        std::thread::yield_now();
    }
    let tries = failover.flaky.tries() - before;
    // After 50, 150, 350 and 750 ms, and whatever began before the counting.
    assert!((2..=5).contains(&tries), "{tries} tries in 0.7 s");
    failover.flaky.turns(Weather::Fine);
    wait_until("it is found again unasked", || {
        told.try_iter().any(|a| a == Answer::FeedBack)
    });
    drop(ask);
    serving.join().expect("it ends");
}

/// The letters of a store are a history of their own, which can be lost where the campaign's was not.
#[test]
fn letters_alone_that_are_lost_are_said_and_agreed_to_like_any_fact() {
    let whole = Site::memory();
    let mut sweeper = Other::new(&whole, "sweep", 7);
    sweeper.open();
    sweeper.brings(&inbox::WHOSE);
    let lagging = copy_of(&whole);
    sweeper.brings(&inbox::KIND);
    let letters = |site: &Site| HouseLedger::open(site).expect("the letters").house().seq();
    let (had, left) = (letters(&whole), letters(&lagging));
    assert!(had > left);
    let flaky = Flaky::new(whole.clone());
    let now = Stamp::parse_rfc3339(inbox::WHEN).expect("RFC 3339");
    let session = ledger(&wtisd_2020(), flaky.site(), now, None);
    let mut clerk = Clerk::new(session, None, Catalogue::new(Lang::En));
    let listed = |told: &[Answer]| {
        told.iter().rev().find_map(|answer| match answer {
            Answer::Letters(letters) => Some(letters.waiting),
            _ => None,
        })
    };
    assert_eq!(listed(&clerk.answer(Ask::Letters { listed: true })), Some(2));
    flaky.falls_back_to(lagging.clone());
    // The line breaks for the campaign, then for the letters; the look after that finds what stands there.
    let told: Vec<Answer> = (0..4).flat_map(|_| clerk.answer(Ask::CatchUp)).collect();
    let fallen: Vec<_> = told
        .iter()
        .filter_map(|answer| match answer {
            Answer::Fallen(f) => Some((f.stream.as_str(), f.had.seq, f.found.seq)),
            _ => None,
        })
        .collect();
    assert_eq!(fallen, [("house", had, left)], "said once: {told:?}");
    assert!(!matches!(told.last(), Some(Answer::FeedBack)), "{told:?}");
    let told = clerk.answer(Ask::Accept);
    assert!(told.contains(&Answer::FeedBack), "{told:?}");
    assert_eq!(listed(&told), Some(1), "{told:?}");
    assert_eq!(letters(&lagging), left, "nothing was written");
}

/// A store that was moved has lost nothing: a wall over it says where to, and that what it shows gets old.
#[test]
fn a_wall_over_a_store_that_was_moved_says_where_to() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let site = Site::memory();
            opened(&site).submit(&acknowledge(1, "01")).expect("recorded");
            let mut wall = wall(&opened(&site), lang);
            let mut clerk = Clerk::new(opened(&site), None, Catalogue::new(lang))
                .watching(Duration::from_secs(10), Arc::new(AtomicI64::new(0)));
            let mut store = site.open().expect("a store");
            let to = "postgres://db.example.vn/ketnoi?schema=mst";
            assert!(store.leave(to, &mut || true).expect("marked"));
            for answer in clerk.answer(Ask::CatchUp) {
                wall.take(answer);
            }
            let text = drawn(&wall, size).text();
            let (moved, lost) = match lang {
                Lang::Vi => ("KHO ĐÃ CHUYỂN", "MẤT KẾT NỐI"),
                Lang::En => ("STORE MOVED", "OUT OF REACH"),
            };
            assert!(text.contains(moved) && !text.contains(lost), "{text}");
            let words: String = text.split_whitespace().collect();
            assert!(words.contains(to), "the address stands there whole\n{text}");
        }
    }
}
