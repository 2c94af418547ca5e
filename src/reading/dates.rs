//! Days and moments as people type them, for every door: `04/06`, `4.6.20`, `2020-06-04` and `+5` are days, `9h30` is a
//! time. Two digits of a year mean 20xx. It must never know what the day is for.

use chrono::{Datelike, Days, NaiveTime};

use crate::core::time::{Date, Stamp, Zone};

/// The most days that `+N` goes ahead.
const FAR: u64 = 3_660;

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
}
