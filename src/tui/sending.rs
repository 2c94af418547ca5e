//! The clerk's part of letters that are handed to a mail server, one after the other, and of what a person says became of one
//! that nobody answered for.
//!
//! The clerk owns the ledger, the postman the line: while a letter is on its way the clerk answers others. It must never
//! know what is on the screen.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::core::decide::Order;
use crate::core::names::{CmdId, Lang, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::remind::Digest;
use crate::courier::{
    self, Aim, Broken, Carrier, Disagreed, Errand, Ids, Next, NotSettled, Parcel, Tally, Whom,
};
use crate::failure;
use crate::ledger::{Ledger, LedgerError, ReadOnly};
use crate::output::words;
use crate::post::{Outcome, Post};
use crate::store::StoreError;
use crate::text::Catalogue;
use crate::tui::clerk::Clerk;
use crate::tui::mailing::{Settling, ToSend};
use crate::tui::msg::Answer;
use crate::tui::postman::Postman;

/// A run that is under way.
pub(super) struct Outbox {
    cmd: CmdId,
    errand: Errand,
    carrier: Carrier,
    stop: Arc<AtomicBool>,
    /// Nobody waits for an answer any more.
    leave: Arc<AtomicBool>,
    /// Who hands letters over on a thread of his own; without him they are handed over here.
    postman: Option<Postman>,
    post: Option<Post>,
    /// A letter is in the postman's hands.
    in_hand: bool,
}

impl Clerk {
    /// Sends what somebody has seen: nothing where who would get what has changed since.
    pub(super) fn send_letters(&mut self, sending: ToSend) -> Vec<Answer> {
        let mut answers = self.ready_to_write();
        let begun = self.begin_errand(sending);
        // What a sender that died left behind went on record first.
        answers.extend(self.catch_up(None));
        answers.extend(match begun {
            Ok(()) => self.go_on_sending(),
            Err(why) => why,
        });
        answers
    }

    fn begin_errand(&mut self, sending: ToSend) -> Result<(), Vec<Answer>> {
        let ToSend { cmd, units, digest } = sending;
        let failed = |sentence| vec![Answer::Failed { cmd, sentence }];
        if self.outbox.is_some() {
            return Err(failed(self.cat.tr("remind-under_way").into_owned()));
        }
        self.may_write(cmd)?;
        let mailing = &self.ground.mailing;
        let carrier = Carrier::of(&mailing.remind, mailing.credentials.as_deref());
        let carrier = carrier.map_err(|why| failed(why.words(&self.cat)))?;
        let mut aim = self.aim(Whom::DueOf(units));
        aim.house = aim.house.sending();
        let mut ids = Ids::of(cmd);
        let plan = Errand::plan(&mut self.ledger, &aim, &mut ids).map_err(|e| self.not_done(cmd, e))?;
        let changed = || failed(self.cat.tr("remind-changed_here").into_owned());
        let seen = Digest::parse(&digest).ok_or_else(changed)?;
        match courier::agreed(&mut self.ledger, &aim, &plan, seen) {
            Ok(()) => {}
            Err(Disagreed::Ledger(why)) => return Err(self.not_done(cmd, why)),
            Err(Disagreed::Changed(_) | Disagreed::Foreign) => return Err(changed()),
        }
        let stop = Arc::new(AtomicBool::new(false));
        let leave = Arc::new(AtomicBool::new(false));
        let postman = self.door.clone().and_then(|door| {
            let site = self.ledger.site().clone();
            let flags = (stop.clone(), leave.clone());
            Postman::hire(site, carrier.server.clone(), flags, door).ok()
        });
        self.outbox = Some(Box::new(Outbox {
            cmd,
            errand: Errand::begin(aim, plan, &carrier, ids),
            carrier,
            stop,
            leave,
            postman,
            post: None,
            in_hand: false,
        }));
        Ok(())
    }

    /// Refuses where this session may only look, before anything is asked of anybody.
    pub(super) fn may_write(&mut self, cmd: CmdId) -> Result<(), Vec<Answer>> {
        let Some(why) = self.ledger.read_only() else {
            return Ok(());
        };
        let refused = Refusal::new(Rule::ReadOnly, self.ledger.clock().now()).what(ReadOnly::id(why));
        let campaign = Some(self.ledger.campaign());
        let sentence = failure::ledger_error(&self.cat, campaign, &refused.into());
        Err(vec![Answer::Failed { cmd, sentence }])
    }

    /// Who is meant, in the words and the name in which letters go out from here.
    pub(super) fn aim(&mut self, whom: Whom) -> Aim {
        let units: Vec<UnitIx> = match &whom {
            Whom::Due => self.ledger.seen_units(),
            Whom::DueOf(units) | Whom::Asked(units) => units.clone(),
        };
        // Where letters cannot be read, letters of ours go out as if they answered none.
        let threads = match self.letters.catch_up(&self.ledger) {
            Ok(house) => courier::threads(&self.ledger, house, units.into_iter()).unwrap_or_default(),
            Err(_) => BTreeMap::default(),
        };
        Aim {
            whom,
            bounced: self.bounced(),
            words: Catalogue::new(Lang::Vi),
            house: self.ground.mailing.house(),
            threads,
        }
    }

    /// The addresses from which a letter came back; none where letters may not be seen here, or cannot be read.
    pub(super) fn bounced(&mut self) -> Vec<String> {
        match self.letters.catch_up(&self.ledger) {
            Ok(house) => courier::bounced(&self.ledger, house).unwrap_or_default(),
            Err(_) => Vec::new(),
        }
    }

    /// Message after message, until one is in the postman's hands or all are told of.
    fn go_on_sending(&mut self) -> Vec<Answer> {
        let mut answers = Vec::new();
        while let Some(out) = &mut self.outbox {
            let stopped = out.stop.load(Ordering::Relaxed);
            match out.errand.next(&mut self.ledger, stopped) {
                Ok(Next::Told) => {}
                Ok(Next::Over) => {
                    answers.extend(self.sent());
                    break;
                }
                Ok(Next::Hand(parcel)) => {
                    answers.push(Answer::Underway {
                        cmd: out.cmd,
                        done: out.errand.told().len(),
                        of: out.errand.of(),
                        to: parcel.to().to_owned(),
                    });
                    let unsent = match &out.postman {
                        Some(postman) => postman.give(parcel),
                        None => Err(parcel),
                    };
                    let Err(parcel) = unsent else {
                        out.in_hand = true;
                        break;
                    };
                    let post = out
                        .post
                        .get_or_insert_with(|| Post::new(out.carrier.server.clone(), out.stop.clone()));
                    let handed = parcel.hand(post, self.ledger.journal());
                    answers.extend(self.handed(&parcel, handed));
                }
                Err(why) => answers.extend(self.broke_off(why)),
            }
        }
        answers.extend(self.catch_up(None));
        answers
    }

    /// What became of a letter goes on record.
    fn handed(&mut self, parcel: &Parcel, handed: Result<Outcome, StoreError>) -> Vec<Answer> {
        let Some(out) = &mut self.outbox else {
            return Vec::new();
        };
        out.in_hand = false;
        let settled = match handed {
            Ok(outcome) => out.errand.settled(&mut self.ledger, parcel, outcome),
            Err(why) => Err(why.into()),
        };
        let mut answers = self.catch_up(None);
        if let Err(why) = settled {
            answers.extend(self.broke_off(why));
        }
        answers
    }

    /// Hears the postman.
    pub(super) fn hear_postman(&mut self) -> Vec<Answer> {
        let mut answers = Vec::new();
        while let Some((parcel, handed)) = self.outbox.as_ref().and_then(|out| out.postman.as_ref()?.heard())
        {
            answers.extend(self.handed(&parcel, handed));
            answers.extend(self.go_on_sending());
        }
        answers
    }

    /// No more of it is to leave: what is on its way is waited for, the rest is left for the next run. What becomes of it is told
    /// once it has ended.
    pub(super) fn stop_sending(&self) -> Vec<Answer> {
        if let Some(out) = &self.outbox {
            out.stop.store(true, Ordering::Relaxed);
        }
        Vec::new()
    }

    /// Whoever sits here leaves without the answer to the letter that is on its way: what is known of it goes on record.
    pub(super) fn abandon(&self) -> Vec<Answer> {
        if let Some(out) = &self.outbox {
            out.leave.store(true, Ordering::Relaxed);
        }
        self.stop_sending()
    }

    /// The session ends: the answer to a letter that is on its way is waited for, so that it goes on record.
    pub(super) fn last_letter(&mut self) {
        let _ = self.stop_sending();
        let waited = self
            .outbox
            .as_ref()
            .filter(|out| out.in_hand)
            .and_then(|out| out.postman.as_ref()?.wait());
        if let Some((parcel, handed)) = waited {
            self.handed(&parcel, handed);
        }
    }

    /// All are told of: how many ended how, and what is wrong with the server.
    fn sent(&mut self) -> Option<Answer> {
        let out = self.outbox.take()?;
        let all = out.errand.told();
        let tally = Tally::of(all);
        let mut sentence = tally.short(&self.cat);
        if let Some(trouble) = out.errand.ended() {
            let trouble = failure::post_trouble(&self.cat, &out.carrier.name(), trouble);
            sentence = format!("{sentence} – {trouble}");
        }
        Some(Answer::Sent {
            cmd: out.cmd,
            sentence,
            amiss: all.iter().any(|c| c.fate.is_amiss()),
        })
    }

    /// The run broke off, and why.
    fn broke_off(&mut self, why: Broken) -> Vec<Answer> {
        let Some(out) = self.outbox.take() else {
            return Vec::new();
        };
        let cmd = out.cmd;
        match why {
            Broken::Ledger(why) => self.not_done(cmd, why),
            Broken::Unrecorded(carried, why) => {
                let zone = self.ledger.campaign().def().zone;
                let unrecorded = carried.unrecorded(&self.cat, zone);
                let sentence = format!("{unrecorded} {}", self.sentence(&why));
                vec![Answer::Failed { cmd, sentence }]
            }
        }
    }

    /// Puts on record what a person says became of a message that nobody answered for.
    pub(super) fn settle(&mut self, settling: Settling) -> Vec<Answer> {
        let Settling {
            cmd,
            unit,
            what,
            note,
        } = settling;
        if let Err(why) = self.may_write(cmd) {
            return why;
        }
        let wish = courier::settling(&mut self.ledger, unit, what, &note, &mut Ids::of(cmd));
        let wish = match wish {
            Ok(wish) => wish,
            Err(NotSettled::Ledger(why)) => return self.not_done(cmd, why),
            Err(NotSettled::Nothing) => {
                let name = words::name_in(self.ledger.campaign(), unit, self.cat.lang());
                let args = [("unit", name.into())];
                let sentence = self.cat.tr_args("remind-settle_nothing", &args);
                return vec![Answer::Failed { cmd, sentence }];
            }
        };
        let order = Order::new(cmd, wish).note(&note);
        let held = match courier::held(&mut self.ledger, &order) {
            Ok(held) => held,
            Err(why) => return self.not_done(cmd, why),
        };
        let mut released: Result<(), LedgerError> = Ok(());
        let answers = self.give(&order, &[], |ledger: &mut Ledger, order| {
            let receipt = ledger.submit(order)?;
            released = courier::release(ledger, held, what);
            Ok(receipt)
        });
        let more = released.err().map(|why| self.unanswered(&why));
        answers.into_iter().chain(more).collect()
    }
}
