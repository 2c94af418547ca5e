//! What people type as dates, times, numbers and tags, and what can be wrong with it.
//!
//! Reading is generous: `04/06`, `4.6.20`, `2020-06-04` and `+5` are dates, `9h30` is a time. What is wrong is kept as a
//! fact and told as a sentence only when it is drawn, so that it follows the language.

use chrono::{Datelike, Days, NaiveTime};

use crate::core::goals::Goals;
use crate::core::names::Lang;
use crate::core::time::{Date, Stamp, Zone};
use crate::text::{Arg, dates, numbers};
use crate::tui::paint;
use crate::tui::scene::Scene;

/// The most suggestions that are worth reading.
const MOST_NEAR: usize = 12;
/// The most days that `+N` goes ahead.
const FAR: u64 = 3_660;

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrong {
    /// Nothing in it.
    Missing,
    /// Not a date.
    BadDate,
    /// Not a moment.
    BadWhen,
    /// It has not come yet.
    Future(Stamp),
    /// A due date that has passed.
    Past(Date),
    /// Not after the last day that counts now.
    NotLater(Date),
    /// The last day lies before the first.
    Reversed(Date),
    /// Not a number.
    BadNumber,
    /// Not a whole number of people.
    BadWhole,
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
            Self::BadDate => scene.tr("forms-wrong_date").into_owned(),
            Self::BadWhen => scene.tr("forms-wrong_when").into_owned(),
            Self::BadNumber => scene.tr("forms-wrong_number").into_owned(),
            Self::BadWhole => scene.tr("forms-wrong_whole").into_owned(),
            Self::BadMail => scene.tr("forms-wrong_mail").into_owned(),
            Self::BadPhone => scene.tr("forms-wrong_phone").into_owned(),
            Self::NeedsNote => scene.tr("forms-wrong_needs_note").into_owned(),
            Self::Nothing => scene.tr("forms-wrong_nothing").into_owned(),
            Self::UnknownActivity => scene.tr("forms-wrong_activity").into_owned(),
            Self::Future(t) => {
                let time = dates::full_time(scene.zone(), *t);
                scene.cat.tr_args("forms-wrong_future", &[("time", time.into())])
            }
            Self::Past(d) => with_date("forms-wrong_past", *d),
            Self::NotLater(d) => with_date("forms-wrong_not_later", *d),
            Self::Reversed(d) => with_date("forms-wrong_reversed", *d),
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

fn unknown(scene: &Scene<'_>, key: &str, word: &str, near: &[String]) -> String {
    let args: [(&str, Arg<'_>); 2] = [
        ("word", paint::clean(word).into_owned().into()),
        ("words", near.join(", ").into()),
    ];
    scene.cat.tr_args(key, &args)
}

/// A day: `2020-06-04`, `04/06/2020`, `4.6.20`, `04/06` (in `year`), `+5` (days from `today`).
pub fn date(typed: &str, today: Date, year: i32) -> Option<Date> {
    let typed = typed.trim();
    if let Some(days) = typed.strip_prefix('+') {
        let days = days.trim().parse().ok().filter(|n| *n <= FAR)?;
        return today.checked_add_days(Days::new(days));
    }
    let parts: Vec<&str> = typed.split(['/', '-', '.']).map(str::trim).collect();
    let number = |s: &str| {
        let digits = (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| s.parse::<u32>().ok()).flatten()
    };
    let of = |y: &str, m: &str, d: &str| {
        let year = number(y)? as i32;
        let year = if y.len() == 2 { year + 2000 } else { year };
        Date::from_ymd_opt(year, number(m)?, number(d)?)
    };
    let day = match parts.as_slice() {
        [d, m] => Date::from_ymd_opt(year, number(m)?, number(d)?),
        [y, m, d] if y.len() == 4 => of(y, m, d),
        [d, m, y] => of(y, m, d),
        _ => None,
    };
    day.filter(|d| (2000..2100).contains(&d.year()))
}

/// A moment: `28/05 14:03`, `14:03` or `9h30` (today), a day alone (its first instant), or RFC 3339.
pub fn when(typed: &str, zone: Zone, today: Date, year: i32) -> Option<Stamp> {
    let typed = typed.trim();
    if let Some(t) = Stamp::parse_rfc3339(typed) {
        return Some(t).filter(|t| (2000..2100).contains(&zone.date(*t).year()));
    }
    let words: Vec<&str> = typed.split([' ', 'T', ',']).filter(|w| !w.is_empty()).collect();
    let (day, time) = match words.as_slice() {
        [one] => match clock(one) {
            Some(time) => (today, time),
            None => (date(one, today, year)?, NaiveTime::MIN),
        },
        [first, second] => match clock(first) {
            Some(time) => (date(second, today, year)?, time),
            None => (date(first, today, year)?, clock(second)?),
        },
        _ => return None,
    };
    Some(zone.instant(day.and_time(time)))
}

/// `14:03`, `14:03:20`, `9h30`, `9h`.
fn clock(typed: &str) -> Option<NaiveTime> {
    let parts: Vec<&str> = typed.split([':', 'h', 'H', 'g']).collect();
    let number = |s: &str| {
        let digits = (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| s.parse::<u32>().ok()).flatten()
    };
    match parts.as_slice() {
        [h, ""] if !typed.ends_with(':') => NaiveTime::from_hms_opt(number(h)?, 0, 0),
        [h, m] => NaiveTime::from_hms_opt(number(h)?, number(m)?, 0),
        [h, m, s] => NaiveTime::from_hms_opt(number(h)?, number(m)?, number(s)?),
        _ => None,
    }
}

/// A number of people.
pub fn whole(lang: Lang, typed: &str) -> Option<u64> {
    let n = numbers::parse(lang, typed)?;
    (n.fract() == 0.0 && (0.0..1e12).contains(&n)).then_some(n as u64)
}

/// Tags as typed, in order, each once. Letters are small: `9.C` is `9.c`.
pub fn tags(typed: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in typed.split([',', ';', ' ', '\n']).filter(|w| !w.is_empty()) {
        let word = word.trim_end_matches('.').to_lowercase();
        if !word.is_empty() && !out.contains(&word) {
            out.push(word);
        }
    }
    out
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

    /// The tags as typed, or the first that is none.
    pub fn read(self, goals: &Goals, typed: &str) -> Result<Vec<String>, Wrong> {
        let all = tags(typed);
        match all.iter().find(|t| !self.knows(goals, t)) {
            None => Ok(all),
            Some(word) => {
                let near = self.near(goals, word);
                Err(match self {
                    Self::Sdgs => Wrong::UnknownSdg(word.clone(), near),
                    Self::Goals => Wrong::UnknownGoal(word.clone(), near),
                })
            }
        }
    }
}

/// Could mail be sent there?
pub fn is_mail(typed: &str) -> bool {
    let (name, host) = typed.split_once('@').unwrap_or_default();
    let plain =
        !typed.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ','));
    plain && !name.is_empty() && host.contains('.') && !host.contains('@') && !host.ends_with('.')
}

/// Could one call there?
pub fn is_phone(typed: &str) -> bool {
    typed.chars().filter(char::is_ascii_digit).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_type_them() {
        let today = Date::from_ymd_opt(2020, 5, 28).expect("a day");
        for (typed, expected) in [
            ("2020-06-04", Some("2020-06-04")),
            ("04/06/2020", Some("2020-06-04")),
            ("4/6/20", Some("2020-06-04")),
            ("4.6.2020", Some("2020-06-04")),
            (" 04/06 ", Some("2020-06-04")),
            ("4-6", Some("2020-06-04")),
            ("+5", Some("2020-06-02")),
            ("+0", Some("2020-05-28")),
            ("+999999999999999999999", None),
            ("+-1", None),
            ("31/02", None),
            ("4/6/0020", None),
            ("4/6/3020", None),
            ("", None),
            ("/", None),
            ("hôm nay", None),
            ("1/2/3/4", None),
        ] {
            let got = date(typed, today, 2020).map(|d| d.to_string());
            assert_eq!(got.as_deref(), expected, "{typed:?}");
        }
    }

    #[test]
    fn moments_as_people_type_them() {
        let today = Date::from_ymd_opt(2020, 5, 28).expect("a day");
        let zone = Zone::default();
        for (typed, expected) in [
            ("27/05 14:03", Some("2020-05-27T14:03:00+07:00")),
            ("14:03 27/05/2020", Some("2020-05-27T14:03:00+07:00")),
            ("2020-05-27T14:03", Some("2020-05-27T14:03:00+07:00")),
            ("2020-05-27T14:03:09Z", Some("2020-05-27T21:03:09+07:00")),
            ("14:03", Some("2020-05-28T14:03:00+07:00")),
            ("9h30", Some("2020-05-28T09:30:00+07:00")),
            ("9h", Some("2020-05-28T09:00:00+07:00")),
            ("27/05", Some("2020-05-27T00:00:00+07:00")),
            ("9:", None),
            ("25:00", None),
            ("27/05 2020 9h", None),
            ("1820-05-27T14:03:09Z", None),
            ("", None),
        ] {
            let got = when(typed, zone, today, 2020).map(|t| zone.rfc3339(t));
            assert_eq!(got.as_deref(), expected, "{typed:?}");
        }
    }

    #[test]
    fn tags_mail_and_people() {
        assert_eq!(tags("9, 9.C;17  9 ."), ["9", "9.c", "17"]);
        assert!(is_mail("a@stttt.hanoi.gov.vn"));
        for bad in ["a", "a@", "@b.vn", "a@b", "a b@c.vn", "a@b@c.vn", "A <a@b.vn>"] {
            assert!(!is_mail(bad), "{bad}");
        }
        assert!(is_phone("(024) 3943 5602, máy lẻ 12") && !is_phone("chưa có"));
        assert_eq!(whole(Lang::Vi, "1.234"), Some(1234));
        assert_eq!(whole(Lang::En, "1.5"), None);
        assert_eq!(whole(Lang::Vi, "-3"), None);
    }
}
