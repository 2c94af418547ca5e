//! Activities worth naming, and the rule by which they were chosen.

use super::writer::{Part, Writer, clean, days};
use crate::core::campaign::expanded;
use crate::core::dossier::MOST;
use crate::core::source::Source;
use crate::paper::{Block, Item};

/// A list of them, and the rule in a note.
pub(in crate::output) fn notable(w: &mut Writer<'_>) -> Vec<Block> {
    let dossier = w.dossier;
    let items: Vec<Item> = dossier.notable.iter().filter_map(|n| item(w, n)).collect();
    if items.is_empty() {
        return vec![w.text("dossier-no_notable", Vec::new())];
    }
    let most = w.whole(MOST as u64);
    vec![
        Block::List(items),
        w.note("dossier-notable_rule", vec![("most", most.into())]),
    ]
}

fn item(w: &mut Writer<'_>, n: &crate::core::dossier::Notable) -> Option<Item> {
    let (_, a) = w.campaign.activity(n.id.as_str())?;
    let details = a.details.clone();
    let source = || vec![Source::Activity(n.id.clone())];
    let title = Part::Figure(clean(&details.title), source());
    let mut parts = vec![
        ("title", title),
        ("unit", w.unit(n.unit).into()),
        ("days", days(w.cat, details.from, details.to).into()),
    ];
    let key = match n.reach {
        None => "dossier-notable_one",
        Some(reach) => {
            parts.push(("reach", Part::Count(reach, source())));
            "dossier-notable_reach"
        }
    };
    let mut spans = w.sentence(key, parts);
    let serves = [
        ("dossier-serves_sdgs", expanded(&details.sdgs)),
        ("dossier-serves_goals", expanded(&details.goals)),
    ];
    for (key, ids) in serves.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        let ids: Vec<String> = ids.into_iter().map(clean).collect();
        spans.extend(w.sentence(key, vec![("ids", ids.join(", ").into())]));
    }
    Some(Item { spans })
}
