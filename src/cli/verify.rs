//! `ketnoi log --verify`: is the store whole? Every stream from its first fact, the stored states, and whether anything
//! stands in the store that is none of ours.
//!
//! It must never know how any of that is found out.

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::core::fact::Envelope;
use crate::core::hex::hex;
use crate::core::names::CampaignId;
use crate::core::time::Zone;
use crate::failure;
use crate::ledger::{Examined, Verdict};
use crate::output::words::Redactor;
use crate::store::{Hole, StoreError, Stranger};
use crate::text::{Catalogue, line};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    campaign: Option<&'a str>,
    seq: Option<u64>,
    hash: Option<String>,
    whole: bool,
    streams: Vec<StreamJson<'a>>,
    stray_states: Vec<&'a str>,
    strangers: Vec<StrangerJson<'a>>,
    pages: &'a [String],
    holes: Vec<HoleJson<'a>>,
}

#[derive(Serialize)]
struct StreamJson<'a> {
    stream: &'a str,
    seq: Option<u64>,
    hash: Option<String>,
    chain: &'static str,
    wrong_from: Option<u64>,
    how: Option<&'a str>,
    state: &'static str,
    holes: Vec<HoleJson<'a>>,
}

/// A fact whose words were removed, and by which.
#[derive(Serialize)]
struct HoleJson<'a> {
    seq: u64,
    by: u64,
    /// Its hash was made again from what is there; of rows of the old kind it is taken as it stands.
    checked: bool,
    at: String,
    actor: &'a str,
    reason: &'a str,
}

impl<'a> HoleJson<'a> {
    fn of((hole, by): &'a (Hole, Envelope)) -> Option<Self> {
        let redactor = Redactor::of(by)?;
        Some(Self {
            seq: hole.seq,
            by: hole.by,
            checked: !hole.old,
            at: Zone::default().rfc3339(by.at),
            actor: redactor.actor.as_str(),
            reason: redactor.reason,
        })
    }

    fn sentence(&self, cat: &Catalogue) -> String {
        let key = if self.checked {
            "cli-log_hole"
        } else {
            "cli-log_hole_old"
        };
        let args = [
            ("seq", self.seq.to_string().into()),
            ("by", self.by.to_string().into()),
            ("at", self.at.as_str().into()),
            ("who", line(self.actor).into()),
            ("why", line(self.reason).into()),
        ];
        cat.tr_args(key, &args)
    }
}

fn holes(e: &Examined) -> Vec<HoleJson<'_>> {
    e.holes.iter().filter_map(HoleJson::of).collect()
}

#[derive(Serialize)]
struct StrangerJson<'a> {
    kind: &'static str,
    name: &'a str,
    how: &'static str,
}

/// Tells what was found out: what is whole on standard output, what is not on standard error. `asked` is the campaign that
/// was asked for.
pub fn tell(s: &Session, asked: Option<&CampaignId>, found: &Verdict) -> Result<(), Fail> {
    if s.json {
        out::json(&s.cat, &document(asked, found))?;
    } else {
        out::lines(&s.cat, whole(&s.cat, asked, found))?;
    }
    if found.is_whole() {
        return Ok(());
    }
    Err(Fail::Failed(wrong(s, found)?.join("\n")))
}

/// A line for each stream that is whole, and for the campaign that was asked for if it has no facts.
fn whole(cat: &Catalogue, asked: Option<&CampaignId>, found: &Verdict) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(id) = asked.filter(|id| found.streams.iter().all(|e| e.id != **id)) {
        lines.push(cat.tr_args("cli-log_no_facts", &[("id", line(id.as_str()).into())]));
    }
    for e in &found.streams {
        if let Ok(head) = &e.chain {
            let args = [
                ("id", line(e.id.as_str()).into()),
                ("n", head.seq.into()),
                ("hash", hex(&head.hash).into()),
            ];
            lines.push(cat.tr_args("cli-log_whole", &args));
            lines.extend(holes(e).iter().map(|hole| hole.sentence(cat)));
        }
    }
    lines
}

/// A sentence for everything that is not as it should be.
fn wrong(s: &Session, found: &Verdict) -> Result<Vec<String>, Fail> {
    let cat = &s.cat;
    let site = s.site()?.describe();
    let mut all = Vec::new();
    if !found.strangers.is_empty() {
        let (site, what) = (site.clone(), found.strangers.clone());
        all.push(failure::store_error(
            cat,
            &StoreError::StrangeSchema { site, what },
        ));
    }
    let wrong = found.streams.iter().flat_map(Examined::wrong);
    all.extend(wrong.map(|e| failure::store_error(cat, e)));
    let stray = found.stray_states.iter().cloned().map(StoreError::DamagedState);
    all.extend(stray.map(|e| failure::store_error(cat, &e)));
    if !found.flaws.is_empty() {
        let detail = found.flaws.join("; ");
        all.push(failure::store_error(cat, &StoreError::Damaged { site, detail }));
    }
    Ok(all)
}

fn document<'a>(asked: Option<&'a CampaignId>, found: &'a Verdict) -> Document<'a> {
    let ours = asked.and_then(|id| found.streams.iter().find(|e| e.id == *id));
    let end = ours.map_or_else(
        || Some(crate::store::Head::default()),
        |e| e.chain.as_ref().ok().copied(),
    );
    Document {
        schema: "ketnoi.verify/1",
        campaign: asked.map(CampaignId::as_str),
        seq: end.map(|h| h.seq),
        hash: end.map(|h| hex(&h.hash)),
        whole: found.is_whole(),
        streams: found.streams.iter().map(stream).collect(),
        stray_states: found.stray_states.iter().map(CampaignId::as_str).collect(),
        strangers: found.strangers.iter().map(stranger).collect(),
        pages: &found.flaws,
        holes: ours.map(holes).unwrap_or_default(),
    }
}

fn stream(e: &Examined) -> StreamJson<'_> {
    let head = e.chain.as_ref().ok();
    let (wrong_from, how) = match &e.chain {
        Err(StoreError::BrokenChain { seq, detail, .. }) => (Some(*seq), Some(detail.as_str())),
        Err(StoreError::NewerFact { seq, .. }) => (Some(*seq), Some("newer")),
        Err(_) => (None, Some("damaged")),
        Ok(_) => (None, None),
    };
    StreamJson {
        stream: e.id.as_str(),
        seq: head.map(|h| h.seq),
        hash: head.map(|h| hex(&h.hash)),
        chain: if head.is_some() { "whole" } else { "broken" },
        wrong_from,
        how,
        state: if e.state.is_ok() { "good" } else { "damaged" },
        holes: holes(e),
    }
}

fn stranger(s: &Stranger) -> StrangerJson<'_> {
    StrangerJson {
        kind: s.kind.id(),
        name: &s.name,
        how: s.how.id(),
    }
}
