//! Dates, times and spans as people read them in either language.
//!
//! Days come before months everywhere (`28/05`), as in the letters; only the long form spells the month in English,
//! where `04/06` could be read either way. The zone is always the campaign's and is handed in. No clock is read here.

use chrono::{Datelike, Timelike};

use super::catalogue::{Arg, Catalogue};
use crate::core::definition::Definition;
use crate::core::names::Lang;
use crate::core::time::{DAY, Date, HOUR, MINUTE, SECOND, Stamp, Zone};

/// `28/05`, where its year is told elsewhere.
pub fn date_short(d: Date) -> String {
    format!("{:02}/{:02}", d.day(), d.month())
}

/// `28/05`; `28/05/2021` where the year is not `year`, the campaign's: a day of another year must not look like one of
/// this.
pub fn date_in(year: i32, d: Date) -> String {
    if d.year() == year {
        date_short(d)
    } else {
        date_full(d)
    }
}

/// `28/05/2020`
pub fn date_full(d: Date) -> String {
    format!("{:02}/{:02}/{:04}", d.day(), d.month(), d.year())
}

/// `thứ Năm 04/06/2020`, `Thursday 4 June 2020`
pub fn date_long(cat: &Catalogue, d: Date) -> String {
    match cat.lang() {
        Lang::Vi => format!("{} {}", weekday(cat, d), date_full(d)),
        Lang::En => format!("{} {}", weekday(cat, d), date_told(cat, d)),
    }
}

/// `04/06/2020`, `4 June 2020`: a day in a text that leaves the house, where whoever reads English elsewhere would take
/// figures alone for another day.
pub fn date_told(cat: &Catalogue, d: Date) -> String {
    match cat.lang() {
        Lang::Vi => date_full(d),
        Lang::En => format!("{} {} {}", d.day(), month(cat, d.month()), d.year()),
    }
}

/// `thứ Năm`, `Thursday`
pub fn weekday(cat: &Catalogue, d: Date) -> String {
    cat.tr(&format!("weekday-{}", d.weekday().number_from_monday()))
        .into_owned()
}

/// `tháng 5`, `May`; `month` counts from 1.
pub fn month(cat: &Catalogue, month: u32) -> String {
    cat.tr(&format!("month-{month}")).into_owned()
}

/// `14:03`
pub fn time(zone: Zone, t: Stamp) -> String {
    let l = zone.local(t);
    format!("{:02}:{:02}", l.hour(), l.minute())
}

/// `14:03:19`
pub fn time_s(zone: Zone, t: Stamp) -> String {
    let l = zone.local(t);
    format!("{:02}:{:02}:{:02}", l.hour(), l.minute(), l.second())
}

/// `27/05 09:12`; `27/05/2021 09:12` where the year is not the campaign's.
pub fn day_time(def: &Definition, t: Stamp) -> String {
    let day = date_in(def.year(), def.zone.date(t));
    format!("{day} {}", time(def.zone, t))
}

/// `27/05/2020 09:12:00`
pub fn full_time(zone: Zone, t: Stamp) -> String {
    format!("{} {}", date_full(zone.date(t)), time_s(zone, t))
}

/// A span of time taken apart. Always of the span's size; whether it lies ahead or behind is the caller's to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Whole days of 24 hours.
    pub days: i64,
    /// 0..=23
    pub hours: i64,
    /// 0..=59
    pub minutes: i64,
    /// 0..=59
    pub seconds: i64,
}

impl Parts {
    /// Takes a span in milliseconds apart; what is less than a second is left away.
    pub fn of(ms: i64) -> Self {
        let ms = ms.saturating_abs();
        Self {
            days: ms / DAY,
            hours: ms % DAY / HOUR,
            minutes: ms % HOUR / MINUTE,
            seconds: ms % MINUTE / SECOND,
        }
    }

    /// `09:56:40`
    pub fn clock(self) -> String {
        format!("{:02}:{:02}:{:02}", self.hours, self.minutes, self.seconds)
    }
}

/// `7 ngày 09:56:40`; without days `09:56:40`.
pub fn countdown(cat: &Catalogue, ms: i64) -> String {
    let p = Parts::of(ms);
    if p.days == 0 {
        p.clock()
    } else {
        format!("{} {}", count(cat, "span-days", p.days), p.clock())
    }
}

/// The span's largest unit alone: `3 ngày`, `5 giờ`, `12 phút`, `40 giây`.
pub fn span(cat: &Catalogue, ms: i64) -> String {
    let p = Parts::of(ms);
    match (p.days, p.hours, p.minutes) {
        (0, 0, 0) => count(cat, "span-seconds", p.seconds),
        (0, 0, n) => count(cat, "span-minutes", n),
        (0, n, _) => count(cat, "span-hours", n),
        (n, _, _) => count(cat, "span-days", n),
    }
}

fn count(cat: &Catalogue, key: &str, n: i64) -> String {
    cat.tr_args(key, &[("n", Arg::Int(n))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages() {
        let (vi, en) = (Catalogue::new(Lang::Vi), Catalogue::new(Lang::En));
        let zone = Zone::default();
        let t = Stamp::parse_rfc3339("2020-05-27T02:12:09Z").expect("a time");
        let def = crate::refdata::shipped_campaign("wtisd-2020").expect("shipped");
        assert_eq!(day_time(&def, t), "27/05 09:12");
        let later = Stamp::parse_rfc3339("2020-12-31T17:00:00Z").expect("a time");
        assert_eq!(day_time(&def, later), "01/01/2021 00:00", "the year there");
        assert_eq!(full_time(zone, t), "27/05/2020 09:12:09");
        assert_eq!(time(Zone(0), t), "02:12");
        let d = Date::from_ymd_opt(2020, 6, 4).expect("a date");
        assert_eq!(date_long(&vi, d), "thứ Năm 04/06/2020");
        assert_eq!(date_long(&en, d), "Thursday 4 June 2020");
        assert_eq!(
            date_long(&vi, Date::from_ymd_opt(2020, 5, 17).expect("a date")),
            "Chủ nhật 17/05/2020"
        );
        let left = 7 * DAY + 9 * HOUR + 56 * MINUTE + 40 * SECOND + 7;
        assert_eq!(countdown(&vi, left), "7 ngày 09:56:40");
        assert_eq!(countdown(&en, -DAY), "1 day 00:00:00");
        assert_eq!(countdown(&en, HOUR), "01:00:00");
        assert_eq!(span(&vi, left), "7 ngày");
        assert_eq!(span(&en, 61 * SECOND), "1 minute");
        assert_eq!(span(&en, 0), "0 seconds");
        assert_eq!(span(&vi, 5 * HOUR + 1), "5 giờ");
    }

    #[test]
    fn the_ends_of_time_do_no_harm() {
        let cat = Catalogue::new(Lang::Vi);
        for t in [i64::MIN, i64::MAX, -1] {
            let _ = (
                full_time(Zone::default(), Stamp(t)),
                countdown(&cat, t),
                span(&cat, t),
            );
        }
    }
}
