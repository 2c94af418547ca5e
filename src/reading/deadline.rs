//! A deadline in the words of letters: `trước ngày 05 tháng 6 năm 2027`, `before 5 June 2027`, `chậm nhất ngày 04/6/2027`.
//!
//! What is not worded like one of these is no deadline here: a person then says which day counts last. It must never know
//! what the deadline is for.

use chrono::Datelike as _;

use crate::core::time::{Date, YEARS, number};

/// Words after which the day itself still counts. They are looked for first: `on or before` has `before` in it.
const COUNTS: &[&str] = &[
    "chậm nhất",
    "muộn nhất",
    "không muộn hơn",
    "không quá",
    "hết ngày",
    "trước hoặc trong ngày",
    "on or before",
    "no later than",
    "not later than",
    "until",
    "up to",
    "by ",
];
/// Words after which it does not.
const LATE: &[&str] = &["trước", "before", "prior to"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The last day that counts, as the words have it; none where they name no day, more than one, or an hour.
pub fn last_day(words: &str) -> Option<Date> {
    let words = words.to_lowercase();
    let day = day_of(&words)?;
    if COUNTS.iter().any(|w| words.contains(w)) {
        Some(day)
    } else if LATE.iter().any(|w| words.contains(w)) {
        day.pred_opt()
    } else {
        None
    }
}

/// The one day that is named.
fn day_of(words: &str) -> Option<Date> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut month = None;
    for word in words.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',' | '(' | ')')) {
        if let Some(n) = MONTHS.iter().position(|m| *m == word) {
            month = Some(n as u32 + 1);
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            // 17h00, 17:00: an hour is not a day, and a day with an hour is not a last day.
            numbers.push(number(word)?);
        }
    }
    let (d, m, y) = match (numbers.as_slice(), month) {
        ([d, y], Some(m)) => (*d, m, *y),
        ([d, m, y], None) => (*d, *m, *y),
        _ => return None,
    };
    Date::from_ymd_opt(i32::try_from(y).ok()?, m, d).filter(|day| YEARS.contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::last_day;

    #[test]
    fn deadlines_as_letters_word_them() {
        for (words, expected) in [
            ("trước ngày 05 tháng 6 năm 2027", Some("2027-06-04")),
            ("Trước ngày 05/6/2027", Some("2027-06-04")),
            ("trước ngày 01 tháng 3 năm 2028", Some("2028-02-29")),
            ("chậm nhất ngày 04/06/2027", Some("2027-06-04")),
            ("đến hết ngày 04 tháng 6 năm 2027", Some("2027-06-04")),
            ("before 5 June 2027", Some("2027-06-04")),
            ("on or before 5 June 2027", Some("2027-06-05")),
            ("no later than 4 June 2027", Some("2027-06-04")),
            ("by 4 June 2027", Some("2027-06-04")),
            ("trước 17h00 ngày 05/6/2027", None),
            ("trước 17:00 ngày 05/6/2027", None),
            ("ngày 05/6/2027", None),
            ("trước ngày 31 tháng 6 năm 2027", None),
            ("trước ngày 05 tháng 6", None),
            ("trước ngày 05/6/1827", None),
            ("từ 01/5/2027 đến trước ngày 05/6/2027", None),
            ("", None),
        ] {
            let got = last_day(words).map(|d| d.to_string());
            assert_eq!(got.as_deref(), expected, "{words:?}");
        }
    }
}
