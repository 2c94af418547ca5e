//! The report of a unit, told in lines: where it stands and why, when it is due, what is in it. For its sheet and for the queue.

use ratatui::style::Style;

use crate::core::definition::{Part, PartKind, Review};
use crate::core::fact::EvidenceKind;
use crate::core::names::{Actor, UnitIx};
use crate::core::status::{Resubmit, State as Life, Timeliness};
use crate::core::time::Stamp;
use crate::output::words;
use crate::text::dates;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// Everything about the report, in as many lines as it takes; in little room only what is missing of its parts.
pub fn report(scene: &Scene<'_>, ix: UnitIx, cells: u16, rows: u16) -> Vec<Line> {
    let mut told = vec![state_line(scene, ix)];
    told.extend(received(scene, ix));
    told.push(due(scene, ix, true));
    told.extend(correction(scene, ix));
    let mut lines: Vec<Line> = told.into_iter().flat_map(|l| list::broken(l, cells)).collect();
    lines.extend(judgement(scene, ix, cells));
    lines.push(completeness(scene, ix));
    let used = lines.len();
    let parts = parts(scene, ix, false);
    let full = list::flow(indented(parts), cells, 2);
    if used + full.len() <= usize::from(rows) || scene.campaign.def().parts.len() <= 6 {
        lines.extend(full);
    } else {
        lines.extend(list::flow(indented(self::parts(scene, ix, true)), cells, 2));
    }
    lines.extend(reminded(scene, ix, cells));
    lines.extend(last_time(scene, ix, cells));
    lines.extend(about(scene, ix, cells));
    lines
}

/// How often the unit was reminded, and when last; nothing where it never was.
fn reminded(scene: &Scene<'_>, ix: UnitIx, cells: u16) -> Vec<Line> {
    let times = crate::output::reminders::last(scene.cat, scene.campaign, ix);
    if times.is_empty() {
        return Vec::new();
    }
    let words = scene.cat.tr_args("remind-reminded", &[("times", times.into())]);
    list::wrapped(&words, cells, scene.style(Role::Dim))
}

/// Lines that stand a cell further in.
pub fn indented(parts: Vec<Line>) -> Vec<Line> {
    let mut all = parts;
    for p in &mut all {
        p.insert(0, (" ".to_owned(), Style::new()));
    }
    all
}

/// `● Đã nhận · bản 2 · chưa duyệt`
pub fn state_line(scene: &Scene<'_>, ix: UnitIx) -> Line {
    let u = scene.campaign.unit(ix);
    let (sign, style, debt) = scene.sign(ix);
    let mut words = scene.tr(&format!("state-{}", u.state.id())).into_owned();
    let dot = scene.look.glyphs.dot;
    if let Some(v) = u.latest().filter(|_| u.state.has_report()) {
        let version = scene
            .cat
            .tr_args("words-version", &[("n", v.n.to_string().into())]);
        words = format!("{words} {dot} {version}");
    }
    let mut line = vec![(
        format!("{sign}{} ", if debt { scene.look.glyphs.debt } else { "" }),
        style,
    )];
    line.push((words, style));
    if u.state == Life::Received {
        let two_steps = scene.campaign.def().review == Review::TwoStep;
        let key = match scene.campaign.recommendation(ix) {
            Some(_) => "unit_line-recommended",
            None if u.newer_after_acceptance => "unit_line-newer_after_acceptance",
            None if two_steps => "unit_line-to_recommend",
            None => "unit_line-not_reviewed",
        };
        line.push((format!(" {dot} {}", scene.tr(key)), scene.style(Role::Warn)));
    }
    line
}

/// A moment, as it stands in a line: without the year of the campaign.
pub fn when(scene: &Scene<'_>, t: Stamp) -> String {
    dates::day_time(scene.campaign.def(), t)
}

/// When the first and the latest version came, and whether that was in time.
pub fn received(scene: &Scene<'_>, ix: UnitIx) -> Vec<Line> {
    let u = scene.campaign.unit(ix);
    let mut out = Vec::new();
    let text = scene.style(Role::Text);
    if let Some(first) = u.first() {
        let args = [("time", when(scene, first.at).into())];
        let told = scene.cat.tr_args("sheet-received", &args);
        let mut line = vec![(format!("{told}, "), text), timeliness(scene, ix)];
        if first.entered_later {
            line.push((
                format!(" ({})", scene.tr("term-entered_later")),
                scene.style(Role::Warn),
            ));
        }
        out.push(line);
        out.extend(document(scene, ix));
        if let Some(v) = u.latest().filter(|v| v.n != first.n) {
            let args = [
                ("version", v.n.to_string().into()),
                ("time", when(scene, v.at).into()),
            ];
            out.push(vec![(scene.cat.tr_args("sheet-latest", &args), text)]);
        }
    } else if let Some(t) = u.acknowledged {
        let args = [("time", when(scene, t).into())];
        out.push(vec![(scene.cat.tr_args("sheet-acknowledged", &args), text)]);
    }
    out
}

/// `Văn bản số 77/BC-STTTT ngày 26/05/2020`, of the latest version.
fn document(scene: &Scene<'_>, ix: UnitIx) -> Option<Line> {
    let symbol = &scene.campaign.unit(ix).latest()?.symbol;
    let told = [("document", words::symbol(scene.cat, symbol).into())];
    let line = || {
        (
            scene.cat.tr_args("sheet-document", &told),
            scene.style(Role::Text),
        )
    };
    (!symbol.is_empty()).then(|| vec![line()])
}

fn timeliness(scene: &Scene<'_>, ix: UnitIx) -> (String, Style) {
    let t = scene.campaign.timeliness(ix, scene.now);
    if t == Timeliness::OnTime && scene.campaign.on_time_by_later_extension(ix) {
        let words = scene.tr("unit_line-on_time_by_extension").into_owned();
        return (words, scene.style(Role::Warn));
    }
    if t == Timeliness::Pending && scene.campaign.is_expecting() {
        return (
            scene.tr("unit_line-expected").into_owned(),
            scene.style(Role::Text),
        );
    }
    let role = match t {
        Timeliness::Overdue => Role::Debt,
        Timeliness::Late => Role::Warn,
        Timeliness::OnTime => Role::Accepted,
        Timeliness::None | Timeliness::Pending => Role::Text,
    };
    (
        scene.tr(&format!("timeliness-{}", t.id())).into_owned(),
        scene.style(role),
    )
}

/// The unit's last day, and how far off it is while nothing has come.
pub fn due(scene: &Scene<'_>, ix: UnitIx, long: bool) -> Line {
    let campaign = scene.campaign;
    let cutoff = campaign.cutoff_of(ix);
    let last = campaign.def().last_day(cutoff);
    let date = if long {
        dates::date_long(scene.cat, last)
    } else {
        dates::date_in(campaign.def().year(), last)
    };
    let words = scene.cat.tr_args("sheet-due", &[("date", date.into())]);
    let mut line = vec![(words, scene.style(Role::Text))];
    if campaign
        .unit(ix)
        .extension
        .is_some_and(|(own, _)| own >= campaign.cutoff())
    {
        line.push((
            format!(" ({})", scene.tr("sheet-own_extension")),
            scene.style(Role::Warn),
        ));
    } else if campaign.extension().is_some() {
        line.push((
            format!(" ({})", scene.tr("term-extension")),
            scene.style(Role::Dim),
        ));
    }
    let owed = !campaign.is_expecting()
        && matches!(
            campaign.timeliness(ix, scene.now),
            Timeliness::Pending | Timeliness::Overdue
        );
    if owed {
        line.push((", ".to_owned(), scene.style(Role::Text)));
        line.push(distance(scene, cutoff));
    }
    line
}

/// `còn 7 ngày`, `quá 3 ngày`.
fn distance(scene: &Scene<'_>, end: Stamp) -> (String, Style) {
    let ms = end.0.saturating_sub(scene.now.0);
    let span = dates::span(scene.cat, ms.saturating_abs());
    let (key, role) = if ms > 0 {
        ("sheet-left", Role::Text)
    } else {
        ("sheet-past", Role::Debt)
    };
    (
        scene.cat.tr_args(key, &[("span", span.into())]),
        scene.style(role),
    )
}

/// Until when a better version is awaited.
pub fn correction(scene: &Scene<'_>, ix: UnitIx) -> Option<Line> {
    let u = scene.campaign.unit(ix);
    let due = u.due()?;
    let overdue = scene.campaign.resubmit(ix, scene.now) == Resubmit::Overdue;
    let role = if overdue { Role::Debt } else { Role::Returned };
    let args = [("date", dates::date_in(scene.campaign.def().year(), due).into())];
    let told = scene.cat.tr_args("sheet-correction", &args);
    Some(vec![
        (format!("{told}, "), scene.style(role)),
        distance(scene, scene.zone().end_of(due)),
    ])
}

/// Who recommended and judged the report (or excused the unit), when and why.
pub fn judgement(scene: &Scene<'_>, ix: UnitIx, cells: u16) -> Vec<Line> {
    let u = scene.campaign.unit(ix);
    let judged = match (u.exemption(), u.verdict()) {
        (Some(x), _) => Some(("sheet-exempted", x.at, &x.actor, &x.reason)),
        (None, Some(v)) if v.due.is_some() => Some(("sheet-returned", v.at, &v.actor, &v.note)),
        (None, Some(v)) => Some(("sheet-accepted", v.at, &v.actor, &v.note)),
        (None, None) => None,
    };
    let first = u.recommendation().filter(|_| u.exemption().is_none());
    let first = first.map(|r| ("sheet-recommended", r.at, &r.actor, &r.note));
    let chain = first.into_iter().chain(judged);
    chain.flat_map(|link| told(scene, link, cells)).collect()
}

/// `lan duyệt 28/05 14:03`, and below it what was written with it.
fn told(scene: &Scene<'_>, (key, at, actor, why): (&str, Stamp, &Actor, &String), cells: u16) -> Vec<Line> {
    let args = [
        ("who", scene.cat.person_titled(actor.as_str()).into()),
        ("time", when(scene, at).into()),
    ];
    let mut out = list::wrapped(&scene.cat.tr_args(key, &args), cells, scene.style(Role::Text));
    if !why.trim().is_empty() {
        let quoted = format!("“{}”", clean(why));
        out.extend(list::wrapped(&quoted, cells, scene.style(Role::Text)));
    }
    out
}

/// `Còn thiếu 2 phần bắt buộc`, or that none is.
pub fn completeness(scene: &Scene<'_>, ix: UnitIx) -> Line {
    let def = scene.campaign.def();
    let u = scene.campaign.unit(ix);
    let total = def.parts.iter().filter(|p| p.required).count();
    let missing = u.missing(def).len();
    let args = [("missing", missing.into()), ("total", total.to_string().into())];
    let role = if missing == 0 { Role::Accepted } else { Role::Text };
    vec![(scene.cat.tr_args("sheet-complete", &args), scene.style(role))]
}

/// The parts of a report: there, optional and not there, or required and missing.
pub fn parts(scene: &Scene<'_>, ix: UnitIx, missing_only: bool) -> Vec<Line> {
    let def = scene.campaign.def();
    let u = scene.campaign.unit(ix);
    let g = &scene.look.glyphs;
    let sign = |p: &Part| match (u.has_part(p), u.misses(p)) {
        (true, _) => (g.state(Life::Accepted), scene.style(Role::Accepted)),
        (false, true) if scene.campaign.is_expecting() => (g.state(Life::Awaiting), scene.style(Role::Text)),
        (false, true) => (
            g.activity(crate::core::fact::ActivityStatus::Cancelled),
            scene.style(Role::Debt),
        ),
        (false, false) => (g.state(Life::Exempt), scene.style(Role::Dim)),
    };
    let shown = |p: &&Part| !missing_only || u.misses(p);
    def.parts
        .iter()
        .filter(shown)
        .map(|p| {
            let (sign, style) = sign(p);
            let n = match p.kind {
                PartKind::Document => u.evidence_count(EvidenceKind::Document),
                PartKind::Photo => u.evidence_count(EvidenceKind::Photo),
                PartKind::Video => u.evidence_count(EvidenceKind::Video),
                PartKind::Text | PartKind::Figure => 0,
            };
            let name = clean(p.name.get(scene.lang()));
            let words = if n > 0 {
                format!("{name} ({n})")
            } else {
                name.into_owned()
            };
            let role = if u.has_part(p) || u.misses(p) {
                Role::Text
            } else {
                Role::Dim
            };
            vec![(format!("{sign} "), style), (words, scene.style(role))]
        })
        .collect()
}

/// How the unit, or each that it was formed from, did the last time.
fn last_time(scene: &Scene<'_>, ix: UnitIx, cells: u16) -> Vec<Line> {
    let code = scene.campaign.roster().code(ix);
    let told = scene
        .last_time
        .map(|l| l.lines(scene.cat, code))
        .unwrap_or_default();
    told.iter()
        .flat_map(|t| list::wrapped(t, cells, scene.style(Role::Text)))
        .collect()
}

/// Seat, lineage, and how far letters and codes can be trusted.
fn about(scene: &Scene<'_>, ix: UnitIx, cells: u16) -> Vec<Line> {
    let roster = scene.campaign.roster();
    let mut told: Vec<String> = Vec::new();
    let seat = roster.seat(ix);
    if !seat.is_empty() {
        let seat = clean(seat).into_owned();
        told.push(scene.cat.tr_args("sheet-seat", &[("seat", seat.into())]));
    }
    if roster.abbr_invented(ix) {
        let abbr = clean(roster.abbr(ix)).into_owned();
        told.push(scene.cat.tr_args("sheet-abbr_invented", &[("abbr", abbr.into())]));
    }
    let iso = roster.iso(ix);
    if !iso.is_empty() {
        told.push(match roster.iso_status(ix) {
            "" => format!("ISO 3166-2: {}", clean(iso)),
            "code of the former namesake" => {
                let iso = clean(iso).into_owned();
                scene.cat.tr_args("sheet-iso_namesake", &[("iso", iso.into())])
            }
            other => format!("{} ({})", clean(iso), clean(other)),
        });
    }
    let from = roster.formed_from(ix);
    if !from.is_empty() {
        let codes = clean(&from.join(", ")).into_owned();
        told.push(scene.cat.tr_args("sheet-formed_from", &[("codes", codes.into())]));
    }
    told.iter()
        .flat_map(|t| list::wrapped(t, cells, scene.style(Role::Dim)))
        .collect()
}
