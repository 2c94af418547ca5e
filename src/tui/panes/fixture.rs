//! The 2020 campaign with some facts in it, and a buffer to draw on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::decide::{Command, NewActivity, Order, Who, decide};
use crate::core::fact::{Attachment, Contact, ContactHow, Envelope, EvidenceKind, Mode, Role as Rights, Via};
use crate::core::names::{ActivityId, Actor, BlobId, CmdId, Lang, UnitCode, UnitIx};
use crate::core::status::Step;
use crate::core::time::{Date, Stamp, parse_date};
use crate::text::{Catalogue, Needle};
use crate::tui::scene::Scene;
use crate::tui::theme::Look;

/// The sizes that every pane must bear.
pub const SIZES: [(u16, u16); 3] = [(38, 8), (78, 20), (198, 56)];
/// Sizes that tell nothing and must do no harm.
pub const ODD: [(u16, u16); 7] = [(0, 0), (1, 1), (2, 3), (5, 1), (1, 30), (90, 2), (500, 200)];

pub fn at(s: &str) -> Stamp {
    Stamp::parse_rfc3339(s).unwrap_or_else(|| panic!("{s} is not RFC 3339"))
}

pub fn day(s: &str) -> Date {
    parse_date(s).unwrap_or_else(|| panic!("{s} is no day"))
}

/// A campaign, its facts, and everything that a scene is made of.
pub struct Desk {
    pub campaign: Campaign,
    pub facts: Vec<Envelope>,
    pub now: Stamp,
    pub cat: Catalogue,
    pub unit: Option<UnitIx>,
    pub needle: Option<Needle>,
    pub marks: BTreeSet<UnitIx>,
    pub act_marks: BTreeSet<ActivityId>,
    look: Look,
    fresh: BTreeMap<UnitIx, Stamp>,
    cmd: u128,
}

pub fn file(name: &str, kind: EvidenceKind) -> Attachment {
    let digit = name.len() % 10;
    Attachment {
        sha256: BlobId(digit.to_string().repeat(64)),
        name: name.to_owned(),
        size: 84_000,
        kind,
        media: "application/octet-stream".to_owned(),
    }
}

impl Desk {
    pub fn new(lang: Lang) -> Self {
        let definition = crate::campaign_file::shipped("wtisd-2020").expect("the shipped campaign");
        Self {
            campaign: Campaign::preview(Arc::new(definition)),
            facts: Vec::new(),
            now: at("2020-06-10T08:00:00+07:00"),
            cat: Catalogue::new(lang),
            unit: None,
            needle: None,
            marks: BTreeSet::new(),
            act_marks: BTreeSet::new(),
            look: Look::default(),
            fresh: BTreeMap::new(),
            cmd: 0,
        }
    }

    pub fn ix(&self, code: &str) -> UnitIx {
        self.campaign
            .roster()
            .by_code(code)
            .expect("a unit of the roster")
    }

    /// Gives a command at a moment, the clock standing there too.
    pub fn give(&mut self, when: &str, command: Command, note: &str) {
        self.cmd += 1;
        let cmd = CmdId(self.cmd.into());
        let who = Who {
            actor: Actor::from("lan"),
            real_user: Actor::from("lan"),
            role: Rights::Administrator,
            via: Via::Tui,
        };
        let now = at(when);
        let order = Order::new(cmd, command).note(note);
        let drafts = decide(&self.campaign, &order, &who, now).expect("an order that may be");
        for (n, d) in drafts.into_iter().enumerate() {
            let seq = self.campaign.seq() + 1;
            let env = Envelope {
                stream: self.campaign.id().clone(),
                seq,
                cmd,
                n: n as u32,
                at: d.at,
                recorded: now,
                actor: who.actor.clone(),
                real_user: who.real_user.clone(),
                role: who.role,
                via: who.via,
                unit: d.unit,
                entered_later: d.entered_later,
                fact: d.fact,
                hash: [seq as u8; 32],
            };
            self.campaign.apply(&env);
            self.facts.push(env);
        }
    }

    pub fn report(&mut self, when: &str, unit: &str, step: Step, due: Option<Date>, files: Vec<Attachment>) {
        let units = vec![UnitCode::from(unit)];
        let command = Command::Report {
            units,
            step,
            due,
            files,
        };
        self.give(when, command, "theo thư của Sở");
    }

    pub fn activity(&mut self, unit: &str, title: &str, from: &str, reach: u64) {
        let details = NewActivity {
            kind: "seminar".to_owned(),
            title: title.to_owned(),
            from: Some(day(from)),
            to: Some(day(from)),
            mode: Mode::Online,
            reach: Some(reach),
            sdgs: vec!["9.c".to_owned(), "4.7".to_owned()],
            goals: vec!["2.8".to_owned()],
            ..NewActivity::default()
        };
        let command = Command::AddActivity {
            unit: UnitCode::from(unit),
            details,
            files: vec![],
        };
        self.give("2020-05-12T09:00:00+07:00", command, "");
    }

    /// A campaign in the middle of its life: Cao Bằng (04) has lived through everything.
    pub fn busy(lang: Lang) -> Self {
        let mut d = Self::new(lang);
        d.activity("04", "Tập huấn trực tuyến", "2020-05-22", 120);
        d.activity("04", "Ánh sáng số", "2020-05-13", 4000);
        d.activity("01", "Tọa đàm Kết nối 2030", "2020-05-16", 80);
        let contact = Contact {
            name: "Nguyễn Thị Hoa".to_owned(),
            title: "Phòng BCVT".to_owned(),
            phone: "0206 385 1234".to_owned(),
            mail: "hoa@caobang.gov.vn".to_owned(),
        };
        let unit = UnitCode::from("04");
        d.give(
            "2020-05-13T09:00:00+07:00",
            Command::SetContact {
                unit,
                contact: contact.into(),
            },
            "",
        );
        let units = vec![UnitCode::from("04")];
        let how = ContactHow::Phone;
        d.give(
            "2020-05-20T09:00:00+07:00",
            Command::LogContact { units, how },
            "sẽ gửi trong tuần",
        );
        let files = vec![
            file("bao-cao.docx", EvidenceKind::Document),
            file("anh-1.jpg", EvidenceKind::Photo),
        ];
        d.report("2020-05-25T16:40:00+07:00", "04", Step::Receive, None, files);
        let due = Some(day("2020-06-01"));
        d.report("2020-05-26T08:05:00+07:00", "04", Step::Return, due, vec![]);
        d.report("2020-05-27T09:12:00+07:00", "04", Step::Receive, None, vec![]);
        d.report("2020-05-27T10:00:00+07:00", "01", Step::Receive, None, vec![]);
        d.report("2020-05-27T11:00:00+07:00", "01", Step::Return, due, vec![]);
        let units = vec![UnitCode::from("04")];
        d.give("2020-05-28T08:00:00+07:00", Command::Note { units }, "ghi nhầm");
        d.give("2020-05-28T08:01:00+07:00", Command::Undo, "");
        d.unit = Some(d.ix("04"));
        d
    }

    pub fn scene(&self) -> Scene<'_> {
        Scene {
            campaign: &self.campaign,
            now: self.now,
            cat: &self.cat,
            look: &self.look,
            marks: &self.marks,
            act_marks: &self.act_marks,
            fresh: &self.fresh,
            claims: &[],
            post: crate::tui::letters::Post::default(),
            mailing: None,
            last_time: None,
            unit: self.unit,
            needle: self.needle.as_ref(),
            focused: true,
            acts_as: crate::core::fact::Role::Editor,
            seconds: true,
            back: None,
            at_hand: None,
        }
    }
}

/// Draws into the middle of a buffer, and fails if a cell outside the area was touched.
pub fn draw(size: (u16, u16), paint: impl FnOnce(Rect, &mut Buffer)) -> String {
    let whole = Rect::new(0, 0, size.0 + 4, size.1 + 4);
    let area = Rect::new(2, 2, size.0, size.1);
    let mut buf = Buffer::empty(whole);
    paint(area, &mut buf);
    let mut out = String::new();
    for y in 0..whole.height {
        for x in 0..whole.width {
            let symbol = buf[(x, y)].symbol();
            if area.contains((x, y).into()) {
                out.push_str(symbol);
            } else {
                assert_eq!(symbol, " ", "{size:?}: drew outside at {x},{y}");
            }
        }
        out.push('\n');
    }
    out
}

/// Fails where a text is not to be seen.
pub fn shows(screen: &str, words: &[&str]) {
    for w in words {
        assert!(screen.contains(w), "“{w}” is not in:\n{screen}");
    }
}
