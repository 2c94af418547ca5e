//! What stands above the fields of a form: what one needs before one can fill it in. For a call that is who is to be called,
//! and by which number.

use crate::core::names::UnitIx;
use crate::core::remind::Plan;
use crate::tui::panes::kit::aimed::{aimed, listed};
use crate::tui::panes::kit::contact;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::panes::over::form::purpose::Purpose;
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Units whose people have room above the fields.
const FEW: usize = 3;

/// The lines above the fields; of several units each begins with the unit's name.
pub(super) fn head(form: &Form, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    if let Purpose::Drafts(asked, units) = &form.purpose {
        return aim(*asked, units, scene);
    }
    let Purpose::Call(_) = &form.purpose else {
        return Vec::new();
    };
    let roster = scene.campaign.roster();
    let units: Vec<_> = form
        .units()
        .iter()
        .filter_map(|c| roster.by_code(c.as_str()))
        .collect();
    if units.len() > FEW {
        return Vec::new();
    }
    let several = units.len() > 1;
    let one = |ix: &_| {
        let mut line = contact::person(scene, *ix);
        if several {
            let label = format!("{} ", scene.campaign.label(*ix));
            line.insert(0, (label, scene.style(Role::Dim)));
        }
        list::broken(line, cells)
    };
    units.iter().flat_map(one).collect()
}

/// Of so many messages it is told who gets what; of more how many more there are.
const LISTED: usize = 12;

/// Who would get what.
fn aim(asked: bool, units: &[UnitIx], scene: &Scene<'_>) -> Vec<Line> {
    let (campaign, day) = (scene.campaign, scene.today());
    let plan = if asked {
        Plan::asked(campaign, day, units, &[])
    } else {
        Plan::of_ladder(campaign, day, &[]).only(units)
    };
    let all = listed(scene, &plan);
    let line = |words| vec![(words, scene.style(Role::Text))];
    aimed(scene, &all, LISTED).into_iter().map(line).collect()
}
