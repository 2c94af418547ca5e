//! The first minute: a campaign that nobody opened, calm; the welcome over it; the first record.

use crate::common::album::{Album, LARGE, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::screen::{SIZES, Screen, Setting, ledger};
use ketnoi::core::names::{CampaignId, Lang};
use ketnoi::store::Site;
use ketnoi::tui::first::First;
use ketnoi::tui::msg::{Answer, Msg};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::theme::Role;

/// Six years after the last day of the shipped campaign's letter.
const TODAY: &str = "2026-11-27T09:00:00+07:00";

fn setting(lang: Lang) -> Setting {
    Setting {
        lang,
        when: TODAY,
        first: First {
            calm: true,
            welcome: true,
            ..First::default()
        },
        ..Setting::default()
    }
}

fn begin(setting: &Setting) -> Screen {
    setting.over(ledger(&wtisd_2020(), Site::memory(), setting.now(), None))
}

/// All words in a row, without frames.
fn words(screen: &mut Screen) -> String {
    let text = screen.text();
    let words = text.split(|c: char| c.is_whitespace() || "|│┌┐└┘─├┤┬┴┼".contains(c));
    words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_welcome(screen: &Screen) -> bool {
    matches!(screen.model().overlay, Overlay::Welcome(_))
}

#[test]
fn the_welcome_at_every_size_in_both_languages() {
    for (lang, name) in [(Lang::Vi, "welcome_vi"), (Lang::En, "welcome_en")] {
        let mut album = Album::default();
        for size in PICTURED {
            album.frame("welcome", &mut begin(&setting(lang).size(size)));
        }
        album.frame("demo", begin(&setting(lang).size((40, 12))).press("2"));
        insta::assert_snapshot!(name, album.pictures());
    }
}

#[test]
fn at_every_size_it_says_the_day_and_the_three_ways() {
    let told = [
        (
            Lang::Vi,
            [
                "17/05/2027",
                "171 ngày",
                "1 Lập đợt báo cáo năm 2027",
                "2 Xem chạy thử",
                "3 Làm việc với đợt năm 2020",
            ],
        ),
        (
            Lang::En,
            [
                "17/05/2027",
                "171 days left",
                "1 Set up the campaign of 2027",
                "2 See it in motion",
                "3 Work with the campaign of 2020",
            ],
        ),
    ];
    for (lang, parts) in told {
        for size in SIZES {
            for ascii in [false, true] {
                let setting = Setting {
                    ascii,
                    look: "mono",
                    ..setting(lang).size(size)
                };
                let text = words(&mut begin(&setting));
                if ascii {
                    assert!(text.is_ascii() && text.contains("17/05/2027"), "{size:?}: {text}");
                } else {
                    for part in parts {
                        assert!(text.contains(part), "{size:?}: {part} is not in {text}");
                    }
                }
                let mut screen = begin(&setting);
                screen.press("1");
                assert!(matches!(screen.model().overlay, Overlay::SetUp(_)), "{size:?}");
                let text = words(begin(&setting).press("2"));
                assert!(text.contains("ketnoi demo"), "{size:?}: {text}");
            }
        }
    }
}

#[test]
fn what_nobody_opened_is_calm() {
    let mut album = Album::default();
    for size in PICTURED {
        album.frame("calm desk", begin(&setting(Lang::Vi).size(size)).press("3"));
    }
    album.frame("calm desk", begin(&setting(Lang::En)).press("3"));
    insta::assert_snapshot!("welcome_calm", album.pictures());
    for lang in [Lang::Vi, Lang::En] {
        for size in PICTURED.into_iter().chain([LARGE]) {
            for keys in ["3", "3 5", "3 m", "3 <enter>"] {
                let mut screen = begin(&setting(lang).size(size));
                screen.press(keys);
                let stage = &screen.model().stage;
                let red = [Role::Debt, Role::Error].map(|r| stage.look.style(r));
                let buffer = screen.printed().buffer;
                let loud = buffer.content.iter().filter(|c| {
                    let style = c.style();
                    c.symbol() != " " && red.iter().any(|r| r.fg == style.fg && r.fg.is_some())
                });
                assert_eq!(loud.count(), 0, "{keys} at {size:?}\n{}", screen.text());
                let text = screen.text();
                for word in ["quá hạn", "Quá hạn", "overdue", "Overdue"] {
                    assert!(!text.contains(word), "{keys} at {size:?}: {word}\n{text}");
                }
            }
        }
    }
    let text = begin(&setting(Lang::En)).press("3").text();
    assert!(text.contains("shipped, nothing recorded yet"), "{text}");
    assert!(text.contains("The letter for 17/05/2020"), "{text}");
}

#[test]
fn a_printed_frame_is_as_ever() {
    let printed = Setting {
        first: First::default(),
        ..setting(Lang::En)
    };
    let mut screen = begin(&printed);
    assert!(!is_welcome(&screen));
    assert_eq!(screen.model().stage.campaign.queue(printed.now()).len(), 63);
    // Nor is anything asked there before the first record.
    screen.press("i");
    assert!(screen.model().live().opened().is_some(), "{}", screen.text());
}

#[test]
fn esc_leads_back_and_a_key_and_the_palette_bring_it_again() {
    let mut screen = begin(&setting(Lang::En));
    screen.press("2 <esc>");
    assert!(is_welcome(&screen));
    screen.press("<esc>");
    assert!(!is_welcome(&screen));
    screen.press("W");
    assert!(is_welcome(&screen));
    screen.press("<esc> : w e l c o m e <enter>");
    assert!(is_welcome(&screen), "{}", screen.text());
    screen.press("<esc> ?");
    let help = screen.model().help_text();
    assert!(help.entries.iter().any(|e| e.keys == "W"));
    let mut screen = begin(&setting(Lang::En));
    screen.press("L");
    assert!(is_welcome(&screen) && screen.text().contains("Chào mừng"));
    assert!(screen.press("q").ended());
}

#[test]
fn it_goes_when_somebody_else_opens_a_campaign() {
    let setting = setting(Lang::En);
    let site = Site::memory();
    let mut one = setting.over(ledger(&wtisd_2020(), site.clone(), setting.now(), None));
    assert!(is_welcome(&one));
    let mut two = setting.over(ledger(&wtisd_2020(), site, setting.now(), None));
    two.press("3 i <enter>");
    let facts = two.model().live().seq();
    assert!(facts > 0, "{}", two.text());
    one.tell(Msg::Tick(setting.now().plus(120_000)));
    assert!(!is_welcome(&one), "{}", one.text());
    assert_eq!(one.model().live().seq(), facts);
    // Whoever asks for it has it all the same.
    one.press("W");
    one.tell(Msg::Tick(setting.now().plus(240_000)));
    assert!(is_welcome(&one));
}

#[test]
fn another_campaign_that_was_opened_is_named_and_not_gone_to() {
    let mut screen = begin(&setting(Lang::En));
    screen.tell(Msg::Clerk(Answer::Elsewhere(CampaignId::from("wtisd-2027"))));
    assert!(!is_welcome(&screen));
    let text = screen.text();
    assert!(
        text.lines().next().is_some_and(|l| l.contains("wtisd-2027")),
        "{text}"
    );
    assert_eq!(screen.model().live().id().as_str(), "wtisd-2020");
}

#[test]
fn the_first_record_asks_once_before_it_opens_the_campaign() {
    for (lang, ask) in [
        (Lang::Vi, "Mở đợt báo cáo wtisd-2020?"),
        (Lang::En, "Open the campaign wtisd-2020?"),
    ] {
        for size in SIZES {
            let mut screen = begin(&setting(lang).size(size));
            screen.press("3 i");
            let text = screen.text();
            assert!(
                text.contains(ask) && text.contains("04/06/2020"),
                "{size:?}\n{text}"
            );
            // Declining records nothing.
            screen.press("<esc>");
            assert_eq!(screen.model().live().seq(), 0);
            assert!(screen.model().pending.is_empty());
            // What was typed is there again, and can be handed in.
            screen.press("n").type_in("đã gọi");
            screen.press("<enter>");
            assert!(screen.text().contains(ask), "{size:?}\n{}", screen.text());
            screen.press("<esc>");
            assert_eq!(screen.model().live().seq(), 0);
            assert!(screen.text().contains("đã gọi"), "{size:?}\n{}", screen.text());
            screen.press("<enter> <enter>");
            let seq = screen.model().live().seq();
            assert!(
                screen.model().live().opened().is_some(),
                "{size:?}\n{}",
                screen.text()
            );
            // From now on nothing is asked, and its dates count.
            screen.press("l i");
            assert!(
                matches!(screen.model().overlay, Overlay::None),
                "{}",
                screen.text()
            );
            assert_eq!(screen.model().live().seq(), seq + 1);
            let campaign = screen.model().live();
            assert_eq!(campaign.counts(setting(lang).now()).overdue, 63);
        }
    }
}

#[test]
fn leaving_while_that_is_asked_does_not_lose_a_form_unasked() {
    let mut screen = begin(&setting(Lang::En));
    screen.press("3 n").type_in("a note");
    screen.press("<enter> <c-c>");
    assert!(!screen.ended(), "{}", screen.text());
    screen.press("<esc>");
    assert!(matches!(screen.model().overlay, Overlay::Form(_)));
    assert!(screen.text().contains("a note"));
    assert_eq!(screen.model().live().seq(), 0);
}
