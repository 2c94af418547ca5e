//! Letters to units, one by one, and what is to be put on record of each.

use crate::core::campaign::Campaign;
use crate::core::fact::ReminderFact;
use crate::core::names::{CmdId, UnitCode, UnitIx};
use crate::core::remind::{Due, Plan, Silent};
use crate::core::reminder::{Message, Occasion, Reminded, message_id};
use crate::core::time::{Date, Stamp};
use crate::mailout::{Enclosed, Missive, Party, Unwritable};
use crate::output::reminders::{self, Words};
use crate::text::Catalogue;

use super::house::Sender;
use super::thread::{Thread, Threads};

/// A letter to an address, with the units that it is about and what is to be put on record of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// The letter.
    pub letter: Missive,
    /// Its units, each with what a fact says of the message.
    pub about: Vec<(UnitCode, Reminded)>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Drafts: files, and what is to be put on record of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bundle {
    /// The files.
    pub pieces: Vec<Piece>,
    /// What is to be put on record.
    pub messages: Vec<Message>,
}

impl Bundle {
    /// Letters as drafts, a file each.
    ///
    /// # Errors
    /// An address is none.
    pub fn of(letters: &[Outgoing]) -> Result<Self, Unwritable> {
        let mut bundle = Self::default();
        for outgoing in letters {
            let (codes, messages): (Vec<&str>, Vec<Message>) = outgoing
                .about
                .iter()
                .map(|(unit, said)| {
                    let fact = ReminderFact::Drafted(said.clone());
                    let message = Message {
                        unit: unit.clone(),
                        fact,
                    };
                    (unit.as_str(), message)
                })
                .unzip();
            bundle.pieces.push(Piece {
                name: format!("{}.eml", file_name(&codes)),
                bytes: outgoing.letter.bytes()?,
            });
            bundle.messages.extend(messages);
        }
        Ok(bundle)
    }
}

/// So many units stand in the name of a file.
const NAMED: usize = 4;

/// `04`, `04+06`: of many units the first ones. A code may hold what a name of a file may not.
fn file_name(codes: &[&str]) -> String {
    let safe = |code: &&str| -> String {
        let keep = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
        code.chars().map(keep).collect()
    };
    let mut name = codes.iter().take(NAMED).map(safe).collect::<Vec<_>>().join("+");
    if codes.len() > NAMED {
        name.push_str(&format!("+{}", codes.len() - NAMED));
    }
    name
}

/// What holds for every letter of one command.
struct Making<'a> {
    campaign: &'a Campaign,
    house: &'a Sender,
    cmd: CmdId,
    now: Stamp,
    threads: Option<&'a Threads>,
}

impl Making<'_> {
    fn day(&self) -> Date {
        self.campaign.date(self.now)
    }

    /// A letter to an address about these units.
    fn letter(&self, to: &str, due: &[Due], words: Words) -> Outgoing {
        let codes: Vec<UnitCode> = due.iter().map(|d| self.campaign.code(d.unit)).collect();
        let step = due.first().map_or(Occasion::Asked, |d| d.step);
        let id = message_id(self.cmd, &codes, step, &self.house.domain);
        // What was done to a report is told to each unit by itself.
        let thread = due.first().filter(|d| Thread::is_answered_by(d.step));
        let thread = thread.and_then(|d| self.threads?.get(&d.unit));
        let answers = thread.and_then(Thread::name);
        // Without its name nobody's program puts an answer beside it, and ours says more than its subject.
        let subject = thread
            .filter(|_| answers.is_some())
            .and_then(Thread::answer_subject);
        let about = due.iter().zip(&codes).map(|(d, code)| {
            let said = Reminded {
                step: d.step,
                due: Some(d.last_day),
                day: self.day(),
                to: to.to_owned(),
                message_id: id.clone(),
                code: None,
                said: String::new(),
            };
            (code.clone(), said)
        });
        Outgoing {
            about: about.collect(),
            letter: Missive {
                from: self.house.from.clone(),
                reply_to: self.house.reply_to.clone(),
                to: Party {
                    name: self.person(due, to),
                    mail: to.to_owned(),
                },
                subject: subject.unwrap_or(words.subject),
                at: self.now,
                zone: self.campaign.def().zone,
                message_id: id,
                answers,
                by: self.house.by,
                body: words.body,
                files: Vec::new(),
            },
        }
    }

    /// Who is behind the address, where the first of the units says so.
    fn person(&self, due: &[Due], to: &str) -> String {
        let contacts = due
            .first()
            .map(|d| self.campaign.unit(d.unit).contacts.iter().rev());
        let found = contacts.and_then(|mut all| all.find(|c| c.mail.trim().eq_ignore_ascii_case(to)));
        found.map(|c| c.name.clone()).unwrap_or_default()
    }
}

/// The letters of a plan: reminders, and what was done to reports; these answer the letters that brought them.
pub fn letters(
    cat: &Catalogue,
    campaign: &Campaign,
    plan: &Plan,
    house: &Sender,
    threads: &Threads,
    (cmd, now): (CmdId, Stamp),
) -> Vec<Outgoing> {
    let making = Making {
        campaign,
        house,
        cmd,
        now,
        threads: Some(threads),
    };
    let letters = plan.postings.iter().map(|posting| {
        making.letter(
            &posting.to,
            &posting.due,
            reminders::words(cat, campaign, posting, plan.day),
        )
    });
    letters.collect()
}

/// The year's letter to these units, with what is enclosed; and those that cannot be written to.
pub fn calls(
    cat: &Catalogue,
    campaign: &Campaign,
    units: &[UnitIx],
    files: &[Enclosed],
    (house, cmd, now): (&Sender, CmdId, Stamp),
) -> (Vec<Outgoing>, Vec<Silent>) {
    let making = Making {
        campaign,
        house,
        cmd,
        now,
        threads: None,
    };
    let due = units.iter().map(|ix| Due {
        unit: *ix,
        step: Occasion::Call,
        last_day: campaign.def().last_day(campaign.cutoff_of(*ix)),
    });
    let plan = Plan::telling(campaign, making.day(), due.collect());
    let letters = plan.postings.iter().map(|posting| {
        let units: Vec<UnitIx> = posting.due.iter().map(|d| d.unit).collect();
        let words = reminders::called(cat, campaign, &units, making.day());
        let mut outgoing = making.letter(&posting.to, &posting.due, words);
        outgoing.letter.files = files.to_vec();
        outgoing
    });
    (letters.collect(), plan.silent)
}

/// The digest of a plan, a draft for each of those who are to get one.
///
/// # Errors
/// An address is none.
pub fn digest(
    cat: &Catalogue,
    campaign: &Campaign,
    plan: &Plan,
    house: &Sender,
    cmd: CmdId,
    now: Stamp,
) -> Result<Vec<Piece>, Unwritable> {
    let words = reminders::digest(cat, campaign, plan);
    let own = house
        .reply_to
        .as_ref()
        .or(house.from.as_ref())
        .map(|p| p.mail.clone());
    let mut to: Vec<String> = own
        .into_iter()
        .chain(campaign.def().remind.digest_to.iter().cloned())
        .collect();
    to.dedup();
    let pieces = to.into_iter().zip(1..).map(|(mail, n): (String, u32)| {
        let letter = Missive {
            from: house.from.clone(),
            reply_to: house.reply_to.clone(),
            to: Party::at(mail),
            subject: words.subject.clone(),
            at: now,
            zone: campaign.def().zone,
            message_id: format!("ketnoi.{cmd}.house.digest{n}@{}", house.domain),
            answers: None,
            by: house.by,
            body: words.body.clone(),
            files: Vec::new(),
        };
        Ok(Piece {
            name: format!("tong-hop-{n}.eml"),
            bytes: letter.bytes()?,
        })
    });
    pieces.collect()
}
