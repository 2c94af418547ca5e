//! Showing what is on record: one report, activities, contacts, files, documents, campaigns; as words or as JSON.
//!
//! What it says comes from `output`; here is only which of it was asked for.

use std::collections::BTreeSet;

use clap::ArgMatches;

use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{changes, lists, out, parse, units};
use crate::core::campaign::Campaign;
use crate::core::definition::{Dispatch, Signer};
use crate::core::fact::ActivityStatus;
use crate::core::names::{CampaignId, HOUSE_STREAM, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::Stamp;
use crate::ledger::Ledger;
use crate::output::{
    activities as acts, campaigns as camps, contacts as people, evidence as ev, report as rep,
};
use crate::refdata;
use crate::store::StoreError;
use crate::text::{Catalogue, dates, line};

/// `report show UNIT`, and with `--changes` what changed in it
pub fn report(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let ix = units::one(&s.cat, ledger.campaign(), parse::text(m, "UNIT").unwrap_or(""))?;
    s.may_see(&mut ledger, Some(ix))?;
    if let Some(n) = m.get_one::<u32>("changes").copied() {
        return changes::report(s, &mut ledger, ix, (n > 0).then_some(n));
    }
    let log = ledger.history(ix).map_err(|why| s.failed(Some(&ledger), &why))?;
    let (shown, now) = (ledger.shown(), s.clock.now());
    let campaign = &*shown;
    if s.json {
        out::json(&s.cat, &rep::document(campaign, ix, &log, now))
    } else {
        out::lines(&s.cat, rep::lines(&s.cat, campaign, ix, &log, now))
    }
}

/// The units that a list is about: the one that was asked for, all (none), or those that this session may see.
fn units_asked(s: &Session, ledger: &mut Ledger, m: &ArgMatches, arg: &str) -> Result<Vec<UnitIx>, Fail> {
    if let Some(word) = parse::text(m, arg) {
        let ix = units::one(&s.cat, ledger.campaign(), word)?;
        s.may_see(ledger, Some(ix))?;
        return Ok(vec![ix]);
    }
    if ledger.sees_all() {
        return Ok(Vec::new());
    }
    let seen = ledger.seen_units();
    if seen.is_empty() {
        s.may_see(ledger, None)?; // of this campaign nothing is theirs: an empty list would mean everything
    }
    Ok(seen)
}

/// Every unit that this session may see.
pub fn all_seen(s: &Session, ledger: &mut Ledger) -> Result<Vec<UnitIx>, Fail> {
    if ledger.sees_all() {
        return Ok(ledger.campaign().roster().units().collect());
    }
    let seen = ledger.seen_units();
    if seen.is_empty() {
        s.may_see(ledger, None)?;
    }
    Ok(seen)
}

/// A tag that there is not is a slip of the finger: nothing can have it.
fn no_such_tag(campaign: &Campaign, filter: &acts::Filter, now: Stamp) -> Option<Refusal> {
    let goals = &campaign.def().goals;
    let of = |rule, tag: &String| Refusal::new(rule, now).what(tag.clone());
    let goal = filter.goals.iter().find(|g| !goals.knows_goal(g));
    let sdg = filter.sdgs.iter().find(|g| !goals.knows_sdg(g));
    goal.map(|tag| of(Rule::UnknownGoal, tag))
        .or_else(|| sdg.map(|tag| of(Rule::UnknownSdg, tag)))
}

/// `activity list`
pub fn activities(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let units = units_asked(s, &mut ledger, m, "unit")?;
    let campaign = &*ledger.shown();
    let now = s.clock.now();
    let own = |id: &str| parse::text(m, id).map(str::to_owned);
    let tags = |id: &str| parse::tags(m, id).unwrap_or_default();
    let filter = acts::Filter {
        units,
        kind: own("kind"),
        status: parse::text(m, "status").and_then(ActivityStatus::from_id),
        goals: tags("goal"),
        sdgs: tags("sdg"),
    };
    if let Some(refused) = no_such_tag(campaign, &filter, now) {
        return Err(s.failed(Some(&ledger), &refused.into()));
    }
    lists::tell(s, &lists::wish(s, m)?, acts::document(campaign, now, &filter))
}

/// `contact list [UNIT]`
pub fn contacts(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let asked = units_asked(s, &mut ledger, m, "UNIT")?;
    let campaign = &*ledger.shown();
    lists::tell(
        s,
        &lists::wish(s, m)?,
        people::document(campaign, s.clock.now(), &asked),
    )
}

/// `evidence list [UNIT]`
pub fn evidence(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let asked = units_asked(s, &mut ledger, m, "UNIT")?;
    let campaign = &*ledger.shown();
    lists::tell(
        s,
        &lists::wish(s, m)?,
        ev::document(campaign, s.clock.now(), &asked),
    )
}

/// `document list`
pub fn documents(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let ledger = s.open()?;
    lists::tell(
        s,
        &lists::wish(s, m)?,
        camps::reference_documents(ledger.campaign()),
    )
}

/// `campaign show [ID]`
pub fn campaign(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let id = parse::text(m, "ID")
        .map(CampaignId::from)
        .or_else(|| s.campaign());
    let ledger = s.open_with(id, None)?;
    let campaign = ledger.campaign();
    let now = s.clock.now();
    if s.json {
        let mut document = camps::document(campaign, now);
        document.counts = document.counts.filter(|_| ledger.sees_all());
        return out::json(&s.cat, &document);
    }
    out::lines(&s.cat, campaign_lines(s, campaign))
}

fn campaign_lines(s: &Session, campaign: &Campaign) -> Vec<String> {
    let (def, lang, zone) = (campaign.def(), s.cat.lang(), campaign.def().zone);
    let now = s.clock.now();
    let row = |key: &str, value: String| format!("{}: {}", s.cat.tr(key), line(&value));
    let mark = |m: Option<&crate::core::campaign::Mark>| {
        m.map_or_else(
            || s.cat.tr("cli-not_yet").into_owned(),
            |m| format!("{}, {}", dates::full_time(zone, m.at), m.actor),
        )
    };
    let deadline = format!(
        "{} = {}; {}",
        def.deadline.words.get(lang),
        dates::full_time(zone, campaign.cutoff()),
        s.cat.tr_args(
            "term-last_day",
            &[("date", dates::date_full(def.last_day(campaign.cutoff())).into())]
        )
    );
    let mut out = vec![
        row("cli-head_id", def.id.as_str().to_owned()),
        row("cli-head_name", def.name.get(lang).to_owned()),
        row("cli-head_theme", def.theme.get(lang).to_owned()),
        row("cli-head_sender", def.sender.get(lang).to_owned()),
        row("cli-head_letter", letter_words(&s.cat, &def.letter)),
        row("cli-head_signer", signer_words(&def.signer)),
        row("cli-head_day", dates::date_full(def.day)),
        row(
            "cli-head_window",
            format!(
                "{} – {}",
                dates::date_full(def.window.from),
                dates::date_full(def.window.to)
            ),
        ),
        row("term-deadline", deadline),
        row(
            "cli-head_phase",
            s.cat
                .tr(&format!("phase-{}", campaign.phase(now).id()))
                .into_owned(),
        ),
        row(
            "cli-head_opened",
            match campaign.opened() {
                None => s.cat.tr("words-shipped").into_owned(),
                opened => mark(opened),
            },
        ),
        row("cli-head_closed", mark(campaign.closed())),
        row(
            "cli-head_roster",
            format!("{} ({})", def.roster.id(), def.roster.len()),
        ),
    ];
    // What is not known is not told.
    out.retain(|line| !line.ends_with(": "));
    out.extend(
        def.requests
            .iter()
            .map(|r| format!("  ({}) {}", line(&r.id), line(r.text.get(lang)))),
    );
    out
}

/// The letter as it is cited: number and symbol, and its date.
fn letter_words(cat: &Catalogue, letter: &Dispatch) -> String {
    let sign: Vec<&str> = [&letter.number, &letter.symbol]
        .into_iter()
        .map(String::as_str)
        .filter(|s| !s.is_empty())
        .collect();
    let sign = sign.join("/");
    match letter.date {
        Some(date) => {
            let args = [("sign", sign.into()), ("date", dates::date_full(date).into())];
            cat.tr_args("cli-letter", &args)
        }
        None => sign,
    }
}

fn signer_words(signer: &Signer) -> String {
    match (signer.title.is_empty(), signer.name.is_empty()) {
        (true, _) => signer.name.clone(),
        (_, true) => signer.title.clone(),
        _ => format!("{}, {}", signer.name, signer.title),
    }
}

/// `campaign list`: those that were opened, in the order of their opening, after those that are shipped and untouched.
pub fn campaigns(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let chosen = s.open()?.campaign().id().clone();
    let mut opened: Vec<CampaignId> = match s.site()?.open() {
        Ok(mut j) => j
            .streams()
            .map_err(|e| s.store_failed(&e))?
            .into_iter()
            .map(|i| i.id)
            .filter(|id| id.as_str() != HOUSE_STREAM)
            .collect(),
        Err(StoreError::Absent(_)) => Vec::new(),
        Err(e) => return Err(s.store_failed(&e)),
    };
    let shipped: BTreeSet<&str> = refdata::campaign_ids().collect();
    let mut ids: Vec<CampaignId> = refdata::campaign_ids()
        .map(CampaignId::from)
        .filter(|id| !opened.contains(id))
        .collect();
    ids.append(&mut opened);
    let ledgers: Vec<Ledger> = ids
        .into_iter()
        .map(|id| s.open_with(Some(id), None))
        .collect::<Result<_, _>>()?;
    let list: Vec<camps::Listed<'_>> = ledgers
        .iter()
        .map(|l| camps::Listed {
            campaign: l.campaign(),
            shipped: shipped.contains(l.campaign().id().as_str()),
            chosen: *l.campaign().id() == chosen,
        })
        .collect();
    let now = s.clock.now();
    lists::tell(s, &lists::wish(s, m)?, camps::documents(&list, now))
}
