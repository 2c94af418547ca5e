//! The list of a sheet that has the keys, as a page.

use crate::core::names::UnitIx;
use crate::listout::{Format, Page};
use crate::output::sheet::{self, Reached};
use crate::output::{activities, evidence, status};
use crate::tui::panes::places::unit::figures::figures;
use crate::tui::panes::places::unit::lists::List;
use crate::tui::panes::places::unit::state::State;
use crate::tui::scene::Scene;

impl State {
    /// The message that names it. Where the report stands is no list: then it is the unit's history, which tells it.
    pub(super) fn list_key(&self) -> &'static str {
        if matches!(self.list, List::Report | List::Changes) {
            List::History.key()
        } else {
            self.list.key()
        }
    }

    /// The rows, in the order in which they are shown.
    pub(super) fn page(&self, scene: &Scene<'_>, ix: UnitIx, format: Format) -> Page {
        let (campaign, cat, now) = (scene.campaign, scene.cat, scene.now);
        let u = campaign.unit(ix);
        match self.list {
            List::Activities => {
                let rows = u.activities.iter().map(|a| (ix, &**a)).collect();
                Page::of(
                    cat,
                    "activities",
                    activities::table(campaign, now, rows),
                    format,
                    now,
                )
            }
            List::Evidence => {
                let rows = evidence::select(campaign, &[ix]);
                Page::of(cat, "evidence", evidence::table(campaign, rows), format, now)
            }
            List::Contacts => {
                let people = u.contacts.iter().map(Reached::Person);
                let rows = people.chain(u.calls.iter().rev().map(Reached::Call)).collect();
                Page::of(cat, "contacts", sheet::reached(campaign, rows), format, now)
            }
            List::Figures => {
                let rows = figures(scene, u).into_iter().map(|t| (t.id, t.figure)).collect();
                Page::of(cat, "figures", sheet::figures(campaign, rows), format, now)
            }
            List::Report | List::Changes | List::History => {
                let rows = self.entries(scene, ix).collect();
                Page::of(cat, "history", sheet::history(campaign, ix, rows), format, now)
            }
            List::Below => {
                let rows = campaign.roster().children(ix).to_vec();
                Page::of(cat, "units", status::table(campaign, now, rows), format, now)
            }
        }
    }
}
