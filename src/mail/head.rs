//! The head of a letter or a part, cut into its lines, however badly it is written.

/// A line of a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name, in small letters.
    pub name: String,
    /// Its value in one line, in the bytes as they came.
    pub value: Vec<u8>,
}

impl Field {
    /// The value as it stands, where only its grammar matters.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.value).into_owned()
    }
}

/// A head, and where it ends.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Its lines.
    pub fields: Vec<Field>,
    /// Where the body begins.
    pub body: usize,
    /// Something in it is no line of a head.
    pub damaged: bool,
}

/// A head larger than what is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Names that only a letter's head has.
const SURE: &[&str] = &[
    "received",
    "message-id",
    "return-path",
    "mime-version",
    "delivered-to",
];

/// Names that are words as well.
const LIKELY: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "date",
    "subject",
    "sender",
    "reply-to",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
    "in-reply-to",
    "references",
    "x-mailer",
];

fn is_known(name: &str) -> bool {
    SURE.contains(&name) || LIKELY.contains(&name)
}

/// The bytes without a mark of UTF-8 before them.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Do these bytes begin as a letter does?
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    let near = bytes.get(..65_536).unwrap_or(bytes);
    let Ok(head) = letter(near, usize::MAX) else {
        return false;
    };
    let count = |names: &[&str]| {
        let with = |name: &&&str| head.fields.iter().any(|f| f.name == **name);
        names.iter().filter(with).count()
    };
    count(SURE) > 0 || count(LIKELY) > 1
}

/// The head of a letter; empty lines and a line of an mbox before it are passed over.
///
/// # Errors
/// It is larger than `most` bytes.
pub(super) fn letter(bytes: &[u8], most: usize) -> Result<Head, TooLarge> {
    let mut at = bytes.len() - without_mark(bytes).len();
    loop {
        let line = line_at(bytes, at);
        let is_blank = !line.is_empty() && trimmed(line).is_empty();
        if !is_blank && !is_envelope(line.strip_prefix(b">").unwrap_or(line)) {
            break;
        }
        at += line.len();
    }
    cut(bytes, at, most)
}

/// The head of a part.
///
/// # Errors
/// It is larger than `most` bytes.
pub(super) fn part(bytes: &[u8], most: usize) -> Result<Head, TooLarge> {
    cut(bytes, 0, most)
}

/// Is it the line that an mbox puts before a letter?
pub(super) fn is_envelope(line: &[u8]) -> bool {
    line.strip_prefix(b"From ")
        .is_some_and(|rest| !rest.trim_ascii_start().starts_with(b":"))
}

fn cut(bytes: &[u8], from: usize, most: usize) -> Result<Head, TooLarge> {
    let mut head = Head::default();
    let mut at = from;
    loop {
        let line = line_at(bytes, at);
        if at - from > most || line.len() > most {
            return Err(TooLarge);
        }
        if line.is_empty() || matches!(line, b"\n" | b"\r\n") {
            head.body = at + line.len();
            return Ok(head);
        }
        let text = without_end(line);
        if text.starts_with(b" ") || text.starts_with(b"\t") {
            match head.fields.last_mut() {
                Some(field) => {
                    // A line of blanks alone ends no head, and says nothing.
                    field.value.extend_from_slice(text);
                }
                None => head.damaged = true,
            }
        } else if let Some((name, value)) = named(text) {
            head.fields.push(Field {
                name,
                value: trimmed_start(value).to_vec(),
            });
        } else {
            head.damaged = true;
            // A stray line in a head, or the body where the empty line is missing: that hangs on what follows.
            if !goes_on(bytes, at + line.len()) {
                head.body = at;
                return Ok(head);
            }
        }
        at += line.len();
    }
}

/// Does a line of a head that everybody knows follow at once?
fn goes_on(bytes: &[u8], at: usize) -> bool {
    named(without_end(line_at(bytes, at))).is_some_and(|(name, _)| is_known(&name))
}

/// The line that begins there, with its end.
pub(super) fn line_at(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let end = rest
        .iter()
        .position(|b| *b == b'\n')
        .map_or(rest.len(), |i| i + 1);
    rest.get(..end).unwrap_or_default()
}

/// A line without its end.
pub(super) fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii()
}

fn trimmed_start(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii_start()
}

fn named(line: &[u8]) -> Option<(String, &[u8])> {
    let colon = line.iter().take(80).position(|b| *b == b':')?;
    let name = line.get(..colon)?.trim_ascii_end();
    let fits = !name.is_empty() && name.iter().all(|b| (33..127).contains(b));
    fits.then(|| {
        (
            String::from_utf8_lossy(name).to_ascii_lowercase(),
            line.get(colon + 1..).unwrap_or_default(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(bytes: &[u8]) -> (Vec<(String, String)>, String, bool) {
        let head = letter(bytes, 1_000).expect("a head");
        let rest = String::from_utf8_lossy(&bytes[head.body..]).into_owned();
        let fields = head.fields.iter().map(|f| (f.name.clone(), f.raw())).collect();
        (fields, rest, head.damaged)
    }

    #[test]
    fn a_head_is_read_however_it_is_written() {
        let ab = vec![
            ("from".to_owned(), "a b".to_owned()),
            ("to".to_owned(), "c".to_owned()),
        ];
        let rows: &[(&[u8], &str, bool)] = &[
            (b"From: a\r\n b\r\nTo:c\r\n\r\nbody", "body", false),
            (b"From : a\n b\nTO: c\n\nbody", "body", false),
            (b"\n\nFrom a@b Tue\nFrom: a b\nTo: c\n\nbody", "body", false),
            (b" stray\nFrom: a b\nTo: c\n\nbody", "body", true),
            (b"From: a b\nstray\nTo: c\n\nbody", "body", true),
            (
                b"From: a b\nTo: c\nno empty line\nbody",
                "no empty line\nbody",
                true,
            ),
            (b"From: a b\nTo: c", "", false),
        ];
        for (bytes, rest, damaged) in rows {
            assert_eq!(
                fields(bytes),
                (ab.clone(), (*rest).to_owned(), *damaged),
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }

    #[test]
    fn a_head_beyond_the_limit_is_not_read() {
        let long = [b"Subject: ".as_slice(), &[b'a'; 2_000]].concat();
        let many = b"A: b\n".repeat(300);
        for bytes in [long, many] {
            assert_eq!(letter(&bytes, 1_000).err(), Some(TooLarge));
        }
    }
}
