//! A body cut at its boundaries.

use std::ops::Range;

use super::head::{line_at, without_end};

/// What a body of several parts comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// The parts, heads included.
    pub parts: Vec<Range<usize>>,
    /// What stands before the first and behind the last.
    pub outside: [Range<usize>; 2],
    /// The last part is closed as it should be.
    pub closed: bool,
}

/// More parts than are taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooMany;

/// Cuts a body; a line that only begins or ends like the boundary is none.
///
/// # Errors
/// It has more than `most` parts.
pub(super) fn cut(body: &[u8], boundary: &[u8], most: usize) -> Result<Cut, TooMany> {
    let mut out = Cut::default();
    let (mut at, mut from) = (0, None);
    loop {
        let line = line_at(body, at);
        if line.is_empty() {
            break;
        }
        let next = at + line.len();
        if let Some(closes) = is_boundary(without_end(line), boundary) {
            let end = content_end(body, at);
            match from {
                Some(from) => out.parts.push(from..end.max(from)),
                None => out.outside[0] = 0..end,
            }
            if out.parts.len() + usize::from(!closes) > most {
                return Err(TooMany);
            }
            from = Some(next);
            if closes {
                out.closed = true;
                break;
            }
        }
        at = next;
    }
    match from {
        Some(from) if out.closed => out.outside[1] = from..body.len(),
        Some(from) => out.parts.push(from..body.len()),
        None => out.outside[0] = 0..body.len(),
    }
    Ok(out)
}

/// The end of the line before belongs to the boundary.
fn content_end(body: &[u8], at: usize) -> usize {
    let before = body.get(..at).unwrap_or_default();
    without_end(before).len()
}

/// Is this line that boundary, and is it the closing one?
fn is_boundary(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?;
    let (rest, closes) = match rest.strip_prefix(b"--") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    rest.iter()
        .all(|b| matches!(b, b' ' | b'\t' | b'\r'))
        .then_some(closes)
}

/// What the parts seem to be divided by, where that is not said or wrong: the first line that begins as a boundary does
/// and comes again, or closes.
pub(super) fn guessed(body: &[u8]) -> Option<&[u8]> {
    let mut lines = body.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    let looks =
        |line: &[u8]| line.len() > 4 && line.len() < 100 && line.starts_with(b"--") && !line.contains(&b' ');
    let first = lines
        .by_ref()
        .take(2_000)
        .find(|line| looks(line) && !line.iter().all(|b| *b == b'-'))?;
    let boundary = first.get(2..)?;
    lines
        .any(|line| is_boundary(line, boundary).is_some())
        .then_some(boundary)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Told<'a> = (Vec<&'a str>, &'a str, &'a str, bool);

    fn told(body: &str) -> Told<'_> {
        let cut = cut(body.as_bytes(), b"b", 10).expect("few parts");
        let [before, behind] = cut.outside;
        let parts = cut.parts.into_iter().map(|r| &body[r]).collect();
        (parts, &body[before], &body[behind], cut.closed)
    }

    #[test]
    fn a_body_is_cut_at_its_boundaries() {
        let rows: &[(&str, Told<'_>)] = &[
            (
                "pre\n--b\none\n--b\ntwo\n\n--b--\npost",
                (vec!["one", "two\n"], "pre", "post", true),
            ),
            ("--b \t\r\none\r\n--b--", (vec!["one"], "", "", true)),
            (
                "--b\none x --b\n--bb\n--b-\nrest",
                (vec!["one x --b\n--bb\n--b-\nrest"], "", "", false),
            ),
            ("--b\n--b\n--b--\n", (vec!["", ""], "", "", true)),
            ("none", (vec![], "none", "", false)),
            ("", (vec![], "", "", false)),
        ];
        for (body, wanted) in rows {
            assert_eq!(told(body), *wanted, "{body}");
        }
        assert_eq!(cut(&b"--b\n".repeat(11), b"b", 10), Err(TooMany));
    }

    #[test]
    fn a_boundary_that_is_not_said_is_found() {
        assert_eq!(guessed(b"text\n--abc\nx\n--abc--\n"), Some(b"abc".as_slice()));
        assert_eq!(guessed(b"text\n-----\nx\n-- \nAn\n--once\n"), None);
    }
}
