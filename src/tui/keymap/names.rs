//! Keys by name, and how they are shown.

use std::fmt::Write as _;

use crate::tui::term::{KeyCode, KeyEvent, KeyExt as _, KeyModifiers};

/// A key from its name: `a`, `A`, `space`, `enter`, `ctrl-l`, `shift-tab`, `f5`, `alt-x`. Letters' case counts only
/// for single letters.
pub fn parse_key(name: &str) -> Option<KeyEvent> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && c != ' ').then(|| KeyEvent::char(c));
    }
    let lower = name.to_lowercase();
    if let Some(rest) = lower.strip_prefix("ctrl-") {
        let c = one_char(rest)?;
        return c.is_ascii().then(|| KeyEvent::ctrl(c));
    }
    if let Some(rest) = name.strip_prefix("alt-").or_else(|| name.strip_prefix("Alt-")) {
        return parse_key(rest).map(KeyEvent::with_alt);
    }
    let code = match lower.as_str() {
        "space" => return Some(KeyEvent::char(' ')),
        "enter" | "return" => KeyCode::Enter,
        "esc" | "escape" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "shift-tab" | "backtab" => KeyCode::BackTab,
        "backspace" => KeyCode::Backspace,
        "delete" | "del" => KeyCode::Delete,
        "insert" | "ins" => KeyCode::Insert,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        f => {
            let n: u8 = f.strip_prefix('f')?.parse().ok()?;
            if !(1..=20).contains(&n) {
                return None;
            }
            KeyCode::F(n)
        }
    };
    Some(KeyEvent::plain(code))
}

pub(super) fn one_char(s: &str) -> Option<char> {
    let mut chars = s.chars();
    let c = chars.next()?;
    chars.next().is_none().then_some(c)
}

/// A key as it is shown: `a`, `Ctrl-L`, `Enter`, `F5`.
pub fn key_name(key: KeyEvent) -> String {
    let mut out = String::new();
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    if ctrl {
        out.push_str("Ctrl-");
    }
    if key.is_alt() {
        out.push_str("Alt-");
    }
    let named = match key.code {
        KeyCode::Char(' ') => "Space",
        KeyCode::Char(c) => {
            if ctrl {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
            return out;
        }
        KeyCode::Enter => "Enter",
        KeyCode::Esc => "Esc",
        KeyCode::Tab => "Tab",
        KeyCode::BackTab => "Shift-Tab",
        KeyCode::Backspace => "Backspace",
        KeyCode::Delete => "Delete",
        KeyCode::Insert => "Insert",
        KeyCode::Left => "←",
        KeyCode::Right => "→",
        KeyCode::Up => "↑",
        KeyCode::Down => "↓",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::PageUp => "PageUp",
        KeyCode::PageDown => "PageDown",
        KeyCode::F(n) => {
            let _ = write!(out, "F{n}");
            return out;
        }
        // A word of crossterm's for a key that no terminal of ours sends.
        _ => "?",
    };
    out.push_str(named);
    out
}
