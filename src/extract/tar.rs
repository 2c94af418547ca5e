//! What lies in a `.tar`: POSIX (ustar, pax), GNU's, and the form before both. Our own: names and sizes in blocks of 512
//! bytes are all that is asked for.

use std::collections::BTreeSet;

use super::archive::{ENTRIES_MOST, is_odd, readable, shown};
use super::told::{Entry, Lacking};

const BLOCK: usize = 512;
/// More than a name and what else is said of a file takes.
const RECORDS_MOST: usize = 64 << 10;

/// Are these the bytes of one? Its first block says so by a sum over itself.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.first_chunk().is_some_and(sum_fits)
}

pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Lacking> {
    if !is_one(bytes) {
        return Err(Lacking::Unfit);
    }
    let (mut out, mut seen): (Vec<Entry>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    let (mut next, mut rest, mut whole) = (Next::default(), bytes, true);
    while let Some((block, behind)) = rest.split_first_chunk() {
        if block.iter().all(|b| *b == 0) {
            return Ok(out);
        }
        if out.len() >= ENTRIES_MOST {
            return Err(Lacking::Beyond);
        }
        let said = number(block.get(124..136).unwrap_or_default());
        let Some(said) = said.filter(|_| sum_fits(block)) else {
            break;
        };
        let kind = block.get(156).copied().unwrap_or_default();
        let of_others = matches!(kind, b'x' | b'g' | b'L' | b'K');
        let len = if of_others {
            said
        } else {
            next.size.take().unwrap_or(said)
        };
        let behind = if kind == b'S' {
            behind_map(block, behind)
        } else {
            behind
        };
        let data = behind.get(..len);
        whole &= data.is_some();
        let padded = len.div_ceil(BLOCK).saturating_mul(BLOCK);
        rest = behind.get(padded..).unwrap_or_default();
        if of_others {
            next.hear(kind, data.unwrap_or_default());
            continue;
        }
        let Next { name, holes, .. } = std::mem::take(&mut next);
        let name = readable(&name.unwrap_or_else(|| name_of(block)));
        if kind == b'5' || name.ends_with('/') {
            continue;
        }
        let (bytes, flag) = match (kind, data) {
            (_, None) => (None, Some("damaged")),
            (b'0' | b'7' | 0, Some(data)) if !holes => (Some(data.to_vec()), None),
            // A link, a device, a file with holes.
            _ => (None, Some("not-looked-into")),
        };
        let mut entry = Entry {
            name: shown(&name),
            bytes,
            flags: flag.into_iter().map(str::to_owned).collect(),
        };
        if !seen.insert(entry.name.clone()) {
            entry.flags.push("same-name".to_owned());
        }
        if is_odd(&entry.name) {
            entry.flags.push("odd-path".to_owned());
        }
        out.push(entry);
    }
    if !(whole && rest.is_empty()) {
        // There may have been more.
        out.push(Entry {
            name: String::new(),
            bytes: None,
            flags: vec!["damaged".to_owned()],
        });
    }
    Ok(out)
}

/// What was said of the file that follows.
#[derive(Default)]
struct Next {
    name: Option<Vec<u8>>,
    size: Option<usize>,
    /// It has holes, which are not filled here.
    holes: bool,
}

impl Next {
    fn hear(&mut self, kind: u8, data: &[u8]) {
        let mut data = data.get(..RECORDS_MOST).unwrap_or(data);
        match kind {
            b'L' => self.name = data.split(|b| *b == 0).next().map(<[u8]>::to_vec),
            // `30 path=…`: how long a line is stands before it, and counts itself.
            b'x' => {
                while let Some((key, value, more)) = record(data) {
                    match key {
                        b"path" | b"GNU.sparse.name" => self.name = Some(value.to_vec()),
                        b"size" => self.size = str::from_utf8(value).ok().and_then(|v| v.parse().ok()),
                        key => self.holes |= key.starts_with(b"GNU.sparse."),
                    }
                    data = more;
                }
            }
            _ => {}
        }
    }
}

fn record(data: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let blank = data.iter().position(|b| *b == b' ')?;
    let len: usize = str::from_utf8(data.get(..blank)?).ok()?.parse().ok()?;
    let line = data.get(blank + 1..len)?.strip_suffix(b"\n")?;
    let equals = line.iter().position(|b| *b == b'=')?;
    Some((line.get(..equals)?, line.get(equals + 1..)?, data.get(len..)?))
}

/// The sum over a block with blanks in place of the sum itself.
fn sum_fits(block: &[u8; BLOCK]) -> bool {
    let told = number(block.get(148..156).unwrap_or_default());
    let sum = block.iter().enumerate().map(|(at, byte)| match at {
        148..156 => usize::from(b' '),
        _ => usize::from(*byte),
    });
    told == Some(sum.sum())
}

/// Octal digits, or since they became too few, bytes behind one that says so.
fn number(field: &[u8]) -> Option<usize> {
    if let Some((0x80, bytes)) = field.split_first() {
        return bytes
            .iter()
            .try_fold(0_usize, |n, byte| Some(n.checked_mul(256)? | usize::from(*byte)));
    }
    let text = str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    usize::from_str_radix(text, 8).ok()
}

fn name_of(block: &[u8; BLOCK]) -> Vec<u8> {
    let field = |at: std::ops::Range<usize>| {
        let field = block.get(at).unwrap_or_default();
        field.split(|b| *b == 0).next().unwrap_or_default()
    };
    let before = if field(257..263) == b"ustar" {
        field(345..500)
    } else {
        b""
    };
    if before.is_empty() {
        return field(0..100).to_vec();
    }
    [before, b"/", field(0..100)].concat()
}

/// Behind the blocks that say where the holes of a file are.
fn behind_map<'a>(block: &[u8; BLOCK], mut behind: &'a [u8]) -> &'a [u8] {
    let mut more = block.get(482).is_some_and(|b| *b != 0);
    while more && let Some((map, rest)) = behind.split_first_chunk::<BLOCK>() {
        more = map.get(504).is_some_and(|b| *b != 0);
        behind = rest;
    }
    behind
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(name: &str, kind: u8, size: usize) -> [u8; BLOCK] {
        let mut block = [0; BLOCK];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
        block[156] = kind;
        block[257..265].copy_from_slice(b"ustar\x0000");
        summed(block)
    }

    fn summed(mut block: [u8; BLOCK]) -> [u8; BLOCK] {
        block[148..156].fill(b' ');
        let sum: usize = block.iter().map(|b| usize::from(*b)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        block
    }

    fn file(name: &str, kind: u8, data: &[u8]) -> Vec<u8> {
        let mut out = block(name, kind, data.len()).to_vec();
        out.extend_from_slice(data);
        out.resize(out.len().div_ceil(BLOCK) * BLOCK, 0);
        out
    }

    type Row = (String, Option<Vec<u8>>, Vec<String>);

    fn told(bytes: &[u8]) -> Vec<Row> {
        let all = entries(bytes).unwrap();
        all.into_iter().map(|e| (e.name, e.bytes, e.flags)).collect()
    }

    fn row(name: &str, bytes: Option<&str>, flags: &[&str]) -> Row {
        let flags = flags.iter().map(|f| (*f).to_owned()).collect();
        (name.to_owned(), bytes.map(|b| b.as_bytes().to_vec()), flags)
    }

    #[test]
    fn files_come_out_under_their_names_however_these_are_written() {
        let long = "thư mục/".repeat(30) + "báo cáo.pdf";
        let pax = format!(" path={long}\n");
        let pax = format!("{}{pax}", pax.len() + 3);
        let mut split = block("bc.pdf", b'0', 2);
        split[345..350].copy_from_slice(b"a/b/c");
        let tar = [
            file("thu-muc/", b'5', b""),
            file("một.txt", b'0', b"mot"),
            file("cũ.txt", 0, b"v7"),
            file("././@LongLink", b'L', format!("{long}\0").as_bytes()),
            file("cut", b'0', b"gnu"),
            file("x", b'x', pax.as_bytes()),
            file("cut", b'0', b"pax"),
            file("", b'g', b"13 comment=x\n"),
            summed(split).to_vec(),
            b"hi".to_vec(),
            vec![0; 510],
            file("một.txt", b'0', b"hai"),
            file("../../etc/x", b'0', b""),
            file("link", b'2', b""),
            vec![0; 1_024],
            b"whatever".to_vec(),
        ]
        .concat();
        assert_eq!(
            told(&tar),
            [
                row("một.txt", Some("mot"), &[]),
                row("cũ.txt", Some("v7"), &[]),
                row(&long, Some("gnu"), &[]),
                row(&long, Some("pax"), &["same-name"]),
                row("a/b/c/bc.pdf", Some("hi"), &[]),
                row("một.txt", Some("hai"), &["same-name"]),
                row("../../etc/x", Some(""), &["odd-path"]),
                row("link", None, &["not-looked-into"]),
            ]
        );
    }

    #[test]
    fn what_is_cut_or_broken_is_said_and_what_is_whole_comes_out() {
        let good = [file("a", b'0', b"mot"), file("b", b'0', b"hai")].concat();
        assert_eq!(told(&good).len(), 2, "it may end without an end");
        let damaged = row("", None, &["damaged"]);
        assert_eq!(told(&good[..1_100])[1..], [damaged.clone()]);
        let cut = told(&good[..1_537]);
        assert_eq!(cut[1..], [row("b", None, &["damaged"]), damaged.clone()]);
        let mut bad = good.clone();
        bad[1_030] ^= 1;
        assert_eq!(told(&bad)[1..], [damaged]);
        assert_eq!(entries(b"ustar"), Err(Lacking::Unfit));
        let mut huge = block("a", b'0', 0);
        huge[124..136].copy_from_slice(b"\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
        assert_eq!(
            entries(&[summed(huge).as_slice(), &good].concat())
                .unwrap()
                .last()
                .unwrap()
                .flags,
            ["damaged"]
        );
        let holes = file("x", b'x', b"22 GNU.sparse.major=1\n");
        assert_eq!(
            told(&[holes, good].concat())[0],
            row("a", None, &["not-looked-into"])
        );
        let many = file("a", b'0', b"").repeat(ENTRIES_MOST + 1);
        assert_eq!(entries(&many), Err(Lacking::Beyond));
    }
}
