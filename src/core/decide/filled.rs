//! What a unit says in a form, as one command: what is there already is passed over, what differs is changed, the rest is
//! added. So a form may be read twice, and a newer one after an older.
//!
//! It must never know what a form looks like, nor where it came from.

use std::collections::BTreeSet;

use crate::core::fact::Draft;
use crate::core::names::{ActivityId, UnitCode, UnitIx};
use crate::core::particulars::{Filled, NewActivity};
use crate::core::refusal::Rule;
use crate::core::unit::Activity;

use super::case::{Case, Facts};
use super::order::ActivityChange;

impl Case<'_> {
    pub(super) fn take_form(&self, code: &UnitCode, form: &Filled) -> Facts {
        let ix = self.unit(code)?;
        let mut drafts: Vec<Draft> = Vec::new();
        let mut new = BTreeSet::new();
        let mut met = BTreeSet::new();
        for (id, described) in &form.activities {
            match self.on_record(ix, id.as_ref(), described, &met) {
                Some(there) => {
                    met.insert(there.id.clone());
                    drafts.extend(self.edited(ix, there, &change(described))?);
                }
                None => drafts.extend(self.added(ix, described, &mut new)?),
            }
        }
        let unit = self.campaign.unit(ix);
        let differs = |(id, value): &&(String, f64)| unit.figure(id).is_none_or(|f| f.value != *value);
        for (id, value) in form.figures.iter().filter(differs) {
            drafts.push(self.draft(Some(ix), self.record_figure(code, id, *value)?));
        }
        if drafts.is_empty() {
            return Err(self.refusal(Rule::NothingChanged));
        }
        Ok(self.with_note(ix, drafts))
    }

    /// The activity on record that a row means: that of its id, else one of the same kind, title and first day that no row
    /// before it meant.
    fn on_record<'a>(
        &'a self,
        ix: UnitIx,
        id: Option<&ActivityId>,
        described: &NewActivity,
        met: &BTreeSet<ActivityId>,
    ) -> Option<&'a Activity> {
        let unit = self.campaign.unit(ix);
        let named = id.and_then(|id| unit.activity(id));
        let like = |a: &&Activity| {
            a.details.kind == described.kind
                && a.details.title == described.title.trim()
                && Some(a.details.from) == described.from
                && !met.contains(&a.id)
        };
        named.or_else(|| unit.activities.iter().map(AsRef::as_ref).find(like))
    }
}

/// A form says everything of an activity but whether it is worth naming, and not always where it stands.
fn change(described: &NewActivity) -> ActivityChange {
    let described = described.clone();
    ActivityChange {
        kind: Some(described.kind),
        title: Some(described.title),
        from: described.from,
        to: Some(described.to),
        mode: Some(described.mode),
        reach: Some(described.reach),
        sdgs: Some(described.sdgs),
        goals: Some(described.goals),
        status: described.status,
        notable: None,
    }
}
