//! The reminders as they are used: who gets what from whom, what is wrong with an address and who can mend it, what nobody
//! knows, and where it is only drafted.

use crate::common::album::{Album, PICTURED};
use crate::common::desk::wtisd_2020;
use crate::common::screen::{SIZES, Screen, Setting, ledger};
use crate::inbox::{Letter, Other, WHOSE, lang_id, unit};
use ketnoi::config::Remind;
use ketnoi::core::decide::{Arrival, Command, ContactChange, Judged, LetterCommand, Order, Verdict};
use ketnoi::core::fact::ReminderFact;
use ketnoi::core::letter::{Judgement, Reason};
use ketnoi::core::names::{CmdId, Lang};
use ketnoi::core::reminder::{Message, Occasion, Reminded};
use ketnoi::core::time::parse_date;
use ketnoi::store::Site;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::mailing::Mailing;
use ketnoi::tui::overlay::Overlay;

const WHEN: &str = "2020-06-05T08:00:00+07:00";
const MAI: &str = "mai@caobang.example";
const LAN: &str = "lan@haiphong.example";
const TAN: &str = "tan@hagiang.example";

struct Office {
    site: Site,
    other: Other,
    n: u128,
}

impl Office {
    fn new() -> Self {
        let site = Site::memory();
        let mut other = Other::new(&site, "mai", 9);
        other.open();
        Self { site, other, n: 0 }
    }

    fn gives(&mut self, command: Command) {
        self.n += 1;
        let order = Order::new(CmdId((77_u128 << 64 | self.n).into()), command);
        self.other.ledger.submit(&order).expect("recorded");
    }

    fn contact(&mut self, code: &str, name: &str, mail: &str) {
        let contact = ContactChange {
            name: Some(name.to_owned()),
            mail: Some(mail.to_owned()),
            ..ContactChange::default()
        };
        let unit = unit(code);
        self.gives(Command::SetContact { unit, contact });
    }

    fn became(&mut self, code: &str, to: &str, fact: fn(Reminded) -> ReminderFact) {
        let fact = fact(Reminded {
            step: Occasion::Step(1),
            due: parse_date("2020-06-04"),
            day: parse_date("2020-06-05").expect("a day"),
            to: to.to_owned(),
            message_id: format!("ketnoi.x.{code}.+1@bo.example"),
            code: Some(550),
            said: String::new(),
        });
        let unit = unit(code);
        self.gives(Command::Remind {
            messages: vec![Message { unit, fact }],
        });
    }

    /// A report comes in that a letter could not be delivered to this address.
    fn bounced(&mut self, address: &str) {
        let report = Letter {
            subject: "Undelivered Mail Returned to Sender",
            from: "MAILER-DAEMON@mx.bo.example",
            ..WHOSE
        };
        let raw = report.bytes();
        for bytes in [raw.as_str(), report.file] {
            let kept = self.other.house.blobs().receive(&mut bytes.as_bytes(), 1 << 20);
            kept.expect("bytes");
        }
        let arrivals = vec![Arrival::Letter(Box::new(report.kept()))];
        let taken = self.other.give(LetterCommand::TakeIn { arrivals }, "");
        taken.expect("taken in");
        let undelivered = Reason {
            id: "undelivered".to_owned(),
            unit: None,
            weight: 0,
            what: address.to_owned(),
        };
        let judged = Judged {
            letter: report.id(),
            verdict: Verdict::Automatic,
            judgement: Judgement {
                rules: "2020.1".to_owned(),
                reasons: vec![undelivered],
                candidates: Vec::new(),
            },
        };
        let letters = vec![judged];
        self.other
            .give(LetterCommand::Judge { letters }, "")
            .expect("judged");
    }

    fn desk(&self, lang: Lang, size: (u16, u16), remind: Remind) -> Screen {
        let setting = Setting {
            lang,
            when: WHEN,
            ..Setting::default()
        }
        .size(size);
        let ground = Ground {
            mailing: Mailing {
                remind,
                ..Mailing::default()
            },
            ..Ground::default()
        };
        let ledger = ledger(&wtisd_2020(), self.site.clone(), setting.now(), None);
        let mut screen = setting.over_on(ledger, ground);
        screen.press("g r");
        screen
    }
}

/// Of four units one is in doubt, one refused, one bounced, and all is well with the fourth.
fn office() -> Office {
    let mut office = Office::new();
    office.contact("04", "Nông Thị Mai", MAI);
    office.contact("31", "Đỗ Thị Lan", LAN);
    office.contact("02", "Lý Văn Tân", TAN);
    office.contact("01", "Phạm Thu Hà", "ha@hanoi.example");
    office.became("04", MAI, ReminderFact::Unknown);
    office.became("31", LAN, ReminderFact::Refused);
    office.bounced(TAN);
    office
}

fn server() -> Remind {
    let mut remind = Remind::default();
    remind.server = Some("mail.bo.example".to_owned());
    remind.from = Some("don-doc@bo.example".to_owned());
    remind
}

#[test]
fn what_somebody_must_see_to_comes_first_at_every_size() {
    for lang in [Lang::Vi, Lang::En] {
        let office = office();
        let mut album = Album::default();
        for size in SIZES {
            let mut screen = office.desk(lang, size, server());
            let (doubt, refused, came_back) = match lang {
                Lang::Vi => ("Chưa rõ thư gửi", "từ chối", "Tân: thư gửi"),
                Lang::En => ("Nobody knows whether", "refused", "Tân: an earlier"),
            };
            if PICTURED.contains(&size) {
                album.frame("in doubt", &mut screen);
            }
            screen.shows(doubt);
            screen.press("j").shows(refused);
            if size.1 < 16 {
                album.frame("refused", &mut screen);
            }
            // What came back names the person whose address is to be mended.
            screen.press("j j");
            screen.shows(came_back);
            if size.1 < 16 {
                album.frame("came back", &mut screen);
            }
        }
        insta::assert_snapshot!(format!("reminders_amiss_{}", lang_id(lang)), album.pictures());
    }
}

#[test]
fn a_message_shows_from_whom_it_is_and_what_came_back_is_mended_by_one_key() {
    let office = office();
    let mut screen = office.desk(Lang::En, (120, 40), server());
    screen.press("j j");
    screen.shows("From: don-doc@bo.example. To: ha@hanoi.example");
    screen
        .press("j")
        .shows("Lý Văn Tân: an earlier letter to tan@hagiang.example came back")
        .press("p");
    screen.shows("tan@hagiang.example");
    screen
        .press("<tab> <tab> <tab> <ctrl-u>")
        .type_in("moi@hagiang.example");
    screen.press("<enter>");
    screen.press("g r j j j");
    let text = screen.text();
    assert!(
        !text.contains("came back") && text.contains("moi@hagiang.example"),
        "{text}"
    );
}

#[test]
fn before_anything_leaves_it_is_asked_who_gets_what_from_whom() {
    let office = office();
    for (lang, from) in [
        (Lang::Vi, "Từ don-doc@bo.example, qua máy chủ mail.bo.example"),
        (Lang::En, "From don-doc@bo.example, by the server mail.bo.example"),
    ] {
        let mut album = Album::default();
        for size in PICTURED {
            let mut screen = office.desk(lang, size, server());
            screen.press("s");
            album.frame("asked", &mut screen);
            screen.press("<esc>");
            assert!(matches!(screen.model().overlay, Overlay::None));
        }
        let mut screen = office.desk(lang, (120, 40), server());
        // What is in doubt or was refused is not among what is sent.
        screen
            .press("s")
            .shows(from)
            .shows("ha@hanoi.example: ")
            .shows("tan@hagiang.example: ");
        let asked = screen.text();
        assert!(
            !asked.contains(&format!("{MAI}: ")) && !asked.contains(&format!("{LAN}: ")),
            "{asked}"
        );
        insta::assert_snapshot!(format!("reminders_asked_{}", lang_id(lang)), album.pictures());
        // Of marked ones these alone.
        screen.press("<esc> j j <space> s");
        screen.shows(match lang {
            Lang::Vi => "Gửi 1 thư?",
            Lang::En => "Send one message?",
        });
    }
}

#[test]
fn without_a_server_it_is_said_that_letters_are_only_drafted() {
    let office = office();
    let nobody = || {
        let mut remind = server();
        remind.server = None;
        remind
    };
    for size in PICTURED {
        let mut screen = office.desk(Lang::En, size, nobody());
        let before = screen.text();
        screen.press("s");
        assert!(matches!(screen.model().overlay, Overlay::None), "{before}");
        screen.shows("name no mail server");
    }
    office
        .desk(Lang::En, (120, 40), nobody())
        .shows("drafts only: no mail server is set");
    office
        .desk(Lang::Vi, (120, 40), nobody())
        .shows("chỉ soạn nháp: chưa có máy chủ thư");
}

#[test]
fn who_would_get_what_has_changed_meanwhile_and_nothing_leaves() {
    let mut office = office();
    // Nobody listens there.
    let here = || {
        let mut remind = server();
        remind.server = Some("127.0.0.1".to_owned());
        remind
    };
    let mut screen = office.desk(Lang::En, (120, 40), here());
    screen.press("s").shows("Send 2 messages?");
    // Meanwhile somebody else gives another unit an address.
    office.contact("10", "Vàng A Sử", "su@laocai.example");
    screen.press("<enter>");
    // This desk asked for two of them, and these are as they were: the third is none of its business.
    let said = screen.text();
    assert!(!said.contains("has changed"), "{said}");
    screen.shows("cannot be reached");
    let mut screen = office.desk(Lang::En, (120, 40), here());
    screen.press("s").shows("Send 3 messages?");
    office.contact("10", "Vàng A Sử", "khac@laocai.example");
    screen.press("<enter>");
    screen.shows("Who would get what has changed while you were asked");
    assert_eq!(screen.model().stage.mailing.underway, None);
}
