//! A deadline in the words of letters: `trước ngày 05 tháng 6 năm 2027`, `before 5 June 2027`, `chậm nhất ngày 04/6/2027`.
//!
//! What is not worded like one of these is no deadline here: a person then says which day counts last. It must never know
//! what the deadline is for.

use chrono::Datelike as _;

use crate::core::time::{Date, YEARS, number};

/// Words after which the day itself still counts.
const COUNTS: &[&str] = &[
    "chậm nhất",
    "muộn nhất",
    "không muộn hơn",
    "không quá",
    "hết ngày",
    "trước hoặc trong ngày",
    "on or before",
    "before the end of",
    "no later than",
    "not later than",
    "until",
    "up to",
    "by",
];
/// Words after which it does not.
const LATE: &[&str] = &["trước", "before", "prior to"];
/// What may stand between such words and the day.
const BETWEEN: &[&str] = &[
    "ngày",
    "là",
    "vào",
    "đến",
    "cuối",
    "hết",
    "thứ",
    "hai",
    "ba",
    "tư",
    "năm",
    "sáu",
    "bảy",
    "chủ",
    "nhật",
    "the",
    "end",
    "of",
    "on",
    "and",
    "including",
    "day",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
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
    let (at, day) = day_of(&words)?;
    // What stands right before the day says it: how a report is to be sent (“by e-mail”) says nothing of a day.
    let before = words.get(..at)?;
    let nearest = |all: &[&str]| all.iter().filter_map(|w| ends(before, w)).max();
    match (nearest(COUNTS), nearest(LATE)) {
        // `on or before` has `before` in it: the longer one is meant.
        (Some(counts), late) if late.is_none_or(|late| counts >= late) => Some(day),
        (_, Some(_)) => day.pred_opt(),
        (_, None) => None,
    }
}

/// Where the words end for the last time, and how long they are, if nothing else stands behind them.
fn ends(before: &str, words: &str) -> Option<(usize, usize)> {
    let from = before.rfind(words)?;
    let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let behind = before.get(from + words.len()..)?;
    let alone = whole(before.get(..from)?.chars().next_back()) && whole(behind.chars().next());
    let mut rest = behind
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    (alone && rest.all(|w| BETWEEN.contains(&w))).then_some((from + words.len(), words.len()))
}

/// The one day that is named, and where it begins.
fn day_of(words: &str) -> Option<(usize, Date)> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut month = None;
    let mut begins = None;
    let mut at = 0;
    for word in words.split(is_gap) {
        let here = at;
        // What parts two words is one of the signs above, which may have more than one byte.
        at += word.len()
            + words
                .get(at + word.len()..)?
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        if let Some(n) = MONTHS.iter().position(|m| *m == word) {
            month = Some(n as u32 + 1);
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            // 17h00, 17:00: an hour is not a day, and a day with an hour is not a last day.
            numbers.push(number(word)?);
        } else {
            continue;
        }
        begins.get_or_insert(here);
    }
    let (d, m, y) = match (numbers.as_slice(), month) {
        ([d, y], Some(m)) => (*d, m, *y),
        ([d, m, y], None) => (*d, *m, *y),
        _ => return None,
    };
    let day = Date::from_ymd_opt(i32::try_from(y).ok()?, m, d).filter(|day| YEARS.contains(&day.year()))?;
    Some((begins?, day))
}

/// What parts words and the numbers of a day.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',' | '(' | ')')
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
            ("By the end of Friday, 4 June 2027", Some("2027-06-04")),
            ("until and including June 4, 2027", Some("2027-06-04")),
            ("before the end of 4 June 2027", Some("2027-06-04")),
            ("trước khi hết ngày 04/6/2027", Some("2027-06-04")),
            ("chậm nhất là thứ Sáu, ngày 04/6/2027", Some("2027-06-04")),
            // Words about something else than the day.
            ("before 5 June 2027, by e-mail", Some("2027-06-04")),
            ("by e-mail, before 5 June 2027", Some("2027-06-04")),
            ("before 5 June 2027 (up to ten pages)", Some("2027-06-04")),
            ("trước ngày 05/6/2027, không quá 10MB", None),
            (
                "trước ngày 05/6/2027 (báo cáo không quá mười trang)",
                Some("2027-06-04"),
            ),
            ("by e-mail to the ministry: 5 June 2027", None),
            ("standby 5 June 2027", None),
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
