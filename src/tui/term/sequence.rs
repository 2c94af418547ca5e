//! What a whole sequence says: a key, a turn or click of the mouse, or nothing that concerns us.
//!
//! Tables of shapes: xterm (modifiers, modifyOtherKeys, CSI-u), rxvt (`$ ^ @`, lower-case finals), the VT220's numbered keys,
//! the VT100's keypad; mouse reports in the X10, SGR and urxvt shapes. A report is never a key.

use crate::tui::term::key::{
    KeyCode, KeyEvent, KeyExt, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// A single number as rxvt writes it before `$`. Reports that contain `$` have more parameters.
pub(crate) fn is_rxvt_number(held: &[u8]) -> bool {
    matches!(held.len(), 1 | 2) && held.iter().all(u8::is_ascii_digit)
}

/// A control character of the lower set as a key.
pub(crate) fn control(b: u8) -> KeyEvent {
    match b {
        b'\r' | b'\n' => KeyEvent::plain(KeyCode::Enter),
        b'\t' => KeyEvent::plain(KeyCode::Tab),
        0x08 | 0x7f => KeyEvent::plain(KeyCode::Backspace),
        0x1b => KeyEvent::plain(KeyCode::Esc),
        0x00 => KeyEvent::ctrl(' '),
        0x01..=0x1a => KeyEvent::ctrl(char::from(b - 1 + b'a')),
        _ => KeyEvent::ctrl(char::from(b + 0x40)),
    }
}

/// The numbers of a control sequence; sub-parameters after `:` are in the second place.
fn numbers(held: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    held.split(|&b| b == b';').map(|field| {
        let mut parts = field.split(|&b| b == b':').map(|digits| {
            digits.iter().fold(0_u32, |n, b| {
                n.saturating_mul(10)
                    .saturating_add(u32::from(b.wrapping_sub(b'0').min(9)))
            })
        });
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    })
}

/// Adds the modifiers that xterm numbers: one more than a sum of 1 Shift, 2 Alt, 4 Control.
fn modified(code: KeyCode, number: u32) -> KeyEvent {
    KeyEvent::new(code, modifiers(number.saturating_sub(1), [1, 2, 4]))
}

/// The modifiers of a sum; `bits` are those of Shift, Alt and Control.
fn modifiers(sum: u32, bits: [u32; 3]) -> KeyModifiers {
    [KeyModifiers::SHIFT, KeyModifiers::ALT, KeyModifiers::CONTROL]
        .into_iter()
        .zip(bits)
        .filter(|(_, bit)| sum & bit != 0)
        .map(|(modifier, _)| modifier)
        .collect()
}

/// The key, with Alt held where an Escape came before it.
pub(crate) fn alt_if(alt: bool, key: KeyEvent) -> KeyEvent {
    if alt { key.with_alt() } else { key }
}

/// The key of a control sequence, if it is one. A report is not.
pub(crate) fn csi_key(held: &[u8], last: u8) -> Option<KeyEvent> {
    if !held
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b';' | b':'))
    {
        return None;
    }
    let mut numbers = numbers(held);
    let (first, _) = numbers.next().unwrap_or_default();
    let (second, event) = numbers.next().unwrap_or_default();
    let (third, _) = numbers.next().unwrap_or_default();
    if event == 3 {
        return None; // a key that came up
    }
    if let Some(code) = arrow(last) {
        return Some(modified(code, second));
    }
    match last {
        // Not R: `ESC [ 1 ; 5 R` is also a cursor report, and a report must not act.
        b'P' | b'Q' | b'S' => Some(modified(KeyCode::F(last - b'P' + 1), second)),
        b'Z' => Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        b'a'..=b'd' if held.is_empty() => Some(KeyEvent::new(
            arrow(last.to_ascii_uppercase())?,
            KeyModifiers::SHIFT,
        )),
        b'~' if first == 27 => character(third, second),
        b'u' => character(first, second),
        b'~' => Some(modified(numbered(first)?, second)),
        b'$' => Some(modified(numbered(first)?, 2)),
        b'^' => Some(modified(numbered(first)?, 5)),
        b'@' => Some(modified(numbered(first)?, 6)),
        _ => None,
    }
}

fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

/// The keys that VT220 numbered, and rxvt's and the console's additions.
fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((number - 10) as u8),
        17..=21 => KeyCode::F((number - 11) as u8),
        23..=26 => KeyCode::F((number - 12) as u8),
        28 | 29 => KeyCode::F((number - 13) as u8),
        31..=34 => KeyCode::F((number - 14) as u8),
        _ => return None,
    })
}

/// A character given by its number (modifyOtherKeys and CSI-u).
fn character(code: u32, modifiers: u32) -> Option<KeyEvent> {
    let named = match code {
        9 => Some(KeyCode::Tab),
        13 | 57414 => Some(KeyCode::Enter),
        27 => Some(KeyCode::Esc),
        8 | 127 => Some(KeyCode::Backspace),
        _ => None,
    };
    if let Some(named) = named {
        let mut key = modified(named, modifiers);
        if named == KeyCode::Tab && key.modifiers.contains(KeyModifiers::SHIFT) {
            key.code = KeyCode::BackTab;
        }
        return Some(key);
    }
    // The private area holds keys that we have no name for.
    let c = char::from_u32(code).filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c))?;
    let mut key = modified(KeyCode::Char(c), modifiers);
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        key.code = KeyCode::Char(c.to_ascii_lowercase());
    } else if key.modifiers.contains(KeyModifiers::SHIFT) && c.is_ascii_lowercase() {
        key.code = KeyCode::Char(c.to_ascii_uppercase());
    }
    key.modifiers -= KeyModifiers::SHIFT;
    Some(key)
}

/// The key of `ESC O`: cursor keys, F1 to F4 and the keypad.
pub(crate) fn ss3_key(held: &[u8], last: u8) -> Option<KeyEvent> {
    let modifiers = numbers(held).last().map_or(0, |(n, _)| n);
    if let Some(code) = arrow(last) {
        return Some(modified(code, modifiers));
    }
    let code = match last {
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'X' => KeyCode::Char('='),
        b'a'..=b'd' => {
            return Some(KeyEvent::new(
                arrow(last.to_ascii_uppercase())?,
                KeyModifiers::CONTROL,
            ));
        }
        b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
        _ => return None,
    };
    Some(modified(code, modifiers))
}

/// A mouse report in the SGR shape (`ESC [ < b ; x ; y M`) or urxvt's (`ESC [ b ; x ; y M`).
pub(crate) fn mouse_report(held: &[u8], last: u8) -> Option<MouseEvent> {
    if !matches!(last, b'M' | b'm') {
        return None;
    }
    let (fields, sgr) = match held.split_first() {
        Some((b'<', rest)) => (rest, true),
        _ => (held, false),
    };
    let mut n = numbers(fields).map(|(n, _)| u16::try_from(n).unwrap_or(u16::MAX));
    let (code, x, y) = (n.next()?, n.next()?, n.next()?);
    let code = if sgr { code } else { code.checked_sub(32)? };
    mouse(
        code,
        x.saturating_sub(1),
        y.saturating_sub(1),
        sgr && last == b'm',
    )
}

/// Reads the button number: low bits the button, then Shift, Alt, Control, motion, wheel.
pub(crate) fn mouse(code: u16, column: u16, row: u16, released: bool) -> Option<MouseEvent> {
    let button = match code & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (code & 0xc0, code & 32 != 0, button) {
        // Old terminals do not say which button came up.
        (0, _, _) if released => MouseEventKind::Up(button.unwrap_or(MouseButton::Left)),
        (0, true, Some(button)) => MouseEventKind::Drag(button),
        (0, true, None) => MouseEventKind::Moved,
        (0, false, Some(button)) => MouseEventKind::Down(button),
        (0, false, None) => MouseEventKind::Up(MouseButton::Left),
        (64, false, Some(MouseButton::Left)) => MouseEventKind::ScrollUp,
        (64, false, Some(MouseButton::Middle)) => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(MouseEvent {
        kind,
        column,
        row,
        modifiers: modifiers(u32::from(code), [4, 8, 16]),
    })
}
