//! Number, symbol and date of a document as people write them, for every door: `77/BC-STTTT`, `Số: 77 / BC-STTTT`,
//! `33/2009/QĐ-UBND`, `Báo cáo số 77/BC-STTTT ngày 26/5/2020`. It must never know whose document it is.

use unicode_normalization::UnicodeNormalization;

use crate::core::particulars::Symbol;
use crate::core::time::Date;
use crate::text::folded;

use super::dates;

/// Kinds of documents as they stand in a number, from Decree 30/2020/NĐ-CP, Appendix III.
const KINDS: &[&str] = &[
    "BC", "TTr", "TB", "KH", "CTr", "PA", "ĐA", "HD", "QĐ", "QC", "QyĐ", "CV", "GM", "BB", "PC", "PG", "NQ",
    "CT", "CĐ",
];

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

/// A number in a longer text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number, and the date where one follows it.
    pub symbol: Symbol,
    /// Where the number stands.
    pub at: std::ops::Range<usize>,
}

/// The numbers of documents that a text names, in their order, each with the date where one follows it. Only what has a
/// symbol with a capital letter is taken for one: `26/5/2020` and `20km/h` are none.
pub fn found(text: &str, today: Date) -> Vec<Found> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(at) = text
        .get(from..)
        .and_then(|t| t.find(|c: char| c.is_ascii_digit()))
    {
        let start = from + at;
        let rest = text.get(start..).unwrap_or_default();
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        from = start + digits;
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_')) {
            continue;
        }
        let Some(len) = number_at(rest) else { continue };
        let number: String = rest.get(..len).unwrap_or_default().split_whitespace().collect();
        if !is_number(&number) || !number.contains('/') {
            continue;
        }
        from = start + len;
        let symbol = Symbol {
            number: number.nfc().collect(),
            dated: dated_behind(text.get(from..).unwrap_or_default(), today),
        };
        all.push(Found {
            symbol,
            at: start..from,
        });
    }
    all
}

/// How far a number goes that begins here; blanks may stand around its strokes. `None` where no symbol follows.
fn number_at(text: &str) -> Option<usize> {
    let is_stroke = |c: char| matches!(c, '/' | '-' | '–' | '_' | '&' | '.');
    let (mut end, mut stroke, mut slashed, mut capital, mut blank) = (0, false, false, false, false);
    for (at, c) in text.char_indices().take(MOST) {
        match c {
            // A blank goes on only around a stroke.
            ' ' => blank = true,
            _ if is_stroke(c) && (slashed || c == '/') => {
                slashed |= c == '/';
                (stroke, blank) = (true, false);
            }
            _ if c.is_alphanumeric() && (!blank || stroke) => {
                capital |= slashed && c.is_uppercase();
                (stroke, blank) = (false, false);
                end = at + c.len_utf8();
            }
            _ => break,
        }
    }
    (slashed && capital).then_some(end)
}

fn dated_behind(text: &str, today: Date) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().take(9).collect();
    let at = words
        .iter()
        .take(2)
        .position(|w| folded(w).trim_matches(',') == "ngay")?;
    day_in_words(words.get(at + 1..)?, today)
}

/// A date at the beginning of some words: `26/5/2020,` or `26 tháng 5 năm 2020`.
fn day_in_words(words: &[&str], today: Date) -> Option<Date> {
    let bare = |w: &&str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let first = bare(words.first()?);
    if let Some(date) = dates::date(&first, today, None) {
        return Some(date);
    }
    let five: Vec<String> = words.iter().take(5).map(bare).collect();
    day(&five.join(" "), today, None)
}

/// The date that a text ends its head with: `Đắk Lắk, ngày 26 tháng 5 năm 2020`.
pub fn date_line(line: &str, today: Date) -> Option<Date> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_day = |w: &&str| folded(w).trim_matches([',', ':']) == "ngay";
    let places = words.iter().enumerate().filter(|(_, w)| is_day(w));
    places
        .into_iter()
        .find_map(|(at, _)| day_in_words(words.get(at + 1..)?, today))
}

/// The number that the name of a file holds, in which `/` cannot stand: `77_BC-STTTT_signed.pdf` is `77/BC-STTTT`. Only a
/// known kind of document, or one of `bodies`, tells a number from a date.
pub fn in_file_name(name: &str, bodies: &[&str]) -> Option<Symbol> {
    let name: String = name.nfc().collect();
    let stem = name.split('.').next().filter(|s| s.len() >= 5).unwrap_or(&name);
    let whole = if stem.len() + 6 < name.len() { &name } else { stem };
    let is_apart = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.' | '/' | '(' | ')' | '–');
    let words: Vec<&str> = whole.split(is_apart).filter(|w| !w.is_empty()).collect();
    let is_body = |w: &str| bodies.iter().any(|b| b.eq_ignore_ascii_case(w));
    let kind = |w: &str| KINDS.iter().find(|k| k.to_lowercase() == w.to_lowercase());
    let is_digits = |w: &str| !w.is_empty() && w.len() <= 5 && w.bytes().all(|b| b.is_ascii_digit());
    for (at, digits) in words.iter().enumerate() {
        if !is_digits(digits) {
            continue;
        }
        let (year, next) = match words.get(at + 1) {
            Some(y) if y.len() == 4 && is_digits(y) => (Some(*y), at + 2),
            _ => (None, at + 1),
        };
        let (Some(first), Some(second)) = (words.get(next), words.get(next + 1)) else {
            continue;
        };
        let symbol = match kind(first) {
            Some(kind) if is_body(second) || second.chars().all(char::is_uppercase) => {
                format!("{kind}-{}", second.to_uppercase())
            }
            None if is_body(first) && second.chars().all(char::is_uppercase) => {
                format!("{}-{second}", first.to_uppercase())
            }
            _ => continue,
        };
        let year = year.map(|y| format!("{y}/")).unwrap_or_default();
        let number = format!("{digits}/{year}{symbol}");
        if is_number(&number) {
            return Some(Symbol { number, dated: None });
        }
    }
    None
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
    fn numbers_in_longer_texts() {
        let today = Date::from_ymd_opt(2020, 5, 28).expect("a day");
        let in_text = |text: &str| {
            let all = found(text, today).into_iter();
            all.map(|f| {
                let dated = f.symbol.dated.map(|d| format!(" {d}")).unwrap_or_default();
                format!("{}{dated}", f.symbol.number)
            })
            .collect::<Vec<_>>()
            .join("; ")
        };
        for (text, want) in [
            ("Số: 77/BC-STTTT Đắk Lắk, ngày 26 tháng 5 năm 2020", "77/BC-STTTT"),
            ("Số: 77 /BC - STTTT", "77/BC-STTTT"),
            (
                "Báo cáo số 77/BC-STTTT ngày 26/5/2020, gửi Bộ",
                "77/BC-STTTT 2020-05-26",
            ),
            (
                "theo Công văn số 1234/BTTTT-HTQT ngày 05 tháng 5 năm 2020 và 05/STTTT-BCVT",
                "1234/BTTTT-HTQT 2020-05-05; 05/STTTT-BCVT",
            ),
            ("33/2009/QĐ-UBND.", "33/2009/QĐ-UBND"),
            ("ngày 26/5/2020, 20km/h, 17/5, 3/4 số xã", ""),
            ("Số:     /BC-STTTT", ""),
        ] {
            assert_eq!(in_text(text), want, "{text}");
        }
        assert_eq!(
            date_line("Mỹ Tho, ngày 02 tháng 6 năm 2020", today),
            Date::from_ymd_opt(2020, 6, 2)
        );
        assert_eq!(date_line("trước ngày hẹn", today), None);
    }

    #[test]
    fn numbers_in_names_of_files() {
        for (name, want) in [
            ("77_BC-STTTT_signed.pdf", "77/BC-STTTT"),
            ("77-BC-STTTT.docx", "77/BC-STTTT"),
            ("77.BC.STTTT.signed.pdf", "77/BC-STTTT"),
            ("77 BC STTTT (1).pdf", "77/BC-STTTT"),
            ("BC 77_BC-STTTT.pdf", "77/BC-STTTT"),
            ("05_STTTT-BCVT.pdf", "05/STTTT-BCVT"),
            ("33_2009_QĐ-UBND.pdf", "33/2009/QĐ-UBND"),
            ("26-5-2020 bao cao.pdf", ""),
            ("IMG_2020_05.jpg", ""),
            ("bao cao.pdf", ""),
        ] {
            let number = in_file_name(name, &["STTTT"]).map(|s| s.number);
            assert_eq!(number.unwrap_or_default(), want, "{name}");
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
