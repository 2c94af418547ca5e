//! Numbers as people write them: `1.234,5` in Vietnamese, `1,234.5` in English. They are read in `crate::reading`.

use crate::core::names::Lang;

fn marks(lang: Lang) -> (char, char) {
    match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    }
}

/// A whole number, grouped by thousands: `1.234` or `1,234`.
pub fn whole(lang: Lang, n: i64) -> String {
    let mut out = String::new();
    if n < 0 {
        out.push('-');
    }
    group(lang, &n.unsigned_abs().to_string(), &mut out);
    out
}

fn group(lang: Lang, digits: &str, out: &mut String) {
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(marks(lang).0);
        }
        out.push(d);
    }
}

/// A number with a fixed count of decimals: `decimal(Vi, 61.5, 1)` is `61,5`. What comes to nothing has no sign.
pub fn decimal(lang: Lang, n: f64, places: usize) -> String {
    let told = format!("{n:.places$}");
    let nothing = told.chars().all(|c| matches!(c, '-' | '0' | '.'));
    let told = if nothing {
        told.trim_start_matches('-')
    } else {
        &told
    };
    spell(lang, told)
}

/// A number with the decimals that it has: `61,5`, `1.234`.
pub fn plain(lang: Lang, n: f64) -> String {
    spell(lang, &format!("{n}"))
}

fn spell(lang: Lang, machine: &str) -> String {
    let (sign, rest) = machine.strip_prefix('-').map_or(("", machine), |r| ("-", r));
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return machine.to_owned(); // not a number, infinity
    }
    let (int, frac) = rest.split_once('.').unwrap_or((rest, ""));
    let mut out = sign.to_owned();
    group(lang, int, &mut out);
    if !frac.is_empty() {
        out.push(marks(lang).1);
        out.push_str(frac);
    }
    out
}

/// A share of a whole in percent, rounded down so that 100% means all: `68%`.
pub fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "0%".to_owned();
    }
    format!("{}%", part.saturating_mul(100) / whole)
}

/// A size in bytes as people read it: `84 KB`, `2,1 MB`. Thousands, not 1024s, as the file managers of the day do.
pub fn size(lang: Lang, bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1_000 {
        return format!("{bytes} B");
    }
    let mut n = bytes as f64;
    let mut unit = "B";
    for u in UNITS {
        n /= 1_000.0;
        unit = u;
        if n < 999.5 {
            break;
        }
    }
    let places = usize::from(n < 9.95 && unit != "KB");
    format!("{} {unit}", decimal(lang, n, places))
}

/// Reads a size in bytes: `500 MiB`, `2 GiB`, `84 KB`, `1000000`. Upper and lower case alike.
pub fn parse_size(typed: &str) -> Option<u64> {
    let s = typed.trim();
    let at = s
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(s.len());
    let (number, unit) = s.split_at_checked(at)?;
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "k" | "kib" => 1 << 10,
        "mb" => 1_000_000,
        "m" | "mib" => 1 << 20,
        "gb" => 1_000_000_000,
        "g" | "gib" => 1 << 30,
        "tb" => 1_000_000_000_000,
        "t" | "tib" => 1 << 40,
        _ => return None,
    };
    if let Ok(n) = number.parse::<u64>() {
        return n.checked_mul(factor);
    }
    let n: f64 = number.parse().ok()?;
    let bytes = n * factor as f64;
    (bytes < 9e18).then_some(bytes as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_in_both_languages() {
        assert_eq!(whole(Lang::Vi, 1_234_567), "1.234.567");
        assert_eq!(whole(Lang::En, -1_234), "-1,234");
        assert_eq!(whole(Lang::En, i64::MIN), "-9,223,372,036,854,775,808");
        assert_eq!(decimal(Lang::Vi, 61.5, 1), "61,5");
        assert_eq!(decimal(Lang::En, 1234.5, 2), "1,234.50");
        assert_eq!(plain(Lang::Vi, -0.25), "-0,25");
        assert_eq!(decimal(Lang::Vi, -0.04, 1), "0,0", "no less than nothing");
        assert_eq!(decimal(Lang::En, -0.06, 1), "-0.1");
        assert_eq!(decimal(Lang::En, -0.0, 0), "0");
        assert_eq!(percent(43, 63), "68%");
        assert_eq!(percent(62, 63), "98%");
        assert_eq!(size(Lang::Vi, 2_100_000), "2,1 MB");
        assert_eq!(size(Lang::En, 84_000), "84 KB");
        assert_eq!(size(Lang::En, 999_900), "1.0 MB");
    }

    #[test]
    fn sizes_are_read() {
        assert_eq!(parse_size("2 GiB"), Some(2 << 30));
        assert_eq!(parse_size("500mb"), Some(500_000_000));
        assert_eq!(parse_size("1.5 GiB"), Some(3 << 29));
        assert_eq!(parse_size("17"), Some(17));
        assert_eq!(parse_size("2 parsecs"), None);
        assert_eq!(parse_size("99999999999 TiB"), None);
    }
}
