//! Number, symbol and date of a document as people write them, for every door: `77/BC-STTTT`, `Số: 77 / BC-STTTT`,
//! `33/2009/QĐ-UBND`, `Báo cáo số 77/BC-STTTT ngày 26/5/2020`. It must never know whose document it is.

use unicode_normalization::UnicodeNormalization;

use crate::core::particulars::Symbol;
use crate::core::time::Date;
use crate::text::folded;

use super::dates;

/// The most characters of a number with its symbol.
pub const MOST: usize = 60;

/// What is wrong with a document's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It does not begin with digits, or what follows is no symbol.
    Number,
    /// What follows the word for a date is none.
    Date,
}

/// A document's number with its symbol, and the date where it was written behind it. Nothing written is no number.
/// Letters that are all small are meant to be large: nobody writes a symbol in small letters.
///
/// # Errors
/// What cannot be read.
pub fn symbol(typed: &str, today: Date, year: impl Into<Option<i32>>) -> Result<Symbol, Wrong> {
    let typed: String = typed.nfc().collect();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let is = |word: &&str, known: &[&str]| known.contains(&folded(word).trim_end_matches([':', '.']));
    let dated_at = words.iter().position(|w| is(w, &["ngay", "dated"]));
    let (number, date) = words.split_at(dated_at.unwrap_or(words.len()));
    // What kind of document it is stands before the word for its number.
    let begins = number.iter().rposition(|w| is(w, &["so", "no", "number"]));
    let number = number.get(begins.map_or(0, |at| at + 1)..).unwrap_or_default();
    let number = number.concat();
    let number = ["Số:", "số:", "SỐ:", "No.", "no."]
        .iter()
        .find_map(|before| number.strip_prefix(before))
        .unwrap_or(&number);
    let dated = match date {
        [] => None,
        [_, rest @ ..] => Some(day(&rest.join(" "), today, year.into()).ok_or(Wrong::Date)?),
    };
    if number.is_empty() && dated.is_none() {
        return Ok(Symbol::default());
    }
    if !is_number(number) {
        return Err(Wrong::Number);
    }
    let small = !number.chars().any(char::is_uppercase);
    let number = if small {
        number.to_uppercase()
    } else {
        number.to_owned()
    };
    Ok(Symbol { number, dated })
}

/// A date as other doors take it, or in the words of a letter: `26 tháng 5 năm 2020`.
fn day(typed: &str, today: Date, year: Option<i32>) -> Option<Date> {
    let words: Vec<&str> = typed.split(' ').filter(|w| !w.is_empty()).collect();
    match words.as_slice() {
        [d, month, m, word, y] if folded(month) == "thang" && folded(word) == "nam" => {
            dates::date(&format!("{d}/{m}/{y}"), today, year)
        }
        _ => dates::date(typed, today, year),
    }
}

/// Digits, perhaps a letter, and after a stroke the symbol: letters and digits with strokes, hyphens and dots between.
fn is_number(text: &str) -> bool {
    let (digits, symbol) = text.split_once('/').unwrap_or((text, "X"));
    let bare = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_digits = bare.len() < digits.len();
    let one_letter = bare.chars().count() <= 1 && bare.chars().all(char::is_alphabetic);
    let in_symbol = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_' | '&' | '–');
    let ends = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_symbol = symbol.chars().all(in_symbol)
        && symbol.chars().any(char::is_alphabetic)
        && ends(symbol.chars().next())
        && ends(symbol.chars().next_back());
    has_digits && one_letter && is_symbol && text.chars().count() <= MOST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<(String, String), Wrong> {
        let today = Date::from_ymd_opt(2020, 5, 28).expect("a day");
        let read = symbol(typed, today, 2020)?;
        Ok((read.number, read.dated.map(|d| d.to_string()).unwrap_or_default()))
    }

    #[test]
    fn numbers_of_documents_as_people_write_them() {
        for (typed, number, dated) in [
            ("77/BC-STTTT", "77/BC-STTTT", ""),
            ("Số: 77/BC-STTTT", "77/BC-STTTT", ""),
            ("Số:77/BC-STTTT", "77/BC-STTTT", ""),
            ("so 77/bc-stttt", "77/BC-STTTT", ""),
            ("No. 77/BC-STTTT", "77/BC-STTTT", ""),
            (" 77 / BC - STTTT ", "77/BC-STTTT", ""),
            ("05/STTTT-BCVT", "05/STTTT-BCVT", ""),
            ("33/2009/QĐ-UBND", "33/2009/QĐ-UBND", ""),
            ("12/TTr-SKHCN", "12/TTr-SKHCN", ""),
            ("77a/BC_SGTVT", "77a/BC_SGTVT", ""),
            ("77", "77", ""),
            ("", "", ""),
            (
                "Báo cáo số 77/BC-STTTT ngày 26/5/2020",
                "77/BC-STTTT",
                "2020-05-26",
            ),
            (
                "77/BC-STTTT ngày 26 tháng 5 năm 2020",
                "77/BC-STTTT",
                "2020-05-26",
            ),
        ] {
            assert_eq!(read(typed), Ok((number.to_owned(), dated.to_owned())), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_guessed_at() {
        for bad in [
            "BC-STTTT",
            "77/",
            "77/BC-",
            "77/123",
            "77BC-STTTT",
            "báo cáo",
            "77/BC STTTT!",
            "/BC",
            "ngày 26/5",
        ] {
            assert_eq!(read(bad), Err(Wrong::Number), "{bad}");
        }
        assert_eq!(read("77/BC-STTTT ngày 31/2/2020"), Err(Wrong::Date));
        assert_eq!(read(&format!("77/{}", "A".repeat(60))), Err(Wrong::Number));
    }
}
