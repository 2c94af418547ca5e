//! Figures for programs: each with what stands behind it, in the words of `data/schemas/`.
//!
//! | source | as |
//! |---|---|
//! | a unit | `unit:01` |
//! | a version of its report | `version:01/2` |
//! | an activity | `activity:CBG-3` |
//! | a file of a unit | `file:01/<SHA-256>` |
//! | a letter | `letter:<SHA-256>` |
//! | the definition | `definition` |

use crate::core::campaign::Campaign;
use crate::core::dossier::{Count, Held, Made, National, Notable, Served, Shot};
use crate::core::hex::hex;
use crate::core::names::{ActivityId, Lang};
use crate::core::source::Source;
use crate::output::table::Value;

/// The stable name of a language.
fn lang_id(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

/// What a document was made from.
pub(in crate::output) fn made(made: &Made, lang: Lang) -> Value<'static> {
    Value::Fields(vec![
        ("at", made.zone.rfc3339_ms(made.at).into()),
        ("by_happening", made.by_happening.into()),
        (
            "head",
            Value::Fields(vec![
                ("seq", made.head.seq.into()),
                ("hash", hex(&made.head.hash).into()),
            ]),
        ),
        ("language", lang_id(lang).into()),
        ("definition", made.definition.clone().into()),
    ])
}

pub(in crate::output) fn sources(campaign: &Campaign, from: &[Source]) -> Value<'static> {
    let code = |ix| campaign.roster().code(ix).to_owned();
    let one = |source: &Source| match source {
        Source::Unit(ix) => format!("unit:{}", code(*ix)),
        Source::Version(ix, n) => format!("version:{}/{n}", code(*ix)),
        Source::Activity(id) => format!("activity:{id}"),
        Source::File(ix, sha256) => format!("file:{}/{sha256}", code(*ix)),
        Source::Letter(id) => format!("letter:{id}"),
        Source::Definition => "definition".to_owned(),
    };
    Value::List(from.iter().map(|s| one(s).into()).collect())
}

/// A figure and what was counted.
pub(in crate::output) fn count(campaign: &Campaign, count: &Count) -> Value<'static> {
    Value::Fields(vec![
        ("n", count.n.into()),
        ("from", sources(campaign, &count.from)),
    ])
}

fn held_fields(campaign: &Campaign, held: &Held) -> Vec<(&'static str, Value<'static>)> {
    vec![
        ("activities", count(campaign, &held.activities)),
        ("reach", count(campaign, &held.reach)),
        ("reach_unsaid", count(campaign, &held.unsaid)),
    ]
}

/// What was held, under names of its own in front.
pub(in crate::output) fn held<'a>(
    campaign: &Campaign,
    mut named: Vec<(&'static str, Value<'a>)>,
    held: &Held,
) -> Value<'a> {
    named.extend(held_fields(campaign, held));
    Value::Fields(named)
}

/// What was held for a goal or an SDG.
pub(in crate::output) fn served(campaign: &Campaign, served: &Served) -> Value<'static> {
    held(campaign, vec![("id", served.id.clone().into())], &served.held)
}

/// A national figure.
pub(in crate::output) fn national(campaign: &Campaign, n: &National) -> Value<'static> {
    let known = campaign.def().indicator(&n.indicator);
    let before = n
        .before
        .map(|b| Value::Fields(vec![("value", b.value.into()), ("units", b.units.into())]));
    Value::Fields(vec![
        ("indicator", n.indicator.clone().into()),
        ("unit", known.map(|i| i.unit.clone()).into()),
        ("how", n.how.id().into()),
        ("value", n.value.into()),
        ("units", n.units.into()),
        ("least", n.least.into()),
        ("most", n.most.into()),
        ("from", sources(campaign, &n.from)),
        ("before", before.unwrap_or(Value::Nothing)),
    ])
}

/// An activity worth naming.
pub(in crate::output) fn notable<'a>(campaign: &'a Campaign, n: &Notable) -> Value<'a> {
    let known = campaign.activity(n.id.as_str());
    Value::Fields(vec![
        ("activity", n.id.0.clone().into()),
        ("unit", campaign.roster().code(n.unit).into()),
        ("title", known.map(|(_, a)| a.details.title.as_str()).into()),
        ("marked", n.marked.into()),
        ("reach", n.reach.into()),
        ("serves", n.serves.into()),
    ])
}

/// A photo or a film, with what is said of it.
pub(in crate::output) fn shot<'a>(campaign: &'a Campaign, shot: &'a Shot) -> Value<'a> {
    let mut fields = vec![
        ("unit", campaign.roster().code(shot.unit).into()),
        ("sha256", shot.file.sha256.as_str().into()),
        ("name", shot.file.name.as_str().into()),
        ("size", shot.file.size.into()),
        ("media", shot.file.media.as_str().into()),
        ("activity", shot.activity.as_ref().map(ActivityId::as_str).into()),
        ("caption", shot.caption.as_str().into()),
        ("consent", shot.consent.id().into()),
    ];
    fields.extend(shot.seconds.map(|n| ("seconds", n.into())));
    Value::Fields(fields)
}
