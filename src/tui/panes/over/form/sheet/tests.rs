//! Forms, filled in and drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use crate::core::campaign::Campaign;
use crate::core::decide::{ActivityChange, Command, ContactChange, NewActivity, Order, Who, decide};
use crate::core::fact::{ActivityStatus, Contact, ContactHow, Envelope, Mode, Role as Rights, Via};
use crate::core::names::{ActivityId, Actor, CmdId, Lang, UnitCode, UnitIx};
use crate::core::status::Step;
use crate::core::time::{Date, Stamp, parse_date};
use crate::text::{Catalogue, width};
use crate::tui::msg::Edit;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Body, Field, Id};
use crate::tui::panes::over::form::fill::{Filled, Unfinished};
use crate::tui::panes::over::form::purpose::Purpose;
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::sheet::state::Form;
use crate::tui::panes::over::form::sheet::view::view;
use crate::tui::scene::Scene;
use crate::tui::theme::Look;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

struct Desk {
    campaign: Campaign,
    now: Stamp,
    vi: Catalogue,
    en: Catalogue,
    look: Look,
    marks: BTreeSet<UnitIx>,
    act_marks: BTreeSet<ActivityId>,
    fresh: BTreeMap<UnitIx, Stamp>,
    cmd: u128,
}

fn at(s: &str) -> Stamp {
    Stamp::parse_rfc3339(s).expect("a time")
}

fn day(s: &str) -> Date {
    parse_date(s).expect("a day")
}

fn who() -> Who {
    let actor = Actor::from("lan");
    Who {
        real_user: actor.clone(),
        actor,
        role: Rights::Administrator,
        via: Via::Tui,
    }
}

impl Desk {
    /// 28 May 2020, 09:00: Cao Bằng (04) has reported and holds one activity, Hà Nội (01) has a contact and a figure.
    fn new() -> Self {
        let shipped = crate::campaign_file::shipped("wtisd-2020").expect("the shipped campaign");
        let mut desk = Self {
            campaign: Campaign::preview(Arc::new(shipped)),
            now: at("2020-05-28T09:00:00+07:00"),
            vi: Catalogue::new(Lang::Vi),
            en: Catalogue::new(Lang::En),
            look: Look::default(),
            marks: BTreeSet::new(),
            act_marks: BTreeSet::new(),
            fresh: BTreeMap::new(),
            cmd: 0,
        };
        let (hanoi, caobang) = (UnitCode::from("01"), UnitCode::from("04"));
        desk.give(&Command::Report {
            units: vec![caobang.clone()],
            step: Step::Receive,
            due: None,
            files: Vec::new(),
        });
        desk.give(&Command::AddActivity {
            unit: caobang,
            details: NewActivity {
                kind: "seminar".to_owned(),
                title: "Tọa đàm".to_owned(),
                from: Some(day("2020-05-20")),
                to: Some(day("2020-05-29")),
                reach: Some(1234),
                sdgs: vec!["9".to_owned()],
                status: Some(ActivityStatus::Ongoing),
                ..NewActivity::default()
            },
            files: Vec::new(),
        });
        desk.give(&Command::SetContact {
            unit: hanoi.clone(),
            contact: Contact {
                name: "Nguyễn Thị Hoa".to_owned(),
                phone: "024 3943 5602".to_owned(),
                ..Contact::default()
            }
            .into(),
        });
        desk.give(&Command::Figures {
            unit: hanoi,
            values: vec![("households_internet".to_owned(), Some(61.5))],
        });
        desk
    }

    fn give(&mut self, command: &Command) {
        self.cmd += 1;
        let cmd = CmdId(self.cmd.into());
        let order = Order::new(cmd, command.clone());
        let drafts = decide(&self.campaign, &order, &who(), self.now).expect("an order that may be");
        for (n, d) in drafts.into_iter().enumerate() {
            let env = Envelope {
                stream: self.campaign.id().clone(),
                seq: self.campaign.seq() + 1,
                cmd,
                n: n as u32,
                at: d.at,
                recorded: self.now,
                actor: Actor::from("lan"),
                real_user: Actor::from("lan"),
                role: Rights::Administrator,
                via: Via::Tui,
                unit: d.unit,
                entered_later: d.entered_later,
                fact: d.fact,
                hash: [0; 32],
            };
            self.campaign.apply(&env);
        }
    }

    fn ix(&self, code: &str) -> UnitIx {
        self.campaign.roster().by_code(code).expect("a unit")
    }

    fn scene(&self, lang: Lang) -> Scene<'_> {
        Scene {
            campaign: &self.campaign,
            now: self.now,
            cat: match lang {
                Lang::Vi => &self.vi,
                Lang::En => &self.en,
            },
            look: &self.look,
            marks: &self.marks,
            act_marks: &self.act_marks,
            fresh: &self.fresh,
            claims: &[],
            post: crate::tui::letters::Post::default(),
            mailing: None,
            last_time: None,
            unit: None,
            needle: None,
            focused: true,
            acts_as: crate::core::fact::Role::Editor,
            seconds: true,
            back: None,
            at_hand: None,
        }
    }

    fn open(&self, purpose: Purpose) -> Form {
        Form::new(purpose, &self.scene(Lang::Vi))
    }

    fn purposes(&self) -> Vec<Purpose> {
        let (one, other) = (self.ix("01"), self.ix("04"));
        let ids = vec![activity()];
        let mut all: Vec<Purpose> = Step::ALL
            .into_iter()
            .map(|s| Purpose::Step(s, vec![other]))
            .collect();
        all.extend([
            Purpose::Note(vec![one, other]),
            Purpose::Figures(one),
            Purpose::Call(self.campaign.roster().units().collect()),
            Purpose::Contact(one),
            Purpose::Evidence(one, None),
            Purpose::Evidence(one, Some(activity())),
            Purpose::Extend(Some(one)),
            Purpose::Extend(None),
            Purpose::ActivityAdd(one),
            Purpose::ActivityEdit(activity()),
            Purpose::ActivityDone(ids.clone()),
            Purpose::ActivityCancel(ids),
            Purpose::ActivityEdit(ActivityId::from("XYZ-9")),
        ]);
        all
    }
}

fn activity() -> ActivityId {
    ActivityId::from("CBG-1")
}

/// A purpose, what is typed into which fields, which field is then wrong, and what is said of it in both languages.
type Case<'a> = (Purpose, Vec<(Id, &'a str)>, Id, &'a str);

fn go(form: &mut Form, id: Id) {
    for _ in 0..20 {
        if form.field().is_some_and(|f| f.id == id) {
            return;
        }
        next(form, true);
    }
    panic!("no field {id:?}");
}

fn next(form: &mut Form, forward: bool) {
    DESK.with(|desk| form.next_field(forward, &desk.scene(Lang::Vi)));
}

fn put(form: &mut Form, id: Id, text: &str) {
    go(form, id);
    DESK.with(|desk| {
        form.edit(Edit::All, &desk.scene(Lang::Vi));
        form.insert(text, &desk.scene(Lang::Vi));
    });
}

thread_local! {
    /// For what is typed into fields that need nothing of the campaign.
    static DESK: Desk = Desk::new();
}

fn pick(form: &mut Form, id: Id, wanted: &Choice) {
    go(form, id);
    for _ in 0..30 {
        if form.field().and_then(Field::chosen) == Some(wanted) {
            return;
        }
        form.choose(true);
    }
    panic!("no choice {wanted:?}");
}

fn codes(codes: &[&str]) -> Vec<UnitCode> {
    codes.iter().map(|c| UnitCode::from(*c)).collect()
}

/// Finishes a form, and asks the core whether it would carry the command out.
fn done(desk: &Desk, form: &mut Form) -> Filled {
    let filled = form.finish(&desk.scene(Lang::Vi)).unwrap_or_else(|_| {
        let field = form.field().expect("a field");
        panic!("{:?}: {:?}", field.id, field.wrong)
    });
    let order = Order::new(CmdId(99.into()), filled.command.clone())
        .note(filled.note.clone())
        .at(filled.at)
        .based_on(Some(form.based_on()));
    decide(&desk.campaign, &order, &who(), desk.now).expect("what a form lets through is carried out");
    filled
}

#[test]
fn steps_become_commands() {
    let desk = Desk::new();
    let step = |step, unit: &str| desk.open(Purpose::Step(step, vec![desk.ix(unit)]));
    let report = |step, unit: &str, due| Command::Report {
        units: codes(&[unit]),
        step,
        due,
        files: Vec::new(),
    };

    let mut form = step(Step::Return, "04");
    assert_eq!(form.based_on(), desk.campaign.seq());
    put(&mut form, Id::Reason, " thiếu số liệu ");
    let filled = done(&desk, &mut form);
    assert_eq!(
        filled.command,
        report(Step::Return, "04", Some(day("2020-06-04")))
    );
    assert_eq!((filled.note.as_str(), filled.at), ("thiếu số liệu", None));
    put(&mut form, Id::Due, "+3");
    assert_eq!(
        done(&desk, &mut form).command,
        report(Step::Return, "04", Some(day("2020-05-31")))
    );
    put(&mut form, Id::Due, "");
    assert_eq!(done(&desk, &mut form).command, report(Step::Return, "04", None));

    let mut form = step(Step::Receive, "01");
    put(&mut form, Id::CameWith, "bản giấy");
    put(&mut form, Id::When, "27/05 8h");
    let filled = done(&desk, &mut form);
    assert_eq!(filled.command, report(Step::Receive, "01", None));
    assert_eq!(filled.at, Some(at("2020-05-27T08:00:00+07:00")));
    assert_eq!(filled.note, "bản giấy");

    for (s, unit) in [
        (Step::Acknowledge, "01"),
        (Step::Accept, "04"),
        (Step::Withdraw, "04"),
    ] {
        let filled = done(&desk, &mut step(s, unit));
        assert_eq!(
            (filled.command, filled.note.as_str()),
            (report(s, unit, None), "")
        );
    }
    let mut form = step(Step::Exempt, "01");
    put(&mut form, Id::Reason, "bão lụt");
    assert_eq!(done(&desk, &mut form).command, report(Step::Exempt, "01", None));
}

#[test]
fn notes_calls_contacts_and_extensions_become_commands() {
    let desk = Desk::new();
    let both = vec![desk.ix("01"), desk.ix("04")];

    let mut form = desk.open(Purpose::Note(both.clone()));
    put(&mut form, Id::Note, "đã nhắc");
    let units = codes(&["01", "04"]);
    assert_eq!(done(&desk, &mut form).command, Command::Note { units });

    let mut form = desk.open(Purpose::Call(both));
    pick(&mut form, Id::How, &Choice::How(ContactHow::Visit));
    let filled = done(&desk, &mut form);
    let (units, how) = (codes(&["01", "04"]), ContactHow::Visit);
    assert_eq!(filled.command, Command::LogContact { units, how });

    let mut form = desk.open(Purpose::Contact(desk.ix("01")));
    put(&mut form, Id::Mail, "hoa@hanoi.gov.vn");
    let contact = ContactChange {
        name: Some("Nguyễn Thị Hoa".to_owned()),
        mail: Some("hoa@hanoi.gov.vn".to_owned()),
        ..ContactChange::default()
    };
    let unit = UnitCode::from("01");
    assert_eq!(
        done(&desk, &mut form).command,
        Command::SetContact { unit, contact }
    );

    let mut form = desk.open(Purpose::Extend(Some(desk.ix("01"))));
    put(&mut form, Id::Until, "10/06");
    let until = day("2020-06-10");
    let unit = Some(UnitCode::from("01"));
    assert_eq!(done(&desk, &mut form).command, Command::Extend { unit, until });
    pick(&mut form, Id::Scope, &Choice::All(true));
    let unit = None;
    assert_eq!(
        done(&desk, &mut form).command,
        Command::Extend {
            unit: unit.clone(),
            until
        }
    );
    let mut form = desk.open(Purpose::Extend(None));
    put(&mut form, Id::Until, "2020-06-10");
    assert_eq!(done(&desk, &mut form).command, Command::Extend { unit, until });
}

/// Hands the form in, which stays for this reason.
fn wrong(desk: &Desk, form: &mut Form, id: Id, why: &Wrong) {
    assert_eq!(form.finish(&desk.scene(Lang::Vi)), Err(Unfinished));
    let field = form.field().expect("a field");
    assert_eq!((field.id, field.wrong.as_ref()), (id, Some(why)));
}

#[test]
fn a_slip_of_an_extension_is_asked_back_and_put_right() {
    let mut desk = Desk::new();
    let unit = Some(UnitCode::from("01"));
    let open = |desk: &Desk| desk.open(Purpose::Extend(Some(desk.ix("01"))));
    let mut form = open(&desk);
    assert!(
        form.fields.iter().all(|f| f.id != Id::Manner),
        "nothing is there to be put right"
    );
    put(&mut form, Id::Until, "11/12/2062");
    let far = Wrong::Far(day("2062-12-11"));
    wrong(&desk, &mut form, Id::Until, &far);
    put(&mut form, Id::Until, "11/12/2063");
    let farther = Wrong::Far(day("2063-12-11"));
    wrong(&desk, &mut form, Id::Until, &farther); // another slip is another question
    put(&mut form, Id::Until, "11/12/2062");
    wrong(&desk, &mut form, Id::Until, &far);
    let slip = done(&desk, &mut form).command;
    let until = day("2062-12-11");
    assert_eq!(
        slip,
        Command::Extend {
            unit: unit.clone(),
            until
        }
    );
    desk.give(&slip);

    let mut form = open(&desk);
    put(&mut form, Id::Until, "10/06");
    pick(&mut form, Id::Manner, &Choice::Replace(true));
    wrong(&desk, &mut form, Id::Note, &Wrong::Missing);
    put(&mut form, Id::Note, "gõ nhầm năm");
    let until = day("2020-06-10");
    let right = Command::ReplaceExtension { unit, until };
    assert_eq!(done(&desk, &mut form).command, right);
    put(&mut form, Id::Until, "03/06");
    wrong(&desk, &mut form, Id::Until, &Wrong::TooEarly(day("2020-06-04")));
    pick(&mut form, Id::Scope, &Choice::All(true));
    put(&mut form, Id::Until, "10/06");
    wrong(&desk, &mut form, Id::Manner, &Wrong::NothingToReplace);
}

#[test]
fn a_due_date_counts_from_the_return() {
    let desk = Desk::new();
    let mut form = desk.open(Purpose::Step(Step::Return, vec![desk.ix("04")]));
    put(&mut form, Id::Reason, "thiếu số liệu");
    put(&mut form, Id::When, "25/05 9h");
    let due = |filled: Filled| match filled.command {
        Command::Report { due, .. } => due,
        other => panic!("{other:?}"),
    };
    assert_eq!(due(done(&desk, &mut form)), Some(day("2020-06-01")));
    shows(&drawn(&form, &desk.scene(Lang::Vi), (80, 22)).0, &["01/06/2020"]);
    // Also a day that has passed meanwhile; what somebody wrote follows nothing any more.
    put(&mut form, Id::Due, "26/05");
    assert_eq!(due(done(&desk, &mut form)), Some(day("2020-05-26")));
    put(&mut form, Id::When, "27/05 9h");
    wrong(&desk, &mut form, Id::Due, &Wrong::Past(day("2020-05-26")));
    put(&mut form, Id::Due, "");
    assert_eq!(due(done(&desk, &mut form)), None);
}

#[test]
fn activities_become_commands() {
    let desk = Desk::new();
    let mut form = desk.open(Purpose::ActivityAdd(desk.ix("01")));
    let kind = desk.campaign.def().activity_kinds[1].id.clone();
    pick(&mut form, Id::Kind, &Choice::Kind(kind.clone()));
    put(&mut form, Id::Title, "Ngày hội số");
    put(&mut form, Id::From, "29/05");
    put(&mut form, Id::To, "30/05");
    pick(&mut form, Id::Mode, &Choice::Mode(Mode::Online));
    put(&mut form, Id::Reach, "1.500");
    put(&mut form, Id::Sdgs, "9, 9.C");
    put(&mut form, Id::Goals, "2 2.8");
    let details = NewActivity {
        kind,
        title: "Ngày hội số".to_owned(),
        from: Some(day("2020-05-29")),
        to: Some(day("2020-05-30")),
        mode: Mode::Online,
        reach: Some(1500),
        sdgs: vec!["9".to_owned(), "9.c".to_owned()],
        goals: vec!["2".to_owned(), "2.8".to_owned()],
        ..NewActivity::default()
    };
    let expected = Command::AddActivity {
        unit: UnitCode::from("01"),
        details,
        files: Vec::new(),
    };
    assert_eq!(done(&desk, &mut form).command, expected);

    let mut form = desk.open(Purpose::ActivityEdit(activity()));
    put(&mut form, Id::Title, "Tọa đàm số");
    put(&mut form, Id::Reach, "");
    put(&mut form, Id::To, "");
    let change = ActivityChange {
        title: Some("Tọa đàm số".to_owned()),
        to: Some(None),
        reach: Some(None),
        ..ActivityChange::default()
    };
    let id = activity();
    assert_eq!(
        done(&desk, &mut form).command,
        Command::EditActivity { id, change }
    );

    let ids = vec![activity()];
    let mut form = desk.open(Purpose::ActivityDone(ids.clone()));
    put(&mut form, Id::Reach, "90");
    let expected = Command::FinishActivities {
        ids: ids.clone(),
        reach: Some(90),
    };
    assert_eq!(done(&desk, &mut form).command, expected);
    let mut form = desk.open(Purpose::ActivityCancel(ids.clone()));
    put(&mut form, Id::Reason, "mưa bão");
    assert_eq!(done(&desk, &mut form).command, Command::CancelActivities { ids });
}

#[test]
fn every_wrong_field_says_what_is_wrong_in_both_languages() {
    let desk = Desk::new();
    let one = || vec![desk.ix("01")];
    let many = "9".repeat(30);
    let add = || Purpose::ActivityAdd(desk.ix("01"));
    let cases: Vec<Case<'_>> = vec![
        (
            Purpose::Step(Step::Return, one()),
            vec![],
            Id::Reason,
            "Không được để trống|may not be empty",
        ),
        (
            Purpose::Step(Step::Return, one()),
            vec![(Id::Reason, "x"), (Id::Due, "mai")],
            Id::Due,
            "Không phải ngày|Not a date",
        ),
        (
            Purpose::Step(Step::Return, one()),
            vec![(Id::Reason, "x"), (Id::Due, "27/05")],
            Id::Due,
            "trước ngày trả lại|lies before the day",
        ),
        (
            Purpose::Step(Step::Receive, one()),
            vec![(Id::When, "sáng")],
            Id::When,
            "Không phải thời điểm|Not a time",
        ),
        (
            Purpose::Step(Step::Receive, one()),
            vec![(Id::When, "9h01")],
            Id::When,
            "chưa tới|not come yet",
        ),
        (
            Purpose::Step(Step::Receive, one()),
            vec![(Id::When, "26/05")],
            Id::CameWith,
            "24 giờ|24 hours",
        ),
        (
            Purpose::Step(Step::Exempt, one()),
            vec![(Id::Reason, "  ")],
            Id::Reason,
            "Không được|may not",
        ),
        (
            Purpose::Note(one()),
            vec![],
            Id::Note,
            "Không được để trống|may not be empty",
        ),
        (
            Purpose::Call(one()),
            vec![(Id::When, "26/05 9h")],
            Id::Note,
            "24 giờ|24 hours",
        ),
        (
            Purpose::Figures(desk.ix("04")),
            vec![],
            Id::Figure(0),
            "Chưa có gì|Nothing has",
        ),
        (
            Purpose::Figures(desk.ix("01")),
            vec![(Id::Figure(0), "nhiều")],
            Id::Figure(0),
            "Không phải số|Not a number",
        ),
        (
            Purpose::Figures(desk.ix("01")),
            vec![(Id::Figure(0), "101")],
            Id::Figure(0),
            "từ 0 đến 100|between 0 and 100",
        ),
        (
            Purpose::Contact(desk.ix("01")),
            vec![],
            Id::Name,
            "Chưa có gì|Nothing has",
        ),
        (
            Purpose::Contact(desk.ix("01")),
            vec![(Id::Mail, "hoa@")],
            Id::Mail,
            "thư điện tử|e-mail",
        ),
        (
            Purpose::Contact(desk.ix("01")),
            vec![(Id::Phone, "chưa rõ")],
            Id::Phone,
            "số điện thoại|telephone",
        ),
        (
            Purpose::Extend(None),
            vec![(Id::Until, "04/06")],
            Id::Until,
            "04/06/2020|4 June 2020",
        ),
        (add(), vec![], Id::Title, "Không được để trống|may not be empty"),
        (
            add(),
            vec![(Id::Title, "x"), (Id::From, "30/05"), (Id::To, "29/05")],
            Id::To,
            "30/05/2020|30 May",
        ),
        (
            add(),
            vec![(Id::Title, "x"), (Id::Reach, "1,5")],
            Id::Reach,
            "số nguyên|whole number",
        ),
        (
            add(),
            vec![(Id::Title, "x"), (Id::Reach, &many)],
            Id::Reach,
            "số nguyên|whole number",
        ),
        (
            add(),
            vec![(Id::Title, "x"), (Id::Sdgs, "9, 18")],
            Id::Sdgs,
            "“18”; có: 1–17|“18”; there are: 1–17",
        ),
        (
            add(),
            vec![(Id::Title, "x"), (Id::Goals, "1.99")],
            Id::Goals,
            "1.1, 1.2|1.1, 1.2",
        ),
        (
            Purpose::ActivityEdit(activity()),
            vec![],
            Id::Title,
            "Chưa có gì|Nothing has",
        ),
        (
            Purpose::ActivityEdit(activity()),
            vec![(Id::From, "")],
            Id::From,
            "Không được|may not",
        ),
        (
            Purpose::ActivityCancel(vec![activity()]),
            vec![],
            Id::Reason,
            "Không được|may not",
        ),
    ];
    for (purpose, texts, id, words) in cases {
        let mut form = desk.open(purpose.clone());
        for (id, text) in &texts {
            put(&mut form, *id, text);
        }
        assert_eq!(
            form.finish(&desk.scene(Lang::Vi)),
            Err(Unfinished),
            "{purpose:?} {texts:?}"
        );
        let field = form.field().expect("a field");
        assert_eq!(field.id, id, "{purpose:?} {texts:?}");
        let wrong = field.wrong.clone().expect("something wrong");
        for (lang, part) in [Lang::Vi, Lang::En].into_iter().zip(words.split('|')) {
            let said = wrong.say(&desk.scene(lang));
            assert!(said.contains(part), "{said:?} lacks {part:?}");
            let screen = drawn(&form, &desk.scene(lang), (80, 22)).0;
            assert!(screen.contains(part), "{part:?} is not in\n{screen}");
        }
    }
    let mut form = desk.open(add());
    put(&mut form, Id::Title, "x");
    put(&mut form, Id::From, "30/05");
    pick(&mut form, Id::Status, &Choice::Status(Some(ActivityStatus::Done)));
    assert_eq!(form.finish(&desk.scene(Lang::Vi)), Err(Unfinished));
    let field = form.field().expect("a field");
    assert_eq!(
        (field.id, &field.wrong),
        (Id::Status, &Some(Wrong::NotBegun(day("2020-05-30"))))
    );
}

fn drawn(form: &Form, scene: &Scene<'_>, size: (u16, u16)) -> (String, Option<Position>) {
    let whole = Rect::new(0, 0, size.0 + 2, size.1 + 2);
    let area = Rect::new(1, 1, size.0, size.1);
    let mut buf = Buffer::empty(whole);
    let cursor = view(form, scene, area, &mut buf);
    assert!(cursor.is_none_or(|p| area.contains(p)), "{size:?} {cursor:?}");
    let mut out = String::new();
    for y in 0..whole.height {
        for x in 0..whole.width {
            let symbol = buf[(x, y)].symbol();
            assert!(
                area.contains((x, y).into()) || symbol == " ",
                "{size:?}: drew outside"
            );
            out.push_str(symbol);
        }
        out.push('\n');
    }
    (out, cursor)
}

fn shows(screen: &str, words: &[&str]) {
    for w in words {
        assert!(screen.contains(w), "{w:?} is not in\n{screen}");
    }
}

#[test]
fn nothing_is_too_small_or_too_large() {
    let desk = Desk::new();
    for purpose in desk.purposes() {
        for lang in [Lang::Vi, Lang::En] {
            let scene = desk.scene(lang);
            let mut form = Form::new(purpose.clone(), &scene);
            let _ = form.finish(&scene);
            form.refuse("một câu từ chối dài ".repeat(20));
            for size in [
                (0, 0),
                (1, 1),
                (7, 3),
                (8, 4),
                (9, 60),
                (300, 4),
                (38, 10),
                (80, 22),
                (198, 58),
            ] {
                for _ in 0..form.fields.len() {
                    drawn(&form, &scene, size);
                    next(&mut form, true);
                }
            }
        }
    }
}

#[test]
fn the_field_at_hand_is_always_seen_with_its_hint() {
    let desk = Desk::new();
    for size in [(38, 10), (80, 22), (198, 58)] {
        for lang in [Lang::Vi, Lang::En] {
            let scene = desk.scene(lang);
            for purpose in desk.purposes() {
                let mut form = Form::new(purpose, &scene);
                for _ in 0..form.shown().len() {
                    let (screen, cursor) = drawn(&form, &scene, size);
                    let field = form.field().expect("a field");
                    let label = field.label(&scene);
                    shows(&screen, &[width::head(&label, 12), scene.look.glyphs.pointer]);
                    let typed = matches!(field.body, Body::Text(_) | Body::Many(..));
                    assert_eq!(cursor.is_some(), typed, "{screen}");
                    next(&mut form, true);
                }
            }
        }
    }
}

#[test]
fn forms_tell_what_they_are_about() {
    let desk = Desk::new();
    let (vi, en) = (desk.scene(Lang::Vi), desk.scene(Lang::En));
    let mut form = desk.open(Purpose::Step(Step::Return, vec![desk.ix("04")]));
    let narrow = drawn(&form, &vi, (38, 10)).0;
    shows(
        &narrow,
        &["Trả lại báo cáo – Cao Bằng", "Lý do *", "Bắt buộc.", " 1/3 "],
    );
    let screen = drawn(&form, &vi, (80, 22)).0;
    shows(
        &screen,
        &["Trả lại báo cáo – Cao Bằng", "Hạn bổ sung", "04/06/2020"],
    );
    next(&mut form, true);
    shows(
        &drawn(&form, &en, (198, 58)).0,
        &["Read as: Thursday 4 June 2020."],
    );
    put(&mut form, Id::Due, "");
    shows(&drawn(&form, &en, (80, 22)).0, &["Left empty: 5 working days"]);

    let all = desk.open(Purpose::Call(desk.campaign.roster().units().collect()));
    shows(&drawn(&all, &vi, (38, 10)).0, &["63 đơn vị"]);
    let mut edit = desk.open(Purpose::ActivityEdit(activity()));
    shows(
        &drawn(&edit, &vi, (80, 22)).0,
        &["CBG-1 Tọa đàm", "1234", "20/05/2020"],
    );
    put(&mut edit, Id::Sdgs, "9.c, 9.x9");
    shows(
        &drawn(&edit, &vi, (80, 22)).0,
        &["“9.x9” chưa khớp mục nào; có: 9."],
    );
    put(&mut edit, Id::Sdgs, "9");
    let sdg9 = desk.campaign.def().goals.sdg(9).expect("SDG 9").title.vi.clone();
    shows(
        &drawn(&edit, &vi, (198, 58)).0,
        &[&format!("9 {}", width::head(&sdg9, 30))],
    );
}

#[test]
fn what_was_typed_outlives_a_refusal_and_a_change_of_language() {
    let desk = Desk::new();
    let mut form = desk.open(Purpose::Note(vec![desk.ix("01")]));
    assert!(!form.is_dirty());
    form.insert("đã gọi\u{202e}", &desk.scene(Lang::Vi));
    assert!(form.is_dirty());
    form.refuse("Đợt báo cáo đã đóng.");
    let screen = drawn(&form, &desk.scene(Lang::En), (80, 22)).0;
    shows(&screen, &["Note – ", "đã gọi⟨U+202E⟩", "Đợt báo cáo đã đóng."]);
    let screen = drawn(&form, &desk.scene(Lang::Vi), (38, 10)).0;
    shows(&screen, &["Ghi chú – Hà Nội", "đã gọi", "Đợt báo cáo đã đóng."]);
    assert_eq!(done(&desk, &mut form).note, "đã gọi\u{202e}");
    assert!(
        !drawn(&form, &desk.scene(Lang::Vi), (80, 22))
            .0
            .contains("đã đóng")
    );

    assert!(form.insert(&"x".repeat(1_000_000), &desk.scene(Lang::Vi)));
    shows(
        &drawn(&form, &desk.scene(Lang::Vi), (80, 22)).0,
        &["Chỉ giữ 4.000 ký tự đầu"],
    );
    form.edit(Edit::All, &desk.scene(Lang::Vi));
    assert!(form.finish(&desk.scene(Lang::Vi)).is_err());
    form.insert("y", &desk.scene(Lang::Vi));
    assert_eq!(form.field().and_then(|f| f.wrong.clone()), None);
}

#[test]
fn a_call_begins_in_its_note_and_keeps_what_is_typed() {
    let desk = Desk::new();
    let scene = desk.scene(Lang::Vi);
    let mut form = desk.open(Purpose::Call(vec![desk.ix("01")]));
    form.insert("hẹn gửi thứ Năm", &scene);
    let filled = done(&desk, &mut form);
    assert_eq!(filled.note, "hẹn gửi thứ Năm");
    let Command::LogContact { how, .. } = filled.command else {
        panic!("{:?}", filled.command);
    };
    assert_eq!(how, ContactHow::Phone);
}

#[test]
fn in_a_choice_letters_select_by_name_and_none_is_lost() {
    let desk = Desk::new();
    for (lang, mail, visit) in [(Lang::Vi, "thu", "den"), (Lang::En, "mail", "in p")] {
        let scene = desk.scene(lang);
        let mut form = desk.open(Purpose::Call(vec![desk.ix("01")]));
        go(&mut form, Id::How);
        let how = |form: &Form| form.field().and_then(Field::chosen).cloned();
        form.insert(mail, &scene);
        assert_eq!(how(&form), Some(Choice::How(ContactHow::Mail)), "{mail}");
        shows(&drawn(&form, &scene, (80, 22)).0, &[&format!("2/3 {mail}")]);
        assert!(
            drawn(&form, &scene, (80, 22)).1.is_some(),
            "the cursor stands after the letters"
        );

        // What names nothing is shown, said, and not recorded over.
        form.insert("zz", &scene);
        assert_eq!(how(&form), Some(Choice::How(ContactHow::Mail)));
        assert!(form.finish(&scene).is_err());
        next(&mut form, true);
        put(&mut form, Id::Note, "đã gọi");
        assert!(form.finish(&scene).is_err());
        assert_eq!(form.field().map(|f| f.id), Some(Id::How));
        shows(&drawn(&form, &scene, (80, 22)).0, &[&format!("“{mail}zz”")]);
        form.edit(Edit::Backspace, &scene);
        form.edit(Edit::Backspace, &scene);
        done(&desk, &mut form);

        // Arrows end the name; the next letters begin another. A blank opens the list and turns nothing.
        form.edit(Edit::Left, &scene);
        assert_eq!(how(&form), Some(Choice::How(ContactHow::Phone)));
        form.insert(" ", &scene);
        assert_eq!(how(&form), Some(Choice::How(ContactHow::Phone)));
        assert!(form.is_list_open());
        form.insert(visit, &scene);
        assert_eq!(how(&form), Some(Choice::How(ContactHow::Visit)), "{visit}");
        done(&desk, &mut form);
    }
}

#[test]
fn choices_go_round() {
    let desk = Desk::new();
    let mut form = desk.open(Purpose::Call(vec![desk.ix("01")]));
    go(&mut form, Id::How);
    let how = |form: &Form| form.field().and_then(Field::chosen).cloned();
    form.choose(false);
    assert_eq!(how(&form), Some(Choice::How(ContactHow::Visit)));
    form.choose(true);
    assert!(!form.is_dirty());
    form.edit(Edit::Right, &desk.scene(Lang::Vi));
    assert_eq!(how(&form), Some(Choice::How(ContactHow::Mail)));
    assert!(form.is_dirty());
    next(&mut form, false);
    assert_eq!(form.field().map(|f| f.id), Some(Id::When));
}
