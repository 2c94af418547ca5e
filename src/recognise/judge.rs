//! A letter judged: everything is looked for, then weighed.

use std::collections::BTreeMap;

use crate::core::campaign::Campaign;
use crate::core::decide::Judged;
use crate::core::letter::{LetterKind, Reason};
use crate::core::names::UnitCode;
use crate::reading::documents;

use super::kind::{automatic, is_out_of_reach, kinds, undelivered};
use super::page::page;
use super::rules::Rules;
use super::seen::{Asked, Hint, Ours, Seen};
use super::voice::{Voice, voice};
use super::weighed::{Takes, Weighed, Which};
use super::whose::{Search, Whose};
use super::{document, which};

/// Flags of a letter that is of a form which is kept and not read.
const UNREAD_FORMS: &[&str] = &["edxml"];
/// Flags of a letter that speaks of a file and has none.
const NOTHING_THERE: &[&str] = &["attachment-missing", "links-only", "logo-only"];

/// What the rules say of a letter: the same letter, rules and campaigns give the same answer, with every reason.
pub fn judge(rules: &Rules, ours: &Ours, asked: &[Asked<'_>], seen: &Seen<'_>) -> Judged {
    weigh(rules, ours, asked, seen).judged()
}

/// Everything that is found in a letter, and what it weighs.
pub fn weigh(rules: &Rules, ours: &Ours, asked: &[Asked<'_>], seen: &Seen<'_>) -> Weighed {
    let automatic = automatic(rules, seen.mail);
    let voice = voice(ours, seen.mail);
    let mut all: Vec<(&Campaign, Which)> = asked
        .iter()
        .map(|a| (a.campaign, candidacy(rules, a.campaign, seen, &voice)))
        .collect();
    let weight = |which: &Which| which.reasons.iter().map(|r| r.weight).sum::<i32>();
    let takes = |which: &Which| which.takes == Takes::Yes;
    // Where nothing tells campaigns apart the one that takes letters in is meant, and of those the latest.
    all.sort_by_key(|(c, which)| std::cmp::Reverse((weight(which), takes(which), c.def().day)));
    let mut weighed = Weighed {
        letter: seen.mail.key.clone(),
        edition: rules.file.edition.clone(),
        levels: rules.file.levels.clone(),
        weights: rules.file.weights.clone(),
        notes: notes(seen, &voice, &automatic),
        automatic,
        units: Vec::new(),
        kinds: Vec::new(),
        which: all.iter().map(|(_, which)| which.clone()).collect(),
        symbol: crate::core::letter::Symbol::default(),
        stands: BTreeMap::new(),
        lacks_department: false,
        contradicts: false,
        is_several: false,
        is_out_of_reach: is_out_of_reach(seen, &voice),
        is_unread_form: seen.mail.flags.iter().any(|f| UNREAD_FORMS.contains(&f.as_str())),
    };
    let Some(campaign) = all.first().map(|(campaign, _)| *campaign) else {
        return weighed;
    };
    let names = rules.names(campaign);
    let day = campaign.date(seen.received);
    let own = seen.texts.iter().filter(|t| voice.parts.contains(&t.part));
    let pages: Vec<_> = own.map(|t| page(rules, &names, &t.text, day)).collect();
    // Codes of two rosters are never compared.
    let same_roster = |hint: &&Hint| {
        let of = asked.iter().find(|a| *a.campaign.id() == hint.campaign);
        of.is_some_and(|a| a.campaign.roster().id() == campaign.roster().id())
    };
    let hints: Vec<&Hint> = seen.hints.iter().filter(same_roster).collect();
    let asked = rules.asked(campaign);
    weighed.lacks_department = !asked.is_empty();
    if !voice.is_ours {
        let search = Search {
            rules,
            campaign,
            names: &names,
            asked,
            day,
            hints,
            found: Whose::default(),
        };
        let whose = search.run(seen, &voice, &pages);
        weighed.lacks_department &= !whose.is_department;
        weighed.contradicts = whose.contradicts;
        weighed.is_several = whose.is_several;
        let (notes, reasons) = whose.reasons.into_iter().partition(|r: &Reason| r.weight == 0);
        weighed.units = reasons;
        weighed.notes.extend::<Vec<Reason>>(notes);
    }
    if weighed.lacks_department {
        weighed.notes.push(note("no-department", ""));
    }
    weighed.kinds = kinds(rules, seen, &voice, &pages).reasons;
    if let Some(flag) = seen
        .mail
        .flags
        .iter()
        .find(|f| NOTHING_THERE.contains(&f.as_str()))
    {
        let known = weighed.kinds.iter().any(|(_, r)| r.id == "nothing-attached");
        if !known {
            let mut reason = note("nothing-attached", flag);
            reason.weight = rules.weight("nothing-attached");
            weighed.kinds.push((LetterKind::Report, reason));
        }
    }
    weighed.symbol = document::symbol(rules, seen, &voice, &pages, day);
    on_record(rules, campaign, seen, &voice, &mut weighed);
    weighed
}

/// What is on record of the units that it may be.
fn on_record(rules: &Rules, campaign: &Campaign, seen: &Seen<'_>, voice: &Voice, weighed: &mut Weighed) {
    let day = campaign.date(seen.received);
    let codes: Vec<UnitCode> = weighed.units.iter().filter_map(|r| r.unit.clone()).collect();
    let texts = [voice.subject.as_str(), voice.body.as_str()];
    let named: Vec<_> = texts.iter().flat_map(|t| documents::found(t, day)).collect();
    for code in codes {
        let Some(ix) = campaign.roster().by_code(code.as_str()) else {
            continue;
        };
        let versions = campaign.unit(ix).versions.iter();
        let known = versions.filter(|v| !v.withdrawn).find(|v| {
            let in_words = named.iter().any(|f| f.symbol.is_same(&v.symbol));
            in_words || weighed.symbol.is_same(&v.symbol)
        });
        let id = "campaign-document";
        if let (Some(version), Some(which)) = (known, weighed.which.first_mut())
            && !which.reasons.iter().any(|r| r.id == id)
        {
            let mut reason = note(id, &version.symbol.number);
            reason.weight = rules.weight(id);
            which.reasons.push(reason);
        }
        let stands = document::stands(campaign, ix, &weighed.symbol, seen.brought);
        weighed.stands.insert(code, stands);
    }
}

fn note(id: &str, what: &str) -> Reason {
    Reason {
        id: id.to_owned(),
        unit: None,
        weight: 0,
        what: what.to_owned(),
    }
}

/// What a person must know who looks at it, and what weighs nothing.
fn notes(seen: &Seen<'_>, voice: &Voice, automatic: &[Reason]) -> Vec<Reason> {
    let mut notes = Vec::new();
    if let Some(through) = &voice.through {
        let from = voice.from.first().map_or("", |f| f.mail.as_str());
        notes.push(note("forwarded", &format!("{} → {from}", through.mail)));
    }
    if voice.is_ours {
        let from = voice.from.first().map_or("", |f| f.mail.as_str());
        notes.push(note("from-ours", from));
    }
    if !automatic.is_empty()
        && let Some(address) = undelivered(seen.mail)
    {
        let unit = seen.answers.as_ref().map(|(_, unit)| unit.clone());
        notes.push(Reason {
            unit,
            ..note("undelivered", &address)
        });
    }
    notes
}

fn candidacy(rules: &Rules, campaign: &Campaign, seen: &Seen<'_>, voice: &Voice) -> Which {
    let mut reasons = which::reasons(rules, campaign, seen, voice);
    let takes = match (campaign.opened(), campaign.closed()) {
        (None, _) => Takes::NotOpened,
        (_, Some(_)) => Takes::Closed,
        (Some(_), None) => Takes::Yes,
    };
    match takes {
        Takes::Yes => {}
        Takes::NotOpened => reasons.push(note("campaign-not-open", campaign.id().as_str())),
        Takes::Closed => reasons.push(note("campaign-closed", campaign.id().as_str())),
    }
    Which {
        campaign: campaign.id().clone(),
        takes,
        reasons,
    }
}
