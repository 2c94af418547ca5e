//! The last facts, newest first. Who did it is never said.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::core::campaign::Recent;
use crate::core::fact::FactKind;
use crate::core::status::State;
use crate::output::words;
use crate::text::dates;
use crate::tui::paint;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wall::framed::framed;

/// How many facts are shown.
const TICKER: usize = 10;
/// Rows that they take where they stand apart, frame included.
pub const ROWS: u16 = TICKER as u16 * 2 + 1;

/// The last facts, by number and not by clock. Who did it is never said.
pub fn view(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let room = framed(scene, area, &scene.tr("term-recent"), buf);
    let step = if usize::from(room.height) + 1 >= TICKER * 2 {
        2
    } else {
        1
    };
    for (i, (recent, mut words, times)) in latest(scene).into_iter().enumerate() {
        let y = room.y + i as u16 * step;
        if y >= room.bottom() {
            return;
        }
        if times > 1 {
            words = format!("{words} ({times})");
        }
        let zone = scene.zone();
        let time = if zone.date(recent.at) == scene.today() {
            dates::time(zone, recent.at)
        } else {
            dates::day_time(scene.campaign.def(), recent.at)
        };
        let (sign, style) = sign_of(scene, recent);
        let mut x = paint::text(buf, room.x, y, room.width, &time, scene.style(Role::Dim)) + 1;
        x = paint::text(buf, x, y, 1, sign, style) + 1;
        let left = room.right().saturating_sub(x);
        paint::text(buf, x, y, left, &words, scene.style(Role::Text));
    }
}

/// The last facts, newest first; several that say the same stand once, with their number.
fn latest<'a>(scene: &Scene<'a>) -> Vec<(&'a Recent, String, usize)> {
    let mut out: Vec<(&Recent, String, usize)> = Vec::new();
    for recent in scene.campaign.recent().rev() {
        let words = told(scene, recent);
        if let Some((_, _, times)) = out.last_mut().filter(|(_, before, _)| *before == words) {
            *times += 1;
        } else if out.len() == TICKER {
            break;
        } else {
            out.push((recent, words, 1));
        }
    }
    out
}

/// `Cao Bằng: nhận bản 2`
fn told(scene: &Scene<'_>, r: &Recent) -> String {
    let entry = scene
        .campaign
        .entries(r.unit)
        .iter()
        .rev()
        .find(|e| e.seq == r.seq);
    let what = entry.map_or_else(
        || words::fact_name(scene.cat, r.what).into_owned(),
        |e| words::fact_short(scene.cat, scene.campaign.def().year(), &e.fact),
    );
    let named = r.unit.map(|ix| {
        format!(
            "{}: {what}",
            words::short_name_in(scene.campaign, ix, scene.lang())
        )
    });
    named.unwrap_or(what)
}

#[warn(clippy::wildcard_enum_match_arm)]
fn sign_of(scene: &Scene<'_>, r: &Recent) -> (&'static str, Style) {
    let state = match r.what {
        FactKind::ReportReceived | FactKind::ReportRecommended => State::Received,
        FactKind::ReportReturned => State::Returned,
        FactKind::ReportAccepted => State::Accepted,
        FactKind::ReportExempted => State::Exempt,
        FactKind::ReportAcknowledged
        | FactKind::ActivityAdded
        | FactKind::ActivityEdited
        | FactKind::ActivityDone
        | FactKind::ActivityCancelled => State::InProgress,
        FactKind::CampaignOpened
        | FactKind::CampaignAmended
        | FactKind::CampaignClosed
        | FactKind::ClockCorrected
        | FactKind::DeadlineExtended
        | FactKind::DocumentAttached
        | FactKind::ReportWithdrawn
        | FactKind::ReportNoted
        | FactKind::RecommendationRetracted
        | FactKind::FigureRecorded
        | FactKind::FigureWithdrawn
        | FactKind::ContactSet
        | FactKind::ContactLogged
        | FactKind::EvidenceAdded
        | FactKind::EvidenceEdited
        | FactKind::EvidenceRedacted
        | FactKind::FactRedacted
        | FactKind::Letter(_)
        | FactKind::Reminder(_)
        | FactKind::ExportMade
        | FactKind::CommandUndone => return (scene.look.glyphs.bullet, scene.style(Role::Dim)),
    };
    (scene.look.glyphs.state(state), scene.look.state(state))
}
