//! What Decree 30/2020/NĐ-CP has stand at the head and the foot of a paper, word by word (Appendix I, part II), whatever the paper is
//! written as.

use chrono::Datelike;

use super::head::{Head, Sign};

/// The country, with every official paper (II.1.a).
pub const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Its motto (II.1.b).
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// Stands where somebody has to write something.
pub const UNFILLED: &str = "…";

/// What is empty stands as `…`.
pub fn or_unfilled(words: &str) -> &str {
    match words.trim() {
        "" => UNFILLED,
        words => words,
    }
}

/// Names without blanks and closing signs around them; empty ones are none.
fn names(all: &[String]) -> impl Iterator<Item = &str> {
    all.iter()
        .map(|a| a.trim().trim_end_matches([';', '.']))
        .filter(|a| !a.is_empty())
}

/// Several names: a dash before each, a semicolon behind it, a full stop behind the last.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let all: Vec<&str> = names.collect();
    let sign = |n: usize| if n + 1 == all.len() { '.' } else { ';' };
    all.iter()
        .enumerate()
        .map(|(n, name)| format!("- {name}{}", sign(n)))
        .collect()
}

impl Head {
    /// The day (II.4.b): a 0 before days below 10, and before the months 1 and 2 alone.
    pub fn day_in_words(&self) -> String {
        let Some(day) = self.day else {
            return format!("ngày {UNFILLED} tháng {UNFILLED} năm {UNFILLED}");
        };
        let month = match day.month() {
            month @ 1..=2 => format!("{month:02}"),
            month => month.to_string(),
        };
        format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
    }

    /// The number and the symbol (II.3); room is left for the registry's number.
    pub fn number_and_symbol(&self) -> String {
        let symbol = or_unfilled(&self.symbol);
        match self.number.as_deref().map(str::trim).filter(|n| !n.is_empty()) {
            // At least six blanks, which do not shrink.
            None => format!("Số:{}/{symbol}", "\u{a0}".repeat(8)),
            Some(number) if number.len() == 1 => format!("Số: 0{number}/{symbol}"),
            Some(number) => format!("Số: {number}/{symbol}"),
        }
    }

    /// What a letter is about (II.5.b).
    pub fn subject_of_letter(&self) -> String {
        let subject = self.subject.join(" ");
        let subject = or_unfilled(&subject);
        if subject.starts_with("V/v") {
            subject.to_owned()
        } else {
            format!("V/v {subject}")
        }
    }

    /// To whom it goes (II.9.a): one alone, or each in a line of its own.
    pub fn addressees_told(&self) -> Vec<String> {
        match names(&self.addressees).collect::<Vec<_>>().as_slice() {
            [UNFILLED] => vec![UNFILLED.to_owned()],
            [one] => vec![format!("{one}.")],
            several => listed(several.iter().copied()),
        }
    }
}

impl Sign {
    /// Who gets copies (II.9.b), a line each.
    pub fn copies(&self) -> Vec<String> {
        let all = listed(names(&self.recipients));
        if all.is_empty() {
            return vec![format!("- {UNFILLED};"), format!("- Lưu: VT, {UNFILLED}.")];
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_numbers_and_names_are_written_as_the_decree_has_them() {
        let mut head = Head {
            day: chrono::NaiveDate::from_ymd_opt(2026, 2, 5),
            symbol: "BC-BKHCN".into(),
            ..Head::default()
        };
        assert_eq!(head.day_in_words(), "ngày 05 tháng 02 năm 2026");
        head.day = chrono::NaiveDate::from_ymd_opt(2026, 6, 15);
        assert_eq!(head.day_in_words(), "ngày 15 tháng 6 năm 2026");
        head.day = None;
        assert_eq!(head.day_in_words(), "ngày … tháng … năm …");
        assert!(head.number_and_symbol().matches('\u{a0}').count() >= 6);
        head.number = Some("7".into());
        assert_eq!(head.number_and_symbol(), "Số: 07/BC-BKHCN");
        head.subject = vec!["đôn đốc".into()];
        assert_eq!(head.subject_of_letter(), "V/v đôn đốc");
        head.addressees = vec!["Bộ trưởng;".into(), " ".into()];
        assert_eq!(head.addressees_told(), ["Bộ trưởng."]);
        head.addressees.push("Thứ trưởng.".into());
        assert_eq!(head.addressees_told(), ["- Bộ trưởng;", "- Thứ trưởng."]);
        head.addressees = vec![UNFILLED.to_owned()];
        assert_eq!(head.addressees_told(), [UNFILLED], "left to be written");
        assert_eq!(Sign::default().copies().len(), 2);
    }
}
