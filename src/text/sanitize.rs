//! Text from outside, made harmless for a terminal and honest for a reader.
//!
//! A name, a note, a subject or a file name may hold bytes that move the cursor, ring, set a title or paste; marks
//! that reorder a line or pile up into the lines around it; letters nobody can see; letters that pass for others.
//! None of it is dropped in silence: it is replaced by something visible, `␛` or `⟨U+202E⟩`, so that two texts that
//! differ also look different. The result is NFC, and cleaning it again changes nothing.
//!
//! | what | becomes |
//! |---|---|
//! | line ends | `␊` in one line, kept in a block |
//! | tab, and blanks of every other width | a blank |
//! | C0 controls and DEL | their pictures: `␛`, `␇`, `␡` |
//! | C1 controls, bidi controls, zero widths, fillers, tags, variation selectors, private and non-characters | `⟨U+…⟩` |
//! | letters written right to left (they would reorder the whole row in some terminals) | `⟨U+…⟩` |
//! | Cyrillic and Greek letters that pass for Latin ones, in a word where they can mislead | `⟨U+…⟩` |
//! | more than three combining marks on a letter | three, and how many more: `⟨+197⟩` |
//! | a combining mark with nothing under it | the mark on a dotted circle |
//! | regional indicators | plain capitals: `VN` |
//! | joiners, selectors and skin tones behind a pictograph | dropped: they change how it is drawn, not what it is |
//!
//! This is for showing. What is stored is what came.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Combining marks that one letter may carry: Vietnamese needs none in NFC and two in NFD.
pub const MOST_MARKS: usize = 3;
/// Characters that one cell may hold; conjuncts of some scripts join without end.
const MOST_IN_CLUSTER: usize = 8;

/// For one line: nothing in the result ends a line. Borrows what is clean already.
pub fn line(outside: &str) -> Cow<'_, str> {
    clean(outside, false)
}

/// For several lines: line ends are kept, as `\n`.
pub fn block(outside: &str) -> Cow<'_, str> {
    clean(outside, true)
}

fn clean(outside: &str, keep_lines: bool) -> Cow<'_, str> {
    if is_plain(outside, keep_lines) {
        return Cow::Borrowed(outside);
    }
    let mut clean = clean_once(outside, keep_lines);
    // A replacement may cut a word in two, and its halves are judged anew.
    for _ in 0..3 {
        let again = clean_once(&clean, keep_lines);
        if again == clean {
            break;
        }
        clean = again;
    }
    Cow::Owned(clean)
}

fn clean_once(outside: &str, keep_lines: bool) -> String {
    let composed: String = outside.nfc().map(plain_capital).collect();
    let marked = mark_mixed_script(&composed);
    let mut pass = Cleaning {
        out: String::with_capacity(marked.len() + 16),
        keep_lines,
        ..Cleaning::default()
    };
    for c in marked.chars() {
        pass.take(c);
    }
    pass.settle_marks();
    // What was dropped may have stood between a letter and its mark.
    let again: String = pass.out.nfc().collect();
    cap_clusters(again)
}

/// Printable ASCII and the letters of Vietnamese in composed form, which is nearly everything.
fn is_plain(s: &str, keep_lines: bool) -> bool {
    s.chars().all(|c| match c {
        '\n' => keep_lines,
        '\u{c0}'..='\u{17f}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}' => !matches!(c, '\u{149}'),
        ' '..='~' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '·' => true,
        _ => false,
    })
}

/// Characters that no reader can see and that change nothing but the order or the shape of others: never used to
/// match, always marked when shown.
pub fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x2800 | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0
        | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}

/// Format characters that are drawn somehow, non-characters and private ones: a font or terminal may do anything.
fn is_unreliable(c: char) -> bool {
    let n = u32::from(c);
    matches!(n,
        0x80..=0x9f | 0x600..=0x605 | 0x6dd | 0x70f | 0x890..=0x891 | 0x8e2 | 0xfdd0..=0xfdef | 0xe000..=0xf8ff
        | 0x110bd | 0x110cd | 0x13430..=0x1345f | 0xf_0000..=0x10_ffff)
        || n & 0xfffe == 0xfffe
}

fn is_shown_by_name(c: char) -> bool {
    is_invisible(c) || is_unreliable(c) || is_right_to_left(c)
}

/// Hebrew, Arabic and the other scripts written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c),
        0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff)
}

/// What may be followed by a selector or a joiner without any other meaning than how it is drawn.
fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x2190..=0x21ff | 0x231a..=0x23fa | 0x24c2
        | 0x25aa..=0x25c0 | 0x25fb..=0x25fe | 0x2600..=0x27bf | 0x2934..=0x2935 | 0x2b05..=0x2b55 | 0x3030 | 0x303d
        | 0x3297 | 0x3299 | 0x1_f000..=0x1_f1e5 | 0x1_f200..=0x1_f3fa | 0x1_f400..=0x1_faff)
}

/// Regional indicators, of which terminals make flags of different widths, as the letters that they are.
fn plain_capital(c: char) -> char {
    match c {
        '\u{1f1e6}'..='\u{1f1ff}' => char::from(b'A'.saturating_add((u32::from(c) - 0x1_f1e6) as u8)),
        _ => c,
    }
}

fn dresses_a_pictograph(c: char) -> bool {
    matches!(
        c,
        '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

#[derive(Default)]
struct Cleaning {
    out: String,
    keep_lines: bool,
    /// The last character kept was a pictograph.
    pictograph: bool,
    /// There is a character that a combining mark can stand on.
    base: bool,
    /// The last character was a carriage return, whose line end is already written.
    returned: bool,
    marks: usize,
    marks_left_out: usize,
}

impl Cleaning {
    fn take(&mut self, c: char) {
        let after_return = std::mem::take(&mut self.returned);
        if is_combining_mark(c) && !is_shown_by_name(c) {
            return self.mark(c);
        }
        if self.pictograph && dresses_a_pictograph(c) {
            return;
        }
        self.settle_marks();
        self.pictograph = false;
        self.base = false;
        match c {
            '\n' if after_return => {}
            '\r' => {
                self.returned = true;
                self.line_end();
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.line_end(),
            '\u{b}' | '\u{c}' if self.keep_lines => self.line_end(),
            '\0'..='\u{1f}' if c != '\t' => self.out.push(picture(c)),
            '\u{7f}' => self.out.push('␡'),
            c if is_shown_by_name(c) => name(&mut self.out, c),
            c if c.is_whitespace() => self.out.push(' '),
            c if c.width().unwrap_or(0) == 0 => name(&mut self.out, c),
            c => {
                self.out.push(c);
                self.base = true;
                self.pictograph = is_pictograph(c);
            }
        }
    }

    fn mark(&mut self, c: char) {
        // Enclosing marks are drawn wider than the letter they enclose.
        if matches!(u32::from(c), 0x488 | 0x489 | 0x1abe | 0x20dd..=0x20e0 | 0x20e2..=0x20e4 | 0xa670..=0xa672)
        {
            self.settle_marks();
            self.base = false;
            return name(&mut self.out, c);
        }
        if !self.base {
            self.settle_marks();
            self.out.push('◌');
            self.base = true;
        }
        if self.marks < MOST_MARKS {
            self.marks += 1;
            self.out.push(c);
        } else {
            self.marks_left_out += 1;
        }
    }

    fn settle_marks(&mut self) {
        if self.marks_left_out > 0 {
            let _ = write!(self.out, "⟨+{}⟩", self.marks_left_out);
        }
        self.marks = 0;
        self.marks_left_out = 0;
    }

    fn line_end(&mut self) {
        self.out.push(if self.keep_lines { '\n' } else { '␊' });
    }
}

fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or('\u{fffd}')
}

fn name(out: &mut String, c: char) {
    let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
}

/// Cuts what would be one cell with many characters in it.
fn cap_clusters(s: String) -> String {
    if s.chars()
        .all(|c| u32::from(c) < 0x900 || matches!(u32::from(c), 0x1e00..=0x27ff))
    {
        return s;
    }
    let mut out = String::with_capacity(s.len());
    for cluster in s.graphemes(true) {
        let n = cluster.chars().count();
        if n > MOST_IN_CLUSTER {
            out.extend(cluster.chars().take(MOST_IN_CLUSTER / 2));
            let _ = write!(out, "⟨+{}⟩", n - MOST_IN_CLUSTER / 2);
        } else {
            out.push_str(cluster);
        }
    }
    out
}

/// The Latin letter that a Cyrillic, Greek or Armenian one passes for, marks aside.
fn passes_for(c: char) -> Option<char> {
    const PAIRS: [(&str, &str); 2] = [
        (
            "авекмнорстухіјѕһԁԛԝүАВЕКМНОРСТУХІЈЅҺԌԚԜҮ",
            "aBeKMHopcTyxijshdqwyABEKMHOPCTYXIJShGQWY",
        ),
        ("αονικρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲͿօսոցզհ", "aovikpuABEZHIKMNOPTYXcJouungqh"),
    ];
    PAIRS
        .iter()
        .find_map(|(like, latin)| latin.chars().nth(like.chars().position(|l| l == c)?))
}

/// The letter under a composed one: ѐ is a Cyrillic е.
fn bare(c: char) -> char {
    let mut first = None;
    unicode_normalization::char::decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.unwrap_or(c)
}

fn is_foreign_letter(c: char) -> bool {
    matches!(u32::from(c), 0x370..=0x58f | 0x1f00..=0x1fff)
}

/// Marks the letters of other scripts that pass for Latin ones, in every word where they can mislead: one that also
/// has Latin letters, or one made of nothing else. A word plainly Russian or Greek is left alone.
pub fn mark_mixed_script(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_foreign_letter) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let in_word = |c: char| {
        (c.is_alphabetic() || is_combining_mark(c))
            && c.width().unwrap_or(0) + usize::from(is_combining_mark(c)) > 0
            && !is_shown_by_name(c)
    };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let whole = in_word(first);
        let end = rest.find(|c| in_word(c) != whole).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if whole && misleads(word) {
            mark_word(&mut out, word);
        } else {
            out.push_str(word);
        }
        rest = after;
    }
    Cow::Owned(out)
}

fn misleads(word: &str) -> bool {
    let letters = || word.chars().filter(|&c| !is_combining_mark(c));
    let any = letters().any(|c| passes_for(bare(c)).is_some());
    let latin = letters().any(|c| bare(c).is_ascii_alphabetic() || matches!(c, 'đ' | 'Đ'));
    any && (latin || letters().all(|c| passes_for(bare(c)).is_some()))
}

fn mark_word(out: &mut String, word: &str) {
    for c in word.chars() {
        if passes_for(bare(c)).is_some() {
            name(out, c);
        } else {
            out.push(c);
        }
    }
}

/// What a text looks like at a glance: look-alikes replaced, the invisible left out.
fn appearance(text: &str) -> String {
    text.chars()
        .filter(|&c| !is_invisible(c))
        .nfkd()
        .map(|c| match passes_for(c).unwrap_or(c) {
            'Ð' | 'Ɖ' => 'Đ',
            'I' | '1' | '|' => 'l',
            '0' => 'O',
            other => other,
        })
        .nfc()
        .collect()
}

/// Whether two different texts could be taken for each other.
pub fn look_alike(a: &str, b: &str) -> bool {
    a != b && appearance(a) == appearance(b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width::cells;

    #[test]
    fn the_table_of_the_essay() {
        for (outside, want) in [
            ("Tập huấn “trực tuyến”", "Tập huấn “trực tuyến”"),
            ("\u{1b}[2J\u{1b}]0;x\u{7}", "␛[2J␛]0;x␇"),
            ("a\u{7f}\0", "a␡␀"),
            ("a\u{9b}31m", "a⟨U+009B⟩31m"),
            ("một\r\nhai\nba\rbốn\u{2028}", "một␊hai␊ba␊bốn␊"),
            ("a\tb\u{a0}c\u{3000}d", "a b c d"),
            ("abc\u{202e}fdp.exe", "abc⟨U+202E⟩fdp.exe"),
            ("Hà\u{200b} Nội\u{feff}", "Hà⟨U+200B⟩ Nội⟨U+FEFF⟩"),
            ("x\u{e0041}\u{3164}\u{ffff}", "x⟨U+E0041⟩⟨U+3164⟩⟨U+FFFF⟩"),
            ("\u{301}a", "◌\u{301}a"),
            ("H\u{430} Nội", "H⟨U+0430⟩ Nội"),
            ("\u{421}\u{41e}\u{420}", "⟨U+0421⟩⟨U+041E⟩⟨U+0420⟩"),
            ("Привет", "Привет"),
            ("\u{5d0}", "⟨U+05D0⟩"),
            ("❤\u{fe0f} 👨\u{200d}👩 👍\u{1f3fd} 🇻🇳", "❤ 👨👩 👍 VN"),
            ("e\u{302}\u{301}", "ế"),
            ("1\u{20e3}", "1⟨U+20E3⟩"),
        ] {
            assert_eq!(line(outside), want, "{outside:?}");
        }
        assert_eq!(block("a\r\nb\u{85}c\u{1b}"), "a\nb\nc␛");
    }

    #[test]
    fn two_hundred_marks_on_one_letter() {
        let zalgo = format!("x{}y", "\u{316}".repeat(200));
        assert_eq!(line(&zalgo), format!("x{}⟨+197⟩y", "\u{316}".repeat(3)));
        assert_eq!(cells(&line(&zalgo)), 8);
    }

    #[test]
    fn conjuncts_without_end_are_cut() {
        let long = "क्".repeat(100) + "क";
        assert!(
            line(&long)
                .graphemes(true)
                .all(|g| g.chars().count() <= MOST_IN_CLUSTER)
        );
        assert_eq!(line(&line(&long)), line(&long));
    }

    #[test]
    fn what_is_clean_is_borrowed() {
        assert!(matches!(
            line("Sở Thông tin và Truyền thông Đắk Lắk – 412/BC-STTTT"),
            Cow::Borrowed(_)
        ));
        assert!(matches!(block("một\nhai"), Cow::Borrowed(_)));
    }

    #[test]
    fn look_alikes_are_known() {
        assert!(look_alike("Hà Nội", "H\u{430}\u{300} Nội"));
        assert!(look_alike("Đà Nẵng", "\u{d0}à Nẵng"));
        assert!(look_alike("lan", "Ian"));
        assert!(look_alike("lan", "lan\u{200b}"));
        assert!(!look_alike("lan", "lan"));
        assert!(!look_alike("Hà Nam", "Hà Nội"));
        assert_ne!(line("lan"), line("lan\u{200b}"));
    }

    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            "[\u{0}-\u{1f}\u{7f}-\u{a0}]",
            "[\u{300}-\u{36f}]{1,5}",
            "[\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}]",
            "[a-zđàáảãạ]{1,3}",
            "[\u{400}-\u{45f}\u{391}-\u{3c9}]{1,3}",
            "[\u{1100}-\u{11ff}\u{900}-\u{97f}]{1,9}",
            "[❤→🇻\u{fe0f}\u{200d}\u{1f3fb}\u{338}]{1,4}",
        ];
        prop::collection::vec(piece, 0..12).prop_map(|v| v.concat())
    }

    proptest! {
        #[test]
        fn nothing_harmful_comes_through(s in nasty()) {
            let one = line(&s);
            let bad = one.chars().find(|&c| c.is_control() || is_invisible(c) || is_unreliable(c) || is_right_to_left(c));
            prop_assert_eq!(bad, None, "{:?} became {:?}", s, one);
            prop_assert!(block(&s).chars().all(|c| c == '\n' || !c.is_control()));
        }

        #[test]
        fn cleaning_twice_is_cleaning_once(s in nasty()) {
            let once = line(&s);
            prop_assert_eq!(line(&once), once.clone());
            let twice = block(&s);
            prop_assert_eq!(block(&twice), twice.clone());
            prop_assert_eq!(once.nfc().collect::<String>(), once);
        }

        #[test]
        fn no_letter_carries_more_than_three_marks(s in nasty()) {
            let mut run = 0;
            for c in line(&s).chars() {
                run = if is_combining_mark(c) { run + 1 } else { 0 };
                prop_assert!(run <= MOST_MARKS);
            }
        }

        #[test]
        fn marking_scripts_twice_is_marking_once(s in "[a-zабвгдеорсух ]{0,12}") {
            let once = mark_mixed_script(&s).into_owned();
            prop_assert_eq!(mark_mixed_script(&once), once.as_str());
        }
    }
}
