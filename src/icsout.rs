//! A calendar as iCalendar (RFC 5545), for whichever program keeps somebody's days.
//!
//! Whole days end on the day after (`DTEND` is exclusive), moments are in UTC, an entry keeps its name (`UID`) as long as it is
//! about the same. Lines end with CR LF and are folded at 75 bytes, never inside a letter. It knows nothing of what the days mean.

use crate::core::time::{Date, Stamp, Zone};
use crate::output::calendar::{Entry, When};
use crate::text::sanitize;

/// Bytes of a line, its end left out.
const LINE_MOST: usize = 75;

/// The calendar of these entries; `made` is the moment of which it tells.
pub fn text(name: &str, made: Stamp, entries: &[Entry]) -> String {
    let mut out = Lines::default();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ketnoi//ketnoi//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        out.line(line);
    }
    out.line(&format!("X-WR-CALNAME:{}", escaped(name)));
    for entry in entries {
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}@ketnoi", uid(&entry.id)));
        out.line(&format!("DTSTAMP:{}", moment(made)));
        match entry.when {
            When::Days(first, last) => {
                let after = last.succ_opt().unwrap_or(last);
                out.line(&format!("DTSTART;VALUE=DATE:{}", day(first)));
                out.line(&format!("DTEND;VALUE=DATE:{}", day(after)));
                // Nobody is busy all day because of it.
                out.line("TRANSP:TRANSPARENT");
            }
            When::At(at) => {
                out.line(&format!("DTSTART:{}", moment(at)));
                out.line("TRANSP:TRANSPARENT");
            }
        }
        out.line(&format!("SUMMARY:{}", escaped(&entry.title)));
        if !entry.about.is_empty() {
            out.line(&format!("DESCRIPTION:{}", escaped(&entry.about)));
        }
        out.line("END:VEVENT");
    }
    out.line("END:VCALENDAR");
    out.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line, folded: what follows begins with a blank that does not count.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE_MOST {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn day(day: Date) -> String {
    day.format("%Y%m%d").to_string()
}

fn moment(at: Stamp) -> String {
    Zone(0).local(at).format("%Y%m%dT%H%M%SZ").to_string()
}

/// Words as they may stand in a line: what ends or parts values is escaped, so that no text can begin a line of its own.
fn escaped(words: &str) -> String {
    let clean = sanitize::block(words);
    let mut out = String::with_capacity(clean.len());
    for c in clean.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// A name of letters, figures and dashes.
fn uid(id: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '-' {
            c
        } else {
            '-'
        }
    };
    id.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters_and_no_text_begins_one() {
        let date = |s: &str| s.parse::<Date>().expect("a day");
        let entries = [
            Entry {
                id: "x/1".into(),
                when: When::Days(date("2020-05-17"), date("2020-05-17")),
                title: "Ngày Viễn thông và Xã hội thông tin thế giới; chủ đề, “Kết nối”\r\nEND:VEVENT".into(),
                about: "ấ".repeat(200),
            },
            Entry {
                id: "x-2".into(),
                when: When::At(Stamp(1_591_290_000_000)),
                title: "a\\b".into(),
                about: String::new(),
            },
        ];
        let text = text("lịch", Stamp(0), &entries);
        assert!(
            text.split("\r\n")
                .all(|l| l.len() <= 75 && !l.contains(['\n', '\r'])),
            "{text}"
        );
        assert_eq!(text.matches("\r\nEND:VEVENT").count(), 2);
        for line in [
            "UID:x-1@ketnoi",
            "DTSTART;VALUE=DATE:20200517",
            "DTEND;VALUE=DATE:20200518",
            "DTSTART:20200604T170000Z",
            "DTSTAMP:19700101T000000Z",
            "SUMMARY:a\\\\b",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line} in {text}");
        }
    }
}
