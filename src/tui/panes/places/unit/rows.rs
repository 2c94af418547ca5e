//! One row of each list of a sheet.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::core::fact::Via;
use crate::core::names::UnitIx;
use crate::core::particulars::{Consent, FileNote};
use crate::core::unit::{Entry, Evidence, UnitState};
use crate::output::{description, evidence as files, words};
use crate::text::{dates, numbers};
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::held;
use crate::tui::panes::kit::list::{self, col, grow};
use crate::tui::panes::kit::report::when;
use crate::tui::panes::places::unit::lists::call;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

#[derive(Clone, Copy)]
pub(super) enum Act {
    Sign,
    Mark,
    Days,
    Id,
    Title,
    Reach,
    Tags,
}

pub(super) fn activity(scene: &Scene<'_>, u: &UnitState, at: usize, row: Rect, buf: &mut Buffer) {
    let Some(a) = u.activities.get(at) else { return };
    let year = scene.campaign.def().year();
    let alike = u.activities.iter().all(|a| a.details.from.year() == year);
    let days = if alike { 5 } else { 10 };
    let cols = [
        col(Act::Sign, 2, 0),
        col(Act::Days, days, 0),
        col(Act::Id, 7, 3),
        grow(Act::Title, 14, 0),
        col(Act::Reach, 7, 2),
        col(Act::Tags, 10, 1),
        col(Act::Mark, 1, 0),
    ];
    let overdue = a.is_overdue(scene.today());
    let status = a.status(scene.today());
    let style = if overdue {
        scene.style(Role::Debt)
    } else {
        scene.look.activity(status)
    };
    let dim = scene.style(Role::Dim);
    let text = if a.counts() { scene.style(Role::Text) } else { dim };
    for c in list::columns(row.width, &cols) {
        match c.id {
            Act::Sign => {
                let debt = if overdue { scene.look.glyphs.debt } else { "" };
                let sign = format!("{}{debt}", scene.look.glyphs.activity(status));
                list::cell(buf, row, c, &sign, style);
            }
            Act::Days => list::cell(buf, row, c, &dates::date_in(year, a.details.from), dim),
            Act::Id => list::cell(buf, row, c, a.id.as_str(), dim),
            Act::Title if a.details.notable => {
                let title = format!("{} ({})", clean(&a.details.title), scene.tr("sheet-notable"));
                list::cell(buf, row, c, &title, text);
            }
            Act::Title => list::cell(buf, row, c, &clean(&a.details.title), text),
            Act::Reach => {
                let reach = a.details.reach.map(|n| numbers::whole(scene.lang(), n as i64));
                list::number(buf, row, c, &reach.unwrap_or_default(), text);
            }
            Act::Tags if a.details.sdgs.is_empty() => {}
            Act::Tags => {
                let sdgs = format!("SDG {}", a.details.sdgs.join(" "));
                list::cell(buf, row, c, &sdgs, scene.style(Role::Sdg));
            }
            Act::Mark if scene.act_marks.contains(&a.id) => {
                list::cell(buf, row, c, scene.look.glyphs.mark, scene.style(Role::Marked));
            }
            Act::Mark => {}
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum Ev {
    Kind,
    Name,
    Size,
    Hash,
    From,
    By,
    At,
}

pub(super) fn evidence(scene: &Scene<'_>, u: &UnitState, at: usize, row: Rect, buf: &mut Buffer) {
    let Some(e) = u.evidence.get(at) else { return };
    let mut cols = vec![
        col(Ev::Kind, 9, 2),
        grow(Ev::Name, 14, 0),
        col(Ev::Size, 8, 0),
        col(Ev::Hash, 9, 1),
        col(Ev::From, 8, 3),
        col(Ev::By, 12, 4),
        col(
            Ev::At,
            list::moment_cells(scene, u.evidence.recent().iter().map(|e| e.at)),
            5,
        ),
    ];
    // Where something is said of files, that has the room.
    if !u.file_notes.is_empty() {
        cols.retain(|c| !matches!(c.id, Ev::Hash | Ev::By | Ev::At));
    }
    let dim = scene.style(Role::Dim);
    let style = if e.stands() {
        scene.style(Role::Text)
    } else {
        dim.add_modifier(Modifier::CROSSED_OUT)
    };
    for c in list::columns(row.width, &cols) {
        match c.id {
            Ev::Kind => {
                let kind = words::file_kind(scene.cat, &e.file);
                list::cell(buf, row, c, &kind, dim);
            }
            Ev::Name => {
                let note = u.file_notes.of(&e.file.sha256);
                evidence_name(scene, (e, note), c, row, style, buf);
            }
            Ev::Size => list::number(buf, row, c, &numbers::size(scene.lang(), e.file.size), dim),
            Ev::Hash => {
                let head: String = e.file.sha256.as_str().chars().take(8).collect();
                list::cell(buf, row, c, &head, dim);
            }
            Ev::From => {
                let from = files::belongs_to(scene.cat, e);
                list::cell(buf, row, c, &clean(&from), dim);
            }
            Ev::By if scene.unit.is_some_and(|ix| held::by_mail(scene, ix, e)) => {
                list::cell(buf, row, c, &words::via(scene.cat, Via::Mail), dim);
            }
            Ev::By => list::cell(buf, row, c, &scene.cat.person(e.actor.as_str()), dim),
            Ev::At => list::cell(buf, row, c, &when(scene, e.at), dim),
        }
    }
}

pub(super) fn evidence_name(
    scene: &Scene<'_>,
    (e, note): (&Evidence, Option<&FileNote>),
    c: list::Placed<Ev>,
    row: Rect,
    style: Style,
    buf: &mut Buffer,
) {
    let Some(why) = &e.redacted else {
        let consent = match note.map(|n| n.consent) {
            Some(told @ (Consent::Yes | Consent::No)) => {
                let told = scene.tr(&format!("consent-{}", told.id()));
                scene.cat.tr_args("sheet-consent", &[("consent", told.into())])
            }
            Some(Consent::NotAsked) | None => String::new(),
        };
        let caption = note.map_or("", |n| n.caption.as_str());
        let said = [clean(caption).into_owned(), consent];
        let said: Vec<&str> = said
            .iter()
            .map(String::as_str)
            .filter(|s| !s.is_empty())
            .collect();
        let x = paint::text(buf, row.x + c.x, row.y, c.cells, &clean(&e.file.name), style);
        let left = (row.x + c.x + c.cells).saturating_sub(x);
        if !said.is_empty() {
            let said = format!(" {} {}", scene.look.glyphs.dot, said.join(", "));
            paint::text(buf, x, row.y, left, &said, scene.style(Role::Dim));
        }
        return;
    };
    let told = format!("{}: {} – ", scene.tr("words-redacted"), clean(why));
    let x = paint::text(buf, row.x + c.x, row.y, c.cells, &told, scene.style(Role::Warn));
    let left = (row.x + c.x + c.cells).saturating_sub(x);
    paint::text(buf, x, row.y, left, &clean(&e.file.name), style);
}

/// People first, then calls and visits.
pub(super) fn contact(scene: &Scene<'_>, u: &UnitState, at: usize, row: Rect, buf: &mut Buffer) {
    let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    if let Some(c) = u.contacts.get(at) {
        let how: Vec<String> = [&c.phone, &c.mail, &c.title]
            .into_iter()
            .filter(|s| !s.is_empty())
            .map(|s| clean(s).into_owned())
            .collect();
        let name = format!("{} ", clean(&c.name));
        let bullet = format!("{} ", scene.look.glyphs.bullet);
        let how = how.join(&format!(" {} ", scene.look.glyphs.dot));
        paint::pieces(
            buf,
            row.x,
            row.y,
            row.width,
            &[(&bullet, dim), (&name, scene.style(Role::Title)), (&how, text)],
        );
    } else if let Some(c) = call(u, at) {
        let how = format!(" {}: ", scene.tr(&format!("how-{}", c.how.id())));
        let who = format!(" ({})", scene.cat.person(c.actor.as_str()));
        paint::pieces(
            buf,
            row.x,
            row.y,
            row.width,
            &[
                (&when(scene, c.at), dim),
                (&how, dim),
                (&clean(&c.note), text),
                (&who, dim),
            ],
        );
    }
}

pub(super) fn history(scene: &Scene<'_>, ix: UnitIx, e: &Entry, row: Rect, buf: &mut Buffer) {
    let all = scene.campaign.unit(ix).log().iter().chain([e]);
    let cols = [
        col(0, list::moment_cells(scene, all.map(|e| e.at)), 0),
        col(1, 1, 0),
        grow(2, 31, 0),
        col(3, 14, 3),
        col(4, 9, 2),
    ];
    let dim = scene.style(Role::Dim);
    let (sign, style) = list::fact_sign(&e.fact, scene.look);
    let words_style = if e.void {
        dim.add_modifier(Modifier::CROSSED_OUT)
    } else {
        scene.style(Role::Text)
    };
    for c in list::columns(row.width, &cols) {
        match c.id {
            0 => list::cell(buf, row, c, &when(scene, e.at), dim),
            1 => list::cell(buf, row, c, sign, if e.void { dim } else { style }),
            2 => {
                let told = words::entry(scene.cat, scene.campaign, e, Some(ix));
                list::cell(buf, row, c, &told, words_style);
            }
            3 => list::cell(buf, row, c, &words::via(scene.cat, e.via), dim),
            _ => list::cell(buf, row, c, &scene.cat.person(e.actor.as_str()), dim),
        }
    }
}

/// A unit below: its sign, its name, and where its report stands.
pub(super) fn below(scene: &Scene<'_>, ix: UnitIx, row: Rect, buf: &mut Buffer) {
    let (sign, style, debt) = scene.sign(ix);
    let sign = format!("{sign}{}", if debt { scene.look.glyphs.debt } else { " " });
    let roster = scene.campaign.roster();
    for c in list::columns(
        row.width,
        &[col(0u8, 2, 0), col(1, 7, 2), grow(2, 16, 0), grow(3, 20, 1)],
    ) {
        match c.id {
            0 => list::cell(buf, row, c, &sign, style),
            1 => list::cell(
                buf,
                row,
                c,
                &clean(scene.campaign.label(ix)),
                scene.style(Role::Dim),
            ),
            2 => list::cell(
                buf,
                row,
                c,
                &clean(roster.name(ix, scene.lang())),
                scene.style(Role::Text),
            ),
            _ => {
                let told = description::unit_words(scene.cat, scene.campaign, ix, scene.now);
                list::cell(buf, row, c, &told, style);
            }
        }
    }
}
