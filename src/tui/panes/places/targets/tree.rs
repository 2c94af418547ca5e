//! The two trees: goals with their targets, SDGs with theirs.

use crate::core::campaign::Campaign;
use crate::core::goals::{Target, id_order};
use crate::text::Needle;
use crate::tui::paint::clean;
use crate::tui::scene::{ActRef, Scene};

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// A Connect 2030 goal, by its place.
    Goal(usize),
    /// A Connect 2030 target, by its place.
    Target(usize),
    /// An SDG, by its place.
    Sdg(usize),
    /// An SDG target.
    SdgTarget(String),
    /// An activity.
    Act(ActRef),
}

/// A node of the tree with what is under it, activities aside.
pub(super) struct Branch {
    pub(super) node: Node,
    pub(super) key: String,
    pub(super) hay: String,
    pub(super) count: u32,
    pub(super) kids: Vec<Branch>,
}

impl Branch {
    /// Do its own words have what was typed?
    pub(super) fn fits(&self, needle: &Needle) -> bool {
        needle.matches(&self.hay).is_some()
    }
}

pub(super) fn goal_key(id: &str) -> String {
    format!("c{id}")
}

pub(super) fn sdg_key(id: &str) -> String {
    format!("s{id}")
}

pub(super) fn connect(campaign: &Campaign) -> Vec<Branch> {
    let goals = &campaign.def().goals;
    let tags = campaign.tags();
    let target = |(i, t): (usize, &Target)| Branch {
        node: Node::Target(i),
        key: goal_key(&t.id),
        hay: format!("{} {} {}", t.id, t.title.vi, t.title.en),
        count: tags.goal(&t.id),
        kids: Vec::new(),
    };
    let goal = |(i, g): (usize, &crate::core::goals::Goal)| Branch {
        node: Node::Goal(i),
        key: goal_key(&g.id),
        hay: format!("{} {} {}", g.id, g.title.vi, g.title.en),
        count: tags.goal(&g.id),
        kids: goals
            .targets
            .iter()
            .enumerate()
            .filter(|(_, t)| t.goal() == g.id)
            .map(target)
            .collect(),
    };
    goals.goals.iter().enumerate().map(goal).collect()
}

pub(super) fn sdgs(campaign: &Campaign) -> Vec<Branch> {
    let goals = &campaign.def().goals;
    let tags = campaign.tags();
    let sdg = |(i, s): (usize, &crate::core::goals::Sdg)| {
        let head = format!("{}.", s.n);
        // Targets that name ICT, and those that an activity was tagged with all the same.
        let named = goals.ict_targets.iter().map(|t| t.id.as_str());
        let tagged = tags
            .sdgs
            .iter()
            .filter(|(_, n)| **n > 0)
            .map(|(id, _)| id.as_str());
        let mut ids: Vec<&str> = named.chain(tagged).filter(|id| id.starts_with(&head)).collect();
        ids.sort_by_key(|id| id_order(id));
        ids.dedup();
        let target = |id: &str| {
            let note = goals
                .ict_target(id)
                .map(|t| format!("{} {}", t.note.vi, t.note.en));
            Branch {
                node: Node::SdgTarget(id.to_owned()),
                key: sdg_key(id),
                hay: format!("{id} {}", note.unwrap_or_default()),
                count: tags.sdg(id),
                kids: Vec::new(),
            }
        };
        let n = s.n.to_string();
        Branch {
            node: Node::Sdg(i),
            key: sdg_key(&n),
            hay: format!("{n} {} {}", s.title.vi, s.title.en),
            count: tags.sdg(&n),
            kids: ids.into_iter().map(target).collect(),
        }
    };
    goals.sdgs.iter().enumerate().map(sdg).collect()
}

/// The id and the title of a node.
pub(super) fn node_name(scene: &Scene<'_>, node: &Node) -> (String, String) {
    let goals = &scene.campaign.def().goals;
    let lang = scene.lang();
    let (id, title) = match node {
        Node::Goal(i) => goals
            .goals
            .get(*i)
            .map(|g| (g.id.clone(), g.title.get(lang).to_owned())),
        Node::Target(i) => goals
            .targets
            .get(*i)
            .map(|t| (t.id.clone(), t.title.get(lang).to_owned())),
        Node::Sdg(i) => goals
            .sdgs
            .get(*i)
            .map(|s| (s.n.to_string(), s.title.get(lang).to_owned())),
        Node::SdgTarget(id) => {
            let note = goals.ict_target(id).map(|t| t.note.get(lang).to_owned());
            Some((id.clone(), note.unwrap_or_default()))
        }
        Node::Act(r) => r.of(scene.campaign).map(|a| {
            let label = clean(scene.campaign.label(r.unit)).into_owned();
            (label, clean(&a.details.title).into_owned())
        }),
    }
    .unwrap_or_default();
    (id, clean(&title).into_owned())
}
