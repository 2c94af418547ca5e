//! The dashboard without a terminal: keys in, a frame out. For story tests, bug reports, pictures and screen readers.
//!
//! There are no threads: each key waits until everything that it caused is done. The same model, update and view as at a
//! terminal; only the loop is another.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use crate::clock::Clock;
use crate::core::time::Stamp;
use crate::photo::Maker;
use crate::tui::clerk::Clerk;
use crate::tui::fitting;
use crate::tui::keymap::parse_key;
use crate::tui::model::Model;
use crate::tui::msg::{Answer, Ask, Effect, Msg};
use crate::tui::porter::Load;
use crate::tui::run::{self, Start};
use crate::tui::term::Input;
use crate::tui::term::key::{KeyCode, KeyEvent, KeyExt as _, PASTE_LIMIT};
use crate::tui::update::{update, want_more, want_photo};
use crate::tui::view::view;

/// What to print.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Columns and rows.
    pub size: (u16, u16),
    /// What is typed, in order.
    pub keys: Vec<Input>,
}

/// Why keys cannot be read: the word that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadKey(pub String);

/// Reads `j j <enter> a`: words between blanks. A word in angle brackets is a key by its name (`<enter>`, `<ctrl-l>`,
/// `<f5>`, `<lt>` for a `<`), `<paste:…>` is a paste; any other word is typed letter by letter.
///
/// # Errors
/// The first word that names no key.
pub fn parse_keys(words: &str) -> Result<Vec<Input>, BadKey> {
    let mut out = Vec::new();
    for word in words.split_whitespace() {
        match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
            Some(name) if !name.is_empty() => out.push(named(name).ok_or_else(|| BadKey(word.to_owned()))?),
            _ => out.extend(word.chars().map(|c| Input::Keys(vec![KeyEvent::char(c)]))),
        }
    }
    Ok(out)
}

fn named(name: &str) -> Option<Input> {
    if let Some(text) = name.strip_prefix("paste:") {
        let text: String = text.chars().take(PASTE_LIMIT).collect();
        return Some(Input::Paste {
            text,
            truncated: false,
        });
    }
    let key = match name {
        "lt" => KeyEvent::char('<'),
        "gt" => KeyEvent::char('>'),
        "bs" => KeyEvent::plain(KeyCode::Backspace),
        "cr" => KeyEvent::plain(KeyCode::Enter),
        name => match name.strip_prefix("c-") {
            Some(c) => KeyEvent::ctrl(c.chars().next()?),
            None => parse_key(name)?,
        },
    };
    Some(Input::Keys(vec![key]))
}

/// A printed frame.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The cells.
    pub buffer: Buffer,
    /// What was put on the clipboard last.
    pub copied: Option<String>,
    /// `q` was pressed.
    pub ended: bool,
}

/// Plays the keys and gives the last frame.
pub fn print(start: Start, plan: &Plan) -> Printed {
    let mut desk = Still::new(start, plan.size);
    for input in &plan.keys {
        if desk.ended {
            break;
        }
        desk.tell(Msg::Input(input.clone()));
    }
    desk.printed()
}

/// A dashboard that stands still between two messages.
pub struct Still {
    model: Model,
    clerk: Clerk,
    /// Answers that are held back, the oldest first; none where each is handed over at once.
    held: Option<VecDeque<Answer>>,
    /// Files that are under way, the oldest first; none where each is taken in at once.
    loads: Option<VecDeque<Load>>,
    clock: Clock,
    area: Rect,
    dir: Option<std::path::PathBuf>,
    copied: Option<String>,
    ended: bool,
}

impl Still {
    /// A dashboard of a size.
    pub fn new(start: Start, size: (u16, u16)) -> Self {
        let model = run::model(&start, 1);
        let clock = start.ledger.clock();
        let dir = start.data_dir.clone();
        let mut desk = Self {
            model,
            clerk: Clerk::new(start.ledger, start.player, start.cat)
                .at_home(start.ground)
                .trying(start.jail.clone().map(Maker::to_try))
                .reading(start.jail),
            held: None,
            loads: None,
            clock,
            area: Rect::new(0, 0, size.0, size.1),
            dir,
            copied: None,
            ended: false,
        };
        // How many letters wait stands in the first frame, with what a terminal asks for behind it: nobody waits for this one.
        let effects = vec![Effect::Ask(Ask::Letters { listed: false })];
        desk.follow(effects);
        desk
    }

    /// The model, to look at.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// It is this time in the world, by which messages come and go.
    pub fn hear_world(&mut self, world: Stamp) {
        self.model.hear_world(world);
    }

    /// The screen has another size from now on.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.area = Rect::new(0, 0, size.0, size.1);
        self.follow(Vec::new());
    }

    /// Has it been left?
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Tells it something, and waits until everything that follows is done.
    pub fn tell(&mut self, msg: Msg) {
        if !self.clock.stands_still() && !self.model.demo {
            self.model.hear_clock(self.clock.now());
        }
        self.settle();
        let effects = update(&mut self.model, msg);
        self.follow(effects);
    }

    /// From now on the clerk's answers are held back, as by a slow disk, until [`Still::release`] hands them over.
    pub fn hold_answers(&mut self) {
        self.held.get_or_insert_default();
    }

    /// The answers that are held back, the oldest first.
    pub fn held(&self) -> impl Iterator<Item = &Answer> {
        self.held.iter().flatten()
    }

    /// Hands over the oldest answer that is held back: the clerk answers in order. False if there is none.
    pub fn release(&mut self) -> bool {
        let Some(answer) = self.held.as_mut().and_then(VecDeque::pop_front) else {
            return false;
        };
        let effects = update(&mut self.model, Msg::Clerk(answer));
        self.follow(effects);
        true
    }

    /// From now on files stay under way, as large ones do, until [`Still::bring`] takes them in.
    pub fn hold_files(&mut self) {
        self.loads.get_or_insert_default();
    }

    /// Takes in the oldest file that is under way, whatever was asked meanwhile. False if there is none.
    pub fn bring(&mut self) -> bool {
        let Some(load) = self.loads.as_mut().and_then(VecDeque::pop_front) else {
            return false;
        };
        let answers = self.clerk.record(load.bring(&mut |_, _| {}));
        let mut effects = Vec::new();
        self.hear(answers, &mut effects);
        self.follow(effects);
        true
    }

    fn hear(&mut self, answers: Vec<Answer>, next: &mut Vec<Effect>) {
        for answer in answers {
            match &mut self.held {
                Some(held) => held.push_back(answer),
                None => next.extend(update(&mut self.model, Msg::Clerk(answer))),
            }
        }
    }

    /// Carries out effects, and what follows from them, until nothing does.
    fn follow(&mut self, mut effects: Vec<Effect>) {
        loop {
            effects.extend(want_more(&mut self.model));
            if effects.is_empty() {
                // How large a photo is to be is known once its place is.
                self.settle();
                effects = want_photo(&mut self.model);
            }
            if effects.is_empty() {
                break;
            }
            let mut next = Vec::new();
            for effect in effects {
                self.carry_out(effect, &mut next);
            }
            effects = next;
            self.settle();
        }
    }

    fn carry_out(&mut self, effect: Effect, next: &mut Vec<Effect>) {
        match effect {
            Effect::Ask(ask) => {
                let answers = match (ask, &mut self.loads) {
                    (Ask::Attach { order, paths }, Some(loads)) => match self.clerk.load(order, &paths) {
                        Ok(load) => {
                            loads.push_back(load);
                            Vec::new()
                        }
                        Err(answers) => answers,
                    },
                    (ask, _) => self.clerk.answer(ask),
                };
                self.hear(answers, next);
            }
            Effect::Copy(text) => self.copied = Some(text),
            Effect::Look(name) => {
                fitting::change_look(&mut self.model, &name, self.dir.as_deref());
            }
            Effect::Quit | Effect::Bar(_) => self.ended = true,
            Effect::Redraw | Effect::Mouse(_) | Effect::Suspend | Effect::Pace(_) | Effect::Pictures => {}
        }
    }

    fn settle(&mut self) {
        self.model.prepare(self.area);
    }

    /// The whole frame, and where the cursor stands in it.
    pub fn whole(&mut self) -> (Buffer, Option<Position>) {
        self.settle();
        let mut buffer = Buffer::empty(self.area);
        let cursor = view(&self.model, &mut buffer);
        (buffer, cursor)
    }

    /// The frame as it is now.
    pub fn printed(&mut self) -> Printed {
        let (mut buffer, cursor) = self.whole();
        if let Some(cell) = cursor.and_then(|at| buffer.cell_mut(at)) {
            cell.modifier.toggle(Modifier::REVERSED);
        }
        Printed {
            buffer,
            copied: self.copied.clone(),
            ended: self.ended,
        }
    }
}

impl Printed {
    /// The cells that are shown, row by row: a wide one stands for two.
    pub(super) fn rows(&self) -> impl Iterator<Item = Vec<&ratatui::buffer::Cell>> {
        let area = self.buffer.area;
        (area.y..area.bottom()).map(move |y| {
            let mut skip = 0;
            (area.x..area.right())
                .filter_map(|x| self.buffer.cell((x, y)))
                .filter(|cell| {
                    let shown = skip == 0;
                    skip = if shown {
                        crate::text::cells(cell.symbol()).saturating_sub(1)
                    } else {
                        skip - 1
                    };
                    shown
                })
                .collect()
        })
    }

    /// As plain text; blanks at the ends of lines are left away.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for row in self.rows() {
            let line: String = row.iter().map(|c| c.symbol()).collect();
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// With weights and, where they are wanted, the colours of the sixteen-colour palette and more where a look uses them.
    pub fn ansi(&self, colours: bool) -> String {
        let mut out = String::new();
        for row in self.rows() {
            let last = row
                .iter()
                .rposition(|c| c.symbol() != " " || shows(c.style()))
                .map_or(0, |i| i + 1);
            let mut style = Style::new();
            for cell in row.iter().take(last) {
                let mut wanted = cell.style();
                if !colours {
                    (wanted.fg, wanted.bg) = (None, None);
                }
                if wanted != style {
                    style = wanted;
                    out.push_str(&sgr(style));
                }
                out.push_str(cell.symbol());
            }
            out.push_str("\x1b[m\n");
        }
        out
    }

    /// The layer of styles as words, for snapshots: a letter for each style, and what each letter means.
    pub fn styles(&self) -> String {
        let mut letters: BTreeMap<String, char> = BTreeMap::new();
        let mut names: Vec<String> = Vec::new();
        let mut out = String::new();
        for row in self.rows() {
            let mut line = String::new();
            for cell in row {
                let words = style_words(cell.style());
                if words.is_empty() || (cell.symbol() == " " && !shows(cell.style())) {
                    line.push(' ');
                    continue;
                }
                let next = char::from(b'a' + (letters.len() % 26) as u8);
                let letter = *letters.entry(words.clone()).or_insert_with(|| {
                    names.push(words);
                    next
                });
                line.push(letter);
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        for (i, name) in names.iter().enumerate() {
            let _ = writeln!(out, "{} = {name}", char::from(b'a' + (i % 26) as u8));
        }
        out
    }
}

fn shows(style: Style) -> bool {
    style
        .add_modifier
        .intersects(Modifier::REVERSED | Modifier::UNDERLINED)
        || style.bg.is_some_and(|c| c != Color::Reset)
}

fn style_words(style: Style) -> String {
    let mut words = Vec::new();
    if let Some(fg) = style.fg.filter(|c| *c != Color::Reset) {
        words.push(fg.to_string().to_lowercase());
    }
    if let Some(bg) = style.bg.filter(|c| *c != Color::Reset) {
        words.push(format!("on {}", bg.to_string().to_lowercase()));
    }
    for (m, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::CROSSED_OUT, "struck"),
    ] {
        if style.add_modifier.contains(m) {
            words.push(word.to_owned());
        }
    }
    words.join(" ")
}

fn sgr(style: Style) -> String {
    let mut codes = vec!["0".to_owned()];
    for (m, code) in [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
        (Modifier::CROSSED_OUT, "9"),
    ] {
        if style.add_modifier.contains(m) {
            codes.push(code.to_owned());
        }
    }
    codes.extend(style.fg.and_then(|c| colour_code(c, 30)));
    codes.extend(style.bg.and_then(|c| colour_code(c, 40)));
    format!("\x1b[{}m", codes.join(";"))
}

fn colour_code(color: Color, base: u8) -> Option<String> {
    let n = match color {
        Color::Reset => return None,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(n) => return Some(format!("{};5;{n}", base + 8)),
        Color::Rgb(r, g, b) => return Some(format!("{};2;{r};{g};{b}", base + 8)),
    };
    Some((base + n).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read() {
        let one = |k: KeyEvent| Input::Keys(vec![k]);
        let keys = parse_keys("j <enter> hue <ctrl-l> <c-z> <lt> <f5>").expect("keys");
        assert_eq!(keys.len(), 9);
        assert_eq!(keys[0], one(KeyEvent::char('j')));
        assert_eq!(keys[1], one(KeyEvent::plain(KeyCode::Enter)));
        assert_eq!(keys[5], one(KeyEvent::ctrl('l')));
        assert_eq!(keys[7], one(KeyEvent::char('<')));
        assert_eq!(parse_keys("<nokey>"), Err(BadKey("<nokey>".into())));
    }
}
