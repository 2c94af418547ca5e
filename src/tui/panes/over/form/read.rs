//! What can be wrong with what was typed into a field, and which tags a field takes.
//!
//! What is wrong is kept as a fact and told as a sentence only when it is drawn, so that it follows the language. The words
//! themselves are read by `crate::reading`, as on the command line.

use crate::core::goals::{Goals, id_order};
use crate::core::names::Lang;
use crate::core::time::{Date, Stamp};
use crate::output::words::figure_value;
use crate::reading;
use crate::text::{Arg, dates, numbers};
use crate::tui::paint;
use crate::tui::scene::Scene;

/// The most suggestions that are worth reading.
const MOST_NEAR: usize = 12;

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrong {
    /// Nothing in it.
    Missing,
    /// More than one file where one is meant.
    OneFile,
    /// A template that cannot be used; the sentence says why.
    Template(String),
    /// A template of which nobody waited to hear whether it can be used.
    GivenUp(String),
    /// Not a date.
    BadDate,
    /// Not the number of a document.
    BadDocument,
    /// A document from after it came in.
    Ahead(Date),
    /// Not a moment.
    BadWhen,
    /// It has not come yet.
    Future(Stamp),
    /// A due date before the return itself.
    Past(Date),
    /// Not after the last day that counts now.
    NotLater(Date),
    /// The last day lies before the first.
    Reversed(Date),
    /// Not a number.
    BadNumber,
    /// Not a whole number of people.
    BadWhole,
    /// It can be read as a whole number and as one with decimals.
    TwoNumbers(f64, f64),
    /// A day so far away that it is asked back.
    Far(Date),
    /// Outside what is possible.
    Bounds(f64, f64),
    /// Not an SDG or SDG target.
    UnknownSdg(String, Vec<String>),
    /// Not a goal or target of Connect 2030.
    UnknownGoal(String, Vec<String>),
    /// Not an e-mail address.
    BadMail,
    /// Not a telephone number.
    BadPhone,
    /// Entered so late that it needs a note.
    NeedsNote,
    /// Held, but its first day is still to come.
    NotBegun(Date),
    /// Not an activity.
    UnknownActivity,
    /// No extension that another could take the place of.
    NothingToReplace,
    /// Before the letter's own deadline.
    TooEarly(Date),
    /// Neither yes nor no.
    BadYesNo(String),
    /// Asked back: the value is unlike those of other provinces.
    Unusual(String, f64),
    /// So many values were pasted for which there is no field.
    NoRoom(usize),
    /// What was pasted names no figure: the first such name, and how many there are.
    NoSuchFigure(String, usize),
    /// What was pasted begins with this, which is no value and may be its heading; everything then stands a field too low.
    Heading(String),
    /// Asked back: the value on record will be taken back.
    TakesBack(String, f64),
    /// The letters typed into a choice begin no name among them.
    NoSuchChoice(String),
    /// Everything is as it was.
    Nothing,
}

impl Wrong {
    /// The sentence.
    pub fn say(&self, scene: &Scene<'_>) -> String {
        let with_date = |key: &str, d: Date| {
            scene
                .cat
                .tr_args(key, &[("date", dates::date_long(scene.cat, d).into())])
        };
        let lang = scene.lang();
        match self {
            Self::Missing => scene.tr("forms-wrong_missing").into_owned(),
            Self::OneFile => scene.tr("forms-wrong_one_file").into_owned(),
            Self::Template(why) => paint::clean(why).into_owned(),
            Self::GivenUp(file) => {
                let args = [("file", paint::clean(file).into_owned().into())];
                scene.cat.tr_args("forms-template_given_up", &args)
            }
            Self::BadDate => scene.tr("forms-wrong_date").into_owned(),
            Self::BadWhen => scene.tr("forms-wrong_when").into_owned(),
            Self::BadDocument => scene.tr("forms-wrong_document").into_owned(),
            Self::BadNumber => scene.tr("forms-wrong_number").into_owned(),
            Self::BadWhole => scene.tr("forms-wrong_whole").into_owned(),
            Self::BadMail => scene.tr("forms-wrong_mail").into_owned(),
            Self::BadPhone => scene.tr("forms-wrong_phone").into_owned(),
            Self::NeedsNote => scene.tr("forms-wrong_needs_note").into_owned(),
            Self::Nothing => scene.tr("forms-wrong_nothing").into_owned(),
            Self::NoSuchChoice(typed) => scene.cat.tr_args(
                "forms-wrong_choice",
                &[("typed", paint::clean(typed).into_owned().into())],
            ),
            Self::UnknownActivity => scene.tr("forms-wrong_activity").into_owned(),
            Self::NothingToReplace => scene.tr("forms-wrong_nothing_to_replace").into_owned(),
            Self::BadYesNo(typed) => scene.cat.tr_args(
                "forms-wrong_yes_no",
                &[("typed", paint::clean(typed).into_owned().into())],
            ),
            Self::NoRoom(n) => scene.cat.tr_args("forms-wrong_no_room", &[("n", (*n).into())]),
            Self::Heading(words) => scene.cat.tr_args(
                "forms-wrong_heading",
                &[("words", paint::clean(words).into_owned().into())],
            ),
            Self::NoSuchFigure(name, n) => scene.cat.tr_args(
                "forms-wrong_no_such_figure",
                &[
                    ("name", paint::clean(name).into_owned().into()),
                    ("n", (*n).into()),
                ],
            ),
            Self::Unusual(id, value) => {
                let Some(ind) = scene.campaign.def().indicator(id) else {
                    return numbers::plain(lang, *value);
                };
                scene.cat.tr_args(
                    "forms-doubt_unusual",
                    &[
                        ("value", figure_value(scene.cat, ind, *value).into()),
                        ("least", numbers::plain(lang, ind.soft_min).into()),
                        ("most", numbers::plain(lang, ind.soft_max).into()),
                    ],
                )
            }
            Self::TooEarly(d) => with_date("forms-wrong_too_early", *d),
            Self::TakesBack(id, value) => {
                let known = scene.campaign.def().indicator(id);
                let value = known.map_or_else(
                    || numbers::plain(lang, *value),
                    |ind| figure_value(scene.cat, ind, *value),
                );
                scene
                    .cat
                    .tr_args("forms-doubt_no_figure", &[("value", value.into())])
            }
            Self::Future(t) => {
                let time = dates::full_time(scene.zone(), *t);
                scene.cat.tr_args("forms-wrong_future", &[("time", time.into())])
            }
            Self::Past(d) => with_date("forms-wrong_past", *d),
            Self::Ahead(d) => with_date("forms-wrong_ahead", *d),
            Self::NotLater(d) => with_date("forms-wrong_not_later", *d),
            Self::Reversed(d) => with_date("forms-wrong_reversed", *d),
            Self::Far(d) => with_date("forms-wrong_far", *d),
            Self::TwoNumbers(whole, decimal) => {
                two_numbers(scene, "forms-wrong_two_numbers", *whole, *decimal)
            }
            Self::NotBegun(d) => with_date("forms-wrong_not_begun", *d),
            Self::Bounds(least, most) => scene.cat.tr_args(
                "forms-wrong_bounds",
                &[
                    ("least", numbers::plain(lang, *least).into()),
                    ("most", numbers::plain(lang, *most).into()),
                ],
            ),
            Self::UnknownSdg(word, near) => unknown(scene, "forms-wrong_sdg", word, near),
            Self::UnknownGoal(word, near) => unknown(scene, "forms-wrong_goal", word, near),
        }
    }
}

/// The sentence of a number that can be read in two ways, with the two ways of writing it that cannot.
pub(super) fn two_numbers(scene: &Scene<'_>, key: &str, whole: f64, decimal: f64) -> String {
    let (whole, decimal) = reading::numbers::two_ways(scene.lang(), whole, decimal);
    let args = [("whole", whole.into()), ("decimal", decimal.into())];
    scene.cat.tr_args(key, &args)
}

fn unknown(scene: &Scene<'_>, key: &str, word: &str, near: &[String]) -> String {
    let args: [(&str, Arg<'_>); 2] = [
        ("word", paint::clean(word).into_owned().into()),
        ("words", near.join(", ").into()),
    ];
    scene.cat.tr_args(key, &args)
}

/// Which tags a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tags {
    /// SDGs and their targets.
    Sdgs,
    /// Connect 2030 goals and targets.
    Goals,
}

impl Tags {
    /// Is it one?
    pub fn knows(self, goals: &Goals, id: &str) -> bool {
        match self {
            Self::Sdgs => goals.knows_sdg(id),
            Self::Goals => goals.knows_goal(id),
        }
    }

    /// The name of one.
    pub fn name(self, goals: &Goals, id: &str, lang: Lang) -> Option<String> {
        let top = id.split('.').next().unwrap_or(id);
        let text = match self {
            Self::Sdgs => match goals.ict_target(id) {
                Some(t) => &t.note,
                None => &goals.sdg(top.parse().ok()?)?.title,
            },
            Self::Goals => match goals.target(id) {
                Some(t) => &t.title,
                None => &goals.goal(id)?.title,
            },
        };
        Some(text.get(lang).to_owned())
    }

    /// Those that could have been meant: the targets under the same number, or else the numbers.
    pub fn near(self, goals: &Goals, word: &str) -> Vec<String> {
        let top = word.split('.').next().unwrap_or(word);
        let under = format!("{top}.");
        let (tops, targets): (Vec<String>, Vec<&str>) = match self {
            Self::Sdgs => (
                goals.sdgs.iter().map(|s| s.n.to_string()).collect(),
                goals.ict_targets.iter().map(|t| t.id.as_str()).collect(),
            ),
            Self::Goals => (
                goals.goals.iter().map(|g| g.id.clone()).collect(),
                goals.targets.iter().map(|t| t.id.as_str()).collect(),
            ),
        };
        let mut near: Vec<String> = targets
            .into_iter()
            .filter(|t| t.starts_with(&under))
            .map(str::to_owned)
            .collect();
        if near.is_empty() {
            near = match (tops.first(), tops.last()) {
                _ if tops.contains(&top.to_owned()) => vec![top.to_owned()],
                (Some(first), Some(last)) => vec![format!("{first}–{last}")],
                _ => Vec::new(),
            };
        }
        near.truncate(MOST_NEAR);
        near
    }

    /// All that have a name, in the order of their numbers.
    pub fn all(self, goals: &Goals) -> Vec<String> {
        let mut all: Vec<String> = match self {
            Self::Sdgs => {
                let tops = goals.sdgs.iter().map(|s| s.n.to_string());
                tops.chain(goals.ict_targets.iter().map(|t| t.id.clone()))
                    .collect()
            }
            Self::Goals => {
                let tops = goals.goals.iter().map(|g| g.id.clone());
                tops.chain(goals.targets.iter().map(|t| t.id.clone())).collect()
            }
        };
        all.sort_by_key(|id| id_order(id));
        all
    }

    /// What is wrong with a word that is none.
    pub fn unknown(self, goals: &Goals, word: &str) -> Wrong {
        let near = self.near(goals, word);
        match self {
            Self::Sdgs => Wrong::UnknownSdg(word.to_owned(), near),
            Self::Goals => Wrong::UnknownGoal(word.to_owned(), near),
        }
    }
}
