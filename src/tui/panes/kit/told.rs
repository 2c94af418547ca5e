//! What is looked for of a unit besides its names: where its report stands and why, who is to be called and by which
//! number, who did what and what was noted.
//!
//! It must never know where what is found is shown.

use crate::core::campaign::Campaign;
use crate::core::fact::{Contact, Fact};
use crate::core::names::UnitIx;
use crate::core::status::{Resubmit, State, Timeliness};
use crate::core::time::Stamp;
use crate::core::unit::UnitState;
use crate::text::{Catalogue, Needle};

/// Figures of a number, typed one after the other, that are looked for within it.
const FIGURES: usize = 3;

/// A search in what is told of units at a moment.
pub struct Told<'a> {
    campaign: &'a Campaign,
    now: Stamp,
    cat: &'a Catalogue,
    words: Vec<Needle>,
    /// Which of the words stand in what is said of a report that stands so: few reports stand differently.
    stands: Vec<(Stand, Vec<bool>)>,
}

/// Where a report stands, as far as words are made of it.
type Stand = (State, Timeliness, Resubmit);

impl<'a> Told<'a> {
    /// A search for these words.
    pub fn new(campaign: &'a Campaign, now: Stamp, cat: &'a Catalogue, needle: &Needle) -> Self {
        Self {
            campaign,
            now,
            cat,
            words: needle.words(),
            stands: Vec::new(),
        }
    }

    /// Is every word said of the unit? `named` says whether one stands in its names.
    pub fn fits(&mut self, ix: UnitIx, named: impl Fn(&Needle) -> bool) -> bool {
        let at = self.stand(ix);
        let unit = self.campaign.unit(ix);
        let mut noted: Option<String> = None;
        for (i, word) in self.words.iter().enumerate() {
            let said = self.stands.get(at).and_then(|(_, said)| said.get(i)) == Some(&true);
            if said || named(word) {
                continue;
            }
            let noted = noted.get_or_insert_with(|| notes(self.cat, unit));
            if !word.begins_a_word(noted) && !called_by(unit, word) {
                return false;
            }
        }
        true
    }

    /// The place of where its report stands among those that were looked at.
    fn stand(&mut self, ix: UnitIx) -> usize {
        let stand = (
            self.campaign.unit(ix).state,
            self.campaign.timeliness(ix, self.now),
            self.campaign.resubmit(ix, self.now),
        );
        if let Some(at) = self.stands.iter().position(|(s, _)| *s == stand) {
            return at;
        }
        let words = said(self.cat, stand);
        let found = self.words.iter().map(|w| w.begins_a_word(&words)).collect();
        self.stands.push((stand, found));
        self.stands.len() - 1
    }
}

/// What is said of a report that stands so, in all the words in which it is said.
fn said(cat: &Catalogue, (state, timeliness, resubmit): Stand) -> String {
    let mut keys = vec![format!("state-{}", state.id())];
    if state == State::Received {
        keys.extend(["why-unreviewed", "why_short-unreviewed"].map(str::to_owned));
    }
    if matches!(timeliness, Timeliness::Late | Timeliness::Overdue) {
        keys.push(format!("timeliness-{}", timeliness.id()));
    }
    if timeliness == Timeliness::Overdue {
        keys.extend(["why-overdue", "why_short-overdue"].map(str::to_owned));
    }
    if resubmit == Resubmit::Overdue {
        keys.extend(["why-correction_overdue", "why_short-correction_overdue"].map(str::to_owned));
    }
    let words: Vec<_> = keys.iter().map(|k| cat.tr(k)).collect();
    words.join(" | ")
}

/// What people wrote about a unit and who they are, by account and by name; of long lists what is at hand.
fn notes(cat: &Catalogue, unit: &UnitState) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut who: Vec<&str> = Vec::new();
    for Contact {
        name,
        title,
        phone,
        mail,
    } in &unit.contacts
    {
        out.extend([name, title, phone, mail].map(String::as_str));
    }
    let calls = unit.calls.recent().iter().map(|c| (&c.note, &c.actor));
    let versions = unit.latest().map(|v| (&v.note, &v.actor));
    let verdicts = unit.verdict().map(|v| (&v.note, &v.actor));
    let exemptions = unit.exemption().map(|x| (&x.reason, &x.actor));
    for (note, actor) in calls.chain(versions).chain(verdicts).chain(exemptions) {
        out.push(note);
        if !who.contains(&actor.as_str()) {
            who.push(actor.as_str());
        }
    }
    let told = unit.log().iter().filter(|e| !e.void);
    out.extend(told.filter_map(|e| match &e.fact {
        Fact::ReportNoted(noted) => Some(noted.text.as_str()),
        _ => None,
    }));
    let names: Vec<String> = who.iter().map(|account| cat.person(account)).collect();
    out.extend(who);
    out.extend(names.iter().map(String::as_str));
    // A sign that nobody types keeps what one person wrote from running on into the next.
    out.join(" | ")
}

/// Are these figures of a telephone number, whatever parts the number?
fn called_by(unit: &UnitState, word: &Needle) -> bool {
    let figures = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let typed = word.typed();
    let alone = typed.chars().all(|c| c.is_ascii_digit() || "+.-()".contains(c));
    let wanted = figures(typed);
    alone && wanted.len() >= FIGURES && unit.contacts.iter().any(|c| figures(&c.phone).contains(&wanted))
}
