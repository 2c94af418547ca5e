//! One run of a command: its language, settings and clock, the ledger that it opens, and the way from a wish to a
//! receipt. Everything that the families have in common.
//!
//! It must never decide anything about reports: that is the core's, by way of the ledger.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use serde::Serialize;

use crate::attach::{self, Taken, Terms};
use crate::campaign_file;
use crate::cli::done::{Did, Done};
use crate::cli::fail::Fail;
use crate::cli::identity::Admitted;
use crate::cli::parse::Calendar;
use crate::cli::{ask, files, identity, out, parse};
use crate::clock::{Clock, log_stamp};
use crate::config::{Origin, Settings};
use crate::core::authority::{self, Deed, Grant, Pass};
use crate::core::campaign::Campaign;
use crate::core::deadline::is_far;
use crate::core::decide::{Command as Wish, Order, clock_doubt};
use crate::core::definition::Definition;
use crate::core::effect::{NotInEffect, not_in_effect};
use crate::core::fact::{Attachment, Fact, Role, Via};
use crate::core::names::{CampaignId, CmdId, UnitCode, UnitIx};
use crate::core::refusal::Rule;
use crate::core::time::Date;
use crate::core::time::{Stamp, Zone};
use crate::failure;
use crate::jail::Jail;
use crate::ledger::{Ledger, LedgerError, Opening, ReadOnly, Rebuilt, Receipt, Unkept};
use crate::logfile;
use crate::output::{told, words};
use crate::photo::Maker;
use crate::refdata;
use crate::store::{Reserve, Site, Store, StoreError};
use crate::text::{Catalogue, dates, line};

/// One run of a command.
#[derive(Debug)]
pub struct Session {
    /// The words, in the user's language.
    pub cat: Catalogue,
    /// One JSON document instead of words.
    pub json: bool,
    /// The clock by which everything is judged.
    pub clock: Clock,
    /// What was asked for.
    pub settings: Settings,
    /// `--as-of`
    pub as_of: Option<Stamp>,
    /// `--known-at`
    pub known_at: Option<Stamp>,
    read_only: Option<ReadOnly>,
    via: Via,
    acts_as: Option<String>,
    pub(super) restricted: bool,
    no_store: Option<Site>,
    pub(super) site: OnceCell<Site>,
    /// Far days are meant: `--yes`, or somebody was asked and said so.
    yes: bool,
}

impl Session {
    /// A session as the command line asks for it.
    pub fn new(cat: Catalogue, settings: Settings, m: &ArgMatches) -> Result<Self, Fail> {
        // No campaign is open yet whose zone could be asked for.
        let zone = Zone::default();
        let moment = |id: &str| {
            parse::text(m, id)
                .map(|v| parse::clock(&cat, &format!("--{id}"), v))
                .transpose()
        };
        // A day that is looked back at is over; one that is looked forward to begins.
        let end = |id: &str| moment(id).map(|at| at.map(|at| at.last(zone)));
        let (as_of, known_at) = (end("as-of")?, end("known-at")?);
        let mut now = moment("now")?.map(|at| at.first(zone));
        let restricted = m.subcommand_name() == Some("session");
        if now.is_none()
            && !restricted
            && let Some(v) = std::env::var("KETNOI_NOW").ok().filter(|v| !v.is_empty())
        {
            now = Some(parse::clock(&cat, "KETNOI_NOW", &v)?.first(zone));
        }
        let read_only = if parse::flag(m, "read-only") {
            Some(ReadOnly::Asked)
        } else {
            now.map(|_| ReadOnly::Now)
        };
        // Decision 9: whoever looks at the past judges it by the clock of that moment.
        let fixed = as_of.or(known_at).or(now);
        Ok(Self {
            json: parse::flag(m, "json"),
            clock: fixed.map_or(Clock::Real, Clock::Fixed),
            cat,
            settings,
            as_of,
            known_at,
            read_only,
            via: Via::Cli,
            acts_as: parse::text(m, "as").map(str::to_owned),
            restricted,
            no_store: None,
            site: OnceCell::new(),
            yes: parse::yes(m),
        })
    }

    /// The folder of credentials that systemd has made for this service, if it is one.
    pub fn credentials(&self) -> Option<PathBuf> {
        std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from)
    }

    /// The store that somebody named and that was not there when it was opened. Where nobody named one it is a first
    /// start, and nothing is amiss.
    pub fn no_store(&self) -> Option<&Site> {
        self.no_store.as_ref()
    }

    /// Says that nothing is where the store was said to be, unless it has been made since.
    pub fn say_no_store(&self) {
        if let Some(site) = self.no_store().filter(|s| !s.is_there()) {
            let path = line(&site.describe().to_string()).into_owned();
            out::complain(&self.cat.tr_args("cli-no_store", &[("path", path.into())]));
        }
    }

    /// This session may only look, if nothing has said so yet.
    pub fn only_look(&mut self, why: ReadOnly) {
        self.read_only.get_or_insert(why);
    }

    /// Where reference data is looked for.
    pub fn source(&self) -> refdata::Source {
        refdata::Source::new(self.settings.data_dir.clone())
    }

    /// The campaign that was asked for.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.settings.campaign.as_deref().map(CampaignId::from)
    }

    /// Opens the ledger on the campaign that was asked for.
    pub fn open(&mut self) -> Result<Ledger, Fail> {
        let id = self.campaign();
        self.open_with(id, None)
    }

    /// The same for somebody who gives commands another way than by the command line.
    pub fn open_as(&mut self, via: Via) -> Result<Ledger, Fail> {
        self.via = via;
        self.open()
    }

    /// The same where counts and the newest are enough: for a table of units, and for a first frame.
    pub fn open_partial(&mut self, via: Option<Via>) -> Result<Ledger, Fail> {
        self.via = via.unwrap_or(self.via);
        let id = self.campaign();
        self.face_with(id, None)
    }

    /// Opens the ledger on a campaign whose definition is at hand, or on a shipped one.
    pub fn open_with(
        &mut self,
        campaign: Option<CampaignId>,
        definition: Option<&Arc<Definition>>,
    ) -> Result<Ledger, Fail> {
        let mut ledger = self.face_with(campaign, definition)?;
        ledger.complete().map_err(|e| self.failed(Some(&ledger), &e))?;
        Ok(ledger)
    }

    fn face_with(
        &mut self,
        campaign: Option<CampaignId>,
        definition: Option<&Arc<Definition>>,
    ) -> Result<Ledger, Fail> {
        let shipped = |id: Option<&str>| match (definition, id) {
            (Some(d), _) => Some(d.clone()),
            (None, Some(id)) => campaign_file::shipped_shared(id),
            (None, None) => refdata::campaign_ids()
                .last()
                .and_then(campaign_file::shipped_shared),
        };
        let site = self.site()?;
        let admitted = self.recognise(&site)?;
        let opening = Opening {
            site: site.clone(),
            campaign,
            shipped: &shipped,
            who: admitted.who.clone(),
            clock: self.clock,
            read_only: self.read_only,
        };
        let mut ledger = Ledger::open_partial(opening).map_err(|e| self.failed(None, &e))?;
        let named = *self.settings.origin("store") != Origin::Default;
        self.no_store = (named && ledger.journal().is_none()).then_some(site);
        self.admit(&mut ledger, admitted)?;
        if self.as_of.is_some() || self.known_at.is_some() {
            let turned = ledger.turn_back(self.as_of, self.known_at);
            turned.map_err(|e| self.failed(Some(&ledger), &e))?;
        }
        Ok(ledger)
    }

    /// Whose session this is, as the access file in force for a site has it.
    fn recognise(&self, site: &Site) -> Result<Admitted, Fail> {
        identity::admit(&self.cat, self.via, self.acts_as.as_deref(), site)
            .map_err(|e| Fail::Failed(e.render(&self.cat)))
    }

    /// Lets somebody in with what the access file grants; a name that is not allowed is refused and kept on record.
    fn admit(&self, ledger: &mut Ledger, admitted: Admitted) -> Result<(), Fail> {
        if let Some(access) = &admitted.access {
            identity::check_units(&self.cat, access, ledger.campaign().roster())
                .map_err(|e| Fail::Failed(e.render(&self.cat)))?;
        }
        let pass = Pass {
            restricted: self.restricted,
            ..admitted.rights.pass().clone()
        };
        ledger.admit(pass, self.unkept());
        ledger.hear_of_damage(self.rebuilt());
        ledger.limit_files(self.settings.evidence_limit);
        ledger
            .blobs()
            .keep_free(self.settings.disk_reserve.map_or(Reserve::Usual, Reserve::Bytes));
        ledger.ask_rights(identity::rights(
            &self.cat,
            &admitted.who,
            ledger.site().clone(),
            self.restricted,
        ));
        match admitted.refused {
            None => Ok(()),
            Some(name) => {
                let now = ledger.clock().now();
                let refusal = authority::as_forbidden(&ledger.who().real_user, &name, now);
                ledger.note_refused(&refusal, &format!("--as {name}"));
                Err(self.failed(Some(ledger), &refusal.into()))
            }
        }
    }

    /// The name that the caller wants to act under.
    pub fn acts_as(&self) -> Option<&str> {
        self.acts_as.as_deref()
    }

    /// What the store cannot keep goes to the program's log.
    fn unkept(&self) -> Option<Unkept> {
        let log = self.settings.log.clone()?;
        Some(Box::new(move |a| {
            let unit = a.unit.as_ref().map_or("-", |u| u.as_str());
            let text = format!("refused {}: {} on unit {unit}", a.rule, a.tried);
            logfile::line(&log, &log_stamp(), logfile::Level::Warn, &text);
        }))
    }

    /// A stored state that was damaged is nobody's loss, but a sign of a disk that fails: it goes to the program's log.
    fn rebuilt(&self) -> Rebuilt {
        let log = self.settings.log.clone();
        Box::new(move |campaign| {
            if let Some(log) = &log {
                let text = format!("the stored state of {campaign} was damaged; it is made anew");
                logfile::line(log, &log_stamp(), logfile::Level::Warn, &text);
            }
        })
    }

    /// Refuses what is on record of this unit, or (none) of the whole country, to whom it is not shown.
    pub fn may_see(&self, ledger: &mut Ledger, unit: Option<UnitIx>) -> Result<(), Fail> {
        ledger.may_see(unit).map_err(|e| self.failed(Some(ledger), &e))
    }

    /// Refuses what is done to the store as a whole to whom it is not allowed. Where it is allowed no campaign is
    /// loaded: what can no longer be followed is to be saved all the same.
    pub fn may_store(&mut self, deed: Deed) -> Result<(), Fail> {
        let admitted = self.recognise(&self.site()?)?;
        if admitted.refused.is_none() && deed.grant(admitted.who.role) == Grant::All {
            return Ok(());
        }
        let mut ledger = self.open()?;
        ledger.may(deed).map_err(|e| self.failed(Some(&ledger), &e))
    }

    /// The journal without any campaign being loaded, for whoever may see the whole country; none for others.
    pub fn journal_unopened(&self) -> Result<Option<Box<dyn Store>>, Fail> {
        let site = self.site()?;
        let admitted = self.recognise(&site)?;
        if admitted.refused.is_some() || !admitted.rights.see_all() {
            return Ok(None);
        }
        let journal = site.open().map_err(|e| self.store_failed(&e))?;
        Ok(Some(journal))
    }

    /// The sentence and exit code of what the ledger could not do.
    pub fn failed(&self, ledger: Option<&Ledger>, error: &LedgerError) -> Fail {
        let sentence = failure::ledger_error(&self.cat, ledger.map(Ledger::campaign), error);
        Fail::of_code(failure::exit_code(error), sentence)
    }

    /// The sentence of what the store could not do.
    pub fn store_failed(&self, error: &StoreError) -> Fail {
        Fail::Failed(failure::store_error(&self.cat, error))
    }

    /// An order, with the `--note` and `--at` of the command line. The same order a second time is the same command.
    pub fn order(&self, ledger: &Ledger, m: &ArgMatches, wish: Wish) -> Result<Order, Fail> {
        let at = parse::at(&self.cat, Self::calendar(ledger), m)?;
        let note = parse::text(m, "note").unwrap_or_default();
        let sure = self.is_sure_of_clock(ledger, m)?;
        Ok(Order::new(mint(), wish).note(note).at(at).clock_is_right(sure))
    }

    /// Asks an administrator about a clock that is far ahead of the last fact, before anything is recorded by it. Of
    /// anybody else the ledger will record nothing.
    fn is_sure_of_clock(&self, ledger: &Ledger, m: &ArgMatches) -> Result<bool, Fail> {
        let asked = ledger.who().role == Role::Administrator && ledger.read_only().is_none();
        let doubt = clock_doubt(ledger.campaign(), self.clock.now());
        match doubt.filter(|r| asked && r.rule == Rule::ClockAhead) {
            None => Ok(false),
            Some(doubt) => {
                let told = words::refusal(&self.cat, &doubt, ledger.campaign());
                let question = format!("{} {}", told.what, self.cat.tr("forms-ask_clock"));
                self.confirm(m, &question)?;
                Ok(true)
            }
        }
    }

    /// What days and moments without a year are reckoned from: the campaign's zone and year, and the day by the clock.
    pub fn calendar(ledger: &Ledger) -> Calendar {
        let def = ledger.campaign().def();
        Calendar {
            zone: def.zone,
            today: def.zone.date(ledger.clock().now()),
            year: Some(def.year()),
        }
    }

    /// Asks back the days of an order that lie far from the campaign: such a day is rather a slip of the finger than
    /// meant. What the rules refuse is not asked about, and nothing is asked twice. An order that files come with is
    /// asked about before they are kept.
    ///
    /// # Errors
    /// Refused by a rule, or not confirmed (exit code 3).
    pub fn ask_back(&mut self, ledger: &mut Ledger, order: &Order) -> Result<(), Fail> {
        let campaign = ledger.campaign();
        let def = campaign.def();
        // The letter's own deadline: a slip that stands must not make the next one look near.
        let (today, last_day) = (
            def.zone.date(ledger.clock().now()),
            def.last_day(def.deadline.cutoff),
        );
        let days = order.days(def.zone);
        let asked = |d: &Date| is_far(*d, today, last_day) && !is_on_record(campaign, &order.command, *d);
        let Some(day) = days.into_iter().find(asked) else {
            return Ok(());
        };
        let question = self.far_day(day, def.day);
        self.check(ledger, order)?;
        ask::unless(&self.cat, self.yes, &question)?;
        self.yes = true;
        Ok(())
    }

    /// The question about a day that lies far from the campaign whose Day `campaign` is.
    pub fn far_day(&self, day: Date, campaign: Date) -> String {
        let args = [
            ("date", dates::date_long(&self.cat, day).into()),
            ("day", dates::date_full(campaign).into()),
        ];
        self.cat.tr_args("cli-far_day", &args)
    }

    /// Asks back what the dashboard would ask back; see [`ask::confirm`].
    pub fn confirm(&self, m: &ArgMatches, question: &str) -> Result<(), Fail> {
        ask::confirm(&self.cat, m, question)
    }

    /// Asks whether an order would be refused, before anything is kept for its sake.
    pub fn check(&self, ledger: &mut Ledger, order: &Order) -> Result<(), Fail> {
        ledger.check(order).map_err(|e| self.failed(Some(ledger), &e))
    }

    /// Carries an order out and prints the receipt.
    pub fn carry_out(&mut self, ledger: &mut Ledger, order: &Order, did: &Did<'_>) -> Result<(), Fail> {
        self.carry_out_telling(ledger, order, did).map(drop)
    }

    /// The same, for whoever has more to say about it.
    pub fn carry_out_telling(
        &mut self,
        ledger: &mut Ledger,
        order: &Order,
        did: &Did<'_>,
    ) -> Result<Receipt, Fail> {
        self.ask_back(ledger, order)?;
        let receipt = match ledger.submit(order) {
            Ok(r) => r,
            Err(e) => return Err(self.failed(Some(ledger), &e)),
        };
        let told = self.print(ledger, &receipt, did, did.done(&order.command));
        self.recorded(&receipt, told)?;
        Ok(receipt)
    }

    /// Carries out an order that files come with: opened first, then kept, then recorded, so that a fact never speaks of
    /// bytes that are not there (decision 13).
    pub fn with_files(
        &mut self,
        ledger: &mut Ledger,
        m: &ArgMatches,
        arg: &str,
        (wish, with): (impl Fn(Vec<Attachment>) -> Wish, impl Fn(Order) -> Order),
        did: Did<'_>,
    ) -> Result<(), Fail> {
        let paths = m.get_many::<PathBuf>(arg).into_iter().flatten();
        let opened = files::open_all(&self.cat, paths)?;
        let trial = with(self.order(ledger, m, wish(files::placeholders(&opened)))?);
        self.check(ledger, &trial)?;
        self.ask_back(ledger, &trial)?;
        let kept = self.keep(ledger, opened)?;
        let order = Order {
            command: wish(kept.iter().map(|t| t.file.clone()).collect()),
            ..trial
        };
        self.carry_out(ledger, &order, &did.with(kept))
    }

    /// Puts files into the blobs.
    pub fn keep(&self, ledger: &mut Ledger, opened: Vec<files::Opened>) -> Result<Vec<Taken>, Fail> {
        let maker = Jail::new().map(Maker::to_try);
        let terms = Terms {
            limit: self.settings.evidence_limit,
            photos: maker.as_ref(),
        };
        attach::keep_files(ledger.blobs(), opened, terms, &mut |_, _| {})
            .map_err(|e| files::not_taken(&self.cat, &e))
    }

    /// What was recorded is recorded, whether the receipt could be written or not: an exit code that says otherwise would
    /// invite a second time. So it is said on standard error, and the command has done its work.
    pub fn recorded(&self, receipt: &Receipt, told: Result<(), Fail>) -> Result<(), Fail> {
        match told {
            Err(Fail::Failed(why)) => {
                let args = [("cmd", receipt.cmd.to_string().into()), ("what", why.into())];
                out::complain(&self.cat.tr_args("cli-recorded_untold", &args));
                Ok(())
            }
            told => told,
        }
    }

    fn print(&self, ledger: &Ledger, receipt: &Receipt, did: &Did<'_>, done: Done) -> Result<(), Fail> {
        let campaign = ledger.campaign();
        let idle = not_in_effect(campaign, &receipt.facts);
        if self.json {
            let numbered = ledger.sees_all();
            return out::json(
                &self.cat,
                &ReceiptJson::of(campaign, done, receipt, &idle, numbered),
            );
        }
        let mut lines = Vec::new();
        if receipt.opened && done != Done::CampaignOpen {
            let id = campaign.id().as_str();
            lines.push(self.cat.tr_args("cli-opened", &[("id", id.into())]));
        }
        if !receipt.facts.is_empty() {
            lines.extend(self.done_lines(
                campaign.def(),
                receipt,
                did.sentence(&self.cat, campaign, done, receipt),
            ));
        }
        lines.extend(failure::unshown(&self.cat, &did.taken, &receipt.facts));
        let there = receipt.there.iter();
        lines.extend(there.map(|t| told::there(&self.cat, campaign, t)));
        lines.extend(
            idle.iter()
                .map(|what| told::not_in_effect(&self.cat, campaign, what)),
        );
        if done == Done::CampaignClose {
            lines.extend(told::closing(&self.cat, campaign, self.clock.now()));
        }
        out::lines(&self.cat, lines)
    }

    /// What was done, and what of it should be looked at once more.
    fn done_lines(&self, def: &Definition, receipt: &Receipt, mut what: String) -> Vec<String> {
        let mut lines = Vec::new();
        if receipt.facts.iter().any(|f| f.entered_later) {
            what = self.cat.tr_args("cli-entered_later", &[("what", what.into())]);
        }
        lines.push(what);
        for f in &receipt.facts {
            lines.extend(self.remark(def, &f.fact));
        }
        lines
    }

    /// What is kept all the same, but should be looked at once more: an unusual figure, a day outside the window.
    fn remark(&self, def: &Definition, fact: &Fact) -> Option<String> {
        let (id, days) = match fact {
            Fact::FigureRecorded(f) if f.unusual => {
                return Some(self.cat.tr_args("cli-unusual", &[("id", line(&f.id).into())]));
            }
            Fact::ActivityAdded(a) => (&a.id, &a.details),
            Fact::ActivityEdited(a) => (&a.id, &a.details),
            _ => return None,
        };
        if days.from >= def.window.from && days.to <= def.window.to {
            return None;
        }
        let window = words::days_short(def.year(), def.window.from, def.window.to);
        let args = [("id", line(id.as_str()).into()), ("window", window.into())];
        Some(self.cat.tr_args("cli-outside_window", &args))
    }
}

/// Is it a day of the activity that a command changes? A far day that stands on record already is meant.
fn is_on_record(campaign: &Campaign, command: &Wish, day: Date) -> bool {
    let Wish::EditActivity { id, .. } = command else {
        return false;
    };
    let known = campaign.activity(id.as_str());
    known.is_some_and(|(_, a)| a.details.from == day || a.details.to == day)
}

/// A name for one command. Its time is the machine's even where `--now` stands still, so that no two are alike.
pub fn mint() -> CmdId {
    let ms = u64::try_from(Clock::Real.now().0).unwrap_or(0);
    CmdId(ulid::Ulid::from_parts(ms, ulid::Ulid::new().random()))
}

#[derive(Serialize)]
struct ReceiptJson<'a> {
    schema: &'static str,
    campaign: &'a str,
    did: &'a str,
    cmd: String,
    opened: bool,
    already: bool,
    /// What was removed may still stand in free space of the store's file.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    remains: bool,
    facts: Vec<FactJson<'a>>,
    already_there: Vec<told::ThereRow<'a>>,
    not_in_effect: Vec<told::NotRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
struct FactJson<'a> {
    /// Left out where it would tell how much others have on record.
    seq: Option<u64>,
    #[serde(rename = "type")]
    name: &'static str,
    unit: Option<&'a str>,
    entered_later: bool,
}

impl<'a> ReceiptJson<'a> {
    fn of(
        campaign: &'a Campaign,
        done: Done,
        r: &'a Receipt,
        idle: &'a [NotInEffect],
        numbered: bool,
    ) -> Self {
        let codes = |units: Vec<UnitIx>| units.into_iter().map(|ix| campaign.roster().code(ix)).collect();
        Self {
            schema: "ketnoi.receipt/1",
            campaign: campaign.id().as_str(),
            did: done.id(),
            cmd: r.cmd.to_string(),
            opened: r.opened,
            already: r.already,
            remains: r.remains,
            facts: r
                .facts
                .iter()
                .map(|f| FactJson {
                    seq: numbered.then_some(f.seq),
                    name: f.fact.type_name(),
                    unit: f.unit.as_ref().map(UnitCode::as_str),
                    entered_later: f.entered_later,
                })
                .collect(),
            already_there: r.there.iter().map(|t| told::there_row(campaign, t)).collect(),
            not_in_effect: idle.iter().map(told::not_row).collect(),
            missing: (done == Done::CampaignClose).then(|| codes(campaign.without_report())),
        }
    }
}
