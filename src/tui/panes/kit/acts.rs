//! Activities that a filter finds, one rule for every place that lists them: by their own words (title, id, kind, unit, how
//! they are held and how far they are, who put them on record and what was noted); where no activity has them, by what is
//! told of their unit ([`super::told`]), as on the desk; of several things parted by commas any.

use crate::core::fact::ActivityStatus;
use crate::core::names::Lang;
use crate::core::particulars::Mode;
use crate::core::unit::Activity;
use crate::reading::units;
use crate::text::{Catalogue, Needle};
use crate::tui::panes::kit::told::Told;
use crate::tui::scene::{ActRef, Scene};

/// Everything that is written of an activity, names in both languages.
pub fn haystack(scene: &Scene<'_>, r: ActRef, a: &Activity) -> String {
    let (campaign, roster) = (scene.campaign, scene.campaign.roster());
    let kind = campaign.def().activity_kind(&a.details.kind);
    let (vi, en) = kind.map_or(("", ""), |k| (k.name.vi.as_str(), k.name.en.as_str()));
    // A sign that nobody types keeps one thing from running on into the next.
    [
        a.details.title.as_str(),
        a.id.as_str(),
        vi,
        en,
        roster.abbr(r.unit),
        roster.name(r.unit, Lang::Vi),
        roster.name(r.unit, Lang::En),
        a.actor.as_str(),
        &scene.cat.person(a.actor.as_str()),
        &a.note,
    ]
    .join(" | ")
}

/// Which of these are found. With each comes its haystack as [`crate::text::fold::folded`] has it, by which thousands are sorted out quickly.
pub fn found(scene: &Scene<'_>, needle: &Needle, rows: &[(ActRef, &str)]) -> Vec<ActRef> {
    let mut kept = one(scene, needle, rows);
    if !kept.contains(&true) {
        for each in needle.either() {
            let each = one(scene, &each, rows);
            kept = kept.iter().zip(each).map(|(had, has)| *had || has).collect();
        }
    }
    let kept = rows.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|((r, _), _)| *r).collect()
}

/// Those alone whose own words have all of it.
pub fn by_own_words(scene: &Scene<'_>, needle: &Needle, rows: &[(ActRef, &str)]) -> Vec<ActRef> {
    let kept = own(scene, &needle.words(), rows, &mut Vec::new());
    let kept = rows.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|((r, _), _)| *r).collect()
}

fn own(
    scene: &Scene<'_>,
    words: &[Needle],
    rows: &[(ActRef, &str)],
    stands: &mut Vec<(Stand, Vec<bool>)>,
) -> Vec<bool> {
    let fits = |(r, folded): &(ActRef, &str)| {
        let said = said(scene, words, *r, stands);
        let there = |(w, said): (&Needle, &bool)| *said || written(scene, w, *r, folded);
        words.iter().zip(&said).all(there)
    };
    rows.iter().map(fits).collect()
}

fn one(scene: &Scene<'_>, needle: &Needle, rows: &[(ActRef, &str)]) -> Vec<bool> {
    let words = needle.words();
    let mut stands = Vec::new();
    let own = own(scene, &words, rows, &mut stands);
    if own.contains(&true) {
        return own;
    }
    // The name of a unit, as letters write it.
    let meant = units::meant(scene.campaign.roster(), needle.typed());
    if !meant.is_empty() {
        return rows.iter().map(|(r, _)| meant.contains(&r.unit)).collect();
    }
    let mut told = Told::new(scene.campaign, scene.now, scene.cat, needle);
    rows.iter()
        .map(|(r, folded)| {
            let said = said(scene, &words, *r, &mut stands);
            told.fits(r.unit, |word| {
                let at = words.iter().position(|w| w == word);
                at.is_some_and(|i| said[i]) || written(scene, word, *r, folded)
            })
        })
        .collect()
}

/// Does the word stand in what is written of it?
fn written(scene: &Scene<'_>, word: &Needle, r: ActRef, folded: &str) -> bool {
    let there = |a| word.matches(&haystack(scene, r, a)).is_some();
    word.may_match(folded) && r.of(scene.campaign).is_some_and(there)
}

/// How far an activity is and how it is held, as far as words are made of it.
type Stand = (ActivityStatus, bool, Mode, bool);

/// Which of the words are said of an activity that stands so. Few stand differently.
fn said(scene: &Scene<'_>, words: &[Needle], r: ActRef, known: &mut Vec<(Stand, Vec<bool>)>) -> Vec<bool> {
    let Some(a) = r.of(scene.campaign) else {
        return vec![false; words.len()];
    };
    let today = scene.today();
    let stand = (
        a.status(today),
        a.is_overdue(today),
        a.details.mode,
        a.details.notable,
    );
    if let Some((_, said)) = known.iter().find(|(s, _)| *s == stand) {
        return said.clone();
    }
    let text = stand_words(scene.cat, stand);
    let said: Vec<bool> = words.iter().map(|w| w.begins_a_word(&text)).collect();
    known.push((stand, said.clone()));
    said
}

fn stand_words(cat: &Catalogue, (status, overdue, mode, notable): Stand) -> String {
    let mut keys = vec![
        format!("act_status-{}", status.id()),
        format!("mode-{}", mode.id()),
    ];
    keys.extend(overdue.then(|| "acts-overdue".to_owned()));
    keys.extend(notable.then(|| "sheet-notable".to_owned()));
    let words: Vec<_> = keys.iter().map(|k| cat.tr(k)).collect();
    words.join(" | ")
}
