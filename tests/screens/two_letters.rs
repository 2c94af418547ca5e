//! Letters beside one another: found by their words, compared with the version before, taken back and done again, and as a file.

use std::fs;

use crate::common::album::{Album, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::letters::sha256;
use crate::common::screen::{SIZES, Screen, Setting, ledger};
use crate::inbox::{KIND, LOST, Letter, Other, WHEN, WHOSE, desk, lang_id, post, selected, setting, unit};
use ketnoi::core::changes::{FileFate, LineFate, TextChange};
use ketnoi::core::decide::{Arrival, Judged, LetterCommand, Verdict};
use ketnoi::core::house::LetterState;
use ketnoi::core::letter::{Doubt, LetterKind, SentForm};
use ketnoi::core::names::{CampaignId, Lang};
use ketnoi::core::particulars::Filled;
use ketnoi::core::status::State;
use ketnoi::core::time::Stamp;
use ketnoi::outfile::Guard;
use ketnoi::store::Site;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::overlay::Overlay;

/// A second report of the unit to which the first is filed, by another number.
const SECOND: Letter = Letter {
    subject: "Báo cáo kết quả Ngày 17/5 (thay thế)",
    from: "Trần Thị Mẫu <mau@tinh.example>",
    text: "Kính gửi Quý Bộ,\nSở xin gửi báo cáo thay thế kèm theo.\nSố liệu mới cao hơn bản trước.\n\nTrân trọng.",
    file: "bao cao moi",
    doubt: Some(Doubt::Document),
    kind: LetterKind::Report,
    number: "80/BC-STTTT",
    candidates: &[("66", 900)],
    received: "2020-06-02T11:00:00+07:00",
};

fn later(setting: &Setting, when: &'static str) -> Setting {
    Setting {
        when,
        ..setting.clone()
    }
}

fn file_to(letter: &Letter, code: &str) -> LetterCommand {
    LetterCommand::File {
        letters: vec![letter.id()],
        units: vec![unit(code)],
        kind: letter.kind,
        symbol: letter.symbol(),
        received: None,
    }
}

// ---------------------------------------------------------------------- taken back, done again

#[test]
fn what_was_decided_in_an_earlier_session_is_taken_back_and_done_again() {
    let (site, mut other) = post(&[WHOSE, LOST]);
    let setting = setting(Lang::Vi, (80, 24));
    desk(&setting, &site).press("I 1");
    assert_eq!(other.report("66"), State::Received);

    // Another day, another session, on the desk.
    let mut screen = desk(&later(&setting, "2020-06-04T08:00:00+07:00"), &site);
    screen.press("u").shows("làm lại");
    assert_eq!(other.state(&WHOSE), LetterState::SetAside);
    assert_eq!(other.report("66"), State::Awaiting);
    screen.press("U");
    assert_eq!(other.state(&WHOSE), LetterState::Filed);
    assert_eq!(other.report("66"), State::Received);
    let campaign = other.ledger.campaign();
    let ix = campaign.roster().by_code("66").expect("a unit");
    let symbol = campaign.unit(ix).latest().expect("a version").symbol.clone();
    assert_eq!(symbol, WHOSE.symbol(), "as it was filed");

    // And once more in a third one: done again is undone, and what was undone there is done again here.
    desk(&later(&setting, "2020-06-05T08:00:00+07:00"), &site).press("u");
    assert_eq!(other.state(&WHOSE), LetterState::SetAside);
    desk(&later(&setting, "2020-06-06T08:00:00+07:00"), &site).press("U");
    assert_eq!(other.state(&WHOSE), LetterState::Filed);
}

/// Whichever came last goes first, whether it was a command of the campaign or about a letter, and whoever did it in which session.
#[test]
fn undo_and_redo_reach_through_sessions_in_the_order_of_what_was_done() {
    let (site, mut other) = post(&[WHOSE]);
    let setting = setting(Lang::En, (120, 40));
    desk(&setting, &site).press("I 1");
    let mut second = desk(&later(&setting, "2020-06-04T08:00:00+07:00"), &site);
    second.press("0 n").type_in("called them").press("<enter>");
    let mut third = desk(&later(&setting, "2020-06-05T08:00:00+07:00"), &site);
    let before = third.model().stage.campaign.seq();
    third.press("u");
    assert_eq!(other.state(&WHOSE), LetterState::Filed, "the note first");
    assert_eq!(third.model().stage.campaign.seq(), before + 1);
    third.press("u");
    assert_eq!(other.state(&WHOSE), LetterState::SetAside);
    third.press("U");
    assert_eq!(
        other.state(&WHOSE),
        LetterState::Filed,
        "what was taken back last"
    );
    let before = third.model().stage.campaign.seq();
    third.press("U");
    assert_eq!(third.model().stage.campaign.seq(), before + 1, "then the note");
    assert_eq!(other.state(&WHOSE), LetterState::Filed);
}

#[test]
fn what_was_done_to_several_at_once_is_taken_back_and_done_again_at_once() {
    let ads = Letter {
        subject: "Chào hàng giấy",
        text: "Giá rẻ.",
        ..LOST
    };
    let (site, mut other) = post(&[LOST, ads, WHOSE]);
    let setting = setting(Lang::Vi, (120, 40));
    let mut screen = desk(&setting, &site);
    screen.press("I <end> <space> <up> <space> x");
    screen.type_in("quảng cáo").press("<enter>");
    let both = |other: &mut Other| [other.state(&LOST), other.state(&ads)];
    assert_eq!(both(&mut other), [LetterState::Dismissed; 2], "{}", screen.text());
    let mut screen = desk(&later(&setting, "2020-06-04T08:00:00+07:00"), &site);
    screen.press("u");
    assert_eq!(both(&mut other), [LetterState::SetAside; 2]);
    screen.press("U");
    assert_eq!(both(&mut other), [LetterState::Dismissed; 2]);
    // Of two that went together one was put back since: undo takes back what still stands.
    let letters = vec![LOST.id()];
    other
        .give(LetterCommand::PutBack { letters }, "nhầm")
        .expect("put back");
    desk(&later(&setting, "2020-06-05T08:00:00+07:00"), &site).press("u");
    assert_eq!(both(&mut other), [LetterState::SetAside; 2]);
}

/// What the rules file while somebody sweeps is nobody's own decision, nor is what somebody else decided.
#[test]
fn neither_the_rules_nor_others_are_taken_back() {
    let (site, _) = post(&[]);
    let mut own = Other::new(&site, "hanh", 9);
    let arrivals = vec![Arrival::Letter(Box::new(KIND.kept()))];
    own.give(LetterCommand::TakeIn { arrivals }, "")
        .expect("taken in");
    let judged = Judged {
        verdict: Verdict::File {
            campaign: CampaignId::from("wtisd-2020"),
            units: vec![unit("01")],
            kind: LetterKind::Question,
            symbol: KIND.symbol(),
        },
        ..KIND.judged()
    };
    own.give(
        LetterCommand::Judge {
            letters: vec![judged],
        },
        "",
    )
    .expect("judged");
    let mut lan = Other::new(&site, "lan", 10);
    lan.brings(&WHOSE);
    lan.give(file_to(&WHOSE, "66"), "").expect("filed");
    let mut screen = desk(&setting(Lang::En, (120, 40)), &site);
    screen.press("u U");
    assert_eq!(own.state(&KIND), LetterState::Filed);
    assert_eq!(own.state(&WHOSE), LetterState::Filed);
}

// ---------------------------------------------------------------------- as a file

#[test]
fn the_list_of_letters_leaves_as_it_is_shown() {
    let home = tempfile::tempdir().expect("a folder");
    let (site, _) = post(&[WHOSE, KIND, LOST]);
    let setting = setting(Lang::Vi, (120, 40));
    let desk = || {
        let ground = Ground {
            home: Some(home.path().to_owned()),
            guard: Guard::new(),
            ..Ground::default()
        };
        setting.over_on(ledger(&wtisd_2020(), site.clone(), setting.now(), None), ground)
    };
    let written = |screen: &mut Screen, name: &str| {
        screen
            .press("<tab> <ctrl-u>")
            .type_in(&format!("~/{name}"))
            .press("<enter>");
        assert!(
            matches!(screen.model().overlay, Overlay::None),
            "{}",
            screen.text()
        );
        fs::read_to_string(home.path().join(name)).expect("the file")
    };
    let mut screen = desk();
    screen.press("I S");
    let all = written(&mut screen, "all.csv");
    let subjects = [WHOSE.subject, KIND.subject, LOST.subject];
    let rows: Vec<&str> = all.lines().skip(1).collect();
    assert_eq!(rows.len(), 3, "{all}");
    for (row, subject) in rows.iter().zip(subjects) {
        assert!(
            row.contains(subject),
            "in the order in which they are shown: {all}"
        );
    }
    screen.press("/").type_in("gia tot").press("<enter> S");
    let found = written(&mut screen, "found.csv");
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(found.contains(LOST.subject), "{found}");
    let mut screen = desk();
    screen.press("I <space> S");
    let marked = written(&mut screen, "marked.md");
    assert!(
        marked.contains(WHOSE.subject) && !marked.contains(KIND.subject),
        "{marked}"
    );
}

// ---------------------------------------------------------------------- found by words

#[test]
fn letters_are_found_by_words_that_only_their_text_has() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let (site, _) = post(&[WHOSE, KIND, LOST]);
            let mut screen = desk(&setting(lang, size), &site);
            screen.press("I");
            // Without marks any will do.
            screen.press("/").type_in("bao cao kem theo").press("<enter>");
            assert_eq!(selected(&screen), Some(WHOSE.subject));
            assert_eq!(screen.model().places.inbox.marked(), 0);
            if size.1 < 16 {
                screen.press("<tab>");
            }
            screen.shows("Sở xin gửi báo cáo kèm theo.");
            // What was typed with a mark must have it.
            screen.press("<esc> /").type_in("giá tột").press("<enter>");
            assert_eq!(selected(&screen), None);
            screen.press("<esc> /").type_in("giá tốt").press("<enter>");
            assert_eq!(selected(&screen), Some(LOST.subject));
            // The filter gone, all are there again.
            screen.press("<esc>");
            let rows = screen.text();
            assert!(size.1 < 16 || rows.contains("van-thu"), "{rows}");
        }
    }
}

#[test]
fn the_number_of_letters_that_were_found_stands_beside_what_is_typed() {
    let (site, mut other) = post(&[WHOSE, LOST]);
    let mut screen = desk(&setting(Lang::En, (40, 12)), &site);
    screen.press("I /").type_in("kem theo");
    assert!(screen.footer().contains('1'), "{}", screen.footer());
    // One that comes while the filter stands is found too.
    other.brings(&Letter {
        subject: "Ảnh",
        text: "Ảnh gửi kèm theo.",
        ..KIND
    });
    let tick = screen.model().stage.now.plus(2 * ketnoi::core::time::MINUTE);
    screen.tell(ketnoi::tui::msg::Msg::Tick(tick));
    assert!(screen.footer().contains('2'), "{}", screen.footer());
}

/// A letter that lies further back than the list goes is found, shown, and can be decided about.
#[test]
fn what_lies_further_back_than_the_list_is_found_too() {
    let (site, mut other) = post(&[]);
    let old = Letter {
        subject: "Thư cũ",
        text: "Lời không thư nào khác có: sầu riêng.",
        ..KIND
    };
    other.brings(&old);
    let subjects: Vec<&'static str> = (0..201).map(|n| &*format!("Thư {n}").leak()).collect();
    let mut all = vec![old.id()];
    for subject in subjects {
        let letter = Letter { subject, ..LOST };
        other.brings(&letter);
        all.push(letter.id());
    }
    // The first is decided before the others, of which the last two hundred are listed.
    for letters in [all[..1].to_vec(), all[1..].to_vec()] {
        other
            .give(LetterCommand::Dismiss { letters }, "quảng cáo")
            .expect("dismissed");
    }
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    screen.press("I");
    let listed = screen.model().places.inbox.selected().is_some();
    assert!(listed && !screen.text().contains("Thư cũ"));
    screen.press("/").type_in("sau rieng").press("<enter>");
    assert_eq!(selected(&screen), Some("Thư cũ"));
    screen.shows("Lời không thư nào khác có");
    screen.press("p");
    assert!(
        matches!(screen.model().overlay, Overlay::Form(_)),
        "{}",
        screen.text()
    );
}

/// Its words stand behind a photo of nine mebibytes.
#[test]
fn the_words_of_a_letter_are_shown_however_large_it_is() {
    let (site, mut other) = post(&[]);
    let photo = format!("{}\r\n", "A".repeat(76)).repeat((9 << 20) / 78);
    let raw = format!(
        "From: {}\r\nSubject: {}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\
         Content-Type: image/jpeg; name=anh.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n{photo}\r\n--q\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n--q--\r\n",
        WHOSE.from, WHOSE.subject, WHOSE.text
    );
    let mut kept = WHOSE.kept();
    kept.copy.raw = ketnoi::core::names::BlobId(sha256(&raw));
    kept.copy.size = raw.len() as u64;
    other
        .house
        .blobs()
        .receive(&mut raw.as_bytes(), 32 << 20)
        .expect("bytes");
    let arrivals = vec![Arrival::Letter(Box::new(kept))];
    other
        .give(LetterCommand::TakeIn { arrivals }, "")
        .expect("taken in");
    let mut screen = desk(&setting(Lang::En, (120, 40)), &site);
    screen.press("I").shows("Sở xin gửi báo cáo kèm theo.");
}

// ---------------------------------------------------------------------- what changed

/// The first report is filed; the second waits, with the form in it.
fn two_reports() -> (Site, Other) {
    let (site, mut other) = post(&[WHOSE]);
    other.give(file_to(&WHOSE, "66"), "").expect("filed");
    let raw = SECOND.bytes();
    for bytes in [raw.as_str(), SECOND.file] {
        other
            .house
            .blobs()
            .receive(&mut bytes.as_bytes(), 1 << 20)
            .expect("bytes");
    }
    let mut kept = SECOND.kept();
    kept.form = Some(Box::new(SentForm {
        campaign: CampaignId::from("wtisd-2020"),
        unit: unit("66"),
        said: Filled {
            activities: Vec::new(),
            figures: vec![("mobile_broadband_per100".to_owned(), 88.4)],
        },
        words: String::new(),
        unread: 0,
    }));
    let arrivals = vec![Arrival::Letter(Box::new(kept))];
    other
        .give(LetterCommand::TakeIn { arrivals }, "")
        .expect("taken in");
    let letters = vec![SECOND.judged()];
    other.give(LetterCommand::Judge { letters }, "").expect("judged");
    (site, other)
}

#[test]
fn a_second_report_tells_what_is_new_in_it_before_and_after_it_is_filed() {
    for lang in [Lang::Vi, Lang::En] {
        let mut album = Album::default();
        for size in SIZES {
            let (site, mut other) = two_reports();
            let mut screen = desk(&setting(lang, size), &site);
            screen.press("I");
            if size.1 < 16 {
                screen.press("<tab>");
            }
            assert_eq!(selected(&screen), Some(SECOND.subject));
            screen.press("<tab>");
            if PICTURED.contains(&size) {
                album.frame("would make", &mut screen);
            }
            let told = |screen: &mut Screen, keys: &str| {
                // On a small screen one scrolls.
                let mut seen = String::new();
                for _ in 0..12 {
                    seen.push_str(&screen.text());
                    screen.press(keys);
                }
                for words in ["80/BC-STTTT", "77/BC-STTTT", "bao cao moi.pdf", "88"] {
                    assert!(seen.contains(words), "{words}: {seen}");
                }
                assert!(seen.contains("- Sở xin gửi báo cáo kèm theo."), "{seen}");
                assert!(seen.contains("+ Số liệu mới cao hơn"), "{seen}");
            };
            told(&mut screen, "<right>");
            // Filed, it is told on the sheet of the unit.
            other.give(file_to(&SECOND, "66"), "").expect("filed");
            let mut screen = desk(&setting(lang, size), &site);
            let campaign = &screen.model().stage.campaign;
            let ix = campaign.roster().by_code("66").expect("a unit");
            assert_eq!(campaign.unit(ix).versions.len(), 2);
            screen.press("/").type_in("dak lak").press("<enter> <enter>");
            let tab = if lang == Lang::Vi {
                "Thay đổi"
            } else {
                "Changes"
            };
            for _ in 0..8 {
                if screen.model().places.sheet.state.list
                    == ketnoi::tui::panes::places::unit::lists::List::Changes
                {
                    break;
                }
                screen.press("<tab>");
            }
            screen.shows(tab);
            if size == (80, 24) {
                album.frame("sheet", &mut screen);
            }
            told(&mut screen, "<pagedown>");
        }
        insta::assert_snapshot!(format!("what_changed_{}", lang_id(lang)), album.pictures());
    }
}

/// Whoever is kept to own units is told what their own letters changed, and nothing of others'.
#[test]
fn what_changed_is_told_within_eyes() {
    let (site, mut other) = two_reports();
    other.give(file_to(&SECOND, "66"), "").expect("filed");
    let compare = |units: &[&str]| {
        let mut ledger = other_eyes(&site, units);
        let mut house = ketnoi::ledger::HouseLedger::open(&site).expect("the letters");
        let mut finder = ketnoi::intake::Finder::open(&ledger, None).expect("a finder");
        finder
            .catch_up(&mut house, &ledger, usize::MAX)
            .expect("the words");
        let ix = ledger.campaign().roster().by_code("66").expect("a unit");
        let about = [
            ketnoi::intake::About::Unit(ix),
            ketnoi::intake::About::Letter(SECOND.id()),
        ];
        about.map(|about| {
            ketnoi::intake::compare(&mut house, &mut ledger, &mut finder, &about)
                .expect("compared")
                .changes
        })
    };
    for own in compare(&["66"]) {
        let [change] = own.as_slice() else {
            panic!("{own:?}")
        };
        assert_eq!((change.old.n, change.new.n), (Some(1), Some(2)));
        assert_eq!(change.new.letters, [SECOND.id()]);
        let fates: Vec<&FileFate> = change.files.iter().map(|f| &f.fate).collect();
        assert_eq!(fates, [&FileFate::Added, &FileFate::Gone]);
        assert_eq!(change.figures.len(), 1);
        let TextChange::Lines(lines) = &change.text else {
            panic!("{:?}", change.text)
        };
        assert!(lines.iter().any(|l| l.fate == LineFate::Added));
    }
    assert_eq!(compare(&["67"]), [Vec::new(), Vec::new()]);
}

fn other_eyes(site: &Site, units: &[&str]) -> ketnoi::ledger::Ledger {
    use ketnoi::clock::Clock;
    use ketnoi::core::authority::Pass;
    use ketnoi::core::decide::Who;
    use ketnoi::core::fact::{Role, Via};
    use ketnoi::core::names::Actor;
    use ketnoi::ledger::{Ledger, Opening};
    let mut ledger = Ledger::open(Opening {
        site: site.clone(),
        campaign: Some(CampaignId::from("wtisd-2020")),
        shipped: &|_| Some(wtisd_2020()),
        who: Who {
            actor: Actor::from("so-ttt"),
            real_user: Actor::from("so-ttt"),
            role: Role::UnitOfficer,
            via: Via::Tui,
        },
        clock: Clock::Fixed(Stamp::parse_rfc3339(WHEN).expect("RFC 3339")),
        read_only: None,
    })
    .expect("a ledger");
    let pass = Pass {
        units: units.iter().map(|u| (*u).to_owned()).collect(),
        national: false,
        ..Pass::default()
    };
    ledger.admit(pass, None);
    ledger
}
