//! Who sees what: every kind of fact, written by somebody else into a screen that is open, for every role and in every
//! place. To whoever is kept to the own units a country in which much happens looks like one in which nothing does: two
//! stores that differ in other units alone give the same screens.

use std::path::{Path, PathBuf};

use crate::common::desk::wtisd_2020;
use crate::common::screen::{BEFORE, Screen, Setting};
use ketnoi::clock::Clock;
use ketnoi::core::authority::Pass;
use ketnoi::core::decide::{Command, Order, Who};
use ketnoi::core::fact::{
    ActivityAdded, ActivityCancelled, ActivityDetails, ActivityDone, ActivityEdited, ActivityStatus,
    Attachment, CampaignAmended, CampaignClosed, CampaignOpened, ClockCorrected, CommandUndone, Contact,
    ContactHow, ContactLogged, ContactSet, DeadlineExtended, DocumentAttached, Draft, Envelope,
    EvidenceAdded, EvidenceEdited, EvidenceKind, EvidenceRedacted, ExportMade, Fact, FactRedacted,
    FigureRecorded, FigureWithdrawn, Mode, RecommendationRetracted, ReminderFact, ReportAccepted,
    ReportAcknowledged, ReportExempted, ReportNoted, ReportReceived, ReportRecommended, ReportReturned,
    ReportWithdrawn, Role, Via,
};
use ketnoi::core::names::{ActivityId, Actor, BlobId, CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::particulars::{Consent, FileNote, Symbol};
use ketnoi::core::reminder::{Occasion, Reminded};
use ketnoi::core::time::{DAY, Date, MINUTE, Stamp};
use ketnoi::ledger::{Ledger, Opening};
use ketnoi::store::{Appended, Batch, Site};
use ketnoi::tui::msg::Msg;

const OWN: &str = "04";
const OTHER: &str = "01";
const THIRD: &str = "02";

/// Words that stand in facts of other units and nowhere else.
const SECRETS: [&str; 5] = ["Hà Nội", "HNI", "kín", "0912", "deadbeef"];

fn now() -> Stamp {
    Stamp::parse_rfc3339(BEFORE).expect("RFC 3339")
}

fn stream() -> CampaignId {
    CampaignId::from("wtisd-2020")
}

fn who(name: &str, role: Role) -> Who {
    Who {
        actor: Actor::from(name),
        real_user: Actor::from("ketnoi"),
        role,
        via: Via::Tui,
    }
}

fn ledger(path: &Path, who: Who, pass: Pass) -> Ledger {
    let mut ledger = Ledger::open(Opening {
        site: Site::file(path),
        campaign: Some(stream()),
        shipped: &|_| Some(wtisd_2020()),
        who,
        clock: Clock::Fixed(now()),
        read_only: None,
    })
    .expect("a ledger");
    ledger.admit(pass, None);
    ledger
}

fn kept() -> Pass {
    Pass {
        units: vec!["CBG".to_owned()],
        national: false,
        restricted: true,
    }
}

fn day() -> Date {
    Date::from_ymd_opt(2020, 6, 20).expect("a day")
}

fn file() -> Attachment {
    Attachment {
        sha256: BlobId("deadbeef".repeat(8)),
        name: "kín.jpg".into(),
        size: 3,
        kind: EvidenceKind::Photo,
        media: "image/jpeg".into(),
    }
}

fn reminder(outcome: fn(Reminded) -> ReminderFact) -> Fact {
    Fact::Reminder(outcome(Reminded {
        step: Occasion::Step(-7),
        due: Some(day()),
        day: day(),
        to: "kin912@kin.example".into(),
        message_id: "ketnoi.x.kín.y@bo.example".into(),
        code: None,
        said: "kín".into(),
    }))
}

fn details(title: &str) -> ActivityDetails {
    ActivityDetails {
        kind: "banner".into(),
        title: title.into(),
        from: day(),
        to: day(),
        mode: Mode::InPerson,
        reach: Some(912),
        sdgs: vec!["9.c".into()],
        goals: vec!["2.8".into()],
        status: ActivityStatus::Planned,
        notable: false,
    }
}

/// A fact of that kind, full of what is nobody else's business; whether it is about the campaign and so everybody's.
fn sample(kind: &str, first: CmdId) -> (Fact, bool) {
    let kín = || "chuyện kín 0912".to_owned();
    let id = || ActivityId("HNI-1".into());
    let fact = match kind {
        "campaign.opened" => Fact::CampaignOpened(CampaignOpened {
            definition: wtisd_2020(),
            source: "shipped".into(),
        }),
        "campaign.amended" => Fact::CampaignAmended(CampaignAmended {
            definition: wtisd_2020(),
            changed: vec!["theme".into()],
            note: "sửa".into(),
        }),
        "campaign.closed" => Fact::CampaignClosed(CampaignClosed { note: "xong".into() }),
        "document.attached" => Fact::DocumentAttached(DocumentAttached {
            document: "res-200".into(),
            file: Attachment {
                name: "res.pdf".into(),
                sha256: BlobId("ab".repeat(32)),
                ..file()
            },
        }),
        "deadline.extended" => Fact::DeadlineExtended(DeadlineExtended {
            until: day(),
            cutoff: now().plus(30 * 24 * 60 * MINUTE),
            note: kín(),
            replaces: None,
        }),
        "report.acknowledged" => Fact::ReportAcknowledged(ReportAcknowledged { note: kín() }),
        "report.received" => Fact::ReportReceived(ReportReceived {
            version: 1,
            note: kín(),
            files: vec![file()],
            symbol: Symbol {
                number: "912/KÍN".into(),
                dated: Some(day()),
            },
        }),
        "report.returned" => Fact::ReportReturned(ReportReturned {
            version: 1,
            reason: kín(),
            due: day(),
        }),
        "report.accepted" => Fact::ReportAccepted(ReportAccepted {
            version: 1,
            note: kín(),
        }),
        "report.recommended" => Fact::ReportRecommended(ReportRecommended {
            version: 1,
            note: kín(),
        }),
        "recommendation.retracted" => Fact::RecommendationRetracted(RecommendationRetracted {
            version: 1,
            reason: kín(),
        }),
        "report.exempted" => Fact::ReportExempted(ReportExempted { reason: kín() }),
        "report.withdrawn" => Fact::ReportWithdrawn(ReportWithdrawn {
            version: 1,
            reason: kín(),
        }),
        "report.noted" => Fact::ReportNoted(ReportNoted { text: kín() }),
        "figure.recorded" => Fact::FigureRecorded(FigureRecorded {
            id: "households_internet".into(),
            value: 91.2,
            unusual: false,
        }),
        "figure.withdrawn" => Fact::FigureWithdrawn(FigureWithdrawn {
            id: "households_internet".into(),
        }),
        "contact.set" => Fact::ContactSet(ContactSet {
            contact: Contact {
                name: "Người kín".into(),
                phone: "0912 345 678".into(),
                ..Contact::default()
            },
        }),
        "contact.logged" => Fact::ContactLogged(ContactLogged {
            how: ContactHow::Phone,
            note: kín(),
        }),
        "reminder.drafted" => reminder(ReminderFact::Drafted),
        "reminder.sent" => reminder(ReminderFact::Sent),
        "reminder.refused" => reminder(ReminderFact::Refused),
        "reminder.not_sent" => reminder(ReminderFact::NotSent),
        "reminder.unknown" => reminder(ReminderFact::Unknown),
        "activity.added" => Fact::ActivityAdded(ActivityAdded {
            id: id(),
            details: details("Băng rôn kín"),
        }),
        "activity.edited" => Fact::ActivityEdited(ActivityEdited {
            id: id(),
            details: details("Pa-nô kín"),
        }),
        "activity.done" => Fact::ActivityDone(ActivityDone {
            id: id(),
            reach: Some(912),
            note: kín(),
        }),
        "activity.cancelled" => Fact::ActivityCancelled(ActivityCancelled {
            id: id(),
            reason: kín(),
        }),
        "evidence.added" => Fact::EvidenceAdded(EvidenceAdded {
            activity: None,
            files: vec![file()],
            version: None,
        }),
        "evidence.edited" => Fact::EvidenceEdited(EvidenceEdited {
            sha256: file().sha256,
            about: FileNote {
                caption: kín(),
                consent: Consent::No,
            },
        }),
        "evidence.redacted" => Fact::EvidenceRedacted(EvidenceRedacted {
            sha256: file().sha256,
            reason: kín(),
        }),
        "export.made" => Fact::ExportMade(ExportMade {
            what: "kín".into(),
            format: "docx".into(),
            lang: Lang::Vi,
            moment: Stamp(0),
            head: 1,
            hash: "0".into(),
            sha256: BlobId("kín".into()),
            size: 1,
        }),
        "command.undone" => Fact::CommandUndone(CommandUndone { cmd: first }),
        "clock.corrected" => Fact::ClockCorrected(ClockCorrected {
            wrong: now().plus(DAY),
            note: "giờ".into(),
        }),
        // Of which fact is filled in once it is written: the last note of the other unit.
        "fact.redacted" => Fact::FactRedacted(FactRedacted {
            seq: 0,
            what: String::new(),
            version: 1,
            keeps: String::new(),
            reason: kín(),
        }),
        new => panic!("{new}: what does this kind of fact tell, and whose is it?"),
    };
    let everybodys = ["campaign.", "document.", "clock."]
        .iter()
        .any(|f| kind.starts_with(f));
    (fact, everybodys)
}

/// Every kind, the closing last: it changes what the keys offer. Letters stand in another stream (`tests/store/letters.rs`).
fn kinds() -> Vec<&'static str> {
    let names = Fact::NAMES.iter().map(|(name, _)| *name);
    let mut all: Vec<&str> = names.filter(|name| !name.starts_with("letter.")).collect();
    all.sort_by_key(|name| *name == "campaign.closed");
    all
}

/// Two stores of one campaign, in which Cao Bằng has a little of everything.
struct Stores {
    _folder: tempfile::TempDir,
    /// In which the country is busy.
    busy: PathBuf,
    /// In which only Cao Bằng and the campaign are.
    quiet: PathBuf,
    cmd: u128,
}

impl Stores {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let stores = Self {
            busy: folder.path().join("busy.db"),
            quiet: folder.path().join("quiet.db"),
            _folder: folder,
            cmd: 1_000,
        };
        for path in [&stores.busy, &stores.quiet] {
            let mut boss = ledger(path, who("tuan", Role::Administrator), Pass::default());
            let unit = UnitCode::from(OWN);
            let commands = [
                Command::Open {
                    definition: wtisd_2020(),
                    source: "shipped".into(),
                },
                Command::SetContact {
                    unit: unit.clone(),
                    contact: Contact {
                        name: "Nông Thị Hoa".into(),
                        ..Contact::default()
                    }
                    .into(),
                },
                Command::Note { units: vec![unit] },
            ];
            for (n, command) in commands.into_iter().enumerate() {
                let order = Order::new(CmdId((n as u128 + 1).into()), command).note("đã gọi");
                boss.submit(&order).expect("an administrator may");
            }
        }
        stores
    }

    /// Tuấn's command, its facts about these units.
    fn write(&mut self, into: &[&Path], units: &[Option<&str>], fact: &Fact) -> CmdId {
        self.cmd += 1;
        for path in into {
            append(path, CmdId(self.cmd.into()), units, fact);
        }
        CmdId(self.cmd.into())
    }
}

/// Straight into the journal: what a fact means, and whether it could have come about, is not asked there.
fn append(path: &Path, cmd: CmdId, units: &[Option<&str>], fact: &Fact) {
    let mut journal = Site::file(path).open().expect("the store");
    let expected = journal.head(&stream()).expect("a head").seq;
    let fact = match fact {
        Fact::FactRedacted(f) => {
            let all = journal.read_after(&stream(), 0, 999).expect("facts");
            let is_it =
                |env: &&Envelope| env.fact.type_name() == "report.noted" && env.unit == Some(OTHER.into());
            let note = all.iter().rfind(is_it).expect("a note of the other unit");
            let redaction = note.fact.redaction(note.seq, &f.reason);
            &Fact::FactRedacted(redaction.expect("it has words"))
        }
        fact => fact,
    };
    let drafts = units.iter().map(|unit| Draft {
        unit: unit.map(UnitCode::from),
        at: now(),
        entered_later: false,
        fact: fact.clone(),
    });
    let batch = Batch {
        cmd,
        actor: Actor::from("tuan"),
        real_user: Actor::from("ketnoi"),
        role: Role::Administrator,
        via: Via::Cli,
        recorded: now(),
        drafts: drafts.collect(),
    };
    let turn = journal.turn(&stream(), 0, None).expect("the turn");
    assert!(matches!(turn.append(expected, &batch), Ok(Appended::Done(_))));
}

fn sit(path: &Path, who: &Who, pass: &Pass, keys: &str) -> Screen {
    let mut screen = Setting::default()
        .size((160, 48))
        .over(ledger(path, who.clone(), pass.clone()));
    screen.press(keys);
    screen
}

/// A minute passes, in which a session looks at its store.
fn look_again(screen: &mut Screen) -> String {
    let later = screen.model().clock().plus(MINUTE + 1);
    screen.hear_world(later).tell(Msg::Tick(later));
    screen.text()
}

/// Where somebody may be when a fact comes in: the keys that lead there.
const PLACES: [(&str, &str); 14] = [
    ("at first", ""),
    ("sheet", "<enter>"),
    ("queue", "5"),
    ("activities", "6"),
    ("goals", "7"),
    ("documents", "8"),
    ("history", "9"),
    ("help", "?"),
    ("palette", ":"),
    ("map", "0 m"),
    ("a form", "n x"),
    ("a filter", "/ c"),
    ("the time line", "t"),
    ("the past", "t ,"),
];

#[test]
fn every_kind_of_fact_of_another_unit_stays_from_whoever_is_kept_to_the_own() {
    let cbg = who("cbg", Role::UnitOfficer);
    for (place, keys) in PLACES {
        let mut stores = Stores::new();
        let (busy, quiet) = (stores.busy.clone(), stores.quiet.clone());
        let mut theirs = sit(&busy, &cbg, &kept(), keys);
        let mut alone = sit(&quiet, &cbg, &kept(), keys);
        assert_eq!(theirs.text(), alone.text(), "{place}");
        let mut first = None;
        for kind in kinds() {
            let (fact, everybodys) = sample(kind, first.unwrap_or(CmdId(1.into())));
            let cmd = if everybodys {
                stores.write(&[&busy, &quiet], &[None], &fact)
            } else {
                stores.write(&[&busy], &[Some(OTHER)], &fact)
            };
            if !everybodys {
                first = first.or(Some(cmd));
            }
            let (shown, wanted) = (look_again(&mut theirs), look_again(&mut alone));
            assert_eq!(shown, wanted, "{kind} in {place}");
            for secret in SECRETS {
                assert!(
                    !shown.contains(secret),
                    "{kind} in {place} tells {secret:?}:\n{shown}"
                );
            }
            if everybodys && !keys.contains('/') {
                assert!(
                    shown.contains("tuan"),
                    "{kind} in {place} is everybody's:\n{shown}"
                );
            }
        }
        // A command over several units: of it, what is theirs.
        let note = Fact::ReportNoted(ReportNoted {
            text: "gửi lại".into(),
        });
        stores.write(&[&quiet], &[Some(OWN)], &note);
        stores.write(&[&busy], &[Some(OTHER), Some(OWN), Some(THIRD)], &note);
        assert_eq!(
            look_again(&mut theirs),
            look_again(&mut alone),
            "several in {place}"
        );
        // Wherever keys lead from here, and after leaving and coming back.
        for keys in [
            "<esc> <esc>",
            "t , ,",
            "<esc>",
            "n",
            "<esc>",
            ": h n i",
            "<esc>",
            "?",
            "<esc>",
            "9",
            "5",
        ] {
            theirs.press(keys);
            alone.press(keys);
            assert_eq!(theirs.text(), alone.text(), "{keys} after {place}");
        }
        let (mut theirs, mut alone) = (sit(&busy, &cbg, &kept(), keys), sit(&quiet, &cbg, &kept(), keys));
        assert_eq!(theirs.text(), alone.text(), "{place}, come back");
    }
}

#[test]
fn whoever_may_see_the_country_is_told_of_every_kind_of_fact() {
    let national = Pass {
        national: true,
        ..kept()
    };
    let seats = [
        (who("xem", Role::Viewer), Pass::default()),
        (who("cbg", Role::UnitOfficer), national),
        (who("lan", Role::Editor), Pass::default()),
        (who("minh", Role::Reviewer), Pass::default()),
        (who("sep", Role::Administrator), Pass::default()),
    ];
    for (who, pass) in seats {
        for (place, keys) in [
            ("at first", ""),
            ("history", "9"),
            ("a form", "n x"),
            ("the time line", "t"),
        ] {
            let mut stores = Stores::new();
            let busy = stores.busy.clone();
            let mut screen = sit(&busy, &who, &pass, keys);
            let mut first = None;
            for kind in kinds() {
                let (fact, everybodys) = sample(kind, first.unwrap_or(CmdId(1.into())));
                let unit = (!everybodys).then_some(OTHER);
                let cmd = stores.write(&[&busy], &[unit], &fact);
                first = first.or((!everybodys).then_some(cmd));
                let shown = look_again(&mut screen);
                let told = shown.lines().last().unwrap_or_default();
                let of_it = everybodys || told.contains("Hà Nội");
                assert!(
                    told.contains("tuan") && of_it,
                    "{:?}: {kind} in {place}:\n{shown}",
                    who.role
                );
            }
        }
    }
}
