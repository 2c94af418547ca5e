//! The inbox as it is used: letters that wait, one key for each; what was decided can be taken back.

use std::collections::BTreeSet;

use crate::common::album::{Album, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::letters::sha256;
use crate::common::screen::{SIZES, Screen, Setting, ledger};
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::{Arrival, Command, Judged, LetterCommand, LetterOrder, Order, Verdict, Who};
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::house::LetterState;
use ketnoi::core::letter::{
    Candidate, Claims, Doubt, Judgement, LetterFailed, LetterKept, LetterKind, Part, PartKind, RawCopy,
    Reason, ReceivedBy, Symbol, Unreadable,
};
use ketnoi::core::mailboxes::MailboxHealth;
use ketnoi::core::names::{Actor, BlobId, CampaignId, CmdId, Lang, LetterId, UnitCode};
use ketnoi::core::status::State;
use ketnoi::core::time::{MINUTE, Stamp, parse_date};
use ketnoi::ledger::{HouseLedger, Ledger, LedgerError, Opening};
use ketnoi::store::Site;
use ketnoi::tui::msg::Msg;
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::wall::model as wall;

pub const WHEN: &str = "2020-06-03T08:00:00+07:00";

pub fn setting(lang: Lang, size: (u16, u16)) -> Setting {
    Setting {
        lang,
        when: WHEN,
        ..Setting::default()
    }
    .size(size)
}

pub fn unit(code: &str) -> UnitCode {
    UnitCode::from(code)
}

/// Somebody who sweeps the mailbox, or sits at another desk, over the same store.
pub struct Other {
    pub ledger: Ledger,
    pub house: HouseLedger,
    minted: u128,
}

impl Other {
    pub fn new(site: &Site, name: &str, seed: u128) -> Self {
        let ledger = Ledger::open(Opening {
            site: site.clone(),
            campaign: Some(CampaignId::from("wtisd-2020")),
            shipped: &|_| Some(wtisd_2020()),
            who: Who {
                actor: Actor::from(name),
                real_user: Actor::from(name),
                role: Role::Administrator,
                via: Via::Mail,
            },
            clock: Clock::Fixed(Stamp::parse_rfc3339(WHEN).expect("RFC 3339")),
            read_only: None,
        })
        .expect("a ledger");
        Self {
            ledger,
            house: HouseLedger::open(site).expect("the letters"),
            minted: seed << 64,
        }
    }

    fn mint(&mut self) -> CmdId {
        self.minted += 1;
        CmdId(self.minted.into())
    }

    pub fn open(&mut self) {
        let open = Command::Open {
            definition: wtisd_2020(),
            source: "shipped".to_owned(),
        };
        let order = Order::new(self.mint(), open);
        self.ledger.submit(&order).expect("opened");
    }

    pub fn give(&mut self, command: LetterCommand, note: &str) -> Result<(), LedgerError> {
        let order = LetterOrder::new(self.mint(), command).note(note);
        self.house.submit(&mut self.ledger, &order).map(drop)
    }

    /// A letter comes in as a sweep brings it, with what the rules say.
    pub fn brings(&mut self, letter: &Letter) {
        let raw = letter.bytes();
        for bytes in [raw.as_str(), letter.file] {
            self.house
                .blobs()
                .receive(&mut bytes.as_bytes(), 1 << 20)
                .expect("bytes");
        }
        let arrivals = vec![Arrival::Letter(Box::new(letter.kept()))];
        self.give(LetterCommand::TakeIn { arrivals }, "")
            .expect("taken in");
        let letters = vec![letter.judged()];
        self.give(LetterCommand::Judge { letters }, "").expect("judged");
    }

    pub fn state(&mut self, letter: &Letter) -> LetterState {
        self.house.catch_up().expect("the news");
        self.house.house().letter(&letter.id()).expect("a letter").state
    }

    pub fn report(&mut self, code: &str) -> State {
        self.ledger.catch_up().expect("the news");
        let campaign = self.ledger.campaign();
        campaign
            .unit(campaign.roster().by_code(code).expect("a unit"))
            .state
    }
}

/// A letter of an invented person.
#[derive(Clone, Copy)]
pub struct Letter {
    pub subject: &'static str,
    pub from: &'static str,
    pub text: &'static str,
    pub file: &'static str,
    pub doubt: Option<Doubt>,
    pub kind: LetterKind,
    pub number: &'static str,
    /// Each with its weight, the likeliest first.
    pub candidates: &'static [(&'static str, i32)],
    pub received: &'static str,
}

/// Whose it is is not certain: a private address, and two names in it.
pub const WHOSE: Letter = Letter {
    subject: "Báo cáo kết quả Ngày 17/5",
    from: "Trần Thị Mẫu <mau@tinh.example>",
    text: "Kính gửi Quý Bộ,\nSở xin gửi báo cáo kèm theo.\n\nTrân trọng.",
    file: "bao cao",
    doubt: Some(Doubt::Unit),
    kind: LetterKind::Report,
    number: "77/BC-STTTT",
    candidates: &[("66", 620), ("67", 580)],
    received: "2020-06-01T15:10:22+07:00",
};

pub const KIND: Letter = Letter {
    subject: "V/v bổ sung ảnh",
    from: "van-thu@so.example",
    text: "Gửi thêm ảnh.",
    file: "anh",
    doubt: Some(Doubt::Kind),
    kind: LetterKind::Addition,
    number: "",
    candidates: &[("01", 910)],
    received: "2020-06-02T09:00:00+07:00",
};

pub const LOST: Letter = Letter {
    subject: "Chào hàng máy in",
    from: "Cửa hàng <ban@hang.example>",
    text: "Giá tốt.",
    file: "gia",
    doubt: Some(Doubt::Unit),
    kind: LetterKind::Other,
    number: "",
    candidates: &[],
    received: "2020-06-02T10:00:00+07:00",
};

impl Letter {
    pub fn bytes(&self) -> String {
        format!(
            "From: {}\r\nSubject: {}\r\nX-Dau: dau thu\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
            self.from,
            self.subject,
            self.text.replace('\n', "\r\n")
        )
    }

    pub fn id(&self) -> LetterId {
        LetterId(sha256(self.subject))
    }

    pub fn kept(&self) -> LetterKept {
        let raw = self.bytes();
        LetterKept {
            letter: self.id(),
            copy: RawCopy {
                raw: BlobId(sha256(&raw)),
                size: raw.len() as u64,
                received: Stamp::parse_rfc3339(self.received).expect("RFC 3339"),
                by: ReceivedBy::ReceivedHeader,
                source: "Maildir/cur/1".to_owned(),
            },
            claims: Claims {
                from: self.from.to_owned(),
                subject: self.subject.to_owned(),
                ..Claims::default()
            },
            charset: "utf-8".to_owned(),
            parts: vec![self.part()],
            flags: Vec::new(),
            failed: None,
            form: None,
        }
    }

    /// Its file: a damaged PDF, or what its ending says that nobody could look into.
    fn part(&self) -> Part {
        let (name, kind, media, flag) = match self.file.rsplit_once('.') {
            Some((_, "zip")) => (
                self.file.to_owned(),
                PartKind::Archive,
                "application/zip",
                "encrypted",
            ),
            Some((_, "rar")) => (
                self.file.to_owned(),
                PartKind::Other,
                "application/vnd.rar",
                "not-looked-into",
            ),
            _ => (
                format!("{}.pdf", self.file),
                PartKind::Document,
                "application/pdf",
                "damaged-base64",
            ),
        };
        Part {
            sha256: BlobId(sha256(self.file)),
            name,
            size: self.file.len() as u64,
            kind,
            media: media.to_owned(),
            flags: vec![flag.to_owned()],
            inside: None,
        }
    }

    pub fn symbol(&self) -> Symbol {
        Symbol {
            number: self.number.to_owned(),
            dated: parse_date("2020-05-29").filter(|_| !self.number.is_empty()),
        }
    }

    pub fn judged(&self) -> Judged {
        let candidates = self.candidates.iter();
        let verdict = match self.doubt {
            Some(doubt) => Verdict::SetAside {
                doubt,
                campaign: Some(CampaignId::from("wtisd-2020")),
                kind: self.kind,
                symbol: self.symbol(),
            },
            None => Verdict::Automatic,
        };
        Judged {
            letter: self.id(),
            verdict,
            judgement: Judgement {
                rules: "2020.1".to_owned(),
                reasons: candidates
                    .clone()
                    .map(|(code, weight)| Reason {
                        id: "letterhead".to_owned(),
                        unit: Some(unit(code)),
                        weight: *weight,
                        what: format!("dấu vết của {code}"),
                    })
                    .collect(),
                candidates: candidates
                    .map(|(code, weight)| Candidate {
                        unit: unit(code),
                        weight: *weight,
                    })
                    .collect(),
            },
        }
    }
}

/// A store with a campaign that is open, and these letters in it.
pub fn post(letters: &[Letter]) -> (Site, Other) {
    let site = Site::memory();
    let mut other = Other::new(&site, "quet-thu", 7);
    other.open();
    for letter in letters {
        other.brings(letter);
    }
    (site, other)
}

pub fn desk(setting: &Setting, site: &Site) -> Screen {
    setting.over(ledger(&wtisd_2020(), site.clone(), setting.now(), None))
}

/// A dashboard with letters that wait, one of them long.
pub fn with_letters() -> Screen {
    let (site, _) = post(&[WHOSE, KIND, LOST]);
    desk(&setting(Lang::Vi, (80, 24)), &site)
}

pub fn name(screen: &Screen, code: &str) -> String {
    let campaign = &screen.model().stage.campaign;
    let ix = campaign.roster().by_code(code).expect("a unit");
    ketnoi::output::words::name_in(campaign, ix, screen.model().stage.cat.lang())
}

// ---------------------------------------------------------------------- what is seen

#[test]
fn the_queue_tells_who_wrote_why_it_waits_and_whose_it_may_be() {
    for lang in [Lang::Vi, Lang::En] {
        let (site, _) = post(&[WHOSE, KIND, LOST]);
        let mut album = Album::default();
        for size in SIZES {
            let mut screen = desk(&setting(lang, size), &site);
            screen.press("I");
            if PICTURED.contains(&size) {
                album.frame("inbox", &mut screen);
            }
            let (whose, kind) = match lang {
                Lang::Vi => ("của ai?", "loại gì?"),
                Lang::En => ("whose?", "what kind?"),
            };
            screen.shows("Trần Thị Mẫu").shows(whose).shows(kind);
            // On a small screen the letter is where Tab leads.
            if size.1 < 16 {
                screen.press("<tab>");
                album.frame("letter", &mut screen);
            }
            let candidate = name(&screen, "66");
            screen.shows("Báo cáo kết quả").shows(&candidate);
            if size.1 >= 24 {
                screen
                    .shows("62%")
                    .shows("77/BC-STTTT")
                    .shows("Sở xin gửi báo cáo kèm theo.");
            }
        }
        insta::assert_snapshot!(format!("inbox_{}", lang_id(lang)), album.pictures());
    }
}

pub fn lang_id(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

#[test]
fn parts_reasons_and_head_are_a_tab_away() {
    for lang in [Lang::Vi, Lang::En] {
        let (site, _) = post(&[WHOSE]);
        for size in SIZES {
            let mut screen = desk(&setting(lang, size), &site);
            screen.press("I <tab>");
            if size.1 < 16 {
                screen.press("<tab>");
            }
            screen.shows("bao cao.pdf").shows("application/pdf");
            screen.press("<tab>").shows(if size.1 < 16 {
                "62%"
            } else {
                "dấu vết của 66"
            });
            screen.press("<tab>");
            if size.1 < 16 {
                screen.press("<right>");
            }
            screen.shows("x-dau: dau thu");
            screen.press("<tab>").shows("Trần Thị Mẫu");
        }
    }
}

#[test]
fn what_waits_is_counted_in_the_head_the_queue_and_on_the_wall() {
    let (site, mut other) = post(&[WHOSE, KIND]);
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    screen.shows("2 thư chờ, sớm nhất từ 01/06");
    screen.press("5").shows("Việc cần xử lý · 2 thư chờ");
    // One more comes while the screen is open.
    other.brings(&LOST);
    let later = screen.model().stage.now.plus(2 * MINUTE);
    screen.tell(Msg::Tick(later)).shows("3 thư chờ");
    let mut narrow = desk(&setting(Lang::En, (80, 24)), &site);
    narrow.shows("3 letters wait");

    let mut on_the_wall = wall::Wall::new(wall::Begin {
        campaign: screen.model().stage.campaign.clone(),
        now: screen.model().stage.now,
        world: screen.model().stage.now,
        shown: ketnoi::tui::model::Shown::Now,
        cat: screen.model().stage.cat.clone(),
        look: screen.model().stage.look.clone(),
        plan: wall::Plan::default(),
        demo: false,
        seconds: true,
        photos: false,
    });
    let cat = screen.model().stage.cat.clone();
    let mut clerk = ketnoi::tui::clerk::Clerk::new(
        ledger(&wtisd_2020(), site, setting(Lang::Vi, (120, 40)).now(), None),
        None,
        cat,
    );
    for answer in clerk.answer(ketnoi::tui::msg::Ask::Letters { listed: false }) {
        on_the_wall.take(answer);
    }
    let shown = crate::common::screen::drawn(&on_the_wall, (200, 60)).text();
    assert!(shown.contains("3 thư chờ, sớm nhất từ 01/06"), "{shown}");
}

/// The wall says it as loudly as the desk, and no longer once the mailbox is read again.
#[test]
fn a_mailbox_that_stands_still_is_said_on_the_wall() {
    for (lang, said) in [(Lang::Vi, "30 phút"), (Lang::En, "not read for 30 minutes")] {
        let (site, mut other) = post(&[]);
        let now = setting(lang, (200, 60)).now();
        let health = |ago: i64| MailboxHealth {
            name: "baocao@bo.example".to_owned(),
            tried: now.plus(-ago * MINUTE),
            read: Some(now.plus(-ago * MINUTE)),
            every: Some(MINUTE),
            trouble: None,
            left: 0,
        };
        let mut on_the_wall = wall::Wall::new(wall::Begin {
            campaign: desk(&setting(lang, (80, 24)), &site)
                .model()
                .stage
                .campaign
                .clone(),
            now,
            world: now,
            shown: ketnoi::tui::model::Shown::Now,
            cat: ketnoi::text::Catalogue::new(lang),
            look: ketnoi::tui::theme::Look::load("default", false, None).expect("a look"),
            plan: wall::Plan::default(),
            demo: false,
            seconds: true,
            photos: false,
        });
        for (ago, is_said) in [(30, true), (0, false)] {
            other.house.keep_mailbox(&health(ago)).expect("kept");
            let ledger = ledger(&wtisd_2020(), site.clone(), now, None);
            let cat = ketnoi::text::Catalogue::new(lang);
            let mut clerk = ketnoi::tui::clerk::Clerk::new(ledger, None, cat);
            for answer in clerk.answer(ketnoi::tui::msg::Ask::Letters { listed: false }) {
                on_the_wall.take(answer);
            }
            for size in [(120, 40), (200, 60)] {
                let shown = crate::common::screen::drawn(&on_the_wall, size).text();
                assert_eq!(shown.contains("baocao@bo.example"), is_said, "{size:?}\n{shown}");
                // The narrower one has room for whose it is, and for as much of the rest as goes.
                if !is_said || size.0 == 200 {
                    assert_eq!(shown.contains(said), is_said, "{size:?}\n{shown}");
                }
            }
        }
    }
}

/// Nobody reads the mailbox any more: the desk says so loudly, with how long.
#[test]
fn a_mailbox_that_stands_still_is_said_in_the_head() {
    let (site, mut other) = post(&[]);
    let now = setting(Lang::Vi, (120, 40)).now();
    let health = |tried: Stamp| MailboxHealth {
        name: "baocao@bo.example".to_owned(),
        tried,
        read: Some(tried),
        every: Some(MINUTE),
        trouble: None,
        left: 0,
    };
    other
        .house
        .keep_mailbox(&health(now.plus(-30 * MINUTE)))
        .expect("kept");
    for (lang, said) in [
        (Lang::Vi, "baocao@bo.example"),
        (Lang::En, "not read for 30 minutes"),
    ] {
        desk(&setting(lang, (120, 40)), &site).shows(said);
    }
    other.house.keep_mailbox(&health(now)).expect("kept");
    let text = desk(&setting(Lang::Vi, (120, 40)), &site).text();
    assert!(!text.contains("baocao@bo.example"), "{text}");
}

#[test]
fn letters_that_come_in_while_it_is_open_are_listed_and_what_is_selected_stays() {
    let (site, mut other) = post(&[KIND]);
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    screen.press("I").shows("Gửi thêm ảnh.");
    other.brings(&WHOSE); // which was received before it
    let later = screen.model().stage.now.plus(2 * MINUTE);
    screen.tell(Msg::Tick(later));
    screen.shows("Trần Thị Mẫu").shows("Gửi thêm ảnh.");
}

#[test]
fn a_filter_and_a_reason_narrow_the_list() {
    let (site, _) = post(&[WHOSE, KIND, LOST]);
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    screen.press("I");
    let listed = |screen: &mut Screen| {
        let text = screen.text();
        ["Trần Thị Mẫu", "van-thu@so", "Cửa hàng"].map(|who| text.contains(who))
    };
    assert_eq!(listed(&mut screen), [true, true, true]);
    screen.press("/").type_in("cua hang").press("<enter>");
    assert_eq!(listed(&mut screen), [false, false, true]);
    screen.press("<esc> /").type_in("dak lak").press("<enter>");
    assert_eq!(
        listed(&mut screen),
        [true, false, false],
        "by the name of a candidate"
    );
    screen.press("<esc> b");
    assert_eq!(listed(&mut screen), [true, false, true]);
    screen.press("b");
    assert_eq!(listed(&mut screen), [false, true, false]);
    screen.press("b");
    assert_eq!(listed(&mut screen), [true, true, true]);
}

// ---------------------------------------------------------------------- what is done

#[test]
fn one_key_files_to_a_candidate_and_undo_gives_everything_back() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let (site, mut other) = post(&[WHOSE, LOST]);
            let mut screen = desk(&setting(lang, size), &site);
            screen.press("I 1");
            assert_eq!(other.state(&WHOSE), LetterState::Filed);
            assert_eq!(other.report("66"), State::Received);
            let unit = name(&screen, "66");
            assert!(screen.footer().contains(&unit), "{}", screen.footer());
            // The next letter is at hand, so that the next key is for it.
            assert_eq!(selected(&screen), Some(LOST.subject));
            screen.press("u");
            assert_eq!(other.state(&WHOSE), LetterState::SetAside);
            assert_eq!(other.report("66"), State::Awaiting);
            assert_eq!(selected(&screen), Some(WHOSE.subject));
            screen.press("2");
            assert_eq!(other.report("67"), State::Received);
            assert_eq!(other.report("66"), State::Awaiting);
        }
    }
}

pub fn selected(screen: &Screen) -> Option<&str> {
    let item = screen.model().places.inbox.selected()?;
    Some(item.entry.claims.subject.as_str())
}

#[test]
fn undo_takes_back_what_was_done_last_wherever_that_was() {
    let (site, mut other) = post(&[WHOSE]);
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    // A note on the desk, a letter, and another note: three times undone, in that order.
    let note = |screen: &mut Screen, words: &str| {
        screen.press("0 n").type_in(words).press("<enter>");
    };
    note(&mut screen, "một");
    screen.press("I 1 0");
    note(&mut screen, "hai");
    screen.press("u");
    assert_eq!(other.state(&WHOSE), LetterState::Filed, "the note first");
    screen.press("u");
    assert_eq!(other.state(&WHOSE), LetterState::SetAside);
    assert_eq!(other.report("66"), State::Awaiting);
    let before = screen.model().stage.campaign.seq();
    screen.press("u");
    assert_eq!(
        screen.model().stage.campaign.seq(),
        before + 1,
        "then the first note"
    );
}

#[test]
fn another_unit_is_chosen_by_name_with_kind_and_number() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let (site, mut other) = post(&[WHOSE]);
            let mut screen = desk(&setting(lang, size), &site);
            screen.press("I <enter>").shows("77/BC-STTTT");
            screen.type_in("ha noi");
            screen.press("<enter> <enter>");
            assert!(
                matches!(screen.model().overlay, Overlay::None),
                "{}",
                screen.text()
            );
            assert_eq!(other.report("01"), State::Received);
            let campaign = &screen.model().stage.campaign;
            let ix = campaign.roster().by_code("01").expect("a unit");
            let version = campaign.unit(ix).latest().expect("a version");
            assert_eq!(version.symbol, WHOSE.symbol());
            assert_eq!(
                version.at,
                Stamp::parse_rfc3339(WHOSE.received).expect("RFC 3339")
            );
        }
    }
}

#[test]
fn another_moment_of_receipt_needs_a_note() {
    let (site, mut other) = post(&[WHOSE]);
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    screen
        .press("I <enter> <tab> <tab> <tab> <tab>")
        .type_in("29/5 10:00")
        .press("<enter>");
    assert!(matches!(screen.model().overlay, Overlay::Form(_)));
    assert_eq!(other.state(&WHOSE), LetterState::SetAside);
    screen.type_in("bưu điện đóng dấu").press("<enter>");
    assert_eq!(other.state(&WHOSE), LetterState::Filed);
    let campaign = &screen.model().stage.campaign;
    let ix = campaign.roster().by_code("66").expect("a unit");
    let version = campaign.unit(ix).latest().expect("a version");
    assert_eq!(
        version.at,
        Stamp::parse_rfc3339("2020-05-29T10:00:00+07:00").expect("RFC 3339")
    );
}

/// A letter whose kind is what is not certain is not filed by one key as what it may not be.
#[test]
fn where_the_kind_is_uncertain_a_key_asks_for_it() {
    let (site, mut other) = post(&[KIND]);
    let mut screen = desk(&setting(Lang::Vi, (80, 24)), &site);
    screen.press("I 1");
    assert!(matches!(screen.model().overlay, Overlay::Form(_)));
    assert_eq!(other.state(&KIND), LetterState::SetAside);
    screen.type_in("cau hoi").press("<enter> <enter>");
    assert_eq!(other.state(&KIND), LetterState::Filed);
    assert_eq!(other.report("01"), State::Awaiting, "a question brings nothing");
}

/// What nobody could look into is said where one decides, with what can be done, and is not filed by one key as a report.
#[test]
fn a_letter_whose_files_are_shut_says_so_and_asks_before_it_is_filed() {
    for (file, lang, why, words) in [
        ("BC.zip", Lang::Vi, "chưa mở xem", "mật khẩu"),
        ("BC.zip", Lang::En, "not opened", "password"),
        ("BC.rar", Lang::Vi, "chưa mở xem", "ZIP"),
        ("BC.rar", Lang::En, "not opened", "ZIP"),
    ] {
        let letter = Letter {
            file,
            doubt: Some(Doubt::Form),
            candidates: &[("01", 910)],
            ..WHOSE
        };
        let (site, mut other) = post(&[letter]);
        for size in SIZES {
            let mut screen = desk(&setting(lang, size), &site);
            screen.press("I");
            if size.1 < 16 {
                screen.press("<tab>");
            } else {
                screen.shows(why);
            }
            screen.shows(&format!("{file}:"));
            if size.1 >= 24 {
                screen.shows(words);
            }
        }
        let mut screen = desk(&setting(lang, (80, 24)), &site);
        screen.press("I 1");
        assert!(matches!(screen.model().overlay, Overlay::Form(_)));
        assert_eq!(other.state(&letter), LetterState::SetAside);
        screen.press("<enter>");
        assert_eq!(other.state(&letter), LetterState::Filed);
        assert_eq!(other.report("01"), State::Received);
    }
}

#[test]
fn dismissing_needs_a_note_and_can_be_put_back_with_a_reason() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            let (site, mut other) = post(&[LOST]);
            let mut screen = desk(&setting(lang, size), &site);
            screen.press("I x <enter>");
            assert!(
                matches!(screen.model().overlay, Overlay::Form(_)),
                "without a note"
            );
            assert_eq!(other.state(&LOST), LetterState::SetAside);
            screen.type_in("quảng cáo").press("<enter>");
            assert_eq!(other.state(&LOST), LetterState::Dismissed);
            if size.1 < 16 {
                screen.press("<tab>");
            }
            if size.1 > 12 {
                screen.shows("“quảng cáo”");
            }
            screen.press("p").type_in("xem lại").press("<enter>");
            assert_eq!(other.state(&LOST), LetterState::SetAside);
        }
    }
}

#[test]
fn several_are_marked_for_one_reason_only() {
    let more = Letter {
        subject: "Chào hàng mực in",
        ..LOST
    };
    let (site, mut other) = post(&[LOST, KIND, more]);
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    screen.press("I / c h a o <enter> <space>");
    assert_eq!(screen.model().places.inbox.marked(), 1);
    screen.press("<esc>");
    // The letter of another reason is not marked with it, and it is said why.
    screen.press("/").type_in("van-thu").press("<enter> <space>");
    assert_eq!(screen.model().places.inbox.marked(), 1);
    screen.shows("cùng một lý do");
    screen.press("<esc> /").type_in("chao hang").press("<enter> *");
    assert_eq!(screen.model().places.inbox.marked(), 2);
    screen.press("x").type_in("quảng cáo").press("<enter>");
    assert_eq!(other.state(&LOST), LetterState::Dismissed);
    assert_eq!(other.state(&more), LetterState::Dismissed);
    assert_eq!(other.state(&KIND), LetterState::SetAside);
    assert_eq!(screen.model().places.inbox.marked(), 0);
    // Undo gives both back.
    screen.press("u");
    assert_eq!(other.state(&LOST), LetterState::SetAside);
    assert_eq!(other.state(&more), LetterState::SetAside);
}

#[test]
fn whoever_is_second_is_told_of_the_first() {
    let (site, mut other) = post(&[WHOSE]);
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    screen.press("I");
    let dismiss = LetterCommand::Dismiss {
        letters: vec![WHOSE.id()],
    };
    other.give(dismiss, "không phải của ta").expect("dismissed");
    screen.press("1").shows("quet-thu đã xử lý thư");
    assert_eq!(other.state(&WHOSE), LetterState::Dismissed);
    assert_eq!(other.report("66"), State::Awaiting);
}

#[test]
fn who_looks_at_a_letter_is_shown_to_others() {
    let (site, mut other) = post(&[WHOSE]);
    other.house.look_at(&other.ledger, &[WHOSE.id()]).expect("told");
    for lang in [Lang::Vi, Lang::En] {
        let mut screen = desk(&setting(lang, (80, 24)), &site);
        let said = match lang {
            Lang::Vi => "quet-thu đang xem thư này",
            Lang::En => "quet-thu is looking at this letter",
        };
        screen.press("I").shows(said);
    }
    other.house.look_at(&other.ledger, &[]).expect("told");
    let mut screen = desk(&setting(Lang::Vi, (80, 24)), &site);
    let text = screen.press("I").text();
    assert!(!text.contains("đang xem"), "{text}");
}

#[test]
fn what_could_not_be_read_is_listed_with_the_reason() {
    let (site, mut other) = post(&[]);
    let failed = LetterFailed {
        copy: RawCopy {
            raw: BlobId(sha256("hong")),
            size: 4,
            received: Stamp::parse_rfc3339(WHOSE.received).expect("RFC 3339"),
            by: ReceivedBy::File,
            source: "Maildir/new/hong".to_owned(),
        },
        whole: true,
        why: Unreadable::TooDeep,
        detail: "dòng 12".to_owned(),
        program: "0.10.0".to_owned(),
    };
    let arrivals = vec![Arrival::Unread(failed)];
    other.give(LetterCommand::TakeIn { arrivals }, "").expect("kept");
    for (lang, why) in [(Lang::Vi, "lồng nhau"), (Lang::En, "nested too deeply")] {
        let mut screen = desk(&setting(lang, (80, 24)), &site);
        screen
            .press("I")
            .shows("Maildir/new/hong")
            .shows(why)
            .shows("dòng 12");
        // Nothing can be decided about it, and that is said.
        screen.press("x");
        assert!(matches!(screen.model().overlay, Overlay::None));
    }
}

// ---------------------------------------------------------------------- who sees what

#[test]
fn a_unit_officer_sees_letters_that_are_filed_to_own_units_and_nothing_that_waits() {
    let (site, mut other) = post(&[WHOSE, KIND]);
    let file = |letter: &Letter, code: &str| LetterCommand::File {
        letters: vec![letter.id()],
        units: vec![unit(code)],
        kind: letter.kind,
        symbol: letter.symbol(),
        received: None,
    };
    other.give(file(&WHOSE, "66"), "").expect("filed");
    let setting = setting(Lang::Vi, (120, 40));
    let officer = |units: &[&str]| {
        let mut ledger = Ledger::open(Opening {
            site: site.clone(),
            campaign: Some(CampaignId::from("wtisd-2020")),
            shipped: &|_| Some(wtisd_2020()),
            who: Who {
                actor: Actor::from("can-bo"),
                real_user: Actor::from("can-bo"),
                role: Role::UnitOfficer,
                via: Via::Tui,
            },
            clock: Clock::Fixed(setting.now()),
            read_only: None,
        })
        .expect("a ledger");
        ledger.admit(
            Pass {
                units: units.iter().map(|u| (*u).to_owned()).collect(),
                national: false,
                ..Pass::default()
            },
            None,
        );
        setting.over(ledger)
    };
    let mut own = officer(&["66"]);
    let mut text = own.press("I").text();
    assert!(text.contains("Trần Thị Mẫu"), "{text}");
    for _ in 0..3 {
        text += &own.press("<tab>").text();
    }
    for secret in ["62%", "dấu vết", "van-thu", "bổ sung ảnh", "Đắk Nông", "thư chờ"] {
        assert!(!text.contains(secret), "{secret}\n{text}");
    }
    // Nothing may be decided about it.
    own.press("p");
    assert!(matches!(own.model().overlay, Overlay::None));
    own.press("<esc>").shows("Đắk Lắk");
    let mut stranger = officer(&["04"]);
    let text = stranger.press("I").text();
    assert!(!text.contains("Trần Thị Mẫu"), "{text}");
}

/// What may be pressed by whom: a viewer is offered none of it.
#[test]
fn a_viewer_reads_letters_and_decides_nothing() {
    let (site, mut other) = post(&[WHOSE]);
    let setting = setting(Lang::Vi, (120, 40));
    let ledger = Ledger::open(Opening {
        site,
        campaign: Some(CampaignId::from("wtisd-2020")),
        shipped: &|_| Some(wtisd_2020()),
        who: Who {
            actor: Actor::from("xem"),
            real_user: Actor::from("xem"),
            role: Role::Viewer,
            via: Via::Tui,
        },
        clock: Clock::Fixed(setting.now()),
        read_only: None,
    })
    .expect("a ledger");
    let mut screen = setting.over(ledger);
    screen.press("I").shows("Trần Thị Mẫu");
    let offered: BTreeSet<&str> = screen.model().rows_here().iter().map(|row| row.id).collect();
    for id in ["inbox.file", "inbox.take_1", "inbox.dismiss", "inbox.put_back"] {
        assert!(!offered.contains(id), "{id}");
    }
    screen.press("1 x");
    assert_eq!(other.state(&WHOSE), LetterState::SetAside);
}

/// A campaign that closed meanwhile takes nothing in: the letter waits as before, and it is said why.
#[test]
fn a_closed_campaign_takes_no_letter() {
    let (site, mut other) = post(&[WHOSE]);
    let close = Order::new(other.mint(), Command::Close);
    other.ledger.submit(&close).expect("closed");
    let mut screen = desk(&setting(Lang::Vi, (120, 40)), &site);
    screen.press("I 1");
    assert_eq!(other.state(&WHOSE), LetterState::SetAside);
    screen.shows("đã đóng");
    // Dismissed it can be all the same.
    screen.press("x").type_in("muộn").press("<enter>");
    assert_eq!(other.state(&WHOSE), LetterState::Dismissed);
}
