//! Instants, dates and the campaign's zone.
//!
//! An instant is stored as milliseconds since 1970-01-01T00:00:00Z, because that is what is compared and written;
//! a date only means something together with a [`Zone`], and the zone is always the campaign's, never the server's.
//! Nothing here reads a clock.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use serde::{Deserialize, Serialize};

/// A calendar day without a zone.
pub type Date = NaiveDate;

/// How a [`Date`] is stored: as text where people may read it, else as the number of the day, because a start reads
/// hundreds of them.
pub mod day {
    use chrono::Datelike;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::{Date, whole_day};

    /// Writes a date.
    ///
    /// # Errors
    /// Where the writer refuses, or there is no date.
    pub fn serialize<T: Copy + Into<Option<Date>>, S: Serializer>(date: &T, s: S) -> Result<S::Ok, S::Error> {
        match (*date).into() {
            Some(date) if s.is_human_readable() => date.serialize(s),
            Some(date) => s.serialize_i32(date.num_days_from_ce()),
            None => Err(serde::ser::Error::custom("not a day")),
        }
    }

    /// Reads a date.
    ///
    /// # Errors
    /// Where the reader refuses, or what it holds is no day of the calendar.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Date, D::Error> {
        if d.is_human_readable() {
            let text = String::deserialize(d)?;
            // What an older version stored is read whatever its year; five digits of one come with a sign.
            let signed = || text.starts_with(['+', '-']).then(|| text.parse().ok()).flatten();
            return whole_day(&text)
                .or_else(signed)
                .ok_or_else(|| D::Error::custom(super::written::NO_DAY));
        }
        let days = i32::deserialize(d)?;
        Date::from_num_days_from_ce_opt(days).ok_or_else(|| D::Error::custom("not a day"))
    }
}

/// [`day`] for a date that may be missing, in what nobody reads as text.
pub mod maybe_day {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Date, day};

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Day(#[serde(with = "day")] Date);

    /// Writes a date, or that there is none.
    ///
    /// # Errors
    /// Where the writer refuses.
    pub fn serialize<T: Copy + Into<Option<Date>>, S: Serializer>(date: &T, s: S) -> Result<S::Ok, S::Error> {
        let date: Option<Date> = (*date).into();
        date.map(Day).serialize(s)
    }

    /// Reads a date, or that there is none.
    ///
    /// # Errors
    /// Where the reader refuses, or what it holds is no day of the calendar.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Day>::deserialize(d)?.map(|d| d.0))
    }
}

/// An instant: milliseconds since the Unix epoch, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(pub i64);

/// One second, in the unit of [`Stamp`].
pub const SECOND: i64 = 1_000;
/// One minute, in the unit of [`Stamp`].
pub const MINUTE: i64 = 60 * SECOND;
/// One hour, in the unit of [`Stamp`].
pub const HOUR: i64 = 60 * MINUTE;
/// One day of 24 hours, in the unit of [`Stamp`].
pub const DAY: i64 = 24 * HOUR;

impl Stamp {
    /// This instant moved by `ms` milliseconds; stops at the ends of what can be told.
    #[must_use]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Reads an RFC 3339 time with offset; `None` if it is not one.
    pub fn parse_rfc3339(s: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(s)
            .ok()
            .map(|t| Self(t.timestamp_millis()))
    }
}

/// A zone without daylight saving, as minutes east of UTC. Viet Nam has kept +07:00 since 1975.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Zone(pub i16);

impl Default for Zone {
    fn default() -> Self {
        Self(7 * 60)
    }
}

impl Zone {
    fn offset(self) -> FixedOffset {
        FixedOffset::east_opt(i32::from(self.0) * 60)
            .unwrap_or_else(|| FixedOffset::east_opt(0).unwrap_or_else(|| unreachable!("zero is an offset")))
    }

    /// `Asia/Ho_Chi_Minh`, `UTC`, or an offset such as `+07:00`; `None` for any other zone, because a zone with
    /// daylight saving would need a table that ketnoi does not carry.
    pub fn parse(s: &str) -> Option<Self> {
        match s {
            "Asia/Ho_Chi_Minh" | "Asia/Saigon" | "Asia/Bangkok" | "Asia/Vientiane" | "Asia/Phnom_Penh" => {
                return Some(Self(7 * 60));
            }
            "UTC" | "Z" => return Some(Self(0)),
            _ => {}
        }
        let (sign, rest) = match s.as_bytes().first()? {
            b'+' => (1, s.get(1..)?),
            b'-' => (-1, s.get(1..)?),
            _ => return None,
        };
        let (h, m) = rest.split_once(':')?;
        let (h, m): (i16, i16) = (h.parse().ok()?, m.parse().ok()?);
        (h <= 14 && m < 60 && rest.len() == 5).then(|| Self(sign * (h * 60 + m)))
    }

    /// The local date and time of an instant, to the second.
    pub fn local(self, t: Stamp) -> NaiveDateTime {
        self.offset()
            .timestamp_millis_opt(t.0)
            .single()
            .map_or(NaiveDateTime::MIN, |d| d.naive_local())
    }

    /// The day on which an instant falls.
    pub fn date(self, t: Stamp) -> Date {
        self.local(t).date()
    }

    /// The first instant of a day.
    pub fn midnight(self, d: Date) -> Stamp {
        self.instant(d.and_time(NaiveTime::MIN))
    }

    /// The instant of a local date and time.
    pub fn instant(self, local: NaiveDateTime) -> Stamp {
        Stamp(local.and_utc().timestamp_millis() - i64::from(self.0) * MINUTE)
    }

    /// The first instant after a day: the cut-off that belongs to "the last day that still counts".
    pub fn end_of(self, last_day: Date) -> Stamp {
        self.midnight(last_day.succ_opt().unwrap_or(last_day))
    }

    /// RFC 3339 with this zone's offset, to the second: `2020-06-05T00:00:00+07:00`.
    pub fn rfc3339(self, t: Stamp) -> String {
        let l = self.local(t);
        let (sign, off) = if self.0 < 0 { ('-', -self.0) } else { ('+', self.0) };
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            l.year(),
            l.month(),
            l.day(),
            l.hour(),
            l.minute(),
            l.second(),
            off / 60,
            off % 60
        )
    }

    /// RFC 3339 to the millisecond, for what the journal recorded.
    pub fn rfc3339_ms(self, t: Stamp) -> String {
        let whole = self.rfc3339(t);
        let (head, tail) = whole.split_at(19);
        format!("{head}.{:03}{tail}", t.0.rem_euclid(SECOND))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, off) = if self.0 < 0 { ('-', -self.0) } else { ('+', self.0) };
        write!(f, "{sign}{:02}:{:02}", off / 60, off % 60)
    }
}

/// The years of which anybody writes a day; any other year is a slip of the finger.
pub const YEARS: std::ops::Range<i32> = 2000..2100;

/// A whole day as people write it, wherever they write it: `2020-06-04`, `04/06/2020`, `10-05-2020`, `4.6.20`. The day
/// comes before the month unless four digits of a year come first; two digits of a year mean 20xx. A year outside
/// [`YEARS`] is no day.
///
/// Days that lean on something else (`04/06`, `+5`) are read in `reading::dates`, which ends here.
pub fn parse_date(written: &str) -> Option<Date> {
    whole_day(written).filter(|d| YEARS.contains(&d.year()))
}

/// The same of any year.
pub fn whole_day(written: &str) -> Option<Date> {
    let parts: Vec<&str> = written.split(['/', '-', '.']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let century = match year.len() {
        2 => 2000,
        4 => 0,
        _ => return None,
    };
    Date::from_ymd_opt(number(year)? as i32 + century, number(month)?, number(day)?)
}

/// One to four digits and nothing else.
pub fn number(digits: &str) -> Option<u32> {
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// A [`Date`] in a file that people write: read as [`parse_date`] reads.
pub mod written {
    use serde::{Deserialize, Deserializer, de::Error};

    use super::{Date, parse_date, whole_day};

    /// What is said of a text that is no day; whoever explains mistakes in files knows it by these words.
    pub const NO_DAY: &str = "not a day";

    /// Reads a day that may be missing.
    ///
    /// # Errors
    /// As for [`day`].
    pub fn maybe_day<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(d)?;
        let day = |text: String| parse_date(&text).ok_or_else(|| D::Error::custom(NO_DAY));
        text.map(day).transpose()
    }

    /// Reads a day.
    ///
    /// # Errors
    /// [`NO_DAY`], or that it is no text.
    pub fn day<'de, D: Deserializer<'de>>(d: D) -> Result<Date, D::Error> {
        parse_date(&String::deserialize(d)?).ok_or_else(|| D::Error::custom(NO_DAY))
    }

    /// Reads a day of any year from 1900: since when something holds.
    ///
    /// # Errors
    /// [`NO_DAY`], or that it is no text.
    pub fn past_day<'de, D: Deserializer<'de>>(d: D) -> Result<Date, D::Error> {
        old(&String::deserialize(d)?).ok_or_else(|| D::Error::custom(NO_DAY))
    }

    /// The same for a day that may be missing.
    ///
    /// # Errors
    /// [`NO_DAY`], or that it is no text.
    pub fn maybe_past_day<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Date>, D::Error> {
        match Option::<String>::deserialize(d)? {
            Some(text) => old(&text).map(Some).ok_or_else(|| D::Error::custom(NO_DAY)),
            None => Ok(None),
        }
    }

    fn old(text: &str) -> Option<Date> {
        use chrono::Datelike;
        whole_day(text).filter(|d| (1900..2100).contains(&d.year()))
    }
}
