//! A campaign that has been busy for a long time, for the benches that ask what age costs: orders as officers give them,
//! and a store with as many facts of that kind as are wanted.
//!
//! The orders are made up but go through the rules: what is refused is not done. Numbers come from the small generator with
//! a fixed seed, so that two runs make the same campaign.

use std::path::Path;
use std::sync::Arc;

use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{ActivityChange, Command, NewActivity, Order, Who, decide};
use ketnoi::core::definition::Definition;
use ketnoi::core::fact::{Attachment, Contact, ContactHow, EvidenceKind, Role, Via};
use ketnoi::core::mix::Mix;
use ketnoi::core::names::{ActivityId, Actor, BlobId, CmdId, UnitCode, UnitIx};
use ketnoi::core::roster::Roster;
use ketnoi::core::status::Step;
use ketnoi::core::time::{DAY, Stamp};
use ketnoi::store::codec::{Row, rows_of};
use ketnoi::store::{Batch, Head, SqliteJournal};

/// The first minute of the window of the 2020 campaign.
pub const START: Stamp = Stamp(1_588_266_000_000);

/// The 2020 campaign with that many units.
pub fn definition(units: usize) -> Arc<Definition> {
    let mut def = ketnoi::campaign_file::shipped("wtisd-2020").expect("the shipped campaign is readable");
    if units != def.roster.len() {
        def.roster = Roster::generated(&def.roster, units);
    }
    Arc::new(def)
}

/// Who gives the orders.
const PEOPLE: [&str; 8] = ["lan", "minh", "huong", "tuan", "ngoc", "dung", "hanh", "phuc"];
const WORDS: [&str; 6] = [
    "theo thư của đơn vị",
    "đã gọi, hẹn thứ năm",
    "thiếu số liệu trẻ em, đề nghị bổ sung",
    "ảnh chụp tại lễ phát động",
    "bản giấy đến sau",
    "đồng ý",
];

/// Somebody's orders, one after the other.
pub struct Life {
    dice: Mix,
    n: u128,
}

impl Life {
    /// With this seed.
    pub fn new(seed: u64) -> Self {
        Self {
            dice: Mix::new(seed),
            n: u128::from(seed) << 64,
        }
    }

    fn random(&mut self, below: usize) -> usize {
        self.dice.next() as usize % below.max(1)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        let at = self.random(all.len());
        all[at]
    }

    fn unit(&mut self, campaign: &Campaign) -> UnitIx {
        UnitIx(self.random(campaign.roster().len()) as u32)
    }

    fn units(&mut self, campaign: &Campaign, most: usize) -> Vec<UnitCode> {
        let n = 1 + self.random(most);
        (0..n)
            .map(|_| UnitCode::from(campaign.roster().code(self.unit(campaign))))
            .collect()
    }

    fn files(&mut self, most: usize) -> Vec<Attachment> {
        let n = self.random(most + 1);
        (0..n)
            .map(|_| {
                let number = self.random(1 << 30);
                let kind = self.one_of(&[EvidenceKind::Photo, EvidenceKind::Photo, EvidenceKind::Document]);
                let (end, media) = match kind {
                    EvidenceKind::Photo => ("jpg", "image/jpeg"),
                    _ => ("pdf", "application/pdf"),
                };
                Attachment {
                    sha256: BlobId(format!("{number:08x}").repeat(8)),
                    name: format!("IMG_{number}.{end}"),
                    size: number as u64 / 100,
                    kind,
                    media: media.into(),
                }
            })
            .collect()
    }

    fn activity(&mut self, campaign: &Campaign) -> Option<ActivityId> {
        let unit = campaign.unit(self.unit(campaign));
        let at = self.random(unit.activities.len());
        unit.activities.get(at).map(|a| a.id.clone())
    }

    fn report(&mut self, campaign: &Campaign, step: Step, most: usize) -> Command {
        let files = if step == Step::Receive {
            self.files(2)
        } else {
            vec![]
        };
        Command::Report {
            units: self.units(campaign, most),
            step,
            due: None,
            files,
        }
    }

    /// The next order, by whom. It may be refused: the next one will do.
    pub fn order(&mut self, campaign: &Campaign, via: Via) -> (Who, Order) {
        self.n += 1;
        let name = self.one_of(&PEOPLE);
        let who = Who {
            actor: Actor::from(name),
            real_user: Actor::from(name),
            role: Role::Administrator,
            via,
        };
        let command = self.command(campaign);
        let note = self.one_of(&WORDS);
        (who, Order::new(CmdId(self.n.into()), command).note(note))
    }

    fn command(&mut self, campaign: &Campaign) -> Command {
        let code = UnitCode::from(campaign.roster().code(self.unit(campaign)));
        match self.random(100) {
            0..20 => Command::LogContact {
                units: self.units(campaign, 3),
                how: ContactHow::Phone,
            },
            20..35 => self.report(campaign, Step::Receive, 1),
            35..44 => self.report(campaign, Step::Return, 2),
            44..51 => self.report(campaign, Step::Accept, 2),
            51..53 => self.report(campaign, Step::Withdraw, 1),
            53..56 => self.report(campaign, Step::Acknowledge, 4),
            56..70 => Command::AddEvidence {
                unit: code,
                activity: None,
                files: self.files(3),
            },
            70..76 => Command::Note {
                units: self.units(campaign, 1),
            },
            76..83 => {
                let ids: Vec<String> = campaign.def().indicators.iter().map(|i| i.id.clone()).collect();
                let at = self.random(ids.len());
                Command::Figures {
                    unit: code,
                    values: ids
                        .get(at)
                        .map(|id| (id.clone(), Some(40.0)))
                        .into_iter()
                        .collect(),
                }
            }
            83..85 => Command::SetContact {
                unit: code,
                contact: Contact {
                    name: ["Nguyễn Văn An", "Trần Thị Bình", "Lê Cường"][self.random(3)].into(),
                    title: "đầu mối".into(),
                    phone: format!("0912{:06}", self.random(1_000_000)),
                    ..Contact::default()
                }
                .into(),
            },
            85..90 => Command::AddActivity {
                unit: code,
                details: NewActivity {
                    kind: campaign.def().activity_kinds[0].id.clone(),
                    title: "Tọa đàm trực tuyến về chuyển đổi số".into(),
                    reach: Some(self.random(900) as u64),
                    goals: vec!["2.8".into()],
                    sdgs: vec!["9.c".into()],
                    ..NewActivity::default()
                },
                files: self.files(1),
            },
            90..93 => Command::FinishActivities {
                ids: self.activity(campaign).into_iter().collect(),
                reach: Some(120),
            },
            93..95 => match self.activity(campaign) {
                Some(id) => Command::EditActivity {
                    id,
                    change: ActivityChange {
                        reach: Some(Some(self.random(500) as u64)),
                        ..ActivityChange::default()
                    },
                },
                None => Command::Undo,
            },
            95..99 => Command::Undo,
            _ => Command::Redo,
        }
    }
}

/// Makes a store at `path` with that many facts over that many units, in few transactions, and not durable on the way.
/// Gives the campaign that they make.
pub fn make(path: &Path, units: usize, facts: u64) -> Campaign {
    drop(SqliteJournal::create(path).expect("a store"));
    let def = definition(units);
    let mut campaign = Campaign::preview(def.clone());
    let mut life = Life::new(7);
    let mut head = Head::default();
    let mut last = None;
    let conn = rusqlite::Connection::open(path).expect("the store opens");
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; BEGIN")
        .expect("begun");
    let mut begun = 0;
    while head.seq < facts {
        let now = START.plus((40 * DAY / facts.max(1) as i64) * head.seq as i64);
        let (who, order) = life.order(&campaign, Via::Tui);
        let Ok(drafts) = decide(&campaign, &order, &who, now) else {
            continue;
        };
        let batch = Batch {
            cmd: order.cmd,
            actor: who.actor,
            real_user: who.real_user,
            role: who.role,
            via: who.via,
            recorded: now,
            drafts,
        };
        let rows = rows_of(&def.id, head, last, &batch, &mut |_| Ok([7; 16])).expect("rows");
        insert(&conn, &rows);
        for row in rows {
            head = Head {
                seq: row.seq as u64,
                hash: row.hash,
            };
            last = Some(Stamp(row.recorded));
            campaign.apply(&row.envelope(None).expect("a fact"));
        }
        if head.seq > begun + 10_000 {
            begun = head.seq;
            conn.execute_batch("COMMIT; BEGIN").expect("committed");
        }
    }
    conn.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
        .expect("committed");
    campaign
}

fn insert(conn: &rusqlite::Connection, rows: &[Row]) {
    let mut statement = conn
        .prepare_cached(
            "INSERT INTO facts (stream, seq, cmd, n, type, version, at, recorded, actor, real_user, role, via, unit, \
             entered_later, payload, hash, salt) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )
        .expect("prepared");
    for r in rows {
        let values = rusqlite::params![
            r.stream,
            r.seq,
            r.cmd,
            r.n,
            r.kind,
            r.version,
            r.at,
            r.recorded,
            r.actor,
            r.real_user,
            r.role,
            r.via,
            r.unit,
            r.entered_later,
            r.payload,
            r.hash.as_slice(),
            r.salt.as_ref().map(<[u8; 16]>::as_slice),
        ];
        statement.execute(values).expect("inserted");
    }
}
