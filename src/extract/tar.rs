//! What lies in a `.tar`, of whichever kind: read by the `tar` crate, as far as it goes.

use std::collections::BTreeSet;
use std::io::Read as _;

use tar::{Archive, Entry as Packed, EntryType};

use super::archive::{ENTRIES_MOST, is_odd, readable, shown};
use super::told::{Entry, Lacking};

/// Are these the bytes of one? Its first block says so by a sum over itself.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let mut archive = Archive::new(bytes);
    let first = archive.entries().ok().and_then(|mut all| all.next());
    first.is_some_and(|first| first.is_ok())
}

pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Lacking> {
    if !is_one(bytes) {
        return Err(Lacking::Unfit);
    }
    let (mut out, mut seen): (Vec<Entry>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    let mut archive = Archive::new(bytes);
    for packed in archive.entries().map_err(|_| Lacking::Unfit)? {
        if out.len() >= ENTRIES_MOST {
            return Err(Lacking::Beyond);
        }
        let Ok(mut packed) = packed else {
            // There may have been more.
            out.push(Entry {
                name: String::new(),
                bytes: None,
                flags: vec!["damaged".to_owned()],
            });
            break;
        };
        let (name, has_holes) = name_of(&mut packed);
        let kind = packed.header().entry_type();
        if kind.is_dir() || kind == EntryType::XGlobalHeader || name.ends_with('/') {
            continue;
        }
        let (bytes, flag) = match kind {
            EntryType::Regular | EntryType::Continuous if !has_holes => match whole(&mut packed) {
                Some(bytes) => (Some(bytes), None),
                None => (None, Some("damaged")),
            },
            // A link, a device, a file with holes, which would be filled with as many noughts as it says.
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
    Ok(out)
}

/// What a file is called, and whether it has holes, of which only the records before it tell.
fn name_of(packed: &mut Packed<'_, &[u8]>) -> (String, bool) {
    let mut name = packed.path_bytes().into_owned();
    let mut has_holes = false;
    if let Ok(Some(records)) = packed.pax_extensions() {
        for record in records.flatten() {
            has_holes |= record.key_bytes().starts_with(b"GNU.sparse.");
            if record.key_bytes() == b"GNU.sparse.name" {
                name = record.value_bytes().to_vec();
            }
        }
    }
    (readable(&name), has_holes)
}

/// The bytes of a file, unless the archive ends before they do.
fn whole(packed: &mut Packed<'_, &[u8]>) -> Option<Vec<u8>> {
    let size = packed.size();
    let mut bytes = Vec::new();
    packed.read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == size).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: usize = 512;

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
        assert_eq!(told(&good[..1_100])[1], damaged);
        let cut = told(&good[..1_537]);
        assert_eq!(cut[1..], [row("b", None, &["damaged"]), damaged.clone()]);
        let mut bad = good.clone();
        bad[1_030] ^= 1;
        assert_eq!(told(&bad)[1..], [damaged]);
        assert_eq!(entries(b"ustar"), Err(Lacking::Unfit));
        let mut huge = block("a", b'0', 0);
        huge[124..136].copy_from_slice(b"\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
        assert_eq!(
            entries(&[good.as_slice(), &summed(huge)].concat())
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
