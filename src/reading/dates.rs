//! Days and moments as people type them, for every door: `04/06`, `4.6.20`, `2020-06-04` and `+5` are days, `9h30` is a
//! time. Two digits of a year mean 20xx. It must never know what the day is for.

use chrono::{Datelike, Days, NaiveTime};

use crate::core::time::{Date, Stamp, YEARS, Zone, number, parse_date, whole_day};

/// The most days that `+N` goes ahead.
const FAR: u32 = 3_660;

/// A day: `2020-06-04`, `04/06/2020`, `4.6.20`, `04/06` (in `year`; no day where none is known), `+5` (days from
/// `today`). A year outside [`YEARS`] is a slip of the finger: no day.
pub fn date(typed: &str, today: Date, year: impl Into<Option<i32>>) -> Option<Date> {
    any_date(typed, today, year.into()).filter(|d| YEARS.contains(&d.year()))
}

fn any_date(typed: &str, today: Date, year: Option<i32>) -> Option<Date> {
    let typed = typed.trim();
    if let Some(days) = typed.strip_prefix('+') {
        let days = number(days.trim()).filter(|n| *n <= FAR)?;
        return today.checked_add_days(Days::new(days.into()));
    }
    let parts: Vec<&str> = typed.split(['/', '-', '.']).map(str::trim).collect();
    match parts.as_slice() {
        [d, m] if d.len() <= 2 && m.len() <= 2 => Date::from_ymd_opt(year?, number(m)?, number(d)?),
        _ => whole_day(typed),
    }
}

/// What was typed for a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Day and time.
    At(Stamp),
    /// A day alone.
    Day(Date),
}

impl Moment {
    /// A day alone is its first instant.
    pub fn first(self, zone: Zone) -> Stamp {
        match self {
            Self::At(t) => t,
            Self::Day(d) => zone.midnight(d),
        }
    }

    /// A day alone is its last instant: all that happened on it has happened.
    pub fn last(self, zone: Zone) -> Stamp {
        match self {
            Self::At(t) => t,
            Self::Day(d) => zone.end_of(d).plus(-1),
        }
    }
}

/// A moment that the clock is set to, which nothing that it could lean on is known for: RFC 3339 with its offset, or a
/// whole day.
pub fn clock_moment(typed: &str) -> Option<Moment> {
    let typed = typed.trim();
    let of = |t: Stamp| YEARS.contains(&Zone(0).date(t).year()).then_some(Moment::At(t));
    Stamp::parse_rfc3339(typed).map_or_else(|| parse_date(typed).map(Moment::Day), of)
}

/// A moment: `28/05 14:03`, `14:03` or `9h30` (today), a day alone (its first instant), or RFC 3339. It may lie in any
/// year: whether something can have happened then is for the rules to say.
pub fn when(typed: &str, zone: Zone, today: Date, year: impl Into<Option<i32>>) -> Option<Stamp> {
    moment(typed, zone, today, year.into()).map(|m| m.first(zone))
}

fn moment(typed: &str, zone: Zone, today: Date, year: Option<i32>) -> Option<Moment> {
    let typed = typed.trim();
    if let Some(t) = Stamp::parse_rfc3339(typed) {
        return Some(Moment::At(t));
    }
    let words: Vec<&str> = typed.split([' ', 'T', ',']).filter(|w| !w.is_empty()).collect();
    let (day, time) = match words.as_slice() {
        [one] => match clock(one) {
            Some(time) => (today, time),
            None => return any_date(one, today, year).map(Moment::Day),
        },
        [first, second] => match clock(first) {
            Some(time) => (any_date(second, today, year)?, time),
            None => (any_date(first, today, year)?, clock(second)?),
        },
        _ => return None,
    };
    Some(Moment::At(zone.instant(day.and_time(time))))
}

/// `14:03`, `14:03:20`, `9h30`, `9h`.
fn clock(typed: &str) -> Option<NaiveTime> {
    let parts: Vec<&str> = typed.split([':', 'h', 'H', 'g']).collect();
    let two = |s: &str| number(s).filter(|_| s.len() <= 2);
    match parts.as_slice() {
        [h, ""] if !typed.ends_with(':') => NaiveTime::from_hms_opt(two(h)?, 0, 0),
        [h, m] => NaiveTime::from_hms_opt(two(h)?, two(m)?, 0),
        [h, m, s] => NaiveTime::from_hms_opt(two(h)?, two(m)?, two(s)?),
        _ => None,
    }
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
            ("10-05-2020", Some("2020-05-10")),
            ("10/05/20", Some("2020-05-10")),
            ("20-05-10", Some("2010-05-20")), // the day comes first unless four digits of a year do
            ("0020-05-10", None),
            ("2/6/020", None),
            ("12020-05-10", None),
            ("1999-12-31", None),
            ("2099-12-31", Some("2099-12-31")),
            ("2100-01-01", None),
            ("2020/6", None),
            ("+3661", None),
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
        for no in [
            "27/05",
            "+5",
            "14:03",
            "2020-05-27T14:03",
            "2100-01-01",
            "1999-12-31T00:00:00Z",
        ] {
            assert_eq!(clock_moment(no), None, "{no}");
        }
        let Some(whole) = clock_moment("27/05/20") else {
            panic!("a day alone")
        };
        assert_eq!(
            zone.rfc3339_ms(whole.first(zone)),
            "2020-05-27T00:00:00.000+07:00"
        );
        assert_eq!(zone.rfc3339_ms(whole.last(zone)), "2020-05-27T23:59:59.999+07:00");
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
            ("1820-05-27T14:03:09Z", Some("1820-05-27T21:03:09+07:00")),
            ("27/05/1999", Some("1999-05-27T00:00:00+07:00")),
            ("2999-01-01", Some("2999-01-01T00:00:00+07:00")),
            ("", None),
        ] {
            let got = when(typed, zone, today, 2020).map(|t| zone.rfc3339(t));
            assert_eq!(got.as_deref(), expected, "{typed:?}");
        }
    }
}
