//! Search that knows Vietnamese: a letter typed without marks finds any; a mark that was typed must be there.
//!
//! So `da nang` and `đà nẵng` both find Đà Nẵng, `ha` finds hà and hạ, and `đa` does not find "da". Marks are looked
//! at one by one: `huê` finds Huế, because the tone was not typed (and because everybody who types Huế types huê on
//! the way). The letter đ is a d with a mark.
//!
//! Spellings that are the same to a reader are the same here: composed, decomposed and the half-composed text of
//! windows-1258 mail; Ð (eth, a legacy of old fonts) for Đ; Hoà and Hòa, thuý and thúy, where the tone mark may stand
//! on either vowel. Invisible characters are skipped. Letters of other scripts that merely look alike never match.
//!
//! None of this is for storage: what is stored is the text as it came, in NFC.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::sanitize::is_invisible;

/// A letter without its marks, and the marks as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Folded {
    base: char,
    /// The marks as written.
    marks: u16,
    /// The marks that may be asked for: those written, and a tone that could as well stand here.
    accepts: u16,
}

const STROKE: u16 = 1 << 8;
const OTHER: u16 = 1 << 9;
const TONES: u16 = 0b1_1111;

fn mark_bit(c: char) -> u16 {
    match c {
        '\u{300}' | '\u{340}' => 1,      // huyền
        '\u{309}' => 1 << 1,             // hỏi
        '\u{303}' => 1 << 2,             // ngã
        '\u{301}' | '\u{341}' => 1 << 3, // sắc
        '\u{323}' => 1 << 4,             // nặng
        '\u{302}' => 1 << 5,             // â ê ô
        '\u{306}' => 1 << 6,             // ă
        '\u{31b}' => 1 << 7,             // ơ ư
        _ => OTHER,
    }
}

/// Takes text apart into letters: lower case, marks aside, runs of white space as one blank, ends trimmed.
fn letters(text: &str) -> Vec<Folded> {
    let mut out: Vec<Folded> = Vec::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            push(&mut out, c.to_ascii_lowercase());
        } else if !is_invisible(c) {
            decompose_compatible(c, |part| {
                for lower in part.to_lowercase() {
                    // Lower case may itself come in pieces (İ is i and a dot).
                    push(&mut out, lower);
                }
            });
        }
    }
    while out.last().is_some_and(|l| l.base == ' ') {
        out.pop();
    }
    spread_tones(&mut out);
    out
}

fn push(out: &mut Vec<Folded>, c: char) {
    if is_combining_mark(c) {
        if let Some(last) = out.last_mut() {
            last.marks |= mark_bit(c);
            last.accepts = last.marks;
        }
        return;
    }
    let (base, marks) = match c {
        'đ' | 'ð' | 'ɖ' => ('d', STROKE),
        c if c.is_whitespace() || c.is_control() => (' ', 0),
        c => (c, 0),
    };
    if base == ' ' && out.last().is_none_or(|l| l.base == ' ') {
        return;
    }
    out.push(Folded {
        base,
        marks,
        accepts: marks,
    });
}

/// In an open syllable ending in oa, oe or uy the tone is written on either vowel (Hoà Bình, Hòa Bình); let both be
/// asked for.
fn spread_tones(letters: &mut [Folded]) {
    for i in 1..letters.len() {
        let open = letters.get(i + 1).is_none_or(|l| !l.base.is_alphabetic());
        if let Some([first, second]) = letters.get_mut(i - 1..=i)
            && open
            && matches!((first.base, second.base), ('o', 'a' | 'e') | ('u', 'y'))
        {
            let tones = (first.marks | second.marks) & TONES;
            first.accepts |= tones;
            second.accepts |= tones;
        }
    }
}

/// Text with marks dropped, đ as d, lower case and single blanks: what a folded column holds, and what a fuzzy
/// matcher should be given. Never shown, never stored in place of the original.
pub fn folded(text: &str) -> String {
    letters(text).into_iter().map(|l| l.base).collect()
}

/// Where a needle was found. The order of the variants is the order of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// It is the whole text.
    Exact,
    /// The text begins with it.
    Prefix,
    /// A word of the text begins with it.
    WordStart,
    /// It is inside a word.
    Inside,
    /// Its words are all there, but apart.
    Apart,
}

/// How well a needle fits: smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank {
    /// Where it was found.
    pub place: Fit,
    /// How many letters carry marks that were not typed.
    pub loose: u16,
}

/// What somebody typed into a search, taken apart once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    typed: String,
    phrase: Vec<Folded>,
    words: Vec<Vec<Folded>>,
    folded_words: Vec<String>,
}

impl Needle {
    /// Takes what was typed apart.
    pub fn new(typed: &str) -> Self {
        Self::of(typed, letters(typed))
    }

    fn of(typed: &str, phrase: Vec<Folded>) -> Self {
        let words: Vec<Vec<Folded>> = phrase.split(|l| l.base == ' ').map(<[Folded]>::to_vec).collect();
        let words: Vec<_> = words.into_iter().filter(|w| !w.is_empty()).collect();
        let folded_words = words.iter().map(|w| w.iter().map(|l| l.base).collect()).collect();
        Self {
            typed: typed.to_owned(),
            phrase,
            words,
            folded_words,
        }
    }

    /// What was typed as a name: dashes, dots and the like stand for blanks.
    pub fn for_names(typed: &str) -> Self {
        Self::of(typed, letters_of_name(typed))
    }

    /// Its words, each as a needle of its own.
    pub fn words(&self) -> Vec<Self> {
        let each = self.typed.split_whitespace().map(Self::new);
        each.filter(|n| !n.is_empty()).collect()
    }

    /// What was typed between commas or semicolons, where there is more than one such thing: any of them is meant.
    pub fn either(&self) -> Vec<Self> {
        let each = self.typed.split([',', ';']).map(|part| Self::new(part.trim()));
        let each: Vec<Self> = each.filter(|n| !n.is_empty()).collect();
        if each.len() > 1 { each } else { Vec::new() }
    }

    /// Whether a word of the text begins with it.
    pub fn begins_a_word(&self, text: &str) -> bool {
        best_place(&self.phrase, &letters(text)).is_some_and(|rank| rank.place <= Fit::WordStart)
    }

    /// As it was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether, and how well, this is a name or a stretch of one. Whole names are compared by their letters and figures
    /// alone, so that blanks and dashes may stand anywhere or nowhere. Made with [`Self::for_names`].
    pub fn fits_name(&self, name: &str) -> Option<Rank> {
        let name = letters_of_name(name);
        let whole = whole_name(&self.phrase, &name).map(|loose| Rank {
            place: Fit::Exact,
            loose,
        });
        whole.or_else(|| best_place(&self.phrase, &name))
    }

    /// Nothing was typed; matches everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// No mark was typed: whatever [`Self::may_match`] lets through fits.
    pub fn is_plain(&self) -> bool {
        self.phrase.iter().all(|l| l.marks == 0)
    }

    /// Whether a text that folds to `folded` could match: for sorting out thousands cheaply before [`Self::matches`]
    /// decides on the original.
    pub fn may_match(&self, folded: &str) -> bool {
        self.folded_words.iter().all(|w| folded.contains(w.as_str()))
    }

    /// Whether, and how well, this fits `text`. The words of the needle may stand apart and in any order.
    pub fn matches(&self, text: &str) -> Option<Rank> {
        if self.is_empty() {
            return Some(Rank {
                place: Fit::Inside,
                loose: 0,
            });
        }
        let text = letters(text);
        best_place(&self.phrase, &text).or_else(|| {
            let mut loose = 0u16;
            for word in &self.words {
                loose = loose.saturating_add(best_place(word, &text)?.loose);
            }
            Some(Rank {
                place: Fit::Apart,
                loose,
            })
        })
    }
}

/// The letters of a name, with what only parts its words as a blank.
fn letters_of_name(name: &str) -> Vec<Folded> {
    let mut out = letters(name);
    for l in &mut out {
        if !l.base.is_alphanumeric() {
            l.base = ' ';
        }
    }
    out.dedup_by(|a, b| a.base == ' ' && b.base == ' ');
    let is_blank = |l: Option<&Folded>| l.is_some_and(|l| l.base == ' ');
    if is_blank(out.last()) {
        out.pop();
    }
    if is_blank(out.first()) {
        out.remove(0);
    }
    out
}

/// Whether two names have the same letters, wherever there are blanks; how many carry marks that were not typed.
fn whole_name(typed: &[Folded], name: &[Folded]) -> Option<u16> {
    let mut name = name.iter().filter(|l| l.base != ' ');
    let mut loose = 0u16;
    for typed in typed.iter().filter(|l| l.base != ' ') {
        let there = name.next()?;
        loose = loose.saturating_add(agree(*typed, *there)?);
    }
    name.next().is_none().then_some(loose)
}

/// Whether a letter may stand for another; one if it carries marks that were not typed.
fn agree(typed: Folded, there: Folded) -> Option<u16> {
    let fits = typed.base == there.base && typed.marks & !there.accepts == 0;
    fits.then(|| u16::from(typed.marks != there.marks))
}

fn best_place(needle: &[Folded], text: &[Folded]) -> Option<Rank> {
    let mut best: Option<Rank> = None;
    for (start, window) in text.windows(needle.len().max(1)).enumerate() {
        let Some(loose) = agrees(needle, window) else {
            continue;
        };
        let place = if window.len() == text.len() {
            Fit::Exact
        } else if start == 0 {
            Fit::Prefix
        } else if text.get(start - 1).is_some_and(|l| !l.base.is_alphanumeric()) {
            Fit::WordStart
        } else {
            Fit::Inside
        };
        let rank = Rank { place, loose };
        best = Some(best.map_or(rank, |b| b.min(rank)));
    }
    best
}

fn agrees(needle: &[Folded], window: &[Folded]) -> Option<u16> {
    let mut loose = 0u16;
    for (typed, there) in needle.iter().zip(window) {
        loose = loose.saturating_add(agree(*typed, *there)?);
    }
    Some(loose)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn found(needle: &str, text: &str) -> bool {
        Needle::new(needle).matches(text).is_some()
    }

    #[test]
    fn unmarked_finds_any_and_marked_must_be_there() {
        for (needle, text, want) in [
            ("da nang", "Đà Nẵng", true),
            ("đà nẵng", "Đà Nẵng", true),
            ("DA NANG", "đà nẵng", true),
            ("đa", "da", false),
            ("đa", "đà", true),
            ("da", "đà", true),
            ("hà", "ha", false),
            ("hà", "hạ", false),
            ("hue", "Huế", true),
            ("huê", "Huế", true),
            ("hué", "Huế", true),
            ("huề", "Huế", false),
            ("dak lak", "Đắk Lắk", true),
            ("bao cao", "Báo cáo", true),
            ("  ha   noi ", "Hà Nội", true),
            ("noi ha", "Hà Nội", true),
            ("nội há", "Hà Nội", false),
            ("ho chi minh", "TP. Hồ Chí Minh", true),
            ("hoà bình", "Hòa Bình", true),
            ("hòa bình", "Hoà Bình", true),
            ("hò", "Hoà Bình", true),
            ("hò", "Hòa Bình", true),
            ("hoàn", "hòan", false),
            ("thúy", "Thuý", true),
            ("ư", "u", false),
            ("o", "ở", true),
            ("ơ", "ở", true),
            ("ô", "ở", false),
            ("", "gì cũng được", true),
            ("x", "", false),
        ] {
            assert_eq!(found(needle, text), want, "{needle:?} in {text:?}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        let half_composed = "Nguy\u{ea}\u{303}n";
        let decomposed: String = "Nguyễn".nfd().collect();
        for text in [half_composed, &decomposed, "Nguyễn", "NGUYỄN", "Ngu\u{200b}yễn"] {
            for typed in [half_composed, &decomposed, "nguyễn", "nguyen", "nguyên"] {
                assert!(found(typed, text), "{typed:?} in {text:?}");
            }
        }
        assert!(found("đà nẵng", "\u{d0}à Nẵng"), "eth for Đ");
        assert!(found("\u{f0}à", "Đà"), "typed eth");
        assert!(!found("ha noi", "H\u{430} Nội"), "a Cyrillic а is not an a");
    }

    #[test]
    fn whole_names_are_compared_by_their_letters() {
        let whole = |typed: &str, name: &str| {
            let rank = Needle::for_names(typed).fits_name(name);
            rank.is_some_and(|r| r.place == Fit::Exact)
        };
        assert!(whole("Bà Rịa–Vũng Tàu", "Bà Rịa - Vũng Tàu"));
        assert!(whole("kontum", "Kon Tum") && whole("kon-tum.", "Kon Tum"));
        assert!(whole("hoàbình", "Hòa Bình") && whole("hoabinh", "Hòa Bình"));
        assert!(!whole("hoábình", "Hòa Bình") && !whole("kontu", "Kon Tum"));
        assert!(Needle::for_names(" - . ").is_empty());
        let rank = Needle::for_names("vung-tau")
            .fits_name("Bà Rịa - Vũng Tàu")
            .expect("a part");
        assert_eq!(rank.place, Fit::WordStart);
    }

    #[test]
    fn words_and_alternatives_are_needles_of_their_own() {
        let typed = |all: Vec<Needle>| all.iter().map(|n| n.typed().to_owned()).collect::<Vec<_>>();
        assert_eq!(typed(Needle::new(" quá  hạn ").words()), ["quá", "hạn"]);
        assert_eq!(
            typed(Needle::new("hni, cbg ;; da nang").either()),
            ["hni", "cbg", "da nang"]
        );
        assert!(
            Needle::new("da nang,").either().is_empty(),
            "one thing is no choice"
        );
        assert!(Needle::new("lan").begins_a_word("gọi điện, lan"));
        assert!(Needle::new("han").begins_a_word("quá hạn"));
        assert!(!Needle::new("hán").begins_a_word("quá hạn"));
        assert!(!Needle::new("oi").begins_a_word("gọi điện"));
    }

    #[test]
    fn exact_first_then_beginnings() {
        let rank = |n: &str, t: &str| Needle::new(n).matches(t).expect("a match");
        let in_order = ["Hà", "Hà Nội", "Tỉnh Hà Nam", "Hậu Giang, Nghĩa", "Thạch Hà"];
        let ranks: Vec<Rank> = in_order.iter().map(|t| rank("ha", t)).collect();
        assert_eq!(ranks[0].place, Fit::Exact);
        assert_eq!(ranks[1].place, Fit::Prefix);
        assert_eq!(ranks[2].place, Fit::WordStart);
        assert!(rank("da", "da") < rank("da", "đa"), "as typed before looser");
        assert_eq!(rank("nam ha", "Hà Nam").place, Fit::Apart);
        assert_eq!(rank("ac", "Bắc").place, Fit::Inside);
    }

    proptest! {
        #[test]
        fn a_text_finds_itself(s in "[a-zA-ZđĐàáảãạăắâấêếôốơớưứ .,0-9]{1,24}") {
            prop_assert_eq!(Needle::new(&s).matches(&s).map(|r| (r.place, r.loose)),
                Some(if Needle::new(&s).is_empty() { (Fit::Inside, 0) } else { (Fit::Exact, 0) }));
        }

        #[test]
        fn what_was_folded_finds_the_original(s in "\\PC{0,24}") {
            prop_assert!(Needle::new(&folded(&s)).matches(&s).is_some());
        }

        #[test]
        fn folding_is_idempotent_and_blind_to_the_normal_form(s in "\\PC{0,24}") {
            let once = folded(&s);
            prop_assert_eq!(&folded(&once), &once);
            prop_assert_eq!(&folded(&s.nfd().collect::<String>()), &once);
            prop_assert_eq!(&folded(&s.nfc().collect::<String>()), &once);
        }

        #[test]
        fn the_prefilter_never_loses_a_match(needle in "[a-dđàâ ]{0,4}", text in "[a-dđàâ ]{0,12}") {
            let n = Needle::new(&needle);
            if n.matches(&text).is_some() {
                prop_assert!(n.may_match(&folded(&text)));
            }
        }

        #[test]
        fn marks_that_were_typed_are_there(s in "[aàáâăđd]{1,3}", t in "[aàáâăđd]{1,8}") {
            if found(&s, &t) {
                let plain: String = folded(&s);
                prop_assert!(found(&plain, &t), "less was asked for");
            }
        }

        #[test]
        fn nothing_panics(s in any::<String>(), t in any::<String>()) {
            let _ = Needle::new(&s).matches(&t);
        }
    }
}
