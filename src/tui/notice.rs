//! What the head of the screen says in place of the theme: the store is not there, others work elsewhere, the clock is
//! doubted.
//!
//! It must never know what else the head shows.

use crate::core::decide::clock_doubt;
use crate::output::words;
use crate::tui::model::{Model, Shown};
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Nobody is to take the empty campaign that is shipped for the one that they asked for.
pub(super) fn no_store(model: &Model, scene: &Scene<'_>) -> Option<(String, Role)> {
    let path = model.no_store.as_ref()?;
    model.live().opened().is_none().then(|| {
        let path = paint::clean(&path.to_string()).into_owned();
        (
            scene.cat.tr_args("desk-no_store", &[("path", path.into())]),
            Role::Error,
        )
    })
}

/// Nor for the campaign that others have begun to work with.
pub(super) fn elsewhere(model: &Model, scene: &Scene<'_>) -> Option<(String, Role)> {
    let id = model.first.elsewhere.as_ref()?;
    let id = paint::clean(id.as_str()).into_owned();
    Some((
        scene.cat.tr_args("desk-elsewhere", &[("id", id.into())]),
        Role::Warn,
    ))
}

/// What there is to say about the machine's clock, where it goes by that.
pub(super) fn clock_hint(model: &Model, scene: &Scene<'_>) -> Option<(String, Role)> {
    let real = model.shown == Shown::Now && !model.demo;
    let doubt =
        clock_doubt(scene.campaign, scene.now).filter(|_| real && scene.campaign.closed().is_none())?;
    Some((words::clock_hint(scene.cat, scene.campaign, &doubt), Role::Warn))
}
