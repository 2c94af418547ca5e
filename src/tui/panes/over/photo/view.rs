//! How a file that is looked at is drawn: the photo, or why there is none; below it what was said of it and where it is from.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::core::campaign::Campaign;
use crate::core::unit::Evidence;
use crate::output::words;
use crate::photo::MOST_BYTES;
use crate::text::numbers;
use crate::tui::darkroom::{Means, Print, Unseen};
use crate::tui::halves::{self, Ink};
use crate::tui::layout;
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::list;
use crate::tui::panes::kit::report::when;
use crate::tui::panes::over::photo::room::{room, split};
use crate::tui::panes::over::photo::state::{Stand, State};
use crate::tui::scene::Scene;
use crate::tui::term::pictures::Placed;
use crate::tui::theme::Role;

/// Draws it over the body. A photo that the terminal shows in points is left out: [`placed`] says where it stands.
pub fn view(state: &State, means: Means, scene: &Scene<'_>, body: Rect, buf: &mut Buffer) {
    if body.width < 8 || body.height < 5 {
        return;
    }
    let stand = state.stand(scene.campaign);
    let (_, id) = state.file();
    let name = match &stand {
        Stand::Removed(e, _) | Stand::Other(e) | Stand::Large(e) | Stand::Photo(e) => e.file.name.as_str(),
        Stand::Gone => id.as_str(),
    };
    let mut title = clean(name).into_owned();
    if let Some((n, of)) = state.place(scene.campaign).filter(|(_, of)| *of > 1) {
        title = format!("{title} {} {n}/{of}", scene.look.glyphs.dot);
    }
    paint::sheet(buf, body, &title, scene.look);
    let (room, below) = split(body);
    scene.here(below.x, below.y);
    match (state.shown(), &stand) {
        (Some(Ok(print)), Stand::Photo(_)) => {
            if print.picture.is_none() {
                let at = halves::middle(&print.halves, room);
                let ink = if scene.look.glyphs.ascii {
                    Ink::Shades
                } else {
                    means.ink
                };
                halves::draw(&print.halves, Position::new(at.x, at.y), ink, buf);
            }
        }
        (shown, stand) => {
            let sentence = sentence(scene, stand, shown.and_then(|s| s.as_ref().err()).copied());
            let lines = list::wrapped(&sentence, room.width, scene.style(Role::Text));
            let from = room.height.saturating_sub(lines.len() as u16) / 2;
            let at = Rect::new(room.x, room.y + from, room.width, room.height - from);
            list::lines(buf, at, &lines, 0, scene.look);
        }
    }
    if let Stand::Removed(e, _) | Stand::Other(e) | Stand::Large(e) | Stand::Photo(e) = &stand {
        let told = said(state, scene, e);
        let lines = held::more(scene, told, below.width);
        list::lines(buf, below, &lines, 0, scene.look);
    }
}

/// The picture that is to lie on the screen, and where.
pub fn placed(state: &State, campaign: &Campaign, body: Rect) -> Option<Placed> {
    let (Some(Ok(print)), Stand::Photo(_)) = (state.shown(), state.stand(campaign)) else {
        return None;
    };
    let Print { picture, .. } = &**print;
    let picture = picture.clone()?;
    let room = room(body);
    let (w, h) = picture.cells();
    // The screen has become smaller, and what fits is not there yet.
    let at = layout::centred(room, w, h);
    ((at.width, at.height) == (w, h)).then_some(Placed {
        at: Position::new(at.x, at.y),
        picture,
    })
}

/// Why there is no photo to be seen, or that it is being brought.
fn sentence(scene: &Scene<'_>, stand: &Stand<'_>, why: Option<Unseen>) -> String {
    let limit = (MOST_BYTES >> 20).into();
    match (stand, why) {
        (Stand::Gone, _) => scene.tr("photo-gone").into_owned(),
        (Stand::Removed(_, why), _) => {
            let why = clean(why).into_owned();
            scene.cat.tr_args("photo-removed", &[("why", why.into())])
        }
        (Stand::Other(e), _) => {
            let kind = words::file_kind(scene.cat, &e.file);
            scene.cat.tr_args("photo-other", &[("kind", kind.into())])
        }
        (Stand::Large(_), _) | (_, Some(Unseen::TooLarge)) => {
            scene.cat.tr_args("photo-too_large", &[("limit", limit)])
        }
        (Stand::Photo(_), None) => scene.tr("photo-being_brought").into_owned(),
        (Stand::Photo(_), Some(why)) => scene
            .tr(match why {
                Unseen::Gone => "photo-bytes_gone",
                Unseen::Away => "photo-away",
                Unseen::Damaged => "photo-damaged",
                Unseen::NoPicture => "photo-no_picture",
                Unseen::TooLarge | Unseen::Limits => "photo-limits",
                Unseen::TooSlow => "photo-too_slow",
                Unseen::NoProcess => "photo-no_process",
            })
            .into_owned(),
    }
}

/// What was said of it first, and whether it may be shown: that is asked whenever a photo is looked at. Then its size, what
/// it belongs to, and where it is from.
fn said(state: &State, scene: &Scene<'_>, e: &Evidence) -> Vec<String> {
    let (unit, id) = state.file();
    let notes = &scene.campaign.unit(unit).file_notes;
    let caption = notes.of(id).map_or("", |n| n.caption.as_str());
    let consent = scene.tr(&format!("consent-{}", notes.consent(id).id()));
    let mut told = vec![
        clean(caption).into_owned(),
        scene.cat.tr_args("sheet-consent", &[("consent", consent.into())]),
    ];
    told.extend(held::file_origin(scene, unit, e, state.origin()));
    told.push(words::file_kind(scene.cat, &e.file));
    told.push(numbers::size(scene.lang(), e.file.size));
    told.extend(e.activity.as_ref().map(|id| clean(id.as_str()).into_owned()));
    let version = |n: u32| scene.cat.tr_args("words-version", &[("n", n.to_string().into())]);
    told.extend(e.version.map(version));
    told.push(when(scene, e.at));
    told
}
