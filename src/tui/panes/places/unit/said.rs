//! What is said below the lists of a sheet of the row that is selected, in full: the rows are short.

use crate::core::names::UnitIx;
use crate::core::particulars::Consent;
use crate::output::{description, evidence, words};
use crate::text::{dates, numbers};
use crate::tui::paint::clean;
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::report::when;
use crate::tui::panes::places::unit::figures::figures;
use crate::tui::panes::places::unit::lists::{List, call};
use crate::tui::panes::places::unit::state::State;
use crate::tui::scene::Scene;

/// The pieces, the most telling first; none where nothing is selected.
pub(super) fn said(state: &State, scene: &Scene<'_>, ix: UnitIx) -> Vec<String> {
    let u = scene.campaign.unit(ix);
    let at = state.cursor(state.list).at;
    match state.list {
        List::Report | List::Changes => Vec::new(),
        List::Activities => {
            let act = state.selected_activity(scene.campaign, Some(ix));
            let mut told = act.map_or_else(Vec::new, |r| held::activity(scene, r));
            // Whose it is stands at the head of the sheet.
            if told.len() > 1 {
                told.remove(1);
            }
            told
        }
        List::Evidence => file(scene, ix, at),
        List::Contacts => match (u.contacts.get(at), call(u, at)) {
            (Some(c), _) => [&c.name, &c.title, &c.phone, &c.mail]
                .map(|s| clean(s).into_owned())
                .into(),
            (None, Some(c)) => vec![
                format!("{}: {}", scene.tr(&format!("how-{}", c.how.id())), clean(&c.note)),
                when(scene, c.at),
                scene.cat.person(c.actor.as_str()),
            ],
            (None, None) => Vec::new(),
        },
        List::Figures => figures(scene, u).get(at).map_or_else(Vec::new, |f| {
            let told = f
                .figure
                .map(|f| (when(scene, f.at), scene.cat.person(f.actor.as_str())));
            let (at, who) = told.unwrap_or_default();
            vec![f.words(scene), at, who]
        }),
        List::History => state.entry(scene, ix, at).map_or_else(Vec::new, |e| {
            vec![
                words::entry(scene.cat, scene.campaign, e, Some(ix)),
                scene.cat.person(e.actor.as_str()),
                words::via(scene.cat, e.via).into_owned(),
                dates::full_time(scene.zone(), e.at),
            ]
        }),
        List::Below => state
            .selected_below(scene.campaign, Some(ix))
            .map_or_else(Vec::new, |below| {
                vec![
                    words::name_in(scene.campaign, below, scene.lang()),
                    description::unit_words(scene.cat, scene.campaign, below, scene.now),
                ]
            }),
    }
}

/// A file: its name, what was said of it, how large it is and where from; of one whose bytes were removed, why.
fn file(scene: &Scene<'_>, ix: UnitIx, at: usize) -> Vec<String> {
    let u = scene.campaign.unit(ix);
    let Some(e) = u.evidence.get(at) else {
        return Vec::new();
    };
    let mut told = vec![clean(&e.file.name).into_owned()];
    if let Some(why) = &e.redacted {
        told.push(format!("{}: {}", scene.tr("words-redacted"), clean(why)));
    }
    if let Some(note) = u.file_notes.of(&e.file.sha256) {
        told.push(clean(&note.caption).into_owned());
        if note.consent != Consent::NotAsked {
            let consent = scene.tr(&format!("consent-{}", note.consent.id()));
            told.push(scene.cat.tr_args("sheet-consent", &[("consent", consent.into())]));
        }
    }
    told.extend(held::file_origin(scene, ix, e, None));
    told.push(words::file_kind(scene.cat, &e.file));
    told.push(numbers::size(scene.lang(), e.file.size));
    told.extend(e.activity.as_ref().map(|id| clean(id.as_str()).into_owned()));
    if e.activity.is_none() && e.version.is_some() {
        told.push(evidence::belongs_to(scene.cat, e));
    }
    told.push(when(scene, e.at));
    told.push(format!("SHA-256 {}", clean(e.file.sha256.as_str())));
    told
}
