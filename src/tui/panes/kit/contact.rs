//! Whom to call at a unit and who was called last: in the queue, and at the head of the form in which a call is logged.
//!
//! It must never know where it is drawn.

use crate::core::fact::Contact;
use crate::core::names::UnitIx;
use crate::output::reminders;
use crate::text::dates;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The person to call at a unit: the one set last.
pub fn known<'a>(scene: &Scene<'a>, ix: UnitIx) -> Option<&'a Contact> {
    scene.campaign.unit(ix).contacts.last()
}

/// `Trần Thị B · 0206 385 1234`: name and number; that none is known, where none is.
pub fn person(scene: &Scene<'_>, ix: UnitIx) -> Line {
    let Some(c) = known(scene, ix) else {
        return vec![(scene.tr("queue-nobody").into_owned(), scene.style(Role::Warn))];
    };
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let mut line = vec![(clean(&c.name).into_owned(), scene.style(Role::Title))];
    let number = [&c.phone, &c.mail].into_iter().find(|s| !s.trim().is_empty());
    match number {
        Some(number) => {
            line.push((dot, scene.style(Role::Dim)));
            line.push((clean(number).into_owned(), scene.style(Role::Key)));
        }
        None => line.push((
            format!("{dot}{}", scene.tr("queue-no_number")),
            scene.style(Role::Warn),
        )),
    }
    line
}

/// All of it, in as many lines as it takes: who, by which number and address, and what was said last.
pub fn block(scene: &Scene<'_>, ix: UnitIx, cells: u16) -> Vec<Line> {
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let mut out = vec![vec![(scene.tr("queue-call").into_owned(), dim)]];
    out.extend(list::broken(person(scene, ix), cells));
    if let Some(c) = known(scene, ix) {
        let mail = if c.phone.trim().is_empty() {
            ""
        } else {
            c.mail.as_str()
        };
        for more in [mail, c.title.as_str()].iter().filter(|s| !s.trim().is_empty()) {
            out.extend(list::wrapped(&clean(more), cells, text));
        }
    }
    let reminded = reminders::last(scene.cat, scene.campaign, ix);
    if !reminded.is_empty() {
        let args = [("times", reminded.into())];
        out.extend(list::wrapped(
            &scene.cat.tr_args("remind-reminded", &args),
            cells,
            dim,
        ));
    }
    let Some(call) = scene.campaign.unit(ix).last_call() else {
        out.push(vec![(scene.tr("unit_line-no_contact").into_owned(), dim)]);
        return out;
    };
    let args = [
        ("time", dates::day_time(scene.campaign.def(), call.at).into()),
        ("how", scene.tr(&format!("how-{}", call.how.id())).into()),
        ("who", scene.cat.person(call.actor.as_str()).into()),
    ];
    out.extend(list::wrapped(
        &scene.cat.tr_args("queue-last_call", &args),
        cells,
        dim,
    ));
    if !call.note.trim().is_empty() {
        let quoted = format!("“{}”", clean(&call.note));
        out.extend(list::wrapped(&quoted, cells, text));
    }
    out
}
