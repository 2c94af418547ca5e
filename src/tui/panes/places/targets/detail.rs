//! What is told of the selected node.

use crate::core::goals::{Goals, Target};
use crate::output::words;
use crate::text::numbers;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::panes::places::targets::state::Row;
use crate::tui::panes::places::targets::tree::{Node, node_name};
use crate::tui::scene::{ActRef, Scene};
use crate::tui::theme::Role;

/// What is known of a node.
pub(super) fn detail(scene: &Scene<'_>, r: &Row, cells: u16) -> Vec<Line> {
    let goals = &scene.campaign.def().goals;
    let (id, title) = node_name(scene, &r.node);
    let text = scene.style(Role::Text);
    let head = format!("{id} {title}");
    // A target that does not name ICT has no title of ours.
    let untitled = matches!(r.node, Node::SdgTarget(_)) && title.is_empty();
    let head = if untitled { format!("SDG {id}") } else { head };
    let mut lines = list::wrapped(&head, cells, scene.style(Role::Title));
    let mut say = |words: &str, role: Role| lines.extend(list::wrapped(words, cells, scene.style(role)));
    match &r.node {
        Node::Goal(i) => {
            if let Some(g) = goals.goals.get(*i) {
                say(&clean(g.desc.get(scene.lang())), Role::Text);
                let sdgs: Vec<String> = g.sdgs.iter().map(u8::to_string).collect();
                say(&serves(scene, &sdgs, &g.sdg_basis), Role::Dim);
            }
        }
        Node::Target(i) => {
            if let Some(t) = goals.targets.get(*i) {
                say(&clean(t.desc.get(scene.lang())), Role::Text);
                say(&value(scene, t), Role::Goal);
                if !t.is_verified() {
                    say(&scene.tr("term-not_verified"), Role::Warn);
                }
                say(&serves(scene, &t.sdg_targets, &t.sdg_basis), Role::Dim);
            }
        }
        Node::Sdg(i) => {
            if let Some(s) = goals.sdgs.get(*i) {
                say(&clean(s.desc.get(scene.lang())), Role::Text);
                say(&served_by(scene, goals, &s.n.to_string()), Role::Dim);
            }
        }
        Node::SdgTarget(id) => {
            let named = goals.ict_target(id);
            let key = match named.map(|t| t.naming.as_str()) {
                Some("explicit") => "goals-names_ict",
                Some(_) => "goals-indicator_names_ict",
                None => "goals-names_no_ict",
            };
            say(&scene.tr(key), Role::Text);
            if let Some(indicator) = named.and_then(|t| t.indicator.as_ref()) {
                let indicator = clean(indicator).into_owned();
                say(
                    &scene.cat.tr_args("goals-indicator", &[("id", indicator.into())]),
                    Role::Dim,
                );
            }
            say(&served_by(scene, goals, id), Role::Dim);
        }
        Node::Act(a) => return activity(scene, *a, cells),
    }
    let args = [("n", r.count.into())];
    lines.push(vec![(scene.cat.tr_args("goals-activities", &args), text)]);
    lines
}

pub(super) fn activity(scene: &Scene<'_>, r: ActRef, cells: u16) -> Vec<Line> {
    let Some(a) = r.of(scene.campaign) else {
        return Vec::new();
    };
    let d = &a.details;
    let mut lines = list::wrapped(&clean(&d.title), cells, scene.style(Role::Title));
    let unit = words::name_in(scene.campaign, r.unit, scene.lang());
    let status = a.status(scene.today());
    let dot = format!(" {} ", scene.look.glyphs.dot);
    let told = [
        a.id.to_string(),
        unit,
        words::days_short(scene.campaign.def().year(), d.from, d.to),
        scene.tr(&format!("act_status-{}", status.id())).into_owned(),
    ];
    lines.extend(list::wrapped(&told.join(&dot), cells, scene.style(Role::Text)));
    if let Some(n) = d.reach {
        let n = numbers::whole(scene.lang(), i64::try_from(n).unwrap_or(i64::MAX));
        let told = scene.cat.tr_args("acts-reach", &[("n", n.into())]);
        lines.push(vec![(told, scene.style(Role::Text))]);
    }
    let tags = format!("SDG {}{dot}{}", d.sdgs.join(" "), d.goals.join(" "));
    lines.extend(list::wrapped(&clean(&tags), cells, scene.style(Role::Dim)));
    lines
}

/// `Đến năm 2023: ít nhất 65%`
pub(super) fn value(scene: &Scene<'_>, t: &Target) -> String {
    let amount = t.target_value.map_or_else(String::new, |v| {
        let n = numbers::plain(scene.lang(), v);
        match t.unit.as_str() {
            "percent" => format!("{n}%"),
            "percent of countries" => scene.cat.tr_args("goals-of_countries", &[("n", n.into())]),
            "percent of monthly income" => scene.cat.tr_args("goals-of_income", &[("n", n.into())]),
            _ => n,
        }
    });
    let key = match (t.direction.as_str(), t.measure.as_str()) {
        ("at_least", "relative_increase") => "goals-rise",
        ("at_least", "relative_reduction") => "goals-fall",
        ("at_least", "relative_improvement") => "goals-improve",
        ("at_least", _) => "goals-at_least",
        ("at_most", _) => "goals-at_most",
        ("all_countries", _) => "goals-all_countries",
        ("all_people", _) => "goals-all_people",
        ("parity", _) => "goals-parity",
        _ => "goals-increase",
    };
    let how = scene.cat.tr_args(key, &[("value", amount.into())]);
    let args = [("year", t.year.to_string().into()), ("how", how.into())];
    scene.cat.tr_args("goals-by_year", &args)
}

/// Which SDGs a goal or target serves, and on what ground we say so.
pub(super) fn serves(scene: &Scene<'_>, sdgs: &[String], basis: &str) -> String {
    let ground = match basis {
        "indicator-match" => "goals-basis_match",
        "indicator-near" => "goals-basis_near",
        _ => "goals-basis_own",
    };
    let args = [
        ("sdgs", clean(&sdgs.join(", ")).into_owned().into()),
        ("basis", scene.tr(ground).into_owned().into()),
    ];
    scene.cat.tr_args("goals-serves", &args)
}

pub(super) fn served_by(scene: &Scene<'_>, goals: &Goals, sdg: &str) -> String {
    let by = goals.serving(sdg);
    if by.is_empty() {
        return scene.tr("goals-served_by_none").into_owned();
    }
    let by = clean(&by.join(", ")).into_owned();
    scene.cat.tr_args("goals-served_by", &[("ids", by.into())])
}
