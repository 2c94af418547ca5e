//! Whose words are whose: what the sender wrote, what is quoted, what is handed on.
//!
//! Programs mark quotations in a few ways and two languages; the words they use stand here as tables.

use super::address::addresses;
use super::message::{Inner, Words};

/// What stands between dashes above a letter that is handed on.
const FORWARDED: &[&str] = &[
    "forwarded message",
    "forwarded letter",
    "begin forwarded message",
    "thư chuyển tiếp",
    "thư được chuyển tiếp",
    "thư đã chuyển tiếp",
    "thông điệp chuyển tiếp",
    "thông điệp được chuyển tiếp",
    "tin nhắn chuyển tiếp",
    "tin nhắn được chuyển tiếp",
    "tin nhắn đã chuyển tiếp",
    "bắt đầu thư chuyển tiếp",
    "bắt đầu thư được chuyển tiếp",
    "bắt đầu tin nhắn được chuyển tiếp",
];

/// What stands between dashes above a letter that is answered.
const ORIGINAL: &[&str] = &[
    "original message",
    "original appointment",
    "thư gốc",
    "thông điệp gốc",
    "tin nhắn gốc",
    "nguyên bản",
    "thư ban đầu",
];

/// What a subject begins with that hands a letter on.
const HANDS_ON: &[&str] = &["fw:", "fwd:", "ct:", "chuyển tiếp:", "chuyen tiep:", "[fwd:"];

/// How the line ends that names whom one answers.
const WROTE: &[&str] = &["wrote:", "writes:", "đã viết:", "viết:", "da viet:"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    From,
    Date,
    Subject,
    Other,
}

/// What the lines are called that programs copy from the head of a letter.
const KEYS: &[(&str, Key)] = &[
    ("from", Key::From),
    ("từ", Key::From),
    ("người gửi", Key::From),
    ("date", Key::Date),
    ("sent", Key::Date),
    ("ngày", Key::Date),
    ("ngày gửi", Key::Date),
    ("thời gian", Key::Date),
    ("đã gửi", Key::Date),
    ("gửi", Key::Date),
    ("vào lúc", Key::Date),
    ("subject", Key::Subject),
    ("chủ đề", Key::Subject),
    ("tiêu đề", Key::Subject),
    ("to", Key::Other),
    ("đến", Key::Other),
    ("tới", Key::Other),
    ("người nhận", Key::Other),
    ("cc", Key::Other),
    ("bcc", Key::Other),
    ("đồng gửi", Key::Other),
    ("đồng kính gửi", Key::Other),
    ("reply-to", Key::Other),
    ("trả lời tới", Key::Other),
    ("attachments", Key::Other),
    ("tệp đính kèm", Key::Other),
    ("importance", Key::Other),
    ("mức độ quan trọng", Key::Other),
    ("resent-from", Key::Other),
];

/// How many letters in one text are told apart; whoever nests more of them has the rest as words of the last.
const MOST: usize = 10;

/// How many lines such a copied head may have.
const HEAD_LINES: usize = 20;

/// Takes a text apart: the sender's own words, what is quoted, and the letters that are handed on in it.
pub(super) fn parted(text: &str, subject: &str) -> (Words, Vec<Inner>) {
    let (words, mut next) = one(text, subject);
    let mut inner = Vec::new();
    while let Some((mut letter, rest)) = next.take() {
        if inner.len() + 1 >= MOST {
            letter.words.own = rest;
        } else {
            (letter.words, next) = one(&rest, &letter.subject);
        }
        inner.push(letter);
    }
    (words, inner)
}

fn one(text: &str, subject: &str) -> (Words, Option<(Inner, String)>) {
    let lines: Vec<&str> = text.lines().collect();
    let (mut own, mut quoted) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let found = marked(rest).or_else(|| copied_head(rest, false).map(|(head, len)| (None, head, len)));
        if let Some((marker, head, len)) = found {
            let subject = subject.trim_start().to_lowercase();
            let hands_on = marker.unwrap_or_else(|| HANDS_ON.iter().any(|begin| subject.starts_with(begin)));
            if hands_on {
                let after = unquoted(rest.get(len..).unwrap_or_default());
                return (words(&own, &quoted), Some((head, after)));
            }
            quoted.extend(rest);
            break;
        }
        if line.trim_start().starts_with('>') {
            quoted.push(line);
        } else if let Some(len) = attribution(rest) {
            let below = rest.get(len..).unwrap_or_default();
            let marks = below.iter().find(|l| !l.trim().is_empty());
            if marks.is_some_and(|l| l.trim_start().starts_with('>')) {
                quoted.extend(rest.iter().take(len));
                at += len;
                continue;
            }
            quoted.extend(rest);
            break;
        } else {
            own.push(line);
        }
        at += 1;
    }
    (words(&own, &quoted), None)
}

fn words(own: &[&str], quoted: &[&str]) -> Words {
    Words {
        own: own.join("\n").trim().to_owned(),
        quoted: quoted.join("\n").trim().to_owned(),
    }
}

/// A line that says what comes, and the copied head below it: whether the letter is handed on, its head, how many lines.
fn marked(lines: &[&str]) -> Option<(Option<bool>, Inner, usize)> {
    let line = bare(lines.first()?).to_lowercase();
    let dashed = lines.first()?.trim_start().trim_start_matches('>').trim_start();
    let dashed = dashed.starts_with("--") || dashed.starts_with("__") || dashed.starts_with("==");
    let is = |marks: &[&str]| marks.iter().any(|m| line == *m || line == format!("{m}:"));
    let hands_on = if is(FORWARDED) {
        Some(true)
    } else if is(ORIGINAL) || (dashed && line.is_empty()) {
        None
    } else {
        return None;
    };
    let (head, len) = copied_head(lines.get(1..)?, true)?;
    Some((hands_on, head, len + 1))
}

/// A line without what programs draw around it.
fn bare(line: &str) -> &str {
    let drawn = |c: char| matches!(c, '-' | '_' | '=' | '*' | '>' | '<') || c.is_whitespace();
    line.trim_matches(drawn)
}

/// The head of a letter as programs copy it into a text: what it says, and how many lines it takes.
fn copied_head(lines: &[&str], marked: bool) -> Option<(Inner, usize)> {
    let (mut from, mut inner) = (String::new(), Inner::default());
    let (mut names, mut has_date, mut used) = (0, false, 0);
    let mut last: Option<Key> = None;
    for (i, line) in lines.iter().take(HEAD_LINES).enumerate() {
        let line = line.trim_start_matches('>').trim();
        let Some((key, value)) = keyed(line) else {
            if line.is_empty() {
                // Below a mark an empty line may stand; within a head it is its end.
                if names == 0 && marked && i < 3 {
                    continue;
                }
                break;
            }
            // A long line was broken.
            match last {
                Some(Key::From) => from = format!("{from} {line}"),
                Some(Key::Subject) => inner.subject = format!("{} {line}", inner.subject),
                Some(Key::Date | Key::Other) => {}
                None => return None,
            }
            used = i + 1;
            continue;
        };
        if names == 0 && key != Key::From && !marked {
            return None;
        }
        match key {
            Key::From => from = value.to_owned(),
            Key::Date => {
                inner.date = value.to_owned();
                has_date = true;
            }
            Key::Subject => inner.subject = value.to_owned(),
            Key::Other => {}
        }
        names += 1;
        last = Some(key);
        used = i + 1;
    }
    // "From" and "to" are words too: only what has an address, a date and more is the head of a letter.
    let sure = if marked { 2 } else { 3 };
    if from.is_empty()
        || names < sure
        || !(marked || has_date && !inner.subject.is_empty() || from.contains('@'))
    {
        return None;
    }
    inner.from = addresses(&from);
    Some((inner, used))
}

fn keyed(line: &str) -> Option<(Key, &str)> {
    let (name, value) = line.trim_start_matches('*').split_once(':')?;
    let name = name.trim_matches(|c: char| c == '*' || c.is_whitespace());
    if name.is_empty() || name.chars().count() > 20 {
        return None;
    }
    let name = name.to_lowercase();
    let (_, key) = KEYS.iter().find(|(known, _)| *known == name)?;
    Some((*key, value.trim_matches(|c: char| c == '*' || c.is_whitespace())))
}

/// How many lines name whom the sender answers: "On … X wrote:", which programs break in two or three.
fn attribution(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim().to_lowercase();
    let opens = ["on ", "vào ", "ngày ", "lúc ", "am ", "le "];
    let names_day = first.chars().any(|c| c.is_ascii_digit());
    if !opens.iter().any(|o| first.starts_with(o)) || !names_day {
        return None;
    }
    (1..=3).find(|n| {
        lines
            .get(n - 1)
            .is_some_and(|l| WROTE.iter().any(|w| l.trim_end().to_lowercase().ends_with(w)))
    })
}

/// The lines as one text; where every one is quoted, without that mark.
fn unquoted(lines: &[&str]) -> String {
    let all = lines
        .iter()
        .filter(|l| !l.trim().is_empty())
        .all(|l| l.trim_start().starts_with('>'));
    let plain = |line: &&str| {
        let inside = line
            .trim_start()
            .strip_prefix('>')
            .map(|l| l.strip_prefix(' ').unwrap_or(l));
        inside.filter(|_| all).unwrap_or(line).to_owned()
    };
    lines.iter().map(plain).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, subject: &str) -> (String, String, Vec<(String, String, String)>) {
        let (words, inner) = parted(text, subject);
        let inner = inner
            .into_iter()
            .map(|i| {
                let from = i.from.first().map(|a| a.mail.clone()).unwrap_or_default();
                (from, i.subject, i.words.own)
            })
            .collect();
        (words.own, words.quoted, inner)
    }

    #[test]
    fn what_is_handed_on_is_a_letter_of_its_own() {
        let gmail = "Anh xem giúp.\n\n---------- Forwarded message ---------\nTừ: *Sở TTTT* <so@tinh.example>\n\
                     Date: Th 2, 1 thg 6, 2020 vào lúc 15:10\nSubject: Báo cáo\nTo: <vanthu@bo.example>\n\n\nKính gửi Bộ,";
        let outlook = "Chuyển anh.\n\nTừ: Sở TTTT <so@tinh.example>\nĐã gửi: 01 Tháng Sáu 2020 3:10 CH\n\
                       Đến: vanthu@bo.example\nChủ đề: Báo cáo\n\nKính gửi Bộ,";
        let apple = "FYI\n\nBegin forwarded message:\n\n> From: Sở TTTT <so@tinh.example>\n> Date: 1 June 2020\n\
                     > Subject: Báo cáo\n> \n> Kính gửi Bộ,\n";
        let inner = vec![(
            "so@tinh.example".to_owned(),
            "Báo cáo".to_owned(),
            "Kính gửi Bộ,".to_owned(),
        )];
        for (text, own) in [(gmail, "Anh xem giúp."), (outlook, "Chuyển anh."), (apple, "FYI")] {
            assert_eq!(
                told(text, "Fwd: Báo cáo"),
                (own.to_owned(), String::new(), inner.clone())
            );
        }
    }

    #[test]
    fn what_is_answered_speaks_for_nobody() {
        let rows = [
            "Vâng.\n\nVào Th 2, 1 thg 6, 2020 vào lúc 15:10 Bộ <a@bo.example>\nđã viết:\n\n> Kính gửi Sở Hà Giang\n> hạn",
            "On Mon, 1 Jun 2020, X wrote:\n> Kính gửi Sở Hà Giang\n\nVâng.",
            "Vâng.\n\n-----Original Message-----\nFrom: a@bo.example\nSent: Monday\nTo: b\nSubject: x\n\nKính gửi Sở Hà Giang",
            "Vâng.\n\n________________________________\nTừ: Bộ\nĐã gửi: 1/6/2020\nĐến: b\nChủ đề: x\nKính gửi Sở Hà Giang",
            "Vâng.\nNgày 1/6/2020, Bộ viết:\nKính gửi Sở Hà Giang",
        ];
        for text in rows {
            let (own, quoted, inner) = told(text, "Re: x");
            assert_eq!(own, "Vâng.", "{text}");
            assert!(quoted.contains("Hà Giang") && inner.is_empty(), "{text}");
        }
    }

    #[test]
    fn forwards_of_forwards_are_told_one_after_the_other() {
        let head = |n: usize| {
            format!(
                "---------- Forwarded message ---------\nFrom: a{n}@b.example\nDate: x\nSubject: s{n}\n\n"
            )
        };
        let text: String = (0..30).map(|n| head(n) + &format!("words {n}\n")).collect();
        let (_, inner) = parted(&text, "Fwd: x");
        assert_eq!(inner.len(), MOST);
        assert_eq!(inner[3].words.own, "words 3");
        assert!(inner[MOST - 1].words.own.contains("words 29"), "nothing is lost");
    }

    #[test]
    fn prose_with_such_words_is_nobody_elses() {
        for text in [
            "Từ: ngày 1/6\nĐến: ngày 5/6\nĐịa điểm: Hà Nội",
            "To: mọi người\nFrom: tôi\nxin cảm ơn",
            "Ngày 1/6/2020, Sở đã tổ chức:\n- hội thảo",
            "---\nSố liệu\n---",
        ] {
            assert_eq!(told(text, "Fwd: x"), (text.to_owned(), String::new(), Vec::new()));
        }
    }
}
