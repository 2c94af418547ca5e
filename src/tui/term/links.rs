//! Addresses on the screen as hyperlinks (OSC 8), where the terminal knows them: what is shown is where it leads, and
//! nothing else ever is. They are found in the cells that are sent, so that no text, whoever wrote it, can hide another
//! address behind its words; what was cut off or does not end on its line is none.
//!
//! Pure. This room must never know what is drawn.

use ratatui::buffer::Buffer;

use crate::reading::words::is_mail;

/// The longest address that is made one; longer ones stay text.
const LIMIT: usize = 200;

/// Names in `TERM` of terminals that know hyperlinks: the only thing that SSH brings along. Inside tmux and screen `TERM` is
/// theirs, and they may drop them.
const TERMS: [&str; 6] = ["kitty", "foot", "alacritty", "wezterm", "ghostty", "contour"];

/// Variables that only terminals set which know hyperlinks.
pub(super) const VARIABLES: [&str; 6] = [
    "WT_SESSION",
    "KITTY_WINDOW_ID",
    "WEZTERM_PANE",
    "KONSOLE_VERSION",
    "GHOSTTY_RESOURCES_DIR",
    "ITERM_SESSION_ID",
];

/// Whether the terminal of that name is known to know them; one that is not is sent none.
pub(super) fn are_known(term: &str) -> bool {
    term.split('-').any(|part| TERMS.contains(&part))
}

/// VTE has known them since 0.50; before that it printed them.
pub(super) fn is_new_vte(version: &str) -> bool {
    version.parse::<u32>().is_ok_and(|v| v >= 5_000)
}

/// Cells of one row that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: u16,
    /// The cell after the last.
    pub(super) to: u16,
    pub(super) target: String,
}

/// The addresses of a row.
pub(super) fn in_row(wanted: &Buffer, y: u16) -> Vec<Link> {
    let width = wanted.area.width;
    let byte = |x: u16| {
        wanted
            .cell((x, y))
            .and_then(|c| <[u8; 1]>::try_from(c.symbol().as_bytes()).ok())
    };
    // Most rows have none, which is soon told.
    let hints = (0..width).any(|x| matches!(byte(x), Some([b'@' | b':'])));
    let mut out = Vec::new();
    let mut x = if hints { 0 } else { width };
    while x < width {
        let Some(end) = word_end(&byte, x, width) else {
            x += 1;
            continue;
        };
        let word: String = (x..end).filter_map(byte).map(|[b]| char::from(b)).collect();
        let closed = byte(end) == Some([b' ']) || end == width;
        let shown = word.trim_start_matches(['(', '<', '"', '\'']);
        let from = x + (word.len() - shown.len()) as u16;
        let shown = shown.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '>', '"', '\'']);
        // What runs into something that is not a blank may go on elsewhere, or was cut off.
        let whole = closed || shown.len() < word.len() - usize::from(from - x);
        if let Some(target) = target(shown).filter(|_| whole) {
            let to = from + shown.len() as u16;
            out.push(Link { from, to, target });
        }
        x = end;
    }
    out
}

/// The end of the word of visible ASCII that begins in that cell, if one does.
fn word_end(byte: &impl Fn(u16) -> Option<[u8; 1]>, from: u16, width: u16) -> Option<u16> {
    let visible = |x: &u16| matches!(byte(*x), Some([b'!'..=b'~']));
    let end = (from..width).take_while(visible).last()?;
    Some(end + 1)
}

/// Where an address leads: a mail address as the program's forms take it, or one of the web with a host.
fn target(shown: &str) -> Option<String> {
    if shown.len() > LIMIT || shown.contains([';', '"', '<', '>', '\\', '^', '`', '{', '|', '}']) {
        return None;
    }
    let web = shown.strip_prefix("https://").or(shown.strip_prefix("http://"));
    if let Some(rest) = web {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let named = host.contains('.')
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
        return (named && !host.starts_with('.') && !host.ends_with('.')).then(|| shown.to_owned());
    }
    let plain = shown
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || ".-_+@".contains(c));
    (plain && is_mail(shown)).then(|| format!("mailto:{shown}"))
}

/// Adds the sequence after which cells lead there, or nowhere.
pub(super) fn say(bytes: &mut Vec<u8>, target: &str) {
    bytes.extend_from_slice(b"\x1b]8;;");
    bytes.extend(target.bytes().filter(|b| matches!(b, b'!'..=b'~')));
    bytes.extend_from_slice(b"\x1b\\");
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, 60, 1));
        buf.set_string(0, 0, text, Style::new());
        let links = in_row(&buf, 0);
        for l in &links {
            let shown: String = (l.from..l.to).map(|x| buf[(x, 0)].symbol()).collect();
            assert!(l.target.ends_with(&shown), "it leads where it says");
        }
        links.into_iter().map(|l| l.target).collect()
    }

    #[test]
    fn mail_and_web_addresses_lead_where_they_say() {
        assert_eq!(
            found("Sơn · van.son@lsn.gov.vn · 0200"),
            ["mailto:van.son@lsn.gov.vn"]
        );
        assert_eq!(found("│a@b.vn │ x@y.org"), ["mailto:a@b.vn", "mailto:x@y.org"]);
        assert_eq!(
            found("xem https://www.itu.int/wtisd."),
            ["https://www.itu.int/wtisd"]
        );
        assert_eq!(found("(http://a.vn/x?y=1#z)"), ["http://a.vn/x?y=1#z"]);
    }

    #[test]
    fn whatever_else_stays_text() {
        for text in [
            "",
            "14:03 a@b",
            "van.son@lsn.gov.v…",
            "https://www.itu.int/wt…",
            "https://www.itu.int/wt│",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://a.vn/x",
            "https://user@host.vn/",
            "https://host",
            "https://a.vn/;x",
            "HTTPS://\u{430}.vn",
            "a@@b.vn @b.vn a@.",
            "mailto:a@b.vn?body=x",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn terminals_that_do_not_say_so_are_sent_none() {
        for (term, known) in [
            ("xterm-kitty", true),
            ("foot", true),
            ("xterm-ghostty", true),
            ("alacritty", true),
            ("xterm-256color", false),
            ("putty-256color", false),
            ("tmux-256color", false),
            ("screen", false),
            ("linux", false),
        ] {
            assert_eq!(are_known(term), known, "{term}");
        }
        assert!(is_new_vte("7402") && !is_new_vte("4602") && !is_new_vte("x"));
    }
}
