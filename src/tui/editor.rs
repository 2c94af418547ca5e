//! A text field: what is typed, pasted or sent by an input method becomes text that is safe to keep.
//!
//! ```text
//!   keys of one read ─┬─ run of letters ──> insert ─┐                        ┌─> text(): NFC, at most `limit` characters
//!   a paste ──────────┴───────────────────> insert ─┼─> text, cursor ────────┤
//!   Backspace, arrows … ──────────────────> apply ──┘   (a grapheme boundary) └─> draw(): cleaned, scrolled, cursor
//! ```
//!
//! A Vietnamese input method rewrites what was typed: it erases letters and sends marked ones, whole or in pieces, so the
//! text is put into NFC after every change, and a mark that arrives alone joins the letter before the cursor. Text is kept
//! as it was typed; only what is drawn is cleaned.
//!
//! It must never know which key was pressed, nor what the text is for.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::reading::texts;
use crate::text::{sanitize, width};
use crate::tui::msg::Edit;
use crate::tui::paint;
use crate::tui::theme::{Look, Role};

/// What is read of an insertion beyond the room that is left: letters that arrive in pieces take less room when whole.
const SLACK: usize = 8;

/// A text with a cursor in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Editor {
    text: String,
    /// A byte offset; always a grapheme boundary.
    at: usize,
    limit: usize,
    lines: bool,
}

impl Editor {
    /// A field of one line with at most `limit` characters; the cursor stands at the end.
    pub fn new(text: &str, limit: usize) -> Self {
        let mut editor = Self {
            limit,
            ..Self::default()
        };
        editor.insert(text);
        editor
    }

    /// The same field with line ends kept. Ask for it before there is text.
    #[must_use]
    pub fn multiline(mut self) -> Self {
        self.lines = true;
        self
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Nothing but blanks?
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The most characters it takes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Replaces everything; the cursor stands at the end. True where something was cut away.
    pub fn set(&mut self, text: &str) -> bool {
        self.text.clear();
        self.at = 0;
        self.insert(text)
    }

    /// Puts a text in at the cursor. True where something of it was cut away for want of room.
    pub fn insert(&mut self, text: &str) -> bool {
        let room = self.limit.saturating_sub(self.text.chars().count());
        let most = room + SLACK;
        let mut put = String::new();
        let mut cut = false;
        for (n, c) in texts::pieces(text, self.lines).nfc().enumerate() {
            if n == most {
                cut = true;
                break;
            }
            put.push(c);
        }
        if cut {
            drop_last(&mut put); // the cut may have gone through the middle of a letter
        }
        loop {
            let (whole, at) = self.with(self.at, self.at, &put);
            if whole.chars().count() <= self.limit || put.is_empty() {
                self.text = whole;
                self.at = at;
                return cut;
            }
            drop_last(&mut put);
            cut = true;
        }
    }

    /// Moves the cursor or erases.
    pub fn apply(&mut self, edit: Edit) {
        match edit {
            Edit::Left => self.at = self.before(self.at),
            Edit::Right => self.at = self.after(self.at),
            Edit::Home => self.at = self.line_start(),
            Edit::End => self.at = self.line_end(),
            Edit::Backspace => self.erase(self.before(self.at), self.at),
            Edit::Delete => self.erase(self.at, self.after(self.at)),
            Edit::Word => self.erase(self.word_start(), self.at),
            Edit::All => self.erase(0, self.text.len()),
        }
    }

    fn erase(&mut self, from: usize, to: usize) {
        let (whole, at) = self.with(from, to, "");
        self.text = whole;
        self.at = at;
    }

    /// The text with a stretch of it replaced, in NFC, and where the cursor then stands.
    fn with(&self, from: usize, to: usize, put: &str) -> (String, usize) {
        let head = self.text.get(..from).unwrap_or_default();
        let tail = self.text.get(to..).unwrap_or_default();
        let upto: String = head.chars().chain(put.chars()).nfc().collect();
        let whole: String = upto.chars().chain(tail.chars()).nfc().collect();
        let at = boundaries(&whole).find(|b| *b >= upto.len());
        let at = at.unwrap_or(whole.len());
        (whole, at)
    }

    fn before(&self, at: usize) -> usize {
        let smaller = boundaries(&self.text).take_while(|b| *b < at);
        smaller.last().unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        let next = boundaries(&self.text).find(|b| *b > at);
        next.unwrap_or(self.text.len())
    }

    fn head(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    fn tail(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The beginning of the line; from there, of everything.
    fn line_start(&self) -> usize {
        match self.head().rfind('\n').map(|n| n + 1) {
            Some(start) if start < self.at => start,
            _ => 0,
        }
    }

    /// The end of the line; from there, of everything.
    fn line_end(&self) -> usize {
        match self.tail().find('\n') {
            Some(n) if n > 0 => self.at + n,
            _ => self.text.len(),
        }
    }

    /// Where the word before the cursor begins.
    fn word_start(&self) -> usize {
        let word = self.head().trim_end();
        let start = word
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_whitespace())
            .map_or(0, |(i, c)| i + c.len_utf8());
        boundaries(&self.text)
            .take_while(|b| *b <= start)
            .last()
            .unwrap_or(0)
    }

    /// How many rows the text takes, wrapped as [`Editor::draw`] wraps it.
    pub fn rows(&self, cols: u16) -> usize {
        if self.lines {
            wrap(&sanitize::block(&self.text), wrap_at(cols)).len()
        } else {
            1
        }
    }

    /// Draws the field. Gives the cell of the cursor where the field has the keys.
    pub fn draw(&self, look: &Look, area: Rect, buf: &mut Buffer, focused: bool) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        let at = if self.lines {
            paint::fill(buf, area, look.style(Role::Input));
            self.draw_block(look, area, buf, focused)
        } else {
            let row = Rect { height: 1, ..area };
            paint::fill(buf, row, look.style(Role::Input));
            self.draw_line(look, row, buf, focused)
        };
        focused.then_some(at)
    }

    /// What is drawn before and behind the cursor. Each half is cleaned alone, so that the cursor stands between them
    /// whatever cleaning makes of either.
    fn halves(&self) -> (Cow<'_, str>, Cow<'_, str>) {
        if self.lines {
            (sanitize::block(self.head()), sanitize::block(self.tail()))
        } else {
            (sanitize::line(self.head()), sanitize::line(self.tail()))
        }
    }

    fn draw_line(&self, look: &Look, row: Rect, buf: &mut Buffer, focused: bool) -> Position {
        let style = look.style(Role::Input);
        if !focused {
            let shown = sanitize::line(&self.text);
            paint::text(buf, row.x, row.y, row.width, &shown, style);
            return row.as_position();
        }
        let (before, after) = self.halves();
        let room = usize::from(row.width);
        let left = width::cells(&before);
        let skip = skipped(left, room);
        let column = left - skip;
        let more = left + width::cells(&after) > skip + room && column + 1 < room;
        let from = skip + usize::from(skip > 0);
        let to = skip + room - usize::from(more);
        let mut place = 0;
        for g in before.graphemes(true).chain(after.graphemes(true)) {
            let wide = width::cells(g);
            if place >= from && place + wide <= to {
                let x = row.x + (place - skip) as u16;
                paint::text(buf, x, row.y, wide as u16, g, style);
            }
            place += wide;
            if place >= to {
                break;
            }
        }
        let sign = look.glyphs.ellipsis;
        if skip > 0 {
            paint::text(buf, row.x, row.y, 1, sign, look.style(Role::Dim));
        }
        if more {
            paint::text(buf, row.right() - 1, row.y, 1, sign, look.style(Role::Dim));
        }
        Position::new(row.x + column as u16, row.y)
    }

    fn draw_block(&self, look: &Look, area: Rect, buf: &mut Buffer, focused: bool) -> Position {
        let (before, after) = self.halves();
        let cursor = before.len();
        let shown = before.into_owned() + &after;
        let rows = wrap(&shown, wrap_at(area.width));
        let in_row = |(start, end): &(usize, usize), next: Option<&(usize, usize)>| {
            (*start..*end).contains(&cursor) || (cursor == *end && next.is_none_or(|n| n.0 != cursor))
        };
        let row = (0..rows.len())
            .find(|i| rows.get(*i).is_some_and(|r| in_row(r, rows.get(i + 1))))
            .unwrap_or(0);
        let height = usize::from(area.height);
        let wanted = if focused { row } else { 0 };
        let first = paint::scroll(0, wanted, height, rows.len());
        for (y, (start, end)) in (area.y..).zip(rows.iter().skip(first).take(height)) {
            let words = shown.get(*start..*end).unwrap_or_default();
            paint::text(buf, area.x, y, area.width, words, look.style(Role::Input));
        }
        paint::more(buf, area, first > 0, first + height < rows.len(), look);
        let start = rows.get(row).map_or(0, |r| r.0);
        let column = width::cells(shown.get(start..cursor).unwrap_or_default());
        Position::new(
            area.x + (column as u16).min(area.width - 1),
            area.y + (row - first.min(row)) as u16,
        )
    }
}

/// The places where a cursor may stand, but for the end.
fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    text.grapheme_indices(true).map(|(i, _)| i)
}

fn drop_last(text: &mut String) {
    let start = boundaries(text).last().unwrap_or(0);
    text.truncate(start);
}

/// How many cells to leave out on the left so that the cursor, `left` cells from the beginning, has a cell in `room`.
/// It goes by halves of the field, so that the text does not run away under the hand.
fn skipped(left: usize, room: usize) -> usize {
    if left < room {
        return 0;
    }
    let step = (room / 2).max(1);
    (left + 1 - room).div_ceil(step) * step
}

/// The cells that text may take in a field of several lines; the last column is the cursor's.
fn wrap_at(cols: u16) -> usize {
    usize::from(cols.saturating_sub(1).max(1))
}

/// Where the rows of a text begin and end when it is folded at blanks; every byte but the line ends is in one row.
fn wrap(text: &str, cols: usize) -> Vec<(usize, usize)> {
    let mut rows = Vec::new();
    let (mut start, mut used) = (0, 0);
    let mut blank: Option<(usize, usize)> = None; // behind the row's last blank: place, cells
    for (i, g) in text.grapheme_indices(true) {
        if g == "\n" {
            rows.push((start, i));
            (start, used, blank) = (i + 1, 0, None);
            continue;
        }
        let wide = width::cells(g);
        if used + wide > cols && g == " " {
            rows.push((start, i + 1));
            (start, used, blank) = (i + 1, 0, None);
            continue;
        }
        if used + wide > cols
            && let Some((at, cells)) = blank.take()
        {
            rows.push((start, at));
            (start, used) = (at, used - cells);
        }
        if used + wide > cols && used > 0 {
            rows.push((start, i));
            (start, used) = (i, 0);
        }
        used += wide;
        if g == " " {
            blank = Some((i + 1, used));
        }
    }
    rows.push((start, text.len()));
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    use super::*;
    use crate::tui::term::{KeyCode, KeyEvent, KeyExt as _, key};

    fn typed(editor: &mut Editor, batch: &str) {
        let keys: Vec<KeyEvent> = batch
            .chars()
            .map(|c| match c {
                '<' => KeyEvent::plain(KeyCode::Backspace),
                c => KeyEvent::char(c),
            })
            .collect();
        for edit in key::edits(&keys) {
            match edit {
                key::Edit::Insert(s) => {
                    editor.insert(&s);
                }
                key::Edit::Key(_) => editor.apply(Edit::Backspace),
            }
        }
    }

    fn drawn(editor: &Editor, w: u16, h: u16, focused: bool) -> (Vec<String>, Option<Position>) {
        let area = Rect::new(0, 0, w, h);
        let mut buf = Buffer::empty(area);
        let at = editor.draw(&Look::default(), area, &mut buf, focused);
        let mut rows = Vec::new();
        for y in 0..h {
            let mut row = String::new();
            let mut skip = 0;
            for x in 0..w {
                let symbol = buf[(x, y)].symbol();
                if skip == 0 {
                    row.push_str(symbol);
                    skip = width::cells(symbol).saturating_sub(1);
                } else {
                    skip -= 1;
                }
            }
            rows.push(row.trim_end().to_owned());
        }
        (rows, at)
    }

    #[test]
    fn an_input_method_rewrites_what_was_typed() {
        let mut e = Editor::new("", 40);
        for read in ["T", "i", "e", "<ê", "n", "<<<iến", " ", "d", "<đ", "o", "<ộ"] {
            typed(&mut e, read);
        }
        assert_eq!(e.text(), "Tiến độ");
    }

    #[test]
    fn a_mark_alone_joins_the_letter_before_the_cursor() {
        let mut e = Editor::new("Viêt Nam", 8);
        for _ in 0..5 {
            e.apply(Edit::Left);
        }
        assert!(
            !e.insert("\u{323}"),
            "a full field takes a mark that adds no letter"
        );
        assert_eq!(e.text(), "Việt Nam");
        e.apply(Edit::Backspace);
        assert_eq!(e.text(), "Vit Nam");
    }

    #[test]
    fn decomposed_letters_become_whole() {
        let pieces: String = "Thừa Thiên – Huế".nfd().collect();
        assert_eq!(Editor::new(&pieces, 16).text(), "Thừa Thiên – Huế");
        let mut e = Editor::new("", 3);
        for c in "ệệệ".nfd() {
            e.insert(&c.to_string());
        }
        assert_eq!(e.text(), "ệệệ");
    }

    #[test]
    fn the_cursor_goes_by_what_people_call_a_letter() {
        let mut e = Editor::new("a👩\u{200d}👩\u{200d}👧c\u{327}\u{323}🇻🇳", 40);
        for left in [
            "a👩\u{200d}👩\u{200d}👧c\u{327}\u{323}",
            "a👩\u{200d}👩\u{200d}👧",
            "a",
            "",
        ] {
            e.apply(Edit::Backspace);
            assert_eq!(e.text(), left.nfc().collect::<String>());
        }
        e.set("một hai  ");
        e.apply(Edit::Word);
        assert_eq!(e.text(), "một ");
        e.apply(Edit::Home);
        e.apply(Edit::Delete);
        assert_eq!(e.text(), "ột ");
        e.apply(Edit::Word);
        e.apply(Edit::End);
        e.apply(Edit::All);
        assert!(e.is_empty());
    }

    #[test]
    fn line_ends_are_kept_only_where_there_are_lines() {
        assert_eq!(
            Editor::new("a\r\nb\tc\u{7}\u{1b}[2J\u{9f}", 40).text(),
            "a b c[2J"
        );
        let mut e = Editor::new("", 40).multiline();
        e.insert("a\r\nb\rc\u{2028}d");
        assert_eq!(e.text(), "a\nb\nc\nd");
        e.apply(Edit::Home);
        e.insert("x");
        assert_eq!(e.text(), "a\nb\nc\nxd");
        e.apply(Edit::Home);
        e.apply(Edit::Home);
        e.insert("y");
        assert_eq!(e.text(), "ya\nb\nc\nxd");
        e.apply(Edit::End);
        e.insert("z");
        assert_eq!(e.text(), "yaz\nb\nc\nxd");
    }

    #[test]
    fn a_large_paste_is_cut_and_says_so() {
        let mut e = Editor::new("", 100);
        assert!(e.insert(&"ệ".nfd().collect::<String>().repeat(200_000)));
        assert_eq!(e.text(), "ệ".repeat(100));
        assert!(e.insert("x"));
        assert!(!e.insert(""));
        assert!(Editor::new("", 50).insert(&format!("a{}", "\u{323}".repeat(1_000_000))));
        let mut exact = Editor::new("", 5);
        assert!(!exact.insert("đúng5"));
    }

    #[test]
    fn many_marks_are_kept_and_drawn_as_few() {
        let e = Editor::new(&format!("x{}y", "\u{302}".repeat(200)), 400);
        assert_eq!(e.text().chars().count(), 202);
        let (rows, at) = drawn(&e, 20, 1, true);
        let most = sanitize::MOST_MARKS;
        assert!(rows[0].contains(&format!("⟨+{}⟩", 200 - most)), "{rows:?}");
        assert_eq!(rows[0].chars().filter(|c| *c == '\u{302}').count(), most);
        assert_eq!(at, Some(Position::new(8, 0)));
    }

    #[test]
    fn what_cannot_be_seen_is_shown_and_kept() {
        let e = Editor::new("a\u{202e}b\u{200b}c", 40);
        assert_eq!(e.text(), "a\u{202e}b\u{200b}c");
        assert_eq!(drawn(&e, 40, 1, true).0, ["a⟨U+202E⟩b⟨U+200B⟩c"]);
        let mixed = Editor::new("p\u{430}ypal", 40);
        assert_eq!(drawn(&mixed, 40, 1, false).0, ["p⟨U+0430⟩ypal"]);
    }

    #[test]
    fn a_long_line_scrolls_with_the_cursor() {
        let mut e = Editor::new("abcdefghijklmnopqrstuvwxyz", 40);
        let (rows, at) = drawn(&e, 10, 1, true);
        assert_eq!((rows[0].as_str(), at), ("…vwxyz", Some(Position::new(6, 0))));
        e.apply(Edit::Home);
        let (rows, at) = drawn(&e, 10, 1, true);
        assert_eq!((rows[0].as_str(), at), ("abcdefghi…", Some(Position::new(0, 0))));
        assert_eq!(drawn(&e, 10, 1, false), (vec!["abcdefghi…".to_owned()], None));
        e.set("会議の記録です");
        for w in 1..20 {
            let (_, at) = drawn(&e, w, 1, true);
            assert!(at.is_some_and(|p| p.x < w), "{w}");
        }
    }

    #[test]
    fn several_lines_wrap_at_blanks() {
        let mut e = Editor::new("", 400).multiline();
        e.insert("một hai ba bốn\nnăm");
        let (rows, at) = drawn(&e, 9, 4, true);
        assert_eq!(rows, ["một hai", "ba bốn", "năm", ""]);
        assert_eq!(at, Some(Position::new(3, 2)));
        assert_eq!(e.rows(9), 3);
        let (rows, at) = drawn(&e, 9, 2, true);
        assert_eq!(rows, ["ba bốn  ▲", "năm"]);
        assert_eq!(at, Some(Position::new(3, 1)));
        assert_eq!(drawn(&e, 0, 0, true).1, None);
        e.set("\n");
        assert_eq!(drawn(&e, 5, 3, true).1, Some(Position::new(0, 1)));
        e.set("abcdefgh ");
        assert_eq!(drawn(&e, 9, 3, true).1, Some(Position::new(0, 1)));
    }

    #[derive(Debug, Clone)]
    enum Op {
        Put(String),
        Do(Edit),
        Set(String),
    }

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-zđàếộUÜǕ \n\t]{1,6}",
            "[\u{300}-\u{345}]{1,5}",
            "[\u{200d}\u{202e}\u{1100}-\u{1112}\u{1161}-\u{1175}\u{11a8}-\u{11c2}👩🇻🇳\u{fe0f}]{1,4}",
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..5).prop_map(|v| v.concat())
    }

    fn op() -> impl Strategy<Value = Op> {
        use Edit::{All, Backspace, Delete, End, Home, Left, Right, Word};
        let edits = vec![
            Left, Left, Left, Right, Home, End, Backspace, Backspace, Delete, Word, All,
        ];
        prop_oneof![
            4 => text().prop_map(Op::Put),
            6 => prop::sample::select(edits).prop_map(Op::Do),
            1 => text().prop_map(Op::Set),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_done_the_text_stays_sound(
            ops in prop::collection::vec(op(), 0..30), limit in 0usize..24, lines: bool, w in 0u16..20, h in 0u16..4,
        ) {
            let mut e = Editor::new("", limit);
            if lines {
                e = e.multiline();
            }
            for op in ops {
                match &op {
                    Op::Put(s) => { e.insert(s); }
                    Op::Set(s) => { e.set(s); }
                    Op::Do(d) => e.apply(*d),
                }
                prop_assert!(is_nfc(e.text()), "{op:?} {:?}", e.text());
                prop_assert!(e.text().chars().count() <= limit, "{op:?} {:?}", e.text());
                prop_assert!(e.at == e.text.len() || boundaries(&e.text).any(|b| b == e.at), "{op:?} {e:?}");
                prop_assert!(!e.text().chars().any(|c| c.is_control() && !(lines && c == '\n')));
                let (_, at) = drawn(&e, w, h, true);
                prop_assert_eq!(at.is_some(), w > 0 && h > 0);
                prop_assert!(at.is_none_or(|p| p.x < w && p.y < h));
            }
        }

        #[test]
        fn rows_hold_everything(s in "[a-zđ会 \n]{0,60}", cols in 2usize..12) {
            let rows = wrap(&s, cols);
            let back: String = rows.iter().map(|(a, b)| &s[*a..*b]).collect();
            prop_assert_eq!(back, s.replace('\n', ""));
            prop_assert!(rows.iter().all(|(a, b)| width::cells(s[*a..*b].trim_end_matches(' ')) <= cols));
        }
    }
}
